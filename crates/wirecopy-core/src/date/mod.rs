//! Dates as feeds and news formats write them.
//!
//! [`parse`] reads RFC 822 and its successors in all common misspellings, RFC 3339, the W3C's date and time
//! formats, ISO 8601 weeks and ordinal days, `asctime`, United States order with a named month, seconds and
//! milliseconds of an epoch, and the names of months and weekdays in some thirty languages. It decides nothing
//! that is open: `05/12/2026` has no value, a time without a zone stays local, and what was set right is named in
//! [`Parsed::faults`].
//!
//! ```
//! use wirecopy_core::date;
//! use wirecopy_model::Zone;
//!
//! let parsed = date::parse("Tue, 12 May 2026 04:45:26 +0200");
//! assert_eq!(parsed.value.map(|value| value.to_string()).as_deref(), Some("2026-05-12T04:45:26+02:00"));
//! assert_eq!(parsed.zone, Zone::Given);
//! assert!(date::parse("05/12/2026").value.is_none());
//! ```
//!
//! The two well-formed shapes, RFC 822 and RFC 3339, are read without allocation.

mod day;
mod digits;
mod fast;
mod language;
mod loose;
mod markup;
mod name;
mod token;
mod zone;

use wirecopy_model::{Date, Moment, Precision, Span, Zone};

use crate::{Code, Cx, Diagnostic, Location};

/// What a written date means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The point in time. `None`: not understood, or open between several readings.
    pub value: Option<Moment>,
    /// Where the offset of `value` comes from.
    pub zone: Zone,
    /// How exact the source is. `None` when `value` is.
    pub precision: Option<Precision>,
    /// What was odd about it.
    pub faults: Faults,
}

impl Parsed {
    fn of(value: Moment, zone: Zone) -> Self {
        Self { value: Some(value), zone, precision: Some(value.precision()), faults: Faults::default() }
    }

    fn failed(fault: Fault) -> Self {
        Self { faults: Faults::default().with(fault), ..Self::default() }
    }
}

/// What can be odd about a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// It is no date that is known here.
    Unreadable,
    /// There is no such day or time.
    Impossible,
    /// It can be read in two ways, `05/12/2026`.
    OpenOrder,
    /// The weekday is not that of the day. The day counts.
    Weekday,
    /// There is a day but no year.
    NoYear,
    /// The word for the month means another month in another language; the commonest was taken.
    OpenMonth,
    /// It has two digits for the year and is read year first, as ISO 8601 had it until 2004.
    YearFirst,
    /// It names a week; its Monday was taken.
    WeekOnly,
    /// The year has fewer than four digits; RFC 5322 § 4.3 says how to read it.
    ShortYear,
    /// The hour is 24: the next day's midnight.
    EndOfDay,
    /// The second is 60: read as 59.
    LeapSecond,
    /// There is a time of day but no zone.
    NoZone,
    /// The zone is named by letters that RFC 5322 § 4.3 calls obsolete, `EST`.
    ObsoleteZone,
    /// The zone is a military letter, which says nothing sure; UTC was taken (RFC 5322 § 4.3).
    MilitaryZone,
    /// The offset has no sign; east of Greenwich was taken.
    NoSign,
    /// There are two zones that contradict each other; the number counts.
    TwoZones,
    /// There is no zone, but it is in the language of one country; its zone was taken.
    ZoneOfCountry,
    /// There is markup in it, which was left out.
    Markup,
    /// The zone's name has several meanings, `IST`; the commonest was taken.
    OpenZone,
    /// The zone is none that is known here; the time stays local.
    UnknownZone,
}

impl Fault {
    const ALL: [Self; 20] = [
        Self::Unreadable,
        Self::Impossible,
        Self::OpenOrder,
        Self::NoYear,
        Self::OpenMonth,
        Self::YearFirst,
        Self::WeekOnly,
        Self::Weekday,
        Self::ShortYear,
        Self::EndOfDay,
        Self::LeapSecond,
        Self::NoZone,
        Self::ObsoleteZone,
        Self::OpenZone,
        Self::MilitaryZone,
        Self::NoSign,
        Self::TwoZones,
        Self::ZoneOfCountry,
        Self::UnknownZone,
        Self::Markup,
    ];

    /// The code of the finding it makes.
    pub fn code(self) -> Code {
        match self {
            Self::Unreadable => "date.value.unreadable",
            Self::Impossible => "date.value.impossible",
            Self::OpenOrder => "date.order.open",
            Self::NoYear => "date.year.missing",
            Self::OpenMonth => "date.month.open",
            Self::YearFirst => "date.order.year-first",
            Self::WeekOnly => "date.day.missing",
            Self::Weekday => "date.weekday.wrong",
            Self::ShortYear => "date.year.short",
            Self::EndOfDay => "date.hour.24",
            Self::LeapSecond => "date.second.leap",
            Self::NoZone => "date.zone.missing",
            Self::ObsoleteZone => "date.zone.obsolete",
            Self::OpenZone => "date.zone.open",
            Self::MilitaryZone => "date.zone.military",
            Self::NoSign => "date.zone.no-sign",
            Self::TwoZones => "date.zone.contradicted",
            Self::ZoneOfCountry => "date.zone.of-country",
            Self::UnknownZone => "date.zone.unknown",
            Self::Markup => "date.value.markup",
        }
    }

