//! The words by which lines of front and back matter are told, in all languages at once: they are read before the
//! language is known.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::data::sections;
use crate::opening::Openings;
use crate::vocabulary::{self, Vocabulary};

/// Longer lines are not looked at: what is told by its first words is short.
pub(crate) const LONG: usize = 400;

/// What a phrase at the start of a line says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    By,
    Occupation,
    Published,
    Updated,
    Embargo,
    Immediate,
    Press,
    Related,
    RelatedHeads,
    Caption,
    Editing,
    Notes,
    Remarks,
    Contact,
    Copyright,
    About,
    Boilerplate,
    End,
    Sources,
    Correction,
}

impl Label {
    const ALL: &'static [(&'static str, Self)] = &[
        ("by", Self::By),
        ("occupation", Self::Occupation),
        ("published", Self::Published),
        ("updated", Self::Updated),
        ("embargo", Self::Embargo),
        ("immediate", Self::Immediate),
        ("press", Self::Press),
        ("related", Self::Related),
        ("related-heads", Self::RelatedHeads),
        ("caption", Self::Caption),
        ("editing", Self::Editing),
        ("notes", Self::Notes),
        ("remarks", Self::Remarks),
        ("contact", Self::Contact),
        ("copyright", Self::Copyright),
        ("about", Self::About),
        ("boilerplate", Self::Boilerplate),
        ("end", Self::End),
        ("sources", Self::Sources),
        ("correction", Self::Correction),
    ];
}

const LABELS: usize = 20;

/// The labels a line opens with, each with the length of its longest phrase in bytes of the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    ends: [u16; LABELS],
    /// Whether one of the phrases is of another language than English.
    pub(crate) is_foreign: bool,
}

impl Labels {
    /// Where the phrase of `label` ends. `None`: the line does not open with one.
    pub(crate) fn end(&self, label: Label) -> Option<usize> {
        self.ends.get(label as usize).copied().filter(|end| *end > 0).map(usize::from)
    }

    pub(crate) fn has(&self, label: Label) -> bool {
        self.end(label).is_some()
    }
}

struct Phrase {
    /// In small letters.
    text: &'static str,
    label: Label,
    is_foreign: bool,
}

/// All phrases and words.
pub(crate) struct Wording {
    /// By their first word.
    phrases: Vocabulary<Vec<Phrase>>,
    /// How the first words open.
    openings: Openings,
    /// Prepositions before the place in a byline.
    by_in: Vocabulary<()>,
    /// Marks of a picture credit, anywhere in a short line.
    credits: HashMap<char, Vec<&'static str>>,
    /// Which of the characters of ASCII begin one.
    opens_credit: [bool; 128],
    /// Single words of what people at a newspaper are called.
    trades: Vocabulary<()>,
    /// Number of a month by its name, and whether the name is English.
    months: Vocabulary<(u8, bool)>,
    weekdays: Vocabulary<bool>,
    agencies: Vocabulary<()>,
    places: Vocabulary<()>,
}

const FILES: &[(&str, &str)] = &[
    ("en", include_str!("data/en/wording.txt")),
    ("de", include_str!("data/de/wording.txt")),
    ("fr", include_str!("data/fr/wording.txt")),
    ("es", include_str!("data/es/wording.txt")),
    ("it", include_str!("data/it/wording.txt")),
    ("pt", include_str!("data/pt/wording.txt")),
    ("nl", include_str!("data/nl/wording.txt")),
    ("", include_str!("data/wording.txt")),
];

static WORDING: LazyLock<Wording> = LazyLock::new(Wording::read);

/// The words of all languages.
pub(crate) fn wording() -> &'static Wording {
    &WORDING
}

