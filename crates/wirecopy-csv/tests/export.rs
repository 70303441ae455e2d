#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

//! What is written is what a reader of CSV finds, and what an article has is in the cells or in a loss.

use proptest::prelude::*;
use wirecopy_core::{Cx, Diagnostic, Error, Exporter, Findings, Limits, Memory, Policy, Registry, Settings};
use wirecopy_csv::{Csv, undefuse};
use wirecopy_model::*;

/// Exports articles with settings such as `body=none`.
fn export(articles: Vec<Article>, settings: &[&str]) -> Result<(Vec<u8>, Vec<Diagnostic>), Error> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut set = Settings::default();
    for setting in settings {
        let (name, value) = setting.split_once('=').unwrap();
        set.set(format!("csv.{name}"), value);
    }
    let mut memory = Memory::default();
    let mut sink = Csv.create(Box::new(&mut memory), &set.for_format(Csv.format())?)?;
    sink.write(&Record::Source(Box::default()), &mut cx)?;
    for article in articles {
        sink.write(&Record::Article(Box::new(article)), &mut cx)?;
    }
    sink.finish(&mut cx)?;
    drop(sink);
    let parts: Vec<_> = memory.parts().collect();
    assert_eq!((parts.len(), parts[0].0), (1, "main.csv"));
    Ok((parts[0].1.to_vec(), findings.kept().to_vec()))
}

fn text(articles: Vec<Article>, settings: &[&str]) -> String {
    String::from_utf8(export(articles, settings).unwrap().0).unwrap()
}

