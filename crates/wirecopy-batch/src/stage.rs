use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use twox_hash::XxHash3_128;
use wirecopy::{Error, Outputs, Part, PartRole};

use crate::ledger::{Entry, FOLDER, Ledger};
use crate::name::{self, Wanted};
use crate::report::{Failure, Written};

/// An output folder that is being written: parts are staged inside it and moved to their names at the end.
pub(crate) struct Folder {
    root: PathBuf,
    /// The one file to write, when the caller named a file.
    only: Option<String>,
    ascii_names: bool,
    /// Files that are never replaced, not even by force: the inputs.
    spared: BTreeSet<PathBuf>,
    staging: tempfile::TempDir,
    ledger: Ledger,
    /// Held until the end: two conversions into one folder would take each other's names.
    _lock: File,
}

impl Folder {
    /// Opens `root` as an output folder, making it if need be.
    pub(crate) fn open(root: &Path, only: Option<String>, ascii_names: bool) -> Result<Self, Error> {
        let trouble = |error| Error::io(format!("cannot write to the folder `{}`", root.display()), error);
        let inner = root.join(FOLDER);
        if fs::symlink_metadata(&inner).is_ok_and(|about| !about.is_dir()) {
            return Err(Error::broken(format!("`{}` is no folder, but a link or file", inner.display()))
                .hint("move it away: a folder of this name is made for what the next run needs to know"));
        }
        fs::create_dir_all(&inner).map_err(trouble)?;
        let lock = File::options().create(true).append(true).open(inner.join("lock")).map_err(trouble)?;
        match lock.try_lock() {
            Ok(()) => {}
            // files of their own do not take each other's names: they only wait for the ledger
            Err(TryLockError::WouldBlock) if only.is_some() => lock.lock().map_err(trouble)?,
            Err(TryLockError::WouldBlock) => {
                return Err(Error::usage(format!("another conversion is writing to `{}`", root.display()))
                    .hint("wait for it, or write to another folder"));
            }
            // some file systems have no locks
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(trouble(error)),
        }
        // what a killed run left behind
        for entry in fs::read_dir(&inner).map_err(trouble)?.filter_map(Result::ok) {
            if !entry.file_name().to_string_lossy().starts_with("staging-") {
                continue;
            }
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let path = entry.path();
            if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) }.map_err(trouble)?;
        }
        let staging = tempfile::Builder::new().prefix("staging-").tempdir_in(&inner).map_err(trouble)?;
        Ok(Self {
            root: root.to_owned(),
            only,
            ascii_names,
            spared: BTreeSet::new(),
            staging,
            ledger: open_ledger(root)?,
            _lock: lock,
        })
    }

    /// The same folder, in which these files are never replaced.
    pub(crate) fn sparing(mut self, spared: BTreeSet<PathBuf>) -> Self {
        self.spared = spared;
        self
    }

    /// Outputs for one input and one format; what they hold counts only once it is given to [`Folder::commit`].
    /// `key` tells the input from others of its name. `None`: the outputs take several inputs.
    pub(crate) fn outputs(&self, source_name: &str, key: Option<&str>, number: usize) -> (Staged, Parts) {
        let parts = Parts::default();
        let staged = Staged {
            folder: self.staging.path().to_owned(),
            prefix: format!("{number}"),
            source_name: source_name.to_owned(),
            source_key: key.map(str::to_owned),
            only: self.only.clone(),
            ascii_names: self.ascii_names,
            begun: 0,
            main: None,
            current: None,
            done: parts.clone(),
        };
        (staged, parts)
    }

    /// Moves parts to their names, in order. A part whose place is taken by a file that is not ours, or was changed by
    /// hand, is a failure of its own.
    pub(crate) fn commit(
        mut self,
        parts: Vec<StagedPart>,
        force: bool,
    ) -> Result<(BTreeMap<String, Written>, Vec<Failure>), Error> {
        let mut written: BTreeMap<String, Written> = BTreeMap::new();
        let (mut failures, mut touched) = (Vec::new(), BTreeSet::new());
        let settled = self.settle(parts)?;
        // what a name stands for must be on the disk before the name is
        sync_parts(self.staging.path(), &settled)
            .map_err(|error| Error::io("cannot write the outputs", error))?;
        // a run that is killed while it moves files leaves word of which are ours
        self.ledger.announce(settled.iter().map(|(part, file)| part.entry(file)))?;
        for (part, file) in settled {
            let target = self.root.join(&file);
            let count = written.entry(part.extension.clone()).or_default();
            match self.place(&part, &file, &target, force) {
                Ok(true) => {
                    count.files += 1;
                    touched.extend(target.parent().map(Path::to_owned));
                }
                Ok(false) => count.unchanged += 1,
                Err(error) => {
                    failures.push(Failure::of_output(target.display().to_string(), &error));
                    continue;
                }
            }
            self.ledger.put(part.entry(&file));
        }
        for folder in touched {
            let synced = File::open(&folder).and_then(|folder| folder.sync_all());
            // some systems cannot sync a folder; the files themselves are synced
            if let Err(error) = synced.or_else(|error| match error.kind() {
                io::ErrorKind::Unsupported
                | io::ErrorKind::InvalidInput
                | io::ErrorKind::PermissionDenied => Ok(()),
                _ => Err(error),
            }) {
                return Err(Error::io(format!("cannot write to the folder `{}`", folder.display()), error));
            }
        }
        self.ledger.save()?;
        Ok((written, failures))
    }

    /// Gives every part its file, those beside a main part the name of that one, which they may state.
    fn settle(&self, parts: Vec<StagedPart>) -> Result<Vec<(StagedPart, String)>, Error> {
        let (beside, parts): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.beside.is_some());
        let mut settled = self.settle_mains(parts);
        for mut part in beside {
            let main = settled.iter().find(|(main, _)| main.output == part.output && main.beside.is_none());
            let Some((main, file)) = main else { continue };
            part.wanted.key.clone_from(&main.wanted.key);
            let stem = file.strip_suffix(&format!(".{}", main.extension)).unwrap_or(file);
            let name = file.rsplit('/').next().unwrap_or(file);
            part.restate(name).map_err(|error| Error::io("cannot write the outputs", error))?;
            let file = format!("{stem}.{}", part.extension);
            settled.push((part, file));
        }
        Ok(settled)
    }

    /// Gives every part its file: the one it had before, else the name it wants; where several want one name, each
    /// gets the hash of its key behind it, so that names do not depend on order.
    fn settle_mains(&self, parts: Vec<StagedPart>) -> Vec<(StagedPart, String)> {
        let mut parts = parts;
        if let Some(only) = &self.only {
            // a name the caller chose says nothing of what the input is called elsewhere
            let named = |mut part: StagedPart| {
                part.wanted.key = format!("file:{only}");
                (part, only.clone())
            };
            return parts.into_iter().map(named).collect();
        }
        let mut seen: BTreeMap<(String, String), u64> = BTreeMap::new();
        let mut by_source: Vec<&mut StagedPart> = parts.iter_mut().collect();
        // which of two copies is the second must not depend on the order of inputs
        by_source.sort_by(|one, other| one.source_key.cmp(&other.source_key));
        for part in by_source {
            let times = seen.entry((part.wanted.key.clone(), part.extension.clone())).or_default();
            *times += 1;
            if *times > 1 {
                part.wanted.key = format!("{}~{times}", part.wanted.key);
            }
        }
        let known: Vec<Option<String>> = parts
            .iter()
            .map(|part| self.ledger.get(&part.wanted.key, &part.extension).map(|entry| entry.file.clone()))
            .collect();
        let mut taken: BTreeSet<String> = known.iter().flatten().map(|file| file.to_lowercase()).collect();
        let mut wishes: BTreeMap<String, u64> = BTreeMap::new();
        for (part, _) in parts.iter().zip(&known).filter(|(_, known)| known.is_none()) {
            *wishes.entry(part.file("").to_lowercase()).or_default() += 1;
        }
        let mut settled = Vec::with_capacity(parts.len());
        for (part, known) in parts.into_iter().zip(known) {
            let file = known.unwrap_or_else(|| {
                let mut file = part.file("");
                let wish = file.to_lowercase();
                let contested = wishes.get(&wish).is_some_and(|wishes| *wishes > 1)
                    || taken.contains(&wish)
                    || self.ledger.owner(&file).is_some();
                let mut attempt = 0;
                while (contested && attempt == 0)
                    || taken.contains(&file.to_lowercase())
                    || self.ledger.owner(&file).is_some()
                {
                    let salt = if attempt == 0 {
                        part.wanted.key.clone()
                    } else {
                        format!("{}~{attempt}", part.wanted.key)
                    };
                    file = part.file(&format!("-{}", name::short_hash(&salt)));
                    attempt += 1;
                }
                file
            });
            taken.insert(file.to_lowercase());
            settled.push((part, file));
        }
        settled
    }

    /// Moves a part to its place. `false`: the same bytes were there already.
    fn place(&self, part: &StagedPart, file: &str, target: &Path, force: bool) -> Result<bool, Error> {
        let trouble = |error| Error::io("cannot write it", error);
        if let Some(link) = self.link_on_the_way(file) {
            return Err(Error::broken(format!(
                "`{}` is a link, which may lead out of the folder",
                link.display()
            ))
            .hint("put a folder in its place, or write to the folder it leads to"));
        }
        if target.canonicalize().is_ok_and(|target| self.spared.contains(&target)) {
            return Err(Error::broken("it is an input of this conversion: left as it is")
                .hint("write to another folder or file"));
        }
        match fs::symlink_metadata(target) {
            Ok(about) if about.is_dir() => return Err(Error::broken("a folder is in its place")),
            Ok(about) if about.is_file() => {
                let there = hash_of(target).map_err(trouble)?;
                if there == part.hash {
                    return Ok(false);
                }
                let ours = self.ledger.owner(file).is_some_and(|entry| entry.hash == there);
                if !ours && !force {
                    return Err(Error::broken(
                        "it was changed since it was written, or is not from here: left as it is",
                    )
                    .hint("`--force` replaces it"));
                }
            }
            Ok(_) if !force => {
                return Err(Error::broken("a link or device is in its place: left as it is")
                    .hint("`--force` replaces it"));
            }
            _ => {}
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(trouble)?;
        }
        fs::rename(&part.path, target).map_err(trouble)?;
        Ok(true)
    }

    /// The first folder on the way to `file` that is a link.
    fn link_on_the_way(&self, file: &str) -> Option<PathBuf> {
        let (folders, _) = file.rsplit_once('/')?;
        let mut path = self.root.clone();
        folders.split('/').find_map(|folder| {
            path.push(folder);
            path.is_symlink().then(|| path.clone())
        })
    }
}

