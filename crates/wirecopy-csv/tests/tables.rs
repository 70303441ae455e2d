#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

//! The tables of parts of articles, and the metadata beside a table.

use serde_json::Value as Json;
use wirecopy_core::{Cx, Exporter, Findings, Limits, Memory, Policy, Settings};
use wirecopy_csv::Csv;
use wirecopy_model::*;

/// The parts that are written, and what is found, as `code message`.
fn export(articles: Vec<Article>, settings: &[&str]) -> (Vec<(String, String)>, Vec<String>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut set = Settings::default();
    for setting in settings {
        let (name, value) = setting.split_once('=').unwrap();
        set.set(format!("csv.{name}"), value);
    }
    let mut memory = Memory::default();
    let mut sink =
        Csv.create(Box::new(&mut memory), &set.for_format(Exporter::format(&Csv)).unwrap()).unwrap();
    for article in articles {
        sink.write(&Record::Article(Box::new(article)), &mut cx).unwrap();
    }
    sink.finish(&mut cx).unwrap();
    drop(sink);
    let parts = memory.parts();
    let parts =
        parts.map(|(name, bytes)| (name.to_owned(), String::from_utf8(bytes.to_vec()).unwrap())).collect();
    let findings = findings.kept().iter().map(|finding| format!("{} {}", finding.code, finding.message));
    (parts, findings.collect())
}

#[track_caller]
fn check(article: Article, settings: &[&str], expect: &str) -> Vec<String> {
    let (parts, findings) = export(vec![article], settings);
    assert_eq!(parts[0].1.replace("\r\n", "\n"), expect);
    findings
}

fn article() -> Article {
    Article {
        source: "feed.xml".into(),
        position: Some(3),
        id: Some(Id { value: "hp-1".to_owned(), ..Id::default() }),
        ..Article::default()
    }
}

#[test]
fn one_row_a_quotation_those_within_included() {
    let quote = |text: &str, start, speaker: Option<&str>| Quote {
        text: text.to_owned(),
        span: Span::new(start, start + 9),
        certainty: Certainty::thousandths(900),
        speaker: speaker.map(|name| Speaker {
            name: name.to_owned(),
            kind: Some(PersonKind::Person),
            cue: Some("said".to_owned()),
            rule: "behind".into(),
            certainty: Certainty::CERTAIN,
            ..Speaker::default()
        }),
        ..Quote::default()
    };
    let mut first = quote("He said =no", 10, Some("Mara Eng"));
    first.nested.push(Quote { kind: QuoteKind::Partial, ..quote("=no", 18, None) });
    let second = Quote { continues: true, ..quote("And left", 40, Some("Mara Eng")) };
    let it = Article { quotes: vec![first, second], ..article() };
    let findings = check(
        it,
        &["table=quotes"],
        "article,source,article_number,position,within,continues,kind,text,certainty,speaker,speaker_kind,description,cue,addressee,time,speaker_certainty,rule,start,end\n\
        \"hp-1\",\"feed.xml\",3,1,,,\"direct\",\"He said =no\",\"0.9\",\"Mara Eng\",\"person\",,\"said\",,,\"1\",\"behind\",10,19\n\
        \"hp-1\",\"feed.xml\",3,2,1,,\"partial\",\"'=no\",\"0.9\",,,,,,,,,18,27\n\
        \"hp-1\",\"feed.xml\",3,3,,1,\"direct\",\"And left\",\"0.9\",\"Mara Eng\",\"person\",,\"said\",,,\"1\",\"behind\",40,49\n",
    );
    assert_eq!(
        findings,
        [
            "csv.table.part the table `quotes` holds one row a quotation, those within others included, and nothing else of them: 3 rows of 1 article"
        ]
    );
}

#[test]
fn one_row_a_file_wherever_it_stands() {
    let media = |url: &str| Media {
        url: Some(url.to_owned()),
        kind: Some(MediaKind::Image),
        width: Some(640),
        credits: vec!["I. Holm".to_owned()],
        ..Media::default()
    };
    let figure = Block::Figure {
        media: vec![media("https://a.example/2.jpg")],
        caption: vec![Inline::text("The quay")],
        credit: Some("B. Sund".to_owned()),
    };
    let embed = Block::Embed { url: "javascript:x".to_owned(), kind: Some("iframe".to_owned()), title: None };
    let it =
        Article { media: vec![media("https://a.example/1.jpg")], blocks: vec![figure, embed], ..article() };
    let findings = check(
        it,
        &["table=media", "columns=position,url,where,role,kind,width,caption,credit"],
        "position,url,where,role,kind,width,caption,credit\n\
        1,\"https://a.example/1.jpg\",\"article\",\"attachment\",\"image\",640,,\"I. Holm\"\n\
        2,\"https://a.example/2.jpg\",\"body\",\"content\",\"image\",640,\"The quay\",\"I. Holm; B. Sund\"\n\
        3,,\"body\",\"content\",\"embed\",,,\n",
    );
    assert_eq!(findings[1], "csv.target.unsafe 1 address was left out: links may not have their schemes");
}

