use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use wirecopy::model::Moment;
use wirecopy::{Error, Include, Severity, Url};
use wirecopy_batch::{Destination, InputReport, Job, Outcome, Progress, Report};

use crate::args::{ConvertArgs, Deny, InputArgs, InspectArgs};
use crate::{DATA, FINE, USAGE, json, receipt, show};

/// A conversion shorter than this shows no progress bar.
const PATIENCE: Duration = Duration::from_secs(1);

pub(crate) fn convert(args: ConvertArgs) -> anyhow::Result<u8> {
    let mut job = job(&args.input)?;
    job.to = args.to;
    if args.media_list && !job.to.iter().any(|name| name == "media") {
        if matches!(args.output.as_deref(), None | Some("-")) {
            return Err(Error::usage(
                "`--media-list` writes a file beside the outputs, and there is no folder",
            )
            .hint("give a folder with `-o`, or `--to media` for the list alone")
            .into());
        }
        job.to.push("media".to_owned());
    }
    job.media_root = args.media_root;
    job.merge = args.merge;
    job.force = args.force;
    job.ascii_names = args.ascii_names;
    job.check_loss = args.check_loss;
    job.threads = args.threads;
    job.destination = match args.output.as_deref() {
        None | Some("-") => Destination::Stdout,
        Some(path) => Destination::Path(path.into()),
    };
    job.policy.as_of = Some(match &args.as_of {
        Some(text) => moment(text)?,
        None => now()?,
    });
    for kind in &args.include {
        job.policy.include.insert(kind.parse::<Include>()?);
    }
    let bar = Bar::new(args.input.quiet || args.input.json);
    let report = wirecopy_batch::run(&job, &wirecopy::registry(), &|progress| bar.show(progress))?;
    bar.clear();
    // standard output may hold the conversion itself
    let taken = !job.to.is_empty() && job.destination == Destination::Stdout;
    tell(&args.input, &job, &report, taken)
}

pub(crate) fn inspect(args: &InspectArgs) -> anyhow::Result<u8> {
    let job = job(&args.input)?;
    let report = wirecopy_batch::inspect(&job, &wirecopy::registry())?;
    if !args.input.json {
        show::out(receipt::details(&report).as_bytes())?;
    }
    tell(&args.input, &job, &report, false)
}

pub(crate) fn job(args: &InputArgs) -> Result<Job, Error> {
    let mut job = Job {
        inputs: args.inputs.clone(),
        from: args.from.clone(),
        content_type: args.content_type.clone(),
        headers: args.header.clone(),
        meta: args.meta.clone(),
        zone: args.zone.clone(),
        report: args.report.clone(),
        ..Job::default()
    };
    if let Some(base) = &args.base {
        let url = Url::parse(base).map_err(|error| {
            Error::usage(format!("`{base}` is no URL: {error}"))
                .hint("give a whole one like `https://example.org/news/`")
        })?;
        job.base = Some(url);
    }
    for (name, value) in &args.limit {
        job.limits.set(name, value)?;
    }
    if let Some(structure) = &args.structure {
        job.settings.set("text.structure", structure.as_str());
    }
    for (key, value) in &args.set {
        job.settings.set(key.as_str(), value.as_str());
    }
    Ok(job)
}

fn moment(text: &str) -> Result<Moment, Error> {
    let wrong = || {
        Error::usage(format!("`{text}` is no time for `--as-of`"))
            .hint("write it like `2026-03-09T14:05:00+01:00`, with an offset")
    };
    let moment = text.parse::<Moment>().map_err(|_| wrong())?;
    if moment.offset().is_none() { Err(wrong()) } else { Ok(moment) }
}

/// The one place where the clock is read.
fn now() -> Result<Moment, Error> {
    Moment::from_unix_seconds(jiff::Timestamp::now().as_second())
        .ok_or_else(|| Error::usage("the clock shows no usable time").hint("give one with `--as-of`"))
}

/// Tells what was found, and gives the exit code. `taken`: whether standard output holds something else.
pub(crate) fn tell(args: &InputArgs, job: &Job, report: &Report, taken: bool) -> anyhow::Result<u8> {
    if args.json {
        show::json(&json::report(job, report), taken)?;
    } else {
        show::findings(report, args.quiet);
        if !args.quiet && !job.to.is_empty() {
            show::err(&receipt::receipt(job, report));
        }
    }
    let denied = match (args.deny, args.strict) {
        (Some(Deny::Note), _) => Some(Severity::Note),
        (Some(Deny::Repair), _) | (_, true) => Some(Severity::Repair),
        (Some(Deny::Loss), false) => Some(Severity::Loss),
        (None, false) => None,
    };
    let is_missing = |input: &InputReport| input.findings.counts().contains_key("check.loss.missing");
    let found = denied.is_some_and(|denied| report.worst() >= Some(denied));
    let lacks = report.inputs.iter().any(is_missing);
    if found && !args.quiet && !args.json {
        show::denied(report, denied);
    }
    let converted = report.inputs.iter().any(|input| matches!(input.outcome, Outcome::Converted));
    if !converted && report.failed() == 0 && !args.json {
        show::nothing_converted();
    }
    Ok(match () {
        () if report.is_misuse() && !found => USAGE,
        () if found || lacks || report.failed() > 0 || !converted => DATA,
        () => FINE,
    })
}

/// A progress bar that appears only when there is a terminal and work takes a while.
struct Bar {
    started: Instant,
    bar: Option<Mutex<Option<ProgressBar>>>,
}

impl Bar {
    fn new(silent: bool) -> Self {
        Self { started: Instant::now(), bar: (!silent).then(Mutex::default) }
    }

    fn show(&self, progress: Progress) {
        let Some(bar) = &self.bar else { return };
        if self.started.elapsed() < PATIENCE {
            return;
        }
        let Ok(mut bar) = bar.lock() else { return };
        let bar = bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(progress.total_bytes), ProgressDrawTarget::stderr());
            if let Ok(style) =
                ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {msg}, {eta} left")
            {
                bar.set_style(style);
            }
            bar
        });
        bar.set_message(format!("{} of {} inputs", progress.done, progress.total));
        bar.set_position(progress.bytes);
    }

    fn clear(&self) {
        if let Some(Ok(bar)) = self.bar.as_ref().map(Mutex::lock)
            && let Some(bar) = bar.as_ref()
        {
            bar.finish_and_clear();
        }
    }
}
