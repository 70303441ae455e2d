//! Whether the lines of a text were broken at a width, and which of them belong together.

use crate::front;
use crate::layout::is_dense;
use crate::lines::{Ending, Line, ending, words};
use crate::list::{Marker, marker};

/// How a text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Every line is a paragraph (or heading, or other thing) of its own, with or without blank lines between.
    Line,
    /// Lines were broken at a width, so several make a paragraph.
    Wrapped(Wrap),
}

/// How lines were broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// The width in characters.
    pub width: usize,
    /// A line with this much room left is still full: none where a machine broke the lines, some where a hand did.
    slack: usize,
    /// Whether a space at its end says of a line that it goes on (as in RFC 3676, section 4).
    is_flowed: bool,
    /// What sets paragraphs apart besides short last lines.
    apart: Apart,
    /// Indentation of the lines that begin no paragraph.
    indent: usize,
}

/// What sets paragraphs apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apart {
    /// Blank lines, or indented first lines.
    Marked,
    /// Nothing: a paragraph ends where a line is short.
    Unmarked,
}

/// The layout of a text, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Detected {
    pub layout: Layout,
    /// The width at which the lines may or may not be broken. `None`: the layout is sure.
    pub doubt: Option<usize>,
}

/// Whether a line belongs to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    pub joins: bool,
    pub is_doubtful: bool,
}

/// Widest line that counts as broken by hand or machine rather than a paragraph.
const MAX_WIDTH: usize = 120;
/// Narrowest width that lines are broken at.
const MIN_WIDTH: usize = 20;
/// So many lines that go on are needed to tell a habit from chance.
const HABIT: usize = 4;
/// Bylines and dates are looked for in so many lines.
const FRONT: usize = 12;
/// Longest line that may point to another story, in words.
const LONG_LINE: usize = 20;
/// Shortest line that may.
const CLAUSE: usize = 5;

/// What there is to know of a line.
#[derive(Clone, Copy, Debug)]
struct Measure {
    /// In characters, with the indentation.
    width: usize,
    indent: usize,
    /// Characters of the first word.
    first: usize,
    starts: Start,
    ending: Ending,
    marker: Option<Marker>,
    after_blank: bool,
    is_soft: bool,
    /// One word: an address sticks out of any width.
    is_single: bool,
}

/// How a line starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Small,
    Quote,
    /// A letter of a script without capitals.
    Caseless,
    Other,
}

impl Measure {
    fn of(text: &str, line: &Line) -> Self {
        let slice = text.get(line.range.clone()).unwrap_or_default();
        let starts = match slice.chars().next() {
            Some(c) if c.is_lowercase() => Start::Small,
            Some('"' | '“' | '„' | '«' | '‘' | '\'' | '»' | '「' | '『') => Start::Quote,
            Some(c) if c.is_alphabetic() && !c.is_uppercase() => Start::Caseless,
            _ => Start::Other,
        };
        Self {
            width: line.indent.saturating_add(slice.chars().count()),
            indent: line.indent,
            first: slice
                .chars()
                .take(MAX_WIDTH)
                .take_while(|c| !c.is_whitespace() && !is_dense(*c))
                .count()
                .max(1),
            starts,
            ending: ending(slice),
            marker: marker(slice).map(|(marker, _)| marker),
            after_blank: line.after_blank,
            is_soft: line.is_soft,
            is_single: !slice.contains(char::is_whitespace) && !slice.chars().next().is_some_and(is_dense),
        }
    }

    fn has_stop(&self) -> bool {
        matches!(self.ending, Ending::Stop | Ending::Question)
    }

    /// Whether the sentence clearly goes on in `next`.
    fn goes_on(&self, next: &Self) -> bool {
        !self.has_stop() && matches!(next.starts, Start::Small | Start::Caseless)
    }

    /// Whether the first word of `next` would not have fitted, even if the width were `slack` less.
    fn is_full(&self, next: &Self, width: usize, slack: usize) -> bool {
        self.width + 1 + next.first + slack > width
    }
}

