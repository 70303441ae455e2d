//! The turns of an interview: by the labels before them, or by their form.

use std::collections::BTreeMap;

use super::form::Form;
use super::{Kind, Verdict};
use crate::layout::Unit;
use crate::lines::Ending;

/// Longest label, in bytes and in words.
const LABEL: usize = 60;
const LABEL_WORDS: usize = 5;
/// So many questions make an interview.
const MANY: usize = 3;
/// A conversation of more is none.
const PARTS: usize = 16;

/// Finds questions and answers among the units that are still open.
pub(super) fn turns<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    let labels: Vec<Option<&str>> = units
        .iter()
        .zip(&*verdicts)
        .map(|(unit, slot)| if slot.is_none() { label(slice(unit)) } else { None })
        .collect();
    if one_sided(&labels, forms, verdicts) {
        return;
    }
    if let Some(parts) = parts(&labels, forms) {
        for ((slot, label), form) in verdicts.iter_mut().zip(&labels).zip(forms) {
            let Some(part) = label.and_then(|label| parts.iter().find(|part| part.owns(label))) else {
                continue;
            };
            *slot = Some(part.verdict(form));
        }
        return;
    }
    by_form(units, forms, slice, verdicts);
}

/// The label of a turn: `Q:`, `Ida Holm:`, `IDA HOLM —`. What follows must be there.
fn label(text: &str) -> Option<&str> {
    let head = text.get(..LABEL.min(text.len())).or_else(|| {
        let end = (0..LABEL).rev().find(|&end| text.is_char_boundary(end))?;
        text.get(..end)
    })?;
    if let Some(label) = in_brackets(head) {
        return text.get(label.len()..).filter(|rest| rest.starts_with(char::is_whitespace)).map(|_| label);
    }
    // most heads hold neither, nor a byte that `：` begins with
    let colon = memchr::memchr2(b':', 0xef, head.as_bytes()).and_then(|_| head.find([':', '：']));
    let (label, rest) = match colon {
        Some(at) => (head.get(..at)?, text.get(at..)?.trim_start_matches([':', '：'])),
        None => by_dash(head, text)?,
    };
    let label = label.trim_end();
    let starts = label.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let is_plain =
        label.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '&'));
    let is_clock = label.ends_with(|c: char| c.is_ascii_digit());
    let is_there = rest.starts_with(char::is_whitespace) && !rest.trim().is_empty();
    (starts && is_plain && !is_clock && is_there && label.split_whitespace().count() <= LABEL_WORDS)
        .then_some(label)
}

/// A label of capitals in brackets: `((ON))`, `[Q]`.
fn in_brackets(head: &str) -> Option<&str> {
    let inner = head.trim_start_matches(['(', '[']);
    let open = head.len() - inner.len();
    if open == 0 {
        return None;
    }
    let length = inner.find([')', ']'])?;
    let is_name = (1..=12).contains(&length)
        && inner.get(..length)?.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let closed = head.get(open + length..)?;
    let close = closed.len() - closed.trim_start_matches([')', ']']).len();
    (is_name && (1..=2).contains(&open) && close == open).then(|| head.get(..open + length + close)).flatten()
}

/// A label in capitals before a dash, or a letter before a full stop.
fn by_dash<'t>(head: &'t str, text: &'t str) -> Option<(&'t str, &'t str)> {
    // `Q    When?`
    if let Some(rest) =
        text.strip_prefix(['Q', 'A']).filter(|rest| rest.starts_with("  ") || rest.starts_with('\t'))
    {
        return head.get(..1).zip(Some(rest));
    }
    if let Some(label) = ["Q.", "A."].iter().find(|label| head.starts_with(**label)) {
        return head.get(..1).zip(text.get(label.len()..));
    }
    // what stands before the dash holds no small letter
    let head = head.split(char::is_lowercase).next().unwrap_or_default();
    let (at, mark) = head.match_indices([' ', '\u{a0}']).find_map(|(at, space)| {
        let mark = head.get(at + space.len()..)?.chars().next().filter(|c| matches!(c, '—' | '–' | '-'))?;
        Some((at, space.len() + mark.len_utf8()))
    })?;
    let label = head.get(..at)?;
    let is_upper =
        label.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !label.chars().any(char::is_lowercase);
    is_upper.then_some((label, text.get(at + mark..)?))
}

