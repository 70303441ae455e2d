use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use wirecopy::{Error, Findings};

use crate::report::{Failure, Finding, Outcome, Report};

/// Bytes of findings an input keeps in memory before they go to a temporary file.
const IN_MEMORY: usize = 64 << 10;

/// The file of all findings: those of each input are kept aside until the inputs before it are done.
#[derive(Default)]
pub(crate) struct FindingsFile {
    path: Option<PathBuf>,
    spools: Mutex<Vec<Spool>>,
}

/// The findings of one input, on their way to the file.
pub(crate) type Spool = Arc<Mutex<Spooled>>;

/// What [`Spool`] shares.
pub(crate) struct Spooled {
    findings: tempfile::SpooledTempFile,
    /// Why findings are missing from it.
    trouble: Option<io::Error>,
}

impl FindingsFile {
    /// The file the caller asked for. `None`: findings go to no file.
    pub(crate) fn new(path: Option<PathBuf>) -> Self {
        Self { path, spools: Mutex::default() }
    }

    /// A place for the findings of the next input, in the order of the file.
    pub(crate) fn spool(&self) -> Option<Spool> {
        self.path.as_ref()?;
        let findings = tempfile::spooled_tempfile(IN_MEMORY);
        let spool = Arc::new(Mutex::new(Spooled { findings, trouble: None }));
        self.spools.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&spool));
        Some(spool)
    }

    /// Writes the findings of all inputs; that it cannot be done is told beside what was done.
    pub(crate) fn finish(&self, report: &mut Report) {
        let Some(path) = &self.path else { return };
        if let Err(error) = self.write(path, report) {
            let error = Error::io("cannot write the report", error);
            report.failures.push(Failure::new(path.display().to_string(), &error));
        }
    }

    fn write(&self, path: &Path, report: &Report) -> io::Result<()> {
        // a pipe or device is written to, not replaced
        if path.starts_with("/dev") || fs::metadata(path).is_ok_and(|about| !about.is_file()) {
            return self.write_to(&mut File::options().append(true).open(path)?, report);
        }
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(folder)?;
        self.write_to(&mut file, report)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// The findings of all inputs, in their order, then the failures.
    fn write_to(&self, file: &mut dyn Write, report: &Report) -> io::Result<()> {
        let spools = std::mem::take(&mut *self.spools.lock().unwrap_or_else(PoisonError::into_inner));
        for spool in spools {
            let mut spool = spool.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(trouble) = spool.trouble.take() {
                return Err(trouble);
            }
            spool.findings.rewind()?;
            io::copy(&mut spool.findings, file)?;
        }
        let failed = report.inputs.iter().filter_map(|input| match &input.outcome {
            Outcome::Failed(failure) => Some(failure),
            _ => None,
        });
        for failure in failed.chain(&report.failures) {
            let line = serde_json::json!({
                "input": failure.name, "severity": "error", "code": failure.code, "message": failure.message,
                "line": failure.line, "column": failure.column, "hint": failure.hint,
            });
            writeln!(file, "{line}")?;
        }
        file.flush()
    }
}

/// Findings of the input called `name` that are also written to `spool`, one JSON object a line.
pub(crate) fn observed(name: String, spool: Spool) -> Findings<'static> {
    Findings::observed(Box::new(move |diagnostic| {
        let mut spool = spool.lock().unwrap_or_else(PoisonError::into_inner);
        // a report that cannot be spooled fails when it is written out; the conversion goes on
        if spool.trouble.is_none() {
            let written = serde_json::to_writer(&mut spool.findings, &Finding::new(&name, diagnostic))
                .map_err(io::Error::from)
                .and_then(|()| spool.findings.write_all(b"\n"));
            spool.trouble = written.err();
        }
    }))
}
