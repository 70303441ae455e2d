//! What was found against what is there.

use std::collections::BTreeMap;

use wirecopy_model::{Annotation, Article, HeadlineRole, Quote, QuoteKind};

use super::gold::{self, Gold};

/// From here on an inference is sure, in thousandths.
const SURE: u16 = 900;

/// How often something that is there was found, and something else.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Found {
    pub(crate) right: u32,
    pub(crate) wrong: u32,
    pub(crate) missed: u32,
}

impl Found {
    pub(crate) fn precision(self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    pub(crate) fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    pub(crate) fn f1(self) -> f64 {
        ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }

    /// Counts a value that is there or not and was found or not. Says whether that is right.
    fn value<T: PartialEq>(&mut self, gold: Option<&T>, found: Option<&T>) -> bool {
        match (gold, found) {
            (Some(gold), Some(found)) if gold == found => self.right += 1,
            (Some(_), Some(_)) => (self.wrong, self.missed) = (self.wrong + 1, self.missed + 1),
            (Some(_), None) => self.missed += 1,
            (None, Some(_)) => self.wrong += 1,
            (None, None) => {}
        }
        gold == found
    }
}

/// How often something is right.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Share {
    pub(crate) right: u32,
    pub(crate) of: u32,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.of += 1;
        self.right += u32::from(right);
    }

    pub(crate) fn ratio(self) -> f64 {
        ratio(self.right, self.of)
    }
}

/// Of nothing, all is right.
fn ratio(part: u32, of: u32) -> f64 {
    if of == 0 { 1.0 } else { f64::from(part) / f64::from(of) }
}

/// How sure answers were, and how often they were right, in tenths of certainty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calibration {
    bins: [(f64, u32, u32); 10],
}

impl Calibration {
    fn count(&mut self, certainty: u16, right: bool) {
        let at = usize::from(certainty.min(999) / 100);
        if let Some((sum, of, hits)) = self.bins.get_mut(at) {
            *sum += f64::from(certainty) / 1000.0;
            *of += 1;
            *hits += u32::from(right);
        }
    }

    /// The expected calibration error: how far certainty and truth are apart, on average.
    pub(crate) fn error(&self) -> f64 {
        let all: u32 = self.bins.iter().map(|(_, of, _)| of).sum();
        let apart: f64 = self.bins.iter().map(|(sum, _, hits)| (sum - f64::from(*hits)).abs()).sum();
        if all == 0 { 0.0 } else { apart / f64::from(all) }
    }
}

/// The figures of a set of articles.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pub(crate) lines: Share,
    pub(crate) headings: Found,
    pub(crate) links: Found,
    pub(crate) items: Found,
    pub(crate) turns: Found,
    /// Paragraphs of several lines.
    pub(crate) wrapped: Found,
    pub(crate) titles: Found,
    pub(crate) decks: Found,
    pub(crate) authors: Found,
    pub(crate) published: Found,
    pub(crate) datelines: Found,
    pub(crate) quotes: Found,
    pub(crate) direct: Found,
    pub(crate) quote_kinds: Share,
    /// Quotes of speakers with a name.
    pub(crate) speakers: Share,
    pub(crate) sure: Share,
    /// Speakers named where another one spoke, or nobody with a name.
    pub(crate) false_names: Share,
    pub(crate) invented: u32,
    pub(crate) line_certainty: Calibration,
    pub(crate) speaker_certainty: Calibration,
    pub(crate) faults: Vec<String>,
}

impl Scores {
    /// Adds an article.
    pub(crate) fn add(&mut self, gold: &Gold, article: &Article, bytes: &[u8]) {
        self.add_fields(gold, article);
        self.add_lines(gold, article, bytes);
        self.add_quotes(gold, article, bytes);
    }

    fn fault(&mut self, what: &str, gold: &dyn std::fmt::Debug, found: &dyn std::fmt::Debug) {
        self.faults.push(format!("{what}: {found:?}, and not {gold:?}"));
    }

