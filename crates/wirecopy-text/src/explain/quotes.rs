//! The quotes of an input by number, and its speakers.

use wirecopy_model::Quote;

/// A quote with the number by which it is called.
#[derive(Clone, Debug)]
pub(super) struct Numbered<'e> {
    pub number: String,
    pub quote: &'e Quote,
    /// Whether it stands inside another one.
    pub is_nested: bool,
}

impl Numbered<'_> {
    /// The name of the speaker. `None`: not known.
    pub(super) fn name(&self) -> Option<&str> {
        self.quote.speaker.as_ref().map(|speaker| speaker.name.as_str())
    }
}

/// `quotes` and those inside them, with numbers that go on behind `before`.
pub(super) fn numbered(quotes: &[Quote], before: usize) -> Vec<Numbered<'_>> {
    let mut out = Vec::with_capacity(quotes.len());
    for (at, quote) in quotes.iter().enumerate() {
        let number = before + at + 1;
        out.push(Numbered { number: number.to_string(), quote, is_nested: false });
        out.extend(quote.nested.iter().enumerate().map(|(at, quote)| Numbered {
            number: format!("{number}.{}", at + 1),
            quote,
            is_nested: true,
        }));
    }
    out
}
