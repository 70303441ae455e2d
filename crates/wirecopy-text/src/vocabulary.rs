//! Words to be looked up, each with what is known of it.

use std::borrow::Cow;
use std::ops::Range;

/// Words in small letters. Most words of a text are in no list, and their first byte and length say so.
#[derive(Debug)]
pub(crate) struct Vocabulary<V> {
    /// By first byte, then by length, then by letters.
    words: Vec<(Cow<'static, str>, V)>,
    /// Words alike in first byte and length.
    groups: Vec<Range<usize>>,
    starts: Vec<Start>,
}

/// The words with a first byte.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    /// A bit for each of their lengths.
    lengths: u64,
    /// The first of their groups, of which there is one a length.
    group: usize,
}

/// ASCII words up to this length need no room of their own for their small letters.
const SHORT: usize = 64;

impl<V> Default for Vocabulary<V> {
    fn default() -> Self {
        Self { words: Vec::new(), groups: Vec::new(), starts: Vec::new() }
    }
}

impl<V> Vocabulary<V> {
    /// From words and what is known of them; `merge` puts together what is known of a word that comes again.
    pub(crate) fn new(
        words: impl IntoIterator<Item = (Cow<'static, str>, V)>,
        mut merge: impl FnMut(&mut V, V),
    ) -> Self {
        let mut all: Vec<(Cow<'static, str>, V)> = words.into_iter().collect();
        all.sort_by(|one, two| order(one.0.as_bytes()).cmp(&order(two.0.as_bytes())));
        let mut words: Vec<(Cow<'static, str>, V)> = Vec::with_capacity(all.len());
        for (word, known) in all {
            match words.last_mut().filter(|(last, _)| *last == word) {
                Some((_, before)) => merge(before, known),
                None => words.push((word, known)),
            }
        }
        let (mut groups, mut starts) = (Vec::new(), vec![Start::default(); usize::from(u8::MAX) + 1]);
        for (at, (word, _)) in words.iter().enumerate() {
            let first = word.as_bytes().first().map_or(0, |first| usize::from(*first));
            let Some(start) = starts.get_mut(first) else { continue };
            if start.lengths == 0 {
                start.group = groups.len();
            }
            if start.lengths & bit(word.len()) == 0 {
                groups.push(at..at);
            }
            start.lengths |= bit(word.len());
            if let Some(group) = groups.last_mut() {
                group.end = at + 1;
            }
        }
        Self { words, groups, starts }
    }

    /// What is known of a word in small letters.
    pub(crate) fn get(&self, word: &str) -> Option<&V> {
        self.get_bytes(word.as_bytes())
    }

    fn get_bytes(&self, word: &[u8]) -> Option<&V> {
        let start = self.start(*word.first()?, word.len())?;
        let shorter = (start.lengths & (bit(word.len()) - 1)).count_ones();
        let group = self.groups.get(start.group + usize::try_from(shorter).unwrap_or_default())?;
        let words = self.words.get(group.clone())?;
        let at = words.binary_search_by(|(other, _)| length_first(other.as_bytes()).cmp(&length_first(word))).ok()?;
        words.get(at).map(|(_, known)| known)
    }

    /// What is known of a word, whatever its capitals.
    pub(crate) fn find(&self, word: &str) -> Option<&V> {
        if !word.is_ascii() {
            return self.get(&word.to_lowercase());
        }
        let bytes = word.as_bytes();
        self.start(bytes.first()?.to_ascii_lowercase(), bytes.len())?;
        let mut small = [0_u8; SHORT];
        match small.get_mut(..bytes.len()) {
            Some(small) => {
                small.copy_from_slice(bytes);
                small.make_ascii_lowercase();
                self.get_bytes(small)
            }
            None => self.get(&word.to_ascii_lowercase()),
        }
    }

    /// Whether it is one of the words, whatever its capitals.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.find(word).is_some()
    }

    fn start(&self, first: u8, length: usize) -> Option<&Start> {
        self.starts.get(usize::from(first)).filter(|start| start.lengths & bit(length) != 0)
    }
}

/// Words without anything known of them.
pub(crate) fn set<W: Into<Cow<'static, str>>>(words: impl IntoIterator<Item = W>) -> Vocabulary<()> {
    Vocabulary::new(words.into_iter().map(|word| (word.into(), ())), |(), ()| ())
}

fn order(word: &[u8]) -> (Option<&u8>, usize, &[u8]) {
    (word.first(), word.len(), word)
}

/// The same within a group. The longest words share one, whatever their length.
fn length_first(word: &[u8]) -> (usize, &[u8]) {
    (word.len(), word)
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
        let words = set(["may", "març", "märz", "mai", "ß", ""].map(str::to_owned).into_iter().chain([long.clone()]));
        for word in ["may", "MAY", "May", "März", "MÄRZ", "ß", &long, &long.to_uppercase()] {
            assert!(words.has(word), "{word}");
        }
        for word in ["ma", "mays", "m", "", "x", "MÄR", &long[1..]] {
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
