//! Writes a generated document to standard output: `generate rss|atom|text BYTES [SEED]`.

use std::io::{self, BufWriter, Write};

use wirecopy_testkit::generator::{Generator, Size};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let kind = arguments.next().unwrap_or_default();
    let bytes = arguments.next().and_then(|bytes| bytes.parse().ok());
    let seed = arguments.next().map_or(Some(1), |seed| seed.parse().ok());
    let (Some(bytes), Some(seed)) = (bytes, seed) else { return Err(usage()) };
    let mut generator = Generator::new(seed);
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    match kind.as_str() {
        "rss" => generator.rss(Size::Bytes(bytes), &mut out)?,
        "atom" => generator.atom(Size::Bytes(bytes), &mut out)?,
        "text" => generator.text(Size::Bytes(bytes), &mut out)?,
        _ => return Err(usage()),
    };
    out.flush()
}

fn usage() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "usage: generate rss|atom|text BYTES [SEED]")
}
