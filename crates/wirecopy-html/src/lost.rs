//! What a page does not hold. What is left out by case is counted where the page is written.

use wirecopy_core::Carries;
use wirecopy_model::PartName;

/// Parts of fields that are never written.
pub(crate) const ALWAYS: &[PartName] = &[
    "article.id.role",
    "article.headlines.language",
    "article.bylines.language",
    "article.credit_lines.language",
    "article.datelines.place",
    "article.datelines.agency",
    "article.datelines.date",
    "article.people.names",
    "article.people.uris",
    "article.links.media_type",
    "article.links.hreflang",
    "article.links.length",
    "article.links.extensions",
    "article.contents.role",
    "article.media.type",
    "article.corrections.of",
    "article.corrections.language",
    "article.blocks.entities",
    "article.blocks.embeds.kind",
    "article.blocks.aside.role",
    "article.blocks.media",
    "article.blocks.media.caption",
    "article.blocks.media.credits",
    "article.blocks.media.rights",
];

/// What the `article` element alone carries: all but what a page says in its head.
pub(crate) const FRAGMENT: Carries = Carries {
    fields: &[
        "kind",
        "status",
        "headlines",
        "bylines",
        "datelines",
        "credit_lines",
        "people",
        "dates",
        "links",
        "subjects",
        "language",
        "direction",
        "contents",
        "blocks",
        "media",
        "rights",
        "corrections",
        "updates",
    ],
    immaterial: &["source", "position", "base", "feed_title", "quotes", "mentions", "annotations", "span"],
};
