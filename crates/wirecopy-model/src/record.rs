use serde::{Deserialize, Serialize};

use crate::{Article, Date, Extensions, Feed, Link, Person, Shared, Source, Span, Text};

/// What flows from an importer to an exporter, one at a time.
///
/// A [`Source`] comes first. A later `Source` or `Feed` of the same `source` name replaces the earlier one:
/// feeds may put metadata after their items, and that a document was damaged is known only at its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "record", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Record {
    /// Where the records come from: format, encoding, namespaces.
    Source(Box<Source>),
    /// The metadata of the feed or collection the articles belong to.
    Feed(Box<Feed>),
    /// One article.
    Article(Box<Article>),
    /// Notice that an article was deleted at its source.
    Deleted(Box<Tombstone>),
    /// An item that is no article (a concept, an event, a catalogue), carried along untouched.
    Opaque(Box<Opaque>),
}

impl Record {
    /// The name of the source the record belongs to.
    pub fn source(&self) -> &Shared {
        match self {
            Self::Source(source) => &source.name,
            Self::Feed(feed) => &feed.source,
            Self::Article(article) => &article.source,
            Self::Deleted(tombstone) => &tombstone.source,
            Self::Opaque(opaque) => &opaque.source,
        }
    }
}

/// Notice that an entry was removed at its source (RFC 6721 `at:deleted-entry`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tombstone {
    /// Name of the [`Source`] it came from.
    pub source: Shared,
    /// Id of the entry that was removed (`@ref`).
    pub id: String,
    /// When it was removed. `None`: the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Date>,
    /// Who removed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Person>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text>,
    /// Links of the notice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The feed the entry was first in (Atom `source`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin_feed: Option<Box<Feed>>,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What no field holds.
    #[serde(default, skip_serializing_if = "Extensions::is_empty")]
    pub extensions: Extensions,
}

/// An item that is no article, kept as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opaque {
    /// Name of the [`Source`] it came from.
    pub source: Shared,
    /// What the format calls it, e.g. `conceptItem`.
    pub kind: String,
    /// Its id, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Media type of `value`. `None` when the item is in `extensions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The item as text, where it is not a tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The item as a tree.
    #[serde(default, skip_serializing_if = "Extensions::is_empty")]
    pub extensions: Extensions,
}
