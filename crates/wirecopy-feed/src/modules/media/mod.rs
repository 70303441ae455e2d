//! Media RSS 1.5.1.
//!
//! | element | field of `media` |
//! | --- | --- |
//! | `media:content` `@url @fileSize @type @medium @width @height @duration` | one with role `content` |
//! | `media:thumbnail` `@url @width @height` | one with role `thumbnail` |
//! | `media:player` `@url @width @height` | one with role `player` |
//! | `media:group` | its members share `group`; so do a `media:content` and what stands in it |
//! | `media:title`, `media:description` `@type` | `title`, `caption`, text or HTML |
//! | `media:description` beside the media of an item that has no words else | `contents`, summary, too |
//! | `media:credit`, `media:copyright`, else `media:license` | `credits`, `rights` |
//! | `media:category` `@scheme @label`, `media:keywords`, but for those of one medium | `subjects` of the article, and kept |
//! | `media:location` of an article | `places`, and kept |
//! | all others, and attributes no field holds | [`MediaRss`] |
//!
//! A title of a medium is never one of the article. Title, description, credit, copyright and licence that stand
//! beside the media of an item stay in `extensions` and are copied to those media that have none of their own
//! (Media RSS, «optional elements»: they hold for what is below). What else a group says is in the extensions of
//! the first medium of it.

mod read;

use wirecopy_model::{Article, Extensions, Media};

use crate::modules::Element;
use crate::modules::element::{Elements, element_view, truth};
use crate::namespace::Ns;

pub(super) use read::element;
pub(crate) use read::{of_media_type, spread};

/// What elements of Media RSS say of media, from the nearest level on which they stand: the medium itself, its group,
/// the article or feed.
///
/// ```
/// use wirecopy_feed::modules::MediaRss;
/// use wirecopy_model::{Article, Extensions, Media, Node};
///
/// let mut extensions = Extensions::default();
/// extensions.push(Node::element(0, Some("http://search.yahoo.com/mrss/"), Some("media"), "rating"));
/// extensions.push(Node::text(1, "nonadult"));
/// let article = Article { media: vec![Media::default()], extensions, ..Article::default() };
/// let said = MediaRss::of_medium(&article, &article.media[0]);
/// assert_eq!(said.ratings()[0].text.as_deref(), Some("nonadult"));
/// ```
#[derive(Clone, Debug)]
pub struct MediaRss<'a> {
    /// From the nearest level to the farthest.
    levels: Vec<Elements<'a>>,
    medium: Option<Element<'a>>,
}

