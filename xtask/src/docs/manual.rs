use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::Document;
use crate::workspace::{cargo, files, finish, target, top};

/// The manual with the output of its examples as it is now: what a test compares, this writes.
pub(super) fn document() -> Result<Document> {
    finish(cargo().args(["build", "--quiet", "--package", "wirecopy-cli"]))?;
    let binary = target().join("debug/wirecopy");
    let sandbox = target().join("manual");
    if sandbox.exists() {
        fs::remove_dir_all(&sandbox)?;
    }
    let fixtures = top().join("fixtures");
    for file in files(&fixtures, "") {
        let copy = sandbox.join("fixtures").join(file.strip_prefix(&fixtures)?);
        fs::create_dir_all(copy.parent().context("a file is in a folder")?)?;
        fs::copy(file, copy)?;
    }
    let path = top().join("docs/manual.md");
    let mut text = String::new();
    let mut in_example = false;
    for line in fs::read_to_string(&path)?.lines() {
        if line.starts_with("```") {
            in_example = line == "```console";
        } else if in_example && !line.starts_with("$ ") {
            continue;
        }
        let _ = writeln!(text, "{line}");
        if let Some(command) = line.strip_prefix("$ ").filter(|_| in_example) {
            text.push_str(&example(&binary, command, &sandbox)?);
        }
    }
    Ok(Document { path, text })
}

/// What an example prints, its exit code first where it is not 0.
fn example(binary: &Path, command: &str, sandbox: &Path) -> Result<String> {
    let words = words(command);
    let (program, arguments) = words.split_first().context("an example is a command")?;
    ensure!(program == "wirecopy", "`{command}` is no example of this command");
    let log = sandbox.join("printed");
    let both = fs::File::create(&log)?;
    let status = Command::new(binary)
        .args(arguments)
        .current_dir(sandbox)
        .env_clear()
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(both.try_clone()?)
        .stderr(both)
        .status()?;
    let mut text = String::new();
    if !status.success() {
        let _ = writeln!(text, "? {}", status.code().unwrap_or(-1));
    }
    let printed = fs::read_to_string(log)?;
    for line in printed.lines() {
        let _ = writeln!(text, "{}", without_time(line));
    }
    // the test takes the last line end of an example for the fence's
    if printed.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// A line of a receipt ends with how long it took, which is never the same.
fn without_time(line: &str) -> String {
    let is_time = |last: &str| last.strip_suffix(" s").is_some_and(|number| number.parse::<f64>().is_ok());
    match line.rsplit_once("   ") {
        Some((before, last)) if is_time(last) => format!("{before}   [..] s"),
        _ => line.to_owned(),
    }
}

/// The words of a command line, with double quotes around blanks.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().into_iter().for_each(|word| word.push(other)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_has_words() {
        assert_eq!(words("a  --b \"c=d e\" f"), ["a", "--b", "c=d e", "f"]);
    }

    #[test]
    fn times_are_taken_out() {
        assert_eq!(without_time("0 losses · 0 repairs   0.02 s"), "0 losses · 0 repairs   [..] s");
        assert_eq!(without_time("a   b s"), "a   b s");
    }
}
