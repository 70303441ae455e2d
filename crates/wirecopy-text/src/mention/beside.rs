//! What words next to a name show of it.

use super::evidence::Sign;
use super::gazetteer::{Hints, Listed, listed};
use crate::lexicon::{Lexicon, Tags};
use crate::names::{Mention, Sort, Token};
use crate::vocabulary::Vocabulary;

/// A paragraph whose names are looked at.
#[derive(Clone, Copy)]
pub(super) struct Beside<'p, 't> {
    pub text: &'t str,
    pub tokens: &'p [Token<'t>],
    pub lexicon: &'static Lexicon,
    pub hints: &'static Hints,
}

/// The oldest anybody grows.
const OLDEST: u16 = 115;
/// So many words may stand between a name and the word for what that person does.
const APPOSITION: usize = 8;

impl<'t> Beside<'_, 't> {
    fn token(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    /// The token before `at`, if it belongs to the same sentence.
    fn before(&self, at: usize) -> Option<&Token<'t>> {
        let left = self.token(at.checked_sub(1)?)?;
        (Some(left.sentence) == self.token(at).map(|token| token.sentence)).then_some(left)
    }

    fn is_comma(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.sort == Sort::Comma)
    }

    fn is_small(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_word() && !token.is_cap())
    }

    /// Whether a small word at `at` is in a set.
    fn is_one_of(&self, at: usize, words: &Vocabulary<()>) -> bool {
        self.is_small(at) && self.token(at).is_some_and(|token| words.get(token.text).is_some())
    }

    /// Whether a word before the name says where.
    pub(super) fn is_led(&self, mention: &Mention) -> bool {
        let before = self.before(mention.from);
        before.is_some_and(|token| is_in(token.text, &self.hints.locative))
    }

    /// What shows that this mention is of a person.
    pub(super) fn person(&self, mention: &Mention) -> Option<Sign> {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        if mention.is_body {
            return None;
        }
        if mention.has_title || mention.has_role {
            let found = self.title(mention);
            if found.is_some() {
                return found;
            }
        }
        let what = listed(self.token(start).map_or("", |token| token.text));
        if mention.len() == 1
            && what.any(Listed::COUNTRY | Listed::CITY | Listed::REGION | Listed::ORGANIZATION)
        {
            return None;
        }
        if self.is_comma(end) && self.is_comma_or_stop(end + 2) && !mention.possessive && self.is_age(end + 1)
        {
            return Some(Sign::person(960, "age"));
        }
        let is_described = self.is_comma(end)
            && mention.len() >= 2
            && !mention.possessive
            && !self.is_led(mention)
            && self.describes(end + 1);
        is_described.then_some(Sign::person(940, "apposition"))
    }

    fn is_comma_or_stop(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| matches!(token.sort, Sort::Comma | Sort::Stop))
    }

    fn is_age(&self, at: usize) -> bool {
        let word = self.token(at).map_or("", |token| token.text);
        word.len() <= 3 && word.parse::<u16>().is_ok_and(|age| (3..=OLDEST).contains(&age))
    }

    /// A title or a word for what a person does, right before the name.
    fn title(&self, mention: &Mention) -> Option<Sign> {
        let start = mention.tokens.start;
        let before = self.before(start)?;
        let is_plural = !before.is_cap() && before.text.ends_with('s');
        let word = before.text.trim_end_matches('.');
        let is_lone = mention.len() == 1;
        let is_role = before.tags.any(Tags::ROLE) || self.lexicon.is_compound_role(before.text);
        if word_says_little(word) || (is_lone && is_plural && !before.tags.any(Tags::TITLE)) {
            return None;
        }
        // `directeur du Festival`
        if self.token(start).is_some_and(|first| is_contraction(first.text)) && !before.text.ends_with('.') {
            return None;
        }
        let is_honorific = before.tags.any(Tags::MASCULINE | Tags::FEMININE) || before.text.ends_with('.');
        if before.tags.any(Tags::TITLE) && before.is_cap() {
            return Some(Sign::person(970, "title"));
        }
        if before.tags.any(Tags::TITLE | Tags::ROLE) || is_role {
            // `the minister Israel sent`
            let known = listed(self.token(start).map_or("", |token| token.text));
            let is_other = Listed::COUNTRY | Listed::CITY | Listed::REGION | Listed::ORGANIZATION;
            let is_other = is_lone && known.any(is_other) && !is_honorific;
            return (!is_other).then_some(Sign::person(955, "role"));
        }
        None
    }

    /// Whether a description of a person begins at `at`: `a lecturer at …`, `the mayor,`, `who …`.
    fn describes(&self, at: usize) -> bool {
        let first = self.token(at).map_or(Tags::NONE, |token| token.tags);
        if self.token(at).is_some_and(|token| matches!(token.text, "who" | "whose" | "whom")) {
            return true;
        }
        if !first.any(Tags::ARTICLE | Tags::INDEFINITE | Tags::ROLE) {
            return false;
        }
        let stops = Tags::CONJUNCTION | Tags::AND | Tags::RELATIVE | Tags::AUXILIARY | Tags::PASSIVE;
        for here in at..at + APPOSITION {
            let Some(token) = self.token(here).filter(|token| token.is_word()) else { return false };
            // `an article of the law`: what comes behind belongs to another noun
            let is_preposition = token.tags.any(Tags::PREPOSITION) && !token.tags.any(Tags::ARTICLE);
            if is_preposition || token.tags.any(stops) {
                return false;
            }
            let is_role = token.tags.any(Tags::ROLE) && !token.is_cap() && !token.is_possessive();
            if is_role && !says_little_behind(token.text) {
                let next = self.token(here + 1).map_or(Tags::NONE, |token| token.tags);
                let goes_on = self.is_comma_or_stop(here + 1)
                    || next.any(Tags::PREPOSITION | Tags::OF | Tags::RELATIVE);
                if goes_on && !next.any(Tags::VERB) {
                    return !token.text.ends_with('s') || token.text.ends_with("ss");
                }
            }
        }
        false
    }

    /// What shows that this mention is of a place.
    pub(super) fn place(&self, mention: &Mention) -> Option<Sign> {
        if mention.has_title || mention.has_role || mention.len() > 4 {
            return None;
        }
        let from = mention.from;
        let before = self.before(from)?;
        let kind_at = if before.tags.any(Tags::OF) && !before.is_cap() { from.checked_sub(2)? } else { from };
        if kind_at + 2 == from && self.is_one_of(kind_at, &self.hints.kinds) && !mention.is_body {
            return Some(Sign::place(950, "kind-of-place"));
        }
        if self.lexicon.grammar.compounds && is_in(before.text, &self.hints.kinds) && !mention.is_body {
            return Some(Sign::place(950, "kind-of-place"));
        }
        // `in Ostwick, Norway,`
        let end = mention.tokens.end;
        let name = self.written(mention.tokens.clone()).unwrap_or_default();
        if listed(name).any(Listed::DATELINE) && matches!(before.text, "in" | "In" | "near" | "en" | "em") {
            return Some(Sign::place(930, "city"));
        }
        if mention.is_body || !self.is_comma(end) || !self.is_led(mention) || mention.possessive {
            return None;
        }
        (1..=3).find(|length| {
            let name = self.written(end + 1..end + 1 + length).unwrap_or_default();
            let is_place = listed(name).any(Listed::COUNTRY | Listed::REGION | Listed::COUNTRY_ELSEWHERE);
            is_place && self.is_comma_or_stop(end + 1 + length)
        })?;
        Some(Sign::place(945, "within-place"))
    }

    /// The text of some tokens, from the first to the last.
    pub(super) fn written(&self, tokens: std::ops::Range<usize>) -> Option<&'t str> {
        let found = self.tokens.get(tokens)?;
        let (first, last) = (found.first()?, found.last()?);
        self.text.get(first.range.start..last.range.start + last.text.len())
    }

    /// What shows that this name is one of a body.
    pub(super) fn organization(&self, mention: &Mention) -> Option<Sign> {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        if mention.has_title || mention.has_role || mention.possessive {
            return None;
        }
        let word = self.token(start).map_or("", |token| token.text);
        let is_acronym = mention.len() == 1 && is_acronym(word);
        let next = self.token(end).map_or(Tags::NONE, |token| token.tags);
        let leads = |at: usize, word: &str| self.token(at).is_some_and(|token| token.text == word);
        let is_led = leads(end, "chief") && leads(end + 1, "executive");
        if (is_led || self.is_one_of(end, &self.hints.belonging)) && !mention.has_article {
            return Some(Sign::organization(905, "its-people"));
        }
        let speaks = next.any(Tags::VERB) && self.is_small(end) && !next.any(Tags::ROLE);
        let is_told =
            is_acronym && self.before(mention.from).is_some_and(|token| token.tags.any(Tags::TELLING));
        let is_given = listed(word).any(Listed::GIVEN | Listed::DEMONYM);
        if (speaks && is_acronym)
            || is_told
            || (speaks && mention.has_article && mention.len() >= 2 && !is_given)
        {
            return Some(Sign::organization(910, "speaks"));
        }
        None
    }

    /// Whether the name is the subject of a verb of speech.
    pub(super) fn speaks(&self, mention: &Mention) -> bool {
        let end = mention.tokens.end;
        let is_verb =
            |at: usize| self.is_small(at) && self.token(at).is_some_and(|token| token.tags.any(Tags::VERB));
        is_verb(end) || mention.from.checked_sub(1).is_some_and(is_verb)
    }

    /// What the words of a name show by themselves: `Lantern Bay Council`, `Lake Ostwick`.
    pub(super) fn form(&self, mention: &Mention) -> Option<Sign> {
        let name = self.tokens.get(mention.tokens.clone())?;
        let (first, last) = (name.first()?, name.last()?);
        let is_body = |token: &Token<'_>| token.tags.any(Tags::BODY);
        let is_place = |token: &Token<'_>| name.len() >= 2 && is_in(token.text, &self.hints.endings);
        let is_thing = |token: &Token<'_>| is_in(token.text, &self.hints.things);
        let sign = |token: &Token<'_>| {
            if is_place(token) {
                Some(Sign::place(940, "place-word"))
            } else if is_body(token) && !is_thing(token) && !is_in(token.text, &self.hints.endings) {
                Some(Sign::organization(950, "body-word"))
            } else {
                None
            }
        };
        if name.len() == 1 {
            let grammar = self.lexicon.grammar;
            let is_foreign = (grammar.is_romance || grammar.compounds) && !is_acronym(last.text);
            let may_be_any = mention.is_first || is_foreign;
            return sign(last).filter(|_| !may_be_any && !mention.has_role && !mention.has_title);
        }
        // the head of `Association of Schools` stands before `of`, that of `Banco Vasta` first
        let of =
            name.iter().position(|token| !token.is_cap() && token.tags.any(Tags::OF | Tags::PREPOSITION));
        let head = of.and_then(|of| name.get(of.checked_sub(1)?));
        let is_romance = self.lexicon.grammar.is_romance;
        if !is_romance && head.is_none() && is_in(first.text, &self.hints.beginnings) && !is_body(last) {
            return Some(Sign::place(930, "place-word"));
        }
        if is_thing(head.unwrap_or(last)) {
            return None;
        }
        let has_both = is_romance || self.lexicon.grammar.compounds;
        // `City of London Police`
        let by_last = sign(last).filter(|_| !is_romance);
        match (head, by_last) {
            (Some(head), Some(found)) if found.rule != "body-word" => sign(head).or(Some(found)),
            (Some(head), None) => sign(head),
            (None, None) if has_both => sign(first),
            (_, found) => found,
        }
    }

    /// The short name in brackets behind a name, by its token: `National Rescue Board (NRB)`.
    pub(super) fn acronym(&self, mention: &Mention) -> Option<usize> {
        let end = mention.tokens.end;
        let is_open = self.token(end).is_some_and(|token| token.text == "(");
        let short = self.token(end + 1).filter(|_| is_open && mention.len() >= 2)?;
        if !is_acronym(short.text) || self.token(end + 2).is_none_or(|token| token.text != ")") {
            return None;
        }
        let words = self.tokens.get(mention.from..end)?;
        let letters = |all: bool| -> String {
            let words = words.iter().filter(|token| token.is_word() && (all || token.is_cap()));
            words.filter_map(|token| token.text.chars().next()).flat_map(char::to_uppercase).collect()
        };
        let is_it =
            |letters: &str| letters == short.text || letters.ends_with(short.text) && short.text.len() > 2;
        (is_it(&letters(false)) || is_it(&letters(true))).then_some(end + 1)
    }
}

