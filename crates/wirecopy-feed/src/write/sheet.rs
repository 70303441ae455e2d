//! One feed, item or entry while it is written: its elements, and what `extensions` have of them and beside them.

use wirecopy_core::Drops;
use wirecopy_model::{Attribute, Extensions, Namespace, Source};

use super::left::Left;
use super::xml::{QName, Xml};
use crate::namespace::Ns;

/// Which format is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Rss,
    Atom,
}

/// The address of Atom's namespace.
pub(crate) const ATOM: &str = "http://www.w3.org/2005/Atom";

/// The namespaces of modules that are written, by the prefix `origin` names them with.
pub(crate) const MODULES: &[(&str, &str)] = &[
    ("atom", ATOM),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("thr", "http://purl.org/syndication/thread/1.0"),
    ("slash", "http://purl.org/rss/1.0/modules/slash/"),
    ("wfw", "http://wellformedweb.org/CommentAPI/"),
    ("creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"),
    ("cc", "http://web.resource.org/cc/"),
    ("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"),
    ("xhtml", "http://www.w3.org/1999/xhtml"),
    ("georss", "http://www.georss.org/georss"),
    ("app", "http://www.w3.org/2007/app"),
    ("podcast", "https://podcastindex.org/namespace/1.0"),
    ("googleplay", "http://www.google.com/schemas/play-podcasts/1.0"),
    ("sy", "http://purl.org/rss/1.0/modules/syndication/"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("prism", "http://prismstandard.org/namespaces/basic/2.0/"),
    ("fh", "http://purl.org/syndication/history/1.0"),
    ("at", "http://purl.org/atompub/tombstones/1.0"),
];

/// What holds for a whole document.
#[expect(clippy::struct_excessive_bools, reason = "what is asked for, and what the source is")]
pub(crate) struct Page {
    pub(crate) xml: Xml,
    pub(crate) dialect: Dialect,
    /// Whether markup, dates and addresses are written as the source has them.
    pub(crate) faithful: bool,
    /// Whether the current source is in the format that is written.
    pub(crate) same: bool,
    /// Whether the extensions of the current source are XML.
    pub(crate) from_xml: bool,
    /// Whether they are those of RSS 1.0, whose names are those of RSS.
    from_rdf: bool,
    /// The base that holds for the document.
    pub(crate) base: Option<String>,
    /// Namespaces that are declared on the root.
    pub(crate) namespaces: Vec<Namespace>,
    pub(crate) drops: Drops,
    /// Elements of HTML among extensions that were left out.
    pub(crate) markup: usize,
}

impl Page {
    pub(crate) fn new(dialect: Dialect, faithful: bool, drops: Drops) -> Self {
        Self {
            xml: Xml::default(),
            dialect,
            faithful,
            same: false,
            from_xml: false,
            from_rdf: false,
            base: None,
            namespaces: Vec::new(),
            drops,
            markup: 0,
        }
    }

    /// Says which source the records that follow are of.
    pub(crate) fn of_source(&mut self, source: &Source) {
        let is = |ns: Ns| source.namespaces.iter().any(|namespace| Ns::of_uri(&namespace.uri) == ns);
        self.same = match self.dialect {
            Dialect::Rss => &*source.format == "rss",
            // older ones are brought into the form of 1.0
            Dialect::Atom => &*source.format == "atom" && (is(Ns::Atom) || !is(Ns::Atom03)),
        };
        self.from_rdf = &*source.format == "rdf";
        self.from_xml = matches!(&*source.format, "rss" | "rdf" | "atom" | "cdf" | "sitemap" | "wxr");
    }

    /// The name of an element of the format itself.
    pub(crate) fn own<'n>(&self, local: &'n str) -> QName<'n> {
        match self.dialect {
            Dialect::Atom => QName { uri: Some(ATOM), prefix: None, local },
            Dialect::Rss => QName::plain(local),
        }
    }

    /// The name of an element of a module.
    pub(crate) fn module(&self, prefix: &str, local: &str) -> Option<Module> {
        if self.dialect == Dialect::Atom && prefix == "atom" {
            return Some(Module { uri: ATOM.to_owned(), prefix: None, local: local.to_owned() });
        }
        let known = MODULES.iter().find(|(known, _)| *known == prefix).map(|(_, uri)| *uri);
        let is_it = |namespace: &&Namespace| match known {
            Some(known) if Ns::of_uri(known) == Ns::Other => namespace.uri == known,
            Some(known) => Ns::of_uri(&namespace.uri) == Ns::of_uri(known),
            None => namespace.prefix.as_deref() == Some(prefix),
        };
        let declared = self.namespaces.iter().filter(|namespace| namespace.prefix.is_some());
        let declared = declared.filter(is_it);
        // the same prefix before others of the same namespace
        let declared: Vec<&Namespace> = declared.collect();
        let best = declared
            .iter()
            .find(|namespace| namespace.prefix.as_deref() == Some(prefix))
            .or(declared.first());
        match (best, known) {
            (Some(namespace), _) => Some(Module {
                uri: namespace.uri.clone(),
                prefix: namespace.prefix.clone(),
                local: local.to_owned(),
            }),
            (None, Some(uri)) => {
                Some(Module { uri: uri.to_owned(), prefix: Some(prefix.to_owned()), local: local.to_owned() })
            }
            (None, None) => None,
        }
    }

    /// The name of the element that an `origin` names. `None`: it is none of a module that is known.
    pub(crate) fn named(&self, origin: &str) -> Option<Module> {
        let Some((prefix, local)) = origin.split_once(':') else {
            // another element of the format itself, that of an older version perhaps
            let is_own = self.same
                && super::xml::is_name(origin)
                && !matches!(origin, "feed" | "source" | "enclosure" | "author" | "image" | "link");
            let uri = self.own("").uri.or(self.xml.bound(None)).unwrap_or_default().to_owned();
            return is_own.then(|| Module { uri, prefix: None, local: origin.to_owned() });
        };
        let local = local.split_whitespace().next()?;
        super::xml::is_name(local).then(|| self.module(prefix, local)).flatten()
    }
}

