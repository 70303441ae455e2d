//! What html5ever reads: the reference for what sanitised HTML means.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns, parse_fragment};
use wirecopy_body::sanitize::allow;

/// A tree.
pub(crate) struct Parsed {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    name: Option<QualName>,
    attributes: Vec<(String, String)>,
    text: String,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Elements that may be left, but for those of drawings and formulas.
fn is_allowed(name: &str) -> bool {
    [allow::ELEMENTS, allow::SVG, allow::MATHML]
        .iter()
        .any(|groups| groups.iter().any(|group| group.iter().any(|known| known == name)))
}

impl Parsed {
    fn walk(&self, visit: &mut dyn FnMut(&Node, bool)) {
        // children in order, and each node again when it ends
        let mut stack = vec![(0, false)];
        while let Some((at, is_end)) = stack.pop() {
            let node = &self.nodes[at];
            visit(node, is_end);
            if !is_end {
                stack.push((at, true));
                stack.extend(node.children.iter().rev().map(|child| (*child, false)));
            }
        }
    }

    /// All text.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        self.walk(&mut |node, is_end| {
            if !is_end {
                out.push_str(&node.text);
            }
        });
        out
    }

    /// Fails where something is left that could run or load a document.
    pub(crate) fn assert_safe(&self, input: &str, out: &str) {
        self.walk(&mut |node, is_end| {
            let Some(name) = node.name.as_ref().filter(|_| !is_end) else { return };
            let name = &*name.local;
            assert!(is_allowed(name) || matches!(name, "html" | ""), "`{name}` is left: {input}\n{out}");
            for (attribute, value) in &node.attributes {
                let bad = attribute.starts_with("on")
                    || matches!(attribute.as_str(), "srcdoc" | "ping" | "http-equiv" | "xml:base");
                assert!(!bad, "`{attribute}` is left: {input}\n{out}");
                let squeezed: String = value
                    .chars()
                    .filter(|c| c.is_ascii_graphic() && *c != '/')
                    .collect::<String>()
                    .to_ascii_lowercase();
                let is_text = matches!(attribute.as_str(), "title" | "alt" | "class" | "value" | "name");
                if !is_text {
                    for scheme in [
                        "javascript:",
                        "vbscript:",
                        "data:text",
                        "data:image/svg",
                        "livescript:",
                        "file:",
                        "blob:",
                    ] {
                        // a scheme of its own may hold others: nothing resolves what stands within
                        assert!(
                            !squeezed.starts_with(scheme),
                            "`{attribute}={value}` is left: {input}\n{out}"
                        );
                    }
                }
                if attribute == "style" {
                    for word in ["expression", "url(", "binding", "behavior", "@", "\\", "javascript"] {
                        assert!(!squeezed.contains(word), "`{attribute}={value}` is left: {input}\n{out}");
                    }
                }
                if attribute == "attributename" || attribute == "attributeName" {
                    assert!(!squeezed.contains("href") && !squeezed.starts_with("on"), "{input}\n{out}");
                }
            }
        });
    }

    /// The tree as HTML, without the tags of tables' parts.
    pub(crate) fn html(&self) -> String {
        let mut out = String::new();
        self.walk(&mut |node, is_end| match &node.name {
            None if !is_end => escape(&node.text, false, &mut out),
            None => {}
            Some(name) => {
                let local = &*name.local;
                if is_part(local) || local.is_empty() || local == "html" {
                    return;
                }
                if !is_end {
                    out.push('<');
                    out.push_str(local);
                    for (attribute, value) in &node.attributes {
                        out.push(' ');
                        out.push_str(attribute);
                        out.push_str("=\"");
                        escape(value, true, &mut out);
                        out.push('"');
                    }
                    out.push('>');
                } else if !VOID.contains(&local) {
                    out.push_str("</");
                    out.push_str(local);
                    out.push('>');
                }
            }
        });
        out
    }

    /// HTML as [`Parsed::html`] writes it, read tag by tag and not as a parser would.
    pub(crate) fn without_parts(html: &str) -> String {
        let mut out = String::new();
        let mut rest = html;
        while let Some((before, after)) = rest.split_once('<') {
            plain(before, &mut out);
            let mut quoted = false;
            let end = after
                .find(|c: char| {
                    quoted ^= c == '"';
                    c == '>' && !quoted
                })
                .expect("tags end");
            let (tag, after) = after.split_at(end);
            rest = &after[1..];
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
            if is_part(name) {
                continue;
            }
            let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            out.push('<');
            match tag.split_once(' ') {
                Some((name, attributes)) => {
                    out.push_str(name);
                    out.push(' ');
                    plain(attributes, &mut out);
                }
                None => out.push_str(tag),
            }
            out.push('>');
            if is_empty {
                out.push_str(&format!("</{name}>"));
            }
            if matches!(tag.split(' ').next(), Some("pre" | "listing" | "textarea")) {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
        }
        plain(rest, &mut out);
        out
    }
}

