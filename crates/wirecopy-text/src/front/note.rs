//! Notes: to newsrooms, which the public must not see, and to readers, which it may.

use super::person::is_person;
use crate::wording::{LONG, Label, Labels, wording};

/// To whom a note is addressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// To newsrooms.
    Newsroom {
        /// It is nothing but a label: what it labels stands in the next lines.
        is_head: bool,
        /// The label has no other sense.
        is_certain: bool,
    },
    /// To readers: who wrote it, what was put right.
    Readers { is_head: bool, is_certain: bool, is_correction: bool },
}

/// Reads a line as a note. `None`: it opens with no label of one. Where it is not clear to whom it is addressed, it is
/// to newsrooms: what is held back can still be published.
pub(crate) fn note(text: &str) -> Option<Note> {
    noted(text).0
}

/// The same, with the labels that were sought and the text they open, at most [`LONG`] bytes of it.
pub(super) fn noted(text: &str) -> (Option<Note>, Option<(&str, Labels)>) {
    let text = text.trim();
    let inner =
        text.trim_start_matches(['(', '[', '{', '<', '*', '•', '-', '–', '—', ' ', '_', '>', '/', '=', '#']);
    let is_bracketed = text.starts_with(['(', '[', '{', '<']);
    if inner.starts_with(char::is_lowercase) && !is_bracketed {
        return (None, None);
    }
    let head = super::head_of(inner, LONG);
    let labels = wording().labels(head);
    (by_labels(text, inner, is_bracketed, &labels), Some((head, labels)))
}

fn by_labels(text: &str, inner: &str, is_bracketed: bool, labels: &Labels) -> Option<Note> {
    let newsroom =
        labels.end(Label::Notes).filter(|end| labels.end(Label::Remarks).is_none_or(|other| other <= *end));
    if let Some(end) = newsroom
        && let Some((label, rest)) = inner.split_at_checked(end)
    {
        return to_newsrooms(text, label, rest, is_bracketed);
    }
    let (label, rest) = labels.end(Label::Remarks).and_then(|end| inner.split_at_checked(end))?;
    let is_head = is_empty(rest);
    let is_certain = label.split_whitespace().count() >= 2;
    if !is_head && !is_marked(label, rest) {
        return None;
    }
    if is_certain && is_order(rest) {
        return Some(Note::Newsroom { is_head, is_certain });
    }
    Some(Note::Readers { is_head, is_certain, is_correction: is_correction(rest) })
}

fn to_newsrooms(text: &str, label: &str, rest: &str, is_bracketed: bool) -> Option<Note> {
    let words = label.split_whitespace().count();
    let is_head = is_empty(rest);
    let is_upper = is_upper(label);
    let is_short = text.split_whitespace().count() <= 14 && !text.ends_with(['.', '!', '?']);
    // `NOT FOR PUBLICATION`, `ROUGH TRANSCRIPT - NOT CHECKED`
    let is_dashed =
        words >= 2 && [" - ", " – ", " — ", "- ", "– ", "— "].iter().any(|mark| rest.starts_with(mark));
    let is_spoken_to = label.ends_with(['-', '–', '—']) || label.to_lowercase().ends_with("please");
    if !(is_head
        || is_marked(label, rest)
        || is_spoken_to
        || is_dashed
        || words >= 2 && (is_bracketed || is_upper && is_short))
    {
        return None;
    }
    let said = rest.trim_start_matches([':', ' ', '-', '–', '—']).trim_end_matches(['.', ')', ']']);
    // `Editors: Ida Holm, Tor Vik` is a credit
    if !said.is_empty() && said.len() <= 120 && said.split([',', ';']).all(|name| is_person(name.trim())) {
        return None;
    }
    // `Advisory: this story contains …` warns readers
    let lower = said.get(..said.len().min(60)).unwrap_or_default().to_lowercase();
    let warns = words == 1
        && ["this story", "this article", "this report", "this video", "some readers"]
            .iter()
            .any(|words| lower.starts_with(words));
    if warns {
        return Some(Note::Readers { is_head: false, is_certain: true, is_correction: false });
    }
    let is_plain = words == 1 && !label.ends_with(':') && !rest.starts_with(':');
    // a word alone may be a heading, or a label of facts
    let is_certain = words >= 2
        || (is_bracketed && !is_plain)
        || NEWSROOMS.contains(&label.trim_end_matches(':').to_lowercase().as_str());
    Some(Note::Newsroom { is_head, is_certain })
}

