//! The way through a document whose items are taken apart as trees: sitemaps and `WordPress` exports.
//!
//! [`crate::reader`] reads the elements of an item as they come, which is faster; here an item is read whole first,
//! because what it is (its type, say) stands behind what it holds.

use std::collections::VecDeque;

use wirecopy_core::decode::Hints;
use wirecopy_core::{Code, Cx, Diagnostic, Error, Input, RecordReader};
use wirecopy_model::{Extensions, FeedFamily, Record, Shared, Source, Span};
use wirecopy_xml::{Event, XmlReader};

use crate::meta::Meta;
use crate::namespace::Ns;
use crate::probe;
use crate::scan::Scan;
use crate::tree::Tree;

/// A vocabulary that is read item by item.
pub(crate) trait Vocabulary {
    /// Its name among the formats.
    const FORMAT: &'static str;
    /// Its name in messages.
    const NAME: &'static str;
    /// The code for an item that begins inside another.
    const UNCLOSED: Code;
    /// The family of its feed.
    const FAMILY: FeedFamily;

    /// What a start tag outside of items opens. The first one is the root.
    fn opens(&mut self, ns: Ns, local: &str) -> Opens;

    /// The version of the format, by what the root element declares. `uri`: that of its own namespace.
    fn version(&self, scan: &Scan<'_>) -> Option<String>;

    /// Reads an element outside of items, the whole of it.
    fn meta(&mut self, scan: &mut Scan<'_>, ns: Ns, feed: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error>;

    /// Takes an item apart. Records that can be given by now go to `out`.
    fn item(
        &mut self,
        scan: &mut Scan<'_>,
        item: Item,
        feed: &Around<'_>,
        out: &mut VecDeque<Record>,
        cx: &mut Cx<'_>,
    );

    /// Gives what was held.
    fn end(&mut self, out: &mut VecDeque<Record>, cx: &mut Cx<'_>);
}

/// What a start tag outside of items opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    /// An item.
    Item,
    /// What items stand in.
    Frame,
    /// Something said of all of them.
    Meta,
}

/// An item with all in it.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) tree: Tree,
    pub(crate) span: Span,
    /// Its number in the document, from 1.
    pub(crate) position: u64,
    /// The language that was in force where it began.
    pub(crate) language: Option<Shared>,
    /// The base that was in force there.
    pub(crate) base: Option<Shared>,
}

/// What is known of the feed an item stands in.
pub(crate) struct Around<'f> {
    pub(crate) feed: &'f Meta,
    pub(crate) title: Option<Shared>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    /// The current event is the start of an item.
    AtItem,
    Done,
}

/// Gives the records of a document.
pub(crate) struct ItemReader<'a, V> {
    vocabulary: V,
    scan: Scan<'a>,
    state: State,
    waiting: VecDeque<Record>,
    /// The source, to be given again when repairs came after it.
    origin: Source,
    feed: Meta,
    given: bool,
    changed: bool,
    /// The feed's title with the number of titles it was taken from.
    title: (usize, Option<Shared>),
    position: u64,
    /// Bytes of the input that metadata of the feed took.
    metadata: u64,
}

impl<'a, V: Vocabulary> ItemReader<'a, V> {
    /// Opens a document and reads its root element.
    pub(crate) fn open(input: Input<'a>, vocabulary: V, cx: &mut Cx<'_>) -> Result<Self, Error> {
        let name = input.source_name();
        let base = input.effective_base();
        let content_type = input.content_type;
        let hints = Hints::xml(content_type.as_deref());
        let xml = XmlReader::new(input.bytes, &hints, cx)?;
        let mut reader = Self {
            origin: Source {
                name: name.clone(),
                format: Shared::from(V::FORMAT),
                encoding: Some(xml.encoding().clone()),
                base: base.as_ref().map(|base| Shared::from(base.as_str())),
                content_type,
                ..Source::default()
            },
            scan: Scan::new(xml, name, base),
            vocabulary,
            state: State::Open,
            waiting: VecDeque::new(),
            feed: Meta::default(),
            given: false,
            changed: false,
            title: (0, None),
            position: 0,
            metadata: 0,
        };
        reader.root(cx)?;
        Ok(reader)
    }

    fn root(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.scan.find_root(&mut self.origin, "the root element", cx)?;
        let ns = self.scan.ns();
        self.origin.namespaces = self.scan.xml.root_namespaces().to_vec();
        match self.vocabulary.opens(ns, self.scan.xml.local()) {
            Opens::Item => {
                self.state = State::AtItem;
                self.origin.version = self.vocabulary.version(&self.scan);
            }
            Opens::Frame => {
                self.origin.version = self.vocabulary.version(&self.scan);
                let mut tag = self.scan.take_with_language([]);
                self.feed.language = self.scan.stated_language(&mut tag, cx);
                tag.base = None;
                tag.leave(&mut self.origin.extensions);
            }
            Opens::Meta => {
                let declared = self.scan.xml.root_namespaces();
                let declares = |uri: &str| declared.iter().any(|namespace| namespace.uri.contains(uri));
                let error = probe::wrong_root(self.scan.local(), ns, declares, &[], V::NAME);
                return Err(error.at(self.scan.xml.span()).located(self.scan.location()));
            }
        }
        self.feed.base = self.scan.shared_base();
        self.waiting.push_back(Record::Source(Box::new(self.origin.clone())));
        Ok(())
    }

    fn check_feed(&self, cx: &Cx<'_>) -> Result<(), Error> {
        self.scan.limit_room(self.metadata + self.feed.room(), "what is said of all items takes", cx)
    }

