//! RSS 1.0 and 0.90, which are RDF, and RSS 1.1.
//!
//! | element | field | clause (RSS 1.0, 1.3.5) |
//! | --- | --- | --- |
//! | `rdf:RDF` | its namespaces tell `Source.version`: 1.0, 0.90, 1.1 | § 5.2 |
//! | `channel` `@rdf:about` | a `Feed` record, `id` | § 5.3 |
//! | `item` `@rdf:about`, wherever it stands | an `Article` record, `id` | § 5.5 |
//! | `title`, `link`, `description` | as in RSS 2.0 | § 5.3.1 to § 5.3.3, § 5.5.1 to § 5.5.3 |
//! | `image` `@rdf:about` with `title`, `url`, `link`, beside the channel | `images`; without `url`, `@rdf:about` is the address | § 5.4 |
//! | `textinput` with `title`, `description`, `name`, `link`, beside the channel | `text_input` | § 5.6 |
//! | `items`, `image` and `textinput` `@rdf:resource` in the channel | `extensions` | § 5.3.4 to § 5.3.6 |
//! | elements of RSS 2.0 | as there | |
//!
//! Its modules are those of the other feeds, and four that are written in RDF: content items, enclosures,
//! taxonomy and the elements of RSS 0.91. What stands behind the items makes a second feed record.

use std::borrow::Cow;

use wirecopy_core::{
    Carries, Confidence, Cx, Error, Format, Head, Importer, Input, Options, Parts, RecordReader,
};
use wirecopy_model::{Extensions, Id, Name, Node};
use wirecopy_xml::Event;

use crate::explain;
use crate::line::trimmed;
use crate::meta::Meta;
use crate::namespace::Ns;
use crate::probe::{self, Root};
use crate::reader::{Dialect, FeedReader, Opens};
use crate::rss;
use crate::scan::{Scan, Tag};

/// What RSS 1.0 is.
pub static FORMAT: Format = Format {
    name: "rdf",
    title: "RSS 1.0 (RDF)",
    extensions: &["rdf", "rss", "xml"],
    media_types: &["application/rdf+xml", "application/rss+xml", "application/xml", "text/xml"],
    spec: "RDF Site Summary 1.0, RSS-DEV Working Group",
    options: &[],
    public: true,
    parts: Parts::PerInput,
    carries: Carries::NOTHING,
};

/// Reads RSS 1.0, 0.90 and 1.1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rdf;

impl Importer for Rdf {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        probe::confidence(head, &FORMAT, |root| confidence(&root, &head.text))
    }

    fn explain(&self, head: &Head<'_>) -> Option<Cow<'static, str>> {
        explain::explain(head)
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        _options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        Ok(Box::new(FeedReader::open(input, Dialect::Rdf, cx)?))
    }
}

/// The root of RSS 1.1, which is no `RDF`.
pub(crate) const CHANNEL_OF_1_1: &str = "Channel";

fn confidence(root: &Root<'_>, text: &str) -> Confidence {
    if root.local == CHANNEL_OF_1_1 && root.attributes.contains("purl.org/net/rss1.1#") {
        return Confidence::Certain;
    }
    if !root.local.eq_ignore_ascii_case("RDF") || !matches!(root.ns, Ns::Rdf | Ns::None) {
        return Confidence::No;
    }
    let declares = ["purl.org/rss/1.0/\"", "purl.org/rss/1.0/'", "/rdf/simple/0.9"];
    if declares.iter().any(|uri| root.attributes.contains(uri)) {
        return Confidence::Certain;
    }
    // RDF of any vocabulary looks like this, so it has to hold what makes a feed
    let frame = ["<channel", "<item", ":channel", ":item "];
    if frame.iter().any(|name| text.contains(name)) { Confidence::Likely } else { Confidence::No }
}

/// The version whose namespace this is.
pub(crate) fn version(uri: &str) -> Option<&'static str> {
    let uri = uri.trim().trim_end_matches('/');
    let ends = |end: &str| {
        let start = uri.len().saturating_sub(end.len());
        uri.get(start..).is_some_and(|found| found.eq_ignore_ascii_case(end))
    };
    [("purl.org/rss/1.0", "1.0"), ("/rdf/simple/0.9", "0.90"), ("purl.org/net/rss1.1#", "1.1")]
        .iter()
        .find(|(end, _)| ends(end))
        .map(|(_, version)| *version)
}

/// Takes `rdf:about` as the id. `is_own`: it is the format's own way to say it, and may lack its prefix.
pub(crate) fn about<const N: usize>(tag: &mut Tag<N>, is_own: bool, meta: &mut Meta) {
    let is_about = |name: &Name| {
        &*name.local == "about"
            && match (&name.uri, &name.prefix) {
                (Some(uri), _) => Ns::of_uri(uri) == Ns::Rdf,
                (None, Some(prefix)) => &**prefix == "rdf",
                (None, None) => is_own,
            }
    };
    if !meta.ids.is_empty() {
        return;
    }
    if let Some(value) = tag.take_rest(is_about).map(trimmed).filter(|value| !value.is_empty()) {
        let role = (!is_own).then_some(Cow::Borrowed("rdf:about"));
        meta.ids.push(Id { value, role, ..Id::default() });
    }
}

/// Reads the table of contents, the whole of it, or up to an item that stands in it itself.
pub(crate) fn items(
    scan: &mut Scan<'_>,
    extensions: &mut Extensions,
    cx: &mut Cx<'_>,
) -> Result<Opens, Error> {
    let start = scan.xml.span();
    let top = scan.xml.depth();
    extensions.push(scan.xml.element_node(0));
    loop {
        let event = scan.xml.next(cx)?;
        let depth = u32::try_from(scan.xml.depth().saturating_sub(top)).unwrap_or(u32::MAX);
        match event {
            Event::Start => {
                if scan.ns() == Ns::None && rss::opens(scan.local()) == Opens::Item {
                    return Ok(Opens::Item);
                }
                extensions.push(scan.xml.element_node(depth));
            }
            Event::Text if !scan.xml.is_blank() => {
                extensions.push(Node::text(depth.saturating_add(1), scan.xml.text()));
            }
            Event::End if scan.xml.depth() <= top => return Ok(Opens::Meta),
            Event::Eof => return Ok(Opens::Meta),
            _ => {}
        }
        scan.check_room(start, extensions.nodes.len(), cx)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_namespace_tells_the_version() {
        for (uri, expected) in [
            ("http://purl.org/rss/1.0/", Some("1.0")),
            ("http://purl.org/RSS/1.0", Some("1.0")),
            ("http://my.netscape.com/rdf/simple/0.9/", Some("0.90")),
            ("http://channel.netscape.com/rdf/simple/0.9/", Some("0.90")),
            ("http://purl.org/net/rss1.1#", Some("1.1")),
            ("http://purl.org/rss/1.0/modules/content/", None),
            ("http://purl.org/dc/elements/1.1/", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(version(uri), expected, "{uri}");
        }
    }
}
