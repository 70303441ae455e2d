//! Quotes inside quotes.

use super::Pair;
use super::habit::Habit;
use super::marks::Family;
use super::pair::{Setting, read};

/// So deep quotes are looked for in one another.
const DEEPEST: usize = 4;
/// No quotes are looked for inside one with more bytes.
const LONGEST: usize = 1 << 16;

/// The quotes inside a quote, those of all depths in one list, in order.
pub(crate) fn nested(text: &str, outer: &Pair, habit: Habit) -> Vec<Pair> {
    if !outer.is_mixed || outer.inner.len() > LONGEST {
        return Vec::new();
    }
    let mut all: Vec<Pair> = Vec::new();
    let mut level = vec![outer.clone()];
    for _ in 0..DEEPEST {
        let mut next: Vec<Pair> = Vec::new();
        for parent in level.iter().filter(|parent| parent.is_mixed) {
            // the other sort of marks is the one that is used inside
            let is_single = match parent.family {
                Family::Double | Family::Low | Family::Angle | Family::Gershayim => true,
                Family::Single | Family::LowSingle => false,
                _ => habit.is_single,
            };
            let habit = Habit { is_single, ..habit };
            let inside = text.get(parent.inner.clone()).unwrap_or_default();
            // what is left open at the end of the piece may be closed in the next
            let next_family = parent.is_open.then_some(Family::Single);
            let found = read(inside, Setting { habit, next: next_family, resumes: None }).pairs;
            next.extend(found.into_iter().filter(|pair| !pair.is_open).map(|pair| shifted(pair, parent)));
        }
        if next.is_empty() {
            break;
        }
        all.extend(next.iter().cloned());
        level = next;
    }
    all.sort_by_key(|pair| (pair.outer.start, std::cmp::Reverse(pair.outer.end)));
    all
}

fn shifted(mut pair: Pair, parent: &Pair) -> Pair {
    let by = parent.inner.start;
    for range in [&mut pair.outer, &mut pair.inner] {
        *range = range.start + by..range.end + by;
    }
    pair.certainty = pair.certainty.min(parent.certainty);
    pair
}
