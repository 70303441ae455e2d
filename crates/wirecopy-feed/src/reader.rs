//! The way through a feed, the same for all that are XML: what stands above the items, the items, what comes after.

use std::collections::VecDeque;

use wirecopy_core::decode::Hints;
use wirecopy_core::{Cx, Diagnostic, Error, Input, RecordReader};
use wirecopy_model::{Article, FeedFamily, Record, Shared, Source, Span};
use wirecopy_xml::{Event, XmlReader};

use crate::inherit::Inherited;
use crate::language::OfHeader;
use crate::meta::Meta;
use crate::namespace::Ns;
use crate::scan::{Level, Scan};
use crate::{atom, cdf, explain, leaf, modules, probe, rdf, rdf_module, rss};

/// Which format is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Rss,
    Rdf,
    Cdf,
    Atom,
}

impl Dialect {
    /// Name of the format.
    fn format(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Rdf => "rdf",
            Self::Cdf => "cdf",
            Self::Atom => "atom",
        }
    }

    fn family(self) -> FeedFamily {
        match self {
            Self::Rss => FeedFamily::Rss,
            Self::Rdf => FeedFamily::Rdf,
            Self::Cdf => FeedFamily::Cdf,
            Self::Atom => FeedFamily::Atom,
        }
    }

    /// The format as messages name it.
    fn shown(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Rdf => "RSS 1.0",
            Self::Cdf => "CDF",
            Self::Atom => "Atom",
        }
    }

    /// Whether its elements are those of RSS.
    fn is_rss(self) -> bool {
        matches!(self, Self::Rss | Self::Rdf)
    }
}

/// What a start tag above the items opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    header_language: OfHeader,
    position: u64,
    /// Bytes of the input that metadata of the feed took.
    metadata: u64,
    /// Channels and items of CDF that are open around what is read, outermost first.
    within: Vec<cdf::Within>,
    /// The version, when it was told only after the source was given.
    late_version: Option<&'static str>,
}

