//! Character references of HTML.

use std::borrow::Cow;

use web_atoms::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// `text` with its character references resolved, once.
///
/// `attribute`: by the rule for attribute values, where `&copy=` is no reference.
///
/// # Source
/// HTML Living Standard, § 13.2.5.72 to 13.2.5.80.
pub(crate) fn decode(text: &str, attribute: bool) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut next = Some(first);
    while let Some(at) = next {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        if let Some((value, length)) = reference(from, attribute) {
            out.push(value.0);
            out.extend(value.1);
            rest = from.get(length..).unwrap_or_default();
        } else {
            out.push('&');
            rest = from.get(1..).unwrap_or_default();
        }
        next = memchr::memchr(b'&', rest.as_bytes());
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Gives `text` in parts, character references resolved, once.
pub(super) fn decode_parts(text: &str, mut give: impl FnMut(&str)) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let Some((value, length)) = reference(from, false) else {
            let end = at + 1;
            give(rest.get(..end).unwrap_or_default());
            rest = rest.get(end..).unwrap_or_default();
            continue;
        };
        if !before.is_empty() {
            give(before);
        }
        let mut buffer = [0; 4];
        give(value.0.encode_utf8(&mut buffer));
        if let Some(second) = value.1 {
            give(second.encode_utf8(&mut buffer));
        }
        rest = from.get(length..).unwrap_or_default();
    }
    if !rest.is_empty() {
        give(rest);
    }
}

type Value = (char, Option<char>);

/// The reference `text` starts with: its value and its length in bytes.
pub(crate) fn reference(text: &str, attribute: bool) -> Option<(Value, usize)> {
    let bytes = text.as_bytes();
    match bytes.get(1)? {
        b'#' => numeric(bytes).map(|(value, length)| ((value, None), length)),
        first if first.is_ascii_alphanumeric() => named(text, attribute),
        _ => None,
    }
}

/// Whether `text` starts with a reference that ends in a semicolon.
pub(crate) fn is_complete(text: &str) -> bool {
    reference(text, false).is_some_and(|(_, length)| text.get(..length).is_some_and(|it| it.ends_with(';')))
}

fn numeric(bytes: &[u8]) -> Option<(char, usize)> {
    let hexadecimal = matches!(bytes.get(2), Some(b'x' | b'X'));
    let (radix, start) = if hexadecimal { (16, 3) } else { (10, 2) };
    let digits = bytes.get(start..)?.iter().take_while(|byte| char::from(**byte).is_digit(radix)).count();
    if digits == 0 {
        return None;
    }
    let mut value = 0_u32;
    for byte in bytes.get(start..start + digits)? {
        let digit = char::from(*byte).to_digit(radix)?;
        value = value.saturating_mul(radix).saturating_add(digit).min(0x11_0000);
    }
    let semicolon = usize::from(bytes.get(start + digits) == Some(&b';'));
    let replaced = value
        .checked_sub(0x80)
        .and_then(|index| C1_REPLACEMENTS.get(usize::try_from(index).ok()?).copied().flatten());
    let value = match value {
        0 => '\u{fffd}',
        _ => replaced.or_else(|| char::from_u32(value)).unwrap_or('\u{fffd}'),
    };
    Some((value, start + digits + semicolon))
}

/// The names that are met most, whole: no other begins with one of them.
const COMMON: [(&str, char); 5] =
    [("amp;", '&'), ("quot;", '"'), ("lt;", '<'), ("gt;", '>'), ("nbsp;", '\u{a0}')];

/// The longest name of the table that `text` starts with, after its `&`.
fn named(text: &str, attribute: bool) -> Option<(Value, usize)> {
    let name = text.get(1..)?;
    if let Some((common, value)) = COMMON.iter().find(|(common, _)| name.starts_with(common)) {
        return Some(((*value, None), common.len() + 1));
    }
    let mut best = None;
    let mut length = 0;
    for byte in name.bytes() {
        length += 1;
        // the table also holds every prefix of a name, with no value
        let Some(&(first, second)) = name.get(..length).and_then(|prefix| NAMED_ENTITIES.get(prefix)) else {
            break;
        };
        if let Some(first) = char::from_u32(first).filter(|first| *first != '\0') {
            let second = char::from_u32(second).filter(|second| *second != '\0');
            best = Some(((first, second), length, byte == b';'));
        }
    }
    let (value, length, complete) = best?;
    let next = name.as_bytes().get(length);
    if attribute && !complete && next.is_some_and(|next| *next == b'=' || next.is_ascii_alphanumeric()) {
        return None;
    }
    Some((value, length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(decode(text, false), expected);
        let mut parts = String::new();
        decode_parts(text, |part| parts.push_str(part));
        assert_eq!(parts, expected);
    }

    #[test]
    fn names_numbers_and_neither() {
        check("fish &amp; chips", "fish & chips");
        check("&lt;b&gt; &nbsp;&hellip;", "<b> \u{a0}…");
        check("&#65;&#x42;&#X43;&#128;&#150;", "ABC€–");
        check("&#0;&#xD800;&#x110000;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
        check("AT&T & R&D; &; &# &#x; &bogus;", "AT&T & R&D; &; &# &#x; &bogus;");
        check("&notin; &notit; &copy2026 &NotEqualTilde;", "∉ ¬it; ©2026 ≂̸");
        check("&amp;amp;", "&amp;");
        check("&", "&");
    }

    #[test]
    fn attributes_keep_what_looks_like_a_parameter() {
        assert_eq!(decode("?a=1&copy=2&lt;x&amp;b", true), "?a=1&copy=2<x&b");
    }
}
