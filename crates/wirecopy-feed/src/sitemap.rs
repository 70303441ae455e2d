//! Sitemaps 0.9, with the extensions for news, pictures, films and languages.
//!
//! | element | field | where specified |
//! | --- | --- | --- |
//! | `urlset` | a `Feed` record of the family `sitemap` | sitemaps.org, protocol 0.9 |
//! | `url` | an `Article` record | |
//! | `loc` | `links`, canonical | |
//! | `lastmod` | `dates`, updated | W3C note on date and time formats |
//! | `changefreq`, `priority` | kept: they tell when to look, not what the article is | |
//! | `sitemapindex`, `sitemap` | a `Feed` record with a link of the relation `sitemap` for each; its `lastmod` is kept with the link | |
//! | `xhtml:link` `@rel @hreflang @href @type @title` | `links` | Google, localised versions of a page |
//! | `news:publication`: `news:name`, `news:language` | `people`, publisher; `language` | Google, news sitemaps |
//! | `news:publication_date` | `dates`, published | |
//! | `news:title` | `headlines`, main | |
//! | `news:keywords` | `subjects`, keyword, one each | |
//! | `news:genres` | `subjects`, genre, one each | |
//! | `news:stock_tickers` | `subjects`, organization, one each | |
//! | `news:geo_locations` | `places` | |
//! | `news:access` | kept | |
//! | `image:image`: `image:loc`, `title`, `caption`, `license` | `media`, content: `url`, `title`, `caption`, `rights` | Google, image sitemaps 1.1 |
//! | `video:video`: `video:content_loc`, `player_loc`, `thumbnail_loc` | `media`, content, player and thumbnail of one group | Google, video sitemaps 1.1 |
//! | `video:title`, `description`, `duration` | `title`, `caption`, `duration` of the first of these | |
//!
//! All other elements and attributes, `PageMap` and the mark for mobile pages among them, are in `extensions`: those of
//! a picture or film in its own. A list in one element, and a language tag in another form than that of RFC 5646, stay
//! there as written, too. The sitemaps of an index are not fetched.

use std::borrow::Cow;
use std::collections::VecDeque;

use wirecopy_core::{
    Carries, Code, Confidence, Cx, Error, Format, Head, Importer, Input, Options, Parts, RecordReader, date,
};
use wirecopy_model::{
    DateRole, FeedFamily, Headline, HeadlineRole, Link, LinkRel, Media, MediaKind, MediaRole, Person,
    PersonRole, Place, Record, RoleDate, Shared, Subject, SubjectKind, Text,
};

use crate::explain;
use crate::items::{Around, Item, ItemReader, Opens, Vocabulary};
use crate::language;
use crate::meta::Meta;
use crate::namespace::Ns;
use crate::probe;
use crate::scan::Scan;
use crate::tree::Tree;

/// What a sitemap is.
pub static FORMAT: Format = Format {
    name: "sitemap",
    title: "Sitemap",
    extensions: &["xml"],
    media_types: &["application/xml", "text/xml"],
    spec: "Sitemaps 0.9, sitemaps.org; Google's extensions for news 0.9, image 1.1 and video 1.1",
    options: &[],
    public: true,
    parts: Parts::PerInput,
    carries: Carries::NOTHING,
};

/// Reads sitemaps and indexes of sitemaps.
///
/// ```
/// use wirecopy_core::{Cx, Findings, Importer, Input, Limits, Options, Policy};
/// use wirecopy_feed::Sitemap;
/// use wirecopy_model::Record;
///
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let mut cx = Cx::new(&limits, &policy, &mut findings);
/// let map = b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>\
///     <url><loc>https://leaf.example.org/fog</loc><lastmod>2026-01-05</lastmod></url></urlset>";
/// let mut reader = Sitemap.open(Input::new(&map[..]), &Options::of(Sitemap.format()), &mut cx)?;
/// let mut pages = Vec::new();
/// while let Some(record) = reader.read(&mut cx)? {
///     if let Record::Article(article) = record {
///         pages.push(article.url().unwrap_or_default().to_owned());
///     }
/// }
/// assert_eq!(pages, ["https://leaf.example.org/fog"]);
/// # Ok::<(), wirecopy_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Sitemap;

