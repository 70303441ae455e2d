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

use wirecopy_model::{Article, Certainty, Mention, MentionKind, Moment, Quote};

use crate::kind::Kind;
use crate::lexicon::Lexicon;
use crate::names::Pages;
use crate::passage::Passage;
use crate::time::{Calendar, Pieces, Time};
use evidence::Sign;
use gazetteer::Hints;
pub(crate) use gazetteer::{is_given_name, is_place_word};
use ledger::one_line;
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
/// thousandths) are left out. `pages`: what was read already.
pub(crate) fn mentions<'t>(
    passage: &'t Passage<'_>,
    parts: &[(Range<usize>, Kind)],
    article: &Article,
    published: Option<Moment>,
    least: u16,
    pages: Pages<'t>,
) -> Mentions {
    let language = article.language.as_deref();
    let text = &*passage.text;
    let of_time = |range: Range<usize>, time: &Time| of_time(passage, &article.quotes, range, time, least);
    let mut over = 0;
    let mut times = times(text, parts, language, published, &mut over).into_iter().peekable();
    let names = names(text, parts, article, pages, &mut over);
    let mut found = Vec::with_capacity((names.len() + times.len()).min(MOST));
    for (range, sign, name) in names {
        while let Some((range, time)) = times.next_if(|(time, _)| time.end <= range.start) {
            found.push(of_time(range, &time));
        }
        // `Tuesday` is no name
        let is_time = times.peek().is_some_and(|(time, _)| time.start < range.end);
        if !is_time && sign.certainty >= least {
            found.push(of_name(passage, range, sign, name));
        }
    }
    found.extend(times.map(|(range, time)| of_time(range, &time)));
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
    let (mut out, mut pieces) = (Vec::new(), Pieces::default());
    for (range, _) in parts.iter().filter(|(_, kind)| is_running(*kind)) {
        let part = text.get(range.clone()).unwrap_or_default();
        calendar.each(part, published, &mut pieces, |time| {
            if out.len() < MOST {
                out.push((range.start + time.range.start..range.start + time.range.end, time));
            } else {
                *over += 1;
            }
        });
    }
    out
}

/// The names in the text, in order, with what each names and its full form.
fn names<'t>(
    text: &'t str,
    parts: &[(Range<usize>, Kind)],
    article: &Article,
    pages: Pages<'t>,
    over: &mut usize,
) -> Vec<(Range<usize>, Sign, Option<String>)> {
    let Some(language) = article.language.as_deref() else { return Vec::new() };
    let Some((lexicon, hints)) = Lexicon::of(language).zip(Hints::of(language)) else { return Vec::new() };
    let mut reader = Reader::new(lexicon, hints, language.starts_with("en"), MOST, pages);
    let text_of = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    reader.expect(parts.iter().filter(|(_, kind)| is_running(*kind)).map(|(range, _)| text_of(range)));
    for (range, kind) in parts {
        let is_quiet = matches!(kind, Kind::Heading | Kind::RelatedLink | Kind::Headline | Kind::PullQuote);
        if is_quiet || is_running(*kind) {
            reader.read(text_of(range), range.start, is_quiet);
        }
    }
    *over += reader.over;
    reader.learn(&article.quotes, &article.people, &article.datelines);
    reader.finish()
}

fn of_name(passage: &Passage<'_>, range: Range<usize>, sign: Sign, name: Option<String>) -> Mention {
    let text = passage.text.get(range.clone()).unwrap_or_default();
    let whole = || match one_line(text) {
        Cow::Owned(name) => Some(name),
        Cow::Borrowed(_) => None,
    };
    Mention {
        kind: sign.kind,
        span: passage.span(range),
        name: name.or_else(whole).filter(|name| *name != text),
        text: text.to_owned(),
        date: None,
        certainty: sign.certainty(),
        rule: Cow::Borrowed(sign.rule),
    }
}