/// How `lines` are laid out. They are wrapped if sentences that go on in the next line do so only from full lines:
/// the first word of the next line would not have fitted.
pub(crate) fn detect(text: &str, lines: &[Line]) -> Detected {
    let apart = |doubt| Detected { layout: Layout::Line, doubt };
    let long = lines.iter().filter(|line| line.range.len() > 4 * MAX_WIDTH).count();
    if lines.len() < 3 || long * 4 > lines.len() {
        return apart(None);
    }
    let measures: Vec<Measure> = lines.iter().map(|line| Measure::of(text, line)).collect();
    let mut widths: Vec<usize> =
        measures.iter().filter(|line| !line.is_single).map(|line| line.width).collect();
    widths.sort_unstable();
    // a row of a table may stick out
    let limit = if widths.len() < 50 { widths.len().saturating_sub(1) } else { widths.len() * 98 / 100 };
    let width = widths.get(limit).copied().unwrap_or_default();
    if !(MIN_WIDTH..=MAX_WIDTH).contains(&width) {
        return apart(None);
    }
    let (indent, by_indent) = indentation(&measures);
    let slack = slack(width);
    let mut seen = Seen::default();
    for (line, next) in measures.iter().zip(measures.iter().skip(1)) {
        let is_marked = next.after_blank || (by_indent && next.indent > indent);
        let is_full = line.is_full(next, width, slack);
        seen.short += usize::from(!is_full);
        seen.short_marked += usize::from(!is_full && is_marked);
        if is_marked {
            seen.soft_marked += usize::from(line.is_soft);
            continue;
        }
        seen.pairs += 1;
        seen.full += usize::from(is_full);
        seen.soft += usize::from(line.is_soft);
        seen.full_soft += usize::from(line.is_soft && is_full);
        if line.goes_on(next) {
            seen.small += usize::from(next.starts == Start::Small);
            seen.small_short += usize::from(next.starts == Start::Small && !is_full);
            seen.on += usize::from(is_full);
            seen.on_short += usize::from(!is_full);
            seen.on_soft += usize::from(line.is_soft);
            seen.on_tight += usize::from(line.is_full(next, width, 0));
        } else if is_full {
            seen.ended += usize::from(line.has_stop());
        }
    }
    seen.judge(width, slack, indent)
}

/// Room that a full line may have left where a hand broke it.
fn slack(width: usize) -> usize {
    (width / 6).min(12)
}

/// The indentation of most lines, and whether deeper ones begin paragraphs.
fn indentation(measures: &[Measure]) -> (usize, bool) {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for line in measures {
        *counts.entry(line.indent).or_default() += 1;
    }
    let usual = counts.iter().max_by_key(|(indent, count)| (**count, usize::MAX - **indent));
    let least = counts.keys().next().copied().unwrap_or_default();
    // where most paragraphs have two lines, as many are indented as not
    let base = usual.map_or(least, |(indent, count)| {
        let lower = counts.get(&least).copied().unwrap_or_default();
        if *indent > least && lower * 3 >= *count { least } else { *indent }
    });
    // the further lines of an item may hang
    let hangs = |before: &Measure, line: &Measure| before.marker.is_some() || before.indent == line.indent;
    let first = measures.first().filter(|line| line.indent > base).map_or(0, |_| 1);
    let deeper = first
        + measures
            .iter()
            .zip(measures.iter().skip(1))
            .filter(|(before, line)| line.indent > base && line.marker.is_none() && !hangs(before, line))
            .count();
    (base, deeper >= 2)
}

/// What was counted of the lines that have a successor.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// Lines with a successor and nothing that sets it apart.
    pairs: usize,
    full: usize,
    soft: usize,
    full_soft: usize,
    /// Space at the end although the next line is set apart.
    soft_marked: usize,
    /// Full lines whose sentence goes on.
    on: usize,
    /// Short lines whose sentence goes on.
    on_short: usize,
    on_soft: usize,
    /// Lines that go on and are full to the last character.
    on_tight: usize,
    /// Sentences that go on with a small letter.
    small: usize,
    /// Short lines that go on with a small letter.
    small_short: usize,
    /// Full lines that end like a sentence.
    ended: usize,
    /// Short lines, and those of them after which something sets the next line apart.
    short: usize,
    short_marked: usize,
}

