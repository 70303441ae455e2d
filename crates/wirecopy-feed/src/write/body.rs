//! Texts and bodies as HTML that may be shown, or as the source has them.

use wirecopy_body::{
    Attachments, CommonmarkOptions, SanitizeOptions, blocks_to_html, commonmark_to_blocks, is_wordpress,
    plain_text_of, sanitize_html, text_to_blocks, wordpress_to_html,
};
use wirecopy_core::Cx;
use wirecopy_model::{Article, Content, Span, Text, TextKind};

/// HTML that holds nothing live, its addresses resolved.
pub(crate) fn clean(html: &str, base: Option<&str>, span: Option<Span>, cx: &mut Cx<'_>) -> String {
    let options = SanitizeOptions { base: base.map(str::to_owned), span, ..SanitizeOptions::default() };
    sanitize_html(html, &options, cx).into_owned()
}

/// The sort of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Html,
    Plain,
    Markdown,
    /// One that is no text, or stands elsewhere.
    Other,
}

/// What sort of body a content is.
pub(crate) fn sort(content: &Content) -> Sort {
    if content.transfer_encoding.is_some() || content.src.is_some() {
        return Sort::Other;
    }
    match content.media_type.split(';').next().unwrap_or_default().trim() {
        "" | "text/html" | "application/xhtml+xml" | "html" | "xhtml" => Sort::Html,
        "text/plain" | "text" => Sort::Plain,
        "text/markdown" | "text/x-markdown" | "markdown" => Sort::Markdown,
        _ => Sort::Other,
    }
}

/// A body as HTML. `None`: it is none that can be read.
pub(crate) fn html(content: &Content, article: &Article, faithful: bool, cx: &mut Cx<'_>) -> Option<String> {
    let base = content.base.as_deref().or(article.base.as_deref());
    Some(match sort(content) {
        Sort::Html if faithful => content.value.clone(),
        Sort::Html if is_wordpress(content) => {
            clean(&wordpress_to_html(&content.value, Attachments::of(article)).html, base, content.span, cx)
        }
        Sort::Html => clean(&content.value, base, content.span, cx),
        Sort::Plain => blocks_to_html(&text_to_blocks(&wirecopy_body::clean_text(&content.value).0)),
        Sort::Markdown => {
            blocks_to_html(&commonmark_to_blocks(&content.value, &CommonmarkOptions::default(), cx))
        }
        Sort::Other => return None,
    })
}

/// Whether a text says something else as HTML than letter by letter.
pub(crate) fn is_marked_up(text: &Text) -> bool {
    text.kind != TextKind::Text && plain_text_of(text) != text.value.trim()
}

/// A text as one that may be text or HTML, so that it says the same in either reading.
pub(crate) fn unstated(text: &Text, faithful: bool) -> String {
    let line = line(text, faithful);
    if faithful || !line.contains(['<', '&']) {
        return line;
    }
    let as_either = Text { kind: TextKind::Unstated, value: line.clone(), ..Text::default() };
    if plain_text_of(&as_either) == plain_text_of(&Text::plain(line.as_str())) {
        return line;
    }
    let mut escaped = String::with_capacity(line.len() + 16);
    wirecopy_body::escape_html(&line, &mut escaped);
    escaped
}

/// A title or line as text without markup. One that may be either stays as it is when it is written faithfully.
pub(crate) fn line(text: &Text, faithful: bool) -> String {
    match text.kind {
        TextKind::Text => text.value.clone(),
        _ if faithful => text.value.clone(),
        _ => plain_text_of(text),
    }
}
