//! A text with the articles in it, by lines.

use std::collections::BTreeSet;
use std::ops::Range;

use wirecopy_model::{Annotation, Article, Span};

use super::original::Original;
use super::quotes::{Numbered, numbered};

/// A text, and the articles whose places it holds.
#[derive(Debug)]
pub(super) struct Sheet {
    pub original: Original,
    pub articles: Vec<Article>,
    /// All lines, blank ones too.
    pub lines: Vec<Line>,
    /// How many quotes stand before it, in other sheets.
    quotes_before: usize,
    /// Spans that only say within what something stands: the input was encoded once more, as mails are.
    vague: BTreeSet<Span>,
}

/// A line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Number, from 1, in the file.
    pub number: u32,
    /// Its text, without line end.
    pub range: Range<usize>,
}

impl Sheet {
    /// `first`: the number of the first line; without it, the articles tell.
    pub(super) fn new(
        original: Original,
        articles: Vec<Article>,
        first: Option<u32>,
        quotes_before: usize,
    ) -> Self {
        let mut lines = lines(&original.text);
        let stated = articles.iter().flat_map(|article| &article.annotations).find_map(|annotation| {
            let at = index_of(&lines, original.place(annotation.span.start))?;
            let found = lines.get(at)?.number;
            annotation.line.map(|line| line.saturating_sub(found))
        });
        let shift = first.map_or(stated.unwrap_or(0), |first| first.saturating_sub(1));
        for line in &mut lines {
            line.number = line.number.saturating_add(shift);
        }
        let vague = vague(&articles);
        Self { original, articles, lines, quotes_before, vague }
    }

    /// Whether a span only says within what something stands.
    pub(super) fn is_vague(&self, span: Span) -> bool {
        self.vague.contains(&span)
    }

    /// The part of the text that was taken for something: where it stands, or else the line it says it is in.
    pub(super) fn range_of(&self, annotation: &Annotation) -> Option<Range<usize>> {
        if !self.is_vague(annotation.span) {
            return self.original.range(annotation.span);
        }
        let at = self.lines.binary_search_by_key(&annotation.line?, |line| line.number).ok()?;
        self.lines.get(at).map(|line| line.range.clone())
    }

    /// The number of the line that holds a place of the input.
    pub(super) fn line_at(&self, offset: u64) -> Option<u32> {
        let at = index_of(&self.lines, self.original.place(offset))?;
        self.lines.get(at).map(|line| line.number)
    }

    /// The line an annotation begins in, as it says or as its place shows.
    pub(super) fn line_of(&self, annotation: &Annotation) -> Option<u32> {
        annotation.line.or_else(|| self.line_at(annotation.span.start))
    }

    /// All quotes, with those inside others.
    pub(super) fn quotes(&self) -> Vec<Numbered<'_>> {
        let mut before = self.quotes_before;
        let mut out = Vec::new();
        for article in &self.articles {
            out.extend(numbered(&article.quotes, before));
            before += article.quotes.len();
        }
        out
    }
}

/// Spans that several paragraphs share, and those of quotes that are as long without their marks.
fn vague(articles: &[Article]) -> BTreeSet<Span> {
    let mut out = BTreeSet::new();
    for article in articles {
        let spans = article.annotations.iter().map(|annotation| annotation.span);
        let mut last = None;
        out.extend(spans.filter(|span| last.replace(*span) == Some(*span)));
        let quotes = article.quotes.iter().filter(|quote| quote.inner == quote.span);
        out.extend(quotes.map(|quote| quote.span));
    }
    out
}

/// The line that holds a place. `None`: there are no lines.
fn index_of(lines: &[Line], place: usize) -> Option<usize> {
    lines.partition_point(|line| line.range.start <= place).checked_sub(1)
}

/// All lines of a text; they end in LF, CR LF or CR.
fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let (mut out, mut start, mut number) = (Vec::new(), 0, 0_u32);
    while start < bytes.len() {
        let rest = bytes.get(start..).unwrap_or_default();
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |at| start + at);
        number = number.saturating_add(1);
        out.push(Line { number, range: start..end });
        let is_pair = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        start = end + if is_pair { 2 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_model::{Content, Quote};

    #[test]
    fn all_lines_are_there() {
        let found: Vec<_> = lines("a\r\n\nb\rc").into_iter().map(|line| (line.number, line.range)).collect();
        assert_eq!(found, [(1, 0..1), (2, 3..3), (3, 4..5), (4, 6..7)]);
    }

    #[test]
    fn numbers_are_those_of_the_file() {
        let content = Content {
            media_type: "text/plain".into(),
            value: "\nHe left.\n".to_owned(),
            span: Some(Span::new(100, 110)),
            ..Content::default()
        };
        let annotation = Annotation { line: Some(9), span: Span::new(101, 109), ..Annotation::default() };
        let article =
            Article { contents: vec![content], annotations: vec![annotation], ..Article::default() };
        let sheet = Sheet::new(Original::of_article(&article, "utf-8"), vec![article], None, 0);
        assert_eq!(sheet.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [8, 9]);
        assert_eq!(sheet.line_at(105), Some(9));
    }

    #[test]
    fn places_that_are_not_known_are_lines() {
        let span = Span::new(0, 8);
        let line = |line| Annotation { line: Some(line), span, ..Annotation::default() };
        let content = Content {
            media_type: "text/plain".into(),
            value: "YQ==\nYg==".to_owned(),
            span: Some(Span::new(0, 9)),
            ..Content::default()
        };
        let article = Article {
            contents: vec![content],
            annotations: vec![line(1), line(2)],
            quotes: vec![Quote { span: Span::new(3, 9), inner: Span::new(3, 9), ..Quote::default() }],
            ..Article::default()
        };
        let sheet = Sheet::new(Original::of_article(&article, "utf-8"), vec![article.clone()], Some(1), 0);
        assert_eq!(sheet.range_of(&line(2)), Some(5..9));
        assert!(sheet.is_vague(span) && sheet.is_vague(Span::new(3, 9)) && !sheet.is_vague(Span::new(0, 9)));
    }
}
