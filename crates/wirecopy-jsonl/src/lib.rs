//! The article model as JSON Lines, both ways, lossless: the bus between programs.
//!
//! One [`wirecopy_model::Record`] a line, in its `serde` form with the tag `record` first, ended by a line feed.
//! What is written is read back equal: `import(export(x)) == x`. Fields a line has and the model has not are
//! reported, each by its path, and never dropped in silence.
//!
//! ```
//! use wirecopy_core::{Cx, Exporter, Findings, Importer, Input, Limits, Memory, Options, Policy};
//! use wirecopy_jsonl::Jsonl;
//! use wirecopy_model::{Article, Headline, HeadlineRole, Record};
//!
//! let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
//! let mut cx = Cx::new(&limits, &policy, &mut findings);
//! let options = Options::of(Exporter::format(&Jsonl));
//!
//! let mut memory = Memory::default();
//! let mut sink = Jsonl.create(Box::new(&mut memory), &options)?;
//! let headlines = vec![Headline::plain(HeadlineRole::Main, "Harbour reopens")];
//! let record = Record::Article(Box::new(Article { headlines, ..Article::default() }));
//! sink.write(&record, &mut cx)?;
//! sink.finish(&mut cx)?;
//! drop(sink);
//!
//! let line = memory.parts().next().map(|(_, bytes)| bytes.to_vec()).unwrap_or_default();
//! assert_eq!(line, br#"{"record":"article","source":"","headlines":[{"role":"main","value":"Harbour reopens"}]}
//! "#);
//! let mut reader = Jsonl.open(Input::new(line.as_slice()), &options, &mut cx)?;
//! assert_eq!(reader.read(&mut cx)?, Some(record));
//! # Ok::<(), wirecopy_core::Error>(())
//! ```

mod compare;
mod export;
mod import;
mod line;
mod serializer;
mod string;

use wirecopy_core::{Carries, Format, Parts, Registry};

pub use line::{read_line, write_line};

/// What the format is.
static FORMAT: Format = Format {
    name: "jsonl",
    title: "JSON Lines",
    extensions: &["jsonl", "ndjson"],
    media_types: &["application/jsonl", "application/x-ndjson", "application/x-jsonlines"],
    spec: "https://jsonlines.org/",
    options: &[],
    public: false,
    parts: Parts::PerInput,
    carries: Carries::ALL,
};

/// The format `jsonl`: importer and exporter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Jsonl;

/// Adds the format to a registry.
pub fn register(registry: &mut Registry) {
    registry.importer(Jsonl).exporter(Jsonl);
}
