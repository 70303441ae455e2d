//! A document whose nodes stand side by side in a `@graph` and refer to each other: people and bodies once, however many
//! articles name them, and a feed that refers to its articles.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use wirecopy_model::{Feed, Shared};

use crate::document::{Document, elements};
use crate::feed::data_feed;
use crate::node::{DataFeed, ListItem, NewsArticle, Reference, Values, Whom};
use crate::style::{Listing, Style};

/// How many people and bodies are remembered. Further ones are written where they are named.
const REMEMBERED: usize = 1 << 16;

/// A document of nodes that refer to each other.
#[derive(Debug)]
pub(crate) struct Linked {
    style: Style,
    document: Document,
    agents: Known,
    /// Feeds with the ids of their articles: they are written last, when all is known of them.
    feeds: Vec<(Feed, Vec<Reference>)>,
    articles: usize,
}

/// The people and bodies that are written.
#[derive(Debug, Default)]
struct Known {
    /// Their nodes as JSON, with their ids.
    nodes: HashMap<String, String>,
    ids: HashSet<String>,
}

impl Linked {
    pub(crate) fn begin(style: Style, out: &mut Vec<u8>) -> Self {
        let document = Document::of_nodes(style, out);
        Self { style, document, agents: Known::default(), feeds: Vec::new(), articles: 0 }
    }

    /// Whether the feed of this source is the one whose articles are being written.
    pub(crate) fn is_in(&self, source: &Shared) -> bool {
        self.feeds.last().is_some_and(|(feed, _)| feed.source == *source)
    }

    /// Takes metadata of the feed that [`Linked::is_in`].
    pub(crate) fn later(&mut self, feed: Feed) {
        if let Some((known, _)) = self.feeds.last_mut() {
            *known = feed;
        }
    }

    /// Writes an article of `source`, after those it names for the first time. `feed` is that source's feed, if it has one
    /// that has not come yet.
    pub(crate) fn article(
        &mut self,
        mut node: NewsArticle<'_>,
        source: &Shared,
        feed: Option<Box<Feed>>,
        out: &mut Vec<u8>,
    ) {
        self.feeds.extend(feed.map(|feed| (*feed, Vec::new())));
        self.articles += 1;
        let articles = self.articles;
        if let Some((_, elements)) = self.feeds.last_mut().filter(|(feed, _)| feed.source == *source) {
            let id = node.id.get_or_insert_with(|| format!("_:article-{articles}")).clone();
            elements.push(Reference { id });
        }
        let lists = [&mut node.author, &mut node.editor, &mut node.contributor];
        let values = [&mut node.publisher, &mut node.source_organization, &mut node.copyright_holder];
        let updates = node.live_blog_update.iter_mut().flat_map(|update| update.author.iter_mut());
        let all =
            lists.into_iter().flatten().chain(values.into_iter().flatten().flat_map(each)).chain(updates);
        for whom in all {
            refer(whom, &mut self.agents, &mut self.document, out);
        }
        self.document.node(&node, out);
    }

    /// Ends the document.
    pub(crate) fn end(mut self, out: &mut Vec<u8>) {
        for (number, (feed, articles)) in self.feeds.iter().enumerate() {
            let mut node = data_feed(feed, self.style, None);
            node.id = Some(format!("_:feed-{}", number + 1));
            for whom in node.publisher.iter_mut().flat_map(each) {
                refer(whom, &mut self.agents, &mut self.document, out);
            }
            self.document.node(&Elements { feed: node, style: self.style, articles }, out);
        }
        self.document.end(out);
    }
}

fn each<'v, 'a>(values: &'v mut Values<Whom<'a>>) -> &'v mut [Whom<'a>] {
    match values {
        Values::One(one) => std::slice::from_mut(one),
        Values::Several(several) => several,
    }
}

/// Puts a reference in the place of someone, who is written if that has not been done.
fn refer(whom: &mut Whom<'_>, known: &mut Known, document: &mut Document, out: &mut Vec<u8>) {
    let Whom::Agent(agent) = whom else { return };
    let Ok(key) = serde_json::to_string(agent) else { return };
    let id = match known.nodes.get(&key) {
        Some(id) => id.clone(),
        None if known.nodes.len() >= REMEMBERED => return,
        None => {
            let stated = agent.id.clone().filter(|id| !known.ids.contains(id));
            let id = stated.unwrap_or_else(|| format!("_:agent-{}", known.nodes.len() + 1));
            agent.id = Some(id.clone());
            document.node(agent, out);
            known.ids.insert(id.clone());
            known.nodes.insert(key, id.clone());
            id
        }
    };
    *whom = Whom::At(Reference { id });
}

/// A feed with references to its articles.
struct Elements<'e> {
    feed: DataFeed<'e>,
    style: Style,
    articles: &'e [Reference],
}

impl Serialize for Elements<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items: Vec<_> = match self.style.listing {
            Listing::DataFeed => Vec::new(),
            Listing::ItemList => (1..)
                .zip(self.articles)
                .map(|(position, item)| ListItem { kind: "ListItem", position, item })
                .collect(),
        };
        let mut properties = match serde_json::to_value(&self.feed) {
            Ok(serde_json::Value::Object(properties)) => properties,
            _ => serde_json::Map::new(),
        };
        let list =
            if items.is_empty() { serde_json::to_value(self.articles) } else { serde_json::to_value(items) };
        properties.insert(elements(self.style).to_owned(), list.unwrap_or_default());
        properties.serialize(serializer)
    }
}
