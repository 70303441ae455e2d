use std::collections::BTreeMap;
use std::fs;

use anyhow::Result;

use super::Document;
use super::table::row;
use crate::lexer::{Token, code};
use crate::workspace::{files, packages, top};

/// A finding as the sources make it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) severity: String,
    pub(super) message: String,
    package: String,
}

/// All finding codes, with severity, message and the crate that makes them.
pub(super) fn document() -> Result<Document> {
    let mut text = "# Findings\n\nMade by `cargo xtask docs` from the sources and the fixtures. Codes are stable: `format.thing.fault`. A note is \
                    worth knowing, a repair says how damage was read, a loss says what of the source is not in the output. `…` stands for \
                    what differs from case to case.\n\n| code | severity | message | made by |\n| --- | --- | --- | --- |\n"
        .to_owned();
    for (code, Made { severity, message, package }) in &all()? {
        let code = format!("`{code}`");
        let severity = if severity.is_empty() { "by case" } else { severity };
        text.push_str(&row([code.as_str(), severity, message, package]));
    }
    Ok(Document { path: top().join("docs/findings.md"), text })
}

/// All findings by code. What the sources do not tell at a glance, the expectations of the fixtures show by example.
pub(super) fn all() -> Result<BTreeMap<String, Made>> {
    let mut all: BTreeMap<String, Made> = BTreeMap::new();
    for package in packages()? {
        if package.name == "xtask" || package.name == "wirecopy-testkit" {
            continue;
        }
        for file in files(&package.folder.join("src"), ".rs") {
            for (found, made) in findings(&fs::read_to_string(&file)?) {
                let entry = all.entry(found).or_default();
                let worth =
                    |made: &Made| u8::from(!made.severity.is_empty()) + u8::from(!made.message.is_empty());
                if worth(&made) > worth(entry) || entry.package.is_empty() {
                    *entry = Made { package: package.name.clone(), ..made };
                }
            }
        }
    }
    for file in files(&top().join("fixtures"), ".findings.txt") {
        for (code, severity, message) in fs::read_to_string(&file)?.lines().filter_map(expected) {
            let Some(made) = all.get_mut(code) else { continue };
            if made.severity.is_empty() {
                severity.clone_into(&mut made.severity);
            }
            if made.message.is_empty() {
                made.message = format!("e.g. {message}");
            }
        }
    }
    Ok(all)
}

/// Code, severity and message of a line of an expectation.
fn expected(line: &str) -> Option<(&str, &str, &str)> {
    let mut parts = line.splitn(4, ' ');
    let (code, severity, _place, message) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    is_code(code).then_some((code, severity, message))
}

/// The codes in a source, each with the severity and message that stand beside it.
fn findings(source: &str) -> Vec<(String, Made)> {
    let tokens: Vec<_> = code(source).into_iter().map(|(_, token)| token).collect();
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Token::Text(text) = token else { continue };
        if !is_code(text) {
            continue;
        }
        // `Diagnostic::repair(`, `self.repair(` or `Severity::Repair,` shortly before it
        let shortly = tokens.get(index.saturating_sub(8)..index).unwrap_or_default();
        let severity = shortly.iter().rev().find_map(|token| match token {
            Token::Word(word) if matches!(word.as_str(), "note" | "repair" | "loss") => Some(word.clone()),
            Token::Word(word) if matches!(word.as_str(), "Note" | "Repair" | "Loss") => {
                Some(word.to_lowercase())
            }
            _ => None,
        });
        let after = tokens.get(index + 1..).unwrap_or_default();
        let message = behind(after)
            .or_else(|| named(&tokens, index).filter(|_| severity.is_some()))
            .or_else(|| of_same_arm(&tokens, index))
            .or_else(|| before(&tokens, index).filter(|_| severity.is_some()));
        let made = Made {
            severity: severity.unwrap_or_default(),
            message: message.unwrap_or_default(),
            package: String::new(),
        };
        found.push((text.clone(), made));
    }
    found
}

/// The message that stands behind a code in the same call.
fn behind(tokens: &[Token]) -> Option<String> {
    let mut depth = 0;
    for token in tokens.iter().take(14) {
        match token {
            Token::Text(text) => return is_message(text).then(|| readable(text)),
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(')' | ']' | '}') => depth -= 1,
            Token::Mark(';') => return None,
            Token::Mark(_) | Token::Word(_) => {}
        }
        if depth < 0 {
            return None;
        }
    }
    None
}

