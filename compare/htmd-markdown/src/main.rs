//! `htmd-markdown LIST [TIMES]`: reads bodies of HTML, one JSON string a line, and writes each as Markdown with htmd, the
//! whole list `TIMES` times over.

use std::fs;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result, bail};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let (list, times) = match args.as_slice() {
        [list] => (list, 1),
        [list, times] => (list, times.parse().context("`TIMES` is a number")?),
        _ => bail!("usage: htmd-markdown LIST [TIMES]"),
    };
    let list = fs::read_to_string(list).with_context(|| format!("cannot read {list}"))?;
    let bodies = list.lines().map(serde_json::from_str).collect::<Result<Vec<String>, _>>()?;
    let converter = htmd::HtmlToMarkdown::builder().skip_tags(vec!["script", "style"]).build();
    let mut out = BufWriter::with_capacity(64 * 1024, std::io::stdout());
    for _ in 0..times {
        for html in &bodies {
            writeln!(out, "{}", converter.convert(html)?)?;
        }
    }
    out.flush()?;
    Ok(())
}
