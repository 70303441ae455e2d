use std::io::BufRead;
use std::ops::Range;

use wirecopy_model::{Encoding, Span};

use super::codec::{Codec, Target};
use super::evidence::{EVIDENCE_BYTES, Hints, settle};
use super::lines::Lines;
use super::map::Map;
use super::source::Source;
use crate::{Cx, Error, Location};

/// A window of decoded text that slides over an input.
///
/// The reader looks at [`Window::text`], asks for more with [`Window::extend`] and gives back what it is done
/// with by [`Window::discard`]. Memory is what is kept in the window, whatever the input's size. All indices
/// are byte indices into the text as it is now.
///
/// ```
/// use wirecopy_core::decode::{Hints, Window};
/// use wirecopy_core::{Cx, Findings, Limits, Policy};
///
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let mut cx = Cx::new(&limits, &policy, &mut findings);
/// let mut window = Window::open(Box::new(&b"one\ntw\xF6"[..]), &Hints::text(None), &mut cx)?;
/// window.extend(&mut cx)?;
/// assert_eq!(window.text(), "one\ntwö");
/// window.discard(4);
/// assert_eq!(window.text(), "twö");
/// assert_eq!(window.original(4), 7); // `ö` is two bytes here and was one in the input
/// assert_eq!(window.location(2).line, 2);
/// # Ok::<(), wirecopy_core::Error>(())
/// ```
pub struct Window<'a> {
    source: Source<'a>,
    codec: Codec,
    encoding: Encoding,
    text: String,
    base: u64,
    map: Map,
    lines: Lines,
    damaged: bool,
    step: usize,
}

impl<'a> Window<'a> {
    /// How much text a window holds when nothing asks for more.
    pub const STEP: usize = 64 << 10;

    /// Opens an input: settles its encoding from the first [`EVIDENCE_BYTES`]. The text is empty as yet.
    ///
    /// # Errors
    /// When reading fails, or the input is longer than the limit `input`.
    pub fn open(
        input: Box<dyn BufRead + Send + 'a>,
        hints: &Hints<'_>,
        cx: &mut Cx<'_>,
    ) -> Result<Self, Error> {
        Self::with_step(input, hints, Self::STEP, cx)
    }

    /// The same with another size of step, e.g. a very small one in tests.
    ///
    /// # Errors
    /// As [`Window::open`].
    pub fn with_step(
        input: Box<dyn BufRead + Send + 'a>,
        hints: &Hints<'_>,
        step: usize,
        cx: &mut Cx<'_>,
    ) -> Result<Self, Error> {
        let mut source = Source::open(input, EVIDENCE_BYTES, cx.limits)?;
        let whole = source.head().len() < EVIDENCE_BYTES;
        let settled = settle(source.head(), whole, hints, cx);
        if settled.mark > 0 {
            source.take(settled.mark)?;
        }
        Ok(Self {
            map: Map::new(settled.charset, settled.mark as u64),
            codec: Codec::new(settled.charset),
            source,
            encoding: settled.encoding,
            text: String::new(),
            base: 0,
            lines: Lines::new(),
            damaged: settled.misdeclared,
            step: step.max(1),
        })
    }

    pub(super) fn into_parts(self) -> (String, Encoding, Map) {
        (self.text, self.encoding, self.map)
    }

    /// The encoding, and what decided it.
    pub fn encoding(&self) -> &Encoding {
        &self.encoding
    }

    /// Whether, so far, bytes were invalid in the encoding, or the document declares one that it is not in.
    pub fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// The text in the window.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the window reaches to the end of the input.
    pub fn is_ended(&self) -> bool {
        self.codec.is_ended()
    }

    /// Takes in more text: a step, or as much again as there is, so that looking anew at what is not all there
    /// stays linear. Returns whether there was any.
    ///
    /// # Errors
    /// When reading fails, or the input is longer than the limit `input`.
    pub fn extend(&mut self, cx: &mut Cx<'_>) -> Result<bool, Error> {
        let before = self.text.len();
        let length = before.saturating_add(before.max(self.step));
        if self.text.capacity() < length {
            self.text.reserve_exact(length + 64 - before);
        }
        let mut target = Target {
            text: &mut self.text,
            base: self.base,
            map: &mut self.map,
            lines: &mut self.lines,
            damaged: &mut self.damaged,
        };
        self.codec.fill(&mut self.source, length, &mut target, cx).map_err(|error| {
            match error.location() {
                None => error.located(Some(self.lines.locate(&self.text, self.text.len()))),
                Some(_) => error,
            }
        })?;
        Ok(self.text.len() > before)
    }

    /// Drops the first `length` bytes of the text. What is no character boundary is moved down to one.
    pub fn discard(&mut self, length: usize) {
        let length = self.text.floor_char_boundary(length);
        if length == 0 {
            return;
        }
        self.lines.discard(&self.text, length);
        self.map.discard(self.base + length as u64, &self.text, self.base);
        self.text.drain(..length);
        self.base += length as u64;
        // a large token is over: give its room back
        if self.text.capacity() > self.step * 8 && self.text.len() < self.step * 2 {
            self.text.shrink_to(self.step * 2 + 64);
        }
    }

    /// Where the text of the window begins in all the decoded text.
    pub fn offset(&self) -> u64 {
        self.base
    }

    /// Where the byte `index` of the text is in the original input.
    pub fn original(&self, index: usize) -> u64 {
        self.map.original(self.base + index as u64, &self.text, self.base)
    }

    /// The original bytes of a range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.original(range.start), self.original(range.end))
    }

    /// Line and column of a place in the text. Lines end with a line feed. Places asked for in ascending order
    /// cost one pass over the text, all together.
    pub fn location(&self, index: usize) -> Location {
        self.lines.locate(&self.text, index)
    }
}
