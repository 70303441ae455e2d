//! `cargo xtask score text`: what is found in annotated articles, as figures.
//!
//! An annotation, `NAME.gold.json` beside `NAME.txt`, says what every line is, where quotes stand and who said them.
//! The figures of the fixtures are kept in `fixtures/score-text.txt`; a figure that is worse than the kept one is a
//! fault.

mod gold;
mod measure;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use wirecopy_model::{Article, Record};
use wirecopy_testkit::{Asked, Kit};

use crate::workspace::{files, short, top};
use gold::Gold;
use measure::Scores;

/// What to score, and what to say of it.
pub(crate) struct Wanted {
    /// Annotated articles. `None`: the fixtures, whose figures are kept.
    pub(crate) folder: Option<PathBuf>,
    /// Only articles whose name holds this.
    pub(crate) filter: Option<String>,
    /// Also list what was found wrongly.
    pub(crate) wrong: bool,
    /// Keep the figures.
    pub(crate) keep: bool,
}

pub(crate) fn run(wanted: &Wanted) -> Result<ExitCode> {
    let folder = wanted.folder.clone().unwrap_or_else(|| top().join("fixtures/text"));
    let kit = Kit { registry: wirecopy::registry(), rendering: Vec::new };
    let mut scores = Scores::default();
    let mut documents = 0;
    for file in files(&folder, ".gold.json") {
        if wanted.filter.as_ref().is_some_and(|filter| !file.to_string_lossy().contains(filter.as_str())) {
            continue;
        }
        documents += 1;
        let before = scores.faults.len();
        score(&kit, &file, &mut scores).with_context(|| short(&file))?;
        if wanted.wrong && scores.faults.len() > before {
            println!("{}", short(&file));
            for fault in scores.faults.iter().skip(before) {
                println!("  {fault}");
            }
        }
    }
    ensure!(documents > 0, "there are no annotated articles in `{}`", folder.display());
    let report = report::report(&scores, documents);
    print!("{report}");
    if wanted.folder.is_some() || wanted.filter.is_some() {
        return Ok(ExitCode::SUCCESS);
    }
    let kept = top().join("fixtures/score-text.txt");
    if wanted.keep {
        fs::write(&kept, &report)?;
        return Ok(ExitCode::SUCCESS);
    }
    let before = fs::read_to_string(&kept).context("no figures are kept; write them with `--keep`")?;
    let drops = report::drops(&before, &report);
    for drop in &drops {
        eprintln!("{drop}");
    }
    Ok(if drops.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn score(kit: &Kit, annotation: &Path, scores: &mut Scores) -> Result<()> {
    let name = annotation.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".gold.json").unwrap_or(&name);
    let input = annotation.with_file_name(format!("{stem}.txt"));
    let bytes = fs::read(&input)?;
    let golds = Gold::read(&fs::read(annotation)?)?;
    let run = kit.read(&format!("{stem}.txt"), &bytes, &Asked::default());
    if let Some(error) = run.error {
        scores.faults.push(format!("cannot be read: {error}"));
    }
    let articles: Vec<&Article> = run
        .records
        .iter()
        .filter_map(|record| match record {
            Record::Article(article) => Some(&**article),
            _ => None,
        })
        .collect();
    if articles.len() != golds.len() {
        scores.faults.push(format!("{} articles, and not {}", articles.len(), golds.len()));
    }
    let nothing = Article::default();
    for (at, gold) in golds.iter().enumerate() {
        scores.add(gold, articles.get(at).copied().unwrap_or(&nothing), &bytes);
    }
    Ok(())
}
