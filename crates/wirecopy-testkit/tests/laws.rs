//! The laws can be broken: a sound importer keeps them all, and one with a fault breaks the law the fault is against.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

use wirecopy_core::{
    Carries, Confidence, Cx, Diagnostic, Error, Format, Head, Importer, Input, Options, Parts, RecordReader,
};
use wirecopy_model::{Article, Headline, HeadlineRole, Record, Source, Span};
use wirecopy_testkit::{Law, laws};

/// Reads `<news><item>…</item></news>`, each item an article, as badly as it is told to.
struct News(Fault);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    PanicsWhenCut,
    NeverEnds,
    GoesOn,
    DiffersEachTime,
    NoSource,
    LooksAtReads,
    LastItemFirst,
    SpansOutside,
    SpansBackwards,
    DeniesItsOwn,
    NoInputLimit,
    DropsItems,
    OddCode,
    FullStop,
}

static FORMAT: Format = Format {
    name: "news",
    title: "News",
    extensions: &["xml"],
    media_types: &["application/xml"],
    spec: "",
    options: &[],
    public: false,
    parts: Parts::PerInput,
    carries: Carries::NOTHING,
};

static COUNTER: AtomicU64 = AtomicU64::new(0);

impl Importer for News {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        if self.0 == Fault::DeniesItsOwn || !head.text.starts_with("<news") {
            Confidence::No
        } else {
            Confidence::Certain
        }
    }

    fn open<'a>(
        &self,
        mut input: Input<'a>,
        _: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        let fault = self.0;
        let mut bytes = Vec::new();
        let mut first_read = 0;
        loop {
            let chunk = input.bytes.fill_buf().map_err(|error| Error::io("cannot read", error))?;
            if chunk.is_empty() {
                break;
            }
            if first_read == 0 {
                first_read = chunk.len();
            }
            bytes.extend(chunk);
            let length = chunk.len();
            input.bytes.consume(length);
        }
        if fault != Fault::NoInputLimit && bytes.len() as u64 > cx.limits.input {
            return Err(Error::limit("the input is too long"));
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(fault != Fault::PanicsWhenCut || text.ends_with("</news>"), "no end");
        match fault {
            Fault::OddCode => cx.report(Diagnostic::note("news-odd", "this is odd")),
            Fault::FullStop => cx.report(Diagnostic::note("news.item.odd", "this is odd.")),
            _ => {}
        }
        let name = input.source_name();
        let mut records = Vec::new();
        if fault != Fault::NoSource {
            let source = Source { name: name.clone(), format: "news".into(), ..Source::default() };
            records.push(Record::Source(Box::new(source)));
        }
        let mut articles = Vec::new();
        for (start, piece) in text.match_indices("<item>") {
            let inner = &text[start + piece.len()..];
            let title = inner.split('<').next().unwrap_or_default();
            let title = match fault {
                Fault::DiffersEachTime => format!("{title} {}", COUNTER.fetch_add(1, Ordering::Relaxed)),
                Fault::LooksAtReads => format!("{title} {}", first_read.min(2)),
                _ => title.to_owned(),
            };
            let end = match fault {
                Fault::SpansOutside => bytes.len() as u64 + 1,
                _ => (start + piece.len()) as u64,
            };
            articles.push(Record::Article(Box::new(Article {
                source: name.clone(),
                headlines: vec![Headline::plain(HeadlineRole::Main, title)],
                span: (fault != Fault::LastItemFirst).then(|| Span::new(start as u64, end)),
                ..Article::default()
            })));
        }
        match fault {
            Fault::LastItemFirst | Fault::SpansBackwards => articles.reverse(),
            Fault::DropsItems => articles.truncate(1),
            _ => {}
        }
        records.extend(articles);
        Ok(Box::new(NewsReader { records: records.into_iter(), fault, last: None }))
    }
}

struct NewsReader {
    records: std::vec::IntoIter<Record>,
    fault: Fault,
    last: Option<Record>,
}

impl RecordReader for NewsReader {
    fn read(&mut self, _: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        if let Some(record) = self.records.next() {
            self.last = Some(record.clone());
            return Ok(Some(record));
        }
        match self.fault {
            Fault::NeverEnds => Ok(self.last.clone()),
            // an end that is none: the record after it comes when asked again
            Fault::GoesOn => {
                self.fault = Fault::NeverEnds;
                Ok(None)
            }
            _ => Ok(None),
        }
    }
}

const SAMPLE: &[u8] =
    b"<news><item>Harbour reopens</item><item>Ferry late</item><item>Tide high</item></news>";

fn broken(fault: Fault) -> Vec<Law> {
    // what panics here is meant to; the messages would only hide real ones
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if info.payload().downcast_ref::<&str>().is_none_or(|message| *message != "no end") {
                loud(info);
            }
        }));
    });
    match laws(&News(fault), SAMPLE, &Options::of(&FORMAT)) {
        Ok(()) => Vec::new(),
        Err(breaches) => breaches.0.into_iter().map(|breach| breach.law).collect(),
    }
}

#[test]
fn a_sound_importer_keeps_them() {
    if let Err(breaches) = laws(&News(Fault::None), SAMPLE, &Options::of(&FORMAT)) {
        panic!("{breaches}");
    }
}

#[test]
fn every_fault_breaks_its_law() {
    for (fault, law) in [
        (Fault::PanicsWhenCut, Law::NoPanic),
        (Fault::NeverEnds, Law::Ends),
        (Fault::GoesOn, Law::Ends),
        (Fault::DiffersEachTime, Law::Deterministic),
        (Fault::NoSource, Law::SourceFirst),
        (Fault::LooksAtReads, Law::AnyReads),
        (Fault::LastItemFirst, Law::Prefix),
        (Fault::SpansOutside, Law::Spans),
        (Fault::SpansBackwards, Law::Spans),
        (Fault::DeniesItsOwn, Law::Probe),
        (Fault::NoInputLimit, Law::Limits),
        (Fault::DropsItems, Law::Loss),
        (Fault::OddCode, Law::Findings),
        (Fault::FullStop, Law::Findings),
    ] {
        let laws = broken(fault);
        assert!(laws.contains(&law), "{fault:?} breaks {laws:?} and not {law:?}");
    }
}
