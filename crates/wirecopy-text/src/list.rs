//! What marks the items of a list.

use std::ops::Range;

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// A sign such as `•`.
    Sign(char),
    /// A number, and what stands behind it: `1.` or `1)`.
    Number(u32, char),
}

impl Marker {
    /// Whether an item with this marker may follow one with `before` in the same list.
    pub(crate) fn follows(self, before: Self) -> bool {
        match (before, self) {
            (Self::Sign(one), Self::Sign(two)) => one == two,
            (Self::Number(one, end), Self::Number(two, other)) => {
                end == other && one.checked_add(1) == Some(two)
            }
            _ => false,
        }
    }

    /// Whether the sign is used for nothing but lists. A hyphen also opens speech, and a line may begin with a number.
    pub(crate) fn is_plain(self) -> bool {
        matches!(self, Self::Sign(sign) if !matches!(sign, '-' | '*' | '+'))
    }
}

/// The marker `text` begins with, and where the item's own text stands. A dash opens speech in many languages, so it is
/// no marker.
pub(crate) fn marker(text: &str) -> Option<(Marker, Range<usize>)> {
    let first = text.chars().next()?;
    let (marker, length) = match first {
        '-' | '*' | '+' | '•' | '▪' | '◦' | '‣' | '·' | '●' | '■' | '∙' => {
            (Marker::Sign(first), first.len_utf8())
        }
        '0'..='9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let end = text.get(digits..)?.chars().next().filter(|c| matches!(c, '.' | ')'))?;
            // a longer number is a year or an amount
            let number = text.get(..digits).filter(|digits| digits.len() <= 3)?.parse().ok()?;
            (Marker::Number(number, end), digits + 1)
        }
        _ => return None,
    };
    let rest = text.get(length..)?;
    let words = rest.trim_start();
    let is_set_off = words.len() < rest.len() || (marker.is_plain() && first != '·');
    (is_set_off && words.chars().any(char::is_alphanumeric))
        .then(|| (marker, text.len() - words.len()..text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_text() {
        let check = |text: &str, expect: Option<(Marker, &str)>| {
            let found = marker(text).map(|(marker, range)| (marker, text.get(range).unwrap()));
            assert_eq!(found, expect, "{text}");
        };
        check("- First point", Some((Marker::Sign('-'), "First point")));
        check("•\u{a0}First", Some((Marker::Sign('•'), "First")));
        check("12) Twelfth", Some((Marker::Number(12, ')'), "Twelfth")));
        check("-30-", None);
        check("- - -", None);
        check("1.5 million", None);
        check("2026. It was", None);
        check("— No, he said.", None);
        check("*Note", None);
    }

    #[test]
    fn numbers_count_up() {
        assert!(Marker::Number(2, '.').follows(Marker::Number(1, '.')));
        assert!(!Marker::Number(3, '.').follows(Marker::Number(1, '.')));
        assert!(!Marker::Number(2, ')').follows(Marker::Number(1, '.')));
        assert!(!Marker::Sign('-').follows(Marker::Sign('*')));
    }
}
