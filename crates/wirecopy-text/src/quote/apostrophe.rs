//! Single marks and apostrophes, which are the same character.

use super::marks::Glyph;
use super::side::{Side, after, before};

/// Words whose beginning is left out.
const ELIDED: &[&str] = &[
    "em",
    "til",
    "till",
    "tis",
    "twas",
    "twere",
    "twill",
    "twould",
    "tisn",
    "twasn",
    "cause",
    "cos",
    "cuz",
    "bout",
    "round",
    "neath",
    "gainst",
    "ello",
    "n",
    "er",
    "im",
    "alf",
    "ere",
    "s",
    "t",
    "k",
    "ne",
    "nen",
    "ner",
    "ns",
    "ah",
    "ouse",
    "ave",
    "ome",
    "appen",
    "cept",
    "specially",
    "tude",
    "hood",
];

/// Words whose end is left out.
const CUT: &[&str] = &[
    "o", "t", "th", "an", "wi", "ol", "d", "l", "j", "m", "n", "c", "s", "qu", "ha", "de", "po", "mo",
    "dell", "all", "nell", "dall", "sull", "un", "ca", "fo", "lil", "lo", "da", "di", "jusqu", "lorsqu",
    "puisqu",
];

/// Whether the byte at `at` begins an apostrophe between two ASCII letters. Most of them are told here.
pub(crate) fn is_inside(bytes: &[u8], at: usize) -> bool {
    let len = match bytes.get(at) {
        Some(b'\'') => 1,
        Some(0xe2) if bytes.get(at + 1) == Some(&0x80) && bytes.get(at + 2) == Some(&0x99) => 3,
        _ => return false,
    };
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    at > 0 && is_letter(at - 1) && is_letter(at + len)
}

/// What it costs to take a single mark for an opening one, a closing one, or an apostrophe. `None`: it can be
/// nothing but an apostrophe.
pub(crate) fn costs(text: &str, at: usize, len: usize, glyph: Glyph) -> Option<(u16, u16, u16)> {
    let (front, back) = (before(text, at), after(text, at + len));
    if glyph == Glyph::LowSingle {
        return Some((front.opening() + back.opened_wide(), 200, 40));
    }
    if front.is_word() && back.is_word() {
        return None;
    }
    if glyph == Glyph::Backtick {
        return Some((front.opening() + back.opened(), 200, 10));
    }
    let next = text.get(at + len..).unwrap_or_default();
    let last = text.get(..at).unwrap_or_default();
    match (front, back) {
        (Side::Space | Side::Edge, Side::Space | Side::Edge) => Some((60, 60, 10)),
        (Side::Mark, Side::Mark) => Some((10, 10, 30)),
        (Side::Edge | Side::Space | Side::Open | Side::Dash | Side::Mark, _) if opens(back) => {
            open(next, last, glyph)
        }
        // scripts without spaces: the mark alone tells
        (Side::Ideograph, Side::Ideograph) => Some(match glyph {
            Glyph::LeftSingle => (0, 100, 70),
            Glyph::RightSingle => (100, 0, 80),
            _ => (10, 10, 70),
        }),
        (Side::Ideograph, _) if glyph == Glyph::LeftSingle => Some((0, 100, 70)),
        (Side::Stop(c), back) if back.is_word() => {
            // the space is missing on one side or the other
            Some((if c == ':' { 10 } else { 30 }, 50, 60))
        }
        (_, back) if back.is_word() => Some((50, 50, 30)),
        (Side::Word(c), _) => close(last, c, next, back),
        (Side::Dash, _) => Some((100, 5, 60)),
        _ => Some((100 + back.opened(), front.closed() + back.closing(), 80)),
    }
}

fn opens(back: Side) -> bool {
    matches!(
        back,
        Side::Word(_) | Side::Open | Side::Mark | Side::Ideograph | Side::Other(_) | Side::Stop('.' | '…')
    )
}

/// A mark that stands where one opens.
fn open(next: &str, last: &str, glyph: Glyph) -> Option<(u16, u16, u16)> {
    let word: String = next.chars().take(9).take_while(|c| c.is_alphanumeric()).collect();
    let small = word.to_lowercase();
    // rock ’n’ roll
    if small == "n" && next.get(1..).is_some_and(|rest| rest.starts_with(['\'', '’', '‘'])) {
        return None;
    }
    let is_year = word.len() >= 2
        && word.get(..2).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
        && matches!(word.get(2..), Some("" | "s" | "er" | "ers"));
    let is_elided = ELIDED.contains(&small.as_str());
    let is_closed = last.ends_with(|c: char| !c.is_whitespace()) && next.is_empty();
    let closes = if is_closed { 0 } else { 100 };
    Some(match glyph {
        _ if is_elided || is_year => (40, closes, if glyph == Glyph::RightSingle { 0 } else { 5 }),
        Glyph::LeftSingle => (0, closes, 70),
        Glyph::RightSingle => (0, closes, 5),
        _ => (0, closes, 55),
    })
}

/// A mark that stands behind a word.
fn close(last: &str, c: char, next: &str, back: Side) -> Option<(u16, u16, u16)> {
    let (word, is_whole) = last_word(last);
    let small = word.to_lowercase();
    if back == Side::Mark && is_whole && CUT.contains(&small.as_str()) && follows_mark(next) {
        return None;
    }
    if !is_whole && small == "n" {
        return None;
    }
    let costs = |closes, stray| Some((100, closes, stray));
    if is_whole && CUT.contains(&small.as_str()) {
        return costs(25, 5);
    }
    if matches!(c, 's' | 'S' | 'z' | 'x') {
        let follows = next.chars().find(|c| !c.is_whitespace());
        return match (back, follows) {
            (Side::Space, Some(c)) if c.is_lowercase() || c.is_numeric() => costs(25, 5),
            (Side::Space, _) => costs(20, 10),
            _ => costs(5, 20),
        };
    }
    if c.is_ascii_digit() {
        return costs(10, 25);
    }
    if small.len() > 3 && small.ends_with("in") && back == Side::Space {
        return costs(10, 20);
    }
    costs(5, 45)
}

/// Whether an opening mark and a letter follow: `l'"affaire"`.
fn follows_mark(next: &str) -> bool {
    let mut chars = next.chars();
    chars.next().is_some_and(|c| matches!(c, '"' | '“' | '«' | '„' | '‹'))
        && chars.next().is_some_and(|c| c.is_alphanumeric() || c.is_whitespace() || c == '\u{202f}')
}

/// The letters text ends with, up to a bound, and whether they are a word of their own.
fn last_word(text: &str) -> (&str, bool) {
    let mut start = text.len();
    for (at, c) in text.char_indices().rev().take(9) {
        if !c.is_alphanumeric() {
            return (text.get(start..).unwrap_or_default(), !matches!(c, '\'' | '’'));
        }
        start = at;
    }
    (text.get(start..).unwrap_or_default(), start == 0)
}
