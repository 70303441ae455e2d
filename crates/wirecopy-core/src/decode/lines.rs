use std::cell::Cell;

use crate::Location;

/// Line and column of places in a text that slides: what is dropped from its start stays counted.
///
/// Places asked for in ascending order cost, all together, one pass over the text.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    start: Location,
    /// The place asked for last: where going on from is cheapest.
    cursor: Cell<(usize, Location)>,
}

impl Lines {
    pub(super) fn new() -> Self {
        let first = Location { line: 1, column: 1 };
        Self { start: first, cursor: Cell::new((0, first)) }
    }

    pub(super) fn locate(&self, text: &str, index: usize) -> Location {
        let (from, location) = self.cursor.get();
        let (from, location) = if from <= index { (from, location) } else { (0, self.start) };
        let found = advance(location, text.as_bytes().get(from..index).unwrap_or_default());
        self.cursor.set((index, found));
        found
    }

    /// Called before the first `length` bytes of `text` are dropped.
    pub(super) fn discard(&mut self, text: &str, length: usize) {
        let cursor = self.cursor.get();
        self.start = self.locate(text, length);
        let kept = if cursor.0 > length { (cursor.0 - length, cursor.1) } else { (0, self.start) };
        self.cursor.set(kept);
    }
}

fn advance(from: Location, bytes: &[u8]) -> Location {
    let characters = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
    match memchr::memrchr(b'\n', bytes) {
        None => Location { line: from.line, column: from.column + characters(bytes) },
        Some(last) => {
            let (before, after) = bytes.split_at(last + 1);
            let lines = memchr::memchr_iter(b'\n', before).count() as u64;
            Location { line: from.line + lines, column: characters(after) + 1 }
        }
    }
}
