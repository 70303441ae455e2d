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
        let count = dashes.max(small).max(large(at + 1, forms, verdicts));
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

/// How many lines from `at` on end like no sentence although they begin like one. The last is left out where it is a
/// heading: much shorter than the others, and text follows.
fn large(at: usize, forms: &[Form], verdicts: &[Option<Verdict>]) -> usize {
    let is_open = |index: usize| verdicts.get(index).is_some_and(Option::is_none);
    let is_line = |index: &usize| is_open(*index) && forms.get(*index).is_some_and(|form| form.is_bare);
    let count = (at..forms.len()).take_while(is_line).count();
    let words = |index: usize| forms.get(index).map_or(0, |form| form.words);
    let Some(last) = (at + count).checked_sub(1).filter(|_| count >= 2) else { return 0 };
    let shortest = (at..last).map(words).min().unwrap_or_default();
    let is_heading = shortest > words(last) * 2 && at + count < forms.len();
    if is_heading { count - 1 } else { count }
}

/// `Key points:` near the start, with two or more lines below that end like no sentence, and then text.
pub(super) fn key_points<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    let is_open = |verdicts: &[Option<Verdict>], at: usize| verdicts.get(at).is_some_and(Option::is_none);
    for at in 0..units.len().min(TOP) {
        let Some(form) = forms.get(at) else { return };
        let label = units.get(at).map(slice).unwrap_or_default();
        let is_label = (1..=4).contains(&form.words) && form.ending == Ending::Open && label.ends_with(':')
            || is_label_of_points(label);
        if !is_label || !is_open(verdicts, at) {
            continue;
        }
        let is_point = |at: &usize| {
            is_open(verdicts, *at)
                && forms
                    .get(*at)
                    .is_some_and(|form| form.ending == Ending::Bare && (3..=40).contains(&form.words))
        };
        let count = (at + 1..units.len()).take_while(is_point).count();
        let has_text = forms.get(at + count + 1).is_some_and(|form| form.words >= 8);
        if !(2..=9).contains(&count) || !has_text {
            continue;
        }
        for (index, slot) in verdicts.iter_mut().enumerate().skip(at).take(count + 1) {
            *slot = Some(if index == at {
                Verdict::new(Kind::Heading, 800, "label-of-points")
                    .because("a short label, and points below that end like no sentence")
                    .or(Kind::Paragraph, 200)
            } else {
                Verdict::new(Kind::ListItem, 800, "points")
                    .because("one of several lines below a label of points")
                    .or(Kind::Paragraph, 200)
            });
        }
        return;
    }
}

fn is_label_of_points(label: &str) -> bool {
    const LABELS: &[&str] = &[
        "key points",
        "key takeaways",
        "key facts",
        "at a glance",
        "in short",
        "highlights",
        "story highlights",
        "summary",
        "topline",
        "what to know",
        "what we know",
        "the facts",
        "takeaways",
    ];
    label.len() <= 24 && LABELS.contains(&label.trim_end_matches(':').to_lowercase().as_str())
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
