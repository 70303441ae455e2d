//! Apple's podcast elements, and Google's of the same names.
//!
//! | element | field, with `origin` |
//! | --- | --- |
//! | `itunes:author` | `people`, author |
//! | `itunes:owner` with `itunes:name`, `itunes:email`; `googleplay:owner`, `googleplay:email` | `people`, owner |
//! | `itunes:title` | `headlines`, main, after the format's own |
//! | `itunes:subtitle` | `headlines`, sub; of a feed `descriptions` |
//! | `itunes:summary`, `googleplay:description` | `contents`, summary; of a feed `descriptions` |
//! | `itunes:image` `@href` | `media`, thumbnail; of a feed `images` |
//! | `itunes:category` `@text`, nested | `subjects` with `parent` |
//! | `itunes:keywords` | `subjects`, keyword, one for each |
//! | `itunes:duration` | `duration` of the first enclosure that states none |
//! | `itunes:episode` | `series.part` |
//!
//! All of them stay in `extensions` whole; [`Itunes`] gives them all.
//!
//! Source: Apple, «A podcaster's guide to RSS», and the elements it had before.

use std::borrow::Cow;

use wirecopy_model::{
    Content, ContentKind, Description, Extensions, FeedImage, Headline, HeadlineRole, Media, MediaKind,
    MediaRole, Person, PersonRole, Series, Subject, SubjectKind, Text, TextKind,
};

use crate::meta::Meta;
use crate::modules::element::{Inside, attribute, named, seconds, truth};
use crate::modules::settle::{self, Base, MANY};
use crate::modules::{Element, Module, Vocabulary};
use crate::namespace::Ns;
use crate::people;
use crate::scan::Level;

/// What Apple's podcast elements say; where one is missing, Google's of the same name.
///
/// ```
/// use wirecopy_feed::modules::Itunes;
/// use wirecopy_model::{Extensions, Node};
///
/// let mut extensions = Extensions::default();
/// extensions.push(Node::element(0, Some("http://www.itunes.com/dtds/podcast-1.0.dtd"), None, "duration"));
/// extensions.push(Node::text(1, "1:02:03"));
/// let itunes = Itunes::of(&extensions);
/// assert_eq!(itunes.seconds(), Some(3723.0));
/// assert_eq!(itunes.is_explicit(), None);
/// ```
#[derive(Clone, Debug)]
pub struct Itunes<'a> {
    apple: Module<'a>,
    google: Module<'a>,
}

impl<'a> Itunes<'a> {
    /// The elements among those of an article or feed.
    pub fn of(extensions: &'a Extensions) -> Self {
        Self {
            apple: Module::of(extensions, Vocabulary::Itunes),
            google: Module::of(extensions, Vocabulary::GooglePlay),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.apple.is_empty() && self.google.is_empty()
    }

    fn text(&self, local: &str) -> Option<Cow<'a, str>> {
        self.apple.text(local).or_else(|| self.google.text(local))
    }

