#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

//! What is written is read back: articles equal, bytes equal.

use proptest::prelude::*;
use wirecopy_body::{Blocks, blocks_to_text};
use wirecopy_core::{
    Cx, Exporter, Findings, Importer, Input, Limits, Memory, Options, Policy, Settings, Transform, date,
};
use wirecopy_jsonld::JsonLd;
use wirecopy_model::*;

const STYLES: [&[(&str, &str)]; 8] = [
    &[],
    &[("jsonld.body", "blocks")],
    &[("jsonld.body", "none")],
    &[("jsonld.feed", "itemlist")],
    &[("jsonld.graph", "true")],
    &[("jsonld.context", "inline"), ("jsonld.body", "blocks")],
    &[("jsonld.html", "true"), ("jsonld.graph", "true"), ("jsonld.feed", "itemlist")],
    &[("jsonld.graph", "true"), ("jsonld.body", "blocks"), ("jsonld.context", "inline")],
];

fn options(style: &[(&str, &str)]) -> Options {
    let mut settings = Settings::default();
    for (key, value) in style {
        settings.set(*key, *value);
    }
    settings.for_format(Exporter::format(&JsonLd)).unwrap()
}

fn export(records: &[Record], style: &[(&str, &str)]) -> Vec<u8> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut memory = Memory::default();
    let mut sink = JsonLd.create(Box::new(&mut memory), &options(style)).unwrap();
    for record in records {
        let record = Blocks.apply(record.clone(), &mut cx).unwrap().unwrap();
        sink.write(&record, &mut cx).unwrap();
    }
    sink.finish(&mut cx).unwrap();
    drop(sink);
    memory.parts().next().unwrap().1.to_vec()
}

fn import(bytes: &[u8]) -> Vec<Record> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut reader = JsonLd.open(Input::new(bytes), &options(&[]), &mut cx).unwrap();
    let mut records = Vec::new();
    while let Some(record) = reader.read(&mut cx).unwrap() {
        records.push(record);
    }
    records
}

fn articles(records: &[Record]) -> Vec<Article> {
    let articles = records.iter().filter_map(|record| match record {
        Record::Article(article) => Some((**article).clone()),
        _ => None,
    });
    articles.collect()
}

/// A number generator: the same for the same seed.
struct Maker(u64);

impl Maker {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn often(&mut self) -> bool {
        self.below(3) > 0
    }

