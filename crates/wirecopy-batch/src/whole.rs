use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use wirecopy::Error;

/// A file that appears whole or not at all: dropped before [`Whole::finish`], it was never there.
///
/// A pipe or device is written to, not replaced.
#[derive(Debug)]
pub struct Whole {
    path: PathBuf,
    to: To,
}

#[derive(Debug)]
enum To {
    Device(File),
    File(BufWriter<NamedTempFile>),
}

impl Whole {
    /// Begins the file.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn begin(path: &Path) -> Result<Self, Error> {
        let to = if is_device(path) {
            File::options().append(true).open(path).map(To::Device)
        } else {
            beside(path).map(|file| To::File(BufWriter::new(file)))
        };
        let to = to.map_err(|error| trouble(path, error))?;
        Ok(Self { path: path.to_owned(), to })
    }

    /// Goes on with the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let written = match &mut self.to {
            To::Device(file) => file.write_all(bytes),
            To::File(file) => file.write_all(bytes),
        };
        written.map_err(|error| trouble(&self.path, error))
    }

    /// Ends the file, which is there from now on.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> Result<(), Error> {
        let To::File(file) = self.to else { return Ok(()) };
        persist(file, &self.path).map_err(|error| trouble(&self.path, error))
    }
}

fn trouble(path: &Path, error: io::Error) -> Error {
    Error::io(format!("cannot write `{}`", path.display()), error)
}

fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| !about.is_file() || path.starts_with("/dev"))
}

/// A file of no name yet in the folder of `path`.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    // a link to a file stands for that file
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn persist(file: BufWriter<NamedTempFile>, path: &Path) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        for text in ["one", "two"] {
            let mut file = Whole::begin(&path).unwrap();
            file.write(text.as_bytes()).unwrap();
            file.finish().unwrap();
        }
        let mut dropped = Whole::begin(&path).unwrap();
        dropped.write(b"three").unwrap();
        drop(dropped);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(Whole::begin(&folder.path().join("no/page.html")).is_err());
    }
}
