//! The fields of an article but its body.

use wirecopy::model::{
    Article, ArticleKind, Association, Attribute, Comments, Content, ContentKind, Correction, Date, DateRole,
    Dateline, Extensions, Feed, Headline, HeadlineRole, Id, Link, LinkRel, Media, MediaKind, MediaRole, Name,
    Node, Note, Person, PersonKind, PersonRole, Place, Quote, QuoteKind, Reference, Reply, Rights, RoleDate,
    Series, Slugline, Speaker, Status, Subject, SubjectKind, Text, TextKind, Update,
};
use wirecopy::model::{Block, Certainty, IdOrigin, Span, Zone};

use super::{Marks, Probe, add};

/// A path below a field, so that one maker serves several.
macro_rules! at {
    ($field:literal, $part:literal) => {
        concat!("article.", $field, ".", $part)
    };
}

macro_rules! text {
    ($marks:expr, $path:literal) => {
        Text {
            kind: TextKind::Text,
            value: $marks.word(concat!("article.", $path)),
            sanitized: None,
            language: $marks.some(concat!("article.", $path, ".language")),
            base: None,
        }
    };
}

fn extensions(marks: &mut Marks, path: &'static str) -> Extensions {
    let name = |word: String| Name { uri: Some(word.as_str().into()), prefix: None, local: "series".into() };
    let mut extensions = Extensions::default();
    let mut node = Node::element(0, Some(&marks.word(path)), None, &marks.word(path));
    node.attributes = vec![Attribute { name: name(marks.word(path)).into(), value: marks.word(path) }];
    extensions.push(node);
    extensions.push(Node::text(1, marks.word(path)));
    extensions
}

fn date(written: String) -> Date {
    Date { written, value: None, zone: Zone::None, precision: None }
}

fn known_date() -> Date {
    Date {
        written: "9 March 2026".to_owned(),
        value: "2026-03-09T14:05:00Z".parse().ok(),
        zone: Zone::Given,
        precision: None,
    }
}

macro_rules! reference {
    ($marks:expr, $field:literal) => {
        Reference {
            id: $marks.some(at!($field, "id")),
            version: $marks.some(at!($field, "version")),
            url: Some($marks.url(at!($field, "url"))),
        }
    };
}

fn place(marks: &mut Marks, path: &'static str) -> Place {
    Place {
        name: marks.some(path),
        city: marks.some(path),
        region: marks.some(path),
        country: marks.some(path),
        shape: marks.some(path),
        coordinates: marks.some(path),
        srs: None,
        dimension: None,
        elevation: marks.some(path),
        floor: marks.some(path),
        radius: marks.some(path),
        feature_type: marks.some(path),
        role: marks.some(path),
        origin: None,
    }
}

fn person(marks: &mut Marks, role: PersonRole) -> Person {
    Person {
        role,
        kind: Some(PersonKind::Person),
        name: marks.some("article.people.name"),
        names: vec![text!(marks, "people.names")],
        uris: vec![marks.url("article.people.uris")],
        email: Some(format!("{}@example.org", marks.word("article.people.email"))),
        url: Some(marks.url("article.people.url")),
        avatar: Some(marks.url("article.people.avatar")),
        title: marks.some("article.people.title"),
        affiliation: marks.some("article.people.affiliation"),
        written: None,
        certainty: None,
        origin: None,
        extensions: extensions(marks, "article.people.extensions"),
    }
}

fn link(marks: &mut Marks, rel: LinkRel) -> Link {
    Link {
        href: marks.url("article.links.href"),
        written: None,
        rel,
        media_type: Some(format!("text/{}", marks.word("article.links.media_type"))),
        hreflang: marks.some("article.links.hreflang"),
        title: marks.some("article.links.title"),
        length: Some(marks.number("article.links.length").to_string()),
        origin: None,
        extensions: extensions(marks, "article.links.extensions"),
    }
}

fn subject(marks: &mut Marks, kind: SubjectKind, names: usize) -> Subject {
    Subject {
        kind,
        term: marks.word("article.subjects.term"),
        scheme: Some(marks.url("article.subjects.scheme")),
        uri: Some(marks.url("article.subjects.uri")),
        names: (0..names).map(|_| Text::plain(marks.word("article.subjects.names"))).collect(),
        relevance: Some(97),
        parent: None,
        origin: None,
        extensions: extensions(marks, "article.subjects.extensions"),
    }
}

