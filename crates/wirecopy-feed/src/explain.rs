//! What an input really is that no importer reads: lists of feeds, news formats and pages, by their first bytes.

use std::borrow::Cow;

use wirecopy_core::Head;

use crate::probe;

/// Feeds of a web page, or of a list, that a message names at most.
pub(crate) const FEEDS: usize = 5;

/// What the input is. `None`: not known.
pub(crate) fn explain(head: &Head<'_>) -> Option<Cow<'static, str>> {
    let text = head.text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    if text.starts_with(['{', '[']) {
        return json(text).map(|what| Cow::Owned(not_read(what)));
    }
    if !text.starts_with('<') && !text.contains("<?xml") {
        return None;
    }
    if is_page(text) {
        return Some(Cow::Owned(page(&feeds(text))));
    }
    let root = probe::root(text)?;
    let local = root.local;
    let message = match vocabulary(local, |uri| root.attributes.contains(uri)) {
        Some(OPML) => listed(&outlines(text)),
        Some(what) => not_read(what),
        None if is_html(local) && !text.contains("<?xml") => {
            "this is a piece of a web page (HTML), not a feed".to_owned()
        }
        None => format!("this is XML with the root element `{}`, which is not read", probe::shown(local)),
    };
    Some(Cow::Owned(message))
}

/// Whether a text begins as a web page does.
pub(crate) fn is_page(text: &str) -> bool {
    const DOCTYPE: &str = "<!doctype html";
    let text = text.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    let begins = text.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE));
    begins || probe::root(text).is_some_and(|root| probe::is_web_page(root.local))
}

/// What a list of feeds is, and where its feeds are.
fn listed(feeds: &[String]) -> String {
    let is = format!("this is {OPML}, not a feed");
    match feeds {
        [] => is,
        [feed] => format!("{is}; it names the feed {feed}"),
        feeds => format!("{is}; it names the feeds {}", feeds.join(", ")),
    }
}

const OPML: &str = "OPML, a list of feeds";

fn not_read(what: &str) -> String {
    format!("this is {what}, which is not read yet")
}

/// What a page is, and where its feeds are.
pub(crate) fn page(feeds: &[String]) -> String {
    let is = "this is a web page, not a feed";
    match feeds {
        [] => is.to_owned(),
        [feed] => format!("{is}; it links to the feed {feed}"),
        feeds => format!("{is}; it links to the feeds {}", feeds.join(", ")),
    }
}

/// The vocabulary of a root element. `declares`: whether a namespace with this in its address is declared on it.
pub(crate) fn vocabulary(local: &str, declares: impl Fn(&str) -> bool) -> Option<&'static str> {
    Some(match local {
        "RDF" => "RDF that holds no feed",
        _ if local.eq_ignore_ascii_case("opml") => OPML,
        "newsItem" | "newsMessage" | "packageItem" | "conceptItem" | "knowledgeItem" | "planningItem"
        | "catalogItem" => "NewsML-G2",
        "NewsML" => "NewsML 1",
        "nitf" => "NITF",
        "service" if declares("www.w3.org/2007/app") => "an Atom service document, a list of collections",
        "categories" if declares("www.w3.org/2007/app") => "an Atom category document",
        _ => return None,
    })
}

/// The vocabulary of a JSON document.
fn json(text: &str) -> Option<&'static str> {
    let next = text.chars().skip(1).find(|char| !char.is_whitespace())?;
    if !matches!(next, '"' | '{' | '[' | '}' | ']') {
        return None;
    }
    let has = |name: &str| text.contains(name);
    Some(if has("jsonfeed.org/version") || has("jsonfeed.org\\/version") {
        "JSON Feed"
    } else if has("/ninjs/") || (has("\"uri\"") && (has("\"versioncreated\"") || has("\"pubstatus\""))) {
        "ninjs"
    } else if has("\"@context\"") && has("schema.org") {
        "JSON-LD"
    } else {
        "JSON"
    })
}

/// Whether an element is one of HTML that pieces of pages begin with.
fn is_html(local: &str) -> bool {
    const NAMES: [&str; 18] = [
        "a", "article", "aside", "b", "br", "div", "figure", "h1", "h2", "h3", "img", "main", "p", "script",
        "section", "span", "table", "ul",
    ];
    NAMES.iter().any(|name| local.eq_ignore_ascii_case(name))
}

/// The feeds the head of a page links to, for a message.
fn feeds(text: &str) -> Vec<String> {
    addresses(text, "link", |attributes| {
        is_feed(attribute(attributes, "rel"), attribute(attributes, "type"))
            .then(|| attribute(attributes, "href"))
            .flatten()
    })
}

/// The feeds a list names, for a message.
fn outlines(text: &str) -> Vec<String> {
    addresses(text, "outline", |attributes| attribute(attributes, "xmlUrl"))
}

