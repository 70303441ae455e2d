//! A hash of words that is quick, with a key of its own for every map, so that nobody can choose words that collide.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// A map by words.
pub(crate) type WordMap<K, V> = HashMap<K, V, Keys>;

/// The key of a map.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keys {
    start: u64,
    factor: u64,
}

impl Default for Keys {
    fn default() -> Self {
        let random = RandomState::new();
        Self { start: random.hash_one(0_u8), factor: random.hash_one(1_u8) | 1 }
    }
}

impl BuildHasher for Keys {
    type Hasher = Words;

    fn build_hasher(&self) -> Words {
        Words { state: self.start, factor: self.factor }
    }
}

/// Eight bytes at a time are multiplied with the key, and both halves of the product are taken.
#[derive(Debug)]
pub(crate) struct Words {
    state: u64,
    factor: u64,
}

impl Words {
    fn add(&mut self, number: u64) {
        let product = u128::from(self.state ^ number).wrapping_mul(u128::from(self.factor));
        let bytes = product.to_le_bytes();
        let (halves, _) = bytes.as_chunks::<8>();
        self.state = halves.iter().fold(0, |sum, half| sum ^ u64::from_le_bytes(*half));
    }
}

impl Hasher for Words {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        // the length keeps apart what differs only in zeros at the end
        let last = rest.iter().fold(rest.len() as u64, |sum, byte| (sum << 8) | u64::from(*byte));
        self.add(last);
    }

    fn write_u8(&mut self, byte: u8) {
        self.state = self.state.rotate_left(8) ^ u64::from(byte);
    }

    fn finish(&self) -> u64 {
        let mut last = Self { state: self.state, factor: self.factor };
        last.add(self.factor.rotate_left(32));
        last.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_and_spread() {
        let keys = Keys::default();
        let mut places = [0_u32; 64];
        for number in 0..6_400 {
            let hash = keys.hash_one(format!("name{number}").as_str());
            places[usize::try_from(hash & 63).unwrap()] += 1;
        }
        assert!(places.iter().all(|count| (40..200).contains(count)), "{places:?}");
        assert_ne!(keys.hash_one("a"), keys.hash_one("a\0"));
        assert_ne!(keys.hash_one(""), keys.hash_one("\0"));
    }
}
