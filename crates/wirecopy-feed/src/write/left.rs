//! What is left in `extensions` of elements whose text is in a field, matched with those elements as they are written.

use wirecopy_model::{Attribute, Extensions, Name, Node, NodeKind};

/// Whether an element is of an export of a site and not known to be for the public.
fn is_private(name: &Name) -> bool {
    const PUBLIC: [&str; 19] = [
        "attachment_url",
        "base_blog_url",
        "base_site_url",
        "category",
        "cat",
        "comment_status",
        "is_sticky",
        "menu_order",
        "ping_status",
        "post_date",
        "post_date_gmt",
        "post_id",
        "post_modified",
        "post_modified_gmt",
        "post_name",
        "post_parent",
        "post_type",
        "tag",
        "wxr_version",
    ];
    let is_export = name.uri.as_deref().is_some_and(|uri| {
        uri.split_once("://").is_some_and(|(_, rest)| rest.starts_with("wordpress.org/export/"))
    });
    is_export && !PUBLIC.contains(&&*name.local)
}

/// What is left of one element.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rest<'e> {
    /// Its number among the top nodes. `None`: nothing is left of it.
    pub(crate) top: Option<usize>,
    /// Its attributes that no field holds.
    pub(crate) attributes: &'e [Attribute],
    /// What in it no field holds.
    pub(crate) below: &'e [Node],
}

/// The extensions of one thing.
#[derive(Debug, Default)]
pub(crate) struct Left<'e> {
    nodes: &'e [Node],
    /// Top nodes: where each begins, and whether it was matched.
    tops: Vec<(usize, bool)>,
    /// Whether a name without a namespace is one of the format that is written.
    is_loose: bool,
}

impl<'e> Left<'e> {
    /// `is_loose`: they are of the format that is written, so that a name without a namespace is one of it.
    pub(crate) fn new(extensions: &'e Extensions, is_loose: bool) -> Self {
        let tops = extensions.top().map(|top| (top, false)).collect();
        Self { nodes: &extensions.nodes, tops, is_loose }
    }

