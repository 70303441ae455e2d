//! Atom 1.0 (RFC 4287), alone and within RSS, and Atom 0.3.
//!
//! | element | field | clause (RFC 4287) |
//! | --- | --- | --- |
//! | `feed` | a `Feed` record | § 4.1.1 |
//! | `entry` | an `Article` record; as root: one without a feed | § 4.1.2 |
//! | `content` `@type @src` | `contents`, full; by type and mode, see `construct` | § 4.1.3 |
//! | `author`, `contributor` | `people` with name, address, e-mail | § 4.2.1, § 4.2.3, § 3.2 |
//! | `category` `@term @scheme @label` | `subjects` | § 4.2.2 |
//! | `generator` `@uri @version` | `generator` | § 4.2.4 |
//! | `icon`, `logo` | `images` | § 4.2.5, § 4.2.8 |
//! | `id` | `id` | § 4.2.6 |
//! | `link` `@href @rel @type @hreflang @title @length` | `links` | § 4.2.7 |
//! | `link` `@rel="enclosure"` | `media` | § 4.2.7.2 |
//! | `link` `@rel="license"` | `links` and `rights.license` | RFC 4946 § 2 |
//! | `link` `@rel="replies"` `@thr:count @thr:updated` | `links` and `comments` | RFC 4685 § 4 |
//! | `published`, `updated` | `dates` | § 4.2.9, § 4.2.15 |
//! | `rights` | `rights.notice` | § 4.2.10 |
//! | `source` | `origin_feed` | § 4.2.11 |
//! | `subtitle` | `descriptions` of a feed | § 4.2.12 |
//! | `summary` | `contents`, summary | § 4.2.13 |
//! | `title` | `headlines`, main | § 4.2.14 |
//! | `xml:lang`, `xml:base` | `language`, `base` of feed, article, text or content | § 2 |
//! | `at:deleted-entry` `@ref @when`, `at:by`, `at:comment`, `link`, `source` | a `Deleted` record | RFC 6721 § 3 |
//! | `issued`, `modified`, `created`, `tagline`, `copyright` | as `published`, `updated`, …, `subtitle`, `rights` | Atom 0.3 |
//! | `info` | `info` of a feed | Atom 0.3 § 4.12 |
//!
//! Authors and rights of the source, else of the feed, are those of an entry without its own, with `origin` telling it
//! (§ 4.2.1, § 4.2.10). An element of the other version comes behind one of the feed's own, and `origin` names it.
//! Attributes that have no field stay with what they stand on, in its `extensions`; so does an address as it is
//! written, when resolving changed it.

use std::borrow::Cow;

use wirecopy_core::{
    Confidence, Cx, Diagnostic, Error, Format, Head, Importer, Input, Options, Parts, RecordReader,
};
use wirecopy_model::{
    Attribute, ContentKind, Date, DateRole, Description, Extensions, Feed, FeedFamily, FeedImage, Generator,
    Headline, HeadlineRole, Id, Link, LinkRel, Media, MediaRole, Node, NodeKind, Person, PersonRole, Rights,
    Shared, Subject, Text, Tombstone,
};
use wirecopy_xml::Event;

use crate::address;
use crate::construct;
use crate::explain;
use crate::meta::Meta;
use crate::modules::of_media_type;
use crate::namespace::Ns;
use crate::person;
use crate::probe;
use crate::reader::{Dialect, FeedReader, Opens};
use crate::scan::{Level, Scan, plain_name};

/// What Atom is.
pub static FORMAT: Format = Format {
    name: "atom",
    title: "Atom 1.0",
    extensions: &["atom", "xml"],
    media_types: &["application/atom+xml", "application/xml", "text/xml"],
    spec: "RFC 4287; Atom 0.3",
    options: crate::write::rss::OPTIONS,
    public: true,
    parts: Parts::PerInput,
    carries: crate::write::rss::CARRIES,
};

/// Reads Atom.
#[derive(Clone, Copy, Debug, Default)]
pub struct Atom;

