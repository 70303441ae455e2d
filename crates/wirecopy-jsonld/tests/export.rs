#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

//! What is written is JSON that holds what is known and nothing more.

use proptest::prelude::*;
use serde_json::{Value, json};
use wirecopy_core::{
    Cx, Diagnostic, Exporter, Findings, Limits, Memory, Options, Policy, Registry, Severity,
};
use wirecopy_jsonld::JsonLd;
use wirecopy_model::*;

fn export(records: Vec<Record>) -> (String, Vec<Diagnostic>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut memory = Memory::default();
    let mut sink = JsonLd.create(Box::new(&mut memory), &Options::of(JsonLd.format())).unwrap();
    for record in records {
        sink.write(&record, &mut cx).unwrap();
    }
    sink.finish(&mut cx).unwrap();
    drop(sink);
    let parts: Vec<_> = memory.parts().collect();
    assert_eq!((parts.len(), parts[0].0), (1, "main.jsonld"));
    let text = String::from_utf8(parts[0].1.to_vec()).unwrap();
    (text, findings.kept().to_vec())
}

fn article(article: Article) -> Record {
    Record::Article(Box::new(article))
}

fn parsed(records: Vec<Record>) -> Value {
    let (text, _) = export(records);
    assert!(text.ends_with("}\n") && !text.contains('\t') && !text.contains(" \n"));
    serde_json::from_str(&text).unwrap()
}

/// The properties of one article, without context and type.
fn check(one: Article, expect: &Value) {
    let mut value = parsed(vec![article(one)]);
    let object = value.as_object_mut().unwrap();
    assert_eq!(object.remove("@context"), Some(json!("https://schema.org")));
    assert_eq!(object.remove("@type"), Some(json!("NewsArticle")));
    assert_eq!(value, *expect);
}

fn losses(one: Article) -> Vec<(&'static str, String)> {
    let (_, findings) = export(vec![article(one)]);
    findings
        .into_iter()
        .filter(|finding| finding.severity == Severity::Loss)
        .map(|finding| (finding.code, finding.path.unwrap_or_default().into_owned()))
        .collect()
}

fn titled(title: &str) -> Article {
    Article { headlines: vec![Headline::plain(HeadlineRole::Main, title)], ..Article::default() }
}

fn named(role: PersonRole, name: &str) -> Person {
    Person { role, name: Some(name.to_owned()), ..Person::default() }
}

fn content(kind: ContentKind, value: &str) -> Content {
    Content { kind, media_type: "text/plain".into(), value: value.to_owned(), ..Content::default() }
}

fn role_date(role: DateRole, value: &str) -> RoleDate {
    let date = Date { written: value.to_owned(), value: value.parse().ok(), ..Date::default() };
    RoleDate { role, date, origin: None }
}

#[test]
fn a_feed_item_is_written_like_this() {
    let link = Link { href: "https://city.example/ferries/4956".to_owned(), ..Link::default() };
    let one = Article {
        id: Some(Id { value: "4956".to_owned(), ..Id::default() }),
        links: vec![link],
        headlines: vec![Headline::plain(HeadlineRole::Main, "Ferries sail again")],
        dates: vec![role_date(DateRole::Published, "2026-03-09T14:02:33")],
        people: vec![named(PersonRole::Author, "Ida Holm"), named(PersonRole::Author, "Jon Vik")],
        subjects: vec![Subject { term: "ports".to_owned(), ..Subject::default() }],
        contents: vec![content(ContentKind::Summary, "After the storm.")],
        blocks: vec![Block::paragraph("After the storm.")],
        ..Article::default()
    };
    let (text, _) = export(vec![article(one)]);
    let expect = r#"{
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  "@id": "https://city.example/ferries/4956",
  "url": "https://city.example/ferries/4956",
  "identifier": "4956",
  "headline": "Ferries sail again",
  "datePublished": "2026-03-09",
  "author": [
    {
      "@type": "Person",
      "name": "Ida Holm"
    },
    {
      "@type": "Person",
      "name": "Jon Vik"
    }
  ],
  "keywords": [
    "ports"
  ],
  "description": "After the storm."
}
"#;
    assert_eq!(text, expect);
}