/// Reads the ledger, and takes over what a killed run had moved to its place.
fn open_ledger(root: &Path) -> Result<Ledger, Error> {
    let mut ledger = Ledger::open(root)?;
    let announced = ledger.announced()?;
    if !announced.is_empty() {
        for entry in announced {
            let path = root.join(&entry.file);
            let is_file = fs::symlink_metadata(&path).is_ok_and(|about| about.is_file());
            if is_file && hash_of(&path).is_ok_and(|there| there == entry.hash) {
                ledger.put(entry);
            }
        }
        ledger.save()?;
    }
    Ok(ledger)
}

/// From this many parts on the whole file system is told to write once, rather than each file by itself.
#[cfg(target_os = "linux")]
const MANY: usize = 32;

fn sync_parts(staging: &Path, parts: &[(StagedPart, String)]) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if parts.len() >= MANY {
        return rustix::fs::syncfs(File::open(staging)?).map_err(io::Error::from);
    }
    let _ = staging;
    parts.iter().try_for_each(|(part, _)| File::open(&part.path)?.sync_all())
}

fn hash_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hasher, mut buffer) = (File::open(path)?, XxHash3_128::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(format!("{:032x}", hasher.finish_128())),
            read => hasher.write(buffer.get(..read).unwrap_or_default()),
        }
    }
}

