use std::borrow::Cow;

use crate::guard::needs_mark;

/// The most UTF-16 units a cell of Excel holds.
const EXCEL_UNITS: usize = 32_767;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    /// Nothing: the article does not have it.
    Absent,
    /// A number, never guarded.
    Number(u64),
    /// A text. An empty one is as good as none.
    Text(Cow<'a, str>),
}

impl<'a> Cell<'a> {
    pub(crate) fn text(value: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(value.into())
    }

    pub(crate) fn optional(value: Option<impl Into<Cow<'a, str>>>) -> Self {
        value.map_or(Self::Absent, Self::text)
    }

    pub(crate) fn count(value: usize) -> Self {
        Self::Number(u64::try_from(value).unwrap_or(u64::MAX))
    }
}

/// What was noticed of a cell that was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Noticed {
    /// It is longer than Excel holds.
    pub(crate) long: bool,
    /// It held NUL, which CSV readers refuse; each was replaced.
    pub(crate) nul: bool,
}

/// Appends a cell.
pub(crate) fn write_cell(cell: &Cell<'_>, guard: bool, out: &mut Vec<u8>) -> Noticed {
    match cell {
        Cell::Absent => Noticed::default(),
        Cell::Number(number) => {
            out.extend_from_slice(number.to_string().as_bytes());
            Noticed::default()
        }
        Cell::Text(text) if text.is_empty() => Noticed::default(),
        Cell::Text(text) => write_text(text, guard, out),
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

    fn check(cell: &Cell<'_>, expect: &str) {
        let mut out = Vec::new();
        write_cell(cell, true, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn text_is_quoted_and_numbers_are_bare() {
        check(&Cell::Absent, "");
        check(&Cell::text(""), "");
        check(&Cell::Number(0), "0");
        check(&Cell::text("0"), "\"0\"");
        check(&Cell::text("a \"b\"\"c"), "\"a \"\"b\"\"\"\"c\"");
    }

    #[test]
    fn line_ends_are_line_feeds() {
        check(&Cell::text("a\r\nb\rc\nd\r"), "\"a\nb\nc\nd\n\"");
        check(&Cell::text("\ra"), "\"'\na\"");
    }

    #[test]
    fn what_spreadsheets_and_readers_choke_on_is_noticed() {
        let noticed = |text: String, guard| write_cell(&Cell::text(text), guard, &mut Vec::new());
        let long = |text, guard| noticed(text, guard).long;
        assert!(!long("é".repeat(EXCEL_UNITS), true));
        assert!(long("é".repeat(EXCEL_UNITS + 1), true));
        assert!(long("🦀".repeat(EXCEL_UNITS / 2 + 1), true));
        assert!(long("=".repeat(EXCEL_UNITS), true));
        assert!(!long("=".repeat(EXCEL_UNITS), false));
        assert!(noticed("a\0b".to_owned(), true).nul);
        check(&Cell::text("a\0b"), "\"a\u{fffd}b\"");
    }
}
