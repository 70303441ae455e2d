//! The article model of wirecopy: plain data for news of every format.
//!
//! A conversion is a stream of [`Record`]s: the [`Source`] first, then the [`Feed`] it holds (if it is
//! one) and its [`Article`]s, one at a time. The types only hold data; they neither read nor write a
//! format.
//!
//! Three rules shape them:
//!
//! * a field holds **what the source said**. What was worked out stands beside it and is named in
//!   [`Article::inferred`]; what the caller supplied is named in [`Article::given`];
//! * where some format has several of a thing, the model has **a list**, in the order of the source. When
//!   several values compete for one role the first in the list is the one that won;
//! * what no field can hold is kept in [`Extensions`], a flat list of nodes.
//!
//! The `serde` form of these types is public and versioned by [`SCHEMA_VERSION`]: it is the `jsonl` format.
//! Absent and empty fields are left out of it.
//!
//! ```
//! use wirecopy_model::{Article, Headline, HeadlineRole};
//!
//! let article = Article {
//!     headlines: vec![Headline::plain(HeadlineRole::Main, "Harbour reopens after storm")],
//!     ..Article::default()
//! };
//! assert_eq!(article.title(), Some("Harbour reopens after storm"));
//! ```
//!
//! No type here recurses on the depth of an input: extensions are flat, and blocks nest at most
//! [`MAX_BLOCK_DEPTH`] deep when they come from an importer of this project.

mod article;
mod block;
mod content;
mod date;
mod extensions;
mod feed;
mod field;
mod inference;
mod inline;
mod item;
mod link;
mod media;
mod mention;
mod part;
mod person;
mod picture;
mod place;
mod quote;
mod record;
mod rights;
mod source;
mod span;
mod subject;
mod text;
mod walk;

pub use article::{Article, ArticleKind, Comments, Reply, Status, Update};
pub use block::{
    Block, Cell, CellAlign, Definition, ListItem, MAX_BLOCK_DEPTH, MAX_INLINE_DEPTH, ParagraphRole, Row,
};
pub use content::{Content, ContentKind, TransferEncoding};
pub use date::{Date, DateRole, Moment, MomentError, Precision, RoleDate, Zone};
pub use extensions::{Attribute, Extensions, Name, Node, NodeKind};
pub use feed::{Cloud, Description, Feed, FeedFamily, FeedImage, Generator, TextInput};
pub use field::{Field, Fields};
pub use inference::{Alternative, Annotation, Certainty, Inference, Join};
pub use inline::{EntityKind, Inline};
pub use item::{Association, Correction, Dateline, Id, IdOrigin, Note, Reference, Series, Slugline};
pub use link::{Link, LinkRel};
pub use media::{Media, MediaKind, MediaRole};
pub use mention::{Mention, MentionKind};
pub use part::{PartName, Parts};
pub use person::{Person, PersonKind, PersonRole};
pub use picture::{Caption, Picture};
pub use place::Place;
pub use quote::{Quote, QuoteKind, Speaker};
pub use record::{Opaque, Record, Tombstone};
pub use rights::Rights;
pub use source::{Encoding, EncodingEvidence, Namespace, Source};
pub use span::Span;
pub use subject::{Subject, SubjectKind};
pub use text::{Headline, HeadlineRole, Text, TextKind};
pub use walk::{Piece, Walk};

/// The version of the serialised form of this model. `0.x`: fields may still change between releases.
pub const SCHEMA_VERSION: &str = "0.1";

/// Text that many values share (a source's name, an inherited language): cloning it copies a pointer.
pub type Shared = std::sync::Arc<str>;

/// Whether a `bool` field may be left out of the serialised form.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !*value
}
