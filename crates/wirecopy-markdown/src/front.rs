//! What of an article goes into front matter. Only what is known: an absent key is absent.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use wirecopy_body::{
    blocks_to_text, clean_text, html_to_blocks, inline_text, is_safe_target, plain_text_of, readable_content,
};
use wirecopy_core::{Cx, Drops};
use wirecopy_model::{
    Article, ArticleKind, Block, Caption, Content, ContentKind, Date, HeadlineRole, IdOrigin, LinkRel, Media,
    Person, PersonRole, Picture, Piece, Precision, Status, Subject, SubjectKind, Walk, Zone,
};

use crate::yaml::{Entry, FrontMatter};

/// How much of the article its body holds. `None`: it has no body.
pub(crate) fn body_kind(article: &Article) -> Option<ContentKind> {
    let content = readable_content(&article.contents).or_else(|| article.best_content());
    content.map(|content| content.kind)
}

/// The front matter of an article. `related`: whether pointers to other stories go into it.
pub(crate) fn front_matter(
    article: &Article,
    related: bool,
    drops: &mut Drops,
    cx: &mut Cx<'_>,
) -> FrontMatter {
    let mut front = FrontMatter::default();
    let title = article.headline();
    front.text("title", &title.map(|headline| plain_text_of(&headline.text)).unwrap_or_default());
    let subtitle = article
        .headlines
        .iter()
        .filter(|headline| title.is_none_or(|title| !std::ptr::eq(*headline, title)))
        .find(|headline| matches!(headline.role, HeadlineRole::Sub | HeadlineRole::Deck));
    front.text("subtitle", &subtitle.map(|headline| plain_text_of(&headline.text)).unwrap_or_default());
    drops.add(
        "article.headlines",
        article.headlines.len() - usize::from(title.is_some()) - usize::from(subtitle.is_some()),
    );
    dates(article, &mut front, drops);
    people(article, &mut front, drops);
    subjects(article, &mut front, drops);
    front.text("language", article.text_language().unwrap_or_default());
    front.one_or_list("publisher", &names(article, &PersonRole::Publisher));
    front.text("url", safe(article.url().unwrap_or_default(), "article.links", drops));
    match &article.id {
        // the hash of the content says nothing that the content does not
        Some(id) if id.origin != IdOrigin::Derived => front.text("id", &id.value),
        _ => {}
    }
    contents(article, &mut front, drops, cx);
    rights(article, &mut front, drops);
    media(article, &mut front, drops);
    front.text("status", article.status.as_ref().map(Status::as_str).unwrap_or_default());
    front.text("source", &article.source);
    front.list("given", &article.given);
    // quotes were worked out too, but no file shows them
    let shown = article.inferred.iter().map(|inference| &*inference.field).filter(|field| *field != "quotes");
    let mut inferred: Vec<&str> = shown.collect();
    let guessed_kind = readable_content(&article.contents)
        .is_some_and(|content| content.kind_certainty.is_some() && content.kind != ContentKind::Full);
    if guessed_kind && !inferred.contains(&"body") {
        inferred.push("body");
    }
    front.list("inferred", &inferred);
    links(article, related, &mut front, drops);
    drops.add(
        "article.kind",
        usize::from(article.kind.as_ref().is_some_and(|kind| *kind != ArticleKind::Text)),
    );
    front
}

/// `url`, unless it leads where no rendered link may.
fn safe<'u>(url: &'u str, path: &'static str, drops: &mut Drops) -> &'u str {
    if is_safe_target(url) {
        url
    } else {
        drops.add(path, 1);
        ""
    }
}

