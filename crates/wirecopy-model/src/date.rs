use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date as the source wrote it, beside what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Date {
    /// The source's own words.
    pub written: String,
    /// What they mean. `None`: not understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Moment>,
    /// Where the offset of `value` comes from.
    pub zone: Zone,
    /// How exact the source is. `None` when `value` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<Precision>,
}

impl Date {
    /// The instant in seconds since 1970-01-01T00:00:00Z. `None`: not understood, or without a zone.
    pub fn instant(&self) -> Option<i64> {
        self.value.and_then(Moment::unix_seconds)
    }
}

/// A [`Date`] with its role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleDate {
    /// What happened then.
    pub role: DateRole,
    /// When.
    #[serde(flatten)]
    pub date: Date,
    /// Element it came from, when that is not the format's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Cow<'static, str>>,
}

/// What happened at a date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DateRole {
    /// It was published.
    #[default]
    Published,
    /// It was changed.
    Updated,
    /// It was first created.
    Created,
    /// Its content was created.
    ContentCreated,
    /// Its content was changed.
    ContentModified,
    /// This version was created.
    VersionCreated,
    /// Until then it may not be published.
    Embargo,
    /// From then on it is no longer valid.
    Expires,
    /// The feed was built.
    Built,
    /// It was sent.
    Sent,
    /// Another role, by its name in the source.
    #[serde(untagged)]
    Other(String),
}

/// Where the offset of a date comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// The source states it; or the caller does, and then [`crate::Article::given`] names `zone`.
    Given,
    /// A convention supplies it (epoch seconds are UTC; a zone name that has several meanings).
    Assumed,
    /// Nobody states it: the value is a local time.
    #[default]
    None,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
    /// An hour.
    Hour,
    /// A minute.
    Minute,
    /// A second.
    Second,
    /// Parts of a second.
    Subsecond,
}

/// A point of the proleptic Gregorian calendar, as exact as it is known, with its offset if that is known.
///
/// Written like RFC 3339, shortened to what is known: `2026`, `2026-03`, `2026-03-09`, `2026-03-09T14:05`,
/// `2026-03-09T14:05:31`, `2026-03-09T14:05:31.5+01:00`, `2026-03-09T13:05:31Z`.
///
/// ```
/// use wirecopy_model::Moment;
///
/// let moment: Moment = "2026-03-09T14:05:31+01:00".parse()?;
/// assert_eq!(moment.unix_seconds(), Some(1_773_061_531));
/// assert_eq!(moment.to_string(), "2026-03-09T14:05:31+01:00");
/// # Ok::<(), wirecopy_model::MomentError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
    offset: Option<i32>,
    precision: u8,
}

impl Moment {
    /// A year, 0 to 9999. `None`: out of range.
    pub fn year(year: u16) -> Option<Self> {
        (year <= 9999).then_some(Self {
            year,
            month: 1,
            day: 1,
            hour: 0,
            minute: 0,
            second: 0,
            nanosecond: 0,
            offset: None,
            precision: 0,
        })
    }

    /// A month of a year. `None`: out of range.
    pub fn month(year: u16, month: u8) -> Option<Self> {
        let moment = Self::year(year)?;
        (1..=12).contains(&month).then_some(Self { month, precision: 1, ..moment })
    }

