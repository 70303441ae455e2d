use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{Certainty, Span};

/// One body of an article as the source gave it, untouched.
///
/// An article may have several: a summary and a full text, or one text in several media types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Content {
    /// How much of the article it holds.
    pub kind: ContentKind,
    /// How sure `kind` is, when it was worked out. `None`: the source or its format says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind_certainty: Option<Certainty>,
    /// Media type, e.g. `text/html`, `text/plain`.
    pub media_type: Cow<'static, str>,
    /// The body. Character references of the container are resolved, once; nothing else is changed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// `value` as HTML that is safe to show, its addresses resolved. `None`: not asked for, or it is no HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sanitized: Option<String>,
    /// How `value` is encoded when it is not text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer_encoding: Option<TransferEncoding>,
    /// Where the body is, when the source only points at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub src: Option<String>,
    /// Language tag stated for it; `None`: the article's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Base URL stated for it; `None`: the article's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// Role by its name in the source, where a format has such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Element it came from, e.g. `content:encoded`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Cow<'static, str>>,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Content {
    /// Whether it is a whole message (a mail), kept as it came: its body and its fields stand in the article besides.
    pub fn is_message(&self) -> bool {
        self.media_type == "message/rfc822"
    }
}

/// How much of the article a [`Content`] holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ContentKind {
    /// All of it.
    #[default]
    Full,
    /// A text about it.
    Summary,
    /// Its beginning, cut off.
    Teaser,
}

impl ContentKind {
    /// The name as serialised: `full`, `summary` or `teaser`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Summary => "summary",
            Self::Teaser => "teaser",
        }
    }
}

/// How bytes are carried in a text field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TransferEncoding {
    /// RFC 4648 base 64.
    Base64,
}
