//! The namespaces that are known here, by address.

use std::sync::LazyLock;

use wirecopy_model::Name;

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
    /// Google's podcast elements, named as Apple's are.
    GooglePlay,
    /// Podcasting 2.0.
    Podcast,
    /// Simple chapters (Podlove).
    Chapters,
    /// `GeoRSS`.
    GeoRss,
    /// Geography Markup Language.
    Gml,
    /// W3C's latitudes and longitudes.
    Geo,
    /// Latitudes and longitudes as in `ICBM` headers.
    Icbm,
    /// RSS 1.0 module Syndication.
    Syndication,
    /// RSS 1.0 module Administration.
    Admin,
    /// RSS 1.0 module Event.
    Event,
    /// Calendar entries (`xCal`).
    Calendar,
    /// Metadata of periodicals (`PRISM`), of every version.
    Prism,
    /// Friend of a friend.
    Foaf,
    /// vCard in RDF.
    VCard,
    /// `OpenSearch`.
    Search,
    /// `TrackBack`.
    Trackback,
    /// Pingback.
    Pingback,
    /// `blogChannel`.
    BlogChannel,
    /// RSS 1.0 module Aggregation.
    Aggregation,
    /// RSS 1.0 module Annotation.
    Annotation,
    /// RSS 1.0 module Audio.
    Audio,
    /// RSS 1.0 module Company.
    Company,
    /// RSS 1.0 module Reference.
    Reference,
    /// RSS 1.0 module Wiki.
    Wiki,
    /// Simple Sharing Extensions.
    Sharing,
    /// Web feeds: what a reader shows of a feed.
    WebFeeds,
    /// Products and more (Google Base).
    Google,
    /// RDF Schema.
    Rdfs,
    /// RSS 1.0 module Link.
    Link,
    /// `XLink`.
    XLink,
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
    /// Sitemaps.
    Sitemap,
    /// News of a sitemap.
    SitemapNews,
    /// Pictures of a sitemap.
    SitemapImage,
    /// Films of a sitemap.
    SitemapVideo,
    /// `WordPress` export, of every version.
    Wp,
    /// Summaries in a `WordPress` export.
    Excerpt,
    /// Any other.
    Other,
}

