//! Media RSS into the media of an article.

use std::borrow::Cow;

use wirecopy_core::{Cx, Error};
use wirecopy_model::{
    Content, ContentKind, Extensions, Media, MediaKind, MediaRole, Subject, SubjectKind, Text, TextKind,
};

use crate::meta::Meta;
use crate::modules::element::Inside;
use crate::modules::{Element, settle};
use crate::namespace::Ns;
use crate::scan::Scan;
use crate::tree::Tree;

/// What an element says about all media in it.
#[derive(Default)]
struct About {
    title: Option<Text>,
    caption: Option<Text>,
    credits: Vec<String>,
    rights: Option<String>,
    /// Counts where there are no rights.
    license: Option<String>,
}

impl About {
    /// Gives a medium what it does not say itself.
    fn fill(&self, media: &mut Media) {
        if media.title.is_none() {
            media.title.clone_from(&self.title);
        }
        if media.caption.is_none() {
            media.caption.clone_from(&self.caption);
        }
        if media.credits.is_empty() {
            media.credits.clone_from(&self.credits);
        }
        if media.rights.is_none() {
            media.rights = self.rights.clone().or_else(|| self.license.clone());
        }
    }

    fn is_empty(&self) -> bool {
        self.title.is_none()
            && self.caption.is_none()
            && self.credits.is_empty()
            && self.rights.is_none()
            && self.license.is_none()
    }
}

/// Reads an element of Media RSS.
pub(in crate::modules) fn element(
    scan: &mut Scan<'_>,
    meta: &mut Meta,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let local = scan.local();
    let is = |name: &str| local.eq_ignore_ascii_case(name);
    if is("group") {
        let tree = scan.tree(cx)?;
        group(scan, tree, meta);
    } else if is("content") {
        let mut tree = scan.tree(cx)?;
        let has_members = tree.children(0).iter().any(|child| is_member(&tree, *child));
        let group = has_members.then(|| next_group(meta));
        content(scan, &mut tree, 0, group, &mut meta.media);
        tree.leave(&mut meta.extensions);
    } else if is("thumbnail") || is("player") {
        let mut tree = scan.tree(cx)?;
        small(scan, &mut tree, 0, None, &mut meta.media);
        tree.leave(&mut meta.extensions);
    } else {
        meta.unsettled += u32::from(is("location"));
        let start = meta.extensions.nodes.len();
        scan.keep(&mut meta.extensions, cx)?;
        let kept = meta.extensions.nodes.get(start..).and_then(Element::first);
        for subject in kept.map(|kept| subjects(&kept)).unwrap_or_default() {
            settle::subject(subject, meta);
        }
    }
    Ok(())
}

