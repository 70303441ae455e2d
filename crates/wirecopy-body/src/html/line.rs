//! A line of text in the making: runs of text, each with the formats in force over it.
//!
//! Formats are kept as a list beside the text rather than as a tree, so tags that overlap (`<b>x<i>y</b>z</i>`)
//! need no mending, and a format in force twice is in force once. The tree is made when the line is done.

use wirecopy_model::{Inline, MAX_INLINE_DEPTH};

/// Wrappers of a piece of text; the text itself is one level more.
const MAX_WRAPPERS: usize = MAX_INLINE_DEPTH - 1;

/// Something in force over a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Strong,
    Emphasis,
    /// HTML `cite`: stressed, or who said it.
    Cite,
    Underline,
    Strike,
    Sub,
    Sup,
    Code,
    Link {
        href: String,
        title: Option<String>,
    },
    Quotation {
        cite: Option<String>,
    },
    Span {
        language: Option<String>,
        direction: Option<String>,
    },
    /// The reading is known only after the text.
    Ruby {
        reading: String,
    },
}

impl Format {
    /// Whether two formats are one when they stand side by side.
    fn merges(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Link { .. } | Self::Quotation { .. } | Self::Ruby { .. }, _) => false,
            _ => self == other,
        }
    }

    /// Whether two formats may not be in force at once.
    fn excludes(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
            || matches!((self, other), (Self::Emphasis, Self::Cite) | (Self::Cite, Self::Emphasis))
    }
}

/// Numbers of the formats in force, the outermost first; code last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chain {
    numbers: [u32; MAX_WRAPPERS],
    length: usize,
    code: bool,
}

impl Chain {
    fn numbers(&self) -> &[u32] {
        self.numbers.get(..self.length).unwrap_or_default()
    }
}

/// All formats of a document, by number.
#[derive(Debug, Default)]
pub(crate) struct Formats {
    list: Vec<Format>,
}

impl Formats {
    pub(crate) fn add(&mut self, format: Format) -> u32 {
        self.list.push(format);
        u32::try_from(self.list.len() - 1).unwrap_or(u32::MAX)
    }

    pub(crate) fn get(&self, number: u32) -> Option<&Format> {
        self.list.get(usize::try_from(number).ok()?)
    }

    pub(crate) fn get_mut(&mut self, number: u32) -> Option<&mut Format> {
        self.list.get_mut(usize::try_from(number).ok()?)
    }

    /// The chain of these formats. The flag says that some had to be left out for depth.
    pub(crate) fn chain(&self, numbers: impl Iterator<Item = u32>) -> (Chain, bool) {
        let mut chain = Chain::default();
        let mut cut = false;
        for number in numbers {
            let Some(format) = self.get(number) else { continue };
            if *format == Format::Code {
                chain.code = true;
                continue;
            }
            let twin = chain
                .numbers()
                .iter()
                .position(|other| self.get(*other).is_some_and(|other| other.excludes(format)));
            match twin {
                // the inner span says more, having inherited from the outer
                Some(at) if matches!(format, Format::Span { .. }) => {
                    if let Some(place) = chain.numbers.get_mut(at) {
                        *place = number;
                    }
                }
                Some(_) => {}
                None => match chain.numbers.get_mut(chain.length) {
                    Some(place) => {
                        *place = number;
                        chain.length += 1;
                    }
                    None => cut = true,
                },
            }
        }
        (chain, cut)
    }

    fn merge(&self, one: u32, other: u32) -> bool {
        one == other
            || matches!((self.get(one), self.get(other)), (Some(one), Some(other)) if one.merges(other))
    }

    fn common(&self, one: &Chain, other: &Chain) -> usize {
        one.numbers().iter().zip(other.numbers()).take_while(|(a, b)| self.merge(**a, **b)).count()
    }
}

/// What a piece of a line is.
#[derive(Debug)]
pub(crate) enum Leaf {
    Text(String),
    Break,
    Image { src: String, alt: String, title: Option<String>, width: Option<u32>, height: Option<u32> },
}

/// A piece of a line.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) leaf: Leaf,
    pub(crate) chain: Chain,
}

/// A line in the making.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    space: bool,
    /// Characters that no text may hold and that were left out.
    pub(crate) dropped: usize,
}

