use wirecopy_core::{
    Carries, Cx, Diagnostic, Drops, Error, Exporter, FeedDrops, Format, Needs, Options, Outputs, Part,
    PartRole, RecordSink,
};
use wirecopy_model::{PartName, Record};

use crate::page::{Look, Related, page};
use crate::{FORMAT, Html};

impl Exporter for Html {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs { blocks: true }
    }

    fn carries(&self, options: &Options) -> Carries {
        if options.is_on("fragment") { crate::lost::FRAGMENT } else { FORMAT.carries }
    }

    fn lost_parts(&self, _: &Options) -> Vec<PartName> {
        crate::lost::ALWAYS.to_vec()
    }

    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error> {
        let look = Look {
            css: options.text("css") != Some("none"),
            fragment: options.is_on("fragment"),
            related: match options.text("related") {
                Some("inline") => Related::Inline,
                Some("none") => Related::None,
                _ => Related::End,
            },
        };
        Ok(Box::new(HtmlSink {
            out,
            look,
            drops: Drops::new("html.part.lost", FORMAT.name),
            feeds: FeedDrops::new("html.feed.lost"),
            others: 0,
        }))
    }
}

/// Writes each article as a page.
struct HtmlSink<'a> {
    out: Box<dyn Outputs + 'a>,
    look: Look,
    drops: Drops,
    feeds: FeedDrops,
    /// Records that are neither articles nor feeds.
    others: usize,
}

impl RecordSink for HtmlSink<'_> {
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        match record {
            Record::Article(article) => {
                let text = page(article, self.look, &mut self.drops, cx);
                let part = Part { role: PartRole::Article, extension: "html", article: Some(article) };
                let out = self.out.part(&part)?;
                out.write_all(text.as_bytes())
                    .map_err(|error| Error::io("cannot write the output", error))?;
            }
            Record::Feed(feed) => self.feeds.add(feed, &[]),
            Record::Source(_) => {}
            _ => self.others += 1,
        }
        Ok(())
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.drops.report(cx);
        self.feeds.report("pages of articles hold nothing of the feed itself", cx);
        if self.others > 0 {
            let records = if self.others == 1 { "record" } else { "records" };
            let message = format!("what is no article was not written ({} {records})", self.others);
            cx.report(Diagnostic::loss("html.record.lost", message).hint("`--to jsonl` keeps everything"));
        }
        self.out.close()
    }
}
