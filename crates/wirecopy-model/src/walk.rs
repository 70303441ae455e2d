use crate::{Block, Inline};

/// Visits blocks and all that is in them, in the order of the text: each block before what it holds. It keeps a
/// list of its own and does not recurse.
///
/// ```
/// use wirecopy_model::{Block, Inline, Piece, Walk};
///
/// let blocks = [Block::Quote { blocks: vec![Block::paragraph("Open.")], attribution: vec![], cite: None }];
/// let texts: Vec<_> = Walk::new(&blocks)
///     .filter_map(|piece| match piece {
///         Piece::Inline(Inline::Text { value }) => Some(value.as_str()),
///         _ => None,
///     })
///     .collect();
/// assert_eq!(texts, ["Open."]);
/// ```
#[derive(Clone, Debug)]
pub struct Walk<'b> {
    open: Vec<Siblings<'b>>,
}

/// Something a [`Walk`] visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'b> {
    /// A block.
    Block(&'b Block),
    /// A piece of a line.
    Inline(&'b Inline),
}

#[derive(Clone, Debug)]
enum Siblings<'b> {
    Blocks(std::slice::Iter<'b, Block>),
    Inlines(std::slice::Iter<'b, Inline>),
}

impl<'b> Walk<'b> {
    /// Visits `blocks`.
    pub fn new(blocks: &'b [Block]) -> Self {
        Self { open: vec![Siblings::Blocks(blocks.iter())] }
    }

    fn enter(&mut self, block: &'b Block) {
        let first = self.open.len();
        match block {
            Block::Paragraph { content, .. }
            | Block::Heading { content, .. }
            | Block::RelatedLink { content, .. } => self.inlines(content),
            Block::List { items, .. } => {
                for item in items {
                    self.blocks(&item.blocks);
                }
            }
            Block::Definitions { items } => {
                for item in items {
                    for term in &item.terms {
                        self.inlines(term);
                    }
                    self.blocks(&item.blocks);
                }
            }
            Block::Quote { blocks, attribution, .. } => {
                self.blocks(blocks);
                self.inlines(attribution);
            }
            Block::Table { caption, rows, .. } => {
                self.inlines(caption);
                for cell in rows.iter().flat_map(|row| &row.cells) {
                    self.blocks(&cell.blocks);
                }
            }
            Block::Figure { caption, .. } => self.inlines(caption),
            Block::Aside { blocks, .. } => self.blocks(blocks),
            Block::Code { .. } | Block::Embed { .. } | Block::Rule | Block::Raw { .. } => {}
        }
        // the last one in is the next one out
        if let Some(entered) = self.open.get_mut(first..) {
            entered.reverse();
        }
    }

    fn blocks(&mut self, blocks: &'b [Block]) {
        if !blocks.is_empty() {
            self.open.push(Siblings::Blocks(blocks.iter()));
        }
    }

    fn inlines(&mut self, inlines: &'b [Inline]) {
        if !inlines.is_empty() {
            self.open.push(Siblings::Inlines(inlines.iter()));
        }
    }
}

impl<'b> Iterator for Walk<'b> {
    type Item = Piece<'b>;

    fn next(&mut self) -> Option<Piece<'b>> {
        while let Some(siblings) = self.open.last_mut() {
            match siblings {
                Siblings::Blocks(blocks) => {
                    if let Some(block) = blocks.next() {
                        self.enter(block);
                        return Some(Piece::Block(block));
                    }
                }
                Siblings::Inlines(inlines) => {
                    if let Some(inline) = inlines.next() {
                        self.inlines(inline.content().unwrap_or_default());
                        return Some(Piece::Inline(inline));
                    }
                }
            }
            self.open.pop();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cell, Definition, ListItem, Row};

    fn paragraph(text: &str) -> Vec<Block> {
        vec![Block::paragraph(text)]
    }

    #[test]
    fn all_text_is_visited_in_order() {
        let line = |text: &str| vec![Inline::Strong { content: vec![Inline::text(text)] }];
        let items = vec![ListItem { blocks: paragraph("2") }, ListItem { blocks: paragraph("3") }];
        let cells = vec![Cell { blocks: paragraph("8"), ..Cell::default() }];
        let blocks = [
            Block::Heading { level: 2, content: line("1"), span: None },
            Block::List { ordered: false, start: None, loose: false, items },
            Block::Definitions {
                items: vec![Definition { terms: vec![line("4"), line("5")], blocks: paragraph("6") }],
            },
            Block::Table { caption: line("7"), head: 0, rows: vec![Row { cells }] },
            Block::Quote { blocks: paragraph("9"), attribution: line("10"), cite: None },
            Block::Aside { role: None, blocks: vec![Block::Rule] },
            Block::Figure { media: Vec::new(), caption: line("11"), credit: None },
            Block::RelatedLink { content: line("12"), href: None, span: None },
        ];
        let texts: Vec<_> = Walk::new(&blocks)
            .filter_map(|piece| {
                if let Piece::Inline(Inline::Text { value }) = piece { Some(value.as_str()) } else { None }
            })
            .collect();
        assert_eq!(texts, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]);
    }
}
