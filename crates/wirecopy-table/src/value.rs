use std::borrow::Cow;
use std::collections::BTreeSet;

use wirecopy_model::{Date, Moment};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing: the article does not have it.
    Absent,
    /// A text. An empty one is as good as none.
    Text(Cow<'a, str>),
    /// A number.
    Number(u64),
    /// A date or time, as exact as it is known.
    Moment(Moment),
    /// Several texts, none empty, each once, without white space at their ends.
    List(Vec<Cow<'a, str>>),
}

/// What joins the texts of a [`Value::List`] where a format has no lists.
pub const LIST_SEPARATOR: &str = "; ";

impl<'a> Value<'a> {
    /// A text.
    pub fn text(value: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(value.into())
    }

    /// A text, where there is one.
    pub fn optional(value: Option<impl Into<Cow<'a, str>>>) -> Self {
        value.map_or(Self::Absent, Self::text)
    }

    /// How many there are.
    pub fn count(value: usize) -> Self {
        Self::Number(u64::try_from(value).unwrap_or(u64::MAX))
    }

    /// A date as far as it is understood, else the source's own words.
    pub fn date(date: Option<&'a Date>) -> Self {
        match date {
            None => Self::Absent,
            Some(Date { value: Some(moment), .. }) => Self::Moment(*moment),
            Some(date) => Self::text(date.written.as_str()),
        }
    }

    /// A list of these texts: trimmed, empty ones left out, each once.
    pub fn list(values: impl Iterator<Item = Cow<'a, str>>) -> Self {
        let mut seen = BTreeSet::new();
        let mut list: Vec<Cow<'a, str>> = Vec::new();
        for value in values {
            let value = match value {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            };
            if !value.is_empty() && seen.insert(value.clone()) {
                list.push(value);
            }
        }
        if list.is_empty() { Self::Absent } else { Self::List(list) }
    }

    /// Whether there is nothing in it.
    pub fn is_absent(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::Text(text) => text.is_empty(),
            Self::List(list) => list.is_empty(),
            Self::Number(_) | Self::Moment(_) => false,
        }
    }

    /// It as text: a list joined by [`LIST_SEPARATOR`]. `None`: it is absent.
    ///
    /// ```
    /// use wirecopy_table::Value;
    ///
    /// let list = Value::list(["Ida Holm".into(), " Jon Vik".into(), "Ida Holm".into()].into_iter());
    /// assert_eq!(list.to_text().as_deref(), Some("Ida Holm; Jon Vik"));
    /// assert_eq!(Value::text("").to_text(), None);
    /// ```
    pub fn to_text(&self) -> Option<Cow<'_, str>> {
        match self {
            _ if self.is_absent() => None,
            Self::Absent => None,
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
            Self::Moment(moment) => Some(Cow::Owned(moment.to_string())),
            Self::List(list) => match list.as_slice() {
                [one] => Some(Cow::Borrowed(one)),
                several => Some(Cow::Owned(several.join(LIST_SEPARATOR))),
            },
        }
    }
}
