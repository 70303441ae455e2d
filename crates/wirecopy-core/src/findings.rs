use std::collections::BTreeMap;

use crate::{Code, Diagnostic, Severity};

/// Is shown every finding as it is made, e.g. to stream a report.
pub type Observer<'o> = Box<dyn FnMut(&Diagnostic) + Send + 'o>;

/// How often a finding was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How much it matters.
    pub severity: Severity,
    /// How often.
    pub count: u64,
}

/// The findings of a conversion: all counted by code, the first [`Findings::KEPT`] kept and the first few of each
/// code besides, every one shown to the observer. Memory does not grow with their number.
#[derive(Default)]
pub struct Findings<'o> {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<Code, Count>,
    observer: Option<Observer<'o>>,
}

impl<'o> Findings<'o> {
    /// How many findings are kept whole.
    pub const KEPT: usize = 100;

    /// How many of each code are kept whatever came before: many notes must not hide a loss.
    pub const KEPT_OF_CODE: u64 = 8;

    /// Findings that are also shown to `observer`.
    pub fn observed(observer: Observer<'o>) -> Self {
        Self { observer: Some(observer), ..Self::default() }
    }

    /// Adds a finding.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        if let Some(observer) = &mut self.observer {
            observer(&diagnostic);
        }
        let entry =
            self.counts.entry(diagnostic.code).or_insert(Count { severity: diagnostic.severity, count: 0 });
        entry.count += 1;
        entry.severity = entry.severity.max(diagnostic.severity);
        if self.kept.len() < Self::KEPT || entry.count <= Self::KEPT_OF_CODE {
            self.kept.push(diagnostic);
        }
    }

    /// The first findings, in the order they were made.
    pub fn kept(&self) -> &[Diagnostic] {
        &self.kept
    }

    /// How often each was made, by code.
    pub fn counts(&self) -> &BTreeMap<Code, Count> {
        &self.counts
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> u64 {
        self.counts.values().filter(|count| count.severity == severity).map(|count| count.count).sum()
    }

    /// How many there are.
    pub fn total(&self) -> u64 {
        self.counts.values().map(|count| count.count).sum()
    }

    /// The gravest. `None`: there are none.
    pub fn worst(&self) -> Option<Severity> {
        self.counts.values().map(|count| count.severity).max()
    }
}

impl std::fmt::Debug for Findings<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Findings")
            .field("kept", &self.kept)
            .field("counts", &self.counts)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_notes_hide_no_loss() {
        let mut findings = Findings::default();
        for _ in 0..1000 {
            findings.report(Diagnostic::note("a.b.c", "again"));
        }
        findings.report(Diagnostic::loss("x.y.z", "gone"));
        assert_eq!((findings.kept().len(), findings.total()), (Findings::KEPT + 1, 1001));
        assert_eq!(findings.kept().last().unwrap().code, "x.y.z");
    }
}
