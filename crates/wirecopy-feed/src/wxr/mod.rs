//! `WordPress` exports (WXR 1.0 to 1.2): RSS 2.0 with the elements of `WordPress` beside it.
//!
//! | element | field |
//! | --- | --- |
//! | `channel` | a `Feed` record, as in RSS; `wp:author`, `wp:category`, `wp:tag`, `wp:term` are kept in it |
//! | `item` | an `Article` record; of a `wp:post_type` that is no article (menus, templates, forms, orders, revisions; attachments unless `attachments` says otherwise) an `Opaque` record |
//! | `wp:post_type` | `kind` of what is no post; kept |
//! | `wp:status`, `wp:post_password` | `status`: `publish` usable; `draft`, `auto-draft`, `pending` draft; `private` and what has a password private; `future` embargoed, with its date as the embargo; `trash` canceled; one that nobody knows withheld; kept |
//! | `title`, `link`, `description`, `enclosure` | as in RSS |
//! | `guid` | `id`; with a query for its page, also a link of the relation `alias` |
//! | `dc:creator` | `people`, author: the name that `wp:author` gives to that login; the login as `written` |
//! | `category` `@domain="author"` | kept, and `people`, author, when it is nobody who is there already |
//! | `category` `@domain @nicename` | `subjects`: `scheme`, `term`; the text is its name. `category` is a section, `post_tag` and `tag` keywords; `post_format`, `nav_menu` and translations stay in `extensions`; `language` is the language |
//! | `content:encoded` | `contents`, full, of the type `text/html; variant=wordpress`: as it is stored |
//! | `excerpt:encoded` | `contents`, summary |
//! | `wp:post_date` with `wp:post_date_gmt` | `dates`, published: the first with the offset the second shows; of what was never published, created. Before `pubDate`, because it says the same with the day of the place |
//! | `wp:post_modified`, `wp:post_modified_gmt` | `dates`, updated, the same way |
//! | `wp:post_id`, `wp:post_name` | `alt_ids` |
//! | `wp:post_parent` | `associations`; 0 is none |
//! | `wp:postmeta` `_wp_old_slug` | kept, and a link of the relation `alias` |
//! | `wp:postmeta` `_thumbnail_id`, `[gallery]`, `[playlist]` | `media`: the attachments of that number, as far as they are near |
//! | `wp:attachment_url` and the attachment's title, caption (its excerpt), `_wp_attachment_image_alt`, size | the `media` of whoever names it, or of itself |
//! | `wp:comment` | kept; `comments.count` says how many are approved, pings left out |
//!
//! All else is kept: in `extensions` of the item or the feed, serialised PHP as text. The date `0000-00-00 00:00:00` and
//! the year -1 are none. E-mail and network addresses of commenters, passwords and accounts are in `extensions` alone, which
//! no public format writes.
//!
//! Attachments may stand behind the post that shows them. An article waits for those it names while the input that
//! follows it takes no more than `lookahead` bytes; what is not found by then is told, and the numbers are kept. Of the
//! attachments that came before, those are known that 8 MiB hold, the last ones.

mod attachment;
mod date;
mod held;
mod kind;
mod post;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

use wirecopy_core::{
    Carries, Code, Confidence, Cx, Error, Format, Head, Importer, Input, OptionKind, OptionSpec, Options,
    Parts, RecordReader,
};
use wirecopy_model::{FeedFamily, Record};

use self::held::Held;
use crate::explain;
use crate::items::{Around, Item, ItemReader, Opens, Vocabulary};
use crate::meta::Meta;
use crate::modules;
use crate::namespace::Ns;
use crate::probe;
use crate::rss;
use crate::scan::{Level, Scan};

/// What a `WordPress` export is.
pub static FORMAT: Format = Format {
    name: "wxr",
    title: "WordPress export (WXR)",
    extensions: &["xml"],
    media_types: &["application/rss+xml", "application/xml", "text/xml"],
    spec: "WordPress eXtended RSS 1.0 to 1.2, as WordPress writes it",
    options: &[
        OptionSpec {
            name: "attachments",
            kind: OptionKind::Choice(&["opaque", "articles"]),
            default: "opaque",
            doc: "what an uploaded file is: carried along untouched, or an article of its own of the kind `picture`, `audio`, `video` or `attachment`. Those that a post shows are among its `media` either way",
        },
        OptionSpec {
            name: "lookahead",
            kind: OptionKind::Integer(0, 1 << 30),
            default: "4194304",
            doc: "bytes of input behind an article within which attachments that it names are waited for",
        },
    ],
    public: true,
    parts: Parts::PerInput,
    carries: Carries::NOTHING,
};

/// Reads `WordPress` exports.
///
/// ```
/// use wirecopy_core::{Cx, Findings, Importer, Input, Limits, Options, Policy};
/// use wirecopy_feed::Wxr;
/// use wirecopy_model::{Record, Status};
///
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let mut cx = Cx::new(&limits, &policy, &mut findings);
/// let export = b"<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><title>Fog</title>\
///     <wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item></channel></rss>";
/// let mut reader = Wxr.open(Input::new(&export[..]), &Options::of(Wxr.format()), &mut cx)?;
/// let mut found = Vec::new();
/// while let Some(record) = reader.read(&mut cx)? {
///     if let Record::Article(article) = record {
///         found.push((article.title().unwrap_or_default().to_owned(), article.status));
///     }
/// }
/// assert_eq!(found, [("Fog".to_owned(), Some(Status::Draft))]);
/// # Ok::<(), wirecopy_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Wxr;

