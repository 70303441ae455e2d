//! An element that is kept in extensions, to be looked at; the base of the views of single modules.

use std::borrow::Cow;

use wirecopy_model::{Extensions, Node, NodeKind, Shared};

use crate::modules::Vocabulary;
use crate::namespace::Ns;

/// An element that is kept in [`Extensions`], with all that is in it.
///
/// ```
/// use wirecopy_feed::modules::Element;
/// use wirecopy_model::{Extensions, Node};
///
/// let mut extensions = Extensions::default();
/// extensions.push(Node::element(0, Some("https://example.org/tide"), Some("tide"), "table"));
/// extensions.push(Node::element(1, Some("https://example.org/tide"), Some("tide"), "high"));
/// extensions.push(Node::text(2, " 04:12 "));
/// let table = Element::tops(&extensions).next().unwrap();
/// let high = table.children().next().unwrap();
/// assert_eq!((high.local(), high.text().as_deref()), ("high", Some("04:12")));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    /// The element and all below it, in pre-order.
    nodes: &'a [Node],
}

impl<'a> Element<'a> {
    /// The elements at the top, in order.
    pub fn tops(extensions: &'a Extensions) -> Elements<'a> {
        Elements { rest: &extensions.nodes, depth: 0 }
    }

    /// The element that nodes begin with. `None`: they begin with something else.
    pub(crate) fn first(nodes: &'a [Node]) -> Option<Self> {
        let first = nodes.first()?;
        if !matches!(first.kind, NodeKind::Element | NodeKind::Rest) {
            return None;
        }
        let below = nodes.iter().skip(1).take_while(|node| node.depth > first.depth).count();
        nodes.get(..=below).map(|nodes| Self { nodes })
    }

    fn node(&self) -> Option<&'a Node> {
        self.nodes.first()
    }

    /// Its local name.
    pub fn local(&self) -> &'a str {
        self.node().and_then(|node| node.name.as_deref()).map_or("", |name| &name.local)
    }

    /// The address of its namespace as written. `None`: it is in none.
    pub fn uri(&self) -> Option<&'a str> {
        self.node().and_then(|node| node.name.as_deref()).and_then(|name| name.uri.as_deref())
    }

    /// Whether it has attributes.
    pub(crate) fn has_attributes(&self) -> bool {
        self.node().is_some_and(|node| !node.attributes.is_empty())
    }

    /// Whether all of it is here. Else what fields of the model hold is not.
    pub fn is_whole(&self) -> bool {
        self.node().is_some_and(|node| node.kind == NodeKind::Element)
    }

    /// The value of an attribute, whatever its namespace and letter case; one that is written just so comes first.
    /// `None`: it has none, or an empty one.
    pub fn attribute(&self, local: &str) -> Option<&'a str> {
        attribute(self.node()?, local)
    }

    /// The text directly in it, without white space around it. `None`: there is none.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        let depth = self.node()?.depth + 1;
        let below = self.nodes.iter().skip(1);
        let mut texts = below
            .filter(|node| node.depth == depth && node.kind == NodeKind::Text)
            .filter_map(|node| node.text.as_deref());
        let first = texts.next()?;
        let text = match texts.next() {
            None => Cow::Borrowed(first.trim()),
            Some(second) => {
                let mut text = first.to_owned() + second;
                text.extend(texts);
                Cow::Owned(crate::line::trimmed(text))
            }
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// What stands in it: its text, or all of it as markup when there are elements in it. `None`: there is nothing.
    pub(crate) fn inside(&self) -> Option<Inside<'a>> {
        let below = self.nodes.get(1..).unwrap_or_default();
        if !below.iter().any(|node| node.name.is_some()) {
            return self.text().map(|text| Inside { text, is_markup: false });
        }
        let text = crate::line::trimmed(crate::markup::xml(below));
        Some(Inside { text: Cow::Owned(text), is_markup: true })
    }

    /// The elements directly in it, in order.
    pub fn children(&self) -> Elements<'a> {
        let depth = self.node().map_or(0, |node| node.depth + 1);
        Elements { rest: self.nodes.get(1..).unwrap_or_default(), depth }
    }

    /// The element and all below it, in pre-order.
    pub(crate) fn nodes(&self) -> &'a [Node] {
        self.nodes
    }

    /// The address of its namespace, shared. `None`: it is in none.
    pub(crate) fn shared_uri(&self) -> Option<&'a Shared> {
        self.node().and_then(|node| node.name.as_deref()).and_then(|name| name.uri.as_ref())
    }

    /// The base it states (`xml:base`).
    pub(crate) fn base(&self) -> Option<&'a str> {
        self.xml("base")
    }

    /// The language it states (`xml:lang`).
    pub(crate) fn language(&self) -> Option<&'a str> {
        self.xml("lang")
    }

    fn xml(&self, local: &str) -> Option<&'a str> {
        let mut attributes = self.node()?.attributes.iter();
        let found = attributes.find(|attribute| crate::tree::is_xml(attribute, local));
        found.map(|attribute| attribute.value.trim()).filter(|value| !value.is_empty())
    }

    /// Its namespace.
    pub(crate) fn ns(&self) -> Ns {
        self.node().and_then(|node| node.name.as_deref()).map_or(Ns::None, Ns::of_name)
    }

    /// Whether it is called so, in whatever letter case.
    pub(crate) fn is_called(&self, local: &str) -> bool {
        self.local().eq_ignore_ascii_case(local)
    }

    /// The first element directly in it that is of the same namespace and called so.
    pub(crate) fn child(&self, local: &str) -> Option<Self> {
        self.children().find(|child| child.is_called(local) && child.is_beside(self))
    }

    /// The elements directly in it that are of the same namespace and called so.
    pub(crate) fn all<'l>(&self, local: &'l str) -> impl Iterator<Item = Self> + use<'a, 'l> {
        let this = *self;
        self.children().filter(move |child| child.is_called(local) && child.is_beside(&this))
    }

    /// Whether two elements are in the same namespace.
    fn is_beside(&self, other: &Self) -> bool {
        self.uri() == other.uri() || self.ns() == other.ns()
    }
}