/// The cells, read by another implementation.
fn read(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// What the columns of one article hold.
fn check(article: Article, columns: &str, expect: &[&str]) {
    let (bytes, _) = export(vec![article], &[&format!("columns={columns}")]).unwrap();
    assert_eq!(read(&bytes, b',')[1], expect);
}

fn role_date(role: DateRole, value: &str) -> RoleDate {
    let value_of: Option<Moment> = value.parse().ok();
    let date = Date { written: value.to_owned(), value: value_of, ..Date::default() };
    RoleDate { role, date, origin: None }
}

fn titled(title: &str) -> Article {
    Article { headlines: vec![Headline::plain(HeadlineRole::Main, title)], ..Article::default() }
}

fn content(kind: ContentKind, media_type: &'static str, value: &str) -> Content {
    Content { kind, media_type: media_type.into(), value: value.to_owned(), ..Content::default() }
}

const HEADER: &str = "id,title,published,published_utc,updated,authors,section,tags,language,publisher,url,summary,body_kind,words,headings,quotes,speakers,related,images,image_url,image_caption,image_credit,rights,status,source,body\r\n";

#[test]
fn the_header_is_written_without_articles() {
    assert_eq!(text(vec![], &[]), HEADER);
    assert_eq!(text(vec![], &["excel=true"]), format!("\u{feff}{HEADER}"));
}

#[test]
fn a_summary_is_no_body() {
    let article = Article {
        source: "city-desk.xml".into(),
        id: Some(Id { value: "4956".to_owned(), ..Id::default() }),
        headlines: vec![Headline::plain(HeadlineRole::Main, "Ferries sail again")],
        dates: vec![role_date(DateRole::Published, "2026-03-09T14:02:33")],
        people: ["Ida Holm", "Jon Vik"]
            .map(|name| Person { name: Some(name.to_owned()), ..Person::default() })
            .into(),
        subjects: vec![Subject { term: "ports".to_owned(), ..Subject::default() }],
        contents: vec![content(ContentKind::Summary, "text/plain", "After the storm.")],
        blocks: vec![Block::paragraph("After the storm.")],
        ..Article::default()
    };
    assert_eq!(
        text(vec![article], &[]).strip_prefix(HEADER).unwrap(),
        "\"4956\",\"Ferries sail again\",\"2026-03-09T14:02:33\",,,\"Ida Holm; Jon Vik\",,\"ports\",,,,\"After the storm.\",\"summary\",0,0,0,,,0,,,,,,\"city-desk.xml\",\r\n"
    );
}

#[test]
fn a_full_body_stands_last_with_its_counts() {
    let heading = Block::Heading { level: 2, content: vec![Inline::text("Quays")], span: None };
    let related =
        Block::RelatedLink { content: vec![Inline::text("Storm, day two")], href: None, span: None };
    let speaker = |name: &str| Quote {
        speaker: Some(Speaker { name: name.to_owned(), ..Speaker::default() }),
        ..Quote::default()
    };
    let article = Article {
        language: Some("en".into()),
        blocks: vec![Block::paragraph("Open again."), heading, related, Block::paragraph("Queues are long.")],
        quotes: vec![speaker("Ida Holm"), Quote::default(), speaker("Jon Vik"), speaker("Ida Holm")],
        ..Article::default()
    };
    check(
        article,
        "language,body_kind,words,headings,quotes,speakers,related,body",
        &[
            "en",
            "full",
            "6",
            "1",
            "4",
            "Ida Holm; Jon Vik",
            "Storm, day two",
            "Open again.\n\nQuays\n\nQueues are long.",
        ],
    );
}

#[test]
fn utc_is_known_only_with_a_zone() {
    let dates = |value| Article { dates: vec![role_date(DateRole::Published, value)], ..Article::default() };
    let columns = "published,published_utc";
    check(
        dates("2026-03-09T14:05:31+01:00"),
        columns,
        &["2026-03-09T14:05:31+01:00", "2026-03-09T13:05:31Z"],
    );
    check(dates("2026-03-09T14:05:31"), columns, &["2026-03-09T14:05:31", ""]);
    check(dates("2026-03-09"), columns, &["2026-03-09", ""]);
    check(dates("the day before"), columns, &["the day before", ""]);
}

#[test]
fn the_first_picture_has_columns() {
    let image = |url: &str| Media {
        url: Some(url.to_owned()),
        kind: Some(MediaKind::Image),
        caption: Some(Text::plain("The quay")),
        credits: vec!["I. Holm".to_owned()],
        ..Media::default()
    };
    let article = Article {
        media: vec![image("https://a.example/1.jpg"), image("https://a.example/2.jpg")],
        ..Article::default()
    };
    check(
        article,
        "images,image_url,image_caption,image_credit",
        &["2", "https://a.example/1.jpg", "The quay", "I. Holm"],
    );
}

#[test]
fn the_body_has_the_form_asked_for() {
    let article = || Article { blocks: vec![Block::paragraph("1 < 2")], ..Article::default() };
    let body = |form: &str| {
        let (bytes, _) = export(vec![article()], &["columns=words,body", &format!("body={form}")]).unwrap();
        read(&bytes, b',')[1].clone()
    };
    assert_eq!(body("text"), ["3", "1 < 2"]);
    assert_eq!(body("html").last().unwrap().trim_end(), "<p>1 &lt; 2</p>");
    assert!(body("markdown").last().unwrap().contains("1 "));
    assert_eq!(body("none"), ["3", ""]);
}

#[test]
fn delimiters_and_guard_can_be_chosen() {
    let article = || titled("=1;2");
    assert_eq!(
        text(vec![article()], &["columns=title,words", "delimiter=semicolon"]),
        "title;words\r\n\"'=1;2\";0\r\n"
    );
    assert_eq!(
        text(vec![article()], &["columns=words,title", "delimiter=tab", "guard=false"]),
        "words\ttitle\r\n0\t\"=1;2\"\r\n"
    );
}

#[test]
fn wrong_columns_are_refused() {
    let error = |columns: &str| export(vec![], &[&format!("columns={columns}")]).unwrap_err().to_string();
    assert_eq!(error("title,colour"), "there is no column `colour`");
    assert_eq!(error("title,words,title"), "the column `title` is named twice");
}

#[test]
fn blocks_are_needed_only_for_columns_made_from_them() {
    let needs = |columns: &str| {
        let mut settings = Settings::default();
        settings.set("csv.columns", columns);
        Csv.needs(&settings.for_format(Csv.format()).unwrap()).blocks
    };
    assert!(needs("") && needs("title,words"));
    assert!(!needs("title,summary,published"));
}

#[test]
fn what_no_column_holds_is_reported_once_with_a_count() {
    let article = || Article {
        headlines: vec![
            Headline::plain(HeadlineRole::Main, "Ferries sail"),
            Headline::plain(HeadlineRole::Kicker, "Ports"),
        ],
        people: vec![
            Person {
                name: Some("Ida Holm".to_owned()),
                email: Some("ida@example.org".to_owned()),
                ..Person::default()
            },
            Person { role: PersonRole::Editor, ..Person::default() },
        ],
        ..Article::default()
    };
    let (_, findings) = export(vec![article(), article()], &[]).unwrap();
    let found: Vec<_> = findings.iter().map(|finding| (finding.code, &*finding.message)).collect();
    assert_eq!(
        found,
        [
            ("csv.part.lost", "`csv` has no place for 2 values of `headlines`"),
            ("csv.part.lost", "`csv` has no place for 2 values of `people`"),
            ("csv.part.lost", "`csv` has no place for 2 values of `people.email`"),
        ]
    );
}

#[test]
fn cells_beyond_a_spreadsheet_are_noted_once() {
    let article = || Article { blocks: vec![Block::paragraph("a".repeat(40_000))], ..Article::default() };
    let (_, findings) = export(vec![article(), article()], &[]).unwrap();
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].code, &*findings[0].message),
        ("csv.cell.long", "2 cells hold more than the 32,767 UTF-16 units of a spreadsheet cell")
    );
}

