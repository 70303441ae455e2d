//! What a document describes, in the order it is given out: feeds with their articles, articles, then all else.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::graph::Document;
use crate::tree::{At, Value};

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// What follows belongs together.
    Group,
    Feed(At),
    Article(At),
    /// A node that is no article, less some properties.
    Other(At, &'static [&'static str]),
}

/// The steps of a document.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    steps: VecDeque<Step>,
}

impl Plan {
    pub(crate) fn next(&mut self) -> Option<Step> {
        self.steps.pop_front()
    }

    /// Looks through the top of a document: arrays, `@graph`, `@included`, feeds and lists, `mainEntity`.
    pub(crate) fn of(document: &Document) -> Self {
        let found = find(document);
        // which feed an article stands in
        let mut claims: HashMap<At, At> = HashMap::new();
        for found in &found {
            if let Found::Feed(feed, articles) = found {
                for article in articles {
                    claims.entry(*article).or_insert(*feed);
                }
            }
        }
        let feeds: HashMap<At, &[At]> = found
            .iter()
            .filter_map(|found| match found {
                Found::Feed(feed, articles) => Some((*feed, articles.as_slice())),
                _ => None,
            })
            .collect();
        let mut plan = Self::default();
        let mut done: HashSet<At> = HashSet::new();
        // whether the articles that come now stand in no feed
        let mut loose = false;
        for found in &found {
            let feed = match found {
                Found::Feed(feed, _) => Some(*feed),
                Found::Article(article) => claims.get(article).copied(),
                Found::Other(..) => continue,
            };
            match (feed, found) {
                (Some(feed), _) if done.insert(feed) => {
                    plan.steps.extend([Step::Group, Step::Feed(feed)]);
                    loose = false;
                    let articles = feeds.get(&feed).copied().unwrap_or_default();
                    for article in articles.iter().filter(|article| claims.get(article) == Some(&feed)) {
                        if done.insert(*article) {
                            plan.steps.push_back(Step::Article(*article));
                        }
                    }
                }
                (None, Found::Article(article)) if done.insert(*article) => {
                    if !loose {
                        plan.steps.push_back(Step::Group);
                    }
                    loose = true;
                    plan.steps.push_back(Step::Article(*article));
                }
                _ => {}
            }
        }
        plan.steps.extend(found.iter().filter_map(|found| match found {
            Found::Other(at, except) => Some(Step::Other(*at, except)),
            _ => None,
        }));
        plan
    }
}

enum Found {
    /// With its articles.
    Feed(At, Vec<At>),
    Article(At),
    Other(At, &'static [&'static str]),
}

fn find(document: &Document) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen: HashSet<At> = HashSet::new();
    let mut open: Vec<At> = document.tree.roots.iter().rev().copied().collect();
    while let Some(at) = open.pop() {
        let at = document.described(at).unwrap_or(at);
        match document.tree.value(at) {
            Value::Array(values) => {
                open.extend(values.iter().rev());
                continue;
            }
            Value::Object(_) => {}
            _ => continue,
        }
        if !seen.insert(at) {
            continue;
        }
        let members = document.tree.members(at);
        let within = members.iter().filter(|(name, _)| matches!(&**name, "@graph" | "@included"));
        open.extend(within.rev().map(|(_, value)| *value));
        let is_frame =
            members.iter().all(|(name, _)| matches!(&**name, "@context" | "@id" | "@graph" | "@included"));
        if is_frame {
            continue;
        }
        if document.is_article(at) {
            if !document.is_part(at) {
                found.push(Found::Article(at));
            }
            continue;
        }
        if let Some(articles) = articles_of_feed(document, at) {
            found.push(Found::Feed(at, articles));
            continue;
        }
        let main: Vec<At> = document
            .values(at, "mainEntity")
            .into_iter()
            .map(|value| document.described(value).unwrap_or(value))
            .filter(|value| document.is_article(*value) || articles_of_feed(document, *value).is_some())
            .collect();
        let except: &[&str] = if main.is_empty() { FRAME } else { FRAME_AND_MAIN };
        open.extend(main.into_iter().rev());
        if !document.is_part(at) {
            found.push(Found::Other(at, except));
        }
    }
    found
}

const FRAME: &[&str] = &["@graph", "@included"];
const FRAME_AND_MAIN: &[&str] = &["@graph", "@included", "mainEntity"];

/// The properties that hold the elements of feeds and lists.
pub(crate) const ELEMENTS: [&str; 3] = ["dataFeedElement", "itemListElement", "blogPost"];

/// The articles of a feed. `None`: it is no feed, or a list of other things.
fn articles_of_feed(document: &Document, at: At) -> Option<Vec<At>> {
    let mut elements = ELEMENTS.iter().flat_map(|name| document.values(at, name)).peekable();
    let is_empty = elements.peek().is_none();
    let articles: Vec<At> = elements.filter_map(|element| article_of(document, element)).collect();
    let is_feed = document.is_a(at, "DataFeed") || document.is_a(at, "ItemList") && is_empty;
    (is_feed || !articles.is_empty()).then_some(articles)
}

/// The article that an element of a feed is or holds.
pub(crate) fn article_of(document: &Document, element: At) -> Option<At> {
    let node = document.described(element).unwrap_or(element);
    if document.is_article(node) {
        return Some(node);
    }
    let item = *document.values(node, "item").first()?;
    let item = document.described(item).unwrap_or(item);
    document.is_article(item).then_some(item)
}
