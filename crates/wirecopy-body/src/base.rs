//! What addresses are relative to.

use wirecopy_core::Url;

use crate::html::{Element, Token, Tokens, decode};
use crate::target::bare;

/// The addresses others are relative to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bases {
    base: Option<Url>,
    /// Those stated for an element: its name, how many of that name are open in it, the address.
    nested: Vec<(String, usize, Url)>,
}

/// Bases nested deeper do not count.
const MOST_NESTED: usize = 64;

impl Bases {
    pub(crate) fn new(base: Option<&str>) -> Self {
        Self { base: base.and_then(parse), nested: Vec::new() }
    }

    pub(crate) fn current(&self) -> Option<&Url> {
        self.nested.last().map(|(.., url)| url).or(self.base.as_ref())
    }

    /// A base for all of the text, stated by `<base href>`: itself relative to the one given.
    pub(crate) fn state(&mut self, href: &str) {
        if let Some(url) = self.join(href) {
            self.base = Some(url);
        }
    }

    fn join(&self, href: &str) -> Option<Url> {
        let href = bare(href);
        let url = match self.current() {
            Some(base) => base.join(&href).ok()?,
            None => Url::parse(&href).ok()?,
        };
        (!url.cannot_be_a_base() && matches!(url.scheme(), "http" | "https" | "ftp")).then_some(url)
    }

    /// An element begins that states a base for what it holds.
    pub(crate) fn enter(&mut self, element: &str, href: &str) {
        if self.nested.len() < MOST_NESTED
            && let Some(url) = self.join(href)
        {
            self.nested.push((element.to_ascii_lowercase(), 0, url));
        }
    }

    /// An element begins that has an end.
    pub(crate) fn begin(&mut self, element: &str) {
        if let Some((name, open, _)) = self.nested.last_mut()
            && name.eq_ignore_ascii_case(element)
        {
            *open += 1;
        }
    }

    /// An element ends.
    pub(crate) fn end(&mut self, element: &str) {
        if let Some((name, open, _)) = self.nested.last_mut()
            && name.eq_ignore_ascii_case(element)
        {
            *open = open.saturating_sub(1);
            if *open == 0 {
                self.nested.pop();
            }
        }
    }

    /// An element without an end ends, whose attributes alone its base was for.
    pub(crate) fn leave(&mut self, element: &str) {
        if self.nested.last().is_some_and(|(name, open, _)| *open == 0 && name.eq_ignore_ascii_case(element))
        {
            self.nested.pop();
        }
    }

    /// Those of a text: the base given for it, or the one it states by `<base href>`, which counts for all of it wherever
    /// it stands.
    pub(crate) fn of(html: &str, base: Option<&str>) -> Self {
        let mut bases = Self::new(base);
        for mark in [&b"<base"[..], b"<BASE"] {
            for at in memchr::memmem::find_iter(html.as_bytes(), mark).take(MOST_BASES) {
                let mut tokens = Tokens::new(html.get(at..).unwrap_or_default(), 16);
                if tokens.next() == Some(Token::Start(Element::Base))
                    && let Some(href) = tokens.attribute("href")
                {
                    bases.state(&decode(href, true));
                    return bases;
                }
            }
        }
        bases
    }

    /// The last start tag begins an element: with the base it states. `is_void`: the element has no end.
    pub(crate) fn start(&mut self, name: &str, tokens: &Tokens<'_>, is_void: bool) {
        let stated =
            tokens.attributes().iter().find(|(attribute, _)| attribute.eq_ignore_ascii_case("xml:base"));
        if let Some((_, value)) = stated {
            self.enter(name, &decode(value, true));
        }
        if !is_void {
            self.begin(name);
        }
    }
}

/// As many tags are looked at whether they state a base.
const MOST_BASES: usize = 8;

fn parse(base: &str) -> Option<Url> {
    Url::parse(base.trim()).ok().filter(|base| !base.cannot_be_a_base())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_nest() {
        let mut bases = Bases::new(Some("https://example.org/"));
        let at = |bases: &Bases| bases.current().map(ToString::to_string).unwrap_or_default();
        bases.enter("DIV", "a/");
        bases.begin("div");
        bases.begin("div");
        bases.enter("p", "javascript:x");
        bases.begin("p");
        assert_eq!(at(&bases), "https://example.org/a/");
        bases.end("p");
        bases.end("div");
        assert_eq!(at(&bases), "https://example.org/a/");
        bases.end("div");
        assert_eq!(at(&bases), "https://example.org/");
        bases.enter("img", "b/");
        assert_eq!(at(&bases), "https://example.org/b/");
        bases.leave("img");
        assert_eq!(at(&bases), "https://example.org/");
        assert_eq!(
            at(&Bases::of("<basefont><base href='/c/'>", Some("https://example.org/d"))),
            "https://example.org/c/"
        );
    }
}
