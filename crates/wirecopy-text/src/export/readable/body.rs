//! Blocks as paragraphs of text.

use wirecopy_body::{blocks_to_text, clean_text};
use wirecopy_model::{Block, Definition, ListItem, Media, Row};

use super::words::{on_a_line, push_address, words};

/// Deeper blocks are not set in further.
const DEEPEST: usize = 8;

/// The text of blocks, blank lines between paragraphs. Walks with a stack of its own, so depth is no matter.
pub(super) fn text(blocks: &[Block]) -> String {
    enum Step<'b> {
        Blocks(std::slice::Iter<'b, Block>, usize),
        Items(std::slice::Iter<'b, ListItem>, Option<u32>, usize),
        Definitions(std::slice::Iter<'b, Definition>, usize),
        Text(String, usize),
    }
    let mut page = Page::default();
    let mut stack = vec![Step::Blocks(blocks.iter(), 0)];
    while let Some(step) = stack.pop() {
        let (block, depth) = match step {
            Step::Text(text, depth) => {
                page.paragraph(&text, depth);
                continue;
            }
            Step::Items(mut items, number, depth) => {
                let Some(item) = items.next() else {
                    page.end_list();
                    continue;
                };
                let next = number.map(|number| number.saturating_add(1));
                stack.push(Step::Items(items, next, depth));
                page.marker = Some(number.map_or("- ".to_owned(), |number| format!("{number}. ")));
                stack.push(Step::Blocks(item.blocks.iter(), depth + 1));
                continue;
            }
            Step::Definitions(mut definitions, depth) => {
                let Some(definition) = definitions.next() else { continue };
                stack.push(Step::Definitions(definitions, depth));
                for term in &definition.terms {
                    page.paragraph(&words(term), depth);
                }
                stack.push(Step::Blocks(definition.blocks.iter(), depth + 1));
                continue;
            }
            Step::Blocks(mut blocks, depth) => {
                let Some(block) = blocks.next() else { continue };
                stack.push(Step::Blocks(blocks, depth));
                (block, depth)
            }
        };
        match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
                page.paragraph(&words(content), depth);
            }
            Block::List { ordered, start, items, .. } => {
                page.begin_list();
                stack.push(Step::Items(items.iter(), ordered.then_some(start.unwrap_or(1)), depth));
            }
            Block::Definitions { items } => stack.push(Step::Definitions(items.iter(), depth)),
            Block::Quote { blocks, attribution, .. } => {
                let by = words(attribution);
                let by = if by.trim().is_empty() { by } else { format!("— {}", by.trim()) };
                stack.push(Step::Text(by, depth + 1));
                stack.push(Step::Blocks(blocks.iter(), depth + 1));
            }
            Block::Code { value, .. } => page.paragraph(value, depth),
            Block::Table { caption, rows, .. } => {
                page.paragraph(&words(caption), depth);
                page.paragraph(&table(rows), depth);
            }
            Block::Figure { media, caption, credit } => {
                page.paragraph(&figure(media, &words(caption), credit.as_deref()), depth);
            }
            Block::Embed { url, title, .. } => {
                let mut text = title.clone().unwrap_or_default();
                push_address(&mut text, url);
                page.paragraph(&text, depth);
            }
            Block::RelatedLink { content, href, .. } => {
                let mut text = words(content);
                push_address(&mut text, href.as_deref().unwrap_or_default());
                page.paragraph(&text, depth);
            }
            Block::Rule => page.paragraph("* * *", depth),
            Block::Aside { blocks, .. } => stack.push(Step::Blocks(blocks.iter(), depth)),
            _ => {}
        }
    }
    page.out
}

/// The paragraphs so far.
#[derive(Default)]
struct Page {
    out: String,
    /// What the next paragraph begins with.
    marker: Option<String>,
    /// How many lists are open, and whether the innermost has an item.
    lists: usize,
    is_tight: bool,
}

impl Page {
    fn begin_list(&mut self) {
        // a list that opens an item's list: the marker of the outer item would stand alone
        self.marker = None;
        self.is_tight = self.lists > 0;
        self.lists += 1;
    }

    fn end_list(&mut self) {
        self.marker = None;
        self.lists = self.lists.saturating_sub(1);
        self.is_tight = self.lists > 0;
    }

