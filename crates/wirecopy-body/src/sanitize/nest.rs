//! What stays of HTML, written so that every element ends where a parser ends it.
//!
//! As long as each element ends before what it stands in, or by itself where HTML lets it, what is written is what a
//! parser would make of the input. Where that takes a tree, the nester says so ([`Tangled`]), or, told to go on, leaves
//! the tag out. Either way what it writes reads as it is written, and written again it is the same.
//!
//! # Source
//! HTML Living Standard, § 13.2.6.4.7 to 13.2.6.4.15.

use super::clean::{Cleaner, Event};
use super::escape;
use super::shape::Shape;
use crate::html::decode;

/// It takes a tree to tell where a tag belongs.
pub(crate) struct Tangled;

/// What holds in an element because of those it stands in.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Within {
    /// A paragraph that a block would end.
    paragraph: bool,
    /// An item that another would end.
    item: bool,
    definition: bool,
    button: bool,
    form: bool,
    link: bool,
    nobr: bool,
    ruby: bool,
    table: bool,
}

#[derive(Clone, Copy)]
struct Open {
    place: usize,
    shape: Shape,
    within: Within,
    /// A parser puts it in by itself: neither of its tags is written.
    is_implied: bool,
    /// A part of a table that stands in none: a parser overlooks it.
    is_stray: bool,
}

impl Within {
    fn enter(mut self, shape: Shape) -> Self {
        if shape.is_barrier() {
            // links outlive a table and no cell
            let is_table = shape == Shape::Table;
            self = Self {
                form: self.form,
                table: self.table,
                link: self.link && is_table,
                nobr: false,
                item: false,
                ..Self::default()
            };
        } else if shape.is_special() && !matches!(shape, Shape::Plain | Shape::Paragraph) {
            self.item = false;
            self.definition = false;
        }
        match shape {
            Shape::Paragraph => self.paragraph = true,
            Shape::Item => self.item = true,
            Shape::Definition => self.definition = true,
            Shape::Button => (self.button, self.paragraph) = (true, false),
            Shape::Form => self.form = true,
            Shape::Link => self.link = true,
            Shape::Nobr => self.nobr = true,
            Shape::Ruby => self.ruby = true,
            Shape::Table => self.table = true,
            _ => {}
        }
        self
    }
}

/// Writes what stays of HTML.
pub(crate) struct Nester {
    open: Vec<Open>,
    pub(crate) out: String,
    /// Tags are left out rather than left to a tree.
    goes_on: bool,
    /// Start tags left out for their depth.
    too_deep: usize,
}

/// Looks no further down the elements than this for the one a tag ends.
const REACH: usize = 512;

impl Nester {
    /// All of what stays.
    ///
    /// # Errors
    /// [`Tangled`] where it takes a tree, unless `goes_on`.
    pub(crate) fn run(cleaner: &mut Cleaner<'_, '_>, goes_on: bool, room: usize) -> Result<String, Tangled> {
        let mut nester = Self { open: Vec::new(), out: String::with_capacity(room), goes_on, too_deep: 0 };
        while let Some(event) = cleaner.next() {
            let done = match event {
                Event::Text(text) => {
                    if memchr::memchr(b'&', text.as_bytes()).is_some() {
                        nester.text(&decode(text, false), cleaner)
                    } else {
                        nester.text(text, cleaner)
                    }
                }
                Event::Literal(text) => nester.text(&text, cleaner),
                Event::Start(place, shape) => nester.start(place, shape, cleaner),
                Event::End(place, shape) => nester.end(place, shape, cleaner),
                Event::Whole => nester.whole(cleaner),
            };
            if done.is_err() && !goes_on {
                return Err(Tangled);
            }
        }
        nester.close_to(0, cleaner);
        Ok(nester.out)
    }

    /// Where the innermost element stands that a parser sees.
    fn top_index(&self) -> Option<usize> {
        self.open.iter().rposition(|open| !open.is_stray)
    }

    fn top(&self) -> Option<Shape> {
        self.open.get(self.top_index()?).map(|open| open.shape)
    }

    fn within(&self) -> Within {
        self.open.last().map(|open| open.within).unwrap_or_default()
    }

    fn is_top(&self, shape: Shape) -> bool {
        self.top() == Some(shape)
    }

    fn close_top(&mut self, cleaner: &Cleaner<'_, '_>) {
        if let Some(index) = self.top_index() {
            self.close_to(index, cleaner);
        }
    }

    fn close_to(&mut self, length: usize, cleaner: &Cleaner<'_, '_>) {
        while self.open.len() > length {
            let Some(open) = self.open.pop() else { return };
            if open.is_implied {
                continue;
            }
            self.out.push_str("</");
            self.out.push_str(cleaner.rules.element_name(open.place));
            self.out.push('>');
        }
    }

    /// Whether formatting is open above `length`: it would be opened again in what follows.
    fn holds_formatting(&self, length: usize) -> bool {
        self.open.get(length..).is_some_and(|above| above.iter().any(|open| open.shape.is_formatting()))
    }

