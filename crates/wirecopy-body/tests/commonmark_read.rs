//! CommonMark to blocks: what is written is read, what is read is written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests may panic"
)]

use proptest::prelude::*;
use wirecopy_body::{
    CommonmarkOptions, Losses, MarkdownOptions, blocks_to_commonmark, commonmark_to_blocks,
    write_commonmark_apart,
};
use wirecopy_core::{Cx, Findings, Limits, Policy};
use wirecopy_model::{Block, CellAlign, Inline, ListItem, MAX_BLOCK_DEPTH, Media, MediaKind, Span};

fn read_with(text: &str, options: &CommonmarkOptions<'_>) -> (Vec<Block>, Vec<String>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let blocks = commonmark_to_blocks(text, options, &mut Cx::new(&limits, &policy, &mut findings));
    (blocks, findings.kept().iter().map(|finding| finding.code.to_owned()).collect())
}

fn read(text: &str) -> Vec<Block> {
    read_with(text, &CommonmarkOptions::default()).0
}

fn all() -> MarkdownOptions {
    MarkdownOptions { gfm: true, html: true, ..MarkdownOptions::default() }
}

/// What is read is written as it stands.
#[track_caller]
fn kept(text: &str) {
    let blocks = read(text);
    assert_eq!(blocks_to_commonmark(&blocks, &all()), text, "{blocks:?}");
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph { content, role: None, span: None }
}

#[test]
fn what_is_written_plainly_is_kept() {
    for text in [
        "One\ntwo\\\nthree\n",
        "# Head\n\n## Of *two*\nlines\n",
        "- a\n- b\n\n+ c\n",
        "- a\n\n- b\n",
        "-\n- b\n",
        "3. a\n   - b\n   - c\n4. > d\n   ***\n",
        "> a\n>\n> > b\n>\n> — Ida Holm\n",
        ">\n",
        "```rust\nlet a = 1;\n\n\n```\n",
        "| a | b |\n| :-- | --: |\n| 1 | ~~2~~ |\n",
        "![Quay](/quay.jpg \"Q\")\n\n*The quay. (Ida Holm)*\n",
        "<https://www.youtube.com/watch?v=x>\n",
        "*a _b **c**_* __d *e*__\n",
        "<div>\n<b>x</b>\n</div>\n\na <b>c</b>\n",
        "[a](irc://x.example/y \"t&#10;u\") [](/empty)\n",
    ] {
        if text.starts_with("*a") {
            // other marks for the same
            assert_eq!(blocks_to_commonmark(&read(text), &all()), "*a _b **c**_* **d _e_**\n");
        } else if text.starts_with("# Head") {
            kept("# Head\n\nOf *two*\nlines\n---\n");
        } else {
            kept(text);
        }
    }
}

#[test]
fn forms_have_meanings() {
    let picture = |caption: &str, credit: Option<&str>| Block::Figure {
        media: vec![Media {
            url: Some("/q.jpg".to_owned()),
            kind: Some(MediaKind::Image),
            alt: Some("Q".to_owned()),
            ..Media::default()
        }],
        caption: if caption.is_empty() { Vec::new() } else { vec![Inline::text(caption)] },
        credit: credit.map(str::to_owned),
    };
    assert_eq!(read("![Q](/q.jpg)"), [picture("", None)]);
    assert_eq!(read("![Q](/q.jpg)\n\n*The quay (I. Holm)*"), [picture("The quay", Some("I. Holm"))]);
    assert_eq!(read("![Q](/q.jpg)\n\n*(left)*"), [picture("(left)", None)]);
    assert_eq!(read("a ![Q](/q.jpg)\n\n*b*").len(), 2);
    let quoted = |cite: Option<&str>, attribution| Block::Quote {
        blocks: vec![Block::paragraph("It sails.")],
        attribution,
        cite: cite.map(str::to_owned),
    };
    assert_eq!(read("> It sails.\n>\n> — Ida Holm"), [quoted(None, vec![Inline::text("Ida Holm")])]);
    let link = Inline::Link { href: "/i".to_owned(), title: None, content: vec![Inline::text("Ida Holm")] };
    assert_eq!(read("> It sails.\n>\n> — [Ida Holm](/i)"), [quoted(Some("/i"), vec![link])]);
    // a dialogue has no attribution, nor has a quote of one paragraph
    for text in ["> — It sails.", "> — It sails.\n>\n> — When?"] {
        let [Block::Quote { attribution, .. }] = &read(text)[..] else { panic!() };
        assert_eq!(attribution, &[], "{text}");
    }
    assert!(matches!(&read("<https://e.example/>")[..], [Block::Embed { kind: None, .. }]));
    assert!(
        matches!(&read("<https://youtu.be/x>")[..], [Block::Embed { kind: Some(kind), .. }] if kind == "youtube")
    );
    assert!(matches!(&read("[e](https://e.example/)")[..], [Block::Paragraph { .. }]));
}

