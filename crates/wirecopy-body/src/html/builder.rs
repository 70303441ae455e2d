//! The stack of open blocks.

use std::borrow::Cow;

use wirecopy_core::{Cx, Limits};
use wirecopy_model::{Block, Cell, Definition, Inline, ListItem, MAX_BLOCK_DEPTH, Media, Row};

use super::element::Element;
use super::frame::{Frame, Kind};
use super::line::{self, Chain, Formats, Group, Line};
use super::reference::{decode, decode_parts};
use super::report::Report;
use super::shape::Shape;
use super::token::{Token, Tokens};
use super::{HtmlOptions, TreeUse};
use crate::base::Bases;
use crate::target::{Target, Targets};

/// Inline elements open at once; those beyond are not looked at. Every end tag looks through them.
pub(super) const MAX_OPEN_INLINES: usize = 128;

/// Most lines are no longer.
const USUAL: usize = 1000;

/// Reads `html`.
pub(super) fn build(html: &str, options: &HtmlOptions, cx: &mut Cx<'_>) -> Vec<Block> {
    if options.tree != TreeUse::Always {
        let mut builder = Builder::new(html, options, cx.limits);
        if let Some(blocks) = builder.read(options.tree == TreeUse::WhereNeeded) {
            builder.report.send(options.span, cx);
            return blocks;
        }
    }
    let attributes = usize::try_from(cx.limits.attributes).unwrap_or(usize::MAX);
    let bases = Bases::of(html, options.base.as_deref());
    let straight = super::tree::straighten(html, attributes);
    let mut builder = match &straight {
        Some((html, _)) => Builder::new(html, options, cx.limits),
        None => Builder::new(html, options, cx.limits),
    };
    // the tree holds no `base`
    builder.targets.bases = bases;
    match straight.as_ref() {
        Some(_) => builder.report.tangled += 1,
        None => builder.report.given_up += 1,
    }
    let blocks = builder.read(false).unwrap_or_default();
    let mut report = std::mem::take(&mut builder.report);
    if let Some((_, before)) = straight {
        report.add(before);
    }
    report.send(options.span, cx);
    blocks
}

impl<'a> Builder<'a> {
    fn new(html: &'a str, options: &HtmlOptions, limits: &Limits) -> Self {
        let attributes = usize::try_from(limits.attributes).unwrap_or(usize::MAX);
        Self {
            html,
            tokens: Tokens::new(html, attributes),
            targets: Targets::of(html, options.base.as_deref()),
            frames: {
                let mut frames = Vec::with_capacity(4);
                frames.push(Frame::root());
                frames
            },
            max_frames: usize::try_from(limits.html_depth).unwrap_or(usize::MAX).max(4),
            overflow: 0,
            active: Vec::new(),
            formats: Formats::default(),
            chain: Chain::default(),
            line: Line::with_capacity(html.len().min(USUAL)),
            paragraph: None,
            capture: None,
            report: Report::default(),
            in_cdata: false,
            item_paragraph: false,
            block_spans: false,
        }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.tokens.attribute(name).map(|value| decode(value, true))
    }

    /// Reads all of it. `None`: with `checked`, that its tags need a tree.
    fn read(&mut self, checked: bool) -> Option<Vec<Block>> {
        let html = self.html;
        if memchr::memchr(b'<', html.as_bytes()).is_none() && crate::plain::has_blank_line(html) {
            self.report.by_blank_lines = true;
            for part in crate::plain::by_blank_lines(html) {
                self.text(part, true);
                self.flush();
            }
            return Some(self.finish());
        }
        let mut shape = Shape::default();
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Text(text) => {
                    shape.text(text);
                    let may_refer = self.tokens.holds_reference();
                    self.text(text, may_refer);
                }
                Token::Start(element) => {
                    if !element.is_removed() && !element.is_removed_tag() {
                        shape.start(element, self.tokens.name());
                    }
                    if self.targets.are_stated {
                        self.start_with_base(element);
                    } else {
                        self.start(element);
                    }
                }
                Token::End(element) => {
                    if self.targets.are_stated {
                        self.targets.bases.end(self.tokens.name());
                    }
                    shape.end(element, self.tokens.name(), self.line.is_empty());
                    self.end(element);
                }
                Token::Comment => self.report.comments += 1,
                Token::Cdata => {
                    self.in_cdata = true;
                    self.report.cdata += 1;
                }
            }
            if checked && (shape.tangled || self.overflow > 0) {
                return None;
            }
        }
        Some(self.finish())
    }
}

