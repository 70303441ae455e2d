//! Dates in all other shapes: the pieces are sorted by what they can be, and a date results only where that
//! leaves one reading.

use jiff::civil;
use jiff::tz::TimeZone;
use wirecopy_model::{Moment, Precision, Zone};

use super::token::{Kind, Token, tokens};
use super::{Fault, Faults, Parsed, name, zone};

pub(super) fn parse(text: &str) -> Parsed {
    let Some(tokens) = tokens(text).filter(|tokens| !tokens.is_empty()) else {
        return Parsed::failed(Fault::Unreadable);
    };
    if let Some(parsed) = epoch(&tokens) {
        return parsed;
    }
    let mut loose = Loose { tokens: &tokens, ..Loose::default() };
    match loose.sort().and_then(|()| loose.date()).and_then(|day| loose.moment(day)) {
        Ok((value, zone)) => {
            let precision = if loose.hour_only { Precision::Hour } else { value.precision() };
            Parsed { value: Some(value), zone, precision: Some(precision), faults: loose.faults }
        }
        Err(fault) => Parsed::failed(fault),
    }
}

/// Seconds since 1970 (9 or 10 digits, perhaps with parts of a second), or milliseconds (12 or 13).
fn epoch(tokens: &[Token]) -> Option<Parsed> {
    let (seconds, nanoseconds) = match tokens {
        [Token { kind: Kind::Number(seconds, 9 | 10), .. }] => (*seconds, None),
        [Token { kind: Kind::Number(milliseconds, 13), .. }] => {
            (milliseconds / 1000, Some(u32::try_from(milliseconds % 1000).ok()? * 1_000_000))
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

/// Nanoseconds of a decimal fraction with so many digits; what is finer is cut off.
fn nanoseconds(fraction: u64, digits: u8) -> Option<u32> {
    let scaled = match digits.checked_sub(9) {
        Some(finer) => fraction / 10_u64.checked_pow(u32::from(finer))?,
        None => fraction * 10_u64.pow(u32::from(9 - digits)),
    };
    u32::try_from(scaled).ok()
}

/// A number with how many digits it has.
#[derive(Clone, Copy)]
struct Number {
    value: u64,
    digits: u8,
}

#[derive(Clone, Copy)]
struct Time {
    hour: u64,
    minute: u64,
    second: Option<u64>,
    nanosecond: Option<u32>,
}

/// What a day is said by.
#[derive(Clone, Copy)]
enum Day {
    Year(u16),
    Month(u16, u8),
    Date(u16, u8, u8),
    /// The day of the year, from 1.
    Ordinal(u16, u64),
    /// ISO 8601 week, and its day from 1 for Monday.
    Week(u16, u64, Option<u64>),
}

#[derive(Clone, Copy)]
enum Offset {
    Seconds(i32),
    Place,
    Unknown,
}

/// First half of the day or second.
#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

#[derive(Default)]
struct Loose<'t> {
    tokens: &'t [Token],
    at: usize,
    day: Option<Day>,
    year: Option<Number>,
    month: Option<u8>,
    month_day: Option<u64>,
    /// Weekdays the word taken for the month could be.
    month_as_weekday: u8,
    numbers: Vec<Number>,
    weekdays: u8,
    time: Option<Time>,
    time_next: bool,
    hour_only: bool,
    half: Option<Half>,
    offset: Option<Offset>,
    open_zone: bool,
    place: Option<String>,
    faults: Faults,
}

type Step<T = ()> = Result<T, Fault>;

impl Loose<'_> {
    fn kind(&self, ahead: usize) -> Option<&Kind> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    /// The piece `ahead`, if it follows the one before it without space.
    fn close(&self, ahead: usize) -> Option<&Kind> {
        self.tokens.get(self.at + ahead).filter(|token| !token.spaced).map(|token| &token.kind)
    }

    fn number(&self, ahead: usize) -> Option<Number> {
        match self.kind(ahead)? {
            Kind::Number(value, digits) => Some(Number { value: *value, digits: *digits }),
            _ => None,
        }
    }

    fn close_number(&self, ahead: usize) -> Option<Number> {
        self.close(ahead)?;
        self.number(ahead)
    }

    fn word(&self, ahead: usize) -> Option<&str> {
        match self.kind(ahead)? {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    fn close_sign(&self, ahead: usize) -> Option<char> {
        match self.close(ahead)? {
            Kind::Sign(sign) => Some(*sign),
            _ => None,
        }
    }

    fn sort(&mut self) -> Step {
        while let Some(kind) = self.kind(0) {
            let used = match kind {
                Kind::Number(..) => self.take_number()?,
                Kind::Word(word) => {
                    let word = word.clone();
                    self.take_word(&word)?
                }
                Kind::Sign(sign) => self.take_sign(*sign)?,
            };
            self.at += used;
        }
        Ok(())
    }

    /// How many pieces were used.
    fn take_number(&mut self) -> Step<usize> {
        let Some(first) = self.number(0) else { return Err(Fault::Unreadable) };
        if self.time.is_none()
            && let Some(used) = self.clock(first)
        {
            return Ok(used);
        }
        if let Some(used) = self.counted(first)? {
            return Ok(used);
        }
        if let Some(used) = self.week(first) {
            return Ok(used);
        }
        if let (Some(sign @ ('-' | '/' | '.')), Some(second)) = (self.close_sign(1), self.close_number(2)) {
            if self.day.is_some() || self.month.is_some() {
                return Err(Fault::Unreadable);
            }
            if let (true, Some(third)) = (self.close_sign(3) == Some(sign), self.close_number(4)) {
                self.day = Some(self.triple(first, second, third, sign)?);
                return Ok(5);
            }
            self.day = Some(pair(first, second)?);
            return Ok(3);
        }
        if self.day.is_none()
            && self.numbers.is_empty()
            && self.month.is_none()
            && let Some(day) = joined(first)?
        {
            self.day = Some(day);
            if first.digits == 14 {
                self.time = Some(basic_time(Number { value: first.value % 1_000_000, digits: 6 })?);
            }
            return Ok(1);
        }
        if self.numbers.len() == 3 {
            return Err(Fault::Unreadable);
        }
        self.numbers.push(first);
        Ok(1)
    }

    /// A time of day written with signs: `4:45`, `04:45:26.5`, `16h45`, after «at» also `16.45`.
    fn clock(&mut self, hour: Number) -> Option<usize> {
        if hour.digits > 2 {
            return None;
        }
        let separator = match self.close(1)? {
            Kind::Sign(':') => ':',
            Kind::Sign('.') if self.time_next => '.',
            Kind::Word(word) if word == "h" => 'h',
            _ => return None,
        };
        let Some(minute) = self.close_number(2).filter(|minute| minute.digits <= 2) else {
            if separator != 'h' {
                return None;
            }
            self.hour_only = true;
            self.time = Some(Time { hour: hour.value, minute: 0, second: None, nanosecond: None });
            return Some(2);
        };
        let mut time = Time { hour: hour.value, minute: minute.value, second: None, nanosecond: None };
        let mut used = 3;
        let has_seconds = self.close_sign(3) == Some(separator);
        if let Some(second) = self.close_number(4).filter(|second| has_seconds && second.digits <= 2) {
            time.second = Some(second.value);
            used = 5;
            if let (Some('.' | ',' | ':'), Some(fraction)) = (self.close_sign(5), self.close_number(6)) {
                time.nanosecond = nanoseconds(fraction.value, fraction.digits);
                used = 7;
            }
        }
        self.time = Some(time);
        Some(used)
    }

    /// A number with a Chinese, Japanese or Korean unit: `2026年`, `5월`.
    fn counted(&mut self, number: Number) -> Step<Option<usize>> {
        let Some(unit) = self.word(1) else { return Ok(None) };
        match unit {
            "年" | "년" if self.year.is_none() => self.year = Some(number),
            "月" | "월" if self.month.is_none() => {
                self.month = Some(u8::try_from(number.value).map_err(|_| Fault::Impossible)?);
            }
            "日" | "일" | "号" | "號" if self.month_day.is_none() => self.month_day = Some(number.value),
            "時" | "时" | "시" | "点" if self.time.is_none() => {
                self.hour_only = true;
                self.time = Some(Time { hour: number.value, minute: 0, second: None, nanosecond: None });
            }
            "分" | "분" => match &mut self.time {
                Some(time) => {
                    time.minute = number.value;
                    self.hour_only = false;
                }
                None => return Err(Fault::Unreadable),
            },
            "秒" | "초" => match &mut self.time {
                Some(time) => time.second = Some(number.value),
                None => return Err(Fault::Unreadable),
            },
            _ => return Ok(None),
        }
        Ok(Some(2))
    }

    /// `2026-W20-2`, `2026W202`, `2026-W20`.
    fn week(&mut self, year: Number) -> Option<usize> {
        if year.digits != 4 || self.day.is_some() {
            return None;
        }
        let dashed = usize::from(self.close_sign(1) == Some('-'));
        if self.close(1 + dashed).is_none() || self.word(1 + dashed)? != "w" {
            return None;
        }
        let week = self.close_number(2 + dashed)?;
        let year = u16::try_from(year.value).ok()?;
        match week.digits {
            3 => {
                self.day = Some(Day::Week(year, week.value / 10, Some(week.value % 10)));
                Some(3 + dashed)
            }
            2 => {
                let day = self
                    .close_number(4 + dashed)
                    .filter(|day| day.digits == 1 && self.close_sign(3 + dashed) == Some('-'));
                self.day = Some(Day::Week(year, week.value, day.map(|day| day.value)));
                Some(if day.is_some() { 5 + dashed } else { 3 + dashed })
            }
            _ => None,
        }
    }

    fn triple(&mut self, a: Number, b: Number, c: Number, sign: char) -> Step<Day> {
        if a.digits == 4 && b.digits <= 2 && c.digits <= 2 {
            return day(a, b.value, c.value);
        }
        if a.digits > 2 || b.digits > 2 || !matches!(c.digits, 2 | 4) {
            return Err(Fault::Unreadable);
        }
        let year = if c.digits == 4 {
            c
        } else if a.value > 31 {
            return day(self.full_year(a), b.value, c.value);
        } else if sign == '.' {
            self.full_year(c)
        } else {
            return Err(Fault::OpenOrder);
        };
        match (a.value, b.value) {
            (13.., 13..) => Err(Fault::Impossible),
            (first, second) if sign == '.' || first > 12 || first == second => day(year, second, first),
            (first, second @ 13..) => day(year, first, second),
            _ => Err(Fault::OpenOrder),
        }
    }

    /// RFC 5322 § 4.3: two digits are 1950 to 2049, three count from 1900.
    fn full_year(&mut self, year: Number) -> Number {
        let value = match year.digits {
            2 if year.value < 50 => year.value + 2000,
            2 | 3 => year.value + 1900,
            _ => return year,
        };
        self.faults.add(Fault::ShortYear);
        Number { value, digits: 4 }
    }

    fn take_word(&mut self, word: &str) -> Step<usize> {
        if let Some(used) = self.half_of_day(word) {
            return Ok(used);
        }
        if word == "t" && self.time.is_none() {
            // the basic form `T0445`; with colons the number itself tells that it is a time
            let number = self.close_number(1).filter(|_| self.close_sign(2) != Some(':'));
            if let Some(number) = number.filter(|number| matches!(number.digits, 2 | 4 | 6)) {
                let mut time = basic_time(number)?;
                self.hour_only = number.digits == 2;
                let mut used = 2;
                if let (Some('.' | ','), Some(fraction)) = (self.close_sign(2), self.close_number(3)) {
                    time.nanosecond = nanoseconds(fraction.value, fraction.digits);
                    used = 4;
                }
                self.time = Some(time);
                return Ok(used);
            }
            return Ok(1);
        }
        if self.time.is_some()
            && self.offset.is_none()
            && let Some(used) = self.zone_word(word)
        {
            return Ok(used);
        }
        if let Some(used) = self.asian_weekday(word) {
            return Ok(used);
        }
        if let Some(month) = name::month(word) {
            let as_weekday = name::weekday(word);
            match self.month {
                None if self.day.is_none() => {
                    self.month = Some(month);
                    self.month_as_weekday = as_weekday;
                }
                Some(_) if self.month_as_weekday != 0 => {
                    // `mar, 12 may`: the first word was the weekday
                    self.weekdays |= self.month_as_weekday;
                    self.month_as_weekday = 0;
                    self.month = Some(month);
                }
                _ if as_weekday != 0 => self.weekdays |= as_weekday,
                _ => return Err(Fault::Unreadable),
            }
            return Ok(1);
        }
        let weekdays = name::weekday(word);
        if weekdays != 0 && (self.numbers.is_empty() || word.chars().count() > 2) {
            self.weekdays |= weekdays;
            return Ok(1);
        }
        if weekdays != 0 || name::joins(word) {
            self.time_next = matches!(word, "kl" | "klo" | "ore" | "alle" | "um" | "at" | "om" | "godz");
            return Ok(1);
        }
        if self.time.is_some() && self.offset.is_none() {
            self.offset = Some(Offset::Unknown);
            return Ok(1);
        }
        Err(Fault::Unreadable)
    }

    fn half_of_day(&mut self, word: &str) -> Option<usize> {
        let (half, used) = match (word, self.word(1)) {
            ("오", Some("전")) | ("午", Some("前")) | ("上", Some("午")) => (Half::Morning, 2),
            ("오", Some("후")) | ("午", Some("後" | "后")) | ("下", Some("午")) => {
                (Half::Afternoon, 2)
            }
            ("am", _) if self.time.is_some() => (Half::Morning, 1),
            ("pm", _) if self.time.is_some() => (Half::Afternoon, 1),
            ("a" | "p", _)
                if self.time.is_some() && self.close_sign(1) == Some('.') && self.word(2) == Some("m") =>
            {
                (if word == "a" { Half::Morning } else { Half::Afternoon }, 3)
            }
            _ => return None,
        };
        self.half = Some(half);
        Some(used)
    }

    /// `星期二`, `週二`, `火曜日`, `화요일`, or the first character of the last two alone.
    fn asian_weekday(&mut self, word: &str) -> Option<usize> {
        let day = |char: &str| {
            ["月월一", "火화二", "水수三", "木목四", "金금五", "土토六", "日일天"]
                .iter()
                .position(|chars| chars.contains(char))
        };
        let (number, used) = match (word, self.word(1), self.word(2)) {
            ("周" | "週", Some(char), _) => (day(char)?, 2),
            ("星", Some("期"), Some(char))
            | (char, Some("曜"), Some("日"))
            | (char, Some("요"), Some("일")) => (day(char)?, 3),
            _ => return None,
        };
        self.weekdays |= 1 << number;
        Some(used)
    }

    fn zone_word(&mut self, word: &str) -> Option<usize> {
        if let Some((minutes, fault)) = zone::named(word) {
            // `GMT+0200`: the number counts
            let sign = match self.kind(1) {
                Some(Kind::Sign(sign @ ('+' | '-' | '−'))) => Some(*sign),
                _ => None,
            };
            if let Some((offset, used)) = sign.and_then(|sign| self.offset_at(1, sign)) {
                self.offset = Some(offset);
                return Some(1 + used);
            }
            if let Some(fault) = fault {
                self.faults.add(fault);
                self.open_zone = fault == Fault::OpenZone;
            }
            self.offset = Some(Offset::Seconds(minutes * 60));
            return Some(1);
        }
        if self.close_sign(1) == Some('/') {
            // a place of the time zone database, of up to three parts
            let mut name = word.to_owned();
            let mut used = 1;
            while let (Some('/'), Some(Kind::Word(part))) = (self.close_sign(used), self.close(used + 1)) {
                name.push('/');
                name.push_str(part);
                used += 2;
            }
            self.place = Some(name);
            self.offset = Some(Offset::Place);
            return Some(used);
        }
        let mut chars = word.chars();
        let letter = chars.next().filter(|_| chars.next().is_none());
        if letter.is_some_and(|letter| letter.is_ascii_lowercase() && !matches!(letter, 'h' | 'r')) {
            self.offset = Some(Offset::Unknown);
            return Some(1);
        }
        None
    }

    fn take_sign(&mut self, sign: char) -> Step<usize> {
        let offset_next = self.time.is_some() && self.offset.is_none() && matches!(sign, '+' | '-' | '−');
        if offset_next && let Some((offset, used)) = self.offset_at(0, sign) {
            self.offset = Some(offset);
            return Ok(used);
        }
        match sign {
            ',' | '.' | '-' | '/' | ':' | ';' | '|' | '·' | '•' | '–' | '—' | '،' | '、' | '，' | '\''
            | '’' | '°' => Ok(1),
            _ => Err(Fault::Unreadable),
        }
    }

    /// An offset whose sign stands `ahead`: `+0200`, `+02:00`, `+2`, `-330`.
    fn offset_at(&self, ahead: usize, sign: char) -> Option<(Offset, usize)> {
        let number = self.close_number(ahead + 1)?;
        let (hours, minutes, used) = match number.digits {
            1 | 2 => match self.close_number(ahead + 3) {
                Some(minutes) if minutes.digits == 2 && self.close_sign(ahead + 2) == Some(':') => {
                    (number.value, minutes.value, 4)
                }
                _ => (number.value, 0, 2),
            },
            3 | 4 => (number.value / 100, number.value % 100, 2),
            _ => return None,
        };
        if hours > 23 || minutes > 59 {
            return Some((Offset::Unknown, used));
        }
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        Some((Offset::Seconds(if sign == '+' { seconds } else { -seconds }), used))
    }

    /// The day all pieces together tell.
    fn date(&mut self) -> Step<Day> {
        let numbers = std::mem::take(&mut self.numbers);
        if let Some(day) = self.day {
            let alone = numbers.is_empty() && self.month.is_none() && self.year.is_none();
            return if alone { Ok(day) } else { Err(Fault::Unreadable) };
        }
        if let Some(year) = self.year {
            let year = self.full_year(year);
            return match (self.month, self.month_day, numbers.as_slice()) {
                (Some(month), Some(of_month), []) => day(year, u64::from(month), of_month),
                (Some(month), None, []) => Ok(Day::Month(narrow(year)?, month)),
                (None, None, []) => Ok(Day::Year(narrow(year)?)),
                _ => Err(Fault::Unreadable),
            };
        }
        let Some(month) = self.month else {
            return match *numbers.as_slice() {
                [year @ Number { digits: 4, .. }] if self.time.is_none() => Ok(Day::Year(narrow(year)?)),
                [a, b, c] => self.triple(a, b, c, ' '),
                _ => Err(Fault::Unreadable),
            };
        };
        match *numbers.as_slice() {
            [year @ Number { digits: 4, .. }] => Ok(Day::Month(narrow(year)?, month)),
            [year @ Number { digits: 4, .. }, of_month @ Number { digits: 1 | 2, .. }]
            | [of_month @ Number { digits: 1 | 2, .. }, year @ Number { digits: 4, .. }] => {
                day(year, u64::from(month), of_month.value)
            }
            [of_month @ Number { digits: 1 | 2, .. }, year @ Number { digits: 2 | 3, .. }] => {
                day(self.full_year(year), u64::from(month), of_month.value)
            }
            _ => Err(Fault::Unreadable),
        }
    }

    fn moment(&mut self, day: Day) -> Step<(Moment, Zone)> {
        let moment = calendar(day).ok_or(Fault::Impossible)?;
        if self.weekdays != 0
            && moment.precision() >= Precision::Day
            && self.weekdays & (1 << moment.weekday()) == 0
        {
            self.faults.add(Fault::Weekday);
        }
        let Some(time) = self.time else { return Ok((moment, Zone::None)) };
        if moment.precision() < Precision::Day {
            return Err(Fault::Unreadable);
        }
        let hour = match (self.half, time.hour) {
            (Some(Half::Morning), 12) => 0,
            (Some(Half::Morning), 13..) => return Err(Fault::Impossible),
            (Some(Half::Afternoon), hour @ 1..=11) => hour + 12,
            (_, hour) => hour,
        };
        let (moment, hour) = if hour == 24 && time.minute == 0 && time.second.unwrap_or(0) == 0 {
            self.faults.add(Fault::EndOfDay);
            (days_after(moment, 1).ok_or(Fault::Impossible)?, 0)
        } else {
            (moment, hour)
        };
        let mut moment = moment
            .at_minute(
                u8::try_from(hour).map_err(|_| Fault::Impossible)?,
                u8::try_from(time.minute).map_err(|_| Fault::Impossible)?,
            )
            .ok_or(Fault::Impossible)?;
        if let Some(second) = time.second {
            let second = if second == 60 {
                self.faults.add(Fault::LeapSecond);
                59
            } else {
                second
            };
            let second = u8::try_from(second).map_err(|_| Fault::Impossible)?;
            moment = moment.at_second(second).ok_or(Fault::Impossible)?;
            if let Some(nanosecond) = time.nanosecond {
                moment = moment.at_nanosecond(nanosecond).ok_or(Fault::Impossible)?;
            }
        }
        Ok(self.zoned(moment))
    }

    fn zoned(&mut self, local: Moment) -> (Moment, Zone) {
        let stated = if self.open_zone { Zone::Assumed } else { Zone::Given };
        let (seconds, zone) = match self.offset {
            None => {
                self.faults.add(Fault::NoZone);
                return (local, Zone::None);
            }
            Some(Offset::Seconds(seconds)) => (Some(seconds), stated),
            Some(Offset::Place) => match self.place.as_deref().and_then(|place| offset_of(place, local)) {
                Some((seconds, zone)) => (Some(seconds), zone),
                None => (None, Zone::None),
            },
            Some(Offset::Unknown) => (None, Zone::None),
        };
        if let Some(moment) = seconds.and_then(|seconds| local.with_offset(seconds)) {
            return (moment, zone);
        }
        self.faults.add(Fault::UnknownZone);
        (local, Zone::None)
    }
}

/// The offset of a place of the time zone database at a local time; assumed where the clock shows that time
/// twice or never.
fn offset_of(place: &str, local: Moment) -> Option<(i32, Zone)> {
    let (year, month, day) = local.date();
    let (hour, minute, second, _) = local.time();
    let small = |number: u8| i8::try_from(number).ok();
    let civil = civil::DateTime::new(
        i16::try_from(year).ok()?,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        0,
    )
    .ok()?;
    let at = TimeZone::get(place).ok()?.into_ambiguous_zoned(civil);
    let zone = if at.is_ambiguous() { Zone::Assumed } else { Zone::Given };
    Some((at.compatible().ok()?.offset().seconds(), zone))
}

/// `2026-05`, `2026-132`, `05/2026`.
fn pair(a: Number, b: Number) -> Step<Day> {
    match (a.digits, b.digits) {
        (4, 1 | 2) => Ok(Day::Month(narrow(a)?, u8::try_from(b.value).map_err(|_| Fault::Impossible)?)),
        (4, 3) => Ok(Day::Ordinal(narrow(a)?, b.value)),
        (1 | 2, 4) => Ok(Day::Month(narrow(b)?, u8::try_from(a.value).map_err(|_| Fault::Impossible)?)),
        _ => Err(Fault::Unreadable),
    }
}

/// ISO 8601's basic forms: `20260512`, `2026132`, `20260512044526`.
fn joined(number: Number) -> Step<Option<Day>> {
    let value = number.value;
    let year = |value: u64| Number { value, digits: 4 };
    match number.digits {
        7 => Ok(Some(Day::Ordinal(narrow(year(value / 1000))?, value % 1000))),
        8 => day(year(value / 10_000), value / 100 % 100, value % 100).map(Some),
        14 => joined(Number { value: value / 1_000_000, digits: 8 }),
        _ => Ok(None),
    }
}

/// `04`, `0445`, `044526`.
fn basic_time(number: Number) -> Step<Time> {
    let value = number.value;
    let (hour, minute, second) = match number.digits {
        2 => (value, 0, None),
        4 => (value / 100, value % 100, None),
        6 => (value / 10_000, value / 100 % 100, Some(value % 100)),
        _ => return Err(Fault::Unreadable),
    };
    Ok(Time { hour, minute, second, nanosecond: None })
}

fn narrow(year: Number) -> Step<u16> {
    u16::try_from(year.value).map_err(|_| Fault::Impossible)
}

fn day(year: Number, month: u64, of_month: u64) -> Step<Day> {
    let small = |number: u64| u8::try_from(number).map_err(|_| Fault::Impossible);
    Ok(Day::Date(narrow(year)?, small(month)?, small(of_month)?))
}

fn calendar(day: Day) -> Option<Moment> {
    match day {
        Day::Year(year) => Moment::year(year),
        Day::Month(year, month) => Moment::month(year, month),
        Day::Date(year, month, day) => Moment::day(year, month, day),
        Day::Ordinal(year, ordinal) => {
            let moment = days_after(Moment::day(year, 1, 1)?, i64::try_from(ordinal).ok()?.checked_sub(1)?)?;
            (ordinal >= 1 && moment.date().0 == year).then_some(moment)
        }
        Day::Week(year, week, weekday) => {
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
    }
}

fn days_after(day: Moment, days: i64) -> Option<Moment> {
    let midnight = day.at_minute(0, 0)?.with_offset(0)?.unix_seconds()?;
    Some(Moment::from_unix_seconds(midnight.checked_add(days.checked_mul(86_400)?)?)?.to_day())
}
