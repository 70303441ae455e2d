//! Whether the tags of a body stand where a browser's tree would have them.
//!
//! The builder reads tags as they come. As long as each element ends before what it stands in, or ends by itself where
//! HTML lets it (`<li>` before `<li>`), that gives what a tree would give. [`Shape`] keeps the stack of open elements
//! as the standard has it and says at the first tag that needs more than that: formatting that overlaps blocks, text
//! between the cells of a table, ends of what is not open, forms within forms.
//!
//! # Source
//! HTML Living Standard, § 13.2.6.4.7 to 13.2.6.4.15.

use super::element::Element;

/// How far down the stack is looked. What stands deeper is left to the tree.
const REACH: usize = 48;

#[derive(Clone, Copy)]
struct Open<'a> {
    element: Element,
    /// Its name as written: elements we do not know are told apart by it.
    name: &'a str,
}

/// The stack of open elements.
#[derive(Default)]
pub(super) struct Shape<'a> {
    open: Vec<Open<'a>>,
    /// A tag has come that only a tree can place.
    pub(super) tangled: bool,
    forms: usize,
    links: usize,
    tables: usize,
    headings: usize,
}

/// What a look down the stack found.
enum Found {
    /// The element, at this place.
    At(usize),
    /// A barrier stands before it, or the stack ends.
    No,
    /// Nothing within reach.
    Far,
}

