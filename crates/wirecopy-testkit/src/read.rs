//! Runs an importer to its end and keeps all that came of it.

use std::io::{self, BufRead, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use wirecopy_core::{
    Cx, Diagnostic, Error, Findings, Importer, Input, Limits, Options, Policy, RecordReader,
};
use wirecopy_model::Record;

/// All that came of reading an input.
#[derive(Debug, Default)]
pub struct Run {
    /// The records, in order.
    pub records: Vec<Record>,
    /// Every finding, in order: not only the first hundred.
    pub findings: Vec<Diagnostic>,
    /// What ended the stream. `None`: its end.
    pub error: Option<Error>,
    /// Whether the reader gave another record after it had said it was at the end.
    pub went_on: bool,
    /// Whether reading was given up, because there were more records than the input can hold.
    pub endless: bool,
}

impl Run {
    /// The articles and tombstones, as JSON: what a reader has said for good when it has said it.
    pub fn items(&self) -> Vec<String> {
        self.records
            .iter()
            .filter(|record| matches!(record, Record::Article(_) | Record::Deleted(_) | Record::Opaque(_)))
            .map(json)
            .collect()
    }

    /// Whether a finding has this severity or a graver one.
    pub fn has(&self, severity: wirecopy_core::Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity >= severity)
    }
}

/// Opens `input` with `importer` and reads it to its end.
///
/// Gives up, and says so in [`Run::endless`], after `most` records.
pub fn read(
    importer: &dyn Importer,
    input: Input<'_>,
    options: &Options,
    limits: &Limits,
    policy: &Policy,
    most: usize,
) -> Run {
    let findings = Collected::default();
    let mut sink = findings.observe();
    let mut cx = Cx::new(limits, policy, &mut sink);
    let mut run = Run::default();
    match importer.open(input, options, &mut cx) {
        Ok(mut reader) => drain(&mut *reader, &mut run, &mut cx, most),
        Err(error) => run.error = Some(error),
    }
    run.findings = findings.take();
    run
}

fn drain(reader: &mut dyn RecordReader, run: &mut Run, cx: &mut Cx<'_>, most: usize) {
    loop {
        match reader.read(cx) {
            Ok(Some(_)) if run.records.len() >= most => {
                run.endless = true;
                return;
            }
            Ok(Some(record)) => run.records.push(record),
            Ok(None) => break,
            Err(error) => {
                run.error = Some(error);
                break;
            }
        }
    }
    run.went_on = !matches!(reader.read(cx), Ok(None));
}

/// Collects every finding of a conversion.
#[derive(Clone, Default)]
pub(crate) struct Collected(Arc<Mutex<Vec<Diagnostic>>>);

impl Collected {
    /// Findings that are all collected here.
    pub(crate) fn observe(&self) -> Findings<'static> {
        let list = Arc::clone(&self.0);
        Findings::observed(Box::new(move |finding: &Diagnostic| {
            list.lock().unwrap_or_else(PoisonError::into_inner).push(finding.clone());
        }))
    }

    /// What was collected so far.
    pub(crate) fn take(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A record in its JSON form, on one line.
pub(crate) fn json(record: &Record) -> String {
    serde_json::to_string(record).unwrap_or_else(|error| format!("cannot be written as JSON: {error}"))
}

/// Records in their JSON Lines form.
pub fn json_lines(records: &[Record]) -> String {
    let mut lines = String::new();
    for record in records {
        lines.push_str(&json(record));
        lines.push('\n');
    }
    lines
}

/// A panic, with its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caught(pub String);

/// Runs `act` and turns a panic into a value, so that a test can say on what input it came.
///
/// # Errors
/// When it panics.
pub fn catch<T>(act: impl FnOnce() -> T) -> Result<T, Caught> {
    catch_unwind(AssertUnwindSafe(act)).map_err(|payload| {
        let message = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned());
        Caught(message.unwrap_or_else(|| "a panic without a message".to_owned()))
    })
}

/// Bytes that come a few at a time, as they may from a network.
#[derive(Debug)]
pub struct Dribble<'b> {
    bytes: &'b [u8],
    step: usize,
}

impl<'b> Dribble<'b> {
    /// `bytes`, never more than `step` of them at once.
    pub fn new(bytes: &'b [u8], step: usize) -> Self {
        Self { bytes, step: step.max(1) }
    }
}

impl BufRead for Dribble<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Ok(self.bytes.get(..self.step).unwrap_or(self.bytes))
    }

    fn consume(&mut self, amount: usize) {
        self.bytes = self.bytes.get(amount..).unwrap_or_default();
    }
}

impl Read for Dribble<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(available) {
            *to = *from;
        }
        self.consume(length);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dribble_gives_all_its_bytes_a_few_at_a_time() {
        for step in [0, 1, 3, 100] {
            let mut dribble = Dribble::new(b"harbour", step);
            assert!(dribble.fill_buf().unwrap().len() <= step.max(1));
            let mut all = Vec::new();
            dribble.read_to_end(&mut all).unwrap();
            assert_eq!(all, b"harbour");
        }
    }

    #[test]
    fn a_panic_is_caught_with_its_message() {
        assert_eq!(catch(|| 7), Ok(7));
        let quiet = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let caught = catch(|| panic!("at item {}", 3));
        std::panic::set_hook(quiet);
        assert_eq!(caught, Err::<(), _>(Caught("at item 3".to_owned())));
    }
}
