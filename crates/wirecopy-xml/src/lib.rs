//! A tolerant XML pull reader: bounded window, recovery, entities, positions.
//!
//! [`XmlReader`] gives one [`Event`] at a time; its data is read through accessors on the reader. It decodes the
//! input itself, holds no more of it than the largest token, and reads broken XML as what it most likely means:
//! every repair is reported with its place in the original bytes. Names are resolved to namespaces; text arrives
//! with CDATA sections and references resolved and merged.
//!
//! ```
//! use wirecopy_core::decode::Hints;
//! use wirecopy_core::{Cx, Findings, Limits, Policy};
//! use wirecopy_xml::{Event, XmlReader};
//!
//! let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
//! let mut cx = Cx::new(&limits, &policy, &mut findings);
//! let input = &b"<rss><title>Fish & chips</title></rss>"[..];
//! let mut reader = XmlReader::new(Box::new(input), &Hints::xml(None), &mut cx)?;
//! let mut title = String::new();
//! loop {
//!     match reader.next(&mut cx)? {
//!         Event::Start if reader.local() == "title" => reader.read_text(&mut title, &mut cx)?,
//!         Event::Eof => break,
//!         _ => {}
//!     }
//! }
//! assert_eq!(title, "Fish & chips");
//! assert!(!reader.well_formed());
//! assert_eq!(cx.findings.kept()[0].code, "xml.reference.bare-ampersand");
//! # Ok::<(), wirecopy_core::Error>(())
//! ```

mod access;
mod byte;
mod characters;
mod content;
mod doctype;
mod entity;
mod event;
mod fault;
mod html;
mod namespace;
mod open;
mod prolog;
mod reader;
mod recovery;
mod reference;
mod start;
mod subtree;
mod tag;
mod text;

pub use content::Wrapper;
pub use event::{Attr, Declaration, Event, NameRef};
pub use namespace::Ns;
pub use reader::XmlReader;
