//! Start tags, as they should be and as they are.

use std::ops::Range;

use wirecopy_core::Limits;

use crate::byte::{at, begins_name, is_space, name_end, space_end};

/// An attribute as found; ranges are from the start of the tag.
#[derive(Clone, Debug, Default)]
pub(crate) struct Raw {
    pub(crate) name: Range<usize>,
    pub(crate) value: Range<usize>,
    /// Whether the value holds references, control characters or white space other than spaces.
    pub(crate) special: bool,
}

/// Something in a tag that should not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Unclosed,
    Truncated,
    StraySlash,
    StrayCharacter,
    AttributeName,
    NoSpace,
    NoValue,
    Unquoted,
    UnclosedValue,
    LessThan,
}

impl Fault {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Unclosed => "xml.tag.unclosed",
            Self::Truncated => "xml.tag.truncated",
            Self::StraySlash => "xml.tag.stray-slash",
            Self::StrayCharacter => "xml.tag.stray-character",
            Self::AttributeName => "xml.attribute.name",
            Self::NoSpace => "xml.attribute.no-space",
            Self::NoValue => "xml.attribute.no-value",
            Self::Unquoted => "xml.attribute.unquoted",
            Self::UnclosedValue => "xml.attribute.unclosed",
            Self::LessThan => "xml.attribute.less-than",
        }
    }

    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::Unclosed => "a tag has no `>`; it was ended before the next `<`",
            Self::Truncated => "the input ends inside a tag",
            Self::StraySlash => "a `/` in a tag was ignored",
            Self::StrayCharacter => "a character in a tag that belongs to no attribute was ignored",
            Self::AttributeName => "an attribute has a name that XML does not allow",
            Self::NoSpace => "there is no space before an attribute",
            Self::NoValue => "an attribute has no value; it was read as empty",
            Self::Unquoted => "the value of an attribute has no quotation marks",
            Self::UnclosedValue => {
                "the value of an attribute has no closing quotation mark; it was ended early"
            }
            Self::LessThan => "the value of an attribute holds a `<`",
        }
    }
}

/// A start tag, reused from tag to tag.
#[derive(Default)]
pub(crate) struct Tag {
    /// Where the name ends; it begins behind the `<`.
    pub(crate) name: usize,
    /// Length of the prefix with its colon.
    pub(crate) prefix: usize,
    pub(crate) attributes: Vec<Raw>,
    pub(crate) faults: Vec<(Fault, Range<usize>)>,
    pub(crate) is_empty: bool,
    /// Where the tag ends.
    pub(crate) end: usize,
}

/// What a `<` turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A tag.
    Tag,
    /// A less-than sign.
    Text,
    /// It cannot be told without more of the input.
    More,
    /// More attributes than the limit.
    TooMany(Range<usize>),
    /// A longer name than the limit.
    LongName(Range<usize>),
    /// A longer value than the limit.
    LongValue(Range<usize>),
}

impl Tag {
    /// Reads the tag at the start of `bytes`, which is `<` and the beginning of a name. `ended`: there is no more
    /// input.
    pub(crate) fn scan(&mut self, bytes: &[u8], ended: bool, limits: &Limits) -> Found {
        self.attributes.clear();
        self.faults.clear();
        self.is_empty = false;
        self.prefix = 0;
        self.name = name_end(bytes, 1);
        let next = at(bytes, self.name);
        if next == b'>' && (self.name as u64) <= limits.name {
            self.end = self.name + 1;
            self.split(bytes);
            return Found::Tag;
        }
        if self.name as u64 > limits.name {
            return Found::LongName(1..self.name);
        }
        if self.name >= bytes.len() {
            if !ended {
                return Found::More;
            }
        } else if next == b'/' {
            match bytes.get(self.name + 1) {
                Some(b'>') => {}
                Some(_) => return Found::Text,
                None if ended => {}
                None => return Found::More,
            }
        } else if !is_space(next) && next != b'<' {
            return Found::Text;
        }
        self.split(bytes);
        self.rest(bytes, ended, limits)
    }

    fn split(&mut self, bytes: &[u8]) {
        let name = bytes.get(1..self.name).unwrap_or_default();
        if let Some(colon) = name.iter().position(|&byte| byte == b':')
            && colon > 0
            && colon + 1 < name.len()
        {
            self.prefix = colon + 1;
        }
    }

