//! Words and marks of a paragraph outside its quotes.

use std::ops::Range;

use crate::lexicon::{Lexicon, Tags};

/// A dateline is no longer than this.
const DATELINE: usize = 120;

/// So far before a final apostrophe one that opens a quote may stand.
const OPENING: usize = 60;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A word. `cap`: it is written as names are.
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
    /// With everything.
    pub written: &'t str,
    pub range: Range<usize>,
    pub sort: Sort,
    /// Which sentence of the paragraph it belongs to.
    pub sentence: u32,
    /// What the lexicon knows of the word.
    pub tags: Tags,
}

impl Token<'_> {
    pub(crate) fn is_cap(&self) -> bool {
        matches!(self.sort, Sort::Word { cap: true, .. })
    }

    pub(crate) fn is_word(&self) -> bool {
        matches!(self.sort, Sort::Word { .. })
    }

    pub(crate) fn is_possessive(&self) -> bool {
        matches!(self.sort, Sort::Word { possessive: true, .. })
    }
}

/// Puts the tokens of a paragraph into `out`; each of `quotes`, with their marks, is one.
pub(crate) fn tokens<'t>(
    text: &'t str,
    quotes: impl Iterator<Item = Range<usize>>,
    lexicon: &Lexicon,
    out: &mut Vec<Token<'t>>,
) {
    out.clear();
    let mut quotes = quotes.enumerate().peekable();
    let mut buffer = String::new();
    out.reserve(text.len() / 5);
    let (mut at, mut sentence, mut ended, mut has_quote) = (0_usize, 0_u32, false, false);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let quote = quotes.next_if(|(_, pair)| pair.start <= at);
        if quote.is_none() && (c == ' ' || c.is_whitespace()) {
            at += c.len_utf8();
            continue;
        }
        let mut is_plain = false;
        let (end, mut sort) = if let Some((index, pair)) = quote {
            (pair.end.max(at + c.len_utf8()), Sort::Quote(index))
        } else if c.is_alphanumeric() || is_leading_apostrophe(text, at, c) {
            let until = quotes.peek().map_or(text.len(), |(_, pair)| pair.start);
            let end = plain_end(text, at, until);
            is_plain = end.is_some();
            let end = end.unwrap_or_else(|| word_end(text, at, until, lexicon, &mut buffer));
            let cap = if is_plain {
                c.is_ascii_uppercase()
            } else {
                is_capital(text.get(at..end).unwrap_or_default())
            };
            (end, Sort::Word { cap, possessive: false })
        } else {
            (at + c.len_utf8(), mark(c))
        };
        let is_small = matches!(sort, Sort::Word { cap: false, .. });
        let is_mark = !matches!(sort, Sort::Word { .. } | Sort::Quote(_));
        // `…,” said Holm of Pell & Co. “We …”`
        let is_cut = matches!(sort, Sort::Quote(_)) && has_quote && is_behind_dot(out, text.get(at..end));
        if (ended || is_cut) && !is_small && !is_mark {
            has_quote = false;
            sentence = sentence.saturating_add(1);
        }
        if !is_mark {
            ended = false;
        }
        let written = text.get(at..end).unwrap_or_default();
        let mut words = written;
        let mut tags = Tags::NONE;
        if let Sort::Word { cap, .. } = sort {
            if is_plain {
                tags = lexicon.plain_tags(words, &mut buffer);
            } else {
                if let Some(bare) = possessive(words) {
                    words = bare;
                    sort = Sort::Word { cap, possessive: true };
                }
                tags = lexicon.tags(words, &mut buffer);
            }
        }
        // what stands before the dash of a dateline is no part of the sentence
        let is_dateline = sort == Sort::Dash && at < DATELINE && ends_dateline(text, at);
        match sort {
            Sort::Stop => ended = true,
            Sort::Dash if is_dateline => {
                sentence = sentence.saturating_add(1);
            }
            // a quote that ends in a full stop ends the sentence round it, if a capital follows
            Sort::Quote(_) => {
                has_quote = true;
                let inner =
                    words.trim_end_matches(|c: char| !c.is_alphanumeric() && !crate::lines::is_stop(c));
                ended = inner.ends_with(['.', '…', '。']);
            }
            _ => {}
        }
        if lexicon.grammar.hangs_pronouns
            && !is_plain
            && sort == (Sort::Word { cap: false, possessive: false })
            && let Some((verb, pronoun)) = hanging(words, lexicon)
        {
            let split = end - pronoun.len();
            let tags = lexicon.tags(verb, &mut buffer);
            out.push(Token { text: verb, written: verb, range: at..at + verb.len(), sort, sentence, tags });
            let tags = lexicon.tags(pronoun, &mut buffer);
            out.push(Token { text: pronoun, written: pronoun, range: split..end, sort, sentence, tags });
        } else {
            out.push(Token { text: words, written, range: at..end, sort, sentence, tags });
        }
        at = end;
    }
}