fn dates(article: &Article, front: &mut FrontMatter, drops: &mut Drops) {
    let (published, updated) = (article.published(), article.updated());
    for (date, keys) in [
        (published, ["date", "date_zone", "date_written"]),
        (updated, ["updated", "updated_zone", "updated_written"]),
    ] {
        let Some(date) = date else { continue };
        let Some(moment) = date.value else {
            front.text(keys[2], &date.written);
            continue;
        };
        front.text(keys[0], &moment.to_string());
        if moment.precision() >= Precision::Minute {
            match date.zone {
                Zone::Given => {}
                Zone::Assumed => front.text(keys[1], "assumed"),
                Zone::None => front.text(keys[1], "none"),
            }
        }
    }
    let written = |date: &Date| published == Some(date) || updated == Some(date);
    drops.add("article.dates", article.dates.iter().filter(|date| !written(&date.date)).count());
}

fn names<'a>(article: &'a Article, role: &PersonRole) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    article
        .people
        .iter()
        .filter(|person| person.role == *role)
        .filter_map(known_as)
        .filter(|name| seen.insert(*name))
        .collect()
}

fn known_as(person: &Person) -> Option<&str> {
    [&person.name, &person.email, &person.url, &person.written]
        .into_iter()
        .find_map(|known| known.as_deref().map(str::trim).filter(|known| !known.is_empty()))
}

fn people(article: &Article, front: &mut FrontMatter, drops: &mut Drops) {
    let authors = names(article, &PersonRole::Author);
    front.list("authors", &authors);
    if authors.is_empty() {
        front.text("byline", article.byline().unwrap_or_default());
        drops.add("article.bylines", article.bylines.len().saturating_sub(1));
    }
    for person in &article.people {
        if !matches!(person.role, PersonRole::Author | PersonRole::Publisher) {
            drops.add("article.people", 1);
            continue;
        }
        let named = person.name.is_some();
        drops.add("article.people.email", usize::from(named && person.email.is_some()));
        drops.add(
            "article.people.url",
            usize::from((named || person.email.is_some()) && person.url.is_some()),
        );
        drops.add("article.people.avatar", usize::from(person.avatar.is_some()));
        drops.add("article.people.title", usize::from(person.title.is_some()));
        drops.add("article.people.affiliation", usize::from(person.affiliation.is_some()));
        drops.add("article.people.extensions", usize::from(!person.extensions.is_empty()));
    }
}

fn subjects(article: &Article, front: &mut FrontMatter, drops: &mut Drops) {
    for (key, sections) in [("section", true), ("tags", false)] {
        let mut seen = BTreeSet::new();
        let labels: Vec<Cow<'_, str>> = article
            .subjects
            .iter()
            .filter(|subject| (subject.kind == SubjectKind::Section) == sections)
            .map(label)
            .filter(|label| !label.is_empty() && seen.insert(label.clone()))
            .collect();
        if sections {
            front.one_or_list(key, &labels);
        } else {
            front.list(key, &labels);
        }
    }
    for subject in &article.subjects {
        drops.add("article.subjects.scheme", usize::from(subject.scheme.is_some()));
        drops.add("article.subjects.uri", usize::from(subject.uri.is_some()));
        drops.add("article.subjects.names", subject.names.len().saturating_sub(1));
        drops.add("article.subjects.term", usize::from(subject.has_term_beside(&label(subject))));
        drops.add("article.subjects.relevance", usize::from(subject.relevance.is_some()));
        drops.add("article.subjects.extensions", usize::from(!subject.extensions.is_empty()));
    }
}

fn label(subject: &Subject) -> Cow<'_, str> {
    match subject.names.first() {
        Some(name) => Cow::Owned(plain_text_of(name)),
        None => Cow::Borrowed(subject.term.trim()),
    }
}

fn contents(article: &Article, front: &mut FrontMatter, drops: &mut Drops, cx: &mut Cx<'_>) {
    let body = readable_content(&article.contents);
    let kind = body_kind(article);
    let mut summary = None;
    if kind == Some(ContentKind::Full) || (kind.is_none() && !article.blocks.is_empty()) {
        summary = article
            .contents
            .iter()
            .find(|content| matches!(content.kind, ContentKind::Summary | ContentKind::Teaser))
            .filter(|content| readable_content(std::slice::from_ref(content)).is_some());
        if let Some(summary) = summary {
            front.text("summary", &content_text(summary, cx));
        }
    } else if let Some(kind) = kind {
        front.text("body", kind.as_str());
    }
    let used = [body, summary];
    let unused = article
        .contents
        .iter()
        .filter(|content| !content.is_message())
        .filter(|content| !used.iter().flatten().any(|used| std::ptr::eq(*used, *content)))
        // the same words again in another media type are no loss of words
        .filter(|content| !used.iter().flatten().any(|used| used.value == content.value));
    drops.add("article.contents", unused.count());
}

