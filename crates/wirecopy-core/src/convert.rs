use wirecopy_model::{Article, Record};

use crate::{Cx, Error, ErrorKind, RecordReader, RecordSink, Transform};

/// The way of a record: first the transforms that hold for all, then the sinks that take it as it is, then the
/// transforms that prepare it for rendering, then the sinks that render.
#[derive(Default)]
pub struct Pipeline<'a> {
    /// Applied first.
    pub transforms: Vec<Box<dyn Transform + 'a>>,
    /// Take records as they are.
    pub plain: Vec<Box<dyn RecordSink + 'a>>,
    /// Applied only when there are rendering sinks.
    pub rendering: Vec<Box<dyn Transform + 'a>>,
    /// Take records with blocks.
    pub rendered: Vec<Box<dyn RecordSink + 'a>>,
    /// Is shown every record as the last sinks see it, e.g. to count what a receipt tells.
    pub watch: Option<Watch<'a>>,
}

/// Is shown records as they pass.
pub type Watch<'a> = Box<dyn FnMut(&Record) + Send + 'a>;

/// How much went through a [`convert`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles read.
    pub articles: u64,
    /// Records read.
    pub records: u64,
}

impl Pipeline<'_> {
    /// Pulls every record out of `reader` and sends it on. The sinks stay open: another reader may follow.
    ///
    /// # Errors
    /// The first error of the reader, a transform or a sink.
    pub fn run(&mut self, reader: &mut dyn RecordReader, cx: &mut Cx<'_>) -> Result<Tally, Error> {
        let mut tally = Tally::default();
        while let Some(record) = reader.read(cx)? {
            tally.records += 1;
            if matches!(record, Record::Article(_)) {
                tally.articles += 1;
                if tally.articles > cx.limits.items {
                    return Err(Error::new(
                        ErrorKind::Limit,
                        format!("more than {} articles", cx.limits.items),
                    )
                    .hint("raise it with `--limit items=NUMBER`"));
                }
            }
            self.send(record, cx)?;
        }
        Ok(tally)
    }

    fn send(&mut self, record: Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        let Some(mut record) = apply(&mut self.transforms, record, cx)? else { return Ok(()) };
        for sink in &mut self.plain {
            sink.write(&record, cx)?;
        }
        if !self.rendered.is_empty() {
            let Some(prepared) = apply(&mut self.rendering, record, cx)? else { return Ok(()) };
            for sink in &mut self.rendered {
                sink.write(&prepared, cx)?;
            }
            record = prepared;
        }
        if let Some(watch) = &mut self.watch {
            watch(&record);
        }
        Ok(())
    }

    /// Ends the sinks.
    ///
    /// # Errors
    /// The first error of a sink.
    pub fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.plain.iter_mut().chain(&mut self.rendered).try_for_each(|sink| sink.finish(cx))
    }
}

/// Sends all of `reader` down `pipeline` and ends the sinks.
///
/// # Errors
/// The first error of the reader, a transform or a sink; the sinks are then not ended.
pub fn convert(
    reader: &mut dyn RecordReader,
    pipeline: &mut Pipeline<'_>,
    cx: &mut Cx<'_>,
) -> Result<Tally, Error> {
    let tally = pipeline.run(reader, cx)?;
    pipeline.finish(cx)?;
    Ok(tally)
}

fn apply(
    transforms: &mut [Box<dyn Transform + '_>],
    record: Record,
    cx: &mut Cx<'_>,
) -> Result<Option<Record>, Error> {
    let mut record = record;
    for transform in transforms {
        let Some(next) = transform.apply(record, cx)? else { return Ok(None) };
        record = next;
    }
    Ok(Some(record))
}

/// For sinks that only concern themselves with articles.
pub(crate) fn article(record: &Record) -> Option<&Article> {
    if let Record::Article(article) = record { Some(article) } else { None }
}
