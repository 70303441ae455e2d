//! Words before a quote that tell what it is.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use super::clause::Clause;
use crate::lexicon::Lexicon;

/// What a language shows of a quote by its words.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    lexicon: Option<&'static Lexicon>,
    clause: &'static Clause,
    titled: HashSet<&'static str>,
    called: HashSet<&'static str>,
    /// Whether the words of titles have capitals and other words have none.
    has_title_case: bool,
    /// Whether all nouns have capitals.
    has_noun_case: bool,
}

/// A phrase has at most so many words.
const LONGEST: usize = 5;

impl Context {
    /// The context of a language by its tag.
    pub(crate) fn of(language: &str) -> &'static Self {
        let language = language.split('-').next().unwrap_or_default();
        ALL.iter().find(|(tag, _)| *tag == language).map_or(&OTHER, |(_, context)| context)
    }

    fn read(language: &str) -> Self {
        Self {
            lexicon: Lexicon::of(language),
            clause: Clause::of(language),
            titled: phrases(language, "[titled]").chain(TITLED.iter().copied()).collect(),
            called: phrases(language, "[called]").collect(),
            has_title_case: language == "en",
            has_noun_case: language == "de",
        }
    }

    pub(crate) fn has_title_case(&self) -> bool {
        self.has_title_case
    }

    pub(crate) fn has_noun_case(&self) -> bool {
        self.has_noun_case
    }

    /// Whether speech is told by verbs that are known.
    pub(crate) fn knows_speech(&self) -> bool {
        self.lexicon.is_some()
    }

    /// Whether a word tells of somebody speaking.
    pub(crate) fn is_speech(&self, word: &str) -> bool {
        SPEECH.contains(&word) || self.lexicon.is_some_and(|lexicon| lexicon.is_verb(word))
    }

    /// Whether a word begins a clause that is told: `that`.
    pub(crate) fn is_that(&self, word: &str) -> bool {
        self.clause.that.contains(&word)
    }

    /// Whether a word in small letters is the subject of what follows, so that this is a clause.
    pub(crate) fn is_subject(&self, word: &str) -> bool {
        self.clause.subjects.contains(&word)
    }

    /// Whether a word in small letters goes on with a sentence in a clause of its own.
    pub(crate) fn is_conjunction(&self, word: &str) -> bool {
        self.clause.conjunctions.contains(&word)
    }

    /// Whether a word in small letters begins a phrase rather than a clause.
    pub(crate) fn is_fragment(&self, word: &str) -> bool {
        self.clause.phrases.contains(&word)
            || (self.has_title_case && word.len() > 4 && word.ends_with("ing"))
    }

    /// Whether one of the first words behind a quote is one that announces the name of a work: `from her album`.
    pub(crate) fn is_titled_behind(&self, after: &str) -> bool {
        let after = after.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let mut words = after.split_whitespace().take(4);
        words.next().is_some_and(|word| matches!(word, "from" | "aus" | "de" | "da" | "uit"))
            && words.any(|word| self.titled.contains(word.trim_end_matches(|c: char| !c.is_alphanumeric())))
    }

    /// Whether text ends in words that announce the name of a work.
    pub(crate) fn is_titled(&self, before: &str) -> bool {
        ends_in(&self.titled, before)
    }

    /// Whether text ends in words such as `so-called`.
    pub(crate) fn is_called(&self, before: &str) -> bool {
        ends_in(&self.called, before)
    }
}

/// Whether the last words of a text are one of `phrases`.
fn ends_in(phrases: &HashSet<&'static str>, before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':'));
    let mut starts = Vec::with_capacity(LONGEST);
    let mut inside = false;
    for (at, c) in before.char_indices().rev().take(60) {
        if c.is_whitespace() {
            if inside {
                starts.push(at + c.len_utf8());
            }
            inside = false;
            if starts.len() == LONGEST {
                break;
            }
        } else {
            inside = true;
            if at == 0 {
                starts.push(0);
            }
        }
    }
    starts.into_iter().any(|start| {
        let words = before.get(start..).unwrap_or_default();
        let words: Cow<'_, str> = if words.chars().any(char::is_uppercase) {
            Cow::Owned(words.to_lowercase())
        } else {
            Cow::Borrowed(words)
        };
        phrases.contains(words.trim_start_matches(|c: char| !c.is_alphanumeric()))
    })
}