/// Single words that name a newsroom.
const NEWSROOMS: &[&str] = &["eds", "editors", "desk", "desks", "advisory", "attn"];

fn is_marked(label: &str, rest: &str) -> bool {
    label.ends_with([':', '：']) || rest.trim_start().starts_with([':', '：', '|'])
}

fn is_empty(rest: &str) -> bool {
    rest.chars().take(LONG).all(|c| !c.is_alphanumeric()) && rest.len() <= LONG
}

fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether a note tells somebody at a desk what to do.
fn is_order(text: &str) -> bool {
    const ORDERS: &[&str] = &[
        "please hold",
        "please check",
        "please note",
        "hold until",
        "hold for",
        "do not publish",
        "do not use",
        "not for publication",
        "not for broadcast",
        "embargo",
        "for internal",
        "attention editors",
        "sub-editors",
        "nicht zur veröffentlichung",
        "sperrfrist",
        "ne pas publier",
        "no publicar",
        "non pubblicare",
        "não publicar",
        "niet voor publicatie",
        "niet publiceren",
    ];
    let lower = super::head_of(text, LONG).to_lowercase();
    ORDERS.iter().any(|order| lower.contains(order))
}

/// Whether a note says what was put right.
fn is_correction(text: &str) -> bool {
    const SIGNS: &[&str] = &[
        "amended",
        "corrected",
        "to correct",
        "correction",
        "clarif",
        "earlier version",
        "previous version",
        "incorrectly",
        "misstated",
        "misspelled",
        "misidentified",
        "was updated",
        "has been updated",
        "korrigiert",
        "berichtigt",
        "früheren version",
        "früheren fassung",
        "corrigé",
        "version précédente",
        "rectifi",
        "corregi",
        "versión anterior",
        "corrett",
        "versione precedente",
        "corrigid",
        "versão anterior",
        "gecorrigeerd",
        "eerdere versie",
        "aangepast",
    ];
    let lower = super::head_of(text, LONG).to_lowercase();
    SIGNS.iter().any(|sign| lower.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let found = match note(text) {
            None => "none",
            Some(Note::Newsroom { is_certain: true, is_head: true }) => "newsroom head",
            Some(Note::Newsroom { is_certain: true, .. }) => "newsroom",
            Some(Note::Newsroom { .. }) => "newsroom perhaps",
            Some(Note::Readers { is_correction: true, .. }) => "correction",
            Some(Note::Readers { .. }) => "readers",
        };
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn newsrooms_are_told_what_the_public_is_not() {
        check("[Note to subs: please check spelling of Lindgren]", "newsroom");
        check("Editors: Please hold until the minister has spoken.", "newsroom");
        check("(Eds: adds background)", "newsroom");
        check("Eds: UPDATES with minister's quote. Minor edits. With AP Photos.", "newsroom");
        check("NOT FOR PUBLICATION: the minister's mobile is 555 0101", "newsroom");
        check("Desk: please cut from the end", "newsroom");
        check("Note to desks", "newsroom head");
        check("Advisory", "newsroom head");
        check("ATTENTION EDITORS", "newsroom head");
        check("Notes to editors:", "newsroom head");
        check("*** Note to editors – photos on request ***", "newsroom");
        check("ROUGH TRANSCRIPT - NOT CHECKED AGAINST DELIVERY", "newsroom");
        check("CHECK AGAINST DELIVERY", "newsroom head");
        check("Editor's note: please hold until Monday.", "newsroom");
        check("Nicht zur Veröffentlichung: Ida Holm ist erreichbar", "newsroom");
        check(&format!("Note to editors: {}", "the ferry is blue. ".repeat(200)), "newsroom");
    }

    #[test]
    fn readers_are_told_too() {
        check(
            "Editor's note: This article was amended on 29 April 2026 to correct the name of a dog.",
            "correction",
        );
        check("Editor’s note: Ida Holm is the author of a book on ferries.", "readers");
        check("Anmerkung der Redaktion: In einer früheren Version stand ein falscher Name.", "correction");
        check("Advisory: this story contains descriptions of a storm.", "readers");
    }

    #[test]
    fn sentences_are_no_notes() {
        check("Editors: Ida Holm, Tor Vik", "none");
        check("Editors are worried.", "none");
        check("Do not use the lift, the council said on Monday.", "none");
        check("Notes to editors of old are kept in a museum.", "none");
        check("Note to self", "none");
        check("Off the record, ministers say that they were glad.", "none");
        check("Advisory council meets", "none");
    }
}