fn plain(text: &str, out: &mut String) {
    out.push_str(&text.replace("&nbsp;", "\u{a0}"));
}

const VOID: &[&str] = &["area", "br", "col", "hr", "img", "input", "keygen", "source", "track", "wbr"];

fn is_part(name: &str) -> bool {
    matches!(name, "caption" | "col" | "colgroup" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th")
}

fn escape(text: &str, is_quoted: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if is_quoted => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

/// What html5ever makes of a fragment of a body.
pub(crate) fn parse(html: &str, scripting: bool) -> Parsed {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: scripting, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let sink = Sink(RefCell::new(vec![Node {
        name: Some(QualName::new(None, ns!(), local_name!(""))),
        ..Node::default()
    }]));
    parse_fragment(sink, options, context, Vec::new(), scripting).one(StrTendril::from_slice(html))
}

struct Sink(RefCell<Vec<Node>>);

#[derive(Clone)]
struct Handle(usize, QualName);

impl Sink {
    fn add(&self, node: Node) -> usize {
        let mut nodes = self.0.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    fn place(&self, child: NodeOrText<Handle>, parent: usize, before: Option<usize>) {
        let mut nodes = self.0.borrow_mut();
        let position = before
            .and_then(|before| nodes[parent].children.iter().position(|child| *child == before))
            .unwrap_or(nodes[parent].children.len());
        let child = match child {
            NodeOrText::AppendText(text) => {
                if let Some(last) = position.checked_sub(1).map(|at| nodes[parent].children[at])
                    && nodes[last].name.is_none()
                {
                    nodes[last].text.push_str(&text);
                    return;
                }
                nodes.push(Node { text: text.to_string(), ..Node::default() });
                nodes.len() - 1
            }
            NodeOrText::AppendNode(node) => node.0,
        };
        nodes[child].parent = Some(parent);
        nodes[parent].children.insert(position, child);
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Parsed;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Parsed {
        Parsed { nodes: self.0.into_inner() }
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> Handle {
        Handle(0, QualName::new(None, ns!(), local_name!("")))
    }
    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.1.expanded()
    }
    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        let attributes = attrs
            .into_iter()
            .map(|attribute| {
                let prefix = attribute.name.prefix.map(|prefix| format!("{prefix}:")).unwrap_or_default();
                (format!("{prefix}{}", attribute.name.local), attribute.value.to_string())
            })
            .collect();
        Handle(self.add(Node { name: Some(name.clone()), attributes, ..Node::default() }), name)
    }
    fn create_comment(&self, _: StrTendril) -> Handle {
        panic!("a comment is left")
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        panic!("a processing instruction is left")
    }
    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.place(child, parent.0, None);
    }
    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.0.borrow()[element.0].parent;
        match parent {
            Some(parent) => self.place(child, parent, Some(element.0)),
            None => self.append(previous, child),
        }
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }
    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.0 == other.0
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.0.borrow()[sibling.0].parent.expect("siblings have a parent");
        self.place(child, parent, Some(sibling.0));
    }
    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, target: &Handle) {
        let mut nodes = self.0.borrow_mut();
        if let Some(parent) = nodes[target.0].parent.take() {
            nodes[parent].children.retain(|child| *child != target.0);
        }
    }
    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.0.borrow_mut();
        let children = std::mem::take(&mut nodes[node.0].children);
        for child in &children {
            nodes[*child].parent = Some(new_parent.0);
        }
        nodes[new_parent.0].children.extend(children);
    }
}