/// The first addresses that the tags of a name have.
fn addresses<'t>(text: &'t str, wanted: &str, of: impl Fn(&'t str) -> Option<&'t str>) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('<') {
        let (tag, next) = behind.split_once('>').unwrap_or((behind, ""));
        rest = next;
        let Some((name, attributes)) = tag.split_once(char::is_whitespace) else { continue };
        if !name.eq_ignore_ascii_case(wanted) {
            continue;
        }
        if let Some(address) = of(attributes).filter(|address| !address.trim().is_empty()) {
            found.push(shown_address(&address.replace("&amp;", "&")));
        }
        if found.len() == FEEDS {
            break;
        }
    }
    found
}

/// Whether a link of a page with this relation and media type leads to a feed.
pub(crate) fn is_feed(rel: Option<&str>, media_type: Option<&str>) -> bool {
    /// Types that are of feeds alone, and types that are of feeds where the page itself is meant in another form.
    const OWN: [&str; 6] = [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/x-cdf",
        "application/x-netcdf",
    ];
    const SHARED: [&str; 5] =
        ["application/xml", "text/xml", "application/json", "application/rss", "application/atom"];
    let rels = || rel.unwrap_or_default().split_whitespace();
    let has_rel = |wanted: &str| rels().any(|rel| rel.eq_ignore_ascii_case(wanted));
    if has_rel("feed") {
        return true;
    }
    let media_type = media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let is = |known: &&str| media_type.eq_ignore_ascii_case(known);
    OWN.iter().any(is) || (has_rel("alternate") && SHARED.iter().any(is))
}

/// An address as a message shows it.
pub(crate) fn shown_address(address: &str) -> String {
    let shown: String = address.trim().chars().filter(|char| !char.is_control()).take(300).collect();
    format!("`{shown}`")
}

/// The value of an attribute, in quotes or without.
fn attribute<'t>(attributes: &'t str, wanted: &str) -> Option<&'t str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, '/' | '"' | '\''));
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|char: char| char.is_whitespace() || char == '=').unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(end)?;
        let Some(value) = behind.trim_start().strip_prefix('=') else {
            rest = behind;
            continue;
        };
        let value = value.trim_start();
        let (value, next) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let value = value.get(1..)?;
                value.split_once(quote).unwrap_or((value, ""))
            }
            _ => value.split_at_checked(value.find(char::is_whitespace).unwrap_or(value.len()))?,
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(explain(&Head::new(text.as_bytes(), true, None, None)).as_deref(), expected, "{text}");
    }

    #[test]
    fn other_vocabularies_are_named() {
        let rdf = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'";
        for (text, what) in [
            (format!("<rdf:RDF {rdf}>"), "RDF that holds no feed"),
            ("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>".to_owned(), "NewsML-G2"),
            ("<newsMessage>".to_owned(), "NewsML-G2"),
            ("<!DOCTYPE nitf SYSTEM 'n.dtd'>\n<nitf>".to_owned(), "NITF"),
            ("{ \"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [".to_owned(), "JSON Feed"),
            ("{\"uri\": \"urn:leaf:1\", \"versioncreated\": \"2026-01-05T10:00:00Z\"}".to_owned(), "ninjs"),
            ("[{\"@context\": \"https://schema.org\"}]".to_owned(), "JSON-LD"),
            ("{}".to_owned(), "JSON"),
        ] {
            check(&text, Some(&format!("this is {what}, which is not read yet")));
        }
        check("<l:leaf xmlns:l='x'>", Some("this is XML with the root element `leaf`, which is not read"));
        check("<p>Fog", Some("this is a piece of a web page (HTML), not a feed"));
        for text in ["", "Fog", "{Fog}", "<", "<!-- Fog", "1 < 2"] {
            check(text, None);
        }
    }

    #[test]
    fn a_page_tells_its_feeds() {
        check("<!doctype html><title>Fog</title>", Some("this is a web page, not a feed"));
        check(
            "<HTML><head><link rel=alternate type=application/rss+xml href=/f.xml></head>",
            Some("this is a web page, not a feed; it links to the feed `/f.xml`"),
        );
        check(
            "<!DOCTYPE html>\n<html><link rel='icon' href='i.png'><link href=\"https://leaf.example.org/a?b&amp;c\" \
             rel=\"alternate\" title='a > b'><link type='application/atom+xml' href='b.atom'/>\
             <link type = 'Application/RSS+XML; charset=utf-8' disabled href = 'c.rss'>",
            Some("this is a web page, not a feed; it links to the feeds `b.atom`, `c.rss`"),
        );
        check(
            "<html><link rel=alternate type=application/json href=a><link rel='ALTERNATE' type=text/xml href=b>\
             <link rel=preload type=application/json href=c><link type=application/feed+json href=d><link \
             rel=alternate type=application/rdf+xml href=e><link rel='feed' href=f><link rel=feed href=g>",
            Some("this is a web page, not a feed; it links to the feeds `a`, `b`, `d`, `e`, `f`"),
        );
    }

    #[test]
    fn a_list_of_feeds_names_them() {
        check("<opml version='2.0'><head/>", Some("this is OPML, a list of feeds, not a feed"));
        check(
            "<OPML><body><outline text='a &gt; b' xmlUrl='https://leaf.example.org/f?a&amp;b'/><outline text='c'/>",
            Some(
                "this is OPML, a list of feeds, not a feed; it names the feed `https://leaf.example.org/f?a&b`",
            ),
        );
    }
}
