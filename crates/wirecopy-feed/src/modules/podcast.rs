//! Podcasting 2.0, the `podcast` namespace.
//!
//! | element | field, with `origin` |
//! | --- | --- |
//! | `person` `@role @img @href` | `people`; without a role: `host` |
//! | `transcript`, `chapters` `@url @type` | `media`, of a role of that name |
//! | `alternateEnclosure` with `source` `@uri` | `media`, attachments that share `group` |
//! | `trailer` of a feed | `media`, `trailer` |
//! | `image` `@href`, `images` `@srcset` | `media`, thumbnail; of a feed `images` |
//! | `location` `@geo @country @rel` | `places` |
//! | `license` `@url` | `rights` |
//! | `season` `@name`, `episode` | `series.name`, `series.part` |
//! | `guid` | `id` of a feed, where the format has none |
//!
//! All of them stay in `extensions` whole; [`Podcast`] gives them all.
//!
//! Source: the pages of the namespace `https://podcastindex.org/namespace/1.0`, one a tag.

use std::borrow::Cow;

use wirecopy_model::{
    Extensions, FeedImage, Id, Media, MediaKind, MediaRole, Person, PersonRole, Place, Rights, Series, Text,
};

use crate::meta::Meta;
use crate::modules::element::{element_view, named, truth};
use crate::modules::media::of_media_type;
use crate::modules::settle::{self, Base, MANY};
use crate::modules::{Element, Module, Vocabulary};
use crate::scan::Level;

/// What the elements of Podcasting 2.0 say.
///
/// ```
/// use wirecopy_feed::modules::Podcast;
/// use wirecopy_model::{Extensions, Node};
///
/// let mut extensions = Extensions::default();
/// extensions.push(Node::element(0, Some("https://podcastindex.org/namespace/1.0"), None, "locked"));
/// extensions.push(Node::text(1, "yes"));
/// let podcast = Podcast::of(&extensions);
/// assert_eq!(podcast.is_locked(), Some(true));
/// assert_eq!(podcast.transcripts().count(), 0);
/// ```
#[derive(Clone, Debug)]
pub struct Podcast<'a> {
    all: Module<'a>,
}

