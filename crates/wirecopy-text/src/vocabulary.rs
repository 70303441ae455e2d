//! Words to be looked up, each with what is known of it.

use std::collections::BTreeMap;

use crate::ascii::small;

/// Words in small letters. Most words of a text are in no list, and their first byte and length say so.
#[derive(Debug)]
pub(crate) struct Vocabulary<V> {
    /// For each first byte a bit for every length that words with it have.
    lengths: Vec<u64>,
    /// Short words, each at the first free place from its hash on; no more than a third of them are taken.
    slots: Vec<Slot>,
    /// The others, with where among the values theirs is.
    long: BTreeMap<Box<str>, u32>,
    values: Vec<V>,
}

/// The bytes of a short word as two numbers. With its length they say which word it is.
type Key = [u64; 2];

/// A short word, and where among the values its own is. One without length is free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    low: u64,
    high: u64,
    length: u32,
    at: u32,
}

/// Words up to so many bytes are short.
const SHORT: usize = 16;

/// There is room for so many words before slots are added.
const ROOM: usize = 16;

impl<V> Default for Vocabulary<V> {
    fn default() -> Self {
        Self {
            lengths: vec![0; usize::from(u8::MAX) + 1],
            slots: vec![Slot::default(); 4 * ROOM],
            long: BTreeMap::new(),
            values: Vec::new(),
        }
    }
}

impl<V> Vocabulary<V> {
    /// From words and what is known of them; `merge` puts together what is known of a word that comes again.
    pub(crate) fn new<W: AsRef<str>>(
        words: impl IntoIterator<Item = (W, V)>,
        mut merge: impl FnMut(&mut V, V),
    ) -> Self {
        let mut own = Self::default();
        for (word, known) in words {
            own.put(word.as_ref(), known, &mut merge);
        }
        own
    }

    /// Adds a word; `merge` puts together what is known of it if it is there.
    pub(crate) fn put(&mut self, word: &str, known: V, merge: impl FnOnce(&mut V, V)) {
        let bytes = word.as_bytes();
        if let Some(at) = self.place(word) {
            if let Some(before) = self.values.get_mut(at) {
                merge(before, known);
            }
            return;
        }
        let (Some(first), Ok(at)) = (bytes.first(), u32::try_from(self.values.len())) else { return };
        if let Some(lengths) = self.lengths.get_mut(usize::from(*first)) {
            *lengths |= bit(bytes.len());
        }
        match (key(bytes), u32::try_from(bytes.len())) {
            (Some([low, high]), Ok(length)) => {
                if 3 * self.values.len() >= self.slots.len() {
                    self.widen();
                }
                self.settle(Slot { low, high, length, at });
            }
            _ => {
                self.long.insert(word.into(), at);
            }
        }
        self.values.push(known);
    }

