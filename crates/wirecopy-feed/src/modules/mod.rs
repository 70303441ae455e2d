//! Elements of other vocabularies within RSS and Atom.
//!
//! Each module feeds fields of the model where it says the same as an element of the format; `origin` then
//! names it. What no field holds stays in `extensions`.

mod dc;
mod media;
mod small;

use wirecopy_core::{Cx, Error};

use crate::meta::Meta;
use crate::namespace::Ns;
use crate::scan::{Level, Scan};

pub(crate) use media::{of_media_type, spread};

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
        | Ns::Itunes
        | Ns::Thread
        | Ns::Slash
        | Ns::Wfw
        | Ns::License
        | Ns::App
        | Ns::History
        | Ns::FeedBurner => small::element(scan, ns, meta, level, cx),
        _ => scan.keep(&mut meta.extensions, cx),
    }
}
