//! What was worked out of inputs, and why.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use wirecopy::model::{Article, Record, Source};
use wirecopy::{Cx, Error, Findings};
use wirecopy_batch::{Found, Job, Whole};
use wirecopy_core::decode::{Decoded, Hints, decode_all};
use wirecopy_text::Explanation;

use crate::args::{ExplainArgs, View};
use crate::{DATA, convert, show};

/// A page of more inputs than this is one that no browser shows.
const MOST_OF_A_PAGE: usize = 200;

pub(crate) fn explain(args: &ExplainArgs) -> anyhow::Result<u8> {
    let job = convert::job(&args.input)?;
    let output = args.output.as_deref().filter(|path| *path != Path::new("-"));
    if let Some(path) = output.filter(|path| !args.force && path.is_file() && !path.starts_with("/dev")) {
        let message = format!("`{}` is there already", path.display());
        return Err(Error::usage(message).hint("`--force` replaces it").into());
    }
    let (mut all, mut shown) = (0, Shown::new(args.view, output));
    let report = wirecopy_batch::read(&job, &wirecopy::registry(), |found, records| {
        all += 1;
        shown.add(of_input(&job, found, records))
    })?;
    let code = convert::tell(&args.input, &job, &report, output.is_none())?;
    if shown.count == 0 {
        if all > 0 {
            show::nothing_explained();
        }
        return Ok(code.max(DATA));
    }
    let inputs = report.inputs.iter().filter_map(|input| input.path.as_ref());
    if let Some(path) = output.filter(|path| is_among(path, inputs)) {
        let message = format!("`{}` is an input, and would be replaced", path.display());
        return Err(Error::usage(message).hint("give the output another name with `-o`").into());
    }
    shown.finish()?;
    Ok(code)
}

/// Explanations on their way out: each when its input is done, but for a page.
struct Shown<'a> {
    view: View,
    path: Option<&'a Path>,
    /// The file at `path`, from the first explanation on.
    file: Option<Whole>,
    /// How many came.
    count: usize,
    /// What is to be one page.
    page: Vec<Explanation>,
}

impl<'a> Shown<'a> {
    fn new(view: View, path: Option<&'a Path>) -> Self {
        Self { view, path, file: None, count: 0, page: Vec::new() }
    }

    fn add(&mut self, explanation: Explanation) -> Result<(), Error> {
        if explanation.is_empty() {
            return Ok(());
        }
        self.count += 1;
        let is_first = self.count == 1;
        match self.view {
            View::Table => {
                let width = if self.path.is_none() { show::width() } else { None };
                let before = if is_first { "" } else { "\n" };
                self.write(&format!("{before}{}", explanation.table(width)))
            }
            View::Json => {
                let before = if is_first { "{\n  \"inputs\": [\n    " } else { ",\n    " };
                // no string of JSON holds a line break
                let object = format!("{:#}", explanation.json()).replace('\n', "\n    ");
                self.write(&format!("{before}{object}"))
            }
            View::Html if self.page.len() == MOST_OF_A_PAGE => {
                Err(Error::usage(format!("a page takes {MOST_OF_A_PAGE} inputs, and there are more"))
                    .hint("give fewer at a time, or `--as json`, which takes any number"))
            }
            View::Html => {
                self.page.push(explanation);
                Ok(())
            }
        }
    }

    fn finish(mut self) -> Result<(), Error> {
        match self.view {
            View::Table => {}
            View::Json => self.write("\n  ]\n}\n")?,
            View::Html => {
                let page = Explanation::page_of(&std::mem::take(&mut self.page));
                self.write(&page)?;
            }
        }
        self.file.map_or(Ok(()), Whole::finish)
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        let Some(path) = self.path else { return show::print(text.as_bytes()) };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(Whole::begin(path)?),
        };
        file.write(text.as_bytes())
    }
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
