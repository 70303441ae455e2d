//! Makes every file under `fixtures/<format>/` a named test.
//!
//! ```text
//! fixtures/rss/harbour-times.toml            the card: what it shows, why it is here, what is asked of the conversion
//! fixtures/rss/harbour-times.xml             the input
//! fixtures/rss/harbour-times.records.jsonl   expected records, in their JSON Lines form
//! fixtures/rss/harbour-times.findings.txt    expected findings: code, severity, line:column, message
//! fixtures/rss/harbour-times.md|.csv|.jsonld|… expected exports, where there are such or the card asks for them
//! ```
//!
//! A fixture without expectation fails; blessing it (`--bless`, or `BLESS=1` in the environment) writes it. The
//! difference is then to be read before it is committed. Wired up, with `harness = false`, as
//!
//! ```no_run
//! use std::process::ExitCode;
//! use wirecopy_testkit::{Kit, fixtures};
//!
//! fn main() -> ExitCode {
//!     let make = || Kit { registry: wirecopy_core::Registry::default(), rendering: Vec::new };
//!     fixtures::main(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures").as_ref(), make)
//! }
//! ```

mod card;
mod difference;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use libtest_mimic::{Arguments, Failed, Trial};
use wirecopy_core::{Diagnostic, Error};
use wirecopy_model::Span;

use crate::{Export, Kit, Run, json_lines};
pub use card::{Card, CardError};
pub use difference::difference;

/// A fixture: an input with its card.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// Name of the folder, which is that of the format.
    pub format: String,
    /// What its files have in common.
    pub stem: String,
    /// The input.
    pub input: PathBuf,
    /// What it shows and what it asks for.
    pub card: Card,
}

const RECORDS: &str = "records.jsonl";
const FINDINGS: &str = "findings.txt";
/// What a person says is there, for `cargo xtask score`.
const GOLD: &str = "gold.json";

impl Fixture {
    /// `format/stem`.
    pub fn name(&self) -> String {
        format!("{}/{}", self.format, self.stem)
    }

    /// File name of the input.
    pub fn file_name(&self) -> String {
        self.input.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The input's bytes.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        fs::read(&self.input)
    }

    fn beside(&self, extension: &str) -> PathBuf {
        self.input.with_file_name(format!("{}.{extension}", self.stem))
    }
}

