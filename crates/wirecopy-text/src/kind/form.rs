//! What the form of a unit shows, and that of the whole text.

use super::{Kind, Verdict};
use crate::front;
use crate::lines::{Ending, ending, words};

/// Words are counted up to this many: beyond it the length of a paragraph says no more.
pub(super) const MANY_WORDS: usize = 64;
/// Longest line that may be a title or a link.
pub(super) const LONG_LINE: usize = 20;
/// Longest line that may be a heading.
pub(super) const LONG_HEADING: usize = 12;
/// Shortest line that may be a link: a clause.
pub(super) const CLAUSE: usize = 5;

/// What the form of a unit shows.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not exclude one another")]
pub(super) struct Form {
    pub(super) words: usize,
    pub(super) ending: Ending,
    /// Short and not ended like a sentence: a heading, a link or a title.
    pub(super) is_bare: bool,
    /// Wholly between quotation marks.
    pub(super) is_quote: bool,
    /// A row of a table, wholly in brackets, a time, or what somebody says behind a label: no heading or title.
    pub(super) shape: Shape,
    /// Of short lines: in capitals.
    pub(super) is_caps: bool,
    /// Of short lines: how many sentences, by the stops within.
    pub(super) sentences: usize,
    /// Whether it begins with a small letter.
    pub(super) is_small: bool,
}

/// What else a short line shows that no heading or title has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Plain,
    /// A row of a table.
    Row,
    /// Wholly in brackets: `(LAUGHTER)`.
    Aside,
    /// A time: `11:04 A.M. CET`.
    Clock,
    /// A label in capitals, and what is said: `AUDIENCE MEMBER: Why?`.
    Turn,
}

fn shape(text: &str) -> Shape {
    let text = text.trim();
    let is_between = |open: char, close: char| {
        text.strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .is_some_and(|inner| !inner.contains([open, close]))
    };
    match () {
        () if front::is_row(text) => Shape::Row,
        () if is_between('(', ')') || is_between('[', ']') => Shape::Aside,
        () if is_clock(text) => Shape::Clock,
        () if is_turn(text) => Shape::Turn,
        () => Shape::Plain,
    }
}

