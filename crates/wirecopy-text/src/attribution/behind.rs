//! What stands behind a quote: `… Pell said`, `… said Pell`, `… according to Pell`.

use super::page::{Cue, Lead, Page, Who};
use super::phrase::Phrase;
use crate::lexicon::Tags;
use crate::names::{Sort, Token};

/// So many words may stand between a name and its verb.
const REACH: usize = 40;

impl Page<'_, '_> {
    /// What stands behind the quote at `at`.
    pub(super) fn behind(&self, at: usize, is_statement: bool) -> Lead {
        let sentence = self.sentence(at);
        // what opens the sentence is a statement
        let is_statement =
            is_statement || at.checked_sub(1).is_none_or(|left| self.sentence(left) != sentence);
        let mut from = at + 1;
        let is_apart = matches!(self.sort(from), Some(Sort::Comma | Sort::Dash));
        if is_apart {
            from += 1;
        }
        let is_ended = self.tokens.get(at).is_some_and(|token| {
            token
                .text
                .trim_end_matches(|c: char| {
                    !c.is_alphanumeric() && !matches!(c, ',' | '?' | '!' | '—' | '–' | '…')
                })
                .ends_with([',', '?', '!', '—', '–', '…'])
        });
        let here = |index: usize| self.sentence(index) == sentence;
        if !here(from) {
            return Lead::Silent;
        }
        // `“a fool” according to Pell`
        if let Some(length) = self.according(from) {
            return self.source(from + length, 930);
        }
        if self.lexicon.grammar.is_romance && !is_apart && self.is(from, Tags::VIEWPOINT) {
            let phrase = self.phrase(from + 1);
            if matches!(phrase.who, Who::Name(index) if self.mention(index).is_some_and(|mention| self.is_person(mention)))
            {
                return self.lead(phrase.who, Cue { verb: None, most: 800, rule: "viewpoint" });
            }
        }
        if !is_statement && let Some(lead) = self.final_verb(at) {
            return lead;
        }
        // `"…" said Pell`, `"…" Pell said`, where the comma was left out
        let is_bare = is_statement
            && !is_apart
            && !is_ended
            && (self.is_verb(from)
                || self.mention_from(from).is_some()
                || self.is(from, Tags::HE | Tags::SHE));
        // `“…reckless,” Holm said`
        let opens = self.is_verb(from)
            || self.mention_from(from).is_some()
            || self.is_pronoun(from)
            || self.is(from, Tags::AS);
        let is_inner = !is_statement && !is_apart && is_ended && (opens || self.is_led_to(from));
        // `"We sail" its head Ida Holm told …`
        let is_loose = is_statement && !is_apart && !is_ended && !is_bare;
        if is_loose {
            let phrase = self.phrase(from);
            let named = matches!(phrase.who, Who::Name(_)) && self.is_small(from);
            if !named || !matches!(self.verb_behind(phrase.end), Some((_, Distance::Next))) {
                return Lead::Silent;
            }
        } else if !(is_apart || (is_statement && is_ended) || is_bare || is_inner) {
            return Lead::Silent;
        }
        let most = if is_bare || is_loose { 880 } else { 970 };
        // `"…", as Holm put it`
        if self.is(from, Tags::AS) && !self.is(from, Tags::VERB) {
            let phrase = self.phrase(from + 1);
            let verb = phrase.end;
            let is_phrased = self.phrase_at(verb, Tags::PHRASED, self.lexicon.phrased()).is_some();
            // `"pass-through," as the industry calls it`
            let is_name_for = matches!(self.word(verb), "calls" | "call" | "called" | "terms" | "termed")
                && matches!(self.word(verb + 1), "it" | "them" | "him" | "her" | "this");
            return if is_phrased || is_name_for || (is_apart && self.is_verb(verb)) {
                self.lead(phrase.who, Cue { verb: Some(verb), most: 920, rule: "quote-name-verb" })
            } else {
                Lead::Silent
            };
        }
        if (is_statement || is_inner)
            && let Some(lead) = self.with_verb_first(from, most)
        {
            return lead;
        }
        // a capital that is no name begins another sentence: `"Why?" The room fell silent …`
        if !is_apart
            && self.tokens.get(from).is_some_and(Token::is_cap)
            && self.mention_from(from).is_none()
            && !self.is(from, Tags::HE | Tags::SHE)
            && !self.lexicon.grammar.has_capital_nouns
        {
            return Lead::Silent;
        }
        self.with_name_first(from, is_statement, most)
    }

