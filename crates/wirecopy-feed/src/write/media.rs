//! Files: enclosures, and Media RSS for all that enclosures cannot say.

use std::borrow::Cow;

use wirecopy_model::{Extensions, Media, MediaKind, MediaRole, Node, NodeKind, Text, TextKind};

use super::left::{Left, Rest};
use super::sheet::{Dialect, Module, Page, Sheet, owner};
use super::xml::{QName, Xml};
use crate::modules::of_media_type;

impl Sheet<'_, '_> {
    /// Writes files.
    pub(crate) fn media(&mut self, list: &[Media]) {
        self.begin_list();
        let mut rest = list.iter().peekable();
        while let Some(media) = rest.next() {
            let module = media.origin.as_deref().and_then(|origin| self.page.named(origin));
            if module.as_ref().is_some_and(|module| self.is_view(module)) {
                continue;
            }
            let is_link = module.as_ref().is_some_and(Module::is_atom);
            if is_link || (media.role == MediaRole::Attachment && module.is_none()) {
                self.attachment(media, is_link);
                continue;
            }
            let Some(number) = media.group else {
                self.alone(media);
                continue;
            };
            let mut members = vec![media];
            while let Some(next) = rest.next_if(|next| next.group == Some(number)) {
                members.push(next);
            }
            self.group(&members);
        }
    }

    fn attachment(&mut self, media: &Media, is_link: bool) {
        if is_link || self.page.dialect == Dialect::Atom {
            self.enclosure_link(media);
        } else {
            let url = media.written.as_deref().filter(|_| self.page.faithful).or(media.url.as_deref());
            let mut attributes = Vec::new();
            attributes.extend(url.map(|url| ("url", url)));
            attributes.extend(media.length.as_deref().map(|length| ("length", length)));
            attributes.extend(media.media_type.as_deref().map(|kind| ("type", kind)));
            let uri = self.page.xml.bound(None).map(str::to_owned);
            let name = QName { uri: uri.as_deref(), prefix: None, local: "enclosure" };
            self.owner(name, &attributes, &media.extensions, "article.media.extensions", |_, _| {});
        }
        let has_title = media.title.is_some() && self.page.dialect == Dialect::Rss && !is_link;
        // what an enclosure of XML says more, extensions say as well
        let has_more = has_title && !self.page.same
            || !self.page.from_xml
                && (media.duration.is_some()
                    || media.width.is_some()
                    || media.height.is_some()
                    || media.caption.is_some()
                    || media.alt.is_some()
                    || !media.credits.is_empty()
                    || media.rights.is_some());
        if has_more {
            let again =
                Media { extensions: Extensions::default(), role: MediaRole::Content, ..media.clone() };
            self.alone(&again);
        }
    }

    /// One that belongs to no group.
    fn alone(&mut self, media: &Media) {
        let Some(module) = self.page.module("media", local_of(media)) else { return };
        let about = self.about(media);
        let start = self.page.xml.out.len();
        self.page.xml.line();
        one(self.page, &module, media, &about);
        self.add(start, None);
    }

    /// Several that are one work.
    fn group(&mut self, members: &[&Media]) {
        let Some(group) = self.page.module("media", "group") else { return };
        let mut about: Vec<About<'_>> = members.iter().map(|media| self.about(media)).collect();
        // what no field holds of the group is with one of its members
        let with_member = members.iter().find_map(|media| {
            let rest = Left::new(&media.extensions, false).take(Some(&group.uri), "group");
            rest.top.map(|_| rest)
        });
        let rest = match with_member.filter(|_| self.page.from_xml) {
            Some(rest) => Rest { top: None, ..rest },
            None => self.left.take(Some(&group.uri), "group"),
        };
        let above = Left::below(rest.below);
        let has = |local: &str| above.has(|name| &*name.local == local && is_media(name));
        for about in about.iter_mut().filter(|about| about.is_content) {
            about.title = about.title.filter(|_| !has("title"));
            about.caption = about.caption.filter(|_| !has("description"));
            about.credits = if has("credit") { &[] } else { about.credits };
            about.rights = about.rights.filter(|_| !has("copyright") && !has("license"));
        }
        let start = self.page.xml.out.len();
        self.page.xml.line();
        self.page.xml.start(group.name(), &[], rest.attributes);
        for (media, about) in members.iter().zip(&about) {
            if let Some(module) = self.page.module("media", local_of(media)) {
                self.page.xml.line();
                one(self.page, &module, media, about);
            }
        }
        self.page.xml.nodes(rest.below, |_| false);
        self.page.xml.line_up();
        self.page.xml.end();
        self.add(start, rest.top);
    }

