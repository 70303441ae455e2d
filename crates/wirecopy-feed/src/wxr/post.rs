//! An item taken apart.

use std::borrow::Cow;
use std::collections::HashMap;

use wirecopy_body::{WORDPRESS, wordpress_galleries};
use wirecopy_core::{Cx, date};
use wirecopy_model::{
    Article, ArticleKind, Association, Content, ContentKind, Date, DateRole, Extensions, Headline,
    HeadlineRole, Id, Link, LinkRel, Media, MediaKind, MediaRole, Opaque, Person, PersonRole, Reference,
    RoleDate, Shared, Span, Status, Subject, SubjectKind, Text, TextKind,
};

use super::attachment;
use super::date::{is_none, pair as dates};
use super::held::Needs;
use crate::items::{Around, Item};
use crate::language;
use crate::meta::Meta;
use crate::modules::of_media_type;
use crate::namespace::Ns;
use crate::scan::Scan;
use crate::tree::Tree;

/// What decides how an item is read.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// `wp:post_type`; empty where there is none.
    pub(super) kind: String,
    /// `wp:status`.
    pub(super) status: String,
    /// Whether a password is needed to read it.
    has_password: bool,
    /// `wp:post_id`.
    pub(super) id: Option<u64>,
    /// `wp:post_parent`.
    pub(super) parent: Option<u64>,
    /// `_thumbnail_id`.
    thumbnail: Option<u64>,
    /// `wp:post_name`.
    name: String,
}

impl Facts {
    /// Whether it is not for the public.
    pub(super) fn is_hidden(&self) -> bool {
        self.has_password || !matches!(self.status.as_str(), "" | "publish" | "inherit" | "future")
    }

    fn is_published(&self) -> bool {
        !matches!(self.status.as_str(), "draft" | "auto-draft" | "pending")
    }

    /// Whether it may be used. `inherits`: whether that to which it belongs may not.
    fn status(&self, inherits: bool) -> Option<Status> {
        Some(match self.status.as_str() {
            "trash" => Status::Canceled,
            _ if self.has_password || inherits => Status::Private,
            "" | "inherit" => return None,
            "publish" => Status::Usable,
            "draft" | "auto-draft" | "pending" => Status::Draft,
            "private" => Status::Private,
            "future" => Status::Embargoed,
            // what a plugin means by a word of its own is not known, and a leak cannot be taken back
            _ => Status::Withheld,
        })
    }
}

/// Looks at an item.
pub(super) fn facts(tree: &Tree) -> Facts {
    let mut facts = Facts::default();
    for child in tree.children(0) {
        if tree.space(child) != Ns::Wp {
            continue;
        }
        match tree.local(child) {
            "post_type" => facts.kind = tree.text(child),
            "status" => facts.status = tree.text(child),
            "post_password" => facts.has_password = !tree.text(child).is_empty(),
            "post_id" => facts.id = number(&tree.text(child)),
            "post_parent" => facts.parent = number(&tree.text(child)),
            "post_name" => facts.name = tree.text(child),
            "postmeta" => {
                let (key, value) = pair(tree, child);
                if key == "_thumbnail_id" {
                    facts.thumbnail = number(&value);
                }
            }
            _ => {}
        }
    }
    facts
}

/// A number of a post. 0 is none.
fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number| *number > 0)
}

/// Key and value of a `wp:postmeta`.
pub(super) fn pair(tree: &Tree, node: usize) -> (String, String) {
    let mut pair = (String::new(), String::new());
    for child in tree.children(node) {
        match (tree.space(child), tree.local(child)) {
            (Ns::Wp, "meta_key") => pair.0 = tree.text(child),
            (Ns::Wp, "meta_value") => pair.1 = tree.text(child),
            _ => {}
        }
    }
    pair
}

