use std::io::{BufRead, Cursor, Read};

use wirecopy_core::{
    Confidence, Cx, Diagnostic, Error, ErrorKind, Format, HEAD_BYTES, Head, Input, RecordReader, Registry,
    Settings,
};

/// An input that was recognised and opened.
pub struct Opened<'a> {
    /// The format it is read as.
    pub format: &'static Format,
    /// How sure that is. `None`: the caller named the format.
    pub confidence: Option<Confidence>,
    /// Gives its records.
    pub reader: Box<dyn RecordReader + 'a>,
}

/// Recognises an input and opens it.
///
/// `again` gives the input; it is called a second time only when an importer finds that the input is really in
/// another format. `from` names the format instead of recognising it; an input that is recognised less surely than
/// `at_least` is not opened.
///
/// # Errors
/// When the format is not known or not recognised, or the input cannot be opened.
pub fn open<'a>(
    registry: &Registry,
    again: &mut dyn FnMut() -> Result<Input<'a>, Error>,
    from: Option<&str>,
    at_least: Confidence,
    settings: &Settings,
    cx: &mut Cx<'_>,
) -> Result<Opened<'a>, Error> {
    let (mut importer, mut confidence, mut input) = if let Some(name) = from {
        (registry.importer_named(name)?, None, Input { settled: true, ..again()? })
    } else {
        let (head, whole, input) = peek(again()?)?;
        let seen = Head::new(&head, whole, input.name.as_deref(), input.content_type.as_deref());
        let (importer, confidence) = registry.detect(&seen)?;
        if confidence < at_least {
            let name = importer.format().name;
            let message = format!("it may be `{name}`, but its name does not say so");
            return Err(Error::new(ErrorKind::UnknownFormat, message)
                .hint(format!("name the file itself, or give `--from {name}`")));
        }
        (importer, Some(confidence), input)
    };
    // an importer may find another format inside, but not go on for ever
    for _ in 0..3 {
        let options = settings.for_format(importer.format())?;
        match importer.open(input, &options, cx) {
            Ok(reader) => return Ok(Opened { format: importer.format(), confidence, reader }),
            Err(error) => {
                let ErrorKind::OtherFormat(name) = error.kind() else { return Err(error) };
                input = again()?;
                let here = importer.format().name;
                let Ok(other) = registry.importer_named(name) else {
                    // better read as what it is not than not at all
                    let message =
                        format!("read as `{here}`, for `{name}` cannot be read yet: {}", error.message());
                    cx.report(Diagnostic::note("input.format.other", message));
                    input.settled = true;
                    continue;
                };
                cx.report(Diagnostic::note(
                    "input.format.other",
                    format!("read as `{name}`, not as `{here}`: {}", error.message()),
                ));
                importer = other;
                confidence = Some(Confidence::Certain);
            }
        }
    }
    Err(Error::broken("its formats lead round in a circle").hint("name the format with `--from`"))
}

/// The first bytes of an input, whatever sizes its reads have, and the input with them put back.
fn peek(input: Input<'_>) -> Result<(Vec<u8>, bool, Input<'_>), Error> {
    let Input { mut bytes, name, base, content_type, headers, settled } = input;
    let mut head = Vec::new();
    while head.len() < HEAD_BYTES {
        let chunk = match bytes.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Error::io("the input cannot be read", error)),
        };
        if chunk.is_empty() {
            break;
        }
        let taken = chunk.len().min(HEAD_BYTES - head.len());
        head.extend(chunk.iter().take(taken));
        bytes.consume(taken);
    }
    let whole = head.len() < HEAD_BYTES;
    let bytes = Box::new(Cursor::new(head.clone()).chain(bytes));
    Ok((head, whole, Input { bytes, name, base, content_type, headers, settled }))
}