/// One who takes part in a conversation.
struct Part<'t> {
    /// As most turns name them; others may hold more or fewer of the words.
    name: &'t str,
    kind: Kind,
    certainty: u16,
    by_letter: bool,
}

impl Part<'_> {
    fn owns(&self, label: &str) -> bool {
        label == self.name || (!self.by_letter && (holds(label, self.name) || holds(self.name, label)))
    }

    fn verdict(&self, form: &Form) -> Verdict {
        let verdict = Verdict::new(self.kind, self.certainty, "turn-label")
            .because(format!("the label `{}`, which takes turns with another", self.name))
            .or(Kind::Paragraph, 1000 - self.certainty);
        match (self.kind, form.ending) {
            (Kind::Question, Ending::Question) => verdict.because("ends like a question"),
            _ => verdict,
        }
    }
}

/// Whether all words of `short` are among those of `long`.
fn holds(long: &str, short: &str) -> bool {
    short.split_whitespace().all(|word| long.split_whitespace().any(|other| other == word))
}

fn is_letter(label: &str, of: &[&str]) -> bool {
    of.iter().any(|name| name.eq_ignore_ascii_case(label))
        && label.chars().next().is_some_and(char::is_uppercase)
}

/// Words and letters for a question, in the languages of the data.
const QUESTIONS: &[&str] =
    &["q", "question", "frage", "f", "pregunta", "p", "domanda", "d", "pergunta", "vraag", "v"];
/// The same for an answer.
const ANSWERS: &[&str] =
    &["a", "answer", "antwort", "réponse", "r", "respuesta", "risposta", "resposta", "antwoord"];

/// Those who take turns, by their labels. `None`: nobody does.
fn parts<'t>(labels: &[Option<&'t str>], forms: &[Form]) -> Option<Vec<Part<'t>>> {
    // by label: turns, and those of them that end like a question
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (label, form) in labels.iter().zip(forms) {
        let Some(label) = *label else { continue };
        // `Holm:` goes on where `Ida Holm:` began
        let known = order.iter().take(PARTS).find(|known| holds(known, label) || holds(label, known));
        let known = known.copied().unwrap_or(label);
        let (turns, asked) = counts.entry(known).or_insert_with(|| {
            order.push(known);
            (0, 0)
        });
        *turns += 1;
        *asked += usize::from(form.ending == Ending::Question);
    }
    let count = |label: &&str| counts.get(*label).copied().unwrap_or_default();
    let by_letter = |of: &[&str]| order.iter().copied().find(|label| is_letter(label, of));
    if let (Some(question), Some(answer)) = (by_letter(QUESTIONS), by_letter(ANSWERS))
        && count(&question).0 + count(&answer).0 >= MANY
    {
        let part = |name, kind| Part { name, kind, certainty: 970, by_letter: true };
        return Some(vec![part(question, Kind::Question), part(answer, Kind::Answer)]);
    }
    let frequent: Vec<&str> = order.iter().copied().filter(|label| count(label).0 >= 2).take(PARTS).collect();
    let turns: usize = frequent.iter().map(|label| count(label).0).sum();
    let first = labels.iter().position(Option::is_some)?;
    let is_dense = turns * 4 >= labels.len() - first;
    if frequent.len() < 2 || turns < 4 || !is_dense || !alternate(labels) {
        return None;
    }
    let asks = |label: &&str| count(label).1 * 1000 / count(label).0.max(1);
    let asker = frequent.iter().copied().max_by_key(asks)?;
    let next = frequent.iter().filter(|label| **label != asker).map(asks).max().unwrap_or_default();
    let is_clear = asks(&asker) >= 400 && asks(&asker) >= next + 250;
    let asker = if is_clear { asker } else { frequent.first()? };
    let certainty = if is_clear { 930 } else { 700 };
    let part = |name: &'t str| Part {
        name,
        kind: if name == asker { Kind::Question } else { Kind::Answer },
        certainty,
        by_letter: false,
    };
    Some(frequent.into_iter().map(part).collect())
}

