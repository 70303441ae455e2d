use std::collections::HashMap;
use std::sync::Arc;

use wirecopy_model::{Name, Shared};

/// Number of a namespace within one reader, so that names compare fast. Equal URIs have equal numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ns(u32);

impl Ns {
    /// No namespace.
    pub const NONE: Self = Self(0);
    /// The namespace of `xml:lang` and `xml:base`.
    pub const XML: Self = Self(1);

    /// The number: counted up from 0 in the order in which namespaces were met or asked for.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

pub(crate) const XML_URI: &str = "http://www.w3.org/XML/1998/namespace";
pub(crate) const XHTML_URI: &str = "http://www.w3.org/1999/xhtml";

/// How many different namespaces a document may use.
const DISTINCT: usize = 4096;
/// How many undeclared prefixes are remembered as reported.
const IMPLICIT: usize = 64;
/// How many names are kept for sharing.
const NAMES: usize = 4096;

struct Binding {
    prefix: usize,
    ns: Ns,
}

/// The namespaces of a document and the prefixes in force.
pub(crate) struct Namespaces {
    uris: Vec<Shared>,
    numbers: HashMap<Shared, Ns>,
    bindings: Vec<Binding>,
    /// The prefixes of `bindings`, one behind the other.
    prefixes: String,
    default: Ns,
    implicit: Vec<(String, Ns)>,
    names: HashMap<String, Vec<(Ns, Arc<Name>)>>,
    kept: usize,
}

impl Namespaces {
    pub(crate) fn new() -> Self {
        let mut namespaces = Self {
            uris: vec![Shared::from("")],
            numbers: HashMap::new(),
            bindings: Vec::new(),
            prefixes: String::new(),
            default: Ns::NONE,
            implicit: Vec::new(),
            names: HashMap::new(),
            kept: 0,
        };
        namespaces.number(XML_URI);
        namespaces
    }

    /// The number of a URI. `None`: there are too many.
    pub(crate) fn number(&mut self, uri: &str) -> Option<Ns> {
        if uri.is_empty() {
            return Some(Ns::NONE);
        }
        if let Some(ns) = self.numbers.get(uri) {
            return Some(*ns);
        }
        if self.uris.len() >= DISTINCT {
            return None;
        }
        let ns = Ns(u32::try_from(self.uris.len()).ok()?);
        let shared = Shared::from(uri);
        self.uris.push(Arc::clone(&shared));
        self.numbers.insert(shared, ns);
        Some(ns)
    }

    pub(crate) fn uri(&self, ns: Ns) -> Option<&str> {
        if ns == Ns::NONE { None } else { self.uris.get(ns.index()).map(|uri| &**uri) }
    }

    /// How many bindings are in force: a mark for [`Namespaces::unbind`].
    pub(crate) fn bound(&self) -> usize {
        self.bindings.len()
    }

    pub(crate) fn bind(&mut self, prefix: &str, ns: Ns) {
        self.bindings.push(Binding { prefix: self.prefixes.len(), ns });
        self.prefixes.push_str(prefix);
        if prefix.is_empty() {
            self.default = ns;
        }
    }

    /// Ends the bindings made after `mark`.
    pub(crate) fn unbind(&mut self, mark: usize) {
        let Some(first) = self.bindings.get(mark) else { return };
        self.prefixes.truncate(first.prefix);
        self.bindings.truncate(mark);
        self.default = self.lookup("").unwrap_or(Ns::NONE);
    }

    pub(crate) fn default_ns(&self) -> Ns {
        self.default
    }

    /// What a prefix is bound to. `None`: it was never declared.
    pub(crate) fn lookup(&self, prefix: &str) -> Option<Ns> {
        let mut end = self.prefixes.len();
        for binding in self.bindings.iter().rev() {
            if end - binding.prefix == prefix.len() && self.prefixes.get(binding.prefix..end) == Some(prefix)
            {
                return Some(binding.ns);
            }
            end = binding.prefix;
        }
        (prefix == "xml").then_some(Ns::XML)
    }

    /// What a prefix that was not declared is taken for, once that was reported.
    pub(crate) fn implicit(&self, prefix: &str) -> Option<Ns> {
        self.implicit.iter().find(|(known, _)| known == prefix).map(|(_, ns)| *ns)
    }

