//! Strings of JSON: quoting and escaping, eight bytes at a time.

const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
const HIGH: u64 = !LOW;
const TOP_THREE: u64 = 0xe0e0_e0e0_e0e0_e0e0;
const QUOTES: u64 = 0x2222_2222_2222_2222;
const BACKSLASHES: u64 = 0x5c5c_5c5c_5c5c_5c5c;

/// Appends `value` as a JSON string. What JSON does not force to be escaped stays as it is.
pub(crate) fn write_string(value: &str, out: &mut Vec<u8>) {
    let bytes = value.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    let mut copied = 0;
    let (words, tail) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let mut marks = marks(u64::from_le_bytes(*word));
        while marks != 0 {
            let at = index * 8 + marks.trailing_zeros() as usize / 8;
            copied = escape(bytes, copied, at, out);
            marks &= marks - 1;
        }
    }
    for (index, &byte) in tail.iter().enumerate() {
        if byte < 0x20 || byte == b'"' || byte == b'\\' {
            copied = escape(bytes, copied, words.len() * 8 + index, out);
        }
    }
    out.extend_from_slice(bytes.get(copied..).unwrap_or_default());
    out.push(b'"');
}

/// The high bit of each byte of `word` that must be escaped; all other bits are zero. Exact for every byte: the
/// sums below carry into no neighbour.
fn marks(word: u64) -> u64 {
    let nonzero = |bytes: u64| (bytes & LOW).wrapping_add(LOW) | bytes;
    let plain = nonzero(word & TOP_THREE) & nonzero(word ^ QUOTES) & nonzero(word ^ BACKSLASHES);
    !plain & HIGH
}

/// Appends what lies between `copied` and `at`, and the byte `at` escaped. Gives where to go on.
fn escape(bytes: &[u8], copied: usize, at: usize, out: &mut Vec<u8>) -> usize {
    out.extend_from_slice(bytes.get(copied..at).unwrap_or_default());
    let byte = bytes.get(at).copied().unwrap_or_default();
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\t' => b't',
        b'\r' => b'r',
        0x08 => b'b',
        0x0c => b'f',
        _ => {
            let hex = |nibble: u8| if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 };
            out.extend_from_slice(&[b'\\', b'u', b'0', b'0', hex(byte >> 4), hex(byte & 0xf)]);
            return at + 1;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
    at + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(value: &str) {
        let mut out = Vec::new();
        write_string(value, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), serde_json::to_string(value).unwrap());
    }

    #[test]
    fn every_byte_at_every_place_is_as_serde_json_has_it() {
        for byte in 0..=0x7f_u8 {
            for place in 0..24 {
                let mut text = vec![b'x'; 24];
                text[place] = byte;
                check(std::str::from_utf8(&text).unwrap());
            }
        }
        check("");
        check("é\u{80}\u{a2}\u{dc}\u{2028}\u{10ffff}");
    }

    proptest! {
        #[test]
        fn any_string_is_as_serde_json_has_it(text in "(?s)[\\x00-\\x23\\\\a-cé漢\u{7f}\u{80}\u{2028}]{0,80}") {
            check(&text);
        }

        #[test]
        fn any_text_is_as_serde_json_has_it(text: String) {
            check(&text);
        }
    }
}