impl Importer for Sitemap {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        // a file that is XML by its name alone is more likely one of the others
        probe::root(&head.text).map_or(Confidence::No, |root| match root.local {
            "urlset" | "sitemapindex" => Confidence::Certain,
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
        Ok(Box::new(ItemReader::open(input, Map::default(), cx)?))
    }
}

/// A sitemap that is read.
#[derive(Debug, Default)]
struct Map {
    /// The namespace of the root element, whatever it is: maps come in those of several versions, and in none.
    own: Option<Ns>,
}

impl Map {
    fn is_own(&self, ns: Ns) -> bool {
        matches!(ns, Ns::Sitemap | Ns::None) || self.own == Some(ns)
    }
}

impl Vocabulary for Map {
    const FORMAT: &'static str = "sitemap";
    const NAME: &'static str = "a sitemap";
    const UNCLOSED: Code = "sitemap.url.unclosed";
    const FAMILY: FeedFamily = FeedFamily::Sitemap;

    fn opens(&mut self, ns: Ns, local: &str) -> Opens {
        if self.own.is_none() && matches!(local, "urlset" | "sitemapindex") {
            self.own = Some(ns);
        }
        match local {
            "urlset" | "sitemapindex" if self.is_own(ns) => Opens::Frame,
            "url" if self.is_own(ns) && self.own.is_some() => Opens::Item,
            _ => Opens::Meta,
        }
    }

    fn version(&self, scan: &Scan<'_>) -> Option<String> {
        let uri = scan.xml.name().uri?.trim_end_matches('/');
        let version = uri.rsplit('/').next()?;
        let is_version = version.starts_with(|char: char| char.is_ascii_digit()) && version.len() < 8;
        is_version.then(|| version.to_owned())
    }

    fn meta(&mut self, scan: &mut Scan<'_>, ns: Ns, feed: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
        if !(self.is_own(ns) && scan.local() == "sitemap") {
            return scan.keep(&mut feed.extensions, cx);
        }
        let mut tree = scan.tree(cx)?;
        tree.know(0);
        let loc = tree
            .children(0)
            .into_iter()
            .find(|child| self.is_own(tree.space(*child)) && tree.local(*child) == "loc");
        let Some(loc) = loc else {
            tree.leave(&mut feed.extensions);
            return Ok(());
        };
        let address = scan.address(tree.take_text(loc));
        let rel = LinkRel::Other("sitemap".to_owned());
        let mut link = Link { href: address.href, written: address.written, rel, ..Link::default() };
        tree.leave(&mut link.extensions);
        feed.links.push(link);
        Ok(())
    }

    fn item(
        &mut self,
        scan: &mut Scan<'_>,
        item: Item,
        around: &Around<'_>,
        out: &mut VecDeque<Record>,
        cx: &mut Cx<'_>,
    ) {
        let Item { mut tree, span, position, language, base } = item;
        let mut meta = Meta { language, base, ..Meta::default() };
        tree.know(0);
        for child in tree.children(0) {
            let space = tree.space(child);
            match (space, tree.local(child)) {
                (Ns::SitemapNews, "news") => news(&mut tree, child, &mut meta, cx),
                (Ns::SitemapImage, "image") => image(scan, &mut tree, child, &mut meta),
                (Ns::SitemapVideo, "video") => video(scan, &mut tree, child, &mut meta),
                (Ns::Xhtml, "link") => alternate(scan, &mut tree, child, &mut meta),
                (_, "loc") if self.is_own(space) => {
                    let text = tree.take_text(child);
                    if !text.is_empty() {
                        let address = scan.address(text);
                        let is_first = !meta.links.iter().any(|link| link.rel == LinkRel::Canonical);
                        let rel = if is_first { LinkRel::Canonical } else { LinkRel::Alternate };
                        let (href, written) = (address.href, address.written);
                        meta.links.push(Link { href, written, rel, ..Link::default() });
                    }
                }
                (_, "lastmod") if self.is_own(space) => {
                    take_date(&mut tree, child, DateRole::Updated, None, &mut meta, cx);
                }
                _ => {}
            }
        }
        tree.leave(&mut meta.extensions);
        let mut article = meta.into_article(&scan.source, position, span);
        article.feed_title.clone_from(&around.title);
        out.push_back(Record::Article(Box::new(article)));
    }