/// The first address of a namespace is its own, the others are those of other versions and common misspellings.
const KNOWN: &[(&str, Ns)] = &[
    ("http://www.w3.org/2005/atom", Ns::Atom),
    ("http://purl.org/atom/ns#", Ns::Atom03),
    // what Atom was called before it was called Atom
    ("http://purl.org/echo", Ns::Atom03),
    ("http://purl.org/pie", Ns::Atom03),
    ("http://example.com/necho", Ns::Atom03),
    ("http://example.com/newformat#", Ns::Atom03),
    ("uri/of/echo/namespace#", Ns::Atom03),
    ("http://purl.org/rss/1.0/modules/content", Ns::Content),
    ("http://purl.org/dc/elements/1.1", Ns::Dc),
    ("http://purl.org/dc/terms", Ns::DcTerms),
    ("http://search.yahoo.com/mrss", Ns::Media),
    ("http://search.yahoo.com/rss", Ns::Media),
    ("http://video.search.yahoo.com/mrss", Ns::Media),
    ("http://www.rssboard.org/media-rss", Ns::Media),
    ("http://tools.search.yahoo.com/mrss", Ns::Media),
    ("http://docs.yahoo.com/mediamodule", Ns::Media),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", Ns::Itunes),
    ("http://example.com/dtds/podcast-1.0.dtd", Ns::Itunes),
    ("http://purl.org/syndication/thread/1.0", Ns::Thread),
    ("http://purl.org/rss/1.0/modules/slash", Ns::Slash),
    ("http://wellformedweb.org/commentapi", Ns::Wfw),
    ("http://backend.userland.com/creativecommonsrssmodule", Ns::License),
    ("http://web.resource.org/cc", Ns::License),
    ("http://creativecommons.org/ns#", Ns::License),
    ("http://creativecommons.org/ns#license", Ns::License),
    ("http://backend.userland.com/creativecommons", Ns::License),
    ("http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", Ns::License),
    ("http://purl.org/atompub/tombstones/1.0", Ns::Tombstone),
    ("http://www.w3.org/2007/app", Ns::App),
    ("http://purl.org/syndication/history/1.0", Ns::History),
    ("http://purl.org/atom/app#", Ns::App),
    ("http://rssnamespace.org/feedburner/ext/1.0", Ns::FeedBurner),
    ("http://www.google.com/schemas/play-podcasts/1.0", Ns::GooglePlay),
    ("http://www.google.com/schemas/play-podcasts/1.0/play-podcasts.xsd", Ns::GooglePlay),
    ("https://podcastindex.org/namespace/1.0", Ns::Podcast),
    ("https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", Ns::Podcast),
    ("http://podlove.org/simple-chapters", Ns::Chapters),
    ("http://www.georss.org/georss", Ns::GeoRss),
    ("http://www.georss.org/georss/10", Ns::GeoRss),
    ("http://www.georss.org/georss/11", Ns::GeoRss),
    ("http://www.opengis.net/gml", Ns::Gml),
    ("http://www.opengis.net/gml/3.2", Ns::Gml),
    ("http://www.opengis.net/gml/3.3", Ns::Gml),
    ("http://www.w3.org/2003/01/geo/wgs84_pos#", Ns::Geo),
    ("http://www.w3.org/2003/01/geo", Ns::Geo),
    ("http://postneo.com/icbm", Ns::Icbm),
    ("http://purl.org/rss/1.0/modules/syndication", Ns::Syndication),
    ("http://webns.net/mvcb", Ns::Admin),
    ("http://purl.org/rss/1.0/modules/event", Ns::Event),
    ("urn:ietf:params:xml:ns:xcal", Ns::Calendar),
    ("urn:ietf:params:xml:ns:icalendar-2.0", Ns::Calendar),
    ("http://www.w3.org/2002/12/cal/ical#", Ns::Calendar),
    ("http://xmlns.com/foaf/0.1", Ns::Foaf),
    ("http://www.w3.org/2006/vcard/ns#", Ns::VCard),
    ("http://www.w3.org/2001/vcard-rdf/3.0#", Ns::VCard),
    ("urn:ietf:params:xml:ns:vcard-4.0", Ns::VCard),
    ("vcard-temp", Ns::VCard),
    ("http://a9.com/-/spec/opensearch/1.1", Ns::Search),
    ("http://a9.com/-/spec/opensearchrss/1.0", Ns::Search),
    ("http://a9.com/-/opensearch/extensions/relevance/1.0", Ns::Search),
    ("http://purl.org/rss/1.0/modules/search", Ns::Search),
    ("http://madskills.com/public/xml/rss/module/trackback", Ns::Trackback),
    ("http://madskills.com/public/xml/rss/module/pingback", Ns::Pingback),
    ("http://backend.userland.com/blogChannelModule", Ns::BlogChannel),
    ("http://purl.org/rss/1.0/modules/aggregation", Ns::Aggregation),
    ("http://purl.org/rss/1.0/modules/annotate", Ns::Annotation),
    ("http://media.tangent.org/rss/1.0", Ns::Audio),
    ("http://purl.org/rss/1.0/modules/company", Ns::Company),
    ("http://purl.org/rss/1.0/modules/reference", Ns::Reference),
    ("http://purl.org/rss/1.0/modules/wiki", Ns::Wiki),
    ("http://feedsync.org/2007/feedsync", Ns::Sharing),
    ("http://www.microsoft.com/schemas/rss/sse", Ns::Sharing),
    ("http://www.microsoft.com/schemas/sse", Ns::Sharing),
    ("http://webfeeds.org/rss/1.0", Ns::WebFeeds),
    ("http://base.google.com/ns/1.0", Ns::Google),
    ("http://base.google.com/cns/1.0", Ns::Google),
    ("http://www.w3.org/2000/01/rdf-schema#", Ns::Rdfs),
    ("http://purl.org/rss/1.0/modules/link", Ns::Link),
    ("http://www.w3.org/1999/xlink", Ns::XLink),
    ("http://www.w3.org/1999/xhtml", Ns::Xhtml),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", Ns::Rdf),
    ("http://www.sitemaps.org/schemas/sitemap/0.9", Ns::Sitemap),
    ("https://www.sitemaps.org/schemas/sitemap/0.9", Ns::Sitemap),
    ("http://www.google.com/schemas/sitemap/0.9", Ns::Sitemap),
    ("http://www.google.com/schemas/sitemap/0.84", Ns::Sitemap),
    ("http://www.google.com/schemas/sitemap-news/0.9", Ns::SitemapNews),
    ("https://www.google.com/schemas/sitemap-news/0.9", Ns::SitemapNews),
    ("http://www.google.com/schemas/sitemap-image/1.1", Ns::SitemapImage),
    ("https://www.google.com/schemas/sitemap-image/1.1", Ns::SitemapImage),
    ("http://www.google.com/schemas/sitemap-image/1.0", Ns::SitemapImage),
    ("http://www.google.com/schemas/sitemap-video/1.1", Ns::SitemapVideo),
    ("https://www.google.com/schemas/sitemap-video/1.1", Ns::SitemapVideo),
    ("http://www.google.com/schemas/sitemap-video/1.0", Ns::SitemapVideo),
    ("http://wordpress.org/export/1.2", Ns::Wp),
    ("http://wordpress.org/export/1.1", Ns::Wp),
    ("http://wordpress.org/export/1.0", Ns::Wp),
    ("http://wordpress.org/export", Ns::Wp),
    ("http://wordpress.org/export/1.2/excerpt", Ns::Excerpt),
    ("http://wordpress.org/export/1.1/excerpt", Ns::Excerpt),
    ("http://wordpress.org/export/1.0/excerpt", Ns::Excerpt),
    ("http://wordpress.org/excerpt", Ns::Excerpt),
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

/// The same, each address without what does not count.
static CORES: LazyLock<Vec<(&str, Ns)>> =
    LazyLock::new(|| KNOWN.iter().map(|(known, ns)| (core(known), *ns)).collect());

/// What the addresses of every version of a namespace begin with.
const BEGINNINGS: &[(&str, Ns)] = &[
    ("http://prismstandard.org/namespaces/", Ns::Prism),
    ("http://purl.org/dc/elements/1.", Ns::Dc),
    ("http://www.itunes.com/dtds/podcast-1.", Ns::Itunes),
];

impl Ns {
    /// The namespace with an address; letter case, `https`, `www.` and a slash or hash at the end do not count.
    pub(crate) fn of_uri(uri: &str) -> Self {
        let uri = core(uri);
        if uri.is_empty() {
            return Self::None;
        }
        if let Some((_, known)) = CORES.iter().find(|(known, _)| known.eq_ignore_ascii_case(uri)) {
            return *known;
        }
        let begins = |known: &str| {
            let known = start(known);
            uri.get(..known.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(known))
        };
        if is_draft(uri) {
            return Self::Atom;
        }
        BEGINNINGS.iter().find(|(known, _)| begins(known)).map_or(Self::Other, |known| known.1)
    }

    /// The namespace of a name.
    pub(crate) fn of_name(name: &Name) -> Self {
        match (&name.uri, &name.prefix) {
            (Some(uri), _) => Self::of_uri(uri),
            (None, Some(_)) => Self::Other,
            (None, None) => Self::None,
        }
    }
}

/// The part of an address that tells a namespace from others.
fn core(uri: &str) -> &str {
    start(uri.trim()).trim_end_matches(['/', '#'])
}

/// An address without its beginning that does not count.
fn start(uri: &str) -> &str {
    let behind = |uri: &'_ str, begin: &str| {
        uri.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin)).then_some(begin.len())
    };
    let scheme = behind(uri, "http://").or_else(|| behind(uri, "https://")).unwrap_or_default();
    let uri = uri.get(scheme..).unwrap_or_default();
    let host = if scheme > 0 { behind(uri, "www.").unwrap_or_default() } else { 0 };
    uri.get(host..).unwrap_or_default()
}

