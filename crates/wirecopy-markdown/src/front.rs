//! What of an article goes into front matter. Only what is known: an absent key is absent.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use wirecopy_body::{
    clean_text, content_to_text, inline_text, is_safe_target, plain_text_of, readable_content,
};
use wirecopy_core::{Cx, Drops};
use wirecopy_model::{
    Article, ArticleKind, Block, Caption, Content, ContentKind, Date, Headline, HeadlineRole, Id, IdOrigin,
    Link, LinkRel, Media, Person, PersonRole, Picture, Piece, Precision, Status, Subject, SubjectKind, Text,
    Walk, Zone,
};

use crate::kept;
use crate::profile::{Profile, tag_form};
use crate::yaml::{Entry, FrontMatter};

/// How much of the article its body holds. `None`: it has no body.
pub(crate) fn body_kind(article: &Article) -> Option<ContentKind> {
    let content = readable_content(&article.contents).or_else(|| article.best_content());
    content.map(|content| content.kind)
}

/// What front matter is made with.
pub(crate) struct Making<'m> {
    /// The tool it is for.
    pub(crate) profile: Profile,
    /// Pointers to other stories that belong into it, each with the number of blocks before it. `None`: none do.
    pub(crate) related: Option<&'m [(usize, Block)]>,
    /// Whether the body holds template signs that cannot be made inert where they stand.
    pub(crate) template_signs: bool,
}

/// The front matter of an article.
pub(crate) fn front_matter(
    article: &Article,
    making: &Making<'_>,
    drops: &mut Drops,
    cx: &mut Cx<'_>,
) -> FrontMatter {
    let profile = making.profile;
    let mut front = FrontMatter::new(profile);
    headlines(article, &mut front, drops);
    dates(article, &mut front, profile, drops);
    people(article, &mut front, profile, drops);
    subjects(article, &mut front, profile, drops);
    front.text("language", article.text_language().unwrap_or_default());
    front.one_or_list("publisher", &names(article, &PersonRole::Publisher));
    front.text("url", safe(article.url().unwrap_or_default(), "article.links", drops));
    addresses(article, &mut front, profile);
    match &article.id {
        // the hash of the content says nothing that the content does not
        Some(id) if id.origin != IdOrigin::Derived => front.text("id", &id.value),
        _ => {}
    }
    contents(article, &mut front, drops, cx);
    rights(article, &mut front, drops);
    media(article, &mut front, profile, drops);
    status(article, &mut front, profile);
    let mut kept = kept::kept(&article.extensions);
    // the name of the input it was first made from counts
    let first = kept.iter().position(|(key, _)| key == "source").map(|place| kept.remove(place));
    match first {
        Some((key, leaves)) => {
            front.kept_as(&key, kept::lines(&leaves));
        }
        None => front.text("source", &article.source),
    }
    front.list("given", &article.given);
    // quotes and captions were worked out too, but no file shows them
    let shown = article
        .inferred
        .iter()
        .map(|inference| &*inference.field)
        .filter(|field| !matches!(*field, "quotes" | "captions"));
    let mut inferred: Vec<&str> = shown.collect();
    let guessed_kind = readable_content(&article.contents)
        .is_some_and(|content| content.kind_certainty.is_some() && content.kind != ContentKind::Full);
    if guessed_kind && !inferred.contains(&"body") {
        inferred.push("body");
    }
    front.list("inferred", &inferred);
    links(article, making.related, &mut front, profile, drops);
    if making.template_signs {
        front.bare("render_with_liquid", "false");
    }
    for (key, leaves) in &kept {
        if !front.kept(key, leaves) {
            drops.add("article.extensions", 1);
        }
    }
    drops.add("article.extensions", kept::others(&article.extensions));
    drops.add(
        "article.kind",
        usize::from(article.kind.as_ref().is_some_and(|kind| *kind != ArticleKind::Text)),
    );
    front
}

fn headlines(article: &Article, front: &mut FrontMatter, drops: &mut Drops) {
    let says = |headline: &&Headline| !words(&headline.text).is_empty();
    // of an article without a headline the first line that says something is one
    let title = article.headline().filter(says).or_else(|| article.headlines.iter().find(says));
    front.text("title", &title.map(|headline| words(&headline.text)).unwrap_or_default());
    let subtitle = article
        .headlines
        .iter()
        .filter(|headline| title.is_none_or(|title| !std::ptr::eq(*headline, title)))
        .filter(says)
        .find(|headline| matches!(headline.role, HeadlineRole::Sub | HeadlineRole::Deck));
    front.text("subtitle", &subtitle.map(|headline| words(&headline.text)).unwrap_or_default());
    let told = article.headlines.iter().filter(says).count();
    drops.add("article.headlines", told - usize::from(title.is_some()) - usize::from(subtitle.is_some()));
}