    /// Who made it (`author`).
    pub fn author(&self) -> Option<Cow<'a, str>> {
        self.text("author")
    }

    /// Its title without season and number (`title`).
    pub fn title(&self) -> Option<Cow<'a, str>> {
        self.text("title")
    }

    /// A line about it (`subtitle`).
    pub fn subtitle(&self) -> Option<Cow<'a, str>> {
        self.text("subtitle")
    }

    /// What it is about (`summary`, `googleplay:description`).
    pub fn summary(&self) -> Option<Cow<'a, str>> {
        self.apple.text("summary").or_else(|| self.google.text("description"))
    }

    /// Address of its picture (`image`), as written.
    pub fn image(&self) -> Option<Cow<'a, str>> {
        let image = self.apple.one("image").or_else(|| self.google.one("image"))?;
        address(&image)
    }

    /// Who is responsible (`owner`).
    pub fn owner(&self) -> Option<Owner<'a>> {
        if let Some(owner) = self.apple.one("owner") {
            let name = part(&owner, "name").or_else(|| owner.text());
            return Some(Owner { name, email: part(&owner, "email") });
        }
        let email = self.google.text("owner").or_else(|| self.google.text("email"))?;
        Some(Owner { name: None, email: Some(email) })
    }

    /// Its categories, each with those below it (`category`).
    pub fn categories(&self) -> Vec<Category<'a>> {
        let all = self.apple.all("category").chain(self.google.all("category"));
        let named = |element: &Element<'a>| name(element);
        all.filter_map(|element| {
            let below = element.children().filter_map(|below| named(&below)).collect();
            Some(Category { name: named(&element)?, below, element })
        })
        .collect()
    }

    /// Its keywords (`keywords`), parted at commas.
    pub fn keywords(&self) -> Vec<String> {
        self.apple
            .all("keywords")
            .filter_map(|element| element.text())
            .flat_map(|text| split(&text))
            .collect()
    }

    /// Whether it is not for children (`explicit`). `None`: not stated, or in other words than `yes`, `true`,
    /// `explicit`, `no`, `false` and `clean`.
    pub fn is_explicit(&self) -> Option<bool> {
        self.explicit().as_deref().and_then(truth)
    }

    /// The words of `explicit`.
    pub fn explicit(&self) -> Option<Cow<'a, str>> {
        self.text("explicit")
    }

    /// Whether it is not to be shown in Apple's directory (`block`).
    pub fn is_blocked(&self) -> bool {
        self.text("block").as_deref().and_then(truth) == Some(true)
    }

    /// Whether no more episodes will come (`complete`).
    pub fn is_complete(&self) -> bool {
        self.text("complete").as_deref().and_then(truth) == Some(true)
    }

    /// How long it is, as written (`duration`).
    pub fn duration(&self) -> Option<Cow<'a, str>> {
        self.text("duration")
    }

    /// How long it is in seconds. `None`: not stated, or not understood.
    pub fn seconds(&self) -> Option<f64> {
        self.duration().as_deref().and_then(seconds)
    }

    /// Number of the season, as written (`season`).
    pub fn season(&self) -> Option<Cow<'a, str>> {
        self.text("season")
    }

    /// Number of the episode, as written (`episode`).
    pub fn episode(&self) -> Option<Cow<'a, str>> {
        self.text("episode")
    }

    /// `full`, `trailer` or `bonus` (`episodeType`).
    pub fn episode_type(&self) -> Option<Cow<'a, str>> {
        self.text("episodeType")
    }

    /// `episodic` or `serial` (`type`).
    pub fn kind(&self) -> Option<Cow<'a, str>> {
        self.text("type")
    }

    /// Where the feed has moved (`new-feed-url`).
    pub fn new_feed_url(&self) -> Option<Cow<'a, str>> {
        self.text("new-feed-url")
    }

    /// Its place among the episodes, as written (`order`).
    pub fn order(&self) -> Option<Cow<'a, str>> {
        self.text("order")
    }

    /// Whether the film has captions (`isClosedCaptioned`).
    pub fn is_closed_captioned(&self) -> bool {
        self.text("isClosedCaptioned").as_deref().and_then(truth) == Some(true)
    }
}

/// Who is responsible for a podcast.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner<'a> {
    /// The name.
    pub name: Option<Cow<'a, str>>,
    /// The e-mail address.
    pub email: Option<Cow<'a, str>>,
}

/// A category of a podcast.
#[derive(Clone, Debug)]
pub struct Category<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Names of the categories directly below it.
    pub below: Vec<Cow<'a, str>>,
    /// The element, with all that is in it.
    pub element: Element<'a>,
}

fn name<'a>(category: &Element<'a>) -> Option<Cow<'a, str>> {
    category.attribute("text").map(Cow::Borrowed).or_else(|| category.text())
}

/// The address of a picture: some feeds write it as `url`, or as text.
fn address<'a>(image: &Element<'a>) -> Option<Cow<'a, str>> {
    let attribute = image.attribute("href").or_else(|| image.attribute("url"));
    attribute.map(Cow::Borrowed).or_else(|| image.text())
}

