//! The language of a text, where its words or letters leave no doubt.

use std::borrow::Cow;
use std::sync::LazyLock;

use wirecopy_model::{Certainty, Inference, Shared};

use crate::vocabulary::Vocabulary;

/// So much of a text is looked at for groups of letters.
const SAMPLE: usize = 3 << 10;
/// Letters needed for a language that shares its alphabet with others.
const ENOUGH: usize = 160;
/// Letters needed where one of them is a word or a syllable.
const ENOUGH_DENSE: usize = 30;
/// So many words are looked up in the lists of common ones, and at least so many are needed.
const WORDS: usize = 200;
const FEW_WORDS: usize = 24;

/// The language of `text` as a tag and the inference behind it. `None`: too little text, or no clear answer.
pub(crate) fn detect(text: &str) -> Option<(Shared, Inference)> {
    by_words(text).or_else(|| by_letters(text))
}

/// A language with its commonest words.
struct Language {
    tag: &'static str,
    /// Whether it is only there to keep others apart.
    is_foil: bool,
}

struct Common {
    languages: Vec<Language>,
    /// For every word a bit a language.
    words: Vocabulary<u32>,
}

static COMMON: LazyLock<Common> = LazyLock::new(|| {
    let (mut languages, mut all) = (Vec::new(), Vec::new());
    for line in include_str!("data/common-words.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((tag, words)) = line.split_once(' ') else { continue };
        let bit = 1_u32 << languages.len();
        all.extend(words.split(' ').map(|word| (Cow::Borrowed(word), bit)));
        languages.push(Language { tag: tag.trim_end_matches('*'), is_foil: tag.ends_with('*') });
    }
    Common { languages, words: Vocabulary::new(all, |known, bit| *known |= bit) }
});

/// By how many of the first words are among the commonest of a language. Quick, and it does with little text.
fn by_words(text: &str) -> Option<(Shared, Inference)> {
    let common = &*COMMON;
    let mut scores = [0_u32; 32];
    let (mut count, mut hits) = (0_usize, [0_usize; 32]);
    for word in words(text).take(WORDS) {
        count += 1;
        if word.len() > 8 {
            continue;
        }
        let Some(&(mut mask)) = common.words.find(word) else { continue };
        // what many languages share says little of each
        let weight = 60 / mask.count_ones();
        while mask != 0 {
            let at = usize::try_from(mask.trailing_zeros()).unwrap_or_default();
            mask &= mask - 1;
            if let (Some(score), Some(hit)) = (scores.get_mut(at), hits.get_mut(at)) {
                *score += weight;
                *hit += 1;
            }
        }
    }
    let ranked = |skip: Option<usize>| {
        let scores = scores.iter().enumerate().filter(|(at, _)| Some(*at) != skip);
        scores.max_by_key(|(at, score)| (**score, usize::MAX - at)).map(|(at, score)| (at, *score))
    };
    let (best, score) = ranked(None)?;
    let (_, second) = ranked(Some(best))?;
    let hit = hits.get(best).copied()?;
    let language = common.languages.get(best)?;
    let is_clear = score * 10 >= second * 17 && hit * 5 >= count;
    if language.is_foil || count < FEW_WORDS || !is_clear {
        return None;
    }
    let certainty = if count >= 100 { 990 } else { 950 };
    let inference = Inference {
        field: Cow::Borrowed("language"),
        certainty: Certainty::thousandths(certainty),
        evidence: vec![Cow::Owned(format!("{hit} of the first {count} words are among the commonest of it"))],
    };
    Some((Shared::from(language.tag), inference))
}

/// The runs of letters, digits and apostrophes.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let (bytes, sorts) = (text.as_bytes(), &*SORTS);
    // where the run from `at` on ends of characters that are of words, or are not
    let run = move |mut at: usize, is_word: bool, wanted: Sort| loop {
        while let Some(byte) = bytes.get(at)
            && sorts.get(usize::from(*byte)).is_some_and(|sort| *sort == wanted)
        {
            at += 1;
        }
        let other =
            bytes.get(at).filter(|byte| !byte.is_ascii()).and_then(|_| text.get(at..)?.chars().next());
        match other {
            Some(c) if c.is_alphanumeric() == is_word => at += c.len_utf8(),
            _ => return at,
        }
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = run(at, false, Sort::Between);
        at = run(start, true, Sort::Word);
        text.get(start..at).filter(|word| !word.is_empty())
    })
}