/// The message that stands behind a code as a name: what `let` gave it before, or what stands beside the function it is
/// an argument of.
fn named(tokens: &[Token], index: usize) -> Option<String> {
    let [comma, Token::Word(name), ..] = tokens.get(index + 1..)? else { return None };
    if !comma.is_mark(',') {
        return None;
    }
    let before = tokens.get(index.saturating_sub(80)..index).unwrap_or_default();
    let is_let = |window: &[Token]| matches!(window, [one, two] if one.is("let") && two.is(name));
    let given = before.windows(2).rposition(is_let).and_then(|at| before.get(at..));
    let after = given.unwrap_or_else(|| tokens.get(index + 1..).unwrap_or_default());
    // advice is not what is said
    let is_hint = |at: usize| at > 1 && after.get(at - 2).is_some_and(|token| token.is("hint"));
    after.iter().take(24).enumerate().find_map(|(at, token)| match token {
        Token::Text(text) if is_message(text) && !is_hint(at) => Some(readable(text)),
        _ => None,
    })
}

/// The last text before a code: in most cases the message that was put together for it.
fn before(tokens: &[Token], index: usize) -> Option<String> {
    let before = tokens.get(index.saturating_sub(60)..index).unwrap_or_default();
    before.iter().rev().find_map(|token| match token {
        Token::Text(text) if is_message(text) => Some(readable(text)),
        _ => None,
    })
}

/// The message that another `match` of the file gives for the pattern whose arm the code is.
fn of_same_arm(tokens: &[Token], index: usize) -> Option<String> {
    let arm = tokens.get(index.checked_sub(6)?..index)?;
    let [Token::Word(_), one, two, Token::Word(_), equals, arrow] = arm else { return None };
    if !(one.is_mark(':') && two.is_mark(':') && equals.is_mark('=') && arrow.is_mark('>')) {
        return None;
    }
    let first_text = |window: &[Token]| {
        window.iter().find_map(|token| if let Token::Text(text) = token { Some(text.clone()) } else { None })
    };
    let mut texts = tokens.windows(14).filter(|window| window.starts_with(arm)).filter_map(first_text);
    texts.find(|text| is_message(text)).map(|text| readable(&text))
}

/// Whether a text is something said to people.
fn is_message(text: &str) -> bool {
    !is_code(text) && text.trim().contains(' ') && text.chars().any(char::is_alphabetic)
}

/// Whether a text is a code: three words of small letters, digits and hyphens, joined by dots.
fn is_code(text: &str) -> bool {
    let parts: Vec<_> = text.split('.').collect();
    let is_word = |part: &&str| {
        !part.is_empty()
            && part.chars().all(|character| {
                character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
            })
    };
    let [first, _, last] = parts.as_slice() else { return false };
    let is_named = first.starts_with(|character: char| character.is_ascii_lowercase());
    // paths of fields and names of hosts look the same
    let is_path = matches!(*first, "article" | "feed" | "source");
    let is_host = matches!(*last, "org" | "com" | "net");
    parts.iter().all(is_word) && is_named && !is_path && !is_host
}

/// A message with its placeholders and line continuations made plain.
fn readable(message: &str) -> String {
    let mut plain = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        if let Some(literal) = after.strip_prefix('{') {
            plain.push('{');
            rest = literal;
        } else {
            plain.push('…');
            rest = after.split_once('}').map_or("", |(_, after)| after);
        }
    }
    plain.push_str(rest);
    plain.replace("}}", "}").replace("\\\n", " ").replace("\\\"", "\"").replace("\\\\", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &[(&str, &str, &str)]) {
        let found = findings(source);
        let shown: Vec<_> = found
            .iter()
            .map(|(code, made)| (code.as_str(), made.severity.as_str(), made.message.as_str()))
            .collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn codes_are_found_with_what_stands_beside_them() {
        check(
            r#"cx.report(Diagnostic::repair("rss.date.odd", format!("`{date}` is {{odd}}")).at(span));"#,
            &[("rss.date.odd", "repair", "`…` is {odd}")],
        );
        check(r#"Diagnostic::new(Severity::Loss, "a.b.c", "all gone")"#, &[("a.b.c", "loss", "all gone")]);
        check(r#"const ODD: Code = "a.b.c-d";"#, &[("a.b.c-d", "", "")]);
        check(r#"A => "a.b.24", B => "a.b.d""#, &[("a.b.24", "", ""), ("a.b.d", "", "")]);
    }

    #[test]
    fn messages_are_found_where_they_stand_apart() {
        check(
            r#"let m = format!("{n} gone"); x(Diagnostic::note("a.b.c", m)); f("is not it")"#,
            &[("a.b.c", "note", "… gone")],
        );
        check(r#"(|m| Diagnostic::note("a.b.c", m), "it is gone")"#, &[("a.b.c", "note", "it is gone")]);
        check(
            r#"A::B => "a.b.c" } match x { A::B => format!("it is gone"), _ => { 1 + 2 + 3 + 4 + 5 } }"#,
            &[("a.b.c", "", "it is gone")],
        );
    }

    #[test]
    fn what_is_no_code_is_not() {
        check(
            "f(\"www.example.org\", \"a.b\", \"A.b.c\", \"1.2.3\", \"a.b.c.d\", \"article.a.b\"); // \"a.b.c\"",
            &[],
        );
    }
}
