//! What every importer keeps to, on every input.

use std::fmt;

use serde_json::Value;
use wirecopy_core::{
    Confidence, Error, ErrorKind, Findings, Head, Importer, Input, Limits, Memory, Options, Policy, Registry,
    Severity, Url,
};
use wirecopy_core::{Cx, Exporter};
use wirecopy_model::{Record, Source};

use crate::read::{Dribble, Run, catch, json, json_lines, read};

/// A law of importers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Law {
    /// No input makes it panic: whole, cut anywhere, with the smallest limits.
    NoPanic,
    /// It ends: after the last record and after an error there is nothing more, and there are no more records than bytes.
    Ends,
    /// The same input gives the same records, findings and error.
    Deterministic,
    /// The first record is the source, and every other names one.
    SourceFirst,
    /// How the bytes are cut into reads makes no difference.
    AnyReads,
    /// Of an input that is cut off, all items but the last are those of the whole. Holds for inputs without repairs
    /// whose encoding is beyond doubt.
    Prefix,
    /// Spans lie inside the input; those of articles ascend.
    Spans,
    /// The JSON Lines form reads back as the same records.
    RoundTrip,
    /// The importer takes the input for its own.
    Probe,
    /// An input over a limit ends with an error of that kind, and no body is longer than a text may be.
    Limits,
    /// Every text and attribute value of an XML source, every value of a JSON Feed, every line of a plain text, is in a
    /// record or a loss.
    Loss,
    /// Codes have the form `format.thing.fault`; messages are lower case, on one line, without a full stop.
    Findings,
}

/// A law that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Which.
    pub law: Law,
    /// How.
    pub detail: String,
}

/// The laws an importer broke on an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breaches(pub Vec<Breach>);

impl fmt::Display for Breaches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for breach in &self.0 {
            writeln!(f, "{:?}: {}", breach.law, breach.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for Breaches {}

/// Checks that `importer` keeps the laws on `bytes`. For more than the bytes see [`Laws`].
///
/// # Errors
/// The laws it broke.
pub fn laws(importer: &dyn Importer, bytes: &[u8], options: &Options) -> Result<(), Breaches> {
    Laws::new(importer, options).check(bytes)
}

/// An importer, what its caller knows of the input, and which laws hold for it.
#[derive(Clone)]
pub struct Laws<'l> {
    /// The importer.
    pub importer: &'l dyn Importer,
    /// Its options.
    pub options: &'l Options,
    /// Name of the input.
    pub name: Option<&'l str>,
    /// Media type the caller states.
    pub content_type: Option<&'l str>,
    /// Base URL the caller states.
    pub base: Option<Url>,
    /// Attributes, as `name=value`, whose meaning the model expresses by an absent field.
    pub implied: &'l [&'l str],
    /// Laws that do not hold here, e.g. [`Law::Probe`] for an input whose format the caller has to name.
    pub except: &'l [Law],
}

impl<'l> Laws<'l> {
    /// All laws for an input of which only the bytes are known.
    pub fn new(importer: &'l dyn Importer, options: &'l Options) -> Self {
        Self { importer, options, name: None, content_type: None, base: None, implied: &[], except: &[] }
    }

