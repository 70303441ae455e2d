//! Nothing is lost in silence: every value of the model, marked by a word of its own, is in what an exporter writes or
//! under a finding that names where it was.
//!
//! Each probe is an article with little else than what is probed, so that a finding can only speak of that. Structs are
//! written out in full: a field that is added to the model and not probed does not compile.
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
mod probe;

use std::collections::BTreeSet;

use wirecopy::Severity;
use wirecopy::model::Record;
use wirecopy_testkit::Asked;

use probe::{Mark, Probe, probes};

/// Every exporter as it is by default, and with options under which it carries less or otherwise.
const VARIANTS: &[(&str, &[(&str, &str)])] = &[
    ("csv", &[]),
    ("csv", &[("csv.body", "markdown")]),
    ("csv", &[("csv.body", "html")]),
    ("csv", &[("csv.body", "none")]),
    ("html", &[]),
    ("html", &[("html.fragment", "true")]),
    ("html", &[("html.related", "inline")]),
    ("html", &[("html.related", "none")]),
    ("chunks", &[]),
    ("jsonl", &[]),
    ("jsonld", &[]),
    ("markdown", &[]),
    ("markdown", &[("markdown.flavor", "gfm")]),
    ("markdown", &[("markdown.front-matter", "false")]),
    ("markdown", &[("markdown.related", "inline")]),
    ("text", &[]),
    ("rss", &[]),
    ("rss", &[("rss.body", "source")]),
    ("atom", &[]),
    ("atom", &[("atom.body", "source")]),
    ("json-feed", &[]),
    ("json-feed", &[("json-feed.body", "source")]),
    ("news-sitemap", &[]),
];

/// Formats that are no target for articles.
const LISTS: &[&str] = &["media"];

#[test]
fn what_is_not_written_is_told() {
    let kit = house::kit();
    let (mut silent, mut wrong) = (BTreeSet::new(), BTreeSet::new());
    let known = |name: &str| LISTS.contains(&name) || VARIANTS.iter().any(|(format, _)| *format == name);
    let others: Vec<&str> =
        kit.registry.exporters().map(|exporter| exporter.format().name).filter(|name| !known(name)).collect();
    let variants = VARIANTS.iter().copied().chain(others.iter().map(|name| (*name, &[] as &[_])));
    for (format, settings) in variants {
        if kit.registry.exporter_named(format).is_err() {
            continue;
        }
        let mut asked = Asked::default();
        asked.policy.include = wirecopy::Include::ALL.into();
        for (key, value) in settings {
            asked.settings.set(*key, *value);
        }
        for Probe { name, article, marks } in probes() {
            let record = Record::Article(Box::new(article));
            let export = kit.export(format, &[record], &asked);
            if let Some(error) = export.error {
                silent.insert(format!("{format} {settings:?}: {name}: {error}"));
                continue;
            }
            let written: String =
                export.parts.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
            for told in export.findings.iter().filter(|finding| finding.code == "export.part.lost") {
                let path = told.path.as_deref().unwrap_or_default();
                let mut of_it = marks.iter().filter(|mark| covers(path, mark.path)).peekable();
                if of_it.peek().is_some() && of_it.all(|mark| written.contains(mark.word.as_str())) {
                    wrong.insert(format!(
                        "{format} {settings:?}: {name}: `{path}` is told lost, and is there"
                    ));
                }
            }
            for Mark { word, path } in marks {
                let told = export.findings.iter().any(|finding| {
                    let is_told = finding.severity == Severity::Loss
                        || matches!(finding.code, "export.field.omitted" | "markdown.front.omitted");
                    is_told && finding.path.as_deref().is_some_and(|told| covers(told, path))
                });
                // the one date that is understood may be written as mails have it
                let is_day = word == "2026-03-09" && written.contains("09 Mar 2026");
                if !told && !is_day && !written.contains(word.as_str()) {
                    silent.insert(format!("{format} {settings:?}: {name}: `{path}`"));
                }
            }
        }
    }
    assert!(
        silent.is_empty(),
        "{} values are gone in silence:\n{}",
        silent.len(),
        silent.into_iter().collect::<Vec<_>>().join("\n")
    );
}

/// Paths under which a target may tell of others.
const KIN: &[(&str, &str)] = &[
    // what is embedded is a film or a picture
    ("article.blocks.media", "article.blocks.embeds"),
    ("article.blocks.links", "article.blocks.related.href"),
    ("article.dates", "article.corrections.date"),
];

/// Whether a finding on `told` speaks of what is at `path`.
fn covers(told: &str, path: &str) -> bool {
    let below = path.strip_prefix(told).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    below || KIN.iter().any(|(wider, narrower)| *wider == told && path.starts_with(narrower))
}
