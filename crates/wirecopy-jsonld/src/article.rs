//! An article as a `NewsArticle`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use wirecopy_body::{
    blocks_to_text, inline_text, plain_text_of, plain_text_of_content, readable_content, text_to_blocks,
    word_count,
};
use wirecopy_core::Drops;
use wirecopy_model::{
    Article, Block, Content, ContentKind, Correction, Date, DateRole, Headline, HeadlineRole, Id, Inline,
    Link, LinkRel, Media, Moment, PersonKind, PersonRole, Piece, Place, QuoteKind, Rights, RoleDate, Status,
    Subject, SubjectKind, Update, Walk,
};

use crate::address::web_address;
use crate::agent::{Agents, agent_type};
use crate::blocks_out::parts;
use crate::file::{files, images};
use crate::genre;
use crate::given::given;
use crate::node;
use crate::node::{
    Agent, Context, CorrectionComment, CreativeWork, GeoCoordinates, Identifier, NewsArticle, Part,
    PostalAddress, PropertyValue, Quotation, Series, Thing, Values, Whom,
};
use crate::style::{Body, Style};
use crate::vocabulary::is_a;

/// A quotation and its speaker must be at least this sure, in thousandths: a wrong attribution is libel.
const SURE: u16 = 900;

/// What is left out, as it is found.
#[derive(Debug)]
pub(crate) struct Left {
    /// Parts that no property holds.
    pub(crate) drops: Drops,
    /// Times of day that were left out because their zone is not known.
    pub(crate) zoneless: u64,
    /// Dates of change that come before the publication.
    pub(crate) early: u64,
    /// Names written as a person's or an organization's though the source does not say which.
    pub(crate) assumed: u64,
}

