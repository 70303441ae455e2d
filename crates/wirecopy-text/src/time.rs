//! Expressions of time in a paragraph, and what they mean where that can be told.

mod calendar;
mod usage;

use std::ops::Range;

use wirecopy_model::{Date, Moment, Precision, Zone};

pub(crate) use calendar::Calendar;
use calendar::{Unit, Word};
use usage::last_word;

use crate::ascii;

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    /// Where it stands in the paragraph.
    pub range: Range<usize>,
    /// What it means. `None`: that depends on what is not known.
    pub date: Option<Moment>,
    /// In thousandths.
    pub certainty: u16,
    pub rule: &'static str,
}

impl Time {
    /// Its date in the form of the model, with the words it is made from.
    pub(crate) fn dated(&self, written: &str) -> Option<Date> {
        self.date.map(|value| Date {
            written: written.to_owned(),
            value: Some(value),
            zone: Zone::None,
            precision: Some(value.precision()),
        })
    }
}

/// Longest word that can be one of time, in bytes.
const LONGEST: usize = 24;

/// A word or number of a paragraph.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    end: usize,
    sort: Sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Number(u16),
    Known(Word, Case),
    Other,
}

/// Whether a word begins with a capital. Its short forms are words without one: `sun`, `mar`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Small,
    Capital,
}

/// Room for the words of a paragraph, to be used for one after the other.
#[derive(Debug, Default)]
pub(crate) struct Pieces(Vec<Piece>);

impl Calendar {
    /// The expressions of time in `text`, in order. `known`: the day it was published, from which others are counted.
    #[cfg(test)]
    fn times(&self, text: &str, known: Option<Moment>) -> Vec<Time> {
        let mut found = Vec::new();
        self.each(text, known, &mut Pieces::default(), |time| found.push(time));
        found
    }

    /// Hands out the expressions of time in `text`, in order. `known`: the day it was published, from which others are
    /// counted. `pieces` is room to work in.
    pub(crate) fn each(
        &self,
        text: &str,
        known: Option<Moment>,
        pieces: &mut Pieces,
        mut take: impl FnMut(Time),
    ) {
        self.cut(text, &mut pieces.0);
        let pieces = pieces.0.as_slice();
        let reader = Reader { calendar: self, text, pieces, known: known.map(Moment::to_day) };
        let mut at = 0;
        while at < pieces.len() {
            match reader.at(at) {
                Some((end, mut time)) => {
                    let last = end.saturating_sub(1).max(at);
                    let start = pieces.get(at).map_or(0, |piece| piece.start);
                    time.range = start..pieces.get(last).map_or(start, |piece| piece.end);
                    take(time);
                    at = last + 1;
                }
                None => at += 1,
            }
        }
    }

    /// Puts into `pieces` numbers, words of time, and one `Other` for each run of other words: two say no more than one.
    fn cut(&self, text: &str, pieces: &mut Vec<Piece>) {
        pieces.clear();
        let bytes = text.as_bytes();
        // the last of the other words before what comes
        let (mut at, mut other) = (0, 0..0);
        while let Some(&first) = bytes.get(at) {
            if first.is_ascii() && !first.is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let length = word_length(text, at);
            if length == 0 {
                at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                continue;
            }
            let (start, end) = (at, at + length);
            at = end;
            let sort = match first {
                b'0'..=b'9' => number(text.get(start..end).unwrap_or_default()),
                _ if self.may_be(first, length) => self.word(text.get(start..end).unwrap_or_default()),
                _ => Sort::Other,
            };
            if matches!(sort, Sort::Other) {
                other = start..end;
                continue;
            }
            if !other.is_empty() {
                pieces.push(Piece { start: other.start, end: other.end, sort: Sort::Other });
                other = 0..0;
            }
            pieces.push(Piece { start, end, sort });
        }
        if !other.is_empty() {
            pieces.push(Piece { start: other.start, end: other.end, sort: Sort::Other });
        }
    }

