//! Fields of front matter that no field of an article holds: kept in its extensions, written back as they were.

use std::sync::Arc;

use wirecopy_model::{Attribute, Extensions, Name, Node, NodeKind};

use crate::matter::{Leaf, Value, View, is_null};
use crate::yaml::quote;

/// The namespace of kept fields.
pub(crate) const NAMESPACE: &str = "urn:wirecopy:front-matter";

/// Adds a field to extensions.
pub(crate) fn keep(key: &str, value: View<'_>, extensions: &mut Extensions) {
    let base = value.leaves().first().map_or(0, |leaf| leaf.depth);
    for leaf in value.leaves() {
        let depth = leaf.depth - base;
        let name = if depth == 0 { key } else { leaf.key.as_deref().unwrap_or("item") };
        let mut node = Node::element(depth, Some(NAMESPACE), None, name);
        let text = match &leaf.value {
            Value::Text(text) => Some(text.as_str()),
            Value::Bare(bare) => {
                if let Some(kind) = kind(bare) {
                    node.attributes.push(of_type(kind));
                }
                Some(bare.as_str()).filter(|bare| !is_null(bare))
            }
            Value::List => {
                node.attributes.push(of_type("list"));
                None
            }
            Value::Map => {
                node.attributes.push(of_type("map"));
                None
            }
        };
        extensions.push(node);
        if let Some(text) = text {
            extensions.push(Node::text(depth + 1, text));
        }
    }
}

fn of_type(value: &str) -> Attribute {
    let name = Name { local: "type".into(), ..Name::default() };
    Attribute { name: Arc::new(name), value: value.to_owned() }
}

/// What an unquoted value is, where all readers of YAML say the same. `None`: it is a text.
fn kind(bare: &str) -> Option<&'static str> {
    if is_null(bare) {
        Some("null")
    } else if matches!(bare, "true" | "false") {
        Some("boolean")
    } else if is_number(bare) {
        Some("number")
    } else {
        None
    }
}

/// A number by YAML 1.1, YAML 1.2 and JSON alike.
fn is_number(bare: &str) -> bool {
    let digits = bare.strip_prefix('-').unwrap_or(bare);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |text: &str| !text.is_empty() && text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part) && (whole == "0" || !whole.starts_with('0')) && bare != "-0"
}

/// The kept fields of an article, with their keys, in order.
pub(crate) fn kept(extensions: &Extensions) -> Vec<(String, Vec<Leaf>)> {
    extensions
        .top()
        .filter_map(|index| {
            let node = extensions.nodes.get(index)?;
            let name = node.name.as_deref()?;
            (name.uri.as_deref() == Some(NAMESPACE))
                .then(|| (name.local.to_string(), leaves(extensions, index)))
        })
        .collect()
}

/// How many values of extensions are no kept fields.
pub(crate) fn others(extensions: &Extensions) -> usize {
    let is_kept =
        |node: &Node| node.name.as_deref().is_some_and(|name| name.uri.as_deref() == Some(NAMESPACE));
    extensions.nodes.iter().filter(|node| node.depth == 0 && !is_kept(node)).count()
}

fn leaves(extensions: &Extensions, index: usize) -> Vec<Leaf> {
    let own = extensions.nodes.get(index).into_iter();
    let mut leaves: Vec<Leaf> = Vec::new();
    // kinds of the containers that are open
    let mut lists: Vec<bool> = Vec::new();
    for node in own.chain(extensions.below(index)) {
        if node.kind == NodeKind::Text {
            if let Some(Leaf { value: Value::Text(text) | Value::Bare(text), .. }) = leaves.last_mut() {
                text.push_str(node.text.as_deref().unwrap_or_default());
            }
            continue;
        }
        let Some(name) = node.name.as_deref() else { continue };
        let kind = node.attributes.first().map(|attribute| attribute.value.as_str());
        let value = match kind {
            Some("list") => Value::List,
            Some("map") => Value::Map,
            Some("null" | "boolean" | "number") => Value::Bare(String::new()),
            _ => Value::Text(String::new()),
        };
        let depth = node.depth as usize;
        lists.truncate(depth);
        let in_list = depth.checked_sub(1).and_then(|above| lists.get(above)).copied().unwrap_or_default();
        lists.resize(depth + 1, false);
        if let Some(place) = lists.get_mut(depth) {
            *place = value == Value::List;
        }
        let key = (depth > 0 && !in_list).then(|| name.local.to_string());
        leaves.push(Leaf { depth: node.depth, key, value });
    }
    leaves
}

