//! XML that is always well-formed: every name is checked, every prefix declared, all text escaped once.

use std::collections::{HashMap, HashSet};

use wirecopy_model::{Attribute, Name, Namespace, Node, NodeKind};

/// The deepest indentation, in elements.
const INDENTED: usize = 8;

/// The namespace of `xml:lang` and `xml:base`.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Namespaces that are declared on the root; others are where they are used.
pub(crate) const MOST_DECLARED: usize = 256;

/// A name with its namespace, and the prefix it is best written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QName<'n> {
    pub(crate) uri: Option<&'n str>,
    pub(crate) prefix: Option<&'n str>,
    pub(crate) local: &'n str,
}

impl<'n> QName<'n> {
    /// A name in no namespace.
    pub(crate) fn plain(local: &'n str) -> Self {
        Self { uri: None, prefix: None, local }
    }

    pub(crate) fn of(name: &'n Name) -> Self {
        Self { uri: name.uri.as_deref(), prefix: name.prefix.as_deref(), local: &name.local }
    }
}

/// A prefix that is declared. The prefix `None` is the default namespace, the address `None` undoes it.
#[derive(Clone, Debug)]
struct Binding {
    prefix: Option<String>,
    uri: Option<String>,
}

/// An element that is open.
#[derive(Debug)]
struct Open {
    name: String,
    /// How many bindings there were before it.
    bindings: usize,
}

/// Gathers XML.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    pub(crate) out: Vec<u8>,
    bindings: Vec<Binding>,
    /// What each prefix stands for, the innermost last.
    meanings: HashMap<Option<String>, Vec<Option<String>>>,
    open: Vec<Open>,
    /// Whether the last thing written is a start tag, by where it ends.
    started: Option<usize>,
    /// Characters that XML cannot hold and that were left out.
    pub(crate) dropped: u64,
    /// Nodes that cannot be written: their names are none of XML.
    pub(crate) unwritable: u64,
    /// Prefixes that no source declared.
    pub(crate) undeclared: u64,
}

impl Xml {
    /// Declares namespaces for the element that is started next, which is the root. Those that cannot be declared are
    /// left out.
    pub(crate) fn declare(&mut self, namespaces: &[Namespace]) {
        for namespace in namespaces.iter().take(MOST_DECLARED) {
            let is_known = self.meanings.contains_key(&namespace.prefix);
            let is_right =
                namespace.prefix.as_deref().is_none_or(|prefix| is_name(prefix) && !is_xml(prefix));
            if !is_known && is_right && !namespace.uri.is_empty() {
                let (prefix, uri) = (namespace.prefix.clone(), Some(namespace.uri.clone()));
                self.remember(Binding { prefix, uri });
            }
        }
    }

    /// Starts the root: as [`Xml::start`], with all that was declared.
    pub(crate) fn start_root(&mut self, name: QName<'_>, attributes: &[(&str, &str)], rest: &[Attribute]) {
        let declared = self.bindings.clone();
        self.begin(name, attributes, rest, &declared);
    }

    /// Starts an element. An attribute of the same name in `rest` comes before that in `attributes`.
    pub(crate) fn start(&mut self, name: QName<'_>, attributes: &[(&str, &str)], rest: &[Attribute]) {
        self.begin(name, attributes, rest, &[]);
    }