    /// Checks the laws on `bytes`.
    ///
    /// # Errors
    /// The laws that were broken, each once.
    pub fn check(&self, bytes: &[u8]) -> Result<(), Breaches> {
        let limits = Limits::default();
        let whole = match self.run(bytes, usize::MAX, &limits) {
            Ok(run) => run,
            Err(breach) => return Err(Breaches(vec![breach])),
        };
        let checks: [(Law, Check<'_>); 11] = [
            (Law::Ends, &|| ends(&whole)),
            (Law::Deterministic, &|| self.same(bytes, usize::MAX, &whole)),
            (Law::SourceFirst, &|| source_first(&whole)),
            (Law::AnyReads, &|| [1, 7, 4096].iter().try_for_each(|step| self.same(bytes, *step, &whole))),
            (Law::Prefix, &|| self.cut(bytes, &whole)),
            (Law::Spans, &|| spans(&whole, bytes.len() as u64)),
            (Law::RoundTrip, &|| round_trip(&whole)),
            (Law::Probe, &|| self.probe(bytes, &whole)),
            (Law::Limits, &|| self.limits(bytes, &whole)),
            (Law::Loss, &|| self.loss(bytes, &whole)),
            (Law::Findings, &|| findings(&whole)),
        ];
        let breaches: Vec<_> = checks
            .into_iter()
            .filter(|(law, _)| !self.except.contains(law))
            .filter_map(|(law, check)| match check() {
                Ok(()) => None,
                Err(detail) if detail.starts_with(PANIC) => Some(Breach { law: Law::NoPanic, detail }),
                Err(detail) => Some(Breach { law, detail }),
            })
            .collect();
        if breaches.is_empty() { Ok(()) } else { Err(Breaches(breaches)) }
    }

    /// Reads `bytes`, `step` at a time.
    fn run(&self, bytes: &[u8], step: usize, limits: &Limits) -> Result<Run, Breach> {
        let mut input = Input::new(Dribble::new(bytes, step));
        input.name = self.name.map(Into::into);
        input.content_type = self.content_type.map(str::to_owned);
        input.base.clone_from(&self.base);
        // no format has a record in less than a byte, but for the source and the feed, which may come twice
        let most = bytes.len() + 8;
        catch(|| read(self.importer, input, self.options, limits, &Policy::default(), most)).map_err(
            |caught| Breach {
                law: Law::NoPanic,
                detail: format!("{PANIC} on {} bytes: {}", bytes.len(), caught.0),
            },
        )
    }

    fn same(&self, bytes: &[u8], step: usize, whole: &Run) -> Result<(), String> {
        let run = self.run(bytes, step, &Limits::default()).map_err(|breach| breach.detail)?;
        let how = if step == usize::MAX { "again".to_owned() } else { format!("{step} bytes at a time") };
        same_records(&whole.records, &run.records).map_err(|what| format!("read {how}, {what}"))?;
        if whole.findings != run.findings {
            let at = whole.findings.iter().zip(&run.findings).position(|(one, other)| one != other);
            let at = at.unwrap_or_else(|| whole.findings.len().min(run.findings.len()));
            let (one, other) = (whole.findings.get(at), run.findings.get(at));
            return Err(format!("read {how}, finding {at} is {other:?} and not {one:?}"));
        }
        let (one, other) = (shown(whole.error.as_ref()), shown(run.error.as_ref()));
        if one != other {
            return Err(format!("read {how}, it ends with {other} and not with {one}"));
        }
        Ok(())
    }

    fn cut(&self, bytes: &[u8], whole: &Run) -> Result<(), String> {
        // as many places as about 2 MB of reading allow: all of them for the shortest inputs
        let places = (2_000_000 / bytes.len().max(1)).clamp(8, 64).min(bytes.len());
        let evenly = (0..places).map(|index| index * bytes.len() / places);
        let near_the_ends = [1, 2, bytes.len().saturating_sub(1), bytes.len().saturating_sub(2)];
        let items = whole.items();
        for place in evenly.chain(near_the_ends) {
            let part = bytes.get(..place).unwrap_or(bytes);
            let run = self.run(part, usize::MAX, &Limits::default()).map_err(|breach| breach.detail)?;
            if run.endless || run.went_on {
                return Err(format!("cut at {place}, it does not end"));
            }
            let comparable = !whole.has(Severity::Repair)
                && whole.error.is_none()
                && source(whole).map(|source| &source.encoding)
                    == source(&run).map(|source| &source.encoding);
            if !comparable {
                continue;
            }
            let cut = run.items();
            let sure = cut.len().saturating_sub(1);
            if let Some(at) = (0..sure).find(|at| cut.get(*at) != items.get(*at)) {
                return Err(format!(
                    "cut at {place}, item {at} is {} and not {}",
                    brief(cut.get(at)),
                    brief(items.get(at))
                ));
            }
        }
        Ok(())
    }

    fn probe(&self, bytes: &[u8], whole: &Run) -> Result<(), String> {
        let head = Head::new(bytes, true, self.name, self.content_type);
        let confidence =
            catch(|| self.importer.probe(&head)).map_err(|caught| format!("{PANIC}: {}", caught.0))?;
        if confidence == Confidence::No && whole.error.is_none() {
            return Err(format!("`{}` reads it but says it is not its own", self.importer.format().name));
        }
        Ok(())
    }

    fn limits(&self, bytes: &[u8], whole: &Run) -> Result<(), String> {
        for spec in Limits::SPECS {
            for value in ["0", "1", "40"] {
                let mut limits = Limits::default();
                limits.set(spec.name, value).map_err(|error| error.to_string())?;
                let run = self.run(bytes, usize::MAX, &limits).map_err(|breach| breach.detail)?;
                if run.endless || run.went_on {
                    return Err(format!("with {}={value} it does not end", spec.name));
                }
                if spec.name == "text"
                    && let Some(longest) = longest_body(&run)
                    && longest as u64 > spec.value(&limits)
                {
                    return Err(format!("with text={value} there is a body of {longest} bytes"));
                }
                let small = bytes.len() as u64 > spec.value(&limits);
                let is_limit = run.error.as_ref().is_some_and(|error| error.kind() == ErrorKind::Limit);
                if spec.name == "input" && whole.error.is_none() && small && !is_limit {
                    return Err(format!(
                        "with input={value}, {} bytes end with {}",
                        bytes.len(),
                        shown(run.error.as_ref())
                    ));
                }
            }
        }
        Ok(())
    }

    fn loss(&self, bytes: &[u8], whole: &Run) -> Result<(), String> {
        if whole.error.is_some() {
            return Ok(());
        }
        let media_types = self.importer.format().media_types;
        if media_types.iter().any(|media_type| media_type.contains("xml"))
            && let Some(lost) = crate::lost(bytes, whole, self.implied)
            && let Some(first) = lost.first()
        {
            let what = match &first.name {
                Some(name) => format!("the attribute {name}=\"{}\"", first.text),
                None => format!("the text \"{}\"", first.text),
            };
            let more = if lost.len() > 1 { format!(" (and {} more)", lost.len() - 1) } else { String::new() };
            return Err(format!("{what} near byte {} is in no record and no loss{more}", first.end));
        }
        if media_types.contains(&"application/feed+json")
            && let Some(lost) = crate::lost_in_json(bytes, whole)
            && let Some(first) = lost.first()
        {
            let more = if lost.len() > 1 { format!(" (and {} more)", lost.len() - 1) } else { String::new() };
            return Err(format!("the value \"{}\" is in no record and no loss{more}", first.text));
        }
        if media_types.contains(&"text/plain")
            && let Ok(text) = std::str::from_utf8(bytes)
            && !whole.has(Severity::Repair)
        {
            let kept = json_lines(&whole.records);
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                let line = line.trim_matches('\u{feff}');
                let quoted = Value::String(line.to_owned()).to_string();
                let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
                if !kept.contains(inner) {
                    return Err(format!("the line \"{line}\" is in no record"));
                }
            }
        }
        Ok(())
    }
}

