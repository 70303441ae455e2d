//! What it costs to take a mark for something, by which mark it is.

use super::habit::Habit;
use super::marks::{Family, Glyph, Mark};

/// Whether a quote in marks of one family goes on in a paragraph that begins with a mark of another.
pub(super) fn continues(open: Family, next: Family) -> bool {
    open == next || matches!((open, next), (Family::Low, Family::Double))
}

/// What a mark opens, and what speaks against it.
pub(super) fn opening(mark: &Mark, habit: Habit, resumes: Option<Family>) -> Option<(Family, u32)> {
    let (family, cost) = match mark.glyph {
        Glyph::Straight | Glyph::Left => (Family::Double, 0),
        Glyph::Right => (Family::Double, if habit.is_level { 0 } else { 45 }),
        Glyph::Twin => (Family::Double, 5),
        Glyph::Low => (Family::Low, 0),
        Glyph::LeftAngle => (Family::Angle, if habit.is_turned { 60 } else { 0 }),
        Glyph::RightAngle => (Family::Angle, if habit.is_turned { 0 } else { 60 }),
        Glyph::LeftSmall => (Family::Small, if habit.is_turned { 60 } else { 0 }),
        Glyph::RightSmall => (Family::Small, if habit.is_turned { 0 } else { 60 }),
        Glyph::Opening(family) => (family, 0),
        Glyph::Gershayim => (Family::Gershayim, 0),
        Glyph::StraightSingle => (Family::Single, if habit.is_single { 0 } else { 10 }),
        Glyph::LeftSingle => (Family::Single, 0),
        Glyph::RightSingle => (Family::Single, if habit.is_level { 20 } else { 60 }),
        Glyph::LowSingle => (Family::LowSingle, 0),
        Glyph::Backtick => (Family::Single, 10),
        Glyph::Closing(_) => return None,
    };
    if resumes == Some(family) {
        return Some((family, 0));
    }
    (mark.opens < 200).then(|| (family, cost + u32::from(mark.opens)))
}

/// What speaks against a mark's closing a quote of a family. `None`: it cannot.
pub(super) fn closing(mark: &Mark, family: Family) -> Option<u32> {
    let cost = match (family, mark.glyph) {
        (Family::Double, Glyph::Straight | Glyph::Right | Glyph::Twin)
        | (Family::Low, Glyph::Left | Glyph::Right)
        | (Family::Gershayim, Glyph::Gershayim)
        | (Family::Single, Glyph::StraightSingle | Glyph::RightSingle)
        | (Family::LowSingle, Glyph::LeftSingle | Glyph::RightSingle | Glyph::StraightSingle)
        | (Family::Angle, Glyph::LeftAngle | Glyph::RightAngle)
        | (Family::Small, Glyph::LeftSmall | Glyph::RightSmall) => 0,
        (Family::Low, Glyph::Straight | Glyph::Twin) | (Family::Gershayim, Glyph::Straight) => 5,
        (Family::Double, Glyph::Left) => 40,
        (Family::Single, Glyph::LeftSingle) => 50,
        (_, Glyph::Closing(closed)) if closed == family => 0,
        _ => return None,
    };
    (mark.closes < 200).then(|| cost + u32::from(mark.closes))
}

/// What it costs that a mark opens a quote inside one of the same family. `None`: it cannot.
pub(super) fn nesting(mark: &Mark, family: Family) -> Option<u32> {
    match (family, mark.glyph) {
        (Family::Double, Glyph::Straight | Glyph::Twin) => Some(40),
        (Family::Double, Glyph::Left)
        | (Family::Low, Glyph::Low)
        | (Family::Angle, Glyph::LeftAngle | Glyph::RightAngle)
        | (Family::Small, Glyph::LeftSmall | Glyph::RightSmall) => Some(20),
        (_, Glyph::Opening(opened)) if opened == family => Some(10),
        _ => None,
    }
}

/// What it costs that a mark inside a quote neither closes it nor nests by its own sort.
pub(super) fn passing(mark: &Mark, family: Family, habit: Habit) -> u32 {
    let stray = u32::from(mark.stray);
    match mark.glyph {
        _ if closing(mark, family).is_some() || nesting(mark, family).is_some() => {
            if family.is_single() || mark.stray < 90 { stray } else { 110 }
        }
        Glyph::Straight | Glyph::Left | Glyph::Right | Glyph::Twin
            if family.is_single() && !habit.is_single =>
        {
            50
        }
        Glyph::Left | Glyph::Right if family == Family::Low => 50,
        _ => 0,
    }
}

/// What it costs that a quote is never closed.
pub(super) fn unclosed(family: Family, habit: Habit) -> u32 {
    if family.is_single() && !habit.is_single { 85 } else { 70 }
}

/// Whether a closing mark is one that stands for two where two would meet, as in Russian.
pub(super) fn is_shared(text: &str, mark: &Mark) -> bool {
    mark.glyph == Glyph::RightAngle
        && text
            .get(..mark.at)
            .and_then(|text| text.chars().rev().take(8).find(|c| c.is_alphabetic()))
            .is_some_and(|c| matches!(c, '\u{400}'..='\u{52f}'))
}
