use wirecopy_body::sanitize::{BODY, Sanitize};
use wirecopy_core::{
    Absent, Confidence, Cx, Diagnostic, Error, Findings, Format, Given, Guard, Include, Input, Limits,
    LossCheck, Outputs, Pipeline, Policy, RecordReader, RecordSink, Registry, Settings, Tally, Transform,
    Watch,
};
use wirecopy_model::Record;

/// A format to write, and where to.
pub struct Target<'a> {
    /// Name of the format.
    pub format: &'a str,
    /// Where its parts go.
    pub out: Box<dyn Outputs + 'a>,
}

/// Converts one stream, or several one after the other, into the same targets.
///
/// Public formats get no held-back items; every loss is reported. See the crate's example.
pub struct Stream<'a> {
    registry: &'a Registry,
    pipeline: Pipeline<'a>,
    /// Options of the formats. Those of an exporter count when its target is added.
    pub settings: Settings,
    /// What inputs may cost.
    pub limits: Limits,
    /// What may be shown, and as of when.
    pub policy: Policy,
    any_public: bool,
}

impl<'a> Stream<'a> {
    /// A stream without targets.
    pub fn new(registry: &'a Registry) -> Self {
        Self {
            registry,
            pipeline: Pipeline::default(),
            settings: Settings::default(),
            limits: Limits::default(),
            policy: Policy::default(),
            any_public: false,
        }
    }

    /// Adds a target.
    ///
    /// # Errors
    /// When there is no such format to write, or its options are wrong.
    pub fn add(&mut self, target: Target<'a>) -> Result<&'static Format, Error> {
        self.add_through(target, |sink| sink)
    }

    /// Adds a target whose records pass through what `through` puts before its sink.
    ///
    /// # Errors
    /// When there is no such format to write, or its options are wrong.
    pub fn add_through(
        &mut self,
        target: Target<'a>,
        through: impl FnOnce(Box<dyn RecordSink + 'a>) -> Box<dyn RecordSink + 'a>,
    ) -> Result<&'static Format, Error> {
        let exporter = self.registry.exporter_named(target.format)?;
        let format = exporter.format();
        let options = self.settings.for_format(format)?;
        let mut sink = exporter.create(target.out, &options)?;
        sink = through(Box::new(LossCheck::new(sink, exporter, &options)));
        if format.public {
            sink = Box::new(Guard::new(sink));
            self.any_public = true;
        }
        if exporter.needs(&options).blocks {
            if self.pipeline.rendering.is_empty() {
                self.pipeline.rendering.push(Box::new(wirecopy_body::Blocks));
            }
            self.pipeline.rendered.push(sink);
        } else {
            self.pipeline.plain.push(sink);
        }
        Ok(format)
    }

    /// Shows every record to `watch` on its way.
    pub fn watch(&mut self, watch: Watch<'a>) {
        self.pipeline.watch = Some(watch);
    }

    /// Sends all records of `reader` to the targets, which stay open. `given` fills gaps of this input.
    ///
    /// # Errors
    /// When the reader or a target fails, or the options of bodies are wrong.
    pub fn pull(
        &mut self,
        reader: &mut dyn RecordReader,
        given: Given,
        findings: &mut Findings<'static>,
    ) -> Result<Tally, Error> {
        self.pipeline.transforms.clear();
        let policy = Policy { zone_given: given.has_zone(), ..self.policy.clone() };
        if !given.is_empty() {
            self.pipeline.transforms.push(Box::new(given));
        }
        self.pipeline.transforms.push(Box::new(Absent));
        if let Some(sanitize) = Sanitize::from_options(&self.settings.for_format(&BODY)?)? {
            self.pipeline.transforms.push(Box::new(sanitize));
        }
        if self.any_public {
            self.pipeline.transforms.push(Box::new(HeldBack));
        }
        let mut cx = Cx::new(&self.limits, &policy, findings);
        self.pipeline.run(reader, &mut cx)
    }

    /// Ends the targets.
    ///
    /// # Errors
    /// When a target fails.
    pub fn finish(&mut self, findings: &mut Findings<'static>) -> Result<(), Error> {
        let mut cx = Cx::new(&self.limits, &self.policy, findings);
        self.pipeline.finish(&mut cx)
    }

    /// Recognises an input, converts it and ends the targets.
    ///
    /// # Errors
    /// When the input is not recognised, or reading or writing fails.
    pub fn convert(&mut self, input: Input<'_>) -> Result<Findings<'static>, Error> {
        let mut findings = Findings::default();
        let mut input = Some(input);
        let mut again = || input.take().ok_or_else(|| Error::usage("the input can be read only once"));
        let mut opened = {
            let mut cx = Cx::new(&self.limits, &self.policy, &mut findings);
            crate::open(self.registry, &mut again, None, Confidence::Hinted, &self.settings, &mut cx)?
        };
        self.pull(opened.reader.as_mut(), Given::default(), &mut findings)?;
        self.finish(&mut findings)?;
        Ok(findings)
    }
}

/// Reports, once an article, what the guards of public targets hold back.
struct HeldBack;

impl Transform for HeldBack {
    fn apply(&mut self, record: Record, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        if let Record::Article(article) = &record {
            let held = cx.policy.holds_back(article);
            if let Some(reason) = held {
                let title = article.title().unwrap_or("an article without title");
                let mut note =
                    Diagnostic::note(code(reason), format!("`{title}` is {}: held back", reason.as_str()))
                        .hint(format!("`--include {}` lets it through to public formats", reason.as_str()));
                note.span = article.span;
                cx.report(note);
            } else if !article.notes.is_empty() && !cx.policy.include.contains(&Include::Notes) {
                cx.report(
                    Diagnostic::note(code(Include::Notes), "notes to editors are held back")
                        .hint("`--include notes` lets them through to public formats"),
                );
            }
        }
        Ok(Some(record))
    }
}

fn code(reason: Include) -> &'static str {
    match reason {
        Include::Withheld => "policy.withheld.held-back",
        Include::Canceled => "policy.canceled.held-back",
        Include::Draft => "policy.draft.held-back",
        Include::Private => "policy.private.held-back",
        Include::Notes => "policy.notes.held-back",
        _ => "policy.embargoed.held-back",
    }
}
