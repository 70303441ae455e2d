use serde::{Deserialize, Serialize};

/// A range of bytes in the original input, before any decoding: `start` is in, `end` is out.
///
/// Line and column are worked out from it when they are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// Offset of the first byte.
    pub start: u64,
    /// Offset just past the last byte. Never below `start`.
    pub end: u64,
}

impl Span {
    /// The span from `start` up to, not including, `end`. An `end` before `start` gives an empty span.
    ///
    /// ```
    /// use wirecopy_model::Span;
    /// assert_eq!(Span::new(3, 7).len(), 4);
    /// assert!(Span::new(7, 3).is_empty());
    /// ```
    pub fn new(start: u64, end: u64) -> Self {
        Self { start, end: end.max(start) }
    }

    /// An empty span at `offset`.
    pub fn at(offset: u64) -> Self {
        Self { start: offset, end: offset }
    }

    /// Length in bytes.
    pub fn len(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}
