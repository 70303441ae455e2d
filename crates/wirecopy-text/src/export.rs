//! The exporter `text`.
//!
//! An article that was read from a plain text is given back as the bytes it was: same encoding, byte order mark and
//! line ends. Several articles of one file become that file again, or, with `text.parts=articles`, a file each. Any other
//! article is written as a text to be read: headline, byline, date, and the body in paragraphs. Such articles go by the
//! rules of public formats: what is held back is not written.

mod file;
mod readable;

use wirecopy_core::decode::byte_order_mark;
use wirecopy_core::{
    Carries, Cx, Diagnostic, Drops, Error, Exporter, FeedDrops, Format, Needs, Options, Outputs, Part,
    PartRole, RecordSink,
};
use wirecopy_model::{Article, Content, Record};

use crate::PlainText;
use crate::importer::FORMAT;
use file::SourceFile;
pub(crate) use file::source_text;

/// What a plain text holds. Of an article that was read from one, it holds all.
pub(crate) const CARRIES: Carries = Carries {
    fields: &[
        "id",
        "kind",
        "status",
        "signals",
        "urgency",
        "priority",
        "headlines",
        "sluglines",
        "bylines",
        "datelines",
        "credit_lines",
        "people",
        "dates",
        "links",
        "subjects",
        "language",
        "contents",
        "blocks",
        "rights",
        "notes",
        "extensions",
    ],
    // what was found in a text is found in it again
    immaterial: &[
        "source",
        "position",
        "base",
        "feed_title",
        "quotes",
        "mentions",
        "annotations",
        "inferred",
        "given",
        "span",
    ],
};

impl Exporter for PlainText {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs { blocks: true }
    }

    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error> {
        Ok(Box::new(TextSink {
            out,
            split: options.text("parts") == Some("articles"),
            is_utf8: options.text("encoding") == Some("utf-8"),
            file: SourceFile::default(),
            open: None,
            begun: false,
            drops: Drops::new("text.part.lost", FORMAT.name),
            feeds: FeedDrops::new("text.feed.lost"),
        }))
    }
}

/// Writes articles as text.
struct TextSink<'a> {
    out: Box<dyn Outputs + 'a>,
    split: bool,
    /// Whether texts are given back in UTF-8 and not in the encoding they had.
    is_utf8: bool,
    /// The input whose articles come now.
    file: SourceFile,
    /// The encoding of the part that takes the texts of files. `None`: none is open.
    open: Option<String>,
    /// Whether there is a part at all.
    begun: bool,
    drops: Drops,
    feeds: FeedDrops,
}

impl TextSink<'_> {
    /// Gives back the bytes an article was read from.
    fn give_back(&mut self, article: &Article, content: &Content, cx: &mut Cx<'_>) -> Result<(), Error> {
        if !self.split && self.file.holds(content) {
            self.drops.add("article.given", article.given.len());
            return Ok(());
        }
        let encoding = if self.is_utf8 { "utf-8".to_owned() } else { self.file.encoding.name.to_string() };
        self.begin(article, &encoding, cx)?;
        let mark = if self.file.has_mark() && !self.is_utf8 { byte_order_mark(&encoding) } else { b"" };
        let encoded = self.file.take(article, content, &encoding, mark, self.is_utf8, cx)?;
        self.write(mark)?;
        self.write(&encoded)?;
        self.drops.add("article.given", article.given.len());
        Ok(())
    }

    /// Begins a part for the text of a file, unless it goes on in the one that is open.
    fn begin(&mut self, article: &Article, encoding: &str, cx: &mut Cx<'_>) -> Result<(), Error> {
        if let Some(open) = self.open.as_deref().filter(|_| !self.split) {
            if open != encoding && self.file.articles == 0 {
                let message = format!("a text in `{encoding}` is written behind one in `{open}`");
                let finding = Diagnostic::loss("text.encoding.mixed", message);
                cx.report(finding.hint("`--set text.encoding=utf-8` writes all of them in UTF-8"));
            }
            return Ok(());
        }
        let part = if self.split {
            Part { role: PartRole::Article, extension: "txt", article: Some(article) }
        } else {
            Part { role: PartRole::Main, extension: "txt", article: None }
        };
        self.out.part(&part)?;
        self.begun = true;
        self.open = Some(encoding.to_owned());
        Ok(())
    }

    /// Writes an article that is not from a plain text, unless it is held back.
    fn write_readable(&mut self, article: &Article, cx: &mut Cx<'_>) -> Result<(), Error> {
        if let Some(reason) = cx.policy.holds_back(article) {
            let title = article.title().unwrap_or("an article without title");
            let message = format!("`{title}` is {}: held back", reason.as_str());
            let mut finding = Diagnostic::note("text.article.held-back", message)
                .hint(format!("`--include {}` lets it through", reason.as_str()));
            finding.span = article.span;
            cx.report(finding);
            return Ok(());
        }
        let text = readable::text(article);
        readable::count_drops(article, &mut self.drops);
        let part = Part { role: PartRole::Article, extension: "txt", article: Some(article) };
        self.out.part(&part)?;
        (self.begun, self.open) = (true, None);
        self.write(text.as_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        match self.out.current() {
            Some(out) => out.write_all(bytes).map_err(|error| Error::io("cannot write the output", error)),
            None => Ok(()),
        }
    }
}

impl RecordSink for TextSink<'_> {
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        match record {
            Record::Source(source) => self.file.follow(source, cx),
            Record::Article(article) => {
                return match self.file.text_of(article) {
                    Some(content) => self.give_back(article, content, cx),
                    None => self.write_readable(article, cx),
                };
            }
            Record::Feed(feed) => self.feeds.add(feed, &[]),
            _ => self.drops.add("record", 1),
        }
        Ok(())
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.file.settle(cx);
        if !self.begun {
            self.out.part(&Part { role: PartRole::Main, extension: "txt", article: None })?;
        }
        self.drops.report(cx);
        self.feeds.report("texts of articles hold nothing of the feed itself", cx);
        self.out.close()
    }
}