    fn settle(&mut self, own: Slot) {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = start([own.low, own.high]) & last;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.length == 0 {
                *slot = own;
                return;
            }
            at = at.wrapping_add(1) & last;
        }
    }

    fn widen(&mut self) {
        let wider = vec![Slot::default(); 2 * self.slots.len()];
        for slot in std::mem::replace(&mut self.slots, wider) {
            if slot.length > 0 {
                self.settle(slot);
            }
        }
    }

    /// What is known of a word in small letters.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        let bytes = word.as_bytes();
        if !self.may_have(*bytes.first()?, bytes.len()) {
            return None;
        }
        match key(bytes) {
            Some(key) => self.short(key, bytes.len()),
            None => self.values.get(*self.long.get(word)? as usize),
        }
    }

    /// What is known of a word, whatever its capitals.
    pub(crate) fn find(&self, word: &str) -> Option<&V> {
        if word.is_ascii() { self.find_plain(word) } else { self.get(&word.to_lowercase()) }
    }

    /// The same, of a word that is all ASCII.
    #[inline]
    pub(crate) fn find_plain(&self, word: &str) -> Option<&V> {
        let bytes = word.as_bytes();
        if !self.may_have(bytes.first()?.to_ascii_lowercase(), bytes.len()) {
            return None;
        }
        match key(bytes) {
            Some([low, high]) => self.short([small(low), small(high)], bytes.len()),
            None => self.find_long(word),
        }
    }

    #[cold]
    fn find_long(&self, word: &str) -> Option<&V> {
        self.values.get(*self.long.get(word.to_ascii_lowercase().as_str())? as usize)
    }

    /// Whether it is one of the words, whatever its capitals.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    /// What is known of each.
    #[cfg(test)]
    pub(crate) fn values(&self) -> impl Iterator<Item = &V> {
        self.values.iter()
    }

    /// Whether words that begin so in small letters have this length.
    pub(crate) fn may_have(&self, first: u8, length: usize) -> bool {
        self.lengths.get(usize::from(first)).is_some_and(|lengths| lengths & bit(length) != 0)
    }

    /// Where among the values that of a word in small letters is.
    fn place(&self, word: &str) -> Option<usize> {
        let at = match key(word.as_bytes()) {
            Some(key) => self.slot(key, word.len())?.at,
            None => *self.long.get(word)?,
        };
        Some(at as usize)
    }

    fn short(&self, key: Key, length: usize) -> Option<&V> {
        self.values.get(self.slot(key, length)?.at as usize)
    }

    fn slot(&self, [low, high]: Key, length: usize) -> Option<&Slot> {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = start([low, high]) & last;
        loop {
            let slot = self.slots.get(at)?;
            if slot.low == low && slot.high == high && slot.length as usize == length {
                return Some(slot);
            }
            if slot.length == 0 {
                return None;
            }
            at = at.wrapping_add(1) & last;
        }
    }
}

/// Where the search for a short word begins.
fn start([low, high]: Key) -> usize {
    let hash = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(hash >> 32).unwrap_or_default()
}

/// The numbers of a short word: its first bytes and its last, which overlap. `None`: it is long, or empty.
fn key(word: &[u8]) -> Option<Key> {
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return (word.len() <= SHORT).then_some([u64::from_le_bytes(*first), u64::from_le_bytes(*last)]);
    }
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        return Some([u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into()]);
    }
    let number = match *word {
        [one] => u64::from(one),
        [one, two] => u64::from_le_bytes([one, two, 0, 0, 0, 0, 0, 0]),
        [one, two, three] => u64::from_le_bytes([one, two, three, 0, 0, 0, 0, 0]),
        _ => return None,
    };
    Some([number, 0])
}

/// Words without anything known of them.
pub(crate) fn set<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Vocabulary<()> {
    Vocabulary::new(words.into_iter().map(|word| (word, ())), |(), ()| ())
}

/// Names without anything known of them, in small letters whatever their capitals.
pub(crate) fn small_set<'n>(names: impl IntoIterator<Item = &'n str>) -> Vocabulary<()> {
    let mut own = Vocabulary::default();
    let mut small = String::new();
    for name in names {
        if name.is_ascii() {
            small.clear();
            small.push_str(name);
            small.make_ascii_lowercase();
        } else {
            small = name.to_lowercase();
        }
        own.put(&small, (), |(), ()| ());
    }
    own
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
    fn all_words_have_room() {
        let word = |number: usize| format!("w{number}").repeat(1 + number % 6);
        let words = Vocabulary::new((0..5_000).map(|number| (word(number), number)), |_, _| ());
        for number in 0..5_000 {
            assert_eq!(words.find(&word(number).to_uppercase()), Some(&number));
            assert!(!words.has(&word(number + 5_000)));
        }
    }

    #[test]
    fn what_is_known_of_a_word_is_put_together() {
        let words = [("may", 1), ("june", 2), ("may", 4)];
        let words = Vocabulary::new(words, |known, more| *known |= more);
        assert_eq!((words.find("May"), words.find("June"), words.find("July")), (Some(&5), Some(&2), None));
    }
}