/// Whether a dash ends a dateline: a place in capitals or an agency in brackets stands before it.
fn ends_dateline(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let is_spaced = before.ends_with(char::is_whitespace);
    let first = before.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    is_spaced
        && (before.trim_end().ends_with(')') || (first.len() >= 3 && first.chars().all(char::is_uppercase)))
}

fn mark(c: char) -> Sort {
    match c {
        ',' | ';' | '(' | ')' => Sort::Comma,
        ':' => Sort::Colon,
        '-' | '–' | '—' => Sort::Dash,
        '?' => Sort::Stop,
        c if crate::lines::is_stop(c) => Sort::Stop,
        _ => Sort::Other,
    }
}

/// Whether a quote that is a sentence of its own stands behind a word with a full stop.
fn is_behind_dot(before: &[Token<'_>], quote: Option<&str>) -> bool {
    let is_dot = before.last().is_some_and(|token| token.is_word() && token.text.ends_with('.'));
    let quote =
        quote.unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric() && !crate::lines::is_stop(c));
    is_dot && quote.starts_with(char::is_uppercase) && quote.ends_with(crate::lines::is_stop)
}

/// Where a word of plain letters and digits ends, as most do. `None`: what stands behind it may be part of it.
fn plain_end(text: &str, at: usize, until: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(at..until)?;
    let length = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    let goes_on =
        bytes.get(length).is_some_and(|byte| !byte.is_ascii() || matches!(byte, b'\'' | b'-' | b'.' | b'*'));
    (length > 0 && !goes_on).then_some(at + length)
}

/// Where the word that begins at `at` ends, at the latest at `until`.
fn word_end(text: &str, at: usize, until: usize, lexicon: &Lexicon, buffer: &mut String) -> usize {
    let mut end = at;
    let mut chars = text.get(at..until).unwrap_or_default().char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let is_joined = offset == 0
            || c.is_alphanumeric()
            || matches!(c, '\u{301}' | '\u{308}' | '\u{ad}' | '\u{200d}')
            || is_joiner(text, at, at + offset, c, chars.peek().map(|(_, next)| *next));
        if !is_joined {
            break;
        }
        end = at + offset + c.len_utf8();
        if lexicon.grammar.elides && offset > 0 && matches!(c, '\'' | '’') {
            let next = chars.peek().is_some_and(|(_, next)| next.is_lowercase());
            let before = text.get(at..end).unwrap_or_default();
            let is_small = before.starts_with(char::is_lowercase);
            // `Dell'Orto` is a name, `L'ARS` is not
            let is_letter = before.len() < 2 + c.len_utf8() && !before.starts_with('D');
            let splits = is_small || next || is_letter;
            if splits && lexicon.tags(before, buffer) != Tags::NONE {
                return end;
            }
        }
    }
    let word = text.get(at..end).unwrap_or_default();
    let next_is_dot = end < until && text.as_bytes().get(end) == Some(&b'.');
    let is_short = next_is_dot
        && (lexicon.is_shortened(word)
            // `R-Tenn.`
            || word.rsplit_once('-').is_some_and(|(party, state)| party.len() == 1 && lexicon.is_shortened(state))
            || word.contains('.')
            || (word.chars().nth(1).is_none() && word.starts_with(char::is_uppercase)));
    if is_short { end + 1 } else { end }
}

/// Whether a mark between two letters belongs to the word.
fn is_joiner(text: &str, from: usize, at: usize, mark: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    match mark {
        // `Ochieng' said`
        '\'' | '’' if !next.is_alphanumeric() && is_final_apostrophe(text, from, at) => true,
        // `the Farmers' Union`
        '\'' | '’' if next == ' ' => {
            text.get(from..at).is_some_and(|word| word.ends_with('s') && word.starts_with(char::is_uppercase))
                && text
                    .get(at + mark.len_utf8() + 1..)
                    .is_some_and(|rest| rest.starts_with(char::is_uppercase))
        }
        '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' => next.is_alphanumeric(),
        // `U.S.`
        '.' => next.is_uppercase() && text.get(from..at).is_some_and(ends_in_initial),
        // `Direktor:innen`, `Direktor*innen`
        '*' => next.is_lowercase(),
        _ => false,
    }
}

