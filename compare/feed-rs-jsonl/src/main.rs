//! `feed-rs-jsonl FILE OUT`: reads a feed with feed-rs and writes it as JSON Lines.
//!
//! The first line is the feed without its entries, then one line an entry. Every field of the
//! model is written, through the model's own `Serialize`, so that no work is left out that a
//! converter has to do.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::mem;

use anyhow::{Context, Result, bail};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Large enough that system calls do not show; the same in every driver.
const BUFFER: usize = 64 * 1024;

fn main() -> Result<()> {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let [input, output] = args.as_slice() else {
        bail!("usage: feed-rs-jsonl FILE OUT");
    };
    let file = File::open(input).with_context(|| format!("cannot open {}", input.display()))?;
    let mut feed = feed_rs::parser::parse(BufReader::with_capacity(BUFFER, file))?;
    // Taken out so that the line of the feed does not hold all entries a second time.
    let entries = mem::take(&mut feed.entries);

    let file = File::create(output).with_context(|| format!("cannot create {}", output.display()))?;
    let mut out = BufWriter::with_capacity(BUFFER, file);
    serde_json::to_writer(&mut out, &feed)?;
    out.write_all(b"\n")?;
    for entry in &entries {
        serde_json::to_writer(&mut out, entry)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    println!("entries {}", entries.len());
    Ok(())
}