    fn paragraph(&mut self, text: &str, depth: usize) {
        let (text, _) = clean_text(text);
        let text = text.trim_matches('\n').trim_end();
        if text.trim().is_empty() {
            return;
        }
        let marker = self.marker.take();
        if !self.out.is_empty() {
            self.out.push_str(if self.is_tight && marker.is_some() { "\n" } else { "\n\n" });
        }
        let depth = depth.min(DEEPEST);
        let first = depth.saturating_sub(usize::from(marker.is_some()));
        for (at, line) in text.lines().enumerate() {
            let indent = if at == 0 { first } else { depth };
            if at > 0 {
                self.out.push('\n');
            }
            self.out.extend(std::iter::repeat_n("  ", indent));
            if at == 0 {
                self.is_tight |= marker.is_some();
                self.out.push_str(marker.as_deref().unwrap_or_default());
            }
            self.out.push_str(line.trim_end());
        }
    }
}

/// Rows on lines, cells apart by tabs.
fn table(rows: &[Row]) -> String {
    let cell = |blocks: &[Block]| on_a_line(&blocks_to_text(blocks));
    let row = |row: &Row| row.cells.iter().map(|of| cell(&of.blocks)).collect::<Vec<_>>().join("\t");
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// What pictures show, for those who do not see, then the caption and who made them.
fn figure(media: &[Media], caption: &str, credit: Option<&str>) -> String {
    let shown = media.iter().filter_map(|media| media.alt.as_deref()).filter(|alt| !alt.trim().is_empty());
    let mut parts: Vec<String> = shown.map(|alt| format!("[{}]", on_a_line(alt))).collect();
    parts.extend([caption.trim().to_owned(), credit.unwrap_or_default().trim().to_owned()]);
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

#[cfg(test)]
mod tests {
    use wirecopy_model::{Cell, Inline};

    use super::*;

    #[track_caller]
    fn check(blocks: &[Block], expect: &str) {
        assert_eq!(text(blocks), expect);
    }

    fn item(blocks: Vec<Block>) -> ListItem {
        ListItem { blocks }
    }

    fn list(start: Option<u32>, items: Vec<ListItem>) -> Block {
        Block::List { ordered: start.is_some(), start, loose: false, items }
    }

    #[test]
    fn blank_lines_part_paragraphs_and_not_items() {
        check(
            &[
                Block::paragraph("One"),
                list(None, vec![item(vec![Block::paragraph("a")]), item(vec![Block::paragraph("b")])]),
                Block::paragraph("Two"),
                list(Some(9), vec![item(vec![Block::paragraph("c")]), item(vec![Block::paragraph("d")])]),
            ],
            "One\n\n- a\n- b\n\nTwo\n\n9. c\n10. d",
        );
    }

    #[test]
    fn what_is_in_an_item_is_set_in() {
        let inner = list(None, vec![item(vec![Block::paragraph("b")])]);
        check(
            &[list(
                None,
                vec![item(vec![Block::paragraph("a"), inner]), item(vec![Block::paragraph("c\nd")])],
            )],
            "- a\n  - b\n- c\n  d",
        );
    }

    #[test]
    fn links_show_where_they_lead_unless_they_say_so() {
        let link = |href: &str, text: &str| Inline::Link {
            href: href.to_owned(),
            title: None,
            content: vec![Inline::text(text)],
        };
        let paragraph = |link: Inline| Block::Paragraph { content: vec![link], role: None, span: None };
        check(&[paragraph(link("https://a.example/b", "the plan"))], "the plan [https://a.example/b]");
        check(&[paragraph(link("https://a.example/b/", "a.example/b"))], "a.example/b");
        check(&[paragraph(link("mailto:ida@a.example", "ida@a.example"))], "ida@a.example");
        check(&[paragraph(link("javascript:x()", "the plan"))], "the plan");
    }

    #[test]
    fn cells_are_apart_by_tabs() {
        let cell = |text: &str| Cell { blocks: vec![Block::paragraph(text)], ..Cell::default() };
        let row = |cells: [&str; 2]| Row { cells: cells.map(cell).into() };
        let rows = vec![row(["Port", "Ships\tper day"]), row(["Ostwick", "9"])];
        check(&[Block::Table { caption: Vec::new(), head: 1, rows }], "Port\tShips per day\nOstwick\t9");
    }

    #[test]
    fn depth_is_no_matter() {
        let mut block = Block::paragraph("deep");
        for _ in 0..10_000 {
            block = Block::Aside { role: None, blocks: vec![block] };
        }
        check(std::slice::from_ref(&block), "deep");
        // dropping it would recurse
        std::mem::forget(block);
    }
}