/// Whether a word is in a set of words in small letters.
fn is_in(word: &str, words: &Vocabulary<()>) -> bool {
    let is_small = !word.starts_with(char::is_uppercase);
    if is_small { words.get(word).is_some() } else { words.has(word) }
}

/// Whether a word is a short name in capitals.
pub(super) fn is_acronym(word: &str) -> bool {
    let is_written_so = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    word.chars().all(is_written_so) && (2..=8).contains(&word.chars().filter(|c| c.is_alphabetic()).count())
}

/// Whether a word holds an article, which no particle of a name does.
fn is_contraction(word: &str) -> bool {
    ["du", "des", "do", "dos", "das", "del", "dello", "dei", "degli", "delle"].contains(&word)
}

/// Whether a title says nothing of what it stands before: `former`.
fn word_says_little(word: &str) -> bool {
    let titles = ["former", "ex", "acting", "interim", "incumbent", "no"];
    word == "Executive" || titles.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// Whether a word for what a person does is said of bodies and countries too: `Acme, a leader in`.
fn says_little_behind(word: &str) -> bool {
    [
        "leader",
        "member",
        "partner",
        "supporter",
        "opponent",
        "critic",
        "rival",
        "owner",
        "winner",
        "champion",
        "producer",
        "neighbor",
        "neighbour",
        "friend",
        "star",
        "player",
        "forward",
        "broker",
        "trader",
        "employer",
        "builder",
        "dealer",
        "promoter",
        "head",
        "models",
        "finalist",
        "witness",
    ]
    .contains(&word)
}