impl Importer for Atom {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        probe::confidence(head, &FORMAT, |root| {
            let is = |name: &str| root.local.eq_ignore_ascii_case(name);
            match root.ns {
                Ns::Atom if is("feed") || is("entry") => Confidence::Certain,
                Ns::Tombstone if is("deleted-entry") => Confidence::Certain,
                Ns::Atom03 if is("feed") || is("entry") => Confidence::Likely,
                Ns::None if is("feed") => Confidence::Likely,
                Ns::None if is("entry") => Confidence::Possible,
                Ns::Other if is("feed") => Confidence::Possible,
                _ => Confidence::No,
            }
        })
    }

    fn explain(&self, head: &Head<'_>) -> Option<Cow<'static, str>> {
        explain::explain(head)
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        _options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        Ok(Box::new(FeedReader::open(input, Dialect::Atom, cx)?))
    }
}

/// The version that a namespace stands for: a number, or the name of a draft. `None`: it tells none.
pub(crate) fn version(uri: &str) -> Option<&str> {
    match uri.split_once('#') {
        Some((_, draft)) if draft.starts_with("draft-") => Some(draft),
        _ if uri.to_ascii_lowercase().contains("w3.org/2005/atom") => Some("1.0"),
        Some(("http://purl.org/atom/ns", "")) => Some("0.3"),
        _ => None,
    }
}

/// What an element above the entries opens.
pub(crate) fn opens(local: &str) -> Opens {
    if local.eq_ignore_ascii_case("entry") {
        Opens::Item
    } else if local.eq_ignore_ascii_case("feed") {
        Opens::Frame
    } else {
        Opens::Meta
    }
}

/// An element of Atom.
enum Use {
    Title,
    Id,
    Link,
    Date(DateRole),
    Summary,
    Content,
    Person(PersonRole),
    Category,
    Rights,
    Source,
    Subtitle,
    Info,
    Generator,
    Image,
}

/// Which versions of Atom have an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Since {
    Both,
    Old,
    New,
}

/// What an element is for, its name as `origin` tells it within RSS, and which version has it.
fn of(local: &str) -> Option<(Use, &'static str, Since)> {
    use Since::{Both, New, Old};
    Some(match local {
        "title" => (Use::Title, "atom:title", Both),
        "id" => (Use::Id, "atom:id", Both),
        "link" => (Use::Link, "atom:link", Both),
        "published" => (Use::Date(DateRole::Published), "atom:published", New),
        "updated" => (Use::Date(DateRole::Updated), "atom:updated", New),
        "issued" => (Use::Date(DateRole::Published), "atom:issued", Old),
        "modified" => (Use::Date(DateRole::Updated), "atom:modified", Old),
        "created" => (Use::Date(DateRole::Created), "atom:created", Both),
        "summary" => (Use::Summary, "atom:summary", Both),
        "content" => (Use::Content, "atom:content", Both),
        "author" => (Use::Person(PersonRole::Author), "atom:author", Both),
        "contributor" => (Use::Person(PersonRole::Contributor), "atom:contributor", Both),
        "category" => (Use::Category, "atom:category", Both),
        "rights" => (Use::Rights, "atom:rights", New),
        "copyright" => (Use::Rights, "atom:copyright", Old),
        "source" => (Use::Source, "atom:source", Both),
        "subtitle" => (Use::Subtitle, "atom:subtitle", New),
        "tagline" => (Use::Subtitle, "atom:tagline", Old),
        "info" => (Use::Info, "atom:info", Old),
        "generator" => (Use::Generator, "atom:generator", Both),
        "icon" => (Use::Image, "icon", Both),
        "logo" => (Use::Image, "logo", Both),
        _ => return None,
    })
}

/// The same whatever the letter case, which is reported.
fn of_any_case(scan: &Scan<'_>, cx: &mut Cx<'_>) -> Option<(Use, &'static str, Since)> {
    let local = scan.local();
    if local.len() > 16 || !local.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let found = of(&local.to_ascii_lowercase())?;
    report_case(scan, cx);
    Some(found)
}

/// Reports that the current element is not in the letter case of Atom.
pub(crate) fn report_case(scan: &Scan<'_>, cx: &mut Cx<'_>) {
    let name: String = scan.local().chars().take(40).collect();
    cx.report(
        Diagnostic::repair("atom.element.case", format!("`{name}` is not in the letter case of Atom"))
            .at(scan.xml.span())
            .located(scan.location()),
    );
}

