//! What there is to know of a line before it is joined to another.

use std::collections::BTreeMap;

use super::MAX_WIDTH;
use crate::lines::{Ending, Line, ending, is_dense, is_wide};
use crate::list::{Marker, marker};

/// What there is to know of a line.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Measure {
    /// In columns, with the indentation, without marks of a quoted mail.
    pub(super) width: usize,
    /// In columns.
    pub(super) indent: usize,
    /// Columns of what would have had to fit on the line before: the first word.
    pub(super) first: usize,
    pub(super) starts: Start,
    pub(super) ending: Ending,
    /// Whether what looks like its full stop is that of a title or an initial.
    pub(super) is_short_form: bool,
    pub(super) marker: Option<Marker>,
    pub(super) after_blank: bool,
    pub(super) is_soft: bool,
    /// One word: an address sticks out of any width.
    pub(super) is_single: bool,
    /// Longer than any width: a paragraph.
    pub(super) is_long: bool,
    /// Cells with wide space between.
    pub(super) is_row: bool,
    /// No letter and no digit: a rule or an end mark.
    pub(super) is_sign: bool,
    /// Whether it opens with a small word that is written with a capital at the start of sentences alone.
    pub(super) opens_sentence: bool,
    /// How often the mail it stands in was quoted.
    pub(super) depth: u8,
    /// Columns of space before the next word if it stood on this line too.
    gap: usize,
    starts_dense: bool,
}

/// How a line starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// A small letter, also behind an opening mark or bracket.
    Small,
    Quote,
    /// A letter of a script without capitals.
    Caseless,
    Other,
}

impl Measure {
    /// The measures of `lines`.
    pub(super) fn all(text: &str, lines: &[Line]) -> Vec<Self> {
        let mut measures: Vec<Self> = lines.iter().map(|line| Self::of(text, line)).collect();
        // an empty line of a quoted mail is a blank one
        let mut is_blank = false;
        for measure in &mut measures {
            let is_empty = measure.depth > 0 && measure.width == measure.indent;
            measure.after_blank |= is_blank || is_empty;
            is_blank = is_empty;
        }
        if has_wide_sentences(text, lines) {
            for measure in measures.iter_mut().filter(|measure| measure.has_stop()) {
                measure.gap *= 2;
            }
        }
        if is_all_capitals(text, lines) {
            for measure in &mut measures {
                measure.take_as_caseless();
            }
        }
        measures
    }

    fn of(text: &str, line: &Line) -> Self {
        let whole = text.get(line.range.clone()).unwrap_or_default();
        let (depth, slice, inner) = unquoted(whole);
        let indent = if depth == 0 { line.indent } else { inner };
        let width =
            width(slice).map(|width| indent.saturating_add(width)).filter(|width| *width <= MAX_WIDTH);
        let Some(width) = width else { return Self::long(line, depth, indent) };
        let ending = ending(slice);
        let (first, last) = (slice.chars().next(), slice.chars().next_back());
        let starts_dense = first.is_some_and(is_dense);
        let is_tight = last.is_some_and(|c| is_dense(c) || matches!(c, '-' | '\u{ad}' | '\u{2010}' | '—'));
        Self {
            width,
            first: first_word(slice),
            starts: start(slice),
            ending,
            is_short_form: ending == Ending::Stop && is_short_form(slice),
            marker: marker(slice).map(|(marker, _)| marker),
            is_single: !starts_dense && !slice.contains(char::is_whitespace),
            is_long: false,
            is_row: is_row(slice),
            // a mark that closes a quotation may have been left alone on the last line
            is_sign: !slice.chars().any(char::is_alphanumeric) && !is_rest(slice),
            gap: usize::from(!is_tight),
            starts_dense,
            ..Self::long(line, depth, indent)
        }
    }

    /// A line of which nothing matters but that it is longer than any width.
    fn long(line: &Line, depth: u8, indent: usize) -> Self {
        Self {
            width: usize::MAX / 2,
            indent,
            first: 1,
            starts: Start::Other,
            ending: Ending::Bare,
            is_short_form: false,
            marker: None,
            after_blank: line.after_blank,
            is_soft: line.is_soft,
            is_single: false,
            is_long: true,
            is_row: false,
            is_sign: false,
            opens_sentence: false,
            depth,
            gap: 1,
            starts_dense: false,
        }
    }

