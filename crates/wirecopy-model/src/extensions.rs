use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Shared, Span};

/// What no field of the model holds, in the order of the source.
///
/// A flat list in pre-order: a node's children are the nodes after it that are deeper, up to the next that
/// is not. No operation on it recurses, whatever the depth of the input.
///
/// ```
/// use wirecopy_model::{Extensions, Node};
///
/// let mut extensions = Extensions::default();
/// extensions.push(Node::element(0, Some("https://example.org/ns"), None, "series"));
/// extensions.push(Node::text(1, "Harbours of the north"));
/// assert_eq!(extensions.text_of(0), "Harbours of the north");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Extensions {
    /// The nodes.
    pub nodes: Vec<Node>,
}

impl Extensions {
    /// Whether there are no nodes.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Adds a node at the end.
    pub fn push(&mut self, node: Node) {
        self.nodes.push(node);
    }

    /// Numbers of the nodes at the top, in order.
    pub fn top(&self) -> impl Iterator<Item = usize> + '_ {
        self.nodes.iter().enumerate().filter(|(_, node)| node.depth == 0).map(|(index, _)| index)
    }

    /// The nodes below the node `index`, that node left out.
    pub fn below(&self, index: usize) -> &[Node] {
        let Some(node) = self.nodes.get(index) else { return &[] };
        let rest = self.nodes.get(index + 1..).unwrap_or_default();
        let end = rest.iter().position(|other| other.depth <= node.depth).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// All text below the node `index`, joined.
    pub fn text_of(&self, index: usize) -> String {
        self.below(index).iter().filter_map(|node| node.text.as_deref()).collect()
    }

    /// Numbers of the top elements with this namespace and local name, in order.
    pub fn find<'a>(&'a self, uri: &'a str, local: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.top().filter(move |&index| {
            self.nodes
                .get(index)
                .and_then(|node| node.name.as_deref())
                .is_some_and(|name| &*name.local == local && name.uri.as_deref() == Some(uri))
        })
    }
}

/// One node of [`Extensions`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Node {
    /// How deep it stands; 0: at the top.
    pub depth: u32,
    /// What it is.
    #[serde(default, skip_serializing_if = "NodeKind::is_element")]
    pub kind: NodeKind,
    /// Name of an element, target of a processing instruction, key of a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Arc<Name>>,
    /// Attributes of an element, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
    /// The text of a text, comment or processing instruction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Node {
    /// An element without attributes.
    pub fn element(depth: u32, uri: Option<&str>, prefix: Option<&str>, local: &str) -> Self {
        let name =
            Name { uri: uri.map(Shared::from), prefix: prefix.map(Shared::from), local: Shared::from(local) };
        Self { depth, name: Some(Arc::new(name)), ..Self::default() }
    }

    /// A text.
    pub fn text(depth: u32, value: impl Into<String>) -> Self {
        Self { depth, kind: NodeKind::Text, text: Some(value.into()), ..Self::default() }
    }
}

/// What a [`Node`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NodeKind {
    /// An element (or, from JSON, an object).
    #[default]
    Element,
    /// What is left over of an element whose text went into a field: attributes that had no field.
    Rest,
    /// A text.
    Text,
    /// A comment.
    Comment,
    /// A processing instruction.
    Instruction,
}

impl NodeKind {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
    fn is_element(&self) -> bool {
        *self == Self::Element
    }
}

/// A name with its namespace. Names are equal by URI and local part; the prefix is only a hint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Name {
    /// Namespace URI. `None`: none, or the prefix was never declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<Shared>,
    /// Prefix as written. `None`: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<Shared>,
    /// Local part.
    pub local: Shared,
}

/// An attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attribute {
    /// Its name.
    pub name: Arc<Name>,
    /// Its value, character references resolved.
    pub value: String,
}
