//! The language of a text, where its letters leave no doubt.

use std::borrow::Cow;

use wirecopy_model::{Certainty, Inference, Shared};

/// So much of a text is looked at.
const SAMPLE: usize = 3 << 10;
/// Letters needed for a language that shares its alphabet with others.
const ENOUGH: usize = 160;
/// Letters needed where one of them is a word or a syllable.
const ENOUGH_DENSE: usize = 30;

/// The language of `text` as a tag and the inference behind it. `None`: too little text, or no clear answer.
pub(crate) fn detect(text: &str) -> Option<(Shared, Inference)> {
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
