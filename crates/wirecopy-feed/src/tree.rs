//! An element with all below it, to be taken apart piece by piece.
//!
//! What is taken goes into fields; [`Tree::leave`] puts the rest where nothing is lost: elements that nobody
//! looked at as they were, and of the others the attributes and texts that no field holds.

use std::sync::Arc;

use wirecopy_model::{Attribute, Extensions, Name, Node, NodeKind, Shared, Span};

use crate::namespace::Ns;

/// An element with all below it. Node 0 is the element.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    /// The namespace of each node's name.
    spaces: Vec<Ns>,
    /// Whether a node was recognised: only what is left of it is kept.
    known: Vec<bool>,
}

impl Tree {
    /// A tree of nodes in pre-order, the first being the element. `home` is a namespace that is taken for none, and
    /// whether names in it have a prefix.
    pub(crate) fn new(nodes: Vec<Node>, home: Option<(&str, bool)>) -> Self {
        let mut spaces: Vec<Ns> = Vec::with_capacity(nodes.len());
        let mut last: Option<(&Shared, Ns)> = None;
        for node in &nodes {
            let is_home = |uri: &str, name: &Name| home == Some((uri, name.prefix.is_some()));
            let space = match &node.name {
                Some(name) => match (&name.uri, last) {
                    (Some(uri), _) if is_home(uri, name) => Ns::None,
                    (Some(uri), Some((before, space))) if Arc::ptr_eq(uri, before) => space,
                    (Some(uri), _) => {
                        let space = Ns::of_uri(uri);
                        last = Some((uri, space));
                        space
                    }
                    (None, _) if name.prefix.is_some() => Ns::Other,
                    (None, _) => Ns::None,
                },
                None => Ns::Other,
            };
            spaces.push(space);
        }
        let known = vec![false; nodes.len()];
        Self { nodes, spaces, known }
    }

    /// Whether the node is an element of this name, in whatever letter case.
    pub(crate) fn is(&self, node: usize, ns: Ns, local: &str) -> bool {
        self.space(node) == ns && self.local(node).eq_ignore_ascii_case(local)
    }

    /// The namespace of an element. Of other nodes: [`Ns::Other`].
    pub(crate) fn space(&self, node: usize) -> Ns {
        self.spaces.get(node).copied().unwrap_or(Ns::Other)
    }

    /// The local name of an element. Of other nodes: empty.
    pub(crate) fn local(&self, node: usize) -> &str {
        match self.nodes.get(node) {
            Some(Node { kind: NodeKind::Element, name: Some(name), .. }) => &name.local,
            _ => "",
        }
    }

    /// The elements directly below a node.
    pub(crate) fn children(&self, node: usize) -> Vec<usize> {
        let Some(depth) = self.nodes.get(node).map(|node| node.depth) else { return Vec::new() };
        let below = self.nodes.iter().enumerate().skip(node + 1);
        below
            .take_while(|(_, other)| other.depth > depth)
            .filter(|(_, other)| other.depth == depth + 1 && other.kind == NodeKind::Element)
            .map(|(index, _)| index)
            .collect()
    }

    /// The nodes from one on.
    pub(crate) fn from(&self, node: usize) -> &[Node] {
        self.nodes.get(node..).unwrap_or_default()
    }

    /// Marks an element as recognised.
    pub(crate) fn know(&mut self, node: usize) {
        if let Some(known) = self.known.get_mut(node) {
            *known = true;
        }
    }

    /// Takes the value of an attribute that has no namespace.
    pub(crate) fn take_attribute(&mut self, node: usize, local: &str) -> Option<String> {
        let attributes = &mut self.nodes.get_mut(node)?.attributes;
        let is_plain =
            |attribute: &Attribute| attribute.name.uri.is_none() && attribute.name.prefix.is_none();
        let at = attributes
            .iter()
            .position(|attribute| is_plain(attribute) && &*attribute.name.local == local)
            .or_else(|| {
                attributes.iter().position(|attribute| {
                    is_plain(attribute) && attribute.name.local.eq_ignore_ascii_case(local)
                })
            })?;
        Some(attributes.remove(at).value).filter(|value| !value.is_empty())
    }

    /// The value of an attribute, whatever its namespace; it stays.
    pub(crate) fn attribute(&self, node: usize, local: &str) -> Option<&str> {
        let attributes = &self.nodes.get(node)?.attributes;
        let attribute = attributes.iter().find(|attribute| &*attribute.name.local == local)?;
        Some(attribute.value.as_str()).filter(|value| !value.is_empty())
    }

