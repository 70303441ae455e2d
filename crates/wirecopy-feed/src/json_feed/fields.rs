//! Members of a JSON Feed as fields. What has the wrong type is read where it can be, and kept where it cannot.

use std::borrow::Cow;
use std::sync::Arc;

use url::Url;
use wirecopy_core::{Cx, Diagnostic, date};
use wirecopy_model::{
    Content, ContentKind, DateRole, Extensions, FeedImage, Headline, HeadlineRole, Id, Link, LinkRel, Media,
    MediaKind, MediaRole, Name, Node, NodeKind, Person, PersonRole, RoleDate, Shared, Subject, Text,
};

use super::pull::Sort;
use super::value::Value;
use crate::address;
use crate::language;
use crate::meta::Meta;
use crate::modules::of_media_type;
use crate::people;

/// Reads one member of the feed itself: the whole of `value`.
pub(super) fn of_feed(meta: &mut Meta, value: &mut Value, base: Option<&Url>, cx: &mut Cx<'_>) {
    let key = value.key(0).unwrap_or_default().to_owned();
    match key.as_str() {
        "title" if meta.headlines.is_empty() => title(meta, value, 0, cx),
        "home_page_url" => link(meta, value, 0, LinkRel::Alternate, None, base, cx),
        "feed_url" => link(meta, value, 0, LinkRel::SelfLink, None, base, cx),
        "next_url" => link(meta, value, 0, LinkRel::Next, None, base, cx),
        "description" if meta.descriptions.is_empty() => {
            if let Some(text) = string(value, 0, &mut meta.extensions, cx) {
                meta.descriptions.push(Text::plain(text).into());
            }
        }
        "user_comment" if meta.info.is_none() => {
            meta.info = string(value, 0, &mut meta.extensions, cx).map(Text::plain);
        }
        "icon" | "favicon" if !meta.images.iter().any(|image| image.role == key) => {
            if let Some(url) = string(value, 0, &mut meta.extensions, cx) {
                let url = Some(resolved(url, &key, base, &mut meta.extensions));
                meta.images.push(FeedImage { role: key, url, ..FeedImage::default() });
            }
        }
        "author" | "authors" => authors(meta, value, 0, &key, base, cx),
        "language" if meta.language.is_none() => meta.language = tag(value, 0, &mut meta.extensions, cx),
        "hubs" if value.sort(0) == Sort::Array => {
            for at in value.children(0).collect::<Vec<_>>() {
                hub(meta, value, at, base, cx);
            }
        }
        _ => value.keep(0, &mut meta.extensions),
    }
}

/// Reads the members of an item.
pub(super) fn of_item(value: &mut Value, base: Option<&Url>, cx: &mut Cx<'_>) -> Meta {
    let mut meta = Meta::default();
    for at in value.children(0).collect::<Vec<_>>() {
        let key = value.key(at).unwrap_or_default().to_owned();
        let has = |kind: ContentKind, media_type: &str| {
            meta.contents.iter().any(|content| content.kind == kind && content.media_type == media_type)
        };
        match key.as_str() {
            "id" if meta.ids.is_empty() => {
                if let Some(id) = string(value, at, &mut meta.extensions, cx) {
                    meta.ids.push(Id { value: id, ..Id::default() });
                }
            }
            "url" => link(&mut meta, value, at, LinkRel::Alternate, None, base, cx),
            "external_url" => {
                link(&mut meta, value, at, LinkRel::Related, Some("external_url"), base, cx);
            }
            "title" if meta.headlines.is_empty() => title(&mut meta, value, at, cx),
            "content_html" if !has(ContentKind::Full, "text/html") => {
                content(&mut meta, value, at, ContentKind::Full, "text/html", cx);
            }
            "content_text" if !has(ContentKind::Full, "text/plain") => {
                content(&mut meta, value, at, ContentKind::Full, "text/plain", cx);
            }
            "summary" if !has(ContentKind::Summary, "text/plain") => {
                content(&mut meta, value, at, ContentKind::Summary, "text/plain", cx);
            }
            "image" => image(&mut meta, value, at, MediaRole::Content, "image", base, cx),
            "banner_image" => {
                let role = MediaRole::Other("banner".to_owned());
                image(&mut meta, value, at, role, "banner_image", base, cx);
            }
            "date_published" => moment(&mut meta, value, at, DateRole::Published, cx),
            "date_modified" => moment(&mut meta, value, at, DateRole::Updated, cx),
            "author" | "authors" => authors(&mut meta, value, at, &key, base, cx),
            "tags" if value.sort(at) != Sort::Object && meta.subjects.is_empty() => {
                tags(&mut meta, value, at, cx);
            }
            "attachments" if value.sort(at) == Sort::Array => {
                for at in value.children(at).collect::<Vec<_>>() {
                    attachment(&mut meta, value, at, base, cx);
                }
            }
            "language" if meta.language.is_none() => {
                meta.language = tag(value, at, &mut meta.extensions, cx);
            }
            _ => value.keep(at, &mut meta.extensions),
        }
    }
    group(&mut meta.media);
    meta
}

