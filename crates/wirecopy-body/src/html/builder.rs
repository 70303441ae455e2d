//! The stack of open blocks.

use std::borrow::Cow;

use wirecopy_core::Limits;
use wirecopy_model::{
    Block, Cell, CellAlign, Definition, Inline, ListItem, MAX_BLOCK_DEPTH, Media, MediaKind, MediaRole,
    ParagraphRole, Row, Text,
};

use super::HtmlOptions;
use super::element::Element;
use super::line::{self, Chain, Format, Formats, Leaf, Line, Piece};
use super::reference::decode;
use super::report::Report;
use super::token::{Token, Tokens};
use crate::target::{Target, Targets, provider};

/// Inline elements open at once; those beyond are not looked at. Every end tag looks through them.
const MAX_OPEN_INLINES: usize = 128;

/// Reads `html`.
pub(super) fn build(html: &str, options: &HtmlOptions, limits: &Limits) -> (Vec<Block>, Report) {
    let attributes = usize::try_from(limits.attributes).unwrap_or(usize::MAX);
    let mut builder = Builder {
        tokens: Tokens::new(html, attributes),
        targets: Targets::new(options.base.as_deref()),
        frames: vec![Frame::root()],
        max_frames: usize::try_from(limits.html_depth).unwrap_or(usize::MAX).max(4),
        overflow: 0,
        active: Vec::new(),
        formats: Formats::default(),
        chain: Chain::default(),
        line: Line::default(),
        paragraph: None,
        capture: None,
        report: Report::default(),
        in_cdata: false,
    };
    if memchr::memchr(b'<', html.as_bytes()).is_none() && crate::plain::has_blank_line(html) {
        builder.report.by_blank_lines = true;
        for part in crate::plain::by_blank_lines(html) {
            builder.text(part);
            builder.flush();
        }
        return builder.finish();
    }
    while let Some(token) = builder.tokens.next() {
        match token {
            Token::Text(text) => builder.text(text),
            Token::Start(element) => builder.start(element),
            Token::End(element) => builder.end(element),
            Token::Comment => builder.report.comments += 1,
            Token::Cdata => {
                builder.in_cdata = true;
                builder.report.cdata += 1;
            }
        }
    }
    builder.finish()
}

/// An open block.
struct Frame {
    element: Element,
    kind: Kind,
    /// Blocks it has so far.
    blocks: Vec<Block>,
    /// How many inline elements were open when it began.
    floor: usize,
    /// The frame that takes its blocks: itself or one below.
    collector: usize,
    /// The frame it is a part of (the list of an item).
    home: usize,
    /// Whether it holds text and no blocks.
    inline: bool,
    /// How deep a block within it stands.
    depth: usize,
}

impl Frame {
    fn root() -> Self {
        Self {
            element: Element::Unknown,
            kind: Kind::Root,
            blocks: Vec::new(),
            floor: 0,
            collector: 0,
            home: 0,
            inline: false,
            depth: 0,
        }
    }
}

enum Kind {
    Root,
    Container,
    Heading(u8),
    Pre { language: Option<String>, value: String, begun: bool },
    List { ordered: bool, start: Option<u32>, items: Vec<ListItem> },
    Item,
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    Quote { cite: Option<String>, attribution: Vec<Inline>, is_post: bool },
    Attribution,
    Table { caption: Vec<Inline>, rows: Vec<Row>, head: u32, in_head: bool, dissolve: bool, captioned: bool },
    Section { head: bool },
    Row(Vec<Cell>),
    Cell(Cell),
    Caption,
    Figure { caption: Vec<Inline>, credit: Option<String> },
    Figcaption,
    Aside(&'static str),
}

impl Kind {
    /// Levels a block of this kind adds.
    fn cost(&self) -> usize {
        match self {
            Self::List { .. }
            | Self::Definitions(_)
            | Self::Quote { .. }
            | Self::Figure { .. }
            | Self::Aside(_) => 1,
            Self::Table { .. } => 2,
            _ => 0,
        }
    }

    fn collects(&self) -> bool {
        !matches!(
            self,
            Self::Container
                | Self::Heading(_)
                | Self::Pre { .. }
                | Self::Term
                | Self::Attribution
                | Self::Caption
                | Self::Figcaption
        )
    }

    fn is_inline(&self) -> bool {
        matches!(self, Self::Heading(_) | Self::Term | Self::Attribution | Self::Caption | Self::Figcaption)
    }
}

/// An open inline element.
struct OpenInline {
    element: Element,
    formats: Vec<u32>,
    /// A quotation within a quotation: its marks are written.
    marks: bool,
}

/// Text that goes elsewhere than into the line.
struct Capture {
    element: Element,
    depth: usize,
    text: String,
    credit: bool,
}

struct Builder<'a> {
    tokens: Tokens<'a>,
    targets: Targets,
    frames: Vec<Frame>,
    max_frames: usize,
    /// Block elements open beyond `max_frames`.
    overflow: usize,
    active: Vec<OpenInline>,
    formats: Formats,
    chain: Chain,
    line: Line,
    /// Within a `p`: how many inline elements were open when it began.
    paragraph: Option<usize>,
    capture: Option<Capture>,
    report: Report,
    in_cdata: bool,
}

