//! A node of the `Article` family as an article.

use std::collections::BTreeSet;

use wirecopy_body::{plain_text_of, word_count};
use wirecopy_core::{Cx, Diagnostic, Url};
use wirecopy_model::{
    Article, ArticleKind, Block, Certainty, Comments, Content, ContentKind, Correction, Date, DateRole,
    Dateline, Headline, HeadlineRole, Inline, Link, LinkRel, MediaKind, PersonKind, PersonRole, Quote,
    QuoteKind, Rights, RoleDate, Series, Speaker, Status, Subject, SubjectKind, Text, TextKind, Update,
};

use crate::agent_in::{address, date, id, media, person, place, stated_id};
use crate::blocks_in::blocks;
use crate::genre;
use crate::given::absolute;
use crate::graph::{Document, Item};
use crate::import::Where;
use crate::kept::Taker;
use crate::tree::At;
use crate::vocabulary::is_a;

/// The article that a node is.
pub(crate) fn article(document: &Document, at: At, whereabouts: &Where<'_>, cx: &mut Cx<'_>) -> Article {
    let mut story =
        Story { is_article: true, taker: Taker::new(document, at), article: Article::default(), whereabouts };
    story.address();
    story.titles(cx);
    story.dates(cx);
    story.people();
    story.bodies(cx);
    story.subjects();
    story.files();
    story.rights();
    story.corrections(cx);
    story.relations();
    story.small();
    story.updates(cx);
    // last: it looks at the subjects and updates
    story.class();
    let mut article = story.article;
    article.extensions = story.taker.finish();
    article
}

struct Story<'d, 'w> {
    /// Whether it is an article, not an update of one.
    is_article: bool,
    taker: Taker<'d>,
    article: Article,
    whereabouts: &'w Where<'w>,
}