    /// A day. `None`: there is no such day.
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        let moment = Self::month(year, month)?;
        (1..=days_in_month(year, month)).contains(&day).then_some(Self { day, precision: 2, ..moment })
    }

    /// With a time of day to the minute. `None`: out of range.
    #[must_use]
    pub fn at_minute(self, hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60 && self.precision >= 2).then_some(Self {
            hour,
            minute,
            precision: 4,
            ..self
        })
    }

    /// With seconds. `None`: out of range (a leap second's 60 is).
    #[must_use]
    pub fn at_second(self, second: u8) -> Option<Self> {
        (second < 60 && self.precision >= 4).then_some(Self { second, precision: 5, ..self })
    }

    /// With parts of a second. `None`: out of range.
    #[must_use]
    pub fn at_nanosecond(self, nanosecond: u32) -> Option<Self> {
        (nanosecond < 1_000_000_000 && self.precision >= 5).then_some(Self {
            nanosecond,
            precision: 6,
            ..self
        })
    }

    /// With an offset from UTC in seconds, whole minutes, at most 23:59. `None`: out of range, or no time of day.
    #[must_use]
    pub fn with_offset(self, seconds: i32) -> Option<Self> {
        (seconds % 60 == 0 && seconds.abs() < 86_400 && self.precision >= 4)
            .then_some(Self { offset: Some(seconds), ..self })
    }

    /// The same date and time with no offset.
    #[must_use]
    pub fn without_offset(self) -> Self {
        Self { offset: None, ..self }
    }

    /// Only the day. A moment that is less exact stays as it is.
    #[must_use]
    pub fn to_day(self) -> Self {
        if self.precision <= 2 {
            return self;
        }
        Self { hour: 0, minute: 0, second: 0, nanosecond: 0, offset: None, precision: 2, ..self }
    }

    /// From seconds since 1970-01-01T00:00:00Z, in UTC. `None`: not in the years 0 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let (year, month, day) = civil_from_days(seconds.div_euclid(86_400))?;
        let rest = seconds.rem_euclid(86_400);
        let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
        Self::day(year, month, day)?
            .at_minute(u8::try_from(hour).ok()?, u8::try_from(minute).ok()?)?
            .at_second(u8::try_from(second).ok()?)?
            .with_offset(0)
    }

    /// Seconds since 1970-01-01T00:00:00Z. `None`: no offset is known.
    pub fn unix_seconds(self) -> Option<i64> {
        Some(self.local_seconds() - i64::from(self.offset?))
    }

    /// The same instant in UTC. `None`: no offset is known, or outside the years 0 to 9999.
    #[must_use]
    pub fn to_utc(self) -> Option<Self> {
        let mut utc = Self::from_unix_seconds(self.unix_seconds()?)?;
        utc.nanosecond = self.nanosecond;
        utc.precision = self.precision;
        Some(utc)
    }

    /// Year, month and day; month and day are 1 where they are not known.
    pub fn date(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// Hour, minute, second and nanosecond; 0 where they are not known.
    pub fn time(self) -> (u8, u8, u8, u32) {
        (self.hour, self.minute, self.second, self.nanosecond)
    }

    /// Offset from UTC in seconds. `None`: not known.
    pub fn offset(self) -> Option<i32> {
        self.offset
    }

    /// Day of the week, 0 for Monday.
    pub fn weekday(self) -> u8 {
        let days = days_from_civil(self.year, self.month, self.day);
        u8::try_from((days + 3).rem_euclid(7)).unwrap_or_default()
    }

    /// How exact it is.
    pub fn precision(self) -> Precision {
        match self.precision {
            0 => Precision::Year,
            1 => Precision::Month,
            2 => Precision::Day,
            3 | 4 => Precision::Minute,
            5 => Precision::Second,
            _ => Precision::Subsecond,
        }
    }

    fn local_seconds(self) -> i64 {
        days_from_civil(self.year, self.month, self.day) * 86_400
            + i64::from(self.hour) * 3600
            + i64::from(self.minute) * 60
            + i64::from(self.second)
    }

    /// Writes it into `buffer` and gives the text: no allocation.
    fn write(self, buffer: &mut [u8; 40]) -> &str {
        let mut writer = Digits { buffer, length: 0 };
        writer.number(u32::from(self.year), 4);
        if self.precision >= 1 {
            writer.byte(b'-');
            writer.number(u32::from(self.month), 2);
        }
        if self.precision >= 2 {
            writer.byte(b'-');
            writer.number(u32::from(self.day), 2);
        }
        if self.precision >= 3 {
            writer.byte(b'T');
            writer.number(u32::from(self.hour), 2);
            writer.byte(b':');
            writer.number(u32::from(self.minute), 2);
        }
        if self.precision >= 5 {
            writer.byte(b':');
            writer.number(u32::from(self.second), 2);
        }
        if self.precision >= 6 {
            let mut digits = 9;
            let mut value = self.nanosecond;
            while digits > 1 && value.is_multiple_of(10) {
                value /= 10;
                digits -= 1;
            }
            writer.byte(b'.');
            writer.number(value, digits);
        }
        match self.offset {
            None => {}
            Some(0) => writer.byte(b'Z'),
            Some(offset) => {
                writer.byte(if offset < 0 { b'-' } else { b'+' });
                writer.number(offset.unsigned_abs() / 3600, 2);
                writer.byte(b':');
                writer.number(offset.unsigned_abs() / 60 % 60, 2);
            }
        }
        let Digits { buffer, length } = writer;
        buffer.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

struct Digits<'b> {
    buffer: &'b mut [u8; 40],
    length: usize,
}

impl Digits<'_> {
    fn byte(&mut self, byte: u8) {
        if let Some(place) = self.buffer.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }

    fn number(&mut self, value: u32, digits: u32) {
        for place in (0..digits).rev() {
            let digit = value / 10_u32.pow(place) % 10;
            self.byte(b'0' + u8::try_from(digit).unwrap_or_default());
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.write(&mut [0; 40]))
    }
}

/// The text is not a [`Moment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MomentError;

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date or time like `2026-03-09` or `2026-03-09T14:05:31+01:00`")
    }
}

impl std::error::Error for MomentError {}

impl FromStr for Moment {
    type Err = MomentError;

    /// Reads the form that `Display` writes, and nothing else.
    fn from_str(text: &str) -> Result<Self, MomentError> {
        Scanner { rest: text.as_bytes() }.moment().ok_or(MomentError)
    }
}

struct Scanner<'t> {
    rest: &'t [u8],
}

