//! Where each unit goes in the article.

use wirecopy_model::{
    Article, Block, Certainty, Date, DateRole, Headline, HeadlineRole, Inline, ListItem, Note, ParagraphRole,
    Person, PersonKind, RoleDate, Slugline, Span, Text,
};

use crate::characters::cleaned;
use crate::inferences::Inferences;
use crate::kind::{Kind, Verdict};
use crate::layout::Unit;
use crate::{front, list};

/// Puts a unit where its kind belongs.
pub(crate) fn place(
    article: &mut Article,
    text: &str,
    unit: &Unit,
    verdict: &Verdict,
    span: Span,
    inferences: &mut Inferences,
) {
    let value = cleaned(unit.joined(text).into_owned());
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
        Kind::Headline => article.headlines.push(Headline::plain(HeadlineRole::Main, value)),
        Kind::Deck => article.headlines.push(Headline::plain(HeadlineRole::Deck, value)),
        Kind::Byline if article.bylines.is_empty() => {
            for name in front::byline(&value).or_else(|| front::placed_byline(&value)).unwrap_or_default() {
                article.people.push(Person {
                    kind: Some(PersonKind::Person),
                    name: Some(name.to_owned()),
                    written: Some(value.clone()),
                    certainty: Some(Certainty::thousandths(verdict.certainty)),
                    ..Person::default()
                });
            }
            article.bylines.push(Text::plain(value));
        }
        Kind::Byline => article.blocks.push(paragraph(value, Some(ParagraphRole::Byline))),
        Kind::Date => {
            let (role, date) = front::dated(&value)
                .unwrap_or_else(|| (DateRole::Published, Date { written: value.clone(), ..Date::default() }));
            article.dates.push(RoleDate { role, date, origin: None });
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
        | Kind::Boilerplate
        | Kind::PullQuote
        | Kind::Question
        | Kind::Answer
        | Kind::Embargo
        | Kind::Dateline
        | Kind::Header => article.blocks.push(paragraph(value, role)),
    }
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
    if let Some(Block::List { ordered, start, items }) = article.blocks.last_mut() {
        let next = u32::try_from(items.len()).ok().and_then(|count| start.unwrap_or(1).checked_add(count));
        if *ordered == number.is_some() && (number.is_none() || number == next) {
            items.push(item);
            return;
        }
    }
    article.blocks.push(Block::List {
        ordered: number.is_some(),
        start: number.filter(|number| *number != 1),
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

/// The dateline with which the first paragraph opens. It stays part of the paragraph.
pub(crate) fn find_dateline(
    article: &mut Article,
    text: &str,
    units: &[Unit],
    verdicts: &[Verdict],
    inferences: &mut Inferences,
) {
    let first =
        units.iter().zip(verdicts).find(|(_, verdict)| matches!(verdict.kind, Kind::Lead | Kind::Paragraph));
    let Some((dateline, _)) = first.and_then(|(unit, _)| front::dateline(&unit.joined(text))) else {
        return;
    };
    inferences.add("dateline", if dateline.agency.is_some() { 950 } else { 900 });
    article.datelines.push(dateline);
}
