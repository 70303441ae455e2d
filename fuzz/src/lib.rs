//! What the fuzz targets share. A target fails by a panic: of the code under test, or of a law it breaks.

use wirecopy::Input;
use wirecopy_core::{Cx, Error, Findings, Limits, Options, Policy};
use wirecopy_model::{Article, Content, ContentKind, Record};
use wirecopy_testkit::{Asked, Dribble, Kit, json_lines, read};

fn kit() -> Kit {
    Kit { registry: wirecopy::registry(), rendering: || vec![Box::new(wirecopy_body::Blocks)] }
}

/// Reads `data` as `format`, whole and a few bytes at a time, and writes what came of it in every format.
pub fn import(format: &str, data: &[u8]) {
    let kit = kit();
    let importer = kit.registry.importer_named(format).expect("the format is registered");
    let options = Options::of(importer.format());
    let run = |step| {
        let input = Input::new(Dribble::new(data, step)).named("fuzz");
        read(importer, input, &options, &Limits::default(), &Policy::default(), data.len() + 8)
    };
    let (whole, parts) = (run(usize::MAX), run(3));
    assert!(!whole.endless && !whole.went_on, "it does not end");
    assert_eq!(whole.records, parts.records, "the size of reads makes a difference");
    assert_eq!(whole.findings, parts.findings, "the size of reads makes a difference");
    export(&kit, &whole.records);
}

/// Writes an article whose body is `data` in every format.
pub fn body(data: &[u8]) {
    let content = Content {
        kind: ContentKind::Full,
        media_type: "text/html".into(),
        value: String::from_utf8_lossy(data).into_owned(),
        ..Content::default()
    };
    let article = Article { source: "fuzz".into(), contents: vec![content], ..Article::default() };
    export(&kit(), &[Record::Article(Box::new(article))]);
}

/// Sanitises `data` as HTML: what comes out holds nothing that runs and stays as it is.
pub fn sanitize(data: &[u8]) {
    let html = String::from_utf8_lossy(data);
    let clean = |html: &str| {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        wirecopy_body::sanitize_html(html, &wirecopy_body::SanitizeOptions::default(), &mut cx).into_owned()
    };
    let out = clean(&html);
    let tags = out.split('<').skip(1).map(|tag| tag.to_ascii_lowercase());
    for tag in tags {
        for bad in ["script", "style", "iframe", "object", "embed", "template", "!--"] {
            assert!(!tag.starts_with(bad), "`{bad}` is left: {out}");
        }
    }
    assert_eq!(clean(&out), out, "not stable");
}

/// Reads `data` as whatever it looks like, and takes the records through JSON Lines and back.
pub fn round_trip(data: &[u8]) {
    let kit = kit();
    let run = kit.read("fuzz", data, &Asked::default());
    let lines = json_lines(&run.records);
    let asked = Asked { from: Some("jsonl".to_owned()), ..Asked::default() };
    let back = kit.read("fuzz", lines.as_bytes(), &asked);
    assert!(back.error.is_none() || run.records.is_empty(), "{:?}", back.error);
    assert_eq!(run.records, back.records, "JSON Lines gives back something else");
}

/// Tokenises `data` as XML to its end.
pub fn xml(data: &[u8]) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let _: Result<(), Error> = tokens(data, &mut cx);
}

fn tokens(data: &[u8], cx: &mut Cx<'_>) -> Result<(), Error> {
    let hints = wirecopy_core::decode::Hints::xml(None);
    let mut reader = wirecopy_xml::XmlReader::new(Box::new(data), &hints, cx)?;
    // no event is made of less than a byte, but for ends that are supplied
    for _ in 0..=data.len() * 2 + 8 {
        if reader.next(cx)? == wirecopy_xml::Event::Eof {
            return Ok(());
        }
    }
    panic!("it does not end");
}

fn export(kit: &Kit, records: &[Record]) {
    for exporter in kit.registry.exporters() {
        let export = kit.export(exporter.format().name, records, &Asked::default());
        if let Some(error) = export.error {
            panic!("to {}: {error}", exporter.format().name);
        }
    }
}
