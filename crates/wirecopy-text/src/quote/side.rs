//! What stands next to a mark.

use crate::lines::{is_format, is_ideograph, is_stop};

/// The character next to a mark, by sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The start or end of the text.
    Edge,
    Space,
    Word(char),
    /// A letter of a script without spaces.
    Ideograph,
    /// A bracket or mark that opens something.
    Open,
    /// A bracket that closes something.
    Close,
    /// A comma, stop or other mark that follows a word.
    Stop(char),
    Dash,
    /// Another quotation mark.
    Mark,
    Other(char),
}

/// What stands before a place.
pub(crate) fn before(text: &str, at: usize) -> Side {
    let text = text.get(..at).unwrap_or_default();
    text.chars().rev().take(8).find(|c| !is_format(*c)).map_or(Side::Edge, side)
}

/// What stands at a place.
pub(crate) fn after(text: &str, at: usize) -> Side {
    let text = text.get(at..).unwrap_or_default();
    text.chars().take(8).find(|c| !is_format(*c)).map_or(Side::Edge, side)
}

fn side(c: char) -> Side {
    match c {
        c if c.is_whitespace() => Side::Space,
        // Korean particles follow a closing mark without a space
        '\u{ac00}'..='\u{d7a3}' => Side::Ideograph,
        c if is_ideograph(c) => Side::Ideograph,
        c if c.is_alphanumeric() => Side::Word(c),
        '(' | '[' | '{' | '<' | '¿' | '¡' | '（' | '［' | '【' => Side::Open,
        ')' | ']' | '}' | '>' | '）' | '］' | '】' => Side::Close,
        '，' | '、' | '：' | '；' | '？' | '。' | '！' | '．' | '｡' => Side::Ideograph,
        ',' | ':' | ';' | '?' | '،' | '؛' | '؟' | '‽' => Side::Stop(c),
        c if is_stop(c) => Side::Stop(c),
        '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | '/' | '\\' | '|' | '_' => Side::Dash,
        '"' | '\'' | '`' | '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「'
        | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '＂' | '״' => Side::Mark,
        c => Side::Other(c),
    }
}

impl Side {
    pub(crate) fn is_word(self) -> bool {
        matches!(self, Self::Word(_))
    }

    pub(crate) fn is_hebrew(self) -> bool {
        matches!(self, Self::Word('\u{5d0}'..='\u{5ea}'))
    }

    /// What it costs as what stands before an opening mark.
    pub(crate) fn opening(self) -> u16 {
        match self {
            Self::Edge | Self::Space | Self::Open | Self::Mark | Self::Ideograph => 0,
            Self::Dash => 5,
            Self::Stop(':' | '…') => 10,
            Self::Other(_) => 20,
            Self::Stop(_) => 30,
            Self::Close => 40,
            Self::Word(_) => 80,
        }
    }

    /// What it costs as what stands behind an opening mark.
    pub(crate) fn opened(self) -> u16 {
        match self {
            Self::Word(_) | Self::Open | Self::Mark | Self::Ideograph | Self::Other(_) => 0,
            Self::Dash => 5,
            Self::Stop('.' | '…') => 10,
            Self::Space => 40,
            Self::Stop(_) | Self::Close => 60,
            Self::Edge => 90,
        }
    }

    /// The same for marks that some typists part from the words by a space.
    pub(crate) fn opened_wide(self) -> u16 {
        if self == Self::Space { 5 } else { self.opened() }
    }

    /// What it costs as what stands before a closing mark.
    pub(crate) fn closed(self) -> u16 {
        match self {
            Self::Word(_) | Self::Stop(_) | Self::Close | Self::Mark | Self::Ideograph | Self::Other(_) => 0,
            Self::Dash => 5,
            Self::Space => 40,
            Self::Open => 70,
            Self::Edge => 120,
        }
    }

    /// The same for marks that some typists part from the words by a space.
    pub(crate) fn closed_wide(self) -> u16 {
        if self == Self::Space { 5 } else { self.closed() }
    }

    /// What it costs as what stands behind a closing mark.
    pub(crate) fn closing(self) -> u16 {
        match self {
            Self::Edge
            | Self::Space
            | Self::Stop(_)
            | Self::Close
            | Self::Dash
            | Self::Mark
            | Self::Ideograph => 0,
            Self::Other(_) => 10,
            Self::Open => 30,
            Self::Word(_) => 50,
        }
    }
}