impl Seen {
    fn judge(&self, width: usize, slack: usize, indent: usize) -> Detected {
        let all_on = self.on + self.on_short;
        let is_flowed = self.soft >= 3
            && self.on_soft * 10 >= all_on * 9
            && self.full_soft * 10 >= self.soft * 9
            && self.soft_marked * 10 <= self.soft
            && (self.small >= 2 || self.on >= HABIT);
        let is_tight = self.on_tight * 100 >= self.on * 95 && self.small_short == 0;
        let is_marked = self.short > 0 && self.short_marked * 5 >= self.short * 4;
        let wrapped = Layout::Wrapped(Wrap {
            width,
            slack: if is_tight { 0 } else { slack },
            is_flowed,
            apart: if is_marked { Apart::Marked } else { Apart::Unmarked },
            indent,
        });
        let fits = self.on * 100 >= all_on * 75 && self.on * 4 >= self.pairs;
        let is_habit = self.on >= HABIT && self.on * 100 >= (self.on + self.ended) * 40;
        if is_flowed
            || (is_habit && fits && (self.small * 2 >= self.on || self.full * 100 >= self.pairs * 75))
        {
            return Detected { layout: wrapped, doubt: None };
        }
        // few lines: all of them must be full and go on with a small letter
        let is_whole = self.small == all_on && self.on_short == 0 && self.full == self.pairs;
        if self.small >= 2 && is_whole && (MIN_WIDTH..).contains(&width) {
            return Detected { layout: wrapped, doubt: (self.small < HABIT).then_some(width) };
        }
        let looks_wrapped = self.small >= 2 && self.on * 2 >= all_on;
        Detected { layout: Layout::Line, doubt: looks_wrapped.then_some(width) }
    }
}

/// The layout that the caller says is there.
pub(crate) fn wrapped(text: &str, lines: &[Line]) -> Layout {
    if let found @ Layout::Wrapped(_) = detect(text, lines).layout {
        return found;
    }
    let measures: Vec<Measure> = lines.iter().map(|line| Measure::of(text, line)).collect();
    let width =
        measures.iter().filter(|line| !line.is_single).map(|line| line.width).max().unwrap_or_default();
    let blank = measures.iter().skip(1).filter(|line| line.after_blank).count();
    let apart = if blank > 0 { Apart::Marked } else { Apart::Unmarked };
    let (indent, _) = indentation(&measures);
    Layout::Wrapped(Wrap { width, slack: slack(width), is_flowed: false, apart, indent })
}

/// What is known of the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The paragraph goes on.
    Join,
    /// It ends.
    Break,
    /// The line is full and ends like a sentence: it may be the last one.
    Open,
}

/// For every line whether it belongs to the one before.
pub(crate) fn bounds(text: &str, lines: &[Line], wrap: &Wrap) -> Vec<Bound> {
    let measures: Vec<Measure> = lines.iter().map(|line| Measure::of(text, line)).collect();
    // `ends[n]` is what is known of the end of line n
    let mut ends: Vec<End> = Vec::with_capacity(lines.len());
    let mut item: Option<Measure> = None;
    for (at, (line, next)) in measures.iter().zip(measures.iter().skip(1)).enumerate() {
        if line.after_blank || ends.last().is_none_or(|end| *end == End::Break) {
            item = line.marker.map(|_| *line);
        }
        let is_front = at < FRONT && [at, at + 1].iter().any(|at| is_front(text, lines.get(*at)));
        ends.push(if is_front { End::Break } else { end(line, next, wrap, item.as_ref()) });
    }
    ends.push(End::Break);
    let usual = usual(&ends);
    let mut bounds = vec![Bound { joins: false, is_doubtful: false }; lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let stop =
            (start..lines.len()).find(|&at| ends.get(at) == Some(&End::Break)).unwrap_or(lines.len() - 1);
        let block = Block { text, lines, measures: &measures, ends: &ends, start, stop, wrap, usual };
        block.resolve(&mut bounds);
        start = stop + 1;
    }
    bounds
}

/// Whether a line is a byline or date, which stand alone.
fn is_front(text: &str, line: Option<&Line>) -> bool {
    let slice = line.and_then(|line| text.get(line.range.clone())).unwrap_or_default();
    front::byline(slice).is_some() || front::dated(slice).is_some()
}

