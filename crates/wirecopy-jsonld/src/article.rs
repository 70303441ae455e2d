//! An article as a `NewsArticle`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use wirecopy_body::{blocks_to_text, inline_text, plain_text_of, readable_content, word_count};
use wirecopy_core::Drops;
use wirecopy_model::{
    Article, ArticleKind, Block, Caption, Content, ContentKind, Correction, Date, DateRole, Headline,
    HeadlineRole, Inline, Link, LinkRel, Media, MediaKind, Moment, Person, PersonKind, PersonRole, Piece,
    QuoteKind, Rights, Status, Subject, SubjectKind, Text, TextKind, Walk,
};

use crate::address::web_address;
use crate::node::{
    Agent, CONTEXT, CorrectionComment, CreativeWork, ImageObject, MediaObject, NewsArticle, Quotation, Values,
};

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
pub(crate) fn news_article<'a>(article: &'a Article, context: bool, left: &mut Left) -> NewsArticle<'a> {
    let mut dates = Dates { article, left };
    let date_published = dates.of(&[DateRole::Published]);
    let date_modified = dates.modified();
    let date_created = dates.of(&[DateRole::Created, DateRole::ContentCreated]);
    let expires = dates.of(&[DateRole::Expires]);
    let full = is_full(article);
    let body = full.then(|| trimmed(&blocks_to_text(&article.blocks))).flatten();
    let summary = summary(article);
    let drops = &mut left.drops;
    count_drops(article, drops);
    let mut assumed = 0;
    let mut agents =
        |role: &PersonRole, kind, drops: &mut Drops| agents(article, role, kind, drops, &mut assumed);
    let author = agents(&PersonRole::Author, PersonKind::Person, drops);
    let editor = agents(&PersonRole::Editor, PersonKind::Person, drops);
    let contributor = agents(&PersonRole::Contributor, PersonKind::Person, drops);
    let publisher = agents(&PersonRole::Publisher, PersonKind::Organization, drops);
    let source_organization = agents(&PersonRole::Provider, PersonKind::Organization, drops);
    left.assumed += assumed;
    let drops = &mut left.drops;
    let (video, audio, associated_media) = files(article, drops);
    NewsArticle {
        context: context.then_some(CONTEXT),
        kind: "NewsArticle",
        id: None,
        url: address(article, drops),
        identifier: Values::of(
            article
                .id
                .iter()
                .chain(&article.alt_ids)
                .map(|id| id.value.as_str())
                .filter(|id| !id.is_empty())
                .collect(),
        ),
        headline: article.headline().and_then(|headline| trimmed(&plain_text_of(&headline.text))),
        alternative_headline: Values::of(
            others(article)
                .filter(|headline| is_alternative(headline))
                .filter_map(|headline| trimmed(&plain_text_of(&headline.text)))
                .collect(),
        ),
        date_published,
        date_modified,
        date_created,
        expires,
        author,
        editor,
        contributor,
        publisher: Values::of(publisher),
        source_organization: Values::of(source_organization),
        article_section: Values::of(labels(article, |kind| *kind == SubjectKind::Section)),
        genre: Values::of(labels(article, |kind| *kind == SubjectKind::Genre)),
        keywords: labels(article, |kind| !matches!(kind, SubjectKind::Section | SubjectKind::Genre)),
        in_language: article.text_language(),
        dateline: article.datelines.first().map(|dateline| dateline.written.as_str()),
        credit_text: article.credit_lines.first().map(|line| line.value.as_str()),
        version: article.version.as_deref(),
        creative_work_status: article
            .status
            .as_ref()
            .filter(|status| **status != Status::Usable)
            .map(Status::as_str),
        description: summary.and_then(|content| trimmed(&content_text(content))),
        word_count: body.as_deref().and_then(settled_word_count),
        article_body: body,
        image: images(article, drops),
        video,
        audio,
        associated_media,
        has_part: quotations(article),
        citation: citations(article),
        correction: article.corrections.iter().filter_map(|correction| comment(correction, left)).collect(),
        license: licenses(article),
        copyright_notice: Values::of(
            article
                .rights
                .iter()
                .filter_map(|rights| rights.notice.as_ref())
                .filter_map(|notice| trimmed(&plain_text_of(notice)))
                .collect(),
        ),
    }
}

/// Picks dates, and remembers what of them is left out.
struct Dates<'a, 'l> {
    article: &'a Article,
    left: &'l mut Left,
}

impl Dates<'_, '_> {
    /// The first of the dates with one of `roles` that is understood.
    fn of(&mut self, roles: &[DateRole]) -> Option<String> {
        let date = roles.iter().find_map(|role| self.article.date(role))?;
        date_text(date, self.left)
    }