/// What a byte is to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Between,
    Word,
    /// Part of a character that has to be looked at.
    Other,
}

impl Sort {
    fn of(is_word: bool) -> Self {
        if is_word { Self::Word } else { Self::Between }
    }
}

static SORTS: LazyLock<[Sort; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| match u8::try_from(byte) {
        Ok(byte) if byte.is_ascii() => Sort::of(byte.is_ascii_alphanumeric() || byte == b'\''),
        _ => Sort::Other,
    })
});

/// By the frequency of groups of letters, and by the script.
fn by_letters(text: &str) -> Option<(Shared, Inference)> {
    let end = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= SAMPLE).last()?;
    let sample = if text.len() <= SAMPLE { text } else { text.get(..end)? };
    let info = whatlang::detect(sample)?;
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let dense = sample.chars().filter(|&c| c >= '\u{0e00}').filter(|c| c.is_alphabetic()).count();
    let enough = letters >= ENOUGH || dense >= ENOUGH_DENSE;
    let code = tag(info.lang())?;
    if !enough || !info.is_reliable() {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held between 0 and 1000 by the line itself"
    )]
    let certainty = (info.confidence() * 1000.0).clamp(0.0, 990.0) as u16;
    let inference = Inference {
        field: Cow::Borrowed("language"),
        certainty: Certainty::thousandths(certainty),
        evidence: vec![
            Cow::Owned(format!("frequency of letter groups in {letters} letters")),
            Cow::Owned(format!("script {}", info.script().name())),
        ],
    };
    Some((Shared::from(code), inference))
}

/// The shortest tag of a language (BCP 47). `None`: not in the table.
fn tag(lang: whatlang::Lang) -> Option<&'static str> {
    let code = lang.code();
    TAGS.binary_search_by_key(&code, |(long, _)| long)
        .ok()
        .and_then(|at| TAGS.get(at))
        .map(|(_, short)| *short)
}

/// ISO 639-3 to ISO 639-1, sorted.
const TAGS: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_complete() {
        assert!(TAGS.is_sorted_by(|left, right| left.0 < right.0));
        let missing: Vec<_> = whatlang::Lang::all().iter().filter(|lang| tag(**lang).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn common_words_tell_what_letters_may_not() {
        let check = |text: &str, expect: Option<&str>| {
            let found = by_words(text);
            assert_eq!(found.as_ref().map(|(tag, _)| &**tag), expect, "{text}");
        };
        check(
            "Das Schiff fährt im Winter nicht mehr, wie der Rat am Montag nach einer langen Sitzung mit elf zu zehn Stimmen \
             beschlossen hat, und die Bücher werden in die Schule gebracht.",
            Some("de"),
        );
        check(
            "El barco no saldrá en invierno, según decidió el lunes el consejo tras una larga sesión, y los libros de las dos \
             bibliotecas que se cierran se llevarán a la escuela del puerto.",
            Some("es"),
        );
        check(
            "O barco não vai sair no inverno, decidiu na segunda-feira o conselho depois de uma longa sessão, e os livros das \
             duas bibliotecas que fecham vão para a escola do porto.",
            Some("pt"),
        );
        // a neighbour that is in no list of ours is left to the letters
        check(
            "El vaixell no sortirà a l'hivern, va decidir dilluns el consell després d'una llarga sessió, i els llibres de les \
             dues biblioteques que tanquen aniran a l'escola del port amb els altres.",
            None,
        );
        check("Pears, plums, apples", None);
    }

    #[test]
    fn short_texts_have_none() {
        assert!(detect("Harbour reopens after the storm").is_none());
        assert!(detect("").is_none());
    }

    #[test]
    fn long_texts_have_one() {
        let text = "The council decided on Monday that the ferry to the outer islands will keep running through the \
                    winter. Two libraries close instead, and their books are moved to the school at the harbour, where \
                    pupils and their parents may borrow them in the afternoon.";
        let (tag, inference) = detect(text).unwrap();
        assert_eq!((&*tag, inference.field.as_ref()), ("en", "language"));
        assert!(inference.certainty.as_thousandths() >= 900);
    }
}