/// The node of an article. `context`: it is a document by itself.
pub(crate) fn news_article<'a>(
    article: &'a Article,
    style: Style,
    context: Option<Context>,
    left: &mut Left,
) -> NewsArticle<'a> {
    let class = genre::class(article);
    let mut dates = Dates { dates: &article.dates, left };
    let date_published = dates.of(&[DateRole::Published]);
    let date_modified = dates.modified();
    let date_created = dates.of(&[DateRole::Created, DateRole::ContentCreated]);
    let expires = dates.of(&[DateRole::Expires]);
    let body = is_full(&article.contents, &article.blocks).then(|| body_text(&article.blocks)).flatten();
    let summary = summary(&article.contents);
    count_drops(article, class, &mut left.drops);
    let mut agents = Agents { people: &article.people, assumed: 0, drops: &mut left.drops };
    let author = agents.of(&PersonRole::Author, PersonKind::Person);
    let editor = agents.of(&PersonRole::Editor, PersonKind::Person);
    let contributor = agents.of(&PersonRole::Contributor, PersonKind::Person);
    let publisher = agents.of(&PersonRole::Publisher, PersonKind::Organization);
    let source_organization = agents.of(&PersonRole::Provider, PersonKind::Organization);
    let holders = article.rights.iter().filter_map(|rights| rights.holder.as_ref());
    let copyright_holder = agents.all(holders, PersonKind::Organization);
    left.assumed += agents.assumed;
    let correction = article.corrections.iter().filter_map(|correction| comment(correction, left)).collect();
    let live_blog_update = article.updates.iter().map(|update| posting(update, style, left)).collect();
    let drops = &mut left.drops;
    let (video, audio, associated_media) = files(article, drops);
    let quotations = quotations(article);
    let has_part = match style.body {
        Body::Blocks if body.is_some() => parts(&article.blocks, author.clone(), quotations),
        _ => quotations.into_iter().map(Part::Quotation).collect(),
    };
    let whom =
        |agents: Vec<Agent<'a>>| agents.into_iter().map(|agent| Whom::Agent(Box::new(agent))).collect();
    let mut node = NewsArticle {
        context,
        kind: class,
        id: None,
        url: address(article, drops),
        main_entity_of_page: article
            .links
            .iter()
            .find(|link| is_page(&link.rel))
            .and_then(|link| web_address(&link.href)),
        identifier: Values::of(article.id.iter().chain(&article.alt_ids).filter_map(identifier).collect()),
        headline: article.headline().and_then(|headline| trimmed(&plain_text_of(&headline.text))),
        name: titles(article, |role| *role == HeadlineRole::Item),
        alternative_headline: titles(article, is_alternative),
        date_published,
        date_modified,
        date_created,
        expires,
        author: whom(author),
        editor: whom(editor),
        contributor: whom(contributor),
        publisher: Values::of(whom(publisher)),
        source_organization: Values::of(whom(source_organization)),
        article_section: Values::of(labels(article, |subject| subject.kind == SubjectKind::Section)),
        genre: Values::of(labels(article, |subject| subject.kind == SubjectKind::Genre)),
        keywords: labels(article, |subject| {
            !matches!(subject.kind, SubjectKind::Section | SubjectKind::Genre) && !is_thing(subject)
        }),
        about: things(article, "about"),
        mentions: things(article, "mentions"),
        in_language: article.text_language(),
        dateline: Values::of(
            article
                .datelines
                .iter()
                .filter(|_| is_a(class, "NewsArticle"))
                .map(|dateline| dateline.written.as_str())
                .filter(|line| !line.is_empty())
                .collect(),
        ),
        content_location: Values::of(places(article, false)),
        location_created: Values::of(places(article, true)),
        credit_text: Values::of(article.credit_lines.iter().map(|line| line.value.as_str()).collect()),
        version: article.version.as_deref(),
        creative_work_status: article
            .status
            .as_ref()
            .filter(|status| **status != Status::Usable)
            .map(Status::as_str),
        is_part_of: series(article),
        position: series(article).and_then(|_| article.series.as_ref()?.part.as_deref()),
        discussion_url: article.comments.as_ref().and_then(|comments| web_address(comments.url.as_deref()?)),
        comment_count: article.comments.as_ref().and_then(|comments| comments.count.as_deref()?.parse().ok()),
        description: summary.and_then(|content| trimmed(&plain_text_of_content(content))),
        word_count: body.as_deref().and_then(settled_word_count),
        article_body: body.filter(|_| style.body != Body::None),
        image: images(article, drops),
        video,
        audio,
        associated_media,
        has_part,
        citation: citations(article),
        is_based_on: sources(article),
        live_blog_update,
        correction,
        license: licenses(article),
        copyright_notice: Values::of(
            article
                .rights
                .iter()
                .filter_map(|rights| rights.notice.as_ref())
                .filter_map(|notice| trimmed(&plain_text_of(notice)))
                .collect(),
        ),
        copyright_holder: Values::of(whom(copyright_holder)),
        rest: node::Properties::new(),
    };
    add_rest(&mut node, &article.extensions, "article.extensions", &mut left.drops);
    node
}

/// Adds what the source said in schema.org's words and no field holds.
fn add_rest(
    node: &mut NewsArticle<'_>,
    extensions: &wirecopy_model::Extensions,
    path: &'static str,
    drops: &mut Drops,
) {
    if extensions.is_empty() {
        return;
    }
    let mut lost = 0;
    let mut rest = given(extensions, node.kind, &mut lost);
    match rest.remove("hasPart") {
        Some(serde_json::Value::Array(parts)) => node.has_part.extend(parts.into_iter().map(Part::Given)),
        Some(part) => node.has_part.push(Part::Given(part)),
        None => {}
    }
    if node.word_count.is_none()
        && let Some(count) = rest.get("wordCount").and_then(serde_json::Value::as_u64)
    {
        node.word_count = usize::try_from(count).ok();
        rest.remove("wordCount");
    }
    if !rest.contains_key("isAccessibleForFree") && is_open_access(extensions) {
        rest.insert("isAccessibleForFree".to_owned(), serde_json::Value::Bool(true));
        lost = lost.saturating_sub(1);
    }
    if let Ok(serde_json::Value::Object(written)) = serde_json::to_value(&*node) {
        let before = rest.len();
        rest.retain(|name, _| !written.contains_key(name));
        lost += before - rest.len();
    }
    node.rest = rest;
    drops.add(path, lost);
}

