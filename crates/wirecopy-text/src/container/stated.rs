//! Fields that a container states in so many words.

use std::borrow::Cow;

use wirecopy_core::date;
use wirecopy_model::{
    Article, Content, ContentKind, Date, DateRole, Headline, HeadlineRole, Link, LinkRel, Node, Person,
    RoleDate, Shared, Status, Subject, SubjectKind, Text,
};

/// Puts the values of the field `name` into the article. Gives `false`, and changes nothing, if no field of an article is
/// meant, or one that can have a single value is stated already.
pub(super) fn take(article: &mut Article, name: &str, values: &[String]) -> bool {
    let lower = name.to_lowercase();
    let values: Vec<&str> =
        values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    let Some(first) = values.first().copied() else { return false };
    let is_one = values.len() == 1;
    match lower.as_str() {
        "title" | "headline" if is_one && article.headlines.is_empty() => {
            article.headlines.push(headline(first, name));
        }
        "author" | "authors" | "byline" | "by" => {
            article.people.extend(values.iter().map(|value| person(value, name)));
        }
        "published" if is_one && first.eq_ignore_ascii_case("false") => {
            article.status.get_or_insert(Status::Draft);
        }
        "published" if is_one && first.eq_ignore_ascii_case("true") => return false,
        "date" | "published" | "pubdate" | "publishdate" | "release date" if is_one => {
            article.dates.push(dated(DateRole::Published, first, name));
        }
        "status" if is_one && article.status.is_none() => {
            let Some(status) = Status::known(first) else { return false };
            article.status = Some(status);
        }
        "draft" | "private" if is_one && first.eq_ignore_ascii_case("true") => {
            article.status = Some(if lower == "draft" { Status::Draft } else { Status::Private });
        }
        "embargo" | "embargoed" | "embargo_until" | "embargo until"
            if is_one && !first.eq_ignore_ascii_case("false") =>
        {
            article.status.get_or_insert(Status::Embargoed);
            if !first.eq_ignore_ascii_case("true") {
                article.dates.push(dated(DateRole::Embargo, first, name));
            }
        }
        "updated" | "lastmod" | "modified" | "last updated" if is_one => {
            article.dates.push(dated(DateRole::Updated, first, name));
        }
        "lang" | "language" | "locale" if is_one && article.language.is_none() => {
            let Some(tag) = language(first) else { return false };
            article.language = Some(tag);
        }
        "tags" | "keywords" | "categories" | "category" | "tag" => {
            let kind = if lower == "keywords" { SubjectKind::Keyword } else { SubjectKind::Category };
            // written in one line, they are parted by commas
            let terms: Vec<&str> = match values.as_slice() {
                [one] => one.split(',').collect(),
                many => many.to_vec(),
            };
            for term in terms.into_iter().map(str::trim).filter(|term| !term.is_empty()) {
                article.subjects.push(Subject {
                    kind: kind.clone(),
                    term: term.to_owned(),
                    origin: Some(Cow::Owned(name.to_owned())),
                    ..Subject::default()
                });
            }
        }
        "description" | "summary" | "abstract" | "excerpt" if is_one => {
            article.contents.push(Content {
                kind: ContentKind::Summary,
                media_type: Cow::Borrowed("text/plain"),
                value: first.to_owned(),
                origin: Some(Cow::Owned(name.to_owned())),
                ..Content::default()
            });
        }
        "url" | "canonical" | "permalink" | "link"
            if is_one && (first.starts_with("https://") || first.starts_with("http://")) =>
        {
            article.links.push(Link {
                href: first.to_owned(),
                rel: LinkRel::Canonical,
                origin: Some(Cow::Owned(name.to_owned())),
                ..Link::default()
            });
        }
        _ => return false,
    }
    true
}

/// Keeps a field that has no place of its own.
pub(super) fn keep(article: &mut Article, name: &str, values: &[String]) {
    article.extensions.push(Node::element(0, None, None, name));
    if let [value] = values {
        article.extensions.push(Node::text(1, value.clone()));
        return;
    }
    for value in values {
        article.extensions.push(Node::element(1, None, None, "item"));
        article.extensions.push(Node::text(2, value.clone()));
    }
}

/// The headline, as the field `origin` states it.
pub(super) fn headline(value: &str, origin: &str) -> Headline {
    Headline {
        role: HeadlineRole::Main,
        text: Text::plain(value),
        origin: Some(Cow::Owned(origin.to_owned())),
    }
}

/// A date as the field `origin` states it.
pub(super) fn dated(role: DateRole, written: &str, origin: &str) -> RoleDate {
    let parsed = date::parse(written);
    RoleDate {
        role,
        date: Date {
            written: written.to_owned(),
            value: parsed.value,
            zone: parsed.zone,
            precision: parsed.precision,
        },
        origin: Some(Cow::Owned(origin.to_owned())),
    }
}

fn person(name: &str, origin: &str) -> Person {
    Person { name: Some(name.to_owned()), origin: Some(Cow::Owned(origin.to_owned())), ..Person::default() }
}

/// The tag of a language that is given by its tag or its English name.
fn language(value: &str) -> Option<Shared> {
    const NAMES: &[(&str, &str)] = &[
        ("english", "en"),
        ("german", "de"),
        ("french", "fr"),
        ("spanish", "es"),
        ("italian", "it"),
        ("portuguese", "pt"),
        ("dutch", "nl"),
        ("finnish", "fi"),
        ("swedish", "sv"),
        ("danish", "da"),
        ("norwegian", "no"),
        ("polish", "pl"),
        ("russian", "ru"),
        ("hungarian", "hu"),
        ("greek", "el"),
        ("latin", "la"),
        ("chinese", "zh"),
        ("japanese", "ja"),
    ];
    let lower = value.to_lowercase();
    if let Some((_, tag)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some(Shared::from(*tag));
    }
    let mut parts = value.split(['-', '_']);
    let is_tag = parts.next().is_some_and(|first| {
        matches!(first.len(), 2 | 3) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && parts
        .all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    is_tag.then(|| Shared::from(value.replace('_', "-")))
}