/// Methods that give all elements of a name, or the first.
macro_rules! tags {
    ($($(#[$about:meta])* $method:ident = $local:literal: $view:ident,)*) => {
        $($(#[$about])*
        pub fn $method(&self) -> impl Iterator<Item = $view<'a>> + use<'a> {
            self.all.all($local).map($view::of)
        })*
    };
}

impl<'a> Podcast<'a> {
    /// The elements among those of an article or feed.
    pub fn of(extensions: &'a Extensions) -> Self {
        Self { all: Module::of(extensions, Vocabulary::Podcast) }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    tags! {
        /// Whether, and by whom asked, the feed may be taken over (`locked`).
        locks = "locked": Lock,
        /// Its words as text (`transcript`).
        transcripts = "transcript": Transcript,
        /// Where to give money (`funding`).
        fundings = "funding": Funding,
        /// Where its chapters are (`chapters`).
        chapters = "chapters": ChaptersFile,
        /// Pieces worth hearing (`soundbite`).
        soundbites = "soundbite": Soundbite,
        /// Those with a part in it (`person`).
        persons = "person": PodcastPerson,
        /// Where it was made, or plays (`location`).
        locations = "location": PodcastLocation,
        /// The season (`season`).
        seasons = "season": Season,
        /// The episode (`episode`).
        episodes = "episode": Episode,
        /// Trailers (`trailer`).
        trailers = "trailer": Trailer,
        /// Licences (`license`).
        licenses = "license": PodcastLicense,
        /// Other files of the same episode (`alternateEnclosure`).
        alternate_enclosures = "alternateEnclosure": AlternateEnclosure,
        /// How to pay (`value`).
        values = "value": Value,
        /// A picture (`image`).
        images = "image": PodcastImage,
        /// Pictures in several sizes (`images`).
        image_sets = "images": ImageSet,
        /// What is live, or will be (`liveItem`).
        live_items = "liveItem": LiveItem,
        /// Where it can be heard or seen elsewhere (`contentLink`).
        content_links = "contentLink": ContentLink,
        /// Where it is talked about (`socialInteract`).
        social_interactions = "socialInteract": SocialInteract,
        /// Which directories shall not show it (`block`).
        blocks = "block": PodcastBlock,
        /// Free texts, often proofs of ownership (`txt`).
        texts = "txt": Txt,
        /// How often it appears (`updateFrequency`).
        update_frequencies = "updateFrequency": UpdateFrequency,
        /// Whether updates are told by Podping (`podping`).
        podpings = "podping": Podping,
        /// Where listeners talk while it is live (`chat`).
        chats = "chat": Chat,
    }

    /// Whether the feed may not be taken over (`locked`). `None`: not stated.
    pub fn is_locked(&self) -> Option<bool> {
        self.all.text("locked").as_deref().and_then(truth)
    }

    /// The identifier of the feed, a UUID (`guid`).
    pub fn guid(&self) -> Option<Cow<'a, str>> {
        self.all.text("guid")
    }

    /// What the feed holds: `podcast`, `music`, `newsletter` … (`medium`).
    pub fn medium(&self) -> Option<Cow<'a, str>> {
        self.all.text("medium")
    }

    /// Feeds the makers recommend (`podroll`).
    pub fn podroll(&self) -> Vec<RemoteItem<'a>> {
        self.all.all("podroll").flat_map(|podroll| remote_items(&podroll)).collect()
    }

    /// The feed of the publisher (`publisher`).
    pub fn publisher(&self) -> Option<RemoteItem<'a>> {
        self.all.all("publisher").find_map(|publisher| remote_items(&publisher).into_iter().next())
    }

    /// Feeds and episodes it names (`remoteItem`) outside of `podroll` and `publisher`.
    pub fn remote_items(&self) -> impl Iterator<Item = RemoteItem<'a>> + use<'a> {
        self.all.all("remoteItem").map(RemoteItem::of)
    }

    /// Whether updates are told by Podping. `None`: not stated.
    pub fn uses_podping(&self) -> Option<bool> {
        self.podpings().find_map(|podping| podping.uses_podping.and_then(truth))
    }
}

fn remote_items<'a>(element: &Element<'a>) -> Vec<RemoteItem<'a>> {
    element.all("remoteItem").map(RemoteItem::of).collect()
}

