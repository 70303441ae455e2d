//! `cargo xtask samples`: every document of a folder through every exporter.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use std::{fs, path::Path};

use anyhow::{Result, ensure};
use wirecopy::{ErrorKind, Severity};
use wirecopy_model::Record;
use wirecopy_testkit::{Asked, IMPLIED, Kit, Run, lost};

use crate::workspace::{files, short, top};

/// Folders looked at when none is named: those that are there.
const USUAL: &[&str] = &[
    "../shared/samples/feeds/rss2",
    "../shared/samples/feeds/atom",
    "fixtures/rss",
    "fixtures/atom",
    "fixtures/text",
];

pub(crate) fn run(folder: Option<PathBuf>) -> Result<ExitCode> {
    let folders = match folder {
        Some(folder) => {
            ensure!(folder.is_dir(), "`{}` is no folder", folder.display());
            vec![folder]
        }
        None => USUAL.iter().map(|folder| top().join(folder)).filter(|folder| folder.is_dir()).collect(),
    };
    let kit = Kit { registry: wirecopy::registry(), rendering: || vec![Box::new(wirecopy_body::Blocks)] };
    println!(
        "{:<44} {:<7} {:>8} {:>6} {:>7} {:>6} {:>5} {:>9} {:>8}",
        "document", "format", "articles", "notes", "repairs", "losses", "lost", "written", "ms"
    );
    let (mut documents, mut faults) = (0, Vec::new());
    for file in folders.iter().flat_map(|folder| files(folder, "")) {
        if is_no_document(&file) {
            continue;
        }
        documents += 1;
        faults.extend(convert(&kit, &file)?);
    }
    ensure!(documents > 0, "there are no documents to convert");
    println!("{documents} documents, {} faults", faults.len());
    for fault in &faults {
        eprintln!("{fault}");
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Cards and expectations of fixtures, and notes.
fn is_no_document(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    [".toml", ".records.jsonl", ".findings.txt", ".md", ".csv", ".jsonld", ".tsv", ".gold.json"]
        .iter()
        .any(|ending| name.ends_with(ending))
        || name.starts_with('.')
}

/// Converts one document, prints its row, and gives what went wrong.
fn convert(kit: &Kit, file: &Path) -> Result<Vec<String>> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = fs::read(file)?;
    let asked = asked(file);
    let start = Instant::now();
    let run = kit.read(&name, &bytes, &asked);
    let mut faults = Vec::new();
    let mut written = 0;
    for exporter in kit.registry.exporters() {
        let export = kit.export(exporter.format().name, &run.records, &asked);
        written += export.parts.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
        if let Some(error) = export.error {
            faults.push(format!("{}: to {}: {error}", short(file), exporter.format().name));
        }
    }
    let time = start.elapsed().as_millis();
    // what stands behind the place where reading ended is not lost in silence
    let lost = if run.error.is_none() { lost(&bytes, &run, IMPLIED) } else { None };
    let count = |severity| run.findings.iter().filter(|finding| finding.severity == severity).count();
    let articles = run.records.iter().filter(|record| matches!(record, Record::Article(_))).count();
    println!(
        "{:<44} {:<7} {:>8} {:>6} {:>7} {:>6} {:>5} {:>9} {:>8}",
        shortened(&name),
        format_of(&run),
        articles,
        count(Severity::Note),
        count(Severity::Repair),
        count(Severity::Loss),
        lost.as_ref().map_or_else(|| "-".to_owned(), |lost| lost.len().to_string()),
        written,
        time
    );
    for piece in lost.iter().flatten().take(3) {
        faults.push(format!(
            "{}: near byte {}: lost in silence: {:?}",
            short(file),
            piece.end,
            shortened(&piece.text)
        ));
    }
    if let Some(error) = &run.error {
        // that something is no news, and so cannot be read, is an answer
        let expected = matches!(error.kind(), ErrorKind::UnknownFormat | ErrorKind::Empty);
        let is_meant =
            fs::read_to_string(file.with_extension("toml")).is_ok_and(|card| card.contains("error = true"));
        println!("    {error}");
        if !expected && !is_meant {
            faults.push(format!("{}: {error}", short(file)));
        }
    }
    Ok(faults)
}

/// What the card beside a fixture asks for; nothing beside another document.
fn asked(file: &Path) -> Asked {
    let card = wirecopy_testkit::fixtures::Card::read(&file.with_extension("toml"));
    card.ok().and_then(|card| card.asked().ok()).unwrap_or_default()
}

fn format_of(run: &Run) -> String {
    let source = run.records.iter().find_map(|record| match record {
        Record::Source(source) => Some(source.format.to_string()),
        _ => None,
    });
    source.unwrap_or_else(|| "-".to_owned())
}

fn shortened(text: &str) -> String {
    const MOST: usize = 44;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}
