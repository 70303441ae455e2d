//! Which marks belong together: the reading of a paragraph that costs least.
//!
//! A reading says of each mark whether it opens a quote, closes one or is none. Every oddity of a reading has a cost
//! (see [`Mark`]), so one stray mark costs that and does not turn all that follow it inside out.

use super::Pair;
use super::cost::{closing, opening};
use super::habit::Habit;
use super::marks::{Family, Mark, Marks};
use super::path::{End, State, Step, best};

/// So many marks are looked at together; then the best reading so far is settled.
const BLOCK: usize = 1024;

/// What a paragraph is read with.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Setting {
    pub habit: Habit,
    /// The marks with which the next paragraph begins: a quote left open goes on there.
    pub next: Option<Family>,
    /// The marks of a quote the paragraph before left open: a mark at the start opens, whichever it is.
    pub resumes: Option<Family>,
}

/// The quotes of a paragraph that stand in no other quote.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub pairs: Vec<Pair>,
    /// Marks that open and are never closed.
    pub unclosed: Vec<usize>,
}

/// Reads a paragraph.
pub(crate) fn read(text: &str, setting: Setting) -> Reading {
    read_marks(text, Marks::of(text), setting)
}

/// Reads a paragraph with these marks.
pub(super) fn read_marks(text: &str, mut marks: impl Iterator<Item = Mark>, setting: Setting) -> Reading {
    let Some(first) = marks.next() else { return Reading::default() };
    let mut walk = Walk { text, habit: setting.habit, open: None, reading: Reading::default(), doubt: 0 };
    let mut block: Vec<Mark> = Vec::with_capacity(8);
    block.push(first);
    let mut state = State::OUT;
    let mut is_first = true;
    loop {
        block.extend(marks.by_ref().take(BLOCK - block.len()));
        let is_last = block.len() < BLOCK;
        let resumes = setting.resumes.filter(|_| is_first);
        let (steps, end) =
            best(text, &block, state, setting, resumes, if is_last { End::Paragraph } else { End::Block });
        for (mark, step) in block.iter().zip(steps) {
            walk.take(mark, step);
        }
        if is_last {
            break;
        }
        (state, is_first) = (end, false);
        block.clear();
    }
    walk.end()
}

/// From steps to pairs.
struct Walk<'t> {
    text: &'t str,
    habit: Habit,
    open: Option<Open>,
    reading: Reading,
    /// How odd the marks were so far.
    doubt: u32,
}

struct Open {
    family: Family,
    at: usize,
    len: usize,
    cost: u32,
    /// Whether other marks stand inside.
    is_mixed: bool,
}

impl Walk<'_> {
    fn take(&mut self, mark: &Mark, step: Step) {
        match step {
            Step::Pass if self.open.is_none() => {
                if mark.stray >= 60 {
                    self.doubt = self.doubt.saturating_add(30);
                }
            }
            Step::Pass | Step::Nest | Step::Unnest => {
                if let Some(open) = &mut self.open {
                    open.is_mixed = true;
                }
            }
            Step::Open(family) | Step::Reopen(family) => {
                if let Some(open) = self.open.take() {
                    self.doubt = self.doubt.saturating_add(50);
                    if !open.family.is_single() {
                        self.reading.unclosed.push(open.at);
                    }
                }
                let cost = opening(mark, self.habit, None).map_or(0, |(_, cost)| cost);
                self.open =
                    Some(Open { family, at: mark.at, len: usize::from(mark.len), cost, is_mixed: false });
            }
            Step::Close => {
                let Some(open) = self.open.take() else { return };
                let cost = open.cost + closing(mark, open.family).unwrap_or(0);
                self.push(&open, mark.end(), usize::from(mark.len), cost, false);
            }
        }
    }

    fn end(mut self) -> Reading {
        if let Some(open) = self.open.take() {
            let end = self.text.len();
            self.push(&open, end, 0, open.cost, true);
            self.reading.unclosed.push(open.at);
        }
        self.reading
    }

    fn push(&mut self, open: &Open, end: usize, close: usize, cost: u32, is_open: bool) {
        let (start, stop) = (open.at + open.len, end.saturating_sub(close));
        let words = self.text.get(start..stop).unwrap_or_default();
        let lead = words.len() - words.trim_start().len();
        let tail = words.len() - words.trim_end().len();
        let inner = if lead == words.len() { start..start } else { start + lead..stop - tail };
        let is_single = open.family.is_single();
        let is_doubtful = is_single && !self.habit.is_single;
        let most: u32 = match (is_single, is_doubtful) {
            (true, true) => 900,
            (true, false) => 960,
            _ => 985,
        };
        let doubt = (cost * 3).saturating_add(self.doubt.saturating_mul(2)).min(most - 500);
        self.reading.pairs.push(Pair {
            outer: open.at..end,
            inner,
            is_open,
            is_doubtful,
            family: open.family,
            is_mixed: open.is_mixed,
            certainty: u16::try_from(most - doubt).unwrap_or(500),
        });
    }
}
