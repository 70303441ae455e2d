use serde::{Deserialize, Serialize};

/// A piece of a line of text.
///
/// Adjacent texts are merged, none is empty, none nests in itself but for stress that a Markdown source has so, and
/// they nest at most [`crate::MAX_INLINE_DEPTH`] deep. Text holds no control characters but tab and line feed, and no
/// noncharacters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Inline {
    /// Text.
    Text {
        /// The characters.
        value: String,
    },
    /// Strong importance (bold).
    Strong {
        /// What is strong.
        content: Vec<Inline>,
    },
    /// Stress (italic).
    Emphasis {
        /// What is stressed.
        content: Vec<Inline>,
    },
    /// Underlined or inserted.
    Underline {
        /// What is underlined.
        content: Vec<Inline>,
    },
    /// Struck out.
    Strike {
        /// What is struck out.
        content: Vec<Inline>,
    },
    /// Subscript.
    Sub {
        /// What is lowered.
        content: Vec<Inline>,
    },
    /// Superscript.
    Sup {
        /// What is raised.
        content: Vec<Inline>,
    },
    /// Code.
    Code {
        /// The code.
        value: String,
    },
    /// A link.
    Link {
        /// Target.
        href: String,
        /// Title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// What is linked.
        content: Vec<Inline>,
    },
    /// A picture within the line.
    Image {
        /// Address.
        src: String,
        /// Text for those who do not see it; empty: decoration.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        alt: String,
        /// Title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
    },
    /// A line break that means something.
    Break,
    /// A quotation that its markup marks as one (HTML `q`), without marks in the text.
    Quotation {
        /// Where it is from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cite: Option<String>,
        /// What is quoted.
        content: Vec<Inline>,
    },
    /// Text in another language or direction.
    Span {
        /// Language tag.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// `ltr`, `rtl` or `auto`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        direction: Option<String>,
        /// The text.
        content: Vec<Inline>,
    },
    /// Text with a reading above it (HTML `ruby`).
    Ruby {
        /// The text.
        content: Vec<Inline>,
        /// Its reading.
        reading: String,
    },
    /// A named thing that the source marked as such.
    Entity {
        /// What sort of thing.
        kind: EntityKind,
        /// Its code or normal form.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<String>,
        /// The vocabulary of `value`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scheme: Option<String>,
        /// The text.
        content: Vec<Inline>,
    },
    /// What stands in the source in another language than its own, kept as written: see [`crate::Block::Raw`].
    Raw {
        /// The language, e.g. `html`.
        format: String,
        /// What is written.
        value: String,
    },
}

impl Inline {
    /// A text.
    pub fn text(value: impl Into<String>) -> Self {
        Self::Text { value: value.into() }
    }

    /// What it contains, for those that contain other inlines.
    pub fn content(&self) -> Option<&[Inline]> {
        match self {
            Self::Strong { content }
            | Self::Emphasis { content }
            | Self::Underline { content }
            | Self::Strike { content }
            | Self::Sub { content }
            | Self::Sup { content }
            | Self::Link { content, .. }
            | Self::Quotation { content, .. }
            | Self::Span { content, .. }
            | Self::Ruby { content, .. }
            | Self::Entity { content, .. } => Some(content),
            Self::Text { .. } | Self::Code { .. } | Self::Image { .. } | Self::Break | Self::Raw { .. } => {
                None
            }
        }
    }
}

/// What sort of thing an [`Inline::Entity`] is (the inline elements of NITF).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A place.
    Place,
    /// A sum of money.
    Money,
    /// A number.
    Number,
    /// A date or time.
    Time,
    /// An event.
    Event,
    /// The title of a work.
    Object,
    /// A function or post.
    Function,
    /// Another sort, by its name in the source.
    #[serde(untagged)]
    Other(String),
}
