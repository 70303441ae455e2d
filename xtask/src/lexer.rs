//! Just enough of Rust's grammar to tell code from comments, strings and tests.

/// A token of Rust source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A word: name, keyword or number.
    Word(String),
    /// Content of a string literal, escapes left as they are.
    Text(String),
    /// Any other character that is no blank.
    Mark(char),
}

impl Token {
    /// Whether it is this word.
    pub(crate) fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(found) if found == word)
    }

    /// Whether it is this mark.
    pub(crate) fn is_mark(&self, mark: char) -> bool {
        *self == Self::Mark(mark)
    }
}

/// The tokens of `source` with their lines, comments and modules behind `#[cfg(test)]` left out.
pub(crate) fn code(source: &str) -> Vec<(usize, Token)> {
    without_tests(&tokens(source))
}

fn tokens(source: &str) -> Vec<(usize, Token)> {
    let characters: Vec<char> = source.chars().collect();
    let at = |index: usize| characters.get(index).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let (mut index, mut line) = (0, 1);
    while index < characters.len() {
        let character = at(index);
        let start_line = line;
        let token = if character == '\n' {
            line += 1;
            index += 1;
            continue;
        } else if character.is_whitespace() {
            index += 1;
            continue;
        } else if character == '/' && at(index + 1) == '/' {
            while index < characters.len() && at(index) != '\n' {
                index += 1;
            }
            continue;
        } else if character == '/' && at(index + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(index), at(index + 1)) {
                    ('/', '*') => {
                        depth += 1;
                        index += 2;
                    }
                    ('*', '/') => {
                        depth -= 1;
                        index += 2;
                    }
                    _ if index >= characters.len() => break,
                    (character, _) => {
                        line += usize::from(character == '\n');
                        index += 1;
                    }
                }
                if depth == 0 {
                    break;
                }
            }
            continue;
        } else if let Some((opening, hashes)) = raw_string(&characters, index) {
            index += opening;
            let mut text = String::new();
            while index < characters.len() {
                if at(index) == '"' && (1..=hashes).all(|offset| at(index + offset) == '#') {
                    index += 1 + hashes;
                    break;
                }
                line += usize::from(at(index) == '\n');
                text.push(at(index));
                index += 1;
            }
            Token::Text(text)
        } else if character == '"' || (matches!(character, 'b' | 'c') && at(index + 1) == '"') {
            index += if character == '"' { 1 } else { 2 };
            let mut text = String::new();
            while index < characters.len() && at(index) != '"' {
                if at(index) == '\\' {
                    text.push('\\');
                    index += 1;
                }
                line += usize::from(at(index) == '\n');
                text.push(at(index));
                index += 1;
            }
            index += 1;
            Token::Text(text)
        } else if character == '\'' {
            // a character, or a lifetime
            let length = match (at(index + 1), at(index + 2)) {
                ('\\', _) => {
                    (index + 3..characters.len()).find(|end| at(*end) == '\'').map(|end| end + 1 - index)
                }
                (_, '\'') => Some(3),
                _ => None,
            };
            index += length.unwrap_or(1);
            Token::Mark('\'')
        } else if character.is_alphanumeric() || character == '_' {
            let mut word = String::new();
            while at(index).is_alphanumeric() || at(index) == '_' {
                word.push(at(index));
                index += 1;
            }
            Token::Word(word)
        } else {
            index += 1;
            Token::Mark(character)
        };
        tokens.push((start_line, token));
    }
    tokens
}

/// Length of the opening of a raw string and number of its hashes.
fn raw_string(characters: &[char], index: usize) -> Option<(usize, usize)> {
    let at = |index: usize| characters.get(index).copied().unwrap_or('\0');
    let after_r = match (at(index), at(index + 1)) {
        ('r', _) => index + 1,
        ('b' | 'c', 'r') => index + 2,
        _ => return None,
    };
    let hashes = (after_r..characters.len()).take_while(|index| at(*index) == '#').count();
    (at(after_r + hashes) == '"').then_some((after_r + hashes + 1 - index, hashes))
}

/// Leaves out the item that follows each `#[cfg(test)]`.
fn without_tests(tokens: &[(usize, Token)]) -> Vec<(usize, Token)> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some((first, after)) = rest.split_first() {
        let is_test = matches!(rest, [(_, hash), (_, open), (_, cfg), (_, paren), (_, test), ..]
            if hash.is_mark('#') && open.is_mark('[') && cfg.is("cfg") && paren.is_mark('(') && test.is("test"));
        if !is_test {
            kept.push(first.clone());
            rest = after;
            continue;
        }
        // up to the `;` or the closing brace of the item
        let mut depth = 0_usize;
        let end = rest.iter().position(|(_, token)| match token {
            Token::Mark('{') => {
                depth += 1;
                false
            }
            Token::Mark('}') => {
                depth = depth.saturating_sub(1);
                depth == 0
            }
            Token::Mark(';') => depth == 0,
            _ => false,
        });
        rest = end.and_then(|end| rest.get(end + 1..)).unwrap_or_default();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &str) {
        let shown: Vec<_> = code(source)
            .into_iter()
            .map(|(line, token)| match token {
                Token::Word(word) => format!("{line}:{word}"),
                Token::Text(text) => format!("{line}:\"{text}\""),
                Token::Mark(mark) => format!("{line}:{mark}"),
            })
            .collect();
        assert_eq!(shown.join(" "), expect);
    }

    #[test]
    fn code_is_told_from_comments_and_strings() {
        check("a // b\n/* c /* d */ */ e", "1:a 2:e");
        check(r##"x("a\"b", r#"c"d"#, b"e")"##, r#"1:x 1:( 1:"a\"b" 1:, 1:"c"d" 1:, 1:"e" 1:)"#);
        check("'a' '\\'' &'static x", "1:' 1:' 1:& 1:' 1:static 1:x");
    }

    #[test]
    fn tests_are_left_out() {
        check("a\n#[cfg(test)]\nmod tests { fn b() { c } }\nd", "1:a 4:d");
        check("#[cfg(test)] use a::b; c", "1:c");
    }
}
