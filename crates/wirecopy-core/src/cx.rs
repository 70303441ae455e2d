use crate::{Diagnostic, Findings, Limits, Policy};

/// What every step of a conversion may look at, and where it reports. Passed in, never stored.
pub struct Cx<'a> {
    /// What an input may cost.
    pub limits: &'a Limits,
    /// What may be shown, and as of when.
    pub policy: &'a Policy,
    /// What was found so far.
    pub findings: &'a mut Findings<'static>,
}

impl<'a> Cx<'a> {
    /// A context over its three parts.
    pub fn new(limits: &'a Limits, policy: &'a Policy, findings: &'a mut Findings<'static>) -> Self {
        Self { limits, policy, findings }
    }

    /// Reports a finding.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.findings.report(diagnostic);
    }
}