    fn message(self, written: &str) -> String {
        match self {
            Self::Unreadable => format!("`{written}` is no date that can be read; it is kept as written"),
            Self::Impossible => {
                format!("there is no such day or time as `{written}`; it is kept as written")
            }
            Self::OpenOrder => {
                format!("`{written}` may be day or month first; it is kept as written, without a value")
            }
            Self::NoYear => {
                format!("there is no year in `{written}`; it is kept as written, without a value")
            }
            Self::OpenMonth => {
                format!("the month in `{written}` is another one in another language; the commonest is taken")
            }
            Self::YearFirst => {
                format!("`{written}` is read year first, as ISO 8601 has two digits between hyphens")
            }
            Self::WeekOnly => format!("`{written}` names a week; its Monday is taken"),
            Self::Weekday => {
                format!("the weekday in `{written}` is not that of the day; the day is taken as right")
            }
            Self::ShortYear => format!("the year in `{written}` is short of four digits"),
            Self::EndOfDay => {
                format!("24 hours in `{written}` are read as midnight at the start of the next day")
            }
            Self::LeapSecond => format!("second 60 in `{written}` is read as 59"),
            Self::NoZone => format!("`{written}` has no time zone; it is kept as a local time"),
            Self::ObsoleteZone => format!("the time zone in `{written}` is given by an obsolete name"),
            Self::OpenZone => {
                format!(
                    "the name of the time zone in `{written}` has several meanings; the commonest is taken"
                )
            }
            Self::MilitaryZone => {
                format!("the zone in `{written}` is a letter that says nothing sure; UTC is taken")
            }
            Self::NoSign => {
                format!("the offset in `{written}` has no sign; it is taken as east of Greenwich")
            }
            Self::TwoZones => format!("`{written}` states two time zones; the number is taken as right"),
            Self::ZoneOfCountry => {
                format!("`{written}` has no time zone; that of the country is taken whose language it is in")
            }
            Self::Markup => format!("what is markup in `{written}` was left out"),
            Self::UnknownZone => {
                format!("the time zone in `{written}` is not known; the time is kept as a local one")
            }
        }
    }

    fn advice(self) -> Option<&'static str> {
        match self {
            Self::NoZone | Self::UnknownZone | Self::ZoneOfCountry | Self::MilitaryZone => {
                Some("state it with `--zone`, e.g. `--zone Europe/Paris`")
            }
            _ => None,
        }
    }
}

/// A set of [`Fault`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults(u32);

impl Faults {
    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `fault` is among them.
    pub fn contains(self, fault: Fault) -> bool {
        self.0 & (1 << fault as u16) != 0
    }

    /// All of them, gravest first.
    pub fn iter(self) -> impl Iterator<Item = Fault> {
        Fault::ALL.into_iter().filter(move |fault| self.contains(*fault))
    }

    #[must_use]
    fn with(self, fault: Fault) -> Self {
        Self(self.0 | 1 << fault as u16)
    }

    fn add(&mut self, fault: Fault) {
        *self = self.with(fault);
    }
}

/// Reads a date. White space around it does not count; an empty text is [`Fault::Unreadable`].
///
/// Never fails: what cannot be read has no value. Takes time linear in the text.
pub fn parse(text: &str) -> Parsed {
    let text = text.trim();
    fast::rfc822(text.as_bytes())
        .or_else(|| fast::rfc3339(text.as_bytes()))
        .or_else(|| markup::without(text).map(|text| marked(loose::parse(text.trim()))))
        .unwrap_or_else(|| loose::parse(text))
}

fn marked(mut parsed: Parsed) -> Parsed {
    if parsed.value.is_some() {
        parsed.faults.add(Fault::Markup);
    }
    parsed
}

/// Reads a date of a document and reports what is odd about it, at most one finding for each [`Fault`].
///
/// `written` is kept as it is. One that is longer than [`crate::Limits::date`] is kept, but not read.
pub fn read(
    written: impl Into<String> + AsRef<str>,
    span: Span,
    location: Option<Location>,
    cx: &mut Cx<'_>,
) -> Date {
    let text = written.as_ref();
    let too_long = u64::try_from(text.len()).unwrap_or(u64::MAX) > cx.limits.date;
    let mut parsed = if too_long { Parsed::failed(Fault::Unreadable) } else { parse(text) };
    if cx.policy.zone_given && parsed.faults.contains(Fault::ZoneOfCountry) {
        // what the caller states is better
        parsed.value = parsed.value.map(Moment::without_offset);
        parsed.zone = Zone::None;
    }
    if !parsed.faults.is_empty() {
        let shown = shorten(text.trim());
        for fault in parsed.faults.iter() {
            // what is missing here is supplied further on
            if matches!(fault, Fault::NoZone | Fault::ZoneOfCountry) && cx.policy.zone_given {
                continue;
            }
            let mut finding = Diagnostic::note(fault.code(), fault.message(shown)).at(span).located(location);
            finding.hint = if too_long {
                Some("dates longer than the limit are not read; raise it with `--limit date=BYTES`".into())
            } else {
                fault.advice().map(Into::into)
            };
            cx.report(finding);
        }
    }
    Date { written: written.into(), value: parsed.value, zone: parsed.zone, precision: parsed.precision }
}

fn shorten(text: &str) -> &str {
    let end = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
