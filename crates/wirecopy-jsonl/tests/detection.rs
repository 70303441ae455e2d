#![allow(clippy::unwrap_used, missing_docs, reason = "tests may panic")]

//! When an input is taken for JSON Lines.

use wirecopy_core::{Confidence, Head, Registry};

fn check(bytes: &str, name: Option<&str>, expect: Confidence) {
    let mut registry = Registry::default();
    wirecopy_jsonl::register(&mut registry);
    let head = Head::new(bytes.as_bytes(), true, name, None);
    assert_eq!(registry.importer_named("jsonl").unwrap().probe(&head), expect, "{bytes}");
}

#[test]
fn the_tag_decides_and_the_name_hints() {
    check("{\"record\":\"source\"", None, Confidence::Certain);
    check("\u{feff}\n{ \"record\" : \"source\"", None, Confidence::Certain);
    check("{\"source\":\"a\",\"record\":\"article\"}", Some("a.jsonl"), Confidence::Hinted);
    check("{\"source\":\"a\",\"record\":\"article\"}", Some("a.json"), Confidence::No);
    check("{\"records\":[]}", None, Confidence::No);
    check("[{\"record\":\"source\"}]", Some("a.jsonl"), Confidence::No);
    check("", Some("a.jsonl"), Confidence::No);
}
