//! Inline elements: what is in force over the text.

use super::builder::{Builder, MAX_OPEN_INLINES, Numbers, OpenInline};
use super::element::Element;
use super::frame::{Frame, Kind};
use super::line::Format;

impl Builder<'_> {
    pub(super) fn start_inline(&mut self, element: Element) {
        if self.active.len() >= MAX_OPEN_INLINES {
            self.report.flattened_inlines += 1;
            return;
        }
        let mut formats = Numbers::default();
        let mut marks = false;
        let by_element = match element {
            Element::A => {
                // a link within a link ends the outer one
                self.end_inline(Element::A);
                let title = self.text_attribute("title");
                let href = self.target_attribute("href");
                if let Some(href) = &href {
                    self.note_post_link(href);
                }
                href.map(|href| Format::Link { href, title })
            }
            Element::B | Element::Strong => {
                let style = self.attribute("style").unwrap_or_default();
                // the wrapper some editors paste: `<b style="font-weight:normal">`
                let normal =
                    property(&style, "font-weight").is_some_and(|value| matches!(value, "normal" | "400"));
                (!normal).then_some(Format::Strong)
            }
            Element::I | Element::Em | Element::Dfn | Element::Var => {
                let style = self.attribute("style").unwrap_or_default();
                let normal = property(&style, "font-style").is_some_and(|value| value == "normal");
                (!normal).then_some(Format::Emphasis)
            }
            Element::Cite => Some(Format::Cite),
            Element::U | Element::Ins => Some(Format::Underline),
            Element::S | Element::Strike | Element::Del => Some(Format::Strike),
            Element::Sub => Some(Format::Sub),
            Element::Sup => Some(Format::Sup),
            Element::Code | Element::Kbd | Element::Samp | Element::Tt => {
                if let Some(language) = self.language_class()
                    && let Some(Frame { kind: Kind::Pre { language: slot, .. }, .. }) = self.frames.last_mut()
                    && slot.is_none()
                {
                    *slot = Some(language);
                }
                Some(Format::Code)
            }
            Element::Q => {
                marks = self.active.iter().any(|open| open.element == Element::Q);
                let cite = self.target_attribute("cite");
                (!marks).then_some(Format::Quotation { cite })
            }
            Element::Ruby => Some(Format::Ruby { reading: String::new() }),
            _ => None,
        };
        if let Some(format) = by_element {
            formats.add(self.formats.add(format));
        }
        if self.tokens.has_attributes() || element == Element::Bdi {
            self.note_attributes(element);
            if self.tokens.may_state_style() || element == Element::Bdi {
                self.style_formats(element, &mut formats);
            }
        }
        if marks {
            self.line.text("‘", &self.chain, &self.formats);
        }
        let changes = !formats.all().is_empty();
        self.active.push(OpenInline { element, formats, marks });
        if changes {
            self.set_chain();
        }
    }

    /// Formats stated by attributes.
    fn style_formats(&mut self, element: Element, formats: &mut Numbers) {
        let mut found = Vec::new();
        if let Some(style) = self.attribute("style") {
            let weight = property(&style, "font-weight").unwrap_or_default();
            if matches!(weight, "bold" | "bolder") || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
            {
                found.push(Format::Strong);
            }
            if property(&style, "font-style")
                .is_some_and(|value| value.starts_with("italic") || value.starts_with("oblique"))
            {
                found.push(Format::Emphasis);
            }
            let line =
                property(&style, "text-decoration").or_else(|| property(&style, "text-decoration-line"));
            if line.is_some_and(|value| value.contains("line-through")) {
                found.push(Format::Strike);
            }
            if element != Element::A && line.is_some_and(|value| value.contains("underline")) {
                found.push(Format::Underline);
            }
            match property(&style, "vertical-align") {
                Some("sub") => found.push(Format::Sub),
                Some("super") => found.push(Format::Sup),
                _ => {}
            }
        }
        found.extend(self.span(element));
        for format in found {
            formats.add(self.formats.add(format));
        }
    }

    /// Language and direction that the last start tag states.
    fn span(&self, element: Element) -> Option<Format> {
        let language = self.text_attribute("lang").or_else(|| self.text_attribute("xml:lang"));
        let direction = self
            .text_attribute("dir")
            .map(|dir| dir.to_ascii_lowercase())
            .filter(|dir| matches!(dir.as_str(), "ltr" | "rtl" | "auto"))
            .or_else(|| (element == Element::Bdi).then(|| "auto".to_owned()));
        if language.is_none() && direction.is_none() {
            return None;
        }
        let outer = self
            .active
            .iter()
            .rev()
            .flat_map(|open| open.formats.all().iter().rev())
            .find_map(|number| match self.formats.get(*number) {
                Some(Format::Span { language, direction }) => Some((language.clone(), direction.clone())),
                _ => None,
            })
            .unwrap_or_default();
        Some(Format::Span { language: language.or(outer.0), direction: direction.or(outer.1) })
    }

    /// Puts the language and direction of a block in force over its text.
    pub(super) fn block_language(&mut self, element: Element) {
        if self.active.len() >= MAX_OPEN_INLINES || !self.tokens.may_state_style() {
            return;
        }
        if let Some(format) = self.span(element) {
            self.block_spans = true;
            let mut formats = Numbers::default();
            formats.add(self.formats.add(format));
            self.active.push(OpenInline { element, formats, marks: false });
            self.set_chain();
        }
    }

    pub(super) fn end_inline(&mut self, element: Element) {
        let floor = self.scope_floor();
        let open = self.active.iter().skip(floor).rposition(|open| open.element == element);
        let Some(open) = open else { return };
        let open = self.active.remove(floor + open);
        if !open.formats.all().is_empty() {
            self.set_chain();
        }
        if open.marks {
            self.line.text("’", &self.chain, &self.formats);
        }
    }

    /// Inline elements opened outside of the cell we are in are not closed from within.
    fn scope_floor(&self) -> usize {
        self.frames
            .iter()
            .rev()
            .take(64)
            .find(|frame| matches!(frame.kind, Kind::Cell(_) | Kind::Caption))
            .map_or(0, |frame| frame.floor)
    }

    fn set_chain(&mut self) {
        let numbers = self.active.iter().flat_map(|open| open.formats.all().iter().copied());
        let (chain, cut) = self.formats.chain(numbers);
        self.chain = chain;
        self.report.flattened_inlines += usize::from(cut);
    }

    /// Closes inline elements opened since `floor` that do not outlive their block; with `all`, the others too.
    pub(super) fn close_inlines(&mut self, floor: usize, all: bool) {
        if self.active.len() <= floor {
            return;
        }
        let mut index = 0;
        self.active.retain(|open| {
            index += 1;
            index <= floor || (!all && open.element.is_formatting())
        });
        self.set_chain();
    }

    /// Writes the closing marks of quotations opened since `floor` that end with what they stand in.
    pub(super) fn close_marks(&mut self, floor: usize) {
        for index in floor..self.active.len() {
            let Some(open) = self.active.get_mut(index).filter(|open| open.marks) else { continue };
            open.marks = false;
            let before = self.active.iter().take(index).flat_map(|open| open.formats.all().iter().copied());
            let (chain, _) = self.formats.chain(before);
            self.line.text("’", &chain, &self.formats);
        }
    }

    pub(super) fn finish_capture(&mut self) {
        let Some(capture) = self.capture.take() else { return };
        let text = crate::plain::fold(&crate::clean_text(&capture.text).0);
        if capture.credit {
            if let Some(Kind::Figure { credit, .. }) = self
                .frames
                .iter_mut()
                .rev()
                .map(|frame| &mut frame.kind)
                .find(|kind| matches!(kind, Kind::Figure { .. }))
                && !text.is_empty()
            {
                match credit {
                    Some(before) => {
                        before.push_str("; ");
                        before.push_str(&text);
                    }
                    None => *credit = Some(text),
                }
            }
            return;
        }
        if capture.element != Element::Rt {
            return;
        }
        let ruby = self.active.iter_mut().rfind(|open| open.element == Element::Ruby);
        let Some(number) = ruby.and_then(|open| open.formats.first_mut()) else { return };
        if let Some(Format::Ruby { reading }) = self.formats.get_mut(*number) {
            *reading = text;
        }
        // what follows within the element is another text with another reading
        *number = self.formats.add(Format::Ruby { reading: String::new() });
        self.set_chain();
    }

    /// Whether the last start tag opens the credit of a figure.
    pub(super) fn is_credit(&self) -> bool {
        self.tokens.has_attributes()
            && self.frames.last().is_some_and(|top| matches!(top.kind, Kind::Figcaption))
            && self.attribute("class").is_some_and(|class| class.to_ascii_lowercase().contains("credit"))
    }

    pub(super) fn language_class(&self) -> Option<String> {
        let classes = self.attribute("class")?;
        classes
            .split_ascii_whitespace()
            .find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")))
            .map(|language| language.chars().filter(|c| crate::is_carried(*c)).collect::<String>())
            .filter(|language| !language.is_empty())
    }

    /// Notes what the last start tag says that no block or inline holds.
    pub(super) fn note_attributes(&mut self, element: Element) {
        if !self.tokens.has_attributes() {
            return;
        }
        let names: &[&'static str] = match element {
            Element::A | Element::Unknown => return,
            Element::Time => &["title", "datetime"],
            Element::Data => &["title", "value"],
            Element::Del | Element::Ins => &["title", "datetime", "cite"],
            _ => &["title"],
        };
        for name in names {
            if self.tokens.attribute(name).is_some_and(|value| !value.trim().is_empty()) {
                self.report.attribute(name, element);
            }
        }
    }

    pub(super) fn note_direction(&mut self) {
        if self.tokens.has_attributes()
            && (self.attribute("lang").is_some()
                || self.attribute("dir").is_some_and(|dir| dir.eq_ignore_ascii_case("rtl")))
        {
            self.report.directions += 1;
        }
    }
}

/// The value of a property of an inline style, lower case names only, as people write them.
pub(super) fn property<'s>(style: &'s str, name: &str) -> Option<&'s str> {
    style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'))
        .rfind(|(key, _)| key.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().trim_end_matches("!important").trim_end())
}
