//! What reading a body turned up, gathered so that each kind is one finding.

use std::borrow::Cow;

use wirecopy_core::{Cx, Diagnostic};
use wirecopy_model::Span;

use super::element::Element;

#[derive(Debug, Default)]
pub(crate) struct Report {
    removed: Vec<(Element, usize)>,
    unclosed: Vec<Element>,
    unsafe_targets: Vec<(String, usize)>,
    pub(crate) comments: usize,
    pub(crate) cdata: usize,
    pub(crate) flattened_blocks: usize,
    pub(crate) flattened_inlines: usize,
    pub(crate) relative: usize,
    pub(crate) embedded_images: usize,
    pub(crate) pixels: usize,
    pub(crate) dropped_characters: usize,
    pub(crate) unended: usize,
    pub(crate) attributes: usize,
    pub(crate) directions: usize,
    pub(crate) layout_tables: usize,
    pub(crate) by_blank_lines: bool,
}

/// Makes a finding of a message.
type Make = fn(Cow<'static, str>) -> Diagnostic;

fn times(count: usize) -> String {
    if count == 1 { String::new() } else { format!(" ({count} times)") }
}

impl Report {
    pub(crate) fn removed(&mut self, element: Element) {
        match self.removed.iter_mut().find(|(other, _)| *other == element) {
            Some((_, count)) => *count += 1,
            None => self.removed.push((element, 1)),
        }
    }

    pub(crate) fn unclosed(&mut self, element: Element) {
        if !self.unclosed.contains(&element) {
            self.unclosed.push(element);
        }
    }

    pub(crate) fn unsafe_target(&mut self, scheme: String) {
        // schemes beyond the first few are counted with the last
        let known = self.unsafe_targets.iter().position(|(other, _)| *other == scheme);
        match known.or_else(|| (self.unsafe_targets.len() >= 8).then_some(7)) {
            Some(index) => {
                if let Some((_, count)) = self.unsafe_targets.get_mut(index) {
                    *count += 1;
                }
            }
            None => self.unsafe_targets.push((scheme, 1)),
        }
    }

    pub(crate) fn send(self, span: Option<Span>, cx: &mut Cx<'_>) {
        let mut send = |diagnostic: Diagnostic| {
            let diagnostic = diagnostic.on("article.contents");
            cx.report(if let Some(span) = span { diagnostic.at(span) } else { diagnostic });
        };
        for (element, count) in &self.removed {
            let message = format!("`{}` was left out of the body{}", element.name(), times(*count));
            send(Diagnostic::note("body.html.removed", message));
        }
        for element in &self.unclosed {
            let message = format!("`{}` is never closed; what follows was read as content", element.name());
            send(Diagnostic::repair("body.html.unclosed", message));
        }
        for (scheme, count) in &self.unsafe_targets {
            let message = format!("a link to `{scheme}:` was dropped, its text kept{}", times(*count));
            send(Diagnostic::loss("body.link.unsafe", message));
        }
        let counted: [(usize, Make, &str); 12] = [
            (
                self.comments,
                |m| Diagnostic::note("body.html.comment", m),
                "comments were left out of the body",
            ),
            (
                self.cdata,
                |m| Diagnostic::repair("body.html.cdata", m),
                "a CDATA mark within the body was dropped, its content kept",
            ),
            (
                self.flattened_blocks,
                |m| Diagnostic::repair("body.html.depth", m),
                "elements nest too deep; the deepest were flattened",
            ),
            (
                self.flattened_inlines,
                |m| Diagnostic::repair("body.inline.depth", m),
                "formats nest too deep; the deepest were left out",
            ),
            (
                self.relative,
                |m| Diagnostic::note("body.link.relative", m).hint("give the page's address with `--base`"),
                "an address is relative and no base is known",
            ),
            (
                self.embedded_images,
                |m| Diagnostic::loss("body.image.embedded", m),
                "a picture is within the text itself (`data:`) and was left out",
            ),
            (self.pixels, |m| Diagnostic::note("body.image.pixel", m), "a picture of one pixel was left out"),
            (
                self.dropped_characters,
                |m| Diagnostic::repair("body.text.control", m),
                "a control character or noncharacter was dropped",
            ),
            (
                self.unended,
                |m| Diagnostic::repair("body.html.cut", m),
                "a tag, comment or attribute value does not end",
            ),
            (
                self.attributes,
                |m| Diagnostic::repair("body.html.attributes", m),
                "attributes beyond the limit were not read",
            ),
            (
                self.directions,
                |m| Diagnostic::note("body.html.direction", m),
                "language or direction of a block is not kept in blocks",
            ),
            (
                self.layout_tables,
                |m| Diagnostic::note("body.table.layout", m),
                "a table that only lays out was dissolved",
            ),
        ];
        for (count, make, message) in counted {
            if count > 0 {
                send(make(Cow::Owned(format!("{message}{}", times(count)))));
            }
        }
        if self.by_blank_lines {
            send(Diagnostic::note(
                "body.html.plain",
                "the body is called HTML and holds no tag; blank lines were read as ends of paragraphs",
            ));
        }
    }
}
