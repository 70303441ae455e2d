//! Writes RSS and Atom: what stands above the items as soon as there is one, then one item at a time.
//!
//! Memory holds the metadata of the feed and one article. What a later record of the feed says more is written
//! behind the items, where both formats allow it.

use wirecopy_core::{Cx, Diagnostic, Drops, Error, FeedDrops, MainPart, Outputs, RecordSink};
use wirecopy_model::{Article, Extensions, Feed, Namespace, NodeKind, Record, Source};

use super::feed::more;
use super::item;
use super::left::Left;
use super::safe;
use super::sheet::{ATOM, Dialect, MODULES, Page, Sheet};
use super::xml::QName;

/// Modules that are declared on the root where the source does not say which it uses.
const USUAL: [&[&str]; 2] = [&["content", "dc", "atom", "media"], &["media", "thr"]];

/// A sink for RSS or Atom.
pub(crate) struct XmlSink<'a> {
    part: MainPart<'a>,
    page: Page,
    source: Option<Source>,
    /// The feed whose metadata is written, as it was then.
    feed: Feed,
    /// What is known of it by now.
    later: Option<Feed>,
    begun: bool,
    feeds: FeedDrops,
    opaque: u64,
    told: Told,
}

/// What is wrong with what was written, counted.
#[derive(Default)]
struct Told {
    missing: Vec<&'static str>,
    ids: u64,
    bare_ids: u64,
    titles: u64,
    dates: u64,
    authors: u64,
    files: u64,
    /// Addresses that were not safe, of articles and of the feed.
    addresses: usize,
    feed_addresses: usize,
}

impl<'a> XmlSink<'a> {
    pub(crate) fn new(out: Box<dyn Outputs + 'a>, dialect: Dialect, faithful: bool) -> Self {
        let (extension, drops, feeds) = match dialect {
            Dialect::Rss => ("rss", Drops::new("rss.part.lost", "rss"), FeedDrops::new("rss.feed.lost")),
            Dialect::Atom => ("atom", Drops::new("atom.part.lost", "atom"), FeedDrops::new("atom.feed.lost")),
        };
        Self {
            part: MainPart::new(out, extension),
            page: Page::new(dialect, faithful, drops),
            source: None,
            feed: Feed::default(),
            later: None,
            begun: false,
            feeds,
            opaque: 0,
            told: Told::default(),
        }
    }

    /// A feed without addresses that run something, unless all is written as the source has it.
    fn safe_feed(&mut self, feed: &Feed) -> Feed {
        match safe::feed(feed).filter(|_| !self.page.faithful) {
            Some((safe, count)) => {
                self.told.feed_addresses = count;
                safe
            }
            None => feed.clone(),
        }
    }

    /// Hands on what was written.
    fn pass_on(&mut self) -> Result<(), Error> {
        self.part.buffer().append(&mut self.page.xml.out);
        self.page.xml.forget_start();
        self.part.settle()
    }

    /// Writes what stands above the items.
    fn begin(&mut self, first: Option<&Article>, cx: &mut Cx<'_>) {
        self.begun = true;
        let source = self.source.take().unwrap_or_default();
        let page = &mut self.page;
        page.xml.out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let nothing = Extensions::default();
        let extensions = if page.from_xml { &source.extensions } else { &nothing };
        let mut left = Left::new(extensions, page.same);
        let root = if page.dialect == Dialect::Rss { "rss" } else { "feed" };
        let rest = left.take(None, root);
        for top in left.others() {
            let nodes = left.top(top);
            if page.same && nodes.first().is_some_and(|node| node.kind == NodeKind::Instruction) {
                page.xml.nodes(nodes, |_| false);
                page.xml.out.push(b'\n');
            }
        }
        page.namespaces = namespaces(page, &source);
        page.xml.declare(&page.namespaces.clone());
        let stated = |base: &&str| page.faithful && source.base.as_deref() != Some(*base);
        page.base = self.feed.base.as_deref().filter(|_| page.faithful).map(str::to_owned);
        // a channel that has its base as the source wrote it has that of the root in front of it
        let feed_extensions = if page.from_xml { &self.feed.extensions } else { &nothing };
        let channel = Left::new(feed_extensions, page.same).take(None, "channel");
        let own = |attributes: &[wirecopy_model::Attribute]| {
            let base = attributes.iter().find(|attribute| crate::tree::is_xml(attribute, "base"));
            base.map(|base| base.value.trim().to_owned())
        };
        let base = self.feed.base.as_deref().filter(stated);
        let base = match (base, own(channel.attributes)) {
            (Some(base), Some(own)) => base.strip_suffix(own.as_str()),
            (base, _) => base,
        };
        let mut attributes = Vec::new();
        if page.dialect == Dialect::Rss {
            attributes.push(("version", "2.0"));
        }
        attributes.extend(base.map(|base| ("xml:base", base)));
        if page.dialect == Dialect::Atom {
            attributes.extend(self.feed.language.as_deref().map(|tag| ("xml:lang", tag)));
        }
        let uri = page.xml.bound(None).map(str::to_owned);
        let name = |local| QName { uri: uri.as_deref(), prefix: None, local };
        page.xml.start_root(name(root), &attributes, rest.attributes);
        if page.dialect == Dialect::Rss {
            page.xml.line();
            page.xml.start(name("channel"), &[], channel.attributes);
        }
        let mut sheet = Sheet::new(page, &self.feed.extensions, "feed.extensions");
        self.told.missing = sheet.feed(&self.feed, first, true, cx);
        sheet.finish();
    }

