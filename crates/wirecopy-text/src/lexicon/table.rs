//! Words in small letters and what they are.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::Tags;

/// Words and what they are. The words are our own, so that a hash which is quick and no more is enough.
#[derive(Debug, Default)]
pub(super) struct Table {
    words: HashMap<&'static str, Tags, BuildHasherDefault<Quick>>,
}

impl Table {
    pub(super) fn add(&mut self, word: &'static str, tags: Tags) {
        let known = self.words.entry(word).or_default();
        *known = *known | tags;
    }

    pub(super) fn get(&self, word: &str) -> Tags {
        self.words.get(word).copied().unwrap_or_default()
    }

    #[cfg(test)]
    pub(super) fn count(&self, tags: Tags) -> usize {
        self.words.values().filter(|known| known.any(tags)).count()
    }
}

/// A multiplication for each eight bytes.
#[derive(Default)]
pub(super) struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let word = chunk.iter().fold(0_u64, |word, byte| (word << 8) | u64::from(*byte));
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.write(&[byte]);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}