/// How a line ends, by its form and the next one's.
fn end(line: &Measure, next: &Measure, wrap: &Wrap, item: Option<&Measure>) -> End {
    if next.after_blank {
        return End::Break;
    }
    let slack = slack(wrap.width);
    let is_roughly_full = line.is_full(next, wrap.width, slack);
    let is_sure = line.goes_on(next) && next.starts == Start::Small;
    if let Some(marker) = next.marker
        && (marker.is_plain()
            || line.has_stop()
            || line.ending == Ending::Open
            || !is_roughly_full
            || item.and_then(|item| item.marker).is_some_and(|before| marker.follows(before)))
    {
        return End::Break;
    }
    if next.indent > wrap.indent && next.indent > line.indent {
        // the further lines of an item may hang
        let hangs = item.is_some_and(|item| next.indent <= item.indent + 8) && is_roughly_full;
        return if hangs { End::Join } else { End::Break };
    }
    if next.indent > wrap.indent && line.indent == next.indent && item.is_none() && !is_sure {
        return End::Break;
    }
    if wrap.is_flowed {
        let joins = line.is_soft && (is_roughly_full || !line.has_stop());
        return if joins { End::Join } else { End::Break };
    }
    // where something else marks the paragraphs, a little room says nothing
    let least = if wrap.apart == Apart::Marked { 3 } else { 0 };
    let is_full = line.is_full(next, wrap.width, wrap.slack.max(least));
    match () {
        () if is_sure && is_roughly_full => End::Join,
        () if line.has_stop() && next.starts != Start::Small => {
            // a line broken by hand that ends like a sentence must be nearly full to go on
            let slack = if wrap.apart == Apart::Marked { 3 } else { wrap.slack.min(3) };
            if line.is_full(next, wrap.width, slack) { End::Open } else { End::Break }
        }
        () if is_full => End::Join,
        () => End::Break,
    }
}

/// The usual length of a paragraph in lines, by those whose ends are sure. `None`: there are too few.
fn usual(ends: &[End]) -> Option<usize> {
    let mut lengths: Vec<usize> = ends
        .split_inclusive(|end| *end == End::Break)
        .filter(|block| block.len() >= 2 && !block.contains(&End::Open))
        .map(<[End]>::len)
        .collect();
    lengths.sort_unstable();
    (lengths.len() >= 3).then(|| lengths.get(lengths.len() / 2).copied()).flatten()
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
    usual: Option<usize>,
}

impl Block<'_> {
    fn slice(&self, at: usize) -> &str {
        self.lines.get(at).and_then(|line| self.text.get(line.range.clone())).unwrap_or_default()
    }

    /// Says of each line but the first whether it belongs to the one before.
    fn resolve(&self, bounds: &mut [Bound]) {
        let mut set = |at: usize, joins: bool, is_doubtful: bool| {
            if let Some(bound) = bounds.get_mut(at) {
                *bound = Bound { joins, is_doubtful };
            }
        };
        for at in self.start + 1..=self.stop {
            set(at, true, false);
        }
        if self.wrap.apart == Apart::Marked || self.wrap.is_flowed || self.start == self.stop {
            return;
        }
        let ends_bare = self.measures.get(self.stop).is_some_and(|line| line.ending == Ending::Bare);
        let open = |at: &usize| self.ends.get(*at) == Some(&End::Open);
        // a paragraph ends like a sentence, so what stands behind the last such line is something else
        let last = (self.start..self.stop).rev().find(open).filter(|_| ends_bare);
        let tail = last.map_or(self.start, |at| at + 1);
        if let Some(at) = last {
            set(at + 1, false, true);
        }
        if ends_bare && self.start > 0 && tail + 1 == self.stop && self.is_link_and_heading(tail) {
            set(self.stop, false, true);
        }
        let mut from = self.start;
        let mut marks = Marks::default();
        for at in self.start..last.unwrap_or(self.stop) {
            marks.add(self.slice(at));
            if !open(&at) {
                continue;
            }
            let length = at + 1 - from;
            let is_over = self.usual.is_some_and(|usual| self.stop + 1 - from > usual * 2 && length >= usual);
            let begins = self.measures.get(at + 1).is_some_and(|next| next.starts == Start::Quote);
            let is_long = self.usual.is_none_or(|usual| length >= usual);
            let breaks = !marks.is_open && (is_over || (begins && (is_long || !marks.any)));
            set(at + 1, !breaks, true);
            if breaks {
                (from, marks) = (at + 1, Marks::default());
            }
        }
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

/// The quotation marks met so far.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    any: bool,
    /// Whether one is open.
    is_open: bool,
}

