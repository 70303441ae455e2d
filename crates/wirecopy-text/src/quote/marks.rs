//! Quotation marks: where they stand, and what their neighbours show of them.
//!
//! What cannot be a mark by its place alone (`don't`, `x="1"`, `צה"ל`) is left out; what is doubtful is kept, with
//! what it would cost to take it for an opening mark, a closing mark, or none.

use super::apostrophe;
use super::side::{Side, after, before};

/// Which mark it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// `"` and `＂`.
    Straight,
    /// `“`, `‟`, `〝`, and two `‘` or two backticks.
    Left,
    /// `”`, `〞`, and two `’`.
    Right,
    /// `„`, and `〟`.
    Low,
    /// Two apostrophes.
    Twin,
    /// `«`
    LeftAngle,
    /// `»`
    RightAngle,
    /// `‹`
    LeftSmall,
    /// `›`
    RightSmall,
    /// Marks that only open, by what they open: `「`, `『`, `《`, `〈`.
    Opening(Family),
    /// Marks that only close: `」`, `』`, `》`, `〉`.
    Closing(Family),
    /// `״`
    Gershayim,
    /// `'`, and `׳`
    StraightSingle,
    /// `‘`, `‛`
    LeftSingle,
    /// `’`
    RightSingle,
    /// `‚`
    LowSingle,
    /// A backtick.
    Backtick,
}

/// Marks that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// `"…"`, `“…”`, `”…”` and all mixtures.
    Double,
    /// `„…“`, `„…”`
    Low,
    /// `«…»`, `»…«`, `»…»`
    Angle,
    /// `‹…›`, `›…‹`
    Small,
    /// `「…」`
    Corner,
    /// `『…』`
    White,
    /// `《…》`
    Work,
    /// `〈…〉`
    Part,
    /// `״…״`
    Gershayim,
    /// `‘…’`, `'…'`
    Single,
    /// `‚…‘`
    LowSingle,
}

impl Family {
    /// Whether its marks are also used as apostrophes.
    pub(crate) fn is_single(self) -> bool {
        matches!(self, Self::Single | Self::LowSingle)
    }
}

/// A mark, and what it costs to take it for something. Ten is a slight oddity, a hundred a plain mistake.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub at: usize,
    pub len: u8,
    pub glyph: Glyph,
    /// What speaks against its opening a quote, by its neighbours.
    pub opens: u16,
    /// What speaks against its closing one.
    pub closes: u16,
    /// What speaks against its being no mark of a quote.
    pub stray: u16,
    /// Whether nothing but white space stands between it and the mark before.
    pub is_tight: bool,
}

impl Mark {
    pub(crate) fn end(&self) -> usize {
        self.at + usize::from(self.len)
    }

    /// Whether its place says that it opens.
    pub(crate) fn is_opening(&self) -> bool {
        self.opens <= 10 && self.closes >= 40
    }

    /// Whether its place says that it closes.
    pub(crate) fn is_closing(&self) -> bool {
        self.closes <= 10 && self.opens >= 30
    }
}

/// The marks of a text, in order.
pub(crate) struct Marks<'t> {
    text: &'t str,
    at: usize,
    /// Where the mark before ends.
    last: usize,
    /// A straight mark up to here belongs to an attribute (`x="1"`).
    attribute: usize,
}

impl<'t> Marks<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, at: 0, last: 0, attribute: 0 }
    }

    /// The mark at a byte that may begin one.
    fn mark(&mut self, at: usize) -> Option<Mark> {
        let rest = self.text.get(at..)?;
        let (glyph, len) = glyph(rest)?;
        // whole runs are rules, fences or the markup of wikis
        if let (Glyph::StraightSingle | Glyph::Backtick, 4..) = (glyph, len) {
            self.at = at + len;
            return None;
        }
        let (before, after) = (before(self.text, at), after(self.text, at + len));
        let (opens, closes, stray) = match glyph {
            Glyph::Straight => self.straight(at, before, after)?,
            Glyph::Gershayim if before.is_word() && after.is_word() => return None,
            Glyph::Left | Glyph::Right | Glyph::Twin | Glyph::Gershayim => {
                (before.opening() + after.opened(), before.closed() + after.closing(), 90)
            }
            Glyph::LeftAngle | Glyph::RightAngle | Glyph::LeftSmall | Glyph::RightSmall => {
                (before.opening() + after.opened_wide(), before.closed_wide() + after.closing(), 90)
            }
            Glyph::Low => (before.opening() + after.opened_wide(), 200, 90),
            Glyph::Opening(_) => (0, 200, 90),
            Glyph::Closing(_) => (200, 0, 90),
            _ => apostrophe::costs(self.text, at, len, glyph)?,
        };
        let is_tight =
            self.last > 0 && self.text.get(self.last..at).is_some_and(|gap| gap.trim_start().is_empty());
        let len = u8::try_from(len).unwrap_or(u8::MAX);
        Some(Mark { at, len, glyph, opens, closes, stray, is_tight })
    }

    /// `"`: `None` where it belongs to a word, a number or an attribute.
    fn straight(&mut self, at: usize, before: Side, after: Side) -> Option<(u16, u16, u16)> {
        if at < self.attribute {
            return None;
        }
        if let Side::Other('=') = before {
            let rest = self.text.get(at + 1..).unwrap_or_default();
            let end = memchr::memchr2(b'"', b'\n', rest.as_bytes()).filter(|end| *end < 512)?;
            self.attribute = at + 1 + end + 1;
            return None;
        }
        if before.is_hebrew() && after.is_hebrew() {
            return None;
        }
        let (opens, closes) = (before.opening() + after.opened(), before.closed() + after.closing());
        let stray = match (before, after) {
            (Side::Word(c), _) if c.is_ascii_digit() => {
                // 6'2" and 30'15"
                if is_after_feet(self.text.get(..at).unwrap_or_default()) { 0 } else { 20 }
            }
            (Side::Space, Side::Space) => 50,
            _ => 90,
        };
        Some((opens, if stray == 0 { closes + 30 } else { closes }, stray))
    }
}