/// An item that is no article, with all in it.
pub(super) fn opaque(item: Item, facts: &Facts, scan: &Scan<'_>) -> Opaque {
    let guid = item
        .tree
        .children(0)
        .into_iter()
        .find(|child| item.tree.is(*child, Ns::None, "guid"))
        .map(|guid| item.tree.text(guid))
        .filter(|guid| !guid.is_empty());
    let mut extensions = Extensions::default();
    item.tree.leave(&mut extensions);
    Opaque {
        source: scan.source.clone(),
        kind: facts.kind.clone(),
        id: guid.or_else(|| facts.id.map(|id| id.to_string())),
        span: Some(item.span),
        extensions,
        ..Opaque::default()
    }
}

/// Dates as they were found.
#[derive(Default)]
struct Dates {
    local: Option<(String, Span)>,
    gmt: Option<(String, Span)>,
    modified: Option<(String, Span)>,
    modified_gmt: Option<(String, Span)>,
    /// `pubDate`.
    feed: Option<Date>,
}

/// An item as an article, and what it waits for. `inherits`: whether that to which it belongs is hidden.
pub(super) fn article(
    item: Item,
    facts: &Facts,
    inherits: bool,
    authors: &HashMap<String, String>,
    around: &Around<'_>,
    scan: &mut Scan<'_>,
    cx: &mut Cx<'_>,
) -> (Article, Needs) {
    let Item { mut tree, span, position, language, base } = item;
    let mut meta = Meta { language, base, ..Meta::default() };
    let mut found = Dates::default();
    let mut slugs = Vec::new();
    let (mut co_authors, mut comments) = (Vec::new(), 0_u64);
    tree.know(0);
    for child in tree.children(0) {
        let extent = tree.extent(child).unwrap_or(span);
        match (tree.space(child), tree.local(child)) {
            (Ns::None, "title") => {
                let value = crate::line::trimmed(tree.take_markup(child));
                if !value.is_empty() {
                    let text = Text { kind: TextKind::Unstated, ..Text::plain(value) };
                    meta.headlines.push(Headline { role: HeadlineRole::Main, text, origin: None });
                }
            }
            (Ns::None, "link") => {
                let text = tree.take_text(child);
                if !text.is_empty() {
                    let address = scan.address(text);
                    meta.links.push(Link { href: address.href, written: address.written, ..Link::default() });
                }
            }
            (Ns::None, "pubDate") if found.feed.is_none() => {
                let written = tree.text(child);
                if is_none(&written) {
                    forget_empty(&mut tree, child);
                } else {
                    tree.take_text(child);
                    found.feed = Some(date::read(written, extent, None, cx));
                }
            }
            (Ns::None, "guid") => guid(&mut tree, child, &mut meta),
            (Ns::None, "description") => {
                content(&mut tree, child, extent, ContentKind::Summary, None, &mut meta);
            }
            (Ns::Content, "encoded") => {
                content(&mut tree, child, extent, ContentKind::Full, Some("content:encoded"), &mut meta);
            }
            (Ns::Excerpt, "encoded") => {
                content(&mut tree, child, extent, ContentKind::Summary, Some("excerpt:encoded"), &mut meta);
            }
            (Ns::None, "category") => category(&mut tree, child, &mut meta, &mut co_authors),
            (Ns::None, "enclosure") => enclosure(scan, &mut tree, child, &mut meta),
            (Ns::Dc, "creator") => creator(&mut tree, child, authors, &mut meta),
            (Ns::Wp, local) => match local {
                "post_id" => alt_id(&mut tree, child, "wp:post_id", &mut meta),
                "post_name" => alt_id(&mut tree, child, "wp:post_name", &mut meta),
                "post_date" => keep_date(&mut tree, child, extent, &mut found.local),
                "post_date_gmt" => keep_date(&mut tree, child, extent, &mut found.gmt),
                "post_modified" => keep_date(&mut tree, child, extent, &mut found.modified),
                "post_modified_gmt" => keep_date(&mut tree, child, extent, &mut found.modified_gmt),
                "postmeta" => {
                    let (key, value) = pair(&tree, child);
                    if key == "_wp_old_slug" && !value.is_empty() {
                        slugs.push(value);
                    }
                }
                "comment" => comments += u64::from(is_shown(&tree, child)),
                "attachment_url" | "post_parent" => {}
                _ => forget_empty(&mut tree, child),
            },
            _ => {}
        }
    }
    for person in co_authors {
        let is_there = |known: &Person| known.name == person.name || known.written == person.written;
        if !meta.people.iter().any(is_there) {
            meta.people.push(person);
        }
    }
    let dates = role_dates(found, facts, cx);
    aliases(slugs, facts, &mut meta);
    let mut needs = Needs::default();
    needs.featured = facts.thumbnail;
    for content in &meta.contents {
        let galleries = wordpress_galleries(&content.value);
        needs.files.extend(galleries.ids);
        if galleries.takes_all {
            needs.uploads = facts.id;
        }
    }
    meta.status = facts.status(inherits);
    if comments > 0 {
        meta.comments.get_or_insert_default().count = Some(comments.to_string());
    }
    let own_file = attachment::of(&tree, facts, scan);
    for child in tree.children(0) {
        if tree.space(child) == Ns::Wp && matches!(tree.local(child), "attachment_url" | "post_parent") {
            let is_address = tree.local(child) == "attachment_url";
            let is_told = if is_address { own_file.is_some() } else { facts.parent.is_some() };
            if is_told {
                tree.take_text(child);
            }
        }
    }
    tree.leave(&mut meta.extensions);
    let mut article = meta.into_article(&scan.source, position, span);
    // that of the place comes first: it is the day that the address of the post tells
    article.dates = dates;
    article.feed_title.clone_from(&around.title);
    article.kind = kind(facts, own_file.as_ref().and_then(|file| file.media.kind));
    article.associations.extend(facts.parent.map(|parent| Association {
        name: Some("wp:post_parent".to_owned()),
        item: Reference { id: Some(parent.to_string()), ..Reference::default() },
        ..Association::default()
    }));
    article.media.extend(own_file.map(|file| Media { extensions: attachment::numbers(&file), ..file.media }));
    (article, needs)
}

