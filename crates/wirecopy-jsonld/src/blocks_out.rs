//! The blocks of an article as ordered parts, each with its `position`, so that their order outlives formats without one.
//!
//! A part is a `WebPageElement`; its `additionalType` is the name of the HTML element it would be, and absent for a paragraph.
//!
//! | block | `additionalType` | holds |
//! |---|---|---|
//! | paragraph | | `text` |
//! | heading | `h1` … `h6` | `text` |
//! | list, item | `ul`, `ol`; `li` | `hasPart`; `text` or `hasPart` |
//! | definitions | `dl`; `dt`, `dd` | `hasPart`; `text` or `hasPart` |
//! | quote | `blockquote`, a `Quotation` | `text` or `hasPart`, `creditText`, `url` |
//! | code | `pre` | `text` as it is |
//! | table | `table`; `tr`; `th`, `td` | `name` (caption), `hasPart`; `text` or `hasPart` |
//! | figure | `figure` | `text` (caption), `creditText`, `hasPart` with the files |
//! | embed | `iframe` | `url`, `name` |
//! | related story | `a` | `text`, `url` |
//! | rule | `hr` | |
//! | aside | `aside` | `name` (role), `hasPart` |
//!
//! A quotation whose speaker is sure follows the block it stands in, as a `Quotation` without `additionalType`. Several authors
//! are named once more, in order, by parts of the type `byline`.

use std::borrow::Cow;

use serde::Serialize;
use wirecopy_body::{blocks_to_text, inline_text};
use wirecopy_model::{Block, Inline, Media, MediaKind, Piece, Walk};

use crate::address::web_address;
use crate::article::trimmed;
use crate::node::{Agent, Part, Quotation};

/// Deeper parts are written as text: blocks of the model nest no deeper.
const MOST_DEPTH: usize = 30;

/// A part of an article.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Element<'a> {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) position: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) additional_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) credit_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) has_part: Vec<Part<'a>>,
}

/// A file of a figure. What there is to say of it stands with the article's files.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FigureFile {
    #[serde(rename = "@type")]
    pub(crate) kind: &'static str,
    pub(crate) position: usize,
    pub(crate) content_url: String,
}

/// The parts of an article: its blocks, with the quotations among them.
pub(crate) fn parts<'a>(
    blocks: &'a [Block],
    authors: Vec<Agent<'a>>,
    quotations: Vec<Quotation<'a>>,
) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    let mut quotations = quotations.into_iter().peekable();
    if authors.len() > 1 {
        for author in authors {
            let position = parts.len() + 1;
            let author = Some(author);
            parts.push(Part::Element(Element { author, ..element(position, Some("byline")) }));
        }
    }
    for block in blocks {
        parts.extend(part(block, parts.len() + 1, 0));
        if quotations.peek().is_none() {
            continue;
        }
        let text = blocks_to_text(std::slice::from_ref(block));
        let mut rest = text.as_str();
        while let Some(mut quotation) = quotations.next_if(|quotation| rest.contains(quotation.text)) {
            let after = rest.find(quotation.text).map_or(0, |at| at + quotation.text.len());
            rest = rest.get(after..).unwrap_or_default();
            quotation.position = parts.len() + 1;
            parts.push(Part::Quotation(quotation));
        }
    }
    for mut quotation in quotations {
        quotation.position = parts.len() + 1;
        parts.push(Part::Quotation(quotation));
    }
    parts
}

fn element<'a>(position: usize, additional_type: Option<&'static str>) -> Element<'a> {
    Element { kind: "WebPageElement", position, additional_type, ..Element::default() }
}

