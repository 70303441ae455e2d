use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use wirecopy_model::{Encoding, EncodingEvidence, Shared, Span};

use super::charset::{Charset, says_ascii};
use super::head::foreign_ascii;
use crate::{Cx, Diagnostic, Location};

/// How many bytes at the start of an input the encoding is settled from.
pub const EVIDENCE_BYTES: usize = 64 << 10;

/// What is known about the encoding of an input before it is looked at.
///
/// ```
/// use wirecopy_core::decode::{Declaration, Hints};
/// let hints = Hints::xml(Some("application/rss+xml; charset=koi8-r"));
/// assert_eq!(hints.charset(), Some("koi8-r"));
/// assert_eq!(hints.declaration, Declaration::Xml);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints<'h> {
    /// Media type the caller was told, perhaps with a `charset` parameter.
    pub content_type: Option<&'h str>,
    /// Where the document may declare its encoding.
    pub declaration: Declaration,
}

/// Where a document may declare its encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Declaration {
    /// Nowhere.
    #[default]
    None,
    /// In its XML declaration.
    Xml,
    /// In a `meta` element near its start, or in an XML declaration.
    Html,
}

impl<'h> Hints<'h> {
    /// Hints for a format without declarations.
    pub fn text(content_type: Option<&'h str>) -> Self {
        Self { content_type, declaration: Declaration::None }
    }

    /// Hints for an XML document.
    pub fn xml(content_type: Option<&'h str>) -> Self {
        Self { content_type, declaration: Declaration::Xml }
    }

    /// Hints for a page of HTML.
    pub fn html(content_type: Option<&'h str>) -> Self {
        Self { content_type, declaration: Declaration::Html }
    }

    /// The `charset` parameter of the media type. `None`: there is none.
    pub fn charset(&self) -> Option<&'h str> {
        self.content_type?.split(';').skip(1).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']).trim();
            (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
        })
    }
}

/// What was settled.
pub(super) struct Settled {
    pub(super) charset: Charset,
    pub(super) mark: usize,
    pub(super) encoding: Encoding,
    /// Whether the document declares an encoding that it is not in.
    pub(super) misdeclared: bool,
}

/// Settles the encoding from the start of an input, of which `whole` says whether it is all.
pub(super) fn settle(head: &[u8], whole: bool, hints: &Hints<'_>, cx: &mut Cx<'_>) -> Settled {
    let mark = Charset::by_mark(head);
    let foreign = match mark {
        Some((marked, _)) => Some(marked),
        None => Charset::by_nuls(head).or_else(|| Charset::by_ebcdic(head)),
    };
    let foreign = foreign.filter(|found| !found.is_ascii());
    let declared = match hints.declaration {
        Declaration::None => None,
        Declaration::Xml => declared_in_xml(head, foreign),
        Declaration::Html => declared_in_meta(head).or_else(|| declared_in_xml(head, foreign)),
    };
    let (charset, evidence) = match mark {
        Some((charset, _)) => (charset, EncodingEvidence::Bom),
        None => without_mark(head, whole, foreign, hints, declared.as_deref(), cx),
    };
    if mark.is_some() {
        for (label, who) in [(hints.charset(), "the caller"), (declared.as_deref(), "the document")] {
            contradicted(label, who, charset, "a byte order mark", cx);
        }
    }
    let name = charset.name();
    let declared = declared.filter(|label| !label.eq_ignore_ascii_case(&name));
    // what the caller was told is no fault of the document (XML 1.0 § 4.3.3)
    let misdeclared = evidence != EncodingEvidence::Caller
        && declared.as_deref().is_some_and(|label| !agrees(label, charset));
    let encoding = Encoding { name: Shared::from(name), evidence, declared };
    Settled { charset, mark: mark.map_or(0, |mark| mark.1), encoding, misdeclared }
}

