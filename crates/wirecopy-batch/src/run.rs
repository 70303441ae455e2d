use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use wirecopy::{
    BODY, Confidence, Cx, Diagnostic, Error, ErrorKind, Findings, Format, Given, Input, Outputs, Registry,
    SanitizeRules, Settings, Stream, Target,
};

use wirecopy_model::Record;

use crate::check;
use crate::direct::Direct;
use crate::discover::{Found, discover};
use crate::findings_file::{FindingsFile, Spool, observed};
use crate::job::Job;
use crate::local::{Local, MediaRoot};
use crate::meter::Meter;
use crate::place::Place;
use crate::report::{Failure, InputReport, Outcome, Progress, Report, Written};
use crate::stage::{Folder, Parts, StagedPart};
use crate::{Counts, sidecar};

/// Formats that are read where they lie, so that a link may be a path.
const RENDERED: &[&str] = &["markdown", "html"];

/// An input that was converted, with its parts.
type Converted = (InputReport, Vec<StagedPart>);

/// Runs a job. `progress` is called when an input is done, from any thread.
///
/// # Errors
/// When the job itself is wrong, or its destination cannot be written. The failure of an input is in the report.
pub fn run(job: &Job, registry: &Registry, progress: &(dyn Fn(Progress) + Sync)) -> Result<Report, Error> {
    let start = Instant::now();
    let (formats, given) = checked(job, registry)?;
    let (found, failures) = discover(&job.inputs)?;
    let place = Place::of(job, &formats, found.len() + failures.len())?;
    let inputs = canonical(&found);
    if job
        .report
        .as_ref()
        .and_then(|path| path.canonicalize().ok())
        .is_some_and(|path| inputs.contains(&path))
    {
        return Err(
            Error::usage("the report would replace an input").hint("give it another name with `--report`")
        );
    }
    let mut batch =
        Batch::new(job, registry, formats, given, Meter::new(progress, found.len(), bytes_of(&found)));
    let mut report = Report::default();
    for (name, error) in failures {
        report.inputs.push(Batch::missing(&name, &error));
    }
    if job.media_root.is_some() && !matches!(place, Place::Folder { .. }) {
        return Err(Error::usage("links to files lead from somewhere, and standard output is nowhere")
            .hint("give a folder or file with `-o`"));
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
            batch.flat = only.is_some();
            let folder = Folder::open(&root, only, job.ascii_names)?.sparing(inputs);
            if let Some(files) = &job.media_root {
                batch.media_root = Some(Arc::new(MediaRoot::open(files, &root)?));
            }
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
    batch.findings_file.finish(&mut report);
    report.elapsed = start.elapsed();
    Ok(report)
}

/// Reads inputs and writes nothing: what they are and what is found in them.
///
/// # Errors
/// When the job itself is wrong.
pub fn inspect(job: &Job, registry: &Registry) -> Result<Report, Error> {
    look(job, registry, None)
}

/// Reads inputs and hands the records of each over, once all of them are there; an input that cannot be read to its end
/// gives none. Writes nothing, and keeps nothing of an input when it is done.
///
/// # Errors
/// When the job itself is wrong, and the first error of `take`, at which it stops.
pub fn read(
    job: &Job,
    registry: &Registry,
    mut take: impl FnMut(&Found, Vec<Record>) -> Result<(), Error>,
) -> Result<Report, Error> {
    look(job, registry, Some(&mut take))
}

/// Takes the records of an input.
type Take<'t> = &'t mut dyn FnMut(&Found, Vec<Record>) -> Result<(), Error>;

fn look(job: &Job, registry: &Registry, mut take: Option<Take<'_>>) -> Result<Report, Error> {
    let start = Instant::now();
    let (formats, given) = checked(job, registry)?;
    let (found, failures) = discover(&job.inputs)?;
    let mut batch =
        Batch::new(job, registry, formats, given, Meter::new(&|_| {}, found.len(), bytes_of(&found)));
    batch.kept = take.is_some().then(Arc::default);
    let mut report = Report::default();
    for (name, error) in failures {
        report.inputs.push(Batch::missing(&name, &error));
    }
    for found in &found {
        let input = batch.one(found, Vec::new());
        if let (Some(take), Some(kept)) = (&mut take, &batch.kept) {
            let records = std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
            if matches!(input.outcome, Outcome::Converted) {
                take(found, records)?;
            }
        }
        report.inputs.push(input);
    }
    batch.findings_file.finish(&mut report);
    report.elapsed = start.elapsed();
    Ok(report)
}

fn direct_to(file: Option<File>) -> Box<dyn Outputs> {
    match file {
        Some(file) => Box::new(Direct::new(file, "the output")),
        None => Box::new(Direct::new(std::io::sink(), "the output")),
    }
}

/// A job that was checked, with what its inputs share.
struct Batch<'j> {
    job: &'j Job,
    registry: &'j Registry,
    formats: Vec<&'static Format>,
    given: Given,
    meter: Meter<'j>,
    findings_file: FindingsFile,
    /// Files that links are rewritten to. `None`: they stay as they are.
    media_root: Option<Arc<MediaRoot>>,
    /// Whether outputs stand in the output folder itself, whatever folder their input is in.
    flat: bool,
    /// The records of the input that is read now. `None`: they are not kept.
    kept: Option<Arc<Mutex<Vec<Record>>>>,
}

