//! Front matter in TOML, as far as front matter needs it: strings, numbers, dates and lists of such, on one line each.

use super::Value;

/// Fields in the order of the source; those of a table carry its name. `None`: this is something else.
pub(super) fn read(inner: &str) -> Option<Vec<(String, Value)>> {
    let (mut fields, mut table) = (Vec::new(), String::new());
    for line in inner.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            table = format!("{}.", name.trim_matches(['[', ']']).trim());
            continue;
        }
        let (name, value) = line.split_once('=')?;
        let name = name.trim().trim_matches(['"', '\'']);
        fields.push((format!("{table}{name}"), Value::Simple(values(value.trim())?)));
    }
    Some(fields)
}

/// The value, or the values of a list.
fn values(text: &str) -> Option<Vec<String>> {
    let Some(mut rest) = text.strip_prefix('[') else {
        let (value, rest) = scalar(text)?;
        return is_over(rest).then(|| vec![value]);
    };
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(rest) = rest.strip_prefix(']') {
            return is_over(rest).then_some(found);
        }
        let (value, after) = scalar(rest)?;
        found.push(value);
        let after = after.trim_start();
        rest = after.strip_prefix(',').or_else(|| after.starts_with(']').then_some(after))?;
    }
}

fn is_over(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// A string, number, date or truth value, and what stands behind it.
fn scalar(text: &str) -> Option<(String, &str)> {
    if let Some(rest) = text.strip_prefix('\'') {
        return rest.split_once('\'').map(|(value, rest)| (value.to_owned(), rest));
    }
    if let Some(rest) = text.strip_prefix('"') {
        let (mut value, mut chars) = (String::new(), rest.char_indices());
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => return Some((value, rest.get(at + 1..)?)),
                '\\' => value.push(match chars.next()?.1 {
                    'n' => '\n',
                    't' => '\t',
                    c @ ('"' | '\\') => c,
                    _ => return None,
                }),
                c => value.push(c),
            }
        }
        return None;
    }
    let end = text.find([',', ']', '#']).unwrap_or(text.len());
    let (value, rest) = text.split_at_checked(end)?;
    let value = value.trim();
    let is_bare = matches!(value, "true" | "false")
        || (value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'))
            && value
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | ':' | '_' | ' ')));
    is_bare.then(|| (value.to_owned(), rest))
}
