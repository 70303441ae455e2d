//! Atom 1.0 (RFC 4287), alone and within RSS, with Atom 0.3's names for the same things.
//!
//! | element | field | clause (RFC 4287) |
//! | --- | --- | --- |
//! | `feed` | a `Feed` record | § 4.1.1 |
//! | `entry` | an `Article` record; as root: one without a feed | § 4.1.2 |
//! | `content` `@type @src` | `contents`, full; other types than text, HTML, XHTML and XML are base 64 | § 4.1.3 |
//! | `author`, `contributor` | `people` with name, address, e-mail | § 4.2.1, § 4.2.3, § 3.2 |
//! | `category` `@term @scheme @label` | `subjects` | § 4.2.2 |
//! | `generator` `@uri @version` | `generator` | § 4.2.4 |
//! | `icon`, `logo` | `images` | § 4.2.5, § 4.2.8 |
//! | `id` | `id` | § 4.2.6 |
//! | `link` `@href @rel @type @hreflang @title @length` | `links`; `rel="enclosure"`: `media` | § 4.2.7 |
//! | `published`, `updated` | `dates` | § 4.2.9, § 4.2.15 |
//! | `rights` | `rights.notice` | § 4.2.10 |
//! | `source` | `origin_feed` | § 4.2.11 |
//! | `subtitle` | `descriptions` of a feed | § 4.2.12 |
//! | `summary` | `contents`, summary | § 4.2.13 |
//! | `title` | `headlines`, main | § 4.2.14 |
//! | `xml:lang`, `xml:base` | `language`, `base` of feed, article, text or content | § 2 |
//! | `at:deleted-entry` | a `Deleted` record | RFC 6721 § 3 |
//! | `issued`, `modified`, `created`, `tagline`, `copyright`, `info` | as the above | Atom 0.3 |
//!
//! Attributes that have no field stay with what they stand on, in its `extensions`.

use std::borrow::Cow;

use wirecopy_core::{
    Carries, Confidence, Cx, Diagnostic, Error, Format, Head, Importer, Input, Options, Parts, RecordReader,
};
use wirecopy_model::{
    Attribute, Content, ContentKind, DateRole, Description, Extensions, FeedFamily, FeedImage, Generator,
    Headline, HeadlineRole, Id, Link, LinkRel, Media, MediaRole, Node, NodeKind, Person, PersonRole, Rights,
    Shared, Subject, Text, Tombstone, TransferEncoding,
};
use wirecopy_xml::Event;

use crate::explain;
use crate::meta::Meta;
use crate::modules::of_media_type;
use crate::namespace::Ns;
use crate::people;
use crate::probe;
use crate::reader::{Dialect, FeedReader};
use crate::scan::{Level, Scan, plain_name};

/// What Atom is.
pub static FORMAT: Format = Format {
    name: "atom",
    title: "Atom 1.0",
    extensions: &["atom", "xml"],
    media_types: &["application/atom+xml", "application/xml", "text/xml"],
    spec: "RFC 4287",
    options: &[],
    public: true,
    parts: Parts::PerInput,
    carries: Carries::NOTHING,
};

/// Reads Atom.
#[derive(Clone, Copy, Debug, Default)]
pub struct Atom;

