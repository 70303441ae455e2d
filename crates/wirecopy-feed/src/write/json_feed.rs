//! JSON Feed 1.1, written.
//!
//! | field | member |
//! | --- | --- |
//! | `headlines`, `descriptions`, `info` of the feed | `title`, `description`, `user_comment` |
//! | `links` of the feed: the page, self, next, hubs | `home_page_url`, `feed_url`, `next_url`, `hubs` |
//! | `images` of the feed | `icon`, `favicon` |
//! | `id`; of an article without one its address | `id` |
//! | `links`: the page; `external_url` | `url`, `external_url` |
//! | `headlines`, main | `title` |
//! | `contents`, `blocks`: full HTML, full text, summary | `content_html`, `content_text`, `summary` |
//! | `media`: attachments; the first other picture; a banner | `attachments`; `image`; `banner_image` |
//! | `dates`: published, updated | `date_published`, `date_modified` |
//! | `people`, authors | `authors` with `name`, `url`, `avatar` |
//! | `subjects` | `tags` |
//! | `language` | `language` |
//! | `extensions` of a JSON Feed | the members they are |
//!
//! Titles and tags are written as text. Items without authors have those of the feed, which are not repeated.

use std::collections::BTreeSet;

use wirecopy_core::{
    Carries, Cx, Diagnostic, Drops, Error, Exporter, FeedDrops, Format, MainPart, Needs, OptionKind,
    OptionSpec, Options, Outputs, RecordSink,
};
use wirecopy_model::{
    Article, Content, ContentKind, DateRole, Extensions, Feed, HeadlineRole, Link, LinkRel, Media, MediaKind,
    MediaRole, PartName, Person, PersonRole, Record, RoleDate, Subject,
};

use super::body;
use super::date::rfc3339;
use super::feed::more;
use super::json::{Json, kept, left_text};
use super::rss::LOST_OF_BODY;
use super::safe;
use crate::json_feed::{FORMAT, JsonFeed, is_number};

/// Options of JSON Feed.
pub(crate) const OPTIONS: &[OptionSpec] = &[OptionSpec {
    name: "body",
    kind: OptionKind::Choice(&["html", "source"]),
    default: "html",
    doc: "markup when writing: as HTML that holds nothing live, its addresses resolved, and ids supplied from addresses; or all as the source has it, for what is read back",
}];

/// What is written of an article.
pub(crate) const CARRIES: Carries = Carries {
    fields: &[
        "id",
        "headlines",
        "people",
        "dates",
        "links",
        "subjects",
        "language",
        "contents",
        "blocks",
        "quotes",
        "media",
        "extensions",
    ],
    immaterial: &[
        "source",
        "position",
        "base",
        "feed_title",
        "mentions",
        "annotations",
        "inferred",
        "given",
        "span",
    ],
};

/// Parts that no member has a place for.
const LOST: &[PartName] = &[
    "article.people.names",
    "article.people.uris",
    "article.people.title",
    "article.people.affiliation",
    "article.headlines.language",
    "article.contents.role",
    "article.contents.language",
    "article.media.size",
    "article.media.credits",
    "article.media.alt",
    "article.media.rights",
    "article.subjects.uri",
    "article.subjects.scheme",
    "article.subjects.relevance",
];

impl Exporter for JsonFeed {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _options: &Options) -> Needs {
        Needs::default()
    }

    fn lost_parts(&self, _options: &Options) -> Vec<PartName> {
        [LOST_OF_BODY, LOST].concat()
    }

    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error> {
        Ok(Box::new(JsonFeedSink {
            part: MainPart::new(out, "json"),
            faithful: options.text("body") == Some("source"),
            same: false,
            version: None,
            feed: Feed::default(),
            later: None,
            begun: false,
            items: 0,
            written: BTreeSet::new(),
            drops: Drops::new("json-feed.part.lost", "json-feed"),
            feeds: FeedDrops::new("json-feed.feed.lost"),
            opaque: 0,
            without_id: 0,
            without_body: 0,
            unsafe_addresses: 0,
        }))
    }
}

struct JsonFeedSink<'a> {
    part: MainPart<'a>,
    faithful: bool,
    /// Whether the current source is a JSON Feed.
    same: bool,
    /// Its version as it wrote it.
    version: Option<String>,
    feed: Feed,
    later: Option<Feed>,
    begun: bool,
    items: u64,
    /// The members of the feed that are written.
    written: BTreeSet<&'static str>,
    drops: Drops,
    feeds: FeedDrops,
    opaque: u64,
    without_id: u64,
    without_body: u64,
    unsafe_addresses: usize,
}

