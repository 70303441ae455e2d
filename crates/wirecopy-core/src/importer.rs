use std::borrow::Cow;
use std::io::BufRead;

use url::Url;
use wirecopy_model::{Record, Shared};

use crate::{Cx, Error, Format, Options};

/// How many bytes at the start of an input detection looks at.
pub const HEAD_BYTES: usize = 16 << 10;

/// What the caller knows about an input: its bytes and where they come from.
pub struct Input<'a> {
    /// The bytes, undecoded.
    pub bytes: Box<dyn BufRead + Send + 'a>,
    /// Name by which records refer to it. `None`: it has none (`stdin`).
    pub name: Option<Shared>,
    /// Base URL. `None`: not known.
    pub base: Option<Url>,
    /// Media type, perhaps with a charset, as an HTTP `Content-Type` states it.
    pub content_type: Option<String>,
    /// Other headers the bytes came with.
    pub headers: Headers,
    /// Whether the format is settled, by the caller or because no other can be read: the importer then reads the input
    /// itself, whatever it finds inside.
    pub settled: bool,
}

impl<'a> Input<'a> {
    /// An input of which only the bytes are known.
    pub fn new(bytes: impl BufRead + Send + 'a) -> Self {
        Self {
            bytes: Box::new(bytes),
            name: None,
            base: None,
            content_type: None,
            headers: Headers::default(),
            settled: false,
        }
    }

    /// With a name.
    #[must_use]
    pub fn named(mut self, name: impl Into<Shared>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The name records carry: its own, or `stdin`.
    pub fn source_name(&self) -> Shared {
        self.name.clone().unwrap_or_else(|| Shared::from("stdin"))
    }

    /// The base URL in force: the one given, resolved against or else taken from `Content-Location`.
    pub fn effective_base(&self) -> Option<Url> {
        let location = self.headers.get("content-location");
        match (&self.base, location) {
            (Some(base), Some(location)) => base.join(location).ok().or_else(|| Some(base.clone())),
            (Some(base), None) => Some(base.clone()),
            (None, Some(location)) => Url::parse(location).ok(),
            (None, None) => None,
        }
    }
}

/// Headers an input came with, as an HTTP client saw them. Names compare without case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    pairs: Vec<(String, String)>,
}

impl Headers {
    /// Adds a header.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.pairs.push((name.into(), value.into()));
    }

    /// The first value of a header.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// What detection looks at: the start of an input and what the caller knows.
#[derive(Clone, Debug)]
pub struct Head<'h> {
    /// The first bytes, at most [`HEAD_BYTES`].
    pub bytes: &'h [u8],
    /// The same as text, decoded by byte order mark, NUL pattern or declaration; damage replaced.
    pub text: Cow<'h, str>,
    /// Whether the input ends within `bytes`.
    pub whole: bool,
    /// Extension of the input's name, lower case, without the dot.
    pub extension: Option<String>,
    /// Media type the caller stated, lower case, without parameters.
    pub media_type: Option<String>,
}

impl<'h> Head<'h> {
    /// A head over the first `bytes` of an input. `whole` says whether that is all of it.
    pub fn new(bytes: &'h [u8], whole: bool, name: Option<&str>, content_type: Option<&str>) -> Self {
        let bytes = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
        let extension = name
            .and_then(|name| name.rsplit(['/', '\\']).next())
            .and_then(|file| file.rsplit_once('.'))
            .map(|(_, extension)| extension.to_ascii_lowercase());
        let media_type = content_type
            .map(|stated| stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
            .filter(|stated| !stated.is_empty());
        Self { bytes, text: crate::decode::head_text(bytes), whole, extension, media_type }
    }

    /// Whether the caller's name or media type speaks for `format`.
    pub fn is_hinted(&self, format: &Format) -> bool {
        self.extension.as_deref().is_some_and(|extension| format.extensions.contains(&extension))
            || self.media_type.as_deref().is_some_and(|stated| format.media_types.contains(&stated))
    }
}

/// How sure an importer is that an input is in its format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// It is not.
    #[default]
    No,
    /// Only the name or media type speaks for it.
    Hinted,
    /// It may be.
    Possible,
    /// It looks like it.
    Likely,
    /// It can be nothing else.
    Certain,
}

/// Reads one format.
pub trait Importer: Send + Sync {
    /// The format.
    fn format(&self) -> &'static Format;

    /// Whether an input that starts like this is in the format.
    fn probe(&self, head: &Head<'_>) -> Confidence;

    /// What an input really is that this importer refuses, as a message: `this is OPML, which is not read yet`.
    /// Asked only where no importer takes the input. `None`: not known.
    fn explain(&self, head: &Head<'_>) -> Option<Cow<'static, str>> {
        let _ = head;
        None
    }

    /// Opens an input.
    ///
    /// # Errors
    /// When nothing can be read, the options are wrong, or the input is in another format
    /// ([`crate::ErrorKind::OtherFormat`]).
    fn open<'a>(
        &self,
        input: Input<'a>,
        options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error>;
}

/// Gives the records of an input, one at a time.
///
/// Records that are all there already are one: `records.into_iter()` of a vector.
pub trait RecordReader: Send {
    /// The next record. `None`: the end; and again `None` ever after, also after an error.
    ///
    /// # Errors
    /// When the stream cannot go on.
    fn read(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error>;
}

impl RecordReader for std::vec::IntoIter<Record> {
    fn read(&mut self, _: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        Ok(self.next())
    }
}
