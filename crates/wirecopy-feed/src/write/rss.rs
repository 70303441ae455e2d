//! RSS 2.0, written.
//!
//! | field | element |
//! | --- | --- |
//! | `headlines`, main; `descriptions` of the feed | `title`; `description` |
//! | `links`: the first alternate one; all others | `link`; `atom:link` |
//! | `id`, `alt_ids` | `guid`; `dc:identifier` |
//! | `contents`: summary or teaser; full; what else there is | `description`; `content:encoded`; `atom:summary`, `atom:content` |
//! | `people`: authors with an e-mail address; all others | `author`; `dc:creator`, `dc:contributor`, `dc:publisher` |
//! | `dates`: published, built; less exact ones; others | `pubDate`, `lastBuildDate`; `dc:date`; `atom:updated`, `dcterms:…` |
//! | `subjects` | `category` with `domain`; with a name: `atom:category` |
//! | `media`: attachments; all others, and what enclosures have no place for | `enclosure`; `media:…` |
//! | `rights` | `copyright`, `dc:rights`, `creativeCommons:license` |
//! | `comments` | `comments`, `wfw:commentRss`, `slash:comments` |
//! | `in_reply_to`, `places`, `origin_feed` | `thr:in-reply-to`, `georss:…`, `source` or `atom:source` |
//! | a `Deleted` record | `at:deleted-entry` |
//! | `extensions` | the elements and attributes they are, in their places |
//!
//! A field that names its element in `origin` is written as that element.

use wirecopy_core::{
    Carries, Error, Exporter, Format, Needs, OptionKind, OptionSpec, Options, Outputs, RecordSink,
};
use wirecopy_model::{Field, PartName};

use super::sheet::Dialect;
use super::sink::XmlSink;
use crate::rss::{FORMAT, Rss};

/// Options of RSS and Atom.
pub(crate) const OPTIONS: &[OptionSpec] = &[OptionSpec {
    name: "body",
    kind: OptionKind::Choice(&["html", "source"]),
    default: "html",
    doc: "markup when writing: as HTML that holds nothing live, its addresses resolved, dates set right and what the format asks for supplied from what the source says elsewhere; or all as the source has it, for what is read back",
}];

/// What is written of an article.
pub(crate) const CARRIES: Carries = Carries { fields: FIELDS, immaterial: IMMATERIAL };

const FIELDS: &[Field] = &[
    "id",
    "alt_ids",
    "headlines",
    "people",
    "dates",
    "links",
    "subjects",
    "places",
    "language",
    "contents",
    "blocks",
    "quotes",
    "media",
    "rights",
    "comments",
    "in_reply_to",
    "origin_feed",
    "extensions",
];

const IMMATERIAL: &[Field] =
    &["source", "position", "base", "feed_title", "mentions", "annotations", "inferred", "given", "span"];

/// Parts of bodies that their HTML does not hold.
pub(crate) const LOST_OF_BODY: &[PartName] = &[
    "article.blocks.entities",
    "article.blocks.media",
    "article.blocks.media.caption",
    "article.blocks.media.credits",
    "article.blocks.media.rights",
    "article.blocks.embeds.kind",
    "article.blocks.aside.role",
    "article.blocks.raw",
];

impl Exporter for Rss {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _options: &Options) -> Needs {
        Needs::default()
    }

    fn lost_parts(&self, _options: &Options) -> Vec<PartName> {
        LOST_OF_BODY.to_vec()
    }

    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error> {
        let faithful = options.text("body") == Some("source");
        Ok(Box::new(XmlSink::new(out, Dialect::Rss, faithful)))
    }
}