    /// Decides what an undeclared prefix is taken for: its usual namespace, or none.
    pub(crate) fn assume(&mut self, prefix: &str) -> Ns {
        let uri =
            WELL_KNOWN.iter().find(|(known, _)| known.eq_ignore_ascii_case(prefix)).map(|(_, uri)| *uri);
        let ns = uri.and_then(|uri| self.number(uri)).unwrap_or(Ns::NONE);
        if self.implicit.len() < IMPLICIT {
            self.implicit.push((prefix.to_owned(), ns));
        }
        ns
    }

    /// A name for keeping; equal names share one.
    pub(crate) fn name(&mut self, raw: &str, ns: Ns) -> Arc<Name> {
        if let Some(name) = self.names.get(raw).and_then(|same| same.iter().find(|(other, _)| *other == ns)) {
            return Arc::clone(&name.1);
        }
        let (prefix, local) = split(raw);
        let uri = (ns != Ns::NONE).then(|| self.uris.get(ns.index()).map(Arc::clone)).flatten();
        let name = Arc::new(Name { uri, prefix: prefix.map(Shared::from), local: Shared::from(local) });
        if self.kept >= NAMES {
            self.names.clear();
            self.kept = 0;
        }
        self.kept += 1;
        self.names.entry(raw.to_owned()).or_default().push((ns, Arc::clone(&name)));
        name
    }
}

/// Prefix and local part of a name as written. A colon at either end belongs to the local part.
pub(crate) fn split(raw: &str) -> (Option<&str>, &str) {
    match raw.split_once(':') {
        Some((prefix, local)) if !prefix.is_empty() && !local.is_empty() => (Some(prefix), local),
        _ => (None, raw),
    }
}

/// Prefixes that always mean the same, with the namespace they mean.
const WELL_KNOWN: &[(&str, &str)] = &[
    ("admin", "http://webns.net/mvcb/"),
    ("ag", "http://purl.org/rss/1.0/modules/aggregation/"),
    ("annotate", "http://purl.org/rss/1.0/modules/annotate/"),
    ("app", "http://www.w3.org/2007/app"),
    ("atom", "http://www.w3.org/2005/Atom"),
    ("atom10", "http://www.w3.org/2005/Atom"),
    ("blogChannel", "http://backend.userland.com/blogChannelModule"),
    ("cc", "http://creativecommons.org/ns#"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("enc", "http://purl.oclc.org/net/rss_2.0/enc#"),
    ("ev", "http://purl.org/rss/1.0/modules/event/"),
    ("excerpt", "http://wordpress.org/export/1.2/excerpt/"),
    ("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"),
    ("fh", "http://purl.org/syndication/history/1.0"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("georss", "http://www.georss.org/georss"),
    ("gml", "http://www.opengis.net/gml"),
    ("googleplay", "http://www.google.com/schemas/play-podcasts/1.0"),
    ("icbm", "http://postneo.com/icbm/"),
    ("image", "http://www.google.com/schemas/sitemap-image/1.1"),
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("news", "http://www.google.com/schemas/sitemap-news/0.9"),
    ("openSearch", "http://a9.com/-/spec/opensearch/1.1/"),
    ("pingback", "http://madskills.com/public/xml/rss/module/pingback/"),
    ("podcast", "https://podcastindex.org/namespace/1.0"),
    ("prism", "http://prismstandard.org/namespaces/basic/2.0/"),
    ("psc", "http://podlove.org/simple-chapters"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("slash", "http://purl.org/rss/1.0/modules/slash/"),
    ("sy", "http://purl.org/rss/1.0/modules/syndication/"),
    ("taxo", "http://purl.org/rss/1.0/modules/taxonomy/"),
    ("thr", "http://purl.org/syndication/thread/1.0"),
    ("trackback", "http://madskills.com/public/xml/rss/module/trackback/"),
    ("video", "http://www.google.com/schemas/sitemap-video/1.1"),
    ("webfeeds", "http://webfeeds.org/rss/1.0"),
    ("wfw", "http://wellformedweb.org/CommentAPI/"),
    ("wp", "http://wordpress.org/export/1.2/"),
    ("xhtml", XHTML_URI),
    ("xlink", "http://www.w3.org/1999/xlink"),
];