    /// The date of the last change, unless it comes before the publication.
    fn modified(&mut self) -> Option<String> {
        let updated = self.article.updated().or_else(|| self.article.date(&DateRole::ContentModified))?;
        let published = self.article.published().and_then(|date| date.value);
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

fn is_full(article: &Article) -> bool {
    let content = readable_content(&article.contents).or_else(|| article.best_content());
    // an article that was made with blocks and no content has all it has in them
    content.map_or(!article.blocks.is_empty(), |content| content.kind == ContentKind::Full)
}

/// The number of words. `None`: much of the text sets no spaces between words, and then nobody agrees on a number.
fn settled_word_count(text: &str) -> Option<usize> {
    let (words, stretches) = (word_count(text), text.split_whitespace().count());
    (words.abs_diff(stretches) * 50 <= words).then_some(words)
}

fn summary(article: &Article) -> Option<&Content> {
    article.content(ContentKind::Summary).or_else(|| article.content(ContentKind::Teaser))
}

fn others(article: &Article) -> impl Iterator<Item = &Headline> {
    let main = article.headline();
    article.headlines.iter().filter(move |headline| !main.is_some_and(|main| std::ptr::eq(main, *headline)))
}

fn is_alternative(headline: &Headline) -> bool {
    matches!(headline.role, HeadlineRole::Sub | HeadlineRole::Short | HeadlineRole::Seo | HeadlineRole::Item)
}

/// Those with a role and a name, each name once. `kind` is what those are who are not said to be anything.
pub(crate) fn agent(person: &Person, kind: PersonKind) -> Option<Agent<'_>> {
    let name = person.name.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
    Some(Agent {
        kind: agent_type(person.kind.unwrap_or(kind)),
        name,
        url: person.url.as_deref().and_then(web_address),
    })
}

/// The schema.org type of a person or body.
fn agent_type(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Person => "Person",
        PersonKind::Organization => "Organization",
    }
}

fn agents<'a>(
    article: &'a Article,
    role: &PersonRole,
    kind: PersonKind,
    drops: &mut Drops,
    assumed: &mut u64,
) -> Vec<Agent<'a>> {
    let mut agents: Vec<Agent<'a>> = Vec::new();
    for person in article.people.iter().filter(|person| person.role == *role) {
        match agent(person, kind) {
            // schema.org knows only persons as editors, and only organizations as sources
            Some(agent) if *role == PersonRole::Editor && agent.kind != "Person" => {
                drops.add("article.people", 1);
            }
            Some(agent) if *role == PersonRole::Provider && agent.kind != "Organization" => {
                drops.add("article.people", 1);
            }
            Some(agent) => {
                if let Some(same) = agents.iter_mut().find(|other| other.name == agent.name) {
                    drops.add("article.people.url", usize::from(same.url.is_some() && agent.url.is_some()));
                    same.url = same.url.take().or(agent.url);
                } else {
                    *assumed += u64::from(person.kind.is_none());
                    agents.push(agent);
                }
            }
            None => drops.add("article.people", 1),
        }
    }
    agents
}

fn labels(article: &Article, wanted: impl Fn(&SubjectKind) -> bool) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for subject in article.subjects.iter().filter(|subject| wanted(&subject.kind)) {
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

fn images<'a>(article: &'a Article, drops: &mut Drops) -> Vec<ImageObject<'a>> {
    let mut images = Vec::new();
    for picture in article.pictures() {
        let Some(url) = web_address(picture.url) else {
            drops.add("article.media", 1);
            continue;
        };
        images.push(ImageObject {
            kind: "ImageObject",
            url,
            width: picture.width,
            height: picture.height,
            caption: picture.caption.and_then(|caption| match caption {
                Caption::Text(text) => trimmed(&plain_text_of(text)),
                Caption::Inlines(inlines) => trimmed(&inline_text(inlines)),
            }),
            credit_text: picture.credit,
        });
    }
    images
}

type Files<'a> = (Vec<MediaObject<'a>>, Vec<MediaObject<'a>>, Vec<MediaObject<'a>>);

