//! An article as a page.

use std::collections::BTreeSet;

use wirecopy_body::{
    blocks_to_html, blocks_to_text, clean_text, content_to_text, inline_text, is_safe_target, plain_text_of,
    readable_content,
};
use wirecopy_core::{Cx, Drops};
use wirecopy_model::{
    Article, ArticleKind, Block, Content, ContentKind, Date, DateRole, HeadlineRole, IdOrigin, Inline,
    LinkRel, Media, MediaKind, MediaRole, Person, PersonRole, Piece, Precision, RoleDate, Status, Subject,
    SubjectKind, Walk,
};

use crate::markup::Markup;

/// How pages are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) css: bool,
    pub(crate) fragment: bool,
    pub(crate) related: Related,
}

/// Where pointers to other stories go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Related {
    End,
    Inline,
    None,
}

/// What a page may load, and that nothing in it may run.
const POLICY: &str = "default-src 'none'; img-src http: https:; media-src http: https:; style-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'";

/// Words of the text that stand for a title.
const TITLE_WORDS: usize = 10;

/// Languages written from right to left.
const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "iw", "ku-arab", "ks", "ps", "sd", "syr", "ug", "ur",
    "yi",
];

pub(crate) fn page(article: &Article, look: Look, drops: &mut Drops, cx: &mut Cx<'_>) -> String {
    let parts = Parts::of(article, cx);
    let mut page = Markup::default();
    if !look.fragment {
        head(article, &parts, look, &mut page);
        page.raw("<body>\n");
    }
    page.raw("<article");
    if look.fragment {
        place(article, &mut page);
    }
    page.raw(">\n");
    header(article, &parts, &mut page);
    body(article, &parts, look, &mut page);
    footer(article, &parts, look, &mut page);
    page.raw("</article>\n");
    if !look.fragment {
        page.raw("</body>\n</html>\n");
    }
    left_out(article, &parts, look, drops);
    page.finish()
}

/// What is looked up once and written in several places.
struct Parts<'a> {
    headline: Option<String>,
    kicker: Option<String>,
    /// The line below the headline: deck or subhead, else the summary.
    standfirst: Option<String>,
    /// How many of the title lines are written.
    lines: usize,
    summary: Option<&'a Content>,
    authors: Vec<&'a Person>,
    publishers: Vec<&'a str>,
    sections: Vec<String>,
    tags: Vec<String>,
    url: Option<&'a str>,
    /// Files that the body does not show.
    media: Vec<&'a Media>,
}

impl<'a> Parts<'a> {
    fn of(article: &'a Article, cx: &mut Cx<'_>) -> Self {
        let main = article.headline();
        let line = |roles: &[HeadlineRole]| {
            let others =
                article.headlines.iter().filter(|line| main.is_none_or(|main| !std::ptr::eq(*line, main)));
            others.filter(|line| roles.contains(&line.role)).map(|line| plain_text_of(&line.text)).next()
        };
        let kicker = line(&[HeadlineRole::Kicker]);
        let deck = line(&[HeadlineRole::Deck, HeadlineRole::Sub]);
        let lines = [main.is_some(), kicker.is_some(), deck.is_some()].iter().filter(|it| **it).count();
        let full =
            readable_content(&article.contents).is_none_or(|content| content.kind == ContentKind::Full);
        let summary = article
            .contents
            .iter()
            .find(|content| full && matches!(content.kind, ContentKind::Summary | ContentKind::Teaser))
            .filter(|content| readable_content(std::slice::from_ref(content)).is_some());
        let told = summary.map(|summary| content_to_text(summary, cx)).filter(|text| !text.is_empty());
        let label = |subject: &Subject| match subject.names.first() {
            Some(name) => plain_text_of(name),
            None => subject.term.trim().to_owned(),
        };
        let labels = |sections: bool| {
            let mut seen = BTreeSet::new();
            let these =
                article.subjects.iter().filter(|subject| (subject.kind == SubjectKind::Section) == sections);
            these.map(label).filter(|it| !it.is_empty() && seen.insert(it.clone())).collect()
        };
        let shown = in_body(article);
        let mut seen = BTreeSet::new();
        let media = article.media.iter().filter(|media| {
            let url = media.url.as_deref().filter(|url| is_safe_target(url));
            url.is_some_and(|url| !shown.contains(url) && seen.insert(url))
        });
        Self {
            headline: main.map(|main| plain_text_of(&main.text)).filter(|line| !line.is_empty()),
            kicker,
            standfirst: deck.or(told),
            lines,
            summary,
            authors: article.authors().filter(|person| person.known_as().is_some()).collect(),
            publishers: named(article, &[PersonRole::Publisher]),
            sections: labels(true),
            tags: labels(false),
            url: article.url().filter(|url| is_safe_target(url)),
            media: media.collect(),
        }
    }
}

