//! Sitemaps for Google News, written.
//!
//! | field | element | where specified |
//! | --- | --- | --- |
//! | the address of an article | `loc` | sitemaps.org 0.9, «loc» |
//! | title of the feed; `publication` | `news:publication`, `news:name` | Google News sitemap 0.9 |
//! | `language` of the article, else of the feed; `language` | `news:language` | two or three letters of ISO 639, or `zh-cn`, `zh-tw` |
//! | `dates`, published | `news:publication_date` | W3CDTF |
//! | `headlines`, main | `news:title` | |
//! | `media`: pictures | `image:image`, `image:loc` | Google image sitemap 1.1 |
//!
//! Articles of the last two days only, by the moment the caller states (`--as-of`); at most 1,000 of them a file. What
//! is beyond goes into further files and an index, where there is a place beside the output, else it is left out and
//! reported. An article that lacks what is required is left out and reported.

use wirecopy_core::{
    Carries, Cx, Diagnostic, Error, Exporter, FeedDrops, Format, MainPart, Needs, OptionKind, OptionSpec,
    Options, Outputs, Parts, RecordSink,
};
use wirecopy_model::{Article, MediaKind, MediaRole, Namespace, Record, Shared};

use super::date::rfc3339;
use super::xml::{QName, Xml};

/// What a news sitemap is.
pub(crate) static FORMAT: Format = Format {
    name: "news-sitemap",
    title: "Google News sitemap",
    extensions: &["xml"],
    media_types: &["application/xml"],
    spec: "https://www.google.com/schemas/sitemap-news/0.9/",
    options: &[
        OptionSpec {
            name: "publication",
            kind: OptionKind::Text,
            default: "",
            doc: "name of the publication; the title of the feed when not set",
        },
        OptionSpec {
            name: "language",
            kind: OptionKind::Text,
            default: "",
            doc: "language of articles that state none, as ISO 639 has it, such as `en`",
        },
        OptionSpec {
            name: "base",
            kind: OptionKind::Text,
            default: "",
            doc: "address of the folder the files will lie in; an index of several files needs it",
        },
    ],
    public: true,
    parts: Parts::PerInput,
    carries: Carries {
        fields: &["headlines", "dates", "links", "language", "media"],
        immaterial: IMMATERIAL,
    },
};

/// A sitemap lists pages: what else is said of them is no part of it.
const IMMATERIAL: &[wirecopy_model::Field] =
    &["source", "position", "base", "feed_title", "mentions", "annotations", "inferred", "given", "span"];

/// Pages a file.
const MOST: u64 = 1000;

/// Seconds an article counts as news.
const TWO_DAYS: i64 = 2 * 24 * 60 * 60;

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";
const IMAGE: &str = "http://www.google.com/schemas/sitemap-image/1.1";

/// Pictures an address may have.
const MOST_IMAGES: usize = 1000;

/// Writes sitemaps for Google News.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewsSitemap;

impl Exporter for NewsSitemap {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _options: &Options) -> Needs {
        Needs::default()
    }

    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error> {
        let some = |name: &str| options.text(name).map(str::to_owned);
        Ok(Box::new(NewsSitemapSink {
            part: MainPart::new(out, "xml"),
            publication: some("publication"),
            language: some("language"),
            base: some("base"),
            title: None,
            feed_language: None,
            xml: Xml::default(),
            files: Vec::new(),
            urls: 0,
            told: Told::default(),
            feeds: FeedDrops::new("news-sitemap.feed.lost"),
        }))
    }
}

struct NewsSitemapSink<'a> {
    part: MainPart<'a>,
    publication: Option<String>,
    language: Option<String>,
    base: Option<String>,
    title: Option<String>,
    feed_language: Option<Shared>,
    /// The file that is being written.
    xml: Xml,
    /// Files that are full.
    files: Vec<Vec<u8>>,
    /// Pages in the file.
    urls: u64,
    told: Told,
    feeds: FeedDrops,
}

/// What was left out, counted.
#[derive(Debug, Default)]
struct Told {
    old: u64,
    future: u64,
    undated: u64,
    addresses: u64,
    titles: u64,
    names: u64,
    languages: u64,
    images: usize,
    dropped: u64,
    no_moment: bool,
}

