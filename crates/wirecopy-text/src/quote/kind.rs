//! What sort of quote it is: speech, a fragment of it, a word held at arm's length, or a name.

use wirecopy_model::QuoteKind;

use super::context::Context;
use super::form::{Form, has_words};

/// Whether somebody is said to have said a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Yes,
    /// Nothing shows it.
    No,
    /// Nobody knows how the language tells it.
    Unknown,
}

/// The kind of a quote and how sure it is, in thousandths. `before`: what stands before it in its paragraph.
pub(crate) fn kind(before: &str, inner: &str, form: Form, said: Said, context: &Context) -> (QuoteKind, u16) {
    let is_short = || !has_words(inner, 3);
    match (form, said) {
        (Form::Work, _) => (QuoteKind::Title, if context.is_titled(before) { 940 } else { 890 }),
        (Form::Statement, _) => (QuoteKind::Direct, if has_words(inner, 4) { 980 } else { 930 }),
        // `a so-called "bundle"`: nobody in particular calls it that
        (Form::Fragment, Said::Yes) if is_short() && is_so_called(before) => (QuoteKind::Scare, 860),
        (Form::Fragment, Said::Yes) => (QuoteKind::Partial, 900),
        (Form::Fragment, _) if context.is_called(before) => (QuoteKind::Scare, 700),
        (Form::Fragment, Said::No) if is_short() => (QuoteKind::Scare, 620),
        (Form::Fragment, _) if is_short() => (QuoteKind::Partial, 620),
        (Form::Fragment, _) => (QuoteKind::Partial, 870),
    }
}

fn is_so_called(before: &str) -> bool {
    let before = before.trim_end();
    ["so-called", "self-styled", "so called"].iter().any(|end| before.ends_with(end))
}