/// A text of the model as one line without marks of byte order at its start.
fn words(text: &Text) -> String {
    plain_text_of(text).trim_start_matches(|c: char| c == '\u{feff}' || c.is_ascii_whitespace()).to_owned()
}

/// Whether it may be used. What may not is never said to be ready.
fn status(article: &Article, front: &mut FrontMatter, profile: Profile) {
    let Some(status) = &article.status else { return };
    let is_held = matches!(
        status,
        Status::Draft | Status::Embargoed | Status::Withheld | Status::Canceled | Status::Private
    );
    match profile {
        Profile::Hugo | Profile::Astro if is_held => front.bare("draft", "true"),
        Profile::Jekyll if is_held => front.bare("published", "false"),
        _ => {}
    }
    front.text("status", status.as_str());
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

/// The last part of the address its page has, and what else leads there: the paths of one site, which the tools that
/// make pages redirect from.
fn addresses(article: &Article, front: &mut FrontMatter, profile: Profile) {
    let is_name = |id: &&Id| matches!(id.role.as_deref(), Some("slug" | "wp:post_name"));
    front.text("slug", article.alt_ids.iter().find(is_name).map_or("", |id| &id.value));
    let site = article.url().and_then(site);
    let aliases: Vec<&str> = article
        .links
        .iter()
        .filter(|link| is_alias(link) && is_safe_target(&link.href))
        .map(|link| site.and_then(|site| link.href.strip_prefix(site)).unwrap_or(&link.href))
        // no file of a site that is made beforehand answers a query
        .filter(|path| profile == Profile::Plain || path.starts_with('/') && !path.contains('?'))
        .collect();
    // there it is another name of a note
    if profile != Profile::Obsidian {
        front.list("aliases", &aliases);
    }
}

fn is_alias(link: &Link) -> bool {
    matches!(&link.rel, LinkRel::Other(rel) if rel == "alias")
}

/// Scheme and host of an address.
fn site(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    let path = url.get(host..)?.find('/').map_or(url.len(), |path| host + path);
    url.get(..path)
}

fn dates(article: &Article, front: &mut FrontMatter, profile: Profile, drops: &mut Drops) {
    let (published, updated) = (article.published(), article.updated());
    for (date, keys) in [
        (published, ["date", "date_zone", "date_written", "date_offset"]),
        (updated, ["updated", "updated_zone", "updated_written", "updated_offset"]),
    ] {
        let Some(date) = date else { continue };
        let Some(moment) = date.value else {
            front.text(keys[2], &date.written);
            continue;
        };
        let Some((written, is_quoted)) = profile.date(moment) else {
            front.text(keys[2], &moment.to_string());
            continue;
        };
        if is_quoted {
            front.text(keys[0], &written);
        } else {
            front.bare(keys[0], &written);
        }
        if let Some(offset) = profile.offset(moment) {
            front.text(keys[3], &offset);
        }
        if moment.precision() >= Precision::Minute {
            match date.zone {
                Zone::Given if moment.offset().is_some() => {}
                Zone::Assumed => front.text(keys[1], "assumed"),
                Zone::Given | Zone::None => front.text(keys[1], "none"),
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
        .filter_map(Person::known_as)
        .filter(|name| seen.insert(*name))
        .collect()
}

fn people(article: &Article, front: &mut FrontMatter, profile: Profile, drops: &mut Drops) {
    let authors = names(article, &PersonRole::Author);
    match (profile, authors.as_slice()) {
        // tools that know of one author look for a name
        (Profile::Jekyll | Profile::Astro, [author]) => front.text("author", author),
        _ => front.list("authors", &authors),
    }
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

fn subjects(article: &Article, front: &mut FrontMatter, profile: Profile, drops: &mut Drops) {
    for (key, sections) in [("section", true), ("tags", false)] {
        let mut seen = BTreeSet::new();
        let labels: Vec<Cow<'_, str>> = article
            .subjects
            .iter()
            .filter(|subject| (subject.kind == SubjectKind::Section) == sections)
            .map(label)
            .filter(|label| !label.is_empty() && seen.insert(label.clone()))
            .collect();
        if sections && matches!(profile, Profile::Hugo | Profile::Jekyll) {
            front.list(key, &labels);
        } else if sections {
            front.one_or_list(key, &labels);
        } else if profile == Profile::Obsidian {
            let forms: Vec<String> = labels.iter().map(|label| tag_form(label)).collect();
            front.list(key, &forms);
            if forms.iter().zip(&labels).any(|(form, label)| form != label) {
                front.list("keywords", &labels);
            }
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
        Some(name) => Cow::Owned(words(name).trim().to_owned()),
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

/// How many contents say something that the body does not.
pub(crate) fn without_body(article: &Article) -> usize {
    let body = readable_content(&article.contents);
    let others = article.contents.iter().filter(|content| !content.is_message());
    others.filter(|content| body.is_none_or(|body| body.value != content.value)).count()
}

fn content_text(content: &Content, cx: &mut Cx<'_>) -> String {
    // a byte order mark at the start says nothing, and readers of text drop it
    content_to_text(content, cx).trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).to_owned()
}

fn rights(article: &Article, front: &mut FrontMatter, drops: &mut Drops) {
    let mut notices: Vec<String> = Vec::new();
    let mut licenses: Vec<&str> = Vec::new();
    for rights in &article.rights {
        for text in [&rights.notice, &rights.usage_terms].into_iter().flatten() {
            notices.push(words(text));
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
    notices.retain(|notice| !notice.is_empty());
    notices.dedup();
    licenses.retain(|license| !license.is_empty());
    licenses.dedup();
    front.one_or_list("rights", &notices);
    front.one_or_list("license", &licenses);
}

/// What the body shows along with a picture, film or sound.
#[derive(Default)]
struct Shown {
    told: Vec<String>,
    alt: String,
}

impl Shown {
    /// The first text for those who do not see it counts.
    fn see(&mut self, alt: &str) {
        if self.alt.is_empty() {
            self.alt = clean_text(alt).0.into_owned();
        }
    }

    /// Whether the words stand there already.
    fn tells(&self, words: &str) -> bool {
        // a caption comes back with its spaces, a field with single ones
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = folded(words);
        words.is_empty() || self.told.iter().any(|told| folded(told).contains(&words))
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
                    let shown = found.entry(url).or_default();
                    shown.see(media.alt.as_deref().unwrap_or_default());
                    shown.told.push(inline_text(caption));
                    shown.told.extend(credit.clone());
                }
            }
            Piece::Inline(wirecopy_model::Inline::Image { src, alt, .. }) => {
                found.entry(src).or_default().see(alt);
            }
            _ => {}
        }
    }
    found
}

fn caption_text(caption: Caption<'_>) -> String {
    match caption {
        Caption::Text(text) => words(text),
        Caption::Inlines(inlines) => inline_text(inlines),
    }
}

/// The entry of a picture. `None`: the body shows it, and all there is to say of it.
fn image(picture: &Picture<'_>, shown: Option<&Shown>, drops: &mut Drops) -> Option<Entry> {
    let mut caption = picture.caption.map(caption_text).unwrap_or_default();
    let mut credit = picture.credit.unwrap_or_default();
    let mut alt = clean_text(picture.alt.unwrap_or_default()).0;
    if let Some(shown) = shown {
        if shown.tells(&caption) {
            caption.clear();
        }
        if shown.tells(credit) {
            credit = "";
        }
        if shown.alt.trim() == alt.trim() {
            alt = Cow::Borrowed("");
        }
        if caption.is_empty() && credit.is_empty() && alt.is_empty() {
            return None;
        }
    }
    let url = safe(picture.url, "article.media", drops);
    if url.is_empty() {
        return None;
    }
    let mut entry = Entry::default();
    entry.text("url", url).text("caption", &caption).text("credit", credit).text("alt", &alt);
    Some(entry)
}

fn media(article: &Article, front: &mut FrontMatter, profile: Profile, drops: &mut Drops) {
    let shown = in_body(article);
    let pictures = article.pictures();
    let images: Vec<Option<Entry>> =
        pictures.iter().map(|picture| image(picture, shown.get(picture.url), drops)).collect();
    // those that stand for the article: attached, or told of in front matter, and so attached when they are read back
    let is_attached =
        |url: &str| article.media.iter().any(|it| it.is_picture() && it.url.as_deref() == Some(url));
    let heroes: Vec<&Picture<'_>> = pictures
        .iter()
        .zip(&images)
        .filter(|(picture, entry)| {
            is_safe_target(picture.url) && (entry.is_some() || is_attached(picture.url))
        })
        .map(|(picture, _)| picture)
        .collect();
    hero(&heroes, front, profile);
    // what the picture that stands for the article says of itself is not said again
    let said: usize = match profile {
        Profile::Plain => 0,
        Profile::Hugo => usize::MAX,
        _ => 1,
    };
    let told: Vec<&str> = heroes.iter().take(said).map(|picture| picture.url).collect();
    let has_alt = matches!(profile, Profile::Jekyll | Profile::Astro);
    let images: Vec<Entry> = pictures
        .iter()
        .zip(images)
        .filter_map(|(picture, entry)| Some((picture, entry?)))
        .filter(|(picture, entry)| {
            !(told.contains(&picture.url) && entry.says_only(&["url", if has_alt { "alt" } else { "url" }]))
        })
        .map(|(_, entry)| entry)
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
            drops.add("article.media.alt", usize::from(again && media.alt.is_some()));
            continue;
        }
        drops.add("article.media.caption", usize::from(media.caption.is_some()));
        drops.add("article.media.credits", media.credits.len());
        if again || shown.contains_key(url) {
            drops.add("article.media.title", usize::from(media.title.is_some()));
            drops.add("article.media.duration", usize::from(media.duration.is_some()));
            continue;
        }
        let url = safe(url, "article.media", drops);
        if url.is_empty() {
            continue;
        }
        let mut entry = Entry::default();
        entry
            .text("url", url)
            .text("type", media.media_type.as_deref().unwrap_or_default())
            .text("title", &media.title.as_ref().map(words).unwrap_or_default())
            .text("duration", media.duration.as_deref().unwrap_or_default());
        others.push(entry);
    }
    front.entries("media", &others);
}

/// The pictures that stand for the article, where its tool looks for them: as many as it takes.
fn hero(heroes: &[&Picture<'_>], front: &mut FrontMatter, profile: Profile) {
    let Some(first) = heroes.first() else { return };
    let mut entry = Entry::default();
    match profile {
        Profile::Plain => return,
        Profile::Hugo => {
            let urls: Vec<&str> = heroes.iter().map(|picture| picture.url).collect();
            front.list("hero", &urls);
            return;
        }
        Profile::Obsidian => {
            front.text("hero", first.url);
            return;
        }
        Profile::Jekyll => entry.text("path", first.url),
        Profile::Astro => entry.text("url", first.url),
    }
    .text("alt", &clean_text(first.alt.unwrap_or_default()).0);
    front.entry("hero", &entry);
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
        drops.add("article.media.duration", usize::from(media.duration.is_some()));
        drops.add("article.media.credits", media.credits.len().saturating_sub(1));
    }
    drops.add("article.media.alt", usize::from(!picture && media.alt.is_some()));
    drops.add("article.media.extensions", usize::from(!media.extensions.is_empty()));
}

fn links(
    article: &Article,
    related: Option<&[(usize, Block)]>,
    front: &mut FrontMatter,
    profile: Profile,
    drops: &mut Drops,
) {
    let mut entries = Vec::new();
    for (before, block) in related.unwrap_or_default() {
        if let Block::RelatedLink { content, href, .. } = block {
            let mut entry = Entry::default();
            entry.text("title", &inline_text(content));
            entry.text("url", safe(href.as_deref().unwrap_or_default(), "article.blocks.related", drops));
            entry.number("after", *before);
            entries.push(entry);
        }
    }
    let url = article.url();
    for link in &article.links {
        if link.rel == LinkRel::Related && related.is_some() {
            let url = safe(&link.href, "article.links", drops);
            if !url.is_empty() {
                let mut entry = Entry::default();
                entry.text("title", link.title.as_deref().unwrap_or_default());
                entry.text("url", url);
                entries.push(entry);
            }
            continue;
        }
        let elsewhere = Some(link.href.as_str()) == url
            || link.rel == LinkRel::License
            || is_alias(link) && profile == Profile::Plain
            || article.media.iter().any(|media| media.url.as_deref() == Some(&link.href));
        drops.add("article.links", usize::from(!elsewhere));
    }
    front.entries("related", &entries);
}
