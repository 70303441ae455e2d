//! Elements of other vocabularies within feeds, and views of them.
//!
//! Each module feeds fields of the model where it says the same as an element of the format; `origin` then
//! names it. What no field holds stays in `extensions`. Of some modules all elements stay there besides
//! ([`is_kept`]); the types here show what they say, by name, and borrow it. A module is told by the address of its
//! namespace in any of its spellings, never by its prefix.
//!
//! ```
//! use wirecopy_feed::modules::{Chapters, Itunes, Podcast};
//! use wirecopy_model::Article;
//!
//! let article = Article::default();
//! let itunes = Itunes::of(&article.extensions);
//! let podcast = Podcast::of(&article.extensions);
//! assert!(itunes.is_empty() && podcast.is_empty());
//! assert!(Chapters::of(&article.extensions).all.is_empty());
//! ```

pub mod chapters;
mod dc;
mod element;
pub mod geo;
pub mod itunes;
mod kept;
pub mod media;
pub mod podcast;
mod settle;
mod small;
pub mod syndication;
mod vocabulary;

use wirecopy_core::{Cx, Error};

use crate::meta::Meta;
use crate::namespace::Ns;
use crate::scan::{Level, Scan};

pub use chapters::Chapters;
pub use element::{Element, Elements, Module};
pub use itunes::Itunes;
pub use media::MediaRss;
pub use podcast::Podcast;
pub use syndication::Syndication;
pub use vocabulary::Vocabulary;

pub(crate) use media::{of_media_type, spread};
pub(crate) use settle::settle;

/// Whether what has this `origin` was copied from an element that stands in `extensions` as well. Who writes both
/// writes it once.
///
/// ```
/// use wirecopy_feed::modules::is_kept;
///
/// assert!(is_kept("itunes:author"));
/// assert!(!is_kept("dc:creator"));
/// ```
pub fn is_kept(origin: &str) -> bool {
    const MODULES: [&str; 14] = [
        "itunes",
        "googleplay",
        "podcast",
        "georss",
        "gml",
        "geo",
        "icbm",
        "prism",
        "admin",
        "ev",
        "xcal",
        "foaf",
        "l",
        "webfeeds",
    ];
    const ELEMENTS: [&str; 11] = [
        "dc:references",
        "dc:relation",
        "dc:source",
        "dcterms:references",
        "dcterms:relation",
        "dcterms:source",
        "media:category",
        "media:description",
        "media:keywords",
        "media:location",
        "slash:section",
    ];
    let module = origin.split_once(':').map_or(origin, |(module, _)| module);
    MODULES.contains(&module) || ELEMENTS.contains(&origin)
}

/// Reads an element of a module, the whole of it.
pub(crate) fn element(
    scan: &mut Scan<'_>,
    ns: Ns,
    meta: &mut Meta,
    level: Level,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    match ns {
        Ns::Dc | Ns::DcTerms => dc::element(scan, ns, meta, level, cx),
        Ns::Media => media::element(scan, meta, cx),
        Ns::Content
        | Ns::Xhtml
        | Ns::Thread
        | Ns::Slash
        | Ns::Wfw
        | Ns::License
        | Ns::App
        | Ns::History
        | Ns::FeedBurner => small::element(scan, ns, meta, level, cx),
        Ns::Prism | Ns::Admin | Ns::Event | Ns::Calendar | Ns::Foaf | Ns::Link | Ns::WebFeeds => {
            kept::element(scan, ns, meta, level, cx)
        }
        Ns::Itunes | Ns::GooglePlay | Ns::Podcast | Ns::GeoRss | Ns::Gml | Ns::Geo | Ns::Icbm => {
            meta.unsettled += 1;
            scan.keep(&mut meta.extensions, cx)
        }
        _ => scan.keep(&mut meta.extensions, cx),
    }
}
