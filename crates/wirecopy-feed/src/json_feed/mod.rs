//! JSON Feed 1.0 and 1.1.
//!
//! | member | field | section of JSON Feed 1.1 |
//! | --- | --- | --- |
//! | `version` | `Source.version`; the address itself in `Source.extensions` | «Top-level» |
//! | `title`, `description` | `headlines`, `descriptions` of the feed | |
//! | `home_page_url`, `feed_url`, `next_url` | `links`: alternate, self, next | |
//! | `user_comment` | `info` of the feed | |
//! | `icon`, `favicon` | `images` of these roles | |
//! | `authors`, `author` (1.0): `name`, `url`, `avatar` | `people`; items without have those of the feed, `origin` says so | |
//! | `language` | `language` of feed, item | |
//! | `hubs`: `url`, `type` | `links`, hub; the type with the link | |
//! | `items` | `Article` records | «Items» |
//! | `id` | `id`; a number keeps its digits | |
//! | `url`, `external_url` | `links`: alternate, related | |
//! | `title` | `headlines`, main | |
//! | `content_html`, `content_text`, `summary` | `contents`: full HTML, full text, summary | |
//! | `image`, `banner_image` | `media`, of role content, `banner` | |
//! | `date_published`, `date_modified` | `dates`, published, updated | |
//! | `tags` | `subjects` | |
//! | `attachments`: `url`, `mime_type`, `title`, `size_in_bytes`, `duration_in_seconds` | `media`, attachment; of the same title: one group | «Attachments» |
//!
//! All other members (`expired`, extensions like `_name`, a key that comes again) are in `extensions` of what they
//! stand in: nodes in order, each with the sort of its value in an attribute `json`. Relative addresses are resolved against the base the
//! caller gives, else against `feed_url`.

mod fields;
mod pull;
mod reader;
mod token;
pub(crate) mod value;

pub(crate) use token::is_number;
use wirecopy_core::{Confidence, Cx, Error, Format, Head, Importer, Input, Options, Parts, RecordReader};

/// What JSON Feed is.
pub static FORMAT: Format = Format {
    name: "json-feed",
    title: "JSON Feed 1.1",
    extensions: &["json"],
    media_types: &["application/feed+json", "application/json"],
    spec: "https://www.jsonfeed.org/version/1.1/",
    options: crate::write::json_feed::OPTIONS,
    public: true,
    parts: Parts::PerInput,
    carries: crate::write::json_feed::CARRIES,
};

/// Reads JSON Feed.
///
/// ```
/// use wirecopy_core::{Cx, Findings, Importer, Input, Limits, Options, Policy};
/// use wirecopy_feed::JsonFeed;
/// use wirecopy_model::Record;
///
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let mut cx = Cx::new(&limits, &policy, &mut findings);
/// let feed = br#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Leaf", "items": [{"id": 7}]}"#;
/// let mut reader = JsonFeed.open(Input::new(&feed[..]), &Options::of(JsonFeed.format()), &mut cx)?;
/// let mut ids = Vec::new();
/// while let Some(record) = reader.read(&mut cx)? {
///     if let Record::Article(article) = record {
///         ids.extend(article.id.map(|id| id.value));
///     }
/// }
/// assert_eq!(ids, ["7"]);
/// # Ok::<(), wirecopy_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonFeed;

impl Importer for JsonFeed {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        let text = head.text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
        // some begin with a comment
        let Some(members) = text.starts_with(['{', '/']).then_some(text) else {
            return if text.is_empty() && head.is_hinted(&FORMAT) {
                Confidence::Hinted
            } else {
                Confidence::No
            };
        };
        let has = |name: &str| members.contains(name);
        if has("jsonfeed.org/version/") || has("jsonfeed.org\\/version\\/") {
            Confidence::Certain
        } else if !text.starts_with('{') || has("\"@context\"") || has("\"record\"") {
            Confidence::No
        } else if has("\"items\"")
            && ["home_page_url", "feed_url", "content_html", "content_text", "date_published"]
                .iter()
                .any(|name| has(name))
        {
            Confidence::Likely
        } else if head.media_type.as_deref() == Some("application/feed+json") {
            Confidence::Hinted
        } else {
            Confidence::No
        }
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        _options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        Ok(Box::new(reader::JsonFeedReader::open(input, cx)?))
    }
}
