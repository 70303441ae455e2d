//! The importer `text`.
//!
//! | of the text | field | how it is found |
//! | --- | --- | --- |
//! | all of it | `contents` | untouched |
//! | its bytes | `id` | their SHA-256 hash |
//! | paragraphs, headings, lists, related links | `blocks`, `annotations` | form of the lines |
//! | title, standfirst, byline, date line | `headlines`, `byline`, `people`, `dates` | form and order of the first lines |
//! | slug, embargo, agency | `sluglines`, `status`, `dates`, `credit_lines` | wording of seven languages, near the start |
//! | notes to editors, rights, corrections | `notes`, `rights`, `corrections` | wording of seven languages |
//! | dateline | `datelines` | form of the first words; they stay in the paragraph |
//! | quotes | `quotes` | quotation marks; verbs of speech for the speakers |
//! | language | `language` | frequency of letter groups, if the text is long enough |

use std::io::{BufRead, Read};

use sha2::{Digest, Sha256};
use wirecopy_core::decode::{Hints, decode_all};
use wirecopy_core::{
    Confidence, Cx, Error, Format, Head, Importer, Input, OptionKind, OptionSpec, Options, Parts,
    RecordReader,
};
use wirecopy_model::{Id, IdOrigin, Record, Shared, Source};

use crate::article;
use crate::characters::Census;

/// Reads plain text: one input, one article.
///
/// Detection never is certain of plain text, and says no to what has the form of a format with markup.
///
/// # Limits
/// The text is held whole in memory; [`Limits::text`](wirecopy_core::Limits::text) bounds it.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainText;

pub(crate) static FORMAT: Format = Format {
    name: "text",
    title: "Plain text",
    extensions: &["txt", "text"],
    media_types: &["text/plain"],
    spec: "",
    options: &[
        OptionSpec {
            name: "structure",
            kind: OptionKind::Choice(&["none", "safe", "full"]),
            default: "full",
            doc: "how much structure is worked out: none (each line is a paragraph), safe (only what is 0.9 sure or more) or full",
        },
        OptionSpec {
            name: "layout",
            kind: OptionKind::Choice(&["auto", "lines", "wrapped", "flowed"]),
            default: "auto",
            doc: "how paragraphs are laid out: lines (one each), wrapped (broken at a width, to be joined), flowed (a space at the end of a line says that it goes on) or auto (told by their form)",
        },
        OptionSpec {
            name: "quotes",
            kind: OptionKind::Bool,
            default: "true",
            doc: "whether quotes and their speakers are listed",
        },
        OptionSpec {
            name: "names",
            kind: OptionKind::Bool,
            default: "true",
            doc: "whether names and times in the text are listed",
        },
        OptionSpec {
            name: "line.*",
            kind: OptionKind::Text,
            default: "",
            doc: "what the line of this number is, whatever the rules say, e.g. text.line.12=heading",
        },
        OptionSpec {
            name: "speaker.*",
            kind: OptionKind::Text,
            default: "",
            doc: "who said the quote of this number, whatever the rules say; `-` for nobody",
        },
        OptionSpec {
            name: "encoding",
            kind: OptionKind::Choice(&["source", "utf-8"]),
            default: "source",
            doc: "how a text that is given back is encoded: as it was (source) or in utf-8 without byte order mark",
        },
        OptionSpec {
            name: "split",
            kind: OptionKind::Bool,
            default: "false",
            doc: "whether a file with several articles is given back as a file an article",
        },
    ],
    public: false,
    parts: Parts::PerArticle,
    carries: crate::export::CARRIES,
};

impl Importer for PlainText {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        let text = head.text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() {
            return if head.is_hinted(&FORMAT) { Confidence::Hinted } else { Confidence::No };
        }
        let damaged = !head.is_hinted(&FORMAT) && is_damaged(&head.text);
        if damaged || is_binary(head.bytes, &head.text) || is_markup(text) {
            return Confidence::No;
        }
        if head.is_hinted(&FORMAT) { Confidence::Likely } else { Confidence::Possible }
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        let name = input.source_name();
        let base = input.effective_base().map(|base| Shared::from(base.as_str()));
        let content_type = input.content_type;
        let mut bytes = Hashed { bytes: input.bytes, hash: Sha256::new() };
        let decoded = decode_all(&mut bytes, &Hints::text(content_type.as_deref()), cx)?;
        let mut article = article::build(&decoded, options, cx)?;
        article.source = name.clone();
        article.base.clone_from(&base);
        article.id = Some(Id { value: bytes.id(), origin: IdOrigin::Derived, ..Id::default() });
        let source = Source {
            name,
            format: Shared::from(FORMAT.name),
            encoding: Some(decoded.encoding),
            base,
            content_type,
            ..Source::default()
        };
        let records = vec![Record::Source(Box::new(source)), Record::Article(Box::new(article))];
        Ok(Box::new(TextReader { records: records.into_iter() }))
    }
}

