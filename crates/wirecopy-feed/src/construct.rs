//! Texts that state their type: RFC 4287 § 3.1 and § 4.1.3, Atom 0.3 § 3.1.
//!
//! | `@type` | what it is read as |
//! | --- | --- |
//! | none, `text`, `text/plain` | text; with elements in it HTML, the text escaped |
//! | `html`, `text/html` | HTML, its escaping taken off once |
//! | `xhtml`, `application/xhtml+xml` | XHTML, given as HTML; Atom 1.0's `div` around it is taken off |
//! | another XML type | XML |
//! | another type of text, or no media type at all | text of that type |
//! | any other | base 64 |
//!
//! `@mode` of Atom 0.3 goes before: `escaped` is markup as text, `xml` (its default) is markup as elements, `base64` is
//! either in base 64. In Atom 0.3 HTML without a mode is taken by its shape, as most leave the mode out.

use std::borrow::Cow;

use wirecopy_core::{Cx, Diagnostic, Error};
use wirecopy_model::{Content, ContentKind, Extensions, Node, NodeKind, Text, TextKind, TransferEncoding};
use wirecopy_xml::Wrapper;

use crate::base64;
use crate::line::trimmed;
use crate::namespace::Ns;
use crate::scan::{Scan, Tag, xml_attribute};

/// The attributes of such a text.
const WANTED: [&str; 3] = ["type", "mode", "src"];

/// What a type says about how a text is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Text,
    Html,
    Xhtml,
    Xml,
    /// Another type of text.
    Words,
    /// A type that is none of text.
    Bytes,
    /// No media type.
    Unknown,
}

impl Form {
    fn of(stated: &str) -> Self {
        let essence = stated.split(';').next().unwrap_or_default().trim();
        let is = |name: &str| essence.eq_ignore_ascii_case(name);
        let ends = |end: &str| {
            let at = essence.len().checked_sub(end.len());
            at.and_then(|at| essence.get(at..)).is_some_and(|rest| rest.eq_ignore_ascii_case(end))
        };
        if essence.is_empty() || is("text") || is("text/plain") || is("plain") {
            Self::Text
        } else if is("html") || is("text/html") {
            Self::Html
        } else if is("xhtml") || is("application/xhtml+xml") {
            Self::Xhtml
        } else if ends("+xml") || ends("/xml") {
            Self::Xml
        } else if essence.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("text/")) {
            Self::Words
        } else if essence.contains('/') {
            Self::Bytes
        } else {
            Self::Unknown
        }
    }

    fn kind(self, stated: &str) -> TextKind {
        match self {
            Self::Text => TextKind::Text,
            Self::Html => TextKind::Html,
            Self::Xhtml => TextKind::Xhtml,
            Self::Xml | Self::Words | Self::Bytes | Self::Unknown => TextKind::Other(stated.to_owned()),
        }
    }
}

/// `@mode` of Atom 0.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Unstated,
    Xml,
    Escaped,
    Base64,
}

impl Mode {
    fn of(stated: Option<&str>) -> Self {
        let is = |name: &str| stated.is_some_and(|stated| stated.trim().eq_ignore_ascii_case(name));
        if is("xml") {
            Self::Xml
        } else if is("escaped") {
            Self::Escaped
        } else if is("base64") {
            Self::Base64
        } else {
            Self::Unstated
        }
    }
}

/// A text as it was read. Its tag is not left yet.
struct Typed {
    tag: Tag<3>,
    stated: String,
    form: Form,
    kind: TextKind,
    value: String,
    transfer_encoding: Option<TransferEncoding>,
    /// The text in base 64, when `value` is what it stands for.
    written: Option<String>,
    wrapper: Option<Wrapper>,
}

/// Reads a text construct (RFC 4287 § 3.1).
pub(crate) fn text(scan: &mut Scan<'_>, extensions: &mut Extensions, cx: &mut Cx<'_>) -> Result<Text, Error> {
    let mut typed = read(scan, cx)?;
    if let [_, _, Some(src)] = std::mem::take(&mut typed.tag.wanted) {
        scan.put_back(&mut typed.tag, "src", src);
    }
    let value = trimmed(std::mem::take(&mut typed.value));
    let is_told = match &typed.kind {
        _ if value.is_empty() => typed.stated.is_empty(),
        TextKind::Other(_) => true,
        TextKind::Text => matches!(typed.stated.as_str(), "" | "text"),
        TextKind::Html => typed.stated == "html" || typed.stated.is_empty(),
        _ => typed.stated == "xhtml",
    };
    if !is_told {
        scan.put_back(&mut typed.tag, "type", std::mem::take(&mut typed.stated));
    }
    let kind = std::mem::take(&mut typed.kind);
    let (language, base) = leave(scan, typed, value.is_empty(), extensions);
    Ok(Text { kind, value, language, base, ..Text::default() })
}

