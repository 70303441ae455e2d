use serde::{Deserialize, Serialize};

use crate::{Extensions, Shared};

/// Where records come from: one input as it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Version of the serialised model, [`crate::SCHEMA_VERSION`] when written by this library.
    #[serde(default = "schema_version")]
    pub schema_version: Shared,
    /// Name by which feeds and articles refer to it: the file name, or the path below the folder that was
    /// converted, or `stdin`.
    pub name: Shared,
    /// Name of the format, e.g. `rss`, `atom`, `text`.
    pub format: Shared,
    /// Version as the document states it, e.g. `2.0`. `None`: not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// How the bytes were read as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// Base URL the caller gave (or that a header stated).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Shared>,
    /// Media type the caller gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// Namespaces declared on the root, in document order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub namespaces: Vec<Namespace>,
    /// Whether the document kept to the rules of its format's syntax. `None`: not known (yet); a later
    /// record of the same name then says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub well_formed: Option<bool>,
    /// What no field holds, e.g. processing instructions and attributes of the root.
    #[serde(default, skip_serializing_if = "Extensions::is_empty")]
    pub extensions: Extensions,
}

fn schema_version() -> Shared {
    Shared::from("0")
}

impl Default for Source {
    fn default() -> Self {
        Self {
            schema_version: Shared::from(crate::SCHEMA_VERSION),
            name: Shared::default(),
            format: Shared::default(),
            version: None,
            encoding: None,
            base: None,
            content_type: None,
            namespaces: Vec::new(),
            well_formed: None,
            extensions: Extensions::default(),
        }
    }
}

/// How bytes were read as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Encoding {
    /// Name of the encoding by the WHATWG Encoding Standard, lower case.
    pub name: Shared,
    /// What decided it.
    pub evidence: EncodingEvidence,
    /// What the document itself declares, when that is another encoding than the one used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
}

/// What decided the encoding, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum EncodingEvidence {
    /// A byte order mark.
    Bom,
    /// The caller, by a charset parameter or an option.
    Caller,
    /// The document's own declaration.
    Declaration,
    /// The bytes are valid in it, and hardly by chance (UTF-8, UTF-16 by its NUL pattern).
    Valid,
    /// Statistics over the bytes.
    Guess,
    /// The default of the format: nothing spoke for or against.
    Default,
}

/// A namespace declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Namespace {
    /// The prefix. `None`: the default namespace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// The namespace's URI.
    pub uri: String,
}
