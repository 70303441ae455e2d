//! Lines that are a date: labels, weekdays and the small words between the parts are taken off, what is left is read.

use std::fmt::Write;
use std::sync::LazyLock;

use wirecopy_core::date::{self, Fault};
use wirecopy_model::{Date, DateRole, Precision};

use crate::vocabulary::{self, Vocabulary};
use crate::wording::{Label, wording};

/// Longest line that is a date.
const LONG: usize = 160;

/// A date line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    pub(crate) role: DateRole,
    /// Without a value where it cannot be read for sure.
    pub(crate) date: Date,
    /// What follows it: `…, updated 9:10`.
    pub(crate) more: Option<(DateRole, Date)>,
    /// Whether a label says that this is a date.
    pub(crate) is_labelled: bool,
}

/// Reads a line that is nothing but a date, perhaps with a label. `None`: it is none. `day_first`: the language is one
/// that writes the day before the month.
pub(crate) fn read(text: &str, day_first: bool) -> Option<Dated> {
    if text.len() > LONG || !text.chars().any(char::is_numeric) {
        return None;
    }
    let text = text.trim();
    // `Oct/14/2025 19:47 GMT`
    let parted = is_parted(text).then(|| text.replacen('/', " ", 2));
    let text = parted.as_deref().unwrap_or(text);
    let text = text.strip_prefix(['(', '[']).and_then(|text| text.strip_suffix([')', ']'])).unwrap_or(text);
    // `May 12, 2026 / 6:04 PM EDT / Coast News`
    let text = [" / ", " | ", " - ", " – ", " • ", " · ", "·"]
        .iter()
        .filter_map(|mark| text.rsplit_once(mark))
        .find(|(head, tail)| {
            (!tail.chars().any(char::is_numeric) && super::person::is_outlet(tail)
                || super::label::is_reading_time(tail))
                && head.chars().any(char::is_numeric)
        })
        .map_or(text, |(head, _)| head);
    if let Some((first, second)) = two(text) {
        let (found, more) = (one(first, day_first)?, one(second, day_first)?);
        return Some(Dated { more: Some((more.role, more.date)), ..found });
    }
    one(text, day_first)
}

/// Whether a text opens with the name of a month, day and year between strokes.
fn is_parted(text: &str) -> bool {
    let mut parts = text.splitn(3, '/');
    let (Some(month), Some(day), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_number = |text: &str, length: usize| {
        text.len() <= length && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    wording().month(&month.to_lowercase()).is_some()
        && is_number(day, 2)
        && rest.get(..4).is_some_and(|year| is_number(year, 4))
}

/// Whether a line is a label of dates and nothing else: the date stands in the next one.
pub(crate) fn is_label(text: &str) -> bool {
    let labels = wording().labels(text);
    let is_whole = |label| {
        labels
            .end(label)
            .is_some_and(|end| text.get(end..).is_some_and(|rest| rest.trim_matches([':', ' ']).is_empty()))
    };
    let is_weekday = || wording().weekday(&text.trim_end_matches(',').to_lowercase()).is_some();
    text.len() <= 40 && (is_weekday() || is_whole(Label::Published) || is_whole(Label::Updated))
}

/// Whether `text` is the words and numbers of a date, whole or not: `Tuesday 12 May`, `8 May 2026`, `05/12/2026`.
pub(crate) fn is_date(text: &str) -> bool {
    text.len() <= 60 && normal(text, false).is_some_and(|normal| normal.is_date())
}

/// The date that `text` holds from its start on, as far as it can be read; what follows is cut off at dashes and brackets.
pub(crate) fn opening(text: &str, day_first: bool) -> Option<Date> {
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | ','));
    let mut ends: Vec<usize> = [" - ", " – ", " — ", " (", ";", ". ", " | ", " / ", "!", "*", ")"]
        .iter()
        .filter_map(|mark| text.find(mark))
        .collect();
    ends.push(text.len());
    ends.sort_unstable();
    ends.into_iter().rev().find_map(|end| {
        let written = text.get(..end)?.trim().trim_end_matches(['.', ',', ':', '-', '–']).trim_end();
        (written.len() <= LONG).then(|| value(written, day_first)).flatten()
    })
}

