//! The body of an article as sections of units: what belongs together unless it is too long.

use wirecopy_body::{blocks_to_text, inline_text};
use wirecopy_model::{Article, Block, Inline, ListItem, ParagraphRole, Piece, Row, Span, Update, Walk};

/// What stands under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    /// The headings it stands under, its own last.
    pub(crate) headings: Vec<String>,
    pub(crate) units: Vec<Unit>,
}

/// A paragraph, list, table or code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Its text, in pieces that are parted only when it is too long.
    pub(crate) pieces: Pieces,
    pub(crate) span: Option<Span>,
}

/// What a unit is parted into when it is too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pieces {
    /// Sentences.
    Text(String),
    /// Items, rows or lines, a line each: they stay together where they fit.
    Lines(Vec<String>),
}

/// What is left out, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Omitted {
    pub(crate) related: usize,
    pub(crate) figures: usize,
    pub(crate) embeds: usize,
    pub(crate) boilerplate: usize,
}

/// The sections of an article, those of its updates last.
pub(crate) fn sections(article: &Article, omitted: &mut Omitted) -> Vec<Section> {
    let mut outline = Outline::default();
    outline.blocks(&article.blocks, omitted);
    outline.close(0);
    for Update { headline, blocks, .. } in &article.updates {
        if let Some(headline) = headline {
            outline.heading(1, wirecopy_body::plain_text_of(headline));
        }
        outline.blocks(blocks, omitted);
        outline.close(0);
    }
    outline.sections
}

/// The headings that are open, and the sections so far.
#[derive(Debug, Default)]
struct Outline {
    open: Vec<Heading>,
    section: Section,
    sections: Vec<Section>,
}

#[derive(Debug)]
struct Heading {
    level: u8,
    text: String,
    /// Whether a section stands under it.
    used: bool,
}

impl Outline {
    fn blocks(&mut self, blocks: &[Block], omitted: &mut Omitted) {
        // blocks that are open, and whether they are the article's own: headings within a box open no section
        let mut open = vec![(blocks.iter(), true)];
        while let Some((siblings, own)) = open.last_mut() {
            let own = *own;
            let Some(block) = siblings.next() else {
                open.pop();
                continue;
            };
            match block {
                Block::Heading { level, content, .. } if own => self.heading(*level, inline_text(content)),
                Block::Heading { content, span, .. } => self.text(content, *span),
                Block::Paragraph { content, role, span } => match role {
                    Some(
                        ParagraphRole::Boilerplate
                        | ParagraphRole::Caption
                        | ParagraphRole::Byline
                        | ParagraphRole::Date
                        | ParagraphRole::EndMark,
                    ) => omitted.boilerplate += 1,
                    _ => self.text(content, *span),
                },
                Block::List { ordered, start, items, .. } => self.list(*ordered, *start, items),
                Block::Definitions { items } => {
                    let lines = items.iter().map(|item| {
                        let terms: Vec<String> = item.terms.iter().map(|term| inline_text(term)).collect();
                        format!("{}: {}", terms.join(", "), on_lines(&item.blocks))
                    });
                    let spans = span_of(items.iter().flat_map(|item| &item.blocks));
                    self.lines(lines.collect(), spans);
                }
                Block::Table { caption, rows, .. } => self.table(caption, rows),
                Block::Code { value, .. } => {
                    self.lines(value.lines().map(str::to_owned).collect(), None);
                }
                Block::Quote { blocks, attribution, .. } => {
                    // the attribution stands behind what is quoted
                    let mark = open.len();
                    if attribution.is_empty() {
                        open.push((blocks.iter(), false));
                    } else {
                        let mut lines: Vec<String> =
                            blocks_to_text(blocks).split("\n\n").map(str::to_owned).collect();
                        lines.push(format!("— {}", inline_text(attribution)));
                        self.lines(lines, span_of(blocks));
                    }
                    debug_assert!(open.len() >= mark, "a quote opens at most itself");
                }
                Block::Aside { blocks, .. } => open.push((blocks.iter(), false)),
                Block::Figure { .. } => omitted.figures += 1,
                Block::Embed { .. } => omitted.embeds += 1,
                Block::RelatedLink { .. } => omitted.related += 1,
                // `blocks.raw` is declared as lost
                _ => {}
            }
        }
    }

    fn text(&mut self, content: &[Inline], span: Option<Span>) {
        let text = inline_text(content);
        if !text.is_empty() {
            self.section.units.push(Unit { pieces: Pieces::Text(text), span });
        }
    }

    fn lines(&mut self, lines: Vec<String>, span: Option<Span>) {
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
        if !lines.is_empty() {
            self.section.units.push(Unit { pieces: Pieces::Lines(lines), span });
        }
    }

    fn list(&mut self, ordered: bool, start: Option<u32>, items: &[ListItem]) {
        let first = u64::from(start.unwrap_or(1));
        let lines = items.iter().zip(first..).map(|(item, number)| {
            let text = on_lines(&item.blocks);
            if ordered { format!("{number}. {text}") } else { format!("- {text}") }
        });
        self.lines(lines.collect(), span_of(items.iter().flat_map(|item| &item.blocks)));
    }

    fn table(&mut self, caption: &[Inline], rows: &[Row]) {
        let mut lines = vec![inline_text(caption)];
        lines.extend(rows.iter().map(|row| {
            let cells: Vec<String> =
                row.cells.iter().map(|cell| on_lines(&cell.blocks).replace('\n', " ")).collect();
            cells.join(" | ")
        }));
        let cells = rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks);
        self.lines(lines, span_of(cells));
    }

    /// Opens a heading, and closes those it does not stand under.
    fn heading(&mut self, level: u8, text: String) {
        if text.is_empty() {
            return;
        }
        self.close(level);
        self.open.push(Heading { level, text, used: false });
    }

    /// Ends the section, and the headings of this level and below.
    fn close(&mut self, level: u8) {
        if !self.section.units.is_empty() {
            self.open.iter_mut().for_each(|heading| heading.used = true);
            let headings = self.open.iter().map(|heading| heading.text.clone()).collect();
            let units = std::mem::take(&mut self.section.units);
            self.sections.push(Section { headings, units });
        }
        while let Some(heading) = self.open.pop_if(|heading| heading.level >= level) {
            if heading.used {
                continue;
            }
            // a heading with nothing under it is text
            self.open.iter_mut().for_each(|heading| heading.used = true);
            let headings = self.open.iter().map(|heading| heading.text.clone()).collect();
            let units = vec![Unit { pieces: Pieces::Text(heading.text), span: None }];
            self.sections.push(Section { headings, units });
        }
    }
}

/// The text of blocks, a line each.
fn on_lines(blocks: &[Block]) -> String {
    blocks_to_text(blocks).replace("\n\n", "\n")
}

/// From the first byte to the last of what is known of blocks. `None`: nothing is, or not of all text.
fn span_of<'b>(blocks: impl IntoIterator<Item = &'b Block>) -> Option<Span> {
    let mut all: Option<Span> = None;
    for block in blocks {
        for piece in Walk::new(std::slice::from_ref(block)) {
            if let Piece::Block(Block::Paragraph { span, .. } | Block::Heading { span, .. }) = piece {
                all = Some(around(all, (*span)?));
            }
        }
    }
    all
}

/// The span from the first byte of both to the last.
pub(crate) fn around(one: Option<Span>, other: Span) -> Span {
    one.map_or(other, |one| Span::new(one.start.min(other.start), one.end.max(other.end)))
}
