//! Articles in, Markdown files out.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::needless_raw_string_hashes,
    clippy::needless_pass_by_value,
    clippy::format_collect,
    missing_docs,
    reason = "tests may panic"
)]

use expect_test::{Expect, expect};
use proptest::prelude::*;
use wirecopy_core::{Cx, Exporter, Findings, Limits, Memory, Policy, Settings, Severity};
use wirecopy_markdown::Markdown;
use wirecopy_model::{
    Article, Block, Content, ContentKind, Date, DateRole, Feed, Headline, HeadlineRole, Id, IdOrigin,
    Inference, Inline, Link, LinkRel, Media, MediaKind, Person, PersonRole, Record, Rights, RoleDate, Status,
    Subject, SubjectKind, Text, TextKind, Zone,
};

fn export(records: &[Record], settings: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut chosen = Settings::default();
    for (key, value) in settings {
        chosen.set(*key, *value);
    }
    let mut memory = Memory::default();
    {
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let options = chosen.for_format(Markdown.format()).unwrap();
        let mut sink = Markdown.create(Box::new(&mut memory), &options).unwrap();
        for record in records {
            sink.write(record, &mut cx).unwrap();
        }
        sink.finish(&mut cx).unwrap();
    }
    let files = memory.parts().map(|(_, bytes)| String::from_utf8(bytes.to_vec()).unwrap()).collect();
    let findings = findings
        .kept()
        .iter()
        .map(|finding| format!("{}[{}] {}", finding.severity.as_str(), finding.code, finding.message))
        .collect();
    (files, findings)
}

fn article(article: Article) -> Record {
    Record::Article(Box::new(article))
}

#[track_caller]
fn check(it: Article, settings: &[(&str, &str)], expected: Expect) {
    let (files, findings) = export(&[article(it)], settings);
    expected.assert_eq(&format!(
        "{}{}",
        files[0],
        findings.iter().map(|it| format!("! {it}\n")).collect::<String>()
    ));
}

fn date(role: DateRole, written: &str, value: Option<&str>, zone: Zone) -> RoleDate {
    let value = value.map(|value| value.parse().unwrap());
    RoleDate { role, date: Date { written: written.to_owned(), value, zone, precision: None }, origin: None }
}

fn full() -> Article {
    let content = |kind, value: &str| Content {
        kind,
        media_type: "text/html".into(),
        value: value.to_owned(),
        ..Content::default()
    };
    Article {
        source: "city.xml".into(),
        id: Some(Id { value: "n-17".to_owned(), ..Id::default() }),
        status: Some(Status::Usable),
        headlines: vec![
            Headline {
                role: HeadlineRole::Main,
                text: Text {
                    kind: TextKind::Html,
                    value: "Ferry &amp; <i>tram</i>: \"yes\"".to_owned(),
                    ..Text::default()
                },
                origin: None,
            },
            Headline::plain(HeadlineRole::Deck, "Both run again"),
            Headline::plain(HeadlineRole::Kicker, "Transport"),
        ],
        people: vec![
            Person {
                name: Some("Ida Holm".to_owned()),
                email: Some("ida@example.org".to_owned()),
                ..Person::default()
            },
            Person {
                role: PersonRole::Publisher,
                name: Some("Harbour Times".to_owned()),
                ..Person::default()
            },
        ],
        dates: vec![
            date(DateRole::Published, "x", Some("2026-03-09T14:05:31+01:00"), Zone::Given),
            date(DateRole::Updated, "x", Some("2026-03-09T15:00"), Zone::None),
        ],
        links: vec![
            Link { href: "https://example.org/17".to_owned(), rel: LinkRel::Canonical, ..Link::default() },
            Link {
                href: "https://example.org/9".to_owned(),
                rel: LinkRel::Related,
                title: Some("Earlier".to_owned()),
                ..Link::default()
            },
        ],
        subjects: vec![
            Subject { kind: SubjectKind::Section, term: "City".to_owned(), ..Subject::default() },
            Subject { term: "No".to_owned(), ..Subject::default() },
            Subject { term: "012:30".to_owned(), scheme: Some("s".to_owned()), ..Subject::default() },
        ],
        language: Some("en".into()),
        contents: vec![content(ContentKind::Full, "…"), content(ContentKind::Summary, "<p>In short.</p>")],
        blocks: vec![
            Block::paragraph("Ferries sail."),
            Block::RelatedLink {
                content: vec![Inline::text("Trams *too*")],
                href: Some("https://example.org/8".to_owned()),
                span: None,
            },
            Block::Heading { level: 2, content: vec![Inline::text("Fares")], span: None },
            Block::Paragraph {
                content: vec![Inline::Underline { content: vec![Inline::text("Free.")] }],
                role: None,
                span: None,
            },
        ],
        media: vec![
            Media {
                url: Some("https://example.org/q.jpg".to_owned()),
                kind: Some(MediaKind::Image),
                alt: Some("Quay".to_owned()),
                ..Media::default()
            },
            Media {
                url: Some("https://example.org/s.mp3".to_owned()),
                kind: Some(MediaKind::Audio),
                media_type: Some("audio/mpeg".to_owned()),
                ..Media::default()
            },
        ],
        rights: vec![Rights {
            notice: Some(Text::plain("© Harbour Times")),
            license: Some("https://example.org/cc".to_owned()),
            ..Rights::default()
        }],
        inferred: vec![Inference { field: "language".into(), ..Inference::default() }],
        given: vec!["section".into()],
        ..Article::default()
    }
}

