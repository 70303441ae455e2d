use std::io::{BufRead, ErrorKind as IoErrorKind};

use serde_json::Value;
use wirecopy_core::{
    Confidence, Cx, Diagnostic, Error, Format, Head, Importer, Input, Location, Options, RecordReader,
};
use wirecopy_model::{Record, SCHEMA_VERSION, Shared, Span};

use crate::compare::{Difference, differences};
use crate::line::{broken, parse};
use crate::{FORMAT, Jsonl, write_line};

const BOM: &[u8] = b"\xef\xbb\xbf";

/// A line may be this many times the text an article may have: it holds more than its text, and escapes.
const LINE_FACTOR: u64 = 4;

/// The most findings about one line.
const MOST_DIFFERENCES: usize = 50;

/// Buffers that have grown beyond this, for one long line, are given back.
const KEEP_BYTES: usize = 1 << 20;

impl Importer for Jsonl {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        let text = head.text.trim_start_matches('\u{feff}').trim_start();
        let Some(fields) = text.strip_prefix('{') else { return Confidence::No };
        let tagged = fields
            .trim_start()
            .strip_prefix("\"record\"")
            .is_some_and(|rest| rest.trim_start().starts_with(':'));
        if tagged {
            Confidence::Certain
        } else if head.is_hinted(&FORMAT) {
            Confidence::Hinted
        } else {
            Confidence::No
        }
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        _: &Options,
        _: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        Ok(Box::new(JsonlReader {
            name: input.source_name(),
            bytes: input.bytes,
            line: Vec::new(),
            again: Vec::new(),
            number: 0,
            start: 0,
            end: 0,
            records: 0,
            ended: false,
        }))
    }
}

struct JsonlReader<'a> {
    name: Shared,
    bytes: Box<dyn BufRead + Send + 'a>,
    line: Vec<u8>,
    /// The record written again, to see that nothing of the line is missing.
    again: Vec<u8>,
    /// Number of the line, from 1.
    number: u64,
    /// Where the line starts and where the next one does.
    start: u64,
    end: u64,
    records: u64,
    ended: bool,
}

impl RecordReader for JsonlReader<'_> {
    fn read(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        if self.ended {
            return Ok(None);
        }
        let result = self.next_record(cx);
        self.ended = !matches!(result, Ok(Some(_)));
        result
    }
}

impl JsonlReader<'_> {
    fn next_record(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        while self.next_line(cx)? {
            if self.number == 1 && self.line.starts_with(BOM) {
                self.line.drain(..BOM.len());
                self.start += 3;
                cx.report(
                    Diagnostic::note("jsonl.text.bom", "the text starts with a byte order mark")
                        .at(Span::new(0, 3))
                        .located(Some(Location { line: 1, column: 1 })),
                );
            }
            if self.line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let record = parse(&self.line).map_err(|error| {
                let what = format!("line {} of `{}`", self.number, self.name);
                broken(&error, &self.line, self.number, self.start, &what)
            })?;
            self.records += 1;
            self.check(&record, cx)?;
            return Ok(Some(record));
        }
        if self.records == 0 {
            cx.report(Diagnostic::note("jsonl.input.empty", format!("`{}` holds no records", self.name)));
        }
        Ok(None)
    }

    /// Reads the next line, its line feed left out. `false`: there is none.
    fn next_line(&mut self, cx: &Cx<'_>) -> Result<bool, Error> {
        let most = cx.limits.text.saturating_mul(LINE_FACTOR);
        self.line.clear();
        self.line.shrink_to(KEEP_BYTES);
        self.start = self.end;
        self.number += 1;
        loop {
            let available = match self.bytes.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == IoErrorKind::Interrupted => continue,
                Err(error) => return Err(Error::io(format!("cannot read `{}`", self.name), error)),
            };
            if available.is_empty() {
                return Ok(self.end > self.start);
            }
            let feed = memchr::memchr(b'\n', available);
            let taken = feed.map_or(available.len(), |feed| feed + 1);
            let piece = available.get(..feed.unwrap_or(taken)).unwrap_or_default();
            let length = u64::try_from(self.line.len() + piece.len()).unwrap_or(u64::MAX);
            if length <= most {
                self.line.extend_from_slice(piece);
            }
            self.bytes.consume(taken);
            self.end += u64::try_from(taken).unwrap_or(u64::MAX);
            let over = if length > most {
                Some((format!("line {} of `{}` is longer than {most} bytes", self.number, self.name), "text"))
            } else if self.end > cx.limits.input {
                Some((format!("`{}` is longer than {} bytes", self.name, cx.limits.input), "input"))
            } else {
                None
            };
            if let Some((message, limit)) = over {
                return Err(Error::limit(message)
                    .at(Span::new(self.start, self.end))
                    .located(Some(Location { line: self.number, column: 1 }))
                    .hint(format!("raise it with `--limit {limit}=NUMBER`")));
            }
            if feed.is_some() {
                return Ok(true);
            }
        }
    }

    /// Reports what of the line is not in the record.
    fn check(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        let (span, location) = (Span::new(self.start, self.end), Location { line: self.number, column: 1 });
        let mut report = |diagnostic: Diagnostic| cx.report(diagnostic.at(span).located(Some(location)));
        if let Record::Source(source) = record
            && is_newer(&source.schema_version, SCHEMA_VERSION)
        {
            let message = format!(
                "written by version {} of the model, which is newer than {SCHEMA_VERSION}",
                source.schema_version
            );
            report(Diagnostic::note("jsonl.schema.newer", message).on("source.schema_version"));
        }
        self.again.clear();
        self.again.shrink_to(KEEP_BYTES);
        write_line(record, &mut self.again)?;
        if self.again.trim_ascii_end() == self.line.trim_ascii_end() {
            return Ok(());
        }
        let (Ok(read), Ok(kept)) =
            (serde_json::from_slice::<Value>(&self.line), serde_json::from_slice::<Value>(&self.again))
        else {
            // a number out of all range, in a field that was not read
            report(Diagnostic::loss(
                "jsonl.field.unknown",
                "the line has fields the model has not; they are not kept",
            ));
            return Ok(());
        };
        if read == kept {
            return Ok(());
        }
        let root = kept.get("record").and_then(Value::as_str).unwrap_or("record");
        for difference in differences(root, &read, &kept, MOST_DIFFERENCES) {
            report(match difference {
                Difference::Unknown(path) => {
                    Diagnostic::loss("jsonl.field.unknown", format!("there is no field `{path}`")).on(path)
                }
                Difference::Changed(path) => Diagnostic::repair(
                    "jsonl.value.changed",
                    format!("`{path}` was brought into its usual form"),
                )
                .on(path),
            });
        }
        Ok(())
    }
}

/// Whether version `theirs` (`MAJOR.MINOR`) comes after `ours`. What is no version does not.
fn is_newer(theirs: &str, ours: &str) -> bool {
    let numbers = |version: &str| {
        let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
        Some((major.parse::<u64>().ok()?, minor.parse::<u64>().ok()?))
    };
    numbers(theirs).zip(numbers(ours)).is_some_and(|(theirs, ours)| theirs > ours)
}
