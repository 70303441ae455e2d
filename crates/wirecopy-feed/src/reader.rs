//! The way through a feed, the same for RSS and Atom: what stands above the items, the items, what comes after.

use std::collections::VecDeque;

use wirecopy_core::decode::Hints;
use wirecopy_core::{Cx, Diagnostic, Error, ErrorKind, Input, RecordReader};
use wirecopy_model::{Article, FeedFamily, Node, NodeKind, Record, Shared, Source, Span};
use wirecopy_xml::{Event, XmlReader};

use crate::inherit::Inherited;
use crate::meta::Meta;
use crate::namespace::Ns;
use crate::scan::{Level, Scan};
use crate::{atom, explain, modules, probe, rss};

/// Which of the two is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Rss,
    Atom,
}

/// What a start tag above the items opens.
pub(crate) enum Opens {
    /// An article.
    Item,
    /// Notice of a deleted one.
    Tombstone,
    /// The feed: what is in it is looked at.
    Frame,
    /// Metadata of the feed.
    Meta,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Between items.
    Open,
    /// The current event is the start of an item.
    AtItem,
    /// The current event is the start of a tombstone.
    AtTombstone,
    Done,
}

/// Gives the records of a feed.
pub(crate) struct FeedReader<'a> {
    scan: Scan<'a>,
    dialect: Dialect,
    state: State,
    waiting: VecDeque<Record>,
    /// The source, to be given again when repairs came after it.
    origin: Source,
    feed: Meta,
    /// Whether the document is a feed, not a single item.
    is_feed: bool,
    /// Whether the feed was given, and whether something was added to it since.
    given: bool,
    changed: bool,
    /// The feed's title with the number of titles it was taken from.
    title: (usize, Option<Shared>),
    /// What entries have from the feed.
    inherited: Inherited,
    position: u64,
    /// Bytes of the input that metadata of the feed took.
    metadata: u64,
}

impl<'a> FeedReader<'a> {
    /// Opens a feed and reads up to its root element.
    pub(crate) fn open(input: Input<'a>, dialect: Dialect, cx: &mut Cx<'_>) -> Result<Self, Error> {
        let name = input.source_name();
        let base = input.effective_base();
        let content_type = input.content_type;
        let hints = Hints::xml(content_type.as_deref());
        let xml = XmlReader::new(input.bytes, &hints, cx)?;
        let mut reader = Self {
            origin: Source {
                name: name.clone(),
                format: Shared::from(if dialect == Dialect::Rss { "rss" } else { "atom" }),
                encoding: Some(xml.encoding().clone()),
                base: base.as_ref().map(|base| Shared::from(base.as_str())),
                content_type,
                ..Source::default()
            },
            scan: Scan::new(xml, name, base),
            dialect,
            state: State::Open,
            waiting: VecDeque::new(),
            feed: Meta::default(),
            is_feed: true,
            given: false,
            changed: false,
            title: (0, None),
            inherited: Inherited::default(),
            position: 0,
            metadata: 0,
        };
        reader.root(cx)?;
        Ok(reader)
    }

