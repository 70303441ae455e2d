//! The inlines of a line, as its events come.

use std::borrow::Cow;

use wirecopy_model::{Inline, MAX_INLINE_DEPTH};

use super::Faults;
use super::meaning::text_of;
use crate::commonmark::address::is_inert;

/// What encloses inlines.
#[derive(Debug)]
pub(super) enum Wrap {
    Emphasis,
    Strong,
    Strike,
    Link { href: String, title: Option<String> },
    Image { src: String, title: Option<String> },
}

impl Wrap {
    pub(super) fn link(href: String, title: &str) -> Self {
        Self::Link { href, title: stated(title) }
    }

    pub(super) fn image(src: String, title: &str) -> Self {
        Self::Image { src, title: stated(title) }
    }
}

fn stated(title: &str) -> Option<String> {
    let title = carried(title).0.into_owned();
    (!title.is_empty()).then_some(title)
}

/// A text as the model may hold it, and how many characters that dropped. A mark of byte order is one like others here:
/// it does not stand at the start of the input.
pub(in crate::commonmark) fn carried(text: &str) -> (Cow<'_, str>, usize) {
    if text.chars().all(crate::is_carried) {
        return (Cow::Borrowed(text), 0);
    }
    let mut out = String::with_capacity(text.len());
    let mut dropped = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' => out.push('\n'),
            c if crate::is_carried(c) => out.push(c),
            _ => dropped += 1,
        }
    }
    (Cow::Owned(out), dropped)
}

/// A line in the making.
#[derive(Debug, Default)]
pub(super) struct Line {
    content: Vec<Inline>,
    open: Vec<(Wrap, Vec<Inline>)>,
    /// Marks that are open beyond the depth the model has room for.
    flat: usize,
    /// Pictures that are open: within them there is only text.
    pictures: usize,
}

impl Line {
    fn top(&mut self) -> &mut Vec<Inline> {
        match self.open.last_mut() {
            Some((_, content)) => content,
            None => &mut self.content,
        }
    }

    pub(super) fn text(&mut self, text: &str, faults: &mut Faults) {
        let (text, dropped) = carried(text);
        faults.characters += dropped;
        push_text(self.top(), &text);
    }

    pub(super) fn code(&mut self, value: &str, faults: &mut Faults) {
        if self.pictures > 0 {
            self.text(value, faults);
            return;
        }
        let (value, dropped) = carried(value);
        faults.characters += dropped;
        let value = value.into_owned();
        self.top().push(Inline::Code { value });
    }

    pub(super) fn raw(&mut self, value: &str, faults: &mut Faults) {
        if self.pictures > 0 {
            return;
        }
        let (value, dropped) = carried(value);
        faults.characters += dropped;
        let value = value.into_owned();
        self.top().push(Inline::Raw { format: "html".to_owned(), value });
    }

    pub(super) fn hard_break(&mut self) {
        if self.pictures > 0 {
            push_text(self.top(), "\n");
        } else {
            self.top().push(Inline::Break);
        }
    }

    /// The mark of a footnote.
    pub(super) fn note(&mut self, name: &str, faults: &mut Faults) {
        if self.pictures > 0 {
            self.text(name, faults);
            return;
        }
        self.top().push(Inline::Sup { content: vec![Inline::text(name)] });
    }

    pub(super) fn open(&mut self, wrap: Wrap, faults: &mut Faults) {
        let is_picture = matches!(wrap, Wrap::Image { .. });
        // within a picture there are no marks; its own end is told from theirs by their number
        if self.flat > 0 || self.pictures > 0 || self.open.len() + 1 >= MAX_INLINE_DEPTH {
            faults.deep_inlines += usize::from(self.flat == 0 && self.pictures == 0);
            self.flat += 1;
            return;
        }
        self.pictures += usize::from(is_picture);
        self.open.push((wrap, Vec::new()));
    }

    pub(super) fn close(&mut self, faults: &mut Faults) {
        if self.flat > 0 {
            self.flat -= 1;
            return;
        }
        let Some((wrap, content)) = self.open.pop() else { return };
        let inline = match wrap {
            Wrap::Emphasis => Inline::Emphasis { content },
            Wrap::Strong => Inline::Strong { content },
            Wrap::Strike => Inline::Strike { content },
            Wrap::Link { href, .. } if !is_inert(&href) => {
                faults.unsafe_target(&href);
                let top = self.top();
                for inline in content {
                    match inline {
                        Inline::Text { value } => push_text(top, &value),
                        other => top.push(other),
                    }
                }
                return;
            }
            Wrap::Link { href, title } => Inline::Link { href, title, content },
            Wrap::Image { src, title } => {
                self.pictures -= 1;
                let alt = text_of(&content);
                if !is_inert(&src) {
                    faults.unsafe_target(&src);
                    push_text(self.top(), &alt);
                    return;
                }
                Inline::Image { src, alt, title }
            }
        };
        self.top().push(inline);
    }

    pub(super) fn finish(mut self, faults: &mut Faults) -> Vec<Inline> {
        while self.flat > 0 || !self.open.is_empty() {
            self.close(faults);
        }
        self.content
    }
}

fn push_text(content: &mut Vec<Inline>, text: &str) {
    if text.is_empty() {
        return;
    }
    match content.last_mut() {
        Some(Inline::Text { value }) => value.push_str(text),
        _ => content.push(Inline::text(text)),
    }
}