/// What stands in an element.
#[derive(Clone, Debug)]
pub(crate) struct Inside<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Whether it is XML, and not text.
    pub(crate) is_markup: bool,
}

/// The value of an attribute of a node, as [`Element::attribute`] gives it.
pub(crate) fn attribute<'a>(node: &'a Node, local: &str) -> Option<&'a str> {
    let attributes = &node.attributes;
    let found = attributes.iter().find(|attribute| &*attribute.name.local == local);
    found
        .or_else(|| attributes.iter().find(|attribute| attribute.name.local.eq_ignore_ascii_case(local)))
        .map(|attribute| attribute.value.trim())
        .filter(|value| !value.is_empty())
}

/// Elements that stand side by side.
#[derive(Clone, Debug)]
pub struct Elements<'a> {
    rest: &'a [Node],
    depth: u32,
}

impl<'a> Iterator for Elements<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        let is_element =
            |node: &Node| node.depth == self.depth && matches!(node.kind, NodeKind::Element | NodeKind::Rest);
        let start = self
            .rest
            .iter()
            .position(|node| node.depth < self.depth || is_element(node))
            .filter(|start| self.rest.get(*start).is_some_and(is_element));
        let Some(nodes) = start.and_then(|start| self.rest.get(start..)) else {
            self.rest = &[];
            return None;
        };
        let below = nodes.iter().skip(1).take_while(|node| node.depth > self.depth).count();
        let (nodes, rest) = nodes.split_at_checked(below + 1)?;
        self.rest = rest;
        Some(Element { nodes })
    }
}

/// The elements of one vocabulary among others.
///
/// ```
/// use wirecopy_feed::modules::{Module, Vocabulary};
/// use wirecopy_model::{Extensions, Node};
///
/// let mut extensions = Extensions::default();
/// extensions.push(Node::element(0, Some("http://purl.org/rss/1.0/modules/slash/"), None, "department"));
/// extensions.push(Node::text(1, "fog"));
/// let slash = Module::of(&extensions, Vocabulary::Slash);
/// assert_eq!(slash.text("department").as_deref(), Some("fog"));
/// ```
#[derive(Clone, Debug)]
pub struct Module<'a> {
    elements: Elements<'a>,
    spaces: &'static [Ns],
}

