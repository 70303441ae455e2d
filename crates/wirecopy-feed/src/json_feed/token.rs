//! JSON cut into tokens (RFC 8259), by window. What breaks the rules of a token is read all the same, with a finding.

use wirecopy_core::decode::{Hints, Window};
use wirecopy_core::{Cx, Diagnostic, Error, Input, Location};
use wirecopy_model::{Encoding, Span};

/// What is read is given back to the window in pieces of this size.
const BEHIND: usize = 32 << 10;

/// A token. The text of those that have one is [`Tokens::take_text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// `{`
    OpenObject,
    /// `}`
    CloseObject,
    /// `[`
    OpenArray,
    /// `]`
    CloseArray,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// A string.
    Text,
    /// A number, as written.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`
    Null,
    /// Letters without quotation marks.
    Word,
    /// The end of the input.
    End,
}

/// Reads the tokens of an input.
pub(crate) struct Tokens<'a> {
    window: Window<'a>,
    at: usize,
    text: String,
    span: Span,
    location: Location,
    /// Whether something was not as the rules have it.
    pub(crate) is_damaged: bool,
}

impl<'a> Tokens<'a> {
    pub(crate) fn open(input: Input<'a>, cx: &mut Cx<'_>) -> Result<Self, Error> {
        let hints = Hints::text(input.content_type.as_deref());
        let window = Window::open(input.bytes, &hints, cx)?;
        Ok(Self {
            window,
            at: 0,
            text: String::new(),
            span: Span::default(),
            location: Location { line: 1, column: 1 },
            is_damaged: false,
        })
    }

    pub(crate) fn encoding(&self) -> &Encoding {
        self.window.encoding()
    }

    /// Whether bytes or tokens had to be repaired.
    pub(crate) fn is_repaired(&self) -> bool {
        self.is_damaged || self.window.is_damaged()
    }

    /// The bytes of the current token.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// Where the current token begins.
    pub(crate) fn location(&self) -> Location {
        self.location
    }

    /// The text of the current string, number or word.
    pub(crate) fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Reports what is wrong about the current token.
    pub(crate) fn repair(&mut self, finding: Diagnostic, cx: &mut Cx<'_>) {
        self.is_damaged = true;
        cx.report(finding.at(self.span).located(Some(self.location)));
    }

    /// Reads the next token.
    pub(crate) fn next(&mut self, cx: &mut Cx<'_>) -> Result<Token, Error> {
        if self.at >= BEHIND {
            self.window.discard(self.at);
            self.at = 0;
        }
        self.text.clear();
        let next = self.skip_space(cx)?;
        let start = self.at;
        self.location = self.window.location(start);
        self.span = Span::at(self.window.original(start));
        let Some(next) = next else { return Ok(Token::End) };
        let token = match next {
            '{' => self.sign(Token::OpenObject),
            '}' => self.sign(Token::CloseObject),
            '[' => self.sign(Token::OpenArray),
            ']' => self.sign(Token::CloseArray),
            ':' => self.sign(Token::Colon),
            ',' => self.sign(Token::Comma),
            '"' | '\'' => self.string(next, cx)?,
            _ => self.word(cx)?,
        };
        self.span = self.window.span(start..self.at);
        Ok(token)
    }

    fn sign(&mut self, token: Token) -> Token {
        self.at += 1;
        token
    }

    /// The character `self.at`. `None`: the input ends there.
    fn peek(&mut self, cx: &mut Cx<'_>) -> Result<Option<char>, Error> {
        loop {
            if let Some(char) = self.rest().chars().next() {
                return Ok(Some(char));
            }
            if self.window.is_ended() {
                return Ok(None);
            }
            self.window.extend(cx)?;
        }
    }

