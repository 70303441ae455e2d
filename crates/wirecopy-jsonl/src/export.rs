use wirecopy_core::{Cx, Error, Exporter, Format, Needs, Options, Outputs, Part, PartRole, RecordSink};
use wirecopy_model::Record;

use crate::{FORMAT, Jsonl, write_line};

/// Bytes that are gathered before they are handed on.
const FLUSH_BYTES: usize = 64 << 10;

/// A buffer that has grown beyond this, for one large record, is given back.
const KEEP_BYTES: usize = 1 << 20;

impl Exporter for Jsonl {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs::default()
    }

    fn create<'a>(&self, out: Box<dyn Outputs + 'a>, _: &Options) -> Result<Box<dyn RecordSink + 'a>, Error> {
        Ok(Box::new(JsonlSink { out, begun: false, buffer: Vec::with_capacity(2 * FLUSH_BYTES) }))
    }
}

/// Writes records as lines.
pub struct JsonlSink<'a> {
    out: Box<dyn Outputs + 'a>,
    begun: bool,
    buffer: Vec<u8>,
}

impl JsonlSink<'_> {
    fn flush(&mut self) -> Result<(), Error> {
        let failed = |error| Error::io("cannot write the JSON Lines", error);
        if !self.begun {
            self.out.part(&Part { role: PartRole::Main, extension: "jsonl", article: None })?;
            self.begun = true;
        }
        if let Some(out) = self.out.current() {
            out.write_all(&self.buffer).map_err(failed)?;
        }
        self.buffer.clear();
        self.buffer.shrink_to(KEEP_BYTES);
        Ok(())
    }
}

impl RecordSink for JsonlSink<'_> {
    fn write(&mut self, record: &Record, _: &mut Cx<'_>) -> Result<(), Error> {
        write_line(record, &mut self.buffer)?;
        if self.buffer.len() >= FLUSH_BYTES { self.flush() } else { Ok(()) }
    }

    fn finish(&mut self, _: &mut Cx<'_>) -> Result<(), Error> {
        self.flush()?;
        self.out.close()
    }
}