    fn add_fields(&mut self, gold: &Gold, article: &Article) {
        let headline = |role: HeadlineRole| {
            article.headlines.iter().find(|line| line.role == role).map(|line| spaced(&line.text.value))
        };
        let title = headline(HeadlineRole::Main);
        if !self.titles.value(gold.title.as_deref().map(spaced).as_ref(), title.as_ref()) {
            self.fault("title", &gold.title, &title);
            self.invented += u32::from(gold.title.is_none());
        }
        let deck = headline(HeadlineRole::Deck);
        if !self.decks.value(gold.deck.as_deref().map(spaced).as_ref(), deck.as_ref()) {
            self.fault("deck", &gold.deck, &deck);
        }
        let authors: Vec<&str> = article.authors().filter_map(|person| person.name.as_deref()).collect();
        for name in &authors {
            let is_right = gold.authors.iter().any(|author| author == name);
            self.authors.right += u32::from(is_right);
            self.authors.wrong += u32::from(!is_right);
            self.invented += u32::from(!is_right);
        }
        let missed = gold.authors.iter().filter(|author| !authors.contains(&author.as_str())).count();
        self.authors.missed += u32::try_from(missed).unwrap_or_default();
        if authors != gold.authors {
            self.fault("authors", &gold.authors, &authors);
        }
        let published = article.published().and_then(|date| date.value).map(|value| value.to_string());
        let published = published
            .map(|value| value.chars().take(gold.published.as_ref().map_or(99, String::len)).collect());
        if !self.published.value(gold.published.as_ref(), published.as_ref()) {
            self.fault("published", &gold.published, &published);
            self.invented += u32::from(gold.published.is_none());
        }
        let dateline = article.datelines.first().map(|line| gold::Dateline {
            written: line.written.clone(),
            place: line.place.as_ref().and_then(|place| place.name.clone()),
            agency: line.agency.clone(),
        });
        if !self.datelines.value(gold.dateline.as_ref(), dateline.as_ref()) {
            self.fault("dateline", &gold.dateline, &dateline);
            self.invented += u32::from(gold.dateline.is_none());
        }
    }

    fn add_lines(&mut self, gold: &Gold, article: &Article, bytes: &[u8]) {
        let found: Vec<Lines<'_>> =
            article.annotations.iter().filter_map(|annotation| Lines::of(annotation, bytes)).collect();
        for unit in &gold.units {
            let here = found.iter().find(|lines| lines.first == unit.first);
            let is_whole = here.is_some_and(|lines| lines.last == unit.last);
            if unit.last > unit.first {
                if is_whole {
                    self.wrapped.right += 1;
                } else {
                    self.wrapped.missed += 1;
                    self.fault(
                        "lines",
                        &(unit.first, unit.last),
                        &here.map(|lines| (lines.first, lines.last)),
                    );
                }
            }
            for line in unit.first..=unit.last {
                let at = found.partition_point(|lines| lines.first <= line).checked_sub(1);
                let here = at.and_then(|at| found.get(at)).filter(|lines| line <= lines.last);
                let Some(here) = here else { continue };
                let is_right = here.kind == unit.kind;
                self.lines.count(is_right);
                if line == here.first {
                    self.line_certainty.count(here.certainty, is_right);
                    if !is_right {
                        self.faults.push(format!(
                            "line {line}: `{}` ({}), and not `{}`",
                            here.kind, here.certainty, unit.kind
                        ));
                    }
                }
            }
        }
        for lines in &found {
            let unit = gold.units.iter().find(|unit| unit.first == lines.first && unit.last == lines.last);
            if unit.is_none() && lines.last > lines.first {
                self.wrapped.wrong += 1;
                self.faults.push(format!("lines {} to {} are joined", lines.first, lines.last));
            }
        }
        for (kinds, tally) in [
            (&["heading"][..], &mut self.headings),
            (&["related-link"], &mut self.links),
            (&["list-item"], &mut self.items),
            (&["question", "answer"], &mut self.turns),
        ] {
            let is_of = |kind: &str| kinds.contains(&kind);
            for unit in gold.units.iter().filter(|unit| is_of(&unit.kind)) {
                let is_found = found.iter().any(|lines| lines.first == unit.first && lines.kind == unit.kind);
                if is_found { tally.right += 1 } else { tally.missed += 1 }
            }
            for lines in found.iter().filter(|lines| is_of(lines.kind)) {
                let is_there =
                    gold.units.iter().any(|unit| unit.first == lines.first && unit.kind == lines.kind);
                tally.wrong += u32::from(!is_there);
            }
        }
    }