/// A block as a part. `None`: there is nothing in it that can be written.
fn part(block: &Block, position: usize, depth: usize) -> Option<Part<'_>> {
    let text = || trimmed(&blocks_to_text(std::slice::from_ref(block)));
    if depth > MOST_DEPTH {
        return Some(Part::Element(Element { text: Some(text()?), ..element(position, None) }));
    }
    let of = |name| element(position, Some(name));
    let done = match block {
        Block::Paragraph { .. } => match text() {
            Some(text) => Element { text: Some(text), ..element(position, None) },
            None => Element { has_part: pictures(block)?, ..of("figure") },
        },
        Block::Heading { level, .. } => Element { text: Some(text()?), ..of(heading(*level)) },
        Block::List { ordered, items, .. } => {
            let items = items.iter().map(|item| ("li", item.blocks.as_slice()));
            Element { has_part: holders(items, depth), ..of(if *ordered { "ol" } else { "ul" }) }
        }
        Block::Definitions { items } => {
            let mut has_part: Vec<Part<'_>> = Vec::new();
            for item in items {
                for term in &item.terms {
                    let text = trimmed(&inline_text(term));
                    has_part.push(Part::Element(Element { text, ..element(has_part.len() + 1, Some("dt")) }));
                }
                has_part.push(holder("dd", &item.blocks, has_part.len() + 1, depth));
            }
            Element { has_part, ..of("dl") }
        }
        Block::Quote { blocks, attribution, cite } => {
            let (text, has_part) = content(blocks, depth);
            Element {
                kind: "Quotation",
                text,
                has_part,
                credit_text: trimmed(&lines(attribution)),
                url: cite.as_deref().and_then(web_address),
                ..of("blockquote")
            }
        }
        Block::Code { value, .. } => {
            Element { text: Some(value.clone()).filter(|text| !text.is_empty()), ..of("pre") }
        }
        Block::Table { caption, rows, .. } => {
            let has_part = rows.iter().enumerate().map(|(index, row)| {
                let cells = row
                    .cells
                    .iter()
                    .map(|cell| (if cell.header { "th" } else { "td" }, cell.blocks.as_slice()));
                Part::Element(Element { has_part: holders(cells, depth), ..element(index + 1, Some("tr")) })
            });
            Element {
                name: trimmed(&lines(caption)).map(Cow::Owned),
                has_part: has_part.collect(),
                ..of("table")
            }
        }
        Block::Figure { media, caption, credit } => Element {
            text: trimmed(&lines(caption)),
            credit_text: credit.as_deref().and_then(trimmed),
            has_part: files(media.iter()),
            ..of("figure")
        },
        Block::Embed { url, title, .. } => Element {
            url: Some(web_address(url)?),
            name: title.as_deref().map(Cow::Borrowed),
            ..of("iframe")
        },
        Block::RelatedLink { content, href, .. } => {
            let text = trimmed(&inline_text(content));
            let url = href.as_deref().and_then(web_address);
            if text.is_none() && url.is_none() {
                return None;
            }
            Element { url, text, ..of("a") }
        }
        Block::Rule => of("hr"),
        Block::Aside { role, blocks } => {
            let (text, has_part) = content(blocks, depth);
            Element { name: role.as_deref().map(Cow::Borrowed), text, has_part, ..of("aside") }
        }
        _ => return None,
    };
    Some(Part::Element(done))
}

/// Inlines as text, line breaks kept.
fn lines(content: &[Inline]) -> String {
    blocks_to_text(&[Block::Paragraph { content: content.to_vec(), role: None, span: None }])
}

fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// Parts that hold blocks.
fn holders<'a>(parts: impl Iterator<Item = (&'static str, &'a [Block])>, depth: usize) -> Vec<Part<'a>> {
    parts.enumerate().map(|(index, (name, blocks))| holder(name, blocks, index + 1, depth)).collect()
}

fn holder<'a>(name: &'static str, blocks: &'a [Block], position: usize, depth: usize) -> Part<'a> {
    let (text, has_part) = content(blocks, depth);
    Part::Element(Element { text, has_part, ..element(position, Some(name)) })
}

/// Blocks within a part: a paragraph alone as its text, others as its parts.
fn content(blocks: &[Block], depth: usize) -> (Option<String>, Vec<Part<'_>>) {
    if let [block @ Block::Paragraph { .. }] = blocks
        && let Some(text) = trimmed(&blocks_to_text(std::slice::from_ref(block)))
    {
        return (Some(text), Vec::new());
    }
    let mut parts: Vec<Part<'_>> = Vec::new();
    for block in blocks {
        parts.extend(part(block, parts.len() + 1, depth + 1));
    }
    (None, parts)
}

/// The pictures of a paragraph that holds nothing else.
fn pictures<'a>(block: &Block) -> Option<Vec<Part<'a>>> {
    let addresses: Vec<String> = Walk::new(std::slice::from_ref(block))
        .filter_map(|piece| match piece {
            Piece::Inline(Inline::Image { src, .. }) => web_address(src),
            _ => None,
        })
        .collect();
    let parts = addresses.into_iter().enumerate().map(|(index, content_url)| {
        Part::File(FigureFile { kind: "ImageObject", position: index + 1, content_url })
    });
    Some(parts.collect()).filter(|parts: &Vec<_>| !parts.is_empty())
}

fn files<'a, 'm>(media: impl Iterator<Item = &'m Media>) -> Vec<Part<'a>> {
    let known = media.filter_map(|media| Some((media, web_address(media.url.as_deref()?)?)));
    known
        .enumerate()
        .map(|(index, (media, content_url))| {
            let kind = match media.kind {
                _ if media.is_picture() => "ImageObject",
                Some(MediaKind::Video) => "VideoObject",
                Some(MediaKind::Audio) => "AudioObject",
                _ => "MediaObject",
            };
            Part::File(FigureFile { kind, position: index + 1, content_url })
        })
        .collect()
}
