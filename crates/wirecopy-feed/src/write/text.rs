//! Titles, descriptions, bodies and rights.

use wirecopy_core::Cx;
use wirecopy_model::{
    Article, Content, ContentKind, Description, Extensions, Headline, HeadlineRole, PersonRole, Rights, Text,
    TextKind, TransferEncoding,
};

use super::body;
use super::sheet::{Dialect, Module, Sheet};
use super::xhtml;
use super::xml::QName;

impl Sheet<'_, '_> {
    /// Writes titles. Whether there was one of the format's own is told.
    pub(crate) fn headlines(&mut self, headlines: &[Headline], path: &'static str, cx: &mut Cx<'_>) -> bool {
        self.begin_list();
        let mut has_own = false;
        for headline in headlines {
            let is_main = headline.role == HeadlineRole::Main;
            if let Some(module) = headline.origin.as_deref().and_then(|origin| self.page.named(origin)) {
                if !self.is_view(&module) {
                    self.text(&module, &headline.text, cx);
                }
            } else if is_main && (!has_own || self.page.same) {
                self.own_text("title", &headline.text, cx);
                has_own = true;
            } else {
                self.page.drops.add(path, 1);
            }
        }
        has_own
    }

    /// Writes descriptions of a feed.
    pub(crate) fn descriptions(&mut self, descriptions: &[Description], cx: &mut Cx<'_>) -> bool {
        self.begin_list();
        let mut has_own = false;
        for description in descriptions {
            if let Some(module) = description.origin.as_deref().and_then(|origin| self.page.named(origin)) {
                if !self.is_view(&module) {
                    self.text(&module, &description.text, cx);
                }
            } else if !has_own || self.page.same {
                let local = if self.page.dialect == Dialect::Rss { "description" } else { "subtitle" };
                self.own_text(local, &description.text, cx);
                has_own = true;
            } else {
                self.page.drops.add("feed.descriptions", 1);
            }
        }
        has_own
    }

    /// Writes a text of the format itself.
    pub(crate) fn own_text(&mut self, local: &str, text: &Text, cx: &mut Cx<'_>) {
        match self.page.dialect {
            Dialect::Rss => {
                let line = if local == "description" && !self.page.faithful && body::is_marked_up(text) {
                    let base = text.base.as_deref().or(self.page.base.as_deref());
                    body::clean(&text.value, base, None, cx)
                } else {
                    body::unstated(text, self.page.faithful)
                };
                // the attribute is of RSS 0.94, and means something only where the source has it
                let kind = match text.kind {
                    _ if !(self.page.faithful && self.page.same) => None,
                    TextKind::Html => Some("html"),
                    TextKind::Text => Some("text/plain"),
                    _ => None,
                };
                let name = self.page.own(local);
                // the name of an element of RSS may be in a default namespace, which is that of the source
                let uri = self.page.xml.bound(None).map(str::to_owned);
                let name = QName { uri: uri.as_deref(), ..name };
                self.said(name, kind, text, &line);
            }
            Dialect::Atom => {
                let name = self.page.own(local);
                self.construct(name, text, cx);
            }
        }
    }

    /// Writes a text of a module.
    fn text(&mut self, module: &Module, text: &Text, cx: &mut Cx<'_>) {
        if module.is_atom() {
            return self.construct(module.name(), text, cx);
        }
        let line = body::unstated(text, self.page.faithful);
        self.said(module.name(), None, text, &line);
    }

    fn said(&mut self, name: QName<'_>, kind: Option<&str>, text: &Text, value: &str) {
        let base = text.base.clone().filter(|_| self.page.faithful);
        let mut attributes = Vec::new();
        attributes.extend(kind.map(|kind| ("type", kind)));
        attributes.extend(text.language.as_deref().map(|tag| ("xml:lang", tag)));
        attributes.extend(base.as_deref().map(|base| ("xml:base", base)));
        self.leaf(name, &attributes, value);
    }