    /// What a medium says itself, and not the item it stands in.
    fn about<'m>(&self, media: &'m Media) -> About<'m> {
        let is_content = media.role == MediaRole::Content;
        let has = |local: &str, text: &str| {
            is_content && self.left.says(|name| &*name.local == local && is_media(name), text)
        };
        let has_credits =
            !media.credits.is_empty() && media.credits.iter().all(|credit| has("credit", credit));
        About {
            is_content,
            title: media.title.as_ref().filter(|text| !has("title", &text.value)),
            caption: media.caption.as_ref().filter(|text| !has("description", &text.value)),
            credits: if has_credits { &[] } else { &media.credits },
            rights: media.rights.as_deref().filter(|text| !has("copyright", text) && !has("license", text)),
        }
    }
}

fn is_media(name: &wirecopy_model::Name) -> bool {
    use crate::namespace::Ns;
    name.uri.as_deref().is_some_and(|uri| Ns::of_uri(uri) == Ns::Media)
}

struct About<'m> {
    is_content: bool,
    title: Option<&'m Text>,
    caption: Option<&'m Text>,
    credits: &'m [String],
    rights: Option<&'m str>,
}

fn local_of(media: &Media) -> &'static str {
    match media.role {
        MediaRole::Thumbnail => "thumbnail",
        MediaRole::Player => "player",
        _ => "content",
    }
}

fn one(page: &mut Page, module: &Module, media: &Media, about: &About<'_>) {
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let (width, height) = (number(media.width), number(media.height));
    let url = media.written.as_deref().filter(|_| page.faithful).or(media.url.as_deref());
    let is_content = module.local == "content";
    let mut attributes = Vec::new();
    attributes.extend(url.map(|url| ("url", url)));
    if is_content {
        attributes.extend(media.length.as_deref().map(|length| ("fileSize", length)));
        attributes.extend(media.media_type.as_deref().map(|kind| ("type", kind)));
        if media.kind != media.media_type.as_deref().and_then(of_media_type) {
            attributes.extend(media.kind.map(|kind| ("medium", medium(kind))));
        }
        attributes.extend(media.duration.as_deref().map(|duration| ("duration", duration)));
    }
    attributes.extend(height.as_deref().map(|height| ("height", height)));
    attributes.extend(width.as_deref().map(|width| ("width", width)));
    let drops = &mut page.drops;
    drops.add("article.media.alt", usize::from(media.alt.is_some()));
    if let MediaRole::Other(_) = media.role {
        drops.add("article.media.role", 1);
    }
    if !is_content {
        drops.add("article.media.length", usize::from(media.length.is_some()));
        drops.add("article.media.type", usize::from(media.media_type.is_some()));
        drops.add("article.media.duration", usize::from(media.duration.is_some()));
    }
    let as_written = page.faithful && page.same;
    let own = without_group(&media.extensions);
    let part = |local| QName { uri: Some(&module.uri), prefix: module.prefix.as_deref(), local };
    owner(page, module.name(), &attributes, &own, "article.media.extensions", |xml, below| {
        let mut text = |local, text: Option<&Text>, xml: &mut Xml| {
            let Some(text) = text else { return };
            if below.has(|name| &*name.local == local && is_media(name)) {
                return;
            }
            let rest = below.take(Some(&module.uri), local);
            let kind = match text.kind {
                TextKind::Html | TextKind::Xhtml => &[("type", "html")][..],
                _ => &[],
            };
            xml.start(part(local), kind, rest.attributes);
            xml.text(&text.value);
            xml.nodes(rest.below, |_| false);
            xml.end();
        };
        text("title", about.title, xml);
        text("description", about.caption, xml);
        let has = |local: &str| below.has(|name| &*name.local == local && is_media(name));
        let credits = if has("credit") { &[][..] } else { about.credits };
        let rights = about.rights.filter(|_| !has("copyright") && !has("license"));
        for credit in credits {
            super::sheet::child(xml, below, part("credit"), Some(credit), as_written);
        }
        super::sheet::child(xml, below, part("copyright"), rights, as_written);
    });
}

/// What no field holds of a medium, less what is of its group.
fn without_group(extensions: &Extensions) -> Cow<'_, Extensions> {
    let is_group = |node: &Node| {
        node.depth == 0
            && node.kind == NodeKind::Rest
            && node.name.as_deref().is_some_and(|name| &*name.local == "group" && is_media(name))
    };
    if !extensions.nodes.iter().any(is_group) {
        return Cow::Borrowed(extensions);
    }
    let mut is_in_group = false;
    let nodes = extensions.nodes.iter().filter(|node| {
        if node.depth == 0 {
            is_in_group = is_group(node);
        }
        !is_in_group
    });
    Cow::Owned(Extensions { nodes: nodes.cloned().collect() })
}

fn medium(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Image => "image",
        MediaKind::Audio => "audio",
        MediaKind::Video => "video",
        MediaKind::Executable => "executable",
        _ => "document",
    }
}