impl Importer for Atom {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        probe::confidence(head, &FORMAT, |root| match (root.local, root.ns) {
            ("feed" | "entry", Ns::Atom) => Confidence::Certain,
            ("feed" | "entry", Ns::Atom03) | ("feed", Ns::None) => Confidence::Likely,
            ("entry", Ns::None) => Confidence::Possible,
            _ => Confidence::No,
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
    Generator,
    Image,
}

/// What an element is for, and its name as `origin` tells it within RSS.
fn of(local: &str) -> Option<(Use, &'static str)> {
    Some(match local {
        "title" => (Use::Title, "atom:title"),
        "id" => (Use::Id, "atom:id"),
        "link" => (Use::Link, "atom:link"),
        "published" => (Use::Date(DateRole::Published), "atom:published"),
        "updated" => (Use::Date(DateRole::Updated), "atom:updated"),
        "issued" => (Use::Date(DateRole::Published), "atom:issued"),
        "modified" => (Use::Date(DateRole::Updated), "atom:modified"),
        "created" => (Use::Date(DateRole::Created), "atom:created"),
        "summary" => (Use::Summary, "atom:summary"),
        "content" => (Use::Content, "atom:content"),
        "author" => (Use::Person(PersonRole::Author), "atom:author"),
        "contributor" => (Use::Person(PersonRole::Contributor), "atom:contributor"),
        "category" => (Use::Category, "atom:category"),
        "rights" => (Use::Rights, "atom:rights"),
        "copyright" => (Use::Rights, "atom:copyright"),
        "source" => (Use::Source, "atom:source"),
        "subtitle" => (Use::Subtitle, "atom:subtitle"),
        "tagline" => (Use::Subtitle, "atom:tagline"),
        "generator" => (Use::Generator, "atom:generator"),
        "icon" => (Use::Image, "icon"),
        "logo" => (Use::Image, "logo"),
        _ => return None,
    })
}

/// Reads an element in Atom's namespace, the whole of it. `is_foreign`: it stands in another format.
pub(crate) fn element(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    level: Level,
    is_foreign: bool,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let Some((purpose, name)) = of(scan.local()) else { return scan.keep(&mut meta.extensions, cx) };
    let origin = is_foreign.then_some(Cow::Borrowed(name));
    match (purpose, level) {
        (Use::Title, _) => {
            let text = scan.construct(&mut meta.extensions, cx)?;
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
            let date = scan.date(&mut meta.extensions, role, is_foreign.then_some(name), cx)?;
            meta.dates.extend(date);
        }
        (Use::Summary, Level::Item) => {
            let content = content(scan, meta, ContentKind::Summary, origin, cx)?;
            meta.contents.extend(content);
        }
        (Use::Content, Level::Item) => {
            let content = content(scan, meta, ContentKind::Full, origin, cx)?;
            meta.contents.extend(content);
        }
        (Use::Person(role), _) => person(scan, role, is_foreign.then_some(name), &mut meta.people, cx)?,
        (Use::Category, _) => {
            let mut tag = scan.take(["term", "scheme", "label"]);
            let [term, scheme, label] = std::mem::take(&mut tag.wanted);
            let mut subject = Subject {
                term: term.unwrap_or_default(),
                scheme,
                names: label.map(Text::plain).into_iter().collect(),
                origin,
                ..Subject::default()
            };
            let text = scan.text(cx)?;
            if subject.term.is_empty() && !text.is_empty() {
                subject.term = text;
                tag.leave(&mut subject.extensions);
            } else {
                tag.leave_with("category", text, &mut subject.extensions);
            }
            if subject != Subject::default() {
                meta.subjects.push(subject);
            }
        }
        (Use::Rights, _) => {
            let notice = scan.construct(&mut meta.extensions, cx)?;
            if !notice.value.is_empty() {
                meta.rights.push(Rights { notice: Some(notice), origin, ..Rights::default() });
            }
        }
        (Use::Source, Level::Item) if meta.origin.is_none() => source(scan, meta, cx)?,
        (Use::Subtitle, Level::Feed) => {
            let text = scan.construct(&mut meta.extensions, cx)?;
            if !text.value.is_empty() {
                meta.descriptions.push(Description { text, origin });
            }
        }
        (Use::Generator, Level::Feed) if meta.generator.is_none() => {
            let mut tag = scan.take(["uri", "version", "url"]);
            let [uri, version, url] = std::mem::take(&mut tag.wanted);
            let url = uri.or(url).map(|url| scan.address(url).href);
            let name = scan.text(cx)?;
            tag.leave(&mut meta.extensions);
            if !name.is_empty() || url.is_some() || version.is_some() {
                meta.generator = Some(Generator { name, url, version });
            }
        }
        (Use::Image, Level::Feed) => {
            let address = scan.leaf_address(&mut meta.extensions, cx)?;
            if !address.href.is_empty() {
                let (role, url) = (name.to_owned(), Some(address.href));
                meta.images.push(FeedImage { role, url, ..FeedImage::default() });
            }
        }
        _ => scan.keep(&mut meta.extensions, cx)?,
    }
    Ok(())
}

/// What a relation may be written with in front.
const REGISTERED: &str = "http://www.iana.org/assignments/relation/";

/// RFC 4287 § 4.2.7.2, and the registered relations. No relation, and an empty one, is `alternate`.
pub(crate) fn rel(written: Option<String>) -> LinkRel {
    let Some(written) = written else { return LinkRel::Alternate };
    let name = written.trim();
    let name = name.strip_prefix(REGISTERED).unwrap_or(name);
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "" | "alternate" => LinkRel::Alternate,
        "self" => LinkRel::SelfLink,
        "canonical" => LinkRel::Canonical,
        "related" => LinkRel::Related,
        "via" => LinkRel::Via,
        "enclosure" => LinkRel::Enclosure,
        "license" => LinkRel::License,
        "replies" => LinkRel::Replies,
        "hub" => LinkRel::Hub,
        "next" => LinkRel::Next,
        "prev" | "previous" => LinkRel::Previous,
        "first" => LinkRel::First,
        "last" => LinkRel::Last,
        _ => LinkRel::Other(written),
    }
}

fn link(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    origin: Option<Cow<'static, str>>,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let Some((link, count)) = read_link(scan, origin, cx)? else { return Ok(()) };
    if link.rel == LinkRel::Enclosure {
        let kind = link.media_type.as_deref().and_then(of_media_type);
        let mut extensions = link.extensions;
        if let Some(hreflang) = link.hreflang {
            add_attribute(&mut extensions, "hreflang", hreflang);
        }
        meta.media.push(Media {
            url: Some(link.href).filter(|url| !url.is_empty()),
            written: link.written,
            role: MediaRole::Attachment,
            kind,
            media_type: link.media_type,
            length: link.length,
            title: link.title.map(Text::plain),
            origin: Some(Cow::Borrowed(match link.origin {
                Some(_) => "atom:link rel=enclosure",
                None => "link rel=enclosure",
            })),
            extensions,
            ..Media::default()
        });
        return Ok(());
    }
    if link.rel == LinkRel::Replies {
        let comments = meta.comments.get_or_insert_default();
        let is_feed = link.media_type.as_deref().is_some_and(|kind| kind.starts_with("application/atom+xml"));
        let place = if is_feed { &mut comments.feed } else { &mut comments.url };
        if place.is_none() {
            *place = Some(link.href.clone());
        }
        if comments.count.is_none() {
            comments.count = count;
        }
    }
    meta.links.push(link);
    Ok(())
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

/// Reads a link, and the number of replies it states (RFC 4685 § 4). `None`: it says nothing.
fn read_link(
    scan: &mut Scan<'_>,
    origin: Option<Cow<'static, str>>,
    cx: &mut Cx<'_>,
) -> Result<Option<(Link, Option<String>)>, Error> {
    let mut tag = scan.take(["href", "rel", "type", "hreflang", "title", "length"]);
    let [href, written_rel, media_type, hreflang, title, length] = std::mem::take(&mut tag.wanted);
    let address = scan.address(href.unwrap_or_default());
    if let Some(registered) = written_rel.as_ref().filter(|rel| rel.trim().starts_with(REGISTERED)) {
        tag.put_back("link", "rel", registered.clone());
    }
    let count = tag.rest("count").map(str::to_owned);
    let mut link = Link {
        href: address.href,
        written: address.written,
        rel: rel(written_rel),
        media_type,
        hreflang,
        title,
        length,
        ..Link::default()
    };
    let text = scan.text(cx)?;
    tag.leave_with("link", text, &mut link.extensions);
    if link == Link::default() {
        return Ok(None);
    }
    link.origin = origin;
    Ok(Some((link, count)))
}

/// RFC 4287 § 3.2. A person without any of the elements is read from its text.
fn person(
    scan: &mut Scan<'_>,
    role: PersonRole,
    origin: Option<&'static str>,
    list: &mut Vec<Person>,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let mut tree = scan.tree(cx)?;
    tree.know(0);
    let mut name = String::new();
    let (mut email, mut url) = (None, None);
    for child in tree.children(0) {
        if !matches!(tree.space(child), Ns::Atom | Ns::Atom03 | Ns::None | Ns::Tombstone) {
            continue;
        }
        match tree.local(child) {
            "name" if name.is_empty() => name = tree.take_text(child),
            "email" if email.is_none() => email = Some(tree.take_text(child)).filter(|text| !text.is_empty()),
            "uri" | "url" | "homepage" if url.is_none() => {
                let text = tree.take_text(child);
                url = Some(scan.address(text).href).filter(|url| !url.is_empty());
            }
            _ => {}
        }
    }
    if name.is_empty() {
        name = tree.take_text(0);
    }
    let before = list.len();
    if email.is_none() && url.is_none() {
        people::add(name, &role, origin, list);
    } else {
        let name = Some(name).filter(|name| !name.is_empty());
        list.push(Person { role: role.clone(), name, email, url, ..Person::default() });
    }
    let mut left = Extensions::default();
    tree.leave(&mut left);
    if !left.is_empty() {
        if list.len() == before {
            list.push(Person { role, ..Person::default() });
        }
        if let Some(last) = list.last_mut() {
            last.extensions = left;
        }
    }
    if let Some(origin) = origin {
        for person in list.iter_mut().skip(before) {
            person.origin = Some(Cow::Borrowed(origin));
        }
    }
    Ok(())
}

/// RFC 4287 § 4.1.3.
fn content(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    kind: ContentKind,
    origin: Option<Cow<'static, str>>,
    cx: &mut Cx<'_>,
) -> Result<Option<Content>, Error> {
    let location = scan.location();
    let mut tag = scan.take_with_language(["type", "src", "mode"]);
    let [media_type, src, mode] = std::mem::take(&mut tag.wanted);
    let src = src.map(|src| scan.address(src).href);
    let stated = media_type.as_deref().map_or("", str::trim);
    let lower = stated.to_ascii_lowercase();
    let mut transfer_encoding = None;
    let (media_type, value): (Cow<'static, str>, String) = match lower.as_str() {
        "" | "text" | "text/plain" => {
            let (value, has_elements) = scan.plain(cx)?;
            (if has_elements { "text/html" } else { "text/plain" }.into(), value)
        }
        "html" => ("text/html".into(), scan.mixed(cx)?),
        "xhtml" | "application/xhtml+xml" => {
            let mut value = String::new();
            let wrapper = scan.xml.read_xhtml(&mut value, cx)?;
            tag.language = wrapper.language.or(tag.language);
            tag.base = wrapper.base.map(|base| scan.address(base).href).or(tag.base);
            ("application/xhtml+xml".into(), value)
        }
        _ if lower.ends_with("+xml") || lower.ends_with("/xml") => {
            (stated.to_owned().into(), scan.tree(cx)?.into_markup())
        }
        _ if lower.starts_with("text/") => (stated.to_owned().into(), scan.mixed(cx)?),
        _ => {
            let media_type: Cow<'static, str> = stated.to_owned().into();
            let value = scan.raw_text(cx)?;
            if is_base64(&value) {
                transfer_encoding = Some(TransferEncoding::Base64);
            } else if !value.trim().is_empty() {
                cx.report(
                    Diagnostic::note(
                        "atom.content.not-base64",
                        format!("content of type `{}` is not base 64; it is kept as it is", short(stated)),
                    )
                    .at(scan.since(tag.span))
                    .located(location),
                );
            }
            (media_type, value)
        }
    };
    if let Some(mode) = mode {
        if mode == "base64" {
            transfer_encoding = Some(TransferEncoding::Base64);
        } else {
            tag.put_back("content", "mode", mode);
        }
    }
    let span = scan.since(tag.span);
    let (language, base) = (tag.language.take(), tag.base.take());
    tag.leave(&mut meta.extensions);
    if value.trim().is_empty() && src.is_none() {
        return Ok(None);
    }
    Ok(Some(Content {
        kind,
        kind_certainty: None,
        media_type,
        value,
        transfer_encoding,
        src,
        language,
        base,
        role: None,
        origin,
        span: Some(span),
    }))
}

fn short(text: &str) -> &str {
    text.char_indices().nth(60).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

fn is_base64(value: &str) -> bool {
    let mut digits = 0_usize;
    let mut padding = 0_usize;
    for byte in value.bytes() {
        match byte {
            b'=' => padding += 1,
            _ if byte.is_ascii_whitespace() => {}
            b'+' | b'/' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' if padding == 0 => digits += 1,
            _ => return false,
        }
    }
    digits > 0 && padding < 3 && (digits + padding).is_multiple_of(4)
}

/// The feed an entry came from: its metadata, without entries.
fn source(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tag = scan.take_with_language([]);
    let mut origin = Meta { language: scan.stated_language(&mut tag, cx), ..Meta::default() };
    origin.base = tag.base.take().map(Shared::from);
    tag.leave(&mut origin.extensions);
    loop {
        match scan.xml.next(cx)? {
            Event::Start => match scan.ns() {
                Ns::Atom | Ns::Atom03 | Ns::None => element(scan, &mut origin, Level::Feed, false, cx)?,
                ns => crate::modules::element(scan, ns, &mut origin, Level::Feed, cx)?,
            },
            Event::End | Event::Eof => break,
            _ => {}
        }
    }
    meta.origin = Some(Box::new(origin.into_feed(&scan.source, FeedFamily::Atom)));
    Ok(())
}

/// RFC 6721 § 3.
pub(crate) fn tombstone(scan: &mut Scan<'_>, cx: &mut Cx<'_>) -> Result<Tombstone, Error> {
    let location = scan.location();
    let mut tag = scan.take(["ref", "when"]);
    let [id, when] = std::mem::take(&mut tag.wanted);
    let mut tombstone =
        Tombstone { source: scan.source.clone(), id: id.unwrap_or_default(), ..Tombstone::default() };
    tombstone.when = when
        .filter(|when| !when.trim().is_empty())
        .map(|when| wirecopy_core::date::read(when, tag.span, location, cx));
    let start = tag.span;
    tag.leave(&mut tombstone.extensions);
    loop {
        match scan.xml.next(cx)? {
            Event::Start => {
                let ns = scan.ns();
                match (ns, scan.local()) {
                    (Ns::Tombstone, "by") if tombstone.by.is_none() => {
                        let mut people = Vec::new();
                        person(scan, PersonRole::Other("by".to_owned()), None, &mut people, cx)?;
                        tombstone.by = people.into_iter().next();
                    }
                    (Ns::Tombstone, "comment") if tombstone.comment.is_none() => {
                        let text = scan.construct(&mut tombstone.extensions, cx)?;
                        tombstone.comment = Some(text).filter(|text| !text.value.is_empty());
                    }
                    (Ns::Atom, "link") => {
                        tombstone.links.extend(read_link(scan, None, cx)?.map(|(link, _)| link));
                    }
                    _ => scan.keep(&mut tombstone.extensions, cx)?,
                }
            }
            Event::End | Event::Eof => break,
            _ => {}
        }
    }
    tombstone.span = Some(scan.since(start));
    Ok(tombstone)
}
