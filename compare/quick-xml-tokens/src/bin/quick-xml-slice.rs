//! `quick-xml-slice FILE`: tokenises a whole file held in memory, the yardstick of the ratios.
//!
//! Reading the file and checking its UTF-8 belong to the figure: no reader can do without them.

use std::fs;

use anyhow::{Context, Result};
use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml_tokens::{Tally, input_file};

fn main() -> Result<()> {
    let path = input_file("quick-xml-slice FILE")?;
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut reader = Reader::from_str(&text);
    let mut tally = Tally::default();
    loop {
        match reader.read_event()? {
            Event::Eof => break,
            event => tally.add(&event),
        }
    }
    tally.print();
    Ok(())
}
