use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use wirecopy::Error;

use crate::{ledger, sidecar};

/// An input that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The file. `None`: standard input.
    pub path: Option<PathBuf>,
    /// Name by which records and messages refer to it: the file name, or the path below the folder it was found in.
    pub name: String,
    /// Whether the caller named it, rather than the folder it is in.
    pub named: bool,
    /// What tells it from the other inputs: its name, or its path where several have that name.
    pub key: String,
}

impl Found {
    fn new(path: Option<PathBuf>, name: String, named: bool) -> Self {
        Self { path, key: name.clone(), name, named }
    }
}

/// What was named and cannot be used, and why.
pub type NotFound = (String, Error);

/// Finds the inputs that `patterns` name: files, folders (walked in sorted order), patterns, `-`.
///
/// Folders give their regular files, hidden ones and `*.meta.yml` left out. What cannot be used is a failure of
/// its own beside what was found, so that it stops no other.
///
/// # Errors
/// When a pattern is no pattern.
pub fn discover(patterns: &[String]) -> Result<(Vec<Found>, Vec<NotFound>), Error> {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for pattern in patterns {
        let inputs = if pattern == "-" {
            Ok(vec![Found::new(None, "stdin".to_owned(), true)])
        } else if fs::symlink_metadata(pattern).is_err() && pattern.contains(['*', '?', '[']) {
            expand(pattern)
        } else {
            look(Path::new(pattern), &mut failures)
        };
        match inputs {
            Ok(inputs) => found.extend(inputs.into_iter().filter(|input| seen.insert(place(input)))),
            Err(error) if error.kind() == wirecopy::ErrorKind::Usage => return Err(error),
            Err(error) => failures.push((pattern.clone(), error)),
        }
    }
    // a pattern that the shell expands names the sidecars too
    let sidecars: BTreeSet<PathBuf> =
        found.iter().filter_map(|input| sidecar::path_for(input.path.as_deref()?)).collect();
    found.retain(|input| input.path.as_ref().is_none_or(|path| !sidecars.contains(path)));
    tell_apart(&mut found);
    Ok((found, failures))
}

/// One file is one input, however it is written.
fn place(input: &Found) -> Option<PathBuf> {
    let path = input.path.as_deref()?;
    Some(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

fn tell_apart(found: &mut [Found]) {
    let mut names: BTreeMap<String, u64> = BTreeMap::new();
    for input in found.iter() {
        *names.entry(input.name.clone()).or_default() += 1;
    }
    for input in found.iter_mut().filter(|input| names.get(&input.name).is_some_and(|times| *times > 1)) {
        if let Some(path) = &input.path {
            input.key = path.to_string_lossy().into_owned();
        }
    }
}

fn look(path: &Path, failures: &mut Vec<NotFound>) -> Result<Vec<Found>, Error> {
    let about = fs::metadata(path).map_err(|error| Error::io("cannot open it", error))?;
    if about.is_dir() {
        return walk(path, failures);
    }
    if !about.is_file() {
        return Err(Error::broken("it is not a regular file")
            .hint("to read a pipe or device give it as standard input: `-`"));
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(vec![Found::new(Some(path.to_owned()), name, true)])
}

/// Whether a folder holds what was written before: that is not read again with the folder it lies in.
fn is_of_outputs(entry: &walkdir::DirEntry) -> bool {
    entry.file_type().is_dir() && entry.path().join(ledger::FOLDER).is_dir()
}

fn walk(folder: &Path, failures: &mut Vec<NotFound>) -> Result<Vec<Found>, Error> {
    let (mut found, failed_before) = (Vec::new(), failures.len());
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !(is_hidden(entry.file_name()) || is_of_outputs(entry)));
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                let cause = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
                failures.push((path, Error::io("it cannot be read", cause)));
                continue;
            }
        };
        let is_file = entry.file_type().is_file()
            || (entry.path_is_symlink() && fs::metadata(entry.path()).is_ok_and(|about| about.is_file()));
        if !is_file || is_sidecar(entry.file_name()) {
            continue;
        }
        let name = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let name =
            name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        found.push(Found::new(Some(entry.into_path()), name, false));
    }
    if found.is_empty() && failures.len() == failed_before {
        return Err(Error::broken("the folder holds no files to convert"));
    }
    Ok(found)
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn is_sidecar(name: &OsStr) -> bool {
    name.as_encoded_bytes().ends_with(b".meta.yml")
}