#[test]
fn carries_names_fields_of_the_model() {
    let mut registry = Registry::default();
    wirecopy_csv::register(&mut registry);
    let carries = registry.exporter_named("csv").unwrap().format().carries;
    for field in carries.fields.iter().chain(carries.immaterial) {
        assert!(Fields::ALL.contains(field), "{field}");
    }
}

proptest! {
    /// Ids are written as they are: so they show what becomes of any text.
    #[test]
    fn any_text_comes_back(
        ids in prop::collection::vec("(?s)['=+@\\-0-9\",;\t\r\n\u{a0}\u{ff1d}a-cé🦀 ]{0,12}", 1..5),
        delimiter in prop::sample::select(vec![("comma", b','), ("semicolon", b';'), ("tab", b'\t')]),
    ) {
        let articles = ids.iter().map(|id| Article { id: Some(Id { value: id.clone(), ..Id::default() }), ..Article::default() });
        let (bytes, _) = export(articles.collect(), &["columns=id,words", &format!("delimiter={}", delimiter.0)]).unwrap();
        let rows = read(&bytes, delimiter.1);
        prop_assert_eq!(rows.len(), ids.len() + 1);
        for (row, id) in rows[1..].iter().zip(&ids) {
            prop_assert_eq!(row.len(), 2);
            prop_assert_eq!(undefuse(&row[0]), id.replace("\r\n", "\n").replace('\r', "\n"));
        }
    }
}

#[test]
fn a_term_beside_its_label_is_a_loss() {
    let subject = |term: &str| Subject {
        term: term.to_owned(),
        names: vec![Text::plain("Ports")],
        ..Subject::default()
    };
    let it = Article { subjects: vec![subject("prt"), subject("Ports")], ..Article::default() };
    let (_, findings) = export(vec![it], &[]).unwrap();
    let messages: Vec<_> = findings.iter().map(|finding| &*finding.message).collect();
    assert_eq!(messages, ["`csv` has no place for 1 value of `subjects.term`"]);
}

#[test]
fn no_cell_leads_where_no_link_may() {
    let image = |url: &str| Media {
        url: Some(url.to_owned()),
        kind: Some(MediaKind::Image),
        credits: vec![url.len().to_string()],
        ..Media::default()
    };
    let link = |rel, href: &str| Link { rel, href: href.to_owned(), ..Link::default() };
    let it = Article {
        links: vec![
            link(LinkRel::Alternate, "javascript:alert(1)"),
            link(LinkRel::Related, "data:text/html,x"),
        ],
        media: vec![image("file:///a"), image("https://a.example/b.jpg")],
        rights: vec![Rights { license: Some("vbscript:x".to_owned()), ..Rights::default() }],
        ..Article::default()
    };
    let columns = "columns=url,related,rights,image_url,image_credit";
    let (bytes, findings) = export(vec![it], &[columns]).unwrap();
    assert_eq!(read(&bytes, b',')[1], ["", "", "", "https://a.example/b.jpg", "23"]);
    assert!(findings.iter().any(|finding| finding.code == "csv.target.unsafe"
        && finding.message == "3 addresses were left out: links may not have their schemes"));
}

#[test]
fn a_feed_is_told_of() {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut memory = Memory::default();
    let options = Settings::default().for_format(Csv.format()).unwrap();
    let mut sink = Csv.create(Box::new(&mut memory), &options).unwrap();
    let feed = Feed { ttl: Some("5".to_owned()), ..Feed::default() };
    sink.write(&Record::Feed(Box::new(feed)), &mut cx).unwrap();
    sink.finish(&mut cx).unwrap();
    drop(sink);
    let messages: Vec<_> = findings.kept().iter().map(|finding| &*finding.message).collect();
    assert_eq!(messages, ["rows of articles hold nothing of the feed itself: `ttl`"]);
}