/// A part that is whole but not yet in its place.
#[derive(Debug)]
pub(crate) struct StagedPart {
    path: PathBuf,
    source_key: String,
    subfolder: String,
    wanted: Wanted,
    extension: String,
    hash: String,
    /// For a part that stands beside a main one: the name that one wants, which it may state.
    beside: Option<String>,
    /// The output it is a part of.
    output: String,
}

impl StagedPart {
    fn file(&self, suffix: &str) -> String {
        format!("{}{}{suffix}.{}", self.subfolder, self.wanted.stem, self.extension)
    }

    /// Puts the name its main part got in the place of the one that part wanted: as a string of JSON, the form in which
    /// such parts state it.
    fn restate(&mut self, main: &str) -> io::Result<()> {
        let Some(wanted) = self.beside.as_deref().filter(|wanted| *wanted != main) else { return Ok(()) };
        let quoted = |name: &str| serde_json::Value::from(name).to_string();
        let text = fs::read_to_string(&self.path)?.replace(&quoted(wanted), &quoted(main));
        fs::write(&self.path, &text)?;
        self.hash = format!("{:032x}", XxHash3_128::oneshot(text.as_bytes()));
        Ok(())
    }

    fn entry(&self, file: &str) -> Entry {
        Entry {
            key: self.wanted.key.clone(),
            extension: self.extension.clone(),
            file: file.to_owned(),
            hash: self.hash.clone(),
        }
    }
}