    /// Writes what a later record says more of the feed.
    fn end_feed(&mut self, cx: &mut Cx<'_>) {
        let Some(later) = self.later.take() else { return };
        let (more, changed) = more(&self.feed, &later);
        self.page.drops.add("feed", changed);
        if self.page.dialect == Dialect::Atom && more.language.is_some() {
            self.page.drops.add("feed.language", 1);
        }
        let mut sheet = Sheet::new(&mut self.page, &more.extensions, "feed.extensions");
        let missing = sheet.feed(&more, None, false, cx);
        sheet.finish();
        debug_assert!(missing.is_empty(), "only a whole feed lacks something");
        self.told.missing.retain(|name| match *name {
            "title" => more.headlines.is_empty(),
            "link" => more.links.is_empty(),
            "description" => more.descriptions.is_empty(),
            "id" => more.id.is_none(),
            "updated" => more.dates.is_empty(),
            _ => true,
        });
    }

    fn report(&mut self, cx: &mut Cx<'_>) {
        let told = std::mem::take(&mut self.told);
        let is_rss = self.page.dialect == Dialect::Rss;
        if !told.missing.is_empty() {
            let names: Vec<String> = told.missing.iter().map(|name| format!("`{name}`")).collect();
            let names = names.join(", ");
            cx.report(if is_rss {
                Diagnostic::note(
                    "rss.channel.incomplete",
                    format!("the feed has no {names}, which RSS asks for; nothing is made up"),
                )
            } else {
                Diagnostic::note(
                    "atom.feed.incomplete",
                    format!("the feed has no {names}, which Atom asks for; nothing is made up"),
                )
            });
        }
        let mut count = |count: u64, what: &str| {
            if count == 0 {
                return;
            }
            let items = if count == 1 { "article has" } else { "articles have" };
            let message = format!("{count} {items} {what}");
            cx.report(if is_rss {
                Diagnostic::note("rss.item.incomplete", message)
            } else {
                Diagnostic::note("atom.entry.incomplete", message)
            });
        };
        count(
            told.titles,
            if is_rss { "neither title nor description" } else { "no title; it is written empty" },
        );
        count(told.ids, "no id and no address to stand for one; Atom asks for one");
        count(told.bare_ids, "an id that is no IRI; it is written as it is");
        count(told.dates, "no exact date; Atom asks for `updated`");
        count(told.authors, "no author, nor has the feed; Atom asks for one");
        count(told.files, "an enclosure without length or media type; RSS asks for both");
        let addresses = told.addresses + told.feed_addresses;
        if addresses > 0 {
            let message = format!("{addresses} addresses that might run something were left out");
            cx.report(if is_rss {
                Diagnostic::loss("rss.address.unsafe", message)
            } else {
                Diagnostic::loss("atom.address.unsafe", message)
            });
        }
        if self.page.markup > 0 {
            let message = format!("{} elements of HTML among `extensions` were left out", self.page.markup);
            cx.report(if is_rss {
                Diagnostic::loss("rss.markup.unsafe", message)
            } else {
                Diagnostic::loss("atom.markup.unsafe", message)
            });
        }
        let xml = &self.page.xml;
        if xml.dropped > 0 {
            let message = format!("{} characters that XML cannot hold were left out", xml.dropped);
            cx.report(if is_rss {
                Diagnostic::loss("rss.text.control", message)
            } else {
                Diagnostic::loss("atom.text.control", message)
            });
        }
        if xml.unwritable > 0 {
            let message = format!("{} parts of `extensions` have names that XML has not", xml.unwritable);
            cx.report(
                if is_rss {
                    Diagnostic::loss("rss.extension.lost", message)
                } else {
                    Diagnostic::loss("atom.extension.lost", message)
                }
                .on("article.extensions"),
            );
        }
        if xml.undeclared > 0 {
            let message = format!(
                "{} names have a prefix that the source never declared; it stands for `urn:undeclared:PREFIX`",
                xml.undeclared
            );
            cx.report(if is_rss {
                Diagnostic::repair("rss.prefix.undeclared", message)
            } else {
                Diagnostic::repair("atom.prefix.undeclared", message)
            });
        }
        if self.opaque > 0 {
            let message = format!("{} items that are no articles are left out", self.opaque);
            cx.report(if is_rss {
                Diagnostic::loss("rss.opaque.lost", message)
            } else {
                Diagnostic::loss("atom.opaque.lost", message)
            });
        }
    }
}