fn named<'a>(article: &'a Article, roles: &[PersonRole]) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    let people = article.people.iter().filter(|person| roles.contains(&person.role));
    people.filter_map(Person::known_as).filter(|name| seen.insert(*name)).collect()
}

/// Addresses of what the body shows.
fn in_body(article: &Article) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for piece in Walk::new(&article.blocks) {
        match piece {
            Piece::Block(Block::Figure { media, .. }) => {
                found.extend(media.iter().filter_map(|media| media.url.as_deref()));
            }
            Piece::Inline(Inline::Image { src, .. }) => {
                found.insert(src);
            }
            _ => {}
        }
    }
    found
}

/// Language and direction.
fn place(article: &Article, page: &mut Markup) {
    let language = article.text_language().map(str::trim).filter(|tag| !tag.is_empty());
    if let Some(language) = language {
        page.attribute("lang", language);
    }
    let stated = article.direction.as_deref().filter(|direction| matches!(*direction, "ltr" | "rtl"));
    let by_language = language.map(|language| if is_right_to_left(language) { "rtl" } else { "ltr" });
    page.attribute("dir", stated.or(by_language).unwrap_or("auto"));
}

fn is_right_to_left(language: &str) -> bool {
    let tag = language.to_ascii_lowercase().replace('_', "-");
    if tag.contains("-latn") || tag.contains("-cyrl") {
        return false;
    }
    tag.contains("-arab")
        || tag.contains("-hebr")
        || RIGHT_TO_LEFT.iter().any(|known| tag == *known || tag.starts_with(&format!("{known}-")))
}

fn head(article: &Article, parts: &Parts<'_>, look: Look, page: &mut Markup) {
    page.raw("<!DOCTYPE html>\n<html");
    place(article, page);
    page.raw(">\n<head>\n<meta charset=\"utf-8\">\n");
    page.meta("http-equiv", "Content-Security-Policy", POLICY);
    page.meta("name", "referrer", "no-referrer");
    page.meta("name", "viewport", "width=device-width, initial-scale=1");
    let title = parts.headline.clone().unwrap_or_else(|| first_words(article));
    page.raw("<title>").text(&title).raw("</title>\n");
    if parts.headline.is_none() {
        page.meta("name", "wirecopy:title", "first words of the text");
    }
    for author in &parts.authors {
        page.meta("name", "author", author.known_as().unwrap_or_default());
    }
    if let Some(summary) = parts.summary.and(parts.standfirst.as_deref()) {
        page.meta("name", "description", summary);
    }
    if let Some(id) = article.id.as_ref().filter(|id| id.origin != IdOrigin::Derived) {
        page.meta("name", "dcterms.identifier", &id.value);
    }
    page.meta("property", "og:type", "article");
    page.meta("property", "og:title", parts.headline.as_deref().unwrap_or_default());
    for publisher in &parts.publishers {
        page.meta("property", "og:site_name", publisher);
    }
    for (name, date) in
        [("article:published_time", article.published()), ("article:modified_time", article.updated())]
    {
        let written = date.map(|date| match date.value {
            Some(moment) => moment.to_string(),
            None => date.written.clone(),
        });
        page.meta("property", name, &written.unwrap_or_default());
    }
    for section in &parts.sections {
        page.meta("property", "article:section", section);
    }
    for tag in &parts.tags {
        page.meta("property", "article:tag", tag);
    }
    let inferred: Vec<&str> = article.inferred.iter().map(|inference| &*inference.field).collect();
    page.meta("name", "wirecopy:inferred", &inferred.join(", "));
    page.meta("name", "wirecopy:given", &article.given.join(", "));
    if let Some(url) = parts.url {
        page.raw("<link rel=\"canonical\"").attribute("href", url).raw(">\n");
    }
    if look.css {
        page.raw("<style>\n").raw(include_str!("page.css")).raw("</style>\n");
    }
    page.raw("</head>\n");
}

