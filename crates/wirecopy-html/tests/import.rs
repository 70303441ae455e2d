//! Pages in, and pages that were written read back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::unreachable,
    missing_docs,
    reason = "tests may panic"
)]

use wirecopy_core::{
    Confidence, Cx, Exporter, Findings, Head, Importer, Input, Limits, Memory, Options, Policy,
};
use wirecopy_html::Html;
use wirecopy_model::{
    Article, Block, Date, DateRole, Headline, HeadlineRole, Id, Link, LinkRel, Person, PersonRole, Precision,
    Record, RoleDate, Subject, SubjectKind, Zone,
};

fn read(html: &str) -> (Article, Vec<&'static str>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let input = Input::new(html.as_bytes()).named("page.html");
    let mut reader = Html.open(input, &Options::of(Importer::format(&Html)), &mut cx).unwrap();
    assert!(matches!(reader.read(&mut cx).unwrap(), Some(Record::Source(_))));
    let Some(Record::Article(article)) = reader.read(&mut cx).unwrap() else { unreachable!() };
    assert!(reader.read(&mut cx).unwrap().is_none());
    (*article, findings.kept().iter().map(|finding| finding.code).collect())
}

fn write(article: &Article) -> String {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut memory = Memory::default();
    let mut sink = Html.create(Box::new(&mut memory), &Options::of(Importer::format(&Html))).unwrap();
    sink.write(&Record::Article(Box::new(article.clone())), &mut cx).unwrap();
    sink.finish(&mut cx).unwrap();
    drop(sink);
    String::from_utf8(memory.parts().next().unwrap().1.to_vec()).unwrap()
}

#[test]
fn a_page_is_told_from_other_markup() {
    #[track_caller]
    fn check(text: &str, name: Option<&str>, expect: Confidence) {
        assert_eq!(Html.probe(&Head::new(text.as_bytes(), true, name, None)), expect, "{text}");
    }
    check("\u{feff} <!DOCTYPE HTML><p>x", None, Confidence::Likely);
    check("<?xml version='1.0'?>\n<!-- x -->\n<html xmlns='x'>", None, Confidence::Likely);
    check("<htmlx>", None, Confidence::No);
    check("<p>x", Some("a.html"), Confidence::Possible);
    check("x", Some("a.htm"), Confidence::Hinted);
    check("<rss version='2.0'>", None, Confidence::No);
}