    fn advance(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        match self.state {
            State::Done => Ok(()),
            State::AtItem => {
                self.state = State::Open;
                self.item(cx)
            }
            State::Open => self.between(cx),
        }
    }

    /// Reads what stands between items, up to the next of them or the end.
    fn between(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        loop {
            match self.scan.xml.next(cx)? {
                Event::Start => {
                    let ns = self.scan.ns();
                    match self.vocabulary.opens(ns, self.scan.xml.local()) {
                        Opens::Item => {
                            self.state = State::AtItem;
                            if !self.given {
                                self.give_feed();
                            }
                            return Ok(());
                        }
                        Opens::Frame => {
                            let mut tag = self.scan.take_with_language([]);
                            if let Some(language) = self.scan.stated_language(&mut tag, cx) {
                                self.feed.language.get_or_insert(language);
                            }
                            if tag.base.take().is_some() {
                                self.feed.base = self.scan.shared_base();
                            }
                            tag.leave(&mut self.feed.extensions);
                        }
                        Opens::Meta => {
                            self.changed = true;
                            let start = self.scan.xml.span();
                            self.vocabulary.meta(&mut self.scan, ns, &mut self.feed, cx)?;
                            self.metadata += self.scan.since(start).len();
                            self.check_feed(cx)?;
                        }
                    }
                }
                Event::Text if !self.scan.xml.is_blank() => {
                    self.changed = true;
                    self.feed.extensions.push(self.scan.text_node(0));
                    self.check_feed(cx)?;
                }
                Event::Instruction => {
                    self.changed = true;
                    self.feed.extensions.push(self.scan.instruction_node(0));
                    self.check_feed(cx)?;
                }
                Event::Eof => {
                    self.scan.tell_relative(cx);
                    self.end(cx);
                    return Ok(());
                }
                Event::Text | Event::End | Event::Comment | Event::Doctype => {}
            }
        }
    }

    fn give_feed(&mut self) {
        let feed = self.feed.clone().into_feed(&self.scan.source, V::FAMILY);
        self.waiting.push_back(Record::Feed(Box::new(feed)));
        self.given = true;
        self.changed = false;
    }

    fn end(&mut self, cx: &mut Cx<'_>) {
        self.state = State::Done;
        self.vocabulary.end(&mut self.waiting, cx);
        if !self.given || self.changed {
            self.give_feed();
        }
        if !self.scan.xml.well_formed() {
            self.origin.well_formed = Some(false);
            self.waiting.push_back(Record::Source(Box::new(self.origin.clone())));
        }
    }

    /// Reads the item whose start is the current event.
    fn item(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        let start = self.scan.xml.span();
        let language = self.scan.xml.language().filter(|tag| !tag.trim().is_empty()).map(Shared::from);
        let base = self.scan.shared_base();
        let mut nodes = Extensions::default();
        nodes.push(self.scan.xml.element_node(0));
        let mut end;
        loop {
            let event = self.scan.xml.next(cx)?;
            end = self.scan.xml.span();
            match event {
                Event::Start => {
                    let ns = self.scan.ns();
                    if self.vocabulary.opens(ns, self.scan.xml.local()) == Opens::Item {
                        self.unclosed(cx);
                        end = Span::new(end.start, end.start);
                        break;
                    }
                    self.scan.xml.read_subtree(1, &mut nodes, cx)?;
                    end = self.scan.xml.span();
                }
                Event::End | Event::Eof => break,
                Event::Text if !self.scan.xml.is_blank() => nodes.push(self.scan.text_node(1)),
                Event::Instruction => nodes.push(self.scan.instruction_node(1)),
                Event::Text | Event::Comment | Event::Doctype => {}
            }
            let room = end.end.saturating_sub(start.start) + nodes.nodes.len() as u64 * 128;
            self.scan.limit_room(room, "an item takes", cx)?;
        }
        self.position += 1;
        let item = Item {
            tree: Tree::new(nodes.nodes, None),
            span: Span::new(start.start, end.end),
            position: self.position,
            language: language.or_else(|| self.feed.language.clone()),
            base,
        };
        let title = self.feed_title();
        let around = Around { feed: &self.feed, title };
        self.vocabulary.item(&mut self.scan, item, &around, &mut self.waiting, cx);
        self.scan.tell_relative(cx);
        Ok(())
    }

    /// An item inside an item: the end tag of the outer one is missing.
    fn unclosed(&mut self, cx: &mut Cx<'_>) {
        let message = format!("`{}` begins inside another; that one ends here", self.scan.local());
        cx.report(
            Diagnostic::repair(V::UNCLOSED, message).at(self.scan.xml.span()).located(self.scan.location()),
        );
        self.state = State::AtItem;
    }

    fn feed_title(&mut self) -> Option<Shared> {
        if self.title.0 != self.feed.headlines.len() {
            let title =
                self.feed.headlines.first().map(|headline| Shared::from(headline.text.value.as_str()));
            self.title = (self.feed.headlines.len(), title);
        }
        self.title.1.clone()
    }
}

impl<V: Vocabulary + Send> RecordReader for ItemReader<'_, V> {
    fn read(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        loop {
            if let Some(record) = self.waiting.pop_front() {
                return Ok(Some(record));
            }
            if self.state == State::Done {
                return Ok(None);
            }
            if let Err(error) = self.advance(cx) {
                self.state = State::Done;
                self.waiting.clear();
                return Err(error);
            }
        }
    }
}