/// Reads a body (RFC 4287 § 4.1.3). `None`: it is empty, and not elsewhere either.
pub(crate) fn content(
    scan: &mut Scan<'_>,
    kind: ContentKind,
    origin: Option<Cow<'static, str>>,
    extensions: &mut Extensions,
    cx: &mut Cx<'_>,
) -> Result<Option<Content>, Error> {
    let mut typed = read(scan, cx)?;
    let src = match std::mem::take(&mut typed.tag.wanted) {
        [_, _, Some(src)] => {
            let address = scan.address(src);
            if let Some(written) = address.written {
                scan.put_back(&mut typed.tag, "src", written);
            }
            Some(address.href)
        }
        _ => None,
    };
    let value = std::mem::take(&mut typed.value);
    let is_empty = value.trim().is_empty();
    let media_type: Cow<'static, str> = match &typed.kind {
        // where the body is elsewhere, nothing says of what type it is
        TextKind::Text if is_empty && src.is_some() && typed.stated.is_empty() => "".into(),
        TextKind::Other(_) => typed.stated.clone().into(),
        TextKind::Html if typed.form == Form::Text => {
            if !typed.stated.is_empty() {
                let stated = typed.stated.clone();
                scan.put_back(&mut typed.tag, "type", stated);
            }
            "text/html".into()
        }
        _ if typed.stated.contains('/') => typed.stated.clone().into(),
        TextKind::Html => "text/html".into(),
        TextKind::Xhtml => "application/xhtml+xml".into(),
        _ => "text/plain".into(),
    };
    let is_nothing = is_empty && src.is_none();
    if is_nothing && !typed.stated.is_empty() {
        let stated = std::mem::take(&mut typed.stated);
        scan.put_back(&mut typed.tag, "type", stated);
    }
    let (transfer_encoding, span) = (typed.transfer_encoding, scan.since(typed.tag.span));
    let (language, base) = leave(scan, typed, is_nothing, extensions);
    if is_nothing {
        return Ok(None);
    }
    Ok(Some(Content {
        kind,
        media_type,
        value,
        transfer_encoding,
        src,
        language,
        base,
        origin,
        span: Some(span),
        ..Content::default()
    }))
}

/// Reads the current element to its end.
fn read(scan: &mut Scan<'_>, cx: &mut Cx<'_>) -> Result<Typed, Error> {
    let is_old = scan.ns() == Ns::Atom03 || scan.is_old;
    let mut tag = scan.take_with_language(WANTED);
    tag.language = scan.text_language(&mut tag, cx);
    let [stated, stated_mode, src] = std::mem::take(&mut tag.wanted);
    tag.wanted = [None, None, src];
    let stated = stated.map(trimmed).unwrap_or_default();
    let (form, mode) = (Form::of(&stated), Mode::of(stated_mode.as_deref()));
    let mut kind = form.kind(&stated);
    // where a finding would be
    let is_risky = matches!(form, Form::Bytes | Form::Unknown) || mode == Mode::Base64;
    let location = if is_risky { scan.location() } else { None };
    let (mut transfer_encoding, mut written, mut wrapper) = (None, None, None);
    let mut value = String::new();
    match (form, mode) {
        (_, Mode::Base64) => {
            value = scan.mixed(cx)?;
            match base64::text(&value).filter(|_| form != Form::Bytes) {
                Some(text) => written = Some(std::mem::replace(&mut value, text)),
                None if base64::is_base64(&value) => transfer_encoding = Some(TransferEncoding::Base64),
                None => tell_not_base64(scan, &tag, location, "a text in base 64", &value, cx),
            }
        }
        (Form::Text, _) => {
            if scan.xml.read_inline(&mut value, is_old && mode != Mode::Escaped, cx)? {
                kind = TextKind::Html;
            }
        }
        (Form::Html, Mode::Unstated) if is_old => {
            scan.xml.read_inline(&mut value, true, cx)?;
        }
        (Form::Html, Mode::Xml) => {
            scan.xml.read_xhtml(&mut value, false, cx)?;
        }
        (Form::Xhtml, Mode::Unstated | Mode::Xml) => {
            wrapper = Some(scan.xml.read_xhtml(&mut value, !is_old, cx)?).filter(|wrapper| wrapper.found);
        }
        (Form::Xml, Mode::Unstated | Mode::Xml) => value = scan.tree(cx)?.into_markup(),
        (Form::Html | Form::Xhtml | Form::Xml, Mode::Escaped) | (Form::Html, Mode::Unstated) => {
            value = scan.mixed(cx)?;
        }
        (Form::Words | Form::Unknown, _) => {
            scan.xml.read_inline(&mut value, is_old && mode != Mode::Escaped, cx)?;
            if form == Form::Unknown && !value.trim().is_empty() {
                let message = format!("`{}` is no media type; the text is kept as it is", short(&stated));
                cx.report(
                    Diagnostic::note("atom.text.type", message).at(scan.since(tag.span)).located(location),
                );
            }
        }
        (Form::Bytes, _) => {
            let has_elements = scan.xml.read_inline(&mut value, is_old, cx)?;
            if mode == Mode::Unstated && !has_elements && base64::is_base64(&value) {
                transfer_encoding = Some(TransferEncoding::Base64);
            } else if mode == Mode::Unstated {
                let what = format!("content of type `{}`", short(&stated));
                tell_not_base64(scan, &tag, location, &what, &value, cx);
            }
        }
    }
    if let Some(mode) = stated_mode.filter(|_| transfer_encoding.is_none() || mode != Mode::Base64) {
        scan.put_back(&mut tag, "mode", mode);
    }
    Ok(Typed { tag, stated, form, kind, value, transfer_encoding, written, wrapper })
}

