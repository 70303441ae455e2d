use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use wirecopy::Error;

/// Folder within an output folder that holds what the next run needs to know.
pub(crate) const FOLDER: &str = ".wirecopy";

/// What we wrote last, and for what: keeps names when headlines change and tells files changed by hand.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    path: PathBuf,
    /// By the key of the article or input, and the extension.
    entries: BTreeMap<(String, String), Entry>,
    owners: BTreeMap<String, (String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) extension: String,
    /// Path below the output folder, parts joined by `/`.
    pub(crate) file: String,
    /// XXH3 (128 bits) of what was written.
    pub(crate) hash: String,
}

impl Ledger {
    /// Reads the ledger of an output folder.
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(FOLDER).join("ledger.jsonl");
        let mut ledger = Self { path, ..Self::default() };
        for entry in read(&ledger.path)? {
            ledger.put(entry);
        }
        Ok(ledger)
    }

    pub(crate) fn get(&self, key: &str, extension: &str) -> Option<&Entry> {
        self.entries.get(&(key.to_owned(), extension.to_owned()))
    }

    /// The entry that owns a file.
    pub(crate) fn owner(&self, file: &str) -> Option<&Entry> {
        self.entries.get(self.owners.get(&file.to_lowercase())?)
    }

    pub(crate) fn put(&mut self, entry: Entry) {
        let place = (entry.key.clone(), entry.extension.clone());
        if let Some(old) = self.entries.get(&place) {
            self.owners.remove(&old.file.to_lowercase());
        }
        self.owners.insert(entry.file.to_lowercase(), place.clone());
        self.entries.insert(place, entry);
    }

    /// Writes the ledger back, whole or not at all, and forgets what was announced.
    pub(crate) fn save(&self) -> Result<(), Error> {
        write(&self.path, self.entries.values())?;
        match fs::remove_file(self.announcement()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Error::io(format!("cannot remove `{}`", self.announcement().display()), error))
            }
            _ => Ok(()),
        }
    }

    /// Writes down what is about to be moved to its place.
    pub(crate) fn announce(&self, entries: impl Iterator<Item = Entry>) -> Result<(), Error> {
        write(&self.announcement(), entries)
    }

    /// What a run that did not come to its end had announced.
    pub(crate) fn announced(&self) -> Result<Vec<Entry>, Error> {
        read(&self.announcement())
    }

    fn announcement(&self) -> PathBuf {
        self.path.with_file_name("pending.jsonl")
    }
}

/// The entries of a file. A line that cannot be read is left out: the file it spoke of then counts as not ours, which
/// is the safe side.
fn read(path: &Path) -> Result<Vec<Entry>, Error> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(format!("cannot read `{}`", path.display()), error)),
    };
    let entries =
        text.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Entry>(line).ok());
    Ok(entries.filter(|entry| is_inside(&entry.file)).collect())
}

fn write<E: Borrow<Entry>>(path: &Path, entries: impl Iterator<Item = E>) -> Result<(), Error> {
    let trouble = |error| Error::io(format!("cannot write `{}`", path.display()), error);
    let folder = path.parent().unwrap_or(Path::new("."));
    // named so that the next run clears it away should this one be killed
    let mut file = tempfile::Builder::new().prefix("staging-").tempfile_in(folder).map_err(trouble)?;
    let mut text = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut text, entry.borrow()).map_err(|error| trouble(error.into()))?;
        text.push(b'\n');
    }
    file.write_all(&text).and_then(|()| file.as_file().sync_all()).map_err(trouble)?;
    file.persist(path).map_err(|error| trouble(error.error))?;
    // some systems cannot sync a folder; without it the rename is only safe from a kill, not from a power cut
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Whether a path from the ledger stays inside the folder: a ledger is data that anybody may have written.
fn is_inside(file: &str) -> bool {
    !file.is_empty()
        && !file.contains(['\\', '\0'])
        && file.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && part != FOLDER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, file: &str) -> Entry {
        Entry {
            key: key.to_owned(),
            extension: "md".to_owned(),
            file: file.to_owned(),
            hash: "00".to_owned(),
        }
    }

    #[test]
    fn reads_what_it_saved() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(FOLDER)).unwrap();
        let mut ledger = Ledger::open(folder.path()).unwrap();
        ledger.put(entry("id:1", "a.md"));
        ledger.put(entry("id:1", "b.md"));
        ledger.save().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        assert_eq!(ledger.get("id:1", "md"), Some(&entry("id:1", "b.md")));
        assert_eq!(ledger.owner("B.md"), Some(&entry("id:1", "b.md")));
        assert_eq!(ledger.owner("a.md"), None);
    }

    #[test]
    fn paths_that_lead_out_are_not_believed() {
        for path in ["../x.md", "/etc/x", "a/../../x", "", "a//b", ".wirecopy/ledger.jsonl"] {
            assert!(!is_inside(path), "{path}");
        }
        assert!(is_inside("sub/2026-01-01-a.md"));
    }
}
