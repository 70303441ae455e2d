//! Pages: an article as a page of its own, and articles out of publishers' pages.
//!
//! **Out**, each article is one page that needs no other file, no script and no network but for its pictures: semantic
//! elements, readable on a telephone and on paper, in the dark and from right to left. Nothing in it is live: all text is
//! escaped, bodies go through [`wirecopy_body::blocks_to_html`], and a policy in the page forbids scripts and frames.
//!
//! | of the article | in the page |
//! |---|---|
//! | headline; the line above it; deck, subhead or summary | `h1`; `p.kicker`; `p.standfirst` |
//! | byline, else authors | `address`, and `meta name=author` for each author |
//! | dateline; dates of publication and change | `p.dateline`; `time` with `datetime`, and `meta property=article:…` |
//! | body | `div itemprop=articleBody` |
//! | pictures and files that are not in the body | `figure` in the `header` or after the body |
//! | updates of a live blog | `section` each |
//! | corrections, status | `aside.correction`, `p.status` |
//! | related stories | `aside.related` at the end, or in their places |
//! | sections, tags | `p.section`; `meta property=article:section` and `article:tag` |
//! | address, publisher, credit lines, rights, licence | `footer`, `link rel=canonical`, `rel=license` |
//! | language, direction | `lang`, `dir` |
//! | id; what was worked out or supplied | `meta name=dcterms.identifier`; `wirecopy:inferred`, `wirecopy:given` |
//!
//! **In**, a page is one article. What it says of itself stands in several places, which need not agree; the first of
//! these that has something wins, `origin` names it, and what another place says otherwise is kept in `extensions`:
//!
//! | field | where it is looked for |
//! |---|---|
//! | headline | JSON-LD `headline`; microdata; the only `h1`; `og:title`, `twitter:title`; `title` |
//! | dates | JSON-LD `datePublished`, `dateModified`; `article:…_time` and older names of `meta`; microdata; `time` |
//! | authors, publisher | JSON-LD; microdata; `meta name=author`, `article:author`, `og:site_name`; `rel=author` |
//! | sections, keywords | JSON-LD, `article:section`, `article:tag`, `keywords`, all of them |
//! | summary | JSON-LD `description`; `og:description`, `description` |
//! | pictures | JSON-LD `image`; `og:image`; `twitter:image`, all of them |
//! | address, links | `rel=canonical`; `og:url`; `amphtml`, feeds, translations, related |
//! | language, direction | `html lang`, `dir`; JSON-LD; `og:locale` |
//! | rights | JSON-LD `license`, `copyrightNotice`, `copyrightHolder`; `rel=license`; `meta name=copyright` |
//! | body | `itemprop=articleBody`; `article`; `main`; JSON-LD `articleBody`; all of the page, said to be worked out |
//! | updates | JSON-LD `liveBlogUpdate` |
//!
//! Headers, menus, footers and what is hidden within an `article` are in the content as it came, and not in the blocks.
//!
//! A page must have a title. Where the article has no headline it is the first words of the text, and
//! `meta name=wirecopy:title` says so.
//!
//! ```
//! use wirecopy_core::{Cx, Exporter, Findings, Limits, Memory, Options, Policy, Settings};
//! use wirecopy_html::Html;
//! use wirecopy_model::{Article, Block, Headline, HeadlineRole, Record};
//!
//! let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
//! let mut cx = Cx::new(&limits, &policy, &mut findings);
//! let mut settings = Settings::default();
//! settings.set("html.fragment", "true");
//! let options = settings.for_format(Html.format())?;
//! let mut memory = Memory::default();
//! let mut sink = Html.create(Box::new(&mut memory), &options)?;
//! let article = Article {
//!     headlines: vec![Headline::plain(HeadlineRole::Main, "Fish & chips")],
//!     blocks: vec![Block::paragraph("Prices <rise>.")],
//!     ..Article::default()
//! };
//! sink.write(&Record::Article(Box::new(article)), &mut cx)?;
//! sink.finish(&mut cx)?;
//! drop(sink);
//! let page = "<article dir=\"auto\">\n<header>\n<h1>Fish &amp; chips</h1>\n</header>\n\
//!     <div itemprop=\"articleBody\">\n<p>Prices &lt;rise&gt;.</p>\n</div>\n</article>\n";
//! assert_eq!(memory.parts().next(), Some(("1.html", page.as_bytes())));
//! # Ok::<(), wirecopy_core::Error>(())
//! ```

mod export;
mod found;
mod import;
mod json_ld;
mod lost;
mod markup;
mod page;

use wirecopy_core::{Format, OptionKind, OptionSpec, Parts, Registry};

/// What the format is.
static FORMAT: Format = Format {
    name: "html",
    title: "HTML page",
    extensions: &["html", "htm", "xhtml"],
    media_types: &["text/html", "application/xhtml+xml"],
    spec: "https://html.spec.whatwg.org/multipage/",
    options: &[
        OptionSpec {
            name: "css",
            kind: OptionKind::Choice(&["full", "none"]),
            default: "full",
            doc: "how pages that are written look: by a style sheet within, or as the browser has it",
        },
        OptionSpec {
            name: "fragment",
            kind: OptionKind::Bool,
            default: "false",
            doc: "write the `article` element alone, to be put into another page",
        },
        OptionSpec {
            name: "related",
            kind: OptionKind::Choice(&["end", "inline", "none"]),
            default: "end",
            doc: "where pointers to other stories go: after the text, the place they had, or nowhere",
        },
    ],
    public: true,
    parts: Parts::PerArticle,
    carries: lost::PAGE,
};

/// The format `html`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Html;

/// Adds the format to a registry.
pub fn register(registry: &mut Registry) {
    registry.importer(Html);
    registry.exporter(Html);
}
