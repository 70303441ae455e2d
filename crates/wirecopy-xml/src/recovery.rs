//! Comments, sections, instructions and end tags, whole or not.

use std::ops::Range;

use wirecopy_core::{Cx, Error};

use crate::byte::{at, begins_name, is_space, name_end, space_end};
use crate::fault::shown;
use crate::{Event, XmlReader};

/// What is known about the next occurrence of a terminator, so that looking for one that is far away, or missing,
/// is done once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ahead {
    /// From here (an offset in the decoded text) ...
    from: u64,
    /// ... to here there is none.
    to: u64,
    /// Whether one is at `to`.
    found: bool,
}

/// What ends a thing that is not ended by `>` alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terminator {
    Section,
    Comment,
    Instruction,
}

/// How long a CDATA section may be before it is asked whether it was meant to end.
const PATIENCE: usize = 1 << 20;

impl Terminator {
    fn find(self, bytes: &[u8]) -> Option<usize> {
        let (rare, back, needle): (u8, usize, &[u8]) = match self {
            Self::Section => (b']', 0, b"]]>"),
            Self::Comment => (b'>', 2, b"-->"),
            Self::Instruction => (b'?', 0, b"?>"),
        };
        memchr::memchr_iter(rare, bytes)
            .filter_map(|index| index.checked_sub(back))
            .find(|&index| bytes.get(index..).is_some_and(|rest| rest.starts_with(needle)))
    }

    fn len(self) -> usize {
        if self == Self::Instruction { 2 } else { 3 }
    }
}

