use std::collections::BTreeSet;

use wirecopy_model::{Article, DateRole, Moment, Status};

use crate::Error;

/// What may be shown to the public, and as of when. Libraries never ask a clock: the caller says what time it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The time by which embargoes are judged. `None`: not known; every embargo then counts as in force.
    pub as_of: Option<Moment>,
    /// What goes to public formats all the same.
    pub include: BTreeSet<Include>,
    /// Whether the caller states the time zone of dates that have none, so that its lack is no finding.
    pub zone_given: bool,
}

/// What is held back from public formats unless asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Include {
    /// Items whose embargo has not ended.
    Embargoed,
    /// Items that are withheld.
    Withheld,
    /// Items that were cancelled.
    Canceled,
    /// Drafts.
    Draft,
    /// Private items.
    Private,
    /// Notes to editors.
    Notes,
}

impl Include {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Embargoed, Self::Withheld, Self::Canceled, Self::Draft, Self::Private, Self::Notes];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Embargoed => "embargoed",
            Self::Withheld => "withheld",
            Self::Canceled => "canceled",
            Self::Draft => "draft",
            Self::Private => "private",
            Self::Notes => "notes",
        }
    }
}

impl std::str::FromStr for Include {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| {
            Error::usage(format!("there is nothing called `{text}` to include"))
                .hint(format!("choose from {}", Self::ALL.map(Self::as_str).join(", ")))
        })
    }
}

/// Why an article is held back; the [`Include`] that lets it through.
pub type Reason = Include;

impl Policy {
    /// Why `article` may not go to a public format. `None`: it may.
    pub fn holds_back(&self, article: &Article) -> Option<Reason> {
        let by_status = match &article.status {
            Some(Status::Withheld) => Some(Include::Withheld),
            Some(Status::Canceled) => Some(Include::Canceled),
            Some(Status::Draft) => Some(Include::Draft),
            Some(Status::Private) => Some(Include::Private),
            _ => None,
        };
        by_status
            .or_else(|| self.is_embargoed(article).then_some(Include::Embargoed))
            .filter(|reason| !self.include.contains(reason))
    }

    fn is_embargoed(&self, article: &Article) -> bool {
        let mut dates = article.dates.iter().filter(|date| date.role == DateRole::Embargo).peekable();
        if dates.peek().is_none() {
            return article.status == Some(Status::Embargoed);
        }
        let now = self.as_of.and_then(Moment::unix_seconds);
        // what cannot be compared counts as still in force, and of several the last: a leak cannot be taken back
        dates.any(|date| match (date.date.instant(), now) {
            (Some(until), Some(now)) => now < until,
            _ => true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_model::{Date, RoleDate, Zone};

    fn embargoed(until: &str) -> Article {
        let date =
            Date { written: until.to_owned(), value: until.parse().ok(), zone: Zone::Given, precision: None };
        Article {
            dates: vec![RoleDate { role: DateRole::Embargo, date, origin: None }],
            ..Article::default()
        }
    }

    #[test]
    fn an_embargo_ends_at_its_time() {
        let article = embargoed("2026-03-01T12:00:00Z");
        let policy = |as_of: &str| Policy { as_of: as_of.parse().ok(), ..Policy::default() };
        assert_eq!(policy("2026-03-01T11:59:59Z").holds_back(&article), Some(Include::Embargoed));
        assert_eq!(policy("2026-03-01T12:00:00Z").holds_back(&article), None);
        assert_eq!(policy("").holds_back(&article), Some(Include::Embargoed));
    }

    #[test]
    fn of_several_embargoes_the_last_counts() {
        let mut article = embargoed("2026-03-01T12:00:00Z");
        article.dates.extend(embargoed("2026-03-02T12:00:00Z").dates);
        let policy = |as_of: &str| Policy { as_of: as_of.parse().ok(), ..Policy::default() };
        assert_eq!(policy("2026-03-02T11:00:00Z").holds_back(&article), Some(Include::Embargoed));
        assert_eq!(policy("2026-03-02T12:00:00Z").holds_back(&article), None);
    }

    #[test]
    fn what_is_included_goes_through() {
        let article = Article { status: Some(Status::Withheld), ..Article::default() };
        assert_eq!(Policy::default().holds_back(&article), Some(Include::Withheld));
        let policy = Policy { include: [Include::Withheld].into(), ..Policy::default() };
        assert_eq!(policy.holds_back(&article), None);
    }
}
