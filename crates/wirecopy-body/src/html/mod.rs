//! HTML to blocks.
//!
//! Reads tokens in one pass onto a stack of open blocks; nothing recurses, and the work is linear in the input whatever
//! its tags. As long as elements end before what they stand in, or where HTML lets them end by themselves, no tree is
//! needed; at the first tag of which that is not so the body is straightened by html5ever and read again (`shape`,
//! `tree`).
//!
//! | HTML | block or inline |
//! | --- | --- |
//! | `p`, loose text, `br` `br` | `Paragraph` |
//! | `h1`–`h6` | `Heading` |
//! | `ul`, `ol`, `menu`, `dir`, `li` | `List` |
//! | `dl`, `dt`, `dd` | `Definitions` |
//! | `blockquote`, its `footer` or `cite` | `Quote`, attribution |
//! | `pre`, `listing`, `xmp` | `Code` |
//! | `table` | `Table`; a single cell, or `role=presentation`: what it holds |
//! | `figure`, `figcaption`, `img` alone, `video`, `audio` | `Figure` |
//! | `iframe`, `embed`, `object` | `Embed` |
//! | `aside`, `details` | `Aside` |
//! | `hr` | `Rule` |
//! | `b` `strong`, `i` `em` `cite` `dfn` `var`, `u` `ins`, `s` `del` `strike`, `sub`, `sup`, `code` `kbd` `samp` `tt`, `a`, `q`, `ruby`, `img`, `br`, `lang`, `dir` | their inlines |

mod builder;
mod element;
mod frame;
mod inlines;
mod language;
mod line;
mod media;
mod page;
mod parts;
mod post;
mod reference;
mod report;
mod shape;
mod tags;
mod token;
mod tree;

use wirecopy_core::Cx;
use wirecopy_model::{Block, Span};

pub(crate) use element::Element;
pub(crate) use line::is_space;
pub use page::{HtmlToken, HtmlTokens, decode_references};
pub(crate) use reference::{decode, is_complete};
pub(crate) use token::{Token, Tokens};
pub(crate) use tree::{Tree, Whole};

/// How HTML is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlOptions {
    /// Address against which others are resolved. `None`: relative ones stay as they are.
    pub base: Option<String>,
    /// Where the text stands in the input, for findings.
    pub span: Option<Span>,
    /// When the tree of a browser is built.
    pub tree: TreeUse,
}

/// When the tree is built that a browser would build.
///
/// Tags that are nested as HTML wants it mean the same with and without; building it takes many times as long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TreeUse {
    /// Where tags come that only a tree can place.
    #[default]
    WhereNeeded,
    /// Always: the reference for tests.
    Always,
    /// Never: tags count in the order they come.
    Never,
}

/// The blocks of an HTML body.
///
/// The result keeps the model's rules: no control characters, white space collapsed, inlines merged, none empty or
/// within itself, depth limited. Active content (scripts, forms, event handlers, `javascript:`) is left out; each
/// kind of thing left out or mended is one finding.
///
/// # Limits
/// [`wirecopy_core::Limits::html_depth`] and [`wirecopy_model::MAX_BLOCK_DEPTH`]: what is deeper is flattened.
/// [`wirecopy_core::Limits::attributes`]: those beyond are not read.
///
/// ```
/// use wirecopy_body::{HtmlOptions, blocks_to_text, html_to_blocks};
/// use wirecopy_core::{Cx, Findings, Limits, Policy};
///
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let html = "<p>Ferries sail <b>again</b>.<script>track()</script><p>Queues are long.";
/// let blocks = html_to_blocks(html, &HtmlOptions::default(), &mut Cx::new(&limits, &policy, &mut findings));
/// assert_eq!(blocks_to_text(&blocks), "Ferries sail again.\n\nQueues are long.");
/// assert_eq!(findings.kept()[0].code, "body.html.removed");
/// ```
pub fn html_to_blocks(html: &str, options: &HtmlOptions, cx: &mut Cx<'_>) -> Vec<Block> {
    builder::build(html, options, cx)
}

/// Whether a text that may be HTML or not holds a tag of HTML or a character reference.
pub(crate) fn looks_like_html(text: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| memchr::memchr2(b'<', b'&', rest.as_bytes())) {
        let rest = text.get(from + at..).unwrap_or_default();
        if let Some(tag) = rest.strip_prefix('<') {
            let name = tag.strip_prefix('/').unwrap_or(tag);
            let known = Element::starts(name).is_some_and(|element| element != Element::Unknown);
            // a tag that does not end within reach is no tag
            let is_near =
                || memchr::memchr(b'>', name.as_bytes().get(..2048).unwrap_or(name.as_bytes())).is_some();
            if (known && is_near()) || tag.starts_with("!--") {
                return true;
            }
        } else if is_complete(rest) {
            return true;
        }
        from += at + 1;
    }
    false
}