impl Line {
    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Adds text, white space collapsed.
    pub(crate) fn text(&mut self, text: &str, chain: Chain, formats: &Formats) {
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(is_space);
            if word.len() < rest.len() {
                self.space = true;
            }
            let even = even(word);
            if let Some((words, after)) = word.split_at_checked(even).filter(|_| even > 0) {
                let chain = self.place_space(chain, formats);
                self.push_text(words, chain);
                rest = after;
                continue;
            }
            let end = word.find(is_space).unwrap_or(word.len());
            let (word, after) = word.split_at_checked(end).unwrap_or((word, ""));
            if !word.is_empty() {
                self.word(word, chain, formats);
            }
            rest = after;
        }
    }

    pub(crate) fn image(&mut self, leaf: Leaf, chain: Chain, formats: &Formats) {
        let spans = |number: &u32| matches!(formats.get(*number), Some(Format::Span { .. }));
        let (chain, _) = formats.chain(chain.numbers().iter().copied().filter(|number| !spans(number)));
        self.place_space(chain, formats);
        self.pieces.push(Piece { leaf, chain });
    }

    pub(crate) fn line_break(&mut self, chain: Chain) {
        self.space = false;
        self.pieces.push(Piece { leaf: Leaf::Break, chain: Chain { code: false, ..chain } });
    }

    /// A break unless the line just began or broke.
    pub(crate) fn soft_break(&mut self) {
        self.space = false;
        if self.pieces.last().is_some_and(|piece| !matches!(piece.leaf, Leaf::Break)) {
            self.pieces.push(Piece { leaf: Leaf::Break, chain: Chain::default() });
        }
    }

    fn word(&mut self, word: &str, chain: Chain, formats: &Formats) {
        let chain = self.place_space(chain, formats);
        if word.chars().all(crate::is_carried) {
            self.push_text(word, chain);
        } else {
            let clean: String = word.chars().filter(|c| crate::is_carried(*c)).collect();
            self.dropped += word.chars().count() - clean.chars().count();
            if !clean.is_empty() {
                self.push_text(&clean, chain);
            }
        }
    }

    /// Writes the space that is due, outside of what ends or begins at it.
    fn place_space(&mut self, chain: Chain, formats: &Formats) -> Chain {
        if !std::mem::take(&mut self.space) {
            return chain;
        }
        let Some(last) = self.pieces.last() else { return chain };
        if matches!(last.leaf, Leaf::Break) {
            return chain;
        }
        let code = last.chain.code && chain.code;
        let common = Chain { length: formats.common(&last.chain, &chain), code, ..last.chain };
        let common = if code && (common.length < last.chain.length || common.length < chain.length) {
            Chain { code: false, ..common }
        } else {
            common
        };
        self.push_text(" ", common);
        chain
    }

    fn push_text(&mut self, text: &str, chain: Chain) {
        if let Some(Piece { leaf: Leaf::Text(last), chain: before }) = self.pieces.last_mut()
            && before.code == chain.code
            && before.numbers() == chain.numbers()
        {
            last.push_str(text);
            return;
        }
        self.pieces.push(Piece { leaf: Leaf::Text(text.to_owned()), chain });
    }

    /// Takes what the line holds, cut where two breaks follow one another, breaks at the ends left out.
    pub(crate) fn take_groups(&mut self) -> Vec<Vec<Piece>> {
        self.space = false;
        let mut groups = vec![Vec::new()];
        let mut breaks = 0_usize;
        for piece in std::mem::take(&mut self.pieces) {
            if matches!(piece.leaf, Leaf::Break) {
                breaks += 1;
                continue;
            }
            let Some(group) = groups.last_mut() else { break };
            match std::mem::take(&mut breaks) {
                _ if group.is_empty() => group.push(piece),
                0 => group.push(piece),
                1 => group.extend([Piece { leaf: Leaf::Break, chain: Chain::default() }, piece]),
                _ => groups.push(vec![piece]),
            }
        }
        groups.retain(|group| !group.is_empty());
        groups
    }
}

/// Length of the words that `text` starts with which stay as they are: single spaces between them, no character that
/// texts may not hold. Ends with a word.
fn even(text: &str) -> usize {
    let mut end = 0;
    let mut spaced = true;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b' ' if spaced => break,
            b' ' => {
                end = at;
                spaced = true;
            }
            // control characters follow 0xc2; noncharacters begin with 0xef or more
            0..=0x1f | 0x7f | 0xc2 | 0xef..=0xff => {
                let rest = text.get(at..).unwrap_or_default();
                let Some(c) = rest.chars().next().filter(|c| crate::is_carried(*c) && !is_space(*c)) else {
                    // white space ends a word, what may not be held spoils it
                    return if rest.starts_with(is_space) && !spaced { at } else { end };
                };
                for _ in 1..c.len_utf8() {
                    bytes.next();
                }
                spaced = false;
            }
            _ => spaced = false,
        }
    }
    if spaced { end } else { text.len() }
}