impl<'d> Story<'d, '_> {
    fn document(&self) -> &'d Document {
        self.taker.document
    }

    fn address(&mut self) {
        let url = address(&mut self.taker, "url");
        let page = address(&mut self.taker, "mainEntityOfPage").filter(|page| !is_truth(page));
        let id_of_node = self.document().id(self.taker.at).filter(|id| !id.starts_with("_:"));
        let mut link = |stated: &str, rel| {
            let href = resolved(stated, self.whereabouts.base);
            let written = (href != stated).then(|| stated.to_owned());
            self.article.links.push(Link { href, written, rel, ..Link::default() });
        };
        match (&url, &page) {
            (Some(url), Some(page)) if url == page => link(url, LinkRel::Alternate),
            (Some(url), page) => {
                link(url, LinkRel::Alternate);
                if let Some(page) = page {
                    link(page, LinkRel::Other("mainEntityOfPage".to_owned()));
                }
            }
            (None, Some(page)) => link(page, LinkRel::Canonical),
            (None, None) => {}
        }
        let mut ids = Vec::new();
        for at in self.taker.take("identifier") {
            match id(self.document(), at) {
                Some(id) => ids.push(id),
                None => self.taker.keep("identifier", at),
            }
        }
        if let Some(id) = id_of_node.filter(|id| self.article.url() != Some(id)) {
            ids.push(stated_id(id, Some("@id")));
        }
        let mut ids = ids.into_iter();
        self.article.id = ids.next();
        self.article.alt_ids = ids.collect();
    }

    fn titles(&mut self, cx: &mut Cx<'_>) {
        let mut titles: Vec<Headline> = Vec::new();
        for (property, first, others) in [
            ("headline", HeadlineRole::Main, HeadlineRole::Sub),
            ("name", HeadlineRole::Item, HeadlineRole::Item),
            ("alternativeHeadline", HeadlineRole::Sub, HeadlineRole::Sub),
        ] {
            let mut role = first;
            for at in self.taker.take(property) {
                let Some(value) = self.document().item(at).text() else {
                    self.taker.keep(property, at);
                    continue;
                };
                // the same words say nothing more
                if !titles.iter().any(|known| known.text.value == value) {
                    let html = self.is_html(value, property, at, cx);
                    let kind = if html { TextKind::Html } else { TextKind::Text };
                    let text = Text { kind, value: value.to_owned(), ..Text::default() };
                    titles.push(Headline { role, text, origin: None });
                }
                role = others.clone();
            }
        }
        self.article.headlines = titles;
    }

    fn dates(&mut self, cx: &mut Cx<'_>) {
        let mut dates = Vec::new();
        for (property, role) in [
            ("datePublished", DateRole::Published),
            ("dateModified", DateRole::Updated),
            ("dateCreated", DateRole::Created),
            ("expires", DateRole::Expires),
        ] {
            for at in self.taker.take(property) {
                match date(self.document(), at, self.whereabouts, cx) {
                    Some(date) => dates.push(RoleDate { role: role.clone(), date, origin: None }),
                    None => self.taker.keep(property, at),
                }
            }
        }
        self.article.dates = dates;
    }

    fn people(&mut self) {
        for (property, role) in [
            ("author", PersonRole::Author),
            ("editor", PersonRole::Editor),
            ("contributor", PersonRole::Contributor),
            ("publisher", PersonRole::Publisher),
            ("sourceOrganization", PersonRole::Provider),
        ] {
            for at in self.taker.take(property) {
                match person(self.document(), at, role.clone()) {
                    Some(person) => self.article.people.push(person),
                    None => self.taker.keep(property, at),
                }
            }
        }
        // who made it wrote it, where nobody else is said to have
        for at in self.taker.take("creator") {
            let known = self.article.authors().next().is_some();
            match person(self.document(), at, PersonRole::Author).filter(|_| !known) {
                Some(person) => self.article.people.push(person),
                None => self.taker.keep("creator", at),
            }
        }
    }

    fn bodies(&mut self, cx: &mut Cx<'_>) {
        let mut contents = Vec::new();
        for property in ["articleBody", "text"] {
            for at in self.taker.take(property) {
                let text = self.document().item(at).text();
                match text.filter(|_| contents.is_empty()) {
                    Some(text) => contents.push(self.content(ContentKind::Full, text, property, at, cx)),
                    None => self.taker.keep(property, at),
                }
            }
        }
        for at in self.taker.take("description") {
            let is_first = !contents.iter().any(|content| content.kind == ContentKind::Summary);
            match self.document().item(at).text().filter(|_| is_first) {
                Some(text) => contents.push(self.content(ContentKind::Summary, text, "description", at, cx)),
                None => self.taker.keep("description", at),
            }
        }
        let stated = contents.iter().find(|content| content.kind == ContentKind::Full);
        let read = blocks(&mut self.taker, stated.map(|content| content.value.as_str()), self.is_article);
        if stated.is_none() && !read.blocks.is_empty() {
            let value = wirecopy_body::blocks_to_text(&read.blocks);
            let media_type = "text/plain".into();
            contents.insert(
                0,
                Content { media_type, value, origin: Some("hasPart".into()), ..Content::default() },
            );
        }
        self.article.blocks = read.blocks;
        self.article.quotes = read.quotes;
        if !read.author_order.is_empty() {
            let place =
                |name: Option<&str>| read.author_order.iter().position(|known| Some(known.as_str()) == name);
            self.article.people.sort_by_key(|person| match person.role {
                PersonRole::Author => (0, place(person.name.as_deref()).unwrap_or(usize::MAX)),
                _ => (1, 0),
            });
        }
        // a count that says what the text says is not kept
        let counted = contents
            .iter()
            .find(|content| content.kind == ContentKind::Full)
            .map(|content| word_count(&content.value).to_string());
        for at in self.taker.take("wordCount") {
            if counted.is_none() || self.document().item(at).text() != counted.as_deref() {
                self.taker.keep("wordCount", at);
            }
        }
        self.article.contents = contents;
    }

    fn content(&self, kind: ContentKind, text: &str, property: &str, at: At, cx: &mut Cx<'_>) -> Content {
        let media_type = if self.is_html(text, property, at, cx) { "text/html" } else { "text/plain" };
        let origin = (property == "text").then_some("text".into());
        let span = self.whereabouts.places.span(self.document().tree.range(at));
        Content {
            kind,
            media_type: media_type.into(),
            value: text.to_owned(),
            origin,
            span,
            ..Content::default()
        }
    }

    /// Whether a text is to be read as HTML. That it looks like it is told.
    fn is_html(&self, text: &str, property: &str, at: At, cx: &mut Cx<'_>) -> bool {
        if !looks_like_html(text) {
            return false;
        }
        let how = if self.whereabouts.markup { "it is read as HTML" } else { "it is read as the text it is" };
        let note = Diagnostic::note("jsonld.text.markup", format!("`{property}` looks like HTML; {how}"))
            .hint("`--set jsonld.markup=text` or `html` says which it is");
        cx.report(self.whereabouts.places.on(note, self.document().tree.range(at)));
        self.whereabouts.markup
    }

    fn subjects(&mut self) {
        let mut subjects = Vec::new();
        for text in self.taker.texts("articleSection") {
            subjects.extend(plain(SubjectKind::Section, &text));
        }
        for text in self.taker.texts("genre") {
            subjects.extend(plain(SubjectKind::Genre, &text));
        }
        let keywords = self.taker.take("keywords");
        // one text may list several, several texts are one each
        let is_list = self.document().tree.members(self.taker.at).iter().any(|(name, at)| {
            &**name == "keywords" && matches!(self.document().tree.value(*at), crate::tree::Value::Text(_))
        });
        for at in keywords {
            match self.document().item(at) {
                Item::Text(text) if is_list => {
                    subjects.extend(text.split(',').filter_map(|term| plain(SubjectKind::Keyword, term)));
                }
                Item::Node(node) => match term(self.document(), node) {
                    Some(subject) => subjects.push(subject),
                    None => self.taker.keep("keywords", at),
                },
                item => subjects.extend(plain(SubjectKind::Keyword, item.text().unwrap_or_default())),
            }
        }
        for property in ["about", "mentions"] {
            for at in self.taker.take(property) {
                match thing(self.document(), at, property) {
                    Some(subject) => subjects.push(subject),
                    None => self.taker.keep(property, at),
                }
            }
        }
        self.article.subjects = subjects;
    }

    fn files(&mut self) {
        for (property, kind) in [
            ("image", Some(MediaKind::Image)),
            ("video", Some(MediaKind::Video)),
            ("audio", Some(MediaKind::Audio)),
            ("associatedMedia", None),
        ] {
            for at in self.taker.take(property) {
                match media(self.document(), at, kind) {
                    Some(mut media) => {
                        if let Some(url) = &media.url {
                            let whole = resolved(url, self.whereabouts.base);
                            if whole != *url {
                                media.written = media.url.replace(whole);
                            }
                        }
                        self.article.media.push(media);
                    }
                    None => self.taker.keep(property, at),
                }
            }
        }
    }

    fn rights(&mut self) {
        let mut notices = self.taker.texts("copyrightNotice").into_iter();
        let mut licenses = Vec::new();
        for at in self.taker.take("license") {
            match self.document().item(at) {
                Item::Node(node) => {
                    match self.document().id(node).filter(|_| self.document().tree.members(node).len() == 1) {
                        Some(id) => licenses.push(id.to_owned()),
                        None => self.taker.keep("license", at),
                    }
                }
                item => licenses.extend(item.text().map(str::to_owned)),
            }
        }
        let mut licenses = licenses.into_iter();
        let mut holders = Vec::new();
        for at in self.taker.take("copyrightHolder") {
            match person(self.document(), at, PersonRole::Holder) {
                Some(holder) => holders.push(holder),
                None => self.taker.keep("copyrightHolder", at),
            }
        }
        let mut holders = holders.into_iter();
        loop {
            let rights = Rights {
                holder: holders.next(),
                notice: notices.next().map(Text::plain),
                license: licenses.next(),
                ..Rights::default()
            };
            if rights == Rights::default() {
                return;
            }
            self.article.rights.push(rights);
        }
    }

    fn corrections(&mut self, cx: &mut Cx<'_>) {
        for at in self.taker.take("correction") {
            match correction(self.document(), at, self.whereabouts, cx) {
                Some(correction) => self.article.corrections.push(correction),
                None => self.taker.keep("correction", at),
            }
        }
    }

    /// Links to other stories. One without an address stands among the blocks, where the model has a place for it.
    fn relations(&mut self) {
        let mut unlinked = Vec::new();
        for (property, rel) in [("citation", LinkRel::Related), ("isBasedOn", LinkRel::Via)] {
            for at in self.taker.take(property) {
                match work(self.document(), at) {
                    Some((title, Some(href))) => {
                        self.article.links.push(Link { href, title, rel: rel.clone(), ..Link::default() });
                    }
                    Some((Some(title), None)) if rel == LinkRel::Related => unlinked.push(title),
                    _ => self.taker.keep(property, at),
                }
            }
        }
        let between: BTreeSet<String> = self
            .article
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::RelatedLink { content, .. } => Some(wirecopy_body::inline_text(content)),
                _ => None,
            })
            .collect();
        unlinked.retain(|title| !between.contains(title));
        if unlinked.is_empty() {
            return;
        }
        if self.article.blocks.is_empty()
            && let Some(content) = self.article.content(ContentKind::Full)
        {
            self.article.blocks = wirecopy_body::text_to_blocks(&content.value);
        }
        self.article.blocks.extend(unlinked.into_iter().map(|title| Block::RelatedLink {
            content: vec![Inline::text(title)],
            href: None,
            span: None,
        }));
    }

    fn small(&mut self) {
        let document = self.document();
        let language = self.language();
        self.article.language = language.or_else(|| document.language(self.taker.at).map(Into::into));
        self.article.datelines = self
            .taker
            .texts("dateline")
            .into_iter()
            .map(|written| Dateline { written, ..Dateline::default() })
            .collect();
        self.article.credit_lines = self.taker.texts("creditText").into_iter().map(Text::plain).collect();
        self.article.version = self.taker.text("version");
        self.article.status = self.taker.text("creativeWorkStatus").map(status);
        let comments = Comments {
            url: address(&mut self.taker, "discussionUrl"),
            count: self.taker.text("commentCount"),
            ..Comments::default()
        };
        self.article.comments = (comments != Comments::default()).then_some(comments);
        for (property, role) in [("contentLocation", None), ("locationCreated", Some("located"))] {
            for at in self.taker.take(property) {
                match place(document, at, role) {
                    Some(place) => self.article.places.push(place),
                    None => self.taker.keep(property, at),
                }
            }
        }
        for at in self.taker.take("isPartOf") {
            let name = match document.item(at) {
                Item::Node(node) if document.classes(node) == ["CreativeWorkSeries"] => {
                    let only = document.said(node).all(|(name, _)| matches!(&**name, "@type" | "name"));
                    let names = document.values(node, "name");
                    names
                        .first()
                        .filter(|_| only && names.len() == 1)
                        .and_then(|at| document.item(*at).text())
                }
                _ => None,
            };
            match name.filter(|_| self.article.series.is_none()) {
                Some(name) => {
                    let part = self.taker.text("position");
                    self.article.series = Some(Series { name: Some(name.to_owned()), part, total: None });
                }
                None => self.taker.keep("isPartOf", at),
            }
        }
    }

    fn language(&mut self) -> Option<wirecopy_model::Shared> {
        let mut found = None;
        for at in self.taker.take("inLanguage") {
            let document = self.document();
            let tag = match document.item(at) {
                // its name in words is kept besides
                Item::Node(node) => document
                    .values(node, "alternateName")
                    .first()
                    .and_then(|at| document.item(*at).text())
                    .inspect(|_| {
                        let bare = |name: &str| matches!(name, "@type" | "alternateName");
                        if !document.said(node).all(|(name, _)| bare(name)) {
                            self.taker.keep("inLanguage", at);
                        }
                    }),
                item => item.text(),
            };
            match tag.filter(|tag| found.is_none() && !tag.trim().is_empty()) {
                Some(tag) => found = Some(tag.trim().into()),
                None => self.taker.keep("inLanguage", at),
            }
        }
        found
    }

    fn updates(&mut self, cx: &mut Cx<'_>) {
        for at in self.taker.take("liveBlogUpdate") {
            match self.document().item(at) {
                Item::Node(node) => {
                    let update = update(self.document(), node, self.whereabouts, cx);
                    self.article.updates.push(update);
                }
                _ => self.taker.keep("liveBlogUpdate", at),
            }
        }
    }

    fn class(&mut self) {
        let classes: Vec<String> =
            self.document().classes(self.taker.at).into_iter().map(str::to_owned).collect();
        // of several the one that says most: none of the others is below it
        let mut best: Option<&String> = None;
        for class in classes.iter().filter(|class| is_a(class, "Article")) {
            if best.is_none_or(|best| is_a(class, best)) {
                best = Some(class);
            }
        }
        if let Some(best) = best.filter(|best| *best != genre::class(&self.article)) {
            self.article.kind = Some(match best.as_str() {
                "LiveBlogPosting" => ArticleKind::LiveBlog,
                _ => ArticleKind::Other(best.clone()),
            });
        }
        if self.article.kind.is_none() && best.is_some_and(|best| best == "LiveBlogPosting") {
            self.article.kind = Some(ArticleKind::LiveBlog);
        }
        for class in
            classes.iter().filter(|class| best.is_none_or(|best| best != *class && !is_a(best, class)))
        {
            self.taker.keep_text("@type", class);
        }
    }
}