impl<'a> FeedReader<'a> {
    /// Opens a feed and reads up to its root element.
    pub(crate) fn open(input: Input<'a>, dialect: Dialect, cx: &mut Cx<'_>) -> Result<Self, Error> {
        let name = input.source_name();
        let base = input.effective_base();
        let language = OfHeader::new(input.headers.get("content-language"));
        let content_type = input.content_type;
        tell_media_type(content_type.as_deref(), cx);
        let hints = Hints::xml(content_type.as_deref());
        let mut xml = XmlReader::new(input.bytes, &hints, cx)?;
        match dialect {
            Dialect::Rss | Dialect::Rdf => xml.end_elements_by(rss::ends_at),
            Dialect::Atom => xml.end_elements_by(leaf::ends_at),
            Dialect::Cdf => {}
        }
        let mut reader = Self {
            origin: Source {
                name: name.clone(),
                format: Shared::from(dialect.format()),
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
            header_language: language,
            position: 0,
            metadata: 0,
            within: Vec::new(),
            late_version: None,
        };
        reader.root(cx)?;
        Ok(reader)
    }

    /// Reads up to the root element and makes the source.
    fn root(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.scan.find_root(&mut self.origin, "the feed", cx)?;
        let (ns, opens) = self.at_root(cx)?;
        match opens {
            Opens::Item => {
                self.is_feed = false;
                self.state = State::AtItem;
                self.origin.version = self.implied_version(ns);
                self.origin.namespaces = self.scan.xml.root_namespaces().to_vec();
            }
            Opens::Frame => {
                self.tell_root(ns, cx);
                self.origin.namespaces = self.scan.xml.root_namespaces().to_vec();
                if self.dialect == Dialect::Cdf {
                    cdf::start(&mut self.scan, &mut self.feed, cx);
                } else {
                    let mut tag = self.scan.take_with_language(["version"]);
                    let [version] = std::mem::take(&mut tag.wanted);
                    self.origin.version = version.or_else(|| self.implied_version(ns));
                    self.scan.is_old = ns == Ns::None
                        && self.dialect == Dialect::Atom
                        && self
                            .origin
                            .version
                            .as_deref()
                            .is_some_and(|version| version.trim().starts_with("0."));
                    self.feed.language = self.scan.stated_language(&mut tag, cx);
                    tag.base = None;
                    if self.dialect.is_rss() {
                        rdf::about(&mut tag, self.dialect == Dialect::Rdf, &mut self.feed);
                    }
                    tag.leave(&mut self.origin.extensions);
                }
            }
            Opens::Tombstone => {
                self.is_feed = false;
                self.state = State::AtTombstone;
                self.origin.namespaces = self.scan.xml.root_namespaces().to_vec();
            }
            Opens::Meta => return Err(self.wrong_root(ns, cx)?),
        }
        self.feed.base = self.scan.shared_base();
        self.waiting.push_back(Record::Source(Box::new(self.origin.clone())));
        Ok(())
    }

    /// What the root element, whose start tag is the current event, opens. The messages of a server's script may
    /// stand before it: they are passed over.
    fn at_root(&mut self, cx: &mut Cx<'_>) -> Result<(Ns, Opens), Error> {
        /// How far a feed may begin behind them, in bytes.
        const FAR: u64 = 64 << 10;
        /// How much of a message is told.
        const SAID: usize = 200;
        let (ns, opens) = self.opens_root(cx);
        if opens != Opens::Meta || !probe::is_message(self.scan.local()) {
            return Ok((ns, opens));
        }
        let name = self.scan.qualified();
        let (span, location) = (self.scan.xml.span(), self.scan.location());
        let wanted = self.dialect.shown();
        let refused = || {
            Error::broken(format!("the root element is `{}`, not that of {wanted}", probe::shown(&name)))
                .hint("`wirecopy formats` lists what can be read")
                .at(span)
                .located(location)
        };
        let mut said = String::new();
        loop {
            match self.scan.xml.next(cx)? {
                Event::Text if said.len() < SAID && !self.scan.xml.is_blank() => {
                    said.extend(self.scan.xml.text().chars().map(|c| if c.is_control() { ' ' } else { c }));
                }
                Event::Start => {
                    let (ns, opens) = self.opens_root(cx);
                    if opens != Opens::Meta {
                        let message = format!(
                            "`{}` and what follows it stand before the feed; they were dropped: `{}`",
                            probe::shown(&name),
                            said.trim().chars().take(SAID).collect::<String>()
                        );
                        let span = Span { start: span.start, end: self.scan.xml.span().start };
                        cx.report(
                            Diagnostic::loss("feed.document.noise", message).at(span).located(location),
                        );
                        return Ok((ns, opens));
                    }
                    if probe::is_web_page(self.scan.local()) {
                        return Err(refused());
                    }
                }
                Event::Eof => return Err(refused()),
                _ if self.scan.xml.position() > FAR => return Err(refused()),
                _ => {}
            }
        }
    }

    fn opens_root(&mut self, cx: &mut Cx<'_>) -> (Ns, Opens) {
        let ns = self.adopt(cx);
        let is_rss = self.scan.local().eq_ignore_ascii_case("rss");
        let opens = match self.dialect {
            Dialect::Rdf if is_rss => Opens::Meta,
            _ => self.opens(ns),
        };
        (ns, opens)
    }

    /// The namespace of the current element. One that no feed has is taken for none when elements of the frame are
    /// in it.
    fn adopt(&mut self, cx: &mut Cx<'_>) -> Ns {
        let ns = self.scan.ns();
        if ns == Ns::None {
            return ns;
        }
        let local = self.scan.local();
        let is_frame = match self.dialect {
            // elements of Atom stand in feeds of others, whose own are to be kept apart
            Dialect::Atom => {
                ns == Ns::Other && self.scan.xml.depth() == 1 && atom::opens(local) != Opens::Meta
            }
            _ => ["rss", "channel", "item"].iter().any(|name| local.eq_ignore_ascii_case(name)),
        };
        let is_ours = self.scan.xml.name().prefix.is_none() || self.scan.xml.depth() == 1;
        if !is_frame || !is_ours {
            return ns;
        }
        let is_told = self.scan.has_home();
        let Some(uri) = self.scan.make_home() else { return ns };
        if !is_told {
            let shown: String = uri.chars().filter(|char| !char.is_control()).take(100).collect();
            let message = format!(
                "`{}` is in the namespace `{shown}`, which is not one of {}; it is read as if it were",
                probe::shown(self.scan.local()),
                self.dialect.shown()
            );
            cx.report(
                Diagnostic::repair("feed.namespace.odd", message)
                    .at(self.scan.xml.span())
                    .located(self.scan.location()),
            );
        }
        Ns::None
    }

    fn implied_version(&self, ns: Ns) -> Option<String> {
        let version = match (self.dialect, ns) {
            (Dialect::Atom, Ns::Atom | Ns::Atom03) => self.scan.xml.name().uri.and_then(atom::version),
            (Dialect::Rdf, _) => {
                self.scan.xml.root_namespaces().iter().find_map(|namespace| rdf::version(&namespace.uri))
            }
            _ => None,
        };
        version.map(str::to_owned)
    }

    /// Says what is odd about the root.
    fn tell_root(&mut self, ns: Ns, cx: &mut Cx<'_>) {
        let local = self.scan.local();
        match self.dialect {
            Dialect::Rss if !local.eq_ignore_ascii_case("rss") => {
                self.told_root("rss.root.missing", "`channel`, not `rss`", cx);
            }
            Dialect::Rss if local != "rss" => rss::report_case(&self.scan, cx),
            Dialect::Rdf if ns != Ns::Rdf && local != rdf::CHANNEL_OF_1_1 => {
                self.told_root("rdf.root.missing", "not `RDF` in the namespace of RDF", cx);
            }
            Dialect::Atom if local != "feed" => atom::report_case(&self.scan, cx),
            _ => {}
        }
        if self.dialect == Dialect::Atom && ns == Ns::None && !self.scan.has_home() {
            cx.report(
                Diagnostic::repair(
                    "atom.namespace.missing",
                    "the feed is in no namespace; it is read as Atom",
                )
                .at(self.scan.xml.span())
                .located(self.scan.location()),
            );
        }
    }

    fn told_root(&mut self, code: &'static str, what: &str, cx: &mut Cx<'_>) {
        cx.report(
            Diagnostic::repair(code, format!("the root element is {what}"))
                .at(self.scan.xml.span())
                .located(self.scan.location()),
        );
    }

    fn check_feed(&self, cx: &Cx<'_>) -> Result<(), Error> {
        self.scan.limit_room(self.metadata + self.feed.room(), "the metadata of the feed takes", cx)
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
                        let attribute = |name: &str| self.scan.xml.attribute(name);
                        let is_feed = explain::is_feed(attribute("rel"), attribute("type"));
                        if let Some(href) =
                            attribute("href").filter(|_| is_feed && feeds.len() < explain::FEEDS)
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
        let wanted = self.dialect.shown();
        let declared = self.scan.xml.root_namespaces();
        let declares = |uri: &str| declared.iter().any(|namespace| namespace.uri.contains(uri));
        Ok(probe::wrong_root(&local, ns, declares, &feeds, wanted).at(span).located(location))
    }

    /// What the current start tag, which stands above the items, opens.
    fn opens(&self, ns: Ns) -> Opens {
        let local = self.scan.local();
        match (self.dialect, ns) {
            (Dialect::Rdf, Ns::Rdf | Ns::None) if local.eq_ignore_ascii_case("RDF") => Opens::Frame,
            (Dialect::Rss | Dialect::Rdf, Ns::None) => rss::opens(local),
            (Dialect::Cdf, Ns::None) => cdf::opens(local, self.scan.xml.depth()),
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
                    let ns = self.adopt(cx);
                    let mut opens = self.opens(ns);
                    if opens == Opens::Meta {
                        self.changed = true;
                        let start = self.scan.xml.span();
                        opens = self.metadata(ns, cx)?;
                        self.metadata += self.scan.since(start).len() + std::mem::take(&mut self.scan.grown);
                        self.check_feed(cx)?;
                    }
                    match opens {
                        Opens::Item => self.state = State::AtItem,
                        Opens::Tombstone => self.state = State::AtTombstone,
                        Opens::Frame => {
                            self.frame(ns, cx);
                            continue;
                        }
                        Opens::Meta => continue,
                    }
                    if !self.given {
                        self.give_feed(cx);
                        return Ok(());
                    }
                    return self.advance(cx);
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
                Event::End => cdf::leave(&mut self.scan, &mut self.within),
                Event::Text | Event::Comment | Event::Doctype => {}
            }
        }
    }