/// Reads an element in Atom's namespace, the whole of it. `is_foreign`: it stands in another format.
pub(crate) fn element(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    level: Level,
    is_foreign: bool,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let Some((purpose, name, since)) = of(scan.local()).or_else(|| of_any_case(scan, cx)) else {
        return scan.keep(&mut meta.extensions, cx);
    };
    // an element of the other version comes after one of the feed's own
    let is_odd = match since {
        Since::Both => false,
        Since::New => scan.ns() == Ns::Atom03 || scan.is_old,
        Since::Old => scan.ns() == Ns::Atom,
    };
    // some write Atom's elements within RSS without its namespace
    let is_bare = !is_foreign || scan.ns() == Ns::None;
    let name = name.strip_prefix("atom:").filter(|_| is_bare).unwrap_or(name);
    let told = (is_foreign || is_odd).then_some(name);
    let origin = told.map(Cow::Borrowed);
    match (purpose, level) {
        (Use::Title, _) => {
            let text = construct::text(scan, &mut meta.extensions, cx)?;
            if !text.value.is_empty() {
                meta.headlines.push(Headline { role: HeadlineRole::Main, text, origin });
            }
        }
        (Use::Id, _) if level == Level::Item || meta.ids.is_empty() => {
            let value = scan.leaf(&mut meta.extensions, cx)?;
            if !value.is_empty() {
                meta.ids.push(Id { value, role: origin, ..Id::default() });
            }
        }
        (Use::Link, _) => link(scan, meta, origin, cx)?,
        (Use::Date(role), _) => {
            let date = scan.date(&mut meta.extensions, role, told, cx)?;
            meta.dates.extend(date);
        }
        (Use::Summary, Level::Item) => body(scan, meta, ContentKind::Summary, origin, cx)?,
        (Use::Content, Level::Item) => body(scan, meta, ContentKind::Full, origin, cx)?,
        (Use::Person(role), _) => person::read(scan, role, told, &mut meta.people, cx)?,
        (Use::Category, _) => category(scan, meta, origin, cx)?,
        (Use::Rights, _) => {
            let notice = construct::text(scan, &mut meta.extensions, cx)?;
            if !notice.value.is_empty() {
                meta.rights.push(Rights { notice: Some(notice), origin, ..Rights::default() });
            }
        }
        (Use::Source, Level::Item) if meta.origin.is_none() => {
            meta.origin = Some(Box::new(source(scan, cx)?));
        }
        (Use::Subtitle, Level::Feed) => {
            let text = construct::text(scan, &mut meta.extensions, cx)?;
            if !text.value.is_empty() {
                meta.descriptions.push(Description { text, origin });
            }
        }
        (Use::Info, Level::Feed) if meta.info.is_none() => {
            let text = construct::text(scan, &mut meta.extensions, cx)?;
            meta.info = Some(text).filter(|text| !text.value.is_empty());
        }
        (Use::Generator, Level::Feed) if meta.generator.is_none() => generator(scan, meta, cx)?,
        (Use::Image, Level::Feed) => {
            let url = scan.leaf_url(&mut meta.extensions, cx)?;
            if url.is_some() {
                meta.images.push(FeedImage { role: name.to_owned(), url, ..FeedImage::default() });
            }
        }
        _ => scan.keep(&mut meta.extensions, cx)?,
    }
    Ok(())
}

