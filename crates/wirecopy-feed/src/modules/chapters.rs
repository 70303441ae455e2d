//! Simple chapters (Podlove): where the parts of an episode begin.
//!
//! | element | |
//! | --- | --- |
//! | `psc:chapters` `@version` with `psc:chapter` `@start @title @href @image` | [`Chapters`] |
//!
//! They stay in `extensions` whole.
//!
//! Source: Podlove Simple Chapters 1.2.

use wirecopy_model::Extensions;

use crate::modules::element::{element_view, seconds};
use crate::modules::{Module, Vocabulary};

element_view! {
    /// `chapter`.
    Chapter {
        /// Where it begins, as written (RFC 2326 normal play time).
        start = "start",
        /// Its title.
        title = "title",
        /// An address that belongs to it, as written.
        href = "href",
        /// Address of a picture, as written.
        image = "image",
    }
}

impl Chapter<'_> {
    /// Where it begins, in seconds. `None`: not stated, or not understood.
    pub fn seconds(&self) -> Option<f64> {
        self.start.and_then(seconds)
    }
}

/// The chapters of an episode, in order.
///
/// ```
/// use wirecopy_feed::modules::Chapters;
/// use wirecopy_model::{Extensions, Node};
///
/// let mut extensions = Extensions::default();
/// extensions.push(Node::element(0, Some("http://podlove.org/simple-chapters"), Some("psc"), "chapters"));
/// extensions.push(Node::element(1, Some("http://podlove.org/simple-chapters"), Some("psc"), "chapter"));
/// assert_eq!(Chapters::of(&extensions).all.len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Chapters<'a> {
    /// The version of the vocabulary.
    pub version: Option<&'a str>,
    /// The chapters.
    pub all: Vec<Chapter<'a>>,
}

impl<'a> Chapters<'a> {
    /// The chapters among the extensions of an article.
    pub fn of(extensions: &'a Extensions) -> Self {
        let module = Module::of(extensions, Vocabulary::Chapters);
        let mut chapters = Self::default();
        for list in module.all("chapters") {
            chapters.version = chapters.version.or(list.attribute("version"));
            chapters.all.extend(list.all("chapter").map(Chapter::of));
        }
        chapters
    }
}
