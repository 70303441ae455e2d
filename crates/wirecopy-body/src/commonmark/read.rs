//! Blocks out of CommonMark.

mod inlines;
mod meaning;

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use wirecopy_core::{Cx, Diagnostic};
use wirecopy_model::{Block, Cell, CellAlign, ListItem, MAX_BLOCK_DEPTH, Row, Span};

pub(super) use inlines::carried;
use inlines::{Line, Wrap};

/// How CommonMark is read.
#[derive(Clone, Copy)]
pub struct CommonmarkOptions<'o> {
    /// Whether GitHub's tables and struck-out text are read as such.
    pub gfm: bool,
    /// Whether footnotes are read: a mark in the text becomes a raised label, the note a box.
    pub footnotes: bool,
    /// Blocks to put between those of the text, each with the number of blocks that stand before it. Ascending.
    pub between: &'o [(usize, Block)],
    /// Where a range of the text stands in the input. `None`: the blocks get no places.
    pub span: Option<&'o dyn Fn(Range<usize>) -> Span>,
}

impl Default for CommonmarkOptions<'_> {
    fn default() -> Self {
        Self { gfm: true, footnotes: false, between: &[], span: None }
    }
}

/// The blocks of a text in CommonMark, as [`crate::blocks_to_commonmark`] writes them.
///
/// A picture in a paragraph of its own is a figure, stressed text right after it its caption, and what stands in
/// parentheses at the end of that the credit; an address in a paragraph of its own is an embed; the last paragraph of a
/// quote is its attribution if it begins with a dash. Soft line breaks are line feeds in the text. HTML is kept as
/// [`Block::Raw`] and [`wirecopy_model::Inline::Raw`].
///
/// ```
/// use wirecopy_body::{CommonmarkOptions, commonmark_to_blocks};
/// use wirecopy_core::{Cx, Findings, Limits, Policy};
/// use wirecopy_model::Block;
///
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let mut cx = Cx::new(&limits, &policy, &mut findings);
/// let blocks = commonmark_to_blocks("The ferry\n\n***\n", &CommonmarkOptions::default(), &mut cx);
/// assert_eq!(blocks, [Block::paragraph("The ferry"), Block::Rule]);
/// ```
///
/// # Limits
/// [`MAX_BLOCK_DEPTH`] and [`wirecopy_model::MAX_INLINE_DEPTH`]: what is deeper is flattened, with a finding. A link to
/// an address that runs something is read as its text, with a finding.
pub fn commonmark_to_blocks(text: &str, options: &CommonmarkOptions<'_>, cx: &mut Cx<'_>) -> Vec<Block> {
    let mut extensions = Options::empty();
    if options.gfm {
        extensions |= Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    }
    if options.footnotes {
        extensions |= Options::ENABLE_FOOTNOTES;
    }
    let mut builder = Builder {
        options: *options,
        open: vec![Frame::of(Kind::Top)],
        line: None,
        code: None,
        flat: 0,
        cells: None,
        count: 0,
        placed: 0,
        faults: Faults::default(),
    };
    for (event, range) in Parser::new_ext(text, extensions).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish(cx)
}

/// What a container is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Top,
    Quote,
    List { start: Option<u64>, loose: bool },
    Item,
    Note(String),
}

/// A container that is open.
struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
    items: Vec<ListItem>,
    /// Whether the last block may still get a caption.
    figure: bool,
}

impl Frame {
    fn of(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), items: Vec::new(), figure: false }
    }
}

/// A table that is open.
struct Cells {
    alignments: Vec<Alignment>,
    rows: Vec<Row>,
    row: Vec<Cell>,
    in_head: bool,
}

/// Code or HTML that is open.
struct Verbatim {
    /// Info string of code. `None`: it is HTML.
    info: Option<String>,
    text: String,
}

/// What was found and is told at the end.
#[derive(Debug, Default)]
struct Faults {
    deep_blocks: usize,
    deep_inlines: usize,
    characters: usize,
    info: usize,
    targets: Vec<(String, usize)>,
}

