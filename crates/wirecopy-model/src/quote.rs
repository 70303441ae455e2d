use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{Certainty, PersonKind, Span};

/// Words between quotation marks, and who said them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// With the marks.
    pub span: Span,
    /// Without the marks.
    pub inner: Span,
    /// The words without the marks.
    pub text: String,
    /// What sort of quote it is.
    pub kind: QuoteKind,
    /// How sure span and kind are.
    pub certainty: Certainty,
    /// Who said it. `None`: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// Whether it goes on from the quote before it, which was left open at the end of its paragraph.
    #[serde(default, skip_serializing_if = "crate::is_false")]
    pub continues: bool,
    /// Quotes inside it, in order; those of all depths in one list, so that their own lists are empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nested: Vec<Quote>,
}

/// What sort of quote a [`Quote`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum QuoteKind {
    /// A statement in the speaker's words.
    #[default]
    Direct,
    /// Some of the speaker's words within another sentence.
    Partial,
    /// A word held at arm's length.
    Scare,
    /// The name of a work.
    Title,
}

impl QuoteKind {
    /// The name as serialised: `direct`, `partial`, `scare` or `title`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Partial => "partial",
            Self::Scare => "scare",
            Self::Title => "title",
        }
    }
}

/// Who said a [`Quote`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Speaker {
    /// The fullest form of the name in the text.
    pub name: String,
    /// A person or a body that speaks through its people. `None`: the text does not show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PersonKind>,
    /// Where the speaker is mentioned with the quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<Span>,
    /// How the text describes the speaker there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where the description stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description_span: Option<Span>,
    /// The word that attributes, e.g. `said`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// Where that word stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue_span: Option<Span>,
    /// Whom it was said to, as written, e.g. `reporters`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    /// When it was said, as written, e.g. `on Tuesday`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// How sure.
    pub certainty: Certainty,
    /// Name of the rule that decided.
    pub rule: Cow<'static, str>,
}
