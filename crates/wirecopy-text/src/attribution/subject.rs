//! The subject of a verb, read backwards.

use super::page::{Page, Who};
use crate::lexicon::Tags;
use crate::names::{Mention, Sort, is_body_noun};

/// So many words may stand in an apposition.
const APPOSITION: usize = 40;

impl Page<'_, '_> {
    /// Whether a name cannot speak for itself: `a friend of Pell said`, `Pell and Renn said`.
    pub(super) fn is_bound(&self, mention: &Mention) -> bool {
        let sentence = self.sentence(mention.from);
        let Some(mut before) = mention.from.checked_sub(1).filter(|&at| self.sentence(at) == sentence) else {
            return mention.possessive;
        };
        // `one House Republican`
        if mention.is_body && self.is(before, Tags::INDEFINITE) && before + 1 == mention.from {
            return true;
        }
        // small words that lead up to the name: `by harbour master Ida Holm`
        for _ in 0..5 {
            let stops =
                Tags::PREPOSITION | Tags::CONJUNCTION | Tags::AND | Tags::VERB | Tags::RELATIVE | Tags::TIME;
            let is_lead = self.is_small(before)
                && (!self.is(before, stops) || self.is(before, Tags::ARTICLE))
                && before > 0
                && self.sentence(before - 1) == sentence;
            if !is_lead {
                break;
            }
            before -= 1;
        }
        // `director of operations Ida Holm`
        let is_office = self.is(before, Tags::OF)
            && before + 1 < mention.from
            && (before + 1..mention.from).all(|at| !self.is(at, Tags::ARTICLE | Tags::INDEFINITE))
            && before.checked_sub(1).is_some_and(|left| self.is_role(left));
        if is_office {
            return mention.possessive;
        }
        let is_time = self.is(before, Tags::TIME);
        // `a day after Holm warned`
        let opens_clause =
            matches!(self.word(before), "after" | "before" | "since" | "until" | "as" | "when")
                && self.is_small(mention.tokens.end)
                && self.is_verb(mention.tokens.end)
                && !mention.possessive;
        if opens_clause {
            return false;
        }
        // `a` may be an article or a preposition
        let is_article = self.is(before, Tags::ARTICLE)
            && self.word(before).len() == 1
            && before
                .checked_sub(1)
                .is_none_or(|left| !self.is_word(left) || self.sentence(left) != sentence);
        mention.possessive
            || (!is_time
                && !is_article
                && (self.is(before, Tags::PREPOSITION | Tags::AS | Tags::NEGATION)
                    || (self.is(before, Tags::AND) && self.is_joining(before))
                    || matches!(self.word(before), "&" | "plus" | "than")))
            || (self.sort(before) == Some(Sort::Other) && before + 1 == mention.from)
    }

    /// Whether the word at `and` joins a name to what stands before, rather than two clauses.
    fn is_joining(&self, and: usize) -> bool {
        let Some(left) = and.checked_sub(1) else { return false };
        self.mention_ending(and).is_some()
            || self.is_role(left)
            || self.is_comma(left)
            || self.sort(left) == Some(Sort::Other)
            || !self.is_quote(left)
    }

