//! A stretch of the input as text, and the way from its places back to those of the input.

use std::borrow::Cow;
use std::ops::Range;

use wirecopy_core::Location;
use wirecopy_core::decode::Decoded;
use wirecopy_model::Span;

/// A stretch of a decoded text that is read as one article.
#[derive(Debug)]
pub(crate) struct Passage<'d> {
    /// Its text: as decoded, or with double-encoded characters repaired.
    pub text: Cow<'d, str>,
    /// How many lines of the input stand before it.
    pub lines_before: u32,
    decoded: &'d Decoded,
    range: Range<usize>,
    origin: Origin,
    /// After each repair: the place in `text`, and in the decoded stretch.
    shifts: Vec<(usize, usize)>,
}

/// Where the decoded bytes stand in the input.
#[derive(Clone, Copy, Debug)]
enum Origin {
    /// From this byte on.
    At(u64),
    /// Somewhere in here: they were encoded once more, so that no place in them has one in the input.
    Within(Span),
}

impl<'d> Passage<'d> {
    /// All of a decoded input.
    #[cfg(test)]
    pub(crate) fn whole(decoded: &'d Decoded) -> Self {
        Self::slice(decoded, 0..decoded.text.len(), 0)
    }

    /// A part of a decoded input, with the number of lines before it.
    pub(crate) fn slice(decoded: &'d Decoded, range: Range<usize>, lines_before: u32) -> Self {
        let text = decoded.text.get(range.clone()).unwrap_or_default();
        Self {
            text: Cow::Borrowed(text),
            lines_before,
            decoded,
            range,
            origin: Origin::At(0),
            shifts: Vec::new(),
        }
    }

    /// What was decoded from the bytes of the input that begin at `start`.
    pub(crate) fn starting_at(mut self, start: u64) -> Self {
        self.origin = Origin::At(start);
        self
    }

    /// What was decoded from bytes that are themselves encoded, somewhere within `span`.
    pub(crate) fn within(mut self, span: Span) -> Self {
        self.origin = Origin::Within(span);
        self
    }

    /// With other text, of which `shifts` says, in order, what places after each change stood where before.
    pub(crate) fn with_text(mut self, text: String, shifts: Vec<(usize, usize)>) -> Self {
        self.text = Cow::Owned(text);
        self.shifts = shifts;
        self
    }

    /// The text as it was decoded, before any repair.
    pub(crate) fn as_decoded(&self) -> &'d str {
        self.decoded.text.get(self.range.clone()).unwrap_or_default()
    }

    /// Where the byte `offset` of the text is in the input.
    pub(crate) fn original(&self, offset: usize) -> u64 {
        match self.origin {
            Origin::At(start) => start + self.decoded.original(self.range.start + self.unrepaired(offset)),
            Origin::Within(span) => span.start,
        }
    }

    /// The bytes of the input behind a range of the text.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        match self.origin {
            Origin::At(_) => Span::new(self.original(range.start), self.original(range.end)),
            Origin::Within(span) => span,
        }
    }

    /// The bytes of the input behind all of it, with the byte order mark if it begins the input.
    pub(crate) fn full_span(&self) -> Span {
        let span = self.span(0..self.text.len());
        match self.origin {
            Origin::At(start) if self.range.start == 0 => Span::new(start, span.end),
            _ => span,
        }
    }

    /// Line and column of a place in the text. Costs a pass over the text before it. `None`: its lines are not those
    /// of the input.
    pub(crate) fn location(&self, offset: usize) -> Option<Location> {
        if matches!(self.origin, Origin::Within(_)) {
            return None;
        }
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        let (mut lines, mut line_start) = (0, 0);
        for end in memchr::memchr2_iter(b'\n', b'\r', before) {
            // CR LF is one line end
            let is_second = end > 0 && before.get(end - 1..=end) == Some(b"\r\n");
            lines += u64::from(!is_second);
            line_start = end + 1;
        }
        let column = self.text.get(line_start..offset).map_or(0, |text| text.chars().count() as u64);
        Some(Location { line: u64::from(self.lines_before) + lines + 1, column: column + 1 })
    }

    /// Where a place in the text was before repair.
    fn unrepaired(&self, offset: usize) -> usize {
        let after = self.shifts.partition_point(|shift| shift.0 <= offset);
        let (place, was) =
            after.checked_sub(1).and_then(|at| self.shifts.get(at)).copied().unwrap_or_default();
        let found = was + (offset - place);
        // inside a repaired character there is no telling
        self.shifts.get(after).map_or(found, |next| found.min(next.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_core::decode::{Hints, decode_all};
    use wirecopy_core::{Cx, Findings, Limits, Policy};

    fn check(text: &str, needle: &str, expect: (u64, u64)) {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let decoded = decode_all(text.as_bytes(), &Hints::text(None), &mut cx).unwrap();
        let found = Passage::whole(&decoded).location(text.find(needle).unwrap()).unwrap();
        assert_eq!((found.line, found.column), expect, "{text:?}");
    }

    #[test]
    fn lines_end_in_any_way() {
        check("One\n\nÉtéx", "x", (3, 4));
        check("One\r\rtwo x", "x", (3, 5));
        check("One\r\n\r\ntwo x", "x", (3, 5));
        check("One\n\rtwo\rx", "x", (4, 1));
        check("x", "x", (1, 1));
    }
}
