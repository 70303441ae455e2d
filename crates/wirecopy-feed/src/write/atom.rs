//! Atom 1.0, written.
//!
//! | field | element | clause (RFC 4287) |
//! | --- | --- | --- |
//! | `id`; of an article without one its address; of a feed its own address | `id` | § 4.2.6 |
//! | `headlines`, main; none: an empty one | `title` | § 4.2.14 |
//! | `dates`, updated; else published, else created; of a feed else those of its first article | `updated` | § 4.2.15 |
//! | `dates`, published | `published` | § 4.2.9 |
//! | `dates` that are less exact, or of another role | `dc:date`, `dcterms:…` | |
//! | `links` | `link` | § 4.2.7 |
//! | `people`: author, contributor; others | `author`, `contributor`; `dc:publisher`, … | § 4.2.1, § 4.2.3 |
//! | `subjects` | `category` | § 4.2.2 |
//! | `contents`: the full one, HTML before text; summary or teaser | `content`; `summary` | § 4.1.3, § 4.2.13 |
//! | `media`: attachments; all others | `link` of rel `enclosure`; `media:…` | § 4.2.7 |
//! | `rights`: notice, licence | `rights`, `link` of rel `license` | § 4.2.10, RFC 4946 |
//! | `descriptions`, `generator`, `images` of the feed | `subtitle`, `generator`, `icon`, `logo` | |
//! | `origin_feed` | `source` | § 4.2.11 |
//! | `language`, `base` | `xml:lang`, `xml:base` | § 2 |
//! | a `Deleted` record | `at:deleted-entry` | RFC 6721 § 3 |
//! | `extensions` | the elements and attributes they are, in their places | § 6 |
//!
//! Authors and rights that an article has from its feed are not repeated. A field that names its element in `origin` is
//! written as that element.

use wirecopy_core::{Error, Exporter, Format, Needs, Options, Outputs, RecordSink};
use wirecopy_model::PartName;

use super::rss::LOST_OF_BODY;
use super::sheet::Dialect;
use super::sink::XmlSink;
use crate::atom::{Atom, FORMAT};

impl Exporter for Atom {
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
        Ok(Box::new(XmlSink::new(out, Dialect::Atom, faithful)))
    }
}
