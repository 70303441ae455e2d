//! The items of a list.

use super::form::{Form, LONG_LINE};
use super::{Kind, Verdict};
use crate::layout::Unit;
use crate::lines::Ending;
use crate::list::{Marker, marker};

/// Points above the story are looked for in so many units.
const TOP: usize = 12;

/// Two or more units in a row with the same marker, or numbers that count up, are the items of a list.
pub(super) fn items<'t>(units: &[Unit], slice: &impl Fn(&Unit) -> &'t str, verdicts: &mut [Option<Verdict>]) {
    let mut before: Option<Marker> = None;
    let mut previous: Option<&mut Option<Verdict>> = None;
    for (unit, slot) in units.iter().zip(verdicts) {
        let found = marker(slice(unit)).map(|(marker, _)| marker);
        if let (Some(found), Some(before)) = (found, before)
            && found.follows(before)
        {
            let item = |found: Marker| {
                // a hyphen may also open speech, and speakers take turns
                let certainty = if found == Marker::Sign('-') { 850 } else { 950 };
                Some(
                    Verdict::new(Kind::ListItem, certainty, "marker")
                        .because("a marker of items, next to a line with the same")
                        .or(Kind::Paragraph, 1000 - certainty),
                )
            };
            if let Some(previous) = previous.filter(|slot| slot.is_none()) {
                *previous = item(before);
            }
            *slot = item(found);
        }
        (before, previous) = (found, Some(slot));
    }
}

/// Short lines that a sentence ending in a colon introduces are items, also without markers. So are lines that begin
/// with a dash there: elsewhere a dash opens speech.
pub(super) fn introduced<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    for at in 0..units.len() {
        let introduces = units.get(at).is_some_and(|unit| slice(unit).ends_with([':', '：']))
            && forms.get(at).is_some_and(|form| form.words >= 3);
        if !introduces || !verdicts.get(at).is_some_and(Option::is_none) {
            continue;
        }
        let is_open = |index: usize| verdicts.get(index).is_some_and(Option::is_none);
        let dashes = (at + 1..units.len())
            .take_while(|&index| {
                is_open(index)
                    && units.get(index).is_some_and(|unit| slice(unit).starts_with(['–', '—', '‒']))
            })
            .count();
        let small = (at + 1..units.len())
            .take_while(|&index| {
                let follows = index == at + 1 || units.get(index).is_some_and(|unit| !unit.after_blank);
                is_open(index)
                    && follows
                    && forms.get(index).is_some_and(|form| form.is_small && form.words <= LONG_LINE)
            })
            .count();
        let count = dashes.max(small);
        if count < 2 {
            continue;
        }
        for slot in verdicts.iter_mut().skip(at + 1).take(count) {
            *slot = Some(
                Verdict::new(Kind::ListItem, 850, "introduced")
                    .because("one of several lines alike that a colon introduces")
                    .or(Kind::Paragraph, 150),
            );
        }
    }
}

/// `Key points:` above the story, with the points below, heads them.
pub(super) fn points(forms: &[Form], verdicts: &mut [Option<Verdict>]) {
    for at in 0..verdicts.len().min(TOP) {
        let heads =
            forms.get(at).is_some_and(|form| form.ending == Ending::Open && (1..=4).contains(&form.words))
                && verdicts
                    .get(at + 1)
                    .is_some_and(|next| next.as_ref().is_some_and(|next| next.kind == Kind::ListItem));
        let is_plain =
            |slot: &Option<Verdict>| slot.as_ref().is_none_or(|verdict| verdict.kind == Kind::Paragraph);
        if let Some(slot) = verdicts.get_mut(at).filter(|slot| heads && is_plain(slot)) {
            *slot = Some(
                Verdict::new(Kind::Heading, 780, "label-of-points")
                    .because("a short label that ends in a colon, and items below")
                    .or(Kind::Paragraph, 220),
            );
        }
    }
}
