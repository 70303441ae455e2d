//! Dates in all other shapes: the pieces are sorted by what they can be, and a date results only where that
//! leaves one reading.

use jiff::civil;
use jiff::tz::TimeZone;
use wirecopy_model::{Moment, Precision, Zone};

use super::day::{Day, Number, days_after, full_year, narrow};
use super::digits::{Time, basic_time, epoch, joined, nanoseconds};
use super::name::{Names, joins, names};
use super::token::{Kind, Token, tokens};
use super::{Fault, Faults, Parsed, zone};

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
    /// What else the word taken for the month could be.
    month_names: Names,
    month_day: Option<u64>,
    numbers: Vec<Number>,
    weekdays: u8,
    time: Option<Time>,
    time_next: bool,
    hour_only: bool,
    half: Option<Half>,
    offset: Option<Offset>,
    /// The offset is one of several that its name has, or none that the source states.
    is_assumed: bool,
    place: Option<String>,
    /// The zone of the one country whose language it is in, in seconds.
    country: Option<i32>,
    faults: Faults,
}

type Step<T = ()> = Result<T, Fault>;

impl<'t> Loose<'t> {
    fn kind(&self, ahead: usize) -> Option<&'t Kind> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    /// The piece `ahead`, if it follows the one before it without space.
    fn close(&self, ahead: usize) -> Option<&'t Kind> {
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

    fn word(&self, ahead: usize) -> Option<&'t str> {
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

    /// Whether all of a day was met.
    fn has_day(&self) -> bool {
        self.day.is_some()
            || self.numbers.len() == 3
            || (self.month.is_some() && (self.numbers.len() == 2 || self.month_day.is_some()))
    }

    fn sort(&mut self) -> Step {
        self.shortened()?;
        while let Some(kind) = self.kind(0) {
            let used = match kind {
                Kind::Number(..) => self.take_number()?,
                Kind::Word(word) => self.take_word(word)?,
                Kind::Sign(sign) => self.take_sign(*sign)?,
            };
            self.at += used;
        }
        Ok(())
    }

    /// What ISO 8601 had until 2004: `-26`, `-2605`, `-26-05`; without a year `--0512`, `---12`, `-132`.
    fn shortened(&mut self) -> Step {
        if !matches!(self.kind(0), Some(Kind::Sign('-'))) {
            return Ok(());
        }
        let short = |value: u64| full_year(Number { value, digits: 2 }).ok_or(Fault::Unreadable);
        let month = |value: u64| u8::try_from(value).map_err(|_| Fault::Impossible);
        let (day, used) = match (self.close_number(1), self.close_sign(2), self.close_number(3)) {
            (Some(year), Some('-'), Some(of_year)) if year.digits == 2 && of_year.digits == 2 => {
                (Day::Month(narrow(short(year.value)?)?, month(of_year.value)?), 4)
            }
            (Some(year), None, _) if year.digits == 2 => (Day::Year(narrow(short(year.value)?)?), 2),
            (Some(both), None, _) if both.digits == 4 => {
                (Day::Month(narrow(short(both.value / 100)?)?, month(both.value % 100)?), 2)
            }
            (Some(_), ..) => return Err(Fault::NoYear),
            (None, ..) if self.close_sign(1) == Some('-') => return Err(Fault::NoYear),
            _ => return Err(Fault::Unreadable),
        };
        self.faults.add(Fault::ShortYear);
        self.day = Some(day);
        self.at += used;
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
        if let Some(used) = self.parted(first)? {
            return Ok(used);
        }
        if let Some(used) = self.run(first)? {
            return Ok(used);
        }
        if let Some(used) = self.unsigned_offset(first) {
            return Ok(used);
        }
        if self.numbers.len() == 3 {
            return Err(Fault::Unreadable);
        }
        self.numbers.push(first);
        Ok(1)
    }

