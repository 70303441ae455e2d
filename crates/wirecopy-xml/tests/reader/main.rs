//! What the reader makes of XML, sound and broken.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::needless_pass_by_value,
    clippy::needless_raw_string_hashes,
    clippy::semicolon_if_nothing_returned,
    missing_docs,
    reason = "tests may panic"
)]

mod broken;
mod content;
mod differential;
mod limits;
mod show;
mod sound;
