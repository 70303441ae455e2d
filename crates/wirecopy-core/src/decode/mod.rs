//! Bytes to text, with the evidence for the encoding.

use std::borrow::Cow;

/// The first bytes of an input as text, for detection only: decoded by byte order mark or NUL pattern, damage
/// replaced.
pub fn head_text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