    /// A time of day written with signs: `4:45`, `04:45:26.5`, `16h45`, `16 Uhr`, `4 pm`; behind a day or «at» also
    /// `16.45`.
    fn clock(&mut self, hour: Number) -> Option<usize> {
        if hour.digits > 2 {
            return None;
        }
        let has_day = self.has_day();
        let separator = match (self.close_sign(1), self.word(1)) {
            (Some(':'), _) => ':',
            (Some('.'), _) if self.time_next || has_day => '.',
            (_, Some("h" | "uhr" | "u")) if self.close(1).is_some() || has_day => 'h',
            (_, Some("am" | "pm")) if (1..=12).contains(&hour.value) && self.followed_by_half() => {
                self.hour_only = true;
                self.time = Some(Time { hour: hour.value, minute: 0, second: None, nanosecond: None });
                return Some(1);
            }
            _ => return None,
        };
        let minute = if separator == 'h' { self.number(2) } else { self.close_number(2) };
        let Some(minute) = minute.filter(|minute| minute.digits <= 2) else {
            if separator != 'h' {
                return None;
            }
            self.hour_only = true;
            self.time = Some(Time { hour: hour.value, minute: 0, second: None, nanosecond: None });
            return Some(2);
        };
        if separator == '.' && !self.time_next && (minute.digits < 2 || hour.value > 24 || minute.value > 59)
        {
            return None;
        }
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

    /// Whether the word that follows is a half of the day: `am` is a word of German, too.
    fn followed_by_half(&self) -> bool {
        self.word(1) == Some("pm") || !matches!(self.kind(2), Some(Kind::Number(_, 1 | 2)))
    }

    /// A number with a Chinese, Japanese or Korean unit: `2026年`, `5월`.
    fn counted(&mut self, number: Number) -> Step<Option<usize>> {
        let Some(unit) = self.word(1) else { return Ok(None) };
        if matches!(unit, "년" | "월" | "일" | "시") {
            self.country = Some(NINE_HOURS);
        }
        match unit {
            "年" | "년" if self.year.is_none() => self.year = Some(number),
            "月" | "월" if self.month.is_none() => {
                self.month = Some(u8::try_from(number.value).map_err(|_| Fault::Impossible)?);
            }
            "日" | "일" | "号" | "號" if self.month_day.is_none() => self.month_day = Some(number.value),
            "時" | "时" | "시" | "点" if self.time.is_none() => {
                self.hour_only = true;
                self.time = Some(Time { hour: number.value, minute: 0, second: None, nanosecond: None });
                if let (Some("半" | "반"), Some(time)) = (self.word(2), &mut self.time) {
                    time.minute = 30;
                    self.hour_only = false;
                    return Ok(Some(3));
                }
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

    /// Two or three numbers with signs between them. Behind a dot there may be a space: `12. 5. 2026`.
    fn parted(&mut self, first: Number) -> Step<Option<usize>> {
        let Some(sign @ ('-' | '/' | '.')) = self.close_sign(1).filter(|_| first.digits <= 4) else {
            return Ok(None);
        };
        let is_near = |ahead: usize| sign == '.' || self.close(ahead).is_some();
        let (Some(second), true) = (self.number(2), is_near(2)) else { return Ok(None) };
        let is_three = self.close_sign(3) == Some(sign) && is_near(4);
        if let Some(third) = self.number(4).filter(|_| is_three) {
            let is_clock = self.close(4).is_none() && self.close_sign(5) == Some(':');
            if !is_clock {
                if self.day.is_some() || (self.month.is_some() && self.month_names.weekdays == 0) {
                    return Err(Fault::Unreadable);
                }
                self.day = Some(Day::Triple(first, second, third, sign));
                return Ok(Some(5));
            }
        }
        if self.close(2).is_none() {
            return Ok(None);
        }
        if self.day.is_some() || self.month.is_some() {
            return Err(Fault::Unreadable);
        }
        self.day = Some(self.pair(first, second)?);
        Ok(Some(3))
    }

    /// `2026-05`, `2026-132`, `05/2026`, `26-132`.
    fn pair(&mut self, a: Number, b: Number) -> Step<Day> {
        match (a.digits, b.digits) {
            (4, 1 | 2) => Ok(Day::Month(narrow(a)?, u8::try_from(b.value).map_err(|_| Fault::Impossible)?)),
            (2 | 4, 3) => Ok(Day::Ordinal(narrow(self.full_year(a))?, b.value)),
            (1 | 2, 4) => Ok(Day::Month(narrow(b)?, u8::try_from(a.value).map_err(|_| Fault::Impossible)?)),
            (1 | 2, 1 | 2) => Err(Fault::NoYear),
            _ => Err(Fault::Unreadable),
        }
    }

    /// A day, a time or both in one run of digits.
    fn run(&mut self, first: Number) -> Step<Option<usize>> {
        if self.time.is_none() && self.has_day() && matches!(first.digits, 4 | 6) {
            let time = basic_time(first)?;
            if time.hour > 24 || time.minute > 59 {
                return Ok(None);
            }
            self.time = Some(time);
            return Ok(Some(1));
        }
        if self.day.is_some() || self.month.is_some() || self.year.is_some() || !self.numbers.is_empty() {
            return Ok(None);
        }
        let Some((day, time, is_short)) = joined(first)? else { return Ok(None) };
        if is_short {
            self.faults.add(Fault::ShortYear);
        }
        self.day = Some(day);
        let Some(mut time) = time else { return Ok(Some(1)) };
        let mut used = 1;
        if let (Some(_), Some('.' | ','), Some(fraction)) =
            (time.second, self.close_sign(1), self.close_number(2))
        {
            time.nanosecond = nanoseconds(fraction.value, fraction.digits);
            used = 3;
        }
        self.time = Some(time);
        Ok(Some(used))
    }

    /// `04:45:26 0200` and `04:45:26 02:00`: the plus sign was lost.
    fn unsigned_offset(&mut self, first: Number) -> Option<usize> {
        if self.time.is_none() || self.offset.is_some() || !self.has_day() {
            return None;
        }
        let (hours, minutes, used) = match (first.digits, self.close_sign(1), self.close_number(2)) {
            (2, Some(':'), Some(minutes)) if minutes.digits == 2 => (first.value, minutes.value, 3),
            (4, ..) => (first.value / 100, first.value % 100, 1),
            _ => return None,
        };
        if hours > 14 || minutes > 59 {
            return None;
        }
        self.offset = Some(Offset::Seconds(i32::try_from(hours * 3600 + minutes * 60).ok()?));
        self.is_assumed = true;
        self.faults.add(Fault::NoSign);
        Some(used)
    }

    fn take_word(&mut self, word: &str) -> Step<usize> {
        if let Some(used) = self.half_of_day(word) {
            return Ok(used);
        }
        if word == "t" && self.time.is_none() {
            return self.basic();
        }
        if self.time.is_some()
            && self.offset.is_none()
            && let Some(used) = self.zone_word(word)
        {
            return Ok(used);
        }
        if self.offset.is_some()
            && let Some(used) = self.second_zone(word)
        {
            return Ok(used);
        }
        if let Some(used) = self.asian_weekday(word) {
            return Ok(used);
        }
        if let Some(used) = self.era(word) {
            return Ok(used);
        }
        if let Some(used) = self.name(word)? {
            return Ok(used);
        }
        if joins(word) {
            self.time_next = matches!(
                word,
                "kl" | "klo" | "klockan" | "ore" | "ora" | "alle" | "um" | "at" | "om" | "godz" | "saat"
            );
            return Ok(1);
        }
        // `2026-05-12Z`
        if self.time.is_none() && self.day.is_some() && matches!(word, "z" | "utc" | "gmt") {
            return Ok(1);
        }
        if self.time.is_some() && matches!(self.offset, None | Some(Offset::Unknown)) {
            self.offset = Some(Offset::Unknown);
            return Ok(1);
        }
        Err(Fault::Unreadable)
    }

    /// The basic form `T0445`; with colons the number itself tells that it is a time.
    fn basic(&mut self) -> Step<usize> {
        let number = self.close_number(1).filter(|_| self.close_sign(2) != Some(':'));
        let Some(number) = number.filter(|number| matches!(number.digits, 2 | 4 | 6)) else { return Ok(1) };
        let mut time = basic_time(number)?;
        self.hour_only = number.digits == 2;
        let mut used = 2;
        if let (Some('.' | ','), Some(fraction)) = (self.close_sign(2), self.close_number(3)) {
            time.nanosecond = nanoseconds(fraction.value, fraction.digits);
            used = 4;
        }
        self.time = Some(time);
        Ok(used)
    }

    /// The name of a month or a weekday.
    fn name(&mut self, word: &str) -> Step<Option<usize>> {
        let found = names(word);
        if found.month != 0 {
            match self.month {
                None if self.day.is_none() => {
                    self.month = Some(found.month);
                    self.month_names = found;
                }
                Some(_) if self.month_names.weekdays != 0 => {
                    // `mar, 12 may`: the first word was the weekday
                    self.weekdays |= self.month_names.weekdays;
                    self.month = Some(found.month);
                    self.month_names = found;
                }
                _ if found.weekdays != 0 => self.weekdays |= found.weekdays,
                _ => return Err(Fault::Unreadable),
            }
            return Ok(Some(1));
        }
        // letters that join may be short for a weekday, in front
        if found.weekdays != 0 && (!joins(word) || self.numbers.is_empty() && self.day.is_none()) {
            self.weekdays |= found.weekdays;
            return Ok(Some(1));
        }
        Ok(None)
    }

    fn half_of_day(&mut self, word: &str) -> Option<usize> {
        let is_korean = word == "오";
        let (half, used) = match (word, self.word(1)) {
            ("오", Some("전"))
            | ("午", Some("前"))
            | ("上" | "早", Some("午" | "上"))
            | ("凌", Some("晨")) => (Half::Morning, 2),
            ("오", Some("후")) | ("午", Some("後" | "后")) | ("下" | "中", Some("午")) => {
                (Half::Afternoon, 2)
            }
            ("am", _) if self.time.is_some() => (Half::Morning, 1),
            ("pm", _) if self.time.is_some() => (Half::Afternoon, 1),
            ("a" | "p" | "π" | "μ", _)
                if self.time.is_some()
                    && self.close_sign(1) == Some('.')
                    && matches!(self.word(2), Some("m" | "μ")) =>
            {
                (if matches!(word, "a" | "π") { Half::Morning } else { Half::Afternoon }, 3)
            }
            _ => return None,
        };
        if is_korean || (word == "午" && self.word(1) != Some("后")) {
            self.country = Some(NINE_HOURS);
        }
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
            ("星", Some("期"), Some(char)) | ("礼" | "禮", Some("拜"), Some(char)) => (day(char)?, 3),
            (char, Some("曜"), Some("日")) | (char, Some("요"), Some("일")) => {
                self.country = Some(NINE_HOURS);
                (day(char)?, 3)
            }
            _ => return None,
        };
        self.weekdays |= 1 << number;
        Some(used)
    }

    /// A year of an era of Japan: `令和8年`, `平成元年`.
    fn era(&mut self, word: &str) -> Option<usize> {
        let before = match (word, self.word(1)?) {
            ("令", "和") => 2018,
            ("平", "成") => 1988,
            ("昭", "和") => 1925,
            ("大", "正") => 1911,
            _ => return None,
        };
        let year = match self.kind(2)? {
            Kind::Number(year @ 1..=99, _) => *year,
            Kind::Word(first) if first == "元" => 1,
            _ => return None,
        };
        if self.word(3) != Some("年") || self.year.is_some() {
            return None;
        }
        self.country = Some(NINE_HOURS);
        self.year = Some(Number { value: before + year, digits: 4 });
        Some(4)
    }

    fn zone_word(&mut self, word: &str) -> Option<usize> {
        if let Some((minutes, fault)) = zone::named(word) {
            // `GMT+0200`: the number counts
            let sign = match self.kind(1) {
                Some(Kind::Sign(sign)) if is_offset_sign(*sign) => Some(*sign),
                _ => None,
            };
            if let Some((offset, used)) = sign.and_then(|sign| self.offset_at(1, sign)) {
                self.offset = Some(offset);
                return Some(1 + used);
            }
            if let Some(fault) = fault {
                self.faults.add(fault);
                self.is_assumed = fault == Fault::OpenZone;
            }
            self.offset = Some(Offset::Seconds(minutes * 60));
            return Some(1);
        }
        if let Some(minutes) = self.word(1).and_then(|second| zone::region(word, second)) {
            self.offset = Some(Offset::Seconds(minutes * 60));
            return Some(if self.word(2) == Some("time") { 3 } else { 2 });
        }
        if let Some(place) = zone::place(word) {
            self.faults.add(Fault::OpenZone);
            self.is_assumed = true;
            self.place = Some(place.to_owned());
            self.offset = Some(Offset::Place);
            return Some(1);
        }
        if let Some((name, used)) = self.place_name(word) {
            self.place = Some(name);
            self.offset = Some(Offset::Place);
            return Some(used);
        }
        // the last piece, or before the year
        let is_last = self.kind(1).is_none()
            || (matches!(self.kind(1), Some(Kind::Number(_, 4))) && self.kind(2).is_none());
        if zone::is_military(word) && is_last && !matches!(word, "h" | "r" | "m") {
            self.faults.add(Fault::MilitaryZone);
            self.is_assumed = true;
            self.offset = Some(Offset::Seconds(0));
            return Some(1);
        }
        None
    }

    /// A place of the time zone database, of up to three parts.
    fn place_name(&self, word: &str) -> Option<(String, usize)> {
        if self.close_sign(1) != Some('/') {
            return None;
        }
        let mut name = word.to_owned();
        let mut used = 1;
        while let (Some('/'), Some(Kind::Word(part))) = (self.close_sign(used), self.close(used + 1)) {
            name.push('/');
            name.push_str(part);
            used += 2;
        }
        (used > 1).then_some((name, used))
    }

    /// A name behind an offset, as in `+0200 CEST`: the number counts.
    fn second_zone(&mut self, word: &str) -> Option<usize> {
        let (seconds, used) = match (zone::named(word), self.place_name(word)) {
            (Some((minutes, _)), _) => (Some(minutes * 60), 1),
            (None, Some((_, used))) => (None, used),
            (None, None) => return None,
        };
        if let (Some(Offset::Seconds(stated)), Some(named)) = (self.offset, seconds)
            && stated != named
        {
            self.faults.add(Fault::TwoZones);
        }
        Some(used)
    }

    fn take_sign(&mut self, sign: char) -> Step<usize> {
        if self.offset.is_none() && is_offset_sign(sign) {
            if self.time.is_some() {
                if let Some((offset, used)) = self.offset_at(0, sign) {
                    self.offset = Some(offset);
                    return Ok(used);
                }
            } else if self.day.is_some() && self.close_sign(2) == Some(':') {
                // `2026-05-12+02:00`: a day has no offset
                if let Some((Offset::Seconds(_), used)) = self.offset_at(0, sign) {
                    return Ok(used);
                }
            }
        }
        match sign {
            ',' | '.' | '-' | '/' | ':' | ';' | '|' | '·' | '•' | '–' | '—' | '،' | '、' | '，' | '\''
            | '’' | 'ʼ' | '°' | '@' | '"' | '“' | '”' | '«' | '»' => Ok(1),
            _ => Err(Fault::Unreadable),
        }
    }

    /// An offset whose sign stands `ahead`: `+0200`, `+02:00`, `+2`, `-330`, `+ 0200`, `+02:00:00`.
    fn offset_at(&self, ahead: usize, sign: char) -> Option<(Offset, usize)> {
        let number = self
            .close_number(ahead + 1)
            .or_else(|| self.number(ahead + 1).filter(|number| number.digits == 4 && self.has_day()))?;
        let (hours, minutes, used) = match number.digits {
            1 | 2 => match self.close_number(ahead + 3) {
                Some(minutes) if minutes.digits == 2 && self.close_sign(ahead + 2) == Some(':') => {
                    let seconds = self.close_number(ahead + 5).filter(|seconds| seconds.value == 0);
                    let has_seconds = seconds.is_some() && self.close_sign(ahead + 4) == Some(':');
                    (number.value, minutes.value, if has_seconds { 6 } else { 4 })
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
        Some((Offset::Seconds(if matches!(sign, '+' | '＋') { seconds } else { -seconds }), used))
    }

    /// The day all pieces together tell.
    fn date(&mut self) -> Step<Day> {
        let numbers = std::mem::take(&mut self.numbers);
        if let Some(day) = self.day {
            // `sub, 23.05.2026`: the word was the weekday after all
            if self.month_names.weekdays != 0 {
                self.weekdays |= self.month_names.weekdays;
                self.month = None;
            }
            let alone = numbers.is_empty() && self.month.is_none() && self.year.is_none();
            return if alone { Ok(day) } else { Err(Fault::Unreadable) };
        }
        if let Some(year) = self.year {
            let year = self.full_year(year);
            return match (self.month, self.month_day, numbers.as_slice()) {
                (Some(month), Some(of_month), []) => Day::date(year, u64::from(month), of_month),
                (Some(month), None, []) => Ok(Day::Month(narrow(year)?, month)),
                (None, None, []) => Ok(Day::Year(narrow(year)?)),
                _ => Err(Fault::Unreadable),
            };
        }
        let Some(month) = self.month else {
            return match *numbers.as_slice() {
                [year @ Number { digits: 4, .. }] if self.time.is_none() => Ok(Day::Year(narrow(year)?)),
                [a, b, c] => Ok(Day::Triple(a, b, c, ' ')),
                _ => Err(Fault::Unreadable),
            };
        };
        match *numbers.as_slice() {
            [year @ Number { digits: 4, .. }] => Ok(Day::Month(narrow(year)?, month)),
            [year @ Number { digits: 4, .. }, of_month @ Number { digits: 1 | 2, .. }]
            | [of_month @ Number { digits: 1 | 2, .. }, year @ Number { digits: 4, .. }] => {
                Day::date(year, u64::from(month), of_month.value)
            }
            [year @ Number { digits: 2, value: 32.. }, of_month @ Number { digits: 1 | 2, .. }]
            | [of_month @ Number { digits: 1 | 2, .. }, year @ Number { digits: 2 | 3, .. }] => {
                Day::date(self.full_year(year), u64::from(month), of_month.value)
            }
            [Number { digits: 1 | 2, .. }] => Err(Fault::NoYear),
            _ => Err(Fault::Unreadable),
        }
    }

    fn full_year(&mut self, year: Number) -> Number {
        full_year(year).inspect(|_| self.faults.add(Fault::ShortYear)).unwrap_or(year)
    }

    fn moment(&mut self, day: Day) -> Step<(Moment, Zone)> {
        let (mut moment, fault) = day.settle(self.weekdays)?;
        if let Some(fault) = fault {
            self.faults.add(fault);
        }
        let is_named = |moment: Moment| self.weekdays & (1 << moment.weekday()) != 0;
        if let (Day::Date(year, month, of_month), true) = (day, self.month_names.months.count_ones() > 1) {
            // a word for several months: the weekday tells which
            let other = (1..=12)
                .filter(|other| *other != month && self.month_names.months & (1 << (other - 1)) != 0)
                .filter_map(|other| Moment::day(year, other, of_month))
                .find(|other| is_named(*other) && !is_named(moment));
            if let Some(other) = other {
                moment = other;
            } else if self.weekdays == 0 {
                self.faults.add(Fault::OpenMonth);
            }
        }
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
        let moment = self.at_time(moment, time)?;
        Ok(self.zoned(moment))
    }

    fn at_time(&mut self, day: Moment, time: Time) -> Step<Moment> {
        let hour = match (self.half, time.hour) {
            (Some(Half::Morning), 12) => 0,
            (Some(Half::Morning), 13..) => return Err(Fault::Impossible),
            (Some(Half::Afternoon), hour @ 0..=11) => hour + 12,
            (_, hour) => hour,
        };
        let (day, hour) = if hour == 24 && time.minute == 0 && time.second.unwrap_or(0) == 0 {
            self.faults.add(Fault::EndOfDay);
            (days_after(day, 1).ok_or(Fault::Impossible)?, 0)
        } else {
            (day, hour)
        };
        let small = |number: u64| u8::try_from(number).map_err(|_| Fault::Impossible);
        let mut moment = day.at_minute(small(hour)?, small(time.minute)?).ok_or(Fault::Impossible)?;
        if let Some(second) = time.second {
            // C has two of them (ISO 9899, `tm_sec`)
            let second = if matches!(second, 60 | 61) {
                self.faults.add(Fault::LeapSecond);
                59
            } else {
                second
            };
            moment = moment.at_second(small(second)?).ok_or(Fault::Impossible)?;
            if let Some(nanosecond) = time.nanosecond {
                moment = moment.at_nanosecond(nanosecond).ok_or(Fault::Impossible)?;
            }
        }
        Ok(moment)
    }

    fn zoned(&mut self, local: Moment) -> (Moment, Zone) {
        let stated = if self.is_assumed { Zone::Assumed } else { Zone::Given };
        let (seconds, zone) = match self.offset {
            None => {
                if let Some(moment) = self.country.and_then(|seconds| local.with_offset(seconds)) {
                    self.faults.add(Fault::ZoneOfCountry);
                    return (moment, Zone::Assumed);
                }
                self.faults.add(Fault::NoZone);
                return (local, Zone::None);
            }
            Some(Offset::Seconds(seconds)) => (Some(seconds), stated),
            Some(Offset::Place) => match self.place.as_deref().and_then(|place| offset_of(place, local)) {
                Some((seconds, zone)) => (Some(seconds), if self.is_assumed { stated } else { zone }),
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

/// The offset of Korea and of Japan, in seconds. No other country writes their languages, and neither has summer time.
const NINE_HOURS: i32 = 9 * 3600;

fn is_offset_sign(sign: char) -> bool {
    matches!(sign, '+' | '-' | '−' | '–' | '＋' | '－')
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
