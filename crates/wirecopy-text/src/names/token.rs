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

/// Puts the tokens of a paragraph into `out`, as if it had no quotes.
pub(crate) fn tokens<'t>(text: &'t str, lexicon: &Lexicon, out: &mut Vec<Token<'t>>) {
    let mut reader = Reader::new(text, lexicon, out);
    reader.scan(0, text.len());
}

/// The same with each of `quotes`, with their marks, as one token. `all`: the tokens as if it had no quotes, if they
/// are known.
pub(crate) fn tokens_and_quotes<'t>(
    text: &'t str,
    all: Option<&[Token<'t>]>,
    quotes: impl Iterator<Item = Range<usize>>,
    lexicon: &Lexicon,
    out: &mut Vec<Token<'t>>,
) {
    let mut reader = Reader::new(text, lexicon, out);
    let (mut at, mut known) = (0, all.map(|all| Known { all, next: 0 }));
    for (index, quote) in quotes.enumerate() {
        let start = quote.start.max(at);
        reader.piece(at, start, known.as_mut());
        let Some(c) = text.get(start..).and_then(|rest| rest.chars().next()) else { return };
        at = quote.end.max(start + c.len_utf8());
        reader.quote(start..at, index);
    }
    reader.piece(at, text.len(), known.as_mut());
}

/// The tokens of a paragraph as if it had no quotes, and the first that was not looked at.
struct Known<'k, 't> {
    all: &'k [Token<'t>],
    next: usize,
}

impl<'k, 't> Known<'k, 't> {
    /// The tokens that begin before `at`, of those not looked at.
    fn until(&mut self, at: usize) -> &'k [Token<'t>] {
        let rest = self.all.get(self.next..).unwrap_or_default();
        let count = rest.iter().take_while(|token| token.range.start < at).count();
        self.next += count;
        rest.get(..count).unwrap_or_default()
    }

    fn last(&self) -> Option<&'k Token<'t>> {
        self.all.get(self.next.checked_sub(1)?)
    }
}

/// Reads a paragraph, piece by piece.
struct Reader<'r, 't> {
    text: &'t str,
    lexicon: &'r Lexicon,
    buffer: String,
    out: &'r mut Vec<Token<'t>>,
    sentence: u32,
    /// Whether the sentence has ended, if what comes next may begin one.
    ended: bool,
    has_quote: bool,
}

impl<'r, 't> Reader<'r, 't> {
    fn new(text: &'t str, lexicon: &'r Lexicon, out: &'r mut Vec<Token<'t>>) -> Self {
        out.clear();
        out.reserve(text.len() / 4 + 1);
        Self { text, lexicon, buffer: String::new(), out, sentence: 0, ended: false, has_quote: false }
    }

    /// Reads the piece `from..until`, which holds no quote.
    fn piece(&mut self, from: usize, until: usize, known: Option<&mut Known<'_, 't>>) {
        let Some(known) = known else { return self.scan(from, until) };
        known.until(from);
        let is_cut = known.last().is_some_and(|last| last.range.end > from);
        let here = known.until(until);
        // a word that meets a quote may be another one without it
        let meets = |token: &Token<'_>| token.is_word() && token.range.end >= until;
        if is_cut || (until < self.text.len() && here.last().is_some_and(meets)) {
            return self.scan(from, until);
        }
        for token in here {
            let sentence = match token.sort {
                Sort::Word { cap, .. } => self.sentence_of_word(cap),
                sort => self.sentence_of_mark(sort, token.range.start),
            };
            self.out.push(Token { sentence, ..token.clone() });
        }
    }

