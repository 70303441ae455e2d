//! Tokens of whole pages, for those who look for what a page says of itself.

use std::borrow::Cow;

use super::reference::decode;
use super::token::{Token, Tokens};

/// A token of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlToken<'a> {
    /// A start tag, by its name as written. Its attributes are in [`HtmlTokens::attribute`].
    Start(&'a str),
    /// An end tag, by its name as written.
    End(&'a str),
    /// Text, character references resolved.
    Text(Cow<'a, str>),
    /// A comment, document type or other mark.
    Other,
}

/// Gives the tokens of a page, the content of scripts and styles included unless it is skipped.
///
/// ```
/// use wirecopy_body::{HtmlToken, HtmlTokens};
///
/// let mut tokens = HtmlTokens::new("<title>Fish &amp; chips</title><meta name=a content='b &lt; c'>", 1024);
/// assert_eq!(tokens.next(), Some(HtmlToken::Start("title")));
/// assert_eq!(tokens.skip_content(), Some("Fish &amp; chips"));
/// assert_eq!(tokens.next(), Some(HtmlToken::Start("meta")));
/// assert_eq!(tokens.attribute("content").as_deref(), Some("b < c"));
/// assert_eq!(tokens.next(), None);
/// ```
pub struct HtmlTokens<'a> {
    tokens: Tokens<'a>,
    last: super::Element,
}

impl<'a> HtmlTokens<'a> {
    /// Over a page. Of each tag at most `attributes` attributes are read.
    pub fn new(html: &'a str, attributes: usize) -> Self {
        Self { tokens: Tokens::new(html, attributes), last: super::Element::Unknown }
    }

    /// Where in the page the next token begins, in bytes.
    pub fn position(&self) -> usize {
        self.tokens.position()
    }

    /// The value of an attribute of the last start tag, character references resolved.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.tokens.attribute(name).map(|value| decode(value, true))
    }

    /// Skips past the end tag of the element whose start tag was the last token, and gives what stood between, as
    /// written. `None`: there is no such end tag, or the element is not one of HTML; nothing is skipped.
    pub fn skip_content(&mut self) -> Option<&'a str> {
        if self.last == super::Element::Unknown {
            return None;
        }
        self.tokens.skip_content(self.last)
    }
}

impl<'a> Iterator for HtmlTokens<'a> {
    type Item = HtmlToken<'a>;

    fn next(&mut self) -> Option<HtmlToken<'a>> {
        Some(match self.tokens.next()? {
            Token::Start(element) => {
                self.last = element;
                HtmlToken::Start(self.tokens.name())
            }
            Token::End(_) => HtmlToken::End(self.tokens.name()),
            Token::Text(text) => HtmlToken::Text(decode(text, false)),
            Token::Comment | Token::Cdata => HtmlToken::Other,
        })
    }
}

/// A text of HTML with its character references resolved, once.
///
/// ```
/// assert_eq!(wirecopy_body::decode_references("Caf&eacute; &lt;b&gt; AT&T"), "Café <b> AT&T");
/// ```
pub fn decode_references(text: &str) -> Cow<'_, str> {
    decode(text, false)
}
