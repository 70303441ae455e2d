//! What people see on standard error, like a compiler's messages; and the one way to standard output.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use wirecopy::{Diagnostic, Severity};
use wirecopy_batch::{Failure, Outcome, Report};
use wirecopy_core::Count;

/// Findings of one code that are shown for an input; the rest are counted.
const SHOWN: u64 = 3;

/// Fields that one line names.
const FIELDS: usize = 8;

/// Prints to standard output.
pub(crate) fn out(bytes: &[u8]) -> anyhow::Result<()> {
    print(bytes).map_err(Into::into)
}

/// Prints a part of the output, so that it is seen at once.
pub(crate) fn print(bytes: &[u8]) -> Result<(), wirecopy::Error> {
    let mut stdout = std::io::stdout().lock();
    stdout
        .write_all(bytes)
        .and_then(|()| stdout.flush())
        .map_err(|error| wirecopy::Error::io("cannot write to standard output", error))
}

/// How many columns standard output has. `None`: it is no terminal.
pub(crate) fn width() -> Option<usize> {
    let (_, columns) = console::Term::stdout().size_checked()?;
    Some(usize::from(columns))
}

/// Prints to standard error; colours go only to a terminal.
pub(crate) fn err(text: &str) {
    // nobody is left to tell when standard error is gone
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Prints JSON, to standard error when standard output is taken by a conversion.
pub(crate) fn json(value: &serde_json::Value, stdout_taken: bool) -> anyhow::Result<()> {
    let text = format!("{value:#}\n");
    if stdout_taken {
        err(&text);
        return Ok(());
    }
    out(text.as_bytes())
}

/// Prints why the command cannot go on.
pub(crate) fn failure(error: &anyhow::Error) {
    let mut text = format!("{}: {}\n", painted("error", Kind::Error), clean(&error.to_string()));
    if let Some(hint) = error.downcast_ref::<wirecopy::Error>().and_then(wirecopy::Error::advice) {
        push_hint(&mut text, hint);
    }
    err(&text);
}

/// Prints the findings and failures of a batch, input by input.
pub(crate) fn findings(report: &Report, quiet: bool) {
    let (mut text, mut said) = (String::new(), Said::default());
    for input in &report.inputs {
        let name = input.path.as_deref().unwrap_or(&input.name);
        if !quiet {
            push_findings(&mut text, name, input.findings.kept(), input.findings.counts(), &mut said);
        }
        if let Outcome::Failed(failure) = &input.outcome {
            push_failure(&mut text, failure);
        }
        err(&text);
        text.clear();
    }
    for failure in &report.failures {
        push_failure(&mut text, failure);
    }
    said.push_rest(&mut text);
    err(&text);
}

/// What was said of inputs so far: of a folder of feeds, each would say the same again.
#[derive(Default)]
struct Said {
    hints: BTreeSet<String>,
    inputs: BTreeMap<&'static str, (Severity, u64)>,
}

impl Said {
    /// Whether a finding without a place is still worth a line of its own.
    fn is_news(&mut self, diagnostic: &Diagnostic) -> bool {
        let (_, inputs) = self.inputs.entry(diagnostic.code).or_insert((diagnostic.severity, 0));
        *inputs += 1;
        *inputs <= SHOWN
    }

    /// One line for all that was not said again.
    fn push_rest(&self, text: &mut String) {
        let rest: Vec<_> = self
            .inputs
            .iter()
            .filter(|(_, (_, inputs))| *inputs > SHOWN)
            .map(|(code, (severity, inputs))| format!("{} {}[{code}]", inputs - SHOWN, severity.as_str()))
            .collect();
        if !rest.is_empty() {
            let _ = writeln!(text, "and in more inputs: {}", rest.join(", "));
            push_hint(text, "`--report FILE` writes all of them");
        }
    }
}

/// Says that there was nothing to do, which is hardly what was meant.
pub(crate) fn nothing_converted() {
    let mut text = format!(
        "{}: nothing was converted: no input is in a format that is read\n",
        painted("error", Kind::Error)
    );
    push_hint(&mut text, "`wirecopy formats` lists what is read; `--from` names a format");
    err(&text);
}

/// Says that nothing of the inputs was worked out.
pub(crate) fn nothing_explained() {
    let error = painted("error", Kind::Error);
    let mut text =
        format!("{error}: nothing to explain: all that is known of the inputs is stated in them\n");
    push_hint(&mut text, "`--from text` reads an input as plain text");
    err(&text);
}

/// Says why the exit code is 1 although everything was converted.
pub(crate) fn denied(report: &Report, denied: Option<Severity>) {
    let Some(denied) = denied else { return };
    let count: u64 = [Severity::Note, Severity::Repair, Severity::Loss]
        .into_iter()
        .filter(|severity| *severity >= denied)
        .map(|severity| report.count(severity))
        .sum();
    let what = if count == 1 { "finding is" } else { "findings are" };
    err(&format!(
        "{}: {count} {what} denied (`{}` or graver)\n",
        painted("error", Kind::Error),
        denied.as_str()
    ));
}

fn push_findings(
    text: &mut String,
    name: &str,
    kept: &[Diagnostic],
    counts: &BTreeMap<&'static str, Count>,
    said: &mut Said,
) {
    let mut shown: BTreeMap<&str, u64> = BTreeMap::new();
    for diagnostic in kept {
        let times = shown.entry(diagnostic.code).or_default();
        // those without a place say one thing of many fields: one line for all of them
        let alike = if diagnostic.location.is_none() { counts.get(diagnostic.code) } else { None };
        let suffix = match alike {
            Some(_) if *times > 0 => continue,
            Some(count) => {
                *times = count.count;
                if !said.is_news(diagnostic) {
                    continue;
                }
                also(diagnostic, kept, count.count)
            }
            None if *times >= SHOWN => continue,
            None => {
                *times += 1;
                String::new()
            }
        };
        push_diagnostic(text, name, diagnostic, &suffix);
        // advice is worth reading once
        if let Some(hint) = diagnostic.hint.as_deref().filter(|hint| said.hints.insert((*hint).to_owned())) {
            push_hint(text, hint);
        }
    }
    push_hidden(text, name, &shown, counts);
}

/// The fields that findings of the same code concern, or how many there are.
fn also(diagnostic: &Diagnostic, kept: &[Diagnostic], count: u64) -> String {
    let others = kept.iter().filter(|other| other.code == diagnostic.code && other.path != diagnostic.path);
    let fields: BTreeSet<&str> = others.filter_map(|other| other.path.as_deref()).collect();
    if count == 1 {
        return String::new();
    }
    if fields.is_empty() {
        return format!(" (and {} more like this)", count - 1);
    }
    let named: Vec<_> = fields.iter().take(FIELDS).map(|field| format!("`{}`", clean(field))).collect();
    let more = fields.len().saturating_sub(FIELDS);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("; the same of {}{rest}", named.join(", "))
}

fn push_hidden(
    text: &mut String,
    name: &str,
    shown: &BTreeMap<&str, u64>,
    counts: &BTreeMap<&'static str, Count>,
) {
    let rest =
        |code: &str, count: &Count| count.count.saturating_sub(shown.get(code).copied().unwrap_or_default());
    let hidden: Vec<_> = counts
        .iter()
        .map(|(code, count)| (rest(code, count), count.severity.as_str(), code))
        .filter(|(rest, ..)| *rest > 0)
        .collect();
    if hidden.is_empty() {
        return;
    }
    let more: u64 = hidden.iter().map(|(rest, ..)| rest).sum();
    let kinds: Vec<_> =
        hidden.iter().map(|(rest, severity, code)| format!("{rest} {severity}[{code}]")).collect();
    let _ = writeln!(text, "{}: and {more} more: {}", clean(name), kinds.join(", "));
    push_hint(text, "`--report FILE` writes all of them");
}

fn push_diagnostic(text: &mut String, name: &str, diagnostic: &Diagnostic, suffix: &str) {
    let place = diagnostic
        .location
        .map(|location| format!(":{}:{}", location.line, location.column))
        .unwrap_or_default();
    let severity = format!("{}[{}]", diagnostic.severity.as_str(), diagnostic.code);
    let severity = painted(&severity, diagnostic.severity.into());
    let _ = writeln!(text, "{}{place}: {severity}: {}{suffix}", clean(name), clean(&diagnostic.message));
}

fn push_failure(text: &mut String, failure: &Failure) {
    let place = match (failure.line, failure.column) {
        (Some(line), Some(column)) => format!(":{line}:{column}"),
        _ => String::new(),
    };
    let severity = painted(&format!("error[{}]", failure.code), Kind::Error);
    let _ = writeln!(text, "{}{place}: {severity}: {}", clean(&failure.name), clean(&failure.message));
    if let Some(hint) = &failure.hint {
        push_hint(text, hint);
    }
}

fn push_hint(text: &mut String, hint: &str) {
    let _ = writeln!(text, "  hint: {}", clean(hint));
}

#[derive(Clone, Copy)]
enum Kind {
    Note,
    Repair,
    Loss,
    Error,
}

impl From<Severity> for Kind {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Note => Self::Note,
            Severity::Repair => Self::Repair,
            Severity::Loss => Self::Loss,
        }
    }
}

