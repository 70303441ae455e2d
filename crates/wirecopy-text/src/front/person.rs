//! Whether words are the name of a person, by their form.

use std::sync::LazyLock;

use crate::lexicon::is_particle;
use crate::vocabulary::{self, Vocabulary};
use crate::wording::wording;

static OUTLET: LazyLock<Vocabulary<()>> = LazyLock::new(|| vocabulary::set(OUTLETS.iter().copied()));
static OPENER: LazyLock<Vocabulary<()>> = LazyLock::new(|| vocabulary::set(OPENERS.iter().copied()));
static HEADING_WORD: LazyLock<Vocabulary<()>> =
    LazyLock::new(|| vocabulary::set(HEADING_WORDS.iter().copied()));

/// Words in the names of papers, agencies and stations, never in those of people.
const OUTLETS: &[&str] = &[
    "news",
    "press",
    "agency",
    "agencies",
    "agence",
    "agencia",
    "agenzia",
    "agência",
    "agentur",
    "wire",
    "times",
    "daily",
    "herald",
    "tribune",
    "gazette",
    "journal",
    "courier",
    "chronicle",
    "sentinel",
    "examiner",
    "dispatch",
    "inquirer",
    "enquirer",
    "advertiser",
    "bulletin",
    "gleaner",
    "observer",
    "telegraph",
    "post",
    "tv",
    "radio",
    "magazine",
    "media",
    "service",
    "services",
    "desk",
    "team",
    "redaktion",
    "rédaction",
    "redacción",
    "redação",
    "redazione",
    "redactie",
    "bureau",
    "associated",
    "foundation",
    "university",
    "institute",
    "ministry",
    "zeitung",
    "diario",
    "jornal",
    "giornale",
    "dagblad",
    "staff",
    "wires",
    "reuters",
    "newswire",
    "network",
    "office",
    "board",
    "editors",
    "reporters",
    "correspondents",
    "writers",
    "editorial",
    "presse",
    "prensa",
    "council",
    "department",
    "edition",
    "newshour",
    "newsroom",
    "podcast",
    "programme",
    "program",
    "broadcast",
    "bulletin",
    "show",
    "tonight",
];

/// Words that open a line or sentence with a capital and are no part of a name.
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "what",
    "why",
    "how",
    "who",
    "when",
    "where",
    "which",
    "if",
    "in",
    "on",
    "at",
    "for",
    "from",
    "with",
    "no",
    "not",
    "more",
    "most",
    "new",
    "our",
    "your",
    "my",
    "his",
    "her",
    "their",
    "its",
    "and",
    "or",
    "but",
    "is",
    "are",
    "was",
    "all",
    "one",
    "two",
    "three",
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "le",
    "les",
    "une",
    "un",
    "los",
    "las",
    "il",
    "gli",
    "het",
    "een",
    "os",
    "as",
    "to",
    "of",
    "as",
    "by",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "breaking",
    "read",
    "watch",
    "about",
    "latest",
    "editor's",
    "update",
    "updated",
    "live",
    "after",
    "before",
    "it",
    "we",
    "they",
    "he",
    "she",
    "you",
    "i",
    "there",
    "until",
    "till",
    "since",
    "through",
];

/// Articles with which the names of papers begin.
const ARTICLES: &[&str] = &[
    "Le",
    "La",
    "Les",
    "El",
    "Il",
    "Lo",
    "Der",
    "Die",
    "Das",
    "De",
    "Het",
    "The",
    "O",
    "A",
    "L’Union",
    "L'Union",
];

