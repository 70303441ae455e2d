//! The XML reader with what feeds need beside it: known namespaces, the base in force, and a place for what no
//! field takes.

use std::sync::Arc;

use std::borrow::Cow;

use url::Url;
use wirecopy_core::{Cx, Diagnostic, Error, Location, date};
use wirecopy_model::{
    Attribute, Content, ContentKind, DateRole, Extensions, Name, Node, NodeKind, PersonRole, RoleDate,
    Shared, Span, Text, TextKind,
};
use wirecopy_xml::XmlReader;

use crate::address::{self, Address};
use crate::language::{self, Reading};
use crate::line::trimmed;
use crate::meta::Meta;
use crate::namespace::Ns;
use crate::people;
use crate::tree::Tree;

/// Whether what is read describes an article or a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// An article.
    Item,
    /// A feed.
    Feed,
}

/// A start tag whose wanted attributes were taken.
#[derive(Debug)]
pub(crate) struct Tag<const N: usize> {
    /// Values of the wanted attributes, in the order they were asked for.
    pub(crate) wanted: [Option<String>; N],
    /// `xml:lang` of this very tag.
    pub(crate) language: Option<String>,
    /// The base in force, when this very tag changes it.
    pub(crate) base: Option<String>,
    /// Where the tag stands.
    pub(crate) span: Span,
    /// Name and attributes that have no field.
    rest: Option<(Arc<Name>, Vec<Attribute>)>,
}

impl<const N: usize> Tag<N> {
    /// Adds the attributes that have no field to `extensions`.
    pub(crate) fn leave(self, extensions: &mut Extensions) {
        if let Some((name, attributes)) = self.rest {
            extensions.push(Node { kind: NodeKind::Rest, name: Some(name), attributes, ..Node::default() });
        }
    }

    /// Adds an attribute that was wanted but fits no field after all, under the name of its element.
    pub(crate) fn put_back(&mut self, element: &str, local: &str, value: String) {
        let rest = self.rest.get_or_insert_with(|| (plain_name(element), Vec::new()));
        rest.1.push(Attribute { name: plain_name(local), value });
    }

    /// Takes the value of an attribute that was not wanted by its name alone.
    pub(crate) fn take_rest(&mut self, is_wanted: impl Fn(&Name) -> bool) -> Option<String> {
        let (_, attributes) = self.rest.as_mut()?;
        let at = attributes.iter().position(|attribute| is_wanted(&attribute.name))?;
        let value = attributes.remove(at).value;
        if attributes.is_empty() {
            self.rest = None;
        }
        Some(value)
    }

    /// The value of an attribute of a namespace, which has no field.
    pub(crate) fn rest_in(&self, ns: Ns, local: &str) -> Option<&str> {
        let (_, attributes) = self.rest.as_ref()?;
        let is_it = |name: &Name| {
            &*name.local == local && name.uri.as_deref().is_some_and(|uri| Ns::of_uri(uri) == ns)
        };
        attributes.iter().find(|attribute| is_it(&attribute.name)).map(|attribute| attribute.value.as_str())
    }
}

/// A name without a namespace.
pub(crate) fn plain_name(local: &str) -> Arc<Name> {
    Arc::new(Name { local: Shared::from(local), ..Name::default() })
}

/// An attribute of XML's own.
pub(crate) fn xml_attribute(local: &str, value: String) -> Attribute {
    let name = Name {
        uri: Some(Shared::from("http://www.w3.org/XML/1998/namespace")),
        prefix: Some(Shared::from("xml")),
        local: Shared::from(local),
    };
    Attribute { name: Arc::new(name), value }
}
/// The base that held before [`Scan::rebase`].
#[derive(Debug)]
pub(crate) struct OuterBase(Option<Url>);

