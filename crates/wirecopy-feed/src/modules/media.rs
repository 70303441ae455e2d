//! Media RSS 1.5.1.
//!
//! | element | field of `media` |
//! | --- | --- |
//! | `media:content` `@url @fileSize @type @medium @width @height @duration` | one with role `content` |
//! | `media:thumbnail` `@url @width @height` | one with role `thumbnail` |
//! | `media:player` `@url` | one with role `player` |
//! | `media:group` | its members share `group`; so do a `media:content` and what stands in it |
//! | `media:title`, `media:description` `@type` | `title`, `caption`, text or HTML |
//! | `media:credit`, `media:copyright` | `credits`, `rights` |
//!
//! A title of a medium is never one of the article. Title, description, credit and copyright that stand beside
//! the media of an item stay in `extensions` and are copied to those media that have none of their own
//! (Media RSS, «optional elements»: they hold for what is below).

use std::borrow::Cow;

use wirecopy_core::{Cx, Error};
use wirecopy_model::{Extensions, Media, MediaKind, MediaRole, Node, NodeKind, Text, TextKind};

use crate::meta::Meta;
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
            media.rights.clone_from(&self.rights);
        }
    }

    fn is_empty(&self) -> bool {
        self.title.is_none() && self.caption.is_none() && self.credits.is_empty() && self.rights.is_none()
    }
}

pub(super) fn element(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    match scan.local() {
        "group" | "content" | "thumbnail" | "player" => {
            let mut tree = scan.tree(cx)?;
            match tree.local(0) {
                "group" => group(scan, &mut tree, meta),
                "content" => {
                    let has_members = tree.children(0).iter().any(|child| is_member(&tree, *child));
                    let group = has_members.then(|| next_group(meta));
                    content(scan, &mut tree, 0, group, &mut meta.media);
                }
                _ => small(scan, &mut tree, 0, None, &mut meta.media),
            }
            tree.leave(&mut meta.extensions);
            Ok(())
        }
        _ => scan.keep(&mut meta.extensions, cx),
    }
}

/// Copies what an item says about its media to those that say nothing themselves.
pub(crate) fn spread(meta: &mut Meta) {
    let is_ours =
        |media: &Media| media.role == MediaRole::Content && media.origin.as_deref() == Some("media:content");
    if meta.extensions.is_empty() || !meta.media.iter().any(is_ours) {
        return;
    }
    let about = beside(&meta.extensions);
    if !about.is_empty() {
        for media in meta.media.iter_mut().filter(|media| is_ours(media)) {
            about.fill(media);
        }
    }
}

fn beside(extensions: &Extensions) -> About {
    let mut about = About::default();
    for top in extensions.top() {
        let Some(Node { kind: NodeKind::Element, name: Some(name), attributes, .. }) =
            extensions.nodes.get(top)
        else {
            continue;
        };
        if name.uri.as_deref().map_or(Ns::None, Ns::of_uri) != Ns::Media {
            continue;
        }
        let kind = attributes.iter().find(|attribute| &*attribute.name.local == "type");
        let kind = kind.map(|kind| kind.value.as_str());
        let text = || Some(extensions.text_of(top).trim().to_owned()).filter(|text| !text.is_empty());
        match &*name.local {
            "title" if about.title.is_none() => about.title = text().map(|text| of_type(text, kind)),
            "description" if about.caption.is_none() => {
                about.caption = text().map(|text| of_type(text, kind));
            }
            "credit" => about.credits.extend(text()),
            "copyright" if about.rights.is_none() => about.rights = text(),
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
    tree.space(node) == Ns::Media && matches!(tree.local(node), "content" | "thumbnail" | "player")
}

fn group(scan: &mut Scan<'_>, tree: &mut Tree, meta: &mut Meta) {
    let number = next_group(meta);
    tree.know(0);
    let first = meta.media.len();
    for child in tree.children(0) {
        if tree.is(child, Ns::Media, "content") {
            content(scan, tree, child, Some(number), &mut meta.media);
        } else if is_member(tree, child) {
            small(scan, tree, child, Some(number), &mut meta.media);
        }
    }
    let members = meta.media.get_mut(first..).unwrap_or_default();
    let takes = |media: &Media| media.role == MediaRole::Content;
    if members.iter().any(takes) {
        let mut about = About::default();
        take_about(tree, 0, &mut about);
        for media in members.iter_mut().filter(|media| takes(media)) {
            about.fill(media);
        }
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
        if is_member(tree, child) && tree.local(child) != "content" {
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
    let (role, kind, origin) = match tree.local(node) {
        "player" => (MediaRole::Player, None, "media:player"),
        _ => (MediaRole::Thumbnail, Some(MediaKind::Image), "media:thumbnail"),
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
    list.push(media);
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

fn take_about(tree: &mut Tree, node: usize, about: &mut About) {
    for child in tree.children(node) {
        if tree.space(child) != Ns::Media {
            continue;
        }
        match tree.local(child) {
            "title" if about.title.is_none() => about.title = typed(tree, child),
            "description" if about.caption.is_none() => about.caption = typed(tree, child),
            "credit" => {
                let text = tree.take_text(child);
                if !text.is_empty() {
                    about.credits.push(text);
                }
            }
            "copyright" if about.rights.is_none() => {
                about.rights = Some(tree.take_text(child)).filter(|text| !text.is_empty());
            }
            _ => {}
        }
    }
}

fn typed(tree: &mut Tree, node: usize) -> Option<Text> {
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
    let kind = match kind {
        Some("html") => TextKind::Html,
        _ => TextKind::Text,
    };
    Text { kind, ..Text::plain(value) }
}

fn of_medium(medium: &str) -> Option<MediaKind> {
    Some(match medium {
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
