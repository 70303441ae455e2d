//! CDF, the Channel Definition Format.
//!
//! | element | field | clause (CDF, W3C submission of March 1997, and its revision 0.4) |
//! | --- | --- | --- |
//! | `CHANNEL`, the outermost | a `Feed` record | «Channel» |
//! | `CHANNEL` in a channel | an `Article` record of the kind composite; what is in it follows | «Channel» |
//! | `ITEM` | an `Article` record; in an inner channel, `origin_feed` is that channel | «Item» |
//! | `@HREF`, `A` `@HREF` | `links`, alternate | «Channel», «A» |
//! | `@SELF` | `links`, self | «Channel» |
//! | `@BASE` | `base`; addresses inside are resolved against it | «Channel» |
//! | `@LASTMOD`, `LASTMOD` | `dates`, updated | «`LastMod`» |
//! | `TITLE` | `headlines`, main | «Title» |
//! | `ABSTRACT` | `descriptions` of the feed, `contents` (summary) of others | «Abstract» |
//! | `AUTHOR`, `PUBLISHER` | `people` | «Author», «Publisher» |
//! | `COPYRIGHT` | `rights.notice` | «Copyright» |
//! | `PUBLICATIONDATE` | `dates`, published | «`PublicationDate`» |
//! | `KEYWORDS`, `CATEGORY` | `subjects` | «Keywords», «Category» |
//! | `RATINGS` | `rating` | «Ratings» |
//! | `LOGO` `@HREF @STYLE`, `ICON` | `images` of the feed, `media` (thumbnail) of others | «Logo» |
//!
//! Letter case does not count. The first version wrote values as attributes, `<Title VALUE="…"/>`: they are read
//! the same. `SCHEDULE`, `USAGE`, `LOGTARGET`, `LOGIN`, `@LEVEL`, `@PRECACHE` and all else are in `extensions`.

use std::borrow::Cow;

use url::Url;
use wirecopy_core::{
    Carries, Confidence, Cx, Diagnostic, Error, Format, Head, Importer, Input, Options, Parts, RecordReader,
    date,
};
use wirecopy_model::{
    ArticleKind, Content, ContentKind, DateRole, Extensions, Feed, FeedFamily, FeedImage, Headline,
    HeadlineRole, Link, LinkRel, Media, MediaKind, MediaRole, Node, NodeKind, PersonRole, Rights, RoleDate,
    Subject, SubjectKind, Text, TextKind,
};

use crate::explain;
use crate::meta::Meta;
use crate::people;
use crate::probe::{self, Root};
use crate::reader::{Dialect, FeedReader, Opens};
use crate::scan::{Level, OuterBase, Scan};

/// What CDF is.
pub static FORMAT: Format = Format {
    name: "cdf",
    title: "Channel Definition Format",
    extensions: &["cdf", "xml"],
    media_types: &["application/x-cdf", "application/x-netcdf", "application/xml", "text/xml"],
    spec: "Channel Definition Format, W3C submission of 10 March 1997",
    options: &[],
    public: true,
    parts: Parts::PerInput,
    carries: Carries::NOTHING,
};

/// Reads CDF.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cdf;

