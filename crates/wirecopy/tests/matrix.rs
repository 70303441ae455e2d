//! Every importer with every exporter, on every fixture: it runs, it is the same each time, what it writes is text, and
//! what is lost is what the format declares.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    dead_code,
    unreachable_pub,
    reason = "tests may panic, and share a module of which each uses a part"
)]

mod house;

use std::collections::BTreeSet;

use wirecopy::{Diagnostic, Format, Policy, Severity};
use wirecopy_model::{Article, Fields, Parts, Record};
use wirecopy_testkit::fixtures::{Fixture, each};

fn main() -> std::process::ExitCode {
    each(&house::fixtures(), goes_everywhere)
}

fn goes_everywhere(fixture: &Fixture) -> Result<(), String> {
    let kit = house::kit();
    let bytes = fixture.bytes().map_err(|error| error.to_string())?;
    let asked = fixture.card.asked().map_err(|error| error.to_string())?;
    let run = kit.read(&fixture.file_name(), &bytes, &asked);
    let mut faults = Vec::new();
    for exporter in kit.registry.exporters() {
        let format = exporter.format();
        let export = kit.export(format.name, &run.records, &asked);
        if let Some(error) = &export.error {
            faults.push(format!("{}: {error}", format.name));
            continue;
        }
        if kit.export(format.name, &run.records, &asked).parts != export.parts {
            faults.push(format!("{}: differs from run to run", format.name));
        }
        for (name, bytes) in &export.parts {
            // a text is given back in the encoding it had
            if std::str::from_utf8(bytes).is_err() && format.name != "text" {
                faults.push(format!("{}: {name} is not UTF-8", format.name));
            }
        }
        let shown = shown(&run.records, format, &asked.policy);
        if !shown.is_empty() && export.parts.is_empty() {
            faults.push(format!("{}: {} articles, and nothing is written", format.name, shown.len()));
        }
        let options = asked.settings.for_format(format).map_err(|error| error.to_string())?;
        let carries = exporter.carries(&options);
        let declared: BTreeSet<String> = shown
            .iter()
            .flat_map(Fields::present)
            .filter(|field| carries.loses(field))
            .map(|field| format!("article.{field}"))
            .collect();
        let reported: BTreeSet<String> = export
            .findings
            .iter()
            .filter(|finding| is_loss_of_field(finding))
            .filter_map(|finding| finding.path.as_deref().map(str::to_owned))
            .collect();
        let parts: BTreeSet<&str> =
            exporter.lost_parts(&options).iter().copied().filter(|part| !in_body(part)).collect();
        let mut present = BTreeSet::new();
        for article in &shown {
            Parts::count(article, &mut |part, _| {
                if parts.contains(part) {
                    present.insert(part);
                }
            });
        }
        let told: BTreeSet<&str> = export
            .findings
            .iter()
            .filter(|finding| finding.code == "export.part.lost")
            .filter_map(|finding| finding.path.as_deref())
            .filter(|part| !in_body(part))
            .collect();
        if present != told {
            faults.push(format!("{}: parts lost are {present:?}, reported {told:?}", format.name));
        }
        if declared != reported {
            faults.push(format!("{}: declared lost are {declared:?}, reported {reported:?}", format.name));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// The body is made on the way: what is in it is not known here.
fn in_body(part: &str) -> bool {
    part.starts_with("article.blocks.")
}

/// What is asked to be left out is told as a note.
fn is_loss_of_field(finding: &Diagnostic) -> bool {
    match finding.code {
        "export.field.lost" => finding.severity == Severity::Loss,
        "export.field.omitted" => finding.severity == Severity::Note,
        _ => false,
    }
}

/// The articles a format gets to see, as it sees them.
fn shown(records: &[Record], format: &Format, policy: &Policy) -> Vec<Article> {
    records
        .iter()
        .filter_map(|record| if let Record::Article(article) = record { Some(&**article) } else { None })
        .filter(|article| !format.public || policy.holds_back(article).is_none())
        .map(|article| {
            let mut article = article.clone();
            if format.public && !policy.include.contains(&wirecopy::Include::Notes) {
                article.notes.clear();
            }
            article
        })
        .collect()
}