    fn some<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.often().then(|| make(self))
    }

    fn several<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| make(self)).collect()
    }

    /// A text on one line, with what JSON, HTML and people find hard.
    fn text(&mut self) -> String {
        const WORDS: [&str; 20] = [
            "port",
            "</script>",
            "<!--",
            "&amp;",
            "«quay»",
            "\"ice\"",
            "back\\slash",
            "港口",
            "مرفأ",
            "🦀",
            "a,b",
            "100 %",
            "O’Brien",
            "<b>bold</b>",
            "[x](y)",
            "{{ t }}",
            "it's",
            "12",
            "-",
            "\u{2028}x",
        ];
        let count = self.below(4) + 1;
        let words: Vec<_> = (0..count).map(|_| WORDS[usize::try_from(self.below(20)).unwrap()]).collect();
        words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A text that no other has.
    fn name(&mut self) -> String {
        format!("{} {}", self.text(), self.0)
    }

    fn url(&mut self) -> String {
        let part = self.below(100);
        format!("https://a.example/{}?b=c&d#{part}", self.0)
    }

    fn date(&mut self) -> Date {
        let written = match self.below(3) {
            0 => format!("20{:02}-0{}-1{}", 10 + self.below(20), self.below(9) + 1, self.below(10)),
            1 => {
                format!("2026-03-0{}T1{}:05:31+0{}:00", self.below(8) + 1, self.below(10), self.below(9) + 1)
            }
            _ => format!("2026-03-0{}T1{}:05:31.25Z", self.below(8) + 1, self.below(10)),
        };
        let parsed = date::parse(&written);
        Date { written, value: parsed.value, zone: parsed.zone, precision: parsed.precision }
    }

    fn person(&mut self, role: PersonRole) -> Person {
        let kind = match role {
            PersonRole::Publisher | PersonRole::Provider => PersonKind::Organization,
            PersonRole::Author if self.below(4) == 0 => PersonKind::Organization,
            _ => PersonKind::Person,
        };
        let is_person = kind == PersonKind::Person;
        Person {
            role,
            kind: Some(kind),
            name: Some(self.name()),
            url: self.some(Self::url),
            uris: self.several(Self::url),
            avatar: self.some(Self::url),
            title: self.some(Self::text).filter(|_| is_person),
            affiliation: self.some(Self::text).filter(|_| is_person),
            ..Person::default()
        }
    }

    fn people(&mut self, roles: &[PersonRole]) -> Vec<Person> {
        let mut people = Vec::new();
        for role in roles {
            people.extend(self.several(|maker| maker.person(role.clone())));
        }
        people
    }

    fn dates(&mut self) -> Vec<RoleDate> {
        let mut dates = Vec::new();
        for role in [DateRole::Published, DateRole::Created, DateRole::Expires] {
            dates.extend(self.some(|maker| RoleDate { role, date: maker.date(), origin: None }));
        }
        dates
    }

    fn block(&mut self, depth: u64) -> Block {
        let inlines = |maker: &mut Self| vec![Inline::text(maker.text())];
        match self.below(if depth > 2 { 4 } else { 12 }) {
            0 => Block::Heading {
                level: u8::try_from(self.below(6)).unwrap() + 1,
                content: inlines(self),
                span: None,
            },
            1 => Block::Code { language: None, value: format!("  {}\n\n\n    {}", self.text(), self.text()) },
            2 | 3 => Block::paragraph(format!("{}\n{}", self.text(), self.text())),
            4 => Block::List {
                ordered: self.often(),
                start: None,
                loose: false,
                items: (0..=self.below(2)).map(|_| ListItem { blocks: self.blocks(depth + 1) }).collect(),
            },
            5 => Block::Quote {
                blocks: self.blocks(depth + 1),
                attribution: if self.often() { inlines(self) } else { Vec::new() },
                cite: self.some(Self::url),
            },
            6 => Block::Table {
                caption: if self.often() { inlines(self) } else { Vec::new() },
                head: 0,
                rows: (0..=self.below(2))
                    .map(|_| Row {
                        cells: (0..=self.below(2))
                            .map(|_| Cell { blocks: self.blocks(depth + 1), ..Cell::default() })
                            .collect(),
                    })
                    .collect(),
            },
            7 => Block::Definitions {
                items: vec![Definition {
                    terms: vec![inlines(self), inlines(self)],
                    blocks: self.blocks(depth + 1),
                }],
            },
            8 => Block::Embed { url: self.url(), kind: None, title: self.some(Self::text) },
            9 => Block::Rule,
            10 => Block::Aside { role: self.some(Self::text), blocks: self.blocks(depth + 1) },
            _ => Block::RelatedLink { content: inlines(self), href: Some(self.url()), span: None },
        }
    }

    fn blocks(&mut self, depth: u64) -> Vec<Block> {
        (0..=self.below(3)).map(|_| self.block(depth)).collect()
    }

    fn image(&mut self) -> Media {
        Media {
            url: Some(self.url()),
            role: MediaRole::Content,
            kind: Some(MediaKind::Image),
            width: Some(640),
            height: Some(480),
            title: self.some(|maker| Text::plain(maker.text())),
            caption: self.some(|maker| Text::plain(maker.text())),
            credits: self.several(Self::text),
            alt: self.some(Self::text),
            rights: self.some(Self::text),
            ..Media::default()
        }
    }

    fn film(&mut self) -> Media {
        Media {
            kind: Some(if self.often() { MediaKind::Video } else { MediaKind::Audio }),
            role: if self.often() { MediaRole::Content } else { MediaRole::Player },
            media_type: self.some(|_| "video/mp4".to_owned()),
            length: self.some(|_| "12345".to_owned()),
            duration: self.some(|_| "PT1H2M".to_owned()),
            alt: None,
            ..self.image()
        }
    }

    fn extension(&mut self) -> Extensions {
        let mut extensions = Extensions::default();
        let mut property = |name: &str, text: String, sort: Option<&str>| {
            let mut node = Node::element(0, Some("https://schema.org/"), None, name);
            node.attributes.extend(sort.map(|sort| Attribute {
                name: std::sync::Arc::new(Name { local: "json".into(), ..Name::default() }),
                value: sort.to_owned(),
            }));
            extensions.push(node);
            extensions.push(Node::text(1, text));
        };
        property("backstory", self.text(), None);
        property("copyrightYear", "2026".to_owned(), Some("number"));
        property("isAccessibleForFree", self.often().to_string(), Some("boolean"));
        extensions
    }

    /// An article as the importer makes one, so that it can be compared field by field.
    fn article(&mut self) -> Article {
        let mut titles = vec![Headline::plain(HeadlineRole::Main, self.name())];
        titles.extend(self.some(|maker| Headline::plain(HeadlineRole::Item, maker.name())));
        titles.extend(self.several(|maker| Headline::plain(HeadlineRole::Sub, maker.name())));
        let id = |maker: &mut Self| Id {
            value: maker.name(),
            role: maker.some(|_| "cms".into()),
            ..Id::default()
        };
        let link = |rel: LinkRel, title: Option<String>, maker: &mut Self| Link {
            href: maker.url(),
            rel,
            title,
            ..Link::default()
        };
        let subject =
            |kind: SubjectKind, maker: &mut Self| Subject { kind, term: maker.name(), ..Subject::default() };
        let mut article = Article { headlines: titles, ..Article::default() };
        article.id = Some(id(self));
        article.alt_ids = self.several(id);
        article.version = self.some(|_| "3".to_owned());
        article.status = self.some(|maker| Status::Other(maker.text()));
        article.people = self.people(&[
            PersonRole::Author,
            PersonRole::Editor,
            PersonRole::Contributor,
            PersonRole::Publisher,
            PersonRole::Provider,
        ]);
        article.dates = self.dates();
        article.links = vec![link(LinkRel::Alternate, None, self)];
        for rel in [LinkRel::Related, LinkRel::Via] {
            let links = self.several(|maker| {
                let title = maker.some(Self::text);
                link(rel.clone(), title, maker)
            });
            article.links.extend(links);
        }
        for kind in [SubjectKind::Section, SubjectKind::Genre, SubjectKind::Keyword] {
            article.subjects.extend(self.several(|maker| subject(kind.clone(), maker)));
        }
        for property in ["about", "mentions"] {
            article.subjects.extend(self.several(|maker| Subject {
                uri: maker.some(Self::url),
                origin: Some(property.into()),
                ..subject(SubjectKind::Person, maker)
            }));
        }
        article.language = Some("nn".into());
        article.datelines = self.several(|maker| Dateline { written: maker.text(), ..Dateline::default() });
        article.credit_lines = self.several(|maker| Text::plain(maker.text()));
        article.media = self.several(Self::image);
        let mut films = self.several(Self::film);
        films.sort_by_key(|film| film.kind == Some(MediaKind::Audio));
        article.media.extend(films);
        article.rights = self
            .some(|maker| Rights {
                notice: Some(Text::plain(maker.text())),
                license: Some(maker.url()),
                ..Rights::default()
            })
            .into_iter()
            .collect();
        article.corrections = self.several(|maker| Correction {
            text: Text::plain(maker.text()),
            date: maker.some(Self::date),
            of: None,
        });
        article.places = self.several(|maker| Place {
            name: Some(maker.text()),
            city: maker.some(Self::text),
            shape: Some("point".to_owned()),
            coordinates: Some("59.10 10.250".to_owned()),
            ..Place::default()
        });
        article.series =
            self.some(|maker| Series { name: Some(maker.text()), part: maker.some(Self::text), total: None });
        article.comments = self.some(|maker| Comments {
            url: Some(maker.url()),
            count: maker.some(|_| "12".to_owned()),
            ..Comments::default()
        });
        article.quotes = self.several(|maker| Quote {
            text: maker.text(),
            certainty: Certainty::CERTAIN,
            speaker: Some(Speaker {
                name: maker.name(),
                kind: Some(PersonKind::Person),
                certainty: Certainty::CERTAIN,
                rule: "stated".into(),
                ..Speaker::default()
            }),
            ..Quote::default()
        });
        article.kind = match self.below(6) {
            0 => Some(ArticleKind::Other("Report".to_owned())),
            1 => Some(ArticleKind::Other("ReviewNewsArticle".to_owned())),
            2 => Some(ArticleKind::LiveBlog),
            _ => None,
        };
        if matches!(&article.kind, Some(ArticleKind::LiveBlog | ArticleKind::Other(_))) {
            article.datelines.clear();
        }
        if article.kind == Some(ArticleKind::LiveBlog) {
            article.updates = self.several(|maker| Update {
                id: Some(maker.name()),
                headline: Some(Text::plain(maker.name())),
                dates: maker.dates(),
                people: maker.people(&[PersonRole::Author]),
                contents: vec![content(ContentKind::Full, maker.text())],
                ..Update::default()
            });
        }
        if self.often() {
            article.extensions = self.extension();
        }
        let text = self.several(|maker| format!("{}\n{}", maker.text(), maker.text())).join("\n\n");
        if !text.is_empty() {
            article.contents.push(content(ContentKind::Full, text));
        }
        if self.often() {
            article.contents.push(content(ContentKind::Summary, self.text()));
        }
        article
    }
}