impl Iterator for Marks<'_> {
    type Item = Mark;

    fn next(&mut self) -> Option<Mark> {
        loop {
            let at = self.at + next_lead(self.text.as_bytes().get(self.at..)?)?;
            self.at = at + 1;
            if !self.text.is_char_boundary(at) || apostrophe::is_inside(self.text.as_bytes(), at) {
                continue;
            }
            if let Some(mark) = self.mark(at) {
                self.at = mark.end();
                self.last = mark.end();
                return Some(mark);
            }
        }
    }
}

/// Where the first byte stands with which a quotation mark may begin.
fn next_lead(bytes: &[u8]) -> Option<usize> {
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut at = 0;
    for eight in eights {
        // most hold none, and that is seen at once
        if holds_lead(u64::from_le_bytes(*eight))
            && let Some(offset) = eight.iter().position(|byte| is_lead(*byte))
        {
            return Some(at + offset);
        }
        at += eight.len();
    }
    rest.iter().position(|byte| is_lead(*byte)).map(|offset| at + offset)
}

/// Whether one of eight bytes may begin a quotation mark.
const fn holds_lead(eight: u64) -> bool {
    let doubles = (eight ^ of_eight(b'"')).wrapping_sub(of_eight(1));
    let singles = (eight ^ of_eight(b'\'')).wrapping_sub(of_eight(1));
    let backticks = (eight ^ of_eight(b'`')).wrapping_sub(of_eight(1));
    // without a byte that is not ASCII and without these marks, no highest bit is set
    if (doubles | singles | backticks | eight) & of_eight(0x80) == 0 {
        return false;
    }
    holds(eight, b'"')
        || holds(eight, b'\'')
        || holds(eight, b'`')
        || holds(eight, 0xc2)
        || holds(eight, 0xd7)
        || holds(eight & of_eight(0xfe), 0xe2)
        || holds(eight, 0xef)
}

/// Whether one of eight bytes is this one.
const fn holds(eight: u64, byte: u8) -> bool {
    let zero = eight ^ of_eight(byte);
    zero.wrapping_sub(of_eight(1)) & !zero & of_eight(0x80) != 0
}

const fn of_eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Whether a quotation mark may begin with this byte.
fn is_lead(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xd7 | 0xe2 | 0xe3 | 0xef)
}

/// The mark `text` begins with, and its length.
fn glyph(text: &str) -> Option<(Glyph, usize)> {
    let first = text.chars().next()?;
    let len = first.len_utf8();
    let twice = || run(text, first) == 2;
    Some(match first {
        '"' | '＂' => (Glyph::Straight, len),
        '“' | '‟' | '〝' => (Glyph::Left, len),
        '”' | '〞' => (Glyph::Right, len),
        '„' | '〟' => (Glyph::Low, len),
        '«' => (Glyph::LeftAngle, len),
        '»' => (Glyph::RightAngle, len),
        '‹' => (Glyph::LeftSmall, len),
        '›' => (Glyph::RightSmall, len),
        '「' => (Glyph::Opening(Family::Corner), len),
        '」' => (Glyph::Closing(Family::Corner), len),
        '『' => (Glyph::Opening(Family::White), len),
        '』' => (Glyph::Closing(Family::White), len),
        '《' => (Glyph::Opening(Family::Work), len),
        '》' => (Glyph::Closing(Family::Work), len),
        '〈' => (Glyph::Opening(Family::Part), len),
        '〉' => (Glyph::Closing(Family::Part), len),
        '״' => (Glyph::Gershayim, len),
        '‘' | '‛' if twice() => (Glyph::Left, 2 * len),
        '’' if twice() => (Glyph::Right, 2 * len),
        '‘' | '‛' => (Glyph::LeftSingle, len),
        '’' => (Glyph::RightSingle, len),
        '‚' => (Glyph::LowSingle, len),
        '׳' => (Glyph::StraightSingle, len),
        '\'' => match run(text, first) {
            2 => (Glyph::Twin, 2),
            many @ 4.. => (Glyph::StraightSingle, many),
            _ => (Glyph::StraightSingle, 1),
        },
        '`' => match run(text, first) {
            2 => (Glyph::Left, 2),
            many @ 3.. => (Glyph::Backtick, many.max(4)),
            _ => (Glyph::Backtick, 1),
        },
        _ => return None,
    })
}

/// How often `text` repeats the character it begins with, counted up to a bound.
fn run(text: &str, first: char) -> usize {
    text.chars().take(64).take_while(|c| *c == first).count()
}

/// Whether text ends in feet and inches, or minutes and seconds.
fn is_after_feet(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let short = text.len() - bare.len() <= 6;
    short
        && bare
            .strip_suffix(['\'', '’', '′', '-'])
            .is_some_and(|rest| rest.trim_end_matches(['\'', ' ']).ends_with(|c: char| c.is_ascii_digit()))
}
