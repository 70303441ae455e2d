//! What modules say that stays in extensions whole, copied to the fields it belongs to.
//!
//! This happens when an item or feed has been read, so that the format's own elements come first wherever they
//! stand, and costs nothing where no such module is used.

use std::sync::Arc;

use url::Url;
use wirecopy_model::{Person, Shared, Subject};

use crate::address::{self, Address};
use crate::meta::Meta;
use crate::modules::{Element, geo, itunes, podcast};
use crate::namespace::Ns;
use crate::scan::Level;

/// How many values are looked at for one that says the same.
pub(super) const MANY: usize = 64;

/// Copies what kept elements say.
pub(crate) fn settle(meta: &mut Meta, level: Level) {
    if std::mem::take(&mut meta.unsettled) == 0 {
        return;
    }
    let extensions = std::mem::take(&mut meta.extensions);
    let mut base = Base { written: meta.base.clone(), parsed: None, is_parsed: false };
    let mut places = geo::Places::default();
    let mut spaces = Spaces::default();
    for element in Element::tops(&extensions) {
        match spaces.of(&element) {
            ns @ (Ns::Itunes | Ns::GooglePlay) => itunes::copy(&element, ns, meta, level, &mut base),
            Ns::Podcast => podcast::copy(&element, meta, level, &mut base),
            ns @ (Ns::GeoRss | Ns::Gml | Ns::Geo | Ns::Icbm) => places.add(&element, ns),
            Ns::Media if element.is_called("location") => places.add_location(&element),
            _ => {}
        }
    }
    meta.places.extend(places.done());
    meta.extensions = extensions;
}

/// The namespaces of elements, each address looked up once.
#[derive(Default)]
struct Spaces {
    seen: Vec<(Shared, Ns)>,
}

impl Spaces {
    fn of(&mut self, element: &Element<'_>) -> Ns {
        let Some(uri) = element.shared_uri() else { return element.ns() };
        if let Some((_, ns)) = self.seen.iter().find(|(known, _)| Arc::ptr_eq(known, uri)) {
            return *ns;
        }
        let ns = Ns::of_uri(uri);
        // a document of many namespaces is no reason to be slow
        if self.seen.len() < 16 {
            self.seen.push((uri.clone(), ns));
        }
        ns
    }
}

/// What addresses are resolved against.
pub(super) struct Base {
    written: Option<Shared>,
    parsed: Option<Url>,
    is_parsed: bool,
}

impl Base {
    /// The address, resolved against the base in force where the element stands.
    pub(super) fn resolve(&mut self, element: &Element<'_>, written: &str) -> Address {
        let written = written.trim().to_owned();
        if address::is_absolute(&written) {
            return Address { href: written, written: None };
        }
        if !std::mem::replace(&mut self.is_parsed, true) {
            self.parsed = self.written.as_deref().and_then(|base| Url::parse(base).ok());
        }
        let base = &self.parsed;
        match element.base() {
            Some(own) => {
                let own = match base {
                    Some(base) => base.join(own).ok(),
                    None => Url::parse(own).ok(),
                };
                address::resolve(written, own.as_ref().or(base.as_ref()))
            }
            None => address::resolve(written, base.as_ref()),
        }
    }
}

/// Adds a person that is not named in the same role already.
pub(super) fn person(person: Person, meta: &mut Meta) {
    let line = person.written.as_ref().or(person.name.as_ref());
    let is_same = |known: &Person| {
        // the same line in another element names the same people, however it was taken apart
        let is_same_line =
            known.origin != person.origin && known.written.as_ref().or(known.name.as_ref()) == line;
        let is_same_name =
            if line.is_some() { known.name == person.name || is_same_line } else { known.name.is_none() };
        known.role == person.role
            && is_same_name
            && (person.email.is_none() || known.email == person.email)
            && (person.avatar.is_none() || known.avatar == person.avatar)
            && (person.url.is_none() || known.url == person.url)
    };
    if !meta.people.iter().take(MANY).any(is_same) {
        meta.people.push(person);
    }
}

/// Adds a subject that is not named already.
pub(super) fn subject(subject: Subject, meta: &mut Meta) {
    let is_same = |known: &Subject| {
        known.kind == subject.kind && known.term == subject.term && known.scheme == subject.scheme
    };
    if !meta.subjects.iter().take(MANY).any(is_same) {
        meta.subjects.push(subject);
    }
}
