//! Converts with the formats of a registry, for tests.

use wirecopy_core::{
    Cx, Diagnostic, Error, ErrorKind, Findings, Given, Guard, Head, Importer, Input, Limits, LossCheck,
    Memory, Policy, RecordSink, Registry, Settings, Transform, Url,
};
use wirecopy_model::Record;

use crate::Run;
use crate::read::{Collected, catch, read};

/// The formats under test, and what puts blocks into records for the exporters that need them.
pub struct Kit {
    /// The formats.
    pub registry: Registry,
    /// Makes the transforms that prepare records for rendering.
    pub rendering: fn() -> Vec<Box<dyn Transform>>,
}

/// What is asked of a conversion, beside its input.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Format of the input. `None`: it is detected.
    pub from: Option<String>,
    /// Base URL.
    pub base: Option<Url>,
    /// Media type of the input.
    pub content_type: Option<String>,
    /// Fields and time zone the caller supplies.
    pub given: Given,
    /// What may be shown, and as of when.
    pub policy: Policy,
    /// Limits.
    pub limits: Limits,
    /// Options of the formats.
    pub settings: Settings,
}

/// What an exporter made of records.
#[derive(Debug, Default)]
pub struct Export {
    /// Names and bytes of its parts, in order.
    pub parts: Vec<(String, Vec<u8>)>,
    /// Every finding.
    pub findings: Vec<Diagnostic>,
    /// What ended it early.
    pub error: Option<Error>,
}

impl Kit {
    /// The importer for an input.
    ///
    /// # Errors
    /// When none knows it.
    pub fn importer(&self, name: &str, bytes: &[u8], asked: &Asked) -> Result<&dyn Importer, Error> {
        if let Some(from) = &asked.from {
            return self.registry.importer_named(from);
        }
        let head = Head::new(bytes, true, Some(name), asked.content_type.as_deref());
        self.registry.detect(&head).map(|(importer, _)| importer)
    }

    /// Reads an input. A panic is an error.
    pub fn read(&self, name: &str, bytes: &[u8], asked: &Asked) -> Run {
        let mut importer = match self.importer(name, bytes, asked) {
            Ok(importer) => importer,
            Err(error) => return failed(error),
        };
        let mut settled = asked.from.is_some();
        loop {
            let run = catch(|| read_as(importer, name, bytes, asked, settled))
                .unwrap_or_else(|caught| failed(Error::broken(format!("panic: {}", caught.0))));
            // an importer never names itself, so this ends
            match run.error.as_ref().map(Error::kind) {
                Some(ErrorKind::OtherFormat(other)) if run.records.is_empty() => {
                    match self.registry.importer_named(other) {
                        Ok(found) if found.format().name != importer.format().name => importer = found,
                        // as the facade does where the other format cannot be read
                        Err(_) if !settled => settled = true,
                        _ => return run,
                    }
                }
                _ => return run,
            }
        }
    }

    /// Writes records with the exporter called `to`, as the facade does: behind the guard of public formats and the
    /// check for losses. A panic is an error.
    pub fn export(&self, to: &str, records: &[Record], asked: &Asked) -> Export {
        let collected = Collected::default();
        let mut findings = collected.observe();
        let mut memory = Memory::default();
        let done = catch(|| self.write(to, records, asked, &mut memory, &mut findings));
        let error = match done {
            Ok(done) => done.err(),
            Err(caught) => Some(Error::broken(format!("panic: {}", caught.0))),
        };
        let parts = memory.parts().map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect();
        Export { parts, findings: collected.take(), error }
    }

    fn write(
        &self,
        to: &str,
        records: &[Record],
        asked: &Asked,
        memory: &mut Memory,
        findings: &mut Findings<'static>,
    ) -> Result<(), Error> {
        let mut cx = Cx::new(&asked.limits, &asked.policy, findings);
        let exporter = self.registry.exporter_named(to)?;
        let format = exporter.format();
        let options = asked.settings.for_format(format)?;
        let sink = exporter.create(Box::new(memory), &options)?;
        let mut sink: Box<dyn RecordSink + '_> = Box::new(LossCheck::new(sink, exporter, &options));
        if format.public {
            sink = Box::new(Guard::new(sink));
        }
        let mut rendering = if exporter.needs(&options).blocks { (self.rendering)() } else { Vec::new() };
        'records: for record in records {
            let mut record = record.clone();
            for transform in &mut rendering {
                let Some(next) = transform.apply(record, &mut cx)? else { continue 'records };
                record = next;
            }
            sink.write(&record, &mut cx)?;
        }
        sink.finish(&mut cx)
    }
}

fn failed(error: Error) -> Run {
    Run { error: Some(error), ..Run::default() }
}

fn read_as(importer: &dyn Importer, name: &str, bytes: &[u8], asked: &Asked, settled: bool) -> Run {
    let options = match asked.settings.for_format(importer.format()) {
        Ok(options) => options,
        Err(error) => return failed(error),
    };
    let mut input = Input::new(bytes).named(name);
    input.base.clone_from(&asked.base);
    input.content_type.clone_from(&asked.content_type);
    input.settled = settled;
    let mut run = read(importer, input, &options, &asked.limits, &asked.policy, bytes.len() + 8);
    if asked.given.is_empty() {
        return run;
    }
    let collected = Collected::default();
    let mut findings = collected.observe();
    let mut cx = Cx::new(&asked.limits, &asked.policy, &mut findings);
    let mut given = asked.given.clone();
    let records = std::mem::take(&mut run.records);
    for record in records {
        match given.apply(record, &mut cx) {
            Ok(record) => run.records.extend(record),
            Err(error) => run.error = Some(error),
        }
    }
    run.findings.extend(collected.take());
    run
}
