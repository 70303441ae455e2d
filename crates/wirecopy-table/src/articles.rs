//! The table of articles.

use std::borrow::Cow;
use std::cell::OnceCell;

use wirecopy_body::{
    Losses, MarkdownOptions, blocks_to_html, blocks_to_text, inline_text, is_safe_target, plain_text_of,
    plain_text_of_content, readable_content, word_count, write_commonmark,
};
use wirecopy_core::Drops;
use wirecopy_model::{
    Article, Block, Caption, Content, ContentKind, DateRole, Inline, LinkRel, Moment, Person, PersonRole,
    Picture, Piece, Status, Subject, SubjectKind, Walk,
};

use crate::column::{Datatype, columns};
use crate::kept::{Kept, is_text_cell};
use crate::table::BodyForm;
use crate::value::Value;

columns! {
    /// A column of the table of articles.
    ArticleColumn:
    Id "id" Text Some("identifier"), "the id";
    Title "title" Text Some("headline"), "the headline, as plain text";
    Published "published" Moment Some("datePublished"), "when it was published, as exact as is known; without offset where the zone is not known";
    PublishedUtc "published_utc" Moment None, "the same instant in UTC; absent where the zone is not known";
    Updated "updated" Moment Some("dateModified"), "when it was last changed";
    Authors "authors" List Some("author"), "names of the authors";
    Section "section" List Some("articleSection"), "sections of the publication";
    Tags "tags" List Some("keywords"), "all other subjects";
    Language "language" Text Some("inLanguage"), "language tag of the text";
    Publisher "publisher" List Some("publisher"), "who publishes it";
    Url "url" Address Some("url"), "address of its page";
    Summary "summary" Text Some("abstract"), "the summary, else the teaser, as plain text";
    BodyKind "body_kind" Text None, "how much of it the source gave: `full`, `summary` or `teaser`";
    Words "words" Number Some("wordCount"), "words of the body; 0 without a full body";
    Headings "headings" Number None, "headings of the body; 0 without a full body";
    Quotes "quotes" Number None, "quotations that were found";
    Speakers "speakers" List None, "who is quoted";
    Related "related" List Some("citation"), "titles of related stories";
    Images "images" Number None, "pictures";
    ImageUrl "image_url" Address Some("image"), "address of the first picture";
    ImageCaption "image_caption" Text None, "caption of the first picture, as plain text";
    ImageCredit "image_credit" Text None, "who is credited for the first picture";
    Rights "rights" List Some("copyrightNotice"), "notices, terms and licences";
    Status "status" Text Some("creativeWorkStatus"), "whether it may be used, where stated";
    Source "source" Text None, "name of the input";
    Body "body" Body Some("articleBody"), "the full body; never a summary or teaser";
}

impl ArticleColumn {
    /// Whether it is made from the body's blocks.
    pub(crate) fn needs_blocks(self) -> bool {
        matches!(
            self,
            Self::Words
                | Self::Headings
                | Self::Related
                | Self::Images
                | Self::ImageUrl
                | Self::ImageCaption
                | Self::ImageCredit
                | Self::Body
        )
    }

    fn column(self) -> Option<&'static crate::Column> {
        Self::COLUMNS.get(self as usize)
    }
}

/// An article seen as a row.
pub(crate) struct ArticleRow<'a> {
    article: &'a Article,
    form: BodyForm,
    kept: Kept<'a>,
    text: OnceCell<Cow<'a, str>>,
    pictures: OnceCell<Vec<Picture<'a>>>,
    unsafe_targets: std::cell::Cell<u64>,
}

impl<'a> ArticleRow<'a> {
    pub(crate) fn new(article: &'a Article, form: BodyForm) -> Self {
        Self {
            article,
            form,
            kept: Kept::of(article),
            text: OnceCell::new(),
            pictures: OnceCell::new(),
            unsafe_targets: std::cell::Cell::new(0),
        }
    }

