//! What a column is read as.

/// What a column is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Title,
    Subtitle,
    Kicker,
    Byline,
    Published,
    PublishedUtc,
    Updated,
    Authors,
    Section,
    Tags,
    Language,
    Publisher,
    Url,
    Summary,
    BodyKind,
    ImageUrl,
    ImageCaption,
    ImageCredit,
    Rights,
    Status,
    Body,
    /// A column of ours that no field of the model holds: its cells are kept under this name.
    Kept(&'static str),
    /// A column nothing is known of.
    Other,
}

impl Field {
    /// The fields a column can be read as, by the names `csv.map` and our own headers give them.
    pub(crate) const NAMED: &'static [(&'static str, Self)] = &[
        ("id", Self::Id),
        ("title", Self::Title),
        ("subtitle", Self::Subtitle),
        ("kicker", Self::Kicker),
        ("byline", Self::Byline),
        ("published", Self::Published),
        ("updated", Self::Updated),
        ("authors", Self::Authors),
        ("section", Self::Section),
        ("tags", Self::Tags),
        ("language", Self::Language),
        ("publisher", Self::Publisher),
        ("url", Self::Url),
        ("summary", Self::Summary),
        ("image_url", Self::ImageUrl),
        ("image_caption", Self::ImageCaption),
        ("image_credit", Self::ImageCredit),
        ("rights", Self::Rights),
        ("status", Self::Status),
        ("body", Self::Body),
    ];

    /// The columns of ours that are no field: what they hold is worked out from others, or kept.
    const OURS: &'static [(&'static str, Self)] = &[
        ("published_utc", Self::PublishedUtc),
        ("body_kind", Self::BodyKind),
        ("words", Self::Kept("words")),
        ("headings", Self::Kept("headings")),
        ("quotes", Self::Kept("quotes")),
        ("speakers", Self::Kept("speakers")),
        ("related", Self::Kept("related")),
        ("images", Self::Kept("images")),
        ("source", Self::Kept("source")),
    ];

    /// The field of this name. `None`: there is none.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, field)| field.clone())
    }

    /// What a column of ours is read as, by its name in any case. `None`: it is none of ours.
    pub(crate) fn of_column(name: &str) -> Option<Self> {
        let name = name.trim();
        let ours = Self::NAMED.iter().chain(Self::OURS);
        ours.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, field)| field.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_table::Table;

    #[test]
    fn every_column_of_articles_is_read() {
        for column in Table::Articles.columns() {
            assert!(Field::of_column(column.name).is_some(), "{}", column.name);
        }
    }
}
