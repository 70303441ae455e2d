//! Blocks to CommonMark and back by another's reader: the same blocks, whatever the text.
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
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use wirecopy_body::{Loss, Losses, MarkdownOptions, Related, Signs, blocks_to_commonmark, write_commonmark};
use wirecopy_model::{Block, Cell, CellAlign, Inline, ListItem, Media, Row};

/// A tree that both sides are turned into.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Text(String),
    Code(String),
    Break,
    Html(String),
    Group(String, Vec<Node>),
}

fn push(to: &mut Vec<Node>, node: Node) {
    match (to.last_mut(), node) {
        (_, Node::Text(more)) if more.is_empty() => {}
        (Some(Node::Text(text)), Node::Text(more)) => text.push_str(&more),
        (_, node) => to.push(node),
    }
}

fn of_inlines(content: &[Inline], to: &mut Vec<Node>) {
    for inline in content {
        let group = |name: String, content: &[Inline]| {
            let mut inner = Vec::new();
            of_inlines(content, &mut inner);
            Node::Group(name, inner)
        };
        let node = match inline {
            Inline::Text { value } => Node::Text(value.clone()),
            Inline::Code { value } => Node::Code(value.clone()),
            Inline::Break => Node::Break,
            Inline::Strong { content } => group("strong".to_owned(), content),
            Inline::Emphasis { content } => group("em".to_owned(), content),
            Inline::Strike { content } => group("del".to_owned(), content),
            Inline::Link { href, content, .. } => group(format!("a {href}"), content),
            Inline::Image { src, alt, .. } => group(format!("img {src}"), &[Inline::text(alt.as_str())]),
            other => panic!("{other:?}"),
        };
        push(to, node);
    }
}

fn of_blocks(blocks: &[Block]) -> Vec<Node> {
    blocks
        .iter()
        .map(|block| {
            let mut inner = Vec::new();
            match block {
                Block::Paragraph { content, .. } => {
                    of_inlines(content, &mut inner);
                    Node::Group("p".to_owned(), inner)
                }
                Block::Heading { level, content, .. } => {
                    of_inlines(content, &mut inner);
                    Node::Group(format!("h{level}"), inner)
                }
                Block::Quote { blocks, .. } => Node::Group("quote".to_owned(), of_blocks(blocks)),
                Block::List { ordered, start, items, .. } => {
                    let start = if *ordered { start.unwrap_or(1).to_string() } else { String::new() };
                    let items =
                        items.iter().map(|item| Node::Group("item".to_owned(), of_blocks(&item.blocks)));
                    Node::Group(format!("list {start}"), items.collect())
                }
                Block::Code { language, value } => Node::Group(
                    format!("code {}", language.as_deref().unwrap_or_default()),
                    vec![Node::Text(format!("{value}\n"))],
                ),
                Block::Rule => Node::Group("hr".to_owned(), Vec::new()),
                other => panic!("{other:?}"),
            }
        })
        .collect()
}

