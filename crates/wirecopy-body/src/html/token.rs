//! Tokens of HTML: slices of the input, nothing decoded.
//!
//! The tokens are those of the HTML standard, with three differences, all where the standard lets damage swallow the
//! rest of the document: a comment that is never closed ends at the next `>`, so does an attribute value whose
//! quotation mark is never closed, and `<![CDATA[` opens nothing (its content is read as content).

use super::element::Element;

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text, character references not yet resolved.
    Text(&'a str),
    /// A start tag; its attributes are in [`Tokens::attribute`].
    Start(Element),
    /// An end tag.
    End(Element),
    /// A comment, document type or processing instruction.
    Comment,
    /// The opening mark of a CDATA section.
    Cdata,
}

/// What was broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Damage {
    /// Tags, comments and attribute values that do not end.
    pub(crate) unended: usize,
    /// Attributes beyond the limit.
    pub(crate) attributes: usize,
}

/// Gives the tokens of a document.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the rest of the input")]
pub(crate) struct Tokens<'a> {
    input: &'a str,
    at: usize,
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    self_closing: bool,
    holds_reference: bool,
    attribute_limit: usize,
    /// Marks that do not occur from here to the end: a search for one is never repeated.
    no_comment_end: bool,
    no_single_quote: bool,
    no_double_quote: bool,
    no_end_tag: Vec<Element>,
    no_end_name: Vec<&'static str>,
    pub(crate) damage: Damage,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(input: &'a str, attribute_limit: usize) -> Self {
        Self {
            input,
            at: 0,
            name: "",
            attributes: Vec::new(),
            self_closing: false,
            holds_reference: false,
            attribute_limit,
            no_comment_end: false,
            no_single_quote: false,
            no_double_quote: false,
            no_end_tag: Vec::new(),
            no_end_name: Vec::new(),
            damage: Damage::default(),
        }
    }

    /// The value of an attribute of the last start tag, character references not yet resolved.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The attributes of the last start tag, names and values as written.
    pub(crate) fn attributes(&self) -> &[(&'a str, &'a str)] {
        &self.attributes
    }

    /// Reads on from where a token began.
    pub(crate) fn go_back(&mut self, position: usize) {
        self.at = self.at.min(position);
    }

    /// Reads no further.
    pub(crate) fn skip_all(&mut self) {
        self.at = self.input.len();
    }

    /// Skips past the end tag that belongs to the start tag of this name that was the last token. `false`: there is
    /// none; nothing is skipped.
    pub(crate) fn skip_named(&mut self, name: &'static str) -> bool {
        if self.no_end_name.contains(&name) {
            return false;
        }
        let (mut from, mut depth) = (self.at, 1_usize);
        let is_it = |text: &str| {
            text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && text
                    .as_bytes()
                    .get(name.len())
                    .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
        };
        while let Some(rest) = self.input.get(from..) {
            let Some(found) = memchr::memchr(b'<', rest.as_bytes()) else { break };
            from += found + 1;
            let tag = rest.get(found + 1..).unwrap_or_default();
            if let Some(end) = tag.strip_prefix('/') {
                if is_it(end) {
                    depth -= 1;
                    if depth == 0 {
                        let after = memchr::memchr(b'>', end.as_bytes()).map_or(end.len(), |at| at + 1);
                        self.at = from + 1 + after;
                        return true;
                    }
                }
            } else if is_it(tag) {
                depth += 1;
            }
        }
        self.no_end_name.push(name);
        false
    }

    /// Whether the last text may hold character references.
    pub(crate) fn holds_reference(&self) -> bool {
        self.holds_reference
    }

    /// Where the next token begins.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// The name of the last tag, as written.
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    /// Writes the attributes of the last start tag, so that they are read again as they were.
    pub(crate) fn write_attributes(&self, out: &mut String) {
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            for part in value.split_inclusive('"') {
                match part.strip_suffix('"') {
                    Some(before) => {
                        out.push_str(before);
                        out.push_str("&quot;");
                    }
                    None => out.push_str(part),
                }
            }
            out.push('"');
        }
    }

    /// Whether the last start tag has attributes.
    pub(crate) fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    /// Whether the last start tag may have attributes of style, language or direction: told by their first letter.
    pub(crate) fn may_state_style(&self) -> bool {
        let mut names = self.attributes.iter().filter_map(|(name, _)| name.as_bytes().first());
        names.any(|first| matches!(first.to_ascii_lowercase(), b's' | b'l' | b'd' | b'x'))
    }

    /// Whether the last start tag ends in `/>`.
    pub(crate) fn is_self_closing(&self) -> bool {
        self.self_closing
    }

    /// Skips past the end tag of `element`, whose start tag was the last token, and gives what stood between, tags
    /// and all. `None`: there is no such end tag; nothing is skipped.
    pub(crate) fn skip_content(&mut self, element: Element) -> Option<&'a str> {
        if self.no_end_tag.contains(&element) {
            return None;
        }
        let start = self.at;
        let mut from = self.at;
        let mut depth = 1_usize;
        loop {
            let rest = self.input.get(from..)?;
            let Some(found) = memchr::memchr(b'<', rest.as_bytes()) else {
                self.no_end_tag.push(element);
                return None;
            };
            let tag = rest.get(found + 1..).unwrap_or_default();
            from += found + 1;
            if let Some(end) = tag.strip_prefix('/') {
                if Element::starts(end) == Some(element) {
                    depth -= 1;
                    if depth == 0 {
                        let content = self.input.get(start..from - 1);
                        let after = memchr::memchr(b'>', end.as_bytes()).map_or(end.len(), |at| at + 1);
                        self.at = from + 1 + after;
                        return content;
                    }
                }
            } else if element.nests() && Element::starts(tag) == Some(element) {
                depth += 1;
            }
        }
    }

    fn rest(&self) -> &'a str {
        self.input.get(self.at..).unwrap_or_default()
    }

    fn byte(&self, offset: usize) -> Option<u8> {
        self.input.as_bytes().get(self.at + offset).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.input.get(start..end).unwrap_or_default()
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        match self.byte(1) {
            Some(letter) if letter.is_ascii_alphabetic() => {
                self.at += 1;
                let element = self.element();
                self.tag(start).then_some(Token::Start(element))
            }
            Some(b'/') => match self.byte(2) {
                Some(letter) if letter.is_ascii_alphabetic() => {
                    self.at += 2;
                    let element = self.element();
                    self.tag(start).then_some(Token::End(element))
                }
                Some(b'>') => {
                    self.at += 3;
                    Some(Token::Comment)
                }
                Some(_) => self.until_greater(),
                None => None,
            },
            Some(b'!') => self.declaration(),
            Some(b'?') => self.until_greater(),
            _ => None,
        }
    }

    fn element(&mut self) -> Element {
        let rest = self.rest();
        let length = rest
            .bytes()
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
            .unwrap_or(rest.len());
        self.at += length;
        self.name = rest.get(..length).unwrap_or_default();
        Element::from_name(self.name)
    }

    /// Reads attributes up to and with the `>`. `false`: the input ends before; all of it is consumed.
    fn tag(&mut self, start: usize) -> bool {
        self.attributes.clear();
        self.self_closing = false;
        loop {
            match self.byte(0) {
                None => {
                    self.damage.unended += 1;
                    self.at = self.input.len().max(start);
                    return false;
                }
                Some(b'>') => {
                    self.at += 1;
                    return true;
                }
                Some(b'/') => {
                    self.self_closing = self.byte(1) == Some(b'>');
                    self.at += 1;
                }
                Some(byte) if byte.is_ascii_whitespace() => self.at += 1,
                Some(_) => self.one_attribute(),
            }
        }
    }

    fn one_attribute(&mut self) {
        let start = self.at;
        self.at += 1; // the first character is part of the name whatever it is
        while self.byte(0).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'=')) {
            self.at += 1;
        }
        let name = self.slice(start, self.at);
        let after_name = self.at;
        self.skip_space();
        let mut value = "";
        if self.byte(0) == Some(b'=') {
            self.at += 1;
            self.skip_space();
            value = if let Some(quote @ (b'"' | b'\'')) = self.byte(0) {
                self.quoted(quote)
            } else {
                let start = self.at;
                while self.byte(0).is_some_and(|b| !b.is_ascii_whitespace() && b != b'>') {
                    self.at += 1;
                }
                self.slice(start, self.at)
            };
        } else {
            self.at = after_name;
        }
        if self.attributes.len() < self.attribute_limit {
            self.attributes.push((name, value));
        } else {
            self.damage.attributes += 1;
        }
    }

    fn quoted(&mut self, quote: u8) -> &'a str {
        self.at += 1;
        let start = self.at;
        let none_left = if quote == b'"' { &mut self.no_double_quote } else { &mut self.no_single_quote };
        if !*none_left {
            let rest = self.input.as_bytes().get(start..).unwrap_or_default();
            if let Some(end) = memchr::memchr(quote, rest) {
                self.at = start + end + 1;
                return self.slice(start, start + end);
            }
            *none_left = true;
        }
        self.damage.unended += 1;
        let rest = self.rest();
        self.at += memchr::memchr(b'>', rest.as_bytes()).unwrap_or(rest.len());
        self.slice(start, self.at)
    }

    fn skip_space(&mut self) {
        while self.byte(0).is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn declaration(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        if rest.starts_with("<![CDATA[") {
            self.at += 9;
            return Some(Token::Cdata);
        }
        let Some(comment) = rest.strip_prefix("<!--") else { return self.until_greater() };
        if let Some(short) = ["->", ">"].iter().find(|short| comment.starts_with(**short)) {
            self.at += 4 + short.len();
            return Some(Token::Comment);
        }
        if !self.no_comment_end {
            for at in memchr::memchr_iter(b'>', comment.as_bytes()) {
                let text = comment.as_bytes().get(..at).unwrap_or_default();
                if text.ends_with(b"--") || text.ends_with(b"--!") {
                    self.at += 4 + at + 1;
                    return Some(Token::Comment);
                }
            }
            self.no_comment_end = true;
        }
        self.damage.unended += 1;
        self.until_greater()
    }

    /// A bogus comment: up to the next `>`, or the end.
    fn until_greater(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let Some(end) = memchr::memchr(b'>', rest.as_bytes()) else {
            self.damage.unended += 1;
            self.at = self.input.len();
            return None;
        };
        self.at += end + 1;
        Some(Token::Comment)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let first = rest.as_bytes().first()?;
        let start = self.at;
        if *first == b'<' {
            if let Some(token) = self.markup() {
                return Some(token);
            }
            if self.at > start {
                return None; // the input ended within markup
            }
            self.at += 1;
        }
        // a `<` that opens nothing is text, and so is what follows up to the next `<`
        let after = self.input.as_bytes().get(self.at..).unwrap_or_default();
        let mut length = memchr::memchr2(b'<', b'&', after).unwrap_or(after.len());
        self.holds_reference = after.get(length) == Some(&b'&');
        if self.holds_reference {
            let after = after.get(length..).unwrap_or_default();
            length += memchr::memchr(b'<', after).unwrap_or(after.len());
        }
        self.at += length;
        Some(Token::Text(self.slice(start, self.at)))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn tokens(input: &str) -> String {
        let mut tokens = Tokens::new(input, 1024);
        let mut out = Vec::new();
        while let Some(token) = tokens.next() {
            out.push(match token {
                Token::Text(text) => text.to_owned(),
                Token::Start(element) => format!("<{element:?}{:?}>", tokens.attributes),
                Token::End(element) => format!("</{element:?}>"),
                Token::Comment => "<!>".to_owned(),
                Token::Cdata => "<[>".to_owned(),
            });
        }
        out.join("|")
    }

    #[track_caller]
    fn check(input: &str, expected: &str) {
        assert_eq!(tokens(input), expected);
    }

    #[test]
    fn tags_and_attributes() {
        check(
            r#"a<P CLASS="x y" id=z hidden>b</p >"#,
            r#"a|<P[("CLASS", "x y"), ("id", "z"), ("hidden", "")]>|b|</P>"#,
        );
        check("<br/><img src=a/b/>", r#"<Br[]>|<Img[("src", "a/b/")]>"#);
        check("<a =x y = 'z'>", r#"<A[("=x", ""), ("y", "z")]>"#);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        check("1 < 2 <3 </> <", "1 |< 2 |<3 |<!>| |<");
    }

    #[test]
    fn comments_end_where_they_end() {
        check("<!-----!>a<!--- -- --->b", "<!>|a|<!>|b");
        check(
            "a<!-- x -- y -->b<!-->c<!--->d<!--e--!>f<!doctype html>g<?php ?>h",
            "a|<!>|b|<!>|c|<!>|d|<!>|f|<!>|g|<!>|h",
        );
    }

    #[test]
    fn what_is_not_closed_swallows_nothing() {
        check("<!-- lost > kept", "<!>| kept");
        check(r#"<a href="x>kept</a>"#, r#"<A[("href", "x")]>|kept|</A>"#);
        check("kept <a href=", "kept ");
        check("<![CDATA[kept]]>", "<[>|kept]]>");
    }

    /// What html5ever's tokenizer makes of the same input.
    fn oracle(input: &str) -> String {
        use html5ever::tendril::StrTendril;
        use html5ever::tokenizer::{
            BufferQueue, TagKind, Token as Theirs, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        };
        use std::cell::RefCell;

        #[derive(Default)]
        struct Sink(RefCell<String>);
        impl TokenSink for Sink {
            type Handle = ();
            fn process_token(&self, token: Theirs, _: u64) -> TokenSinkResult<()> {
                let mut out = self.0.borrow_mut();
                match token {
                    Theirs::CharacterTokens(text) => out.push_str(&text),
                    Theirs::TagToken(tag) => {
                        let name = Element::from_name(&tag.name);
                        out.push_str(if tag.kind == TagKind::StartTag { "\u{1}<" } else { "\u{1}</" });
                        write!(out, "{name:?}").unwrap();
                        if tag.kind == TagKind::StartTag {
                            for attribute in &tag.attrs {
                                write!(out, " {}={:?}", attribute.name.local, &*attribute.value).unwrap();
                            }
                        }
                        out.push_str(">\u{1}");
                    }
                    _ => {}
                }
                TokenSinkResult::Continue
            }
        }
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(input));
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
        tokenizer.end();
        tokenizer.sink.0.take()
    }

    fn ours(input: &str) -> Option<String> {
        let mut tokens = Tokens::new(input, 1024);
        let mut out = String::new();
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(text) => out.push_str(&super::super::decode(text, false)),
                Token::Start(element) => {
                    write!(out, "\u{1}<{element:?}").unwrap();
                    let mut seen: Vec<String> = Vec::new();
                    for (name, value) in &tokens.attributes {
                        let name = name.to_ascii_lowercase();
                        if !seen.contains(&name) {
                            write!(out, " {name}={:?}", &*super::super::decode(value, true)).unwrap();
                            seen.push(name);
                        }
                    }
                    out.push_str(">\u{1}");
                }
                Token::End(element) => write!(out, "\u{1}</{element:?}>\u{1}").unwrap(),
                Token::Comment => {}
                Token::Cdata => return None,
            }
        }
        // where the standard lets damage swallow the rest, we do otherwise
        (tokens.damage == Damage::default()).then_some(out)
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn tokens_are_those_of_another_implementation(
            parts in proptest::collection::vec(proptest::sample::select(&[
                "<", "</", ">", "<p", "<b ", "<A", "</a", "<!--", "-->", "--!>", "<!", "<?", "--", "-", "!", "/", "=", "\"",
                "'", "x", "id", "ID=", "href", " ", "\n", "&amp;", "&lt", "&copy", "&#65;", "&#x", ";", "é", "&notit;",
                "<!-->", "<!doctype html>", "\t", "`", "1",
            ][..]), 0..14)
        ) {
            let input = parts.concat();
            if let Some(ours) = ours(&input) {
                proptest::prop_assert_eq!(ours, oracle(&input));
            }
        }
    }
}