fn shown(key: &str) -> String {
    key.chars().filter(|char| !char.is_control()).take(40).collect()
}

/// The text of a value. A number or truth value is one, too, and that is kept; all else is kept whole.
fn string(value: &mut Value, at: usize, extensions: &mut Extensions, cx: &mut Cx<'_>) -> Option<String> {
    let told = match value.sort(at) {
        Sort::Text => return Some(value.take_text(at)).filter(|text| !text.trim().is_empty()),
        Sort::Number => "a number and was read as text",
        Sort::Boolean => "a truth value and was read as text",
        Sort::Null => "`null`",
        Sort::Object => "an object; it is kept as it is",
        Sort::Array => "an array; it is kept as it is",
    };
    let name = shown(value.key(at).unwrap_or("value"));
    let message = format!("`{name}` should be a string, and is {told}");
    let finding = match value.sort(at) {
        Sort::Object | Sort::Array => Diagnostic::repair("json-feed.value.type", message),
        _ => Diagnostic::note("json-feed.value.type", message),
    };
    cx.report(finding.at(value.span(at)).located(value.location(at)));
    if matches!(value.sort(at), Sort::Number | Sort::Boolean) {
        value.keep_sort(at, extensions);
        return Some(value.take_text(at));
    }
    value.keep(at, extensions);
    None
}

/// The text of a number. A string is one, too.
fn number(value: &mut Value, at: usize, extensions: &mut Extensions, cx: &mut Cx<'_>) -> Option<String> {
    if value.sort(at) == Sort::Number {
        return Some(value.take_text(at));
    }
    let name = shown(value.key(at).unwrap_or("value"));
    let is_text = value.sort(at) == Sort::Text && !value.text(at).trim().is_empty();
    let told = if is_text { "a string and was read as one" } else { "none; it is kept as it is" };
    cx.report(
        Diagnostic::note("json-feed.value.type", format!("`{name}` should be a number, and is {told}"))
            .at(value.span(at))
            .located(value.location(at)),
    );
    if is_text {
        return Some(value.take_text(at));
    }
    value.keep(at, extensions);
    None
}

fn title(meta: &mut Meta, value: &mut Value, at: usize, cx: &mut Cx<'_>) {
    if let Some(text) = string(value, at, &mut meta.extensions, cx) {
        meta.headlines.push(Headline::plain(HeadlineRole::Main, text));
    }
}

fn link(
    meta: &mut Meta,
    value: &mut Value,
    at: usize,
    rel: LinkRel,
    origin: Option<&'static str>,
    base: Option<&Url>,
    cx: &mut Cx<'_>,
) {
    if meta.links.iter().any(|link| link.rel == rel) {
        return value.keep(at, &mut meta.extensions);
    }
    if let Some(url) = string(value, at, &mut meta.extensions, cx) {
        let address = address::resolve(url, base);
        let (href, written, origin) = (address.href, address.written, origin.map(Cow::Borrowed));
        meta.links.push(Link { href, written, rel, origin, ..Link::default() });
    }
}

/// Resolves an address whose field has no place for what was written; that is kept.
fn resolved(url: String, key: &str, base: Option<&Url>, extensions: &mut Extensions) -> String {
    let address = address::resolve(url, base);
    if let Some(written) = address.written {
        keep_written(key, written, extensions);
    }
    address.href
}

/// Keeps the words of a field that holds something in their place.
fn keep_written(key: &str, written: String, extensions: &mut Extensions) {
    let name = Arc::new(Name { local: Shared::from(key), ..Name::default() });
    extensions.push(Node { kind: NodeKind::Rest, name: Some(name), ..Node::default() });
    extensions.push(Node::text(1, written));
}

fn hub(meta: &mut Meta, value: &mut Value, at: usize, base: Option<&Url>, cx: &mut Cx<'_>) {
    let mut link = Link { rel: LinkRel::Hub, ..Link::default() };
    if value.sort(at) != Sort::Object {
        if let Some(url) = string(value, at, &mut meta.extensions, cx) {
            let address = address::resolve(url, base);
            (link.href, link.written) = (address.href, address.written);
            meta.links.push(link);
        }
        return;
    }
    for at in value.children(at).collect::<Vec<_>>() {
        if value.key(at) == Some("url") && link.href.is_empty() {
            if let Some(url) = string(value, at, &mut link.extensions, cx) {
                let address = address::resolve(url, base);
                (link.href, link.written) = (address.href, address.written);
            }
        } else {
            value.keep(at, &mut link.extensions);
        }
    }
    meta.links.push(link);
}