/// A document being read.
pub(crate) struct Scan<'a> {
    pub(crate) xml: XmlReader<'a>,
    /// Name of the source.
    pub(crate) source: Shared,
    /// The known namespaces by the numbers of the reader.
    spaces: Vec<Option<Ns>>,
    /// A namespace that is taken for none, and whether names in it have a prefix.
    home: Option<(wirecopy_xml::Ns, bool)>,
    /// The prefix of these names, when it was never declared.
    home_prefix: Option<String>,
    /// The base the caller gave.
    given_base: Option<Url>,
    /// What each `xml:base` that was last in force comes to, outermost first, with its number in the document.
    bases: Vec<(u64, Option<Url>)>,
    shared_base: Option<Shared>,
    /// Bytes by which addresses grew when they were resolved, since it was set back.
    pub(crate) grown: u64,
    /// The first relative address that no base was known for, and whether it was reported.
    relative: Option<(String, Span, Location)>,
    told_relative: bool,
    told_language: bool,
    /// Whether elements without a namespace are those of Atom 0.3.
    pub(crate) is_old: bool,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(xml: XmlReader<'a>, source: Shared, given_base: Option<Url>) -> Self {
        Self {
            xml,
            source,
            spaces: Vec::new(),
            home: None,
            home_prefix: None,
            given_base,
            bases: Vec::new(),
            shared_base: None,
            grown: 0,
            relative: None,
            told_relative: false,
            told_language: false,
            is_old: false,
        }
    }

    /// Adds an attribute that fits no field after all to a tag of the current element.
    pub(crate) fn put_back<const N: usize>(&mut self, tag: &mut Tag<N>, local: &str, value: String) {
        self.put_back_attribute(tag, Attribute { name: plain_name(local), value });
    }

    /// The same with an attribute of XML's own.
    pub(crate) fn put_back_xml<const N: usize>(&mut self, tag: &mut Tag<N>, local: &str, value: String) {
        self.put_back_attribute(tag, xml_attribute(local, value));
    }

    /// Keeps the base that a tag states, as it is written, where no field has a place for it.
    pub(crate) fn keep_base<const N: usize>(&mut self, tag: &mut Tag<N>) {
        let is_kept = tag
            .rest
            .iter()
            .flat_map(|(_, attributes)| attributes)
            .any(|attribute| crate::tree::is_xml(attribute, "base"));
        if let Some(base) = tag.base.take().filter(|_| !is_kept) {
            self.put_back_xml(tag, "base", base);
        }
    }

    /// Adds what is left of a tag of the current element to `extensions`, with a text that no field holds.
    pub(crate) fn leave_with<const N: usize>(
        &mut self,
        tag: Tag<N>,
        text: String,
        extensions: &mut Extensions,
    ) {
        if text.is_empty() {
            return tag.leave(extensions);
        }
        let (name, attributes) = tag.rest.unwrap_or_else(|| (self.xml.element_name(), Vec::new()));
        extensions.push(Node { kind: NodeKind::Rest, name: Some(name), attributes, ..Node::default() });
        extensions.push(Node::text(1, text));
    }

    fn put_back_attribute<const N: usize>(&mut self, tag: &mut Tag<N>, attribute: Attribute) {
        let rest = tag.rest.get_or_insert_with(|| (self.xml.element_name(), Vec::new()));
        rest.1.push(attribute);
    }

    /// The namespace of the current element.
    pub(crate) fn ns(&mut self) -> Ns {
        let ns = self.xml.ns();
        if self.home.is_some_and(|(home, _)| home == ns) && self.is_at_home() {
            return Ns::None;
        }
        if let Some(Some(known)) = self.spaces.get(ns.index()) {
            return *known;
        }
        let known = self.xml.uri(ns).map(Ns::of_uri);
        // an undeclared prefix that means nothing here is no name of the format
        let known = match known {
            Some(known) => known,
            None if self.xml.name().prefix.is_some() => return Ns::Other,
            None => return Ns::None,
        };
        if self.spaces.len() <= ns.index() {
            self.spaces.resize(ns.index() + 1, None);
        }
        if let Some(place) = self.spaces.get_mut(ns.index()) {
            *place = Some(known);
        }
        known
    }

    fn is_at_home(&self) -> bool {
        let prefix = self.xml.name().prefix;
        self.home.is_some_and(|(_, has_prefix)| prefix.is_some() == has_prefix)
            // all prefixes that were never declared are in one place
            && self.home_prefix.as_deref().is_none_or(|home| prefix == Some(home))
    }

    /// Whether a namespace is taken for none.
    pub(crate) fn has_home(&self) -> bool {
        self.home.is_some()
    }

    /// Takes the namespace of the current element for none from here on, and gives its address, or the prefix that was
    /// not declared. `None`: the element is in none.
    pub(crate) fn make_home(&mut self) -> Option<String> {
        let (uri, prefix) = (self.xml.uri(self.xml.ns()), self.xml.name().prefix);
        let shown = uri.or(prefix)?.to_owned();
        let undeclared = prefix.filter(|_| uri.is_none()).map(str::to_owned);
        self.home = Some((self.xml.ns(), prefix.is_some()));
        self.home_prefix = undeclared;
        Some(shown)
    }

    /// The local name of the current element.
    pub(crate) fn local(&self) -> &str {
        self.xml.local()
    }

    /// The name of the current element as written.
    pub(crate) fn qualified(&self) -> String {
        let name = self.xml.name();
        name.prefix.map_or_else(|| name.local.to_owned(), |prefix| format!("{prefix}:{}", name.local))
    }

    /// Whether the current start tag has attributes.
    pub(crate) fn has_attributes(&self) -> bool {
        self.xml.attributes().next().is_some()
    }

    /// Takes the wanted attributes of the current start tag; what stands in no namespace is matched without
    /// regard to letter case. All others are set aside.
    pub(crate) fn take<const N: usize>(&mut self, wanted: [&str; N]) -> Tag<N> {
        self.take_from(wanted, false)
    }

    /// The same for elements whose field has a place for `xml:lang` and `xml:base`.
    pub(crate) fn take_with_language<const N: usize>(&mut self, wanted: [&str; N]) -> Tag<N> {
        self.take_from(wanted, true)
    }

    fn take_from<const N: usize>(&mut self, wanted: [&str; N], has_language: bool) -> Tag<N> {
        let mut tag = Tag {
            wanted: [const { None }; N],
            language: None,
            base: None,
            span: self.xml.span(),
            rest: None,
        };
        if !self.has_attributes() {
            return tag;
        }
        let mut has_rest = false;
        let mut base = None;
        for attribute in self.xml.attributes() {
            let name = attribute.name;
            if name.ns == wirecopy_xml::Ns::XML && has_language {
                match name.local {
                    "lang" => tag.language = Some(attribute.value.to_owned()),
                    "base" => base = Some(attribute.value.to_owned()),
                    _ => has_rest = true,
                }
                continue;
            }
            let place = wanted
                .iter()
                .position(|wanted| name.prefix.is_none() && name.local.eq_ignore_ascii_case(wanted))
                .and_then(|index| tag.wanted.get_mut(index));
            match place {
                // an empty value says nothing
                Some(place) if !attribute.value.is_empty() => *place = Some(attribute.value.to_owned()),
                Some(_) => {}
                None => has_rest = true,
            }
        }
        if has_rest {
            let Node { name: Some(name), mut attributes, .. } = self.xml.element_node(0) else { return tag };
            attributes.retain(|attribute| {
                let local = &*attribute.name.local;
                if crate::tree::is_xml(attribute, local) {
                    return !(has_language && matches!(local, "lang" | "base"));
                }
                attribute.name.prefix.is_some()
                    || !wanted.iter().any(|wanted| local.eq_ignore_ascii_case(wanted))
            });
            tag.rest = Some((name, attributes));
        }
        if let Some(written) = base {
            let resolved = self.base().map(|base| base.as_str().to_owned());
            if resolved.as_deref() != Some(written.as_str()) {
                self.put_back_xml(&mut tag, "base", written);
            }
            tag.base = resolved;
        }
        tag
    }

    /// The base in force. `None`: none is known.
    pub(crate) fn base(&mut self) -> Option<&Url> {
        let count = self.xml.base_count();
        let number = |bases: &[(u64, Option<Url>)]| bases.last().map(|(number, _)| *number);
        let innermost = count.checked_sub(1).and_then(|last| self.xml.base_at(last));
        if count != self.bases.len() || innermost.map(|(number, _)| number) != number(&self.bases) {
            self.follow_bases(count);
        }
        self.bases.last().map_or(self.given_base.as_ref(), |(_, base)| base.as_ref())
    }

    /// Works out what the bases that came into force come to.
    fn follow_bases(&mut self, count: usize) {
        /// Bytes of a base at most. Every address below it may become that long.
        const LONGEST: usize = 8 << 10;
        self.shared_base = None;
        while let Some((number, _)) = self.bases.last() {
            let same = self.xml.base_at(self.bases.len() - 1).is_some_and(|(now, _)| now == *number);
            if same {
                break;
            }
            self.bases.pop();
        }
        for index in self.bases.len()..count {
            let Some((number, stated)) = self.xml.base_at(index) else { break };
            let outer = self.bases.last().map_or(self.given_base.as_ref(), |(_, base)| base.as_ref());
            let own = match outer {
                Some(outer) => outer.join(stated.trim()).ok(),
                None => Url::parse(stated.trim()).ok(),
            };
            // what is no base leaves the outer one in force
            let base = own.filter(|own| own.as_str().len() <= LONGEST).or_else(|| outer.cloned());
            self.bases.push((number, base));
        }
    }

    /// Puts another base in the place of the one the caller gave.
    pub(crate) fn rebase(&mut self, base: Url) -> OuterBase {
        let outer = OuterBase(self.given_base.replace(base));
        self.bases.clear();
        self.shared_base = None;
        outer
    }

    /// Puts back the base that held before.
    pub(crate) fn leave_base(&mut self, outer: OuterBase) {
        self.given_base = outer.0;
        self.bases.clear();
        self.shared_base = None;
    }

    /// The same as shared text.
    pub(crate) fn shared_base(&mut self) -> Option<Shared> {
        // forgotten whenever another base comes into force, which asking for it finds out
        self.base();
        if self.shared_base.is_none() {
            self.shared_base = self.base().map(|base| Shared::from(base.as_str()));
        }
        self.shared_base.clone()
    }

    /// Resolves an address against the base in force.
    pub(crate) fn address(&mut self, written: String) -> Address {
        let written = trimmed(written);
        if memchr::memchr3(b'\n', b'\r', b'\t', written.as_bytes()).is_some() {
            return self.broken_address(written);
        }
        if written.is_empty() || address::is_absolute(&written) {
            return Address { href: written, written: None };
        }
        if self.base().is_none() && self.relative.is_none() {
            self.relative = Some((written.chars().take(60).collect(), self.xml.span(), self.xml.location()));
        }
        let address = address::resolve(written, self.base());
        if address.written.is_some() {
            self.grown += address.href.len() as u64;
        }
        address
    }

    /// An address that is broken into lines, which mean nothing in one (WHATWG URL § 4.4).
    fn broken_address(&mut self, written: String) -> Address {
        let whole: String = written.split(['\n', '\r', '\t']).map(|line| line.trim_matches(' ')).collect();
        Address { written: Some(written), ..self.address(whole) }
    }

    /// Notes, once, that an address stays relative.
    pub(crate) fn tell_relative(&mut self, cx: &mut Cx<'_>) {
        if let Some((shown, span, location)) = self.relative.as_ref().filter(|_| !self.told_relative) {
            cx.report(
                Diagnostic::note(
                    "feed.link.relative",
                    format!("`{shown}` is relative, and no base is known"),
                )
                .at(*span)
                .located(Some(*location))
                .hint("state the address of the feed with `--base`"),
            );
            self.told_relative = true;
        }
    }

    /// Line and column of the current event.
    #[expect(clippy::unnecessary_wraps, reason = "findings and dates take an option")]
    pub(crate) fn location(&self) -> Option<Location> {
        Some(self.xml.location())
    }

    /// From the start of `start` to the end of the current event.
    pub(crate) fn since(&self, start: Span) -> Span {
        Span::new(start.start, self.xml.position())
    }

    /// Whether what was read since `start`, which is not given away yet, is within the limit on text; `nodes` is how
    /// many nodes, or members of lists, it takes.
    pub(crate) fn check_room(&self, start: Span, nodes: usize, cx: &Cx<'_>) -> Result<(), Error> {
        let room = self.since(start).len() + self.grown + nodes as u64 * Meta::MEMBER;
        self.limit_room(room, "an element takes", cx)
    }

    /// Reads text that may hold markup, escaped or (by mistake) as elements.
    pub(crate) fn mixed(&mut self, cx: &mut Cx<'_>) -> Result<String, Error> {
        let mut text = String::new();
        self.xml.read_mixed(&mut text, cx)?;
        Ok(text)
    }

    /// Reads an element that has only text. Its attributes, and elements in it, go to `extensions`; when it has
    /// nothing but such elements its text is that of the first which names something.
    pub(crate) fn leaf(&mut self, extensions: &mut Extensions, cx: &mut Cx<'_>) -> Result<String, Error> {
        let has_attributes = self.has_attributes();
        if has_attributes {
            self.take([]).leave(extensions);
        }
        self.text_below(extensions, has_attributes, cx)
    }

    /// Reads the text of the current element to its end tag, without white space around it. An element that has
    /// others in it is kept as it is besides, and when it has nothing else its text is that of the first.
    pub(crate) fn text_keeping(
        &mut self,
        extensions: &mut Extensions,
        cx: &mut Cx<'_>,
    ) -> Result<String, Error> {
        self.text_below(extensions, false, cx)
    }

    /// The same. `has_rest`: what is left of the element is the last in `extensions`.
    fn text_below(
        &mut self,
        extensions: &mut Extensions,
        has_rest: bool,
        cx: &mut Cx<'_>,
    ) -> Result<String, Error> {
        let first = extensions.nodes.len();
        let mut text = String::new();
        if self.xml.read_leaf(&mut text, extensions, cx)? {
            if text.trim().is_empty() {
                text = first_text(extensions.nodes.get(first..).unwrap_or_default());
            }
            if !has_rest {
                // the end tag still tells the name
                let rest = Node { kind: NodeKind::Rest, ..self.xml.element_node(0) };
                extensions.nodes.insert(first, rest);
            }
        }
        Ok(trimmed(text))
    }

    /// Takes `xml:lang` of the current start tag in the form of RFC 5646. What was written stays when it differs.
    pub(crate) fn stated_language<const N: usize>(
        &mut self,
        tag: &mut Tag<N>,
        cx: &mut Cx<'_>,
    ) -> Option<Shared> {
        let written = tag.language.take()?;
        let form = match language::read(&written) {
            Reading::Same => return Some(Shared::from(written)),
            Reading::Form(form) => form,
            Reading::First(form) => {
                self.tell_several(&written, tag.span, cx);
                form
            }
        };
        self.tell_language(&written, &form, tag.span, cx);
        self.put_back_xml(tag, "lang", written);
        Some(Shared::from(form))
    }

    /// Reads an element that has only a language tag, the same way. `None`: it is empty.
    pub(crate) fn leaf_language(
        &mut self,
        extensions: &mut Extensions,
        cx: &mut Cx<'_>,
    ) -> Result<Option<Shared>, Error> {
        let start = self.xml.span();
        let written = self.leaf(extensions, cx)?;
        if written.is_empty() {
            return Ok(None);
        }
        let span = self.since(start);
        let form = match language::read(&written) {
            Reading::Same => return Ok(Some(Shared::from(written))),
            Reading::Form(form) => form,
            Reading::First(form) => {
                self.tell_several(&written, span, cx);
                form
            }
        };
        self.tell_language(&written, &form, span, cx);
        // the end tag still tells the name
        extensions.push(Node { kind: NodeKind::Rest, ..self.xml.element_node(0) });
        extensions.push(Node::text(1, written));
        Ok(Some(Shared::from(form)))
    }

    /// Notes, once, that a language is one of several.
    fn tell_several(&mut self, written: &str, span: Span, cx: &mut Cx<'_>) {
        if !std::mem::replace(&mut self.told_language, true) {
            let shown: String = written.chars().take(60).collect();
            cx.report(
                Diagnostic::note(
                    "feed.language.several",
                    format!("of the languages `{shown}` the first is taken"),
                )
                .at(span)
                .located(self.location()),
            );
        }
    }

    /// Takes `xml:lang` for a text, the same way.
    pub(crate) fn text_language<const N: usize>(
        &mut self,
        tag: &mut Tag<N>,
        cx: &mut Cx<'_>,
    ) -> Option<String> {
        tag.language.as_ref()?;
        self.stated_language(tag, cx).map(|language| language.to_string())
    }

    /// Notes, once, that a language tag is given in another form than it was written in.
    fn tell_language(&mut self, written: &str, form: &str, span: Span, cx: &mut Cx<'_>) {
        if self.told_language {
            return;
        }
        self.told_language = true;
        cx.report(
            Diagnostic::note("feed.language.form", format!("the language `{written}` is given as `{form}`"))
                .at(span)
                .located(self.location()),
        );
    }

    /// Reads an element that names people. Those that are named in the same role already are kept as written.
    pub(crate) fn people(
        &mut self,
        meta: &mut Meta,
        role: &PersonRole,
        origin: Option<&'static str>,
        cx: &mut Cx<'_>,
    ) -> Result<(), Error> {
        let first = meta.extensions.nodes.len();
        let line = self.leaf(&mut meta.extensions, cx)?;
        // a person as Atom has it
        let names = |node: &Node| {
            node.depth == 1
                && node.kind == NodeKind::Element
                && node.name.as_ref().is_some_and(|name| matches!(&*name.local, "name" | "email"))
        };
        if meta.extensions.nodes.iter().skip(first).any(names) {
            let mut nodes = meta.extensions.nodes.split_off(first);
            if let Some(first) = nodes.first_mut() {
                first.kind = NodeKind::Element;
            }
            let tree = self.tree_of(Extensions { nodes });
            crate::person::of_tree(self, tree, role.clone(), origin, &mut meta.people);
            return Ok(());
        }
        let is_named = meta.people.iter().any(|person| {
            let written = person.written.as_ref().or(person.name.as_ref()).or(person.email.as_ref());
            person.role == *role && written == Some(&line)
        });
        if is_named {
            // the end tag still tells the name
            meta.extensions.push(self.xml.element_node(0));
            meta.extensions.push(Node::text(1, line));
        } else {
            people::add(line, role, origin, &mut meta.people);
        }
        Ok(())
    }

    /// Reads an element that has only an address.
    pub(crate) fn leaf_address(
        &mut self,
        extensions: &mut Extensions,
        cx: &mut Cx<'_>,
    ) -> Result<Address, Error> {
        // the end tag is the current event then: an `xml:base` of the element is still in force
        let text = self.leaf(extensions, cx)?;
        Ok(self.address(text))
    }

    /// The same where there is no place for what was written: it is kept when it differs. `None`: it is empty.
    pub(crate) fn leaf_url(
        &mut self,
        extensions: &mut Extensions,
        cx: &mut Cx<'_>,
    ) -> Result<Option<String>, Error> {
        let address = self.leaf_address(extensions, cx)?;
        if let Some(written) = address.written {
            // the end tag still tells the name
            let name = Some(self.xml.element_name());
            extensions.push(Node { kind: NodeKind::Rest, name, ..Node::default() });
            extensions.push(Node::text(1, written));
        }
        Ok(Some(address.href).filter(|href| !href.is_empty()))
    }

    /// Reads an element that has a text of a kind that is not stated.
    pub(crate) fn plain_text(
        &mut self,
        extensions: &mut Extensions,
        kind: TextKind,
        cx: &mut Cx<'_>,
    ) -> Result<Text, Error> {
        let mut text = Text { kind, ..Text::default() };
        if self.has_attributes() {
            let mut tag = self.take_with_language([]);
            (text.language, text.base) = (self.text_language(&mut tag, cx), tag.base.take());
            tag.leave(extensions);
        }
        text.value = trimmed(self.mixed(cx)?);
        Ok(text)
    }

    /// Reads a body. `None`: there is nothing in it.
    pub(crate) fn content(
        &mut self,
        extensions: &mut Extensions,
        kind: ContentKind,
        media_type: &'static str,
        origin: Option<&'static str>,
        cx: &mut Cx<'_>,
    ) -> Result<Option<Content>, Error> {
        let mut tag = self.take_with_language([]);
        let (language, base) = (self.text_language(&mut tag, cx), tag.base.take());
        let value = self.mixed(cx)?;
        let span = self.since(tag.span);
        tag.leave(extensions);
        let media_type = Cow::Borrowed(media_type);
        Ok(body(value).map(|value| Content {
            kind,
            media_type,
            value,
            language,
            base,
            origin: origin.map(Cow::Borrowed),
            span: Some(span),
            ..Content::default()
        }))
    }

    /// Reads a body that is XHTML itself.
    pub(crate) fn xhtml_content(
        &mut self,
        extensions: &mut Extensions,
        kind: ContentKind,
        origin: Option<&'static str>,
        cx: &mut Cx<'_>,
    ) -> Result<Option<Content>, Error> {
        let mut tag = self.take_with_language([]);
        let language = self.text_language(&mut tag, cx);
        let mut value = String::new();
        self.xml.read_xhtml(&mut value, false, cx)?;
        let span = self.since(tag.span);
        let base = tag.base.take();
        tag.leave(extensions);
        Ok(body(value).map(|value| Content {
            kind,
            media_type: Cow::Borrowed("application/xhtml+xml"),
            value,
            language,
            base,
            origin: origin.map(Cow::Borrowed),
            span: Some(span),
            ..Content::default()
        }))
    }

    /// Reads a date. `None`: the element is empty.
    pub(crate) fn date(
        &mut self,
        extensions: &mut Extensions,
        role: DateRole,
        origin: Option<&'static str>,
        cx: &mut Cx<'_>,
    ) -> Result<Option<RoleDate>, Error> {
        let start = self.xml.span();
        let location = self.location();
        let text = self.leaf(extensions, cx)?;
        if text.is_empty() {
            return Ok(None);
        }
        let date = date::read(text, self.since(start), location, cx);
        Ok(Some(RoleDate { role, date, origin: origin.map(Cow::Borrowed) }))
    }

    /// Reads the current element with all in it.
    pub(crate) fn tree(&mut self, cx: &mut Cx<'_>) -> Result<Tree, Error> {
        let mut extensions = Extensions::default();
        self.xml.read_subtree(0, &mut extensions, cx)?;
        Ok(self.tree_of(extensions))
    }

    /// Nodes that were read before, the first being the element.
    pub(crate) fn tree_of(&self, extensions: Extensions) -> Tree {
        let home = self.home.and_then(|(home, has_prefix)| Some((self.xml.uri(home)?, has_prefix)));
        Tree::new(extensions.nodes, home)
    }

    /// Reads the current element with all in it to the end of `extensions`.
    pub(crate) fn keep(&mut self, extensions: &mut Extensions, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.xml.read_subtree(0, extensions, cx)
    }
}

/// The text of the first element that is called a name, else the first text at all.
fn first_text(nodes: &[Node]) -> String {
    let text = |node: &Node| node.text.clone().filter(|text| !text.trim().is_empty());
    let is_name = |node: &Node| {
        let local = node.name.as_ref().map_or("", |name| &*name.local);
        matches!(local, "name" | "fn" | "FN" | "value" | "label")
    };
    let named = nodes.iter().position(is_name).and_then(|at| nodes.get(at + 1)).and_then(text);
    named.or_else(|| nodes.iter().find_map(text)).unwrap_or_default()
}

/// A body that is not blank.
fn body(value: String) -> Option<String> {
    if value.bytes().next().is_none_or(|byte| byte.is_ascii_whitespace()) && value.trim().is_empty() {
        return None;
    }
    Some(value)
}
