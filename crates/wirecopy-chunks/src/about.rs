//! What each chunk says of its article.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;
use wirecopy_body::{is_safe_target, plain_text_of, readable_content, word_count};
use wirecopy_core::Drops;
use wirecopy_model::{
    Article, ContentKind, Date, LinkRel, Person, PersonRole, Span, Status, Subject, SubjectKind,
};

use crate::cut::Chunk;

/// What the chunks of an article share.
#[derive(Debug)]
pub(crate) struct About<'a> {
    article: Cow<'a, str>,
    title: Option<String>,
    url: Option<&'a str>,
    published: Option<Cow<'a, str>>,
    updated: Option<Cow<'a, str>>,
    authors: Vec<Cow<'a, str>>,
    publisher: Vec<Cow<'a, str>>,
    section: Vec<String>,
    tags: Vec<String>,
    language: Option<&'a str>,
    rights: Vec<String>,
    license: Vec<&'a str>,
    status: Option<&'a str>,
    body: Option<&'static str>,
    source: &'a str,
}

/// A line.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    article: &'a str,
    number: usize,
    of: usize,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    headings: &'a [String],
    text: &'a str,
    #[serde(skip_serializing_if = "is_zero")]
    overlap: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [Cow<'a, str>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    publisher: &'a [Cow<'a, str>],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    section: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    rights: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    license: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'static str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'a str,
    words: usize,
    characters: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl<'a> About<'a> {
    /// What there is to say of an article. What has no place is counted.
    pub(crate) fn of(article: &'a Article, drops: &mut Drops) -> Self {
        count_drops(article, drops);
        let url = article.url();
        Self {
            article: id_of(article),
            title: article
                .headline()
                .map(|headline| plain_text_of(&headline.text))
                .filter(|title| !title.is_empty()),
            url: url.filter(|url| is_safe_target(url)),
            published: article.published().map(written),
            updated: article.updated().map(written),
            authors: names(article, &PersonRole::Author),
            publisher: names(article, &PersonRole::Publisher),
            section: labels(article, true),
            tags: labels(article, false),
            language: article.text_language(),
            rights: article
                .rights
                .iter()
                .flat_map(|rights| [&rights.notice, &rights.usage_terms])
                .flatten()
                .map(plain_text_of)
                .collect(),
            license: licenses(article),
            status: article.status.as_ref().map(Status::as_str),
            body: readable_content(&article.contents)
                .map(|content| content.kind)
                .filter(|kind| *kind != ContentKind::Full)
                .map(ContentKind::as_str),
            source: &article.source,
        }
    }

    /// Appends a chunk as a line.
    pub(crate) fn write(&self, chunk: &Chunk, number: usize, of: usize, out: &mut Vec<u8>) {
        let line = Line {
            id: format!("{}#{number}", self.article),
            article: &self.article,
            number,
            of,
            headings: &chunk.headings,
            text: &chunk.text,
            overlap: chunk.overlap,
            span: chunk.span,
            title: self.title.as_deref(),
            url: self.url,
            published: self.published.as_deref(),
            updated: self.updated.as_deref(),
            authors: &self.authors,
            publisher: &self.publisher,
            section: &self.section,
            tags: &self.tags,
            language: self.language,
            rights: &self.rights,
            license: &self.license,
            status: self.status,
            body: self.body,
            source: self.source,
            words: word_count(&chunk.text),
            characters: chunk.text.chars().count(),
        };
        // a plain struct with string keys, and a vector takes every byte: this cannot fail
        let _ = serde_json::to_writer(&mut *out, &line);
        out.push(b'\n');
    }
}

/// The article's id, else its address, else its place in the input.
fn id_of(article: &Article) -> Cow<'_, str> {
    let stated = article.id.as_ref().map(|id| id.value.as_str()).filter(|id| !id.is_empty());
    match (stated.or_else(|| article.url()), article.position) {
        (Some(id), _) => Cow::Borrowed(id),
        (None, Some(position)) => Cow::Owned(format!("{}:{position}", article.source)),
        (None, None) => Cow::Borrowed(&article.source),
    }
}

/// The date as far as it is understood, else the source's own words.
fn written(date: &Date) -> Cow<'_, str> {
    match date.value {
        Some(moment) => Cow::Owned(moment.to_string()),
        None => Cow::Borrowed(date.written.as_str()),
    }
}

