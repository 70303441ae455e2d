//! Whether all that is in an input is in its records, or told as a loss.

use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

use wirecopy::{Confidence, Cx, Diagnostic, Error, Findings, Input, Registry, Settings};
use wirecopy_core::Location;
use wirecopy_loss::{IMPLIED, Kept, Piece, Pieces, decoded, missing};
use wirecopy_model::{Record, Span};

use crate::job::Job;

/// Bytes of an input that is checked. It is held whole, with its records, some eight times over.
const MOST: u64 = 64 << 20;

/// Checks an input, which is read for that a second time, as it is: what the caller supplies is not in the source.
///
/// # Errors
/// When the input cannot be read, or not as the format it was read as.
pub(crate) fn check(
    job: &Job,
    registry: &Registry,
    settings: &Settings,
    format: &'static str,
    input: Input<'_>,
    findings: &mut Findings<'static>,
) -> Result<(), Error> {
    let unchecked = |why: String| {
        Diagnostic::note("check.loss.unchecked", format!("it was not checked that nothing is missing: {why}"))
    };
    let importer = registry.importer_named(format)?;
    let is_of =
        |kind: &str| importer.format().media_types.iter().any(|media_type| media_type.ends_with(kind));
    let pieces: fn(&str) -> Pieces = match () {
        () if is_of("xml") && format != "html" => wirecopy_loss::xml,
        () if is_of("json") || is_of("jsonl") || is_of("ndjson") => wirecopy_loss::json,
        () => {
            findings.report(unchecked(format!("`{format}` is neither XML nor JSON")));
            return Ok(());
        }
    };
    let Input { bytes, name, base, content_type, headers, .. } = input;
    let mut held = Vec::new();
    bytes
        .take(MOST + 1)
        .read_to_end(&mut held)
        .map_err(|error| Error::io("the input cannot be read", error))?;
    if held.len() as u64 > MOST {
        findings.report(unchecked(format!("it has more than {MOST} bytes")));
        return Ok(());
    }
    let mut again = || {
        let (base, content_type, headers) = (base.clone(), content_type.clone(), headers.clone());
        Ok(Input { name: name.clone(), base, content_type, headers, ..Input::new(&held[..]) })
    };
    let (mut kept, mut source) = (Kept::default(), None);
    let told = Arc::new(Mutex::new(Vec::new()));
    let telling = Arc::clone(&told);
    let mut own = Findings::observed(Box::new(move |finding: &Diagnostic| {
        telling.lock().unwrap_or_else(PoisonError::into_inner).push(finding.clone());
    }));
    {
        let mut cx = Cx::new(&job.limits, &job.policy, &mut own);
        let mut opened =
            wirecopy::open(registry, &mut again, Some(format), Confidence::Possible, settings, &mut cx)?;
        while let Some(record) = opened.reader.read(&mut cx)? {
            kept.record(&record);
            if let Record::Source(found) = record {
                source.get_or_insert(found);
            }
        }
    }
    for finding in told.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        kept.finding(finding);
    }
    // records tell the encoding of what they were made from
    let source = source.filter(|source| &*source.format == format).unwrap_or_default();
    let Some((text, is_whole)) = decoded(&held, &source) else {
        findings.report(unchecked("its encoding is not known".to_owned()));
        return Ok(());
    };
    let pieces = pieces(&text);
    report(&held, &text, is_whole, &pieces, &mut kept, findings);
    Ok(())
}

fn report(
    held: &[u8],
    text: &str,
    is_whole: bool,
    pieces: &Pieces,
    kept: &mut Kept,
    findings: &mut Findings<'static>,
) {
    // places in the text are places in the input only where both are the same bytes
    let in_place = text.as_bytes() == held;
    let mut lost = missing(pieces, kept, IMPLIED);
    lost.pieces.retain(|piece| !(in_place && kept.is_in_a_loss(piece.end)));
    let mut places = Places::new(text);
    for piece in &lost.pieces {
        let location = places.at(piece.start);
        let finding = Diagnostic::loss("check.loss.missing", message(piece)).located(Some(location));
        findings.report(if in_place { finding.at(Span::new(piece.start, piece.end)) } else { finding });
    }
    let looked = pieces.pieces.len() as u64 - lost.unseen.min(pieces.pieces.len() as u64);
    let count = |count: u64| if count == 1 { "1 value".to_owned() } else { format!("{count} values") };
    let mut message = format!(
        "of {} of the source {} missing",
        count(looked),
        match lost.pieces.len() {
            0 => "none is".to_owned(),
            1 => "1 is".to_owned(),
            lost => format!("{lost} are"),
        }
    );
    let unsure = pieces.unsure + lost.unseen;
    if unsure > 0 {
        message += "; ";
        message += &count(unsure);
        message += " could not be compared";
    }
    let mut finding = Diagnostic::note("check.loss.checked", message);
    if let Some(unread) = pieces.unread {
        finding.message.to_mut().push_str("; what follows is too broken for a second reader");
        finding = finding.located(Some(places.at(unread)));
    } else if !is_whole {
        finding.message.to_mut().push_str("; the encoding is damaged");
    }
    findings.report(finding);
}

fn message(piece: &Piece) -> String {
    let shown: String = piece.text.chars().filter(|char| !char.is_control()).take(80).collect();
    let more = if shown.len() < piece.text.len() { "…" } else { "" };
    match &piece.name {
        Some(name) => {
            let name: String = name.chars().filter(|char| !char.is_control()).take(40).collect();
            format!("`{name}` of `{shown}{more}` is in no record and no loss")
        }
        None => format!("`{shown}{more}` is in no record and no loss"),
    }
}

/// Line and column of ascending places of a text.
struct Places<'t> {
    text: &'t str,
    at: usize,
    location: Location,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, location: Location { line: 1, column: 1 } }
    }

    fn at(&mut self, place: u64) -> Location {
        let mut place = usize::try_from(place).unwrap_or(usize::MAX).min(self.text.len());
        while !self.text.is_char_boundary(place) {
            place -= 1;
        }
        if place < self.at {
            *self = Self::new(self.text);
        }
        for char in self.text.get(self.at..place).unwrap_or_default().chars() {
            if char == '\n' {
                self.location.line += 1;
                self.location.column = 1;
            } else {
                self.location.column += 1;
            }
        }
        self.at = place;
        self.location
    }
}
