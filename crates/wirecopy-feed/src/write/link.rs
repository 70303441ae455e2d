//! Links, ids, comments and answers.

use wirecopy_model::{Comments, Id, Link, LinkRel, Media, Reply};

use super::sheet::{Dialect, Sheet};
use super::xml::QName;

/// The value of `rel`.
pub(crate) fn rel(rel: &LinkRel) -> String {
    match rel {
        LinkRel::Other(name) => name.clone(),
        known => serde_json::to_value(known)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default(),
    }
}

impl Sheet<'_, '_> {
    /// Writes links. Whether there was one to the page, in the format's own element, is told.
    pub(crate) fn links(&mut self, links: &[Link]) -> bool {
        self.begin_list();
        let mut has_page = false;
        for link in links {
            let module = link.origin.as_deref().and_then(|origin| self.page.named(origin));
            let is_kept = |module: &super::sheet::Module| {
                let written = link.written.as_deref().unwrap_or(&link.href);
                self.left.says(
                    |name| *name.local == *module.local && name.uri.as_deref() == Some(&module.uri),
                    written,
                )
            };
            if module.as_ref().is_some_and(|module| self.is_view(module) || is_kept(module)) {
                continue;
            }
            if let Some(module) = module.filter(|module| !module.is_atom()) {
                let href = self.href(link).to_owned();
                self.leaf(module.name(), &[], &href);
                continue;
            }
            let is_own = link.origin.is_none();
            let is_page = link.rel == LinkRel::Alternate && is_own;
            match self.page.dialect {
                Dialect::Atom => {
                    has_page |= link.rel == LinkRel::Alternate;
                    self.atom_link(link);
                }
                Dialect::Rss if is_own && self.page.same => {
                    has_page |= is_page;
                    self.rss_link(link);
                }
                Dialect::Rss if is_page && !has_page => {
                    has_page = true;
                    let href = self.href(link).to_owned();
                    self.leaf(self.page.own("link"), &[], &href);
                    if link.media_type.is_some()
                        || link.hreflang.is_some()
                        || link.title.is_some()
                        || link.length.is_some()
                        || !link.extensions.is_empty()
                    {
                        self.atom_link(link);
                    }
                }
                Dialect::Rss => self.atom_link(link),
            }
        }
        has_page
    }