/// The name of an element of a module.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    pub(crate) uri: String,
    pub(crate) prefix: Option<String>,
    pub(crate) local: String,
}

impl Module {
    /// Whether it is in a namespace, by whatever address.
    pub(crate) fn is(&self, ns: Ns) -> bool {
        Ns::of_uri(&self.uri) == ns
    }

    pub(crate) fn is_atom(&self) -> bool {
        self.is(Ns::Atom) || self.is(Ns::Atom03)
    }

    pub(crate) fn name(&self) -> QName<'_> {
        QName { uri: Some(&self.uri), prefix: self.prefix.as_deref(), local: &self.local }
    }
}

/// An element that is written, and where.
#[derive(Debug)]
struct Piece {
    start: usize,
    end: usize,
    /// The top node of extensions that is part of it.
    top: Option<usize>,
    /// Whether it must stay behind the piece before it.
    follows: bool,
}

/// What is written of one container.
pub(crate) struct Sheet<'p, 'e> {
    pub(crate) page: &'p mut Page,
    pub(crate) left: Left<'e>,
    pieces: Vec<Piece>,
    start: usize,
    /// Whether the next element stays behind the one before it.
    is_chained: bool,
    path: &'static str,
}

impl<'p, 'e> Sheet<'p, 'e> {
    /// Begins what stands in the element that is open. `path`: the extensions as a loss names them.
    pub(crate) fn new(page: &'p mut Page, extensions: &'e Extensions, path: &'static str) -> Self {
        let left = if page.from_xml { Left::new(extensions, page.same) } else { Left::default() };
        if !page.from_xml {
            page.drops.add(path, extensions.top().count());
        }
        let start = page.xml.out.len();
        Self { page, left, pieces: Vec::new(), start, is_chained: false, path }
    }

