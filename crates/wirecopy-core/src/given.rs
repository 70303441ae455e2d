use std::borrow::Cow;

use jiff::tz::TimeZone;
use wirecopy_model::{
    Article, Date, Headline, HeadlineRole, Id, IdOrigin, Link, LinkRel, Moment, Person, PersonRole,
    Precision, Record, Rights, RoleDate, Shared, Subject, Text, Zone,
};

use crate::{Cx, Diagnostic, Error, Transform};

/// Supplies what the source lacks: fields the caller states, and a time zone for dates that have none.
///
/// Only gaps are filled: what the source says stays, and a note tells that the given value was not used. Every
/// supplied field is named in [`Article::given`].
#[derive(Clone, Debug, Default)]
pub struct Given {
    fields: Vec<(String, String)>,
    zone: Option<TimeZone>,
}

impl Given {
    /// Names of the fields that can be given.
    pub const FIELDS: &'static [&'static str] = &[
        "title",
        "author",
        "published",
        "updated",
        "language",
        "publisher",
        "section",
        "tag",
        "url",
        "id",
        "rights",
        "summary",
    ];

    /// States a field, e.g. `title` or `published`.
    ///
    /// # Errors
    /// When there is no such field, or the value of a date is none.
    pub fn field(&mut self, name: &str, value: &str) -> Result<(), Error> {
        if !Self::FIELDS.contains(&name) {
            return Err(Error::usage(format!("there is no field `{name}` to give"))
                .hint(format!("choose from {}", Self::FIELDS.join(", "))));
        }
        if value.trim().is_empty() {
            return Err(Error::usage(format!("the given `{name}` is empty"))
                .hint("leave it out: what the source lacks stays absent"));
        }
        if matches!(name, "published" | "updated") && value.parse::<Moment>().is_err() {
            return Err(Error::usage(format!("`{value}` is no date for `{name}`"))
                .hint("write it like `2026-03-09` or `2026-03-09T14:05:00+01:00`"));
        }
        self.fields.push((name.to_owned(), value.to_owned()));
        Ok(())
    }

    /// States the time zone of dates that have none: an IANA name like `Europe/Paris`, `UTC`, or an offset like `+02:00`.
    ///
    /// # Errors
    /// When there is no such zone.
    pub fn zone(&mut self, name: &str) -> Result<(), Error> {
        let by_offset = format!("2000-01-01T00:00{name}").parse::<Moment>().ok().and_then(Moment::offset);
        let zone = match by_offset.and_then(|seconds| jiff::tz::Offset::from_seconds(seconds).ok()) {
            Some(offset) => TimeZone::fixed(offset),
            None => TimeZone::get(name).map_err(|_| {
                Error::usage(format!("there is no time zone `{name}`"))
                    .hint("give an IANA name like `Europe/Paris`, `UTC`, or an offset like `+02:00`")
            })?,
        };
        self.zone = Some(zone);
        Ok(())
    }

    /// Whether nothing is given.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.zone.is_none()
    }

    /// Whether a time zone is given.
    pub fn has_zone(&self) -> bool {
        self.zone.is_some()
    }

    fn fill(&self, article: &mut Article, cx: &mut Cx<'_>) {
        for (name, value) in &self.fields {
            if let Some(label) = fill_field(article, name, value) {
                if !article.given.iter().any(|given| given == label) {
                    article.given.push(Cow::Borrowed(label));
                }
            } else if !article.given.iter().any(|given| given == name) {
                cx.report(
                    Diagnostic::note(
                        "given.field.unused",
                        format!("the source states `{name}`; the given one is not used"),
                    )
                    .on(format!("article.{name}")),
                );
            }
        }
        if let Some(zone) = &self.zone {
            let mut used = false;
            for date in &mut article.dates {
                used |= fill_zone(&mut date.date, zone);
            }
            if used {
                article.given.push(Cow::Borrowed("zone"));
            }
        }
    }
}

impl Transform for Given {
    fn apply(&mut self, mut record: Record, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        match &mut record {
            Record::Article(article) => self.fill(article, cx),
            Record::Feed(feed) => {
                if let Some(zone) = &self.zone {
                    for date in &mut feed.dates {
                        fill_zone(&mut date.date, zone);
                    }
                }
            }
            _ => {}
        }
        Ok(Some(record))
    }
}

