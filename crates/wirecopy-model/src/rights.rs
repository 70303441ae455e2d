use serde::{Deserialize, Serialize};

use crate::{Person, Text};

/// A statement of rights. Statements in several languages are several of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rights {
    /// Who holds the rights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Person>,
    /// The copyright line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Text>,
    /// What may be done with it, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage_terms: Option<Text>,
    /// URL of a licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// A machine-readable statement (`ODRL`, `RightsML`), kept as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoded: Option<String>,
    /// Element it came from, when that is not the format's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<std::borrow::Cow<'static, str>>,
}
