//! Bytes of ASCII, eight at a time.

/// The highest bit of every byte.
pub(crate) const HIGH: u64 = 0x8080_8080_8080_8080;

/// Eight bytes with their capitals made small.
pub(crate) const fn small(bytes: u64) -> u64 {
    bytes | (within(bytes, b'A', b'Z') >> 2)
}

/// How many letters and digits a text begins with.
pub(crate) fn word_length(text: &[u8]) -> usize {
    let mut length = 0;
    let mut rest = text;
    while let Some((chunk, behind)) = rest.split_first_chunk() {
        let bytes = u64::from_le_bytes(*chunk);
        let letters = within(bytes | (HIGH >> 2), b'a', b'z');
        let others = HIGH & !(letters | within(bytes, b'0', b'9'));
        if others != 0 {
            return length + others.trailing_zeros() as usize / 8;
        }
        length += chunk.len();
        rest = behind;
    }
    length + rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len())
}

/// The highest bit of each byte of ASCII from `first` to `last`.
const fn within(bytes: u64, first: u8, last: u8) -> u64 {
    // the sums carry into the highest bit of a byte and no further
    let low = bytes & !HIGH;
    let from_first = low.wrapping_add(every(0x80 - first));
    let behind_last = low.wrapping_add(every(0x7f - last));
    from_first & !behind_last & !bytes & HIGH
}

const fn every(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_capitals_are_made_small() {
        for byte in 0..=u8::MAX {
            let bytes = [byte, b'A', byte, 0xff, byte, b'z', byte, byte];
            let expect = bytes.map(|byte| byte.to_ascii_lowercase());
            assert_eq!(small(u64::from_le_bytes(bytes)), u64::from_le_bytes(expect), "{byte}");
        }
    }

    #[test]
    fn words_end_at_what_is_no_letter_or_digit() {
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut text = [b'k'; 20];
                text[at] = byte;
                let expect = if byte.is_ascii_alphanumeric() { 20 } else { at };
                assert_eq!(word_length(&text), expect, "{byte} {at}");
                assert_eq!(word_length(&text[at..]), expect - at, "{byte} {at}");
            }
        }
    }
}