/// The categories and keywords an element names.
fn subjects(element: &Element<'_>) -> Vec<Subject> {
    let Some(text) = element.text() else { return Vec::new() };
    match element.local().to_ascii_lowercase().as_str() {
        "category" => vec![Subject {
            term: text.into_owned(),
            scheme: element.attribute("scheme").map(str::to_owned),
            names: element.attribute("label").map(Text::plain).into_iter().collect(),
            origin: Some(Cow::Borrowed("media:category")),
            ..Subject::default()
        }],
        "keywords" => {
            let terms = text.split(',').map(str::trim).filter(|term| !term.is_empty());
            terms
                .map(|term| Subject {
                    kind: SubjectKind::Keyword,
                    term: term.to_owned(),
                    origin: Some(Cow::Borrowed("media:keywords")),
                    ..Subject::default()
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Copies what an item says about its media to those that say nothing themselves.
pub(crate) fn spread(meta: &mut Meta) {
    let is_ours =
        |media: &Media| media.role == MediaRole::Content && media.origin.as_deref() == Some("media:content");
    if !meta.media.iter().any(is_ours) {
        return;
    }
    let about = if meta.extensions.is_empty() { About::default() } else { beside(&meta.extensions) };
    if !about.is_empty() {
        for media in meta.media.iter_mut().filter(|media| is_ours(media)) {
            about.fill(media);
        }
    }
    if meta.contents.is_empty() {
        // it describes the item that has no other words
        meta.contents.extend(about.caption.map(|text| Content {
            kind: ContentKind::Summary,
            media_type: Cow::Borrowed(if text.kind == TextKind::Html { "text/html" } else { "text/plain" }),
            value: text.value,
            origin: Some(Cow::Borrowed("media:description")),
            ..Content::default()
        }));
    }
}

fn beside(extensions: &Extensions) -> About {
    let mut about = About::default();
    for element in Element::tops(extensions).filter(Element::is_whole) {
        // the name first: it is cheaper to look at
        let place = match element.local() {
            "title" | "description" | "credit" | "copyright" | "license" => element.local(),
            _ => continue,
        };
        if element.ns() != Ns::Media {
            continue;
        }
        let text = || element.text().map(Cow::into_owned);
        let typed = || {
            let Inside { text, is_markup } = element.inside()?;
            let kind = if is_markup { Some("html") } else { element.attribute("type") };
            Some(of_type(text.into_owned(), kind))
        };
        match place {
            "title" if about.title.is_none() => about.title = typed(),
            "description" if about.caption.is_none() => about.caption = typed(),
            "credit" => about.credits.extend(text()),
            "copyright" if about.rights.is_none() => about.rights = text(),
            "license" if about.license.is_none() => {
                about.license = element.attribute("href").map(str::to_owned).or_else(text);
            }
            _ => {}
        }
    }
    about
}

fn next_group(meta: &mut Meta) -> u32 {
    meta.groups += 1;
    meta.groups
}

fn is_member(tree: &Tree, node: usize) -> bool {
    ["content", "thumbnail", "player"].iter().any(|name| tree.is(node, Ns::Media, name))
}

/// A `media:group`. What it says besides goes with the first medium in it.
fn group(scan: &mut Scan<'_>, mut tree: Tree, meta: &mut Meta) {
    let number = next_group(meta);
    tree.know(0);
    let first = meta.media.len();
    let children = tree.children(0);
    for child in &children {
        if tree.is(*child, Ns::Media, "content") {
            content(scan, &mut tree, *child, Some(number), &mut meta.media);
        } else if is_member(&tree, *child) {
            small(scan, &mut tree, *child, Some(number), &mut meta.media);
        }
    }
    for child in children.into_iter().filter(|child| tree.space(*child) == Ns::Media) {
        let kept = Element::first(tree.from(child));
        for subject in kept.map(|kept| subjects(&kept)).unwrap_or_default() {
            settle::subject(subject, meta);
        }
    }
    let members = meta.media.get_mut(first..).unwrap_or_default();
    let takes = |media: &Media| media.role == MediaRole::Content;
    if members.iter().any(takes) {
        let mut about = About::default();
        take_about(&mut tree, 0, &mut about);
        for media in members.iter_mut().filter(|media| takes(media)) {
            about.fill(media);
        }
    }
    match members.first_mut() {
        Some(media) => tree.leave(&mut media.extensions),
        None => tree.leave(&mut meta.extensions),
    }
}

/// A `media:content` with what stands in it.
fn content(scan: &mut Scan<'_>, tree: &mut Tree, node: usize, group: Option<u32>, list: &mut Vec<Media>) {
    tree.know(node);
    let mut media = Media { role: MediaRole::Content, group, ..Media::default() };
    media.origin = Some(Cow::Borrowed("media:content"));
    media.media_type = tree.take_attribute(node, "type");
    media.length = tree.take_attribute(node, "fileSize");
    media.duration = tree.take_attribute(node, "duration");
    let medium = tree.take_attribute(node, "medium");
    media.kind = medium.as_deref().and_then(of_medium);
    if let (None, Some(medium)) = (media.kind, medium) {
        tree.put_attribute(node, "medium", medium);
    }
    media.kind = media.kind.or_else(|| media.media_type.as_deref().and_then(of_media_type));
    address_and_size(scan, tree, node, &mut media);
    let mut about = About::default();
    take_about(tree, node, &mut about);
    about.fill(&mut media);
    let index = list.len();
    list.push(media);
    for child in tree.children(node) {
        if is_member(tree, child) && !tree.is(child, Ns::Media, "content") {
            small(scan, tree, child, group, list);
        }
    }
    if let Some(media) = list.get_mut(index) {
        tree.leave_part(node, &mut media.extensions);
    }
}

/// A `media:thumbnail` or `media:player`.
fn small(scan: &mut Scan<'_>, tree: &mut Tree, node: usize, group: Option<u32>, list: &mut Vec<Media>) {
    tree.know(node);
    let (role, kind, origin) = if tree.local(node).eq_ignore_ascii_case("player") {
        (MediaRole::Player, None, "media:player")
    } else {
        (MediaRole::Thumbnail, Some(MediaKind::Image), "media:thumbnail")
    };
    let mut media = Media { role, kind, group, origin: Some(Cow::Borrowed(origin)), ..Media::default() };
    address_and_size(scan, tree, node, &mut media);
    if media.url.is_none() {
        // some feeds write the address as text
        let text = tree.take_text(node);
        if !text.is_empty() {
            let address = scan.address(text);
            (media.url, media.written) = (Some(address.href), address.written);
        }
    }
    tree.leave_part(node, &mut media.extensions);
    let says_nothing =
        media.url.is_none() && media.width.is_none() && media.height.is_none() && media.extensions.is_empty();
    if !says_nothing {
        list.push(media);
    }
}

fn address_and_size(scan: &mut Scan<'_>, tree: &mut Tree, node: usize, media: &mut Media) {
    if let Some(url) = tree.take_attribute(node, "url") {
        let address = scan.address(url);
        (media.url, media.written) = (Some(address.href), address.written);
    }
    media.width = number(tree, node, "width");
    media.height = number(tree, node, "height");
}

/// Takes an attribute that is a plain number; another stays.
fn number(tree: &mut Tree, node: usize, local: &str) -> Option<u32> {
    let written = tree.take_attribute(node, local)?;
    let number = written.parse::<u32>().ok().filter(|number| number.to_string() == written);
    if number.is_none() {
        tree.put_attribute(node, local, written);
    }
    number
}

/// Takes what elements say about media; those with attributes no field holds stay whole.
fn take_about(tree: &mut Tree, node: usize, about: &mut About) {
    for child in tree.children(node) {
        if tree.space(child) != Ns::Media {
            continue;
        }
        match tree.local(child).to_ascii_lowercase().as_str() {
            "title" if about.title.is_none() => about.title = typed(tree, child),
            "description" if about.caption.is_none() => about.caption = typed(tree, child),
            "credit" => about.credits.extend(taken(tree, child)),
            "copyright" if about.rights.is_none() => about.rights = taken(tree, child),
            "license" if about.license.is_none() => {
                let license = Element::first(tree.from(child));
                about.license = license.and_then(|license| {
                    license.attribute("href").map(str::to_owned).or(license.text().map(Cow::into_owned))
                });
            }
            _ => {}
        }
    }
}

/// The text of an element. It stays there too when the element has attributes, which tell about it.
fn taken(tree: &mut Tree, node: usize) -> Option<String> {
    let text = match Element::first(tree.from(node)) {
        Some(element) if element.has_attributes() => element.text().map(Cow::into_owned),
        _ => Some(tree.take_text(node)),
    };
    text.filter(|text| !text.is_empty())
}

fn typed(tree: &mut Tree, node: usize) -> Option<Text> {
    if let Some(Inside { text, is_markup: true }) = Element::first(tree.from(node)).and_then(|it| it.inside())
    {
        // it stays as it was
        return Some(of_type(text.into_owned(), Some("html")));
    }
    let text = tree.take_text(node);
    if text.is_empty() {
        return None;
    }
    let kind = tree.take_attribute(node, "type");
    let text = of_type(text, kind.as_deref());
    if let Some(kind) = kind
        && !matches!(kind.as_str(), "plain" | "html")
    {
        tree.put_attribute(node, "type", kind);
    }
    Some(text)
}

fn of_type(value: String, kind: Option<&str>) -> Text {
    let kind = match kind.map(str::trim) {
        Some(kind) if kind.eq_ignore_ascii_case("html") || kind.eq_ignore_ascii_case("text/html") => {
            TextKind::Html
        }
        _ => TextKind::Text,
    };
    Text { kind, ..Text::plain(value) }
}

fn of_medium(medium: &str) -> Option<MediaKind> {
    Some(match medium.to_ascii_lowercase().as_str() {
        "image" => MediaKind::Image,
        "audio" => MediaKind::Audio,
        "video" => MediaKind::Video,
        "document" => MediaKind::Document,
        "executable" => MediaKind::Executable,
        _ => return None,
    })
}

/// What a media type tells about a medium.
pub(crate) fn of_media_type(media_type: &str) -> Option<MediaKind> {
    let (kind, rest) = media_type.trim().split_once('/')?;
    let is = |name: &str| kind.eq_ignore_ascii_case(name);
    if is("image") {
        Some(MediaKind::Image)
    } else if is("audio") {
        Some(MediaKind::Audio)
    } else if is("video") {
        Some(MediaKind::Video)
    } else if is("text") || rest.eq_ignore_ascii_case("pdf") {
        Some(MediaKind::Document)
    } else {
        None
    }
}
