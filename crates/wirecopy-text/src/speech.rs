//! From the paragraphs of a text to its quotes with their speakers.

use std::borrow::Cow;
use std::ops::Range;

use wirecopy_core::decode::Decoded;
use wirecopy_model::{Certainty, Quote, QuoteKind, Speaker};

use crate::attribution::{Attribution, Found, Speech};
use crate::characters::cleaned;
use crate::kind::Kind;
use crate::layout::{Seam, joined};
use crate::lexicon::Lexicon;
use crate::quote::{Form, Pair, form, is_titled, pairs};

/// So many quotes are kept of a text; one with more is no article.
pub(crate) const MOST: usize = 100_000;

/// The quotes of a text, and what was odd about its marks.
#[derive(Debug, Default)]
pub(crate) struct Quotes {
    pub found: Vec<Quote>,
    /// Opening marks without a closing one, as offsets into the text.
    pub unclosed: Vec<usize>,
    /// How many more quotes there are than were kept.
    pub over: usize,
}

/// Finds the quotes of `parts`, each a part of the text and what it is. Speakers less sure than `least` (in
/// thousandths) are left out. `seams` are where lines were joined, in order.
pub(crate) fn quotes(
    decoded: &Decoded,
    parts: &[(Range<usize>, Kind)],
    seams: &[Seam],
    language: Option<&str>,
    least: u16,
) -> Quotes {
    let mut out = Quotes::default();
    // a short text has no language that is sure; English verbs then either occur or do not
    let mut attribution = Lexicon::of(language.unwrap_or("en")).map(Attribution::new);
    let mut continues = false;
    for (at, (range, kind)) in parts.iter().enumerate() {
        if !matches!(kind, Kind::Paragraph | Kind::Lead | Kind::ListItem | Kind::Question | Kind::Answer) {
            if *kind == Kind::Heading
                && let Some(attribution) = &mut attribution
            {
                attribution.interrupt();
            }
            continues = false;
            continue;
        }
        let text = decoded.text.get(range.clone()).unwrap_or_default();
        let (mut found, mut unclosed) = pairs(text);
        let goes_on = found.last().filter(|pair| pair.is_open).is_some_and(|pair| {
            let mark = text.get(pair.outer.start..).and_then(|rest| rest.chars().next());
            let next = parts.get(at + 1).filter(|(_, kind)| *kind == Kind::Paragraph);
            let next = next
                .and_then(|(range, _)| decoded.text.get(range.clone()))
                .and_then(|text| text.chars().next());
            mark == next
        });
        if goes_on {
            unclosed.pop();
        } else {
            found.retain(|pair| !pair.is_open);
        }
        out.unclosed.extend(unclosed.iter().map(|offset| range.start + offset));
        let quotes: Vec<(Pair, Form)> = found
            .into_iter()
            .map(|pair| {
                let form = form(text, &pair);
                (pair, form)
            })
            .collect();
        let speeches = attribution
            .as_mut()
            .map(|attribution| attribution.paragraph(text, &quotes, continues))
            .unwrap_or_default();
        for (index, (pair, form)) in quotes.iter().enumerate() {
            if out.found.len() == MOST {
                out.over += quotes.len() - index;
                break;
            }
            let speech = speeches.get(index).unwrap_or(&Speech::Silent);
            out.found.push(quote(decoded, range, seams, pair, *form, speech, least));
        }
        continues = goes_on;
    }
    out
}

fn quote(
    decoded: &Decoded,
    part: &Range<usize>,
    seams: &[Seam],
    pair: &Pair,
    form: Form,
    speech: &Speech,
    least: u16,
) -> Quote {
    let (text, start) = (decoded.text.get(part.clone()).unwrap_or_default(), part.start);
    let slice = |range: &Range<usize>| {
        cleaned(joined(&decoded.text, range.start + start..range.end + start, seams).into_owned())
    };
    let span = |range: &Range<usize>| decoded.span(range.start + start..range.end + start);
    let inner = text.get(pair.inner.clone()).unwrap_or_default();
    let (kind, certainty) = kind_of(inner, form, speech);
    let speaker = match speech {
        Speech::By(found) if kind != QuoteKind::Title && found.certainty >= least => {
            Some(speaker(found, &slice, &span))
        }
        _ => None,
    };
    Quote {
        span: span(&pair.outer),
        inner: span(&pair.inner),
        text: slice(&pair.inner),
        kind,
        certainty: Certainty::thousandths(match () {
            () if pair.is_doubtful => certainty.min(800),
            () if pair.is_open => certainty.min(900),
            () => certainty,
        }),
        speaker,
        ..Quote::default()
    }
}

fn kind_of(inner: &str, form: Form, speech: &Speech) -> (QuoteKind, u16) {
    let words = crate::lines::words(inner, 8);
    match (form, speech) {
        (Form::Work, _) => (QuoteKind::Title, 950),
        (Form::Statement, _) => (QuoteKind::Direct, 970),
        (Form::Fragment, _) if is_titled(inner) => (QuoteKind::Title, 600),
        (Form::Fragment, Speech::By(_) | Speech::Unnamed) => (QuoteKind::Partial, 920),
        (Form::Fragment, Speech::Silent) if words <= 3 => (QuoteKind::Scare, 600),
        (Form::Fragment, Speech::Silent) => (QuoteKind::Partial, 800),
    }
}

fn speaker(
    found: &Found,
    slice: &impl Fn(&Range<usize>) -> String,
    span: &impl Fn(&Range<usize>) -> wirecopy_model::Span,
) -> Speaker {
    Speaker {
        name: cleaned(found.name.clone()),
        mention: found.mention.as_ref().map(span),
        description: found.description.as_ref().map(slice).filter(|words| !words.is_empty()),
        cue: found.cue.as_ref().map(slice),
        certainty: Certainty::thousandths(found.certainty),
        rule: Cow::Borrowed(found.rule),
        ..Speaker::default()
    }
}