/// Fills a field if it is empty. `None`: the source states it.
fn fill_field(article: &mut Article, name: &str, value: &str) -> Option<&'static str> {
    let date = |role| RoleDate {
        role,
        date: Date {
            written: value.to_owned(),
            value: value.parse().ok(),
            zone: if value.parse::<Moment>().is_ok_and(|moment| moment.offset().is_some()) {
                Zone::Given
            } else {
                Zone::None
            },
            precision: value.parse::<Moment>().ok().map(Moment::precision),
        },
        origin: None,
    };
    match name {
        "title" if article.headline().is_none() => {
            article.headlines.push(Headline::plain(HeadlineRole::Main, value));
            Some("title")
        }
        "author"
            if article.given.iter().any(|given| given == "author") || article.authors().next().is_none() =>
        {
            article.people.push(Person { name: Some(value.to_owned()), ..Person::default() });
            Some("author")
        }
        "publisher" if !article.people.iter().any(|person| person.role == PersonRole::Publisher) => {
            let publisher =
                Person { role: PersonRole::Publisher, name: Some(value.to_owned()), ..Person::default() };
            article.people.push(publisher);
            Some("publisher")
        }
        "published" if article.published().is_none() => {
            article.dates.push(date(wirecopy_model::DateRole::Published));
            Some("published")
        }
        "updated" if article.updated().is_none() => {
            article.dates.push(date(wirecopy_model::DateRole::Updated));
            Some("updated")
        }
        "language" if article.language.is_none() || is_inferred(article, "language") => {
            article.inferred.retain(|inference| inference.field != "language");
            article.language = Some(Shared::from(value));
            Some("language")
        }
        "section" | "tag" => {
            let kind = if name == "section" {
                wirecopy_model::SubjectKind::Section
            } else {
                wirecopy_model::SubjectKind::Keyword
            };
            article.subjects.push(Subject { kind, term: value.to_owned(), ..Subject::default() });
            Some(if name == "section" { "section" } else { "tag" })
        }
        "url" if article.url().is_none() => {
            article.links.push(Link { href: value.to_owned(), rel: LinkRel::Canonical, ..Link::default() });
            Some("url")
        }
        "id" if article.id.as_ref().is_none_or(|id| id.origin == IdOrigin::Derived) => {
            article.id = Some(Id { value: value.to_owned(), origin: IdOrigin::Given, ..Id::default() });
            Some("id")
        }
        "rights" if article.rights.is_empty() => {
            article.rights.push(Rights { notice: Some(Text::plain(value)), ..Rights::default() });
            Some("rights")
        }
        "summary" if article.content(wirecopy_model::ContentKind::Summary).is_none() => {
            article.contents.push(wirecopy_model::Content {
                kind: wirecopy_model::ContentKind::Summary,
                media_type: Cow::Borrowed("text/plain"),
                value: value.to_owned(),
                ..wirecopy_model::Content::default()
            });
            Some("summary")
        }
        _ => None,
    }
}

fn is_inferred(article: &Article, field: &str) -> bool {
    article.inferred.iter().any(|inference| inference.field == field)
}

fn fill_zone(date: &mut Date, zone: &TimeZone) -> bool {
    let Some(moment) = date.value else { return false };
    if date.zone != Zone::None || moment.offset().is_some() || moment.precision() < Precision::Minute {
        return false;
    }
    let Some(offset) = offset_in(moment, zone) else { return false };
    let Some(with_offset) = moment.with_offset(offset) else { return false };
    date.value = Some(with_offset);
    date.zone = Zone::Given;
    true
}

/// The offset in force at a local time. In a gap or fold, the one before the change, as RFC 5545 has it.
fn offset_in(moment: Moment, zone: &TimeZone) -> Option<i32> {
    let ((year, month, day), (hour, minute, second, _)) = (moment.date(), moment.time());
    let local = jiff::civil::DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        0,
    )
    .ok()?;
    let offset = match zone.to_ambiguous_timestamp(local).offset() {
        jiff::tz::AmbiguousOffset::Unambiguous { offset } => offset,
        jiff::tz::AmbiguousOffset::Gap { before, .. } | jiff::tz::AmbiguousOffset::Fold { before, .. } => {
            before
        }
    };
    Some(offset.seconds())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Findings, Limits, Policy};

    fn apply(given: &mut Given, article: Article) -> (Article, usize) {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let record = given.apply(Record::Article(Box::new(article)), &mut cx).unwrap().unwrap();
        let Record::Article(article) = record else { panic!("an article") };
        (*article, findings.kept().len())
    }

    #[test]
    fn gaps_are_filled_and_marked() {
        let mut given = Given::default();
        given.field("title", "Harbour reopens").unwrap();
        let (article, notes) = apply(&mut given, Article::default());
        assert_eq!((article.title(), notes), (Some("Harbour reopens"), 0));
        assert_eq!(article.given, ["title"]);
    }

    #[test]
    fn what_the_source_says_stays() {
        let mut given = Given::default();
        given.field("title", "Harbour reopens").unwrap();
        let stated = Article {
            headlines: vec![Headline::plain(HeadlineRole::Main, "Port opens")],
            ..Article::default()
        };
        let (article, notes) = apply(&mut given, stated);
        assert_eq!((article.title(), notes), (Some("Port opens"), 1));
    }

    #[test]
    fn a_zone_completes_local_times_only() {
        let mut given = Given::default();
        given.zone("Europe/Paris").unwrap();
        let date = |text: &str| RoleDate {
            date: Date { written: text.to_owned(), value: text.parse().ok(), ..Date::default() },
            ..RoleDate::default()
        };
        let dates = vec![date("2026-07-01T10:00:00"), date("2026-01-01T10:00:00"), date("2026-01-01")];
        let (article, _) = apply(&mut given, Article { dates, ..Article::default() });
        let values: Vec<_> = article.dates.iter().map(|date| date.date.value.unwrap().to_string()).collect();
        assert_eq!(values, ["2026-07-01T10:00:00+02:00", "2026-01-01T10:00:00+01:00", "2026-01-01"]);
    }

    #[test]
    fn wrong_names_are_refused() {
        let mut given = Given::default();
        assert!(given.field("titel", "x").is_err());
        assert!(given.field("title", " ").is_err());
        assert!(given.field("published", "yesterday").is_err());
        assert!(given.zone("Mars/Olympus").is_err());
        given.zone("+02:00").unwrap();
    }
}
