use wirecopy_core::{Cx, Error, Exporter, Format, MainPart, Needs, Options, Outputs, RecordSink};
use wirecopy_model::Record;

use crate::{FORMAT, Jsonl, write_line};

impl Exporter for Jsonl {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs::default()
    }

    fn create<'a>(&self, out: Box<dyn Outputs + 'a>, _: &Options) -> Result<Box<dyn RecordSink + 'a>, Error> {
        Ok(Box::new(JsonlSink { part: MainPart::new(out, "jsonl") }))
    }
}

/// Writes records as lines.
struct JsonlSink<'a> {
    part: MainPart<'a>,
}

impl RecordSink for JsonlSink<'_> {
    fn write(&mut self, record: &Record, _: &mut Cx<'_>) -> Result<(), Error> {
        write_line(record, self.part.buffer())?;
        self.part.settle()
    }

    fn finish(&mut self, _: &mut Cx<'_>) -> Result<(), Error> {
        self.part.finish()
    }
}
