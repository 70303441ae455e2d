use std::borrow::Cow;

use wirecopy_model::Span;

/// Stable name of a kind of finding: `<format>.<thing>.<fault>`, e.g. `rss.date.obsolete-zone`.
pub type Code = &'static str;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing was changed.
    Note,
    /// The input was broken and was read as what it most likely means.
    Repair,
    /// Something of the source is not in the output.
    Loss,
}

impl Severity {
    /// `note`, `repair` or `loss`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Repair => "repair",
            Self::Loss => "loss",
        }
    }
}

/// Line and column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Line.
    pub line: u64,
    /// Column, in characters.
    pub column: u64,
}

/// A finding: something a person should know about a conversion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What was found, for people: lower case, no full stop.
    pub message: Cow<'static, str>,
    /// Where in the input, in bytes. `None`: nowhere in particular.
    pub span: Option<Span>,
    /// The same as line and column, where the reader knows it.
    pub location: Option<Location>,
    /// Field of the model it concerns, e.g. `article.dates`.
    pub path: Option<Cow<'static, str>>,
    /// What to do about it.
    pub hint: Option<Cow<'static, str>>,
}

impl Diagnostic {
    /// A finding without position.
    pub fn new(severity: Severity, code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, severity, message: message.into(), span: None, location: None, path: None, hint: None }
    }

    /// A note.
    pub fn note(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// A repair.
    pub fn repair(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Severity::Repair, code, message)
    }

    /// A loss.
    pub fn loss(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Severity::Loss, code, message)
    }

    /// With its place in the input.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// With line and column.
    #[must_use]
    pub fn located(mut self, location: Option<Location>) -> Self {
        self.location = location;
        self
    }

    /// With the field it concerns.
    #[must_use]
    pub fn on(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// With advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
