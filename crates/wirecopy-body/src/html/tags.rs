//! What each tag opens and closes.

use wirecopy_model::Block;

use super::builder::{Builder, Capture};
use super::element::Element;
use super::frame::{Frame, Kind};
use super::report::Report;
use super::token::{Token, Tokens};

impl Builder<'_> {
    pub(super) fn start(&mut self, element: Element) {
        if element.is_removed() {
            remove(&mut self.tokens, &mut self.report, element);
            return;
        }
        if let Some(capture) = &mut self.capture {
            if capture.credit {
                capture.depth += usize::from(capture.element == element);
                if !matches!(element, Element::Figcaption | Element::Figure) {
                    return;
                }
            } else if element == Element::Br {
                capture.text.push(' ');
                return;
            } else if element.is_within_reading() || matches!(element, Element::Col | Element::Colgroup) {
                capture.depth += usize::from(capture.element == element);
                return;
            }
            self.finish_capture();
        }
        if element.is_removed_tag() {
            self.report.removed(element);
            return;
        }
        if self.is_credit() {
            self.capture = Some(Capture { element, depth: 1, text: String::new(), credit: true });
            return;
        }
        match element {
            Element::Br => self.line_break(),
            Element::Hr => self.whole_block(Block::Rule),
            Element::Img | Element::Image => self.image(),
            Element::Iframe | Element::Embed | Element::Object => self.embed(element),
            Element::Video | Element::Audio => self.player(element),
            Element::Rt | Element::Rp => {
                if self.active.iter().any(|open| open.element == Element::Ruby) {
                    self.capture = Some(Capture { element, depth: 1, text: String::new(), credit: false });
                }
            }
            Element::Wbr
            | Element::Source
            | Element::Track
            | Element::Param
            | Element::Col
            | Element::Colgroup => {}
            _ if element.is_formatting() || element.is_phrasing() => self.start_inline(element),
            _ => self.start_block(element),
        }
    }

    fn start_block(&mut self, element: Element) {
        self.note_attributes(element);
        let open = self.frames.len();
        self.start_block_of(element);
        if self.tokens.has_attributes() && (self.frames.len() > open || element == Element::P) {
            self.block_language(element);
        }
    }

    fn start_block_of(&mut self, element: Element) {
        if let Some(level) = element.heading_level() {
            self.close_heading();
            self.begin_block();
            self.open(element, Kind::Heading(level), None);
            return;
        }
        match element {
            Element::P => {
                self.begin_block();
                self.item_paragraph = matches!(self.frames.last(), Some(Frame { kind: Kind::Item, .. }));
                self.paragraph = Some(self.active.len());
            }
            Element::Ul | Element::Ol | Element::Menu | Element::Dir => {
                self.close_heading();
                self.begin_block();
                let ordered = element == Element::Ol;
                let start = if ordered { self.number("start").filter(|start| *start != 1) } else { None };
                if ordered {
                    self.note_numbering();
                }
                self.open(element, Kind::List { ordered, start, loose: false, items: Vec::new() }, None);
            }
            Element::Li => self.item(),
            Element::Dl => {
                self.close_heading();
                self.begin_block();
                self.open(element, Kind::Definitions(Vec::new()), None);
            }
            Element::Dt | Element::Dd => self.definition(element),
            Element::Blockquote => {
                self.close_heading();
                self.begin_block();
                let (cite, post) = self.post();
                self.open(element, Kind::Quote { cite, attribution: Vec::new(), post }, None);
            }
            Element::Div if self.tokens.has_attributes() && self.post().1.is_some() => {
                self.close_heading();
                self.begin_block();
                let (cite, post) = self.post();
                self.open(element, Kind::Quote { cite, attribution: Vec::new(), post }, None);
            }
            Element::Xmp => {
                self.close_heading();
                self.begin_block();
                match self.tokens.skip_content(element) {
                    Some(content) => {
                        let (value, dropped) = crate::clean_text(content);
                        self.report.dropped_characters += dropped;
                        let value = value.strip_prefix('\n').unwrap_or(&value);
                        let value = value.strip_suffix('\n').unwrap_or(value).to_owned();
                        if !value.trim().is_empty() {
                            self.whole_block(Block::Code { language: None, value });
                        }
                    }
                    None => self.report.unclosed(element),
                }
            }
            Element::Html | Element::Head | Element::Body => {
                self.begin_block();
                self.note_direction();
            }
            Element::Pre | Element::Listing => {
                self.close_heading();
                self.begin_block();
                let language = self.language_class();
                self.open(element, Kind::Pre { language, value: String::new() }, None);
            }
            Element::Table => {
                self.close_heading();
                self.begin_block();
                let dissolve =
                    self.attribute("role").is_some_and(|role| matches!(&*role, "presentation" | "none"));
                let captioned = self.has_class("tr-caption-container");
                let kind = Kind::Table {
                    caption: Vec::new(),
                    rows: Vec::new(),
                    head: 0,
                    in_head: false,
                    dissolve,
                    captioned,
                };
                self.open(element, kind, None);
            }
            Element::Thead | Element::Tbody | Element::Tfoot => {
                if let Some(table) = self.clear_to_table(false) {
                    self.open(element, Kind::Section { head: element == Element::Thead }, Some(table));
                }
            }
            Element::Tr => {
                if let Some(home) = self.clear_to_table(true) {
                    self.open(element, Kind::Row(Vec::new()), Some(home));
                }
            }
            Element::Td | Element::Th => self.cell(element),
            Element::Caption => {
                if let Some(table) = self.clear_to_table(false) {
                    self.open(element, Kind::Caption, Some(table));
                }
            }
            Element::Figure => {
                self.close_heading();
                self.begin_block();
                let embeds = self.has_class("wp-block-embed");
                self.open(element, Kind::Figure { caption: Vec::new(), credit: None, embeds }, None);
            }
            Element::Figcaption => {
                self.begin_block();
                // within a list or quote of the figure it is a text like others
                let apart = |frame: &Frame| !matches!(frame.kind, Kind::Container | Kind::Figcaption);
                let figure = self.frames.iter().rposition(apart);
                match figure {
                    Some(home) if self.is_figure(home) => {
                        self.close_above(home);
                        self.open(element, Kind::Figcaption, Some(home));
                    }
                    _ => self.open(element, Kind::Container, None),
                }
            }
            Element::Aside | Element::Details => {
                self.close_heading();
                self.begin_block();
                let name = element.name();
                self.open(element, Kind::Aside(name), None);
            }
            Element::Footer
                if self.frames.last().is_some_and(|top| matches!(top.kind, Kind::Quote { .. })) =>
            {
                self.begin_block();
                let home = self.frames.len() - 1;
                self.open(element, Kind::Attribution, Some(home));
            }
            _ if element.is_container() => {
                self.begin_block();
                self.open(element, Kind::Container, None);
            }
            _ => {}
        }
    }

    pub(super) fn end(&mut self, element: Element) {
        if let Some(capture) = &mut self.capture {
            if capture.element == element {
                capture.depth -= 1;
                if capture.depth == 0 {
                    self.finish_capture();
                }
                return;
            }
            let leaves = if capture.credit {
                matches!(element, Element::Figcaption | Element::Figure)
            } else {
                !element.is_within_reading()
                    && (matches!(element, Element::Ruby | Element::P | Element::Br) || ends_block(element))
            };
            if !leaves {
                return;
            }
            self.finish_capture();
        }
        match element {
            Element::Br => self.line_break(),
            Element::P => {
                self.end_paragraph();
                self.break_line();
            }
            _ if element.is_formatting() || element.is_phrasing() => self.end_inline(element),
            _ => self.end_block(element),
        }
    }

    fn end_block(&mut self, element: Element) {
        if !ends_block(element) {
            return;
        }
        self.end_paragraph();
        if self.overflow > 0 {
            self.overflow -= 1;
            self.break_line();
            return;
        }
        let table_part = matches!(
            element,
            Element::Table
                | Element::Thead
                | Element::Tbody
                | Element::Tfoot
                | Element::Tr
                | Element::Td
                | Element::Th
                | Element::Caption
        );
        for index in (1..self.frames.len()).rev() {
            let Some(frame) = self.frames.get(index) else { return };
            let is_it = frame.element == element
                || (element.heading_level().is_some() && matches!(frame.kind, Kind::Heading(_)));
            if is_it {
                self.close_above(index);
                self.close_top();
                return;
            }
            let barrier = match element {
                Element::Li => {
                    matches!(frame.element, Element::Ul | Element::Ol | Element::Menu | Element::Dir)
                }
                Element::Dt | Element::Dd => frame.element == Element::Dl,
                _ if table_part => frame.element == Element::Table,
                _ => matches!(frame.kind, Kind::Cell(_) | Kind::Caption),
            };
            if barrier {
                break;
            }
        }
        self.break_line();
    }
}

