use serde::{Deserialize, Serialize};

use crate::{Inline, Media, Span};

/// Blocks nest at most this deep; a table counts twice. Importers flatten what is deeper and report it.
/// The serialised form thereby stays within the 128 levels JSON readers allow.
pub const MAX_BLOCK_DEPTH: usize = 24;

/// Inlines nest at most this deep; importers flatten what is deeper and report it.
pub const MAX_INLINE_DEPTH: usize = 10;

/// A block of an article's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
        /// What it is for, where it is not simply text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<ParagraphRole>,
        /// Where it stands in the input.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        span: Option<Span>,
    },
    /// A heading within the article.
    Heading {
        /// 1 to 6; the sections of an article start at 2.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
        /// Where it stands in the input.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        span: Option<Span>,
    },
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
        /// Number of the first item. `None`: 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<u32>,
        /// Whether its items stand apart like paragraphs, rather than close together.
        #[serde(default, skip_serializing_if = "crate::is_false")]
        loose: bool,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A list of terms and what they mean.
    Definitions {
        /// The entries.
        items: Vec<Definition>,
    },
    /// A quotation set apart.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
        /// Who said it, where the markup says so.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attribution: Vec<Inline>,
        /// Where it is from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cite: Option<String>,
    },
    /// Text whose spaces and line ends mean something.
    Code {
        /// Programming language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// The text.
        value: String,
    },
    /// A table.
    Table {
        /// Caption.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        caption: Vec<Inline>,
        /// How many of `rows` are the head.
        #[serde(default)]
        head: u32,
        /// The rows.
        rows: Vec<Row>,
    },
    /// A picture, film or sound with its caption.
    Figure {
        /// What is shown; several: a gallery.
        media: Vec<Media>,
        /// Caption.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        caption: Vec<Inline>,
        /// Who is credited.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        credit: Option<String>,
    },
    /// Something from another site (a post, a film): only its address is kept live.
    Embed {
        /// Address.
        url: String,
        /// What it is, e.g. `iframe`, or the provider where the address tells it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        /// Title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
    },
    /// A pointer to another story that stands between paragraphs and is no part of the text.
    RelatedLink {
        /// Its text.
        content: Vec<Inline>,
        /// Target. `None`: the source has only the text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        href: Option<String>,
        /// Where it stands in the input.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        span: Option<Span>,
    },
    /// A thematic break.
    Rule,
    /// What stands in the source in another language than its own, kept as written: live where it is written out, so
    /// exporters leave it out unless they are asked for it.
    Raw {
        /// The language, e.g. `html`.
        format: String,
        /// What is written.
        value: String,
    },
    /// A box beside the text (note, infobox, aside).
    Aside {
        /// What it is, by its name in the source.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<String>,
        /// What it holds.
        blocks: Vec<Block>,
    },
}

impl Block {
    /// A paragraph of plain text.
    pub fn paragraph(value: impl Into<String>) -> Self {
        Self::Paragraph { content: vec![Inline::text(value)], role: None, span: None }
    }
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ParagraphRole {
    /// The lead (lede): the paragraph that tells the story in short.
    Lead,
    /// A summary.
    Summary,
    /// May be left out.
    Optional,
    /// A caption without its picture.
    Caption,
    /// A quotation set large.
    PullQuote,
    /// A question of an interview.
    Question,
    /// An answer of an interview.
    Answer,
    /// Who wrote it.
    Byline,
    /// When it was written.
    Date,
    /// Marks the end, e.g. `-30-`.
    EndMark,
    /// Not part of the story (contacts, copyright).
    Boilerplate,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListItem {
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// An entry of a list of definitions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// What they mean.
    pub blocks: Vec<Block>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// Whether it heads its row or column.
    #[serde(default, skip_serializing_if = "crate::is_false")]
    pub header: bool,
    /// Columns it spans. `None`: 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colspan: Option<u32>,
    /// Rows it spans. `None`: 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rowspan: Option<u32>,
    /// How its text is aligned. `None`: not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align: Option<CellAlign>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// How the text of a [`Cell`] is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CellAlign {
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}
