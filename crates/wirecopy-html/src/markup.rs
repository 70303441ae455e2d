//! Tags and text, written so that no value can end them.

use wirecopy_body::{escape_html, is_safe_target};

/// HTML in the making.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    out: String,
}

impl Markup {
    /// Adds markup that is safe by itself.
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Adds text.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        escape_html(text, &mut self.out);
        self
    }

    /// Adds an attribute.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        self.raw(" ").raw(name).raw("=\"").text(value).raw("\"")
    }

    /// Adds an element on a line of its own; nothing where there is no text. `tag` may hold attributes.
    pub(crate) fn line(&mut self, tag: &str, text: &str) -> &mut Self {
        if text.is_empty() {
            return self;
        }
        let name = tag.split(' ').next().unwrap_or(tag);
        self.raw("<").raw(tag).raw(">").text(text).raw("</").raw(name).raw(">\n")
    }

    /// Adds a link, or its text alone where it may not be live.
    pub(crate) fn link(&mut self, rel: &str, href: &str, text: &str) -> &mut Self {
        if !is_safe_target(href) || href.is_empty() {
            return self.text(text);
        }
        self.raw("<a");
        if !rel.is_empty() {
            self.attribute("rel", rel);
        }
        self.attribute("href", href).raw(">").text(text).raw("</a>")
    }

    /// Adds a `meta` element; nothing where there is no value.
    pub(crate) fn meta(&mut self, key: &str, name: &str, value: &str) -> &mut Self {
        if value.is_empty() {
            return self;
        }
        self.raw("<meta").attribute(key, name).attribute("content", value).raw(">\n")
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_what_it_stands_in() {
        let mut markup = Markup::default();
        markup.link("", "javascript:x", "<a>").line("p class=\"x\"", "\"'\u{8}&").meta("name", "a", "\">");
        markup.link("next", "https://a.example/?a=1&b=\"", "b");
        assert_eq!(
            markup.finish(),
            "&lt;a&gt;<p class=\"x\">&quot;&#39;&amp;</p>\n<meta name=\"a\" content=\"&quot;&gt;\">\n\
             <a rel=\"next\" href=\"https://a.example/?a=1&amp;b=&quot;\">b</a>"
        );
    }
}