element_view! {
    /// `locked`; the text is `yes` or `no`.
    Lock {
        /// Address to ask.
        owner = "owner",
    }
}
element_view! {
    /// `transcript`.
    Transcript {
        /// Where it is, as written.
        url = "url",
        /// Its media type.
        media_type = "type",
        /// Its language.
        language = "language",
        /// `captions` for closed captions.
        rel = "rel",
    }
}
element_view! {
    /// `funding`; the text says what it is.
    Funding {
        /// Where, as written.
        url = "url",
    }
}
element_view! {
    /// `chapters`.
    ChaptersFile {
        /// Where they are, as written.
        url = "url",
        /// The media type of the file.
        media_type = "type",
    }
}
element_view! {
    /// `soundbite`; the text is its title.
    Soundbite {
        /// Where it begins, seconds.
        start_time = "startTime",
        /// How long it is, seconds.
        duration = "duration",
    }
}
element_view! {
    /// `person`; the text is the name.
    PodcastPerson {
        /// What the person does. `None`: `host`.
        role = "role",
        /// The group of roles. `None`: `cast`.
        group = "group",
        /// Address of a picture.
        image = "img",
        /// Address of a page.
        href = "href",
    }
}
element_view! {
    /// `location`; the text is its name.
    PodcastLocation {
        /// Whether it is the `subject` or the place of the `creator`.
        rel = "rel",
        /// A `geo:` URI (RFC 5870).
        geo = "geo",
        /// What `OpenStreetMap` calls it.
        osm = "osm",
        /// ISO 3166 code of the country.
        country = "country",
    }
}
element_view! {
    /// `season`; the text is the number.
    Season {
        /// Its name.
        name = "name",
    }
}
element_view! {
    /// `episode`; the text is the number.
    Episode {
        /// What is shown instead of the number.
        display = "display",
    }
}
element_view! {
    /// `trailer`; the text is its title.
    Trailer {
        /// Where it is, as written.
        url = "url",
        /// When it was published.
        published = "pubdate",
        /// Size in bytes.
        length = "length",
        /// Media type.
        media_type = "type",
        /// Number of the season it is for.
        season = "season",
    }
}
element_view! {
    /// `license`; the text is its short name.
    PodcastLicense {
        /// Where its words are.
        url = "url",
    }
}
element_view! {
    /// `alternateEnclosure`.
    AlternateEnclosure {
        /// Media type.
        media_type = "type",
        /// Size in bytes.
        length = "length",
        /// Bits a second.
        bitrate = "bitrate",
        /// Height of the film, pixels.
        height = "height",
        /// Language.
        language = "lang",
        /// Its title.
        title = "title",
        /// What it is for.
        rel = "rel",
        /// Codecs (RFC 6381).
        codecs = "codecs",
        /// Whether it is the same as the enclosure.
        default = "default",
    }
}

impl<'a> AlternateEnclosure<'a> {
    /// Where it can be had from (`source`).
    pub fn sources(&self) -> impl Iterator<Item = EnclosureSource<'a>> + use<'a> {
        self.element.all("source").map(EnclosureSource::of)
    }

    /// What proves that it is the right file (`integrity`).
    pub fn integrity(&self) -> Option<Integrity<'a>> {
        self.element.child("integrity").map(Integrity::of)
    }
}

element_view! {
    /// `source` of an alternate enclosure.
    EnclosureSource {
        /// Where it is, as written.
        uri = "uri",
        /// Media type, if it differs.
        content_type = "contentType",
    }
}
element_view! {
    /// `integrity` of an alternate enclosure.
    Integrity {
        /// `sri` or `pgp-signature`.
        kind = "type",
        /// The hash or signature.
        value = "value",
    }
}
element_view! {
    /// `value`.
    Value {
        /// What is paid with.
        kind = "type",
        /// How.
        method = "method",
        /// How much.
        suggested = "suggested",
    }
}

impl<'a> Value<'a> {
    /// Who is paid (`valueRecipient`).
    pub fn recipients(&self) -> impl Iterator<Item = ValueRecipient<'a>> + use<'a> {
        self.element.all("valueRecipient").map(ValueRecipient::of)
    }

    /// Times at which others are paid (`valueTimeSplit`).
    pub fn time_splits(&self) -> impl Iterator<Item = ValueTimeSplit<'a>> + use<'a> {
        self.element.all("valueTimeSplit").map(ValueTimeSplit::of)
    }
}

element_view! {
    /// `valueRecipient`.
    ValueRecipient {
        /// Name.
        name = "name",
        /// Kind of address.
        kind = "type",
        /// Address.
        address = "address",
        /// Key of a further value.
        custom_key = "customKey",
        /// That value.
        custom_value = "customValue",
        /// Share.
        split = "split",
        /// Whether it is a fee.
        fee = "fee",
    }
}
element_view! {
    /// `valueTimeSplit`.
    ValueTimeSplit {
        /// Where it begins, seconds.
        start_time = "startTime",
        /// How long it is, seconds.
        duration = "duration",
        /// Where it begins in what is played, seconds.
        remote_start_time = "remoteStartTime",
        /// Share in percent.
        remote_percentage = "remotePercentage",
    }
}

