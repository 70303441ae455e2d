//! Which bytes of a text could mean something to a reader of Markdown, wherever in a line they stand.
//!
//! Nearly all text has none of them, which is told of sixteen bytes at a time.

use crate::scan::{WIDTH, any, is};

/// Whether no byte of a text could mean something, or belongs to a character that texts may not hold.
pub(super) fn is_quiet(text: &str) -> bool {
    !any(text.as_bytes(), oddness)
}

/// The first byte from `from` on that could mean something, and its place. It may name one too many (`^` and `}`).
pub(super) fn next_odd(bytes: &[u8], from: usize) -> Option<(usize, u8)> {
    let mut at = from;
    while bytes.get(at..)?.first_chunk::<WIDTH>().is_some_and(|chunk| !any(chunk, oddness)) {
        at += WIDTH;
    }
    let rest = bytes.get(at..)?.iter();
    rest.enumerate().find(|(_, byte)| !is_plain(**byte)).map(|(offset, byte)| (at + offset, *byte))
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b' ' || oddness(byte) == 0
}

/// Not 0: the byte could mean something. Told without branches, for so compilers tell it of many at once.
fn oddness(byte: u8) -> u8 {
    // `[`, `\`, `]`, `^`, `_`, `{`, vertical bar, `}`, `~` and delete
    let bracket = (byte | 0x20).wrapping_sub(b'{') < 5;
    let signs = is(byte, b'`') | is(byte, b'*') | is(byte, b'<') | is(byte, b'&');
    // of the control characters beyond ASCII, the byte order mark and what is no character
    let first = is(byte, 0xc2) | u8::from(byte >= 0xef);
    u8::from(bracket) | signs | first | u8::from(byte < 0x20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_seen_wherever_it_stands() {
        for length in 0..50 {
            let text = "a".repeat(length);
            assert!(is_quiet(&text));
            for at in 0..length {
                for odd in ["\\", "`", "*", "_", "[", "]", "<", "&", "~", "{", "|", "\n", "\0", "\u{7f}"] {
                    let mut text = text.clone();
                    text.replace_range(at..=at, odd);
                    assert!(!is_quiet(&text), "{text}");
                }
            }
        }
    }

    #[test]
    fn odd_bytes_are_found_one_after_the_other() {
        let text = "a ferry_of the quay, and [another] at the pier";
        let mut found = Vec::new();
        let mut from = 0;
        while let Some((at, byte)) = next_odd(text.as_bytes(), from) {
            found.push((at, char::from(byte)));
            from = at + 1;
        }
        assert_eq!(found, [(7, '_'), (25, '['), (33, ']')]);
    }

    #[test]
    fn letters_of_all_sorts_are_quiet() {
        assert!(is_quiet("Zwölf Fähren — „heute“, Паром, 渡し船, 3.5 % (#1) > 'x' = $5 @a!"));
        assert!(!is_quiet("a\u{85}b") && !is_quiet("\u{feff}") && !is_quiet("\u{fffe}"));
    }
}
