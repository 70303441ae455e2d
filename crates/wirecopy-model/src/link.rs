use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Extensions;

/// A link of an article or feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The target, resolved against the base that holds where it stands, if there is one.
    pub href: String,
    /// The target as written, when resolving changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// How the target relates to the article.
    pub rel: LinkRel,
    /// Media type of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Language of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hreflang: Option<String>,
    /// Title of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Size of the target as written; bytes by the standards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<String>,
    /// Element it came from, when that is not the format's usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Cow<'static, str>>,
    /// What no field holds.
    #[serde(default, skip_serializing_if = "Extensions::is_empty")]
    pub extensions: Extensions,
}

/// How a [`Link`]'s target relates to what links to it (IANA link relations and those of news formats).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LinkRel {
    /// The article itself in another form, normally its web page.
    #[default]
    Alternate,
    /// This feed or entry.
    #[serde(rename = "self")]
    SelfLink,
    /// The preferred address.
    Canonical,
    /// Something related.
    Related,
    /// Where the information came from.
    Via,
    /// A file that belongs to the item.
    Enclosure,
    /// A licence.
    License,
    /// Comments and answers.
    Replies,
    /// A hub that pushes updates.
    Hub,
    /// The next page.
    Next,
    /// The page before.
    #[serde(alias = "prev")]
    Previous,
    /// The first page.
    First,
    /// The last page.
    Last,
    /// The feed as it is now, for one that is an archive (RFC 5005).
    Current,
    /// The archive before (RFC 5005).
    PrevArchive,
    /// The next archive (RFC 5005).
    NextArchive,
    /// Where the entry can be changed (RFC 5023).
    Edit,
    /// Where the medium of the entry can be changed (RFC 5023).
    EditMedia,
    /// Another relation, by its name in the source.
    #[serde(untagged)]
    Other(String),
}

impl LinkRel {
    /// The relations that have a variant, by their registered names.
    const KNOWN: [(&'static str, Self); 18] = [
        ("alternate", Self::Alternate),
        ("self", Self::SelfLink),
        ("canonical", Self::Canonical),
        ("related", Self::Related),
        ("via", Self::Via),
        ("enclosure", Self::Enclosure),
        ("license", Self::License),
        ("replies", Self::Replies),
        ("hub", Self::Hub),
        ("next", Self::Next),
        ("previous", Self::Previous),
        ("first", Self::First),
        ("last", Self::Last),
        ("current", Self::Current),
        ("prev-archive", Self::PrevArchive),
        ("next-archive", Self::NextArchive),
        ("edit", Self::Edit),
        ("edit-media", Self::EditMedia),
    ];

    /// The relation of this name, in whatever case. `None`: none of those that have a variant.
    ///
    /// ```
    /// use wirecopy_model::LinkRel;
    ///
    /// assert_eq!(LinkRel::known("Prev-Archive"), Some(LinkRel::PrevArchive));
    /// assert_eq!(LinkRel::known("payment"), None);
    /// ```
    pub fn known(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("prev") {
            return Some(Self::Previous);
        }
        Self::KNOWN.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, rel)| rel)
    }

    /// The name as serialised.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => Self::KNOWN.iter().find(|(_, rel)| rel == known).map_or("", |(name, _)| name),
        }
    }
}

/// The first link to the thing itself: the canonical one, else the first alternate one that is a web page (or does not
/// say what it is), else the first alternate one of any type.
pub(crate) fn main_link(links: &[Link]) -> Option<&Link> {
    let stated = || links.iter().filter(|link| !link.href.is_empty());
    let alternate = || stated().filter(|link| link.rel == LinkRel::Alternate);
    stated()
        .find(|link| link.rel == LinkRel::Canonical)
        .or_else(|| alternate().find(|link| link.is_page()))
        .or_else(|| alternate().next())
}

impl Link {
    /// Whether the target is a web page, or may be one: no media type is stated.
    fn is_page(&self) -> bool {
        self.media_type.as_deref().is_none_or(|stated| {
            let essence = stated.split(';').next().unwrap_or_default().trim();
            ["", "text/html", "application/xhtml+xml"].iter().any(|page| essence.eq_ignore_ascii_case(page))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_relations_are_those_of_the_serialised_form() {
        for (name, rel) in LinkRel::KNOWN {
            assert_eq!(serde_json::to_value(&rel).unwrap(), name);
            assert_eq!(rel.as_str(), name);
            assert_eq!(LinkRel::known(name), Some(rel));
        }
        assert_eq!(LinkRel::known("prev"), Some(LinkRel::Previous));
        assert_eq!(LinkRel::Other("payment".to_owned()).as_str(), "payment");
    }

    #[test]
    fn a_page_comes_before_other_forms() {
        let link = |rel: LinkRel, href: &str, media_type: Option<&str>| Link {
            href: href.to_owned(),
            rel,
            media_type: media_type.map(str::to_owned),
            ..Link::default()
        };
        let pdf = link(LinkRel::Alternate, "pdf", Some("application/pdf"));
        let page = link(LinkRel::Alternate, "page", Some("Text/HTML; charset=utf-8"));
        let bare = link(LinkRel::Alternate, "bare", None);
        let canonical = link(LinkRel::Canonical, "canonical", None);
        let check = |links: &[&Link], expected: Option<&str>| {
            let links: Vec<Link> = links.iter().map(|link| (*link).clone()).collect();
            assert_eq!(main_link(&links).map(|link| link.href.as_str()), expected);
        };
        check(&[&pdf, &page, &bare], Some("page"));
        check(&[&pdf, &bare, &page], Some("bare"));
        check(&[&pdf], Some("pdf"));
        check(&[&pdf, &page, &canonical], Some("canonical"));
        check(&[&link(LinkRel::Related, "other", None), &link(LinkRel::Alternate, "", None)], None);
    }
}