    fn end(&mut self, _out: &mut VecDeque<Record>, _cx: &mut Cx<'_>) {}
}

/// `xhtml:link`: mostly the page in another language.
fn alternate(scan: &mut Scan<'_>, tree: &mut Tree, node: usize, meta: &mut Meta) {
    let Some(href) = tree.take_attribute(node, "href") else { return };
    tree.know(node);
    let address = scan.address(href);
    let mut link = Link {
        href: address.href,
        written: address.written,
        rel: crate::atom::rel(tree.take_attribute(node, "rel")),
        media_type: tree.take_attribute(node, "type"),
        hreflang: tree.take_attribute(node, "hreflang"),
        title: tree.take_attribute(node, "title"),
        ..Link::default()
    };
    tree.leave_part(node, &mut link.extensions);
    meta.links.push(link);
}

fn news(tree: &mut Tree, node: usize, meta: &mut Meta, cx: &mut Cx<'_>) {
    tree.know(node);
    for child in tree.children(node) {
        if tree.space(child) != Ns::SitemapNews {
            continue;
        }
        match tree.local(child) {
            "publication" => publication(tree, child, meta),
            "publication_date" => {
                take_date(tree, child, DateRole::Published, Some("news:publication_date"), meta, cx);
            }
            "title" => {
                let title = tree.take_text(child);
                if !title.is_empty() {
                    meta.headlines.push(Headline::plain(HeadlineRole::Main, title));
                }
            }
            "keywords" => list(tree, child, &SubjectKind::Keyword, "news:keywords", meta),
            "genres" => list(tree, child, &SubjectKind::Genre, "news:genres", meta),
            "stock_tickers" => list(tree, child, &SubjectKind::Organization, "news:stock_tickers", meta),
            "geo_locations" => {
                // the commas are those between a place, its region and its country
                let name = tree.take_text(child);
                if !name.is_empty() {
                    meta.places.push(Place { name: Some(name), ..Place::default() });
                }
            }
            _ => {}
        }
    }
}

fn publication(tree: &mut Tree, node: usize, meta: &mut Meta) {
    tree.know(node);
    for child in tree.children(node) {
        match (tree.space(child), tree.local(child)) {
            (Ns::SitemapNews, "name") => {
                let name = tree.take_text(child);
                if !name.is_empty() {
                    meta.people.push(Person {
                        role: PersonRole::Publisher,
                        name: Some(name),
                        origin: Some(Cow::Borrowed("news:name")),
                        ..Person::default()
                    });
                }
            }
            (Ns::SitemapNews, "language") => {
                let written = tree.text(child);
                // what is written in another form stays
                let form = language::form(&written);
                if form.is_none() {
                    tree.take_text(child);
                }
                let tag = form.unwrap_or(written);
                if !tag.is_empty() {
                    meta.language = Some(Shared::from(tag));
                }
            }
            _ => {}
        }
    }
}

/// A list with commas in one element: it stays as written unless there is only one in it.
fn list(tree: &mut Tree, node: usize, kind: &SubjectKind, origin: &'static str, meta: &mut Meta) {
    let written = tree.text(node);
    let terms: Vec<&str> = written.split(',').map(str::trim).filter(|term| !term.is_empty()).collect();
    if terms.len() < 2 && terms.first().is_none_or(|term| *term == written) {
        tree.take_text(node);
    }
    meta.subjects.extend(terms.into_iter().map(|term| Subject {
        kind: kind.clone(),
        term: term.to_owned(),
        origin: Some(Cow::Borrowed(origin)),
        ..Subject::default()
    }));
}

fn image(scan: &mut Scan<'_>, tree: &mut Tree, node: usize, meta: &mut Meta) {
    tree.know(node);
    let mut media = Media {
        role: MediaRole::Content,
        kind: Some(MediaKind::Image),
        origin: Some(Cow::Borrowed("image:image")),
        ..Media::default()
    };
    for child in tree.children(node) {
        if tree.space(child) != Ns::SitemapImage {
            continue;
        }
        match tree.local(child) {
            "loc" if media.url.is_none() => address(scan, tree, child, &mut media),
            "title" if media.title.is_none() => media.title = text(tree, child),
            "caption" if media.caption.is_none() => media.caption = text(tree, child),
            "license" if media.rights.is_none() => {
                media.rights = Some(tree.take_text(child)).filter(|license| !license.is_empty());
            }
            _ => {}
        }
    }
    tree.leave_part(node, &mut media.extensions);
    meta.media.push(media);
}

fn video(scan: &mut Scan<'_>, tree: &mut Tree, node: usize, meta: &mut Meta) {
    tree.know(node);
    meta.groups += 1;
    let of = |role, kind, origin| Media {
        role,
        kind,
        group: Some(meta.groups),
        origin: Some(Cow::Borrowed(origin)),
        ..Media::default()
    };
    let mut media = of(MediaRole::Content, Some(MediaKind::Video), "video:video");
    let mut beside = Vec::new();
    for child in tree.children(node) {
        if tree.space(child) != Ns::SitemapVideo {
            continue;
        }
        match tree.local(child) {
            "content_loc" if media.url.is_none() => address(scan, tree, child, &mut media),
            "player_loc" => {
                let mut player = of(MediaRole::Player, None, "video:player_loc");
                address(scan, tree, child, &mut player);
                tree.leave_part(child, &mut player.extensions);
                beside.push(player);
            }
            "thumbnail_loc" => {
                let mut thumbnail = of(MediaRole::Thumbnail, Some(MediaKind::Image), "video:thumbnail_loc");
                address(scan, tree, child, &mut thumbnail);
                tree.leave_part(child, &mut thumbnail.extensions);
                beside.push(thumbnail);
            }
            "title" if media.title.is_none() => media.title = text(tree, child),
            "description" if media.caption.is_none() => media.caption = text(tree, child),
            "duration" if media.duration.is_none() => {
                media.duration = Some(tree.take_text(child)).filter(|duration| !duration.is_empty());
            }
            _ => {}
        }
    }
    tree.leave_part(node, &mut media.extensions);
    meta.media.push(media);
    meta.media.extend(beside);
}

fn address(scan: &mut Scan<'_>, tree: &mut Tree, node: usize, media: &mut Media) {
    let written = tree.take_text(node);
    if !written.is_empty() {
        let address = scan.address(written);
        (media.url, media.written) = (Some(address.href), address.written);
    }
}

fn text(tree: &mut Tree, node: usize) -> Option<Text> {
    Some(tree.take_text(node)).filter(|text| !text.is_empty()).map(Text::plain)
}

fn take_date(
    tree: &mut Tree,
    node: usize,
    role: DateRole,
    origin: Option<&'static str>,
    meta: &mut Meta,
    cx: &mut Cx<'_>,
) {
    let span = tree.extent(node).unwrap_or_default();
    let written = tree.take_text(node);
    if !written.is_empty() {
        let date = date::read(written, span, None, cx);
        meta.dates.push(RoleDate { role, date, origin: origin.map(Cow::Borrowed) });
    }
}
