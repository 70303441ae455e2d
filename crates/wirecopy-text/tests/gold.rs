//! The importer against annotated articles: lines, quotes by byte span, speakers, and nothing made up.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

use std::path::{Path, PathBuf};

use serde_json::Value;
use wirecopy_core::{Cx, Findings, Importer, Input, Limits, Policy, Settings};
use wirecopy_model::{Article, Mention, MentionKind, QuoteKind, Record};
use wirecopy_text::PlainText;

fn read(bytes: &[u8]) -> (Article, Vec<String>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let options = Settings::default().for_format(PlainText.format()).unwrap();
    let mut reader = PlainText.open(Input::new(bytes), &options, &mut cx).unwrap();
    let mut found = None;
    while let Some(record) = reader.read(&mut cx).unwrap() {
        if let Record::Article(article) = record {
            found = Some(*article);
        }
    }
    let codes = findings.kept().iter().map(|finding| finding.code.to_owned()).collect();
    (found.unwrap(), codes)
}

fn nothing_made_up(article: &Article) {
    assert_eq!((article.title(), article.byline(), article.datelines.len()), (None, None, 0));
    assert!(article.people.is_empty() && article.dates.is_empty() && article.links.is_empty());
}

/// Folder of annotated articles that are not part of this project. `None`: it is not here.
fn annotated() -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed");
    let files = std::fs::read_dir(folder).ok()?;
    Some(
        files
            .filter_map(|file| Some(file.ok()?.path()))
            .filter(|path| path.to_string_lossy().ends_with(".gold.json"))
            .collect(),
    )
}

#[test]
fn annotated_articles_are_read_as_annotated() {
    for path in annotated().unwrap_or_default() {
        let gold: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let bytes = std::fs::read(path.with_file_name(gold["source"]["file"].as_str().unwrap())).unwrap();
        let (article, codes) = read(&bytes);

        nothing_made_up(&article);
        assert!(!codes.iter().any(|code| code.starts_with("text.layout")), "{codes:?}");
        let hash = format!("sha256:{}", gold["source"]["sha256"].as_str().unwrap());
        assert_eq!(article.id.as_ref().unwrap().value, hash);
        assert_eq!(article.language.as_deref(), gold["metadata"]["language"].as_str());
        assert_eq!(article.contents[0].value.as_bytes(), bytes);

        let lines = gold["lines"].as_array().unwrap();
        assert_eq!(article.annotations.len(), lines.len());
        for (found, line) in article.annotations.iter().zip(lines) {
            let kind = match line["kind"].as_str().unwrap() {
                "lead_paragraph" => "lead",
                "related_link" => "related-link",
                other => other,
            };
            assert_eq!(
                (found.kind.as_ref(), found.line.map(u64::from)),
                (kind, line["line"].as_u64()),
                "{found:?}"
            );
            assert_eq!(
                [found.span.start, found.span.end],
                [&line["byte"][0], &line["byte"][1]].map(|at| at.as_u64().unwrap())
            );
        }

        names_are_found(&article, gold["mentions"].as_array().unwrap());
        let quotes = gold["quotes"].as_array().unwrap();
        assert_eq!(article.quotes.len(), quotes.len());
        let mut sure = 0;
        for (found, quote) in article.quotes.iter().zip(quotes) {
            for (span, name) in [(found.span, "outer"), (found.inner, "inner")] {
                let gold = &quote[name]["byte"];
                assert_eq!(
                    [span.start, span.end],
                    [&gold[0], &gold[1]].map(|at| at.as_u64().unwrap()),
                    "{found:?}"
                );
            }
            let kind = if quote["type"] == "direct" { QuoteKind::Direct } else { QuoteKind::Partial };
            assert_eq!(found.kind, kind, "{found:?}");
            let speaker = found.speaker.as_ref().unwrap_or_else(|| panic!("no speaker: {found:?}"));
            assert_eq!(Some(speaker.name.as_str()), quote["speaker_name"].as_str(), "{found:?}");
            sure += usize::from(speaker.certainty.as_thousandths() >= 900);
            let written = |name: &str| quote[name]["text"].as_str();
            let told = [&speaker.description, &speaker.cue, &speaker.addressee, &speaker.time];
            assert_eq!(
                told.map(Option::as_deref),
                ["speaker_description", "cue", "addressee", "time"].map(written),
                "{found:?}"
            );
        }
        assert!(sure * 10 >= quotes.len() * 6, "{sure} speakers are sure");
    }
}

