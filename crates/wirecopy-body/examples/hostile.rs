//! Writes hostile cases as Markdown, for a check by other readers.
//!
//! `hostile CASES.jsonl FOLDER`: each line of the first is `{"id": …, "truth": {"blocks": […]}}`; for each, the
//! folder gets `ID.md` and the truth beside it as `ID.truth.json`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a tool for developers"
)]

use serde_json::Value;
use wirecopy_body::{MarkdownOptions, blocks_to_commonmark};
use wirecopy_model::{Block, Inline, ListItem};

fn inlines(value: &Value) -> Vec<Inline> {
    match value {
        Value::String(text) => vec![Inline::text(text.as_str())],
        Value::Array(list) => list.iter().map(inline).collect(),
        _ => panic!("no inlines: {value}"),
    }
}

fn inline(value: &Value) -> Inline {
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let content = || inlines(&value["c"]);
    match value["t"].as_str() {
        None => Inline::text(value.as_str().expect("a text")),
        Some("em") => Inline::Emphasis { content: content() },
        Some("strong") => Inline::Strong { content: content() },
        Some("del") => Inline::Strike { content: content() },
        Some("link") => Inline::Link { href: text("url"), title: None, content: content() },
        Some("image") => Inline::Image { src: text("url"), alt: text("alt"), title: None },
        Some("code") => Inline::Code { value: text("text") },
        Some("br") => Inline::Break,
        Some(other) => panic!("no inline: {other}"),
    }
}

fn blocks(value: &Value) -> Vec<Block> {
    value.as_array().expect("blocks").iter().map(block).collect()
}

fn block(value: &Value) -> Block {
    let number = |name: &str| value[name].as_u64().and_then(|number| u32::try_from(number).ok());
    match value["t"].as_str().expect("a type") {
        "para" => Block::Paragraph { content: inlines(&value["c"]), role: None, span: None },
        "heading" => Block::Heading {
            level: number("level").and_then(|level| u8::try_from(level).ok()).unwrap_or(2),
            content: inlines(&value["c"]),
            span: None,
        },
        "quote" => Block::Quote { blocks: blocks(&value["blocks"]), attribution: Vec::new(), cite: None },
        "list" => Block::List {
            ordered: value["ordered"].as_bool().unwrap_or_default(),
            start: number("start"),
            loose: false,
            items: value["items"]
                .as_array()
                .expect("items")
                .iter()
                .map(|it| ListItem { blocks: blocks(it) })
                .collect(),
        },
        "code" => Block::Code {
            language: value["info"].as_str().map(str::to_owned),
            value: value["text"].as_str().unwrap_or_default().to_owned(),
        },
        "hr" => Block::Rule,
        other => panic!("no block: {other}"),
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (cases, folder) = (arguments.next().expect("cases"), arguments.next().expect("a folder"));
    let cases = std::fs::read_to_string(cases).expect("readable cases");
    std::fs::create_dir_all(&folder).expect("a folder to write to");
    let mut count = 0;
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).expect("a line of JSON");
        let id = case["id"].as_str().expect("an id");
        let markdown = blocks_to_commonmark(&blocks(&case["truth"]["blocks"]), &MarkdownOptions::default());
        std::fs::write(format!("{folder}/{id}.md"), markdown).expect("a place to write");
        std::fs::write(format!("{folder}/{id}.truth.json"), case["truth"].to_string())
            .expect("a place to write");
        count += 1;
    }
    println!("{count}");
}
