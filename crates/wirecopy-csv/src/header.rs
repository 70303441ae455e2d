//! What the header of a table says of its columns.

use wirecopy_core::{Error, Options};
use wirecopy_table::Table;

use crate::field::Field;

/// What the columns of a table are.
pub(crate) struct Header {
    pub(crate) columns: Vec<Named>,
    /// Whether it is a table of articles that was written here: each name is one of ours, as it is written, and stands
    /// there once.
    pub(crate) is_ours: bool,
    /// Whether the caller said which column is which.
    pub(crate) is_mapped: bool,
}

/// A column: its name and what it is read as.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) field: Field,
}

impl Header {
    /// Reads a header, with what the caller says of it.
    ///
    /// # Errors
    /// When `csv.map` is wrong, or names a column that is not there.
    pub(crate) fn new(names: Vec<String>, options: &Options) -> Result<Self, Error> {
        let map = options.text("map");
        let is_ours = map.is_none() && is_ours(&names);
        let mut fields: Vec<Field> = match map {
            Some(_) => names.iter().map(|_| Field::Other).collect(),
            None => names.iter().map(|name| Field::of_column(name).unwrap_or(Field::Other)).collect(),
        };
        for entry in map.unwrap_or_default().split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            let (field, column) = entry.split_once(':').ok_or_else(|| {
                Error::usage(format!("`{entry}` in `csv.map` is no pair of field and column"))
                    .hint("give FIELD:COLUMN,…, e.g. title:Headline,published:Date; #3 is the third column")
            })?;
            let (field, column) = (field.trim(), column.trim());
            let known = Field::named(field).ok_or_else(|| {
                let names: Vec<_> = Field::NAMED.iter().map(|(name, _)| *name).collect();
                Error::usage(format!("there is no field `{field}` for `csv.map`"))
                    .hint(format!("the fields are {}", names.join(", ")))
            })?;
            let by_number = column.strip_prefix('#').and_then(|number| number.parse::<usize>().ok());
            let place = names.iter().position(|name| name.trim() == column).or(match by_number {
                Some(number) => number.checked_sub(1).filter(|index| *index < names.len()),
                None => None,
            });
            let place = place.and_then(|index| fields.get_mut(index)).ok_or_else(|| {
                let names: Vec<_> = names.iter().take(50).map(String::as_str).collect();
                Error::usage(format!("the table has no column `{column}`"))
                    .hint(format!("its columns are {}", names.join(", ")))
            })?;
            *place = known;
        }
        let columns = names.into_iter().zip(fields).map(|(name, field)| Named { name, field }).collect();
        Ok(Self { columns, is_ours, is_mapped: map.is_some() })
    }
}

/// Whether these are columns of our table of articles.
pub(crate) fn is_ours<S: AsRef<str>>(names: &[S]) -> bool {
    are_of(Table::Articles, names)
}

/// The table whose columns these are, if it is one of ours that does not hold articles.
pub(crate) fn part_table<S: AsRef<str>>(names: &[S]) -> Option<Table> {
    let is_part = |table: &Table| *table != Table::Articles && are_of(*table, names);
    Table::ALL.iter().copied().filter(is_part).find(|_| names.iter().any(|name| name.as_ref() == "article"))
}

fn are_of<S: AsRef<str>>(table: Table, names: &[S]) -> bool {
    let places: Vec<_> = names
        .iter()
        .map(|name| table.columns().iter().position(|column| column.name == name.as_ref()))
        .collect();
    let mut known: Vec<_> = places.iter().flatten().collect();
    known.sort_unstable();
    known.dedup();
    !names.is_empty() && known.len() == names.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_tables_are_known_by_their_columns() {
        assert!(is_ours(&["title", "id", "body"]));
        assert!(!is_ours(&["Title", "id"]) && !is_ours(&["id", "id"]) && !is_ours::<&str>(&[]));
        assert_eq!(part_table(&["article", "text", "speaker"]), Some(Table::Quotes));
        assert_eq!(part_table(&["article", "href"]), Some(Table::Links));
        assert_eq!(part_table(&["title", "url"]), None);
    }
}
