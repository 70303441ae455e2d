//! What no field holds, as extensions: each property an element under its vocabulary, its value a text or more elements.
//!
//! | JSON-LD | extensions |
//! |---|---|
//! | `"backstory": "…"` | element `backstory` of `https://schema.org/` with a text |
//! | `"isAccessibleForFree": false` | the same with the attribute `json` saying `boolean` (or `number`) |
//! | several values | several elements |
//! | a node | an element with an element for each property, `@type` and `@id` included |

use std::collections::HashMap;
use std::sync::Arc;

use wirecopy_model::{Attribute, Extensions, Name, Node, NodeKind, Shared};

use crate::context::SCHEMA;
use crate::graph::{Document, Item};
use crate::tree::{At, Value};

/// References without a name are followed this deep.
const MOST_DEPTH: u32 = 64;

/// Name of the attribute that says what sort of JSON value an element was.
const SORT: &str = "json";

/// Takes the values of a node's properties one after the other, and keeps what is not taken.
pub(crate) struct Taker<'d> {
    pub(crate) document: &'d Document,
    pub(crate) at: At,
    done: Vec<&'static str>,
    kept: Extensions,
    names: HashMap<Box<str>, Arc<Name>>,
}

impl<'d> Taker<'d> {
    pub(crate) fn new(document: &'d Document, at: At) -> Self {
        document.mark_used(at);
        let done = vec!["@context", "@id", "@type"];
        Self { document, at, done, kept: Extensions::default(), names: HashMap::new() }
    }

    /// The values of a property, which counts as taken.
    pub(crate) fn take(&mut self, name: &'static str) -> Vec<At> {
        self.done.push(name);
        self.document.values(self.at, name)
    }

    /// The texts of a property. What is no text is kept.
    pub(crate) fn texts(&mut self, name: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for at in self.take(name) {
            match self.document.item(at).text() {
                Some(text) => texts.push(text.to_owned()),
                None => self.keep(name, at),
            }
        }
        texts
    }

    /// The first text of a property. All else is kept.
    pub(crate) fn text(&mut self, name: &'static str) -> Option<String> {
        let mut first = None;
        for at in self.take(name) {
            match self.document.item(at).text() {
                Some(text) if first.is_none() => first = Some(text.to_owned()),
                _ => self.keep(name, at),
            }
        }
        first
    }

    /// Keeps a value of a property.
    pub(crate) fn keep(&mut self, name: &str, at: At) {
        append(self.document, name, at, &mut self.names, &mut self.kept);
    }

    /// Keeps a text under a name.
    pub(crate) fn keep_text(&mut self, name: &str, text: &str) {
        let name = interned(name, &mut self.names);
        self.kept.push(Node { name: Some(name), ..Node::default() });
        self.kept.push(Node::text(1, text));
    }

    /// What was kept, and all that was not taken.
    pub(crate) fn finish(mut self) -> Extensions {
        let members = self.document.tree.members(self.at);
        for (name, at) in members.iter().filter(|(name, _)| !self.done.contains(&&**name)) {
            append(self.document, name, *at, &mut self.names, &mut self.kept);
        }
        self.kept
    }
}

