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

/// Pulls every record out of `reader` and sends it down `pipeline`, then ends the sinks.
///
/// # Errors
/// The first error of the reader, a transform or a sink; the sinks are then not ended.
pub fn convert(
    reader: &mut dyn RecordReader,
    pipeline: &mut Pipeline<'_>,
    cx: &mut Cx<'_>,
) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    while let Some(record) = reader.read(cx)? {
        tally.records += 1;
        if matches!(record, Record::Article(_)) {
            tally.articles += 1;
            if tally.articles > cx.limits.items {
                return Err(Error::new(ErrorKind::Limit, format!("more than {} articles", cx.limits.items))
                    .hint("raise it with `--limit items=NUMBER`"));
            }
        }
        let Some(record) = apply(&mut pipeline.transforms, record, cx)? else { continue };
        for sink in &mut pipeline.plain {
            sink.write(&record, cx)?;
        }
        let record = if pipeline.rendered.is_empty() {
            record
        } else {
            let Some(record) = apply(&mut pipeline.rendering, record, cx)? else { continue };
            for sink in &mut pipeline.rendered {
                sink.write(&record, cx)?;
            }
            record
        };
        if let Some(watch) = &mut pipeline.watch {
            watch(&record);
        }
    }
    for sink in pipeline.plain.iter_mut().chain(&mut pipeline.rendered) {
        sink.finish(cx)?;
    }
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