/// A written date with what it means. `None`: it cannot be read for sure.
fn value(written: &str, day_first: bool) -> Option<Date> {
    let normal = normal(written, day_first).filter(|normal| !normal.is_open)?;
    let parsed = date::parse(&normal.text);
    let value = parsed.value.filter(|value| value.precision() >= Precision::Day)?;
    // a word that is no zone
    if parsed.faults.contains(Fault::UnknownZone) && !normal.has_zone {
        return None;
    }
    if normal.names == 0 && !normal.is_numeric {
        return None;
    }
    Some(Date {
        written: written.to_owned(),
        value: Some(value),
        zone: parsed.zone,
        precision: parsed.precision,
    })
}

/// Parts `Published 8 May 2026, updated 9:10` before the second label.
fn two(text: &str) -> Option<(&str, &str)> {
    const MARKS: &[&str] =
        &[", ", " | ", " - ", " – ", " — ", "; ", " (", " • ", " · ", " / ", ") ", "\t", "  "];
    MARKS
        .iter()
        .flat_map(|mark| text.match_indices(mark))
        .filter_map(|(at, mark)| Some((text.get(..at)?, text.get(at + mark.len()..)?)))
        .find(|(first, second)| {
            let labels = wording().labels(second);
            first.chars().any(char::is_numeric)
                && second.chars().any(char::is_numeric)
                && (labels.has(Label::Updated) || labels.has(Label::Published))
        })
        .map(|(first, second)| (first.trim(), second.trim().trim_end_matches(')')))
}

fn one(text: &str, day_first: bool) -> Option<Dated> {
    let labels = wording().labels(text);
    let label = [(Label::Updated, DateRole::Updated), (Label::Published, DateRole::Published)]
        .into_iter()
        .filter_map(|(label, role)| Some((labels.end(label)?, role)))
        .max_by_key(|(end, _)| *end);
    let (written, role, is_labelled) = match label {
        Some((end, role)) => {
            let rest = text.get(end..)?;
            let is_apart =
                rest.starts_with(|c: char| !c.is_alphanumeric()) || text.get(..end)?.ends_with([':', '：']);
            if !is_apart {
                return None;
            }
            (
                rest.trim_start_matches(|c: char| {
                    c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | ',')
                }),
                role,
                true,
            )
        }
        None => (text, DateRole::Published, false),
    };
    let day_first = day_first || (is_labelled && labels.is_foreign);
    let normal = normal(written, day_first)?;
    if let Some(date) = value(written, day_first) {
        return Some(Dated { role, date, more: None, is_labelled });
    }
    let is_partial = normal.is_date() || (is_labelled && normal.is_time);
    is_partial.then(|| Dated {
        role,
        date: Date { written: written.to_owned(), ..Date::default() },
        more: None,
        is_labelled,
    })
}

/// A date in the form that [`date::parse`] reads.
#[expect(clippy::struct_excessive_bools, reason = "what was seen of the parts, each for itself")]
#[derive(Debug, Default)]
struct Normal {
    text: String,
    /// Months and weekdays.
    names: usize,
    /// Numbers that are no time of day.
    numbers: usize,
    /// Three numbers in one word: `08/05/2026`.
    is_numeric: bool,
    /// There is a time of day.
    is_time: bool,
    has_zone: bool,
    /// One of its words is not known.
    is_open: bool,
}

impl Normal {
    fn is_date(&self) -> bool {
        (self.names > 0 && self.numbers > 0) || self.is_numeric
    }
}

/// Small words of a date that say nothing; the second list is of languages that write the day first.
const SMALL: &[&str] =
    &["at", "on", "the", "of", "local", "time", "o'clock", "o’clock", "hours", "hour", "hrs", "hr"];
const SMALL_DAY_FIRST: &[&str] = &[
    "um",
    "uhr",
    "den",
    "dem",
    "am",
    "vom",
    "le",
    "à",
    "a",
    "de",
    "del",
    "el",
    "las",
    "la",
    "il",
    "alle",
    "ore",
    "às",
    "as",
    "op",
    "om",
    "uur",
    "kl",
    "kl.",
    "klo",
    "klockan",
    "dnia",
    "godz.",
    "godz",
    "h",
    "horas",
    "heures",
    "heure",
    "hs",
    "hs.",
    "hora",
    "dia",
    "den",
    "ab",
    "bis",
    "г.",
    "года",
    "року",
    "р.",
    "saat",
    "στις",
    "ώρα",
    "सुबह",
    "बजे",
    "को",
    "ב",
    "בשעה",
    "الساعة",
    "في",
    "ساعت",
    "nel",
    "dalle",
    "dell",
    "alle",
    "ao",
    "do",
];

