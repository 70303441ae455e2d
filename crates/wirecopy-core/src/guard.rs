use std::borrow::Cow;
use std::collections::BTreeMap;

use wirecopy_model::{Field, Fields, Record};

use crate::convert::article;
use crate::{Cx, Diagnostic, Error, Format, Include, RecordSink};

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

/// Stands before a sink and reports the fields its format cannot hold, by [`crate::Carries`]: each field once, at
/// the end, with the number of articles.
pub struct LossCheck<'a> {
    sink: Box<dyn RecordSink + 'a>,
    format: &'static Format,
    lost: BTreeMap<Field, u64>,
    /// Whether there is any field the format cannot hold.
    can_lose: bool,
}

impl<'a> LossCheck<'a> {
    /// A check of what `sink`, which writes `format`, loses.
    pub fn new(sink: Box<dyn RecordSink + 'a>, format: &'static Format) -> Self {
        let can_lose = Fields::ALL.iter().any(|field| format.carries.loses(field));
        Self { sink, format, lost: BTreeMap::new(), can_lose }
    }
}

impl RecordSink for LossCheck<'_> {
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        if let Some(article) = article(record).filter(|_| self.can_lose) {
            for field in Fields::present(article).filter(|field| self.format.carries.loses(field)) {
                *self.lost.entry(field).or_default() += 1;
            }
        }
        self.sink.write(record, cx)
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        for (field, count) in std::mem::take(&mut self.lost) {
            let articles = if count == 1 { "article has" } else { "articles have" };
            cx.report(
                Diagnostic::loss(
                    "export.field.lost",
                    format!("`{}` cannot hold `{field}`, which {count} {articles}", self.format.name),
                )
                .on(Cow::Owned(format!("article.{field}")))
                .hint("`--to jsonl` keeps everything"),
            );
        }
        self.sink.finish(cx)
    }
}
