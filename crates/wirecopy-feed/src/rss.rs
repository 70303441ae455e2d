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
//! | `guid` `@isPermaLink` | `id`; a relative permalink is a link, too | «guid» |
//! | `pubDate`, `lastBuildDate`, `expirationDate` | `dates`, published, built, expires | «pubDate», 0.93 |
//! | `source` `@url` | `origin_feed` | «source» |
//! | `language` | `language`, before `xml:lang` | «Optional channel elements» |
//! | `copyright` | `rights.notice` | |
//! | `managingEditor`, `webMaster` | `people`, editor, webmaster | |
//! | `generator`, `docs`, `ttl`, `rating`, `cloud`, `image`, `textInput`, `skipHours`, `skipDays` | fields of the same name | |
//! | `fullitem`, `body` | `contents`, full | in use, not specified |
//! | `updated`, `summary`, `content` and others of Atom's without its namespace | as in Atom | |
//!
//! Element names are matched without regard to letter case. A default namespace is taken for none. `title` and
//! `description` with Atom's `type` are what it says. An element that should have only text and has others in it is
//! kept as it is beside its text. All else is in `extensions`.

use std::borrow::Cow;

use wirecopy_core::{
    Confidence, Cx, Diagnostic, Error, Format, Head, Importer, Input, Options, Parts, RecordReader,
};
use wirecopy_model::{
    Cloud, Content, ContentKind, DateRole, Description, Feed, FeedImage, Generator, Headline, HeadlineRole,
    Id, Link, LinkRel, Media, MediaRole, Node, NodeKind, PersonRole, Rights, Subject, Text, TextInput,
    TextKind,
};

use crate::explain;
use crate::kind;
use crate::meta::Meta;
use crate::modules::of_media_type;
use crate::namespace::Ns;
use crate::probe;
use crate::reader::{Dialect, FeedReader, Opens};
use crate::scan::{Level, Scan, plain_name};
use crate::tree::Tree;
use crate::{atom, cdf, construct};

/// What RSS is.
pub static FORMAT: Format = Format {
    name: "rss",
    title: "RSS 2.0",
    extensions: &["rss", "xml"],
    media_types: &["application/rss+xml", "application/xml", "text/xml"],
    spec: "RSS 2.0.11, RSS Advisory Board",
    options: crate::write::rss::OPTIONS,
    public: true,
    parts: Parts::PerInput,
    carries: crate::write::rss::CARRIES,
};

/// Reads RSS 2.0 and 0.9x.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rss;

