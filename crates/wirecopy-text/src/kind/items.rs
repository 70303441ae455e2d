//! The items of a list.

use super::{Kind, Verdict};
use crate::layout::Unit;
use crate::list::{Marker, marker};

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
