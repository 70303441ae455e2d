//! Plain text to structured articles, each inference with its certainty and evidence.
//!
//! A bare text has no markup to go by, so all of its structure is worked out: which lines are paragraphs, headings
//! or pointers to other stories, whether the first line is a title, who said what stands between quotation marks.
//! Every such answer is an [`Annotation`](wirecopy_model::Annotation) or carries a
//! [`Certainty`](wirecopy_model::Certainty), and the text itself is kept untouched in
//! [`Article::contents`](wirecopy_model::Article::contents). Nothing is made up: a text without a title gives an
//! article without one.
//!
//! Structure is told by form alone and works in any script. Speakers are named in English, German, French, Spanish,
//! Italian, Portuguese and Dutch; in other languages quotes are found, and nobody is named.
//!
//! ```
//! use wirecopy_core::{Cx, Findings, Importer, Input, Limits, Options, Policy};
//! use wirecopy_model::{Block, Record};
//! use wirecopy_text::PlainText;
//!
//! let text = "The ferry will keep running through the winter, the council decided on Monday.\n\
//!             What changes\n\
//!             Two libraries close, and their books are moved to the school.\n";
//! let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
//! let mut cx = Cx::new(&limits, &policy, &mut findings);
//! let mut reader = PlainText.open(Input::new(text.as_bytes()), &Options::of(PlainText.format()), &mut cx)?;
//! let Some(Record::Source(_)) = reader.read(&mut cx)? else { panic!("the source comes first") };
//! let Some(Record::Article(article)) = reader.read(&mut cx)? else { panic!("then the article") };
//! assert!(matches!(article.blocks[1], Block::Heading { level: 2, .. }));
//! assert_eq!(article.title(), None);
//! # Ok::<(), wirecopy_core::Error>(())
//! ```

mod article;
mod ascii;
mod attribution;
mod characters;
mod container;
mod data;
mod explain;
mod export;
mod front;
mod given;
mod importer;
mod inferences;
mod kind;
mod language;
mod layout;
mod lexicon;
mod lines;
mod list;
mod mention;
mod mojibake;
mod names;
mod opening;
mod passage;
mod place;
mod quote;
mod speech;
mod teller;
mod time;
mod vocabulary;
mod wording;
mod wrap;

pub use explain::Explanation;
pub use given::line_kinds;
pub use importer::PlainText;

/// Adds this crate's formats to a registry.
///
/// ```
/// let mut registry = wirecopy_core::Registry::default();
/// wirecopy_text::register(&mut registry);
/// assert!(registry.importer_named("text").is_ok());
/// ```
pub fn register(registry: &mut wirecopy_core::Registry) {
    registry.importer(PlainText);
    registry.exporter(PlainText);
}
