//! What a sanitising took out and mended, gathered so that each kind is one finding.

use std::borrow::Cow;

use wirecopy_core::{Cx, Diagnostic};
use wirecopy_model::{Field, Span};

/// Names of one kind that are told apart. Others are counted with the last.
const MOST_NAMES: usize = 12;

/// Names with how often each came.
#[derive(Debug, Default)]
pub(crate) struct Counted(Vec<(String, usize)>);

impl Counted {
    pub(crate) fn add(&mut self, name: &str) {
        if let Some((_, count)) = self.0.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            *count += 1;
        } else if self.0.len() < MOST_NAMES {
            // a name of the input may be anything; what is shown of it is a name
            let shown = name
                .chars()
                .take(24)
                .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_' | '.' | '!'));
            let mut shown = shown.collect::<String>().to_ascii_lowercase();
            if shown.is_empty() || !shown.eq_ignore_ascii_case(name) {
                shown.push('…');
            }
            match self.0.iter_mut().find(|(known, _)| *known == shown) {
                Some((_, count)) => *count += 1,
                None => self.0.push((shown, 1)),
            }
        } else if let Some((others, count)) = self.0.last_mut() {
            if !others.ends_with("others") {
                others.push_str(" and others");
            }
            *count += 1;
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for Counted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, (name, count)) in self.0.iter().enumerate() {
            let before = match index {
                0 => "",
                _ if index + 1 == self.0.len() => " and ",
                _ => ", ",
            };
            let (name, others) =
                name.split_once(' ').map_or((name.as_str(), ""), |(name, _)| (name, " and others"));
            write!(f, "{before}`{name}`{others}")?;
            if *count > 1 {
                write!(f, " ({count} times)")?;
            }
        }
        Ok(())
    }
}

#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) removed: Counted,
    pub(crate) unwrapped: Counted,
    pub(crate) unclosed: Counted,
    pub(crate) attributes: Counted,
    pub(crate) styles: Counted,
    pub(crate) schemes: Counted,
    pub(crate) embeds: usize,
    pub(crate) late: usize,
    pub(crate) comments: usize,
    pub(crate) cdata: usize,
    pub(crate) relative: usize,
    pub(crate) dropped_characters: usize,
    pub(crate) too_many: usize,
    pub(crate) unended: usize,
    pub(crate) flattened: usize,
    pub(crate) tangled: bool,
    pub(crate) given_up: bool,
}

/// Makes a finding of a message.
type Make = fn(Cow<'static, str>) -> Diagnostic;

impl Report {
    pub(crate) fn send(&self, field: Field, span: Option<Span>, cx: &mut Cx<'_>) {
        let mut send = |diagnostic: Diagnostic| {
            let diagnostic = diagnostic.on(field);
            cx.report(if let Some(span) = span { diagnostic.at(span) } else { diagnostic });
        };
        let named: [(&Counted, Make, &str); 6] = [
            (
                &self.removed,
                |m| Diagnostic::note("sanitize.element.removed", m),
                "elements were removed with what they held",
            ),
            (
                &self.unwrapped,
                |m| Diagnostic::note("sanitize.element.unwrapped", m),
                "tags were removed, what stood between them was kept",
            ),
            (
                &self.attributes,
                |m| Diagnostic::note("sanitize.attribute.removed", m),
                "attributes were removed",
            ),
            (
                &self.styles,
                |m| Diagnostic::note("sanitize.style.removed", m),
                "declarations of style were removed",
            ),
            (
                &self.schemes,
                |m| Diagnostic::loss("sanitize.address.removed", m),
                "addresses were removed for their scheme",
            ),
            (
                &self.unclosed,
                |m| Diagnostic::repair("sanitize.element.unclosed", m),
                "elements are never closed; their tags alone were removed, but of scripts and styles all that follows",
            ),
        ];
        for (names, make, message) in named {
            if !names.is_empty() {
                send(make(Cow::Owned(format!("{message}: {names}"))));
            }
        }
        let counted: [(usize, Make, &str); 9] = [
            (
                self.late,
                |m| Diagnostic::note("sanitize.picture.late", m),
                "a picture that a script would have loaded is shown",
            ),
            (
                self.embeds,
                |m| Diagnostic::note("sanitize.embed.linked", m),
                "an embedded document was replaced by a link to it",
            ),
            (self.comments, |m| Diagnostic::note("sanitize.comment.removed", m), "comments were removed"),
            (
                self.cdata,
                |m| Diagnostic::repair("sanitize.cdata.removed", m),
                "a CDATA mark was removed, its content kept",
            ),
            (
                self.relative,
                |m| {
                    Diagnostic::note("sanitize.address.relative", m)
                        .hint("give the page's address with `--base`")
                },
                "an address is relative and no base is known",
            ),
            (
                self.dropped_characters,
                |m| Diagnostic::repair("sanitize.text.control", m),
                "a control character or noncharacter was dropped",
            ),
            (
                self.too_many,
                |m| Diagnostic::repair("sanitize.attribute.limit", m),
                "attributes beyond the limit were not read",
            ),
            (
                self.unended,
                |m| Diagnostic::repair("sanitize.text.cut", m),
                "a tag, comment or attribute value does not end",
            ),
            (
                self.flattened,
                |m| Diagnostic::repair("sanitize.element.depth", m),
                "elements nest too deep; the deepest were flattened",
            ),
        ];
        for (count, make, message) in counted {
            match count {
                0 => {}
                1 => send(make(Cow::Borrowed(message))),
                _ => send(make(Cow::Owned(format!("{message} ({count} times)")))),
            }
        }
        if self.given_up {
            send(Diagnostic::repair(
                "sanitize.element.tangle",
                "tags are tangled beyond measure; those out of place were removed",
            ));
        } else if self.tangled {
            send(Diagnostic::note(
                "sanitize.element.nesting",
                "tags are not nested as HTML wants it; they were read as browsers read them",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_and_bounded() {
        let mut names = Counted::default();
        names.add("Script");
        names.add("script");
        names.add("o:p");
        assert_eq!(names.to_string(), "`script` (2 times) and `o:p`");
        for number in 0..100 {
            names.add(&format!("x{number}"));
        }
        assert_eq!(names.to_string().matches('`').count(), 2 * MOST_NAMES);
        assert!(names.to_string().ends_with("and `x9` and others (91 times)"), "{names}");
        let mut odd = Counted::default();
        odd.add("\u{1b}[31m\u{202e}x");
        assert_eq!(odd.to_string(), "`31mx…`");
    }
}
