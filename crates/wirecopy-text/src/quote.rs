//! Words between quotation marks: which marks belong together, and what sort of quote they make.

mod apostrophe;
mod chain;
mod clause;
mod context;
mod cost;
mod form;
mod habit;
mod kind;
mod marks;
mod nest;
mod pair;
mod path;
mod side;
mod work;

use std::ops::Range;

pub(crate) use chain::Chain;
pub(crate) use context::Context;
pub(crate) use form::{Form, form_in};
pub(crate) use habit::Habit;
pub(crate) use kind::{Said, kind};
pub(crate) use marks::Family;
pub(crate) use nest::nested;

/// A pair of marks and what stands between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without them, and without white space next to them.
    pub inner: Range<usize>,
    /// Whether the closing mark is missing: the quote goes on in the next paragraph.
    pub is_open: bool,
    /// Whether the marks are also used for other things (apostrophes).
    pub is_doubtful: bool,
    /// The sort of its marks.
    pub family: Family,
    /// Whether marks stand inside.
    pub is_mixed: bool,
    /// How sure it is that the quote stands just there, in thousandths.
    pub certainty: u16,
}

/// The quotes of a paragraph by itself, in order, and where marks were opened and never closed. Offsets count from
/// the start of `text`.
#[cfg(test)]
pub(crate) fn pairs(text: &str) -> (Vec<Pair>, Vec<usize>) {
    let setting = pair::Setting { habit: Habit::of(std::iter::once(text)), ..pair::Setting::default() };
    let reading = pair::read(text, setting);
    (reading.pairs, reading.unclosed)
}

/// The form of a quote in an English text.
#[cfg(test)]
pub(crate) fn form(text: &str, pair: &Pair) -> Form {
    form_in(text, pair, Context::of("en"))
}

#[cfg(test)]
mod tests;
