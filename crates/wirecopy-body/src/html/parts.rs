//! What is a part of a list or table.

use wirecopy_model::{Block, Cell, CellAlign, Inline, ParagraphRole, Row};

use super::builder::Builder;
use super::element::Element;
use super::frame::{Frame, Kind};
use super::inlines::property;

impl Builder<'_> {
    pub(super) fn item(&mut self) {
        self.end_paragraph();
        let is_list =
            |frame: &Frame| matches!(frame.element, Element::Ul | Element::Ol | Element::Menu | Element::Dir);
        // an item within a quote or cell of the list is not the list's
        let list = self
            .frames
            .iter()
            .rposition(|frame| is_list(frame) || !matches!(frame.kind, Kind::Container | Kind::Item))
            .filter(|list| self.frames.get(*list).is_some_and(is_list));
        match list {
            Some(list)
                if self.frames.get(list).is_some_and(|frame| matches!(frame.kind, Kind::List { .. })) =>
            {
                self.close_above(list);
                self.break_line();
                self.renumber(list);
                self.open(Element::Li, Kind::Item, Some(list));
            }
            Some(_) => self.break_line(),
            None => {
                // an item without a list: a list of its own, joined with the one before
                self.close_heading();
                self.break_line();
                let kind = Kind::List { ordered: false, start: None, loose: false, items: Vec::new() };
                self.open(Element::Ul, kind, None);
                let list = self.frames.len() - 1;
                if matches!(self.frames.last().map(|top| &top.kind), Some(Kind::List { .. })) {
                    self.open(Element::Li, Kind::Item, Some(list));
                }
            }
        }
    }

    /// Where an item has a number that does not follow: what came before is a list of its own.
    fn renumber(&mut self, list: usize) {
        let Some(written) =
            self.attribute("value").map(|value| value.trim().starts_with(|c: char| c.is_ascii_digit()))
        else {
            return;
        };
        let value = self.number("value").filter(|_| written);
        let below = list.checked_sub(1).and_then(|below| self.frames.get(below)).map(|frame| frame.collector);
        let Some(Frame { kind: Kind::List { ordered: true, start, loose, items }, .. }) =
            self.frames.get_mut(list)
        else {
            return;
        };
        let (Some(value), Some(below)) = (value, below) else {
            self.report.numberings += 1;
            return;
        };
        let before = u32::try_from(items.len()).unwrap_or(u32::MAX);
        if value == start.unwrap_or(1).saturating_add(before) {
            return;
        }
        let first = std::mem::replace(start, Some(value).filter(|value| *value != 1));
        let (items, loose) = (std::mem::take(items), *loose);
        if !items.is_empty() {
            self.push_to(below, Block::List { ordered: true, start: first, loose, items });
        }
    }

    /// Notes numbers that are letters, Roman, or run backwards: blocks have digits that run on.
    pub(super) fn note_numbering(&mut self) {
        let letters = |kind: &str| matches!(kind.trim(), "a" | "A" | "i" | "I");
        let style = self.attribute("style").unwrap_or_default();
        let styled = property(&style, "list-style-type").or_else(|| property(&style, "list-style"));
        let styled = styled.is_some_and(|kind| kind.starts_with("lower-") || kind.starts_with("upper-"));
        let odd_start = self.attribute("start").is_some_and(|start| start.trim().parse::<u32>().is_err());
        let typed = self.attribute("type").is_some_and(|kind| letters(&kind));
        let backwards = self.tokens.attribute("reversed").is_some();
        self.report.numberings += usize::from(typed || styled || odd_start || backwards);
    }

    pub(super) fn definition(&mut self, element: Element) {
        self.end_paragraph();
        let is_list = |frame: &Frame| frame.element == Element::Dl;
        let list = self
            .frames
            .iter()
            .rposition(|frame| {
                is_list(frame) || !matches!(frame.kind, Kind::Container | Kind::Term | Kind::Meaning)
            })
            .filter(|list| self.frames.get(*list).is_some_and(is_list));
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
    pub(super) fn clear_to_table(&mut self, keep_section: bool) -> Option<usize> {
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

    pub(super) fn cell(&mut self, element: Element) {
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
        let row = if let Some(row) = row {
            self.close_above(row);
            row
        } else {
            self.clear_to_table(true);
            self.open(Element::Tr, Kind::Row(Vec::new()), Some(table));
            self.frames.len() - 1
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

    pub(super) fn table(
        &mut self,
        caption: Vec<Inline>,
        rows: Vec<Row>,
        head: u32,
        dissolve: bool,
        captioned: bool,
    ) {
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
}