    /// Ends all above `length`, if a parser would do no more.
    fn cut(&mut self, length: usize, cleaner: &Cleaner<'_, '_>) -> Result<(), Tangled> {
        if self.holds_formatting(length) {
            return Err(Tangled);
        }
        self.close_to(length, cleaner);
        Ok(())
    }

    /// The innermost element that is `it`, before one that is `stop`.
    fn find(&self, it: impl Fn(&Open) -> bool, stop: impl Fn(Shape) -> bool) -> Option<usize> {
        for (index, open) in self.open.iter().enumerate().rev().take(REACH) {
            if it(open) {
                return Some(index);
            }
            if stop(open.shape) {
                return None;
            }
        }
        None
    }

    /// Ends the elements on top that end by themselves, but for those that are `kept`.
    fn end_implied(&mut self, kept: impl Fn(&Open) -> bool, cleaner: &Cleaner<'_, '_>) {
        while let Some(index) = self.top_index()
            && self.open.get(index).is_some_and(|open| open.shape.ends_by_itself() && !kept(open))
        {
            self.close_to(index, cleaner);
        }
    }

    fn text(&mut self, text: &str, cleaner: &mut Cleaner<'_, '_>) -> Result<(), Tangled> {
        if text.is_empty() {
            return Ok(());
        }
        if self.top().is_some_and(Shape::holds_parts) && !text.bytes().all(|byte| byte.is_ascii_whitespace())
        {
            self.reach_cell(cleaner)?;
        }
        cleaner.report.dropped_characters += escape::text(text, &mut self.out);
        Ok(())
    }

    fn whole(&mut self, cleaner: &Cleaner<'_, '_>) -> Result<(), Tangled> {
        self.reach_cell(cleaner)?;
        self.out.push_str(&cleaner.written);
        Ok(())
    }

    /// What stands between the cells of a table is placed before it by a parser, and in a cell of its own here.
    fn reach_cell(&mut self, cleaner: &Cleaner<'_, '_>) -> Result<(), Tangled> {
        if !self.top().is_some_and(Shape::holds_parts) {
            return Ok(());
        }
        if !self.goes_on {
            return Err(Tangled);
        }
        self.table_part(Shape::Cell, cleaner);
        if let Some((place, _)) = cleaner.rules.element("td") {
            self.out.push_str("<td>");
            self.push(place, Shape::Cell, false);
        }
        Ok(())
    }

    fn open_implied(&mut self, name: &str, shape: Shape, cleaner: &Cleaner<'_, '_>) {
        if let Some((place, _)) = cleaner.rules.element(name) {
            self.push(place, shape, true);
        }
    }

    fn push(&mut self, place: usize, shape: Shape, is_implied: bool) {
        let within = self.within().enter(shape);
        self.open.push(Open { place, shape, within, is_implied, is_stray: false });
    }

    fn write_start(&mut self, place: usize, shape: Shape, cleaner: &mut Cleaner<'_, '_>) {
        // a table needs room for rows, row and cell
        let room = if shape == Shape::Table { 4 } else { 0 };
        let is_part = shape.is_table_part();
        if !shape.is_void() && !is_part && self.open.len() + room >= cleaner.limit() {
            self.too_deep += 1;
            cleaner.report.flattened += 1;
            return;
        }
        self.out.push('<');
        self.out.push_str(cleaner.rules.element_name(place));
        self.out.push_str(&cleaner.written);
        self.out.push('>');
        if !shape.is_void() {
            self.push(place, shape, false);
        }
    }

    fn start(&mut self, place: usize, shape: Shape, cleaner: &mut Cleaner<'_, '_>) -> Result<(), Tangled> {
        if shape.is_table_part() {
            if !self.within().table || cleaner.is_stray {
                // no parser reads it; it is kept for those who put the text into a table
                let shape = if shape == Shape::Column { shape } else { Shape::Ordinary };
                if !self.within().table {
                    let length = self.open.len();
                    self.write_start(place, shape, cleaner);
                    if let Some(open) = self.open.get_mut(length) {
                        open.is_stray = true;
                    }
                }
                return Ok(());
            }
            self.table_part(shape, cleaner);
            self.write_start(place, shape, cleaner);
            return Ok(());
        }
        self.reach_cell(cleaner)?;
        match shape {
            Shape::Paragraph
            | Shape::Plain
            | Shape::Block
            | Shape::List
            | Shape::Dialog
            | Shape::Preformatted
            | Shape::Rule
            | Shape::Table => self.end_paragraph(cleaner)?,
            Shape::Heading => {
                self.end_paragraph(cleaner)?;
                if self.is_top(Shape::Heading) {
                    self.close_top(cleaner);
                }
            }
            Shape::Form => {
                if self.within().form {
                    return Ok(());
                }
                self.end_paragraph(cleaner)?;
            }
            Shape::Item | Shape::Definition => {
                let is_open =
                    if shape == Shape::Item { self.within().item } else { self.within().definition };
                if is_open && let Some(index) = self.find(|open| open.shape == shape, |_| false) {
                    self.cut(index, cleaner)?;
                }
                self.end_paragraph(cleaner)?;
            }
            Shape::Button => {
                if self.within().button
                    && let Some(index) = self.find(|open| open.shape == shape, Shape::is_barrier)
                {
                    self.cut(index, cleaner)?;
                }
            }
            Shape::Link | Shape::Nobr => {
                let is_open = if shape == Shape::Link { self.within().link } else { self.within().nobr };
                if is_open {
                    if !self.is_top(shape) {
                        return Err(Tangled);
                    }
                    self.close_top(cleaner);
                }
            }
            Shape::Choice | Shape::Choices if self.is_top(Shape::Choice) => {
                self.close_top(cleaner);
            }
            Shape::RubyBase | Shape::Readings if self.within().ruby => self.end_implied(|_| false, cleaner),
            Shape::Reading if self.within().ruby => {
                self.end_implied(|open| open.shape == Shape::Readings, cleaner);
            }
            _ => {}
        }
        self.write_start(place, shape, cleaner);
        Ok(())
    }

