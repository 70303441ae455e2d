//! What was worked out of inputs, and why.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde_json::json;
use wirecopy::model::{Article, Record, Source};
use wirecopy::{Cx, Error, Findings};
use wirecopy_batch::{Found, Job};
use wirecopy_core::decode::{Decoded, Hints, decode_all};
use wirecopy_text::Explanation;

use crate::args::{ExplainArgs, View};
use crate::{DATA, convert, show};

pub(crate) fn explain(args: &ExplainArgs) -> anyhow::Result<u8> {
    let job = convert::job(&args.input)?;
    let mut explained = Vec::new();
    let report = wirecopy_batch::read(&job, &wirecopy::registry(), &mut |found, records| {
        explained.push(of_input(&job, found, records));
    })?;
    let all = explained.len();
    explained.retain(|explanation| !explanation.is_empty());
    let output = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let code = convert::tell(&args.input, &job, &report, output.is_none())?;
    if explained.is_empty() {
        if all > 0 {
            show::nothing_explained();
        }
        return Ok(DATA);
    }
    let bytes = match args.view {
        View::Table => {
            let width = output.is_none().then(show::width).flatten();
            let tables: Vec<_> = explained.iter().map(|explanation| explanation.table(width)).collect();
            tables.join("\n")
        }
        View::Json => {
            let inputs: Vec<_> = explained.iter().map(Explanation::json).collect();
            format!("{:#}\n", json!({ "inputs": inputs }))
        }
        View::Html => Explanation::page_of(&explained),
    };
    match output {
        None => show::out(bytes.as_bytes())?,
        Some(path) => {
            let inputs = report.inputs.iter().filter_map(|input| input.path.as_ref());
            if is_among(path, inputs) {
                let message = format!("`{}` is an input, and would be replaced", path.display());
                return Err(Error::usage(message).hint("give the output another name with `-o`").into());
            }
            wirecopy_batch::write_whole(path, bytes.as_bytes())?;
        }
    }
    Ok(code)
}

fn of_input(job: &Job, found: &Found, records: Vec<Record>) -> Explanation {
    let (mut source, mut articles) = (Source::default(), Vec::new());
    for record in records {
        match record {
            Record::Source(first) if source.name.is_empty() => source = *first,
            Record::Article(article) => articles.push(*article),
            _ => {}
        }
    }
    let text = found.path.as_ref().filter(|_| *source.format == *"text");
    let input = text.and_then(|path| decoded(job, path, &source, &articles));
    if let Some(path) = &found.path {
        source.name = path.display().to_string().into();
    }
    Explanation::new(&source, articles, input)
}

/// The input decoded once more. `None`: it cannot be, or is no longer what was read.
fn decoded(job: &Job, path: &Path, source: &Source, articles: &[Article]) -> Option<Decoded> {
    let mut findings = Findings::default();
    let mut cx = Cx::new(&job.limits, &job.policy, &mut findings);
    let file = BufReader::new(File::open(path).ok()?);
    let decoded = decode_all(file, &Hints::text(source.content_type.as_deref()), &mut cx).ok()?;
    let is_same = |article: &Article| {
        let content = article.contents.first();
        content.is_none_or(|content| {
            content.media_type != "text/plain" || decoded.text.contains(content.value.as_str())
        })
    };
    articles.iter().all(is_same).then_some(decoded)
}

fn is_among<'p>(path: &Path, inputs: impl Iterator<Item = &'p String>) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    inputs.filter_map(|input| Path::new(input).canonicalize().ok()).any(|input| input == path)
}
