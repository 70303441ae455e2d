use wirecopy_body::Losses;
use wirecopy_core::Drops;
use wirecopy_model::Article;

use crate::articles::{ArticleColumn, ArticleRow};
use crate::column::Column;
use crate::links::{LinkColumn, LinkRow};
use crate::media::{MediaColumn, MediaRow};
use crate::quotes::{QuoteColumn, QuoteRow};
use crate::value::Value;

/// The form of the column `body`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BodyForm {
    /// Plain text.
    #[default]
    Text,
    /// Markdown, with tables.
    Markdown,
    /// HTML that is safe to show.
    Html,
    /// The column stays empty.
    None,
}

/// A table articles can be put into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// One row an article.
    #[default]
    Articles,
    /// One row a quotation.
    Quotes,
    /// One row a picture, film, sound, file or embed.
    Media,
    /// One row a link.
    Links,
}

impl Table {
    /// All tables.
    pub const ALL: &'static [Self] = &[Self::Articles, Self::Quotes, Self::Media, Self::Links];

    /// Its name: `articles`, `quotes`, `media` or `links`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Quotes => "quotes",
            Self::Media => "media",
            Self::Links => "links",
        }
    }

    /// The table of this name. `None`: there is none.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| table.name() == name)
    }

    /// Its columns, in their order.
    ///
    /// ```
    /// use wirecopy_table::Table;
    ///
    /// let names: Vec<_> = Table::Articles.columns().iter().map(|column| column.name).collect();
    /// assert_eq!((names.first(), names.last()), (Some(&"id"), Some(&"body")));
    /// ```
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Articles => ArticleColumn::COLUMNS,
            Self::Quotes => QuoteColumn::COLUMNS,
            Self::Media => MediaColumn::COLUMNS,
            Self::Links => LinkColumn::COLUMNS,
        }
    }

    /// What it holds, for people.
    pub fn description(self) -> &'static str {
        match self {
            Self::Articles => "one row an article",
            Self::Quotes => "one row a quotation, those within others included",
            Self::Media => "one row a picture, film, sound, file or embed",
            Self::Links => "one row a link, of the article and within its body",
        }
    }

    /// Whether cells of the column `index` are made from the body's blocks.
    pub fn needs_blocks(self, index: usize) -> bool {
        match self {
            Self::Articles => ArticleColumn::ALL.get(index).is_some_and(|column| column.needs_blocks()),
            Self::Quotes => false,
            Self::Media | Self::Links => true,
        }
    }

    /// What `article` puts into it.
    pub fn rows(self, article: &Article, form: BodyForm) -> Rows<'_> {
        Rows(match self {
            Self::Articles => Kind::Article(Box::new(ArticleRow::new(article, form))),
            Self::Quotes => Kind::Quotes(QuoteRow::all(article)),
            Self::Media => Kind::Media(MediaRow::all(article)),
            Self::Links => Kind::Links(LinkRow::all(article)),
        })
    }
}

/// The rows of an article in a table.
///
/// ```
/// use wirecopy_body::Losses;
/// use wirecopy_model::{Article, Id};
/// use wirecopy_table::{BodyForm, Table, Value};
///
/// let article = Article { id: Some(Id { value: "4956".to_owned(), ..Id::default() }), ..Article::default() };
/// let rows = Table::Articles.rows(&article, BodyForm::Text);
/// assert_eq!(rows.len(), 1);
/// assert_eq!(rows.value(0, 0, &mut Losses::default()), Value::text("4956"));
/// assert!(Table::Quotes.rows(&article, BodyForm::Text).is_empty());
/// ```
pub struct Rows<'a>(Kind<'a>);

enum Kind<'a> {
    Article(Box<ArticleRow<'a>>),
    Quotes(Vec<QuoteRow<'a>>),
    Media(Vec<MediaRow<'a>>),
    Links(Vec<LinkRow<'a>>),
}

impl Rows<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Kind::Article(_) => 1,
            Kind::Quotes(rows) => rows.len(),
            Kind::Media(rows) => rows.len(),
            Kind::Links(rows) => rows.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What row `row` has in the column `column`, numbers from 0. What Markdown cannot hold is added to `losses`.
    pub fn value(&self, row: usize, column: usize, losses: &mut Losses) -> Value<'_> {
        let value = match &self.0 {
            Kind::Article(article) => {
                ArticleColumn::ALL.get(column).map(|column| article.value(*column, losses))
            }
            Kind::Quotes(rows) => value_of(rows, row, QuoteColumn::ALL, column, QuoteRow::value),
            Kind::Media(rows) => value_of(rows, row, MediaColumn::ALL, column, MediaRow::value),
            Kind::Links(rows) => value_of(rows, row, LinkColumn::ALL, column, LinkRow::value),
        };
        value.unwrap_or(Value::Absent)
    }

    /// How many addresses were left out of the values made so far, because no link may lead there.
    pub fn unsafe_targets(&self) -> u64 {
        match &self.0 {
            Kind::Article(article) => article.unsafe_targets(),
            Kind::Quotes(_) => 0,
            Kind::Media(rows) => rows.iter().map(MediaRow::unsafe_targets).sum(),
            Kind::Links(rows) => rows.iter().map(LinkRow::unsafe_targets).sum(),
        }
    }

    /// Counts what of the fields these rows are made from has no column.
    pub fn count_drops(&self, drops: &mut Drops) {
        match &self.0 {
            Kind::Article(article) => article.count_drops(drops),
            Kind::Quotes(_) | Kind::Links(_) => {}
            Kind::Media(rows) => rows.iter().for_each(|row| row.count_drops(drops)),
        }
    }
}

fn value_of<'r, R, C: Copy>(
    rows: &'r [R],
    row: usize,
    columns: &[C],
    column: usize,
    value: impl Fn(&'r R, C) -> Value<'r>,
) -> Option<Value<'r>> {
    Some(value(rows.get(row)?, *columns.get(column)?))
}
