//! The lines of a text, and what can be seen of one from its form alone.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A line that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Number, from 1, blank lines counted.
    pub number: u32,
    /// Where its text stands, without white space at either end.
    pub range: Range<usize>,
    /// Columns of white space before it, with tab stops at every eighth.
    pub indent: usize,
    /// Whether a blank line (or the start of the text) stands before it.
    pub after_blank: bool,
    /// Whether a space stands at its end, as some programs leave one where they break a line.
    pub is_soft: bool,
}

/// The non-blank lines of `text`, at most `most` of them. Lines end in LF, CR LF or CR. The second value is where
/// the lines that did not fit begin.
pub(crate) fn split(text: &str, most: usize) -> (Vec<Line>, Option<usize>) {
    let bytes = text.as_bytes();
    let (mut found, mut start, mut number, mut blank) =
        (Vec::with_capacity(FEW_LINES.min(most)), 0_usize, 0_u32, true);
    while start < bytes.len() {
        let rest = bytes.get(start..).unwrap_or_default();
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |at| start + at);
        number = number.saturating_add(1);
        let raw = text.get(start..end).unwrap_or_default();
        let inner = raw.trim_matches(is_blank);
        if inner.is_empty() {
            blank = true;
        } else {
            if found.len() == most {
                return (found, Some(start));
            }
            let lead = raw.trim_start_matches(is_blank).len();
            let from = end - lead;
            found.push(Line {
                number,
                range: from..from + inner.len(),
                indent: columns(raw.get(..raw.len() - lead).unwrap_or_default()),
                after_blank: blank,
                is_soft: raw.ends_with(' '),
            });
            blank = false;
        }
        let is_pair = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        start = end + if is_pair { 2 } else { 1 };
    }
    (found, None)
}

/// Most articles have no more lines.
const FEW_LINES: usize = 64;

/// Columns that white space takes. A page break takes none.
fn columns(space: &str) -> usize {
    space.chars().fold(0, |column, c| match c {
        '\t' => (column / 8 + 1) * 8,
        '\u{3000}' => column + 2,
        '\u{b}' | '\u{c}' | '\u{feff}' | '\u{200b}' | '\0' => column,
        _ => column + 1,
    })
}

/// White space and the invisible characters that may stand for nothing at the end of a line.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\0')
}

/// How a line ends, closing quotation marks and brackets left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Full stop of any script, exclamation mark or ellipsis.
    Stop,
    /// Question mark.
    Question,
    /// Colon, comma, semicolon or dash: the sentence goes on.
    Open,
    /// None of these.
    Bare,
}

/// How `text` ends.
pub(crate) fn ending(text: &str) -> Ending {
    let last = text.chars().rev().find(|&c| !c.is_whitespace() && !is_closer(c) && !is_format(c));
    match last {
        Some('?' | '？' | '؟' | '⸮' | '՞' | '፧' | '‽' | '⁇' | '⁈' | '⁉' | '\u{37e}') => {
            Ending::Question
        }
        Some(c) if is_stop(c) => Ending::Stop,
        Some(':' | '：' | ',' | '，' | '、' | '،' | ';' | '；' | '؛' | '-' | '–' | '—' | '―' | '/' | '&') => {
            Ending::Open
        }
        _ => Ending::Bare,
    }
}

/// Whether `c` ends a sentence, in any script.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '…'
            | '。'
            | '！'
            | '．'
            | '｡'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '។'
            | '៕'
            | '᠃'
            | '၏'
            | '။'
            | '༎'
            | '‼'
            | '︒'
            | '︕'
            | '෴'
            | '꓿'
            | '๚'
            | '๛'
    )
}

/// Whether `c` may stand behind the stop: a closing mark or bracket.
fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '“'
            | '»'
            | '«'
            | '›'
            | '‹'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '】'
            | '＂'
    )
}