fn without_mark(
    head: &[u8],
    whole: bool,
    foreign: Option<Charset>,
    hints: &Hints<'_>,
    declared: Option<&str>,
    cx: &mut Cx<'_>,
) -> (Charset, EncodingEvidence) {
    let stated = [
        (hints.charset(), EncodingEvidence::Caller, "the caller"),
        (declared, EncodingEvidence::Declaration, "the document"),
    ];
    let utf8 = Utf8Shape::of(head, whole);
    let mut wrong: Vec<(&str, &str, &str)> = Vec::new();
    let mut found = None;
    for (label, evidence, who) in stated {
        let Some(label) = label else { continue };
        let Some(charset) = Charset::for_label(label) else {
            tell_unknown(label, who, cx);
            continue;
        };
        let by = match foreign {
            // of either byte order: the label `utf-16` leaves it open
            Some(wide) if wide.is_wide() && charset.is_wide() => {
                found = Some((wide, evidence));
                break;
            }
            Some(foreign) if foreign.is_wide() => Some("the pattern of NUL bytes"),
            Some(_) => charset.is_ascii().then_some("the first bytes, which are EBCDIC,"),
            None if !charset.is_ascii() && utf8.is_text() => Some("the bytes"),
            None if charset == Charset::Utf8 && utf8.is_other(head, whole) => Some("the bytes"),
            None if says_ascii(label) && utf8.valid > 0 && utf8.invalid == 0 => Some("the bytes"),
            None => None,
        };
        if let Some(by) = by {
            wrong.push((label, who, by));
            continue;
        }
        if charset != Charset::Utf8 && utf8.valid > 0 && utf8.invalid == 0 && charset.is_ascii() {
            report(
                cx,
                Diagnostic::note(
                    "decode.encoding.doubtful",
                    format!("{who} states `{}`, yet the bytes are also valid UTF-8", shown(label)),
                )
                .hint("if letters look wrong, state the charset `utf-8`"),
            );
        }
        if says_ascii(label) && utf8.invalid > 0 {
            let message = format!(
                "{who} states `{}`, yet there are bytes that ASCII has not; they are read as windows-1252",
                shown(label)
            );
            report(cx, Diagnostic::repair("decode.encoding.not-ascii", message));
        }
        found = Some((charset, evidence));
        break;
    }
    if found.is_none() && foreign.is_some_and(|foreign| !foreign.is_wide()) {
        let message = "this is EBCDIC, and its form is not stated; `ibm037` was used";
        report(cx, Diagnostic::repair("decode.encoding.ebcdic", message));
    }
    let found = found.unwrap_or_else(|| match foreign {
        Some(foreign) if foreign.is_wide() => (foreign, EncodingEvidence::Valid),
        Some(foreign) => (foreign, EncodingEvidence::Guess),
        None if utf8.invalid == 0 && utf8.valid > 0 => (Charset::Utf8, EncodingEvidence::Valid),
        None if utf8.invalid == 0 => (Charset::Utf8, EncodingEvidence::Default),
        None if utf8.is_likely() => (Charset::Utf8, EncodingEvidence::Guess),
        None => (guess(head, whole), EncodingEvidence::Guess),
    });
    for (label, who, by) in wrong {
        contradicted(Some(label), who, found.0, by, cx);
    }
    found
}

fn tell_unknown(label: &str, who: &str, cx: &mut Cx<'_>) {
    let label_shown = shown(label);
    let diagnostic = match Charset::refusal(label) {
        Some(why) => Diagnostic::repair(
            "decode.encoding.refused",
            format!("{who} states the encoding `{label_shown}`: {why}"),
        ),
        None => Diagnostic::repair(
            "decode.encoding.unknown",
            format!("{who} states an encoding `{label_shown}` that is not known"),
        ),
    };
    report(cx, diagnostic);
}

/// How the bytes look when read as UTF-8: sequences of several bytes that are valid, and that are not.
struct Utf8Shape {
    valid: usize,
    invalid: usize,
    nuls: usize,
    length: usize,
}