    /// The subject of the verb at `verb`, by what stands before it, and how sure that is.
    pub(super) fn subject(&self, verb: usize) -> (Who, u16) {
        let sentence = self.sentence(verb);
        let nobody = (Who::Nobody, 0);
        let mut at = verb;
        let mut has_auxiliary = false;
        while let Some(left) = at.checked_sub(1).filter(|&left| self.sentence(left) == sentence) {
            let tags = self.tags(left);
            let is_passive = tags.any(Tags::PASSIVE)
                && !(self.lexicon.grammar.is_romance && (tags.any(Tags::AUXILIARY) || has_auxiliary));
            if is_passive || tags.any(Tags::NEGATION) {
                return nobody;
            }
            has_auxiliary |= tags.any(Tags::AUXILIARY);
            let is_adverb = !self.lexicon.grammar.is_romance
                && self.is_small(left)
                && self.word(left).len() > 4
                && self.word(left).ends_with("ly");
            let is_day = tags.any(Tags::TIME)
                || (self.is(left + 1, Tags::TIME)
                    && left + 1 < verb
                    && self.is_small(left)
                    && tags.any(Tags::OPENER))
                || (tags.any(Tags::PREPOSITION) && self.is(left + 1, Tags::TIME));
            let is_between = self.is_small(left) && tags.any(Tags::BETWEEN | Tags::AUXILIARY)
                // `Ida Holm QC`
                || (tags.any(Tags::POSTNOMINAL) && !self.is_small(left))
                || is_adverb
                || is_day
                || (self.lexicon.grammar.is_romance && tags.any(Tags::HIM | Tags::HER) && at == verb);
            if !is_between || tags.any(Tags::HE | Tags::SHE) {
                break;
            }
            at = left;
        }
        let Some(left) = at.checked_sub(1).filter(|&left| self.sentence(left) == sentence) else {
            return (
                if has_auxiliary || self.lexicon.grammar.drops_pronouns { Who::Dropped } else { Who::Nobody },
                780,
            );
        };
        if self.is_pronoun(left) || self.is(left, Tags::IT) {
            return (Who::Pronoun(left), 960);
        }
        if let Some((index, mention)) =
            self.mention_ending(at).and_then(|index| Some((index, self.mention(index)?)))
        {
            if !self.is_bound(mention) {
                let is_there = self.is_person(mention) || !mention.is_oblique;
                return if is_there { (Who::Name(index), 960) } else { nobody };
            }
            return self.owner(mention).map_or(nobody, |index| (Who::Name(index), 900));
        }
        if self.is(left, Tags::RELATIVE) && !self.is(left, Tags::THAT | Tags::ARTICLE) {
            let end = if left > 0 && self.is_comma(left - 1) { left - 1 } else { left };
            let Some((index, mention)) =
                self.mention_ending(end).and_then(|index| Some((index, self.mention(index)?)))
            else {
                return nobody;
            };
            // `a setback for Ida Holm, who called it …`
            let is_near = end < left
                && mention.len() >= 2
                && !mention.possessive
                && mention.from.checked_sub(1).is_some_and(|at| self.is(at, Tags::PREPOSITION));
            return match () {
                () if !self.is_person(mention) => nobody,
                () if !self.is_bound(mention) => (Who::Name(index), 900),
                () if is_near => (Who::Name(index), 840),
                () => nobody,
            };
        }
        if self.is(left, Tags::AND) || (self.is(left, Tags::CONJUNCTION) && self.is_small(left)) {
            // `somebody has drawn a box and written in it "…"`
            let is_anybody = |at: usize| {
                matches!(
                    self.word(at),
                    "somebody" | "someone" | "Somebody" | "Someone" | "nobody" | "everyone"
                )
            };
            if !self.lexicon.grammar.inverts
                && (left.saturating_sub(20)..left).any(|at| self.sentence(at) == sentence && is_anybody(at))
            {
                return nobody;
            }
            if self.is(left, Tags::AND) || self.word(left) == "but" {
                if let Some(pronoun) = self.pronoun_before(left) {
                    return (Who::Pronoun(pronoun), 800);
                }
                let found = self.subject_in(sentence, left).or_else(|| self.named_body(left));
                return found.map_or(nobody, |index| (Who::Name(index), 850));
            }
            let drops = self.lexicon.grammar.drops_pronouns;
            return if drops { (Who::Dropped, 700) } else { nobody };
        }
        if self.is_comma(left) {
            let found = self.before_apposition(left, sentence);
            let drops = self.lexicon.grammar.drops_pronouns && found.0 == Who::Nobody;
            return if drops { (Who::Dropped, 760) } else { found };
        }
        // `the Ohio Republican said`
        let is_member = self.is(left, Tags::ROLE) && !self.lexicon.grammar.inverts && self.is_word(left);
        if self.is_small(left) || self.lexicon.grammar.has_capital_nouns || is_member {
            let is_age =
                self.word(left).starts_with(|c: char| c.is_ascii_digit()) && self.word(left).contains('-');
            let is_body = !self.lexicon.grammar.inverts
                && (is_body_noun(self.word(left))
                    || (self.is(left, Tags::BODY) && !self.is(left, Tags::VERB)));
            if self.is_role(left) || is_age || is_body {
                let found = self.described(left, sentence);
                // `The sheriff of a rural county told a panel …`
                let start = self.start_of(left);
                return match self.described_subject(start, left).filter(|_| found.0 == Who::Nobody) {
                    Some((head, definite)) if self.is(head + 1, Tags::OF) && is_body => {
                        (Who::Described { head, definite }, 640)
                    }
                    _ => found,
                };
            }
        }
        if let Some(index) = self.lone_subject(left, sentence) {
            return (Who::Name(index), 800);
        }
        // `The sheriff of a county where four have died told a panel …`
        if let Some((head, definite)) = self.described_subject(self.start_of(left), left)
            && head < left
            && !(head + 1..left).any(|at| self.is_verb(at) || self.is_comma(at))
        {
            return (Who::Described { head, definite }, 640);
        }
        // `Con una nota ha fatto sapere …`
        let start = self.start_of(left);
        let is_adverbial = self.is(start, Tags::PREPOSITION) && (start..left).all(|at| self.is_word(at));
        if self.lexicon.grammar.drops_pronouns && is_adverbial { (Who::Dropped, 680) } else { nobody }
    }