#[test]
fn a_full_text_has_a_body_quotations_and_citations() {
    let quote = |text: &str, kind, sure: u16, speaker: Option<(&str, u16)>| Quote {
        text: text.to_owned(),
        kind,
        certainty: Certainty::thousandths(sure),
        speaker: speaker.map(|(name, sure)| Speaker {
            name: name.to_owned(),
            certainty: Certainty::thousandths(sure),
            description: Some("master of the port".to_owned()),
            ..Speaker::default()
        }),
        ..Quote::default()
    };
    let one = Article {
        language: Some("en".into()),
        blocks: vec![
            Block::paragraph("Open again."),
            Block::RelatedLink { content: vec![Inline::text("Storm, day two")], href: None, span: None },
            Block::paragraph("Queues are long."),
        ],
        quotes: vec![
            quote("One", QuoteKind::Direct, 950, Some(("Ida Holm", 950))),
            quote("unsure", QuoteKind::Direct, 950, Some(("Ida Holm", 800))),
            quote("unsure", QuoteKind::Direct, 850, Some(("Ida Holm", 950))),
            quote("nobody", QuoteKind::Direct, 950, None),
            quote("scare", QuoteKind::Scare, 1000, Some(("Ida Holm", 1000))),
            quote("Two", QuoteKind::Direct, 900, Some(("Jon Vik", 900))),
        ],
        ..Article::default()
    };
    let quotation = |position: u8, text: &str, name: &str| {
        json!({
            "@type": "Quotation", "position": position, "text": text,
            "spokenByCharacter": {"@type": "Person", "name": name}
        })
    };
    check(
        one,
        &json!({
            "inLanguage": "en",
            "wordCount": 5,
            "articleBody": "Open again.\n\nQueues are long.",
            "hasPart": [quotation(1, "One", "Ida Holm"), quotation(2, "Two", "Jon Vik")],
            "citation": [{"@type": "CreativeWork", "name": "Storm, day two"}]
        }),
    );
}

#[test]
fn a_teaser_is_never_a_body() {
    let one = Article {
        contents: vec![content(ContentKind::Teaser, "Open ag…")],
        blocks: vec![Block::paragraph("Open ag…")],
        ..Article::default()
    };
    check(one, &json!({"description": "Open ag…"}));
}

#[test]
fn words_are_counted_where_spaces_part_them() {
    let body = |text: &str| Article { blocks: vec![Block::paragraph(text)], ..Article::default() };
    check(body("Open again"), &json!({"wordCount": 2, "articleBody": "Open again"}));
    check(body("港口重新开放"), &json!({"articleBody": "港口重新开放"}));
}

#[test]
fn nothing_known_is_nothing_written() {
    check(Article { source: "a.txt".into(), ..Article::default() }, &json!({}));
    check(titled("  "), &json!({}));
}

#[test]
fn addresses_are_absolute_web_addresses() {
    let at = |href: &str| Article {
        links: vec![Link { href: href.to_owned(), ..Link::default() }],
        ..Article::default()
    };
    check(
        at("https://a.example/b c"),
        &json!({"@id": "https://a.example/b%20c", "url": "https://a.example/b%20c"}),
    );
    check(at("/b"), &json!({}));
    check(at("javascript:alert(1)"), &json!({}));
    assert_eq!(losses(at("/b")), [("jsonld.part.lost", "article.links".to_owned())]);
}

#[test]
fn times_have_zones_and_changes_come_after_publication() {
    let dates = |published: &str, updated: &str| Article {
        dates: vec![role_date(DateRole::Published, published), role_date(DateRole::Updated, updated)],
        ..Article::default()
    };
    check(
        dates("2026-03-09T14:05:31+01:00", "2026-03-09T13:05:31Z"),
        &json!({"datePublished": "2026-03-09T14:05:31+01:00", "dateModified": "2026-03-09T13:05:31Z"}),
    );
    check(
        dates("2026-03", "2026-03-09T10:00"),
        &json!({"datePublished": "2026-03", "dateModified": "2026-03-09"}),
    );
    assert_eq!(
        losses(dates("2026-03", "2026-03-09T10:00")),
        [("jsonld.date.zoneless", "article.dates".to_owned())]
    );
    check(
        dates("2026-03-09T14:05:31Z", "2026-03-09T14:05:30Z"),
        &json!({"datePublished": "2026-03-09T14:05:31Z"}),
    );
    assert_eq!(
        losses(dates("2026-03-09T14:05:31Z", "2026-03-09T14:05:30Z")),
        [("jsonld.date.early", "article.dates".to_owned())]
    );
    check(dates("soon", "2026"), &json!({"dateModified": "2026"}));
    assert_eq!(losses(dates("soon", "2026")), [("jsonld.part.lost", "article.dates".to_owned())]);
}