impl<'j> Batch<'j> {
    fn new(
        job: &'j Job,
        registry: &'j Registry,
        formats: Vec<&'static Format>,
        given: Given,
        meter: Meter<'j>,
    ) -> Self {
        let findings_file = FindingsFile::new(job.report.clone());
        Self {
            job,
            registry,
            formats,
            given,
            meter,
            findings_file,
            media_root: None,
            flat: false,
            kept: None,
        }
    }

    fn missing(name: &str, error: &Error) -> InputReport {
        let outcome = Outcome::Failed(Failure::of_missing(name, error));
        InputReport { outcome, ..Self::failed(name, Some(name.to_owned()), error) }
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
        let next = AtomicUsize::new(0);
        let spools: Vec<_> = found.iter().map(|_| self.findings_file.spool()).collect();
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
                        self.meter.input_done();
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
        let spool = self.findings_file.spool();
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
        let add =
            targets.into_iter().try_for_each(|(format, out)| self.add(&mut stream, format, out, &found.name));
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
            self.add(&mut stream, format, Box::new(staged), "merged")?;
            collected.push(parts);
        }
        let whole = self.pull_all(&mut stream, found, report);
        drop(stream);
        Ok(collected.iter().flat_map(Parts::take).filter(|_| whole).collect())
    }

    /// Whether there was something to end, and it could be ended.
    fn pull_all(&self, stream: &mut Stream<'_>, found: &[Found], report: &mut Report) -> bool {
        for input in found {
            let spool = self.findings_file.spool();
            report.inputs.push(self.pull(stream, input, spool.as_ref()));
            self.meter.input_done();
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

    /// Adds a target for the outputs of the input called `name`.
    fn add<'s>(
        &self,
        stream: &mut Stream<'s>,
        format: &'static Format,
        out: Box<dyn Outputs + 's>,
        name: &str,
    ) -> Result<(), Error> {
        let target = Target { format: format.name, out };
        match &self.media_root {
            Some(root) if RENDERED.contains(&format.name) => {
                let depth = if self.flat { 0 } else { name.matches('/').count() };
                let root = Arc::clone(root);
                stream.add_through(target, |sink| Box::new(Local::new(sink, root, depth)))
            }
            _ => stream.add(target),
        }
        .map(drop)
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
        let (watched, kept) = (Arc::clone(&counts), self.kept.clone());
        stream.watch(Box::new(move |record| {
            watched.lock().unwrap_or_else(PoisonError::into_inner).add(record);
            if let Some(kept) = &kept {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(record.clone());
            }
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
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner).clone();
        counts.keep_version_of(format);
        InputReport { name: found.name.clone(), path: path_of(found), format, counts, findings, outcome }
    }

    fn send(
        &self,
        stream: &mut Stream<'_>,
        found: &Found,
        findings: &mut Findings<'static>,
        format: &mut Option<&'static str>,
    ) -> Result<(), Error> {
        let (mut given, mut settings) = (self.given.clone(), self.job.settings.clone());
        if let Some((_, date)) = self.job.meta.iter().rfind(|(field, _)| field == "published") {
            sidecar::set_published(date, &mut settings);
        }
        let sidecar = match &found.path {
            Some(path) => sidecar::read(path, &mut given, &mut settings)?,
            None => None,
        };
        let result = self.send_with(stream, found, given, &settings, findings, format);
        result.map_err(|error| match sidecar {
            Some(sidecar) => sidecar.blamed(error),
            None => error,
        })
    }

    fn send_with(
        &self,
        stream: &mut Stream<'_>,
        found: &Found,
        given: Given,
        settings: &Settings,
        findings: &mut Findings<'static>,
        format: &mut Option<&'static str>,
    ) -> Result<(), Error> {
        let mut stdin_taken = false;
        let mut again = || self.input(found, &mut stdin_taken);
        let mut cx = Cx::new(&self.job.limits, &self.job.policy, findings);
        let from = self.job.from.as_deref();
        // a folder holds all sorts of files: one that merely may be text, and is not called so, is not meant
        let at_least = if found.named { Confidence::Hinted } else { Confidence::Likely };
        let mut opened = wirecopy::open(self.registry, &mut again, from, at_least, settings, &mut cx)?;
        *format = Some(opened.format.name);
        stream.pull(opened.reader.as_mut(), given, findings)?;
        drop(opened);
        if !self.job.check_loss {
            return Ok(());
        }
        let Some(path) = &found.path else {
            let message = "it was not checked that nothing is missing: standard input cannot be read twice";
            findings.report(Diagnostic::note("check.loss.unchecked", message).hint("save it to a file"));
            return Ok(());
        };
        let mut again = self.input(found, &mut stdin_taken)?;
        // progress tells how much was converted
        let file = File::open(path).map_err(|error| Error::io("cannot open it", error))?;
        again.bytes = Box::new(BufReader::with_capacity(64 << 10, file));
        check::check(self.job, self.registry, settings, format.unwrap_or_default(), again, findings)
    }

    fn input<'s>(&'s self, found: &Found, stdin_taken: &mut bool) -> Result<Input<'s>, Error> {
        let mut input = match &found.path {
            Some(path) => {
                let file = File::open(path).map_err(|error| Error::io("cannot open it", error))?;
                Input::new(self.meter.over(BufReader::with_capacity(64 << 10, file)))
            }
            None if *stdin_taken => {
                return Err(Error::broken("standard input cannot be read twice")
                    .hint("name the format with `--from`"));
            }
            None => {
                *stdin_taken = true;
                Input::new(self.meter.over(BufReader::with_capacity(64 << 10, std::io::stdin())))
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
}

/// The formats to write and the fields to supply; what is wrong with the job is found before anything is read.
fn checked(job: &Job, registry: &Registry) -> Result<(Vec<&'static Format>, Given), Error> {
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
    Ok((formats, given))
}

/// The files among inputs, by their real paths.
fn canonical(found: &[Found]) -> BTreeSet<PathBuf> {
    found.iter().filter_map(|input| input.path.as_ref()?.canonicalize().ok()).collect()
}

fn bytes_of(found: &[Found]) -> u64 {
    found.iter().filter_map(|input| Some(fs::metadata(input.path.as_ref()?).ok()?.len())).sum()
}

/// Every setting must belong to a format and be one of its options: a misspelt one would be ignored in silence.
fn check_settings(job: &Job, registry: &Registry) -> Result<(), Error> {
    for key in job.settings.keys() {
        let name = key.split('.').next().unwrap_or_default();
        if name == BODY.name {
            SanitizeRules::from_options(&job.settings.for_format(&BODY)?)?;
            continue;
        }
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
