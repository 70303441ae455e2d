//! The ordered parts of an article as blocks: what [`crate::blocks_out`] writes.

use wirecopy_body::blocks_to_text;
use wirecopy_model::{
    Block, Cell, Definition, Inline, ListItem, MAX_BLOCK_DEPTH, Media, MediaKind, Quote, Row,
};

use crate::graph::{Document, Item};
use crate::kept::Taker;
use crate::story::quotation;
use crate::tree::At;

/// What the parts of an article are.
#[derive(Default)]
pub(crate) struct Read {
    pub(crate) blocks: Vec<Block>,
    pub(crate) quotes: Vec<Quote>,
    /// Names of the authors in the order the parts give them.
    pub(crate) author_order: Vec<String>,
}

/// Reads the parts of an article. What is no block, quotation or byline is kept; and so are blocks that do not say what
/// `body`, the text of the article, says. Quotations are kept, too, where there is no place for them.
pub(crate) fn blocks(taker: &mut Taker<'_>, body: Option<&str>, with_quotes: bool) -> Read {
    let mut read = Read::default();
    let mut sources = Vec::new();
    let document = taker.document;
    for at in taker.take("hasPart") {
        let node = match document.item(at) {
            Item::Node(node) => Some(node),
            _ => None,
        };
        let understood = node.and_then(|node| {
            let part = part(document, node)?;
            if !with_quotes && (part.is_quotation && part.element.is_none() || part.element == Some("byline"))
            {
                return None;
            }
            if part.is_quotation && part.element.is_none() {
                read.quotes.push(quotation(document, node)?);
            } else if part.element == Some("byline") {
                read.author_order.push(part.author?.to_owned());
            } else {
                read.blocks.push(block(document, &part, 0)?);
                sources.push(at);
            }
            document.mark_used(node);
            Some(())
        });
        if understood.is_none() {
            taker.keep("hasPart", at);
        }
    }
    if body.is_some_and(|body| !same_words(body, &blocks_to_text(&read.blocks))) {
        read.blocks.clear();
        for at in sources {
            taker.keep("hasPart", at);
        }
    }
    read
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// A part of an article, with nothing in it that is not understood.
#[derive(Default)]
struct Part<'d> {
    is_quotation: bool,
    element: Option<&'d str>,
    text: Option<&'d str>,
    name: Option<&'d str>,
    url: Option<&'d str>,
    credit: Option<&'d str>,
    author: Option<&'d str>,
    parts: Vec<At>,
}

fn part(document: &Document, node: At) -> Option<Part<'_>> {
    let mut part = Part {
        is_quotation: match document.classes(node).as_slice() {
            ["Quotation"] => true,
            ["WebPageElement"] => false,
            _ => return None,
        },
        ..Part::default()
    };
    for (name, _) in document.said(node) {
        let values = document.values(node, name);
        let only = || values.first().filter(|_| values.len() == 1).copied();
        let text = || document.item(only()?).text();
        match &**name {
            "@type" | "position" => {}
            "@id" if document.id(node).is_some_and(|id| id.starts_with("_:")) => {}
            "additionalType" => part.element = Some(text()?),
            "text" => part.text = Some(text()?),
            "name" => part.name = Some(text()?),
            "url" => part.url = Some(text().or_else(|| document.id(only()?))?),
            "creditText" => part.credit = Some(text()?),
            "spokenByCharacter" if part.is_quotation => {}
            "author" => {
                let Item::Node(author) = document.item(only()?) else { return None };
                part.author =
                    document.values(author, "name").first().and_then(|at| document.item(*at).text());
            }
            "hasPart" => part.parts = values,
            _ => return None,
        }
    }
    Some(part)
}

fn inlines(text: &str) -> Vec<Inline> {
    if text.is_empty() { Vec::new() } else { vec![Inline::text(text)] }
}