/// Methods that give all elements of a name on the nearest level that has any.
macro_rules! elements {
    ($($(#[$about:meta])* $method:ident = $local:literal: $view:ident,)*) => {
        $($(#[$about])*
        pub fn $method(&self) -> Vec<$view<'a>> {
            self.nearest($local).into_iter().map($view::of).collect()
        })*
    };
}

impl<'a> MediaRss<'a> {
    /// What an article or feed says of all its media.
    pub fn of(extensions: &'a Extensions) -> Self {
        Self { levels: vec![Element::tops(extensions)], medium: None }
    }

    /// What holds for one medium of an article.
    pub fn of_medium(article: &'a Article, medium: &'a Media) -> Self {
        let own = || Element::tops(&medium.extensions);
        let is = |element: &Element<'_>, local: &str| element.is_called(local) && element.ns() == Ns::Media;
        let mut levels = Vec::new();
        let itself = own().find(|element| !is(element, "group") && element.ns() == Ns::Media);
        levels.extend(itself.map(|itself| itself.children()));
        if let Some(number) = medium.group {
            let members = article.media.iter().filter(|media| media.group == Some(number));
            let group = members
                .flat_map(|media| Element::tops(&media.extensions))
                .find(|element| is(element, "group"));
            levels.extend(group.map(|group| group.children()));
        }
        levels.push(Element::tops(&article.extensions));
        Self { levels, medium: itself }
    }

    fn nearest(&self, local: &str) -> Vec<Element<'a>> {
        for level in &self.levels {
            let level = level.clone();
            let found: Vec<_> =
                level.filter(|element| element.is_called(local) && element.ns() == Ns::Media).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    elements! {
        /// How suitable it is, and for whom (`rating`, and the older `adult`: see [`MediaRss::is_adult`]).
        ratings = "rating": Rating,
        /// Who may, or may not, have it (`restriction`).
        restrictions = "restriction": Restriction,
        /// Categories (`category`).
        categories = "category": MediaCategory,
        /// Words to find it by (`keywords`), parted at commas in the text.
        keywords = "keywords": Keywords,
        /// Who made it (`credit`).
        credits = "credit": Credit,
        /// Whose it is (`copyright`).
        copyrights = "copyright": Copyright,
        /// Hashes of the file (`hash`).
        hashes = "hash": Hash,
        /// Small pictures (`thumbnail`), when they stand where the model has no field for them.
        thumbnails = "thumbnail": Thumbnail,
        /// What is said in it (`text`).
        texts = "text": TimedText,
        /// How to show it in a page (`embed`).
        embeds = "embed": Embed,
        /// Whether it can be had (`status`).
        statuses = "status": MediaStatus,
        /// What it costs (`price`).
        prices = "price": Price,
        /// Licences (`license`).
        licenses = "license": MediaLicense,
        /// Subtitles (`subTitle`).
        subtitles = "subTitle": SubTitle,
        /// Peer-to-peer addresses (`peerLink`).
        peer_links = "peerLink": PeerLink,
        /// Where it was made or plays (`location`).
        locations = "location": MediaLocation,
        /// Whether the makers have the rights (`rights`).
        rights = "rights": MediaRights,
        /// What users think of it (`community`).
        communities = "community": Community,
    }

    /// Whether it is for adults: `adult`, else a rating of `urn:simple`. `None`: neither says so.
    pub fn is_adult(&self) -> Option<bool> {
        let adult = self.nearest("adult").into_iter().find_map(|adult| truth(&adult.text()?));
        adult.or_else(|| {
            self.ratings().into_iter().find_map(|rating| match rating.text.as_deref()? {
                "adult" => Some(true),
                "nonadult" => Some(false),
                _ => None,
            })
        })
    }

    /// What users wrote of it (`comments`).
    pub fn comments(&self) -> Vec<Element<'a>> {
        self.members("comments", "comment")
    }

    /// Addresses of other media that answer it (`responses`).
    pub fn responses(&self) -> Vec<Element<'a>> {
        self.members("responses", "response")
    }

    /// Addresses of pages that link to it (`backLinks`).
    pub fn back_links(&self) -> Vec<Element<'a>> {
        self.members("backLinks", "backLink")
    }

    /// Its scenes (`scenes`).
    pub fn scenes(&self) -> Vec<Scene<'a>> {
        self.members("scenes", "scene").into_iter().map(Scene).collect()
    }

    fn members(&self, list: &str, member: &str) -> Vec<Element<'a>> {
        self.nearest(list).into_iter().flat_map(|list| list.all(member).collect::<Vec<_>>()).collect()
    }

    /// What a `media:content` says of the file itself. `None`: nothing that the model has no field for, or this is not
    /// about one medium.
    pub fn file(&self) -> Option<File<'a>> {
        self.medium.map(File::of)
    }
}

element_view! {
    /// `content`: what the model has no field for.
    File {
        /// Whether it is the one to show, in a group.
        is_default = "isDefault",
        /// `full`, `sample` or `nonstop`.
        expression = "expression",
        /// Kilobits a second.
        bitrate = "bitrate",
        /// Frames a second.
        framerate = "framerate",
        /// Thousands of samples a second.
        sampling_rate = "samplingrate",
        /// Channels of sound.
        channels = "channels",
        /// Language.
        language = "lang",
    }
}
element_view! {
    /// `rating`.
    Rating {
        /// The scheme. `None`: `urn:simple`.
        scheme = "scheme",
    }
}
element_view! {
    /// `restriction`; the text is what it speaks of.
    Restriction {
        /// `allow` or `deny`.
        relationship = "relationship",
        /// `country`, `uri` or `sharing`. `None`: all or none, as the text says.
        kind = "type",
    }
}
element_view! {
    /// `category`.
    MediaCategory {
        /// The scheme.
        scheme = "scheme",
        /// Its name for people.
        label = "label",
    }
}
element_view! {
    /// `keywords`.
    Keywords {}
}
element_view! {
    /// `credit`; the text is the name.
    Credit {
        /// What was done.
        role = "role",
        /// The scheme of roles. `None`: `urn:ebu`.
        scheme = "scheme",
    }
}
element_view! {
    /// `copyright`.
    Copyright {
        /// Address of a page about it.
        url = "url",
    }
}
element_view! {
    /// `hash`.
    Hash {
        /// `md5` or `sha-1`. `None`: `md5`.
        algorithm = "algo",
    }
}
element_view! {
    /// `thumbnail`.
    Thumbnail {
        /// Where it is, as written.
        url = "url",
        /// Width, pixels.
        width = "width",
        /// Height, pixels.
        height = "height",
        /// The time in the film it shows (RFC 2326).
        time = "time",
    }
}
element_view! {
    /// `text`.
    TimedText {
        /// `plain` or `html`.
        kind = "type",
        /// Language.
        language = "lang",
        /// When it begins to be said.
        start = "start",
        /// When it ends.
        end = "end",
    }
}
element_view! {
    /// `embed`.
    Embed {
        /// What to embed.
        url = "url",
        /// Width, pixels.
        width = "width",
        /// Height, pixels.
        height = "height",
    }
}

