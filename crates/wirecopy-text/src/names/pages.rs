//! The words and names of paragraphs, kept so that each paragraph is read once, however many look at it.

use std::collections::HashMap;

use super::{Mention, Token, mentions, tokens};
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
    /// By where the paragraph lies in memory, and its length.
    kept: HashMap<(usize, usize), Page<'t>>,
    /// How many tokens are kept.
    size: usize,
}

/// So many tokens are kept at once; those of a longer text are read again.
const MOST: usize = 1 << 16;

impl<'t> Page<'t> {
    /// Reads a paragraph as if it had no quotes.
    fn of(text: &'t str, lexicon: &Lexicon) -> Self {
        let mut page = Self::default();
        tokens(text, std::iter::empty(), lexicon, &mut page.tokens);
        mentions(&page.tokens, lexicon, &mut page.mentions);
        page
    }
}

impl<'t> Pages<'t> {
    /// Hands out a paragraph, which is read if it is not kept.
    pub(crate) fn take(&mut self, text: &'t str, lexicon: &Lexicon) -> Page<'t> {
        match self.kept.remove(&key(text)) {
            Some(page) => {
                self.size = self.size.saturating_sub(page.tokens.len());
                page
            }
            None => Page::of(text, lexicon),
        }
    }

    /// Keeps a paragraph for those who look at it later.
    pub(crate) fn keep(&mut self, text: &'t str, page: Page<'t>) {
        if self.size + page.tokens.len() <= MOST {
            self.size += page.tokens.len();
            self.kept.insert(key(text), page);
        }
    }
}

fn key(text: &str) -> (usize, usize) {
    (text.as_ptr().addr(), text.len())
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
        assert_eq!((pages.kept.len(), pages.size), (1, length));
        let page = pages.take(two, lexicon);
        pages.keep(two, page);
        assert_eq!((pages.kept.len(), pages.size), (1, length));
        assert_eq!(pages.take(one, lexicon).tokens.as_ptr(), at);
        assert_eq!((pages.kept.len(), pages.size), (0, 0));
    }
}