/// White space by HTML: what collapses.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

/// The formats of a piece that is one link and nothing else.
pub(crate) fn sole_link<'f>(piece: &Piece, formats: &'f Formats) -> Option<&'f str> {
    match piece.chain.numbers() {
        [number] => match formats.get(*number) {
            Some(Format::Link { href, .. }) => Some(href),
            _ => None,
        },
        _ => None,
    }
}

/// Whether nothing is in force over a piece.
pub(crate) fn is_bare(piece: &Piece) -> bool {
    piece.chain.length == 0
}

/// Whether every piece stands in a `cite`.
pub(crate) fn all_cited(pieces: &[Piece], formats: &Formats) -> bool {
    !pieces.is_empty()
        && pieces.iter().all(|piece| {
            matches!(piece.leaf, Leaf::Break)
                || piece.chain.numbers().iter().any(|number| formats.get(*number) == Some(&Format::Cite))
        })
}

/// The tree of pieces. `stress_cites`: a `cite` is stressed; otherwise it is left out.
pub(crate) fn tree(pieces: Vec<Piece>, formats: &Formats, stress_cites: bool) -> Vec<Inline> {
    let mut open: Vec<(u32, Vec<Inline>)> = Vec::new();
    let mut top: Vec<Inline> = Vec::new();
    for piece in pieces {
        let numbers = piece.chain.numbers();
        let keep = open.iter().zip(numbers).take_while(|((a, _), b)| formats.merge(*a, **b)).count();
        close(&mut open, &mut top, keep, formats, stress_cites);
        open.extend(numbers.iter().skip(keep).map(|number| (*number, Vec::new())));
        let place = open.last_mut().map_or(&mut top, |(_, content)| content);
        match piece.leaf {
            Leaf::Text(value) if piece.chain.code => match place.last_mut() {
                Some(Inline::Code { value: before }) => before.push_str(&value),
                _ => place.push(Inline::Code { value }),
            },
            Leaf::Text(value) => match place.last_mut() {
                Some(Inline::Text { value: before }) => before.push_str(&value),
                _ => place.push(Inline::Text { value }),
            },
            Leaf::Break => place.push(Inline::Break),
            Leaf::Image { src, alt, title, .. } => place.push(Inline::Image { src, alt, title }),
        }
    }
    close(&mut open, &mut top, 0, formats, stress_cites);
    top
}

fn close(
    open: &mut Vec<(u32, Vec<Inline>)>,
    top: &mut Vec<Inline>,
    keep: usize,
    formats: &Formats,
    stress_cites: bool,
) {
    while open.len() > keep {
        let Some((number, content)) = open.pop() else { return };
        let place = open.last_mut().map_or(&mut *top, |(_, content)| content);
        let wrapped = match formats.get(number) {
            Some(Format::Strong) => Inline::Strong { content },
            Some(Format::Emphasis) => Inline::Emphasis { content },
            Some(Format::Cite) if stress_cites => Inline::Emphasis { content },
            Some(Format::Underline) => Inline::Underline { content },
            Some(Format::Strike) => Inline::Strike { content },
            Some(Format::Sub) => Inline::Sub { content },
            Some(Format::Sup) => Inline::Sup { content },
            Some(Format::Link { href, title }) => {
                Inline::Link { href: href.clone(), title: title.clone(), content }
            }
            Some(Format::Quotation { cite }) => Inline::Quotation { cite: cite.clone(), content },
            Some(Format::Span { language, direction }) => {
                Inline::Span { language: language.clone(), direction: direction.clone(), content }
            }
            Some(Format::Ruby { reading }) if !reading.is_empty() => {
                Inline::Ruby { content, reading: reading.clone() }
            }
            Some(Format::Ruby { .. } | Format::Cite | Format::Code) | None => {
                for inline in content {
                    match (place.last_mut(), inline) {
                        (Some(Inline::Text { value }), Inline::Text { value: more }) => value.push_str(&more),
                        (_, inline) => place.push(inline),
                    }
                }
                continue;
            }
        };
        place.push(wrapped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stay_as_they_are() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(text.get(..even(text)), Some(expected), "{text:?}");
        }
        check("one two three", "one two three");
        check("one two  three", "one two");
        check("one two\nthree", "one two");
        check("one two \nthree", "one two");
        check("one two ", "one two");
        check("one b\u{8}d", "one");
        check("b\u{8}d", "");
        check("é \u{a0}… 漢\u{fffd}😀", "é \u{a0}… 漢\u{fffd}😀");
        check("a \u{85}", "a");
        check("a\u{ffff}", "");
        check(" a", "");
    }
}
