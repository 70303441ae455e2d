//! Bodies whose tags only a tree can place.
//!
//! html5ever's tree builder gets the tokens of our tokenizer; the tree it makes is written out as HTML in which every
//! element ends where it should, and that is read like any other body. So both ways share one builder, and what the
//! tokenizer leaves out never reaches the tree.
//!
//! # Limits
//! html5ever looks up and down its stack for each tag, and opens unclosed formatting again in each block. Each look is
//! counted, and where they are more than a fixed number for each token, or the tree is deeper than its limit, the tree
//! is given up.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token as Fed, TokenSink};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, ExpandedName, LocalName, QualName, local_name, ns};

use super::element::Element;
use super::media::address;
use super::reference::decode;
use super::report::Report;
use super::token::{Token, Tokens};

/// Looks of html5ever at its stack, for each token on average.
const LOOKS: u64 = 128;
/// The depth of the tree.
const DEPTH: u32 = 512;

/// `html` with every element ended where a browser would end it, and what was left out on the way. `None`: the tree
/// would take too long.
pub(super) fn straighten(html: &str, attributes: usize) -> Option<(String, Report)> {
    let mut tokens = Tokens::new(html, attributes);
    let mut report = Report::default();
    let sink = Sink::default();
    let context = sink.add(local_name!("body"), StrTendril::new());
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let tree = TreeBuilder::new_for_fragment(sink, context, None, options);
    let feed = |token: Fed| {
        let _ = tree.process_token(token, 1);
    };
    let (mut tables, mut count, mut in_cdata) = (0_usize, 64_u64, false);
    while let Some(token) = tokens.next() {
        count += 1;
        if tree.sink.looks.get() > count * LOOKS || tree.sink.depth.get() > DEPTH {
            return None;
        }
        match token {
            Token::Comment => report.comments += 1,
            Token::Cdata => {
                in_cdata = true;
                report.cdata += 1;
            }
            Token::Text(raw) => {
                let mut text = decode(raw, false);
                if in_cdata && text.contains("]]>") {
                    in_cdata = false;
                    text = Cow::Owned(text.replacen("]]>", "", 1));
                }
                if text.contains('\r') {
                    text = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
                }
                feed(Fed::CharacterTokens(StrTendril::from_slice(&text)));
            }
            Token::Start(element) if element.is_removed() => {
                super::tags::remove(&mut tokens, &mut report, element);
            }
            Token::Start(element) if element.is_removed_tag() => report.removed(element),
            Token::Start(element) => {
                tables += usize::from(element == Element::Table);
                if tables == 0 && matches!(element, Element::Col | Element::Colgroup) {
                    continue;
                }
                if let Some((name, markup)) = stand_in(element, tables > 0, &mut tokens) {
                    feed(tag(TagKind::StartTag, name, markup, false));
                } else {
                    let mut attributes = String::new();
                    tokens.write_attributes(&mut attributes);
                    let name = name(element, tokens.name());
                    feed(tag(TagKind::StartTag, name, attributes, tokens.is_self_closing()));
                }
            }
            Token::End(element) => {
                if tables == 0 && matches!(element, Element::Col | Element::Colgroup) {
                    continue;
                }
                let is_break = matches!(element, Element::Html | Element::Head | Element::Body)
                    || (element.is_table_part() && tables == 0);
                tables -= usize::from(element == Element::Table && tables > 0);
                if is_break {
                    feed(tag(TagKind::StartTag, local_name!("hr"), BREAK.to_owned(), false));
                } else if element == Element::Br {
                    feed(tag(TagKind::StartTag, local_name!("br"), "<br>".to_owned(), false));
                } else if !element.is_void_here() || element == Element::Col {
                    feed(tag(TagKind::EndTag, name(element, tokens.name()), String::new(), false));
                }
            }
        }
    }
    feed(Fed::EOFToken);
    report.unended += tokens.damage.unended;
    report.attributes += tokens.damage.attributes;
    let too_much = tree.sink.looks.get() > count * LOOKS * 2;
    (!too_much).then(|| (tree.sink.write(), report))
}

/// What ends the line and is nothing itself.
const BREAK: &str = "<div></div>";

/// For an element without content, or one whose content is not part of the tree: the element of HTML that is placed in
/// its stead, and its markup.
fn stand_in(element: Element, in_table: bool, tokens: &mut Tokens<'_>) -> Option<(LocalName, String)> {
    if matches!(element, Element::Html | Element::Head | Element::Body)
        || (element.is_table_part() && !in_table)
    {
        return Some((local_name!("hr"), BREAK.to_owned()));
    }
    if !element.is_void_here() {
        return None;
    }
    let mut markup = format!("<{}", element.name());
    tokens.write_attributes(&mut markup);
    markup.push('>');
    let holds = match element {
        Element::Iframe | Element::Audio | Element::Video | Element::Xmp => true,
        Element::Object => address(tokens, element).is_some(),
        _ => false,
    };
    if holds && let Some(content) = tokens.skip_content(element) {
        markup.push_str(content);
        markup.push_str("</");
        markup.push_str(element.name());
        markup.push('>');
    }
    let name = match element {
        Element::Hr | Element::Xmp => local_name!("hr"),
        Element::Br => local_name!("br"),
        Element::Col => local_name!("col"),
        Element::Param | Element::Source | Element::Track => local_name!("source"),
        _ => local_name!("img"),
    };
    Some((name, markup))
}

