//! Reads a file through the reader and counts what goes by: `tokenise FILE [RUNS]`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for measuring")]

use std::fs::File;
use std::io::{BufReader, Write};
use std::time::Instant;

use wirecopy_core::decode::Hints;
use wirecopy_core::{Cx, Error, Findings, Limits, Policy};
use wirecopy_xml::{Event, XmlReader};

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args_os().skip(1);
    let Some(path) = arguments.next() else { return Err(Error::usage("usage: tokenise FILE [RUNS]")) };
    let runs = arguments.next().and_then(|runs| runs.to_str()?.parse().ok()).unwrap_or(1);
    for _ in 0..runs {
        let begun = Instant::now();
        let file = File::open(&path).map_err(|error| Error::io("cannot open the file", error))?;
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let input = Box::new(BufReader::with_capacity(64 << 10, file));
        let mut reader = XmlReader::new(input, &Hints::xml(None), &mut cx)?;
        let (mut events, mut bytes) = (0_u64, 0_u64);
        loop {
            let event = reader.next(&mut cx)?;
            events += 1;
            bytes += match event {
                Event::Start | Event::End => reader.local().len() as u64,
                Event::Eof => break,
                _ => reader.text().len() as u64,
            };
        }
        let took = begun.elapsed();
        let rate = u128::from(size) / took.as_micros().max(1);
        let well_formed = reader.well_formed();
        println!("events {events} bytes {bytes} findings {} well-formed {well_formed}", findings.total());
        drop(writeln!(std::io::stderr(), "{:.1} ms, {rate} MB/s", took.as_secs_f64() * 1e3));
    }
    Ok(())
}
