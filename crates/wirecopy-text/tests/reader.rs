//! The importer as its callers see it: options, limits, errors, spans, and inputs made to hurt.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

use std::fmt::Write;
use std::io::{BufReader, Read};

use proptest::prelude::*;
use wirecopy_core::{Cx, Error, ErrorKind, Findings, Importer, Input, Limits, Policy, Settings};
use wirecopy_model::{Article, Block, Join, QuoteKind, Record};
use wirecopy_text::PlainText;

fn read_from<'a>(
    bytes: impl std::io::BufRead + Send + 'a,
    settings: &[(&str, &str)],
    limits: &Limits,
) -> Result<(Article, Findings<'static>), Error> {
    let (policy, mut findings) = (Policy::default(), Findings::default());
    let mut cx = Cx::new(limits, &policy, &mut findings);
    let mut options = Settings::default();
    for (key, value) in settings {
        options.set(*key, *value);
    }
    let options = options.for_format(PlainText.format())?;
    let mut reader = PlainText.open(Input::new(bytes).named("a.txt"), &options, &mut cx)?;
    let Some(Record::Source(source)) = reader.read(&mut cx)? else { panic!("the source comes first") };
    assert_eq!((&*source.name, &*source.format), ("a.txt", "text"));
    let Some(Record::Article(article)) = reader.read(&mut cx)? else { panic!("then the article") };
    assert!(reader.read(&mut cx)?.is_none() && reader.read(&mut cx)?.is_none());
    drop(reader);
    Ok((*article, findings))
}

fn read(text: &str, settings: &[(&str, &str)]) -> Article {
    read_from(text.as_bytes(), settings, &Limits::default()).unwrap().0
}

const TEXT: &str = "The council of the town decided on Monday that the ferry will keep running.\n\
    \n\
    What changes\n\
    Two of the libraries close instead, and their books are moved to the school.\n\
    \"We sail in any weather,\" Ida Holm, a pilot, said. \"So do the gulls,\" she added.\n";

fn kinds(article: &Article) -> Vec<(u32, &str)> {
    article.annotations.iter().map(|found| (found.line.unwrap(), found.kind.as_ref())).collect()
}

#[test]
fn structure_can_be_left_out() {
    let full = read(TEXT, &[]);
    assert_eq!(kinds(&full), [(1, "lead"), (3, "heading"), (4, "paragraph"), (5, "paragraph")]);
    assert_eq!(full.quotes.len(), 2);
    let none = read(TEXT, &[("text.structure", "none")]);
    assert_eq!(kinds(&none), [(1, "paragraph"), (3, "paragraph"), (4, "paragraph"), (5, "paragraph")]);
    assert!(none.quotes.is_empty() && none.blocks.len() == 4);
    assert!(none.inferred.iter().all(|inference| inference.field == "language"));
    assert!(read(TEXT, &[("text.quotes", "false")]).quotes.is_empty());
}

#[test]
fn joins_are_recorded_so_that_the_lines_can_be_had_again() {
    let text = "The council of the town decided on Monday that the ferry keeps run-\nning through the winter, and that \
        the three pilots of the \"Sea-\nswallow\" will be paid for it.\n\nThe boats are running, they said on Monday, and will go on run-\n\
        ning until spring.\n";
    let article = read(text, &[]);
    let [one, two] = article.annotations.as_slice() else { panic!("{:?}", article.annotations) };
    assert_eq!((one.line, one.last_line), (Some(1), Some(3)));
    assert_eq!(one.joins, [Join::Hyphen, Join::Tight]);
    assert_eq!((two.line, two.last_line), (Some(5), Some(6)));
    assert_eq!(two.joins, [Join::Hyphen]);
    assert!(
        one.evidence.iter().any(|why| why == "`running` without its hyphen, as in line 5"),
        "{:?}",
        one.evidence
    );
    let Block::Paragraph { content, .. } = &article.blocks[0] else { panic!("{:?}", article.blocks) };
    let words = format!("{content:?}");
    assert!(words.contains("keeps running through") && words.contains("Sea-swallow"), "{words}");
    let quote = &article.quotes[0];
    assert_eq!(quote.text, "Sea-swallow");
}

#[test]
fn the_caller_may_say_how_lines_are_laid_out() {
    let text = "The ferry keeps running \nthrough the winter.\nTwo libraries close.\n";
    let lines = |layout: &str| -> Vec<_> {
        let article = read(text, &[("text.layout", layout)]);
        article.annotations.iter().map(|found| (found.line.unwrap(), found.last_line)).collect()
    };
    assert_eq!(lines("lines"), [(1, None), (2, None), (3, None)]);
    assert_eq!(lines("flowed"), [(1, Some(2)), (3, None)]);
}

