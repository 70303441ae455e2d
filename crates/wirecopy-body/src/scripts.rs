//! Raised and lowered text where there is no markup for it.

use std::borrow::Cow;

const UP: &[(char, char)] = &[
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
];
const DOWN: &[(char, char)] = &[
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
];

/// `text` by the characters Unicode has for raised (`up`) or lowered figures, where it has one for each: 10⁶ must
/// not become 106. Any other text stays as it is.
pub(crate) fn write(text: &str, up: bool) -> Cow<'_, str> {
    let table = if up { UP } else { DOWN };
    let find = |c: char| table.iter().find(|(from, _)| *from == c).map(|(_, to)| *to);
    match text.chars().map(find).collect::<Option<String>>() {
        Some(written) if !written.is_empty() => Cow::Owned(written),
        _ => Cow::Borrowed(text),
    }
}
