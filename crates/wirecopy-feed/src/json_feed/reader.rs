//! The way through a JSON Feed: members of the feed as they come, items one at a time.

use std::collections::VecDeque;

use url::Url;
use wirecopy_core::{Cx, Diagnostic, Error, ErrorKind, Input, RecordReader};
use wirecopy_model::{Article, Extensions, FeedFamily, LinkRel, Record, Shared, Source};

use super::fields;
use super::pull::{Event, Pull, Sort};
use super::token::Tokens;
use super::value::Value;
use crate::document::no_room;
use crate::inherit::Inherited;
use crate::meta::Meta;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Between members of the document.
    Members,
    /// Between items.
    Items,
    Done,
}

/// Gives the records of a JSON Feed.
pub(super) struct JsonFeedReader<'a> {
    pull: Pull<'a>,
    state: State,
    waiting: VecDeque<Record>,
    origin: Source,
    /// Whether the source says more than when it was given.
    has_more_origin: bool,
    /// The base the caller gave, else the address of the feed.
    base: Option<Url>,
    feed: Meta,
    given: bool,
    changed: bool,
    inherited: Inherited,
    position: u64,
    /// Room that members of the feed take.
    metadata: u64,
}

impl<'a> JsonFeedReader<'a> {
    /// Opens an input and reads up to the first item.
    pub(super) fn open(input: Input<'a>, cx: &mut Cx<'_>) -> Result<Self, Error> {
        let name = input.source_name();
        let base = input.effective_base();
        let content_type = input.content_type.clone();
        let tokens = Tokens::open(input, cx)?;
        let mut reader = Self {
            origin: Source {
                name,
                format: Shared::from("json-feed"),
                encoding: Some(tokens.encoding().clone()),
                base: base.as_ref().map(|base| Shared::from(base.as_str())),
                content_type,
                ..Source::default()
            },
            pull: Pull::new(tokens),
            state: State::Members,
            waiting: VecDeque::new(),
            has_more_origin: false,
            base,
            feed: Meta::default(),
            given: false,
            changed: false,
            inherited: Inherited::default(),
            position: 0,
            metadata: 0,
        };
        let before = cx.findings.total();
        match reader.pull.next(cx)? {
            Event::Start(Sort::Object) => {}
            Event::Eof if cx.findings.total() == before => {
                return Err(Error::new(ErrorKind::Empty, "the input is empty"));
            }
            event => {
                let what = match event {
                    Event::Start(_) => "this is a JSON array, and a JSON Feed is an object",
                    _ => "there is no object in this; it is no JSON Feed",
                };
                return Err(Error::broken(what)
                    .at(reader.pull.span())
                    .located(Some(reader.pull.location()))
                    .hint("`wirecopy formats` lists what can be read"));
            }
        }
        reader.members(cx)?;
        Ok(reader)
    }

    /// Reads members of the document up to the first or next items, or to the end.
    fn members(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        loop {
            let event = self.pull.next(cx)?;
            match event {
                Event::Start(sort) | Event::Leaf(sort) => {
                    let key = self.pull.take_key();
                    if key.as_deref() == Some("items") && event == Event::Start(Sort::Array) {
                        self.state = State::Items;
                        self.give();
                        return Ok(());
                    }
                    if key.as_deref() == Some("items") && event == Event::Start(Sort::Object) {
                        self.repair(
                            "json-feed.items.type",
                            "`items` should be an array, and is one item",
                            cx,
                        );
                        self.give();
                        return self.item(event, cx);
                    }
                    self.member(event, key, sort, cx)?;
                }
                Event::End => {}
                Event::Eof => {
                    self.end();
                    return Ok(());
                }
            }
        }
    }

    fn repair(&mut self, code: wirecopy_core::Code, message: &'static str, cx: &mut Cx<'_>) {
        self.pull.tokens.repair(Diagnostic::repair(code, message), cx);
    }

    fn member(
        &mut self,
        event: Event,
        key: Option<String>,
        sort: Sort,
        cx: &mut Cx<'_>,
    ) -> Result<(), Error> {
        let start = self.pull.span();
        self.pull.put_key(key);
        let mut value = Value::read(event, &mut self.pull, cx)?;
        self.metadata += (self.pull.span().end - start.start) + 128 * value.len() as u64;
        if self.metadata > cx.limits.text {
            return Err(no_room("the metadata of the feed takes", cx)
                .at(self.pull.span())
                .located(Some(self.pull.location())));
        }
        if value.key(0) == Some("version")
            && matches!(sort, Sort::Text | Sort::Number)
            && self.origin.version.is_none()
        {
            self.origin.version = Some(version(value.text(0)));
            let mut left = Extensions::default();
            value.keep(0, &mut left);
            self.origin.extensions.nodes.append(&mut left.nodes);
            self.has_more_origin = self.given;
            return Ok(());
        }
        if value.key(0) == Some("items") {
            self.repair("json-feed.items.type", "`items` should be an array; it is kept as it is", cx);
        }
        self.changed = true;
        fields::of_feed(&mut self.feed, &mut value, self.base.as_ref(), cx);
        if self.base.is_none() {
            let own = self.feed.links.iter().find(|link| link.rel == LinkRel::SelfLink);
            self.base = own.and_then(|link| Url::parse(&link.href).ok());
            self.feed.base = self.base.as_ref().map(|base| Shared::from(base.as_str()));
        }
        Ok(())
    }

