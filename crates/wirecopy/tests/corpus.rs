//! Every file of the fuzz corpus and of the fixtures, and damaged copies of them, through every importer and every exporter:
//! none panics, all end. What the fuzzers found once is tried again here, on a stable toolchain.
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
use std::path::{Path, PathBuf};

use wirecopy_core::{Confidence, Head};
use wirecopy_testkit::{Asked, mutants};

#[test]
fn fixtures_and_damaged_copies_hurt_nobody() {
    let mut tried = 0;
    for file in files(&house::fixtures()) {
        let bytes = fs::read(&file).unwrap();
        // long inputs are there for their length, which damage does not change
        let copies = if bytes.len() > 64 << 10 { 1 } else { 6 };
        hurts_nobody(&file, &bytes);
        for copy in mutants(&bytes, bytes.len() as u64, copies) {
            hurts_nobody(&file, &copy);
            tried += 1;
        }
    }
    assert!(tried > 100, "only {tried} copies were tried");
}

#[test]
fn the_fuzz_corpus_hurts_nobody() {
    for file in files(&house::top().join("fuzz/corpus")) {
        hurts_nobody(&file, &fs::read(&file).unwrap());
    }
}

fn hurts_nobody(file: &Path, bytes: &[u8]) {
    let kit = house::kit();
    for importer in kit.registry.importers() {
        let from = importer.format().name;
        let asked = Asked { from: Some(from.to_owned()), ..Asked::default() };
        let run = kit.read("corpus", bytes, &asked);
        let what = || format!("{} as {from}: {:?}", file.display(), String::from_utf8_lossy(bytes));
        assert!(!run.endless && !run.went_on, "no end: {}", what());
        if let Some(error) = &run.error {
            assert!(!error.to_string().starts_with("panic"), "{error}: {}", what());
        }
        // what an importer does not take for its own is not written again: that would try the same records often
        if importer.probe(&Head::new(bytes, true, None, None)) == Confidence::No {
            continue;
        }
        for exporter in kit.registry.exporters() {
            let export = kit.export(exporter.format().name, &run.records, &asked);
            if let Some(error) = export.error {
                panic!("to {}: {error}: {}", exporter.format().name, what());
            }
        }
    }
}

/// All files below a folder, sorted; none when there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut open = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
