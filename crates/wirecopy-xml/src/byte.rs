//! What bytes mean in XML.

/// White space: space, tab, line feed, carriage return.
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Whether a name may begin with the byte. All of non-ASCII may.
pub(crate) fn begins_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b':' || byte >= 0x80
}

/// Whether a name may hold the byte.
pub(crate) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'-' | b'.') || byte >= 0x80
}

/// The byte at `index`; NUL past the end.
pub(crate) fn at(bytes: &[u8], index: usize) -> u8 {
    bytes.get(index).copied().unwrap_or(0)
}

/// How many name bytes `bytes` begins with from `from`.
pub(crate) fn name_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|&byte| !is_name(byte)).unwrap_or(rest.len())
}

/// The first byte from `from` on that is no white space.
pub(crate) fn space_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|&byte| !is_space(byte)).unwrap_or(rest.len())
}

/// Control characters that XML text does not hold as they are: all but tab and line feed. Carriage return is
/// one, for it becomes a line feed.
fn is_odd(byte: u8) -> bool {
    byte < 0x20 && byte != b'\t' && byte != b'\n'
}

/// The first odd byte from `from` on.
pub(crate) fn find_odd(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..).unwrap_or_default();
    let mut at = from;
    for block in rest.chunks(64) {
        // no early exit within a block, so that it becomes vector code
        let odd = block.iter().fold(false, |odd, &byte| odd | is_odd(byte));
        if odd {
            return block.iter().position(|&byte| is_odd(byte)).map(|index| at + index);
        }
        at += block.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_bytes_are_found_wherever_they_stand() {
        for at in [0, 1, 63, 64, 65, 199] {
            let mut bytes = vec![b'a'; 200];
            bytes[at] = 0;
            assert_eq!(find_odd(&bytes, 0), Some(at));
            assert_eq!(find_odd(&bytes, at + 1), None);
        }
        assert_eq!(find_odd(b"a\tb\nc", 0), None);
    }
}
