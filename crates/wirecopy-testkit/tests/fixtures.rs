//! The fixture runner finds what is there, and fails on what is missing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

use std::fs;
use std::path::PathBuf;

use wirecopy_core::Registry;
use wirecopy_testkit::{Kit, fixtures};

fn kit() -> Kit {
    let mut registry = Registry::default();
    wirecopy_jsonl::register(&mut registry);
    Kit { registry, rendering: Vec::new }
}

const CARD: &str =
    "shows = \"one article\"\nwhy = \"the smallest there is\"\n\n[options]\nfrom = \"jsonl\"\n";
const INPUT: &str = "{\"record\":\"source\",\"schema_version\":\"0.1\",\"name\":\"a\",\"format\":\"text\"}\n{\"record\":\"article\",\"source\":\"a\"}\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("jsonl")).unwrap();
        for (name, text) in files {
            fs::write(root.join("jsonl").join(name), text).unwrap();
        }
        Self(root)
    }

    fn check(&self, bless: bool) -> Result<(), String> {
        fixtures::check(&fixtures::find(&self.0).unwrap()[0], &kit(), bless)
    }
}

#[test]
fn a_fixture_without_expectation_fails_until_it_is_blessed() {
    let folder = Folder::new("bless", &[("one.toml", CARD), ("one.jsonl", INPUT)]);
    let missing = folder.check(false).unwrap_err();
    assert!(missing.contains("one.records.jsonl is missing"), "{missing}");
    folder.check(true).unwrap();
    folder.check(false).unwrap();
    assert_eq!(fs::read_to_string(folder.0.join("jsonl/one.records.jsonl")).unwrap(), INPUT);

    fs::write(folder.0.join("jsonl/one.records.jsonl"), "something else\n").unwrap();
    let differs = folder.check(false).unwrap_err();
    assert!(differs.contains("one.records.jsonl differs"), "{differs}");
}

#[test]
fn an_error_has_to_be_expected() {
    let folder =
        Folder::new("error", &[("one.toml", &CARD.replace("jsonl", "nothing")), ("one.jsonl", INPUT)]);
    let unexpected = folder.check(true).unwrap_err();
    assert!(unexpected.contains("the card expects no error"), "{unexpected}");
}

#[test]
fn what_is_no_fixture_is_not_passed_over() {
    for (name, files, expect) in [
        ("no-card", &[("one.jsonl", INPUT)][..], "has no card"),
        ("no-input", &[("one.toml", CARD)], "has a card but no input"),
        ("two-inputs", &[("one.toml", CARD), ("one.jsonl", INPUT), ("one.xml", INPUT)], "has several inputs"),
    ] {
        let error = fixtures::find(&Folder::new(name, files).0).unwrap_err().to_string();
        assert!(error.contains(expect), "{error}");
    }
}
