//! What no column holds, by the form of the body. What is left out by case the rows count themselves.

use wirecopy_core::Carries;
use wirecopy_model::{Field, Fields, PartName};
use wirecopy_table::BodyForm;

/// What no column holds, whatever becomes of the body.
const ALWAYS: &[PartName] = &[
    "article.id.role",
    "article.headlines.language",
    "article.bylines",
    "article.bylines.language",
    "article.people.names",
    "article.people.uris",
    "article.people.extensions",
    "article.links.title",
    "article.links.media_type",
    "article.links.hreflang",
    "article.links.length",
    "article.links.extensions",
    "article.subjects.extensions",
    "article.contents.role",
    "article.contents.language",
    "article.media.type",
    "article.media.length",
    "article.media.size",
    "article.media.duration",
    "article.media.title",
    "article.media.credits",
    "article.media.alt",
    "article.media.rights",
    "article.media.extensions",
    "article.links.href",
    "article.media.caption",
];

/// With the body as plain text.
const IN_TEXT: &[PartName] = &[
    "article.blocks.links.title",
    "article.blocks.images.title",
    "article.blocks.language",
    "article.blocks.entities",
    "article.blocks.quotation.cite",
    "article.blocks.quote.cite",
    "article.blocks.list.start",
    "article.blocks.code.language",
    "article.blocks.media",
    "article.blocks.embeds.kind",
    "article.blocks.embeds.title",
    "article.blocks.aside.role",
    "article.blocks.raw",
];

/// With the body as Markdown, whose writer tells what else it leaves out.
const IN_MARKDOWN: &[PartName] = &[
    "article.blocks.quotation.cite",
    "article.blocks.media.caption",
    "article.blocks.media.credits",
    "article.blocks.media.rights",
    "article.blocks.related.href",
];

/// With the body as HTML.
const IN_HTML: &[PartName] = &[
    "article.blocks.entities",
    "article.blocks.media",
    "article.blocks.media.caption",
    "article.blocks.media.credits",
    "article.blocks.media.rights",
    "article.blocks.embeds.kind",
    "article.blocks.aside.role",
    "article.blocks.raw",
];

/// What rows of articles do not hold.
pub(crate) fn in_rows(form: BodyForm) -> Vec<PartName> {
    let of_body = match form {
        BodyForm::Text => IN_TEXT,
        BodyForm::Markdown => IN_MARKDOWN,
        BodyForm::Html => IN_HTML,
        BodyForm::None => &[],
    };
    [ALWAYS, of_body].concat()
}

/// Fields that are carried: those of the body first, and last `extensions`, of which rows hold what a table had and no
/// field holds. What else there is of them the rows count.
const FIELDS: &[Field] = &[
    "contents",
    "blocks",
    "quotes",
    "source",
    "id",
    "kind",
    "status",
    "headlines",
    "bylines",
    "people",
    "dates",
    "links",
    "subjects",
    "language",
    "media",
    "rights",
    "extensions",
];

/// How many of the fields are those of the body.
const OF_BODY: usize = 3;

/// Fields that need not be.
const IMMATERIAL: &[Field] =
    &["position", "base", "feed_title", "mentions", "annotations", "inferred", "given", "span"];

/// What the format carries of any article.
pub(crate) const IN_FORMAT: Carries =
    Carries { fields: FIELDS.split_at(FIELDS.len() - 1).0, immaterial: IMMATERIAL };

/// What rows carry.
pub(crate) const IN_ROWS: Carries = Carries { fields: FIELDS, immaterial: IMMATERIAL };

/// What is carried when the body is left out.
pub(crate) const NO_BODY: Carries = Carries { fields: FIELDS.split_at(OF_BODY).1, immaterial: IMMATERIAL };

/// Of the files, in the table of media.
pub(crate) const IN_MEDIA: &[PartName] = &["article.media.extensions"];

/// Of the links, in the table of links.
pub(crate) const IN_LINKS: &[PartName] = &["article.links.extensions"];

/// A table of parts of articles: what else they have is not asked for.
pub(crate) const PART_OF_ARTICLES: Carries = Carries { fields: &[], immaterial: Fields::ALL };