    /// An Atom text construct (RFC 4287 § 3.1).
    pub(crate) fn construct(&mut self, name: QName<'_>, text: &Text, cx: &mut Cx<'_>) {
        let faithful = self.page.faithful;
        match &text.kind {
            TextKind::Text => self.said(name, None, text, &text.value),
            TextKind::Xhtml if faithful && xhtml::is_balanced(&text.value) => {
                let said = said(text.language.as_deref(), text.base.as_deref());
                self.element(name, &[("type", "xhtml")], |xml, _| xhtml::write(&text.value, &said, xml));
            }
            TextKind::Html | TextKind::Xhtml if faithful => self.said(name, Some("html"), text, &text.value),
            TextKind::Other(kind) if faithful => self.said(name, Some(kind), text, &text.value),
            TextKind::Html | TextKind::Xhtml => {
                let base = text.base.as_deref().or(self.page.base.as_deref());
                let clean = body::clean(&text.value, base, None, cx);
                self.said(name, Some("html"), text, &clean);
            }
            _ => {
                let line = body::line(text, false);
                self.said(name, None, text, &line);
            }
        }
    }

    /// Writes the bodies of an article.
    pub(crate) fn contents(&mut self, article: &Article, cx: &mut Cx<'_>) {
        self.begin_list();
        let faithful = self.page.faithful;
        let mut has_full = false;
        let mut has_summary = false;
        if !article.blocks.is_empty() && (!faithful || article.contents.is_empty()) {
            let html = wirecopy_body::blocks_to_html(&article.blocks);
            self.full(&html, &Content::default());
            has_full = true;
        }
        // of several full bodies HTML counts before text
        let sorts: Vec<body::Sort> = article.contents.iter().map(body::sort).collect();
        let is_full = |content: &Content| content.kind == ContentKind::Full;
        let best = article.contents.iter().zip(&sorts).position(|(content, sort)| {
            is_full(content) && *sort == body::Sort::Html && !self.is_own(content)
        });
        for (at, (content, sort)) in article.contents.iter().zip(&sorts).enumerate() {
            if content.role.is_some() {
                self.page.drops.add("article.contents.role", 1);
            }
            let module = content.origin.as_deref().and_then(|origin| self.page.named(origin));
            if module.as_ref().is_some_and(|module| self.is_view(module)) {
                continue;
            }
            if let Some(module) = module
                && module.local != "div"
                && module.local != "body"
                && (self.page.dialect == Dialect::Rss || !module.is(crate::namespace::Ns::Content))
            {
                self.content_of(&module, content, article, cx);
                continue;
            }
            if !article.blocks.is_empty() && !faithful && is_full(content) && *sort != body::Sort::Other {
                // the blocks were made from it
                continue;
            }
            match (self.page.dialect, content.kind) {
                (Dialect::Rss, _)
                    if self.page.same
                        && content.origin.is_none()
                        && (*sort == body::Sort::Html || faithful && *sort == body::Sort::Plain) =>
                {
                    let html = if faithful {
                        content.value.clone()
                    } else {
                        body::html(content, article, faithful, cx).unwrap_or_default()
                    };
                    let kind = (faithful && *sort == body::Sort::Plain).then_some("text/plain");
                    self.markup(QName::plain("description"), content, kind, &html);
                }
                (_, ContentKind::Full) if !has_full && (best.is_none() || best == Some(at)) => {
                    has_full = true;
                    match self.page.dialect {
                        Dialect::Rss if *sort == body::Sort::Other => {
                            self.atom_content("content", content, article, cx);
                        }
                        Dialect::Rss => {
                            let html = body::html(content, article, faithful, cx).unwrap_or_default();
                            self.full(&html, content);
                        }
                        Dialect::Atom => self.atom_content("content", content, article, cx),
                    }
                }
                (Dialect::Rss, ContentKind::Full) => self.atom_content("content", content, article, cx),
                (Dialect::Rss, _) if !has_summary && *sort != body::Sort::Other => {
                    has_summary = true;
                    let html = body::html(content, article, faithful, cx).unwrap_or_default();
                    self.markup(QName::plain("description"), content, None, &html);
                }
                (Dialect::Rss, _) => self.atom_content("summary", content, article, cx),
                (Dialect::Atom, ContentKind::Summary | ContentKind::Teaser)
                    if !has_summary && *sort != body::Sort::Other =>
                {
                    has_summary = true;
                    self.atom_content("summary", content, article, cx);
                }
                // an entry has one of each (RFC 4287 § 4.1.2); what the source has more is kept as it is
                (Dialect::Atom, kind) if self.page.same && faithful => {
                    let local = if kind == ContentKind::Full { "content" } else { "summary" };
                    self.atom_content(local, content, article, cx);
                }
                (Dialect::Atom, _) => self.page.drops.add("article.contents", 1),
            }
        }
    }