    fn word(&self, word: &str) -> Sort {
        if word.len() > LONGEST || word.len() < 2 {
            return Sort::Other;
        }
        let Some(found) = self.look_up(word) else { return Sort::Other };
        let is_capital = word.starts_with(char::is_uppercase);
        Sort::Known(found, if is_capital { Case::Capital } else { Case::Small })
    }
}

/// How many bytes of letters and digits stand from `at` on.
fn word_length(text: &str, at: usize) -> usize {
    let length = ascii::word_length(text.as_bytes().get(at..).unwrap_or_default());
    let end = at + length;
    if text.as_bytes().get(end).is_none_or(u8::is_ascii) {
        return length;
    }
    let rest = text.get(end..).unwrap_or_default();
    // dashes and marks of quotes
    if rest.as_bytes().starts_with(&[0xe2, 0x80]) {
        return length;
    }
    length + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
}

/// A number of up to four digits, perhaps with an ordinal ending.
fn number(word: &str) -> Sort {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = word.get(digits.len()..).unwrap_or_default();
    let is_ordinal = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª");
    match digits.parse() {
        Ok(value) if is_ordinal && digits.len() <= 4 => Sort::Number(value),
        _ => Sort::Other,
    }
}

/// Reads expressions at a place.
struct Reader<'r> {
    calendar: &'r Calendar,
    text: &'r str,
    pieces: &'r [Piece],
    known: Option<Moment>,
}