    fn begin(&mut self, name: QName<'_>, attributes: &[(&str, &str)], rest: &[Attribute], root: &[Binding]) {
        let before = self.bindings.len();
        let mut declared: Vec<Binding> = root.to_vec();
        let full = self.qualified(name, false, &mut declared);
        self.out.push(b'<');
        self.out.extend_from_slice(full.as_bytes());
        let mut written: HashSet<String> = HashSet::new();
        let is_in_rest = |local: &str| {
            rest.iter().any(|attribute| {
                let name = &attribute.name;
                match local.strip_prefix("xml:") {
                    Some(local) => {
                        &*name.local == local
                            && (name.uri.as_deref() == Some(XML) || name.prefix.as_deref() == Some("xml"))
                    }
                    None => &*name.local == local && name.uri.is_none() && name.prefix.is_none(),
                }
            })
        };
        for (name, value) in attributes.iter().filter(|(name, _)| !is_in_rest(name)) {
            self.attribute(name, value);
            written.insert((*name).to_owned());
        }
        for attribute in rest {
            if !is_name(&attribute.name.local) {
                self.unwritable += 1;
                continue;
            }
            let full = self.qualified(QName::of(&attribute.name), true, &mut declared);
            if written.contains(&full) {
                self.unwritable += 1;
                continue;
            }
            self.attribute(&full, &attribute.value);
            written.insert(full);
        }
        for Binding { prefix, uri } in &declared {
            let name =
                prefix.as_deref().map_or_else(|| "xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"));
            self.attribute(&name, uri.as_deref().unwrap_or_default());
        }
        self.out.push(b'>');
        self.started = Some(self.out.len());
        self.open.push(Open { name: full, bindings: before });
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(b' ');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"=\"");
        self.escaped(value, true);
        self.out.push(b'"');
    }

    /// A name as it is written here. What has to be declared for it is added to `declared`.
    fn qualified(&mut self, name: QName<'_>, is_attribute: bool, declared: &mut Vec<Binding>) -> String {
        let hint = name.prefix.filter(|prefix| is_name(prefix));
        if name.uri == Some(XML) || hint.is_some_and(is_xml) {
            return format!("xml:{}", name.local);
        }
        let undeclared;
        let uri = match (name.uri.filter(|uri| !uri.is_empty()), hint) {
            (Some(uri), _) => uri,
            (None, None) => {
                if !is_attribute && self.bound(None).is_some() {
                    self.bind(None, None, declared);
                }
                return name.local.to_owned();
            }
            (None, Some(prefix)) => {
                // a prefix that the source never declared
                self.undeclared += 1;
                undeclared = format!("urn:undeclared:{prefix}");
                &undeclared
            }
        };
        if hint.is_none() && !is_attribute {
            if self.bound(None) != Some(uri) {
                self.bind(None, Some(uri), declared);
            }
            return name.local.to_owned();
        }
        let is_taken = |prefix: &str| {
            declared.iter().any(|binding| {
                binding.prefix.as_deref() == Some(prefix) && binding.uri.as_deref() != Some(uri)
            })
        };
        if let Some(prefix) = hint.filter(|prefix| !is_taken(prefix)) {
            if self.bound(Some(prefix)) != Some(uri) {
                self.bind(Some(prefix), Some(uri), declared);
            }
            return format!("{prefix}:{}", name.local);
        }
        let known = self
            .bindings
            .iter()
            .rev()
            .take(MOST_DECLARED)
            .find(|binding| binding.uri.as_deref() == Some(uri));
        let known = known.and_then(|binding| binding.prefix.clone());
        if let Some(prefix) = known.filter(|prefix| self.bound(Some(prefix)) == Some(uri)) {
            return format!("{prefix}:{}", name.local);
        }
        let free = (1..).map(|number: u32| format!("ns{number}"));
        let prefix = free.into_iter().find(|prefix| self.bound(Some(prefix)).is_none()).unwrap_or_default();
        self.bind(Some(&prefix), Some(uri), declared);
        format!("{prefix}:{}", name.local)
    }

    /// The address a prefix stands for.
    pub(crate) fn bound(&self, prefix: Option<&str>) -> Option<&str> {
        self.meanings.get(&prefix.map(str::to_owned))?.last()?.as_deref()
    }

    fn remember(&mut self, binding: Binding) {
        self.meanings.entry(binding.prefix.clone()).or_default().push(binding.uri.clone());
        self.bindings.push(binding);
    }

    fn bind(&mut self, prefix: Option<&str>, uri: Option<&str>, declared: &mut Vec<Binding>) {
        let binding = Binding { prefix: prefix.map(str::to_owned), uri: uri.map(str::to_owned) };
        self.remember(binding.clone());
        declared.retain(|other| other.prefix != binding.prefix);
        declared.push(binding);
    }

    /// Ends the innermost element.
    pub(crate) fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        while self.bindings.len() > open.bindings {
            let Some(binding) = self.bindings.pop() else { break };
            if let Some(meanings) = self.meanings.get_mut(&binding.prefix) {
                meanings.pop();
            }
        }
        if self.started.take() == Some(self.out.len()) {
            self.out.pop();
            self.out.extend_from_slice(b"/>");
            return;
        }
        self.out.extend_from_slice(b"</");
        self.out.extend_from_slice(open.name.as_bytes());
        self.out.push(b'>');
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Text.
    pub(crate) fn text(&mut self, text: &str) {
        self.escaped(text, false);
    }

    /// A line feed and the indentation of what is open. What nests deeper than [`INDENTED`] is not put further in, for
    /// the output would be many times the input.
    pub(crate) fn line(&mut self) {
        self.out.push(b'\n');
        for _ in 0..self.open.len().min(INDENTED) {
            self.out.extend_from_slice(b"  ");
        }
    }

    /// What was written is handed on: nothing before counts any more.
    pub(crate) fn forget_start(&mut self) {
        self.started = None;
    }

    /// A line feed before the end tag of an element that has more than text.
    pub(crate) fn line_up(&mut self) {
        if self.started == Some(self.out.len()) {
            return;
        }
        self.out.push(b'\n');
        for _ in 1..self.open.len().min(INDENTED + 1) {
            self.out.extend_from_slice(b"  ");
        }
    }

    fn escaped(&mut self, text: &str, is_attribute: bool) {
        let mut rest = text;
        while let Some(at) = rest.find(|char| needs_care(char, is_attribute)) {
            let Some((before, from)) = rest.split_at_checked(at) else { break };
            self.out.extend_from_slice(before.as_bytes());
            let mut chars = from.chars();
            match chars.next() {
                Some('&') => self.out.extend_from_slice(b"&amp;"),
                Some('<') => self.out.extend_from_slice(b"&lt;"),
                Some('>') => self.out.extend_from_slice(b"&gt;"),
                Some('"') => self.out.extend_from_slice(b"&quot;"),
                // these would be read as a line feed or a space
                Some('\r') => self.out.extend_from_slice(b"&#13;"),
                Some('\n') => self.out.extend_from_slice(b"&#10;"),
                Some('\t') => self.out.extend_from_slice(b"&#9;"),
                _ => self.dropped += 1,
            }
            rest = chars.as_str();
        }
        self.out.extend_from_slice(rest.as_bytes());
    }

    /// Nodes with all below them, in pre-order. Those `but` says are passed over, with what is below them.
    pub(crate) fn nodes(&mut self, nodes: &[Node], but: impl Fn(usize) -> bool) {
        let floor = self.open.len();
        let top = nodes.first().map_or(0, |node| node.depth);
        // nodes deeper than this are below one that is passed over
        let mut passed: Option<u32> = None;
        for (index, node) in nodes.iter().enumerate() {
            if passed.is_some_and(|depth| node.depth > depth) {
                continue;
            }
            passed = None;
            let depth = floor + usize::try_from(node.depth.saturating_sub(top)).unwrap_or_default();
            while self.open.len() > depth {
                self.end();
            }
            if but(index) {
                passed = Some(node.depth);
                continue;
            }
            let text = node.text.as_deref().unwrap_or_default();
            match (node.kind, &node.name) {
                (NodeKind::Element | NodeKind::Rest, Some(name)) if is_name(&name.local) => {
                    self.start(QName::of(name), &[], &node.attributes);
                }
                (NodeKind::Text, _) => self.text(text),
                (NodeKind::Comment, _) if !text.contains("--") && !text.ends_with('-') => {
                    self.raw("<!--", text, "-->");
                }
                (NodeKind::Instruction, Some(name))
                    if is_name(&name.local) && !is_xml(&name.local) && !text.contains("?>") =>
                {
                    let target = format!("<?{}", name.local);
                    let space =
                        if text.is_empty() || text.starts_with(char::is_whitespace) { "" } else { " " };
                    self.raw(&(target + space), text, "?>");
                }
                _ => {
                    self.unwritable += 1;
                    passed = Some(node.depth);
                }
            }
        }
        while self.open.len() > floor {
            self.end();
        }
    }

    /// Text between marks, where nothing can be escaped.
    fn raw(&mut self, before: &str, text: &str, after: &str) {
        self.out.extend_from_slice(before.as_bytes());
        let start = self.out.len();
        self.out.extend(text.chars().filter(|char| is_carried(*char)).collect::<String>().as_bytes());
        if self.out.len() - start < text.len() {
            self.dropped += 1;
        }
        self.out.extend_from_slice(after.as_bytes());
    }
}