fn parse(markdown: &str, options: Options) -> Vec<Node> {
    let mut stack: Vec<(String, Vec<Node>)> = vec![(String::new(), Vec::new())];
    // a tight item holds its text without a paragraph
    let loose = |stack: &mut Vec<(String, Vec<Node>)>| {
        if stack.last().unwrap().0 == "item" {
            stack.push(("p".to_owned(), Vec::new()));
        }
    };
    let close = |stack: &mut Vec<(String, Vec<Node>)>| {
        let (name, nodes) = stack.pop().unwrap();
        push(&mut stack.last_mut().unwrap().1, Node::Group(name, nodes));
    };
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(tag) => {
                let name = match tag {
                    Tag::Paragraph => "p".to_owned(),
                    Tag::Heading { level, .. } => level.to_string(),
                    Tag::BlockQuote(_) => "quote".to_owned(),
                    Tag::CodeBlock(CodeBlockKind::Fenced(info)) => format!("code {info}"),
                    Tag::CodeBlock(CodeBlockKind::Indented) => "indented".to_owned(),
                    Tag::List(start) => {
                        format!("list {}", start.map(|it| it.to_string()).unwrap_or_default())
                    }
                    Tag::Item => "item".to_owned(),
                    Tag::Emphasis => "em".to_owned(),
                    Tag::Strong => "strong".to_owned(),
                    Tag::Strikethrough => "del".to_owned(),
                    Tag::Link { dest_url, .. } => format!("a {dest_url}"),
                    Tag::Image { dest_url, .. } => format!("img {dest_url}"),
                    Tag::HtmlBlock => "html".to_owned(),
                    other => format!("{other:?}"),
                };
                let inline = ["em", "strong", "del"].contains(&name.as_str())
                    || name.starts_with("a ")
                    || name.starts_with("img ");
                if inline {
                    loose(&mut stack);
                } else if stack.last().unwrap().0 == "p" {
                    close(&mut stack);
                }
                stack.push((name, Vec::new()));
            }
            Event::End(end) => {
                if end == TagEnd::Item && stack.last().unwrap().0 == "p" {
                    close(&mut stack);
                }
                close(&mut stack);
            }
            other => {
                let node = match other {
                    Event::Text(text) => Node::Text(text.into_string()),
                    Event::Code(text) => Node::Code(text.into_string()),
                    Event::SoftBreak => Node::Text("\n".to_owned()),
                    Event::HardBreak => Node::Break,
                    Event::Html(html) | Event::InlineHtml(html) => Node::Html(html.into_string()),
                    Event::Rule => {
                        push(&mut stack.last_mut().unwrap().1, Node::Group("hr".to_owned(), Vec::new()));
                        continue;
                    }
                    other => Node::Html(format!("{other:?}")),
                };
                loose(&mut stack);
                push(&mut stack.last_mut().unwrap().1, node);
            }
        }
    }
    stack.pop().unwrap().1
}

fn gfm() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
}

fn round(blocks: &[Block]) -> Result<(), TestCaseError> {
    let expected = of_blocks(blocks);
    for flavor in [false, true] {
        let options = MarkdownOptions { gfm: flavor, ..MarkdownOptions::default() };
        let markdown = blocks_to_commonmark(blocks, &options);
        prop_assert!(markdown.ends_with('\n') && !markdown.ends_with("\n\n"), "{markdown:?}");
        let fenced = markdown.contains("```") || markdown.contains("~~~");
        prop_assert!(fenced || markdown.split('\n').all(|line| !line.ends_with([' ', '\t'])), "{markdown:?}");
        for sign in ["{{", "{%", "{#"] {
            prop_assert!(!markdown.contains(sign) || markdown.contains('`'), "{markdown:?}");
        }
        let readers = if flavor { vec![gfm()] } else { vec![Options::empty(), gfm()] };
        for reader in readers {
            prop_assert_eq!(&parse(&markdown, reader), &expected, "{:?}", markdown);
        }
    }
    Ok(())
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph { content, role: None, span: None }
}

const SIGNS: &[&str] = &[
    "#", "##", " ", "  ", "    ", "\t", ">", "-", "+", "*", "**", "_", "__", "`", "```", "~", "~~", "[", "]",
    "(", ")", "!", "<", ">", "/", "&", "amp;", "#35;", ";", ":", "\\", "|", "=", "1", "2", ".", ")", "a",
    "b", "word", "é", "“", "”", "x", "\"", "'", "$", "{", "}", "@", "http://", "www.", ".com", "--", "\n",
    "^", "%", "div", "script", "—", "中", "€", "😀", "\u{a0}", "\u{3000}", "\u{301}", "1.", "]: ", "](",
    "[x]", "[ ]", "&lt;", "{{", "{%", "\u{2028}", "+++", "---",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(SIGNS), 1..9)
        .prop_map(|signs| signs.concat())
        .prop_filter("not blank", |text| !text.trim().is_empty())
}

fn one_line() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace('\n', " "))
}

