//! The floors: every import goes down. And who may use what.

use std::fs;

use crate::workspace::{Package, short, top};

/// Floors of the house; a package depends on lower ones only. The kit stands beside the house and is used by tests.
const FLOORS: &[(&str, u32)] = &[
    ("wirecopy-model", 1),
    ("wirecopy-core", 2),
    ("wirecopy-xml", 3),
    ("wirecopy-loss", 3),
    ("wirecopy-body", 3),
    ("wirecopy-table", 3),
    ("wirecopy-text", 4),
    ("wirecopy-feed", 4),
    ("wirecopy-iptc", 4),
    ("wirecopy-markdown", 4),
    ("wirecopy-csv", 4),
    ("wirecopy-jsonld", 4),
    ("wirecopy-jsonl", 4),
    ("wirecopy-media", 4),
    ("wirecopy-chunks", 4),
    ("wirecopy-html", 5),
    ("wirecopy-testkit", 5),
    ("wirecopy", 6),
    ("wirecopy-batch", 7),
    ("wirecopy-cli", 8),
    ("xtask", 9),
];

/// What stands on its own floor upon another that does: rows of a table hold bodies.
const UPON: &[(&str, &str)] = &[("wirecopy-table", "wirecopy-body")];

const KIT: &str = "wirecopy-testkit";

/// Who alone may depend on these.
const RESERVED: &[(&str, &[&str])] = &[
    ("clap", &["wirecopy-cli", "xtask"]),
    ("clap_complete", &["wirecopy-cli"]),
    ("clap_mangen", &["wirecopy-cli"]),
    ("anyhow", &["wirecopy-cli", "xtask"]),
    ("wirecopy", &["wirecopy-batch", "wirecopy-cli", "xtask"]),
    (KIT, &["xtask"]),
];

pub(super) fn check(packages: &[Package]) -> Vec<String> {
    let adr = fs::read_to_string(top().join("docs/adr/0002-dependencies.md")).unwrap_or_default();
    let mut faults = Vec::new();
    for package in packages {
        rules(package, &mut faults);
        for dependency in package.dependencies.iter().filter(|dependency| !dependency.own) {
            if !adr.contains(&format!("| `{}` |", dependency.name)) {
                let name = &dependency.name;
                faults.push(format!(
                    "`{}` uses `{name}`, for which docs/adr/0002-dependencies.md has no line",
                    package.name
                ));
            }
        }
        manifest(package, &mut faults);
    }
    faults.extend(unused(packages));
    faults
}

/// What the top manifest names and nobody uses.
fn unused(packages: &[Package]) -> Vec<String> {
    let manifest = fs::read_to_string(top().join("Cargo.toml")).unwrap_or_default();
    let named = manifest.lines().skip_while(|line| *line != "[workspace.dependencies]").skip(1);
    named
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = ").map(|(name, _)| name))
        .filter(|name| !name.starts_with('#'))
        .filter(|name| {
            let is_it = |found: &str| found == *name;
            !packages.iter().any(|package| {
                is_it(&package.name) || package.dependencies.iter().any(|dependency| is_it(&dependency.name))
            })
        })
        .map(|name| format!("Cargo.toml: nobody uses `{name}`"))
        .collect()
}

fn rules(package: &Package, faults: &mut Vec<String>) {
    let name = package.name.as_str();
    let floor = |name: &str| FLOORS.iter().find(|(known, _)| *known == name).map(|(_, floor)| *floor);
    let Some(own) = floor(name) else {
        faults.push(format!("`{name}` stands on no floor; give it one in xtask/src/tidy/dependencies.rs and docs/architecture.md"));
        return;
    };
    for dependency in package.dependencies.iter().filter(|dependency| !dependency.dev) {
        let on = dependency.name.as_str();
        let is_above = floor(on).is_none_or(|other| other >= own) && !UPON.contains(&(name, on));
        if dependency.own && is_above {
            faults.push(format!("`{name}` (floor {own}) imports `{on}`, which is not below it"));
        }
        let reserved = RESERVED.iter().find(|(what, _)| *what == on);
        if reserved.is_some_and(|(_, may)| !may.contains(&name)) {
            faults.push(format!("`{name}` may not use `{on}`"));
        }
        if name == "wirecopy-model" && !matches!(on, "serde" | "schemars") {
            faults.push(format!("`wirecopy-model` depends on `{on}`; it may use serde and schemars only"));
        }
    }
}

/// What is stated once, for all, in the top manifest.
fn manifest(package: &Package, faults: &mut Vec<String>) {
    let path = package.folder.join("Cargo.toml");
    let text = fs::read_to_string(&path).unwrap_or_default();
    if !text.contains("[lints]\nworkspace = true") {
        faults.push(format!("{}: the lints of the workspace are not in force", short(&path)));
    }
    let mut in_dependencies = false;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]");
        } else if in_dependencies
            && line.contains('=')
            && !line.contains("workspace")
            && !line.starts_with('#')
        {
            faults.push(format!(
                "{}:{}: a version of its own; put it into the top manifest",
                short(&path),
                number + 1
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Dependency;

    fn check(name: &str, on: &str, dev: bool) -> usize {
        let own = on.starts_with("wirecopy");
        let dependency = Dependency { name: on.to_owned(), dev, own };
        let package = Package { name: name.to_owned(), folder: top(), dependencies: vec![dependency] };
        let mut faults = Vec::new();
        rules(&package, &mut faults);
        faults.len()
    }

    #[test]
    fn imports_go_down() {
        assert_eq!(check("wirecopy-feed", "wirecopy-xml", false), 0);
        assert_eq!(check("wirecopy-xml", "wirecopy-feed", false), 1);
        assert_eq!(check("wirecopy-feed", "wirecopy-csv", false), 1, "not of its own floor");
        assert_eq!(check("wirecopy-feed", "wirecopy-csv", true), 0, "tests may");
        assert_eq!(check("wirecopy-table", "wirecopy-body", false), 0);
        assert_eq!(check("wirecopy-body", "wirecopy-table", false), 1, "not the other way round");
    }

    #[test]
    fn what_is_reserved_is_for_few() {
        assert_eq!(check("wirecopy-feed", "clap", false), 1);
        assert_eq!(check("wirecopy-cli", "clap", false), 0);
        assert_eq!(check("wirecopy-model", "url", false), 1);
        assert_eq!(check("wirecopy-unheard-of", "serde", false), 1);
    }
}
