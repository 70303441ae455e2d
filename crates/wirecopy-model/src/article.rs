use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    Annotation, Association, Block, Content, ContentKind, Correction, Date, DateRole, Dateline, Extensions,
    Feed, Headline, HeadlineRole, Id, Inference, Link, Media, Mention, Note, Person, PersonRole, Place,
    Quote, Reference, Rights, RoleDate, Series, Shared, Slugline, Span, Subject, Text,
};

/// One article: the union of what the formats can say about it.
///
/// What the source does not say is absent; nothing is made up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Article {
    /// Name of the [`crate::Source`] it came from.
    pub source: Shared,
    /// Its number in the source, from 1, in document order. `None`: not from a sequence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u64>,
    /// Its id. `None`: the source states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// Further ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alt_ids: Vec<Id>,
    /// Version as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The version or article this one replaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Reference>,
    /// What it is. `None`: not stated, in practice a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ArticleKind>,
    /// Whether it may be used. `None`: not stated, it may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// What has changed (update, correction, kill), as codes of the source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<String>,
    /// News value, 1 (highest) to 9.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<u8>,
    /// Priority of transmission, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// Title lines with their roles; the first with role `main` is the headline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headlines: Vec<Headline>,
    /// Lines that name the story across versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sluglines: Vec<Slugline>,
    /// Bylines as written; several: in several languages or for several parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bylines: Vec<Text>,
    /// Where and when it was filed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub datelines: Vec<Dateline>,
    /// Credit lines as written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub credit_lines: Vec<Text>,
    /// Authors, contributors, editors, publisher, provider.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// Dates with their roles; the first of a role is the one that counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<RoleDate>,
    /// All links but those to media, in document order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Categories, keywords, concepts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Subject>,
    /// Places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Language tag (BCP 47); that of the feed when the article states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Shared>,
    /// Writing direction, `ltr` or `rtl`, where stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// Base URL in force for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Shared>,
    /// Title of the feed it came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_title: Option<Shared>,
    /// The bodies as the source gave them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Content>,
    /// The body as a tree. Empty: not built; importers of structured text build it, others leave it to a transform.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Pictures and other files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Media>,
    /// Statements of rights.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<Rights>,
    /// Notes that are not for the public.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Corrections.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Updates of a live blog, in the order of the source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
    /// Other items with a relation to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub associations: Vec<Association>,
    /// The series it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<Series>,
    /// How it was made (codes for captured, edited, generated).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digital_source_type: Option<String>,
    /// Where its comments are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<Comments>,
    /// What it answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_reply_to: Vec<Reply>,
    /// The feed it was first in (Atom and RSS `source`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_feed: Option<Box<Feed>>,
    /// Quotations found in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Quote>,
    /// Names and times found in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// What the lines of a plain text were taken for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
    /// Fields that were worked out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<Inference>,
    /// Names of fields that the caller supplied.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Cow<'static, str>>,
    /// Where it stands in the input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What no field holds.
    #[serde(skip_serializing_if = "Extensions::is_empty")]
    pub extensions: Extensions,
}

impl Article {
    /// The headline that counts. `None`: it has none.
    pub fn headline(&self) -> Option<&Headline> {
        main_headline(&self.headlines)
    }

    /// The headline's value as the source gave it (it may hold markup, see its `kind`). `None`: it has none.
    pub fn title(&self) -> Option<&str> {
        self.headline().map(|headline| headline.text.value.as_str())
    }

    /// The date that counts for `role`.
    pub fn date(&self, role: &DateRole) -> Option<&Date> {
        self.dates.iter().find(|date| date.role == *role).map(|date| &date.date)
    }

    /// When it was published.
    pub fn published(&self) -> Option<&Date> {
        self.date(&DateRole::Published)
    }

    /// When it was last changed.
    pub fn updated(&self) -> Option<&Date> {
        self.date(&DateRole::Updated)
    }

    /// The address of its page: the canonical link, else the first alternate one (a web page before other media types),
    /// else an id that is a permalink.
    pub fn url(&self) -> Option<&str> {
        crate::link::main_link(&self.links)
            .map(|link| link.href.as_str())
            .or_else(|| self.id.as_ref().filter(|id| id.permalink == Some(true)).map(|id| id.value.as_str()))
    }

    /// The first byline as written. `None`: it has none.
    pub fn byline(&self) -> Option<&str> {
        self.bylines.first().map(|byline| byline.value.as_str())
    }