/// Nearly all names are found by byte span, and what has a kind has the right one.
fn names_are_found(article: &Article, gold: &[Value]) {
    let kind = |name: &Value| match name["type"].as_str().unwrap() {
        "person" => MentionKind::Person,
        "organisation" => MentionKind::Organization,
        _ => MentionKind::Place,
    };
    let of = |found: &&Mention, name: &Value| {
        [found.span.start, found.span.end] == [0, 1].map(|at| name["byte"][at].as_u64().unwrap())
    };
    let names: Vec<&Mention> =
        article.mentions.iter().filter(|found| found.kind != MentionKind::Time).collect();
    let typed: Vec<&Mention> =
        names.iter().copied().filter(|found| found.kind != MentionKind::Name).collect();
    let right = |found: &&&Mention| gold.iter().any(|name| of(found, name) && kind(name) == found.kind);
    let wrong: Vec<_> = typed.iter().filter(|found| !right(found)).collect();
    let missed: Vec<_> = gold
        .iter()
        .filter(|name| !names.iter().any(|found| of(found, name)))
        .map(|name| &name["text"])
        .collect();
    let right = typed.len() - wrong.len();
    assert!(right * 100 >= typed.len() * 97, "{wrong:?}");
    assert!(right * 100 >= gold.len() * 95, "{right} of {}, {missed:?} {wrong:?}", gold.len());
    assert!(names.len() * 100 <= gold.len() * 105, "{} names", names.len());
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/text").join(name)).unwrap()
}

#[test]
fn a_bare_article_of_the_usual_shape() {
    let (article, _) = read(&fixture("harbour-strike.txt"));
    nothing_made_up(&article);
    let kinds = |kind: &str| -> Vec<u32> {
        article.annotations.iter().filter(|found| found.kind == kind).filter_map(|found| found.line).collect()
    };
    assert_eq!(kinds("heading"), [6, 13, 24]);
    assert_eq!(kinds("related-link"), [12, 23]);
    assert_eq!((kinds("lead"), kinds("paragraph").len()), (vec![1], 23));
    let speakers: Vec<_> = article
        .quotes
        .iter()
        .map(|quote| quote.speaker.as_ref().map_or("-", |speaker| speaker.name.as_str()))
        .collect();
    assert_eq!(
        speakers,
        [
            "Ines Valcourt",
            "Ines Valcourt",
            "Osric Pell",
            "Tobias Renn",
            "Ines Valcourt",
            "Davi Okonjo-Lind",
            "Helga Thorne",
            "Mireille Aster",
            "Mireille Aster",
            "Mireille Aster",
            "Helga Thorne",
            "Corin Abelard",
            "Corin Abelard",
            "Tobias Renn",
        ]
    );
}

#[test]
fn an_article_with_front_and_back_matter() {
    let (article, _) = read(&fixture("council-budget.txt"));
    assert_eq!(article.title(), Some("Lantern Bay to close two libraries and keep the ferry"));
    let authors: Vec<_> = article.authors().filter_map(|person| person.name.as_deref()).collect();
    assert_eq!(authors, ["Petra Lindqvale", "Amos Derry"]);
    assert_eq!(article.published().unwrap().written, "Friday, 8 May 2026, 07:45");
    assert_eq!(article.datelines[0].agency.as_deref(), Some("Coastwire"));
    let kinds: Vec<_> = article.annotations.iter().map(|found| found.kind.as_ref()).collect();
    assert_eq!(
        kinds,
        [
            "headline",
            "deck",
            "byline",
            "date",
            "lead",
            "paragraph",
            "paragraph",
            "heading",
            "paragraph",
            "paragraph",
            "paragraph",
            "boilerplate",
            "end-mark",
        ]
    );
}

#[test]
fn articles_in_other_scripts() {
    for name in ["arabic.txt", "chinese.txt", "russian.txt"] {
        let (article, _) = read(&fixture(name));
        nothing_made_up(&article);
        let headings: Vec<_> = article
            .annotations
            .iter()
            .filter(|found| found.kind == "heading")
            .map(|found| found.line)
            .collect();
        assert_eq!(headings, [Some(4)], "{name}");
        assert_eq!(article.annotations.len(), 9, "{name}");
        assert!(article.quotes.iter().all(|quote| quote.speaker.is_none()), "{name}");
        assert!(article.quotes.iter().any(|quote| quote.kind == QuoteKind::Direct), "{name}");
    }
}
