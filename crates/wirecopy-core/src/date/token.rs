//! Numbers, words and signs of a written date.

use super::name::fold;

/// A piece of a written date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits and their value.
    Number(u64, u8),
    /// Letters, lower case and without accents.
    Word(String),
    /// Any other character.
    Sign(char),
}

/// No date has more pieces than this.
const MOST: usize = 40;

/// The pieces. What stands in `(…)` is a comment (RFC 822 § 3.1.4) and what stands in `[…]` an annotation
/// (RFC 9557): both are left out. `None`: this is no date.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::with_capacity(16);
    let mut chars = text.chars().peekable();
    let mut spaced = false;
    let mut closed_by: Option<char> = None;
    let mut depth = 0_u32;
    while let Some(char) = chars.next().map(narrow) {
        if let Some(close) = closed_by {
            if char == close {
                depth -= 1;
                if depth == 0 {
                    closed_by = None;
                }
            } else if matches!((close, char), (')', '(') | (']', '[')) {
                depth += 1;
            }
            continue;
        }
        let kind = match char {
            '(' | '[' => {
                closed_by = Some(if char == '(' { ')' } else { ']' });
                depth = 1;
                spaced = true;
                continue;
            }
            _ if char.is_whitespace() => {
                spaced = true;
                continue;
            }
            '0'..='9' => {
                let mut value = u64::from(char) - u64::from(b'0');
                let mut digits = 1_u8;
                while let Some(digit) = chars.peek().and_then(|next| narrow(*next).to_digit(10)) {
                    chars.next();
                    value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
                    digits = digits.checked_add(1)?;
                }
                Kind::Number(value, digits)
            }
            _ if is_letter(char) => {
                let mut word = String::new();
                fold(char, &mut word);
                if !is_ideograph(char) {
                    while let Some(next) = chars.peek().copied().filter(|next| is_letter(*next)) {
                        if is_ideograph(next) {
                            break;
                        }
                        chars.next();
                        fold(next, &mut word);
                    }
                }
                Kind::Word(word)
            }
            _ => Kind::Sign(char),
        };
        tokens.push(Token { kind, spaced });
        spaced = false;
        if tokens.len() > MOST {
            return None;
        }
    }
    Some(tokens)
}

/// The ASCII form of digits of other scripts and of wide signs.
fn narrow(char: char) -> char {
    let zero = match char {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '\u{ff01}'..='\u{ff5e}' => return char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
        _ => return char,
    };
    char::from_u32(u32::from('0') + u32::from(char) - u32::from(zero)).unwrap_or(char)
}

fn is_letter(char: char) -> bool {
    char.is_alphabetic() || char == '_' || matches!(char, '\u{300}'..='\u{36f}')
}

/// Whether a character is a word by itself: Chinese characters and Korean syllables.
fn is_ideograph(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}