impl Marks {
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '"' => self.is_open = !self.is_open,
                '“' | '„' | '«' | '「' | '『' => self.is_open = true,
                '”' | '»' | '」' | '』' => self.is_open = false,
                _ => continue,
            }
            self.any = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{joined, units};
    use crate::lines::split;

    const TEXT: &[&str] = &[
        "The council of the town decided on Monday that the ferry to the outer islands will keep running through the \
         winter, whatever it costs.",
        "Two of the libraries close instead, and their books are moved to the school at the harbour before the month \
         is over.",
        "Island school wins prize for its boat made of reeds",
        "What changes",
        "The ferry leaves at six in the morning and at four in the afternoon, as it has done since the line was opened.",
        "A ticket costs two crowns, and children travel without paying. Dogs stay ashore, which the pilots regret.",
    ];

    /// Breaks at `width`, with `end` behind each line that goes on.
    fn wrap(text: &str, width: usize, end: &str) -> String {
        let (mut out, mut used) = (String::new(), 0);
        for word in text.split(' ') {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > width {
                out.push_str(end);
                used = 0;
            } else if used > 0 {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += length;
        }
        out
    }

    fn read(text: &str) -> (Vec<String>, Detected) {
        let (lines, _) = split(text, usize::MAX);
        let detected = detect(text, &lines);
        let units = units(text, &lines, detected.layout);
        (units.iter().map(|unit| joined(text.get(unit.range.clone()).unwrap())).collect(), detected)
    }

    fn check(width: usize, end: &str, between: &str) {
        let text: Vec<_> = TEXT.iter().map(|text| wrap(text, width, end)).collect();
        let (found, detected) = read(&text.join(between));
        assert_eq!(found, TEXT, "{width} {end:?} {between:?}");
        assert_eq!(detected.doubt, None);
    }

    #[test]
    fn paragraphs_end_at_short_lines() {
        for width in [25, 30, 36, 40, 52, 60, 68, 72] {
            check(width, "\n", "\n");
        }
    }

    #[test]
    fn paragraphs_end_at_blank_lines_or_begin_indented() {
        for width in 25..=90 {
            check(width, "\n", "\n\n");
            check(width, "\n", "\n  ");
            check(width, "\r\n", "\r\n\t");
        }
    }

    #[test]
    fn a_space_at_the_end_says_that_the_line_goes_on() {
        for width in 25..=90 {
            check(width, " \n", "\n");
        }
    }

    #[test]
    fn few_lines_are_joined_in_doubt() {
        let text =
            "The ferry will keep running through\nthe winter, the council of the town\ndecided on Monday.";
        let (found, detected) = read(text);
        assert_eq!((found.len(), detected.doubt), (1, Some(35)));
        let text = "The ferry will keep running through\nthe winter.\nThe library closes, and its books\ngo to the \
                    school.\nNobody came to say farewell.\nIt rained.\nThe gulls stayed.\nThe end is near.";
        let (found, detected) = read(text);
        assert_eq!((found.len(), detected.doubt), (8, Some(35)));
    }

    #[test]
    fn a_full_line_that_ends_like_a_sentence_is_in_doubt() {
        let text = "The ferry to the outer islands keeps running\nthrough the winter, the council of the town\ndecided on \
                    Monday. Two libraries will close.\nTheir books are moved to the school which is\nat the harbour, \
                    and the pilots are not happy\nwith any of it, as the oldest of them said.";
        let (lines, _) = split(text, usize::MAX);
        let units = units(text, &lines, detect(text, &lines).layout);
        assert_eq!((units.len(), units[0].is_doubtful), (1, true));
    }

    #[test]
    fn items_stay_apart() {
        let text = "The council of the town decided on Monday that:\n- the ferry to the outer islands keeps running\n  \
                    through the winter, whatever it may cost,\n- two of the libraries close instead, and all\n  of \
                    their books are moved to the school.\nThe council meets again in May, when the budget\nof the \
                    harbour is on the table.";
        let (found, _) = read(text);
        assert_eq!(found.len(), 4, "{found:#?}");
    }

    #[test]
    fn many_lines_are_one_pass() {
        let text = "The ferry sails at six in the morning.\nand at four. \n".repeat(50_000);
        assert!(!read(&text).0.is_empty());
        let text = "Full lines that end like one do.\n".repeat(50_000) + "and go on\nand on\nand on\nand on";
        let (lines, _) = split(&text, usize::MAX);
        assert!(!units(&text, &lines, wrapped(&text, &lines)).is_empty());
    }
}