    /// Whether a content has an element of its own among modules.
    fn is_own(&self, content: &Content) -> bool {
        content.origin.as_deref().is_some_and(|origin| self.page.named(origin).is_some())
    }

    /// The whole body where nothing else says where it goes.
    fn full(&mut self, html: &str, content: &Content) {
        match self.page.dialect {
            Dialect::Rss => {
                if let Some(module) = self.page.module("content", "encoded") {
                    self.markup(module.name(), content, None, html);
                }
            }
            Dialect::Atom => {
                let name = self.page.own("content");
                self.markup(name, content, Some("html"), html);
            }
        }
    }

    fn content_of(&mut self, module: &Module, content: &Content, article: &Article, cx: &mut Cx<'_>) {
        if module.is_atom() {
            let local = module.local.clone();
            return self.atom_content(&local, content, article, cx);
        }
        match body::html(content, article, self.page.faithful, cx) {
            Some(html) => self.markup(module.name(), content, None, &html),
            None => self.page.drops.add("article.contents", 1),
        }
    }

    fn markup(&mut self, name: QName<'_>, content: &Content, kind: Option<&str>, html: &str) {
        let text = Text { language: content.language.clone(), base: content.base.clone(), ..Text::default() };
        self.said(name, kind, &text, html);
    }

    /// `atom:content` or `atom:summary` (RFC 4287 § 4.1.3).
    fn atom_content(&mut self, local: &str, content: &Content, article: &Article, cx: &mut Cx<'_>) {
        let Some(module) = self.page.module("atom", local) else { return };
        let faithful = self.page.faithful;
        let name = module.name();
        let src = content.src.as_deref();
        let media_type = &*content.media_type;
        match body::sort(content) {
            body::Sort::Html
                if faithful && media_type.contains("xhtml") && xhtml::is_balanced(&content.value) =>
            {
                let said = said(content.language.as_deref(), content.base.as_deref());
                self.element(name, &[("type", "xhtml")], |xml, _| xhtml::write(&content.value, &said, xml));
            }
            body::Sort::Markdown if faithful => self.markup(name, content, Some(media_type), &content.value),
            body::Sort::Html if faithful && media_type.contains(';') => {
                self.markup(name, content, Some(media_type), &content.value);
            }
            body::Sort::Html | body::Sort::Markdown => {
                let html = body::html(content, article, faithful, cx).unwrap_or_default();
                self.markup(name, content, Some("html"), &html);
            }
            body::Sort::Plain => {
                let text = Text {
                    language: content.language.clone(),
                    base: content.base.clone(),
                    ..Text::default()
                };
                self.said(name, None, &text, &content.value);
            }
            body::Sort::Other => {
                let base = content.base.clone().filter(|_| faithful);
                let mut attributes = vec![("type", media_type)];
                attributes.extend(src.map(|src| ("src", src)));
                attributes.extend(content.language.as_deref().map(|tag| ("xml:lang", tag)));
                attributes.extend(base.as_deref().map(|base| ("xml:base", base)));
                let is_text = media_type.starts_with("text/") || media_type.ends_with("xml");
                let is_right =
                    content.transfer_encoding == Some(TransferEncoding::Base64) || is_text || faithful;
                if src.is_none() && !is_right {
                    self.page.drops.add("article.contents", 1);
                    return;
                }
                if media_type.ends_with("xml") && xhtml::is_balanced(&content.value) {
                    self.element(name, &attributes, |xml, _| xhtml::write_raw(&content.value, xml));
                } else {
                    self.leaf(name, &attributes, &content.value);
                }
            }
        }
    }