impl<'a> ValueTimeSplit<'a> {
    /// What is played (`remoteItem`).
    pub fn remote_item(&self) -> Option<RemoteItem<'a>> {
        self.element.child("remoteItem").map(RemoteItem::of)
    }

    /// Who is paid (`valueRecipient`).
    pub fn recipients(&self) -> impl Iterator<Item = ValueRecipient<'a>> + use<'a> {
        self.element.all("valueRecipient").map(ValueRecipient::of)
    }
}

element_view! {
    /// `remoteItem`.
    RemoteItem {
        /// Identifier of the feed.
        feed_guid = "feedGuid",
        /// Address of the feed.
        feed_url = "feedUrl",
        /// Identifier of the episode.
        item_guid = "itemGuid",
        /// What the feed holds.
        medium = "medium",
        /// Title.
        title = "title",
    }
}
element_view! {
    /// `image`.
    PodcastImage {
        /// Where it is, as written.
        href = "href",
        /// Text for those who do not see it.
        alt = "alt",
        /// Ratio of its sides.
        aspect_ratio = "aspect-ratio",
        /// Width, pixels.
        width = "width",
        /// Height, pixels.
        height = "height",
        /// Media type.
        media_type = "type",
        /// What it is for.
        purpose = "purpose",
    }
}
element_view! {
    /// `images`.
    ImageSet {
        /// Addresses with widths, as `srcset` of HTML has them.
        srcset = "srcset",
    }
}
element_view! {
    /// `liveItem`: an item in it has the elements of one.
    LiveItem {
        /// `pending`, `live` or `ended`.
        status = "status",
        /// When it begins.
        start = "start",
        /// When it ends.
        end = "end",
    }
}

impl<'a> LiveItem<'a> {
    /// Where it can be heard or seen elsewhere (`contentLink`).
    pub fn content_links(&self) -> impl Iterator<Item = ContentLink<'a>> + use<'a> {
        self.element.all("contentLink").map(ContentLink::of)
    }
}

element_view! {
    /// `contentLink`; the text says what is there.
    ContentLink {
        /// Where, as written.
        href = "href",
    }
}
element_view! {
    /// `socialInteract`.
    SocialInteract {
        /// Address of the first post.
        uri = "uri",
        /// Its protocol; `disabled`: there shall be no comments.
        protocol = "protocol",
        /// Account of the author.
        account_id = "accountId",
        /// Page of the account.
        account_url = "accountUrl",
        /// Place among several, 1 first.
        priority = "priority",
    }
}
element_view! {
    /// `block`; the text is `yes` or `no`.
    PodcastBlock {
        /// The directory. `None`: all.
        id = "id",
    }
}
element_view! {
    /// `txt`.
    Txt {
        /// What it is for.
        purpose = "purpose",
    }
}
element_view! {
    /// `updateFrequency`; the text says it in words.
    UpdateFrequency {
        /// Whether no more episodes will come.
        complete = "complete",
        /// When it began.
        start = "dtstart",
        /// The rule (RFC 5545 `RRULE`).
        rule = "rrule",
    }
}
element_view! {
    /// `podping`.
    Podping {
        /// Whether updates are told that way.
        uses_podping = "usesPodping",
    }
}
element_view! {
    /// `chat`.
    Chat {
        /// Host.
        server = "server",
        /// Protocol.
        protocol = "protocol",
        /// Account of the host.
        account_id = "accountId",
        /// Room.
        space = "space",
    }
}

/// The elements that feed a field.
const NAMES: [&str; 12] = [
    "alternateEnclosure",
    "chapters",
    "episode",
    "guid",
    "image",
    "images",
    "license",
    "location",
    "person",
    "season",
    "trailer",
    "transcript",
];