fn painted(text: &str, kind: Kind) -> String {
    let color = match kind {
        Kind::Note => AnsiColor::Cyan,
        Kind::Repair | Kind::Loss => AnsiColor::Yellow,
        Kind::Error => AnsiColor::Red,
    };
    let style = Style::new().bold().fg_color(Some(color.into()));
    format!("{style}{text}{style:#}")
}

/// Text of an input as a terminal may show it: control and direction characters written out, nothing obeyed.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let unsafe_character = |character: char| {
        character.is_control()
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if !text.contains(unsafe_character) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => cleaned.push(' '),
            character if unsafe_character(character) => cleaned.extend(character.escape_unicode()),
            character => cleaned.push(character),
        }
    }
    Cow::Owned(cleaned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_core::Location;

    #[test]
    fn what_every_input_says_is_said_three_times() {
        let kept = [Diagnostic::note("x.y.z", "again")];
        let count = Count { severity: Severity::Note, count: 1 };
        let (mut text, mut said) = (String::new(), Said::default());
        for _ in 0..5 {
            push_findings(&mut text, "x.xml", &kept, &[("x.y.z", count)].into(), &mut said);
        }
        said.push_rest(&mut text);
        let plain = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(plain.lines().filter(|line| line.starts_with("x.xml")).count(), 3);
        assert!(plain.contains("and in more inputs: 2 note[x.y.z]"), "{plain}");
    }

    #[test]
    fn losses_of_many_fields_are_one_line() {
        let kept: Vec<_> =
            ["a", "b", "c"].map(|field| Diagnostic::loss("x.y.z", "no place").on(field)).into();
        let count = Count { severity: Severity::Loss, count: 3 };
        let mut text = String::new();
        push_findings(&mut text, "x.xml", &kept, &[("x.y.z", count)].into(), &mut Said::default());
        let plain = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(plain, "x.xml: loss[x.y.z]: no place; the same of `b`, `c`\n");
    }

    #[test]
    fn nothing_of_an_input_is_obeyed_by_a_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\nd"), "a\\u{1b}[31mb\\u{202e}c d");
    }

    #[test]
    fn repeated_findings_are_counted() {
        let kept: Vec<_> = (0..9)
            .map(|line| Diagnostic::note("a.b.c", "again").located(Some(Location { line, column: 1 })))
            .collect();
        let count = Count { severity: Severity::Note, count: 12 };
        let mut text = String::new();
        push_findings(&mut text, "x.xml", &kept, &[("a.b.c", count)].into(), &mut Said::default());
        let plain = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(plain.lines().count(), 5);
        assert_eq!(plain.lines().nth(3), Some("x.xml: and 9 more: 9 note[a.b.c]"));
    }
}
