use std::borrow::Cow;
use std::fmt;

use wirecopy_model::Span;

use crate::Location;

/// Why a stream ended before its end. All that can be gone on from is a [`crate::Diagnostic`] instead.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: Cow<'static, str>,
    span: Option<Span>,
    location: Option<Location>,
    hint: Option<Cow<'static, str>>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What sort of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Reading or writing failed.
    Io,
    /// A limit was reached.
    Limit,
    /// The input is broken past repair, or is nothing this format can be.
    Broken,
    /// There is nothing in the input.
    Empty,
    /// No importer knows the format.
    UnknownFormat,
    /// The input is really in the format of this name.
    OtherFormat(&'static str),
    /// An option or argument is wrong: the caller's mistake, not the input's.
    Usage,
}

impl Error {
    /// An error of a kind. The message is for people: lower case, no full stop.
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            span: None,
            location: None,
            hint: None,
            source: None,
        }))
    }

    /// A failure to read or write.
    pub fn io(message: impl Into<Cow<'static, str>>, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::new(ErrorKind::Io, "the output was closed before its end").caused_by(source);
        }
        Self::new(ErrorKind::Io, message).caused_by(source)
    }

    /// A limit was reached.
    pub fn limit(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Limit, message)
    }

    /// The input is broken past repair.
    pub fn broken(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Broken, message)
    }

    /// The caller's mistake.
    pub fn usage(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// With its place in the input.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.0.span = Some(span);
        self
    }

    /// With line and column.
    #[must_use]
    pub fn located(mut self, location: Option<Location>) -> Self {
        self.0.location = location;
        self
    }

    /// With advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// With what caused it.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What sort of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What happened, for people, without its cause.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where in the input, in bytes.
    pub fn span(&self) -> Option<Span> {
        self.0.span
    }

    /// Line and column.
    pub fn location(&self) -> Option<Location> {
        self.0.location
    }

    /// What to do about it.
    pub fn advice(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        if let Some(source) = &self.0.source {
            write!(f, ": {source}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn shows_its_cause() {
        let error = Error::io("cannot read `feed.xml`", std::io::Error::other("gone"));
        assert_eq!(error.to_string(), "cannot read `feed.xml`: gone");
    }
}
