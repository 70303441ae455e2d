use crate::random::Random;

/// Damaged copies of an input, `count` of them, the same for the same seed: bytes changed, doubled, left out and put elsewhere,
/// and pieces of syntax put in where they hurt.
///
/// ```
/// let damaged: Vec<_> = wirecopy_testkit::mutants(b"<item>Tide</item>", 1, 5).collect();
/// assert_eq!(damaged.len(), 5);
/// ```
pub fn mutants(bytes: &[u8], seed: u64, count: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut random = Random::new(seed);
    (0..count).map(move |_| {
        let mut copy = bytes.to_vec();
        for _ in 0..=random.below(3) {
            damage(&mut copy, &mut random);
        }
        copy
    })
}

const PIECES: &[&[u8]] = &[
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"-->",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"&#x110000;",
    b"&nbsp;",
    b"\"",
    b"'",
    b"</item>",
    b"</entry>",
    b"<item>",
    b"<?xml encoding=\"utf-16\"?>",
    b"<!DOCTYPE x [<!ENTITY a \"&a;\">]>",
    b"xmlns=\"\"",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r",
    b"\n\n",
    b"{\"record\":",
    b"[[[[",
    "\u{202e}".as_bytes(),
    "“".as_bytes(),
];

fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    let at = random.index(bytes.len() + 1);
    let end = at.saturating_add(random.index(40)).min(bytes.len());
    match random.below(6) {
        0 => bytes.truncate(at),
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        2 => drop(bytes.drain(at..end)),
        3 => {
            let twice: Vec<_> = bytes.get(at..end).unwrap_or_default().to_vec();
            bytes.splice(at..at, twice);
        }
        4 => {
            let moved: Vec<_> = bytes.drain(at..end).collect();
            let to = random.index(bytes.len() + 1);
            bytes.splice(to..to, moved);
        }
        _ => {
            let piece = PIECES.get(random.index(PIECES.len())).copied().unwrap_or_default();
            bytes.splice(at..at, piece.iter().copied());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mutants_differ_from_the_input_and_are_the_same_each_time() {
        let input = b"<item><title>Harbour</title></item>".repeat(3);
        let one: Vec<_> = mutants(&input, 9, 50).collect();
        assert_eq!(one, mutants(&input, 9, 50).collect::<Vec<_>>());
        assert!(one.iter().filter(|mutant| **mutant != input).count() > 40);
        assert_eq!(mutants(b"", 1, 20).count(), 20);
    }
}