    /// Reads the piece `from..until`.
    fn scan(&mut self, from: usize, until: usize) {
        let bytes = self.text.as_bytes();
        let bytes = bytes.get(..until).unwrap_or(bytes);
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            let class = class(byte);
            if class == Class::Space {
                at += 1;
            } else if class == Class::Letter {
                at = self.word(at, bytes);
            } else if class == Class::Mark {
                self.mark(at, 1, mark(char::from(byte)));
                at += 1;
            } else {
                let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { return };
                if c.is_whitespace() {
                    at += c.len_utf8();
                } else if c.is_alphanumeric() || is_leading_apostrophe(self.text, at, c) {
                    at = self.odd_word(at, until);
                } else {
                    self.mark(at, c.len_utf8(), mark(c));
                    at += c.len_utf8();
                }
            }
        }
    }

    /// Reads the word that begins with the letter or digit of ASCII at `at`, and tells where it ends.
    /// `bytes`: the text up to the next quote.
    fn word(&mut self, at: usize, bytes: &[u8]) -> usize {
        let word = bytes.get(at..).unwrap_or_default();
        let length = letters(word);
        let behind = word.get(length..).unwrap_or_default();
        let first = word.first().copied().unwrap_or_default();
        let (last, possessive) = match behind {
            [] | [b' ' | b',', ..] => (0, false),
            [b'\'', b's', rest @ ..] | [0xe2, 0x80, 0x99, b's', rest @ ..]
                if !self.lexicon.grammar.elides && !goes_on(rest) =>
            {
                (behind.len() - rest.len(), true)
            }
            // the end of the sentence, most likely
            [b'.', rest @ ..] if !may_be_capital(rest) => {
                let is_initial = length == 1 && first.is_ascii_uppercase();
                let is_short = is_initial
                    || self.text.get(at..at + length).is_some_and(|word| self.lexicon.is_shortened(word));
                (usize::from(is_short), false)
            }
            _ if goes_on(behind) => return self.odd_word(at, bytes.len()),
            _ => (0, false),
        };
        let (middle, end) = (at + length, at + length + last);
        let bare = self.text.get(at..middle).unwrap_or_default();
        let written = if last == 0 { bare } else { self.text.get(at..end).unwrap_or_default() };
        let text = if possessive { bare } else { written };
        let tags = self.lexicon.plain_tags(bare, &mut self.buffer);
        let cap = first.is_ascii_uppercase();
        let (sort, sentence) = (Sort::Word { cap, possessive }, self.sentence_of_word(cap));
        self.out.push(Token { text, written, range: at..end, sort, sentence, tags });
        end
    }

    /// The same, of any word.
    fn odd_word(&mut self, at: usize, until: usize) -> usize {
        let end = word_end(self.text, at, until, self.lexicon, &mut self.buffer);
        let written = self.text.get(at..end).unwrap_or_default();
        let bare = possessive(written);
        let text = bare.unwrap_or(written);
        let cap = is_capital(written);
        let (sort, sentence) = (Sort::Word { cap, possessive: bare.is_some() }, self.sentence_of_word(cap));
        if self.lexicon.grammar.hangs_pronouns
            && sort == (Sort::Word { cap: false, possessive: false })
            && let Some((verb, pronoun)) = hanging(text, self.lexicon)
        {
            let split = end - pronoun.len();
            for (word, range) in [(verb, at..at + verb.len()), (pronoun, split..end)] {
                let tags = self.lexicon.tags(word, &mut self.buffer);
                self.out.push(Token { text: word, written: word, range, sort, sentence, tags });
            }
        } else {
            let tags = self.lexicon.tags(text, &mut self.buffer);
            self.out.push(Token { text, written, range: at..end, sort, sentence, tags });
        }
        end
    }

    fn mark(&mut self, at: usize, length: usize, sort: Sort) {
        let written = self.text.get(at..at + length).unwrap_or_default();
        let sentence = self.sentence_of_mark(sort, at);
        let range = at..at + length;
        self.out.push(Token { text: written, written, range, sort, sentence, tags: Tags::NONE });
    }

    fn quote(&mut self, range: Range<usize>, index: usize) {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let sentence = self.sentence_of_quote(written);
        let sort = Sort::Quote(index);
        self.out.push(Token { text: written, written, range, sort, sentence, tags: Tags::NONE });
    }

    /// The sentence of the next word. `cap`: it is written as names are.
    fn sentence_of_word(&mut self, cap: bool) -> u32 {
        if self.ended && cap {
            self.begin();
        }
        self.ended = false;
        self.sentence
    }

    fn sentence_of_mark(&mut self, sort: Sort, at: usize) -> u32 {
        match sort {
            Sort::Stop => self.ended = true,
            // what stands before the dash of a dateline is no part of the sentence
            Sort::Dash if at < DATELINE && ends_dateline(self.text, at) => {
                self.sentence = self.sentence.saturating_add(1);
            }
            _ => {}
        }
        self.sentence
    }

    fn sentence_of_quote(&mut self, quote: &str) -> u32 {
        // `…,” said Holm of Pell & Co. “We …”`
        if self.ended || (self.has_quote && is_behind_dot(self.out, quote)) {
            self.begin();
        }
        self.has_quote = true;
        // a quote that ends in a full stop ends the sentence round it, if a capital follows
        let inner = quote.trim_end_matches(|c: char| !c.is_alphanumeric() && !crate::lines::is_stop(c));
        self.ended = inner.ends_with(['.', '…', '。']);
        self.sentence
    }

    fn begin(&mut self) {
        self.has_quote = false;
        self.sentence = self.sentence.saturating_add(1);
    }
}

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    /// A letter or digit of ASCII.
    Letter,
    Mark,
    /// That depends on what follows.
    Other,
}