/// Copies what an element says to the fields it belongs to.
pub(super) fn copy(element: &Element<'_>, meta: &mut Meta, level: Level, base: &mut Base) {
    match named(element.local(), &NAMES) {
        "person" => person(&PodcastPerson::of(*element), meta, base),
        "transcript" => {
            file(element, "podcast:transcript", "transcript", meta, base);
        }
        "chapters" => file(element, "podcast:chapters", "chapters", meta, base),
        "trailer" => file(element, "podcast:trailer", "trailer", meta, base),
        "alternateEnclosure" => alternates(&AlternateEnclosure::of(*element), meta, base),
        "image" => image(&PodcastImage::of(*element), meta, level, base),
        "images" => images(&ImageSet::of(*element), meta, level, base),
        "location" => meta.places.extend(place(&PodcastLocation::of(*element))),
        "license" => license(&PodcastLicense::of(*element), meta, base),
        "season" if level == Level::Item => {
            if let Some(name) = element.attribute("name") {
                meta.series.get_or_insert_with(Series::default).name.get_or_insert_with(|| name.to_owned());
            }
        }
        "episode" if level == Level::Item => {
            if let Some(number) = element.text() {
                let series = meta.series.get_or_insert_with(Series::default);
                series.part.get_or_insert_with(|| number.into_owned());
            }
        }
        "guid" if level == Level::Feed => {
            if let Some(value) = element.text() {
                let role = Some(Cow::Borrowed("podcast:guid"));
                meta.ids.push(Id { value: value.into_owned(), role, ..Id::default() });
            }
        }
        _ => {}
    }
}

fn person(view: &PodcastPerson<'_>, meta: &mut Meta, base: &mut Base) {
    let role = view.role.map_or_else(|| "host".to_owned(), str::to_ascii_lowercase);
    let role = match role.as_str() {
        "author" => PersonRole::Author,
        "editor" => PersonRole::Editor,
        _ => PersonRole::Other(role),
    };
    let mut resolved =
        |written: Option<&str>| written.map(|written| base.resolve(&view.element, written).href);
    let person = Person {
        role,
        name: view.text.as_deref().map(str::to_owned),
        avatar: resolved(view.image),
        url: resolved(view.href),
        origin: Some(Cow::Borrowed("podcast:person")),
        ..Person::default()
    };
    if person.name.is_some() || person.url.is_some() {
        settle::person(person, meta);
    }
}

/// A file that belongs to the episode or feed.
fn file(element: &Element<'_>, origin: &'static str, role: &str, meta: &mut Meta, base: &mut Base) {
    let Some(url) = element.attribute("url") else { return };
    let address = base.resolve(element, url);
    let media_type = element.attribute("type").map(str::to_owned);
    let kind = media_type.as_deref().and_then(of_media_type);
    meta.media.push(Media {
        url: Some(address.href),
        written: address.written,
        role: MediaRole::Other(role.to_owned()),
        kind,
        media_type,
        length: element.attribute("length").map(str::to_owned),
        title: element.text().map(Text::plain),
        origin: Some(Cow::Borrowed(origin)),
        ..Media::default()
    });
}

fn alternates(view: &AlternateEnclosure<'_>, meta: &mut Meta, base: &mut Base) {
    meta.groups += 1;
    for source in view.sources() {
        let Some(uri) = source.uri else { continue };
        let address = base.resolve(&source.element, uri);
        let media_type = source.content_type.or(view.media_type).map(str::to_owned);
        let kind = media_type.as_deref().and_then(of_media_type);
        meta.media.push(Media {
            url: Some(address.href),
            written: address.written,
            role: MediaRole::Attachment,
            kind,
            media_type,
            length: view.length.map(str::to_owned),
            height: view.height.and_then(|height| height.parse().ok()),
            title: view.title.map(Text::plain),
            group: Some(meta.groups),
            origin: Some(Cow::Borrowed("podcast:alternateEnclosure")),
            ..Media::default()
        });
    }
}

