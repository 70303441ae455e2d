//! Annotated articles.

use anyhow::{Context, Result};
use serde_json::Value;

/// What an article holds, by the word of a person.
#[derive(Debug, Default)]
pub(crate) struct Gold {
    pub(crate) title: Option<String>,
    pub(crate) deck: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<String>,
    pub(crate) dateline: Option<Dateline>,
    pub(crate) units: Vec<Unit>,
    pub(crate) quotes: Vec<Quote>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Dateline {
    pub(crate) written: String,
    pub(crate) place: Option<String>,
    pub(crate) agency: Option<String>,
}

/// Lines that belong together, both counted from 1.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) kind: String,
}

#[derive(Debug)]
pub(crate) struct Quote {
    pub(crate) line: u32,
    /// With its marks.
    pub(crate) text: String,
    pub(crate) kind: String,
    pub(crate) speaker: Option<String>,
    /// Whether it stands inside another.
    pub(crate) nested: bool,
}

impl Gold {
    /// The articles of an annotation.
    pub(crate) fn read(json: &[u8]) -> Result<Vec<Self>> {
        let value: Value = serde_json::from_slice(json)?;
        match value.get("articles").and_then(Value::as_array) {
            Some(articles) => articles.iter().map(Self::of).collect(),
            None => Ok(vec![Self::of(&value)?]),
        }
    }

    fn of(value: &Value) -> Result<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let list = |key: &str| value.get(key).and_then(Value::as_array).into_iter().flatten();
        Ok(Self {
            title: text("title"),
            deck: text("deck"),
            authors: list("authors").filter_map(Value::as_str).map(str::to_owned).collect(),
            published: text("published"),
            dateline: value.get("dateline").filter(|value| value.is_object()).map(dateline),
            units: list("units").map(unit).collect::<Result<_>>()?,
            quotes: list("quotes").map(quote).collect::<Result<_>>()?,
        })
    }
}

fn field(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn dateline(value: &Value) -> Dateline {
    Dateline {
        written: field(value, "written").unwrap_or_default(),
        place: field(value, "place"),
        agency: field(value, "agency"),
    }
}

fn unit(value: &Value) -> Result<Unit> {
    let line = |at: usize| {
        let number = value.get("lines").and_then(|lines| lines.get(at)).and_then(Value::as_u64);
        number.and_then(|number| u32::try_from(number).ok()).context("a unit needs `lines`, two numbers")
    };
    Ok(Unit { first: line(0)?, last: line(1)?, kind: field(value, "kind").context("a unit needs a `kind`")? })
}

fn quote(value: &Value) -> Result<Quote> {
    let line = value.get("line").and_then(Value::as_u64).and_then(|line| u32::try_from(line).ok());
    Ok(Quote {
        line: line.context("a quote needs a `line`")?,
        text: field(value, "text").context("a quote needs a `text`")?,
        kind: field(value, "kind").context("a quote needs a `kind`")?,
        speaker: field(value, "speaker"),
        nested: value.get("nested").and_then(Value::as_bool).unwrap_or(false),
    })
}