/// Whether `dcterms:accessRights` says that everybody may read it. That some may not is no statement about money.
fn is_open_access(extensions: &wirecopy_model::Extensions) -> bool {
    let stated = extensions.find("http://purl.org/dc/terms/", "accessRights");
    stated.map(|index| extensions.text_of(index)).any(|text| {
        matches!(
            text.trim().to_ascii_lowercase().as_str(),
            "open access"
                | "openaccess"
                | "info:eu-repo/semantics/openaccess"
                | "http://purl.org/coar/access_right/c_abf2"
        )
    })
}

/// An update of a live blog, as a `BlogPosting`.
fn posting<'a>(update: &'a Update, style: Style, left: &mut Left) -> NewsArticle<'a> {
    let mut dates = Dates { dates: &update.dates, left };
    let date_published = dates.of(&[DateRole::Published]);
    let date_modified = dates.modified();
    let date_created = dates.of(&[DateRole::Created]);
    let expires = dates.of(&[DateRole::Expires]);
    let held = [&date_published, &date_modified, &date_created, &expires];
    let held = held.into_iter().flatten().count();
    left.drops.add("article.updates.dates", update.dates.len().saturating_sub(held));
    let is_left =
        |person: &&wirecopy_model::Person| !matches!(person.role, PersonRole::Author | PersonRole::Publisher);
    left.drops.add("article.updates.people", update.people.iter().filter(is_left).count());
    let mut agents = Agents { people: &update.people, assumed: 0, drops: &mut left.drops };
    let whom =
        |agents: Vec<Agent<'a>>| agents.into_iter().map(|agent| Whom::Agent(Box::new(agent))).collect();
    let author = whom(agents.of(&PersonRole::Author, PersonKind::Person));
    let publisher = Values::of(whom(agents.of(&PersonRole::Publisher, PersonKind::Organization)));
    left.assumed += agents.assumed;
    let body = is_full(&update.contents, &update.blocks).then(|| body_text(&update.blocks)).flatten();
    let mut node = NewsArticle {
        kind: "BlogPosting",
        identifier: Values::of(update.id.iter().map(|id| Identifier::Text(id)).collect()),
        headline: update.headline.as_ref().and_then(|headline| trimmed(&plain_text_of(headline))),
        date_published,
        date_modified,
        date_created,
        expires,
        author,
        publisher,
        description: summary(&update.contents).and_then(|content| trimmed(&plain_text_of_content(content))),
        word_count: body.as_deref().and_then(settled_word_count),
        has_part: match style.body {
            Body::Blocks if body.is_some() => parts(&update.blocks, Vec::new(), Vec::new()),
            _ => Vec::new(),
        },
        article_body: body.filter(|_| style.body != Body::None),
        ..NewsArticle::default()
    };
    add_rest(&mut node, &update.extensions, "article.updates.extensions", &mut left.drops);
    let language = update.headline.as_ref().and_then(|headline| headline.language.as_ref());
    left.drops.add("article.updates.headline.language", usize::from(language.is_some()));
    node
}

/// The text of a body: its paragraphs, blank lines between them.
fn body_text(blocks: &[Block]) -> Option<String> {
    let text = blocks_to_text(blocks);
    // as those who read it part it: code may hold blank lines, too
    trimmed(&blocks_to_text(&text_to_blocks(&text)))
}

fn titles(article: &Article, wanted: impl Fn(&HeadlineRole) -> bool) -> Option<Values<String>> {
    Values::of(
        others(article)
            .filter(|headline| wanted(&headline.role))
            .filter_map(|headline| trimmed(&plain_text_of(&headline.text)))
            .collect(),
    )
}

fn identifier(id: &Id) -> Option<Identifier<'_>> {
    let value = id.value.as_str();
    if value.is_empty() || id.role.as_deref() == Some("@id") && web_address(value).is_some() {
        return None;
    }
    Some(match id.role.as_deref().filter(|role| *role != "@id") {
        Some(property_id) => Identifier::Value(PropertyValue { kind: "PropertyValue", property_id, value }),
        None => Identifier::Text(value),
    })
}

fn is_page(rel: &LinkRel) -> bool {
    matches!(rel, LinkRel::Other(name) if name == "mainEntityOfPage")
}

/// Picks dates, and remembers what of them is left out.
struct Dates<'a, 'l> {
    dates: &'a [RoleDate],
    left: &'l mut Left,
}

