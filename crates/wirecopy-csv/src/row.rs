//! An article of a row.

use std::borrow::Cow;

use wirecopy_core::{Cx, Location, Url, date};
use wirecopy_model::{
    Article, Content, ContentKind, Date, DateRole, Headline, HeadlineRole, Id, Link, LinkRel, Media,
    MediaKind, MediaRole, Moment, Node, Person, PersonRole, Rights, RoleDate, Shared, Span, Status, Subject,
    SubjectKind, Text, Zone,
};
use wirecopy_table::{BODY_CELL, LIST_SEPARATOR, keep_cell};

use crate::field::Field;

/// Where a cell stands.
pub(crate) type Place = (Span, Location);

/// How rows are read.
pub(crate) struct Manner {
    /// Whether the table was written here.
    pub(crate) is_ours: bool,
    /// What separates several values in a cell.
    pub(crate) separator: String,
    /// Media type of the column `body`.
    pub(crate) media_type: &'static str,
    /// Base of relative addresses.
    pub(crate) base: Option<Url>,
}

/// An article that is put together cell by cell.
pub(crate) struct Making<'m> {
    manner: &'m Manner,
    article: Article,
    utc: Option<String>,
    body_kind: Option<String>,
    summaries: Vec<String>,
    caption: Option<String>,
    credit: Option<String>,
}

impl<'m> Making<'m> {
    pub(crate) fn new(manner: &'m Manner, source: &Shared, position: u64, span: Span) -> Self {
        let article = Article {
            source: source.clone(),
            position: Some(position),
            span: Some(span),
            base: manner.base.as_ref().map(|base| Shared::from(base.as_str())),
            ..Article::default()
        };
        Self {
            manner,
            article,
            utc: None,
            body_kind: None,
            summaries: Vec::new(),
            caption: None,
            credit: None,
        }
    }

    /// Adds a cell that is not empty, of the column called `name`.
    pub(crate) fn add(
        &mut self,
        field: &Field,
        name: &str,
        cell: &str,
        place: impl FnOnce() -> Place,
        cx: &mut Cx<'_>,
    ) {
        let is_list =
            matches!(field, Field::Authors | Field::Publisher | Field::Section | Field::Tags | Field::Rights);
        // of nothing but separators no value can be made
        let field = if is_list && self.values(cell).is_empty() { &Field::Other } else { field };
        let article = &mut self.article;
        match field {
            Field::Id => {
                let id = Id { value: cell.to_owned(), ..Id::default() };
                match article.id {
                    None => article.id = Some(id),
                    Some(_) => article.alt_ids.push(id),
                }
            }
            Field::Title => article.headlines.push(Headline::plain(HeadlineRole::Main, cell)),
            Field::Subtitle => article.headlines.push(Headline::plain(HeadlineRole::Sub, cell)),
            Field::Kicker => article.headlines.push(Headline::plain(HeadlineRole::Kicker, cell)),
            Field::Byline => article.bylines.push(Text::plain(cell)),
            Field::Published => article.dates.push(read_date(DateRole::Published, cell, place(), cx)),
            Field::Updated => article.dates.push(read_date(DateRole::Updated, cell, place(), cx)),
            Field::Authors => self.add_people(&PersonRole::Author, cell),
            Field::Publisher => self.add_people(&PersonRole::Publisher, cell),
            Field::Section => self.add_subjects(&SubjectKind::Section, cell),
            Field::Tags => self.add_subjects(&SubjectKind::Category, cell),
            Field::Language if article.language.is_none() => article.language = Some(Shared::from(cell)),
            Field::Url => {
                let link = self.link(cell);
                self.article.links.push(link);
            }
            Field::Summary => self.summaries.push(cell.to_owned()),
            Field::ImageUrl => {
                let Link { href, written, .. } = self.link(cell);
                self.article.media.push(Media {
                    url: Some(href),
                    written,
                    role: MediaRole::Content,
                    kind: Some(MediaKind::Image),
                    ..Media::default()
                });
            }
            Field::ImageCaption if self.caption.is_none() => self.caption = Some(cell.to_owned()),
            Field::ImageCredit if self.credit.is_none() => self.credit = Some(cell.to_owned()),
            Field::Rights => {
                let rights = self.values(cell).into_iter().map(|value| {
                    if value.starts_with("https://") || value.starts_with("http://") {
                        Rights { license: Some(value.into_owned()), ..Rights::default() }
                    } else {
                        Rights { notice: Some(Text::plain(value)), ..Rights::default() }
                    }
                });
                let rights: Vec<_> = rights.collect();
                self.article.rights.extend(rights);
            }
            Field::Status if article.status.is_none() => article.status = Some(status(cell)),
            Field::Body => article.contents.push(Content {
                kind: ContentKind::Full,
                media_type: Cow::Borrowed(self.manner.media_type),
                value: cell.to_owned(),
                origin: Some(Cow::Borrowed(BODY_CELL)),
                ..Content::default()
            }),
            Field::PublishedUtc if self.utc.is_none() => self.utc = Some(cell.to_owned()),
            Field::BodyKind if self.body_kind.is_none() => self.body_kind = Some(cell.to_owned()),
            Field::Kept(column) => keep_cell(&mut article.extensions, column, cell),
            // of what an article has once, the first counts and the others are kept
            _ => {
                article.extensions.push(Node::element(0, None, None, name));
                article.extensions.push(Node::text(1, cell));
            }
        }
    }

