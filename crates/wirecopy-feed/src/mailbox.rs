//! Addresses with names beside them, as RFC 822 and its successors have them and as they are found.

/// A name and an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mailbox<'t> {
    /// `None`: the address stands alone.
    pub(crate) name: Option<&'t str>,
    pub(crate) email: &'t str,
}

/// The mailboxes of a line: `jo@example.org (Jo Doe)`, `Jo Doe <jo@example.org>`, `Jo Doe, jo@example.org`, several
/// with commas or semicolons between. None where something of the line is neither name nor address.
pub(crate) fn mailboxes(line: &str) -> Vec<Mailbox<'_>> {
    match line.bytes().filter(|byte| *byte == b'@').count() {
        1 => mailbox(line).into_iter().collect(),
        2..=64 => [';', ',']
            .into_iter()
            .find_map(|sign| split(line, sign).into_iter().map(mailbox).collect::<Option<Vec<_>>>())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// What stands between signs that are in no quotation marks or brackets; blank pieces are left out.
fn split(line: &str, sign: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut from, mut quoted, mut depth) = (0, false, 0_u32);
    for (at, char) in line.char_indices() {
        match char {
            '"' => quoted = !quoted,
            '(' | '<' | '[' if !quoted => depth += 1,
            ')' | '>' | ']' if !quoted => depth = depth.saturating_sub(1),
            _ if char == sign && !quoted && depth == 0 => {
                pieces.push(line.get(from..at).unwrap_or_default().trim());
                from = at + char.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(line.get(from..).unwrap_or_default().trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn mailbox(text: &str) -> Option<Mailbox<'_>> {
    let text = text.trim();
    let at = text.find('@')?;
    let ends = |char: char| char.is_whitespace() || "()<>[],;\"".contains(char);
    let (before, after) = text.split_at_checked(at)?;
    let begin = before.rfind(ends).map_or(0, |found| {
        found + before.get(found..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let end = at + after.find(ends).unwrap_or(after.len());
    let written = text.get(begin..end)?;
    let email = written
        .get(..7)
        .filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
        .and_then(|_| written.get(7..))
        .unwrap_or(written);
    let email = email.split('?').next().filter(|_| email.len() < written.len()).unwrap_or(email);
    if !is_email(email) {
        return None;
    }
    let (before, after) = (text.get(..begin)?, text.get(end..)?);
    let name = name(before.trim(), after.trim())?;
    Some(Mailbox { name: Some(name).filter(|name| !name.is_empty()), email })
}

/// The name of what stands before and behind an address, empty when nothing does. `None`: it is more than a name.
fn name<'t>(before: &'t str, after: &'t str) -> Option<&'t str> {
    // the brackets around the address
    let (mut before, mut after) = (before, after);
    for (open, close) in [('<', '>'), ('(', ')'), ('[', ']')] {
        if let (Some(outer), Some(rest)) = (before.strip_suffix(open), after.strip_prefix(close)) {
            (before, after) = (outer.trim(), rest.trim());
        }
    }
    let parts =
        |char: char| matches!(char, ',' | ';' | ':' | '-' | '–' | '—' | '|' | '/') || char.is_whitespace();
    let before = before.trim_end_matches(parts);
    let after = after.trim_start_matches(parts);
    let name = match (before.is_empty(), after.is_empty()) {
        (true, true) => return Some(""),
        (false, true) => before,
        (true, false) => after,
        (false, false) => return None,
    };
    let name = unwrapped(name);
    let is_clean = !name.contains(['<', '>', '@']) && !name.starts_with(['(', '[']) && balanced(name);
    is_clean.then_some(name)
}

/// The text without the quotation marks or brackets around all of it.
fn unwrapped(text: &str) -> &str {
    let mut text = text;
    for (open, close) in [('(', ')'), ('<', '>'), ('[', ']'), ('"', '"'), ('\'', '\''), ('“', '”')] {
        if let Some(inner) = text.strip_prefix(open).and_then(|text| text.strip_suffix(close))
            && if open == '(' || open == '[' { balanced(inner) } else { !inner.contains(close) }
        {
            text = inner.trim();
        }
    }
    text
}

fn balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for char in text.chars() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.contains(|char: char| {
                char.is_whitespace() || char.is_control() || "()<>[],;:\"\\@".contains(char)
            })
    };
    is_part(local) && is_part(domain) && !domain.starts_with('.') && !domain.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_with_a_name() {
        for line in [
            "jo@example.org (Jo Doe)",
            "jo@example.org(Jo Doe)",
            "jo@example.org  ( Jo Doe )",
            "Jo Doe <jo@example.org>",
            "Jo Doe<jo@example.org>",
            "Jo Doe (jo@example.org)",
            "Jo Doe [jo@example.org]",
            "Jo Doe, jo@example.org",
            "Jo Doe jo@example.org",
            "Jo Doe - jo@example.org",
            "Jo Doe: jo@example.org",
            "jo@example.org, Jo Doe",
            "jo@example.org Jo Doe",
            "jo@example.org - Jo Doe",
            "jo@example.org <Jo Doe>",
            "jo@example.org \"Jo Doe\"",
            "(Jo Doe) jo@example.org",
            "\"Jo Doe\" <jo@example.org>",
            "'Jo Doe' <jo@example.org>",
            "Jo Doe <mailto:jo@example.org>",
            "Jo Doe (mailto:jo@example.org?subject=Fog)",
            "MAILTO:jo@example.org (Jo Doe)",
        ] {
            assert_eq!(
                mailboxes(line),
                [Mailbox { name: Some("Jo Doe"), email: "jo@example.org" }],
                "{line}"
            );
        }
    }

    #[test]
    fn addresses_alone() {
        for line in [
            "jo@example.org",
            "<jo@example.org>",
            "(jo@example.org)",
            "mailto:jo@example.org",
            "jo@example.org ()",
        ] {
            assert_eq!(mailboxes(line), [Mailbox { name: None, email: "jo@example.org" }], "{line}");
        }
    }

    #[test]
    fn names_with_signs_in_them() {
        let check = |line, name| {
            assert_eq!(mailboxes(line), [Mailbox { name: Some(name), email: "jo@example.org" }], "{line}");
        };
        check("\"Doe, Jo\" <jo@example.org>", "Doe, Jo");
        check("Doe, Jo <jo@example.org>", "Doe, Jo");
        check("jo@example.org (Jo Doe (desk))", "Jo Doe (desk)");
        check("Jo Doe (desk) <jo@example.org>", "Jo Doe (desk)");
        check("jo@example.org (Dr. Jo Doe-O’Hara)", "Dr. Jo Doe-O’Hara");
    }

    #[test]
    fn several_addresses() {
        let both = [
            Mailbox { name: Some("Jo Doe"), email: "jo@example.org" },
            Mailbox { name: Some("Ann Poe"), email: "ann@example.org" },
        ];
        assert_eq!(mailboxes("jo@example.org (Jo Doe), ann@example.org (Ann Poe)"), both);
        assert_eq!(mailboxes("Jo Doe <jo@example.org>; Ann Poe <ann@example.org>"), both);
        assert_eq!(
            mailboxes("jo@example.org; ann@example.org"),
            both.map(|mailbox| Mailbox { name: None, ..mailbox })
        );
    }

    #[test]
    fn what_is_more_than_a_name_and_an_address() {
        for line in [
            "write to jo@example.org for more",
            "jo at example dot org (Jo Doe)",
            "jo [at] example.org",
            "@jodoe",
            "jo@",
            "jo@example.org (Jo Doe) and Ann Poe",
            "Jo Doe <jo@example.org> (desk)",
            "a@b@c",
        ] {
            assert_eq!(mailboxes(line), [], "{line}");
        }
    }
}
