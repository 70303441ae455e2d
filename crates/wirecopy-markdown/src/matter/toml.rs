//! TOML.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{Broken, Field, Leaf, MAX_DEPTH, MAX_LEAVES, Value};

pub(super) fn read(text: &str) -> Result<Vec<Field>, Broken> {
    let table = DeTable::parse(text).map_err(|error| {
        let why = error.message().lines().next().unwrap_or("it is no TOML").to_owned();
        Broken { why, place: error.span().unwrap_or(0..0) }
    })?;
    let mut fields = Vec::new();
    let mut count = 0;
    for (key, value) in sorted(table.get_ref()) {
        let leaves = flat(value, &mut count)
            .ok_or_else(|| Broken { why: "it holds too much".to_owned(), place: key.span() })?;
        fields.push(Field { key: key.get_ref().to_string(), leaves, place: key.span() });
    }
    Ok(fields)
}

/// The entries of a table in the order of the text.
fn sorted<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(&'t Spanned<DeString<'i>>, &'t Spanned<DeValue<'i>>)> {
    let mut entries: Vec<(&Spanned<DeString<'i>>, &Spanned<DeValue<'i>>)> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// A value and those within it.
fn flat<'t>(value: &'t Spanned<DeValue<'_>>, count: &mut usize) -> Option<Vec<Leaf>> {
    let mut leaves = Vec::new();
    let mut open: Vec<(u32, Option<String>, &'t DeValue<'_>)> = vec![(0, None, value.get_ref())];
    while let Some((depth, key, value)) = open.pop() {
        *count += 1;
        if depth > MAX_DEPTH || *count > MAX_LEAVES {
            return None;
        }
        let value = match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) if number.radix() == 10 => Value::Bare(number.as_str().to_owned()),
            DeValue::Integer(number) => {
                let value = i64::from_str_radix(number.as_str(), number.radix());
                Value::Bare(value.map_or_else(|_| number.as_str().to_owned(), |value| value.to_string()))
            }
            DeValue::Float(number) => Value::Bare(number.as_str().to_owned()),
            DeValue::Boolean(truth) => Value::Bare(truth.to_string()),
            DeValue::Datetime(date) => Value::Bare(date.to_string()),
            DeValue::Array(members) => {
                // the last one in is the next one out
                open.extend(members.iter().rev().map(|member| (depth + 1, None, member.get_ref())));
                Value::List
            }
            DeValue::Table(table) => {
                let entries = sorted(table).into_iter().rev();
                open.extend(
                    entries.map(|(key, value)| (depth + 1, Some(key.get_ref().to_string()), value.get_ref())),
                );
                Value::Map
            }
        };
        leaves.push(Leaf { depth, key, value });
    }
    Some(leaves)
}
