//! What a file does not hold. What is left out by case its writers count themselves.

use wirecopy_core::Carries;
use wirecopy_model::PartName;

/// Parts of fields that are never written.
pub(crate) const ALWAYS: &[PartName] = &[
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
    "article.contents.role",
    "article.contents.language",
    "article.blocks.quotation.cite",
    "article.blocks.media.rights",
];

/// Those of the fields that are carried without front matter.
pub(crate) const WITHOUT_FRONT: &[PartName] = &[
    "article.contents.role",
    "article.contents.language",
    "article.blocks.quotation.cite",
    "article.blocks.media.rights",
    "article.blocks.media.caption",
    "article.blocks.media.credits",
];

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
