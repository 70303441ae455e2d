//! Articles to Markdown, one file an article: front matter, then the body as CommonMark. And back.
//!
//! The front matter is YAML with only what is known, all strings in double quotes, so that readers of YAML 1.1 and
//! 1.2 see the same. Its keys, in this order:
//!
//! | key | holds |
//! |---|---|
//! | `title`, `subtitle` | the headline and the line below it, as plain text |
//! | `date`, `updated` | as exact as known; without offset where the source has no zone |
//! | `date_zone`, `updated_zone` | `none` or `assumed`, where the source states no zone |
//! | `date_written`, `updated_written` | the source's words, where they are not understood |
//! | `authors` | names; `byline` instead where there are none |
//! | `section`, `tags` | sections; all other subjects |
//! | `language`, `publisher`, `url`, `id` | as the source states them |
//! | `summary` | the summary or teaser, where the body is the full text |
//! | `body` | `summary` or `teaser`, where the body is no more than that |
//! | `rights`, `license` | notices and terms; addresses of licences |
//! | `images`, `media` | pictures, and other files, that are not in the body |
//! | `status` | whether it may be used, as far as stated |
//! | `source` | name of the input |
//! | `given`, `inferred` | what the caller supplied; what was worked out |
//! | `related` | pointers to other stories; `after`: how many blocks of the body stand before one |
//!
//! The option `profile` writes them as a tool wants them: `hugo`, `jekyll`, `astro`, `obsidian`.
//!
//! The body is read back by any CommonMark parser as the blocks it was written from, see
//! [`wirecopy_body::blocks_to_commonmark`]. What an article has and no file holds is reported as a loss.
//!
//! # Reading
//! A file gives one article. Fields of front matter, in YAML between `---` or TOML between `+++`, in any of the names
//! above and those of other tools (`pubDate`, `lastmod`, `categories`, `description`, `heroImage`, …), go where the exporter
//! takes them from; so what it wrote is written again as the same bytes. Fields that are unknown are kept whole among the
//! article's extensions, under the namespace `urn:wirecopy:front-matter`, and written back. Front matter that is
//! broken is text, with a finding that says where. The body is read by [`wirecopy_body::commonmark_to_blocks`]; addresses that run
//! something are dropped, HTML is kept apart and written only where it is asked for.
//!
//! # Limits
//! Front matter is at most 256 KiB long and 32 levels deep; the text as long as [`wirecopy_core::Limits::text`] says.
//!
//! ```
//! use wirecopy_core::{Cx, Exporter, Findings, Limits, Memory, Options, Policy};
//! use wirecopy_markdown::Markdown;
//! use wirecopy_model::{Article, Block, Headline, HeadlineRole, Record};
//!
//! let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
//! let mut cx = Cx::new(&limits, &policy, &mut findings);
//! let mut memory = Memory::default();
//! let mut sink = Markdown.create(Box::new(&mut memory), &Options::of(Markdown.format()))?;
//! let article = Article {
//!     source: "harbour.txt".into(),
//!     headlines: vec![Headline::plain(HeadlineRole::Main, "Ferry \"Ida\" back")],
//!     blocks: vec![Block::paragraph("1. The ferry sails again.")],
//!     ..Article::default()
//! };
//! sink.write(&Record::Article(Box::new(article)), &mut cx)?;
//! sink.finish(&mut cx)?;
//! drop(sink);
//! let file = "---\ntitle: \"Ferry \\\"Ida\\\" back\"\nsource: \"harbour.txt\"\n---\n\n1\\. The ferry sails again.\n";
//! assert_eq!(memory.parts().next(), Some(("1.md", file.as_bytes())));
//! # Ok::<(), wirecopy_core::Error>(())
//! ```

mod export;
mod front;
mod import;
mod kept;
mod lost;
mod matter;
mod profile;
mod stated;
mod yaml;

use wirecopy_core::{Carries, Format, OptionKind, OptionSpec, Parts, Registry};

/// What the format is.
static FORMAT: Format = Format {
    name: "markdown",
    title: "Markdown",
    extensions: &["md", "markdown"],
    media_types: &["text/markdown"],
    spec: "https://spec.commonmark.org/0.31.2/",
    options: &[
        OptionSpec {
            name: "flavor",
            kind: OptionKind::Choice(&["commonmark", "gfm"]),
            default: "commonmark",
            doc: "`gfm` writes tables and struck-out text as GitHub has them; `commonmark` writes tables as lists",
        },
        OptionSpec {
            name: "front-matter",
            kind: OptionKind::Bool,
            default: "true",
            doc: "begin with what is known of the article, as YAML",
        },
        OptionSpec {
            name: "profile",
            kind: OptionKind::Choice(&["plain", "hugo", "jekyll", "astro", "obsidian"]),
            default: "plain",
            doc: "the tool the files are for: keys, dates, tags, draft marks and the picture that stands for the article are where it looks for them",
        },
        OptionSpec {
            name: "related",
            kind: OptionKind::Choice(&["front-matter", "inline", "none"]),
            default: "front-matter",
            doc: "where pointers to other stories go: front matter, the place they had, or nowhere",
        },
        OptionSpec {
            name: "html",
            kind: OptionKind::Choice(&["omit", "keep"]),
            default: "omit",
            doc: "whether HTML within Markdown is written out again; kept, it is live where the file is shown: scripts run",
        },
        OptionSpec {
            name: "extensions",
            kind: OptionKind::Choice(&["gfm", "none"]),
            default: "gfm",
            doc: "what is read beside CommonMark: tables and struck-out text as GitHub has them, or nothing",
        },
        OptionSpec {
            name: "footnotes",
            kind: OptionKind::Bool,
            default: "false",
            doc: "whether footnotes are read: the mark becomes a raised label, the note a box",
        },
    ],
    public: true,
    parts: Parts::PerArticle,
    carries: Carries {
        fields: &[
            "source",
            "id",
            "kind",
            "status",
            "headlines",
            "bylines",
            "people",
            "dates",
            "links",
            "subjects",
            "language",
            "contents",
            "blocks",
            "media",
            "rights",
            "inferred",
            "given",
            "extensions",
        ],
        // quotes and annotations were found in the text, which is all there
        immaterial: &["position", "base", "feed_title", "quotes", "mentions", "annotations", "span"],
    },
};

/// The format `markdown`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Markdown;

/// Adds the format to a registry.
pub fn register(registry: &mut Registry) {
    registry.importer(Markdown);
    registry.exporter(Markdown);
}

/// A message on one line, without control characters.
fn one_line(message: &str) -> String {
    let line: String = message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim_end_matches(['.', ' ']).to_owned()
}
