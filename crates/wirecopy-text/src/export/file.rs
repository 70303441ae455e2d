//! A file of plain text that is given back, and whether what is written is what was read.

use std::borrow::Cow;

use sha2::{Digest, Sha256};
use wirecopy_core::decode::encode;
use wirecopy_core::{Cx, Diagnostic, Error};
use wirecopy_model::{
    Article, Content, Encoding, EncodingEvidence, Id, IdOrigin, Shared, Source, Span, TransferEncoding,
};

use crate::importer::FORMAT;

/// The input whose articles come now.
pub(super) struct SourceFile {
    name: Shared,
    is_text: bool,
    /// How it was read.
    pub encoding: Encoding,
    /// How many articles of it were written.
    pub articles: usize,
    /// Where the last one ended.
    end: Option<u64>,
    /// The bytes written so far.
    hash: Sha256,
    /// The id of its article, which is the hash of its bytes.
    id: Option<String>,
    /// Whether it is known, and was told, that what is written is not what was read.
    changed: bool,
}

impl Default for SourceFile {
    fn default() -> Self {
        let encoding =
            Encoding { name: Shared::from("utf-8"), evidence: EncodingEvidence::Default, declared: None };
        Self {
            name: Shared::default(),
            is_text: false,
            encoding,
            articles: 0,
            end: None,
            hash: Sha256::new(),
            id: None,
            changed: false,
        }
    }
}

impl SourceFile {
    /// Goes on to another input. A source may come again, when more is known of it.
    pub(super) fn follow(&mut self, source: &Source, cx: &mut Cx<'_>) {
        if self.name == source.name && self.articles > 0 {
            return;
        }
        self.settle(cx);
        *self =
            Self { name: source.name.clone(), is_text: *source.format == *FORMAT.name, ..Self::default() };
        if let Some(encoding) = &source.encoding {
            self.encoding.clone_from(encoding);
        }
    }

    /// The text an article was read from. `None`: it is not from a plain text.
    pub(super) fn text_of<'r>(&self, article: &'r Article) -> Option<&'r Content> {
        if self.is_text && article.source == self.name { source_text(article) } else { None }
    }

    /// Whether a text was written with what stands around it: that of a mail within a mail.
    pub(super) fn holds(&self, content: &Content) -> bool {
        let is_within = |span: Span| self.end.is_some_and(|end| span.end <= end && !span.is_empty());
        content.is_message() && content.span.is_some_and(is_within)
    }

    /// Whether a byte order mark stands before what comes next.
    pub(super) fn has_mark(&self) -> bool {
        self.articles == 0 && self.encoding.evidence == EncodingEvidence::Bom
    }

    /// The bytes of an article's text, which stand behind `mark`. Tells what of them is not as it was.
    pub(super) fn take<'t>(
        &mut self,
        article: &Article,
        content: &'t Content,
        encoding: &str,
        mark: &[u8],
        is_converted: bool,
        cx: &mut Cx<'_>,
    ) -> Result<Cow<'t, [u8]>, Error> {
        let encoded = encode(&content.value, encoding).ok_or_else(|| {
            Error::broken(format!("there is no encoding `{encoding}` to write"))
                .hint("`--set text.encoding=utf-8` writes it in UTF-8")
        })?;
        let end = content.span.map_or(0, |span| span.end);
        if let Some((character, at)) = encoded.missing.first() {
            self.changed = true;
            let more = match encoded.missing.len() - 1 {
                0 => String::new(),
                more => format!(" (and {more} more)"),
            };
            let code = u32::from(*character);
            let message =
                format!("`{encoding}` has no U+{code:04X}; a question mark is written for it{more}");
            let finding = Diagnostic::loss("text.character.lost", message);
            cx.report(
                finding
                    .at(Span::at(end.saturating_sub((encoded.bytes.len() - at) as u64)))
                    .hint("`--set text.encoding=utf-8` keeps it"),
            );
        }
        if is_converted {
            self.changed = true;
        } else if let Some(span) = content.span {
            let (mark, length) = (mark.len() as u64, encoded.bytes.len() as u64);
            self.check_gap(span, mark, cx);
            let is_same = span.len() == length || span.len() == length + mark;
            if !is_same && encoded.missing.is_empty() {
                self.tell_changed(span, cx);
            }
            self.end = Some(span.end);
        }
        self.hash.update(mark);
        self.hash.update(&encoded.bytes);
        self.articles += 1;
        self.id = article.id.as_ref().and_then(hash_of);
        Ok(encoded.bytes)
    }

    /// Ends the input: the hash tells what lengths do not.
    pub(super) fn settle(&mut self, cx: &mut Cx<'_>) {
        let hash = std::mem::take(&mut self.hash);
        let Some(id) = self.id.take().filter(|_| self.articles == 1 && !self.changed) else { return };
        if !is_hex_of(&id, &hash.finalize()) {
            self.tell_changed(Span::new(0, self.end.unwrap_or_default()), cx);
        }
    }

    /// Tells of bytes between articles that no article holds.
    fn check_gap(&mut self, span: Span, mark: u64, cx: &mut Cx<'_>) {
        let end = self.end.unwrap_or(mark);
        if span.start > end {
            self.changed = true;
            let message = format!("{} bytes belong to no article and are not written", span.start - end);
            cx.report(Diagnostic::loss("text.bytes.left", message).at(Span::new(end, span.start)));
        }
    }

    /// Tells that the bytes of a span come out as others, where it is known at the very place.
    fn tell_changed(&mut self, span: Span, cx: &mut Cx<'_>) {
        self.changed = true;
        let found = cx.findings.kept().iter().find(|finding| {
            let is_in = |place: Span| place.start >= span.start && place.end <= span.end;
            finding.code == "decode.byte.invalid" && finding.span.is_some_and(is_in)
        });
        let (place, location) = match found {
            Some(finding) => (finding.span.unwrap_or(span), finding.location),
            None => (span, None),
        };
        let message =
            "invalid bytes were read as characters, and these are written: the file is not the same";
        cx.report(Diagnostic::loss("text.bytes.changed", message).at(place).located(location));
    }
}

/// The text an article was read from, if from a plain text: the whole of a mail, else the first content.
pub(crate) fn source_text(article: &Article) -> Option<&Content> {
    let is_whole = |content: &&Content| {
        content.transfer_encoding != Some(TransferEncoding::Base64) && content.src.is_none()
    };
    let mail = article.contents.iter().find(|content| content.media_type == "message/rfc822");
    let plain = || article.contents.first().filter(|content| content.media_type == "text/plain");
    mail.or_else(plain).filter(is_whole)
}

/// The hash of a whole input that an id states.
fn hash_of(id: &Id) -> Option<String> {
    let hash = id.value.strip_prefix("sha256:")?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (id.origin == IdOrigin::Derived && is_hash).then(|| hash.to_ascii_lowercase())
}

fn is_hex_of(hex: &str, bytes: &[u8]) -> bool {
    let pairs = hex.as_bytes().as_chunks::<2>().0;
    let value = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.len() == bytes.len() && pairs.iter().zip(bytes).all(|(pair, byte)| value(pair) == Some(*byte))
}