impl XmlReader<'_> {
    /// Where the next terminator from `from` on is; both from the start of the current event. `None`: there is none
    /// to the end of the input, within `bound` bytes, or within the limit of a token.
    pub(crate) fn seek(
        &mut self,
        what: Terminator,
        from: usize,
        bound: usize,
        cx: &mut Cx<'_>,
    ) -> Result<Option<usize>, Error> {
        let origin = self.window.offset() + self.start as u64;
        let first = origin + from as u64;
        let known = self.ahead.get(what as usize).copied().unwrap_or_default();
        let mut search = first;
        if known.from <= first && first <= known.to {
            if known.found {
                return Ok(usize::try_from(known.to - origin).ok());
            }
            search = known.to;
        }
        loop {
            let index = usize::try_from(search - origin).unwrap_or(usize::MAX);
            let bytes = self.bytes();
            let length = bytes.len();
            let found = what.find(bytes.get(index..).unwrap_or_default()).map(|found| found + index);
            let to = found.unwrap_or(length.saturating_sub(what.len() - 1).max(index));
            search = origin + to as u64;
            if let Some(known) = self.ahead.get_mut(what as usize) {
                *known = Ahead { from: first, to: search, found: found.is_some() };
            }
            if found.is_some() {
                return Ok(found);
            }
            if length > bound || length as u64 > cx.limits.text || !self.more(cx)? {
                return Ok(None);
            }
        }
    }

    /// The inside of the CDATA section at `from`, and where it ends; all from the start of the current event.
    pub(crate) fn section(&mut self, cx: &mut Cx<'_>, from: usize) -> Result<(Range<usize>, usize), Error> {
        let inside = from + 9;
        if self.bytes().get(from + 3..from + 8).is_some_and(|word| word != b"CDATA") {
            self.repair(cx, "xml.section.case", from..inside, "`CDATA` is to be written in capitals");
        }
        let mut found = self.seek(Terminator::Section, inside, from.saturating_add(PATIENCE), cx)?;
        if found.is_none() {
            // a long one: markup that ends its element and its parent says that it was not ended
            let mut stop = self.end_of_open(inside);
            if !self.window.is_ended() && !stop.is_some_and(|stop| self.ends_parent(stop)) {
                found = self.seek(Terminator::Section, inside, usize::MAX, cx)?;
                stop = self.end_of_open(inside);
            }
            if found.is_none() {
                let length = self.bytes().len();
                if stop.is_none() && !self.window.is_ended() {
                    return Err(self.too_long(self.start..self.start + length, cx));
                }
                let message = "a CDATA section has no `]]>`; it was ended with its element";
                self.repair(cx, "xml.section.unclosed", from..inside, message);
                let stop = stop.unwrap_or(length);
                return Ok((inside..stop, stop));
            }
        }
        let end = found.unwrap_or(inside);
        if let Some(stop) = self.swallowed(cx, inside, end)? {
            self.repair(
                cx,
                "xml.section.unclosed",
                from..inside,
                "a CDATA section has no `]]>` before the next one; it was ended with its element",
            );
            return Ok((inside..stop, stop));
        }
        Ok((inside..end, end + 3))
    }

    /// Where the end tag of the innermost element stands from `from` on.
    fn end_of_open(&self, from: usize) -> Option<usize> {
        let name = self.open.name().as_bytes();
        if name.is_empty() {
            return None;
        }
        find_end_tag(self.bytes().get(from..)?, name).map(|index| from + index)
    }

    /// Whether the parent of the innermost element ends too from `from` on.
    fn ends_parent(&self, from: usize) -> bool {
        let parent = self.open.names().nth(1).unwrap_or_default().as_bytes();
        !parent.is_empty()
            && self.bytes().get(from..).is_some_and(|rest| find_end_tag(rest, parent).is_some())
    }

    /// Whether the section whose inside is `inside..end` swallowed markup up to another section: then where its
    /// element ends.
    ///
    /// That is so when the element's end tag stands before a further `<![CDATA[` and either its parent ends there
    /// too, or what follows `]]>` is the end tag of another element. A writer who quotes a section inside a section
    /// has to split `]]>`, which shows.
    fn swallowed(&mut self, cx: &mut Cx<'_>, inside: usize, end: usize) -> Result<Option<usize>, Error> {
        let content = self.bytes().get(inside..end).unwrap_or_default();
        let Some(inner) = find_section(content) else { return Ok(None) };
        if content.ends_with(b"]]") {
            return Ok(None);
        }
        let name = self.open.name().as_bytes();
        let before = content.get(..inner).unwrap_or_default();
        let Some(stop) = find_end_tag(before, name).filter(|_| !name.is_empty()) else { return Ok(None) };
        let parent = self.open.names().nth(1).unwrap_or_default().as_bytes();
        let rest = before.get(stop + 2..).unwrap_or_default();
        if !parent.is_empty() && find_end_tag(rest, parent).is_some() {
            return Ok(Some(inside + stop));
        }
        self.look(end + 3 + 256, cx)?;
        let bytes = self.bytes();
        let next = space_end(bytes, end + 3);
        let name = self.open.name().as_bytes();
        let other = bytes.get(next..next + 2) == Some(b"</")
            && bytes.get(next + 2..name_end(bytes, next + 2)).is_some_and(|other| other != name);
        Ok(other.then_some(inside + stop))
    }

    pub(crate) fn comment(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        let close = self.seek(Terminator::Comment, 4, usize::MAX, cx)?;
        let (inside, end) = match close {
            Some(end) => (4..end, end + 3),
            None => self.up_to_end(cx, 4)?,
        };
        let content = self.bytes().get(inside.clone()).unwrap_or_default();
        let sound = close.is_some()
            && memchr::memmem::find(content, b"--").is_none()
            && content.last() != Some(&b'-');
        let empty = [(&b">"[..], 5), (b"->", 6)].into_iter().find(|(begin, _)| content.starts_with(begin));
        if let Some((_, length)) = empty.filter(|_| !sound) {
            self.repair(cx, "xml.comment.unclosed", 0..length, "a comment is closed before it begins");
            self.at = self.start + length;
            return Ok(Some(Event::Comment));
        }
        if close.is_none() {
            self.repair(
                cx,
                "xml.comment.unclosed",
                0..4,
                "a comment has no `-->`; it was ended at the next end tag or `>`",
            );
        } else if let Some(hyphens) = memchr::memmem::find(content, b"--") {
            let at = inside.start + hyphens;
            self.repair(cx, "xml.comment.hyphens", at..at + 2, "a comment holds `--`");
        } else if content.last() == Some(&b'-') {
            let at = inside.end - 1;
            self.repair(cx, "xml.comment.hyphens", at..at + 1, "a comment ends with `-`");
        }
        self.set_verbatim(cx, inside);
        self.at = self.start + end;
        Ok(Some(Event::Comment))
    }

    /// From `from` to the next `>`, or to the end of the input.
    pub(crate) fn up_to_angle(
        &mut self,
        cx: &mut Cx<'_>,
        from: usize,
    ) -> Result<(Range<usize>, usize), Error> {
        let mut known = from;
        loop {
            let bytes = self.bytes();
            if let Some(found) = memchr::memchr(b'>', bytes.get(known..).unwrap_or_default()) {
                let end = known + found;
                return Ok((from..end, end + 1));
            }
            known = bytes.len().max(from);
            if !self.more(cx)? {
                return Ok((from..known, known));
            }
        }
    }

    /// The same, or up to an end tag before that.
    fn up_to_end(&mut self, cx: &mut Cx<'_>, from: usize) -> Result<(Range<usize>, usize), Error> {
        let (inside, end) = self.up_to_angle(cx, from)?;
        let content = self.bytes().get(inside.clone()).unwrap_or_default();
        match memchr::memmem::find(content, b"</") {
            Some(tag) => Ok((from..from + tag, from + tag)),
            None => Ok((inside, end)),
        }
    }

    /// `<!` and what is neither comment nor section nor document type.
    pub(crate) fn unknown_markup(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        const FAR: usize = 4096;
        self.look(FAR, cx)?;
        let bytes = self.bytes().get(2..).unwrap_or_default();
        let near = bytes.get(..FAR).unwrap_or(bytes);
        let end = memchr::memchr2(b'>', b'<', near).filter(|&end| at(near, end) == b'>');
        let Some(end) = end.filter(|&end| end == 0 || !is_space(at(near, 0))) else {
            return self.literal(cx);
        };
        let message = format!(
            "`<!{}>` is nothing XML has here; it was read as a comment",
            shown(&String::from_utf8_lossy(near.get(..end).unwrap_or_default()))
        );
        self.repair(cx, "xml.markup.unknown", 0..end + 3, message);
        self.set_verbatim(cx, 2..end + 2);
        self.at = self.start + end + 3;
        Ok(Some(Event::Comment))
    }

    pub(crate) fn instruction(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        self.look(64, cx)?;
        let bytes = self.bytes();
        if !begins_name(at(bytes, 2)) {
            return self.literal(cx);
        }
        let mut target = name_end(bytes, 2);
        while target >= self.bytes().len() && self.more(cx)? {
            target = name_end(self.bytes(), 2);
        }
        let found = self.seek(Terminator::Instruction, target, usize::MAX, cx)?;
        let bytes = self.bytes();
        let content = bytes.get(target..found.unwrap_or(bytes.len())).unwrap_or_default();
        // an instruction that holds another one was not ended
        let nested = memchr::memmem::find(content, b"<?").is_some();
        let (inside, end) = match found {
            Some(end) if !nested => (target..end, end + 2),
            _ => {
                let (inside, end) = self.up_to_end(cx, target)?;
                self.repair(
                    cx,
                    "xml.instruction.unclosed",
                    0..target,
                    "a processing instruction has no `?>`; it was ended at the next end tag or `>`",
                );
                (inside, end)
            }
        };
        self.at = self.start + end;
        let bytes = self.bytes();
        let name = bytes.get(2..target).unwrap_or_default();
        if name.eq_ignore_ascii_case(b"xml") {
            self.repair(
                cx,
                "xml.declaration.misplaced",
                0..end,
                "an XML declaration inside the document was ignored",
            );
            return Ok(None);
        }
        let begin = space_end(bytes, inside.start).min(inside.end);
        self.target = self.start + 2..self.start + target;
        self.set_verbatim(cx, begin..inside.end);
        Ok(Some(Event::Instruction))
    }

    pub(crate) fn end_tag(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        let bytes = self.bytes();
        let name = self.open.name().as_bytes();
        if !name.is_empty()
            && at(bytes, 2 + name.len()) == b'>'
            && bytes.get(2..).is_some_and(|rest| rest.starts_with(name))
        {
            self.at = self.start + 3 + name.len();
            return Ok(Some(Event::End));
        }
        self.odd_end_tag(cx)
    }

    /// An end tag that is not simply that of the innermost element.
    fn odd_end_tag(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        loop {
            let bytes = self.bytes();
            let ended = self.window.is_ended();
            let begin = space_end(bytes, 2);
            if begin >= bytes.len() && !ended {
                self.more(cx)?;
                continue;
            }
            let next = at(bytes, begin);
            if next == b'>' {
                self.repair(cx, "xml.end.nameless", 0..begin + 1, "an end tag without a name was ignored");
                self.at = self.start + begin + 1;
                return Ok(None);
            }
            if begin >= bytes.len() {
                self.repair(cx, "xml.tag.truncated", 0..begin, "the input ends inside a tag");
                self.at = self.start + begin;
                return Ok(None);
            }
            if !begins_name(next) {
                return self.literal(cx);
            }
            let end = name_end(bytes, begin);
            let after = space_end(bytes, end);
            let close = if at(bytes, after) == b'>' {
                Some(after)
            } else {
                memchr::memchr2(b'<', b'>', bytes.get(after..).unwrap_or_default()).map(|found| after + found)
            };
            if close.is_none() && !ended {
                self.more(cx)?;
                continue;
            }
            let close = close.unwrap_or(bytes.len());
            if (end - begin) as u64 > cx.limits.name {
                let range = self.start + begin..self.start + end;
                return Err(crate::fault::limit(
                    &self.window,
                    range,
                    "name",
                    cx.limits.name,
                    "a name is too long",
                ));
            }
            if begin > 2 {
                self.repair(cx, "xml.end.space", 2..begin, "an end tag has space before its name");
            }
            let bytes = self.bytes();
            let to = if at(bytes, close) == b'>' { close + 1 } else { close };
            if to == close {
                let (code, message) = if close >= bytes.len() {
                    ("xml.tag.truncated", "the input ends inside a tag")
                } else {
                    ("xml.tag.unclosed", "a tag has no `>`; it was ended before the next `<`")
                };
                self.repair(cx, code, 0..to, message);
                if code == "xml.tag.truncated"
                    && self.open.names().all(|name| Some(name.as_bytes()) != self.bytes().get(begin..end))
                {
                    self.at = self.start + to;
                    return Ok(None);
                }
            } else if after < close {
                self.repair(
                    cx,
                    "xml.end.attributes",
                    after..close,
                    "what stands in an end tag after its name was ignored",
                );
            }
            self.at = self.start + to;
            return Ok(self.close(cx, begin..end));
        }
    }

    /// Closes the element whose name stands at `name`, with all that is open inside it.
    fn close(&mut self, cx: &mut Cx<'_>, name: Range<usize>) -> Option<Event> {
        let raw = self.window.text().get(self.start + name.start..self.start + name.end).unwrap_or_default();
        let exact = self.open.names().position(|open| open == raw);
        let length = self.at - self.start;
        let shown_name = shown(raw);
        let inner = exact.or_else(|| self.open.names().position(|open| open.eq_ignore_ascii_case(raw)));
        let Some(inner) = inner else {
            self.repair(
                cx,
                "xml.end.unmatched",
                0..length,
                format!("`</{shown_name}>` ends nothing that is open; it was ignored"),
            );
            return None;
        };
        if exact.is_none() {
            let message = format!("`</{shown_name}>` was written otherwise where it began");
            self.repair(cx, "xml.end.case", 0..length, message);
        }
        if inner > 0 {
            let message = format!(
                "`</{shown_name}>` stands where `{}` is still open; what was open inside was closed",
                shown(self.open.name())
            );
            self.repair(cx, "xml.end.mismatched", 0..length, message);
        }
        self.closing = inner;
        Some(Event::End)
    }
}

/// Where `</name` followed by `>` or white space stands.
fn find_end_tag(bytes: &[u8], name: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, b"</").find(|&index| {
        let rest = bytes.get(index + 2..).unwrap_or_default();
        rest.starts_with(name) && rest.get(name.len()).is_none_or(|&byte| byte == b'>' || is_space(byte))
    })
}

/// Where `<![CDATA[` stands.
fn find_section(bytes: &[u8]) -> Option<usize> {
    // `[` is rare in text, `<` is not
    memchr::memchr_iter(b'[', bytes)
        .filter_map(|index| index.checked_sub(2))
        .find(|&index| bytes.get(index..).is_some_and(|rest| rest.starts_with(b"<![CDATA[")))
}