    /// Reads an element of metadata between items. Tells when an item begins inside it.
    fn metadata(&mut self, ns: Ns, cx: &mut Cx<'_>) -> Result<Opens, Error> {
        match self.dialect {
            Dialect::Rss | Dialect::Rdf if ns == Ns::None && self.scan.local() == "items" => {
                return rdf::items(&mut self.scan, &mut self.feed.extensions, cx);
            }
            Dialect::Cdf if !self.within.is_empty() => {
                cdf::tell_late(&self.scan, cx);
                self.scan.keep(&mut self.feed.extensions, cx)?;
            }
            _ => dispatch(&mut self.scan, self.dialect, ns, &mut self.feed, Level::Feed, cx)?,
        }
        Ok(Opens::Meta)
    }

    /// A `channel`, or a root that comes again.
    fn frame(&mut self, ns: Ns, cx: &mut Cx<'_>) {
        if self.dialect.is_rss()
            && ns == Ns::None
            && let Some((_, false)) = rss::of(self.scan.local())
        {
            rss::report_case(&self.scan, cx);
        }
        if self.dialect == Dialect::Rdf && self.origin.version.is_none() {
            self.late_version = self.late_version.or(self.scan.xml.name().uri.and_then(rdf::version));
        }
        let mut tag = self.scan.take_with_language([]);
        if let Some(mut language) = self.scan.stated_language(&mut tag, cx) {
            let known = self.feed.language.get_or_insert_with(|| language.clone());
            // what is stated nearer counts, but for a feed that was given
            if !self.given && !self.feed.is_own_language {
                std::mem::swap(known, &mut language);
            }
            if *known != language {
                self.scan.put_back_xml(&mut tag, "lang", (*language).to_owned());
            }
        }
        if tag.base.take().is_some() {
            self.feed.base = self.scan.shared_base();
        }
        if self.dialect.is_rss() {
            rdf::about(&mut tag, self.dialect == Dialect::Rdf, &mut self.feed);
        }
        tag.leave(&mut self.feed.extensions);
    }