/// The address a link is written with.
fn href(link: &Link, faithful: bool) -> &str {
    link.written.as_deref().filter(|_| faithful).unwrap_or(&link.href)
}

impl JsonFeedSink<'_> {
    /// A feed without addresses that run something, unless all is written as the source has it.
    fn safe_feed(&mut self, feed: &Feed) -> Feed {
        match safe::feed(feed).filter(|_| !self.faithful) {
            Some((safe, count)) => {
                self.unsafe_addresses += count;
                safe
            }
            None => feed.clone(),
        }
    }

    fn begin(&mut self, first: Option<&Article>, cx: &mut Cx<'_>) {
        self.begun = true;
        let feed = std::mem::take(&mut self.feed);
        let mut json = Json::new(0);
        json.open('{');
        let version = self.version.take().filter(|_| self.faithful);
        json.text("version", version.as_deref().unwrap_or("https://jsonfeed.org/version/1.1"));
        if feed.title().is_none() && !(self.faithful && self.same) {
            match first.and_then(|article| article.feed_title.as_deref()) {
                Some(title) => {
                    json.text("title", title);
                    self.written.insert("title");
                }
                None => cx.report(Diagnostic::note(
                    "json-feed.title.missing",
                    "the feed has no title, which JSON Feed asks for; none is made up",
                )),
            }
        }
        self.feed_members(&feed, &mut json);
        json.key("items");
        json.open('[');
        self.part.buffer().append(&mut json.out);
        self.feed = feed;
    }

    /// The members of the feed. Of one that is there already nothing is written.
    fn feed_members(&mut self, feed: &Feed, json: &mut Json) {
        let faithful = self.faithful;
        let left = if self.same { &feed.extensions } else { &super::text::NOTHING };
        self.feed_lines(feed, left, json);
        let mut lost_links = 0;
        let mut has: BTreeSet<&str> = BTreeSet::new();
        for link in &feed.links {
            let key = match link.rel {
                LinkRel::Alternate if link.href == feed.url().unwrap_or_default() || self.same => {
                    "home_page_url"
                }
                LinkRel::SelfLink => "feed_url",
                LinkRel::Next => "next_url",
                LinkRel::Hub => continue,
                _ => "",
            };
            if key.is_empty() || !has.insert(key) || !self.written.insert(key) {
                lost_links += 1;
                continue;
            }
            json.string(key, href(link, faithful), left);
            lost_links += usize::from(link.title.is_some() || link.hreflang.is_some());
        }
        self.drops.add("feed.links", lost_links);
        let hubs: Vec<&Link> = feed.hubs().collect();
        if !hubs.is_empty() && self.written.insert("hubs") {
            json.key("hubs");
            json.open('[');
            for hub in hubs {
                json.open('{');
                json.string("url", href(hub, faithful), &hub.extensions);
                if self.same {
                    kept(&hub.extensions, true, json);
                } else {
                    // a hub of a link is one of WebSub
                    json.text("type", "WebSub");
                }
                json.close('}');
            }
            json.close(']');
        }
        self.images(feed, left, json);
        if let Some(language) = feed.language.as_deref()
            && self.written.insert("language")
        {
            json.string("language", language, left);
        }
        let dates = feed.dates.len();
        self.drops.add("feed.dates", dates);
        let others = feed.people.iter().filter(|person| person.role != PersonRole::Author).count();
        self.drops.add("feed.people", others);
        self.authors(&feed.people, false, left, json);
        for (path, count) in [
            ("feed.id", usize::from(feed.id.is_some())),
            ("feed.subjects", feed.subjects.len()),
            ("feed.places", feed.places.len()),
            ("feed.rights", feed.rights.len()),
            ("feed.media", feed.media.len()),
            ("feed.generator", usize::from(feed.generator.is_some())),
            ("feed.docs", usize::from(feed.docs.is_some())),
            ("feed.ttl", usize::from(feed.ttl.is_some())),
            ("feed.rating", usize::from(feed.rating.is_some())),
            ("feed.skip_hours", feed.skip_hours.len()),
            ("feed.skip_days", feed.skip_days.len()),
            ("feed.cloud", usize::from(feed.cloud.is_some())),
            ("feed.text_input", usize::from(feed.text_input.is_some())),
            ("feed.complete", usize::from(feed.complete)),
            ("feed.archive", usize::from(feed.archive)),
        ] {
            self.drops.add(path, count);
        }
        self.kept(&feed.extensions, "feed.extensions", json);
    }

    fn feed_lines(&mut self, feed: &Feed, left: &Extensions, json: &mut Json) {
        let mut lost = 0;
        for headline in &feed.headlines {
            if headline.role == HeadlineRole::Main && self.written.insert("title") {
                json.string("title", &body::line(&headline.text, self.same), left);
            } else {
                lost += 1;
            }
        }
        self.drops.add("feed.headlines", lost);
        let mut lost = 0;
        for description in &feed.descriptions {
            if self.written.insert("description") {
                json.string("description", &body::line(&description.text, self.same), left);
            } else {
                lost += 1;
            }
        }
        self.drops.add("feed.descriptions", lost);
        if let Some(info) = &feed.info
            && self.written.insert("user_comment")
        {
            json.string("user_comment", &body::line(info, self.same), left);
        }
    }

    fn images(&mut self, feed: &Feed, left: &Extensions, json: &mut Json) {
        let mut lost = 0;
        for image in &feed.images {
            let key = match image.role.as_str() {
                "favicon" => "favicon",
                "icon" if !self.same => "favicon",
                _ => "icon",
            };
            match &image.url {
                Some(url) if self.written.insert(key) => json.string(key, url, left),
                _ => lost += 1,
            }
            let others = [&image.title, &image.link, &image.width, &image.height, &image.description];
            lost += others.into_iter().filter(|other| other.is_some()).count();
        }
        self.drops.add("feed.images", lost);
    }

    /// What is left of members and unknown ones.
    fn kept(&mut self, extensions: &Extensions, path: &'static str, json: &mut Json) {
        if self.same {
            let lost = kept(extensions, true, json);
            self.drops.add(path, lost);
        } else {
            self.drops.add(path, extensions.top().count());
        }
    }

    fn authors(&mut self, people: &[Person], is_item: bool, left: &Extensions, json: &mut Json) {
        let is_inherited = |person: &Person| is_item && person.origin.as_deref() == Some("feed");
        let authors: Vec<&Person> = people
            .iter()
            .filter(|person| person.role == PersonRole::Author && !is_inherited(person))
            .collect();
        let same = self.same;
        let is_old = |person: &Person| same && person.origin.as_deref() == Some("author");
        let again: Vec<&&Person> = super::json::same_as(left)
            .into_iter()
            .filter_map(|number| {
                people.get(number).and_then(|person| authors.iter().find(|one| **one == person))
            })
            .collect();
        let news: Vec<&Person> = authors.iter().copied().filter(|person| !is_old(person)).collect();
        if !news.is_empty() && (is_item || self.written.insert("authors")) {
            json.key("authors");
            json.open('[');
            for person in news {
                self.author(person, json);
            }
            json.close(']');
        }
        for person in authors.iter().filter(|person| is_old(person)).chain(again) {
            json.key("author");
            self.author(person, json);
        }
    }

    fn author(&mut self, person: &Person, json: &mut Json) {
        let left = if self.same { &person.extensions } else { &super::text::NOTHING };
        json.open('{');
        let name = person.name.as_deref().or(person.written.as_deref());
        if let Some(name) = name {
            json.string("name", name, left);
        }
        let mail = person.email.as_deref().map(|email| format!("mailto:{email}"));
        if let Some(url) = person.url.as_deref().or(mail.as_deref()) {
            json.string("url", url, left);
        }
        self.drops.add("article.people.email", usize::from(person.email.is_some() && person.url.is_some()));
        if let Some(avatar) = &person.avatar {
            json.string("avatar", avatar, left);
        }
        self.kept(&person.extensions, "article.people.extensions", json);
        json.close('}');
    }

    fn article(&mut self, article: &Article, cx: &mut Cx<'_>) {
        let faithful = self.faithful;
        let mut json = Json::new(2);
        json.is_first = self.items == 0;
        self.items += 1;
        let left = if self.same { &article.extensions } else { &super::text::NOTHING };
        json.open('{');
        let id = article.id.as_ref().map(|id| id.value.as_str());
        let id = id.or_else(|| article.url().filter(|_| !(faithful && self.same)));
        match id {
            Some(id) => json.string("id", id, left),
            None => self.without_id += 1,
        }
        self.drops
            .add("article.id.role", usize::from(article.id.as_ref().is_some_and(|id| id.role.is_some())));
        self.links(article, left, &mut json);
        let mut has_title = false;
        for headline in &article.headlines {
            if headline.role == HeadlineRole::Main && !has_title {
                has_title = true;
                json.string("title", &body::line(&headline.text, self.same), left);
            } else {
                self.drops.add("article.headlines", 1);
            }
        }
        self.contents(article, left, &mut json, cx);
        self.dates(&article.dates, left, &mut json);
        self.authors(&article.people, true, left, &mut json);
        let others = article.people.iter().filter(|person| person.role != PersonRole::Author).count();
        self.drops.add("article.people", others);
        self.tags(&article.subjects, &mut json);
        if let Some(language) = article
            .language
            .as_deref()
            .filter(|_| article.language != self.feed.language || self.feed.language.is_none())
        {
            json.string("language", language, left);
        }
        self.media(article, left, &mut json);
        self.kept(&article.extensions, "article.extensions", &mut json);
        json.close('}');
        self.part.buffer().append(&mut json.out);
    }

    fn links(&mut self, article: &Article, left: &Extensions, json: &mut Json) {
        let (mut has_page, mut has_external) = (false, false);
        let page = article.url();
        for link in &article.links {
            let is_page = page == Some(&*link.href) || self.same;
            if link.rel == LinkRel::Alternate && is_page && !has_page {
                has_page = true;
                json.string("url", href(link, self.faithful), left);
            } else if link.origin.as_deref() == Some("external_url") && !has_external {
                has_external = true;
                json.string("external_url", href(link, self.faithful), left);
            } else {
                self.drops.add("article.links", 1);
                continue;
            }
            self.drops.add("article.links.title", usize::from(link.title.is_some()));
            self.drops.add("article.links.media_type", usize::from(link.media_type.is_some()));
            self.drops.add("article.links.hreflang", usize::from(link.hreflang.is_some()));
            self.drops.add("article.links.length", usize::from(link.length.is_some()));
            self.drops.add("article.links.extensions", link.extensions.top().count());
        }
        if !has_page && let Some(page) = page.filter(|_| !self.same) {
            json.text("url", page);
        }
    }

    fn contents(&mut self, article: &Article, left: &Extensions, json: &mut Json, cx: &mut Cx<'_>) {
        let faithful = self.faithful;
        let (mut html, mut text, mut summary) = (false, false, false);
        if !article.blocks.is_empty() && (!faithful || article.contents.is_empty()) {
            html = true;
            json.text("content_html", &wirecopy_body::blocks_to_html(&article.blocks));
        }
        for content in &article.contents {
            let sort = body::sort(content);
            let is_made = !article.blocks.is_empty() && !faithful && content.kind == ContentKind::Full;
            match (content.kind, sort) {
                (ContentKind::Full, body::Sort::Html) if !html => {
                    html = true;
                    let value = body::html(content, article, faithful, cx).unwrap_or_default();
                    json.string("content_html", &value, left);
                }
                (ContentKind::Full, body::Sort::Plain) if !text && (self.same || !is_made) => {
                    text = true;
                    json.string("content_text", &content.value, left);
                }
                (_, sort) if is_made && sort != body::Sort::Other => {}
                (ContentKind::Full, body::Sort::Markdown) if !html => {
                    html = true;
                    json.text(
                        "content_html",
                        &body::html(content, article, faithful, cx).unwrap_or_default(),
                    );
                }
                (ContentKind::Summary | ContentKind::Teaser, sort)
                    if !summary && sort != body::Sort::Other =>
                {
                    summary = true;
                    json.string("summary", &summary_of(content, self.same), left);
                    if !self.same && sort == body::Sort::Html && content.value.contains('<') {
                        // markup of a summary is not kept
                        self.drops.add("article.contents.markup", 1);
                    }
                }
                _ => self.drops.add("article.contents", 1),
            }
        }
        self.without_body += u64::from(!html && !text);
    }

    fn dates(&mut self, dates: &[RoleDate], left: &Extensions, json: &mut Json) {
        let (mut published, mut updated) = (false, false);
        for date in dates {
            let (has, key) = match date.role {
                DateRole::Published => (&mut published, "date_published"),
                DateRole::Updated => (&mut updated, "date_modified"),
                _ => {
                    self.drops.add("article.dates", 1);
                    continue;
                }
            };
            let text = if self.faithful && self.same {
                Some(date.date.written.clone())
            } else {
                rfc3339(&date.date)
            };
            match text {
                Some(text) if !*has => {
                    *has = true;
                    self.drops.add("article.dates.written", usize::from(text != date.date.written));
                    json.string(key, &text, left);
                }
                _ => self.drops.add("article.dates", 1),
            }
        }
    }

    fn tags(&mut self, subjects: &[Subject], json: &mut Json) {
        if subjects.is_empty() {
            return;
        }
        json.key("tags");
        json.open('[');
        for subject in subjects {
            let label = if self.same { &subject.term } else { subject.label() };
            let is_number =
                self.same && left_text(&subject.extensions, None).is_some_and(|(sort, _)| sort == "number");
            let has_other = self.same && subject.term.is_empty();
            if has_other {
                kept(&subject.extensions, false, json);
                continue;
            }
            json.value(label, is_number);
            if !self.same {
                self.drops.add("article.subjects.extensions", subject.extensions.top().count());
                self.drops.add("article.subjects.term", usize::from(subject.has_term_beside(label)));
                self.drops.add("article.subjects.names", subject.names.len().saturating_sub(1));
            }
        }
        json.close(']');
    }

    fn media(&mut self, article: &Article, left: &Extensions, json: &mut Json) {
        let faithful = self.faithful;
        let url = |media: &Media| media.written.clone().filter(|_| faithful).or(media.url.clone());
        let (mut image, mut banner) = (false, false);
        let mut attachments: Vec<Media> = Vec::new();
        for media in &article.media {
            self.drops.add("article.media.caption", usize::from(media.caption.is_some()));
            let is_picture = media.kind == Some(MediaKind::Image);
            let is_banner = media.role == MediaRole::Other("banner".to_owned());
            let is_bare = media.media_type.is_none()
                && media.length.is_none()
                && media.duration.is_none()
                && media.title.is_none();
            if media.role == MediaRole::Attachment {
                attachments.push(media.clone());
            } else if is_banner && !banner {
                banner = true;
                json.string("banner_image", &url(media).unwrap_or_default(), left);
            } else if is_picture && !image && media.url.is_some() && (is_bare || self.same) {
                image = true;
                json.string("image", &url(media).unwrap_or_default(), left);
            } else if media.url.is_some() && media.role == MediaRole::Content {
                // as the file that it is
                if is_picture && !image {
                    image = true;
                    json.text("image", &url(media).unwrap_or_default());
                }
                match attachments.iter_mut().find(|known| known.url == media.url) {
                    // one file, told of twice
                    Some(known) => {
                        let drops = &mut self.drops;
                        for (path, place, value) in [
                            ("article.media.type", &mut known.media_type, &media.media_type),
                            ("article.media.length", &mut known.length, &media.length),
                            ("article.media.duration", &mut known.duration, &media.duration),
                        ] {
                            drops
                                .add(path, usize::from(place.is_some() && value.is_some() && place != value));
                            if place.is_none() {
                                place.clone_from(value);
                            }
                        }
                        drops.add(
                            "article.media.title",
                            usize::from(known.title.is_some() && media.title.is_some()),
                        );
                        if known.title.is_none() {
                            known.title.clone_from(&media.title);
                        }
                        drops.add("article.media.extensions", media.extensions.top().count());
                    }
                    None => attachments.push(media.clone()),
                }
            } else if is_picture && !image && media.url.is_some() {
                image = true;
                json.text("image", &url(media).unwrap_or_default());
                self.lost_of_image(media);
            } else {
                self.drops.add("article.media", 1);
            }
        }
        if attachments.is_empty() {
            return;
        }
        json.key("attachments");
        json.open('[');
        for media in &attachments {
            let left = if self.same { &media.extensions } else { &super::text::NOTHING };
            json.open('{');
            if let Some(url) = url(media) {
                json.string("url", &url, left);
            }
            if let Some(kind) = &media.media_type {
                json.string("mime_type", kind, left);
            }
            if let Some(title) = &media.title {
                json.string("title", &body::line(title, self.same), left);
            }
            if let Some(length) = &media.length {
                if !is_number(length) && !self.same {
                    self.drops.add("article.media.length", 1);
                } else {
                    json.key("size_in_bytes");
                    json.value(length, is_number(length));
                }
            }
            if let Some(duration) = &media.duration {
                match seconds(duration) {
                    Some(seconds) => {
                        json.key("duration_in_seconds");
                        json.value(&seconds, true);
                        self.drops.add("article.media.duration", usize::from(seconds != *duration));
                    }
                    None if self.same => {
                        json.key("duration_in_seconds");
                        json.value(duration, false);
                    }
                    None => self.drops.add("article.media.duration", 1),
                }
            }
            self.kept(&media.extensions, "article.media.extensions", json);
            json.close('}');
        }
        json.close(']');
    }

    fn lost_of_image(&mut self, media: &Media) {
        let drops = &mut self.drops;
        drops.add("article.media.type", usize::from(media.media_type.is_some()));
        drops.add("article.media.length", usize::from(media.length.is_some()));
        drops.add("article.media.duration", usize::from(media.duration.is_some()));
        drops.add("article.media.title", usize::from(media.title.is_some()));
        drops.add("article.media.extensions", media.extensions.top().count());
    }
}