    fn take_as_caseless(&mut self) {
        if self.starts == Start::Other && !self.starts_dense && self.marker.is_none() && !self.is_sign {
            self.starts = Start::Caseless;
        }
    }

    pub(super) fn has_stop(&self) -> bool {
        matches!(self.ending, Ending::Stop | Ending::Question)
    }

    /// Whether the sentence clearly goes on in `next`.
    pub(super) fn goes_on(&self, next: &Self) -> bool {
        !self.has_stop() && matches!(next.starts, Start::Small | Start::Caseless)
    }

    /// How many columns of `width` would have been left if the first word of `next` stood on this line too. Negative: it
    /// would not have fitted.
    pub(super) fn room(&self, next: &Self, width: usize) -> i64 {
        // a full stop may not begin a line, so the character before it moves along
        let first = if next.starts_dense { 4 } else { next.first };
        let used = self.width.saturating_add(self.gap).saturating_add(first);
        i64::try_from(width).unwrap_or(i64::MAX) - i64::try_from(used).unwrap_or(i64::MAX)
    }

    /// The least and the greatest width at which this line is full.
    pub(super) fn fits(&self, next: &Self) -> (usize, usize) {
        let least = self.width;
        let room = self.room(next, least);
        (least, least.saturating_add(usize::try_from(-room).unwrap_or_default().saturating_sub(1)))
    }
}

/// Width of `text` in columns. `None`: more than any width, for no column takes more than a few bytes.
pub(super) fn width(text: &str) -> Option<usize> {
    let plain = || text.bytes().filter(u8::is_ascii).count();
    // each character of ASCII takes a column
    let is_short =
        text.len() <= MAX_WIDTH || (text.len() <= 4 * MAX_WIDTH && !text.is_ascii() && plain() <= MAX_WIDTH);
    is_short.then(|| columns(text))
}

/// Characters of East Asian scripts take two columns, tabs inside count as one.
fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(|c| if is_wide(c) { 2 } else { usize::from(!is_unseen(c)) }).sum()
}

/// Combining marks and invisible characters take no column.
fn is_unseen(c: char) -> bool {
    crate::lines::is_format(c) || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

/// Columns of the first word.
fn first_word(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || is_dense(c)).unwrap_or(text.len());
    columns(text.get(..end).unwrap_or_default()).max(1)
}

/// How a line starts that is no quoted mail.
pub(super) fn start(text: &str) -> Start {
    let mut chars = text.chars();
    let first = chars.next();
    let is_small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    match first {
        _ if is_rest(text) => Start::Small,
        Some(c) if c.is_lowercase() => Start::Small,
        Some('"' | '“' | '„' | '«' | '‘' | '\'' | '»' | '「' | '『' | '(' | '[' | '`' | '¿' | '¡') =>
        {
            let second = chars.find(|c| !matches!(c, '`' | '\'' | ' ' | '\u{a0}' | '\u{202f}'));
            match first {
                _ if is_small(second) => Start::Small,
                Some('(' | '[' | '¿' | '¡') => Start::Other,
                _ => Start::Quote,
            }
        }
        Some(c) if c.is_alphabetic() && !c.is_uppercase() => Start::Caseless,
        _ => Start::Other,
    }
}

/// Whether a line is nothing but the marks that end a sentence: `».`
fn is_rest(text: &str) -> bool {
    const MARKS: &str = "\"”“»’)!?;:」』）。，、！？；";
    text.chars().next().is_some_and(|c| MARKS.contains(c))
        && text.chars().all(|c| MARKS.contains(c) || matches!(c, '.' | ','))
}

