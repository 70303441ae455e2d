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
    // sections hold news or links; the boxes of pages speak of articles
    if label.starts_with("related article") {
        return false;
    }
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
        // entries end like no sentence: below such, one that does is text again
        let is_stop = |at: usize| forms.get(at).is_some_and(|form| form.ending == Ending::Stop);
        let is_sentence = |end: usize| {
            end > at + 1
                && is_stop(end)
                && forms.get(end).is_some_and(|form| form.words >= CLAUSE && !form.is_quote)
                && units.get(end).is_some_and(|unit| unit.after_blank)
        };
        let mut has_stop = false;
        let sign = |at: usize| units.get(at).and_then(|unit| list_sign(slice(unit)));
        let mut is_closed = false;
        while !is_closed
            && (sign(end).is_some()
                || is_entry(verdicts, end)
                    && !is_text(end)
                    && (has_stop || !is_sentence(end))
                    && !is_label(end))
        {
            is_closed = sign(end) == Some(ListSign::End);
            has_stop |= is_stop(end);
            end += 1;
        }
        // the last short line before text heads it
        if !is_closed
            && is_text(end)
            && is_open(verdicts, end)
            && forms.get(end - 1).is_some_and(|form| form.words <= 6)
        {
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
                if sign(index).is_some() {
                    let verdict = Verdict::new(Kind::Boilerplate, 900, "sign-of-list")
                        .because("says where a list of other stories begins, goes on or ends");
                    *slot = Some(verdict.or(Kind::RelatedLink, 80));
                    continue;
                }
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

/// What pages say of their lists to those who listen: `list of 3 items`, `list 1 of 3`, `end of list`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListSign {
    Amid,
    End,
}

fn list_sign(text: &str) -> Option<ListSign> {
    let text = text.trim();
    if text.len() > 24 {
        return None;
    }
    if text.eq_ignore_ascii_case("end of list") {
        return Some(ListSign::End);
    }
    let rest = text.strip_prefix("list ")?;
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_head = rest
        .strip_prefix("of ")
        .and_then(|rest| rest.split_once(' '))
        .is_some_and(|(count, items)| is_number(count) && matches!(items, "item" | "items"));
    let is_entry = rest.split_once(" of ").is_some_and(|(at, count)| is_number(at) && is_number(count));
    (is_head || is_entry).then_some(ListSign::Amid)
}
