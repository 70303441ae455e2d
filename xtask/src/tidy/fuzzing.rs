//! Fuzz targets are a workspace of their own, which the gate does not build: its manifest has to be sound and whole.

use std::fs;

use crate::workspace::{files, short, top};

/// Whether the manifest names a target's file once.
fn named(manifest: &str, file: &str) -> bool {
    manifest.lines().filter(|line| line.trim() == format!("path = \"fuzz_targets/{file}\"")).count() == 1
}

/// Lines that no manifest has: what is left of a merge.
fn is_left_over(line: &str) -> bool {
    line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") || line == "======="
}

pub(super) fn check() -> Vec<String> {
    let path = top().join("fuzz/Cargo.toml");
    let manifest = fs::read_to_string(&path).unwrap_or_default();
    let mut faults: Vec<String> = manifest
        .lines()
        .enumerate()
        .filter(|(_, line)| is_left_over(line))
        .map(|(number, _)| format!("{}:{}: a merge was left unfinished", short(&path), number + 1))
        .collect();
    for file in files(&top().join("fuzz/fuzz_targets"), ".rs") {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if !named(&manifest, &name) {
            faults.push(format!("{}: the target is not in {} once", short(&file), short(&path)));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_in_the_manifest_by_its_file() {
        assert!(named("[[bin]]\nname = \"a\"\npath = \"fuzz_targets/a.rs\"\n", "a.rs"));
        assert!(!named("path = \"fuzz_targets/ab.rs\"", "b.rs"));
        assert!(!named("path = \"fuzz_targets/b.rs\"\npath = \"fuzz_targets/b.rs\"", "b.rs"));
        assert!(is_left_over("<<<<<<< HEAD") && is_left_over("=======") && !is_left_over("========"));
    }
}
