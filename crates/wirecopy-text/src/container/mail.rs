//! Mails (RFC 5322, MIME) and mailboxes of several.

mod header;
mod parts;

use std::borrow::Cow;
use std::io::Cursor;
use std::ops::Range;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use wirecopy_core::decode::{Decoded, Hints, decode_all};
use wirecopy_core::{Cx, Diagnostic, Error, ErrorKind, Findings, Options};
use wirecopy_model::{
    Annotation, Article, Certainty, Content, ContentKind, DateRole, Encoding, Id, Inference, Node, Person,
    PersonKind, Reply, RoleDate, Span, Status,
};

use super::{Fixed, Frame, several, stated};
use crate::front::{self, Embargo};
use crate::given::Share;
use crate::kind::Kind;
use crate::passage::Passage;
use crate::{article, mojibake};
use header::Header;
use parts::{Part, Transfer};

/// So much of an input shows whether it is a mail.
pub(crate) const HEAD: usize = header::MOST + 1024;
/// So deep mails within mails are articles of their own.
const NESTED: usize = 8;
/// So many stretches of quoted lines are told from the rest of a mail.
const QUOTED: usize = 10_000;
/// A signature has at most so many lines.
const SIGNATURE: usize = 40;

/// Whether an input that begins with `head` is a mail or a mailbox. Where its name says so, one field is enough.
pub(crate) fn is_mail(head: &[u8], is_named: bool) -> bool {
    Header::read(head, envelope(head, 0)).is_mail(if is_named { 1 } else { 2 })
}

/// The mails of an input.
pub(crate) struct Mails {
    bytes: Vec<u8>,
    /// All bytes as text, where they are UTF-8, so that places are the same in both.
    shared: Option<Decoded>,
    /// Where each stands, and how many lines are before it. One that is passed on in another comes after that.
    places: Vec<(Range<usize>, u32)>,
}

