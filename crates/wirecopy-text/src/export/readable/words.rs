//! Inlines as text: links with their address behind, pictures as what they say to those who do not see.

use wirecopy_body::{inline_text, is_safe_target};
use wirecopy_model::Inline;

/// The text of inlines. Line breaks stay. Walks with a stack of its own, so depth is no matter.
pub(super) fn words(content: &[Inline]) -> String {
    enum Step<'i> {
        Inlines(std::slice::Iter<'i, Inline>),
        /// Ends a link, of which the text began at this place.
        Address(&'i str, usize),
        Write(String),
    }
    let mut out = String::new();
    let mut stack = vec![Step::Inlines(content.iter())];
    while let Some(step) = stack.pop() {
        match step {
            Step::Write(text) => out.push_str(&text),
            Step::Address(href, from) => {
                let is_shown = out.get(from..).is_some_and(|text| is_same(text, href));
                if !is_shown {
                    push_address(&mut out, href);
                }
            }
            Step::Inlines(mut inlines) => {
                let Some(inline) = inlines.next() else { continue };
                let next = inlines.as_slice().first();
                stack.push(Step::Inlines(inlines));
                match inline {
                    Inline::Text { value } | Inline::Code { value } => out.push_str(value),
                    Inline::Break => out.push('\n'),
                    Inline::Image { alt, .. } => out.push_str(alt),
                    // both readings side by side would say what nobody wrote
                    Inline::Strike { .. } if matches!(next, Some(Inline::Underline { .. })) => {}
                    Inline::Sub { .. } | Inline::Sup { .. } => {
                        out.push_str(&inline_text(std::slice::from_ref(inline)));
                    }
                    Inline::Quotation { content, .. } => {
                        out.push('“');
                        stack.push(Step::Write("”".to_owned()));
                        stack.push(Step::Inlines(content.iter()));
                    }
                    Inline::Ruby { content, reading } => {
                        stack.push(Step::Write(format!("({reading})")));
                        stack.push(Step::Inlines(content.iter()));
                    }
                    Inline::Link { href, content, .. } => {
                        stack.push(Step::Address(href, out.len()));
                        stack.push(Step::Inlines(content.iter()));
                    }
                    other => stack.extend(other.content().map(|content| Step::Inlines(content.iter()))),
                }
            }
        }
    }
    out
}

/// Adds an address in brackets, if it leads anywhere.
pub(super) fn push_address(out: &mut String, href: &str) {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') || !is_safe_target(href) {
        return;
    }
    if !out.is_empty() && !out.ends_with(char::is_whitespace) {
        out.push(' ');
    }
    out.push('[');
    out.push_str(&on_a_line(href));
    out.push(']');
}

/// A text with each run of white space as one space.
pub(super) fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text shows an address, perhaps without its scheme.
fn is_same(text: &str, href: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().trim_end_matches('/');
        let text = text.split_once("://").map_or(text, |(_, rest)| rest);
        text.strip_prefix("mailto:").unwrap_or(text).to_lowercase()
    };
    bare(text) == bare(href)
}
