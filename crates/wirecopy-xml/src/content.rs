//! What stands between a start tag and its end tag, as one text.

use wirecopy_core::{Cx, Diagnostic, Error};
use wirecopy_model::{Attribute, Extensions, Node, NodeKind};

use crate::fault::{limit, shown};
use crate::subtree::NODE;
use crate::{Event, Ns, XmlReader, html};

/// What stood around the markup that [`XmlReader::read_xhtml`] read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrapper {
    /// Whether all of it was inside one `div`, which was left out.
    pub found: bool,
    /// `xml:lang` or `lang` of that `div`. `None`: it has none.
    pub language: Option<String>,
    /// `xml:base` of that `div`. `None`: it has none.
    pub base: Option<String>,
    /// Its other attributes, and a `lang` that says another thing than `xml:lang`.
    pub rest: Vec<Attribute>,
}

/// Adds a text. The first one, which mostly is the only one, is copied whole: that is cheaper than to grow.
fn append(into: &mut String, text: &str) {
    if into.capacity() == 0 {
        *into = String::from(text);
    } else {
        into.push_str(text);
    }
}

impl XmlReader<'_> {
    /// Goes to the end tag of the element whose start tag is the current event; what is inside is passed over.
    ///
    /// # Errors
    /// As [`XmlReader::next`].
    pub fn skip(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        let depth = self.depth();
        loop {
            match self.next(cx)? {
                Event::End if self.depth() <= depth => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Adds the text of the element whose start tag is the current event, and goes to its end tag. Of elements inside
    /// it the text is taken; that their tags are dropped is reported as a loss, `xml.text.element`.
    ///
    /// # Errors
    /// As [`XmlReader::next`], and when `into` grows beyond the limit `text`.
    pub fn read_text(&mut self, into: &mut String, cx: &mut Cx<'_>) -> Result<(), Error> {
        let depth = self.depth();
        loop {
            match self.next(cx)? {
                Event::Text => {
                    append(into, self.text());
                    self.check_length(into, cx)?;
                }
                Event::Start => {
                    let message =
                        format!("the tags of `{}` inside a text were dropped", shown(self.open.name()));
                    cx.report(
                        Diagnostic::loss("xml.text.element", message)
                            .at(self.span())
                            .located(Some(self.location())),
                    );
                }
                Event::End if self.depth() <= depth => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Adds the text of the element whose start tag is the current event, and goes to its end tag. When there are
    /// elements inside it, all that is inside is added to `extensions`, at the depth 1; their text is added to `into` as
    /// well, when the element has text of its own besides, as they are part of it then. Returns whether there were any.
    ///
    /// # Errors
    /// As [`XmlReader::next`], and when `into` grows beyond the limit `text`, or the elements take more than it.
    pub fn read_leaf(
        &mut self,
        into: &mut String,
        extensions: &mut Extensions,
        cx: &mut Cx<'_>,
    ) -> Result<bool, Error> {
        let depth = self.depth();
        let first = extensions.nodes.len();
        // the text with that of the elements
        let mut whole: Option<String> = None;
        loop {
            match self.next(cx)? {
                Event::Text => {
                    append(into, self.text());
                    if let Some(whole) = &mut whole {
                        whole.push_str(self.text());
                        if !self.is_blank() {
                            extensions.push(Node::text(1, self.text()));
                        }
                    }
                    self.check_length(into, cx)?;
                }
                Event::Start => {
                    if whole.is_none() && !into.trim().is_empty() {
                        extensions.push(Node::text(1, into.as_str()));
                    }
                    let start = extensions.nodes.len();
                    self.read_subtree(1, extensions, cx)?;
                    let whole = whole.get_or_insert_with(|| into.clone());
                    let nodes = extensions.nodes.get(start..).unwrap_or_default();
                    let texts = nodes.iter().filter(|node| node.kind == NodeKind::Text);
                    whole.extend(texts.filter_map(|node| node.text.as_deref()));
                    let room = (extensions.nodes.len() - first) as u64 * NODE;
                    self.check_room(whole.len() as u64 + room, cx)?;
                }
                Event::End if self.depth() <= depth => break,
                Event::Eof => break,
                _ => {}
            }
        }
        let Some(whole) = whole else { return Ok(false) };
        if !into.trim().is_empty() {
            *into = whole;
        }
        Ok(true)
    }

    /// Adds the content of the element whose start tag is the current event as HTML, and goes to its end tag.
    ///
    /// The text of such an element is HTML itself and is added as it is. Elements inside it were meant to be part
    /// of that HTML: they are written as HTML, with one repair, `xml.text.markup`. Returns whether there were any.
    ///
    /// # Errors
    /// As [`XmlReader::next`], and when `into` grows beyond the limit `text`.
    pub fn read_mixed(&mut self, into: &mut String, cx: &mut Cx<'_>) -> Result<bool, Error> {
        let depth = self.depth();
        let ambient = self.ns();
        let mut reported = false;
        loop {
            match self.next(cx)? {
                Event::Text if self.depth() == depth => append(into, self.text()),
                Event::Text => self.push_text(into, ambient),
                Event::Start => {
                    if !reported {
                        reported = true;
                        self.report_markup(cx);
                    }
                    html::push_start(into, &self.name(), self.attributes(), self.uri(ambient));
                }
                Event::End if self.depth() <= depth => return Ok(reported),
                Event::End => self.push_end(into, ambient),
                Event::Eof => return Ok(reported),
                Event::Comment | Event::Instruction | Event::Doctype => {}
            }
            self.check_length(into, cx)?;
        }
    }

    /// Adds the content of the element whose start tag is the current event, and goes to its end tag. Returns whether
    /// there are elements inside.
    ///
    /// Without elements it is text, added as it is. With elements all of it is written as HTML, the text escaped.
    /// `is_meant`: the format has elements there; else they are one repair, `xml.text.markup`.
    ///
    /// # Errors
    /// As [`XmlReader::next`], and when `into` grows beyond the limit `text`.
    pub fn read_inline(&mut self, into: &mut String, is_meant: bool, cx: &mut Cx<'_>) -> Result<bool, Error> {
        let depth = self.depth();
        let ambient = self.ns();
        let begin = into.len();
        let mut has_elements = false;
        loop {
            match self.next(cx)? {
                Event::Text if !has_elements => append(into, self.text()),
                Event::Text => self.push_text(into, ambient),
                Event::Start => {
                    if !has_elements {
                        has_elements = true;
                        if !is_meant {
                            self.report_markup(cx);
                        }
                        let text = into.split_off(begin);
                        html::push_text(into, &text);
                    }
                    html::push_start(into, &self.name(), self.attributes(), self.uri(ambient));
                }
                Event::End if self.depth() <= depth => return Ok(has_elements),
                Event::End => self.push_end(into, ambient),
                Event::Eof => return Ok(has_elements),
                Event::Comment | Event::Instruction | Event::Doctype => {}
            }
            self.check_length(into, cx)?;
        }
    }

    /// An element in a text that was to hold none.
    fn report_markup(&self, cx: &mut Cx<'_>) {
        let message =
            format!("`{}` stands as an element where HTML was to be escaped", shown(self.open.name()));
        cx.report(
            Diagnostic::repair("xml.text.markup", message).at(self.span()).located(Some(self.location())),
        );
    }

    /// Adds the elements and text inside the element whose start tag is the current event, which are XHTML, as HTML,
    /// and goes to its end tag. Prefixes are dropped, void elements have no end tag, text is escaped; comments are
    /// left out. `xml:base` stays as it is written, for whoever resolves addresses.
    ///
    /// `unwraps`: one `div` around all of it is left out too, as Atom 1.0 asks for (RFC 4287, 3.1.1.3), unless it says
    /// how the text runs (`dir`). What it says is in the [`Wrapper`].
    ///
    /// # Errors
    /// As [`XmlReader::next`], and when `into` grows beyond the limit `text`.
    pub fn read_xhtml(
        &mut self,
        into: &mut String,
        unwraps: bool,
        cx: &mut Cx<'_>,
    ) -> Result<Wrapper, Error> {
        let depth = self.depth();
        let ambient = self.ns();
        let begin = into.len();
        let mut wrapper = Wrapper::default();
        // the start tag of the wrapping `div`, and where its content ended, once it did
        let mut opened = String::new();
        let mut closed = None;
        loop {
            match self.next(cx)? {
                Event::Text => {
                    if !(self.depth() == depth
                        && self.is_blank()
                        && (into.len() == begin || closed.is_some()))
                    {
                        self.push_text(into, ambient);
                    }
                }
                Event::Start => {
                    if unwraps
                        && self.depth() == depth + 1
                        && into.len() == begin
                        && closed.is_none()
                        && self.is_wrapper()
                    {
                        html::push_start(&mut opened, &self.name(), self.attributes(), self.uri(ambient));
                        wrapper = self.wrapper();
                    } else {
                        html::push_start(into, &self.name(), self.attributes(), self.uri(ambient));
                    }
                }
                Event::End if self.depth() <= depth => break,
                Event::End => {
                    if self.depth() == depth + 1 && wrapper.found && closed.is_none() {
                        closed = Some(into.len());
                    } else {
                        self.push_end(into, ambient);
                    }
                }
                Event::Eof => break,
                Event::Comment | Event::Instruction | Event::Doctype => {}
            }
            self.check_length(into, cx)?;
        }
        if let Some(closed) = closed.filter(|&closed| closed < into.len()) {
            // more follows: the `div` was no wrapper
            into.insert_str(closed, "</div>");
            into.insert_str(begin, &opened);
            wrapper = Wrapper::default();
        }
        Ok(wrapper)
    }

    fn push_text(&self, into: &mut String, ambient: Ns) {
        let text = self.text();
        // what ends a raw element early would be read as markup
        if html::is_raw(&self.name(), self.uri(ambient)) && !text.contains("</") && !text.contains("<!--") {
            into.push_str(text);
        } else {
            html::push_text(into, text);
        }
    }

    fn push_end(&self, into: &mut String, ambient: Ns) {
        let (name, ambient) = (self.name(), self.uri(ambient));
        if !html::is_void(&name, ambient) {
            html::push_end(into, &name, ambient);
        }
    }

    fn is_wrapper(&self) -> bool {
        self.local().eq_ignore_ascii_case("div") && self.attribute("dir").is_none()
    }

    fn wrapper(&mut self) -> Wrapper {
        let own = |local: &str| self.attribute_ns(Ns::XML, local);
        let language = own("lang").or_else(|| self.attribute("lang")).map(str::to_owned);
        let base = own("base").map(str::to_owned);
        let mut rest = Vec::new();
        if self.attribute_count() > 0 {
            rest =
                self.attribute_nodes(|name| !(name.ns == Ns::XML && matches!(name.local, "lang" | "base")));
            rest.retain(|attribute| {
                let name = &attribute.name;
                let is_lang = name.prefix.is_none() && &*name.local == "lang";
                !(is_lang && language.as_deref() == Some(attribute.value.as_str()))
            });
        }
        Wrapper { found: true, language, base, rest }
    }

    pub(crate) fn check_length(&self, text: &str, cx: &Cx<'_>) -> Result<(), Error> {
        self.check_room(text.len() as u64, cx)
    }

    fn check_room(&self, room: u64, cx: &Cx<'_>) -> Result<(), Error> {
        if room > cx.limits.text {
            let what = format!("the text of `{}` is too long", shown(self.open.name()));
            return Err(limit(&self.window, self.start..self.at, "text", cx.limits.text, &what));
        }
        Ok(())
    }
}