fn content_text(content: &Content, cx: &mut Cx<'_>) -> String {
    if content.media_type.starts_with("text/plain") {
        return clean_text(&content.value).0.trim().to_owned();
    }
    blocks_to_text(&html_to_blocks(&content.value, &wirecopy_body::HtmlOptions::default(), cx))
}

fn rights(article: &Article, front: &mut FrontMatter, drops: &mut Drops) {
    let mut notices: Vec<String> = Vec::new();
    let mut licenses: Vec<&str> = Vec::new();
    for rights in &article.rights {
        for text in [&rights.notice, &rights.usage_terms].into_iter().flatten() {
            notices.push(plain_text_of(text));
        }
        if rights.notice.is_none() {
            notices.extend(rights.holder.as_ref().and_then(|holder| holder.name.clone()));
        } else {
            drops.add("article.rights.holder", usize::from(rights.holder.is_some()));
        }
        licenses.extend(rights.license.as_deref());
        drops.add("article.rights.encoded", usize::from(rights.encoded.is_some()));
    }
    licenses.extend(
        article.links.iter().filter(|link| link.rel == LinkRel::License).map(|link| link.href.as_str()),
    );
    notices.dedup();
    licenses.dedup();
    front.one_or_list("rights", &notices);
    front.one_or_list("license", &licenses);
}

/// What the body shows along with a picture, film or sound.
#[derive(Default)]
struct Shown {
    caption: String,
    credit: String,
    alt: String,
}

impl Shown {
    /// Whether the words stand there already.
    fn tells(&self, words: &str) -> bool {
        let words = words.trim();
        [&self.caption, &self.credit].into_iter().any(|told| told.contains(words))
    }
}

/// Pictures, films and sounds within the body, by address.
fn in_body(article: &Article) -> BTreeMap<&str, Shown> {
    let mut found: BTreeMap<&str, Shown> = BTreeMap::new();
    for piece in Walk::new(&article.blocks) {
        match piece {
            Piece::Block(Block::Figure { media, caption, credit }) => {
                for media in media {
                    let Some(url) = media.url.as_deref() else { continue };
                    found.entry(url).or_insert_with(|| Shown {
                        caption: inline_text(caption),
                        credit: credit.clone().unwrap_or_default(),
                        alt: media.alt.clone().unwrap_or_default(),
                    });
                }
            }
            Piece::Inline(wirecopy_model::Inline::Image { src, alt, .. }) => {
                found.entry(src).or_insert_with(|| Shown { alt: alt.clone(), ..Shown::default() });
            }
            _ => {}
        }
    }
    found
}

fn caption_text(caption: Caption<'_>) -> String {
    match caption {
        Caption::Text(text) => plain_text_of(text),
        Caption::Inlines(inlines) => inline_text(inlines),
    }
}

/// The entry of a picture. `None`: the body shows it, and all there is to say of it.
fn image(
    article: &Article,
    picture: &Picture<'_>,
    shown: Option<&Shown>,
    drops: &mut Drops,
) -> Option<Entry> {
    let own = article.media.iter().find(|media| media.url.as_deref() == Some(picture.url));
    let mut caption = picture.caption.map(caption_text).unwrap_or_default();
    let mut credit = picture.credit.unwrap_or_default();
    let mut alt = own.and_then(|media| media.alt.as_deref()).unwrap_or_default();
    if let Some(shown) = shown {
        if shown.tells(&caption) {
            caption.clear();
        }
        if shown.tells(credit) {
            credit = "";
        }
        if shown.alt.trim() == alt.trim() {
            alt = "";
        }
        if caption.is_empty() && credit.is_empty() && alt.is_empty() {
            return None;
        }
    }
    let mut entry = Entry::default();
    entry
        .text("url", safe(picture.url, "article.media", drops))
        .text("caption", &caption)
        .text("credit", credit)
        .text("alt", alt);
    Some(entry)
}