/// The parts of one input and format, shared between what writes them and what commits them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts(Arc<Mutex<Vec<StagedPart>>>);

impl Parts {
    pub(crate) fn take(&self) -> Vec<StagedPart> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn push(&self, part: StagedPart) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(part);
    }
}

/// Writes the parts of one input and format into the staging folder.
pub(crate) struct Staged {
    folder: PathBuf,
    prefix: String,
    source_name: String,
    source_key: Option<String>,
    only: Option<String>,
    ascii_names: bool,
    begun: u64,
    /// The name the main part wants, once it was begun.
    main: Option<String>,
    current: Option<Open>,
    done: Parts,
}

struct Open {
    writer: BufWriter<Hashing>,
    part: StagedPart,
}

struct Hashing {
    file: File,
    /// Tells what we wrote from what was edited since; nobody has to be fooled by it, so it may be a fast one.
    hasher: XxHash3_128,
    /// Once a write has failed there may be a gap: nothing written after it makes the file whole again.
    failed: bool,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed {
            return Err(io::Error::other("an earlier write to it failed"));
        }
        let written = self.file.write(bytes).inspect_err(|error| {
            self.failed = error.kind() != io::ErrorKind::Interrupted;
        })?;
        self.hasher.write(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Staged {
    fn end(&mut self) -> Result<(), Error> {
        let Some(Open { writer, mut part }) = self.current.take() else { return Ok(()) };
        let finished = writer.into_inner().map_err(io::IntoInnerError::into_error).and_then(|hashing| {
            if hashing.failed {
                Err(io::Error::other("an earlier write to it failed"))
            } else {
                Ok(hashing.hasher.finish_128())
            }
        });
        let hash = finished.map_err(|error| Error::io("cannot write the output", error))?;
        part.hash = format!("{hash:032x}");
        self.done.push(part);
        Ok(())
    }

    fn wanted(&self, part: &Part<'_>) -> Wanted {
        match (part.role, part.article) {
            (PartRole::Article, Some(article)) => {
                // of several inputs, the article knows which it is from
                let name = match &self.source_key {
                    None if !article.source.is_empty() => &*article.source,
                    _ => self.source_name.as_str(),
                };
                let key = self.source_key.as_deref().unwrap_or(name);
                name::wanted(article, name, key, self.begun, self.ascii_names)
            }
            _ => Wanted {
                stem: name::stem_of(&self.source_name, self.ascii_names),
                key: format!("main:{}", self.source_key.as_deref().unwrap_or(&self.source_name)),
            },
        }
    }
}

impl Outputs for Staged {
    fn part(&mut self, part: &Part<'_>) -> Result<&mut dyn Write, Error> {
        self.end()?;
        self.begun += 1;
        if self.only.is_some() && self.begun > 1 && part.role != PartRole::Sidecar {
            return Err(Error::usage("there are several articles, and only one file for them")
                .hint("give a folder with `-o`"));
        }
        let path = self.folder.join(format!("{}-{}", self.prefix, self.begun));
        let file = File::create_new(&path).map_err(|error| Error::io("cannot write the output", error))?;
        let hashing = Hashing { file, hasher: XxHash3_128::new(), failed: false };
        let staged = StagedPart {
            path,
            source_key: match &self.source_key {
                Some(key) => key.clone(),
                None => part.article.map(|article| article.source.to_string()).unwrap_or_default(),
            },
            subfolder: subfolder(&self.source_name),
            wanted: self.wanted(part),
            extension: part.extension.to_owned(),
            hash: String::new(),
            beside: self.main.clone().filter(|_| part.role == PartRole::Sidecar),
            output: self.prefix.clone(),
        };
        if part.role == PartRole::Main {
            self.main = self.main_name(part.extension);
        }
        let open =
            self.current.insert(Open { writer: BufWriter::with_capacity(64 << 10, hashing), part: staged });
        Ok(&mut open.writer)
    }

    fn main_name(&self, extension: &str) -> Option<String> {
        Some(match &self.only {
            Some(only) => only.clone(),
            None => format!("{}.{extension}", name::stem_of(&self.source_name, self.ascii_names)),
        })
    }

    fn current(&mut self) -> Option<&mut dyn Write> {
        self.current.as_mut().map(|open| &mut open.writer as &mut dyn Write)
    }

    fn close(&mut self) -> Result<(), Error> {
        self.end()
    }
}

/// The folder of an input below the one that was walked, kept in the output; with a slash at its end, or empty.
fn subfolder(source_name: &str) -> String {
    let Some((folders, _)) = source_name.rsplit_once('/') else { return String::new() };
    folders.split('/').flat_map(|folder| [safe_folder(folder), "/".to_owned()]).collect()
}

fn safe_folder(folder: &str) -> String {
    let safe: String = folder
        .chars()
        .map(
            |character| {
                let is_unsafe = character.is_control()
                    || matches!(character, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
                    || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
                if is_unsafe { '-' } else { character }
            },
        )
        .collect();
    let safe = safe.trim_matches('.');
    if safe.is_empty() {
        "folder".to_owned()
    } else {
        name::unreserved(name::cut_bytes(safe, name::MAX_BYTES))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy::model::{Article, Headline, HeadlineRole, Id};

    fn article(id: &str, title: &str) -> Article {
        Article {
            position: Some(1),
            id: Some(Id { value: id.to_owned(), ..Id::default() }),
            headlines: vec![Headline::plain(HeadlineRole::Main, title)],
            ..Article::default()
        }
    }

    fn write(root: &Path, articles: &[(&str, &str)], text: &str, force: bool) -> (u64, Vec<Failure>) {
        let folder = Folder::open(root, None, false).unwrap();
        let (mut staged, parts) = folder.outputs("feed.xml", Some("feed.xml"), 0);
        for (id, title) in articles {
            let article = article(id, title);
            let part = Part { role: PartRole::Article, extension: "md", article: Some(&article) };
            staged.part(&part).unwrap().write_all(text.as_bytes()).unwrap();
        }
        staged.close().unwrap();
        let (written, failures) = folder.commit(parts.take(), force).unwrap();
        (written["md"].files, failures)
    }

    fn files(root: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(root)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.retain(|name| name != FOLDER);
        names.sort();
        names
    }

    #[test]
    fn names_stay_when_headlines_change() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &[("1", "Ferry late")], "one", false);
        write(root.path(), &[("1", "Ferry cancelled")], "two", false);
        assert_eq!(files(root.path()), ["ferry-late.md"]);
        assert_eq!(fs::read_to_string(root.path().join("ferry-late.md")).unwrap(), "two");
    }

    #[test]
    fn one_name_for_two_articles_gives_both_a_suffix_in_any_order() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write(one.path(), &[("1", "News in brief"), ("2", "News in Brief")], "x", false);
        write(other.path(), &[("2", "News in Brief"), ("1", "News in brief")], "x", false);
        assert_eq!(files(one.path()), files(other.path()));
        assert_eq!(files(one.path()).len(), 2);
    }

    #[test]
    fn the_same_id_twice_is_two_files() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &[("1", "Storm"), ("1", "Storm")], "x", false);
        assert_eq!(files(root.path()).len(), 2);
    }

    #[test]
    fn what_was_changed_by_hand_stays_unless_forced() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &[("1", "Storm")], "first", false);
        fs::write(root.path().join("storm.md"), "edited").unwrap();
        let (written, failures) = write(root.path(), &[("1", "Storm")], "second", false);
        assert_eq!((written, failures.len()), (0, 1));
        assert_eq!(fs::read_to_string(root.path().join("storm.md")).unwrap(), "edited");
        let (written, failures) = write(root.path(), &[("1", "Storm")], "second", true);
        assert_eq!((written, failures.len()), (1, 0));
    }

    #[test]
    fn what_a_killed_run_moved_is_known_to_the_next() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &[("1", "Storm")], "first", false);
        let ledger = fs::read(root.path().join(FOLDER).join("ledger.jsonl")).unwrap();
        write(root.path(), &[("1", "Storm")], "second", false);
        // as if the second run had been killed between moving its file and writing the ledger
        fs::rename(
            root.path().join(FOLDER).join("ledger.jsonl"),
            root.path().join(FOLDER).join("pending.jsonl"),
        )
        .unwrap();
        fs::write(root.path().join(FOLDER).join("ledger.jsonl"), ledger).unwrap();
        let (written, failures) = write(root.path(), &[("1", "Storm is over")], "third", false);
        assert_eq!((written, failures.len()), (1, 0));
        assert_eq!(files(root.path()), ["storm.md"]);
        assert!(!root.path().join(FOLDER).join("pending.jsonl").exists());
    }

    #[test]
    fn a_name_the_caller_chose_is_no_name_of_the_input() {
        let root = tempfile::tempdir().unwrap();
        let one = |only: Option<&str>, text: &str| {
            let folder = Folder::open(root.path(), only.map(str::to_owned), false).unwrap();
            let (mut staged, parts) = folder.outputs("feed.xml", Some("feed.xml"), 0);
            let part = Part { role: PartRole::Main, extension: "csv", article: None };
            staged.part(&part).unwrap().write_all(text.as_bytes()).unwrap();
            staged.close().unwrap();
            folder.commit(parts.take(), false).unwrap().1.len()
        };
        assert_eq!([one(Some("a.csv"), "1"), one(Some("b.csv"), "1"), one(Some("a.csv"), "2")], [0; 3]);
        assert_eq!(one(None, "1"), 0);
        assert_eq!(files(root.path()), ["a.csv", "b.csv", "feed.csv"]);
    }

    #[test]
    fn a_part_beside_another_has_its_name_and_states_it() {
        let beside = |only: Option<&str>, inputs: &[&str]| {
            let root = tempfile::tempdir().unwrap();
            let folder = Folder::open(root.path(), only.map(str::to_owned), false).unwrap();
            let mut all = Vec::new();
            for (number, input) in inputs.iter().enumerate() {
                let (mut staged, parts) = folder.outputs(input, Some(input), number);
                let part = Part { role: PartRole::Main, extension: "csv", article: None };
                staged.part(&part).unwrap().write_all(input.as_bytes()).unwrap();
                let name = staged.main_name("csv").unwrap();
                let part = Part { role: PartRole::Sidecar, extension: "csv-metadata.json", article: None };
                write!(staged.part(&part).unwrap(), "{{\"url\":\"{name}\"}}").unwrap();
                staged.close().unwrap();
                all.extend(parts.take());
            }
            assert!(folder.commit(all, false).unwrap().1.is_empty());
            let names = files(root.path());
            for name in &names {
                let Some(stem) = name.strip_suffix(".csv-metadata.json") else { continue };
                let main = format!("{stem}.csv");
                assert!(names.contains(&main));
                let text = fs::read_to_string(root.path().join(name)).unwrap();
                assert_eq!(text, format!("{{\"url\":\"{main}\"}}"));
            }
            names
        };
        assert_eq!(beside(None, &["feed.xml"]), ["feed.csv", "feed.csv-metadata.json"]);
        assert_eq!(beside(Some("all.csv"), &["feed.xml"]), ["all.csv", "all.csv-metadata.json"]);
        // two of one name: both get a suffix, and so do those beside them
        assert_eq!(beside(None, &["feed.xml", "feed.atom"]).len(), 4);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_neither_replaced_nor_followed() {
        use std::os::unix::fs::symlink;
        let (root, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        symlink(elsewhere.path().join("x"), root.path().join("storm.md")).unwrap();
        let (written, failures) = write(root.path(), &[("1", "Storm")], "x", false);
        assert_eq!((written, failures.len()), (0, 1));
        assert!(root.path().join("storm.md").is_symlink());

        symlink(elsewhere.path(), root.path().join("sub")).unwrap();
        let folder = Folder::open(root.path(), None, false).unwrap();
        let (mut staged, parts) = folder.outputs("sub/feed.xml", Some("sub/feed.xml"), 0);
        let part = Part { role: PartRole::Main, extension: "csv", article: None };
        staged.part(&part).unwrap().write_all(b"x").unwrap();
        staged.close().unwrap();
        assert_eq!(folder.commit(parts.take(), true).unwrap().1.len(), 1);
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);

        let linked = tempfile::tempdir().unwrap();
        symlink(elsewhere.path(), linked.path().join(FOLDER)).unwrap();
        assert!(Folder::open(linked.path(), None, false).is_err());
    }

    #[test]
    fn nothing_follows_a_failed_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        fs::write(&path, "").unwrap();
        // not open for writing: the first write fails
        let mut hashing =
            Hashing { file: File::open(&path).unwrap(), hasher: XxHash3_128::new(), failed: false };
        assert!(hashing.write(b"x").is_err() && hashing.failed);
        hashing.file = File::options().write(true).open(&path).unwrap();
        assert!(hashing.write(b"x").is_err());
    }

    #[test]
    fn folders_have_safe_names() {
        for (folder, wanted) in [
            ("a b", "a b"),
            ("..", "folder"),
            (".wirecopy", "wirecopy"),
            ("con", "n-con"),
            ("a\u{202e}b:c", "a-b-c"),
        ] {
            assert_eq!(safe_folder(folder), wanted);
        }
    }

    #[test]
    fn what_is_not_committed_leaves_nothing() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path(), None, false).unwrap();
        let (mut staged, _) = folder.outputs("feed.xml", Some("feed.xml"), 0);
        staged
            .part(&Part { role: PartRole::Main, extension: "csv", article: None })
            .unwrap()
            .write_all(b"x")
            .unwrap();
        drop((staged, folder));
        assert_eq!(files(root.path()), [""; 0]);
        assert_eq!(fs::read_dir(root.path().join(FOLDER)).unwrap().count(), 1);
    }
}
