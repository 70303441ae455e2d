//! Elements and text as HTML.

use crate::namespace::XHTML_URI;
use crate::{Attr, NameRef};

const SVG_URI: &str = "http://www.w3.org/2000/svg";
const XLINK_URI: &str = "http://www.w3.org/1999/xlink";
const MATHML_URI: &str = "http://www.w3.org/1998/Math/MathML";

/// Elements of HTML that have no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements of HTML whose text is not escaped.
const RAW: &[&str] = &["script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"];

fn is_html(name: &NameRef<'_>) -> bool {
    name.uri.is_none_or(|uri| uri == XHTML_URI)
}

/// Whether HTML knows the element by its local name alone.
fn is_known(name: &NameRef<'_>, ambient: Option<&str>) -> bool {
    name.uri.is_none_or(|uri| uri == XHTML_URI || uri == SVG_URI || uri == MATHML_URI || Some(uri) == ambient)
}

pub(crate) fn is_void(name: &NameRef<'_>, ambient: Option<&str>) -> bool {
    (is_html(name) || name.uri == ambient) && VOID.iter().any(|void| name.local.eq_ignore_ascii_case(void))
}

pub(crate) fn is_raw(name: &NameRef<'_>, ambient: Option<&str>) -> bool {
    (is_html(name) || name.uri == ambient) && RAW.iter().any(|raw| name.local.eq_ignore_ascii_case(raw))
}

fn push_name(into: &mut String, name: &NameRef<'_>, ambient: Option<&str>) {
    if let Some(prefix) = name.prefix.filter(|_| !is_known(name, ambient)) {
        into.push_str(prefix);
        into.push(':');
    }
    into.push_str(name.local);
}

/// A start tag. `ambient` is the namespace of the element around the markup: bare HTML in a format with a default
/// namespace is in that.
pub(crate) fn push_start<'r>(
    into: &mut String,
    name: &NameRef<'r>,
    attributes: impl Iterator<Item = Attr<'r>>,
    ambient: Option<&str>,
) {
    into.push('<');
    push_name(into, name, ambient);
    let is_html_language = |attribute: &Attr<'_>| {
        attribute.name.prefix.is_none() && attribute.name.local.eq_ignore_ascii_case("lang")
    };
    let mut stated = None;
    let mut language = None;
    for attribute in attributes {
        if is_html_language(&attribute) {
            stated = Some(attribute.value);
        }
        if attribute.name.uri == Some(crate::namespace::XML_URI) && attribute.name.local == "lang" {
            language = Some(attribute.value);
            continue;
        }
        into.push(' ');
        if let Some(prefix) = attribute.name.prefix {
            // HTML knows this one by its usual prefix
            into.push_str(if attribute.name.uri == Some(XLINK_URI) { "xlink" } else { prefix });
            into.push(':');
        }
        into.push_str(attribute.name.local);
        push_value(into, attribute.value);
    }
    if let Some(language) = language.filter(|language| stated != Some(language)) {
        into.push_str(if stated.is_some() { " xml:lang" } else { " lang" });
        push_value(into, language);
    }
    into.push('>');
}

fn push_value(into: &mut String, value: &str) {
    into.push_str("=\"");
    push_escaped(into, value, true);
    into.push('"');
}

pub(crate) fn push_end(into: &mut String, name: &NameRef<'_>, ambient: Option<&str>) {
    into.push_str("</");
    push_name(into, name, ambient);
    into.push('>');
}

/// Text as HTML has it.
pub(crate) fn push_text(into: &mut String, text: &str) {
    push_escaped(into, text, false);
}

fn push_escaped(into: &mut String, text: &str, quotes: bool) {
    let mut rest = text;
    while let Some(index) =
        rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>') || (quotes && byte == b'"'))
    {
        let (before, after) = rest.split_at_checked(index).unwrap_or((rest, ""));
        into.push_str(before);
        into.push_str(match after.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&quot;",
        });
        rest = after.get(1..).unwrap_or_default();
    }
    into.push_str(rest);
}
