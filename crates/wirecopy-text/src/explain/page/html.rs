//! A page that grows.

use crate::explain::visible::{code, is_hidden, visible};

/// HTML being written. Text of an input goes in by [`Html::text`] and [`Html::attribute`] alone.
#[derive(Debug, Default)]
pub(super) struct Html {
    out: String,
}

impl Html {
    /// Adds markup of our own.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Adds text between tags. Hidden characters are shown by their codes.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            if is_hidden(c) {
                let code = code(c);
                self.raw("<span class=\"hidden\">").raw(&code).raw("</span>");
            } else {
                self.push(c);
            }
        }
        self
    }

    /// Adds text where no tag may stand: in an attribute or the title.
    pub(super) fn attribute(&mut self, text: &str) -> &mut Self {
        visible(text).chars().for_each(|c| self.push(c));
        self
    }

    pub(super) fn into_text(self) -> String {
        self.out
    }

    fn push(&mut self, c: char) {
        match c {
            '&' => self.out.push_str("&amp;"),
            '<' => self.out.push_str("&lt;"),
            '>' => self.out.push_str("&gt;"),
            '"' => self.out.push_str("&quot;"),
            '\'' => self.out.push_str("&#39;"),
            c => self.out.push(c),
        }
    }
}
