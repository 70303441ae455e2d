use encoding_rs::{DecoderResult, UTF_16BE, UTF_16LE};
use wirecopy_model::Span;

use super::charset::{Charset, windows_1252};
use super::head::utf32;
use super::lines::Lines;
use super::map::Map;
use super::page::Page;
use super::source::Source;
use crate::{Cx, Diagnostic, Error};

/// Turns the bytes of a source into text at the end of a string.
pub(super) struct Codec {
    kind: Kind,
    /// The last bytes given to a foreign decoder, for a fault may begin in an earlier chunk.
    recent: Vec<u8>,
    /// A sequence the last chunk broke off in.
    partial: Vec<u8>,
    ended: bool,
}

enum Kind {
    Utf8,
    Utf32 { big: bool },
    Page(&'static Page),
    Foreign { decoder: Box<encoding_rs::Decoder>, wide: bool },
}

/// Where decoded text goes and what is known about it.
pub(super) struct Target<'t> {
    pub(super) text: &'t mut String,
    /// Offset of the start of `text` in all the decoded text.
    pub(super) base: u64,
    pub(super) map: &'t mut Map,
    pub(super) lines: &'t mut Lines,
    /// Set when a sequence was invalid.
    pub(super) damaged: &'t mut bool,
}

/// How many bytes a foreign decoder is given at once; a checkpoint of the map each.
const STRIDE: usize = 2048;

impl Codec {
    pub(super) fn new(charset: Charset) -> Self {
        let foreign = |encoding: &'static encoding_rs::Encoding, wide| Kind::Foreign {
            decoder: Box::new(encoding.new_decoder_without_bom_handling()),
            wide,
        };
        let kind = match charset {
            Charset::Utf8 => Kind::Utf8,
            Charset::Utf16 { big: false } => foreign(UTF_16LE, true),
            Charset::Utf16 { big: true } => foreign(UTF_16BE, true),
            Charset::Utf32 { big } => Kind::Utf32 { big },
            Charset::Other(encoding) => foreign(encoding, false),
            Charset::Page(page) => Kind::Page(page),
        };
        Self { kind, recent: Vec::new(), partial: Vec::new(), ended: false }
    }

    /// Whether all of the source was decoded.
    pub(super) fn is_ended(&self) -> bool {
        self.ended
    }

    /// Decodes until `target.text` has `length` bytes or the source ends.
    pub(super) fn fill(
        &mut self,
        source: &mut Source<'_>,
        length: usize,
        target: &mut Target<'_>,
        cx: &mut Cx<'_>,
    ) -> Result<(), Error> {
        while !self.ended && target.text.len() < length {
            let wanted = (length - target.text.len()).max(16);
            let position = source.position();
            let chunk = source.chunk()?;
            let chunk = chunk.get(..wanted).unwrap_or(chunk);
            self.ended = chunk.is_empty();
            let taken = chunk.len();
            match &mut self.kind {
                Kind::Utf8 => utf8(&mut self.partial, chunk, position, target, cx),
                Kind::Utf32 { big } => wide32(*big, &mut self.partial, chunk, position, target, cx),
                Kind::Page(page) => one_byte(page, chunk, position, target, cx),
                Kind::Foreign { decoder, wide } => {
                    foreign(decoder, *wide, &mut self.recent, chunk, position, target, cx);
                }
            }
            target.map.reached(position + taken as u64);
            source.take(taken)?;
        }
        Ok(())
    }
}

impl Target<'_> {
    /// Takes bytes that are no text for themselves: as windows-1252, or as one replacement character.
    fn repair(&mut self, bytes: &[u8], at: u64, wide: bool, cx: &mut Cx<'_>) {
        *self.damaged = true;
        let location = self.lines.locate(self.text, self.text.len());
        if wide {
            self.text.push('\u{FFFD}');
        } else {
            self.text.extend(bytes.iter().map(|byte| windows_1252(*byte)));
        }
        let end = at + bytes.len() as u64;
        self.point(end);
        let message = match (wide, bytes) {
            (true, _) => "bytes that are no character were replaced".to_owned(),
            (false, [byte]) => format!("the byte 0x{byte:02X} is invalid here and was read as windows-1252"),
            (false, _) => format!("{} bytes are invalid here and were read as windows-1252", bytes.len()),
        };
        cx.report(
            Diagnostic::repair("decode.byte.invalid", message).at(Span::new(at, end)).located(Some(location)),
        );
    }

    fn point(&mut self, original: u64) {
        self.map.point(self.base + self.text.len() as u64, original);
    }
}