    fn give_feed(&mut self, cx: &mut Cx<'_>) {
        if self.is_feed {
            let language = self.language(cx);
            let feed =
                Meta { language, ..self.feed.clone() }.into_feed(&self.scan.source, self.dialect.family());
            self.waiting.push_back(Record::Feed(Box::new(feed)));
        }
        self.given = true;
        self.changed = false;
    }

    fn end(&mut self, cx: &mut Cx<'_>) {
        self.state = State::Done;
        if !self.given || (self.changed && self.is_feed) {
            self.give_feed(cx);
        }
        let is_damaged = !self.scan.xml.well_formed();
        if is_damaged || self.late_version.is_some() {
            if let Some(version) = self.late_version {
                self.origin.version = Some(version.to_owned());
            }
            self.origin.well_formed = is_damaged.then_some(false);
            self.waiting.push_back(Record::Source(Box::new(self.origin.clone())));
        }
    }

    /// Reads the item whose start is the current event.
    fn item(&mut self, cx: &mut Cx<'_>) -> Result<Article, Error> {
        let start = self.scan.xml.span();
        let depth = self.scan.xml.depth();
        self.scan.grown = 0;
        let mut meta = Meta::default();
        let mut outer_base = None;
        if self.dialect == Dialect::Cdf {
            outer_base = cdf::start(&mut self.scan, &mut meta, cx);
        } else if self.scan.has_attributes() {
            let mut tag = self.scan.take_with_language([]);
            meta.language = self.scan.stated_language(&mut tag, cx);
            tag.base = None;
            if self.dialect.is_rss() {
                rdf::about(&mut tag, self.dialect == Dialect::Rdf, &mut meta);
            }
            tag.leave(&mut meta.extensions);
        }
        match self.dialect {
            Dialect::Rss | Dialect::Rdf if self.scan.local() != "item" => rss::report_case(&self.scan, cx),
            Dialect::Atom if self.scan.local() != "entry" => atom::report_case(&self.scan, cx),
            _ => {}
        }
        meta.base = self.scan.shared_base();
        let mut end = start.end;
        loop {
            match self.scan.xml.next(cx)? {
                Event::Start => {
                    let ns = self.scan.ns();
                    if self.opens(ns) == Opens::Item {
                        self.state = State::AtItem;
                        if self.dialect == Dialect::Cdf {
                            self.within.push(cdf::Within::new(depth, &meta, &self.scan, outer_base.take()));
                        } else {
                            self.unclosed(cx);
                        }
                        break;
                    }
                    dispatch(&mut self.scan, self.dialect, ns, &mut meta, Level::Item, cx)?;
                }
                Event::End | Event::Eof => {
                    end = self.scan.xml.position();
                    break;
                }
                Event::Text if !self.scan.xml.is_blank() => meta.extensions.push(self.scan.text_node(0)),
                Event::Instruction => meta.extensions.push(self.scan.instruction_node(0)),
                Event::Text | Event::Comment | Event::Doctype => {}
            }
            end = self.scan.xml.position();
            let length = end.saturating_sub(start.start);
            self.scan.limit_room(length + meta.room() + self.scan.grown, "an article takes", cx)?;
        }
        if let Some(base) = outer_base {
            self.scan.leave_base(base);
        }
        self.scan.tell_relative(cx);
        Ok(self.finish(meta, depth, Span::new(start.start, end), cx))
    }

