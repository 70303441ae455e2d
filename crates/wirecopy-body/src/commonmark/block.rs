//! Blocks as lines with prefixes.

use wirecopy_model::{Block, CellAlign, Inline, ListItem, Media, MediaKind, Row};

use super::address::is_inert;
use super::inline::{self, Place, longest_run};
use super::ordinary;
use super::read::carried;
use super::tight::{begins_empty, flat, has_lines, is_tight};
use super::{Loss, Losses, MarkdownOptions, Related, Signs};

/// Blocks nested deeper are written as text: far beyond what the model allows.
const MAX_DEPTH: usize = 64;

/// Tables wider than this are written without regard to spans, which would make each row as wide.
const MAX_SPANNED_COLUMNS: usize = 64;

/// Heads of columns are repeated in each row of a table written as a list, unless longer than this in all.
const MAX_HEADS: usize = 200;

/// Bytes set aside for the text.
const USUAL: usize = 1024;

/// The text, and pointers to other stories that are not in it, each with the number of blocks before it.
pub(super) fn write(
    blocks: &[Block],
    options: MarkdownOptions,
    losses: &mut Losses,
) -> (String, Vec<(usize, Block)>) {
    let mut writer = Writer {
        out: String::with_capacity(if blocks.is_empty() { 0 } else { USUAL }),
        prefix: String::new(),
        first: None,
        blank: None,
        last_list: None,
        in_item: false,
        options,
        losses,
        depth: 0,
        count: 0,
        related: Vec::new(),
    };
    writer.blocks(blocks);
    (writer.out, writer.related)
}