fn is_clock(text: &str) -> bool {
    if text.len() > 32 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut words = text.split_whitespace();
    let is_time = words.next().is_some_and(|word| {
        word.split_once([':', '.', 'h']).is_some_and(|(hour, minute)| {
            (1..=2).contains(&hour.len())
                && minute.len() >= 2
                && hour.bytes().all(|byte| byte.is_ascii_digit())
                && minute.bytes().take(2).all(|byte| byte.is_ascii_digit())
        })
    });
    let is_unit = |word: &str| {
        let bare = word.replace('.', "");
        matches!(bare.to_lowercase().as_str(), "am" | "pm" | "uhr" | "uur")
            || (2..=4).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    is_time && words.clone().count() > 0 && words.all(is_unit)
}

fn is_turn(text: &str) -> bool {
    if text.strip_prefix(['Q', 'A']).is_some_and(|rest| rest.starts_with("  ") || rest.starts_with('\t')) {
        return true;
    }
    let Some(at) = memchr::memchr(b':', text.as_bytes()).filter(|at| *at <= 60) else { return false };
    let Some((label, said)) = text.split_at_checked(at) else { return false };
    said.starts_with(": ")
        && !label.chars().any(char::is_lowercase)
        && label.split_whitespace().count() <= 5
        && label.chars().filter(|c| c.is_uppercase()).count() >= 3
}

/// Whether a stop may stand inside a text. Quick: most short lines hold none but their last.
fn may_have_sentences(text: &str) -> bool {
    let bytes = text.as_bytes();
    // bytes that the stops of Chinese begin with
    memchr::memchr2(0xe3, 0xef, bytes).is_some()
        || memchr::memchr3_iter(b'.', b'?', b'!', bytes)
            .any(|at| bytes.get(at + 1).is_some_and(|next| *next <= b' ' || !next.is_ascii()))
}

pub(super) fn form(text: &str) -> Form {
    let (words, ending) = (words(text, MANY_WORDS), ending(text));
    let ending = if ending == Ending::Bare && front::ends_with_agency(text) { Ending::Stop } else { ending };
    let first = text.chars().next().unwrap_or(' ');
    let is_item =
        matches!(first, '-' | '–' | '—' | '―' | '•' | '*' | '·' | '▪' | '◦' | '‣' | '+' | '#' | '|' | '>');
    let is_quote = matches!(first, '"' | '“' | '„' | '«' | '‘' | '\'' | '「' | '『')
        && text.chars().last().is_some_and(|c| matches!(c, '"' | '”' | '“' | '»' | '’' | '\'' | '」' | '』'));
    let is_quote = is_quote && is_one_quotation(text);
    let is_address = !text.contains(char::is_whitespace) && (text.contains("://") || text.contains('@'));
    let is_short = words <= LONG_LINE;
    let shape = if is_short { shape(text) } else { Shape::Plain };
    let is_bare = ending == Ending::Bare
        && (1..=LONG_LINE).contains(&words)
        && text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
        && !is_item
        && !is_quote
        && !is_address
        && matches!(shape, Shape::Plain | Shape::Turn);
    let mut sentences = 1;
    if is_short && may_have_sentences(text) {
        for (before, word) in text.split_whitespace().zip(text.split_whitespace().skip(1)) {
            let is_capital = word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
            let is_end = before.ends_with(['.', '?', '!', '。', '？']) && before.chars().count() > 3;
            sentences += usize::from(is_end && (is_capital || !word.chars().any(char::is_lowercase)));
        }
    }
    let is_caps = is_short
        && !text.chars().any(char::is_lowercase)
        && text.chars().filter(|c| c.is_uppercase()).count() >= 3;
    let is_small = first.is_lowercase();
    Form { words, ending, is_bare, is_quote, shape, is_caps, sentences, is_small }
}

/// Whether the marks at both ends belong together: in `“No,” he said. “Never.”` they do not. Apostrophes tell nothing.
fn is_one_quotation(text: &str) -> bool {
    let mut marks = text.char_indices().filter(|(_, c)| matches!(c, '"' | '”' | '»' | '」' | '』'));
    let opens = usize::from(text.starts_with(['"', '»']));
    marks.nth(opens).is_none_or(|(at, c)| at + c.len_utf8() == text.len())
}

/// What the text as a whole shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground {
    /// Whether paragraphs end like sentences here, so that a line that does not stands out.
    pub(super) is_punctuated: bool,
    /// How many units are short and do not end like a sentence.
    pub(super) bare: usize,
}

impl Ground {
    /// Of the lines that are still open: titles and credits end like no sentence anywhere.
    pub(super) fn of_open(forms: &[Form], verdicts: &[Option<Verdict>]) -> Self {
        let open: Vec<Form> = forms
            .iter()
            .zip(verdicts)
            .filter(|(_, slot)| slot.as_ref().is_none_or(|verdict| verdict.kind == Kind::ListItem))
            .map(|(form, _)| *form)
            .collect();
        Self::of(&open)
    }

    pub(super) fn of(forms: &[Form]) -> Self {
        let count = |is: &dyn Fn(&Form) -> bool| forms.iter().filter(|form| is(form)).count();
        let ended = count(&|form| matches!(form.ending, Ending::Stop | Ending::Question));
        let long_ended = count(&|form| {
            form.words > LONG_HEADING && matches!(form.ending, Ending::Stop | Ending::Question)
        });
        let long_bare = count(&|form| form.words > LONG_HEADING && form.ending == Ending::Bare);
        Self {
            // short lines say nothing: a short text may hold more of them than of paragraphs
            is_punctuated: ended * 3 >= long_bare * 7
                && (long_ended > 0 || (ended > 0 && ended * 4 >= forms.len())),
            bare: forms.iter().filter(|form| form.is_bare).count(),
        }
    }
}
