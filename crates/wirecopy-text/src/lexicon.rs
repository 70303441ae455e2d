//! What attribution knows of a language: word lists, as data files.

mod tags;

use std::sync::LazyLock;

use crate::data::sections;
use crate::vocabulary::Vocabulary;
pub(crate) use tags::Tags;

/// What attribution knows of a language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: Vocabulary<Tags>,
    /// Phrases after which the name of a source follows: `according to`.
    according: Vec<Vec<&'static str>>,
    /// Phrases that follow the name of a source: `zufolge`.
    postposed: Vec<Vec<&'static str>>,
    /// Phrases that do what a verb of speech does: `put it`.
    phrased: Vec<Vec<&'static str>>,
    shortened: Vocabulary<()>,
    pub grammar: Grammar,
}

/// How a language builds its sentences, as far as it bears on who speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not exclude one another")]
pub(crate) struct Grammar {
    /// All nouns have a capital.
    pub has_capital_nouns: bool,
    /// Words are joined to others by an apostrophe: `l'élu`.
    pub elides: bool,
    /// A pronoun may be left out where it is the subject.
    pub drops_pronouns: bool,
    /// The subject follows the verb where something else opens the sentence.
    pub inverts: bool,
    /// Words for people are written together with what they are of: `Finanzchef`.
    pub compounds: bool,
    /// A verb's form of the past is made with `have` or `be`, which is then no passive.
    pub is_romance: bool,
    /// Behind a quote `-il`, `-elle` and the like hang on their verb.
    pub hangs_pronouns: bool,
}

macro_rules! lexicon {
    ($name:ident, $folder:literal, $grammar:expr $(, $more:expr)*) => {
        static $name: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::read(
                &[
                    include_str!(concat!("data/", $folder, "/speech.txt")),
                    include_str!(concat!("data/", $folder, "/persons.txt")),
                    $($more,)*
                ],
                $grammar,
            )
        });
    };
}

const PLAIN: Grammar = Grammar {
    has_capital_nouns: false,
    elides: false,
    drops_pronouns: false,
    inverts: false,
    compounds: false,
    is_romance: false,
    hangs_pronouns: false,
};
const ROMANCE: Grammar = Grammar { inverts: true, is_romance: true, ..PLAIN };

lexicon!(ENGLISH, "en", PLAIN, include_str!("data/places.txt"));
lexicon!(GERMAN, "de", Grammar { has_capital_nouns: true, inverts: true, compounds: true, ..PLAIN });
lexicon!(FRENCH, "fr", Grammar { elides: true, hangs_pronouns: true, ..ROMANCE });
lexicon!(SPANISH, "es", Grammar { drops_pronouns: true, ..ROMANCE });
lexicon!(ITALIAN, "it", Grammar { elides: true, drops_pronouns: true, ..ROMANCE });
lexicon!(PORTUGUESE, "pt", Grammar { drops_pronouns: true, ..ROMANCE });
lexicon!(DUTCH, "nl", Grammar { inverts: true, compounds: true, ..PLAIN });

/// The languages there are lists of.
const LANGUAGES: [&str; 7] = ["en", "de", "fr", "es", "it", "pt", "nl"];
/// So much of a text whose language is not known is looked at.
const SAMPLE: usize = 4_000;