impl<'a> Module<'a> {
    /// Those at the top of extensions.
    pub fn of(extensions: &'a Extensions, vocabulary: Vocabulary) -> Self {
        Self { elements: Element::tops(extensions), spaces: vocabulary.spaces() }
    }

    /// All of them, in order.
    pub fn elements(&self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        let spaces = self.spaces;
        self.elements.clone().filter(move |element| spaces.contains(&element.ns()))
    }

    /// Those that are called so, in whatever letter case.
    pub fn all<'l>(&self, local: &'l str) -> impl Iterator<Item = Element<'a>> + use<'a, 'l> {
        let spaces = self.spaces;
        // the name first: it is cheaper to look at
        self.elements
            .clone()
            .filter(move |element| element.is_called(local) && spaces.contains(&element.ns()))
    }

    /// The first that is called so.
    pub fn one(&self, local: &str) -> Option<Element<'a>> {
        self.all(local).next()
    }

    /// The text of the first that is called so and has one.
    pub fn text(&self, local: &str) -> Option<Cow<'a, str>> {
        self.all(local).find_map(|element| element.text())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.elements().next().is_none()
    }
}

/// Makes a view of an element: its attributes by name, its text, and the element itself.
macro_rules! element_view {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $field:ident = $attribute:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name<'a> {
            $($(#[$about])* pub $field: Option<&'a str>,)*
            /// The text in it. `None`: there is none.
            pub text: Option<std::borrow::Cow<'a, str>>,
            /// The element, with all that is in it.
            pub element: $crate::modules::Element<'a>,
        }

        impl<'a> $name<'a> {
            pub(crate) fn of(element: $crate::modules::Element<'a>) -> Self {
                Self {
                    $($field: element.attribute($attribute),)*
                    text: element.text(),
                    element,
                }
            }
        }
    };
}
pub(crate) use element_view;

/// The name among some that a local name is, in whatever letter case. Empty: it is none of them.
pub(crate) fn named(local: &str, names: &[&'static str]) -> &'static str {
    let exact = names.iter().find(|name| **name == local);
    exact.or_else(|| names.iter().find(|name| name.eq_ignore_ascii_case(local))).copied().unwrap_or_default()
}

/// Whether a word says yes. `None`: it says neither.
pub(crate) fn truth(word: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|known| word.trim().eq_ignore_ascii_case(known));
    if is(&["yes", "true", "1", "explicit"]) {
        Some(true)
    } else if is(&["no", "false", "0", "clean", "notexplicit"]) {
        Some(false)
    } else {
        None
    }
}

/// Seconds of a duration: a number of them, `mm:ss` or `hh:mm:ss`. `None`: it is none of these.
pub(crate) fn seconds(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.trim().split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    let mut total = 0.0;
    for (index, part) in parts.iter().enumerate() {
        let part = part.trim();
        let is_last = index + 1 == parts.len();
        let is_digits =
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || is_last && byte == b'.');
        let value = part.parse::<f64>().ok().filter(|value| is_digits && value.is_finite())?;
        total = total * 60.0 + value;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_seconds() {
        for (text, expected) in [
            ("90", Some(90.0)),
            ("1:30", Some(90.0)),
            ("01:00:00.5", Some(3600.5)),
            (" 02:03 ", Some(123.0)),
            ("", None),
            ("1:2:3:4", None),
            ("-1", None),
            ("1e3", None),
            ("an hour", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn elements_are_found_at_every_depth_and_text_is_joined() {
        let mut extensions = Extensions::default();
        extensions.push(Node::text(0, "loose"));
        extensions.push(Node::element(0, Some("urn:a"), None, "a"));
        extensions.push(Node::text(1, " x "));
        extensions.push(Node::element(1, Some("urn:a"), None, "B"));
        extensions.push(Node::text(2, "deep"));
        extensions.push(Node::text(1, "y "));
        extensions.push(Node::element(0, None, None, "c"));
        let tops: Vec<_> = Element::tops(&extensions).map(|element| element.local()).collect();
        assert_eq!(tops, ["a", "c"]);
        let first = Element::tops(&extensions).next().unwrap();
        assert_eq!(first.text().as_deref(), Some("x y"));
        assert_eq!(first.child("b").and_then(|child| child.text()).as_deref(), Some("deep"));
        assert!(first.child("deep").is_none());
    }
}