fn expand(pattern: &str) -> Result<Vec<Found>, Error> {
    let glob = globset::GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .map_err(|error| Error::usage(format!("`{pattern}` is no pattern: {error}")))?
        .compile_matcher();
    // walk from the last folder before the first wild card
    let fixed = pattern.find(['*', '?', '[']).and_then(|wild| pattern.get(..wild)).unwrap_or_default();
    let root = fixed.rsplit_once('/').map_or(".", |(folder, _)| if folder.is_empty() { "/" } else { folder });
    let depth = if pattern.contains("**") { usize::MAX } else { pattern.matches('/').count() + 1 };
    // as shells do: a wild card stands for no hidden file
    let wants_hidden = pattern.get(fixed.len()..).is_some_and(|wild| wild.contains("/."))
        || fixed.rsplit('/').next().is_some_and(|last| last.starts_with('.'));
    let mut found: Vec<Found> = walkdir::WalkDir::new(root)
        .max_depth(depth)
        .into_iter()
        .filter_entry(|entry| wants_hidden || entry.depth() == 0 || !is_hidden(entry.file_name()))
        .filter_map(Result::ok)
        .filter(|entry| !is_sidecar(entry.file_name()))
        .filter(|entry| fs::metadata(entry.path()).is_ok_and(|about| about.is_file()))
        .map(walkdir::DirEntry::into_path)
        .filter(|path| glob.is_match(path.strip_prefix("./").unwrap_or(path)) || glob.is_match(path))
        .map(|path| {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            Found::new(Some(path), name, true)
        })
        .collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    if found.is_empty() {
        return Err(Error::broken("no file matches the pattern"));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &[Found]) -> Vec<&str> {
        found.iter().map(|input| input.name.as_str()).collect()
    }

    #[test]
    fn folders_are_walked_in_order_without_hidden_files() {
        let folder = tempfile::tempdir().unwrap();
        for file in
            ["b.xml", "a/z.xml", ".hidden/x.xml", "b.meta.yml", "a.xml", "out/x.md", "out/.wirecopy/x"]
        {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let root = folder.path().to_str().unwrap().to_owned();
        let (found, failures) = discover(std::slice::from_ref(&root)).unwrap();
        assert_eq!((names(&found), failures.len()), (vec!["a/z.xml", "a.xml", "b.xml"], 0));
        let (found, _) = discover(&[format!("{root}/*.xml"), format!("{root}/a.xml")]).unwrap();
        assert_eq!(names(&found), ["a.xml", "b.xml"]);
    }

    #[test]
    fn one_file_is_one_input_and_sidecars_are_none() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["a/x.txt", "a/x.meta.yml", "a/.x.txt", "b/x.txt"] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let (found, _) = discover(&[path("a/x.txt"), path("./a/x.txt"), path("a/x.meta.yml")]).unwrap();
        assert_eq!((names(&found), found[0].key.as_str()), (vec!["x.txt"], "x.txt"));
        let (found, _) = discover(&[path("a/*")]).unwrap();
        assert_eq!(names(&found), ["x.txt"]);
        let (found, _) = discover(&[path("b/x.txt"), path("a/x.txt")]).unwrap();
        let keys: Vec<_> = found.iter().map(|input| input.key.clone()).collect();
        assert_eq!(keys, [path("b/x.txt"), path("a/x.txt")]);
    }

    #[test]
    fn what_is_missing_stops_no_other() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "x").unwrap();
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let (found, failures) = discover(&[path("gone.txt"), path("a.txt")]).unwrap();
        assert_eq!((names(&found), failures.len()), (vec!["a.txt"], 1));
    }
}