/// Nouns and adjectives that make up headings, and are no names or rare ones.
const HEADING_WORDS: &[&str] = &[
    "death",
    "toll",
    "early",
    "life",
    "career",
    "background",
    "work",
    "rescue",
    "history",
    "impact",
    "response",
    "reaction",
    "reactions",
    "aftermath",
    "investigation",
    "key",
    "points",
    "facts",
    "next",
    "steps",
    "personal",
    "legacy",
    "final",
    "thoughts",
    "road",
    "ahead",
    "looking",
    "back",
    "forward",
    "big",
    "picture",
    "bottom",
    "line",
    "mixed",
    "results",
    "rising",
    "costs",
    "growing",
    "concerns",
    "public",
    "health",
    "climate",
    "change",
    "economic",
    "growth",
    "political",
    "crisis",
    "security",
    "fears",
    "human",
    "rights",
    "legal",
    "action",
    "court",
    "case",
    "full",
    "story",
    "quick",
    "open",
    "questions",
    "other",
    "views",
    "local",
    "residents",
    "opposition",
    "critics",
    "support",
    "supporters",
    "system",
    "school",
    "police",
    "fire",
    "water",
    "market",
    "markets",
    "trade",
    "war",
    "peace",
    "talks",
    "deal",
    "vote",
    "votes",
    "election",
    "elections",
    "government",
    "party",
    "plan",
    "plans",
    "project",
    "future",
    "past",
    "present",
    "money",
    "power",
    "problem",
    "problems",
    "solution",
    "solutions",
    "challenge",
    "challenges",
    "hope",
    "hopes",
    "risk",
    "risks",
    "cost",
    "price",
    "prices",
    "tax",
    "jobs",
    "housing",
    "transport",
    "travel",
    "food",
    "sports",
    "sport",
    "culture",
    "science",
    "technology",
    "business",
    "politics",
    "world",
    "opinion",
    "analysis",
    "review",
    "reviews",
    "guide",
    "tips",
    "top",
    "best",
    "worst",
    "first",
    "last",
    "high",
    "low",
    "hard",
    "long",
    "short",
    "old",
    "young",
    "good",
    "bad",
    "lessons",
    "learned",
    "learnt",
    "warning",
    "signs",
    "safety",
    "women",
    "men",
    "children",
    "family",
    "families",
    "home",
    "house",
    "land",
    "sea",
    "city",
    "town",
    "village",
    "country",
    "national",
    "international",
    "global",
    "state",
    "federal",
    "foreign",
    "military",
    "nuclear",
    "energy",
    "oil",
    "gas",
    "data",
    "digital",
    "social",
    "media",
    "online",
    "special",
    "report",
    "summary",
    "conclusion",
    "introduction",
    "overview",
    "timeline",
    "details",
    "related",
    "links",
    "stories",
    "new",
    "rules",
    "law",
    "laws",
    "bill",
    "act",
    "strike",
    "strikes",
    "protest",
    "protests",
    "violence",
    "attack",
    "attacks",
    "victims",
    "survivors",
    "search",
    "wreck",
    "storm",
    "flood",
    "floods",
    "earthquake",
    "weather",
    "forecast",
    "season",
    "league",
    "cup",
    "match",
    "game",
    "games",
    "team",
    "teams",
    "players",
    "title",
    "race",
    "poll",
    "polls",
    "survey",
    "study",
    "research",
    "minister",
    "president",
    "prime",
    "chief",
    "secretary",
    "happy",
    "birthday",
    "christmas",
    "star",
    "wars",
    "royal",
    "supreme",
    "united",
    "university",
    "college",
    "club",
    "street",
    "airport",
    "hospital",
    "north",
    "south",
    "east",
    "west",
    "central",
    "breaking",
    "point",
    "important",
    "notice",
    "winners",
    "losers",
    "attention",
    "reminder",
    "event",
    "events",
    "coming",
    "soon",
    "free",
    "win",
    "won",
    "numbers",
    "quiz",
    "recipe",
    "recipes",
    "letter",
    "letters",
    "column",
    "obituary",
    "profile",
    "spotlight",
    "bonus",
    "turning",
    "tough",
    "slow",
    "fast",
    "start",
    "end",
    "deep",
    "roots",
    "dark",
    "side",
    "silver",
    "lining",
];

/// Whether one of the words is rather that of a heading.
pub(crate) fn has_heading_word(name: &str) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(|word| HEADING_WORD.has(word))
}

/// Whether one of the words opens sentences or joins others, as in no name of a place.
pub(super) fn has_opener(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        let word = word.to_lowercase();
        OPENERS.contains(&word.as_str())
            && !matches!(
                word.as_str(),
                "new" | "das" | "los" | "las" | "le" | "les" | "il" | "os" | "as" | "on"
            )
    })
}

