//! What no property holds. What is left out by case the nodes count themselves.

use wirecopy_core::Carries;
use wirecopy_model::{Field, PartName};

/// Parts of fields that are never written.
pub(crate) const ALWAYS: &[PartName] = &[
    "article.headlines.language",
    "article.bylines",
    "article.bylines.language",
    "article.datelines.place",
    "article.datelines.agency",
    "article.datelines.date",
    "article.credit_lines.language",
    "article.people.names",
    "article.links.media_type",
    "article.links.hreflang",
    "article.links.length",
    "article.links.extensions",
    "article.subjects.extensions",
    "article.contents.role",
    "article.contents.language",
    "article.corrections.of",
    "article.corrections.language",
    "article.blocks.images.title",
    "article.blocks.language",
    "article.blocks.entities",
    "article.blocks.quotation.cite",
    "article.blocks.quote.cite",
    "article.blocks.list.start",
    "article.blocks.code.language",
    "article.blocks.media",
    "article.blocks.media.title",
    "article.blocks.media.alt",
    "article.blocks.media.rights",
    "article.blocks.aside.role",
    "article.blocks.raw",
];

/// Fields that are carried, in one form or another; the body last.
pub(crate) const FIELDS: &[Field] = &[
    "id",
    "alt_ids",
    "version",
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
    "contents",
    "media",
    "rights",
    "corrections",
    "quotes",
    "places",
    "series",
    "comments",
    "updates",
    "extensions",
    "blocks",
];

/// Fields that need not be.
pub(crate) const IMMATERIAL: &[Field] =
    &["source", "position", "base", "feed_title", "mentions", "annotations", "inferred", "given", "span"];

/// What is carried when the body is left out, as asked.
pub(crate) const WITHOUT_BODY: Carries = Carries {
    fields: match FIELDS.split_last() {
        Some((_, others)) => others,
        None => FIELDS,
    },
    immaterial: IMMATERIAL,
};