/// Numbers of formats that one element puts in force.
#[derive(Clone, Copy, Default)]
pub(super) struct Numbers {
    list: [u32; Self::MOST],
    length: usize,
}

impl Numbers {
    /// One by the element itself; five by its style; one by its language.
    const MOST: usize = 7;

    pub(super) fn add(&mut self, number: u32) {
        if let Some(place) = self.list.get_mut(self.length) {
            *place = number;
            self.length += 1;
        }
    }

    pub(super) fn all(&self) -> &[u32] {
        self.list.get(..self.length).unwrap_or_default()
    }

    pub(super) fn first_mut(&mut self) -> Option<&mut u32> {
        self.list.get_mut(..self.length)?.first_mut()
    }
}

impl Builder<'_> {
    fn start_with_base(&mut self, element: Element) {
        let name = self.tokens.name();
        // what is taken as a whole comes without its end
        let is_page = matches!(element, Element::Html | Element::Head | Element::Body);
        let is_whole = (element.is_void_here() && !is_page) || element.is_removed();
        self.targets.bases.start(name, &self.tokens, is_whole);
        self.start(element);
        if is_whole {
            self.targets.bases.leave(name);
        }
    }
}

/// An open inline element.
pub(super) struct OpenInline {
    pub(super) element: Element,
    pub(super) formats: Numbers,
    /// A quotation within a quotation: its marks are written.
    pub(super) marks: bool,
}

/// Text that goes elsewhere than into the line.
pub(super) struct Capture {
    pub(super) element: Element,
    pub(super) depth: usize,
    pub(super) text: String,
    pub(super) credit: bool,
}

pub(super) struct Builder<'a> {
    html: &'a str,
    pub(super) tokens: Tokens<'a>,
    pub(super) targets: Targets,
    pub(super) frames: Vec<Frame>,
    pub(super) max_frames: usize,
    /// Block elements open beyond `max_frames`.
    pub(super) overflow: usize,
    pub(super) active: Vec<OpenInline>,
    pub(super) formats: Formats,
    pub(super) chain: Chain,
    pub(super) line: Line,
    /// Within a `p`: how many inline elements were open when it began.
    pub(super) paragraph: Option<usize>,
    pub(super) capture: Option<Capture>,
    pub(super) report: Report,
    pub(super) in_cdata: bool,
    /// Within a `p` right in an item of a list.
    pub(super) item_paragraph: bool,
    /// Whether a block has a language or direction of its own.
    pub(super) block_spans: bool,
}

