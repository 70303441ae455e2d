//! Lines, columns and spans of places in a text, each found in constant time.

use std::borrow::Cow;
use std::ops::Range;

use wirecopy_core::decode::Decoded;
use wirecopy_core::{Diagnostic, Error, Location};
use wirecopy_model::Span;

/// A mark is set every so many bytes.
const STRIDE: usize = 4 << 10;

/// Tells where things are in a text.
#[derive(Debug)]
pub(crate) struct Places<'t> {
    text: &'t str,
    /// From offsets in the text to those in the input. `None`: only line and column are known.
    decoded: Option<&'t Decoded>,
    marks: Cow<'t, Marks>,
}

/// Places with their line and column, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks(Vec<(usize, Location)>);

impl Marks {
    /// Walks a text once.
    pub(crate) fn of(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut from = 0_usize;
        let mut location = Location { line: 1, column: 1 };
        loop {
            marks.push((from, location));
            let to = text.floor_char_boundary(from.saturating_add(STRIDE));
            if to <= from || to >= text.len() {
                return Self(marks);
            }
            location = advance(location, text.as_bytes(), from..to);
            from = to;
        }
    }
}

impl<'t> Places<'t> {
    /// The places of a decoded text. Spans are told only where the input is UTF-8: elsewhere finding one takes a pass
    /// over the text.
    pub(crate) fn of(decoded: &'t Decoded, marks: &'t Marks) -> Self {
        let is_utf8 = &*decoded.encoding.name == "utf-8";
        Self { text: &decoded.text, decoded: is_utf8.then_some(decoded), marks: Cow::Borrowed(marks) }
    }

    /// The places of a text that is not decoded.
    #[cfg(test)]
    pub(crate) fn plain(text: &'t str) -> Self {
        Self { text, decoded: None, marks: Cow::Owned(Marks::of(text)) }
    }

    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// Line and column.
    pub(crate) fn location(&self, offset: usize) -> Location {
        let after = self.marks.0.partition_point(|(at, _)| *at <= offset);
        let (from, location) =
            after.checked_sub(1).and_then(|at| self.marks.0.get(at)).copied().unwrap_or_default();
        advance(location, self.text.as_bytes(), from..offset.min(self.text.len()))
    }

    /// The bytes of the input.
    pub(crate) fn span(&self, range: Range<usize>) -> Option<Span> {
        self.decoded.map(|decoded| decoded.span(range))
    }

    /// A finding about a range.
    pub(crate) fn on(&self, finding: Diagnostic, range: Range<usize>) -> Diagnostic {
        let finding = finding.located(Some(self.location(range.start)));
        match self.span(range) {
            Some(span) => finding.at(span),
            None => finding,
        }
    }

    /// An error at a place.
    pub(crate) fn error(&self, error: Error, offset: usize) -> Error {
        let error = error.located(Some(self.location(offset)));
        match self.span(offset..offset) {
            Some(span) => error.at(span),
            None => error,
        }
    }
}

/// A line ends with LF, CR LF or CR.
fn advance(from: Location, bytes: &[u8], range: Range<usize>) -> Location {
    let mut before = range.start.checked_sub(1).and_then(|at| bytes.get(at)).copied();
    bytes.get(range).unwrap_or_default().iter().fold(from, |Location { line, column }, &byte| {
        let location = match byte {
            // the CR has ended the line already
            b'\n' if before == Some(b'\r') => Location { line, column: 1 },
            b'\n' | b'\r' => Location { line: line + 1, column: 1 },
            _ => Location { line, column: column + u64::from(byte & 0xc0 != 0x80) },
        };
        before = Some(byte);
        location
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_those_of_a_walk() {
        let text = "é\r\nab\rc\n".repeat(3000);
        let places = Places::plain(&text);
        for offset in (0..=text.len()).step_by(7).filter(|offset| text.is_char_boundary(*offset)) {
            let walked = advance(Location { line: 1, column: 1 }, text.as_bytes(), 0..offset);
            assert_eq!(places.location(offset), walked, "{offset}");
        }
    }
}
