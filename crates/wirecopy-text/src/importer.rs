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
//! | header of a mail | `headlines`, `people`, `dates`, `id`, `extensions` | stated |
//! | front matter, header of an e-book | `headlines`, `people`, `dates`, `subjects`, `extensions` | stated |

use std::borrow::Cow;
use std::io::{BufRead, Cursor, Read};

use sha2::{Digest, Sha256};
use wirecopy_core::decode::{Decoded, Hints, decode_all};
use wirecopy_core::{
    Confidence, Cx, Diagnostic, Error, ErrorKind, Format, Head, Importer, Input, OptionKind, OptionSpec,
    Options, Parts, RecordReader,
};
use wirecopy_model::{
    Article, Certainty, DateRole, Encoding, Id, IdOrigin, Inference, Record, RoleDate, Shared, Source, Span,
    Status,
};

use crate::characters::Census;
use crate::container::mail::{self, Mails};
use crate::container::several::{self, Cut, Slice};
use crate::container::{Frame, gutenberg, markup, matter};
use crate::given::Share;
use crate::passage::Passage;
use crate::{article, mojibake};

/// Reads plain text: one input, one article, unless it is a mailbox or a file of several articles.
///
/// Detection never is certain of plain text, and says no to what has the form of a format with markup. A text that turns
/// out to be Markdown or HTML is handed over to the importer of that format, if there is one.
///
/// # Limits
/// The text is held whole in memory; [`Limits::text`](wirecopy_core::Limits::text) bounds it. So many as 100,000 articles
/// are told apart.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainText;

