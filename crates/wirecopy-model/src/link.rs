use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Extensions;

/// A link of an article or feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The target, resolved against the base that holds where it stands, if there is one.
    pub href: String,
    /// The target as written, when resolving changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// How the target relates to the article.
    pub rel: LinkRel,
    /// Media type of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Language of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hreflang: Option<String>,
    /// Title of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Size of the target as written; bytes by the standards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<String>,
    /// Element it came from, when that is not the format's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Cow<'static, str>>,
    /// What no field holds.
    #[serde(default, skip_serializing_if = "Extensions::is_empty")]
    pub extensions: Extensions,
}

/// How a [`Link`]'s target relates to what links to it (IANA link relations and those of news formats).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LinkRel {
    /// The article itself in another form, normally its web page.
    #[default]
    Alternate,
    /// This feed or entry.
    #[serde(rename = "self")]
    SelfLink,
    /// The preferred address.
    Canonical,
    /// Something related.
    Related,
    /// Where the information came from.
    Via,
    /// A file that belongs to the item.
    Enclosure,
    /// A licence.
    License,
    /// Comments and answers.
    Replies,
    /// A hub that pushes updates.
    Hub,
    /// The next page.
    Next,
    /// The page before.
    #[serde(alias = "prev")]
    Previous,
    /// The first page.
    First,
    /// The last page.
    Last,
    /// Another relation, by its name in the source.
    #[serde(untagged)]
    Other(String),
}
