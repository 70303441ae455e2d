//! Words of a paragraph outside its quotes, and the names among them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::lexicon::{Lexicon, is_particle, is_preposition};
use crate::quote::Pair;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A word. `cap`: it begins with a capital.
    Word {
        cap: bool,
        possessive: bool,
    },
    Comma,
    Colon,
    /// The end of a sentence.
    Stop,
    Dash,
    Other,
    /// A quote, by its index.
    Quote(usize),
}

/// A word, a mark or a quote.
#[derive(Clone, Debug)]
pub(crate) struct Token<'t> {
    /// For a word: without a possessive ending.
    pub text: &'t str,
    pub range: Range<usize>,
    pub sort: Sort,
    /// Which sentence of the paragraph it belongs to.
    pub sentence: u32,
}

impl Token<'_> {
    pub(crate) fn is_cap(&self) -> bool {
        matches!(self.sort, Sort::Word { cap: true, .. })
    }
    pub(crate) fn is_word(&self) -> bool {
        matches!(self.sort, Sort::Word { .. })
    }
}

const SHORTENED: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Capt", "Sgt", "Prof", "Rev", "St",
    "Jr", "Sr", "Maj", "Hon", "No",
];

/// The tokens of a paragraph; each of `quotes` is one.
pub(crate) fn tokens<'t>(text: &'t str, quotes: &[Pair]) -> Vec<Token<'t>> {
    let mut out: Vec<Token<'t>> = Vec::new();
    let mut quotes = quotes.iter().enumerate().peekable();
    let mut chars = text.char_indices().peekable();
    let (mut sentence, mut ended) = (0_u32, false);
    while let Some((at, c)) = chars.next() {
        let quote = quotes.next_if(|(_, pair)| pair.outer.start <= at);
        if c.is_whitespace() && quote.is_none() {
            continue;
        }
        let (end, sort) = if let Some((index, pair)) = quote {
            while chars.next_if(|(next, _)| *next < pair.outer.end).is_some() {}
            (pair.outer.end, Sort::Quote(index))
        } else if c.is_alphanumeric() {
            let mut end = at + c.len_utf8();
            while let Some(&(next, mark)) = chars.peek() {
                let is_part = mark.is_alphanumeric() || is_joiner(text, end, next, mark);
                if !is_part || quotes.peek().is_some_and(|(_, pair)| pair.outer.start <= next) {
                    break;
                }
                end = next + mark.len_utf8();
                chars.next();
            }
            let word = text.get(at..end).unwrap_or_default();
            let is_short = SHORTENED.contains(&word)
                || (word.chars().count() == 1 && c.is_uppercase())
                || word.contains('.');
            if is_short && chars.next_if(|(_, next)| *next == '.').is_some() {
                end += 1;
            }
            (end, Sort::Word { cap: c.is_uppercase(), possessive: false })
        } else {
            let sort = match c {
                ',' | ';' | '(' | ')' => Sort::Comma,
                ':' => Sort::Colon,
                '-' | '–' | '—' => Sort::Dash,
                '?' => Sort::Stop,
                c if crate::lines::is_stop(c) => Sort::Stop,
                _ => Sort::Other,
            };
            (at + c.len_utf8(), sort)
        };
        let is_small = matches!(sort, Sort::Word { cap: false, .. });
        let is_mark = !matches!(sort, Sort::Word { .. } | Sort::Quote(_));
        if ended && !is_small && !is_mark {
            sentence = sentence.saturating_add(1);
        }
        if !is_mark {
            ended = false;
        }
        let words = text.get(at..end).unwrap_or_default();
        let (words, sort) = match (sort, possessive(words)) {
            (Sort::Word { cap, .. }, Some(bare)) => (bare, Sort::Word { cap, possessive: true }),
            _ => (words, sort),
        };
        out.push(Token { text: words, range: at..at + words.len().max(end - at), sort, sentence });
        match sort {
            Sort::Stop => ended = true,
            // a quote that ends in a full stop ends the sentence round it, if a capital follows
            Sort::Quote(_) => {
                let inner =
                    words.trim_end_matches(|c: char| !c.is_alphanumeric() && !crate::lines::is_stop(c));
                ended = inner.ends_with(['.', '…', '。']);
            }
            _ => {}
        }
    }
    out
}

/// Whether a mark between two letters belongs to the word.
fn is_joiner(text: &str, _end: usize, at: usize, mark: char) -> bool {
    matches!(mark, '\'' | '’' | '-' | '\u{2010}' | '.')
        && text.get(at + mark.len_utf8()..).and_then(|rest| rest.chars().next()).is_some_and(|next| {
            if mark == '.' {
                next.is_uppercase() && text.get(..at).is_some_and(ends_in_initial)
            } else {
                next.is_alphanumeric()
            }
        })
}

