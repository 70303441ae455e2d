//! The frame around several articles, which are written as they come:
//!
//! * the articles of one feed: a `DataFeed`, they its `dataFeedElement`, or an `ItemList`, they its `itemListElement`;
//! * articles without a feed: a `@graph`;
//! * feeds and articles one after the other: the first of the two above, what follows being nodes of the same
//!   `@graph`, or `@included` beside the first feed.

use serde::Serialize;
use serde_json::{Map, Value};
use wirecopy_model::{Feed, Shared};

use crate::feed::data_feed;
use crate::json::{new_line, write_json};
use crate::node::ListItem;
use crate::style::{Listing, Style};

/// A document whose articles are written as they come.
#[derive(Debug, Default)]
pub(crate) struct Document {
    style: Style,
    /// The feed that is the document itself, while its elements are written.
    top: Option<OpenFeed>,
    /// The feed within a list of nodes, while its elements are written.
    within: Option<OpenFeed>,
    /// The list of nodes (`@graph` or `@included`), once begun.
    nodes: Option<List>,
    /// Metadata of feeds that came too late and differ from what is written.
    outdated: usize,
}

impl Document {
    /// Begins a document that is a feed.
    pub(crate) fn of_feed(feed: &Feed, style: Style, out: &mut Vec<u8>) -> Self {
        Self { top: Some(OpenFeed::begin(feed, style, 0, out)), style, ..Self::default() }
    }

    /// Begins a document that is a list of nodes.
    pub(crate) fn of_nodes(style: Style, out: &mut Vec<u8>) -> Self {
        out.push(b'{');
        new_line(1, out);
        out.extend_from_slice(b"\"@context\": ");
        write_json(&style.context, 1, out);
        out.push(b',');
        Self { nodes: Some(List::begin("@graph", 1, out)), style, ..Self::default() }
    }

    /// Whether the feed of this source is the one whose elements are being written.
    pub(crate) fn is_in(&self, source: &Shared) -> bool {
        self.open_feed().is_some_and(|open| open.source == *source)
    }

    /// Takes metadata of the feed that [`Document::is_in`]: what is new in it is written at the feed's end.
    pub(crate) fn later(&mut self, feed: Feed) {
        if let Some(open) = self.within.as_mut().or(self.top.as_mut()) {
            open.later = Some(Box::new(feed));
        }
    }

    /// Writes an article of `source`. `feed` is that source's feed, if it has one that is not written yet.
    pub(crate) fn article(
        &mut self,
        article: &impl Serialize,
        source: &Shared,
        feed: Option<&Feed>,
        out: &mut Vec<u8>,
    ) {
        if !self.is_in(source) {
            self.end_feed(out);
            let nodes = self.nodes.get_or_insert_with(|| {
                out.push(b',');
                List::begin("@included", 1, out)
            });
            nodes.next(out);
            let Some(feed) = feed else {
                write_json(article, nodes.depth + 1, out);
                return;
            };
            self.within = Some(OpenFeed::begin(feed, self.style, nodes.depth + 1, out));
        }
        if let Some(open) = self.within.as_mut().or(self.top.as_mut()) {
            open.element(article, out);
        }
    }

    /// Writes a node of the list of nodes.
    pub(crate) fn node(&mut self, node: &impl Serialize, out: &mut Vec<u8>) {
        if let Some(nodes) = &mut self.nodes {
            nodes.next(out);
            write_json(node, nodes.depth + 1, out);
        }
    }

    /// Ends the document. Gives how many properties of feeds came too late and differ from what is written.
    pub(crate) fn end(mut self, out: &mut Vec<u8>) -> usize {
        self.end_feed(out);
        if let Some(nodes) = self.nodes {
            nodes.end(out);
        }
        out.extend_from_slice(b"\n}\n");
        self.outdated
    }

    fn open_feed(&self) -> Option<&OpenFeed> {
        self.within.as_ref().or(self.top.as_ref())
    }

    fn end_feed(&mut self, out: &mut Vec<u8>) {
        if let Some(feed) = self.within.take() {
            self.outdated += feed.end(out);
            new_line(2, out);
            out.push(b'}');
        } else if let Some(feed) = self.top.take() {
            // the document's own bracket stays open: nodes may follow
            self.outdated += feed.end(out);
        }
    }
}

/// A feed whose elements are being written.
#[derive(Debug)]
struct OpenFeed {
    source: Shared,
    style: Style,
    /// How many elements are written.
    count: usize,
    /// How deep it stands.
    depth: usize,
    elements: List,
    /// The properties that are written.
    written: Map<String, Value>,
    /// Metadata that came after them.
    later: Option<Box<Feed>>,
}

impl OpenFeed {
    fn begin(feed: &Feed, style: Style, depth: usize, out: &mut Vec<u8>) -> Self {
        let node = data_feed(feed, style, (depth == 0).then_some(style.context));
        write_json(&node, depth, out);
        // take the closing bracket back, and the line it stands on
        let end = out.iter().rposition(|&byte| byte == b'\n').unwrap_or(out.len());
        out.truncate(end);
        out.push(b',');
        Self {
            source: feed.source.clone(),
            style,
            count: 0,
            depth,
            elements: List::begin(elements(style), depth + 1, out),
            written: properties(&node),
            later: None,
        }
    }

    fn element(&mut self, article: &impl Serialize, out: &mut Vec<u8>) {
        self.count += 1;
        self.elements.next(out);
        let depth = self.elements.depth + 1;
        match self.style.listing {
            Listing::DataFeed => write_json(article, depth, out),
            Listing::ItemList => {
                write_json(&ListItem { kind: "ListItem", position: self.count, item: article }, depth, out);
            }
        }
    }

