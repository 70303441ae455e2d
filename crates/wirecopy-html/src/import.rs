//! Pages of publishers: what they say of their article, and the article where they mark it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;
use wirecopy_body::{HtmlOptions, html_to_blocks};
use wirecopy_core::decode::{Decoded, Hints, decode_all};
use wirecopy_core::{
    Confidence, Cx, Diagnostic, Error, Format, Head, Importer, Input, Options, RecordReader, Url, date,
};
use wirecopy_model::{
    Article, ArticleKind, Attribute, Certainty, Content, ContentKind, Date, DateRole, Headline, HeadlineRole,
    Id, Inference, Link, LinkRel, Media, MediaKind, MediaRole, Name, Node, Person, PersonKind, PersonRole,
    Record, Rights, RoleDate, Shared, Source, Span, Subject, SubjectKind, Text, Update,
};

use crate::found::{Found, Mark, Part, find};
use crate::json_ld::{Graph, Object, address, list, parse, text, types};
use crate::{FORMAT, Html};

/// People and other things of which a page has lists: those beyond are not read.
const MOST: usize = 256;

impl Importer for Html {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        let mut text = head.text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        // comments and an XML declaration may stand before it
        for _ in 0..8 {
            let after = match text {
                _ if text.starts_with("<!--") => text.split_once("-->"),
                _ if text.starts_with("<?xml") => text.split_once("?>"),
                _ => None,
            };
            match after {
                Some((_, rest)) => text = rest.trim_start(),
                None => break,
            }
        }
        let begins = |mark: &str| {
            text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
                && text
                    .as_bytes()
                    .get(mark.len())
                    .is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b':')
        };
        if begins("<!doctype html") || begins("<html") {
            Confidence::Likely
        } else if head.is_hinted(&FORMAT) && text.starts_with('<') {
            Confidence::Possible
        } else if head.is_hinted(&FORMAT) {
            Confidence::Hinted
        } else {
            Confidence::No
        }
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        _: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        let name = input.source_name();
        let base = input.effective_base();
        let Input { bytes, content_type, .. } = input;
        let hints = Hints::html(content_type.as_deref());
        let decoded = decode_all(bytes, &hints, cx)?;
        let source = Source {
            name: name.clone(),
            format: Shared::from(FORMAT.name),
            encoding: Some(decoded.encoding.clone()),
            base: base.as_ref().map(|base| Shared::from(base.as_str())),
            content_type,
            ..Source::default()
        };
        let article = Reading::article(name, base.as_ref(), &decoded, cx);
        let records = vec![Record::Source(Box::new(source)), Record::Article(Box::new(article))];
        Ok(Box::new(records.into_iter()))
    }
}

/// An article in the making.
struct Reading<'a> {
    found: &'a Found,
    /// The `meta` elements that are in the article.
    used: Vec<bool>,
    base: Option<Url>,
    span: Span,
    article: Article,
}

impl<'a> Reading<'a> {
    fn article(name: Shared, base: Option<&Url>, decoded: &Decoded, cx: &mut Cx<'_>) -> Article {
        let attributes = usize::try_from(cx.limits.attributes).unwrap_or(usize::MAX);
        let found = find(&decoded.text, attributes);
        let base = match (base, found.base.as_deref()) {
            (Some(base), Some(stated)) => base.join(stated).ok().or_else(|| Some(base.clone())),
            (None, Some(stated)) => Url::parse(stated).ok(),
            (base, None) => base.cloned(),
        };
        let span = decoded.span(0..decoded.text.len());
        let canonical = found.rels.iter().find(|rel| rel.relation == "canonical" && rel.of == "link");
        let canonical = canonical.and_then(|rel| Url::parse(&rel.href).ok()).filter(|_| base.is_none());
        let by_canonical = canonical.is_some();
        let base = base.or(canonical);
        let mut reading = Reading {
            found: &found,
            used: vec![false; found.metas.len()],
            base,
            span,
            article: Article { source: name, span: Some(span), ..Article::default() },
        };
        if by_canonical {
            reading.article.inferred.push(Inference {
                field: Cow::Borrowed("base"),
                certainty: Certainty::thousandths(900),
                evidence: vec![Cow::Borrowed("the page is taken to be at its canonical address")],
            });
        }
        reading.links();
        let mut broken = 0;
        let values: Vec<Value> = found
            .scripts
            .iter()
            .filter_map(|script| {
                let value = parse(script);
                broken += usize::from(value.is_none());
                value
            })
            .collect();
        if broken > 0 {
            let message = format!("JSON-LD in the page is broken and was not read ({broken} scripts)");
            cx.report(Diagnostic::loss("html.json-ld.broken", message).at(span));
        }
        let graph = Graph::new(&values);
        let url = reading.article.url().map(str::to_owned);
        let object = graph.article(url.as_deref());
        reading.language(object);
        reading.identity(object);
        reading.headlines(object);
        reading.dates(object, cx);
        reading.people(object, &graph);
        reading.subjects(object);
        reading.media(object, &graph);
        reading.rights(object, &graph);
        reading.body(object, &decoded.text, decoded, cx);
        if let Some(object) = object {
            reading.updates(object, &graph, cx);
            reading.rest_of(object);
        }
        reading.rest();
        reading.article
    }