/// Whether text ends in a letter standing alone, as in `U.S`.
fn ends_in_initial(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.next().is_some_and(char::is_uppercase) && last.next().is_none_or(|c| !c.is_alphanumeric())
}

fn possessive(word: &str) -> Option<&str> {
    ["'s", "’s", "'S"].iter().find_map(|ending| word.strip_suffix(ending))
}

/// A name as it stands in a paragraph.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not exclude one another")]
pub(crate) struct Mention {
    /// Its tokens, titles before it left out.
    pub tokens: Range<usize>,
    /// Its first token with titles and what else stands before the name in capitals.
    pub from: usize,
    /// Whether something is said to be its: `Turkey's`.
    pub possessive: bool,
    /// Whether it is hardly a person.
    pub is_body: bool,
    /// Whether it opens the sentence, so that a single word may owe its capital to that.
    pub is_first: bool,
    /// Whether a title stands before it.
    pub has_title: bool,
    /// Whether it cannot be the subject: a preposition or article stands before it.
    pub is_oblique: bool,
    /// Whether an article stands before it, as before things.
    pub has_article: bool,
    /// Whether a word for what a person does stands before it.
    pub has_role: bool,
}

impl Mention {
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }
}

/// The names among `tokens`, in order.
pub(crate) fn mentions(tokens: &[Token<'_>], lexicon: &Lexicon) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens.get(at).is_some_and(Token::is_cap) {
            at += 1;
            continue;
        }
        let start = at;
        let sentence = tokens.get(start).map_or(0, |token| token.sentence);
        let mut end = start + 1;
        let mut last_is_possessive = is_possessive(tokens, start);
        while !last_is_possessive && end < tokens.len() {
            let continues = tokens.get(end).is_some_and(|token| token.sentence == sentence && token.is_cap())
                || (tokens.get(end).is_some_and(|token| token.is_word() && is_particle(token.text))
                    && followed_by_cap(tokens, end))
                || (tokens.get(end).is_some_and(|token| token.text == "of")
                    && tokens.get(end - 1).is_some_and(|token| lexicon.is_title(token.text))
                    && tokens
                        .get(end + 1)
                        .is_some_and(|token| token.is_cap() && lexicon.is_title(token.text)));
            if !continues {
                break;
            }
            last_is_possessive = is_possessive(tokens, end);
            end += 1;
        }
        at = end;
        let opens = start == 0 || tokens.get(start - 1).is_some_and(|token| token.sentence != sentence);
        let mut first = start;
        while opens && first + 1 < end && tokens.get(first).is_some_and(|token| lexicon.is_opener(token.text))
        {
            first += 1;
        }
        // the name is what stands behind the last title, or behind the letters of a body: `BBC`
        let title = (first..end)
            .rev()
            .find(|&index| tokens.get(index).is_some_and(|token| lexicon.is_title(token.text)));
        let is_word = |index: usize| tokens.get(index).map_or("", |token| token.text);
        let mut name = title.map_or(first, |index| index + 1);
        let has_small = (name..end).any(|index| is_word(index).chars().any(char::is_lowercase));
        while has_small && name + 1 < end && is_acronym(is_word(name)) {
            name += 1;
        }
        // `Striker Ida Holm`, at the start of a sentence
        let has_capital_role = opens && title.is_none() && name + 1 < end && lexicon.is_role(is_word(name));
        if has_capital_role {
            name += 1;
        }
        if name >= end || (name + 1 == end && lexicon.is_opener(is_word(name))) {
            continue;
        }
        let of_sentence = |index: usize| tokens.get(index).filter(|token| token.sentence == sentence);
        let before = first.checked_sub(1).and_then(of_sentence);
        let has_article =
            before.is_some_and(|token| matches!(token.text, "the" | "The" | "a" | "an" | "A" | "An"));
        out.push(Mention {
            tokens: name..end,
            from: first,
            possessive: last_is_possessive,
            is_body: (name..end).any(|index| lexicon.is_body(is_word(index))) || (end - name > 5),
            is_first: opens && name == start,
            has_title: title.is_some(),
            is_oblique: has_article || before.is_some_and(|token| is_preposition(token.text)),
            has_article,
            has_role: has_capital_role
                || before.is_some_and(|token| lexicon.is_role(token.text) || lexicon.is_title(token.text)),
        });
    }
    out
}

/// Whether a word is a short name in capitals: `BBC`, `UN`.
fn is_acronym(word: &str) -> bool {
    matches!(word, "US" | "UK" | "UN" | "EU") || (word.len() >= 3 && word.chars().all(char::is_uppercase))
}

fn is_possessive(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.sort, Sort::Word { possessive: true, .. }))
}

/// Whether small words of a name lead to a capital: `van der Berg`.
fn followed_by_cap(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at + 1);
    next.is_some_and(Token::is_cap)
        || (next.is_some_and(|token| token.is_word() && is_particle(token.text))
            && tokens.get(at + 2).is_some_and(Token::is_cap))
}

