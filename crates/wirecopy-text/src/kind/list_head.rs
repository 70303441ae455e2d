//! Lists of other stories below a label such as «Related news».

use super::form::{CLAUSE, Form};
use super::{Kind, Verdict};
use crate::layout::Unit;
use crate::lines::Ending;
use crate::wording::{Label, wording};

/// Longest label, and longest entry of a list, in words.
const LONG_LABEL: usize = 8;
const LONG_ENTRY: usize = 30;
/// A line of so many words that ends like a sentence is text again.
const TEXT: usize = 10;

/// Whether a line is the label of a list of other stories and nothing else.
pub(super) fn is_links_label(text: &str) -> bool {
    let text = text.trim_end_matches([':', ' ', '.', '…', '»', '>']);
    wording().labels(text).end(Label::RelatedHeads).is_some_and(|end| end >= text.len())
}

/// Whether a label names the list, as `Related news` does, and does not ask to read it, as `Read more` does.
fn is_heading(label: &str) -> bool {
    const NAMES: &[&str] = &[
        "related", "sister", "external", "more on", "more in", "see also", "further", "other", "in this",
        "also in",
    ];
    let label = label.to_lowercase();
    NAMES.iter().any(|name| label.starts_with(name))
}

/// Finds labels of lists of other stories, and the entries below them.
pub(super) fn related_lists<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    let is_open = |verdicts: &[Option<Verdict>], at: usize| verdicts.get(at).is_some_and(Option::is_none);
    let is_label = |at: usize| {
        forms.get(at).is_some_and(|form| form.words <= LONG_LABEL)
            && units.get(at).is_some_and(|unit| {
                let text = slice(unit).trim_end_matches([':', ' ', '.', '…', '»', '>']);
                let labels = wording().labels(text);
                // `Read more about ferries:`
                let is_led = text.len() < slice(unit).len()
                    && slice(unit).ends_with(':')
                    && text.starts_with(char::is_uppercase)
                    && [Label::RelatedHeads, Label::Related].iter().any(|label| {
                        labels
                            .end(*label)
                            .is_some_and(|end| text.get(..end).is_some_and(|label| label.contains(' ')))
                    });
                is_led || is_links_label(text)
            })
    };
    let is_text = |at: usize| {
        forms.get(at).is_some_and(|form| {
            form.words > LONG_ENTRY
                || (form.words >= TEXT
                    && matches!(form.ending, Ending::Stop | Ending::Question)
                    && !form.is_quote)
        })
    };
    // `Photos: Night of rescues` below a label is no caption
    let is_entry = |verdicts: &[Option<Verdict>], at: usize| {
        is_open(verdicts, at)
            || verdicts.get(at).is_some_and(|slot| {
                slot.as_ref().is_some_and(|verdict| matches!(verdict.rule, "above-credit" | "label"))
            }) && forms.get(at).is_some_and(|form| form.is_bare && form.words >= CLAUSE)
    };
    let mut at = 1;
    while at < units.len() {
        if !is_open(verdicts, at) || !is_label(at) {
            at += 1;
            continue;
        }
        let is_heading = units.get(at).is_some_and(|unit| is_heading(slice(unit)));
        let mut end = at + 1;
        while is_entry(verdicts, end) && !is_text(end) && !is_label(end) {
            end += 1;
        }
        // the last short line before text heads it
        if is_text(end) && is_open(verdicts, end) && forms.get(end - 1).is_some_and(|form| form.words <= 6) {
            end -= 1;
        }
        // `Read more` below the title of another story
        let is_button = end <= at + 1
            && forms.get(at).is_some_and(|form| form.words <= 3)
            && is_open(verdicts, at - 1)
            && forms.get(at - 1).is_some_and(|form| form.is_bare && form.words >= CLAUSE);
        if is_button {
            for slot in verdicts.iter_mut().take(at + 1).skip(at - 1) {
                *slot = Some(
                    Verdict::new(Kind::RelatedLink, 850, "above-label")
                        .because("a line that ends like no sentence, and a label of other stories below")
                        .or(Kind::Heading, 100),
                );
            }
        }
        if end > at + 1 {
            for (index, slot) in verdicts.iter_mut().enumerate().take(end).skip(at) {
                *slot = Some(if index == at && !is_heading {
                    Verdict::new(Kind::RelatedLink, 850, "label-of-links")
                        .because("asks to read other stories, and a list of them follows")
                        .or(Kind::Heading, 140)
                } else if index == at {
                    Verdict::new(Kind::Heading, 850, "label-of-links")
                        .because("a label of lists of other stories, and such a list below")
                        .or(Kind::RelatedLink, 100)
                } else {
                    Verdict::new(Kind::RelatedLink, 920, "below-label")
                        .because("in the list below a label of other stories")
                        .or(Kind::Paragraph, 60)
                });
            }
        }
        at = end.max(at + 1);
    }
}