impl Lexicon {
    /// The lists of a language by its tag. `None`: there are none, and nobody can be named as a speaker.
    pub(crate) fn of(language: &str) -> Option<&'static Self> {
        Some(match language.get(..2)? {
            _ if language.len() > 2 && language.as_bytes().get(2) != Some(&b'-') => return None,
            "en" => &*ENGLISH,
            "de" => &*GERMAN,
            "fr" => &*FRENCH,
            "es" => &*SPANISH,
            "it" => &*ITALIAN,
            "pt" => &*PORTUGUESE,
            "nl" => &*DUTCH,
            _ => return None,
        })
    }

    /// The lists of the language whose small words a text is full of. `None`: no language stands out.
    pub(crate) fn guess(text: &str) -> Option<&'static Self> {
        let end = (0..=text.len().min(SAMPLE)).rev().find(|&at| text.is_char_boundary(at))?;
        let mut counts: Vec<(usize, &'static Self)> = LANGUAGES
            .iter()
            .filter_map(|tag| Self::of(tag))
            .map(|lexicon| {
                let small =
                    Tags::ARTICLE | Tags::PREPOSITION | Tags::CONJUNCTION | Tags::AND | Tags::AUXILIARY;
                let small = small | Tags::PASSIVE | Tags::OPENER | Tags::VERB | Tags::THAT | Tags::RELATIVE;
                let words = text.get(..end).unwrap_or_default().split_whitespace();
                (words.filter(|word| lexicon.known(word).any(small)).count(), lexicon)
            })
            .collect();
        counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let ((most, lexicon), (next, _)) = (counts.first()?, counts.get(1)?);
        (*most >= 3 && *most * 2 >= *next * 3).then_some(*lexicon)
    }

    fn read(files: &[&'static str], grammar: Grammar) -> Self {
        let mut out = Self {
            words: Vocabulary::default(),
            according: Vec::new(),
            postposed: Vec::new(),
            phrased: Vec::new(),
            shortened: Vocabulary::default(),
            grammar,
        };
        let (mut before, mut tag) = ("", Tags::NONE);
        for (section, line) in files.iter().flat_map(|file| sections(file)) {
            if section != before {
                (before, tag) = (section, Tags::of_section(section));
            }
            out.take(section, line, tag);
        }
        out
    }

    /// Takes a line of the data. `tag`: what the words of the section are.
    fn take(&mut self, section: &str, line: &'static str, tag: Tags) {
        let (list, tag) = match section {
            "according" => (&mut self.according, Tags::ACCORDING),
            "postposed" => (&mut self.postposed, Tags::POSTPOSED),
            "phrased" => (&mut self.phrased, Tags::PHRASED),
            // that a name behind `of` does not speak is grammar
            "speakerly" => return,
            "shortened" => {
                for word in line.split_ascii_whitespace() {
                    self.shortened.put(word, (), |(), ()| ());
                }
                return;
            }
            _ => {
                if tag != Tags::NONE {
                    line.split_ascii_whitespace().for_each(|word| know(&mut self.words, word, tag));
                }
                return;
            }
        };
        // `d'après` is two words where words are joined by an apostrophe
        let elides = self.grammar.elides;
        let words = line.split_whitespace();
        let phrase: Vec<&'static str> =
            words.flat_map(|word| word.split_inclusive(move |c| elides && c == '\'')).collect();
        if let Some(first) = phrase.first() {
            know(&mut self.words, first, tag);
        }
        list.push(phrase);
    }

    /// What a word is, whatever its case. `buffer` is used to make it small.
    pub(crate) fn tags(&self, word: &str, buffer: &mut String) -> Tags {
        let word = if word.ends_with('.') { word.trim_end_matches('.') } else { word };
        if word.is_ascii() {
            return self.plain_tags(word, buffer);
        }
        if !word.chars().any(|c| c == '’' || c.is_uppercase()) {
            return self.find(word);
        }
        buffer.clear();
        buffer.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase));
        self.find(buffer)
    }

    /// The same, of a word that is nothing but letters and digits of ASCII.
    pub(crate) fn plain_tags(&self, word: &str, buffer: &mut String) -> Tags {
        let found = self.words.find_plain(word).copied().unwrap_or_default();
        if found == Tags::NONE && self.grammar.is_romance { self.agreeing(word, buffer) } else { found }
    }

    /// What a word of ASCII is that is not known, if it is a participle.
    #[cold]
    fn agreeing(&self, word: &str, buffer: &mut String) -> Tags {
        if !matches!(word.as_bytes().last(), Some(b'e' | b's' | b'E' | b'S')) {
            return Tags::NONE;
        }
        buffer.clear();
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
        self.find(buffer)
    }

    /// Whether a word in small letters introduces speech.
    pub(crate) fn is_verb(&self, word: &str) -> bool {
        self.find(word).any(Tags::VERB | Tags::JUDGING)
    }

    fn find(&self, word: &str) -> Tags {
        let found = self.known(word);
        if found != Tags::NONE || !self.grammar.is_romance {
            return found;
        }
        // participles agree with their subject: `félicitée`
        let bare = word.strip_suffix("es").or_else(|| word.strip_suffix(['e', 's']));
        bare.filter(|bare| bare.ends_with('é') || bare.ends_with("it") || bare.ends_with('u'))
            .map_or(Tags::NONE, |bare| self.known(bare).only(Tags::VERB | Tags::JUDGING | Tags::THINKING))
    }

    fn known(&self, word: &str) -> Tags {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Whether a word ends in one for what a person does: `Finanzchef`.
    #[inline]
    pub(crate) fn is_compound_role(&self, word: &str) -> bool {
        self.is_compound(word, Tags::ROLE | Tags::TITLE)
    }

    /// Whether a word ends in one of these: `Waterbedrijf`.
    #[inline]
    pub(crate) fn is_compound(&self, word: &str, tags: Tags) -> bool {
        self.grammar.compounds && word.len() >= 8 && self.ends_in(word, tags)
    }

    fn ends_in(&self, word: &str, tags: Tags) -> bool {
        if word.is_ascii() {
            let ends = (2..word.len().min(42)).take_while(|at| at + 4 <= word.len());
            let mut ends = ends.filter_map(|at| self.words.find_plain(word.get(at..)?));
            return ends.any(|known| known.any(tags));
        }
        let small = word.to_lowercase();
        small
            .char_indices()
            .map(|(at, _)| at)
            .skip(2)
            .take(40)
            .take_while(|at| at + 4 <= small.len())
            .any(|at| small.get(at..).is_some_and(|end| self.known(end).any(tags)))
    }

    /// Whether a full stop behind a word does not end a sentence.
    pub(crate) fn is_shortened(&self, word: &str) -> bool {
        self.shortened.get(word).is_some()
    }

    /// Phrases after which the name of a source follows.
    pub(crate) fn according(&self) -> &[Vec<&'static str>] {
        &self.according
    }

    /// Phrases that follow the name of a source.
    pub(crate) fn postposed(&self) -> &[Vec<&'static str>] {
        &self.postposed
    }

    /// Phrases that do what a verb of speech does.
    pub(crate) fn phrased(&self) -> &[Vec<&'static str>] {
        &self.phrased
    }
}

