//! What the text says next to a speaker: who that is, to whom and when.

use std::ops::Range;

use super::page::Page;
use crate::lexicon::Tags;
use crate::names::{Mention, Sort};

/// So many words may stand in an apposition.
const APPOSITION: usize = 30;
/// So many words may stand before a name that belong to it.
const LEADING: usize = 10;

impl Page<'_, '_> {
    /// What the text says next to a name about who that is: an apposition, or what leads up to the name.
    pub(super) fn description(&self, mention: &Mention) -> Option<Range<usize>> {
        let sentence = self.sentence(mention.tokens.start);
        let after = mention.tokens.end + 1;
        if self.sort(mention.tokens.end) == Some(Sort::Comma) && !mention.possessive {
            let is_noun =
                |at: usize| self.is(at, Tags::ARTICLE | Tags::INDEFINITE | Tags::ROLE) || self.is_role(at);
            if is_noun(after) {
                let end = (after..after + APPOSITION)
                    .find(|&at| {
                        self.sentence(at) != sentence
                            || !matches!(self.sort(at), Some(Sort::Word { .. } | Sort::Other | Sort::Dash))
                            || self.is_verb(at)
                    })
                    .unwrap_or(after);
                if end > after {
                    return self.range(&(after..end));
                }
            }
        }
        let start = mention.tokens.start;
        let first = (start.saturating_sub(LEADING)..start)
            .rev()
            .take_while(|&at| {
                let stops = Tags::CONJUNCTION | Tags::AND | Tags::THAT | Tags::RELATIVE | Tags::ACCORDING;
                self.sentence(at) == sentence
                    && self.is_word(at)
                    && !self.is_verb(at)
                    && (!self.is(at, Tags::PREPOSITION) || self.is(at, Tags::OF))
                    && (!self.is(at, stops) || self.is(at, Tags::ARTICLE | Tags::OF))
                    && !self.is(at, Tags::AUXILIARY | Tags::PASSIVE)
            })
            .last()?;
        self.range(&(first..start))
    }

    /// Whom it was said to, behind the verb: `told reporters`.
    pub(super) fn addressee(&self, verb: usize) -> Option<Range<usize>> {
        let sentence = self.sentence(verb);
        let here = |at: usize| self.sentence(at) == sentence && self.is_word(at);
        let is_direct = self.is(verb, Tags::TELLING) && !self.lexicon.grammar.is_romance;
        let to = (verb + 1..verb + 4).take_while(|&at| here(at)).find(|&at| self.is(at, Tags::TO));
        let start = match to {
            Some(to) if !is_direct || to == verb + 1 => to + 1,
            _ if is_direct => verb + 1,
            _ => return None,
        };
        let stops =
            Tags::PREPOSITION | Tags::CONJUNCTION | Tags::THAT | Tags::VERB | Tags::AUXILIARY | Tags::TIME;
        let stops = stops | Tags::PASSIVE | Tags::BETWEEN | Tags::HE | Tags::SHE | Tags::THEY;
        let end = (start..start + 8).take_while(|&at| here(at)).take_while(|&at| {
            !self.is(at, stops)
                || (at == start && self.is(at, Tags::ARTICLE))
                || self.tokens.get(at).is_some_and(|token| token.is_cap() && !token.tags.any(Tags::TIME))
        });
        let end = end.last()? + 1;
        let first = self.mention_from(start).and_then(|index| self.mention(index));
        // who speaks may stand there as well: `sagte Holm`
        let is_speaker = !self.lexicon.grammar.is_romance
            && self.lexicon.grammar.inverts
            && first.is_some_and(|mention| self.is_person(mention));
        (!is_speaker).then(|| self.range(&(start..end))).flatten()
    }

    /// When it was said: `on Tuesday`, `later`.
    pub(super) fn time(&self, verb: usize) -> Option<Range<usize>> {
        let sentence = self.sentence(verb);
        let near = (verb + 1..verb + 12).take_while(|&at| {
            self.sentence(at) == sentence && self.is_word(at) && !self.is(at, Tags::THAT | Tags::RELATIVE)
        });
        let before = (verb.saturating_sub(2)..verb).filter(|&at| self.sentence(at) == sentence);
        let at = near.chain(before).find(|&at| self.is(at, Tags::TIME))?;
        let left = at.checked_sub(1).filter(|&left| {
            self.is(left, Tags::PREPOSITION) && self.sentence(left) == sentence && left != verb
        });
        let start = left.unwrap_or(at);
        let end = (at + 1..at + 3)
            .take_while(|&next| self.is(next, Tags::TIME))
            .last()
            .map_or(at + 1, |last| last + 1);
        self.range(&(start..end))
    }

    /// Whether a word says what somebody does.
    pub(super) fn is_role(&self, at: usize) -> bool {
        self.is(at, Tags::ROLE | Tags::TITLE) || self.lexicon.is_compound_role(self.word(at))
    }
}
