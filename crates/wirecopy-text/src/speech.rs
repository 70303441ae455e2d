//! From the paragraphs of a text to its quotes with their speakers.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use wirecopy_model::{Certainty, Quote, QuoteKind, Speaker};

use crate::attribution::{Attribution, Found, Speech};
use crate::characters::cleaned;
use crate::kind::Kind;
use crate::layout::{Seam, joined};
use crate::lexicon::Lexicon;
use crate::names::Pages;
use crate::passage::Passage;
use crate::quote::{Chain, Context, Form, Habit, Pair, Said, form_in, kind, nested};

/// So many quotes are kept of a text; one with more is no article.
pub(crate) const MOST: usize = 100_000;

/// The quotes of a text, and what was odd about its marks.
#[derive(Debug, Default)]
pub(crate) struct Quotes<'t> {
    pub found: Vec<Quote>,
    /// Opening marks without a closing one, as offsets into the text.
    pub unclosed: Vec<usize>,
    /// How many more quotes there are than were kept.
    pub over: usize,
    /// What was read of the paragraphs on the way.
    pub pages: Pages<'t>,
}

/// Finds the quotes of `parts`, each a part of the text and what it is. Speakers less sure than `least` (in
/// thousandths) are left out. `seams` are where lines were joined, in order.
pub(crate) fn quotes<'t>(
    decoded: &'t Passage<'t>,
    parts: &[(Range<usize>, Kind)],
    seams: &[Seam],
    language: Option<&str>,
    least: u16,
) -> Quotes<'t> {
    let mut out = Quotes::default();
    // a short text has no language that is sure; its small words may show one
    let context = Context::of(language.unwrap_or("en"));
    let (read, habit) = read(decoded, parts, context, &mut out.unclosed);
    let lexicon = match language {
        Some(language) => Lexicon::of(language),
        None => Lexicon::guess(&decoded.text),
    };
    let is_quoted = read.iter().any(|part| !part.quotes.is_empty());
    let mut attribution = lexicon.filter(|_| is_quoted).map(Attribution::new);
    if let Some(attribution) = &mut attribution {
        for part in read.iter().filter(|part| is_running(part.kind)) {
            attribution.learn(part.text);
        }
        attribution.learned();
    }
    // nested quotes count too
    let mut kept = 0_usize;
    for part in &read {
        if !is_running(part.kind) {
            if let Some(attribution) = attribution.as_mut().filter(|_| part.kind == Kind::Heading) {
                attribution.interrupt();
            }
            continue;
        }
        let speeches = attribution
            .as_mut()
            .map(|attribution| {
                attribution.paragraph(part.text, &part.quotes, part.continues, begins_turn(part.kind))
            })
            .unwrap_or_default();
        let place = Place { decoded, seams, start: part.start, text: part.text, context };
        for (index, (pair, form)) in part.quotes.iter().enumerate() {
            if kept >= MOST {
                out.over += part.quotes.len() - index;
                break;
            }
            let speech = speeches.get(index).unwrap_or(&Speech::Silent);
            let mut quote = place.quote(pair, *form, speech, least);
            quote.continues = part.continues && index == 0;
            quote.nested = place.nested(pair, habit, MOST - kept);
            kept += 1 + quote.nested.len();
            // who speaks may only be told where the quote goes on
            if let (true, Some(speaker), Some(before)) =
                (quote.continues, &quote.speaker, out.found.last_mut())
                && before.speaker.is_none()
                && speaker.rule != "continued"
            {
                let certainty = Certainty::thousandths(speaker.certainty.as_thousandths().min(880));
                let rule = Cow::Borrowed("continued");
                before.speaker = Some(Speaker { mention: None, certainty, rule, ..speaker.clone() });
            }
            out.found.push(quote);
        }
    }
    out.pages = attribution.map(Attribution::into_pages).unwrap_or_default();
    out
}

/// A part of the text and its quotes.
struct Part<'t> {
    text: &'t str,
    start: usize,
    quotes: Vec<(Pair, Form)>,
    kind: Kind,
    /// Whether its first quote goes on from the part before.
    continues: bool,
}

/// The quotes of each part, and what marks the text uses.
fn read<'t>(
    decoded: &'t Passage<'t>,
    parts: &[(Range<usize>, Kind)],
    context: &Context,
    unclosed: &mut Vec<usize>,
) -> (Vec<Part<'t>>, Habit) {
    let text_of = |(range, _): &(Range<usize>, Kind)| decoded.text.get(range.clone()).unwrap_or_default();
    let (habit, marks) = Habit::and_marks(parts.iter().filter(|(_, kind)| is_running(*kind)).map(text_of));
    let mut marks = marks.paragraphs();
    let mut chain = Chain::new(habit, context);
    let mut out = Vec::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        let (text, start, kind) = (text_of(part), part.0.start, part.1);
        let mut read = Part { text, start, quotes: Vec::new(), kind, continues: false };
        if kind == Kind::Heading {
            chain.interrupt();
        }
        if is_running(kind) {
            let paragraph = chain.read(text, marks.next(), following(parts, at).map(text_of));
            unclosed.extend(paragraph.unclosed.iter().map(|offset| start + offset));
            read.continues = paragraph.continues;
            read.quotes = paragraph
                .pairs
                .into_iter()
                .map(|pair| {
                    let is_source = kind == Kind::ListItem && is_cited(text, &pair);
                    let form = if is_source { Form::Work } else { form_in(text, &pair, context) };
                    (pair, form)
                })
                .collect();
        }
        out.push(read);
    }
    name_again(&mut out);
    (out, habit)
}