/// The first words of the text, for a title where there is none.
fn first_words(article: &Article) -> String {
    let text = blocks_to_text(&article.blocks);
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(TITLE_WORDS).collect();
    // a script without spaces has long words
    let title: String = first.join(" ").chars().take(90).collect();
    match words.next() {
        _ if title.is_empty() => article.source.to_string(),
        Some(_) => format!("{title} …"),
        None => title,
    }
}

fn header(article: &Article, parts: &Parts<'_>, page: &mut Markup) {
    let mut header = Markup::default();
    if let Some(status) = article.status.as_ref().filter(|status| **status != Status::Usable) {
        header.line("p class=\"status\"", status.as_str());
    }
    header.line("p class=\"kicker\"", parts.kicker.as_deref().unwrap_or_default());
    header.line("h1", parts.headline.as_deref().unwrap_or_default());
    header.line("p class=\"standfirst\"", parts.standfirst.as_deref().unwrap_or_default());
    byline(article, parts, &mut header);
    for dateline in article.datelines.iter().filter(|dateline| dateline.span.is_none()) {
        header.line("p class=\"dateline\"", dateline.written.trim());
    }
    let published = article.published().map(|date| (date, "datePublished"));
    let updated = article.updated().filter(|updated| Some(*updated) != article.published());
    let dates: Vec<_> = published.into_iter().chain(updated.map(|date| (date, "dateModified"))).collect();
    if !dates.is_empty() {
        header.raw("<p class=\"dates\">");
        for (number, (date, name)) in dates.into_iter().enumerate() {
            if number > 0 {
                header.raw(" · <span aria-hidden=\"true\">↻</span> ");
            }
            time(date, name, &mut header);
        }
        header.raw("</p>\n");
    }
    header.line("p class=\"section\"", &parts.sections.join(" · "));
    if let Some(media) = parts.media.iter().find(|media| is_hero(media)) {
        header.raw(&blocks_to_html(&[figure(media)]));
    }
    let header = header.finish();
    if !header.is_empty() {
        page.raw("<header>\n").raw(&header).raw("</header>\n");
    }
}

fn byline(article: &Article, parts: &Parts<'_>, page: &mut Markup) {
    let written = article.byline().map(|line| clean_text(line.trim()).0.into_owned());
    if let Some(line) = written.filter(|line| !line.is_empty()) {
        let link = match parts.authors.as_slice() {
            [one] => one.url.as_deref(),
            _ => None,
        };
        page.raw("<address>").link("author", link.unwrap_or_default(), &line).raw("</address>\n");
    } else if !parts.authors.is_empty() {
        page.raw("<address>");
        for (number, author) in parts.authors.iter().enumerate() {
            if number > 0 {
                page.raw(", ");
            }
            let name = author.known_as().unwrap_or_default();
            page.link("author", author.url.as_deref().unwrap_or_default(), name);
        }
        page.raw("</address>\n");
    }
}

