//! A line of text in the making: runs of text, each with the formats in force over it.
//!
//! Formats are kept as a list beside the text rather than as a tree, so tags that overlap (`<b>x<i>y</b>z</i>`)
//! need no mending, and a format in force twice is in force once. The tree is made when the line is done.

use wirecopy_model::{Inline, MAX_INLINE_DEPTH};

use crate::scan::{WIDTH, any, is};

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
    length: u8,
    code: bool,
}

impl Chain {
    fn numbers(&self) -> &[u32] {
        self.numbers.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// The first `length` of these formats.
    fn cut(&self, length: usize) -> Self {
        Self { length: u8::try_from(length).unwrap_or(self.length).min(self.length), ..*self }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.length == other.length
            && self.code == other.code
            && (self.length == 0 || self.numbers() == other.numbers())
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
                None => match chain.numbers.get_mut(usize::from(chain.length)) {
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
    /// Text of the line, from here to there.
    Text(usize, usize),
    Break,
    Image(Box<Image>),
}

/// A picture in a line.
#[derive(Debug, Default)]
pub(crate) struct Image {
    pub(crate) src: String,
    pub(crate) alt: String,
    pub(crate) title: Option<String>,
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
}

/// A piece of a line.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) leaf: Leaf,
    pub(crate) chain: Chain,
}

impl Piece {
    fn is_break(&self) -> bool {
        matches!(self.leaf, Leaf::Break)
    }
}

/// A line in the making.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pieces: Vec<Piece>,
    /// The text of all pieces, one after the other.
    text: String,
    space: bool,
    /// Characters that no text may hold and that were left out.
    pub(crate) dropped: usize,
    /// Room for what [`Line::tree`] has open.
    open: Vec<(u32, Vec<Inline>)>,
}

/// Some pieces of a line, by number: the first, and the one behind the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Group(usize, usize);

impl Line {
    /// With room for so much text.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Adds text, white space collapsed.
    pub(crate) fn text(&mut self, text: &str, chain: &Chain, formats: &Formats) {
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(is_space);
            if word.len() < rest.len() {
                self.space = true;
            }
            let even = even(word);
            if let Some((words, after)) = word.split_at_checked(even).filter(|_| even > 0) {
                if let Some(Piece { leaf: Leaf::Text(_, end), chain: last }) = self.pieces.last_mut()
                    && last.is_same(chain)
                {
                    if std::mem::take(&mut self.space) {
                        self.text.push(' ');
                    }
                    self.text.push_str(words);
                    *end = self.text.len();
                    rest = after;
                    continue;
                }
                self.place_space(chain, formats);
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

    pub(crate) fn image(&mut self, image: Image, chain: &Chain, formats: &Formats) {
        let spans = |number: &u32| matches!(formats.get(*number), Some(Format::Span { .. }));
        let (chain, _) = formats.chain(chain.numbers().iter().copied().filter(|number| !spans(number)));
        self.place_space(&chain, formats);
        self.pieces.push(Piece { leaf: Leaf::Image(Box::new(image)), chain });
    }

    pub(crate) fn line_break(&mut self) {
        self.space = false;
        self.pieces.push(Piece { leaf: Leaf::Break, chain: Chain::default() });
    }

    /// A break unless the line just began or broke.
    pub(crate) fn soft_break(&mut self) {
        self.space = false;
        if self.pieces.last().is_some_and(|piece| !piece.is_break()) {
            self.line_break();
        }
    }

    fn word(&mut self, word: &str, chain: &Chain, formats: &Formats) {
        self.place_space(chain, formats);
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
    fn place_space(&mut self, chain: &Chain, formats: &Formats) {
        if !std::mem::take(&mut self.space) {
            return;
        }
        let Some(last) = self.pieces.last().filter(|last| !last.is_break()) else { return };
        if last.chain.is_same(chain) {
            self.push_text(" ", chain);
            return;
        }
        let common = formats.common(&last.chain, chain);
        let is_whole = common == last.chain.numbers().len() && common == chain.numbers().len();
        let code = last.chain.code && chain.code && is_whole;
        let common = Chain { code, ..last.chain.cut(common) };
        self.push_text(" ", &common);
    }

    fn push_text(&mut self, text: &str, chain: &Chain) {
        let begin = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        if let Some(Piece { leaf: Leaf::Text(_, last), chain: before }) = self.pieces.last_mut()
            && before.is_same(chain)
        {
            *last = end;
            return;
        }
        self.pieces.push(Piece { leaf: Leaf::Text(begin, end), chain: *chain });
    }

    /// Ends what is in the making: no space is due.
    pub(crate) fn end(&mut self) {
        self.space = false;
    }

    /// Forgets all it holds, and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.space = false;
        self.pieces.clear();
        self.text.clear();
    }

    /// The pieces between two breaks that follow one another, breaks at the ends left out: those after `before`, or the
    /// first.
    pub(crate) fn group_after(&self, before: Option<Group>) -> Option<Group> {
        let is_break = |at: usize| self.pieces.get(at).is_some_and(Piece::is_break);
        let mut start = before.map_or(0, |group| group.1);
        while is_break(start) {
            start += 1;
        }
        if start >= self.pieces.len() {
            return None;
        }
        let mut end = start + 1;
        while end < self.pieces.len() {
            if is_break(end) {
                // the one break between two pieces
                end += 1;
                if end >= self.pieces.len() || is_break(end) {
                    end -= 1;
                    break;
                }
            }
            end += 1;
        }
        Some(Group(start, end))
    }

    /// All pieces as one group, several breaks in a row as one.
    pub(crate) fn whole(&mut self) -> Group {
        let mut was_break = true;
        self.pieces.retain(|piece| {
            let is_again = piece.is_break() && was_break;
            was_break = piece.is_break();
            !is_again
        });
        if was_break {
            self.pieces.pop();
        }
        Group(0, self.pieces.len())
    }

    /// Whether there is a picture among the pieces.
    pub(crate) fn has_images(&self, group: Group) -> bool {
        self.pieces(group).iter().any(|piece| matches!(piece.leaf, Leaf::Image(_)))
    }

    pub(crate) fn pieces(&self, group: Group) -> &[Piece] {
        self.pieces.get(group.0..group.1).unwrap_or_default()
    }

    pub(crate) fn pieces_mut(&mut self, group: Group) -> &mut [Piece] {
        self.pieces.get_mut(group.0..group.1).unwrap_or_default()
    }

    /// The text of a piece that is one, from its place.
    pub(crate) fn text_at(&self, begin: usize, end: usize) -> &str {
        self.text.get(begin..end).unwrap_or_default()
    }

    /// The tree of pieces, whose pictures it takes. `stress_cites`: a `cite` is stressed; otherwise it is left out.
    pub(crate) fn tree(&mut self, group: Group, formats: &Formats, stress_cites: bool) -> Vec<Inline> {
        let Self { pieces, text, open, .. } = self;
        let pieces = pieces.get_mut(group.0..group.1).unwrap_or_default();
        if let [Piece { leaf: Leaf::Text(begin, end), chain }] = pieces
            && chain.is_same(&Chain::default())
        {
            let value = text.get(*begin..*end).unwrap_or_default().to_owned();
            return vec![Inline::Text { value }];
        }
        let mut top: Vec<Inline> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let numbers = piece.chain.numbers();
            let keep = open.iter().zip(numbers).take_while(|((a, _), b)| formats.merge(*a, **b)).count();
            close(open, &mut top, keep, formats, stress_cites);
            open.extend(numbers.iter().skip(keep).map(|number| (*number, Vec::with_capacity(1))));
            let place = open.last_mut().map_or(&mut top, |(_, content)| content);
            match &mut piece.leaf {
                Leaf::Text(begin, end) => {
                    let text = text.get(*begin..*end).unwrap_or_default();
                    match place.last_mut() {
                        Some(Inline::Code { value }) if piece.chain.code => value.push_str(text),
                        Some(Inline::Text { value }) if !piece.chain.code => value.push_str(text),
                        _ if piece.chain.code => place.push(Inline::Code { value: text.to_owned() }),
                        _ => place.push(Inline::Text { value: text.to_owned() }),
                    }
                }
                Leaf::Break => place.push(Inline::Break),
                Leaf::Image(image) => {
                    let Image { src, alt, title, .. } = std::mem::take(&mut **image);
                    place.push(Inline::Image { src, alt, title });
                }
            }
        }
        close(open, &mut top, 0, formats, stress_cites);
        top
    }
}

/// Length of the words that `text` starts with which stay as they are: single spaces between them, no character that
/// texts may not hold. Ends with a word.
fn even(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        let Some(odd) = next_odd(bytes, at) else {
            return text.strip_suffix(' ').unwrap_or(text).len();
        };
        let rest = text.get(odd..).unwrap_or_default();
        let Some(c) = rest.chars().next() else { return odd };
        if is_space(c) {
            // a second space, or white space that is none
            let before = text.get(..odd).unwrap_or_default();
            return before.strip_suffix(' ').unwrap_or(before).len();
        }
        if !crate::is_carried(c) {
            // it spoils its word
            return bytes.get(..odd).and_then(|before| memchr::memrchr(b' ', before)).unwrap_or(0);
        }
        at = odd + c.len_utf8();
    }
}

/// Where from `at` on the next byte stands that [`even`] must look at: a space behind another, a control character, or the
/// first byte of what may be one or no character.
fn next_odd(bytes: &[u8], at: usize) -> Option<usize> {
    let mut from = at;
    while let Some(chunk) = bytes.get(from..).and_then(<[u8]>::first_chunk::<WIDTH>)
        && let Some(next) = bytes.get(from + 1..).and_then(<[u8]>::first_chunk::<WIDTH>)
    {
        let odd = chunk.iter().zip(next).fold(0, |odd, (byte, next)| {
            let spaces = is(*byte, b' ') & is(*next, b' ');
            odd | spaces | u8::from(byte.cast_signed() < 0x20) | is(*byte, 0x7f)
        });
        // most text beyond ASCII is even, too
        let is_even = || {
            let spaces =
                chunk.iter().zip(next).fold(0, |odd, (byte, next)| odd | (is(*byte, b' ') & is(*next, b' ')));
            spaces == 0 && !any(chunk, oddness)
        };
        if odd != 0 && !is_even() {
            break;
        }
        from += WIDTH;
    }
    let mut before = from.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
    for (offset, byte) in bytes.get(from..).unwrap_or_default().iter().enumerate() {
        let is_plain = byte.is_ascii_graphic() || (*byte == b' ' && before != b' ');
        if !is_plain && (byte.is_ascii() || oddness(*byte) != 0) {
            return Some(from + offset);
        }
        before = *byte;
    }
    None
}

/// Not 0: a byte may be one or the first of one that texts may not hold, or is white space but for spaces.
fn oddness(byte: u8) -> u8 {
    // control characters follow 0xc2; noncharacters begin with 0xef or more
    u8::from(byte < 0x20) | is(byte, 0x7f) | is(byte, 0xc2) | u8::from(byte >= 0xef)
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
            piece.is_break()
                || piece.chain.numbers().iter().any(|number| formats.get(*number) == Some(&Format::Cite))
        })
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