    /// Takes what is left of an element that holds others, of which one says this text.
    pub(crate) fn take_saying(&mut self, uri: Option<&str>, local: &str, text: &str) -> Option<Rest<'e>> {
        let is_it = |nodes: &[Node]| {
            nodes.first().is_some_and(|node| {
                let is_named = node
                    .name
                    .as_deref()
                    .is_some_and(|name| &*name.local == local && name.uri.as_deref() == uri);
                node.kind == NodeKind::Rest && is_named
            }) && nodes.iter().skip(1).any(|node| node.kind == NodeKind::Element)
                && nodes
                    .iter()
                    .any(|node| node.text.as_deref().is_some_and(|said| said.trim() == text.trim()))
        };
        let top = (0..self.tops.len())
            .find(|top| self.tops.get(*top).is_some_and(|(_, is_used)| !is_used) && is_it(self.top(*top)))?;
        if let Some((_, is_used)) = self.tops.get_mut(top) {
            *is_used = true;
        }
        let (first, below) = self.top(top).split_first()?;
        Some(Rest { top: Some(top), attributes: &first.attributes, below })
    }

    /// Whether something of an element of this name is left that holds others.
    pub(crate) fn has_nested(&self, uri: Option<&str>, local: &str) -> bool {
        (0..self.tops.len()).any(|top| {
            let nodes = self.top(top);
            nodes.first().is_some_and(|node| {
                node.kind == NodeKind::Rest
                    && node
                        .name
                        .as_deref()
                        .is_some_and(|name| &*name.local == local && name.uri.as_deref() == uri)
            }) && nodes.iter().skip(1).any(|node| node.kind == NodeKind::Element)
        })
    }

    /// The same for nodes below one.
    pub(crate) fn below(nodes: &'e [Node]) -> Self {
        let depth = nodes.first().map_or(0, |node| node.depth);
        let tops = nodes.iter().enumerate().filter(|(_, node)| node.depth == depth);
        Self { nodes, tops: tops.map(|(at, _)| (at, false)).collect(), is_loose: true }
    }

    /// Takes what is left of the next element of this name.
    pub(crate) fn take(&mut self, uri: Option<&str>, local: &str) -> Rest<'e> {
        let (nodes, is_loose) = (self.nodes, self.is_loose);
        let is_it = |name: &Name| {
            name.local.eq_ignore_ascii_case(local)
                && (name.uri.as_deref() == uri || is_loose && (name.uri.is_none() || uri.is_none()))
        };
        let found = self.tops.iter().position(|(at, is_used)| {
            !is_used
                && nodes.get(*at).is_some_and(|node| {
                    node.kind == NodeKind::Rest && node.name.as_deref().is_some_and(is_it)
                })
        });
        let Some(top) = found else { return Rest::default() };
        if let Some((_, is_used)) = self.tops.get_mut(top) {
            *is_used = true;
        }
        let nodes = self.top(top);
        let Some((first, below)) = nodes.split_first() else { return Rest::default() };
        Rest { top: Some(top), attributes: &first.attributes, below }
    }

    /// Whether there is a whole element, of which fields are but a view.
    pub(crate) fn has(&self, is_it: impl Fn(&Name) -> bool) -> bool {
        self.tops.iter().any(|(at, _)| {
            self.nodes.get(*at).is_some_and(|node| {
                node.kind == NodeKind::Element && node.name.as_deref().is_some_and(&is_it)
            })
        })
    }

    /// Whether there is a whole element with this text.
    pub(crate) fn says(&self, is_it: impl Fn(&Name) -> bool, text: &str) -> bool {
        (0..self.tops.len()).any(|top| {
            let nodes = self.top(top);
            nodes.first().is_some_and(|node| {
                node.kind == NodeKind::Element && node.name.as_deref().is_some_and(&is_it)
            }) && {
                let texts: String = nodes.iter().filter_map(|node| node.text.as_deref()).collect();
                texts.trim() == text.trim()
            }
        })
    }

    /// Takes the top nodes for which, with all below them, this holds. How many there were is told.
    fn take_where(&mut self, is_it: impl Fn(&[Node]) -> bool) -> usize {
        let found: Vec<usize> = self.others().filter(|top| is_it(self.top(*top))).collect();
        for top in &found {
            if let Some((_, is_used)) = self.tops.get_mut(*top) {
                *is_used = true;
            }
        }
        found.len()
    }

    /// Takes what is left of elements that were not written again. How many there were is told.
    pub(crate) fn take_rest(&mut self) -> usize {
        self.take_where(|nodes| nodes.first().is_some_and(|node| node.kind == NodeKind::Rest))
    }

    /// Takes elements that are in no namespace and have such names. How many there were is told.
    pub(crate) fn take_bare(&mut self, is_it: impl Fn(&str) -> bool) -> usize {
        let is_bare = |name: &Name| name.uri.is_none() && name.prefix.is_none() && is_it(&name.local);
        self.take_where(|nodes| {
            nodes.first().is_some_and(|node| {
                node.kind == NodeKind::Element && node.name.as_deref().is_some_and(is_bare)
            })
        })
    }

    /// Takes elements of an export of a site that were not written for the public: comments with the addresses of who wrote
    /// them, accounts, passwords, data of plug-ins. How many there were is told.
    pub(crate) fn take_private(&mut self) -> usize {
        self.take_where(|nodes| nodes.first().and_then(|node| node.name.as_deref()).is_some_and(is_private))
    }

    /// Takes elements that hold HTML or drawings, which a reader might show. How many there were is told.
    pub(crate) fn take_markup(&mut self) -> usize {
        let is_markup = |node: &Node| {
            node.name.as_deref().and_then(|name| name.uri.as_deref()).is_some_and(|uri| {
                matches!(
                    uri.trim_end_matches('/'),
                    "http://www.w3.org/1999/xhtml" | "http://www.w3.org/2000/svg"
                )
            })
        };
        self.take_where(|nodes| nodes.iter().any(is_markup))
    }

    /// Whether there is text.
    pub(crate) fn has_text(&self) -> bool {
        self.tops.iter().any(|(at, _)| self.nodes.get(*at).is_some_and(|node| node.kind == NodeKind::Text))
    }

    /// Takes the text.
    pub(crate) fn take_text(&mut self) {
        self.take_where(|nodes| nodes.first().is_some_and(|node| node.kind == NodeKind::Text));
    }

    /// The numbers of top nodes that were not matched.
    pub(crate) fn others(&self) -> impl Iterator<Item = usize> + '_ {
        self.tops.iter().enumerate().filter(|(_, (_, is_used))| !is_used).map(|(top, _)| top)
    }

    /// A top node with all below it.
    pub(crate) fn top(&self, top: usize) -> &'e [Node] {
        let Some((start, _)) = self.tops.get(top) else { return &[] };
        let end = self.tops.get(top + 1).map_or(self.nodes.len(), |(end, _)| *end);
        self.nodes.get(*start..end).unwrap_or_default()
    }
}