    /// Ends the paragraph a block ends.
    fn end_paragraph(&mut self, cleaner: &Cleaner<'_, '_>) -> Result<(), Tangled> {
        if self.within().paragraph
            && let Some(index) = self.find(|open| open.shape == Shape::Paragraph, |_| false)
        {
            self.cut(index, cleaner)?;
        }
        Ok(())
    }

    /// Ends what a part of the innermost table ends, and begins what it needs around it.
    fn table_part(&mut self, shape: Shape, cleaner: &Cleaner<'_, '_>) {
        let holds = |open: &Open| match shape {
            Shape::Cell => matches!(open.shape, Shape::Row | Shape::Rows | Shape::Table),
            Shape::Row => matches!(open.shape, Shape::Rows | Shape::Table),
            Shape::Column => matches!(open.shape, Shape::Columns | Shape::Table),
            _ => open.shape == Shape::Table,
        };
        let Some(index) = self.find(holds, |_| false) else { return };
        self.close_to(index + 1, cleaner);
        if self.is_top(Shape::Table) {
            match shape {
                Shape::Cell | Shape::Row => self.open_implied("tbody", Shape::Rows, cleaner),
                Shape::Column => self.open_implied("colgroup", Shape::Columns, cleaner),
                _ => {}
            }
        }
        if shape == Shape::Cell && self.is_top(Shape::Rows) {
            self.open_implied("tr", Shape::Row, cleaner);
        }
    }

    fn end(&mut self, place: usize, shape: Shape, cleaner: &mut Cleaner<'_, '_>) -> Result<(), Tangled> {
        if shape == Shape::Break {
            // a parser takes its end tag for a start tag
            cleaner.written.clear();
            return self.start(place, shape, cleaner);
        }
        if shape.is_void() {
            return Ok(());
        }
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return Ok(());
        }
        let is_it = |open: &Open| open.place == place;
        if self.open.last().is_some_and(is_it) {
            self.close_to(self.open.len() - 1, cleaner);
            return Ok(());
        }
        match shape {
            Shape::Paragraph => {
                let stop = |shape: Shape| shape.is_barrier() || shape == Shape::Button;
                if let Some(index) = self.find(is_it, stop) {
                    return self.cut(index, cleaner);
                }
                // a parser makes an empty paragraph of it
                Ok(())
            }
            Shape::Heading => self.end_block(|open| open.shape == Shape::Heading, Shape::is_barrier, cleaner),
            Shape::Item => self.end_block(is_it, |shape| shape.is_barrier() || shape == Shape::List, cleaner),
            Shape::Definition
            | Shape::Plain
            | Shape::Block
            | Shape::List
            | Shape::Dialog
            | Shape::Preformatted
            | Shape::Form
            | Shape::Button
            | Shape::Marquee => self.end_block(is_it, Shape::is_barrier, cleaner),
            Shape::Link | Shape::Nobr | Shape::Formatting => {
                let stop = |shape: Shape| matches!(shape, Shape::Cell | Shape::Caption | Shape::Marquee);
                if self.find(is_it, stop).is_some() { Err(Tangled) } else { Ok(()) }
            }
            Shape::Table => {
                self.end_part(is_it, cleaner);
                Ok(())
            }
            _ if shape.is_table_part() && self.within().table && !cleaner.is_stray => {
                self.end_part(is_it, cleaner);
                Ok(())
            }

            _ => match self.find(is_it, Shape::is_special) {
                Some(index) => self.cut(index, cleaner),
                None => Ok(()),
            },
        }
    }

    fn end_block(
        &mut self,
        is_it: impl Fn(&Open) -> bool,
        stop: impl Fn(Shape) -> bool,
        cleaner: &Cleaner<'_, '_>,
    ) -> Result<(), Tangled> {
        match self.find(is_it, stop) {
            Some(index) => self.cut(index, cleaner),
            None => Ok(()),
        }
    }

    /// Ends a part of the innermost table with all in it.
    fn end_part(&mut self, is_it: impl Fn(&Open) -> bool, cleaner: &Cleaner<'_, '_>) {
        if let Some(index) = self.find(is_it, |shape| shape == Shape::Table) {
            self.close_to(index, cleaner);
        }
    }
}