/// Skips an element that is left out with all it holds.
pub(super) fn remove(tokens: &mut Tokens<'_>, report: &mut Report, element: Element) {
    report.removed(element);
    let empty = element == Element::Svg && tokens.is_self_closing();
    if empty {
        return;
    }
    match tokens.skip_content(element) {
        Some(content) => {
            if matches!(element, Element::Noscript | Element::Noembed | Element::Noframes) {
                let mut inner = Tokens::new(content, 0);
                let told = inner.any(|token| matches!(token, Token::Text(text) if !text.trim().is_empty()));
                report.fallback_texts += usize::from(told);
            }
        }
        None => report.unclosed(element),
    }
}

/// Whether the end tag of an element ends a block.
fn ends_block(element: Element) -> bool {
    element.is_container()
        || element.heading_level().is_some()
        || matches!(
            element,
            Element::Ul
                | Element::Ol
                | Element::Menu
                | Element::Dir
                | Element::Li
                | Element::Dl
                | Element::Dt
                | Element::Dd
                | Element::Blockquote
                | Element::Pre
                | Element::Listing
                | Element::Html
                | Element::Head
                | Element::Body
                | Element::Table
                | Element::Thead
                | Element::Tbody
                | Element::Tfoot
                | Element::Tr
                | Element::Td
                | Element::Th
                | Element::Caption
                | Element::Figure
                | Element::Figcaption
                | Element::Aside
                | Element::Details
        )
}