impl Dates<'_, '_> {
    /// The first of the dates with one of `roles` that is understood.
    fn of(&mut self, roles: &[DateRole]) -> Option<String> {
        let dates = self.dates;
        let date = roles.iter().find_map(|role| dates.iter().find(|date| date.role == *role))?;
        date_text(&date.date, self.left)
    }

    /// The date of the last change, unless it comes before the publication.
    fn modified(&mut self) -> Option<String> {
        let dates = self.dates;
        let first = |role: &DateRole| dates.iter().find(|date| date.role == *role).map(|date| &date.date);
        let updated = first(&DateRole::Updated).or_else(|| first(&DateRole::ContentModified))?;
        let published = first(&DateRole::Published).and_then(|date| date.value);
        if let (Some(published), Some(value)) = (published, updated.value)
            && is_before(value, published)
        {
            self.left.early += 1;
            return None;
        }
        date_text(updated, self.left)
    }
}

/// A date in ISO 8601: with its time where the zone is known, else the day. `None`: it is not understood.
fn date_text(date: &Date, left: &mut Left) -> Option<String> {
    let Some(value) = date.value else {
        left.drops.add("article.dates", 1);
        return None;
    };
    if value.offset().is_none() && value != value.to_day() {
        left.zoneless += 1;
    }
    Some(day_or_instant(value).to_string())
}

/// The moment with its time where the offset is known, else the day.
pub(crate) fn day_or_instant(value: Moment) -> Moment {
    if value.offset().is_some() { value } else { value.to_day() }
}

fn is_before(value: Moment, other: Moment) -> bool {
    match (value.unix_seconds(), other.unix_seconds()) {
        (Some(value), Some(other)) => value < other,
        _ => value.date() < other.date(),
    }
}

/// The address of the page, if it can be one of schema.org.
fn address(article: &Article, drops: &mut Drops) -> Option<String> {
    let stated = article.url()?;
    let address = web_address(stated);
    if address.is_none() && article.id.as_ref().is_none_or(|id| id.value != stated) {
        drops.add("article.links", 1);
    }
    address
}

fn is_full(contents: &[Content], blocks: &[Block]) -> bool {
    let best = || contents.iter().min_by_key(|content| content.kind as u8);
    let content = readable_content(contents).or_else(best);
    // an article that was made with blocks and no content has all it has in them
    content.map_or(!blocks.is_empty(), |content| content.kind == ContentKind::Full)
}

/// The number of words. `None`: much of the text sets no spaces between words, and then nobody agrees on a number.
fn settled_word_count(text: &str) -> Option<usize> {
    let (words, stretches) = (word_count(text), text.split_whitespace().count());
    (words.abs_diff(stretches) * 50 <= words).then_some(words)
}

fn summary(contents: &[Content]) -> Option<&Content> {
    let first = |kind| contents.iter().find(|content| content.kind == kind);
    first(ContentKind::Summary).or_else(|| first(ContentKind::Teaser))
}

fn others(article: &Article) -> impl Iterator<Item = &Headline> {
    let main = article.headline();
    article.headlines.iter().filter(move |headline| !main.is_some_and(|main| std::ptr::eq(main, *headline)))
}

fn is_alternative(role: &HeadlineRole) -> bool {
    matches!(role, HeadlineRole::Sub | HeadlineRole::Short | HeadlineRole::Seo)
}

fn labels(article: &Article, wanted: impl Fn(&Subject) -> bool) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for subject in article.subjects.iter().filter(|subject| wanted(subject)) {
        if let Some(label) = label(subject)
            && seen.insert(label.clone())
        {
            labels.push(label);
        }
    }
    labels
}

fn label(subject: &Subject) -> Option<String> {
    match subject.names.first() {
        Some(name) => trimmed(&plain_text_of(name)),
        None => trimmed(&subject.term),
    }
}

/// Whether it is written as what the article is about.
fn is_thing(subject: &Subject) -> bool {
    matches!(subject.origin.as_deref(), Some("about" | "mentions"))
}