#[test]
fn one_row_a_link_with_its_place() {
    let link = Inline::Link {
        href: "https://a.example/x".to_owned(),
        title: None,
        content: vec![Inline::text("the report")],
    };
    let related = Block::RelatedLink { content: vec![Inline::text("Day two")], href: None, span: None };
    let it = Article {
        links: vec![Link {
            href: "https://a.example/".to_owned(),
            rel: LinkRel::Canonical,
            ..Link::default()
        }],
        blocks: vec![related, Block::Paragraph { content: vec![link], role: None, span: None }],
        ..article()
    };
    check(
        it,
        &["table=links", "columns=position,where,block,rel,href,text"],
        "position,where,block,rel,href,text\n\
        1,\"article\",,\"canonical\",\"https://a.example/\",\n\
        2,\"between\",1,\"related\",,\"Day two\"\n\
        3,\"body\",2,,\"https://a.example/x\",\"the report\"\n",
    );
}

#[test]
fn no_header_looks_like_sylk() {
    // a file that begins with `ID` is taken for a symbolic link file, whose first column is then wrong
    for table in ["articles", "quotes", "media", "links"] {
        let (parts, _) = export(vec![], &[&format!("table={table}")]);
        for name in parts[0].1.trim_end().split(',') {
            assert!(!name.starts_with("ID"), "{name}");
            let (parts, _) = export(vec![], &[&format!("table={table}"), &format!("columns={name}")]);
            assert_eq!(parts[0].1, format!("{name}\r\n"));
        }
    }
}

#[test]
fn a_row_of_nothing_is_a_row() {
    check(Article::default(), &["columns=title"], "title\n\"\"\n");
}

#[test]
fn metadata_describes_the_columns_that_are_written() {
    let dated = |id: &str, value: &str| {
        let date = Date { written: value.to_owned(), value: value.parse().ok(), ..Date::default() };
        Article {
            id: Some(Id { value: id.to_owned(), ..Id::default() }),
            language: Some("de".into()),
            dates: vec![RoleDate { role: DateRole::Published, date, origin: None }],
            ..Article::default()
        }
    };
    let write = |articles, settings: &[&str]| -> Json {
        let (parts, _) = export(articles, settings);
        assert_eq!(parts[1].0, "main.csv-metadata.json");
        serde_json::from_str(&parts[1].1).unwrap()
    };
    let settings =
        ["csvw=true", "columns=id,published,authors,words,url,body", "delimiter=semicolon", "body=html"];
    let metadata =
        write(vec![dated("1", "2026-03-09T14:05:31Z"), dated("2", "2026-03-10T14:05:31")], &settings);
    assert_eq!(metadata["@context"], "http://www.w3.org/ns/csvw");
    let table = &metadata["tables"][0];
    assert_eq!((&table["url"], &table["lang"]), (&Json::from("main.csv"), &Json::from("de")));
    assert_eq!(table["dialect"]["delimiter"], ";");
    assert_eq!(table["tableSchema"]["primaryKey"], "id");
    let columns = table["tableSchema"]["columns"].as_array().unwrap();
    let told: Vec<_> = columns
        .iter()
        .map(|column| {
            let text = |key: &str| column[key].as_str().unwrap_or("-").to_owned();
            [text("name"), text("datatype"), text("propertyUrl"), text("separator")].join(" ")
        })
        .collect();
    assert_eq!(
        told,
        [
            "id string https://schema.org/identifier -",
            "published dateTime https://schema.org/datePublished -",
            "authors string https://schema.org/author ; ",
            "words nonNegativeInteger https://schema.org/wordCount -",
            "url anyURI https://schema.org/url -",
            "body html https://schema.org/articleBody -",
        ]
    );
    // what does not hold of every row is not said
    let metadata = write(vec![dated("1", "2026-03-09"), dated("1", "2026-03-09T14:05")], &settings);
    let schema = &metadata["tables"][0]["tableSchema"];
    assert_eq!(
        (&schema["primaryKey"], &schema["columns"][1]["datatype"]),
        (&Json::Null, &Json::from("string"))
    );
}
