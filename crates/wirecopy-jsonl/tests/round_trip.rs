#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    missing_docs,
    reason = "tests may panic"
)]

//! What is written is read back equal, and is what `serde_json` would have written.

mod maker;

use maker::Maker;
use proptest::prelude::*;
use wirecopy_core::{
    Cx, Diagnostic, Error, ErrorKind, Exporter, Findings, Importer, Input, Limits, Memory, Options, Policy,
    Severity,
};
use wirecopy_jsonl::{Jsonl, read_line, write_line};
use wirecopy_model::*;

fn options() -> Options {
    Options::of(Exporter::format(&Jsonl))
}

fn export(records: &[Record]) -> Vec<u8> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut memory = Memory::default();
    let mut sink = Jsonl.create(Box::new(&mut memory), &options()).unwrap();
    for record in records {
        sink.write(record, &mut cx).unwrap();
    }
    sink.finish(&mut cx).unwrap();
    drop(sink);
    let parts: Vec<_> = memory.parts().collect();
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].0, "main.jsonl");
    parts[0].1.to_vec()
}

struct Read {
    records: Vec<Record>,
    error: Option<Error>,
    findings: Vec<Diagnostic>,
}

/// Imports `bytes`, which come in pieces of at most `piece`.
fn import(bytes: &[u8], piece: usize, limits: &Limits) -> Read {
    let (policy, mut findings) = (Policy::default(), Findings::default());
    let mut cx = Cx::new(limits, &policy, &mut findings);
    let input = Input::new(std::io::BufReader::with_capacity(piece, bytes)).named("a.jsonl");
    let mut reader = Jsonl.open(input, &options(), &mut cx).unwrap();
    let mut records = Vec::new();
    let mut failure = None;
    loop {
        match reader.read(&mut cx) {
            Ok(Some(record)) => records.push(record),
            Ok(None) => break,
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    assert!(matches!(reader.read(&mut cx), Ok(None)), "the end stays the end");
    drop(reader);
    Read { records, error: failure, findings: findings.kept().to_vec() }
}

fn check_findings(lines: &str, expect: &[(Severity, &str, Option<&str>, u64)]) -> Vec<Record> {
    let read = import(lines.as_bytes(), 7, &Limits::default());
    assert!(read.error.is_none(), "{:?}", read.error);
    let found: Vec<_> = read
        .findings
        .iter()
        .map(|finding| {
            let line = finding.location.map_or(0, |location| location.line);
            (finding.severity, finding.code, finding.path.as_deref(), line)
        })
        .collect();
    assert_eq!(found, expect);
    read.records
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_record_comes_back_equal(bytes in prop::collection::vec(any::<u8>(), 0..3000), piece in 1..300_usize) {
        let mut maker = Maker::new(&bytes);
        let records = [maker.record(), maker.record()];
        let written = export(&records);
        let read = import(&written, piece, &Limits::default());
        prop_assert!(read.error.is_none(), "{:?}", read.error);
        prop_assert_eq!(read.findings, Vec::new());
        prop_assert_eq!(&read.records[..], &records[..]);
        prop_assert_eq!(export(&read.records), written);
    }

    #[test]
    fn any_record_is_written_as_by_serde_json(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        let record = Maker::new(&bytes).record();
        let mut line = Vec::new();
        write_line(&record, &mut line).unwrap();
        let mut expect = serde_json::to_string(&record).unwrap();
        expect.push('\n');
        prop_assert_eq!(String::from_utf8(line).unwrap(), expect);
    }

    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..200), tagged: bool) {
        let mut line = if tagged { br#"{"record":"article","#.to_vec() } else { Vec::new() };
        line.extend(bytes);
        import(&line, 3, &Limits::default());
    }
}

#[test]
fn the_maker_reaches_every_field_of_an_article() {
    let mut seen = std::collections::BTreeSet::new();
    let mut state = 1_u64;
    for _ in 0..200 {
        let bytes: Vec<u8> = (0..3000)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as u8
            })
            .collect();
        if let Record::Article(article) = Maker::new(&bytes).record() {
            seen.extend(Fields::present(&article));
        }
    }
    assert_eq!(seen, Fields::ALL.iter().copied().collect());
}

#[test]
fn nothing_is_an_empty_file_and_back() {
    assert_eq!(export(&[]), b"");
    assert_eq!(check_findings("", &[(Severity::Note, "jsonl.input.empty", None, 0)]), []);
}

#[test]
fn blank_lines_a_byte_order_mark_and_a_missing_line_end_are_fine() {
    let text = "\u{feff}{\"record\":\"article\",\"source\":\"a\"}\r\n\n  \r\n{\"record\":\"article\",\"source\":\"b\"}";
    let records = check_findings(text, &[(Severity::Note, "jsonl.text.bom", None, 1)]);
    let sources: Vec<_> = records.iter().map(|record| record.source().to_string()).collect();
    assert_eq!(sources, ["a", "b"]);
}