    /// Writes statements of rights.
    pub(crate) fn rights(&mut self, list: &[Rights], is_item: bool, cx: &mut Cx<'_>) {
        self.begin_list();
        let mut has_own = false;
        for rights in list {
            let is_inherited = matches!(rights.origin.as_deref(), Some("feed" | "source"));
            if is_inherited && self.page.dialect == Dialect::Atom {
                continue;
            }
            if rights.origin.as_deref().is_some_and(|origin| origin.ends_with("link rel=license")) {
                // the link is written
                continue;
            }
            let module = rights.origin.as_deref().and_then(|origin| self.page.named(origin));
            if module.as_ref().is_some_and(|module| self.is_view(module)) {
                continue;
            }
            self.page.drops.add("article.rights.encoded", usize::from(rights.encoded.is_some()));
            if let Some(notice) = &rights.notice {
                match (&module, self.page.dialect) {
                    (Some(module), _) => self.text(module, notice, cx),
                    (None, Dialect::Atom) if !has_own || self.page.same => {
                        self.own_text("rights", notice, cx);
                    }
                    (None, Dialect::Rss) if !has_own && !is_item || self.page.same => {
                        self.own_text("copyright", notice, cx);
                    }
                    _ => self.in_module("dc", "rights", &notice.value),
                }
                has_own = true;
            }
            if let Some(license) = &rights.license {
                match (&module, self.page.dialect) {
                    (Some(module), _) => self.leaf(module.name(), &[], license),
                    (None, Dialect::Atom) => {
                        let name = self.page.own("link");
                        self.leaf(name, &[("rel", "license"), ("href", license)], "");
                    }
                    (None, Dialect::Rss) => self.in_module("creativeCommons", "license", license),
                }
            }
            if let Some(terms) = &rights.usage_terms {
                match &module {
                    Some(module) => self.leaf(module.name(), &[], &terms.value),
                    None => self.in_module("dcterms", "license", &terms.value),
                }
            }
            if let Some(holder) = &rights.holder {
                let name = holder.known_as().unwrap_or_default();
                match &module {
                    Some(module) => self.leaf(module.name(), &[], name),
                    None => self.in_module("dcterms", "rightsHolder", name),
                }
                let more =
                    PersonRole::Holder == holder.role && holder.email.is_some() && holder.name.is_some();
                self.page.drops.add("article.rights.holder", usize::from(more));
            }
        }
    }

    /// Writes an element of a module that has a text.
    pub(crate) fn in_module(&mut self, prefix: &str, local: &str, text: &str) {
        if let Some(module) = self.page.module(prefix, local) {
            self.leaf(module.name(), &[], text);
        }
    }

    /// Whether extensions hold the element whole, so that a field is but a view of it.
    pub(crate) fn is_view(&self, module: &Module) -> bool {
        use crate::namespace::Ns;
        let ns = Ns::of_uri(&module.uri);
        if matches!(ns, Ns::Dc | Ns::DcTerms | Ns::Content | Ns::Atom | Ns::Atom03 | Ns::Xhtml) {
            return false;
        }
        self.left.has(|name| {
            *name.local == *module.local
                && name
                    .uri
                    .as_deref()
                    .is_some_and(|uri| uri == module.uri || (ns != Ns::Other && Ns::of_uri(uri) == ns))
        })
    }
}

/// The attributes that say language and base.
fn said<'t>(language: Option<&'t str>, base: Option<&'t str>) -> Vec<(&'static str, &'t str)> {
    let language = language.map(|tag| ("xml:lang", tag));
    language.into_iter().chain(base.map(|base| ("xml:base", base))).collect()
}

/// Extensions of nothing.
pub(crate) static NOTHING: Extensions = Extensions { nodes: Vec::new() };
