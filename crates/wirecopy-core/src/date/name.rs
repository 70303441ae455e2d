//! What words of a date mean: months, weekdays, and words that only join.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::language::{JOINING, LANGUAGES};

/// Adds a character to `word` folded: lower case, no accent.
pub(super) fn fold(char: char, word: &mut String) {
    for lower in char.to_lowercase() {
        word.push(match lower {
            '\u{300}'..='\u{36f}' => continue,
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'ď' | 'đ' => 'd',
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
            'ğ' | 'ģ' => 'g',
            'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
            'ķ' => 'k',
            'ł' | 'ľ' | 'ĺ' | 'ļ' => 'l',
            'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
            'ř' => 'r',
            'ś' | 'š' | 'ş' | 'ș' => 's',
            'ť' | 'ţ' | 'ț' => 't',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
            'ý' | 'ÿ' => 'y',
            'ź' | 'ż' | 'ž' => 'z',
            'ά' => 'α',
            'έ' => 'ε',
            'ή' => 'η',
            'ί' | 'ϊ' | 'ΐ' => 'ι',
            'ό' => 'ο',
            'ύ' | 'ϋ' | 'ΰ' => 'υ',
            'ώ' => 'ω',
            'ς' => 'σ',
            'й' | 'ї' => 'и',
            'ё' => 'е',
            'أ' | 'إ' | 'آ' => 'ا',
            other => other,
        });
    }
}

/// What a word can name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// The month, 1 to 12; 0: none. Of several, that of the language that stands first.
    pub(super) month: u8,
    /// All months it is in some language, January being the lowest bit.
    pub(super) months: u16,
    /// All weekdays it is, Monday being the lowest bit.
    pub(super) weekdays: u8,
}

/// What a folded word can name.
pub(super) fn names(word: &str) -> Names {
    WORDS.get(word).copied().unwrap_or_default()
}

/// Whether a folded word joins the parts of a date and says nothing.
pub(super) fn joins(word: &str) -> bool {
    JOINING.contains(&word)
}

static WORDS: LazyLock<HashMap<String, Names>> = LazyLock::new(|| {
    let mut words: HashMap<String, Names> = HashMap::with_capacity(2048);
    for language in LANGUAGES {
        for (number, forms) in (1_u8..).zip(language.months) {
            for form in forms.split_whitespace() {
                let names = words.entry(folded(form)).or_default();
                names.months |= 1 << (number - 1);
                if names.month == 0 {
                    names.month = number;
                }
            }
        }
        for (number, forms) in (0_u8..).zip(language.weekdays) {
            for form in forms.split_whitespace() {
                words.entry(folded(form)).or_default().weekdays |= 1 << number;
            }
        }
    }
    words
});

fn folded(form: &str) -> String {
    let mut word = String::with_capacity(form.len());
    form.chars().for_each(|char| fold(char, &mut word));
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_several_meanings_are_known() {
        let mut several: Vec<_> = WORDS
            .iter()
            .filter(|(_, names)| names.months.count_ones() > 1)
            .map(|(word, names)| format!("{word} {}", names.month))
            .collect();
        several.sort();
        assert_eq!(several, ["lip 7", "lis 11", "listopad 11", "listopada 11", "srp 8"]);
        let mut both: Vec<_> = WORDS
            .iter()
            .filter(|(_, names)| names.months != 0 && names.weekdays != 0)
            .map(|(word, _)| word.as_str())
            .collect();
        both.sort_unstable();
        assert_eq!(both, ["mar", "paz", "sub"]);
    }
}