/// The namespaces to declare on the root.
fn namespaces(page: &Page, source: &Source) -> Vec<Namespace> {
    let mut namespaces = Vec::new();
    if page.dialect == Dialect::Atom {
        namespaces.push(Namespace { prefix: None, uri: ATOM.to_owned() });
    }
    if page.from_xml {
        let is_kept = |namespace: &&Namespace| {
            namespace.prefix.is_some()
                || (page.same && page.dialect == Dialect::Rss && is_rss(&namespace.uri))
        };
        let most = super::xml::MOST_DECLARED;
        namespaces.extend(source.namespaces.iter().take(most).filter(is_kept).cloned());
    }
    if !page.same {
        let [rss, atom] = USUAL;
        for prefix in if page.dialect == Dialect::Rss { rss } else { atom } {
            let uri = MODULES.iter().find(|(known, _)| known == prefix).map(|(_, uri)| *uri);
            let is_declared = |uri: &str| {
                namespaces.iter().any(|namespace: &Namespace| {
                    namespace.prefix.as_deref() == Some(*prefix)
                        || (namespace.prefix.is_some() && namespace.uri == uri)
                })
            };
            if let Some(uri) = uri.filter(|uri| !is_declared(uri)) {
                namespaces.push(Namespace { prefix: Some((*prefix).to_owned()), uri: uri.to_owned() });
            }
        }
    }
    namespaces
}

/// Whether a default namespace is one that some put RSS into.
fn is_rss(uri: &str) -> bool {
    use crate::namespace::Ns;
    Ns::of_uri(uri) == Ns::None
}

impl RecordSink for XmlSink<'_> {
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        match record {
            Record::Source(source) => {
                self.page.of_source(source);
                if !self.begun {
                    self.source = Some((**source).clone());
                }
            }
            Record::Feed(feed) if !self.begun => {
                self.feed = self.safe_feed(feed);
                self.later = None;
            }
            Record::Feed(feed) if feed.source == self.feed.source => self.later = Some(self.safe_feed(feed)),
            Record::Feed(feed) => self.feeds.add(feed, &[]),
            Record::Article(article) => {
                if !self.begun {
                    self.begin(Some(article), cx);
                }
                let safe = if self.page.faithful { None } else { safe::article(article) };
                self.told.addresses += safe.as_ref().map_or(0, |(_, count)| *count);
                let article = safe.as_ref().map_or(&**article, |(article, _)| article);
                let lacks = item::article(&mut self.page, article, &self.feed, cx);
                let told = &mut self.told;
                told.ids += u64::from(lacks.id);
                told.bare_ids += u64::from(lacks.has_bare_id);
                told.titles += u64::from(lacks.title);
                told.dates += u64::from(lacks.date);
                told.authors += u64::from(lacks.author);
                told.files += u64::from(lacks.of_file);
                self.pass_on()?;
            }
            Record::Deleted(tombstone) => {
                if !self.begun {
                    self.begin(None, cx);
                }
                item::tombstone(&mut self.page, tombstone, cx);
                self.pass_on()?;
            }
            Record::Opaque(_) => self.opaque += 1,
            _ => {}
        }
        Ok(())
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        if !self.begun {
            self.begin(None, cx);
        }
        self.end_feed(cx);
        while self.page.xml.depth() > 0 {
            self.page.xml.line_up();
            self.page.xml.end();
        }
        self.page.xml.out.push(b'\n');
        self.pass_on()?;
        self.report(cx);
        self.page.drops.report(cx);
        self.feeds.report("of several feeds only the first is written as such", cx);
        self.part.finish()
    }
}
