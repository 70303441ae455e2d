//! How a document is written: the options of the exporter.

use wirecopy_core::Options;

use crate::node::Context;

/// How a document is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) body: Body,
    pub(crate) listing: Listing,
    pub(crate) context: Context,
    /// Whether people and bodies are nodes of their own, each once.
    pub(crate) graph: bool,
    /// Whether the document stands in a `script` element.
    pub(crate) html: bool,
}

/// How much of the body is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Body {
    /// Its text.
    #[default]
    Text,
    /// Its text, and its blocks in order.
    Blocks,
    /// Nothing.
    None,
}

/// What a feed is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Listing {
    #[default]
    DataFeed,
    ItemList,
}

impl Style {
    pub(crate) fn of(options: &Options) -> Self {
        Self {
            body: match options.text("body") {
                Some("blocks") => Body::Blocks,
                Some("none") => Body::None,
                _ => Body::Text,
            },
            listing: match options.text("feed") {
                Some("itemlist") => Listing::ItemList,
                _ => Listing::DataFeed,
            },
            context: match options.text("context") {
                Some("inline") => Context::Inline,
                _ => Context::Address,
            },
            graph: options.is_on("graph"),
            html: options.is_on("html"),
        }
    }
}