static OTHER: LazyLock<Context> = LazyLock::new(|| Context::read(""));

static ALL: [(&str, LazyLock<Context>); 7] = [
    ("en", LazyLock::new(|| Context::read("en"))),
    ("de", LazyLock::new(|| Context::read("de"))),
    ("fr", LazyLock::new(|| Context::read("fr"))),
    ("es", LazyLock::new(|| Context::read("es"))),
    ("it", LazyLock::new(|| Context::read("it"))),
    ("pt", LazyLock::new(|| Context::read("pt"))),
    ("nl", LazyLock::new(|| Context::read("nl"))),
];

/// The phrases of a section of the wording of a language.
fn phrases(language: &str, section: &'static str) -> impl Iterator<Item = &'static str> {
    let wording = match language {
        "en" => include_str!("../data/en/wording.txt"),
        "de" => include_str!("../data/de/wording.txt"),
        "fr" => include_str!("../data/fr/wording.txt"),
        "es" => include_str!("../data/es/wording.txt"),
        "it" => include_str!("../data/it/wording.txt"),
        "pt" => include_str!("../data/pt/wording.txt"),
        "nl" => include_str!("../data/nl/wording.txt"),
        _ => "",
    };
    wording
        .lines()
        .map(str::trim)
        .skip_while(move |line| *line != section)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Nouns that announce a name whatever stands before them.
const TITLED: &[&str] = &[
    "film",
    "movie",
    "novel",
    "book",
    "song",
    "album",
    "play",
    "musical",
    "opera",
    "poem",
    "essay",
    "memoir",
    "series",
    "documentary",
    "show",
    "sitcom",
    "drama",
    "magazine",
    "newspaper",
    "titled",
    "entitled",
    "single",
    "painting",
    "whose piece",
    "sculpture",
    "mural",
    "exhibition",
    "podcast",
    "game",
    "ship",
    "ferry",
    "vessel",
    "trawler",
    "act",
    "anthem",
    "hymn",
    "ballad",
    "headlined",
    "programme",
    "campaign",
    "report titled",
    "roman",
    "der film",
    "des films",
    "dem film",
    "zeitung",
    "zeitschrift",
    "magazin",
    "serie",
    "lied",
    "stück",
    "buch",
    "buches",
    "sendung",
    "schiff",
    "fähre",
    "titel",
    "oper",
    "intitulé",
    "intitulée",
    "le film",
    "du film",
    "le roman",
    "la chanson",
    "le livre",
    "titulado",
    "titulada",
    "la película",
    "la novela",
    "el libro",
    "la canción",
    "intitolato",
    "intitolata",
    "il film",
    "del film",
    "il romanzo",
    "il libro",
    "la canzone",
    "intitulado",
    "intitulada",
    "o filme",
    "o livro",
    "a canção",
    "getiteld",
    "de film",
    "het boek",
    "de roman",
    "het lied",
    "фильм",
    "фильма",
    "фильме",
    "роман",
    "романа",
    "романе",
    "газета",
    "газете",
    "газеты",
    "журнал",
    "журнала",
];

/// Verbs of speech that need no context, in languages without a list.
const SPEECH: &[&str] = &[
    "said",
    "says",
    "told",
    "added",
    "asked",
    "replied",
    "reads",
    "read",
    "sagte",
    "sagt",
    "dit",
    "dijo",
    "dice",
    "disse",
    "zei",
    "zegt",
    "aldus",
    "сказал",
    "сказала",
];