/// A body. `multipart/alternative` of Atom 0.3 holds the same in several types.
fn body(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    kind: ContentKind,
    origin: Option<Cow<'static, str>>,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let is_several = scan.xml.attribute("type").is_some_and(|stated| {
        stated.trim().get(..10).is_some_and(|start| start.eq_ignore_ascii_case("multipart/"))
    });
    if !is_several {
        meta.contents.extend(construct::content(scan, kind, origin, &mut meta.extensions, cx)?);
        return Ok(());
    }
    let start = scan.xml.span();
    scan.take([]).leave(&mut meta.extensions);
    loop {
        match scan.xml.next(cx)? {
            Event::Start => {
                scan.check_room(start, meta.extensions.nodes.len() + meta.contents.len(), cx)?;
                let is_part = matches!(scan.ns(), Ns::Atom | Ns::Atom03 | Ns::None)
                    && scan.local().eq_ignore_ascii_case("content");
                if is_part {
                    let part = construct::content(scan, kind, origin.clone(), &mut meta.extensions, cx)?;
                    meta.contents.extend(part);
                } else {
                    scan.keep(&mut meta.extensions, cx)?;
                }
            }
            Event::Text if !scan.xml.is_blank() => {
                meta.extensions.push(Node::text(0, scan.xml.text().trim()));
            }
            Event::End | Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// RFC 4287 § 4.2.2. A category without a term is one by its text.
fn category(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    origin: Option<Cow<'static, str>>,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let mut tag = scan.take_with_language(["term", "scheme", "label"]);
    let [term, scheme, label] = std::mem::take(&mut tag.wanted);
    scan.keep_base(&mut tag);
    let mut language = tag.language.take();
    let names = label.map(|label| Text { language: language.take(), ..Text::plain(label) });
    if let Some(language) = language {
        scan.put_back_xml(&mut tag, "lang", language);
    }
    let mut subject = Subject {
        term: term.unwrap_or_default(),
        scheme,
        names: names.into_iter().collect(),
        origin,
        ..Subject::default()
    };
    let text = scan.text_keeping(&mut subject.extensions, cx)?;
    if subject.term.is_empty() && !text.is_empty() {
        subject.term = text;
        tag.leave(&mut subject.extensions);
    } else {
        scan.leave_with(tag, text, &mut subject.extensions);
    }
    let says_nothing = subject.term.is_empty()
        && subject.scheme.is_none()
        && subject.names.is_empty()
        && subject.extensions.is_empty();
    if !says_nothing {
        meta.subjects.push(subject);
    }
    Ok(())
}

/// RFC 4287 § 4.2.4.
fn generator(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tag = scan.take(["uri", "version", "url"]);
    let [uri, version, url] = std::mem::take(&mut tag.wanted);
    let stated = match (uri, url) {
        (Some(uri), url) => {
            if let Some(second) = url {
                scan.put_back(&mut tag, "url", second);
            }
            Some(("uri", uri))
        }
        (None, url) => url.map(|url| ("url", url)),
    };
    let mut url = None;
    if let Some((local, stated)) = stated {
        let address = scan.address(stated);
        if let Some(written) = address.written {
            scan.put_back(&mut tag, local, written);
        }
        url = Some(address.href);
    }
    let name = scan.text_keeping(&mut meta.extensions, cx)?;
    tag.leave(&mut meta.extensions);
    if !name.is_empty() || url.is_some() || version.is_some() {
        meta.generator = Some(Generator { name, url, version });
    }
    Ok(())
}

/// What a relation may be written with in front.
const REGISTERED: &str = "http://www.iana.org/assignments/relation/";

/// RFC 4287 § 4.2.7.2, and the registered relations. No relation, and an empty one, is `alternate`.
pub(crate) fn rel(written: Option<String>) -> LinkRel {
    let Some(written) = written else { return LinkRel::Alternate };
    let name = registered(&written);
    if name.is_empty() {
        return LinkRel::Alternate;
    }
    LinkRel::known(name).unwrap_or(LinkRel::Other(written))
}

/// A relation without the address of its register.
fn registered(written: &str) -> &str {
    let name = written.trim();
    name.strip_prefix(REGISTERED).unwrap_or(name)
}

fn link(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    origin: Option<Cow<'static, str>>,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let Some((link, replies)) = read_link(scan, origin, cx)? else { return Ok(()) };
    let is_foreign = link.origin.is_some();
    match link.rel {
        LinkRel::Enclosure => {
            meta.media.push(enclosure(link, is_foreign));
            return Ok(());
        }
        LinkRel::License if !link.href.is_empty() => meta.rights.push(Rights {
            license: Some(link.href.clone()),
            origin: Some(Cow::Borrowed(if is_foreign {
                "atom:link rel=license"
            } else {
                "link rel=license"
            })),
            ..Rights::default()
        }),
        LinkRel::Replies => {
            let comments = meta.comments.get_or_insert_default();
            let is_feed = link.media_type.as_deref().is_some_and(is_feed);
            let place = if is_feed { &mut comments.feed } else { &mut comments.url };
            if place.is_none() {
                *place = Some(link.href.clone());
            }
            if comments.count.is_none() {
                comments.count = replies.count;
            }
            if comments.updated.is_none() {
                comments.updated = replies.updated;
            }
        }
        _ => {}
    }
    meta.links.push(link);
    Ok(())
}

/// Whether a media type is that of a feed.
fn is_feed(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    ["application/atom+xml", "application/rss+xml", "application/feed+json"]
        .iter()
        .any(|feed| essence.eq_ignore_ascii_case(feed))
}

fn enclosure(link: Link, is_foreign: bool) -> Media {
    let kind = link.media_type.as_deref().and_then(of_media_type);
    let mut extensions = link.extensions;
    if let Some(hreflang) = link.hreflang {
        add_attribute(&mut extensions, "hreflang", hreflang);
    }
    Media {
        url: Some(link.href).filter(|url| !url.is_empty()),
        written: link.written,
        role: MediaRole::Attachment,
        kind,
        media_type: link.media_type,
        length: link.length,
        title: link.title.map(Text::plain),
        origin: Some(Cow::Borrowed(if is_foreign {
            "atom:link rel=enclosure"
        } else {
            "link rel=enclosure"
        })),
        extensions,
        ..Media::default()
    }
}

/// What a link says of the answers to an entry (RFC 4685 § 4).
#[derive(Default)]
struct Replies {
    count: Option<String>,
    updated: Option<Date>,
}

/// Adds an attribute to what is left of a link.
fn add_attribute(extensions: &mut Extensions, local: &str, value: String) {
    if !matches!(extensions.nodes.first(), Some(Node { depth: 0, kind: NodeKind::Rest, .. })) {
        let rest = Node { kind: NodeKind::Rest, name: Some(plain_name("link")), ..Node::default() };
        extensions.nodes.insert(0, rest);
    }
    if let Some(first) = extensions.nodes.first_mut() {
        first.attributes.push(Attribute { name: plain_name(local), value });
    }
}

/// Reads a link, and what it says of answers. `None`: it says nothing.
fn read_link(
    scan: &mut Scan<'_>,
    origin: Option<Cow<'static, str>>,
    cx: &mut Cx<'_>,
) -> Result<Option<(Link, Replies)>, Error> {
    let mut tag = scan.take(["href", "rel", "type", "hreflang", "title", "length"]);
    let [href, written, media_type, hreflang, title, length] = std::mem::take(&mut tag.wanted);
    let address = scan.address(href.unwrap_or_default());
    let is_bare = address.href.is_empty();
    let rel = match written {
        Some(written) => {
            let known = LinkRel::known(registered(&written));
            match known {
                // as good as written: the letter case of a relation does not count
                Some(known) if written.eq_ignore_ascii_case(known.as_str()) => known,
                Some(known) => {
                    scan.put_back(&mut tag, "rel", written);
                    known
                }
                None => rel(Some(written)),
            }
        }
        None => LinkRel::Alternate,
    };
    let mut replies = Replies::default();
    if rel == LinkRel::Replies {
        let stated = |local: &str| tag.rest_in(Ns::Thread, local).map(str::to_owned);
        let updated = stated("updated").or_else(|| stated("when"));
        let location = scan.location();
        replies = Replies {
            count: stated("count"),
            updated: updated.map(|text| wirecopy_core::date::read(text, tag.span, location, cx)),
        };
    }
    let mut link = Link {
        href: address.href,
        written: address.written,
        rel,
        media_type,
        hreflang,
        title,
        length,
        ..Link::default()
    };
    let mut text = scan.text_keeping(&mut link.extensions, cx)?;
    if is_bare && address::is_absolute(&text) {
        // as RSS has it
        link.href = std::mem::take(&mut text);
    }
    scan.leave_with(tag, text, &mut link.extensions);
    if link == Link::default() {
        return Ok(None);
    }
    link.origin = origin;
    Ok(Some((link, replies)))
}

/// The feed an entry came from: its metadata, without entries.
fn source(scan: &mut Scan<'_>, cx: &mut Cx<'_>) -> Result<Feed, Error> {
    let start = scan.xml.span();
    let mut tag = scan.take_with_language([]);
    let mut origin = Meta { language: scan.stated_language(&mut tag, cx), ..Meta::default() };
    origin.base = tag.base.take().map(Shared::from);
    tag.leave(&mut origin.extensions);
    loop {
        match scan.xml.next(cx)? {
            Event::Start => {
                match scan.ns() {
                    Ns::Atom | Ns::Atom03 | Ns::None => element(scan, &mut origin, Level::Feed, false, cx)?,
                    ns => crate::modules::element(scan, ns, &mut origin, Level::Feed, cx)?,
                }
                scan.check_room(start, origin.members(), cx)?;
            }
            Event::Text if !scan.xml.is_blank() => {
                origin.extensions.push(Node::text(0, scan.xml.text().trim()));
            }
            Event::End | Event::Eof => break,
            _ => {}
        }
    }
    Ok(origin.into_feed(&scan.source, FeedFamily::Atom))
}

/// RFC 6721 § 3.
pub(crate) fn tombstone(scan: &mut Scan<'_>, cx: &mut Cx<'_>) -> Result<Tombstone, Error> {
    let location = scan.location();
    let mut tag = scan.take_with_language(["ref", "when"]);
    let [id, when] = std::mem::take(&mut tag.wanted);
    let language = tag.language.take();
    let base = tag.base.clone();
    scan.keep_base(&mut tag);
    let mut tombstone =
        Tombstone { source: scan.source.clone(), id: id.unwrap_or_default(), ..Tombstone::default() };
    tombstone.when = when
        .filter(|when| !when.trim().is_empty())
        .map(|when| wirecopy_core::date::read(when, tag.span, location, cx));
    let start = tag.span;
    if let Some(language) = &language {
        scan.put_back_xml(&mut tag, "lang", language.clone());
    }
    tag.leave(&mut tombstone.extensions);
    loop {
        match scan.xml.next(cx)? {
            Event::Start => {
                scan.check_room(start, tombstone.extensions.nodes.len() + tombstone.links.len(), cx)?;
                match (scan.ns(), scan.local()) {
                    (Ns::Tombstone | Ns::Atom, "by") if tombstone.by.is_none() => {
                        let mut people = Vec::new();
                        person::read(scan, PersonRole::Other("by".to_owned()), None, &mut people, cx)?;
                        // one notice has one who gave it, however many the name may be read as
                        tombstone.by = whole(people);
                    }
                    (Ns::Tombstone | Ns::Atom, "comment") if tombstone.comment.is_none() => {
                        let mut text = construct::text(scan, &mut tombstone.extensions, cx)?;
                        text.language = text.language.or_else(|| language.clone());
                        text.base = text.base.or_else(|| base.clone());
                        tombstone.comment = Some(text).filter(|text| !text.value.is_empty());
                    }
                    (Ns::Tombstone | Ns::Atom, "link") => {
                        tombstone.links.extend(read_link(scan, None, cx)?.map(|(link, _)| link));
                    }
                    (Ns::Atom, "source") if tombstone.origin_feed.is_none() => {
                        tombstone.origin_feed = Some(Box::new(source(scan, cx)?));
                    }
                    _ => scan.keep(&mut tombstone.extensions, cx)?,
                }
            }
            Event::Text if !scan.xml.is_blank() => {
                tombstone.extensions.push(Node::text(0, scan.xml.text().trim()));
            }
            Event::End | Event::Eof => break,
            _ => {}
        }
    }
    tombstone.span = Some(scan.since(start));
    Ok(tombstone)
}

/// The one person of a list; of several, which share what was written, one by that name.
fn whole(mut people: Vec<Person>) -> Option<Person> {
    if people.len() > 1 {
        let last = people.pop()?;
        let name = last.written.clone();
        return Some(Person { name, written: None, certainty: None, ..last });
    }
    people.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_tell_versions() {
        for (uri, expected) in [
            ("http://www.w3.org/2005/Atom", Some("1.0")),
            ("https://www.w3.org/2005/Atom/", Some("1.0")),
            ("http://purl.org/atom/ns#", Some("0.3")),
            ("http://purl.org/atom/ns#draft-ietf-atompub-format-05", Some("draft-ietf-atompub-format-05")),
            ("http://purl.org/echo/", None),
        ] {
            assert_eq!(version(uri), expected, "{uri}");
        }
    }
}
