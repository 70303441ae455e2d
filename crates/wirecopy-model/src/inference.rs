use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Span;

/// How sure an inference is: 0 (a guess) to 1 (certain), kept in thousandths so that it compares exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Certainty(u16);

impl Certainty {
    /// Beyond doubt.
    pub const CERTAIN: Self = Self(1000);

    /// From thousandths; more than 1000 counts as 1000.
    ///
    /// ```
    /// use wirecopy_model::Certainty;
    /// assert_eq!(Certainty::thousandths(950).to_string(), "0.95");
    /// ```
    pub fn thousandths(value: u16) -> Self {
        Self(value.min(1000))
    }

    /// In thousandths, 0 to 1000.
    pub fn as_thousandths(self) -> u16 {
        self.0
    }
}

impl std::fmt::Display for Certainty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", f64::from(self.0) / 1000.0)
    }
}

impl Serialize for Certainty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

impl<'de> Deserialize<'de> for Certainty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        if !(0.0..=1.0).contains(&value) {
            return Err(serde::de::Error::custom("a certainty is a number from 0 to 1"));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 1000 by the check above"
        )]
        Ok(Self((value * 1000.0).round() as u16))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Certainty {
    fn schema_name() -> Cow<'static, str> {
        "Certainty".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "number", "minimum": 0, "maximum": 1, "description": "How sure an inference is: 0 (a guess) to 1 (certain)."})
    }
}

/// A field of the article that was worked out rather than stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Inference {
    /// The field, e.g. `language`, `headings`.
    pub field: Cow<'static, str>,
    /// How sure. For several values: the least sure.
    pub certainty: Certainty,
    /// What speaks for it, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Cow<'static, str>>,
}

/// What a stretch of plain text was taken for, and why. The text itself is never altered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Annotation {
    /// What it was taken for, e.g. `paragraph`, `heading`, `related-link`.
    pub kind: Cow<'static, str>,
    /// Number of the first line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Number of the last line. `None`: the first is the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_line: Option<u32>,
    /// Where it stands in the input.
    pub span: Span,
    /// How sure.
    pub certainty: Certainty,
    /// What speaks for it, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Cow<'static, str>>,
    /// What else it might be, likeliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// Name of the rule that decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Cow<'static, str>>,
    /// How its lines were joined to one, a value for each line but the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<Join>,
}

/// How a line was joined to the one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Join {
    /// With a space, as between words.
    Space,
    /// With nothing: the script has no spaces, or the hyphen at the end is part of the word.
    Tight,
    /// With nothing, and the hyphen at the end was left out: the whole word stands elsewhere in the text.
    Hyphen,
    /// Not at all: the line break means something.
    Break,
}

/// Another reading of an annotated stretch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alternative {
    /// What it might be.
    pub kind: Cow<'static, str>,
    /// How sure.
    pub certainty: Certainty,
}