/// How often a line of a mail is quoted, what it says, and the indentation of that.
fn unquoted(text: &str) -> (u8, &str, usize) {
    let (mut depth, mut rest) = (0_u8, text);
    while let Some(inner) = rest.strip_prefix('>') {
        depth = depth.saturating_add(1);
        // `> >` as well as `>>`
        rest = inner.strip_prefix(' ').filter(|inner| inner.starts_with('>')).unwrap_or(inner);
    }
    if depth == 0 {
        return (0, text, 0);
    }
    // one space belongs to the mark
    let words = rest.trim_start();
    (depth, words, (rest.len() - words.len()).saturating_sub(1))
}

/// Where the words of a line begin behind the marks of a quoted mail.
pub(crate) fn unquoted_start(text: &str) -> usize {
    text.len() - unquoted(text).1.len()
}

/// Countries, states and hours that are written like initials.
const BODIES: &[&str] = &[
    "U.S", "U.K", "U.N", "E.U", "D.C", "L.A", "N.Y", "N.J", "N.H", "N.M", "N.C", "N.D", "S.C", "S.D", "R.I",
    "B.C", "A.D", "A.M", "P.M", "U.A.E", "U.S.A", "U.S.S.R", "N.Z", "P.R", "V.I", "N.S", "N.B", "P.E.I",
    "N.W.T",
];

