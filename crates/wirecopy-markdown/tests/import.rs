//! Markdown in: what is written is read back and written alike.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    missing_docs,
    reason = "tests may panic"
)]

use proptest::prelude::*;
use wirecopy_core::{
    Confidence, Cx, Exporter, Findings, Head, Importer, Input, Limits, Memory, Policy, Settings,
};
use wirecopy_markdown::Markdown;
use wirecopy_model::{
    Article, Block, Cell, Content, ContentKind, Date, DateRole, Headline, HeadlineRole, Id, Inference,
    Inline, Link, LinkRel, ListItem, Media, MediaKind, Moment, Person, PersonRole, Record, Rights, RoleDate,
    Row, Status, Subject, SubjectKind, Text, Zone,
};

const PROFILES: [&str; 5] = ["plain", "hugo", "jekyll", "astro", "obsidian"];

fn settings(pairs: &[(&str, &str)]) -> Settings {
    let mut settings = Settings::default();
    for (key, value) in pairs {
        settings.set(format!("markdown.{key}"), *value);
    }
    settings
}

fn import_with(text: &str, pairs: &[(&str, &str)]) -> (Article, Vec<String>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let options = settings(pairs).for_format(Importer::format(&Markdown)).unwrap();
    let mut reader = Markdown.open(Input::new(text.as_bytes()).named("a.md"), &options, &mut cx).unwrap();
    assert!(matches!(reader.read(&mut cx).unwrap(), Some(Record::Source(_))));
    let Some(Record::Article(article)) = reader.read(&mut cx).unwrap() else { panic!("no article") };
    assert!(reader.read(&mut cx).unwrap().is_none());
    (*article, findings.kept().iter().map(|it| format!("{}: {}", it.code, it.message)).collect())
}

fn import(text: &str) -> Article {
    import_with(text, &[]).0
}

fn export(article: &Article, pairs: &[(&str, &str)]) -> String {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut memory = Memory::default();
    {
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let options = settings(pairs).for_format(Exporter::format(&Markdown)).unwrap();
        let mut sink = Markdown.create(Box::new(&mut memory), &options).unwrap();
        // as the facade does
        let mut blocks = wirecopy_body::Blocks;
        let record = Record::Article(Box::new(article.clone()));
        let record = wirecopy_core::Transform::apply(&mut blocks, record, &mut cx).unwrap().unwrap();
        sink.write(&record, &mut cx).unwrap();
        sink.finish(&mut cx).unwrap();
    }
    String::from_utf8(memory.parts().next().unwrap().1.to_vec()).unwrap()
}

/// What is written is read, and written again as it was.
fn settled(article: &Article) -> Result<(), TestCaseError> {
    for profile in PROFILES {
        for flavor in ["commonmark", "gfm"] {
            let pairs = [("profile", profile), ("flavor", flavor)];
            let once = export(article, &pairs);
            let back = import(&once);
            prop_assert_eq!(&export(&back, &pairs), &once, "{} {:?}", profile, back);
        }
    }
    Ok(())
}

fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(
        &[
            "Ferry",
            " ",
            "the",
            "  ",
            "\"",
            "'",
            "{{",
            "}}",
            "{%",
            ":",
            "#",
            "-",
            "---",
            "1.",
            "*",
            "_",
            "[",
            "](",
            "é",
            "中",
            "—",
            "— ",
            "\n",
            "\u{feff}",
            "\u{a0}",
            "<b>",
            "&amp;",
            "\\",
            "|",
            "No",
            "~",
            "2024",
            "(x)",
            "$5",
            "==",
            "%%",
            "[[",
            "@",
            ",",
            "https://e.example/",
            "+++",
        ][..],
    );
    prop::collection::vec(words, 0..6).prop_map(|words| words.concat())
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        4 => text().prop_filter_map("empty", |text| (!text.trim().is_empty()).then(|| Inline::text(text))),
        1 => Just(Inline::Code { value: "{{ code }}".to_owned() }),
        1 => text().prop_map(|alt| Inline::Image { src: "https://e.example/i.png".to_owned(), alt, title: None }),
        1 => Just(Inline::Break),
    ];
    let link = (text(), prop::collection::vec(leaf.clone(), 1..3))
        .prop_map(|(title, content)| Inline::Link {
            href: "https://e.example/".to_owned(),
            title: Some(title),
            content: tidy(content),
        })
        .boxed();
    let strong = prop::collection::vec(leaf.clone(), 1..3)
        .prop_map(|content| Inline::Strong { content: tidy(content) });
    let stress = prop::collection::vec(prop_oneof![3 => leaf.clone(), 1 => link.clone()], 1..3)
        .prop_map(|content| Inline::Emphasis { content: tidy(content) });
    prop::collection::vec(prop_oneof![4 => leaf, 1 => strong, 1 => stress, 1 => link], 1..4).prop_map(tidy)
}

