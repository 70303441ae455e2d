//! The nodes of schema.org that are written, their properties in the order they are written in.

use std::borrow::Cow;

use serde::Serialize;

/// The context of all documents.
pub(crate) const CONTEXT: &str = "https://schema.org";

/// One value bare, several as an array.
#[derive(Debug, PartialEq, Eq, Serialize)]
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

/// `NewsArticle`.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewsArticle<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    pub(crate) context: Option<&'static str>,
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identifier: Option<Values<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) headline: Option<String>,
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
    pub(crate) author: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) editor: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) contributor: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<Values<Agent<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source_organization: Option<Values<Agent<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) article_section: Option<Values<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) genre: Option<Values<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) keywords: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) dateline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) credit_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creative_work_status: Option<&'a str>,
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
    pub(crate) has_part: Vec<Quotation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) citation: Vec<CreativeWork<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) correction: Vec<CorrectionComment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) license: Option<Values<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) copyright_notice: Option<Values<String>>,
}

/// `DataFeed`, without its elements.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DataFeed<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    pub(crate) context: Option<&'static str>,
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
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
    pub(crate) publisher: Option<Values<Agent<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) license: Option<Values<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) copyright_notice: Option<Values<String>>,
}

/// `Person` or `Organization`.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Agent<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
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
    pub(crate) caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) credit_text: Option<&'a str>,
}

/// `VideoObject`, `AudioObject` or `MediaObject`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MediaObject<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) content_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) encoding_format: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) credit_text: Option<&'a str>,
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
