//! Lists of the pictures, sounds, films and files of articles: tab-separated, a line for each file of an article, with a path to
//! keep it under. Nothing is fetched.
//!
//! | column | holds |
//! |---|---|
//! | `url` | its address |
//! | `path` | where to keep it: safe on every file system, no two alike, the same each time |
//! | `type` | media type, as stated |
//! | `width`, `height` | in pixels, as stated |
//! | `bytes` | its size, as stated |
//! | `caption`, `credit`, `alt` | as plain text; credits joined by `; ` |
//! | `rights` | copyright or licence of the file |
//! | `article`, `title` | id and title of its article |
//!
//! Tab, line feed, carriage return and backslash within a value are written `\t`, `\n`, `\r` and `\\`. Other control
//! characters are left out.
//!
//! The path is `ARTICLE/NAME`: the words of the title with a hash of the article's id, and the name at the end of the address, in
//! ASCII. Of two names in one article that only differ in case the second gets a hash of its address.
//!
//! ```
//! use wirecopy_core::{Cx, Exporter, Findings, Limits, Memory, Options, Policy};
//! use wirecopy_media::MediaList;
//! use wirecopy_model::{Article, Media, MediaKind, Record};
//!
//! let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
//! let mut cx = Cx::new(&limits, &policy, &mut findings);
//! let mut memory = Memory::default();
//! let mut sink = MediaList.create(Box::new(&mut memory), &Options::of(MediaList.format()))?;
//! let url = Some("https://example.org/2026/quay.jpg?w=800".to_owned());
//! let media = vec![Media { url, kind: Some(MediaKind::Image), ..Media::default() }];
//! sink.write(&Record::Article(Box::new(Article { media, ..Article::default() })), &mut cx)?;
//! sink.finish(&mut cx)?;
//! drop(sink);
//! let (name, list) = memory.parts().next().unwrap();
//! assert_eq!(name, "main.media.tsv");
//! let line = std::str::from_utf8(list).unwrap().lines().nth(1).unwrap();
//! assert!(line.starts_with("https://example.org/2026/quay.jpg?w=800\tarticle-ecba3d/quay.jpg\t"));
//! # Ok::<(), wirecopy_core::Error>(())
//! ```

mod export;
mod path;
mod row;

use wirecopy_core::{Carries, Format, Parts, Registry};

pub use export::suggested_paths;
pub use path::{folder_name, suggested_path};

/// What the format is.
static FORMAT: Format = Format {
    name: "media",
    title: "List of media (TSV)",
    extensions: &["media.tsv", "tsv"],
    media_types: &["text/tab-separated-values"],
    spec: "https://www.iana.org/assignments/media-types/text/tab-separated-values",
    options: &[],
    public: true,
    parts: Parts::PerInput,
    // a list stands beside other outputs and is not meant to hold articles
    carries: Carries { fields: &["id", "media"], immaterial: wirecopy_model::Fields::ALL },
};

/// The format `media`.
#[derive(Clone, Copy, Debug, Default)]
pub struct MediaList;

/// Adds the format to a registry.
pub fn register(registry: &mut Registry) {
    registry.exporter(MediaList);
}