impl Builder<'_> {
    fn finish(mut self) -> (Vec<Block>, Report) {
        self.finish_capture();
        while self.frames.len() > 1 {
            self.close_top();
        }
        self.end_paragraph();
        self.flush();
        self.report.dropped_characters += self.line.dropped;
        self.report.unended += self.tokens.damage.unended;
        self.report.attributes += self.tokens.damage.attributes;
        let blocks = self.frames.pop().map(|root| root.blocks).unwrap_or_default();
        (blocks, self.report)
    }

    // ---- text

    fn text(&mut self, raw: &str) {
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
        if let Some(Frame { kind: Kind::Pre { value, begun, .. }, .. }) = self.frames.last_mut() {
            let (text, dropped) = crate::clean_text(&text);
            self.report.dropped_characters += dropped;
            // HTML drops the line end right after the tag
            let text = if *begun { &*text } else { text.strip_prefix('\n').unwrap_or(&text) };
            *begun = true;
            value.push_str(text);
            return;
        }
        self.line.text(&text, self.chain, &self.formats);
    }

    fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.tokens.attribute(name).map(|value| decode(value, true))
    }

    /// An attribute as a text of the model: folded, cleaned, not empty.
    fn text_attribute(&self, name: &str) -> Option<String> {
        let value = self.attribute(name)?;
        let folded = crate::plain::fold(&crate::clean_text(&value).0);
        (!folded.is_empty()).then_some(folded)
    }

    fn number(&self, name: &str) -> Option<u32> {
        let value = self.attribute(name)?;
        let digits: String = value.trim().chars().take_while(char::is_ascii_digit).take(9).collect();
        digits.parse().ok()
    }

    fn has_class(&self, word: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|it| it == word))
    }

    fn target(&mut self, href: &str) -> Option<String> {
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

    fn target_attribute(&mut self, name: &str) -> Option<String> {
        let href = self.attribute(name)?.into_owned();
        self.target(&href)
    }

    // ---- tags

    fn start(&mut self, element: Element) {
        if element.is_removed() {
            self.remove(element);
            return;
        }
        if let Some(capture) = &mut self.capture {
            if capture.credit {
                capture.depth += usize::from(capture.element == element);
                if !matches!(element, Element::Figcaption | Element::Figure) {
                    return;
                }
            }
            self.finish_capture();
        }
        if element.is_removed_tag() {
            self.report.removed(element);
            return;
        }
        if self.is_credit() {
            self.capture = Some(Capture { element, depth: 1, text: String::new(), credit: true });
            return;
        }
        match element {
            Element::Br => self.line_break(),
            Element::Hr => self.whole_block(Block::Rule),
            Element::Img | Element::Image => self.image(),
            Element::Iframe | Element::Embed | Element::Object => self.embed(element),
            Element::Video | Element::Audio => self.player(element),
            Element::Rt | Element::Rp => {
                if self.active.iter().any(|open| open.element == Element::Ruby) {
                    self.capture = Some(Capture { element, depth: 1, text: String::new(), credit: false });
                }
            }
            Element::Wbr
            | Element::Source
            | Element::Track
            | Element::Param
            | Element::Col
            | Element::Colgroup => {}
            _ if element.is_formatting() || element.is_phrasing() => self.start_inline(element),
            _ => self.start_block(element),
        }
    }

    fn remove(&mut self, element: Element) {
        self.report.removed(element);
        let empty = element == Element::Svg && self.tokens.is_self_closing();
        if !empty && self.tokens.skip_content(element).is_none() {
            self.report.unclosed(element);
        }
    }

    fn start_block(&mut self, element: Element) {
        if let Some(level) = element.heading_level() {
            self.close_heading();
            self.begin_block();
            self.open(element, Kind::Heading(level), None);
            return;
        }
        match element {
            Element::P => {
                self.begin_block();
                self.note_direction();
                self.paragraph = Some(self.active.len());
            }
            Element::Ul | Element::Ol | Element::Menu | Element::Dir => {
                self.close_heading();
                self.begin_block();
                let ordered = element == Element::Ol;
                let start = if ordered { self.number("start").filter(|start| *start != 1) } else { None };
                self.open(element, Kind::List { ordered, start, items: Vec::new() }, None);
            }
            Element::Li => self.item(),
            Element::Dl => {
                self.close_heading();
                self.begin_block();
                self.open(element, Kind::Definitions(Vec::new()), None);
            }
            Element::Dt | Element::Dd => self.definition(element),
            Element::Blockquote => {
                self.close_heading();
                self.begin_block();
                let cite = self.target_attribute("cite");
                let is_post =
                    ["twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "twitter-video"]
                        .iter()
                        .any(|class| self.has_class(class));
                let cite = cite
                    .or_else(|| if is_post { self.target_attribute("data-instgrm-permalink") } else { None });
                self.open(element, Kind::Quote { cite, attribution: Vec::new(), is_post }, None);
            }
            Element::Pre | Element::Listing | Element::Xmp => {
                self.close_heading();
                self.begin_block();
                let language = self.language_class();
                self.open(element, Kind::Pre { language, value: String::new(), begun: false }, None);
            }
            Element::Table => {
                self.close_heading();
                self.begin_block();
                let dissolve =
                    self.attribute("role").is_some_and(|role| matches!(&*role, "presentation" | "none"));
                let captioned = self.has_class("tr-caption-container");
                let kind = Kind::Table {
                    caption: Vec::new(),
                    rows: Vec::new(),
                    head: 0,
                    in_head: false,
                    dissolve,
                    captioned,
                };
                self.open(element, kind, None);
            }
            Element::Thead | Element::Tbody | Element::Tfoot => {
                if let Some(table) = self.clear_to_table(false) {
                    self.open(element, Kind::Section { head: element == Element::Thead }, Some(table));
                }
            }
            Element::Tr => {
                if let Some(home) = self.clear_to_table(true) {
                    self.open(element, Kind::Row(Vec::new()), Some(home));
                }
            }
            Element::Td | Element::Th => self.cell(element),
            Element::Caption => {
                if let Some(table) = self.clear_to_table(false) {
                    self.open(element, Kind::Caption, Some(table));
                }
            }
            Element::Figure => {
                self.close_heading();
                self.begin_block();
                self.open(element, Kind::Figure { caption: Vec::new(), credit: None }, None);
            }
            Element::Figcaption => {
                self.begin_block();
                let figure = self.frames.iter().rposition(|frame| frame.element == Element::Figure);
                match figure {
                    Some(home) if self.is_figure(home) => {
                        self.close_above(home);
                        self.open(element, Kind::Figcaption, Some(home));
                    }
                    _ => self.open(element, Kind::Container, None),
                }
            }
            Element::Aside | Element::Details => {
                self.close_heading();
                self.begin_block();
                let name = element.name();
                self.open(element, Kind::Aside(name), None);
            }
            Element::Footer
                if self.frames.last().is_some_and(|top| matches!(top.kind, Kind::Quote { .. })) =>
            {
                self.begin_block();
                let home = self.frames.len() - 1;
                self.open(element, Kind::Attribution, Some(home));
            }
            _ if element.is_container() => {
                self.begin_block();
                self.note_direction();
                self.open(element, Kind::Container, None);
            }
            _ => {}
        }
    }

    fn end(&mut self, element: Element) {
        if let Some(capture) = &mut self.capture {
            if capture.element == element {
                capture.depth -= 1;
                if capture.depth == 0 {
                    self.finish_capture();
                }
                return;
            }
            let leaves = if capture.credit {
                matches!(element, Element::Figcaption | Element::Figure)
            } else {
                !element.is_phrasing() || element == Element::Ruby
            };
            if !leaves {
                return;
            }
            self.finish_capture();
        }
        match element {
            Element::Br => self.line_break(),
            Element::P => {
                self.end_paragraph();
                self.break_line();
            }
            _ if element.is_formatting() || element.is_phrasing() => self.end_inline(element),
            _ => self.end_block(element),
        }
    }

    fn end_block(&mut self, element: Element) {
        let is_block = element.is_container()
            || element.heading_level().is_some()
            || matches!(
                element,
                Element::Ul
                    | Element::Ol
                    | Element::Menu
                    | Element::Dir
                    | Element::Li
                    | Element::Dl
                    | Element::Dt
                    | Element::Dd
                    | Element::Blockquote
                    | Element::Pre
                    | Element::Listing
                    | Element::Xmp
                    | Element::Table
                    | Element::Thead
                    | Element::Tbody
                    | Element::Tfoot
                    | Element::Tr
                    | Element::Td
                    | Element::Th
                    | Element::Caption
                    | Element::Figure
                    | Element::Figcaption
                    | Element::Aside
                    | Element::Details
            );
        if !is_block {
            return;
        }
        self.end_paragraph();
        if self.overflow > 0 {
            self.overflow -= 1;
            self.break_line();
            return;
        }
        let table_part = matches!(
            element,
            Element::Table
                | Element::Thead
                | Element::Tbody
                | Element::Tfoot
                | Element::Tr
                | Element::Td
                | Element::Th
                | Element::Caption
        );
        for index in (1..self.frames.len()).rev() {
            let Some(frame) = self.frames.get(index) else { return };
            let is_it = frame.element == element
                || (element.heading_level().is_some() && matches!(frame.kind, Kind::Heading(_)));
            if is_it {
                self.close_above(index);
                self.close_top();
                return;
            }
            let barrier = match element {
                Element::Li => {
                    matches!(frame.element, Element::Ul | Element::Ol | Element::Menu | Element::Dir)
                }
                Element::Dt | Element::Dd => frame.element == Element::Dl,
                _ if table_part => frame.element == Element::Table,
                _ => matches!(frame.kind, Kind::Cell(_) | Kind::Caption),
            };
            if barrier {
                break;
            }
        }
        self.break_line();
    }

    // ---- inline elements

    fn start_inline(&mut self, element: Element) {
        if self.active.len() >= MAX_OPEN_INLINES {
            self.report.flattened_inlines += 1;
            return;
        }
        let mut formats = Vec::new();
        let mut marks = false;
        let by_element = match element {
            Element::A => {
                // a link within a link ends the outer one
                self.end_inline(Element::A);
                let title = self.text_attribute("title");
                self.target_attribute("href").map(|href| Format::Link { href, title })
            }
            Element::B | Element::Strong => {
                let style = self.attribute("style").unwrap_or_default();
                // the wrapper some editors paste: `<b style="font-weight:normal">`
                let normal =
                    property(&style, "font-weight").is_some_and(|value| matches!(value, "normal" | "400"));
                (!normal).then_some(Format::Strong)
            }
            Element::I | Element::Em | Element::Dfn | Element::Var => {
                let style = self.attribute("style").unwrap_or_default();
                let normal = property(&style, "font-style").is_some_and(|value| value == "normal");
                (!normal).then_some(Format::Emphasis)
            }
            Element::Cite => Some(Format::Cite),
            Element::U | Element::Ins => Some(Format::Underline),
            Element::S | Element::Strike | Element::Del => Some(Format::Strike),
            Element::Sub => Some(Format::Sub),
            Element::Sup => Some(Format::Sup),
            Element::Code | Element::Kbd | Element::Samp | Element::Tt => {
                if let Some(language) = self.language_class()
                    && let Some(Frame { kind: Kind::Pre { language: slot, .. }, .. }) = self.frames.last_mut()
                    && slot.is_none()
                {
                    *slot = Some(language);
                }
                Some(Format::Code)
            }
            Element::Q => {
                marks = self.active.iter().any(|open| open.element == Element::Q);
                let cite = self.target_attribute("cite");
                (!marks).then_some(Format::Quotation { cite })
            }
            Element::Ruby => Some(Format::Ruby { reading: String::new() }),
            _ => None,
        };
        formats.extend(by_element.map(|format| self.formats.add(format)));
        if self.tokens.has_attributes() {
            self.style_formats(element, &mut formats);
        }
        if marks {
            self.line.text("‘", self.chain, &self.formats);
        }
        let changes = !formats.is_empty();
        self.active.push(OpenInline { element, formats, marks });
        if changes {
            self.set_chain();
        }
    }

    /// Formats stated by attributes.
    fn style_formats(&mut self, element: Element, formats: &mut Vec<u32>) {
        let mut found = Vec::new();
        if let Some(style) = self.attribute("style") {
            let weight = property(&style, "font-weight").unwrap_or_default();
            if matches!(weight, "bold" | "bolder") || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
            {
                found.push(Format::Strong);
            }
            if property(&style, "font-style")
                .is_some_and(|value| value.starts_with("italic") || value.starts_with("oblique"))
            {
                found.push(Format::Emphasis);
            }
            let line =
                property(&style, "text-decoration").or_else(|| property(&style, "text-decoration-line"));
            if line.is_some_and(|value| value.contains("line-through")) {
                found.push(Format::Strike);
            }
            if element != Element::A && line.is_some_and(|value| value.contains("underline")) {
                found.push(Format::Underline);
            }
            match property(&style, "vertical-align") {
                Some("sub") => found.push(Format::Sub),
                Some("super") => found.push(Format::Sup),
                _ => {}
            }
        }
        let language = self.text_attribute("lang").or_else(|| self.text_attribute("xml:lang"));
        let direction = self
            .text_attribute("dir")
            .map(|dir| dir.to_ascii_lowercase())
            .filter(|dir| matches!(dir.as_str(), "ltr" | "rtl" | "auto"));
        if language.is_some() || direction.is_some() {
            let outer = self
                .active
                .iter()
                .rev()
                .flat_map(|open| open.formats.iter().rev())
                .find_map(|number| match self.formats.get(*number) {
                    Some(Format::Span { language, direction }) => Some((language.clone(), direction.clone())),
                    _ => None,
                })
                .unwrap_or_default();
            found.push(Format::Span { language: language.or(outer.0), direction: direction.or(outer.1) });
        }
        formats.extend(found.into_iter().map(|format| self.formats.add(format)));
    }

    fn end_inline(&mut self, element: Element) {
        let floor = self.scope_floor();
        let open = self.active.iter().skip(floor).rposition(|open| open.element == element);
        let Some(open) = open else { return };
        let open = self.active.remove(floor + open);
        if !open.formats.is_empty() {
            self.set_chain();
        }
        if open.marks {
            self.line.text("’", self.chain, &self.formats);
        }
    }

    /// Inline elements opened outside of the cell we are in are not closed from within.
    fn scope_floor(&self) -> usize {
        self.frames
            .iter()
            .rev()
            .take(64)
            .find(|frame| matches!(frame.kind, Kind::Cell(_) | Kind::Caption))
            .map_or(0, |frame| frame.floor)
    }

    fn set_chain(&mut self) {
        let numbers = self.active.iter().flat_map(|open| open.formats.iter().copied());
        let (chain, cut) = self.formats.chain(numbers);
        self.chain = chain;
        self.report.flattened_inlines += usize::from(cut);
    }

    /// Closes inline elements opened since `floor` that do not outlive their block; with `all`, the others too.
    fn close_inlines(&mut self, floor: usize, all: bool) {
        if self.active.len() <= floor {
            return;
        }
        let mut index = 0;
        self.active.retain(|open| {
            index += 1;
            index <= floor || (!all && open.element.is_formatting())
        });
        self.set_chain();
    }

    fn finish_capture(&mut self) {
        let Some(capture) = self.capture.take() else { return };
        let text = crate::plain::fold(&crate::clean_text(&capture.text).0);
        if capture.credit {
            if let Some(Kind::Figure { credit, .. }) = self
                .frames
                .iter_mut()
                .rev()
                .map(|frame| &mut frame.kind)
                .find(|kind| matches!(kind, Kind::Figure { .. }))
                && !text.is_empty()
            {
                match credit {
                    Some(before) => {
                        before.push_str("; ");
                        before.push_str(&text);
                    }
                    None => *credit = Some(text),
                }
            }
            return;
        }
        if capture.element != Element::Rt {
            return;
        }
        let ruby = self.active.iter_mut().rfind(|open| open.element == Element::Ruby);
        let Some(number) = ruby.and_then(|open| open.formats.first_mut()) else { return };
        if let Some(Format::Ruby { reading }) = self.formats.get_mut(*number) {
            *reading = text;
        }
        // what follows within the element is another text with another reading
        *number = self.formats.add(Format::Ruby { reading: String::new() });
        self.set_chain();
    }

    /// Whether the last start tag opens the credit of a figure.
    fn is_credit(&self) -> bool {
        self.tokens.has_attributes()
            && self.frames.last().is_some_and(|top| matches!(top.kind, Kind::Figcaption))
            && self.attribute("class").is_some_and(|class| class.to_ascii_lowercase().contains("credit"))
    }

    fn language_class(&self) -> Option<String> {
        let classes = self.attribute("class")?;
        classes
            .split_ascii_whitespace()
            .find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")))
            .map(|language| language.chars().filter(|c| crate::is_carried(*c)).collect::<String>())
            .filter(|language| !language.is_empty())
    }

    fn note_direction(&mut self) {
        if self.tokens.has_attributes()
            && (self.attribute("lang").is_some()
                || self.attribute("dir").is_some_and(|dir| dir.eq_ignore_ascii_case("rtl")))
        {
            self.report.directions += 1;
        }
    }

    // ---- lines and blocks

    fn line_break(&mut self) {
        if let Some(capture) = &mut self.capture {
            capture.text.push(' ');
            return;
        }
        if let Some(Frame { kind: Kind::Pre { value, .. }, .. }) = self.frames.last_mut() {
            value.push('\n');
            return;
        }
        self.line.line_break(self.chain);
    }

    /// Ends the line, where something begins or ends that stands on lines of its own.
    fn break_line(&mut self) {
        if self.frames.last().is_some_and(|top| top.inline) {
            self.line.soft_break();
        } else {
            self.flush();
        }
    }

    fn begin_block(&mut self) {
        self.end_paragraph();
        self.break_line();
    }

    fn end_paragraph(&mut self) {
        if let Some(floor) = self.paragraph.take() {
            self.close_inlines(floor, false);
        }
    }

    /// Turns the line into paragraphs and figures.
    fn flush(&mut self) {
        if self.line.is_empty() {
            self.line.take_groups();
            return;
        }
        for group in self.line.take_groups() {
            self.group(group);
        }
    }

    fn group(&mut self, pieces: Vec<Piece>) {
        let cited = line::all_cited(&pieces, &self.formats);
        let collector = self.frames.last().map_or(0, |top| top.collector);
        if cited
            && let Some(Frame { kind: Kind::Quote { attribution, .. }, .. }) = self.frames.get_mut(collector)
        {
            let content = line::tree(pieces, &self.formats, false);
            join(attribution, content);
            return;
        }
        if let Some(media) = self.pictures(&pieces) {
            self.push(Block::Figure { media, caption: Vec::new(), credit: None });
            return;
        }
        let content = line::tree(pieces, &self.formats, true);
        if !content.is_empty() {
            self.push(Block::Paragraph { content, role: None, span: None });
        }
    }

    /// The pictures of a line that holds nothing else. One that links to itself at another size counts as bare.
    fn pictures(&self, pieces: &[Piece]) -> Option<Vec<Media>> {
        let mut media = Vec::new();
        for piece in pieces {
            match &piece.leaf {
                Leaf::Image { src, alt, title, width, height } => {
                    let bare = line::is_bare(piece)
                        || line::sole_link(piece, &self.formats)
                            .is_some_and(|href| is_same_picture(href, src));
                    if !bare {
                        return None;
                    }
                    media.push(Media {
                        url: Some(src.clone()),
                        role: MediaRole::Content,
                        kind: Some(MediaKind::Image),
                        alt: Some(alt.clone()).filter(|alt| !alt.is_empty()),
                        title: title.clone().map(Text::plain),
                        width: *width,
                        height: *height,
                        ..Media::default()
                    });
                }
                Leaf::Text(text) if text.chars().all(line::is_space) => {}
                Leaf::Break => {}
                Leaf::Text(_) => return None,
            }
        }
        (!media.is_empty()).then_some(media)
    }

    fn push(&mut self, block: Block) {
        let collector = self.frames.last().map_or(0, |top| top.collector);
        self.push_to(collector, block);
    }

    fn push_to(&mut self, collector: usize, block: Block) {
        let below = self
            .frames
            .get(..=collector)
            .and_then(|frames| frames.iter().rposition(|frame| matches!(frame.kind, Kind::Table { .. })))
            .and_then(|table| self.frames.get(table.checked_sub(1)?))
            .map(|frame| frame.collector);
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
                if let Some(below) = below.filter(|below| *below < collector) {
                    self.push_to(below, block);
                }
            }
            _ => frame.blocks.push(block),
        }
    }

    /// A block that has no content of its own.
    fn whole_block(&mut self, block: Block) {
        self.close_heading();
        self.begin_block();
        if self.frames.last().is_some_and(|top| top.inline) {
            // within a caption: after what the caption belongs to
            let collector = self.frames.last().map_or(0, |top| top.collector);
            self.push_to(collector, block);
        } else {
            self.push(block);
        }
    }

    fn open(&mut self, element: Element, kind: Kind, home: Option<usize>) {
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

    fn close_above(&mut self, index: usize) {
        while self.frames.len() > index + 1 {
            self.close_top();
        }
    }

    fn close_heading(&mut self) {
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

    fn close_top(&mut self) {
        if self.frames.len() <= 1 {
            return;
        }
        self.finish_capture();
        self.end_paragraph();
        let Some(top) = self.frames.last() else { return };
        let own_line = top.kind.is_inline();
        let mut content = Vec::new();
        let mut media = None;
        if own_line {
            let mut pieces: Vec<Piece> = Vec::new();
            for group in self.line.take_groups() {
                if !pieces.is_empty() {
                    pieces.push(Piece { leaf: Leaf::Break, chain: Chain::default() });
                }
                pieces.extend(group);
            }
            let stress = !matches!(top.kind, Kind::Attribution);
            media = self.pictures(&pieces);
            content = line::tree(pieces, &self.formats, stress);
        } else {
            self.break_line();
        }
        let Some(frame) = self.frames.pop() else { return };
        let all = matches!(frame.kind, Kind::Cell(_) | Kind::Caption);
        self.close_inlines(frame.floor, all);
        self.closed(frame, content, media);
    }

    /// What a frame becomes when it is closed.
    fn closed(&mut self, frame: Frame, content: Vec<Inline>, media: Option<Vec<Media>>) {
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
            Kind::List { ordered, start, mut items } => {
                while items.last().is_some_and(|item| item.blocks.is_empty()) {
                    items.pop();
                }
                if !items.is_empty() {
                    self.push(Block::List { ordered, start, items });
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
            Kind::Quote { cite, attribution, is_post } => {
                let cite = cite.or_else(|| if is_post { last_link(&blocks) } else { None });
                if !blocks.is_empty() {
                    self.push(Block::Quote { blocks, attribution, cite });
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
            Kind::Figure { caption, credit } => self.figure(blocks, caption, credit),
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

    // ---- lists, tables, figures

    fn item(&mut self) {
        self.end_paragraph();
        let list = self.frames.iter().rposition(|frame| {
            matches!(frame.element, Element::Ul | Element::Ol | Element::Menu | Element::Dir)
        });
        let barrier =
            self.frames.iter().rposition(|frame| matches!(frame.kind, Kind::Cell(_) | Kind::Caption));
        let list = list.filter(|list| barrier.is_none_or(|barrier| barrier < *list));
        match list {
            Some(list)
                if self.frames.get(list).is_some_and(|frame| matches!(frame.kind, Kind::List { .. })) =>
            {
                self.close_above(list);
                self.break_line();
                self.open(Element::Li, Kind::Item, Some(list));
            }
            Some(_) => self.break_line(),
            None => {
                // an item without a list: a list of its own, joined with the one before
                self.close_heading();
                self.break_line();
                let kind = Kind::List { ordered: false, start: None, items: Vec::new() };
                self.open(Element::Ul, kind, None);
                let list = self.frames.len() - 1;
                if matches!(self.frames.last().map(|top| &top.kind), Some(Kind::List { .. })) {
                    self.open(Element::Li, Kind::Item, Some(list));
                }
            }
        }
    }

    fn definition(&mut self, element: Element) {
        self.end_paragraph();
        let list = self.frames.iter().rposition(|frame| frame.element == Element::Dl);
        match list {
            Some(list)
                if self.frames.get(list).is_some_and(|frame| matches!(frame.kind, Kind::Definitions(_))) =>
            {
                self.close_above(list);
                self.break_line();
                let kind = if element == Element::Dt { Kind::Term } else { Kind::Meaning };
                self.open(element, kind, Some(list));
            }
            _ => self.break_line(),
        }
    }

    /// Closes what is open above the table we are in, or with `keep_section` above its section; gives its number.
    /// `None`: we are in no table.
    fn clear_to_table(&mut self, keep_section: bool) -> Option<usize> {
        self.begin_block();
        let table = self.frames.iter().rposition(|frame| frame.element == Element::Table)?;
        if !self.frames.get(table).is_some_and(|frame| matches!(frame.kind, Kind::Table { .. })) {
            return None;
        }
        let section = self
            .frames
            .get(table + 1)
            .is_some_and(|frame| keep_section && matches!(frame.kind, Kind::Section { .. }));
        self.close_above(table + usize::from(section));
        Some(table)
    }

    fn cell(&mut self, element: Element) {
        self.begin_block();
        let Some(table) = self.frames.iter().rposition(|frame| frame.element == Element::Table) else {
            return;
        };
        if !self.frames.get(table).is_some_and(|frame| matches!(frame.kind, Kind::Table { .. })) {
            return;
        }
        let row = self
            .frames
            .iter()
            .enumerate()
            .skip(table)
            .find(|(_, frame)| matches!(frame.kind, Kind::Row(_)))
            .map(|(index, _)| index);
        let span =
            |builder: &Self, name| builder.number(name).filter(|span| *span > 1).map(|span| span.min(1000));
        let cell = Cell {
            header: element == Element::Th,
            colspan: span(self, "colspan"),
            rowspan: span(self, "rowspan"),
            align: self.align(),
            blocks: Vec::new(),
        };
        let row = match row {
            Some(row) => {
                self.close_above(row);
                row
            }
            None => {
                self.clear_to_table(true);
                self.open(Element::Tr, Kind::Row(Vec::new()), Some(table));
                self.frames.len() - 1
            }
        };
        if self.frames.get(row).is_some_and(|frame| matches!(frame.kind, Kind::Row(_))) {
            self.open(element, Kind::Cell(cell), Some(row));
        }
    }

    fn align(&self) -> Option<CellAlign> {
        let style = self.attribute("style").unwrap_or_default();
        let value = property(&style, "text-align").map(str::to_owned);
        let value = value.or_else(|| self.attribute("align").map(|align| align.to_ascii_lowercase()))?;
        match value.as_str() {
            "left" => Some(CellAlign::Left),
            "center" => Some(CellAlign::Center),
            "right" => Some(CellAlign::Right),
            _ => None,
        }
    }

    fn table(&mut self, caption: Vec<Inline>, rows: Vec<Row>, head: u32, dissolve: bool, captioned: bool) {
        let single = matches!(rows.as_slice(), [row] if row.cells.len() == 1);
        if dissolve || captioned || single {
            self.report.layout_tables += 1;
            if !caption.is_empty() {
                self.push(Block::Paragraph {
                    content: caption,
                    role: Some(ParagraphRole::Caption),
                    span: None,
                });
            }
            let mut blocks: Vec<Block> =
                rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.blocks).collect();
            if captioned
                && let [Block::Figure { caption, .. }, Block::Paragraph { content, .. }] =
                    blocks.as_mut_slice()
                && caption.is_empty()
            {
                *caption = std::mem::take(content);
                blocks.truncate(1);
            }
            for block in blocks {
                self.push(block);
            }
            return;
        }
        if rows.is_empty() {
            if !caption.is_empty() {
                self.push(Block::Paragraph {
                    content: caption,
                    role: Some(ParagraphRole::Caption),
                    span: None,
                });
            }
            return;
        }
        let by_cells =
            rows.len() > 1 && rows.first().is_some_and(|row| row.cells.iter().all(|cell| cell.header));
        let head = if head == 0 { u32::from(by_cells) } else { head };
        self.push(Block::Table { caption, head, rows });
    }

    fn is_figure(&self, index: usize) -> bool {
        self.frames.get(index).is_some_and(|frame| matches!(frame.kind, Kind::Figure { .. }))
    }

    fn figure(&mut self, blocks: Vec<Block>, caption: Vec<Inline>, credit: Option<String>) {
        let captioned = |block: &Block| matches!(block, Block::Figure { caption, credit, .. } if !caption.is_empty() || credit.is_some());
        let several = blocks.iter().any(captioned) && (!caption.is_empty() || credit.is_some());
        let mut media = Vec::new();
        let mut others = Vec::new();
        let (mut caption, mut credit) = (caption, credit);
        for block in blocks {
            match block {
                Block::Figure { media: more, caption: its, credit: their }
                    if !several && (its.is_empty() || caption.is_empty()) =>
                {
                    media.extend(more);
                    if caption.is_empty() {
                        caption = its;
                    }
                    credit = credit.or(their);
                }
                other => others.push(other),
            }
        }
        if media.is_empty() {
            match others.as_mut_slice() {
                [Block::Table { caption: its, .. }] | [Block::Quote { attribution: its, .. }]
                    if its.is_empty() =>
                {
                    *its = std::mem::take(&mut caption);
                }
                _ => {}
            }
        } else {
            let (caption, credit) = (std::mem::take(&mut caption), credit.take());
            self.push(Block::Figure { media, caption, credit });
        }
        for block in others {
            self.push(block);
        }
        if !caption.is_empty() {
            self.push(Block::Paragraph { content: caption, role: Some(ParagraphRole::Caption), span: None });
        }
        if let Some(credit) = credit {
            let content = vec![Inline::text(credit)];
            self.push(Block::Paragraph { content, role: Some(ParagraphRole::Caption), span: None });
        }
    }

    fn image(&mut self) {
        let placeholder = |src: &str| {
            src.trim().is_empty() || src.trim().get(..5).is_some_and(|it| it.eq_ignore_ascii_case("data:"))
        };
        let mut src = self.attribute("src").map(Cow::into_owned).unwrap_or_default();
        let embedded = !src.trim().is_empty() && placeholder(&src);
        if placeholder(&src) {
            // pages that load pictures late keep the real address elsewhere
            let late = ["data-src", "data-lazy-src", "data-original"]
                .iter()
                .find_map(|name| self.attribute(name).map(Cow::into_owned))
                .filter(|late| !placeholder(late));
            let set = || {
                let set = self.attribute("srcset").or_else(|| self.attribute("data-srcset"))?;
                let first = set.trim().split([' ', '\t', '\n']).next()?.trim_end_matches(',').to_owned();
                (!placeholder(&first)).then_some(first)
            };
            match late.or_else(set) {
                Some(late) => src = late,
                None => {
                    self.report.embedded_images += usize::from(embedded);
                    return;
                }
            }
        }
        let (width, height) = (self.number("width"), self.number("height"));
        if matches!((width, height), (Some(0 | 1), Some(0 | 1))) {
            self.report.pixels += 1;
            return;
        }
        let (alt, title) = (self.text_attribute("alt").unwrap_or_default(), self.text_attribute("title"));
        let Some(src) = self.target(&src) else { return };
        if matches!(self.frames.last(), Some(Frame { kind: Kind::Pre { .. }, .. })) {
            let collector = self.frames.last().map_or(0, |top| top.collector);
            let media = vec![Media {
                url: Some(src),
                role: MediaRole::Content,
                kind: Some(MediaKind::Image),
                ..Media::default()
            }];
            self.push_to(collector, Block::Figure { media, caption: Vec::new(), credit: None });
            return;
        }
        self.line.image(Leaf::Image { src, alt, title, width, height }, self.chain, &self.formats);
    }

    fn embed(&mut self, element: Element) {
        let name = if element == Element::Object { "data" } else { "src" };
        let address = self
            .attribute(name)
            .map(Cow::into_owned)
            .filter(|src| !src.trim().is_empty() && src != "about:blank");
        let address = address.or_else(|| self.attribute("data-src").map(Cow::into_owned));
        let title = self.text_attribute("title");
        let media_type = self.attribute("type").unwrap_or_default().to_ascii_lowercase();
        let Some(address) = address else {
            self.report.removed(element);
            if element == Element::Iframe {
                self.tokens.skip_content(element);
            }
            return;
        };
        if element != Element::Embed {
            // what it holds is for readers that cannot show it
            self.tokens.skip_content(element);
        }
        let Some(url) = self.target(&address) else {
            self.report.removed(element);
            return;
        };
        let kind = match media_type.split('/').next() {
            Some("image") => Some(MediaKind::Image),
            Some("video") => Some(MediaKind::Video),
            Some("audio") => Some(MediaKind::Audio),
            _ => None,
        };
        if let Some(kind) = kind {
            let media = vec![Media {
                url: Some(url),
                role: MediaRole::Content,
                kind: Some(kind),
                media_type: Some(media_type),
                title: title.map(Text::plain),
                ..Media::default()
            }];
            self.whole_block(Block::Figure { media, caption: Vec::new(), credit: None });
            return;
        }
        let kind = provider(&url).unwrap_or(element.name()).to_owned();
        self.whole_block(Block::Embed { url, kind: Some(kind), title });
    }

    fn player(&mut self, element: Element) {
        let mut address = self.attribute("src").map(Cow::into_owned);
        let mut media_type = None;
        let poster = self.attribute("poster").map(Cow::into_owned);
        let title = self.text_attribute("title");
        let (width, height) = (self.number("width"), self.number("height"));
        if let Some(content) = self.tokens.skip_content(element)
            && address.is_none()
        {
            let mut inner = Tokens::new(content, 64);
            while let Some(token) = inner.next() {
                if token == Token::Start(Element::Source)
                    && let Some(src) = inner.attribute("src")
                {
                    address = Some(decode(src, true).into_owned());
                    media_type = inner.attribute("type").map(|it| decode(it, true).into_owned());
                    break;
                }
            }
        }
        let mut media = Vec::new();
        if let Some(url) = address.and_then(|address| self.target(&address)) {
            let kind = if element == Element::Audio { MediaKind::Audio } else { MediaKind::Video };
            media.push(Media {
                url: Some(url),
                role: MediaRole::Content,
                kind: Some(kind),
                media_type: media_type.map(|it| crate::plain::fold(&crate::clean_text(&it).0)),
                width,
                height,
                title: title.map(Text::plain),
                ..Media::default()
            });
        }
        if let Some(url) = poster.and_then(|poster| self.target(&poster)) {
            let kind = Some(MediaKind::Image);
            media.push(Media { url: Some(url), role: MediaRole::Thumbnail, kind, ..Media::default() });
        }
        if media.is_empty() {
            self.report.removed(element);
        } else {
            self.whole_block(Block::Figure { media, caption: Vec::new(), credit: None });
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

/// The value of a property of an inline style, lower case names only, as people write them.
fn property<'s>(style: &'s str, name: &str) -> Option<&'s str> {
    style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .rfind(|(key, _)| key.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().trim_end_matches("!important").trim_end())
}

/// Whether a link around a picture leads to that picture, perhaps at another size.
fn is_same_picture(href: &str, src: &str) -> bool {
    let stem = |url: &str| {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        // `harbour-300x200` is `harbour` at another size
        match name.rsplit_once('-') {
            Some((stem, size)) if size.bytes().all(|b| b.is_ascii_digit() || b == b'x') => stem.to_owned(),
            _ => name.to_owned(),
        }
    };
    href == src || (stem(href) == stem(src) && !stem(src).is_empty())
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