impl Wording {
    fn read() -> Self {
        let mut phrases: Vocabulary<Vec<Phrase>> = Vocabulary::default();
        let mut openings = Vec::new();
        let (mut by_in, mut trades) = (Vec::new(), Vec::new());
        let (mut months, mut weekdays) = (Vec::new(), Vec::new());
        let mut credits: HashMap<char, Vec<&'static str>> = HashMap::new();
        for (language, file) in FILES {
            let is_english = *language == "en";
            let mut month = 0_u8;
            let (mut before, mut label) = ("", None);
            for (section, line) in sections(file) {
                if section != before {
                    (before, month) = (section, 0);
                    label = Label::ALL.iter().find(|(name, _)| *name == section).map(|(_, label)| *label);
                }
                match section {
                    "by-in" => by_in.extend(line.split_whitespace()),
                    "credit" => {
                        let first = line.chars().next().unwrap_or_default();
                        credits.entry(first).or_default().push(line);
                    }
                    "months" => {
                        month += 1;
                        let names = line.split_whitespace();
                        months.extend(names.map(|name| (name, (month, is_english))));
                        if month == 12 {
                            month = 0;
                        }
                    }
                    "weekdays" => {
                        weekdays.extend(line.split_whitespace().map(|name| (name, is_english)));
                    }
                    _ => {}
                }
                if section == "occupation" && !line.contains(' ') {
                    trades.push(line);
                }
                if let Some(label) = label {
                    let phrase = Phrase { text: line, label, is_foreign: !is_english };
                    openings.push(first_word(line));
                    phrases.put(first_word(line), vec![phrase], Vec::extend);
                }
            }
        }
        let agencies = sections(include_str!("data/agencies.txt")).map(|(_, line)| line);
        let places = sections(include_str!("data/places.txt")).filter(|(section, _)| *section != "demonyms");
        let places = places.chain(sections(include_str!("data/dateline-places.txt")));
        let places = places.flat_map(|(_, line)| line.split("; "));
        let mut opens_credit = [false; 128];
        for (slot, code) in opens_credit.iter_mut().zip(0_u8..) {
            *slot = credits.contains_key(&char::from(code));
        }
        Self {
            openings: Openings::of(openings),
            phrases,
            by_in: vocabulary::set(by_in),
            credits,
            opens_credit,
            trades: vocabulary::set(trades),
            months: Vocabulary::new(months, |known, (_, is_english)| known.1 |= is_english),
            weekdays: Vocabulary::new(weekdays, |known, is_english| *known |= is_english),
            agencies: vocabulary::small_set(agencies),
            places: vocabulary::small_set(places),
        }
    }

    /// The labels `line` opens with.
    pub(crate) fn labels(&self, line: &str) -> Labels {
        let mut found = Labels::default();
        if line.len() > LONG || !self.may_open(line) {
            return found;
        }
        let word = first_word(line);
        if word.len() > 40 {
            return found;
        }
        let Some(phrases) = self.phrases.find(word) else { return found };
        let second = second_word(word.len(), line);
        for phrase in phrases {
            if second.is_some_and(|own| differs_behind(word.len(), own, phrase.text)) {
                continue;
            }
            let Some(end) = opens(line, phrase.text) else { continue };
            if let Some(slot) = found.ends.get_mut(phrase.label as usize) {
                *slot = (*slot).max(u16::try_from(end).unwrap_or(u16::MAX));
                found.is_foreign |= phrase.is_foreign;
            }
        }
        found
    }

    /// Whether a phrase may open like a line. Quick.
    fn may_open(&self, line: &str) -> bool {
        match line.as_bytes() {
            // the capitals of other letters have other bytes
            [first, second, third, ..]
                if first.is_ascii_alphabetic()
                    && second.is_ascii_alphabetic()
                    && third.is_ascii_alphabetic() =>
            {
                self.openings.may_be(*first, *second, *third)
            }
            _ => true,
        }
    }

    /// Whether a phrase opens with `word`.
    pub(crate) fn opens(&self, word: &str) -> bool {
        self.may_open(word) && self.phrases.has(word)
    }

    /// Where the mark of a picture credit stands in a line in small letters: the last one.
    pub(crate) fn credit(&self, lower: &str) -> Option<(usize, usize)> {
        let mut found: Option<(usize, usize)> = None;
        let mut before = ' ';
        for (at, c) in lower.char_indices() {
            let is_apart = !c.is_alphanumeric() || !before.is_alphanumeric();
            before = c;
            let may_open = usize::try_from(u32::from(c)).ok().and_then(|code| self.opens_credit.get(code));
            if !is_apart || may_open == Some(&false) {
                continue;
            }
            let Some(marks) = self.credits.get(&c) else { continue };
            let rest = lower.get(at..).unwrap_or_default();
            let longest = marks.iter().filter(|mark| rest.starts_with(**mark)).map(|mark| mark.len()).max();
            if let Some(length) = longest {
                found = Some((at, at + length));
            }
        }
        found
    }

    /// Whether `word`, whatever its capitals, stands before the place in a byline.
    pub(crate) fn is_by_in(&self, word: &str) -> bool {
        self.by_in.has(word)
    }

    /// Whether a word, in small letters, says what somebody at a newspaper does.
    pub(crate) fn is_trade(&self, word: &str) -> bool {
        self.trades.get(word).is_some()
    }

    /// Number of a month, and whether its name is English. `word` is in small letters.
    pub(crate) fn month(&self, word: &str) -> Option<(u8, bool)> {
        self.months.get(word).copied()
    }

    /// Whether a weekday's name is English. `None`: it is none. `word` is in small letters.
    pub(crate) fn weekday(&self, word: &str) -> Option<bool> {
        self.weekdays.get(word).copied()
    }