/// The block that a part is. `None`: it is none, or nests too deep.
fn block(document: &Document, part: &Part<'_>, depth: usize) -> Option<Block> {
    if depth > MAX_BLOCK_DEPTH {
        return None;
    }
    let text = || inlines(part.text.unwrap_or_default());
    if part.is_quotation {
        if part.element != Some("blockquote") {
            return None;
        }
        return Some(Block::Quote {
            blocks: within(document, part, depth)?,
            attribution: part.credit.map(inlines).unwrap_or_default(),
            cite: part.url.map(str::to_owned),
        });
    }
    Some(match part.element {
        None => Block::Paragraph { content: inlines(part.text?), role: None, span: None },
        Some(heading @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6")) => Block::Heading {
            level: heading.bytes().last().map_or(2, |digit| digit.saturating_sub(b'0')),
            content: inlines(part.text?),
            span: None,
        },
        Some(list @ ("ul" | "ol")) => {
            let items = each(document, part, "li", |part| {
                Some(ListItem { blocks: within(document, part, depth + 1)? })
            })?;
            Block::List { ordered: list == "ol", start: None, loose: false, items }
        }
        Some("dl") => Block::Definitions { items: definitions(document, part, depth)? },
        Some("pre") => Block::Code { language: None, value: part.text?.to_owned() },
        Some("table") => table(document, part, depth)?,
        Some("figure") => Block::Figure {
            media: part.parts.iter().map(|at| file(document, *at)).collect::<Option<_>>()?,
            caption: text(),
            credit: part.credit.map(str::to_owned),
        },
        Some("iframe") => {
            Block::Embed { url: part.url?.to_owned(), kind: None, title: part.name.map(str::to_owned) }
        }
        Some("a") => Block::RelatedLink { content: text(), href: part.url.map(str::to_owned), span: None },
        Some("hr") => Block::Rule,
        Some("aside") => {
            Block::Aside { role: part.name.map(str::to_owned), blocks: within(document, part, depth)? }
        }
        Some(_) => return None,
    })
}

/// The blocks within a part: its parts, or its text as a paragraph.
fn within(document: &Document, part: &Part<'_>, depth: usize) -> Option<Vec<Block>> {
    if let Some(text) = part.text {
        return part.parts.is_empty().then(|| vec![Block::paragraph(text)]);
    }
    part.parts
        .iter()
        .map(|at| match document.item(*at) {
            Item::Node(node) => block(document, &self::part(document, node)?, depth + 1),
            _ => None,
        })
        .collect()
}

/// Makes something of each part, all of which are of one element.
fn each<T>(
    document: &Document,
    part: &Part<'_>,
    element: &str,
    make: impl Fn(&Part<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let parts = part.parts.iter().map(|at| match document.item(*at) {
        Item::Node(node) => self::part(document, node)
            .filter(|part| part.element == Some(element))
            .and_then(|part| make(&part)),
        _ => None,
    });
    parts.collect()
}

fn definitions(document: &Document, part: &Part<'_>, depth: usize) -> Option<Vec<Definition>> {
    let mut items: Vec<Definition> = Vec::new();
    let mut explained = true;
    for at in &part.parts {
        let Item::Node(node) = document.item(*at) else { return None };
        let part = self::part(document, node)?;
        match part.element? {
            "dt" => {
                if explained {
                    items.push(Definition::default());
                    explained = false;
                }
                items.last_mut()?.terms.push(inlines(part.text.unwrap_or_default()));
            }
            "dd" => {
                if items.is_empty() {
                    items.push(Definition::default());
                }
                items.last_mut()?.blocks.extend(within(document, &part, depth + 1)?);
                explained = true;
            }
            _ => return None,
        }
    }
    Some(items)
}

fn table(document: &Document, part: &Part<'_>, depth: usize) -> Option<Block> {
    let rows = each(document, part, "tr", |row| {
        let cells = row.parts.iter().map(|at| {
            let Item::Node(node) = document.item(*at) else { return None };
            let part = self::part(document, node)?;
            let header = match part.element? {
                "th" => true,
                "td" => false,
                _ => return None,
            };
            let blocks = within(document, &part, depth + 2)?;
            Some(Cell { header, colspan: None, rowspan: None, align: None, blocks })
        });
        Some(Row { cells: cells.collect::<Option<_>>()? })
    })?;
    let head = rows.iter().take_while(|row| row.cells.iter().all(|cell| cell.header)).count();
    let caption = inlines(part.name.unwrap_or_default());
    Some(Block::Table { caption, head: u32::try_from(head).unwrap_or(0), rows })
}

/// A file of a figure: its class and address.
fn file(document: &Document, at: At) -> Option<Media> {
    let Item::Node(node) = document.item(at) else { return None };
    let kind = match document.classes(node).as_slice() {
        ["ImageObject"] => Some(MediaKind::Image),
        ["VideoObject"] => Some(MediaKind::Video),
        ["AudioObject"] => Some(MediaKind::Audio),
        ["MediaObject"] => None,
        _ => return None,
    };
    let values = document.values(node, "contentUrl");
    let url = document.item(*values.first()?).text().or_else(|| document.id(*values.first()?))?;
    Some(Media {
        url: Some(url.to_owned()),
        kind,
        role: wirecopy_model::MediaRole::Content,
        ..Media::default()
    })
}
