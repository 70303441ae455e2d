//! The text of an input, and the way from places in the input to places in it.

use std::ops::Range;

use wirecopy_core::decode::{Decoded, Hints, OffsetMap, byte_order_mark, decode_all, encode};
use wirecopy_core::{Cx, Findings, Limits, Policy};
use wirecopy_model::{Article, Span};

use crate::export::source_text;

/// A text, and where it stands in the input.
#[derive(Debug, Default)]
pub(super) struct Original {
    pub text: String,
    /// Where the bytes begin that `map` was made of.
    base: u64,
    /// `None`: the text has the bytes of the input.
    map: Option<OffsetMap>,
}

impl Original {
    /// All of an input.
    pub(super) fn of_input(decoded: Decoded) -> Self {
        let Decoded { text, map, .. } = decoded;
        Self { text, base: 0, map: Some(map) }
    }

    /// The text an article carries.
    pub(super) fn of_article(article: &Article, encoding: &str) -> Self {
        let Some(content) = source_text(article) else { return Self::default() };
        let span = content.span.unwrap_or_default();
        let text = content.value.clone();
        if span.len() == text.len() as u64 {
            return Self { text, base: span.start, map: None };
        }
        let Some((map, length)) = map_of(&text, encoding) else {
            return Self { text, base: span.start, map: None };
        };
        // a span that is longer than the text by a byte order mark begins with one
        let mark = byte_order_mark(encoding).len() as u64;
        let begins = if span.len() == length + mark { mark } else { 0 };
        Self { text, base: span.start + begins, map: Some(map) }
    }

    /// The part of the text that a span of the input covers. `None`: it has none of it.
    pub(super) fn range(&self, span: Span) -> Option<Range<usize>> {
        let range = self.place(span.start)..self.place(span.end);
        (!range.is_empty()).then_some(range)
    }

    /// Where a byte of the input is in the text; where there is no such byte, the nearest place.
    pub(super) fn place(&self, offset: u64) -> usize {
        let offset = offset.saturating_sub(self.base);
        let Some(map) = &self.map else {
            let place = usize::try_from(offset).unwrap_or(usize::MAX).min(self.text.len());
            return self.text.floor_char_boundary(place);
        };
        let (mut low, mut high) = (0, self.text.len());
        while low < high {
            let middle = self.text.floor_char_boundary(low + (high - low) / 2);
            if map.original(&self.text, middle) >= offset {
                high = middle;
            } else {
                low = self.text.ceil_char_boundary(middle + 1);
            }
        }
        low
    }
}

/// The map of a text as its encoding writes it, and how many bytes that are.
fn map_of(text: &str, encoding: &str) -> Option<(OffsetMap, u64)> {
    let encoded = encode(text, encoding)?;
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let media_type = format!("text/plain; charset={encoding}");
    let decoded = decode_all(&*encoded.bytes, &Hints::text(Some(&media_type)), &mut cx).ok()?;
    (decoded.text == text).then_some((decoded.map, encoded.bytes.len() as u64))
}

#[cfg(test)]
mod tests {
    use wirecopy_model::Content;

    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], charset: &str, span: (u64, u64), expect: &str) {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let media_type = format!("text/plain; charset={charset}");
        let decoded = decode_all(bytes, &Hints::text(Some(&media_type)), &mut cx).unwrap();
        let content = Content {
            media_type: "text/plain".into(),
            value: decoded.text.clone(),
            span: Some(decoded.span(0..decoded.text.len())),
            ..Content::default()
        };
        let article = Article { contents: vec![content], ..Article::default() };
        let span = Span::new(span.0, span.1);
        for original in
            [Original::of_article(&article, &decoded.encoding.name), Original::of_input(decoded.clone())]
        {
            let range = original.range(span).unwrap();
            assert_eq!(original.text.get(range), Some(expect));
        }
    }

    #[test]
    fn places_are_found_in_any_encoding() {
        check("Öl für".as_bytes(), "utf-8", (4, 8), "für");
        check("\u{feff}Öl für".as_bytes(), "utf-8", (7, 11), "für");
        check(b"\xD6l f\xFCr", "windows-1252", (3, 6), "für");
        check(b"\xFE\xFF\0\xD6\0l\0 \0f\0\xFC\0r", "utf-16", (8, 14), "für");
        check(b"\x8D`\x82\xCC\x8D`", "shift_jis", (2, 4), "の");
    }

    #[test]
    fn places_that_are_not_there_are_cut() {
        let original = Original::of_input(Decoded {
            text: String::new(),
            encoding: wirecopy_model::Encoding {
                name: "utf-8".into(),
                evidence: wirecopy_model::EncodingEvidence::Default,
                declared: None,
            },
            map: map_of("", "utf-8").unwrap().0,
        });
        assert_eq!(original.range(Span::new(3, 9)), None);
        let whole = Original { text: "aé".to_owned(), base: 10, map: None };
        assert_eq!((whole.place(0), whole.place(12), whole.place(99)), (0, 1, 3));
    }
}