/// Whether the apostrophe at `at` is the last letter of the name that begins at `from`: `Ochieng'`. Behind an `s` it
/// shows that something belongs to somebody, and it may close a quote.
fn is_final_apostrophe(text: &str, from: usize, at: usize) -> bool {
    let word = text.get(from..at).unwrap_or_default();
    let may_end = word.len() > 3
        && word.starts_with(char::is_uppercase)
        && word.ends_with(|c: char| c.is_lowercase() && !matches!(c, 's' | 'x' | 'z' | 'n'));
    let before = text.get(..from).unwrap_or_default();
    let mut last = before.chars().rev().take(OPENING);
    may_end && !last.any(|c| matches!(c, '\'' | '‘' | '’' | '`'))
}

/// Whether text ends in a letter standing alone, as in `U.S`.
fn ends_in_initial(text: &str) -> bool {
    let mut last = text.chars().rev();
    last.next().is_some_and(char::is_uppercase) && last.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether an apostrophe begins a word of its own: `'t Hart`.
fn is_leading_apostrophe(text: &str, at: usize, c: char) -> bool {
    matches!(c, '\'' | '’')
        && text.get(at + c.len_utf8()..).is_some_and(|rest| {
            let mut next = rest.chars();
            matches!(next.next(), Some('t' | 's')) && next.next().is_some_and(char::is_whitespace)
        })
}

/// Whether a word is written as names are: `Holm`, `al-Tarifi`, `d'Artagnan`.
fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || word.char_indices().take(4).any(|(at, c)| {
            matches!(c, '\'' | '’' | '-')
                && word.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(char::is_uppercase))
        })
}

fn possessive(word: &str) -> Option<&str> {
    if !matches!(word.as_bytes().last(), Some(b's' | b'S')) {
        return None;
    }
    ["'s", "’s", "'S"].iter().find_map(|ending| word.strip_suffix(ending)).filter(|bare| !bare.is_empty())
}

/// The verb and the pronoun that hangs on it: `a-t-elle`, `explique-t-il`, `dit-on`.
fn hanging<'w>(word: &'w str, lexicon: &Lexicon) -> Option<(&'w str, &'w str)> {
    let (verb, pronoun) = word.rsplit_once('-')?;
    let is_pronoun =
        pronoun == "on" || lexicon.tags(pronoun, &mut String::new()).any(Tags::HE | Tags::SHE | Tags::THEY);
    is_pronoun.then(|| (verb.strip_suffix("-t").unwrap_or(verb), pronoun))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, text: &str, expect: &[&str]) {
        let mut found = Vec::new();
        tokens(text, std::iter::empty(), Lexicon::of(language).unwrap(), &mut found);
        let found: Vec<_> = found.iter().map(|token| token.text).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn words_and_marks() {
        check(
            "en",
            "Dr. Holm's U.S. trip, he said.",
            &["Dr.", "Holm", "U.S.", "trip", ",", "he", "said", "."],
        );
        check("en", "J. K. O'Neill-Lind left", &["J.", "K.", "O'Neill-Lind", "left"]);
        check(
            "fr",
            "L'élue d'Ostwick, a-t-elle dit",
            &["L'", "élue", "d'", "Ostwick", ",", "a", "elle", "dit"],
        );
        check("fr", "aujourd'hui, dit-il", &["aujourd'hui", ",", "dit", "il"]);
        check("it", "Beatrice Dell'Orto dell'Agenzia", &["Beatrice", "Dell'Orto", "dell'", "Agenzia"]);
        check("nl", "Ank 't Hart", &["Ank", "'t", "Hart"]);
    }

    #[test]
    fn sentences_are_told_apart() {
        let mut found = Vec::new();
        tokens(
            "Dr. Holm left the U.S. coast. She wept.",
            std::iter::empty(),
            Lexicon::of("en").unwrap(),
            &mut found,
        );
        assert_eq!(found.last().unwrap().sentence, 1);
    }
}
