//! Which lines of a wrapped text belong together.

use super::block::keep_own_widths;
use super::measure::{Measure, Start, mark_openers};
use super::prose::resolve;
use super::{Apart, Bound, Lead, Wrap, slack};
use crate::front;
use crate::lines::{Ending, Line};

/// Bylines and dates are looked for in so many lines.
const FRONT: usize = 12;
/// A headline may take several of so many lines at the top.
const TOP: usize = 6;
/// A line may stick out by so much, and still belong to a paragraph.
const OVERHANG: usize = 10;

/// What is known of the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The paragraph goes on.
    Join,
    /// It ends.
    Break,
    /// It ends because the next word would have fitted.
    Short,
    /// The line is full and ends like a sentence: it may be the last one.
    Open,
}

impl End {
    pub(super) fn parts(self) -> bool {
        matches!(self, Self::Break | Self::Short)
    }
}

/// For every line whether it belongs to the one before.
pub(crate) fn bounds(text: &str, lines: &[Line], wrap: &Wrap) -> Vec<Bound> {
    let mut measures = Measure::all(text, lines);
    mark_openers(text, lines, &mut measures);
    let mut ends = ends(text, lines, &measures, wrap);
    if !wrap.is_flowed {
        keep_own_widths(text, lines, &measures, &mut ends, wrap);
    }
    let mut doubts = Vec::new();
    if wrap.apart == Apart::Unmarked && !wrap.is_flowed {
        doubts = resolve(text, lines, &measures, &mut ends, wrap);
    }
    let before = std::iter::once(End::Break).chain(ends.iter().copied());
    let mut bounds: Vec<Bound> = before
        .take(lines.len())
        .map(|end| Bound { joins: matches!(end, End::Join | End::Open), is_doubtful: false })
        .collect();
    for at in doubts {
        if let Some(bound) = bounds.get_mut(at + 1) {
            bound.is_doubtful = true;
        }
    }
    bounds
}

/// What is known of the end of each line.
fn ends(text: &str, lines: &[Line], measures: &[Measure], wrap: &Wrap) -> Vec<End> {
    let slice = |at: usize| lines.get(at).and_then(|line| text.get(line.range.clone())).unwrap_or_default();
    let mut ends: Vec<End> = Vec::with_capacity(lines.len());
    let mut item: Option<Measure> = None;
    for (at, (line, next)) in measures.iter().zip(measures.iter().skip(1)).enumerate() {
        let is_first = line.after_blank || ends.last().is_none_or(|end| end.parts());
        if is_first {
            item = line.marker.map(|_| *line);
        }
        let pair = Pair { line, next, wrap, item: item.as_ref(), is_first };
        let mut end = pair.end();
        if at < TOP && end == End::Short && is_headline(line, slice(at), next, slice(at + 1)) {
            end = End::Join;
        }
        if !end.parts() {
            // two names may take two lines
            let is_front = at < FRONT && !pair.is_sure() && (is_front(slice(at)) || is_front(slice(at + 1)));
            // what holds a text back or names it stands alone as well
            let is_mark = at < TOP && !pair.is_sure() && is_mark(slice(at));
            let is_back = (line.has_stop() || is_first) && front::back(slice(at + 1)).is_some();
            if is_front || is_mark || is_back || (is_first && is_end_mark(slice(at))) {
                end = End::Break;
            }
        }
        ends.push(end);
    }
    ends.push(End::Break);
    ends
}

/// Whether a line is a byline or date, which stand alone.
fn is_front(text: &str) -> bool {
    front::byline(text).is_some() || front::dated(text).is_some()
}

/// Whether a line is an embargo or a slug.
fn is_mark(text: &str) -> bool {
    front::embargo(text, false).is_some() || front::is_slug(text)
}

/// Whether two lines at the top are the parts of one headline, which is broken where it reads well.
fn is_headline(line: &Measure, text: &str, next: &Measure, below: &str) -> bool {
    let is_upper = |text: &str| {
        text.contains(' ') && text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
    };
    let is_bare = |measure: &Measure| measure.ending == Ending::Bare && measure.marker.is_none();
    let is_even = line.width * 2 > next.width && next.width * 3 > line.width;
    is_bare(line)
        && is_bare(next)
        && is_even
        && !line.is_row
        && !next.is_row
        && (next.starts == Start::Small || (is_upper(text) && is_upper(below) && next.starts == Start::Other))
        && ![text, below].iter().any(|text| text.contains([':', '/', '@']))
}

fn is_end_mark(text: &str) -> bool {
    text.len() <= 40 && front::is_end_mark(text)
}

/// A line and the next one.
struct Pair<'t> {
    line: &'t Measure,
    next: &'t Measure,
    wrap: &'t Wrap,
    /// The first line of the item that the line belongs to.
    item: Option<&'t Measure>,
    /// Whether the line begins a paragraph.
    is_first: bool,
}

