//! What of a source is in no record and no loss: a promise, checked.
//!
//! The source is read anew by readers that have nothing in common with the importers, into [`Pieces`]: every text and
//! attribute value of XML, every string and number of JSON. [`Kept`] is what records and losses hold. [`missing`] is the
//! difference.
//!
//! White space is evened out on both sides. A piece counts as kept when it is a value of a record, or stands between word
//! boundaries in one, also after its markup is taken off or its references are resolved. Names of elements, attributes
//! and members are no content, nor are declarations of namespaces, comments and instructions.
//!
//! ```
//! use wirecopy_loss::{Kept, missing, xml};
//! use wirecopy_model::{Article, Headline, HeadlineRole, Record};
//!
//! let headlines = vec![Headline::plain(HeadlineRole::Main, "Fog & ferries")];
//! let mut kept = Kept::default();
//! kept.record(&Record::Article(Box::new(Article { headlines, ..Article::default() })));
//! let source = xml("<item><title>Fog &amp; ferries</title><mood>grey</mood></item>");
//! let lost = missing(&source, &mut kept, &[]);
//! assert_eq!(lost.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(), ["grey"]);
//! ```

mod json;
mod kept;
mod xml;

use wirecopy_model::{Record, Source};

pub use json::json;
pub use kept::Kept;
pub use xml::xml;

/// Attributes, as `name=value`, that the model tells by saying nothing: that a text has no markup, and that a file among
/// `media` is an enclosure. And the long form of a link's relation, which RFC 4287 § 4.2.7.2 declares equal to the short one.
pub const IMPLIED: &[&str] =
    &["type=text", "type=plain", "rel=enclosure", "rel=http://www.iana.org/assignments/relation/alternate"];

/// A piece of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The piece, white space evened out.
    pub text: String,
    /// The attribute, or the member of an object, it is the value of. `None`: it is a text.
    pub name: Option<String>,
    /// Where it begins, about, in bytes of the source's UTF-8 form.
    pub start: u64,
    /// Where it ends, about.
    pub end: u64,
}

/// The pieces of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Those that are read for sure, in order.
    pub pieces: Vec<Piece>,
    /// How many could not be read for sure: they hold references that nobody defines, or characters that may not be.
    pub unsure: u64,
    /// Whether the source keeps to the syntax of its format, and nothing is unsure.
    pub well_formed: bool,
    /// Where reading ended, when that is before the end of the source.
    pub unread: Option<u64>,
}

/// What is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// The pieces that are nowhere.
    pub pieces: Vec<Piece>,
    /// How many were not looked for, because looking would have taken too long.
    pub unseen: u64,
}

/// The pieces that are neither kept nor implied. See [`IMPLIED`].
///
/// # Limits
/// Looking takes time linear in the source and the records as long as both have the same order and little is missing.
/// It ends, and says so, when it has taken as long as reading 8 GiB.
pub fn missing(source: &Pieces, kept: &mut Kept, implied: &[&str]) -> Missing {
    let mut missing = Missing::default();
    for piece in &source.pieces {
        let is_implied = piece.name.as_deref().is_some_and(|name| {
            let local = name.rsplit(':').next().unwrap_or(name);
            implied.iter().any(|pair| pair.split_once('=') == Some((local, piece.text.as_str())))
        });
        if is_implied {
            continue;
        }
        // values of attributes are often words of a standard, and records have the standard's spelling
        let lower = piece.name.as_ref().map(|_| piece.text.to_ascii_lowercase());
        let lower = lower.filter(|lower| *lower != piece.text);
        match kept
            .holds(&piece.text)
            .map(|is_kept| is_kept || lower.is_some_and(|lower| kept.holds(&lower) == Some(true)))
        {
            Some(true) => {}
            Some(false) => missing.pieces.push(piece.clone()),
            None => missing.unseen += 1,
        }
    }
    missing
}

/// The text of a source, as its record says it is encoded, and whether it fits that encoding. `None`: the record names
/// an encoding that nobody knows.
pub fn decoded(bytes: &[u8], source: &Source) -> Option<(String, bool)> {
    let name = source.encoding.as_ref().map_or("utf-8", |encoding| &*encoding.name);
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes())?;
    let (text, _, is_damaged) = encoding.decode(bytes);
    Some((text.into_owned(), !is_damaged))
}

/// The first source among records.
pub fn source(records: &[Record]) -> Option<&Source> {
    records.iter().find_map(|record| match record {
        Record::Source(source) => Some(&**source),
        _ => None,
    })
}

/// White space of any kind and length is one space; none at the ends.
fn even(text: &str) -> String {
    let mut even = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !even.is_empty() {
            even.push(' ');
        }
        even.push_str(word);
    }
    even
}

#[cfg(test)]
mod tests;
