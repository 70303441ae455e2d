use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use wirecopy_core::{
    Carries, Cx, Diagnostic, Drops, Error, Exporter, FeedDrops, Format, MainPart, Needs, Options, Outputs,
    RecordSink,
};
use wirecopy_model::{Article, Feed, PartName, Record, Shared};

use crate::address::web_address;
use crate::article::{Left, news_article};
use crate::document::Document;
use crate::feed::held;
use crate::google::Recommended;
use crate::json::write_json;
use crate::linked::Linked;
use crate::lost;
use crate::node::{Context, NewsArticle};
use crate::style::{Body, Style};
use crate::{FORMAT, JsonLd};

/// How many addresses are remembered, to give no two nodes one `@id`.
const REMEMBERED: usize = 1 << 16;

impl Exporter for JsonLd {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs { blocks: true }
    }

    fn carries(&self, options: &Options) -> Carries {
        match Style::of(options).body {
            Body::None => lost::WITHOUT_BODY,
            Body::Text | Body::Blocks => FORMAT.carries,
        }
    }

    fn lost_parts(&self, _: &Options) -> Vec<PartName> {
        lost::ALWAYS.to_vec()
    }

    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error> {
        let style = Style::of(options);
        let mut part = MainPart::new(out, if style.html { "html" } else { "jsonld" });
        if style.html {
            part.buffer().extend_from_slice(b"<script type=\"application/ld+json\">\n");
        }
        Ok(Box::new(JsonLdSink {
            part,
            style,
            state: State::Before,
            feed: None,
            written: FeedDrops::new("jsonld.feed.lost"),
            unwritten: FeedDrops::new("jsonld.feed.lost"),
            nodes: Nodes {
                left: Left {
                    drops: Drops::new("jsonld.part.lost", FORMAT.name),
                    zoneless: 0,
                    early: 0,
                    assumed: 0,
                },
                recommended: Recommended::default(),
                addresses: BTreeSet::new(),
                style,
            },
        }))
    }
}

/// Writes articles as nodes.
struct JsonLdSink<'a> {
    part: MainPart<'a>,
    style: Style,
    state: State,
    /// A feed that is not written yet.
    feed: Option<Box<Feed>>,
    /// What is left out of feeds that have a node.
    written: FeedDrops,
    /// What is left out of those that have none: all.
    unwritten: FeedDrops,
    nodes: Nodes,
}

enum State {
    /// No article has come.
    Before,
    /// One has come. It is a document by itself, unless another comes.
    One(Box<Article>),
    /// Several have.
    Several(Document),
    /// One or several have, and each node stands by itself.
    Linked(Box<Linked>),
}

/// Makes nodes, and remembers what there is to tell of them.
struct Nodes {
    left: Left,
    recommended: Recommended,
    addresses: BTreeSet<u64>,
    style: Style,
}

impl Nodes {
    fn node<'a>(&mut self, article: &'a Article, context: Option<Context>) -> NewsArticle<'a> {
        let mut node = news_article(article, self.style, context, &mut self.left);
        // two articles at one address are two articles: one `@id` would make one node of them
        let ids = article.id.iter().chain(&article.alt_ids);
        let stated = ids.filter(|id| id.role.as_deref() == Some("@id")).find_map(|id| web_address(&id.value));
        let is_stated = stated.is_some();
        if let Some(id) = stated.or_else(|| node.url.clone())
            && self.addresses.len() < REMEMBERED
        {
            let mut hasher = DefaultHasher::new();
            id.hash(&mut hasher);
            if self.addresses.insert(hasher.finish()) {
                node.id = Some(id);
            } else {
                self.left.drops.add("article.id", usize::from(is_stated));
            }
        }
        self.recommended.count(&node);
        node
    }
}

