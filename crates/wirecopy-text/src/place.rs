//! Where each unit goes in the article.

use wirecopy_model::{
    Article, Block, Certainty, Correction, Date, DateRole, Dateline, Headline, HeadlineRole, Inline,
    ListItem, Note, ParagraphRole, Person, PersonKind, PersonRole, Place, Rights, RoleDate, Slugline, Span,
    Status, Text,
};

use crate::characters::cleaned;
use crate::inferences::Inferences;
use crate::kind::{Kind, Verdict};
use crate::layout::Unit;
use crate::passage::Passage;
use crate::{front, list};

/// Puts a unit of `text` where its kind belongs. `is_clean`: the text holds nothing that a block may not.
pub(crate) fn place(
    article: &mut Article,
    (text, is_clean): (&str, bool),
    unit: &Unit,
    verdict: &Verdict,
    span: Span,
    inferences: &mut Inferences,
) {
    let value = unit.joined(text).into_owned();
    let value = if is_clean { value } else { cleaned(value) };
    let content = |value: String| vec![Inline::text(value)];
    if verdict.rule != "given"
        && let Some(field) = field_of(verdict.kind)
    {
        inferences.add(field, verdict.certainty);
    }
    let paragraph = |value: String, role: Option<ParagraphRole>| Block::Paragraph {
        content: content(value),
        role,
        span: Some(span),
    };
    let role = match verdict.kind {
        Kind::Lead => Some(ParagraphRole::Lead),
        Kind::Caption => Some(ParagraphRole::Caption),
        Kind::EndMark => Some(ParagraphRole::EndMark),
        Kind::Boilerplate | Kind::Embargo | Kind::Header => Some(ParagraphRole::Boilerplate),
        Kind::PullQuote => Some(ParagraphRole::PullQuote),
        Kind::Question => Some(ParagraphRole::Question),
        Kind::Answer => Some(ParagraphRole::Answer),
        _ => None,
    };
    match verdict.kind {
        _ if value.is_empty() => {}
        Kind::Heading => {
            article.blocks.push(Block::Heading {
                level: verdict.level,
                content: content(value),
                span: Some(span),
            });
        }
        Kind::RelatedLink => {
            article.blocks.push(Block::RelatedLink { content: content(value), href: None, span: Some(span) });
        }
        Kind::Headline => add_headline(article, value),
        Kind::Deck => article.headlines.push(Headline::plain(HeadlineRole::Deck, value)),
        Kind::Byline => add_byline(article, value, verdict.certainty),
        Kind::Date => add_date(article, value),
        Kind::Embargo => {
            add_embargo(article, &value, inferences);
            article.blocks.push(paragraph(value, role));
        }
        Kind::Dateline => {
            if article.datelines.is_empty() {
                let place = || Dateline {
                    written: value.clone(),
                    place: Some(Place { name: Some(value.clone()), ..Place::default() }),
                    ..Dateline::default()
                };
                let dateline = front::whole_dateline(&value).unwrap_or_else(place);
                article.datelines.push(Dateline { span: Some(span), ..dateline });
            }
            article.blocks.push(paragraph(value, None));
        }
        Kind::Boilerplate => {
            add_statement(article, &value);
            article.blocks.push(paragraph(value, role));
        }
        Kind::ListItem => add_item(article, &value, span),
        Kind::Kicker => article.headlines.push(Headline::plain(HeadlineRole::Kicker, value)),
        Kind::Slug => article.sluglines.push(Slugline { text: value, separator: None }),
        Kind::CreditLine => article.credit_lines.push(Text::plain(value)),
        Kind::Note => {
            article.notes.push(Note { role: Some("editorial".to_owned()), text: Text::plain(value) });
        }
        Kind::Rule => article.blocks.push(Block::Rule),
        Kind::Lead
        | Kind::Paragraph
        | Kind::Caption
        | Kind::EndMark
        | Kind::PullQuote
        | Kind::Question
        | Kind::Answer
        | Kind::Header => article.blocks.push(paragraph(value, role)),
    }
}

/// A headline broken over two lines is one. One that the container states is not gone on with.
fn add_headline(article: &mut Article, value: String) {
    match article.headlines.last_mut().filter(|line| line.role == HeadlineRole::Main && line.origin.is_none())
    {
        Some(headline) => {
            headline.text.value.push(' ');
            headline.text.value.push_str(&value);
        }
        None => article.headlines.push(Headline::plain(HeadlineRole::Main, value)),
    }
}

fn add_byline(article: &mut Article, value: String, certainty: u16) {
    let day_first = is_day_first(article);
    let certainty = Some(Certainty::thousandths(certainty));
    if let Some(name) = front::is_picture_byline(&value) {
        article.people.push(Person {
            role: PersonRole::Contributor,
            kind: Some(PersonKind::Person),
            name: Some(name.to_owned()),
            written: Some(value.clone()),
            certainty,
            ..Person::default()
        });
    } else if let Some((_, byline)) = front::read_byline(&value) {
        for author in &byline.authors {
            let is_there = article.authors().any(|person| person.name.as_deref() == Some(author.name));
            if !is_there {
                article.people.push(Person {
                    kind: Some(PersonKind::Person),
                    name: Some(author.name.to_owned()),
                    title: author.title.map(str::to_owned),
                    email: author.email.map(str::to_owned),
                    written: Some(value.clone()),
                    certainty,
                    ..Person::default()
                });
            }
        }
        if let Some(agency) = byline.agency {
            article.people.push(Person {
                role: PersonRole::Provider,
                kind: Some(PersonKind::Organization),
                name: Some(agency.to_owned()),
                written: Some(value.clone()),
                certainty,
                ..Person::default()
            });
        }
        let date = byline.date.and_then(|date| front::read_date(date, day_first));
        if let Some(dated) = date.filter(|dated| dated.date.value.is_some()) {
            article.dates.push(RoleDate { role: dated.role, date: dated.date, origin: None });
        }
    } else if let Some(author) =
        article.people.iter_mut().rfind(|person| person.role == PersonRole::Author && person.title.is_none())
    {
        // what the one named above does
        author.title = Some(value.clone());
    }
    article.bylines.push(Text::plain(value));
}

