use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{Certainty, Extensions, Text};

/// A person or organisation with its part in the article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// Its part.
    pub role: PersonRole,
    /// Person or organisation. `None`: the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PersonKind>,
    /// The name alone: no «By», no title. `None`: only an address or URL is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name in further languages or scripts, each with its language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Text>,
    /// Identifiers, resolved to URIs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uris: Vec<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Home page or identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// URL of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
    /// Job title (`byttl`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Organisation it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// The source's own words, when the fields were taken from a larger text. Several people may share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// How sure the reading of `written` is. `None`: nothing was worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// Element it came from, e.g. `dc:creator`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Cow<'static, str>>,
    /// What no field holds.
    #[serde(default, skip_serializing_if = "Extensions::is_empty")]
    pub extensions: Extensions,
}

impl Person {
    /// What the person is called: the name, else the e-mail address, the web address or the words as written, less
    /// white space at the ends. `None`: all are absent or blank.
    pub fn known_as(&self) -> Option<&str> {
        [&self.name, &self.email, &self.url, &self.written]
            .into_iter()
            .find_map(|known| known.as_deref().map(str::trim).filter(|known| !known.is_empty()))
    }
}

/// The part of a [`Person`] in an article or feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PersonRole {
    /// Wrote it.
    #[default]
    Author,
    /// Helped.
    Contributor,
    /// Edited it.
    Editor,
    /// Publishes it.
    Publisher,
    /// Supplies it (a news agency).
    Provider,
    /// Runs the site.
    Webmaster,
    /// Owns the feed.
    Owner,
    /// Where information came from.
    InfoSource,
    /// Holds the rights.
    Holder,
    /// Another part, by its name in the source.
    #[serde(untagged)]
    Other(String),
}

/// What a [`Person`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PersonKind {
    /// A human being.
    Person,
    /// An organisation.
    Organization,
}
