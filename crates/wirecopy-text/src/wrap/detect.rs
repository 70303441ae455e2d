//! Whether the lines of a text were broken at a width, and at which.

use super::measure::{Measure, Start, is_all_capitals, start, width};
use super::{Apart, Detected, HABIT, Layout, Lead, MAX_WIDTH, MIN_WIDTH, Wrap, slack};
use crate::lines::{Ending, Line, ending};

/// Narrowest width that a few lines show beyond chance.
const PROSE: usize = 45;

/// How `lines` are laid out. They are wrapped if sentences that go on in the next line do so only from full lines:
/// the first word of the next line would not have fitted.
pub(crate) fn detect(text: &str, lines: &[Line]) -> Detected {
    if !may_be_wrapped(text, lines) {
        return Detected { layout: Layout::Line, doubt: None };
    }
    let measures = Measure::all(text, lines);
    let sure = sure_pairs(&measures);
    let Some(width) = common_width(&sure) else { return Detected { layout: Layout::Line, doubt: None } };
    let lead = Leads::of(&sure);
    let seen = Seen::of(&measures, &sure, &width, &lead);
    let found = seen.judge(&width, &lead);
    // sentences of verse end where its lines do
    let may_be = !width.is_exact && width.columns < PROSE && lead.lead == Lead::Flush && !seen.is_flowed();
    let is_verse = || may_be && is_verse(text, lines, &measures);
    let is_wrapped = matches!(found.layout, Layout::Wrapped(_)) && !seen.is_flowed();
    if is_wrapped && (is_verse() || is_endless(&measures)) {
        return Detected { layout: Layout::Line, doubt: Some(width.columns) };
    }
    found
}

/// The layout that the caller says is there.
pub(crate) fn wrapped(text: &str, lines: &[Line]) -> Layout {
    if let found @ Layout::Wrapped(_) = detect(text, lines).layout {
        return found;
    }
    let measures = Measure::all(text, lines);
    let widest = measures
        .iter()
        .filter(|line| !line.is_single && !line.is_long)
        .map(|line| line.width)
        .max()
        .unwrap_or_default();
    let sure = sure_pairs(&measures);
    let lead = Leads::of(&sure);
    let is_blank = measures.iter().skip(1).any(|line| line.after_blank);
    Layout::Wrapped(Wrap {
        width: widest,
        slack: slack(widest),
        is_flowed: false,
        apart: if is_blank { Apart::Marked } else { Apart::Unmarked },
        indent: lead.indent,
        lead: lead.lead,
    })
}

/// The layout of a text whose lines go on where a space stands at their end.
pub(crate) fn flowed(text: &str, lines: &[Line]) -> Layout {
    match wrapped(text, lines) {
        Layout::Wrapped(wrap) => Layout::Wrapped(Wrap { is_flowed: true, ..wrap }),
        Layout::Line => Layout::Line,
    }
}

/// Whether there are lines of the length of broken ones with others right below that may go on with the sentence. Most
/// texts have none.
fn may_be_wrapped(text: &str, lines: &[Line]) -> bool {
    let (mut before, mut has_pairs, mut may_be) = (None, false, false);
    for line in lines {
        let slice = text.get(line.range.clone()).unwrap_or_default();
        let above = std::mem::replace(&mut before, width(slice).map(|_| slice));
        // what a quoted mail says is looked at later
        may_be |= slice.starts_with('>');
        if let (Some(above), Some(slice), false) = (above, before, line.after_blank) {
            has_pairs = true;
            may_be |= may_go_on(above, slice);
        }
        if has_pairs && may_be {
            return true;
        }
    }
    has_pairs && is_all_capitals(text, lines)
}

/// Whether the sentence of a line may go on in the next one.
fn may_go_on(line: &str, next: &str) -> bool {
    let is_plain =
        next.as_bytes().first().is_some_and(|first| first.is_ascii_uppercase() || first.is_ascii_digit());
    !is_plain
        && matches!(start(next), Start::Small | Start::Caseless)
        && !matches!(ending(line), Ending::Stop | Ending::Question)
}