/// An update of a live blog.
fn update(document: &Document, node: At, whereabouts: &Where<'_>, cx: &mut Cx<'_>) -> Update {
    let mut story = Story {
        is_article: false,
        taker: Taker::new(document, node),
        article: Article::default(),
        whereabouts,
    };
    let id = story.taker.text("identifier");
    let stated = document.id(node).filter(|id| !id.starts_with("_:"));
    if let (Some(_), Some(stated)) = (&id, stated) {
        story.taker.keep_text("@id", stated);
    }
    let headline = story.taker.text("headline").map(Text::plain);
    story.dates(cx);
    for at in story.taker.take("author") {
        match person(document, at, PersonRole::Author) {
            Some(person) => story.article.people.push(person),
            None => story.taker.keep("author", at),
        }
    }
    story.bodies(cx);
    Update {
        id: id.or_else(|| stated.map(str::to_owned)),
        headline,
        dates: story.article.dates,
        people: story.article.people,
        contents: story.article.contents,
        blocks: story.article.blocks,
        extensions: story.taker.finish(),
    }
}

/// A subject that is a bare text.
fn plain(kind: SubjectKind, term: &str) -> Option<Subject> {
    let term = term.trim();
    (!term.is_empty()).then(|| Subject { kind, term: term.to_owned(), ..Subject::default() })
}