impl<'a> Shape<'a> {
    /// Whether what comes next would stand in a table and in none of its cells.
    fn between_cells(&self) -> bool {
        self.top().is_some_and(Element::is_table_structure)
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.tables > 0 && self.between_cells() && !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.tangled = true;
        }
    }

    pub(super) fn start(&mut self, element: Element, name: &'a str) {
        if self.tangled {
            return;
        }
        if element.is_table_part() {
            self.table_part(element);
            return;
        }
        if self.between_cells() {
            self.tangled = true;
            return;
        }
        match element {
            Element::Option | Element::Optgroup | Element::Math | Element::Marquee | Element::Plaintext => {
                self.tangled = true;
                return;
            }
            Element::Form if self.forms > 0 => {
                self.tangled = true;
                return;
            }
            Element::A if self.links > 0 => {
                self.tangled = true;
                return;
            }
            Element::Nobr if self.open.iter().rev().take(REACH).any(|it| it.element == Element::Nobr) => {
                self.tangled = true;
                return;
            }
            // the builder ends the heading there
            _ if self.headings > 0 && element.ends_headings() => {
                self.tangled = true;
                return;
            }
            Element::Li => {
                self.close_item(|it| it == Element::Li);
                // an item without a list has one of its own in the builder
                self.tangled |= !self.parents().0.is_some_and(Element::is_list);
            }
            Element::Dd | Element::Dt => {
                self.close_item(|it| matches!(it, Element::Dd | Element::Dt));
                let (parent, outer) = self.parents();
                let parent = if parent == Some(Element::Div) { outer } else { parent };
                self.tangled |= parent != Some(Element::Dl);
            }
            Element::Rt | Element::Rp | Element::Rb | Element::Rtc => self.close_reading(),
            // elsewhere it ends with the paragraph around it, which the builder does not foresee
            Element::Legend => self.tangled |= !matches!(self.top(), Some(Element::Fieldset)),
            _ => {}
        }
        if element.closes_paragraph() {
            self.close_paragraph();
        }
        if element.heading_level().is_some() && self.top().is_some_and(|top| top.heading_level().is_some()) {
            self.cut(self.open.len().saturating_sub(1));
        }
        if !element.is_void_here() {
            self.push(element, name);
        }
    }

    pub(super) fn end(&mut self, element: Element, name: &str, line_is_empty: bool) {
        if self.tangled || element.is_void_here() && !matches!(element, Element::Br) {
            return;
        }
        if element.is_table_part() || element == Element::Table {
            self.table_end(element, line_is_empty);
            return;
        }
        if self.between_cells() {
            self.tangled = true;
            return;
        }
        match element {
            Element::Br => {}
            Element::P => match self.find(Element::bounds_buttons, |it| it == Element::P) {
                Found::At(at) => self.close(at),
                // makes an empty paragraph
                Found::No => {}
                Found::Far => self.tangled = true,
            },
            Element::Form => {
                while self.forms > 0 && self.top().is_some_and(Element::ends_itself) {
                    self.cut(self.open.len().saturating_sub(1));
                }
                if self.top() == Some(Element::Form) {
                    self.cut(self.open.len().saturating_sub(1));
                } else if self.forms > 0 {
                    self.tangled = true;
                } else {
                    self.stray(line_is_empty);
                }
            }
            _ if element.heading_level().is_some() => {
                match self.find(Element::bounds_scope, |it| it.heading_level().is_some()) {
                    Found::At(at) => self.close_plain(at),
                    found => self.close_found(&found, line_is_empty),
                }
            }
            _ if element.is_formatting() => self.end_formatting(element),
            Element::Li => {
                let bounds = |it: Element| {
                    it.bounds_scope()
                        || matches!(it, Element::Ul | Element::Ol | Element::Menu | Element::Dir)
                };
                let found = self.find(bounds, |it| it == Element::Li);
                if matches!(found, Found::No) && self.last_is_odd_list() {
                    self.tangled = true;
                    return;
                }
                match found {
                    Found::At(at) => self.close_plain(at),
                    _ => self.close_found(&found, line_is_empty),
                }
            }
            Element::Dd | Element::Dt => {
                let found = self.find(|it| it.bounds_scope() || it == Element::Dl, |it| it == element);
                match found {
                    // the standard looks beyond the list we are in
                    Found::At(at) => self.close_plain(at),
                    Found::No if self.open.iter().any(|open| open.element == element) => self.tangled = true,
                    _ => self.close_found(&found, line_is_empty),
                }
            }
            _ if element.ends_in_scope() => {
                let found = self.find(Element::bounds_scope, |it| it == element);
                self.close_found(&found, line_is_empty);
            }
            _ => self.end_other(element, name, line_is_empty),
        }
    }

    fn top(&self) -> Option<Element> {
        self.open.last().map(|open| open.element)
    }

    /// The innermost block that is open, and the one that holds it, paragraphs left out.
    fn parents(&self) -> (Option<Element>, Option<Element>) {
        let open = self.open.iter().rev().map(|open| open.element);
        let mut blocks = open.filter(|element| element.is_special() && *element != Element::P);
        (blocks.next(), blocks.next())
    }

    fn push(&mut self, element: Element, name: &'a str) {
        self.count(element, true);
        self.open.push(Open { element, name });
    }

    fn count(&mut self, element: Element, opens: bool) {
        let counter = match element {
            Element::Form => &mut self.forms,
            Element::A => &mut self.links,
            Element::Table => &mut self.tables,
            _ if element.heading_level().is_some() => &mut self.headings,
            _ => return,
        };
        *counter = if opens { *counter + 1 } else { counter.saturating_sub(1) };
    }

    fn cut(&mut self, length: usize) {
        while self.open.len() > length {
            let Some(open) = self.open.pop() else { return };
            self.count(open.element, false);
        }
    }

    /// Looks down the stack for an element, up to a barrier.
    fn find(&self, bounds: impl Fn(Element) -> bool, is_it: impl Fn(Element) -> bool) -> Found {
        for (index, open) in self.open.iter().enumerate().rev().take(REACH) {
            if is_it(open.element) {
                return Found::At(index);
            }
            if bounds(open.element) {
                return Found::No;
            }
        }
        if self.open.len() > REACH { Found::Far } else { Found::No }
    }

    /// Closes the element at `index` and what stands in it; formatting in it would go on after it.
    fn close(&mut self, index: usize) {
        if self.open.iter().skip(index + 1).any(|open| open.element.is_formatting()) {
            self.tangled = true;
        } else {
            self.cut(index);
        }
    }

    fn close_found(&mut self, found: &Found, line_is_empty: bool) {
        match found {
            Found::At(at) => self.close(*at),
            Found::No => self.stray(line_is_empty),
            Found::Far => self.tangled = true,
        }
    }

    /// An end tag of what is not open: browsers overlook it, the builder ends the line. No difference between blocks.
    fn stray(&mut self, line_is_empty: bool) {
        let between_blocks = self.top().is_none_or(|top| top.is_special() && top != Element::P);
        let in_code = self.open.iter().any(|open| matches!(open.element, Element::Pre | Element::Listing));
        self.tangled |= in_code || !(line_is_empty && between_blocks);
    }

    /// Closes an element that the builder may know nothing of (an item without a list, a heading
    /// that ended before a list), so it must hold no block.
    fn close_plain(&mut self, index: usize) {
        let ends = |open: &Open<'_>| open.element.ends_itself() || open.element == Element::Unknown;
        if self.open.iter().skip(index + 1).all(ends) {
            self.close(index);
        } else {
            self.tangled = true;
        }
    }

    /// Ends a paragraph that a block begins in.
    fn close_paragraph(&mut self) {
        match self.find(|it| it != Element::P && it.is_special(), |it| it == Element::P) {
            Found::At(at) => self.close(at),
            Found::No => {}
            Found::Far => self.tangled = true,
        }
    }

    /// Ends an item that another begins in.
    fn close_item(&mut self, is_it: impl Fn(Element) -> bool) {
        let bounds =
            |it: Element| it.is_special() && !matches!(it, Element::Address | Element::Div | Element::P);
        match self.find(bounds, is_it) {
            Found::At(at) => self.close_plain(at),
            Found::No => {}
            Found::Far => self.tangled = true,
        }
    }

    /// Ends the reading of a ruby that another begins in.
    fn close_reading(&mut self) {
        while self.top().is_some_and(|top| matches!(top, Element::Rt | Element::Rp | Element::Rb)) {
            self.cut(self.open.len().saturating_sub(1));
        }
        let in_ruby = matches!(self.top(), Some(Element::Ruby));
        self.tangled |= !in_ruby && self.open.iter().any(|open| open.element == Element::Ruby);
    }

    fn end_formatting(&mut self, element: Element) {
        match self.find(Element::is_cell, |it| it == element) {
            Found::At(at) => {
                let transparent = |open: &Open<'_>| open.element == Element::Unknown;
                if self.open.iter().skip(at + 1).all(transparent) {
                    self.cut(at);
                } else {
                    self.tangled = true;
                }
            }
            Found::No => {}
            Found::Far => self.tangled = true,
        }
    }

    /// The end of an element that has no rules of its own.
    fn end_other(&mut self, element: Element, name: &str, line_is_empty: bool) {
        let same = |open: &Open<'_>| {
            open.element == element && (element != Element::Unknown || open.name.eq_ignore_ascii_case(name))
        };
        let mut above_is_plain = true;
        for (index, open) in self.open.iter().enumerate().rev().take(REACH) {
            if same(open) {
                if above_is_plain {
                    self.cut(index);
                } else {
                    self.tangled = true;
                }
                return;
            }
            if open.element.is_special() {
                // overlooked; the builder would end what is open further down
                let further = self.open.iter().take(index).any(same) && element != Element::Unknown;
                if further {
                    self.tangled = true;
                } else if element.is_container() {
                    self.stray(line_is_empty);
                }
                return;
            }
            let reading = matches!(open.element, Element::Rt | Element::Rp) && element == Element::Ruby;
            above_is_plain &= open.element == Element::Unknown || reading;
        }
        if self.open.len() > REACH {
            self.tangled = true;
        } else if element.is_container() {
            self.stray(line_is_empty);
        }
    }

    /// Whether the innermost list is one whose items are not bound to it.
    fn last_is_odd_list(&self) -> bool {
        let list = self.open.iter().rev().find(|open| open.element.is_list());
        list.is_some_and(|list| matches!(list.element, Element::Menu | Element::Dir))
    }

    fn table_part(&mut self, element: Element) {
        if self.tables == 0 {
            if !matches!(element, Element::Col | Element::Colgroup) {
                // ends the line, in the builder and in what the tree is fed
                self.close_paragraph();
            }
            return;
        }
        let is_cell = matches!(element, Element::Td | Element::Th);
        loop {
            let Some(top) = self.top() else { return };
            match top {
                Element::Table => {
                    match element {
                        Element::Tr => self.push(Element::Tbody, "tbody"),
                        Element::Td | Element::Th => {
                            self.push(Element::Tbody, "tbody");
                            self.push(Element::Tr, "tr");
                        }
                        Element::Col => {
                            self.push(Element::Colgroup, "colgroup");
                            return;
                        }
                        _ => {}
                    }
                    self.push(element, "");
                    return;
                }
                Element::Colgroup if element == Element::Col => return,
                Element::Tbody | Element::Thead | Element::Tfoot if element == Element::Tr || is_cell => {
                    if is_cell {
                        self.push(Element::Tr, "tr");
                    }
                    self.push(element, "");
                    return;
                }
                Element::Tr if is_cell => {
                    self.push(element, "");
                    return;
                }
                Element::Colgroup | Element::Tbody | Element::Thead | Element::Tfoot | Element::Tr => {
                    self.cut(self.open.len().saturating_sub(1));
                }
                _ => {
                    let Found::At(at) = self.find(Element::is_table_structure, Element::is_cell) else {
                        self.tangled = true;
                        return;
                    };
                    if matches!(element, Element::Col | Element::Colgroup) {
                        self.tangled = true;
                        return;
                    }
                    self.cut(at);
                }
            }
        }
    }

    fn table_end(&mut self, element: Element, line_is_empty: bool) {
        if self.tables == 0 {
            match element {
                Element::Table => self.stray(line_is_empty),
                Element::Col | Element::Colgroup => {}
                _ => self.close_paragraph(),
            }
            return;
        }
        if matches!(element, Element::Col | Element::Colgroup) {
            if self.top() == Some(Element::Colgroup) && element == Element::Colgroup {
                self.cut(self.open.len().saturating_sub(1));
            }
            return;
        }
        let in_caption = matches!(
            self.find(Element::is_table_structure, Element::is_cell),
            Found::At(at) if self.open.get(at).is_some_and(|open| open.element == Element::Caption)
        );
        let bounds = |it: Element| it == Element::Table && element != Element::Table;
        match self.find(bounds, |it| it == element) {
            Found::At(_) if in_caption && !matches!(element, Element::Caption | Element::Table) => {
                self.tangled = true;
            }
            Found::At(at) => self.cut(at),
            Found::No if self.between_cells() => {}
            Found::No => self.stray(line_is_empty),
            Found::Far => self.tangled = true,
        }
    }
}

