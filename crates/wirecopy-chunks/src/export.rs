use wirecopy_core::{
    Cx, Diagnostic, Drops, Error, Exporter, FeedDrops, Format, MainPart, Needs, Options, Outputs, RecordSink,
};
use wirecopy_model::{Article, PartName, Record};

use crate::about::About;
use crate::cut::{Chunk, Cut};
use crate::measure::Measure;
use crate::unit::{Omitted, sections};
use crate::{Chunks, FORMAT, lost};

impl Exporter for Chunks {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs { blocks: true }
    }

    fn lost_parts(&self, _: &Options) -> Vec<PartName> {
        lost::ALWAYS.to_vec()
    }

    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error> {
        let number = |name| options.integer(name).and_then(|value| usize::try_from(value).ok());
        let (size, overlap) = (number("size").unwrap_or(300), number("overlap").unwrap_or(0));
        if overlap >= size {
            return Err(Error::usage(format!(
                "`chunks.overlap={overlap}` is no less than `chunks.size={size}`"
            ))
            .hint("a chunk must have room for something new"));
        }
        Ok(Box::new(ChunksSink {
            part: MainPart::new(out, "chunks.jsonl"),
            cut: Cut {
                size,
                measure: if options.text("unit") == Some("characters") {
                    Measure::Characters
                } else {
                    Measure::Words
                },
                overlap,
                headings: options.text("headings") != Some("false"),
            },
            chunks: Vec::new(),
            drops: Drops::new("chunks.part.lost", FORMAT.name),
            feeds: FeedDrops::new("chunks.feed.lost"),
            bare: 0,
        }))
    }
}

/// Writes the chunks of articles as lines.
struct ChunksSink<'a> {
    part: MainPart<'a>,
    cut: Cut,
    /// Those of the article that is written.
    chunks: Vec<Chunk>,
    drops: Drops,
    feeds: FeedDrops,
    /// Articles without text.
    bare: usize,
}

impl ChunksSink<'_> {
    fn article(&mut self, article: &Article) {
        let mut omitted = Omitted::default();
        self.chunks.clear();
        for section in sections(article, &mut omitted) {
            self.cut.section(&section, &mut self.chunks);
        }
        self.drops.add("article.blocks.related", omitted.related);
        self.drops.add("article.blocks.media", omitted.figures);
        self.drops.add("article.blocks.embeds", omitted.embeds);
        self.drops.add("article.blocks.paragraph", omitted.boilerplate);
        let about = About::of(article, &mut self.drops);
        self.bare += usize::from(self.chunks.is_empty());
        let out = self.part.buffer();
        for (index, chunk) in self.chunks.iter().enumerate() {
            about.write(chunk, index + 1, self.chunks.len(), out);
        }
    }
}

impl RecordSink for ChunksSink<'_> {
    fn write(&mut self, record: &Record, _: &mut Cx<'_>) -> Result<(), Error> {
        match record {
            Record::Article(article) => self.article(article),
            Record::Feed(feed) => self.feeds.add(feed, &[]),
            _ => {}
        }
        self.part.settle()
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.drops.report(cx);
        self.feeds.report("chunks of articles hold nothing of the feed itself", cx);
        if self.bare > 0 {
            let articles = if self.bare == 1 {
                "1 article has".to_owned()
            } else {
                format!("{} articles have", self.bare)
            };
            let message = format!("{articles} no text, and nothing is written of it");
            cx.report(Diagnostic::loss("chunks.text.absent", message).on("article"));
        }
        self.part.finish()
    }
}
