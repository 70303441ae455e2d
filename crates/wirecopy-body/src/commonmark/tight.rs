//! What can stand without blank lines between.

use wirecopy_model::{Block, Inline, ListItem};

use super::MarkdownOptions;
use super::inline::begins_block;

/// Whether a list can be written without blank lines: then its items show no paragraphs.
pub(super) fn is_tight(items: &[ListItem], options: MarkdownOptions) -> bool {
    items.iter().all(|item| {
        let written =
            || item.blocks.iter().filter(|block| options.html || !matches!(block, Block::Raw { .. }));
        written().zip(written().skip(1)).all(|(one, next)| are_told_apart(one, next, options))
    })
}

/// Whether a line end is enough between two blocks.
fn are_told_apart(one: &Block, next: &Block, options: MarkdownOptions) -> bool {
    // what else follows HTML belongs to it
    if matches!(one, Block::Raw { value, .. } if !(value.starts_with("<!--") && value.ends_with("-->"))) {
        return false;
    }
    match next {
        Block::Raw { value, .. } => begins_block(value.trim_start()) || !is_open(one),
        Block::Heading { content, .. } if has_lines(content) => !is_open(one),
        Block::Heading { .. } | Block::Code { .. } | Block::Rule => true,
        Block::Quote { .. } => !matches!(one, Block::Quote { .. }),
        Block::List { ordered, start, items, .. } => {
            // within a paragraph only a list that starts with 1 can begin, and with something
            let interrupts = !ordered || start.is_none_or(|start| start == 1);
            let begins = items.first().and_then(|item| item.blocks.first()).is_some_and(|block| {
                matches!(
                    block,
                    Block::Paragraph { .. }
                        | Block::Heading { .. }
                        | Block::Code { .. }
                        | Block::Quote { .. }
                        | Block::Figure { .. }
                        | Block::Embed { .. }
                        | Block::Rule
                        | Block::Raw { .. }
                        | Block::List { .. }
                )
            });
            !items.is_empty() && (!is_open(one) || (interrupts && begins))
        }
        Block::Paragraph { .. } | Block::Figure { .. } | Block::Embed { .. } => !is_open(one),
        Block::Table { .. } => options.gfm && !is_open(one),
        _ => false,
    }
}

/// Whether a line of text after a block would go on with it.
fn is_open(block: &Block) -> bool {
    let mut block = block;
    loop {
        let inner = match block {
            Block::Heading { .. } | Block::Code { .. } | Block::Raw { .. } | Block::Rule => return false,
            Block::Quote { blocks, attribution, .. } if attribution.is_empty() => blocks,
            Block::List { items, .. } => match items.last() {
                Some(item) => &item.blocks,
                None => return true,
            },
            _ => return true,
        };
        match inner.last() {
            Some(last) => block = last,
            None => return false,
        }
    }
}

/// Whether the first line of a list has nothing but marks.
pub(super) fn begins_empty(items: &[ListItem]) -> bool {
    let mut items = items;
    loop {
        match items.first().and_then(|item| item.blocks.first()) {
            None | Some(Block::Raw { .. }) => return true,
            Some(Block::List { items: inner, .. }) => items = inner,
            Some(_) => return false,
        }
    }
}

/// Whether inlines stand on several lines.
pub(super) fn has_lines(content: &[Inline]) -> bool {
    let mut open = vec![content.iter()];
    while let Some(inlines) = open.last_mut() {
        match inlines.next() {
            None => {
                open.pop();
            }
            Some(Inline::Break) => return true,
            Some(Inline::Text { value } | Inline::Raw { value, .. }) if value.contains('\n') => return true,
            Some(inline) => open.extend(inline.content().map(|content| content.iter())),
        }
    }
    false
}
