use crate::{Article, Extensions, Shared};

/// Name of a field of [`Article`], as serialised.
pub type Field = &'static str;

/// The fields of [`Article`], taken from the type itself, so that none is forgotten.
///
/// ```
/// use wirecopy_model::{Article, Fields, Text};
///
/// assert!(Fields::ALL.contains(&"headlines"));
/// let article = Article { bylines: vec![Text::plain("By Ida Holm")], ..Article::default() };
/// assert_eq!(Fields::present(&article).collect::<Vec<_>>(), ["bylines"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Fields;

trait Present {
    fn is_present(&self) -> bool;
}
impl<T> Present for Option<T> {
    fn is_present(&self) -> bool {
        self.is_some()
    }
}
impl<T> Present for Vec<T> {
    fn is_present(&self) -> bool {
        !self.is_empty()
    }
}
impl Present for Extensions {
    fn is_present(&self) -> bool {
        !self.is_empty()
    }
}
impl Present for Shared {
    fn is_present(&self) -> bool {
        !self.is_empty()
    }
}

macro_rules! fields {
    ($($field:ident),* $(,)?) => {
        impl Fields {
            /// All fields, in the order of the type.
            pub const ALL: &'static [Field] = &[$(stringify!($field)),*];

            /// The fields that hold something.
            pub fn present(article: &Article) -> impl Iterator<Item = Field> + use<> {
                // names every field without `..`: a field that is added and not listed does not compile
                let Article { $($field),* } = article;
                [$((stringify!($field), $field.is_present())),*]
                    .into_iter()
                    .filter_map(|(field, present)| present.then_some(field))
            }
        }
    };
}

fields! {
    source, position, id, alt_ids, version, previous, kind, status, signals, urgency, priority, headlines,
    sluglines, bylines, datelines, credit_lines, people, dates, links, subjects, places, language, direction, base,
    feed_title, contents, blocks, media, rights, notes, corrections, updates, associations, series,
    digital_source_type, comments, in_reply_to, origin_feed, quotes, mentions, annotations, inferred, given, span, extensions,
}
