//! The receipt: what was read, what was found in it, what was written.

use std::fmt::Write as _;

use wirecopy::Severity;
use wirecopy::model::{EncodingEvidence, MentionKind};
use wirecopy_batch::{Destination, InputReport, Job, Outcome, Report};

use crate::show::clean;

/// Names of languages that a line shows; more are counted.
const LANGUAGES: usize = 3;

/// One line an input, one for what was written.
pub(crate) fn receipt(job: &Job, report: &Report) -> String {
    let rows: Vec<[String; 4]> = report.inputs.iter().map(row).collect();
    let mut widths = [0; 3];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths.iter().chain([&0])) {
            let padding = width.saturating_sub(cell.chars().count());
            let _ = write!(line, "{cell}{:padding$}   ", "");
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    if !job.to.is_empty() {
        let _ = writeln!(text, "{}", written(job, report));
    }
    text
}

/// All that is known of each input, a line a fact.
pub(crate) fn details(report: &Report) -> String {
    let mut text = String::new();
    for input in &report.inputs {
        let counts = &input.counts;
        let _ = writeln!(text, "{}", clean(input.path.as_deref().unwrap_or(&input.name)));
        let mut fact = |name: &str, value: String| {
            if !value.is_empty() {
                let _ = writeln!(text, "  {name:<11}{value}");
            }
        };
        let version = counts.version.as_deref().map(|version| format!(" {version}")).unwrap_or_default();
        fact("format", format!("{}{}", input.format.unwrap_or("not recognised"), clean(&version)));
        fact("title", clean(counts.feed_title.as_deref().unwrap_or_default()).into_owned());
        if let (Some(encoding), Some(evidence)) = (&counts.encoding, counts.encoding_evidence) {
            fact("encoding", format!("{} ({})", clean(encoding), evidence_words(evidence)));
        }
        fact("articles", counts.articles.to_string());
        fact(
            "found",
            facts(input).iter().map(|fact| clean(fact).into_owned()).collect::<Vec<_>>().join(" · "),
        );
        let mentioned: Vec<_> =
            counts.mentioned.iter().map(|(kind, count)| mentioned(*kind, *count)).collect();
        fact("mentions", mentioned.join(" · "));
        let languages: Vec<_> = counts
            .languages
            .iter()
            .map(|(language, count)| format!("{} ({count})", clean(language)))
            .collect();
        fact("languages", languages.join(", "));
        for (prefix, uri) in &counts.namespaces {
            let prefix = if prefix.is_empty() { "(default)" } else { prefix };
            fact("namespace", format!("{} = {}", clean(prefix), clean(uri)));
        }
        let findings: Vec<_> =
            input.findings.counts().iter().map(|(code, count)| format!("{} {code}", count.count)).collect();
        fact("findings", findings.join(", "));
    }
    text
}

fn mentioned(kind: MentionKind, count: u64) -> String {
    let (one, many) = match kind {
        MentionKind::Person => ("person", "people"),
        MentionKind::Organization => ("organization", "organizations"),
        MentionKind::Place => ("place", "places"),
        MentionKind::Time => ("time", "times"),
        _ => ("other name", "other names"),
    };
    number(count, one, many)
}

fn evidence_words(evidence: EncodingEvidence) -> &'static str {
    match evidence {
        EncodingEvidence::Bom => "by its byte order mark",
        EncodingEvidence::Caller => "as the caller states",
        EncodingEvidence::Declaration => "as the document declares",
        EncodingEvidence::Valid => "its bytes are valid in it",
        EncodingEvidence::Guess => "guessed from its bytes",
        _ => "the default of the format",
    }
}

fn row(input: &InputReport) -> [String; 4] {
    let name = clean(&input.name).into_owned();
    match (&input.outcome, input.format) {
        (Outcome::Failed(_), None) => [name, "failed".to_owned(), String::new(), String::new()],
        (Outcome::Skipped, _) => {
            [name, "skipped".to_owned(), String::new(), "its format is not recognised".to_owned()]
        }
        (outcome, format) => {
            let mut facts = facts(input);
            if matches!(outcome, Outcome::Failed(_)) {
                facts.insert(0, "failed".to_owned());
            }
            let articles = number(input.counts.articles, "article", "articles");
            [name, kind(input, format.unwrap_or_default()), articles, facts.join(" · ")]
        }
    }
}