    /// An item inside an item: the end tag of the outer one is missing.
    fn unclosed(&mut self, cx: &mut Cx<'_>) {
        let code = if self.dialect == Dialect::Atom { "atom.entry.unclosed" } else { "rss.item.unclosed" };
        cx.report(
            Diagnostic::repair(
                code,
                format!("`{}` begins inside another; that one ends here", self.scan.local()),
            )
            .at(self.scan.xml.span())
            .located(self.scan.location()),
        );
    }

    fn finish(&mut self, mut meta: Meta, depth: usize, span: Span, cx: &mut Cx<'_>) -> Article {
        // an entry has its feed's authors only where no module names others
        modules::settle(&mut meta, Level::Item);
        match self.dialect {
            Dialect::Rss | Dialect::Rdf => rss::settle(&mut meta),
            Dialect::Cdf => cdf::settle(&mut meta, &self.within, depth),
            Dialect::Atom => self.inherit(&mut meta, span, cx),
        }
        modules::spread(&mut meta);
        self.position += 1;
        // an empty `xml:lang` takes back an outer one
        if meta.language.is_none() {
            meta.language = self.language(cx);
        }
        let mut article = meta.into_article(&self.scan.source, self.position, span);
        article.feed_title = self.feed_title();
        article
    }

    /// The language of the feed, as it is known by now.
    fn language(&mut self, cx: &mut Cx<'_>) -> Option<Shared> {
        match &self.feed.language {
            Some(language) => Some(language).filter(|language| !language.is_empty()).cloned(),
            None => self.header_language.give(cx),
        }
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

/// Notes that the media type is none of XML (RFC 7303): it is read as XML all the same.
fn tell_media_type(content_type: Option<&str>, cx: &mut Cx<'_>) {
    let essence = content_type.and_then(|stated| stated.split(';').next()).unwrap_or_default().trim();
    let lower = essence.to_ascii_lowercase();
    let is_xml = lower.ends_with("+xml") || lower.ends_with("/xml") || lower.starts_with("application/xml-");
    if !essence.is_empty() && !is_xml && lower != "text/xml-external-parsed-entity" {
        let shown: String = essence.chars().filter(|char| !char.is_control()).take(60).collect();
        cx.report(Diagnostic::note(
            "feed.media-type.not-xml",
            format!("the media type `{shown}` is none of XML; the document is read as XML all the same"),
        ));
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
        (Dialect::Rss | Dialect::Rdf, Ns::None) => rss::element(scan, meta, level, cx),
        (Dialect::Cdf, Ns::None) => cdf::element(scan, meta, level, cx),
        (Dialect::Rss | Dialect::Rdf | Dialect::Cdf, Ns::Atom | Ns::Atom03) => {
            atom::element(scan, meta, level, true, cx)
        }
        (Dialect::Atom, Ns::Atom | Ns::Atom03 | Ns::None) => atom::element(scan, meta, level, false, cx),
        (_, Ns::Enclosure | Ns::Taxonomy | Ns::Rss091 | Ns::Content)
            if rdf_module::is_known(ns, scan.local()) =>
        {
            rdf_module::element(scan, ns, meta, level, cx)
        }
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
