use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    Extensions, Headline, Id, Inference, Link, LinkRel, Media, Person, Place, Rights, RoleDate, Shared, Span,
    Subject, Text,
};

/// The metadata of a feed or collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Feed {
    /// Name of the [`crate::Source`] it came from.
    pub source: Shared,
    /// Family of feed formats it belongs to. `None`: not a feed format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<FeedFamily>,
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// Its titles; the first with role `main` is the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headlines: Vec<Headline>,
    /// Descriptions and subtitles; the first is the one that counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<Description>,
    /// All links, in document order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Authors, editors, publisher and others with a part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// Dates with their roles; the first of a role is the one that counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<RoleDate>,
    /// Categories and keywords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
    /// Places it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Statements of rights.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<Rights>,
    /// Language tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Shared>,
    /// Base URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Shared>,
    /// Pictures of the feed itself: image, icon, logo, banner.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<FeedImage>,
    /// Media attached to the feed itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
    /// What made the feed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generator: Option<Generator>,
    /// URL of the format's documentation (`docs`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// Minutes it may be cached, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl: Option<String>,
    /// Content rating, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<String>,
    /// Hours in which readers need not look, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skip_hours: Vec<String>,
    /// Days on which readers need not look, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skip_days: Vec<String>,
    /// A service that tells of updates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud: Option<Cloud>,
    /// A form that belongs to the feed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_input: Option<TextInput>,
    /// What people should know who look at the feed itself (Atom 0.3 `info`, JSON Feed `user_comment`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub info: Option<Text>,
    /// Whether it holds all entries there are (RFC 5005 `fh:complete`).
    #[serde(default, skip_serializing_if = "crate::is_false")]
    pub complete: bool,
    /// Whether it is an archive, which does not change (RFC 5005 `fh:archive`).
    #[serde(default, skip_serializing_if = "crate::is_false")]
    pub archive: bool,
    /// What was worked out rather than stated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<Inference>,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What no field holds.
    #[serde(default, skip_serializing_if = "Extensions::is_empty")]
    pub extensions: Extensions,
}

impl Feed {
    /// The title as the source gave it (it may hold markup, see its `kind`). `None`: it has none.
    pub fn title(&self) -> Option<&str> {
        crate::article::main_headline(&self.headlines).map(|headline| headline.text.value.as_str())
    }

    /// The address of its page: the canonical link, else the first alternate one, a web page before other media types.
    pub fn url(&self) -> Option<&str> {
        crate::link::main_link(&self.links).map(|link| link.href.as_str())
    }

    /// The first link of a relation, such as [`LinkRel::Next`] or [`LinkRel::PrevArchive`].
    ///
    /// ```
    /// use wirecopy_model::{Feed, Link, LinkRel};
    ///
    /// let older = Link { href: "?page=2".to_owned(), rel: LinkRel::Next, ..Link::default() };
    /// let feed = Feed { links: vec![older.clone()], ..Feed::default() };
    /// assert_eq!(feed.link(&LinkRel::Next), Some(&older));
    /// assert_eq!(feed.link(&LinkRel::Previous), None);
    /// ```
    pub fn link(&self, rel: &LinkRel) -> Option<&Link> {
        self.links.iter().find(|link| link.rel == *rel)
    }

    /// The hubs that push its updates, in order.
    pub fn hubs(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(|link| link.rel == LinkRel::Hub)
    }
}

/// A description of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Description {
    /// The description itself.
    #[serde(flatten)]
    pub text: Text,
    /// The element it came from, when that is not the format's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Cow<'static, str>>,
}

impl From<Text> for Description {
    fn from(text: Text) -> Self {
        Self { text, origin: None }
    }
}

/// Families of feed formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FeedFamily {
    /// RSS 0.9x and 2.0.
    Rss,
    /// RSS 1.0 and 0.90.
    Rdf,
    /// Atom.
    Atom,
    /// JSON Feed.
    JsonFeed,
    /// Channel Definition Format.
    Cdf,
    /// Sitemaps.
    Sitemap,
}

/// What made a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Generator {
    /// Its name.
    pub name: String,
    /// Its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// A picture of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedImage {
    /// `image`, `icon`, `logo` or `banner`.
    pub role: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its title, for those who do not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Width as written, pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<String>,
    /// Height as written, pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<String>,
    /// Description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Element it came from, when that is not the format's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Cow<'static, str>>,
}

/// RSS `cloud`: a service that tells of updates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cloud {
    /// Host name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Port, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<String>,
    /// Path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Procedure to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register_procedure: Option<String>,
    /// Protocol.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
}

/// RSS `textInput`: a form that belongs to the feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextInput {
    /// Label of the button.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Name of the field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}
