//! Reads JSON-LD: the articles of a document, with the feed they stand in, and what else it describes.

use std::collections::VecDeque;
use std::ops::Range;

use wirecopy_core::decode::{Declaration, Decoded, Hints, decode_all};
use wirecopy_core::{
    Confidence, Cx, Diagnostic, Error, Format, Head, Importer, Input, Options, RecordReader, Url,
};
use wirecopy_model::{Article, Opaque, Record, Shared, Source};

use crate::feed_in::feed;
use crate::graph::Document;
use crate::kept::whole;
use crate::place::{Marks, Places};
use crate::plan::{Plan, Step};
use crate::script::scripts;
use crate::story::article;
use crate::tree::At;
use crate::{FORMAT, JsonLd};

impl Importer for JsonLd {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        let text = head.text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let hinted = if head.is_hinted(&FORMAT) { Confidence::Hinted } else { Confidence::No };
        let text = after_comments(text);
        if text.starts_with(['{', '[']) {
            let inner = text.trim_start_matches(['{', '[']).trim_start();
            if inner.starts_with("\"record\"") {
                return Confidence::No;
            }
            let has = |word: &str| text.contains(word);
            return if has("\"@context\"") && has("schema.org") {
                Confidence::Certain
            } else if has("\"@type\"") || has("\"@graph\"") || has("\"@context\"") {
                Confidence::Likely
            } else {
                hinted
            };
        }
        let tag = text.get(..text.find('>').unwrap_or(0)).unwrap_or_default().to_ascii_lowercase();
        if tag.starts_with("<script") && tag.contains("ld+json") {
            return Confidence::Certain;
        }
        Confidence::No
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        let name = input.source_name();
        let base = input.effective_base();
        let Input { bytes, content_type, .. } = input;
        let hints = Hints { content_type: content_type.as_deref(), declaration: Declaration::None };
        let decoded = decode_all(bytes, &hints, cx)?;
        let marks = Marks::of(&decoded.text);
        Ok(Box::new(JsonLdReader {
            decoded,
            marks,
            name,
            base,
            content_type,
            markup: options.text("markup") == Some("html"),
            sources: 0,
            texts: None,
            document: None,
            plan: Plan::default(),
            group: None,
            position: 0,
            last_start: 0,
            articles: 0,
            ended: false,
        }))
    }
}

/// What follows comments at the start, which JSON has not and templates write.
fn after_comments(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        let rest = if let Some(line) = text.strip_prefix("//") {
            line.split_once('\n').map(|(_, rest)| rest)
        } else if let Some(comment) = text.strip_prefix("/*") {
            comment.split_once("*/").map(|(_, rest)| rest)
        } else {
            None
        };
        match rest {
            Some(rest) => text = rest,
            None => return text,
        }
    }
}

/// What the values of a document mean depends on where it is.
#[derive(Clone, Copy)]
pub(crate) struct Where<'w> {
    pub(crate) places: &'w Places<'w>,
    pub(crate) base: Option<&'w Url>,
    /// Whether texts that look like HTML are HTML.
    pub(crate) markup: bool,
}

struct JsonLdReader {
    decoded: Decoded,
    marks: Marks,
    name: Shared,
    base: Option<Url>,
    content_type: Option<String>,
    markup: bool,
    /// How many sources were told of: each feed is one, and so is what stands in none.
    sources: usize,
    /// The JSON texts that are not read yet. `None`: they were not looked for.
    texts: Option<VecDeque<Range<usize>>>,
    document: Option<Document>,
    plan: Plan,
    /// What the articles now read belong to.
    group: Option<Group>,
    position: u64,
    /// Where the article before began.
    last_start: u64,
    articles: usize,
    ended: bool,
}

/// What articles have in common.
#[derive(Clone, Default)]
struct Group {
    source: Shared,
    title: Option<Shared>,
    language: Option<Shared>,
}

impl RecordReader for JsonLdReader {
    fn read(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        if self.ended {
            return Ok(None);
        }
        let result = self.next(cx);
        self.ended = !matches!(result, Ok(Some(_)));
        result
    }
}

