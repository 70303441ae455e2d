use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{Date, Link, Place, Span, Text};

/// What identifies an article or feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Id {
    /// The identifier (guid, URI, URN, number).
    pub value: String,
    /// Who says so.
    #[serde(default, skip_serializing_if = "IdOrigin::is_stated")]
    pub origin: IdOrigin,
    /// Whether it is also the address of the page (RSS `isPermaLink`). `None`: the format has no such notion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permalink: Option<bool>,
    /// Role of an additional id, by its name in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Cow<'static, str>>,
}

/// Who says what an [`Id`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum IdOrigin {
    /// The source.
    #[default]
    Stated,
    /// The caller.
    Given,
    /// Nobody: it is the hash of the content (`sha256:…`).
    Derived,
}

impl IdOrigin {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
    fn is_stated(&self) -> bool {
        *self == Self::Stated
    }
}

/// A note that is not part of the article: to editors, an advisory. Never shown to the public unless asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// Role by its name in the source, e.g. `editorial`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The note.
    #[serde(flatten)]
    pub text: Text,
}

/// Short line that names a story across its versions, e.g. `HARBOUR-STRIKE/`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Slugline {
    /// The line.
    pub text: String,
    /// What separates its parts, where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
}

/// The line that says where and when a report was filed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dateline {
    /// The line as written.
    pub written: String,
    /// Place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it stands in the input. `None`: the format says it in a field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A series the article belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Series {
    /// Name of the series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Number of this part, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Number of parts, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
}

/// A pointer to an article, perhaps in a version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reference {
    /// Id of the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Version, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A correction the article carries or is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Correction {
    /// What was wrong and what is right.
    pub text: Text,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What it corrects. `None`: an earlier version of this article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Reference>,
}

/// Another item with a relation to the article (a package's member, a translation, an illustration).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Association {
    /// Name or role in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The item, by reference.
    pub item: Reference,
    /// The link as the source has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
}