/// `None`: a word is none of a date.
fn normal(text: &str, day_first: bool) -> Option<Normal> {
    // most texts are none, and their first words say so
    if text.split(is_between).filter(|word| is_strange(word)).nth(1).is_some() {
        return None;
    }
    let mut found = Normal::default();
    let mut unknown = 0_usize;
    let words: Vec<String> = text
        .split(is_between)
        .map(|word| word.chars().map(digit).collect::<String>())
        .filter(|word| !word.is_empty() && !matches!(word.as_str(), "-" | "/"))
        .collect();
    if words.len() > 14 {
        return None;
    }
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_foreign = lower.iter().any(|word| {
        (SMALL_DAY_FIRST.contains(&word.as_str()) && !matches!(word.as_str(), "am" | "a" | "as" | "do"))
            || wording().month(bare(word)).is_some_and(|(_, english)| !english)
            || wording().weekday(bare(word)) == Some(false)
    });
    let day_first = day_first || is_foreign;
    // the clocks of the United States, where the month stands first
    let month_first = !is_foreign
        && words.iter().any(|word| {
            matches!(word.as_str(), "EST" | "EDT" | "ET" | "CDT" | "CT" | "MDT" | "MT" | "PST" | "PDT" | "PT")
        });
    for (at, (word, small)) in words.iter().zip(&lower).enumerate() {
        let next = lower.get(at + 1).map(String::as_str);
        let before = at.checked_sub(1).and_then(|at| lower.get(at)).map(String::as_str);
        // `at 18.30`, `00.01 on Monday`
        let is_timed =
            matches!(before, Some("at" | "um" | "om" | "alle" | "klo" | "kl" | "kl.")) || next == Some("on");
        let next = if is_timed && small.contains('.') { Some("hrs") } else { next };
        if small.starts_with(|c: char| c.is_ascii_digit()) {
            number(word, small, next, (day_first, month_first), &mut found)?;
        } else if let Some((month, _)) = wording().month(small).or_else(|| wording().month(bare(small))) {
            const NAMES: [&str; 12] =
                ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
            let name = NAMES.get(usize::from(month.saturating_sub(1)))?;
            found.names += 1;
            let _ = write!(found.text, " {name}");
        } else if wording().weekday(small).or_else(|| wording().weekday(bare(small))).is_some() {
            found.names += 1;
        } else if matches!(small.as_str(), "a.m." | "p.m." | "am" | "pm" | "a.m" | "p.m") && found.is_time {
            let _ = write!(found.text, " {}", if small.starts_with('a') { "am" } else { "pm" });
        } else if SMALL.contains(&small.as_str()) || SMALL_DAY_FIRST.contains(&small.as_str()) {
        } else if is_zone(word) && (found.is_time || ZONES.contains(&word.as_str())) {
            found.has_zone = true;
            let _ = write!(found.text, " {word}");
        } else if is_east_asian(word) {
            found.numbers += usize::from(word.chars().any(|c| c.is_ascii_digit()));
            let _ = write!(found.text, " {word}");
        } else {
            // the month in a language that is not known here
            unknown += 1;
        }
    }
    let is_likely = found.names > 0 && found.numbers >= 2 && found.is_time;
    (unknown == 0 || unknown == 1 && is_likely).then_some(Normal { is_open: unknown > 0, ..found })
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•' | '(' | ')' | ';' | '،' | '，' | '–' | '—')
}

/// Whether a word of plain small letters, the first one aside, is of no date that is known.
fn is_strange(word: &str) -> bool {
    static KNOWN: LazyLock<Vocabulary<()>> =
        LazyLock::new(|| vocabulary::set(SMALL.iter().chain(SMALL_DAY_FIRST).chain(&["am", "pm"]).copied()));
    let (first, rest) = word.as_bytes().split_first().unwrap_or((&0, &[]));
    first.is_ascii_alphabetic()
        && !rest.is_empty()
        && rest.iter().all(u8::is_ascii_lowercase)
        && !KNOWN.has(word)
        && !wording().is_of_date(word)
}

