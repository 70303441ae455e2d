//! The law that nothing is lost in silence, checked by a reader that has nothing in common with the importers.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use serde_json::Value;
use wirecopy_core::{Diagnostic, Severity};
use wirecopy_model::{EncodingEvidence, Record};

use crate::Run;
use crate::read::json;

/// Longer sources are not looked at.
const MOST: usize = 4 << 20;

/// A piece of the source that is in no record and no loss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The piece, white space evened out.
    pub text: String,
    /// The attribute it is the value of. `None`: it is a text.
    pub attribute: Option<String>,
    /// Where it ends, about, in bytes of the source's UTF-8 form.
    pub offset: u64,
}

/// The texts and attribute values of an XML source that are neither in the records nor in a loss. `None`: the source
/// is not well-formed XML or uses entities of its own, so that an independent reader cannot say what is in it.
///
/// Namespace declarations are no content. An attribute whose meaning the model expresses by an absent field is
/// named in `implied`, as `name=value`, such as `type=text`.
///
/// White space is evened out on both sides. A text counts as kept when it is a value of a record, or stands
/// between word boundaries in one, also after its markup is taken off or its references are resolved.
///
/// # Limits
/// Sources of more than 4 MiB are not looked at.
pub fn lost(bytes: &[u8], run: &Run, implied: &[&str]) -> Option<Vec<Lost>> {
    if bytes.len() > MOST {
        return None;
    }
    let source = decoded(bytes, run)?;
    let pieces = pieces(&source)?;
    let kept = Kept::of(run);
    // spans count original bytes; only where these are UTF-8 do they tell where in `source` a loss is
    let in_place = std::str::from_utf8(bytes).is_ok();
    let lost = pieces.into_iter().filter(|piece| {
        let is_implied = piece.attribute.as_deref().is_some_and(|name| {
            let local = name.rsplit(':').next().unwrap_or(name);
            implied.iter().any(|pair| {
                pair.split_once('=').is_some_and(|(key, value)| key == local && value == piece.text)
            })
        });
        // values of attributes are often words of a standard, and records have the standard's spelling
        let is_kept = kept.holds(&piece.text)
            || piece.attribute.is_some() && kept.holds(&piece.text.to_ascii_lowercase());
        !(is_implied || is_kept || in_place && is_in_a_loss(&run.findings, piece.offset))
    });
    Some(lost.collect())
}

/// The strings and whole numbers of a JSON source that are neither in the records nor in a loss; keys are no content.
/// `None`: the source is not JSON, or nests deeper than an independent reader goes.
///
/// # Limits
/// As for [`lost`].
pub fn lost_in_json(bytes: &[u8], run: &Run) -> Option<Vec<Lost>> {
    if bytes.len() > MOST {
        return None;
    }
    let source = decoded(bytes, run)?;
    let document: Value = serde_json::from_str(source.trim_start_matches('\u{feff}')).ok()?;
    let kept = Kept::of(run);
    let mut lost = Vec::new();
    let mut open = vec![&document];
    while let Some(value) = open.pop() {
        let text = match value {
            Value::String(text) => even(text),
            Value::Number(number) if !number.is_f64() => number.to_string(),
            Value::Array(values) => {
                open.extend(values);
                continue;
            }
            Value::Object(members) => {
                open.extend(members.values());
                continue;
            }
            _ => continue,
        };
        if !text.is_empty() && !kept.holds(&text) {
            lost.push(Lost { text, attribute: None, offset: 0 });
        }
    }
    Some(lost)
}

fn is_in_a_loss(findings: &[Diagnostic], offset: u64) -> bool {
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::Loss)
        .any(|finding| finding.span.is_some_and(|span| span.start <= offset && offset <= span.end))
}

/// The source as the records say it is encoded.
fn decoded(bytes: &[u8], run: &Run) -> Option<String> {
    let stated = run.records.iter().find_map(|record| match record {
        Record::Source(source) => source.encoding.as_ref(),
        _ => None,
    });
    let name = stated
        .filter(|encoding| encoding.evidence != EncodingEvidence::Guess)
        .map_or("utf-8", |encoding| &*encoding.name);
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes())?;
    let (text, _, damaged) = encoding.decode(bytes);
    (!damaged).then(|| text.into_owned())
}

/// Texts and attribute values. `None`: not well-formed, or with entities of its own.
fn pieces(source: &str) -> Option<Vec<Lost>> {
    let forbidden = |character: char| matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if source.contains(forbidden) {
        return None;
    }
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_comments = true;
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut depth = 0_u64;
    let mut roots = 0;
    loop {
        let event = reader.read_event().ok()?;
        let offset = reader.buffer_position();
        match &event {
            Event::Text(part) => text.push_str(part),
            Event::CData(part) => text.push_str(part),
            Event::GeneralRef(reference) => text.push_str(&unescape(&format!("&{};", &**reference)).ok()?),
            Event::Comment(_) | Event::PI(_) => {}
            _ => {
                let piece = even(&text);
                if !piece.is_empty() {
                    if depth == 0 {
                        return None;
                    }
                    pieces.push(Lost { text: piece, attribute: None, offset });
                }
                text.clear();
            }
        }
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            roots += u64::from(depth == 0);
            for attribute in tag.attributes() {
                let attribute = attribute.ok()?;
                let name = attribute.key.as_ref().to_owned();
                let value = even(&unescape(&attribute.value).ok()?);
                let declares = name == "xmlns" || name.starts_with("xmlns:");
                if !value.is_empty() && !declares {
                    pieces.push(Lost { text: value, attribute: Some(name), offset });
                }
            }
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.checked_sub(1)?,
            Event::Eof => return (depth == 0 && roots == 1).then_some(pieces),
            _ => {}
        }
    }
}

