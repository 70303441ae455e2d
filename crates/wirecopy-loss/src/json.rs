//! Strings and numbers of JSON.

use crate::{Piece, Pieces, even};

/// The strings and numbers of JSON, or of lines of JSON. Names of members, truth values and `null` are left out, and so
/// are the classes and contexts of JSON-LD, which are names of a kind. What is
/// no JSON is read over.
pub fn json(source: &str) -> Pieces {
    let mut found = Pieces { well_formed: true, ..Pieces::default() };
    let mut at = 0;
    let mut name = None;
    while let Some(rest) = source.get(at..) {
        let Some(byte) = rest.bytes().next() else { break };
        match byte {
            b'"' => {
                let Some(length) = string(rest) else {
                    found.well_formed = false;
                    found.unread = u64::try_from(at).ok();
                    break;
                };
                let written = rest.get(..length).unwrap_or_default();
                let after = rest.get(length..).unwrap_or_default().trim_start();
                match serde_json::from_str::<String>(written) {
                    Ok(text) if after.starts_with(':') => name = Some(text),
                    Ok(text) => push(&text, name.clone(), at, length, &mut found),
                    Err(_) => {
                        found.unsure += 1;
                        found.well_formed = false;
                    }
                }
                at += length;
            }
            b'-' | b'0'..=b'9' => {
                let is_of_number = |byte: &u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
                let length = rest.bytes().take_while(is_of_number).count();
                push(rest.get(..length).unwrap_or_default(), name.clone(), at, length, &mut found);
                at += length;
            }
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

fn push(text: &str, name: Option<String>, at: usize, length: usize, found: &mut Pieces) {
    // of JSON-LD: what a thing is, and in which words that is said
    if matches!(name.as_deref(), Some("@type" | "@context")) {
        return;
    }
    let text = even(text);
    let start = u64::try_from(at).unwrap_or(u64::MAX);
    if !text.is_empty() {
        let end = start.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
        found.pieces.push(Piece { text, name, start, end });
    }
}

/// How long the string is that a text begins with, quotation marks included.
fn string(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}
