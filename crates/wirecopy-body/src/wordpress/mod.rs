//! Bodies of `WordPress`: what is stored there is HTML of a kind, in which blank lines stand for paragraphs, shortcodes
//! in square brackets for pictures and players, and comments for the blocks of the newer editor.
//!
//! [`wordpress_to_html`] makes of it the HTML that a reader of the site is given, as far as the stored text tells it:
//!
//! | stored | HTML |
//! | --- | --- |
//! | text between blank lines, outside of blocks | `p`; a single line end is `br`; not in `pre`, `script`, `style` and the like |
//! | an address alone in a paragraph, `[embed]` | a link |
//! | `[caption]`, `[wp_caption]` | `figure` with `figcaption` |
//! | `[gallery ids=…]`, `[gallery]`, `[playlist ids=…]` | a `figure` for each attachment that is known, the first time it is named |
//! | `[audio]`, `[video]` | `figure` with `audio` or `video` |
//! | `[[caption]]` | the text `[caption]` |
//! | any other shortcode | stays as it is, and is told |
//! | `<!-- wp:… -->` | goes; what stands in it is HTML already; a block without content is told |

mod autop;
mod shortcode;

use std::borrow::Cow;
use std::collections::BTreeSet;

use wirecopy_core::{Cx, Diagnostic};
use wirecopy_model::{Article, Content, Media, Span};

/// The media type of a body that is stored as `WordPress` stores it. It is HTML to whoever does not know better.
pub const WORDPRESS: &str = "text/html; variant=wordpress";

/// Whether a content is stored as `WordPress` stores it: of the media type [`WORDPRESS`].
pub fn is_wordpress(content: &Content) -> bool {
    content.media_type == WORDPRESS
}

/// Names of shortcodes and blocks that are told at most.
const NAMES: usize = 16;

/// The files an article has, among which those of a gallery are looked for.
///
/// A file is told by its `extensions`, where an importer keeps the number of its attachment as `post_id` and that of the
/// post it was uploaded to as `post_parent`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attachments<'a> {
    /// The files.
    pub media: &'a [Media],
    /// Number of the post itself. `None`: not known; a gallery that names no files then has none.
    pub post: Option<&'a str>,
}

impl<'a> Attachments<'a> {
    /// The files of an article, and its number.
    pub fn of(article: &'a Article) -> Self {
        let mut ids = article.id.iter().chain(&article.alt_ids);
        let number = ids.find(|id| id.role.as_deref() == Some("wp:post_id"));
        Self { media: &article.media, post: number.map(|id| id.value.as_str()) }
    }
}

/// A body as HTML, and what of it could not be made HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordpressHtml {
    /// The HTML. It is as safe as the source was: not at all.
    pub html: String,
    /// Shortcodes that stay as text, the first of them by name.
    pub shortcodes: BTreeSet<String>,
    /// Blocks that a site fills when it is visited, and that are empty here.
    pub blocks: BTreeSet<String>,
}

/// A body as HTML. Takes time linear in it and in the files.
///
/// ```
/// use wirecopy_body::{Attachments, wordpress_to_html};
///
/// let stored = "Fog.\nNo ferries.\n\n[caption id=\"a_1\"]<img src=\"fog.jpg\"> The <b>quay</b>[/caption]\n\n[poll id=7]";
/// let made = wordpress_to_html(stored, Attachments::default());
/// assert_eq!(
///     made.html,
///     "<p>Fog.<br />\nNo ferries.</p>\n\
///      <figure><img src=\"fog.jpg\"><figcaption>The <b>quay</b></figcaption>\n</figure>\n\
///      <p>[poll id=7]</p>\n"
/// );
/// assert!(made.shortcodes.contains("poll"));
/// ```
pub fn wordpress_to_html(stored: &str, attachments: Attachments<'_>) -> WordpressHtml {
    let mut made = WordpressHtml::default();
    let text = shortcode::expand(stored, attachments, &mut made.shortcodes);
    if memchr::memmem::find(text.as_bytes(), b"<!-- wp:").is_none() {
        made.html.reserve(text.len() + text.len() / 16);
        autop::paragraphs(&text, &mut made.html);
    } else {
        of_blocks(&text, &mut made);
    }
    made
}

