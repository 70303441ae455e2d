//! RSS 2.0 and 0.91 to 0.94.
//!
//! | element | field | clause (RSS 2.0.11) |
//! | --- | --- | --- |
//! | `rss` `@version` | `Source.version`; missing is no fault that stops reading | «What is RSS» |
//! | `channel` | a `Feed` record | «Required channel elements» |
//! | `item`, wherever it stands | an `Article` record | «Elements of item» |
//! | `title` | `headlines`, main, of unstated kind: text or HTML | |
//! | `link` | `links`, alternate | |
//! | `description` | `contents` of an item: summary, or what its shape tells; `descriptions` of a channel | |
//! | `author` | `people`, author | «author» |
//! | `category` `@domain` | `subjects` | «category» |
//! | `comments` | `comments.url` | «comments» |
//! | `enclosure` `@url @length @type` | `media`, attachment | «enclosure» |
//! | `guid` `@isPermaLink` | `id` | «guid» |
//! | `pubDate`, `lastBuildDate`, `expirationDate` | `dates`, published, built, expires | «pubDate», 0.93 |
//! | `source` `@url` | `origin_feed` | «source» |
//! | `language` | `language` | «Optional channel elements» |
//! | `copyright` | `rights.notice` | |
//! | `managingEditor`, `webMaster` | `people`, editor, webmaster | |
//! | `generator`, `docs`, `ttl`, `rating`, `cloud`, `image`, `textInput`, `skipHours`, `skipDays` | fields of the same name | |
//!
//! Element names are matched without regard to letter case. A default namespace is taken for none. All else is
//! in `extensions`.

use std::borrow::Cow;

use wirecopy_core::{
    Carries, Confidence, Cx, Diagnostic, Error, Format, Head, Importer, Input, Options, Parts, RecordReader,
};
use wirecopy_model::{
    Cloud, Content, ContentKind, DateRole, Description, Feed, FeedImage, Generator, Headline, HeadlineRole,
    Id, Link, LinkRel, Media, MediaRole, PersonRole, Rights, Subject, Text, TextInput, TextKind,
};

use crate::explain;
use crate::kind;
use crate::meta::Meta;
use crate::modules::of_media_type;
use crate::namespace::Ns;
use crate::probe;
use crate::reader::{Dialect, FeedReader};
use crate::scan::{Level, Scan, plain_name};

/// What RSS is.
pub static FORMAT: Format = Format {
    name: "rss",
    title: "RSS 2.0",
    extensions: &["rss", "xml"],
    media_types: &["application/rss+xml", "application/xml", "text/xml"],
    spec: "RSS 2.0.11, RSS Advisory Board",
    options: &[],
    public: true,
    parts: Parts::PerInput,
    carries: Carries::NOTHING,
};

/// Reads RSS 2.0 and 0.9x.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rss;

impl Importer for Rss {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        probe::confidence(head, &FORMAT, |root| {
            let is = |name: &str| root.local.eq_ignore_ascii_case(name);
            if is("rss") {
                Confidence::Certain
            } else if is("channel") && root.ns == Ns::None && !is_cdf(root.attributes) {
                Confidence::Likely
            } else if is("item") && root.ns == Ns::None {
                Confidence::Possible
            } else {
                Confidence::No
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
        Ok(Box::new(FeedReader::open(input, Dialect::Rss, cx)?))
    }
}

/// Whether a `channel` is one of CDF, which has its address as an attribute.
fn is_cdf(attributes: &str) -> bool {
    attributes.split_whitespace().any(|attribute| {
        attribute.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("href"))
            && attribute.get(4..).is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    })
}

/// An element of RSS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Rss,
    Channel,
    Item,
    Title,
    Link,
    Description,
    Guid,
    PubDate,
    Author,
    Category,
    Comments,
    Enclosure,
    Source,
    Language,
    Copyright,
    ManagingEditor,
    WebMaster,
    LastBuildDate,
    ExpirationDate,
    Generator,
    Docs,
    Cloud,
    Ttl,
    Image,
    Rating,
    TextInput,
    SkipHours,
    SkipDays,
}