fn known_as(person: &Person) -> Option<&str> {
    [&person.name, &person.email, &person.url, &person.written].into_iter().find_map(Option::as_deref)
}

/// The names of those with a role, each once; the bylines where nobody is named as author.
fn names<'a>(article: &'a Article, role: &PersonRole) -> Vec<Cow<'a, str>> {
    let mut seen = BTreeSet::new();
    let people = article.people.iter().filter(|person| person.role == *role).filter_map(known_as);
    let names: Vec<_> = people.filter(|name| seen.insert(*name)).map(Cow::Borrowed).collect();
    if names.is_empty() && *role == PersonRole::Author {
        return article.bylines.iter().map(|byline| Cow::Owned(plain_text_of(byline))).collect();
    }
    names
}

fn label(subject: &Subject) -> String {
    subject.names.first().map_or_else(|| subject.term.trim().to_owned(), plain_text_of)
}

fn labels(article: &Article, sections: bool) -> Vec<String> {
    let mut seen = BTreeSet::new();
    article
        .subjects
        .iter()
        .filter(|subject| (subject.kind == SubjectKind::Section) == sections)
        .map(label)
        .filter(|label| !label.is_empty() && seen.insert(label.clone()))
        .collect()
}

fn licenses(article: &Article) -> Vec<&str> {
    let stated = article.rights.iter().filter_map(|rights| rights.license.as_deref());
    let linked =
        article.links.iter().filter(|link| link.rel == LinkRel::License).map(|link| link.href.as_str());
    let mut seen = BTreeSet::new();
    stated.chain(linked).filter(|license| seen.insert(*license)).collect()
}

/// Counts what the article has and no line holds, of the fields the lines are made from.
fn count_drops(article: &Article, drops: &mut Drops) {
    drops.add("article.headlines", article.headlines.len().saturating_sub(1));
    let dated = [article.published(), article.updated()];
    let dates = article.dates.iter().filter(|date| !dated.iter().flatten().any(|held| **held == date.date));
    drops.add("article.dates", dates.count());
    let mut named = BTreeSet::new();
    for person in &article.people {
        if !matches!(person.role, PersonRole::Author | PersonRole::Publisher) {
            drops.add("article.people", 1);
            continue;
        }
        let name = known_as(person);
        let is_name = |value: &Option<String>| value.as_deref() == name;
        named.insert(name);
        drops.add("article.people.email", usize::from(person.email.is_some() && !is_name(&person.email)));
        drops.add("article.people.url", usize::from(person.url.is_some() && !is_name(&person.url)));
    }
    let url = article.url().filter(|url| is_safe_target(url));
    let links =
        article.links.iter().filter(|link| link.rel != LinkRel::License && Some(link.href.as_str()) != url);
    drops.add("article.links", links.count());
    for subject in &article.subjects {
        drops.add("article.subjects.term", usize::from(subject.has_term_beside(&label(subject))));
    }
    for rights in &article.rights {
        drops.add("article.rights.holder", usize::from(rights.holder.is_some()));
    }
    let body = readable_content(&article.contents);
    let others = article.contents.iter().filter(|content| !content.is_message());
    let others = others.filter(|content| body.is_none_or(|body| !std::ptr::eq(body, *content)));
    drops.add("article.contents", others.count());
    for update in &article.updates {
        drops.add("article.updates.id", usize::from(update.id.is_some()));
        drops.add(
            "article.updates.headline.language",
            usize::from(update.headline.as_ref().is_some_and(|text| text.language.is_some())),
        );
        drops.add("article.updates.dates", update.dates.len());
        drops.add("article.updates.people", update.people.len());
        drops.add("article.updates.extensions", usize::from(!update.extensions.is_empty()));
    }
}