/// An element of `WordPress` with nothing in it says nothing.
fn forget_empty(tree: &mut Tree, node: usize) {
    if tree.children(node).is_empty() && tree.text(node).is_empty() {
        tree.know(node);
    }
}

fn kind(facts: &Facts, file: Option<MediaKind>) -> Option<ArticleKind> {
    match facts.kind.as_str() {
        "" | "post" => None,
        "attachment" => Some(match file {
            Some(MediaKind::Image) => ArticleKind::Picture,
            Some(MediaKind::Audio) => ArticleKind::Audio,
            Some(MediaKind::Video) => ArticleKind::Video,
            _ => ArticleKind::Other("attachment".to_owned()),
        }),
        kind => Some(ArticleKind::Other(kind.to_owned())),
    }
}

fn guid(tree: &mut Tree, node: usize, meta: &mut Meta) {
    let value = tree.take_text(node);
    let stated = tree.take_attribute(node, "isPermaLink");
    if let Some(stated) = stated.as_ref().filter(|stated| !matches!(stated.as_str(), "true" | "false")) {
        tree.put_attribute(node, "isPermaLink", stated.clone());
    }
    if !value.is_empty() {
        let is_address = value.starts_with("https://") || value.starts_with("http://");
        let permalink = match stated.as_deref() {
            Some("false") => false,
            Some("true") => true,
            _ => is_address,
        };
        let permalink = Some(permalink);
        meta.ids.push(Id { value, permalink, ..Id::default() });
    }
}

fn alt_id(tree: &mut Tree, node: usize, role: &'static str, meta: &mut Meta) {
    let value = tree.take_text(node);
    if !value.is_empty() {
        meta.ids.push(Id { value, role: Some(Cow::Borrowed(role)), ..Id::default() });
    }
}

