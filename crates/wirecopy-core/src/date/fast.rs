//! The two well-formed shapes, without allocation. `None`: another shape, or something about it is odd.

use wirecopy_model::{Moment, Zone};

use super::Parsed;

/// `[Www, ]D[D] Mon YYYY HH:MM[:SS] zone`, the zone being `±HHMM`, `GMT`, `UTC`, `UT` or `Z`.
pub(super) fn rfc822(bytes: &[u8]) -> Option<Parsed> {
    let (weekday, rest) = match bytes {
        [a, b, c, b',', b' ', rest @ ..] => (Some(weekday([*a, *b, *c])?), rest),
        _ => (None, bytes),
    };
    let (day, rest) = match rest {
        [a, b' ', rest @ ..] => (digits(&[*a])?, rest),
        [a, b, b' ', rest @ ..] => (digits(&[*a, *b])?, rest),
        _ => return None,
    };
    let [m1, m2, m3, b' ', y1, y2, y3, y4, b' ', h1, h2, b':', n1, n2, rest @ ..] = rest else { return None };
    let year = u16::try_from(digits(&[*y1, *y2, *y3, *y4])?).ok()?;
    let mut moment = Moment::day(year, month([*m1, *m2, *m3])?, small(day)?)?
        .at_minute(small(digits(&[*h1, *h2])?)?, small(digits(&[*n1, *n2])?)?)?;
    let zone = match rest {
        [b':', s1, s2, rest @ ..] => {
            moment = moment.at_second(small(digits(&[*s1, *s2])?)?)?;
            rest
        }
        _ => rest,
    };
    if weekday.is_some_and(|weekday| weekday != moment.weekday()) {
        return None;
    }
    let offset = match zone {
        b" GMT" | b" UTC" | b" UT" | b" Z" => 0,
        [b' ', zone @ ..] => offset(zone)?,
        _ => return None,
    };
    Some(Parsed::of(moment.with_offset(offset)?, Zone::Given))
}

/// `YYYY-MM-DDTHH:MM:SS[.fff](Z|±HH:MM|±HHMM)`.
pub(super) fn rfc3339(bytes: &[u8]) -> Option<Parsed> {
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        m1,
        m2,
        b'-',
        d1,
        d2,
        b'T' | b't' | b' ',
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
        rest @ ..,
    ] = bytes
    else {
        return None;
    };
    let year = u16::try_from(digits(&[*y1, *y2, *y3, *y4])?).ok()?;
    let mut moment = Moment::day(year, small(digits(&[*m1, *m2])?)?, small(digits(&[*d1, *d2])?)?)?
        .at_minute(small(digits(&[*h1, *h2])?)?, small(digits(&[*n1, *n2])?)?)?
        .at_second(small(digits(&[*s1, *s2])?)?)?;
    let zone = match rest {
        [b'.', rest @ ..] => {
            let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (fraction, zone) = rest.split_at_checked(length)?;
            moment = moment.at_nanosecond(nanoseconds(fraction)?)?;
            zone
        }
        _ => rest,
    };
    let offset = if let [b'Z' | b'z'] = zone { 0 } else { offset(zone)? };
    Some(Parsed::of(moment.with_offset(offset)?, Zone::Given))
}

/// Seconds of `±HHMM` or `±HH:MM`.
fn offset(zone: &[u8]) -> Option<i32> {
    let ([sign, h1, h2, b':', m1, m2] | [sign, h1, h2, m1, m2]) = zone else { return None };
    let sign = match sign {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    Some(sign * i32::try_from(hours * 3600 + minutes * 60).ok()?)
}

/// Nanoseconds of the digits after the point; what is finer is cut off.
pub(super) fn nanoseconds(fraction: &[u8]) -> Option<u32> {
    if fraction.is_empty() {
        return None;
    }
    let kept = fraction.get(..9).unwrap_or(fraction);
    let missing = u32::try_from(9 - kept.len()).ok()?;
    Some(digits(kept)? * 10_u32.pow(missing))
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

fn small(number: u32) -> Option<u8> {
    u8::try_from(number).ok()
}

fn month(name: [u8; 3]) -> Option<u8> {
    Some(match &name {
        b"Jan" => 1,
        b"Feb" => 2,
        b"Mar" => 3,
        b"Apr" => 4,
        b"May" => 5,
        b"Jun" => 6,
        b"Jul" => 7,
        b"Aug" => 8,
        b"Sep" => 9,
        b"Oct" => 10,
        b"Nov" => 11,
        b"Dec" => 12,
        _ => return None,
    })
}

fn weekday(name: [u8; 3]) -> Option<u8> {
    Some(match &name {
        b"Mon" => 0,
        b"Tue" => 1,
        b"Wed" => 2,
        b"Thu" => 3,
        b"Fri" => 4,
        b"Sat" => 5,
        b"Sun" => 6,
        _ => return None,
    })
}
