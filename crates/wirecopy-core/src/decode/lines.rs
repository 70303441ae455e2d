use std::cell::Cell;

use crate::Location;

/// Line and column of places in a text that slides: what is dropped from its start stays counted.
///
/// Lines end in LF, CR LF or CR. Places asked for in ascending order cost, all together, one pass over the text.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    start: Place,
    /// The place asked for last: where going on from is cheapest.
    cursor: Cell<(usize, Place)>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    location: Location,
    /// Whether it stands right behind a CR, so that an LF there ends no line of its own.
    is_after_cr: bool,
}

impl Lines {
    pub(super) fn new() -> Self {
        let first = Place { location: Location { line: 1, column: 1 }, is_after_cr: false };
        Self { start: first, cursor: Cell::new((0, first)) }
    }

    pub(super) fn locate(&self, text: &str, index: usize) -> Location {
        self.place(text, index).location
    }

    fn place(&self, text: &str, index: usize) -> Place {
        let (from, place) = self.cursor.get();
        let (from, place) = if from <= index { (from, place) } else { (0, self.start) };
        let found = advance(place, text.as_bytes().get(from..index).unwrap_or_default());
        self.cursor.set((index, found));
        found
    }

    /// Called before the first `length` bytes of `text` are dropped.
    pub(super) fn discard(&mut self, text: &str, length: usize) {
        let cursor = self.cursor.get();
        self.start = self.place(text, length);
        let kept = if cursor.0 > length { (cursor.0 - length, cursor.1) } else { (0, self.start) };
        self.cursor.set(kept);
    }
}

fn advance(from: Place, bytes: &[u8]) -> Place {
    let Some(&last) = bytes.last() else { return from };
    let (mut lines, mut end) = (0, None);
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let is_after_cr = before.map_or(from.is_after_cr, |&before| before == b'\r');
        lines += u64::from(!is_after_cr || bytes.get(at) == Some(&b'\r'));
        end = Some(at + 1);
    }
    let line = from.location.line + lines;
    let column = match end {
        None => from.location.column + characters(bytes),
        Some(end) => characters(bytes.get(end..).unwrap_or_default()) + 1,
    };
    Place { location: Location { line, column }, is_after_cr: last == b'\r' }
}

fn characters(bytes: &[u8]) -> u64 {
    // so many that a byte counts them, so that it becomes vector code
    let count = |block: &[u8]| {
        block.iter().fold(0_u8, |count, &byte| count.wrapping_add(u8::from(byte & 0xC0 != 0x80)))
    };
    bytes.chunks(240).map(|block| u64::from(count(block))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line and column of the end, however the text is taken in.
    fn check(text: &str, line: u64, column: u64) {
        for cut in 0..=text.len() {
            let mut lines = Lines::new();
            lines.locate(text, cut / 2);
            lines.discard(text, cut);
            let rest = text.get(cut..).unwrap_or_default();
            assert_eq!(lines.locate(rest, rest.len()), Location { line, column }, "{text:?} {cut}");
        }
    }

    #[test]
    fn characters_are_counted_in_blocks() {
        for text in ["", "a", "é漢😀", &"aé漢😀".repeat(300)] {
            assert_eq!(characters(text.as_bytes()), text.chars().count() as u64);
        }
    }

    #[test]
    fn lines_end_in_any_way() {
        check("", 1, 1);
        check("a\nb", 2, 2);
        check("a\r\nb", 2, 2);
        check("a\rb", 2, 2);
        check("a\r\n\r\n", 3, 1);
        check("a\r\rb\n\rcd", 5, 3);
    }
}
