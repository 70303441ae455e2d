use std::sync::Arc;

use wirecopy_core::{Cx, Error};
use wirecopy_model::{Attribute, Extensions, Name, Node, NodeKind};

use crate::fault::limit;
use crate::namespace::split;
use crate::{Event, Ns, XmlReader};

/// What a node costs beside its text, roughly.
pub(crate) const NODE: u64 = 128;

impl XmlReader<'_> {
    /// Adds the element whose start tag is the current event, and all inside it, to `extensions`, and goes to its end
    /// tag. The element stands at the depth `depth`. White space that holds a line end and nothing else is left
    /// out, as it is layout.
    ///
    /// # Errors
    /// As [`XmlReader::next`], and when the nodes take more than the limit `text`.
    pub fn read_subtree(
        &mut self,
        depth: u32,
        extensions: &mut Extensions,
        cx: &mut Cx<'_>,
    ) -> Result<(), Error> {
        let top = self.depth();
        let mut size = 0;
        let mut event = self.event();
        loop {
            let below = u32::try_from(self.depth() - top.min(self.depth())).unwrap_or(u32::MAX);
            let inner = depth.saturating_add(below).saturating_add(1);
            match event {
                Event::Start => {
                    let node = self.element_node(depth.saturating_add(below));
                    size += node
                        .attributes
                        .iter()
                        .map(|attribute| attribute.value.len() as u64 + NODE)
                        .sum::<u64>();
                    extensions.push(node);
                }
                Event::Text => {
                    let text = self.text();
                    if !(self.is_blank() && text.contains('\n')) {
                        extensions.push(Node { span: Some(self.span()), ..Node::text(inner, text) });
                    }
                }
                Event::Comment => extensions.push(Node {
                    depth: inner,
                    kind: NodeKind::Comment,
                    text: Some(self.text().to_owned()),
                    span: Some(self.span()),
                    ..Node::default()
                }),
                Event::Instruction => {
                    let target = self.local().to_owned();
                    let name = self.spaces.name(&target, Ns::NONE);
                    extensions.push(Node {
                        depth: inner,
                        kind: NodeKind::Instruction,
                        name: Some(name),
                        text: Some(self.text().to_owned()),
                        span: Some(self.span()),
                        ..Node::default()
                    });
                }
                Event::End if self.depth() <= top => return Ok(()),
                Event::Eof => return Ok(()),
                Event::End | Event::Doctype => {}
            }
            size += NODE + self.text().len() as u64;
            if size > cx.limits.text {
                let range = self.start..self.at;
                let what = "an element that is kept as it is takes too much room";
                return Err(limit(&self.window, range, "text", cx.limits.text, what));
            }
            event = self.next(cx)?;
        }
    }

    /// The name of the element of the current start or end tag, for keeping.
    pub fn element_name(&mut self) -> Arc<Name> {
        self.spaces.name(self.open.name(), self.open.ns())
    }

    /// The current start tag as a node, with its attributes but without what is inside.
    pub fn element_node(&mut self, depth: u32) -> Node {
        let name = self.spaces.name(self.open.name(), self.open.ns());
        let mut node = Node { depth, name: Some(name), span: Some(self.span()), ..Node::default() };
        node.attributes = self.attribute_nodes(|_| true);
        node
    }

    /// The attributes of the current start tag that are asked for, for keeping.
    pub fn attribute_nodes(&mut self, wanted: impl Fn(&crate::NameRef<'_>) -> bool) -> Vec<Attribute> {
        let mut nodes = Vec::new();
        for index in 0..self.attribute_count() {
            let Some((raw, ns, value)) = self.attribute_at(index) else { continue };
            let (prefix, local) = split(raw);
            let name = crate::NameRef { ns, uri: self.uri(ns), prefix, local };
            if wanted(&name) {
                let (raw, value) = (raw.to_owned(), value.to_owned());
                let name = self.spaces.name(&raw, ns);
                nodes.push(Attribute { name, value });
            }
        }
        nodes
    }
}
