//! What can be asked about the current event and the document so far.

use wirecopy_core::Location;
use wirecopy_model::{Encoding, Namespace, Span};

use crate::reader::Content;
use crate::start::Slot;
use crate::{Attr, Declaration, Event, NameRef, Ns, XmlReader};

impl XmlReader<'_> {
    /// The current event.
    pub fn event(&self) -> Event {
        self.event
    }

    /// The encoding, and what decided it.
    pub fn encoding(&self) -> &Encoding {
        self.window.encoding()
    }

    /// The XML declaration. `None`: there is none.
    pub fn declaration(&self) -> Option<&Declaration> {
        self.declaration.as_ref()
    }

    /// The namespaces declared on the root element, in document order; none before it was read.
    pub fn root_namespaces(&self) -> &[Namespace] {
        &self.root_namespaces
    }

    /// Whether the document kept to the syntax of XML so far: no repair of it or of its encoding was needed.
    pub fn well_formed(&self) -> bool {
        !self.broken && !self.window.is_damaged()
    }

    /// How many elements are open. The element of a start or end tag counts.
    pub fn depth(&self) -> usize {
        self.open.depth()
    }

    /// The number of a namespace, for comparing with [`NameRef::ns`]. Numbers are given in the order of asking, so
    /// that one can index a table by [`Ns::index`]. There is room for some thousands; beyond that it is
    /// [`Ns::NONE`].
    pub fn namespace(&mut self, uri: &str) -> Ns {
        self.spaces.number(uri).unwrap_or(Ns::NONE)
    }

    /// The URI of a namespace. `None`: it is [`Ns::NONE`].
    pub fn uri(&self, ns: Ns) -> Option<&str> {
        self.spaces.uri(ns)
    }

    /// Name of the element of a start or end tag, and otherwise of the element one is in; of an instruction, its
    /// target.
    pub fn name(&self) -> NameRef<'_> {
        if self.event == Event::Instruction {
            return NameRef { ns: Ns::NONE, uri: None, prefix: None, local: self.local() };
        }
        let (prefix, local, ns) = self.open.parts();
        NameRef { ns, uri: self.spaces.uri(ns), prefix: (!prefix.is_empty()).then_some(prefix), local }
    }

    /// Local part of [`XmlReader::name`].
    pub fn local(&self) -> &str {
        if self.event == Event::Instruction {
            return self.window.text().get(self.target.clone()).unwrap_or_default();
        }
        self.open.local()
    }

    /// Namespace of [`XmlReader::name`].
    pub fn ns(&self) -> Ns {
        if self.event == Event::Instruction { Ns::NONE } else { self.open.ns() }
    }

    /// The attributes of a start tag in order, without declarations of namespaces.
    pub fn attributes(&self) -> impl Iterator<Item = Attr<'_>> {
        self.attributes.iter().filter(|slot| !slot.declares).map(|slot| Attr {
            name: {
                let raw = self.window.text().get(slot.name.clone()).unwrap_or_default();
                let prefix = raw.get(..slot.prefix.saturating_sub(1)).filter(|prefix| !prefix.is_empty());
                NameRef {
                    ns: slot.ns,
                    uri: self.spaces.uri(slot.ns),
                    prefix,
                    local: raw.get(slot.prefix..).unwrap_or_default(),
                }
            },
            value: self.value(slot),
        })
    }

    /// How many attributes there are, declarations of namespaces among them.
    pub(crate) fn attribute_count(&self) -> usize {
        self.attributes.len()
    }

    /// The attribute of a number: name as written, namespace and value. `None`: it declares a namespace, or there
    /// is none.
    pub(crate) fn attribute_at(&self, index: usize) -> Option<(&str, Ns, &str)> {
        let slot = self.attributes.get(index).filter(|slot| !slot.declares)?;
        let raw = self.window.text().get(slot.name.clone()).unwrap_or_default();
        Some((raw, slot.ns, self.value(slot)))
    }

    fn value(&self, slot: &Slot) -> &str {
        let source = if slot.own { self.values.as_str() } else { self.window.text() };
        source.get(slot.value.clone()).unwrap_or_default()
    }

    /// The value of the attribute of that name that has no prefix. `None`: there is none.
    pub fn attribute(&self, local: &str) -> Option<&str> {
        let slot = self.attributes.iter().find(|slot| {
            slot.prefix == 0 && self.window.text().get(slot.name.clone()).is_some_and(|name| name == local)
        })?;
        (!slot.declares).then(|| self.value(slot))
    }

    /// The value of the attribute of that namespace and local name. `None`: there is none.
    pub fn attribute_ns(&self, ns: Ns, local: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|slot| {
                slot.ns == ns
                    && !slot.declares
                    && self.window.text().get(slot.name.start + slot.prefix..slot.name.end) == Some(local)
            })
            .map(|slot| self.value(slot))
    }

    /// The text of a text or comment, the data of an instruction, the inside of a document type declaration.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::None => "",
            Content::Window(range) => self.window.text().get(range.clone()).unwrap_or_default(),
            Content::Scratch => &self.scratch,
        }
    }

    /// Whether [`XmlReader::text`] is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text().bytes().all(crate::byte::is_space)
    }

    /// Where the current event is in the original input.
    pub fn span(&self) -> Span {
        self.window.span(self.start..self.at.max(self.start))
    }

    /// Offset in the original input of the end of the current event.
    pub fn position(&self) -> u64 {
        self.window.original(self.at)
    }

    /// Line and column where the current event begins.
    pub fn location(&self) -> Location {
        self.window.location(self.start)
    }

    /// The `xml:lang` in force; it may be empty, which takes back an outer one. `None`: none.
    pub fn language(&self) -> Option<&str> {
        self.open.language()
    }

    /// The innermost `xml:base` in force, as written: it is relative to the next outer one, see
    /// [`XmlReader::base_at`]. `None`: none.
    pub fn base(&self) -> Option<&str> {
        self.open.base()
    }

    /// How many `xml:base` are in force.
    pub fn base_count(&self) -> usize {
        self.open.base_count()
    }

    /// The `xml:base` in force at `index`, counted from the outermost, and its number in the document: no two have the
    /// same, so that what was worked out of one need not be worked out again. `None`: there are not so many.
    pub fn base_at(&self, index: usize) -> Option<(u64, &str)> {
        self.open.base_at(index)
    }
}
