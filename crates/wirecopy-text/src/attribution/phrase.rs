//! The phrase that names somebody, read forwards.

use super::page::{Page, Who};
use crate::lexicon::Tags;
use crate::names::{Sort, is_body_noun};

/// So many words may stand in a phrase.
const REACH: usize = 16;

/// A phrase that may name somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    pub who: Who,
    pub start: usize,
    /// Behind its last token.
    pub end: usize,
}

/// Whether a common word is for what somebody wrote, so that whoever did is quoted: `the statement said`.
pub(super) fn is_document(word: &str) -> bool {
    matches!(word, "statement" | "letter" | "email" | "e-mail" | "message" | "post" | "tweet" | "release")
}

impl Page<'_, '_> {
    /// The phrase that begins at `from`: `the mayor of Lantern Bay, Edmund Sallow`.
    pub(super) fn phrase(&self, from: usize) -> Phrase {
        let sentence = self.sentence(from);
        let here = |at: usize| self.sentence(at) == sentence && at < from + REACH;
        if self.is_pronoun(from) || self.is(from, Tags::IT) {
            return Phrase { who: Who::Pronoun(from), start: from, end: from + 1 };
        }
        let definite = self.is(from, Tags::ARTICLE) && !self.is(from, Tags::INDEFINITE);
        let (mut head, mut bound, mut at) = (None, false, from);
        while here(at) && self.is_word(at) {
            let named = self.mention_from(at).and_then(|index| Some((index, self.mention(index)?)));
            let named = named.filter(|(_, mention)| {
                let is_noun = self.lexicon.grammar.has_capital_nouns && mention.len() == 1;
                !is_noun || self.is_person(mention) || mention.is_body
            });
            if let Some((index, mention)) = named {
                // `the Argentine actress`
                let end = mention.tokens.end;
                if mention.has_article
                    && self.is_small(end)
                    && self.is(end, Tags::ROLE)
                    && !mention.possessive
                {
                    at = end;
                    continue;
                }
                // `White House press secretary Ida Holm`
                if mention.is_modifier {
                    (head, bound) = (None, false);
                    at = end;
                    continue;
                }
                at = end;
                if mention.possessive {
                    (head, bound) = (None, false);
                    continue;
                }
                // `one House Republican`
                let is_one =
                    mention.is_body && mention.from > from && self.is(mention.from - 1, Tags::INDEFINITE);
                if is_one {
                    (head, bound) = (None, false);
                    continue;
                }
                // `officier van justitie Ida Holm`
                let left = mention.from.saturating_sub(1);
                let follows = self.is_person(mention)
                    && mention.len() >= 2
                    && head.is_some()
                    && self.is_small(left)
                    && !self.is(
                        left,
                        Tags::OF | Tags::PREPOSITION | Tags::ARTICLE | Tags::INDEFINITE | Tags::AND,
                    );
                if bound && !mention.has_title && !follows {
                    continue;
                }
                let who = if self.is_joined(at) { Who::Nobody } else { Who::Name(index) };
                return Phrase { who, start: from, end: at };
            }
            let tags = self.tags(at);
            let stops =
                Tags::RELATIVE | Tags::THAT | Tags::AND | Tags::AUXILIARY | Tags::PASSIVE | Tags::NEGATION;
            let is_noun = tags.any(Tags::ROLE | Tags::ARTICLE | Tags::OF | Tags::INDEFINITE);
            // `the crowd greeted Ida Holm`
            let may_govern = !self.lexicon.grammar.inverts
                && at > from + 1
                && self.is(from, Tags::ARTICLE | Tags::INDEFINITE)
                && self.is_small(at)
                && self.word(at).ends_with("ed")
                && self.mention_from(at + 1).is_some();
            if may_govern
                || (self.is(at, Tags::QUOTED) && at > from)
                || (self.is_verb(at) && !tags.any(Tags::ROLE) && at > from)
                || (tags.any(stops | Tags::CONJUNCTION) && !is_noun)
                || (self.sort(at) == Some(Sort::Word { cap: true, possessive: false })
                    && tags.any(Tags::TIME))
            {
                break;
            }
            if tags.any(Tags::PREPOSITION | Tags::OF) && at > from {
                if !tags.any(Tags::OF) {
                    break;
                }
                bound = true;
            }
            let is_age =
                self.word(at).starts_with(|c: char| c.is_ascii_digit()) && self.word(at).contains('-');
            let is_it = definite
                && self.is_small(at)
                && (tags.any(Tags::BODY) || is_body_noun(self.word(at)) || is_document(self.word(at)));
            if !bound && (self.is_role(at) || is_age || is_it) {
                head = Some(at);
            }
            if self.tokens.get(at).is_some_and(crate::names::Token::is_possessive) {
                (head, bound) = (None, false);
            }
            at += 1;
        }
        // `the mayor of Lantern Bay, Edmund Sallow`, `its envoy in Ostwick, Ida Holm, said`
        let comma = if self.is(at, Tags::PREPOSITION) && head.is_some_and(|head| head + 1 == at) {
            (at..at + 9)
                .find(|&next| !self.is_word(next) || self.is_verb(next))
                .filter(|&comma| {
                    let name = self.mention_from(comma + 1).and_then(|index| self.mention(index));
                    name.is_some_and(|name| {
                        name.len() >= 2
                            && (self.is_verb(name.tokens.end)
                                || (self.is_comma(name.tokens.end) && self.is_verb(name.tokens.end + 1)))
                    })
                })
                .unwrap_or(at)
        } else {
            at
        };
        if at > from
            && self.sort(comma) == Some(Sort::Comma)
            && self.sentence(comma) == sentence
            && let Some((index, mention)) = self.named_from(comma + 1)
        {
            let next = self.sort(mention.tokens.end);
            let ends =
                !matches!(next, Some(Sort::Word { .. })) || self.is(mention.tokens.end, Tags::PREPOSITION);
            let is_it = self.is_person(mention) && !mention.possessive;
            let is_one = self.is(from, Tags::INDEFINITE);
            // `the hornist, Ida Holm, said`
            let is_apposed = definite
                && at <= from + 5
                && comma == at
                && mention.len() >= 2
                && self.is_comma(mention.tokens.end)
                && self.is_verb(mention.tokens.end + 1);
            if is_it
                && (head.is_some() || bound || is_one || is_apposed)
                && (ends || self.is_verb(mention.tokens.end))
            {
                return Phrase { who: Who::Name(index), start: from, end: mention.tokens.end };
            }
        }
        // `le ministre français`
        let reach = if self.lexicon.grammar.inverts { 3 } else { 1 };
        let who = match head {
            Some(head) if !bound && !self.is_plural(head) && at <= head + reach => {
                Who::Described { head, definite }
            }
            _ => Who::Nobody,
        };
        Phrase { who, start: from, end: at }
    }