impl<'a> Embed<'a> {
    /// Its parameters, in order (`param`).
    pub fn parameters(&self) -> impl Iterator<Item = Parameter<'a>> + use<'a> {
        self.element.all("param").map(Parameter::of)
    }
}

element_view! {
    /// `param`; the text is the value.
    Parameter {
        /// Its name.
        name = "name",
    }
}
element_view! {
    /// `status`.
    MediaStatus {
        /// `active`, `blocked` or `deleted`.
        state = "state",
        /// Why, in words or as an address.
        reason = "reason",
    }
}
element_view! {
    /// `price`.
    Price {
        /// `rent`, `purchase`, `package` or `subscription`.
        kind = "type",
        /// How much.
        price = "price",
        /// ISO 4217 code.
        currency = "currency",
        /// Address of a page about packages.
        info = "info",
    }
}
element_view! {
    /// `license`; the text is its name.
    MediaLicense {
        /// Media type of the target.
        media_type = "type",
        /// Where its words are, as written.
        href = "href",
    }
}
element_view! {
    /// `subTitle`.
    SubTitle {
        /// Media type.
        media_type = "type",
        /// Language.
        language = "lang",
        /// Where they are, as written.
        href = "href",
    }
}
element_view! {
    /// `peerLink`.
    PeerLink {
        /// Media type.
        media_type = "type",
        /// Where it is, as written.
        href = "href",
    }
}
element_view! {
    /// `location`.
    MediaLocation {
        /// What it is called.
        description = "description",
        /// From when in the film.
        start = "start",
        /// Until when.
        end = "end",
    }
}
element_view! {
    /// `rights`.
    MediaRights {
        /// `userCreated` or `official`.
        status = "status",
    }
}
element_view! {
    /// `community`.
    Community {}
}

impl<'a> Community<'a> {
    /// How many stars it got (`starRating`).
    pub fn star_rating(&self) -> Option<StarRating<'a>> {
        self.element.child("starRating").map(StarRating::of)
    }

    /// How often it was seen (`statistics`).
    pub fn statistics(&self) -> Option<Statistics<'a>> {
        self.element.child("statistics").map(Statistics::of)
    }

    /// Tags with their weights (`tags`); without a weight: 1.
    pub fn tags(&self) -> Vec<(String, String)> {
        let text = self.element.child("tags").and_then(|tags| tags.text()).unwrap_or_default();
        let tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        let weighed = tags
            .map(|tag| tag.rsplit_once(':').map_or((tag, "1"), |(tag, weight)| (tag.trim(), weight.trim())));
        weighed.map(|(tag, weight)| (tag.to_owned(), weight.to_owned())).collect()
    }
}

element_view! {
    /// `starRating`.
    StarRating {
        /// The mean.
        average = "average",
        /// How many ratings there are.
        count = "count",
        /// The lowest possible.
        min = "min",
        /// The highest possible.
        max = "max",
    }
}
element_view! {
    /// `statistics`.
    Statistics {
        /// How often it was seen.
        views = "views",
        /// How many keep it.
        favorites = "favorites",
    }
}

/// A scene of a film.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a>(Element<'a>);

impl<'a> Scene<'a> {
    fn part(&self, local: &str) -> Option<std::borrow::Cow<'a, str>> {
        // the specification's own example has them in no namespace
        self.0.children().find(|part| part.is_called(local)).and_then(|part| part.text())
    }

    /// Its title.
    pub fn title(&self) -> Option<std::borrow::Cow<'a, str>> {
        self.part("sceneTitle")
    }

    /// What happens.
    pub fn description(&self) -> Option<std::borrow::Cow<'a, str>> {
        self.part("sceneDescription")
    }

    /// When it begins, as written.
    pub fn start(&self) -> Option<std::borrow::Cow<'a, str>> {
        self.part("sceneStartTime")
    }

    /// When it ends, as written.
    pub fn end(&self) -> Option<std::borrow::Cow<'a, str>> {
        self.part("sceneEndTime")
    }

    /// The element, with all that is in it.
    pub fn element(&self) -> Element<'a> {
        self.0
    }
}