const NAMES: [(&str, Use); 28] = [
    ("rss", Use::Rss),
    ("channel", Use::Channel),
    ("item", Use::Item),
    ("title", Use::Title),
    ("link", Use::Link),
    ("description", Use::Description),
    ("guid", Use::Guid),
    ("pubDate", Use::PubDate),
    ("author", Use::Author),
    ("category", Use::Category),
    ("comments", Use::Comments),
    ("enclosure", Use::Enclosure),
    ("source", Use::Source),
    ("language", Use::Language),
    ("copyright", Use::Copyright),
    ("managingEditor", Use::ManagingEditor),
    ("webMaster", Use::WebMaster),
    ("lastBuildDate", Use::LastBuildDate),
    ("expirationDate", Use::ExpirationDate),
    ("generator", Use::Generator),
    ("docs", Use::Docs),
    ("cloud", Use::Cloud),
    ("ttl", Use::Ttl),
    ("image", Use::Image),
    ("rating", Use::Rating),
    ("textInput", Use::TextInput),
    ("skipHours", Use::SkipHours),
    ("skipDays", Use::SkipDays),
];

/// What an element without a namespace is, and whether its letter case is right.
pub(crate) fn of(local: &str) -> Option<(Use, bool)> {
    let found = NAMES.iter().find(|(name, _)| *name == local).map(|(_, found)| (*found, true));
    found.or_else(|| {
        NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(local)).map(|(_, found)| (*found, false))
    })
}

/// Reads an element without a namespace, the whole of it, below an item or a channel.
pub(crate) fn element(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    level: Level,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let Some((found, is_right)) = of(scan.local()) else { return scan.keep(&mut meta.extensions, cx) };
    if !is_right {
        report_case(scan, cx);
    }
    match (found, level) {
        (Use::Title, _) => {
            let text = scan.plain_text(&mut meta.extensions, TextKind::Unstated, cx)?;
            if !text.value.is_empty() {
                meta.headlines.push(Headline { role: HeadlineRole::Main, text, origin: None });
            }
        }
        (Use::Link, _) => link(scan, meta, cx)?,
        (Use::Description, Level::Item) => {
            let kind = ContentKind::Summary;
            let content = scan.content(&mut meta.extensions, kind, "text/html", None, cx)?;
            meta.contents.extend(content);
        }
        (Use::Description, Level::Feed) => {
            let text = scan.plain_text(&mut meta.extensions, TextKind::Unstated, cx)?;
            if !text.value.is_empty() {
                meta.descriptions.push(Description { text, origin: None });
            }
        }
        (Use::Guid, Level::Item) => guid(scan, meta, cx)?,
        (Use::PubDate, _) => date(scan, meta, DateRole::Published, cx)?,
        (Use::LastBuildDate, _) => date(scan, meta, DateRole::Built, cx)?,
        (Use::ExpirationDate, _) => date(scan, meta, DateRole::Expires, cx)?,
        (Use::Author, _) => scan.people(meta, &PersonRole::Author, None, cx)?,
        (Use::ManagingEditor, Level::Feed) => {
            scan.people(meta, &PersonRole::Editor, None, cx)?;
        }
        (Use::WebMaster, Level::Feed) => scan.people(meta, &PersonRole::Webmaster, None, cx)?,
        (Use::Category, _) => {
            let mut tag = scan.take(["domain"]);
            let [scheme] = std::mem::take(&mut tag.wanted);
            let mut subject = Subject { term: scan.text(cx)?, scheme, ..Subject::default() };
            tag.leave(&mut subject.extensions);
            if subject != Subject::default() {
                meta.subjects.push(subject);
            }
        }
        (Use::Comments, Level::Item)
            if meta.comments.as_ref().is_none_or(|comments| comments.url.is_none()) =>
        {
            let address = scan.leaf_address(&mut meta.extensions, cx)?;
            if !address.href.is_empty() {
                meta.comments.get_or_insert_default().url = Some(address.href);
            }
        }
        (Use::Enclosure, _) => enclosure(scan, meta, cx)?,
        (Use::Source, Level::Item) if meta.origin.is_none() => source(scan, meta, cx)?,
        (Use::Language, Level::Feed) if meta.language.is_none() => {
            meta.language = scan.leaf_language(&mut meta.extensions, cx)?;
        }
        (Use::Copyright, _) => {
            let notice = scan.plain_text(&mut meta.extensions, TextKind::Unstated, cx)?;
            if !notice.value.is_empty() {
                meta.rights.push(Rights { notice: Some(notice), ..Rights::default() });
            }
        }
        (Use::Generator, Level::Feed) if meta.generator.is_none() => {
            let name = scan.leaf(&mut meta.extensions, cx)?;
            meta.generator =
                Some(Generator { name, ..Generator::default() }).filter(|made| !made.name.is_empty());
        }
        (Use::Docs, Level::Feed) if meta.docs.is_none() => {
            meta.docs = some(scan.leaf_address(&mut meta.extensions, cx)?.href);
        }
        (Use::Ttl, Level::Feed) if meta.ttl.is_none() => {
            meta.ttl = some(scan.leaf(&mut meta.extensions, cx)?);
        }
        (Use::Rating, Level::Feed) if meta.rating.is_none() => {
            meta.rating = some(scan.leaf(&mut meta.extensions, cx)?);
        }
        (Use::Cloud, Level::Feed) if meta.cloud.is_none() => {
            let mut tag = scan.take(["domain", "port", "path", "registerProcedure", "protocol"]);
            let [domain, port, path, register_procedure, protocol] = std::mem::take(&mut tag.wanted);
            meta.cloud = Some(Cloud { domain, port, path, register_procedure, protocol });
            let text = scan.text(cx)?;
            tag.leave_with(plain_name("cloud"), text, &mut meta.extensions);
        }
        (Use::Image, Level::Feed) => image(scan, meta, cx)?,
        (Use::TextInput, Level::Feed) if meta.text_input.is_none() => text_input(scan, meta, cx)?,
        (Use::SkipHours, Level::Feed) => list(scan, meta, "hour", cx)?,
        (Use::SkipDays, Level::Feed) => list(scan, meta, "day", cx)?,
        _ => scan.keep(&mut meta.extensions, cx)?,
    }
    Ok(())
}

