use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Extensions;

/// What an article is about: a category, keyword or concept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Subject {
    /// What sort of concept it is.
    pub kind: SubjectKind,
    /// The term or code.
    pub term: String,
    /// The vocabulary `term` belongs to (`@domain`, `@scheme`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The concept's URI, resolved from scheme and term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// Names for people, the first being the main one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<crate::Text>,
    /// Relevance, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevance: Option<u8>,
    /// Number of the subject (in this list) that this one stands below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<u32>,
    /// Element it came from, when that is not the format's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Cow<'static, str>>,
    /// What no field holds.
    #[serde(default, skip_serializing_if = "Extensions::is_empty")]
    pub extensions: Extensions,
}

impl Subject {
    /// The name for people: the first of `names`, else the term.
    pub fn label(&self) -> &str {
        self.names.first().map_or(self.term.as_str(), |name| name.value.as_str())
    }

    /// Whether the term says something that `label`, written in its place, does not.
    pub fn has_term_beside(&self, label: &str) -> bool {
        let term = self.term.trim();
        !term.is_empty() && term != label.trim()
    }
}

/// What sort of concept a [`Subject`] is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SubjectKind {
    /// A category or tag of a feed.
    #[default]
    Category,
    /// A free keyword.
    Keyword,
    /// A section of the publication.
    Section,
    /// A subject of a controlled vocabulary.
    Topic,
    /// A genre.
    Genre,
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A place.
    Place,
    /// An event.
    Event,
    /// A product or work.
    Object,
    /// Another sort, by its name in the source.
    #[serde(untagged)]
    Other(String),
}
