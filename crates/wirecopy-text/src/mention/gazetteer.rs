//! Names that are known from lists, and words that show what a name names.

use std::ops::BitOr;
use std::sync::LazyLock;

use crate::data::sections;
use crate::vocabulary::{self, Vocabulary};

/// What lists say of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed(u16);

impl Listed {
    pub(super) const COUNTRY: Self = Self(1);
    /// A country by its name in a language other than English.
    pub(super) const COUNTRY_ELSEWHERE: Self = Self(1 << 1);
    pub(super) const CITY: Self = Self(1 << 2);
    pub(super) const REGION: Self = Self(1 << 3);
    /// Who comes from a place: `Turkish`. That names nothing.
    pub(super) const DEMONYM: Self = Self(1 << 4);
    pub(super) const ORGANIZATION: Self = Self(1 << 5);
    pub(super) const AGENCY: Self = Self(1 << 6);
    /// A name people are given.
    pub(super) const GIVEN: Self = Self(1 << 7);

    /// A place that elsewhere is the name of people, or a word.
    pub(super) const DATELINE: Self = Self(1 << 8);

    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Listed {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What lists say of a name, as written.
pub(super) fn listed(name: &str) -> Listed {
    NAMES.get(name).copied().unwrap_or_default()
}

/// Whether a lone word is the name of a place, or tells who comes from one.
pub(crate) fn is_place_word(word: &str) -> bool {
    let places = Listed::COUNTRY | Listed::COUNTRY_ELSEWHERE | Listed::CITY | Listed::REGION;
    listed(word).any(places | Listed::DEMONYM)
}

/// Whether a word is a name that people are given.
pub(crate) fn is_given_name(word: &str) -> bool {
    listed(word).any(Listed::GIVEN)
}

static NAMES: LazyLock<Vocabulary<Listed>> = LazyLock::new(|| {
    let mut names = Vec::new();
    let mut add = |name: &'static str, what: Listed| names.push((name, what));
    for (section, line) in sections(include_str!("../data/places.txt")) {
        match section {
            "countries" => add(line, Listed::COUNTRY),
            "countries-other" => add(line, Listed::COUNTRY_ELSEWHERE),
            "cities" => add(line, Listed::CITY),
            "regions" => add(line, Listed::REGION),
            _ => line.split_whitespace().for_each(|word| add(word, Listed::DEMONYM)),
        }
    }
    for (_, line) in sections(include_str!("../data/dateline-places.txt")) {
        line.split("; ").for_each(|name| add(name, Listed::DATELINE));
    }
    for (_, line) in sections(include_str!("../data/organizations.txt")) {
        line.split("; ").for_each(|name| add(name, Listed::ORGANIZATION));
    }
    for (_, line) in sections(include_str!("../data/agencies.txt")) {
        // `Petra` and `Saba` are people too
        let is_plain = line.chars().skip(1).all(|c| c.is_alphabetic() && c.is_lowercase());
        if !is_plain {
            add(line.strip_prefix("The ").unwrap_or(line), Listed::AGENCY);
        }
    }
    for (_, line) in sections(include_str!("../data/given-names.txt")) {
        line.split_whitespace().for_each(|word| add(word, Listed::GIVEN));
    }
    Vocabulary::new(names, |known, what| *known = *known | what)
});

/// Words of a language that show what a name next to them names, in small letters.
#[derive(Debug, Default)]
pub(super) struct Hints {
    /// Kinds of places, before `of` and the name: `city`.
    pub kinds: Vocabulary<()>,
    /// Last words of names of places: `River`.
    pub endings: Vocabulary<()>,
    /// First words of names of places: `Lake`.
    pub beginnings: Vocabulary<()>,
    /// What stands before a place and says where: `in`.
    pub locative: Vocabulary<()>,
    /// What stands behind the name of a body that people belong to: `militants`.
    pub belonging: Vocabulary<()>,
    /// Heads of names that are neither of a body nor of a place: `Treaty`.
    pub things: Vocabulary<()>,
}

impl Hints {
    /// From words, each with the list it is in.
    fn new(words: &[(&'static str, &'static str)]) -> Self {
        const LISTS: [&str; 5] = ["kinds", "endings", "beginnings", "locative", "belonging"];
        let of = |is: &dyn Fn(&str) -> bool| {
            vocabulary::set(words.iter().filter(|(list, _)| is(list)).map(|(_, word)| *word))
        };
        Self {
            kinds: of(&|list| list == "kinds"),
            endings: of(&|list| list == "endings"),
            beginnings: of(&|list| list == "beginnings"),
            locative: of(&|list| list == "locative"),
            belonging: of(&|list| list == "belonging"),
            things: of(&|list| !LISTS.contains(&list)),
        }
    }

    /// The words of a language.
    pub(super) fn of(language: &str) -> Option<&'static Self> {
        let main = language.split('-').next().unwrap_or(language);
        HINTS.iter().find(|(tag, _)| *tag == main).map(|(_, hints)| hints)
    }
}

static HINTS: LazyLock<Vec<(&'static str, Hints)>> = LazyLock::new(|| {
    let mut all: Vec<(&'static str, Vec<(&'static str, &'static str)>)> = Vec::new();
    for (section, line) in sections(include_str!("../data/name-words.txt")) {
        let Some((tag, list)) = section.split_once('-') else { continue };
        if all.last().is_none_or(|(last, _)| *last != tag) {
            all.push((tag, Vec::new()));
        }
        let Some((_, words)) = all.last_mut() else { continue };
        words.extend(line.split_whitespace().map(|word| (list, word)));
    }
    all.into_iter().map(|(tag, words)| (tag, Hints::new(&words))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_what_they_are() {
        let check = |name: &str, expect: Listed| assert_eq!(listed(name), expect, "{name}");
        check("Turkey", Listed::COUNTRY);
        check("Turkish", Listed::DEMONYM);
        check("RFI", Listed::AGENCY);
        check("Hamas", Listed::ORGANIZATION);
        check("Ingrid", Listed::GIVEN);
        check("Petra", Listed::GIVEN);
        check("Türkei", Listed::COUNTRY_ELSEWHERE);
        check("Ostwick", Listed::default());
    }

    #[test]
    fn every_language_knows_places() {
        for language in ["en", "de-AT", "fr", "es", "it", "pt", "nl"] {
            let hints = Hints::of(language).unwrap();
            assert!(hints.kinds.values().count() > 5 && hints.locative.values().count() > 0, "{language}");
            assert!(language != "en" || hints.things.has("act"), "{language}");
        }
        assert!(Hints::of("ru").is_none());
    }
}
