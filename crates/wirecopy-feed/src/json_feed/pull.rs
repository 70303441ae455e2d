//! The tokens of JSON as events, whatever their order: commas and colons are seen to, what is open is closed.

use wirecopy_core::{Cx, Diagnostic, Error, Location};
use wirecopy_model::Span;

use super::token::{Token, Tokens};

/// What sort of value it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    Object,
    Array,
    #[default]
    Text,
    Number,
    Boolean,
    Null,
}

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// An object or array begins. Its key, when it is a member of an object, is [`Pull::take_key`].
    Start(Sort),
    /// A value that is neither, the same way; its text is [`Pull::take_text`].
    Leaf(Sort),
    /// The innermost object or array ends.
    End,
    /// The input ends; everything was ended before.
    Eof,
}

/// An object or array that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    is_object: bool,
    /// Whether a value came since the last comma.
    is_filled: bool,
    /// Whether a comma came since the last value.
    is_parted: bool,
    /// Where the innermost of the other sort stands that it is in. `None`: it is in none.
    other: Option<usize>,
}

/// Reads events.
pub(crate) struct Pull<'a> {
    pub(crate) tokens: Tokens<'a>,
    open: Vec<Open>,
    /// So many of the open ones are to be ended before anything else is read.
    ending: usize,
    key: Option<String>,
    text: String,
    /// A token that was read ahead.
    ahead: Option<Token>,
    /// Whether the document's own value is over.
    is_over: bool,
    told_trailing: bool,
}

impl<'a> Pull<'a> {
    pub(crate) fn new(tokens: Tokens<'a>) -> Self {
        Self {
            tokens,
            open: Vec::new(),
            ending: 0,
            key: None,
            text: String::new(),
            ahead: None,
            is_over: false,
            told_trailing: false,
        }
    }

    /// The key of the current value. `None`: it is no member of an object.
    pub(crate) fn take_key(&mut self) -> Option<String> {
        self.key.take()
    }

    /// Gives a key back that was looked at.
    pub(crate) fn put_key(&mut self, key: Option<String>) {
        self.key = key;
    }

    /// The text of the current value.
    pub(crate) fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// The bytes of the current event.
    pub(crate) fn span(&self) -> Span {
        self.tokens.span()
    }

    /// Where it begins.
    pub(crate) fn location(&self) -> Location {
        self.tokens.location()
    }

    /// Reads the next event.
    pub(crate) fn next(&mut self, cx: &mut Cx<'_>) -> Result<Event, Error> {
        if self.ending > 0 {
            self.ending -= 1;
            return Ok(self.end());
        }
        let mut key: Option<String> = None;
        loop {
            let token = match self.ahead.take() {
                Some(token) => token,
                None => self.tokens.next(cx)?,
            };
            if self.is_over && token != Token::End {
                self.trailing(cx);
                continue;
            }
            let is_in_object = self.open.last().is_some_and(|open| open.is_object);
            match token {
                Token::OpenObject | Token::OpenArray if is_in_object && key.is_none() => {
                    self.begin_value(cx);
                    self.repair("json-feed.key.missing", "a value has no key; it is kept without one", cx);
                    return Ok(self.start(token, None));
                }
                Token::OpenObject | Token::OpenArray => {
                    if key.is_none() {
                        self.begin_value(cx);
                    }
                    return Ok(self.start(token, key));
                }
                Token::CloseObject | Token::CloseArray => {
                    if key.is_some() {
                        self.repair(
                            "json-feed.value.missing",
                            "a key has no value; it is kept with none",
                            cx,
                        );
                        self.ahead = Some(token);
                        return Ok(self.leaf(Sort::Null, key));
                    }
                    if let Some(event) = self.close(token == Token::CloseObject, cx) {
                        return Ok(event);
                    }
                }
                Token::Comma => {
                    if key.is_some() {
                        self.repair(
                            "json-feed.value.missing",
                            "a key has no value; it is kept with none",
                            cx,
                        );
                        self.ahead = Some(token);
                        return Ok(self.leaf(Sort::Null, key));
                    }
                    self.comma(cx);
                }
                Token::Colon => self.repair("json-feed.colon.stray", "a colon belongs to no key", cx),
                Token::Text | Token::Word if is_in_object && key.is_none() => {
                    self.begin_value(cx);
                    if token == Token::Word {
                        self.repair("json-feed.word.bare", "a key has no quotation marks", cx);
                    }
                    key = Some(self.tokens.take_text());
                    let next = self.tokens.next(cx)?;
                    if next != Token::Colon {
                        self.repair("json-feed.colon.missing", "there is no colon behind a key", cx);
                        self.ahead = Some(next);
                    }
                }
                Token::Text | Token::Number | Token::Boolean | Token::Null | Token::Word => {
                    if key.is_none() {
                        self.begin_value(cx);
                        if is_in_object {
                            self.repair(
                                "json-feed.key.missing",
                                "a value has no key; it is kept without one",
                                cx,
                            );
                        }
                    }
                    let sort = match token {
                        Token::Number => Sort::Number,
                        Token::Boolean => Sort::Boolean,
                        Token::Null => Sort::Null,
                        Token::Text => Sort::Text,
                        _ => {
                            self.repair(
                                "json-feed.word.bare",
                                "a value has no quotation marks and is no number; it was read as text",
                                cx,
                            );
                            Sort::Text
                        }
                    };
                    self.text = self.tokens.take_text();
                    return Ok(self.leaf(sort, key));
                }
                Token::End => {
                    if key.is_some() {
                        self.ahead = Some(token);
                        return Ok(self.leaf(Sort::Null, key));
                    }
                    if self.open.is_empty() {
                        return Ok(Event::Eof);
                    }
                    let message = "the input ends before what is open in it; what was read is kept";
                    self.repair("json-feed.input.truncated", message, cx);
                    self.ahead = Some(Token::End);
                    self.ending = self.open.len() - 1;
                    return Ok(self.end());
                }
            }
        }
    }