/// A value of `mainEntityOfPage` that says whether, not which.
fn is_truth(text: &str) -> bool {
    matches!(text, "true" | "True" | "false" | "False")
}

/// An address in full, where a base is known.
fn resolved(stated: &str, base: Option<&Url>) -> String {
    let stated = stated.trim();
    match base.filter(|_| absolute(stated).is_none()) {
        Some(base) => base.join(stated).map_or_else(|_| stated.to_owned(), Into::into),
        None => stated.to_owned(),
    }
}

/// Whether a text holds a tag or a character reference of HTML.
fn looks_like_html(text: &str) -> bool {
    if !text.contains(['<', '&']) {
        return false;
    }
    let read = |kind| plain_text_of(&Text { kind, value: text.to_owned(), ..Text::default() });
    read(TextKind::Unstated) != read(TextKind::Text)
}

fn status(written: String) -> Status {
    Status::known(&written).unwrap_or(Status::Other(written))
}

/// A `DefinedTerm`. `None`: more is said of it than the model holds.
fn term(document: &Document, node: At) -> Option<Subject> {
    let mut subject = Subject { kind: SubjectKind::Keyword, ..Subject::default() };
    for (name, _) in document.said(node) {
        let values = document.values(node, name);
        let text = || values.first().filter(|_| values.len() == 1).and_then(|at| document.item(*at).text());
        match &**name {
            "@type" => {}
            "@id" | "url" if subject.uri.is_none() => {
                subject.uri = Some(document.id(node).filter(|_| &**name == "@id").or_else(text)?.to_owned());
            }
            "name" => subject.names.push(Text::plain(text()?)),
            "termCode" => text()?.clone_into(&mut subject.term),
            "inDefinedTermSet" => subject.scheme = Some(text()?.to_owned()),
            _ => return None,
        }
    }
    if subject.term.is_empty() {
        subject.names.pop()?.value.clone_into(&mut subject.term);
    }
    Some(subject)
}

