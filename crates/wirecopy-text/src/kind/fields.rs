//! Results and other facts, one a line: `Long jump: Ida Holm, Ostwick`.

use super::form::Form;
use super::{Kind, Verdict};
use crate::layout::Unit;

/// Fewer lines alike show nothing.
const FEWEST: usize = 3;
/// Longest label, in words.
const LONG_LABEL: usize = 6;

/// Three or more short lines of a label and a fact, below each other in one block, are items; a short line above heads
/// them.
pub(super) fn fields<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    let is_open = |verdicts: &[Option<Verdict>], at: usize| verdicts.get(at).is_some_and(Option::is_none);
    let is_field = |at: usize| {
        forms.get(at).is_some_and(|form| form.is_bare)
            && units.get(at).is_some_and(|unit| has_label(slice(unit)))
    };
    let mut at = 1;
    while at < units.len() {
        if !is_open(verdicts, at) || !is_field(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while is_open(verdicts, end) && is_field(end) && units.get(end).is_some_and(|unit| !unit.after_blank)
        {
            end += 1;
        }
        let is_block = units.get(end).is_none_or(|unit| unit.after_blank);
        if end - at >= FEWEST && is_block {
            for slot in verdicts.iter_mut().take(end).skip(at) {
                *slot = Some(
                    Verdict::new(Kind::ListItem, 780, "field")
                        .because("a label and a fact, one of several such lines")
                        .or(Kind::Paragraph, 200),
                );
            }
            let is_head = forms.get(at - 1).is_some_and(|form| form.is_bare && form.words <= 4)
                && units.get(at - 1).is_some_and(|unit| unit.after_blank);
            if let Some(slot) = verdicts.get_mut(at - 1).filter(|slot| slot.is_none() && is_head) {
                *slot = Some(
                    Verdict::new(Kind::Heading, 780, "above-fields")
                        .because("a short line above facts, one a line")
                        .or(Kind::Paragraph, 200),
                );
            }
        }
        at = end;
    }
}

/// Whether a line is a label, a colon and something else, but no address.
fn has_label(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(label, fact)| {
        (1..=LONG_LABEL).contains(&label.split_whitespace().count())
            && label.starts_with(char::is_uppercase)
            && !label.contains(['"', '“', '?', '!'])
            && !fact.contains('@')
            && !fact.trim().is_empty()
    })
}
