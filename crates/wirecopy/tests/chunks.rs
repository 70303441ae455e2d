//! Where chunks of plain texts stand: the bytes of every span hold the words of its chunk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    dead_code,
    unreachable_pub,
    reason = "tests may panic, and share a module of which each uses a part"
)]

mod house;

use std::fs;

use serde_json::Value;
use wirecopy_testkit::Asked;

/// Letters and digits alone: lines are joined and hyphens taken out on the way.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_bytes_of_a_span_hold_the_words_of_its_chunk() {
    let kit = house::kit();
    let (mut spans, mut chunks) = (0, 0);
    for entry in fs::read_dir(house::fixtures().join("text")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|extension| extension != "txt") || name.contains(".findings.") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let Ok(source) = std::str::from_utf8(&bytes) else { continue };
        let mut asked = Asked::default();
        asked.policy.include = wirecopy::Include::ALL.into();
        asked.settings.set("chunks.headings", "false");
        asked.settings.set("chunks.size", "40");
        let run = kit.read(&name, &bytes, &asked);
        let export = kit.export("chunks", &run.records, &asked);
        assert!(export.error.is_none(), "{name}");
        for line in String::from_utf8(export.parts.concat_bytes()).unwrap().lines() {
            let chunk: Value = serde_json::from_str(line).unwrap();
            chunks += 1;
            let Some(span) = chunk.get("span") else { continue };
            spans += 1;
            let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
            let stands = letters(source.get(at("start")..at("end")).unwrap());
            for word in chunk["text"].as_str().unwrap().split_whitespace() {
                assert!(
                    stands.contains(&letters(word)),
                    "{name}: `{word}` is not in the bytes of `{}`",
                    chunk["id"]
                );
            }
        }
    }
    assert!(spans * 10 > chunks * 8, "{spans} of {chunks} chunks have spans");
}

trait Bytes {
    fn concat_bytes(&self) -> Vec<u8>;
}

impl Bytes for Vec<(String, Vec<u8>)> {
    fn concat_bytes(&self) -> Vec<u8> {
        self.iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect()
    }
}