impl Pair<'_> {
    fn end(&self) -> End {
        let (line, next, wrap) = (self.line, self.next, self.wrap);
        if next.after_blank
            || line.is_long
            || next.is_long
            || line.depth != next.depth
            || line.is_sign
            || next.is_sign
            || (line.is_row && next.is_row)
        {
            return End::Break;
        }
        if wrap.is_flowed && (line.is_soft || !self.is_sure()) {
            let joins = line.is_soft && (self.is_roughly_full() || !line.has_stop());
            return if joins { End::Join } else { End::Break };
        }
        if self.begins_item() {
            return End::Break;
        }
        self.by_indent().unwrap_or_else(|| self.by_room())
    }

    fn room(&self) -> i64 {
        self.line.room(self.next, self.wrap.width)
    }

    fn has_room(&self, columns: usize) -> bool {
        self.room() >= i64::try_from(columns).unwrap_or(i64::MAX)
    }

    /// Whether even a hand would have broken the line here.
    fn is_roughly_full(&self) -> bool {
        !self.has_room(slack(self.wrap.width).max(self.wrap.slack) + 1)
    }

    /// Whether the sentence goes on, and the line is about full.
    fn is_sure(&self) -> bool {
        self.next.starts == Start::Small && !self.line.has_stop() && self.is_roughly_full()
    }

    fn begins_item(&self) -> bool {
        self.next.marker.is_some_and(|marker| {
            marker.is_plain()
                || self.line.has_stop()
                || self.line.ending == Ending::Open
                || !self.is_roughly_full()
                || self.item.and_then(|item| item.marker).is_some_and(|before| marker.follows(before))
        })
    }

    /// What the indentation says, if it says anything.
    fn by_indent(&self) -> Option<End> {
        let (line, next, wrap) = (self.line, self.next, self.wrap);
        if let Some(item) = self.item
            && next.indent > item.indent
            && next.indent <= item.indent + 8
        {
            // the further lines of an item hang
            return Some(if self.is_roughly_full() { End::Join } else { End::Short });
        }
        let goes_on = if self.is_sure() { End::Join } else { End::Break };
        match wrap.lead {
            Lead::Indented if next.indent > wrap.indent => {
                Some(if next.indent > line.indent { End::Break } else { goes_on })
            }
            // a heading would not be indented like a paragraph
            Lead::Indented
                if line.indent > wrap.indent && !line.has_stop() && !self.has_room(wrap.width * 2 / 3) =>
            {
                Some(End::Join)
            }
            Lead::Hanging if next.indent < wrap.indent => {
                Some(if next.indent < line.indent { End::Break } else { goes_on })
            }
            Lead::Hanging if line.indent < wrap.indent && self.is_roughly_full() => Some(End::Join),
            Lead::Flush if next.indent > line.indent => Some(goes_on),
            Lead::Flush if next.indent < line.indent => {
                // only the first paragraph may begin indented
                let is_lead = self.is_first && next.indent == wrap.indent && self.is_roughly_full();
                if is_lead { None } else { Some(goes_on) }
            }
            _ => None,
        }
    }

    fn by_room(&self) -> End {
        let (line, next, wrap) = (self.line, self.next, self.wrap);
        let is_marked = wrap.apart == Apart::Marked;
        let is_exact = wrap.slack == 0;
        if next.starts == Start::Small && !line.has_stop() {
            let most = if is_exact { slack(wrap.width) } else { wrap.width / 2 };
            return if self.has_room(most + 1) { End::Short } else { End::Join };
        }
        // a line that is no broken one: a heading or a whole paragraph
        if is_exact && line.width > wrap.width + OVERHANG && !line.is_single {
            return End::Short;
        }
        // where something else marks the paragraphs, a little room says nothing
        let most = match (is_marked, is_exact) {
            (true, true) => 3,
            (true, false) => (wrap.slack + 3).max(wrap.width / 4),
            (false, _) => wrap.slack,
        };
        let is_full = !self.has_room(most);
        if line.has_stop() && !line.is_short_form && next.starts != Start::Small {
            return match is_full {
                false => End::Short,
                true if is_marked => End::Join,
                true => End::Open,
            };
        }
        // a heading, or what stands below a headline
        if self.is_first && next.opens_sentence && line.ending == Ending::Bare {
            return End::Short;
        }
        // in the middle of a paragraph whose end would be marked, a hand may leave much room
        let is_inside = is_marked
            && !is_exact
            && !self.has_room(wrap.width / 2)
            && (!self.is_first || line.ending == Ending::Open || !self.has_room(wrap.width / 3));
        if is_full || is_inside { End::Join } else { End::Short }
    }
}