fn content(
    meta: &mut Meta,
    value: &mut Value,
    at: usize,
    kind: ContentKind,
    media_type: &'static str,
    cx: &mut Cx<'_>,
) {
    let span = Some(value.span(at));
    if let Some(text) = string(value, at, &mut meta.extensions, cx) {
        let media_type = Cow::Borrowed(media_type);
        meta.contents.push(Content { kind, media_type, value: text, span, ..Content::default() });
    }
}

fn image(
    meta: &mut Meta,
    value: &mut Value,
    at: usize,
    role: MediaRole,
    origin: &'static str,
    base: Option<&Url>,
    cx: &mut Cx<'_>,
) {
    if meta.media.iter().any(|media| media.origin.as_deref() == Some(origin)) {
        return value.keep(at, &mut meta.extensions);
    }
    if let Some(url) = string(value, at, &mut meta.extensions, cx) {
        let address = address::resolve(url, base);
        meta.media.push(Media {
            url: Some(address.href),
            written: address.written,
            role,
            kind: Some(MediaKind::Image),
            origin: Some(Cow::Borrowed(origin)),
            ..Media::default()
        });
    }
}

fn moment(meta: &mut Meta, value: &mut Value, at: usize, role: DateRole, cx: &mut Cx<'_>) {
    if meta.dates.iter().any(|date| date.role == role) {
        return value.keep(at, &mut meta.extensions);
    }
    let (span, location) = (value.span(at), value.location(at));
    if let Some(written) = string(value, at, &mut meta.extensions, cx) {
        let date = date::read(written, span, location, cx);
        meta.dates.push(RoleDate { role, date, origin: None });
    }
}

/// Reads `authors` of version 1.1, or `author` of 1.0. Where both are there, `authors` counts.
fn authors(meta: &mut Meta, value: &mut Value, at: usize, key: &str, base: Option<&Url>, cx: &mut Cx<'_>) {
    let origin = (key == "author").then_some("author");
    let mut found = Vec::new();
    match value.sort(at) {
        Sort::Array => {
            for at in value.children(at).collect::<Vec<_>>() {
                author(value, at, origin, base, &mut found, &mut meta.extensions, cx);
            }
        }
        sort => {
            if sort == Sort::Object && key == "authors" {
                cx.report(
                    Diagnostic::note(
                        "json-feed.value.type",
                        "`authors` should be an array, and is one author",
                    )
                    .at(value.span(at))
                    .located(value.location(at)),
                );
            }
            author(value, at, origin, base, &mut found, &mut meta.extensions, cx);
        }
    }
    for person in found {
        // the same person under the key of the other version
        let is_same = |other: &Person| {
            (&other.name, &other.url, &other.avatar) == (&person.name, &person.url, &person.avatar)
                && other.origin != person.origin
                && person.extensions.is_empty()
        };
        match meta.people.iter().position(is_same) {
            None => meta.people.push(person),
            // that both say it, is kept with the one that counts
            Some(known) if origin.is_some() => meta.extensions.push(told_twice(known)),
            Some(known) => {
                if let Some(place) = meta.people.get_mut(known) {
                    *place = person;
                    meta.extensions.push(told_twice(known));
                }
            }
        }
    }
    if meta.people.len() > 1 {
        meta.people.sort_by_key(|person| person.origin.is_some());
    }
}

/// What says that the author of this number is under the key `author` as well.
fn told_twice(known: usize) -> Node {
    let name = Arc::new(Name { local: Shared::from("author"), ..Name::default() });
    let mut node = Node { kind: NodeKind::Rest, name: Some(name), ..Node::default() };
    let name = Arc::new(Name { local: Shared::from("same-as"), ..Name::default() });
    node.attributes.push(wirecopy_model::Attribute { name, value: known.to_string() });
    node
}