    /// A name at `at`, perhaps behind small words for what the person does: `, public defender Ida Holm`.
    fn named_from(&self, at: usize) -> Option<(usize, &crate::names::Mention)> {
        let sentence = self.sentence(at);
        let stops =
            Tags::PREPOSITION | Tags::CONJUNCTION | Tags::RELATIVE | Tags::AND | Tags::VERB | Tags::AUXILIARY;
        for next in at..at + 5 {
            if self.sentence(next) != sentence || !self.is_word(next) {
                return None;
            }
            if let Some(index) = self.mention_from(next) {
                let mention = self.mention(index)?;
                let fits = next == at || mention.has_role || mention.is_shown_person();
                return fits.then_some((index, mention));
            }
            if self.is(next, stops) && !self.is(next, Tags::ARTICLE) {
                return None;
            }
        }
        None
    }

    /// Whether others are named together with the one that ends at `end`.
    pub(super) fn is_joined(&self, end: usize) -> bool {
        if !self.is(end, Tags::AND) {
            return false;
        }
        let next = end + 1;
        self.mention_from(next).is_some()
            || (self.is(next, Tags::ARTICLE | Tags::INDEFINITE | Tags::ROLE | Tags::OPENER)
                && !self.is_verb(next)
                && !self.is(next, Tags::HE | Tags::SHE))
    }

    /// Whether a word that may be an article or a preposition is an article: `disse a deputada`.
    fn is_article(&self, at: usize) -> bool {
        self.word(at).len() == 1
            && self.is(at, Tags::ARTICLE)
            && self.is_role(at + 1)
            && !self.is_plural(at + 1)
    }

    /// Whether a word for what people do means several.
    pub(super) fn is_plural(&self, head: usize) -> bool {
        let word = self.word(head);
        let grammar = self.lexicon.grammar;
        if grammar.elides && grammar.drops_pronouns {
            return word.ends_with('i');
        }
        (word.ends_with('s') && !word.ends_with("ss") && !grammar.has_capital_nouns)
            || (grammar.compounds && word.ends_with("en"))
            || word.ends_with("men")
            || word.ends_with("people")
            || matches!(word, "children" | "police" | "staff")
    }

    /// The phrase behind a verb, where others may come first: `said on Monday the mayor`.
    pub(super) fn phrase_behind(&self, verb: usize) -> (Phrase, bool) {
        let sentence = self.sentence(verb);
        let here = |at: usize| self.sentence(at) == sentence && self.is_word(at);
        let mut from = verb + 1;
        let mut is_direct = true;
        // adverbs
        let subject = Tags::HE | Tags::SHE | Tags::ARTICLE | Tags::ROLE;
        while here(from)
            && self.is(from, Tags::BETWEEN | Tags::TIME)
            && !self.is(from, subject)
            && from < verb + 4
        {
            from += 1;
        }
        for _ in 0..2 {
            let is_phrase = here(from)
                && self.is_small(from)
                && self.is(from, Tags::PREPOSITION | Tags::TO)
                && (self.is(from, Tags::TO) || !self.is(from, Tags::INDEFINITE))
                && !self.is_article(from);
            if !is_phrase {
                break;
            }
            is_direct = false;
            let mut at = from + 1;
            if self.is(at, Tags::ARTICLE) {
                at += 1;
            }
            let mut inner = 0;
            while here(at) && at < from + 9 {
                if let Some(mention) = self.mention_from(at).and_then(|index| self.mention(index)) {
                    if inner > 0 && (self.is_person(mention) || mention.has_role) {
                        break;
                    }
                    at = mention.tokens.end;
                    inner += 1;
                    continue;
                }
                let is_of = self.is(at, Tags::OF);
                if inner > 0 && self.is(at, Tags::ARTICLE | Tags::INDEFINITE) && !is_of {
                    break;
                }
                if self.is(at, Tags::PREPOSITION | Tags::TO) && !is_of {
                    break;
                }
                inner += 1;
                at += 1;
            }
            from = at;
        }
        // `afirmou, em nota, a Secretaria`
        if self.sort(from) == Some(Sort::Comma)
            && self.lexicon.grammar.inverts
            && self.is(from + 1, Tags::PREPOSITION)
            && let Some(close) = (from + 2..from + 9).find(|&at| self.sort(at) == Some(Sort::Comma))
        {
            return (self.phrase(close + 1), false);
        }
        (self.phrase(from), is_direct && from == verb + 1)
    }
}