/// White space of any kind and length is one space; none at the ends.
fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that records and losses hold.
struct Kept {
    whole: HashSet<String>,
    all: String,
}

impl Kept {
    fn of(run: &Run) -> Self {
        let mut kept = Self { whole: HashSet::new(), all: String::new() };
        for record in &run.records {
            kept.value(&serde_json::from_str(&json(record)).unwrap_or_default());
        }
        for finding in run.findings.iter().filter(|finding| finding.severity == Severity::Loss) {
            kept.text(&finding.message);
        }
        kept
    }

    /// Walks a JSON value without recursion.
    fn value(&mut self, value: &Value) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::String(text) => self.text(text),
                Value::Array(values) => open.extend(values),
                Value::Object(fields) => open.extend(fields.values()),
                Value::Null => {}
                Value::Bool(_) | Value::Number(_) => {
                    self.whole.insert(value.to_string());
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.keep(text);
        if text.contains('<') {
            // quoted values stand alone, too
            for part in text.split(['<', '>', '"']) {
                self.keep_resolved(part);
            }
        }
        if text.contains('&') {
            self.keep_resolved(text);
        }
    }

    fn keep_resolved(&mut self, text: &str) {
        match unescape(text) {
            Ok(resolved) => self.keep(&resolved),
            Err(_) => self.keep(text),
        }
    }

    fn keep(&mut self, text: &str) {
        let text = even(text);
        if !text.is_empty() {
            self.all.push('\n');
            self.all.push_str(&text);
            self.whole.insert(text);
        }
    }

    fn holds(&self, text: &str) -> bool {
        self.whole.contains(text)
            || self.all.match_indices(text).any(|(start, _)| {
                let before = self.all.get(..start).and_then(|before| before.chars().next_back());
                let after = self.all.get(start + text.len()..).and_then(|after| after.chars().next());
                let joins = |outer: Option<char>, inner: Option<char>| {
                    outer.is_some_and(char::is_alphanumeric) && inner.is_some_and(char::is_alphanumeric)
                };
                !joins(before, text.chars().next()) && !joins(after, text.chars().next_back())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_model::{Article, Headline, HeadlineRole, Span};

    fn run(title: &str) -> Run {
        let article =
            Article { headlines: vec![Headline::plain(HeadlineRole::Main, title)], ..Article::default() };
        Run { records: vec![Record::Article(Box::new(article))], ..Run::default() }
    }

    fn check(xml: &str, title: &str, expect: &[&str]) {
        let lost = lost(xml.as_bytes(), &run(title), &["kind=plain"]).unwrap();
        assert_eq!(lost.iter().map(|lost| lost.text.as_str()).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn what_no_record_holds_is_lost() {
        check("<a><b>Harbour</b></a>", "Harbour", &[]);
        check("<a><b>Harbour</b><c>tide</c></a>", "Harbour", &["tide"]);
        check("<a x='high'>Harbour</a>", "Harbour", &["high"]);
        check("<a x='HIGH'>Harbour</a>", "Harbour high", &[]);
        check("<a xmlns='urn:x' xmlns:y='urn:y' kind='plain'>Harbour</a>", "Harbour", &[]);
    }

    #[test]
    fn part_of_a_word_does_not_count() {
        check("<a><b>north</b><b>no</b></a>", "north", &["no"]);
        check("<a><b>no</b></a>", "He said no.", &[]);
    }

    #[test]
    fn white_space_references_and_markup_make_no_difference() {
        check("<a>Fish\n  &amp; <![CDATA[chips]]></a>", "Fish & chips", &[]);
        check("<a>Fish &#38; chips</a>", "<p title=\"x\">Fish &amp; <b>chips</b></p>", &["Fish & chips"]);
        check("<a><b>Fish &amp;</b> <i>chips</i></a>", "<p>Fish &amp; <b>chips</b></p>", &[]);
    }

    #[test]
    fn what_a_loss_covers_is_not_lost_in_silence() {
        let xml = b"<a><b>Harbour</b><c>tide</c></a>";
        let mut run = run("Harbour");
        run.findings.push(Diagnostic::loss("demo.thing.lost", "too long").at(Span::new(17, 28)));
        assert_eq!(lost(xml, &run, &[]), Some(Vec::new()));
    }

    #[test]
    fn the_law_is_silent_on_what_is_not_well_formed() {
        for xml in ["<a>", "<a></b>", "<a>&nbsp;</a>", "<a/><b/>", "text", "<a x=1/>", "<a>\u{1}</a>", ""] {
            assert_eq!(lost(xml.as_bytes(), &run("x"), &[]), None, "{xml}");
        }
    }
}
