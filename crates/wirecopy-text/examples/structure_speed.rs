//! How fast the structure of plain text is worked out: `structure_speed [FILE]…`, or made-up news without a file.
//!
//! Prints the megabytes a second of the whole import without quotes, on one core.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a program for people"
)]

use std::time::Instant;

use wirecopy_core::{Cx, Findings, Importer, Input, Limits, Policy, Settings};
use wirecopy_text::PlainText;

fn main() {
    let mut texts: Vec<(String, Vec<u8>)> =
        std::env::args().skip(1).map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
    if texts.is_empty() {
        texts = vec![
            ("article of 4 kB".to_owned(), news(4_000, false)),
            ("file of 8 MB".to_owned(), news(8_000_000, false)),
            ("wrapped article of 4 kB".to_owned(), news(4_000, true)),
            ("wrapped file of 8 MB".to_owned(), news(8_000_000, true)),
        ];
    }
    for (name, text) in &texts {
        let rounds = (40_000_000 / text.len().max(1)).clamp(1, 20_000);
        let start = Instant::now();
        for _ in 0..rounds {
            import(text);
        }
        let rate = (rounds * text.len()) as f64 / start.elapsed().as_secs_f64() / 1e6;
        println!("{rate:8.1} MB/s  {name}");
    }
}

fn import(text: &[u8]) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut settings = Settings::default();
    settings.set("text.quotes", "false");
    let options = settings.for_format(PlainText.format()).unwrap();
    let mut reader = PlainText.open(Input::new(text), &options, &mut cx).unwrap();
    while reader.read(&mut cx).unwrap().is_some() {}
}

/// News of about `length` bytes.
fn news(length: usize, is_wrapped: bool) -> Vec<u8> {
    const PARAGRAPHS: &[&str] = &[
        "The council of the town decided on Monday that the ferry to the outer islands will keep running through the winter, whatever it costs, after a debate that went on until midnight.",
        "\"We sail in any weather,\" Ida Holm, a pilot with thirty years at the helm, told reporters at the quay. \"So do the gulls, and nobody asks them what it costs.\"",
        "Two of the libraries close instead, and their books are moved to the school at the harbour before the month is over – a plan that 1,900 people have signed a petition against.",
        "What changes",
        "The ferry leaves at six in the morning and at four in the afternoon, as it has done since the line was opened in 1954. A ticket costs two crowns, and children travel without paying. Dogs stay ashore, which the pilots regret; the harbour master, who has two of his own, said that he had no choice.",
    ];
    let mut out = String::new();
    for paragraph in PARAGRAPHS.iter().cycle() {
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
        if out.len() >= length {
            return out.into_bytes();
        }
    }
    out.into_bytes()
}