/// A date: for machines as exact as it is known, for people to the minute.
fn time(date: &Date, property: &str, page: &mut Markup) {
    page.raw("<time");
    if !property.is_empty() {
        page.attribute("itemprop", property);
    }
    let Some(moment) = date.value else {
        // what is not understood is shown as written; a `time` without `datetime` has to be one
        page.raw(" datetime=\"\">").text(&date.written).raw("</time>");
        return;
    };
    let exact = moment.to_string();
    page.attribute("datetime", &exact).raw(" dir=\"ltr\">");
    let (day, rest) = exact.split_once('T').unwrap_or((&exact, ""));
    page.text(day);
    if moment.precision() >= Precision::Minute {
        let zone = rest.find(['+', '-', 'Z']).and_then(|at| rest.get(at..)).unwrap_or_default();
        page.raw(" ").text(rest.get(..5).unwrap_or(rest));
        match zone {
            "" => {}
            "Z" => _ = page.raw(" UTC"),
            zone => _ = page.raw(" (UTC").text(zone).raw(")"),
        }
    }
    page.raw("</time>");
}

fn is_hero(media: &Media) -> bool {
    media.is_picture() && media.role != MediaRole::Thumbnail
}

/// A file as a figure of its own.
fn figure(media: &Media) -> Block {
    let caption = media.caption.as_ref().map(plain_text_of).filter(|text| !text.is_empty());
    let credit = media.credits.join("; ");
    let kind =
        media.kind.or_else(|| media.is_picture().then_some(MediaKind::Image)).or(Some(MediaKind::Document));
    let role = match kind {
        Some(MediaKind::Audio | MediaKind::Video) if media.role != MediaRole::Player => MediaRole::Content,
        _ => media.role.clone(),
    };
    Block::Figure {
        media: vec![Media { kind, role, ..media.clone() }],
        caption: caption.map(Inline::text).into_iter().collect(),
        credit: Some(credit).filter(|credit| !credit.is_empty()),
    }
}

fn body(article: &Article, parts: &Parts<'_>, look: Look, page: &mut Markup) {
    for correction in &article.corrections {
        page.raw("<aside class=\"correction\">\n<p>").text(&plain_text_of(&correction.text));
        if let Some(date) = &correction.date {
            page.raw(" ");
            time(date, "", page);
        }
        page.raw("</p>\n</aside>\n");
    }
    if !article.blocks.is_empty() {
        let is_related = |block: &Block| matches!(block, Block::RelatedLink { .. });
        page.raw("<div itemprop=\"articleBody\">\n");
        if look.related == Related::Inline || !article.blocks.iter().any(is_related) {
            page.raw(&blocks_to_html(&article.blocks));
        } else {
            let blocks: Vec<Block> =
                article.blocks.iter().filter(|block| !is_related(block)).cloned().collect();
            page.raw(&blocks_to_html(&blocks));
        }
        page.raw("</div>\n");
    }
    for update in &article.updates {
        page.raw("<section class=\"update\">\n");
        page.line("h2", &update.headline.as_ref().map(plain_text_of).unwrap_or_default());
        if let Some(RoleDate { date, .. }) = update.dates.first() {
            page.raw("<p class=\"dates\">");
            time(date, "", page);
            page.raw("</p>\n");
        }
        page.raw(&blocks_to_html(&update.blocks)).raw("</section>\n");
    }
    let hero = parts.media.iter().find(|media| is_hero(media));
    // a thumbnail stands for a picture that is there already
    let others = parts.media.iter().filter(|media| {
        hero.is_none_or(|hero| !std::ptr::eq(*media, hero))
            && !(hero.is_some() && media.role == MediaRole::Thumbnail)
    });
    let figures: Vec<Block> = others.map(|media| figure(media)).collect();
    page.raw(&blocks_to_html(&figures));
}

/// Pointers to other stories: text and address.
fn related(article: &Article, look: Look) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if look.related == Related::None {
        return found;
    }
    for block in &article.blocks {
        if let Block::RelatedLink { content, href, .. } = block
            && look.related == Related::End
        {
            found.push((inline_text(content), href.clone().unwrap_or_default()));
        }
    }
    for link in article.links.iter().filter(|link| link.rel == LinkRel::Related) {
        let title = link.title.clone().filter(|title| !title.trim().is_empty());
        found.push((title.unwrap_or_else(|| link.href.clone()), link.href.clone()));
    }
    found
}