/// What a line of inlines becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Paragraph,
    /// The text of an item that stands close to the others.
    Tight,
    Heading(u8),
    Cell,
}

struct Builder<'o> {
    options: CommonmarkOptions<'o>,
    open: Vec<Frame>,
    line: Option<(Line, Place, Range<usize>)>,
    code: Option<Verbatim>,
    /// Containers that are open beyond the depth the model has room for.
    flat: usize,
    cells: Option<Cells>,
    /// Blocks of the text that are complete, at the top.
    count: usize,
    /// How many of the blocks between were put in.
    placed: usize,
    faults: Faults,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.text.push_str(&text),
                None => self.inline(range, |line, faults| line.text(&text, faults)),
            },
            Event::Html(html) => match &mut self.code {
                Some(code) => code.text.push_str(&html),
                None => self.raw(&html),
            },
            Event::Code(text) => self.inline(range, |line, faults| line.code(&text, faults)),
            Event::InlineHtml(html) => self.inline(range, |line, faults| line.raw(&html, faults)),
            Event::SoftBreak => self.inline(range, |line, faults| line.text("\n", faults)),
            Event::HardBreak => self.inline(range, |line, _| line.hard_break()),
            Event::FootnoteReference(name) => self.inline(range, |line, faults| line.note(&name, faults)),
            Event::Rule => {
                self.close_tight();
                self.add(Block::Rule);
            }
            // of extensions that are off
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let wrap = match tag {
            Tag::Emphasis => Some(Wrap::Emphasis),
            Tag::Strong => Some(Wrap::Strong),
            Tag::Strikethrough => Some(Wrap::Strike),
            Tag::Link { link_type, dest_url, title, .. } => {
                let href = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                Some(Wrap::link(href, &title))
            }
            Tag::Image { dest_url, title, .. } => Some(Wrap::image(dest_url.into_string(), &title)),
            other => {
                self.block_start(other, range.clone());
                None
            }
        };
        if let Some(wrap) = wrap {
            self.inline(range, |line, faults| line.open(wrap, faults));
        }
    }

    fn block_start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.close_tight();
        match tag {
            Tag::Paragraph => {
                // paragraphs right in its items show that a list is loose
                if self.flat == 0
                    && self.open.last().is_some_and(|frame| frame.kind == Kind::Item)
                    && let Some(list) = self.open.iter_mut().nth_back(1)
                    && let Kind::List { loose, .. } = &mut list.kind
                {
                    *loose = true;
                }
                self.line = Some((Line::default(), Place::Paragraph, range));
            }
            Tag::Heading { level, .. } => {
                self.line = Some((Line::default(), Place::Heading(level as u8), range));
            }
            Tag::BlockQuote(_) => self.open(Kind::Quote),
            Tag::List(start) => self.open(Kind::List { start, loose: false }),
            Tag::Item => self.open(Kind::Item),
            Tag::FootnoteDefinition(name) => self.open(Kind::Note(name.into_string())),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(Verbatim { info: Some(info), text: String::new() });
            }
            Tag::HtmlBlock => self.code = Some(Verbatim { info: None, text: String::new() }),
            Tag::Table(alignments) => {
                self.cells = Some(Cells { alignments, rows: Vec::new(), row: Vec::new(), in_head: false });
            }
            Tag::TableHead => {
                if let Some(cells) = &mut self.cells {
                    cells.in_head = true;
                }
            }
            Tag::TableCell => self.line = Some((Line::default(), Place::Cell, range)),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                if let Some((line, ..)) = &mut self.line {
                    line.close(&mut self.faults);
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close_line(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close_tight();
                self.close();
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.close_code(),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::TableRow | TagEnd::TableHead => {
                if let Some(cells) = &mut self.cells {
                    cells.in_head = false;
                    let row = std::mem::take(&mut cells.row);
                    cells.rows.push(Row { cells: row });
                }
            }
            TagEnd::Table => self.close_table(),
            _ => {}
        }
    }

    /// Adds to the line that is open; where none is, one begins: the text of a tight item.
    fn inline(&mut self, range: Range<usize>, add: impl FnOnce(&mut Line, &mut Faults)) {
        let (line, _, place) =
            self.line.get_or_insert_with(|| (Line::default(), Place::Tight, range.clone()));
        place.end = place.end.max(range.end);
        add(line, &mut self.faults);
    }

    fn open(&mut self, kind: Kind) {
        // an item is no level of its own
        let levels = self.open.iter().filter(|frame| frame.kind != Kind::Item).count();
        if self.flat > 0 || (levels >= MAX_BLOCK_DEPTH - 1 && kind != Kind::Item) {
            self.faults.deep_blocks += usize::from(self.flat == 0);
            self.flat += 1;
            return;
        }
        self.open.push(Frame::of(kind));
    }

    fn close(&mut self) {
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        if self.open.len() < 2 {
            return;
        }
        let Some(frame) = self.open.pop() else { return };
        match frame.kind {
            Kind::Top => {}
            Kind::Item => {
                if let Some(list) = self.open.last_mut() {
                    list.items.push(ListItem { blocks: frame.blocks });
                }
            }
            Kind::List { start, loose } => self.add(Block::List {
                ordered: start.is_some(),
                start: start.and_then(|start| u32::try_from(start).ok()).filter(|start| *start != 1),
                loose,
                items: frame.items,
            }),
            Kind::Quote => self.add(meaning::quote(frame.blocks)),
            Kind::Note(name) => self.add(meaning::note(&name, frame.blocks)),
        }
    }

    fn close_tight(&mut self) {
        if matches!(self.line, Some((_, Place::Tight, _))) {
            self.close_line();
        }
    }

    fn close_line(&mut self) {
        let Some((line, place, range)) = self.line.take() else { return };
        let content = line.finish(&mut self.faults);
        let span = self.options.span.map(|span| span(range));
        match place {
            Place::Heading(level) => self.add(Block::Heading { level, content, span }),
            _ if content.is_empty() => {}
            _ => {
                let caption = self.may_be_caption();
                let figure = self.open.last_mut().and_then(|frame| frame.blocks.last_mut());
                match meaning::paragraph(content, span, figure.filter(|_| caption)) {
                    Some(block) => self.add(block),
                    None => self.count(),
                }
            }
        }
    }

    /// Whether what comes now stands right after a figure.
    fn may_be_caption(&self) -> bool {
        let at_top = self.open.len() == 1;
        let next = self.options.between.get(self.placed).map(|(before, _)| *before);
        self.open.last().is_some_and(|frame| frame.figure) && !(at_top && next == Some(self.count))
    }

    fn close_code(&mut self) {
        let Some(Verbatim { info, text }) = self.code.take() else { return };
        let (text, dropped) = carried(&text);
        self.faults.characters += dropped;
        let inner = text.strip_suffix('\n').unwrap_or(&text);
        let Some(info) = info else {
            self.raw(inner);
            return;
        };
        // a line feed at the end is not told from none, but for empty lines there
        let value = if inner.is_empty() || inner.ends_with('\n') { text.as_ref() } else { inner }.to_owned();
        let mut words = info.split_ascii_whitespace();
        let language = words.next().map(str::to_owned);
        self.faults.info += usize::from(words.next().is_some());
        self.add(Block::Code { language, value });
    }

    fn raw(&mut self, value: &str) {
        // spaces before it say where it stands, and might put it into the list before it
        let value = value.trim_start_matches(' ').to_owned();
        self.add(Block::Raw { format: "html".to_owned(), value });
    }

    fn close_cell(&mut self) {
        let Some((line, _, range)) = self.line.take() else { return };
        let content = line.finish(&mut self.faults);
        let Some(cells) = &mut self.cells else { return };
        let align = match cells.alignments.get(cells.row.len()) {
            Some(Alignment::Left) => Some(CellAlign::Left),
            Some(Alignment::Center) => Some(CellAlign::Center),
            Some(Alignment::Right) => Some(CellAlign::Right),
            Some(Alignment::None) | None => None,
        };
        let span = self.options.span.map(|span| span(range));
        let blocks = if content.is_empty() {
            Vec::new()
        } else {
            vec![Block::Paragraph { content, role: None, span }]
        };
        cells.row.push(Cell { header: cells.in_head, align, blocks, ..Cell::default() });
    }

    fn close_table(&mut self) {
        let Some(Cells { mut rows, .. }) = self.cells.take() else { return };
        let blank = rows.first().is_some_and(|row| row.cells.iter().all(|cell| cell.blocks.is_empty()));
        let head = u32::from(!blank);
        if blank && rows.len() > 1 {
            rows.remove(0);
        }
        self.add(Block::Table { caption: Vec::new(), head, rows });
    }

    fn add(&mut self, block: Block) {
        self.place();
        if let Some(frame) = self.open.last_mut() {
            frame.figure = matches!(block, Block::Figure { .. });
            frame.blocks.push(block);
        }
        self.count();
    }

    /// A block of the text is complete.
    fn count(&mut self) {
        if self.open.len() == 1 {
            self.count += 1;
        }
    }

    /// Puts in the blocks whose place is here.
    fn place(&mut self) {
        let [top] = self.open.as_mut_slice() else { return };
        while let Some((before, block)) = self.options.between.get(self.placed)
            && *before <= self.count
        {
            top.blocks.push(block.clone());
            top.figure = false;
            self.placed += 1;
        }
    }

    fn finish(mut self, cx: &mut Cx<'_>) -> Vec<Block> {
        self.close_tight();
        while self.open.len() > 1 {
            self.close();
        }
        // what was to stand behind more blocks than there are stands at the end
        self.count = usize::MAX;
        self.place();
        self.faults.report(cx);
        self.open.pop().map(|top| top.blocks).unwrap_or_default()
    }
}