/// Inlines that keep the model's rules: none within itself, none empty, texts merged.
fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        4 => text().prop_map(Inline::text),
        1 => one_line().prop_map(|value| Inline::Code { value }),
        1 => one_line().prop_map(|alt| Inline::Image { src: "https://e.example/i.png".to_owned(), alt, title: None }),
    ];
    let strong = prop::collection::vec(leaf.clone(), 1..3)
        .prop_map(|content| Inline::Strong { content: tidy(content) });
    let stressed = prop::collection::vec(prop_oneof![leaf.clone(), strong.clone()], 1..3)
        .prop_map(|content| Inline::Emphasis { content: tidy(content) });
    let link = (
        prop::collection::vec(prop_oneof![leaf.clone(), strong.clone()], 1..3),
        prop::sample::select(
            &[
                "https://e.example/a_(b)?c=d&e=f",
                "http://e.example/)x(",
                "/a/*b*",
                "#x",
                "https://e.example/?a=1&copy=2&lt;",
                "mailto:a@b.example",
            ][..],
        ),
    )
        .prop_map(|(content, href)| Inline::Link {
            href: href.to_owned(),
            title: Some("a \"b\" &amp; `c`".to_owned()),
            content: tidy(content),
        });
    prop::collection::vec(
        prop_oneof![3 => leaf, 2 => strong, 2 => stressed, 1 => link, 1 => Just(Inline::Break)],
        1..5,
    )
    .prop_map(tidy)
}