/// Adds a word that begins with a digit.
fn number(
    word: &str,
    small: &str,
    next: Option<&str>,
    (day_first, month_first): (bool, bool),
    found: &mut Normal,
) -> Option<()> {
    let is_clock_next = matches!(
        next,
        Some(
            "uhr"
                | "uur"
                | "h"
                | "hrs"
                | "hours"
                | "gmt"
                | "bst"
                | "utc"
                | "cet"
                | "cest"
                | "am"
                | "pm"
                | "a.m."
                | "p.m."
                | "est"
                | "edt"
        )
    );
    if word.contains(['年', '月', '日', '년', '월', '일', '時', '时', '시', '分']) {
        found.numbers += 1;
        found.names += usize::from(word.contains(['年', '月', '년', '월']));
        found.is_time |= word.contains(['時', '时', '시']);
        let _ = write!(found.text, " {word}");
        return Some(());
    }
    // `8th`, `1er`, `8.`
    let plain = ["st", "nd", "rd", "th", "er", "º", "ª", "°", "o", "ro"]
        .iter()
        .find_map(|end| small.strip_suffix(end))
        .filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        .unwrap_or(small)
        .trim_end_matches(['.', ':']);
    let digits = plain.len();
    if plain.bytes().all(|byte| byte.is_ascii_digit()) {
        if digits == 4 && is_clock_next {
            found.is_time = true;
            let _ = write!(found.text, " {}:{}", plain.get(..2)?, plain.get(2..)?);
        } else if digits <= 2 && is_clock_next {
            found.is_time = true;
            let _ = write!(found.text, " {plain}:00");
        } else if digits <= 2 || digits == 4 || (digits == 8 && found.names == 0) {
            found.numbers += 1;
            found.is_numeric |= digits == 8;
            let _ = write!(found.text, " {plain}");
        } else {
            return None;
        }
        return Some(());
    }
    if let Some((time, rest)) = clock(plain, is_clock_next || found.numbers >= 2) {
        found.is_time = true;
        let _ = write!(found.text, " {time}");
        if !rest.is_empty() {
            let _ = write!(found.text, " {rest}");
        }
        return Some(());
    }
    let parts: Vec<&str> = plain.split(['/', '.', '-']).collect();
    if let [first, second, third] = *parts.as_slice()
        && parts
            .iter()
            .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        found.is_numeric = true;
        found.numbers += 1;
        if month_first && first.len() <= 2 && third.len() == 4 && plain.contains('/') {
            let _ = write!(found.text, " {third}-{first:0>2}-{second:0>2}");
        } else if day_first && first.len() <= 2 && third.len() == 4 {
            let _ = write!(found.text, " {third}-{second:0>2}-{first:0>2}");
        } else {
            let _ = write!(found.text, " {plain}");
        }
        return Some(());
    }
    // `2026-05-08T07:45:00+02:00`
    if small.len() > 10 && small.get(4..5) == Some("-") && small.contains('t') {
        found.is_numeric = true;
        found.is_time = true;
        found.has_zone = true;
        let _ = write!(found.text, " {word}");
        return Some(());
    }
    // `8/May/2026`, `8-May-2026`
    if let [first, name, third] = *parts.as_slice()
        && let Some((month, _)) = wording().month(name)
    {
        found.names += 1;
        found.numbers += 1;
        let _ = write!(found.text, " {third}-{month:02}-{first:0>2}");
        return Some(());
    }
    None
}

/// A time of day: `6:12`, `7h45`, `6.30pm`, `6pm`; with a stop between the numbers only where `may_stop`. The second value
/// is the half of the day.
fn clock(word: &str, may_stop: bool) -> Option<(String, &str)> {
    let (word, half) = ["am", "pm", "a.m", "p.m"]
        .iter()
        .find_map(|half| word.strip_suffix(half).map(|word| (word, half.get(..1).unwrap_or_default())))
        .unwrap_or((word, ""));
    let half = match half {
        "a" => "am",
        "p" => "pm",
        _ => "",
    };
    let word = word.strip_suffix("uhr").or_else(|| word.strip_suffix("hrs")).unwrap_or(word);
    let is_number = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if is_number(word, 2) && !half.is_empty() {
        return Some((format!("{word}:00"), half));
    }
    let mut marks = vec![':', 'h'];
    if may_stop || !half.is_empty() {
        marks.push('.');
    }
    let (mark, (hour, rest)) = marks.into_iter().find_map(|mark| Some((mark, word.split_once(mark)?)))?;
    let rest = rest.trim_end_matches('h');
    if !is_number(hour, 2) {
        return None;
    }
    if rest.is_empty() && mark == 'h' {
        return Some((format!("{hour}:00"), half));
    }
    let (minute, second) = match rest.split_once(':') {
        Some((minute, second)) => (minute, Some(second)),
        None => (rest, None),
    };
    if !is_number(minute, 2) || minute.len() != 2 {
        return None;
    }
    match second {
        None => Some((format!("{hour}:{minute}"), half)),
        Some(second) if is_number(second, 2) => Some((format!("{hour}:{minute}:{second}"), half)),
        Some(_) => None,
    }
}