fn footer(article: &Article, parts: &Parts<'_>, look: Look, page: &mut Markup) {
    let related = related(article, look);
    if !related.is_empty() {
        page.raw("<aside class=\"related\">\n<ul>\n");
        for (text, href) in &related {
            page.raw("<li>").link("related", href, text).raw("</li>\n");
        }
        page.raw("</ul>\n</aside>\n");
    }
    let mut footer = Markup::default();
    for line in &article.credit_lines {
        footer.line("p class=\"source\"", &plain_text_of(line));
    }
    footer.line("p class=\"publisher\"", &parts.publishers.join(", "));
    if let Some(url) = parts.url {
        footer.raw("<p class=\"address\">").link("canonical", url, url).raw("</p>\n");
    }
    let (notices, licenses) = rights(article);
    for notice in &notices {
        footer.line("p class=\"rights\"", notice);
    }
    for license in &licenses {
        footer.raw("<p class=\"rights\">").link("license", license, license).raw("</p>\n");
    }
    let footer = footer.finish();
    if !footer.is_empty() {
        page.raw("<footer>\n").raw(&footer).raw("</footer>\n");
    }
}

/// Notices and terms; addresses of licences.
fn rights(article: &Article) -> (Vec<String>, Vec<&str>) {
    let (mut notices, mut licenses) = (Vec::new(), Vec::new());
    for rights in &article.rights {
        notices.extend([&rights.notice, &rights.usage_terms].into_iter().flatten().map(plain_text_of));
        if rights.notice.is_none() {
            notices.extend(rights.holder.as_ref().and_then(|holder| holder.name.clone()));
        }
        licenses.extend(rights.license.as_deref());
    }
    let by_links = article.links.iter().filter(|link| link.rel == LinkRel::License);
    licenses.extend(by_links.map(|link| link.href.as_str()));
    notices.dedup();
    licenses.dedup();
    (notices, licenses)
}

