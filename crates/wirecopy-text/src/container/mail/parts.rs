//! The parts of a mail (RFC 2046), in one pass over its lines, however deep they are nested.

use std::collections::HashMap;
use std::ops::Range;

use super::header::{Field, Header};

/// Parts nest so deep; what is deeper is kept as one part.
const DEPTH: usize = 32;
/// So many parts are told apart.
const MOST: usize = 10_000;
/// RFC 2046 allows 70.
const LONGEST_BOUNDARY: usize = 250;

/// A part that has no parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// Media type, lower case; empty: not stated.
    pub(super) media_type: String,
    pub(super) charset: Option<String>,
    /// Whether lines that end in a space go on (RFC 3676).
    pub(super) flowed: bool,
    pub(super) transfer: Transfer,
    /// Whether it is meant to be kept apart from the text.
    pub(super) is_attachment: bool,
    /// Name of its file.
    pub(super) name: Option<String>,
    /// Where its body stands.
    pub(super) body: Range<usize>,
}

/// How the bytes of a part are encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Transfer {
    #[default]
    Plain,
    QuotedPrintable,
    Base64,
}

/// What a mail consists of.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) leaves: Vec<Part>,
    /// Whether parts lie deeper, or are more, than are told apart.
    pub(super) is_cut: bool,
    /// Whether a boundary that is stated never comes, or the last part is not closed.
    pub(super) is_broken: bool,
}

/// The parts of the mail with this header, which ends at `end`.
pub(super) fn read(bytes: &[u8], header: &Header<'_>, end: usize) -> Parts {
    let bytes = bytes.get(..end).unwrap_or(bytes);
    let mut open = Open::default();
    let mut parts = Parts::default();
    let mut current = open.begin(header, &mut parts);
    let mut at = header.body;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let next = memchr::memchr(b'\n', rest).map_or(bytes.len(), |found| at + found + 1);
        let line = bytes.get(at..next).unwrap_or_default().trim_ascii_end();
        let Some((depth, is_end)) = open.depth_of(line) else {
            at = next;
            continue;
        };
        if let Some(part) = current.take() {
            parts.close(part, line_end_before(bytes, at));
        }
        open.return_to(if is_end { depth } else { depth + 1 });
        at = next;
        if !is_end {
            let header = Header::read(bytes, at);
            at = header.body;
            current = open.begin(&header, &mut parts);
        }
    }
    if let Some(part) = current {
        parts.close(part, bytes.len());
    }
    parts.is_broken |= !open.boundaries.is_empty();
    parts
}

impl Parts {
    fn close(&mut self, mut part: Part, end: usize) {
        part.body.end = end.max(part.body.start);
        if self.leaves.len() < MOST {
            self.leaves.push(part);
        } else {
            self.is_cut = true;
        }
    }
}

/// The boundaries that are in force.
#[derive(Default)]
struct Open {
    boundaries: Vec<Vec<u8>>,
    depths: HashMap<Vec<u8>, usize>,
}

impl Open {
    /// Begins what a header heads. `None`: parts follow.
    fn begin(&mut self, header: &Header<'_>, parts: &mut Parts) -> Option<Part> {
        let kind = header.find("content-type").and_then(Field::content_type);
        let boundary = kind
            .as_ref()
            .filter(|kind| kind.ctype() == "multipart")
            .and_then(|kind| kind.attribute("boundary"))
            .filter(|boundary| !boundary.is_empty() && boundary.len() <= LONGEST_BOUNDARY);
        if let Some(boundary) = boundary {
            if self.boundaries.len() < DEPTH {
                let boundary = boundary.trim_ascii_end().as_bytes().to_vec();
                self.depths.entry(boundary.clone()).or_insert(self.boundaries.len());
                self.boundaries.push(boundary);
                return None;
            }
            parts.is_cut = true;
        }
        let disposition = header.find("content-disposition").and_then(Field::content_type);
        let attribute = |name: &str| kind.as_ref().and_then(|kind| kind.attribute(name));
        let name =
            disposition.as_ref().and_then(|found| found.attribute("filename")).or_else(|| attribute("name"));
        let transfer =
            header.find("content-transfer-encoding").map(|field| field.written().to_ascii_lowercase());
        Some(Part {
            media_type: kind.as_ref().map_or_else(String::new, |kind| match kind.subtype() {
                Some(subtype) => format!("{}/{subtype}", kind.ctype()),
                None => kind.ctype().to_owned(),
            }),
            charset: attribute("charset").map(str::to_owned),
            flowed: attribute("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed")),
            transfer: match transfer.as_deref() {
                Some("base64") => Transfer::Base64,
                Some("quoted-printable") => Transfer::QuotedPrintable,
                _ => Transfer::Plain,
            },
            is_attachment: disposition.as_ref().is_some_and(mail_parser::ContentType::is_attachment),
            name: name.map(str::to_owned),
            body: header.body..header.body,
        })
    }

    /// How deep the boundary in `line` lies, and whether it ends its parts. `None`: it is no boundary.
    fn depth_of(&self, line: &[u8]) -> Option<(usize, bool)> {
        let rest = line.strip_prefix(b"--").filter(|rest| rest.len() <= LONGEST_BOUNDARY + 2)?;
        if let Some(depth) = self.depths.get(rest) {
            return Some((*depth, false));
        }
        rest.strip_suffix(b"--").and_then(|rest| self.depths.get(rest)).map(|depth| (*depth, true))
    }

    /// Leaves what is deeper than `depth`.
    fn return_to(&mut self, depth: usize) {
        while self.boundaries.len() > depth {
            if let Some(boundary) = self.boundaries.pop()
                && self.depths.get(&boundary) == Some(&self.boundaries.len())
            {
                self.depths.remove(&boundary);
            }
        }
    }
}

/// Where the line before `at` ends: its line end belongs to the boundary.
fn line_end_before(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    let before = before.strip_suffix(b"\n").unwrap_or(before);
    before.strip_suffix(b"\r").unwrap_or(before).len()
}