    /// Whether a phrase and its verb of speech begin at `from`: `the broadcaster Tor Vik said`.
    fn is_led_to(&self, from: usize) -> bool {
        let phrase = self.phrase(from);
        let near = matches!(self.verb_behind(phrase.end), Some((_, Distance::Next | Distance::Apposition)));
        near && matches!(phrase.who, Who::Name(_) | Who::Described { .. })
    }

    /// Who is named as the source at `from`.
    pub(super) fn source(&self, from: usize, most: u16) -> Lead {
        let cue = Cue { verb: None, most, rule: "according-to" };
        if self.is(from, Tags::HIM | Tags::HER | Tags::HE | Tags::SHE) && !self.is(from, Tags::ARTICLE) {
            let is_alone = !self.is_word(from + 1)
                || !self.is_role(from + 1)
                || self.is(from + 1, Tags::AUXILIARY | Tags::PASSIVE | Tags::VERB);
            return if is_alone { self.lead(Who::Pronoun(from), cue) } else { Lead::Unnamed };
        }
        self.lead(self.phrase(from).who, cue)
    }

    /// `… said Pell`, `… a déclaré le maire, Paul Pell`.
    fn with_verb_first(&self, from: usize, most: u16) -> Option<Lead> {
        let sentence = self.sentence(from);
        let grammar = self.lexicon.grammar;
        let (verb, pronoun) = self.verb_group(from);
        if let Some(verb) = verb {
            let cue = Cue { verb: Some(verb), most, rule: "quote-verb-name" };
            if let Some(pronoun) = pronoun {
                return Some(self.lead(Who::Pronoun(pronoun), cue));
            }
            return Some(self.behind_verb(verb, cue));
        }
        // `hat Pell gesagt`
        if self.is(from, Tags::AUXILIARY) && self.is_small(from) && grammar.compounds {
            let phrase = self.phrase(from + 1);
            let verb = (phrase.end..phrase.end + 12)
                .take_while(|&at| self.sentence(at) == sentence && self.is_word(at))
                .find(|&at| self.is_verb(at))?;
            return Some(
                self.lead(phrase.who, Cue { verb: Some(verb), most: most.min(940), rule: "quote-verb-name" }),
            );
        }
        self.with_any_verb_first(from, most)
    }

    /// The verb of the group that begins at `from`, and the pronoun in it: `a-t-elle ajouté`.
    pub(super) fn verb_group(&self, from: usize) -> (Option<usize>, Option<usize>) {
        let sentence = self.sentence(from);
        let (mut pronoun, mut has_auxiliary) = (None, false);
        for at in from..from + 6 {
            if self.sentence(at) != sentence || !self.is_small(at) {
                break;
            }
            let (tags, is_first) = (self.tags(at), at == from);
            let is_verb = tags.any(Tags::VERB | Tags::JUDGING | Tags::THINKING);
            if is_verb && !(is_first && tags.any(Tags::ARTICLE)) {
                return (Some(at), pronoun);
            }
            if !is_first && has_auxiliary && pronoun.is_none() && tags.any(Tags::HE | Tags::SHE) {
                pronoun = Some(at);
                continue;
            }
            let opens_phrase = is_first
                && tags.any(Tags::HE | Tags::SHE | Tags::THEY | Tags::ARTICLE)
                && !tags.any(Tags::AUXILIARY);
            let may_lead = Tags::AUXILIARY | Tags::BETWEEN | Tags::PASSIVE | Tags::HIM | Tags::HER;
            let leads = if self.lexicon.grammar.is_romance {
                tags.any(may_lead) || (self.word(at).len() <= 3 && !is_first)
            } else {
                tags.any(Tags::BETWEEN) && !is_first
            };
            if opens_phrase || tags.any(Tags::NEGATION) || !leads {
                break;
            }
            has_auxiliary |= tags.any(Tags::AUXILIARY);
        }
        (None, None)
    }

    pub(super) fn behind_verb(&self, verb: usize, cue: Cue) -> Lead {
        let (phrase, is_direct) = self.phrase_behind(verb);
        let most = if is_direct { cue.most.min(960) } else { cue.most.min(930) };
        let is_thinking = !self.is_verb(verb);
        let most = if is_thinking { most.min(890) } else { most };
        let nothing = phrase.end == phrase.start
            || (phrase.who == Who::Nobody && self.sort(verb + 1) == Some(Sort::Comma));
        let who = match phrase.who {
            Who::Nobody
                if self.lexicon.grammar.drops_pronouns
                    && (nothing || !self.has_noun(verb + 1, phrase.end)) =>
            {
                Who::Dropped
            }
            who => who,
        };
        self.lead(who, Cue { most, ..cue })
    }

