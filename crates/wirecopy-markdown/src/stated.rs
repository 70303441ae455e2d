//! From fields of front matter to fields of an article.

use std::borrow::Cow;
use std::collections::BTreeMap;

use wirecopy_body::is_safe_target;
use wirecopy_core::{Cx, Diagnostic, date};
use wirecopy_model::{
    Article, Block, Certainty, Content, ContentKind, Date, DateRole, Headline, HeadlineRole, Id, Inference,
    Inline, Link, LinkRel, Media, MediaKind, Moment, Person, PersonRole, Precision, Rights, RoleDate, Shared,
    Span, Status, Subject, SubjectKind, Text, Zone,
};

use crate::kept::{NAMESPACE, keep};
use crate::matter::{Field, Leaf, Value, View};
use crate::profile::tag_form;

/// What front matter says.
#[derive(Debug, Default)]
pub(crate) struct Stated {
    /// All that has a field of its own, and in `extensions` what has none.
    pub(crate) article: Article,
    /// Pointers to other stories, each with the number of blocks that stand before it, ascending.
    pub(crate) related: Vec<(usize, Block)>,
    /// How much of the article the body holds. `None`: not stated.
    pub(crate) body: Option<ContentKind>,
}

/// Reads fields. `span` tells where a range of the text stands in the input.
pub(crate) fn stated(fields: &[Field], span: &dyn Fn(&Field) -> Span, cx: &mut Cx<'_>) -> Stated {
    let mut reader =
        Reader { stated: Stated::default(), dates: Dates::default(), licenses: Vec::new(), keywords: None };
    for field in fields {
        let name = simple(&field.key);
        // Hugo and Zola have a table for fields of one's own
        if matches!(name.as_str(), "params" | "extra" | "taxonomies") && field.view().is_map() {
            reader.table(field, cx);
        } else {
            reader.field(&field.key, &name, field.view(), span(field), cx);
        }
    }
    reader.finish()
}

