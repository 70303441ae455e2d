//! What a page does not hold. What is left out by case is counted where the page is written.

use wirecopy_core::Carries;
use wirecopy_model::{Field, PartName};

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

/// Fields that are carried; last those that a page says in its head.
const FIELDS: &[Field] = &[
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
    "id",
    "inferred",
    "given",
];

/// How many of the fields are those of the head.
const OF_HEAD: usize = 3;

/// Fields that need not be: quotes and annotations were found in the text, which is all there.
const IMMATERIAL: &[Field] =
    &["source", "position", "base", "feed_title", "quotes", "mentions", "annotations", "span"];

/// What a page carries.
pub(crate) const PAGE: Carries = Carries { fields: FIELDS, immaterial: IMMATERIAL };

/// What the `article` element alone carries: all but what a page says in its head.
pub(crate) const FRAGMENT: Carries =
    Carries { fields: FIELDS.split_at(FIELDS.len() - OF_HEAD).0, immaterial: IMMATERIAL };