/// Whether an item of a list names a work with who published it and when: `"Ferry to run" — Coastwire, May 11, 2026`.
fn is_cited(text: &str, pair: &Pair) -> bool {
    let after = text.get(pair.outer.end..).unwrap_or_default().trim_start();
    let year = text.trim_end_matches(['.', ' ']);
    let year = year.rsplit([' ', '/', '-']).next().unwrap_or_default();
    text.len() <= 400
        && after.starts_with(['—', '–', '-'])
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
}

/// What was the name of a work once is one wherever it stands.
fn name_again(parts: &mut [Part<'_>]) {
    let mut names: HashSet<&str> = HashSet::new();
    for part in &*parts {
        let works = part.quotes.iter().filter(|(_, form)| *form == Form::Work);
        names.extend(works.filter_map(|(pair, _)| bare(part.text, pair)));
    }
    if names.is_empty() {
        return;
    }
    for part in parts {
        let text = part.text;
        for (pair, form) in part.quotes.iter_mut().filter(|(_, form)| *form == Form::Fragment) {
            if bare(text, pair).is_some_and(|words| names.contains(words)) {
                *form = Form::Work;
            }
        }
    }
}

/// The words of a quote without the punctuation that the marks took in.
fn bare<'t>(text: &'t str, pair: &Pair) -> Option<&'t str> {
    text.get(pair.inner.clone()).map(|words| words.trim_end_matches([',', '.']))
}

/// The parts in which a quote of the part at `at` may go on.
fn following(parts: &[(Range<usize>, Kind)], at: usize) -> impl Iterator<Item = &(Range<usize>, Kind)> {
    let rest = parts.get(at + 1..).unwrap_or_default().iter().take(FOLLOWING);
    rest.take_while(|(_, kind)| *kind != Kind::Heading && !begins_turn(*kind))
        .filter(|(_, kind)| is_running(*kind))
}

/// Where a quote goes on is looked for in so many parts.
const FOLLOWING: usize = 6;

/// Whether a part is running text, in which quotes are looked for.
fn is_running(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Lead | Kind::ListItem | Kind::Question | Kind::Answer)
}

/// Whether a part begins the turn of another speaker.
fn begins_turn(kind: Kind) -> bool {
    matches!(kind, Kind::Question | Kind::Answer)
}

/// A paragraph and where it stands.
struct Place<'p> {
    decoded: &'p Passage<'p>,
    seams: &'p [Seam],
    start: usize,
    text: &'p str,
    context: &'p Context,
}

impl Place<'_> {
    fn span(&self, range: &Range<usize>) -> wirecopy_model::Span {
        self.decoded.span(range.start + self.start..range.end + self.start)
    }

    /// The words of a range on one line.
    fn words(&self, range: &Range<usize>) -> String {
        let range = range.start + self.start..range.end + self.start;
        cleaned(joined(&self.decoded.text, range, self.seams).into_owned())
    }

    fn quote(&self, pair: &Pair, form: Form, speech: &Speech, least: u16) -> Quote {
        let before = self.text.get(..pair.outer.start).unwrap_or_default();
        let inner = self.text.get(pair.inner.clone()).unwrap_or_default();
        let said = match speech {
            Speech::By(_) | Speech::Unnamed => Said::Yes,
            Speech::Silent if self.context.knows_speech() => Said::No,
            Speech::Silent => Said::Unknown,
        };
        let (kind, certainty) = kind(before, inner, form, said, self.context);
        let speaker = match speech {
            Speech::By(found) if kind != QuoteKind::Title && found.certainty >= least => {
                Some(self.speaker(found))
            }
            _ => None,
        };
        Quote {
            span: self.span(&pair.outer),
            inner: self.span(&pair.inner),
            text: self.words(&pair.inner),
            kind,
            certainty: Certainty::thousandths(certainty.min(pair.certainty)),
            speaker,
            ..Quote::default()
        }
    }

    /// The quotes inside a quote, at most `most`. Who is quoted there is not known.
    fn nested(&self, outer: &Pair, habit: Habit, most: usize) -> Vec<Quote> {
        let mut found = nested(self.text, outer, habit);
        found.truncate(most);
        // what stands round the outer quote says nothing of the inner one
        let text = self.text.get(..outer.inner.end).unwrap_or_default();
        let lead = outer.inner.start;
        found
            .into_iter()
            .map(|pair| {
                let inside = text.get(lead..).unwrap_or_default();
                let form = form_in(inside, &moved(&pair, lead), self.context);
                self.quote(&pair, form, &Speech::Silent, u16::MAX)
            })
            .collect()
    }

    fn speaker(&self, found: &Found) -> Speaker {
        let words = |range: &Option<Range<usize>>| {
            range.as_ref().map(|range| self.words(range)).filter(|words| !words.is_empty())
        };
        let span = |range: &Option<Range<usize>>| range.as_ref().map(|range| self.span(range));
        Speaker {
            name: cleaned(found.name.clone()),
            kind: found.kind,
            mention: span(&found.mention),
            description: words(&found.description),
            description_span: span(&found.description),
            cue: words(&found.cue),
            cue_span: span(&found.cue),
            addressee: words(&found.addressee),
            time: words(&found.time),
            certainty: Certainty::thousandths(found.certainty),
            rule: Cow::Borrowed(found.rule),
        }
    }
}

/// A pair whose offsets count from `by` on.
fn moved(pair: &Pair, by: usize) -> Pair {
    let range = |range: &Range<usize>| range.start.saturating_sub(by)..range.end.saturating_sub(by);
    Pair { outer: range(&pair.outer), inner: range(&pair.inner), ..pair.clone() }
}