impl Faults {
    fn unsafe_target(&mut self, href: &str) {
        let scheme: String =
            href.trim().chars().take_while(|c| *c != ':').take(20).collect::<String>().to_ascii_lowercase();
        let is_full = self.targets.len() >= 10;
        match self.targets.iter_mut().find(|(known, _)| *known == scheme) {
            Some((_, count)) => *count += 1,
            None if is_full => {}
            None => self.targets.push((scheme, 1)),
        }
    }

    fn report(self, cx: &mut Cx<'_>) {
        let times = |count: usize| if count == 1 { String::new() } else { format!(" ({count} times)") };
        let path = "article.blocks";
        for (scheme, count) in &self.targets {
            let message = format!(
                "a link or picture with a `{}:` address is read as its text{}",
                scheme.escape_debug(),
                times(*count)
            );
            cx.report(Diagnostic::loss("markdown.address.unsafe", message).on(path));
        }
        if self.info > 0 {
            let message = format!(
                "of what stands behind the fence of code only the language is kept{}",
                times(self.info)
            );
            cx.report(Diagnostic::loss("markdown.code.info", message).on(path));
        }
        if self.deep_blocks > 0 {
            let message =
                format!("blocks nested too deep are read as if less deep{}", times(self.deep_blocks));
            cx.report(Diagnostic::repair("markdown.blocks.deep", message).on(path));
        }
        if self.deep_inlines > 0 {
            let message = format!("marks nested too deep are left out{}", times(self.deep_inlines));
            cx.report(Diagnostic::repair("markdown.inlines.deep", message).on(path));
        }
        if self.characters > 0 {
            let message =
                format!("control characters or noncharacters were dropped{}", times(self.characters));
            cx.report(Diagnostic::repair("markdown.characters.control", message).on(path));
        }
    }
}