#[test]
fn safe_structure_is_sure_structure() {
    let pair =
        TEXT.replace("What changes", "Island school wins prize for its boat made of reeds\nWhat changes");
    let pair = pair + "\n    \"And nobody stops us.\"\n";
    let full = read(&pair, &[]);
    assert_eq!(kinds(&full)[1..3], [(3, "related-link"), (4, "heading")]);
    let safe = read(&pair, &[("text.structure", "safe")]);
    assert_eq!(kinds(&safe)[1..3], [(3, "paragraph"), (4, "paragraph")]);
    let speakers: Vec<_> =
        safe.quotes.iter().map(|quote| quote.speaker.as_ref().map(|speaker| speaker.name.as_str())).collect();
    assert_eq!(speakers, [Some("Ida Holm"), Some("Ida Holm"), None]);
    assert!(full.quotes.iter().all(|quote| quote.speaker.is_some()));
}

#[test]
fn notes_to_editors_stay_notes_however_sure() {
    let text = "The ferry will keep running through the winter, the council decided on Monday.\n\
        The libraries close instead, and their books are moved to the school.\n\
        ENDS\nNotes to editors:\n1. The trust was founded in 1902.\n";
    let article = read(text, &[("text.structure", "safe")]);
    assert_eq!(article.notes.len(), 2, "{:#?}", article.annotations);
}

#[test]
fn the_caller_has_the_last_word_on_a_line() {
    let article = read(TEXT, &[("text.line.3", "headline"), ("text.line.4", "heading")]);
    assert_eq!(article.title(), Some("What changes"));
    assert!(matches!(article.blocks[1], Block::Heading { .. }));
    assert_eq!(article.annotations[1].rule.as_deref(), Some("given"));
    assert!(!article.inferred.iter().any(|inference| inference.field == "title"));
    for (key, value) in [
        ("text.line.2", "heading"),
        ("text.line.9", "heading"),
        ("text.line.x", "heading"),
        ("text.line.3", "title"),
    ] {
        let error = read_from(TEXT.as_bytes(), &[(key, value)], &Limits::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage, "{key}={value}");
    }
}

#[test]
fn what_holds_no_text_is_an_error() {
    let check = |bytes: &[u8], kind, message: &str| {
        let error = read_from(bytes, &[], &Limits::default()).unwrap_err();
        assert_eq!((error.kind(), error.message()), (kind, message));
    };
    check(b"", ErrorKind::Empty, "the input holds no text");
    check("\u{feff} \r\n\t\u{3000}\n".as_bytes(), ErrorKind::Empty, "the input holds no text");
    check(
        b"\x01\x02\x03\x04abc\x05\x06\x07\n",
        ErrorKind::Broken,
        "the input is no text: 7 of its 11 characters are control characters",
    );
}

#[test]
fn a_text_over_the_limit_is_an_error() {
    let mut limits = Limits::default();
    limits.text = 100;
    assert_eq!(read_from(TEXT.as_bytes(), &[], &limits).unwrap_err().kind(), ErrorKind::Limit);
}

#[test]
fn nothing_is_made_up() {
    let (article, findings) = read_from(TEXT.as_bytes(), &[], &Limits::default()).unwrap();
    assert!(article.headlines.is_empty() && article.people.is_empty() && article.dates.is_empty());
    assert!(findings.kept().iter().all(|finding| finding.severity == wirecopy_core::Severity::Note));
    assert_eq!(article.contents[0].value, TEXT);
}

