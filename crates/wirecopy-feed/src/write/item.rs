//! Articles as items of RSS and entries of Atom, and notices of deleted ones.

use wirecopy_core::Cx;
use wirecopy_model::{Article, DateRole, Feed, LinkRel, PersonRole, RoleDate, Tombstone};

use super::sheet::{Dialect, Page, Sheet};
use super::text::NOTHING;
use super::xml::QName;
use crate::write::left::Left;

/// What an article lacks that its format asks for.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is counted for itself")]
pub(crate) struct Lacks {
    pub(crate) id: bool,
    pub(crate) title: bool,
    pub(crate) date: bool,
    pub(crate) author: bool,
    /// Its id is no IRI.
    pub(crate) has_bare_id: bool,
    /// A file without length or media type.
    pub(crate) of_file: bool,
}

/// Writes an article. `feed`: what holds for all of them.
pub(crate) fn article(page: &mut Page, article: &Article, feed: &Feed, cx: &mut Cx<'_>) -> Lacks {
    let local = if page.dialect == Dialect::Rss { "item" } else { "entry" };
    let uri = page.xml.bound(None).map(str::to_owned);
    let name = QName { uri: uri.as_deref(), prefix: None, local };
    let language = article.language.as_deref().filter(|_| article.language != feed.language);
    let base = article.base.as_deref().filter(|base| page.faithful && page.base.as_deref() != Some(base));
    let mut attributes = Vec::new();
    attributes.extend(language.map(|tag| ("xml:lang", tag)));
    attributes.extend(base.map(|base| ("xml:base", base)));
    // some items of RSS say their address as those of RSS 1.0 do
    let about = article.id.as_ref().filter(|id| page.same && id.role.as_deref() == Some("rdf:about"));
    if page.xml.bound(Some("rdf")).is_some() {
        attributes.extend(about.map(|id| ("rdf:about", id.value.as_str())));
    }
    let extensions = if page.from_xml { &article.extensions } else { &NOTHING };
    let rest = Left::new(extensions, page.same).take(None, local);
    page.xml.line();
    page.xml.start(name, &attributes, rest.attributes);
    let mut sheet = Sheet::new(page, &article.extensions, "article.extensions");
    sheet.left.take(None, local);
    let lacks = fill(&mut sheet, article, feed, cx);
    sheet.finish();
    page.xml.line_up();
    page.xml.end();
    lacks
}

fn fill(sheet: &mut Sheet<'_, '_>, article: &Article, feed: &Feed, cx: &mut Cx<'_>) -> Lacks {
    let mut lacks = Lacks::default();
    let is_atom = sheet.page.dialect == Dialect::Atom;
    let supplies = !(sheet.page.faithful && sheet.page.same);
    let has_title = sheet.headlines(&article.headlines, "article.headlines", cx);
    if is_atom && !has_title {
        lacks.title = true;
        if supplies {
            let name = sheet.page.own("title");
            sheet.leaf(name, &[], "");
        }
    } else {
        lacks.title = !has_title && article.contents.is_empty() && article.blocks.is_empty();
    }
    sheet.links(&article.links);
    id(sheet, article, supplies, &mut lacks);
    sheet.alt_ids(&article.alt_ids);
    dates(sheet, article, supplies, &mut lacks);
    sheet.people(&article.people, true);
    lacks.author = is_atom
        && ![&article.people, &feed.people]
            .into_iter()
            .flatten()
            .any(|person| person.role == PersonRole::Author);
    sheet.subjects(&article.subjects);
    sheet.contents(article, cx);
    sheet.media(&article.media);
    lacks.of_file = !is_atom
        && article.media.iter().any(|media| {
            media.role == wirecopy_model::MediaRole::Attachment
                && (media.length.is_none() || media.media_type.is_none())
        });
    if let Some(comments) = &article.comments {
        sheet.comments(comments, &article.links);
    }
    sheet.replies(&article.in_reply_to);
    sheet.places(&article.places);
    sheet.rights(&article.rights, true, cx);
    if let Some(origin) = &article.origin_feed {
        source(sheet, origin, cx);
    }
    lacks
}

fn id(sheet: &mut Sheet<'_, '_>, article: &Article, supplies: bool, lacks: &mut Lacks) {
    let is_atom = sheet.page.dialect == Dialect::Atom;
    let Some(id) = &article.id else {
        if is_atom {
            let url = article.url().filter(|_| supplies);
            lacks.id = url.is_none();
            if let Some(url) = url {
                let name = sheet.page.own("id");
                sheet.leaf(name, &[], url);
            }
        }
        return;
    };
    let module = id.role.as_deref().and_then(|role| sheet.page.named(role));
    if let Some(module) = module.filter(|_| sheet.page.same) {
        if module.local != "about" && !sheet.is_view(&module) {
            sheet.leaf(module.name(), &[], &id.value);
        }
        return;
    }
    sheet.page.drops.add("article.id.role", usize::from(id.role.is_some()));
    if is_atom {
        lacks.has_bare_id = !crate::address::is_absolute(&id.value);
        let name = sheet.page.own("id");
        sheet.leaf(name, &[], &id.value);
        if id.permalink == Some(true) && !article.links.iter().any(|link| link.rel == LinkRel::Alternate) {
            let name = sheet.page.own("link");
            sheet.leaf(name, &[("rel", "alternate"), ("href", &id.value)], "");
        }
    } else {
        sheet.guid(id);
    }
}