#[test]
fn tables_and_lists() {
    let [Block::Table { head: 1, rows, .. }] = &read("| a | b |\n|---|:-:|\n| 1 |")[..] else { panic!() };
    assert_eq!(rows.len(), 2);
    assert!(rows[0].cells[0].header && !rows[1].cells[0].header);
    assert_eq!((rows[1].cells[0].align, rows[1].cells[1].align), (None, Some(CellAlign::Center)));
    assert!(rows[1].cells[1].blocks.is_empty());
    let plain = CommonmarkOptions { gfm: false, ..CommonmarkOptions::default() };
    assert!(matches!(&read_with("| a |\n|---|\n", &plain).0[..], [Block::Paragraph { .. }]));
    let item = |text: &str| ListItem { blocks: vec![Block::paragraph(text)] };
    let list = |start, loose| Block::List { ordered: true, start, loose, items: vec![item("a"), item("b")] };
    assert_eq!(read("1. a\n2. b"), [list(None, false)]);
    assert_eq!(read("7. a\n\n8. b"), [list(Some(7), true)]);
}

#[test]
fn addresses_that_run_something_are_text() {
    let (blocks, findings) = read_with(
        "[a *b*](JavaScript:x) ![c](data:image/png;base64,x) <vbscript:x>",
        &CommonmarkOptions::default(),
    );
    let emphasis = Inline::Emphasis { content: vec![Inline::text("b")] };
    assert_eq!(blocks, [paragraph(vec![Inline::text("a "), emphasis, Inline::text(" c vbscript:x")])]);
    assert_eq!(findings, ["markdown.address.unsafe"; 3]);
}

#[test]
fn html_and_footnotes() {
    let raw = |value: &str| Inline::Raw { format: "html".to_owned(), value: value.to_owned() };
    assert_eq!(read("a<br>b"), [paragraph(vec![Inline::text("a"), raw("<br>"), Inline::text("b")])]);
    let notes = CommonmarkOptions { footnotes: true, ..CommonmarkOptions::default() };
    let (blocks, _) = read_with("a[^1]\n\n[^1]: b\n", &notes);
    let mark = Inline::Sup { content: vec![Inline::text("1")] };
    assert_eq!(blocks[0], paragraph(vec![Inline::text("a"), mark.clone()]));
    let note = paragraph(vec![mark, Inline::text(" b")]);
    assert_eq!(blocks[1], Block::Aside { role: Some("footnote".to_owned()), blocks: vec![note] });
    // where they are off, the note is the definition of a link
    assert!(matches!(&read("a[^1]\n\n[^1]: b\n")[..], [Block::Paragraph { .. }]));
}

#[test]
fn what_goes_between_has_its_place() {
    let related = |text: &str| Block::RelatedLink {
        content: vec![Inline::text(text)],
        href: Some("/x".to_owned()),
        span: None,
    };
    let blocks = [
        related("first"),
        Block::paragraph("a"),
        Block::Figure {
            media: vec![Media { url: Some("/i.jpg".to_owned()), ..Media::default() }],
            caption: vec![Inline::text("c")],
            credit: None,
        },
        related("third"),
        paragraph(vec![Inline::Emphasis { content: vec![Inline::text("no caption")] }]),
        related("last"),
    ];
    let (text, apart) = write_commonmark_apart(&blocks, &all(), &mut Losses::default());
    assert_eq!(apart.iter().map(|(before, _)| *before).collect::<Vec<_>>(), [0, 3, 4]);
    let (back, _) = read_with(&text, &CommonmarkOptions { between: &apart, ..CommonmarkOptions::default() });
    assert_eq!(write_commonmark_apart(&back, &all(), &mut Losses::default()), (text, apart));
    assert!(matches!(
        &back[..],
        [
            Block::RelatedLink { .. },
            _,
            Block::Figure { .. },
            Block::RelatedLink { .. },
            Block::Paragraph { .. },
            Block::RelatedLink { .. }
        ]
    ));
    let far = [(70, related("far"))];
    let (back, _) = read_with("a", &CommonmarkOptions { between: &far, ..CommonmarkOptions::default() });
    assert_eq!(back.len(), 2);
}

#[test]
fn places_are_those_of_the_text() {
    let span = |range: std::ops::Range<usize>| Span::new(range.start as u64 + 10, range.end as u64 + 10);
    let (blocks, _) =
        read_with("a\n\n- b\n", &CommonmarkOptions { span: Some(&span), ..CommonmarkOptions::default() });
    let Block::Paragraph { span: Some(first), .. } = &blocks[0] else { panic!() };
    assert_eq!((first.start, first.end), (10, 12));
    let Block::List { items, .. } = &blocks[1] else { panic!() };
    let Block::Paragraph { span: Some(second), .. } = &items[0].blocks[0] else { panic!() };
    assert_eq!((second.start, second.end), (15, 16));
}