impl Importer for Wxr {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        let is_rss = probe::root(&head.text).is_some_and(|root| root.local == "rss");
        let is_export = || {
            ["//wordpress.org/export/", "<wp:wxr_version", "WordPress eXtended RSS"]
                .iter()
                .any(|mark| head.text.contains(mark))
        };
        if is_rss && is_export() { Confidence::Certain } else { Confidence::No }
    }

    fn explain(&self, head: &Head<'_>) -> Option<Cow<'static, str>> {
        explain::explain(head)
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        let lookahead = options.integer("lookahead").and_then(|bytes| u64::try_from(bytes).ok()).unwrap_or(0);
        let export = Export {
            takes_attachments: options.text("attachments") == Some("articles"),
            authors: Authors::default(),
            held: Held::new(lookahead),
            hidden: HashSet::new(),
        };
        Ok(Box::new(ItemReader::open(input, export, cx)?))
    }
}

/// Names of people by their logins.
#[derive(Debug, Default)]
struct Authors {
    names: HashMap<String, String>,
    /// How many nodes of the feed's extensions were looked at.
    seen: usize,
}

impl Authors {
    /// Looks at what the feed says by now.
    fn update(&mut self, feed: &Meta) {
        let extensions = &feed.extensions;
        if self.seen >= extensions.nodes.len() {
            return;
        }
        let is = |index: usize, wanted: &str| {
            extensions.nodes.get(index).and_then(|node| node.name.as_deref()).is_some_and(|name| {
                &*name.local == wanted && name.uri.as_deref().is_some_and(|uri| Ns::of_uri(uri) == Ns::Wp)
            })
        };
        for index in self.seen..extensions.nodes.len() {
            if !(is(index, "author") && extensions.nodes.get(index).is_some_and(|node| node.depth == 0)) {
                continue;
            }
            let length = extensions.below(index).len();
            let text = |wanted: &str| {
                let found = (index + 1..index + 1 + length).find(|inner| is(*inner, wanted))?;
                Some(extensions.text_of(found).trim().to_owned()).filter(|text| !text.is_empty())
            };
            if let (Some(login), Some(name)) = (text("author_login"), text("author_display_name")) {
                self.names.entry(login).or_insert(name);
            }
        }
        self.seen = extensions.nodes.len();
    }
}

/// An export that is read.
struct Export {
    /// Whether attachments are articles.
    takes_attachments: bool,
    authors: Authors,
    held: Held,
    /// Numbers of posts that are not for the public, of which attachments inherit.
    hidden: HashSet<u64>,
}

impl Export {
    /// Numbers of hidden posts that are remembered.
    const HIDDEN: usize = 100_000;
}

impl Vocabulary for Export {
    const FORMAT: &'static str = "wxr";
    const NAME: &'static str = "a WordPress export";
    const UNCLOSED: Code = "wxr.item.unclosed";
    const FAMILY: FeedFamily = FeedFamily::Rss;

    fn opens(&mut self, ns: Ns, local: &str) -> Opens {
        match (ns, local) {
            (Ns::None, "item") => Opens::Item,
            (Ns::None, "channel") | (Ns::None | Ns::Other, "rss") => Opens::Frame,
            _ => Opens::Meta,
        }
    }

    fn version(&self, scan: &Scan<'_>) -> Option<String> {
        let spaces = scan.xml.root_namespaces();
        let uri = spaces.iter().find(|space| Ns::of_uri(&space.uri) == Ns::Wp).map(|space| &*space.uri)?;
        let version = uri.trim_end_matches('/').rsplit('/').next()?;
        version.starts_with(|char: char| char.is_ascii_digit()).then(|| version.to_owned())
    }

    fn meta(&mut self, scan: &mut Scan<'_>, ns: Ns, feed: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
        match ns {
            Ns::None => rss::element(scan, feed, Level::Feed, cx),
            Ns::Atom | Ns::Atom03 => crate::atom::element(scan, feed, Level::Feed, true, cx),
            _ => modules::element(scan, ns, feed, Level::Feed, cx),
        }
    }

    fn item(
        &mut self,
        scan: &mut Scan<'_>,
        item: Item,
        around: &Around<'_>,
        out: &mut VecDeque<Record>,
        cx: &mut Cx<'_>,
    ) {
        self.authors.update(around.feed);
        let span = item.span;
        let facts = post::facts(&item.tree);
        if let Some(file) = attachment::of(&item.tree, &facts, scan) {
            self.held.know(file);
        }
        if self.hidden.len() < Self::HIDDEN
            && let (Some(id), true) = (facts.id, facts.is_hidden())
        {
            self.hidden.insert(id);
        }
        let is_article = match facts.kind.as_str() {
            "attachment" => self.takes_attachments,
            kind => kind::is_article(kind),
        };
        if is_article {
            let inherits =
                facts.status == "inherit" && facts.parent.is_some_and(|parent| self.hidden.contains(&parent));
            let (article, needs) =
                post::article(item, &facts, inherits, &self.authors.names, around, scan, cx);
            self.held.take(Record::Article(Box::new(article)), needs, span, out, cx);
        } else {
            let opaque = post::opaque(item, &facts, scan);
            self.held.take(Record::Opaque(Box::new(opaque)), held::Needs::default(), span, out, cx);
        }
    }

    fn end(&mut self, out: &mut VecDeque<Record>, cx: &mut Cx<'_>) {
        self.held.end(out, cx);
    }
}

#[cfg(test)]
mod tests;