    /// The address of a link, as the source has it where that is asked for.
    fn href<'l>(&self, link: &'l Link) -> &'l str {
        link.written.as_deref().filter(|_| self.page.faithful).unwrap_or(&link.href)
    }

    /// `link` of RSS, with what some write of Atom's attributes.
    fn rss_link(&mut self, link: &Link) {
        let href = self.href(link).to_owned();
        let relation = rel(&link.rel);
        let is_plain = link.rel == LinkRel::Alternate
            && link.media_type.is_none()
            && link.hreflang.is_none()
            && link.title.is_none()
            && link.length.is_none();
        let uri = self.page.xml.bound(None).map(str::to_owned);
        let name = QName { uri: uri.as_deref(), prefix: None, local: "link" };
        if is_plain {
            self.owner(name, &[], &link.extensions, "article.links.extensions", |xml, _| xml.text(&href));
            return;
        }
        let attributes = attributes(link, &href, &relation);
        self.owner(name, &attributes, &link.extensions, "article.links.extensions", |_, _| {});
    }

    fn atom_link(&mut self, link: &Link) {
        let Some(module) = self.page.module("atom", "link") else { return };
        let href = self.href(link).to_owned();
        let relation = rel(&link.rel);
        let attributes = attributes(link, &href, &relation);
        self.owner(module.name(), &attributes, &link.extensions, "article.links.extensions", |_, _| {});
    }

    /// A link of a notice that an entry was deleted.
    pub(crate) fn tombstone_link(&mut self, link: &Link) {
        self.atom_link(link);
    }

    /// An attachment as Atom has it.
    pub(crate) fn enclosure_link(&mut self, media: &Media) {
        let Some(module) = self.page.module("atom", "link") else { return };
        let href = media.written.as_deref().filter(|_| self.page.faithful).or(media.url.as_deref());
        let mut attributes = vec![("rel", "enclosure")];
        attributes.extend(href.map(|href| ("href", href)));
        attributes.extend(media.media_type.as_deref().map(|kind| ("type", kind)));
        attributes.extend(media.length.as_deref().map(|length| ("length", length)));
        attributes.extend(media.title.as_ref().map(|title| ("title", title.value.as_str())));
        self.owner(module.name(), &attributes, &media.extensions, "article.media.extensions", |_, _| {});
    }

    /// Writes ids beside the first one.
    pub(crate) fn alt_ids(&mut self, ids: &[Id]) {
        self.begin_list();
        for id in ids {
            match id.role.as_deref().and_then(|role| self.page.named(role)) {
                Some(module) if self.is_view(&module) => {}
                Some(module) => self.leaf(module.name(), &[], &id.value),
                None if self.page.same && id.role.is_none() => match self.page.dialect {
                    Dialect::Rss => self.guid(id),
                    Dialect::Atom => {
                        let name = self.page.own("id");
                        self.leaf(name, &[], &id.value);
                    }
                },
                None => {
                    self.page.drops.add("article.alt_ids.role", usize::from(id.role.is_some()));
                    self.in_module("dc", "identifier", &id.value);
                }
            }
        }
    }

    /// RSS 2.0, «guid».
    pub(crate) fn guid(&mut self, id: &Id) {
        self.begin_list();
        let uri = self.page.xml.bound(None).map(str::to_owned);
        if id.permalink.is_none() && self.page.same {
            // not even RSS has it as `guid`
            return self.leaf(QName { uri: uri.as_deref(), prefix: None, local: "id" }, &[], &id.value);
        }
        let is_address = id.value.starts_with("https://") || id.value.starts_with("http://");
        let attributes: &[(&str, &str)] = match id.permalink {
            // the default is `true`
            Some(true) if is_address => &[],
            Some(true) => &[("isPermaLink", "true")],
            _ => &[("isPermaLink", "false")],
        };
        self.leaf(QName { uri: uri.as_deref(), prefix: None, local: "guid" }, attributes, &id.value);
    }

    /// Writes where comments are. Links that say it in Atom are written as links.
    pub(crate) fn comments(&mut self, comments: &Comments, links: &[Link]) {
        let in_links = |url: &str| links.iter().any(|link| link.rel == LinkRel::Replies && link.href == url);
        if let Some(url) = comments.url.as_deref().filter(|url| !in_links(url)) {
            match self.page.dialect {
                Dialect::Rss => {
                    let uri = self.page.xml.bound(None).map(str::to_owned);
                    self.leaf(QName { uri: uri.as_deref(), prefix: None, local: "comments" }, &[], url);
                }
                Dialect::Atom => {
                    let name = self.page.own("link");
                    self.leaf(name, &[("rel", "replies"), ("type", "text/html"), ("href", url)], "");
                }
            }
        }
        if let Some(feed) = comments.feed.as_deref().filter(|feed| !in_links(feed)) {
            self.viewed("wfw", "commentRss", feed);
        }
        let has_link = links.iter().any(|link| {
            link.extensions.nodes.iter().flat_map(|node| &node.attributes).any(|attribute| {
                &*attribute.name.local == "count" && Some(&attribute.value) == comments.count.as_ref()
            })
        });
        if let Some(count) = comments.count.as_deref().filter(|_| !has_link) {
            let (prefix, local) = match self.page.dialect {
                Dialect::Rss => ("slash", "comments"),
                Dialect::Atom => ("thr", "total"),
            };
            self.viewed(prefix, local, count);
        }
        let is_told = links.iter().any(|link| link.rel == LinkRel::Replies);
        self.page.drops.add("article.comments.updated", usize::from(comments.updated.is_some() && !is_told));
    }

    /// Writes an element of a module, unless extensions have it.
    fn viewed(&mut self, prefix: &str, local: &str, text: &str) {
        let Some(module) = self.page.module(prefix, local) else { return };
        let has = |locals: &[&str]| {
            self.left.has(|name| locals.iter().any(|local| name.local.eq_ignore_ascii_case(local)))
        };
        let is_there = match local {
            "commentRss" => has(&["commentRss"]),
            "comments" | "total" => has(&["comments", "total"]),
            local => has(&[local]),
        };
        if !is_there {
            self.leaf(module.name(), &[], text);
        }
    }

    /// RFC 4685 § 3.
    pub(crate) fn replies(&mut self, replies: &[Reply]) {
        let Some(module) = self.page.module("thr", "in-reply-to") else { return };
        if self.left.has(|name| &*name.local == "in-reply-to") {
            return;
        }
        for reply in replies {
            let mut attributes = Vec::new();
            attributes.extend(reply.id.as_deref().map(|id| ("ref", id)));
            attributes.extend(reply.href.as_deref().map(|href| ("href", href)));
            attributes.extend(reply.media_type.as_deref().map(|kind| ("type", kind)));
            attributes.extend(reply.source.as_deref().map(|source| ("source", source)));
            self.leaf(module.name(), &attributes, "");
        }
    }
}

fn attributes<'l>(link: &'l Link, href: &'l str, relation: &'l str) -> Vec<(&'static str, &'l str)> {
    let mut attributes = Vec::new();
    if link.rel != LinkRel::Alternate || !href.is_empty() {
        attributes.push(("rel", relation));
    }
    if !href.is_empty() {
        attributes.push(("href", href));
    }
    attributes.extend(link.media_type.as_deref().map(|kind| ("type", kind)));
    attributes.extend(link.hreflang.as_deref().map(|tag| ("hreflang", tag)));
    attributes.extend(link.title.as_deref().map(|title| ("title", title)));
    attributes.extend(link.length.as_deref().map(|length| ("length", length)));
    attributes
}