/// A key without case and without what parts its words.
fn simple(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

struct Reader {
    stated: Stated,
    dates: Dates,
    licenses: Vec<String>,
    /// Tags as they are beside the forms of them that a tool allows.
    keywords: Option<Vec<String>>,
}

#[derive(Default)]
struct Dates {
    published: Dated,
    updated: Dated,
}

/// What is said of a date.
#[derive(Default)]
struct Dated {
    date: Option<Date>,
    zone: Option<Zone>,
    written: Option<String>,
    offset: Option<String>,
}

impl Reader {
    /// Fields in a table of the tool; what is unknown there stays in the table.
    fn table(&mut self, field: &Field, cx: &mut Cx<'_>) {
        let mut left = vec![Leaf { depth: 0, key: None, value: Value::Map }];
        for (key, value) in field.view().members() {
            let Some(key) = key else { continue };
            if value.is_empty() || self.take(key, &simple(key), value, cx) {
                continue;
            }
            left.extend(value.leaves().iter().cloned());
        }
        if left.len() > 1 {
            let field = Field { key: field.key.clone(), leaves: left, place: 0..0 };
            keep(&field.key, field.view(), &mut self.stated.article.extensions);
        }
    }

    fn field(&mut self, key: &str, name: &str, value: View<'_>, span: Span, cx: &mut Cx<'_>) {
        // a key without a value says nothing
        if value.is_empty() {
            return;
        }
        if !self.take(key, name, value, cx) {
            keep(key, value, &mut self.stated.article.extensions);
            if is_known(name) {
                let message =
                    format!("the field `{}` of the front matter is kept as it is", key.escape_debug());
                cx.report(Diagnostic::note("markdown.field.unread", message).at(span));
            }
        }
    }

    /// Takes a value. `false`: it has no place, or its place is taken, and nothing has changed.
    #[expect(clippy::too_many_lines, reason = "a table of names")]
    fn take(&mut self, key: &str, name: &str, value: View<'_>, cx: &mut Cx<'_>) -> bool {
        let article = &mut self.stated.article;
        match name {
            "title" | "headline" => match value.text() {
                Some(text) if !article.headlines.iter().any(|it| it.role == HeadlineRole::Main) => {
                    article.headlines.insert(0, Headline::plain(HeadlineRole::Main, text));
                    true
                }
                _ => false,
            },
            "subtitle" | "deck" | "standfirst" | "subhead" => match value.text() {
                Some(text) if !article.headlines.iter().any(|it| it.role == HeadlineRole::Sub) => {
                    article.headlines.push(Headline::plain(HeadlineRole::Sub, text));
                    true
                }
                _ => false,
            },
            "published" if value.truth() == Some(false) => self.status(Status::Draft),
            "published" if value.truth() == Some(true) => true,
            "date" | "pubdate" | "published" | "publishdate" | "publisheddate" | "datepublished"
            | "pubdatetime" => self.dates.published.take(value, cx),
            "updated" | "lastmod" | "modified" | "updateddate" | "lastmodifiedat" | "lastupdated"
            | "dateupdated" | "datemodified" | "moddatetime" => self.dates.updated.take(value, cx),
            "datezone" => self.dates.published.take_zone(value),
            "updatedzone" | "lastmodzone" => self.dates.updated.take_zone(value),
            "datewritten" => self.dates.published.take_written(value),
            "updatedwritten" => self.dates.updated.take_written(value),
            "dateoffset" => self.dates.published.take_offset(value),
            "updatedoffset" => self.dates.updated.take_offset(value),
            "authors" | "author" | "by" => people(article, value, &PersonRole::Author),
            "publisher" => people(article, value, &PersonRole::Publisher),
            "byline" => match value.text() {
                Some(text) => {
                    article.bylines.push(Text::plain(text));
                    true
                }
                None => false,
            },
            "section" | "sections" | "categories" | "category" => {
                let Some(terms) = value.texts() else { return false };
                subjects(article, &terms, &SubjectKind::Section)
            }
            "tags" | "tag" => {
                let Some(terms) = terms(value) else { return false };
                subjects(article, &terms, &SubjectKind::Category)
            }
            "keywords" => {
                let Some(terms) = terms(value) else { return false };
                let words =
                    terms.into_iter().map(str::trim).filter(|term| !term.is_empty()).map(str::to_owned);
                self.keywords.get_or_insert_default().extend(words);
                true
            }
            "language" | "lang" | "locale" => match value.text() {
                Some(text) if article.language.is_none() => {
                    article.language = Some(Shared::from(text));
                    true
                }
                _ => false,
            },
            "url" | "canonical" | "canonicalurl" | "link" | "permalink" => match value.text() {
                Some(href) if !is_safe_target(href) => refused(key, cx),
                Some(href)
                    if article.links.iter().all(|link| link.rel != LinkRel::Canonical)
                        && (!matches!(name, "link" | "permalink")
                            || href.starts_with("https://")
                            || href.starts_with("http://")) =>
                {
                    article.links.insert(
                        0,
                        Link { href: href.to_owned(), rel: LinkRel::Canonical, ..Link::default() },
                    );
                    true
                }
                _ => false,
            },
            "id" | "guid" => match value.text() {
                Some(text) if article.id.is_none() => {
                    article.id = Some(Id { value: text.to_owned(), ..Id::default() });
                    true
                }
                _ => false,
            },
            "slug" => match value.text() {
                Some(text) if article.alt_ids.iter().all(|id| id.role.as_deref() != Some("slug")) => {
                    let role = Some(Cow::Borrowed("slug"));
                    article.alt_ids.push(Id { value: text.to_owned(), role, ..Id::default() });
                    true
                }
                _ => false,
            },
            // some tools call other names of a note so
            "aliases" | "redirectfrom" => match value.texts() {
                Some(texts) if texts.iter().all(|text| is_address(text)) => {
                    article.links.extend(texts.into_iter().map(|href| Link {
                        href: href.to_owned(),
                        rel: LinkRel::Other("alias".to_owned()),
                        ..Link::default()
                    }));
                    true
                }
                _ => false,
            },
            "summary" | "description" | "excerpt" | "abstract" => match value.text() {
                Some(text) if article.contents.is_empty() => {
                    article.contents.push(Content {
                        kind: ContentKind::Summary,
                        media_type: Cow::Borrowed("text/plain"),
                        value: text.to_owned(),
                        origin: (key != "summary").then(|| Cow::Owned(key.to_owned())),
                        ..Content::default()
                    });
                    true
                }
                _ => false,
            },
            "body" => match value.text() {
                Some("full") => self.body(ContentKind::Full),
                Some("summary") => self.body(ContentKind::Summary),
                Some("teaser") => self.body(ContentKind::Teaser),
                _ => false,
            },
            "rights" | "copyright" => {
                let Some(texts) = value.texts() else { return false };
                article.rights.extend(
                    texts.iter().map(|text| Rights { notice: Some(Text::plain(*text)), ..Rights::default() }),
                );
                true
            }
            "license" | "licence" => {
                let Some(texts) = value.texts() else { return false };
                self.licenses.extend(texts.iter().map(|text| (*text).to_owned()));
                true
            }
            "images" | "image" | "heroimage" | "cover" | "featuredimage" | "thumbnail" | "banner"
            | "pictures" => media(article, key, value, true, cx),
            "media" | "enclosures" => media(article, key, value, false, cx),
            "status" => match value.text() {
                Some(text) => {
                    // what stands in the way of publishing counts, whatever else is said
                    if article.status.is_some() && text == Status::Usable.as_str() {
                        return true;
                    }
                    article.status = Some(status(text));
                    true
                }
                None => false,
            },
            "draft" if value.truth() == Some(true) => self.status(Status::Draft),
            "private" if value.truth() == Some(true) => self.status(Status::Private),
            "embargo" | "embargoed" | "embargountil" if value.truth() != Some(false) => {
                if value.truth() == Some(true) {
                    return self.status(Status::Embargoed);
                }
                let Some(text) = value.text() else { return false };
                let date = read_date(text, cx);
                article.dates.push(RoleDate { role: DateRole::Embargo, date, origin: None });
                self.status(Status::Embargoed)
            }
            "given" => {
                let Some(texts) = value.texts() else { return false };
                article.given.extend(texts.iter().map(|text| Cow::Owned((*text).to_owned())));
                true
            }
            "inferred" => {
                let Some(texts) = value.texts() else { return false };
                article.inferred.extend(texts.iter().map(|text| Inference {
                    field: Cow::Owned((*text).to_owned()),
                    certainty: Certainty::default(),
                    evidence: vec![Cow::Borrowed("named in the front matter")],
                }));
                true
            }
            "related" => self.related(value, cx),
            // where it was first made from, which is not where it is read from now
            "source"
                if value.text().is_some()
                    && article.extensions.find(NAMESPACE, "source").next().is_none() =>
            {
                keep("source", value, &mut article.extensions);
                true
            }
            // what the exporter sets for Jekyll where it has to
            "renderwithliquid" => value.truth() == Some(false),
            _ => false,
        }
    }

    fn body(&mut self, kind: ContentKind) -> bool {
        self.stated.body = Some(kind);
        true
    }

    /// Sets a status, unless a more telling one is stated.
    fn status(&mut self, status: Status) -> bool {
        let known = &mut self.stated.article.status;
        if matches!(known, None | Some(Status::Usable)) {
            *known = Some(status);
        }
        true
    }

    fn related(&mut self, value: View<'_>, cx: &mut Cx<'_>) -> bool {
        if !value.is_list() {
            return false;
        }
        let mut blocks = Vec::new();
        let mut links = Vec::new();
        for (_, entry) in value.members() {
            let mut title = "";
            let mut url = None;
            let mut after = None;
            if let Some(text) = entry.text() {
                title = text;
            } else if entry.is_map() {
                for (key, value) in entry.members() {
                    let text = value.text();
                    match (key, text) {
                        (Some("title"), Some(text)) => title = text,
                        (Some("url"), Some(text)) => url = Some(text),
                        (Some("after"), Some(text)) => match text.parse::<usize>() {
                            Ok(number) => after = Some(number),
                            Err(_) => return false,
                        },
                        _ if value.is_empty() => {}
                        _ => return false,
                    }
                }
            } else {
                return false;
            }
            if url.is_some_and(|url| !is_safe_target(url)) {
                refused("related", cx);
                url = None;
            }
            match (url, after) {
                (None, None) if title.is_empty() => {}
                (Some(href), None) => links.push(Link {
                    href: href.to_owned(),
                    rel: LinkRel::Related,
                    title: (!title.is_empty()).then(|| title.to_owned()),
                    ..Link::default()
                }),
                (url, after) => {
                    let content = if title.is_empty() { Vec::new() } else { vec![Inline::text(title)] };
                    let href = url.map(str::to_owned);
                    blocks.push((
                        after.unwrap_or(usize::MAX),
                        Block::RelatedLink { content, href, span: None },
                    ));
                }
            }
        }
        // those of one place keep their order
        blocks.sort_by_key(|(after, _)| *after);
        self.stated.related.extend(blocks);
        self.stated.article.links.extend(links);
        true
    }

    fn finish(mut self) -> Stated {
        let article = &mut self.stated.article;
        for (role, dated) in
            [(DateRole::Published, self.dates.published), (DateRole::Updated, self.dates.updated)]
        {
            if let Some(date) = dated.finish() {
                article.dates.push(RoleDate { role, date, origin: None });
            }
        }
        if let Some(keywords) = self.keywords {
            let is_tag = |subject: &Subject| subject.kind == SubjectKind::Category;
            let tags: Vec<String> =
                article.subjects.iter().filter(|it| is_tag(it)).map(|it| it.term.clone()).collect();
            let forms: Vec<String> = keywords.iter().map(|keyword| tag_form(keyword)).collect();
            let mut kind = SubjectKind::Keyword;
            if tags == forms {
                article.subjects.retain(|subject| !is_tag(subject));
                kind = SubjectKind::Category;
            }
            let terms: Vec<&str> = keywords.iter().map(String::as_str).collect();
            subjects(article, &terms, &kind);
        }
        // one notice and one licence are one statement
        match (article.rights.as_mut_slice(), self.licenses.as_slice()) {
            ([one], [license]) => one.license = Some(license.clone()),
            _ => article.rights.extend(
                self.licenses
                    .iter()
                    .map(|license| Rights { license: Some(license.clone()), ..Rights::default() }),
            ),
        }
        self.stated
    }
}

/// Whether a text leads somewhere: a path, or an address that is whole.
fn is_address(text: &str) -> bool {
    is_safe_target(text)
        && (text.starts_with('/') || text.starts_with("https://") || text.starts_with("http://"))
}

/// Whether a key is one of those that mean something here.
fn is_known(name: &str) -> bool {
    const KNOWN: &[&str] = &[
        "title",
        "subtitle",
        "date",
        "updated",
        "authors",
        "author",
        "byline",
        "section",
        "categories",
        "tags",
        "language",
        "publisher",
        "url",
        "id",
        "summary",
        "description",
        "body",
        "rights",
        "license",
        "images",
        "image",
        "media",
        "status",
        "given",
        "inferred",
        "related",
    ];
    KNOWN.contains(&name)
}

impl Dated {
    fn take(&mut self, value: View<'_>, cx: &mut Cx<'_>) -> bool {
        match value.text() {
            Some(text) if self.date.is_none() && self.written.is_none() => {
                self.date = Some(read_date(text, cx));
                true
            }
            _ => false,
        }
    }

    fn take_zone(&mut self, value: View<'_>) -> bool {
        self.zone = match value.text() {
            Some("assumed") => Some(Zone::Assumed),
            Some("none") => Some(Zone::None),
            _ => return false,
        };
        true
    }

    fn take_written(&mut self, value: View<'_>) -> bool {
        let Some(text) = value.text() else { return false };
        self.written = Some(text.to_owned());
        true
    }

    fn take_offset(&mut self, value: View<'_>) -> bool {
        let Some(text) = value.text() else { return false };
        self.offset = Some(text.to_owned());
        true
    }

    fn finish(self) -> Option<Date> {
        let Some(mut date) = self.date else {
            let written = self.written?;
            let value = written.parse::<Moment>().ok();
            let precision = value.map(Moment::precision);
            return Some(Date { written, value, zone: Zone::None, precision });
        };
        if let (Some(offset), Some(value)) = (&self.offset, date.value)
            && value.offset().is_none()
            && let Ok(whole) = format!("{value}{offset}").parse::<Moment>()
        {
            date.value = Some(whole);
            date.zone = Zone::Given;
        }
        if let Some(zone) = self.zone {
            date.zone = zone;
        }
        if let Some(written) = self.written {
            date.written = written;
        }
        Some(date)
    }
}

/// A date as the exporter writes it, else as people do.
fn read_date(text: &str, cx: &mut Cx<'_>) -> Date {
    if let Ok(value) = text.parse::<Moment>() {
        let precision = value.precision();
        let zone =
            if precision >= Precision::Minute && value.offset().is_some() { Zone::Given } else { Zone::None };
        return Date { written: text.to_owned(), value: Some(value), zone, precision: Some(precision) };
    }
    let parsed = if text.len() as u64 > cx.limits.date { date::Parsed::default() } else { date::parse(text) };
    Date { written: text.to_owned(), value: parsed.value, zone: parsed.zone, precision: parsed.precision }
}

fn status(name: &str) -> Status {
    Status::known(name).unwrap_or_else(|| Status::Other(name.to_owned()))
}

/// Terms of a list, or of one line where commas part them.
fn terms(value: View<'_>) -> Option<Vec<&str>> {
    let texts = value.texts()?;
    let is_line = !value.is_list() && texts.iter().any(|text| text.contains(','));
    Some(if is_line { texts.iter().flat_map(|text| text.split(',')).collect() } else { texts })
}

fn subjects(article: &mut Article, terms: &[&str], kind: &SubjectKind) -> bool {
    let terms = terms.iter().map(|term| term.trim()).filter(|term| !term.is_empty());
    article.subjects.extend(terms.map(|term| Subject {
        kind: kind.clone(),
        term: term.to_owned(),
        ..Subject::default()
    }));
    true
}

/// People by name, or as maps of what is known of them.
fn people(article: &mut Article, value: View<'_>, role: &PersonRole) -> bool {
    let mut found = Vec::new();
    let mut all = vec![value];
    if value.is_list() {
        all = value.members().map(|(_, member)| member).collect();
    }
    for one in all {
        let mut person = Person { role: role.clone(), ..Person::default() };
        if let Some(name) = one.text() {
            person.name = Some(name.to_owned());
        } else if one.is_map() {
            for (key, value) in one.members() {
                let text = value.text().map(str::to_owned);
                match key {
                    Some("name") => person.name = text,
                    Some("email") => person.email = text,
                    Some("url") => person.url = text,
                    Some("title") => person.title = text,
                    _ => return false,
                }
            }
        } else {
            return false;
        }
        found.push(person);
    }
    article.people.extend(found);
    true
}

/// Pictures or other files: addresses, or maps of what is known of them.
fn media(article: &mut Article, key: &str, value: View<'_>, pictures: bool, cx: &mut Cx<'_>) -> bool {
    let mut found: Vec<Media> = Vec::new();
    let mut all = vec![value];
    if value.is_list() {
        all = value.members().map(|(_, member)| member).collect();
    }
    for one in all {
        let mut media = Media::default();
        if let Some(url) = one.text() {
            media.url = Some(url.to_owned());
        } else if one.is_map() {
            for (key, value) in one.members() {
                let Some(text) = value.text() else { return false };
                match key {
                    Some("url" | "src" | "path" | "image") => media.url = Some(text.to_owned()),
                    Some("caption") => media.caption = Some(Text::plain(text)),
                    Some("credit") => media.credits = vec![text.to_owned()],
                    Some("alt") => media.alt = Some(text.to_owned()),
                    Some("title") => media.title = Some(Text::plain(text)),
                    Some("type") if !pictures => media.media_type = Some(text.to_owned()),
                    Some("duration") if !pictures => media.duration = Some(text.to_owned()),
                    _ => return false,
                }
            }
        } else {
            return false;
        }
        match &media.url {
            None => return false,
            Some(url) if !is_safe_target(url) => {
                refused(key, cx);
                continue;
            }
            Some(_) => {}
        }
        media.kind = if pictures { Some(MediaKind::Image) } else { kind_of(media.media_type.as_deref()) };
        found.push(media);
    }
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (place, known) in article.media.iter().enumerate() {
        if let Some(url) = known.url.clone().filter(|_| known.is_picture() == pictures) {
            places.entry(url).or_insert(place);
        }
    }
    for media in found {
        // a picture may be named first and told of later
        let known = media.url.as_ref().and_then(|url| places.get(url)).copied();
        match known.and_then(|place| article.media.get_mut(place)) {
            Some(known) => {
                known.caption = known.caption.take().or(media.caption);
                known.alt = known.alt.take().or(media.alt);
                if known.credits.is_empty() {
                    known.credits = media.credits;
                }
            }
            None => article.media.push(media),
        }
    }
    true
}

/// Tells of an address that is not taken, for something would run where it leads.
fn refused(key: &str, cx: &mut Cx<'_>) -> bool {
    let message =
        format!("the address in the field `{}` is not one to follow and left out", key.escape_debug());
    cx.report(Diagnostic::loss("markdown.field.unsafe", message));
    true
}

fn kind_of(media_type: Option<&str>) -> Option<MediaKind> {
    let media_type = media_type?;
    match media_type.split('/').next() {
        Some("audio") => Some(MediaKind::Audio),
        Some("video") => Some(MediaKind::Video),
        // among files that are not shown
        Some("image") => Some(MediaKind::Document),
        _ => None,
    }
}
