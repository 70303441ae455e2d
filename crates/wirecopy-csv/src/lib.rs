//! Articles to CSV and back: exact for every reader, and safe to open in a spreadsheet.
//!
//! RFC 4180 with CRLF after each record and only LF within a cell. Text is quoted, numbers are bare, what an
//! article does not have is an empty bare cell. There are four tables (`csv.table`): one row an article, a quotation, a
//! file, a link; their columns are those of [`wirecopy_table::Table`], always the same ones in one order.
//!
//! A cell that a spreadsheet could take for a formula gets an apostrophe before it: see [`defuse`], which
//! [`undefuse`] reverses. What an article has and no column holds is reported as a loss; of the tables that hold parts of
//! articles a note says what they hold. `csv.csvw=true` writes metadata for the [CSV on the Web] beside the table.
//!
//! # Reading
//!
//! | of the table | field |
//! | --- | --- |
//! | a header of our columns, as they are written | a table of ours: the guard is taken back, and each column goes where it came from |
//! | `csv.map=title:Headline,…` | these columns are the fields named, all others go to `extensions` |
//! | any other header | columns called like ours, in any case, are read as these; all others go to `extensions` |
//! | counts and lists that no field holds (`words`, `speakers`, …) | `extensions`, from where they are written again |
//!
//! Delimiter and encoding are found by what the first line and the first bytes show. A row is read at a time. CSVW metadata
//! is not read, for a library reads no files: what it says of columns is said with `csv.map`.
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
mod csvw;
mod export;
mod field;
mod guard;
mod header;
mod import;
mod lost;
mod record;
mod row;
mod sniff;

use wirecopy_core::{Format, OptionKind, OptionSpec, Parts, Registry};

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
            name: "table",
            kind: OptionKind::Choice(&["articles", "quotes", "media", "links"]),
            default: "articles",
            doc: "the table to write: one row an article, a quotation, a picture or other file, a link",
        },
        OptionSpec {
            name: "columns",
            kind: OptionKind::List,
            default: "",
            doc: "the columns of the table to write, in this order; all of them when not set",
        },
        OptionSpec {
            name: "body",
            kind: OptionKind::Choice(&["text", "markdown", "html", "none"]),
            default: "text",
            doc: "the form of the column `body`, written and read",
        },
        OptionSpec {
            name: "delimiter",
            kind: OptionKind::Choice(&["comma", "semicolon", "tab", "pipe"]),
            default: "comma",
            doc: "what separates cells; spreadsheets in some languages expect the semicolon. When reading and not set, the header shows it",
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
            doc: "put an apostrophe before text that a spreadsheet would take for a formula; when reading a table written here, take it off",
        },
        OptionSpec {
            name: "csvw",
            kind: OptionKind::Bool,
            default: "false",
            doc: "write metadata of the table beside it (CSV on the Web): columns, datatypes, terms of schema.org",
        },
        OptionSpec {
            name: "map",
            kind: OptionKind::Text,
            default: "",
            doc: "when reading a table of others: which column is which, as FIELD:COLUMN,…, e.g. title:Headline,published:Date; #3 is the third column; all other columns are kept in `extensions`",
        },
        OptionSpec {
            name: "separator",
            kind: OptionKind::Text,
            default: ";",
            doc: "when reading: what separates several values in one cell",
        },
        OptionSpec {
            name: "encoding",
            kind: OptionKind::Text,
            default: "",
            doc: "when reading: the encoding, e.g. windows-1252, where the bytes do not show it",
        },
    ],
    public: true,
    parts: Parts::PerInput,
    carries: lost::IN_FORMAT,
};

/// The format `csv`: importer and exporter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Csv;

/// Adds the format to a registry.
pub fn register(registry: &mut Registry) {
    registry.importer(Csv).exporter(Csv);
}
