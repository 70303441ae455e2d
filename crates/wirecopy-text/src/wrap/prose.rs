//! Where paragraphs end that nothing sets apart.
//!
//! A short line ends one. A full line that ends like a sentence may, by chance. What is likelier is weighed: how often
//! sentences end at the end of a line inside paragraphs, how often a last line happens to be full, how long paragraphs
//! are here, and whether the next line opens with a quotation mark as paragraphs do here.

use super::Wrap;
use super::bounds::End;
use super::measure::Measure;
use super::turn::{Turns, real};
use crate::lines::{Ending, Line, words};

/// Longest line that may point to another story, in words.
const LONG_LINE: usize = 20;
/// Shortest line that may.
const CLAUSE: usize = 5;
/// So many open ends back is a paragraph looked for to begin.
const REACH: usize = 24;
/// Beyond this the odds leave no doubt (natural logarithm).
const CLEAR: f64 = 2.5;

/// Decides the open ends. Gives the lines whose ends are in doubt.
pub(super) fn resolve(
    text: &str,
    lines: &[Line],
    measures: &[Measure],
    ends: &mut [End],
    wrap: &Wrap,
) -> Vec<usize> {
    let mut habits = Habits::of(text, lines, measures, ends, wrap);
    let prose = |habits: &Habits| -> Vec<Choice> {
        let mut choices = Vec::new();
        let mut start = 0;
        while start < lines.len() {
            let stop = (start..lines.len())
                .find(|&at| ends.get(at).is_some_and(|end| end.parts()))
                .unwrap_or(lines.len() - 1);
            let block = Block { text, lines, measures, ends, start, stop, wrap, habits };
            block.decide(&mut choices);
            start = stop + 1;
        }
        choices
    };
    // what paragraphs are like is known better once they are told apart
    let first = prose(&habits);
    habits.learn(ends, &first);
    let choices = prose(&habits);
    let mut doubts = Vec::new();
    for choice in choices {
        if let Some(end) = ends.get_mut(choice.line) {
            *end = if choice.breaks { End::Break } else { End::Join };
        }
        if choice.is_doubtful {
            doubts.push(choice.line);
        }
    }
    doubts
}

/// What was decided of the end of a line.
#[derive(Clone, Copy, Debug)]
struct Choice {
    line: usize,
    breaks: bool,
    is_doubtful: bool,
}

/// What paragraphs and sentences are like in this text.
#[derive(Clone, Debug)]
struct Habits {
    /// How likely a sentence ends after a word.
    sentence: f64,
    turns: Turns,
    /// Mean and deviation of the logarithm of the lines of a paragraph.
    mean: f64,
    deviation: f64,
    /// How likely a line that goes on leaves so much room, three columns each. Empty: a machine broke the lines.
    rooms: Vec<f64>,
}

impl Habits {
    fn of(text: &str, lines: &[Line], measures: &[Measure], ends: &[End], wrap: &Wrap) -> Self {
        let turns = Turns::of(text, lines, ends);
        let mut habits = Self {
            sentence: (real(turns.sentences) + 1.0) / (real(turns.words) + 18.0),
            turns,
            mean: 0.0,
            deviation: 0.65,
            rooms: rooms(measures, wrap),
        };
        habits.measure(&lengths(ends, &[]), wrap.width);
        habits
    }

    fn measure(&mut self, lengths: &[usize], width: usize) {
        // a paragraph of news has some thirty words, a word six columns
        let usual = (190.0 / real(width.max(1))).max(1.3).ln();
        let weight = 4.0;
        let sum: f64 = lengths.iter().map(|&length| real(length).ln()).sum();
        let count = real(lengths.len());
        self.mean = (usual * weight + sum) / (weight + count);
        let spread: f64 = lengths.iter().map(|&length| (real(length).ln() - self.mean).powi(2)).sum();
        self.deviation = ((0.42 * weight + spread) / (weight + count)).sqrt().clamp(0.35, 0.9);
    }

