use std::borrow::Cow;
use std::ops::Range;

use wirecopy_core::decode::Window;
use wirecopy_core::{Cx, Diagnostic, Error};

/// Reports repairs at their place, and remembers that there were some.
pub(crate) struct Reporter<'r, 'w, 'c> {
    pub(crate) window: &'r Window<'w>,
    pub(crate) broken: &'r mut bool,
    pub(crate) cx: &'r mut Cx<'c>,
}

impl Reporter<'_, '_, '_> {
    /// A fault of syntax that was repaired. `range` is of the window's text.
    pub(crate) fn repair(
        &mut self,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<Cow<'static, str>>,
    ) {
        *self.broken = true;
        self.odd(code, range, message);
    }

    /// A fault of syntax for which something had to be left out, told at `at`.
    pub(crate) fn loss(
        &mut self,
        code: &'static str,
        at: usize,
        range: Range<usize>,
        message: impl Into<Cow<'static, str>>,
    ) {
        *self.broken = true;
        self.tell(Diagnostic::loss(code, message), at, range);
    }

    /// The same for what syntax allows and is still not to be taken as it is.
    pub(crate) fn odd(
        &mut self,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.tell(Diagnostic::repair(code, message), range.start, range);
    }

    fn tell(&mut self, finding: Diagnostic, at: usize, range: Range<usize>) {
        let location = self.window.location(at);
        self.cx.report(finding.at(self.window.span(range)).located(Some(location)));
    }
}

/// The error for a limit called `name`, reached at `range` of the window's text.
pub(crate) fn limit(window: &Window<'_>, range: Range<usize>, name: &str, value: u64, what: &str) -> Error {
    Error::limit(format!("{what} (limit `{name}`: {value})"))
        .at(window.span(range.clone()))
        .located(Some(window.location(range.start)))
        .hint(format!("raise it with `--limit {name}=NUMBER`"))
}

/// A piece of input as a message may show it: short, without control characters.
pub(crate) fn shown(text: &str) -> String {
    let mut shown: String =
        text.chars().take(40).map(|character| if character.is_control() { ' ' } else { character }).collect();
    if text.chars().nth(40).is_some() {
        shown.push('…');
    }
    shown
}