/// Lines and their next lines in which the sentence clearly goes on.
fn sure_pairs(measures: &[Measure]) -> Vec<(&Measure, &Measure)> {
    let mut sure: Vec<_> =
        pairs(measures).filter(|(line, next)| line.goes_on(next) && next.marker.is_none()).collect();
    // without capitals a heading seems to go on in the text below
    let widest = sure.iter().map(|(line, _)| line.width).max().unwrap_or_default();
    sure.retain(|(line, next)| next.starts == Start::Small || line.width * 3 >= widest * 2);
    sure
}

/// Whether most sentences that go on with a small letter never end: they are the items of a list.
fn is_endless(measures: &[Measure]) -> bool {
    let (mut ended, mut endless, mut on) = (0_usize, 0_usize, 0_usize);
    let mut before: Option<&Measure> = None;
    for line in measures {
        let follows = before.filter(|_| !line.after_blank && !line.is_long);
        if follows.is_none() {
            endless += on;
            on = 0;
        }
        on += usize::from(follows.is_some_and(|before| before.goes_on(line) && line.starts == Start::Small));
        if line.has_stop() {
            ended += on;
            on = 0;
        }
        before = Some(line).filter(|line| !line.is_long);
    }
    endless + on > ended
}

/// Whether hardly a sentence ends inside a line.
fn is_verse(text: &str, lines: &[Line], measures: &[Measure]) -> bool {
    let (mut inside, mut at_end) = (0_usize, 0_usize);
    for (line, measure) in lines.iter().zip(measures).filter(|(_, measure)| !measure.is_long) {
        let slice = text.get(line.range.clone()).unwrap_or_default();
        inside += SENTENCE_ENDS.iter().map(|end| slice.matches(end).count()).sum::<usize>();
        at_end += usize::from(measure.has_stop());
    }
    inside * 8 < at_end
}

/// Ends of sentences with another behind them.
const SENTENCE_ENDS: &[&str] = &[". ", "? ", "! ", ".\" ", "?\" ", ".” ", "。", "؟ ", "۔ ", "। "];

/// Lines that may belong together.
fn pairs(measures: &[Measure]) -> impl Iterator<Item = (&Measure, &Measure)> {
    measures.iter().zip(measures.iter().skip(1)).filter(|(line, next)| {
        !line.is_long
            && !next.is_long
            && !next.after_blank
            && line.depth == next.depth
            && !line.is_sign
            && !next.is_sign
            && !(line.is_row && next.is_row)
    })
}

/// A width, and how well the lines keep it.
#[derive(Clone, Copy, Debug)]
struct Width {
    columns: usize,
    /// Room that lines which go on have left as a rule.
    slack: usize,
    /// Whether a machine broke the lines: none that goes on has room for the next word.
    is_exact: bool,
}

/// The width that explains most of the lines that go on: they keep within it, and the next word would not have.
fn common_width(sure: &[(&Measure, &Measure)]) -> Option<Width> {
    // one more at the first width that a line is full at, one less behind the last
    let mut changes = vec![0_i64; 2 * MAX_WIDTH + 2];
    for (line, next) in sure {
        let (least, most) = line.fits(next);
        if let Some(change) = changes.get_mut(least) {
            *change += 1;
        }
        if let Some(change) = changes.get_mut(most + 1) {
            *change -= 1;
        }
    }
    let (mut count, mut best) = (0_i64, (0_i64, 0_usize));
    for (columns, change) in changes.iter().enumerate() {
        count += change;
        if count > best.0 {
            best = (count, columns);
        }
    }
    let agreed = usize::try_from(best.0).unwrap_or_default();
    let mut widths: Vec<usize> = sure.iter().map(|(line, _)| line.width).collect();
    widths.sort_unstable();
    let at =
        |share: usize| widths.get((widths.len() * share / 100).min(widths.len().saturating_sub(1))).copied();
    // verse inside a story is broken far from its width; a hand breaks lines near it
    let far = |(line, next): &&(&Measure, &Measure)| {
        line.room(next, best.1) > i64::try_from(slack(best.1)).unwrap_or_default()
    };
    let off = sure.len().saturating_sub(agreed + sure.iter().filter(far).count());
    if agreed * 100 >= sure.len() * 94 || (agreed * 100 >= sure.len() * 60 && off * 100 <= agreed * 6) {
        return Some(Width { columns: best.1, slack: 0, is_exact: true });
    }
    let columns = at(97)?;
    let mut rooms: Vec<usize> = sure
        .iter()
        .map(|(line, next)| usize::try_from(line.room(next, columns)).unwrap_or_default())
        .collect();
    rooms.sort_unstable();
    let usual = rooms.get((rooms.len() * 95 / 100).min(rooms.len().saturating_sub(1))).copied()?;
    Some(Width { columns, slack: (usual + 1).min(columns / 3), is_exact: false })
}

