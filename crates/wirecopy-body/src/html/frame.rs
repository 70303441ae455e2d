//! Open blocks.

use wirecopy_model::{Block, Cell, Definition, Inline, ListItem, Row};

use super::element::Element;

/// An open block.
pub(super) struct Frame {
    pub(super) element: Element,
    pub(super) kind: Kind,
    /// Blocks it has so far.
    pub(super) blocks: Vec<Block>,
    /// How many inline elements were open when it began.
    pub(super) floor: usize,
    /// The frame that takes its blocks: itself or one below.
    pub(super) collector: usize,
    /// The frame it is a part of (the list of an item).
    pub(super) home: usize,
    /// Whether it holds text and no blocks.
    pub(super) inline: bool,
    /// How deep a block within it stands.
    pub(super) depth: usize,
}

impl Frame {
    pub(super) fn root() -> Self {
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

/// A post of a social network that is quoted.
#[derive(Clone, Debug)]
pub(super) struct Post {
    /// The network.
    pub(super) network: &'static str,
    /// The last address that a link in it leads to.
    pub(super) link: Option<String>,
}

pub(super) enum Kind {
    Root,
    Container,
    Heading(u8),
    Pre { language: Option<String>, value: String },
    List { ordered: bool, start: Option<u32>, loose: bool, items: Vec<ListItem> },
    Item,
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    Quote { cite: Option<String>, attribution: Vec<Inline>, post: Option<Post> },
    Attribution,
    Table { caption: Vec<Inline>, rows: Vec<Row>, head: u32, in_head: bool, dissolve: bool, captioned: bool },
    Section { head: bool },
    Row(Vec<Cell>),
    Cell(Cell),
    Caption,
    Figure { caption: Vec<Inline>, credit: Option<String>, embeds: bool },
    Figcaption,
    Aside(&'static str),
}

impl Kind {
    /// Levels a block of this kind adds.
    pub(super) fn cost(&self) -> usize {
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

    pub(super) fn collects(&self) -> bool {
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

    pub(super) fn is_inline(&self) -> bool {
        matches!(self, Self::Heading(_) | Self::Term | Self::Attribution | Self::Caption | Self::Figcaption)
    }
}
