//! Articles to schema.org JSON-LD and back, lean and exact: what is known, nothing invented, safe inside a page.
//!
//! One article is one `NewsArticle`, or of the class its genre tells. The articles of a feed are the `dataFeedElement`s of a `DataFeed`
//! (by option the `itemListElement`s of an `ItemList`); articles without a feed are a `@graph`. Nothing is gathered: articles are
//! written as they come.
//!
//! | property | holds | field |
//! |---|---|---|
//! | `@type` | `NewsArticle` or the class a genre or the source tells | `kind`, `subjects` |
//! | `@id`, `url`, `mainEntityOfPage` | address of the page, if it is an absolute `http` or `https` one; `@id` where no article before has it | `links`, `id` |
//! | `identifier` | the id and further ids, with the name of their kind where they have one | `id`, `alt_ids` |
//! | `headline`, `name`, `alternativeHeadline` | as plain text: main, item; subheads, short and search headlines | `headlines` |
//! | `datePublished`, `dateModified`, `dateCreated`, `expires` | a time with its zone; without a known zone the day alone | `dates` |
//! | `author`, `editor`, `contributor`, `publisher`, `sourceOrganization` | a node each, the name holding only the name | `people` |
//! | `articleSection`, `genre`, `keywords` | names of subjects | `subjects` |
//! | `about`, `mentions` | where the source said it in these words | `subjects` |
//! | `inLanguage`, `dateline`, `creditText`, `version`, `creativeWorkStatus` | as stated | |
//! | `contentLocation`, `locationCreated` | places, the latter for the role `located` | `places` |
//! | `isPartOf`, `position` | the series, and the number in it | `series` |
//! | `discussionUrl`, `commentCount` | as stated | `comments` |
//! | `description` | the summary, else the teaser | `contents` |
//! | `wordCount`, `articleBody` | the full body as plain text; never a summary or teaser | `contents`, `blocks` |
//! | `image`, `video`, `audio`, `associatedMedia` | files, with caption, text for those who do not see (`description`), credit and licence | `media` |
//! | `hasPart` | direct quotations whose speaker is sure, in order; by option the blocks | `quotes`, `blocks` |
//! | `citation`, `isBasedOn` | related stories; where the information came from | `links`, `blocks` |
//! | `liveBlogUpdate` | a `BlogPosting` each | `updates` |
//! | `correction`, `license`, `copyrightNotice`, `copyrightHolder` | as stated | `corrections`, `rights` |
//! | `isAccessibleForFree` | as stated in schema.org's words, or `true` where `dcterms:accessRights` says open access | `extensions` |
//! | others, such as `backstory` or `publishingPrinciples` | only from sources in schema.org's words | `extensions` |
//!
//! Reading goes the same way back. Texts are text: `<b>` is no tag. Names are those of the context in force, which is never fetched;
//! what no field holds is kept under its address; nodes that are no articles are given out as they are.
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
mod agent;
mod agent_in;
mod article;
mod blocks_in;
mod blocks_out;
mod context;
mod document;
mod export;
mod feed;
mod feed_in;
mod file;
mod genre;
mod given;
mod google;
mod graph;
mod import;
mod json;
mod kept;
mod linked;
mod lost;
mod node;
mod place;
mod plan;
mod script;
mod story;
mod style;
mod tree;
#[cfg(test)]
mod valid;
mod vocabulary;

use wirecopy_core::{Carries, Format, OptionKind, OptionSpec, Parts, Registry};

/// What the format is.
static FORMAT: Format = Format {
    name: "jsonld",
    title: "JSON-LD (schema.org)",
    extensions: &["jsonld"],
    media_types: &["application/ld+json"],
    spec: "https://schema.org/NewsArticle",
    options: &[
        OptionSpec {
            name: "body",
            kind: OptionKind::Choice(&["text", "blocks", "none"]),
            default: "text",
            doc: "how much of the body is written: its text; its text and its blocks in order, as `hasPart`; nothing",
        },
        OptionSpec {
            name: "feed",
            kind: OptionKind::Choice(&["datafeed", "itemlist"]),
            default: "datafeed",
            doc: "what a feed is written as",
        },
        OptionSpec {
            name: "graph",
            kind: OptionKind::Bool,
            default: "false",
            doc: "write one `@graph` whose nodes refer to each other: authors and publishers stand in it once",
        },
        OptionSpec {
            name: "context",
            kind: OptionKind::Choice(&["url", "inline"]),
            default: "url",
            doc: "what says what names mean: the address of schema.org, or a context that needs no network",
        },
        OptionSpec {
            name: "html",
            kind: OptionKind::Bool,
            default: "false",
            doc: "write a `script` element that is ready to stand in a page",
        },
        OptionSpec {
            name: "markup",
            kind: OptionKind::Choice(&["text", "html"]),
            default: "text",
            doc: "what bodies and descriptions that look like HTML are read as",
        },
    ],
    public: true,
    parts: Parts::PerInput,
    carries: Carries { fields: lost::FIELDS, immaterial: lost::IMMATERIAL },
};

/// The format `jsonld`.
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonLd;

/// Adds the format to a registry.
pub fn register(registry: &mut Registry) {
    registry.importer(JsonLd).exporter(JsonLd);
}