    fn rest(&self) -> &str {
        self.window.text().get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self, cx: &mut Cx<'_>) -> Result<Option<char>, Error> {
        loop {
            let rest = self.rest().as_bytes();
            let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
            self.at += blank;
            match self.peek(cx)? {
                Some(' ' | '\n' | '\r' | '\t') => {}
                Some('/') => {
                    if !self.comment(cx)? {
                        return Ok(Some('/'));
                    }
                }
                Some(other) if other == '\u{feff}' || other.is_whitespace() => {
                    self.location = self.window.location(self.at);
                    self.span = self.window.span(self.at..self.at + other.len_utf8());
                    self.at += other.len_utf8();
                    self.repair(
                        Diagnostic::repair(
                            "json-feed.space.foreign",
                            "white space that is none in JSON was skipped",
                        ),
                        cx,
                    );
                }
                next => return Ok(next),
            }
            if self.at >= BEHIND {
                self.window.discard(self.at);
                self.at = 0;
            }
        }
    }

    /// Skips `// …` or `/* … */`, which JSON does not have. `false`: it is neither.
    fn comment(&mut self, cx: &mut Cx<'_>) -> Result<bool, Error> {
        while self.rest().len() < 2 && !self.window.is_ended() {
            self.window.extend(cx)?;
        }
        let end = match self.rest().as_bytes().get(1) {
            Some(b'/') => "\n",
            Some(b'*') => "*/",
            _ => return Ok(false),
        };
        let start = self.at;
        self.location = self.window.location(start);
        self.at += 2;
        loop {
            let rest = self.rest();
            if let Some(found) = rest.find(end) {
                self.at += found + end.len();
                break;
            }
            // the end may be cut in two
            let mut looked = rest.len().saturating_sub(1);
            while !rest.is_char_boundary(looked) {
                looked -= 1;
            }
            if self.window.is_ended() {
                self.at = self.window.text().len();
                break;
            }
            self.at += looked;
            self.check(self.at - start, cx)?;
            self.window.extend(cx)?;
        }
        self.span = self.window.span(start..self.at);
        let shown: String = self
            .window
            .text()
            .get(start..self.at)
            .unwrap_or_default()
            .chars()
            .filter(|char| !char.is_control())
            .take(200)
            .collect();
        let message = format!("JSON has no comments; `{}` is not kept", shown.trim());
        self.repair(Diagnostic::loss("json-feed.comment.lost", message), cx);
        Ok(true)
    }

    /// Reads a string whose first quotation mark is `self.at`.
    fn string(&mut self, quote: char, cx: &mut Cx<'_>) -> Result<Token, Error> {
        let end = if quote == '\'' { b'\'' } else { b'"' };
        if quote == '\'' {
            self.span = self.window.span(self.at..self.at + 1);
            self.repair(
                Diagnostic::repair("json-feed.string.quote", "a string stands in single quotation marks"),
                cx,
            );
        }
        let mut has_control = false;
        self.at += 1;
        loop {
            let rest = self.window.text().get(self.at..).unwrap_or_default();
            let found = memchr::memchr2(end, b'\\', rest.as_bytes());
            let piece = rest.get(..found.unwrap_or(rest.len())).unwrap_or_default();
            has_control |= piece.bytes().any(|byte| byte < 0x20);
            self.text.push_str(piece);
            let is_end = found.is_some_and(|found| rest.as_bytes().get(found) == Some(&end));
            self.at += piece.len();
            self.check(self.text.len(), cx)?;
            match found {
                Some(_) if is_end => {
                    self.at += 1;
                    break;
                }
                Some(_) => self.escape(cx)?,
                None if self.window.is_ended() => {
                    self.repair(
                        Diagnostic::repair(
                            "json-feed.string.unclosed",
                            "the input ends within a string; what there is of it is kept",
                        ),
                        cx,
                    );
                    break;
                }
                None => {
                    self.window.extend(cx)?;
                }
            }
        }
        if has_control {
            self.repair(
                Diagnostic::repair(
                    "json-feed.string.control",
                    "a control character stands in a string as it is; it was read as such",
                ),
                cx,
            );
        }
        Ok(Token::Text)
    }