    fn add_quotes(&mut self, gold: &Gold, article: &Article, bytes: &[u8]) {
        let places = places(gold, bytes);
        let mut by_span: BTreeMap<(u64, u64), &Quote> =
            article.quotes.iter().map(|quote| ((quote.span.start, quote.span.end), quote)).collect();
        for (quote, span) in gold.quotes.iter().zip(places) {
            if quote.nested {
                continue;
            }
            let found = span.and_then(|span| by_span.remove(&span));
            let is_direct = quote.kind == "direct";
            let Some(found) = found else {
                self.quotes.missed += 1;
                self.direct.missed += u32::from(is_direct);
                self.faults.push(format!("line {}: no quote {:?}", quote.line, quote.text));
                if quote.speaker.is_some() && matches!(quote.kind.as_str(), "direct" | "partial") {
                    self.speakers.count(false);
                }
                continue;
            };
            self.quotes.right += 1;
            match (is_direct, found.kind == QuoteKind::Direct) {
                (true, true) => self.direct.right += 1,
                (true, false) => self.direct.missed += 1,
                (false, true) => self.direct.wrong += 1,
                (false, false) => {}
            }
            let kind = found.kind.as_str();
            self.quote_kinds.count(kind == quote.kind);
            if kind != quote.kind {
                self.faults.push(format!(
                    "line {}: {kind} ({}), and not {}: {}",
                    quote.line, found.certainty, quote.kind, quote.text
                ));
            }
            self.add_speaker(quote, found);
        }
        for (_, quote) in by_span {
            self.quotes.wrong += 1;
            self.direct.wrong += u32::from(quote.kind == QuoteKind::Direct);
            self.faults.push(format!("no quote is {:?}", quote.text));
        }
    }

    fn add_speaker(&mut self, gold: &gold::Quote, found: &Quote) {
        let name = found.speaker.as_ref().map(|speaker| speaker.name.as_str());
        let is_right = name == gold.speaker.as_deref();
        if gold.speaker.is_some() && matches!(gold.kind.as_str(), "direct" | "partial") {
            self.speakers.count(is_right);
        }
        if let Some(speaker) = &found.speaker {
            let certainty = speaker.certainty.as_thousandths();
            self.false_names.count(!is_right);
            self.speaker_certainty.count(certainty, is_right);
            if certainty >= SURE {
                self.sure.count(is_right);
                self.invented += u32::from(!is_right);
            }
        }
        if !is_right {
            let shown =
                found.speaker.as_ref().map(|speaker| (name, speaker.certainty.to_string(), &speaker.rule));
            self.faults.push(format!(
                "line {}: speaker {shown:?}, and not {:?}: {}",
                gold.line, gold.speaker, gold.text
            ));
        }
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines an annotation covers.
struct Lines<'a> {
    first: u32,
    last: u32,
    kind: &'a str,
    certainty: u16,
}

impl<'a> Lines<'a> {
    fn of(annotation: &'a Annotation, bytes: &[u8]) -> Option<Self> {
        let first = annotation.line?;
        let span = usize::try_from(annotation.span.start).ok()?..usize::try_from(annotation.span.end).ok()?;
        let breaks = bytes.get(span)?.split(|byte| *byte == b'\n').count().saturating_sub(1);
        let last = annotation.last_line.unwrap_or(first + u32::try_from(breaks).ok()?);
        Some(Self { first, last, kind: &annotation.kind, certainty: annotation.certainty.as_thousandths() })
    }
}

/// Where the quotes of an annotation stand: each behind the start of the one before, from its line on.
fn places(gold: &Gold, bytes: &[u8]) -> Vec<Option<(u64, u64)>> {
    let lines: Vec<usize> = std::iter::once(0)
        .chain(bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1))
        .collect();
    let mut from = 0;
    gold.quotes
        .iter()
        .map(|quote| {
            let line = lines.get((quote.line as usize).checked_sub(1)?)?;
            let start = from.max(*line);
            let words = quote.text.as_bytes();
            let at = bytes.get(start..)?.windows(words.len()).position(|window| window == words)? + start;
            from = at + 1;
            Some((at as u64, (at + words.len()) as u64))
        })
        .collect()
}
