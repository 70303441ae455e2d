/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: lower case, words joined by `_`.
    pub name: &'static str,
    /// What its cells hold.
    pub datatype: Datatype,
    /// The property of schema.org that it is, without the vocabulary's address. `None`: there is none.
    pub term: Option<&'static str>,
    /// What it holds, for people.
    pub description: &'static str,
}

/// What the cells of a [`Column`] hold, where they hold anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Datatype {
    /// Text.
    Text,
    /// A whole number, 0 or more.
    Number,
    /// A date or time as exact as it is known; the source's own words where it was not understood.
    Moment,
    /// An address.
    Address,
    /// Several texts.
    List,
    /// The body of the article, in the form that was asked for.
    Body,
}

/// The column names of a table, in order, as its enum and as data.
macro_rules! columns {
    ($(#[$doc:meta])* $columns:ident: $($variant:ident $name:literal $datatype:ident $term:expr, $description:literal;)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $columns {
            $($variant),*
        }

        impl $columns {
            /// All of them, in their order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// What they are.
            pub(crate) const COLUMNS: &'static [$crate::Column] = &[$($crate::Column {
                name: $name,
                datatype: $crate::Datatype::$datatype,
                term: $term,
                description: $description,
            }),*];
        }
    };
}

pub(crate) use columns;