fn kind(input: &InputReport, format: &str) -> String {
    let mut kind = format.to_owned();
    if let Some(version) = &input.counts.version {
        let _ = write!(kind, " {}", clean(version));
    }
    let mut languages = input.counts.languages.keys();
    let named: Vec<_> = languages.by_ref().take(LANGUAGES).map(|language| clean(language)).collect();
    if !named.is_empty() {
        let _ = write!(kind, ", {}", named.join(" "));
    }
    let more = languages.count();
    if more > 0 {
        let _ = write!(kind, " +{more}");
    }
    if let Some(encoding) = input.counts.encoding.as_deref().filter(|encoding| *encoding != "utf-8") {
        let _ = write!(kind, ", {}", clean(encoding));
    }
    kind
}

fn facts(input: &InputReport) -> Vec<String> {
    let counts = &input.counts;
    let mut facts = Vec::new();
    let bodies: Vec<_> = [
        (counts.full, "full", "full"),
        (counts.summaries, "summary", "summaries"),
        (counts.teasers, "teaser", "teasers"),
        (counts.bodiless, "without body", "without body"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| number(count, one, many))
    .collect();
    // a plain text is its own full body
    if !bodies.is_empty() && input.format != Some("text") {
        facts.push(bodies.join(", "));
    }
    for (count, one, many) in
        [(counts.headings, "heading", "headings"), (counts.related, "related link", "related links")]
    {
        if count > 0 {
            facts.push(number(count, one, many));
        }
    }
    if counts.quotes > 0 {
        let speakers = if counts.speakers > 0 {
            format!(", {}", number(counts.speakers, "speaker", "speakers"))
        } else {
            String::new()
        };
        facts.push(format!("{}{speakers}", number(counts.quotes, "quote", "quotes")));
    }
    if counts.deleted > 0 {
        facts.push(number(counts.deleted, "deletion", "deletions"));
    }
    for (severity, one, many) in [(Severity::Repair, "repair", "repairs"), (Severity::Loss, "loss", "losses")]
    {
        let count = input.findings.count(severity);
        if count > 0 {
            facts.push(number(count, one, many));
        }
    }
    facts.extend(held_back(input));
    facts.extend(missing(input));
    facts
}

fn held_back(input: &InputReport) -> Option<String> {
    let held: Vec<_> = input
        .findings
        .counts()
        .iter()
        .filter_map(|(code, count)| {
            let kind = code.strip_prefix("policy.")?.strip_suffix(".held-back")?;
            Some(format!("{} {kind}", count.count))
        })
        .collect();
    (!held.is_empty()).then(|| format!("{} held back", held.join(", ")))
}

/// What the source did not have.
fn missing(input: &InputReport) -> Option<String> {
    let articles = input.counts.articles;
    let (mut all, mut some) = (Vec::new(), Vec::new());
    for what in ["title", "date", "author", "id"] {
        match input.counts.missing.get(what).copied() {
            Some(count) if count == articles => all.push(what.to_owned()),
            Some(count) => some.push(format!("{count} without {what}")),
            None => {}
        }
    }
    let mut parts = Vec::new();
    if !all.is_empty() {
        parts.push(format!("no {}", all.join(", ")));
    }
    parts.extend(some);
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn written(job: &Job, report: &Report) -> String {
    let mut line = String::new();
    if let Destination::Path(path) = &job.destination {
        let files: Vec<_> = report
            .written
            .iter()
            .map(|(extension, count)| {
                let unchanged = if count.unchanged > 0 {
                    format!(" ({} unchanged)", count.unchanged)
                } else {
                    String::new()
                };
                format!("{} .{extension}{unchanged}", count.files + count.unchanged)
            })
            .collect();
        let folder = path.display().to_string();
        let files = if files.is_empty() { "nothing".to_owned() } else { files.join(" · ") };
        let _ = write!(line, "wrote {}: {files}   ", clean(&folder));
    }
    let (losses, repairs) = (report.count(Severity::Loss), report.count(Severity::Repair));
    let _ = write!(line, "{} · {}", number(losses, "loss", "losses"), number(repairs, "repair", "repairs"));
    let failed = report.failed();
    if failed > 0 {
        let _ = write!(line, " · {failed} failed");
    }
    if let Some(as_of) =
        job.policy.as_of.filter(|_| report.inputs.iter().any(|input| held_back(input).is_some()))
    {
        let _ = write!(line, "   as of {as_of}");
    }
    let _ = write!(line, "   {:.2} s", report.elapsed.as_secs_f64());
    line
}

fn number(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
