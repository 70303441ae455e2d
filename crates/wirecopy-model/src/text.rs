use serde::{Deserialize, Serialize};

/// A text as the source gave it, with the kind of markup it may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Text {
    /// What markup `value` holds.
    #[serde(default, skip_serializing_if = "TextKind::is_plain")]
    pub kind: TextKind,
    /// The text, character references of the container already resolved, once.
    pub value: String,
    /// `value` as HTML that is safe to show, its addresses resolved. `None`: not asked for, or it is no HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sanitized: Option<String>,
    /// Language tag (BCP 47) stated for this text; `None`: that of the article or feed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Base URL stated for this text; `None`: that of the article or feed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
}

impl Text {
    /// A text without markup.
    pub fn plain(value: impl Into<String>) -> Self {
        Self { value: value.into(), ..Self::default() }
    }
}

/// What markup a [`Text`] holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TextKind {
    /// None: `<` is a less-than sign.
    #[default]
    Text,
    /// HTML.
    Html,
    /// XHTML, serialised as HTML without the `div` that Atom 1.0 puts around it.
    Xhtml,
    /// The source does not say (RSS): it may be text or HTML.
    Unstated,
    /// Another media type.
    #[serde(untagged)]
    Other(String),
}

impl TextKind {
    fn is_plain(&self) -> bool {
        *self == Self::Text
    }
}

/// A title line with its role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Headline {
    /// What the line is for.
    pub role: HeadlineRole,
    /// The line itself.
    #[serde(flatten)]
    pub text: Text,
    /// The element it came from, when that is not the format's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<std::borrow::Cow<'static, str>>,
}

impl Headline {
    /// A headline without markup.
    pub fn plain(role: HeadlineRole, value: impl Into<String>) -> Self {
        Self { role, text: Text::plain(value), origin: None }
    }
}

/// What a [`Headline`] is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HeadlineRole {
    /// The headline.
    #[default]
    Main,
    /// The name of the item, where the format tells it from the headline.
    Item,
    /// Below the headline.
    Sub,
    /// Above the headline (kicker, eyebrow).
    Kicker,
    /// A sentence below the headline (deck, standfirst).
    Deck,
    /// A short form.
    Short,
    /// For search engines.
    Seo,
    /// For a jump to another page.
    Jump,
    /// In the original language.
    Original,
    /// Another role, by its name in the source.
    #[serde(untagged)]
    Other(String),
}
