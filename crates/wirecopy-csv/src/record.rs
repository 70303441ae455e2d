//! The records of a CSV text, one at a time.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use wirecopy_core::decode::Window;
use wirecopy_core::{Cx, Error, Location};
use wirecopy_model::Span;

/// A row may have so many cells.
const MOST_CELLS: usize = 1 << 14;

/// Text that was read is dropped once so much of it has come together.
const DROP_BYTES: usize = 32 << 10;

/// Reads records out of a window, which slides along: one of them is held at a time.
pub(crate) struct Records<'a> {
    window: Window<'a>,
    machine: Reader,
    delimiter: u8,
    /// Where the text that is not yet read begins in the window.
    start: usize,
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// Where the record stands in the window.
    raw: std::ops::Range<usize>,
}

/// What is odd about how a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A quoted cell does not end.
    Unclosed,
    /// There is text behind the quote that ends a cell.
    Behind,
}

impl<'a> Records<'a> {
    pub(crate) fn new(window: Window<'a>, delimiter: u8, start: usize) -> Self {
        Self {
            window,
            machine: ReaderBuilder::new().delimiter(delimiter).build(),
            delimiter,
            start,
            cells: Vec::new(),
            ends: Vec::new(),
            raw: start..start,
        }
    }

    /// Reads the next record. `false`: there is none.
    pub(crate) fn next(&mut self, cx: &mut Cx<'_>) -> Result<bool, Error> {
        if self.start >= DROP_BYTES {
            self.window.discard(self.start);
            self.start = 0;
        }
        let (mut output, mut end) = (0, 0);
        let mut read = self.start;
        loop {
            let text = self.window.text().as_bytes().get(read..).unwrap_or_default();
            if text.is_empty() && !self.window.is_ended() {
                self.window.extend(cx)?;
                continue;
            }
            if self.cells.len() < output + text.len() + 1 {
                self.cells.resize((output + text.len() + 1).max(2 * self.cells.len()), 0);
            }
            if self.ends.len() <= end {
                self.ends.resize((2 * self.ends.len()).max(64), 0);
            }
            let (result, taken, written, ended) = self.machine.read_record(
                text,
                self.cells.get_mut(output..).unwrap_or_default(),
                self.ends.get_mut(end..).unwrap_or_default(),
            );
            read += taken;
            output += written;
            end += ended;
            if (read - self.start) as u64 > cx.limits.text {
                return Err(self
                    .too_much(format!("a row is longer than {} bytes", cx.limits.text))
                    .hint("raise it with `--limit text=NUMBER`, or look for a quote that does not end"));
            }
            if end > MOST_CELLS {
                return Err(self.too_much(format!("a row has more than {MOST_CELLS} cells")));
            }
            match result {
                ReadRecordResult::Record => {
                    self.settle(read, end);
                    return Ok(true);
                }
                ReadRecordResult::End => return Ok(false),
                ReadRecordResult::InputEmpty
                | ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull => {}
            }
        }
    }

    /// A record was read up to `read`.
    fn settle(&mut self, read: usize, cells: usize) {
        self.ends.truncate(cells);
        let raw = self.window.text().get(self.start..read).unwrap_or_default();
        let is_end = |character: char| matches!(character, '\r' | '\n');
        // the line feed of the line before, and empty lines
        let start = self.start + raw.len() - raw.trim_start_matches(is_end).len();
        let written = self.window.text().get(start..read).unwrap_or_default();
        let length = written.strip_suffix('\n').unwrap_or(written);
        let length = length.strip_suffix('\r').unwrap_or(length).len();
        self.raw = start..start + length;
        self.start = read;
    }

    fn too_much(&self, message: String) -> Error {
        Error::limit(message)
            .at(Span::at(self.window.original(self.start)))
            .located(Some(self.window.location(self.start)))
    }

    /// How many cells the record has.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cell of this number, from 0.
    pub(crate) fn cell(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start =
            index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        // the delimiter and quotes are ASCII: cells are whole characters
        std::str::from_utf8(self.cells.get(start..end)?).ok()
    }

    /// The record as it is written, its line end left out.
    pub(crate) fn raw(&self) -> &str {
        self.window.text().get(self.raw.clone()).unwrap_or_default()
    }

    /// Where the record stands in the input.
    pub(crate) fn span(&self) -> Span {
        self.window.span(self.raw.clone())
    }

    /// Line and column of its start.
    pub(crate) fn location(&self) -> Location {
        self.window.location(self.raw.start)
    }

    /// Where the cell of this number stands; of one that is not there, where the record ends.
    pub(crate) fn place(&self, index: usize) -> (Span, Location) {
        let raw = self.raw();
        let mut starts = starts(raw, self.delimiter);
        let start = self.raw.start + starts.nth(index).unwrap_or(raw.len());
        (Span::at(self.window.original(start)), self.window.location(start))
    }

    /// What is odd about how it is written, and the number of the cell that is.
    pub(crate) fn fault(&self) -> Option<(usize, Fault)> {
        fault(self.raw(), self.delimiter)
    }

    /// How the input was decoded.
    pub(crate) fn encoding(&self) -> &wirecopy_model::Encoding {
        self.window.encoding()
    }
}

/// Where the machine is in a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Bare,
    Quoted,
    /// Behind a quote in a quoted cell: its end, or the first of two.
    Quote,
}

fn step(at: At, byte: u8, delimiter: u8) -> At {
    match (at, byte) {
        (At::Quoted, b'"') => At::Quote,
        (At::Quoted, _) | (At::Quote | At::Start, b'"') => At::Quoted,
        (_, byte) if byte == delimiter => At::Start,
        _ => At::Bare,
    }
}

/// Where the cells of a record start.
fn starts(raw: &str, delimiter: u8) -> impl Iterator<Item = usize> + '_ {
    let mut at = At::Start;
    let behind = raw.bytes().enumerate().filter_map(move |(index, byte)| {
        at = step(at, byte, delimiter);
        (at == At::Start).then_some(index + 1)
    });
    std::iter::once(0).chain(behind)
}

fn fault(raw: &str, delimiter: u8) -> Option<(usize, Fault)> {
    memchr::memchr(b'"', raw.as_bytes())?;
    let (mut at, mut cell, mut found) = (At::Start, 0, None);
    for byte in raw.bytes() {
        let next = step(at, byte, delimiter);
        if at == At::Quote && next == At::Bare && found.is_none() {
            found = Some((cell, Fault::Behind));
        }
        cell += usize::from(next == At::Start);
        at = next;
    }
    if at == At::Quoted { Some((cell, Fault::Unclosed)) } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expect: Option<(usize, Fault)>, places: &[usize]) {
        assert_eq!(fault(raw, b','), expect, "{raw}");
        assert_eq!(starts(raw, b',').collect::<Vec<_>>(), places, "{raw}");
    }

    #[test]
    fn what_is_odd_is_found_at_its_cell() {
        check("a,\"b,\"\"c\",d", None, &[0, 2, 10]);
        check("a,\"b\" c,d", Some((1, Fault::Behind)), &[0, 2, 8]);
        check("a,\"b,c", Some((1, Fault::Unclosed)), &[0, 2]);
        check("5\" disk,b", None, &[0, 8]);
        check("", None, &[0]);
    }
}
