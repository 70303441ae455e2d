//! Findings with their place.

use wirecopy_core::{Cx, Diagnostic};
use wirecopy_model::Span;

use crate::passage::Passage;

/// So many findings are shown with line and column, which takes a pass over the text each.
const LOCATED: usize = 20;

/// Reports findings with their place, the first ones also with line and column.
pub(crate) struct Teller<'d> {
    pub passage: &'d Passage<'d>,
    left: usize,
}

impl<'d> Teller<'d> {
    pub(crate) fn new(passage: &'d Passage<'d>) -> Self {
        Self { passage, left: LOCATED }
    }

    pub(crate) fn tell(&mut self, cx: &mut Cx<'_>, at: usize, finding: Diagnostic) {
        let finding = finding.at(Span::at(self.passage.original(at)));
        let location = self.left.checked_sub(1).and_then(|left| {
            self.left = left;
            self.passage.location(at)
        });
        cx.report(finding.located(location));
    }
}