/// A node with all there is to it.
pub(crate) fn whole(document: &Document, at: At, except: &[&'static str]) -> Extensions {
    let mut taker = Taker::new(document, at);
    taker.done.extend(except);
    for class in document.classes(at).into_iter().map(str::to_owned).collect::<Vec<_>>() {
        taker.keep_text("@type", &class);
    }
    if let Some(id) = document.id(at).map(str::to_owned) {
        taker.keep_text("@id", &id);
    }
    taker.finish()
}

fn interned(name: &str, names: &mut HashMap<Box<str>, Arc<Name>>) -> Arc<Name> {
    if let Some(known) = names.get(name) {
        return Arc::clone(known);
    }
    let (uri, local) = if name.starts_with('@') {
        (None, name)
    } else if name.contains(':') {
        let cut = name.rfind(['/', '#', ':']).map_or(0, |at| at + 1);
        name.split_at_checked(cut).map_or((None, name), |(uri, local)| (Some(uri), local))
    } else {
        (Some(SCHEMA), name)
    };
    let made = Arc::new(Name { uri: uri.map(Shared::from), prefix: None, local: Shared::from(local) });
    names.insert(name.into(), Arc::clone(&made));
    made
}

/// Adds a property with its value, without recursion.
fn append(
    document: &Document,
    name: &str,
    at: At,
    names: &mut HashMap<Box<str>, Arc<Name>>,
    kept: &mut Extensions,
) {
    let mut open = vec![(interned(name, names), at, 0_u32)];
    while let Some((name, at, depth)) = open.pop() {
        let to = document.nameless(at).filter(|_| depth < MOST_DEPTH);
        if let Some(to) = to {
            document.mark_used(to);
        }
        let at = to.unwrap_or(at);
        let sort = |sort: &str| {
            let name = Name { uri: None, prefix: None, local: Shared::from(SORT) };
            vec![Attribute { name: Arc::new(name), value: sort.to_owned() }]
        };
        let mut node = Node { depth, name: Some(Arc::clone(&name)), ..Node::default() };
        let text = match document.tree.value(at) {
            Value::Array(values) => {
                open.extend(values.iter().rev().map(|at| (Arc::clone(&name), *at, depth)));
                if !values.is_empty() {
                    continue;
                }
                node.attributes = sort("array");
                None
            }
            Value::Object(members) => {
                if members.is_empty() {
                    node.attributes = sort("object");
                }
                let said: Vec<_> = document.said(at).filter(|(name, _)| &**name != "@context").collect();
                open.extend(said.into_iter().rev().map(|(name, at)| (interned(name, names), *at, depth + 1)));
                None
            }
            Value::Null => {
                node.attributes = sort("null");
                None
            }
            Value::Bool(value) => {
                node.attributes = sort("boolean");
                Some(value.to_string())
            }
            Value::Number(number) => {
                node.attributes = sort("number");
                Some(number.to_string())
            }
            Value::Text(text) => Some(text.to_string()),
        };
        kept.push(node);
        kept.nodes.extend(text.map(|text| Node::text(depth + 1, text)));
    }
}

/// A value kept in extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept<'e> {
    Value(Item<'e>),
    /// A node: the number of its element.
    Node(usize),
    /// An empty array, an empty object or nothing.
    Nothing,
}

/// The value that the element `index` holds.
pub(crate) fn kept(extensions: &Extensions, index: usize) -> Kept<'_> {
    let Some(node) = extensions.nodes.get(index) else { return Kept::Nothing };
    let sort = node.attributes.iter().find(|attribute| &*attribute.name.local == SORT);
    let below = extensions.below(index);
    let text = match below {
        [only] if only.kind == NodeKind::Text => only.text.as_deref(),
        _ => None,
    };
    match (sort.map(|sort| sort.value.as_str()), text) {
        (None, Some(text)) => Kept::Value(Item::Text(text)),
        (Some("boolean"), Some(text)) => Kept::Value(Item::Bool(text == "true")),
        (Some("number"), Some(text)) => Kept::Value(Item::Number(text)),
        (None, None) if !below.is_empty() => Kept::Node(index),
        _ => Kept::Nothing,
    }
}

/// The elements right below the element `index`, each with its number.
pub(crate) fn children(extensions: &Extensions, index: usize) -> impl Iterator<Item = (usize, &Node)> {
    let depth = extensions.nodes.get(index).map_or(0, |node| node.depth + 1);
    let below = extensions.below(index).iter().enumerate();
    below.filter(move |(_, node)| node.depth == depth).map(move |(at, node)| (index + 1 + at, node))
}

/// The texts of the top elements of this name without a vocabulary, such as `@type`.
pub(crate) fn keyword<'e>(extensions: &'e Extensions, name: &'e str) -> impl Iterator<Item = &'e str> {
    extensions.top().filter_map(move |index| {
        let stated = extensions.nodes.get(index)?.name.as_deref()?;
        match kept(extensions, index) {
            Kept::Value(Item::Text(text)) if stated.uri.is_none() && &*stated.local == name => Some(text),
            _ => None,
        }
    })
}