    fn fault(&mut self, fault: Fault, range: Range<usize>) {
        self.faults.push((fault, range));
    }

    /// What follows the name.
    fn rest(&mut self, bytes: &[u8], ended: bool, limits: &Limits) -> Found {
        let mut i = self.name;
        let mut spaced = false;
        loop {
            let after = space_end(bytes, i);
            spaced |= after > i;
            i = after;
            let Some(&byte) = bytes.get(i) else {
                if !ended {
                    return Found::More;
                }
                self.fault(Fault::Truncated, 0..i);
                self.end = i;
                return Found::Tag;
            };
            match byte {
                b'>' => {
                    self.end = i + 1;
                    return Found::Tag;
                }
                b'/' => {
                    match bytes.get(i + 1) {
                        Some(b'>') => {
                            self.is_empty = true;
                            self.end = i + 2;
                            return Found::Tag;
                        }
                        None if !ended => return Found::More,
                        _ => self.fault(Fault::StraySlash, i..i + 1),
                    }
                    i += 1;
                    spaced = true;
                }
                b'<' => {
                    // words without a value before the next `<`: `a <b and c < d` is no tag
                    let words = self.attributes.iter().all(|attribute| attribute.value.is_empty());
                    if words && !self.attributes.is_empty() {
                        return Found::Text;
                    }
                    self.fault(Fault::Unclosed, 0..i);
                    self.end = i;
                    return Found::Tag;
                }
                b'"' | b'\'' | b'=' => {
                    self.fault(Fault::StrayCharacter, i..i + 1);
                    i += 1;
                }
                _ => {
                    if !spaced {
                        self.fault(Fault::NoSpace, i..i);
                    }
                    match self.attribute(bytes, i, ended, limits) {
                        Ok(end) => i = end,
                        Err(found) => return found,
                    }
                    spaced = false;
                }
            }
        }
    }

    /// Reads the attribute at `from` and gives where it ends.
    fn attribute(&mut self, bytes: &[u8], from: usize, ended: bool, limits: &Limits) -> Result<usize, Found> {
        let mut name_to = name_end(bytes, from);
        let ends = |byte: u8| is_space(byte) || matches!(byte, b'=' | b'/' | b'>' | b'<' | b'"' | b'\'');
        let odd = !begins_name(at(bytes, from)) || bytes.get(name_to).is_some_and(|&byte| !ends(byte));
        if odd {
            let rest = bytes.get(from..).unwrap_or_default();
            name_to = from + rest.iter().position(|&byte| ends(byte)).unwrap_or(rest.len());
        }
        let name = from..name_to;
        if name.len() as u64 > limits.name {
            return Err(Found::LongName(name));
        }
        if self.attributes.len() as u64 >= limits.attributes {
            return Err(Found::TooMany(name));
        }
        if odd {
            self.fault(Fault::AttributeName, name.clone());
        }
        let equals = space_end(bytes, name_to);
        let Some(&byte) = bytes.get(equals) else {
            if ended {
                // neither name nor value can be relied on
                return Ok(bytes.len());
            }
            return Err(Found::More);
        };
        if byte != b'=' {
            self.fault(Fault::NoValue, name.clone());
            self.attributes.push(Raw { value: name.end..name.end, name, special: false });
            return Ok(name_to);
        }
        let opening = space_end(bytes, equals + 1);
        let Some(&quote) = bytes.get(opening) else {
            return if ended { Ok(bytes.len()) } else { Err(Found::More) };
        };
        if quote != b'"' && quote != b'\'' {
            return self.unquoted(bytes, name, opening, ended, limits);
        }
        let begin = opening + 1;
        let rest = bytes.get(begin..).unwrap_or_default();
        let end = memchr::memchr(quote, rest);
        let value = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        // no early exit, so that it becomes vector code
        let seen = value.iter().fold(0_u8, |seen, &byte| {
            seen | u8::from(byte < b' ') | u8::from(byte == b'&') | (u8::from(byte == b'<') << 1)
        });
        let special = seen & 1 != 0;
        let less_than = if seen & 2 != 0 { memchr::memchr(b'<', value) } else { None };
        let length = end.unwrap_or(rest.len());
        let too_long = length as u64 > limits.attribute_value;
        if too_long && less_than.is_none() {
            return Err(Found::LongValue(begin..begin + length));
        }
        let Some(end) = end.filter(|_| !too_long) else {
            if !ended && !too_long {
                return Err(Found::More);
            }
            return Ok(self.unclosed(bytes, name, begin));
        };
        let close = begin + end;
        if let Some(less_than) = less_than {
            let follows = match bytes.get(close + 1) {
                None if !ended => return Err(Found::More),
                follows => follows.copied().unwrap_or(b'>'),
            };
            if !is_space(follows) && !matches!(follows, b'>' | b'/') {
                return Ok(self.unclosed(bytes, name, begin));
            }
            self.fault(Fault::LessThan, begin + less_than..begin + less_than + 1);
        }
        if value.last() == Some(&b'=')
            && let Some(length) = before_attribute(value)
        {
            let follows = match bytes.get(close + 1) {
                None if !ended => return Err(Found::More),
                follows => follows.copied().unwrap_or(b'>'),
            };
            if is_space(follows) || matches!(follows, b'>' | b'/') {
                self.attributes.push(Raw { name, value: begin..close, special });
                return Ok(close + 1);
            }
            // `a="x b="y"`: the mark that seems to close opens another value
            let value = begin..begin + length;
            self.fault(Fault::UnclosedValue, begin - 1..value.end);
            let end = value.end;
            self.push_checked(bytes, name, value);
            return Ok(end);
        }
        self.attributes.push(Raw { name, value: begin..close, special });
        Ok(close + 1)
    }

