//! An article as a text to be read.

mod body;
mod words;

use wirecopy_body::{clean_text, plain_text_of};
use wirecopy_core::Drops;
use wirecopy_model::{
    Article, ArticleKind, Date, DateRole, Headline, HeadlineRole, IdOrigin, PartName, Parts, PersonRole,
};

/// The article: headline, standfirst, byline and date, the body, rights. Empty: there is nothing to read.
pub(super) fn text(article: &Article) -> String {
    let mut out = String::new();
    let mut part = |text: &str| {
        let text = text.trim();
        if !text.is_empty() {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(text);
        }
    };
    for headline in headlines(article) {
        part(&plain_text_of(&headline.text));
    }
    let date = date(article).map(shown);
    let lines: Vec<String> = byline(article).into_iter().chain(date).collect();
    part(&lines.join("\n"));
    part(&body::text(&article.blocks));
    for notice in article.rights.iter().filter_map(|rights| rights.notice.as_ref()) {
        part(&plain_text_of(notice));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    without_overrides(out)
}

/// Parts of fields that a text to be read never holds.
const LOST: &[PartName] = &[
    "article.headlines.language",
    "article.bylines.language",
    "article.people.names",
    "article.people.uris",
    "article.people.url",
    "article.people.avatar",
    "article.people.title",
    "article.people.affiliation",
    "article.people.extensions",
    "article.links.title",
    "article.links.media_type",
    "article.links.hreflang",
    "article.links.length",
    "article.links.extensions",
    "article.contents.role",
    "article.contents.language",
    "article.rights.holder",
    "article.rights.usage_terms",
    "article.rights.license",
    "article.rights.encoded",
    "article.blocks.links.title",
    "article.blocks.images.title",
    "article.blocks.language",
    "article.blocks.entities",
    "article.blocks.quotation.cite",
    "article.blocks.quote.cite",
    "article.blocks.code.language",
    "article.blocks.media",
    "article.blocks.media.title",
    "article.blocks.media.caption",
    "article.blocks.media.credits",
    "article.blocks.media.rights",
    "article.blocks.embeds.kind",
    "article.blocks.aside.role",
    "article.blocks.raw",
    "article.blocks.media.url",
    "article.blocks.struck",
];

/// Counts what of an article the text does not hold.
pub(super) fn count_drops(article: &Article, drops: &mut Drops) {
    let some = usize::from;
    drops.add("article.id", some(article.id.as_ref().is_some_and(|id| id.origin != IdOrigin::Derived)));
    drops.add("article.kind", some(article.kind.as_ref().is_some_and(|kind| *kind != ArticleKind::Text)));
    drops.add("article.status", some(article.status.is_some()));
    drops.add("article.signals", article.signals.len());
    drops.add("article.urgency", some(article.urgency.is_some()));
    drops.add("article.priority", some(article.priority.is_some()));
    drops.add("article.headlines", article.headlines.len() - headlines(article).count());
    drops.add("article.sluglines", article.sluglines.len());
    drops.add("article.datelines", article.datelines.len());
    drops.add("article.credit_lines", article.credit_lines.len());
    drops.add("article.bylines", article.bylines.len().saturating_sub(1));
    drops.add("article.people", people_left(article));
    drops.add("article.people.email", article.people.iter().filter(|person| person.email.is_some()).count());
    let dated = usize::from(date(article).is_some());
    drops.add("article.dates", article.dates.len().saturating_sub(dated));
    drops.add("article.links", article.links.len());
    drops.add("article.subjects", article.subjects.len());
    drops.add("article.language", some(article.language.is_some()));
    let bodies = article.contents.len();
    drops.add("article.contents", bodies.saturating_sub(some(!article.blocks.is_empty())));
    let silent = article.rights.iter().filter(|rights| rights.notice.is_none()).count();
    drops.add("article.rights", silent);
    drops.add("article.notes", article.notes.len());
    drops.add("article.extensions", some(!article.extensions.is_empty()));
    Parts::count(article, &mut |part, count| {
        if LOST.contains(&part) {
            drops.add(part, count);
        }
    });
}

/// The headline that counts, and the line below it.
fn headlines(article: &Article) -> impl Iterator<Item = &Headline> {
    let deck = article.headlines.iter().find(|headline| headline.role == HeadlineRole::Deck);
    let main = article.headline().filter(|headline| headline.role != HeadlineRole::Deck);
    main.into_iter().chain(deck)
}

/// The byline as written, else the names of the authors.
fn byline(article: &Article) -> Option<String> {
    if let Some(byline) = article.bylines.first() {
        return Some(plain_text_of(byline));
    }
    let names: Vec<&str> = article.authors().filter_map(|author| author.name.as_deref()).collect();
    (!names.is_empty()).then(|| words::on_a_line(&names.join(", ")))
}

/// How many people are not named: all but the authors, and those too where a byline stands for them.
fn people_left(article: &Article) -> usize {
    let is_named = |role: &PersonRole| *role == PersonRole::Author;
    article.people.iter().filter(|person| !is_named(&person.role) || person.name.is_none()).count()
}

fn date(article: &Article) -> Option<&Date> {
    [DateRole::Published, DateRole::Updated].iter().find_map(|role| article.date(role))
}

/// A date in the order of ISO 8601, or as it is written where it is not understood.
fn shown(date: &Date) -> String {
    match date.value {
        Some(moment) => moment.to_string().replacen('T', " ", 1),
        None => words::on_a_line(&clean_text(&date.written).0),
    }
}

/// A text without the signs that reverse what stands before or after them.
fn without_overrides(text: String) -> String {
    let is_override = |c: char| matches!(c, '\u{202d}' | '\u{202e}');
    if text.contains(is_override) { text.replace(is_override, "") } else { text }
}

#[cfg(test)]
mod tests {
    use wirecopy_model::{Block, Person, RoleDate, Text};

    use super::*;

    #[test]
    fn the_head_stands_above_the_body() {
        let published = RoleDate {
            date: Date { value: "2026-05-02T08:15:00+02:00".parse().ok(), ..Date::default() },
            ..RoleDate::default()
        };
        let article = Article {
            headlines: vec![
                Headline::plain(HeadlineRole::Kicker, "Ports"),
                Headline::plain(HeadlineRole::Main, "Ferry back"),
                Headline::plain(HeadlineRole::Deck, "After a year"),
            ],
            people: vec![Person { name: Some("Ines Varga".to_owned()), ..Person::default() }],
            dates: vec![published],
            blocks: vec![Block::paragraph("It sails\u{202e} again.")],
            ..Article::default()
        };
        assert_eq!(
            text(&article),
            "Ferry back\n\nAfter a year\n\nInes Varga\n2026-05-02 08:15:00+02:00\n\nIt sails again.\n"
        );
        let byline = Article { bylines: vec![Text::plain("By I. Varga")], ..article };
        assert!(text(&byline).contains("\n\nBy I. Varga\n2026"));
        assert_eq!(text(&Article::default()), "");
    }
}
