//! The transform that builds blocks.

use std::borrow::Cow;

use wirecopy_core::{Cx, Diagnostic, Error, Transform};
use wirecopy_model::{Block, Content, ContentKind, Record, Shared};

use crate::wordpress::{self, Attachments, is_wordpress, wordpress_to_html};
use crate::{CommonmarkOptions, HtmlOptions, commonmark_to_blocks, html_to_blocks, text_to_blocks};

/// Builds [`wirecopy_model::Article::blocks`] from the content that holds most of the article, where an importer has
/// not done so. The contents themselves stay as they are.
///
/// An article with a summary alone gets the blocks of its summary. Content that is encoded, only pointed at, or of a
/// media type other than HTML, Markdown and plain text is passed over, with a finding when nothing else is left.
///
/// ```
/// use wirecopy_body::Blocks;
/// use wirecopy_core::{Cx, Findings, Limits, Policy, Transform};
/// use wirecopy_model::{Article, Block, Content, Record};
///
/// let content = Content { media_type: "text/html".into(), value: "<p>Hello</p>".into(), ..Content::default() };
/// let article = Article { contents: vec![content], ..Article::default() };
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let mut cx = Cx::new(&limits, &policy, &mut findings);
/// let record = Blocks::default().apply(Record::Article(Box::new(article)), &mut cx)?;
/// let Some(Record::Article(article)) = record else { unreachable!() };
/// assert_eq!(article.blocks, [Block::paragraph("Hello")]);
/// # Ok::<(), wirecopy_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Blocks;

impl Transform for Blocks {
    fn apply(&mut self, mut record: Record, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        if let Record::Article(article) = &mut record {
            if article.blocks.is_empty() {
                let attachments = Attachments::of(article);
                article.blocks = build(&article.contents, article.base.as_ref(), attachments, cx);
            }
            for update in &mut article.updates {
                if update.blocks.is_empty() {
                    update.blocks =
                        build(&update.contents, article.base.as_ref(), Attachments::default(), cx);
                }
            }
        }
        Ok(Some(record))
    }
}

/// How a content is read. `None`: it is not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Html,
    Text,
    Markdown,
}

fn way(content: &Content) -> Option<Way> {
    if content.transfer_encoding.is_some() || (content.value.is_empty() && content.src.is_some()) {
        return None;
    }
    let stated = content.media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match stated.as_str() {
        // feeds that state no type mean HTML
        "" | "text/html" | "application/xhtml+xml" | "html" | "xhtml" => Some(Way::Html),
        "text/plain" | "text" => Some(Way::Text),
        "text/markdown" | "text/x-markdown" | "markdown" => Some(Way::Markdown),
        _ => None,
    }
}

/// Whether a content is HTML that is there.
pub(crate) fn is_html(content: &Content) -> bool {
    way(content) == Some(Way::Html)
}

/// The content blocks are built from: of those that can be read the fullest, and of equals the first.
///
/// ```
/// use wirecopy_body::readable_content;
/// use wirecopy_model::{Content, ContentKind};
///
/// let content = |kind, media_type: &'static str| Content { kind, media_type: media_type.into(), ..Content::default() };
/// let contents = [content(ContentKind::Summary, "text/plain"), content(ContentKind::Full, "application/pdf")];
/// assert_eq!(readable_content(&contents).map(|content| content.kind), Some(ContentKind::Summary));
/// ```
pub fn readable_content(contents: &[Content]) -> Option<&Content> {
    [ContentKind::Full, ContentKind::Summary, ContentKind::Teaser]
        .iter()
        .find_map(|kind| contents.iter().find(|content| content.kind == *kind && way(content).is_some()))
}

fn build(
    contents: &[Content],
    base: Option<&Shared>,
    attachments: Attachments<'_>,
    cx: &mut Cx<'_>,
) -> Vec<Block> {
    let Some(content) = readable_content(contents) else {
        if let Some(passed) = contents.first() {
            let message = match (&passed.transfer_encoding, &passed.src) {
                (Some(_), _) => Cow::Borrowed("the body is encoded and was not read"),
                (None, Some(_)) if passed.value.is_empty() => {
                    Cow::Borrowed("the source only points at the body, nothing is fetched")
                }
                _ => Cow::Owned(format!("a body of type `{}` cannot be read", passed.media_type)),
            };
            let finding = Diagnostic::loss("body.content.unread", message).on("article.contents");
            cx.report(match passed.span {
                Some(span) => finding.at(span),
                None => finding,
            });
        }
        return Vec::new();
    };
    match way(content) {
        Some(Way::Html) => {
            let base = content.base.clone().or_else(|| base.map(|base| base.as_ref().to_owned()));
            let made = is_wordpress(content).then(|| wordpress_to_html(&content.value, attachments));
            if let Some(made) = &made {
                wordpress::report(made, content.span, cx);
            }
            html_to_blocks(
                made.as_ref().map_or(content.value.as_str(), |made| made.html.as_str()),
                &HtmlOptions { base, span: content.span, ..HtmlOptions::default() },
                cx,
            )
        }
        Some(Way::Text) => {
            let (text, dropped) = crate::clean_text(&content.value);
            if dropped > 0 {
                let message = format!("control characters or noncharacters were dropped ({dropped})");
                cx.report(Diagnostic::repair("body.text.control", message).on("article.contents"));
            }
            text_to_blocks(&text)
        }
        Some(Way::Markdown) => commonmark_to_blocks(&content.value, &CommonmarkOptions::default(), cx),
        None => Vec::new(),
    }
}
