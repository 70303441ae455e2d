//! The tables of elements in the module documentation of formats, for their pages, and `docs/formats/modules.md`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Document;
use crate::workspace::{files, packages, top};

/// What the heads of the tables begin with.
const HEADS: [&str; 3] = ["| element", "| member", "| attribute"];

/// The tables of a format, as its source has them. `None`: it has none.
pub(super) fn of_format(name: &str) -> Result<Option<String>> {
    let name = name.replace('-', "_");
    let (file, folder) = (format!("{name}.rs"), format!("{name}/mod.rs"));
    for package in packages()? {
        for path in [package.folder.join("src").join(&file), package.folder.join("src").join(&folder)] {
            if path.is_file() {
                let tables = tables(&fs::read_to_string(&path)?);
                if !tables.is_empty() {
                    return Ok(Some(tables));
                }
            }
        }
    }
    Ok(None)
}

/// The page of the modules of feeds.
pub(super) fn modules() -> Result<Document> {
    let mut text = "# Modules of feeds

Made by `cargo xtask docs` from the sources. Elements of these vocabularies are read in every XML feed. A vocabulary is told by the address of its
namespace, in any of its usual spellings; a customary prefix that nobody declared is understood, with the repair `xml.namespace.undeclared`.
Where a field holds what an element says, `origin` names the element, and the format's own elements come first. Whatever is in no field is in
`extensions`, which the types of `wirecopy_feed::modules` show by name.
"
    .to_owned();
    let source = top().join("crates/wirecopy-feed/src");
    let mut paths: Vec<PathBuf> = files(&source.join("modules"), ".rs");
    paths.push(source.join("rdf_module.rs"));
    paths.sort();
    for path in paths {
        let code = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let tables = tables(&code);
        if !tables.is_empty() {
            let title = title(&code, &path);
            let _ = write!(text, "\n## {title}\n\n{tables}");
        }
    }
    Ok(Document { path: top().join("docs/formats/modules.md"), text })
}

/// The lines of the module documentation.
fn documentation(code: &str) -> impl Iterator<Item = &str> {
    code.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim)
}

fn title(code: &str, path: &Path) -> String {
    let first = documentation(code).next().unwrap_or_default();
    let first = first.split(':').next().unwrap_or_default().trim_end_matches('.').trim();
    if first.is_empty() { path.display().to_string() } else { first.to_owned() }
}

/// The tables whose head says that they are about elements, a blank line between.
fn tables(code: &str) -> String {
    let mut tables = String::new();
    let mut is_ours = false;
    for line in documentation(code) {
        if !line.starts_with('|') {
            is_ours = false;
            continue;
        }
        if HEADS.iter().any(|head| line.starts_with(head)) {
            is_ours = true;
            if !tables.is_empty() {
                tables.push('\n');
            }
        }
        if is_ours {
            // links within the sources lead nowhere here
            tables.push_str(&line.replace("[`", "`").replace("`]", "`"));
            tables.push('\n');
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_elements_are_taken_and_others_are_not() {
        let code = "//! Fog: what it does.\n//!\n//! | element | field |\n//! | --- | --- |\n//! | `a` | b |\n//!\n\
                    //! | other | x |\n//! | 1 | 2 |\nuse x;\n//! | element | y |\n";
        assert_eq!(tables(code), "| element | field |\n| --- | --- |\n| `a` | b |\n");
        assert_eq!(title(code, Path::new("x")), "Fog");
    }
}
