//! `rss-jsonl FILE OUT`: reads an RSS feed with the `rss` crate and writes it as JSON Lines.
//!
//! The first line is the channel without its items, then one line an item. Every field is
//! written, the map of extensions too, through the crate's own `Serialize`.

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
        bail!("usage: rss-jsonl FILE OUT");
    };
    let file = File::open(input).with_context(|| format!("cannot open {}", input.display()))?;
    let mut channel = rss::Channel::read_from(BufReader::with_capacity(BUFFER, file))?;
    // Taken out so that the line of the channel does not hold all items a second time.
    let items = mem::take(&mut channel.items);

    let file = File::create(output).with_context(|| format!("cannot create {}", output.display()))?;
    let mut out = BufWriter::with_capacity(BUFFER, file);
    serde_json::to_writer(&mut out, &channel)?;
    out.write_all(b"\n")?;
    for item in &items {
        serde_json::to_writer(&mut out, item)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    println!("items {}", items.len());
    Ok(())
}