/// How the first lines of paragraphs stand to the others.
#[derive(Clone, Copy, Debug)]
struct Leads {
    lead: Lead,
    /// Indentation of the lines that begin no paragraph.
    indent: usize,
}

impl Leads {
    fn of(sure: &[(&Measure, &Measure)]) -> Self {
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        let (mut deeper, mut shallower) = (0_usize, 0_usize);
        let has_plain = sure.iter().any(|(line, _)| line.marker.is_none());
        for (line, next) in sure {
            if line.marker.is_none() || !has_plain {
                *counts.entry(next.indent).or_default() += 1;
            }
            // the further lines of an item hang by themselves
            deeper += usize::from(next.indent > line.indent && line.marker.is_none());
            shallower += usize::from(next.indent < line.indent);
        }
        let usual = counts.iter().max_by_key(|(indent, count)| (**count, usize::MAX - **indent));
        let indent = usual.map_or(0, |(indent, _)| *indent);
        let lead = match () {
            () if shallower > 2 * deeper && (shallower >= 2 || sure.len() <= HABIT) => Lead::Indented,
            () if deeper > 2 * shallower && (deeper >= 2 || sure.len() <= HABIT) => Lead::Hanging,
            () => Lead::Flush,
        };
        Self { lead, indent }
    }

    /// Whether `next` begins a paragraph by where it stands.
    fn marks(&self, next: &Measure) -> bool {
        match self.lead {
            Lead::Flush => false,
            Lead::Indented => next.indent > self.indent,
            Lead::Hanging => next.indent < self.indent,
        }
    }
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
    /// Lines whose sentence goes on, and those of them that are full.
    all_on: usize,
    on: usize,
    on_soft: usize,
    /// Those with no more room than a third of the width.
    near: usize,
    /// Sentences that go on with a small letter.
    small: usize,
    /// Full lines that end like a sentence.
    ended: usize,
    /// Short lines that end like a sentence, and those of them after which something sets the next line apart.
    short: usize,
    short_marked: usize,
    /// Lines that something sets apart.
    marked: usize,
    /// Lines too long to be headings after which the sentence goes on with a small letter.
    long_on: usize,
    /// Lines that stick out of the width and are none of these.
    over: usize,
}

impl Seen {
    fn of(measures: &[Measure], sure: &[(&Measure, &Measure)], width: &Width, leads: &Leads) -> Self {
        let mut seen = Self::default();
        // what a hand may leave, and more where indentation tells paragraphs anyway
        let most = if leads.lead == Lead::Flush { slack(width.columns) } else { width.columns / 3 };
        let most = i64::try_from(most).unwrap_or_default();
        let limit =
            if width.is_exact { -1 } else { most.max(i64::try_from(width.slack).unwrap_or_default()) };
        for (line, next) in measures.iter().zip(measures.iter().skip(1)) {
            if line.is_long || next.is_long || line.depth != next.depth {
                continue;
            }
            let is_marked = next.after_blank || leads.marks(next);
            seen.over += usize::from(line.width > width.columns + slack(width.columns) && !line.is_single);
            let room = line.room(next, width.columns);
            let is_full = room <= most;
            seen.marked += usize::from(is_marked);
            if room > limit && line.has_stop() && next.marker.is_none() && next.starts != Start::Small {
                seen.short += 1;
                seen.short_marked += usize::from(is_marked);
            }
            if is_marked {
                seen.soft_marked += usize::from(line.is_soft);
                continue;
            }
            seen.pairs += 1;
            seen.full += usize::from(is_full);
            seen.soft += usize::from(line.is_soft);
            seen.full_soft += usize::from(line.is_soft && is_full);
            seen.ended += usize::from(is_full && line.has_stop());
        }
        for (line, next) in sure {
            seen.all_on += 1;
            seen.on += usize::from(line.room(next, width.columns) <= most);
            let third = i64::try_from(width.columns / 3).unwrap_or_default();
            seen.near += usize::from(line.room(next, width.columns) <= third);
            seen.on_soft += usize::from(line.is_soft);
            seen.small += usize::from(next.starts == Start::Small);
            // `by Ida Holm` below a headline is no end of a sentence
            let is_rest = next.ending != Ending::Bare || next.width >= PROSE;
            seen.long_on += usize::from(next.starts == Start::Small && line.width >= PROSE && is_rest);
        }
        seen
    }

