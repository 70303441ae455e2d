//! Bytes to text, with the evidence for the encoding.
//!
//! The encoding is settled once, from the first [`EVIDENCE_BYTES`] of an input, by the strongest evidence there
//! is: byte order mark, then what the caller was told ([RFC 7303]), then the document's own declaration, then
//! whether the bytes are valid in it, then statistics. Evidence that the bytes contradict is overruled, and
//! that is reported. Labels mean what the [WHATWG Encoding Standard] says, so `iso-8859-1` is windows-1252.
//!
//! From there on every invalid sequence is read alone, as windows-1252, with one repair
//! (`decode.byte.invalid`) each. Positions stay those of the original bytes.
//!
//! * [`Window`] decodes piece by piece, for readers whose memory must not follow the input.
//! * [`decode_all`] decodes the whole of an input, up to the limit `text`.
//! * [`head_text`] is for detection only.
//! * [`encode()`] goes the other way.
//!
//! [RFC 7303]: https://www.rfc-editor.org/rfc/rfc7303
//! [WHATWG Encoding Standard]: https://encoding.spec.whatwg.org/

mod charset;
mod codec;
mod encode;
mod evidence;
mod head;
mod lines;
mod map;
mod page;
mod source;
mod whole;
mod window;

pub use encode::{Encoded, byte_order_mark, encode};
pub use evidence::{Declaration, EVIDENCE_BYTES, Hints};
pub use head::head_text;
pub use whole::{Decoded, OffsetMap, decode_all};
pub use window::Window;
