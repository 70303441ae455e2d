//! `cargo xtask bench`: speed and peak memory, as ratios to other tools on the same feed in the same run.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::workspace::{cargo, finish, output, target, top};

/// Bytes of the usual feed.
const USUAL: u64 = 100 << 20;
const QUICK: u64 = 10 << 20;
const LARGE: u64 = 1 << 30;

/// One row of the table.
struct Row {
    name: String,
    user: f64,
    system: f64,
    wall: f64,
    peak_mib: f64,
    bytes: u64,
}

pub(crate) fn run(quick: bool, large: bool, against: Option<&str>) -> Result<()> {
    let bench = target().join("bench");
    fs::create_dir_all(&bench)?;
    let ours = build()?;
    let peers = build_peers(&bench)?;
    let runs = if quick { 1 } else { 5 };
    let bytes = if quick { QUICK } else { USUAL };
    let feed = feed(&bench, bytes)?;
    let measure = |name: &str, command: &[&str]| measured(&peers.join("measure"), runs, name, command, &feed);

    let mut rows = Vec::new();
    let feed_name = feed.to_string_lossy();
    for to in ["jsonl", "csv", "jsonld", "markdown"] {
        rows.push(measure(
            &format!("wirecopy to {to}"),
            &convert(&ours, &feed_name, to, &bench)?.iter().map(String::as_str).collect::<Vec<_>>(),
        )?);
    }
    if let Some(revision) = against {
        let binary = build_revision(revision, &bench)?;
        let name = format!("wirecopy {revision} to jsonl");
        rows.push(measure(
            &name,
            &convert(&binary, &feed_name, "jsonl", &bench)?.iter().map(String::as_str).collect::<Vec<_>>(),
        )?);
    }
    let out = bench.join("peer.jsonl").to_string_lossy().into_owned();
    for (peer, writes) in [
        ("feed-rs-jsonl", true),
        ("rss-jsonl", true),
        ("quick-xml-slice", false),
        ("quick-xml-buffered", false),
    ] {
        let program = peers.join(peer).to_string_lossy().into_owned();
        let mut command = vec![program.as_str(), &feed_name];
        command.extend(writes.then_some(out.as_str()));
        rows.push(measure(peer, &command)?);
    }
    print(&rows);
    println!();
    texts(quick)?;
    if large {
        let feed = self::feed(&bench, LARGE)?;
        let command = convert(&ours, &feed.to_string_lossy(), "jsonl", &bench)?;
        let command: Vec<_> = command.iter().map(String::as_str).collect();
        println!();
        print(&[measured(&peers.join("measure"), 1, "wirecopy to jsonl, 1 GB", &command, &feed)?]);
    }
    Ok(())
}

/// Annotated articles that stand for what is usual, one paragraph a line and broken at a width.
const TEXTS: &[&str] = &[
    "harbour-strike",
    "longform-levee",
    "moldova-wine-radio",
    "night-train-wrapped-72",
    "obituary-shared-surname",
    "wire-coalition-collapse",
];

/// How fast plain texts are read, beside a count of their words by the library that most use for it.
pub(crate) fn texts(quick: bool) -> Result<()> {
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "wirecopy-text", "--example", "speed", "--"]);
    command.arg(if quick { "5" } else { "100" });
    command.args(TEXTS.iter().map(|stem| top().join(format!("fixtures/text/{stem}.txt"))));
    finish(&mut command)
}

fn build() -> Result<PathBuf> {
    finish(cargo().args(["build", "--quiet", "--release", "--package", "wirecopy-cli"]))?;
    Ok(target().join("release/wirecopy"))
}

/// Builds the peers, the tokenisers on their own: in one build with feed-rs cargo would give them that crate's features.
fn build_peers(bench: &Path) -> Result<PathBuf> {
    let folder = bench.join("compare");
    for package in [&[][..], &["--package", "quick-xml-tokens"]] {
        let mut command = cargo();
        command.current_dir(top().join("compare")).args(["build", "--quiet", "--release", "--target-dir"]);
        finish(command.arg(&folder).args(package))?;
    }
    Ok(folder.join("release"))
}

