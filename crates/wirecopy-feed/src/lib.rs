//! Feeds to articles, nothing lost.
//!
//! An importer a format: [`Rss`], [`Rdf`], [`Atom`], [`Cdf`] and [`JsonFeed`]. Each gives the source first, then the feed, then its articles one at a
//! time; memory follows the largest article. Metadata that comes after items makes a second feed record, and a
//! document that had to be repaired a second source record that says so.
//!
//! Elements of Dublin Core, Media RSS and other modules feed the same fields as the format's own; where two
//! compete, the format's own comes first and `origin` names the other. Every element and attribute that no
//! field holds is in `extensions`, where the views of [`modules`] find them by name. Bodies are not parsed.
//!
//! ```
//! use wirecopy_core::{Cx, Findings, Importer, Input, Limits, Options, Policy};
//! use wirecopy_feed::Rss;
//! use wirecopy_model::Record;
//!
//! let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
//! let mut cx = Cx::new(&limits, &policy, &mut findings);
//! let feed = b"<rss version='2.0'><channel><title>The Leaf</title><item><title>Fog</title></item></channel></rss>";
//! let mut reader = Rss.open(Input::new(&feed[..]), &Options::of(Rss.format()), &mut cx)?;
//! let mut titles = Vec::new();
//! while let Some(record) = reader.read(&mut cx)? {
//!     if let Record::Article(article) = record {
//!         titles.push(article.title().unwrap_or_default().to_owned());
//!     }
//! }
//! assert_eq!(titles, ["Fog"]);
//! # Ok::<(), wirecopy_core::Error>(())
//! ```

mod address;
pub mod atom;
mod base64;
mod byline;
pub mod cdf;
mod construct;
mod document;
mod explain;
mod inherit;
mod items;
pub mod json_feed;
mod kind;
mod language;
mod leaf;
mod line;
mod mailbox;
mod markup;
mod meta;
pub mod modules;
mod namespace;
mod people;
mod person;
mod probe;
pub mod rdf;
mod rdf_module;
mod reader;
pub mod rss;
mod scan;
pub mod sitemap;
mod tree;
mod write;
pub mod wxr;

use wirecopy_core::Registry;

pub use atom::Atom;
pub use cdf::Cdf;
pub use json_feed::JsonFeed;
pub use rdf::Rdf;
pub use rss::Rss;
pub use sitemap::Sitemap;
pub use write::news_sitemap::NewsSitemap;
pub use wxr::Wxr;

/// Adds the formats to a registry.
pub fn register(all: &mut Registry) {
    all.importer(Atom);
    all.importer(Cdf);
    all.importer(Rdf);
    all.importer(Rss);
    all.importer(JsonFeed);
    all.importer(Sitemap);
    all.importer(Wxr);
    all.exporter(Atom);
    all.exporter(Rss);
    all.exporter(JsonFeed);
    all.exporter(NewsSitemap);
}