/// Whether the text ends in a title, an initial or a month, whose full stop ends no sentence as a rule.
fn is_short_form(text: &str) -> bool {
    const SHORT: &[&str] = &[
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Sgt", "Capt", "Cmdr", "Adm", "Maj", "Cpl",
        "Pvt", "Rev", "Sen", "Rep", "Gov", "St", "Hon", "Pres", "Fr", "Msgr", "Supt", "Insp", "Messrs", "No",
        "Nos", "vs", "v", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Ft", "Mt",
        "Hr", "Nr", "Sr", "Sra", "Mme", "Mlle", "bzw", "ca", "usw", "approx",
    ];
    let Some(rest) = text.strip_suffix('.') else { return false };
    let word = rest.rsplit([' ', '\u{a0}', '(', '"', '“']).next().unwrap_or_default();
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    // `R.K.`, but not `U.S.`, which may well end a sentence
    let mut parts = word.split('.');
    let is_initials = parts.clone().count() >= 2
        && parts.all(|part| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
        && !BODIES.contains(&word);
    is_initial || is_initials || SHORT.contains(&word)
}

/// Whether a line consists of cells: tabs, bars or wide space inside.
fn is_row(text: &str) -> bool {
    let mut spaces = 0;
    for byte in text.bytes() {
        match byte {
            b' ' => spaces += 1,
            b'\t' => return true,
            b'|' if spaces > 0 => return true,
            _ => spaces = 0,
        }
        if spaces == 5 {
            return true;
        }
    }
    false
}

/// Marks the lines that open with a small word which is written with a capital at the start of sentences alone. Only
/// those below a line without a stop are looked at.
pub(super) fn mark_openers(text: &str, lines: &[Line], measures: &mut [Measure]) {
    let slice = |line: &Line| text.get(line.range.clone()).unwrap_or_default();
    let mut below_bare = false;
    let mut openers: Vec<(usize, &str)> = Vec::new();
    for (at, (measure, line)) in measures.iter().zip(lines).enumerate() {
        if below_bare && !measure.is_long && measure.starts == Start::Other && openers.len() < MOST_OPENERS {
            let word = slice(line).split(' ').next().unwrap_or_default();
            if is_small_word(word) {
                openers.push((at, word));
            }
        }
        below_bare = !measure.is_long && measure.ending == Ending::Bare;
    }
    if openers.is_empty() {
        return;
    }
    // how often each is written with a small letter, and how often with a capital
    let mut counts: BTreeMap<String, (u32, u32)> =
        openers.iter().map(|(_, word)| (word.to_lowercase(), (0, 0))).collect();
    for line in lines.iter().filter(|line| line.range.len() <= 4 * MAX_WIDTH).take(SAMPLE) {
        for word in slice(line).split(' ').filter(|word| is_small_word(word)) {
            if let Some((small, _)) = counts.get_mut(word) {
                *small += 1;
            } else if word.starts_with(char::is_uppercase)
                && let Some((_, large)) = counts.get_mut(&word.to_lowercase())
            {
                *large += 1;
            }
        }
    }
    for (at, word) in openers {
        let (small, large) = counts.get(&word.to_lowercase()).copied().unwrap_or_default();
        if let Some(measure) = measures.get_mut(at) {
            measure.opens_sentence = small >= 2 && small >= 2 * large;
        }
    }
}

/// Up to three letters.
fn is_small_word(word: &str) -> bool {
    (1..=6).contains(&word.len()) && word.chars().count() <= 3 && word.chars().all(char::is_alphabetic)
}

/// So many lines are looked at for the words they open with.
const MOST_OPENERS: usize = 1000;
/// So many lines show what the text is like.
const SAMPLE: usize = 1000;

/// Whether two spaces stand between sentences, as typists put them.
fn has_wide_sentences(text: &str, lines: &[Line]) -> bool {
    let (mut wide, mut narrow) = (0_usize, 0_usize);
    for line in lines.iter().filter(|line| line.range.len() <= 4 * MAX_WIDTH).take(100) {
        let slice = text.get(line.range.clone()).unwrap_or_default();
        for at in memchr::memchr_iter(b'.', slice.as_bytes()) {
            let Some(rest) = slice.get(at..).and_then(|rest| rest.strip_prefix(". ")) else { continue };
            wide += usize::from(rest.starts_with(' ') && !rest.starts_with("  "));
            narrow += usize::from(!rest.starts_with(' '));
        }
    }
    wide >= 2 && wide > narrow
}

/// Whether a text is written in capitals throughout, as copy from a teleprinter is.
pub(super) fn is_all_capitals(text: &str, lines: &[Line]) -> bool {
    let (mut small, mut large) = (0_usize, 0_usize);
    for line in lines.iter().take(200) {
        let slice = text.get(line.range.clone()).unwrap_or_default();
        let head = slice.as_bytes().get(..4 * MAX_WIDTH).unwrap_or(slice.as_bytes());
        if head.is_ascii() {
            for block in head.chunks(64) {
                let count = |(small, large): (u8, u8), byte: &u8| {
                    let is_small = u8::from(byte.is_ascii_lowercase());
                    (small.wrapping_add(is_small), large.wrapping_add(u8::from(byte.is_ascii_uppercase())))
                };
                let counts = block.iter().fold((0_u8, 0_u8), count);
                (small, large) = (small + usize::from(counts.0), large + usize::from(counts.1));
            }
        } else {
            for c in slice.chars().take(4 * MAX_WIDTH) {
                small += usize::from(c.is_lowercase());
                large += usize::from(c.is_uppercase());
            }
        }
        if small > 40 && small > large {
            return false;
        }
    }
    large > 100 && small * 20 < large
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts() {
        for (text, expect) in [
            ("the ferry", Start::Small),
            ("\"the ferry", Start::Small),
            ("(the ferry", Start::Small),
            ("».", Start::Small),
            ("\"The ferry", Start::Quote),
            ("``The ferry", Start::Quote),
            ("The ferry", Start::Other),
            ("1.9 million", Start::Other),
            ("市政府", Start::Caseless),
            ("البلدية", Start::Caseless),
        ] {
            assert_eq!(start(text), expect, "{text}");
        }
    }

    #[test]
    fn short_forms() {
        for text in ["said Mr.", "by J.", "engineer, R.K.", "on Nov.", "(Gen."] {
            assert!(is_short_form(text), "{text}");
        }
        for text in ["the end.", "in the U.S.", "it was so", "at 5 p.m."] {
            assert!(!is_short_form(text), "{text}");
        }
    }

    #[test]
    fn quoted_mail_is_measured_without_its_marks() {
        assert_eq!(unquoted("> The ferry"), (1, "The ferry", 0));
        assert_eq!(unquoted(">> The ferry"), (2, "The ferry", 0));
        assert_eq!(unquoted("> >   The ferry"), (2, "The ferry", 2));
        assert_eq!(unquoted("The > ferry"), (0, "The > ferry", 0));
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!((columns("ferry"), columns("渡轮"), columns("fe\u{ad}rry")), (5, 4, 5));
    }
}