/// Tells how a law is broken.
type Check<'c> = &'c dyn Fn() -> Result<(), String>;

const PANIC: &str = "panics";

fn ends(run: &Run) -> Result<(), String> {
    match (run.endless, run.went_on) {
        (true, _) => Err("there are more records than bytes".to_owned()),
        (_, true) => Err("there is something after the end".to_owned()),
        _ => Ok(()),
    }
}

fn source(run: &Run) -> Option<&Source> {
    run.records
        .iter()
        .find_map(|record| if let Record::Source(source) = record { Some(&**source) } else { None })
}

fn source_first(run: &Run) -> Result<(), String> {
    let mut names = Vec::new();
    for (index, record) in run.records.iter().enumerate() {
        if let Record::Source(source) = record {
            names.push(&source.name);
        } else if index == 0 {
            return Err(format!("the first record is {}", brief(Some(&json(record)))));
        } else if !names.contains(&record.source()) {
            return Err(format!("record {index} names `{}`, which is no source", record.source()));
        }
    }
    Ok(())
}

fn spans(run: &Run, length: u64) -> Result<(), String> {
    let mut last = 0;
    for record in &run.records {
        if let Record::Article(article) = record
            && let Some(span) = article.span
        {
            if span.start < last {
                return Err(format!("an article begins at {}, before the one before it", span.start));
            }
            last = span.start;
        }
        let value: Value = serde_json::from_str(&json(record)).unwrap_or_default();
        for (start, end) in spans_of(&value) {
            if start > end || end > length {
                return Err(format!("a span is {start}..{end} in an input of {length} bytes"));
            }
        }
    }
    let located = run.findings.iter().filter_map(|finding| finding.span.map(|span| (finding.code, span)));
    let of_error = run.error.as_ref().and_then(Error::span).map(|span| ("the error", span));
    for (code, span) in located.chain(of_error) {
        if span.start > span.end || span.end > length {
            return Err(format!("{code} is at {}..{} in an input of {length} bytes", span.start, span.end));
        }
    }
    Ok(())
}