/// As the model has it: adjacent texts merged, no breaks side by side or at the end.
fn tidy(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in content {
        match (out.last_mut(), inline) {
            (Some(Inline::Text { value }), Inline::Text { value: more }) => value.push_str(&more),
            (None | Some(Inline::Break), Inline::Break)
            | (Some(Inline::Code { .. }), Inline::Code { .. })
            | (Some(Inline::Emphasis { .. }), Inline::Emphasis { .. })
            | (Some(Inline::Strong { .. }), Inline::Strong { .. }) => {}
            (_, inline) => out.push(inline),
        }
    }
    while out.last() == Some(&Inline::Break) {
        out.pop();
    }
    if out.is_empty() {
        out.push(Inline::text("x"));
    }
    out
}

fn media() -> impl Strategy<Value = Media> {
    (0..4_usize, text(), text(), text()).prop_map(|(which, caption, credit, alt)| Media {
        url: Some(
            [
                "https://e.example/1.jpg",
                "https://e.example/2.jpg",
                "https://e.example/3.mp4",
                "file:///x.jpg",
            ][which]
                .to_owned(),
        ),
        kind: Some(if which == 2 { MediaKind::Video } else { MediaKind::Image }),
        media_type: (which == 2).then(|| "video/mp4".to_owned()),
        caption: (!caption.is_empty()).then(|| Text::plain(caption)),
        credits: if credit.is_empty() { Vec::new() } else { vec![credit] },
        alt: (!alt.is_empty()).then_some(alt),
        ..Media::default()
    })
}

fn block() -> impl Strategy<Value = Block> {
    let paragraph = || inlines().prop_map(|content| Block::Paragraph { content, role: None, span: None });
    let leaf = prop_oneof![
        5 => paragraph(),
        1 => (1..7_u8, inlines()).prop_map(|(level, content)| Block::Heading { level, content, span: None }),
        1 => (media(), inlines(), text()).prop_map(|(media, caption, credit)| Block::Figure {
            media: vec![media],
            caption,
            credit: (!credit.trim().is_empty()).then_some(credit),
        }),
        1 => Just(Block::Embed { url: "https://www.youtube.com/embed/x".to_owned(), kind: None, title: None }),
        1 => Just(Block::Rule),
        1 => text().prop_map(|value| Block::Code { language: Some("rust".to_owned()), value }),
        2 => (inlines(), any::<bool>()).prop_map(|(content, linked)| Block::RelatedLink {
            content,
            href: linked.then(|| "https://e.example/more".to_owned()),
            span: None,
        }),
        1 => prop::collection::vec(prop::collection::vec(paragraph(), 0..2), 1..4).prop_map(|cells| Block::Table {
            caption: Vec::new(),
            head: 1,
            rows: vec![
                Row { cells: cells.into_iter().map(|blocks| Cell { blocks, ..Cell::default() }).collect() };
                2
            ],
        }),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        let blocks = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            (blocks.clone(), prop::option::of(inlines())).prop_map(|(blocks, attribution)| Block::Quote {
                blocks,
                attribution: attribution.unwrap_or_default(),
                cite: None,
            }),
            (any::<bool>(), any::<bool>(), prop::collection::vec(blocks.clone(), 1..4)).prop_map(
                |(ordered, loose, items)| Block::List {
                    ordered,
                    start: ordered.then_some(3),
                    loose,
                    items: items.into_iter().map(|blocks| ListItem { blocks }).collect(),
                }
            ),
            blocks.prop_map(|blocks| Block::Aside { role: None, blocks }),
        ]
    })
}

