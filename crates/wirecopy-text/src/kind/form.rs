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
    /// Of short lines: in capitals.
    pub(super) is_caps: bool,
    /// Of short lines: how many sentences, by the stops within.
    pub(super) sentences: usize,
    /// Whether it begins with a small letter.
    pub(super) is_small: bool,
}

pub(super) fn form(text: &str) -> Form {
    let (words, ending) = (words(text, MANY_WORDS), ending(text));
    let ending = if ending == Ending::Bare && front::ends_with_agency(text) { Ending::Stop } else { ending };
    let first = text.chars().next().unwrap_or(' ');
    let is_item =
        matches!(first, '-' | '–' | '—' | '―' | '•' | '*' | '·' | '▪' | '◦' | '‣' | '+' | '#' | '|' | '>');
    let is_quote = matches!(first, '"' | '“' | '„' | '«' | '‘' | '\'' | '「' | '『')
        && text.chars().last().is_some_and(|c| matches!(c, '"' | '”' | '“' | '»' | '’' | '\'' | '」' | '』'));
    let is_address = !text.contains(char::is_whitespace) && (text.contains("://") || text.contains('@'));
    let is_short = words <= LONG_LINE;
    let is_bare = ending == Ending::Bare
        && (1..=LONG_LINE).contains(&words)
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !is_item
        && !is_quote
        && !is_address;
    let mut sentences = 1;
    if is_short {
        for (before, word) in text.split_whitespace().zip(text.split_whitespace().skip(1)) {
            let is_capital = word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
            let is_end = before.ends_with(['.', '?', '!', '。', '？']) && before.chars().count() > 3;
            sentences += usize::from(is_end && (is_capital || !word.chars().any(char::is_lowercase)));
        }
    }
    let is_caps = is_short
        && text.chars().filter(|c| c.is_uppercase()).count() >= 3
        && !text.chars().any(char::is_lowercase);
    let is_small = first.is_lowercase();
    Form { words, ending, is_bare, is_quote, is_caps, sentences, is_small }
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