impl NewsSitemapSink<'_> {
    fn begin(&mut self) {
        let declared = [(None, SITEMAP), (Some("news"), NEWS), (Some("image"), IMAGE)];
        let namespaces = declared
            .map(|(prefix, uri)| Namespace { prefix: prefix.map(str::to_owned), uri: uri.to_owned() });
        self.xml.out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.xml.declare(&namespaces);
        self.xml.start_root(name(SITEMAP, None, "urlset"), &[], &[]);
    }

    fn end(&mut self) -> Vec<u8> {
        self.xml.line_up();
        self.xml.end();
        self.xml.out.push(b'\n');
        self.urls = 0;
        let xml = std::mem::take(&mut self.xml);
        self.told.dropped += xml.dropped;
        xml.out
    }

    fn article(&mut self, article: &Article, cx: &Cx<'_>) {
        let told = &mut self.told;
        let Some(date) = article.published() else {
            told.undated += 1;
            return;
        };
        let Some(instant) = date.instant() else {
            told.undated += 1;
            return;
        };
        match cx.policy.as_of.and_then(wirecopy_model::Moment::unix_seconds) {
            Some(now) if instant > now => {
                told.future += 1;
                return;
            }
            Some(now) if now - instant > TWO_DAYS => {
                told.old += 1;
                return;
            }
            Some(_) => {}
            None => told.no_moment = true,
        }
        let Some(url) = article.url().filter(|url| is_web(url)) else {
            told.addresses += 1;
            return;
        };
        let title = article.headline().map(|headline| wirecopy_body::plain_text_of(&headline.text));
        let Some(title) = title.filter(|title| !title.is_empty()) else {
            told.titles += 1;
            return;
        };
        let publication =
            self.publication.as_deref().or(self.title.as_deref()).or(article.feed_title.as_deref());
        let Some(publication) = publication.map(str::trim).filter(|name| !name.is_empty()) else {
            told.names += 1;
            return;
        };
        let stated = article.text_language().or(self.feed_language.as_deref()).or(self.language.as_deref());
        let Some(language) = stated.and_then(language) else {
            told.languages += 1;
            return;
        };
        // less exact dates are dates of W3CDTF as well
        let date = rfc3339(date).or_else(|| date.value.map(|value| value.to_string())).unwrap_or_default();
        let publication = publication.to_owned();
        if self.urls == MOST {
            let full = self.end();
            self.files.push(full);
        }
        if self.urls == 0 {
            self.begin();
        }
        self.urls += 1;
        let xml = &mut self.xml;
        xml.line();
        xml.start(name(SITEMAP, None, "url"), &[], &[]);
        leaf(xml, name(SITEMAP, None, "loc"), url);
        let news = |local| name(NEWS, Some("news"), local);
        xml.line();
        xml.start(news("news"), &[], &[]);
        xml.line();
        xml.start(news("publication"), &[], &[]);
        leaf(xml, news("name"), &publication);
        leaf(xml, news("language"), &language);
        close(xml);
        leaf(xml, news("publication_date"), &date);
        leaf(xml, news("title"), &title);
        close(xml);
        let mut images: Vec<&str> = Vec::new();
        for media in &article.media {
            let is_picture = media.kind == Some(MediaKind::Image) && media.role != MediaRole::Thumbnail;
            let Some(url) = media.url.as_deref().filter(|url| is_picture && is_web(url)) else {
                self.told.images += 1;
                continue;
            };
            if images.len() < MOST_IMAGES && !images.iter().take(64).any(|known| *known == url) {
                images.push(url);
            }
        }
        for url in images {
            xml.line();
            xml.start(name(IMAGE, Some("image"), "image"), &[], &[]);
            leaf(xml, name(IMAGE, Some("image"), "loc"), url);
            close(xml);
        }
        close(xml);
    }

    /// Writes an index over several files, the first of which is the main part then.
    fn index(&mut self, last: Vec<u8>, cx: &mut Cx<'_>) -> Result<(), Error> {
        let mut files = std::mem::take(&mut self.files);
        files.push(last);
        let stem = self.part.name().and_then(|name| name.strip_suffix(".xml").map(str::to_owned));
        let (Some(stem), Some(base)) = (stem, &self.base) else {
            let left_out = files.len() - 1;
            cx.report(
                Diagnostic::loss(
                    "news-sitemap.file.full",
                    format!("a news sitemap holds 1,000 pages; the pages of {left_out} more files are left out"),
                )
                .hint("give a file or folder with `-o` and the address it will have with `--set news-sitemap.base=…`"),
            );
            if let Some(first) = files.into_iter().next() {
                self.part.buffer().extend_from_slice(&first);
            }
            return Ok(());
        };
        let base = if base.ends_with('/') { base.clone() } else { format!("{base}/") };
        let mut xml = Xml::default();
        xml.out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.declare(&[Namespace { prefix: None, uri: SITEMAP.to_owned() }]);
        xml.start_root(name(SITEMAP, None, "sitemapindex"), &[], &[]);
        for number in 1..=files.len() {
            xml.line();
            xml.start(name(SITEMAP, None, "sitemap"), &[], &[]);
            leaf(&mut xml, name(SITEMAP, None, "loc"), &format!("{base}{stem}.{number}.xml"));
            close(&mut xml);
        }
        xml.line_up();
        xml.end();
        xml.out.push(b'\n');
        self.part.buffer().append(&mut xml.out);
        for (number, file) in files.iter().enumerate() {
            self.part.sidecar(&format!("{}.xml", number + 1), file)?;
        }
        Ok(())
    }

    fn report(&mut self, cx: &mut Cx<'_>) {
        let told = std::mem::take(&mut self.told);
        if told.no_moment {
            cx.report(
                Diagnostic::note(
                    "news-sitemap.moment.unknown",
                    "no moment is stated, so articles of any age are listed; Google reads those of two days",
                )
                .hint("state it with `--as-of`"),
            );
        }
        let mut left_out = |count: u64, why: &str, hint: Option<&'static str>| {
            if count == 0 {
                return;
            }
            let articles =
                if count == 1 { "1 article is".to_owned() } else { format!("{count} articles are") };
            let finding =
                Diagnostic::loss("news-sitemap.article.left-out", format!("{articles} left out: {why}"))
                    .on("article");
            cx.report(match hint {
                Some(hint) => finding.hint(hint),
                None => finding,
            });
        };
        left_out(
            told.undated,
            "no date of publication with a time zone",
            Some("state the zone with `--zone`"),
        );
        left_out(told.future, "published after the moment that was stated", None);
        left_out(told.addresses, "no address on the web", None);
        left_out(told.titles, "no title", None);
        left_out(
            told.names,
            "no name of the publication",
            Some("give it with `--set news-sitemap.publication=…`"),
        );
        left_out(told.languages, "no language", Some("give it with `--set news-sitemap.language=…`"));
        if told.old > 0 {
            let articles =
                if told.old == 1 { "1 article is".to_owned() } else { format!("{} articles are", told.old) };
            cx.report(Diagnostic::note(
                "news-sitemap.article.old",
                format!("{articles} left out: published more than two days before"),
            ));
        }
        if told.images > 0 {
            let message = format!("{} files that are no pictures on the web are left out", told.images);
            cx.report(Diagnostic::loss("news-sitemap.media.lost", message).on("article.media"));
        }
        if told.dropped > 0 {
            let message = format!("{} characters that XML cannot hold were left out", told.dropped);
            cx.report(Diagnostic::loss("news-sitemap.text.control", message));
        }
    }
}