/// Builds another revision from a worktree of its own.
fn build_revision(revision: &str, bench: &Path) -> Result<PathBuf> {
    let tree = bench.join("against");
    let git = || {
        let mut command = Command::new("git");
        command.current_dir(top());
        command
    };
    // what is left of a run that was broken off
    let _ = git().args(["worktree", "remove", "--force"]).arg(&tree).stderr(Stdio::null()).status();
    finish(git().args(["worktree", "add", "--quiet", "--detach"]).arg(&tree).arg(revision))?;
    let built = bench.join("against-target");
    let mut command = cargo();
    command.current_dir(&tree).args([
        "build",
        "--quiet",
        "--release",
        "--package",
        "wirecopy-cli",
        "--target-dir",
    ]);
    let done = finish(command.arg(&built));
    finish(git().args(["worktree", "remove", "--force"]).arg(&tree))?;
    done?;
    Ok(built.join("release/wirecopy"))
}

/// A generated feed, made once.
fn feed(bench: &Path, bytes: u64) -> Result<PathBuf> {
    let path = bench.join(format!("feed-{}.xml", bytes >> 20));
    if fs::metadata(&path).is_ok_and(|found| found.len() >= bytes) {
        return Ok(path);
    }
    let unfinished = path.with_extension("part");
    let mut command = cargo();
    command.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "wirecopy-testkit",
        "--example",
        "generate",
        "--",
    ]);
    command.arg("rss").arg(bytes.to_string()).stdout(File::create(&unfinished)?);
    finish(&mut command)?;
    fs::rename(unfinished, &path)?;
    Ok(path)
}

/// The command that converts `feed`; what it wrote before is taken away first.
fn convert(binary: &Path, feed: &str, to: &str, bench: &Path) -> Result<Vec<String>> {
    let out = bench.join("out").join(to);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    // a feed of a hundred megabytes in one file an article measures the file system: Markdown goes to a pipe
    let out = if to == "markdown" { "-".to_owned() } else { out.to_string_lossy().into_owned() };
    let words =
        [&*binary.to_string_lossy(), "convert", feed, "--to", to, "--output", &out, "--quiet", "--force"];
    Ok(words.map(str::to_owned).to_vec())
}

fn measured(measure: &Path, runs: u32, name: &str, command: &[&str], feed: &Path) -> Result<Row> {
    eprintln!("measuring {name} …");
    let line = output(
        Command::new(measure)
            .arg("--runs")
            .arg(runs.to_string())
            .arg("--")
            .args(command)
            .stdin(Stdio::null()),
    )?;
    let value: Value = serde_json::from_str(&line).with_context(|| format!("`measure` printed {line:?}"))?;
    let number = |key: &str| {
        value.get(key).and_then(Value::as_f64).with_context(|| format!("`measure` gives no {key}"))
    };
    let row = Row {
        name: name.to_owned(),
        user: number("user_seconds")?,
        system: number("system_seconds")?,
        wall: number("wall_seconds")?,
        peak_mib: number("peak_kib")? / 1024.0,
        bytes: fs::metadata(feed)?.len(),
    };
    ensure!(row.user + row.system > 0.0 || row.wall > 0.0, "{name} took no time at all");
    Ok(row)
}

fn print(rows: &[Row]) {
    let Some(first) = rows.first() else { return };
    let cpu = |row: &Row| (row.user + row.system).max(0.001);
    println!(
        "{:<32} {:>8} {:>8} {:>8} {:>8} {:>9}   times the CPU of the first row",
        "", "user s", "system s", "wall s", "MB/s", "peak MiB"
    );
    for row in rows {
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        let speed = row.bytes as f64 / 1e6 / cpu(row);
        println!(
            "{:<32} {:>8.2} {:>8.2} {:>8.2} {:>8.0} {:>9.1}   {:.2}",
            row.name,
            row.user,
            row.system,
            row.wall,
            speed,
            row.peak_mib,
            cpu(row) / cpu(first)
        );
    }
}
