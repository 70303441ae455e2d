//! The receipt and findings for programs.

use serde_json::{Value, json};
use wirecopy_batch::{Finding, InputReport, Job, Outcome, Report};

pub(crate) fn report(job: &Job, report: &Report) -> Value {
    json!({
        "as_of": job.policy.as_of.map(|moment| moment.to_string()),
        "inputs": report.inputs.iter().map(input).collect::<Vec<_>>(),
        "written": report.written,
        "failures": report.failures,
        "failed": report.failed(),
        "elapsed_seconds": report.elapsed.as_secs_f64(),
    })
}

fn input(input: &InputReport) -> Value {
    let (outcome, failure) = match &input.outcome {
        Outcome::Converted => ("converted", None),
        Outcome::Skipped => ("skipped", None),
        Outcome::Failed(failure) => ("failed", Some(failure)),
    };
    json!({
        "name": input.name,
        "path": input.path,
        "format": input.format,
        "outcome": outcome,
        "failure": failure,
        "counts": input.counts,
        "finding_counts": input.findings.counts().iter().map(|(code, count)| {
            json!({"code": code, "severity": count.severity.as_str(), "count": count.count})
        }).collect::<Vec<_>>(),
        "findings": input.findings.kept().iter().map(|diagnostic| Finding::new(&input.name, diagnostic)).collect::<Vec<_>>(),
    })
}
