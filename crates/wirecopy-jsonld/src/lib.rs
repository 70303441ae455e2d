//! Articles to schema.org JSON-LD, lean and exact: what is known, nothing invented, safe inside a page.
//!
//! One article is one `NewsArticle`. The articles of a feed are the `dataFeedElement`s of a `DataFeed`; articles
//! without a feed are a `@graph`. Nothing is gathered: articles are written as they come.
//!
//! | property | holds |
//! |---|---|
//! | `@id`, `url` | address of the page, if it is an absolute `http` or `https` one; `@id` where no article before has it |
//! | `identifier` | the id and further ids |
//! | `headline`, `alternativeHeadline` | as plain text; secondary are subheads, short and search headlines |
//! | `datePublished`, `dateModified`, `dateCreated`, `expires` | a time with its zone; without a known zone the day alone |
//! | `author`, `editor`, `contributor`, `publisher`, `sourceOrganization` | a node each, the name holding only the name |
//! | `articleSection`, `genre`, `keywords` | names of subjects |
//! | `inLanguage`, `dateline`, `creditText`, `version`, `creativeWorkStatus` | as stated |
//! | `description` | the summary, else the teaser |
//! | `wordCount`, `articleBody` | the full body as plain text; never a summary or teaser |
//! | `image`, `video`, `audio`, `associatedMedia` | files, with caption and credit |
//! | `hasPart` | direct quotations whose speaker is sure, in order |
//! | `citation` | related stories |
//! | `correction`, `license`, `copyrightNotice` | as stated |
//!
//! `<`, `>`, `&`, U+2028 and U+2029 are always escaped, so no byte sequence ends a `script` element. What an
//! article has and no property holds is reported as a loss; which of the properties Google recommends are missing
//! is a note.
//!
//! ```
//! use wirecopy_core::{Cx, Exporter, Findings, Limits, Memory, Options, Policy};
//! use wirecopy_jsonld::JsonLd;
//! use wirecopy_model::{Article, Headline, HeadlineRole, Record};
//!
//! let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
//! let mut cx = Cx::new(&limits, &policy, &mut findings);
//! let mut memory = Memory::default();
//! let mut sink = JsonLd.create(Box::new(&mut memory), &Options::of(JsonLd.format()))?;
//! let headlines = vec![Headline::plain(HeadlineRole::Main, "Fish & chips")];
//! sink.write(&Record::Article(Box::new(Article { headlines, ..Article::default() })), &mut cx)?;
//! sink.finish(&mut cx)?;
//! drop(sink);
//! let expect = r#"{
//!   "@context": "https://schema.org",
//!   "@type": "NewsArticle",
//!   "headline": "Fish \u0026 chips"
//! }
//! "#;
//! assert_eq!(memory.parts().next(), Some(("main.jsonld", expect.as_bytes())));
//! # Ok::<(), wirecopy_core::Error>(())
//! ```

mod address;
mod article;
mod document;
mod export;
mod feed;
mod google;
mod json;
mod lost;
mod node;

use wirecopy_core::{Carries, Format, Parts, Registry};

/// What the format is.
static FORMAT: Format = Format {
    name: "jsonld",
    title: "JSON-LD (schema.org)",
    extensions: &["jsonld"],
    media_types: &["application/ld+json"],
    spec: "https://schema.org/NewsArticle",
    options: &[],
    public: true,
    parts: Parts::PerInput,
    carries: Carries {
        fields: &[
            "id",
            "alt_ids",
            "version",
            "kind",
            "status",
            "headlines",
            "bylines",
            "datelines",
            "credit_lines",
            "people",
            "dates",
            "links",
            "subjects",
            "language",
            "contents",
            "blocks",
            "media",
            "rights",
            "corrections",
            "quotes",
        ],
        immaterial: &[
            "source",
            "position",
            "base",
            "feed_title",
            "mentions",
            "annotations",
            "inferred",
            "given",
            "span",
        ],
    },
};

/// The format `jsonld`.
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonLd;

/// Adds the format to a registry.
pub fn register(registry: &mut Registry) {
    registry.exporter(JsonLd);
}