/// Whether `c` is invisible and only steers the layout.
pub(crate) fn is_format(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// The number of words by UAX #29, counted up to `most`.
///
/// Scripts without spaces are counted by length: two ideographs, or four letters of Thai, Lao, Khmer or Burmese,
/// count as a word.
pub(crate) fn words(text: &str, most: usize) -> usize {
    if text.is_ascii() {
        return ascii_words(text, most);
    }
    let (mut count, mut rest) = (0, text);
    while count < most && !rest.is_empty() {
        // a space parts words in every script
        let other = plain_length(rest.as_bytes());
        let start = rest.get(..other).and_then(|plain| plain.rfind(' ')).map_or(0, |at| at + 1);
        let (plain, tail) =
            rest.split_at_checked(if other == rest.len() { other } else { start }).unwrap_or_default();
        let (token, behind) = tail.split_at_checked(tail.find(' ').unwrap_or(tail.len())).unwrap_or_default();
        count += ascii_words(plain, most - count);
        count += other_words(token, most.saturating_sub(count));
        rest = behind;
    }
    count.min(most)
}

/// How many bytes of ASCII a text begins with.
fn plain_length(bytes: &[u8]) -> usize {
    let blocks = bytes.chunks(BLOCK).take_while(|block| block.is_ascii());
    let plain: usize = blocks.map(<[u8]>::len).sum();
    let rest = bytes.get(plain..).unwrap_or_default();
    plain + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}

/// The words of a text that is not all ASCII.
fn other_words(text: &str, most: usize) -> usize {
    let mut plain = [b' '; BLOCK];
    if let Some(plain) = like_ascii(text, &mut plain) {
        return words_by_byte(plain, most);
    }
    let (mut quarters, enough) = (0_usize, most.saturating_mul(4));
    for word in text.unicode_words() {
        quarters += match word.chars().next() {
            Some('\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}') => 1,
            Some(c) if is_ideograph(c) => 2 * word.chars().take(most).count(),
            _ => 4,
        };
        if quarters >= enough {
            return most;
        }
    }
    quarters.div_ceil(4)
}

/// A short text with each character that is not ASCII put as one that UAX #29 treats alike: `a` for the letters of
/// Europe, an apostrophe for the curly ones, a space for marks. `None`: it holds others, or is too long.
fn like_ascii<'b>(text: &str, buffer: &'b mut [u8; BLOCK]) -> Option<&'b str> {
    let mut length = 0;
    for c in text.chars() {
        *buffer.get_mut(length)? = match c {
            '\0'..='\x7f' => u8::try_from(c).ok()?,
            '\u{c0}'..='\u{d6}'
            | '\u{d8}'..='\u{f6}'
            | '\u{f8}'..='\u{24f}'
            | '\u{400}'..='\u{481}'
            | '\u{48a}'..='\u{52f}' => b'a',
            '‘' | '’' => b'\'',
            '“' | '”' | '„' | '«' | '»' | '–' | '—' | '…' | '\u{a0}' => b' ',
            _ => return None,
        };
        length += 1;
    }
    std::str::from_utf8(buffer.get(..length)?).ok()
}

/// So many bytes are looked at in one go.
const BLOCK: usize = 64;

/// The number of words of a text that is all ASCII, by the rules of UAX #29, at a fraction of the cost.
fn ascii_words(text: &str, most: usize) -> usize {
    let mut count = 0_usize;
    // what stands before a byte decides, and two bytes of it are enough but for low lines
    let mut window = [0_u8; BLOCK + 2];
    let mut padded = [b' '; BLOCK];
    for block in text.as_bytes().chunks(BLOCK) {
        if memchr::memchr(b'_', block).is_some() {
            return words_by_byte(text, most);
        }
        if block.len() < BLOCK {
            padded = [b' '; BLOCK];
        }
        if let Some(own) = padded.get_mut(..block.len()) {
            own.copy_from_slice(block);
        }
        window.copy_within(BLOCK.., 0);
        for (class, byte) in window.iter_mut().skip(2).zip(&padded) {
            *class = class_of(*byte);
        }
        let (Some(two), Some(one), Some(own)) = (window.get(..BLOCK), window.get(1..=BLOCK), window.get(2..))
        else {
            break;
        };
        let before = two.iter().zip(one);
        let begun =
            before.zip(own).fold(0_u8, |sum, ((two, one), own)| sum.wrapping_add(begins(*two, *one, *own)));
        count += usize::from(begun);
        if count >= most {
            return most;
        }
    }
    count
}

/// Bits of letters and digits, each with the same bit two places on for the marks that may stand between two of them.
const LETTER: u8 = 1;
const DIGIT: u8 = 2;

/// What a byte is to the words around it. Without branches, so that several bytes are taken at once.
fn class_of(byte: u8) -> u8 {
    let when = |is: bool, class: u8| u8::from(is).wrapping_neg() & class;
    let is_letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let is_digit = byte.wrapping_sub(b'0') < 10;
    when(is_letter, LETTER)
        | when(is_digit, DIGIT)
        | when(byte == b'.', (LETTER | DIGIT) << 2)
        | when(byte == b'\'', (LETTER | DIGIT) << 2)
        | when(byte == b':', LETTER << 2)
        | when(byte == b',', DIGIT << 2)
        | when(byte == b';', DIGIT << 2)
}

/// 1 if a word begins with what is of the class `own`, behind these two.
fn begins(two: u8, one: u8, own: u8) -> u8 {
    let own = own & (LETTER | DIGIT);
    let joined = (one & (LETTER | DIGIT)) | (own & two & (one >> 2));
    u8::from(own != 0) & u8::from(joined == 0)
}

