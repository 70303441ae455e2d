//! Names and times of whole texts, with what the caller says of them.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests may panic")]

use wirecopy_core::{Cx, Error, Findings, Importer, Input, Limits, Policy, Settings};
use wirecopy_model::{Article, MentionKind, Record};
use wirecopy_text::PlainText;

fn read(text: &str, settings: &[(&str, &str)]) -> Result<Article, Error> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut all = Settings::default();
    for (key, value) in settings {
        all.set(*key, *value);
    }
    let options = all.for_format(PlainText.format())?;
    let mut reader = PlainText.open(Input::new(text.as_bytes()), &options, &mut cx)?;
    while let Some(record) = reader.read(&mut cx)? {
        if let Record::Article(article) = record {
            return Ok(*article);
        }
    }
    panic!("no article");
}

/// The times of a text with what they mean.
fn times(text: &str, settings: &[(&str, &str)]) -> Vec<String> {
    let article = read(text, settings).unwrap();
    let times = article.mentions.iter().filter(|mention| mention.kind == MentionKind::Time);
    times
        .map(|time| {
            let date = time.date.as_ref().and_then(|date| date.value);
            date.map_or_else(|| time.text.clone(), |date| format!("{}={date}", time.text))
        })
        .collect()
}

const STORY: &str = "The ferry sank on Tuesday, the coast guard said, and nobody was hurt in the accident.\n\
    \"It will be lifted tomorrow,\" said Mayor Osric Pell of the village of Ostwick, who saw it.\n\
    Pell said that the ferry had been built in 1998 and was never repaired after that.\n";

#[test]
fn times_are_counted_from_the_day_the_caller_gives() {
    assert_eq!(times(STORY, &[]), ["Tuesday", "tomorrow", "1998=1998"]);
    // what is quoted may have been said on another day
    assert_eq!(
        times(STORY, &[("text.published", "2026-05-08")]),
        ["Tuesday=2026-05-05", "tomorrow", "1998=1998"]
    );
    let error = read(STORY, &[("text.published", "May")]).unwrap_err();
    assert!(error.advice().is_some(), "{error}");
}

#[test]
fn a_day_the_text_states_counts_more() {
    let dated = format!("Ferry sinks off Ostwick\nFriday, May 15, 2026\n\n{STORY}");
    let found = times(&dated, &[("text.published", "2020-01-01")]);
    assert!(found.contains(&"Tuesday=2026-05-12".to_owned()), "{found:?}");
}

#[test]
fn names_are_left_out_on_request() {
    let names = |settings: &[(&str, &str)]| read(STORY, settings).unwrap().mentions.len();
    assert_eq!((names(&[("text.names", "false")]), names(&[("text.structure", "none")])), (0, 0));
    let safe = read(STORY, &[("text.structure", "safe")]).unwrap();
    assert!(safe.mentions.iter().all(|mention| mention.certainty.as_thousandths() >= 900));
    let article = read(STORY, &[]).unwrap();
    let pell: Vec<_> = article.mentions.iter().filter(|mention| mention.text.contains("Pell")).collect();
    assert!(pell.iter().all(|mention| mention.kind == MentionKind::Person), "{pell:?}");
    assert_eq!(pell.last().unwrap().name.as_deref(), Some("Osric Pell"));
}

#[test]
fn a_name_broken_over_two_lines_is_one() {
    let text = "The ferry that sank on Tuesday will be lifted, Mayor Osric\n\
        Pell said at a meeting of those who live in the village and\n\
        who had waited there for many hours to hear what he said.\n";
    let article = read(text, &[("text.layout", "wrapped")]).unwrap();
    let found = article.mentions.iter().find(|mention| mention.text == "Osric\nPell").unwrap();
    assert_eq!(found.name.as_deref(), Some("Osric Pell"));
}