    /// Whether a word, whatever its capitals, is the name of a month or weekday.
    pub(crate) fn is_of_date(&self, word: &str) -> bool {
        self.months.has(word) || self.weekdays.has(word)
    }

    /// Whether this is the name of a news agency that is known.
    pub(crate) fn is_agency(&self, name: &str) -> bool {
        name.len() <= 60 && self.agencies.has(name)
    }

    /// Whether this is the name of a city, region or country that is known.
    pub(crate) fn is_place(&self, name: &str) -> bool {
        name.len() <= 60 && self.places.has(name)
    }
}

/// The first word of a line; its first character if it opens with a sign.
fn first_word(line: &str) -> &str {
    let plain = line.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let end = match line.as_bytes().get(plain) {
        Some(next) if !next.is_ascii() => {
            let mut rest = line.char_indices().skip(plain);
            rest.find(|(_, c)| !c.is_alphanumeric()).map_or(line.len(), |(at, _)| at)
        }
        _ => plain,
    };
    let end = if end == 0 { line.chars().next().map_or(0, char::len_utf8) } else { end };
    line.get(..end).unwrap_or_default()
}

/// What the second word of a line begins with, behind a first of this length, in small letters.
fn second_word(first: usize, line: &str) -> Option<u8> {
    let rest = line.as_bytes().get(first..)?.strip_prefix(b" ")?;
    rest.first().filter(|own| own.is_ascii_graphic()).map(u8::to_ascii_lowercase)
}

/// Whether the second word of a phrase, the first of which is as long as this, begins otherwise than with `own`. Quick.
fn differs_behind(first: usize, own: u8, phrase: &str) -> bool {
    match phrase.as_bytes().get(first..) {
        Some([b' ', want, ..]) => want.is_ascii_alphanumeric() && *want != own,
        _ => false,
    }
}

/// Where `phrase`, in small letters, ends at the start of `line`. A space of the phrase is white space of any length
/// and kind, an apostrophe any apostrophe.
fn opens(line: &str, phrase: &str) -> Option<usize> {
    let mut chars = line.char_indices().peekable();
    let mut wanted = phrase.chars().peekable();
    let mut last = ' ';
    while let Some(want) = wanted.next() {
        let (_, c) = chars.next()?;
        if want == ' ' {
            if !c.is_whitespace() {
                return None;
            }
            while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if matches!(want, '\'' | '’') {
            if !matches!(c, '\'' | '’' | '‘' | '`') {
                return None;
            }
        } else if c.is_whitespace() && want == ':' {
            // `Photo :`, as French sets it
            chars.next_if(|(_, c)| *c == ':')?;
        } else if c != want {
            let mut lower = c.to_lowercase();
            if lower.next() != Some(want) {
                return None;
            }
            // a letter whose small form is two characters
            for more in lower {
                if wanted.peek() == Some(&more) {
                    wanted.next();
                }
            }
        }
        last = want;
    }
    let (end, next) = chars.peek().map_or((line.len(), None), |(at, c)| (*at, Some(*c)));
    let is_whole = !last.is_alphanumeric() || !next.is_some_and(char::is_alphanumeric);
    is_whole.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_end_where_the_line_goes_on() {
        for (line, phrase, expect) in [
            ("BY IDA HOLM", "by", Some(2)),
            ("Bypass", "by", None),
            ("Photo : Ida", "photo:", Some(7)),
            ("Don’t  miss this", "don't miss", Some(13)),
            ("Published\u{a0}on 8 May", "published on", Some(13)),
            ("© 2026", "©", Some(2)),
            ("by", "by:", None),
        ] {
            assert_eq!(opens(line, phrase), expect, "{line}");
        }
    }

    #[test]
    fn the_longest_phrase_of_a_label_counts() {
        let labels = wording().labels("Words by Ida Holm");
        assert_eq!(labels.end(Label::By), Some("Words by".len()));
        assert!(wording().labels("(Reporting by Ida Holm)").end(Label::Editing).is_none());
        assert!(!wording().labels("The ferry").has(Label::By));
        assert!(wording().labels("Von Ida Holm").is_foreign);
    }

    #[test]
    fn no_label_is_left_out() {
        assert!(
            Label::ALL.len() == LABELS
                && Label::ALL.iter().enumerate().all(|(at, (_, label))| *label as usize == at)
        );
        let sections: std::collections::HashSet<&str> =
            FILES.iter().flat_map(|(_, file)| sections(file)).map(|(section, _)| section).collect();
        for (name, _) in Label::ALL {
            assert!(sections.contains(name), "{name}");
        }
    }
}
