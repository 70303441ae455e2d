//! Start tags with what they put in force: attributes, namespaces, language, base.

use std::ops::Range;

use wirecopy_core::{Cx, Error};
use wirecopy_model::Namespace;

use crate::fault::{Reporter, limit, shown};
use crate::namespace::split;
use crate::tag::Found;
use crate::text::{Place, Resolver};
use crate::{Event, Ns, XmlReader};

/// An attribute; its value is in the window or, where it had to be resolved, in `values`.
pub(crate) struct Slot {
    pub(crate) name: Range<usize>,
    pub(crate) prefix: usize,
    pub(crate) ns: Ns,
    pub(crate) value: Range<usize>,
    pub(crate) own: bool,
    pub(crate) declares: bool,
}

impl XmlReader<'_> {
    pub(crate) fn start_tag(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        loop {
            let bytes = self.window.text().as_bytes().get(self.start..).unwrap_or_default();
            match self.tag.scan(bytes, self.window.is_ended(), cx.limits) {
                Found::Tag => break,
                Found::Text => return self.literal(cx),
                Found::More => {
                    self.more(cx)?;
                }
                found => return Err(self.tag_limit(found, cx)),
            }
        }
        if self.closes_void() {
            self.repair(
                cx,
                "xml.element.void",
                0..self.tag.end,
                format!("`{}` has no content in HTML; the one before was closed", self.open.local()),
            );
            self.at = self.start;
            return Ok(Some(Event::End));
        }
        if self.ends_before() {
            let (open, next) = (shown(self.open.name()), shown(self.tag_name()));
            let message = format!("`{open}` has no end tag before `{next}`; it was ended there");
            self.repair(cx, "xml.element.unclosed", 0..self.tag.end, message);
            self.at = self.start;
            return Ok(Some(Event::End));
        }
        if !self.tag.faults.is_empty() {
            let mut faults = std::mem::take(&mut self.tag.faults);
            for (fault, range) in faults.drain(..) {
                self.repair(cx, fault.code(), range, fault.message());
            }
            self.tag.faults = faults;
            if self.tag.name >= self.tag.end
                && self.window.is_ended()
                && self.start + self.tag.end == self.window.text().len()
            {
                // not even the name is whole
                self.at = self.start + self.tag.end;
                return Ok(None);
            }
        }
        let depth = self.open.depth();
        if depth as u64 >= cx.limits.xml_depth {
            let range = self.start..self.start + self.tag.end;
            return Err(limit(
                &self.window,
                range,
                "xml-depth",
                cx.limits.xml_depth,
                "elements are nested too deeply",
            ));
        }
        if depth == 0 {
            self.roots += 1;
            if self.roots > 1 {
                self.repair(
                    cx,
                    "xml.document.several-roots",
                    0..self.tag.end,
                    "another element after the end of the document's element; it was read too",
                );
            }
        }
        let bound = self.spaces.bound();
        if !self.tag.attributes.is_empty() {
            self.take_attributes(cx)?;
        }
        let name = self.start + 1..self.start + self.tag.name;
        let prefix = self.tag.prefix;
        let ns = if prefix == 0 {
            self.spaces.default_ns()
        } else {
            self.resolve_prefix(cx, name.start..name.start + prefix - 1)
        };
        let text = self.window.text();
        self.open.push(text.get(name).unwrap_or_default(), prefix, ns, bound);
        if !self.attributes.is_empty() {
            self.enter_scopes();
            if depth == 0 && self.roots == 1 {
                self.note_root_namespaces();
            }
        }
        self.at = self.start + self.tag.end;
        self.closing = usize::from(self.tag.is_empty);
        Ok(Some(Event::Start))
    }

    /// Whether the tag just read is an HTML element that can hold nothing, directly inside one of the same name.
    fn closes_void(&self) -> bool {
        let bytes = self.bytes();
        let local = bytes.get(1 + self.tag.prefix..self.tag.name).unwrap_or_default();
        matches!(local, b"br" | b"hr" | b"img" | b"wbr")
            && self.open.name().as_bytes() == bytes.get(1..self.tag.name).unwrap_or_default()
    }

    /// Whether the innermost element ends before the tag just read.
    fn ends_before(&self) -> bool {
        self.ends_at.is_some_and(|rule| {
            self.open.ns() == self.open.root_ns() && rule(self.open.name(), self.tag_name())
        })
    }

    fn tag_name(&self) -> &str {
        self.window.text().get(self.start + 1..self.start + self.tag.name).unwrap_or_default()
    }

    fn tag_limit(&self, found: Found, cx: &Cx<'_>) -> Error {
        let (range, name, value, what) = match found {
            Found::TooMany(range) => {
                (range, "attributes", cx.limits.attributes, "a tag has too many attributes")
            }
            Found::LongName(range) => (range, "name", cx.limits.name, "a name is too long"),
            Found::LongValue(range) => {
                (range, "attribute-value", cx.limits.attribute_value, "the value of an attribute is too long")
            }
            Found::Tag | Found::Text | Found::More => (0..0, "text", cx.limits.text, "a tag is too long"),
        };
        limit(&self.window, self.start + range.start..self.start + range.end, name, value, what)
    }

    /// The namespace of a prefix that stands at `range` of the window.
    fn resolve_prefix(&mut self, cx: &mut Cx<'_>, range: Range<usize>) -> Ns {
        let prefix = self.window.text().get(range.clone()).unwrap_or_default();
        if let Some(ns) = self.spaces.lookup(prefix).or_else(|| self.spaces.implicit(prefix)) {
            return ns;
        }
        let ns = self.spaces.assume(prefix);
        let message = match self.spaces.uri(ns) {
            Some(uri) => format!("the prefix `{}` is not declared; it was taken for `{uri}`", shown(prefix)),
            None => format!("the prefix `{}` is not declared", shown(prefix)),
        };
        self.reporter(cx).repair("xml.namespace.undeclared", range, message);
        ns
    }

    /// Resolves the attributes of the tag just read.
    fn take_attributes(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.values.clear();
        self.drop_duplicates(cx);
        let mut prefixed = false;
        for index in 0..self.tag.attributes.len() {
            let Some(raw) = self.tag.attributes.get(index) else { break };
            let name = self.start + raw.name.start..self.start + raw.name.end;
            let value = self.start + raw.value.start..self.start + raw.value.end;
            let text = self.window.text().get(name.clone()).unwrap_or_default();
            let (prefix, local) = split(text);
            let prefix_length = prefix.map_or(0, |prefix| prefix.len() + 1);
            let declares = text == "xmlns" || prefix == Some("xmlns");
            prefixed |= prefix.is_some() && !declares;
            let mut slot = Slot { prefix: prefix_length, ns: Ns::NONE, value, own: false, declares, name };
            if raw.special {
                let from = self.values.len();
                Resolver {
                    reporter: Reporter { window: &self.window, broken: &mut self.broken, cx },
                    entities: &mut self.entities,
                    into: &mut self.values,
                }
                .take(slot.value.clone(), Place::Attribute, true);
                slot.value = from..self.values.len();
                slot.own = true;
            }
            if declares {
                let prefix = if prefix.is_some() { local } else { "" };
                let source = if slot.own { self.values.as_str() } else { self.window.text() };
                let uri = source.get(slot.value.clone()).unwrap_or_default();
                let range = slot.name.clone();
                if uri.len() as u64 > cx.limits.name {
                    return Err(limit(
                        &self.window,
                        range,
                        "name",
                        cx.limits.name,
                        "the URI of a namespace is too long",
                    ));
                }
                if self.spaces.bound() as u64 >= cx.limits.namespaces {
                    let value = cx.limits.namespaces;
                    return Err(limit(
                        &self.window,
                        range,
                        "namespaces",
                        value,
                        "too many namespaces are declared",
                    ));
                }
                let Some(ns) = self.spaces.number(uri.trim_matches(' ')) else {
                    return Err(Error::limit("the document uses more than 4096 namespaces")
                        .at(self.window.span(range.clone()))
                        .located(Some(self.window.location(range.start))));
                };
                if prefix != "xml" {
                    self.spaces.bind(prefix, ns);
                }
            }
            self.attributes.push(slot);
        }
        if prefixed {
            for index in 0..self.attributes.len() {
                let Some(slot) = self.attributes.get(index) else { break };
                if slot.prefix == 0 || slot.declares {
                    continue;
                }
                let ns = self.resolve_prefix(cx, slot.name.start..slot.name.start + slot.prefix - 1);
                if let Some(slot) = self.attributes.get_mut(index) {
                    slot.ns = ns;
                }
            }
        }
        Ok(())
    }

    /// Of attributes of one name the first holds.
    fn drop_duplicates(&mut self, cx: &mut Cx<'_>) {
        let count = self.tag.attributes.len();
        if count < 2 {
            return;
        }
        let bytes = self.window.text().as_bytes().get(self.start..).unwrap_or_default();
        let name = |index: usize| {
            self.tag.attributes.get(index).and_then(|raw| bytes.get(raw.name.clone())).unwrap_or_default()
        };
        self.order.clear();
        if count <= 8 {
            self.order
                .extend((1..count).filter(|&index| (0..index).any(|before| name(before) == name(index))));
        } else {
            // sorted, so that many attributes cost no more than their number times its logarithm
            let mut sorted: Vec<usize> = (0..count).collect();
            sorted.sort_by(|&a, &b| name(a).cmp(name(b)).then(a.cmp(&b)));
            let repeated = sorted.array_windows().filter(|[a, b]| name(*a) == name(*b)).map(|[_, b]| *b);
            self.order.extend(repeated);
            self.order.sort_unstable();
        }
        if self.order.is_empty() {
            return;
        }
        let repeated = std::mem::take(&mut self.order);
        for &index in &repeated {
            let Some(raw) = self.tag.attributes.get(index) else { continue };
            let (name, value) = (raw.name.clone(), raw.value.clone());
            let told = |range: Range<usize>| {
                self.bytes()
                    .get(range)
                    .map(|bytes| shown(&String::from_utf8_lossy(bytes)))
                    .unwrap_or_default()
            };
            let (told_name, told_value) = (told(name.clone()), told(value.clone()));
            let message = format!(
                "the attribute `{told_name}` stands twice; its second value `{told_value}` is left out"
            );
            // the whole tag up to it, in which a check for losses looks for the value
            let (at, range) = (self.start + name.start, self.start..self.start + value.end);
            self.reporter(cx).loss("xml.attribute.duplicate", at, range, message);
        }
        let mut index = 0;
        let mut next = repeated.iter().peekable();
        self.tag.attributes.retain(|_| {
            let keep = next.next_if(|repeated| **repeated == index).is_none();
            index += 1;
            keep
        });
        self.order = repeated;
    }

    fn enter_scopes(&mut self) {
        for slot in &self.attributes {
            if slot.ns != Ns::XML {
                continue;
            }
            let source = if slot.own { self.values.as_str() } else { self.window.text() };
            let value = source.get(slot.value.clone()).unwrap_or_default();
            let local =
                self.window.text().get(slot.name.start + slot.prefix..slot.name.end).unwrap_or_default();
            match local {
                "lang" if value.len() <= 255 => self.open.set_language(value),
                "base" if value.len() <= 8192 => self.open.set_base(value),
                _ => {}
            }
        }
    }

    fn note_root_namespaces(&mut self) {
        for slot in self.attributes.iter().filter(|slot| slot.declares) {
            let source = if slot.own { self.values.as_str() } else { self.window.text() };
            let uri = source.get(slot.value.clone()).unwrap_or_default().to_owned();
            let prefix = (slot.prefix > 0).then(|| {
                self.window
                    .text()
                    .get(slot.name.start + slot.prefix..slot.name.end)
                    .unwrap_or_default()
                    .to_owned()
            });
            self.root_namespaces.push(Namespace { prefix, uri });
        }
    }
}
