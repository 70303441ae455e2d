use std::borrow::Cow;

use wirecopy_table::Value;

use crate::guard::needs_mark;

/// The most UTF-16 units a cell of Excel holds.
const EXCEL_UNITS: usize = 32_767;

/// What was noticed of a cell that was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Noticed {
    /// It is longer than Excel holds.
    pub(crate) long: bool,
    /// It held NUL, which CSV readers refuse; each was replaced.
    pub(crate) nul: bool,
}

/// Appends a cell.
pub(crate) fn write_cell(value: &Value<'_>, guard: bool, out: &mut Vec<u8>) -> Noticed {
    match (value, value.to_text()) {
        (_, None) => Noticed::default(),
        (Value::Number(_), Some(number)) => {
            out.extend_from_slice(number.as_bytes());
            Noticed::default()
        }
        (_, Some(text)) => write_text(&text, guard, out),
    }
}

fn write_text(text: &str, guard: bool, out: &mut Vec<u8>) -> Noticed {
    let nul = memchr::memchr(0, text.as_bytes()).is_some();
    let text = with_line_feeds(text);
    let text = if nul { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { text };
    let marked = guard && needs_mark(&text);
    out.push(b'"');
    if marked {
        out.push(b'\'');
    }
    let mut rest = text.as_bytes();
    while let Some(quote) = memchr::memchr(b'"', rest) {
        let (head, tail) = rest.split_at(quote + 1);
        out.extend_from_slice(head);
        out.push(b'"');
        rest = tail;
    }
    out.extend_from_slice(rest);
    out.push(b'"');
    // a text has no more UTF-16 units than bytes
    let long = text.len() >= EXCEL_UNITS
        && text.encode_utf16().take(EXCEL_UNITS + 1).count() + usize::from(marked) > EXCEL_UNITS;
    Noticed { long, nul }
}

/// CRLF and CR as LF: a CR within a cell does not survive all readers.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &Value<'_>, expect: &str) {
        let mut out = Vec::new();
        write_cell(cell, true, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn text_is_quoted_and_numbers_are_bare() {
        check(&Value::Absent, "");
        check(&Value::text(""), "");
        check(&Value::list(["b".into(), "a".into()].into_iter()), "\"b; a\"");
        check(&Value::Number(0), "0");
        check(&Value::text("0"), "\"0\"");
        check(&Value::text("a \"b\"\"c"), "\"a \"\"b\"\"\"\"c\"");
    }

    #[test]
    fn line_ends_are_line_feeds() {
        check(&Value::text("a\r\nb\rc\nd\r"), "\"a\nb\nc\nd\n\"");
        check(&Value::text("\ra"), "\"'\na\"");
    }

    #[test]
    fn what_spreadsheets_and_readers_choke_on_is_noticed() {
        let noticed = |text: String, guard| write_cell(&Value::text(text), guard, &mut Vec::new());
        let long = |text, guard| noticed(text, guard).long;
        assert!(!long("é".repeat(EXCEL_UNITS), true));
        assert!(long("é".repeat(EXCEL_UNITS + 1), true));
        assert!(long("🦀".repeat(EXCEL_UNITS / 2 + 1), true));
        assert!(long("=".repeat(EXCEL_UNITS), true));
        assert!(!long("=".repeat(EXCEL_UNITS), false));
        assert!(noticed("a\0b".to_owned(), true).nul);
        check(&Value::text("a\0b"), "\"a\u{fffd}b\"");
    }
}
