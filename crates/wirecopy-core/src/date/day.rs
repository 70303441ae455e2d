//! Days, as dates say them, and where they are in the calendar.

use wirecopy_model::Moment;

use super::Fault;

/// A number with how many digits it has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: u64,
    pub(super) digits: u8,
}

/// What a day is said by.
#[derive(Clone, Copy, Debug)]
pub(super) enum Day {
    Year(u16),
    Month(u16, u8),
    Date(u16, u8, u8),
    /// The day of the year, from 1.
    Ordinal(u16, u64),
    /// ISO 8601 week, and its day from 1 for Monday.
    Week(u16, u64, Option<u64>),
    /// Three numbers with the sign between them, whose order is open.
    Triple(Number, Number, Number, char),
}

/// A day that was settled, with what was odd about it.
pub(super) type Settled = (Moment, Option<Fault>);

impl Day {
    /// The day of a year, a month and a day of the month.
    pub(super) fn date(year: Number, month: u64, of_month: u64) -> Result<Self, Fault> {
        let small = |number: u64| u8::try_from(number).map_err(|_| Fault::Impossible);
        Ok(Self::Date(narrow(year)?, small(month)?, small(of_month)?))
    }

    /// Where it is in the calendar. `weekdays`: the weekdays that were named, Monday being the lowest bit.
    pub(super) fn settle(self, weekdays: u8) -> Result<Settled, Fault> {
        let moment = match self {
            Self::Year(year) => Moment::year(year),
            Self::Month(year, month) => Moment::month(year, month),
            Self::Date(year, month, day) => Moment::day(year, month, day),
            Self::Ordinal(year, ordinal) => ordinal_day(year, ordinal),
            Self::Week(year, week, day) => {
                let odd = day.is_none().then_some(Fault::WeekOnly);
                return week_day(year, week, day).map(|moment| (moment, odd)).ok_or(Fault::Impossible);
            }
            Self::Triple(first, second, third, sign) => return triple(first, second, third, sign, weekdays),
        };
        moment.map(|moment| (moment, None)).ok_or(Fault::Impossible)
    }
}

/// The years of a century that two digits are short for, RFC 5322 § 4.3: 1950 to 2049; three digits count from 1900.
pub(super) fn full_year(year: Number) -> Option<Number> {
    let value = match year.digits {
        2 if year.value < 50 => year.value + 2000,
        2 | 3 => year.value + 1900,
        _ => return None,
    };
    Some(Number { value, digits: 4 })
}

pub(super) fn narrow(year: Number) -> Result<u16, Fault> {
    u16::try_from(year.value).map_err(|_| Fault::Impossible)
}

/// `2026-05-12`, `12.05.2026`, `5/25/2026`, `26-05-12`: the readings there are days for, of which one has to be left.
///
/// A full year in front is followed by month and day. Dots mean that the day is first. Two digits between hyphens
/// mean what ISO 8601 had them mean until 2004: year, month, day. Slashes mean nothing by themselves.
fn triple(a: Number, b: Number, c: Number, sign: char, weekdays: u8) -> Result<Settled, Fault> {
    let year_first = (a.digits == 4 || a.digits == 2 && c.digits == 2).then_some((a, b, c));
    let has_year_last = a.digits <= 2 && matches!(c.digits, 2 | 4);
    let day_first = has_year_last.then_some((c, b, a));
    let month_first = has_year_last.then_some((c, a, b));
    if b.digits > 2 || c.digits > 4 || (year_first.is_none() && !has_year_last) {
        return Err(Fault::Unreadable);
    }
    let calendar = |(year, month, day): (Number, Number, Number)| {
        let year = full_year(year).unwrap_or(year);
        let small = |number: u64| u8::try_from(number).ok();
        Moment::day(narrow(year).ok()?, small(month.value)?, small(day.value)?)
    };
    let readings = [year_first, day_first, month_first].map(|reading| reading.and_then(calendar));
    let is_short = a.digits < 4 && c.digits < 4;
    let short = is_short.then_some(Fault::ShortYear);
    let mut found: Option<Moment> = None;
    let mut several = false;
    for reading in readings.into_iter().flatten() {
        several |= found.is_some_and(|other| other != reading);
        found = found.or(Some(reading));
    }
    let Some(first) = found else { return Err(Fault::Impossible) };
    if !several {
        return Ok((first, short));
    }
    let [by_year, by_day, _] = readings;
    // the weekday tells, where it is that of one reading alone
    let is_named = |moment: &Moment| weekdays & (1 << moment.weekday()) != 0;
    let mut named = readings.into_iter().flatten().filter(is_named);
    if let Some(only) = named.next()
        && named.all(|other| other == only)
    {
        return Ok((only, short));
    }
    match (sign, by_year, by_day) {
        ('.', _, Some(moment)) => Ok((moment, short)),
        ('-', Some(moment), _) => Ok((moment, Some(Fault::YearFirst))),
        _ => Err(Fault::OpenOrder),
    }
}

fn ordinal_day(year: u16, ordinal: u64) -> Option<Moment> {
    let moment = days_after(Moment::day(year, 1, 1)?, i64::try_from(ordinal).ok()?.checked_sub(1)?)?;
    (ordinal >= 1 && moment.date().0 == year).then_some(moment)
}

fn week_day(year: u16, week: u64, weekday: Option<u64>) -> Option<Moment> {
    if !(1..=53).contains(&week) || weekday.is_some_and(|day| !(1..=7).contains(&day)) {
        return None;
    }
    // the week with 4 January is the first
    let fourth = Moment::day(year, 1, 4)?;
    let monday = days_after(fourth, -i64::from(fourth.weekday()))?;
    let days = i64::try_from((week - 1) * 7 + weekday.unwrap_or(1) - 1).ok()?;
    let thursday = days_after(monday, i64::try_from((week - 1) * 7 + 3).ok()?)?;
    (thursday.date().0 == year).then(|| days_after(monday, days))?
}

/// The day so many days after another.
pub(super) fn days_after(day: Moment, days: i64) -> Option<Moment> {
    let midnight = day.at_minute(0, 0)?.with_offset(0)?.unix_seconds()?;
    Some(Moment::from_unix_seconds(midnight.checked_add(days.checked_mul(86_400)?)?)?.to_day())
}
