//! Looking through many bytes at once.

/// Bytes looked at together.
pub(crate) const WIDTH: usize = 16;

/// Whether any byte is odd: `oddness` gives something other than 0 for those, and does so without branches, so that
/// compilers ask it of many at once.
pub(crate) fn any(bytes: &[u8], oddness: impl Fn(u8) -> u8) -> bool {
    let (many, rest) = bytes.as_chunks::<{ 4 * WIDTH }>();
    let (chunks, rest) = rest.as_chunks::<WIDTH>();
    if many.iter().any(|chunk| is_odd(chunk, &oddness)) || chunks.iter().any(|chunk| is_odd(chunk, &oddness))
    {
        return true;
    }
    // the last bytes once more with those before: that is less than one by one
    match bytes.last_chunk::<WIDTH>() {
        Some(last) => !rest.is_empty() && is_odd(last, &oddness),
        None => rest.iter().any(|byte| oddness(*byte) != 0),
    }
}

fn is_odd<const LENGTH: usize>(chunk: &[u8; LENGTH], oddness: impl Fn(u8) -> u8) -> bool {
    chunk.iter().fold(0, |odd, byte| odd | oddness(*byte)) != 0
}

/// 1 where two bytes are the same.
pub(crate) fn is(byte: u8, other: u8) -> u8 {
    u8::from(byte == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_seen_wherever_it_stands() {
        for length in 0..150 {
            let mut bytes = vec![b'a'; length];
            assert!(!any(&bytes, |byte| is(byte, b'x')));
            for at in 0..length {
                bytes[at] = b'x';
                assert!(any(&bytes, |byte| is(byte, b'x')), "{at} of {length}");
                bytes[at] = b'a';
            }
        }
    }
}
