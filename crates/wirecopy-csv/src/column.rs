use wirecopy_core::{Error, Options};

macro_rules! columns {
    ($($column:ident $name:literal),* $(,)?) => {
        /// A column.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Column {
            $($column),*
        }

        impl Column {
            /// All columns, in their order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$column),*];

            /// Its name in the header.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$column => $name),*
                }
            }
        }
    };
}

columns! {
    Id "id", Title "title", Published "published", PublishedUtc "published_utc", Updated "updated",
    Authors "authors", Section "section", Tags "tags", Language "language", Publisher "publisher", Url "url",
    Summary "summary", BodyKind "body_kind", Words "words", Headings "headings", Quotes "quotes",
    Speakers "speakers", Related "related", Images "images", ImageUrl "image_url", ImageCaption "image_caption",
    ImageCredit "image_credit", Rights "rights", Status "status", Source "source", Body "body",
}

impl Column {
    /// The columns the options ask for.
    ///
    /// # Errors
    /// When there is no such column, or one is named twice.
    pub(crate) fn selected(options: &Options) -> Result<Vec<Self>, Error> {
        let mut columns = Vec::new();
        for name in options.list("columns") {
            let Some(&column) = Self::ALL.iter().find(|column| column.name() == name) else {
                let names: Vec<_> = Self::ALL.iter().map(|column| column.name()).collect();
                return Err(Error::usage(format!("there is no column `{name}`"))
                    .hint(format!("the columns are {}", names.join(", "))));
            };
            if columns.contains(&column) {
                return Err(Error::usage(format!("the column `{name}` is named twice"))
                    .hint("name each column once in `csv.columns`"));
            }
            columns.push(column);
        }
        Ok(if columns.is_empty() { Self::ALL.to_vec() } else { columns })
    }

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
}
