//! Small words that begin a clause or a phrase, by language.

/// What the first words of a quote may be, in small letters.
#[derive(Debug)]
pub(super) struct Clause {
    /// Stands before a clause that is told.
    pub that: &'static [&'static str],
    /// The subject of a clause, or what begins one.
    pub subjects: &'static [&'static str],
    /// Goes on with a sentence in a clause of its own.
    pub conjunctions: &'static [&'static str],
    /// Begins a phrase rather than a clause.
    pub phrases: &'static [&'static str],
}

impl Clause {
    /// The words of a language. Those of a language without any are empty.
    pub(super) fn of(language: &str) -> &'static Self {
        match language {
            "en" => &ENGLISH,
            "de" => &GERMAN,
            "fr" => &FRENCH,
            "es" => &SPANISH,
            "it" => &ITALIAN,
            "pt" => &PORTUGUESE,
            "nl" => &DUTCH,
            _ => &NONE,
        }
    }
}

const NONE: Clause = Clause { that: &[], subjects: &[], conjunctions: &[], phrases: &[] };

const ENGLISH: Clause = Clause {
    that: &["that"],
    subjects: &[
        "i",
        "we",
        "you",
        "they",
        "he",
        "she",
        "it",
        "there",
        "nobody",
        "everybody",
        "everyone",
        "no",
        "if",
        "when",
    ],
    conjunctions: &["and", "but", "or", "so", "because"],
    phrases: &[
        "a", "an", "like", "to", "of", "as", "in", "on", "with", "without", "toward", "towards", "by", "for",
        "at", "from", "more", "very", "just", "not", "is", "are", "was", "were", "has", "had", "have",
        "will", "would", "about", "into", "out", "than", "through", "until", "under", "over",
    ],
};

const GERMAN: Clause = Clause {
    that: &["dass"],
    subjects: &["ich", "wir", "er", "sie", "es", "das", "man", "wenn", "niemand", "da"],
    conjunctions: &["und", "aber", "oder", "denn", "weil", "sondern"],
    phrases: &[
        "ein", "eine", "einen", "einem", "einer", "wie", "als", "zu", "zum", "zur", "auf", "im", "in", "aus",
        "mit", "ohne", "für", "von", "bei", "nach", "nicht", "sehr", "mehr", "kein", "keine",
    ],
};

const FRENCH: Clause = Clause {
    that: &["que", "qu"],
    subjects: &[
        "je", "j", "nous", "on", "il", "elle", "c", "ce", "cela", "ça", "ils", "elles", "si", "personne",
    ],
    conjunctions: &["et", "mais", "ou", "donc", "car", "parce"],
    phrases: &[
        "un", "une", "de", "d", "des", "du", "à", "au", "comme", "en", "dans", "avec", "sans", "pour", "par",
        "sur", "très", "plus", "pas",
    ],
};

const SPANISH: Clause = Clause {
    that: &["que"],
    subjects: &["yo", "nosotros", "nadie", "esto", "eso", "si", "hay", "no"],
    conjunctions: &["y", "e", "pero", "o", "porque", "sino"],
    phrases: &[
        "un", "una", "de", "del", "como", "en", "con", "sin", "para", "por", "a", "al", "muy", "más", "sobre",
    ],
};

const ITALIAN: Clause = Clause {
    that: &["che"],
    subjects: &["io", "noi", "nessuno", "questo", "se", "c", "non"],
    conjunctions: &["e", "ed", "ma", "o", "perché"],
    phrases: &[
        "un", "una", "uno", "di", "del", "della", "come", "in", "con", "senza", "per", "a", "al", "da",
        "molto", "più", "su",
    ],
};

const PORTUGUESE: Clause = Clause {
    that: &["que"],
    subjects: &["eu", "nós", "ninguém", "isto", "isso", "se", "há", "não", "a gente"],
    conjunctions: &["e", "mas", "ou", "porque"],
    phrases: &[
        "um", "uma", "de", "do", "da", "como", "em", "no", "na", "com", "sem", "para", "por", "muito",
        "mais", "só",
    ],
};

const DUTCH: Clause = Clause {
    that: &["dat"],
    subjects: &["ik", "wij", "we", "je", "hij", "zij", "ze", "het", "dat", "dit", "er", "niemand", "als"],
    conjunctions: &["en", "maar", "of", "want", "omdat"],
    phrases: &[
        "een", "van", "met", "zonder", "om", "te", "op", "in", "voor", "bij", "naar", "heel", "meer", "geen",
        "niet",
    ],
};
