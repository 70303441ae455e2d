use serde::{Deserialize, Serialize};

/// Where something happened or was written.
///
/// Coordinates keep the source's digits: they are text, not rounded numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// City.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Region or state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Country: ISO 3166 code or name, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// `point`, `line`, `polygon`, `box` or `circle`, with `coordinates`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<String>,
    /// Latitude and longitude pairs as written, separated by spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<String>,
    /// Role, e.g. `located` (where it was written).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}