fn author(
    value: &mut Value,
    at: usize,
    origin: Option<&'static str>,
    base: Option<&Url>,
    found: &mut Vec<Person>,
    extensions: &mut Extensions,
    cx: &mut Cx<'_>,
) {
    if value.sort(at) != Sort::Object {
        if let Some(line) = string(value, at, extensions, cx) {
            if value.sort(at) == Sort::Text {
                cx.report(
                    Diagnostic::note(
                        "json-feed.value.type",
                        "an author should be an object, and is a string that was read as a name",
                    )
                    .at(value.span(at))
                    .located(value.location(at)),
                );
            }
            people::add(line, &PersonRole::Author, origin, found);
        }
        return;
    }
    let mut person = Person { origin: origin.map(Cow::Borrowed), ..Person::default() };
    let mut addresses = Vec::new();
    for at in value.children(at).collect::<Vec<_>>() {
        let key = value.key(at).unwrap_or_default();
        let key = key.to_owned();
        let (place, is_address) = match key.as_str() {
            "name" => (&mut person.name, false),
            "url" => (&mut person.url, true),
            "avatar" => (&mut person.avatar, true),
            _ => {
                value.keep(at, &mut person.extensions);
                continue;
            }
        };
        if place.is_some() {
            value.keep(at, &mut person.extensions);
        } else if let Some(text) = string(value, at, &mut person.extensions, cx) {
            *place = Some(text);
            if is_address {
                addresses.push(key.clone());
            }
        }
    }
    for key in addresses {
        let place = if key == "url" { &mut person.url } else { &mut person.avatar };
        *place = place.take().map(|url| resolved(url, &key, base, &mut person.extensions));
    }
    let is_empty = person.name.is_none() && person.url.is_none() && person.avatar.is_none();
    if !(is_empty && person.extensions.is_empty()) {
        found.push(person);
    }
}

fn tags(meta: &mut Meta, value: &mut Value, at: usize, cx: &mut Cx<'_>) {
    let is_list = value.sort(at) == Sort::Array;
    let all = if is_list { value.children(at).collect() } else { vec![at] };
    for at in all {
        let mut subject = Subject::default();
        if let Some(term) = string(value, at, &mut subject.extensions, cx) {
            if !is_list && value.sort(at) == Sort::Text {
                cx.report(
                    Diagnostic::note(
                        "json-feed.value.type",
                        "`tags` should be an array, and is a string that was read as one tag",
                    )
                    .at(value.span(at))
                    .located(value.location(at)),
                );
            }
            subject.term = term;
        }
        if subject != Subject::default() {
            meta.subjects.push(subject);
        }
    }
}

fn attachment(meta: &mut Meta, value: &mut Value, at: usize, base: Option<&Url>, cx: &mut Cx<'_>) {
    let mut media = Media::default();
    if value.sort(at) != Sort::Object {
        if let Some(url) = string(value, at, &mut meta.extensions, cx) {
            let address = address::resolve(url, base);
            (media.url, media.written) = (Some(address.href), address.written);
            meta.media.push(media);
        }
        return;
    }
    for at in value.children(at).collect::<Vec<_>>() {
        match value.key(at).unwrap_or_default() {
            "url" if media.url.is_none() => {
                if let Some(url) = string(value, at, &mut media.extensions, cx) {
                    let address = address::resolve(url, base);
                    (media.url, media.written) = (Some(address.href), address.written);
                }
            }
            "mime_type" if media.media_type.is_none() => {
                media.media_type = string(value, at, &mut media.extensions, cx);
            }
            "title" if media.title.is_none() => {
                media.title = string(value, at, &mut media.extensions, cx).map(Text::plain);
            }
            "size_in_bytes" if media.length.is_none() => {
                media.length = number(value, at, &mut media.extensions, cx);
            }
            "duration_in_seconds" if media.duration.is_none() => {
                media.duration = number(value, at, &mut media.extensions, cx);
            }
            _ => value.keep(at, &mut media.extensions),
        }
    }
    media.kind = media.media_type.as_deref().and_then(of_media_type);
    meta.media.push(media);
}

/// Attachments of the same title are one work in several forms (version 1.1, «attachments»).
fn group(media: &mut [Media]) {
    let mut groups = 0;
    let mut known: std::collections::BTreeMap<String, (usize, Option<u32>)> =
        std::collections::BTreeMap::new();
    for at in 0..media.len() {
        let Some(title) =
            media.get(at).and_then(|media| media.title.as_ref()).map(|title| title.value.clone())
        else {
            continue;
        };
        let (first, number) = known.entry(title).or_insert((at, None));
        if *first == at {
            continue;
        }
        let number = *number.get_or_insert_with(|| {
            groups += 1;
            groups
        });
        for at in [*first, at] {
            if let Some(media) = media.get_mut(at) {
                media.group = Some(number);
            }
        }
    }
}

/// A language tag in the form of RFC 5646. What was written stays when it differs.
fn tag(value: &mut Value, at: usize, extensions: &mut Extensions, cx: &mut Cx<'_>) -> Option<Shared> {
    let (span, location) = (value.span(at), value.location(at));
    let written = string(value, at, extensions, cx)?;
    let Some(form) = language::form(&written) else { return Some(Shared::from(written)) };
    cx.report(
        Diagnostic::note(
            "feed.language.form",
            format!("the language `{}` is given as `{form}`", shown(&written)),
        )
        .at(span)
        .located(location),
    );
    keep_written("language", written, extensions);
    Some(Shared::from(form))
}