fn media(marks: &mut Marks, kind: MediaKind, media_type: &str) -> Media {
    Media {
        url: Some(marks.url("article.media.url")),
        written: None,
        role: MediaRole::Content,
        kind: Some(kind),
        media_type: Some(format!("{media_type}/{}", marks.word("article.media.type"))),
        length: Some(marks.number("article.media.length").to_string()),
        width: Some(marks.number("article.media.size")),
        height: Some(marks.number("article.media.size")),
        duration: Some(marks.number("article.media.duration").to_string()),
        title: Some(Text::plain(marks.word("article.media.title"))),
        caption: Some(Text::plain(marks.word("article.media.caption"))),
        credits: vec![marks.word("article.media.credits"), marks.word("article.media.credits")],
        alt: marks.some("article.media.alt"),
        rights: marks.some("article.media.rights"),
        group: None,
        origin: None,
        extensions: extensions(marks, "article.media.extensions"),
    }
}

fn content(marks: &mut Marks, kind: ContentKind) -> Content {
    Content {
        kind,
        kind_certainty: None,
        media_type: "text/plain".into(),
        value: marks.word("article.contents.value"),
        sanitized: None,
        transfer_encoding: None,
        src: None,
        language: Some("en".to_owned()),
        base: None,
        role: marks.some("article.contents.role"),
        origin: None,
        span: None,
    }
}

pub(super) fn probes(all: &mut Vec<Probe>) {
    add(all, "an article of its own", |article, marks| {
        *article = Article {
            source: marks.word("article.source").into(),
            position: None,
            id: Some(Id {
                value: marks.word("article.id"),
                origin: IdOrigin::Stated,
                permalink: None,
                role: Some(marks.word("article.id.role").into()),
            }),
            alt_ids: vec![Id {
                value: marks.word("article.alt_ids"),
                origin: IdOrigin::Stated,
                permalink: None,
                role: Some(marks.word("article.alt_ids.role").into()),
            }],
            version: marks.some("article.version"),
            previous: Some(reference!(marks, "previous")),
            kind: Some(ArticleKind::Other(marks.word("article.kind"))),
            status: Some(Status::Other(marks.word("article.status"))),
            signals: vec![marks.word("article.signals"), marks.word("article.signals")],
            urgency: None,
            priority: marks.some("article.priority"),
            headlines: vec![Headline {
                role: HeadlineRole::Main,
                text: text!(marks, "headlines"),
                origin: None,
            }],
            sluglines: vec![Slugline {
                text: marks.word("article.sluglines"),
                separator: marks.some("article.sluglines.separator"),
            }],
            bylines: vec![text!(marks, "bylines")],
            datelines: vec![Dateline {
                written: marks.word("article.datelines"),
                place: Some(place(marks, "article.datelines.place")),
                agency: marks.some("article.datelines.agency"),
                date: Some(date(marks.word("article.datelines.date"))),
                span: None,
            }],
            credit_lines: vec![text!(marks, "credit_lines")],
            people: Vec::new(),
            dates: Vec::new(),
            links: Vec::new(),
            subjects: Vec::new(),
            places: vec![place(marks, "article.places")],
            language: Some("en".into()),
            direction: marks.some("article.direction"),
            base: None,
            feed_title: None,
            contents: Vec::new(),
            blocks: vec![Block::paragraph("Open.")],
            media: Vec::new(),
            rights: Vec::new(),
            notes: vec![Note { role: marks.some("article.notes.role"), text: text!(marks, "notes") }],
            corrections: vec![Correction {
                text: text!(marks, "corrections"),
                date: Some(date(marks.word("article.corrections.date"))),
                of: Some(reference!(marks, "corrections.of")),
            }],
            updates: vec![Update {
                id: marks.some("article.updates.id"),
                headline: Some(text!(marks, "updates.headline")),
                dates: vec![RoleDate {
                    role: DateRole::Published,
                    date: date(marks.word("article.updates.dates")),
                    origin: None,
                }],
                people: Vec::new(),
                contents: Vec::new(),
                blocks: vec![Block::paragraph(marks.word("article.updates.blocks"))],
                extensions: extensions(marks, "article.updates.extensions"),
            }],
            associations: vec![Association {
                name: marks.some("article.associations.name"),
                item: reference!(marks, "associations.item"),
                link: None,
            }],
            series: Some(Series {
                name: marks.some("article.series.name"),
                part: marks.some("article.series.part"),
                total: marks.some("article.series.total"),
            }),
            digital_source_type: marks.some("article.digital_source_type"),
            comments: Some(Comments {
                url: Some(marks.url("article.comments.url")),
                feed: Some(marks.url("article.comments.feed")),
                count: marks.some("article.comments.count"),
                updated: Some(date(marks.word("article.comments.updated"))),
            }),
            in_reply_to: vec![Reply {
                id: marks.some("article.in_reply_to.id"),
                href: Some(marks.url("article.in_reply_to.href")),
                media_type: marks.some("article.in_reply_to.media_type"),
                source: marks.some("article.in_reply_to.source"),
            }],
            origin_feed: Some(Box::new(Feed {
                headlines: vec![Headline::plain(
                    HeadlineRole::Main,
                    marks.word("article.origin_feed.headlines"),
                )],
                docs: marks.some("article.origin_feed.docs"),
                rating: marks.some("article.origin_feed.rating"),
                ..Feed::default()
            })),
            quotes: Vec::new(),
            mentions: Vec::new(),
            annotations: Vec::new(),
            inferred: Vec::new(),
            given: Vec::new(),
            span: None,
            extensions: extensions(marks, "article.extensions"),
        };
        // what happens to the name of the input is bookkeeping
        marks.made.retain(|mark| mark.path != "article.source");
    });
    lines(all);
    people(all);
    dates(all);
    links(all);
    subjects(all);
    files(all);
    rights(all);
    contents(all);
    quotes(all);
}