fn add_date(article: &mut Article, value: String) {
    if front::is_date_label(&value) {
        return;
    }
    if let Some(dated) = front::read_date(&value, is_day_first(article)) {
        article.dates.push(RoleDate { role: dated.role, date: dated.date, origin: None });
        article.dates.extend(dated.more.map(|(role, date)| RoleDate { role, date, origin: None }));
    } else {
        let date = Date { written: value, ..Date::default() };
        article.dates.push(RoleDate { role: DateRole::Published, date, origin: None });
    }
}

/// Says that the article is under embargo. Where the words are not understood, or their date cannot be read, it is held
/// back all the same.
pub(crate) fn add_embargo(article: &mut Article, value: &str, inferences: &mut Inferences) {
    let date = match front::embargo(value, is_day_first(article)) {
        Some(front::Embargo::Immediate) => return,
        Some(front::Embargo::Until(date)) => date,
        None => None,
    };
    inferences.add("status", 960);
    article.status = Some(Status::Embargoed);
    if let Some(date) = date {
        article.dates.push(RoleDate { role: DateRole::Embargo, date, origin: None });
    }
}

/// Keeps rights and corrections in fields of their own.
fn add_statement(article: &mut Article, value: &str) {
    match front::back(value).map(|mark| mark.back) {
        Some(front::Back::Copyright) => {
            article.rights.push(Rights { notice: Some(Text::plain(value)), ..Rights::default() });
        }
        Some(front::Back::Correction) => {
            article.corrections.push(Correction { text: Text::plain(value), ..Correction::default() });
        }
        _ => {}
    }
}

/// Whether the language of the text is one that writes the day before the month.
fn is_day_first(article: &Article) -> bool {
    article.language.as_deref().is_some_and(|tag| {
        let main = tag.split('-').next().unwrap_or_default();
        matches!(
            main,
            "de" | "fr"
                | "es"
                | "it"
                | "pt"
                | "nl"
                | "pl"
                | "ru"
                | "uk"
                | "tr"
                | "da"
                | "nb"
                | "no"
                | "fi"
                | "cs"
                | "el"
                | "ro"
                | "he"
                | "ar"
                | "hi"
        )
    })
}

/// Adds an item to the list that ends the article so far, or begins one.
fn add_item(article: &mut Article, value: &str, span: Span) {
    let found = list::marker(value);
    let number = match found {
        Some((list::Marker::Number(number, _), _)) => Some(number),
        _ => None,
    };
    let words = found.and_then(|(_, range)| value.get(range)).unwrap_or(value).to_owned();
    let item = ListItem {
        blocks: vec![Block::Paragraph { content: vec![Inline::text(words)], role: None, span: Some(span) }],
    };
    if let Some(Block::List { ordered, start, items, .. }) = article.blocks.last_mut() {
        let next = u32::try_from(items.len()).ok().and_then(|count| start.unwrap_or(1).checked_add(count));
        if *ordered == number.is_some() && (number.is_none() || number == next) {
            items.push(item);
            return;
        }
    }
    article.blocks.push(Block::List {
        ordered: number.is_some(),
        start: number.filter(|number| *number != 1),
        loose: false,
        items: vec![item],
    });
}

/// The field an inference about a kind of line concerns.
fn field_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Heading => Some("headings"),
        Kind::RelatedLink => Some("related"),
        Kind::ListItem => Some("lists"),
        Kind::Headline => Some("title"),
        Kind::Deck => Some("deck"),
        Kind::Byline => Some("author"),
        Kind::Date => Some("published"),
        _ => None,
    }
}

/// Datelines are looked for in so many paragraphs: a summary may stand before the story.
const FIRST: usize = 3;

/// The dateline with which the story opens. It stays part of the paragraph.
pub(crate) fn find_dateline(
    article: &mut Article,
    text: &str,
    units: &[Unit],
    verdicts: &[Verdict],
    passage: &Passage<'_>,
    inferences: &mut Inferences,
) {
    if !article.datelines.is_empty() {
        inferences.add("dateline", 880);
        return;
    }
    let paragraphs = units
        .iter()
        .zip(verdicts)
        .filter(|(_, verdict)| {
            matches!(verdict.kind, Kind::Lead | Kind::Paragraph) && verdict.certainty >= 600
        })
        .take(FIRST);
    for (at, (unit, _)) in paragraphs.enumerate() {
        let raw = text.get(unit.range.clone()).unwrap_or_default();
        let Some(found) = front::dateline(raw) else { continue };
        if found.end + 20 > raw.len() {
            continue;
        }
        // further on, only what leaves no doubt
        if at > 0 && found.certainty < 960 {
            continue;
        }
        inferences.add("dateline", found.certainty);
        let start = unit.range.start;
        let span = passage.span(start + found.range.start..start + found.range.end);
        if let Some(name) = found.reporter.filter(|_| article.bylines.is_empty()) {
            article.people.push(Person {
                kind: Some(PersonKind::Person),
                name: Some(name),
                written: Some(found.dateline.written.clone()),
                certainty: Some(Certainty::thousandths(found.certainty)),
                ..Person::default()
            });
        }
        article.datelines.push(Dateline { span: Some(span), ..found.dateline });
        return;
    }
}
