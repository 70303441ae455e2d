use wirecopy_model::Article;

use crate::value::Value;

/// Which article a row of another table belongs to: the columns such tables begin with.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    article: &'a Article,
    /// The row's number within the article, from 1.
    pub(crate) position: usize,
}

impl<'a> About<'a> {
    pub(crate) fn new(article: &'a Article, position: usize) -> Self {
        Self { article, position }
    }

    pub(crate) fn id(&self) -> Value<'a> {
        Value::optional(self.article.id.as_ref().map(|id| id.value.as_str()))
    }

    pub(crate) fn source(&self) -> Value<'a> {
        Value::text(&*self.article.source)
    }

    pub(crate) fn number(&self) -> Value<'a> {
        self.article.position.map_or(Value::Absent, Value::Number)
    }

    pub(crate) fn position(&self) -> Value<'a> {
        Value::count(self.position)
    }
}
