//! The namespaces that are known here, by address.

/// A namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ns {
    /// No namespace, or one of those some feeds put RSS itself into.
    None,
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// Atom 0.3.
    Atom03,
    /// RSS 1.0 module Content.
    Content,
    /// Dublin Core elements, version 1.1.
    Dc,
    /// Dublin Core terms.
    DcTerms,
    /// Media RSS.
    Media,
    /// Apple's podcast elements.
    Itunes,
    /// Threading (RFC 4685).
    Thread,
    /// RSS 1.0 module Slash.
    Slash,
    /// Well-Formed Web's comment addresses.
    Wfw,
    /// Creative Commons licences, in three namespaces.
    License,
    /// Deleted entries (RFC 6721).
    Tombstone,
    /// Atom publishing (RFC 5023).
    App,
    /// Paged and archived feeds (RFC 5005).
    History,
    /// `FeedBurner`.
    FeedBurner,
    /// XHTML.
    Xhtml,
    /// RDF, the frame of RSS 1.0.
    Rdf,
    /// RSS 1.0 module Enclosure.
    Enclosure,
    /// RSS 1.0 module Taxonomy.
    Taxonomy,
    /// RSS 1.0 module with the elements of RSS 0.91.
    Rss091,
    /// Any other.
    Other,
}

/// Address without a slash at its end. The first of a namespace is its own, the others are common misspellings.
const KNOWN: &[(&str, Ns)] = &[
    ("http://www.w3.org/2005/atom", Ns::Atom),
    ("https://www.w3.org/2005/atom", Ns::Atom),
    ("http://purl.org/atom/ns#", Ns::Atom03),
    ("http://purl.org/atom/ns", Ns::Atom03),
    // what Atom was called before it was called Atom
    ("http://purl.org/echo", Ns::Atom03),
    ("http://purl.org/pie", Ns::Atom03),
    ("http://example.com/necho", Ns::Atom03),
    ("http://example.com/newformat#", Ns::Atom03),
    ("uri/of/echo/namespace#", Ns::Atom03),
    ("http://purl.org/rss/1.0/modules/content", Ns::Content),
    ("http://purl.org/dc/elements/1.1", Ns::Dc),
    ("http://purl.org/dc/elements/1.0", Ns::Dc),
    ("http://purl.org/dc/terms", Ns::DcTerms),
    ("http://search.yahoo.com/mrss", Ns::Media),
    ("https://search.yahoo.com/mrss", Ns::Media),
    ("http://search.yahoo.com/rss", Ns::Media),
    ("http://video.search.yahoo.com/mrss", Ns::Media),
    ("http://www.rssboard.org/media-rss", Ns::Media),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", Ns::Itunes),
    ("http://example.com/dtds/podcast-1.0.dtd", Ns::Itunes),
    ("http://purl.org/syndication/thread/1.0", Ns::Thread),
    ("http://purl.org/rss/1.0/modules/slash", Ns::Slash),
    ("http://wellformedweb.org/commentapi", Ns::Wfw),
    ("http://backend.userland.com/creativecommonsrssmodule", Ns::License),
    ("http://web.resource.org/cc", Ns::License),
    ("http://creativecommons.org/ns#", Ns::License),
    ("http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", Ns::License),
    ("http://purl.org/atompub/tombstones/1.0", Ns::Tombstone),
    ("http://www.w3.org/2007/app", Ns::App),
    ("http://purl.org/syndication/history/1.0", Ns::History),
    ("http://purl.org/atom/app#", Ns::App),
    ("http://rssnamespace.org/feedburner/ext/1.0", Ns::FeedBurner),
    ("http://www.w3.org/1999/xhtml", Ns::Xhtml),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", Ns::Rdf),
    ("http://backend.userland.com/rss2", Ns::None),
    ("http://backend.userland.com/rss", Ns::None),
    ("http://backend.userland.com/rss091", Ns::None),
    ("http://backend.userland.com/rss092", Ns::None),
    ("http://blogs.law.harvard.edu/tech/rss", Ns::None),
    ("http://cyber.law.harvard.edu/rss", Ns::None),
    ("http://cyber.law.harvard.edu/rss/rss.html", Ns::None),
    ("http://www.rssboard.org/rss-specification", Ns::None),
    ("http://purl.org/rss/1.0", Ns::None),
    ("https://purl.org/rss/1.0", Ns::None),
    ("http://my.netscape.com/rdf/simple/0.9", Ns::None),
    ("http://channel.netscape.com/rdf/simple/0.9", Ns::None),
    ("http://purl.org/net/rss1.1#", Ns::None),
    ("http://purl.org/rss/2.0", Ns::None),
    ("http://www.rssboard.org/rss-2-0", Ns::None),
    ("http://purl.oclc.org/net/rss_2.0/enc#", Ns::Enclosure),
    ("http://purl.oclc.org/net/rss_2.0/enc", Ns::Enclosure),
    ("http://purl.org/rss/1.0/modules/taxonomy", Ns::Taxonomy),
    ("http://purl.org/rss/1.0/modules/rss091", Ns::Rss091),
    ("http://purl.org/rss/1.0/modules/rss091#", Ns::Rss091),
    ("http://my.netscape.com/publish/formats/rss-0.91.dtd", Ns::None),
];

impl Ns {
    /// The namespace with an address; letter case and a slash at the end do not count.
    pub(crate) fn of_uri(uri: &str) -> Self {
        let uri = uri.trim();
        let uri = uri.strip_suffix('/').unwrap_or(uri);
        if uri.is_empty() {
            return Self::None;
        }
        let known = KNOWN.iter().find(|(known, _)| known.eq_ignore_ascii_case(uri));
        known.map_or_else(|| if is_draft(uri) { Self::Atom } else { Self::Other }, |known| known.1)
    }
}

/// Whether a namespace is that of a draft of RFC 4287.
fn is_draft(uri: &str) -> bool {
    const DRAFT: &str = "http://purl.org/atom/ns#draft-ietf-atompub-format";
    uri.get(..DRAFT.len()).is_some_and(|start| start.eq_ignore_ascii_case(DRAFT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slash_and_letter_case_do_not_count() {
        assert_eq!(Ns::of_uri("http://purl.org/dc/elements/1.1/"), Ns::Dc);
        assert_eq!(Ns::of_uri("http://wellformedweb.org/CommentAPI/"), Ns::Wfw);
        assert_eq!(Ns::of_uri("http://backend.userland.com/rss2"), Ns::None);
        assert_eq!(Ns::of_uri("http://www.w3.org/2005/Atom/"), Ns::Atom);
        assert_eq!(Ns::of_uri("http://purl.org/atom/ns#draft-ietf-atompub-format-05"), Ns::Atom);
        assert_eq!(Ns::of_uri("https://example.org/ns"), Ns::Other);
    }
}
