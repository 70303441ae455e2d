//! Which bytes of a text could mean something to a reader of Markdown, wherever in a line they stand.
//!
//! Nearly all text has none of them, which is told of sixteen bytes at a time.

/// Bytes looked at together.
const WIDTH: usize = 16;

/// Whether no byte of a text could mean something, or belongs to a character that texts may not hold.
pub(super) fn is_quiet(text: &str) -> bool {
    let (whole, rest) = text.as_bytes().as_chunks::<WIDTH>();
    if whole.iter().any(is_odd) {
        return false;
    }
    if whole.is_empty() {
        return rest.iter().all(|byte| !may_mean(*byte));
    }
    // the last bytes once more with those before: that is less than one by one
    rest.is_empty() || text.as_bytes().last_chunk::<WIDTH>().is_none_or(|last| !is_odd(last))
}

/// Whether any of these bytes could mean something.
fn is_odd(bytes: &[u8; WIDTH]) -> bool {
    bytes.iter().fold(0, |odd, byte| odd | oddness(*byte)) != 0
}

/// Whether a byte could mean something. It may say so of one too many (`^` and `}`).
pub(super) fn may_mean(byte: u8) -> bool {
    oddness(byte) != 0
}

/// Not 0: the byte could mean something. Told without branches, for so compilers tell it of many at once.
fn oddness(byte: u8) -> u8 {
    // `[`, `\`, `]`, `^`, `_`, `{`, vertical bar, `}`, `~` and delete
    let bracket = (byte | 0x20).wrapping_sub(b'{') < 5;
    let is = |sign: u8| u8::from(byte == sign);
    let signs = is(b'`') | is(b'*') | is(b'<') | is(b'&');
    // of the control characters beyond ASCII, the byte order mark and what is no character
    let first = is(0xc2) | u8::from(byte >= 0xef);
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
    fn letters_of_all_sorts_are_quiet() {
        assert!(is_quiet("Zwölf Fähren — „heute“, Паром, 渡し船, 3.5 % (#1) > 'x' = $5 @a!"));
        assert!(!is_quiet("a\u{85}b") && !is_quiet("\u{feff}") && !is_quiet("\u{fffe}"));
    }
}