/// Whether `name` has the form of a person's full name: two to five words with capitals, particles aside, none of which
/// is a trade or part of the name of a paper.
pub(crate) fn is_person(name: &str) -> bool {
    if name.len() > 80 || name.chars().any(|c| !is_name_char(c)) {
        return false;
    }
    let words = name.split_whitespace().count();
    // `Le Monde`, `El Correo`
    if words == 2
        && ARTICLES.iter().any(|article| name.strip_prefix(article).is_some_and(|rest| rest.starts_with(' ')))
    {
        return false;
    }
    if words == 1 {
        // scripts without spaces, where a name is one run of two to five characters
        return (2..=5).contains(&name.chars().count()) && name.chars().all(is_dense);
    }
    let mut full = 0_usize;
    for word in name.split_whitespace() {
        let Some(first) = word.chars().next() else { return false };
        if is_particle(word) || is_particle(&word.to_lowercase()) || is_joiner(word) {
            continue;
        }
        let is_cased = first.is_uppercase()
            || (first.is_alphabetic() && !first.is_lowercase())
            || word.char_indices().any(|(at, c)| at > 0 && at < 4 && c.is_uppercase());
        let lower = word.trim_end_matches('.').to_lowercase();
        if !is_cased || OUTLET.get(&lower).is_some() || OPENER.get(&lower).is_some() {
            return false;
        }
        // `Nguyen Editor`; a surname that is a trade stands behind a first name alone
        if wording().is_trade(&lower) {
            return false;
        }
        full += usize::from(word.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    }
    (2..=6).contains(&words) && full >= 1 && !name.ends_with(char::is_whitespace)
}

/// Small words inside names that are no particles elsewhere.
fn is_joiner(word: &str) -> bool {
    matches!(word, "e" | "y" | "i" | "Jr." | "Jr" | "Sr." | "II" | "III" | "'t" | "’t" | "St." | "St")
}

fn is_name_char(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, ' ' | '\u{a0}' | '-' | '‐' | '‑' | '\'' | '’' | '.' | '\u{200c}' | '·' | '־')
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{94f}' | '\u{5b0}'..='\u{5c7}')
}

pub(super) fn is_dense(c: char) -> bool {
    crate::lines::is_ideograph(c) || matches!(c, '\u{ac00}'..='\u{d7af}')
}

/// Whether `text` is the name of something that publishes, and no person.
pub(super) fn is_outlet(text: &str) -> bool {
    let is_word = is_outlet_word;
    let is_name = |word: &str| {
        word.starts_with(|c: char| !c.is_lowercase())
            || is_word(word)
            || is_particle(word)
            || matches!(word, "and" | "und" | "foreign")
    };
    wording().is_agency(text)
        || (text.split_whitespace().count() <= 6
            && text.split_whitespace().any(is_word)
            && text.split_whitespace().all(is_name))
}

/// Whether `word` is part of the name of a paper, agency or station.
pub(super) fn is_outlet_word(word: &str) -> bool {
    OUTLET.has(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether `text` says what somebody does: `Political Correspondent`, `AP Business Writer`.
pub(super) fn is_trade(text: &str) -> bool {
    text.len() <= 80
        && (wording().labels(text).has(crate::wording::Label::Occupation)
            || text
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| wording().is_trade(&word.to_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_their_form() {
        for name in [
            "Ida Holm",
            "Amos van der Derry",
            "IDA HOLM",
            "J.D. Brandt",
            "Thuy-Anh Delacroix-Pham",
            "Aoife O'Hara",
            "Ank 't Hart",
            "Solène KERVADEC",
            "Niamh Oyelaran-Booth",
            "Ana de la Cruz y Soto",
            "José da Silva e Costa",
            "篠原みづき",
            "서지호",
            "נעמה בן־שושן",
            "مهرنوش پاک‌سرشت",
            "सुरभि नौटियाल",
            "Ανδρομάχη Βελισσαρίου",
        ] {
            assert!(is_person(name), "{name}");
        }
        for name in [
            "Ida",
            "the river",
            "The River",
            "Business Writer",
            "Associated Press",
            "Coastwire Staff",
            "BBC News",
            "Environment correspondent",
            "2030 Ports",
            "What Changes",
            "",
            "Ida Holm, editor",
            "by Ida",
        ] {
            assert!(!is_person(name), "{name}");
        }
    }
}