    fn repair(&mut self, code: wirecopy_core::Code, message: &'static str, cx: &mut Cx<'_>) {
        self.tokens.repair(Diagnostic::repair(code, message), cx);
    }

    fn trailing(&mut self, cx: &mut Cx<'_>) {
        let text = self.tokens.take_text();
        if text.is_empty() {
            if !self.told_trailing {
                self.repair("json-feed.input.trailing", "something stands behind the end", cx);
            }
            self.told_trailing = true;
            return;
        }
        let shown: String = text.chars().filter(|char| !char.is_control()).take(200).collect();
        let message = format!("`{shown}` stands behind the end and is not kept");
        self.tokens.repair(Diagnostic::loss("json-feed.input.trailing", message), cx);
    }

    /// A value or key begins: there must be a comma before it, unless it is the first.
    fn begin_value(&mut self, cx: &mut Cx<'_>) {
        let Some(open) = self.open.last_mut() else { return };
        let is_missing = open.is_filled && !open.is_parted;
        (open.is_filled, open.is_parted) = (true, false);
        if is_missing {
            self.repair("json-feed.comma.missing", "there is no comma between two values", cx);
        }
    }

    fn comma(&mut self, cx: &mut Cx<'_>) {
        match self.open.last_mut() {
            Some(open) if open.is_filled && !open.is_parted => open.is_parted = true,
            _ => self.repair("json-feed.comma.extra", "a comma parts nothing", cx),
        }
    }

    fn start(&mut self, token: Token, key: Option<String>) -> Event {
        let is_object = token == Token::OpenObject;
        let other = self.innermost(!is_object);
        self.open.push(Open { is_object, is_filled: false, is_parted: false, other });
        self.key = key;
        Event::Start(if is_object { Sort::Object } else { Sort::Array })
    }

    fn leaf(&mut self, sort: Sort, key: Option<String>) -> Event {
        if sort == Sort::Null {
            self.text.clear();
        }
        self.key = key;
        self.is_over = self.open.is_empty();
        Event::Leaf(sort)
    }

    /// Where the innermost of a sort stands. It is not searched for: brackets can be open in any number.
    fn innermost(&self, is_object: bool) -> Option<usize> {
        let last = self.open.last()?;
        if last.is_object == is_object { Some(self.open.len() - 1) } else { last.other }
    }

    /// A bracket closes: with it all that is open inside. `None`: nothing of the sort is open.
    fn close(&mut self, is_object: bool, cx: &mut Cx<'_>) -> Option<Event> {
        if self.open.last().is_some_and(|open| open.is_parted) {
            self.repair("json-feed.comma.extra", "a comma parts nothing", cx);
        }
        // the whole document is not closed by a bracket in the wrong place: the rest of it would be lost
        let inner = self.innermost(is_object).map(|at| self.open.len() - 1 - at);
        let Some(from_end) = inner.filter(|inner| *inner == 0 || inner + 1 < self.open.len()) else {
            self.repair("json-feed.bracket.stray", "a bracket closes nothing", cx);
            return None;
        };
        if from_end > 0 {
            let message = "a bracket closes what is not innermost; what was open inside was closed";
            self.repair("json-feed.bracket.mismatched", message, cx);
        }
        self.ending = from_end;
        Some(self.end())
    }

    fn end(&mut self) -> Event {
        self.open.pop();
        self.key = None;
        self.is_over = self.open.is_empty();
        Event::End
    }
}