/// The text of an element directly in another, in whatever namespace: some forget the prefix there.
fn part<'a>(element: &Element<'a>, local: &str) -> Option<Cow<'a, str>> {
    element.children().find(|part| part.is_called(local)).and_then(|part| part.text())
}

/// Keywords parted at commas.
fn split(text: &str) -> Vec<String> {
    text.split([',', '，', '、']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The elements that feed a field.
const NAMES: [&str; 11] = [
    "author",
    "category",
    "description",
    "duration",
    "episode",
    "image",
    "keywords",
    "owner",
    "subtitle",
    "summary",
    "title",
];

/// Copies what an element says to the fields it belongs to.
pub(super) fn copy(element: &Element<'_>, ns: Ns, meta: &mut Meta, level: Level, base: &mut Base) {
    let is_apple = ns == Ns::Itunes;
    let origin = |apple: &'static str, google: &'static str| {
        Some(Cow::Borrowed(if is_apple { apple } else { google }))
    };
    match (named(element.local(), &NAMES), level) {
        ("author", _) => {
            let Some(line) = part(element, "name").or_else(|| element.text()) else { return };
            let email = part(element, "email").map(Cow::into_owned);
            let origin = if is_apple { "itunes:author" } else { "googleplay:author" };
            let mut found = Vec::new();
            people::add(line.into_owned(), &PersonRole::Author, Some(origin), &mut found);
            for person in found {
                let email = person.email.or_else(|| email.clone());
                settle::person(Person { email, ..person }, meta);
            }
        }
        ("owner", _) => {
            let part = |local| part(element, local).map(Cow::into_owned);
            let (mut name, mut email) = (part("name"), part("email"));
            let text = element.text().map(Cow::into_owned);
            if is_apple {
                name = name.or(text);
            } else {
                email = email.or(text);
            }
            if name.is_some() || email.is_some() {
                let origin = origin("itunes:owner", "googleplay:owner");
                settle::person(
                    Person { role: PersonRole::Owner, name, email, origin, ..Person::default() },
                    meta,
                );
            }
        }
        ("title", _) => {
            let origin = origin("itunes:title", "googleplay:title");
            headline(element, HeadlineRole::Main, origin, meta);
        }
        ("subtitle", Level::Item) => {
            let origin = origin("itunes:subtitle", "googleplay:subtitle");
            headline(element, HeadlineRole::Sub, origin, meta);
        }
        ("subtitle", Level::Feed) => {
            description(element, origin("itunes:subtitle", "googleplay:subtitle"), meta);
        }
        ("summary" | "description", Level::Feed) => {
            description(element, origin("itunes:summary", "googleplay:description"), meta);
        }
        ("summary" | "description", Level::Item) => {
            summary(element, origin("itunes:summary", "googleplay:description"), meta);
        }
        ("image", _) => {
            let Some(written) = address(element) else { return };
            let origin = origin("itunes:image", "googleplay:image");
            picture(base.resolve(element, &written), origin, meta, level);
        }
        ("category", _) => {
            categories(element, origin("itunes:category", "googleplay:category").as_ref(), meta);
        }
        ("keywords", _) => {
            let words = element.text().map(|text| split(&text)).unwrap_or_default();
            for term in words {
                let origin = origin("itunes:keywords", "googleplay:keywords");
                settle::subject(
                    Subject { kind: SubjectKind::Keyword, term, origin, ..Subject::default() },
                    meta,
                );
            }
        }
        ("duration", Level::Item) => {
            let Some(duration) = element.text() else { return };
            let is_silent =
                |media: &&mut Media| media.role == MediaRole::Attachment && media.duration.is_none();
            if let Some(media) = meta.media.iter_mut().take(MANY).find(is_silent) {
                media.duration = Some(duration.into_owned());
            }
        }
        ("episode", Level::Item) => {
            if let Some(number) = element.text() {
                let series = meta.series.get_or_insert_with(Series::default);
                series.part.get_or_insert_with(|| number.into_owned());
            }
        }
        _ => {}
    }
}

/// A text that may hold markup. `None`: there is none.
fn text_of(element: &Element<'_>) -> Option<Text> {
    let Inside { text, is_markup } = element.inside()?;
    let kind = if is_markup { TextKind::Html } else { TextKind::Unstated };
    Some(Text { kind, language: element.language().map(str::to_owned), ..Text::plain(text) })
}

fn headline(element: &Element<'_>, role: HeadlineRole, origin: Option<Cow<'static, str>>, meta: &mut Meta) {
    let Some(text) = text_of(element) else { return };
    let is_same = |known: &Headline| known.role == role && known.text.value == text.value;
    if !meta.headlines.iter().take(MANY).any(is_same) {
        meta.headlines.push(Headline { role, text, origin });
    }
}

fn description(element: &Element<'_>, origin: Option<Cow<'static, str>>, meta: &mut Meta) {
    let Some(text) = text_of(element) else { return };
    if !meta.descriptions.iter().take(MANY).any(|known| known.text.value == text.value) {
        meta.descriptions.push(Description { text, origin });
    }
}

fn summary(element: &Element<'_>, origin: Option<Cow<'static, str>>, meta: &mut Meta) {
    let Some(text) = text_of(element) else { return };
    if !meta.contents.iter().take(MANY).any(|content| content.value.trim() == text.value) {
        meta.contents.push(Content {
            kind: ContentKind::Summary,
            media_type: Cow::Borrowed("text/html"),
            value: text.value,
            language: text.language,
            origin,
            ..Content::default()
        });
    }
}

/// Adds the picture of an episode or podcast.
pub(super) fn picture(
    address: crate::address::Address,
    origin: Option<Cow<'static, str>>,
    meta: &mut Meta,
    level: Level,
) {
    // Google's elements mostly repeat Apple's
    let is_same = |url: &Option<String>| url.as_deref() == Some(address.href.as_str());
    let is_known = match level {
        Level::Feed => {
            meta.images.iter().take(MANY).any(|image| image.origin.is_some() && is_same(&image.url))
        }
        Level::Item => meta
            .media
            .iter()
            .take(MANY)
            .any(|media| media.role == MediaRole::Thumbnail && is_same(&media.url)),
    };
    if is_known {
        return;
    }
    match level {
        Level::Feed => {
            let url = Some(address.href);
            meta.images.push(FeedImage { role: "image".to_owned(), url, origin, ..FeedImage::default() });
        }
        Level::Item => meta.media.push(Media {
            url: Some(address.href),
            written: address.written,
            role: MediaRole::Thumbnail,
            kind: Some(MediaKind::Image),
            origin,
            ..Media::default()
        }),
    }
}

/// Adds a category and those below it, however deep they nest.
fn categories(element: &Element<'_>, origin: Option<&Cow<'static, str>>, meta: &mut Meta) {
    // the subject of each category that is open, with its depth
    let mut open: Vec<(u32, u32)> = Vec::new();
    for (index, node) in element.nodes().iter().enumerate() {
        let Some(name) = node.name.as_ref().filter(|name| name.local.eq_ignore_ascii_case("category")) else {
            continue;
        };
        if name.uri.as_deref() != element.uri() {
            continue;
        }
        while open.pop_if(|(depth, _)| *depth >= node.depth).is_some() {}
        let stated = attribute(node, "text").map(str::to_owned);
        let Some(term) =
            stated.or_else(|| if index == 0 { element.text().map(Cow::into_owned) } else { None })
        else {
            continue;
        };
        let Ok(number) = u32::try_from(meta.subjects.len()) else { return };
        let parent = open.last().map(|(_, subject)| *subject);
        meta.subjects.push(Subject { term, parent, origin: origin.cloned(), ..Subject::default() });
        open.push((node.depth, number));
    }
}