    fn learn(&mut self, ends: &[End], choices: &[Choice]) {
        let lengths = lengths(ends, choices);
        let usual = self.mean;
        let count = real(lengths.len()).max(1.0);
        let sum: f64 = lengths.iter().map(|&length| real(length).ln()).sum();
        self.mean = (usual * 2.0 + sum) / (2.0 + count);
        let spread: f64 = lengths.iter().map(|&length| (real(length).ln() - self.mean).powi(2)).sum();
        self.deviation = ((0.42 * 2.0 + spread) / (2.0 + count)).sqrt().clamp(0.35, 0.9);
    }

    /// How likely a paragraph has so many lines (logarithm).
    fn length(&self, lines: usize) -> f64 {
        let log = real(lines.max(1)).ln();
        let off = (log - self.mean) / self.deviation;
        -log - off * off / 2.0 - self.deviation.ln() - 0.92
    }
}

/// The lengths of paragraphs in lines: those without an open end, or all once it is decided.
fn lengths(ends: &[End], choices: &[Choice]) -> Vec<usize> {
    let mut breaks: Vec<bool> = ends.iter().map(|end| end.parts()).collect();
    for choice in choices {
        if let Some(slot) = breaks.get_mut(choice.line) {
            *slot = choice.breaks;
        }
    }
    let (mut out, mut length, mut is_open) = (Vec::new(), 0, false);
    for (end, breaks) in ends.iter().zip(breaks) {
        length += 1;
        is_open |= *end == End::Open && choices.is_empty();
        if breaks {
            if !is_open {
                out.push(length);
            }
            (length, is_open) = (0, false);
        }
    }
    out
}

/// How likely a line that goes on leaves so much room, three columns each.
fn rooms(measures: &[Measure], wrap: &Wrap) -> Vec<f64> {
    if wrap.slack == 0 {
        return Vec::new();
    }
    let mut counts = vec![0_usize; wrap.width / 3 + 2];
    let mut total = 0_usize;
    for (line, next) in measures.iter().zip(measures.iter().skip(1)) {
        if !next.after_blank && !line.is_long && line.goes_on(next) {
            let room = usize::try_from(line.room(next, wrap.width) + 1).unwrap_or_default();
            if let Some(count) = counts.get_mut(room.div_ceil(3)) {
                *count += 1;
                total += 1;
            }
        }
    }
    let share = 1.0 / real(counts.len());
    counts.iter().map(|&count| (real(count) + share) / (real(total) + 1.0)).collect()
}

/// Lines between two sure ends.
struct Block<'t> {
    text: &'t str,
    lines: &'t [Line],
    measures: &'t [Measure],
    ends: &'t [End],
    start: usize,
    /// Its last line.
    stop: usize,
    wrap: &'t Wrap,
    habits: &'t Habits,
}