    /// A value that begins with a quotation mark that nothing closes: it ends with the tag.
    fn unclosed(&mut self, bytes: &[u8], name: Range<usize>, begin: usize) -> usize {
        let rest = bytes.get(begin..).unwrap_or_default();
        let mut length = memchr::memchr2(b'<', b'>', rest).unwrap_or(rest.len());
        if at(rest, length) == b'>' && length > 0 && at(rest, length - 1) == b'/' {
            length -= 1;
        }
        let value = begin..begin + length;
        self.fault(Fault::UnclosedValue, begin - 1..value.end);
        let end = value.end;
        self.push_checked(bytes, name, value);
        end
    }

    fn unquoted(
        &mut self,
        bytes: &[u8],
        name: Range<usize>,
        begin: usize,
        ended: bool,
        limits: &Limits,
    ) -> Result<usize, Found> {
        let rest = bytes.get(begin..).unwrap_or_default();
        let mut length = match rest.iter().position(|&byte| is_space(byte) || byte == b'>' || byte == b'<') {
            Some(length) => length,
            None if rest.len() as u64 > limits.attribute_value => rest.len(),
            None if !ended => return Err(Found::More),
            None => rest.len(),
        };
        if length as u64 > limits.attribute_value {
            return Err(Found::LongValue(begin..begin + length));
        }
        if at(rest, length) == b'>' && length > 0 && at(rest, length - 1) == b'/' {
            length -= 1;
        }
        let value = begin..begin + length;
        let fault = if value.is_empty() { Fault::NoValue } else { Fault::Unquoted };
        self.fault(fault, name.clone());
        let end = value.end;
        self.push_checked(bytes, name, value);
        Ok(end)
    }

    fn push_checked(&mut self, bytes: &[u8], name: Range<usize>, value: Range<usize>) {
        let special =
            bytes.get(value.clone()).unwrap_or_default().iter().any(|&byte| byte < b' ' || byte == b'&');
        self.attributes.push(Raw { name, value, special });
    }
}

/// How long a value is without the ` name=` at its end. `None`: it has none.
fn before_attribute(value: &[u8]) -> Option<usize> {
    let name = value.strip_suffix(b"=")?.trim_ascii_end();
    let begin = name.iter().rposition(|&byte| !crate::byte::is_name(byte))?;
    let is_name = is_space(at(name, begin)) && begins_name(at(name, begin + 1));
    is_name.then(|| name.get(..begin).unwrap_or_default().trim_ascii_end().len())
}