impl Builder<'_> {
    fn finish(&mut self) -> Vec<Block> {
        self.finish_capture();
        while self.frames.len() > 1 {
            self.close_top();
        }
        self.end_paragraph();
        self.close_marks(0);
        self.flush();
        self.report.dropped_characters += self.line.dropped;
        self.report.unended += self.tokens.damage.unended;
        self.report.attributes += self.tokens.damage.attributes;
        let mut blocks = self.frames.pop().map(|root| root.blocks).unwrap_or_default();
        if self.block_spans && super::language::is_of_all(&mut blocks) {
            self.report.directions += 1;
        }
        blocks
    }

    /// `may_refer`: it may hold character references.
    fn text(&mut self, raw: &str, may_refer: bool) {
        let in_line = self.capture.is_none()
            && !self.in_cdata
            && !matches!(self.frames.last(), Some(Frame { kind: Kind::Pre { .. }, .. }));
        if in_line {
            let (line, chain, formats) = (&mut self.line, &self.chain, &self.formats);
            if may_refer {
                decode_parts(raw, |part| line.text(part, chain, formats));
            } else {
                line.text(raw, chain, formats);
            }
            return;
        }
        let decoded = decode(raw, false);
        let text: Cow<'_, str> = if self.in_cdata && decoded.contains("]]>") {
            self.in_cdata = false;
            Cow::Owned(decoded.replacen("]]>", "", 1))
        } else {
            decoded
        };
        if let Some(capture) = &mut self.capture {
            capture.text.push_str(&text);
            return;
        }
        if let Some(Frame { kind: Kind::Pre { value, .. }, .. }) = self.frames.last_mut() {
            let (text, dropped) = crate::clean_text(&text);
            self.report.dropped_characters += dropped;
            // HTML drops the line end right after the tag; writers put one after the `code` within, too
            let text = if value.is_empty() { text.strip_prefix('\n').unwrap_or(&text) } else { &*text };
            value.push_str(text);
            return;
        }
        self.line.text(&text, &self.chain, &self.formats);
    }

    /// An attribute as a text of the model: folded, cleaned, not empty.
    pub(super) fn text_attribute(&self, name: &str) -> Option<String> {
        let value = self.attribute(name)?;
        let folded = crate::plain::fold(&crate::clean_text(&value).0);
        (!folded.is_empty()).then_some(folded)
    }

    pub(super) fn number(&self, name: &str) -> Option<u32> {
        let value = self.attribute(name)?;
        let value = value.trim();
        let digits = value.bytes().take_while(u8::is_ascii_digit).take(9).count();
        value.get(..digits)?.parse().ok()
    }

    pub(super) fn has_class(&self, word: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|it| it == word))
    }

    pub(super) fn target(&mut self, href: &str) -> Option<String> {
        match self.targets.resolve(href) {
            Target::To(url) => Some(url),
            Target::Relative(url) => {
                self.report.relative += 1;
                Some(url)
            }
            Target::Unsafe(scheme) => {
                self.report.unsafe_target(scheme);
                None
            }
            Target::Empty => None,
        }
    }

    pub(super) fn target_attribute(&mut self, name: &str) -> Option<String> {
        let href = self.attribute(name)?;
        self.target(&href)
    }

    pub(super) fn line_break(&mut self) {
        if let Some(capture) = &mut self.capture {
            capture.text.push(' ');
            return;
        }
        if let Some(Frame { kind: Kind::Pre { value, .. }, .. }) = self.frames.last_mut() {
            value.push('\n');
            return;
        }
        self.line.line_break();
    }

    /// Ends the line, where something begins or ends that stands on lines of its own.
    pub(super) fn break_line(&mut self) {
        if self.frames.last().is_some_and(|top| top.inline) {
            self.line.soft_break();
        } else {
            self.flush();
        }
    }

    pub(super) fn begin_block(&mut self) {
        self.end_paragraph();
        self.break_line();
    }

    pub(super) fn end_paragraph(&mut self) {
        if let Some(floor) = self.paragraph.take() {
            self.close_marks(floor);
            self.close_inlines(floor, false);
        }
    }

    /// Turns the line into paragraphs and figures.
    pub(super) fn flush(&mut self) {
        if self.line.is_empty() {
            self.line.end();
            self.item_paragraph = false;
            return;
        }
        if std::mem::take(&mut self.item_paragraph)
            && let Some(&Frame { kind: Kind::Item, home, .. }) = self.frames.last()
            && let Some(Frame { kind: Kind::List { loose, .. }, .. }) = self.frames.get_mut(home)
        {
            *loose = true;
        }
        let mut line = std::mem::take(&mut self.line);
        let mut group = None;
        while let Some(next) = line.group_after(group) {
            self.group(&mut line, next);
            group = Some(next);
        }
        line.clear();
        self.line = line;
    }

    fn group(&mut self, line: &mut Line, group: Group) {
        let cited = line::all_cited(line.pieces(group), &self.formats);
        let collector = self.frames.last().map_or(0, |top| top.collector);
        if cited
            && let Some(Frame { kind: Kind::Quote { attribution, .. }, .. }) = self.frames.get_mut(collector)
        {
            join(attribution, line.tree(group, &self.formats, false));
            return;
        }
        let in_figure = self.is_figure(collector);
        if let Some(media) = self.pictures(line, group, in_figure) {
            self.push(Block::Figure { media, caption: Vec::new(), credit: None });
            return;
        }
        let content = line.tree(group, &self.formats, true);
        if !content.is_empty() {
            self.push(Block::Paragraph { content, role: None, span: None });
        }
    }

    pub(super) fn push(&mut self, block: Block) {
        let collector = self.frames.last().map_or(0, |top| top.collector);
        self.push_to(collector, block);
    }

    pub(super) fn push_to(&mut self, collector: usize, block: Block) {
        let Some(frame) = self.frames.get_mut(collector) else { return };
        match &mut frame.kind {
            Kind::List { items, .. } => match (&block, items.last_mut()) {
                // a list right within a list belongs to the item before
                (Block::List { .. }, Some(item)) => item.blocks.push(block),
                _ => items.push(ListItem { blocks: vec![block] }),
            },
            Kind::Definitions(items) => match items.last_mut() {
                Some(item) => item.blocks.push(block),
                None => items.push(Definition { terms: Vec::new(), blocks: vec![block] }),
            },
            // what stands in a table outside of its cells stands before it
            Kind::Table { .. } | Kind::Section { .. } | Kind::Row(_) => {
                let below = self
                    .frames
                    .get(..=collector)
                    .and_then(|frames| {
                        frames.iter().rposition(|frame| matches!(frame.kind, Kind::Table { .. }))
                    })
                    .and_then(|table| self.frames.get(table.checked_sub(1)?))
                    .map(|frame| frame.collector);
                if let Some(below) = below.filter(|below| *below < collector) {
                    self.push_to(below, block);
                }
            }
            _ => frame.blocks.push(block),
        }
    }

    /// A block that has no content of its own and ends a paragraph.
    pub(super) fn whole_block(&mut self, block: Block) {
        self.end_paragraph();
        self.inset(block);
    }

    /// A block that stands in a paragraph: what follows is in that paragraph still.
    pub(super) fn inset(&mut self, block: Block) {
        self.close_heading();
        self.break_line();
        if self.frames.last().is_some_and(|top| top.inline) {
            // within a caption: after what the caption belongs to
            let collector = self.frames.last().map_or(0, |top| top.collector);
            self.push_to(collector, block);
        } else {
            self.push(block);
        }
    }

    pub(super) fn open(&mut self, element: Element, kind: Kind, home: Option<usize>) {
        let parent = self.frames.len() - 1;
        if self.frames.len() >= self.max_frames {
            self.overflow += 1;
            self.report.flattened_blocks += 1;
            return;
        }
        let Some(top) = self.frames.last() else { return };
        let inline_parent = top.inline;
        let too_deep = top.depth + kind.cost() >= MAX_BLOCK_DEPTH;
        let is_structure = kind.cost() > 0 || matches!(kind, Kind::Heading(_) | Kind::Pre { .. });
        let kind = if inline_parent && is_structure {
            Kind::Container
        } else if too_deep && kind.cost() > 0 {
            self.report.flattened_blocks += 1;
            Kind::Container
        } else {
            kind
        };
        let frame = Frame {
            element,
            floor: self.active.len(),
            collector: if kind.collects() { parent + 1 } else { top.collector },
            home: home.unwrap_or(parent),
            inline: kind.is_inline() || (inline_parent && matches!(kind, Kind::Container)),
            depth: top.depth + kind.cost(),
            blocks: Vec::new(),
            kind,
        };
        self.frames.push(frame);
    }

    pub(super) fn close_above(&mut self, index: usize) {
        while self.frames.len() > index + 1 {
            self.close_top();
        }
    }

    pub(super) fn close_heading(&mut self) {
        let Some(top) = self.frames.last() else { return };
        if !top.inline {
            return;
        }
        // containers may stand between; a heading is never far
        let heading = self
            .frames
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, frame)| frame.inline)
            .find(|(_, frame)| matches!(frame.kind, Kind::Heading(_)))
            .map(|(index, _)| index);
        if let Some(index) = heading {
            self.close_above(index);
            self.close_top();
        }
    }

    pub(super) fn close_top(&mut self) {
        if self.frames.len() <= 1 {
            return;
        }
        self.finish_capture();
        self.end_paragraph();
        self.close_marks(self.frames.last().map_or(0, |top| top.floor));
        let Some(top) = self.frames.last() else { return };
        let own_line = top.kind.is_inline();
        let mut content = Vec::new();
        let mut media = None;
        if own_line {
            let stress = !matches!(top.kind, Kind::Attribution);
            let shows_pictures = matches!(top.kind, Kind::Heading(_) | Kind::Figcaption);
            let mut line = std::mem::take(&mut self.line);
            let group = line.whole();
            if shows_pictures {
                media = self.pictures(&mut line, group, false);
            }
            if media.is_none() {
                content = line.tree(group, &self.formats, stress);
            }
            line.clear();
            self.line = line;
        } else {
            self.break_line();
        }
        let Some(frame) = self.frames.pop() else { return };
        let all = matches!(frame.kind, Kind::Cell(_) | Kind::Caption);
        self.close_inlines(frame.floor, all);
        self.closed(frame, content, media);
    }

    /// What a frame becomes when it is closed.
    pub(super) fn closed(&mut self, frame: Frame, content: Vec<Inline>, media: Option<Vec<Media>>) {
        let Frame { kind, blocks, home, .. } = frame;
        match kind {
            Kind::Root | Kind::Container | Kind::Section { .. } => {}
            Kind::Heading(level) => {
                if let Some(media) = media {
                    self.push(Block::Figure { media, caption: Vec::new(), credit: None });
                } else if !content.is_empty() {
                    self.push(Block::Heading { level, content, span: None });
                }
            }
            Kind::Pre { language, mut value, .. } => {
                if value.ends_with('\n') {
                    value.pop();
                }
                if !value.trim().is_empty() {
                    self.push(Block::Code { language, value });
                }
            }
            Kind::Item => {
                if let Some(Frame { kind: Kind::List { items, ordered, .. }, .. }) = self.frames.get_mut(home)
                    && (*ordered || !blocks.is_empty())
                {
                    items.push(ListItem { blocks });
                }
            }
            Kind::List { ordered, start, loose, mut items } => {
                while items.last().is_some_and(|item| item.blocks.is_empty()) {
                    items.pop();
                }
                if !items.is_empty() {
                    self.push(Block::List { ordered, start, loose, items });
                }
            }
            Kind::Term => {
                if let Some(Frame { kind: Kind::Definitions(items), .. }) = self.frames.get_mut(home)
                    && !content.is_empty()
                {
                    match items.last_mut() {
                        Some(item) if item.blocks.is_empty() => item.terms.push(content),
                        _ => items.push(Definition { terms: vec![content], blocks: Vec::new() }),
                    }
                }
            }
            Kind::Meaning => {
                if let Some(Frame { kind: Kind::Definitions(items), .. }) = self.frames.get_mut(home)
                    && !blocks.is_empty()
                {
                    match items.last_mut() {
                        Some(item) => item.blocks.extend(blocks),
                        None => items.push(Definition { terms: Vec::new(), blocks }),
                    }
                }
            }
            Kind::Definitions(items) => {
                if !items.is_empty() {
                    self.push(Block::Definitions { items });
                }
            }
            Kind::Quote { cite, attribution, post } => {
                let cite = cite.or_else(|| if post.is_some() { last_link(&blocks) } else { None });
                let (network, link) = post.map_or((None, None), |post| (Some(post.network), post.link));
                let cite = cite.or(link);
                let doubled =
                    matches!(blocks.as_slice(), [Block::Quote { cite: inner, .. }] if *inner == cite);
                if network.is_some() && doubled && attribution.is_empty() {
                    for block in blocks {
                        self.push(block);
                    }
                } else if !blocks.is_empty() {
                    self.push(Block::Quote { blocks, attribution, cite });
                } else if let (Some(network), Some(url), true) = (network, cite, attribution.is_empty()) {
                    let kind = crate::target::provider(&url).unwrap_or(network).to_owned();
                    self.push(Block::Embed { url, kind: Some(kind), title: None });
                } else if !attribution.is_empty() {
                    self.push(Block::Paragraph { content: attribution, role: None, span: None });
                }
            }
            Kind::Attribution => {
                if let Some(Frame { kind: Kind::Quote { attribution, .. }, .. }) = self.frames.get_mut(home) {
                    join(attribution, content);
                }
            }
            Kind::Table { caption, rows, head, dissolve, captioned, .. } => {
                self.table(caption, rows, head, dissolve, captioned);
            }
            Kind::Row(cells) => {
                if cells.is_empty() {
                    return;
                }
                let Some(table) =
                    self.frames.iter().rposition(|frame| matches!(frame.kind, Kind::Table { .. }))
                else {
                    return;
                };
                let in_section = self
                    .frames
                    .iter()
                    .skip(table)
                    .any(|frame| matches!(frame.kind, Kind::Section { head: true }));
                if let Some(Frame { kind: Kind::Table { rows, head, in_head, .. }, .. }) =
                    self.frames.get_mut(table)
                {
                    if rows.is_empty() {
                        *in_head = true;
                    }
                    *in_head = *in_head && in_section;
                    *head += u32::from(*in_head);
                    rows.push(Row { cells });
                }
            }
            Kind::Cell(cell) => {
                if let Some(Frame { kind: Kind::Row(cells), .. }) = self.frames.get_mut(home) {
                    cells.push(Cell { blocks, ..cell });
                }
            }
            Kind::Caption => {
                if let Some(Frame { kind: Kind::Table { caption, .. }, .. }) = self.frames.get_mut(home) {
                    join(caption, content);
                }
            }
            Kind::Figure { caption, credit, embeds } => {
                let blocks = if embeds { blocks.into_iter().map(as_embed).collect() } else { blocks };
                self.figure(blocks, caption, credit);
            }
            Kind::Figcaption => {
                if let Some(media) = media {
                    self.push(Block::Figure { media, caption: Vec::new(), credit: None });
                } else if let Some(Frame { kind: Kind::Figure { caption, .. }, .. }) =
                    self.frames.get_mut(home)
                {
                    join(caption, content);
                }
            }
            Kind::Aside(name) => {
                if !blocks.is_empty() {
                    self.push(Block::Aside { role: Some(name.to_owned()), blocks });
                }
            }
        }
    }
}