pub(crate) static FORMAT: Format = Format {
    name: "text",
    title: "Plain text",
    extensions: &["txt", "text", "eml", "mbox"],
    media_types: &["text/plain", "message/rfc822", "application/mbox"],
    spec: "",
    options: &[
        OptionSpec {
            name: "structure",
            kind: OptionKind::Choice(&["none", "safe", "full"]),
            default: "full",
            doc: "how much structure is worked out: none (each line is a paragraph), safe (only what is 0.9 sure or more) or full; an embargo and notes to editors are told at every level, for they decide what may be published",
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
            name: "published",
            kind: OptionKind::Text,
            default: "",
            doc: "the day from which the text counts `yesterday` or `on Tuesday`, e.g. 2026-03-09, where it states none; `--meta published=…` sets it too",
        },
        OptionSpec {
            name: "split",
            kind: OptionKind::Choice(&["auto", "never", "always"]),
            default: "auto",
            doc: "when a file is cut into several articles: auto (where marks and what stands around them show it), never or always (at every mark)",
        },
        OptionSpec {
            name: "mojibake",
            kind: OptionKind::Choice(&["report", "repair"]),
            default: "report",
            doc: "what is done with text that was encoded twice: report it, or also repair it; `contents` keeps it as it was",
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
            name: "parts",
            kind: OptionKind::Choice(&["file", "articles"]),
            default: "file",
            doc: "how a file with several articles is given back: as the file it was, or as a file an article",
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
        if Doubt::of(head).is_some() || is_markup(text) {
            return Confidence::No;
        }
        if head.is_hinted(&FORMAT) { Confidence::Likely } else { Confidence::Possible }
    }

    fn explain(&self, head: &Head<'_>) -> Option<Cow<'static, str>> {
        Some(Doubt::of(head)?.told(head)?.into())
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        let name = input.source_name();
        let base = input.effective_base().map(|base| Shared::from(base.as_str()));
        let Input { bytes, content_type, settled, .. } = input;
        let is_named = is_mail_name(&name, content_type.as_deref());
        let (head, bytes) = peek(bytes)?;
        let is_mail = mail::is_mail(&head, is_named);
        let bytes: Box<dyn BufRead + Send + 'a> = Box::new(Cursor::new(head).chain(bytes));
        let mut texts = if is_mail {
            Texts::Mails(Mails::new(read_all(bytes, cx)?, cx)?)
        } else {
            let mut bytes = Hashed { bytes, hash: Sha256::new() };
            let decoded = decode_all(&mut bytes, &Hints::text(content_type.as_deref()), cx)?;
            Texts::of(decoded, bytes.hash, settled, options, cx)?
        };
        let common = Common { source: name.clone(), base: base.clone(), options: options.clone() };
        let (first, encoding) = texts.article(0, 0, &common, cx)?;
        let quotes = first.quotes.len();
        let embargo = Embargo::over(&texts, &first);
        let source = Source {
            name,
            format: Shared::from(FORMAT.name),
            version: matches!(texts, Texts::Mails(_)).then(|| "mail".to_owned()),
            encoding: Some(encoding),
            base,
            content_type,
            ..Source::default()
        };
        let records = vec![Record::Source(Box::new(source)), Record::Article(Box::new(first))];
        Ok(Box::new(TextReader { records: records.into_iter(), texts, common, next: 1, quotes, embargo }))
    }
}

/// Gives the articles of an input, the second one and those after it only when they are asked for.
struct TextReader {
    records: std::vec::IntoIter<Record>,
    texts: Texts,
    common: Common,
    next: usize,
    /// How many quotes were read.
    quotes: usize,
    /// What the first of several articles says of all.
    embargo: Option<Embargo>,
}

/// An embargo that stands above several articles of a text. It is written once, above the first.
struct Embargo {
    dates: Vec<RoleDate>,
}

impl Embargo {
    fn over(texts: &Texts, first: &Article) -> Option<Self> {
        let is_several = texts.count() > 1 && !matches!(texts, Texts::Mails(_));
        (is_several && first.status == Some(Status::Embargoed)).then(|| Self {
            dates: first.dates.iter().filter(|date| date.role == DateRole::Embargo).cloned().collect(),
        })
    }

    /// Holds `article` back too, where it says nothing itself: that is the safe side.
    fn hold(&self, article: &mut Article, cx: &mut Cx<'_>) {
        if article.status.is_some() {
            return;
        }
        article.status = Some(Status::Embargoed);
        article.dates.extend(self.dates.iter().cloned());
        article.inferred.push(Inference {
            field: Cow::Borrowed("status"),
            certainty: Certainty::thousandths(700),
            evidence: vec![Cow::Borrowed("the first article of the text is under embargo")],
        });
        let mut finding = Diagnostic::note(
            "text.embargo.shared",
            "the embargo above the first article is taken to hold for this one too",
        )
        .on("article.status")
        .hint("if it does not, put the articles into files of their own");
        finding.span = article.span;
        cx.report(finding);
    }
}

/// What all articles of an input share.
struct Common {
    source: Shared,
    base: Option<Shared>,
    options: Options,
}

impl RecordReader for TextReader {
    fn read(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        if let Some(record) = self.records.next() {
            return Ok(Some(record));
        }
        if self.next >= self.texts.count() {
            return Ok(None);
        }
        self.next += 1;
        match self.texts.article(self.next - 1, self.quotes, &self.common, cx) {
            Ok((mut article, _)) => {
                if let Some(embargo) = &self.embargo {
                    embargo.hold(&mut article, cx);
                }
                self.quotes += article.quotes.len();
                Ok(Some(Record::Article(Box::new(article))))
            }
            Err(error) => {
                self.next = usize::MAX;
                Err(error)
            }
        }
    }
}

/// The texts of an input.
enum Texts {
    Mails(Mails),
    /// A decoded text and its articles, with the hash of its bytes.
    Plain {
        decoded: Box<Decoded>,
        hash: Option<Sha256>,
        slices: Vec<Slice>,
    },
}

impl Texts {
    fn of(
        decoded: Decoded,
        hash: Sha256,
        is_settled: bool,
        options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Self, Error> {
        let text = decoded.text.as_str();
        if !is_settled && let Some(found) = markup::find(text) {
            return Err(Error::new(ErrorKind::OtherFormat(found.format), found.why));
        }
        let cut = match options.text("split") {
            Some("never") => None,
            Some("always") => Some(Cut::Always),
            _ => Some(Cut::Auto),
        };
        let marks = cut.map(|cut| (several::Marks::of(text), cut));
        let several = marks.as_ref().and_then(|(marks, cut)| marks.find(*cut));
        if let Some(several) = &several {
            let message =
                format!("the file holds {} articles, parted by {}", several.slices.len(), several.by);
            cx.report(
                Diagnostic::note("text.several.articles", message)
                    .hint("if it is one article, set `text.split=never`"),
            );
            if several.is_full {
                let message =
                    format!("only {} articles are told apart; the last one holds the rest", several::MOST);
                cx.report(Diagnostic::note("text.several.many", message));
            }
        }
        if cut == Some(Cut::Auto)
            && several.is_none()
            && let Some(likely) = marks.as_ref().and_then(|(marks, _)| marks.likely())
        {
            let message = format!(
                "the file may hold {} articles, parted by {}; it is read as one",
                likely.count, likely.by
            );
            let finding = Diagnostic::note("text.several.likely", message);
            let finding = finding.at(Span::at(decoded.original(likely.at)));
            cx.report(finding.hint("if it is several, set `text.split=always`"));
        }
        let slices = several.map_or_else(
            || vec![Slice { range: 0..decoded.text.len(), lines_before: 0 }],
            |several| several.slices,
        );
        Ok(Self::Plain { decoded: Box::new(decoded), hash: Some(hash), slices })
    }

    fn count(&self) -> usize {
        match self {
            Self::Mails(mails) => mails.count(),
            Self::Plain { slices, .. } => slices.len(),
        }
    }

    /// The article of this number, from 0, and how it was read as text.
    fn article(
        &mut self,
        at: usize,
        quotes_before: usize,
        common: &Common,
        cx: &mut Cx<'_>,
    ) -> Result<(Article, Encoding), Error> {
        let count = self.count();
        let (mut article, encoding) = match self {
            Self::Mails(mails) => {
                let (mut article, encoding) = mails.article(at, quotes_before, &common.options, cx)?;
                if article.id.is_none() {
                    article.id = Some(derived(Sha256::new_with_prefix(mails.bytes(at))));
                }
                (article, encoding)
            }
            Self::Plain { decoded, hash, slices } => {
                let slice = slices.get(at).cloned().unwrap_or(Slice { range: 0..0, lines_before: 0 });
                let next = slices.get(at + 1).map(|next| next.lines_before.saturating_add(1));
                let first = if at == 0 { 0 } else { slice.lines_before.saturating_add(1) };
                let share = Share { lines: first..next.unwrap_or(u32::MAX), quotes_before };
                let mut article = plain(decoded, &slice, share, count > 1, common, cx)?;
                let hash = match hash.take() {
                    Some(hash) if count == 1 => hash,
                    _ => Sha256::new_with_prefix(decoded.text.get(slice.range).unwrap_or_default()),
                };
                article.id = Some(derived(hash));
                (article, decoded.encoding.clone())
            }
        };
        article.source = common.source.clone();
        article.base.clone_from(&common.base);
        if count > 1 {
            article.position = Some(at as u64 + 1);
        }
        Ok((article, encoding))
    }
}

/// Reads a text, or a slice of one.
fn plain(
    decoded: &Decoded,
    slice: &Slice,
    share: Share,
    is_slice: bool,
    common: &Common,
    cx: &mut Cx<'_>,
) -> Result<Article, Error> {
    let options = &common.options;
    let passage = Passage::slice(decoded, slice.range.clone(), slice.lines_before);
    let passage = mojibake::checked(passage, options.text("mojibake") == Some("repair"), cx);
    let is_asked = options.text("structure") != Some("none");
    let framed = || matter::frame(&passage.text).or_else(|| gutenberg::frame(&passage.text));
    let mut frame = if is_asked { framed().unwrap_or_default() } else { Frame::default() };
    if is_slice {
        frame.fixed.extend(several::end_mark(&passage.text).filter(|_| is_asked));
    }
    frame.share = share;
    let article = article::build(&passage, frame, options, cx)?;
    report_framing(&passage, cx);
    Ok(article)
}

/// Reports the signs between which wires put what they send, and spaces that look like others.
fn report_framing(passage: &Passage<'_>, cx: &mut Cx<'_>) {
    let text = passage.text.as_bytes();
    let start = memchr::memchr2(1, 2, text);
    let is_first =
        |at: usize| text.get(..at).is_some_and(|before| before.iter().all(u8::is_ascii_whitespace));
    let is_closed = |at: usize| memchr::memrchr(3, text).is_some_and(|end| end > at);
    // anywhere else they are damage
    if let Some(at) = start.filter(|&at| is_first(at) || is_closed(at)) {
        let message =
            "the text stands between the signs SOH, STX or ETX of a wire; they are left out of the blocks";
        let finding = Diagnostic::note("text.frame.wire", message).on("article.blocks");
        cx.report(finding.at(Span::at(passage.original(at))).located(passage.location(at)));
    }
    let mut spaces = memchr::memmem::find_iter(text, "\u{a0}");
    if let Some(at) = spaces.next() {
        let what = match spaces.count() {
            0 => "a no-break space".to_owned(),
            more => format!("{} no-break spaces", more + 1),
        };
        let finding = Diagnostic::note(
            "text.character.no-break",
            format!("the text holds {what}, the first here; kept"),
        );
        cx.report(finding.at(Span::at(passage.original(at))).located(passage.location(at)));
    }
}

/// Whether a name or media type says that this is a mail.
fn is_mail_name(name: &str, content_type: Option<&str>) -> bool {
    let is_one_of = |found: &str, names: &[&str]| names.iter().any(|name| found.eq_ignore_ascii_case(name));
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let stated = content_type.and_then(|stated| stated.split(';').next()).unwrap_or_default();
    is_one_of(extension, &["eml", "mbox"])
        || is_one_of(stated.trim(), &["message/rfc822", "application/mbox"])
}

/// The first bytes of an input, and what is left of it.
fn peek<'a>(
    mut bytes: Box<dyn BufRead + Send + 'a>,
) -> Result<(Vec<u8>, Box<dyn BufRead + Send + 'a>), Error> {
    let mut head = Vec::new();
    while head.len() < mail::HEAD {
        let found = match bytes.fill_buf() {
            Ok(found) => found,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Error::io("cannot read the input", error)),
        };
        let found = found.get(..mail::HEAD - head.len()).unwrap_or(found);
        if found.is_empty() {
            break;
        }
        head.extend_from_slice(found);
        let length = found.len();
        bytes.consume(length);
    }
    Ok((head, bytes))
}

/// All bytes of an input.
fn read_all(bytes: Box<dyn BufRead + Send + '_>, cx: &Cx<'_>) -> Result<Vec<u8>, Error> {
    let limit = cx.limits.text.min(cx.limits.input);
    let name = if cx.limits.text <= cx.limits.input { "text" } else { "input" };
    let mut all = Vec::new();
    bytes
        .take(limit.saturating_add(1))
        .read_to_end(&mut all)
        .map_err(|error| Error::io("cannot read the input", error))?;
    if all.len() as u64 > limit {
        return Err(Error::limit(format!("the mail is longer than {limit} bytes"))
            .at(Span::at(limit))
            .hint(format!("raise it with `--limit {name}=NUMBER`")));
    }
    Ok(all)
}

/// The id made from bytes.
fn derived(hash: Sha256) -> Id {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    let mut value = String::with_capacity("sha256:".len() + 64);
    value.push_str("sha256:");
    value.extend(hash.finalize().into_iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]));
    Id { value, origin: IdOrigin::Derived, ..Id::default() }
}