/// The digits of other scripts as those of ASCII.
fn digit(c: char) -> char {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '０'..='９' => '０',
        '\u{a0}' | '\u{202f}' => return ' ',
        _ => return c,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

fn bare(word: &str) -> &str {
    word.trim_end_matches(['.', ':'])
}

/// Letters that may name a time zone, or an offset.
fn is_zone(word: &str) -> bool {
    let is_letters = (1..=5).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && word.len() != 1;
    let is_offset =
        word.starts_with(['+', '-', '−']) && word.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':');
    is_letters
        || is_offset
        || word == "Z"
        || (word.contains("GMT") && word.len() <= 9)
        || (word.contains("UTC") && word.len() <= 9)
}

/// Names of zones that stand before the time they belong to.
const ZONES: &[&str] = &[
    "GMT", "UTC", "BST", "CET", "CEST", "EST", "EDT", "ET", "CT", "MT", "PT", "CST", "CDT", "MST", "MDT",
    "PST", "PDT",
];

fn is_east_asian(word: &str) -> bool {
    word.chars().all(|c| {
        c.is_ascii_digit()
            || matches!(
                c,
                '年' | '月'
                    | '日'
                    | '時'
                    | '时'
                    | '分'
                    | '午'
                    | '前'
                    | '后'
                    | '後'
                    | '上'
                    | '下'
                    | '星'
                    | '期'
                    | '週'
                    | '周'
                    | '曜'
                    | '一'
                    | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '火'
                    | '水'
                    | '木'
                    | '金'
                    | '土'
                    | '오'
                    | '전'
                    | '후'
                    | '요'
                    | '일'
                    | '월'
                    | '화'
                    | '수'
                    | '목'
                    | '금'
                    | '토'
                    | ':'
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<(DateRole, &str)>) {
        let found = read(text, false)
            .map(|dated| (dated.role, dated.date.value.map_or_else(String::new, |value| value.to_string())));
        assert_eq!(found, expect.map(|(role, value)| (role, value.to_owned())), "{text}");
    }

    #[test]
    fn dates_are_read_behind_their_labels() {
        for (text, value) in [
            ("Friday, 8 May 2026", "2026-05-08"),
            ("8 May 2026", "2026-05-08"),
            ("Tuesday, March 10, 2026", "2026-03-10"),
            ("Published: 14 October 2026, 06:12 BST", "2026-10-14T06:12+01:00"),
            ("Published Sept. 22, 2026 4:30 p.m.", "2026-09-22T16:30"),
            ("Posted Thursday, June 11, 2026, 6:12 p.m.", "2026-06-11T18:12"),
            ("Feb. 19, 2026", "2026-02-19"),
            ("May 12, 2026 / 6:04 PM EDT / Coast News", "2026-05-12T18:04-04:00"),
            ("Monday, 17 August 2026, 14:20", "2026-08-17T14:20"),
            ("8 May 2026 6pm", "2026-05-08T18:00"),
            ("Fri 8th May 2026 at 6.30pm", "2026-05-08T18:30"),
            ("05/12/2026 06:04 PM EDT", "2026-05-12T18:04-04:00"),
            (
                "Published May. 12, 2026 6:04PM EDT | Updated May 13, 2026 7:00AM EDT",
                "2026-05-12T18:04-04:00",
            ),
            ("Tue, May 12, 2026 at 6:04 PM EDT·3 min read", "2026-05-12T18:04-04:00"),
            ("2026-05-08", "2026-05-08"),
            ("2026-05-08T07:45:00Z", "2026-05-08T07:45:00Z"),
            ("2026年5月8日", "2026-05-08"),
            ("2026年5月8日 7時45分", "2026-05-08T07:45"),
            ("입력 2026-05-08 07:45", "2026-05-08T07:45"),
            ("31/12/2026", "2026-12-31"),
            ("08.05.2026 07:45", "2026-05-08T07:45"),
            ("8 במאי 2026, 07:45", "2026-05-08T07:45"),
            ("शुक्रवार, 8 मई 2026, सुबह 7:45 बजे", "2026-05-08T07:45"),
            ("Παρασκευή 8 Μαΐου 2026, 07:45", "2026-05-08T07:45"),
        ] {
            check(text, Some((DateRole::Published, value)));
        }
    }

    #[test]
    fn dates_are_read_in_seven_languages() {
        for (text, value) in [
            ("Publié le 8 mai 2026 à 7h45", "2026-05-08T07:45"),
            ("Publié vendredi 8 mai 2026 à 05:30", "2026-05-08T05:30"),
            ("Vendredi 8 mai 2026", "2026-05-08"),
            ("Freitag, 8. Mai 2026, 14.35 Uhr", "2026-05-08T14:35"),
            ("08.05.2026, 16:20 Uhr", "2026-05-08T16:20"),
            ("8. März 2026, 06:00 Uhr", "2026-03-08T06:00"),
            ("8 maggio 2026 alle 7:45", "2026-05-08T07:45"),
            ("Sabato 9 maggio 2026", "2026-05-09"),
            ("10 de maio de 2026, às 5h00", "2026-05-10T05:00"),
            ("08/05/2026 às 6h10", "2026-05-08T06:10"),
            ("Publicado el 8 de mayo de 2026 a las 07:45", "2026-05-08T07:45"),
            ("Geplaatst: 8 mei 2026 10.15 uur", "2026-05-08T10:15"),
            ("Vrijdag 8 mei 2026", "2026-05-08"),
        ] {
            check(text, Some((DateRole::Published, value)));
        }
        check("Updated 3:10 PM EST, Tue March 3, 2026", Some((DateRole::Updated, "2026-03-03T15:10-05:00")));
        check("Last updated: 8 May 2026", Some((DateRole::Updated, "2026-05-08")));
        check("Actualizado a las 11:20", Some((DateRole::Updated, "")));
        check("Bijgewerkt: 8 mei 2026 13.40 uur", Some((DateRole::Updated, "2026-05-08T13:40")));
        let both = read("Publié le 8 mai 2026 à 7h45, mis à jour à 11h02", false).unwrap();
        assert_eq!(both.date.value.unwrap().to_string(), "2026-05-08T07:45");
        assert_eq!(both.more.unwrap().1.written, "11h02");
    }

    #[test]
    fn what_is_open_has_no_value() {
        for text in ["Tuesday 12 May", "May 12", "12/05/2026", "05/12/2026", "Fri., May 12th"] {
            check(text, Some((DateRole::Published, "")));
        }
        for text in [
            "May",
            "12",
            "2026",
            "12 May concerts",
            "5 crowns",
            "1/2",
            "Fewer than thirty of 1,900 dockers came",
            "March 2026 opening",
            "Published by 3 papers",
            "Mai",
            "20 20",
            "Posted 3 times",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn dates_are_read_up_to_what_follows() {
        for (text, value) in [
            ("00:01 GMT, May 9, 2026", "2026-05-09T00:01Z"),
            ("VRIJDAG 8 MEI 2026, 10.00 UUR", "2026-05-08T10:00"),
            ("LAS 10:00 H DEL JUEVES 14 DE MAYO DE 2026", "2026-05-14T10:00"),
            (": Freitag, 8. Mai 2026, 11.00 Uhr", "2026-05-08T11:00"),
            ("00.01 on Wednesday 13 May 2026", "2026-05-13T00:01"),
            ("0001 hrs Tuesday 12 May 2026 – not for broadcast", "2026-05-12T00:01"),
        ] {
            let found = opening(text, false).and_then(|date| date.value).map(|value| value.to_string());
            assert_eq!(found.as_deref(), Some(value), "{text}");
        }
        assert_eq!(opening("the minister has spoken", false), None);
    }
}
