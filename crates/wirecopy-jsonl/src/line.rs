use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use wirecopy_core::{Error, Location};
use wirecopy_model::{Record, Span};

use crate::serializer::{JsonWriter, WriteError};

/// Appends a record to `out`, with the line feed that ends it. The bytes are those `serde_json` would write.
///
/// # Errors
/// When the record nests deeper than it could be read back (127 levels). `out` is then as it was.
pub fn write_line(record: &Record, out: &mut Vec<u8>) -> Result<(), Error> {
    let start = out.len();
    match record.serialize(&mut JsonWriter::new(out)) {
        Ok(()) => {
            out.push(b'\n');
            Ok(())
        }
        Err(error) => {
            out.truncate(start);
            let message = format!("a record of `{}` cannot be written as JSON", record.source());
            Err(match error {
                WriteError::Depth => Error::limit(message),
                WriteError::Value(_) => Error::broken(message),
            }
            .caused_by(error))
        }
    }
}

/// The record on a line; spaces around it and a line end do no harm. Fields the model has not are ignored: the
/// importer is what reports them.
///
/// # Errors
/// When the line is no record; the error's location is within the line.
pub fn read_line(line: &[u8]) -> Result<Record, Error> {
    parse(line).map_err(|error| broken(&error, line, 1, 0, "the line"))
}

/// The record on a line.
pub(crate) fn parse(line: &[u8]) -> Result<Record, serde_json::Error> {
    // by hand what serde's internal tagging does: that would first build a tree of the whole line, and lose the
    // place of errors
    match &*tag(line)? {
        "source" => serde_json::from_slice(line).map(Record::Source),
        "feed" => serde_json::from_slice(line).map(Record::Feed),
        "article" => serde_json::from_slice(line).map(Record::Article),
        "deleted" => serde_json::from_slice(line).map(Record::Deleted),
        "opaque" => serde_json::from_slice(line).map(Record::Opaque),
        _ => serde_json::from_slice(line),
    }
}

#[derive(Deserialize)]
struct Tag<'l> {
    #[serde(borrow)]
    record: Cow<'l, str>,
}

fn tag(line: &[u8]) -> Result<Cow<'_, str>, serde_json::Error> {
    let leading = line.strip_prefix(br#"{"record":""#).and_then(|rest| {
        let end = memchr::memchr2(b'"', b'\\', rest.get(..16).unwrap_or(rest))?;
        (rest.get(end) == Some(&b'"')).then(|| rest.get(..end)).flatten()
    });
    match leading.and_then(|name| std::str::from_utf8(name).ok()) {
        Some(name) => Ok(Cow::Borrowed(name)),
        None => serde_json::from_slice::<Tag<'_>>(line).map(|tag| tag.record),
    }
}

/// The error for line `number` of `what`, which begins at byte `offset` of the input.
pub(crate) fn broken(error: &serde_json::Error, line: &[u8], number: u64, offset: u64, what: &str) -> Error {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let before = line.get(..error.column()).unwrap_or(line);
    // continuation bytes of UTF-8 begin no character
    let characters = before.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
    let column = u64::try_from(characters).unwrap_or(u64::MAX).max(1);
    let byte = u64::try_from(before.len()).unwrap_or(u64::MAX).saturating_sub(1);
    Error::broken(format!("{what} is not a record: {message}"))
        .at(Span::at(offset + byte))
        .located(Some(Location { line: number, column }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Result<&str, (&str, u64)>) {
        let read = read_line(line.as_bytes());
        match (read, expect) {
            (Ok(record), Ok(expect)) => {
                let mut out = Vec::new();
                write_line(&record, &mut out).unwrap();
                assert_eq!(String::from_utf8(out).unwrap().trim_end(), expect);
            }
            (Err(error), Err((message, column))) => {
                assert_eq!((error.to_string().as_str(), error.location().unwrap().column), (message, column));
            }
            (read, _) => panic!("{read:?}"),
        }
    }

    #[test]
    fn every_kind_of_record_is_read() {
        for line in [
            r#"{"record":"source","schema_version":"0.1","name":"a","format":"rss"}"#,
            r#"{"record":"feed","source":"a"}"#,
            r#"{"record":"article","source":"a"}"#,
            r#"{"record":"deleted","source":"a","id":"7"}"#,
            r#"{"record":"opaque","source":"a","kind":"conceptItem"}"#,
        ] {
            check(line, Ok(line));
        }
    }

    #[test]
    fn the_tag_may_stand_anywhere_and_be_escaped() {
        let canonical = r#"{"record":"article","source":"a"}"#;
        check(r#" { "source" : "a" , "record" : "article" } "#, Ok(canonical));
        check(r#"{"record":"art\u0069cle","source":"a"}"#, Ok(canonical));
    }

    #[test]
    fn errors_say_where() {
        check(
            r#"{"record":"article","source":7}"#,
            Err(("the line is not a record: invalid type: integer `7`, expected a string", 30)),
        );
        check(
            "{\"record\":\"feed\",\"source\":\"é\",]}",
            Err(("the line is not a record: key must be a string", 31)),
        );
        check("", Err(("the line is not a record: EOF while parsing a value", 1)));
        check(
            r#"{"record":"film"}"#,
            Err((
                "the line is not a record: unknown variant `film`, expected one of `source`, `feed`, `article`, `deleted`, `opaque`",
                16,
            )),
        );
        check(r#"{"source":"a"}"#, Err(("the line is not a record: missing field `record`", 14)));
    }
}
