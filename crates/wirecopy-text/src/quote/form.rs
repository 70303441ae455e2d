//! Whether a quote is a statement of its own, part of the writer's sentence, or a name.

use super::context::Context;
use super::marks::Family;
use super::{Pair, work};
use crate::lines::{is_ideograph, is_stop};

/// What the marks and the words next to them show of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A statement of its own.
    Statement,
    /// Part of the writer's sentence.
    Fragment,
    /// The name of a work.
    Work,
}

/// Words are counted up to here.
const MANY: usize = 16;
/// And in so many characters.
const SAMPLE: usize = 240;

/// The form of a quote. `text` is its paragraph.
pub(crate) fn form_in(text: &str, pair: &Pair, context: &Context) -> Form {
    let look = Look::of(text, pair, context);
    if matches!(pair.family, Family::Work | Family::Part) {
        return Form::Work;
    }
    if pair.is_open {
        return Form::Statement;
    }
    if work::is_work(&look, context) {
        return Form::Work;
    }
    if is_statement(&look, context) { Form::Statement } else { Form::Fragment }
}

/// A quote and what stands next to it.
pub(super) struct Look<'t> {
    pub before: &'t str,
    /// The words, marks of nested quotes at either end left out.
    pub inner: &'t str,
    pub after: &'t str,
    /// The last character before it that is no space, and the next one after it.
    pub previous: Option<char>,
    pub next: Option<char>,
    /// How many words it has, up to [`MANY`].
    pub count: usize,
    /// Whether its last character ends a clause.
    pub ends: bool,
    /// Its first letter or digit.
    pub first: Option<char>,
    /// Whether the last word before it, if nothing stands between but a comma, tells of speech.
    pub is_said: bool,
}

impl<'t> Look<'t> {
    fn of(text: &'t str, pair: &Pair, context: &Context) -> Self {
        let inner = text.get(pair.inner.clone()).unwrap_or_default().trim_matches(is_mark);
        let before = text.get(..pair.outer.start).unwrap_or_default();
        let after = text.get(pair.outer.end..).unwrap_or_default();
        Self {
            before,
            inner,
            after,
            previous: before.chars().rev().find(|c| !c.is_whitespace()),
            next: after.chars().find(|c| !c.is_whitespace()),
            count: count(inner),
            ends: inner.chars().next_back().is_some_and(|c| is_stop(c) || is_pause(c)),
            first: inner.chars().find(|c| c.is_alphanumeric()),
            is_said: context.is_speech(last_word(before)),
        }
    }

    pub(super) fn is_small(&self) -> bool {
        self.first.is_some_and(char::is_lowercase)
    }

    pub(super) fn is_capital(&self) -> bool {
        self.first.is_some_and(char::is_uppercase)
    }

    fn last(&self) -> Option<char> {
        self.inner.chars().next_back()
    }

    /// Whether a comma or dash stands right behind it.
    fn ends_outside(&self) -> bool {
        self.next.is_some_and(|c| {
            matches!(c, ',' | '，' | '،' | '—' | '–')
                || (c == '-' && self.after.starts_with(char::is_whitespace))
        })
    }

    /// Whether it begins a sentence.
    pub(super) fn is_first(&self) -> bool {
        self.previous.is_none_or(|c| is_stop(c) || matches!(c, '?' | '？' | '؟' | ';' | '；') || is_mark(c))
    }

    /// Whether it ends one.
    fn is_last(&self) -> bool {
        self.next.is_none_or(is_stop)
    }
}

/// The number of words, counted up to [`MANY`].
pub(super) fn count(text: &str) -> usize {
    let sample = sample(text);
    if sample.is_ascii() { plain_words(sample, MANY) } else { crate::lines::words(sample, MANY) }
}

/// Whether there are so many words, [`MANY`] at most.
pub(super) fn has_words(text: &str, least: usize) -> bool {
    let sample = sample(text);
    if sample.is_ascii() {
        plain_words(sample, least) >= least
    } else {
        crate::lines::words(sample, MANY) >= least
    }
}

/// The text words are counted in: a quote may be nothing but marks.
fn sample(text: &str) -> &str {
    let end = match text.as_bytes().get(..SAMPLE) {
        None => return text,
        Some(first) if first.is_ascii() => SAMPLE,
        Some(_) => text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at),
    };
    text.get(..end).unwrap_or_default()
}

/// The number of words of a text that is all ASCII, counted up to `most`: the same as by the rules of Unicode, but for
/// words with hyphens.
fn plain_words(text: &str, most: usize) -> usize {
    let (mut count, mut in_word) = (0, false);
    for byte in text.bytes() {
        if byte.is_ascii_whitespace() {
            in_word = false;
        } else if !in_word && byte.is_ascii_alphanumeric() {
            in_word = true;
            count += 1;
            if count == most {
                break;
            }
        }
    }
    count
}