#[test]
fn a_full_article() {
    check(
        full(),
        &[],
        expect![[r#"
        ---
        title: "Ferry & tram: \"yes\""
        subtitle: "Both run again"
        date: "2026-03-09T14:05:31+01:00"
        updated: "2026-03-09T15:00"
        updated_zone: "none"
        authors: ["Ida Holm"]
        section: "City"
        tags: ["No", "012:30"]
        language: "en"
        publisher: "Harbour Times"
        url: "https://example.org/17"
        id: "n-17"
        summary: "In short."
        rights: "© Harbour Times"
        license: "https://example.org/cc"
        images:
          - url: "https://example.org/q.jpg"
            alt: "Quay"
        media:
          - url: "https://example.org/s.mp3"
            type: "audio/mpeg"
        status: "usable"
        source: "city.xml"
        given: ["section"]
        inferred: ["language"]
        related:
          - title: "Trams *too*"
            url: "https://example.org/8"
            after: 1
          - title: "Earlier"
            url: "https://example.org/9"
        ---

        Ferries sail.

        ## Fares

        Free.
        ! loss[markdown.underline.lost] underlining is not kept
        ! loss[markdown.part.lost] `markdown` has no place for 1 value of `headlines`
        ! loss[markdown.part.lost] `markdown` has no place for 1 value of `people.email`
        ! loss[markdown.part.lost] `markdown` has no place for 1 value of `subjects.scheme`
    "#]],
    );
}

#[test]
fn related_links_in_the_text_or_nowhere() {
    check(
        Article { blocks: full().blocks, ..Article::default() },
        &[("markdown.related", "inline")],
        expect![[r#"
            Ferries sail.

            [Trams \*too*](https://example.org/8)

            ## Fares

            Free.
            ! loss[markdown.underline.lost] underlining is not kept
        "#]],
    );
    check(
        Article { blocks: full().blocks, ..Article::default() },
        &[("markdown.related", "none")],
        expect![[r#"
            Ferries sail.

            ## Fares

            Free.
            ! loss[markdown.underline.lost] underlining is not kept
            ! loss[markdown.part.lost] `markdown` has no place for 1 value of `blocks.related`
        "#]],
    );
    check(
        Article { blocks: full().blocks, ..Article::default() },
        &[("markdown.front-matter", "false"), ("markdown.flavor", "gfm")],
        expect![[r#"
            Ferries sail.

            ## Fares

            Free.
            ! loss[markdown.underline.lost] underlining is not kept
            ! loss[markdown.part.lost] `markdown` has no place for 1 value of `blocks.related`
            ! note[markdown.front.omitted] only bodies were written, as asked (1 article)
        "#]],
    );
}

#[test]
fn what_is_not_known_is_absent() {
    check(
        Article {
            source: "strike.txt".into(),
            id: Some(Id { value: "sha256:00".to_owned(), origin: IdOrigin::Derived, ..Id::default() }),
            blocks: vec![Block::paragraph("Cranes stand still.")],
            ..Article::default()
        },
        &[],
        expect![[r#"
            ---
            source: "strike.txt"
            ---

            Cranes stand still.
        "#]],
    );
}

#[test]
fn a_summary_is_called_one_and_dates_keep_the_sources_words() {
    check(
        Article {
            source: "a.xml".into(),
            dates: vec![
                date(DateRole::Published, "soon", None, Zone::None),
                date(DateRole::Updated, "x", Some("2026-03-09"), Zone::None),
            ],
            contents: vec![Content {
                kind: ContentKind::Teaser,
                media_type: "text/plain".into(),
                value: "It…".to_owned(),
                ..Content::default()
            }],
            blocks: vec![Block::paragraph("It…")],
            links: vec![Link { href: "javascript:alert(1)".to_owned(), ..Link::default() }],
            ..Article::default()
        },
        &[],
        expect![[r#"
            ---
            date_written: "soon"
            updated: "2026-03-09"
            body: "teaser"
            source: "a.xml"
            ---

            It…
            ! loss[markdown.part.lost] `markdown` has no place for 1 value of `links`
        "#]],
    );
}

#[test]
fn feeds_and_notices_are_told_of() {
    let feed = Feed { headlines: vec![Headline::plain(HeadlineRole::Main, "City")], ..Feed::default() };
    let (files, findings) = export(&[Record::Feed(Box::new(feed)), Record::Deleted(Box::default())], &[]);
    assert!(files.is_empty());
    assert_eq!(
        findings,
        [
            "loss[markdown.feed.lost] files of articles hold nothing of the feed itself: `headlines`",
            "loss[markdown.record.lost] what is no article was not written (1 record)",
        ]
    );
    assert_eq!(Severity::Loss.as_str(), "loss");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn front_matter_is_read_back(title in "\\PC{1,30}", tags in prop::collection::vec(any::<String>(), 0..4)) {
        let subjects = tags.iter().map(|tag| Subject { term: tag.clone(), ..Subject::default() }).collect();
        let it = Article { headlines: vec![Headline::plain(HeadlineRole::Main, title.as_str())], subjects, ..Article::default() };
        let (files, _) = export(&[article(it)], &[]);
        let Some(yaml) = files[0].strip_prefix("---\n").and_then(|rest| rest.strip_suffix("---\n")) else {
            prop_assert!(files[0].is_empty());
            return Ok(());
        };
        let read: serde_json::Value = serde_saphyr::from_str(yaml).unwrap();
        let folded = title.split([' ', '\t', '\n', '\r', '\x0c']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let clean: String = folded.chars().filter(|c| wirecopy_body::is_carried(*c)).collect();
        let shown = read.get("title").and_then(|it| it.as_str()).unwrap_or_default();
        prop_assert_eq!(shown.trim_start_matches('\u{feff}'), clean.trim_start_matches('\u{feff}'));
        let shown: Vec<&str> = read.get("tags").map(|tags| tags.as_array().unwrap().iter().map(|tag| tag.as_str().unwrap()).collect()).unwrap_or_default();
        let mut wanted: Vec<&str> = Vec::new();
        for tag in tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
            if !wanted.contains(&tag) {
                wanted.push(tag);
            }
        }
        prop_assert_eq!(shown, wanted);
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
    check(
        it,
        &[],
        expect![[r#"
            ---
            tags: ["Ports"]
            ---
            ! loss[markdown.part.lost] `markdown` has no place for 1 value of `subjects.term`
        "#]],
    );
}

#[test]
fn what_is_said_of_a_picture_in_the_body_is_kept() {
    let attached = |url: &str, caption: Option<&str>| Media {
        url: Some(url.to_owned()),
        kind: Some(MediaKind::Image),
        caption: caption.map(Text::plain),
        credits: vec!["I. Holm".to_owned()],
        ..Media::default()
    };
    let shown = |url: &str, caption: &str| Block::Figure {
        media: vec![attached(url, None)],
        caption: vec![Inline::text(caption)],
        credit: Some("I. Holm".to_owned()),
    };
    let it = Article {
        media: vec![
            attached("https://a.example/1", Some("The quay")),
            attached("https://a.example/2", Some("Ice")),
        ],
        blocks: vec![shown("https://a.example/1", "A ship"), shown("https://a.example/2", "Ice")],
        language: None,
        contents: vec![Content { language: Some("nn".to_owned()), ..Content::default() }],
        ..Article::default()
    };
    check(
        it,
        &[],
        expect![[r#"
        ---
        language: "nn"
        images:
          - url: "https://a.example/1"
            caption: "The quay"
        ---

        ![](https://a.example/1)

        *A ship (I. Holm)*

        ![](https://a.example/2)

        *Ice (I. Holm)*
    "#]],
    );
}
