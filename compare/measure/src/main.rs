//! `measure [--runs N] -- CMD ARGS…`: runs a command and prints one JSON line with the median of
//! its CPU seconds (user + system together, and each), wall seconds and peak resident memory in KiB.
//!
//! The figures come from the operating system's account of that one child (`wait4`), so nothing
//! has to be installed and short peaks are not missed as they would be by looking at `/proc`
//! from time to time.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use wait4::Wait4;

const USAGE: &str = "usage: measure [--runs N] -- CMD ARGS...";
const DEFAULT_RUNS: usize = 3;

/// What one run took.
struct Run {
    user_seconds: f64,
    system_seconds: f64,
    wall_seconds: f64,
    peak_kib: f64,
}

fn main() -> Result<()> {
    let (runs, command) = arguments(std::env::args_os().skip(1))?;
    let done = (0..runs).map(|_| run(&command)).collect::<Result<Vec<_>>>()?;
    let shown: Vec<_> = command.iter().map(|part| part.to_string_lossy()).collect();
    println!(
        "{}",
        serde_json::json!({
            "command": shown,
            "runs": runs,
            "cpu_seconds": median(done.iter().map(|run| run.user_seconds + run.system_seconds)),
            "user_seconds": median(done.iter().map(|run| run.user_seconds)),
            "system_seconds": median(done.iter().map(|run| run.system_seconds)),
            "wall_seconds": median(done.iter().map(|run| run.wall_seconds)),
            "peak_kib": median(done.iter().map(|run| run.peak_kib)).round() as u64,
        })
    );
    Ok(())
}

/// The number of runs and the command, which is never empty.
fn arguments(mut args: impl Iterator<Item = OsString>) -> Result<(usize, Vec<OsString>)> {
    let mut runs = DEFAULT_RUNS;
    loop {
        let argument = args.next().context(USAGE)?;
        match argument.to_str() {
            Some("--") => break,
            Some("--runs") => {
                let number = args.next().context(USAGE)?;
                runs = number
                    .to_str()
                    .and_then(|number| number.parse().ok())
                    .filter(|&number| number > 0)
                    .context("`--runs` takes a whole number above 0")?;
            }
            _ => bail!(USAGE),
        }
    }
    let command: Vec<_> = args.collect();
    ensure!(!command.is_empty(), USAGE);
    Ok((runs, command))
}

/// Runs the command once. Its output is thrown away, so that our JSON line stands alone; its
/// error messages are let through.
fn run(command: &[OsString]) -> Result<Run> {
    let (program, args) = command.split_first().context(USAGE)?;
    let start = Instant::now();
    let child = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot run {}", program.display()))?;
    let used = child.wait4()?;
    let wall_seconds = start.elapsed().as_secs_f64();
    // A run that failed half way would pass for a fast one.
    ensure!(used.status.success(), "{} ended with {}", program.display(), used.status);
    Ok(Run {
        user_seconds: used.rusage.utime.as_secs_f64(),
        system_seconds: used.rusage.stime.as_secs_f64(),
        wall_seconds,
        peak_kib: used.rusage.maxrss as f64 / 1024.0,
    })
}

/// The middle value, or the mean of the middle two; 0 when there is none.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let upper = sorted.len() / 2;
    match (sorted.get(upper.wrapping_sub(1)), sorted.get(upper)) {
        (Some(low), Some(high)) if sorted.len().is_multiple_of(2) => f64::midpoint(*low, *high),
        (_, Some(middle)) => *middle,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_arguments(input: &[&str], expect: Option<(usize, &[&str])>) {
        let got = arguments(input.iter().map(OsString::from)).ok();
        let expect = expect.map(|(n, cmd)| (n, cmd.iter().map(OsString::from).collect()));
        assert_eq!(got, expect, "{input:?}");
    }

    #[test]
    fn arguments_are_read() {
        check_arguments(&["--", "a", "--", "b"], Some((3, &["a", "--", "b"])));
        check_arguments(&["--runs", "5", "--", "a"], Some((5, &["a"])));
        check_arguments(&["--runs", "0", "--", "a"], None);
        check_arguments(&["a"], None);
        check_arguments(&["--"], None);
        check_arguments(&[], None);
    }

    #[test]
    fn median_is_the_middle() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), 2.0);
        assert_eq!(median([4.0, 1.0, 2.0, 3.0].into_iter()), 2.5);
        assert_eq!(median([7.0].into_iter()), 7.0);
        assert_eq!(median(std::iter::empty()), 0.0);
    }
}