/// Adds inlines after others, a space between.
fn join(to: &mut Vec<Inline>, more: Vec<Inline>) {
    if to.is_empty() {
        *to = more;
        return;
    }
    if more.is_empty() {
        return;
    }
    match to.last_mut() {
        Some(Inline::Text { value }) => value.push(' '),
        _ => to.push(Inline::text(" ")),
    }
    for inline in more {
        match (to.last_mut(), inline) {
            (Some(Inline::Text { value }), Inline::Text { value: more }) => value.push_str(&more),
            (_, inline) => to.push(inline),
        }
    }
}

/// A paragraph that holds an address and nothing else, as what the address leads to.
fn as_embed(block: Block) -> Block {
    let address = match &block {
        Block::Paragraph { content, .. } => match content.as_slice() {
            [Inline::Text { value }] => Some(value),
            [Inline::Link { href, content, .. }] => match content.as_slice() {
                [Inline::Text { value }] if value == href => Some(href),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    let is_address = |text: &&String| {
        (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
    };
    match address.filter(is_address) {
        Some(url) => {
            let kind = crate::target::provider(url).unwrap_or("embed").to_owned();
            Block::Embed { url: url.clone(), kind: Some(kind), title: None }
        }
        None => block,
    }
}

/// The target of the last link in the last paragraph: in a post of a social network, the post's own address.
fn last_link(blocks: &[Block]) -> Option<String> {
    blocks.iter().rev().find_map(|block| match block {
        Block::Paragraph { content, .. } => content.iter().rev().find_map(|inline| match inline {
            Inline::Link { href, .. } => Some(href.clone()),
            _ => None,
        }),
        _ => None,
    })
}
