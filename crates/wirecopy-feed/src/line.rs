//! A line of text in its own memory.

/// The text without white space around it; nothing is allocated.
pub(crate) fn trimmed(mut text: String) -> String {
    let is_bare = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b'!'..=b'~'));
    if is_bare(text.as_bytes().first()) && is_bare(text.as_bytes().last()) {
        return text;
    }
    text.truncate(text.trim_end().len());
    let start = text.len() - text.trim_start().len();
    if start > 0 {
        text.drain(..start);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_around_goes_and_within_stays() {
        for (text, expected) in [("", ""), (" \n", ""), ("a b", "a b"), ("\u{a0} a\nb\t", "a\nb")] {
            assert_eq!(trimmed(text.to_owned()), expected);
        }
    }
}
