//! What the reader makes of XML, sound and broken.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_push_string,
    missing_docs,
    reason = "tests may panic"
)]

mod broken;
mod content;
mod differential;
mod limits;
mod show;
mod sound;
