use crate::Ns;

/// What an [`crate::XmlReader`] came upon. The data is read through accessors on the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A start tag; also that of an empty element, which an `End` follows.
    Start,
    /// An end tag, or where one must have been meant.
    End,
    /// Text: everything up to the next other event, CDATA sections and references resolved. Where a `<` turned out
    /// to be none of markup, it may come in several.
    Text,
    /// A comment, or markup of no known kind.
    Comment,
    /// A processing instruction.
    Instruction,
    /// A document type declaration.
    Doctype,
    /// The end of the input; and again ever after, also after an error.
    Eof,
}

/// The name of an element or attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameRef<'r> {
    /// Number of its namespace.
    pub ns: Ns,
    /// URI of its namespace. `None`: none, or the prefix was never declared.
    pub uri: Option<&'r str>,
    /// Prefix as written. `None`: none.
    pub prefix: Option<&'r str>,
    /// Local part.
    pub local: &'r str,
}

/// An attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attr<'r> {
    /// Its name.
    pub name: NameRef<'r>,
    /// Its value, references resolved and white space normalised.
    pub value: &'r str,
}

/// The XML declaration of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declaration {
    /// Version, e.g. `1.0`. `None`: not stated.
    pub version: Option<String>,
    /// Encoding as written. `None`: not stated.
    pub encoding: Option<String>,
    /// Whether the document says it stands alone. `None`: not stated.
    pub standalone: Option<bool>,
}