fn image(view: &PodcastImage<'_>, meta: &mut Meta, level: Level, base: &mut Base) {
    let Some(href) = view.href else { return };
    let address = base.resolve(&view.element, href);
    let origin = Some(Cow::Borrowed("podcast:image"));
    match level {
        Level::Feed => meta.images.push(FeedImage {
            role: if view.purpose.is_some_and(|purpose| purpose.contains("banner")) {
                "banner"
            } else {
                "image"
            }
            .to_owned(),
            url: Some(address.href),
            width: view.width.map(str::to_owned),
            height: view.height.map(str::to_owned),
            description: view.alt.map(str::to_owned),
            origin,
            ..FeedImage::default()
        }),
        Level::Item => meta.media.push(Media {
            url: Some(address.href),
            written: address.written,
            role: MediaRole::Thumbnail,
            kind: Some(MediaKind::Image),
            media_type: view.media_type.map(str::to_owned),
            width: view.width.and_then(|width| width.parse().ok()),
            height: view.height.and_then(|height| height.parse().ok()),
            alt: view.alt.map(str::to_owned),
            origin,
            ..Media::default()
        }),
    }
}

/// Addresses, each with its width: `a.png 1500w, b.png 600w`.
fn images(view: &ImageSet<'_>, meta: &mut Meta, level: Level, base: &mut Base) {
    meta.groups += 1;
    for candidate in view.srcset.unwrap_or_default().split(',').take(MANY) {
        let mut words = candidate.split_whitespace();
        let Some(url) = words.next() else { continue };
        let width = words.next().and_then(|width| width.strip_suffix('w'));
        let address = base.resolve(&view.element, url);
        let origin = Some(Cow::Borrowed("podcast:images"));
        match level {
            Level::Feed => meta.images.push(FeedImage {
                role: "image".to_owned(),
                url: Some(address.href),
                width: width.map(str::to_owned),
                origin,
                ..FeedImage::default()
            }),
            Level::Item => meta.media.push(Media {
                url: Some(address.href),
                written: address.written,
                role: MediaRole::Thumbnail,
                kind: Some(MediaKind::Image),
                width: width.and_then(|width| width.parse().ok()),
                group: Some(meta.groups),
                origin,
                ..Media::default()
            }),
        }
    }
}

fn place(view: &PodcastLocation<'_>) -> Option<Place> {
    // `geo:latitude,longitude,altitude;parameters`, always WGS 84
    let geo = view.geo.and_then(|geo| geo.strip_prefix("geo:").or(Some(geo)));
    let numbers = geo.map(|geo| geo.split(';').next().unwrap_or_default());
    let mut numbers = numbers.into_iter().flat_map(|numbers| numbers.split(',')).map(str::trim);
    let coordinates = match (numbers.next(), numbers.next()) {
        (Some(latitude), Some(longitude)) => Some(format!("{latitude} {longitude}")),
        _ => None,
    };
    let uncertainty = geo.and_then(|geo| geo.split(';').find_map(|part| part.strip_prefix("u=")));
    let place = Place {
        name: view.text.as_deref().map(str::to_owned),
        country: view.country.map(str::to_owned),
        shape: coordinates.is_some().then(|| "point".to_owned()),
        coordinates,
        elevation: numbers.next().map(str::to_owned),
        radius: uncertainty.map(str::to_owned),
        role: view.rel.map(str::to_owned),
        origin: Some(Cow::Borrowed("podcast:location")),
        ..Place::default()
    };
    (place.name.is_some() || place.coordinates.is_some()).then_some(place)
}

fn license(view: &PodcastLicense<'_>, meta: &mut Meta, base: &mut Base) {
    let license = view.url.map(|url| base.resolve(&view.element, url).href);
    let usage_terms = view.text.as_deref().map(Text::plain);
    if license.is_some() || usage_terms.is_some() {
        let origin = Some(Cow::Borrowed("podcast:license"));
        meta.rights.push(Rights { license, usage_terms, origin, ..Rights::default() });
    }
}
