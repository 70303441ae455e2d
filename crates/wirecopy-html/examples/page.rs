//! `page FILE` writes the articles of a file of JSON Lines as pages, one after the other: for a look at them.
#![allow(clippy::expect_used, clippy::print_stdout, missing_docs, reason = "a tool for developers")]

use wirecopy_core::{Cx, Exporter, Findings, Limits, Memory, Options, Policy, Transform};
use wirecopy_html::Html;

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let text = std::fs::read_to_string(path).expect("a file that can be read");
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut memory = Memory::default();
    let mut sink = Html.create(Box::new(&mut memory), &Options::of(Html.format())).expect("a sink");
    for line in text.lines() {
        let record = serde_json::from_str(line).expect("a record");
        let record = wirecopy_body::Blocks.apply(record, &mut cx).expect("blocks");
        sink.write(&record.expect("a record"), &mut cx).expect("memory");
    }
    sink.finish(&mut cx).expect("memory");
    drop(sink);
    for (_, page) in memory.parts() {
        print!("{}", String::from_utf8_lossy(page));
    }
}