#[test]
fn depth_is_bounded_and_time_is_linear() {
    for (unit, close) in [
        ("> ", ""),
        ("- ", ""),
        ("1. ", ""),
        ("*a ", "*"),
        ("**a ", "**"),
        ("[", "](/)"),
        ("![", "](/)"),
        ("> - ", ""),
        ("_*", "*_"),
        ("`", ""),
        ("<a ", ">"),
        ("\\", ""),
        ("&amp;", ""),
        ("|a\n|-\n", ""),
        ("~~a", "~~"),
        ("[a]: /b\n", ""),
        ("a\n===\n", ""),
        ("<!--", ""),
        ("- a\n\n", ""),
        ("**a*", ""),
        ("[a][", "]"),
        ("(", ")"),
        ("[^1]", ""),
    ] {
        let text = format!("{}x{}\n", unit.repeat(20_000), close.repeat(20_000));
        let (blocks, _) =
            read_with(&text, &CommonmarkOptions { footnotes: true, ..CommonmarkOptions::default() });
        let json = serde_json::to_string(&blocks).unwrap();
        let deep = json.bytes().scan(0_usize, |depth, byte| {
            match byte {
                b'[' | b'{' => *depth += 1,
                b']' | b'}' => *depth = depth.saturating_sub(1),
                _ => {}
            }
            Some(*depth)
        });
        // brackets in text do no harm here: each is one of thousands only where the text itself holds them
        if !unit.contains(['[', '{']) {
            assert!(deep.max().unwrap_or_default() < MAX_BLOCK_DEPTH * 5, "{unit}");
        }
        assert!(serde_json::from_str::<Vec<Block>>(&json).is_ok(), "{unit}");
    }
}

const PIECES: &[&str] = &[
    "#",
    " ",
    "  ",
    "    ",
    "\t",
    ">",
    "> ",
    "- ",
    "+ ",
    "* ",
    "*",
    "**",
    "`",
    "```",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "!",
    "<",
    ">",
    "</b>",
    "<b>",
    "<div>",
    "&amp;",
    "\\",
    "|",
    "|-|\n",
    "1. ",
    "2) ",
    "a",
    "b",
    "word",
    "\n",
    "\n\n",
    "\n\n",
    "---",
    "===",
    "***",
    "[x](/y)",
    "![p](/q)",
    "<https://e.example/>",
    "— ",
    "é",
    "中",
    "\u{a0}",
    "\"",
    "x: y",
    "\n- ",
    "\n  ",
    "\n> ",
    "    code\n",
    "{{",
    "\u{b}",
];

/// The HTML that another renderer makes of Markdown.
fn html(text: &str) -> String {
    let mut html = String::new();
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(text, options));
    html
}

/// HTML without the spaces that say where in its text a block of HTML stood.
fn flush(html: &str) -> String {
    let mut html = html.to_owned();
    while html.contains("  <") || html.contains("\n <") {
        html = html.replace("  <", " <").replace("\n <", "\n<");
    }
    html.replace("| <", "|<").trim_start().to_owned()
}

/// Whether a link stands within a link.
fn holds_link(html: &str) -> bool {
    let links: Vec<&str> = html.split("<a ").skip(1).collect();
    links.iter().rev().skip(1).any(|link| !link.contains("</a>"))
}

/// Whether stress stands in stress in stress. Before a punctuation mark the third may end the first, however it is written.
fn is_stacked(html: &str) -> bool {
    let mut depth = 0_usize;
    html.replace("strong>", "em>").split('<').any(|tag| {
        depth = if tag.starts_with("em>") {
            depth + 1
        } else if tag.starts_with("/em>") {
            depth.saturating_sub(1)
        } else {
            depth
        };
        depth > 2
    })
}

#[test]
fn a_third_mark_of_stress_never_ends_the_first() {
    for text in ["***> **`* ```**#", "*a _b *- c*_*", "**a __b- **- c**__**"] {
        let once = blocks_to_commonmark(&read(text), &MarkdownOptions::default());
        let twice = blocks_to_commonmark(&read(&once), &MarkdownOptions::default());
        assert_eq!(once, twice, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2048, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    /// Whatever is read, what is written of it is read as the same and written alike.
    #[test]
    fn writing_is_settled_by_the_first_time(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..24)) {
        let text = pieces.concat();
        // a character that is dropped may leave HTML at the start of a line, where it is more than it was
        prop_assume!(!text.contains('\u{b}') || !text.contains('<'));
        prop_assume!(!is_stacked(&html(&text)));
        for options in [MarkdownOptions::default(), all()] {
            let (once, apart) = write_commonmark_apart(&read(&text), &options, &mut Losses::default());
            prop_assert!(apart.is_empty());
            let twice = blocks_to_commonmark(&read(&once), &options);
            prop_assert_eq!(&once, &twice, "{:?}", text);
        }
    }

    /// The HTML of what is written is that of what was read.
    #[test]
    fn nothing_changes_on_the_way(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..24)) {
        // of what stands behind a fence only the first word is kept
        let text = pieces.concat().replace(['\u{b}', '\t'], " ") + "\n";
        prop_assume!(!is_stacked(&html(&text)));
        // an address in brackets within a link is a link to this reader, which no link may hold
        prop_assume!(!holds_link(&html(&text)));
        let mut losses = Losses::default();
        let (once, _) = write_commonmark_apart(&read(&text), &all(), &mut losses);
        prop_assume!(losses.is_empty());
        prop_assert_eq!(flush(&html(&text)), flush(&html(&once)), "{:?} {:?}", text, once);
    }
}
