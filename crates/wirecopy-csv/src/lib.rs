//! Articles to CSV, one row an article: exact for every reader, and safe to open in a spreadsheet.
//!
//! RFC 4180 with CRLF after each record and only LF within a cell. Text is quoted, numbers are bare, what an
//! article does not have is an empty bare cell. The columns are always the same ones, in one order, body last:
//!
//! | column | holds |
//! |---|---|
//! | `id` | the id |
//! | `title` | the headline as plain text |
//! | `published`, `updated` | the date as exact as it is known; without offset where the source has no zone |
//! | `published_utc` | the same instant in UTC; empty where the zone is not known |
//! | `authors`, `publisher` | names, joined by `; ` |
//! | `section`, `tags` | sections, and all other subjects, joined by `; ` |
//! | `language` | the language tag |
//! | `url` | address of the page |
//! | `summary` | the summary, else the teaser, as plain text |
//! | `body_kind` | how much the source gave: `full`, `summary` or `teaser` |
//! | `words`, `headings` | counted in the body; 0 without a full body |
//! | `quotes`, `speakers` | how many quotations were found, and whose, joined by `; ` |
//! | `related` | titles of related stories, joined by `; ` |
//! | `images` | how many pictures; then address, caption and credit of the first |
//! | `rights` | notices, terms, licences, joined by `; ` |
//! | `status` | whether it may be used, as far as stated |
//! | `source` | name of the input |
//! | `body` | the full body; never a summary or teaser |
//!
//! A cell that a spreadsheet could take for a formula gets an apostrophe before it: see [`defuse`], which
//! [`undefuse`] reverses. What an article has and no column holds is reported as a loss.
//!
//! ```
//! use wirecopy_core::{Cx, Exporter, Findings, Limits, Memory, Policy, Settings};
//! use wirecopy_csv::Csv;
//! use wirecopy_model::{Article, Headline, HeadlineRole, Record};
//!
//! let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
//! let mut cx = Cx::new(&limits, &policy, &mut findings);
//! let mut settings = Settings::default();
//! settings.set("csv.columns", "title,published,words");
//!
//! let mut memory = Memory::default();
//! let mut sink = Csv.create(Box::new(&mut memory), &settings.for_format(Csv.format())?)?;
//! let headlines = vec![Headline::plain(HeadlineRole::Main, "\"Open\" again")];
//! sink.write(&Record::Article(Box::new(Article { headlines, ..Article::default() })), &mut cx)?;
//! sink.finish(&mut cx)?;
//! drop(sink);
//! assert_eq!(memory.parts().next(), Some(("main.csv", b"title,published,words\r\n\"\"\"Open\"\" again\",,0\r\n".as_slice())));
//! # Ok::<(), wirecopy_core::Error>(())
//! ```

mod cell;
mod column;
mod export;
mod guard;
mod lost;
mod row;

use wirecopy_core::{Carries, Format, OptionKind, OptionSpec, Parts, Registry};

pub use guard::{defuse, undefuse};

/// What the format is.
static FORMAT: Format = Format {
    name: "csv",
    title: "CSV",
    extensions: &["csv"],
    media_types: &["text/csv"],
    spec: "https://www.rfc-editor.org/rfc/rfc4180",
    options: &[
        OptionSpec {
            name: "columns",
            kind: OptionKind::List,
            default: "",
            doc: "the columns to write, in this order; all of them when not set",
        },
        OptionSpec {
            name: "body",
            kind: OptionKind::Choice(&["text", "markdown", "html", "none"]),
            default: "text",
            doc: "the form of the column `body`",
        },
        OptionSpec {
            name: "delimiter",
            kind: OptionKind::Choice(&["comma", "semicolon", "tab"]),
            default: "comma",
            doc: "what separates cells; spreadsheets in some languages expect the semicolon",
        },
        OptionSpec {
            name: "excel",
            kind: OptionKind::Bool,
            default: "false",
            doc: "begin with a byte order mark, by which Excel knows UTF-8",
        },
        OptionSpec {
            name: "guard",
            kind: OptionKind::Bool,
            default: "true",
            doc: "put an apostrophe before text that a spreadsheet would take for a formula",
        },
    ],
    public: true,
    parts: Parts::PerInput,
    carries: Carries {
        fields: &[
            "source",
            "id",
            "kind",
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
            "media",
            "rights",
            "quotes",
        ],
        immaterial: &[
            "position",
            "base",
            "feed_title",
            "mentions",
            "annotations",
            "inferred",
            "given",
            "span",
        ],
    },
};

/// The format `csv`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Csv;

/// Adds the format to a registry.
pub fn register(registry: &mut Registry) {
    registry.exporter(Csv);
}