fn media(article: &Article, front: &mut FrontMatter, drops: &mut Drops) {
    let shown = in_body(article);
    let images: Vec<Entry> = article
        .pictures()
        .iter()
        .filter_map(|picture| image(article, picture, shown.get(picture.url), drops))
        .collect();
    front.entries("images", &images);
    let mut seen = BTreeSet::new();
    let mut others = Vec::new();
    for media in &article.media {
        count_media(media, drops);
        let Some(url) = media.url.as_deref() else { continue };
        let again = !seen.insert(url);
        if media.is_picture() {
            // of several with one address the first is written
            drops.add("article.media.caption", usize::from(again && media.caption.is_some()));
            drops.add("article.media.credits", usize::from(again && !media.credits.is_empty()));
            continue;
        }
        drops.add("article.media.caption", usize::from(media.caption.is_some()));
        drops.add("article.media.credits", media.credits.len());
        if again || shown.contains_key(url) {
            drops.add("article.media.title", usize::from(media.title.is_some()));
            drops.add("article.media.duration", usize::from(media.duration.is_some()));
            continue;
        }
        let mut entry = Entry::default();
        entry
            .text("url", safe(url, "article.media", drops))
            .text("type", media.media_type.as_deref().unwrap_or_default())
            .text("title", &media.title.as_ref().map(plain_text_of).unwrap_or_default())
            .text("duration", media.duration.as_deref().unwrap_or_default());
        others.push(entry);
    }
    front.entries("media", &others);
}

fn count_media(media: &Media, drops: &mut Drops) {
    let picture = media.is_picture();
    drops.add("article.media", usize::from(media.url.is_none()));
    drops.add("article.media.title", usize::from(picture && media.title.is_some()));
    drops.add("article.media.rights", usize::from(media.rights.is_some()));
    drops.add("article.media.length", usize::from(media.length.is_some()));
    drops.add("article.media.size", usize::from(media.width.is_some() || media.height.is_some()));
    if picture {
        drops.add("article.media.type", usize::from(media.media_type.is_some()));
        drops.add("article.media.credits", media.credits.len().saturating_sub(1));
    }
    drops.add("article.media.extensions", usize::from(!media.extensions.is_empty()));
}

fn links(article: &Article, related: bool, front: &mut FrontMatter, drops: &mut Drops) {
    let mut entries = Vec::new();
    let mut blocks_before = 0;
    for block in &article.blocks {
        if let Block::RelatedLink { content, href, .. } = block {
            let mut entry = Entry::default();
            entry.text("title", &inline_text(content));
            entry.text("url", safe(href.as_deref().unwrap_or_default(), "article.blocks.related", drops));
            entry.number("after", blocks_before);
            entries.push(entry);
        } else {
            blocks_before += 1;
        }
    }
    let url = article.url();
    for link in &article.links {
        if link.rel == LinkRel::Related {
            let mut entry = Entry::default();
            entry.text("title", link.title.as_deref().unwrap_or_default());
            entry.text("url", safe(&link.href, "article.links", drops));
            entries.push(entry);
            continue;
        }
        let elsewhere = Some(link.href.as_str()) == url
            || link.rel == LinkRel::License
            || article.media.iter().any(|media| media.url.as_deref() == Some(&link.href));
        drops.add("article.links", usize::from(!elsewhere));
    }
    if related {
        front.entries("related", &entries);
    } else {
        let within = article.blocks.iter().filter(|block| matches!(block, Block::RelatedLink { .. })).count();
        drops.add("article.links", entries.len() - within);
    }
}