/// Why the start of an input is not taken for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubt {
    /// It begins like a format of its own.
    Magic,
    /// So many characters are controls.
    Controls(u64),
    /// So many characters are damage, as where text in an old encoding is read as UTF-8.
    Damage(u64),
}

impl Doubt {
    /// What speaks against text. Where name or media type says that this is text, much has to.
    fn of(head: &Head<'_>) -> Option<Self> {
        const MAGIC: &[&[u8]] =
            &[b"%PDF", b"{\\rtf", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8\xff"];
        if MAGIC.iter().any(|magic| head.bytes.starts_with(magic)) {
            return Some(Self::Magic);
        }
        let census = Census::of(&head.text);
        let count = |wanted: char| head.text.chars().filter(|&c| c == wanted).count() as u64;
        let (controls, nuls, damaged) = (census.damage(), count('\0'), count(char::REPLACEMENT_CHARACTER));
        let (is_damaged, has_controls) = (damaged * 3 > census.total, controls * 50 > census.total);
        let is_binary = if head.is_hinted(&FORMAT) {
            census.is_binary() || nuls * 32 > census.total || is_damaged && has_controls
        } else {
            nuls > 0 || has_controls
        };
        if is_binary {
            return Some(Self::Controls(controls));
        }
        (is_damaged && !head.is_hinted(&FORMAT)).then_some(Self::Damage(damaged))
    }

    /// The reason in words, with the way out if there is one. `None`: the registry knows better.
    fn told(self, head: &Head<'_>) -> Option<String> {
        let (count, total) = (head.text.chars().count(), if head.whole { "its" } else { "its first" });
        let damaged = head.text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
        let (found, what, is_hopeless) = match self {
            Self::Magic => return None,
            Self::Controls(found) => {
                let is_hopeless = damaged * 3 > count || Census::of(&head.text).is_binary();
                (found, "control characters", is_hopeless)
            }
            Self::Damage(found) => (found, "damaged, or in an encoding that it does not state", false),
        };
        let verb = if found == 1 { "is" } else { "are" };
        let what = if found == 1 { what.trim_end_matches('s') } else { what };
        let article = if found == 1 && matches!(self, Self::Controls(_)) { "a " } else { "" };
        let way_out = if is_hopeless { "" } else { "; `--from text` reads it all the same" };
        Some(format!(
            "this is hardly text: {found} of {total} {count} characters {verb} {article}{what}{way_out}"
        ))
    }
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
    fn text_with_some_controls_is_text_by_its_name() {
        let terminal = "Title \u{1b}[31m red\n\nThe body \u{1b}]0;of the story\u{7}, said Bob.\n";
        check(terminal.as_bytes(), Some("a.txt"), Confidence::Likely);
        check(terminal.as_bytes(), None, Confidence::No);
        check("a\u{1}".repeat(100).as_bytes(), Some("a.txt"), Confidence::No);
        check(b"The ferry\0 sails, and sails, and sails.\n", Some("a.txt"), Confidence::Likely);
        // encoded twice
        let twice = "Par \u{c3}\u{89}lodie, lâ\u{80}\u{99}attente. Ð\u{9f}Ñ\u{80}Ð\u{98}\n";
        check(twice.as_bytes(), Some("a.txt"), Confidence::Likely);
        check(twice.as_bytes(), None, Confidence::Possible);
    }

    #[test]
    fn why_a_text_is_refused_is_told() {
        let check = |bytes: &[u8], name: Option<&str>, expect: Option<&str>| {
            let found = PlainText.explain(&Head::new(bytes, true, name, None));
            assert_eq!(found.as_deref(), expect);
        };
        check(
            b"Red \x1b[31m ink",
            None,
            Some(
                "this is hardly text: 1 of its 13 characters is a control character; `--from text` reads it all the same",
            ),
        );
        check(
            b"a\x01b\x01c\x01",
            Some("a.txt"),
            Some("this is hardly text: 3 of its 6 characters are control characters"),
        );
        check(
            b"\xc6\xc5\xd2\xd2\xd9",
            None,
            Some(
                "this is hardly text: 5 of its 5 characters are damaged, or in an encoding that it does not state; \
                 `--from text` reads it all the same",
            ),
        );
        check(
            b"\xc6\xc5\x01\xd2ABCDE",
            None,
            Some(
                "this is hardly text: 1 of its 9 characters is a control character; `--from text` reads it all the same",
            ),
        );
        check(
            b"\xc6\xc5\x01\xd2\xd9ABCDE",
            None,
            Some("this is hardly text: 1 of its 10 characters is a control character"),
        );
        check(b"%PDF-1.7", Some("a.txt"), None);
        check(b"<a/>", Some("a.txt"), None);
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