fn date(role: DateRole, value: &str, zone: Zone) -> RoleDate {
    let value = value.parse::<Moment>().ok();
    RoleDate { role, date: Date { written: "soon".to_owned(), value, zone, precision: None }, origin: None }
}

prop_compose! {
    fn article()(
        title in prop::option::of(text()),
        deck in prop::option::of(text()),
        names in prop::collection::vec(text(), 0..3),
        byline in prop::option::of(text()),
        tags in prop::collection::vec((text(), any::<bool>()), 0..4),
        when in prop::sample::select(&["2026-03-09T14:05:31+01:00", "2026-03-09T14:05", "2026-03", "2026-03-09", "", "2026-03-09T14:05:31.5Z"][..]),
        zone in prop::sample::select(&[Zone::Given, Zone::Assumed, Zone::None][..]),
        blocks in prop::collection::vec(block(), 0..6),
        media in prop::collection::vec(media(), 0..3),
        (summary, kind) in (prop::option::of(text()), prop::sample::select(&[ContentKind::Full, ContentKind::Summary, ContentKind::Teaser][..])),
        (id, url, rights, status) in (
            prop::option::of(text()),
            prop::sample::select(&["", "https://e.example/a?b={{c}}", "/relative", "javascript:x"][..]),
            prop::collection::vec((text(), text()), 0..3),
            prop::sample::select(vec![None, Some(Status::Usable), Some(Status::Draft), Some(Status::Embargoed), Some(Status::Other("odd".to_owned()))]),
        ),
    ) -> Article {
        let content = |kind, value: String| Content { kind, media_type: "text/plain".into(), value, ..Content::default() };
        let mut contents = vec![content(kind, "body".to_owned())];
        contents.extend(summary.map(|summary| content(ContentKind::Summary, summary)));
        let mut headlines: Vec<Headline> = deck.into_iter().map(|deck| Headline::plain(HeadlineRole::Deck, deck)).collect();
        headlines.extend(title.map(|title| Headline::plain(HeadlineRole::Main, title)));
        Article {
            source: "city.xml".into(),
            id: id.map(|value| Id { value, ..Id::default() }),
            status,
            headlines,
            people: names.iter().map(|name| Person { name: Some(name.clone()), ..Person::default() })
                .chain(names.first().map(|name| Person { role: PersonRole::Publisher, name: Some(name.clone()), ..Person::default() }))
                .collect(),
            bylines: byline.into_iter().map(Text::plain).collect(),
            dates: vec![date(DateRole::Published, when, zone), date(DateRole::Updated, "2026-03-10T10:00:00", Zone::None)],
            links: [(LinkRel::Canonical, url), (LinkRel::Related, "https://e.example/rel"), (LinkRel::License, "https://e.example/l")]
                .into_iter().filter(|(_, href)| !href.is_empty())
                .map(|(rel, href)| Link { rel, href: href.to_owned(), ..Link::default() }).collect(),
            subjects: tags.into_iter().map(|(term, section)| Subject {
                kind: if section { SubjectKind::Section } else { SubjectKind::Keyword },
                term,
                ..Subject::default()
            }).collect(),
            contents,
            blocks,
            media,
            rights: rights.into_iter().map(|(notice, license)| Rights { notice: Some(Text::plain(notice)), license: Some(license), ..Rights::default() }).collect(),
            inferred: vec![Inference { field: "language".into(), ..Inference::default() }],
            given: vec!["section".into()],
            ..Article::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 400,
        rng_seed: proptest::test_runner::RngSeed::Fixed(11),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_written_is_read_and_written_alike(article in article()) {
        settled(&article)?;
    }

    /// Whatever stands between the marks, nothing panics, and what is written of it is settled.
    #[test]
    fn any_front_matter_is_settled(
        lines in prop::collection::vec(("[a-zA-Z_ ]{1,9}|title|date|tags|image|related|params|draft|status|published|author|keywords|body|summary", prop::sample::select(
            &[": x", ": [a, b]", ": {a: b}", ":", ": \"2026-03-09\"", ": 2026-03-09T10:00", ": true", ": false", ": 007", ":\n  - url: x\n    alt: y", ":\n  a: {b: [c]}", ": &a [x]", ": *a", ": teaser", ": ~", ": embargoed"][..]
        )), 0..8)
    ) {
        let text = format!("---\n{}---\n\nBody.\n", lines.iter().map(|(key, value)| format!("{key}{value}\n")).collect::<String>());
        let once = round(&text);
        prop_assert_eq!(round(&once), once);
    }
}

fn round(text: &str) -> String {
    export(&import(text), &[])
}

#[test]
fn fields_go_where_they_came_from() {
    let article = import(
        "---\ntitle: \"Ferry: it sails\"\nsubtitle: Daily\ndate: 2026-03-09T14:05:31+01:00\nlastmod: 2026-03-10\n\
         author: {name: Ida Holm, email: ida@example.org}\ncategories: [City]\ntags: ferry, winter\nlang: en-GB\n\
         publisher: Harbour Times\ncanonical_url: https://example.org/17\nguid: n-17\ndescription: In short.\n\
         copyright: © Harbour Times\nlicense: https://example.org/cc\nimage:\n  path: https://example.org/q.jpg\n  alt: Quay\n\
         draft: true\nlayout: post\nweight: 3\nsource: city.xml\n---\nIt **sails**.\n",
    );
    assert_eq!(article.title(), Some("Ferry: it sails"));
    assert_eq!(article.published().unwrap().value.unwrap().to_string(), "2026-03-09T14:05:31+01:00");
    assert_eq!(article.updated().unwrap().zone, Zone::None);
    assert_eq!(article.people[0].email.as_deref(), Some("ida@example.org"));
    let kinds: Vec<_> = article.subjects.iter().map(|it| (it.kind.clone(), it.term.as_str())).collect();
    assert_eq!(
        kinds,
        [(SubjectKind::Section, "City"), (SubjectKind::Category, "ferry"), (SubjectKind::Category, "winter")]
    );
    assert_eq!((article.language.as_deref(), article.url()), (Some("en-GB"), Some("https://example.org/17")));
    assert_eq!(article.id.as_ref().unwrap().value, "n-17");
    let contents: Vec<_> =
        article.contents.iter().map(|it| (it.kind, &*it.media_type, it.value.as_str())).collect();
    assert_eq!(
        contents,
        [
            (ContentKind::Full, "text/markdown", "It **sails**.\n"),
            (ContentKind::Summary, "text/plain", "In short.")
        ]
    );
    assert_eq!(article.rights.len(), 1);
    assert_eq!(article.media[0].alt.as_deref(), Some("Quay"));
    assert_eq!(article.status, Some(Status::Draft));
    let kept: Vec<_> = article.extensions.top().map(|at| article.extensions.text_of(at)).collect();
    assert_eq!(kept, ["post", "3", "city.xml"]);
    assert_eq!(&*article.source, "a.md");
    let written = export(&article, &[]);
    assert!(
        written.contains("source: \"city.xml\"\n") && written.contains("layout: \"post\"\nweight: 3\n"),
        "{written}"
    );
}

#[test]
fn what_may_not_be_published_is_stated() {
    let status = |fields: &str| {
        let article = import(&format!("---\n{fields}\n---\n"));
        (article.status, article.dates.len())
    };
    assert_eq!(status("published: false"), (Some(Status::Draft), 0));
    assert_eq!(status("published: 2026-01-01"), (None, 1));
    assert_eq!(status("private: true"), (Some(Status::Private), 0));
    assert_eq!(status("embargo: 2099-01-01T00:00:00Z"), (Some(Status::Embargoed), 1));
    assert_eq!(status("draft: true\nstatus: usable"), (Some(Status::Draft), 0));
    assert_eq!(status("draft: true\nstatus: embargoed"), (Some(Status::Embargoed), 0));
    assert_eq!(status("draft: false"), (None, 0));
}

#[test]
fn broken_front_matter_is_text() {
    let (article, findings) = import_with("---\ntitle: [\n---\n\nBody.\n", &[]);
    assert!(article.headlines.is_empty() && article.blocks.len() > 1);
    assert!(findings[0].starts_with("markdown.front.broken"), "{findings:?}");
    let (article, findings) = import_with("---\n\nA rule, and text.\n", &[]);
    assert_eq!((article.blocks[0].clone(), findings.len()), (Block::Rule, 0));
    let (_, findings) = import_with("---\ntitle: [a]\n---\n", &[]);
    assert_eq!(findings, ["markdown.field.unread: the field `title` of the front matter is kept as it is"]);
}

#[test]
fn toml_is_read_and_written_as_yaml() {
    let written = round(
        "+++\ntitle = \"Ferry\"\ndate = 2026-05-08\n[extra]\nlead = \"x\"\nauthors = ['Ida']\n+++\n\nIt sails.\n",
    );
    assert_eq!(
        written,
        "---\ntitle: \"Ferry\"\ndate: \"2026-05-08\"\nauthors: [\"Ida\"]\nsource: \"a.md\"\nextra:\n  lead: \"x\"\n---\n\nIt sails.\n"
    );
}

#[test]
fn html_is_written_where_it_is_asked_for() {
    let article = import("<div onclick=\"x()\">\n\na <b>c</b>\n");
    assert!(!export(&article, &[]).contains('<'));
    assert!(export(&article, &[("html", "keep")]).ends_with("<div onclick=\"x()\">\n\na <b>c</b>\n"));
}

#[test]
fn options_of_reading() {
    let tables = |pairs: &[(&str, &str)]| import_with("| a |\n|---|\n| b |\n", pairs).0.blocks;
    assert!(matches!(tables(&[])[..], [Block::Table { .. }]));
    assert!(matches!(tables(&[("extensions", "none")])[..], [Block::Paragraph { .. }]));
    let notes = import_with("a[^1]\n\n[^1]: b\n", &[("footnotes", "true")]).0.blocks;
    assert!(matches!(notes[..], [Block::Paragraph { .. }, Block::Aside { .. }]));
}

#[test]
fn files_are_told_by_name_or_front_matter() {
    let probe =
        |text: &str, name: Option<&str>| Markdown.probe(&Head::new(text.as_bytes(), true, name, None));
    assert_eq!(probe("plain words", Some("a.md")), Confidence::Likely);
    assert_eq!(probe("", Some("a.markdown")), Confidence::Hinted);
    assert_eq!(probe("plain words", None), Confidence::No);
    assert_eq!(probe("---\ntitle: x\n---\n", None), Confidence::Likely);
    assert_eq!(probe("---\ntitle: x\n---\n", Some("a.txt")), Confidence::Hinted);
    assert_eq!(probe("# Head\n", Some("a.txt")), Confidence::No);
}

#[test]
fn template_signs_in_code_are_kept_from_jekyll() {
    let article = import("Text {{ x }}.\n\n`{{ y }}`\n");
    let written = export(&article, &[("profile", "jekyll")]);
    assert_eq!(
        written,
        "---\nsource: \"a.md\"\nrender_with_liquid: false\n---\n\nText {\\{ x }}.\n\n`{{ y }}`\n"
    );
    assert_eq!(export(&import(&written), &[("profile", "jekyll")]), written);
    let plain = import("Text {{ x }}.\n");
    assert!(!export(&plain, &[("profile", "jekyll")]).contains("render_with_liquid"));
}

#[test]
fn what_may_not_be_published_is_never_said_to_be_ready() {
    for (profile, mark) in
        [("hugo", "draft: true\n"), ("jekyll", "published: false\n"), ("astro", "draft: true\n")]
    {
        for status in ["draft", "embargoed", "withheld", "canceled", "private"] {
            let article = import(&format!("---\nstatus: {status}\n---\n"));
            let written = export(&article, &[("profile", profile)]);
            assert!(written.contains(mark), "{written}");
            assert_eq!(import(&written).status, article.status);
        }
        assert!(!export(&import("---\nstatus: usable\n---\n"), &[("profile", profile)]).contains(mark));
    }
}
