//! What can stand without blank lines between.

use wirecopy_model::{Block, Inline, ListItem, Media};

use super::address::is_inert;
use super::inline::begins_block;
use super::{MarkdownOptions, Related};

/// Whether a list can be written without blank lines: then its items show no paragraphs. Where there are none to show, a
/// list that should stand apart can be, too.
pub(super) fn is_tight(items: &[ListItem], loose: bool, options: MarkdownOptions) -> bool {
    let shows = |block: &Block| {
        matches!(block, Block::Paragraph { .. } | Block::Figure { .. } | Block::Embed { .. })
            && is_written(block, options)
    };
    items.iter().all(|item| {
        let mut blocks = flat(&item.blocks).0;
        if !blocks.iter().all(|block| is_one(block)) || (loose && blocks.iter().any(|block| shows(block))) {
            return false;
        }
        blocks.retain(|block| is_written(block, options));
        blocks.iter().zip(blocks.iter().skip(1)).all(|(one, next)| are_told_apart(one, next, options))
    })
}

/// Blocks, and in place of boxes what they hold; and how many boxes there are.
pub(super) fn flat(blocks: &[Block]) -> (Vec<&Block>, usize) {
    let (mut out, mut boxes) = (Vec::with_capacity(blocks.len()), 0);
    let mut open = vec![blocks.iter()];
    while let Some(blocks) = open.last_mut() {
        match blocks.next() {
            None => {
                open.pop();
            }
            Some(Block::Aside { blocks, .. }) => {
                boxes += 1;
                open.push(blocks.iter());
            }
            Some(block) => out.push(block),
        }
    }
    (out, boxes)
}

/// Whether a block is written as one.
fn is_one(block: &Block) -> bool {
    match block {
        Block::Figure { media, caption, credit } => {
            media.len() + usize::from(!caption.is_empty() || credit.is_some()) <= 1
        }
        Block::Table { caption, .. } => caption.is_empty(),
        Block::Definitions { .. } => false,
        _ => true,
    }
}

/// Whether anything is written of a block.
fn is_written(block: &Block, options: MarkdownOptions) -> bool {
    let mut open = vec![block];
    while let Some(block) = open.pop() {
        match block {
            Block::Quote { blocks, attribution, cite } => {
                if blocks.is_empty() || !attribution.is_empty() || cite.is_some() {
                    return true;
                }
                open.extend(blocks);
            }
            Block::List { ordered, items, .. } => {
                if *ordered || items.iter().any(|item| item.blocks.is_empty()) {
                    return true;
                }
                open.extend(items.iter().flat_map(|item| &item.blocks));
            }
            Block::Aside { blocks, .. } => open.extend(blocks),
            leaf if is_leaf_written(leaf, options) => return true,
            _ => {}
        }
    }
    false
}

fn is_leaf_written(block: &Block, options: MarkdownOptions) -> bool {
    match block {
        Block::Raw { .. } => options.html,
        Block::RelatedLink { .. } => options.related != Related::Omit,
        Block::Embed { url, .. } => is_inert(url),
        Block::Paragraph { content, .. } => content.iter().any(|inline| match inline {
            Inline::Break => false,
            Inline::Raw { .. } => options.html,
            _ => true,
        }),
        Block::Figure { media, caption, credit } => {
            let is_shown = |media: &Media| {
                let alt = media.alt.as_deref().unwrap_or_default();
                media.url.as_deref().is_some_and(|url| is_inert(url) || !alt.is_empty())
            };
            !caption.is_empty() || credit.is_some() || media.iter().any(is_shown)
        }
        _ => true,
    }
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
            // behind a quotation it begins anew
            let is_free = !is_open(one) || matches!(one, Block::Quote { .. });
            !items.is_empty() && (is_free || (interrupts && begins))
        }
        Block::Paragraph { .. } | Block::Figure { .. } | Block::Embed { .. } => !is_open(one),
        // elsewhere a table is written as a list
        Block::Table { .. } => !options.gfm || !is_open(one),
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
pub(super) fn begins_empty(items: &[ListItem], options: MarkdownOptions) -> bool {
    let mut items = items;
    loop {
        let shows =
            |item: &&ListItem| item.blocks.is_empty() || item.blocks.iter().any(|it| is_written(it, options));
        let blocks = items.iter().find(shows).map_or(&[][..], |item| &item.blocks);
        match blocks.iter().find(|block| is_written(block, options)) {
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
