//! Word lists, as data files: what attribution knows of a language. So far English.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What attribution knows of a language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    verbs: HashSet<&'static str>,
    judging: HashSet<&'static str>,
    roles: HashSet<&'static str>,
    titles: HashSet<&'static str>,
    bodies: HashSet<&'static str>,
    openers: HashSet<&'static str>,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    verbs: list(include_str!("data/verbs-en.txt")),
    judging: list(include_str!("data/verbs-judging-en.txt")),
    roles: list(include_str!("data/roles-en.txt")),
    titles: list(include_str!("data/titles-en.txt")),
    bodies: list(include_str!("data/organisations-en.txt")),
    openers: list(include_str!("data/openers-en.txt")),
});

fn list(data: &'static str) -> HashSet<&'static str> {
    data.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

impl Lexicon {
    /// The lists of a language. `None`: there are none, and nobody can be named as a speaker by verbs.
    pub(crate) fn of(language: &str) -> Option<&'static Self> {
        (language == "en").then(|| &*ENGLISH)
    }

    /// Whether a word in small letters introduces speech.
    pub(crate) fn is_verb(&self, word: &str) -> bool {
        self.verbs.contains(word) || self.judging.contains(word)
    }

    /// Whether a verb judges a thing whose name may be in the words of others.
    pub(crate) fn is_judging(&self, word: &str) -> bool {
        self.judging.contains(word)
    }

    /// Whether a word says what somebody does.
    pub(crate) fn is_role(&self, word: &str) -> bool {
        self.roles.contains(word.to_lowercase().as_str())
    }

    /// Whether a word before a name is a title.
    pub(crate) fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word.trim_end_matches('.').to_lowercase().as_str())
    }

    /// Whether a word occurs in names of bodies and places, so that the name is hardly a person's.
    pub(crate) fn is_body(&self, word: &str) -> bool {
        self.bodies.contains(word.to_lowercase().as_str())
    }

    /// Whether a word has its capital from the start of the sentence.
    pub(crate) fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(word.to_lowercase().as_str())
    }
}

/// Whether a word in small letters may be part of a name: `van`, `bin`.
pub(crate) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "von"
            | "der"
            | "den"
            | "de"
            | "da"
            | "di"
            | "du"
            | "del"
            | "della"
            | "dos"
            | "das"
            | "la"
            | "le"
            | "bin"
            | "ibn"
            | "bint"
            | "al"
            | "el"
            | "ter"
            | "ten"
            | "zu"
            | "af"
            | "av"
    ) || word.starts_with("al-")
        || word.starts_with("el-")
}

/// Whether a word is an auxiliary or adverb that may stand between a subject and its verb.
pub(crate) fn is_between(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "have"
            | "had"
            | "also"
            | "later"
            | "then"
            | "once"
            | "again"
            | "now"
            | "first"
            | "often"
            | "always"
            | "still"
            | "only"
            | "earlier"
            | "twice"
            | "even"
            | "himself"
            | "herself"
    ) || (word.len() > 4 && word.ends_with("ly"))
}

/// Whether a word turns what is said into its opposite.
pub(crate) fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "not" | "never" | "denied" | "denies" | "deny" | "denying" | "without" | "cannot" | "refused" | "nor"
    ) || word.ends_with("n't")
        || word.ends_with("n’t")
}

/// Whether a word begins a clause of its own.
pub(crate) fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "when"
            | "while"
            | "but"
            | "and"
            | "as"
            | "though"
            | "although"
            | "whereas"
            | "because"
            | "after"
            | "before"
            | "until"
            | "if"
            | "that"
            | "which"
            | "where"
            | "since"
            | "who"
    )
}

/// Whether a word shows that a clause, not a thing, follows a verb of speech.
pub(crate) fn is_clausal(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "as"
            | "to"
            | "was"
            | "were"
            | "is"
            | "are"
            | "had"
            | "has"
            | "have"
            | "would"
            | "will"
            | "could"
            | "should"
            | "can"
            | "may"
            | "might"
            | "must"
            | "be"
            | "been"
            | "being"
            | "because"
            | "if"
            | "whether"
            | "it"
            | "them"
            | "him"
            | "her"
    )
}

/// Whether a word begins a phrase that is not the subject.
pub(crate) fn is_preposition(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "of" | "with"
            | "by"
            | "to"
            | "for"
            | "against"
            | "from"
            | "in"
            | "on"
            | "at"
            | "about"
            | "between"
            | "under"
            | "over"
            | "near"
            | "into"
            | "than"
            | "like"
            | "among"
            | "after"
            | "before"
            | "since"
            | "during"
            | "despite"
            | "through"
            | "via"
            | "without"
            | "towards"
            | "toward"
            | "around"
            | "behind"
            | "within"
    )
}

/// Whether a word is an auxiliary of the passive: what follows was said to or about its subject.
pub(crate) fn is_passive(word: &str) -> bool {
    matches!(word, "was" | "were" | "is" | "are" | "be" | "been" | "being" | "am" | "get" | "got" | "gets")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_whole_words_in_small_letters() {
        let lexicon = Lexicon::of("en").unwrap();
        for list in [&lexicon.verbs, &lexicon.roles, &lexicon.titles, &lexicon.bodies, &lexicon.openers] {
            assert!(list.len() > 40);
            assert_eq!(list.iter().find(|word| word.chars().any(char::is_uppercase)), None);
        }
        assert!(lexicon.is_verb("said") && !lexicon.is_verb("defended") && lexicon.is_title("Prof."));
        assert!(Lexicon::of("ru").is_none());
    }
}
