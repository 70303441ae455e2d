//! What the start of an input says it is: the name of its root element.

use wirecopy_core::{Confidence, Error, Format, Head};

use crate::explain;
use crate::namespace::Ns;

/// The root element, as far as the head shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Root<'h> {
    /// Local part of its name.
    pub(crate) local: &'h str,
    /// Its namespace, by the declarations of its own tag.
    pub(crate) ns: Ns,
    /// Its attributes as written.
    pub(crate) attributes: &'h str,
}

/// Finds the root element. Byte order mark, junk before the declaration (the warnings of a server's script),
/// processing instructions, comments and the document type are skipped.
pub(crate) fn root(text: &str) -> Option<Root<'_>> {
    let start = text.find("<?xml").unwrap_or(0);
    let mut rest = text.get(start..)?;
    loop {
        rest = rest.get(rest.find('<')?..)?;
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")?.1
        } else if let Some(instruction) = rest.strip_prefix("<?") {
            instruction.split_once('>')?.1
        } else if let Some(declaration) = rest.strip_prefix("<!") {
            after_declaration(declaration)?
        } else {
            let tag = rest.get(1..)?;
            if tag.starts_with(is_name_start) {
                let found = element(tag);
                // the messages of a script, with a feed behind them
                if is_message(found.local)
                    && let Some(feed) = FRAMES.iter().find_map(|frame| tag.find(frame))
                {
                    return tag.get(feed + 1..).map(element);
                }
                return Some(found);
            }
            tag
        };
    }
}

/// The text behind a `<!DOCTYPE …>`, its internal subset included.
fn after_declaration(text: &str) -> Option<&str> {
    let end = text.find(['>', '['])?;
    let rest = text.get(end..)?;
    match rest.strip_prefix('[') {
        Some(subset) => subset.split_once(']')?.1.split_once('>').map(|(_, rest)| rest),
        None => rest.get(1..),
    }
}

/// How feeds begin.
const FRAMES: [&str; 3] = ["<rss", "<rdf:RDF", "<feed"];

fn is_name_start(char: char) -> bool {
    char.is_alphabetic() || char == '_'
}

fn element(tag: &str) -> Root<'_> {
    let end = tag.find(|char: char| char.is_whitespace() || matches!(char, '>' | '/')).unwrap_or(tag.len());
    let (name, rest) = tag.split_at_checked(end).unwrap_or((tag, ""));
    let attributes = rest.split_once('>').map_or(rest, |(attributes, _)| attributes);
    let (prefix, local) = name.split_once(':').map_or(("", name), |(prefix, local)| (prefix, local));
    let uri = attributes.split("xmlns").skip(1).find_map(|declaration| {
        let (declared, value) = declaration.split_once('=')?;
        let declared = declared.trim_end();
        let is_ours = declared
            .strip_prefix(':')
            .map_or(declared.is_empty() && prefix.is_empty(), |declared| declared == prefix);
        let value = value.trim_start();
        let quote = value.chars().next().filter(|char| matches!(char, '"' | '\''))?;
        is_ours.then(|| value.get(1..)?.split(quote).next())?
    });
    Root { local, ns: uri.map_or(Ns::None, Ns::of_uri), attributes }
}

/// What the root element says; without one, what name and media type say, which is less.
pub(crate) fn confidence(
    head: &Head<'_>,
    format: &Format,
    of_root: impl Fn(Root<'_>) -> Confidence,
) -> Confidence {
    match root(&head.text) {
        Some(root) => of_root(root),
        // an empty input of the right name, or one whose head is junk
        None if head.is_hinted(format) => Confidence::Hinted,
        None => Confidence::No,
    }
}

/// Whether the head is that of a web page although name or media type speak of a feed: then no page was expected.
pub(crate) fn is_page_for_feed(head: &Head<'_>) -> bool {
    const EXTENSIONS: [&str; 5] = ["rss", "atom", "rdf", "cdf", "xml"];
    let is_expected = |known: &str| {
        head.extension.as_deref().is_some_and(|extension| extension.eq_ignore_ascii_case(known))
    };
    let is_expected = EXTENSIONS.into_iter().any(is_expected)
        || head.media_type.as_deref().is_some_and(|stated| explain::is_feed(Some("alternate"), Some(stated)));
    is_expected && explain::is_page(&head.text)
}

/// Whether an element is one that the messages of a server's script are made of.
pub(crate) fn is_message(local: &str) -> bool {
    const NAMES: [&str; 15] = [
        "b", "br", "center", "code", "div", "font", "h1", "hr", "i", "p", "pre", "script", "span", "strong",
        "table",
    ];
    NAMES.iter().any(|name| local.eq_ignore_ascii_case(name))
}

pub(crate) fn is_web_page(local: &str) -> bool {
    ["html", "head", "body"].iter().any(|name| local.eq_ignore_ascii_case(name))
}

/// The error for a root element that is no feed of the format. `declares`: whether a namespace with this in its
/// address is declared on it. `feeds` are those a web page links to.
pub(crate) fn wrong_root(
    local: &str,
    ns: Ns,
    declares: impl Fn(&str) -> bool,
    feeds: &[String],
    wanted: &str,
) -> Error {
    if is_web_page(local) || ns == Ns::Xhtml {
        let error = Error::broken(explain::page(feeds));
        return error.hint(if feeds.is_empty() {
            "the server may have answered with an error page; the page itself is read with `--from html`"
        } else {
            "read one of its feeds, or the page itself with `--from html`"
        });
    }
    let error = Error::broken(format!("the root element is `{}`, not that of {wanted}", shown(local)));
    match (local, explain::vocabulary(local, declares)) {
        (_, None) if local.eq_ignore_ascii_case("rss") => {
            error.hint("this is RSS: read it with `--from rss`")
        }
        ("RDF", _) => error.hint("this is RDF: read it with `--from rdf` if it is a feed"),
        ("feed" | "entry", None) => error.hint("this is Atom: read it with `--from atom`"),
        ("urlset" | "sitemapindex", _) => error.hint("this is a sitemap: read it with `--from sitemap`"),
        (_, Some(what)) => error.hint(format!("this is {what}, which is not read yet")),
        _ => error.hint("`wirecopy formats` lists what can be read"),
    }
}

pub(crate) fn shown(name: &str) -> String {
    name.chars().take(60).filter(|char| !char.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, local: &str, ns: Ns) {
        assert_eq!(root(text).map(|root| (root.local, root.ns)), Some((local, ns)), "{text}");
    }

    #[test]
    fn the_root_is_found_behind_what_may_stand_before_it() {
        check("<rss version='2.0'>", "rss", Ns::None);
        check("\u{feff}\n<?xml version='1.0'?>\n<!-- <feed> -->\n<rss>", "rss", Ns::None);
        check("<br />\n<b>Warning</b>: odd in <b>x.php</b>\n<?xml version='1.0'?><rss>", "rss", Ns::None);
        check("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss>", "rss", Ns::None);
        check("<feed xmlns=\"http://www.w3.org/2005/Atom\">", "feed", Ns::Atom);
        check("<a:feed xmlns:b='x' xmlns:a = 'http://www.w3.org/2005/Atom'>", "feed", Ns::Atom);
        check("1 < 2 <rss/>", "rss", Ns::None);
    }

    #[test]
    fn text_has_no_root() {
        for text in ["", "plain", "<", "<!-- ", "<?xml", "<!DOCTYPE [", "1 < 2", "< <"] {
            assert_eq!(root(text), None, "{text}");
        }
    }
}