/// Whether a text holds a digit of ASCII.
pub(crate) fn has_digit(text: &str) -> bool {
    let (blocks, rest) = text.as_bytes().as_chunks::<16>();
    let is_there = |block: &[u8; 16]| block.iter().fold(false, |found, byte| found | byte.is_ascii_digit());
    blocks.iter().any(is_there) || rest.iter().any(u8::is_ascii_digit)
}

fn words_by_byte(text: &str, most: usize) -> usize {
    let (mut count, mut state) = (0_usize, Word::None);
    for block in text.as_bytes().chunks(BLOCK) {
        for &byte in block {
            let (next, begins) = step(state, byte);
            state = next;
            count += usize::from(begins);
        }
        if count >= most {
            return most;
        }
    }
    count
}

/// What stands before a character of ASCII.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    None,
    Letter,
    Digit,
    /// A low line, which joins on either side, behind a letter or digit.
    Low,
    /// Low lines alone, which are no word.
    Lows,
    /// Behind a letter: `.` or `'`, or `:`, which may stand inside a word.
    LetterMark,
    /// Behind a digit: `.` or `'`, or `,` or `;`, which may stand inside a number.
    DigitMark,
}

/// What stands before the character after `byte`, and whether a word begins with it.
fn step(before: Word, byte: u8) -> (Word, bool) {
    let joins = matches!(before, Word::Letter | Word::Digit | Word::Low);
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => (Word::Letter, !(joins || before == Word::LetterMark)),
        b'0'..=b'9' => (Word::Digit, !(joins || before == Word::DigitMark)),
        b'_' => (if joins { Word::Low } else { Word::Lows }, false),
        b'.' | b'\'' => match before {
            Word::Letter => (Word::LetterMark, false),
            Word::Digit => (Word::DigitMark, false),
            _ => (Word::None, false),
        },
        b':' if before == Word::Letter => (Word::LetterMark, false),
        b',' | b';' if before == Word::Digit => (Word::DigitMark, false),
        _ => (Word::None, false),
    }
}

/// Whether `c` is of a script written without spaces between words.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3134f}')
}

/// Whether `c` belongs to a text written without spaces: an ideograph, or the marks that go with them.
pub(crate) fn is_dense(c: char) -> bool {
    c >= '\u{e00}'
        && (is_ideograph(c)
            || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}'
                | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'))
}

/// Whether `c` takes two columns.
pub(crate) fn is_wide(c: char) -> bool {
    c >= '\u{1100}'
        && (is_ideograph(c)
            || matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303f}' | '\u{3130}'..='\u{318f}'
                | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(u32, &str, bool)]) {
        let (lines, rest) = split(text, usize::MAX);
        let found: Vec<_> = lines
            .iter()
            .map(|line| (line.number, text.get(line.range.clone()).unwrap(), line.after_blank))
            .collect();
        assert_eq!((found.as_slice(), rest), (expect, None), "{text:?}");
    }

    #[test]
    fn end_in_any_way_and_keep_their_numbers() {
        check("a\nb\r\nc\rd", &[(1, "a", true), (2, "b", false), (3, "c", false), (4, "d", false)]);
        check("a\r\n\r\n  b \u{a0}\n", &[(1, "a", true), (3, "b", true)]);
        check("\n \t\n", &[]);
    }

    #[test]
    fn are_counted_up_to_a_bound() {
        let (lines, rest) = split("a\n\nb\nc\n", 2);
        assert_eq!((lines.len(), rest), (2, Some(5)));
        assert_eq!(split(&"\n".repeat(1_000_000), usize::MAX), (Vec::new(), None));
    }

    #[test]
    fn endings_are_seen_behind_closing_marks() {
        for (text, expect) in [
            ("It is over.", Ending::Stop),
            ("“It is over.” ", Ending::Stop),
            ("他说：“完了。”", Ending::Stop),
            ("لماذا؟", Ending::Question),
            ("यह हो गया।", Ending::Stop),
            ("as follows:", Ending::Open),
            ("Empty quays", Ending::Bare),
            ("The \"quiet\"", Ending::Bare),
        ] {
            assert_eq!(ending(text), expect, "{text}");
        }
    }

    #[test]
    fn words_are_those_of_the_script() {
        for (text, expect) in
            [("don't stop now", 3), ("居民反应", 2), ("أسئلة السكان", 2), ("ข่าววันนี้", 2), ("", 0), ("—", 0)]
        {
            assert_eq!(words(text, 100), expect, "{text}");
        }
        assert_eq!(words(&"word ".repeat(1000), 64), 64);
        assert_eq!(words("The ferry – a plan – sails, naïvely", 100), 6);
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_counts_as_the_long_one(text in "[aB1_:.',;\" éж’‘“”…»\u{a0}–—\\-]{0,24}") {
            assert_eq!(words(&text, usize::MAX), text.unicode_words().count(), "{text:?}");
        }
    }
}