fn dates(sheet: &mut Sheet<'_, '_>, article: &Article, supplies: bool, lacks: &mut Lacks) {
    sheet.dates(&article.dates);
    if sheet.page.dialect == Dialect::Rss || !supplies {
        return;
    }
    let is_same = sheet.page.same;
    let is_updated = |date: &RoleDate| date.role == DateRole::Updated && (date.origin.is_none() || !is_same);
    let has = article.dates.iter().any(|date| is_updated(date) && super::date::rfc3339(&date.date).is_some());
    if has {
        return;
    }
    // when it last changed, as far as the source says
    let roles = [DateRole::Updated, DateRole::Published, DateRole::Created];
    let found = roles.iter().find_map(|role| {
        article
            .dates
            .iter()
            .filter(|date| date.role == *role)
            .find_map(|date| super::date::rfc3339(&date.date))
    });
    match found {
        Some(text) => {
            let name = sheet.page.own("updated");
            sheet.leaf(name, &[], &text);
        }
        None => lacks.date = true,
    }
}

/// The feed an article came from.
fn source(sheet: &mut Sheet<'_, '_>, origin: &Feed, cx: &mut Cx<'_>) {
    let link = match origin.links.as_slice() {
        [] => Some(None),
        [link] if link.rel == LinkRel::SelfLink => Some(Some(link)),
        _ => None,
    };
    let is_bare = Feed {
        source: origin.source.clone(),
        headlines: origin.headlines.clone(),
        links: origin.links.clone(),
        extensions: origin.extensions.clone(),
        ..Feed::default()
    } == *origin;
    if let (Dialect::Rss, Some(link), true, true) =
        (sheet.page.dialect, link, is_bare, origin.headlines.len() <= 1)
    {
        let url =
            link.map(|link| link.written.as_deref().filter(|_| sheet.page.faithful).unwrap_or(&link.href));
        let url: Vec<_> = url.map(|url| ("url", url)).into_iter().collect();
        let title = origin.headlines.first().map(|headline| headline.text.value.as_str()).unwrap_or_default();
        let uri = sheet.page.xml.bound(None).map(str::to_owned);
        let name = QName { uri: uri.as_deref(), prefix: None, local: "source" };
        return sheet.owner(name, &url, &origin.extensions, "article.origin_feed", |xml, _| xml.text(title));
    }
    // RFC 4287 § 4.2.11
    let Some(module) = sheet.page.module("atom", "source") else { return };
    let start = sheet.page.xml.out.len();
    let (same, dialect) = (sheet.page.same, sheet.page.dialect);
    let base = origin.base.as_deref().filter(|_| sheet.page.faithful);
    let mut attributes = Vec::new();
    attributes.extend(origin.language.as_deref().map(|tag| ("xml:lang", tag)));
    attributes.extend(base.map(|base| ("xml:base", base)));
    let rest =
        Left::new(if sheet.page.from_xml { &origin.extensions } else { &NOTHING }, same).take(None, "source");
    sheet.page.xml.line();
    let lost = sheet.page.drops.clone();
    if dialect == Dialect::Rss {
        // within RSS it is Atom all the same
        sheet.page.xml.start(QName { prefix: None, ..module.name() }, &attributes, rest.attributes);
        sheet.page.dialect = Dialect::Atom;
    } else {
        sheet.page.xml.start(module.name(), &attributes, rest.attributes);
    }
    sheet.page.drops = wirecopy_core::Drops::new("rss.source.lost", "rss");
    let mut inner = Sheet::new(sheet.page, &origin.extensions, "article.origin_feed");
    inner.left.take(None, "source");
    inner.feed(origin, None, false, cx);
    inner.finish();
    let is_lossy = !sheet.page.drops.is_empty();
    sheet.page.drops = lost;
    sheet.page.drops.add("article.origin_feed", usize::from(is_lossy));
    sheet.page.dialect = dialect;
    sheet.page.same = same;
    sheet.page.xml.line_up();
    sheet.page.xml.end();
    sheet.add(start, None);
}

/// RFC 6721 § 3.
pub(crate) fn tombstone(page: &mut Page, tombstone: &Tombstone, cx: &mut Cx<'_>) {
    let Some(module) = page.module("at", "deleted-entry") else { return };
    let when = tombstone.when.as_ref().map(|when| {
        super::date::rfc3339(when).filter(|_| !page.faithful).unwrap_or_else(|| when.written.clone())
    });
    let mut attributes = vec![("ref", tombstone.id.as_str())];
    attributes.extend(when.as_deref().map(|when| ("when", when)));
    let extensions = if page.from_xml { &tombstone.extensions } else { &NOTHING };
    let rest = Left::new(extensions, true).take(None, "deleted-entry");
    page.xml.line();
    page.xml.start(module.name(), &attributes, rest.attributes);
    let mut sheet = Sheet::new(page, &tombstone.extensions, "deleted.extensions");
    sheet.left.take(None, "deleted-entry");
    if let Some(by) = &tombstone.by {
        sheet.tombstone_by(by);
    }
    if let (Some(comment), Some(name)) = (&tombstone.comment, sheet.page.module("at", "comment")) {
        sheet.construct(name.name(), comment, cx);
    }
    let dialect = std::mem::replace(&mut sheet.page.dialect, Dialect::Rss);
    let same = std::mem::replace(&mut sheet.page.same, false);
    for link in &tombstone.links {
        sheet.tombstone_link(link);
    }
    (sheet.page.dialect, sheet.page.same) = (dialect, same);
    sheet.finish();
    page.xml.line_up();
    page.xml.end();
}
