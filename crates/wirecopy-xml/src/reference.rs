//! References: `&amp;`, `&#8217;`, `&nbsp;`.

use crate::byte::{at, begins_name, name_end};

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference<'t> {
    /// A character.
    Character(char),
    /// A replacement character, for the number is no character's.
    Replaced(char),
    /// A character by the number it has in windows-1252.
    Windows(char),
    /// An entity of that name: the document's or HTML's.
    Entity(&'t str),
    /// No reference: an ampersand.
    Bare,
}

/// Reads the reference at the start of `text`, which begins with `&`, and gives its length; 1 for a bare
/// ampersand.
pub(crate) fn parse(text: &str) -> (Reference<'_>, usize) {
    let bytes = text.as_bytes();
    match bytes {
        [_, b'a', b'm', b'p', b';', ..] => return (Reference::Character('&'), 5),
        [_, b'l', b't', b';', ..] => return (Reference::Character('<'), 4),
        [_, b'g', b't', b';', ..] => return (Reference::Character('>'), 4),
        [_, b'q', b'u', b'o', b't', b';', ..] => return (Reference::Character('"'), 6),
        [_, b'a', b'p', b'o', b's', b';', ..] => return (Reference::Character('\''), 6),
        [_, b'#', ..] => return numeric(bytes),
        _ => {}
    }
    let end = name_end(bytes, 1);
    if !begins_name(at(bytes, 1)) || at(bytes, end) != b';' {
        return (Reference::Bare, 1);
    }
    let name = text.get(1..end).unwrap_or_default();
    (Reference::Entity(name), end + 1)
}

/// The characters of a name of HTML.
pub(crate) fn html(text: &str) -> Option<(char, Option<char>)> {
    let name = text.strip_prefix('&')?;
    let &(first, second) = web_atoms::NAMED_ENTITIES.get(name)?;
    let first = char::from_u32(first).filter(|character| *character != '\0')?;
    Some((first, char::from_u32(second).filter(|character| *character != '\0')))
}

/// The character of two references to the halves of a pair in UTF-16, `&#55357;&#56832;`, and their length. `text`
/// begins with the first, which is so `long`.
pub(crate) fn pair(text: &str, long: usize) -> Option<(char, usize)> {
    let second = text.as_bytes().get(long..).filter(|rest| rest.starts_with(b"&#"))?;
    let (high, _) = number(text.as_bytes())?;
    let (low, length) = number(second)?;
    let units = [u16::try_from(high).ok()?, u16::try_from(low).ok()?];
    let character = char::decode_utf16(units).next()?.ok()?;
    (character > '\u{FFFF}').then_some((character, long + length))
}

fn numeric(bytes: &[u8]) -> (Reference<'static>, usize) {
    match number(bytes) {
        Some((number, length)) => (character(number), length),
        None => (Reference::Bare, 1),
    }
}

/// The number of the reference that `bytes` begin with, and its length. `None`: it is none.
fn number(bytes: &[u8]) -> Option<(u32, usize)> {
    let hex = matches!(at(bytes, 2), b'x' | b'X');
    let (radix, begin) = if hex { (16, 3) } else { (10, 2) };
    let digits = bytes.get(begin..).unwrap_or_default();
    let length = digits.iter().position(|&byte| !char::from(byte).is_digit(radix)).unwrap_or(digits.len());
    if length == 0 || at(digits, length) != b';' {
        return None;
    }
    let number = digits.iter().take(length).fold(0_u32, |number, &byte| {
        let digit = char::from(byte).to_digit(radix).unwrap_or(0);
        number.saturating_mul(radix).saturating_add(digit)
    });
    Some((number, begin + length + 1))
}

fn character(number: u32) -> Reference<'static> {
    match number {
        0x80..=0x9F => match WINDOWS.get((number - 0x80) as usize) {
            Some('\0') | None => Reference::Replaced('\u{FFFD}'),
            Some(character) => Reference::Windows(*character),
        },
        0x9 | 0xA | 0xD | 0x20.. => match char::from_u32(number) {
            Some('\u{FFFE}' | '\u{FFFF}') | None => Reference::Replaced('\u{FFFD}'),
            Some(character) => Reference::Character(character),
        },
        _ => Reference::Replaced('\u{FFFD}'),
    }
}

/// What windows-1252 has from 0x80 to 0x9F; NUL where it has nothing.
const WINDOWS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“',
    '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        let check = |text, expected| assert_eq!(parse(text), expected, "{text}");
        check("&amp;x", (Reference::Character('&'), 5));
        check("&#8217;", (Reference::Character('’'), 7));
        check("&#x2019;", (Reference::Character('’'), 8));
        check("&#146;", (Reference::Windows('’'), 6));
        check("&#1114112;", (Reference::Replaced('\u{FFFD}'), 10));
        check("&#99999999999999999999;", (Reference::Replaced('\u{FFFD}'), 23));
        check("&#55296;", (Reference::Replaced('\u{FFFD}'), 8));
        check("&#0;", (Reference::Replaced('\u{FFFD}'), 4));
        check("&nbsp;", (Reference::Entity("nbsp"), 6));
        check("&", (Reference::Bare, 1));
        check("&;", (Reference::Bare, 1));
        check("&#;", (Reference::Bare, 1));
        check("&T wins", (Reference::Bare, 1));
        check("& b;", (Reference::Bare, 1));
        check("&b=2;", (Reference::Bare, 1));
    }

    #[test]
    fn halves_of_a_pair_are_one_character() {
        assert_eq!(pair("&#55357;&#56832;x", 8), Some(('😀', 16)));
        assert_eq!(pair("&#xD83D;&#xDE00;", 8), Some(('😀', 16)));
        assert_eq!(pair("&#55357;&#65;", 8), None);
        assert_eq!(pair("&#56832;&#55357;", 8), None);
        assert_eq!(pair("&#55357; &#56832;", 8), None);
    }

    #[test]
    fn names_of_html_are_known() {
        assert_eq!(html("&nbsp;"), Some(('\u{A0}', None)));
        assert_eq!(html("&NotEqualTilde;"), Some(('≂', Some('\u{338}'))));
        assert_eq!(html("&nosuch;"), None);
    }
}
