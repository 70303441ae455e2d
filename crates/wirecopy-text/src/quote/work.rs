//! Whether a quote is the name of a work, a ship, a law, a place.

use super::context::Context;
use super::form::{Look, first_word, last_word};

/// A name has at most so many words.
const LONGEST: usize = 12;
/// Without words before it that announce a name, it has at most so many.
const LONGEST_BARE: usize = 6;

/// Whether a quote is a name.
pub(super) fn is_work(look: &Look<'_>, context: &Context) -> bool {
    if look.count > LONGEST || look.inner.contains(". ") || look.is_small() {
        return false;
    }
    if look.first.is_some() && context.is_titled(look.before) && !look.is_said {
        return true;
    }
    if !look.is_capital() {
        return false;
    }
    if look.count <= LONGEST_BARE && context.has_title_case() && is_named(look.before) {
        return true;
    }
    // a verb that follows without a comma has the name for its subject: `« Marais vivant » proteste`
    let is_apart = look.ends || look.next.is_some_and(|next| matches!(next, ',' | '—' | '–'));
    let is_spoken = look.is_said || (is_apart && says(look.after, context));
    if look.count <= LONGEST_BARE && !is_spoken && !look.is_first() && context.is_titled_behind(look.after) {
        return true;
    }
    if context.has_title_case() {
        // `"It's Tuesdays, Thursdays and Sundays."`
        let is_clause = look.ends && look.is_first() && is_contraction(look.inner);
        return !is_spoken && !is_clause && is_titled(look.inner);
    }
    if look.is_first() || look.ends || is_spoken || look.count > LONGEST_BARE {
        return false;
    }
    // other languages: a capital in the middle of a sentence
    match look.previous {
        // a noun stands before a name; before a noun held at arm's length stands an article or a verb
        Some(c) if c.is_alphanumeric() && context.has_noun_case() => {
            last_word(look.before).starts_with(char::is_uppercase)
        }
        Some(c) if c.is_alphanumeric() => true,
        Some(',') => look.count <= 7 && look.next.is_some_and(|next| next == ','),
        Some('\'' | '’') => true,
        _ => false,
    }
}

/// Whether English text ends in words that give a thing its name: `It is called`, `a book on the table called`.
fn is_named(before: &str) -> bool {
    let before = before.trim_end();
    let Some(before) = before.strip_suffix("called").or_else(|| before.strip_suffix("named")) else {
        return false;
    };
    // `, called "…",`
    if before.trim_end().ends_with(',') {
        return true;
    }
    let start =
        before.char_indices().rev().take(80).take_while(|(_, c)| !matches!(c, '.' | '!' | '?' | '"' | '”'));
    let sentence = start.last().and_then(|(at, _)| before.get(at..)).unwrap_or_default();
    let mut words = sentence.split_whitespace().rev().take(7).peekable();
    if words.peek().is_some_and(|last| matches!(*last, "is" | "was")) {
        return words.nth(1).is_some_and(|subject| matches!(subject, "it" | "It" | "which"));
    }
    let is_other = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "he" | "she" | "they" | "it" | "who" | "which" | "has" | "have" | "had" | "and")
    };
    words.find(|word| is_thing(word) || is_other(word)).is_some_and(is_thing)
}

/// Whether a noun is one for works.
fn is_thing(word: &str) -> bool {
    matches!(word, "book" | "song" | "film" | "play" | "poem" | "album" | "novel" | "proposal" | "exhibition")
        || matches!(
            word,
            "podcast" | "newsletter" | "magazine" | "leaflet" | "pamphlet" | "column" | "series"
        )
}

/// Whether one of the first words behind a quote tells of speech.
pub(super) fn says(after: &str, context: &Context) -> bool {
    after
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '—' | '–'))
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(4)
        .any(|word| context.is_speech(word))
}

/// Whether English words open with a subject and its verb in one: `It's`, `We've`.
fn is_contraction(inner: &str) -> bool {
    let word = inner.split(' ').next().unwrap_or_default();
    ["'s", "’s", "'ve", "’ve", "'re", "’re", "'m", "’m", "'ll", "’ll"].iter().any(|end| {
        word.strip_suffix(end).is_some_and(|subject| {
            matches!(subject, "It" | "That" | "There" | "He" | "She" | "We" | "You" | "They" | "I" | "What")
        })
    })
}

/// Whether words look like the name of a work: all but the small ones are capitalised.
fn is_titled(inner: &str) -> bool {
    let (mut capital, mut small, mut shouted) = (0_usize, 0_usize, 0_usize);
    let mut last_is_capital = false;
    for word in inner.split_whitespace() {
        match word.chars().find(|c| c.is_alphanumeric()) {
            Some(c) if c.is_uppercase() => {
                capital += 1;
                let is_loud = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
                shouted += usize::from(is_loud && word.chars().count() > 1);
                last_is_capital = true;
            }
            Some(c) if c.is_lowercase() => {
                if !SMALL.contains(&first_word(word).as_str()) {
                    return false;
                }
                small += 1;
                last_is_capital = false;
            }
            _ => {}
        }
    }
    capital >= 2 && capital >= small && last_is_capital && shouted * 2 <= capital
}

/// Words that keep their small letter in titles.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "and", "or", "nor", "but", "in", "on", "at", "to", "for", "from", "by", "with",
    "as", "into", "over", "up", "de", "la", "le", "el", "du", "des", "von", "der", "vs", "v",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_have_capitals_but_in_small_words() {
        for title in ["The Old Man and the Sea", "Low Ceilings,", "My Brother’s Teeth", "Hearts & Harbors,"]
        {
            assert!(is_titled(title), "{title}");
        }
        for words in
            ["the tide keeps turning", "Ask me in Ljubljana.", "So I did,", "HAVE YOU NO SHAME?", "Undertow"]
        {
            assert!(!is_titled(words), "{words}");
        }
    }
}