/// What an article is about. `None`: more is said of it than the model holds.
fn thing(document: &Document, at: At, property: &'static str) -> Option<Subject> {
    let mut subject =
        Subject { kind: SubjectKind::Topic, origin: Some(property.into()), ..Subject::default() };
    let node = match document.item(at) {
        Item::Node(node) => node,
        item => {
            item.text()?.trim().clone_into(&mut subject.term);
            return (!subject.term.is_empty()).then_some(subject);
        }
    };
    subject.kind = match document.classes(node).as_slice() {
        [] | ["Thing"] => SubjectKind::Topic,
        ["Person"] => SubjectKind::Person,
        ["Organization"] => SubjectKind::Organization,
        ["Place"] => SubjectKind::Place,
        ["Event"] => SubjectKind::Event,
        ["Product"] => SubjectKind::Object,
        _ => return None,
    };
    for (name, _) in document.said(node) {
        let values = document.values(node, name);
        let text = || values.first().filter(|_| values.len() == 1).and_then(|at| document.item(*at).text());
        match &**name {
            "@type" => {}
            "name" => text()?.trim().clone_into(&mut subject.term),
            "sameAs" => subject.uri = Some(text()?.to_owned()),
            "@id" if document.id(node).is_some_and(|id| id.starts_with("_:")) => {}
            _ => return None,
        }
    }
    (!subject.term.is_empty()).then_some(subject)
}