impl JsonLdSink<'_> {
    /// The feed that waits for articles of `source`, which is written now.
    fn waiting(&mut self, source: &Shared) -> Option<Box<Feed>> {
        let feed = self.feed.take_if(|feed| feed.source == *source)?;
        self.written.add(&feed, &held(&feed));
        Some(feed)
    }

    /// Leaves out the feed that waits: no article stands within it.
    fn leave_out(&mut self) {
        if let Some(feed) = self.feed.take() {
            self.unwritten.add(&feed, &[]);
        }
    }

    /// Begins a document of several articles with the first of them.
    fn begin(&mut self, first: &Article) -> Document {
        let feed = self.waiting(&first.source);
        let out = self.part.buffer();
        let mut document = match &feed {
            Some(feed) => Document::of_feed(feed, self.style, out),
            None => Document::of_nodes(self.style, out),
        };
        document.article(&self.nodes.node(first, None), &first.source, None, out);
        document
    }

    fn article(&mut self, article: &Article) {
        let mut document = match std::mem::replace(&mut self.state, State::Before) {
            State::Before if self.style.graph => {
                let linked = Linked::begin(self.style, self.part.buffer());
                self.state = State::Linked(Box::new(linked));
                return self.article(article);
            }
            State::Linked(mut linked) => {
                let feed = self.waiting(&article.source);
                let node = self.nodes.node(article, None);
                linked.article(node, &article.source, feed, self.part.buffer());
                self.state = State::Linked(linked);
                return;
            }
            State::Before => {
                self.state = State::One(Box::new(article.clone()));
                return;
            }
            State::One(first) => self.begin(&first),
            State::Several(document) => document,
        };
        let feed = self.waiting(&article.source);
        let node = self.nodes.node(article, None);
        document.article(&node, &article.source, feed.as_deref(), self.part.buffer());
        self.state = State::Several(document);
    }

    fn feed(&mut self, feed: &Feed) {
        let of_another =
            |source: &Shared| self.feed.as_ref().is_some_and(|waiting| waiting.source == *source);
        match std::mem::replace(&mut self.state, State::Before) {
            State::Linked(mut linked) if linked.is_in(&feed.source) => {
                linked.later(feed.clone());
                self.written.add(feed, &held(feed));
                self.state = State::Linked(linked);
                return;
            }
            State::Several(mut document) if document.is_in(&feed.source) => {
                document.later(feed.clone());
                self.written.add(feed, &held(feed));
                self.state = State::Several(document);
                return;
            }
            // the feed that waits belongs around the article that waits
            State::One(first) if first.source != feed.source && of_another(&first.source) => {
                self.state = State::Several(self.begin(&first));
            }
            state => self.state = state,
        }
        if self.feed.as_ref().is_some_and(|waiting| waiting.source != feed.source) {
            self.leave_out();
        }
        self.feed = Some(Box::new(feed.clone()));
    }
}

impl RecordSink for JsonLdSink<'_> {
    fn write(&mut self, record: &Record, _: &mut Cx<'_>) -> Result<(), Error> {
        match record {
            Record::Article(article) => self.article(article),
            Record::Feed(feed) => self.feed(feed),
            _ => {}
        }
        self.part.settle()
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        let outdated = match std::mem::replace(&mut self.state, State::Before) {
            State::Linked(linked) => {
                linked.end(self.part.buffer());
                0
            }
            State::Before => {
                let feed = self.feed.take();
                if let Some(feed) = &feed {
                    self.written.add(feed, &held(feed));
                }
                let out = self.part.buffer();
                let document = match &feed {
                    Some(feed) => Document::of_feed(feed, self.style, out),
                    None => Document::of_nodes(self.style, out),
                };
                document.end(out)
            }
            State::One(article) => {
                let node = self.nodes.node(&article, Some(self.style.context));
                let out = self.part.buffer();
                write_json(&node, 0, out);
                out.push(b'\n');
                0
            }
            State::Several(document) => document.end(self.part.buffer()),
        };
        if self.style.html {
            self.part.buffer().extend_from_slice(b"</script>\n");
        }
        self.leave_out();
        self.unwritten.report("the document holds nothing of the feed itself", cx);
        self.written.report("the feed's node has no place for some of the feed", cx);
        let left = &mut self.nodes.left;
        left.drops.add("feed", outdated);
        left.drops.report(cx);
        if left.zoneless > 0 {
            let message =
                format!("the time of day of {} is left out: its zone is not known", dates(left.zoneless));
            cx.report(
                Diagnostic::loss("jsonld.date.zoneless", message)
                    .on("article.dates")
                    .hint("`--zone` supplies the zone"),
            );
        }
        if left.early > 0 {
            let message = format!("{} of change left out: before the publication", dates(left.early));
            cx.report(Diagnostic::loss("jsonld.date.early", message).on("article.dates"));
        }
        if left.assumed > 0 {
            let names =
                if left.assumed == 1 { "1 name".to_owned() } else { format!("{} names", left.assumed) };
            let message = format!("{names} taken as a person's (author) or organization's (publisher)");
            cx.report(Diagnostic::note("jsonld.agent.assumed", message).on("article.people"));
        }
        self.nodes.recommended.report(cx);
        self.part.finish()
    }
}

fn dates(count: u64) -> String {
    if count == 1 { "1 date".to_owned() } else { format!("{count} dates") }
}
