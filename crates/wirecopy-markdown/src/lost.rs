//! What a file does not hold. What is left out by case its writers count themselves.

use wirecopy_core::Carries;
use wirecopy_model::PartName;

/// Parts of a body that are never written.
const OF_BODY: &[PartName] = &[
    "article.contents.role",
    "article.contents.language",
    "article.blocks.quotation.cite",
    "article.blocks.media.rights",
];

/// Parts that front matter does not hold.
const OF_FRONT: &[PartName] = &[
    "article.id.role",
    "article.headlines.language",
    "article.bylines",
    "article.bylines.language",
    "article.people.names",
    "article.people.uris",
    "article.links.title",
    "article.links.media_type",
    "article.links.hreflang",
    "article.links.length",
    "article.links.extensions",
];

/// Parts of the body that front matter holds.
const IN_FRONT: &[PartName] = &["article.blocks.media.caption", "article.blocks.media.credits"];

/// Parts of the fields carried that a file never holds, with front matter or without.
pub(crate) fn parts(front: bool) -> Vec<PartName> {
    [OF_BODY, if front { OF_FRONT } else { IN_FRONT }].concat()
}

/// What a body alone carries.
pub(crate) const BODY: Carries = Carries {
    fields: &["contents", "blocks"],
    immaterial: &[
        "source",
        "position",
        "base",
        "feed_title",
        "quotes",
        "mentions",
        "annotations",
        "inferred",
        "given",
        "span",
    ],
};
