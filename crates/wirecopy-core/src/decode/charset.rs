use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// An encoding that can be read: those of the WHATWG standard and UTF-32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    Utf16 { big: bool },
    Utf32 { big: bool },
    Other(&'static Encoding),
}

impl Charset {
    /// The encoding of a label. `None`: no such label, or one that nothing may be read as.
    pub(super) fn for_label(label: &str) -> Option<Self> {
        let label = label.trim();
        let is = |names: &[&str]| names.iter().any(|name| label.eq_ignore_ascii_case(name));
        if is(&["utf-32", "utf32", "utf-32be", "utf32be", "ucs-4", "iso-10646-ucs-4"]) {
            return Some(Self::Utf32 { big: true });
        }
        if is(&["utf-32le", "utf32le", "ucs-4le"]) {
            return Some(Self::Utf32 { big: false });
        }
        let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
        Some(Self::of(encoding)).filter(|_| encoding != encoding_rs::X_USER_DEFINED)
    }

    pub(super) fn of(encoding: &'static Encoding) -> Self {
        if encoding == UTF_8 {
            Self::Utf8
        } else if encoding == UTF_16LE {
            Self::Utf16 { big: false }
        } else if encoding == UTF_16BE {
            Self::Utf16 { big: true }
        } else {
            Self::Other(encoding)
        }
    }

    /// The name of the WHATWG standard, lower case.
    pub(super) fn name(self) -> String {
        match self {
            Self::Utf8 => "utf-8".to_owned(),
            Self::Utf16 { big: false } => "utf-16le".to_owned(),
            Self::Utf16 { big: true } => "utf-16be".to_owned(),
            Self::Utf32 { big: false } => "utf-32le".to_owned(),
            Self::Utf32 { big: true } => "utf-32be".to_owned(),
            Self::Other(encoding) => encoding.name().to_ascii_lowercase(),
        }
    }

    /// Whether its units are wider than a byte, so that ASCII text has NUL bytes in it.
    pub(super) fn is_wide(self) -> bool {
        matches!(self, Self::Utf16 { .. } | Self::Utf32 { .. })
    }

    /// The byte order mark at the start of `bytes`, and its length.
    pub(super) fn by_mark(bytes: &[u8]) -> Option<(Self, usize)> {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Some((Self::Utf8, 3)),
            [0xFF, 0xFE, 0, 0, ..] => Some((Self::Utf32 { big: false }, 4)),
            [0, 0, 0xFE, 0xFF, ..] => Some((Self::Utf32 { big: true }, 4)),
            [0xFF, 0xFE, ..] => Some((Self::Utf16 { big: false }, 2)),
            [0xFE, 0xFF, ..] => Some((Self::Utf16 { big: true }, 2)),
            _ => None,
        }
    }

    /// UTF-16 or UTF-32 by where the NUL bytes stand: text in any script has spaces, line ends and digits.
    pub(super) fn by_nuls(bytes: &[u8]) -> Option<Self> {
        let sample = bytes.get(..4096).unwrap_or(bytes);
        memchr::memchr(0, sample)?;
        let mut nuls = [0_usize; 4];
        let (quads, rest) = sample.as_chunks::<4>();
        for quad in quads {
            for (count, byte) in nuls.iter_mut().zip(quad) {
                *count += usize::from(*byte == 0);
            }
        }
        for (count, byte) in nuls.iter_mut().zip(rest) {
            *count += usize::from(*byte == 0);
        }
        let [a, b, c, d] = nuls;
        let (few, most) = (sample.len() / 200, sample.len() / 4 * 9 / 10);
        if sample.len() >= 8 {
            if c >= most && d >= most && a <= few {
                return Some(Self::Utf32 { big: false });
            }
            if a >= most && b >= most && d <= few {
                return Some(Self::Utf32 { big: true });
            }
        }
        if sample.len() < 4 {
            return None;
        }
        // a fifth of the units from Latin-1 is enough to tell, when the other halves are hardly ever NUL
        let many = (sample.len() / 2 / 5).max(1);
        if b + d >= many && a + c <= few {
            return Some(Self::Utf16 { big: false });
        }
        if a + c >= many && b + d <= few {
            return Some(Self::Utf16 { big: true });
        }
        None
    }
}

/// The characters windows-1252 has for a byte.
pub(super) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '\u{20AC}', '\u{FFFD}', '\u{201A}', '\u{192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}',
        '\u{2C6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{FFFD}', '\u{17D}', '\u{FFFD}',
        '\u{FFFD}', '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}',
        '\u{2DC}', '\u{2122}', '\u{161}', '\u{203A}', '\u{153}', '\u{FFFD}', '\u{17E}', '\u{178}',
    ];
    match byte {
        0x80..=0x9F => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{FFFD}'),
        _ => char::from(byte),
    }
}