impl Reader<'_> {
    fn sort(&self, at: usize) -> Option<Sort> {
        self.pieces.get(at).map(|piece| piece.sort)
    }

    fn known(&self, at: usize) -> Option<(Word, Case)> {
        match self.sort(at) {
            Some(Sort::Known(word, case)) => Some((word, case)),
            _ => None,
        }
    }

    fn number(&self, at: usize) -> Option<u16> {
        match self.sort(at) {
            Some(Sort::Number(value)) => Some(value),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> &str {
        self.pieces.get(at).and_then(|piece| self.text.get(piece.start..piece.end)).unwrap_or_default()
    }

    /// Whether nothing but what may stand inside a date is between a piece and the one before.
    fn joins(&self, at: usize) -> bool {
        let Some((before, here)) =
            at.checked_sub(1).and_then(|left| self.pieces.get(left)).zip(self.pieces.get(at))
        else {
            return false;
        };
        let gap = self.text.get(before.end..here.start).unwrap_or_default();
        gap.len() <= 6
            && gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '’'))
            && !gap.contains('\n')
    }

    /// The expression that begins at `at`, and the piece behind it.
    fn at(&self, at: usize) -> Option<(usize, Time)> {
        if let Some(value) = self.number(at) {
            return self
                .day_and_month(at, value)
                .or_else(|| self.ago(at, value))
                .or_else(|| self.year(at, value));
        }
        let (word, case) = self.known(at)?;
        match word {
            Word::Month(month) => self.month(at, month, case),
            Word::Weekday(day) => self.weekday(at, day, case),
            Word::Today(offset) => self.today(at, offset, case),
            Word::Last | Word::Next | Word::This | Word::Relative => self.pointed(at, word),
            Word::Span(unit) => self.pointed_behind(at, unit).or_else(|| self.one_ago(at, unit)),
            Word::Count(count) => self.ago(at, count),
            Word::Before | Word::Link => None,
        }
    }

    fn time(date: Option<Moment>, certainty: u16, rule: &'static str) -> Time {
        Time { range: 0..0, date, certainty, rule }
    }

    /// What stands before a piece.
    fn before(&self, at: usize) -> &str {
        self.pieces.get(at).and_then(|piece| self.text.get(..piece.start)).unwrap_or_default()
    }

    /// What stands behind a piece.
    fn behind(&self, at: usize) -> &str {
        self.pieces.get(at).and_then(|piece| self.text.get(piece.end..)).unwrap_or_default()
    }

    /// `tomorrow`, but not `USA Today`, `heute Morgen`, `por la mañana` or `today's world`.
    fn today(&self, at: usize, offset: i8, case: Case) -> Option<(usize, Time)> {
        let before = self.before(at).trim_end();
        let opens = before.is_empty() || !before.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        if case == Case::Capital && !opens {
            return None;
        }
        if offset > 0
            && matches!(last_word(before), "la" | "esta" | "una" | "cada" | "media" | "de" | "am" | "jeden")
        {
            return None;
        }
        let is_vague = self.behind(at).starts_with(['\'', '’']);
        let time = self.day_off(i64::from(offset), 850, "relative-day");
        Some((at + 1, if is_vague { Self::time(None, 950, "relative-day") } else { time }))
    }

    /// `8 May 2026`, `8. Mai`, `8 de mayo de 2026`, `1er mai`.
    fn day_and_month(&self, at: usize, day: u16) -> Option<(usize, Time)> {
        let link = |at: usize| usize::from(matches!(self.known(at), Some((Word::Link, _))) && self.joins(at));
        let month_at = at + 1 + link(at + 1);
        let Some((Word::Month(month), case)) = self.known(month_at).filter(|_| self.joins(month_at)) else {
            return None;
        };
        if !(1..=31).contains(&day) || !self.calendar.is_month(self.word(month_at), case == Case::Capital) {
            return None;
        }
        let year_at = month_at + 1 + link(month_at + 1);
        Some(self.whole(day, month, month_at + 1, year_at))
    }

    /// A day of a month, with the year that may stand at `year_at`.
    fn whole(&self, day: u16, month: u8, end: usize, year_at: usize) -> (usize, Time) {
        let day = u8::try_from(day).unwrap_or_default();
        if let Some(year) = self.number(year_at).filter(|year| is_year(*year) && self.joins(year_at)) {
            return (year_at + 1, Self::time(Moment::day(year, month, day), 980, "date"));
        }
        let near = self.known.and_then(|known| {
            let (year, ..) = known.date();
            let days = |year: u16| Some((Moment::day(year, month, day)?, day_number(year, month, day)));
            let (y, m, d) = known.date();
            let now = day_number(y, m, d);
            let near =
                [year.checked_sub(1), Some(year), year.checked_add(1)].into_iter().flatten().filter_map(days);
            let near = near.min_by_key(|(_, other)| (other - now).abs());
            near.filter(|(_, other)| (other - now).abs() <= NEAR).map(|(moment, _)| moment)
        });
        // `the Sept. 11 attacks`
        let near = near.filter(|_| !is_known_day(self.behind(end - 1)));
        (end, Self::time(near, if near.is_some() { 850 } else { 930 }, "day-and-month"))
    }

    /// `May 8, 2026`, `May 2026`, `in May`, `last May`.
    fn month(&self, at: usize, month: u8, case: Case) -> Option<(usize, Time)> {
        if !self.calendar.is_month(self.word(at), case == Case::Capital) {
            return None;
        }
        let next = self.number(at + 1).filter(|_| self.joins(at + 1));
        if let Some(day) = next.filter(|day| (1..=31).contains(day)) {
            return Some(self.whole(day, month, at + 2, at + 2));
        }
        if let Some(year) = next.filter(|year| is_year(*year)) {
            return Some((at + 2, Self::time(Moment::month(year, month), 970, "month-and-year")));
        }
        let link = usize::from(matches!(self.known(at + 1), Some((Word::Link, _))) && self.joins(at + 1));
        if let Some(year) = self.number(at + 1 + link).filter(|year| link > 0 && is_year(*year)) {
            return Some((at + 2 + link, Self::time(Moment::month(year, month), 960, "month-and-year")));
        }
        // a name may be that of a person; a word before it tells
        let is_led =
            at.checked_sub(1).is_some_and(|left| matches!(self.known(left), Some((Word::Before, _))));
        // `in May of that year`
        let is_of = matches!(self.known(at + 1), Some((Word::Link, _))) && self.joins(at + 1);
        let date = self.near_month(month).filter(|_| !is_of);
        (is_led && self.joins(at) && self.word(at).chars().count() > 2)
            .then(|| (at + 1, Self::time(date, if date.is_some() { 800 } else { 900 }, "month")))
    }

    /// The month of that name that is nearest to the day of publication, if one is clearly nearer.
    fn near_month(&self, month: u8) -> Option<Moment> {
        let (year, now, _) = self.known?.date();
        let year = match i32::from(month) - i32::from(now) {
            -5..=5 => year,
            7.. => year.checked_sub(1)?,
            ..=-7 => year.checked_add(1)?,
            _ => return None,
        };
        Moment::month(year, month)
    }

    /// `last May` and `next May`, where that cannot be of another year, and `this May`.
    fn pointed_month(&self, month: u8, word: Word) -> Option<Moment> {
        let (year, now, _) = self.known?.date();
        match word {
            Word::Last if month > now => Moment::month(year.checked_sub(1)?, month),
            Word::Next if month < now => Moment::month(year.checked_add(1)?, month),
            Word::This => Moment::month(year, month),
            _ => None,
        }
    }

    /// `Tuesday`, `Tuesday, May 12`.
    fn weekday(&self, at: usize, day: u8, case: Case) -> Option<(usize, Time)> {
        if !self.calendar.is_weekday(self.word(at), case == Case::Capital) {
            return None;
        }
        if self.joins(at + 1) {
            let with_date = match self.sort(at + 1) {
                Some(Sort::Number(value)) => self.day_and_month(at + 1, value),
                Some(Sort::Known(Word::Month(month), case)) if self.number(at + 2).is_some() => {
                    self.month(at + 1, month, case)
                }
                _ => None,
            };
            if with_date.is_some() {
                return with_date;
            }
            // `lundi dernier`
            if let Some((word @ (Word::Last | Word::Next), _)) = self.known(at + 1) {
                return Some((at + 2, self.weekday_by(day, word, true)));
            }
        }
        let time = self.weekday_by(day, Word::This, true);
        Some((at + 1, if self.may_come(at, at) { Self::time(None, 950, "weekday") } else { time }))
    }

    /// Whether the sentence round a day may speak of what is to come, and not of what was said or done on it.
    fn may_come(&self, first: usize, last: usize) -> bool {
        if self.known.is_none() {
            return false;
        }
        let before = self.before(first).trim_end();
        let before = before.strip_suffix(" on").unwrap_or(before);
        let word = last_word(before);
        let was_done = self.calendar.usage.is_past(word);
        !was_done && self.calendar.usage.may_come(self.before(first), self.behind(last))
    }

    /// The last day of that name up to the day of publication, or the next behind it. `is_behind`: the pointing word
    /// stands behind it, where it leaves no doubt which week is meant.
    fn weekday_by(&self, day: u8, word: Word, is_behind: bool) -> Time {
        let unsure = Self::time(None, 950, "weekday");
        let Some(known) = self.known else { return unsure };
        let (today, is_same) = (known.weekday(), known.weekday() == day);
        let back = (i64::from(today) - i64::from(day)).rem_euclid(7);
        // before a day, `last` and `next` are often said of another week than this
        match word {
            Word::Last if !is_behind && day < today => unsure,
            Word::Next if !is_behind && day > today => unsure,
            Word::Next => self.day_off(if is_same { 7 } else { 7 - back }, 800, "weekday"),
            Word::Last if is_same => self.day_off(-7, 800, "weekday"),
            Word::Relative => unsure,
            _ => self.day_off(-back, 800, "weekday"),
        }
    }

    /// `last Tuesday`, `next month`, `this year`.
    fn pointed(&self, at: usize, word: Word) -> Option<(usize, Time)> {
        if !self.joins(at + 1) {
            return None;
        }
        match self.known(at + 1)?.0 {
            Word::Weekday(day) => {
                let time = self.weekday_by(day, word, false);
                let is_open = word == Word::This && self.may_come(at, at + 1);
                Some((at + 2, if is_open { Self::time(None, 950, "weekday") } else { time }))
            }
            Word::Month(month) => {
                let date = self.pointed_month(month, word);
                Some((at + 2, Self::time(date, if date.is_some() { 800 } else { 900 }, "month")))
            }
            Word::Span(unit) => Some((at + 2, self.span(at, at + 1, unit, word))),
            _ => None,
        }
    }

    /// `la semaine dernière`, `el año pasado`.
    fn pointed_behind(&self, at: usize, unit: Unit) -> Option<(usize, Time)> {
        match self.known(at + 1).filter(|_| self.joins(at + 1))?.0 {
            word @ (Word::Last | Word::Next | Word::Relative) => {
                Some((at + 2, self.span(at + 1, at, unit, word)))
            }
            _ => None,
        }
    }

    /// A span by the word that points to it.
    fn span(&self, pointer: usize, unit_at: usize, unit: Unit, word: Word) -> Time {
        // `the last years`, `les derniers mois`, `cette année-là`, `the last year of the war`, `last year's`
        let is_many = self.calendar.usage.is_plural(self.word(unit_at));
        let is_that = self.behind(unit_at).starts_with("-là");
        let is_part = self.behind(unit_at).starts_with(" of ");
        let is_article = pointer < unit_at && matches!(last_word(self.before(pointer)), "the" | "The");
        let is_vague = (pointer > unit_at || unit == Unit::Month) && self.word(pointer).ends_with("rs");
        if is_many || is_that || is_part || is_article || is_vague || word == Word::Relative {
            return Self::time(None, 900, "relative-span");
        }
        let off = match word {
            Word::Last => -1,
            Word::Next => 1,
            _ => 0,
        };
        let date = self.known.and_then(|known| {
            let (year, month, _) = known.date();
            let year = i32::from(year);
            match unit {
                Unit::Year => Moment::year(u16::try_from(year + off).ok()?),
                Unit::Month => {
                    let months = year * 12 + i32::from(month) - 1 + off;
                    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
                    Moment::month(u16::try_from(year).ok()?, u8::try_from(month).ok()?)
                }
                // a week is no date of the calendar
                Unit::Day | Unit::Week | Unit::Hour => None,
            }
        });
        Self::time(date, 900, "relative-span")
    }

    /// `three days ago` with a number: `3 days ago`, `vor 3 Tagen`, `il y a 3 jours`.
    fn ago(&self, at: usize, count: u16) -> Option<(usize, Time)> {
        let Some((Word::Span(unit), _)) = self.known(at + 1).filter(|_| self.joins(at + 1)) else {
            return None;
        };
        let before =
            self.pieces.get(at).and_then(|piece| self.text.get(..piece.start)).unwrap_or_default().trim_end();
        let behind = self
            .pieces
            .get(at + 1)
            .and_then(|piece| self.text.get(piece.end..))
            .unwrap_or_default()
            .trim_start();
        let is_past = self.calendar.ago_before.iter().any(|words| ends_with_words(before, words))
            || self.calendar.ago_behind.iter().any(|words| starts_with_word(behind, words));
        if !is_past {
            return None;
        }
        let time = match unit {
            Unit::Day => self.day_off(-i64::from(count), 900, "ago"),
            Unit::Year => {
                let year = self.known.map(|known| known.date().0).and_then(|year| year.checked_sub(count));
                Self::time(year.and_then(Moment::year), 800, "ago")
            }
            Unit::Week | Unit::Month | Unit::Hour => Self::time(None, 900, "ago"),
        };
        Some((at + 2, time))
    }

    /// `a year ago`.
    fn one_ago(&self, at: usize, unit: Unit) -> Option<(usize, Time)> {
        let behind = self.behind(at).trim_start();
        let is_past = self.calendar.ago_behind.iter().any(|words| starts_with_word(behind, words));
        let date = self.known.filter(|_| unit == Unit::Year).and_then(|known| known.date().0.checked_sub(1));
        let time = Self::time(date.and_then(Moment::year), if date.is_some() { 800 } else { 900 }, "ago");
        (is_past && !self.calendar.usage.is_plural(self.word(at))).then_some((at + 1, time))
    }

    /// `in 2024`, `between 2019 and 2022`.
    fn year(&self, at: usize, value: u16) -> Option<(usize, Time)> {
        let is_plain = self.word(at).len() == 4;
        let is_led = |at: usize| {
            let left = at.checked_sub(1);
            // `im Jahr 2020`
            let leads = |word| matches!(word, Word::Before | Word::Span(Unit::Year));
            left.and_then(|left| self.known(left)).is_some_and(|(word, _)| leads(word)) && self.joins(at)
        };
        let is_second = || {
            let first =
                (1..=2).filter_map(|back| at.checked_sub(back)).find(|&first| self.number(first).is_some());
            first.is_some_and(|first| {
                let gap = self.pieces.get(first).zip(self.pieces.get(at));
                let gap =
                    gap.and_then(|(first, here)| self.text.get(first.end..here.start)).unwrap_or_default();
                let joins =
                    ["and", "to", "or", "–", "-", "und", "bis", "et", "à", "y", "a", "e", "en", "tot", "al"];
                joins.contains(&gap.trim()) && self.number(first).is_some_and(is_year) && is_led(first)
            })
        };
        (is_plain && is_year(value) && !counts(self.behind(at)) && (is_led(at) || is_second()))
            .then(|| (at + 1, Self::time(Moment::year(value), 900, "year")))
    }

    /// A day so many days from that of publication.
    fn day_off(&self, days: i64, certainty: u16, rule: &'static str) -> Time {
        let date = self.known.filter(|known| known.precision() >= Precision::Day).and_then(|known| {
            let midnight = known.at_minute(0, 0)?.with_offset(0)?.unix_seconds()?;
            Moment::from_unix_seconds(midnight + days * 86_400).map(Moment::to_day)
        });
        Self::time(date, if date.is_some() { certainty } else { 950 }, rule)
    }
}