#[test]
fn unknown_fields_are_losses_named_by_their_path() {
    check_findings(
        concat!(
            "{\"record\":\"article\",\"source\":\"a\",\"id\":null,\"links\":[]}\n",
            "{\"mood\":\"grey\",\"record\":\"article\",\"source\":\"a\",\"headlines\":[{\"role\":\"main\",\"value\":\"x\",\"font\":3}]}\n",
            "{\"record\":\"article\",\"source\":\"a\",\"width\":1e999}\n",
        ),
        &[
            (Severity::Loss, "jsonl.field.unknown", Some("article.mood"), 2),
            (Severity::Loss, "jsonl.field.unknown", Some("article.headlines[0].font"), 2),
            (Severity::Loss, "jsonl.field.unknown", None, 3),
        ],
    );
}

#[test]
fn values_that_read_as_others_are_reported() {
    check_findings(
        r#"{"record":"article","source":"a","links":[{"rel":"prev","href":"x"}]}"#,
        &[(Severity::Repair, "jsonl.value.changed", Some("article.links[0].rel"), 1)],
    );
}

#[test]
fn left_out_defaults_are_no_loss() {
    let text = r#"{"record":"article","source":"a","id":{"value":"7","origin":"stated"},
    "headlines":[{"role":"main","kind":"text","value":"x"}],"extensions":[{"depth":0,"kind":"element"}]}"#;
    check_findings(&text.replace('\n', ""), &[]);
}

#[test]
fn a_newer_schema_is_noted() {
    let line = |version: &str| {
        format!(r#"{{"record":"source","schema_version":"{version}","name":"a","format":"rss"}}"#)
    };
    check_findings(
        &line("99.0"),
        &[(Severity::Note, "jsonl.schema.newer", Some("source.schema_version"), 1)],
    );
    check_findings(&line(SCHEMA_VERSION), &[]);
    check_findings(&line("0.0"), &[]);
}

#[test]
fn a_broken_line_ends_the_reading_and_says_where() {
    let text = b"{\"record\":\"article\",\"source\":\"a\"}\n{\"record\":\"article\",\"source\":7}\n";
    let read = import(text, 5, &Limits::default());
    let error = read.error.unwrap();
    assert_eq!(read.records.len(), 1);
    assert_eq!(
        error.to_string(),
        "line 2 of `a.jsonl` is not a record: invalid type: integer `7`, expected a string"
    );
    let location = error.location().unwrap();
    assert_eq!((error.kind(), location.line, location.column), (ErrorKind::Broken, 2, 30));
    assert_eq!(text[error.span().unwrap().start as usize], b'7');
}

#[test]
fn long_lines_and_deep_ones_are_refused() {
    let limits = {
        let mut limits = Limits::default();
        limits.set("text", "100").unwrap();
        limits
    };
    let long = format!(r#"{{"record":"article","source":"{}"}}"#, "a".repeat(400));
    let error = import(long.as_bytes(), 64, &limits).error.unwrap();
    assert_eq!(error.to_string(), "line 1 of `a.jsonl` is longer than 400 bytes");
    assert_eq!(
        (error.kind(), error.advice()),
        (ErrorKind::Limit, Some("raise it with `--limit text=NUMBER`"))
    );

    let deep =
        format!(r#"{{"record":"article","blocks":{}"#, r#"[{"type":"aside","blocks":"#.repeat(100_000));
    let error = import(deep.as_bytes(), 64, &Limits::default()).error.unwrap();
    assert!(error.to_string().contains("recursion limit"), "{error}");

    let mut blocks = Vec::new();
    for _ in 0..100 {
        blocks = vec![Block::Quote { blocks, attribution: Vec::new(), cite: None }];
    }
    let record = Record::Article(Box::new(Article { blocks, ..Article::default() }));
    let mut line = b"before".to_vec();
    assert_eq!(write_line(&record, &mut line).unwrap_err().kind(), ErrorKind::Limit);
    assert_eq!(line, b"before");
}

#[test]
fn blocks_as_deep_as_importers_build_them_come_back() {
    let mut blocks = Vec::new();
    let mut content = vec![Inline::text("x")];
    for _ in 1..MAX_INLINE_DEPTH {
        content = vec![Inline::Strong { content }];
    }
    blocks.push(Block::Paragraph { content, role: None, span: None });
    // a table counts twice
    for _ in 0..(MAX_BLOCK_DEPTH - 1) / 2 {
        let cells = vec![Cell { blocks, ..Cell::default() }];
        blocks = vec![Block::Table { caption: Vec::new(), head: 0, rows: vec![Row { cells }] }];
    }
    let record = Record::Article(Box::new(Article { blocks, ..Article::default() }));
    let mut line = Vec::new();
    write_line(&record, &mut line).unwrap();
    assert_eq!(read_line(&line).unwrap(), record);
}