#[test]
fn people_are_nodes_of_their_own() {
    let mut ida = named(PersonRole::Author, "Ida Holm");
    ida.url = Some("https://a.example/ida".to_owned());
    ida.email = Some("ida@a.example".to_owned());
    let desk = Person { kind: Some(PersonKind::Organization), ..named(PersonRole::Author, "City desk") };
    let one = Article {
        people: vec![
            ida,
            desk,
            named(PersonRole::Author, "Ida Holm"),
            named(PersonRole::Publisher, "The Harbour Times"),
            named(PersonRole::Webmaster, "web"),
        ],
        ..Article::default()
    };
    check(
        one.clone(),
        &json!({
            "author": [
                {"@type": "Person", "name": "Ida Holm", "url": "https://a.example/ida"},
                {"@type": "Organization", "name": "City desk"}
            ],
            "publisher": {"@type": "Organization", "name": "The Harbour Times"}
        }),
    );
    let paths: Vec<_> = losses(one).into_iter().map(|(_, path)| path).collect();
    assert_eq!(paths, ["article.people", "article.people.email"]);
}

#[test]
fn what_a_name_is_taken_for_is_noted() {
    let desk = Person { kind: Some(PersonKind::Organization), ..named(PersonRole::Author, "City desk") };
    let one = |people| Article { people, ..Article::default() };
    let notes = |people| {
        let (_, findings) = export(vec![article(one(people))]);
        findings.iter().filter(|finding| finding.code == "jsonld.agent.assumed").count()
    };
    assert_eq!(notes(vec![desk]), 0);
    assert_eq!(notes(vec![named(PersonRole::Author, "Ida Holm"), named(PersonRole::Author, "Jon Vik")]), 1);
}

#[test]
fn pictures_have_captions_and_credits() {
    let media = |url: &str, kind| Media {
        url: Some(url.to_owned()),
        kind: Some(kind),
        width: Some(640),
        caption: Some(Text::plain("The quay")),
        credits: vec!["I. Holm".to_owned()],
        ..Media::default()
    };
    let one = Article {
        media: vec![
            media("https://a.example/1.jpg", MediaKind::Image),
            media("https://a.example/2.mp4", MediaKind::Video),
            media("cid:3", MediaKind::Image),
        ],
        ..Article::default()
    };
    check(
        one.clone(),
        &json!({
            "image": [{
                "@type": "ImageObject", "url": "https://a.example/1.jpg", "width": 640, "caption": "The quay",
                "creditText": "I. Holm"
            }],
            "video": [{
                "@type": "VideoObject", "contentUrl": "https://a.example/2.mp4", "width": 640, "description": "The quay",
                "creditText": "I. Holm"
            }]
        }),
    );
    assert_eq!(losses(one), [("jsonld.part.lost", "article.media".to_owned())]);
}

#[test]
fn rights_and_corrections_are_stated() {
    let rights = Rights {
        notice: Some(Text::plain("© The Harbour Times")),
        license: Some("https://a.example/licence".to_owned()),
        ..Rights::default()
    };
    let correction = Correction { text: Text::plain("Monday, not Tuesday."), ..Correction::default() };
    check(
        Article { rights: vec![rights], corrections: vec![correction], ..Article::default() },
        &json!({
            "correction": [{"@type": "CorrectionComment", "text": "Monday, not Tuesday."}],
            "license": "https://a.example/licence",
            "copyrightNotice": "© The Harbour Times"
        }),
    );
}

fn feed(source: &str, title: &str) -> Record {
    let headlines = vec![Headline::plain(HeadlineRole::Main, title)];
    Record::Feed(Box::new(Feed { source: source.into(), headlines, ..Feed::default() }))
}

fn from(source: &str, title: &str) -> Record {
    article(Article { source: source.into(), ..titled(title) })
}

fn node(title: &str) -> Value {
    json!({"@type": "NewsArticle", "headline": title})
}

#[test]
fn articles_of_a_feed_are_its_elements() {
    let value = parsed(vec![feed("a", "City desk"), from("a", "1"), from("a", "2"), from("a", "3")]);
    assert_eq!(
        value,
        json!({
            "@context": "https://schema.org", "@type": "DataFeed", "name": "City desk",
            "dataFeedElement": [node("1"), node("2"), node("3")]
        })
    );
}

#[test]
fn articles_without_a_feed_are_a_graph() {
    assert_eq!(
        parsed(vec![from("a", "1"), from("b", "2")]),
        json!({"@context": "https://schema.org", "@graph": [node("1"), node("2")]})
    );
    assert_eq!(parsed(vec![]), json!({"@context": "https://schema.org", "@graph": []}));
}

#[test]
fn inputs_in_one_output_keep_their_feeds() {
    let mixed =
        vec![feed("a", "A"), from("a", "1"), feed("b", "B"), from("b", "2"), from("b", "3"), from("c", "4")];
    let nested = json!({"@type": "DataFeed", "name": "B", "dataFeedElement": [node("2"), node("3")]});
    assert_eq!(
        parsed(mixed),
        json!({
            "@context": "https://schema.org", "@type": "DataFeed", "name": "A",
            "dataFeedElement": [node("1")], "@included": [nested, node("4")]
        })
    );
    let later = vec![from("c", "4"), feed("b", "B"), from("b", "2"), from("b", "3")];
    assert_eq!(parsed(later), json!({"@context": "https://schema.org", "@graph": [node("4"), nested]}));
}

