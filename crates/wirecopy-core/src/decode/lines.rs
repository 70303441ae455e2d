use crate::Location;

/// Line and column of places in a text that slides: what is dropped from its start stays counted.
///
/// Places asked for in ascending order cost, all together, one pass over the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines {
    start: Location,
    cursor: (usize, Location),
}

impl Lines {
    pub(super) fn new() -> Self {
        let first = Location { line: 1, column: 1 };
        Self { start: first, cursor: (0, first) }
    }

    pub(super) fn locate(&mut self, text: &str, index: usize) -> Location {
        let (from, location) = if self.cursor.0 <= index { self.cursor } else { (0, self.start) };
        let found = advance(location, text.get(from..index).unwrap_or_default());
        self.cursor = (index, found);
        found
    }

    /// The same without remembering it.
    pub(super) fn peek(&self, text: &str, index: usize) -> Location {
        let (from, location) = if self.cursor.0 <= index { self.cursor } else { (0, self.start) };
        advance(location, text.get(from..index).unwrap_or_default())
    }

    /// Called before the first `length` bytes of `text` are dropped.
    pub(super) fn discard(&mut self, text: &str, length: usize) {
        self.start = self.peek(text, length);
        self.cursor = match self.cursor {
            (index, location) if index > length => (index - length, location),
            _ => (0, self.start),
        };
    }
}

fn advance(from: Location, text: &str) -> Location {
    let bytes = text.as_bytes();
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