fn name(element: Element, written: &str) -> LocalName {
    match element {
        Element::Unknown => LocalName::from(written.to_ascii_lowercase()),
        // text that begins here is not the end of all markup
        Element::Plaintext => local_name!("div"),
        _ => LocalName::from(element.name()),
    }
}

/// The tree of a browser, from tags that are already clean.
pub(crate) struct Tree {
    builder: TreeBuilder<Handle, Sink>,
    tokens: u64,
}

impl Tree {
    pub(crate) fn new() -> Self {
        let sink = Sink::default();
        let context = sink.add(local_name!("body"), StrTendril::new());
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        Self { builder: TreeBuilder::new_for_fragment(sink, context, None, options), tokens: 64 }
    }

    fn feed(&mut self, token: Fed) {
        self.tokens += 1;
        let _ = self.builder.process_token(token, 1);
    }

    /// Whether it takes too long, or is too deep.
    pub(crate) fn is_too_much(&self) -> bool {
        self.builder.sink.looks.get() > self.tokens * LOOKS || self.builder.sink.depth.get() > DEPTH
    }

    /// A start tag, its attributes as they are to be written.
    pub(crate) fn start(&mut self, name: &str, attributes: &str) {
        self.feed(tag(TagKind::StartTag, LocalName::from(name), attributes.to_owned(), false));
    }

    pub(crate) fn end(&mut self, name: &str) {
        self.feed(tag(TagKind::EndTag, LocalName::from(name), String::new(), false));
    }

    /// An element that has no end tag or is whole: `like` says where it is placed.
    pub(crate) fn whole(&mut self, like: Whole, markup: &str) {
        let name = match like {
            Whole::Break => local_name!("br"),
            Whole::Rule => local_name!("hr"),
            Whole::Column => local_name!("col"),
            Whole::Source => local_name!("source"),
            Whole::Picture => local_name!("img"),
        };
        self.feed(tag(TagKind::StartTag, name, markup.to_owned(), false));
    }

    pub(crate) fn text(&mut self, text: &str) {
        let text = if text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
        };
        self.feed(Fed::CharacterTokens(StrTendril::from_slice(&text)));
    }

    /// The tree as HTML. `None`: it took too long.
    pub(crate) fn finish(mut self) -> Option<String> {
        self.feed(Fed::EOFToken);
        let too_much = self.builder.sink.looks.get() > self.tokens * LOOKS * 2;
        (!too_much).then(|| self.builder.sink.write())
    }
}

/// Where an element that has no end tag is placed: like another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    Break,
    Rule,
    Column,
    Source,
    Picture,
}

/// A tag whose attributes are one, as written: the tree only compares them.
fn tag(kind: TagKind, name: LocalName, written: String, self_closing: bool) -> Fed {
    let attrs = if written.is_empty() {
        Vec::new()
    } else {
        let name = QualName::new(None, ns!(), local_name!("class"));
        vec![Attribute { name, value: StrTendril::from(written) }]
    };
    Fed::TagToken(Tag { kind, name, self_closing, attrs, had_duplicate_attributes: false })
}

/// Number of the node no node has.
const NONE: usize = usize::MAX;

/// A node, as html5ever holds it.
#[derive(Clone)]
struct Handle(Rc<(usize, QualName)>);

struct Node {
    name: LocalName,
    /// Attributes of an element, all of the markup of one without content, or a text.
    written: StrTendril,
    is_text: bool,
    parent: usize,
    before: usize,
    after: usize,
    first: usize,
    last: usize,
    depth: u32,
}

#[derive(Default)]
struct Nodes(Vec<Node>);

impl Nodes {
    fn add(&mut self, name: LocalName, written: StrTendril, is_text: bool) -> usize {
        let node = Node {
            name,
            written,
            is_text,
            parent: NONE,
            before: NONE,
            after: NONE,
            first: NONE,
            last: NONE,
            depth: 0,
        };
        self.0.push(node);
        self.0.len() - 1
    }

    fn get(&self, index: usize) -> Option<&Node> {
        self.0.get(index)
    }

    fn change(&mut self, index: usize, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.0.get_mut(index) {
            change(node);
        }
    }

    fn detach(&mut self, index: usize) {
        let Some(node) = self.0.get_mut(index) else { return };
        let (parent, before, after) = (node.parent, node.before, node.after);
        (node.parent, node.before, node.after) = (NONE, NONE, NONE);
        self.change(before, |it| it.after = after);
        self.change(after, |it| it.before = before);
        self.change(parent, |it| {
            if it.first == index {
                it.first = after;
            }
            if it.last == index {
                it.last = before;
            }
        });
    }

