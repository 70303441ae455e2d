//! Expressions of time in a paragraph, and what they mean where that can be told.

mod calendar;

use std::ops::Range;

use wirecopy_model::{Date, Moment, Precision, Zone};

pub(crate) use calendar::Calendar;
use calendar::{Unit, Word};

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

impl Calendar {
    /// The expressions of time in `text`, in order. `known`: the day it was published, from which others are counted.
    pub(crate) fn times(&self, text: &str, known: Option<Moment>) -> Vec<Time> {
        let pieces = self.pieces(text);
        let reader = Reader { calendar: self, text, pieces: &pieces, known: known.map(Moment::to_day) };
        let mut found = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            match reader.at(at) {
                Some((end, mut time)) => {
                    let last = end.saturating_sub(1).max(at);
                    let start = pieces.get(at).map_or(0, |piece| piece.start);
                    time.range = start..pieces.get(last).map_or(start, |piece| piece.end);
                    found.push(time);
                    at = last + 1;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Numbers, words of time, and one `Other` for each run of other words.
    fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut lower = String::with_capacity(LONGEST);
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let rest = text.get(at..).unwrap_or_default();
            let Some(first) = rest.chars().next() else { break };
            if !first.is_alphanumeric() {
                at += first.len_utf8();
                continue;
            }
            let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            let sort = if first.is_ascii_digit() { number(word) } else { self.word(word, first, &mut lower) };
            let piece = Piece { start: at, end: at + length, sort };
            // two in a row say no more than one
            match pieces.last_mut() {
                Some(last) if last.sort == Sort::Other && sort == Sort::Other => *last = piece,
                _ => pieces.push(piece),
            }
            at += length;
        }
        pieces
    }

    fn word(&self, word: &str, first: char, lower: &mut String) -> Sort {
        if word.len() > LONGEST || word.len() < 2 {
            return Sort::Other;
        }
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        let case = if first.is_uppercase() { Case::Capital } else { Case::Small };
        self.look_up(lower).map_or(Sort::Other, |found| Sort::Known(found, case))
    }
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
            && gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.'))
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
            Word::Today(offset) => Some((at + 1, self.day_off(i64::from(offset), 850, "relative-day"))),
            Word::Last | Word::Next | Word::This => self.pointed(at, word),
            Word::Span(unit) => self.pointed_behind(at, unit),
            Word::Before | Word::Link => None,
        }
    }

    fn time(date: Option<Moment>, certainty: u16, rule: &'static str) -> Time {
        Time { range: 0..0, date, certainty, rule }
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
            near.min_by_key(|(_, other)| (other - now).abs()).map(|(moment, _)| moment)
        });
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
        (is_led && self.joins(at) && self.word(at).chars().count() > 2)
            .then(|| (at + 1, Self::time(self.near_month(month), 800, "month")))
    }

    /// The month of that name that is nearest to the day of publication.
    fn near_month(&self, month: u8) -> Option<Moment> {
        let (year, now, _) = self.known?.date();
        let distance = i32::from(month) - i32::from(now);
        let year = match distance {
            7.. => year.checked_sub(1)?,
            ..=-7 => year.checked_add(1)?,
            _ => year,
        };
        Moment::month(year, month)
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
                return Some((at + 2, self.weekday_by(day, word)));
            }
        }
        Some((at + 1, self.weekday_by(day, Word::This)))
    }

    /// The last day of that name up to the day of publication, or the next behind it.
    fn weekday_by(&self, day: u8, word: Word) -> Time {
        let Some(known) = self.known else { return Self::time(None, 950, "weekday") };
        let back = (i64::from(known.weekday()) - i64::from(day)).rem_euclid(7);
        match word {
            Word::Next => self.day_off(if back == 0 { 7 } else { 7 - back }, 700, "weekday"),
            Word::Last if back == 0 => self.day_off(-7, 800, "weekday"),
            _ => self.day_off(-back, 800, "weekday"),
        }
    }

    /// `last Tuesday`, `next month`, `this year`.
    fn pointed(&self, at: usize, word: Word) -> Option<(usize, Time)> {
        if !self.joins(at + 1) {
            return None;
        }
        match self.known(at + 1)?.0 {
            Word::Weekday(day) => Some((at + 2, self.weekday_by(day, word))),
            Word::Month(month) => {
                let date = self.near_month(month).filter(|_| word == Word::Last || word == Word::This);
                Some((at + 2, Self::time(date, 800, "month")))
            }
            Word::Span(unit) => Some((at + 2, self.span(unit, word))),
            _ => None,
        }
    }

    /// `la semaine dernière`, `el año pasado`.
    fn pointed_behind(&self, at: usize, unit: Unit) -> Option<(usize, Time)> {
        match self.known(at + 1).filter(|_| self.joins(at + 1))?.0 {
            word @ (Word::Last | Word::Next) => Some((at + 2, self.span(unit, word))),
            _ => None,
        }
    }

    fn span(&self, unit: Unit, word: Word) -> Time {
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

    /// `in 2024`.
    fn year(&self, at: usize, value: u16) -> Option<(usize, Time)> {
        let is_plain = self.word(at).len() == 4;
        let is_led =
            at.checked_sub(1).is_some_and(|left| matches!(self.known(left), Some((Word::Before, _))));
        (is_plain && is_led && is_year(value) && self.joins(at))
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
    fn long_paragraphs_are_one_pass() {
        let calendar = Calendar::of("en").unwrap();
        assert_eq!(calendar.times(&"on Tuesday 3 days ago ".repeat(20_000), None).len(), 40_000);
        assert!(calendar.times(&"12 ".repeat(200_000), None).is_empty());
    }
}
