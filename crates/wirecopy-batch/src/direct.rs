use std::io::{self, BufWriter, Write};

use wirecopy::{Error, Outputs, Part};

/// Outputs as one stream: standard output, or a device. Parts follow one another, an empty line between them.
pub(crate) struct Direct<W: Write> {
    writer: BufWriter<W>,
    what: &'static str,
    begun: bool,
}

impl<W: Write> Direct<W> {
    /// All parts into `writer`, which messages call `what`.
    pub(crate) fn new(writer: W, what: &'static str) -> Self {
        Self { writer: BufWriter::with_capacity(64 << 10, writer), what, begun: false }
    }

    fn trouble(&self, error: io::Error) -> Error {
        Error::io(format!("cannot write to {}", self.what), error)
    }
}

impl<W: Write + Send> Outputs for Direct<W> {
    fn part(&mut self, _: &Part<'_>) -> Result<&mut dyn Write, Error> {
        if self.begun {
            self.writer.write_all(b"\n").map_err(|error| self.trouble(error))?;
        }
        self.begun = true;
        Ok(&mut self.writer)
    }

    fn current(&mut self) -> Option<&mut dyn Write> {
        self.begun.then_some(&mut self.writer as &mut dyn Write)
    }

    fn close(&mut self) -> Result<(), Error> {
        self.writer.flush().map_err(|error| self.trouble(error))
    }
}
