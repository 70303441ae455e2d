//! Dates in the forms of RSS (RFC 822 with four digits of the year) and of Atom (RFC 3339).

use wirecopy_core::date;
use wirecopy_model::{Date, Moment, Precision, Zone};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date as RSS has it. `None`: it is not exact enough, or without a zone, or not understood.
pub(crate) fn rfc822(date: &Date) -> Option<String> {
    if is_rfc822(&date.written) {
        return Some(date.written.clone());
    }
    let moment = exact(date)?;
    let offset = moment.offset()?;
    let (year, month, day) = moment.date();
    let (hour, minute, second, _) = moment.time();
    let weekday = DAYS.get(usize::from(moment.weekday()))?;
    let month = MONTHS.get(usize::from(month).checked_sub(1)?)?;
    let sign = if offset < 0 { '-' } else { '+' };
    let offset = offset.unsigned_abs() / 60;
    Some(format!(
        "{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} {sign}{:02}{:02}",
        offset / 60,
        offset % 60
    ))
}

/// A date as Atom has it. `None`: as for [`rfc822`].
pub(crate) fn rfc3339(date: &Date) -> Option<String> {
    if is_rfc3339(&date.written) {
        return Some(date.written.clone());
    }
    let moment = exact(date)?;
    moment.offset()?;
    let text = moment.to_string();
    // RFC 3339 has no times without seconds
    if moment.precision() < Precision::Second {
        let (minute, zone) = text.split_at_checked(16)?;
        return Some(format!("{minute}:00{zone}"));
    }
    Some(text)
}

fn exact(date: &Date) -> Option<Moment> {
    let precision = date.precision.or(date.value.map(Moment::precision))?;
    date.value.filter(|_| precision >= Precision::Minute && date.zone != Zone::None)
}

/// Whether a text is a date of RSS, without fault.
fn is_rfc822(written: &str) -> bool {
    // the name of the day, then the day: other orders are read, but not written
    let day = match written.split_at_checked(3) {
        Some((_, rest)) if rest.starts_with(',') => rest.get(1..).unwrap_or_default().trim_start(),
        _ => written,
    };
    let digits = day.bytes().take_while(u8::is_ascii_digit).count();
    let is_dated = (1..=2).contains(&digits) && day.as_bytes().get(digits) == Some(&b' ');
    let parsed = date::parse(written);
    is_dated
        && parsed.faults.is_empty()
        && parsed.zone == Zone::Given
        && parsed.value.is_some_and(|value| value.precision() >= Precision::Minute)
}

/// Whether a text is a date of Atom (RFC 4287 § 3.3).
fn is_rfc3339(written: &str) -> bool {
    let shape = b"0000-00-00T00:00:00";
    let bytes = written.as_bytes();
    let Some((start, rest)) = bytes.split_at_checked(shape.len()) else { return false };
    let fits = start.iter().zip(shape).all(|(byte, shape)| match shape {
        b'0' => byte.is_ascii_digit(),
        _ => byte == shape,
    });
    let rest = match rest.strip_prefix(b".") {
        Some(fraction) => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 { None } else { fraction.get(digits..) }
        }
        None => Some(rest),
    };
    let is_zone = |rest: &[u8]| match rest {
        b"Z" => true,
        [b'+' | b'-', hours @ ..] => {
            hours.len() == 5
                && hours.get(2) == Some(&b':')
                && hours.iter().enumerate().all(|(at, byte)| at == 2 || byte.is_ascii_digit())
        }
        _ => false,
    };
    fits && rest.is_some_and(is_zone) && date::parse(written).faults.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, rss: Option<&str>, atom: Option<&str>) {
        let parsed = date::parse(written);
        let date = Date {
            written: written.to_owned(),
            value: parsed.value,
            zone: parsed.zone,
            precision: parsed.precision,
        };
        assert_eq!((rfc822(&date).as_deref(), rfc3339(&date).as_deref()), (rss, atom), "{written}");
    }

    #[test]
    fn what_is_right_stays_as_written() {
        let rss = "Tue, 12 May 2026 04:45:26 +0200";
        check(rss, Some(rss), Some("2026-05-12T04:45:26+02:00"));
        check("12 May 2026 04:45 GMT", Some("12 May 2026 04:45 GMT"), Some("2026-05-12T04:45:00Z"));
        let atom = "2026-05-12T04:45:26.250Z";
        check(atom, Some("Tue, 12 May 2026 04:45:26 +0000"), Some(atom));
    }

    #[test]
    fn what_is_wrong_is_set_right_and_what_is_open_stays_open() {
        check("2026-05-12 04:45:26Z", Some("Tue, 12 May 2026 04:45:26 +0000"), Some("2026-05-12T04:45:26Z"));
        check(
            "Mon, 12 May 2026 04:45:26 -0330",
            Some("Tue, 12 May 2026 04:45:26 -0330"),
            Some("2026-05-12T04:45:26-03:30"),
        );
        let order = "Tue, May 12 2026 04:45:26 +0200";
        check(order, Some("Tue, 12 May 2026 04:45:26 +0200"), Some("2026-05-12T04:45:26+02:00"));
        for open in ["2026-05-12", "Tue, 12 May 2026 04:45:26", "soon", "2026"] {
            check(open, None, None);
        }
    }
}