fn of_time(passage: &Passage<'_>, quotes: &[Quote], range: Range<usize>, time: &Time, least: u16) -> Mention {
    let text = passage.text.get(range.clone()).unwrap_or_default().to_owned();
    let span = passage.span(range);
    // who speaks may have spoken on another day than that of publication
    let is_stated = matches!(time.rule, "date" | "month-and-year" | "year");
    let quote = quotes.partition_point(|quote| quote.span.start <= span.start).checked_sub(1);
    let is_quoted = quote.and_then(|at| quotes.get(at)).is_some_and(|quote| span.start < quote.span.end);
    let is_sure = time.certainty >= least && (is_stated || !is_quoted);
    Mention {
        kind: MentionKind::Time,
        span,
        name: None,
        date: time.dated(&text).filter(|_| is_sure),
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

#[cfg(test)]
mod tests {
    use wirecopy_core::decode::{Hints, decode_all};
    use wirecopy_core::{Cx, Findings, Limits, Policy};

    use super::*;

    /// The names in a paragraph of a language, as `name:kind`, or `name=full name:kind`.
    fn check_in(language: &str, text: &str, expect: &[&str]) {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let decoded = decode_all(text.as_bytes(), &Hints::default(), &mut cx).unwrap();
        let passage = Passage::whole(&decoded);
        let article = Article { language: Some(language.into()), ..Article::default() };
        let parts: Vec<_> = text
            .split_inclusive('\n')
            .scan(0, |at, line| {
                *at += line.len();
                Some((*at - line.len()..*at, Kind::Paragraph))
            })
            .collect();
        let found = mentions(&passage, &parts, &article, None, 0, Pages::default()).found;
        let shown: Vec<String> = found
            .iter()
            .filter(|mention| mention.kind != MentionKind::Time)
            .map(|mention| {
                let kind = match mention.kind {
                    MentionKind::Person => "person",
                    MentionKind::Organization => "body",
                    MentionKind::Place => "place",
                    _ => "name",
                };
                let full = mention.name.as_ref().map(|name| format!("={name}")).unwrap_or_default();
                format!("{}{full}:{kind}", mention.text)
            })
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    fn check(text: &str, expect: &[&str]) {
        check_in("en", text, expect);
    }

    #[test]
    fn persons_by_what_stands_beside_them() {
        check("Then Mayor Osric Pell left.\nPell wept.", &["Osric Pell:person", "Pell=Osric Pell:person"]);
        check("The harbour pilot Corin Abelard left.", &["Corin Abelard:person"]);
        check("Then Corin Abelard, 34, left.", &["Corin Abelard:person"]);
        check("Then Corin Abelard, a nurse at the clinic, left.", &["Corin Abelard:person"]);
        check("Then Corin Abelard, who was late, left.", &["Corin Abelard:person"]);
        check("Then Corin Abelard left.", &["Corin Abelard:name"]);
        check(
            "Then Corin Abelard left.\nAbelard wept.",
            &["Corin Abelard:person", "Abelard=Corin Abelard:person"],
        );
        check(
            "Then Hurricane Corin came.\nThen Corin went.",
            &["Hurricane Corin:name", "Corin=Hurricane Corin:name"],
        );
        check("\"I met Mayor Osric Pell,\" she said.", &["Osric Pell:person"]);
        check("Then Acme Quarries, a leader in gravel, left.", &["Acme Quarries:name"]);
        check("Trade with Acme Quarries, 34 tons, grew.", &["Acme Quarries:name"]);
    }

    #[test]
    fn bodies_by_their_words_and_their_people() {
        check("It asked the Lantern Bay Council about it.", &["Lantern Bay Council:body"]);
        check(
            "The National Rescue Board (NRB) went.\nThen the NRB left.",
            &[
                "National Rescue Board:body",
                "NRB=National Rescue Board:body",
                "NRB=National Rescue Board:body",
            ],
        );
        check("They spoke to the US State Department.", &["US State Department:body"]);
        check(
            "It was told that Vostra militants fled and that Vostra lost.",
            &["Vostra:body", "Vostra:body"],
        );
        check("He signed the Clean Shores Act there.", &["Clean Shores Act:name"]);
        check("She works at Queen Ida Hospital there.", &["Queen Ida Hospital:body"]);
        check("She works at Judge Ida Holm Center there.", &["Judge Ida Holm Center:body"]);
        check("He asked an analyst at Standard Investment Bank.", &["Standard Investment Bank:body"]);
        check("Then Safra chief executive Osric Pell left.", &["Safra:body", "Osric Pell:person"]);
    }

    #[test]
    fn places_by_lists_and_by_what_stands_beside_them() {
        check("He left Turkey for Ankara.", &["Turkey:place", "Ankara:place"]);
        check("Turkish and Israeli troops met on Tuesday.", &[]);
        check(
            "It happened in Ostwick, Norway, at noon.\nThen Ostwick slept.",
            &["Ostwick:place", "Norway:place", "Ostwick:place"],
        );
        check("It left the village of Ostwick behind.", &["Ostwick:place"]);
        check("It sank in Lake Ostwick near Pell Street.", &["Lake Ostwick:place", "Pell Street:place"]);
        check("US President Osric Pell left.", &["US:place", "Osric Pell:person"]);
        check(
            "It beat Bosnia and Herzegovina in The Hague.",
            &["Bosnia and Herzegovina:place", "The Hague:place"],
        );
    }

    #[test]
    fn one_name_may_be_of_a_place_and_of_a_person() {
        check(
            "Then Mayor Jane Washington left.\nThen Washington wept in Washington.",
            &["Jane Washington:person", "Washington:name", "Washington:place"],
        );
        check(
            "Then Mayor Jane Washington left.\nThen Washington wept.",
            &["Jane Washington:person", "Washington=Jane Washington:person"],
        );
    }

    #[test]
    fn other_languages() {
        check_in(
            "de",
            "Die Ministerin Ida Holm traf in der Türkei die Presse.",
            &["Ida Holm:person", "Türkei:place"],
        );
        check_in(
            "fr",
            "La ministre Ida Holm a quitté la ville d'Ostwick.",
            &["Ida Holm:person", "Ostwick:place"],
        );
        check_in("es", "La alcaldesa Ida Holm viajó a Turquía.", &["Ida Holm:person", "Turquía:place"]);
        check_in(
            "it",
            "Il sindaco Osric Pell ha lasciato la città di Ostwick.",
            &["Osric Pell:person", "Ostwick:place"],
        );
        check_in(
            "pt",
            "O prefeito Osric Pell viajou para a Turquia.",
            &["Osric Pell:person", "Turquia:place"],
        );
        check_in(
            "nl",
            "Burgemeester Osric Pell verliet de stad Ostwick.",
            &["Osric Pell:person", "Ostwick:place"],
        );
        check_in("ru", "Ida Holm and Turkey.", &[]);
    }

    #[test]
    fn names_are_one_pass() {
        let text = "Mayor Osric Pell met Ida Holm in Turkey. ".repeat(40_000);
        let lines = text.replace(". ", ".\n");
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let decoded = decode_all(lines.as_bytes(), &Hints::default(), &mut cx).unwrap();
        let passage = Passage::whole(&decoded);
        let article = Article { language: Some("en".into()), ..Article::default() };
        let length = text.len() / 40_000;
        let parts: Vec<_> = (0..40_000).map(|at| (at * length..(at + 1) * length, Kind::Paragraph)).collect();
        let found = mentions(&passage, &parts, &article, None, 0, Pages::default());
        assert_eq!((found.found.len(), found.over), (MOST, 20_000));
    }
}
