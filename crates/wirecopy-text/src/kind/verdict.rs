//! What a unit was taken for, and why.

use std::borrow::Cow;

use wirecopy_model::{Alternative, Certainty};

use super::Kind;

/// What a unit was taken for, and why.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub kind: Kind,
    /// In thousandths.
    pub certainty: u16,
    pub evidence: Vec<Cow<'static, str>>,
    pub alternatives: Vec<(Kind, u16)>,
    pub rule: &'static str,
    /// Of a heading: 2 for those of sections, 3 for those within.
    pub level: u8,
}

impl Verdict {
    pub(super) fn new(kind: Kind, certainty: u16, rule: &'static str) -> Self {
        Self { kind, certainty, evidence: Vec::with_capacity(3), alternatives: Vec::new(), rule, level: 2 }
    }

    pub(super) fn because(mut self, evidence: impl Into<Cow<'static, str>>) -> Self {
        self.evidence.push(evidence.into());
        self
    }

    pub(super) fn by(mut self, rule: &'static str) -> Self {
        self.rule = rule;
        self
    }

    pub(super) fn or(mut self, kind: Kind, certainty: u16) -> Self {
        self.alternatives.push((kind, certainty));
        self
    }

    /// What the caller says a unit is.
    pub(crate) fn given(kind: Kind) -> Self {
        Self::new(kind, 1000, "given").because("the caller says so")
    }

    /// What the container of the text settles.
    pub(crate) fn settled(kind: Kind, rule: &'static str, evidence: &'static str) -> Self {
        Self::new(kind, 1000, rule).because(evidence)
    }

    /// A paragraph, because nothing more was asked for.
    pub(crate) fn plain() -> Self {
        Self::new(Kind::Paragraph, 1000, "structure-none").because("structure was not asked for")
    }

    /// Whether it decides what may be published: it binds however much structure is asked for.
    pub(crate) fn is_binding(&self) -> bool {
        matches!(self.kind, Kind::Embargo | Kind::Note)
    }

    /// The same, but a paragraph if it is less sure than `least`.
    pub(crate) fn at_least(self, least: u16) -> Self {
        if self.certainty >= least || self.is_binding() || matches!(self.kind, Kind::Paragraph | Kind::Lead) {
            return self;
        }
        Self::new(Kind::Paragraph, 1000 - self.certainty, "not-sure-enough")
            .because("another kind is likelier, but not sure enough")
            .or(self.kind, self.certainty)
    }

    /// The alternatives in the form of the model.
    pub(crate) fn alternatives(&self) -> Vec<Alternative> {
        let of = |&(kind, certainty): &(Kind, u16)| Alternative {
            kind: Cow::Borrowed(kind.name()),
            certainty: Certainty::thousandths(certainty),
        };
        self.alternatives.iter().map(of).collect()
    }
}