/// Whether a namespace is that of a draft of RFC 4287.
fn is_draft(uri: &str) -> bool {
    const DRAFT: &str = "purl.org/atom/ns#draft-ietf-atompub-format";
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
        assert_eq!(Ns::of_uri(" "), Ns::None);
    }

    #[test]
    fn every_spelling_of_a_module_is_the_module() {
        for (uri, ns) in [
            ("https://search.yahoo.com/mrss/", Ns::Media),
            ("http://search.yahoo.com/mrss", Ns::Media),
            ("HTTP://WWW.ITUNES.COM/DTDs/PodCast-1.0.dtd", Ns::Itunes),
            ("https://itunes.com/dtds/podcast-1.0.dtd", Ns::Itunes),
            ("https://www.podcastindex.org/namespace/1.0/", Ns::Podcast),
            ("http://www.w3.org/2003/01/geo/wgs84_pos", Ns::Geo),
            ("http://georss.org/georss/", Ns::GeoRss),
            ("http://purl.org/atom/ns", Ns::Atom03),
            ("http://prismstandard.org/namespaces/1.2/basic/", Ns::Prism),
            ("http://www.prismstandard.org/namespaces/basic/3.0/", Ns::Prism),
            ("https://creativecommons.org/ns", Ns::License),
            ("http://purl.org/dc/elements/1.0/", Ns::Dc),
        ] {
            assert_eq!(Ns::of_uri(uri), ns, "{uri}");
        }
    }
}