    /// Ends the elements and writes what came late, but not the bracket.
    fn end(self, out: &mut Vec<u8>) -> usize {
        self.elements.end(out);
        let Some(later) = self.later else { return 0 };
        let mut outdated = 0;
        for (key, value) in
            properties(&data_feed(&later, self.style, (self.depth == 0).then_some(self.style.context)))
        {
            if let Some(written) = self.written.get(&key) {
                outdated += usize::from(*written != value);
            } else {
                out.push(b',');
                new_line(self.depth + 1, out);
                write_json(&key, 0, out);
                out.extend_from_slice(b": ");
                write_json(&value, self.depth + 1, out);
            }
        }
        outdated
    }
}

/// The property that holds the elements of a feed.
pub(crate) fn elements(style: Style) -> &'static str {
    match style.listing {
        Listing::DataFeed => "dataFeedElement",
        Listing::ItemList => "itemListElement",
    }
}

fn properties(node: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(node) {
        Ok(Value::Object(properties)) => properties,
        _ => Map::new(),
    }
}

/// An array that is being written.
#[derive(Debug)]
struct List {
    /// How deep its key stands.
    depth: usize,
    empty: bool,
}

impl List {
    fn begin(key: &str, depth: usize, out: &mut Vec<u8>) -> Self {
        new_line(depth, out);
        write_json(&key, 0, out);
        out.extend_from_slice(b": [");
        Self { depth, empty: true }
    }

    /// Goes to where the next value is to be written.
    fn next(&mut self, out: &mut Vec<u8>) {
        if !self.empty {
            out.push(b',');
        }
        self.empty = false;
        new_line(self.depth + 1, out);
    }

    fn end(self, out: &mut Vec<u8>) {
        if !self.empty {
            new_line(self.depth, out);
        }
        out.push(b']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use wirecopy_model::{Headline, HeadlineRole};

    const ADDRESS: &str = "https://schema.org";

    fn feed(source: &str, title: &str, language: Option<&str>) -> Feed {
        Feed {
            source: source.into(),
            headlines: vec![Headline::plain(HeadlineRole::Main, title)],
            language: language.map(Shared::from),
            ..Feed::default()
        }
    }

    fn check(out: Vec<u8>, expect: &Value) {
        let text = String::from_utf8(out).unwrap();
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, *expect);
        // indented like any pretty JSON, whatever the order of its keys
        let indented = |text: &str| {
            let mut lines: Vec<_> = text.lines().map(|line| line.trim_end_matches(',').to_owned()).collect();
            lines.sort();
            lines
        };
        assert_eq!(indented(&text), indented(&serde_json::to_string_pretty(&read).unwrap()));
    }

    #[test]
    fn nodes_without_a_feed_are_a_graph() {
        let mut out = Vec::new();
        let mut document = Document::of_nodes(Style::default(), &mut out);
        document.article(&json!({"n": 1}), &"a".into(), None, &mut out);
        document.article(&json!({"n": 2}), &"b".into(), None, &mut out);
        assert_eq!(document.end(&mut out), 0);
        check(out, &json!({"@context": ADDRESS, "@graph": [{"n": 1}, {"n": 2}]}));
    }

    #[test]
    fn nothing_is_a_document_too() {
        let mut out = Vec::new();
        Document::of_nodes(Style::default(), &mut out).end(&mut out);
        check(out, &json!({"@context": ADDRESS, "@graph": []}));
        let mut out = Vec::new();
        Document::of_feed(&Feed::default(), Style::default(), &mut out).end(&mut out);
        check(out, &json!({"@context": ADDRESS, "@type": "DataFeed", "dataFeedElement": []}));
    }

    #[test]
    fn late_metadata_stands_at_the_end() {
        let mut out = Vec::new();
        let mut document = Document::of_feed(&feed("a", "Port", None), Style::default(), &mut out);
        document.article(&json!({"n": 1}), &"a".into(), None, &mut out);
        assert!(document.is_in(&"a".into()));
        document.later(feed("a", "Harbour", Some("en")));
        assert_eq!(document.end(&mut out), 1);
        check(
            out,
            &json!({
                "@context": ADDRESS, "@type": "DataFeed", "name": "Port", "dataFeedElement": [{"n": 1}],
                "inLanguage": "en"
            }),
        );
    }

    #[test]
    fn what_follows_a_feed_is_included_beside_it() {
        let mut out = Vec::new();
        let mut document = Document::of_feed(&feed("a", "A", None), Style::default(), &mut out);
        document.article(&json!({"n": 1}), &"a".into(), None, &mut out);
        document.article(&json!({"n": 2}), &"b".into(), Some(&feed("b", "B", None)), &mut out);
        document.article(&json!({"n": 3}), &"b".into(), None, &mut out);
        document.later(feed("b", "B", Some("en")));
        document.article(&json!({"n": 4}), &"c".into(), None, &mut out);
        assert_eq!(document.end(&mut out), 0);
        check(
            out,
            &json!({
                "@context": ADDRESS, "@type": "DataFeed", "name": "A", "dataFeedElement": [{"n": 1}],
                "@included": [
                    {"@type": "DataFeed", "name": "B", "dataFeedElement": [{"n": 2}, {"n": 3}], "inLanguage": "en"},
                    {"n": 4}
                ]
            }),
        );
    }
}