impl Scanner<'_> {
    fn moment(mut self) -> Option<Moment> {
        let year = u16::try_from(self.number(4)?).ok()?;
        if self.rest.is_empty() {
            return Moment::year(year);
        }
        self.byte(b'-')?;
        let month = u8::try_from(self.number(2)?).ok()?;
        if self.rest.is_empty() {
            return Moment::month(year, month);
        }
        self.byte(b'-')?;
        let mut moment = Moment::day(year, month, u8::try_from(self.number(2)?).ok()?)?;
        if self.rest.is_empty() {
            return Some(moment);
        }
        self.byte(b'T')?;
        let hour = u8::try_from(self.number(2)?).ok()?;
        self.byte(b':')?;
        moment = moment.at_minute(hour, u8::try_from(self.number(2)?).ok()?)?;
        if self.byte(b':').is_some() {
            moment = moment.at_second(u8::try_from(self.number(2)?).ok()?)?;
            if self.byte(b'.').is_some() {
                moment = moment.at_nanosecond(self.fraction()?)?;
            }
        }
        if self.rest.is_empty() {
            return Some(moment);
        }
        if self.byte(b'Z').is_some() {
            return if self.rest.is_empty() { moment.with_offset(0) } else { None };
        }
        let sign = if self.byte(b'-').is_some() { -1 } else { self.byte(b'+').map(|()| 1)? };
        let hours = i32::try_from(self.number(2)?).ok()?;
        self.byte(b':')?;
        let minutes = i32::try_from(self.number(2)?).ok().filter(|minutes| *minutes < 60)?;
        if !self.rest.is_empty() || hours > 23 {
            return None;
        }
        moment.with_offset(sign * (hours * 3600 + minutes * 60))
    }

    fn byte(&mut self, byte: u8) -> Option<()> {
        let (first, rest) = self.rest.split_first()?;
        (*first == byte).then(|| self.rest = rest)
    }

    fn number(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.rest.split_at_checked(digits)?;
        self.rest = rest;
        number
            .iter()
            .try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    }

    fn fraction(&mut self) -> Option<u32> {
        let digits = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || digits > 9 {
            return None;
        }
        let value = self.number(digits)?;
        Some(value * 10_u32.pow(u32::try_from(9 - digits).ok()?))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.write(&mut [0; 40]))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A date or time like RFC 3339, shortened to what is known; no offset when none is known.",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$"
        })
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01. Counts years from March, so that the leap day comes last.
fn days_from_civil(year: u16, month: u8, day: u8) -> i64 {
    let month_from_march = i64::from((month + 9) % 12);
    let year = i64::from(year) - i64::from(month <= 2);
    let days_before_month = (153 * month_from_march + 2) / 5;
    year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + days_before_month
        + i64::from(day)
        - 719_469
}

/// The inverse of [`days_from_civil`]. `None`: not in the years 0 to 9999.
fn civil_from_days(days: i64) -> Option<(u16, u8, u8)> {
    if !(-719_528..=2_932_896).contains(&days) {
        return None;
    }
    // an estimate of the year that is at most one off, then put right
    let mut year = u16::try_from((days + 719_528) * 400 / 146_097).ok()?;
    while days_from_civil(year, 1, 1) > days {
        year = year.checked_sub(1)?;
    }
    while year < 9999 && days_from_civil(year + 1, 1, 1) <= days {
        year += 1;
    }
    let month = (1..=12).rev().find(|month| days_from_civil(year, *month, 1) <= days)?;
    let day = u8::try_from(days - days_from_civil(year, month, 1) + 1).ok()?;
    Some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_it_writes() {
        for text in [
            "2026",
            "2026-03",
            "2026-03-09",
            "2026-03-09T14:05",
            "2026-03-09T14:05:31",
            "2026-03-09T14:05Z",
            "2026-03-09T14:05:31.5+01:00",
            "2026-03-09T14:05:31.000000001-09:30",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
        ] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "20",
            "2026-13",
            "2026-02-30",
            "2026-03-09T24:00",
            "2026-03-09T14:05:60",
            "2026-03-09T14:05:31.",
            "2026-03-09T14:05+24:00",
            "2026-03-09 14:05",
            "2026-03-09T14:05Zx",
            "2026-03-09Z",
            "+026-01-01",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(MomentError), "{text}");
        }
    }

    #[test]
    fn knows_the_epoch_and_weekdays() {
        let epoch: Moment = "1970-01-01T00:00:00Z".parse().unwrap();
        assert_eq!((epoch.unix_seconds(), epoch.weekday()), (Some(0), 3));
        let moment: Moment = "2000-02-29T12:00:00-01:00".parse().unwrap();
        assert_eq!((moment.unix_seconds(), moment.weekday()), (Some(951_829_200), 1));
    }

    proptest! {
        #[test]
        fn unix_seconds_there_and_back(seconds in -62_167_219_200_i64..=253_402_300_799) {
            let moment = Moment::from_unix_seconds(seconds).unwrap();
            prop_assert_eq!(moment.unix_seconds(), Some(seconds));
            prop_assert_eq!(moment.to_string().parse::<Moment>(), Ok(moment));
        }
    }
}
