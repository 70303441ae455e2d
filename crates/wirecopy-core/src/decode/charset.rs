use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::page::Page;

/// An encoding that can be read: those of the WHATWG standard, UTF-32, and code pages of one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    Utf8,
    Utf16 { big: bool },
    Utf32 { big: bool },
    Other(&'static Encoding),
    Page(&'static Page),
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
        let encoding = Encoding::for_label_no_replacement(label.as_bytes())
            .or_else(|| Encoding::for_label_no_replacement(usual_label(label)?.as_bytes()));
        match encoding {
            Some(encoding) => Some(Self::of(encoding)).filter(|_| encoding != encoding_rs::X_USER_DEFINED),
            None => Page::for_label(&letters(label)).map(Self::Page),
        }
    }

    /// Why a label that is known is not followed. `None`: there is no such label.
    pub(super) fn refusal(label: &str) -> Option<&'static str> {
        match letters(label).as_str() {
            "utf7" | "unicode11utf7" | "csunicode11utf7" | "u7" | "xunicode20utf7" => {
                Some("UTF-7 is not read, as it can hide markup")
            }
            "hz" | "hzgb2312" | "iso2022kr" | "csiso2022kr" | "iso2022cn" | "iso2022cnext" => {
                Some("it is not read, as it can hide markup; no browser reads it")
            }
            _ => None,
        }
    }

    /// EBCDIC by what an XML declaration begins with in all its forms (XML 1.0, appendix F).
    pub(super) fn by_ebcdic(bytes: &[u8]) -> Option<Self> {
        bytes.starts_with(&[0x4C, 0x6F, 0xA7, 0x94, 0x93]).then(Page::ebcdic).flatten().map(Self::Page)
    }

    /// Whether text in ASCII is the same bytes in it.
    pub(super) fn is_ascii(self) -> bool {
        match self {
            Self::Page(page) => page.is_ascii,
            _ => !self.is_wide(),
        }
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
            Self::Page(page) => page.name().to_owned(),
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

/// Letters and digits of a label, lower case.
fn letters(label: &str) -> String {
    label.chars().filter(char::is_ascii_alphanumeric).take(32).map(|char| char.to_ascii_lowercase()).collect()
}

/// Whether a label says that there is ASCII and nothing else.
pub(super) fn says_ascii(label: &str) -> bool {
    matches!(letters(label).as_str(), "usascii" | "ascii" | "ansix341968" | "iso646us" | "cp367" | "ibm367")
}

/// The label of the WHATWG standard for one that is spelled otherwise.
fn usual_label(label: &str) -> Option<&'static str> {
    let letters = letters(label);
    let numbered = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| letters.strip_prefix(prefix));
    let bare = Some(letters.as_str()).filter(|letters| letters.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(number) = numbered(&["windows", "win", "cp", "ms", "ansi", "xcp"]).or(bare) {
        return Some(match number {
            "1250" => "windows-1250",
            "1251" => "windows-1251",
            "1252" => "windows-1252",
            "1253" => "windows-1253",
            "1254" => "windows-1254",
            "1255" => "windows-1255",
            "1256" => "windows-1256",
            "1257" => "windows-1257",
            "1258" => "windows-1258",
            "874" => "windows-874",
            "932" | "31j" => "shift_jis",
            "936" => "gbk",
            "949" => "euc-kr",
            "950" => "big5",
            "65001" => "utf-8",
            "1200" => "utf-16le",
            "1201" => "utf-16be",
            "866" => "ibm866",
            "646" => "us-ascii",
            _ => return None,
        });
    }
    if let Some(part) = numbered(&["iso8859", "8859"]) {
        // with the year of the standard
        let part = part.strip_suffix("1987").or_else(|| part.strip_suffix("1988")).unwrap_or(part);
        return ISO_8859.iter().find(|(number, _)| *number == part).map(|(_, label)| *label);
    }
    Some(match letters.as_str() {
        "utf8" | "u8" | "utf" | "utf8bom" | "utf8mb4" | "utf8n" | "xutf8" => "utf-8",
        "utf16" | "u16" | "ucs2" | "ucs2le" | "utf16le" => "utf-16le",
        "ucs2be" | "utf16be" => "utf-16be",
        "latin1" | "isolatin1" | "latin" | "l1" | "iso88591latin1" | "ansi" => "iso-8859-1",
        "latin2" | "isolatin2" => "iso-8859-2",
        "latin3" => "iso-8859-3",
        "latin4" => "iso-8859-4",
        "latin5" => "iso-8859-9",
        "latin6" => "iso-8859-10",
        "latin7" => "iso-8859-13",
        "latin8" => "iso-8859-14",
        "latin9" | "latin0" => "iso-8859-15",
        "latin10" => "iso-8859-16",
        "koi8r" | "koi8" => "koi8-r",
        "koi8u" | "koi8ru" => "koi8-u",
        "gb2312" | "gb231280" | "gbk" | "euccn" | "eucgb2312cn" | "gb" => "gbk",
        "gb18030" | "gb180302000" => "gb18030",
        "asmo708" | "ecma114" | "isoir127" => "iso-8859-6",
        "ecma118" | "elot928" | "isoir126" => "iso-8859-7",
        "isoir138" => "iso-8859-8",
        "isoir144" => "iso-8859-5",
        "big5" | "big5hkscs" | "hkscs" | "big5eten" | "big5tw" | "xmactradchinese" => "big5",
        "eucjp" | "ujis" | "eucjis2004" | "eucjisx0213" => "euc-jp",
        "shiftjis" | "sjis" | "xsjis" | "shiftjisx0213" | "shiftjis2004" | "mskanji" => "shift_jis",
        "iso2022jp" | "iso2022jp1" | "iso2022jp2" | "iso2022jp3" | "iso2022jpext" | "jis" => "iso-2022-jp",
        "euckr" | "ksc5601" | "ksc56011987" | "ksx1001" | "uhc" | "korean" | "xmackorean" => "euc-kr",
        "macroman" | "xmacroman" | "mac" | "macintosh" => "macintosh",
        "maccyrillic" | "macukrainian" => "x-mac-cyrillic",
        "tis620" | "tis6200" | "tis62025290" | "tis62025291" | "isoir166" => "windows-874",
        "usascii" | "ascii" | "646" | "iso646us" | "cp367" => "us-ascii",
        _ => return None,
    })
}

/// Parts of ISO 8859, as what stands behind their number.
const ISO_8859: [(&str, &str); 16] = [
    ("1", "iso-8859-1"),
    ("2", "iso-8859-2"),
    ("3", "iso-8859-3"),
    ("4", "iso-8859-4"),
    ("5", "iso-8859-5"),
    ("6", "iso-8859-6"),
    ("7", "iso-8859-7"),
    ("8", "iso-8859-8"),
    ("8i", "iso-8859-8-i"),
    ("9", "iso-8859-9"),
    ("10", "iso-8859-10"),
    ("11", "iso-8859-11"),
    ("13", "iso-8859-13"),
    ("14", "iso-8859-14"),
    ("15", "iso-8859-15"),
    ("16", "iso-8859-16"),
];

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
