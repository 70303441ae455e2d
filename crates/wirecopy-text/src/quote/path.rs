//! The cheapest of all readings of some marks.
//!
//! Readings are compared state by state, a state being the sort of quote that is open; that is one pass over the marks.

use super::cost::{closing, continues, is_shared, nesting, opening, passing, unclosed};
use super::marks::{Family, Mark};
use super::pair::Setting;

/// Marks of the same sort may nest so deep in one reading.
const DEPTHS: u8 = 4;
/// So many readings are kept at a time.
const WIDTH: usize = 8;
/// A reading that costs so much more than the best will hardly win.
const HOPELESS: u32 = 220;

/// What a mark is in a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// No mark of a quote, or one of a quote inside another.
    Pass,
    Open(Family),
    /// Opens a quote though another is open, which was never closed.
    Reopen(Family),
    Nest,
    Unnest,
    Close,
}

/// What the last of some marks is the last of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Block,
    Paragraph,
}

/// Which quote is open, and how many of its sort are open inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State(Option<(Family, u8)>);

impl State {
    /// No quote is open.
    pub(super) const OUT: Self = Self(None);

    fn within(family: Family, depth: u8) -> Self {
        Self(Some((family, depth)))
    }
}

/// The last step of a reading.
#[derive(Clone, Copy, Debug)]
struct Way {
    state: State,
    step: Step,
    /// Where the step before stands.
    from: usize,
    cost: u32,
}

/// The readings up to a mark, the cheapest of each state.
struct Ways {
    all: [Way; WIDTH],
    len: usize,
}

impl Ways {
    const NONE: Self =
        Self { all: [Way { state: State::OUT, step: Step::Pass, from: 0, cost: u32::MAX }; WIDTH], len: 0 };

    fn add(&mut self, way: Way) {
        let seen = self.all.iter().take(self.len).position(|other| other.state == way.state);
        let place = match seen {
            Some(place) => place,
            None if self.len < WIDTH => {
                self.len += 1;
                self.len - 1
            }
            None => {
                let worst = self.all.iter().enumerate().max_by_key(|(_, other)| other.cost);
                worst.map_or(0, |(at, _)| at)
            }
        };
        // a place that is new costs more than anything
        if let Some(slot) = self.all.get_mut(place).filter(|slot| way.cost < slot.cost) {
            *slot = way;
        }
    }

    /// Those that may still win.
    fn hopeful(&self) -> impl Iterator<Item = Way> {
        let most = self.all.iter().map(|way| way.cost).min().unwrap_or(0).saturating_add(HOPELESS);
        self.all.iter().take(self.len).copied().filter(move |way| way.cost <= most)
    }
}

/// The cheapest steps for `marks`, begun in a state, and the state they end in.
pub(super) fn best(
    text: &str,
    marks: &[Mark],
    start: State,
    setting: Setting,
    resumes: Option<Family>,
    end: End,
) -> (Vec<Step>, State) {
    if start == State::OUT
        && resumes.is_none()
        && let Some(steps) = plain(marks, setting)
    {
        return (steps, State::OUT);
    }
    // the readings up to all marks, one behind the other
    let mut ways: Vec<Way> = Vec::with_capacity(marks.len() * 3 + 1);
    ways.push(Way { state: start, step: Step::Pass, from: 0, cost: 0 });
    let mut last = 0..1;
    for (index, mark) in marks.iter().enumerate() {
        let is_resuming = index == 0
            && resumes.is_some()
            && text.get(..mark.at).is_some_and(|before| before.trim_start().is_empty());
        let opens = opening(mark, setting.habit, resumes.filter(|_| is_resuming));
        // looked up once for all readings, and only where one needs it
        let is_nested = |way: &Way| way.state.0.is_some_and(|(_, depth)| depth > 0);
        let is_shared =
            ways.get(last.clone()).is_some_and(|ways| ways.iter().any(is_nested)) && is_shared(text, mark);
        let mut next = Ways::NONE;
        for from in last.clone() {
            if let Some(way) = ways.get(from) {
                go_on(is_shared, mark, *way, from, opens, setting, &mut next);
            }
        }
        last.start = ways.len();
        ways.extend(next.hopeful());
        last.end = ways.len();
    }
    let all = ways.get(last.clone()).unwrap_or_default();
    let cost = |way: &Way| match end {
        End::Block => way.cost,
        End::Paragraph => way.cost + left_open(way.state, setting),
    };
    let best = all.iter().enumerate().min_by_key(|(_, way)| cost(way)).map_or(0, |(at, _)| at);
    let mut at = last.start + best;
    let state = ways.get(at).map_or(State::OUT, |way| way.state);
    let mut steps = vec![Step::Pass; marks.len()];
    for step in steps.iter_mut().rev() {
        let Some(way) = ways.get(at) else { break };
        (*step, at) = (way.step, way.from);
    }
    (steps, state)
}

/// The steps of a reading that costs nothing, where every other costs something: one mark opens, the next closes.
fn plain(marks: &[Mark], setting: Setting) -> Option<Vec<Step>> {
    let (pairs, []) = marks.as_chunks::<2>() else { return None };
    let mut steps = Vec::with_capacity(marks.len());
    for [first, second] in pairs {
        let (family, opens) = opening(first, setting.habit, None)?;
        let closes = closing(second, family)?;
        if opens + closes > 0 || first.stray == 0 || second.stray == 0 || second.is_tight {
            return None;
        }
        steps.extend([Step::Open(family), Step::Close]);
    }
    Some(steps)
}

/// All that a mark may be in a reading. `is_shared`: a closing mark may stand for two.
fn go_on(
    is_shared: bool,
    mark: &Mark,
    way: Way,
    from: usize,
    opens: Option<(Family, u32)>,
    setting: Setting,
    next: &mut Ways,
) {
    let mut add =
        |state: State, extra: u32, step: Step| next.add(Way { state, step, from, cost: way.cost + extra });
    let Some((family, depth)) = way.state.0 else {
        if let Some((family, opens)) = opens {
            add(State::within(family, 0), opens, Step::Open(family));
        }
        add(State::OUT, u32::from(mark.stray), Step::Pass);
        return;
    };
    if let Some(closes) = closing(mark, family) {
        match depth.checked_sub(1) {
            Some(depth) => {
                add(State::within(family, depth), closes, Step::Unnest);
                let both = if is_shared { 10 } else { 75 };
                add(State::OUT, closes + both, Step::Close);
            }
            // nothing between two marks is no quote
            None if mark.is_tight && matches!(way.step, Step::Open(_) | Step::Reopen(_)) => {
                add(State::OUT, closes + 250, Step::Close);
            }
            None => add(State::OUT, closes, Step::Close),
        }
    }
    if let (Some(nests), Some((_, opens))) = (nesting(mark, family), opens) {
        add(State::within(family, (depth + 1).min(DEPTHS - 1)), nests + opens, Step::Nest);
    }
    if let Some((other, opens)) = opens {
        add(State::within(other, 0), unclosed(family, setting.habit) + opens, Step::Reopen(other));
    }
    add(way.state, passing(mark, family, setting.habit), Step::Pass);
}

/// What it costs to end a paragraph in a state.
fn left_open(state: State, setting: Setting) -> u32 {
    let Some((family, depth)) = state.0 else { return 0 };
    let open = match setting.next {
        Some(next) if continues(family, next) && family.is_single() && !setting.habit.is_single => 30,
        Some(next) if continues(family, next) => 5,
        _ => unclosed(family, setting.habit),
    };
    open + 20 * u32::from(depth)
}
