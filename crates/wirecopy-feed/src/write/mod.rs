//! Feeds, written: RSS, Atom, JSON Feed and news sitemaps.

mod atom;
mod body;
mod date;
mod feed;
mod item;
mod json;
pub(crate) mod json_feed;
mod left;
mod link;
mod media;
mod more;
pub(crate) mod news_sitemap;
mod people;
pub(crate) mod rss;
mod safe;
mod sheet;
mod sink;
mod text;
mod xhtml;
mod xml;