impl JsonLdReader {
    fn next(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        if self.sources == 0 {
            return Ok(Some(self.source()));
        }
        loop {
            if let Some(step) = self.plan.next() {
                if let Some(record) = self.step(step, cx) {
                    return Ok(Some(record));
                }
                continue;
            }
            if self.texts.is_none() {
                self.texts = Some(scripts(&self.places(), cx)?.into());
            }
            let Some(range) = self.texts.as_mut().and_then(VecDeque::pop_front) else { break };
            let document = Document::read(&self.places(), range, cx)?;
            self.plan = Plan::of(&document);
            self.document = Some(document);
        }
        if self.articles == 0 {
            let message = format!("`{}` describes no article", self.name);
            cx.report(Diagnostic::note("jsonld.article.absent", message));
        }
        Ok(None)
    }

    fn places(&self) -> Places<'_> {
        Places::of(&self.decoded, &self.marks)
    }

    /// A further source: the input, or for another feed in it the input with a number.
    fn source(&mut self) -> Record {
        self.sources += 1;
        let name = match self.sources {
            1 => self.name.clone(),
            number => Shared::from(format!("{}#{number}", self.name)),
        };
        Record::Source(Box::new(Source {
            name,
            format: FORMAT.name.into(),
            encoding: Some(self.decoded.encoding.clone()),
            base: self.base.as_ref().map(|base| Shared::from(base.as_str())),
            content_type: self.content_type.clone(),
            ..Source::default()
        }))
    }

    fn source_name(&self) -> Shared {
        match self.sources {
            0 | 1 => self.name.clone(),
            number => Shared::from(format!("{}#{number}", self.name)),
        }
    }

    fn step(&mut self, step: Step, cx: &mut Cx<'_>) -> Option<Record> {
        match step {
            Step::Group => {
                // the first group is told of by the first source
                if self.group.is_none() {
                    self.group = Some(Group { source: self.name.clone(), ..Group::default() });
                    return None;
                }
                let record = self.source();
                self.group = Some(Group { source: self.source_name(), ..Group::default() });
                Some(record)
            }
            Step::Feed(at) => self.feed(at, cx),
            Step::Article(at) => self.article(at, cx),
            Step::Other(at, except) => self.other(at, except),
        }
    }

    fn feed(&mut self, at: At, cx: &mut Cx<'_>) -> Option<Record> {
        let document = self.document.take()?;
        let places = self.places();
        let here = Where { places: &places, base: self.base.as_ref(), markup: self.markup };
        let mut feed = feed(&document, at, &here, cx);
        feed.span = places.span(document.tree.range(at));
        self.document = Some(document);
        let group = self.group.get_or_insert_with(|| Group { source: self.name.clone(), ..Group::default() });
        feed.source = group.source.clone();
        group.title = feed.title().map(Shared::from);
        group.language.clone_from(&feed.language);
        Some(Record::Feed(Box::new(feed)))
    }

    fn article(&mut self, at: At, cx: &mut Cx<'_>) -> Option<Record> {
        let document = self.document.take()?;
        let places = self.places();
        let here = Where { places: &places, base: self.base.as_ref(), markup: self.markup };
        let mut article: Article = article(&document, at, &here, cx);
        let span = places.span(document.tree.range(at));
        self.document = Some(document);
        self.articles += 1;
        self.position += 1;
        let group =
            self.group.clone().unwrap_or_else(|| Group { source: self.name.clone(), ..Group::default() });
        article.source = group.source;
        article.feed_title = group.title;
        article.language = article.language.or(group.language);
        article.base = self.base.as_ref().map(|base| Shared::from(base.as_str()));
        article.position = Some(self.position);
        // articles of a feed that is described after others stand out of order
        article.span = span.filter(|span| span.start >= self.last_start);
        if let Some(span) = article.span {
            self.last_start = span.start;
        }
        Some(Record::Article(Box::new(article)))
    }

    fn other(&mut self, at: At, except: &'static [&'static str]) -> Option<Record> {
        let document = self.document.as_ref()?;
        if document.is_used(at) {
            return None;
        }
        let opaque = Opaque {
            source: self.source_name(),
            kind: document.classes(at).first().map_or("node", |class| class).to_owned(),
            id: document.id(at).map(str::to_owned),
            media_type: None,
            value: None,
            span: self.places().span(document.tree.range(at)),
            extensions: whole(document, at, except),
        };
        Some(Record::Opaque(Box::new(opaque)))
    }
}