/// All `span` fields of a record, without recursion.
fn spans_of(value: &Value) -> Vec<(u64, u64)> {
    let mut open = vec![value];
    let mut spans = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(fields) => {
                let number =
                    |name| fields.get("span").and_then(|span| span.get(name)).and_then(Value::as_u64);
                if let (Some(start), Some(end)) = (number("start"), number("end")) {
                    spans.push((start, end));
                }
                open.extend(fields.values());
            }
            _ => {}
        }
    }
    spans
}

fn round_trip(run: &Run) -> Result<(), String> {
    let mut registry = Registry::default();
    wirecopy_jsonl::register(&mut registry);
    let wrong = |error: Error| format!("as JSON Lines: {error}");
    let exporter = registry.exporter_named("jsonl").map_err(wrong)?;
    let importer = registry.importer_named("jsonl").map_err(wrong)?;
    let lines = written(exporter, &run.records).map_err(wrong)?;
    let options = Options::of(importer.format());
    let input = Input::new(&lines[..]);
    let back = read(importer, input, &options, &Limits::default(), &Policy::default(), run.records.len() + 8);
    if let Some(error) = back.error {
        return Err(wrong(error));
    }
    same_records(&run.records, &back.records).map_err(|what| format!("read back from JSON Lines, {what}"))
}

fn written(exporter: &dyn Exporter, records: &[Record]) -> Result<Vec<u8>, Error> {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut memory = Memory::default();
    let mut sink = exporter.create(Box::new(&mut memory), &Options::of(exporter.format()))?;
    for record in records {
        sink.write(record, &mut cx)?;
    }
    sink.finish(&mut cx)?;
    drop(sink);
    Ok(memory.parts().flat_map(|(_, bytes)| bytes).copied().collect())
}

fn same_records(one: &[Record], other: &[Record]) -> Result<(), String> {
    if one == other {
        return Ok(());
    }
    let at = one.iter().zip(other).position(|(one, other)| one != other);
    let at = at.unwrap_or_else(|| one.len().min(other.len()));
    let show = |records: &[Record]| brief(records.get(at).map(json).as_ref());
    Err(format!("record {at} is {} and not {}", show(other), show(one)))
}

fn findings(run: &Run) -> Result<(), String> {
    for finding in &run.findings {
        let parts: Vec<_> = finding.code.split('.').collect();
        let is_word = |part: &&str| {
            !part.is_empty()
                && part.chars().all(|character| {
                    character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
                })
        };
        if parts.len() != 3 || !parts.iter().all(is_word) {
            return Err(format!("`{}` is not of the form `format.thing.fault`", finding.code));
        }
        for text in [Some(&finding.message), finding.hint.as_ref()].into_iter().flatten() {
            well_said(text).map_err(|fault| format!("{}: the message \"{text}\" {fault}", finding.code))?;
        }
    }
    match &run.error {
        Some(error) => well_said(error.message()).map_err(|fault| format!("the error \"{error}\" {fault}")),
        None => Ok(()),
    }
}

fn well_said(text: &str) -> Result<(), &'static str> {
    let mut characters = text.chars();
    let starts = (characters.next(), characters.next());
    if text.is_empty() {
        Err("is empty")
    } else if text.contains(['\n', '\r']) {
        Err("has several lines")
    } else if text.ends_with('.') && !text.ends_with("...") {
        Err("ends with a full stop")
    } else if matches!(starts, (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase()) {
        Err("begins with a capital")
    } else {
        Ok(())
    }
}

fn longest_body(run: &Run) -> Option<usize> {
    run.records
        .iter()
        .filter_map(|record| if let Record::Article(article) = record { Some(article) } else { None })
        .flat_map(|article| &article.contents)
        .map(|content| content.value.len())
        .max()
}

fn shown(error: Option<&Error>) -> String {
    match error {
        Some(error) => format!("{:?} at {:?}: {error}", error.kind(), error.span()),
        None => "no error".to_owned(),
    }
}

fn brief(json: Option<&String>) -> String {
    match json {
        None => "missing".to_owned(),
        Some(json) if json.chars().count() > 400 => {
            let start: String = json.chars().take(400).collect();
            format!("{start}…")
        }
        Some(json) => json.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_well_said() {
        for (text, fault) in [
            ("`feed.xml` is empty", None),
            ("XML ends within a tag", None),
            ("this ends …", None),
            ("", Some("is empty")),
            ("one\ntwo", Some("has several lines")),
            ("it is over.", Some("ends with a full stop")),
            ("It is over", Some("begins with a capital")),
        ] {
            assert_eq!(well_said(text).err(), fault, "{text}");
        }
    }
}
