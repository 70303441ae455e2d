use std::fs;
use std::path::{Path, PathBuf};

use wirecopy::{Error, Format};

use crate::job::{Destination, Job};

/// Where the outputs of a job go.
pub(crate) enum Place {
    Stdout,
    /// What is no regular file: it is written to, not replaced.
    Device(PathBuf),
    /// A folder; `only` when the caller named one file in it.
    Folder {
        root: PathBuf,
        only: Option<String>,
    },
}

impl Place {
    /// What the caller's destination means for so many inputs and these formats.
    pub(crate) fn of(job: &Job, formats: &[&'static Format], inputs: usize) -> Result<Self, Error> {
        let single = formats.len() == 1 && (inputs <= 1 || job.merge);
        let path = match &job.destination {
            Destination::Stdout if single => return Ok(Self::Stdout),
            Destination::Stdout => {
                return Err(Error::usage("there are several outputs, and standard output is one")
                    .hint("give a folder for them with `-o FOLDER`"));
            }
            Destination::Path(path) if path.as_os_str().is_empty() => {
                return Err(Error::usage("the output has no name").hint("give a folder or file with `-o`"));
            }
            // a link to a file stands for that file
            Destination::Path(path) if path.is_symlink() && !path.starts_with("/dev") => {
                &path.canonicalize().unwrap_or_else(|_| path.clone())
            }
            Destination::Path(path) => path,
        };
        let ends_as_folder = path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
        let about = fs::metadata(path).ok();
        if about.as_ref().is_some_and(fs::Metadata::is_dir) || ends_as_folder {
            return Ok(Self::Folder { root: path.clone(), only: None });
        }
        // `/dev/stdout` may lead to a regular file, and is none
        let is_regular = about.as_ref().is_none_or(fs::Metadata::is_file)
            && !(about.is_some() && path.starts_with("/dev"));
        let has_extension = formats.iter().any(|format| {
            path.extension()
                .is_some_and(|extension| format.extensions.iter().any(|known| extension == *known))
        });
        if !single {
            return if about.is_some() {
                Err(Error::usage(format!("`{}` is a file, and there are several outputs", path.display()))
                    .hint("give a folder for them with `-o FOLDER`"))
            } else if has_extension {
                Err(Error::usage(format!(
                    "`{}` names one file, and there are several outputs",
                    path.display()
                ))
                .hint(
                    "give a folder, with a `/` at its end, or put all inputs into one output with `--merge`",
                ))
            } else {
                Ok(Self::Folder { root: path.clone(), only: None })
            };
        }
        if !is_regular {
            return Ok(Self::Device(path.clone()));
        }
        if about.is_none() && !has_extension {
            return Ok(Self::Folder { root: path.clone(), only: None });
        }
        let Some(only) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            return Ok(Self::Folder { root: path.clone(), only: None });
        };
        let root = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(Self::Folder { root: root.to_owned(), only: Some(only) })
    }
}
