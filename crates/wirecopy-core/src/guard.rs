use std::collections::BTreeMap;

use wirecopy_model::{Field, Fields, PartName, Parts, Record};

use crate::convert::article;
use crate::{Carries, Cx, Diagnostic, Error, Exporter, Format, Include, Options, RecordSink};

/// Stands before the sink of a public format: items that are held back do not reach it, nor do notes to editors.
///
/// It says nothing of what it holds back: one article may have several guards. Whoever puts the chain together
/// reports [`crate::Policy::holds_back`] once.
pub struct Guard<'a> {
    sink: Box<dyn RecordSink + 'a>,
}

impl<'a> Guard<'a> {
    /// A guard before `sink`.
    pub fn new(sink: Box<dyn RecordSink + 'a>) -> Self {
        Self { sink }
    }
}

impl RecordSink for Guard<'_> {
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        let Some(article) = article(record) else { return self.sink.write(record, cx) };
        if cx.policy.holds_back(article).is_some() {
            return Ok(());
        }
        if article.notes.is_empty() || cx.policy.include.contains(&Include::Notes) {
            return self.sink.write(record, cx);
        }
        let mut public = article.clone();
        public.notes.clear();
        self.sink.write(&Record::Article(Box::new(public)), cx)
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.sink.finish(cx)
    }
}

/// Stands before a sink and reports what it does not write: fields and parts of fields its format cannot hold, by
/// [`Exporter::carries`] and [`Exporter::lost_parts`], as losses; fields the options leave out as notes. Each once, at
/// the end, with the number of articles.
pub struct LossCheck<'a> {
    sink: Box<dyn RecordSink + 'a>,
    format: &'static Format,
    carries: Carries,
    parts: Vec<PartName>,
    fields: BTreeMap<Field, u64>,
    lost_parts: BTreeMap<PartName, u64>,
    /// Whether there is any field that is not written.
    can_lose: bool,
}

impl<'a> LossCheck<'a> {
    /// A check of what `sink`, which `exporter` made with `options`, leaves out.
    pub fn new(sink: Box<dyn RecordSink + 'a>, exporter: &dyn Exporter, options: &Options) -> Self {
        let carries = exporter.carries(options);
        let can_lose = Fields::ALL.iter().any(|field| carries.loses(field));
        Self {
            sink,
            format: exporter.format(),
            carries,
            parts: exporter.lost_parts(options),
            fields: BTreeMap::new(),
            lost_parts: BTreeMap::new(),
            can_lose,
        }
    }

    fn report(&mut self, cx: &mut Cx<'_>) {
        let name = self.format.name;
        for (field, count) in std::mem::take(&mut self.fields) {
            let articles = if count == 1 { "article has" } else { "articles have" };
            let path = format!("article.{field}");
            cx.report(if self.format.carries.loses(field) {
                let message = format!("`{name}` cannot hold `{field}`, which {count} {articles}");
                Diagnostic::loss("export.field.lost", message).on(path).hint("`--to jsonl` keeps everything")
            } else {
                let message =
                    format!("`{field}`, which {count} {articles}, is left out of `{name}`, as asked");
                Diagnostic::note("export.field.omitted", message).on(path)
            });
        }
        for (part, count) in std::mem::take(&mut self.lost_parts) {
            let values = if count == 1 { "value" } else { "values" };
            let field = part.strip_prefix("article.").unwrap_or(part);
            let message = format!("`{name}` has no place for {count} {values} of `{field}`");
            cx.report(
                Diagnostic::loss("export.part.lost", message).on(part).hint("`--to jsonl` keeps everything"),
            );
        }
    }
}

impl RecordSink for LossCheck<'_> {
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        if let Some(article) = article(record) {
            if self.can_lose {
                for field in Fields::present(article).filter(|field| self.carries.loses(field)) {
                    *self.fields.entry(field).or_default() += 1;
                }
            }
            if !self.parts.is_empty() {
                let (parts, lost) = (&self.parts, &mut self.lost_parts);
                Parts::count(article, &mut |part, count| {
                    if parts.contains(&part) {
                        *lost.entry(part).or_default() += u64::try_from(count).unwrap_or(u64::MAX);
                    }
                });
            }
        }
        self.sink.write(record, cx)
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.report(cx);
        self.sink.finish(cx)
    }
}
