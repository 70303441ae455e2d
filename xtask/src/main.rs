//! The chores of the workspace, and a second front door to its conversions: `cargo xtask convert …` is the command itself.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for people at a terminal")]

mod bench;
mod docs;
mod fixtures;
mod fuzz;
mod lexer;
mod new_format;
mod samples;
mod score;
mod tidy;
mod workspace;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// The chores of the wirecopy workspace
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", max_term_width = 100)]
struct Xtask {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Convert inputs: the `wirecopy` command, so are `inspect`, `explain`, `formats`, `completions` and `man`
    #[command(alias = "inspect", alias = "explain", alias = "formats", alias = "completions", alias = "man")]
    Convert {
        /// See `cargo xtask convert --help`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Do all that the gate does, in its order
    Ci,
    /// Check the rules no compiler knows: floors, findings and options documented, generated files fresh
    Tidy,
    /// Compare the fixtures with their expectations, or rewrite these
    Fixtures {
        /// Write what is expected, and say what changed
        #[arg(long)]
        bless: bool,
        /// Only fixtures whose name holds this, e.g. `rss/dates`
        filter: Option<String>,
    },
    /// Convert a folder of real documents with every exporter and print what came of it
    Samples {
        /// The folder; feeds beside the workspace when not given
        folder: Option<PathBuf>,
    },
    /// Score what is found in annotated articles; a figure worse than the kept one fails
    Score {
        /// What to score
        #[arg(value_parser = ["text"])]
        what: String,
        /// A folder of annotated articles; the fixtures when not given
        folder: Option<PathBuf>,
        /// Only articles whose path holds this
        #[arg(long)]
        filter: Option<String>,
        /// Also list what was found wrongly
        #[arg(long)]
        wrong: bool,
        /// Keep the figures of the fixtures as the ones to reach
        #[arg(long)]
        keep: bool,
    },
    /// Measure speed and peak memory, as ratios to other tools
    Bench {
        /// A small feed and one run, to see that all works
        #[arg(long)]
        quick: bool,
        /// Also a feed of a gigabyte, for its peak memory
        #[arg(long)]
        large: bool,
        /// Also this revision of wirecopy
        #[arg(long, value_name = "REV")]
        against: Option<String>,
        /// Only the reading of plain texts: structure, quotes and speakers
        #[arg(long)]
        text: bool,
    },
    /// Fuzz a target with cargo-fuzz; the fixtures are its seeds
    Fuzz {
        /// The target; without it, the targets are listed
        target: Option<String>,
        /// How long
        #[arg(long, value_name = "N", default_value_t = 60)]
        seconds: u64,
    },
    /// Make the generated documents
    Docs {
        /// Only say which are stale
        #[arg(long)]
        check: bool,
    },
    /// Write the stubs of a new format
    NewFormat {
        /// Its name, e.g. `nitf`
        name: String,
        /// The crate of its family, e.g. `wirecopy-feed`
        #[arg(long = "in", value_name = "CRATE")]
        family: String,
    },
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let front_door = ["convert", "inspect", "explain", "formats", "completions", "man"];
    if arguments.get(1).is_some_and(|chore| front_door.iter().any(|name| chore == name)) {
        let name = OsString::from("wirecopy");
        return wirecopy_cli::run(std::iter::once(name).chain(arguments.into_iter().skip(1)));
    }
    match run(Xtask::parse().chore) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore) -> Result<ExitCode> {
    match chore {
        // reached only when the chore was not the first argument
        Chore::Convert { arguments } => {
            let command = ["wirecopy", "convert"].map(OsString::from);
            return Ok(wirecopy_cli::run(command.into_iter().chain(arguments)));
        }
        Chore::Ci => workspace::run("bash", [".ci/run"])?,
        Chore::Tidy => return Ok(report("tidy", &tidy::check()?)),
        Chore::Fixtures { bless, filter } => fixtures::run(bless, filter.as_deref())?,
        Chore::Samples { folder } => return samples::run(folder),
        Chore::Score { what: _, folder, filter, wrong, keep } => {
            return score::run(&score::Wanted { folder, filter, wrong, keep });
        }
        Chore::Bench { quick, text: true, .. } => bench::texts(quick)?,
        Chore::Bench { quick, large, against, text: false } => bench::run(quick, large, against.as_deref())?,
        Chore::Fuzz { target, seconds } => fuzz::run(target.as_deref(), seconds)?,
        Chore::Docs { check } => {
            let stale = docs::run(check)?;
            return Ok(report("docs", &stale));
        }
        Chore::NewFormat { name, family } => new_format::write(&name, &family)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints faults, and the exit code they mean.
fn report(chore: &str, faults: &[String]) -> ExitCode {
    for fault in faults {
        eprintln!("{fault}");
    }
    if faults.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("{chore}: {} faults", faults.len());
    ExitCode::FAILURE
}
