//! Characters that are no letters: controls that blocks may not hold, and marks nobody sees.

use wirecopy_core::Diagnostic;

use crate::lines::is_format;

/// What was met of a sort of character: the first place, and how often.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub first: Option<usize>,
    pub count: u64,
}

impl Tally {
    fn add(&mut self, at: usize) {
        self.first = self.first.or(Some(at));
        self.count += 1;
    }
}

/// The special characters of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Census {
    /// Controls but tab and line ends, and noncharacters.
    pub controls: Tally,
    /// Characters that are not seen but change what is: directions, tags, soft hyphens.
    pub invisible: Tally,
    /// Those of `controls` that are bytes of letters which were encoded twice.
    pub doubled: u64,
    /// All characters.
    pub total: u64,
}

impl Census {
    pub(crate) fn of(text: &str) -> Self {
        let mut census = Self { total: text.chars().count() as u64, ..Self::default() };
        let mut at = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            // most blocks hold nothing but letters, and that is seen at once
            if !has_special(block) {
                at += block.len();
                continue;
            }
            for (offset, _) in block.iter().enumerate().filter(|(_, byte)| is_special(**byte)) {
                let place = at + offset;
                let Some(c) = text.get(place..).and_then(|rest| rest.chars().next()) else { continue };
                if is_barred(c) {
                    census.controls.add(place);
                    census.doubled += u64::from(is_doubled(c, text.get(..place).unwrap_or_default()));
                } else if is_invisible(c) && place > 0 {
                    census.invisible.add(place);
                }
            }
            at += block.len();
        }
        census
    }

    /// Whether so many of the characters are controls that this is no text.
    pub(crate) fn is_binary(&self) -> bool {
        self.damage() * 8 > self.total
    }

    /// How many controls no text has.
    pub(crate) fn damage(&self) -> u64 {
        self.controls.count - self.doubled
    }

    /// What there is to say, each with its place in the text.
    pub(crate) fn findings(&self) -> Vec<(usize, Diagnostic)> {
        let mut out = Vec::new();
        if let Tally { first: Some(at), count } = self.controls {
            let what = if count == 1 { "character is" } else { "characters are" };
            let message =
                format!("{count} control {what} left out of the blocks; `contents` keeps the text as it was");
            out.push((at, Diagnostic::repair("text.character.control", message).on("article.blocks")));
        }
        if let Tally { first: Some(at), count } = self.invisible {
            let what = if count == 1 {
                "an invisible character".to_owned()
            } else {
                format!("{count} invisible characters")
            };
            let message = format!("the text holds {what}, the first here; nothing is left out");
            out.push((at, Diagnostic::note("text.character.invisible", message)));
        }
        out
    }
}

/// Whether a character may not stand in a block: controls but tab and line feed, and noncharacters.
fn is_barred(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || (u32::from(c) & 0xfffe) == 0xfffe
}

/// Whether a control is the rest of a letter that was encoded twice, such as `Ã` and U+0089.
fn is_doubled(c: char, before: &str) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
        && matches!(before.chars().next_back(), Some('\u{80}'..='\u{bf}' | 'Â'..='ô'))
}

/// So many bytes are looked at in one go.
const BLOCK: usize = 32;

/// Whether a special character may begin with this byte.
fn is_special(byte: u8) -> bool {
    (byte < b' ' && byte != b'\n') || byte == 0x7f || matches!(byte, 0xc2 | 0xe1..)
}

/// Whether a block holds one of these bytes. All bytes of a whole one are looked at at once.
fn has_special(block: &[u8]) -> bool {
    match <&[u8; BLOCK]>::try_from(block) {
        Ok(whole) => whole.iter().fold(false, |found, byte| found | is_special(*byte)),
        Err(_) => block.iter().any(|byte| is_special(*byte)),
    }
}

/// Joiners and the marks of right-to-left scripts are part of how words are written; the rest of the invisible
/// characters is not.
fn is_invisible(c: char) -> bool {
    (is_format(c) && !matches!(c, '\u{200c}'..='\u{200f}')) || matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// The text as a block may hold it.
pub(crate) fn cleaned(text: String) -> String {
    if text.as_bytes().chunks(BLOCK).any(has_special) && text.chars().any(is_barred) {
        text.chars()
            .filter_map(|c| match c {
                '\u{b}' | '\u{c}' | '\u{85}' => Some(' '),
                c if is_barred(c) => None,
                c => Some(c),
            })
            .collect()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_counted_and_left_out() {
        let text = "a\u{0}b\u{1b}[1m\tc\u{c}d\u{fffe}\n";
        assert_eq!(Census::of(text).controls.count, 4);
        assert_eq!(cleaned(text.to_owned()), "ab[1m\tc d\n");
    }

    #[test]
    fn only_marks_that_mislead_are_invisible() {
        assert_eq!(Census::of("می\u{200c}رود 18:30\u{200e}").invisible.count, 0);
        assert_eq!(Census::of("a\u{202e}b\u{ad}c").invisible.count, 2);
    }
}