    /// Those with the role `author`, in order.
    pub fn authors(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| person.role == PersonRole::Author)
    }

    /// The first content of a kind.
    pub fn content(&self, kind: ContentKind) -> Option<&Content> {
        self.contents.iter().find(|content| content.kind == kind)
    }

    /// The content that holds most of the article: the full one, else the summary, else the teaser.
    pub fn best_content(&self) -> Option<&Content> {
        self.content(ContentKind::Full)
            .or_else(|| self.content(ContentKind::Summary))
            .or_else(|| self.content(ContentKind::Teaser))
    }

    /// The language its text is in: its own, else the one stated for the content that holds most of it.
    pub fn text_language(&self) -> Option<&str> {
        let stated = |tag: &&str| !tag.trim().is_empty();
        self.language
            .as_deref()
            .filter(stated)
            .or_else(|| self.best_content().and_then(|content| content.language.as_deref()).filter(stated))
    }
}

pub(crate) fn main_headline(headlines: &[Headline]) -> Option<&Headline> {
    headlines
        .iter()
        .find(|headline| headline.role == HeadlineRole::Main)
        .or_else(|| headlines.iter().find(|headline| headline.role == HeadlineRole::Item))
        .or_else(|| headlines.first())
}

/// What an article is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ArticleKind {
    /// A text.
    Text,
    /// A picture.
    Picture,
    /// A graphic.
    Graphic,
    /// Sound.
    Audio,
    /// Film.
    Video,
    /// A package of items.
    Composite,
    /// A live blog.
    LiveBlog,
    /// A part of another item.
    Component,
    /// Another kind, by its name in the source.
    #[serde(untagged)]
    Other(String),
}

/// Whether an article may be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Status {
    /// It may.
    Usable,
    /// Not yet: see the date with role `embargo`.
    Embargoed,
    /// Not for now.
    Withheld,
    /// Never again.
    Canceled,
    /// Not finished.
    Draft,
    /// For some eyes only.
    Private,
    /// Another status, by its name in the source.
    #[serde(untagged)]
    Other(String),
}

impl Status {
    /// The status of this name, in whatever case. `None`: none of those that have a variant.
    pub fn known(name: &str) -> Option<Self> {
        let all = [Self::Usable, Self::Embargoed, Self::Withheld, Self::Canceled, Self::Draft, Self::Private];
        all.into_iter().find(|status| status.as_str().eq_ignore_ascii_case(name))
    }

    /// The name as serialised.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Usable => "usable",
            Self::Embargoed => "embargoed",
            Self::Withheld => "withheld",
            Self::Canceled => "canceled",
            Self::Draft => "draft",
            Self::Private => "private",
            Self::Other(name) => name,
        }
    }
}

/// Where the comments on an article are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comments {
    /// Page of the comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Feed of the comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed: Option<String>,
    /// How many there are, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
    /// When the last one came (RFC 4685 `thr:updated`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
}

/// What an article answers (RFC 4685 `thr:in-reply-to`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reply {
    /// Id of what is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// Its media type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The feed it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// One update of a live blog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Update {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<Text>,
    /// Its dates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<RoleDate>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// Its bodies as the source gave them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Content>,
    /// Its body as a tree.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// What no field holds.
    #[serde(skip_serializing_if = "Extensions::is_empty")]
    pub extensions: Extensions,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LinkRel;

    #[test]
    fn the_main_headline_wins_wherever_it_stands() {
        let article = Article {
            headlines: vec![
                Headline::plain(HeadlineRole::Kicker, "Ports"),
                Headline::plain(HeadlineRole::Main, "Harbour reopens"),
            ],
            ..Article::default()
        };
        assert_eq!(article.title(), Some("Harbour reopens"));
    }

    #[test]
    fn the_url_is_canonical_then_alternate_then_permalink() {
        let link = |rel, href: &str| Link { rel, href: href.to_owned(), ..Link::default() };
        let mut article = Article {
            id: Some(Id {
                value: "https://example.org/3".to_owned(),
                permalink: Some(true),
                ..Id::default()
            }),
            ..Article::default()
        };
        assert_eq!(article.url(), Some("https://example.org/3"));
        article.links.push(link(LinkRel::Alternate, "https://example.org/2"));
        assert_eq!(article.url(), Some("https://example.org/2"));
        article.links.push(link(LinkRel::Canonical, "https://example.org/1"));
        assert_eq!(article.url(), Some("https://example.org/1"));
    }

    #[test]
    fn an_empty_article_serialises_to_its_source_alone() {
        let json = serde_json::to_string(&Article::default()).unwrap();
        assert_eq!(json, r#"{"source":""}"#);
    }
}
