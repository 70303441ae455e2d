use std::io::BufRead;
use std::ops::Range;

use wirecopy_core::decode::{Hints, Window};
use wirecopy_core::{Cx, Error};
use wirecopy_model::Namespace;

use crate::byte::{begins_name, find_odd};
use crate::characters::begins_section;
use crate::entity::Entities;
use crate::fault::{Reporter, limit, shown};
use crate::namespace::Namespaces;
use crate::open::OpenElements;
use crate::recovery::Ahead;
use crate::start::Slot;
use crate::tag::Tag;
use crate::text::{Place, Resolver};
use crate::{Declaration, Event};

/// A pull reader over XML as it is found.
///
/// Data of the current event is borrowed from the reader until the next call of [`XmlReader::next`]. Memory is
/// bounded by [`wirecopy_core::Limits`], whatever the size of the input.
pub struct XmlReader<'a> {
    pub(crate) window: Window<'a>,
    /// Where the current event begins in the window.
    pub(crate) start: usize,
    /// Where the next one begins.
    pub(crate) at: usize,
    pub(crate) event: Event,
    /// The first byte of the window that text may not hold as it is; `usize::MAX`: there is none.
    pub(crate) odd: usize,
    pub(crate) content: Content,
    /// Target of an instruction.
    pub(crate) target: Range<usize>,
    pub(crate) scratch: String,
    pub(crate) tag: Tag,
    pub(crate) attributes: Vec<Slot>,
    pub(crate) values: String,
    pub(crate) order: Vec<usize>,
    pub(crate) open: OpenElements,
    pub(crate) spaces: Namespaces,
    pub(crate) entities: Entities,
    /// How many elements are still to be closed before reading goes on.
    pub(crate) closing: usize,
    pub(crate) broken: bool,
    pub(crate) roots: u64,
    pub(crate) declaration: Option<Declaration>,
    pub(crate) root_namespaces: Vec<Namespace>,
    pub(crate) ahead: [Ahead; 3],
    /// Whether an element, by its name, ends where another begins.
    pub(crate) ends_at: Option<fn(&str, &str) -> bool>,
    failed: bool,
}

/// Where the text of an event is.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    None,
    Window(Range<usize>),
    Scratch,
}

impl<'a> XmlReader<'a> {
    /// Opens a document: settles its encoding and reads its XML declaration.
    ///
    /// # Errors
    /// When reading fails or the limit `input` is reached.
    pub fn new(
        input: Box<dyn BufRead + Send + 'a>,
        hints: &Hints<'_>,
        cx: &mut Cx<'_>,
    ) -> Result<Self, Error> {
        Self::over(Window::open(input, hints, cx)?, cx)
    }

    /// Opens a document over a window that stands at its start.
    ///
    /// # Errors
    /// As [`XmlReader::new`].
    pub fn over(window: Window<'a>, cx: &mut Cx<'_>) -> Result<Self, Error> {
        let mut reader = Self {
            window,
            start: 0,
            at: 0,
            event: Event::Doctype,
            odd: usize::MAX,
            content: Content::None,
            target: 0..0,
            scratch: String::new(),
            tag: Tag::default(),
            attributes: Vec::new(),
            values: String::new(),
            order: Vec::new(),
            open: OpenElements::default(),
            spaces: Namespaces::new(),
            entities: Entities::default(),
            closing: 0,
            broken: false,
            roots: 0,
            declaration: None,
            root_namespaces: Vec::new(),
            ahead: Default::default(),
            ends_at: None,
            failed: false,
        };
        reader.prolog(cx)?;
        Ok(reader)
    }

    /// Sets which elements hold no others: `rule(open, next)` says of names as written whether the element `open`,
    /// which is the innermost, ends where `next` begins, its end tag having been forgotten. It is asked of elements in the
    /// namespace of the document's element.
    pub fn end_elements_by(&mut self, rule: fn(&str, &str) -> bool) {
        self.ends_at = Some(rule);
    }

    /// Goes to the next event.
    ///
    /// # Errors
    /// When reading fails or a limit is reached. Ever after there is only [`Event::Eof`].
    pub fn next(&mut self, cx: &mut Cx<'_>) -> Result<Event, Error> {
        if self.event == Event::End
            && let Some(bound) = self.open.pop()
            && bound < self.spaces.bound()
        {
            self.spaces.unbind(bound);
        }
        if self.closing > 0 {
            self.closing -= 1;
            self.attributes.clear();
            self.content = Content::None;
            self.event = Event::End;
            return Ok(Event::End);
        }
        if self.failed {
            return Ok(Event::Eof);
        }
        loop {
            match self.step(cx) {
                Ok(Some(event)) => {
                    self.event = event;
                    return Ok(event);
                }
                Ok(None) => {}
                Err(error) => {
                    self.failed = true;
                    self.broken = true;
                    self.event = Event::Eof;
                    self.content = Content::None;
                    self.attributes.clear();
                    return Err(error);
                }
            }
        }
    }