/// Title and address of another work. `None`: more is said of it than the model holds.
fn work(document: &Document, at: At) -> Option<(Option<String>, Option<String>)> {
    let node = match document.item(at) {
        Item::Node(node) => node,
        item => {
            let text = item.text()?.trim().to_owned();
            return Some(if absolute(&text).is_some() { (None, Some(text)) } else { (Some(text), None) });
        }
    };
    if !matches!(document.classes(node).as_slice(), [] | ["CreativeWork"]) {
        return None;
    }
    let (mut title, mut href) = (None, None);
    for (name, _) in document.said(node) {
        let values = document.values(node, name);
        let text = || values.first().filter(|_| values.len() == 1).and_then(|at| document.item(*at).text());
        match &**name {
            "@type" => {}
            "name" => title = Some(text()?.to_owned()),
            "url" if href.is_none() => {
                let id = values.first().filter(|_| values.len() == 1).and_then(|at| document.id(*at));
                href = Some(text().or(id)?.to_owned());
            }
            "@id" if document.id(node).is_some_and(|id| id.starts_with("_:")) => {}
            "@id" if href.is_none() => href = document.id(node).map(str::to_owned),
            _ => return None,
        }
    }
    (title.is_some() || href.is_some()).then_some((title, href))
}

fn correction(document: &Document, at: At, whereabouts: &Where<'_>, cx: &mut Cx<'_>) -> Option<Correction> {
    let node = match document.item(at) {
        Item::Node(node) => node,
        item => {
            let text = item.text()?;
            // the address of a correction is no correction
            let correction = Correction { text: Text::plain(text), ..Correction::default() };
            return absolute(text).is_none().then_some(correction);
        }
    };
    let (mut text, mut when): (Option<String>, Option<Date>) = (None, None);
    for (name, _) in document.said(node) {
        let values = document.values(node, name);
        let only = || values.first().filter(|_| values.len() == 1).copied();
        match &**name {
            "@type" => {}
            "text" => text = Some(document.item(only()?).text()?.to_owned()),
            "datePublished" => when = Some(date(document, only()?, whereabouts, cx)?),
            "@id" if document.id(node).is_some_and(|id| id.starts_with("_:")) => {}
            _ => return None,
        }
    }
    Some(Correction { text: Text::plain(text?), date: when, of: None })
}

/// A quotation with the one who said it. `None`: it is no such, or more is said of it than the model holds.
pub(crate) fn quotation(document: &Document, node: At) -> Option<Quote> {
    let (mut text, mut speaker) = (None, None);
    for (name, _) in document.said(node) {
        let values = document.values(node, name);
        let only = || values.first().filter(|_| values.len() == 1).copied();
        match &**name {
            "@type" | "position" => {}
            "@id" if document.id(node).is_some_and(|id| id.starts_with("_:")) => {}
            "text" => text = Some(document.item(only()?).text()?.to_owned()),
            "spokenByCharacter" => {
                let person = person(document, only()?, PersonRole::Author)?;
                if !person.extensions.is_empty() || person.url.is_some() {
                    return None;
                }
                speaker = Some(Speaker {
                    name: person.name?,
                    kind: person.kind.filter(|kind| *kind == PersonKind::Organization).or(person.kind),
                    certainty: Certainty::CERTAIN,
                    rule: "stated".into(),
                    ..Speaker::default()
                });
            }
            _ => return None,
        }
    }
    Some(Quote {
        text: text?,
        kind: QuoteKind::Direct,
        certainty: Certainty::CERTAIN,
        speaker: Some(speaker?),
        ..Quote::default()
    })
}
