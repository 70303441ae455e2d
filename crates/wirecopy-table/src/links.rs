//! The table of links.

use std::cell::Cell;

use wirecopy_body::{inline_text, is_safe_target};
use wirecopy_model::{Article, Block, Inline, Link, Piece, Walk};

use crate::about::About;
use crate::column::columns;
use crate::value::Value;

columns! {
    /// A column of the table of links.
    LinkColumn:
    Article "article" Text Some("isPartOf"), "id of the article it is in";
    Source "source" Text None, "name of the input";
    Number "article_number" Number None, "number of the article in the input";
    Position "position" Number Some("position"), "number of the link in the article, from 1";
    Where "where" Text None, "`article` for links the source states beside the body, `body` for those in its text, `between` for pointers to other stories between paragraphs";
    Block "block" Number None, "number of the block of the body it stands in, from 1: paragraphs, headings, lists, figures";
    Rel "rel" Text Some("linkRelationship"), "how the target relates to the article, such as `canonical`, `alternate`, `related`";
    Href "href" Address Some("url"), "the target";
    Title "title" Text None, "title of the target";
    Text "text" Text Some("name"), "the text that is linked";
    MediaType "media_type" Text Some("encodingFormat"), "media type of the target";
    Hreflang "hreflang" Text Some("inLanguage"), "language of the target";
    Length "length" Text None, "size of the target as written";
}

/// A link as a row.
pub(crate) struct LinkRow<'a> {
    about: About<'a>,
    found: Found<'a>,
    unsafe_targets: Cell<u64>,
}

enum Found<'a> {
    Stated(&'a Link),
    Within { href: &'a str, title: Option<&'a str>, content: &'a [Inline], block: usize },
    Between { href: Option<&'a str>, content: &'a [Inline], block: usize },
}

impl<'a> LinkRow<'a> {
    /// The links of an article, then those of its body.
    pub(crate) fn all(article: &'a Article) -> Vec<Self> {
        let mut found: Vec<Found<'a>> = article.links.iter().map(Found::Stated).collect();
        for (index, block) in article.blocks.iter().enumerate() {
            let block_number = index + 1;
            for piece in Walk::new(std::slice::from_ref(block)) {
                match piece {
                    Piece::Inline(Inline::Link { href, title, content }) => found.push(Found::Within {
                        href,
                        title: title.as_deref(),
                        content,
                        block: block_number,
                    }),
                    Piece::Block(Block::RelatedLink { content, href, .. }) => {
                        found.push(Found::Between { href: href.as_deref(), content, block: block_number });
                    }
                    _ => {}
                }
            }
        }
        let row = |(index, found)| Self {
            about: About::new(article, index + 1),
            found,
            unsafe_targets: Cell::new(0),
        };
        found.into_iter().enumerate().map(row).collect()
    }

    pub(crate) fn value(&self, column: LinkColumn) -> Value<'_> {
        let stated = match &self.found {
            Found::Stated(link) => Some(*link),
            _ => None,
        };
        match column {
            LinkColumn::Article => self.about.id(),
            LinkColumn::Source => self.about.source(),
            LinkColumn::Number => self.about.number(),
            LinkColumn::Position => self.about.position(),
            LinkColumn::Where => Value::text(match &self.found {
                Found::Stated(_) => "article",
                Found::Within { .. } => "body",
                Found::Between { .. } => "between",
            }),
            LinkColumn::Block => match &self.found {
                Found::Stated(_) => Value::Absent,
                Found::Within { block, .. } | Found::Between { block, .. } => Value::count(*block),
            },
            LinkColumn::Rel => match &self.found {
                Found::Stated(link) => Value::text(link.rel.as_str()),
                Found::Within { .. } => Value::Absent,
                Found::Between { .. } => Value::text("related"),
            },
            LinkColumn::Href => {
                let href = match &self.found {
                    Found::Stated(link) => Some(link.href.as_str()),
                    Found::Within { href, .. } => Some(*href),
                    Found::Between { href, .. } => *href,
                };
                Value::optional(href.filter(|href| self.is_safe(href)))
            }
            LinkColumn::Title => match &self.found {
                Found::Stated(link) => Value::optional(link.title.as_deref()),
                Found::Within { title, .. } => Value::optional(*title),
                Found::Between { .. } => Value::Absent,
            },
            LinkColumn::Text => match &self.found {
                Found::Stated(_) => Value::Absent,
                Found::Within { content, .. } | Found::Between { content, .. } => {
                    Value::text(inline_text(content))
                }
            },
            LinkColumn::MediaType => Value::optional(stated.and_then(|link| link.media_type.as_deref())),
            LinkColumn::Hreflang => Value::optional(stated.and_then(|link| link.hreflang.as_deref())),
            LinkColumn::Length => Value::optional(stated.and_then(|link| link.length.as_deref())),
        }
    }

    fn is_safe(&self, href: &str) -> bool {
        let safe = is_safe_target(href);
        self.unsafe_targets.set(self.unsafe_targets.get() + u64::from(!safe));
        safe
    }

    pub(crate) fn unsafe_targets(&self) -> u64 {
        self.unsafe_targets.get()
    }
}