    /// Reads one token; none when it gives no event.
    fn step(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        self.start = self.at;
        self.attributes.clear();
        self.content = Content::None;
        let bytes = self.bytes();
        match (bytes.first().copied(), bytes.get(1).copied()) {
            (None, _) => {
                if self.more(cx)? {
                    Ok(None)
                } else {
                    Ok(Some(self.end_of_input(cx)))
                }
            }
            (Some(b'<'), Some(b'/')) => self.end_tag(cx),
            (Some(b'<'), Some(b'!')) => self.exclamation(cx),
            (Some(b'<'), Some(b'?')) => self.instruction(cx),
            (Some(b'<'), Some(byte)) if begins_name(byte) => self.start_tag(cx),
            (Some(b'<'), None) if !self.window.is_ended() => {
                self.more(cx)?;
                Ok(None)
            }
            (Some(b'<'), _) => self.literal(cx),
            _ => self.text_event(cx),
        }
    }

    fn exclamation(&mut self, cx: &mut Cx<'_>) -> Result<Option<Event>, Error> {
        self.look(10, cx)?;
        let bytes = self.bytes();
        if begins_section(bytes) {
            return self.section_event(cx);
        }
        if bytes.starts_with(b"<!--") {
            return self.comment(cx);
        }
        if bytes.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case(b"DOCTYPE")) {
            return self.doctype(cx);
        }
        self.unknown_markup(cx)
    }

    /// The text from the start of the current event on.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.window.text().as_bytes().get(self.start..).unwrap_or_default()
    }

    /// Takes in more of the input; what is before the current event is dropped. `false`: there is none.
    pub(crate) fn more(&mut self, cx: &mut Cx<'_>) -> Result<bool, Error> {
        let length = self.window.text().len();
        if (length - self.start) as u64 > cx.limits.text {
            return Err(self.too_long(self.start..length, cx));
        }
        self.extend(cx)
    }

    /// Takes in more until `wanted` bytes of the current event are there, or all.
    pub(crate) fn look(&mut self, wanted: usize, cx: &mut Cx<'_>) -> Result<(), Error> {
        while self.bytes().len() < wanted && self.extend(cx)? {}
        Ok(())
    }

    fn extend(&mut self, cx: &mut Cx<'_>) -> Result<bool, Error> {
        let length = self.window.text().len();
        if self.window.is_ended() {
            return Ok(false);
        }
        let dropped = self.start;
        self.window.discard(dropped);
        self.at -= dropped;
        self.start = 0;
        let kept = length - dropped;
        self.window.extend(cx)?;
        // a known odd byte that was kept stays the first; else look at what was not looked at yet
        self.odd = match self.odd {
            usize::MAX => find_odd(self.window.text().as_bytes(), kept).unwrap_or(usize::MAX),
            odd if odd >= dropped => odd - dropped,
            _ => find_odd(self.window.text().as_bytes(), 0).unwrap_or(usize::MAX),
        };
        Ok(true)
    }

    pub(crate) fn too_long(&self, range: Range<usize>, cx: &Cx<'_>) -> Error {
        limit(&self.window, range, "text", cx.limits.text, "a piece of the document is too long")
    }

    pub(crate) fn reporter<'r, 'c>(&'r mut self, cx: &'r mut Cx<'c>) -> Reporter<'r, 'a, 'c> {
        Reporter { window: &self.window, broken: &mut self.broken, cx }
    }

    /// Reports a repair at `range`, which is from the start of the current event.
    pub(crate) fn repair(
        &mut self,
        cx: &mut Cx<'_>,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<std::borrow::Cow<'static, str>>,
    ) {
        let range = self.start + range.start..self.start + range.end;
        self.reporter(cx).repair(code, range, message);
    }

    /// Reports that what stands at `range`, from the start of the current event, is left out.
    pub(crate) fn lose(
        &mut self,
        cx: &mut Cx<'_>,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<std::borrow::Cow<'static, str>>,
    ) {
        let range = self.start + range.start..self.start + range.end;
        self.reporter(cx).loss(code, range.start, range, message);
    }

    /// Resolves `range`, from the start of the current event, to the end of `scratch`.
    pub(crate) fn resolve(&mut self, cx: &mut Cx<'_>, range: Range<usize>, place: Place) {
        let range = self.start + range.start..self.start + range.end;
        let odd = self.odd < range.end;
        Resolver {
            reporter: Reporter { window: &self.window, broken: &mut self.broken, cx },
            entities: &mut self.entities,
            into: &mut self.scratch,
        }
        .take(range, place, odd);
    }

    /// Makes `range` the content of the event: as it is, or resolved where it holds odd characters.
    pub(crate) fn set_verbatim(&mut self, cx: &mut Cx<'_>, range: Range<usize>) {
        let absolute = self.start + range.start..self.start + range.end;
        if self.odd < absolute.end
            && find_odd(self.bytes().get(..range.end).unwrap_or_default(), range.start).is_some()
        {
            self.scratch.clear();
            self.resolve(cx, range, Place::Verbatim);
            self.content = Content::Scratch;
        } else {
            self.content = Content::Window(absolute);
        }
    }

    fn end_of_input(&mut self, cx: &mut Cx<'_>) -> Event {
        let depth = self.open.depth();
        if depth > 0 {
            let name = shown(self.open.name());
            let message = match depth {
                1 => format!("the input ends with `{name}` open; it was closed"),
                _ => format!(
                    "the input ends with {depth} elements open, the innermost `{name}`; they were closed"
                ),
            };
            self.repair(cx, "xml.document.truncated", 0..0, message);
            self.closing = depth - 1;
            return Event::End;
        }
        if self.roots == 0 {
            self.broken = true;
        }
        Event::Eof
    }
}