    /// The article, when all cells were added.
    pub(crate) fn finish(mut self) -> Article {
        self.add_captions();
        self.add_summaries();
        let article = &mut self.article;
        // what is worked out again when it is written need not be kept
        if let Some(utc) = self.utc {
            let worked_out = article.published().and_then(|date| date.value).and_then(Moment::to_utc);
            if worked_out.map(|moment| moment.to_string()).as_ref() != Some(&utc) {
                keep_cell(&mut article.extensions, "published_utc", utc);
            }
        }
        if let Some(kind) = self.body_kind {
            let worked_out = article.best_content().map(|content| content.kind.as_str());
            if worked_out != Some(kind.as_str()) {
                keep_cell(&mut article.extensions, "body_kind", kind);
            }
        }
        self.article
    }

    fn add_captions(&mut self) {
        let (caption, credit) = (self.caption.take(), self.credit.take());
        if caption.is_none() && credit.is_none() {
            return;
        }
        let article = &mut self.article;
        match article.media.first_mut() {
            Some(media) => {
                media.caption = caption.map(Text::plain);
                media.credits.extend(credit);
            }
            // of a picture whose address was left out
            None if self.manner.is_ours => {
                for (column, cell) in [("image_caption", caption), ("image_credit", credit)] {
                    if let Some(cell) = cell {
                        keep_cell(&mut article.extensions, column, cell);
                    }
                }
            }
            None => article.media.push(Media {
                role: MediaRole::Content,
                kind: Some(MediaKind::Image),
                caption: caption.map(Text::plain),
                credits: credit.into_iter().collect(),
                ..Media::default()
            }),
        }
    }

    fn add_summaries(&mut self) {
        let kind = if self.body_kind.as_deref() == Some("teaser") {
            ContentKind::Teaser
        } else {
            ContentKind::Summary
        };
        let summaries = std::mem::take(&mut self.summaries).into_iter().map(|value| Content {
            kind,
            media_type: Cow::Borrowed("text/plain"),
            value,
            ..Content::default()
        });
        self.article.contents.extend(summaries);
    }

    fn add_people(&mut self, role: &PersonRole, cell: &str) {
        let people = self.values(cell).into_iter().map(|name| Person {
            role: role.clone(),
            name: Some(name.into_owned()),
            ..Person::default()
        });
        let people: Vec<_> = people.collect();
        self.article.people.extend(people);
    }

    fn add_subjects(&mut self, kind: &SubjectKind, cell: &str) {
        let subjects = self.values(cell).into_iter().map(|term| Subject {
            kind: kind.clone(),
            term: term.into_owned(),
            ..Subject::default()
        });
        let subjects: Vec<_> = subjects.collect();
        self.article.subjects.extend(subjects);
    }

    /// The values of a cell that may hold several.
    fn values<'c>(&self, cell: &'c str) -> Vec<Cow<'c, str>> {
        if self.manner.is_ours {
            let parts: Vec<&str> = cell.split(LIST_SEPARATOR).collect();
            let mut sorted = parts.clone();
            sorted.sort_unstable();
            sorted.dedup();
            // a value may itself hold what separates values: then the cell is one value, and is written again as it was
            let is_list = sorted.len() == parts.len()
                && parts.iter().all(|part| !part.is_empty() && part.trim().len() == part.len());
            return if is_list {
                parts.into_iter().map(Cow::Borrowed).collect()
            } else {
                vec![Cow::Borrowed(cell)]
            };
        }
        let values = cell.split(self.manner.separator.as_str()).map(str::trim);
        values.filter(|value| !value.is_empty()).map(Cow::Borrowed).collect()
    }

    fn link(&self, cell: &str) -> Link {
        let stated = cell.trim();
        let resolved = match &self.manner.base {
            Some(base) if Url::parse(stated).is_err() => base.join(stated).ok().map(String::from),
            _ => None,
        };
        let href = resolved.unwrap_or_else(|| stated.to_owned());
        let written = (href != cell).then(|| cell.to_owned());
        Link { href, written, rel: LinkRel::Alternate, ..Link::default() }
    }
}

fn read_date(role: DateRole, cell: &str, (span, location): Place, cx: &mut Cx<'_>) -> RoleDate {
    let mut date = date::read(cell, span, Some(location), cx);
    // the form our own tables have
    if let Ok(moment) = cell.parse::<Moment>()
        && date.value != Some(moment)
    {
        let zone = if moment.offset().is_some() { Zone::Given } else { Zone::None };
        date = Date { value: Some(moment), zone, precision: Some(moment.precision()), ..date };
    }
    RoleDate { role, date, origin: None }
}

fn status(cell: &str) -> Status {
    let known = Status::known(cell).filter(|status| status.as_str() == cell);
    known.unwrap_or_else(|| Status::Other(cell.to_owned()))
}