/// Full names by their last word, as far as the text has been read.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    by_last: BTreeMap<String, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    full: String,
    /// Whether all mentions open a sentence, where the first word may owe its capital to that.
    opens: bool,
}

/// What a directory knows of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// One person of the text.
    One(String),
    /// The same, but the first word may be no part of the name.
    Perhaps(String),
    /// Several people share it.
    Several,
    /// Nobody was named like that in full.
    None,
}

impl Directory {
    /// Remembers a name of two or more words. `opens`: it opens a sentence.
    pub(crate) fn add(&mut self, name: &[&str], opens: bool) {
        let Some((last, rest)) = name.split_last().filter(|(_, rest)| !rest.is_empty()) else { return };
        let full = name.join(" ");
        // two words are hardly an adjective and a surname; three may be an adjective and a name
        let opens = opens && rest.len() >= 2;
        let tail = name.get(1..).unwrap_or_default().join(" ");
        let entry = self.by_last.entry((*last).to_owned()).or_default();
        if let Some(known) = entry.iter_mut().find(|known| known.full == full) {
            known.opens &= opens;
            return;
        }
        let is_known = entry.iter().any(|known| extends(&known.full, &full) && !known.opens);
        let adds_opener = opens && entry.iter().any(|known| known.full == tail);
        // people who share a last name are few; a text with more is no article
        if is_known || adds_opener || entry.len() >= 8 {
            return;
        }
        entry.retain(|known| !(extends(&full, &known.full) || (known.opens && extends(&known.full, &full))));
        entry.push(Entry { full, opens });
    }

    /// The fullest form of a name.
    pub(crate) fn find(&self, name: &[&str]) -> Known {
        let Some(entry) = name.last().and_then(|last| self.by_last.get(*last)) else { return Known::None };
        let written = name.join(" ");
        let fits = |known: &&Entry| {
            known.full == written
                || extends(&known.full, &written)
                || (name.len() > 2 && extends(&written, &known.full))
        };
        let mut fitting = entry.iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(one), None) if one.opens => Known::Perhaps(one.full.clone()),
            (Some(one), None) => Known::One(one.full.clone()),
            (Some(_), Some(_)) => Known::Several,
            (None, _) => Known::None,
        }
    }
}

/// Whether `long` holds all words of `short`, in order, and more.
fn extends(long: &str, short: &str) -> bool {
    let mut words = long.split(' ');
    long.len() > short.len() && short.split(' ').all(|word| words.any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let tokens = tokens(text, &[]);
        let found: Vec<_> = mentions(&tokens, Lexicon::of("en").unwrap())
            .iter()
            .map(|mention| {
                tokens[mention.tokens.clone()].iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn titles_and_openers_are_no_part_of_a_name() {
        check("Yesterday Prime Minister Corin Abelard met Mrs Pell.", &["Corin Abelard", "Pell"]);
        check("The harbour master Tobias Renn left.", &["Tobias Renn"]);
        check("US Secretary of State Ida Holm spoke.", &["Ida Holm"]);
        check("Ursula van der Berg and J. K. Lind agree.", &["Ursula van der Berg", "J. K. Lind"]);
        check("On Monday it rained.", &[]);
        check(
            "BBC presenter Ida Holm told the BBC Tor Vik won. Striker Vik left.",
            &["BBC", "Ida Holm", "Tor Vik", "Vik"],
        );
        check("Pell's ship sank. Renn wept.", &["Pell", "Renn"]);
    }

    #[test]
    fn sentences_are_told_apart() {
        let tokens = tokens("Dr. Holm left the U.S. coast. She wept.", &[]);
        assert_eq!(tokens.last().unwrap().sentence, 1);
    }

    #[test]
    fn a_surname_is_found_if_it_is_one_persons() {
        let mut directory = Directory::default();
        directory.add(&["Ida", "Holm"], true);
        assert_eq!(directory.find(&["Holm"]), Known::One("Ida Holm".to_owned()));
        directory.add(&["Ida", "Maria", "Holm"], false);
        assert_eq!(directory.find(&["Ida", "Holm"]), Known::One("Ida Maria Holm".to_owned()));
        directory.add(&["Tor", "Holm"], false);
        assert_eq!(directory.find(&["Holm"]), Known::Several);
        assert_eq!(directory.find(&["Pell"]), Known::None);
        directory.add(&["Outgoing", "Osric", "Pell"], true);
        assert_eq!(directory.find(&["Pell"]), Known::Perhaps("Outgoing Osric Pell".to_owned()));
        directory.add(&["Osric", "Pell"], false);
        assert_eq!(directory.find(&["Outgoing", "Osric", "Pell"]), Known::One("Osric Pell".to_owned()));
    }
}