fn is_web(url: &str) -> bool {
    let is = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (is("https://") || is("http://")) && url.len() <= 2048
}

/// The language as the sitemap has it. `None`: it is none of ISO 639.
fn language(tag: &str) -> Option<String> {
    let tag = tag.trim().to_ascii_lowercase();
    match tag.as_str() {
        "zh-cn" | "zh-hans" | "zh-hans-cn" | "zh-sg" => return Some("zh-cn".to_owned()),
        "zh-tw" | "zh-hant" | "zh-hant-tw" | "zh-hk" => return Some("zh-tw".to_owned()),
        _ => {}
    }
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let is_right = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    is_right.then(|| primary.to_owned())
}

fn name<'n>(uri: &'n str, prefix: Option<&'n str>, local: &'n str) -> QName<'n> {
    QName { uri: Some(uri), prefix, local }
}

fn leaf(xml: &mut Xml, name: QName<'_>, text: &str) {
    xml.line();
    xml.start(name, &[], &[]);
    xml.text(text);
    xml.end();
}

fn close(xml: &mut Xml) {
    xml.line_up();
    xml.end();
}

impl RecordSink for NewsSitemapSink<'_> {
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        match record {
            Record::Feed(feed) => {
                self.title = feed
                    .headlines
                    .first()
                    .map(|headline| wirecopy_body::plain_text_of(&headline.text))
                    .or_else(|| self.title.take());
                self.feed_language = feed.language.clone().or_else(|| self.feed_language.take());
                self.feeds.add(feed, &[("headlines", 1), ("language", 1)]);
            }
            Record::Article(article) => self.article(article, cx),
            _ => {}
        }
        Ok(())
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        if self.urls == 0 && self.files.is_empty() {
            self.begin();
            cx.report(Diagnostic::note(
                "news-sitemap.article.none",
                "no article is listed, and a sitemap asks for one page at least",
            ));
        }
        let last = self.end();
        if self.files.is_empty() {
            self.part.buffer().extend_from_slice(&last);
        } else {
            self.index(last, cx)?;
        }
        self.report(cx);
        self.feeds.report("a sitemap holds nothing of the feed itself", cx);
        self.part.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_those_of_the_sitemap() {
        for (tag, expected) in [
            ("en-GB", Some("en")),
            ("de", Some("de")),
            ("zh-Hant-TW", Some("zh-tw")),
            ("zh_CN", Some("zh")),
            ("gsw", Some("gsw")),
            ("English", None),
            ("", None),
        ] {
            assert_eq!(language(tag).as_deref(), expected, "{tag}");
        }
    }

    fn written(count: u64, base: &str) -> (Vec<(String, usize)>, usize) {
        use wirecopy_core::{Findings, Limits, Memory, Policy, Settings, Severity};
        use wirecopy_model::{DateRole, Headline, HeadlineRole, Link, RoleDate};
        let (limits, mut findings) = (Limits::default(), Findings::default());
        let policy = Policy { as_of: "2026-05-13T00:00:00Z".parse().ok(), ..Policy::default() };
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let mut settings = Settings::default();
        settings.set("news-sitemap.publication", "The Leaf");
        settings.set("news-sitemap.base", base);
        let options = settings.for_format(&FORMAT).unwrap();
        let mut memory = Memory::default();
        let mut sink = NewsSitemap.create(Box::new(&mut memory), &options).unwrap();
        for number in 0..count {
            let date = wirecopy_core::date::read(
                "2026-05-12T10:00:00Z",
                wirecopy_model::Span::default(),
                None,
                &mut cx,
            );
            let article = Article {
                headlines: vec![Headline::plain(HeadlineRole::Main, "Fog & more")],
                language: Some("en".into()),
                dates: vec![RoleDate { role: DateRole::Published, date, origin: None }],
                links: vec![Link { href: format!("https://leaf.example.org/{number}"), ..Link::default() }],
                ..Article::default()
            };
            sink.write(&Record::Article(Box::new(article)), &mut cx).unwrap();
        }
        sink.finish(&mut cx).unwrap();
        drop(sink);
        let count = |bytes: &[u8]| String::from_utf8_lossy(bytes).matches("<loc>").count();
        let parts = memory.parts().map(|(name, bytes)| (name.to_owned(), count(bytes))).collect();
        (parts, findings.count(Severity::Loss).try_into().unwrap())
    }

    #[test]
    fn what_is_beyond_a_thousand_goes_into_further_files() {
        let part = |name: &str, count| (name.to_owned(), count);
        assert_eq!(written(1000, ""), (vec![part("main.xml", 1000)], 0));
        assert_eq!(written(1001, ""), (vec![part("main.xml", 1000)], 1));
        let several = vec![part("main.xml", 2), part("main.1.xml", 1000), part("main.2.xml", 1)];
        assert_eq!(written(1001, "https://leaf.example.org/maps"), (several, 0));
    }
}
