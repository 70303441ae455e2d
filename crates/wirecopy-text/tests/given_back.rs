//! A text that is read and written as text is the same bytes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

use std::path::{Path, PathBuf};

use wirecopy_core::{
    Cx, Error, Exporter, Findings, Importer, Input, Limits, Memory, Policy, Settings, Severity,
};
use wirecopy_model::{Article, Block, Content, Headline, HeadlineRole, Record, Source, Span};
use wirecopy_text::PlainText;

fn read(bytes: &[u8]) -> Result<Vec<Record>, Error> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let options = Settings::default().for_format(Importer::format(&PlainText))?;
    let mut reader = PlainText.open(Input::new(bytes).named("a.txt"), &options, &mut cx)?;
    let mut records = Vec::new();
    while let Some(record) = reader.read(&mut cx)? {
        records.push(record);
    }
    Ok(records)
}

/// What is written, by name, and the codes of losses.
fn write(records: &[Record], set: &[(&str, &str)]) -> (Vec<(String, Vec<u8>)>, Vec<&'static str>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut settings = Settings::default();
    for (key, value) in set {
        settings.set(*key, *value);
    }
    let mut memory = Memory::default();
    let mut sink = PlainText
        .create(Box::new(&mut memory), &settings.for_format(Exporter::format(&PlainText)).unwrap())
        .unwrap();
    for record in records {
        sink.write(record, &mut cx).unwrap();
    }
    sink.finish(&mut cx).unwrap();
    drop(sink);
    let parts = memory.parts().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect();
    let losses = findings.kept().iter().filter(|finding| finding.severity == Severity::Loss);
    (parts, losses.map(|finding| finding.code).collect())
}

#[track_caller]
fn check(bytes: &[u8], expect_losses: &[&str]) {
    let (parts, losses) = write(&read(bytes).unwrap(), &[]);
    assert_eq!(losses, expect_losses, "{:?}", String::from_utf8_lossy(bytes));
    if expect_losses.is_empty() {
        assert_eq!(parts, [("main.txt".to_owned(), bytes.to_vec())]);
    }
}

#[test]
fn a_mail_within_a_mail_is_written_once() {
    let mail = "From: a@example.org\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=b\n\n\
        --b\n\nPlease use this.\n--b\nContent-Type: message/rfc822\n\nFrom: c@example.org\nSubject: Ferry\n\n\
        The ferry sails.\n--b--\n";
    assert_eq!(read(mail.as_bytes()).unwrap().len(), 3);
    check(mail.as_bytes(), &[]);
}

#[test]
fn line_ends_marks_and_encodings_stay() {
    check(b"The ferry sails.\r\n\r\n\tIt rained.\rNobody came", &[]);
    check("\u{feff}The ferry sails – at six.\n".as_bytes(), &[]);
    check(b"Der Hafen bleibt gesch\xFClossen, sagte der B\xFCrgermeister am Montag.\n", &[]);
    check(b"\xFF\xFET\0h\0e\0 \0f\0e\0r\0r\0y\0.\0\r\0\n\0", &[]);
    check(b"\xFE\xFF\0T\0h\0e\0 \0f\0e\0r\0r\0y\0.", &[]);
}

#[test]
fn what_is_not_the_same_is_told() {
    check("Die Fähre fährt später, über Öland. Das \u{e4} fehlt: ".as_bytes(), &[]);
    let mut bytes = "Die Fähre fährt später, über Öland und zurück.\n".as_bytes().to_vec();
    bytes.push(0xE9);
    check(&bytes, &["text.bytes.changed"]);
    // half of a pair: as long as the sign that is written for it
    check(b"\xFE\xFF\0T\0h\0e\xD8\x00\0 \0f\0e\0r\0r\0y\0.", &["text.bytes.changed"]);
}

fn texts(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "txt" || extension == "bin") {
            out.push(path);
        }
    }
}

#[test]
fn every_text_at_hand_is_given_back() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = Vec::new();
    for folder in ["fixtures/text", "../shared/seed", "../shared/samples"] {
        texts(&top.join(folder), &mut paths);
    }
    let mut same = 0;
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let Ok(records) = read(&bytes) else { continue };
        let (parts, losses) = write(&records, &[]);
        if losses.is_empty() {
            assert!(parts.len() == 1 && parts[0].1 == bytes, "{}", path.display());
            same += 1;
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(name.contains("broken"), "{name}: {losses:?}");
        }
    }
    assert!(same > 10, "only {same}");
}

/// Two articles of a file, as an importer that parts them gives them.
fn two(between: &str) -> Vec<Record> {
    let texts = ["The ferry sails.\n###\n", "It rained.\n"];
    let mut records = vec![Record::Source(Box::new(Source {
        name: "a.txt".into(),
        format: "text".into(),
        ..Source::default()
    }))];
    let mut start = 0;
    for text in texts {
        let span = Span::new(start, start + text.len() as u64);
        start = span.end + between.len() as u64;
        let content = Content {
            media_type: "text/plain".into(),
            value: text.to_owned(),
            span: Some(span),
            ..Content::default()
        };
        let article = Article { source: "a.txt".into(), contents: vec![content], ..Article::default() };
        records.push(Record::Article(Box::new(article)));
    }
    records
}

#[test]
fn articles_of_a_file_become_the_file_again() {
    let (parts, losses) = write(&two(""), &[]);
    assert_eq!(parts, [("main.txt".to_owned(), b"The ferry sails.\n###\nIt rained.\n".to_vec())]);
    assert!(losses.is_empty());
    let (parts, _) = write(&two(""), &[("text.parts", "articles")]);
    let names: Vec<_> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.len())).collect();
    assert_eq!(names, [("1.txt", 21), ("2.txt", 11)]);
    assert_eq!(write(&two("\n\n"), &[]).1, ["text.bytes.left"]);
}

#[test]
fn what_is_asked_for_or_given_is_not_the_same() {
    let records = read(b"Der Hafen bleibt gesch\xFClossen, sagte der B\xFCrgermeister am Montag.\n").unwrap();
    let (parts, losses) = write(&records, &[("text.encoding", "utf-8")]);
    assert_eq!(parts[0].1, "Der Hafen bleibt geschülossen, sagte der Bürgermeister am Montag.\n".as_bytes());
    assert!(losses.is_empty());
    let mut records = read(b"The ferry sails.\n").unwrap();
    if let Some(Record::Article(article)) = records.last_mut() {
        article.headlines.push(Headline::plain(HeadlineRole::Main, "Ferry"));
        article.given.push("title".into());
    }
    assert_eq!(write(&records, &[]).1, ["text.part.lost"]);
}

#[test]
fn articles_of_other_formats_are_written_to_be_read() {
    let article = Article {
        source: "a.xml".into(),
        headlines: vec![Headline::plain(HeadlineRole::Main, "Ferry back")],
        blocks: vec![Block::paragraph("It sails again.")],
        ..Article::default()
    };
    let source = Source { name: "a.xml".into(), format: "rss".into(), ..Source::default() };
    let records = [Record::Source(Box::new(source)), Record::Article(Box::new(article))];
    let (parts, losses) = write(&records, &[]);
    assert_eq!(parts, [("1.txt".to_owned(), b"Ferry back\n\nIt sails again.\n".to_vec())]);
    assert!(losses.is_empty());
    let embargoed = Article {
        source: "a.xml".into(),
        status: Some(wirecopy_model::Status::Embargoed),
        ..Article::default()
    };
    let (parts, _) = write(&[Record::Article(Box::new(embargoed))], &[]);
    assert_eq!(parts, [("main.txt".to_owned(), Vec::new())]);
}