fn utf8(partial: &mut Vec<u8>, chunk: &[u8], position: u64, target: &mut Target<'_>, cx: &mut Cx<'_>) {
    let ended = chunk.is_empty();
    let mut rest = chunk;
    let mut at = position;
    while !partial.is_empty() {
        // the sequence so far began before this chunk
        match std::str::from_utf8(partial) {
            Ok(text) => {
                target.text.push_str(text);
                partial.clear();
            }
            Err(error) => {
                let bad = match error.error_len() {
                    Some(bad) => bad,
                    None if ended => partial.len(),
                    None => {
                        let Some((&next, after)) = rest.split_first() else { return };
                        partial.push(next);
                        rest = after;
                        at += 1;
                        continue;
                    }
                };
                let begins = at - partial.len() as u64;
                let (valid, broken) = partial.split_at(error.valid_up_to());
                target.text.push_str(std::str::from_utf8(valid).unwrap_or_default());
                let begins = begins + valid.len() as u64;
                target.repair(broken.get(..bad).unwrap_or(broken), begins, false, cx);
                partial.drain(..error.valid_up_to() + bad);
            }
        }
    }
    let cut = rest.len() - unfinished(rest);
    let (whole, tail) = rest.split_at(cut);
    partial.extend_from_slice(tail);
    if let Ok(text) = simdutf8::basic::from_utf8(whole) {
        target.text.push_str(text);
        return;
    }
    for piece in whole.utf8_chunks() {
        target.text.push_str(piece.valid());
        at += piece.valid().len() as u64;
        if !piece.invalid().is_empty() {
            target.repair(piece.invalid(), at, false, cx);
            at += piece.invalid().len() as u64;
        }
    }
}

/// How many bytes at the end begin a sequence that is not all there.
fn unfinished(bytes: &[u8]) -> usize {
    for back in 1..=3.min(bytes.len()) {
        let Some(&byte) = bytes.get(bytes.len() - back) else { return 0 };
        if byte & 0xC0 != 0x80 {
            let needed = match byte {
                0xC2..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF4 => 4,
                _ => 1,
            };
            return if needed > back { back } else { 0 };
        }
    }
    0
}

fn wide32(
    big: bool,
    partial: &mut Vec<u8>,
    chunk: &[u8],
    position: u64,
    target: &mut Target<'_>,
    cx: &mut Cx<'_>,
) {
    if chunk.is_empty() && !partial.is_empty() {
        target.repair(partial, position - partial.len() as u64, true, cx);
        partial.clear();
    }
    for (offset, &byte) in chunk.iter().enumerate() {
        partial.push(byte);
        let Some(&quad) = partial.as_array::<4>() else { continue };
        let end = position + offset as u64 + 1;
        match utf32(quad, big) {
            Some(character) => target.text.push(character),
            None => target.repair(&quad, end - 4, true, cx),
        }
        partial.clear();
    }
}

fn one_byte(page: &Page, chunk: &[u8], position: u64, target: &mut Target<'_>, cx: &mut Cx<'_>) {
    for (offset, &byte) in chunk.iter().enumerate() {
        match page.character(byte) {
            Some(character) => target.text.push(character),
            None => target.repair(&[byte], position + offset as u64, true, cx),
        }
    }
    target.point(position + chunk.len() as u64);
}

fn foreign(
    decoder: &mut encoding_rs::Decoder,
    wide: bool,
    recent: &mut Vec<u8>,
    chunk: &[u8],
    position: u64,
    target: &mut Target<'_>,
    cx: &mut Cx<'_>,
) {
    let last = chunk.is_empty();
    let mut at = position;
    for piece in chunk.chunks(STRIDE).chain(last.then_some(&[][..])) {
        let mut rest = piece;
        loop {
            let room =
                decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len() * 4 + 16);
            target.text.reserve(room);
            let (result, read) = decoder.decode_to_string_without_replacement(rest, target.text, last);
            let (used, after) = rest.split_at(read);
            recent.extend_from_slice(used);
            recent.drain(..recent.len().saturating_sub(16));
            at += read as u64;
            rest = after;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, beyond) => {
                    let (length, beyond) = (usize::from(length), usize::from(beyond));
                    let end = recent.len().saturating_sub(beyond);
                    let begin = end.saturating_sub(length);
                    let bytes = recent.get(begin..end).unwrap_or_default().to_vec();
                    let from = at - (beyond + bytes.len()) as u64;
                    target.repair(&bytes, from, wide, cx);
                }
            }
        }
        // a character that is not all there yet would make the point wrong; the next one will do
        let whole = if wide {
            at.is_multiple_of(2) && !ends_in_surrogate(recent)
        } else {
            piece.last().is_some_and(u8::is_ascii)
        };
        if whole {
            target.point(at);
        }
    }
}

/// Whether the last two bytes may be the first half of a pair, in either byte order.
fn ends_in_surrogate(recent: &[u8]) -> bool {
    let [.., a, b] = recent else { return true };
    a & 0xF8 == 0xD8 || b & 0xF8 == 0xD8
}
