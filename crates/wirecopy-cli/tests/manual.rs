//! Runs every example of the manual and the first of the README: what they show is what happens.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in walk(from) {
        let target = to.join(entry.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(&entry, target).unwrap();
    }
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}

/// A line of a receipt, the time it took left open.
fn without_time(line: &str) -> String {
    match line.strip_suffix(" s").and_then(|rest| rest.rsplit_once(' ')) {
        Some((rest, time)) if time.parse::<f64>().is_ok() => format!("{rest} [..] s"),
        _ => line.to_owned(),
    }
}

/// The examples run in a folder of their own that holds the fixtures, as in a fresh clone.
#[test]
fn examples() {
    let sandbox = tempfile::tempdir().unwrap();
    copy(&root().join("fixtures"), &sandbox.path().join("manual.in/fixtures"));
    std::fs::copy(root().join("docs/manual.md"), sandbox.path().join("manual.md")).unwrap();
    let cases = trycmd::TestCases::new();
    cases.case(sandbox.path().join("manual.md"));
    cases.env("NO_COLOR", "1");
    // the cases run when this is dropped; the sandbox must still be there
    drop(cases);
    // `TRYCMD=overwrite` writes what happens into the manual; the difference is read before it is committed
    if std::env::var("TRYCMD").is_ok_and(|mode| mode == "overwrite") {
        let written = std::fs::read_to_string(sandbox.path().join("manual.md")).unwrap();
        let lines: Vec<_> = written.lines().map(without_time).collect();
        std::fs::write(root().join("docs/manual.md"), lines.join("\n") + "\n").unwrap();
    }
}

/// The receipt that the README shows is the one a newcomer sees.
#[test]
fn first_command_of_the_readme() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut shown = readme.lines().skip_while(|line| !line.starts_with("$ cargo xtask convert "));
    let command = shown.next().unwrap();
    let arguments: Vec<_> = command.split(' ').skip(3).collect();
    let receipt: Vec<_> =
        shown.take_while(|line| !line.starts_with("$ ")).filter(|line| *line != "…").collect();

    let sandbox = tempfile::tempdir().unwrap();
    copy(&root().join("fixtures"), &sandbox.path().join("fixtures"));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(arguments)
        .current_dir(sandbox.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(output.status.success());
    let printed = String::from_utf8(output.stderr).unwrap();
    let printed: Vec<_> = printed.lines().map(without_time).collect();
    let receipt: Vec<_> = receipt.into_iter().map(without_time).collect();
    assert_eq!(printed[printed.len() - receipt.len()..], receipt);
}
