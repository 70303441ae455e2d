use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{Certainty, Date, Span};

/// A name or an expression of time that was found in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mention {
    /// What sort of thing is named.
    pub kind: MentionKind,
    /// Where it stands in the input.
    pub span: Span,
    /// As written.
    pub text: String,
    /// The fullest form of the name in the text. `None`: as written, or the mention is a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What an expression of time means. `None`: it cannot be told without more than the text says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How sure its kind is.
    pub certainty: Certainty,
    /// Name of the rule that decided.
    pub rule: Cow<'static, str>,
}

/// What a [`Mention`] names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MentionKind {
    /// A human being.
    Person,
    /// An organisation.
    Organization,
    /// A place.
    Place,
    /// Something with a name; what it is, the text does not show.
    #[default]
    Name,
    /// A date, time or span of time.
    Time,
}

impl MentionKind {
    /// The name as serialised: `person`, `organization`, `place`, `name` or `time`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Name => "name",
            Self::Time => "time",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::QuoteKind;

    #[test]
    fn names_are_those_of_the_serialised_form() {
        for kind in [
            MentionKind::Person,
            MentionKind::Organization,
            MentionKind::Place,
            MentionKind::Name,
            MentionKind::Time,
        ] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        for kind in [QuoteKind::Direct, QuoteKind::Partial, QuoteKind::Scare, QuoteKind::Title] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }
}
