//! Text and attribute values as HTML.

/// What has to be looked at closer: 1 in text, 2 in attribute values, 3 in both.
const fn class(byte: u8) -> u8 {
    match byte {
        b'\t' | b'\n' => 0,
        // from 0xc2 on: what controls and noncharacters begin with
        0..=0x1f | b'&' | b'<' | b'>' | 0x7f | 0xc2 | 0xef | 0xf0..=0xf4 => 3,
        b'"' => 2,
        _ => 0,
    }
}

/// Adds text between tags. Gives how many characters no text may hold were dropped.
pub(crate) fn text(text: &str, out: &mut String) -> usize {
    write(text, 1, out)
}

/// Adds text within an attribute value in double quotation marks. Gives how many characters were dropped.
pub(crate) fn value(text: &str, out: &mut String) -> usize {
    write(text, 2, out)
}

/// Whether text can stand between tags as it is.
pub(crate) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| class(byte) & 1 == 0)
}

fn write(text: &str, place: u8, out: &mut String) -> usize {
    let mut dropped = 0;
    let mut rest = text;
    let special = |byte: u8| class(byte) & place != 0;
    while let Some(at) = rest.bytes().position(special) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let Some(c) = from.chars().next() else { break };
        let mut length = c.len_utf8();
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            '\r' => {
                length += usize::from(from.as_bytes().get(1) == Some(&b'\n'));
                out.push('\n');
            }
            '\x0c' => out.push(' '),
            _ if crate::is_carried(c) => out.push(c),
            _ => dropped += 1,
        }
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_text_or_values_is_written_out() {
        let mut out = String::new();
        assert_eq!(text("a<b>&\"c\"\u{a0}é\r\nd\re\0\u{85}\u{ffff}\u{1fffe}😀", &mut out), 4);
        assert_eq!(out, "a&lt;b&gt;&amp;\"c\"&nbsp;é\nd\ne😀");
        out.clear();
        value("a\"b'\t\n<", &mut out);
        assert_eq!(out, "a&quot;b'\t\n&lt;");
        assert!(is_plain("a \"b\" é\n") && !is_plain("a&b") && !is_plain("\u{a0}") && !is_plain("a\rb"));
    }
}