    /// The first `meta` of these names that says something. All that say the same count as used.
    fn meta(&mut self, names: &[&'static str]) -> Option<(String, &'static str)> {
        let (content, name) = names.iter().find_map(|name| {
            let meta = self.found.metas.iter().find(|meta| meta.name == *name)?;
            Some((plain(&meta.content), *name)).filter(|(content, _)| !content.is_empty())
        })?;
        self.same(names, &content);
        Some((content, name))
    }

    /// Marks what says the same as what was chosen.
    fn same(&mut self, names: &[&str], content: &str) {
        for (meta, used) in self.found.metas.iter().zip(&mut self.used) {
            *used |= names.contains(&meta.name.as_str()) && plain(&meta.content) == content;
        }
    }

    /// All `meta` elements of these names.
    fn metas(&mut self, names: &[&str]) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for (meta, used) in self.found.metas.iter().zip(&mut self.used) {
            if names.contains(&meta.name.as_str()) {
                *used = true;
                all.push((plain(&meta.content), meta.name.clone()));
            }
        }
        all.truncate(MOST);
        all
    }

    /// The first value of microdata.
    fn property(&self, name: &str) -> Option<&'a str> {
        self.found
            .properties
            .iter()
            .find(|property| property.name == name)
            .map(|property| property.value.as_str())
    }

    fn resolve(&self, href: &str) -> (String, Option<String>) {
        match self.base.as_ref().and_then(|base| base.join(href).ok()) {
            Some(url) if url.as_str() != href => (url.into(), Some(href.to_owned())),
            _ => (href.to_owned(), None),
        }
    }

    fn link(&mut self, href: &str, rel: LinkRel, origin: Option<&'static str>) {
        let (href, written) = self.resolve(href);
        if !self.article.links.iter().any(|link| link.href == href && link.rel == rel) {
            let origin = origin.map(Cow::Borrowed);
            self.article.links.push(Link { href, written, rel, origin, ..Link::default() });
        }
    }

    fn links(&mut self) {
        let found = self.found;
        if let Some(canonical) = found.rels.iter().find(|rel| rel.relation == "canonical") {
            self.link(&canonical.href, LinkRel::Canonical, None);
        }
        if let Some((url, _)) = self.meta(&["og:url"]) {
            let (url, _) = self.resolve(&url);
            match self.article.url().map(str::to_owned) {
                None => self.link(&url, LinkRel::Canonical, Some("og:url")),
                Some(canonical) if canonical != url => {
                    self.link(&url, LinkRel::Other("og:url".to_owned()), None);
                }
                Some(_) => {}
            }
        }
        for rel in found.rels.iter().take(MOST * 4) {
            let relation = match rel.relation.as_str() {
                "related" => LinkRel::Related,
                "next" if rel.of == "link" => LinkRel::Next,
                "prev" if rel.of == "link" => LinkRel::Previous,
                // a feed or a page in another language is not the article in another form
                "alternate" if rel.of == "link" => LinkRel::Other(
                    match rel.media_type.as_deref() {
                        Some(kind)
                            if kind.contains("rss") || kind.contains("atom") || kind.contains("feed") =>
                        {
                            "feed"
                        }
                        _ if rel.hreflang.is_some() => "translation",
                        _ => "alternate",
                    }
                    .to_owned(),
                ),
                "amphtml" | "shortlink" | "author" if rel.of == "link" => {
                    LinkRel::Other(rel.relation.clone())
                }
                _ => continue,
            };
            let (href, written) = self.resolve(&rel.href);
            let title = rel.title.clone().or_else(|| rel.text.clone());
            let twin =
                |link: &Link| link.href == href && link.rel == relation && link.hreflang == rel.hreflang;
            if self.article.links.iter().any(twin) {
                continue;
            }
            self.article.links.push(Link {
                href,
                written,
                rel: relation,
                media_type: rel.media_type.clone(),
                hreflang: rel.hreflang.clone(),
                title,
                ..Link::default()
            });
        }
    }

    fn language(&mut self, object: Option<&Object>) {
        let of_object = object.and_then(|object| object.get("inLanguage")).and_then(text);
        let by_meta =
            self.meta(&["content-language", "og:locale", "dc.language", "dcterms.language", "language"]);
        let stated = self.found.language.clone().or(of_object);
        let language = stated.or_else(|| by_meta.map(|(locale, _)| locale.replace('_', "-")));
        self.article.language = language.map(Shared::from);
        self.article.direction =
            self.found.direction.clone().filter(|direction| matches!(direction.as_str(), "ltr" | "rtl"));
        self.article.base = self.base.as_ref().map(|base| Shared::from(base.as_str()));
    }

    fn identity(&mut self, object: Option<&Object>) {
        let stated = object.and_then(|object| object.get("identifier")).and_then(text);
        let by_meta = self.meta(&["dcterms.identifier", "dc.identifier"]).map(|(id, _)| id);
        self.article.id = by_meta.or(stated).map(|value| Id { value, ..Id::default() });
        let kinds = object.into_iter().flat_map(types);
        for kind in kinds.take(8).filter(|kind| !matches!(*kind, "Article" | "NewsArticle")) {
            if kind == "LiveBlogPosting" {
                self.article.kind = Some(ArticleKind::LiveBlog);
                continue;
            }
            self.article.subjects.push(Subject {
                kind: SubjectKind::Genre,
                term: kind.to_owned(),
                scheme: Some("https://schema.org/".to_owned()),
                origin: Some(Cow::Borrowed("@type")),
                ..Subject::default()
            });
        }
        self.meta(&["og:type"]);
    }

    fn headlines(&mut self, object: Option<&Object>) {
        let by_json =
            object.and_then(|object| object.get("headline").or_else(|| object.get("name"))).and_then(text);
        let in_parts: Vec<&String> = self
            .found
            .headlines
            .iter()
            .filter(|(_, range)| {
                let within = |part: &Part| part.mark != Mark::Body && part.range.contains(&range.start);
                self.found.parts.iter().any(within)
            })
            .map(|(line, _)| line)
            .collect();
        let by_h1 = match (in_parts.as_slice(), self.found.headlines.as_slice()) {
            ([one], _) => Some((*one).clone()),
            ([], [(one, _)]) => Some(one.clone()),
            _ => None,
        };
        let made_up = self.meta(&["wirecopy:title"]).is_some();
        let by_title = self.found.title.clone().filter(|_| !made_up);
        let by_meta = ["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"];
        let candidates = [
            (by_json.map(|line| plain(&line)), "JSON-LD headline"),
            (self.property("headline").map(plain), "microdata headline"),
            (by_h1, "h1"),
        ];
        let chosen = candidates
            .into_iter()
            .find_map(|(line, origin)| Some((line.filter(|it| !it.is_empty())?, origin)));
        let chosen = chosen.or_else(|| self.meta(&by_meta)).or_else(|| Some((by_title.clone()?, "title")));
        let Some((line, origin)) = chosen else { return };
        self.same(&by_meta, &line);
        let text = Text::plain(line.clone());
        self.article.headlines.push(Headline {
            role: HeadlineRole::Main,
            text,
            origin: Some(Cow::Borrowed(origin)).filter(|_| origin != "h1"),
        });
        if let Some(alternative) =
            object.and_then(|object| object.get("alternativeHeadline")).and_then(text_plain)
        {
            self.article.headlines.push(Headline::plain(HeadlineRole::Sub, alternative));
        }
        for (name, role) in [("kicker", HeadlineRole::Kicker), ("standfirst", HeadlineRole::Deck)] {
            if let Some((_, line)) = self.found.lines.iter().find(|(known, _)| *known == name) {
                self.article.headlines.push(Headline::plain(role, line.clone()));
            }
        }
        if let Some(title) = by_title.filter(|title| *title != line) {
            self.article.headlines.push(Headline {
                role: HeadlineRole::Seo,
                text: Text::plain(title),
                origin: Some(Cow::Borrowed("title")),
            });
        }
    }

    fn dates(&mut self, object: Option<&Object>, cx: &mut Cx<'_>) {
        const PUBLISHED: &[&str] = &[
            "article:published_time",
            "article:published",
            "og:article:published_time",
            "datepublished",
            "date",
            "pubdate",
            "publish-date",
            "dc.date",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "parsely-pub-date",
            "sailthru.date",
        ];
        const UPDATED: &[&str] = &[
            "article:modified_time",
            "article:modified",
            "og:updated_time",
            "datemodified",
            "last-modified",
            "lastmod",
            "dcterms.modified",
        ];
        let time = self.found.times.first().cloned();
        let fields = [
            ("datePublished", DateRole::Published, PUBLISHED, time),
            ("dateModified", DateRole::Updated, UPDATED, None),
            ("dateCreated", DateRole::Created, &[][..], None),
            ("expires", DateRole::Expires, &["article:expiration_time"][..], None),
        ];
        for (key, role, metas, time) in fields {
            let by_json = object.and_then(|object| object.get(key)).and_then(text);
            let by_meta = self.meta(metas);
            let chosen = by_json
                .map(|written| (written, "JSON-LD"))
                .or(by_meta)
                .or_else(|| self.property(key).map(|written| (written.to_owned(), "microdata")))
                .or_else(|| time.map(|written| (written, "time")));
            let Some((written, origin)) = chosen else { continue };
            let date: Date = date::read(written, self.span, None, cx);
            self.article.dates.push(RoleDate { role, date, origin: Some(Cow::Borrowed(origin)) });
        }
    }

    fn people(&mut self, object: Option<&Object>, graph: &Graph<'_>) {
        let mut people: Vec<Person> = Vec::new();
        if let Some(object) = object {
            for (key, role) in [
                ("author", PersonRole::Author),
                ("creator", PersonRole::Author),
                ("editor", PersonRole::Editor),
                ("contributor", PersonRole::Contributor),
                ("publisher", PersonRole::Publisher),
                ("sourceOrganization", PersonRole::Provider),
            ] {
                if key == "creator" && !people.is_empty() {
                    continue;
                }
                let values = object.get(key).map(list).unwrap_or_default();
                people
                    .extend(values.iter().take(MOST).filter_map(|value| person(graph.resolve(value), &role)));
            }
        }
        let authors = |people: &[Person]| people.iter().any(|person| person.role == PersonRole::Author);
        if !authors(&people) {
            let names = self
                .found
                .properties
                .iter()
                .filter(|it| matches!(it.name.as_str(), "author.name" | "author"));
            for property in names.take(MOST) {
                people.push(Person {
                    role: PersonRole::Author,
                    name: Some(plain(&property.value)),
                    origin: Some(Cow::Borrowed("microdata")),
                    ..Person::default()
                });
            }
        }
        let by_meta = self.metas(&[
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
            "parsely-author",
            "byl",
            "sailthru.author",
        ]);
        for (value, origin) in by_meta {
            let is_address = value.starts_with("https://") || value.starts_with("http://");
            let known = people.iter_mut().find(|person| {
                person.role == PersonRole::Author
                    && (person.name.as_deref() == Some(&value) || person.url.as_deref() == Some(&value))
            });
            if known.is_some() {
                continue;
            }
            let stated =
                authors(&people) && !people.iter().any(|it| it.origin.as_deref() == Some(origin.as_str()));
            if stated {
                // another source has won: kept beside
                self.keep_meta(&origin, &value);
                continue;
            }
            people.push(Person {
                role: PersonRole::Author,
                name: Some(value.clone()).filter(|_| !is_address),
                url: Some(value).filter(|_| is_address),
                origin: Some(Cow::Owned(origin)),
                ..Person::default()
            });
        }
        // where links lead that name an author
        let by_link = self.found.rels.iter().filter(|rel| rel.relation == "author" && rel.of == "a");
        let by_link: Vec<_> =
            by_link.filter_map(|rel| Some((rel.text.clone()?, rel.href.clone()))).take(MOST).collect();
        let fresh = !authors(&people);
        for (name, href) in by_link {
            let (href, _) = self.resolve(&href);
            match people
                .iter_mut()
                .find(|it| it.role == PersonRole::Author && it.name.as_deref() == Some(&name))
            {
                Some(person) => person.url = person.url.take().or(Some(href)),
                None if fresh => people.push(Person {
                    role: PersonRole::Author,
                    name: Some(name),
                    url: Some(href),
                    origin: Some(Cow::Borrowed("rel=author")),
                    ..Person::default()
                }),
                None => {}
            }
        }
        if !people.iter().any(|person| person.role == PersonRole::Publisher)
            && let Some((name, origin)) =
                self.meta(&["og:site_name", "publisher", "dc.publisher", "dcterms.publisher"])
        {
            people.push(Person {
                role: PersonRole::Publisher,
                name: Some(name),
                origin: Some(Cow::Borrowed(origin)),
                ..Person::default()
            });
        }
        let publisher = people.iter().find(|person| person.role == PersonRole::Publisher);
        if let Some(name) = publisher.and_then(|person| person.name.clone()) {
            self.same(&["og:site_name", "publisher", "dc.publisher"], &name);
        }
        if let Some((_, line)) = self.found.lines.iter().find(|(name, _)| *name == "byline") {
            self.article.bylines.push(Text::plain(line.clone()));
        }
        self.article.people = people;
    }

    fn subject(&mut self, kind: SubjectKind, term: &str, origin: Cow<'static, str>) {
        let term = plain(term);
        let known = |subject: &Subject| subject.kind == kind && subject.term == term;
        if !term.is_empty()
            && self.article.subjects.len() < MOST * 4
            && !self.article.subjects.iter().any(known)
        {
            self.article.subjects.push(Subject { kind, term, origin: Some(origin), ..Subject::default() });
        }
    }

    fn subjects(&mut self, object: Option<&Object>) {
        if let Some(object) = object {
            for value in object.get("articleSection").map(list).unwrap_or_default().iter().take(MOST) {
                if let Some(term) = text(value) {
                    self.subject(SubjectKind::Section, &term, Cow::Borrowed("JSON-LD"));
                }
            }
            for value in object.get("keywords").map(list).unwrap_or_default().iter().take(MOST) {
                let one = value.as_object().and_then(|object| object.get("name")).unwrap_or(value);
                for term in text(one).unwrap_or_default().split(',') {
                    self.subject(SubjectKind::Keyword, term, Cow::Borrowed("JSON-LD"));
                }
            }
        }
        for (term, origin) in self.metas(&["article:section"]) {
            self.subject(SubjectKind::Section, &term, Cow::Owned(origin));
        }
        for (term, origin) in self.metas(&["article:tag"]) {
            self.subject(SubjectKind::Keyword, &term, Cow::Owned(origin));
        }
        for (terms, origin) in self.metas(&["keywords", "news_keywords"]) {
            for term in terms.split(',').take(MOST) {
                self.subject(SubjectKind::Keyword, term, Cow::Owned(origin.clone()));
            }
        }
    }

    fn picture(&mut self, url: &str, origin: &'static str) -> Option<&mut Media> {
        let (url, written) = self.resolve(url);
        if url.is_empty() || self.article.media.iter().any(|media| media.url.as_deref() == Some(&url)) {
            return None;
        }
        self.article.media.push(Media {
            url: Some(url),
            written,
            role: MediaRole::Thumbnail,
            kind: Some(MediaKind::Image),
            origin: Some(Cow::Borrowed(origin)),
            ..Media::default()
        });
        self.article.media.last_mut()
    }

    fn media(&mut self, object: Option<&Object>, graph: &Graph<'_>) {
        let images = object.and_then(|object| object.get("image")).map(list).unwrap_or_default();
        for value in images.iter().take(MOST) {
            let value = graph.resolve(value);
            let Some(url) = address(value) else { continue };
            let number = |key: &str| text(value.get(key)?)?.trim_end_matches("px").parse().ok();
            let said = |key: &str| text_plain(value.get(key)?);
            let (width, height, caption) = (number("width"), number("height"), said("caption"));
            let credits = ["creditText", "creator", "author"].iter().find_map(|key| {
                let value = value.get(*key)?;
                text(value.get("name").unwrap_or(value))
            });
            let Some(media) = self.picture(url, "JSON-LD") else { continue };
            media.width = width;
            media.height = height;
            media.caption = caption.map(Text::plain);
            media.credits = credits.into_iter().collect();
        }
        let alt = self.meta(&["og:image:alt", "twitter:image:alt"]).map(|(alt, _)| alt);
        let size = |reading: &mut Self, name| reading.meta(&[name]).and_then(|(value, _)| value.parse().ok());
        let (width, height) = (size(self, "og:image:width"), size(self, "og:image:height"));
        for (number, (url, _)) in
            self.metas(&["og:image", "og:image:url", "og:image:secure_url"]).into_iter().enumerate()
        {
            if let Some(media) = self.picture(&url, "og:image").filter(|_| number == 0) {
                media.alt.clone_from(&alt);
                media.width = width;
                media.height = height;
            }
        }
        for (url, _) in self.metas(&["twitter:image", "twitter:image:src"]) {
            self.picture(&url, "twitter:image");
        }
    }

    fn rights(&mut self, object: Option<&Object>, graph: &Graph<'_>) {
        let by_json = |key: &str| object.and_then(|object| object.get(key));
        let notice = by_json("copyrightNotice").and_then(text).or_else(|| {
            self.meta(&["copyright", "rights", "dc.rights", "dcterms.rights"]).map(|(notice, _)| notice)
        });
        let holder =
            by_json("copyrightHolder").and_then(|value| person(graph.resolve(value), &PersonRole::Holder));
        let by_link =
            self.found.rels.iter().find(|rel| rel.relation == "license").map(|rel| rel.href.clone());
        let license = by_json("license").and_then(address).map(str::to_owned).or(by_link);
        let license = license.map(|license| self.resolve(&license).0);
        let notice = notice.map(|notice| Text::plain(plain(&notice)));
        if notice.is_some() || holder.is_some() || license.is_some() {
            self.article.rights.push(Rights { holder, notice, license, ..Rights::default() });
        }
    }

    /// The part of the page that is the article.
    fn part(&self) -> Option<Part> {
        let parts = &self.found.parts;
        let bodies =
            parts.iter().filter(|part| part.mark == Mark::ArticleBody).max_by_key(|part| part.letters);
        let articles = || parts.iter().filter(|part| part.mark == Mark::Article);
        let headed = articles().filter(|part| part.has_headline).max_by_key(|part| part.letters);
        let marked = bodies.or(headed).or_else(|| articles().max_by_key(|part| part.letters));
        let main = parts.iter().filter(|part| part.mark == Mark::Main).max_by_key(|part| part.letters);
        // one of several teasers is not the article
        let most = main.map_or(0, |main| main.letters);
        let marked = marked
            .filter(|part| part.mark == Mark::ArticleBody || part.has_headline || part.letters * 2 > most);
        marked.or(main).or_else(|| parts.iter().find(|part| part.mark == Mark::Body)).cloned()
    }

    fn body(&mut self, object: Option<&Object>, html: &str, decoded: &Decoded, cx: &mut Cx<'_>) {
        let of_object = object.and_then(|object| object.get("articleBody")).and_then(text);
        let part = self.part().or_else(|| {
            let range = 0..html.len();
            Some(Part { mark: Mark::Body, range, language: None, letters: usize::MAX, has_headline: false })
                .filter(|_| self.found.parts.is_empty())
        });
        let base = self.base.as_ref().map(|base| base.as_str().to_owned());
        let marked = part.filter(|part| part.letters > 0 && (part.mark != Mark::Body || of_object.is_none()));
        if let Some(part) = marked {
            let value = html.get(part.range.clone()).unwrap_or_default();
            let span = decoded.span(part.range.clone());
            let pruned = self.pruned(&part, html);
            let options = HtmlOptions { base: base.clone(), span: Some(span), ..HtmlOptions::default() };
            self.article.blocks = html_to_blocks(&pruned, &options, cx);
            let origin = match part.mark {
                Mark::ArticleBody => "itemprop=articleBody",
                Mark::Article => "article",
                Mark::Main => "main",
                Mark::Body => "body",
            };
            self.article.contents.push(Content {
                kind: ContentKind::Full,
                media_type: Cow::Borrowed("text/html"),
                value: value.to_owned(),
                language: part.language,
                base,
                origin: Some(Cow::Borrowed(origin)),
                span: Some(span),
                ..Content::default()
            });
            if part.mark == Mark::Body {
                self.article.inferred.push(Inference {
                    field: Cow::Borrowed("body"),
                    certainty: Certainty::thousandths(500),
                    evidence: vec![Cow::Borrowed("no part of the page is marked as the article")],
                });
                let message = "no part of the page is marked as the article; all of it is taken for it";
                cx.report(
                    Diagnostic::note("html.body.unmarked", message).at(self.span).on("article.contents"),
                );
            }
        }
        let marked = !self.article.contents.is_empty();
        if let Some(value) = of_object.filter(|_| !marked) {
            // some publishers put markup into the text
            let is_html = value.contains("</") || value.contains("<p") || value.contains("<br");
            self.article.contents.push(Content {
                kind: ContentKind::Full,
                media_type: Cow::Borrowed(if is_html { "text/html" } else { "text/plain" }),
                value,
                origin: Some(Cow::Borrowed("JSON-LD articleBody")),
                ..Content::default()
            });
        }
        let names =
            ["og:description", "description", "twitter:description", "dc.description", "dcterms.abstract"];
        let by_json = object.and_then(|object| object.get("description")).and_then(text_plain);
        let summary = match by_json {
            Some(summary) => {
                self.same(&names, &summary);
                Some((summary, "JSON-LD description"))
            }
            None => self.meta(&names),
        };
        if let Some((value, origin)) = summary {
            self.article.headlines.retain(|line| line.role != HeadlineRole::Deck || line.text.value != value);
            self.article.contents.push(Content {
                kind: ContentKind::Summary,
                media_type: Cow::Borrowed("text/plain"),
                value,
                origin: Some(Cow::Borrowed(origin)),
                ..Content::default()
            });
        }
    }

    /// The markup of a part less what in it is not the text of the article.
    fn pruned(&self, part: &Part, html: &str) -> String {
        let headline = self.article.headlines.first().map(|line| line.text.value.as_str());
        let mut out = Vec::new();
        if part.mark != Mark::ArticleBody {
            out.extend(self.found.furniture.iter().cloned());
            let own = self.found.headlines.iter().filter(|(line, _)| Some(line.as_str()) == headline);
            out.extend(own.map(|(_, range)| range.clone()));
        }
        out.retain(|range| range.start >= part.range.start && range.end <= part.range.end);
        out.sort_by_key(|range| (range.start, usize::MAX - range.end));
        let mut text = String::new();
        let mut from = part.range.start;
        for range in out {
            if range.start >= from {
                text.push_str(html.get(from..range.start).unwrap_or_default());
                text.push(' ');
                from = range.end;
            }
        }
        text.push_str(html.get(from..part.range.end).unwrap_or_default());
        text
    }

    fn updates(&mut self, object: &Object, graph: &Graph<'_>, cx: &mut Cx<'_>) {
        let values = object.get("liveBlogUpdate").map(list).unwrap_or_default();
        for value in values.iter().take(MOST * 16) {
            let Some(object) = graph.resolve(value).as_object() else { continue };
            let mut dates = Vec::new();
            for (key, role) in [("datePublished", DateRole::Published), ("dateModified", DateRole::Updated)] {
                if let Some(written) = object.get(key).and_then(text) {
                    dates.push(RoleDate {
                        role,
                        date: date::read(written, self.span, None, cx),
                        origin: None,
                    });
                }
            }
            let authors = object.get("author").map(list).unwrap_or_default();
            let content = object.get("articleBody").and_then(text).map(|value| Content {
                kind: ContentKind::Full,
                media_type: Cow::Borrowed("text/plain"),
                value,
                ..Content::default()
            });
            self.article.updates.push(Update {
                id: object.get("@id").and_then(text),
                headline: object.get("headline").and_then(text_plain).map(Text::plain),
                dates,
                people: authors
                    .iter()
                    .take(MOST)
                    .filter_map(|it| person(graph.resolve(it), &PersonRole::Author))
                    .collect(),
                contents: content.into_iter().collect(),
                ..Update::default()
            });
        }
    }

    /// Keeps what the JSON-LD says and no field holds.
    fn rest_of(&mut self, object: &Object) {
        const HELD: &[&str] = &[
            "@context",
            "@type",
            "@id",
            "headline",
            "name",
            "alternativeHeadline",
            "datePublished",
            "dateModified",
            "dateCreated",
            "expires",
            "author",
            "creator",
            "editor",
            "contributor",
            "publisher",
            "sourceOrganization",
            "articleSection",
            "keywords",
            "image",
            "license",
            "copyrightNotice",
            "copyrightHolder",
            "description",
            "inLanguage",
            "identifier",
            "liveBlogUpdate",
            "url",
            "mainEntityOfPage",
            "wordCount",
        ];
        for (key, value) in object {
            let is_body = key == "articleBody"
                && self.article.contents.iter().any(|it| it.origin.as_deref() == Some("JSON-LD articleBody"));
            if HELD.contains(&key.as_str()) || is_body {
                continue;
            }
            let extensions = &mut self.article.extensions;
            extensions.push(Node::element(0, Some("https://schema.org/"), None, key));
            extensions.push(Node::text(1, value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
        }
    }

    fn keep_meta(&mut self, name: &str, content: &str) {
        let attribute = |name: &str, value: &str| Attribute {
            name: std::sync::Arc::new(Name { local: Shared::from(name), ..Name::default() }),
            value: value.to_owned(),
        };
        let node = Node::element(0, None, None, "meta");
        let attributes = vec![attribute("name", name), attribute("content", content)];
        self.article.extensions.push(Node { attributes, ..node });
    }

    /// Keeps what the page says besides, and nobody has used.
    fn rest(&mut self) {
        // how the page is shown and found, not what it says
        const TECHNICAL: &[&str] = &[
            "viewport",
            "referrer",
            "content-security-policy",
            "x-ua-compatible",
            "content-type",
            "theme-color",
            "color-scheme",
            "format-detection",
            "generator",
            "robots",
            "googlebot",
            "csrf-token",
            "csrf-param",
            "apple-mobile-web-app-capable",
            "mobile-web-app-capable",
            "handheldfriendly",
            "wirecopy:inferred",
            "wirecopy:given",
            "twitter:card",
            "og:image:type",
            "refresh",
        ];
        let mut kept = BTreeSet::new();
        for (meta, used) in self.found.metas.iter().zip(std::mem::take(&mut self.used)) {
            if !used && !TECHNICAL.contains(&meta.name.as_str()) && kept.len() < MOST * 4 {
                kept.insert((meta.name.clone(), meta.content.clone()));
            }
        }
        for (name, content) in kept {
            self.keep_meta(&name, &content);
        }
    }
}

/// A text on one line, as the model may hold it.
fn plain(text: &str) -> String {
    wirecopy_body::clean_text(text).0.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text_plain(value: &Value) -> Option<String> {
    text(value).map(|text| plain(&text)).filter(|text| !text.is_empty())
}

/// A person or organisation of JSON-LD.
fn person(value: &Value, role: &PersonRole) -> Option<Person> {
    let mut person =
        Person { role: role.clone(), origin: Some(Cow::Borrowed("JSON-LD")), ..Person::default() };
    match value {
        Value::String(name) => person.name = Some(plain(name)),
        Value::Object(object) => {
            person.name = object.get("name").and_then(text_plain);
            person.url =
                object.get("url").or_else(|| object.get("sameAs")).and_then(address).map(str::to_owned);
            person.email = object.get("email").and_then(text);
            person.title = object.get("jobTitle").and_then(text_plain);
            person.kind = types(object).find_map(|kind| match kind {
                "Person" => Some(PersonKind::Person),
                "Organization" | "NewsMediaOrganization" | "Corporation" => Some(PersonKind::Organization),
                _ => None,
            });
        }
        _ => return None,
    }
    (person.name.as_ref().is_some_and(|name| !name.is_empty()) || person.url.is_some()).then_some(person)
}
