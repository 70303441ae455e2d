//! XHTML that was serialised as HTML, as XML again.

use super::xml::{QName, Xml};

/// Elements of HTML that have no end tag.
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr",
];

/// A piece of markup.
enum Piece<'h> {
    Text(&'h str),
    /// A tag without its brackets.
    Tag(&'h str),
}

fn pieces(html: &str) -> impl Iterator<Item = Option<Piece<'_>>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(tag) = rest.strip_prefix('<') {
            let Some(end) = end_of_tag(tag) else {
                rest = "";
                return Some(None);
            };
            let (inside, after) = tag.split_at_checked(end)?;
            rest = after.get(1..).unwrap_or_default();
            return Some(Some(Piece::Tag(inside)));
        }
        let end = rest.find('<').unwrap_or(rest.len());
        let (text, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(Some(Piece::Text(text)))
    })
}

/// Where the `>` of a tag is, quoted ones left out. `None`: nowhere, or it is no plain tag.
fn end_of_tag(tag: &str) -> Option<usize> {
    if !tag.starts_with(|char: char| char.is_ascii_alphabetic() || char == '/') {
        return None;
    }
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn name_of(tag: &str) -> &str {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    tag.split(|char: char| char.is_ascii_whitespace() || char == '/').next().unwrap_or_default()
}

fn is_void(name: &str) -> bool {
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name))
}

/// Whether markup can be written as XML without changing what it says.
pub(crate) fn is_balanced(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for piece in pieces(html) {
        let tag = match piece {
            None => return false,
            Some(Piece::Text(text)) => {
                if !is_plain(text) {
                    return false;
                }
                continue;
            }
            Some(Piece::Tag(tag)) => tag,
        };
        let name = name_of(tag);
        if !super::xml::is_name(name) {
            return false;
        }
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
            continue;
        }
        if !has_plain_attributes(tag.get(name.len()..).unwrap_or_default()) {
            return false;
        }
        if !is_void(name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.is_empty()
}

/// Whether text holds references of XML only, and nothing that XML cannot.
fn is_plain(text: &str) -> bool {
    let known = |rest: &str| {
        ["amp;", "lt;", "gt;", "quot;", "apos;"].iter().any(|name| rest.starts_with(name))
            || rest.strip_prefix('#').is_some_and(|number| {
                let digits = number.strip_prefix('x').unwrap_or(number);
                let length = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
                length > 0 && length < 7 && digits.as_bytes().get(length) == Some(&b';')
            })
    };
    text.split('&').skip(1).all(known) && text.chars().all(super::xml::is_carried)
}

/// Whether every attribute has a value in quotation marks, and none comes twice.
fn has_plain_attributes(text: &str) -> bool {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = text.trim_end_matches('/').trim();
    while !rest.is_empty() {
        let Some((name, value)) = rest.split_once('=') else { return false };
        let name = name.trim();
        // names of other namespaces would need their prefixes declared
        let local = name.strip_prefix("xml:").unwrap_or(name);
        if !super::xml::is_name(local) || names.contains(&name) || names.len() > 64 {
            return false;
        }
        names.push(name);
        let Some(quote) = value.chars().next().filter(|char| matches!(char, '"' | '\'')) else {
            return false;
        };
        let Some((value, after)) = value.get(1..).and_then(|value| value.split_once(quote)) else {
            return false;
        };
        if value.contains('<') || !is_plain(value) {
            return false;
        }
        rest = after.trim_start();
    }
    true
}

/// Writes balanced markup in the `div` that Atom asks for (RFC 4287 § 3.1.1.3), with its language and base.
pub(crate) fn write(html: &str, attributes: &[(&str, &str)], xml: &mut Xml) {
    xml.start(
        QName { uri: Some("http://www.w3.org/1999/xhtml"), prefix: None, local: "div" },
        attributes,
        &[],
    );
    markup(html, false, xml);
    xml.end();
}

/// Writes balanced markup in no namespace but those it states.
pub(crate) fn write_raw(html: &str, xml: &mut Xml) {
    markup(html, true, xml);
}

fn markup(html: &str, is_raw: bool, xml: &mut Xml) {
    let mut depth = 0_usize;
    for piece in pieces(html).flatten() {
        let tag = match piece {
            Piece::Text(text) => {
                let text = text.replace('>', "&gt;").replace('\r', "&#13;");
                xml.out.extend_from_slice(text.as_bytes());
                continue;
            }
            Piece::Tag(tag) => tag,
        };
        let (name, is_end) = (name_of(tag), tag.starts_with('/'));
        let is_closed = tag.ends_with('/');
        let is_empty = !is_end && !is_closed && is_void(name);
        xml.out.push(b'<');
        if is_raw && depth == 0 && !is_end && !tag.contains("xmlns") {
            let rest = tag.get(name.len()..).unwrap_or_default();
            xml.out.extend_from_slice(format!("{name} xmlns=\"\"{rest}").as_bytes());
        } else {
            xml.out.extend_from_slice(tag.as_bytes());
        }
        if is_empty {
            xml.out.push(b'/');
        }
        xml.out.push(b'>');
        if is_end {
            depth = depth.saturating_sub(1);
        } else if !is_empty && !is_closed {
            depth += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_can_hold_is_told() {
        for html in
            ["", "a", "<p>a<br>b</p>", "<img src=\"a.png\" alt='b &amp; c'>", "<b>x &lt; y</b> &#233;"]
        {
            assert!(is_balanced(html), "{html}");
        }
        for html in [
            "<p>",
            "</p>",
            "<p></b>",
            "a < b",
            "<p a>x</p>",
            "&nbsp;",
            "<p a=\"1\" a=\"2\"></p>",
            "<!--c-->",
            "<p a:b=\"c\"></p>",
        ] {
            assert!(!is_balanced(html), "{html}");
        }
    }

    #[test]
    fn void_elements_are_closed() {
        let mut xml = Xml::default();
        write("<p>a<br>b <img src=\"x\"></p>", &[], &mut xml);
        assert_eq!(
            String::from_utf8(xml.out).unwrap(),
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a<br/>b <img src=\"x\"/></p></div>"
        );
    }
}