fn things<'a>(article: &'a Article, property: &str) -> Vec<Thing<'a>> {
    let subjects = article.subjects.iter().filter(|subject| subject.origin.as_deref() == Some(property));
    subjects
        .filter_map(|subject| {
            Some(Thing {
                kind: match subject.kind {
                    SubjectKind::Person => "Person",
                    SubjectKind::Organization => "Organization",
                    SubjectKind::Place => "Place",
                    SubjectKind::Event => "Event",
                    SubjectKind::Object => "Product",
                    _ => "Thing",
                },
                name: label(subject)?,
                same_as: subject.uri.as_deref().filter(|uri| web_address(uri).as_deref() == Some(uri)),
            })
        })
        .collect()
}

/// Where an article was written, or where it plays.
fn places(article: &Article, written: bool) -> Vec<node::Place<'_>> {
    let places = article.places.iter().filter(|place| (place.role.as_deref() == Some("located")) == written);
    places.filter_map(place_node).collect()
}

fn place_node(place: &Place) -> Option<node::Place<'_>> {
    let stated = |text: &'_ Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let address =
        [&place.city, &place.region, &place.country].into_iter().any(stated).then_some(PostalAddress {
            kind: "PostalAddress",
            address_locality: place.city.as_deref(),
            address_region: place.region.as_deref(),
            address_country: place.country.as_deref(),
        });
    let geo = point(place).map(|(latitude, longitude)| GeoCoordinates {
        kind: "GeoCoordinates",
        latitude,
        longitude,
    });
    if !stated(&place.name) && address.is_none() && geo.is_none() {
        return None;
    }
    Some(node::Place { kind: "Place", name: place.name.as_deref(), address, geo })
}

/// Latitude and longitude of a point.
fn point(place: &Place) -> Option<(&str, &str)> {
    if place.shape.as_deref() != Some("point") {
        return None;
    }
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    match place.positions().as_slice() {
        [point] if is_number(point.0) && is_number(point.1) => Some(*point),
        _ => None,
    }
}

fn series(article: &Article) -> Option<Series<'_>> {
    let name = article.series.as_ref()?.name.as_deref().filter(|name| !name.trim().is_empty())?;
    Some(Series { kind: "CreativeWorkSeries", name })
}

/// Direct quotations whose speaker is sure.
fn quotations(article: &Article) -> Vec<Quotation<'_>> {
    article
        .quotes
        .iter()
        .filter(|quote| {
            quote.kind == QuoteKind::Direct
                && quote.certainty.as_thousandths() >= SURE
                && !quote.text.is_empty()
        })
        .filter_map(|quote| quote.speaker.as_ref().map(|speaker| (quote, speaker)))
        .filter(|(_, speaker)| speaker.certainty.as_thousandths() >= SURE && !speaker.name.is_empty())
        .enumerate()
        .map(|(index, (quote, speaker))| Quotation {
            kind: "Quotation",
            position: index + 1,
            text: &quote.text,
            spoken_by_character: Agent {
                kind: agent_type(speaker.kind.unwrap_or(PersonKind::Person)),
                name: &speaker.name,
                id: None,
                url: None,
                same_as: None,
                image: None,
                job_title: None,
                affiliation: None,
                rest: node::Properties::new(),
            },
        })
        .collect()
}

/// Related stories: those between the paragraphs, then those beside the text.
fn citations(article: &Article) -> Vec<CreativeWork<'_>> {
    let between = Walk::new(&article.blocks).filter_map(|piece| match piece {
        Piece::Block(Block::RelatedLink { content, href, .. }) => {
            Some((trimmed(&inline_text(content)).map(Cow::Owned), href.as_deref()))
        }
        _ => None,
    });
    let beside = article
        .links
        .iter()
        .filter(|link| link.rel == LinkRel::Related)
        .map(|link| (link.title.as_deref().map(Cow::Borrowed), Some(link.href.as_str())));
    works(between.chain(beside))
}

/// Where the information came from.
fn sources(article: &Article) -> Vec<CreativeWork<'_>> {
    let links = article.links.iter().filter(|link| link.rel == LinkRel::Via);
    works(links.map(|link| (link.title.as_deref().map(Cow::Borrowed), Some(link.href.as_str()))))
}