    /// Reads up to the root element and makes the source.
    fn root(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        let before = cx.findings.total();
        loop {
            match self.scan.xml.next(cx)? {
                Event::Start => break,
                Event::Instruction => {
                    let extensions = &mut self.origin.extensions;
                    extensions.push(instruction(&self.scan));
                    let room = self.scan.xml.position() + extensions.nodes.len() as u64 * 128;
                    self.check(room, "what stands before the feed takes", cx)?;
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
        let ns = self.scan.ns();
        match self.opens(ns) {
            Opens::Item => {
                self.is_feed = false;
                self.state = State::AtItem;
                self.origin.version = self.implied_version(ns);
                self.origin.namespaces = self.scan.xml.root_namespaces().to_vec();
            }
            Opens::Frame => {
                if self.dialect == Dialect::Rss && !self.scan.local().eq_ignore_ascii_case("rss") {
                    self.told_root("`channel`", cx);
                } else if self.dialect == Dialect::Rss && self.scan.local() != "rss" {
                    rss::report_case(&self.scan, cx);
                } else if self.dialect == Dialect::Atom && self.scan.local() != "feed" {
                    atom::report_case(&self.scan, cx);
                }
                if self.dialect == Dialect::Atom && ns == Ns::None {
                    cx.report(
                        Diagnostic::repair(
                            "atom.namespace.missing",
                            "the feed is in no namespace; it is read as Atom",
                        )
                        .at(self.scan.xml.span())
                        .located(self.scan.location()),
                    );
                }
                let mut tag = self.scan.take_with_language(["version"]);
                let [version] = std::mem::take(&mut tag.wanted);
                self.origin.version = version.or_else(|| self.implied_version(ns));
                self.scan.is_old = ns == Ns::None
                    && self.dialect == Dialect::Atom
                    && self.origin.version.as_deref().is_some_and(|version| version.trim().starts_with("0."));
                self.feed.language = self.scan.stated_language(&mut tag, cx);
                tag.base = None;
                tag.leave(&mut self.origin.extensions);
                self.origin.namespaces = self.scan.xml.root_namespaces().to_vec();
            }
            Opens::Tombstone => {
                self.is_feed = false;
                self.state = State::AtTombstone;
                self.origin.version = Some("1.0".to_owned());
                self.origin.namespaces = self.scan.xml.root_namespaces().to_vec();
            }
            Opens::Meta => return Err(self.wrong_root(ns, cx)?),
        }
        self.feed.base = self.scan.shared_base();
        self.waiting.push_back(Record::Source(Box::new(self.origin.clone())));
        Ok(())
    }

    fn implied_version(&self, ns: Ns) -> Option<String> {
        match (self.dialect, ns) {
            (Dialect::Atom, Ns::Atom) => Some("1.0".to_owned()),
            (Dialect::Atom, Ns::Atom03) => Some("0.3".to_owned()),
            _ => None,
        }
    }

    fn told_root(&mut self, name: &str, cx: &mut Cx<'_>) {
        cx.report(
            Diagnostic::repair("rss.root.missing", format!("the root element is {name}, not `rss`"))
                .at(self.scan.xml.span())
                .located(self.scan.location()),
        );
    }

    fn check_feed(&self, cx: &Cx<'_>) -> Result<(), Error> {
        self.check(self.metadata + self.feed.room(), "the metadata of the feed takes", cx)
    }

    /// Whether what is kept at once is within the limit on text.
    fn check(&self, room: u64, what: &str, cx: &Cx<'_>) -> Result<(), Error> {
        if room <= cx.limits.text {
            return Ok(());
        }
        Err(Error::limit(format!("{what} too much room (limit `text`: {})", cx.limits.text))
            .at(self.scan.xml.span())
            .located(self.scan.location())
            .hint("raise it with `--limit text=NUMBER`"))
    }

    /// The error for a root element that is no feed. Of a web page the head is searched for feeds.
    fn wrong_root(&mut self, ns: Ns, cx: &mut Cx<'_>) -> Result<Error, Error> {
        let local = self.scan.local().to_owned();
        let (span, location) = (self.scan.xml.span(), self.scan.location());
        let mut feeds = Vec::new();
        if probe::is_web_page(&local) {
            for _ in 0..500 {
                match self.scan.xml.next(cx)? {
                    Event::Start if self.scan.local().eq_ignore_ascii_case("link") => {
                        let is_feed = self.scan.xml.attribute("type").is_some_and(explain::is_feed);
                        if let Some(href) =
                            self.scan.xml.attribute("href").filter(|_| is_feed && feeds.len() < 5)
                        {
                            let href = href.to_owned();
                            feeds.push(explain::shown_address(&self.scan.address(href).href));
                        }
                    }
                    Event::Start if self.scan.local().eq_ignore_ascii_case("body") => break,
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        let wanted = if self.dialect == Dialect::Rss { "RSS" } else { "Atom" };
        let declared = self.scan.xml.root_namespaces();
        let declares = |uri: &str| declared.iter().any(|namespace| namespace.uri.contains(uri));
        Ok(probe::wrong_root(&local, ns, declares, &feeds, wanted).at(span).located(location))
    }

    /// What the current start tag, which stands above the items, opens.
    fn opens(&self, ns: Ns) -> Opens {
        let local = self.scan.local();
        match (self.dialect, ns) {
            (Dialect::Rss, Ns::None) => match rss::of(local) {
                Some((rss::Use::Item, _)) => Opens::Item,
                Some((rss::Use::Rss | rss::Use::Channel, _)) => Opens::Frame,
                _ => Opens::Meta,
            },
            // a default namespace that nobody knows
            (Dialect::Rss, Ns::Other) if local.eq_ignore_ascii_case("rss") => Opens::Frame,
            (Dialect::Atom, Ns::Atom | Ns::Atom03 | Ns::None) => atom::opens(local),
            (_, Ns::Tombstone) if local == "deleted-entry" => Opens::Tombstone,
            _ => Opens::Meta,
        }
    }

    /// Reads on to the next record.
    fn advance(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        match self.state {
            State::Done => Ok(()),
            State::AtItem => {
                self.state = State::Open;
                let article = self.item(cx)?;
                self.waiting.push_back(Record::Article(Box::new(article)));
                Ok(())
            }
            State::AtTombstone => {
                self.state = State::Open;
                let tombstone = atom::tombstone(&mut self.scan, cx)?;
                self.waiting.push_back(Record::Deleted(Box::new(tombstone)));
                Ok(())
            }
            State::Open => self.between(cx),
        }
    }

    /// Reads what stands above or between items, up to the next of them or the end.
    fn between(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        loop {
            match self.scan.xml.next(cx)? {
                Event::Start => {
                    let ns = self.scan.ns();
                    match self.opens(ns) {
                        Opens::Item => self.state = State::AtItem,
                        Opens::Tombstone => self.state = State::AtTombstone,
                        Opens::Frame => {
                            self.frame(cx);
                            continue;
                        }
                        Opens::Meta => {
                            self.changed = true;
                            let start = self.scan.xml.span();
                            self.element(ns, Level::Feed, cx)?;
                            self.metadata += self.scan.since(start).len();
                            self.check_feed(cx)?;
                            continue;
                        }
                    }
                    if !self.given {
                        self.give_feed();
                        return Ok(());
                    }
                    return self.advance(cx);
                }
                Event::Text if !self.scan.xml.is_blank() => {
                    self.changed = true;
                    let text = Node {
                        span: Some(self.scan.xml.span()),
                        ..Node::text(0, self.scan.xml.text().trim())
                    };
                    self.feed.extensions.push(text);
                    self.check_feed(cx)?;
                }
                Event::Instruction => {
                    self.changed = true;
                    self.feed.extensions.push(instruction(&self.scan));
                    self.check_feed(cx)?;
                }
                Event::Eof => {
                    self.scan.tell_relative(cx);
                    self.end();
                    return Ok(());
                }
                Event::Text | Event::End | Event::Comment | Event::Doctype => {}
            }
        }
    }

    /// A `channel`, or a root that comes again.
    fn frame(&mut self, cx: &mut Cx<'_>) {
        if let Some((_, false)) = rss::of(self.scan.local()).filter(|_| self.dialect == Dialect::Rss) {
            rss::report_case(&self.scan, cx);
        }
        let mut tag = self.scan.take_with_language([]);
        if let Some(language) = self.scan.stated_language(&mut tag, cx) {
            self.feed.language.get_or_insert(language);
        }
        if tag.base.take().is_some() {
            self.feed.base = self.scan.shared_base();
        }
        tag.leave(&mut self.feed.extensions);
    }

    fn give_feed(&mut self) {
        if self.is_feed {
            let family = if self.dialect == Dialect::Rss { FeedFamily::Rss } else { FeedFamily::Atom };
            let feed = self.feed.clone().into_feed(&self.scan.source, family);
            self.waiting.push_back(Record::Feed(Box::new(feed)));
        }
        self.given = true;
        self.changed = false;
    }

    fn end(&mut self) {
        self.state = State::Done;
        if !self.given || (self.changed && self.is_feed) {
            self.give_feed();
        }
        if !self.scan.xml.well_formed() {
            self.origin.well_formed = Some(false);
            self.waiting.push_back(Record::Source(Box::new(self.origin.clone())));
        }
    }

    /// Reads an element of metadata, of the feed or of an item.
    fn element(&mut self, ns: Ns, level: Level, cx: &mut Cx<'_>) -> Result<(), Error> {
        dispatch(&mut self.scan, self.dialect, ns, &mut self.feed, level, cx)
    }

    /// Reads the item whose start is the current event.
    fn item(&mut self, cx: &mut Cx<'_>) -> Result<Article, Error> {
        let start = self.scan.xml.span();
        let mut meta = Meta::default();
        if self.scan.has_attributes() {
            let mut tag = self.scan.take_with_language([]);
            meta.language = self.scan.stated_language(&mut tag, cx);
            tag.base = None;
            tag.leave(&mut meta.extensions);
        }
        match self.dialect {
            Dialect::Rss if self.scan.local() != "item" => rss::report_case(&self.scan, cx),
            Dialect::Atom if self.scan.local() != "entry" => atom::report_case(&self.scan, cx),
            _ => {}
        }
        meta.base = self.scan.shared_base();
        let mut end = start;
        loop {
            match self.scan.xml.next(cx)? {
                Event::Start => {
                    let ns = self.scan.ns();
                    if matches!(self.opens(ns), Opens::Item) {
                        self.unclosed(cx);
                        break;
                    }
                    dispatch(&mut self.scan, self.dialect, ns, &mut meta, Level::Item, cx)?;
                }
                Event::End | Event::Eof => {
                    end = self.scan.xml.span();
                    break;
                }
                Event::Text if !self.scan.xml.is_blank() => {
                    let text = Node {
                        span: Some(self.scan.xml.span()),
                        ..Node::text(0, self.scan.xml.text().trim())
                    };
                    meta.extensions.push(text);
                }
                Event::Instruction => meta.extensions.push(instruction(&self.scan)),
                Event::Text | Event::Comment | Event::Doctype => {}
            }
            end = self.scan.xml.span();
            let length = end.end.saturating_sub(start.start);
            self.check(length.saturating_add(meta.room()), "an article takes", cx)?;
        }
        self.scan.tell_relative(cx);
        Ok(self.finish(meta, Span::new(start.start, end.end), cx))
    }

    /// An item inside an item: the end tag of the outer one is missing.
    fn unclosed(&mut self, cx: &mut Cx<'_>) {
        let code = if self.dialect == Dialect::Rss { "rss.item.unclosed" } else { "atom.entry.unclosed" };
        cx.report(
            Diagnostic::repair(
                code,
                format!("`{}` begins inside another; that one ends here", self.scan.local()),
            )
            .at(self.scan.xml.span())
            .located(self.scan.location()),
        );
        self.state = State::AtItem;
    }

    fn finish(&mut self, mut meta: Meta, span: Span, cx: &mut Cx<'_>) -> Article {
        match self.dialect {
            Dialect::Rss => rss::settle(&mut meta),
            Dialect::Atom => self.inherit(&mut meta, span, cx),
        }
        modules::spread(&mut meta);
        self.position += 1;
        if meta.language.is_none() {
            meta.language.clone_from(&self.feed.language);
        }
        let mut article = meta.into_article(&self.scan.source, self.position, span);
        article.feed_title = self.feed_title();
        article
    }

    fn inherit(&mut self, meta: &mut Meta, span: Span, cx: &mut Cx<'_>) {
        self.inherited.update(&self.feed);
        if self.inherited.give(meta) && !self.inherited.is_told {
            self.inherited.is_told = true;
            cx.report(
                Diagnostic::note(
                    "atom.feed.not-inherited",
                    "the feed has too many authors or too long rights to repeat them in every entry without its own",
                )
                .at(span)
                .hint("the record of the feed has them"),
            );
        }
    }

    fn feed_title(&mut self) -> Option<Shared> {
        if self.title.0 != self.feed.headlines.len() {
            let own = self.feed.headlines.iter().find(|headline| headline.origin.is_none());
            let title = own
                .or(self.feed.headlines.first())
                .map(|headline| Shared::from(headline.text.value.as_str()));
            self.title = (self.feed.headlines.len(), title);
        }
        self.title.1.clone()
    }
}

/// The current processing instruction, for keeping.
fn instruction(scan: &Scan<'_>) -> Node {
    Node {
        kind: NodeKind::Instruction,
        name: Some(crate::scan::plain_name(scan.local())),
        text: Some(scan.xml.text().to_owned()),
        span: Some(scan.xml.span()),
        ..Node::default()
    }
}

/// Reads an element by its namespace.
fn dispatch(
    scan: &mut Scan<'_>,
    dialect: Dialect,
    ns: Ns,
    meta: &mut Meta,
    level: Level,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    match (dialect, ns) {
        (Dialect::Rss, Ns::None) => rss::element(scan, meta, level, cx),
        (Dialect::Rss, Ns::Atom | Ns::Atom03) => atom::element(scan, meta, level, true, cx),
        (Dialect::Atom, Ns::Atom | Ns::Atom03 | Ns::None) => atom::element(scan, meta, level, false, cx),
        _ => modules::element(scan, ns, meta, level, cx),
    }
}

impl RecordReader for FeedReader<'_> {
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
