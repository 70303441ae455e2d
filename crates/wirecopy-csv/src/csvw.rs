//! Metadata of a table for the CSV on the Web (Metadata Vocabulary for Tabular Data, W3C Recommendation of 17 December 2015).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Map, Value as Json, json};
use wirecopy_model::Precision;
use wirecopy_table::{BodyForm, Column, Datatype, LIST_SEPARATOR, Table, Value};

/// So many ids are compared with each other; of a table with more it is not said that they are unique.
const MOST_IDS: usize = 1 << 20;

/// What is learned of a table while it is written.
pub(crate) struct Metadata {
    table: Table,
    columns: Vec<Seen>,
    form: BodyForm,
    delimiter: u8,
    guard: bool,
    /// Hashes of the ids. `None`: they are not unique, or too many to tell.
    ids: Option<BTreeSet<u64>>,
    /// The language of all rows, as far as they have one. `None`: none had one yet.
    language: Option<Language>,
}

/// A column and what its cells hold.
struct Seen {
    column: &'static Column,
    forms: BTreeSet<Form>,
}

/// A form that cells of a column have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// A day, as the standard writes it.
    Day,
    /// A date and time with all parts the standard asks for.
    Time,
    /// Any other text.
    Other,
}

enum Language {
    One(String),
    Several,
}

impl Metadata {
    pub(crate) fn new(table: Table, columns: &[usize], form: BodyForm, delimiter: u8, guard: bool) -> Self {
        let columns: Vec<_> = columns
            .iter()
            .filter_map(|&index| table.columns().get(index))
            .map(|column| Seen { column, forms: BTreeSet::new() })
            .collect();
        let has_ids = table == Table::Articles && columns.iter().any(|seen| seen.column.name == "id");
        let ids = has_ids.then(BTreeSet::new);
        Self { table, columns, form, delimiter, guard, ids, language: None }
    }

    /// Takes note of the cell in the column at `place`.
    pub(crate) fn see(&mut self, place: usize, value: &Value<'_>) {
        let Some(seen) = self.columns.get_mut(place) else { return };
        match value {
            Value::Moment(moment) => {
                seen.forms.insert(match moment.precision() {
                    Precision::Day => Form::Day,
                    Precision::Second | Precision::Subsecond => Form::Time,
                    _ => Form::Other,
                });
            }
            Value::Number(_) => {}
            _ if value.is_absent() => {}
            _ => {
                seen.forms.insert(Form::Other);
            }
        }
        if seen.column.name == "id"
            && let Some(ids) = &mut self.ids
        {
            let is_new = value.to_text().is_some_and(|id| ids.insert(hash(&id)));
            if !is_new || ids.len() > MOST_IDS {
                self.ids = None;
            }
        }
    }

    /// Takes note of the language of a row.
    pub(crate) fn see_language(&mut self, language: Option<&str>) {
        let Some(language) = language else { return };
        match &self.language {
            None => self.language = Some(Language::One(language.to_owned())),
            Some(Language::One(one)) if one == language => {}
            Some(_) => self.language = Some(Language::Several),
        }
    }

    /// The metadata of the table in the file called `url`.
    pub(crate) fn write(&self, url: &str) -> Vec<u8> {
        let mut schema = Map::new();
        schema.insert("columns".to_owned(), self.columns.iter().map(|seen| self.column(seen)).collect());
        if self.ids.as_ref().is_some_and(|ids| !ids.is_empty()) {
            schema.insert("primaryKey".to_owned(), json!("id"));
        }
        let mut table = Map::new();
        table.insert("url".to_owned(), json!(address(url)));
        let mut description = format!("{}, written by wirecopy", self.table.description());
        if self.guard {
            description
                .push_str("; an apostrophe before a sign that starts a formula is no part of the text");
        }
        table.insert("dc:description".to_owned(), json!({"@value": description, "@language": "en"}));
        if self.delimiter != b',' {
            table.insert("dialect".to_owned(), json!({"delimiter": char::from(self.delimiter).to_string()}));
        }
        if let Some(Language::One(language)) = &self.language
            && is_language(language)
        {
            table.insert("lang".to_owned(), json!(language));
        }
        table.insert("tableSchema".to_owned(), Json::Object(schema));
        let whole = json!({"@context": "http://www.w3.org/ns/csvw", "tables": [table]});
        let mut bytes = serde_json::to_vec_pretty(&whole).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    fn column(&self, seen: &Seen) -> Json {
        let column = seen.column;
        let mut about = Map::new();
        about.insert("name".to_owned(), json!(column.name));
        about.insert("titles".to_owned(), json!(column.name));
        about.insert("dc:description".to_owned(), json!({"@value": column.description, "@language": "en"}));
        about.insert("datatype".to_owned(), self.datatype(seen));
        if let Some(term) = column.term {
            about.insert("propertyUrl".to_owned(), json!(format!("https://schema.org/{term}")));
        }
        if column.datatype == Datatype::List {
            about.insert("separator".to_owned(), json!(LIST_SEPARATOR));
        }
        about.insert("null".to_owned(), json!(""));
        if column.datatype == Datatype::Body && self.form == BodyForm::Markdown {
            about.insert("dc:format".to_owned(), json!("text/markdown"));
        }
        Json::Object(about)
    }

    fn datatype(&self, seen: &Seen) -> Json {
        let forms: Vec<Form> = seen.forms.iter().copied().collect();
        match (seen.column.datatype, forms.as_slice()) {
            (Datatype::Number, []) => json!("nonNegativeInteger"),
            (Datatype::Moment, [Form::Time]) => json!("dateTime"),
            (Datatype::Moment, [Form::Day]) => json!("date"),
            (Datatype::Address, _) => json!("anyURI"),
            (Datatype::Body, _) if self.form == BodyForm::Html => json!("html"),
            _ => json!("string"),
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Whether a language tag has the form of one (BCP 47), which the standard asks for.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// A file name as a relative address: signs of ASCII that mean something in addresses are escaped.
fn address(name: &str) -> String {
    let mut address = String::with_capacity(name.len());
    for character in name.chars() {
        let is_plain = !character.is_ascii()
            || character.is_ascii_alphanumeric()
            || matches!(character, '-' | '_' | '.' | '~');
        if is_plain {
            address.push(character);
        } else {
            let _ = write!(address, "%{:02X}", u32::from(character));
        }
    }
    address
}