#[test]
fn spans_are_those_of_the_original_bytes() {
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(TEXT.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let (narrow, wide_article) = (read(TEXT, &[]), read_from(&wide[..], &[], &Limits::default()).unwrap().0);
    for (one, two) in narrow.quotes.iter().zip(&wide_article.quotes) {
        assert_eq!((one.span.start * 2 + 2, one.inner.end * 2 + 2), (two.span.start, two.inner.end));
        assert_eq!(one.text, two.text);
    }
    assert_eq!(kinds(&narrow), kinds(&wide_article));
    assert_ne!(narrow.id, wide_article.id);
}

#[test]
fn wrapped_paragraphs_are_joined_and_said_to_be() {
    let text = "The ferry to the outer islands will keep running through\n\
        the winter, the council decided on Monday after a debate\n\
        that went on until midnight. \"We sail in any weather,\n\
        whatever it costs,\" Ida Holm said.\n\
        \n\
        Two of the libraries close instead, and their books will\n\
        be moved to the school at the harbour before the end of\n\
        the month.\n";
    let (article, findings) = read_from(text.as_bytes(), &[], &Limits::default()).unwrap();
    assert_eq!(kinds(&article), [(1, "lead"), (6, "paragraph")]);
    assert_eq!(article.quotes[0].text, "We sail in any weather, whatever it costs,");
    assert_eq!(article.quotes[0].kind, QuoteKind::Direct);
    assert!(findings.counts().contains_key("text.layout.wrapped"));
    assert!(article.annotations[0].evidence.iter().any(|words| words.contains("4 lines")));
    assert_eq!(article.contents[0].value, text);
}

#[test]
fn a_quote_may_go_on_in_the_next_paragraph() {
    let text = "\"We sail in any weather,\" Ida Holm said. \"It is cold at the pier.\n\
        \"And nobody asks us. We sail.\"\n\
        He said “nothing.\n";
    let (article, findings) = read_from(text.as_bytes(), &[], &Limits::default()).unwrap();
    let rules: Vec<_> = article
        .quotes
        .iter()
        .map(|quote| quote.speaker.as_ref().map(|speaker| speaker.rule.as_ref()))
        .collect();
    assert_eq!(rules, [Some("quote-name-verb"), Some("same-paragraph"), Some("continued")]);
    assert_eq!(findings.counts()["text.quote.unclosed"].count, 1);
}

#[test]
fn quotes_inside_quotes_are_listed_with_them() {
    let text = "\"He told me, 'We sail,' and left,\" Ida Holm said. \"It is cold.\n\
        \"And 'nobody' asks us,\" she said.\n\
        The ship \"Agathe\" waits. Nobody boards the \"Agathe.\"\n";
    let article = read(text, &[]);
    let found: Vec<_> = article.quotes.iter().map(|quote| (quote.text.as_str(), quote.continues)).collect();
    let expect = [
        ("He told me, 'We sail,' and left,", false),
        ("It is cold.", false),
        ("And 'nobody' asks us,", true),
        ("Agathe", false),
        ("Agathe.", false),
    ];
    assert_eq!(found, expect);
    let nested: Vec<_> = article.quotes.iter().flat_map(|quote| &quote.nested).collect();
    assert_eq!(nested.iter().map(|quote| quote.text.as_str()).collect::<Vec<_>>(), ["We sail,", "nobody"]);
    let at = text.find("'We sail,'").map(|at| at as u64);
    assert_eq!(Some(nested[0].span.start), at);
    assert!(article.quotes[3..].iter().all(|quote| quote.kind == QuoteKind::Title));
}

/// Gives one byte at a time.
struct Drip<'b>(&'b [u8]);
impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.0.len().min(buffer.len()).min(1);
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

#[test]
fn bytes_one_at_a_time_give_the_same() {
    let slow = BufReader::with_capacity(1, Drip(TEXT.as_bytes()));
    assert_eq!(read_from(slow, &[], &Limits::default()).unwrap().0, read(TEXT, &[]));
}

#[test]
fn large_inputs_of_one_kind_are_read_in_one_pass() {
    let line = "The ferry sails at noon. ".repeat(100_000);
    assert_eq!(read(&line, &[]).annotations.len(), 1);
    let (article, findings) = read_from("a\n".repeat(260_000).as_bytes(), &[], &Limits::default()).unwrap();
    assert_eq!((article.blocks.len(), findings.counts()["text.lines.many"].count), (250_001, 1));
    let mut blank = "\n".repeat(1_000_000);
    blank.push_str("The end.");
    assert_eq!(kinds(&read(&blank, &[])), [(1_000_001, "lead")]);
    let (article, findings) =
        read_from("\"a\" ".repeat(110_000).as_bytes(), &[], &Limits::default()).unwrap();
    assert_eq!((article.quotes.len(), findings.counts()["text.quote.many"].count), (100_000, 1));
    let mut names = String::new();
    for index in 0..5_000 {
        write!(names, "A{index} Holm said: \"We sail.\" ").unwrap();
    }
    assert_eq!(read(&names, &[]).quotes.len(), 5_000);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_every_line_told(text in "[A-Za-z \\n\\r.,:\"'“”«»„‘’()\\-–—?!1é中。ع\u{0}\u{feff}]{0,200}") {
        if let Ok((article, _)) = read_from(text.as_bytes(), &[], &Limits::default()) {
            let mut end = 0;
            for found in &article.annotations {
                prop_assert!(found.span.start >= end && found.span.end <= text.len() as u64);
                end = found.span.end;
            }
            let mut end = 0;
            for quote in &article.quotes {
                prop_assert!(quote.span.start >= end && quote.inner.start >= quote.span.start);
                prop_assert!(quote.inner.end <= quote.span.end && quote.span.end <= text.len() as u64);
                end = quote.span.end;
                let mut last = quote.inner.start;
                for inside in &quote.nested {
                    prop_assert!(inside.span.start >= last && inside.span.end <= quote.inner.end);
                    prop_assert!(inside.nested.is_empty());
                    last = inside.span.start;
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_from(&bytes[..], &[], &Limits::default());
    }
}