    /// Whether words hold what may be a subject.
    fn has_noun(&self, from: usize, end: usize) -> bool {
        (from..end).any(|at| self.is_role(at) || self.mention_from(at).is_some())
            || (self.is(from, Tags::ARTICLE | Tags::INDEFINITE)
                && !self.is(from, Tags::PREPOSITION | Tags::TO))
    }

    /// `… smiled Pell`, `… redoute Paul Pell`: a verb of any sort.
    fn with_any_verb_first(&self, from: usize, most: u16) -> Option<Lead> {
        let functional = Tags::ARTICLE | Tags::INDEFINITE | Tags::PREPOSITION | Tags::CONJUNCTION | Tags::AND;
        let functional = functional | Tags::RELATIVE | Tags::NEGATION | Tags::PASSIVE | Tags::HE | Tags::SHE;
        let functional = functional
            | Tags::OPENER
            | Tags::THEY
            | Tags::ROLE
            | Tags::BETWEEN
            | Tags::AUXILIARY
            | Tags::BODY;
        if !self.is_small(from) || self.is(from, functional) || self.word(from).len() < 3 {
            return None;
        }
        let is_regular = !self.lexicon.grammar.inverts && self.word(from).ends_with("ed");
        let sure = if is_regular { 905 } else { 860 };
        let cue = Cue { verb: Some(from), most: most.min(sure), rule: "quote-word-name" };
        let next = from + 1;
        if self.is(next, Tags::HE | Tags::SHE)
            && self.lexicon.grammar.inverts
            && !self.is(next, Tags::ARTICLE)
        {
            return Some(self.lead(Who::Pronoun(next), cue));
        }
        let phrase = self.phrase(next);
        match phrase.who {
            Who::Name(index) if self.mention(index).is_some_and(|mention| self.is_person(mention)) => {
                Some(self.lead(phrase.who, cue))
            }
            Who::Name(index)
                if self.lexicon.grammar.inverts
                    && self.mention(index).is_some_and(|mention| mention.is_body) =>
            {
                Some(self.lead(phrase.who, Cue { most: 780, ..cue }))
            }
            Who::Described { .. } => Some(self.lead(phrase.who, Cue { most: 700, ..cue })),
            _ => {
                let ends = !self.is_word(next);
                (ends && self.lexicon.grammar.drops_pronouns)
                    .then(|| self.lead(Who::Dropped, Cue { most: 680, ..cue }))
            }
        }
    }

    /// `… Pell said`, `… the mayor of Ostwick, Ida Holm, told reporters`.
    fn with_name_first(&self, from: usize, is_statement: bool, most: u16) -> Lead {
        let phrase = self.phrase(from);
        let rule = "quote-name-verb";
        let most = if is_statement { most } else { most.min(920) };
        if phrase.end == from {
            return Lead::Silent;
        }
        // `Ida Holm and Tor Vik said`
        if phrase.who == Who::Nobody && self.is(phrase.end, Tags::AND) {
            let mut rest = (phrase.end..phrase.end + 14)
                .take_while(|&at| self.is_word(at) && self.sentence(at) == self.sentence(from));
            return if rest.any(|at| self.is_verb(at)) { Lead::Unnamed } else { Lead::Silent };
        }
        if let Some(lead) = self.quoted_behind(phrase) {
            return lead;
        }
        if let Some((verb, distance)) = self.verb_behind(phrase.end) {
            if self.is_turned(phrase.end, verb) || self.is_relayed(verb) {
                return Lead::Unnamed;
            }
            // `a woman who gave only her first name, Ida, said`
            let named = self.mentions.iter().enumerate().skip_while(|(_, other)| other.from < phrase.end);
            let mut named = named.take_while(|(_, other)| other.tokens.end <= verb);
            if let Some((index, _)) = named
                .find(|(_, other)| crate::names::is_given_as_name(self.tokens, other.from))
                .filter(|_| matches!(phrase.who, Who::Described { definite: false, .. } | Who::Nobody))
            {
                return self.lead(Who::Name(index), Cue { verb: Some(verb), most: most.min(900), rule });
            }
            // what follows a fragment may be a sentence of its own
            let limit = match distance {
                Distance::Next => 970,
                Distance::Apposition => 940,
                Distance::Far => 910,
            };
            return self.lead(phrase.who, Cue { verb: Some(verb), most: most.min(limit), rule });
        }
        // `Ida Holm as well as Tor Vik said`
        let sentence = self.sentence(from);
        let mut other = false;
        for at in
            (phrase.end..phrase.end + 14).take_while(|&at| self.is_word(at) && self.sentence(at) == sentence)
        {
            other |= self.mention_from(at).is_some();
            if other && self.is_verb(at) && matches!(phrase.who, Who::Name(_)) {
                return Lead::Unnamed;
            }
        }
        // `… Pell smiled`
        let next = phrase.end;
        let functional = Tags::PREPOSITION | Tags::CONJUNCTION | Tags::AND | Tags::RELATIVE | Tags::NEGATION;
        let is_word = self.is_small(next)
            && !self.is(next, functional | Tags::PASSIVE | Tags::ARTICLE | Tags::AUXILIARY);
        let fits = match phrase.who {
            Who::Name(index) => self.mention(index).is_some_and(|mention| self.is_person(mention)),
            Who::Pronoun(_) => true,
            _ => false,
        };
        if is_statement && most > 900 && is_word && fits && !self.is_relayed(next) {
            let is_regular = !self.lexicon.grammar.inverts
                && self.word(next).ends_with("ed")
                && (!self.is_word(next + 1)
                    || self.is(next + 1, Tags::PREPOSITION | Tags::TIME | Tags::BETWEEN));
            let most = if is_regular { 900 } else { 800 };
            return self.lead(phrase.who, Cue { verb: Some(next), most, rule: "quote-name-word" });
        }
        Lead::Silent
    }

