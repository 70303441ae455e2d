//! Names and times in the running text.
//!
//! A name has a kind only where something shows it: words next to it, a list of known names, its own words, or another
//! place of the text. What is found of a name once holds for all its mentions; the rest are names and no more.

mod beside;
mod evidence;
mod gazetteer;
mod ledger;
mod reader;

use std::borrow::Cow;
use std::ops::Range;

use wirecopy_model::{Article, Certainty, Mention, MentionKind, Moment};

use crate::kind::Kind;
use crate::lexicon::Lexicon;
use crate::passage::Passage;
use crate::time::{Calendar, Time};
use evidence::Sign;
use gazetteer::Hints;
use reader::Reader;

/// So many mentions are kept of a text.
pub(crate) const MOST: usize = 100_000;

/// The mentions of a text.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    pub found: Vec<Mention>,
    /// How many more there are than were kept.
    pub over: usize,
}

/// Finds the names and times in `parts`, each a part of the text and what it is. `article`: what is known of it.
/// `published`: the day from which times are counted that need one. Kinds and dates less sure than `least` (in
/// thousandths) are left out.
pub(crate) fn mentions(
    passage: &Passage<'_>,
    parts: &[(Range<usize>, Kind)],
    article: &Article,
    published: Option<Moment>,
    least: u16,
) -> Mentions {
    let language = article.language.as_deref();
    let text = &*passage.text;
    let mut over = 0;
    let mut times = times(text, parts, language, published, &mut over).into_iter().peekable();
    let mut found = Vec::new();
    for (range, sign, name) in names(text, parts, article, &mut over) {
        while let Some((range, time)) = times.next_if(|(time, _)| time.end <= range.start) {
            found.push(of_time(passage, range, &time, least));
        }
        // `Tuesday` is no name
        let is_time = times.peek().is_some_and(|(time, _)| time.start < range.end);
        if !is_time && sign.certainty >= least {
            found.push(of_name(passage, range, sign, name));
        }
    }
    found.extend(times.map(|(range, time)| of_time(passage, range, &time, least)));
    over += found.len().saturating_sub(MOST);
    found.truncate(MOST);
    Mentions { found, over }
}

/// The expressions of time in the text, in order.
fn times(
    text: &str,
    parts: &[(Range<usize>, Kind)],
    language: Option<&str>,
    published: Option<Moment>,
    over: &mut usize,
) -> Vec<(Range<usize>, Time)> {
    let Some(calendar) = language.and_then(Calendar::of) else { return Vec::new() };
    let mut out = Vec::new();
    for (range, _) in parts.iter().filter(|(_, kind)| is_running(*kind)) {
        let part = text.get(range.clone()).unwrap_or_default();
        let mut found = calendar.times(part, published);
        let room = MOST - out.len();
        *over += found.len().saturating_sub(room);
        found.truncate(room);
        let placed = |time: Time| (range.start + time.range.start..range.start + time.range.end, time);
        out.extend(found.into_iter().map(placed));
    }
    out
}

/// The names in the text, in order, with what each names and its full form.
fn names(
    text: &str,
    parts: &[(Range<usize>, Kind)],
    article: &Article,
    over: &mut usize,
) -> Vec<(Range<usize>, Sign, Option<String>)> {
    let Some(language) = article.language.as_deref() else { return Vec::new() };
    let Some((lexicon, hints)) = Lexicon::of(language).zip(Hints::of(language)) else { return Vec::new() };
    let mut reader = Reader::new(lexicon, hints, language.starts_with("en"), MOST);
    for (range, kind) in parts {
        let is_quiet = matches!(kind, Kind::Heading | Kind::RelatedLink | Kind::Headline | Kind::PullQuote);
        if is_quiet || is_running(*kind) {
            reader.read(text.get(range.clone()).unwrap_or_default(), range.start, is_quiet);
        }
    }
    *over += reader.over;
    reader.learn(&article.quotes, &article.people, &article.datelines);
    reader.finish()
}

fn of_name(passage: &Passage<'_>, range: Range<usize>, sign: Sign, name: Option<String>) -> Mention {
    let text = passage.text.get(range.clone()).unwrap_or_default().to_owned();
    Mention {
        kind: sign.kind,
        span: passage.span(range),
        name: name.filter(|name| *name != text),
        text,
        date: None,
        certainty: sign.certainty(),
        rule: Cow::Borrowed(sign.rule),
    }
}

fn of_time(passage: &Passage<'_>, range: Range<usize>, time: &Time, least: u16) -> Mention {
    let text = passage.text.get(range.clone()).unwrap_or_default().to_owned();
    Mention {
        kind: MentionKind::Time,
        span: passage.span(range),
        name: None,
        date: time.dated(&text).filter(|_| time.certainty >= least),
        text,
        certainty: Certainty::thousandths(time.certainty),
        rule: Cow::Borrowed(time.rule),
    }
}

/// Whether a kind is running text, rather than a label or a line of front matter.
fn is_running(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Lead
            | Kind::Paragraph
            | Kind::ListItem
            | Kind::Question
            | Kind::Answer
            | Kind::Deck
            | Kind::Caption
    )
}