impl Element {
    /// Whether it is a part of a table, of use nowhere else.
    pub(super) fn is_table_part(self) -> bool {
        self.is_cell()
            || matches!(self, Self::Thead | Self::Tbody | Self::Tfoot | Self::Tr | Self::Col | Self::Colgroup)
    }

    /// Whether text has no place right within it.
    fn is_table_structure(self) -> bool {
        matches!(self, Self::Table | Self::Thead | Self::Tbody | Self::Tfoot | Self::Tr | Self::Colgroup)
    }

    /// Whether formatting within it ends with it.
    fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th | Self::Caption)
    }

    /// Whether it holds items.
    fn is_list(self) -> bool {
        matches!(self, Self::Ul | Self::Ol | Self::Menu | Self::Dir)
    }

    /// Whether it is a block that no heading holds.
    fn ends_headings(self) -> bool {
        self.is_list()
            || matches!(
                self,
                Self::Aside
                    | Self::Audio
                    | Self::Blockquote
                    | Self::Details
                    | Self::Dl
                    | Self::Embed
                    | Self::Figure
                    | Self::Hr
                    | Self::Iframe
                    | Self::Li
                    | Self::Listing
                    | Self::Object
                    | Self::Pre
                    | Self::Table
                    | Self::Video
                    | Self::Xmp
            )
    }

    fn bounds_scope(self) -> bool {
        self.is_cell() || self == Self::Table
    }

    fn bounds_buttons(self) -> bool {
        self.bounds_scope()
    }

    /// Whether it has no content, or content that is not looked at here.
    pub(super) fn is_void_here(self) -> bool {
        matches!(
            self,
            Self::Audio
                | Self::Body
                | Self::Br
                | Self::Col
                | Self::Embed
                | Self::Head
                | Self::Hr
                | Self::Html
                | Self::Iframe
                | Self::Image
                | Self::Img
                | Self::Object
                | Self::Param
                | Self::Source
                | Self::Track
                | Self::Video
                | Self::Wbr
                | Self::Xmp
        )
    }

    /// Whether it ends an open paragraph when it begins.
    pub(super) fn closes_paragraph(self) -> bool {
        self.heading_level().is_some()
            || matches!(self, Self::P | Self::Form | Self::Li | Self::Dd | Self::Dt | Self::Table)
            || matches!(self, Self::Hr | Self::Xmp | Self::Html | Self::Head | Self::Body)
            || self.ends_in_scope()
    }

    /// Whether its end tag ends it wherever it is open, within the cell.
    fn ends_in_scope(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Article
                | Self::Aside
                | Self::Blockquote
                | Self::Center
                | Self::Details
                | Self::Dialog
                | Self::Dir
                | Self::Div
                | Self::Dl
                | Self::Fieldset
                | Self::Figcaption
                | Self::Figure
                | Self::Footer
                | Self::Header
                | Self::Hgroup
                | Self::Listing
                | Self::Main
                | Self::Menu
                | Self::Nav
                | Self::Ol
                | Self::Pre
                | Self::Search
                | Self::Section
                | Self::Summary
                | Self::Ul
        )
    }

    /// Whether its end tag may be left out.
    fn ends_itself(self) -> bool {
        matches!(self, Self::Dd | Self::Dt | Self::Li | Self::P | Self::Rb | Self::Rp | Self::Rt | Self::Rtc)
    }

    /// The «special» elements of the standard, of those that get onto the stack.
    fn is_special(self) -> bool {
        self.is_table_part() || self.closes_paragraph() && !matches!(self, Self::Dialog | Self::Search)
    }
}
