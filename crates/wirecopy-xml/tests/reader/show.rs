//! One place that touches the reader: events and findings as lines of text.

use expect_test::Expect;
use wirecopy_core::decode::{Hints, Window};
use wirecopy_core::{Cx, Diagnostic, Error, Findings, Limits, Policy};
use wirecopy_xml::{Event, XmlReader};

/// Runs `with` over a reader of `input` whose window moves by `step`, and gives what it gave with the findings.
pub(crate) fn read<T>(
    input: &[u8],
    step: usize,
    limits: &Limits,
    with: impl FnOnce(&mut XmlReader<'_>, &mut Cx<'_>) -> T,
) -> Result<(T, Vec<Diagnostic>), (Error, Vec<Diagnostic>)> {
    let (policy, mut findings) = (Policy::default(), Findings::default());
    let mut cx = Cx::new(limits, &policy, &mut findings);
    let reader = Window::with_step(Box::new(input), &Hints::xml(None), step, &mut cx)
        .and_then(|window| XmlReader::over(window, &mut cx));
    match reader {
        Ok(mut reader) => {
            let value = with(&mut reader, &mut cx);
            Ok((value, findings.kept().to_vec()))
        }
        Err(error) => Err((error, findings.kept().to_vec())),
    }
}

/// The current event on a line.
pub(crate) fn event_line(reader: &XmlReader<'_>, event: Event) -> String {
    let name = || {
        let name = reader.name();
        match (name.prefix, name.uri) {
            (Some(prefix), uri) => format!("{prefix}:{}{{{}}}", name.local, uri.unwrap_or("?")),
            (None, Some(uri)) => format!("{}{{{uri}}}", name.local),
            (None, None) => name.local.to_owned(),
        }
    };
    match event {
        Event::Start => {
            let mut line = format!("<{}", name());
            for attribute in reader.attributes() {
                let prefix = attribute.name.prefix.map(|prefix| format!("{prefix}:")).unwrap_or_default();
                let uri = attribute.name.uri.map(|uri| format!("{{{uri}}}")).unwrap_or_default();
                line += &format!(" {prefix}{}{uri}={:?}", attribute.name.local, attribute.value);
            }
            line + ">"
        }
        Event::End => format!("</{}>", name()),
        Event::Text => format!("text {:?}", reader.text()),
        Event::Comment => format!("comment {:?}", reader.text()),
        Event::Instruction => format!("instruction {} {:?}", reader.local(), reader.text()),
        Event::Doctype => format!("doctype {:?}", reader.text()),
        Event::Eof => "eof".to_owned(),
    }
}

pub(crate) fn finding_line(finding: &Diagnostic) -> String {
    let place = finding.location.map(|at| format!("{}:{}", at.line, at.column)).unwrap_or_default();
    let span = finding.span.map(|span| format!("{}..{}", span.start, span.end)).unwrap_or_default();
    format!("  {place} {span} {}[{}] {}", finding.severity.as_str(), finding.code, finding.message)
}

/// All events and findings.
pub(crate) fn events(input: &[u8], step: usize, limits: &Limits) -> String {
    let mut out = String::new();
    let result = read(input, step, limits, |reader, cx| {
        loop {
            match reader.next(cx) {
                Ok(Event::Eof) => break,
                Ok(event) => {
                    out += &format!(
                        "{:indent$}{}\n",
                        "",
                        event_line(reader, event),
                        indent = reader.depth().saturating_sub(1).min(20)
                    )
                }
                Err(error) => {
                    out += &error_line(&error);
                    assert_eq!(reader.next(cx).ok(), Some(Event::Eof));
                    break;
                }
            }
        }
        assert_eq!(reader.next(cx).ok(), Some(Event::Eof));
        reader.well_formed()
    });
    let (well_formed, findings) = match result {
        Ok((well_formed, findings)) => (well_formed, findings),
        Err((error, findings)) => {
            out += &error_line(&error);
            (false, findings)
        }
    };
    for finding in &findings {
        out += &finding_line(finding);
        out.push('\n');
    }
    if !well_formed {
        out += "not well-formed\n";
    }
    out
}

fn error_line(error: &Error) -> String {
    let at = error.location().map(|at| format!("{}:{}", at.line, at.column)).unwrap_or_default();
    format!("error {at} {:?} {error}\n", error.kind())
}

/// Events and findings are as expected, however small the window.
pub(crate) fn check(input: &str, expect: Expect) {
    check_bytes(input.as_bytes(), expect);
}

pub(crate) fn check_bytes(input: &[u8], expect: Expect) {
    let limits = Limits::default();
    let whole = events(input, Window::STEP, &limits);
    expect.assert_eq(&whole);
    for step in [1, 7] {
        assert_eq!(events(input, step, &limits), whole, "with steps of {step}");
    }
}