/// Only one of the two has a label: the other's turns are the unlabelled lines before, mostly questions. Says whether it
/// is so, and then puts the verdicts in.
fn one_sided(labels: &[Option<&str>], forms: &[Form], verdicts: &mut [Option<Verdict>]) -> bool {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in labels.iter().flatten() {
        *counts.entry(label).or_default() += 1;
    }
    let Some((&label, &count)) =
        counts.iter().max_by_key(|(label, count)| (**count, std::cmp::Reverse(**label)))
    else {
        return false;
    };
    let others = counts.values().filter(|other| **other >= 2).count() - usize::from(count >= 2);
    if count < MANY || others > 0 {
        return false;
    }
    let turns: Vec<usize> =
        labels.iter().enumerate().filter(|(_, own)| **own == Some(label)).map(|(at, _)| at).collect();
    let is_asked = |at: usize| {
        at.checked_sub(1).is_some_and(|before| {
            labels.get(before).is_some_and(Option::is_none)
                && verdicts.get(before).is_some_and(Option::is_none)
                && forms.get(before).is_some_and(|form| form.ending == Ending::Question)
        })
    };
    let asked = turns.iter().filter(|at| is_asked(**at)).count();
    if asked < MANY || asked * 3 < turns.len() * 2 {
        return false;
    }
    for at in turns {
        for (index, kind) in [(at.checked_sub(1), Kind::Question), (Some(at), Kind::Answer)] {
            let is_plain = index.is_some_and(|index| {
                labels.get(index).is_some_and(|other| other.is_none_or(|other| other == label))
            });
            let slot =
                index.and_then(|index| verdicts.get_mut(index)).filter(|slot| slot.is_none() && is_plain);
            if let Some(slot) = slot {
                *slot = Some(
                    Verdict::new(kind, 900, "turn-label")
                        .because(format!("the label `{label}` follows {asked} questions"))
                        .or(Kind::Paragraph, 100),
                );
            }
        }
    }
    true
}

/// Whether one label mostly follows another.
fn alternate(labels: &[Option<&str>]) -> bool {
    let labels: Vec<&str> = labels.iter().flatten().copied().collect();
    let changes = labels.windows(2).filter(|pair| pair.first() != pair.last()).count();
    changes * 10 >= labels.len().saturating_sub(1) * 7
}

/// Questions on lines of their own, addressed to somebody who answers in the first person.
fn by_form<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    let is_question = |at: usize| {
        forms.get(at).is_some_and(|form| form.ending == Ending::Question && form.words >= 2 && !form.is_quote)
            && verdicts.get(at).is_some_and(Option::is_none)
    };
    let asked: Vec<usize> = (1..units.len()).filter(|&at| is_question(at)).collect();
    let (Some(first), true) = (asked.first(), asked.len() >= MANY) else { return };
    let (mut answered, mut addressed, mut personal, mut words) = (0_usize, 0_usize, 0_usize, 0_usize);
    for &at in &asked {
        let text = units.get(at).map(slice).unwrap_or_default();
        words += forms.get(at).map_or(0, |form| form.words);
        addressed += usize::from(is_addressed(text));
        if !is_question(at + 1)
            && let Some(answer) = units.get(at + 1).map(slice)
        {
            answered += 1;
            personal += usize::from(is_personal(answer));
        }
    }
    let is_dense = asked.len() * 7 >= units.len() - first;
    let is_answered = answered * 3 >= asked.len() * 2 && personal * 10 >= answered * 5;
    let is_addressed = addressed * 10 >= asked.len() * 3 || words >= asked.len() * 8;
    if !(is_dense && is_answered && is_addressed) {
        return;
    }
    for &at in &asked {
        let follows = asked.binary_search(&(at + 1)).is_ok();
        if let Some(slot) = verdicts.get_mut(at) {
            *slot = Some(
                Verdict::new(Kind::Question, 880, "turn-form")
                    .because(format!("one of {} questions on lines of their own", asked.len()))
                    .because("the paragraphs behind them speak in the first person")
                    .or(Kind::Heading, 80)
                    .or(Kind::Paragraph, 40),
            );
        }
        if let Some(slot) = verdicts.get_mut(at + 1).filter(|slot| slot.is_none() && !follows) {
            *slot = Some(
                Verdict::new(Kind::Answer, 880, "turn-form")
                    .because("follows a question")
                    .or(Kind::Paragraph, 120),
            );
        }
    }
}