    /// Whether a space at the end of a line says that it goes on.
    fn is_flowed(&self) -> bool {
        self.soft >= 3
            && self.on_soft * 10 >= self.all_on * 9
            && self.full_soft * 10 >= self.soft * 9
            && self.soft_marked * 10 <= self.soft
            && (self.small >= 2 || self.on >= HABIT)
    }

    fn judge(&self, width: &Width, leads: &Leads) -> Detected {
        let columns = width.columns;
        let is_flowed = self.is_flowed();
        let is_marked = match self.short {
            0 => self.marked > 0,
            short => self.short_marked * 6 >= short * 5,
        };
        let wrapped = Layout::Wrapped(Wrap {
            width: columns,
            slack: width.slack,
            is_flowed,
            apart: if is_marked { Apart::Marked } else { Apart::Unmarked },
            indent: leads.indent,
            lead: leads.lead,
        });
        let unsure = |layout| Detected { layout, doubt: Some(columns) };
        if is_flowed {
            return Detected { layout: wrapped, doubt: None };
        }
        if !(MIN_WIDTH..=MAX_WIDTH).contains(&columns) {
            return Detected { layout: Layout::Line, doubt: None };
        }
        let is_common = self.on * 4 >= self.pairs || (width.is_exact && self.on >= 2 * HABIT);
        // of a story that a machine broke, more may be verse or a list
        let share = if width.is_exact && self.on >= 2 * HABIT { 55 } else { 75 };
        let fits = self.on * 100 >= self.all_on * share && is_common;
        let is_habit = self.on >= HABIT && self.on * 100 >= (self.on + self.ended) * 40;
        let is_clear = self.small * 2 >= self.on || self.full * 100 >= self.pairs * 75 || width.is_exact;
        if is_habit && fits && is_clear {
            return Detected { layout: wrapped, doubt: None };
        }
        // a hand may break lines anywhere if blank lines part the paragraphs
        let is_prose = columns >= PROSE && self.small >= 2 * HABIT && self.near * 100 >= self.all_on * 80;
        if is_prose && is_marked && self.all_on * 100 >= self.pairs * 55 {
            return Detected { layout: wrapped, doubt: None };
        }
        // few lines: all of them must be full and go on with a small letter
        let is_whole = self.small == self.all_on && width.is_exact && self.full == self.pairs;
        if self.small >= 2 && is_whole {
            return if self.small < HABIT {
                unsure(wrapped)
            } else {
                Detected { layout: wrapped, doubt: None }
            };
        }
        let is_even = self.small == self.all_on || self.small == 0;
        if self.all_on >= 3 && self.on == self.all_on && is_even && width.is_exact && columns >= PROSE {
            return unsure(wrapped);
        }
        // a long line without a stop and a small letter below it: few paragraphs begin like that
        let is_broken = self.long_on >= 1
            && self.long_on * 100 >= self.all_on * 75
            && self.all_on * 4 >= self.pairs
            && self.over == 0;
        if is_broken {
            return unsure(wrapped);
        }
        let looks_wrapped = self.small >= 2 && self.on * 2 >= self.all_on;
        if looks_wrapped { unsure(Layout::Line) } else { Detected { layout: Layout::Line, doubt: None } }
    }
}
