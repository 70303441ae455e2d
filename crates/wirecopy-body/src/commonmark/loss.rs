use std::collections::BTreeMap;

use wirecopy_core::{Code, Diagnostic, Severity};

/// What Markdown cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Loss {
    /// Underlining.
    Underline,
    /// Striking out, in CommonMark.
    Strike,
    /// Stress that stands so close to other stress that no sign is left for it.
    Stress,
    /// Text struck out in favour of inserted text, in CommonMark.
    Replaced,
    /// Raising and lowering.
    Raised,
    /// The place of a reading above its text.
    Ruby,
    /// Language or direction of a stretch of text.
    Language,
    /// What sort of thing a name is.
    Entity,
    /// A link whose target is not allowed.
    UnsafeTarget,
    /// Control characters.
    Control,
    /// A line break in a heading or cell.
    Break,
    /// A table, in CommonMark.
    Table,
    /// Cells that span others.
    Span,
    /// Blocks in a cell.
    CellBlocks,
    /// A list of definitions.
    Definitions,
    /// The border of a box.
    Aside,
    /// The title of an embed.
    EmbedTitle,
    /// A picture or film without an address.
    MediaAddress,
    /// What is nested far too deep.
    Depth,
    /// The number a list starts with.
    ListNumber,
    /// Signs in code that would open a shortcode of Hugo.
    Shortcode,
    /// What the source wrote in another language, such as HTML.
    Raw,
}

impl Loss {
    /// Its finding.
    fn tell(self) -> (Severity, Code, &'static str) {
        use Severity::{Loss as Lost, Note};
        match self {
            Self::Underline => (Lost, "markdown.underline.lost", "underlining is not kept"),
            Self::Strike => {
                (Lost, "markdown.strike.lost", "text that is struck out is written like any other")
            }
            Self::Stress => (
                Lost,
                "markdown.stress.lost",
                "stress within stress is not kept where no sign is left to mark it",
            ),
            Self::Replaced => (
                Lost,
                "markdown.strike.replaced",
                "text struck out in favour of inserted text is left out, for it would be read along with it",
            ),
            Self::Raised => {
                (Lost, "markdown.raised.lost", "raised or lowered text is written without its position")
            }
            Self::Ruby => {
                (Note, "markdown.ruby.flattened", "a reading is written in parentheses after its text")
            }
            Self::Language => {
                (Lost, "markdown.language.lost", "language or direction of a stretch of text is not kept")
            }
            Self::Entity => (Lost, "markdown.entity.lost", "the marking of names in the text is not kept"),
            Self::UnsafeTarget => (
                Lost,
                "markdown.target.unsafe",
                "the target of a link was dropped: it runs something or leads into the reader's machine",
            ),
            Self::Control => (Lost, "markdown.text.control", "control characters were dropped"),
            Self::Break => {
                (Lost, "markdown.break.lost", "a line break in a heading or cell is written as a space")
            }
            Self::Table => (Lost, "markdown.table.lost", "a table is written as a list"),
            Self::Span => (Lost, "markdown.span.lost", "cells that span others are written as one cell"),
            Self::CellBlocks => {
                (Lost, "markdown.cell.flattened", "paragraphs or lists in a cell are written as one line")
            }
            Self::Definitions => {
                (Note, "markdown.definitions.flattened", "a list of definitions is written as paragraphs")
            }
            Self::Aside => {
                (Lost, "markdown.aside.flattened", "a box beside the text is written as part of it")
            }
            Self::EmbedTitle => (Lost, "markdown.embed.title", "the title of an embed is not kept"),
            Self::MediaAddress => {
                (Lost, "markdown.media.address", "a picture or film has no address and is not written")
            }
            Self::Depth => (Lost, "markdown.depth.flattened", "what is nested too deep is written as text"),
            Self::Shortcode => (
                Lost,
                "markdown.code.shortcode",
                "signs in code that open shortcodes of Hugo are parted by a space",
            ),
            Self::Raw => (Lost, "markdown.raw.lost", "what the source wrote as HTML is left out"),
            Self::ListNumber => {
                (Lost, "markdown.list.number", "a list starts with a number Markdown cannot write")
            }
        }
    }
}

/// What was lost, by kind, with how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    counts: BTreeMap<Loss, usize>,
}

impl Losses {
    /// Counts a loss.
    pub fn add(&mut self, loss: Loss) {
        *self.counts.entry(loss).or_default() += 1;
    }

    /// Whether nothing was lost.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How often something was lost.
    pub fn count(&self, loss: Loss) -> usize {
        self.counts.get(&loss).copied().unwrap_or_default()
    }

    /// One finding for each kind.
    pub fn findings(&self) -> impl Iterator<Item = Diagnostic> + '_ {
        self.counts.iter().map(|(loss, count)| {
            let (severity, code, message) = loss.tell();
            let times = if *count == 1 { String::new() } else { format!(" ({count} times)") };
            let finding = Diagnostic::new(severity, code, format!("{message}{times}")).on("article.blocks");
            match loss {
                Loss::Table | Loss::Strike | Loss::Replaced => {
                    finding.hint("`--set markdown.flavor=gfm` keeps it")
                }
                Loss::Raw => {
                    finding.hint("`--set markdown.html=keep` keeps it, and it is live where it is shown")
                }
                _ => finding,
            }
        })
    }
}