/// Ends an item: says what its descriptions are.
pub(crate) fn settle(meta: &mut Meta) {
    let has_body = meta.contents.iter().any(|content| content.kind == ContentKind::Full);
    if has_body {
        return;
    }
    let is_description = |content: &Content| content.origin.is_none();
    for content in meta.contents.iter_mut().filter(|content| is_description(content)) {
        (content.kind, content.kind_certainty) = kind::of_description(&content.value);
    }
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

pub(crate) fn report_case(scan: &Scan<'_>, cx: &mut Cx<'_>) {
    let name: String = scan.local().chars().take(40).collect();
    cx.report(
        Diagnostic::repair("rss.element.case", format!("`{name}` is not in the letter case of RSS"))
            .at(scan.xml.span())
            .located(scan.location()),
    );
}

fn link(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    if !scan.has_attributes() {
        let text = scan.text(cx)?;
        let address = scan.address(text);
        if !address.href.is_empty() {
            let (href, written) = (address.href, address.written);
            meta.links.push(Link { href, written, ..Link::default() });
        }
        return Ok(());
    }
    // some write Atom's attributes without its namespace
    let mut tag = scan.take(["href", "rel", "type", "hreflang", "title", "length"]);
    let [href, rel, media_type, hreflang, title, length] = std::mem::take(&mut tag.wanted);
    let text = scan.text(cx)?;
    let mut link = Link { media_type, hreflang, title, length, ..Link::default() };
    link.rel = crate::atom::rel(rel);
    let (address, second) = match href {
        Some(href) if text.is_empty() => (href, None),
        href => (text, href),
    };
    let address = scan.address(address);
    (link.href, link.written) = (address.href, address.written);
    tag.leave(&mut link.extensions);
    if link != Link::default() {
        meta.links.push(link);
    }
    if let Some(href) = second {
        let address = scan.address(href);
        let (href, written) = (address.href, address.written);
        meta.links.push(Link { href, written, ..Link::default() });
    }
    Ok(())
}

fn guid(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tag = scan.take(["isPermaLink"]);
    let [stated] = std::mem::take(&mut tag.wanted);
    let value = scan.text(cx)?;
    let permalink = match stated.as_deref().map(str::trim) {
        Some(stated) if stated.eq_ignore_ascii_case("true") => true,
        Some(stated) if stated.eq_ignore_ascii_case("false") => false,
        // the default is `true`, yet what is no address cannot be one
        _ => value.starts_with("https://") || value.starts_with("http://"),
    };
    if let Some(stated) = stated.filter(|stated| !matches!(stated.as_str(), "true" | "false")) {
        tag.put_back("guid", "isPermaLink", stated);
    }
    tag.leave(&mut meta.extensions);
    if !value.is_empty() {
        meta.ids.push(Id { value, permalink: Some(permalink), ..Id::default() });
    }
    Ok(())
}

fn date(scan: &mut Scan<'_>, meta: &mut Meta, role: DateRole, cx: &mut Cx<'_>) -> Result<(), Error> {
    let date = scan.date(&mut meta.extensions, role, None, cx)?;
    meta.dates.extend(date);
    Ok(())
}

fn enclosure(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tag = scan.take(["url", "length", "type"]);
    let [url, length, media_type] = std::mem::take(&mut tag.wanted);
    let address = url.map(|url| scan.address(url));
    let (url, written) = address.map_or((None, None), |address| (some(address.href), address.written));
    let kind = media_type.as_deref().and_then(of_media_type);
    let mut media = Media { url, written, role: MediaRole::Attachment, kind, ..Media::default() };
    (media.length, media.media_type) = (length, media_type);
    let text = scan.text(cx)?;
    tag.leave_with(plain_name("enclosure"), text, &mut media.extensions);
    if media != Media::default() {
        media.origin = Some(Cow::Borrowed("enclosure"));
        meta.media.push(media);
    }
    Ok(())
}

fn source(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tag = scan.take(["url"]);
    let [url] = std::mem::take(&mut tag.wanted);
    let mut feed = Feed { source: scan.source.clone(), ..Feed::default() };
    if let Some(url) = url {
        let address = scan.address(url);
        let (href, written) = (address.href, address.written);
        feed.links.push(Link { href, written, rel: LinkRel::SelfLink, ..Link::default() });
    }
    let title = scan.text(cx)?;
    if !title.is_empty() {
        let text = Text { kind: TextKind::Unstated, ..Text::plain(title) };
        feed.headlines.push(Headline { role: HeadlineRole::Main, text, origin: None });
    }
    tag.leave(&mut feed.extensions);
    if !feed.links.is_empty() || !feed.headlines.is_empty() || !feed.extensions.is_empty() {
        meta.origin = Some(Box::new(feed));
    }
    Ok(())
}

fn image(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tree = scan.tree(cx)?;
    tree.know(0);
    let mut image = FeedImage { role: "image".to_owned(), ..FeedImage::default() };
    for child in tree.children(0) {
        if tree.space(child) != Ns::None {
            continue;
        }
        let place = match tree.local(child).to_ascii_lowercase().as_str() {
            "url" => &mut image.url,
            "title" => &mut image.title,
            "link" => &mut image.link,
            "width" => &mut image.width,
            "height" => &mut image.height,
            "description" => &mut image.description,
            _ => continue,
        };
        if place.is_none() {
            *place = some(tree.take_text(child));
        }
    }
    for place in [&mut image.url, &mut image.link] {
        *place = place.take().map(|address| scan.address(address).href);
    }
    tree.leave(&mut meta.extensions);
    meta.images.push(image);
    Ok(())
}

fn text_input(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tree = scan.tree(cx)?;
    tree.know(0);
    let mut input = TextInput::default();
    for child in tree.children(0) {
        if tree.space(child) != Ns::None {
            continue;
        }
        let place = match tree.local(child).to_ascii_lowercase().as_str() {
            "title" => &mut input.title,
            "description" => &mut input.description,
            "name" => &mut input.name,
            "link" => &mut input.link,
            _ => continue,
        };
        if place.is_none() {
            *place = some(tree.take_text(child));
        }
    }
    input.link = input.link.take().map(|address| scan.address(address).href);
    tree.leave(&mut meta.extensions);
    meta.text_input = Some(input);
    Ok(())
}

/// `skipHours` and `skipDays`.
fn list(scan: &mut Scan<'_>, meta: &mut Meta, member: &str, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tree = scan.tree(cx)?;
    tree.know(0);
    let values = if member == "hour" { &mut meta.skip_hours } else { &mut meta.skip_days };
    for child in tree.children(0) {
        if tree.space(child) == Ns::None && tree.local(child).eq_ignore_ascii_case(member) {
            values.extend(some(tree.take_text(child)));
        }
    }
    tree.leave(&mut meta.extensions);
    Ok(())
}
