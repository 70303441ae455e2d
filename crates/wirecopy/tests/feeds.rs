//! A feed that is written in its own format and read again is the same feed: on every fixture, with the body as the source
//! has it. By default it is well-formed, whatever the source.
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

use serde_json::Value;
use wirecopy::model::Record;
use wirecopy::{Include, Severity};
use wirecopy_testkit::Asked;
use wirecopy_testkit::fixtures::{Fixture, each};

/// Feeds that come back otherwise, and why.
const OTHERWISE: &[&str] = &[
    // a prefix that nothing declares gets a declaration
    "rss/broken-undeclared-prefix",
    "atom/broken-undeclared-prefix",
    "atom/broken-undeclared-root",
    // one alone becomes a feed of one
    "rss/lone-item",
    "atom/lone-entry",
    "atom/tombstone-alone",
    // older Atom is brought into the form of 1.0
    "atom/old",
    "atom/draft",
    // entries of Atom in no namespace, in RSS
    "rss/mixed-with-atom",
    // names with prefixes in XHTML: markup that is no HTML is written escaped
    "atom/prefixed-xhtml",
    "atom/text-types",
    // what is left of several elements of one name, of which fields hold another order
    "atom/bases",
    "rss/modules-small",
    // a type that the content does not keep to, and XML of no namespace
    "atom/broken-types",
    "atom/broken-xhtml",
    // elements in elements that have none
    "atom/broken-tags",
    "atom/foreign",
    // parts of a person in another order
    "atom/persons",
    // what stands where an item should is not written again, nor is the order of wrong types
    "json-feed/broken-types",
    "json-feed/broken-syntax",
    // metadata behind the items stays behind all of them
    "json-feed/items-first",
];

fn main() -> std::process::ExitCode {
    each(&house::fixtures(), comes_back)
}

fn comes_back(fixture: &Fixture) -> Result<(), String> {
    let kit = house::kit();
    let bytes = fixture.bytes().map_err(|error| error.to_string())?;
    let mut asked = fixture.card.asked().map_err(|error| error.to_string())?;
    asked.policy.include = Include::ALL.into();
    let run = kit.read(&fixture.file_name(), &bytes, &asked);
    if run.records.is_empty() {
        return Ok(());
    }
    for format in ["rss", "atom", "json-feed"] {
        let by_default = kit.export(format, &run.records, &asked);
        if let Some(error) = by_default.error {
            return Err(format!("{format}: {error}"));
        }
        let (_, written) = &by_default.parts[0];
        let reread = kit.read("again", written, &Asked { from: Some(format.to_owned()), ..Asked::default() });
        if let Some(error) = reread.error {
            return Err(format!("{format}: what is written cannot be read: {error}"));
        }
        let is_repair = |finding: &&wirecopy::Diagnostic| {
            // what the source does not keep to either is kept as it is
            finding.severity == Severity::Repair
                && finding.code != "json-feed.value.type"
                // an element in one of its own name, well-formed as it is
                && !(finding.code == "xml.element.unclosed" && fixture.name() == "atom/foreign")
                && !run.findings.iter().any(|known| known.code == finding.code)
        };
        if let Some(repair) = reread.findings.iter().find(is_repair) {
            return Err(format!("{format}: what is written is not well-formed: {repair:?}"));
        }
        let count =
            |records: &[Record]| records.iter().filter(|record| matches!(record, Record::Article(_))).count();
        if count(&reread.records) != count(&run.records) {
            return Err(format!("{format}: {} articles of {}", count(&reread.records), count(&run.records)));
        }
    }
    let format = fixture.format.as_str();
    if !matches!(format, "rss" | "atom" | "json-feed") || OTHERWISE.contains(&fixture.name().as_str()) {
        return Ok(());
    }
    asked.settings.set(format!("{format}.body"), "source");
    let export = kit.export(format, &run.records, &asked);
    let again = Asked { from: Some(format.to_owned()), content_type: None, ..asked };
    let reread = kit.read(&fixture.file_name(), &export.parts[0].1, &again);
    let (one, other) = (said(&run.records), said(&reread.records));
    for (at, value) in one.iter().enumerate() {
        if other.get(at) != Some(value) {
            return Err(format!(
                "record {at} is\n{}\nand not\n{value}",
                other.get(at).unwrap_or(&Value::Null)
            ));
        }
    }
    if other.len() > one.len() { Err(format!("{} records are new", other.len() - one.len())) } else { Ok(()) }
}

/// The last feed record, then all others but sources, without places in the input and prefixes, which are but hints.
fn said(records: &[Record]) -> Vec<Value> {
    let feed = records.iter().rev().find(|record| matches!(record, Record::Feed(_)));
    let others = records.iter().filter(|record| !matches!(record, Record::Feed(_) | Record::Source(_)));
    feed.into_iter().chain(others).map(|record| bare(serde_json::to_value(record).unwrap())).collect()
}

fn bare(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(name, _)| !matches!(name.as_str(), "span" | "prefix"))
                .map(|(name, value)| (name, bare(value)))
                .collect(),
        ),
        Value::Array(values) => Value::Array(values.into_iter().map(bare).collect()),
        other => other,
    }
}