/// Words by which somebody is addressed, and by which somebody speaks of themselves. Words that mean both in different
/// languages are in neither list.
const YOU: &[&str] = &[
    "you", "your", "yours", "yourself", "sie", "ihr", "ihre", "ihnen", "ihren", "ihrem", "ihrer", "du",
    "dich", "dir", "dein", "deine", "vous", "votre", "vos", "tu", "usted", "ustedes", "te", "lei", "voi",
    "vostro", "suo", "sua", "você", "vocês", "senhor", "senhora", "seu", "seus", "suas", "u", "uw", "jij",
    "jouw", "jullie", "sus",
];
const ME: &[&str] = &[
    "my", "me", "myself", "we", "our", "us", "ich", "mich", "mir", "mein", "meine", "meinen", "meiner",
    "wir", "uns", "unser", "unsere", "j", "moi", "mon", "ma", "mes", "nous", "notre", "yo", "mi", "mis",
    "mí", "nosotros", "nos", "io", "mio", "mia", "miei", "noi", "nostro", "nostra", "eu", "meu", "minha",
    "meus", "minhas", "nosso", "nossa", "ik", "mij", "mijn", "wij", "ons", "onze",
];

/// Whether somebody is addressed in the first words of a text.
fn is_addressed(text: &str) -> bool {
    own_words(text).any(|word| is_in(word, YOU))
}

/// Whether somebody speaks of themselves in the first words of a text. The English `I` counts only as a capital: in
/// small letters it is another word elsewhere.
fn is_personal(text: &str) -> bool {
    own_words(text).any(|word| word == "I" || is_in(word, ME))
}

fn is_in(word: &str, list: &[&str]) -> bool {
    word.len() <= 12 && list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// The first words of a text up to a quotation mark: behind it others speak.
fn own_words(text: &str) -> impl Iterator<Item = &str> {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘');
    let own = text.split(is_mark).next().unwrap_or(text);
    own.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(150)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_before_what_is_said() {
        for (text, expect) in [
            ("Q: Why now?", Some("Q")),
            ("Q. Why now?", Some("Q")),
            ("Ida Holm: Because we must.", Some("Ida Holm")),
            ("Q    When?", Some("Q")),
            ("IDA HOLM — Porque sim.", Some("IDA HOLM")),
            ("Ida Holm — a pilot — left.", None),
            ("At 10:30 the ferry left.", None),
            ("There is one thing to say about this harbour: it is wet.", None),
            ("https://example.org/a: b", None),
            ("Note:", None),
            ("She said: \"No.\"", Some("She said")),
        ] {
            assert_eq!(label(text), expect, "{text}");
        }
    }

    #[test]
    fn words_of_quotes_do_not_count() {
        assert!(is_personal("I went to sea when I was nine."));
        assert!(!is_personal("The crews work nights, for the ships come with the tide, \"and I am tired\"."));
        assert!(is_addressed("What did your mother say?"));
    }
}
