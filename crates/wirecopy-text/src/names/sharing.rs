//! Which names share a word.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// For each word who has it in their name, by number and in order.
#[derive(Debug)]
pub(super) struct Sharing<'t> {
    by_word: HashMap<&'t str, Chain, RandomState>,
    links: Vec<Link>,
}

/// The links of those who share a word.
#[derive(Clone, Copy, Debug)]
struct Chain {
    first: u32,
    last: u32,
    count: usize,
}

/// One of those who share a word, and the link of the next; its own is that of the last.
#[derive(Clone, Copy, Debug)]
struct Link {
    id: u32,
    next: u32,
}

/// So many may share a word; a text with more is no article.
pub(super) const SHARE: usize = 24;

impl Default for Sharing<'_> {
    fn default() -> Self {
        // what an article has
        Self { by_word: HashMap::with_capacity_and_hasher(100, RandomState::default()), links: Vec::new() }
    }
}

impl<'t> Sharing<'t> {
    /// Those who share a word.
    pub(super) fn of(&self, word: &str) -> Sharers<'_> {
        Sharers { links: &self.links, next: self.by_word.get(word).map(|chain| chain.first) }
    }

    /// Whether as many share a word as may.
    pub(super) fn is_full(&self, word: &str) -> bool {
        self.by_word.get(word).is_some_and(|chain| chain.count >= SHARE)
    }

    /// Adds one to those who share a word. Nobody is counted twice in a row, and nobody beyond those who may.
    pub(super) fn add(&mut self, word: &'t str, id: u32) {
        let Ok(own) = u32::try_from(self.links.len()) else { return };
        let chain = self.by_word.entry(word).or_insert(Chain { first: own, last: own, count: 0 });
        if chain.count > 0 {
            let Some(last) = self.links.get_mut(chain.last as usize) else { return };
            if chain.count >= SHARE || last.id == id {
                return;
            }
            last.next = own;
        }
        chain.last = own;
        chain.count += 1;
        self.links.push(Link { id, next: own });
    }
}

/// Those who share a word, by number and in order.
#[derive(Debug, Default)]
pub(super) struct Sharers<'s> {
    links: &'s [Link],
    next: Option<u32>,
}

impl Iterator for Sharers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let at = self.next?;
        let link = self.links.get(at as usize)?;
        self.next = (link.next != at).then_some(link.next);
        Some(link.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_share_a_word_are_found_in_order() {
        let mut sharing = Sharing::default();
        for (word, id) in [("Holm", 1), ("Ida", 1), ("Ida", 1), ("Ida", 2), ("Holm", 4)] {
            sharing.add(word, id);
        }
        let of = |word: &str| sharing.of(word).collect::<Vec<_>>();
        assert_eq!((of("Ida"), of("Holm"), of("Pell")), (vec![1, 2], vec![1, 4], vec![]));
        for id in 5..100 {
            sharing.add("Ida", id);
        }
        assert_eq!(sharing.of("Ida").count(), SHARE);
        assert!(sharing.is_full("Ida") && !sharing.is_full("Holm"));
    }
}
