//! `cargo xtask fuzz`: cargo-fuzz with the fixtures as seeds.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Result, bail, ensure};

use crate::workspace::{files, finish, top};

pub(crate) fn run(target: Option<&str>, seconds: u64) -> Result<()> {
    let targets: Vec<_> = files(&top().join("fuzz/fuzz_targets"), ".rs")
        .iter()
        .filter_map(|file| file.file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    let Some(target) = target else {
        println!("targets: {}", targets.join(", "));
        return Ok(());
    };
    ensure!(
        targets.iter().any(|name| name == target),
        "there is no target `{target}`; choose from {}",
        targets.join(", ")
    );
    let found = Command::new("cargo")
        .args(["fuzz", "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !found {
        bail!("cargo-fuzz is not installed; `cargo install cargo-fuzz` and a nightly toolchain are needed");
    }
    let corpus = top().join("fuzz/corpus").join(target);
    fs::create_dir_all(&corpus)?;
    let mut command = Command::new("cargo");
    command.current_dir(top()).args(["+nightly", "fuzz", "run", target]).arg(corpus);
    // cargo-fuzz writes what it finds into the first folder and only reads the others
    let seeds = top().join("fixtures").join(target);
    let seeds = if seeds.is_dir() {
        vec![seeds]
    } else {
        ["atom", "rss", "text"].map(|name| top().join("fixtures").join(name)).to_vec()
    };
    command.args(seeds).arg("--").arg(format!("-max_total_time={seconds}"));
    finish(&mut command)
}
