#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

//! What is read is what is in the table, and a table that is read and written again is the same.

use proptest::prelude::*;
use wirecopy_body::Blocks;
use wirecopy_core::{
    Cx, Diagnostic, Error, Exporter, Findings, Importer, Input, Limits, Memory, Policy, Settings, Transform,
};
use wirecopy_csv::Csv;
use wirecopy_model::*;

fn settings(settings: &[&str]) -> Settings {
    let mut set = Settings::default();
    for setting in settings {
        let (name, value) = setting.split_once('=').unwrap();
        set.set(format!("csv.{name}"), value);
    }
    set
}

fn with_cx<T>(work: impl FnOnce(&mut Cx<'_>) -> T) -> (T, Vec<Diagnostic>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let result = work(&mut Cx::new(&limits, &policy, &mut findings));
    (result, findings.kept().to_vec())
}

/// The records of a table, and what was found.
fn import(bytes: &[u8], set: &[&str]) -> (Result<Vec<Record>, Error>, Vec<Diagnostic>) {
    with_cx(|cx| {
        let options = settings(set).for_format(Importer::format(&Csv)).unwrap();
        let mut reader = Csv.open(Input::new(bytes).named("table.csv"), &options, cx)?;
        let mut records = Vec::new();
        while let Some(record) = reader.read(cx)? {
            records.push(record);
        }
        assert!(reader.read(cx)?.is_none());
        Ok(records)
    })
}

fn articles(bytes: &[u8], set: &[&str]) -> Vec<Article> {
    let records = import(bytes, set).0.unwrap();
    assert!(matches!(records[0], Record::Source(_)));
    records
        .into_iter()
        .filter_map(|record| if let Record::Article(article) = record { Some(*article) } else { None })
        .collect()
}

fn export(articles: Vec<Article>, set: &[&str]) -> String {
    let mut memory = Memory::default();
    let options = settings(set).for_format(Exporter::format(&Csv)).unwrap();
    let needs = Csv.needs(&options).blocks;
    with_cx(|cx| {
        let mut sink = Csv.create(Box::new(&mut memory), &options).unwrap();
        for article in articles {
            let mut record = Record::Article(Box::new(article));
            if needs {
                record = Blocks.apply(record, cx).unwrap().unwrap();
            }
            sink.write(&record, cx).unwrap();
        }
        sink.finish(cx).unwrap();
    });
    let bytes = memory.parts().next().unwrap().1.to_vec();
    String::from_utf8(bytes).unwrap()
}

/// What is found, as `code line:column message`.
fn found(bytes: &[u8], set: &[&str]) -> Vec<String> {
    let (result, findings) = import(bytes, set);
    result.unwrap();
    findings
        .iter()
        .map(|finding| {
            let place = finding.location.map(|place| format!("{}:{} ", place.line, place.column));
            format!("{} {}{}", finding.code, place.unwrap_or_default(), finding.message)
        })
        .collect()
}

fn check_extensions(article: &Article, expect: &[(&str, &str)]) {
    let names: Vec<_> = article
        .extensions
        .top()
        .map(|index| {
            let name = article.extensions.nodes[index].name.as_ref().unwrap();
            (name.local.to_string(), article.extensions.text_of(index))
        })
        .collect();
    let names: Vec<_> = names.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(names, expect);
}

#[test]
fn a_table_of_ours_is_read_by_its_header() {
    let table = "id,title,published,authors,url,summary,body_kind,words,speakers,body\r\n\
        \"7\",\"'=Ferry\",\"2026-03-09T14:05:31+01:00\",\"Ida Holm; Jon Vik\",\"https://a.example/7\",\"Short.\",\"full\",2,\"Jon Vik\",\"It\n\nsails.\"\r\n";
    let articles = articles(table.as_bytes(), &[]);
    let article = &articles[0];
    assert_eq!(article.id.as_ref().unwrap().value, "7");
    assert_eq!(article.title(), Some("=Ferry"));
    assert_eq!(article.published().unwrap().value.unwrap().to_string(), "2026-03-09T14:05:31+01:00");
    let authors: Vec<_> = article.authors().map(|person| person.name.clone().unwrap()).collect();
    assert_eq!(authors, ["Ida Holm", "Jon Vik"]);
    assert_eq!(article.url(), Some("https://a.example/7"));
    assert_eq!(article.content(ContentKind::Full).unwrap().value, "It\n\nsails.");
    assert_eq!(article.content(ContentKind::Summary).unwrap().value, "Short.");
    check_extensions(article, &[("words", "2"), ("speakers", "Jon Vik")]);
    assert_eq!(found(table.as_bytes(), &[]), [""; 0]);
}

#[test]
fn a_foreign_table_is_read_by_the_map() {
    let table = "Headline;Date;Desk;Story;Author\n\"Ferry; late\";9 Mar 2026;City;'=x;Ida Holm;\n";
    let map = "map=title:Headline,published:Date,body:#4,authors:Author";
    let articles = articles(table.as_bytes(), &[map]);
    let article = &articles[0];
    assert_eq!(article.title(), Some("Ferry; late"));
    assert_eq!(article.published().unwrap().value.unwrap().to_string(), "2026-03-09");
    // apostrophes of others are theirs
    assert_eq!(article.content(ContentKind::Full).unwrap().value, "'=x");
    check_extensions(article, &[("Desk", "City")]);
    assert_eq!(
        found(table.as_bytes(), &[map]),
        [
            "csv.delimiter.found 1:1 cells are separated by semicolons: the header has 4",
            "csv.row.long 2:44 the row has 6 cells for 5 columns; the others are kept in `extensions`",
        ]
    );
}

#[test]
fn columns_are_read_as_what_they_are_called_like() {
    let table = b"Title,Tags,Desk,,Title\nFerry,ports;sea,City,x,Second\n";
    let articles = articles(table, &[]);
    let titles: Vec<_> = articles[0].headlines.iter().map(|line| line.text.value.as_str()).collect();
    assert_eq!(titles, ["Ferry", "Second"]);
    let tags: Vec<_> = articles[0].subjects.iter().map(|tag| tag.term.as_str()).collect();
    assert_eq!(tags, ["ports", "sea"]);
    check_extensions(&articles[0], &[("Desk", "City"), ("column 4", "x")]);
    assert_eq!(
        found(table, &[]),
        [
            "csv.header.unnamed 1:17 column 4 has no name; it is kept as `column 4`",
            "csv.header.twice 1:18 column 5 is called `Title`, as one before it",
            "csv.header.foreign 1:1 the columns `Title`, `Tags`, `Title` are read as the fields they are called like; 2 columns are kept in `extensions`",
        ]
    );
}

#[test]
fn what_an_article_has_once_is_not_overwritten() {
    let table = b"Sprache,Lang,Nr,Code\nde,en,1,2\n";
    let articles = articles(table, &["map=language:Sprache,language:Lang,id:Nr,id:Code"]);
    assert_eq!(articles[0].language.as_deref(), Some("de"));
    assert_eq!(articles[0].alt_ids[0].value, "2");
    check_extensions(&articles[0], &[("Lang", "en")]);
}

#[test]
fn a_list_of_nothing_is_kept() {
    let articles = articles(b"Title,Tags,Authors\nA, ; ,Ida Holm;\n", &[]);
    check_extensions(&articles[0], &[("Tags", " ; ")]);
    assert_eq!(articles[0].people.len(), 1);
}

#[test]
fn ragged_rows_are_kept_and_told() {
    let table =
        b"title,url,language\r\n\r\nA,https://a.example\r\n\"B\nb\",https://b.example,en,extra\r\n,,\r\n";
    let map = "map=title:title,url:url,language:language";
    let articles = articles(table, &[map]);
    assert_eq!(articles.len(), 2);
    check_extensions(&articles[1], &[("column 4", "extra")]);
    assert_eq!(
        found(table, &[map]),
        [
            "csv.row.short 3:20 the row has 2 cells of 3; those that are missing count as empty",
            "csv.row.long 5:25 the row has 4 cells for 3 columns; the others are kept in `extensions`",
            "csv.row.empty 1 row was passed over, for no cell is filled",
        ]
    );
}

#[test]
fn quotes_that_are_wrong_are_told() {
    assert_eq!(
        found(b"title,url\n\"A\" x,b\n\"open,c\n", &[]),
        [
            "csv.quote.early 2:1 there is text behind the quote that ends a cell; it is read as part of the cell",
            "csv.quote.unclosed 3:1 a quoted cell does not end; it is read up to the end of the text",
            "csv.row.short 3:8 the row has 1 cell of 2; those that are missing count as empty",
        ]
    );
}

#[test]
fn encodings_and_byte_order_marks_are_found() {
    let check = |bytes: &[u8], set: &[&str], encoding: &str| {
        let records = import(bytes, set).0.unwrap();
        let Record::Source(source) = &records[0] else { panic!() };
        let Record::Article(article) = &records[1] else { panic!() };
        assert_eq!(&*source.encoding.as_ref().unwrap().name, encoding);
        assert_eq!(article.title(), Some("Fähre"));
    };
    let table = "title,url\nFähre,\n";
    let utf16 = |little: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(table.encode_utf16());
        units.flat_map(|unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    check(table.as_bytes(), &[], "utf-8");
    check(format!("\u{feff}{table}").as_bytes(), &[], "utf-8");
    check(&utf16(true), &[], "utf-16le");
    check(&utf16(false), &[], "utf-16be");
    let latin: Vec<u8> = table.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    check(&latin, &["encoding=iso-8859-1"], "windows-1252");
}

#[test]
fn what_cannot_be_read_is_refused() {
    let error = |bytes: &[u8], set: &[&str]| import(bytes, set).0.unwrap_err().to_string();
    assert_eq!(error(b"", &[]), "`table.csv` is empty");
    assert_eq!(
        error(b"article,text,speaker\n1,a,b\n", &[]),
        "this is a table of quotes, of which no articles can be made"
    );
    assert_eq!(error(b"A,B\n", &["map=title:C"]), "the table has no column `C`");
    assert_eq!(error(b"A,B\n", &["map=titel:A"]), "there is no field `titel` for `csv.map`");
    assert_eq!(error(b"A,B\n", &["map=title"]), "`title` in `csv.map` is no pair of field and column");
    let wide = format!("a{}\n", ",".repeat(20_000));
    assert_eq!(error(wide.as_bytes(), &[]), "a row has more than 16384 cells");
}

#[test]
fn rows_longer_than_a_window_are_read() {
    let body = "word \"of\" mouth\n".repeat(40_000);
    let quoted = body.replace('"', "\"\"");
    let table = format!("title,body\r\n\"A\",\"{quoted}\"\r\n\"B\",\"{quoted}\"\r\n");
    let articles = articles(table.as_bytes(), &[]);
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[1].contents[0].value, body);
    let span = articles[1].span.unwrap();
    let at = |offset: u64| usize::try_from(offset).unwrap();
    assert_eq!(&table[at(span.start)..at(span.start) + 4], "\"B\",");
    assert_eq!(at(span.end), table.len() - 2);
}

fn text() -> impl Strategy<Value = String> {
    "(?s)[a-c \"',;=+@\\-|\t\n\r0-9é🦀＝<&]{0,12}"
}

fn some<S: Strategy>(strategy: S) -> impl Strategy<Value = Option<S::Value>> {
    prop::option::of(strategy)
}

prop_compose! {
    fn article()(
        id in some(text()), title in some(text()), names in prop::collection::vec(text(), 0..4),
        tags in prop::collection::vec(text(), 0..3), rights in prop::collection::vec(text(), 0..3),
        date in some(prop::sample::select(vec!["2026", "2026-03-09", "2026-03-09T14:05", "2026-03-09T14:05:31.5+01:00", "2026-03-09T13:05:31Z", "the day before"])),
        summary in some(text()), teaser in some(text()), body in some("(?s)[a-z \"',;=\n\t]{0,30}"),
        url in some(prop::sample::select(vec!["https://a.example/1", "javascript:alert(1)", "/relative"])),
        picture in some((some(text()), some(text()), prop::bool::ANY)), speaker in some(text()),
    ) -> Article {
        let person = |name| Person { name: Some(name), ..Person::default() };
        let content = |kind, value: Option<String>| value.map(|value| Content {
            kind, media_type: "text/plain".into(), value, ..Content::default()
        });
        Article {
            source: "feed.xml".into(),
            id: id.map(|value| Id { value, ..Id::default() }),
            headlines: title.into_iter().map(|title| Headline::plain(HeadlineRole::Main, title)).collect(),
            people: names.into_iter().map(person).collect(),
            subjects: tags.into_iter().map(|term| Subject { term, ..Subject::default() }).collect(),
            rights: rights.into_iter().map(|notice| Rights { notice: Some(Text::plain(notice)), ..Rights::default() }).collect(),
            dates: date.into_iter().map(|written| {
                let date = Date { written: written.to_owned(), value: written.parse().ok(), ..Date::default() };
                RoleDate { role: DateRole::Published, date, origin: None }
            }).collect(),
            contents: [content(ContentKind::Summary, summary), content(ContentKind::Teaser, teaser), content(ContentKind::Full, body)].into_iter().flatten().collect(),
            links: url.into_iter().map(|href| Link { href: href.to_owned(), ..Link::default() }).collect(),
            media: picture.into_iter().map(|(caption, credit, safe)| Media {
                url: Some(if safe { "https://a.example/1.jpg" } else { "data:image/png,x" }.to_owned()),
                kind: Some(MediaKind::Image), caption: caption.map(Text::plain), credits: credit.into_iter().collect(),
                ..Media::default()
            }).collect(),
            quotes: speaker.into_iter().map(|name| Quote { speaker: Some(Speaker { name, ..Speaker::default() }), ..Quote::default() }).collect(),
            ..Article::default()
        }
    }
}

proptest! {
    #[test]
    fn what_is_read_is_written_again(
        list in prop::collection::vec(article(), 1..4),
        set in prop::sample::select(vec![vec![], vec!["delimiter=semicolon"], vec!["delimiter=tab", "excel=true"], vec!["guard=false"], vec!["body=none"], vec!["body=html"], vec!["body=markdown"], vec!["columns=title"], vec!["columns=url,words,id"]]),
    ) {
        let first = export(list, &set);
        let read = articles(first.as_bytes(), &set);
        let second = export(read, &set);
        if !set.contains(&"body=html") {
            prop_assert_eq!(&second, &first);
        }
        // white space of HTML means nothing: what is written from it is settled with the first reading
        prop_assert_eq!(export(articles(second.as_bytes(), &set), &set), second);
    }

    #[test]
    fn every_cell_of_a_foreign_table_is_kept(
        rows in prop::collection::vec(prop::collection::vec("(?s)[a-z =';,\"\n]{0,6}", 0..7), 1..4),
        map in prop::sample::select(vec![
            vec![], vec!["map=title:A,title:B,body:C"], vec!["map=id:A,id:C,language:B,image_caption:E,image_caption:D"],
            vec!["map=status:A,status:B,published:C,url:D,summary:E"], vec!["map=image_url:A,image_credit:B,image_credit:C,byline:D"],
        ]),
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        writer.write_record(["A", "B", "C", "D", "E"]).unwrap();
        for row in rows.iter().filter(|row| !row.is_empty()) {
            writer.write_record(row).unwrap();
        }
        let records = import(&writer.into_inner().unwrap(), &map).0.unwrap();
        let articles: Vec<_> = records.iter().filter(|record| matches!(record, Record::Article(_))).collect();
        let filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        prop_assert_eq!(articles.len(), rows.iter().filter(filled).count());
        for (row, article) in rows.iter().filter(filled).zip(articles) {
            let kept = serde_json::to_value(article).unwrap();
            let mut texts = Vec::new();
            let mut open = vec![&kept];
            while let Some(value) = open.pop() {
                match value {
                    serde_json::Value::String(text) => texts.push(text.as_str()),
                    serde_json::Value::Array(values) => open.extend(values),
                    serde_json::Value::Object(fields) => open.extend(fields.values()),
                    _ => {}
                }
            }
            for cell in row.iter().filter(|cell| !cell.is_empty()) {
                prop_assert!(texts.contains(&cell.as_str()), "{cell:?} is nowhere in {kept}");
            }
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in "(?s)[a,;\"\n\r\t=é]{0,60}") {
        let _ = import(bytes.as_bytes(), &[]);
    }
}