fn is_statement(look: &Look<'_>, context: &Context) -> bool {
    let (count, ends, is_small) = (look.count, look.ends, look.is_small());
    let is_cased = is_small || look.is_capital();
    if !is_small && is_several(look.inner) {
        return true;
    }
    let is_bound = look.previous.is_some_and(|c| matches!(c, ':' | '：' | '—' | '–'));
    if is_bound && (ends || look.is_last() || look.ends_outside() || count >= 4) && (count >= 3 || !is_small)
    {
        return true;
    }
    if look.is_first() {
        let is_whole = ends || look.ends_outside() || (look.is_last() && count >= 3);
        // what opens a sentence with a capital and is long is hardly its subject
        return is_whole || (count >= 4 && !is_small);
    }
    // the particle behind the words of somebody, in Japanese and Korean
    if count >= 3 && is_quotative(look.after) {
        return true;
    }
    if !is_cased && count >= 5 {
        return true;
    }
    if look.previous.is_some_and(|c| matches!(c, ',' | '，' | '、' | '،')) {
        return after_comma(look, context);
    }
    if look.previous == Some('(') && ends {
        return work::says(look.after, context);
    }
    let is_closed = ends && look.last() != Some(',');
    if !is_small && (look.is_said || is_closed) {
        return count >= 3 || (look.is_said && is_closed);
    }
    // a clause of its own, told in the middle of a sentence
    let first = first_word(look.inner);
    is_small
        && ((count >= 6 && context.is_that(last_word(look.before)))
            || (count >= 4 && ends && context.is_subject(&first)))
}

/// `…, she said, "and we sail."`
fn after_comma(look: &Look<'_>, context: &Context) -> bool {
    if is_interrupted(look.before) {
        return true;
    }
    if !look.is_small() {
        return look.count >= 4
            // `…, in capitals, "ASK FIRST."`
            || (look.count >= 2 && look.ends && is_shouted(look.inner))
            || (look.ends && (look.count >= 3 || look.is_said))
            || (look.is_said && look.is_last());
    }
    let first = first_word(look.inner);
    // `…, "if only to have the names in a row."`, `Her arrest, it said, "marks the end of a fiction"`
    if matches!(first.as_str(), "if" | "even") || is_verb_phrase(look.inner) {
        return false;
    }
    if context.is_conjunction(&first) || context.is_subject(&first) {
        return look.count >= 3;
    }
    let is_whole = look.is_last() || look.last().is_some_and(|c| is_stop(c) || matches!(c, '?' | '؟'));
    is_whole && look.count >= 4 && !context.is_fragment(&first)
}

/// Whether no letter is small.
fn is_shouted(inner: &str) -> bool {
    inner.chars().all(|c| !c.is_lowercase())
}

/// Whether English words begin with a verb that has its subject outside: `marks the end`.
fn is_verb_phrase(inner: &str) -> bool {
    let mut words = inner.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    first.len() > 4
        && first.ends_with('s')
        && !first.ends_with("ss")
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && matches!(
            second,
            "the" | "a" | "an" | "to" | "out" | "up" | "his" | "her" | "our" | "my" | "us" | "no"
        )
}

/// Whether text before a comma is a quote that breaks off and who said it: `"We," he said,`.
fn is_interrupted(before: &str) -> bool {
    let mut chars = before.trim_end().trim_end_matches(',').chars().rev().take(120);
    // the quote stands in the same sentence
    let mut last = ' ';
    while let Some(c) = chars.next() {
        if is_mark(c) && !last.is_alphanumeric() {
            return last == ',' || chars.find(|c| !is_mark(*c)) == Some(',');
        }
        if is_stop(c) && last.is_whitespace() {
            return false;
        }
        last = c;
    }
    false
}

/// Whether a sentence ends and another begins inside.
fn is_several(inner: &str) -> bool {
    let parts = |at: usize, length: usize| {
        let before = inner.get(..at).and_then(|before| before.chars().next_back());
        let mut next = inner.get(at + length..).unwrap_or_default().chars();
        // no initial, no shortened word
        before.is_some_and(char::is_lowercase)
            && next.next().is_some_and(char::is_whitespace)
            && next.next().is_some_and(char::is_uppercase)
    };
    inner.ends_with(|c: char| is_stop(c) || is_pause(c))
        && (memchr::memchr3_iter(b'.', b'!', b'?', inner.as_bytes()).any(|at| parts(at, 1))
            || inner.match_indices('…').any(|(at, stop)| parts(at, stop.len())))
}

fn is_pause(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | ',' | '，' | '、' | '—' | '–')
}

/// Whether `c` is a quotation mark.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '‘'
            | '’'
            | '\''
            | '״'
    )
}

/// Whether text begins with the particle that follows a quotation in Japanese or Korean.
fn is_quotative(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        Some('と' | '고' | '라' | '며' | '면') => true,
        Some('이') => chars.next().is_some_and(|c| matches!(c, '라' | '며')),
        _ => false,
    }
}

/// The last word of a text, a comma or colon behind it left out.
pub(super) fn last_word(text: &str) -> &str {
    let text = text.trim_end().trim_end_matches([',', ':', '，', '：']);
    let start = text
        .char_indices()
        .rev()
        .take(40)
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// The first word of a text, up to an apostrophe, in small letters.
pub(super) fn first_word(text: &str) -> String {
    text.chars()
        .skip_while(|c| !c.is_alphanumeric())
        .take_while(|c| c.is_alphanumeric() && !is_ideograph(*c))
        .take(24)
        .flat_map(char::to_lowercase)
        .collect()
}
