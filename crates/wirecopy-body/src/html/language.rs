//! The language and direction of whole bodies.

use wirecopy_model::{Block, Inline};

/// Takes the language and direction off all text where it is the same for all: then it is the article's, not a
/// block's. Says whether it was.
pub(super) fn is_of_all(blocks: &mut [Block]) -> bool {
    let mut first: Option<(Option<String>, Option<String>)> = None;
    let mut same = true;
    each_line(blocks, &mut |line| {
        if !same || line.is_empty() {
            return;
        }
        same = match line.as_slice() {
            [Inline::Span { language, direction, .. }] => {
                let its = (language.clone(), direction.clone());
                *first.get_or_insert_with(|| its.clone()) == its
            }
            _ => false,
        };
    });
    if !same || first.is_none() {
        return false;
    }
    each_line(blocks, &mut |line| {
        if let [Inline::Span { content, .. }] = line.as_mut_slice() {
            *line = std::mem::take(content);
        }
    });
    true
}

/// Visits every line of text.
fn each_line(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    let mut open: Vec<&mut Block> = blocks.iter_mut().collect();
    while let Some(block) = open.pop() {
        match block {
            Block::Paragraph { content, .. }
            | Block::Heading { content, .. }
            | Block::RelatedLink { content, .. } => visit(content),
            Block::List { items, .. } => open.extend(items.iter_mut().flat_map(|item| &mut item.blocks)),
            Block::Definitions { items } => {
                for item in items {
                    item.terms.iter_mut().for_each(&mut *visit);
                    open.extend(&mut item.blocks);
                }
            }
            Block::Quote { blocks, attribution, .. } => {
                visit(attribution);
                open.extend(blocks);
            }
            Block::Table { caption, rows, .. } => {
                visit(caption);
                let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
                open.extend(cells.flat_map(|cell| &mut cell.blocks));
            }
            Block::Figure { caption, .. } => visit(caption),
            Block::Aside { blocks, .. } => open.extend(blocks),
            _ => {}
        }
    }
}
