//! Blocks to HTML that is safe by construction: every tag and attribute is written here, all text is escaped.

use wirecopy_model::{Block, CellAlign, Inline, Media, MediaKind, MediaRole};

use crate::plain::push_inlines;
use crate::target::is_safe_target;

/// Blocks and inlines nested deeper than this are written as text: far beyond what the model allows.
const MAX_DEPTH: usize = 64;

/// The HTML of blocks.
///
/// It holds no script, style, frame or event handler, and no address but `http`, `https`, `mailto`, `tel` and
/// relative ones: embeds are written as links. Pointers to other stories ([`Block::RelatedLink`]) are written as
/// paragraphs of class `related`.
///
/// ```
/// use wirecopy_body::blocks_to_html;
/// use wirecopy_model::{Block, Inline};
///
/// let link = Inline::Link { href: "javascript:alert(1)".into(), title: None, content: vec![Inline::text("a<b")] };
/// let block = Block::Paragraph { content: vec![link], role: None, span: None };
/// assert_eq!(blocks_to_html(&[block]), "<p>a&lt;b</p>\n");
/// ```
pub fn blocks_to_html(blocks: &[Block]) -> String {
    let mut out = String::new();
    write_blocks(blocks, &mut out, 0);
    out
}

/// Adds text to HTML, between tags or in a quoted attribute: no sign of it can end either. Characters that HTML does not
/// carry are left out.
pub fn escape_html(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if crate::is_carried(c) => out.push(c),
            _ => {}
        }
    }
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_html(value, out);
    out.push('"');
}

fn optional(name: &str, value: Option<&str>, out: &mut String) {
    if let Some(value) = value {
        attribute(name, value, out);
    }
}

fn write_blocks(blocks: &[Block], out: &mut String, depth: usize) {
    if depth > MAX_DEPTH {
        out.push_str("<p>");
        escape_html(&crate::blocks_to_text(blocks), out);
        out.push_str("</p>\n");
        return;
    }
    for block in blocks {
        write_block(block, out, depth);
    }
}

fn wrap(tag: &str, content: &[Inline], out: &mut String) {
    if !content.is_empty() {
        open(tag, out);
        write_inlines(content, out, 0);
        close(tag, out);
        out.push('\n');
    }
}