impl Importer for Cdf {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        probe::confidence(head, &FORMAT, |root| {
            if is_channel(&root, &head.text) { Confidence::Certain } else { Confidence::No }
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
        Ok(Box::new(FeedReader::open(input, Dialect::Cdf, cx)?))
    }
}

/// Whether a root element is the channel of CDF, not of RSS: by its attributes, or by elements RSS does not have.
pub(crate) fn is_channel(root: &Root<'_>, text: &str) -> bool {
    const ATTRIBUTES: [&str; 6] = ["href", "base", "self", "lastmod", "level", "precache"];
    const ELEMENTS: [&str; 8] = [
        "<abstract",
        "<schedule",
        "<logo ",
        "<item href",
        "<item lastmod",
        "<channel href",
        "<a href",
        "<title value",
    ];
    if !root.local.eq_ignore_ascii_case("channel") {
        return false;
    }
    let has_attribute = root.attributes.split_whitespace().any(|attribute| {
        let name = attribute.split('=').next().unwrap_or_default();
        ATTRIBUTES.iter().any(|known| name.eq_ignore_ascii_case(known))
    });
    has_attribute || {
        let lower = text.to_ascii_lowercase();
        // an RSS feed may well have these inside its descriptions
        !lower.contains("<description") && ELEMENTS.iter().any(|name| lower.contains(name))
    }
}

/// What a start tag opens that stands at a depth.
pub(crate) fn opens(local: &str, depth: usize) -> Opens {
    if local.eq_ignore_ascii_case("channel") {
        if depth > 1 { Opens::Item } else { Opens::Frame }
    } else if local.eq_ignore_ascii_case("item") {
        Opens::Item
    } else {
        Opens::Meta
    }
}

/// A channel or item that is open around others.
#[derive(Debug)]
pub(crate) struct Within {
    depth: usize,
    /// What those inside are told of it. `None`: there is nothing to tell, or too much.
    feed: Option<Box<Feed>>,
    /// The base that holds outside of it, when it states one.
    base: Option<OuterBase>,
}

impl Within {
    pub(crate) fn new(depth: usize, meta: &Meta, scan: &Scan<'_>, base: Option<OuterBase>) -> Self {
        /// Bytes of a title and an address that each item inside is given at most.
        const ROOM: usize = 4 << 10;
        let headlines: Vec<_> = meta.headlines.iter().take(1).cloned().collect();
        let links: Vec<_> = meta.links.iter().take(1).cloned().collect();
        let room = headlines.iter().map(|headline| headline.text.value.len()).sum::<usize>()
            + links.iter().map(|link| link.href.len()).sum::<usize>();
        let is_worth = (1..=ROOM).contains(&room);
        let feed = is_worth.then(|| {
            let family = Some(FeedFamily::Cdf);
            Box::new(Feed { source: scan.source.clone(), family, headlines, links, ..Feed::default() })
        });
        Self { depth, feed, base }
    }
}

/// At an end tag: leaves the channels that end with it.
pub(crate) fn leave(scan: &mut Scan<'_>, within: &mut Vec<Within>) {
    while let Some(ended) = within.pop_if(|within| within.depth >= scan.xml.depth()) {
        if let Some(base) = ended.base {
            scan.leave_base(base);
        }
    }
}

/// Ends an article that stands at a depth: says what it is in.
pub(crate) fn settle(meta: &mut Meta, within: &[Within], depth: usize) {
    if meta.origin.is_none() {
        let around = within.iter().rev().find(|within| within.depth < depth);
        meta.origin = around.and_then(|within| within.feed.clone());
    }
}

/// Notes metadata of an inner channel that stands behind its items.
pub(crate) fn tell_late(scan: &Scan<'_>, cx: &mut Cx<'_>) {
    let name = probe::shown(scan.local());
    cx.report(
        Diagnostic::note(
            "cdf.channel.late",
            format!("`{name}` of an inner channel stands behind its items; it is kept with the feed"),
        )
        .at(scan.xml.span())
        .located(scan.location()),
    );
}

/// Takes the attributes of a channel or item. Returns the base that held before, when it states one.
pub(crate) fn start(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Option<OuterBase> {
    if scan.local().eq_ignore_ascii_case("channel") {
        meta.kind = Some(ArticleKind::Composite);
    }
    if !scan.has_attributes() {
        return None;
    }
    let element = scan.local().to_owned();
    let location = scan.location();
    let mut tag = scan.take_with_language(["href", "base", "self", "lastmod"]);
    let [href, base, own, modified] = std::mem::take(&mut tag.wanted);
    meta.language = scan.stated_language(&mut tag, cx);
    tag.base = None;
    let mut before = None;
    if let Some(written) = base {
        let url = Url::parse(&scan.address(written.clone()).href).ok();
        if url.as_ref().is_none_or(|url| url.as_str() != written) {
            tag.put_back(&element, "base", written);
        }
        before = url.map(|url| scan.rebase(url));
    }
    for (address, rel) in [(href, LinkRel::Alternate), (own, LinkRel::SelfLink)] {
        if let Some(address) = address {
            let address = scan.address(address);
            let (href, written) = (address.href, address.written);
            meta.links.push(Link { href, written, rel, ..Link::default() });
        }
    }
    if let Some(modified) = modified.filter(|modified| !modified.trim().is_empty()) {
        let date = date::read(modified, tag.span, location, cx);
        meta.dates.push(RoleDate { role: DateRole::Updated, date, origin: None });
    }
    tag.leave(&mut meta.extensions);
    before
}

/// An element of CDF.
enum Use {
    Title,
    Abstract,
    Address,
    Logo,
    Date(DateRole),
    Person(PersonRole),
    Copyright,
    Keywords,
    Category,
    Ratings,
}

fn of(local: &str) -> Option<Use> {
    const LONGEST: usize = 15;
    if local.len() > LONGEST {
        return None;
    }
    Some(match local.to_ascii_lowercase().as_str() {
        "title" => Use::Title,
        "abstract" | "description" => Use::Abstract,
        "a" => Use::Address,
        "logo" | "icon" | "usericon" => Use::Logo,
        "lastmod" => Use::Date(DateRole::Updated),
        "publicationdate" => Use::Date(DateRole::Published),
        "author" => Use::Person(PersonRole::Author),
        "publisher" => Use::Person(PersonRole::Publisher),
        "copyright" => Use::Copyright,
        "keywords" => Use::Keywords,
        "category" => Use::Category,
        "ratings" => Use::Ratings,
        _ => return None,
    })
}

/// Reads an element of CDF, the whole of it, below a channel or an item.
pub(crate) fn element(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    level: Level,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let Some(purpose) = of(scan.local()) else { return scan.keep(&mut meta.extensions, cx) };
    match purpose {
        Use::Title => {
            let text = text(scan, &mut meta.extensions, cx)?;
            if !text.value.is_empty() {
                meta.headlines.push(Headline { role: HeadlineRole::Main, text, origin: None });
            }
        }
        Use::Abstract => {
            let start = scan.xml.span();
            let text = text(scan, &mut meta.extensions, cx)?;
            match level {
                _ if text.value.is_empty() => {}
                Level::Feed => meta.descriptions.push(text.into()),
                Level::Item => meta.contents.push(Content {
                    kind: ContentKind::Summary,
                    media_type: Cow::Borrowed(if text.kind == TextKind::Html {
                        "text/html"
                    } else {
                        "text/plain"
                    }),
                    value: text.value,
                    language: text.language,
                    base: text.base,
                    span: Some(scan.since(start)),
                    ..Content::default()
                }),
            }
        }
        Use::Address => {
            let mut tag = scan.take(["href"]);
            let [href] = std::mem::take(&mut tag.wanted);
            let address = scan.address(href.unwrap_or_default());
            let mut link = Link { href: address.href, written: address.written, ..Link::default() };
            tag.leave(&mut link.extensions);
            let title = scan.text_keeping(&mut link.extensions, cx)?;
            link.title = Some(title).filter(|title| !title.is_empty());
            if link != Link::default() {
                meta.links.push(link);
            }
        }
        Use::Logo => logo(scan, meta, level, cx)?,
        Use::Date(role) => {
            let (start, location) = (scan.xml.span(), scan.location());
            let written = value(scan, &mut meta.extensions, cx)?;
            if !written.is_empty() {
                let date = date::read(written, scan.since(start), location, cx);
                meta.dates.push(RoleDate { role, date, origin: None });
            }
        }
        Use::Person(role) => {
            let line = value(scan, &mut meta.extensions, cx)?;
            people::add(line, &role, None, &mut meta.people);
        }
        Use::Copyright => {
            let notice = text(scan, &mut meta.extensions, cx)?;
            if !notice.value.is_empty() {
                meta.rights.push(Rights { notice: Some(notice), ..Rights::default() });
            }
        }
        Use::Keywords => {
            let line = value(scan, &mut meta.extensions, cx)?;
            if line.contains(',') {
                // the end tag still tells the name
                meta.extensions.push(Node { kind: NodeKind::Rest, ..scan.xml.element_node(0) });
                meta.extensions.push(Node::text(1, line.as_str()));
            }
            let words = line.split(',').map(str::trim).filter(|word| !word.is_empty());
            meta.subjects.extend(words.map(|word| Subject {
                kind: SubjectKind::Keyword,
                term: word.to_owned(),
                ..Subject::default()
            }));
        }
        Use::Category => {
            let term = value(scan, &mut meta.extensions, cx)?;
            if !term.is_empty() {
                meta.subjects.push(Subject { term, ..Subject::default() });
            }
        }
        Use::Ratings if level == Level::Feed && meta.rating.is_none() => {
            let rating = value(scan, &mut meta.extensions, cx)?;
            meta.rating = Some(rating).filter(|rating| !rating.is_empty());
        }
        Use::Ratings => scan.keep(&mut meta.extensions, cx)?,
    }
    Ok(())
}

/// What an element says, as its text or as the attribute the first version had for it.
fn value(scan: &mut Scan<'_>, extensions: &mut Extensions, cx: &mut Cx<'_>) -> Result<String, Error> {
    let element = scan.local().to_owned();
    let mut tag = scan.take(["value"]);
    let [attribute] = std::mem::take(&mut tag.wanted);
    let text = scan.text_keeping(extensions, cx)?;
    let value = match attribute {
        Some(attribute) if text.is_empty() => attribute.trim().to_owned(),
        Some(attribute) => {
            tag.put_back(&element, "value", attribute);
            text
        }
        None => text,
    };
    tag.leave(extensions);
    Ok(value)
}

/// The same as a text. It has no markup by the standard, yet some have.
fn text(scan: &mut Scan<'_>, extensions: &mut Extensions, cx: &mut Cx<'_>) -> Result<Text, Error> {
    if scan.xml.attributes().any(|attribute| attribute.name.local.eq_ignore_ascii_case("value")) {
        return Ok(Text { kind: TextKind::Unstated, ..Text::plain(value(scan, extensions, cx)?) });
    }
    let mut text = Text { kind: TextKind::Unstated, ..Text::default() };
    if scan.has_attributes() {
        let mut tag = scan.take_with_language([]);
        (text.language, text.base) = (tag.language.take(), tag.base.take());
        tag.leave(extensions);
    }
    if scan.xml.read_inline(&mut text.value, false, cx)? {
        text.kind = TextKind::Html;
    }
    text.value = crate::line::trimmed(text.value);
    Ok(text)
}

fn logo(scan: &mut Scan<'_>, meta: &mut Meta, level: Level, cx: &mut Cx<'_>) -> Result<(), Error> {
    let element = scan.local().to_owned();
    let mut tag = scan.take(["href", "style"]);
    let [href, style] = std::mem::take(&mut tag.wanted);
    let address = scan.address(href.unwrap_or_default());
    let lower = style.as_deref().map(|style| style.trim().to_ascii_lowercase());
    let role = match lower.as_deref() {
        _ if !element.eq_ignore_ascii_case("logo") => "icon",
        Some("icon") => "icon",
        Some("image-wide") => "banner",
        _ => "logo",
    };
    let mut extensions = Extensions::default();
    if let Some(style) = style.filter(|style| level == Level::Item || !style.eq_ignore_ascii_case(role)) {
        tag.put_back(&element, "style", style);
    }
    if let Some(written) = address.written.clone().filter(|_| level == Level::Feed) {
        tag.put_back(&element, "href", written);
    }
    let text = scan.text_keeping(&mut extensions, cx)?;
    scan.leave_with(tag, text, &mut extensions);
    let url = Some(address.href).filter(|href| !href.is_empty());
    if level == Level::Item && (url.is_some() || !extensions.is_empty()) {
        meta.media.push(Media {
            url,
            written: address.written,
            role: MediaRole::Thumbnail,
            kind: Some(MediaKind::Image),
            origin: Some(Cow::Owned(element.to_ascii_lowercase())),
            extensions,
            ..Media::default()
        });
        return Ok(());
    }
    meta.extensions.nodes.append(&mut extensions.nodes);
    if url.is_some() {
        meta.images.push(FeedImage { role: role.to_owned(), url, ..FeedImage::default() });
    }
    Ok(())
}
