//! The vocabularies that are known, with the address and prefix each is usually written with.

use crate::namespace::Ns;

macro_rules! vocabularies {
    ($($(#[$about:meta])* $name:ident: $prefix:literal, $uri:literal,)*) => {
        /// A vocabulary that is known by the address of its namespace, in any of its spellings.
        ///
        /// ```
        /// use wirecopy_feed::modules::Vocabulary;
        ///
        /// let media = Vocabulary::of_uri("https://search.yahoo.com/mrss");
        /// assert_eq!(media, Some(Vocabulary::Media));
        /// assert_eq!(media.map(Vocabulary::prefix), Some("media"));
        /// assert_eq!(Vocabulary::of_uri("https://example.org/tide"), None);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Vocabulary {
            $($(#[$about])* $name,)*
        }

        impl Vocabulary {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The prefix it is usually written with.
            pub fn prefix(self) -> &'static str {
                match self {
                    $(Self::$name => $prefix,)*
                }
            }

            /// Its own address.
            pub fn uri(self) -> &'static str {
                match self {
                    $(Self::$name => $uri,)*
                }
            }

            pub(super) fn spaces(self) -> &'static [Ns] {
                match self {
                    $(Self::$name => &[Ns::$name],)*
                }
            }

            fn of_ns(ns: Ns) -> Option<Self> {
                match ns {
                    $(Ns::$name => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

vocabularies! {
    /// Atom (RFC 4287).
    Atom: "atom", "http://www.w3.org/2005/Atom",
    /// RSS 1.0 module Content.
    Content: "content", "http://purl.org/rss/1.0/modules/content/",
    /// Dublin Core elements.
    Dc: "dc", "http://purl.org/dc/elements/1.1/",
    /// Dublin Core terms.
    DcTerms: "dcterms", "http://purl.org/dc/terms/",
    /// Media RSS.
    Media: "media", "http://search.yahoo.com/mrss/",
    /// Apple's podcast elements.
    Itunes: "itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd",
    /// Google's podcast elements.
    GooglePlay: "googleplay", "http://www.google.com/schemas/play-podcasts/1.0",
    /// Podcasting 2.0.
    Podcast: "podcast", "https://podcastindex.org/namespace/1.0",
    /// Simple chapters (Podlove).
    Chapters: "psc", "http://podlove.org/simple-chapters",
    /// `GeoRSS`.
    GeoRss: "georss", "http://www.georss.org/georss",
    /// Geography Markup Language.
    Gml: "gml", "http://www.opengis.net/gml",
    /// W3C's latitudes and longitudes.
    Geo: "geo", "http://www.w3.org/2003/01/geo/wgs84_pos#",
    /// Latitudes and longitudes as in `ICBM` headers.
    Icbm: "icbm", "http://postneo.com/icbm/",
    /// Threading (RFC 4685).
    Thread: "thr", "http://purl.org/syndication/thread/1.0",
    /// Atom publishing (RFC 5023).
    App: "app", "http://www.w3.org/2007/app",
    /// Deleted entries (RFC 6721).
    Tombstone: "at", "http://purl.org/atompub/tombstones/1.0",
    /// Feed paging (RFC 5005).
    History: "fh", "http://purl.org/syndication/history/1.0",
    /// RSS 1.0 module Slash: `comments`, `section`, `department`, `hit_parade`.
    Slash: "slash", "http://purl.org/rss/1.0/modules/slash/",
    /// Well-Formed Web: `comment`, `commentRss`.
    Wfw: "wfw", "http://wellformedweb.org/CommentAPI/",
    /// RSS 1.0 module Syndication.
    Syndication: "sy", "http://purl.org/rss/1.0/modules/syndication/",
    /// RSS 1.0 module Administration: `generatorAgent`, `errorReportsTo`.
    Admin: "admin", "http://webns.net/mvcb/",
    /// Creative Commons, of both kinds.
    License: "cc", "http://creativecommons.org/ns#",
    /// `FeedBurner`: `origLink`, `origEnclosureLink`, `info`, `browserFriendly`, `emailServiceId`, `feedFlare` …
    FeedBurner: "feedburner", "http://rssnamespace.org/feedburner/ext/1.0",
    /// RSS 1.0 module Event.
    Event: "ev", "http://purl.org/rss/1.0/modules/event/",
    /// Calendar entries.
    Calendar: "xcal", "urn:ietf:params:xml:ns:xcal",
    /// Metadata of periodicals, of every version.
    Prism: "prism", "http://prismstandard.org/namespaces/basic/2.0/",
    /// Friend of a friend.
    Foaf: "foaf", "http://xmlns.com/foaf/0.1/",
    /// vCard in RDF.
    VCard: "vcard", "http://www.w3.org/2006/vcard/ns#",
    /// `OpenSearch`: `totalResults`, `startIndex`, `itemsPerPage`, `Query` …
    Search: "opensearch", "http://a9.com/-/spec/opensearch/1.1/",
    /// `TrackBack`: `ping`, `about`.
    Trackback: "trackback", "http://madskills.com/public/xml/rss/module/trackback/",
    /// Pingback: `server`, `target`.
    Pingback: "pingback", "http://madskills.com/public/xml/rss/module/pingback/",
    /// `blogChannel`: `blogRoll`, `mySubscriptions`, `blink`, `changes`.
    BlogChannel: "blogChannel", "http://backend.userland.com/blogChannelModule",
    /// RSS 1.0 module Aggregation.
    Aggregation: "ag", "http://purl.org/rss/1.0/modules/aggregation/",
    /// RSS 1.0 module Annotation.
    Annotation: "annotate", "http://purl.org/rss/1.0/modules/annotate/",
    /// RSS 1.0 module Audio.
    Audio: "audio", "http://media.tangent.org/rss/1.0/",
    /// RSS 1.0 module Company.
    Company: "company", "http://purl.org/rss/1.0/modules/company",
    /// RSS 1.0 module Reference.
    Reference: "ref", "http://purl.org/rss/1.0/modules/reference/",
    /// RSS 1.0 module Wiki.
    Wiki: "wiki", "http://purl.org/rss/1.0/modules/wiki/",
    /// Simple Sharing Extensions, `FeedSync`.
    Sharing: "sx", "http://feedsync.org/2007/feedsync",
    /// What a reader shows of a feed: `cover`, `icon`, `logo`, `accentColor`, `related`, `analytics`.
    WebFeeds: "webfeeds", "http://webfeeds.org/rss/1.0",
    /// Products (Google Base).
    Google: "g", "http://base.google.com/ns/1.0",
    /// Sitemaps.
    Sitemap: "sitemap", "http://www.sitemaps.org/schemas/sitemap/0.9",
    /// Google News: in sitemaps, and in some feeds.
    SitemapNews: "news", "http://www.google.com/schemas/sitemap-news/0.9",
    /// Pictures of sitemaps.
    SitemapImage: "image", "http://www.google.com/schemas/sitemap-image/1.1",
    /// Films of sitemaps.
    SitemapVideo: "video", "http://www.google.com/schemas/sitemap-video/1.1",
    /// `WordPress` export, of every version.
    Wp: "wp", "http://wordpress.org/export/1.2/",
    /// Summaries in a `WordPress` export.
    Excerpt: "excerpt", "http://wordpress.org/export/1.2/excerpt/",
    /// RSS 1.0 module Enclosure.
    Enclosure: "enc", "http://purl.oclc.org/net/rss_2.0/enc#",
    /// RSS 1.0 module Taxonomy.
    Taxonomy: "taxo", "http://purl.org/rss/1.0/modules/taxonomy/",
    /// RSS 1.0 module with the elements of RSS 0.91.
    Rss091: "rss091", "http://purl.org/rss/1.0/modules/rss091#",
    /// RSS 1.0 module Link.
    Link: "l", "http://purl.org/rss/1.0/modules/link/",
    /// RDF Schema.
    Rdfs: "rdfs", "http://www.w3.org/2000/01/rdf-schema#",
    /// `XLink`.
    XLink: "xlink", "http://www.w3.org/1999/xlink",
    /// XHTML.
    Xhtml: "xhtml", "http://www.w3.org/1999/xhtml",
    /// RDF.
    Rdf: "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}

impl Vocabulary {
    /// The vocabulary with an address. `None`: it is not known.
    pub fn of_uri(uri: &str) -> Option<Self> {
        match Ns::of_uri(uri) {
            Ns::Atom03 => Some(Self::Atom),
            ns => Self::of_ns(ns),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vocabulary_is_known_by_its_own_address() {
        for vocabulary in Vocabulary::ALL {
            assert_eq!(Vocabulary::of_uri(vocabulary.uri()), Some(*vocabulary));
        }
    }
}