/// The lines of a field, without its key: what stands behind the colon, then further lines.
pub(crate) fn lines(leaves: &[Leaf]) -> Vec<String> {
    let Some((own, rest)) = leaves.split_first() else { return vec!["null".to_owned()] };
    let nested = rest.iter().any(|leaf| matches!(leaf.value, Value::List | Value::Map));
    let in_block = match own.value {
        Value::Map => !rest.is_empty(),
        Value::List => nested,
        _ => false,
    };
    if !in_block {
        return vec![flow(leaves)];
    }
    let parts = parts(rest).map(|one| match one.first().and_then(|first| first.key.as_deref()) {
        Some(name) => format!("  {}: {}", key(name), flow(one)),
        None => format!("  - {}", flow(one)),
    });
    std::iter::once(String::new()).chain(parts).collect()
}

/// The members of a map, each value on one line. `None`: it is no map.
pub(crate) fn members(leaves: &[Leaf]) -> Option<Vec<(String, String)>> {
    let (own, rest) = leaves.split_first()?;
    let member = |one: &[Leaf]| Some((one.first()?.key.clone()?, flow(one)));
    (own.value == Value::Map).then(|| parts(rest).filter_map(member).collect())
}

/// Values that stand side by side, each with those within it.
fn parts(leaves: &[Leaf]) -> impl Iterator<Item = &[Leaf]> {
    let mut rest = leaves;
    std::iter::from_fn(move || {
        let (first, inner) = rest.split_first()?;
        let end = 1 + inner.iter().take_while(|leaf| leaf.depth > first.depth).count();
        let (one, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(one)
    })
}

/// What some readers of YAML take for something else than a text.
const SPECIAL: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// A key, quoted where it would be read as anything but itself.
pub(crate) fn key(key: &str) -> String {
    let is_plain = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if is_plain && !SPECIAL.contains(&key.to_ascii_lowercase().as_str()) {
        return key.to_owned();
    }
    let mut out = String::new();
    quote(key, &mut out);
    out
}

/// A value on one line.
fn flow(leaves: &[Leaf]) -> String {
    let mut out = String::new();
    // ends of the containers that are open, with their depths
    let mut open: Vec<(u32, char)> = Vec::new();
    let mut after_open = true;
    for leaf in leaves {
        while open.last().is_some_and(|(depth, _)| *depth >= leaf.depth) {
            if let Some((_, end)) = open.pop() {
                out.push(end);
            }
        }
        if !after_open {
            out.push_str(", ");
        }
        after_open = false;
        if let Some(name) = leaf.key.as_deref().filter(|_| !open.is_empty()) {
            out.push_str(&key(name));
            out.push_str(": ");
        }
        match &leaf.value {
            Value::Text(text) => quote(text, &mut out),
            Value::Bare(bare) if is_null(bare) => out.push_str("null"),
            Value::Bare(bare) if kind(bare).is_some() => out.push_str(bare),
            Value::Bare(bare) => quote(bare, &mut out),
            Value::List | Value::Map => {
                let is_list = leaf.value == Value::List;
                out.push(if is_list { '[' } else { '{' });
                open.push((leaf.depth, if is_list { ']' } else { '}' }));
                after_open = true;
            }
        }
    }
    while let Some((_, end)) = open.pop() {
        out.push(end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matter::read;

    #[test]
    fn fields_are_written_back_as_they_were() {
        let text = "---\nweight: 10\nlayout: post\nyes: [1, \"a\", 007]\nmap:\n  a: {b: [null, {c: -1.5}], d: ~}\n  \"e f\": true\n\
                    list:\n  - {a: b}\n  - x\nempty: []\n---\n";
        let matter = read(text).unwrap().unwrap();
        let mut extensions = Extensions::default();
        for field in &matter.fields {
            keep(&field.key, field.view(), &mut extensions);
        }
        let mut written = String::new();
        for (name, leaves) in kept(&extensions) {
            let lines = lines(&leaves);
            let space = if lines[0].is_empty() { "" } else { " " };
            written.extend([&key(&name), ":", space, &lines.join("\n"), "\n"]);
        }
        assert_eq!(
            written,
            "weight: 10\nlayout: \"post\"\n\"yes\": [1, \"a\", \"007\"]\nmap:\n  a: {b: [null, {c: -1.5}], d: null}\n  \"e f\": true\n\
             list:\n  - {a: \"b\"}\n  - \"x\"\nempty: []\n"
        );
        let again = read(&format!("---\n{written}---\n")).unwrap().unwrap();
        let mut twice = Extensions::default();
        for field in &again.fields {
            keep(&field.key, field.view(), &mut twice);
        }
        assert_eq!(twice, extensions);
    }
}