/// All fixtures under `root`, by format and stem.
///
/// # Errors
/// When a folder cannot be read, a card is missing or wrong, or an input is missing or not the only one.
pub fn find(root: &Path) -> Result<Vec<Fixture>, CardError> {
    let mut found = Vec::new();
    for folder in entries(root)? {
        if !folder.is_dir() {
            continue;
        }
        let mut by_stem: BTreeMap<String, Vec<(String, PathBuf)>> = BTreeMap::new();
        for file in entries(&folder)?.into_iter().filter(|file| file.is_file()) {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some((stem, extension)) = name.split_once('.').filter(|(stem, _)| !stem.is_empty()) {
                by_stem.entry(stem.to_owned()).or_default().push((extension.to_owned(), file));
            }
        }
        let format = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for (stem, files) in by_stem {
            found.push(fixture(&format, &stem, &files)?);
        }
    }
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, CardError> {
    let read =
        || fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>();
    let mut paths: Vec<_> = read().map_err(|error| CardError::new(folder, error.to_string()))?;
    paths.sort();
    Ok(paths)
}

fn fixture(format: &str, stem: &str, files: &[(String, PathBuf)]) -> Result<Fixture, CardError> {
    let name = format!("{format}/{stem}");
    let card = files.iter().find(|(extension, _)| extension == "toml");
    let Some((_, card)) = card else {
        return Err(CardError::new(Path::new(&name), "has no card; write a `.toml` beside it"));
    };
    let card = Card::read(card)?;
    let candidates: Vec<_> = files
        .iter()
        .filter(|(extension, _)| !matches!(extension.as_str(), "toml" | RECORDS | FINDINGS | GOLD))
        .collect();
    // an export beside the input has the extension of its format; an input has one of those only in its own folder, and
    // only where nothing else can be it
    let of = |wanted: &dyn Fn(&str) -> bool| -> Vec<_> {
        candidates.iter().filter(|(extension, _)| wanted(extension)).collect()
    };
    let mut inputs = of(&|extension| !matches!(extension, "md" | "csv" | "jsonld" | "html" | "rss" | "atom"));
    if inputs.len() > 1 {
        // of several the one that is no export of JSON Feed
        inputs.retain(|(extension, _)| extension != "json");
    }
    if inputs.is_empty() {
        inputs = of(&|extension| extension == format);
    }
    match (inputs.as_slice(), candidates.as_slice()) {
        ([(_, input)], _) | ([], [(_, input)]) => {
            Ok(Fixture { format: format.to_owned(), stem: stem.to_owned(), input: input.clone(), card })
        }
        ([], []) => Err(CardError::new(Path::new(&name), "has a card but no input")),
        _ => Err(CardError::new(Path::new(&name), "has several inputs; give each a stem of its own")),
    }
}

/// Runs all fixtures under `root` as tests, with the arguments of the process: those of any Rust test, and `--bless`.
/// `make` makes the formats; it is called for every test.
pub fn main(root: &Path, make: fn() -> Kit) -> ExitCode {
    let bless = std::env::var_os("BLESS").is_some_and(|value| value != "0" && !value.is_empty())
        || std::env::args().any(|argument| argument == "--bless");
    each(root, move |fixture| check(fixture, &make(), bless))
}

/// Runs `test` on every fixture under `root`, each as a test of its own with the fixture's name, with the arguments of the
/// process.
pub fn each(
    root: &Path,
    test: impl Fn(&Fixture) -> Result<(), String> + Clone + Send + Sync + 'static,
) -> ExitCode {
    let arguments = Arguments::from_iter(std::env::args().filter(|argument| argument != "--bless"));
    let trials = match find(root) {
        Ok(fixtures) => fixtures
            .into_iter()
            .map(|fixture| {
                let test = test.clone();
                Trial::test(fixture.name(), move || test(&fixture).map_err(Failed::from))
            })
            .collect(),
        Err(error) => vec![Trial::test("fixtures", move || Err(Failed::from(error.to_string())))],
    };
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Compares a fixture with its expectations, or writes them.
///
/// # Errors
/// What differs, is missing or cannot be read.
pub fn check(fixture: &Fixture, kit: &Kit, bless: bool) -> Result<(), String> {
    let bytes = fixture.bytes().map_err(|error| error.to_string())?;
    let asked = fixture.card.asked().map_err(|error| error.to_string())?;
    let run = kit.read(&fixture.file_name(), &bytes, &asked);
    let mut results = vec![
        (RECORDS.to_owned(), json_lines(&run.records).into_bytes()),
        (FINDINGS.to_owned(), shown(&run, &bytes).into_bytes()),
    ];
    for exporter in kit.registry.exporters() {
        let format = exporter.format();
        let Some(extension) = format.extensions.first() else { continue };
        // the records are compared already
        let is_input = fixture.input == fixture.beside(extension);
        let is_wanted = fixture.card.exports.iter().any(|name| name == format.name);
        if !is_wanted && (is_input || format.name == "jsonl" || !fixture.beside(extension).exists()) {
            continue;
        }
        let export = kit.export(format.name, &run.records, &asked);
        results.push(((*extension).to_owned(), joined(&export)));
    }
    let mut faults = String::new();
    if run.error.is_some() != fixture.card.error {
        let expected =
            if fixture.card.error { "an error, but there was none" } else { "no error, but there was one" };
        let _ = writeln!(
            faults,
            "the card expects {expected}: {}",
            run.error.map(|e| e.to_string()).unwrap_or_default()
        );
    }
    if run.endless || run.went_on {
        faults.push_str("the reader does not end\n");
    }
    for (extension, actual) in results {
        compare(fixture, &extension, &actual, bless, &mut faults);
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn compare(fixture: &Fixture, extension: &str, actual: &[u8], bless: bool, faults: &mut String) {
    let path = fixture.beside(extension);
    let file = format!("{}.{extension}", fixture.name());
    match fs::read(&path) {
        Ok(expected) if expected == actual => {}
        found if bless => {
            let what = if found.is_ok() { "changed" } else { "new" };
            let before = found.unwrap_or_default();
            if let Err(error) = fs::write(&path, actual) {
                let _ = writeln!(faults, "{file}: {error}");
            } else if what == "changed" {
                report(&format!("blessed {file}\n{}", texts(&before, actual)));
            } else {
                report(&format!("blessed {file} (new)"));
            }
        }
        Ok(expected) => {
            let _ = writeln!(faults, "{file} differs:\n{}", texts(&expected, actual));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let _ = writeln!(
                faults,
                "{file} is missing; `cargo xtask fixtures --bless {}` writes it",
                fixture.name()
            );
        }
        Err(error) => {
            let _ = writeln!(faults, "{file}: {error}");
        }
    }
}

fn texts(expected: &[u8], actual: &[u8]) -> String {
    difference(&String::from_utf8_lossy(expected), &String::from_utf8_lossy(actual))
}

#[expect(clippy::print_stderr, reason = "blessing says what it changed")]
fn report(text: &str) {
    eprintln!("{text}");
}

/// The parts of an export one after the other, each under its name when there are several; last the error, if it ended
/// with one.
fn joined(export: &Export) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, bytes) in &export.parts {
        if export.parts.len() > 1 {
            all.extend(format!("<<<<<<<< {name}\n").into_bytes());
        }
        all.extend(bytes);
        if export.parts.len() > 1 && !bytes.ends_with(b"\n") {
            all.push(b'\n');
        }
    }
    if let Some(error) = &export.error {
        all.extend(format!("#! error: {error}\n").into_bytes());
    }
    all
}

/// Findings as a fixture expects them, one a line; the error last.
fn shown(run: &Run, bytes: &[u8]) -> String {
    const MOST: usize = 200;
    let mut text = String::new();
    for finding in run.findings.iter().take(MOST) {
        let place = place(finding, bytes);
        let _ = writeln!(
            text,
            "{} {} {place} {}",
            finding.code,
            finding.severity.as_str(),
            visible(&finding.message)
        );
    }
    if let Some(more) = run.findings.len().checked_sub(MOST).filter(|more| *more > 0) {
        let _ = writeln!(text, "… and {more} more");
    }
    if let Some(error) = &run.error {
        let _ = writeln!(
            text,
            "error {:?} {} {}",
            error.kind(),
            place_of_error(error, bytes),
            visible(&error.to_string())
        );
    }
    text
}

fn place(finding: &Diagnostic, bytes: &[u8]) -> String {
    match (finding.location, finding.span) {
        (Some(location), _) => format!("{}:{}", location.line, location.column),
        (None, Some(span)) => worked_out(span, bytes),
        (None, None) => "-".to_owned(),
    }
}

fn place_of_error(error: &Error, bytes: &[u8]) -> String {
    match (error.location(), error.span()) {
        (Some(location), _) => format!("{}:{}", location.line, location.column),
        (None, Some(span)) => worked_out(span, bytes),
        (None, None) => "-".to_owned(),
    }
}

/// Line and column of a span in UTF-8; in other bytes, the offset.
fn worked_out(span: Span, bytes: &[u8]) -> String {
    let before = usize::try_from(span.start).ok().and_then(|start| bytes.get(..start));
    match before.and_then(|before| std::str::from_utf8(before).ok()) {
        Some(before) => {
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            format!("{line}:{column}")
        }
        None => format!("@{}", span.start),
    }
}

/// Control and direction characters as `\u{…}`, so that the expectation is a plain text file.
fn visible(text: &str) -> String {
    let mut safe = String::new();
    for character in text.chars() {
        if character.is_control()
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            let _ = write!(safe, "{}", character.escape_unicode());
        } else {
            safe.push(character);
        }
    }
    safe
}
