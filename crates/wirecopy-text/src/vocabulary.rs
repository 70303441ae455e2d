//! Words to be looked up, each with what is known of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Words in small letters. Most words of a text are in no list, and their first byte and length say so.
#[derive(Debug)]
pub(crate) struct Vocabulary<V> {
    /// For each first byte a bit for every length that words with it have.
    lengths: Vec<u64>,
    words: Vec<(Cow<'static, str>, V)>,
    /// Short words as numbers, each at the first free place from its hash on, with its place among the words.
    slots: Vec<Option<(Key, usize)>>,
    /// The places of the others.
    long: BTreeMap<Cow<'static, str>, usize>,
}

/// The bytes of a short word as two numbers.
type Key = [u64; 2];

/// Words up to so many bytes are short.
const SHORT: usize = 16;

impl<V> Default for Vocabulary<V> {
    fn default() -> Self {
        Self { lengths: Vec::new(), words: Vec::new(), slots: Vec::new(), long: BTreeMap::new() }
    }
}

impl<V> Vocabulary<V> {
    /// From words and what is known of them; `merge` puts together what is known of a word that comes again.
    pub(crate) fn new(
        words: impl IntoIterator<Item = (Cow<'static, str>, V)>,
        mut merge: impl FnMut(&mut V, V),
    ) -> Self {
        let all: Vec<(Cow<'static, str>, V)> = words.into_iter().collect();
        let mut own = Self {
            lengths: vec![0; usize::from(u8::MAX) + 1],
            words: Vec::new(),
            // never full, so that a search comes to an end
            slots: vec![None; (2 * all.len() + 1).next_power_of_two()],
            long: BTreeMap::new(),
        };
        for (word, known) in all {
            if let Some(at) = own.place(word.as_bytes()) {
                if let Some((_, before)) = own.words.get_mut(at) {
                    merge(before, known);
                }
                continue;
            }
            own.add(word, known);
        }
        own
    }

    fn add(&mut self, word: Cow<'static, str>, known: V) {
        let at = self.words.len();
        let first = word.as_bytes().first().and_then(|first| self.lengths.get_mut(usize::from(*first)));
        if let Some(lengths) = first {
            *lengths |= bit(word.len());
        }
        if let Some(key) = key(word.as_bytes()) {
            let free = self.probe(key).find(|slot| self.slots.get(*slot).is_some_and(Option::is_none));
            if let Some(slot) = free.and_then(|slot| self.slots.get_mut(slot)) {
                *slot = Some((key, at));
            }
        } else {
            self.long.insert(word.clone(), at);
        }
        self.words.push((word, known));
    }

    /// What is known of a word in small letters.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        if !self.may_have(*word.as_bytes().first()?, word.len()) {
            return None;
        }
        self.words.get(self.place(word.as_bytes())?).map(|(_, known)| known)
    }

    /// What is known of a word, whatever its capitals.
    pub(crate) fn find(&self, word: &str) -> Option<&V> {
        if !word.is_ascii() {
            return self.get(&word.to_lowercase());
        }
        self.find_plain(word)
    }

    /// The same, of a word that is all ASCII.
    pub(crate) fn find_plain(&self, word: &str) -> Option<&V> {
        let bytes = word.as_bytes();
        if !self.may_have(bytes.first()?.to_ascii_lowercase(), bytes.len()) {
            return None;
        }
        let mut small = [0_u8; SHORT];
        let Some(own) = small.get_mut(..bytes.len()) else { return self.get(&word.to_ascii_lowercase()) };
        own.copy_from_slice(bytes);
        small.make_ascii_lowercase();
        self.words.get(self.short(numbers(small), bytes.len())?).map(|(_, known)| known)
    }

    /// Whether it is one of the words, whatever its capitals.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    /// What is known of each.
    #[cfg(test)]
    pub(crate) fn values(&self) -> impl Iterator<Item = &V> {
        self.words.iter().map(|(_, known)| known)
    }

    /// Whether words that begin so in small letters have this length.
    pub(crate) fn may_have(&self, first: u8, length: usize) -> bool {
        self.lengths.get(usize::from(first)).is_some_and(|lengths| lengths & bit(length) != 0)
    }

    fn place(&self, word: &[u8]) -> Option<usize> {
        match key(word) {
            Some(key) => self.short(key, word.len()),
            None => self.long.get(std::str::from_utf8(word).ok()?).copied(),
        }
    }

    fn short(&self, key: Key, length: usize) -> Option<usize> {
        for slot in self.probe(key) {
            let (found, at) = (*self.slots.get(slot)?)?;
            if found == key {
                return self.words.get(at).filter(|(word, _)| word.len() == length).map(|_| at);
            }
        }
        None
    }

    /// The slots a word may stand in, in order.
    fn probe(&self, [low, high]: Key) -> impl Iterator<Item = usize> + use<V> {
        let last = self.slots.len().wrapping_sub(1);
        let hash = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let start = usize::try_from(hash >> 32).unwrap_or_default();
        (0..=last).map(move |step| start.wrapping_add(step) & last)
    }
}

/// The number of a short word.
fn key(word: &[u8]) -> Option<Key> {
    let mut bytes = [0_u8; SHORT];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    Some(numbers(bytes))
}

fn numbers(bytes: [u8; SHORT]) -> Key {
    match bytes.as_chunks::<8>() {
        ([low, high], _) => [u64::from_le_bytes(*low), u64::from_le_bytes(*high)],
        _ => [0, 0],
    }
}

/// Words without anything known of them.
pub(crate) fn set<W: Into<Cow<'static, str>>>(words: impl IntoIterator<Item = W>) -> Vocabulary<()> {
    Vocabulary::new(words.into_iter().map(|word| (word.into(), ())), |(), ()| ())
}

fn bit(length: usize) -> u64 {
    1 << length.min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_capitals() {
        let long = "a".repeat(100);
        let words =
            set(["may", "març", "märz", "mai", "ß", ""].map(str::to_owned).into_iter().chain([long.clone()]));
        for word in ["may", "MAY", "May", "März", "MÄRZ", "ß", &long, &long.to_uppercase()] {
            assert!(words.has(word), "{word}");
        }
        for word in ["ma", "mays", "m", "", "x", "MÄR", &"a".repeat(99)] {
            assert!(!words.has(word), "{word}");
        }
        assert!(words.get("may").is_some() && words.get("May").is_none());
    }

    #[test]
    fn what_is_known_of_a_word_is_put_together() {
        let words = [("may", 1), ("june", 2), ("may", 4)].map(|(word, value)| (Cow::Borrowed(word), value));
        let words = Vocabulary::new(words, |known, more| *known |= more);
        assert_eq!((words.find("May"), words.find("June"), words.find("July")), (Some(&5), Some(&2), None));
    }
}
