use wirecopy_model::{PartName, Record};

use crate::{Carries, Cx, Error, Format, Options, Outputs};

/// Writes one format.
pub trait Exporter: Send + Sync {
    /// The format.
    fn format(&self) -> &'static Format;

    /// What must have been done to the records it is given.
    fn needs(&self, options: &Options) -> Needs;

    /// Which fields it carries with these options. What the format carries and these options leave out is a note, as
    /// asked, and no loss.
    fn carries(&self, _options: &Options) -> Carries {
        self.format().carries
    }

    /// Parts of the fields it carries that it never writes with these options, by [`wirecopy_model::Parts`]: each
    /// is reported as a loss whenever an article has it. What is left out by case the exporter reports itself.
    fn lost_parts(&self, _options: &Options) -> Vec<PartName> {
        Vec::new()
    }

    /// Begins an output.
    ///
    /// # Errors
    /// When the options are wrong.
    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error>;
}

/// What an exporter needs done to records first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// [`wirecopy_model::Article::blocks`] built from the body that holds most of the article.
    pub blocks: bool,
}

/// Takes records and writes them.
pub trait RecordSink: Send {
    /// Writes a record. By reference: several exporters share one.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error>;

    /// Ends the output.
    ///
    /// # Errors
    /// When it cannot be ended.
    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error>;
}

/// Changes records on their way.
pub trait Transform: Send {
    /// The record to go on with. `None`: it goes no further.
    ///
    /// # Errors
    /// When the stream cannot go on.
    fn apply(&mut self, record: Record, cx: &mut Cx<'_>) -> Result<Option<Record>, Error>;
}
