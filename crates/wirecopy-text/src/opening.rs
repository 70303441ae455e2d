//! A quick look at how words open.

/// The first three bytes that some words have. Most words of a text have others, and that is seen at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Openings {
    /// A bit for each three, by the low bits of the bytes: capitals count like small letters.
    bits: Vec<u64>,
}

/// Bits that are kept of a byte.
const LOW: u8 = 0x1f;

impl Openings {
    /// Of words in small letters. Those that are shorter must be looked up in another way.
    pub(crate) fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut bits = vec![0_u64; 1 << 9];
        for word in words {
            if let [first, second, third, ..] = word.as_bytes()
                && let Some(slot) = bits.get_mut(place(*first, *second, *third) / 64)
            {
                *slot |= 1 << (place(*first, *second, *third) % 64);
            }
        }
        Self { bits }
    }

    /// Whether one of the words may open with these bytes.
    pub(crate) fn may_be(&self, first: u8, second: u8, third: u8) -> bool {
        let place = place(first, second, third);
        self.bits.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }
}

fn place(first: u8, second: u8, third: u8) -> usize {
    usize::from(first & LOW) << 10 | usize::from(second & LOW) << 5 | usize::from(third & LOW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_open_whatever_their_capitals() {
        let openings = Openings::of(["ferry", "by"]);
        assert!(openings.may_be(b'f', b'e', b'r') && openings.may_be(b'F', b'E', b'R'));
        assert!(!openings.may_be(b'f', b'e', b'l') && !openings.may_be(b'b', b'y', b' '));
    }
}
