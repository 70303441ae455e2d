//! The document type declaration: internal general entities are taken, all else is stepped over.

use wirecopy_core::{Cx, Error};

use crate::byte::{at, name_end, space_end};
use crate::fault::shown;
use crate::reference::{Reference, parse};
use crate::{Event, XmlReader};

impl XmlReader<'_> {
    pub(crate) fn doctype(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        let mut scan = Scan::default();
        let (subset, end) = loop {
            let bytes = self.bytes();
            if scan.go_on(bytes) {
                break (scan.subset.clone(), scan.at + 1);
            }
            let length = bytes.len();
            if length as u64 > cx.limits.text || !self.more(cx)? {
                let (_, end) = self.up_to_angle(cx, 9)?;
                self.repair(
                    cx,
                    "xml.doctype.unclosed",
                    0..9,
                    "the document type declaration has no end; it was ended at the next `>`",
                );
                break (0..0, end);
            }
        };
        let bytes = self.bytes();
        if bytes.get(2..9) != Some(b"DOCTYPE") {
            self.repair(cx, "xml.doctype.case", 2..9, "`DOCTYPE` is to be written in capitals");
        }
        self.at = self.start + end;
        if self.roots > 0 {
            self.repair(
                cx,
                "xml.doctype.misplaced",
                0..end,
                "a document type declaration after the document's beginning",
            );
        } else {
            self.declare_entities(cx, subset);
        }
        let inside = 9..end.saturating_sub(1).max(9);
        self.set_verbatim(cx, inside);
        Ok(Some(Event::Doctype))
    }

    /// Takes the entities of the internal subset.
    fn declare_entities(&mut self, cx: &mut Cx<'_>, subset: std::ops::Range<usize>) {
        let mut index = subset.start;
        while let Some(found) =
            self.bytes().get(index..subset.end).and_then(|rest| memchr::memchr2(b'<', b'%', rest))
        {
            index += found;
            let bytes = self.bytes().get(..subset.end).unwrap_or_default();
            let rest = bytes.get(index..).unwrap_or_default();
            if rest.starts_with(b"<!--") {
                let end = memchr::memmem::find(rest, b"-->").map_or(rest.len(), |end| end + 3);
                index += end;
                continue;
            }
            if at(rest, 0) == b'%' {
                self.refuse(cx, index..index + 1, "a parameter entity is referred to");
                index += 1;
                continue;
            }
            if !rest.starts_with(b"<!ENTITY") {
                index += if rest.starts_with(b"<!") { end_of_declaration(rest) } else { 1 };
                continue;
            }
            let end = index + end_of_declaration(rest);
            let begin = space_end(bytes, index + 8);
            let name = begin..name_end(bytes, begin);
            let quote = space_end(bytes, name.end);
            match at(bytes, quote) {
                _ if at(bytes, begin) == b'%' => {
                    self.refuse(cx, index..end, "a parameter entity is declared");
                }
                mark @ (b'"' | b'\'') if !name.is_empty() => {
                    let value = bytes.get(quote + 1..end).unwrap_or_default();
                    let length = memchr::memchr(mark, value).unwrap_or(value.len());
                    self.declare(cx, name, quote + 1..quote + 1 + length);
                }
                _ => self.refuse(cx, index..end, "an external entity is declared"),
            }
            index = end;
        }
    }

    fn declare(&mut self, cx: &mut Cx<'_>, name: std::ops::Range<usize>, value: std::ops::Range<usize>) {
        let piece = |range: &std::ops::Range<usize>| {
            self.window.text().get(self.start + range.start..self.start + range.end).unwrap_or_default()
        };
        // character references count when the entity is declared, all others when it is used
        let (key, raw) = (piece(&name), piece(&value));
        let mut text = String::new();
        let mut rest = raw;
        while let Some((before, _)) = rest.split_once('&') {
            text.push_str(before);
            let reference = rest.get(before.len()..).unwrap_or_default();
            let (what, length) = parse(reference);
            match what {
                Reference::Character(character)
                | Reference::Replaced(character)
                | Reference::Windows(character)
                    if reference.starts_with("&#") =>
                {
                    text.push(character);
                }
                _ => text.push_str(reference.get(..length).unwrap_or_default()),
            }
            rest = reference.get(length..).unwrap_or_default();
        }
        text.push_str(rest);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if matches!(key, "lt" | "gt" | "amp" | "quot" | "apos") {
            return;
        }
        let key = key.to_owned();
        if !self.entities.declare(&key, &text, cx.limits.entities) {
            let message =
                format!("the entity `{}` does not fit the limit `entities`; it was not taken", shown(&key));
            self.repair(cx, "xml.entity.budget", name, message);
        }
    }

    fn refuse(&mut self, cx: &mut Cx<'_>, range: std::ops::Range<usize>, what: &str) {
        // the document may be well-formed; it is read without what it asks for
        let range = self.start + range.start..self.start + range.end;
        let message = format!("{what}; such entities are never followed");
        self.reporter(cx).odd("xml.entity.refused", range, message);
    }
}

/// Length of the declaration at the start of `bytes`, up to its `>` outside quotation marks.
fn end_of_declaration(bytes: &[u8]) -> usize {
    let mut quote = None;
    for (index, &byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return index + 1,
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    bytes.len()
}

/// Looks for the end of a document type declaration, and goes on where it stopped when there is more.
struct Scan {
    at: usize,
    quote: Option<u8>,
    in_subset: bool,
    in_comment: bool,
    subset: std::ops::Range<usize>,
}

impl Default for Scan {
    fn default() -> Self {
        Self { at: 9, quote: None, in_subset: false, in_comment: false, subset: 0..0 }
    }
}

impl Scan {
    /// Whether the end was found; it is at `at` then.
    fn go_on(&mut self, bytes: &[u8]) -> bool {
        while let Some(&byte) = bytes.get(self.at) {
            if self.in_comment {
                if byte == b'>' && bytes.get(self.at - 2..self.at) == Some(b"--") {
                    self.in_comment = false;
                }
            } else if let Some(quote) = self.quote {
                if byte == quote {
                    self.quote = None;
                }
            } else {
                match byte {
                    // an apostrophe in a comment opens nothing
                    b'-' if self.in_subset && bytes.get(self.at - 3..=self.at) == Some(b"<!--") => {
                        self.in_comment = true;
                    }
                    b'"' | b'\'' => self.quote = Some(byte),
                    b'[' if !self.in_subset => {
                        self.in_subset = true;
                        self.subset = self.at + 1..self.at + 1;
                    }
                    b']' if self.in_subset => {
                        self.in_subset = false;
                        self.subset.end = self.at;
                    }
                    b'>' if !self.in_subset => return true,
                    _ => {}
                }
            }
            self.at += 1;
        }
        false
    }
}
