//! Articles out as pages.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests may panic")]

use wirecopy_core::{Cx, Exporter, Findings, Limits, Memory, Policy, Settings};
use wirecopy_html::Html;
use wirecopy_model::{
    Article, Block, Content, ContentKind, Headline, HeadlineRole, Inline, Link, LinkRel, Media, MediaKind,
    MediaRole, Person, PersonRole, Record, Rights, Text,
};

/// The page of an article, and the codes of what was found.
fn page(article: &Article, set: &[(&str, &str)]) -> (String, Vec<String>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut settings = Settings::default();
    for (key, value) in set {
        settings.set(*key, *value);
    }
    let options = settings.for_format(Html.format()).unwrap();
    let mut memory = Memory::default();
    let mut sink = Html.create(Box::new(&mut memory), &options).unwrap();
    sink.write(&Record::Article(Box::new(article.clone())), &mut cx).unwrap();
    sink.finish(&mut cx).unwrap();
    drop(sink);
    let (_, bytes) = memory.parts().next().unwrap();
    let page = String::from_utf8(bytes.to_vec()).unwrap();
    (page, findings.kept().iter().map(|finding| finding.message.to_string()).collect())
}

fn with_text(text: &str) -> Article {
    Article { source: "a.txt".into(), blocks: vec![Block::paragraph(text)], ..Article::default() }
}

#[test]
fn a_title_is_shown_and_said_to_be_made_up() {
    let (page, _) = page(&with_text("One two three four five six seven eight nine ten eleven"), &[]);
    assert!(page.contains("<title>One two three four five six seven eight nine ten …</title>"), "{page}");
    assert!(
        page.contains("wirecopy:title") && !page.contains("<h1>") && !page.contains("og:title"),
        "{page}"
    );
}

#[test]
fn nothing_is_live() {
    let hostile = "</style><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    let article = Article {
        source: hostile.into(),
        headlines: vec![
            Headline::plain(HeadlineRole::Main, hostile),
            Headline::plain(HeadlineRole::Kicker, hostile),
            Headline::plain(HeadlineRole::Deck, hostile),
        ],
        bylines: vec![Text::plain(hostile)],
        people: vec![Person {
            role: PersonRole::Author,
            name: Some(hostile.to_owned()),
            url: Some("javascript:alert(3)".to_owned()),
            ..Person::default()
        }],
        language: Some(hostile.into()),
        links: vec![
            Link { href: "javascript:alert(4)".to_owned(), rel: LinkRel::Canonical, ..Link::default() },
            Link { href: "javascript:alert(5)".to_owned(), rel: LinkRel::Related, ..Link::default() },
        ],
        rights: vec![Rights {
            notice: Some(Text::plain(hostile)),
            license: Some("javascript:alert(6)".to_owned()),
            ..Rights::default()
        }],
        media: vec![Media {
            url: Some("data:text/html,x".to_owned()),
            kind: Some(MediaKind::Image),
            ..Media::default()
        }],
        blocks: vec![Block::RelatedLink {
            content: vec![Inline::text(hostile)],
            href: Some("vbscript:x".to_owned()),
            span: None,
        }],
        ..Article::default()
    };
    for set in [&[][..], &[("html.related", "inline")], &[("html.fragment", "true")], &[("html.css", "none")]]
    {
        let (page, _) = page(&article, set);
        assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
        assert!(!page.contains("href=\"javascript") && !page.contains("href=\"vbscript"), "{page}");
        assert_eq!(page.matches("</style>").count(), usize::from(page.contains("<style>")), "{page}");
    }
}

#[test]
fn related_stories_go_where_they_are_asked_for() {
    let mut article = with_text("Text");
    article.blocks.insert(
        0,
        Block::RelatedLink {
            content: vec![Inline::text("Ice")],
            href: Some("https://a.example/ice".to_owned()),
            span: None,
        },
    );
    let (at_end, losses) = page(&article, &[]);
    assert!(at_end.find("<p>Text").unwrap() < at_end.find("aside class=\"related\"").unwrap(), "{at_end}");
    assert!(losses.is_empty(), "{losses:?}");
    let (inline, _) = page(&article, &[("html.related", "inline")]);
    assert!(inline.find("<p class=\"related\">").unwrap() < inline.find("<p>Text").unwrap(), "{inline}");
    let (none, losses) = page(&article, &[("html.related", "none")]);
    assert!(!none.contains("a.example") && losses.len() == 1, "{none} {losses:?}");
}

#[test]
fn directions_are_stated_told_by_the_language_or_left_to_the_text() {
    #[track_caller]
    fn check(language: Option<&str>, direction: Option<&str>, expect: &str) {
        let article = Article {
            language: language.map(Into::into),
            direction: direction.map(str::to_owned),
            ..with_text("x")
        };
        let (page, _) = page(&article, &[]);
        assert!(page.contains(expect), "{expect}: {page}");
    }
    check(Some("ar-EG"), None, "<html lang=\"ar-EG\" dir=\"rtl\">");
    check(Some("he"), None, "dir=\"rtl\"");
    check(Some("arn"), None, "dir=\"ltr\"");
    check(Some("pa-Arab-PK"), None, "dir=\"rtl\"");
    check(Some("de"), Some("rtl"), "dir=\"rtl\"");
    check(None, None, "<html dir=\"auto\">");
}

#[test]
fn pictures_that_the_body_shows_are_not_shown_twice() {
    let media = |url: &str, role| Media {
        url: Some(url.to_owned()),
        kind: Some(MediaKind::Image),
        role,
        ..Media::default()
    };
    let mut article = with_text("x");
    let shown = media("https://a.example/1.jpg", MediaRole::Content);
    article.blocks.push(Block::Figure { media: vec![shown.clone()], caption: Vec::new(), credit: None });
    article.media = vec![shown, media("https://a.example/2.jpg", MediaRole::Content)];
    article.media.push(media("https://a.example/3.jpg", MediaRole::Thumbnail));
    let (page, _) = page(&article, &[]);
    assert_eq!(page.matches("1.jpg").count(), 1, "{page}");
    assert!(page.find("2.jpg").unwrap() < page.find("</header>").unwrap(), "{page}");
}

#[test]
fn the_summary_of_a_full_text_is_its_standfirst() {
    let content = |kind, value: &str| Content {
        kind,
        media_type: "text/html".into(),
        value: value.to_owned(),
        ..Content::default()
    };
    let article = Article {
        contents: vec![
            content(ContentKind::Full, "<p>All</p>"),
            content(ContentKind::Summary, "In <b>short</b>"),
        ],
        ..with_text("All")
    };
    let (page, losses) = page(&article, &[]);
    assert!(page.contains("<p class=\"standfirst\">In short</p>"), "{page}");
    assert!(page.contains("<meta name=\"description\" content=\"In short\">"), "{page}");
    assert!(losses.is_empty(), "{losses:?}");
}
