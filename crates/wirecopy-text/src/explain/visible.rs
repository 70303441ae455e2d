//! Characters that are not seen, made to be seen.

use std::borrow::Cow;

/// Whether `c` is not to reach a terminal or page as it is: it steers, reverses or hides, or is no character.
///
/// The joiners stay: words of many scripts are written with them.
pub(super) fn is_hidden(c: char) -> bool {
    let steers = c.is_control() && c != '\t';
    steers
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// How a hidden character is shown: `U+202E`.
pub(super) fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// A text with its hidden characters written out, on one line.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_hidden(c) || c == '\t') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_hidden(c) => {
                out.push('<');
                out.push_str(&code(c));
                out.push('>');
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_written_out() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\nd\t\u{ad}"), "a<U+001B>[31mb<U+202E>c d <U+00AD>");
        assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}
