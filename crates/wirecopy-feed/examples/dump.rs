//! Prints the records of feeds as indented JSON, and what was found on the way.
//!
//! `cargo run -p wirecopy-feed --example dump -- FILE…`; `--count` prints only how many records there are.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example shows what it does")]

use std::error::Error;
use std::fs::File;
use std::io::BufReader;

use wirecopy_core::{Cx, Findings, Head, Input, Limits, Options, Policy, Registry};

fn main() {
    let mut formats = Registry::default();
    wirecopy_feed::register(&mut formats);
    let mut is_quiet = false;
    for name in std::env::args().skip(1) {
        if name == "--count" {
            is_quiet = true;
        } else if let Err(error) = show(&formats, &name, is_quiet) {
            eprintln!("{name}: error: {error}");
        }
    }
}

fn show(formats: &Registry, name: &str, is_quiet: bool) -> Result<(), Box<dyn Error>> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut start = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(File::open(name)?, 16 << 10), &mut start)?;
    let (importer, confidence) = formats.detect(&Head::new(&start, false, Some(name), None))?;
    let input = Input::new(BufReader::new(File::open(name)?)).named(name);
    let mut reader = importer.open(input, &Options::of(importer.format()), &mut cx)?;
    let mut count = 0_u64;
    while let Some(record) = reader.read(&mut cx)? {
        count += 1;
        if !is_quiet {
            println!("{}", serde_json::to_string_pretty(&record)?);
        }
    }
    drop(reader);
    eprintln!("{name}: {} ({confidence:?}), {count} records", importer.format().name);
    for finding in cx.findings.kept() {
        let place = finding.location.map(|place| format!("{}:{}: ", place.line, place.column));
        eprintln!(
            "  {}{}[{}]: {}",
            place.unwrap_or_default(),
            finding.severity.as_str(),
            finding.code,
            finding.message
        );
    }
    Ok(())
}
