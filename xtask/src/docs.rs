//! `cargo xtask docs`: the documents that are made from the code.

mod command;
mod elements;
mod findings;
mod formats;
mod losses;
mod manual;
mod sanitising;
mod table;
mod tables;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::workspace::{cargo, files, output, short, top};

/// A generated document: where it belongs and what it says.
struct Document {
    path: PathBuf,
    text: String,
}

const SCHEMA: &str = "docs/schema/article-0.1.json";

/// Writes all generated documents; with `check` only says which are stale.
pub(crate) fn run(check: bool) -> Result<Vec<String>> {
    let mut documents = quick()?;
    documents.push(Document { path: top().join(SCHEMA), text: schema()? });
    documents.push(manual::document()?);
    if check {
        return Ok(compare(&documents));
    }
    for stray in strays(&documents) {
        fs::remove_file(&stray)?;
        println!("removed {}", short(&stray));
    }
    for Document { path, text } in &documents {
        if fs::read_to_string(path).is_ok_and(|found| found == *text) {
            continue;
        }
        fs::create_dir_all(path.parent().context("a document is in a folder")?)?;
        fs::write(path, text)?;
        println!("wrote {}", short(path));
    }
    Ok(Vec::new())
}

/// What of the documents that are quick to make is stale. The schema and the manual, for which programs have to be built, are
/// left to `docs --check`.
pub(crate) fn stale() -> Result<Vec<String>> {
    Ok(compare(&quick()?))
}

fn quick() -> Result<Vec<Document>> {
    let mut documents =
        vec![findings::document()?, command::document(), tables::document(), sanitising::document()];
    documents.extend(formats::documents()?);
    Ok(documents)
}

fn compare(documents: &[Document]) -> Vec<String> {
    let wrong = documents
        .iter()
        .filter(|document| fs::read_to_string(&document.path).map_or(true, |found| found != document.text));
    let mut faults: Vec<_> = wrong
        .map(|document| format!("{}: stale; `cargo xtask docs` makes it", short(&document.path)))
        .collect();
    let strays = strays(documents);
    faults.extend(strays.iter().map(|stray| format!("{}: belongs to no format", short(stray))));
    faults
}

/// Files in the folder of formats that no format made.
fn strays(documents: &[Document]) -> Vec<PathBuf> {
    let found = files(&top().join("docs/formats"), ".md");
    found.into_iter().filter(|file| !documents.iter().any(|document| document.path == *file)).collect()
}

/// The JSON Schema of the model, which the model itself prints.
fn schema() -> Result<String> {
    let mut command = cargo();
    command.args([
        "run",
        "--quiet",
        "--package",
        "wirecopy-model",
        "--features",
        "schema",
        "--example",
        "schema",
    ]);
    output(&mut command)
}