fn tidy(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in content {
        match (out.last_mut(), inline) {
            (Some(Inline::Text { value }), Inline::Text { value: more })
            | (Some(Inline::Code { value }), Inline::Code { value: more }) => value.push_str(&more),
            (Some(Inline::Strong { .. }), Inline::Strong { .. })
            | (Some(Inline::Emphasis { .. }), Inline::Emphasis { .. })
            | (None | Some(Inline::Break), Inline::Break) => {}
            (_, inline) => out.push(inline),
        }
    }
    while out.last() == Some(&Inline::Break) {
        out.pop();
    }
    if out.is_empty() {
        out.push(Inline::text("x"));
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_stays_text_in_every_place(text in text(), line in one_line()) {
        let p = || Block::paragraph(text.as_str());
        let item = |blocks| ListItem { blocks };
        round(&[p()])?;
        round(&[Block::paragraph("before"), p(), Block::paragraph("after")])?;
        round(&[Block::Quote { blocks: vec![p()], attribution: vec![], cite: None }])?;
        round(&[Block::List { ordered: false, start: None, loose: false, items: vec![item(vec![p()]), item(vec![Block::paragraph("next")])] }, p()])?;
        round(&[Block::List { ordered: true, start: Some(7), loose: false, items: vec![item(vec![p(), p()])] }])?;
        round(&[Block::Heading { level: 2, content: vec![Inline::text(line.as_str())], span: None }])?;
        let strong = vec![Inline::text("x"), Inline::Strong { content: vec![Inline::text(line.as_str())] }, Inline::text("y")];
        round(&[paragraph(strong)])?;
        let stressed = vec![Inline::text("x "), Inline::Emphasis { content: vec![Inline::text(line.as_str())] }, Inline::text(" y")];
        round(&[paragraph(stressed)])?;
    }

    #[test]
    fn inlines_stay_as_they_are(content in inlines()) {
        round(&[paragraph(content)])?;
    }

    #[test]
    fn code_stays_as_it_is(value in text(), language in prop::option::of("[a-z+]{1,6}")) {
        prop_assume!(!value.ends_with('\n'));
        let code = Block::Code { language, value };
        round(std::slice::from_ref(&code))?;
        round(&[Block::Quote { blocks: vec![code.clone()], attribution: vec![], cite: None }])?;
        round(&[Block::List { ordered: false, start: None, loose: false, items: vec![ListItem { blocks: vec![code] }] }])?;
    }
}

#[track_caller]
fn check(blocks: &[Block], expected: &str) {
    assert_eq!(blocks_to_commonmark(blocks, &MarkdownOptions::default()), expected);
}

#[track_caller]
fn check_text(text: &str, expected: &str) {
    check(&[Block::paragraph(text)], &format!("{expected}\n"));
}

#[test]
fn ordinary_news_needs_no_escape() {
    for text in [
        "Prices rose 3.5% - the most since 1998 - to $4.20 (£3.30), officials said.",
        "\"We've had 101 hostages,\" she said; \"that's [sic] all.\"",
        "The ‘no-fly’ zone… – “really?” – came at 9:30 a.m. AT&T, Q&A, R&D & more",
        "Write to news@example.org or see https://example.org/a_b_c?x=1&y=2 #harbour",
        "2 * 3 = 6 and snake_case_name, C++ and C#, 5 < 6 > 4, ~100 people, a|b",
        "It was f*** awful* in the end* [see note] ![sic] wow!",
        "1,000 people; 1.5 million; 2024 was a year.",
        "-5 degrees; +33 1 23; #hashtag; =x; 12:30",
        "`tis the season",
    ] {
        check_text(text, text);
    }
}

#[test]
fn what_would_mean_something_is_escaped_once() {
    check_text("2024. A year", "2024\\. A year");
    check_text("1) first", "1\\) first");
    check_text("- dash", "\\- dash");
    check_text("# not a heading", "\\# not a heading");
    check_text("> said", "\\> said");
    check_text("---", "\\---");
    check_text("a\n===\n- b\n2. c\n1. d", "a\n\\===\n\\- b\n2. c\n1\\. d");
    check_text("*not* _so_ **x**", "\\*not* \\_so_ \\*\\*x**");
    check_text("[a](b) [c]: d", "[a\\](b) [c]: d");
    check_text("[c]: d", "\\[c]: d");
    check_text("<b>x</b> &amp; &x;", "\\<b>x\\</b> \\&amp; &x;");
    check_text("{{ x }} {% y %}", "{\\{ x }} {\\% y %}");
    check_text("a\\*b \\ c\\d", "a\\\\*b \\ c\\d");
    check_text("`a` `b", "\\`a\\` `b");
    check_text(" a \n\n b", "&#32;a&#32;\n&#10; b");
    check_text("a | b\n--|--", "a | b\n\\--|--");
}

#[test]
fn marks_work_where_letters_touch_them() {
    let em = |text: &str| Inline::Emphasis { content: vec![Inline::text(text)] };
    let strong = |content: Vec<Inline>| Inline::Strong { content };
    check(&[paragraph(vec![Inline::text("x"), em("\"q\""), Inline::text("y")])], "&#x78;*\"q\"*&#x79;\n");
    check(&[paragraph(vec![Inline::text("un"), em("believ"), Inline::text("able")])], "un*believ*able\n");
    check(&[paragraph(vec![strong(vec![em("both")])])], "**_both_**\n");
    check(&[paragraph(vec![strong(vec![Inline::text("a")]), em("b")])], "**a**_b_\n");
    check(&[paragraph(vec![strong(vec![Inline::text("a ")]), Inline::text("b")])], "**a&#32;**&#x62;\n");
}

#[test]
fn links_and_pictures() {
    let link = |href: &str, text: &str| Inline::Link {
        href: href.to_owned(),
        title: None,
        content: vec![Inline::text(text)],
    };
    check(&[paragraph(vec![link("https://e.example/a", "https://e.example/a")])], "<https://e.example/a>\n");
    check(&[paragraph(vec![Inline::text("wow!"), link("/a b", "[sic")])], "wow\\![\\[sic](</a b>)\n");
    check(&[paragraph(vec![link("javascript:alert(1)", "x")])], "x\n");
    check(&[paragraph(vec![link("http://e.example/?{{x}}`", "x")])], "[x](http://e.example/?%7B%7Bx}}%60)\n");
    let mut losses = Losses::default();
    let embed = Block::Embed {
        url: "https://www.youtube.com/embed/x".to_owned(),
        kind: None,
        title: Some("T".to_owned()),
    };
    assert_eq!(
        write_commonmark(&[embed], &MarkdownOptions::default(), &mut losses),
        "<https://www.youtube.com/embed/x>\n"
    );
    assert_eq!(losses.count(Loss::EmbedTitle), 1);
    let figure = Block::Figure {
        media: vec![Media {
            url: Some("https://e.example/i.jpg".to_owned()),
            alt: Some("Quay".to_owned()),
            ..Media::default()
        }],
        caption: vec![Inline::text("The quay.")],
        credit: Some("Ida Holm".to_owned()),
    };
    check(&[figure], "![Quay](https://e.example/i.jpg)\n\n*The quay. (Ida Holm)*\n");
}

#[test]
fn loose_lists_stand_apart_and_raw_parts_are_left_out() {
    let items = ["a", "b"].map(|text| ListItem { blocks: vec![Block::paragraph(text)] }).to_vec();
    let list = Block::List { ordered: false, start: None, loose: true, items };
    check(std::slice::from_ref(&list), "- a\n\n- b\n");
    assert_eq!(
        wirecopy_body::blocks_to_html(&[list]),
        "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"
    );
    let raw = |value: &str| Inline::Raw { format: "html".to_owned(), value: value.to_owned() };
    let content = vec![Inline::text("one "), raw("<b>"), Inline::text("two")];
    let blocks = [
        Block::Raw { format: "html".to_owned(), value: "<script>".to_owned() },
        Block::Paragraph { content, role: None, span: None },
    ];
    check(&blocks, "one two\n");
    let mut losses = Losses::default();
    write_commonmark(&blocks, &MarkdownOptions::default(), &mut losses);
    assert_eq!(losses.count(Loss::Raw), 2);
    assert_eq!(wirecopy_body::blocks_to_html(&blocks), "<p>one two</p>\n");
}

#[test]
fn lists_side_by_side_stay_apart() {
    let item = |text: &str| ListItem { blocks: vec![Block::paragraph(text)] };
    let list =
        |ordered, start| Block::List { ordered, start, loose: false, items: vec![item("a"), item("b")] };
    check(&[list(false, None), list(false, None), list(false, None)], "- a\n- b\n\n+ a\n+ b\n\n- a\n- b\n");
    check(&[list(true, Some(9)), list(true, None)], "9. a\n10. b\n\n1) a\n2) b\n");
    let nested = Block::List {
        ordered: false,
        start: None,
        loose: false,
        items: vec![ListItem { blocks: vec![Block::paragraph("a"), list(false, None)] }],
    };
    check(&[nested], "- a\n  - a\n  - b\n");
    let quoted = Block::Quote {
        blocks: vec![list(true, None), Block::paragraph("c")],
        attribution: vec![Inline::text("Ida")],
        cite: Some("https://e.example/".to_owned()),
    };
    check(
        &[quoted],
        "> 1. a\n> 2. b\n>\n> c\n>\n> [— Ida](https://e.example/)\n".replace("[— Ida]", "— [Ida]").as_str(),
    );
    check(&[Block::Rule, list(true, Some(u32::MAX))], "***\n\n999999997. a\n999999998. b\n");
}

#[test]
fn tables_by_flavor() {
    let cell = |text: &str| Cell { blocks: vec![Block::paragraph(text)], ..Cell::default() };
    let rows = vec![
        Row { cells: vec![cell("Route"), Cell { align: Some(CellAlign::Right), ..cell("Fare") }] },
        Row { cells: vec![cell("A|B `x|y`"), Cell { align: Some(CellAlign::Right), ..cell("9") }] },
    ];
    let table = Block::Table { caption: vec![], head: 1, rows };
    check(std::slice::from_ref(&table), "- Route: A|B \\`x|y`; Fare: 9\n");
    let options = MarkdownOptions { gfm: true, ..MarkdownOptions::default() };
    assert_eq!(
        blocks_to_commonmark(&[table], &options),
        "| Route | Fare |\n| --- | --: |\n| A\\|B \\`x\\|y` | 9 |\n"
    );
}

#[test]
fn related_links_are_left_out_unless_asked_for() {
    let blocks = [
        Block::paragraph("a"),
        Block::RelatedLink {
            content: vec![Inline::text("More")],
            href: Some("/more".to_owned()),
            span: None,
        },
        Block::paragraph("b"),
    ];
    check(&blocks, "a\n\nb\n");
    let options = MarkdownOptions { related: Related::Inline, ..MarkdownOptions::default() };
    assert_eq!(blocks_to_commonmark(&blocks, &options), "a\n\n[More](/more)\n\nb\n");
}

#[test]
fn nothing_gives_nothing() {
    check(&[], "");
    check(&[Block::paragraph("")], "");
}

#[test]
fn long_texts_take_linear_time() {
    // each of these takes minutes if anything is looked through again for each sign
    for sign in [
        "*a ", "_", "[", "](", "`a ", "&", "www.", "://x*", "<", "\\", "#", "~", "{{", "- \n", "a\n=\n",
        "|-\n", "[a](", "![",
    ] {
        assert!(
            !blocks_to_commonmark(&[Block::paragraph(sign.repeat(100_000))], &MarkdownOptions::default())
                .is_empty()
        );
    }
}

#[test]
fn struck_text_gives_way_to_inserted_text() {
    let text = |value: &str| Inline::text(value);
    let content = vec![
        text("costs "),
        Inline::Strike { content: vec![text("5")] },
        text(" "),
        Inline::Underline { content: vec![text("6")] },
        text(" now, "),
        Inline::Strike { content: vec![text("perhaps")] },
    ];
    let blocks = [Block::Paragraph { content, role: None, span: None }];
    check(&blocks, "costs 6 now, perhaps\n");
    assert_eq!(wirecopy_body::blocks_to_text(&blocks), "costs 6 now, perhaps");
    let mut losses = Losses::default();
    write_commonmark(&blocks, &MarkdownOptions::default(), &mut losses);
    assert_eq!((losses.count(Loss::Replaced), losses.count(Loss::Strike)), (1, 1));
    let gfm = MarkdownOptions { gfm: true, ..MarkdownOptions::default() };
    assert_eq!(blocks_to_commonmark(&blocks, &gfm), "costs ~~5~~ 6 now, ~~perhaps~~\n");
}

#[test]
fn empty_cells_leave_no_marks() {
    let (limits, policy) = (wirecopy_core::Limits::default(), wirecopy_core::Policy::default());
    let mut findings = wirecopy_core::Findings::default();
    let mut cx = wirecopy_core::Cx::new(&limits, &policy, &mut findings);
    let html = "<table><tr><th>&nbsp;<th>Ships<th><tr><td>Mon<td>&nbsp;<td>x<tr><td>Tue<td>2<td></table>";
    let blocks = wirecopy_body::html_to_blocks(html, &wirecopy_body::HtmlOptions::default(), &mut cx);
    check(&blocks, "- Mon; x\n- Tue; Ships: 2\n");
}

#[test]
fn signs_of_tools_are_made_inert() {
    let obsidian = MarkdownOptions { signs: Signs::Obsidian, ..MarkdownOptions::default() };
    let link = |href: &str, text: &str| {
        let content = vec![Inline::text(text)];
        paragraph(vec![Inline::Link { href: href.to_owned(), title: None, content }])
    };
    for (block, expected) in [
        (
            Block::paragraph("[[Ports]] %%x%% ==y== #tag C# a#b #1 $5 5 $ [[["),
            "\\[[Ports]] %\\%x%\\% =\\=y=\\= \\#tag C# a#b \\#1 \\$5 5 $ \\[\\[[\n",
        ),
        (
            link("https://e.example/#x", "https://e.example/#x"),
            "[https\\://e.example/\\#x](https://e.example/\\#x)\n",
        ),
        (link("https://e.example/?v=1#x", "https://e.example/?v=1#x"), "<https://e.example/?v=1#x>\n"),
        (link("/a?b==c", "[d]"), "[\\[d\\]](/a?b=\\=c)\n"),
    ] {
        let written = blocks_to_commonmark(std::slice::from_ref(&block), &obsidian);
        assert_eq!(written, expected);
        assert_eq!(parse(&written, Options::empty()), of_blocks(&[block]), "{written}");
    }
    let hugo = MarkdownOptions { signs: Signs::Hugo, ..MarkdownOptions::default() };
    let code = |value: &str| [paragraph(vec![Inline::Code { value: value.to_owned() }])];
    let mut losses = Losses::default();
    assert_eq!(write_commonmark(&code("{{< x >}} {{ y }}"), &hugo, &mut losses), "`{ {< x >}} {{ y }}`\n");
    assert_eq!(losses.count(Loss::Shortcode), 1);
}

#[test]
fn marks_beside_lines_of_signs_stay_apart() {
    for text in ["***", "a\n***\n***", "](www.\u{3000}*x*"] {
        let blocks = [Block::paragraph(text)];
        let written = blocks_to_commonmark(&blocks, &MarkdownOptions::default());
        assert_eq!(parse(&written, gfm()), of_blocks(&blocks), "{written}");
    }
    let blocks = [paragraph(vec![Inline::text("***"), Inline::Break, Inline::text("***")])];
    let written = blocks_to_commonmark(&blocks, &MarkdownOptions::default());
    assert_eq!(parse(&written, gfm()), of_blocks(&blocks), "{written}");
}
