//! What paragraphs and quotes mean by their form, as [`super::super::block`] writes them.

use wirecopy_model::{Block, Inline, Media, MediaKind, Span, Text};

/// An attribution is no longer than this, in bytes.
const MAX_ATTRIBUTION: usize = 200;

/// The block of a paragraph. `None`: it was the caption of `figure`, the block before, and stands there now.
#[expect(
    clippy::needless_pass_by_value,
    reason = "it becomes the block, unless its form means something else"
)]
pub(super) fn paragraph(
    content: Vec<Inline>,
    span: Option<Span>,
    figure: Option<&mut Block>,
) -> Option<Block> {
    match content.as_slice() {
        [Inline::Image { src, alt, title }] if !src.is_empty() => {
            let media = Media {
                url: Some(src.clone()),
                kind: Some(MediaKind::Image),
                alt: Some(alt.clone()).filter(|alt| !alt.is_empty()),
                title: title.as_ref().map(Text::plain),
                ..Media::default()
            };
            return Some(Block::Figure { media: vec![media], caption: Vec::new(), credit: None });
        }
        [Inline::Link { href, title: None, content: shown }] if is_address(href, shown) => {
            let kind = crate::target::provider(href).map(str::to_owned);
            return Some(Block::Embed { url: href.clone(), kind, title: None });
        }
        [Inline::Emphasis { content: told }] => {
            if let Some(Block::Figure { caption, credit, .. }) = figure
                && caption.is_empty()
                && credit.is_none()
            {
                let mut told = told.clone();
                *credit = credit_of(&mut told);
                *caption = told;
                return None;
            }
        }
        _ => {}
    }
    Some(Block::Paragraph { content, role: None, span })
}

/// Whether a link shows its own address, which leads to another site.
fn is_address(href: &str, shown: &[Inline]) -> bool {
    let is_web = href.starts_with("https://") || href.starts_with("http://");
    is_web && matches!(shown, [Inline::Text { value }] if value == href)
}

/// Takes the credit off the end of a caption, where it stands in parentheses.
fn credit_of(caption: &mut [Inline]) -> Option<String> {
    let Some(Inline::Text { value }) = caption.last_mut() else { return None };
    let open = value.rfind(" (")?;
    let inner = value.get(open + 2..)?.strip_suffix(')')?;
    let is_credit =
        !inner.is_empty() && inner.trim() == inner && !inner.contains(['(', ')', '\n']) && open > 0;
    if !is_credit {
        return None;
    }
    let credit = inner.to_owned();
    value.truncate(open);
    Some(credit)
}

/// A quote. Its last paragraph is its attribution if it begins with a dash and others stand before it.
pub(super) fn quote(mut blocks: Vec<Block>) -> Block {
    let attribution = match blocks.as_mut_slice() {
        [.., before, Block::Paragraph { content, .. }] if !is_dashed(before) => attribution(content),
        _ => None,
    };
    let Some(attribution) = attribution else {
        return Block::Quote { blocks, attribution: Vec::new(), cite: None };
    };
    blocks.pop();
    let cite = match attribution.as_slice() {
        [Inline::Link { href, title: None, .. }] => Some(href.clone()),
        _ => None,
    };
    Block::Quote { blocks, attribution, cite }
}

/// What stands behind the dash a paragraph begins with.
fn attribution(content: &[Inline]) -> Option<Vec<Inline>> {
    let (Inline::Text { value }, others) = content.split_first()? else { return None };
    let rest = value.strip_prefix("— ")?;
    let mut told: Vec<Inline> = Vec::with_capacity(content.len());
    if !rest.is_empty() {
        told.push(Inline::text(rest));
    }
    told.extend(others.iter().cloned());
    let shown = text_of(&told);
    let is_line = !shown.is_empty() && shown.len() <= MAX_ATTRIBUTION && !shown.contains('\n');
    // what begins with white space or another dash would not be written like this
    let is_told = !shown.starts_with(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-'));
    (is_line && is_told).then_some(told)
}

/// Text of inlines, line breaks as line feeds.
pub(super) fn text_of(content: &[Inline]) -> String {
    let mut text = String::new();
    crate::plain::push_inlines(content, &mut text, '\n');
    text
}

fn is_dashed(block: &Block) -> bool {
    match block {
        Block::Paragraph { content, .. } => {
            matches!(content.first(), Some(Inline::Text { value }) if value.starts_with("— "))
        }
        _ => false,
    }
}

/// A footnote: a box that begins with its label.
pub(super) fn note(name: &str, mut blocks: Vec<Block>) -> Block {
    let label = Inline::Sup { content: vec![Inline::text(name)] };
    match blocks.first_mut() {
        Some(Block::Paragraph { content, .. }) => {
            match content.first_mut() {
                Some(Inline::Text { value }) => value.insert(0, ' '),
                _ => content.insert(0, Inline::text(" ")),
            }
            content.insert(0, label);
        }
        _ => blocks.insert(0, Block::Paragraph { content: vec![label], role: None, span: None }),
    }
    Block::Aside { role: Some("footnote".to_owned()), blocks }
}
