//! How sentences follow each other inside paragraphs, and how across their ends.
//!
//! A sentence that names the speaker of a quotation is often followed by more of it, in the same paragraph. Behind one
//! that tells something a quotation rather begins a paragraph. None ends in the middle of one.

use super::bounds::End;
use crate::lines::{Line, is_stop};

/// How a sentence ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// It holds no quotation mark.
    Plain,
    /// It holds one, but ends in the writer's words.
    Attribution,
    /// With a closing mark.
    Closed,
    /// Inside a quotation.
    Inside,
}

/// What was counted of how sentences follow each other.
#[derive(Clone, Debug)]
pub(super) struct Turns {
    pub(super) words: usize,
    /// Sentences that end inside a line.
    pub(super) sentences: usize,
    /// Inside paragraphs, by how the sentence ends and whether the next one begins with a quotation mark.
    inner: Counts,
    /// The same across the ends of paragraphs.
    outer: Counts,
    /// The sentences that end where a line ends: the line, how the sentence ends, and how the next one begins.
    open: Vec<(usize, Last, bool)>,
}

type Counts = [[f64; 2]; 4];

/// What is usual in news, in hundredths.
const INNER: Counts = [[52.0, 5.0], [6.0, 12.0], [11.0, 2.0], [11.5, 0.5]];
const OUTER: Counts = [[41.0, 17.0], [11.0, 3.0], [20.0, 7.0], [0.3, 0.7]];
/// What is usual counts as much as so many sentences that are there.
const WEIGHT: f64 = 15.0;

impl Turns {
    pub(super) fn of(text: &str, lines: &[Line], ends: &[End]) -> Self {
        let mut turns = Self { words: 0, sentences: 0, inner: INNER, outer: OUTER, open: Vec::new() };
        for count in turns.inner.iter_mut().chain(&mut turns.outer).flatten() {
            *count *= WEIGHT / 100.0;
        }
        let mut reader = Reader::default();
        let mut end = End::Break;
        for (at, line) in lines.iter().enumerate() {
            let slice = text.get(line.range.clone()).unwrap_or_default();
            for (index, word) in slice.split_whitespace().enumerate() {
                turns.words += 1;
                let is_quote = word.starts_with(is_mark) || word.starts_with("``");
                let sentence = reader.last.take().filter(|_| !word.starts_with(char::is_lowercase));
                if let Some(last) = sentence {
                    match (index, end) {
                        (1.., _) => {
                            turns.sentences += 1;
                            add(&mut turns.inner, last, is_quote);
                        }
                        (0, End::Open) => turns.open.push((at.saturating_sub(1), last, is_quote)),
                        (0, End::Break | End::Short) => add(&mut turns.outer, last, is_quote),
                        (0, End::Join) => {}
                    }
                }
                if index == 0 && end.parts() {
                    reader = Reader::default();
                }
                reader.read(word);
            }
            end = ends.get(at).copied().unwrap_or(End::Break);
        }
        turns
    }

    /// How likely it looks like this at the end of line `at` inside a paragraph, and at the end of one.
    pub(super) fn odds(&self, at: usize) -> (f64, f64) {
        let found =
            self.open.binary_search_by_key(&at, |(line, _, _)| *line).ok().and_then(|at| self.open.get(at));
        let (last, is_quote) = found.map_or((Last::Plain, false), |(_, last, is_quote)| (*last, *is_quote));
        let share = |counts: &Counts| {
            let all: f64 = counts.iter().flatten().sum();
            count(counts, last, is_quote) / all
        };
        (share(&self.inner), share(&self.outer))
    }
}

fn count(counts: &Counts, last: Last, is_quote: bool) -> f64 {
    counts.get(last as usize).and_then(|row| row.get(usize::from(is_quote))).copied().unwrap_or(1.0)
}

fn add(counts: &mut Counts, last: Last, is_quote: bool) {
    if let Some(count) = counts.get_mut(last as usize).and_then(|row| row.get_mut(usize::from(is_quote))) {
        *count += 1.0;
    }
}

/// Reads words and knows where sentences end.
#[derive(Clone, Copy, Debug, Default)]
struct Reader {
    /// Whether the sentence holds a quotation mark.
    has_mark: bool,
    is_open: bool,
    /// How the sentence ended, if it did with the last word.
    last: Option<Last>,
}

impl Reader {
    fn read(&mut self, word: &str) {
        for c in word.chars().filter(|c| is_mark(*c)) {
            self.has_mark = true;
            self.is_open = match c {
                '"' => !self.is_open,
                '“' if self.is_open => false,
                '“' | '„' | '«' | '「' | '『' => true,
                _ => false,
            };
        }
        if !ends_sentence(word) {
            return;
        }
        self.last = Some(match () {
            () if self.is_open => Last::Inside,
            () if word.trim_end_matches(')').ends_with(is_mark) => Last::Closed,
            () if self.has_mark => Last::Attribution,
            () => Last::Plain,
        });
        self.has_mark = false;
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』')
}

/// Whether a sentence ends with this word. Initials and titles have a stop too.
fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_end_matches(['"', '\'', '”', '’', ')', '»', '“']);
    let is_end = bare.chars().next_back().is_some_and(|c| is_stop(c) || matches!(c, '?' | '？' | '؟'));
    is_end && bare.chars().filter(|c| c.is_alphanumeric()).count() >= 3
}

pub(super) fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_by_their_marks() {
        let check = |text: &str, expect: Last| {
            let mut reader = Reader::default();
            text.split(' ').for_each(|word| reader.read(word));
            assert_eq!(reader.last, Some(expect), "{text}");
        };
        check("It rained.", Last::Plain);
        check("\"It rains,\" she said.", Last::Attribution);
        check("She said: \"It rains.\"", Last::Closed);
        check("\"It rains. It pours.", Last::Inside);
        check("“It rains,” she said.", Last::Attribution);
    }
}
