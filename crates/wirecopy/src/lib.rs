//! Reads news in every form it travels in and writes it in every form people need.
//!
//! ```
//! use wirecopy::{Input, Memory, Stream, Target};
//!
//! let feed = br#"<rss version="2.0"><channel><title>Harbour Times</title>
//!   <item><title>Ferry back in service</title><guid isPermaLink="false">ht-1</guid></item>
//! </channel></rss>"#;
//!
//! let registry = wirecopy::registry();
//! let mut memory = Memory::default();
//! let mut stream = Stream::new(&registry);
//! stream.add(Target { format: "csv", out: Box::new(&mut memory) })?;
//! let findings = stream.convert(Input::new(&feed[..]).named("harbour.xml"))?;
//! drop(stream);
//!
//! let (name, csv) = memory.parts().next().unwrap();
//! assert_eq!(name, "main.csv");
//! assert!(std::str::from_utf8(csv)?.contains("Ferry back in service"));
//! // the title of the feed has no place in a table of articles
//! assert_eq!(findings.count(wirecopy::Severity::Loss), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Every format is a crate of its own behind a feature of its name; all are on by default. Formats of other
//! crates are added with [`Registry::importer`] and [`Registry::exporter`].

mod open;
mod stream;

pub use open::{Opened, open};
pub use stream::{Stream, Target};
pub use wirecopy_body::sanitize::{BODY, Rules as SanitizeRules};
pub use wirecopy_core::{
    Confidence, Cx, Diagnostic, Error, ErrorKind, Exporter, Findings, Format, Given, Head, Importer, Include,
    Input, Limits, Memory, Outputs, Part, PartRole, Parts, Policy, RecordReader, RecordSink, Registry,
    Settings, Severity, Url,
};
pub use wirecopy_model as model;

/// All formats whose features are on.
pub fn registry() -> Registry {
    #[allow(unused_mut, reason = "without any feature there is nothing to add")]
    let mut registry = Registry::default();
    #[cfg(feature = "text")]
    wirecopy_text::register(&mut registry);
    #[cfg(feature = "feed")]
    wirecopy_feed::register(&mut registry);
    #[cfg(feature = "jsonl")]
    wirecopy_jsonl::register(&mut registry);
    #[cfg(feature = "markdown")]
    wirecopy_markdown::register(&mut registry);
    #[cfg(feature = "csv")]
    wirecopy_csv::register(&mut registry);
    #[cfg(feature = "chunks")]
    wirecopy_chunks::register(&mut registry);
    #[cfg(feature = "media")]
    wirecopy_media::register(&mut registry);
    #[cfg(feature = "jsonld")]
    wirecopy_jsonld::register(&mut registry);
    #[cfg(feature = "html")]
    wirecopy_html::register(&mut registry);
    registry
}
