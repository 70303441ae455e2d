use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use wirecopy::{Error, ErrorKind, Given, Settings};

/// Larger sidecars are refused: they are a handful of fields.
const MAX_BYTES: u64 = 64 << 10;

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    One(Scalar),
    Many(Vec<Scalar>),
    Table(BTreeMap<Scalar, Scalar>),
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Number(i64),
    Flag(bool),
}

/// Tables a sidecar may hold, and the families of options that they set for this input.
const TABLES: &[(&str, &str)] = &[("lines", "text.line"), ("speakers", "text.speaker")];

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

/// The sidecar of an input: `NAME.meta.yml` beside `NAME.EXT`, or beside `NAME.EXT` with its extension kept.
pub(crate) fn path_for(input: &Path) -> Option<PathBuf> {
    paths_for(input).into_iter().find(|path| path.is_file())
}

fn paths_for(input: &Path) -> [PathBuf; 2] {
    let mut whole = input.as_os_str().to_owned();
    whole.push(".meta.yml");
    [input.with_extension("meta.yml"), PathBuf::from(whole)]
}

/// What a sidecar said of lines and quotes.
#[derive(Debug)]
pub(crate) struct Sidecar {
    name: String,
    /// Number and what is said of it.
    entries: Vec<(String, String)>,
}

impl Sidecar {
    /// The error of an input with this sidecar: what is wrong with an entry is a mistake in a file, not in the call.
    pub(crate) fn blamed(&self, error: Error) -> Error {
        if error.kind() != ErrorKind::Usage || !self.is_named_in(error.message()) {
            return error;
        }
        wrong_in(&self.name, &error)
    }

    fn is_named_in(&self, message: &str) -> bool {
        let has_word = |word: &str| message.split([' ', '`']).any(|part| part == word);
        let is_named = |(number, value): &(String, String)| {
            has_word(number) || (!value.is_empty() && message.contains(&format!("`{value}`")))
        };
        self.entries.iter().any(is_named)
    }
}

/// An error in the sidecar of that name.
fn wrong_in(name: &str, error: &Error) -> Error {
    let wrong = Error::broken(format!("in its sidecar `{name}`: {error}"));
    match error.advice() {
        Some(hint) => wrong.hint(hint.to_owned()),
        None => wrong,
    }
}

/// Reads the sidecar of `input`, if there is one: its fields into `given`, what it says of lines and quotes into
/// `settings`.
///
/// # Errors
/// When it cannot be read, or states what cannot be given.
pub(crate) fn read(
    input: &Path,
    given: &mut Given,
    settings: &mut Settings,
) -> Result<Option<Sidecar>, Error> {
    let Some(path) = path_for(input) else { return Ok(None) };
    if let Some(other) = paths_for(input).into_iter().find(|other| *other != path && other.is_file()) {
        let [one, two] =
            [&path, &other].map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        return Err(
            Error::broken(format!("it has two sidecars, `{one}` and `{two}`")).hint("keep one of them")
        );
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let trouble = |error| Error::io(format!("cannot read its sidecar `{name}`"), error);
    if fs::metadata(&path).map_err(trouble)?.len() > MAX_BYTES {
        return Err(Error::limit(format!("its sidecar `{name}` is larger than {MAX_BYTES} bytes")));
    }
    let text = fs::read_to_string(&path).map_err(trouble)?;
    let fields: BTreeMap<String, Value> = serde_saphyr::from_str(&text).map_err(|error| {
        Error::broken(format!("its sidecar `{name}` is no list of fields: {error}"))
            .hint("write one `field: \"value\"` a line")
    })?;
    let mut entries = Vec::new();
    for (field, value) in fields {
        let family = TABLES.iter().find(|(name, _)| *name == field).map(|(_, family)| *family);
        let values = match (value, family) {
            (Value::Table(table), Some(family)) => {
                for (number, value) in table {
                    let (number, value) = (number.into_text(), value.into_text());
                    settings.set(format!("{family}.{number}"), value.as_str());
                    entries.push((number, value));
                }
                continue;
            }
            (Value::One(value), None) => vec![value],
            (Value::Many(values), None) => values,
            (_, None) => {
                return Err(Error::broken(format!("in its sidecar `{name}`: `{field}` is no text"))
                    .hint("only `lines` and `speakers` are tables"));
            }
            (_, Some(_)) => {
                return Err(Error::broken(format!("in its sidecar `{name}`: `{field}` is no table"))
                    .hint(format!("write `{field}: {{12: \"…\"}}`")));
            }
        };
        for value in values {
            let value = value.into_text();
            if field == "published" {
                set_published(&value, settings);
            }
            let taken = if field == "zone" { given.zone(&value) } else { given.field(&field, &value) };
            taken.map_err(|error| wrong_in(&name, &error))?;
        }
    }
    Ok(Some(Sidecar { name, entries }))
}

/// Tells the importer of texts when they were published: `yesterday` is counted from then. What was set for it stays.
pub(crate) fn set_published(date: &str, settings: &mut Settings) {
    if !settings.keys().any(|key| key == PUBLISHED) {
        settings.set(PUBLISHED, date);
    }
}

/// The option of texts that says from which day they count.
const PUBLISHED: &str = "text.published";

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Settings, Error> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("story.meta.yml"), text).unwrap();
        let mut settings = Settings::default();
        read(&folder.path().join("story.txt"), &mut Given::default(), &mut settings)?;
        Ok(settings)
    }

    #[test]
    fn reads_fields_and_lists() {
        read_text("title: \"Harbour reopens\"\nauthor: [Ida Holm, Jon Vik]\npublished: \"2026-03-01\"\nzone: Europe/Oslo\n").unwrap();
    }

    #[test]
    fn refuses_unknown_fields_and_other_yaml() {
        let error = read_text("headline: x\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "in its sidecar `story.meta.yml`: there is no field `headline` to give"
        );
        assert!(error.advice().is_some());
        assert!(read_text("- a\n- b\n").is_err());
        assert!(read_text("title: {3: x}\n").is_err());
        assert!(read_text("lines: heading\n").is_err());
    }

    #[test]
    fn the_date_is_told_to_the_text() {
        let settings = read_text("published: \"2026-03-01\"\n").unwrap();
        assert_eq!(settings.keys().collect::<Vec<_>>(), ["text.published"]);
        assert!(read_text("title: x\n").unwrap().keys().next().is_none());
    }

    #[test]
    fn a_wrong_entry_is_a_mistake_in_the_file() {
        let entries = vec![("99".to_owned(), "heading".to_owned()), ("3".to_owned(), "poem".to_owned())];
        let sidecar = Sidecar { name: "a.meta.yml".to_owned(), entries };
        for message in ["line 99 holds no text", "there is no kind of line `poem`"] {
            let error = sidecar.blamed(Error::usage(message));
            assert_eq!(error.kind(), ErrorKind::Broken);
            assert_eq!(error.to_string(), format!("in its sidecar `a.meta.yml`: {message}"));
        }
        for message in ["line 9 holds no text", "there are several articles, and only one file for them"] {
            assert_eq!(sidecar.blamed(Error::usage(message)).kind(), ErrorKind::Usage);
        }
    }

    #[test]
    fn lines_and_speakers_become_options_of_the_text() {
        let settings = read_text(
            "title: x\nlines: {12: heading, 3: paragraph}\nspeakers:\n  2: Ines Varga\n  \"4.1\": \"-\"\n",
        )
        .unwrap();
        let keys: Vec<_> = settings.keys().collect();
        assert_eq!(keys, ["text.line.12", "text.line.3", "text.speaker.2", "text.speaker.4.1"]);
    }
}