struct TextReader {
    records: std::vec::IntoIter<Record>,
}

impl RecordReader for TextReader {
    fn read(&mut self, _cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        Ok(self.records.next())
    }
}

/// Whether much of a head is damage. Text in an old encoding looks like that too, so it counts only where neither name
/// nor media type says that this is text.
fn is_damaged(text: &str) -> bool {
    let replaced = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    replaced * 3 > text.chars().count()
}

/// Whether these are the bytes of no text: NULs that are not part of UTF-16 or UTF-32, or many controls.
fn is_binary(bytes: &[u8], text: &str) -> bool {
    const MAGIC: &[&[u8]] =
        &[b"%PDF", b"{\\rtf", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8\xff"];
    let census = Census::of(text);
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
        || text.contains('\0')
        || census.controls.count * 50 > census.total
}

/// Whether a text starts like XML, HTML or JSON.
fn is_markup(text: &str) -> bool {
    let mut chars = text.chars().filter(|c| !c.is_whitespace());
    match chars.next() {
        Some('<') => chars.next().is_some_and(|c| c.is_alphabetic() || matches!(c, '!' | '?' | '/' | '_')),
        Some('{') => chars.next().is_some_and(|c| matches!(c, '"' | '}')),
        Some('[') => chars.next().is_some_and(|c| matches!(c, '{' | '[' | '"' | ']')),
        _ => false,
    }
}

/// Bytes that are hashed as they are read.
struct Hashed<'a> {
    bytes: Box<dyn BufRead + Send + 'a>,
    hash: Sha256,
}

impl Hashed<'_> {
    /// The id made from the bytes read so far.
    fn id(self) -> String {
        use std::fmt::Write;
        let mut id = String::from("sha256:");
        for byte in self.hash.finalize() {
            // a `String` takes everything
            let _ = write!(id, "{byte:02x}");
        }
        id
    }
}

impl Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.hash.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl BufRead for Hashed<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.bytes.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        // what is consumed is still in the buffer, so this reads nothing
        if let Ok(buffer) = self.bytes.fill_buf() {
            self.hash.update(buffer.get(..amount).unwrap_or(buffer));
        }
        self.bytes.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], name: Option<&str>, expect: Confidence) {
        let head = Head::new(bytes, true, name, None);
        assert_eq!(PlainText.probe(&head), expect, "{:?} {name:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn text_is_likely_only_by_name() {
        check(b"The ferry sails.\n", Some("a.txt"), Confidence::Likely);
        check(b"The ferry sails.\n", None, Confidence::Possible);
        check(b"The ferry sails.\n", Some("a.md"), Confidence::Possible);
        check(b" \n", Some("a.txt"), Confidence::Hinted);
        check(b"", None, Confidence::No);
        check(b"\xff\xfeH\0i\0!\0", Some("a.txt"), Confidence::Likely);
    }

    #[test]
    fn what_is_no_plain_text_is_refused() {
        for bytes in [
            &b"<rss version=\"2.0\"/>"[..],
            b"  <?xml version='1.0'?>",
            b"<!DOCTYPE html>",
            b"{\"id\": 1}\n{\"id\": 2}\n",
            b"[{\"id\": 1}]",
            b"%PDF-1.7",
            b"GIF89a\x01\x00\x01\x00",
            b"\x7fELF\x02\x01\x01\x00\x00\x00",
        ] {
            check(bytes, Some("a.txt"), Confidence::No);
        }
        check(b"<3 was all she wrote.", Some("a.txt"), Confidence::Likely);
        check(b"[Ostwick] The ferry sails.", Some("a.txt"), Confidence::Likely);
    }
}