impl Mails {
    /// The mails in these bytes.
    ///
    /// # Errors
    /// When they are longer than the limit on text.
    pub(crate) fn new(bytes: Vec<u8>, cx: &mut Cx<'_>) -> Result<Self, Error> {
        let mut starts = vec![0];
        if bytes.starts_with(b"From ") {
            starts.extend(memchr::memmem::find_iter(&bytes, b"\nFrom ").map(|at| at + 1).filter(|&at| {
                let before = bytes.get(..at - 1).unwrap_or_default();
                before.strip_suffix(b"\r").unwrap_or(before).ends_with(b"\n")
                    && Header::read(&bytes, envelope(&bytes, at)).is_mail(1)
            }));
        }
        if starts.len() > several::MOST {
            let message = format!("only {} mails are told apart; the last one holds the rest", several::MOST);
            cx.report(Diagnostic::note("text.several.many", message));
        }
        starts.truncate(several::MOST);
        let (mut places, mut lines) = (Vec::with_capacity(starts.len()), 0_u32);
        let mut left = several::MOST - starts.len();
        for (at, &start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).copied().unwrap_or(bytes.len());
            let mut open = vec![(start..end, lines, 0)];
            while let Some((range, before, depth)) = open.pop() {
                if depth < NESTED {
                    let mut within = nested(&bytes, &range, before);
                    within.truncate(left);
                    left -= within.len();
                    open.extend(within.into_iter().rev().map(|(range, before)| (range, before, depth + 1)));
                }
                places.push((range, before));
            }
            lines = lines.saturating_add(lines_in(&bytes, start..end));
        }
        let shared = match std::str::from_utf8(&bytes) {
            Ok(_) => Some(decode(&bytes, Some("utf-8"), 0, &mut Quiet::default().cx(cx))?)
                .filter(|decoded| decoded.text.as_bytes() == bytes),
            Err(_) => None,
        };
        Ok(Self { bytes, shared, places })
    }

    pub(crate) fn count(&self) -> usize {
        self.places.len()
    }

    /// The bytes of the mail of this number.
    pub(crate) fn bytes(&self, at: usize) -> &[u8] {
        self.places.get(at).and_then(|(range, _)| self.bytes.get(range.clone())).unwrap_or_default()
    }

    /// The article in the mail of this number, and how the mail itself was read as text. An article without a stated
    /// id has none.
    ///
    /// # Errors
    /// When a text is longer than the limit, or an option names a line that is not there.
    pub(crate) fn article(
        &self,
        at: usize,
        quotes_before: usize,
        options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<(Article, Encoding), Error> {
        let (range, lines_before) = self.places.get(at).cloned().unwrap_or_default();
        let bytes = self.bytes.get(..range.end).unwrap_or_default();
        let header = Header::read(bytes, envelope(bytes, range.start));
        let parts = parts::read(bytes, &header, range.end);
        let (whole, encoding) = if let Some(shared) = &self.shared {
            (shared.text.get(range.clone()).unwrap_or_default().to_owned(), shared.encoding.clone())
        } else {
            let decoded = decode(self.bytes(at), None, 0, &mut Quiet::default().cx(cx))?;
            (decoded.text, decoded.encoding)
        };
        let chosen = Chosen::of(parts.leaves, bytes, header.body..range.end, |part| self.is_own(part));
        chosen.report(cx);
        if parts.is_cut {
            let message =
                "the mail has more parts, or deeper ones, than are told apart; what is left is one part";
            cx.report(Diagnostic::loss("text.mail.parts", message).on("article.contents"));
        }
        if parts.is_broken {
            let message = "a boundary between parts of the mail is stated and never comes";
            cx.report(Diagnostic::repair("text.mail.boundary", message).on("article.contents"));
        }
        let stated = stated(&header);
        let mut article = match &chosen.body {
            Some(part) => {
                let next = self.places.get(at + 1).map_or(u32::MAX, |(_, lines)| lines.saturating_add(1));
                let first = if at == 0 { 0 } else { lines_before.saturating_add(1) };
                let lines = lines_before.saturating_add(lines_in(bytes, range.start..part.body.start));
                let share = Share { lines: first..next, quotes_before };
                let frame = Frame { stated, share, flowed: part.flowed, ..Frame::default() };
                self.read_body(part, lines, frame, options, cx)?
            }
            None => stated,
        };
        if let Some(part) = &chosen.html {
            let content = self.kept("text/html", part, cx)?;
            article.contents.push(content);
        }
        for part in &chosen.texts {
            let content = self.kept("text/plain", part, cx)?;
            article.contents.push(Content {
                role: Some("attachment".to_owned()),
                origin: part.name.clone().map(Cow::Owned),
                ..content
            });
        }
        let source = Content {
            kind: ContentKind::Full,
            media_type: Cow::Borrowed("message/rfc822"),
            value: whole,
            span: Some(span(&(range.start + mark_in(self.bytes(at))..range.end))),
            ..Content::default()
        };
        article.contents.insert(0, source);
        article.span = Some(span(&range));
        article.annotations.insert(0, annotation(bytes, range.start..header.body, lines_before));
        Ok((article, encoding))
    }

    /// Reads the lines of the body.
    fn read_body(
        &self,
        part: &Part,
        lines_before: u32,
        mut frame: Frame,
        options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Article, Error> {
        let own;
        let passage = if let Some(shared) = self.shared_text(part) {
            Passage::slice(shared, part.body.clone(), lines_before)
        } else {
            let is_exact;
            (own, is_exact) = text(&self.bytes, part, cx)?;
            let passage = Passage::slice(&own, 0..own.text.len(), lines_before);
            if is_exact {
                passage.starting_at(part.body.start as u64)
            } else {
                let message = "the body of the mail is encoded, so that all places in it are given as those of the whole body";
                let finding = Diagnostic::note("text.mail.span", message).on("article.annotations");
                cx.report(finding.at(span(&part.body)));
                passage.within(span(&part.body))
            }
        };
        let passage = mojibake::checked(passage, options.text("mojibake") == Some("repair"), cx);
        let quoted = passage.text.lines().filter(|line| line.starts_with('>')).count();
        if quoted > 0 {
            let lines = if quoted == 1 { "a line is".to_owned() } else { format!("{quoted} lines are") };
            let message = format!("{lines} quoted from an earlier mail; kept as text");
            cx.report(Diagnostic::note("text.mail.quoted", message).on("article.blocks"));
        }
        let signature = signature(&passage.text);
        let end = signature.as_ref().map_or(passage.text.len(), |fixed| fixed.range.start);
        frame.fixed.extend(quoted_lines(passage.text.get(..end).unwrap_or_default()));
        frame.fixed.extend(signature);
        let stated = frame.stated.clone();
        match article::build(&passage, frame, options, cx) {
            Err(error) if matches!(error.kind(), ErrorKind::Empty | ErrorKind::Broken) => {
                let message = format!("the body of the mail is not read: {}", error.message());
                let finding = Diagnostic::loss("text.mail.body", message).on("article.blocks");
                cx.report(finding.at(span(&part.body)));
                Ok(stated)
            }
            built => built,
        }
    }

    /// Whether a part is a mail that is an article of its own.
    fn is_own(&self, part: &Part) -> bool {
        is_message(part)
            && self.places.binary_search_by_key(&part.body.start, |(range, _)| range.start).is_ok()
    }

    /// The text of a part that is kept and not read.
    fn kept(&self, media_type: &'static str, part: &Part, cx: &mut Cx<'_>) -> Result<Content, Error> {
        let value = match self.shared_text(part) {
            Some(shared) => shared.text.get(part.body.clone()).unwrap_or_default().to_owned(),
            None => text(&self.bytes, part, cx)?.0.text,
        };
        Ok(Content {
            kind: ContentKind::Full,
            media_type: Cow::Borrowed(media_type),
            value,
            span: Some(span(&part.body)),
            ..Content::default()
        })
    }

    /// The text of the input, if that of a part is a slice of it.
    fn shared_text(&self, part: &Part) -> Option<&Decoded> {
        let charset = part.charset.as_deref();
        let is_utf8 = charset.is_none_or(|charset| charset.eq_ignore_ascii_case("utf-8"));
        let body = self.bytes.get(part.body.clone()).unwrap_or_default();
        // ASCII is the same in all charsets of mails but the wide and the switching ones
        let is_ascii = || {
            charset.is_some_and(|charset| {
                let charset = charset.to_ascii_lowercase();
                ["us-ascii", "iso-8859-", "windows-125"].iter().any(|start| charset.starts_with(start))
            }) && body.is_ascii()
        };
        self.shared.as_ref().filter(|_| part.transfer == Transfer::Plain && (is_utf8 || is_ascii()))
    }
}

/// What the header of a mail says of the article.
fn stated(header: &Header<'_>) -> Article {
    let mut article = Article::default();
    for field in &header.fields {
        let is_taken = match field.name.to_ascii_lowercase().as_str() {
            "subject" if article.headlines.is_empty() => {
                let text = field.text();
                let is_there = !text.is_empty();
                article.headlines.extend(is_there.then(|| stated::headline(&text, "Subject")));
                hold_back(&mut article, &text);
                is_there
            }
            "date" if article.dates.is_empty() => {
                let written = field.written();
                let mut date = stated::dated(DateRole::Published, &written, "Date");
                // a comment behind it may name the zone
                if date.date.value.is_none()
                    && let Some((bare, _)) = written.split_once(" (")
                {
                    date = stated::dated(DateRole::Published, bare, "Date");
                    date.date.written.clone_from(&written);
                }
                article.dates.push(date);
                true
            }
            "from" if article.people.is_empty() => {
                article.people.extend(field.addresses().into_iter().map(|(name, email)| {
                    Person {
                        // `Press <press@…>` is nobody
                        kind: name
                            .as_deref()
                            .filter(|name| front::names_outlet(name))
                            .map(|_| PersonKind::Organization),
                        name,
                        email,
                        origin: Some(Cow::Borrowed("From")),
                        ..Person::default()
                    }
                }));
                !article.people.is_empty()
            }
            "message-id" if article.id.is_none() => {
                article.id = field.ids().into_iter().next().map(|value| Id { value, ..Id::default() });
                article.id.is_some()
            }
            "in-reply-to" if article.in_reply_to.is_empty() => {
                let ids = field.ids();
                article
                    .in_reply_to
                    .extend(ids.into_iter().map(|id| Reply { id: Some(id), ..Reply::default() }));
                !article.in_reply_to.is_empty()
            }
            _ => false,
        };
        if !is_taken {
            let node = Node::element(0, None, None, field.name);
            article.extensions.push(Node { span: Some(span(&field.range())), ..node });
            article.extensions.push(Node::text(1, field.written()));
        }
    }
    article
}

/// Takes an embargo from a subject: `EMBARGOED until 1 May: Ferry sails`, `Ferry sails [EMBARGOED]`.
fn hold_back(article: &mut Article, subject: &str) {
    const MOST: usize = 8;
    let is_sign = |c: char| matches!(c, ':' | '|' | '[' | ']' | '(' | ')' | '–' | '—' | '-');
    let signs = || subject.char_indices().filter(|(_, c)| is_sign(*c)).take(MOST);
    let lower = subject.to_lowercase();
    let reply = ["re:", "fw:", "fwd:", "aw:", "wg:"].iter().find(|label| lower.starts_with(**label));
    let opens = signs().filter(|(_, c)| matches!(c, '[' | '(')).map(|(at, c)| at + c.len_utf8());
    let starts = std::iter::once(reply.map_or(0, |label| label.len())).chain(opens);
    let ends = || std::iter::once(subject.len()).chain(signs().map(|(at, _)| at));
    let stretches = starts.flat_map(|start| ends().filter_map(move |end| subject.get(start..end)));
    let untils = stretches.filter_map(|text| match front::embargo(text, false) {
        Some(Embargo::Until(date)) => Some(date),
        _ => None,
    });
    // of several readings, one with a date
    let found = untils.reduce(Option::or);
    let Some(date) = found else { return };
    article.status = Some(Status::Embargoed);
    article.dates.extend(date.map(|date| RoleDate {
        role: DateRole::Embargo,
        date,
        origin: Some(Cow::Borrowed("Subject")),
    }));
    article.inferred.push(Inference {
        field: Cow::Borrowed("status"),
        certainty: Certainty::thousandths(950),
        evidence: vec![Cow::Borrowed("the subject says until when it may not be published")],
    });
}

/// The mails that are parts of the one in `range`, which has so many lines before it.
fn nested(bytes: &[u8], range: &Range<usize>, lines_before: u32) -> Vec<(Range<usize>, u32)> {
    let bytes = bytes.get(..range.end).unwrap_or_default();
    let header = Header::read(bytes, envelope(bytes, range.start));
    let (mut at, mut lines, mut found) = (range.start, lines_before, Vec::new());
    for part in parts::read(bytes, &header, range.end).leaves.iter().filter(|part| is_message(part)) {
        let bytes = bytes.get(..part.body.end).unwrap_or_default();
        if Header::read(bytes, envelope(bytes, part.body.start)).is_mail(1) {
            lines = lines.saturating_add(lines_in(bytes, at..part.body.start));
            at = part.body.start;
            found.push((part.body.clone(), lines));
        }
    }
    found
}

/// Whether a part is a mail whose bytes are those of the one it is in.
fn is_message(part: &Part) -> bool {
    matches!(part.media_type.as_str(), "message/rfc822" | "message/global")
        && part.transfer == Transfer::Plain
}

/// The parts that are read, and those that are not.
struct Chosen {
    body: Option<Part>,
    html: Option<Part>,
    /// Texts that are attached.
    texts: Vec<Part>,
    /// Mails that are articles of their own.
    mails: Vec<Part>,
    left: Vec<Part>,
}

impl Chosen {
    fn of(mut leaves: Vec<Part>, bytes: &[u8], all: Range<usize>, is_own: impl Fn(&Part) -> bool) -> Self {
        if leaves.is_empty() {
            // no part was found where parts were announced
            leaves.push(Part { body: all, ..Part::default() });
        }
        let is_blank = |part: &Part| {
            bytes.get(part.body.clone()).is_none_or(|body| body.iter().all(u8::is_ascii_whitespace))
        };
        let (mut body, mut html) = (None, None);
        let (mut texts, mut mails, mut left) = (Vec::new(), Vec::new(), Vec::new());
        for part in leaves {
            let is_text = matches!(part.media_type.as_str(), "" | "text/plain" | "text");
            let is_shown = !part.is_attachment && part.name.is_none();
            if is_shown && (is_text || part.media_type == "text/html") && is_blank(&part) {
                continue;
            }
            if is_shown && is_text && body.is_none() {
                body = Some(part);
            } else if is_shown && part.media_type == "text/html" && html.is_none() {
                html = Some(part);
            } else if is_text {
                texts.push(part);
            } else if is_own(&part) {
                mails.push(part);
            } else {
                left.push(part);
            }
        }
        Self { body, html, texts, mails, left }
    }

    fn report(&self, cx: &mut Cx<'_>) {
        let name_of = |part: &Part| {
            part.name.as_ref().map_or_else(|| "without a name".to_owned(), |name| format!("`{name}`"))
        };
        for part in &self.texts {
            let message =
                format!("the attached text {} is kept, and is not read as part of the story", name_of(part));
            let finding = Diagnostic::note("text.mail.text", message).on("article.contents");
            cx.report(finding.at(span(&part.body)));
        }
        for part in &self.mails {
            let finding =
                Diagnostic::note("text.mail.nested", "a mail in this mail is an article of its own");
            cx.report(finding.at(span(&part.body)));
        }
        for part in &self.left {
            let media_type = if part.media_type.is_empty() { "text/plain" } else { &part.media_type };
            let name = name_of(part);
            let message = format!(
                "the attachment {name} ({media_type}, {} bytes in the mail) is left out",
                part.body.len()
            );
            let finding = Diagnostic::loss("text.mail.attachment", message).on("article.media");
            cx.report(finding.at(span(&part.body)));
        }
    }
}

/// The lines of a body that are quoted from an earlier mail, with the line that says whose they are. None, if there is
/// nothing else in it.
fn quoted_lines(text: &str) -> Vec<Fixed> {
    const INTRODUCTIONS: &[&str] =
        &["wrote:", "writes:", "schrieb:", "écrit :", "escribió:", "ha scritto:", "schreef:"];
    let (mut found, mut at, mut above) = (Vec::<Fixed>::new(), 0, None);
    let (mut is_open, mut has_other) = (false, false);
    for line in text.split_inclusive('\n') {
        let (start, words) = (at, line.trim());
        at += line.len();
        // mailboxes put the sign before a line `From …` of the text
        if line.starts_with('>') && !line.starts_with(">From ") {
            if let Some(fixed) = found.last_mut().filter(|_| is_open) {
                fixed.range.end = at;
            } else if found.len() < QUOTED {
                found.push(Fixed {
                    range: above.take().unwrap_or(start)..at,
                    kind: Kind::Boilerplate,
                    rule: "quoted-mail",
                    because: "quoted from an earlier mail",
                });
            } else {
                // the rest is read like any text
                return found;
            }
            is_open = true;
        } else if !words.is_empty() {
            let is_introduction = INTRODUCTIONS.iter().any(|introduction| words.ends_with(introduction));
            above = is_introduction.then_some(start);
            has_other |= !is_introduction;
            is_open = false;
        }
    }
    if has_other { found } else { Vec::new() }
}

/// The signature at the end of a body.
fn signature(text: &str) -> Option<Fixed> {
    let mut start = text.len();
    for line in text.split_inclusive('\n').rev().take(SIGNATURE) {
        start -= line.len();
        if matches!(line.trim_end_matches(['\r', '\n']), "-- " | "--") {
            return Some(Fixed {
                range: start..text.len(),
                kind: Kind::Boilerplate,
                rule: "signature",
                because: "behind the line that marks a signature",
            });
        }
    }
    None
}

/// The text of a part, and whether its bytes are those of the mail.
fn text(bytes: &[u8], part: &Part, cx: &mut Cx<'_>) -> Result<(Decoded, bool), Error> {
    let body = bytes.get(part.body.clone()).unwrap_or_default();
    let (unpacked, what) = match part.transfer {
        Transfer::Plain => (None, ""),
        Transfer::QuotedPrintable => (quoted_printable_decode(body), "quoted-printable"),
        Transfer::Base64 => (base64_decode(body), "base64"),
    };
    if unpacked.is_none() && part.transfer != Transfer::Plain {
        let message = format!("a part of the mail is no `{what}`, as it says; read as it stands there");
        cx.report(
            Diagnostic::repair("text.mail.transfer", message).on("article.contents").at(span(&part.body)),
        );
    }
    let charset = part.charset.as_deref();
    Ok(match unpacked {
        Some(unpacked) => {
            let mut quiet = Quiet::default();
            let decoded = decode(&unpacked, charset, 0, &mut quiet.cx(cx))?;
            for mut finding in quiet.findings.kept().iter().cloned() {
                finding.span = Some(span(&part.body));
                cx.report(finding.located(None));
            }
            (decoded, false)
        }
        None => (decode(body, charset, part.body.start as u64, cx)?, true),
    })
}

/// Reads bytes that begin at the byte `start` of the input as text.
fn decode(bytes: &[u8], charset: Option<&str>, start: u64, cx: &mut Cx<'_>) -> Result<Decoded, Error> {
    let content_type = charset.map(|charset| format!("text/plain; charset={charset}"));
    let mut quiet = Quiet::default();
    let decoded = decode_all(Cursor::new(bytes), &Hints::text(content_type.as_deref()), &mut quiet.cx(cx));
    for mut finding in quiet.findings.kept().iter().cloned() {
        finding.span = finding.span.map(|span| Span::new(span.start + start, span.end + start));
        cx.report(finding.located(None));
    }
    decoded
}

/// Findings that are looked at before they are reported, or are none of the reader's business.
#[derive(Default)]
struct Quiet {
    findings: Findings<'static>,
}

impl Quiet {
    fn cx<'q>(&'q mut self, cx: &Cx<'q>) -> Cx<'q> {
        Cx::new(cx.limits, cx.policy, &mut self.findings)
    }
}

/// The annotation of the header, which is one unit.
fn annotation(bytes: &[u8], header: Range<usize>, lines_before: u32) -> Annotation {
    let text = bytes.get(header.clone()).unwrap_or_default().trim_ascii_end();
    let end = header.start + text.len();
    let lines = lines_in(bytes, header.start..end);
    let first = lines_before.saturating_add(1);
    Annotation {
        kind: Cow::Borrowed(Kind::Header.name()),
        line: Some(first),
        last_line: Some(first.saturating_add(lines)).filter(|_| lines > 0),
        span: span(&(header.start..end)),
        certainty: Certainty::CERTAIN,
        evidence: vec![Cow::Borrowed("the header of the mail")],
        rule: Some(Cow::Borrowed("mail")),
        ..Annotation::default()
    }
}

/// Where the header begins: behind a byte order mark, blank lines and the line `From …` of a mailbox.
fn envelope(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let rest = rest.get(mark_in(rest)..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let rest = rest.get(blank..).unwrap_or_default();
    let line = if rest.starts_with(b"From ") {
        memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1)
    } else {
        0
    };
    bytes.len() - rest.len() + line
}

/// Length of the byte order mark at the start.
fn mark_in(bytes: &[u8]) -> usize {
    if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 }
}

fn lines_in(bytes: &[u8], range: Range<usize>) -> u32 {
    let count = memchr::memchr_iter(b'\n', bytes.get(range).unwrap_or_default()).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn span(range: &Range<usize>) -> Span {
    Span::new(range.start as u64, range.end as u64)
}