fn content(
    tree: &mut Tree,
    node: usize,
    span: Span,
    kind: ContentKind,
    origin: Option<&'static str>,
    meta: &mut Meta,
) {
    let value = tree.take_markup(node);
    if value.trim().is_empty() {
        return;
    }
    meta.contents.push(Content {
        kind,
        media_type: Cow::Borrowed(WORDPRESS),
        value,
        origin: origin.map(Cow::Borrowed),
        span: Some(span),
        ..Content::default()
    });
}

/// `dc:creator`: a login, or in the oldest exports a name.
fn creator(tree: &mut Tree, node: usize, authors: &HashMap<String, String>, meta: &mut Meta) {
    let login = tree.take_text(node);
    if login.is_empty() {
        return;
    }
    let (name, written) = match authors.get(&login) {
        Some(name) if *name == login => (login, None),
        Some(name) => (name.clone(), Some(login)),
        None => (login, None),
    };
    meta.people.push(Person {
        role: PersonRole::Author,
        name: Some(name),
        written,
        origin: Some(Cow::Borrowed("dc:creator")),
        ..Person::default()
    });
}

fn category(tree: &mut Tree, node: usize, meta: &mut Meta, co_authors: &mut Vec<Person>) {
    let attribute = |wanted: &str| tree.attribute(node, wanted).unwrap_or_default().to_owned();
    let (domain, nicename, label) = (attribute("domain"), attribute("nicename"), tree.text(node));
    let kind = match domain.as_str() {
        "" => SubjectKind::Category,
        "category" => SubjectKind::Section,
        "post_tag" | "tag" => SubjectKind::Keyword,
        // how a post is laid out and where it is linked is not what it is about
        "post_format" | "nav_menu" | "post_translations" | "term_translations" | "wp_theme"
        | "link_category" => return,
        "author" => {
            let login = nicename.strip_prefix("cap-").unwrap_or(&nicename);
            if !label.is_empty() {
                co_authors.push(Person {
                    role: PersonRole::Author,
                    name: Some(label),
                    written: Some(login.to_owned()).filter(|login| !login.is_empty()),
                    origin: Some(Cow::Borrowed("category")),
                    ..Person::default()
                });
            }
            return;
        }
        "language" if !nicename.is_empty() => {
            meta.language = Some(Shared::from(language::form(&nicename).unwrap_or(nicename)));
            return;
        }
        other => SubjectKind::Other(other.to_owned()),
    };
    let label = if label.is_empty() { String::new() } else { tree.take_text(node) };
    tree.know(node);
    tree.take_attribute(node, "domain");
    tree.take_attribute(node, "nicename");
    let scheme = Some(domain).filter(|domain| !domain.is_empty());
    // version 1.0 has each twice, once without domain or without the name for addresses
    let is_label = |subject: &Subject| subject.label() == label;
    if scheme.is_none() && meta.subjects.iter().any(is_label) {
        return;
    }
    let is_bare = |subject: &Subject| {
        is_label(subject)
            && subject.names.is_empty()
            && (subject.scheme.is_none() || subject.scheme == scheme && !nicename.is_empty())
    };
    if let Some(bare) = meta.subjects.iter().position(is_bare) {
        meta.subjects.remove(bare);
    }
    let (term, names) = match (nicename.is_empty(), label.is_empty()) {
        (true, _) => (label, Vec::new()),
        (false, true) => (nicename, Vec::new()),
        (false, false) => (nicename, vec![Text { kind: TextKind::Unstated, ..Text::plain(label) }]),
    };
    let mut subject = Subject { kind, term, scheme, names, ..Subject::default() };
    tree.leave_part(node, &mut subject.extensions);
    if subject.term.is_empty() {
        meta.extensions.nodes.append(&mut subject.extensions.nodes);
    } else {
        meta.subjects.push(subject);
    }
}

fn enclosure(scan: &mut Scan<'_>, tree: &mut Tree, node: usize, meta: &mut Meta) {
    tree.know(node);
    let address = tree.take_attribute(node, "url").map(|url| scan.address(url));
    let media_type = tree.take_attribute(node, "type");
    let mut media = Media {
        role: MediaRole::Attachment,
        kind: media_type.as_deref().and_then(of_media_type),
        length: tree.take_attribute(node, "length"),
        media_type,
        origin: Some(Cow::Borrowed("enclosure")),
        ..Media::default()
    };
    if let Some(address) = address {
        (media.url, media.written) = (Some(address.href), address.written);
    }
    tree.leave_part(node, &mut media.extensions);
    meta.media.push(media);
}