fn summary_of(content: &Content, same: bool) -> String {
    if same || body::sort(content) == body::Sort::Plain {
        return content.value.clone();
    }
    wirecopy_body::plain_text_of_content(content)
}

/// A duration in seconds: a number, or hours, minutes and seconds with colons.
fn seconds(duration: &str) -> Option<String> {
    if is_number(duration) {
        return Some(duration.to_owned());
    }
    let mut sum = 0_u64;
    let mut parts = 0;
    for part in duration.trim().split(':') {
        let number: u64 = part.parse().ok()?;
        sum = sum.checked_mul(60)?.checked_add(number)?;
        parts += 1;
    }
    (parts <= 3).then(|| sum.to_string())
}

impl RecordSink for JsonFeedSink<'_> {
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        match record {
            Record::Source(source) => {
                self.same = &*source.format == "json-feed";
                if !self.begun {
                    let stated = source.extensions.top().find(|at| {
                        let node = source.extensions.nodes.get(*at);
                        node.and_then(|node| node.name.as_deref())
                            .is_some_and(|name| &*name.local == "version")
                    });
                    self.version = stated.filter(|_| self.same).map(|at| source.extensions.text_of(at));
                }
            }
            Record::Feed(feed) if !self.begun => self.feed = self.safe_feed(feed),
            Record::Feed(feed) if feed.source == self.feed.source => self.later = Some(self.safe_feed(feed)),
            Record::Feed(feed) => self.feeds.add(feed, &[]),
            Record::Article(article) => {
                if !self.begun {
                    self.begin(Some(article), cx);
                }
                let safe = if self.faithful { None } else { safe::article(article) };
                self.unsafe_addresses += safe.as_ref().map_or(0, |(_, count)| *count);
                self.article(safe.as_ref().map_or(&**article, |(article, _)| article), cx);
                self.part.settle()?;
            }
            Record::Deleted(_) | Record::Opaque(_) => self.opaque += 1,
            _ => {}
        }
        Ok(())
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        if !self.begun {
            self.begin(None, cx);
        }
        let mut json = Json::new(2);
        json.is_first = self.items == 0;
        json.close(']');
        if let Some(later) = self.later.take() {
            let (more, changed) = more(&self.feed, &later);
            self.drops.add("feed", changed);
            self.feed_members(&more, &mut json);
        }
        json.close('}');
        json.out.push(b'\n');
        self.part.buffer().append(&mut json.out);
        if self.without_id > 0 {
            let message = format!("{} articles have no id and no address to stand for one", self.without_id);
            cx.report(Diagnostic::note("json-feed.item.incomplete", message));
        }
        if self.without_body > 0 {
            let message = format!("{} articles have no body; JSON Feed asks for one", self.without_body);
            cx.report(Diagnostic::note("json-feed.item.incomplete", message));
        }
        if self.opaque > 0 {
            let message = format!("{} records that are no articles are left out", self.opaque);
            cx.report(Diagnostic::loss("json-feed.record.lost", message));
        }
        if self.unsafe_addresses > 0 {
            let message =
                format!("{} addresses that might run something were left out", self.unsafe_addresses);
            cx.report(Diagnostic::loss("json-feed.address.unsafe", message));
        }
        self.drops.report(cx);
        self.feeds.report("of several feeds only the first is written as such", cx);
        self.part.finish()
    }
}
