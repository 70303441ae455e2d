//! Names and times in the running text.

use std::borrow::Cow;
use std::ops::Range;

use wirecopy_model::{Certainty, Mention, MentionKind, Moment};

use crate::kind::Kind;
use crate::passage::Passage;
use crate::time::Calendar;

/// So many mentions are kept of a text.
pub(crate) const MOST: usize = 100_000;

/// The mentions of a text.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    pub found: Vec<Mention>,
    /// How many more there are than were kept.
    pub over: usize,
}

/// Finds the names and times in `parts`, each a part of the text and what it is. `published`: the day from which
/// times are counted that need one.
pub(crate) fn mentions(
    passage: &Passage<'_>,
    parts: &[(Range<usize>, Kind)],
    language: Option<&str>,
    published: Option<Moment>,
) -> Mentions {
    let mut out = Mentions::default();
    let calendar = language.and_then(Calendar::of);
    for (range, kind) in parts {
        let text = passage.text.get(range.clone()).filter(|_| is_running(*kind)).unwrap_or_default();
        let times = calendar.map(|calendar| calendar.times(text, published)).unwrap_or_default();
        for time in times {
            if out.found.len() == MOST {
                out.over += 1;
                continue;
            }
            let written = text.get(time.range.clone()).unwrap_or_default();
            out.found.push(Mention {
                kind: MentionKind::Time,
                span: passage.span(range.start + time.range.start..range.start + time.range.end),
                text: written.to_owned(),
                name: None,
                date: time.dated(written),
                certainty: Certainty::thousandths(time.certainty),
                rule: Cow::Borrowed(time.rule),
            });
        }
    }
    out
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
