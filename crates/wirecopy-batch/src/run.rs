use std::fs::{self, File};
use std::io::{BufReader, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use wirecopy::{
    Confidence, Cx, Diagnostic, Error, ErrorKind, Findings, Format, Given, Input, Outputs, Registry, Stream,
    Target,
};

use crate::direct::Direct;
use crate::discover::{Found, discover};
use crate::job::{Destination, Job};
use crate::report::{Failure, Finding, InputReport, Outcome, Progress, Report, Written};
use crate::stage::{Folder, Parts, StagedPart};
use crate::{Counts, sidecar};

/// Bytes of findings an input keeps in memory before they go to a temporary file.
const REPORT_MEMORY: usize = 64 << 10;

/// An input that was converted, with its parts.
type Converted = (InputReport, Vec<StagedPart>);

/// Where a findings report of one input is kept until the inputs before it are done.
type Spool = Arc<Mutex<Spooled>>;

struct Spooled {
    findings: tempfile::SpooledTempFile,
    /// Why findings are missing from it.
    trouble: Option<std::io::Error>,
}

/// Runs a job. `progress` is called when an input is done, from any thread.
///
/// # Errors
/// When the job itself is wrong, or its destination cannot be written. The failure of an input is in the report.
pub fn run(job: &Job, registry: &Registry, progress: &(dyn Fn(Progress) + Sync)) -> Result<Report, Error> {
    let start = Instant::now();
    let batch = Batch::check(job, registry, progress)?;
    let (found, failures) = discover(&job.inputs)?;
    let place = Place::of(job, &batch.formats, found.len() + failures.len())?;
    let mut report = Report::default();
    for (name, error) in failures {
        report.inputs.push(Batch::failed(&name, Some(name.clone()), &error));
    }
    match place {
        _ if found.is_empty() => {}
        Place::Stdout => batch.straight(
            &found,
            || Box::new(Direct::new(std::io::stdout(), "standard output")),
            &mut report,
        )?,
        Place::Device(path) => {
            let open = File::options().append(true).open(&path);
            let device =
                open.map_err(|error| Error::io(format!("cannot write to `{}`", path.display()), error))?;
            let mut device = Some(device);
            batch.straight(&found, || direct_to(device.take()), &mut report)?;
            let is_written = report.inputs.iter().any(|input| matches!(input.outcome, Outcome::Converted));
            for extension in batch.formats.iter().filter_map(|format| format.extensions.first()) {
                if is_written {
                    report.written.insert((*extension).to_owned(), Written { files: 1, unchanged: 0 });
                }
            }
        }
        Place::Folder { root, only } => {
            let folder = Folder::open(&root, only, job.ascii_names)?;
            let parts = if job.merge {
                batch.merged(&found, &folder, &mut report)
            } else {
                batch.each(&found, &folder, &mut report)
            };
            let (written, failures) = folder.commit(parts?, job.force)?;
            report.written = written;
            report.failures.extend(failures);
        }
    }
    batch.finish_report(&mut report);
    report.elapsed = start.elapsed();
    Ok(report)
}

/// Reads inputs and writes nothing: what they are and what is found in them.
///
/// # Errors
/// When the job itself is wrong.
pub fn inspect(job: &Job, registry: &Registry) -> Result<Report, Error> {
    let start = Instant::now();
    let batch = Batch::check(job, registry, &|_| {})?;
    let (found, failures) = discover(&job.inputs)?;
    let mut report = Report::default();
    for (name, error) in failures {
        report.inputs.push(Batch::failed(&name, Some(name.clone()), &error));
    }
    for found in &found {
        report.inputs.push(batch.one(found, Vec::new()));
    }
    batch.finish_report(&mut report);
    report.elapsed = start.elapsed();
    Ok(report)
}

fn direct_to(file: Option<File>) -> Box<dyn Outputs> {
    match file {
        Some(file) => Box::new(Direct::new(file, "the output")),
        None => Box::new(Direct::new(std::io::sink(), "the output")),
    }
}

/// Where the outputs of a job go.
enum Place {
    Stdout,
    Device(PathBuf),
    Folder { root: PathBuf, only: Option<String> },
}

impl Place {
    fn of(job: &Job, formats: &[&'static Format], inputs: usize) -> Result<Self, Error> {
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

/// A job that was checked, with what its inputs share.
struct Batch<'j> {
    job: &'j Job,
    registry: &'j Registry,
    formats: Vec<&'static Format>,
    given: Given,
    progress: &'j (dyn Fn(Progress) + Sync),
    spools: Mutex<Vec<Spool>>,
}

impl<'j> Batch<'j> {
    fn check(
        job: &'j Job,
        registry: &'j Registry,
        progress: &'j (dyn Fn(Progress) + Sync),
    ) -> Result<Self, Error> {
        let mut formats = Vec::new();
        for name in &job.to {
            let format = registry.exporter_named(name)?.format();
            job.settings.for_format(format)?;
            if formats.iter().any(|known: &&'static Format| known.name == format.name) {
                return Err(Error::usage(format!("`{name}` is named twice in `--to`")));
            }
            formats.push(format);
        }
        if let Some(from) = &job.from {
            registry.importer_named(from)?;
        }
        check_settings(job, registry)?;
        if job.inputs.is_empty() {
            return Err(
                Error::usage("there are no inputs").hint("name files, folders, or `-` for standard input")
            );
        }
        let mut given = Given::default();
        for (field, value) in &job.meta {
            given.field(field, value)?;
        }
        if let Some(zone) = &job.zone {
            given.zone(zone)?;
        }
        Ok(Self { job, registry, formats, given, progress, spools: Mutex::default() })
    }

    fn failed(name: &str, path: Option<String>, error: &Error) -> InputReport {
        let display = path.clone().unwrap_or_else(|| name.to_owned());
        InputReport {
            name: name.to_owned(),
            path,
            format: None,
            counts: Counts::default(),
            findings: Findings::default(),
            outcome: Outcome::Failed(Failure::new(display, error)),
        }
    }

    /// Each input to outputs of its own, on several threads. Gives the parts of the inputs that succeeded, in order.
    fn each(&self, found: &[Found], folder: &Folder, report: &mut Report) -> Result<Vec<StagedPart>, Error> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads =
            if self.job.threads == 0 { cores } else { self.job.threads }.clamp(1, found.len().max(1));
        let results: Vec<Mutex<Option<Converted>>> = found.iter().map(|_| Mutex::default()).collect();
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let spools: Vec<_> = found.iter().map(|_| self.spool()).collect();
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let (Some(found), Some(result), Some(spool)) =
                            (found.get(index), results.get(index), spools.get(index))
                        else {
                            return;
                        };
                        let outcome = self.staged(found, folder, index, spool.as_ref());
                        *result.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
                        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                        (self.progress)(Progress { done, total: results.len() });
                    }
                });
            }
        });
        let mut parts = Vec::new();
        for result in results {
            let result = result.into_inner().unwrap_or_else(PoisonError::into_inner);
            let (input, staged) = result.ok_or_else(|| Error::broken("an input was not converted"))?;
            report.inputs.push(input);
            parts.extend(staged);
        }
        Ok(parts)
    }

    fn staged(
        &self,
        found: &Found,
        folder: &Folder,
        index: usize,
        spool: Option<&Spool>,
    ) -> (InputReport, Vec<StagedPart>) {
        let mut targets: Vec<(&'static Format, Box<dyn Outputs + '_>)> = Vec::new();
        let mut collected: Vec<Parts> = Vec::new();
        for (number, format) in self.formats.iter().enumerate() {
            let (staged, parts) =
                folder.outputs(&found.name, Some(&found.key), index * self.formats.len() + number);
            targets.push((*format, Box::new(staged)));
            collected.push(parts);
        }
        let report = self.one_with(found, targets, spool);
        let succeeded = matches!(report.outcome, Outcome::Converted);
        let parts = collected.iter().flat_map(Parts::take).filter(|_| succeeded).collect();
        (report, parts)
    }

    fn one(&self, found: &Found, targets: Vec<(&'static Format, Box<dyn Outputs + '_>)>) -> InputReport {
        let spool = self.spool();
        self.one_with(found, targets, spool.as_ref())
    }

    /// Converts one input to targets of its own.
    fn one_with(
        &self,
        found: &Found,
        targets: Vec<(&'static Format, Box<dyn Outputs + '_>)>,
        spool: Option<&Spool>,
    ) -> InputReport {
        let mut stream = self.stream();
        let add = targets
            .into_iter()
            .try_for_each(|(format, out)| stream.add(Target { format: format.name, out }).map(drop));
        let mut report = match add {
            Ok(()) => self.pull(&mut stream, found, spool),
            Err(error) => Self::failed(&found.name, path_of(found), &error),
        };
        if matches!(report.outcome, Outcome::Converted)
            && let Err(error) = stream.finish(&mut report.findings)
        {
            report.outcome = Outcome::Failed(Failure::new(display_of(found), &error));
        }
        report
    }

    /// All inputs one after the other to one stream of outputs.
    fn straight(
        &self,
        found: &[Found],
        mut out: impl FnMut() -> Box<dyn Outputs>,
        report: &mut Report,
    ) -> Result<(), Error> {
        let mut stream = self.stream();
        for format in &self.formats {
            stream.add(Target { format: format.name, out: out() })?;
        }
        self.pull_all(&mut stream, found, report);
        Ok(())
    }

    /// All inputs one after the other into one part a format.
    fn merged(
        &self,
        found: &[Found],
        folder: &Folder,
        report: &mut Report,
    ) -> Result<Vec<StagedPart>, Error> {
        let mut stream = self.stream();
        let mut collected = Vec::new();
        for (number, format) in self.formats.iter().enumerate() {
            let (staged, parts) = folder.outputs("merged", None, number);
            stream.add(Target { format: format.name, out: Box::new(staged) })?;
            collected.push(parts);
        }
        let whole = self.pull_all(&mut stream, found, report);
        drop(stream);
        Ok(collected.iter().flat_map(Parts::take).filter(|_| whole).collect())
    }

    /// Whether there was something to end, and it could be ended.
    fn pull_all(&self, stream: &mut Stream<'_>, found: &[Found], report: &mut Report) -> bool {
        for (index, input) in found.iter().enumerate() {
            let spool = self.spool();
            report.inputs.push(self.pull(stream, input, spool.as_ref()));
            (self.progress)(Progress { done: index + 1, total: found.len() });
        }
        let Some(last) =
            report.inputs.iter_mut().rev().find(|input| matches!(input.outcome, Outcome::Converted))
        else {
            return false;
        };
        // what is only known at the end (losses) is told with the last input
        match stream.finish(&mut last.findings) {
            Ok(()) => true,
            Err(error) => {
                last.outcome = Outcome::Failed(Failure::new(
                    last.path.clone().unwrap_or_else(|| last.name.clone()),
                    &error,
                ));
                false
            }
        }
    }

    fn stream(&self) -> Stream<'_> {
        let mut stream = Stream::new(self.registry);
        stream.settings.clone_from(&self.job.settings);
        stream.limits.clone_from(&self.job.limits);
        stream.policy.clone_from(&self.job.policy);
        stream
    }

    /// Sends one input down a stream.
    fn pull(&self, stream: &mut Stream<'_>, found: &Found, spool: Option<&Spool>) -> InputReport {
        let counts = Arc::new(Mutex::new(Counts::default()));
        let watched = Arc::clone(&counts);
        stream.watch(Box::new(move |record| {
            watched.lock().unwrap_or_else(PoisonError::into_inner).add(record);
        }));
        let mut findings = match spool {
            Some(spool) => observed(display_of(found), Arc::clone(spool)),
            None => Findings::default(),
        };
        let mut format = None;
        let result = self.send(stream, found, &mut findings, &mut format);
        let outcome = match result {
            Ok(()) => Outcome::Converted,
            Err(error) if error.kind() == ErrorKind::UnknownFormat && !found.named => {
                let mut note =
                    Diagnostic::note("input.format.unknown", format!("skipped: {}", error.message()));
                note.hint = error.advice().map(|hint| hint.to_owned().into());
                findings.report(note);
                Outcome::Skipped
            }
            Err(error) => Outcome::Failed(Failure::new(display_of(found), &error)),
        };
        let counts = counts.lock().unwrap_or_else(PoisonError::into_inner).clone();
        InputReport { name: found.name.clone(), path: path_of(found), format, counts, findings, outcome }
    }

    fn send(
        &self,
        stream: &mut Stream<'_>,
        found: &Found,
        findings: &mut Findings<'static>,
        format: &mut Option<&'static str>,
    ) -> Result<(), Error> {
        let mut given = self.given.clone();
        if let Some(path) = &found.path {
            sidecar::read(path, &mut given)?;
        }
        let mut stdin_taken = false;
        let mut again = || self.input(found, &mut stdin_taken);
        let mut cx = Cx::new(&self.job.limits, &self.job.policy, findings);
        let from = self.job.from.as_deref();
        let mut opened = wirecopy::open(self.registry, &mut again, from, &self.job.settings, &mut cx)?;
        // a folder holds all sorts of files: one that merely may be text, and is not called so, is not meant
        if !found.named && opened.confidence.is_some_and(|confidence| confidence < Confidence::Likely) {
            let message = format!("it may be `{}`, but its name does not say so", opened.format.name);
            return Err(Error::new(ErrorKind::UnknownFormat, message)
                .hint(format!("name the file itself, or give `--from {}`", opened.format.name)));
        }
        *format = Some(opened.format.name);
        stream.pull(opened.reader.as_mut(), given, findings).map(drop)
    }

    fn input(&self, found: &Found, stdin_taken: &mut bool) -> Result<Input<'static>, Error> {
        let mut input = match &found.path {
            Some(path) => {
                let file = File::open(path).map_err(|error| Error::io("cannot open it", error))?;
                Input::new(BufReader::with_capacity(64 << 10, file))
            }
            None if *stdin_taken => {
                return Err(Error::broken("standard input cannot be read twice")
                    .hint("name the format with `--from`"));
            }
            None => {
                *stdin_taken = true;
                Input::new(BufReader::with_capacity(64 << 10, std::io::stdin()))
            }
        };
        if found.path.is_some() {
            input = input.named(found.name.as_str());
        }
        input.base.clone_from(&self.job.base);
        input.content_type.clone_from(&self.job.content_type);
        if input.content_type.is_none() {
            let stated = self.job.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
            input.content_type = stated.map(|(_, value)| value.clone());
        }
        for (name, value) in &self.job.headers {
            input.headers.push(name.as_str(), value.as_str());
        }
        Ok(input)
    }

    fn spool(&self) -> Option<Spool> {
        self.job.report.as_ref()?;
        let findings = tempfile::spooled_tempfile(REPORT_MEMORY);
        let spool = Arc::new(Mutex::new(Spooled { findings, trouble: None }));
        self.spools.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&spool));
        Some(spool)
    }

    /// Writes the findings of all inputs; that it cannot be done is told beside what was done.
    fn finish_report(&self, report: &mut Report) {
        let Some(path) = &self.job.report else { return };
        if let Err(error) = self.write_report(path, report) {
            let error = Error::io("cannot write the report", error);
            report.failures.push(Failure::new(path.display().to_string(), &error));
        }
    }

    fn write_report(&self, path: &Path, report: &Report) -> std::io::Result<()> {
        // a pipe or device is written to, not replaced
        if path.starts_with("/dev") || fs::metadata(path).is_ok_and(|about| !about.is_file()) {
            return self.write_findings(&mut File::options().append(true).open(path)?, report);
        }
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(folder)?;
        self.write_findings(&mut file, report)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// The findings of all inputs, in their order, then the failures.
    fn write_findings(&self, file: &mut dyn Write, report: &Report) -> std::io::Result<()> {
        let spools = std::mem::take(&mut *self.spools.lock().unwrap_or_else(PoisonError::into_inner));
        for spool in spools {
            let mut spool = spool.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(trouble) = spool.trouble.take() {
                return Err(trouble);
            }
            spool.findings.rewind()?;
            std::io::copy(&mut spool.findings, file)?;
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

/// Findings that are also written to `spool`, one JSON object a line.
fn observed(name: String, spool: Spool) -> Findings<'static> {
    Findings::observed(Box::new(move |diagnostic| {
        let mut spool = spool.lock().unwrap_or_else(PoisonError::into_inner);
        // a report that cannot be spooled fails when it is written out; the conversion goes on
        if spool.trouble.is_none() {
            let written = serde_json::to_writer(&mut spool.findings, &Finding::new(&name, diagnostic))
                .map_err(std::io::Error::from)
                .and_then(|()| spool.findings.write_all(b"\n"));
            spool.trouble = written.err();
        }
    }))
}

/// Every setting must belong to a format and be one of its options: a misspelt one would be ignored in silence.
fn check_settings(job: &Job, registry: &Registry) -> Result<(), Error> {
    for key in job.settings.keys() {
        let name = key.split('.').next().unwrap_or_default();
        let reads = registry.importer_named(name).map(wirecopy::Importer::format);
        let writes = registry.exporter_named(name).map(wirecopy::Exporter::format);
        let format = reads.or(writes).map_err(|_| {
            Error::usage(format!("`{key}` is an option of no format"))
                .hint("options are written `FORMAT.OPTION=VALUE`; `wirecopy formats` lists them")
        })?;
        job.settings.for_format(format)?;
    }
    Ok(())
}

fn path_of(found: &Found) -> Option<String> {
    found.path.as_ref().map(|path| path.display().to_string())
}

fn display_of(found: &Found) -> String {
    path_of(found).unwrap_or_else(|| "standard input".to_owned())
}
