//! Indented JSON, written member by member, and JSON that was kept in `extensions`.

use std::io::Write as _;

use wirecopy_model::{Extensions, Node, NodeKind};

use crate::json_feed::is_number;
use crate::json_feed::value::SORT;

/// The deepest indentation, in objects and arrays.
const INDENTED: usize = 6;

/// Gathers JSON.
#[derive(Debug)]
pub(crate) struct Json {
    pub(crate) out: Vec<u8>,
    depth: usize,
    /// Whether nothing is in the innermost object or array yet.
    pub(crate) is_first: bool,
    /// Whether a key was written and its value is to come.
    is_keyed: bool,
}

impl Json {
    /// What is written stands `depth` objects and arrays deep.
    pub(crate) fn new(depth: usize) -> Self {
        Self { out: Vec::new(), depth, is_first: true, is_keyed: false }
    }

    /// Begins a line. What nests deeper than [`INDENTED`] is not put further in, for the output would be many times the input.
    fn line(&mut self) {
        self.out.push(b'\n');
        for _ in 0..self.depth.min(INDENTED) {
            self.out.extend_from_slice(b"  ");
        }
    }

    /// Begins a value or a key.
    fn begin(&mut self) {
        if std::mem::take(&mut self.is_keyed) {
            return;
        }
        if self.depth > 0 {
            if !self.is_first {
                self.out.push(b',');
            }
            self.line();
        }
        self.is_first = false;
    }

    pub(crate) fn open(&mut self, bracket: char) {
        self.begin();
        self.out.push(if bracket == '{' { b'{' } else { b'[' });
        self.depth += 1;
        self.is_first = true;
    }

    pub(crate) fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if !self.is_first {
            self.line();
        }
        self.out.push(if bracket == '}' { b'}' } else { b']' });
        self.is_first = false;
    }

    pub(crate) fn key(&mut self, key: &str) {
        self.begin();
        self.quoted(key);
        self.out.extend_from_slice(b": ");
        self.is_keyed = true;
    }

    fn quoted(&mut self, text: &str) {
        // a vector takes every byte, and a string is always JSON
        let _ = serde_json::to_writer(&mut self.out, text);
    }

    /// A member with a string.
    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.key(key);
        self.value(text, false);
    }

    /// A string, or a number as it is written.
    pub(crate) fn value(&mut self, text: &str, is_number: bool) {
        self.begin();
        if is_number {
            let _ = self.out.write_all(text.as_bytes());
        } else {
            self.quoted(text);
        }
    }

    /// A member with the text of a field, in the form that is left of it in `extensions`: another sort of value, or
    /// other words.
    pub(crate) fn string(&mut self, key: &str, text: &str, left: &Extensions) {
        self.key(key);
        match left_text(left, Some(key)) {
            Some((_, Some(written))) => self.value(written, false),
            Some(("number", None)) => self.value(text, is_number(text)),
            Some(("boolean", None)) => self.value(text, matches!(text, "true" | "false")),
            _ => self.value(text, false),
        }
    }
}

fn sort_of(node: &Node) -> &str {
    node.attributes
        .iter()
        .find(|attribute| &*attribute.name.local == SORT)
        .map_or("", |attribute| attribute.value.as_str())
}

/// What is left of a member whose text is in a field: the sort it was, and words that the field has not.
pub(crate) fn left_text<'e>(
    extensions: &'e Extensions,
    key: Option<&str>,
) -> Option<(&'e str, Option<&'e str>)> {
    let at = extensions.nodes.iter().position(|node| {
        node.depth == 0
            && node.kind == NodeKind::Rest
            && node.name.as_deref().map(|name| &*name.local) == key
            && !node.attributes.iter().any(|attribute| &*attribute.name.local == "same-as")
    })?;
    let node = extensions.nodes.get(at)?;
    let text = extensions.nodes.get(at + 1).filter(|text| text.depth == 1 && text.kind == NodeKind::Text);
    Some((sort_of(node), text.and_then(|text| text.text.as_deref())))
}

/// The numbers of the authors that are told under the key `author` as well.
pub(crate) fn same_as(extensions: &Extensions) -> Vec<usize> {
    extensions
        .nodes
        .iter()
        .filter(|node| node.kind == NodeKind::Rest)
        .flat_map(|node| &node.attributes)
        .filter(|attribute| &*attribute.name.local == "same-as")
        .filter_map(|attribute| attribute.value.parse().ok())
        .collect()
}

/// Writes the members of an object, or else of an array, that extensions hold whole, without recursion. How many could
/// not be is told.
pub(crate) fn kept(extensions: &Extensions, is_object: bool, json: &mut Json) -> usize {
    let mut lost = 0;
    // what closes each that is open, and how deep it stands
    let mut open: Vec<(u32, char)> = Vec::new();
    // what is deeper than this is not written
    let mut passed: Option<u32> = None;
    for (at, node) in extensions.nodes.iter().enumerate() {
        if passed.is_some_and(|depth| node.depth > depth) {
            continue;
        }
        passed = None;
        while let Some((_, bracket)) = open.pop_if(|(depth, _)| *depth >= node.depth) {
            json.close(bracket);
        }
        if node.kind != NodeKind::Element {
            passed = Some(node.depth);
            continue;
        }
        let is_in_object = open.last().map_or(is_object, |(_, bracket)| *bracket == '}');
        match node.name.as_deref() {
            Some(name) if is_in_object => json.key(&name.local),
            None if !is_in_object => {}
            _ => {
                lost += 1;
                passed = Some(node.depth);
                continue;
            }
        }
        let next = extensions.nodes.get(at + 1);
        let text = next.filter(|next| next.kind == NodeKind::Text && next.depth == node.depth + 1);
        let text = text.and_then(|text| text.text.as_deref()).unwrap_or_default();
        match sort_of(node) {
            "object" => {
                json.open('{');
                open.push((node.depth, '}'));
            }
            "array" => {
                json.open('[');
                open.push((node.depth, ']'));
            }
            "number" => json.value(text, is_number(text)),
            "boolean" => json.value(text, matches!(text, "true" | "false")),
            "null" => json.value("null", true),
            _ => json.value(text, false),
        }
    }
    while let Some((_, bracket)) = open.pop() {
        json.close(bracket);
    }
    lost
}
