//! Drawings (SVG) and formulas (MathML): written whole, by lists of their own.
//!
//! Elements that hold HTML or pass for it in some parsers (`foreignObject`, `annotation-xml`, `mglyph`, `style`) are
//! left out, and those that hold text hold nothing else, so that the same is read from what is written, in whatever
//! place. As a parser does, a tag of HTML that cannot stand in a drawing ends it.
//!
//! # Source
//! HTML Living Standard, § 13.2.6.5 (foreign content).

use super::allow::Value;
use super::clean::Writer;
use super::rules::Vocabulary;
use crate::html::{Element, Token, Tokens, decode};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Svg,
    Mathml,
}

impl Language {
    fn vocabulary(self) -> &'static Vocabulary {
        match self {
            Self::Svg => Vocabulary::svg(),
            Self::Mathml => Vocabulary::mathml(),
        }
    }

    fn namespace(self) -> &'static str {
        match self {
            Self::Svg => "http://www.w3.org/2000/svg",
            Self::Mathml => "http://www.w3.org/1998/Math/MathML",
        }
    }

    /// Whether an element holds text and nothing else.
    fn holds_text(self, element: &str) -> bool {
        match self {
            Self::Svg => matches!(element, "title" | "desc" | "metadata"),
            Self::Mathml => matches!(element, "mi" | "mn" | "mo" | "ms" | "mtext" | "annotation"),
        }
    }
}

/// Attributes of one tag that are told apart; others are left out.
const MOST_ATTRIBUTES: usize = 128;

/// Writes a drawing or formula, whose start tag was the last token, up to its end.
pub(crate) fn write(language: Language, tokens: &mut Tokens<'_>, writer: &mut Writer<'_, '_>, limit: usize) {
    let vocabulary = language.vocabulary();
    let root = if language == Language::Svg { "svg" } else { "math" };
    let mut open: Vec<&str> = Vec::new();
    start(language, root, tokens, writer, true);
    if tokens.is_self_closing() {
        return;
    }
    open.push(root);
    let mut in_cdata = false;
    loop {
        let at = Tokens::position(tokens);
        let Some(token) = tokens.next() else { break };
        let holds_text = open.last().is_some_and(|top| language.holds_text(top));
        match token {
            Token::Text(text) => {
                let text = decode(text, false);
                match text.split_once("]]>").filter(|_| in_cdata) {
                    Some((before, after)) => {
                        in_cdata = false;
                        writer.text(before);
                        writer.text(after);
                    }
                    None => writer.text(&text),
                }
            }
            Token::Comment => writer.report.comments += 1,
            Token::Cdata => in_cdata = true,
            Token::Start(element) => {
                if !holds_text && breaks_out(element, tokens) {
                    tokens.go_back(at);
                    break;
                }
                if is_removed(element, tokens, writer) {
                    continue;
                }
                let name =
                    vocabulary.elements.find(tokens.name()).map(|place| vocabulary.elements.name(place));
                match name {
                    Some(_) if open.len() >= limit => writer.report.flattened += 1,
                    Some(name) if !holds_text && (name != root || language == Language::Svg) => {
                        start(language, name, tokens, writer, false);
                        if !tokens.is_self_closing() {
                            open.push(name);
                        }
                    }
                    _ => writer.report.unwrapped.add(tokens.name()),
                }
            }
            Token::End(element) => {
                if matches!(element, Element::P | Element::Br) && !holds_text {
                    tokens.go_back(at);
                    break;
                }
                let name = tokens.name();
                if let Some(index) = open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
                    while open.len() > index {
                        end(&mut open, writer);
                    }
                    if open.is_empty() {
                        return;
                    }
                }
            }
        }
    }
    while !open.is_empty() {
        end(&mut open, writer);
    }
}

fn end(open: &mut Vec<&str>, writer: &mut Writer<'_, '_>) {
    if let Some(name) = open.pop() {
        writer.out.push_str("</");
        writer.out.push_str(name);
        writer.out.push('>');
    }
}

