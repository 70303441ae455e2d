//! `quick-xml-buffered FILE`: tokenises through a `BufReader` into one reused buffer, the way a
//! reader with flat memory has to.

use std::fs::File;
use std::io::BufReader;

use anyhow::{Context, Result};
use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml_tokens::{Tally, input_file};

/// Large enough that system calls do not show; the same in every driver.
const BUFFER: usize = 64 * 1024;

fn main() -> Result<()> {
    let path = input_file("quick-xml-buffered FILE")?;
    let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut reader = Reader::from_reader(BufReader::with_capacity(BUFFER, file));
    let mut tally = Tally::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Eof => break,
            event => tally.add(&event),
        }
    }
    tally.print();
    Ok(())
}
