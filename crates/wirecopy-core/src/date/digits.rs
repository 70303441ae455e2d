//! Dates and times that are one run of digits.

use wirecopy_model::{Moment, Zone};

use super::day::{Day, Number, full_year, narrow};
use super::token::{Kind, Token};
use super::{Fault, Parsed};

/// A time of day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    pub(super) hour: u64,
    pub(super) minute: u64,
    pub(super) second: Option<u64>,
    pub(super) nanosecond: Option<u32>,
}

/// Seconds since 1970 (9 or 10 digits, perhaps with parts of a second), milliseconds (13, or 12 that are no date),
/// microseconds (16).
pub(super) fn epoch(tokens: &[Token]) -> Option<Parsed> {
    let (seconds, nanoseconds) = match tokens {
        [Token { kind: Kind::Number(seconds, 9 | 10), .. }] => (*seconds, None),
        [Token { kind: Kind::Number(value, 12), .. }] if minutes(*value).is_some() => return None,
        [Token { kind: Kind::Number(milliseconds, 12 | 13), .. }] => {
            (milliseconds / 1000, Some(u32::try_from(milliseconds % 1000).ok()? * 1_000_000))
        }
        [Token { kind: Kind::Number(microseconds, 16), .. }] => {
            (microseconds / 1_000_000, Some(u32::try_from(microseconds % 1_000_000).ok()? * 1000))
        }
        [
            Token { kind: Kind::Number(seconds, 9 | 10), .. },
            Token { kind: Kind::Sign('.'), spaced: false },
            Token { kind: Kind::Number(fraction, digits), spaced: false },
        ] => (*seconds, Some(nanoseconds(*fraction, *digits)?)),
        _ => return None,
    };
    let mut moment = Moment::from_unix_seconds(i64::try_from(seconds).ok()?)?;
    if let Some(nanoseconds) = nanoseconds {
        moment = moment.at_nanosecond(nanoseconds)?;
    }
    Some(Parsed::of(moment, Zone::Assumed))
}

/// The day and time of `202605120445`, in the centuries that feeds are of.
fn minutes(value: u64) -> Option<(u64, Time)> {
    let (day, clock) = (value / 10_000, value % 10_000);
    let (month, of_month) = (day / 100 % 100, day % 100);
    let is_date = (1900..=2199).contains(&(day / 10_000))
        && (1..=12).contains(&month)
        && (1..=31).contains(&of_month)
        && clock / 100 <= 24
        && clock % 100 < 60;
    is_date.then_some((day, Time { hour: clock / 100, minute: clock % 100, second: None, nanosecond: None }))
}

/// Nanoseconds of a decimal fraction with so many digits; what is finer is cut off.
pub(super) fn nanoseconds(fraction: u64, digits: u8) -> Option<u32> {
    let scaled = match digits.checked_sub(9) {
        Some(finer) => fraction / 10_u64.checked_pow(u32::from(finer))?,
        None => fraction * 10_u64.pow(u32::from(9 - digits)),
    };
    u32::try_from(scaled).ok()
}

/// ISO 8601's basic forms: `20260512`, `2026132`, `20260512044526`, and, as it had them until 2004, `260512` and
/// `26132`. With the time where that is part of it, and whether the year is short.
pub(super) fn joined(number: Number) -> Result<Option<(Day, Option<Time>, bool)>, Fault> {
    let value = number.value;
    let year = |value: u64| Number { value, digits: 4 };
    let short = |value: u64| full_year(Number { value, digits: 2 }).unwrap_or(year(value));
    let whole = |value: u64| Day::date(year(value / 10_000), value / 100 % 100, value % 100);
    Ok(Some(match number.digits {
        5 => (Day::Ordinal(narrow(short(value / 1000))?, value % 1000), None, true),
        6 => (Day::date(short(value / 10_000), value / 100 % 100, value % 100)?, None, true),
        7 => (Day::Ordinal(narrow(year(value / 1000))?, value % 1000), None, false),
        8 => (whole(value)?, None, false),
        12 => match minutes(value) {
            Some((day, time)) => (whole(day)?, Some(time), false),
            None => return Ok(None),
        },
        14 => {
            let time = basic_time(Number { value: value % 1_000_000, digits: 6 })?;
            (whole(value / 1_000_000)?, Some(time), false)
        }
        _ => return Ok(None),
    }))
}

/// `04`, `0445`, `044526`.
pub(super) fn basic_time(number: Number) -> Result<Time, Fault> {
    let value = number.value;
    let (hour, minute, second) = match number.digits {
        2 => (value, 0, None),
        4 => (value / 100, value % 100, None),
        6 => (value / 10_000, value / 100 % 100, Some(value % 100)),
        _ => return Err(Fault::Unreadable),
    };
    Ok(Time { hour, minute, second, nanosecond: None })
}