struct Writer<'l> {
    out: String,
    /// Begins every line of the block we are in.
    prefix: String,
    /// Begins the next line instead: holds the mark of an item or quote.
    first: Option<String>,
    /// A blank line is due before the next line; this much of the prefix is on it.
    blank: Option<usize>,
    /// The block before was a list: whether ordered, and whether with the second kind of mark.
    last_list: Option<(bool, bool)>,
    /// The next paragraph is the first of an item.
    in_item: bool,
    options: MarkdownOptions,
    losses: &'l mut Losses,
    depth: usize,
    /// Blocks that are written, as a reader will count them: those at the top.
    count: usize,
    related: Vec<(usize, Block)>,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        if let Some(length) = self.blank.take() {
            let prefix = self.prefix.get(..length).unwrap_or(&self.prefix).trim_end();
            self.out.push_str(prefix);
            self.out.push('\n');
        }
        let first = self.first.take();
        let prefix = first.as_deref().unwrap_or(&self.prefix);
        self.out.push_str(if text.is_empty() { prefix.trim_end() } else { prefix });
        self.out.push_str(text);
        self.out.push('\n');
        self.in_item = false;
    }

    fn lines(&mut self, text: &str) {
        for line in text.split('\n') {
            self.line(line);
        }
    }

    /// Ends a block.
    fn done(&mut self) {
        self.blank = Some(self.prefix.len());
        self.last_list = None;
        self.count += usize::from(self.prefix.is_empty());
    }

    fn blocks(&mut self, blocks: &[Block]) {
        if self.depth > MAX_DEPTH {
            self.losses.add(Loss::Depth);
            for block in crate::text_to_blocks(&crate::blocks_to_text(blocks)) {
                self.block(&block);
            }
            return;
        }
        self.depth += 1;
        for block in blocks {
            self.block(block);
        }
        self.depth -= 1;
    }

    /// Writes what `inner` writes with `mark` before its first line and `rest` before the others.
    fn within(&mut self, mark: &str, rest: &str, inner: impl FnOnce(&mut Self)) {
        let (length, begin) = (self.prefix.len(), self.out.len());
        let outer = self.first.take();
        let mut first = outer.clone().unwrap_or_else(|| self.prefix.clone());
        first.push_str(mark);
        self.first = Some(first);
        self.prefix.push_str(rest);
        let last_list = self.last_list.take();
        inner(self);
        // where nothing is left, the mark before is still to come
        self.first = outer.filter(|_| self.out.len() == begin);
        self.last_list = last_list;
        self.prefix.truncate(length);
    }

    fn inlines(&mut self, content: &[Inline], place: Place) -> String {
        inline::write(content, place, self.options, self.losses)
    }

    fn inlines_closely(&mut self, content: &[Inline], place: Place) -> String {
        inline::write_closely(content, place, self.options, self.losses)
    }

    /// Writes inlines as a line of its own after `mark`, where nothing of them needs a closer look. `false`: nothing is
    /// written.
    fn ordinary(&mut self, mark: &str, content: &[Inline], place: Place) -> bool {
        let begin = self.out.len();
        if let Some(length) = self.blank {
            self.out.push_str(self.prefix.get(..length).unwrap_or(&self.prefix).trim_end());
            self.out.push('\n');
        }
        self.out.push_str(self.first.as_deref().unwrap_or(&self.prefix));
        self.out.push_str(mark);
        let start = self.out.len();
        if ordinary::write(content, place, self.options, &mut self.out).is_none() {
            self.out.truncate(begin);
            return false;
        }
        self.blank = None;
        self.first = None;
        self.in_item = false;
        let lines = self.out.get(start..).unwrap_or_default();
        if !self.prefix.is_empty()
            && let Some(end) = memchr::memchr(b'\n', lines.as_bytes())
        {
            let rest = self.out.split_off(start + end + 1);
            self.lines(&rest);
        } else {
            self.out.push('\n');
        }
        self.done();
        true
    }

    fn heading(&mut self, level: u8, content: &[Inline]) {
        let level = level.saturating_add(self.options.heading_shift).clamp(1, 6);
        if level <= 2 && has_lines(content) {
            // underlined, for only so it can have several lines
            let place = if self.in_item { Place::Item } else { Place::Paragraph };
            let text = self.inlines(content, place);
            if !text.is_empty() {
                self.lines(&text);
                self.line(if level == 1 { "===" } else { "---" });
                self.done();
            }
            return;
        }
        let mark = "###### ".get(6_usize.saturating_sub(usize::from(level))..).unwrap_or_default();
        if self.ordinary(mark, content, Place::Heading) {
            return;
        }
        let text = self.inlines_closely(content, Place::Heading);
        if !text.is_empty() || content.is_empty() {
            self.line(format!("{mark}{text}").trim_end());
            self.done();
        }
    }

    fn paragraph(&mut self, content: &[Inline]) {
        if content.is_empty() {
            return;
        }
        let place = if self.in_item { Place::Item } else { Place::Paragraph };
        if self.ordinary("", content, place) {
            return;
        }
        let text = self.inlines_closely(content, place);
        if !text.is_empty() {
            self.lines(&text);
            self.done();
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { content, .. } => self.paragraph(content),
            Block::Heading { level, content, .. } => self.heading(*level, content),
            Block::List { ordered, start, loose, items } => self.list(*ordered, *start, *loose, items),
            Block::Definitions { items } => {
                self.losses.add(Loss::Definitions);
                for item in items {
                    for term in &item.terms {
                        self.paragraph(&[Inline::Strong { content: term.clone() }]);
                    }
                    self.blocks(&item.blocks);
                }
            }
            Block::Quote { blocks, attribution, cite } => self.quote(blocks, attribution, cite.as_deref()),
            Block::Code { language, value } => self.code(language.as_deref(), value),
            Block::Table { caption, head, rows } => {
                self.paragraph(caption);
                let head = usize::try_from(*head).unwrap_or(usize::MAX).min(rows.len());
                if self.options.gfm {
                    self.table(head, rows);
                } else {
                    self.table_as_list(head, rows);
                }
            }
            Block::Figure { media, caption, credit } => self.figure(media, caption, credit.as_deref()),
            Block::Embed { url, title, .. } => {
                if title.is_some() {
                    self.losses.add(Loss::EmbedTitle);
                }
                self.address(url);
            }
            Block::RelatedLink { .. } if self.options.related == Related::Omit => {
                self.related.push((self.count, block.clone()));
            }
            Block::RelatedLink { content, href, .. } => match href {
                Some(href) if content.is_empty() => self.address(href),
                Some(href) => {
                    let link = Inline::Link { href: href.clone(), title: None, content: content.clone() };
                    self.paragraph(&[link]);
                }
                None => self.paragraph(content),
            },
            Block::Rule => {
                // not `---`, which at the head of a file begins front matter
                self.line("***");
                self.done();
            }
            Block::Aside { blocks, .. } => {
                self.losses.add(Loss::Aside);
                self.blocks(blocks);
            }
            Block::Raw { format, value } if self.options.html && format == "html" => {
                self.lines(value);
                self.done();
            }
            Block::Raw { .. } => self.losses.add(Loss::Raw),
            _ => {}
        }
    }

    /// An address in a paragraph of its own.
    fn address(&mut self, url: &str) {
        if is_inert(url) {
            let link = Inline::Link { href: url.to_owned(), title: None, content: vec![Inline::text(url)] };
            self.paragraph(&[link]);
        } else {
            self.losses.add(Loss::UnsafeTarget);
        }
    }

    fn list(&mut self, ordered: bool, start: Option<u32>, loose: bool, items: &[ListItem]) {
        // side by side, two lists with the same mark would be one
        let mut second = matches!(self.last_list, Some((before, second)) if before == ordered && !second);
        // marks with nothing behind them would be a thematic break
        second |= !ordered && self.first.is_some() && begins_empty(items, self.options);
        let tight = is_tight(items, loose, self.options);
        let last_number = 999_999_999_u32.saturating_sub(u32::try_from(items.len()).unwrap_or(u32::MAX));
        let mut number = start.unwrap_or(1);
        if number > last_number {
            self.losses.add(Loss::ListNumber);
            number = last_number;
        }
        let mut written = false;
        for item in items {
            let mark = match (ordered, second) {
                (true, false) => format!("{number}. "),
                (true, true) => format!("{number}) "),
                (false, false) => "- ".to_owned(),
                (false, true) => "+ ".to_owned(),
            };
            let due = self.blank;
            if tight && written {
                self.blank = None;
            }
            let rest = " ".repeat(mark.len());
            let begin = self.out.len();
            self.within(&mark, &rest, |writer| {
                writer.in_item = true;
                writer.depth += 1;
                let (blocks, boxes) = flat(&item.blocks);
                for _ in 0..boxes {
                    writer.losses.add(Loss::Aside);
                }
                for block in blocks {
                    let begin = writer.out.len();
                    if writer.depth > MAX_DEPTH {
                        writer.blocks(std::slice::from_ref(block));
                    } else {
                        writer.block(block);
                    }
                    if tight && writer.out.len() > begin {
                        writer.blank = None;
                    }
                }
                writer.depth -= 1;
                writer.in_item = false;
                if writer.first.is_some() && (ordered || item.blocks.is_empty()) {
                    writer.line("");
                }
            });
            if self.out.len() > begin {
                self.blank = Some(self.prefix.len());
                number = number.saturating_add(1);
                written = true;
            } else {
                self.blank = due;
            }
        }
        if written {
            self.last_list = Some((ordered, second));
            self.count += usize::from(self.prefix.is_empty());
        }
    }

    fn quote(&mut self, blocks: &[Block], attribution: &[Inline], cite: Option<&str>) {
        let begin = self.out.len();
        let cite = cite.filter(|cite| is_inert(cite) && !cite.is_empty());
        self.within("> ", "> ", |writer| {
            writer.blocks(blocks);
            let told = |writer: &Self| {
                cite.is_none_or(|cite| writer.out.get(begin..).is_some_and(|written| written.contains(cite)))
            };
            if attribution.is_empty() {
                if let Some(cite) = cite.filter(|_| !told(writer)) {
                    writer.address(cite);
                }
            } else {
                let mut content = Vec::new();
                if !crate::inline_text(attribution).starts_with(['—', '–', '-']) {
                    content.push(Inline::text("— "));
                }
                match cite.filter(|_| !told(writer)) {
                    Some(cite) => content.push(Inline::Link {
                        href: cite.to_owned(),
                        title: None,
                        content: attribution.to_vec(),
                    }),
                    None => content.extend(attribution.iter().cloned()),
                }
                writer.paragraph(&content);
            }
            if writer.first.is_some() && blocks.is_empty() {
                writer.line("");
            }
        });
        if self.out.len() > begin {
            self.done();
        }
    }

    fn code(&mut self, language: Option<&str>, value: &str) {
        let info: String = language
            .unwrap_or_default()
            .split_ascii_whitespace()
            .next()
            .unwrap_or_default()
            .chars()
            .filter(|c| crate::is_carried(*c))
            .flat_map(|c| if matches!(c, '\\' | '&') { vec!['\\', c] } else { vec![c] })
            .collect();
        let sign = if info.contains('`') { '~' } else { '`' };
        let fence = sign.to_string().repeat(longest_run(value, sign).max(2) + 1);
        self.line(&format!("{fence}{info}"));
        let (value, dropped) = carried(value);
        if dropped > 0 {
            self.losses.add(Loss::Control);
        }
        let value = if self.options.signs == Signs::Hugo {
            inline::parted(&value, self.losses).into()
        } else {
            value
        };
        if !value.is_empty() {
            self.lines(value.strip_suffix('\n').unwrap_or(&value));
        }
        self.line(&fence);
        self.done();
    }

    fn figure(&mut self, media: &[Media], caption: &[Inline], credit: Option<&str>) {
        for one in media {
            let Some(url) = one.url.as_deref() else {
                self.losses.add(Loss::MediaAddress);
                continue;
            };
            match one.kind {
                Some(MediaKind::Image) | None => {
                    let image = Inline::Image {
                        src: url.to_owned(),
                        alt: one.alt.clone().unwrap_or_default(),
                        title: one.title.as_ref().map(crate::plain_text_of),
                    };
                    self.paragraph(&[image]);
                }
                Some(_) => self.address(url),
            }
        }
        let mut content = caption.to_vec();
        if let Some(credit) = credit {
            content.push(Inline::text(if caption.is_empty() {
                credit.to_owned()
            } else {
                format!(" ({credit})")
            }));
        }
        if !content.is_empty() {
            self.paragraph(&[Inline::Emphasis { content }]);
        }
    }

    fn cell(&mut self, blocks: &[Block]) -> Vec<Inline> {
        match blocks {
            [] => Vec::new(),
            [Block::Paragraph { content, .. }] => content.clone(),
            _ => {
                let mut out = Vec::new();
                let mut plain = false;
                for block in blocks {
                    if !out.is_empty() {
                        out.push(Inline::text(" "));
                    }
                    match block {
                        Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
                            plain |= blocks.len() > 1;
                            out.extend(content.iter().cloned());
                        }
                        Block::Figure { media, caption, .. } => {
                            for one in media {
                                if let (Some(url), Some(MediaKind::Image) | None) = (&one.url, one.kind) {
                                    let alt = one.alt.clone().unwrap_or_default();
                                    out.push(Inline::Image { src: url.clone(), alt, title: None });
                                } else if let Some(url) = &one.url {
                                    let content = vec![Inline::text(url.as_str())];
                                    out.push(Inline::Link { href: url.clone(), title: None, content });
                                }
                            }
                            out.extend(caption.iter().cloned());
                        }
                        Block::Embed { url, .. } => {
                            let content = vec![Inline::text(url.as_str())];
                            out.push(Inline::Link { href: url.clone(), title: None, content });
                        }
                        other => {
                            plain = true;
                            let text = crate::blocks_to_text(std::slice::from_ref(other));
                            out.push(Inline::text(crate::plain::fold(&text)));
                        }
                    }
                }
                if plain {
                    self.losses.add(Loss::CellBlocks);
                }
                out
            }
        }
    }

    fn table(&mut self, head: usize, rows: &[Row]) {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        if columns == 0 {
            return;
        }
        let spans = rows
            .iter()
            .flat_map(|row| &row.cells)
            .any(|cell| cell.colspan.unwrap_or(1) > 1 || cell.rowspan.unwrap_or(1) > 1);
        if spans {
            self.losses.add(Loss::Span);
        }
        let spread = spans && columns <= MAX_SPANNED_COLUMNS;
        // per column: rows that a cell above still covers
        let mut covered = vec![0_u32; if spread { columns } else { 0 }];
        let mut widest = columns;
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let mut texts = Vec::new();
            for cell in &row.cells {
                while covered.get(texts.len()).is_some_and(|rows| *rows > 0) {
                    texts.push(String::new());
                }
                let content = self.cell(&cell.blocks);
                let at = texts.len();
                texts.push(self.inlines(&content, Place::Cell));
                let wide = usize::try_from(cell.colspan.unwrap_or(1)).unwrap_or(1).max(1);
                if spread {
                    while texts.len() < (at + wide).min(columns) {
                        texts.push(String::new());
                    }
                    for below in covered.iter_mut().skip(at).take(wide) {
                        *below = cell.rowspan.unwrap_or(1).max(1);
                    }
                }
            }
            for rows in &mut covered {
                *rows = rows.saturating_sub(1);
            }
            widest = widest.max(texts.len());
            lines.push(texts);
        }
        let mut lines = lines.into_iter();
        let mut top = if head > 0 { lines.next().unwrap_or_default() } else { Vec::new() };
        top.resize(widest, String::new());
        self.line(&row_line(&top));
        let aligned = rows.get(usize::from(head > 0 && rows.len() > 1)).map(|row| row.cells.as_slice());
        let rule: Vec<String> = (0..widest)
            .map(|column| {
                let align = aligned.and_then(|cells| cells.get(column)).and_then(|cell| cell.align);
                match align.filter(|_| !spans) {
                    Some(CellAlign::Left) => ":--",
                    Some(CellAlign::Center) => ":-:",
                    Some(CellAlign::Right) => "--:",
                    None => "---",
                }
                .to_owned()
            })
            .collect();
        self.line(&row_line(&rule));
        for texts in lines {
            self.line(&row_line(&texts));
        }
        self.done();
    }

    fn table_as_list(&mut self, head: usize, rows: &[Row]) {
        self.losses.add(Loss::Table);
        let mut heads: Vec<String> = Vec::new();
        if head > 0
            && rows.len() > head
            && let Some(top) = rows.get(head - 1)
        {
            heads = top
                .cells
                .iter()
                .map(|cell| crate::plain::fold(&crate::blocks_to_text(&cell.blocks)))
                .collect();
        }
        let labelled = head == 1 && heads.iter().map(String::len).sum::<usize>() <= MAX_HEADS;
        let body = if labelled && rows.len() > 1 { rows.get(1..).unwrap_or_default() } else { rows };
        let mut items = Vec::new();
        for row in body {
            let mut content: Vec<Inline> = Vec::new();
            for (column, cell) in row.cells.iter().enumerate() {
                let inlines = self.cell(&cell.blocks);
                if is_blank(&inlines) {
                    continue;
                }
                if !content.is_empty() {
                    add(&mut content, Inline::text("; "));
                }
                if labelled && let Some(label) = heads.get(column).filter(|label| !label.trim().is_empty()) {
                    add(&mut content, Inline::text(format!("{label}: ")));
                }
                for inline in inlines {
                    add(&mut content, inline);
                }
            }
            if !content.is_empty() {
                items.push(ListItem { blocks: vec![Block::Paragraph { content, role: None, span: None }] });
            }
        }
        self.list(false, None, false, &items);
    }
}

/// Adds an inline to others: texts side by side are one.
fn add(content: &mut Vec<Inline>, inline: Inline) {
    match (content.last_mut(), inline) {
        (Some(Inline::Text { value }), Inline::Text { value: more }) => value.push_str(&more),
        (_, inline) => content.push(inline),
    }
}

/// Whether a cell shows nothing.
fn is_blank(content: &[Inline]) -> bool {
    let shows = |inline: &Inline| match inline {
        Inline::Text { value } | Inline::Code { value } => !value.trim().is_empty(),
        Inline::Break => false,
        _ => true,
    };
    !content.iter().any(shows)
}

fn row_line(texts: &[String]) -> String {
    let mut out = String::from("|");
    for text in texts {
        out.push(' ');
        out.push_str(text);
        out.push_str(if text.is_empty() { "|" } else { " |" });
    }
    out
}
