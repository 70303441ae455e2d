//! Front matter in YAML: a mapping, of which only simple values are of use.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Value, source};

/// Fields in the order of the source. `None`: this is no mapping.
pub(super) fn read(inner: &str) -> Option<Vec<(String, Value)>> {
    // what is nested is only passed over, and even that not for ever
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: 32, max_nodes: 10_000, max_anchors: 50 },
    };
    let fields: Fields = serde_saphyr::from_str_with_options(inner, options).ok()?;
    let as_written = |(name, node): (String, Node)| {
        let value = match node {
            Node::Text(text) => Value::Simple(vec![text]),
            Node::Other(text) => {
                let written = source(inner, &name);
                let is_plain =
                    !written.is_empty() && !written.contains(['\n', '#', '"', '\'', '&', '*', '!']);
                Value::Simple(vec![if is_plain { written } else { text }])
            }
            Node::List(items) => {
                let simple: Option<Vec<String>> = items
                    .into_iter()
                    .map(|item| match item {
                        Node::Text(text) | Node::Other(text) => Some(text),
                        Node::List(_) | Node::Nested => None,
                    })
                    .collect();
                simple.map_or(Value::Nested, Value::Simple)
            }
            Node::Nested => Value::Nested,
        };
        (name, value)
    };
    Some(fields.0.into_iter().map(as_written).collect())
}

struct Fields(Vec<(String, Node)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Mapping;
        impl<'de> Visitor<'de> for Mapping {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some((name, node)) = map.next_entry::<String, Item<true>>()? {
                    fields.push((name, node.0));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Mapping)
    }
}

enum Node {
    Text(String),
    /// A number, a truth value or nothing.
    Other(String),
    List(Vec<Node>),
    Nested,
}

/// A value; lists are looked into where `LISTS` says so.
struct Item<const LISTS: bool>(Node);

impl<'de, const LISTS: bool> Deserialize<'de> for Item<LISTS> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any::<LISTS>).map(Self)
    }
}

struct Any<const LISTS: bool>;

impl<'de, const LISTS: bool> Visitor<'de> for Any<LISTS> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Other(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Other(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Other(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Other(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Other(String::new()))
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Other(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        if LISTS {
            while let Some(item) = seq.next_element::<Item<false>>()? {
                items.push(item.0);
            }
            return Ok(Node::List(items));
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Node::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Node::Nested)
    }
}
