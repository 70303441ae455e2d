//! Raw text to what it means: references, line ends, control characters.

use std::ops::Range;

use crate::byte::find_odd;
use crate::entity::{Entities, Expansion};
use crate::fault::{Reporter, shown};
use crate::reference::{Reference, html, pair, parse};

/// Where raw text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Between tags.
    Text,
    /// In a CDATA section, comment or instruction: references mean nothing.
    Verbatim,
    /// In an attribute: white space becomes spaces.
    Attribute,
}

/// Puts the meaning of raw text at the end of a string.
pub(crate) struct Resolver<'r, 'w, 'c> {
    pub(crate) reporter: Reporter<'r, 'w, 'c>,
    pub(crate) entities: &'r mut Entities,
    pub(crate) into: &'r mut String,
}

impl Resolver<'_, '_, '_> {
    /// Takes `range` of the window's text. `odd`: it may hold control characters or carriage returns.
    pub(crate) fn take(&mut self, range: Range<usize>, place: Place, odd: bool) {
        let raw = self.reporter.window.text().get(range.clone()).unwrap_or_default();
        if place == Place::Text {
            self.report_section_ends(raw, range.start);
        }
        if place == Place::Verbatim {
            self.plain(raw, range.start, place, odd);
            return;
        }
        let mut from = 0;
        while let Some(rest) = raw.get(from..).filter(|rest| !rest.is_empty()) {
            let plain = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
            self.plain(rest.get(..plain).unwrap_or_default(), range.start + from, place, odd);
            from += plain;
            let Some(rest) = rest.get(plain..).filter(|rest| !rest.is_empty()) else { break };
            from += self.reference(rest, range.start + from, place);
        }
    }

    fn report_section_ends(&mut self, raw: &str, start: usize) {
        let bytes = raw.as_bytes();
        for bracket in memchr::memchr_iter(b']', bytes) {
            if bytes.get(bracket + 1..bracket + 3) == Some(b"]>") {
                let at = start + bracket;
                self.reporter.repair(
                    "xml.text.section-end",
                    at..at + 3,
                    "`]]>` stands in text; it was read as it is",
                );
            }
        }
    }

    /// Text without references.
    fn plain(&mut self, raw: &str, start: usize, place: Place, odd: bool) {
        let bytes = raw.as_bytes();
        let is_plain = match place {
            Place::Attribute => !bytes.iter().any(|&byte| byte < b' '),
            _ => !odd || find_odd(bytes, 0).is_none(),
        };
        if is_plain {
            self.into.push_str(raw);
            return;
        }
        let mut rest = raw;
        let mut at = start;
        loop {
            let next = rest.bytes().position(|byte| byte < b' ' && byte != b'\t' && byte != b'\n');
            let next =
                if place == Place::Attribute { rest.bytes().position(|byte| byte < b' ') } else { next };
            let Some(next) = next else {
                self.into.push_str(rest);
                return;
            };
            let (before, after) = rest.split_at_checked(next).unwrap_or((rest, ""));
            self.into.push_str(before);
            at += next;
            let bytes = after.as_bytes();
            let mut length = 1;
            match bytes {
                [b'\r', b'\n', ..] => {
                    length = 2;
                    self.into.push(if place == Place::Attribute { ' ' } else { '\n' });
                }
                [b'\r' | b'\n', ..] => self.into.push(if place == Place::Attribute { ' ' } else { '\n' }),
                [b'\t', ..] => self.into.push(if place == Place::Attribute { ' ' } else { '\t' }),
                [control, ..] => self.reporter.repair(
                    "xml.character.control",
                    at..at + 1,
                    format!("the control character U+{control:04X} was dropped"),
                ),
                [] => {}
            }
            at += length;
            rest = after.get(length..).unwrap_or_default();
        }
    }

    /// Takes the reference at the start of `text` and gives its length.
    fn reference(&mut self, text: &str, at: usize, place: Place) -> usize {
        let (mut reference, mut length) = parse(text);
        if let (Reference::Replaced(_), Some((character, both))) = (reference, pair(text, length)) {
            (reference, length) = (Reference::Character(character), both);
            let message = "two references stand for the halves of one character; they were read as it";
            self.reporter.repair("xml.reference.surrogates", at..at + length, message);
        }
        let written = text.get(..length).unwrap_or_default();
        let range = at..at + length;
        match reference {
            Reference::Character(character) => self.into.push(character),
            Reference::Bare => {
                self.into.push('&');
                self.reporter.repair(
                    "xml.reference.bare-ampersand",
                    range,
                    "`&` begins no reference; it was read as it is",
                );
            }
            Reference::Replaced(character) => {
                self.into.push(character);
                let message = format!("`{}` is no character; it was replaced by U+FFFD", shown(written));
                self.reporter.repair("xml.reference.no-character", range, message);
            }
            Reference::Windows(character) => {
                self.into.push(character);
                let message =
                    format!("`{}` is a control character; it was read as windows-1252", shown(written));
                self.reporter.odd("xml.reference.windows-1252", range, message);
            }
            Reference::Entity(name) => self.entity(name, written, range, place),
        }
        length
    }

    fn entity(&mut self, name: &str, written: &str, range: Range<usize>, place: Place) {
        let before = self.into.len();
        let (code, message) = match self.entities.expand(name, self.into, self.reporter.cx.limits.entities) {
            Expansion::Done => {
                if place == Place::Attribute
                    && self.into.get(before..).unwrap_or_default().bytes().any(|byte| byte < b' ')
                {
                    let text: String = self.into.drain(before..).collect();
                    self.into
                        .extend(text.chars().map(|character| if character < ' ' { ' ' } else { character }));
                }
                return;
            }
            Expansion::Unknown => {
                if let Some((first, second)) = html(written) {
                    self.into.push(first);
                    self.into.extend(second);
                    let message = format!("`{}` is a name of HTML, not of XML", shown(written));
                    self.reporter.repair("xml.entity.html", range, message);
                    return;
                }
                ("xml.entity.unknown", "is not declared; it was kept as it is")
            }
            Expansion::Loop => ("xml.entity.loop", "refers to itself or too far; it was kept as it is"),
            Expansion::Budget => {
                ("xml.entity.budget", "expands to more than the limit `entities`; it was kept as it is")
            }
        };
        self.into.push_str(written);
        self.reporter.repair(code, range, format!("the entity `{}` {message}", shown(written)));
    }
}
