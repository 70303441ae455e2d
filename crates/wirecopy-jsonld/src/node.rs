//! The nodes of schema.org that are written, their properties in the order they are written in.

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::blocks_out::{Element, FigureFile};
pub(crate) use crate::given::Properties;
use crate::vocabulary::{Coercion, PROPERTIES};

/// What says what the names of a document mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Context {
    /// The address of schema.org's own.
    #[default]
    Address,
    /// The same in the document, for those who have no network: it gives the same statements.
    Inline,
}

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if *self == Self::Address {
            return serializer.serialize_str("https://schema.org");
        }
        let mut map = serializer.serialize_map(None)?;
        // the names of schema.org's own context begin so, with `http`
        map.serialize_entry("@vocab", "http://schema.org/")?;
        for property in PROPERTIES {
            let kind = match property.coercion {
                Coercion::Plain => continue,
                Coercion::Address => "@id",
                Coercion::Date => "Date",
            };
            map.serialize_entry(property.name, &Typed { kind })?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Typed {
    #[serde(rename = "@type")]
    kind: &'static str,
}

/// One value bare, several as an array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Values<T> {
    One(T),
    Several(Vec<T>),
}

impl<T> Values<T> {
    /// `None`: there are no values.
    pub(crate) fn of(mut values: Vec<T>) -> Option<Self> {
        match values.len() {
            0 => None,
            1 => values.pop().map(Self::One),
            _ => Some(Self::Several(values)),
        }
    }
}

/// A class of the `Article` family.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewsArticle<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    pub(crate) context: Option<Context>,
    #[serde(rename = "@type")]
    pub(crate) kind: &'a str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) main_entity_of_page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<Values<Identifier<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) headline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<Values<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) alternative_headline: Option<Values<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) author: Vec<Whom<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) editor: Vec<Whom<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) contributor: Vec<Whom<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<Values<Whom<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source_organization: Option<Values<Whom<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) article_section: Option<Values<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) genre: Option<Values<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) keywords: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) about: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) mentions: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) dateline: Option<Values<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_location: Option<Values<Place<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) location_created: Option<Values<Place<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) credit_text: Option<Values<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creative_work_status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_part_of: Option<Series<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) position: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) discussion_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) comment_count: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) word_count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) article_body: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) image: Vec<ImageObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) video: Vec<MediaObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) audio: Vec<MediaObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) associated_media: Vec<MediaObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) has_part: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) citation: Vec<CreativeWork<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) is_based_on: Vec<CreativeWork<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) live_blog_update: Vec<NewsArticle<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) correction: Vec<CorrectionComment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) license: Option<Values<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) copyright_notice: Option<Values<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) copyright_holder: Option<Values<Whom<'a>>>,
    /// What no property above holds and the source says in schema.org's words.
    #[serde(flatten)]
    pub(crate) rest: Properties,
}

/// `DataFeed` or `ItemList`, without its elements.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DataFeed<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    pub(crate) context: Option<Context>,
    #[serde(rename = "@type")]
    pub(crate) kind: Values<&'static str>,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<Values<Whom<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) license: Option<Values<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) copyright_notice: Option<Values<String>>,
    /// What no property above holds and the source says in schema.org's words.
    #[serde(flatten)]
    pub(crate) rest: Properties,
}

/// `Person`, `Organization` or a class below them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Agent<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'a str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) same_as: Option<Values<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) affiliation: Option<Named<'a>>,
    #[serde(flatten)]
    pub(crate) rest: Properties,
}

/// A body of which the name is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Named<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
}

/// A person or body, or a reference to where it is described.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Whom<'a> {
    Agent(Box<Agent<'a>>),
    At(Reference),
}

/// A reference to a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Reference {
    #[serde(rename = "@id")]
    pub(crate) id: String,
}

/// An id, with the name of its kind where it has one.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Identifier<'a> {
    Text(&'a str),
    Value(PropertyValue<'a>),
}

/// `PropertyValue`.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PropertyValue<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    #[serde(rename = "propertyID")]
    pub(crate) property_id: &'a str,
    pub(crate) value: &'a str,
}

/// What an article is about: `Person`, `Place`, `Thing` and so on.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Thing<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) same_as: Option<&'a str>,
}

/// `Place`.
#[derive(Debug, Serialize)]
pub(crate) struct Place<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<PostalAddress<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) geo: Option<GeoCoordinates<'a>>,
}

/// `PostalAddress`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PostalAddress<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address_locality: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address_region: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) address_country: Option<&'a str>,
}

/// `GeoCoordinates`. The digits are the source's.
#[derive(Debug, Serialize)]
pub(crate) struct GeoCoordinates<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) latitude: &'a str,
    pub(crate) longitude: &'a str,
}

/// `CreativeWorkSeries`.
#[derive(Debug, Serialize)]
pub(crate) struct Series<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
}

/// A part of an article.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Part<'a> {
    Quotation(Quotation<'a>),
    Element(Element<'a>),
    File(FigureFile),
    /// As the source has it.
    Given(Value),
}

/// `ListItem`.
#[derive(Debug, Serialize)]
pub(crate) struct ListItem<T> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) position: usize,
    pub(crate) item: T,
}

/// `ImageObject`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImageObject<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) credit_text: Option<Values<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) copyright_notice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) license: Option<String>,
    #[serde(flatten)]
    pub(crate) rest: Properties,
}

/// `VideoObject`, `AudioObject` or `MediaObject`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MediaObject<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) embed_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) encoding_format: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) content_size: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) credit_text: Option<Values<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) copyright_notice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) license: Option<String>,
    #[serde(flatten)]
    pub(crate) rest: Properties,
}

/// `Quotation`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Quotation<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) position: usize,
    pub(crate) text: &'a str,
    pub(crate) spoken_by_character: Agent<'a>,
}

/// `CreativeWork`: a related story.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CreativeWork<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
}

/// `CorrectionComment`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CorrectionComment {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_published: Option<String>,
}
