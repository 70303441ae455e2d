//! Words that have no place in the repository.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::workspace::{output, top};

/// What is not to be found, cut in two so that it is not found here, and why.
const FORBIDDEN: &[(&str, &str, &str)] = &[
    ("TO", "DO", "work is either done or written down elsewhere"),
    ("FIX", "ME", "work is either done or written down elsewhere"),
    ("XX", "X:", "work is either done or written down elsewhere"),
    ("todo", "!(", "work is either done or written down elsewhere"),
    ("/wo", "rk/", "a path of one machine"),
    ("/ho", "me/", "a path of one machine"),
    ("/ro", "ot/", "a path of one machine"),
    ("/tm", "p/w", "a path of one machine"),
    ("C:\\", "Users", "a path of one machine"),
    ("dbg", "!(", "a trace of debugging"),
    ("#[ig", "nore", "a test that does not run; assert the wrong behaviour with a note instead"),
];

pub(super) fn check() -> Result<Vec<String>> {
    let listed = output(Command::new("git").current_dir(top()).args(["ls-files", "-z"]))?;
    let mut faults = Vec::new();
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        // inputs are what they are
        if name.starts_with("fixtures/") || name.starts_with("fuzz/corpus/") || name.ends_with("Cargo.lock") {
            continue;
        }
        let Ok(text) = fs::read_to_string(top().join(name)) else { continue };
        for (number, line) in text.lines().enumerate() {
            for (one, two, why) in FORBIDDEN {
                let word = format!("{one}{two}");
                if line.contains(&word) {
                    faults.push(format!("{name}:{}: `{word}`: {why}", number + 1));
                }
            }
        }
    }
    Ok(faults)
}