/// What each byte begins.
static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut all = [Class::Other; 256];
    let mut rest: &mut [Class] = &mut all;
    let mut byte = 0_u8;
    while let Some((first, more)) = rest.split_first_mut() {
        *first = match byte {
            b' ' | b'\t'..=b'\r' => Class::Space,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Letter,
            b'\'' | 0x80.. => Class::Other,
            _ => Class::Mark,
        };
        byte = byte.wrapping_add(1);
        rest = more;
    }
    all
}

fn class(byte: u8) -> Class {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(Class::Other)
}

/// How many letters and digits of ASCII a text begins with.
fn letters(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some((eight, behind)) = rest.split_first_chunk::<8>() {
        let others = !alphanumeric(u64::from_le_bytes(*eight)) & HIGH;
        if others != 0 {
            return text.len() - rest.len() + others.trailing_zeros() as usize / 8;
        }
        rest = behind;
    }
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    text.len() - rest.len() + length
}

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Eight bytes of which the highest bit is set in those that were letters or digits of ASCII.
const fn alphanumeric(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // sums of two bytes below 0x80, so that none runs over into the next
    let low = eight & !HIGH;
    let small = low | (0x20 * ONES);
    let is_letter = small.wrapping_add((0x80 - 0x61) * ONES) & !small.wrapping_add((0x80 - 0x7b) * ONES);
    let is_digit = low.wrapping_add((0x80 - 0x30) * ONES) & !low.wrapping_add((0x80 - 0x3a) * ONES);
    (is_letter | is_digit) & HIGH & !eight
}

/// Whether a text may begin with a capital.
fn may_be_capital(text: &[u8]) -> bool {
    match text {
        // spaces, dashes and quotation marks
        [] | [0xe2, 0x80, ..] => false,
        [first, ..] => !first.is_ascii() || first.is_ascii_uppercase(),
    }
}

/// Whether what stands behind letters of ASCII may belong to the same word.
fn goes_on(behind: &[u8]) -> bool {
    behind.first().is_some_and(|byte| {
        !byte.is_ascii() || byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'-' | b'.' | b'*')
    })
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
fn is_behind_dot(before: &[Token<'_>], quote: &str) -> bool {
    let is_dot = before.last().is_some_and(|token| token.is_word() && token.text.ends_with('.'));
    let quote = quote.trim_matches(|c: char| !c.is_alphanumeric() && !crate::lines::is_stop(c));
    is_dot && quote.starts_with(char::is_uppercase) && quote.ends_with(crate::lines::is_stop)
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
        tokens(text, Lexicon::of(language).unwrap(), &mut found);
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
        tokens("Dr. Holm left the U.S. coast. She wept.", Lexicon::of("en").unwrap(), &mut found);
        assert_eq!(found.last().unwrap().sentence, 1);
    }

    #[test]
    fn letters_are_counted_by_eights() {
        for byte in 0..=u8::MAX {
            let eight = [b'a', byte, b'Z', b'0', byte, b'9', b'z', b'A'];
            let expect = if byte.is_ascii_alphanumeric() { 8 } else { 1 };
            assert_eq!((letters(&eight), letters(&eight[..7])), (expect, expect.min(7)), "{byte}");
        }
    }

    #[test]
    fn known_tokens_are_told_from_quotes_as_if_read_anew() {
        for (language, text) in [
            ("en", "Ada 'I' \"am. Go\" said Mr. Holm's x\"y\" 'Ochieng' it-\"s\". OSTWICK - \"A.\" B"),
            ("fr", "L'\"élue\" d'\"Ostwick\", a-t-elle \"dit\" U.\"S\" l'\"x\"il"),
        ] {
            let lexicon = Lexicon::of(language).unwrap();
            let (mut all, mut known, mut anew) = (Vec::new(), Vec::new(), Vec::new());
            tokens(text, lexicon, &mut all);
            for mark in ['"', '\''] {
                let marks: Vec<usize> = text.match_indices(mark).map(|(at, _)| at).collect();
                let quotes = || marks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1);
                tokens_and_quotes(text, Some(&all), quotes(), lexicon, &mut known);
                tokens_and_quotes(text, None, quotes(), lexicon, &mut anew);
                assert_eq!(format!("{known:?}"), format!("{anew:?}"), "{text}");
            }
        }
    }
}