#[test]
fn what_was_written_is_read_back() {
    let at = |text: &str, precision| Date {
        written: text.to_owned(),
        value: Some(text.parse().unwrap()),
        zone: Zone::Given,
        precision: Some(precision),
    };
    let date = |role, text: &str| RoleDate { role, date: at(text, Precision::Second), origin: None };
    let person = |role, name: &str, url: Option<&str>| Person {
        role,
        name: Some(name.to_owned()),
        url: url.map(str::to_owned),
        ..Person::default()
    };
    let html = "<p>One <b>bold</b> <a href=\"https://a.example/x?a=1&amp;b=2\">link</a>.</p><h2>Two</h2>\
        <ul><li>a<li>b</ul><ol start=3><li><p>c</p><p>d</p></ol><blockquote><p>Said.</p><footer>Ida</footer></blockquote>\
        <table><caption>T</caption><thead><tr><th>A<th>B<tbody><tr><td>1<td align=right>2</table>\
        <figure><img src=https://a.example/i.png alt=I width=3><figcaption>Cap <span class=credit>Jon</span></figcaption></figure>\
        <pre><code class=language-sh>a &lt; b\n  c</code></pre><hr><p>H<sub>2</sub>O <q>quoted</q></p>";
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let blocks = wirecopy_body::html_to_blocks(html, &wirecopy_body::HtmlOptions::default(), &mut cx);
    let article = Article {
        source: "a.xml".into(),
        id: Some(Id { value: "tag:1".to_owned(), ..Id::default() }),
        headlines: vec![
            Headline::plain(HeadlineRole::Main, "Ice & <fire>"),
            Headline::plain(HeadlineRole::Kicker, "Ports"),
            Headline::plain(HeadlineRole::Deck, "In short"),
        ],
        people: vec![
            person(PersonRole::Author, "Ida Holm", Some("https://a.example/ida")),
            person(PersonRole::Author, "Jon Vik", None),
            person(PersonRole::Publisher, "Skerry Times", None),
        ],
        dates: vec![
            date(DateRole::Published, "2026-03-01T07:40:00+01:00"),
            date(DateRole::Updated, "2026-03-01T09:00:00Z"),
        ],
        links: vec![Link {
            href: "https://a.example/1".to_owned(),
            rel: LinkRel::Canonical,
            ..Link::default()
        }],
        subjects: vec![
            Subject { kind: SubjectKind::Section, term: "News".to_owned(), ..Subject::default() },
            Subject { kind: SubjectKind::Keyword, term: "ice".to_owned(), ..Subject::default() },
        ],
        language: Some("en".into()),
        blocks,
        ..Article::default()
    };
    let (back, codes) = read(&write(&article));
    assert_eq!(codes, [""; 0]);
    assert_eq!(back.blocks, article.blocks);
    let lines = |article: &Article| {
        article.headlines.iter().map(|line| (line.role.clone(), line.text.value.clone())).collect::<Vec<_>>()
    };
    assert_eq!(lines(&back), lines(&article));
    let people = |article: &Article| {
        let people = article.people.iter();
        people.map(|it| (it.role.clone(), it.name.clone(), it.url.clone())).collect::<Vec<_>>()
    };
    assert_eq!(people(&back), people(&article));
    let dates = |article: &Article| {
        article.dates.iter().map(|it| (it.role.clone(), it.date.value)).collect::<Vec<_>>()
    };
    assert_eq!(dates(&back), dates(&article));
    let subjects = |article: &Article| {
        article.subjects.iter().map(|it| (it.kind.clone(), it.term.clone())).collect::<Vec<_>>()
    };
    assert_eq!(subjects(&back), subjects(&article));
    assert_eq!(back.id, article.id);
    assert_eq!(back.url(), article.url());
    assert_eq!(back.language, article.language);
    assert!(back.extensions.is_empty(), "{:?}", back.extensions);
}

#[test]
fn a_title_that_was_made_up_is_not_read_back() {
    let article = Article {
        source: "a.txt".into(),
        blocks: vec![Block::paragraph("One two three."), Block::paragraph("Four.")],
        ..Article::default()
    };
    let (back, _) = read(&write(&article));
    assert!(back.headlines.is_empty(), "{:?}", back.headlines);
    assert_eq!(back.blocks, article.blocks);
}

#[test]
fn one_of_several_teasers_is_not_the_article() {
    let teaser = "<article><h2><a href=/1>Teaser</a></h2><p>short</p></article>";
    let long = "word ".repeat(100);
    let (article, _) = read(&format!("<html><main><h1>Front</h1><p>{long}</p>{teaser}{teaser}</main>"));
    assert_eq!(article.contents.first().and_then(|content| content.origin.as_deref()), Some("main"));
    let (article, _) = read(&format!("<html><main><article><h1>A</h1><p>{long}</article>{teaser}</main>"));
    assert_eq!(article.contents.first().and_then(|content| content.origin.as_deref()), Some("article"));
    assert_eq!(article.blocks, [Block::paragraph(long.trim())]);
}

#[test]
fn hostile_pages_take_linear_time() {
    for piece in [
        "<article>",
        "<h1>",
        "<div itemprop=a>",
        "<div itemscope itemprop=author>",
        "<a rel=author href=x>",
        "<meta name=a content=b>",
        "<link rel=related href=a>",
        "<script type=application/ld+json>[",
        "<script type=application/ld+json>[</script>",
        "<title>",
        "<address>x",
        "<header><p>x",
        "<main><nav>",
        "</div>",
        "<p class=byline>x",
    ] {
        let (article, _) = read(&format!("<html>{}", piece.repeat(30_000)));
        assert!(article.people.len() <= 300, "{piece}");
    }
    let nested = format!("<script type=application/ld+json>{}</script>", "[".repeat(100_000));
    assert!(read(&nested).1.contains(&"html.json-ld.broken"));
}
