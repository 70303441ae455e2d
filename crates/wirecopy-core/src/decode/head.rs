use std::borrow::Cow;

use super::charset::Charset;

/// The first bytes of an input as text, for detection only: decoded by byte order mark or NUL pattern, else as
/// UTF-8; damage replaced.
///
/// ```
/// use wirecopy_core::decode::head_text;
/// assert_eq!(head_text(b"\xEF\xBB\xBF<rss>"), "<rss>");
/// assert_eq!(head_text(b"<\0r\0s\0s\0>\0"), "<rss>");
/// assert_eq!(head_text(b"caf\xE9"), "caf\u{FFFD}");
/// ```
pub fn head_text(bytes: &[u8]) -> Cow<'_, str> {
    let (charset, mark) = Charset::by_mark(bytes)
        .or_else(|| Charset::by_nuls(bytes).or_else(|| Charset::by_ebcdic(bytes)).map(|charset| (charset, 0)))
        .unwrap_or((Charset::Utf8, 0));
    let bytes = bytes.get(mark..).unwrap_or_default();
    match charset {
        Charset::Utf8 => String::from_utf8_lossy(bytes),
        Charset::Utf16 { big } => {
            let encoding = if big { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
            Cow::Owned(encoding.decode_without_bom_handling(bytes).0.into_owned())
        }
        Charset::Utf32 { big } => Cow::Owned(
            bytes.as_chunks::<4>().0.iter().map(|quad| utf32(*quad, big).unwrap_or('\u{FFFD}')).collect(),
        ),
        Charset::Other(encoding) => encoding.decode_without_bom_handling(bytes).0,
        Charset::Page(page) => {
            Cow::Owned(bytes.iter().map(|byte| page.character(*byte).unwrap_or('\u{FFFD}')).collect())
        }
    }
}

/// The character of four bytes.
pub(super) fn utf32(quad: [u8; 4], big: bool) -> Option<char> {
    char::from_u32(if big { u32::from_be_bytes(quad) } else { u32::from_le_bytes(quad) })
}

/// The ASCII of text in UTF-16, UTF-32 or EBCDIC; all else becomes `?`.
pub(super) fn foreign_ascii(bytes: &[u8], charset: Charset) -> Vec<u8> {
    let ascii = |unit: u32| u8::try_from(unit).ok().filter(u8::is_ascii).unwrap_or(b'?');
    let bytes = bytes.get(..16 << 10).unwrap_or(bytes);
    match charset {
        Charset::Utf16 { big } => {
            let unit =
                |pair: &[u8; 2]| if big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
            bytes.as_chunks::<2>().0.iter().map(|pair| ascii(u32::from(unit(pair)))).collect()
        }
        Charset::Utf32 { big } => {
            let unit =
                |quad: &[u8; 4]| if big { u32::from_be_bytes(*quad) } else { u32::from_le_bytes(*quad) };
            bytes.as_chunks::<4>().0.iter().map(|quad| ascii(unit(quad))).collect()
        }
        Charset::Page(page) => bytes
            .iter()
            .map(|byte| page.character(*byte).map_or(b'?', |char| ascii(u32::from(char))))
            .collect(),
        _ => bytes.to_vec(),
    }
}
