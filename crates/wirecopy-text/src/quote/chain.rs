//! Quotes of more than one paragraph.

use super::cost::{continues, opening};
use super::habit::Habit;
use super::marks::{Family, Mark, Marks};
use super::pair::{Setting, read, read_marks};
use super::{Context, Pair};

/// So many paragraphs after the one that opens a quote may pass before it is closed, if none opens anew.
const REACH: usize = 3;
/// A quote that is never closed is listed up to the end of its paragraph if it has at most so many bytes.
const LONGEST: usize = 800;

/// Reads the paragraphs of a text in order.
#[derive(Debug)]
pub(crate) struct Chain<'c> {
    habit: Habit,
    context: &'c Context,
    state: State,
}

/// What the paragraph before leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Closed,
    /// A quote is open, and this paragraph opens again.
    Open(Family),
    /// A quote is open that is closed so many paragraphs on, without being opened again.
    Within(Family, usize),
}

/// The quotes of a paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    /// Those that stand in no other quote, in order.
    pub pairs: Vec<Pair>,
    /// Marks that open and are never closed.
    pub unclosed: Vec<usize>,
    /// Whether the first quote goes on from the paragraph before.
    pub continues: bool,
}

impl<'c> Chain<'c> {
    pub(crate) fn new(habit: Habit, context: &'c Context) -> Self {
        Self { habit, context, state: State::Closed }
    }

    /// Something other than a paragraph stands here, over which no quote goes on.
    pub(crate) fn interrupt(&mut self) {
        self.state = State::Closed;
    }

    /// Reads a paragraph. `marks`: those in it, if they are known. `following`: the paragraphs behind it, up to the next
    /// heading.
    pub(crate) fn read<'t>(
        &mut self,
        text: &str,
        marks: Option<&[Mark]>,
        mut following: impl Iterator<Item = &'t str>,
    ) -> Paragraph {
        let state = std::mem::replace(&mut self.state, State::Closed);
        if let State::Within(family, left) = state {
            return self.within(text, family, left);
        }
        let next = following.next();
        let resumes = match state {
            State::Open(family) => Some(family),
            _ => None,
        };
        let setting =
            Setting { habit: self.habit, next: next.and_then(|next| leading(next, self.habit)), resumes };
        let reading = match marks {
            Some(marks) => read_marks(text, marks.iter().copied(), setting),
            None => read(text, setting),
        };
        let mut out = Paragraph {
            continues: resumes.is_some() && is_first(text, reading.pairs.first()),
            pairs: reading.pairs,
            unclosed: reading.unclosed,
        };
        let Some(last) = out.pairs.last_mut().filter(|pair| pair.is_open) else { return out };
        if setting.next.is_some_and(|next| continues(last.family, next)) {
            last.certainty = last.certainty.min(940);
            self.state = State::Open(last.family);
            out.unclosed.pop();
            return out;
        }
        let family = last.family;
        if let Some(count) = closed_later(next.into_iter().chain(following), family) {
            last.certainty = last.certainty.min(600);
            self.state = State::Within(family, count);
            out.unclosed.pop();
            return out;
        }
        if family.is_single() && !self.habit.is_single {
            out.unclosed.pop();
            out.pairs.pop();
        } else if is_whole(text, last, self.context) {
            last.certainty = last.certainty.min(550);
            last.is_doubtful = true;
        } else {
            out.pairs.pop();
        }
        out
    }

    /// A paragraph that begins inside a quote without opening it again.
    fn within(&mut self, text: &str, family: Family, left: usize) -> Paragraph {
        let closing =
            if left == 0 { Marks::of(text).find(|mark| !is_apostrophe(mark.glyph, family)) } else { None };
        if left > 0 {
            self.state = State::Within(family, left - 1);
        }
        let end = closing.map_or(text.len(), |mark| mark.end());
        let stop = closing.map_or(text.len(), |mark| mark.at);
        let inner = text.get(..stop).unwrap_or_default();
        let start = inner.len() - inner.trim_start().len();
        let pair = Pair {
            outer: 0..end,
            inner: start..inner.trim_end().len().max(start),
            is_open: left > 0,
            is_doubtful: true,
            family,
            is_mixed: false,
            certainty: 600,
        };
        Paragraph { pairs: vec![pair], unclosed: Vec::new(), continues: true }
    }
}

/// The marks with which a paragraph opens a quote.
fn leading(text: &str, habit: Habit) -> Option<Family> {
    let text = text.trim_start();
    let end = text.char_indices().nth(16).map_or(text.len(), |(at, _)| at);
    let mark = Marks::of(text.get(..end)?).next().filter(|mark| mark.at == 0)?;
    let (family, cost) = opening(&mark, habit, None)?;
    (cost <= 20 || (family == Family::Angle && cost <= 65)).then_some(family)
}

/// Whether the pair is what the paragraph begins with.
fn is_first(text: &str, pair: Option<&Pair>) -> bool {
    pair.and_then(|pair| text.get(..pair.outer.start)).is_some_and(|before| before.trim_start().is_empty())
}

fn is_apostrophe(glyph: super::marks::Glyph, open: Family) -> bool {
    use super::marks::Glyph;
    !open.is_single()
        && matches!(
            glyph,
            Glyph::StraightSingle
                | Glyph::LeftSingle
                | Glyph::RightSingle
                | Glyph::LowSingle
                | Glyph::Backtick
        )
}

/// How many paragraphs stand between one that leaves a quote open and the one that closes it. `None`: there is none,
/// or other marks stand there.
fn closed_later<'t>(following: impl Iterator<Item = &'t str>, family: Family) -> Option<usize> {
    if family.is_single() {
        return None;
    }
    for (count, text) in following.take(REACH).enumerate() {
        let mut marks = Marks::of(text).filter(|mark| !is_apostrophe(mark.glyph, family));
        let Some(mark) = marks.next() else { continue };
        let is_end = mark.closes <= 10 && mark.opens >= 30 && mark.end() > 1;
        return (is_end && marks.next().is_none()).then_some(count);
    }
    None
}

/// Whether a quote that is never closed most likely goes to the end of its paragraph: it begins the paragraph or
/// stands behind a colon, and nobody is said to speak behind it.
fn is_whole(text: &str, pair: &Pair, context: &Context) -> bool {
    let before = text.get(..pair.outer.start).unwrap_or_default().trim_end();
    let inner = text.get(pair.inner.clone()).unwrap_or_default();
    inner.len() <= LONGEST
        && (before.is_empty() || before.ends_with([':', '：']))
        && crate::lines::ending(inner) != crate::lines::Ending::Bare
        && !inner.split(|c: char| !c.is_alphanumeric()).any(|word| context.is_speech(word))
}