/// Whether a comment is one that visitors see: approved, and no ping of another site.
fn is_shown(tree: &Tree, node: usize) -> bool {
    let (mut is_approved, mut is_comment) = (true, true);
    for child in tree.children(node) {
        match (tree.space(child), tree.local(child)) {
            (Ns::Wp, "comment_approved") => is_approved = tree.text(child) == "1",
            (Ns::Wp, "comment_type") => is_comment = matches!(tree.text(child).as_str(), "" | "comment"),
            _ => {}
        }
    }
    is_approved && is_comment
}

/// Takes a date that is one; another stays.
fn keep_date(tree: &mut Tree, node: usize, span: Span, place: &mut Option<(String, Span)>) {
    let written = tree.text(node);
    if written.is_empty() {
        forget_empty(tree, node);
    } else if place.is_none() && !is_none(&written) {
        *place = Some((tree.take_text(node), span));
    }
}

fn role_dates(found: Dates, facts: &Facts, cx: &mut Cx<'_>) -> Vec<RoleDate> {
    let mut list = Vec::new();
    let mut add = |role: &DateRole, date: Option<Date>, origin: Option<&'static str>| {
        if let Some(date) = date {
            list.push(RoleDate { role: role.clone(), date, origin: origin.map(Cow::Borrowed) });
        }
    };
    // of a draft it is the day on which it was begun
    let role = if facts.is_published() { DateRole::Published } else { DateRole::Created };
    let (local, gmt) = dates(found.local, found.gmt, cx);
    let embargo = (facts.status == "future").then(|| gmt.clone().or_else(|| local.clone())).flatten();
    add(&role, local, Some("wp:post_date"));
    add(&role, found.feed, None);
    add(&role, gmt, Some("wp:post_date_gmt"));
    add(&DateRole::Embargo, embargo, Some("wp:post_date_gmt"));
    let (local, gmt) = dates(found.modified, found.modified_gmt, cx);
    add(&DateRole::Updated, local, Some("wp:post_modified"));
    add(&DateRole::Updated, gmt, Some("wp:post_modified_gmt"));
    list
}

/// Other addresses that lead to the post.
fn aliases(slugs: Vec<String>, facts: &Facts, meta: &mut Meta) {
    let alias = |href: String, origin: &'static str, written: Option<String>| Link {
        href,
        written,
        rel: LinkRel::Other("alias".to_owned()),
        origin: Some(Cow::Borrowed(origin)),
        ..Link::default()
    };
    let page = meta.links.first().map(|link| link.href.clone()).unwrap_or_default();
    let mut links = Vec::new();
    if let Some(guid) = meta.ids.iter().find(|id| id.role.is_none())
        && guid.value != page
        && (guid.value.starts_with("http://") || guid.value.starts_with("https://"))
        && ["?p=", "?page_id=", "&p=", "?post_type=", "?attachment_id="]
            .iter()
            .any(|query| guid.value.contains(query))
    {
        links.push(alias(guid.value.clone(), "guid", None));
    }
    let is_slug = |slug: &String| !slug.contains(['/', '?', '#']) && slug.len() <= 1024;
    for slug in slugs.into_iter().filter(is_slug).take(64) {
        // the address ends with the name of the post, or the name is not in it
        let trimmed = page.trim_end_matches('/');
        if let Some(folder) = trimmed
            .strip_suffix(facts.name.as_str())
            .filter(|folder| folder.ends_with('/') && !facts.name.is_empty())
        {
            let end = if page.ends_with('/') { "/" } else { "" };
            links.push(alias(format!("{folder}{slug}{end}"), "_wp_old_slug", Some(slug)));
        }
    }
    meta.links.append(&mut links);
}
