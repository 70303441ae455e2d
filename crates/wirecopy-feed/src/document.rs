//! What every reader of XML does with a document, whatever its vocabulary: the way to its root element, the limit on
//! what is kept at once, and nodes for what no field takes.

use std::fmt::Display;

use wirecopy_core::{Cx, Error, ErrorKind};
use wirecopy_model::{Node, NodeKind, Source};
use wirecopy_xml::Event;

use crate::scan::{Scan, plain_name};

/// The error for what takes more room than a text may. `what` begins the message: `an item takes`.
pub(crate) fn no_room(what: impl Display, cx: &Cx<'_>) -> Error {
    Error::limit(format!("{what} too much room (limit `text`: {})", cx.limits.text))
        .hint("raise it with `--limit text=NUMBER`")
}

impl Scan<'_> {
    /// Reads up to the root element, whose start is then the current event. Processing instructions before it are kept
    /// with the source. `frame` is what the root is called in messages.
    ///
    /// # Errors
    /// There is no element; what stands before the first one is over the limit on text.
    pub(crate) fn find_root(
        &mut self,
        origin: &mut Source,
        frame: &str,
        cx: &mut Cx<'_>,
    ) -> Result<(), Error> {
        let before = cx.findings.total();
        loop {
            match self.xml.next(cx)? {
                Event::Start => return Ok(()),
                Event::Instruction => {
                    origin.extensions.push(self.instruction_node(0));
                    let room = self.xml.position() + origin.extensions.nodes.len() as u64 * 128;
                    self.limit_room(room, format_args!("what stands before {frame} takes"), cx)?;
                }
                // text outside of elements was reported
                Event::Eof if cx.findings.total() > before => {
                    return Err(Error::broken("there is no element in this; it is no XML")
                        .hint("`wirecopy formats` lists what can be read"));
                }
                Event::Eof => return Err(Error::new(ErrorKind::Empty, "the input is empty")),
                Event::Text | Event::End | Event::Comment | Event::Doctype => {}
            }
        }
    }

    /// Whether what is kept at once is within the limit on text. `what` is for [`no_room`].
    pub(crate) fn limit_room(&self, room: u64, what: impl Display, cx: &Cx<'_>) -> Result<(), Error> {
        if room <= cx.limits.text {
            return Ok(());
        }
        Err(no_room(what, cx).at(self.xml.span()).located(self.location()))
    }

    /// The current text, for keeping.
    pub(crate) fn text_node(&self, depth: u32) -> Node {
        Node { span: Some(self.xml.span()), ..Node::text(depth, self.xml.text().trim()) }
    }

    /// The current processing instruction, for keeping.
    pub(crate) fn instruction_node(&self, depth: u32) -> Node {
        Node {
            depth,
            kind: NodeKind::Instruction,
            name: Some(plain_name(self.local())),
            text: Some(self.xml.text().to_owned()),
            span: Some(self.xml.span()),
            ..Node::default()
        }
    }
}