    /// Writes an element that `fill` fills.
    pub(crate) fn element(
        &mut self,
        name: QName<'_>,
        attributes: &[(&str, &str)],
        fill: impl FnOnce(&mut Xml, &mut Left<'e>),
    ) {
        let rest = self.left.take(name.uri, name.local);
        let xml = &mut self.page.xml;
        let start = xml.out.len();
        xml.line();
        xml.start(name, attributes, rest.attributes);
        let depth = xml.depth();
        let mut below = Left::below(rest.below);
        fill(xml, &mut below);
        for top in below.others() {
            xml.nodes(below.top(top), |_| false);
        }
        while xml.depth() >= depth {
            xml.end();
        }
        self.add(start, rest.top);
    }

    /// Writes an element with a text.
    pub(crate) fn leaf(&mut self, name: QName<'_>, attributes: &[(&str, &str)], text: &str) {
        let as_written = self.page.faithful && self.page.same;
        self.element(name, attributes, |xml, below| say(xml, below, text, as_written));
    }

    /// Writes an element of a thing that has extensions of its own.
    pub(crate) fn owner(
        &mut self,
        name: QName<'_>,
        attributes: &[(&str, &str)],
        extensions: &Extensions,
        path: &'static str,
        fill: impl FnOnce(&mut Xml, &mut Left<'_>),
    ) {
        let start = self.page.xml.out.len();
        self.page.xml.line();
        owner(self.page, name, attributes, extensions, path, fill);
        self.add(start, None);
    }

    /// Counts what was written since `start` as an element of this name.
    pub(crate) fn add(&mut self, start: usize, top: Option<usize>) {
        let end = self.page.xml.out.len();
        self.pieces.push(Piece { start, end, top, follows: self.is_chained });
        self.is_chained = true;
    }

    /// Begins a list of values whose order counts.
    pub(crate) fn begin_list(&mut self) {
        self.is_chained = false;
    }

    /// Writes what is left of extensions, and brings all into their order.
    pub(crate) fn finish(self) {
        let Self { page, mut left, mut pieces, start, path, .. } = self;
        if !page.same {
            // of elements of another format nothing but the elements themselves means anything here
            let mut lost = left.take_rest();
            if !(page.dialect == Dialect::Rss && page.from_rdf) {
                // such a name in no namespace would be taken for one of the format
                lost += left.take_bare(is_of_feeds);
            }
            page.drops.add(path, lost);
        }
        page.drops.add(path, left.take_private());
        let is_matched = pieces.iter().any(|piece| piece.top.is_some());
        if !page.faithful {
            page.markup += left.take_markup();
        }
        for top in left.others() {
            let from = page.xml.out.len();
            page.xml.line();
            page.xml.nodes(left.top(top), |_| false);
            pieces.push(Piece { start: from, end: page.xml.out.len(), top: Some(top), follows: false });
        }
        if !is_matched {
            return;
        }
        // a piece without a place goes first, or behind the one it follows
        let mut key = (false, 0_usize);
        let mut keyed: Vec<((bool, usize), usize)> = Vec::with_capacity(pieces.len());
        for (at, piece) in pieces.iter().enumerate() {
            key = match piece.top {
                Some(top) => (true, top),
                None if piece.follows => key,
                None => (false, 0),
            };
            keyed.push((key, at));
        }
        keyed.sort_by_key(|(key, _)| *key);
        let bytes = page.xml.out.split_off(start);
        for (_, at) in keyed {
            let Some(piece) = pieces.get(at) else { continue };
            let range = piece.start.saturating_sub(start)..piece.end.saturating_sub(start);
            page.xml.out.extend_from_slice(bytes.get(range).unwrap_or_default());
        }
    }
}

/// Writes an element of a thing that has extensions of its own.
pub(crate) fn owner(
    page: &mut Page,
    name: QName<'_>,
    attributes: &[(&str, &str)],
    extensions: &Extensions,
    path: &'static str,
    fill: impl FnOnce(&mut Xml, &mut Left<'_>),
) {
    if !page.from_xml {
        page.drops.add(path, extensions.top().count());
    }
    let empty = Extensions::default();
    let mut left = Left::new(if page.from_xml { extensions } else { &empty }, page.same);
    // what is left of one element may come in pieces
    let mut rests = Vec::new();
    while rests.len() < MOST_PIECES {
        let rest = left.take(name.uri, name.local);
        if rest.top.is_none() {
            break;
        }
        rests.push(rest);
    }
    if !page.same {
        let lost = left.take_rest();
        page.drops.add(path, lost);
    }
    let left_attributes: Vec<Attribute> = rests.iter().flat_map(|rest| rest.attributes).cloned().collect();
    let xml = &mut page.xml;
    xml.start(name, attributes, &left_attributes);
    let depth = xml.depth();
    let mut rests = rests.into_iter();
    let mut below = Left::below(rests.next().map_or(&[], |rest| rest.below));
    fill(xml, &mut below);
    for top in below.others() {
        xml.nodes(below.top(top), |_| false);
    }
    for rest in rests {
        // the texts are those of the first piece
        let mut below = Left::below(rest.below);
        below.take_text();
        for top in below.others() {
            xml.nodes(below.top(top), |_| false);
        }
    }
    for top in left.others() {
        xml.nodes(left.top(top), |_| false);
    }
    while xml.depth() >= depth {
        xml.end();
    }
}

/// Pieces that may be left of one element.
const MOST_PIECES: usize = 64;

/// Whether an element of this name means something to RSS or Atom.
fn is_of_feeds(local: &str) -> bool {
    const ATOM_NAMES: [&str; 20] = [
        "author",
        "content",
        "contributor",
        "copyright",
        "created",
        "entry",
        "feed",
        "icon",
        "id",
        "info",
        "issued",
        "logo",
        "modified",
        "published",
        "rights",
        "subtitle",
        "summary",
        "tagline",
        "updated",
        "deleted-entry",
    ];
    crate::rss::of(local).is_some() || ATOM_NAMES.iter().any(|name| name.eq_ignore_ascii_case(local))
}

/// Writes a text. What is left of its element may be the words the source has in its place.
fn say(xml: &mut Xml, below: &mut Left<'_>, text: &str, as_written: bool) {
    if text.is_empty() || !below.has_text() {
        return xml.text(text);
    }
    if !as_written {
        below.take_text();
        xml.text(text);
    }
}

/// Writes a child with a text, when there is one.
pub(crate) fn child(
    xml: &mut Xml,
    below: &mut Left<'_>,
    name: QName<'_>,
    text: Option<&str>,
    as_written: bool,
) {
    let Some(text) = text else { return };
    let rest = below.take(name.uri, name.local);
    xml.start(name, &[], rest.attributes);
    let mut inner = Left::below(rest.below);
    say(xml, &mut inner, text, as_written);
    for top in inner.others() {
        xml.nodes(inner.top(top), |_| false);
    }
    xml.end();
}