/// A day without a year is one at most so far off; one further off may be of either year.
const NEAR: i32 = 155;

/// Whether words behind a day show that it is one everybody remembers.
fn is_known_day(behind: &str) -> bool {
    let word = behind.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let known = [
        "attack",
        "attacks",
        "massacre",
        "riot",
        "riots",
        "insurrection",
        "commission",
        "committee",
        "terrorist",
        "terror",
        "hijackings",
        "assault",
        "raid",
        "movement",
        "revolution",
        "holiday",
        "celebration",
        "celebrations",
    ];
    behind.starts_with(' ') && known.contains(&word)
}

/// Whether what stands behind a number shows that it counts something and is no year.
fn counts(behind: &str) -> bool {
    let word = behind.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    behind.starts_with([' ', '\u{a0}']) && COUNTED.contains(&word)
}

/// What is counted in thousands.
const COUNTED: &[&str] = &[
    "people",
    "homes",
    "jobs",
    "workers",
    "miles",
    "metres",
    "meters",
    "feet",
    "dollars",
    "euros",
    "euro",
    "pounds",
    "km",
    "kilometres",
    "kilometers",
    "acres",
    "hectares",
    "tons",
    "tonnes",
    "troops",
    "soldiers",
    "students",
    "votes",
    "points",
    "square",
    "cases",
    "deaths",
    "cubic",
    "megawatts",
    "MW",
    "Menschen",
    "Euro",
    "Meter",
    "Metern",
    "Kilometer",
    "Kilometern",
    "Personen",
    "Soldaten",
    "Stimmen",
    "Hektar",
    "Tonnen",
    "Quadratmeter",
    "personnes",
    "mètres",
    "habitants",
    "emplois",
    "personas",
    "metros",
    "habitantes",
    "hectáreas",
    "empleos",
    "toneladas",
    "persone",
    "metri",
    "abitanti",
    "ettari",
    "posti",
    "tonnellate",
    "pessoas",
    "empregos",
    "mensen",
    "meter",
    "woningen",
    "banen",
    "hectare",
    "ton",
];