fn content(kind: ContentKind, value: String) -> Content {
    Content { kind, media_type: "text/plain".into(), value, ..Content::default() }
}

/// The article less what tells where it stands.
fn placeless(mut article: Article) -> Article {
    article.source = "".into();
    (article.position, article.span, article.feed_title) = (None, None, None);
    article.contents.iter_mut().for_each(|content| content.span = None);
    for update in &mut article.updates {
        update.contents.iter_mut().for_each(|content| content.span = None);
    }
    article
}

#[test]
fn what_went_through_a_graph_without_order_comes_back() {
    let flat = r#"[
      {"@id":"_:b3","@type":["http://schema.org/WebPageElement"],"http://schema.org/position":[{"@value":2}],
       "http://schema.org/text":[{"@value":"Second."}]},
      {"@id":"_:b4","@type":["http://schema.org/ImageObject"],"http://schema.org/url":[{"@id":"https://a.example/logo.png"}]},
      {"@id":"_:b0","@type":["http://schema.org/NewsArticle"],
       "http://schema.org/hasPart":[{"@id":"_:b3"},{"@id":"_:b2"}],
       "http://schema.org/publisher":[{"@id":"_:b1"}],
       "http://schema.org/datePublished":[{"@type":"http://schema.org/Date","@value":"2026-03-09"}],
       "http://schema.org/articleBody":[{"@value":"First.\n\nSecond."}]},
      {"@id":"_:b1","@type":["http://schema.org/Organization"],"http://schema.org/name":[{"@value":"Bay News"}],
       "http://schema.org/logo":[{"@id":"_:b4"}]},
      {"@id":"_:b2","@type":["http://schema.org/WebPageElement"],"http://schema.org/position":[{"@value":1}],
       "http://schema.org/text":[{"@value":"First."}]}
    ]"#;
    let records = import(flat.as_bytes());
    assert!(!records.iter().any(|record| matches!(record, Record::Opaque(_))));
    let [article] = &articles(&records)[..] else { panic!("one article") };
    assert_eq!(article.blocks, [Block::paragraph("First."), Block::paragraph("Second.")]);
    assert_eq!(article.published().unwrap().written, "2026-03-09");
    let written = String::from_utf8(export(&records, &[])).unwrap();
    assert!(written.contains("logo.png"), "{written}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn articles_come_back_equal(seed: u64) {
        let mut maker = Maker(seed);
        let made: Vec<Article> = (0..=maker.below(3)).map(|_| maker.article()).collect();
        let records: Vec<_> = made.iter().map(|article| Record::Article(Box::new(article.clone()))).collect();
        for style in STYLES.iter().filter(|style| !style.iter().any(|(key, _)| *key == "jsonld.body")) {
            let read = articles(&import(&export(&records, style)));
            let read: Vec<_> = read.into_iter().map(placeless).collect();
            prop_assert_eq!(read.len(), made.len());
            for (read, made) in read.iter().zip(&made) {
                let (read, made) = (serde_json::to_value(read).unwrap(), serde_json::to_value(made).unwrap());
                let fields = made.as_object().unwrap().keys().chain(read.as_object().unwrap().keys());
                for field in fields {
                    prop_assert_eq!(&read[field], &made[field], "{} {:?}", field, style);
                }
            }
        }
    }

    #[test]
    fn bytes_come_back_equal(seed: u64, style in 0_usize..STYLES.len(), with_feed: bool) {
        let style = STYLES[style];
        let mut maker = Maker(seed);
        let mut records = Vec::new();
        if with_feed {
            let headlines = vec![Headline::plain(HeadlineRole::Main, maker.name())];
            let people = maker.people(&[PersonRole::Publisher]);
            records.push(Record::Feed(Box::new(Feed { headlines, people, ..Feed::default() })));
        }
        for _ in 0..=maker.below(3) {
            let mut article = maker.article();
            if maker.often() {
                article.blocks = maker.blocks(0);
                let text = blocks_to_text(&article.blocks);
                let full = article.contents.iter_mut().find(|content| content.kind == ContentKind::Full);
                match full {
                    Some(content) => content.value = text,
                    None => article.contents.insert(0, content(ContentKind::Full, text)),
                }
            }
            records.push(Record::Article(Box::new(article)));
        }
        let first = export(&records, style);
        let text = String::from_utf8(first.clone()).unwrap();
        let inner = text.strip_prefix("<script type=\"application/ld+json\">\n").unwrap_or(&text);
        let inner = inner.strip_suffix("</script>\n").unwrap_or(inner);
        let live = inner.contains(['<', '>', '&', '\u{2028}']);
        prop_assert!(!live);
        let again = String::from_utf8(export(&import(&first), style)).unwrap();
        prop_assert_eq!(&again, &text, "{:?}", style);
    }

    #[test]
    fn any_bytes_end(bytes: Vec<u8>) {
        any(&bytes);
    }

    #[test]
    fn any_json_ends(text in r#"([{}\[\],:"\\]|"@[a-z]{2,7}"|"(headline|author|hasPart|url|image)":|"NewsArticle"|"a"|1|-|null){0,40}"#) {
        any(text.as_bytes());
    }
}

fn any(bytes: &[u8]) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    if let Ok(mut reader) = JsonLd.open(Input::new(bytes), &options(&[]), &mut cx) {
        while let Ok(Some(_)) = reader.read(&mut cx) {}
    }
}
