use std::collections::VecDeque;

use super::charset::Charset;

/// How many original bytes a stretch of decoded text stands for.
#[derive(Clone, Copy, Debug)]
enum Unit {
    /// As many as it has.
    Same,
    /// One a character.
    Byte,
    /// UTF-16.
    Utf16,
    /// Four a character.
    Utf32,
    /// As many as encoding it gives.
    Encoded(&'static encoding_rs::Encoding),
}

/// From places in decoded text to places in the original bytes: sparse checkpoints, between which the encoding
/// says how far it is. UTF-8 without damage has one checkpoint, whatever its size.
///
/// At most [`Map::DENSE`] checkpoints are exact; damage beyond that, within one window, is placed to about
/// [`Map::COARSE`] bytes.
#[derive(Clone, Debug)]
pub(super) struct Map {
    unit: Unit,
    points: VecDeque<(u64, u64)>,
    /// How much of the original was decoded.
    end: u64,
}

impl Map {
    const DENSE: usize = 1 << 16;
    const COARSE: u64 = 1 << 10;

    /// A map for `charset` of which the text begins at the byte `original`.
    pub(super) fn new(charset: Charset, original: u64) -> Self {
        let unit = match charset {
            Charset::Utf8 => Unit::Same,
            Charset::Utf16 { .. } => Unit::Utf16,
            Charset::Utf32 { .. } => Unit::Utf32,
            Charset::Page(_) => Unit::Byte,
            Charset::Other(encoding) if encoding.is_single_byte() => Unit::Byte,
            Charset::Other(encoding) => Unit::Encoded(encoding),
        };
        Self { unit, points: VecDeque::from([(0, original)]), end: original }
    }

    /// Notes that `decoded` is at `original`.
    pub(super) fn point(&mut self, decoded: u64, original: u64) {
        let last = self.points.back().map_or(0, |point| point.0);
        if self.points.len() >= Self::DENSE && decoded < last + Self::COARSE {
            return;
        }
        if last == decoded {
            self.points.pop_back();
        }
        self.points.push_back((decoded, original));
    }

    /// Notes how much of the original was decoded.
    pub(super) fn reached(&mut self, original: u64) {
        self.end = original;
    }

    /// Where `decoded` is in the original. `text` is decoded text that begins at `base` and holds the place.
    #[inline]
    pub(super) fn original(&self, decoded: u64, text: &str, base: u64) -> u64 {
        if let (Unit::Same, 1, Some(point)) = (self.unit, self.points.len(), self.points.front()) {
            return (point.1 + decoded.saturating_sub(point.0)).min(self.end);
        }
        self.between(decoded, text, base)
    }

    /// The same where there are several checkpoints, or more than one byte there stands for one here.
    fn between(&self, decoded: u64, text: &str, base: u64) -> u64 {
        let after =
            if self.points.len() == 1 { 1 } else { self.points.partition_point(|point| point.0 <= decoded) };
        let (from, original) =
            after.checked_sub(1).and_then(|index| self.points.get(index)).copied().unwrap_or_default();
        let found = original + self.length(from, decoded, text, base);
        // inside a repaired sequence there is no telling
        found.min(self.points.get(after).map_or(self.end, |next| next.1))
    }

    /// How many original bytes there are from `from` to `to`, places between which there is no checkpoint.
    fn length(&self, from: u64, to: u64, text: &str, base: u64) -> u64 {
        if matches!(self.unit, Unit::Same) {
            return to.saturating_sub(from);
        }
        let index = |place: u64| usize::try_from(place.saturating_sub(base)).unwrap_or(usize::MAX);
        let between = text.get(index(from)..index(to)).unwrap_or_default();
        match self.unit {
            Unit::Same => between.len() as u64,
            Unit::Byte => between.chars().count() as u64,
            Unit::Utf16 => between.chars().map(|character| 2 * character.len_utf16() as u64).sum(),
            Unit::Utf32 => 4 * between.chars().count() as u64,
            Unit::Encoded(_) if between.is_ascii() => between.len() as u64,
            Unit::Encoded(encoding) => encoded_length(encoding, between),
        }
    }

    /// Forgets what is before `decoded`. `text` begins at `base`.
    pub(super) fn discard(&mut self, decoded: u64, text: &str, base: u64) {
        if matches!(self.unit, Unit::Same) && self.points.len() == 1 {
            return;
        }
        let original = self.original(decoded, text, base);
        while self.points.front().is_some_and(|point| point.0 <= decoded) {
            self.points.pop_front();
        }
        self.points.push_front((decoded, original));
    }
}

fn encoded_length(encoding: &'static encoding_rs::Encoding, text: &str) -> u64 {
    let (bytes, _, unmappable) = encoding.encode(text);
    if !unmappable {
        return bytes.len() as u64;
    }
    // characters that can be read and not written: private ones, two bytes each
    let mut buffer = [0; 4];
    text.chars()
        .map(|character| match encoding.encode(character.encode_utf8(&mut buffer)) {
            (_, _, true) => 2,
            (bytes, _, false) => bytes.len() as u64,
        })
        .sum()
}
