//! `cargo xtask tidy`: the rules no compiler knows.

mod dependencies;
mod fuzzing;
mod sources;
mod words;

use anyhow::Result;

use crate::docs;
use crate::workspace::packages;

/// Everything that breaks a rule.
pub(crate) fn check() -> Result<Vec<String>> {
    let packages = packages()?;
    let mut faults = dependencies::check(&packages);
    faults.extend(sources::check(&packages));
    faults.extend(fuzzing::check());
    faults.extend(words::check()?);
    faults.extend(docs::stale()?);
    Ok(faults)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_workspace_is_tidy() {
        let faults = super::check().unwrap();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