fn works<'a>(stated: impl Iterator<Item = (Option<Cow<'a, str>>, Option<&'a str>)>) -> Vec<CreativeWork<'a>> {
    let mut seen = BTreeSet::new();
    stated
        .map(|(name, href)| CreativeWork { kind: "CreativeWork", name, url: href.and_then(web_address) })
        .filter(|work| work.name.is_some() || work.url.is_some())
        .filter(|work| seen.insert((work.name.clone(), work.url.clone())))
        .collect()
}

fn is_citation(rel: &LinkRel) -> bool {
    matches!(rel, LinkRel::Related | LinkRel::Via)
}

fn comment(correction: &Correction, left: &mut Left) -> Option<CorrectionComment> {
    Some(CorrectionComment {
        kind: "CorrectionComment",
        text: trimmed(&plain_text_of(&correction.text))?,
        date_published: correction.date.as_ref().and_then(|date| date_text(date, left)),
    })
}

fn licenses(article: &Article) -> Option<Values<String>> {
    let stated = article.rights.iter().filter_map(|rights| rights.license.as_deref());
    let linked =
        article.links.iter().filter(|link| link.rel == LinkRel::License).map(|link| link.href.as_str());
    let mut licenses: Vec<String> = Vec::new();
    for license in stated.chain(linked).filter_map(web_address) {
        if !licenses.contains(&license) {
            licenses.push(license);
        }
    }
    Values::of(licenses)
}

