use wirecopy_body::word_count;

/// What the length of a text is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    Words,
    Characters,
}

impl Measure {
    /// How long a text is.
    pub(crate) fn of(self, text: &str) -> usize {
        match self {
            Self::Words => word_count(text),
            Self::Characters => text.chars().count(),
        }
    }

    /// How long what stands between two texts is.
    pub(crate) fn of_gap(self, gap: &str) -> usize {
        match self {
            Self::Words => 0,
            Self::Characters => gap.len(),
        }
    }
}