fn needs_care(char: char, is_attribute: bool) -> bool {
    match char {
        '&' | '<' | '>' | '\r' => true,
        '"' | '\n' | '\t' => is_attribute,
        _ => !is_carried(char),
    }
}

/// XML 1.0 § 2.2, production 2.
pub(crate) fn is_carried(char: char) -> bool {
    !matches!(char, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn is_xml(prefix: &str) -> bool {
    prefix.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xml"))
}

/// Namespaces in XML 1.0 § 3, production 4.
pub(crate) fn is_name(text: &str) -> bool {
    let is_start = |char: char| {
        matches!(char, 'A'..='Z' | 'a'..='z' | '_' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
            | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}' | '\u{200d}' | '\u{2070}'..='\u{218f}'
            | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
            | '\u{10000}'..='\u{effff}')
    };
    let is_part = |char: char| {
        is_start(char)
            || matches!(char, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}' | '\u{2040}')
    };
    text.starts_with(is_start) && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(nodes: &[Node]) -> String {
        let mut xml = Xml::default();
        xml.declare(&[Namespace { prefix: Some("a".to_owned()), uri: "urn:a".to_owned() }]);
        xml.start_root(QName::plain("r"), &[], &[]);
        xml.nodes(nodes, |_| false);
        xml.end();
        String::from_utf8(xml.out).unwrap()
    }

    #[test]
    fn prefixes_are_those_of_the_source_and_collisions_are_declared_anew() {
        let nodes = [
            Node::element(0, Some("urn:a"), Some("a"), "x"),
            Node::element(1, Some("urn:b"), Some("a"), "y"),
            Node::element(0, Some("urn:c"), None, "z"),
            Node::element(1, None, None, "w"),
            Node::element(0, None, Some("q"), "v"),
        ];
        assert_eq!(
            written(&nodes),
            "<r xmlns:a=\"urn:a\"><a:x><a:y xmlns:a=\"urn:b\"/></a:x><z xmlns=\"urn:c\"><w xmlns=\"\"/></z>\
             <q:v xmlns:q=\"urn:undeclared:q\"/></r>"
        );
    }

    #[test]
    fn text_is_escaped_once_and_what_xml_cannot_hold_is_left_out() {
        let mut node = Node::element(0, None, None, "x");
        let name = std::sync::Arc::new(Name { local: "k".into(), ..Name::default() });
        node.attributes.push(Attribute { name, value: "a\"\n\u{1}<".to_owned() });
        let nodes = [node, Node::text(1, "]]> &amp; \r\n\u{0}")];
        assert_eq!(
            written(&nodes),
            "<r xmlns:a=\"urn:a\"><x k=\"a&quot;&#10;&lt;\">]]&gt; &amp;amp; &#13;\n</x></r>"
        );
    }

    #[test]
    fn names_that_are_none_are_left_out_with_what_is_below() {
        let nodes = [
            Node::element(0, None, None, "a b"),
            Node::element(1, None, None, "c"),
            Node::element(0, None, None, "d"),
        ];
        assert_eq!(written(&nodes), "<r xmlns:a=\"urn:a\"><d/></r>");
    }
}
