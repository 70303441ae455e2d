//! The words and names of paragraphs, kept so that each paragraph is read once, however many look at it.

use super::{Directory, Mention, Token, mentions, tokens};
use crate::lexicon::Lexicon;

/// A paragraph that was read: its words, quotes and all, and the names among them.
#[derive(Debug, Default)]
pub(crate) struct Page<'t> {
    pub tokens: Vec<Token<'t>>,
    pub mentions: Vec<Mention>,
}

/// What was read of a text, all of it with the same lexicon.
#[derive(Debug, Default)]
pub(crate) struct Pages<'t> {
    /// By where the paragraph lies in memory, in order. Those that were taken are still listed.
    kept: Vec<(Place, Option<Page<'t>>)>,
    /// How much is kept: a token for each page, and its own.
    size: usize,
    /// Those whose names were learned, in order, and the directory of these names.
    learned: Option<(Vec<&'t str>, Directory<'t>)>,
}

/// Where a paragraph lies in memory: its start and its end.
type Place = (usize, usize);

/// So many tokens are kept at once; those of a longer text are read again.
const MOST: usize = 1 << 16;

impl<'t> Page<'t> {
    /// Reads a paragraph as if it had no quotes.
    pub(crate) fn of(text: &'t str, lexicon: &Lexicon) -> Self {
        let mut page = Self::default();
        tokens(text, lexicon, &mut page.tokens);
        mentions(&page.tokens, lexicon, &mut page.mentions);
        page
    }
}

impl<'t> Pages<'t> {
    /// A paragraph, if it is kept.
    pub(crate) fn get(&self, text: &str) -> Option<&Page<'t>> {
        self.kept.get(self.index(text)?).and_then(|(_, page)| page.as_ref())
    }

    /// Hands out a paragraph, which is read if it is not kept.
    pub(crate) fn take(&mut self, text: &'t str, lexicon: &Lexicon) -> Page<'t> {
        let slot = self.index(text).and_then(|at| self.kept.get_mut(at));
        let Some(page) = slot.and_then(|(_, page)| page.take()) else { return Page::of(text, lexicon) };
        self.size = self.size.saturating_sub(size(&page));
        page
    }

    /// Keeps a paragraph for those who look at it later. Paragraphs are kept in the order of the text.
    pub(crate) fn keep(&mut self, text: &'t str, page: Page<'t>) {
        let is_next = self.kept.last().is_none_or(|(last, _)| *last < place(text));
        if is_next && self.size + size(&page) <= MOST {
            self.size += size(&page);
            self.kept.push((place(text), Some(page)));
        }
    }

    /// Keeps a directory whose names are joined. `learned`: the paragraphs they come from, in order.
    pub(crate) fn keep_directory(&mut self, learned: Vec<&'t str>, directory: Directory<'t>) {
        self.learned = Some((learned, directory));
    }

    /// Hands out the directory of the names of these paragraphs, if it is kept.
    pub(crate) fn take_directory(
        &mut self,
        paragraphs: impl Iterator<Item = &'t str>,
    ) -> Option<Directory<'t>> {
        let (learned, directory) = self.learned.take()?;
        paragraphs.map(place).eq(learned.into_iter().map(place)).then_some(directory)
    }

    fn index(&self, text: &str) -> Option<usize> {
        self.kept.binary_search_by_key(&place(text), |(place, _)| *place).ok()
    }
}

fn place(text: &str) -> Place {
    let start = text.as_ptr().addr();
    (start, start.saturating_add(text.len()))
}

fn size(page: &Page<'_>) -> usize {
    page.tokens.len() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_read_once_and_few_are_kept() {
        let lexicon = Lexicon::of("en").unwrap();
        let text = "Ida Holm left. ".repeat(2 * MOST / 4);
        let (one, two) = text.split_at(15 * 8_000);
        let mut pages = Pages::default();
        let page = pages.take(one, lexicon);
        let (at, length) = (page.tokens.as_ptr(), page.tokens.len());
        pages.keep(one, page);
        assert_eq!((pages.kept.len(), pages.size), (1, length + 1));
        let page = pages.take(two, lexicon);
        pages.keep(two, page);
        assert_eq!((pages.kept.len(), pages.size), (1, length + 1));
        assert!(pages.get(one).is_some() && pages.get(two).is_none());
        assert_eq!(pages.take(one, lexicon).tokens.as_ptr(), at);
        assert!(pages.get(one).is_none() && pages.size == 0);
    }
}