    /// Reads an escape (RFC 8259 § 7), whose backslash is `self.at`.
    fn escape(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        while self.rest().len() < 12 && !self.window.is_ended() {
            self.window.extend(cx)?;
        }
        let rest = self.rest();
        let Some(letter) = rest.get(1..).and_then(|rest| rest.chars().next()) else {
            // the input ends behind a backslash
            self.at += 1;
            return Ok(());
        };
        let plain = match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                self.unicode_escape(cx);
                return Ok(());
            }
            other => {
                let shown = if other.is_control() { ' ' } else { other };
                self.at += 1 + other.len_utf8();
                self.text.push(other);
                let message = format!("`\\{shown}` is no escape; the backslash was left out");
                self.repair(Diagnostic::repair("json-feed.escape.unknown", message), cx);
                return Ok(());
            }
        };
        self.at += 2;
        self.text.push(plain);
        Ok(())
    }

    fn unicode_escape(&mut self, cx: &mut Cx<'_>) {
        let unit = |rest: &str, from: usize| {
            let digits = rest.get(from..from + 4)?;
            let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
        };
        let rest = self.rest();
        let Some(first) = unit(rest, 2) else {
            self.at += 2;
            self.text.push_str("\\u");
            let message = "`\\u` is not followed by four hexadecimal digits; it was kept as it is";
            self.repair(Diagnostic::repair("json-feed.escape.digits", message), cx);
            return;
        };
        if let Some(char) = char::from_u32(first) {
            self.at += 6;
            self.text.push(char);
            return;
        }
        let second = if rest.get(6..8) == Some("\\u") { unit(rest, 8) } else { None };
        if let Some(low) = second.filter(|low| first < 0xdc00 && (0xdc00..0xe000).contains(low)) {
            let char = char::from_u32(0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00));
            self.at += 12;
            self.text.push(char.unwrap_or(char::REPLACEMENT_CHARACTER));
            return;
        }
        self.at += 6;
        self.text.push(char::REPLACEMENT_CHARACTER);
        let message = format!("`\\u{first:04x}` is half of a character; U+FFFD stands in its place");
        self.repair(Diagnostic::loss("json-feed.escape.surrogate", message), cx);
    }

    /// Reads a number, `true`, `false`, `null`, or what stands where one of them should.
    fn word(&mut self, cx: &mut Cx<'_>) -> Result<Token, Error> {
        let is_end = |char: char| {
            char.is_whitespace() || matches!(char, '{' | '}' | '[' | ']' | ':' | ',' | '"' | '\u{feff}')
        };
        loop {
            let rest = self.window.text().get(self.at..).unwrap_or_default();
            let found = rest.find(is_end);
            let piece = rest.get(..found.unwrap_or(rest.len())).unwrap_or_default();
            self.text.push_str(piece);
            self.at += piece.len();
            self.check(self.text.len(), cx)?;
            if found.is_some() || self.window.is_ended() {
                break;
            }
            self.window.extend(cx)?;
        }
        Ok(match self.text.as_str() {
            "true" | "false" => Token::Boolean,
            "null" => Token::Null,
            text if is_number(text) => Token::Number,
            _ => Token::Word,
        })
    }

    fn check(&self, length: usize, cx: &Cx<'_>) -> Result<(), Error> {
        if length as u64 <= cx.limits.text {
            return Ok(());
        }
        Err(Error::limit(format!("a value is longer than {} bytes (limit `text`)", cx.limits.text))
            .at(Span::at(self.span.start))
            .located(Some(self.location))
            .hint("raise it with `--limit text=NUMBER`"))
    }
}

/// RFC 8259 § 6.
pub(crate) fn is_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let text = text.strip_prefix('-').unwrap_or(text);
    let whole = digits(text);
    if whole == 0 || (whole > 1 && text.starts_with('0')) {
        return false;
    }
    let mut rest = text.get(whole..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix('.') {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = fraction.get(count..).unwrap_or_default();
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let count = digits(exponent);
        return count > 0 && count == exponent.len();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_standard() {
        for text in ["0", "-0", "7", "1234567890123456789012345678901234567890", "0.5", "1e9", "-1.25E-3"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "-", "01", ".5", "1.", "+1", "1e", "1e+", "0x7", "NaN", "1a"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
