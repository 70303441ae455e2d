//! Blocks to CommonMark and back. Written, it is escaped exactly: what is text stays text for every reader, and an ordinary article needs no
//! escape at all.

mod address;
mod block;
mod escape;
mod inline;
mod loss;
mod ordinary;
mod quiet;
mod read;
mod tight;

pub use loss::{Loss, Losses};
pub use read::{CommonmarkOptions, commonmark_to_blocks};

use wirecopy_model::Block;

/// How CommonMark is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// Whether GitHub's extensions are used for tables and struck-out text. Without them tables are written as lists.
    pub gfm: bool,
    /// What becomes of pointers to other stories that stand between paragraphs.
    pub related: Related,
    /// Added to the level of every heading; no level passes 6.
    pub heading_shift: u8,
    /// Whether what the source wrote as HTML is written as it is. It is live where the Markdown is rendered.
    pub html: bool,
    /// Signs that a tool reads beside Markdown, and that are made inert.
    pub signs: Signs,
}

/// Signs that a tool reads beside Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signs {
    /// Those that open tags of templates: `{{`, `{%`, `{#`. In code they stay as they are.
    #[default]
    Templates,
    /// And those of Hugo's shortcodes in code, `{{<` and `{{%`: a space parts them, which is counted as a loss.
    Hugo,
    /// And those of Obsidian's notes: `[[`, `%%`, `==`, `#tag`, `$`.
    Obsidian,
}

impl Default for MarkdownOptions {
    fn default() -> Self {
        Self { gfm: false, related: Related::Omit, heading_shift: 0, html: false, signs: Signs::Templates }
    }
}

/// What becomes of [`Block::RelatedLink`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Related {
    /// They are left out.
    #[default]
    Omit,
    /// They are written as paragraphs where they stand.
    Inline,
}

/// The CommonMark of blocks: empty, or lines that each end in a line feed.
///
/// Read by a CommonMark parser, it gives the blocks' text and structure again, whatever signs the text holds. No
/// raw HTML is written unless asked for, no link that runs something, no trailing space, and the signs that
/// open template tags (`{{`, `{%`, `{#`) are made inert in text.
///
/// ```
/// use wirecopy_body::{MarkdownOptions, blocks_to_commonmark};
/// use wirecopy_model::Block;
///
/// let blocks = [Block::paragraph("2024. A year of *war* <b>"), Block::paragraph("snake_case, 2 * 3 [sic] & so on")];
/// assert_eq!(
///     blocks_to_commonmark(&blocks, &MarkdownOptions::default()),
///     "2024\\. A year of \\*war* \\<b>\n\nsnake_case, 2 * 3 [sic] & so on\n"
/// );
/// ```
pub fn blocks_to_commonmark(blocks: &[Block], options: &MarkdownOptions) -> String {
    write_commonmark(blocks, options, &mut Losses::default())
}

/// As [`blocks_to_commonmark`], and counts what the target cannot hold.
pub fn write_commonmark(blocks: &[Block], options: &MarkdownOptions, losses: &mut Losses) -> String {
    block::write(blocks, *options, losses).0
}

/// As [`write_commonmark`], and gives the pointers to other stories that [`Related::Omit`] leaves out: each with the
/// number of blocks that stand before it in the text, so that [`CommonmarkOptions::between`] puts it back.
pub fn write_commonmark_apart(
    blocks: &[Block],
    options: &MarkdownOptions,
    losses: &mut Losses,
) -> (String, Vec<(usize, Block)>) {
    block::write(blocks, *options, losses)
}
