//! What marks a text uses for what, seen from the whole of it.

use super::marks::{Glyph, Mark, Marks};

/// So many marks show a habit.
const ENOUGH: usize = 4_000;

/// The habits of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Habit {
    /// Quotes stand in single marks, quotes inside them in double ones.
    pub is_single: bool,
    /// Quotes stand in `»…«`.
    pub is_turned: bool,
    /// The mark `”` (or `’`) opens and closes.
    pub is_level: bool,
}

impl Habit {
    /// The habits of the paragraphs of a text.
    #[cfg(test)]
    pub(crate) fn of<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Self {
        Self::and_marks(paragraphs).0
    }

    /// The habits of the paragraphs of a text, and the marks that were looked at on the way.
    pub(crate) fn and_marks<'t>(paragraphs: impl Iterator<Item = &'t str>) -> (Self, FirstMarks) {
        let (mut seen, mut first) = (Seen::default(), FirstMarks::default());
        for paragraph in paragraphs {
            let start = first.marks.len();
            first.marks.extend(Marks::of(paragraph).take(ENOUGH - start));
            first.marks.iter().skip(start).for_each(|mark| seen.add(mark));
            // this one may have more
            if first.marks.len() == ENOUGH {
                break;
            }
            first.ends.push(first.marks.len());
        }
        (Self::from(&seen), first)
    }

    fn from(seen: &Seen) -> Self {
        Self {
            is_single: seen.single > seen.double && seen.single_end > 0,
            is_turned: seen.right_angle > seen.left_angle,
            is_level: seen.right > seen.left && seen.right > seen.low,
        }
    }
}

/// The marks of the first paragraphs of a text.
#[derive(Debug, Default)]
pub(crate) struct FirstMarks {
    marks: Vec<Mark>,
    /// Where those of each paragraph end.
    ends: Vec<usize>,
}

impl FirstMarks {
    /// The marks of one paragraph after the other.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = &[Mark]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.marks.get(start..*end).unwrap_or_default())
    }
}

/// How often marks stand where one opens.
#[derive(Default)]
struct Seen {
    double: u32,
    single: u32,
    /// Single marks behind punctuation, where no apostrophe stands.
    single_end: u32,
    left: u32,
    right: u32,
    low: u32,
    left_angle: u32,
    right_angle: u32,
}

impl Seen {
    fn add(&mut self, mark: &Mark) {
        let opens = mark.is_opening();
        let counter = match mark.glyph {
            Glyph::Straight | Glyph::Twin if opens => &mut self.double,
            Glyph::Left if opens => {
                self.double += 1;
                &mut self.left
            }
            Glyph::Right if opens => {
                self.double += 1;
                &mut self.right
            }
            Glyph::Low => &mut self.low,
            Glyph::LeftAngle if opens && mark.opens < 5 => &mut self.left_angle,
            Glyph::RightAngle if opens && mark.opens < 5 => &mut self.right_angle,
            Glyph::StraightSingle | Glyph::LeftSingle if opens && mark.stray >= 50 => &mut self.single,
            Glyph::StraightSingle | Glyph::RightSingle if mark.is_closing() && mark.stray >= 60 => {
                &mut self.single_end
            }
            _ => return,
        };
        *counter += 1;
    }
}