/// Counts what the page does not hold.
fn left_out(article: &Article, parts: &Parts<'_>, look: Look, drops: &mut Drops) {
    drops.add("article.headlines", article.headlines.len() - parts.lines);
    drops.add("article.bylines", article.bylines.len().saturating_sub(1));
    drops.add(
        "article.kind",
        usize::from(article.kind.as_ref().is_some_and(|kind| *kind != ArticleKind::Text)),
    );
    for person in &article.people {
        let is_author = person.role == PersonRole::Author;
        if !is_author && person.role != PersonRole::Publisher {
            drops.add("article.people", 1);
            continue;
        }
        drops.add("article.people.email", usize::from(person.name.is_some() && person.email.is_some()));
        drops.add(
            "article.people.url",
            usize::from(!is_author && person.name.is_some() && person.url.is_some()),
        );
        drops.add("article.people.avatar", usize::from(person.avatar.is_some()));
        drops.add("article.people.title", usize::from(person.title.is_some()));
        drops.add("article.people.affiliation", usize::from(person.affiliation.is_some()));
        drops.add("article.people.extensions", usize::from(!person.extensions.is_empty()));
    }
    if look.fragment {
        // only a page's head has room for these
        drops.add("article.subjects", parts.tags.len());
        let byline = article.byline().unwrap_or_default();
        let unnamed = parts
            .authors
            .iter()
            .filter(|author| !byline.is_empty() && !byline.contains(author.known_as().unwrap_or_default()));
        drops.add("article.people", unnamed.count());
    }
    if parts.authors.len() > 1 && article.byline().is_some() {
        drops.add("article.people.url", parts.authors.iter().filter(|author| author.url.is_some()).count());
    }
    let shown = |date: &RoleDate| {
        let first = |role: &DateRole| {
            article.date(role).is_some_and(|first| std::ptr::eq(first, &raw const date.date))
        };
        first(&DateRole::Published) || first(&DateRole::Updated)
    };
    drops.add("article.dates", article.dates.iter().filter(|date| !shown(date)).count());
    for subject in &article.subjects {
        drops.add("article.subjects.scheme", usize::from(subject.scheme.is_some()));
        drops.add("article.subjects.uri", usize::from(subject.uri.is_some()));
        drops.add("article.subjects.names", subject.names.len().saturating_sub(1));
        let label = subject.names.first().map(plain_text_of).unwrap_or_default();
        let has_term = !label.is_empty() && subject.has_term_beside(&label);
        drops.add("article.subjects.term", usize::from(has_term));
        drops.add("article.subjects.relevance", usize::from(subject.relevance.is_some()));
        drops.add("article.subjects.extensions", usize::from(!subject.extensions.is_empty()));
    }
    let body = readable_content(&article.contents);
    let used = [body, parts.summary];
    let unused = article
        .contents
        .iter()
        .filter(|content| !content.is_message())
        .filter(|content| !used.iter().flatten().any(|used| used.value == content.value));
    drops.add("article.contents", unused.count());
    for rights in &article.rights {
        drops.add("article.rights.holder", usize::from(rights.notice.is_some() && rights.holder.is_some()));
        drops.add("article.rights.encoded", usize::from(rights.encoded.is_some()));
    }
    let mut addresses = BTreeSet::new();
    for media in &article.media {
        drops.add("article.media", usize::from(media.url.is_none()));
        let again = media.url.as_deref().is_some_and(|url| !addresses.insert(url));
        // of several sayings of one file the first is written, and of other files less than of pictures
        let other = again || !media.is_picture();
        drops.add("article.media.caption", usize::from(again && media.caption.is_some()));
        drops.add("article.media.credits", usize::from(again && !media.credits.is_empty()));
        drops.add("article.media.title", usize::from(again && media.title.is_some()));
        drops.add("article.media.alt", usize::from(other && media.alt.is_some()));
        let has_size = media.width.is_some() || media.height.is_some();
        drops.add("article.media.size", usize::from(other && has_size));
        drops.add("article.media.rights", usize::from(media.rights.is_some()));
        drops.add("article.media.length", usize::from(media.length.is_some()));
        drops.add("article.media.duration", usize::from(media.duration.is_some()));
        drops.add("article.media.extensions", usize::from(!media.extensions.is_empty()));
    }
    let url = article.url();
    for link in &article.links {
        let elsewhere = Some(link.href.as_str()) == url
            || link.rel == LinkRel::License
            || (link.rel == LinkRel::Related && look.related != Related::None)
            || article.media.iter().any(|media| media.url.as_deref() == Some(&link.href));
        drops.add("article.links", usize::from(!elsewhere));
        drops.add("article.links.title", usize::from(link.rel != LinkRel::Related && link.title.is_some()));
    }
    let direction = article.direction.as_deref();
    let odd = direction.is_some_and(|direction| !matches!(direction, "ltr" | "rtl"));
    drops.add("article.direction", usize::from(odd));
    if look.related == Related::None {
        let within = article.blocks.iter().filter(|block| matches!(block, Block::RelatedLink { .. }));
        drops.add("article.blocks.related", within.count());
    }
    for update in &article.updates {
        drops.add("article.updates.people", update.people.len());
        drops.add("article.updates.id", usize::from(update.id.is_some()));
        let headline = update.headline.as_ref();
        let in_language = headline.is_some_and(|line| line.language.is_some());
        drops.add("article.updates.headline.language", usize::from(in_language));
        drops.add("article.updates.dates", update.dates.len().saturating_sub(1));
        drops.add("article.updates.extensions", usize::from(!update.extensions.is_empty()));
    }
    let raw = Walk::new(&article.blocks)
        .filter(|piece| matches!(piece, Piece::Block(Block::Raw { .. }) | Piece::Inline(Inline::Raw { .. })));
    drops.add("article.blocks.raw", raw.count());
}