fn lines(all: &mut Vec<Probe>) {
    for role in [
        HeadlineRole::Item,
        HeadlineRole::Sub,
        HeadlineRole::Kicker,
        HeadlineRole::Deck,
        HeadlineRole::Short,
        HeadlineRole::Seo,
        HeadlineRole::Jump,
        HeadlineRole::Original,
    ] {
        add(all, "a second headline", |article, marks| {
            let main = Headline::plain(HeadlineRole::Main, "Harbour open");
            let other = Headline { role, text: text!(marks, "headlines"), origin: None };
            article.headlines = vec![main, other];
        });
    }
    add(all, "several of each line", |article, marks| {
        article.bylines = (0..3).map(|_| Text::plain(marks.word("article.bylines"))).collect();
        article.credit_lines = (0..3).map(|_| Text::plain(marks.word("article.credit_lines"))).collect();
        article.datelines = (0..3)
            .map(|_| Dateline { written: marks.word("article.datelines"), ..Dateline::default() })
            .collect();
    });
    add(all, "a byline and an author", |article, marks| {
        article.bylines = vec![Text::plain(marks.word("article.bylines"))];
        article.people = vec![Person { name: Some("Ida Holm".to_owned()), ..Person::default() }];
    });
    add(all, "an urgency", |article, _| article.urgency = Some(3));
}

fn people(all: &mut Vec<Probe>) {
    for role in [
        PersonRole::Author,
        PersonRole::Contributor,
        PersonRole::Editor,
        PersonRole::Publisher,
        PersonRole::Provider,
        PersonRole::Webmaster,
        PersonRole::Owner,
        PersonRole::InfoSource,
        PersonRole::Holder,
    ] {
        add(all, "a person", |article, marks| article.people = vec![person(marks, role)]);
    }
    add(all, "a person in another part", |article, marks| {
        let role = PersonRole::Other(marks.word("article.people.role"));
        article.people = vec![person(marks, role)];
    });
    add(all, "a person with an address alone", |article, marks| {
        article.people = vec![Person { name: None, names: Vec::new(), ..person(marks, PersonRole::Author) }];
        marks.made.retain(|mark| {
            !matches!(
                mark.path,
                "article.people.name" | "article.people.names" | "article.people.names.language"
            )
        });
    });
    add(all, "a person as written", |article, marks| {
        let written = marks.some("article.people.written");
        article.people = vec![Person { written, ..Person::default() }];
    });
    add(all, "two people of one name", |article, marks| {
        let one = person(marks, PersonRole::Author);
        let two = Person { name: one.name.clone(), ..person(marks, PersonRole::Author) };
        let gone = marks.made.iter().rposition(|mark| mark.path == "article.people.name").unwrap();
        marks.made.remove(gone);
        article.people = vec![one, two];
    });
}

fn dates(all: &mut Vec<Probe>) {
    for role in [
        DateRole::Published,
        DateRole::Updated,
        DateRole::Created,
        DateRole::ContentCreated,
        DateRole::ContentModified,
        DateRole::VersionCreated,
        DateRole::Embargo,
        DateRole::Expires,
        DateRole::Built,
        DateRole::Sent,
        DateRole::Other("printed".to_owned()),
    ] {
        let unread = role.clone();
        add(all, "a date that is not understood", |article, marks| {
            let date = date(marks.word("article.dates"));
            article.dates = vec![RoleDate { role: unread, date, origin: None }];
        });
        add(all, "a date", |article, marks| {
            article.dates = vec![RoleDate { role, date: known_date(), origin: None }];
            marks.made.push(super::Mark { word: "2026-03-09".to_owned(), path: "article.dates" });
        });
    }
}

fn links(all: &mut Vec<Probe>) {
    for rel in [
        LinkRel::Alternate,
        LinkRel::SelfLink,
        LinkRel::Canonical,
        LinkRel::Related,
        LinkRel::Via,
        LinkRel::Enclosure,
        LinkRel::License,
        LinkRel::Replies,
        LinkRel::Hub,
        LinkRel::Next,
        LinkRel::Previous,
        LinkRel::First,
        LinkRel::Last,
    ] {
        add(all, "a link", |article, marks| article.links = vec![link(marks, rel)]);
    }
    add(all, "a link of another relation", |article, marks| {
        let rel = LinkRel::Other(marks.word("article.links.rel"));
        article.links = vec![link(marks, rel)];
    });
}