fn is_year(value: u16) -> bool {
    (1500..=2199).contains(&value)
}

/// Days on a scale that is good enough to compare.
fn day_number(year: u16, month: u8, day: u8) -> i32 {
    i32::from(year) * 372 + i32::from(month) * 31 + i32::from(day)
}

fn ends_with_words(text: &str, words: &str) -> bool {
    text.len() >= words.len()
        && text.get(text.len() - words.len()..).is_some_and(|end| end.eq_ignore_ascii_case(words))
        && text.get(..text.len() - words.len()).is_none_or(|rest| !rest.ends_with(char::is_alphanumeric))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && text.get(word.len()..).is_none_or(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `words=date` of what is found in a text published on a Friday, 8 May 2026.
    fn check(language: &str, text: &str, expect: &[&str]) {
        let calendar = Calendar::of(language).unwrap();
        let show = |known: Option<Moment>| -> Vec<String> {
            calendar
                .times(text, known)
                .iter()
                .map(|time| {
                    let words = text.get(time.range.clone()).unwrap();
                    time.date.map_or_else(|| words.to_owned(), |date| format!("{words}={date}"))
                })
                .collect()
        };
        assert_eq!(show(Moment::day(2026, 5, 8)), expect, "{text}");
        // what is not stated is not known without the day of publication
        for time in calendar.times(text, None) {
            assert!(
                time.date.is_none() || matches!(time.rule, "date" | "month-and-year" | "year"),
                "{text} {time:?}"
            );
        }
    }

    #[test]
    fn english() {
        check(
            "en",
            "She left on Tuesday and returns tomorrow.",
            &["Tuesday=2026-05-05", "tomorrow=2026-05-09"],
        );
        check(
            "en",
            "It began on May 12, 2025, and ended May 3.",
            &["May 12, 2025=2025-05-12", "May 3=2026-05-03"],
        );
        check(
            "en",
            "On 12 December they met; on Friday they voted.",
            &["12 December=2025-12-12", "Friday=2026-05-08"],
        );
        check("en", "It may rain in May, and they march in March.", &["May=2026-05", "March=2026-03"]);
        check(
            "en",
            "Last year and last month, and next Tuesday.",
            &["Last year=2025", "last month=2026-04", "next Tuesday=2026-05-12"],
        );
        check("en", "Since 1953 it cost 1953 crowns, 3 days ago.", &["1953=1953", "3 days=2026-05-05"]);
        check(
            "en",
            "Tuesday, May 5, was cold in November 2024.",
            &["Tuesday, May 5=2026-05-05", "November 2024=2024-11"],
        );
        check("en", "The sun sat on the second of the day, and Theresa May spoke.", &[]);
        check("en", "It lasted the whole week, for 3 days.", &[]);
    }

    #[test]
    fn other_languages() {
        check(
            "de",
            "Am Dienstag und am 8. Mai 2026, vor 3 Tagen.",
            &["Dienstag=2026-05-05", "8. Mai 2026=2026-05-08", "3 Tagen=2026-05-05"],
        );
        check(
            "fr",
            "Le 1er mai 2026, lundi dernier et l'année dernière.",
            &["1er mai 2026=2026-05-01", "lundi dernier=2026-05-04", "année dernière=2025"],
        );
        check(
            "es",
            "El 8 de mayo de 2026 y el martes; el año pasado.",
            &["8 de mayo de 2026=2026-05-08", "martes=2026-05-05", "año pasado=2025"],
        );
        check("it", "L'8 maggio 2026 e martedì.", &["8 maggio 2026=2026-05-08", "martedì=2026-05-05"]);
        check("pt", "Em 8 de maio de 2026 e ontem.", &["8 de maio de 2026=2026-05-08", "ontem=2026-05-07"]);
        check("nl", "Op 8 mei 2026 en gisteren.", &["8 mei 2026=2026-05-08", "gisteren=2026-05-07"]);
    }

    #[test]
    fn what_is_not_certain_stays_open() {
        // another week, another time of the text, or what is still to come
        check("en", "It met last Tuesday and next Friday.", &["last Tuesday", "next Friday=2026-05-15"]);
        check("en", "It met last Saturday.", &["last Saturday=2026-05-02"]);
        check("en", "Voters will decide on Tuesday.", &["Tuesday"]);
        check("en", "The mayor said on Tuesday that it would close.", &["Tuesday=2026-05-05"]);
        check("en", "They must leave by Monday.", &["Monday"]);
        check("en", "The following year and the past month.", &["following year", "past month"]);
        check("en", "In the last years of the war, the last year.", &["last years", "last year"]);
        check(
            "en",
            "It fell last November, and last May, and next May.",
            &["last November=2025-11", "last May", "next May"],
        );
        check("en", "It began in November of that year; in June it ended.", &["November", "June=2026-06"]);
        check(
            "en",
            "After the Sept. 11 attacks, and on Sept. 11, 2001.",
            &["Sept. 11", "Sept. 11, 2001=2001-09-11"],
        );
        check("en", "It began on Oct. 30.", &["Oct. 30"]);
        check("en", "USA Today and today's world; today it rained.", &["today", "today=2026-05-08"]);
        check("en", "In the 1990s it lost 1990 jobs, in 2000 homes.", &[]);
    }

    #[test]
    fn numbers_and_ranges() {
        check(
            "en",
            "Two days ago, two weeks ago and a year ago.",
            &["Two days=2026-05-06", "two weeks", "year=2025"],
        );
        check("en", "It grew between 2019 and 2022.", &["2019=2019", "2022=2022"]);
        check("en", "From 2019 to 2022 it grew, in 2023–24 too.", &["2019=2019", "2022=2022", "2023=2023"]);
        check("en", "At 6 p.m. on Monday, earlier this week.", &["Monday=2026-05-04", "this week"]);
        check("de", "Vor zwei Tagen und vor einem Jahr.", &["zwei Tagen=2026-05-06", "einem Jahr=2025"]);
        check("fr", "Il y a deux jours, il y a un an.", &["deux jours=2026-05-06", "un an=2025"]);
        check("es", "Hace dos días y hace un año.", &["dos días=2026-05-06", "un año=2025"]);
        check("it", "Due giorni fa e un anno fa.", &["Due giorni=2026-05-06", "un anno=2025"]);
        check("pt", "Há dois dias e há um ano.", &["dois dias=2026-05-06", "um ano=2025"]);
        check("nl", "Twee dagen geleden en een jaar geleden.", &["Twee dagen=2026-05-06", "een jaar=2025"]);
    }

    #[test]
    fn other_languages_stay_open_too() {
        check(
            "de",
            "Heute Morgen und gestern; am Dienstag wird gewählt.",
            &["Heute=2026-05-08", "gestern=2026-05-07", "Dienstag"],
        );
        check(
            "de",
            "In den letzten Jahren, im letzten Jahr, im folgenden Jahr.",
            &["letzten Jahren", "letzten Jahr=2025", "folgenden Jahr"],
        );
        check(
            "fr",
            "Ces derniers mois, cette année-là, l'année suivante, mardi.",
            &["derniers mois", "cette année", "année suivante", "mardi=2026-05-05"],
        );
        check("fr", "Le conseil votera ; il sera réuni mardi.", &["mardi"]);
        check(
            "es",
            "Ayer por la mañana, el lunes pasado; el año anterior.",
            &["Ayer=2026-05-07", "lunes pasado=2026-05-04", "año anterior"],
        );
        check(
            "it",
            "Quest'anno, lunedì scorso, l'anno precedente.",
            &["Quest'anno=2026", "lunedì scorso=2026-05-04", "anno precedente"],
        );
        check("pt", "Naquele ano, no ano passado e no ano seguinte.", &["ano passado=2025", "ano seguinte"]);
        check(
            "nl",
            "Vorig jaar, de afgelopen jaren, dinsdag.",
            &["Vorig jaar=2025", "afgelopen jaren", "dinsdag=2026-05-05"],
        );
    }

    #[test]
    fn long_paragraphs_are_one_pass() {
        let calendar = Calendar::of("en").unwrap();
        assert_eq!(calendar.times(&"on Tuesday 3 days ago ".repeat(20_000), None).len(), 40_000);
        assert!(calendar.times(&"12 ".repeat(200_000), None).is_empty());
    }
}
