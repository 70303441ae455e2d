//! How fast texts are read: `speed MEGABYTES [FILE]…` reads the files over and over (made-up news without one), each by
//! itself and then all of them as one file of several MB: first for their structure alone, then with quotes, speakers and
//! names. Then it takes the measure of two things everybody knows: a count of words by UAX #29 and a check of UTF-8.
//! Prints one row each, in MB of input a second of one core, and as a ratio to the count of words.
#![expect(clippy::print_stdout, reason = "a program for people at a terminal")]

use std::hint::black_box;
use std::time::Instant;

use unicode_segmentation::UnicodeSegmentation;
use wirecopy_core::{Cx, Error, Findings, Importer, Input, Limits, Policy, Settings};
use wirecopy_text::PlainText;

/// A text that is put together is as long as this.
const LONG: usize = 4_000_000;
const STRUCTURE: &[(&str, &str)] = &[("text.quotes", "false"), ("text.names", "false")];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let megabytes: f64 = arguments.next().ok_or("say how many megabytes, and which files")?.parse()?;
    let mut files: Vec<Vec<u8>> = arguments.map(std::fs::read).collect::<Result<_, _>>()?;
    if files.is_empty() {
        files = vec![news(false), news(true)];
    }
    if files.iter().all(Vec::is_empty) {
        return Err("there is nothing to read".into());
    }
    let mut long = Vec::new();
    for file in files.iter().cycle() {
        if long.len() >= LONG {
            break;
        }
        long.extend_from_slice(file);
        long.extend_from_slice(b"\n\n");
    }
    let long = [long];

    let words = speed(megabytes, &files, &|bytes| {
        black_box(String::from_utf8_lossy(bytes).unicode_words().count());
        Ok(())
    })?;
    let row = |name: &str, speed: f64| println!("{name:<40} {speed:>8.1} MB/s   {:.2}", speed / words);
    for (of, texts) in [("", files.as_slice()), (", one long file", &long)] {
        row(&format!("structure{of}"), speed(megabytes, texts, &|bytes| read(bytes, STRUCTURE))?);
        row(
            &format!("with quotes, speakers and names{of}"),
            speed(megabytes, texts, &|bytes| read(bytes, &[]))?,
        );
    }
    row("words counted (UAX #29)", words);
    row(
        "UTF-8 checked",
        speed(megabytes, &files, &|bytes| {
            black_box(std::str::from_utf8(bytes).is_ok());
            Ok(())
        })?,
    );
    Ok(())
}

/// How many MB of the texts are worked through in a second, over about so many MB.
fn speed(megabytes: f64, texts: &[Vec<u8>], work: &dyn Fn(&[u8]) -> Result<(), Error>) -> Result<f64, Error> {
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let round = texts.iter().map(Vec::len).sum::<usize>() as f64 / 1e6;
    let (start, mut done) = (Instant::now(), 0.0);
    while done < megabytes {
        for text in texts {
            work(text)?;
        }
        done += round;
    }
    Ok(done / start.elapsed().as_secs_f64())
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

/// News of about 4 kB.
fn news(is_wrapped: bool) -> Vec<u8> {
    const PARAGRAPHS: &[&str] = &[
        "The council of the town decided on Monday that the ferry to the outer islands will keep running through the winter, whatever it costs, after a debate that went on until midnight.",
        "\"We sail in any weather,\" Ida Holm, a pilot with thirty years at the helm, told reporters at the quay. \"So do the gulls, and nobody asks them what it costs.\"",
        "Two of the libraries close instead, and their books are moved to the school at the harbour before the month is over – a plan that 1,900 people have signed a petition against.",
        "What changes",
        "The ferry leaves at six in the morning and at four in the afternoon, as it has done since the line was opened in 1954. A ticket costs two crowns, and children travel without paying. Dogs stay ashore, which the pilots regret; the harbour master, who has two of his own, said that he had no choice.",
    ];
    let mut out = String::new();
    for paragraph in PARAGRAPHS.iter().cycle().take(5 * PARAGRAPHS.len()) {
        let mut column = 0;
        for word in paragraph.split(' ') {
            if is_wrapped && column + word.len() > 70 {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
            }
            out.push_str(word);
            column += word.len() + 1;
        }
        out.push_str("\n\n");
    }
    out.into_bytes()
}