/// Films, sounds and other files: those that belong to the article and those within its body, each address once.
fn files<'a>(article: &'a Article, drops: &mut Drops) -> Files<'a> {
    let (mut films, mut sounds, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    let within = Walk::new(&article.blocks).flat_map(|piece| match piece {
        Piece::Block(Block::Figure { media, .. }) => media.as_slice(),
        _ => &[],
    });
    let media = article.media.iter().chain(within);
    for media in media.filter(|media| !media.is_picture() && seen.insert(media.url.as_deref())) {
        let Some(content_url) = media.url.as_deref().and_then(web_address) else {
            drops.add("article.media", 1);
            continue;
        };
        let starts =
            |prefix| media.media_type.as_deref().is_some_and(|media_type| media_type.starts_with(prefix));
        let (list, kind) = match media.kind {
            Some(MediaKind::Video) => (&mut films, "VideoObject"),
            Some(MediaKind::Audio) => (&mut sounds, "AudioObject"),
            None if starts("video/") => (&mut films, "VideoObject"),
            None if starts("audio/") => (&mut sounds, "AudioObject"),
            _ => (&mut others, "MediaObject"),
        };
        list.push(MediaObject {
            kind,
            content_url,
            encoding_format: media.media_type.as_deref(),
            name: media.title.as_ref().and_then(|title| trimmed(&plain_text_of(title))),
            description: media.caption.as_ref().and_then(|caption| trimmed(&plain_text_of(caption))),
            credit_text: media.credits.first().map(String::as_str),
        });
    }
    (films, sounds, others)
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
                url: None,
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
        .filter(|link| is_citation(&link.rel))
        .map(|link| (link.title.as_deref().map(Cow::Borrowed), Some(link.href.as_str())));
    let mut seen = BTreeSet::new();
    between
        .chain(beside)
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
fn count_drops(article: &Article, drops: &mut Drops) {
    let unless = |held: bool| usize::from(!held);
    drops.add("article.headlines", others(article).filter(|headline| !is_alternative(headline)).count());
    if article.authors().next().is_none() {
        drops.add("article.bylines", article.bylines.len());
    }
    drops.add("article.datelines", article.datelines.len().saturating_sub(1));
    drops.add("article.credit_lines", article.credit_lines.len().saturating_sub(1));
    if let Some(kind) = &article.kind {
        drops.add("article.kind", unless(*kind == ArticleKind::Text));
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
            drops.add("article.people.avatar", usize::from(person.avatar.is_some()));
            drops.add("article.people.title", usize::from(person.title.is_some()));
            drops.add("article.people.affiliation", usize::from(person.affiliation.is_some()));
        } else {
            drops.add("article.people", 1);
        }
    }
    drops.add("article.dates", count_dates(article));
    let url = article.url();
    let links = article.links.iter().filter(|link| {
        let href = link.href.as_str();
        let held = is_citation(&link.rel)
            || Some(href) == url
            || link.rel == LinkRel::License && web_address(href).is_some()
            || article.media.iter().any(|media| media.url.as_deref() == Some(href));
        !held
    });
    drops.add("article.links", links.count());
    let told = |link: &&Link| link.title.is_some() && !is_citation(&link.rel);
    drops.add("article.links.title", article.links.iter().filter(told).count());
    let mut sized = BTreeSet::new();
    for media in &article.media {
        let is_picture = media.is_picture();
        drops.add("article.media.title", usize::from(is_picture && media.title.is_some()));
        drops.add("article.media.type", usize::from(is_picture && media.media_type.is_some()));
        let is_sized = media.width.is_some() || media.height.is_some();
        let is_again = is_sized && !sized.insert(media.url.as_deref());
        drops.add("article.media.size", usize::from(!is_picture && is_sized || is_again));
        drops.add("article.media", usize::from(media.url.is_none()));
    }
    for subject in &article.subjects {
        drops.add("article.subjects.scheme", usize::from(subject.scheme.is_some()));
        drops.add("article.subjects.uri", usize::from(subject.uri.is_some()));
        drops.add("article.subjects.names", subject.names.len().saturating_sub(1));
        drops.add(
            "article.subjects.term",
            usize::from(subject.has_term_beside(&label(subject).unwrap_or_default())),
        );
        drops.add("article.subjects.relevance", usize::from(subject.relevance.is_some()));
    }
    let rights =
        |missing: fn(&Rights) -> bool| article.rights.iter().filter(|rights| missing(rights)).count();
    drops.add("article.rights.holder", rights(|rights| rights.holder.is_some()));
    drops.add("article.rights.usage_terms", rights(|rights| rights.usage_terms.is_some()));
    drops.add("article.rights.encoded", rights(|rights| rights.encoded.is_some()));
    drops.add(
        "article.rights.license",
        rights(|rights| rights.license.as_deref().is_some_and(|license| web_address(license).is_none())),
    );
    let body = readable_content(&article.contents).filter(|content| content.kind == ContentKind::Full);
    let used = [body, summary(article)];
    let contents = article
        .contents
        .iter()
        .filter(|content| !content.is_message())
        .filter(|content| !used.iter().flatten().any(|used| std::ptr::eq(*used, *content)));
    drops.add("article.contents", contents.count());
    if is_full(article) {
        let (mut links, mut embeds, mut struck, mut credits) = (0, 0, 0, 0);
        for piece in Walk::new(&article.blocks) {
            match piece {
                Piece::Inline(Inline::Link { .. }) => links += 1,
                Piece::Block(Block::Embed { .. }) => embeds += 1,
                Piece::Inline(Inline::Strike { .. }) => struck += 1,
                Piece::Block(Block::Figure { media, credit, .. }) => {
                    // of each file one is written
                    let named = |media: &Media| media.credits.len() + usize::from(credit.is_some());
                    credits += media.iter().map(|media| named(media).saturating_sub(1)).sum::<usize>();
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

/// A content as plain text.
fn content_text(content: &Content) -> String {
    let kind = match &*content.media_type {
        "text/plain" => TextKind::Text,
        "application/xhtml+xml" => TextKind::Xhtml,
        "text/html" => TextKind::Html,
        _ => TextKind::Unstated,
    };
    plain_text_of(&Text { kind, value: content.value.clone(), language: None, base: None })
}

/// The text less white space at its ends. `None`: nothing is left.
pub(crate) fn trimmed(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