    /// The phrase whose last word is the one at `head`: `the harbour master`.
    fn described(&self, head: usize, sentence: u32) -> (Who, u16) {
        for at in (head.saturating_sub(6)..=head).rev() {
            if self.sentence(at) != sentence || !self.is_word(at) {
                break;
            }
            if at < head && self.is(at, Tags::PREPOSITION | Tags::OF) && !self.is(at, Tags::ARTICLE) {
                break;
            }
            if self.is(at, Tags::ARTICLE | Tags::INDEFINITE) {
                let definite = !self.is(at, Tags::INDEFINITE);
                let is_oblique = at.checked_sub(1).is_some_and(|left| {
                    self.sentence(left) == sentence && self.is(left, Tags::PREPOSITION | Tags::AND)
                });
                let fits = !is_oblique && !self.is_plural(head);
                return if fits { (Who::Described { head, definite }, 900) } else { (Who::Nobody, 0) };
            }
        }
        (Who::Nobody, 0)
    }

    /// Whom a body or place behind `of` belongs to: `Ida Holm of the Civic Alliance`.
    fn owner(&self, mention: &Mention) -> Option<usize> {
        let sentence = self.sentence(mention.from);
        let before = mention.from.checked_sub(1)?;
        let preposition = if self.is(before, Tags::ARTICLE) && !self.is(before, Tags::PREPOSITION) {
            before.checked_sub(1)?
        } else {
            before
        };
        if !self.is(preposition, Tags::PREPOSITION)
            || self.sentence(preposition) != sentence
            || mention.possessive
        {
            return None;
        }
        let index = self.mention_ending(preposition)?;
        let owner = self.mention(index)?;
        (self.is_person(owner) && owner.len() >= 2 && !self.is_bound(owner)).then_some(index)
    }

    /// The pronoun that opens the clause before `at`, where nobody is named since.
    pub(super) fn pronoun_before(&self, at: usize) -> Option<usize> {
        let start = self.start_of(at);
        let last = (start..at).rev().take(30).find(|&index| {
            self.mention_from(index)
                .and_then(|index| self.mention(index))
                .is_some_and(|mention| self.is_person(mention) && !mention.is_oblique && !mention.possessive)
                || self.is_pronoun(index)
        })?;
        self.is_pronoun(last).then_some(last)
    }