impl Importer for Rss {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        if probe::is_page_for_feed(head) {
            return Confidence::Certain;
        }
        probe::confidence(head, &FORMAT, |root| {
            let is = |name: &str| root.local.eq_ignore_ascii_case(name);
            if is("rss") {
                Confidence::Certain
            } else if is("channel") && root.ns == Ns::None && !cdf::is_channel(&root, &head.text) {
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
    Full,
}

const NAMES: [(&str, Use); 31] = [
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
    // so it was called before RSS 0.92
    ("textinput", Use::TextInput),
    ("fullitem", Use::Full),
    ("body", Use::Full),
];

/// What an element without a namespace is, and whether its letter case is right.
pub(crate) fn of(local: &str) -> Option<(Use, bool)> {
    let found = NAMES.iter().find(|(name, _)| *name == local).map(|(_, found)| (*found, true));
    found.or_else(|| {
        NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(local)).map(|(_, found)| (*found, false))
    })
}

/// What a start tag without a namespace opens.
pub(crate) fn opens(local: &str) -> Opens {
    // the names that open anything have so many letters
    if !matches!(local.len(), 3 | 4 | 7) {
        return Opens::Meta;
    }
    match of(local) {
        Some((Use::Item, _)) => Opens::Item,
        Some((Use::Rss | Use::Channel, _)) => Opens::Frame,
        _ => Opens::Meta,
    }
}

/// Whether the innermost element, its end tag forgotten, ends where another begins, by their names as written.
pub(crate) fn ends_at(open: &str, next: &str) -> bool {
    match open {
        "title" | "link" | "guid" | "pubDate" | "category" | "comments" | "language" | "copyright"
        | "lastBuildDate" | "expirationDate" | "generator" | "docs" | "ttl" => {
            is_no_html(next)
                || matches!(
                    next,
                    "title" | "link" | "author" | "language" | "copyright" | "generator" | "docs"
                )
        }
        // these hold HTML, whole pages of it even, or people as Atom has them
        "description" | "author" | "managingEditor" | "webMaster" => is_no_html(next),
        _ => false,
    }
}

/// The names of RSS that are none of HTML.
fn is_no_html(name: &str) -> bool {
    matches!(
        name,
        "item"
            | "channel"
            | "description"
            | "guid"
            | "pubDate"
            | "category"
            | "comments"
            | "enclosure"
            | "lastBuildDate"
            | "expirationDate"
            | "managingEditor"
            | "webMaster"
            | "cloud"
            | "ttl"
            | "textInput"
            | "skipHours"
            | "skipDays"
    )
}

/// Reads an element without a namespace, the whole of it, below an item or a channel.
pub(crate) fn element(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    level: Level,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    // an element of Atom that lost its namespace, or one nobody knows
    let Some((found, is_right)) = of(scan.local()) else { return atom::element(scan, meta, level, true, cx) };
    // the module with the elements of RSS 0.91 has its own letter case
    if !is_right && scan.ns() == Ns::None {
        report_case(scan, cx);
    }
    match (found, level) {
        (Use::Title, _) => {
            let text = text(scan, meta, cx)?;
            if !text.value.is_empty() {
                meta.headlines.push(Headline { role: HeadlineRole::Main, text, origin: None });
            }
        }
        (Use::Link, _) => link(scan, meta, cx)?,
        (Use::Description, Level::Item) => {
            let kind = ContentKind::Summary;
            let content = if scan.has_attributes() && scan.xml.attribute("type").is_some() {
                construct::content(scan, kind, None, &mut meta.extensions, cx)?
            } else {
                scan.content(&mut meta.extensions, kind, "text/html", None, cx)?
            };
            meta.contents.extend(content);
        }
        (Use::Full, Level::Item) => {
            let origin = if scan.local().eq_ignore_ascii_case("body") { "body" } else { "fullitem" };
            let kind = ContentKind::Full;
            let content = scan.content(&mut meta.extensions, kind, "text/html", Some(origin), cx)?;
            meta.contents.extend(content);
        }
        (Use::Description, Level::Feed) => {
            let text = text(scan, meta, cx)?;
            if !text.value.is_empty() {
                meta.descriptions.push(Description { text, origin: None });
            }
        }
        (Use::Guid, Level::Item) => guid(scan, meta, cx)?,
        (Use::PubDate, _) => date(scan, meta, DateRole::Published, cx)?,
        (Use::LastBuildDate, _) => date(scan, meta, DateRole::Built, cx)?,
        (Use::ExpirationDate, _) => date(scan, meta, DateRole::Expires, cx)?,
        (Use::Author, _) => scan.people(meta, &PersonRole::Author, None, cx)?,
        (Use::ManagingEditor, _) => scan.people(meta, &PersonRole::Editor, None, cx)?,
        (Use::WebMaster, _) => scan.people(meta, &PersonRole::Webmaster, None, cx)?,
        (Use::Category, _) => {
            let mut tag = scan.take(["domain"]);
            let [scheme] = std::mem::take(&mut tag.wanted);
            let mut subject = Subject { scheme, ..Subject::default() };
            tag.leave(&mut subject.extensions);
            subject.term = scan.text_keeping(&mut subject.extensions, cx)?;
            if subject != Subject::default() {
                meta.subjects.push(subject);
            }
        }
        (Use::Comments, Level::Item)
            if meta.comments.as_ref().is_none_or(|comments| comments.url.is_none()) =>
        {
            if let Some(url) = scan.leaf_url(&mut meta.extensions, cx)? {
                meta.comments.get_or_insert_default().url = Some(url);
            }
        }
        (Use::Enclosure, _) => enclosure(scan, meta, cx)?,
        (Use::Source, Level::Item) if meta.origin.is_none() => source(scan, meta, cx)?,
        (Use::Language, _) if !meta.is_own_language => language(scan, meta, cx)?,
        (Use::Copyright, _) => {
            let notice = scan.plain_text(&mut meta.extensions, TextKind::Unstated, cx)?;
            if !notice.value.is_empty() {
                meta.rights.push(Rights { notice: Some(notice), ..Rights::default() });
            }
        }
        (Use::Generator, Level::Feed) if meta.generator.is_none() => {
            // some write Atom's attributes without its namespace
            let mut tag = scan.take(["uri", "version"]);
            let [url, version] = std::mem::take(&mut tag.wanted);
            tag.leave(&mut meta.extensions);
            let name = scan.text_keeping(&mut meta.extensions, cx)?;
            let made = Generator { name, url: url.map(|url| scan.address(url).href), version };
            meta.generator = Some(made).filter(|made| *made != Generator::default());
        }
        (Use::Docs, Level::Feed) if meta.docs.is_none() => {
            meta.docs = scan.leaf_url(&mut meta.extensions, cx)?;
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
            let cloud = Cloud { domain, port, path, register_procedure, protocol };
            meta.cloud = Some(cloud).filter(|cloud| *cloud != Cloud::default());
            let text = scan.text_keeping(&mut meta.extensions, cx)?;
            scan.leave_with(tag, text, &mut meta.extensions);
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

/// A text of which the source does not say what it holds, unless it has Atom's `type`.
fn text(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<Text, Error> {
    if scan.has_attributes() && scan.xml.attribute("type").is_some() {
        return construct::text(scan, &mut meta.extensions, cx);
    }
    scan.plain_text(&mut meta.extensions, TextKind::Unstated, cx)
}

/// The format's own element counts, whatever said the language before it; that is kept.
fn language(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let Some(language) = scan.leaf_language(&mut meta.extensions, cx)? else { return Ok(()) };
    if let Some(before) = meta.language.take().filter(|before| *before != language) {
        let name = Some(plain_name("language"));
        meta.extensions.push(Node { kind: NodeKind::Rest, name, ..Node::default() });
        meta.extensions.push(Node::text(1, &*before));
    }
    meta.language = Some(language);
    meta.is_own_language = true;
    Ok(())
}

fn link(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    if !scan.has_attributes() {
        let mut link = Link::default();
        let text = scan.text_keeping(&mut link.extensions, cx)?;
        let address = scan.address(text);
        (link.href, link.written) = (address.href, address.written);
        if link != Link::default() {
            meta.links.push(link);
        }
        return Ok(());
    }
    // some write Atom's attributes without its namespace
    let mut tag = scan.take(["href", "rel", "type", "hreflang", "title", "length"]);
    let [href, rel, media_type, hreflang, title, length] = std::mem::take(&mut tag.wanted);
    let mut link = Link { media_type, hreflang, title, length, ..Link::default() };
    link.rel = atom::rel(rel);
    let text = scan.text_keeping(&mut link.extensions, cx)?;
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
    let value = scan.text_keeping(&mut meta.extensions, cx)?;
    let permalink = match stated.as_deref().map(str::trim) {
        Some(stated) if stated.eq_ignore_ascii_case("true") => true,
        Some(stated) if stated.eq_ignore_ascii_case("false") => false,
        // the default is `true`, yet what is no address cannot be one
        _ => is_web_address(&value),
    };
    if permalink && !crate::address::is_absolute(&value) {
        let address = scan.address(value.clone());
        if address.written.is_some() {
            let origin = Some(Cow::Borrowed("guid"));
            meta.links.push(Link { href: address.href, written: address.written, origin, ..Link::default() });
        }
    }
    if let Some(stated) = stated.filter(|stated| !matches!(stated.as_str(), "true" | "false")) {
        tag.put_back("guid", "isPermaLink", stated);
    }
    tag.leave(&mut meta.extensions);
    if !value.is_empty() {
        meta.ids.push(Id { value, permalink: Some(permalink), ..Id::default() });
    }
    Ok(())
}

fn is_web_address(text: &str) -> bool {
    let begins = |scheme: &str| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && !text.contains(char::is_whitespace)
    };
    begins("https://") || begins("http://")
}

fn date(scan: &mut Scan<'_>, meta: &mut Meta, role: DateRole, cx: &mut Cx<'_>) -> Result<(), Error> {
    let date = scan.date(&mut meta.extensions, role, None, cx)?;
    meta.dates.extend(date);
    Ok(())
}

fn enclosure(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tag = scan.take(["url", "length", "type", "href"]);
    let [url, length, media_type, href] = std::mem::take(&mut tag.wanted);
    let kind = media_type.as_deref().and_then(of_media_type);
    let mut media = Media { role: MediaRole::Attachment, kind, length, media_type, ..Media::default() };
    let text = scan.text_keeping(&mut media.extensions, cx)?;
    // some write the address as Atom does, or as text
    let mut addresses = [url, href, some(text)].into_iter().flatten();
    if let Some(url) = addresses.next() {
        let address = scan.address(url);
        (media.url, media.written) = (Some(address.href), address.written);
    }
    let others: Vec<String> = addresses.collect();
    scan.leave_with(tag, others.join(" "), &mut media.extensions);
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
    let title = scan.text_keeping(&mut feed.extensions, cx)?;
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
    let mut image = FeedImage::default();
    for child in tree.children(0) {
        if !matches!(tree.space(child), Ns::None | Ns::Rss091) {
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
            let local = tree.local(child);
            if local.eq_ignore_ascii_case("url") || local.eq_ignore_ascii_case("link") {
                resolve(scan, &mut tree, child, place);
            }
        }
    }
    if image.url.is_none() {
        // of RSS 1.0: an image is named by its address
        let about = tree.attribute(0, "about").map(str::to_owned);
        image.url = about.map(|about| scan.address(about).href);
    }
    tree.leave(&mut meta.extensions);
    if image != FeedImage::default() {
        meta.images.push(FeedImage { role: "image".to_owned(), ..image });
    }
    Ok(())
}

/// Resolves an address that was taken out of a tree. What was written goes back when it differs.
fn resolve(scan: &mut Scan<'_>, tree: &mut Tree, node: usize, place: &mut Option<String>) {
    let Some(written) = place.take() else { return };
    let address = scan.address(written);
    *place = Some(address.href);
    if let Some(written) = address.written {
        tree.put_text(node, written);
    }
}

fn text_input(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tree = scan.tree(cx)?;
    tree.know(0);
    let mut input = TextInput::default();
    for child in tree.children(0) {
        if !matches!(tree.space(child), Ns::None | Ns::Rss091) {
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
            if tree.local(child).eq_ignore_ascii_case("link") {
                resolve(scan, &mut tree, child, place);
            }
        }
    }
    tree.leave(&mut meta.extensions);
    meta.text_input = Some(input).filter(|input| *input != TextInput::default());
    Ok(())
}

/// `skipHours` and `skipDays`.
fn list(scan: &mut Scan<'_>, meta: &mut Meta, member: &str, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tree = scan.tree(cx)?;
    tree.know(0);
    let values = if member == "hour" { &mut meta.skip_hours } else { &mut meta.skip_days };
    for child in tree.children(0) {
        let is_rss = matches!(tree.space(child), Ns::None | Ns::Rss091);
        if is_rss && tree.local(child).eq_ignore_ascii_case(member) {
            values.extend(some(tree.take_text(child)));
        }
    }
    tree.leave(&mut meta.extensions);
    Ok(())
}
