use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;
use wirecopy::{Diagnostic, Error, ErrorKind, Findings, Severity};

use crate::Counts;

/// The code of the caller's mistakes.
const USAGE: &str = "usage";

/// What a batch did.
#[derive(Debug, Default)]
pub struct Report {
    /// The inputs, in order.
    pub inputs: Vec<InputReport>,
    /// What was written, by extension.
    pub written: BTreeMap<String, Written>,
    /// What went wrong beside the inputs: files that could not be replaced, a report that could not be written.
    pub failures: Vec<Failure>,
    /// How long it took.
    pub elapsed: Duration,
}

impl Report {
    /// How many inputs and outputs failed.
    pub fn failed(&self) -> usize {
        self.inputs.iter().filter(|input| matches!(input.outcome, Outcome::Failed(_))).count()
            + self.failures.len()
    }

    /// Whether something failed, and all that did was the caller's mistake.
    pub fn is_misuse(&self) -> bool {
        let failed = self.inputs.iter().filter_map(|input| match &input.outcome {
            Outcome::Failed(failure) => Some(failure),
            _ => None,
        });
        self.failed() > 0 && failed.chain(&self.failures).all(|failure| failure.code == USAGE)
    }

    /// How many findings there are of a severity.
    pub fn count(&self, severity: Severity) -> u64 {
        self.inputs.iter().map(|input| input.findings.count(severity)).sum()
    }

    /// The gravest finding.
    pub fn worst(&self) -> Option<Severity> {
        self.inputs.iter().filter_map(|input| input.findings.worst()).max()
    }
}

/// How many files there are of an extension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Written {
    /// New or changed.
    pub files: u64,
    /// Already there with the same bytes.
    pub unchanged: u64,
}

/// What became of one input.
#[derive(Debug)]
pub struct InputReport {
    /// Its name.
    pub name: String,
    /// The path it was read from. `None`: standard input.
    pub path: Option<String>,
    /// Name of the format it was read as. `None`: it was not recognised.
    pub format: Option<&'static str>,
    /// What it held.
    pub counts: Counts,
    /// What was found.
    pub findings: Findings<'static>,
    /// How it ended.
    pub outcome: Outcome,
}

/// How the conversion of an input ended.
#[derive(Debug)]
pub enum Outcome {
    /// It was converted.
    Converted,
    /// It is in a folder that was walked and is nothing that can be read.
    Skipped,
    /// It failed.
    Failed(Failure),
}

/// A failure, as a person is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The file it concerns.
    pub name: String,
    /// What happened.
    pub message: String,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Stable code.
    pub code: &'static str,
}

impl Failure {
    /// From an error on the file `name`.
    pub fn new(name: impl Into<String>, error: &Error) -> Self {
        Self {
            name: name.into(),
            message: error.to_string(),
            line: error.location().map(|location| location.line),
            column: error.location().map(|location| location.column),
            hint: error.advice().map(str::to_owned),
            code: code(error.kind()),
        }
    }
}

impl Failure {
    /// From an error on the output `name`.
    pub fn of_output(name: impl Into<String>, error: &Error) -> Self {
        let code = if error.kind() == ErrorKind::Io { "output.io" } else { "output.kept" };
        Self { code, ..Self::new(name, error) }
    }

    /// From an error on an input that was named and cannot be used.
    pub fn of_missing(name: impl Into<String>, error: &Error) -> Self {
        let code = if error.kind() == ErrorKind::Io { "input.io" } else { "input.missing" };
        Self { code, ..Self::new(name, error) }
    }
}

fn code(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Io => "input.io",
        ErrorKind::Limit => "input.limit",
        ErrorKind::Empty => "input.empty",
        ErrorKind::UnknownFormat => "input.format.unknown",
        ErrorKind::Usage => USAGE,
        _ => "input.broken",
    }
}

/// A finding as programs read it: a line of `--report`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding<'f> {
    /// The input.
    pub input: &'f str,
    /// Stable code.
    pub code: &'f str,
    /// `note`, `repair` or `loss`.
    pub severity: &'f str,
    /// What was found.
    pub message: &'f str,
    /// Line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// First byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u64>,
    /// Byte past the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u64>,
    /// Field of the model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<&'f str>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<&'f str>,
}

impl<'f> Finding<'f> {
    /// A finding of the input called `input`.
    pub fn new(input: &'f str, diagnostic: &'f Diagnostic) -> Self {
        Self {
            input,
            code: diagnostic.code,
            severity: diagnostic.severity.as_str(),
            message: &diagnostic.message,
            line: diagnostic.location.map(|location| location.line),
            column: diagnostic.location.map(|location| location.column),
            start: diagnostic.span.map(|span| span.start),
            end: diagnostic.span.map(|span| span.end),
            path: diagnostic.path.as_deref(),
            hint: diagnostic.hint.as_deref(),
        }
    }
}

/// How far a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Inputs that are done.
    pub done: usize,
    /// Inputs in all.
    pub total: usize,
    /// Bytes read of them.
    pub bytes: u64,
    /// Bytes of the files among them; standard input is not counted.
    pub total_bytes: u64,
}