    /// Whether a word is `he`, `she` and the like as a subject.
    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        self.is(at, Tags::HE | Tags::SHE) && !self.is(at, Tags::ARTICLE)
    }

    fn subject_in(&self, sentence: u32, before: usize) -> Option<usize> {
        let found = self.subjects.binary_search_by_key(&sentence, |(sentence, _)| *sentence).ok()?;
        let (_, index) = self.subjects.get(found)?;
        self.mention(*index).filter(|mention| mention.tokens.end <= before).map(|_| *index)
    }

    /// The only person the clause before a verb names: `Ida Holm in a statement said`.
    fn lone_subject(&self, left: usize, sentence: u32) -> Option<usize> {
        let start = self.start_of(left);
        let stops = Tags::CONJUNCTION | Tags::RELATIVE | Tags::THAT | Tags::VERB | Tags::JUDGING;
        let clause = (start..=left).rev().take_while(|&at| {
            self.is_word(at)
                && (!self.is(at, stops) || self.is(at, Tags::ARTICLE | Tags::ROLE))
                && !self.is(at, Tags::AND | Tags::HE | Tags::SHE | Tags::THEY)
        });
        let first = clause.last()?;
        let mut found = None;
        let from = self.mentions.partition_point(|mention| mention.from < first);
        for (offset, mention) in self.mentions.iter().skip(from).take(6).enumerate() {
            if mention.tokens.start > left || self.sentence(mention.from) != sentence {
                break;
            }
            let leads = mention.from == first || (mention.is_shown_person() && mention.from - first <= 4);
            if self.is_person(mention) && leads && !self.is_bound(mention) {
                if found.is_some() {
                    return None;
                }
                found = Some(from + offset);
            }
        }
        found
    }

    /// The name before an apposition that ends at the comma `close`.
    fn before_apposition(&self, close: usize, sentence: u32) -> (Who, u16) {
        let nobody = (Who::Nobody, 0);
        let mut close = close;
        // `Ida Holm, 43, of Ostwick, said`: several may follow one another
        for _ in 0..4 {
            let open = (close.saturating_sub(APPOSITION)..close)
                .rev()
                .take_while(|&at| self.sentence(at) == sentence && !self.is_quote(at))
                .find(|&at| self.is_comma(at));
            let Some(open) = open else {
                // `In Ostwick, said`: nobody
                return nobody;
            };
            // `the mayor, Edmund Sallow,`
            let inner = self.mention_ending(close).and_then(|index| Some((index, self.mention(index)?)));
            if let Some((index, mention)) =
                inner.filter(|(_, mention)| mention.from > open && mention.from <= open + 4)
            {
                let is_lead = (open + 1..mention.from)
                    .all(|at| self.is_small(at) && !self.is(at, Tags::PREPOSITION | Tags::AND));
                let before = open.checked_sub(1);
                let leads = before.is_some_and(|at| self.is_small(at) || self.is_role(at))
                    || self.mention_ending(open).and_then(|other| self.mention(other)).is_some_and(|other| {
                        let left = other.from.checked_sub(1);
                        // `the owner of the Foothillers, Ida Holm,`
                        let left = left.and_then(|left| {
                            let has_article = self.is(left, Tags::ARTICLE) && self.is_small(left);
                            if has_article { left.checked_sub(1) } else { Some(left) }
                        });
                        other.possessive || left.is_some_and(|at| self.is(at, Tags::PREPOSITION))
                    });
                if is_lead && leads && self.is_person(mention) && !mention.possessive {
                    return (Who::Name(index), 930);
                }
            }
            if self.is(open + 1, Tags::AND) {
                return nobody;
            }
            // `Another, Ida Holm of the Meridian, called it …`
            if let Some((index, mention)) =
                self.mention_from(open + 1).and_then(|index| Some((index, self.mention(index)?)))
                && mention.tokens.end < close
                && mention.len() >= 2
                && open > 0
                && (self.is_small(open - 1) || self.is(open - 1, Tags::INDEFINITE))
                && self.is_person(mention)
                && !mention.possessive
                && !self.is(mention.tokens.end, Tags::AND)
            {
                return (Who::Name(index), 890);
            }
            match self.mention_ending(open).and_then(|index| Some((index, self.mention(index)?))) {
                Some((index, mention)) if self.is_person(mention) && !self.is_bound(mention) => {
                    return (Who::Name(index), 930);
                }
                Some((index, mention)) if mention.is_body && !self.is_bound(mention) => {
                    return (Who::Name(index), 900);
                }
                Some((_, mention)) if self.owner(mention).is_some() => {
                    return self.owner(mention).map_or(nobody, |index| (Who::Name(index), 900));
                }
                _ => close = open,
            }
        }
        nobody
    }
}
