//! Articles to chunks of text for retrieval systems: JSON Lines, a chunk a line, each with what is needed to find, show and
//! cite it.
//!
//! | key | holds |
//! |---|---|
//! | `id` | the article's id and the chunk's number, `ID#1`: the same each time the same article is cut alike |
//! | `article`, `number`, `of` | the article's id; which of its chunks this is, from 1; how many there are |
//! | `headings` | the headings it stands under, outermost first |
//! | `text` | the text; with `chunks.headings=true` it begins with the headings |
//! | `overlap` | how many characters of the text are the end of the chunk before |
//! | `span` | first byte and the one past the last, in the input, of the paragraphs it is from; absent where not known |
//! | `title`, `url`, `published`, `updated`, `authors`, `publisher`, `section`, `tags`, `language` | as far as known |
//! | `rights`, `license` | notices and terms; addresses of licences |
//! | `status` | whether it may be used, as far as stated |
//! | `body` | `summary` or `teaser`, where the source gave no more |
//! | `source` | name of the input |
//! | `words`, `characters` | how long the text is |
//!
//! A chunk never crosses a heading and never ends within a sentence (UAX #29) unless that sentence alone is too long.
//! Tables, lists and code stay whole where they fit. Pointers to other stories, captions, embeds and boilerplate are no
//! part of the text: they are left out, and reported.
//!
//! ```
//! use wirecopy_chunks::Chunks;
//! use wirecopy_core::{Cx, Exporter, Findings, Limits, Memory, Options, Policy};
//! use wirecopy_model::{Article, Block, Record};
//!
//! let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
//! let mut cx = Cx::new(&limits, &policy, &mut findings);
//! let mut memory = Memory::default();
//! let mut sink = Chunks.create(Box::new(&mut memory), &Options::of(Chunks.format()))?;
//! let article = Article { source: "harbour.txt".into(), blocks: vec![Block::paragraph("It sails.")], ..Article::default() };
//! sink.write(&Record::Article(Box::new(article)), &mut cx)?;
//! sink.finish(&mut cx)?;
//! drop(sink);
//! let line = "{\"id\":\"harbour.txt#1\",\"article\":\"harbour.txt\",\"number\":1,\"of\":1,\"text\":\"It sails.\",\
//!             \"source\":\"harbour.txt\",\"words\":2,\"characters\":9}\n";
//! assert_eq!(memory.parts().next(), Some(("main.chunks.jsonl", line.as_bytes())));
//! # Ok::<(), wirecopy_core::Error>(())
//! ```

mod about;
mod cut;
mod export;
mod lost;
mod measure;
mod unit;

use wirecopy_core::{Carries, Format, OptionKind, OptionSpec, Parts, Registry};

/// What the format is.
static FORMAT: Format = Format {
    name: "chunks",
    title: "Chunks (JSON Lines)",
    extensions: &["chunks.jsonl", "jsonl"],
    media_types: &["application/jsonl"],
    spec: "https://jsonlines.org/",
    options: &[
        OptionSpec {
            name: "size",
            kind: OptionKind::Integer(1, 1_000_000),
            default: "300",
            doc: "how long a chunk may be, in `chunks.unit`",
        },
        OptionSpec {
            name: "unit",
            kind: OptionKind::Choice(&["words", "characters"]),
            default: "words",
            doc: "what `chunks.size` and `chunks.overlap` count",
        },
        OptionSpec {
            name: "overlap",
            kind: OptionKind::Integer(0, 1_000_000),
            default: "0",
            doc: "how much of the end of a chunk the next one of its section begins with, in whole sentences; less than the size",
        },
        OptionSpec {
            name: "headings",
            kind: OptionKind::Bool,
            default: "true",
            doc: "begin each text with the headings it stands under",
        },
    ],
    public: true,
    parts: Parts::PerInput,
    carries: Carries {
        fields: &[
            "source",
            "id",
            "status",
            "headlines",
            "bylines",
            "people",
            "dates",
            "links",
            "subjects",
            "language",
            "contents",
            "blocks",
            "rights",
            "updates",
        ],
        // quotes and annotations were found in the text, which is all there
        immaterial: &[
            "position",
            "base",
            "feed_title",
            "quotes",
            "mentions",
            "annotations",
            "inferred",
            "given",
            "span",
        ],
    },
};

/// The format `chunks`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chunks;

/// Adds the format to a registry.
pub fn register(registry: &mut Registry) {
    registry.exporter(Chunks);
}