    /// `… Holm was quoted as saying`, `… the agency quoted Holm as saying`.
    fn quoted_behind(&self, phrase: Phrase) -> Option<Lead> {
        let is_passive = self.is(phrase.end, Tags::PASSIVE);
        let at = if is_passive { phrase.end + 1 } else { phrase.end };
        if !self.is(at, Tags::QUOTED) {
            return None;
        }
        let other = self.phrase(at + 1);
        let as_at = if is_passive { at + 1 } else { other.end };
        if !self.is(as_at, Tags::AS) || !self.is_verb(as_at + 1) {
            return None;
        }
        let who = if is_passive { phrase.who } else { other.who };
        Some(self.lead(who, Cue { verb: Some(as_at + 1), most: 920, rule: "quote-name-verb" }))
    }

    /// The verb of speech of a phrase that ends at `end`.
    fn verb_behind(&self, end: usize) -> Option<(usize, Distance)> {
        let sentence = self.sentence(end);
        let (mut commas, mut is_relative) = (0, false);
        for at in end..end + REACH {
            if self.sentence(at) != sentence {
                return None;
            }
            match self.sort(at)? {
                Sort::Comma | Sort::Dash => {
                    commas += 1;
                    is_relative = false;
                    continue;
                }
                Sort::Word { .. } => {}
                Sort::Other => continue,
                _ => return None,
            }
            let tags = self.tags(at);
            if self.is_verb(at) && !(is_relative && tags.any(Tags::ROLE)) {
                if is_relative && self.has_close(at) {
                    continue;
                }
                let is_near = commas == 0
                    && (end..at).all(|index| {
                        self.is(
                            index,
                            Tags::BETWEEN | Tags::AUXILIARY | Tags::PASSIVE | Tags::NEGATION | Tags::TIME,
                        ) || self.word(index).ends_with("ly")
                    });
                let distance = match commas {
                    _ if is_near => Distance::Next,
                    0 | 1 => Distance::Far,
                    _ => Distance::Apposition,
                };
                return Some((at, distance));
            }
            if tags.any(Tags::RELATIVE) && !tags.any(Tags::ARTICLE) {
                is_relative = true;
                continue;
            }
            let is_and = tags.any(Tags::AND);
            let joins = is_relative || (is_and && (commas > 0 || self.is_verb(at + 1)));
            if tags.any(Tags::CONJUNCTION) && !tags.any(Tags::ARTICLE | Tags::PREPOSITION) && !joins {
                return None;
            }
        }
        None
    }

    /// Whether somebody else is told of as the one who said it: `Holm recalled her father saying`.
    fn is_relayed(&self, verb: usize) -> bool {
        let sentence = self.sentence(verb);
        let stops = Tags::RELATIVE | Tags::CONJUNCTION | Tags::AND | Tags::PREPOSITION;
        let mut other = false;
        for at in verb + 1..verb + 10 {
            if self.sentence(at) != sentence
                || !self.is_word(at)
                || (self.is(at, stops) && !self.is(at, Tags::AS))
            {
                return false;
            }
            if other && self.is_verb(at) {
                return true;
            }
            other |= self.is_role(at)
                || self
                    .mention_from(at)
                    .and_then(|index| self.mention(index))
                    .is_some_and(|mention| self.is_person(mention));
        }
        false
    }

