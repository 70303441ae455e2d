//! What a word can be, as a set of bits.

use std::ops::BitOr;

/// What a word can be; one word may be several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tags(u64);

macro_rules! tags {
    ($($name:ident = $bit:literal $section:literal,)*) => {
        impl Tags {
            $(pub(crate) const $name: Self = Self(1 << $bit);)*
        }

        /// Sections of the data files and what their words are.
        pub(super) const SECTIONS: &[(&str, Tags)] = &[$(($section, Tags::$name),)*];
    };
}

tags! {
    VERB = 0 "verbs",
    JUDGING = 1 "judging",
    THINKING = 2 "thinking",
    ROLE = 3 "roles",
    TITLE = 4 "titles",
    BODY = 5 "bodies",
    OPENER = 6 "openers",
    HE = 7 "he",
    SHE = 8 "she",
    THEY = 9 "they",
    RELATIVE = 10 "relative",
    ARTICLE = 11 "articles",
    AND = 12 "and",
    PREPOSITION = 13 "prepositions",
    CONJUNCTION = 14 "conjunctions",
    NEGATION = 15 "negations",
    AUXILIARY = 16 "auxiliaries",
    PASSIVE = 17 "passives",
    BETWEEN = 18 "between",
    CLAUSAL = 19 "clausal",
    THAT = 20 "that",
    PARTICLE = 21 "particles",
    HIM = 22 "him",
    HER = 23 "her",
    MASCULINE = 24 "masculine",
    FEMININE = 25 "feminine",
    VIEWPOINT = 26 "viewpoint",
    TELLING = 27 "telling",
    TO = 28 "to",
    OF = 29 "of",
    TIME = 30 "times",
    MOOD = 31 "moods",
    INDEFINITE = 32 "indefinite",
    BY = 33 "by",
    AS = 34 "as",
    IT = 35 "it",
    WHAT = 36 "what",
    NAMING = 37 "naming",
    QUOTED = 38 "quoted",
    ALLEGED = 39 "alleged",
    POSTNOMINAL = 40 "postnominals",
    ORIGIN = 41 "demonyms",
}

impl Tags {
    pub(crate) const NONE: Self = Self(0);
    /// The first word of a phrase of the lists of these names.
    pub(crate) const ACCORDING: Self = Self(1 << 61);
    pub(crate) const POSTPOSED: Self = Self(1 << 62);
    pub(crate) const PHRASED: Self = Self(1 << 60);

    /// What the words of a section are. `NONE`: it is not about single words, or unknown.
    pub(super) fn of_section(name: &str) -> Self {
        SECTIONS.iter().find(|(section, _)| *section == name).map_or(Self::NONE, |(_, tag)| *tag)
    }

    /// Whether it is any of these.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Tags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