/// What the galleries of a body name: the numbers of attachments, and whether one takes all files of the post.
///
/// ```
/// use wirecopy_body::wordpress_galleries;
/// let found = wordpress_galleries("[gallery ids=\"7, 9\"] [gallery columns=2] [playlist ids=3]");
/// assert_eq!((found.ids, found.takes_all), (vec![7, 9, 3], true));
/// ```
pub fn wordpress_galleries(stored: &str) -> Galleries {
    shortcode::galleries(stored)
}

/// What the galleries of a body name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Galleries {
    /// Numbers of attachments, in order.
    pub ids: Vec<u64>,
    /// Whether there is a gallery that takes all pictures of the post.
    pub takes_all: bool,
}

/// Tells what of a body stays as it was stored.
pub(crate) fn report(made: &WordpressHtml, span: Option<Span>, cx: &mut Cx<'_>) {
    let mut tell = |names: &BTreeSet<String>, finding: Diagnostic| {
        if !names.is_empty() {
            let finding = finding.on("article.contents");
            cx.report(span.map_or(finding.clone(), |span| finding.at(span)));
        }
    };
    let list = |names: &BTreeSet<String>| {
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    };
    tell(
        &made.shortcodes,
        Diagnostic::note(
            "body.wordpress.shortcode",
            format!(
                "shortcodes that mean something to their site alone stay as text: {}",
                list(&made.shortcodes)
            ),
        ),
    );
    tell(
        &made.blocks,
        Diagnostic::loss(
            "body.wordpress.block",
            format!("blocks that the site fills when it is visited are empty: {}", list(&made.blocks)),
        )
        .hint("`--to jsonl` keeps what was stored"),
    );
}

fn note(names: &mut BTreeSet<String>, name: &str) {
    if names.len() < NAMES && !names.contains(name) {
        names.insert(name.to_owned());
    }
}

/// A text of the block editor: what stands outside of blocks is as before, with blank lines for paragraphs.
fn of_blocks(text: &str, made: &mut WordpressHtml) {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some((before, mark)) = rest.split_once("<!--") {
        plain(before, depth, &mut made.html);
        // a comment that does not end is left to whoever reads the HTML
        let Some((comment, after)) = mark.split_once("-->") else {
            made.html.push_str("<!--");
            made.html.push_str(mark);
            return;
        };
        rest = after;
        let comment = comment.trim();
        if comment.starts_with("/wp:") {
            depth = depth.saturating_sub(1);
        } else if let Some(block) = comment.strip_prefix("wp:") {
            let name =
                block.split(|char: char| char.is_whitespace() || char == '{').next().unwrap_or_default();
            let name = name.trim_end_matches('/');
            if !block.ends_with('/') {
                depth += 1;
            } else if !matches!(name, "spacer" | "separator" | "nextpage" | "more") {
                note(&mut made.blocks, name);
            }
        }
    }
    plain(rest, depth, &mut made.html);
}

fn plain(text: &str, depth: usize, html: &mut String) {
    if depth == 0 {
        autop::paragraphs(text, html);
    } else {
        embedded(text, html);
    }
}

/// The inside of a block: an address that is to be embedded becomes a link.
fn embedded(text: &str, html: &mut String) {
    const WRAPPER: &str = "wp-block-embed__wrapper";
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(WRAPPER) {
        html.push_str(before);
        html.push_str(WRAPPER);
        rest = after;
        let Some((tag, inside)) = after.split_once('>') else { continue };
        let (content, _) = inside.split_once('<').unwrap_or((inside, ""));
        if autop::is_address(content.trim()) {
            html.push_str(tag);
            html.push('>');
            html.push_str(&link(content.trim()));
            rest = inside.get(content.len()..).unwrap_or_default();
        }
    }
    html.push_str(rest);
}

/// A link that shows its address.
fn link(address: &str) -> String {
    format!("<a href=\"{}\">{}</a>", quoted(address), quoted(address))
}

/// A text, in which there may be references already, for the value of an attribute.
fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains(['"', '<', '>']) {
        Cow::Owned(text.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests;