fn tell_not_base64(
    scan: &Scan<'_>,
    tag: &Tag<3>,
    location: Option<wirecopy_core::Location>,
    what: &str,
    value: &str,
    cx: &mut Cx<'_>,
) {
    if value.trim().is_empty() {
        return;
    }
    cx.report(
        Diagnostic::note("atom.content.not-base64", format!("{what} is not base 64; it is kept as it is"))
            .at(scan.since(tag.span))
            .located(location),
    );
}

/// Leaves what no field holds to `extensions`, and gives language and base. `is_nothing`: there is no text that could
/// have them.
fn leave(
    scan: &mut Scan<'_>,
    typed: Typed,
    is_nothing: bool,
    extensions: &mut Extensions,
) -> (Option<String>, Option<String>) {
    let Typed { mut tag, written, wrapper, .. } = typed;
    let (mut language, mut base) = (tag.language.take(), tag.base.take());
    if is_nothing && let Some(language) = language.take() {
        scan.put_back_xml(&mut tag, "lang", language);
    }
    let mut inner = None;
    if let Some(Wrapper { language: own, base: own_base, rest, .. }) = wrapper {
        let mut attributes = rest;
        if let Some(own) = own {
            if is_nothing {
                attributes.push(xml_attribute("lang", own));
            } else if let Some(outer) = language.replace(own).filter(|outer| Some(outer) != language.as_ref())
            {
                scan.put_back_xml(&mut tag, "lang", outer);
            }
        }
        if let Some(own) = own_base {
            let resolved = scan.address(own.clone()).href;
            if is_nothing || resolved != own {
                attributes.push(xml_attribute("base", own));
            }
            base = Some(resolved);
        }
        if !attributes.is_empty() {
            let div = Node::element(0, Some("http://www.w3.org/1999/xhtml"), None, "div");
            inner = Some(Node { kind: NodeKind::Rest, attributes, ..div });
        }
    }
    match written {
        Some(written) => scan.leave_with(tag, written, extensions),
        None => tag.leave(extensions),
    }
    extensions.nodes.extend(inner);
    (language, base.filter(|_| !is_nothing))
}

fn short(text: &str) -> &str {
    text.char_indices().nth(60).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_in_every_spelling() {
        for (stated, expected) in [
            ("", Form::Text),
            ("text", Form::Text),
            ("text/plain; charset=utf-8", Form::Text),
            ("HTML", Form::Html),
            (" text/html ", Form::Html),
            ("xhtml", Form::Xhtml),
            ("application/XHTML+xml", Form::Xhtml),
            ("image/svg+xml", Form::Xml),
            ("text/xml", Form::Xml),
            ("Text/Markdown", Form::Words),
            ("image/png", Form::Bytes),
            ("markdown", Form::Unknown),
            ("é", Form::Unknown),
        ] {
            assert_eq!(Form::of(stated), expected, "{stated}");
        }
    }
}