#[test]
fn one_address_is_one_id() {
    let at = |title: &str| {
        let links = vec![Link { href: "https://a.example/".to_owned(), ..Link::default() }];
        article(Article { links, ..titled(title) })
    };
    let value = parsed(vec![at("1"), at("2")]);
    assert_eq!(value["@graph"][0]["@id"], "https://a.example/");
    assert_eq!(value["@graph"][1].get("@id"), None);
    assert_eq!(value["@graph"][1]["url"], "https://a.example/");
}

#[test]
fn what_google_recommends_is_noted_once() {
    let note = |records| {
        let (_, findings) = export(records);
        let notes: Vec<_> =
            findings.into_iter().filter(|finding| finding.code == "jsonld.google.missing").collect();
        assert_eq!(notes.len(), 1);
        notes[0].message.clone().into_owned()
    };
    assert_eq!(
        note(vec![article(titled("1"))]),
        "1 of 7 properties Google recommends are there; missing: `author`, `author.name`, `author.url`, `dateModified`, `datePublished`, `image`"
    );
    let mut dated = titled("2");
    dated.dates =
        vec![role_date(DateRole::Published, "2026-03-09"), role_date(DateRole::Updated, "2026-03-09")];
    dated.people = vec![named(PersonRole::Author, "Ida Holm")];
    let both = note(vec![article(titled("1")), article(dated)]);
    assert!(
        both.starts_with(
            "1 of 7 properties Google recommends are in every article, 1 to 5 in each; missing: `author` (in 1 of 2 articles)"
        ),
        "{both}"
    );
}

#[test]
fn carries_names_fields_of_the_model() {
    let mut registry = Registry::default();
    wirecopy_jsonld::register(&mut registry);
    let carries = registry.exporter_named("jsonld").unwrap().format().carries;
    for field in carries.fields.iter().chain(carries.immaterial) {
        assert!(Fields::ALL.contains(field), "{field}");
    }
}

proptest! {
    #[test]
    fn any_text_is_safe_and_comes_back(text in "(?s)[</>script!&\\-\"\\\\\0-\u{20}\u{2028}é🦀]{0,30}") {
        let one = Article { id: Some(Id { value: text.clone(), ..Id::default() }), ..Article::default() };
        let (json, _) = export(vec![article(one)]);
        let live = json.contains(['<', '>', '&', '\u{2028}']);
        prop_assert!(!live);
        let value: Value = serde_json::from_str(&json).unwrap();
        let expect = if text.is_empty() { Value::Null } else { Value::String(text) };
        prop_assert_eq!(value.get("identifier").cloned().unwrap_or_default(), expect);
    }
}

#[test]
fn a_term_beside_its_label_is_a_loss() {
    let subject = |term: &str| Subject {
        term: term.to_owned(),
        names: vec![Text::plain("Ports")],
        ..Subject::default()
    };
    let it = |term| Article { subjects: vec![subject(term)], ..Article::default() };
    assert_eq!(losses(it("prt")), [("jsonld.part.lost", "article.subjects.term".to_owned())]);
    assert_eq!(losses(it("Ports")), []);
}

#[test]
fn what_is_left_out_of_a_feed_is_told() {
    let feed = Record::Feed(Box::new(Feed {
        headlines: vec![Headline::plain(HeadlineRole::Main, "Harbour news")],
        ttl: Some("5".to_owned()),
        ..Feed::default()
    }));
    let told = |records| {
        let (_, findings) = export(records);
        findings
            .into_iter()
            .filter(|finding| finding.code == "jsonld.feed.lost")
            .map(|finding| finding.message.into_owned())
            .collect::<Vec<_>>()
    };
    let one = || article(titled("Ice"));
    assert_eq!(
        told(vec![feed.clone(), one()]),
        ["the document holds nothing of the feed itself: `headlines`, `ttl`"]
    );
    assert_eq!(
        told(vec![feed.clone(), one(), one(), feed]),
        ["the feed's node has no place for some of the feed: `ttl`"]
    );
}

#[test]
fn the_language_of_the_body_is_that_of_an_article_without_one() {
    let it = Article {
        contents: vec![Content { language: Some("nn".to_owned()), ..Content::default() }],
        ..Article::default()
    };
    check(it, &json!({"inLanguage": "nn"}));
}