    /// Takes the value of an attribute, whatever its namespace.
    pub(crate) fn take_any_attribute(&mut self, node: usize, local: &str) -> Option<String> {
        let attributes = &mut self.nodes.get_mut(node)?.attributes;
        let at = attributes.iter().position(|attribute| &*attribute.name.local == local)?;
        Some(attributes.remove(at).value).filter(|value| !value.is_empty())
    }

    /// Puts back an attribute that fits no field after all.
    pub(crate) fn put_attribute(&mut self, node: usize, local: &str, value: String) {
        if let Some(node) = self.nodes.get_mut(node) {
            let name = Arc::new(Name { local: Shared::from(local), ..Name::default() });
            node.attributes.push(Attribute { name, value });
        }
    }

    /// Takes the text directly in an element, without white space around it, and marks the element as
    /// recognised.
    pub(crate) fn take_text(&mut self, node: usize) -> String {
        self.know(node);
        let Some(depth) = self.nodes.get(node).map(|node| node.depth) else { return String::new() };
        let mut text = String::new();
        for other in self.nodes.iter_mut().skip(node + 1) {
            if other.depth <= depth {
                break;
            }
            if other.depth == depth + 1
                && other.kind == NodeKind::Text
                && let Some(piece) = other.text.take()
            {
                if text.is_empty() {
                    text = piece;
                } else {
                    text.push_str(&piece);
                }
            }
        }
        crate::line::trimmed(text)
    }

    /// Puts back a text that was taken but is not in its field as it was written.
    pub(crate) fn put_text(&mut self, node: usize, text: String) {
        let Some(depth) = self.nodes.get(node).map(|node| node.depth) else { return };
        let below = self.nodes.iter_mut().skip(node + 1).take_while(|other| other.depth > depth);
        let place = below.filter(|other| other.depth == depth + 1).find(|other| other.kind == NodeKind::Text);
        if let Some(place) = place {
            place.text = Some(text);
        }
    }

    /// The text directly in an element, without white space around it. It stays.
    pub(crate) fn text(&self, node: usize) -> String {
        let Some(depth) = self.nodes.get(node).map(|node| node.depth) else { return String::new() };
        let below = self.nodes.iter().skip(node + 1).take_while(|other| other.depth > depth);
        let pieces = below.filter(|other| other.depth == depth + 1 && other.kind == NodeKind::Text);
        crate::line::trimmed(pieces.filter_map(|piece| piece.text.as_deref()).collect())
    }

    /// Takes what stands in an element, with all its white space; elements in it (which should have been escaped) as
    /// markup. Marks the element as recognised.
    pub(crate) fn take_markup(&mut self, node: usize) -> String {
        self.know(node);
        let Some(depth) = self.nodes.get(node).map(|node| node.depth) else { return String::new() };
        let length = self.nodes.iter().skip(node + 1).take_while(|other| other.depth > depth).count();
        let mut inside = Vec::with_capacity(length);
        for other in self.nodes.iter_mut().skip(node + 1).take(length) {
            // an empty text in its place is nothing to keep
            let taken = Node { depth: other.depth, kind: NodeKind::Text, ..Node::default() };
            inside.push(std::mem::replace(other, taken));
        }
        if inside.iter().any(|node| matches!(node.kind, NodeKind::Element)) {
            return crate::markup::xml(&inside);
        }
        let mut texts =
            inside.into_iter().filter(|node| node.kind == NodeKind::Text).filter_map(|node| node.text);
        let first = texts.next().unwrap_or_default();
        texts.fold(first, |text, more| text + &more)
    }

    /// From the start of an element to the end of the last thing in it.
    pub(crate) fn extent(&self, node: usize) -> Option<Span> {
        let first = self.nodes.get(node)?;
        let below = self.nodes.iter().skip(node + 1).take_while(|other| other.depth > first.depth);
        let last = below.filter_map(|other| other.span).map(|span| span.end).max();
        first.span.map(|span| Span::new(span.start, last.unwrap_or(span.end).max(span.end)))
    }

    /// What stands in the whole element, as XML; as it is when that is text alone.
    pub(crate) fn into_markup(mut self) -> String {
        if self.children(0).is_empty() {
            let mut texts = self.nodes.into_iter().filter_map(|node| node.text);
            let first = texts.next().unwrap_or_default();
            return texts.fold(first, |text, more| text + &more);
        }
        self.nodes.remove(0);
        crate::markup::xml(&self.nodes)
    }