fn start(language: Language, name: &str, tokens: &Tokens<'_>, writer: &mut Writer<'_, '_>, is_root: bool) {
    writer.out.push('<');
    writer.out.push_str(name);
    let mut seen: Vec<&str> = Vec::new();
    for (written, value) in tokens.attributes() {
        if seen.len() >= MOST_ATTRIBUTES || seen.iter().any(|known| known.eq_ignore_ascii_case(written)) {
            continue;
        }
        seen.push(written);
        let value = decode(value, true);
        let declares = (written.eq_ignore_ascii_case("xmlns") && *value == *language.namespace())
            || (written.eq_ignore_ascii_case("xmlns:xlink") && *value == *"http://www.w3.org/1999/xlink");
        if declares && is_root {
            writer.attribute(&written.to_ascii_lowercase(), &value, Value::Text);
            continue;
        }
        let own = language.vocabulary().attribute(written).map(|(attribute, what)| {
            let what = match (what, name) {
                (Value::Fragment, "a") => Value::Address,
                (Value::Fragment, "image") => Value::Picture,
                _ => what,
            };
            (attribute, what)
        });
        let general = || {
            let found = writer.rules.attribute(name, written);
            found
                .map(|(_, attribute, what)| (attribute, what))
                .filter(|(_, what)| matches!(what, Value::Text | Value::Style))
        };
        match own.or_else(general) {
            Some((attribute, what)) if own.is_some() => writer.attribute(attribute, &value, what),
            Some((attribute, what)) => writer.attribute(&attribute.to_ascii_lowercase(), &value, what),
            None => writer.refuse(name, written),
        }
    }
    writer.out.push_str(if tokens.is_self_closing() { "/>" } else { ">" });
}

/// Takes an element that is left out with what it holds.
fn is_removed(element: Element, tokens: &mut Tokens<'_>, writer: &mut Writer<'_, '_>) -> bool {
    const NAMED: &[&str] = &["foreignobject", "annotation-xml", "handler", "listener"];
    let named = NAMED.iter().find(|name| name.eq_ignore_ascii_case(tokens.name()));
    let is_removed = named.is_some()
        || matches!(
            element,
            Element::Script
                | Element::Style
                | Element::Iframe
                | Element::Template
                | Element::Noembed
                | Element::Noframes
        );
    if is_removed {
        writer.report.removed.add(tokens.name());
        if !tokens.is_self_closing() {
            match named {
                Some(name) => {
                    tokens.skip_named(name);
                }
                None => {
                    tokens.skip_content(element);
                }
            }
        }
    }
    is_removed
}

/// Whether a tag of HTML ends the drawing it stands in.
fn breaks_out(element: Element, tokens: &Tokens<'_>) -> bool {
    match element {
        Element::Font => ["color", "face", "size"].iter().any(|name| tokens.attribute(name).is_some()),
        Element::B
        | Element::Big
        | Element::Blockquote
        | Element::Body
        | Element::Br
        | Element::Center
        | Element::Code
        | Element::Dd
        | Element::Div
        | Element::Dl
        | Element::Dt
        | Element::Em
        | Element::Embed
        | Element::H1
        | Element::H2
        | Element::H3
        | Element::H4
        | Element::H5
        | Element::H6
        | Element::Head
        | Element::Hr
        | Element::I
        | Element::Img
        | Element::Li
        | Element::Listing
        | Element::Menu
        | Element::Meta
        | Element::Nobr
        | Element::Ol
        | Element::P
        | Element::Pre
        | Element::Ruby
        | Element::S
        | Element::Small
        | Element::Span
        | Element::Strong
        | Element::Strike
        | Element::Sub
        | Element::Sup
        | Element::Table
        | Element::Tt
        | Element::U
        | Element::Ul
        | Element::Var => true,
        _ => false,
    }
}
