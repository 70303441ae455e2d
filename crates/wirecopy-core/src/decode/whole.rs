use std::io::BufRead;
use std::ops::Range;

use wirecopy_model::{Encoding, Span};

use super::evidence::Hints;
use super::lines::Lines;
use super::map::Map;
use super::window::Window;
use crate::{Cx, Error, Location};

/// The whole of an input as text.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, without byte order mark; line ends as they were.
    pub text: String,
    /// The encoding, and what decided it.
    pub encoding: Encoding,
    /// From places in `text` to places in the input.
    pub map: OffsetMap,
}

/// From byte offsets in a decoded text to byte offsets in the original input, and to line and column.
///
/// The text itself is handed in again, for the map holds only sparse checkpoints.
#[derive(Clone, Debug)]
pub struct OffsetMap {
    map: Map,
}

impl Decoded {
    /// Where the byte `offset` of the text is in the original input.
    pub fn original(&self, offset: usize) -> u64 {
        self.map.original(&self.text, offset)
    }

    /// The original bytes of a range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.map.span(&self.text, range)
    }

    /// Line and column of a place in the text. Costs a pass over the text before it.
    pub fn location(&self, offset: usize) -> Location {
        Lines::new().locate(&self.text, offset)
    }
}

impl OffsetMap {
    /// Where the byte `offset` of `text`, the text it was made with, is in the original input.
    pub fn original(&self, text: &str, offset: usize) -> u64 {
        self.map.original(offset as u64, text, 0)
    }

    /// The original bytes of a range of `text`.
    pub fn span(&self, text: &str, range: Range<usize>) -> Span {
        Span::new(self.original(text, range.start), self.original(text, range.end))
    }
}

/// Decodes the whole of an input.
///
/// ```
/// use wirecopy_core::decode::{Hints, decode_all};
/// use wirecopy_core::{Cx, Findings, Limits, Policy};
///
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let mut cx = Cx::new(&limits, &policy, &mut findings);
/// let decoded = decode_all(&b"Gr\xFC\xDFe"[..], &Hints::text(Some("text/plain; charset=latin1")), &mut cx)?;
/// assert_eq!(decoded.text, "Grüße");
/// assert_eq!(&*decoded.encoding.name, "windows-1252");
/// assert_eq!(decoded.original(decoded.text.len()), 5);
/// # Ok::<(), wirecopy_core::Error>(())
/// ```
///
/// # Errors
/// When reading fails, the input is longer than the limit `input`, or its text is longer than the limit `text`.
pub fn decode_all<'a>(
    input: impl BufRead + Send + 'a,
    hints: &Hints<'_>,
    cx: &mut Cx<'_>,
) -> Result<Decoded, Error> {
    let mut window = Window::open(Box::new(input), hints, cx)?;
    while !window.is_ended() {
        window.extend(cx)?;
        if window.text().len() as u64 > cx.limits.text {
            return Err(Error::limit(format!("the text is longer than {} bytes", cx.limits.text))
                .at(Span::at(window.original(usize::try_from(cx.limits.text).unwrap_or(usize::MAX))))
                .hint("raise it with `--limit text=NUMBER`"));
        }
    }
    let (text, encoding, map) = window.into_parts();
    Ok(Decoded { text, encoding, map: OffsetMap { map } })
}
