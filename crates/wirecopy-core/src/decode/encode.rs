use std::borrow::Cow;
use std::collections::HashMap;

use super::charset::Charset;
use super::page::Page;

/// A text as bytes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded<'t> {
    /// The bytes, without byte order mark.
    pub bytes: Cow<'t, [u8]>,
    /// Characters the encoding lacks, each with the place in `bytes` where a `?` stands for it.
    pub missing: Vec<(char, usize)>,
}

/// Encodes `text`: the way back from decoding. `None`: there is no encoding of that name.
///
/// What was decoded from bytes that are valid in their encoding becomes the same bytes again, but for the few
/// encodings that have two ways to write a character.
///
/// ```
/// use wirecopy_core::decode::encode;
/// let encoded = encode("Grüße ☂", "windows-1252").unwrap();
/// assert_eq!(&*encoded.bytes, b"Gr\xFC\xDFe ?");
/// assert_eq!(encoded.missing, [('☂', 6)]);
/// ```
pub fn encode<'t>(text: &'t str, encoding: &str) -> Option<Encoded<'t>> {
    let whole = |bytes| Some(Encoded { bytes, missing: Vec::new() });
    match Charset::for_label(encoding)? {
        Charset::Utf8 => whole(Cow::Borrowed(text.as_bytes())),
        Charset::Utf16 { big } => {
            let units = text.encode_utf16();
            whole(units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect())
        }
        Charset::Utf32 { big } => {
            let units = text.chars().map(u32::from);
            whole(units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect())
        }
        Charset::Other(encoding) => Some(other(text, encoding)),
        Charset::Page(page) => Some(one_byte(text, page)),
    }
}

/// The byte order mark of an encoding; empty for those without one.
pub fn byte_order_mark(encoding: &str) -> &'static [u8] {
    match Charset::for_label(encoding) {
        Some(Charset::Utf8) => b"\xEF\xBB\xBF",
        Some(Charset::Utf16 { big: true }) => b"\xFE\xFF",
        Some(Charset::Utf16 { big: false }) => b"\xFF\xFE",
        Some(Charset::Utf32 { big: true }) => b"\0\0\xFE\xFF",
        Some(Charset::Utf32 { big: false }) => b"\xFF\xFE\0\0",
        Some(Charset::Other(_) | Charset::Page(_)) | None => b"",
    }
}

fn one_byte<'t>(text: &'t str, page: &Page) -> Encoded<'t> {
    let bytes_of: HashMap<char, u8> =
        (0..=u8::MAX).rev().filter_map(|byte| Some((page.character(byte)?, byte))).collect();
    let mut bytes = Vec::with_capacity(text.len());
    let mut missing = Vec::new();
    for character in text.chars() {
        if !bytes_of.contains_key(&character) {
            missing.push((character, bytes.len()));
        }
        bytes.push(bytes_of.get(&character).or(bytes_of.get(&'?')).copied().unwrap_or(b'?'));
    }
    Encoded { bytes: Cow::Owned(bytes), missing }
}

fn other<'t>(text: &'t str, encoding: &'static encoding_rs::Encoding) -> Encoded<'t> {
    let (bytes, _, unmappable) = encoding.encode(text);
    if !unmappable {
        return Encoded { bytes, missing: Vec::new() };
    }
    let mut encoder = encoding.new_encoder();
    let mut bytes = Vec::with_capacity(text.len() + text.len() / 2);
    let mut missing = Vec::new();
    let mut rest = text;
    loop {
        bytes.reserve(64.max(rest.len() / 4));
        let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut bytes, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            encoding_rs::EncoderResult::InputEmpty => break,
            encoding_rs::EncoderResult::OutputFull => {}
            encoding_rs::EncoderResult::Unmappable(character) => {
                missing.push((character, bytes.len()));
                bytes.reserve(16);
                // through the encoder, for it may have to switch back to ASCII
                let _ = encoder.encode_from_utf8_to_vec_without_replacement("?", &mut bytes, false);
            }
        }
    }
    Encoded { bytes: Cow::Owned(bytes), missing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::{Hints, decode_all};
    use crate::{Cx, Findings, Limits, Policy};

    #[track_caller]
    fn check(bytes: &[u8], charset: &str) {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let media_type = format!("text/plain; charset={charset}");
        let decoded = decode_all(bytes, &Hints::text(Some(&media_type)), &mut cx).unwrap();
        let name = &decoded.encoding.name;
        let mark = byte_order_mark(name);
        let unmarked = bytes.strip_prefix(mark).unwrap_or(bytes);
        assert_eq!(encode(&decoded.text, name).unwrap().bytes, unmarked, "{name}");
    }

    #[test]
    fn what_was_decoded_becomes_the_same_bytes() {
        check("Grüße\r\n".as_bytes(), "utf-8");
        check(b"\xEF\xBB\xBFport", "utf-8");
        check(b"\xFE\xFF\0p\xD8\x3D\xDE\x00", "utf-16");
        check(b"p\0o\0r\0t\0", "utf-16le");
        check(b"\0\0\xFE\xFF\0\0\0p\0\x01\xF6\0", "utf-32");
        check(b"\xCF\xEE\xF0\xF2", "windows-1251");
        check(b"\x8D`\x82\xCC", "shift_jis");
        check(b"\x1B$B9A\x1B(B.", "iso-2022-jp");
    }

    #[test]
    fn what_an_encoding_lacks_is_told() {
        let encoded = encode("港☃港", "iso-2022-jp").unwrap();
        assert_eq!(encoded.missing.len(), 1);
        assert_eq!(&*encoded.bytes, b"\x1B$B9A\x1B(B?\x1B$B9A\x1B(B");
        assert_eq!(encode("a", "no such thing"), None);
        let text = "☃".repeat(100_000);
        let many = encode(&text, "windows-1252").unwrap();
        assert_eq!((many.bytes.len(), many.missing.len()), (100_000, 100_000));
    }
}
