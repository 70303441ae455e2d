//! What characters the model's texts may hold.

use std::borrow::Cow;

/// Whether a text of the model may hold `c`: no control character but tab and line feed, no noncharacter.
///
/// No reader of Markdown or XML carries the others from end to end.
pub fn is_carried(c: char) -> bool {
    match c {
        '\t' | '\n' => true,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => false,
        _ => u32::from(c) & 0xfffe != 0xfffe,
    }
}

/// `text` as the model may hold it, and how many characters that changed.
///
/// Line ends (CR LF, CR, NEL) become line feeds, a leading byte order mark goes, and so does what
/// [`is_carried`] refuses. Line ends are not counted: they mean the same.
///
/// ```
/// use wirecopy_body::clean_text;
/// assert_eq!(clean_text("a\r\nb\u{8}c"), ("a\nbc".into(), 1));
/// ```
pub fn clean_text(text: &str) -> (Cow<'_, str>, usize) {
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut dropped = usize::from(unmarked.len() != text.len());
    if unmarked.chars().all(is_carried) {
        return (Cow::Borrowed(unmarked), dropped);
    }
    let mut out = String::with_capacity(unmarked.len());
    let mut chars = unmarked.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() == Some(&'\n') {
                    chars.next();
                }
                out.push('\n');
            }
            '\u{85}' => out.push('\n'),
            c if is_carried(c) => out.push(c),
            _ => dropped += 1,
        }
    }
    (Cow::Owned(out), dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_line_feeds() {
        assert_eq!(clean_text("a\r\nb\rc\u{85}d").0, "a\nb\nc\nd");
    }

    #[test]
    fn controls_and_noncharacters_go() {
        for bad in ['\0', '\x0b', '\x1b', '\x7f', '\u{80}', '\u{fdd0}', '\u{ffff}', '\u{1fffe}'] {
            assert_eq!(clean_text(&format!("a{bad}b")), ("ab".into(), 1), "{bad:?}");
        }
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(clean_text("Æble\tgrød\n"), (Cow::Borrowed(_), 0)));
        assert_eq!(clean_text("\u{feff}x\u{feff}"), ("x\u{feff}".into(), 1));
    }
}
