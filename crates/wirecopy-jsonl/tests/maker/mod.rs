//! Any value of the model, made from any bytes: each byte is a choice, and when they run out the rest is empty.
//! So proptest can shrink, and no type of the model needs a strategy of its own.

use std::borrow::Cow;
use std::sync::Arc;

use wirecopy_model::*;

const PIECES: [&str; 16] = [
    "a",
    " ",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{1f}",
    "</script>",
    "é",
    "漢字",
    "\u{2028}",
    "🦀",
    "\u{7f}\u{85}",
    "harbour ",
];

/// Takes choices from bytes.
pub(crate) struct Maker<'b> {
    bytes: std::slice::Iter<'b, u8>,
    depth: usize,
}

impl<'b> Maker<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes: bytes.iter(), depth: 0 }
    }

    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or_default()
    }

    fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    fn number(&mut self) -> u64 {
        let bytes: [u8; 8] = std::array::from_fn(|_| self.byte());
        u64::from_be_bytes(bytes) >> (self.byte() % 64)
    }

    fn small(&mut self) -> u32 {
        self.number() as u32
    }

    fn text(&mut self) -> String {
        let length = self.byte() % 6;
        (0..length).map(|_| PIECES[usize::from(self.byte()) % PIECES.len()]).collect()
    }

    /// A word no enumeration of the model knows.
    fn other(&mut self) -> String {
        format!("x-{}", self.text())
    }

    fn cow(&mut self) -> Cow<'static, str> {
        Cow::Owned(self.text())
    }

    fn shared(&mut self) -> Shared {
        self.text().into()
    }

    fn opt<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        // half of the fields are there, and none when the bytes have run out
        (self.byte() & 1 == 1).then(|| make(self))
    }

    fn list<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        if self.depth >= 6 || self.bytes.as_slice().is_empty() {
            return Vec::new();
        }
        self.depth += 1;
        let length = [0, 0, 1, 1, 2, 3][usize::from(self.byte()) % 6];
        let made = (0..length).map(|_| make(self)).collect();
        self.depth -= 1;
        made
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[usize::from(self.byte()) % of.len()].clone()
    }

    fn certainty(&mut self) -> Certainty {
        Certainty::thousandths(self.small() as u16)
    }

    fn span(&mut self) -> Span {
        Span::new(self.number(), self.number())
    }

    fn moment(&mut self) -> Moment {
        let day =
            Moment::day(self.small() as u16 % 10_000, 1 + self.byte() % 12, 1 + self.byte() % 28).unwrap();
        let minute = day.at_minute(self.byte() % 24, self.byte() % 60).unwrap();
        let second = minute.at_second(self.byte() % 60).unwrap();
        let offset = (i32::from(self.byte()) - 128) * 60;
        let year = Moment::year(day.date().0).unwrap();
        let nanosecond = self.small() % 1_000_000_000;
        self.one(&[
            year,
            day,
            minute,
            minute.with_offset(offset).unwrap(),
            second,
            second.with_offset(0).unwrap(),
            second.at_nanosecond(nanosecond).unwrap().with_offset(offset).unwrap(),
        ])
    }

    fn date(&mut self) -> Date {
        Date {
            written: self.text(),
            value: self.opt(Self::moment),
            zone: self.one(&[Zone::Given, Zone::Assumed, Zone::None]),
            precision: self.opt(|g| g.one(&[Precision::Year, Precision::Hour, Precision::Subsecond])),
        }
    }

    fn role_date(&mut self) -> RoleDate {
        let other = DateRole::Other(self.other());
        RoleDate {
            role: self.one(&[DateRole::Published, DateRole::ContentModified, DateRole::Embargo, other]),
            date: self.date(),
            origin: self.opt(Self::cow),
        }
    }

    fn rich(&mut self) -> Text {
        let other = TextKind::Other(self.other());
        Text {
            kind: self.one(&[TextKind::Text, TextKind::Html, TextKind::Xhtml, TextKind::Unstated, other]),
            value: self.text(),
            sanitized: self.opt(Self::text),
            language: self.opt(Self::text),
            base: self.opt(Self::text),
        }
    }

    fn headline(&mut self) -> Headline {
        let other = HeadlineRole::Other(self.other());
        Headline {
            role: self.one(&[HeadlineRole::Main, HeadlineRole::Kicker, HeadlineRole::Seo, other]),
            text: self.rich(),
            origin: self.opt(Self::cow),
        }
    }

    fn name(&mut self) -> Arc<Name> {
        Arc::new(Name { uri: self.opt(Self::shared), prefix: self.opt(Self::shared), local: self.shared() })
    }

    fn extensions(&mut self) -> Extensions {
        let kinds =
            [NodeKind::Element, NodeKind::Rest, NodeKind::Text, NodeKind::Comment, NodeKind::Instruction];
        Extensions {
            nodes: self.list(|g| Node {
                depth: g.small(),
                kind: g.one(&kinds),
                name: g.opt(Self::name),
                attributes: g.list(|g| Attribute { name: g.name(), value: g.text() }),
                text: g.opt(Self::text),
                span: g.opt(Self::span),
            }),
        }
    }

    fn id(&mut self) -> Id {
        Id {
            value: self.text(),
            origin: self.one(&[IdOrigin::Stated, IdOrigin::Given, IdOrigin::Derived]),
            permalink: self.opt(Self::flag),
            role: self.opt(Self::cow),
        }
    }

    fn person(&mut self) -> Person {
        let other = PersonRole::Other(self.other());
        Person {
            role: self.one(&[PersonRole::Author, PersonRole::Publisher, PersonRole::InfoSource, other]),
            kind: self.opt(|g| g.one(&[PersonKind::Person, PersonKind::Organization])),
            name: self.opt(Self::text),
            names: self.list(Self::rich),
            uris: self.list(Self::text),
            email: self.opt(Self::text),
            url: self.opt(Self::text),
            avatar: self.opt(Self::text),
            title: self.opt(Self::text),
            affiliation: self.opt(Self::text),
            written: self.opt(Self::text),
            certainty: self.opt(Self::certainty),
            origin: self.opt(Self::cow),
            extensions: self.extensions(),
        }
    }

    fn link(&mut self) -> Link {
        let other = LinkRel::Other(self.other());
        Link {
            href: self.text(),
            written: self.opt(Self::text),
            rel: self.one(&[
                LinkRel::Alternate,
                LinkRel::SelfLink,
                LinkRel::Previous,
                LinkRel::Related,
                other,
            ]),
            media_type: self.opt(Self::text),
            hreflang: self.opt(Self::text),
            title: self.opt(Self::text),
            length: self.opt(Self::text),
            origin: self.opt(Self::cow),
            extensions: self.extensions(),
        }
    }

    fn subject(&mut self) -> Subject {
        let other = SubjectKind::Other(self.other());
        Subject {
            kind: self.one(&[SubjectKind::Category, SubjectKind::Keyword, SubjectKind::Section, other]),
            term: self.text(),
            scheme: self.opt(Self::text),
            uri: self.opt(Self::text),
            names: self.list(Self::rich),
            relevance: self.opt(Self::byte),
            parent: self.opt(Self::small),
            origin: self.opt(Self::cow),
            extensions: self.extensions(),
        }
    }

    fn place(&mut self) -> Place {
        Place {
            name: self.opt(Self::text),
            city: self.opt(Self::text),
            region: self.opt(Self::text),
            country: self.opt(Self::text),
            shape: self.opt(Self::text),
            coordinates: self.opt(Self::text),
            srs: self.opt(Self::text),
            dimension: self.opt(Self::text),
            elevation: self.opt(Self::text),
            floor: self.opt(Self::text),
            radius: self.opt(Self::text),
            feature_type: self.opt(Self::text),
            role: self.opt(Self::text),
            origin: self.opt(Self::cow),
        }
    }

    fn content(&mut self) -> Content {
        Content {
            kind: self.one(&[ContentKind::Full, ContentKind::Summary, ContentKind::Teaser]),
            kind_certainty: self.opt(Self::certainty),
            media_type: self.cow(),
            value: self.text(),
            sanitized: self.opt(Self::text),
            transfer_encoding: self.opt(|_| TransferEncoding::Base64),
            src: self.opt(Self::text),
            language: self.opt(Self::text),
            base: self.opt(Self::text),
            role: self.opt(Self::text),
            origin: self.opt(Self::cow),
            span: self.opt(Self::span),
        }
    }

    fn media(&mut self) -> Media {
        let other = MediaRole::Other(self.other());
        Media {
            url: self.opt(Self::text),
            written: self.opt(Self::text),
            role: self.one(&[MediaRole::Attachment, MediaRole::Content, MediaRole::Thumbnail, other]),
            kind: self.opt(|g| g.one(&[MediaKind::Image, MediaKind::Audio, MediaKind::Executable])),
            media_type: self.opt(Self::text),
            length: self.opt(Self::text),
            width: self.opt(Self::small),
            height: self.opt(Self::small),
            duration: self.opt(Self::text),
            title: self.opt(Self::rich),
            caption: self.opt(Self::rich),
            credits: self.list(Self::text),
            alt: self.opt(Self::text),
            rights: self.opt(Self::text),
            group: self.opt(Self::small),
            origin: self.opt(Self::cow),
            extensions: self.extensions(),
        }
    }

    fn inlines(&mut self) -> Vec<Inline> {
        self.list(|g| match g.byte() % 16 {
            0 => Inline::Strong { content: g.inlines() },
            1 => Inline::Emphasis { content: g.inlines() },
            2 => Inline::Underline { content: g.inlines() },
            3 => Inline::Strike { content: g.inlines() },
            4 => Inline::Sub { content: g.inlines() },
            5 => Inline::Sup { content: g.inlines() },
            6 => Inline::Code { value: g.text() },
            7 => Inline::Link { href: g.text(), title: g.opt(Self::text), content: g.inlines() },
            8 => Inline::Image { src: g.text(), alt: g.text(), title: g.opt(Self::text) },
            9 => Inline::Break,
            10 => Inline::Quotation { cite: g.opt(Self::text), content: g.inlines() },
            11 => Inline::Span {
                language: g.opt(Self::text),
                direction: g.opt(Self::text),
                content: g.inlines(),
            },
            12 => Inline::Ruby { content: g.inlines(), reading: g.text() },
            13 => {
                let other = EntityKind::Other(g.other());
                Inline::Entity {
                    kind: g.one(&[EntityKind::Person, EntityKind::Money, EntityKind::Object, other]),
                    value: g.opt(Self::text),
                    scheme: g.opt(Self::text),
                    content: g.inlines(),
                }
            }
            14 => Inline::Raw { format: g.text(), value: g.text() },
            _ => Inline::text(g.text()),
        })
    }

    fn blocks(&mut self) -> Vec<Block> {
        self.list(|g| match g.byte() % 13 {
            0 => Block::Heading { level: g.byte(), content: g.inlines(), span: g.opt(Self::span) },
            1 => Block::List {
                ordered: g.flag(),
                start: g.opt(Self::small),
                loose: g.flag(),
                items: g.list(|g| ListItem { blocks: g.blocks() }),
            },
            2 => Block::Definitions {
                items: g.list(|g| Definition { terms: g.list(Self::inlines), blocks: g.blocks() }),
            },
            3 => Block::Quote { blocks: g.blocks(), attribution: g.inlines(), cite: g.opt(Self::text) },
            4 => Block::Code { language: g.opt(Self::text), value: g.text() },
            5 => Block::Table {
                caption: g.inlines(),
                head: g.small(),
                rows: g.list(|g| Row {
                    cells: g.list(|g| Cell {
                        header: g.flag(),
                        colspan: g.opt(Self::small),
                        rowspan: g.opt(Self::small),
                        align: g.opt(|g| g.one(&[CellAlign::Left, CellAlign::Center, CellAlign::Right])),
                        blocks: g.blocks(),
                    }),
                }),
            },
            6 => {
                Block::Figure { media: g.list(Self::media), caption: g.inlines(), credit: g.opt(Self::text) }
            }
            7 => Block::Embed { url: g.text(), kind: g.opt(Self::text), title: g.opt(Self::text) },
            8 => {
                Block::RelatedLink { content: g.inlines(), href: g.opt(Self::text), span: g.opt(Self::span) }
            }
            9 => Block::Rule,
            11 => Block::Raw { format: g.text(), value: g.text() },
            10 => Block::Aside { role: g.opt(Self::text), blocks: g.blocks() },
            _ => Block::Paragraph {
                content: g.inlines(),
                role: g
                    .opt(|g| g.one(&[ParagraphRole::Lead, ParagraphRole::PullQuote, ParagraphRole::EndMark])),
                span: g.opt(Self::span),
            },
        })
    }

    fn rights(&mut self) -> Rights {
        Rights {
            holder: self.opt(Self::person),
            notice: self.opt(Self::rich),
            usage_terms: self.opt(Self::rich),
            license: self.opt(Self::text),
            encoded: self.opt(Self::text),
            origin: self.opt(Self::cow),
        }
    }

    fn reference(&mut self) -> Reference {
        Reference { id: self.opt(Self::text), version: self.opt(Self::text), url: self.opt(Self::text) }
    }

    fn quote(&mut self) -> Quote {
        Quote {
            span: self.span(),
            inner: self.span(),
            text: self.text(),
            kind: self.one(&[QuoteKind::Direct, QuoteKind::Partial, QuoteKind::Scare, QuoteKind::Title]),
            certainty: self.certainty(),
            speaker: self.opt(|g| Speaker {
                name: g.text(),
                kind: g.opt(|g| g.one(&[PersonKind::Person, PersonKind::Organization])),
                mention: g.opt(Self::span),
                description: g.opt(Self::text),
                description_span: g.opt(Self::span),
                cue: g.opt(Self::text),
                cue_span: g.opt(Self::span),
                addressee: g.opt(Self::text),
                time: g.opt(Self::text),
                certainty: g.certainty(),
                rule: g.cow(),
            }),
            continues: self.one(&[false, true]),
            nested: Vec::new(),
        }
    }

    fn mention(&mut self) -> Mention {
        Mention {
            kind: self.one(&[
                MentionKind::Person,
                MentionKind::Organization,
                MentionKind::Place,
                MentionKind::Name,
                MentionKind::Time,
            ]),
            span: self.span(),
            text: self.text(),
            name: self.opt(Self::text),
            date: self.opt(Self::date),
            certainty: self.certainty(),
            rule: self.cow(),
        }
    }

    fn inference(&mut self) -> Inference {
        Inference { field: self.cow(), certainty: self.certainty(), evidence: self.list(Self::cow) }
    }

    fn annotation(&mut self) -> Annotation {
        Annotation {
            kind: self.cow(),
            line: self.opt(Self::small),
            last_line: self.opt(Self::small),
            span: self.span(),
            certainty: self.certainty(),
            evidence: self.list(Self::cow),
            alternatives: self.list(|g| Alternative { kind: g.cow(), certainty: g.certainty() }),
            rule: self.opt(Self::cow),
            joins: self.list(|g| g.one(&[Join::Space, Join::Tight, Join::Hyphen, Join::Break])),
        }
    }

    fn feed(&mut self) -> Feed {
        Feed {
            source: self.shared(),
            family: self.opt(|g| g.one(&[FeedFamily::Rss, FeedFamily::JsonFeed, FeedFamily::Sitemap])),
            id: self.opt(Self::id),
            headlines: self.list(Self::headline),
            descriptions: self.list(|g| Description { text: g.rich(), origin: g.opt(Self::cow) }),
            places: self.list(Self::place),
            links: self.list(Self::link),
            people: self.list(Self::person),
            dates: self.list(Self::role_date),
            subjects: self.list(Self::subject),
            rights: self.list(Self::rights),
            language: self.opt(Self::shared),
            base: self.opt(Self::shared),
            images: self.list(|g| FeedImage {
                role: g.text(),
                url: g.opt(Self::text),
                ..FeedImage::default()
            }),
            media: self.list(Self::media),
            generator: self.opt(|g| Generator {
                name: g.text(),
                url: g.opt(Self::text),
                version: g.opt(Self::text),
            }),
            docs: self.opt(Self::text),
            ttl: self.opt(Self::text),
            rating: self.opt(Self::text),
            cloud: self.opt(|g| Cloud { domain: g.opt(Self::text), ..Cloud::default() }),
            text_input: self.opt(|g| TextInput { title: g.opt(Self::text), ..TextInput::default() }),
            skip_hours: self.list(Self::text),
            skip_days: self.list(Self::text),
            info: self.opt(Self::rich),
            complete: self.flag(),
            archive: self.flag(),
            inferred: self.list(Self::inference),
            span: self.opt(Self::span),
            extensions: self.extensions(),
        }
    }

    fn article(&mut self) -> Article {
        let kind = ArticleKind::Other(self.other());
        let status = Status::Other(self.other());
        Article {
            source: self.shared(),
            position: self.opt(Self::number),
            id: self.opt(Self::id),
            alt_ids: self.list(Self::id),
            version: self.opt(Self::text),
            previous: self.opt(Self::reference),
            kind: self.opt(|g| g.one(&[ArticleKind::Text, ArticleKind::LiveBlog, kind])),
            status: self.opt(|g| g.one(&[Status::Usable, Status::Embargoed, status])),
            signals: self.list(Self::text),
            urgency: self.opt(Self::byte),
            priority: self.opt(Self::text),
            headlines: self.list(Self::headline),
            sluglines: self.list(|g| Slugline { text: g.text(), separator: g.opt(Self::text) }),
            bylines: self.list(Self::rich),
            datelines: self.list(|g| Dateline {
                written: g.text(),
                place: g.opt(Self::place),
                agency: g.opt(Self::text),
                date: g.opt(Self::date),
                span: g.opt(Self::span),
            }),
            credit_lines: self.list(Self::rich),
            people: self.list(Self::person),
            dates: self.list(Self::role_date),
            links: self.list(Self::link),
            subjects: self.list(Self::subject),
            places: self.list(Self::place),
            language: self.opt(Self::shared),
            direction: self.opt(Self::text),
            base: self.opt(Self::shared),
            feed_title: self.opt(Self::shared),
            contents: self.list(Self::content),
            blocks: self.blocks(),
            media: self.list(Self::media),
            rights: self.list(Self::rights),
            notes: self.list(|g| Note { role: g.opt(Self::text), text: g.rich() }),
            corrections: self.list(|g| Correction {
                text: g.rich(),
                date: g.opt(Self::date),
                of: g.opt(Self::reference),
            }),
            updates: self.list(|g| Update {
                id: g.opt(Self::text),
                headline: g.opt(Self::rich),
                dates: g.list(Self::role_date),
                people: g.list(Self::person),
                contents: g.list(Self::content),
                blocks: g.blocks(),
                extensions: g.extensions(),
            }),
            associations: self.list(|g| Association {
                name: g.opt(Self::text),
                item: g.reference(),
                link: g.opt(Self::link),
            }),
            series: self.opt(|g| Series {
                name: g.opt(Self::text),
                part: g.opt(Self::text),
                total: g.opt(Self::text),
            }),
            digital_source_type: self.opt(Self::text),
            comments: self.opt(|g| Comments {
                url: g.opt(Self::text),
                feed: g.opt(Self::text),
                count: g.opt(Self::text),
                updated: g.opt(Self::date),
            }),
            in_reply_to: self.list(|g| Reply {
                id: g.opt(Self::text),
                href: g.opt(Self::text),
                ..Reply::default()
            }),
            origin_feed: self.opt(Self::feed).map(Box::new),
            quotes: self.list(Self::quote),
            mentions: self.list(Self::mention),
            annotations: self.list(Self::annotation),
            inferred: self.list(Self::inference),
            given: self.list(Self::cow),
            span: self.opt(Self::span),
            extensions: self.extensions(),
        }
    }

    fn source(&mut self) -> Source {
        Source {
            schema_version: SCHEMA_VERSION.into(),
            name: self.shared(),
            format: self.shared(),
            version: self.opt(Self::text),
            encoding: self.opt(|g| Encoding {
                name: g.shared(),
                evidence: g.one(&[EncodingEvidence::Bom, EncodingEvidence::Valid, EncodingEvidence::Default]),
                declared: g.opt(Self::text),
            }),
            base: self.opt(Self::shared),
            content_type: self.opt(Self::text),
            namespaces: self.list(|g| Namespace { prefix: g.opt(Self::text), uri: g.text() }),
            well_formed: self.opt(Self::flag),
            extensions: self.extensions(),
        }
    }

    /// A record.
    pub(crate) fn record(&mut self) -> Record {
        match self.byte() % 8 {
            0 => Record::Source(Box::new(self.source())),
            1 => Record::Feed(Box::new(self.feed())),
            2 => Record::Deleted(Box::new(Tombstone {
                source: self.shared(),
                id: self.text(),
                when: self.opt(Self::date),
                by: self.opt(Self::person),
                comment: self.opt(Self::rich),
                links: self.list(Self::link),
                origin_feed: self.opt(Self::feed).map(Box::new),
                span: self.opt(Self::span),
                extensions: self.extensions(),
            })),
            3 => Record::Opaque(Box::new(Opaque {
                source: self.shared(),
                kind: self.text(),
                id: self.opt(Self::text),
                media_type: self.opt(Self::text),
                value: self.opt(Self::text),
                span: self.opt(Self::span),
                extensions: self.extensions(),
            })),
            _ => Record::Article(Box::new(self.article())),
        }
    }
}