fn write_block(block: &Block, out: &mut String, depth: usize) {
    match block {
        Block::Paragraph { content, .. } => wrap("p", content, out),
        Block::Heading { level, content, .. } => wrap(&format!("h{}", level.clamp(&1, &6)), content, out),
        Block::List { ordered, start, loose, items } => {
            let tag = if *ordered { "ol" } else { "ul" };
            out.push('<');
            out.push_str(tag);
            if *ordered && let Some(start) = start {
                attribute("start", &start.to_string(), out);
            }
            out.push_str(">\n");
            for item in items {
                out.push_str("<li>");
                write_item(&item.blocks, *loose, out, depth + 1);
                out.push_str("</li>\n");
            }
            close(tag, out);
            out.push('\n');
        }
        Block::Definitions { items } => {
            out.push_str("<dl>\n");
            for item in items {
                for term in &item.terms {
                    wrap("dt", term, out);
                }
                out.push_str("<dd>");
                write_item(&item.blocks, false, out, depth + 1);
                out.push_str("</dd>\n");
            }
            out.push_str("</dl>\n");
        }
        Block::Quote { blocks, attribution, cite } => {
            out.push_str("<blockquote");
            optional("cite", cite.as_deref().filter(|cite| is_safe_target(cite)), out);
            out.push_str(">\n");
            write_blocks(blocks, out, depth + 1);
            wrap("footer", attribution, out);
            out.push_str("</blockquote>\n");
        }
        Block::Code { language, value } => {
            out.push_str("<pre><code");
            optional("class", language.as_ref().map(|it| format!("language-{it}")).as_deref(), out);
            out.push('>');
            escape_html(value, out);
            out.push_str("</code></pre>\n");
        }
        Block::Table { caption, head, rows } => {
            out.push_str("<table>\n");
            wrap("caption", caption, out);
            for (number, row) in rows.iter().enumerate() {
                let in_head = u32::try_from(number).is_ok_and(|number| number < *head);
                out.push_str("<tr>");
                for cell in &row.cells {
                    let tag = if in_head || cell.header { "th" } else { "td" };
                    out.push('<');
                    out.push_str(tag);
                    optional("colspan", cell.colspan.map(|span| span.to_string()).as_deref(), out);
                    optional("rowspan", cell.rowspan.map(|span| span.to_string()).as_deref(), out);
                    let align = cell.align.map(|align| match align {
                        CellAlign::Left => "text-align:left",
                        CellAlign::Center => "text-align:center",
                        CellAlign::Right => "text-align:right",
                    });
                    optional("style", align, out);
                    out.push('>');
                    write_item(&cell.blocks, false, out, depth + 2);
                    close(tag, out);
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</table>\n");
        }
        Block::Figure { media, caption, credit } => {
            out.push_str("<figure>\n");
            for one in media {
                write_media(one, out);
            }
            if !caption.is_empty() || credit.is_some() {
                out.push_str("<figcaption>");
                write_inlines(caption, out, 0);
                if let Some(credit) = credit {
                    if !caption.is_empty() {
                        out.push(' ');
                    }
                    out.push_str("<span class=\"credit\">");
                    escape_html(credit, out);
                    out.push_str("</span>");
                }
                out.push_str("</figcaption>\n");
            }
            out.push_str("</figure>\n");
        }
        Block::Embed { url, title, .. } => {
            out.push_str("<p>");
            write_link(url, None, title.as_deref().unwrap_or(url), out);
            out.push_str("</p>\n");
        }
        Block::RelatedLink { content, href, .. } => {
            out.push_str("<p class=\"related\">");
            let href = href.as_deref().filter(|href| is_safe_target(href));
            if let Some(href) = href {
                out.push_str("<a");
                attribute("href", href, out);
                out.push('>');
            }
            write_inlines(content, out, 0);
            out.push_str(if href.is_some() { "</a></p>\n" } else { "</p>\n" });
        }
        Block::Rule => out.push_str("<hr>\n"),
        Block::Aside { blocks, .. } => {
            out.push_str("<aside>\n");
            write_blocks(blocks, out, depth + 1);
            out.push_str("</aside>\n");
        }
        _ => {}
    }
}

/// Blocks of an item or cell: a sole paragraph without its tags, unless it stands apart.
fn write_item(blocks: &[Block], apart: bool, out: &mut String, depth: usize) {
    match blocks {
        [Block::Paragraph { content, .. }] if !apart => write_inlines(content, out, 0),
        _ => write_blocks(blocks, out, depth),
    }
}

fn write_media(media: &Media, out: &mut String) {
    let Some(url) = media.url.as_deref().filter(|url| is_safe_target(url)) else { return };
    let title = media.title.as_ref().map(crate::plain_text_of);
    match media.kind {
        Some(MediaKind::Image) | None => {
            out.push_str("<img");
            attribute("src", url, out);
            attribute("alt", media.alt.as_deref().unwrap_or_default(), out);
            optional("title", title.as_deref(), out);
            optional("width", media.width.map(|it| it.to_string()).as_deref(), out);
            optional("height", media.height.map(|it| it.to_string()).as_deref(), out);
            out.push_str(">\n");
        }
        Some(MediaKind::Audio | MediaKind::Video) if media.role == MediaRole::Content => {
            let tag = if media.kind == Some(MediaKind::Audio) { "audio" } else { "video" };
            out.push('<');
            out.push_str(tag);
            attribute("src", url, out);
            optional("title", title.as_deref(), out);
            out.push_str(" controls>");
            close(tag, out);
            out.push('\n');
        }
        Some(_) => {
            out.push_str("<p>");
            write_link(url, None, title.as_deref().unwrap_or(url), out);
            out.push_str("</p>\n");
        }
    }
}

fn write_link(href: &str, title: Option<&str>, text: &str, out: &mut String) {
    let safe = is_safe_target(href);
    if safe {
        out.push_str("<a");
        attribute("href", href, out);
        optional("title", title, out);
        out.push('>');
    }
    escape_html(text, out);
    if safe {
        out.push_str("</a>");
    }
}

fn write_inlines(content: &[Inline], out: &mut String, depth: usize) {
    if depth > MAX_DEPTH {
        let mut text = String::new();
        push_inlines(content, &mut text, ' ');
        escape_html(&text, out);
        return;
    }
    for inline in content {
        let tag = match inline {
            Inline::Text { value } => {
                escape_html(value, out);
                continue;
            }
            Inline::Code { value } => {
                out.push_str("<code>");
                escape_html(value, out);
                out.push_str("</code>");
                continue;
            }
            Inline::Break => {
                out.push_str("<br>\n");
                continue;
            }
            Inline::Image { src, alt, title } => {
                if is_safe_target(src) {
                    out.push_str("<img");
                    attribute("src", src, out);
                    attribute("alt", alt, out);
                    optional("title", title.as_deref(), out);
                    out.push('>');
                } else {
                    escape_html(alt, out);
                }
                continue;
            }
            Inline::Link { href, title, .. } if is_safe_target(href) => {
                out.push_str("<a");
                attribute("href", href, out);
                optional("title", title.as_deref(), out);
                out.push('>');
                "a"
            }
            Inline::Quotation { cite, .. } => {
                out.push_str("<q");
                optional("cite", cite.as_deref().filter(|cite| is_safe_target(cite)), out);
                out.push('>');
                "q"
            }
            Inline::Span { language, direction, .. } => {
                out.push_str("<span");
                optional("lang", language.as_deref(), out);
                optional("dir", direction.as_deref(), out);
                out.push('>');
                "span"
            }
            Inline::Ruby { content, reading } => {
                out.push_str("<ruby>");
                write_inlines(content, out, depth + 1);
                out.push_str("<rp>(</rp><rt>");
                escape_html(reading, out);
                out.push_str("</rt><rp>)</rp></ruby>");
                continue;
            }
            Inline::Strong { .. } => open("strong", out),
            Inline::Emphasis { .. } => open("em", out),
            Inline::Underline { .. } => open("u", out),
            Inline::Strike { .. } => open("s", out),
            Inline::Sub { .. } => open("sub", out),
            Inline::Sup { .. } => open("sup", out),
            _ => "",
        };
        write_inlines(inline.content().unwrap_or_default(), out, depth + 1);
        if !tag.is_empty() {
            close(tag, out);
        }
    }
}

fn open<'t>(tag: &'t str, out: &mut String) -> &'t str {
    out.push('<');
    out.push_str(tag);
    out.push('>');
    tag
}

fn close(tag: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}
