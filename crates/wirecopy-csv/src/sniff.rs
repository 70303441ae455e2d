//! What separates cells, by what the first line shows.

/// What may separate cells: of those that are equally many the first counts. Commas and bars stand in the words of a
/// header separated by semicolons or tabs, and hardly the other way round.
const DELIMITERS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// The delimiter of a table, with the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Delimiter {
    pub(crate) byte: u8,
    pub(crate) evidence: Evidence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// A first line `sep=;`, as Excel writes and reads it; so many bytes of the text are that line.
    Line(usize),
    /// So many of them in the header.
    Header(usize),
    /// There is none: the table has one column.
    None,
}

/// The delimiter that the beginning of a text shows.
pub(crate) fn delimiter(text: &str) -> Delimiter {
    if let Some(stated) = stated(text) {
        return stated;
    }
    let mut counts = [0_usize; 4];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && counts != [0; 4] => break,
            // empty lines before the header, and a table of one column
            b'\n' | b'\r' if !quoted => {}
            _ if !quoted => {
                if let Some(count) =
                    DELIMITERS.iter().position(|known| *known == byte).and_then(|at| counts.get_mut(at))
                {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    best(counts)
}

fn best(counts: [usize; 4]) -> Delimiter {
    // the first of the most: `max_by_key` gives the last of equals
    let best = DELIMITERS.into_iter().zip(counts).rev().max_by_key(|(_, count)| *count);
    match best {
        Some((byte, count)) if count > 0 => Delimiter { byte, evidence: Evidence::Header(count) },
        _ => Delimiter { byte: b',', evidence: Evidence::None },
    }
}

/// The delimiter a first line `sep=;` states.
fn stated(text: &str) -> Option<Delimiter> {
    let rest =
        text.strip_prefix("sep=").or_else(|| text.strip_prefix("\"sep=")).filter(|rest| rest.len() > 1)?;
    let byte = *rest.as_bytes().first().filter(|byte| byte.is_ascii_punctuation() || **byte == b'\t')?;
    let after = rest.get(1..)?;
    let after = after.strip_prefix('"').unwrap_or(after);
    let line = after
        .strip_prefix("\r\n")
        .or_else(|| after.strip_prefix('\n'))
        .or_else(|| after.strip_prefix('\r'))?;
    (byte != b'"').then_some(Delimiter { byte, evidence: Evidence::Line(text.len() - line.len()) })
}

/// Names of delimiters, for people.
pub(crate) fn name(byte: u8) -> String {
    match byte {
        b',' => "commas".to_owned(),
        b';' => "semicolons".to_owned(),
        b'\t' => "tabs".to_owned(),
        b'|' => "bars".to_owned(),
        other => format!("`{}`", char::from(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, byte: u8, evidence: Evidence) {
        assert_eq!(delimiter(text), Delimiter { byte, evidence }, "{text}");
    }

    #[test]
    fn the_header_shows_the_delimiter() {
        check("title,url\r\na;b;c;d,e", b',', Evidence::Header(1));
        check("\"a,b,c\";d;e\n", b';', Evidence::Header(2));
        check("Title;Summary, long\nx", b';', Evidence::Header(1));
        check("a\tb", b'\t', Evidence::Header(1));
        check("\n\na|b|c\n", b'|', Evidence::Header(2));
        check("title\nx\n", b',', Evidence::None);
    }

    #[test]
    fn a_first_line_may_state_it() {
        check("sep=;\r\na,b;c", b';', Evidence::Line(7));
        check("\"sep=|\"\na", b'|', Evidence::Line(8));
        check("sep=", b',', Evidence::None);
        check("sep=x\na;b", b';', Evidence::Header(1));
    }
}