fn subjects(all: &mut Vec<Probe>) {
    for kind in [
        SubjectKind::Category,
        SubjectKind::Keyword,
        SubjectKind::Section,
        SubjectKind::Topic,
        SubjectKind::Genre,
        SubjectKind::Person,
        SubjectKind::Organization,
        SubjectKind::Place,
        SubjectKind::Event,
        SubjectKind::Object,
    ] {
        let named = kind.clone();
        add(all, "a subject", |article, marks| article.subjects = vec![subject(marks, kind, 0)]);
        add(all, "a subject with names", |article, marks| article.subjects = vec![subject(marks, named, 2)]);
    }
}

fn files(all: &mut Vec<Probe>) {
    for (kind, media_type) in [
        (MediaKind::Image, "image"),
        (MediaKind::Audio, "audio"),
        (MediaKind::Video, "video"),
        (MediaKind::Document, "application"),
        (MediaKind::Executable, "application"),
    ] {
        add(all, "a file", |article, marks| article.media = vec![media(marks, kind, media_type)]);
    }
    add(all, "two pictures", |article, marks| {
        article.media =
            vec![media(marks, MediaKind::Image, "image"), media(marks, MediaKind::Image, "image")];
    });
    add(all, "a picture without an address", |article, marks| {
        article.media = vec![Media { url: None, ..media(marks, MediaKind::Image, "image") }];
        marks.made.retain(|mark| mark.path != "article.media.url");
    });
    add(all, "two sayings of one picture", |article, marks| {
        let one = media(marks, MediaKind::Image, "image");
        let two = Media { url: one.url.clone(), ..media(marks, MediaKind::Image, "image") };
        let gone = marks.made.iter().rposition(|mark| mark.path == "article.media.url").unwrap();
        marks.made.remove(gone);
        article.media = vec![one, two];
    });
}

fn rights(all: &mut Vec<Probe>) {
    add(all, "rights", |article, marks| {
        article.rights = vec![Rights {
            holder: Some(Person { name: marks.some("article.rights.holder"), ..Person::default() }),
            notice: Some(Text::plain(marks.word("article.rights.notice"))),
            usage_terms: Some(Text::plain(marks.word("article.rights.usage_terms"))),
            license: Some(marks.url("article.rights.license")),
            encoded: marks.some("article.rights.encoded"),
            origin: None,
        }];
    });
    add(all, "a holder of rights", |article, marks| {
        let holder = Person { name: marks.some("article.rights.holder"), ..Person::default() };
        article.rights = vec![Rights { holder: Some(holder), ..Rights::default() }];
    });
    add(all, "a licence in words", |article, marks| {
        article.rights = vec![Rights { license: marks.some("article.rights.license"), ..Rights::default() }];
    });
}

fn contents(all: &mut Vec<Probe>) {
    for kind in [ContentKind::Full, ContentKind::Summary, ContentKind::Teaser] {
        add(all, "a body", |article, marks| article.contents = vec![content(marks, kind)]);
    }
    add(all, "bodies of every kind", |article, marks| {
        article.contents = [ContentKind::Full, ContentKind::Summary, ContentKind::Teaser]
            .into_iter()
            .map(|kind| content(marks, kind))
            .collect();
    });
    add(all, "a body elsewhere", |article, marks| {
        let src = Some(marks.url("article.contents.src"));
        article.contents = vec![Content { src, media_type: "text/html".into(), ..Content::default() }];
    });
    add(all, "a body in a form that cannot be read", |article, marks| {
        let media_type = "application/pdf".into();
        article.contents = vec![Content { media_type, ..content(marks, ContentKind::Full) }];
    });
}

fn quotes(all: &mut Vec<Probe>) {
    let sure = Certainty::thousandths(990);
    for kind in [QuoteKind::Direct, QuoteKind::Partial, QuoteKind::Scare, QuoteKind::Title] {
        add(all, "a quote", |article, marks| {
            let text = marks.word("article.quotes.text");
            article.blocks = vec![Block::paragraph(format!("“{text},” said the pilot."))];
            article.quotes = vec![Quote {
                span: Span::new(0, 20),
                inner: Span::new(1, 19),
                text,
                kind,
                certainty: sure,
                speaker: Some(Speaker {
                    name: "Ida Holm".to_owned(),
                    kind: None,
                    certainty: sure,
                    ..Speaker::default()
                }),
                continues: false,
                nested: Vec::new(),
            }];
        });
    }
}