    /// What the article has in a column. What Markdown cannot hold is added to `losses`.
    pub(crate) fn value(&self, column: ArticleColumn, losses: &mut Losses) -> Value<'_> {
        if let Some(kept) = column.column().and_then(|column| self.kept(column)) {
            return kept;
        }
        let article = self.article;
        match column {
            ArticleColumn::Id => Value::optional(article.id.as_ref().map(|id| id.value.as_str())),
            ArticleColumn::Title => {
                Value::optional(article.headline().map(|headline| plain_text_of(&headline.text)))
            }
            ArticleColumn::Published => Value::date(article.published()),
            ArticleColumn::PublishedUtc => article
                .published()
                .and_then(|date| date.value)
                .and_then(Moment::to_utc)
                .map_or(Value::Absent, Value::Moment),
            ArticleColumn::Updated => Value::date(article.updated()),
            ArticleColumn::Authors => names(article.authors()),
            ArticleColumn::Publisher => {
                names(article.people.iter().filter(|person| person.role == PersonRole::Publisher))
            }
            ArticleColumn::Section => self.subjects(true),
            ArticleColumn::Tags => self.subjects(false),
            ArticleColumn::Language => Value::optional(article.text_language()),
            ArticleColumn::Url => Value::optional(article.url().and_then(|url| self.safe(url))),
            ArticleColumn::Summary => Value::optional(self.summary().map(plain_text_of_content)),
            ArticleColumn::BodyKind => Value::optional(self.kind().map(ContentKind::as_str)),
            ArticleColumn::Words => Value::count(word_count(self.text())),
            ArticleColumn::Headings => Value::count(if self.is_full() {
                Walk::new(&article.blocks)
                    .filter(|piece| matches!(piece, Piece::Block(Block::Heading { .. })))
                    .count()
            } else {
                0
            }),
            ArticleColumn::Quotes => Value::count(article.quotes.len()),
            ArticleColumn::Speakers => Value::list(
                article
                    .quotes
                    .iter()
                    .filter_map(|quote| quote.speaker.as_ref())
                    .map(|speaker| Cow::Borrowed(speaker.name.as_str())),
            ),
            ArticleColumn::Related => self.related(),
            ArticleColumn::Images => Value::count(self.pictures().len()),
            ArticleColumn::ImageUrl => {
                Value::optional(self.picture().and_then(|picture| self.safe(picture.url)))
            }
            ArticleColumn::ImageCaption => Value::optional(
                self.picture().and_then(|picture| picture.caption).map(|caption| match caption {
                    Caption::Text(text) => plain_text_of(text),
                    Caption::Inlines(inlines) => inline_text(inlines),
                }),
            ),
            ArticleColumn::ImageCredit => Value::optional(self.picture().and_then(|picture| picture.credit)),
            ArticleColumn::Rights => self.rights(),
            ArticleColumn::Status => Value::optional(article.status.as_ref().map(Status::as_str)),
            ArticleColumn::Source => Value::text(&*article.source),
            ArticleColumn::Body => self.body(losses),
        }
    }

    /// A cell that a table had and no field of the model holds, as the column has it.
    fn kept(&self, column: &crate::Column) -> Option<Value<'_>> {
        // most articles come from no table
        if self.kept.len() == 0 {
            return None;
        }
        let cell = self.kept.get(column.name)?;
        Some(match column.datatype {
            Datatype::Number => cell.parse().map_or(Value::text(cell), Value::Number),
            Datatype::Address => Value::optional(self.safe(cell)),
            Datatype::Body => return None,
            Datatype::List | Datatype::Moment | Datatype::Text => Value::text(cell),
        })
    }

    /// How much of the article the source gave.
    fn kind(&self) -> Option<ContentKind> {
        let content = readable_content(&self.article.contents).or_else(|| self.article.best_content());
        // an article that was made with blocks and no content has all it has in them
        content.map(|content| content.kind).or((!self.article.blocks.is_empty()).then_some(ContentKind::Full))
    }

    fn is_full(&self) -> bool {
        self.kind() == Some(ContentKind::Full)
    }

    fn summary(&self) -> Option<&'a Content> {
        self.article.content(ContentKind::Summary).or_else(|| self.article.content(ContentKind::Teaser))
    }

    /// The full body as plain text, empty if there is none.
    fn text(&self) -> &str {
        self.text.get_or_init(|| {
            if !self.is_full() {
                return Cow::Borrowed("");
            }
            match readable_content(&self.article.contents).filter(|content| is_text_cell(content)) {
                Some(cell) => Cow::Borrowed(cell.value.as_str()),
                None => Cow::Owned(blocks_to_text(&self.article.blocks)),
            }
        })
    }

    fn body(&self, losses: &mut Losses) -> Value<'_> {
        if !self.is_full() {
            return Value::Absent;
        }
        match self.form {
            BodyForm::Text => Value::text(self.text()),
            BodyForm::Markdown => {
                // with tables and struck-out text, for a cell has no reader of its own to please
                let options = MarkdownOptions { gfm: true, ..MarkdownOptions::default() };
                Value::text(write_commonmark(&self.article.blocks, &options, losses))
            }
            BodyForm::Html => Value::text(blocks_to_html(&self.article.blocks)),
            BodyForm::None => Value::Absent,
        }
    }

    fn pictures(&self) -> &[Picture<'a>] {
        self.pictures.get_or_init(|| self.article.pictures())
    }

    /// The picture that is shown: the first whose address may be written, else the first.
    fn picture(&self) -> Option<&Picture<'a>> {
        let pictures = self.pictures();
        pictures.iter().find(|picture| is_safe_target(picture.url)).or_else(|| pictures.first())
    }

    /// The address, unless it leads where no link may: spreadsheets make links of addresses.
    fn safe<'u>(&self, url: &'u str) -> Option<&'u str> {
        let safe = is_safe_target(url);
        self.unsafe_targets.set(self.unsafe_targets.get() + u64::from(!safe));
        safe.then_some(url)
    }

    /// How many addresses were left out of the cells made so far.
    pub(crate) fn unsafe_targets(&self) -> u64 {
        self.unsafe_targets.get()
    }

    fn subjects(&self, sections: bool) -> Value<'_> {
        Value::list(
            self.article
                .subjects
                .iter()
                .filter(|subject| (subject.kind == SubjectKind::Section) == sections)
                .map(label),
        )
    }

    fn related(&self) -> Value<'_> {
        let between = Walk::new(&self.article.blocks).filter_map(|piece| match piece {
            Piece::Block(Block::RelatedLink { content, href, .. }) => {
                let text = inline_text(content);
                if text.is_empty() {
                    href.as_deref().and_then(|href| self.safe(href)).map(Cow::Borrowed)
                } else {
                    Some(Cow::Owned(text))
                }
            }
            _ => None,
        });
        let beside =
            self.article.links.iter().filter(|link| link.rel == LinkRel::Related).filter_map(|link| {
                link.title.as_deref().or_else(|| self.safe(&link.href)).map(Cow::Borrowed)
            });
        Value::list(between.chain(beside))
    }

    fn rights(&self) -> Value<'_> {
        Value::list(self.article.rights.iter().flat_map(|rights| {
            let texts = [&rights.notice, &rights.usage_terms]
                .into_iter()
                .flatten()
                .map(|text| Cow::Owned(plain_text_of(text)));
            let license = rights.license.as_deref().and_then(|license| self.safe(license));
            texts.chain(
                license
                    .into_iter()
                    .chain(rights.holder.as_ref().and_then(|holder| holder.name.as_deref()))
                    .map(Cow::Borrowed),
            )
        }))
    }

    /// Counts what the article has and no column holds, of the fields that the columns are made from.
    pub(crate) fn count_drops(&self, drops: &mut Drops) {
        let article = self.article;
        let headlines = article.headlines.len();
        drops.add("article.headlines", headlines.saturating_sub(1));
        if article.authors().next().is_none() {
            drops.add("article.bylines", article.bylines.len());
        }
        drops.add(
            "article.kind",
            usize::from(article.kind.as_ref().is_some_and(|kind| *kind != wirecopy_model::ArticleKind::Text)),
        );
        for person in &article.people {
            count_person(person, drops);
        }
        let chosen = [article.date(&DateRole::Published), article.date(&DateRole::Updated)];
        drops.add(
            "article.dates",
            article
                .dates
                .iter()
                .filter(|date| !chosen.iter().flatten().any(|chosen| **chosen == date.date))
                .count(),
        );
        let url = article.url();
        drops.add(
            "article.links",
            article
                .links
                .iter()
                .filter(|link| link.rel != LinkRel::Related && Some(link.href.as_str()) != url)
                .filter(|link| !article.media.iter().any(|media| media.url.as_deref() == Some(&link.href)))
                .count(),
        );
        for subject in &article.subjects {
            drops.add("article.subjects.scheme", usize::from(subject.scheme.is_some()));
            drops.add("article.subjects.uri", usize::from(subject.uri.is_some()));
            drops.add("article.subjects.names", subject.names.len().saturating_sub(1));
            drops.add("article.subjects.term", usize::from(subject.has_term_beside(&label(subject))));
            drops.add("article.subjects.relevance", usize::from(subject.relevance.is_some()));
        }
        drops.add(
            "article.rights.encoded",
            article.rights.iter().filter(|rights| rights.encoded.is_some()).count(),
        );
        drops.add("article.extensions", article.extensions.top().count().saturating_sub(self.kept.len()));
        self.count_content_drops(drops);
    }

    fn count_content_drops(&self, drops: &mut Drops) {
        let article = self.article;
        let body = readable_content(&article.contents).filter(|content| content.kind == ContentKind::Full);
        let used = [body, self.summary()];
        let contents = article
            .contents
            .iter()
            .filter(|content| !content.is_message())
            .filter(|content| !used.iter().flatten().any(|used| std::ptr::eq(*used, *content)));
        drops.add("article.contents", contents.count());
        let shown = self.picture().map(|picture| picture.url);
        drops.add(
            "article.media",
            article.media.iter().filter(|media| shown.is_none() || media.url.as_deref() != shown).count(),
        );
        if self.form == BodyForm::Text && self.is_full() {
            let (mut links, mut media, mut struck) = (0, 0, 0);
            for piece in Walk::new(&article.blocks) {
                match piece {
                    Piece::Inline(Inline::Link { .. })
                    | Piece::Block(Block::RelatedLink { href: Some(_), .. }) => {
                        links += 1;
                    }
                    Piece::Inline(Inline::Image { src, .. }) => {
                        media += usize::from(Some(src.as_str()) != shown);
                    }
                    Piece::Block(Block::Figure { media: shots, .. }) => {
                        media += shots.iter().filter(|shot| shot.url.as_deref() != shown).count();
                    }
                    Piece::Block(Block::Embed { .. }) => media += 1,
                    Piece::Inline(Inline::Strike { .. }) => struck += 1,
                    _ => {}
                }
            }
            drops.add("article.blocks.links", links);
            drops.add("article.blocks.media", media);
            drops.add("article.blocks.struck", struck);
        }
    }
}

fn label(subject: &Subject) -> Cow<'_, str> {
    match subject.names.first() {
        Some(name) => Cow::Owned(plain_text_of(name)),
        None => Cow::Borrowed(subject.term.as_str()),
    }
}

fn count_person(person: &Person, drops: &mut Drops) {
    if !matches!(person.role, PersonRole::Author | PersonRole::Publisher) {
        drops.add("article.people", 1);
        return;
    }
    let named = person.name.is_some();
    drops.add("article.people.email", usize::from(named && person.email.is_some()));
    drops.add("article.people.url", usize::from((named || person.email.is_some()) && person.url.is_some()));
    drops.add("article.people.avatar", usize::from(person.avatar.is_some()));
    drops.add("article.people.title", usize::from(person.title.is_some()));
    drops.add("article.people.affiliation", usize::from(person.affiliation.is_some()));
}

fn names<'p>(people: impl Iterator<Item = &'p Person>) -> Value<'p> {
    Value::list(people.filter_map(|person| {
        let known = person.name.as_deref().or(person.email.as_deref()).or(person.url.as_deref());
        known.or(person.written.as_deref()).map(Cow::Borrowed)
    }))
}
