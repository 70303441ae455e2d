use wirecopy_body::{Losses, MarkdownOptions, Related, Signs, write_commonmark_apart};
use wirecopy_core::{
    Carries, Cx, Diagnostic, Drops, Error, Exporter, FeedDrops, Format, Needs, Options, Outputs, Part,
    PartRole, RecordSink,
};
use wirecopy_model::{Article, PartName, Record};

use crate::front::{Making, front_matter, without_body};
use crate::lost;
use crate::profile::Profile;
use crate::{FORMAT, Markdown};

impl Exporter for Markdown {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs { blocks: true }
    }

    fn carries(&self, options: &Options) -> Carries {
        if options.text("front-matter") == Some("false") { lost::BODY } else { FORMAT.carries }
    }

    fn lost_parts(&self, options: &Options) -> Vec<PartName> {
        lost::parts(options.text("front-matter") != Some("false"))
    }

    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error> {
        let profile = Profile::named(options.text("profile").unwrap_or_default());
        let related = options.text("related").unwrap_or("front-matter");
        Ok(Box::new(MarkdownSink {
            out,
            body: MarkdownOptions {
                gfm: options.text("flavor") == Some("gfm"),
                related: if related == "inline" { Related::Inline } else { Related::Omit },
                signs: match profile {
                    Profile::Hugo => Signs::Hugo,
                    Profile::Obsidian => Signs::Obsidian,
                    _ => Signs::Templates,
                },
                html: options.text("html") == Some("keep"),
                ..MarkdownOptions::default()
            },
            front: options.text("front-matter") != Some("false"),
            related: related == "front-matter",
            profile,
            drops: Drops::new("markdown.part.lost", FORMAT.name),
            feeds: FeedDrops::new("markdown.feed.lost"),
            others: 0,
            bare: 0,
        }))
    }
}

/// Writes each article as a file.
struct MarkdownSink<'a> {
    out: Box<dyn Outputs + 'a>,
    body: MarkdownOptions,
    front: bool,
    /// Whether pointers to other stories go into front matter.
    related: bool,
    profile: Profile,
    drops: Drops,
    /// Fields of feeds, which no article's file holds.
    feeds: FeedDrops,
    /// Records that are neither articles nor feeds.
    others: usize,
    /// Articles written without front matter.
    bare: usize,
}

impl MarkdownSink<'_> {
    fn article(&mut self, article: &Article, cx: &mut Cx<'_>) -> String {
        let mut losses = Losses::default();
        let (body, apart) = write_commonmark_apart(&article.blocks, &self.body, &mut losses);
        let mut text = String::new();
        if self.front {
            let making = Making {
                profile: self.profile,
                related: self.related.then_some(apart.as_slice()),
                // what is left of them stands in code
                template_signs: self.profile == Profile::Jekyll
                    && (body.contains("{{") || body.contains("{%")),
            };
            let front = front_matter(article, &making, &mut self.drops, cx).write();
            if !front.is_empty() {
                text.push_str("---\n");
                text.push_str(&front);
                text.push_str("---\n");
            }
        } else {
            self.bare += 1;
            self.drops.add("article.contents", without_body(article));
        }
        if !text.is_empty() && !body.is_empty() {
            text.push('\n');
        }
        text.push_str(&body);
        if !self.front || !self.related {
            self.drops.add("article.blocks.related", apart.len());
        }
        for finding in losses.findings() {
            cx.report(match article.span {
                Some(span) => finding.at(span),
                None => finding,
            });
        }
        text
    }
}

impl RecordSink for MarkdownSink<'_> {
    fn write(&mut self, record: &Record, cx: &mut Cx<'_>) -> Result<(), Error> {
        match record {
            Record::Article(article) => {
                let text = self.article(article, cx);
                let part = Part { role: PartRole::Article, extension: "md", article: Some(article) };
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
        self.feeds.report("files of articles hold nothing of the feed itself", cx);
        if self.others > 0 {
            let message = format!("what is no article was not written ({})", count(self.others, "record"));
            cx.report(
                Diagnostic::loss("markdown.record.lost", message).hint("`--to jsonl` keeps everything"),
            );
        }
        if self.bare > 0 {
            let message = format!("only bodies were written, as asked ({})", count(self.bare, "article"));
            cx.report(
                Diagnostic::note("markdown.front.omitted", message)
                    .hint("`--set markdown.front-matter=true` writes title, date and the rest too"),
            );
        }
        self.out.close()
    }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