impl Utf8Shape {
    fn of(head: &[u8], whole: bool) -> Self {
        let mut shape =
            Self { valid: 0, invalid: 0, nuls: memchr::memchr_iter(0, head).count(), length: head.len() };
        if let Ok(text) = std::str::from_utf8(head) {
            // each begins with a byte that no other one has
            if !text.is_ascii() {
                shape.valid = text.bytes().filter(|byte| *byte >= 0xc0).count();
            }
            return shape;
        }
        let mut chunks = head.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            if !chunk.valid().is_ascii() {
                shape.valid += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
            }
            // a sequence that the end of the head cuts is no fault
            let cut = !whole
                && chunks.peek().is_none()
                && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
            shape.invalid += usize::from(!chunk.invalid().is_empty() && !cut);
        }
        shape
    }

    /// Whether the bytes are text one byte wide.
    fn is_text(&self) -> bool {
        self.nuls * 100 <= self.length && self.invalid * 20 <= self.length
    }

    /// Whether it is UTF-8, if with damage: sequences of other encodings are hardly ever valid by chance.
    fn is_likely(&self) -> bool {
        self.invalid <= self.valid.saturating_mul(2)
    }

    /// Whether the bytes are something else. If not, UTF-8 may well be right, but for some damage, which is
    /// then repaired piece by piece.
    fn is_other(&self, head: &[u8], whole: bool) -> bool {
        let enough = if whole { 1 } else { 16 };
        !self.is_likely() && self.invalid >= enough && guess(head, whole) != Charset::Utf8
    }
}

fn guess(head: &[u8], whole: bool) -> Charset {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(head, whole);
    Charset::of(detector.guess(None, Utf8Detection::Deny))
}

/// The encoding an XML declaration states.
fn declared_in_xml(head: &[u8], foreign: Option<Charset>) -> Option<String> {
    let start: Cow<'_, [u8]> = match foreign {
        Some(foreign) => Cow::Owned(foreign_ascii(head, foreign)),
        None => Cow::Borrowed(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head)),
    };
    let start = start.get(..4096).unwrap_or(&start);
    // a declaration may stand behind noise, but not inside the document
    let at = memchr::memmem::find_iter(start, b"<?xml")
        .find(|at| start.get(at + 5).is_some_and(u8::is_ascii_whitespace))?;
    let rest = start.get(at + 5..)?;
    let end = memchr::memchr(b'>', rest)?;
    let inside = rest.get(..end)?;
    let rest = inside.get(memchr::memmem::find(inside, b"encoding")? + 8..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let (&quote, rest) = rest.split_first()?;
    let label = if quote == b'"' || quote == b'\'' {
        rest.get(..memchr::memchr(quote, rest)?)?.trim_ascii()
    } else {
        let value = inside.get(inside.len() - rest.len() - 1..)?;
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'?' | b'"' | b'\'');
        value.get(..value.iter().position(ends).unwrap_or(value.len()))?
    };
    std::str::from_utf8(label).ok().filter(|label| !label.is_empty()).map(str::to_owned)
}

/// What the first `meta` with a charset says, within the bytes browsers look at and some more.
fn declared_in_meta(head: &[u8]) -> Option<String> {
    let start = head.get(..4096).unwrap_or(head).to_ascii_lowercase();
    memchr::memmem::find_iter(&start, b"<meta").find_map(|at| {
        let tag = start.get(at + 5..)?;
        let tag = tag.get(..memchr::memchr(b'>', tag)?)?;
        let rest = tag.get(memchr::memmem::find(tag, b"charset")? + 7..)?.trim_ascii_start();
        let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b';' | b'/');
        let label = rest.get(..rest.iter().position(ends).unwrap_or(rest.len()))?;
        std::str::from_utf8(label).ok().filter(|label| !label.is_empty()).map(str::to_owned)
    })
}

fn contradicted(label: Option<&str>, who: &str, used: Charset, by: &str, cx: &mut Cx<'_>) {
    let Some(label) = label else { return };
    if !agrees(label, used) {
        let message = format!(
            "{who} states the encoding `{}`, which {by} contradicted; `{}` was used",
            shown(label),
            used.name()
        );
        report(cx, Diagnostic::repair("decode.encoding.wrong", message));
    }
}

/// Whether text in `used` may be labelled so.
fn agrees(label: &str, used: Charset) -> bool {
    match Charset::for_label(label) {
        Some(Charset::Utf16 { .. }) => matches!(used, Charset::Utf16 { .. }),
        Some(Charset::Utf32 { .. }) => matches!(used, Charset::Utf32 { .. }),
        Some(stated) => stated == used,
        None => false,
    }
}

fn report(cx: &mut Cx<'_>, diagnostic: Diagnostic) {
    cx.report(diagnostic.at(Span::at(0)).located(Some(Location { line: 1, column: 1 })));
}

fn shown(label: &str) -> String {
    label.chars().filter(|character| !character.is_control()).take(40).collect()
}