    /// Whether a comma closes the clause that holds `at`, with a verb of speech behind it.
    fn has_close(&self, at: usize) -> bool {
        let sentence = self.sentence(at);
        let close = (at + 1..at + 20)
            .take_while(|&index| self.sentence(index) == sentence && !self.is_quote(index))
            .find(|&index| self.sort(index) == Some(Sort::Comma));
        close.is_some_and(|close| {
            (close + 1..close + 4).any(|index| self.is_verb(index) && self.sentence(index) == sentence)
        })
    }

    /// Whether what was said was said to or about the subject, or not at all.
    fn is_turned(&self, end: usize, verb: usize) -> bool {
        let near = end.max(verb.saturating_sub(4))..verb;
        near.into_iter().rev().take_while(|&at| self.is_word(at)).any(|at| {
            let tags = self.tags(at);
            tags.any(Tags::NEGATION)
                || (tags.any(Tags::PASSIVE)
                    && !(self.lexicon.grammar.is_romance && tags.any(Tags::AUXILIARY)))
        })
    }

    /// `Pell hat den Plan »absurd« genannt`: the verb stands behind the quote, its subject before.
    fn final_verb(&self, at: usize) -> Option<Lead> {
        let grammar = self.lexicon.grammar;
        if !grammar.compounds {
            return None;
        }
        let sentence = self.sentence(at);
        let verb = (at + 1..at + 3).find(|&next| self.is_verb(next) && self.sentence(next) == sentence)?;
        let start = self.start_of(at);
        let cue = Cue { verb: Some(verb), most: 880, rule: "verb-at-the-end" };
        let auxiliary = (start..at)
            .rev()
            .find(|&left| self.is_small(left) && self.is(left, Tags::AUXILIARY | Tags::RELATIVE));
        if let Some(auxiliary) = auxiliary.filter(|&at| self.is(at, Tags::AUXILIARY)) {
            let (who, _) = self.subject(auxiliary);
            let who = match who {
                Who::Nobody | Who::Dropped => self.phrase(auxiliary + 1).who,
                who => who,
            };
            return Some(self.lead(who, cue));
        }
        // `dat hij de schilderijen „…” noemde`
        let pronoun = (start..at)
            .rev()
            .take(8)
            .find(|&left| self.is(left, Tags::HE | Tags::SHE) && !self.is(left, Tags::ARTICLE));
        pronoun.map(|pronoun| self.lead(Who::Pronoun(pronoun), Cue { most: 800, ..cue }))
    }

    /// What ends the sentence of a quote: `…, Pell said.`
    pub(super) fn sentence_end(&self, at: usize) -> Lead {
        let sentence = self.sentence(at);
        let mut index = at + 1;
        while index < at + REACH && self.sentence(index) == sentence {
            if self.sort(index) == Some(Sort::Comma) {
                let from = index + 1;
                if let Some(length) = self.according(from) {
                    return self.source(from + length, 880);
                }
                let phrase = self.phrase(from);
                let verb = (phrase.end..phrase.end + 3).find(|&verb| self.is_verb(verb));
                if phrase.end > from
                    && let Some(verb) = verb.filter(|&verb| self.sentence(verb) == sentence)
                    && self.is_at_end(verb)
                    && !self.is_turned(phrase.end, verb)
                {
                    let lead =
                        self.lead(phrase.who, Cue { verb: Some(verb), most: 905, rule: "sentence-end" });
                    if lead.is_named() {
                        return lead;
                    }
                }
                if self.lexicon.grammar.inverts && self.is_verb(from) {
                    let lead =
                        self.behind_verb(from, Cue { verb: Some(from), most: 880, rule: "sentence-end" });
                    if lead.is_named() {
                        return lead;
                    }
                }
            } else if let Some(length) = self.according(index) {
                return self.source(index + length, 880);
            }
            index += 1;
        }
        Lead::Silent
    }

    /// Whether a clause ends with the verb at `verb`, but for when and where it was.
    fn is_at_end(&self, verb: usize) -> bool {
        let next = verb + 1;
        !self.is_word(next)
            || self.sentence(next) != self.sentence(verb)
            || self.is(next, Tags::PREPOSITION | Tags::TIME | Tags::BETWEEN | Tags::TELLING)
            || (self.is(verb, Tags::TELLING) && !self.is(next, Tags::THAT))
    }
}

/// How far a verb stands from its subject.
enum Distance {
    Next,
    /// Between commas.
    Apposition,
    Far,
}
