//! Dates as feeds and news formats write them.
//!
//! [`parse`] reads RFC 822 and its successors in all common misspellings, RFC 3339, the W3C's date and time
//! formats, ISO 8601 weeks and ordinal days, `asctime`, United States order with a named month, seconds and
//! milliseconds of an epoch, and month names of many languages. It decides nothing that is open: `05/12/2026`
//! has no value, a time without a zone stays local, and what was set right is named in [`Parsed::faults`].
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

mod fast;
mod loose;
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
    /// The zone's name has several meanings, `IST`; the commonest was taken.
    OpenZone,
    /// The zone is none that is known here; the time stays local.
    UnknownZone,
}

impl Fault {
    const ALL: [Self; 11] = [
        Self::Unreadable,
        Self::Impossible,
        Self::OpenOrder,
        Self::Weekday,
        Self::ShortYear,
        Self::EndOfDay,
        Self::LeapSecond,
        Self::NoZone,
        Self::ObsoleteZone,
        Self::OpenZone,
        Self::UnknownZone,
    ];

    /// The code of the finding it makes.
    pub fn code(self) -> Code {
        match self {
            Self::Unreadable => "date.value.unreadable",
            Self::Impossible => "date.value.impossible",
            Self::OpenOrder => "date.order.open",
            Self::Weekday => "date.weekday.wrong",
            Self::ShortYear => "date.year.short",
            Self::EndOfDay => "date.hour.24",
            Self::LeapSecond => "date.second.leap",
            Self::NoZone => "date.zone.missing",
            Self::ObsoleteZone => "date.zone.obsolete",
            Self::OpenZone => "date.zone.open",
            Self::UnknownZone => "date.zone.unknown",
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
            Self::UnknownZone => {
                format!("the time zone in `{written}` is not known; the time is kept as a local one")
            }
        }
    }

    fn advice(self) -> Option<&'static str> {
        match self {
            Self::NoZone | Self::UnknownZone => Some("state it with `--zone`, e.g. `--zone Europe/Paris`"),
            _ => None,
        }
    }
}

/// A set of [`Fault`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults(u16);

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
        .unwrap_or_else(|| loose::parse(text))
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
    let parsed = if too_long { Parsed::failed(Fault::Unreadable) } else { parse(text) };
    if !parsed.faults.is_empty() {
        let shown = shorten(text.trim());
        for fault in parsed.faults.iter() {
            // what is missing here is supplied further on
            if fault == Fault::NoZone && cx.policy.zone_given {
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
mod tests;
