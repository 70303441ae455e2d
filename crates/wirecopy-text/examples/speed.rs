//! How fast texts are read: `speed MEGABYTES FILE…` reads the files over and over, first for their structure alone, then
//! with quotes and speakers, and then takes the measure of two things everybody knows: a check of UTF-8 and a count of
//! words by UAX #29. Prints one row each, in MB of input a second of one core, and as a ratio to the count of words.
#![expect(clippy::print_stdout, reason = "a program for people at a terminal")]

use std::hint::black_box;
use std::time::Instant;

use unicode_segmentation::UnicodeSegmentation;
use wirecopy_core::{Cx, Error, Findings, Importer, Input, Limits, Policy, Settings};
use wirecopy_text::PlainText;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let megabytes: f64 = arguments.next().ok_or("say how many megabytes, and which files")?.parse()?;
    let files: Vec<Vec<u8>> = arguments.map(std::fs::read).collect::<Result<_, _>>()?;
    let round: usize = files.iter().map(Vec::len).sum();
    if round == 0 {
        return Err("there is nothing to read".into());
    }
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let (rounds, round) = ((megabytes * 1e6 / round as f64).ceil(), round as f64 / 1e6);
    let time = |work: &dyn Fn(&[u8]) -> Result<(), Error>| -> Result<f64, Error> {
        let start = Instant::now();
        let mut done = 0.0;
        while done < rounds {
            for file in &files {
                work(file)?;
            }
            done += 1.0;
        }
        Ok(rounds * round / start.elapsed().as_secs_f64())
    };
    let words = time(&|bytes| {
        black_box(String::from_utf8_lossy(bytes).unicode_words().count());
        Ok(())
    })?;
    let row = |name: &str, speed: f64| println!("{name:<28} {speed:>8.1} MB/s   {:.2}", speed / words);
    row("structure", time(&|bytes| read(bytes, &[("text.quotes", "false")]))?);
    row("with quotes and speakers", time(&|bytes| read(bytes, &[]))?);
    row("words counted (UAX #29)", words);
    row(
        "UTF-8 checked",
        time(&|bytes| {
            black_box(std::str::from_utf8(bytes).is_ok());
            Ok(())
        })?,
    );
    Ok(())
}

fn read(bytes: &[u8], settings: &[(&str, &str)]) -> Result<(), Error> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut all = Settings::default();
    for (key, value) in settings {
        all.set(*key, *value);
    }
    let options = all.for_format(PlainText.format())?;
    let mut reader = PlainText.open(Input::new(bytes), &options, &mut cx)?;
    while let Some(record) = reader.read(&mut cx)? {
        black_box(record);
    }
    Ok(())
}
