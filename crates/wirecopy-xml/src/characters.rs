//! Text between tags: runs of it, CDATA sections, and less-than signs that begin nothing.

use wirecopy_core::{Cx, Error};

use crate::byte::{at, begins_name, find_odd};
use crate::fault::shown;
use crate::reader::Content;
use crate::text::Place;
use crate::{Event, XmlReader};

/// What stands at a `<` in text.
enum Follow {
    Markup,
    Section,
    Literal,
    More,
}

/// Whether a CDATA section begins here, in any letter case.
pub(crate) fn begins_section(bytes: &[u8]) -> bool {
    bytes.get(..9).is_some_and(|start| start.eq_ignore_ascii_case(SECTION))
}

fn may_begin_section(bytes: &[u8]) -> bool {
    SECTION.get(..bytes.len()).is_some_and(|start| start.eq_ignore_ascii_case(bytes))
}

const SECTION: &[u8; 9] = b"<![CDATA[";

impl XmlReader<'_> {
    fn follow(bytes: &[u8], index: usize, ended: bool) -> Follow {
        match bytes.get(index + 1) {
            Some(b'/' | b'?') => Follow::Markup,
            Some(b'!') => {
                let rest = bytes.get(index..).unwrap_or_default();
                if begins_section(rest) {
                    Follow::Section
                } else if !ended && rest.len() < 9 && may_begin_section(rest) {
                    Follow::More
                } else {
                    Follow::Markup
                }
            }
            Some(byte) if begins_name(*byte) => Follow::Markup,
            None if !ended => Follow::More,
            _ => Follow::Literal,
        }
    }

    pub(crate) fn text_event(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        let mut length = 0;
        loop {
            let bytes = self.bytes();
            let Some(found) = memchr::memchr3(b'<', b'&', b']', bytes.get(length..).unwrap_or_default())
            else {
                length = bytes.len();
                if self.more(cx)? {
                    continue;
                }
                break;
            };
            length += found;
            match (at(bytes, length), bytes.get(length + 1)) {
                (b'<', _) => match Self::follow(bytes, length, self.window.is_ended()) {
                    Follow::Markup => break,
                    Follow::More => {
                        self.more(cx)?;
                    }
                    Follow::Section | Follow::Literal => return self.mixed_text(cx, 0, length),
                },
                (b']', Some(next)) if *next != b']' => length += 1,
                _ => return self.mixed_text(cx, 0, length),
            }
        }
        if length as u64 > cx.limits.text {
            return Err(self.too_long(self.start..self.start + length, cx));
        }
        let range = self.start..self.start + length;
        if self.odd < range.end && find_odd(self.bytes().get(..length).unwrap_or_default(), 0).is_some() {
            return self.mixed_text(cx, 0, length);
        }
        self.content = Content::Window(range);
        self.at = self.start + length;
        Ok(self.settle_text(cx))
    }

    /// A `<` that begins nothing.
    pub(crate) fn literal(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        self.repair(cx, "xml.text.less-than", 0..1, "`<` begins no tag; it was read as it is");
        self.mixed_text(cx, 0, 1)
    }

    /// Text with references, sections and signs in it. From `from` on it is not taken yet; up to `known` there is
    /// no markup.
    fn mixed_text(&mut self, cx: &mut Cx<'_>, from: usize, known: usize) -> Result<Option<Event>, Error> {
        self.scratch.clear();
        self.go_on_with_text(cx, from, known)
    }

    fn go_on_with_text(
        &mut self,
        cx: &mut Cx<'_>,
        mut from: usize,
        mut known: usize,
    ) -> Result<Option<Event>, Error> {
        loop {
            let follow = loop {
                let bytes = self.bytes();
                let Some(found) = memchr::memchr(b'<', bytes.get(known..).unwrap_or_default()) else {
                    known = bytes.len();
                    if self.more(cx)? {
                        continue;
                    }
                    break Follow::Markup;
                };
                known += found;
                match Self::follow(bytes, known, self.window.is_ended()) {
                    Follow::More => {
                        self.more(cx)?;
                    }
                    Follow::Literal => {
                        let message = "`<` begins no tag; it was read as it is";
                        self.repair(cx, "xml.text.less-than", known..known + 1, message);
                        known += 1;
                    }
                    follow => break follow,
                }
            };
            self.resolve(cx, from..known, Place::Text);
            if self.scratch.len() as u64 > cx.limits.text {
                return Err(self.too_long(self.start..self.start + known, cx));
            }
            if !matches!(follow, Follow::Section) {
                break;
            }
            let (inside, end) = self.section(cx, known)?;
            self.resolve(cx, inside, Place::Verbatim);
            from = end;
            known = end;
        }
        self.at = self.start + known;
        self.content = Content::Scratch;
        Ok(self.settle_text(cx))
    }

    /// Text that begins with a CDATA section; mostly it is nothing else.
    pub(crate) fn section_event(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        let (inside, end) = self.section(cx, 0)?;
        loop {
            let bytes = self.bytes();
            let follow = match bytes.get(end) {
                Some(b'<') => Self::follow(bytes, end, self.window.is_ended()),
                None if !self.window.is_ended() => Follow::More,
                None => Follow::Markup,
                Some(_) => Follow::Literal,
            };
            match follow {
                Follow::More => {
                    self.more(cx)?;
                }
                Follow::Markup => break,
                Follow::Section | Follow::Literal => {
                    self.scratch.clear();
                    self.resolve(cx, inside, Place::Verbatim);
                    return self.go_on_with_text(cx, end, end);
                }
            }
        }
        if inside.len() as u64 > cx.limits.text {
            return Err(self.too_long(self.start..self.start + end, cx));
        }
        self.set_verbatim(cx, inside);
        self.at = self.start + end;
        Ok(self.settle_text(cx))
    }

    /// Text outside the root is no text.
    fn settle_text(&mut self, cx: &mut Cx<'_>) -> Option<Event> {
        if self.open.depth() > 0 {
            return (!self.text().is_empty()).then_some(Event::Text);
        }
        if self.is_blank() {
            return None;
        }
        let length = self.at - self.start;
        let shown = shown(self.text().trim());
        if self.roots == 0 {
            let message = format!("text before the document's first element was dropped: `{shown}`");
            self.lose(cx, "xml.document.text-before-root", 0..length, message);
            return None;
        }
        let message = format!("text after the end of the document's element: `{shown}`");
        self.repair(cx, "xml.document.text-after-root", 0..length, message);
        Some(Event::Text)
    }
}