    /// Gives what is known of source and feed before the first item.
    fn give(&mut self) {
        if self.given {
            return;
        }
        self.waiting.push_back(Record::Source(Box::new(self.origin.clone())));
        self.give_feed();
        self.given = true;
    }

    fn give_feed(&mut self) {
        if self.feed.base.is_none() {
            self.feed.base = self.base.as_ref().map(|base| Shared::from(base.as_str()));
        }
        let feed = self.feed.clone().into_feed(&self.origin.name, FeedFamily::JsonFeed);
        self.waiting.push_back(Record::Feed(Box::new(feed)));
        self.changed = false;
    }

    fn end(&mut self) {
        self.state = State::Done;
        let is_damaged = self.pull.tokens.is_repaired();
        if is_damaged {
            self.origin.well_formed = Some(false);
        }
        if self.given {
            if self.changed {
                self.give_feed();
            }
            if is_damaged || self.has_more_origin {
                self.waiting.push_back(Record::Source(Box::new(self.origin.clone())));
            }
        } else {
            self.give();
        }
    }

    /// Reads the next item.
    fn items(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        loop {
            let event = self.pull.next(cx)?;
            match event {
                Event::Start(Sort::Object) => return self.item(event, cx),
                Event::Start(_) | Event::Leaf(_) => {
                    let is_null = event == Event::Leaf(Sort::Null);
                    self.repair(
                        "json-feed.item.type",
                        "an item should be an object; this is kept as it is",
                        cx,
                    );
                    if is_null {
                        continue;
                    }
                    let mut value = Value::read(event, &mut self.pull, cx)?;
                    self.metadata += 128 * value.len() as u64;
                    value.keep(0, &mut self.feed.extensions);
                    self.changed = true;
                }
                Event::End => {
                    self.state = State::Members;
                    return self.members(cx);
                }
                Event::Eof => {
                    self.end();
                    return Ok(());
                }
            }
        }
    }

    fn item(&mut self, event: Event, cx: &mut Cx<'_>) -> Result<(), Error> {
        let mut value = Value::read(event, &mut self.pull, cx)?;
        let article = self.article(&mut value, cx);
        self.waiting.push_back(Record::Article(Box::new(article)));
        Ok(())
    }

    fn article(&mut self, value: &mut Value, cx: &mut Cx<'_>) -> Article {
        let span = value.span(0);
        let mut meta = fields::of_item(value, self.base.as_ref(), cx);
        self.inherited.update(&self.feed);
        if self.inherited.give(&mut meta) && !self.inherited.is_told {
            self.inherited.is_told = true;
            cx.report(
                Diagnostic::note(
                    "json-feed.feed.not-inherited",
                    "the feed has too many authors to repeat them in every item without its own",
                )
                .at(span)
                .hint("the record of the feed has them"),
            );
        }
        if meta.language.is_none() {
            meta.language.clone_from(&self.feed.language);
        }
        meta.base = self.base.as_ref().map(|base| Shared::from(base.as_str()));
        self.position += 1;
        let mut article = meta.into_article(&self.origin.name, self.position, span);
        article.feed_title =
            self.feed.headlines.first().map(|headline| Shared::from(headline.text.value.as_str()));
        article
    }
}

/// The version as people say it, `1.1`; what it is not known from, as written.
fn version(written: &str) -> String {
    let number = written.trim().rsplit_once("/version/").map(|(_, number)| number.trim_end_matches('/'));
    number.filter(|number| !number.is_empty()).unwrap_or(written).to_owned()
}

impl RecordReader for JsonFeedReader<'_> {
    fn read(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        loop {
            if let Some(record) = self.waiting.pop_front() {
                return Ok(Some(record));
            }
            let done = match self.state {
                State::Done => return Ok(None),
                State::Members => self.members(cx),
                State::Items => self.items(cx),
            };
            if let Err(error) = done {
                self.state = State::Done;
                self.waiting.clear();
                return Err(error);
            }
        }
    }
}
