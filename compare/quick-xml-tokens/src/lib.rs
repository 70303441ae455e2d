//! What the two tokenising drivers share.

use std::ffi::OsString;

use anyhow::{Result, bail};
use quick_xml::events::Event;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The one argument, the file to read.
///
/// # Errors
///
/// Fails on any other number of arguments, and when quick-xml was built with its `encoding`
/// feature: that reader converts as it goes, so its figure would not be the bare one.
pub fn input_file(usage: &str) -> Result<OsString> {
    // Without the feature a decoder has nothing to remember.
    if size_of::<quick_xml::Decoder>() != 0 {
        bail!(
            "built with quick-xml's `encoding` feature, figures would be wrong; \
             build alone: cargo build --release -p quick-xml-tokens"
        );
    }
    let mut args = std::env::args_os().skip(1);
    match (args.next(), args.next()) {
        (Some(file), None) => Ok(file),
        _ => bail!("usage: {usage}"),
    }
}

/// Counts of what went by. They are printed, so that no event can be optimised away and two
/// drivers can be seen to have done the same work.
#[derive(Debug, Default)]
pub struct Tally {
    events: u64,
    bytes: u64,
}

impl Tally {
    /// Counts one event and the length of its raw content; nothing is decoded or unescaped, and
    /// attributes are not split.
    pub fn add(&mut self, event: &Event<'_>) {
        self.events += 1;
        self.bytes += event.len() as u64;
    }

    /// Prints the counts.
    pub fn print(&self) {
        println!("events {} bytes {}", self.events, self.bytes);
    }
}
