use wirecopy_model::Field;

/// What a format is, as data: detection, lists of formats, documentation and the loss table come from it.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line, e.g. `rss`.
    pub name: &'static str,
    /// Its name for people, e.g. `RSS 2.0`.
    pub title: &'static str,
    /// File name extensions without the dot, the usual one first.
    pub extensions: &'static [&'static str],
    /// Media types, the usual one first.
    pub media_types: &'static [&'static str],
    /// Where it is specified.
    pub spec: &'static str,
    /// Its options.
    pub options: &'static [OptionSpec],
    /// Whether its output is meant to be published: held-back items and notes to editors do not reach it.
    pub public: bool,
    /// How its output is cut into files.
    pub parts: Parts,
    /// Which fields its output carries.
    pub carries: Carries,
}

/// How the output of a format is cut into files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// One file an article.
    PerArticle,
    /// One file an input (or all inputs in one).
    PerInput,
}

/// Which fields of an article a format's output holds. A field that is in none of these lists is lost, and
/// reported, whenever an article has it.
#[derive(Clone, Copy, Debug)]
pub struct Carries {
    /// Held, whole or in the form the target has for it. Where a part is dropped, the exporter itself reports it.
    pub fields: &'static [Field],
    /// Not held and no loss: bookkeeping of the conversion, or what other fields were made from.
    pub immaterial: &'static [Field],
}

impl Carries {
    /// Everything.
    pub const ALL: Self = Self { fields: wirecopy_model::Fields::ALL, immaterial: &[] };

    /// Nothing is written in this format.
    pub const NOTHING: Self = Self { fields: &[], immaterial: &[] };

    /// Whether an article's `field` is lost in this format.
    pub fn loses(&self, field: Field) -> bool {
        !self.fields.contains(&field) && !self.immaterial.contains(&field)
    }
}

/// An option of a format.
#[derive(Clone, Copy, Debug)]
pub struct OptionSpec {
    /// Its name; on the command line `--set FORMAT.NAME=VALUE`.
    pub name: &'static str,
    /// What values it takes.
    pub kind: OptionKind,
    /// Its value when not set. Empty: none.
    pub default: &'static str,
    /// What it does.
    pub doc: &'static str,
}

/// What values an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionKind {
    /// `true` or `false`.
    Bool,
    /// A whole number within these bounds.
    Integer(i64, i64),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Any text.
    Text,
    /// Words separated by commas.
    List,
}