    /// Puts a node into `parent`, before `sibling` or last. Gives its depth.
    fn attach(&mut self, index: usize, parent: usize, sibling: usize) -> u32 {
        self.detach(index);
        let depth = self.get(parent).map_or(0, |it| it.depth.saturating_add(1));
        let before = match self.get(sibling) {
            Some(sibling) => sibling.before,
            None => self.get(parent).map_or(NONE, |it| it.last),
        };
        self.change(index, |it| {
            (it.parent, it.before, it.after, it.depth) = (parent, before, sibling, depth);
        });
        self.change(sibling, |it| it.before = index);
        self.change(before, |it| it.after = index);
        self.change(parent, |it| {
            if before == NONE {
                it.first = index;
            }
            if sibling == NONE {
                it.last = index;
            }
        });
        depth
    }
}

struct Sink {
    nodes: RefCell<Nodes>,
    document: Handle,
    looks: Cell<u64>,
    depth: Cell<u32>,
}

impl Default for Sink {
    fn default() -> Self {
        let mut nodes = Nodes::default();
        let number = nodes.add(local_name!(""), StrTendril::new(), false);
        let document = Handle(Rc::new((number, QualName::new(None, ns!(), local_name!("")))));
        Self { nodes: RefCell::new(nodes), document, looks: Cell::new(0), depth: Cell::new(0) }
    }
}

impl Sink {
    fn look(&self) {
        self.looks.set(self.looks.get() + 1);
    }

    fn add(&self, name: LocalName, written: StrTendril) -> Handle {
        self.element(QualName::new(None, ns!(html), name), written)
    }

    fn element(&self, name: QualName, written: StrTendril) -> Handle {
        let number = self.nodes.borrow_mut().add(name.local.clone(), written, false);
        Handle(Rc::new((number, name)))
    }

    fn place(&self, child: NodeOrText<Handle>, parent: usize, sibling: usize) {
        self.look();
        let mut nodes = self.nodes.borrow_mut();
        let index = match child {
            NodeOrText::AppendNode(node) => node.0.0,
            NodeOrText::AppendText(text) => nodes.add(local_name!(""), text, true),
        };
        let depth = nodes.attach(index, parent, sibling);
        self.depth.set(self.depth.get().max(depth));
    }

    /// The tree as HTML.
    fn write(&self) -> String {
        let nodes = self.nodes.borrow();
        let mut out = String::new();
        let root = nodes.get(self.document.0.0).map_or(NONE, |document| document.first);
        let mut at = nodes.get(root).map_or(NONE, |root| root.first);
        while let Some(node) = nodes.get(at) {
            if node.is_text {
                write_text(&node.written, &mut out);
            } else if is_whole(&node.name) {
                out.push_str(&node.written);
            } else {
                out.push('<');
                out.push_str(&node.name);
                out.push_str(&node.written);
                out.push('>');
                let first = nodes.get(node.first);
                // the line end right after such a tag is dropped when it is read
                if matches!(&*node.name, "pre" | "listing")
                    && first.is_some_and(|first| first.is_text && first.written.starts_with('\n'))
                {
                    out.push('\n');
                }
                if first.is_some() {
                    at = node.first;
                    continue;
                }
                write_end(&node.name, &mut out);
            }
            // on to what follows, out of all that ends here
            let mut node = node;
            at = node.after;
            while at == NONE {
                let Some(parent) = nodes.get(node.parent).filter(|_| node.parent != root) else { return out };
                write_end(&parent.name, &mut out);
                at = parent.after;
                node = parent;
            }
        }
        out
    }
}

/// Whether an element's markup is kept whole.
fn is_whole(name: &LocalName) -> bool {
    matches!(&**name, "br" | "col" | "hr" | "img" | "source")
}

fn write_end(name: &LocalName, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn write_text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'&', b'<', rest.as_bytes()) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        out.push_str(if from.starts_with('&') { "&amp;" } else { "&lt;" });
        rest = from.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.look();
        target.0.1.expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        self.look();
        self.element(name, attrs.into_iter().next().map(|written| written.value).unwrap_or_default())
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.element(QualName::new(None, ns!(), local_name!("")), StrTendril::new())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.element(QualName::new(None, ns!(), local_name!("")), StrTendril::new())
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.place(child, parent.0.0, NONE);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(element.0.0).map_or(NONE, |node| node.parent);
        if parent == NONE {
            self.append(previous, child);
        } else {
            self.place(child, parent, element.0.0);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        self.look();
        x.0.0 == y.0.0
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(sibling.0.0).map_or(NONE, |node| node.parent);
        self.place(child, parent, sibling.0.0);
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        self.look();
        self.nodes.borrow_mut().detach(target.0.0);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            self.look();
            let mut nodes = self.nodes.borrow_mut();
            let Some(child) = nodes.get(node.0.0).map(|node| node.first).filter(|first| *first != NONE)
            else {
                return;
            };
            nodes.attach(child, new_parent.0.0, NONE);
        }
    }
}
