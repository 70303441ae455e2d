use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use wirecopy::Error;

/// An input that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The file. `None`: standard input.
    pub path: Option<PathBuf>,
    /// Name by which records and messages refer to it: the file name, or the path below the folder it was found in.
    pub name: String,
    /// Whether the caller named it, rather than the folder it is in.
    pub named: bool,
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
            Ok(vec![Found { path: None, name: "stdin".to_owned(), named: true }])
        } else if fs::symlink_metadata(pattern).is_err() && pattern.contains(['*', '?', '[']) {
            expand(pattern)
        } else {
            look(Path::new(pattern))
        };
        match inputs {
            Ok(inputs) => found.extend(inputs.into_iter().filter(|input| seen.insert(input.path.clone()))),
            Err(error) if error.kind() == wirecopy::ErrorKind::Usage => return Err(error),
            Err(error) => failures.push((pattern.clone(), error)),
        }
    }
    Ok((found, failures))
}

fn look(path: &Path) -> Result<Vec<Found>, Error> {
    let about = fs::metadata(path).map_err(|error| Error::io("cannot open it", error))?;
    if about.is_dir() {
        return walk(path);
    }
    if !about.is_file() {
        return Err(Error::broken("it is not a regular file")
            .hint("to read a pipe or device give it as standard input: `-`"));
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(vec![Found { path: Some(path.to_owned()), name, named: true }])
}

fn walk(folder: &Path) -> Result<Vec<Found>, Error> {
    let mut found = Vec::new();
    let entries = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.'));
    for entry in entries {
        let entry =
            entry.map_err(|error| Error::broken(format!("the folder cannot be read whole: {error}")))?;
        let is_file = entry.file_type().is_file()
            || (entry.path_is_symlink() && fs::metadata(entry.path()).is_ok_and(|about| about.is_file()));
        if !is_file || entry.file_name().to_string_lossy().ends_with(".meta.yml") {
            continue;
        }
        let name = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let name =
            name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        found.push(Found { path: Some(entry.path().to_owned()), name, named: false });
    }
    if found.is_empty() {
        return Err(Error::broken("the folder holds no files to convert"));
    }
    Ok(found)
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
    let mut found: Vec<Found> = walkdir::WalkDir::new(root)
        .max_depth(depth)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| fs::metadata(entry.path()).is_ok_and(|about| about.is_file()))
        .map(walkdir::DirEntry::into_path)
        .filter(|path| glob.is_match(path.strip_prefix("./").unwrap_or(path)) || glob.is_match(path))
        .map(|path| Found {
            name: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            path: Some(path),
            named: true,
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
        for file in ["b.xml", "a/z.xml", ".hidden/x.xml", "b.meta.yml", "a.xml"] {
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
    fn what_is_missing_stops_no_other() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "x").unwrap();
        let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let (found, failures) = discover(&[path("gone.txt"), path("a.txt")]).unwrap();
        assert_eq!((names(&found), failures.len()), (vec!["a.txt"], 1));
    }
}