/// Counts what the article has and no property holds, of the fields the properties are made from.
fn count_drops(article: &Article, class: &str, drops: &mut Drops) {
    let unless = |held: bool| usize::from(!held);
    drops.add(
        "article.headlines",
        others(article)
            .filter(|headline| !is_alternative(&headline.role) && headline.role != HeadlineRole::Item)
            .count(),
    );
    if article.authors().next().is_none() {
        drops.add("article.bylines", article.bylines.len());
    }
    // the dateline stands on news articles alone
    drops.add("article.datelines", if is_a(class, "NewsArticle") { 0 } else { article.datelines.len() });
    if let Some(kind) = &article.kind {
        drops.add("article.kind", unless(genre::is_told(kind)));
    }
    if let Some(series) = &article.series {
        drops.add("article.series", unless(self::series(article).is_some()));
        drops.add("article.series.total", usize::from(series.total.is_some()));
    }
    if let Some(comments) = &article.comments {
        drops.add("article.comments.feed", usize::from(comments.feed.is_some()));
        drops.add("article.comments.updated", usize::from(comments.updated.is_some()));
        let held = |stated: &Option<String>, held: bool| usize::from(stated.is_some() && !held);
        let url = comments.url.as_deref().and_then(web_address).is_some();
        let count = comments.count.as_deref().is_some_and(|count| count.parse::<u64>().is_ok());
        drops.add("article.comments.url", held(&comments.url, url));
        drops.add("article.comments.count", held(&comments.count, count));
    }
    for place in &article.places {
        drops.add("article.places", unless(place_node(place).is_some()));
        let shape = place.shape.is_some() || place.coordinates.is_some();
        let role = place.role.as_deref().is_some_and(|role| role != "located");
        let more = [&place.elevation, &place.floor, &place.radius, &place.feature_type];
        let more = more.into_iter().filter(|field| field.is_some()).count();
        drops.add("article.places", usize::from(shape && point(place).is_none()) + usize::from(role) + more);
    }
    for person in &article.people {
        let held = matches!(
            person.role,
            PersonRole::Author
                | PersonRole::Editor
                | PersonRole::Contributor
                | PersonRole::Publisher
                | PersonRole::Provider
        );
        if held {
            drops.add("article.people.email", usize::from(person.email.is_some()));
            drops.add("article.people.names", person.names.len());
        } else {
            drops.add("article.people", 1);
        }
    }
    drops.add("article.dates", count_dates(article));
    let url = article.url();
    let links = article.links.iter().filter(|link| {
        let href = link.href.as_str();
        let held = is_citation(&link.rel)
            || is_page(&link.rel) && web_address(href).is_some()
            || Some(href) == url
            || link.rel == LinkRel::License && web_address(href).is_some()
            || article.media.iter().any(|media| media.url.as_deref() == Some(href));
        !held
    });
    drops.add("article.links", links.count());
    let told = |link: &&Link| link.title.is_some() && !is_citation(&link.rel);
    drops.add("article.links.title", article.links.iter().filter(told).count());
    let (mut sized, mut said) = (BTreeSet::new(), BTreeSet::new());
    for media in &article.media {
        let is_picture = media.is_picture();
        drops.add("article.media.type", usize::from(is_picture && media.media_type.is_some()));
        let is_sized = media.width.is_some() || media.height.is_some();
        let is_again = is_sized && !sized.insert(media.url.as_deref());
        drops.add("article.media.size", usize::from(is_again));
        drops.add("article.media", usize::from(media.url.is_none()));
        drops.add("article.media.length", usize::from(is_picture && media.length.is_some()));
        drops.add("article.media.duration", usize::from(is_picture && media.duration.is_some()));
        // what a second saying of one file says besides
        let again = media.url.is_some() && !said.insert(media.url.as_deref());
        let lost = |stated: bool| usize::from(again && stated);
        drops.add("article.media.title", lost(media.title.is_some()));
        drops.add("article.media.caption", lost(media.caption.is_some()));
        drops.add("article.media.alt", lost(media.alt.is_some()));
        drops.add("article.media.rights", lost(media.rights.is_some()));
        drops.add("article.media.credits", if again { media.credits.len() } else { 0 });
        drops.add("article.media.extensions", lost(!media.extensions.is_empty()));
    }
    for subject in &article.subjects {
        drops.add("article.subjects.scheme", usize::from(subject.scheme.is_some()));
        drops.add("article.subjects.uri", usize::from(subject.uri.is_some() && !is_thing(subject)));
        drops.add("article.subjects.names", subject.names.len().saturating_sub(1));
        drops.add(
            "article.subjects.term",
            usize::from(subject.has_term_beside(&label(subject).unwrap_or_default())),
        );
        drops.add("article.subjects.relevance", usize::from(subject.relevance.is_some()));
    }
    let rights =
        |missing: fn(&Rights) -> bool| article.rights.iter().filter(|rights| missing(rights)).count();
    drops.add("article.rights.usage_terms", rights(|rights| rights.usage_terms.is_some()));
    drops.add("article.rights.encoded", rights(|rights| rights.encoded.is_some()));
    drops.add(
        "article.rights.license",
        rights(|rights| rights.license.as_deref().is_some_and(|license| web_address(license).is_none())),
    );
    let body = readable_content(&article.contents).filter(|content| content.kind == ContentKind::Full);
    let used = [body, summary(&article.contents)];
    let contents = article
        .contents
        .iter()
        .filter(|content| !content.is_message())
        .filter(|content| !used.iter().flatten().any(|used| std::ptr::eq(*used, *content)));
    drops.add("article.contents", contents.count());
    if is_full(&article.contents, &article.blocks) {
        let (mut links, mut embeds, mut struck, mut credits) = (0, 0, 0, 0);
        for piece in Walk::new(&article.blocks) {
            match piece {
                Piece::Inline(Inline::Link { .. }) => links += 1,
                Piece::Block(Block::Embed { .. }) => embeds += 1,
                Piece::Inline(Inline::Strike { .. }) => struck += 1,
                Piece::Block(Block::Figure { media, credit, .. }) => {
                    // those of a file are written, or else that of the figure
                    let named = |media: &&Media| !media.credits.is_empty() && credit.is_some();
                    credits += media.iter().filter(named).count();
                }
                _ => {}
            }
        }
        drops.add("article.blocks.media.credits", credits);
        drops.add("article.blocks.links", links);
        drops.add("article.blocks.embeds", embeds);
        drops.add("article.blocks.struck", struck);
    }
}

/// How many dates no property holds.
fn count_dates(article: &Article) -> usize {
    let held = [
        article.published(),
        article.updated().or_else(|| article.date(&DateRole::ContentModified)),
        article.date(&DateRole::Created).or_else(|| article.date(&DateRole::ContentCreated)),
        article.date(&DateRole::Expires),
    ];
    article.dates.iter().filter(|date| !held.iter().flatten().any(|held| **held == date.date)).count()
}

/// The text less white space at its ends. `None`: nothing is left.
pub(crate) fn trimmed(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
