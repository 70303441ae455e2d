//! Article bodies: HTML and CommonMark to blocks, blocks to safe HTML, CommonMark and text.
//!
//! * [`html_to_blocks`], [`commonmark_to_blocks`] and [`text_to_blocks`] read bodies; the [`Blocks`] transform does so for articles.
//! * [`blocks_to_commonmark`], [`blocks_to_html`] and [`blocks_to_text`] write them.
//! * [`sanitize_html`] gives HTML as HTML that is safe to show, its addresses resolved; [`sanitize::Sanitize`] does so for records.
//! * [`plain_text_of`] and [`inline_text`] give titles and captions as text on one line.
//!
//! No function here recurses on the depth of its input, and all take time linear in it.

mod base;
mod clean;
mod commonmark;
mod html;
mod plain;
mod safe_html;
pub mod sanitize;
mod scan;
mod scripts;
mod target;
mod transform;
mod wordpress;

pub use clean::{clean_text, is_carried};
pub use commonmark::{
    CommonmarkOptions, Loss, Losses, MarkdownOptions, Related, Signs, blocks_to_commonmark,
    commonmark_to_blocks, write_commonmark, write_commonmark_apart,
};
pub use html::{HtmlOptions, HtmlToken, HtmlTokens, TreeUse, decode_references, html_to_blocks};
pub use plain::{
    blocks_to_text, content_to_text, inline_text, plain_text_of, plain_text_of_content, text_to_blocks,
    word_count,
};
pub use safe_html::{blocks_to_html, escape_html};
pub use sanitize::{SanitizeOptions, sanitize_html};
pub use target::is_safe_target;
pub use transform::{Blocks, readable_content};
pub use wordpress::{
    Attachments, Galleries, WORDPRESS, WordpressHtml, is_wordpress, wordpress_galleries, wordpress_to_html,
};
