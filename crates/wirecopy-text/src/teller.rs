//! Findings with their place.

use wirecopy_core::decode::Decoded;
use wirecopy_core::{Cx, Diagnostic};
use wirecopy_model::Span;

/// So many findings are shown with line and column, which takes a pass over the text each.
const LOCATED: usize = 20;

/// Reports findings with their place, the first ones also with line and column.
pub(crate) struct Teller<'d> {
    pub decoded: &'d Decoded,
    left: usize,
}

impl<'d> Teller<'d> {
    pub(crate) fn new(decoded: &'d Decoded) -> Self {
        Self { decoded, left: LOCATED }
    }

    pub(crate) fn tell(&mut self, cx: &mut Cx<'_>, at: usize, finding: Diagnostic) {
        let finding = finding.at(Span::at(self.decoded.original(at)));
        let location = self.left.checked_sub(1).map(|left| {
            self.left = left;
            self.decoded.location(at)
        });
        cx.report(finding.located(location));
    }
}