    /// Moves what was not taken of an element to `extensions`. It is then taken.
    pub(crate) fn leave_part(&mut self, node: usize, extensions: &mut Extensions) {
        let Some(depth) = self.nodes.get(node).map(|node| node.depth) else { return };
        let length = self.nodes.iter().skip(node + 1).take_while(|other| other.depth > depth).count() + 1;
        let range = node..node + length;
        let part: Vec<(Node, bool)> = range
            .clone()
            .filter_map(|index| {
                let known = self.known.get(index).copied()?;
                // an empty text in its place is nothing to keep
                let taken =
                    Node { depth: self.nodes.get(index)?.depth, kind: NodeKind::Text, ..Node::default() };
                let mut moved = std::mem::replace(self.nodes.get_mut(index)?, taken);
                moved.depth -= depth;
                Some((moved, known))
            })
            .collect();
        leave(part, extensions);
    }

    /// Adds what was not taken to `extensions`.
    pub(crate) fn leave(self, extensions: &mut Extensions) {
        leave(self.nodes.into_iter().zip(self.known).collect(), extensions);
    }
}

/// Adds what is left of nodes, each with whether it was recognised, to `extensions`.
fn leave(nodes: Vec<(Node, bool)>, extensions: &mut Extensions) {
    let mut keep = vec![false; nodes.len()];
    // whether a node still to come (going backwards) has a child that is kept, by the depth of that child
    let mut below: Vec<bool> = Vec::new();
    for ((node, is_known), keep) in nodes.iter().zip(&mut keep).rev() {
        let depth = node.depth as usize;
        let has_kept_child = below.get(depth + 1).copied().unwrap_or(false);
        below.truncate(depth + 1);
        below.resize(depth + 1, false);
        let holds = match node.kind {
            NodeKind::Element => !is_known || !node.attributes.is_empty(),
            NodeKind::Text => node.text.as_deref().is_some_and(|text| !text.trim().is_empty()),
            _ => true,
        };
        *keep = holds || has_kept_child;
        if let Some(place) = below.get_mut(depth).filter(|_| *keep) {
            *place = true;
        }
    }
    for ((mut node, is_known), keep) in nodes.into_iter().zip(keep) {
        if keep {
            if is_known {
                node.kind = NodeKind::Rest;
            }
            extensions.push(node);
        }
    }
}

/// Whether an attribute is `xml:` and `local`.
pub(crate) fn is_xml(attribute: &Attribute, local: &str) -> bool {
    &*attribute.name.local == local
        && (attribute.name.prefix.as_deref() == Some("xml")
            || attribute.name.uri.as_deref() == Some("http://www.w3.org/XML/1998/namespace"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(local: &str, value: &str) -> Attribute {
        let name = Arc::new(Name { local: local.into(), ..Name::default() });
        Attribute { name, value: value.to_owned() }
    }

    fn tree() -> Tree {
        let mut nodes = vec![
            Node::element(0, None, None, "image"),
            Node::text(1, "\n  "),
            Node::element(1, None, None, "url"),
            Node::text(2, " a.png "),
            Node::element(1, None, None, "odd"),
            Node::element(2, None, None, "url"),
            Node::text(3, "deep"),
            Node::element(1, None, None, "title"),
            Node::text(2, "A"),
        ];
        nodes[7].attributes.push(attribute("x", "1"));
        Tree::new(nodes, None)
    }

    #[test]
    fn what_is_taken_is_gone_and_the_rest_stays() {
        let mut tree = tree();
        tree.know(0);
        let children = tree.children(0);
        assert_eq!(children, [2, 4, 7]);
        assert_eq!(tree.take_text(2), "a.png");
        assert_eq!(tree.take_text(7), "A");
        let mut left = Extensions::default();
        tree.leave(&mut left);
        let shown: Vec<_> = left
            .nodes
            .iter()
            .map(|node| {
                let name = node.name.as_ref().map(|name| name.local.to_string());
                (node.depth, node.kind, name.or_else(|| node.text.clone()).unwrap_or_default())
            })
            .collect();
        assert_eq!(
            shown,
            [
                (0, NodeKind::Rest, "image".to_owned()),
                (1, NodeKind::Element, "odd".to_owned()),
                (2, NodeKind::Element, "url".to_owned()),
                (3, NodeKind::Text, "deep".to_owned()),
                (1, NodeKind::Rest, "title".to_owned()),
            ]
        );
    }

    #[test]
    fn an_element_taken_whole_leaves_nothing() {
        let mut tree = Tree::new(vec![Node::element(0, None, None, "a"), Node::text(1, "b")], None);
        assert_eq!(tree.take_text(0), "b");
        let mut left = Extensions::default();
        tree.leave(&mut left);
        assert!(left.is_empty());
    }
}