impl Block<'_> {
    fn slice(&self, at: usize) -> &str {
        self.lines.get(at).and_then(|line| self.text.get(line.range.clone())).unwrap_or_default()
    }

    fn decide(&self, choices: &mut Vec<Choice>) {
        let mut open: Vec<usize> =
            (self.start..self.stop).filter(|at| self.ends.get(*at) == Some(&End::Open)).collect();
        let ends_bare = self.measures.get(self.stop).is_some_and(|line| line.ending == Ending::Bare);
        let mut stop = self.stop;
        if ends_bare {
            // a paragraph ends like a sentence, so what stands behind the last such line is something else
            let tail = open.last().map_or(self.start, |at| at + 1);
            if tail > 0 && tail + 1 == self.stop && self.is_link_and_heading(tail) {
                choices.push(Choice { line: tail, breaks: true, is_doubtful: true });
            }
            if let Some(line) = open.pop() {
                choices.push(Choice { line, breaks: true, is_doubtful: true });
                stop = line;
            }
        }
        if !open.is_empty() {
            self.weigh(&open, stop, choices);
        }
    }

    /// Finds the likeliest of all ways to part the lines at the open ends.
    fn weigh(&self, open: &[usize], stop: usize, choices: &mut Vec<Choice>) {
        let odds: Vec<(f64, f64)> = self.odds(open);
        // nodes are the start, the open ends and the stop; a paragraph leads from one to a later one
        let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
        for node in 1..=open.len() + 1 {
            let last = open.get(node - 1).copied().unwrap_or(stop);
            let breaks = odds.get(node - 1).map_or(0.0, |(_, breaks)| *breaks);
            let (mut joins, mut chosen) = (0.0, (f64::NEG_INFINITY, 0));
            for from in (0..node).rev().take(REACH) {
                let first = if from == 0 { self.start } else { open.get(from - 1).map_or(0, |at| at + 1) };
                let so_far = best.get(from).map_or(f64::NEG_INFINITY, |(sum, _)| *sum);
                let sum = so_far + self.habits.length(last + 1 - first) + joins + breaks;
                if sum > chosen.0 {
                    chosen = (sum, from);
                }
                joins += from.checked_sub(1).and_then(|at| odds.get(at)).map_or(0.0, |(joins, _)| *joins);
            }
            best.push(chosen);
        }
        let mut breaks = vec![false; open.len()];
        let mut node = open.len() + 1;
        while let Some((_, from)) = best.get(node).filter(|_| node > 0) {
            node = *from;
            if let Some(slot) = node.checked_sub(1).and_then(|at| breaks.get_mut(at)) {
                *slot = true;
            }
        }
        for ((line, breaks), (join, apart)) in open.iter().zip(breaks).zip(odds) {
            choices.push(Choice { line: *line, breaks, is_doubtful: (join - apart).abs() < CLEAR });
        }
    }

    /// For each open end how likely it is if the paragraph goes on, and if it ends (logarithms).
    fn odds(&self, open: &[usize]) -> Vec<(f64, f64)> {
        let habits = self.habits;
        let odds = |&at: &usize| {
            let (line, next) = self.measures.get(at).zip(self.measures.get(at + 1))?;
            let room = line.room(next, self.wrap.width);
            let chance = 1.0 / real(self.wrap.width.max(1));
            let inside = if habits.rooms.is_empty() {
                1.0 / (real(next.first) + 1.0)
            } else {
                let bin = usize::try_from(room + 1).unwrap_or_default().div_ceil(3);
                let width = if bin == 0 { real(next.first) + 1.0 } else { 3.0 };
                habits.rooms.get(bin).copied().unwrap_or(0.001) / width
            };
            let (inner, outer) = habits.turns.odds(at);
            Some(((habits.sentence * inner * inside).ln(), (outer * chance).ln()))
        };
        open.iter().map(|at| odds(at).unwrap_or_default()).collect()
    }

    /// Whether two lines that do not end like a sentence are a pointer to another story and the heading below it rather
    /// than one wrapped line: the second is much shorter, and a text follows.
    fn is_link_and_heading(&self, first: usize) -> bool {
        let (one, two) = (self.slice(first), self.slice(first + 1));
        let (long, short) = (words(one, LONG_LINE + 1), words(two, LONG_LINE + 1));
        let is_open = |at: usize| self.measures.get(at).is_some_and(|line| line.ending != Ending::Bare);
        let begins = two.chars().next().is_some_and(char::is_uppercase);
        // `the`, `of`, `in`: a line that ends in a small word of few letters goes on
        let dangles = one
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(|word| word.chars().count() <= 4 && word.chars().all(char::is_lowercase));
        let text_follows = self.lines.get(first + 2).is_some()
            && self
                .measures
                .get(first + 2)
                .is_some_and(|line| line.has_stop() || line.width * 2 > self.wrap.width);
        !is_open(first)
            && begins
            && !dangles
            && text_follows
            && (CLAUSE..=LONG_LINE).contains(&long)
            && long * 2 >= short * 3
    }
}