/// Adds a word and what it is, in small letters.
fn know(words: &mut Vocabulary<Tags>, word: &str, tag: Tags) {
    let merge = |known: &mut Tags, tag: Tags| *known = *known | tag;
    if word.chars().any(char::is_uppercase) {
        words.put(&word.to_lowercase(), tag, merge);
    } else {
        words.put(word, tag, merge);
    }
}

/// Whether a word in small letters may be part of a name: `van`, `bin`.
pub(crate) fn is_particle(word: &str) -> bool {
    ENGLISH.known(word).any(Tags::PARTICLE) || word.starts_with("al-") || word.starts_with("el-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(language: &str, word: &str) -> Tags {
        Lexicon::of(language).unwrap().tags(word, &mut String::new())
    }

    #[test]
    fn words_are_found_in_any_case() {
        assert!(tags("en", "said").any(Tags::VERB) && tags("en", "Said").any(Tags::VERB));
        assert!(!tags("en", "defended").any(Tags::VERB) && tags("en", "Prof.").any(Tags::TITLE));
        assert!(tags("fr", "déclarée").any(Tags::VERB) && tags("de", "Ministerin").any(Tags::ROLE));
        assert!(
            Lexicon::of("ru").is_none() && Lexicon::of("est").is_none() && Lexicon::of("en-GB").is_some()
        );
    }

    #[test]
    fn all_lists_are_there() {
        for language in LANGUAGES {
            let lexicon = Lexicon::of(language).unwrap();
            for (name, tag) in tags::SECTIONS {
                // not every language has all of these
                let least = match *name {
                    "verbs" | "roles" | "openers" => 200,
                    "bodies" => 40,
                    "titles" | "prepositions" | "conjunctions" | "judging" => 8,
                    "it" | "what" | "naming" | "quoted" | "alleged" | "postnominals" | "demonyms"
                    | "viewpoint" | "to" | "telling" | "moods" | "passives" | "they" | "auxiliaries"
                    | "of" | "her" | "him" => 0,
                    _ => 1,
                };
                let count = lexicon.words.values().filter(|known| known.any(*tag)).count();
                assert!(count >= least, "{language} {name}: {count}");
            }
            assert!(!lexicon.according.is_empty(), "{language}");
        }
    }

    #[test]
    fn words_for_people_may_be_the_end_of_others() {
        let german = Lexicon::of("de").unwrap();
        assert!(german.is_compound_role("Landesverkehrsministerin"));
        assert!(!german.is_compound_role("Landesverkehr"));
        assert!(!Lexicon::of("en").unwrap().is_compound_role("superminister"));
    }

    #[test]
    fn a_language_is_guessed_by_its_small_words() {
        let guess = |text: &str| Lexicon::guess(text).map(|lexicon| lexicon.grammar);
        assert_eq!(guess("\"We sail at noon,\" said the head of the crew on Monday."), Some(PLAIN));
        assert!(guess("Das ist der Hafen, und die Schiffe liegen in der Bucht.").unwrap().has_capital_nouns);
        assert_eq!(guess("Xyz abc"), None);
    }
}
