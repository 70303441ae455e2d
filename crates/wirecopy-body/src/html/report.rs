//! What reading a body turned up, gathered so that each kind is one finding.

use std::borrow::Cow;

use wirecopy_core::{Cx, Diagnostic};
use wirecopy_model::Span;

use super::element::Element;

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Report {
    removed: Vec<(Element, usize)>,
    unclosed: Vec<Element>,
    unsafe_targets: Vec<(String, usize)>,
    attributes_left: Vec<(&'static str, Element)>,
    attributes_count: usize,
    alternatives: Vec<&'static str>,
    alternatives_count: usize,
    pub(crate) larger_pictures: usize,
    pub(crate) picture_links: usize,
    pub(crate) tracks: usize,
    pub(crate) numberings: usize,
    pub(crate) fallback_texts: usize,
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
    pub(crate) tangled: usize,
    pub(crate) given_up: usize,
}

/// Makes a finding of a message.
type Make = fn(Cow<'static, str>) -> Diagnostic;

fn times(count: usize) -> String {
    if count == 1 { String::new() } else { format!(" ({count} times)") }
}

/// Schemes that run something or reach into the reader's machine.
const ACTIVE: &[&str] = &[
    "about",
    "blob",
    "data",
    "file",
    "filesystem",
    "javascript",
    "livescript",
    "mhtml",
    "vbscript",
    "view-source",
];

/// `a`, `b` and `c`.
fn enumerated(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

impl Report {
    /// Adds what was left out before the rest was read.
    pub(crate) fn add(&mut self, before: Self) {
        for (element, count) in before.removed {
            match self.removed.iter_mut().find(|(other, _)| *other == element) {
                Some((_, here)) => *here += count,
                None => self.removed.push((element, count)),
            }
        }
        for element in before.unclosed {
            self.unclosed(element);
        }
        self.fallback_texts += before.fallback_texts;
        self.comments += before.comments;
        self.cdata += before.cdata;
        self.unended += before.unended;
        self.attributes += before.attributes;
    }

    pub(crate) fn attribute(&mut self, name: &'static str, element: Element) {
        self.attributes_count += 1;
        if !self.attributes_left.contains(&(name, element)) {
            self.attributes_left.push((name, element));
        }
    }

    pub(crate) fn alternative(&mut self, name: &'static str) {
        self.alternatives_count += 1;
        if !self.alternatives.contains(&name) {
            self.alternatives.push(name);
        }
    }

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

    pub(crate) fn send(&self, span: Option<Span>, cx: &mut Cx<'_>) {
        if *self == Self::default() {
            return;
        }
        let mut send = |diagnostic: Diagnostic| {
            let diagnostic = diagnostic.on("article.contents");
            cx.report(if let Some(span) = span { diagnostic.at(span) } else { diagnostic });
        };
        let removed: Vec<String> = self
            .removed
            .iter()
            .map(|(element, count)| format!("`{}`{}", element.name(), times(*count)))
            .collect();
        if !removed.is_empty() {
            let were = if removed.len() == 1 { "was" } else { "were" };
            let message = format!("{} {were} left out of the body", enumerated(&removed));
            send(Diagnostic::note("body.html.removed", message));
        }
        let attributes: Vec<String> = self
            .attributes_left
            .iter()
            .map(|(name, element)| format!("`{name}` of `{}`", element.name()))
            .collect();
        if !attributes.is_empty() {
            let message = format!(
                "attributes were left out of the body: {}{}",
                enumerated(&attributes),
                times(self.attributes_count)
            );
            send(Diagnostic::note("body.html.attribute", message));
        }
        let alternatives: Vec<String> = self.alternatives.iter().map(|name| format!("`{name}`")).collect();
        if !alternatives.is_empty() {
            let message = format!(
                "what players hold for readers that cannot play was left out: {}{}",
                enumerated(&alternatives).replace("`text`", "text"),
                times(self.alternatives_count)
            );
            send(Diagnostic::note("body.media.alternative", message));
        }
        for element in &self.unclosed {
            let message = format!("`{}` is never closed; what follows was read as content", element.name());
            send(Diagnostic::repair("body.html.unclosed", message));
        }
        for (scheme, count) in &self.unsafe_targets {
            let times = times(*count);
            if ACTIVE.contains(&scheme.as_str()) {
                let message = format!("a link to `{scheme}:` was dropped, its text kept{times}");
                send(Diagnostic::loss("body.link.unsafe", message));
            } else {
                let message = format!(
                    "a link to `{scheme}:` was dropped, its text kept{times}: its scheme is not among those links may have"
                );
                send(Diagnostic::loss("body.link.unsupported", message));
            }
        }
        let counted: [(usize, Make, &str); 19] = [
            (
                self.tangled,
                |m| Diagnostic::note("body.html.nesting", m),
                "tags are not nested as HTML wants it; they were read as browsers read them",
            ),
            (
                self.given_up,
                |m| Diagnostic::repair("body.html.tangle", m),
                "tags are tangled beyond measure; they were read in the order they come",
            ),
            (
                self.fallback_texts,
                |m| Diagnostic::loss("body.html.noscript", m),
                "text for readers without scripts (`noscript`) was left out of the body",
            ),
            (
                self.larger_pictures,
                |m| Diagnostic::note("body.image.larger", m),
                "a link from a picture to the same one at another size was left out",
            ),
            (
                self.picture_links,
                |m| Diagnostic::loss("body.image.link", m),
                "the link of a picture that has a caption was left out",
            ),
            (
                self.tracks,
                |m| Diagnostic::loss("body.media.track", m),
                "subtitles of a player (`track`) were left out",
            ),
            (
                self.numberings,
                |m| Diagnostic::loss("body.list.numbering", m),
                "a list numbered with letters, Roman numbers, backwards or below zero is numbered 1, 2, 3",
            ),
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
                "the language or direction of the whole body is not kept in its blocks",
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
