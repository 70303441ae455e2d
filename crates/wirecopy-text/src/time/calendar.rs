//! The words of time of a language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::usage::Usage;
use crate::data::sections;
use crate::vocabulary::Vocabulary;

/// What a word says of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// 1 to 12.
    Month(u8),
    /// 0 for Monday.
    Weekday(u8),
    /// A day so many days from today.
    Today(i8),
    Last,
    Next,
    This,
    /// Counted from another time of the text: `the following year`.
    Relative,
    /// A number in letters.
    Count(u16),
    Span(Unit),
    /// A word before a month or year: `in`, `since`.
    Before,
    /// A word inside a date: `of`, `de`.
    Link,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// The words of time of a language, in small letters.
#[derive(Debug, Default)]
pub(crate) struct Calendar {
    words: Vocabulary<Word>,
    /// The words while they are read; then they are looked up in `words`.
    read: BTreeMap<&'static str, Word>,
    /// Short forms of months and weekdays, which are other words without a capital.
    short: Vec<&'static str>,
    /// Whether names of months and weekdays have a capital.
    has_capitals: bool,
    /// What stands before and behind a span that is past: `il y a`, `ago`.
    pub(super) ago_before: &'static [&'static str],
    pub(super) ago_behind: &'static [&'static str],
    pub(super) usage: Usage,
}

macro_rules! calendars {
    ($($tag:literal $capitals:literal $before:expr, $link:expr, $ago_before:expr, $ago_behind:expr;)*) => {
        impl Calendar {
            /// The words of a language. `None`: there are none.
            pub(crate) fn of(language: &str) -> Option<&'static Self> {
                match language.split('-').next().unwrap_or(language) {
                    $($tag => {
                        static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
                            let words = include_str!(concat!("../data/", $tag, "/wording.txt"));
                            Calendar::new(words, $capitals, $before, $link, $ago_before, $ago_behind)
                        });
                        Some(&CALENDAR)
                    })*
                    _ => None,
                }
            }
        }
    };
}

calendars! {
    "en" true &["in", "since", "by", "until", "from", "during", "before", "after", "between", "early", "late", "mid", "of", "through"],
        &["of"], &[], &["ago"];
    "de" true &["im", "in", "seit", "bis", "ab", "vom", "anfang", "mitte", "ende", "zwischen"], &[], &["vor"], &[];
    "fr" false &["en", "depuis", "de", "dès", "début", "fin", "mi", "entre"], &[], &["il y a"], &[];
    "es" false &["en", "desde", "de", "hasta", "entre"], &["de", "del"], &["hace"], &["atrás"];
    "it" false &["nel", "dal", "a", "in", "di", "ad", "tra"], &["del"], &[], &["fa"];
    "pt" false &["em", "desde", "de", "até", "entre"], &["de"], &["há"], &["atrás"];
    "nl" false &["in", "sinds", "tot", "vanaf", "eind", "begin", "tussen"], &[], &[], &["geleden"];
}

impl Calendar {
    fn new(
        wording: &'static str,
        has_capitals: bool,
        before: &[&'static str],
        link: &[&'static str],
        ago_before: &'static [&'static str],
        ago_behind: &'static [&'static str],
    ) -> Self {
        let usage = Usage::of(wording);
        let mut calendar = Self { has_capitals, ago_before, ago_behind, usage, ..Self::default() };
        for word in before {
            calendar.read.insert(word, Word::Before);
        }
        for word in link {
            calendar.read.insert(word, Word::Link);
        }
        let (mut month, mut weekday) = (0, 0);
        for (section, line) in sections(wording) {
            match section {
                "months" => {
                    month += 1;
                    calendar.name(line, Word::Month(month));
                }
                "weekdays" => {
                    calendar.name(line, Word::Weekday(weekday));
                    weekday += 1;
                }
                "today" => calendar.offset(line),
                "last" => calendar.all(line, Word::Last),
                "next" => calendar.all(line, Word::Next),
                "this" => calendar.all(line, Word::This),
                "relative" => calendar.all(line, Word::Relative),
                "numbers" => calendar.count(line),
                "spans" => calendar.span(line),
                _ => {}
            }
        }
        calendar.words = Vocabulary::new(std::mem::take(&mut calendar.read), |_, _| ());
        calendar
    }

    fn all(&mut self, line: &'static str, word: Word) {
        for entry in line.split_whitespace() {
            self.read.entry(entry).or_insert(word);
        }
    }

    /// A month or weekday: the first entry is its full name.
    fn name(&mut self, line: &'static str, word: Word) {
        for (at, entry) in line.split_whitespace().enumerate() {
            let entry = entry.trim_end_matches('.');
            self.read.insert(entry, word);
            if at > 0 && entry.chars().count() <= 4 {
                self.short.push(entry);
            }
        }
    }

    /// Numbers in letters, from one on.
    fn count(&mut self, line: &'static str) {
        for (entry, count) in line.split_whitespace().zip(1..) {
            self.read.entry(entry).or_insert(Word::Count(count));
        }
    }

    fn offset(&mut self, line: &'static str) {
        let mut entries = line.split_whitespace();
        let Some(offset) = entries.next().and_then(|offset| offset.parse().ok()) else { return };
        for entry in entries {
            self.read.insert(entry, Word::Today(offset));
        }
    }

    fn span(&mut self, line: &'static str) {
        let mut entries = line.split_whitespace();
        let unit = match entries.next() {
            Some("hour") => Unit::Hour,
            Some("day") => Unit::Day,
            Some("week") => Unit::Week,
            Some("month") => Unit::Month,
            Some("year") => Unit::Year,
            _ => return,
        };
        for entry in entries {
            self.read.entry(entry).or_insert(Word::Span(unit));
        }
    }

    /// What a word says of time, whatever its capitals.
    pub(super) fn look_up(&self, word: &str) -> Option<Word> {
        self.words.find(word).copied()
    }

    /// Whether a word of time, whatever its capitals, may begin with this byte and be so long.
    pub(super) fn may_be(&self, first: u8, length: usize) -> bool {
        !first.is_ascii() || self.words.may_have(first.to_ascii_lowercase(), length)
    }

    /// Whether a word that looks like a month is one, by its capital.
    pub(super) fn is_month(&self, word: &str, is_capital: bool) -> bool {
        is_capital || (!self.has_capitals && !self.is_short(word))
    }

    /// Whether a word that looks like a weekday is one. A short form alone is another word.
    pub(super) fn is_weekday(&self, word: &str, is_capital: bool) -> bool {
        !self.is_short(word) && (is_capital || !self.has_capitals)
    }

    fn is_short(&self, word: &str) -> bool {
        self.short.iter().any(|short| short.eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_all_its_names() {
        for language in ["en", "de", "fr", "es", "it", "pt", "nl"] {
            let calendar = Calendar::of(language).unwrap();
            for month in 1..=12 {
                assert!(
                    calendar.words.values().any(|word| *word == Word::Month(month)),
                    "{language} {month}"
                );
            }
            for day in 0..7 {
                assert!(calendar.words.values().any(|word| *word == Word::Weekday(day)), "{language} {day}");
            }
            assert!(calendar.words.values().any(|word| *word == Word::Today(-1)), "{language}");
        }
        assert!(Calendar::of("ru").is_none());
    }
}
