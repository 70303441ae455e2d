//! HTML in, blocks out. Blocks are shown in a short form of their own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::needless_raw_string_hashes,
    clippy::needless_pass_by_value,
    clippy::format_collect,
    missing_docs,
    reason = "tests may panic"
)]

use std::fmt::Write;

use expect_test::{Expect, expect};
use wirecopy_body::{HtmlOptions, blocks_to_html, html_to_blocks};
use wirecopy_core::{Cx, Findings, Limits, Policy};
use wirecopy_model::{Block, Inline, MAX_BLOCK_DEPTH, MAX_INLINE_DEPTH};

fn read(html: &str, base: Option<&str>) -> (Vec<Block>, Vec<&'static str>) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let options = HtmlOptions { base: base.map(str::to_owned), ..HtmlOptions::default() };
    let blocks = html_to_blocks(html, &options, &mut Cx::new(&limits, &policy, &mut findings));
    let codes = findings.kept().iter().map(|finding| finding.code).collect();
    (blocks, codes)
}

fn line(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { value } => out.push_str(value),
            Inline::Code { value } => write!(out, "`{value}`").unwrap(),
            Inline::Break => out.push('/'),
            Inline::Image { src, alt, .. } => write!(out, "img({src},{alt})").unwrap(),
            other => {
                let name = match other {
                    Inline::Strong { .. } => "b".to_owned(),
                    Inline::Emphasis { .. } => "i".to_owned(),
                    Inline::Underline { .. } => "u".to_owned(),
                    Inline::Strike { .. } => "s".to_owned(),
                    Inline::Sub { .. } => "sub".to_owned(),
                    Inline::Sup { .. } => "sup".to_owned(),
                    Inline::Link { href, .. } => format!("a:{href}"),
                    Inline::Quotation { .. } => "q".to_owned(),
                    Inline::Span { language, direction, .. } => {
                        format!(
                            "span:{}{}",
                            language.as_deref().unwrap_or(""),
                            direction.as_deref().unwrap_or("")
                        )
                    }
                    Inline::Ruby { reading, .. } => format!("ruby:{reading}"),
                    _ => "?".to_owned(),
                };
                write!(out, "{name}[").unwrap();
                line(other.content().unwrap_or_default(), out);
                out.push(']');
            }
        }
    }
}

fn show(blocks: &[Block], indent: usize, out: &mut String) {
    for block in blocks {
        let pad = "  ".repeat(indent);
        let mut text = String::new();
        match block {
            Block::Paragraph { content, role, .. } => {
                line(content, &mut text);
                let role = role.map(|role| format!("{role:?}")).unwrap_or_default();
                writeln!(out, "{pad}p{role} {text}").unwrap();
            }
            Block::Heading { level, content, .. } => {
                line(content, &mut text);
                writeln!(out, "{pad}h{level} {text}").unwrap();
            }
            Block::List { ordered, start, loose, items } => {
                let loose = if *loose { " loose" } else { "" };
                writeln!(out, "{pad}{} {}{loose}", if *ordered { "ol" } else { "ul" }, start.unwrap_or(1))
                    .unwrap();
                for item in items {
                    writeln!(out, "{pad} -").unwrap();
                    show(&item.blocks, indent + 1, out);
                }
            }
            Block::Definitions { items } => {
                for item in items {
                    let terms: Vec<_> = item
                        .terms
                        .iter()
                        .map(|term| {
                            let mut text = String::new();
                            line(term, &mut text);
                            text
                        })
                        .collect();
                    writeln!(out, "{pad}dt {}", terms.join("|")).unwrap();
                    show(&item.blocks, indent + 1, out);
                }
            }
            Block::Quote { blocks, attribution, cite } => {
                line(attribution, &mut text);
                writeln!(out, "{pad}quote {} {text}", cite.as_deref().unwrap_or("-")).unwrap();
                show(blocks, indent + 1, out);
            }
            Block::Code { language, value } => {
                writeln!(out, "{pad}code {} {value:?}", language.as_deref().unwrap_or("-")).unwrap();
            }
            Block::Table { caption, head, rows } => {
                line(caption, &mut text);
                writeln!(out, "{pad}table head={head} {text}").unwrap();
                for row in rows {
                    writeln!(out, "{pad} row").unwrap();
                    for cell in &row.cells {
                        let span = format!("{}x{}", cell.colspan.unwrap_or(1), cell.rowspan.unwrap_or(1));
                        writeln!(
                            out,
                            "{pad}  {} {span} {:?}",
                            if cell.header { "th" } else { "td" },
                            cell.align
                        )
                        .unwrap();
                        show(&cell.blocks, indent + 2, out);
                    }
                }
            }
            Block::Figure { media, caption, credit } => {
                line(caption, &mut text);
                let media: Vec<_> = media
                    .iter()
                    .map(|one| {
                        format!(
                            "{:?}:{}:{}",
                            one.kind.unwrap(),
                            one.url.as_deref().unwrap(),
                            one.alt.as_deref().unwrap_or("-")
                        )
                    })
                    .collect();
                writeln!(
                    out,
                    "{pad}figure {} | {text} | {}",
                    media.join(" "),
                    credit.as_deref().unwrap_or("-")
                )
                .unwrap();
            }
            Block::Embed { url, kind, title } => {
                writeln!(out, "{pad}embed {url} {kind:?} {title:?}").unwrap();
            }
            Block::Rule => writeln!(out, "{pad}hr").unwrap(),
            Block::Aside { role, blocks } => {
                writeln!(out, "{pad}aside {}", role.as_deref().unwrap_or("-")).unwrap();
                show(blocks, indent + 1, out);
            }
            other => writeln!(out, "{pad}{other:?}").unwrap(),
        }
    }
}

#[track_caller]
fn check(html: &str, expected: Expect) {
    let (blocks, codes) = read(html, Some("https://example.org/news/"));
    let mut out = String::new();
    show(&blocks, 0, &mut out);
    for code in codes {
        writeln!(out, "! {code}").unwrap();
    }
    expected.assert_eq(&out);
    hold(&blocks);
}

/// The rules of the model.
#[track_caller]
fn hold(blocks: &[Block]) {
    fn inlines(content: &[Inline], depth: usize, within: &[std::mem::Discriminant<Inline>]) {
        assert!(depth <= MAX_INLINE_DEPTH, "too deep");
        for pair in content.windows(2) {
            assert!(
                !matches!(
                    pair,
                    [Inline::Text { .. }, Inline::Text { .. }] | [Inline::Code { .. }, Inline::Code { .. }]
                ),
                "not merged: {pair:?}"
            );
        }
        for inline in content {
            if let Inline::Text { value } | Inline::Code { value } = inline {
                assert!(!value.is_empty() && value.chars().all(wirecopy_body::is_carried), "{value:?}");
            }
            if let Some(content) = inline.content() {
                let kind = std::mem::discriminant(inline);
                assert!(!content.is_empty() && !within.contains(&kind), "{inline:?}");
                let mut within = within.to_vec();
                within.push(kind);
                inlines(content, depth + 1, &within);
            }
        }
    }
    fn all(blocks: &[Block], depth: usize) {
        assert!(depth <= MAX_BLOCK_DEPTH, "too deep");
        for block in blocks {
            match block {
                Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
                    assert!(!content.is_empty());
                    inlines(content, 1, &[]);
                }
                Block::List { items, .. } => items.iter().for_each(|item| all(&item.blocks, depth + 1)),
                Block::Quote { blocks, attribution, .. } => {
                    inlines(attribution, 1, &[]);
                    all(blocks, depth + 1);
                }
                Block::Aside { blocks, .. } => all(blocks, depth + 1),
                Block::Definitions { items } => {
                    for item in items {
                        item.terms.iter().for_each(|term| inlines(term, 1, &[]));
                        all(&item.blocks, depth + 1);
                    }
                }
                Block::Table { caption, rows, .. } => {
                    inlines(caption, 1, &[]);
                    rows.iter().flat_map(|row| &row.cells).for_each(|cell| all(&cell.blocks, depth + 2));
                }
                Block::Figure { caption, .. } => inlines(caption, 1, &[]),
                _ => {}
            }
        }
    }
    all(blocks, 1);
}

#[test]
fn paragraphs_and_loose_text() {
    check(
        "lead <p>one\n two<p>three</p> tail<div>box<div>inner</div>rest</div>",
        expect![[r#"
        p lead
        p one two
        p three
        p tail
        p box
        p inner
        p rest
    "#]],
    );
    check(
        "one<br><br/>two<br>three<br>",
        expect![[r#"
        p one
        p two/three
    "#]],
    );
    check(
        "one\n\n two\r\nthree\n \nfour &amp; five",
        expect![[r#"
        p one
        p two three
        p four & five
        ! body.html.plain
    "#]],
    );
    check("<p> </p><p>&nbsp;</p><div><br></div>", expect!["p \u{a0}\n"]);
}

#[test]
fn overlapping_and_unclosed_formats() {
    check(
        "<p>a<b>b<i>c</b>d</i>e",
        expect![[r#"
            p ab[bi[c]]i[d]e
            ! body.html.nesting
        "#]],
    );
    check(
        "<p><b>one</p><p>two</b> three",
        expect![[r#"
            p b[one]
            p b[two] three
            ! body.html.nesting
        "#]],
    );
    check(
        "<p><span style='font-weight: bold'>one</p><p>two",
        expect![[r#"
        p b[one]
        p two
    "#]],
    );
    check(
        "<b>a </b><b>b</b> <em><i>c</i></em><b></b> <a href=/x> d </a>.",
        expect![[r#"
        p b[a b] i[c] a:https://example.org/x[d] .
    "#]],
    );
    check(
        "<b style='font-weight:normal'>paste <span style='font-style:italic;text-decoration:line-through'>x</span></b>",
        expect![[r#"
        p paste i[s[x]]
    "#]],
    );
    check(
        "<a href=1>x<a href=2>y</a>z</a>",
        expect![[r#"
            p a:https://example.org/news/1[x]a:https://example.org/news/2[y]z
            ! body.html.nesting
        "#]],
    );
}

#[test]
fn inline_elements() {
    check(
        "H<sub>2</sub>O x<sup>2</sup> <u>u</u><del>d</del> <code>a <b>b</b></code> <q>out <q>in</q></q> \
         <span lang=fr>mot <i dir=rtl>x</i></span> <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</ruby> <img src=i.png alt='an &quot;i&quot;'> <cite>Work</cite>",
        expect![[r#"
            p Hsub[2]O xsup[2] u[u]s[d] `a` b[`b`] q[out ‘in’] span:fr[mot] span:frrtl[i[x]] ruby:kan[漢]ruby:ji[字] img(https://example.org/news/i.png,an "i") i[Work]
        "#]],
    );
}

#[test]
fn headings_rules_and_code() {
    check(
        "<h2>One <br>two</h2>text<h3><p>in</p></h3><h4></h4><hr><pre><code class='x language-rust'>\nlet a = 1;\n  b &lt; c\n</code></pre><h2>open<p>next",
        expect![[r#"
            h2 One/two
            p text
            h3 in
            hr
            code rust "let a = 1;\n  b < c"
            h2 open/next
        "#]],
    );
}

#[test]
fn lists() {
    check(
        "<ol start=4><li>a<li><p>b</p><p>c</p><ul><li>d</ul></ol><ul>loose<li>e</li><ul><li>f</li></ul></ul><li>g</li><li>h</li>end",
        expect![[r#"
            ol 4 loose
             -
              p a
             -
              p b
              p c
              ul 1
               -
                p d
            ul 1
             -
              p loose
             -
              p e
              ul 1
               -
                p f
            ul 1
             -
              p g
             -
              p h
             -
              p end
            ! body.html.nesting
        "#]],
    );
    check(
        "<dl><dt>Port<dt>Haven<dd>a place<dd>for ships<dt>Quay<dd><p>a wall</dl>",
        expect![[r#"
        dt Port|Haven
          p a place
          p for ships
        dt Quay
          p a wall
    "#]],
    );
}

#[test]
fn quotes_with_their_speakers() {
    check(
        "<blockquote cite=/src><p>Said.</p><footer>— Ida, <cite>Log</cite></footer></blockquote>\
         <blockquote><p>Two.</p><p><cite>Ida Holm</cite></p></blockquote><blockquote> </blockquote>",
        expect![[r#"
            quote https://example.org/src — Ida, Log
              p Said.
            quote - Ida Holm
              p Two.
        "#]],
    );
    check(
        "<blockquote class=twitter-tweet><p>Ferry <a href=https://t.example/x>late</a></p>— Port (@port) <a href='https://twitter.com/port/status/1'>1 May</a></blockquote><script async src=w.js></script>",
        expect![[r#"
            quote https://twitter.com/port/status/1 
              p Ferry a:https://t.example/x[late]
              p — Port (@port) a:https://twitter.com/port/status/1[1 May]
            ! body.html.removed
        "#]],
    );
}

#[test]
fn tables() {
    check(
        "<table><caption>Fares</caption><thead><tr><th>Route<th align=right>Fare</thead><tbody><tr><td colspan=2>closed</tr>\
         <tr><td rowspan=2><ul><li>x</ul><td style='text-align: center'>9</table>",
        expect![[r#"
            table head=1 Fares
             row
              th 1x1 None
                p Route
              th 1x1 Some(Right)
                p Fare
             row
              td 2x1 None
                p closed
             row
              td 1x2 None
                ul 1
                 -
                  p x
              td 1x1 Some(Center)
                p 9
        "#]],
    );
    check(
        "<table>stray<tr><td>a<table><tr><td>1<td>2</table>b<td>c</table>",
        expect![[r#"
            p stray
            table head=0 
             row
              td 1x1 None
                p a
                table head=0 
                 row
                  td 1x1 None
                    p 1
                  td 1x1 None
                    p 2
                p b
              td 1x1 None
                p c
            ! body.html.nesting
        "#]],
    );
    check(
        "<table><tr><td><p>All of it</p><h2>in one cell</h2></td></tr></table>",
        expect![[r#"
        p All of it
        h2 in one cell
        ! body.table.layout
    "#]],
    );
    check(
        "<td>no table</td><tr><td>x<td>y</tr>",
        expect![[r#"
        p no table
        p x
        p y
    "#]],
    );
}

#[test]
fn figures_and_players() {
    check(
        "<figure><img src=/a.jpg alt=Quay width=640><figcaption>The quay. <span class=photo-credit>Ida Holm</span></figcaption></figure>\
         <p><img src=b.jpg></p><p><a href=https://example.org/c.jpg><img src=https://example.org/c-300x200.jpg></a></p>\
         <p><a href=/story><img src=d.jpg alt=D></a></p>\
         <video poster=p.jpg><source src=v.mp4 type=video/mp4>no video</video><audio src=s.mp3></audio>",
        expect![[r#"
            figure Image:https://example.org/a.jpg:Quay | The quay. | Ida Holm
            figure Image:https://example.org/news/b.jpg:- |  | -
            figure Image:https://example.org/c-300x200.jpg:- |  | -
            p a:https://example.org/story[img(https://example.org/news/d.jpg,D)]
            figure Video:https://example.org/news/v.mp4:- Image:https://example.org/news/p.jpg:- |  | -
            figure Audio:https://example.org/news/s.mp3:- |  | -
            ! body.media.alternative
            ! body.image.larger
        "#]],
    );
    check(
        "<figure><figure><img src=1.jpg><figcaption>One</figcaption></figure><figure><img src=2.jpg></figure><figcaption>Both</figcaption></figure>\
         <figure><table><tr><td>a<td>b</table><figcaption>T</figcaption></figure>",
        expect![[r#"
            figure Image:https://example.org/news/1.jpg:- | One | -
            figure Image:https://example.org/news/2.jpg:- |  | -
            pCaption Both
            table head=0 T
             row
              td 1x1 None
                p a
              td 1x1 None
                p b
        "#]],
    );
    check(
        "a<iframe src='https://www.youtube.com/embed/x' title=Film>old</iframe>b<embed src=e.swf><object data=o.pdf type=application/pdf>x</object>",
        expect![[r#"
            p a
            embed https://www.youtube.com/embed/x Some("youtube") Some("Film")
            p b
            embed https://example.org/news/e.swf Some("embed") None
            embed https://example.org/news/o.pdf Some("object") None
            ! body.media.alternative
        "#]],
    );
    check(
        "<img data-src=late.jpg src=data:image/gif;base64,R0><img src=data:image/png;base64,AA><img src=t.gif width=1 height=1>",
        expect![[r#"
        figure Image:https://example.org/news/late.jpg:- |  | -
        ! body.image.embedded
        ! body.image.pixel
    "#]],
    );
}

#[test]
fn nothing_active_stays() {
    check(
        "<script>alert('<p>x')</script><style>p{}</style><p onclick=x()>a<noscript><img src=n.gif></noscript><svg><a href=javascript:x>s</a></svg>\
         <a href='java&#10;script:alert(1)'>link</a> <a href=' &#1;JAVASCRIPT:x'>two</a><form action=/><input value=v><select><option>o</select><button>b</button>text</form><!-- c -->",
        expect![[r#"
            p alink two
            p text
            ! body.html.removed
            ! body.link.unsafe
            ! body.html.comment
        "#]],
    );
}

#[test]
fn damage_is_mended_and_told() {
    check(
        "a <script>never closed<p>b",
        expect![[r#"
        p a never closed
        p b
        ! body.html.removed
        ! body.html.unclosed
    "#]],
    );
    check(
        "<![CDATA[<p>kept</p>]]> x\u{8}y <a href=\"z>kept too</a> <b",
        expect![[r#"
        p kept
        p xy a:https://example.org/news/z[kept too]
        ! body.html.cdata
        ! body.text.control
        ! body.html.cut
    "#]],
    );
    check(
        "<blockquote><ul><li>x</blockquote>y</li></ul><aside>z<details><summary>s</summary>t",
        expect![[r#"
            quote - 
              ul 1
               -
                p x
            p y
            aside aside
              p z
              aside details
                p s
                p t
            ! body.html.nesting
        "#]],
    );
}

#[test]
fn relative_addresses_without_a_base_are_told() {
    let (blocks, codes) = read("<a href=x>y</a>", None);
    assert_eq!(codes, ["body.link.relative"]);
    assert_eq!(blocks_to_html(&blocks), "<p><a href=\"x\">y</a></p>\n");
}

#[test]
fn depth_is_bounded_whatever_is_nested() {
    let n = 100_000;
    for tag in [
        "div",
        "blockquote",
        "ul><li",
        "b",
        "span",
        "a href=x",
        "table><tr><td",
        "dl><dd",
        "figure",
        "h2",
        "p",
        "font",
        "section",
    ] {
        let html = format!("<{tag}>").repeat(n) + "x";
        let (blocks, _) = read(&html, None);
        hold(&blocks);
        assert!(wirecopy_body::blocks_to_text(&blocks).contains('x') || tag == "figure", "{tag}");
        let name = tag.split(' ').next().unwrap();
        let closed = format!("<{tag}>").repeat(2000) + "x" + &format!("</{name}>").repeat(2000) + "<p>y";
        let (blocks, _) = read(&closed, None);
        hold(&blocks);
    }
}

#[test]
fn hostile_repetition_is_linear() {
    // each of these takes minutes if anything is looked through again for each tag
    let n = 100_000;
    for piece in [
        "<a b=\"",
        "<a b='>",
        "<!--",
        "<svg>",
        "<script>",
        "<p><b id=1>",
        "</p>",
        "</b>",
        "<a b c d",
        "<![CDATA[",
        "&amp",
        "&#",
        "<i><p>",
        "<td>",
        "<li>",
        "x<br>",
        "<table>",
        "<ruby><rt>",
        "<select>",
        "<",
        "</",
        "<!",
        "<?",
    ] {
        let (blocks, _) = read(&piece.repeat(n), None);
        hold(&blocks);
    }
    let distinct = (0..100_000).map(|number| format!("<b id={number}></p>")).collect::<String>();
    hold(&read(&distinct, None).0);
    let attributes = (0..200_000).map(|number| format!("a{number}=1 ")).collect::<String>();
    let (_, codes) = read(&format!("<p {attributes}>x"), None);
    assert_eq!(codes, ["body.html.attributes"]);
}

#[test]
fn a_linked_picture_with_a_caption_is_a_figure() {
    check(
        "<figure class=wp-block-image><a href=/up/quay.jpg><img src=/up/quay-300x200.jpg alt=Alt></a><figcaption>The quay</figcaption></figure>\
         <figure><a href=/news/quay><img src=/up/quay.jpg alt=Alt></a><figcaption>Ice</figcaption></figure>\
         <p><a href=/news/quay.html><img src=/up/quay.jpg alt=Alt></a></p><p><a href='/p?id=1'><img src='/p?id=2'></a></p>",
        expect![[r#"
            figure Image:https://example.org/up/quay-300x200.jpg:Alt | The quay | -
            figure Image:https://example.org/up/quay.jpg:Alt | Ice | -
            p a:https://example.org/news/quay.html[img(https://example.org/up/quay.jpg,Alt)]
            p a:https://example.org/p?id=1[img(https://example.org/p?id=2,)]
            ! body.image.larger
            ! body.image.link
        "#]],
    );
    let (blocks, _) =
        read("<p><a href=/x><img src=a.jpg alt=Alt></a></p><p>See <img src=b.gif alt=ice>.</p>", None);
    assert_eq!(wirecopy_body::blocks_to_text(&blocks), "See ice.");
}

#[test]
fn numbers_of_items_are_kept_or_told() {
    check(
        "<ol><li>a<li value=5>b<li>c<li value=7>d</ol>",
        expect![[r#"
        ol 1
         -
          p a
        ol 5
         -
          p b
         -
          p c
         -
          p d
    "#]],
    );
    check(
        "<ol><li value=3>a<li value=-1>b</ol><ul><li value=9>c</ul>",
        expect![[r#"
        ol 3
         -
          p a
         -
          p b
        ul 1
         -
          p c
        ! body.list.numbering
    "#]],
    );
    check(
        "<ol type=a><li>a</ol><ol reversed><li>b</ol><ol type=1><li>c</ol>",
        expect![[r#"
        ol 1
         -
          p a
        ol 1
         -
          p b
        ol 1
         -
          p c
        ! body.list.numbering
    "#]],
    );
}

#[test]
fn what_is_left_out_is_named() {
    #[track_caller]
    fn messages(html: &str, expected: Expect) {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        html_to_blocks(html, &HtmlOptions::default(), &mut Cx::new(&limits, &policy, &mut findings));
        let told = findings.kept().iter();
        let told: String =
            told.map(|it| format!("{}[{}] {}\n", it.severity.as_str(), it.code, it.message)).collect();
        expected.assert_eq(&told);
    }
    messages(
        "a<script>x</script><script></script><svg></svg><noscript> <img></noscript>",
        expect![[r#"
        note[body.html.removed] `script` (2 times), `svg` and `noscript` were left out of the body
    "#]],
    );
    messages(
        "a<noscript>Read <b>me</b></noscript>",
        expect![[r#"
        note[body.html.removed] `noscript` was left out of the body
        loss[body.html.noscript] text for readers without scripts (`noscript`) was left out of the body
    "#]],
    );
    messages(
        "<abbr title='North Sea'>NS</abbr> <time datetime=2024-01-02>today</time> <data value=1 title=''>one</data> <abbr title=x>y</abbr>",
        expect![[r#"
            note[body.html.attribute] attributes were left out of the body: `title` of `abbr`, `datetime` of `time` and `value` of `data` (4 times)
        "#]],
    );
    messages(
        "<video src=https://a.example/v.mp4><source src=w.webm><track src=t.vtt>Old <a href=x>reader</a></video>\
         <object data=https://a.example/o.pdf><embed src=e></object><audio><source src=https://a.example/s.mp3></audio>",
        expect![[r#"
            note[body.media.alternative] what players hold for readers that cannot play was left out: `source`, text and `embed` (4 times)
            loss[body.media.track] subtitles of a player (`track`) were left out
        "#]],
    );
    messages(
        "<a href=foo:x>a</a> <a href=javascript:x>b</a>",
        expect![[r#"
        loss[body.link.unsupported] a link to `foo:` was dropped, its text kept: its scheme is not among those links may have
        loss[body.link.unsafe] a link to `javascript:` was dropped, its text kept
    "#]],
    );
}

#[test]
fn posts_of_networks_are_quotes_or_embeds() {
    check(
        "<blockquote class=twitter-tweet><a href=https://twitter.com/port/status/2></a></blockquote>\
         <blockquote class=instagram-media data-instgrm-permalink=https://www.instagram.com/p/x/><p>Ice</p></blockquote>\
         <blockquote class=tiktok-embed cite=https://www.tiktok.com/@port/video/3><section> </section></blockquote>\
         <div class=fb-post data-href=https://www.facebook.com/port/posts/4></div>\
         <div class=fb-post data-href=https://www.facebook.com/port/posts/5><blockquote cite=https://www.facebook.com/port/posts/5><p>Late</p></blockquote></div>\
         <figure class=wp-block-embed><div>\nhttps://vimeo.com/6\n</div><figcaption>Film</figcaption></figure>\
         <iframe src=//datawrapper.dwcdn.net/abc/1/ title=Chart></iframe><amp-img src=i.png></amp-img>",
        expect![[r#"
            embed https://twitter.com/port/status/2 Some("twitter") None
            quote https://www.instagram.com/p/x/ 
              p Ice
            embed https://www.tiktok.com/@port/video/3 Some("tiktok") None
            embed https://www.facebook.com/port/posts/4 Some("facebook") None
            quote https://www.facebook.com/port/posts/5 
              p Late
            embed https://vimeo.com/6 Some("vimeo") None
            pCaption Film
            embed https://datawrapper.dwcdn.net/abc/1/ Some("datawrapper") Some("Chart")
            figure Image:https://example.org/news/i.png:- |  | -
        "#]],
    );
}

#[test]
fn languages_and_directions() {
    check(
        "<p lang=fr>mot <b>fort</b><p dir=rtl>سلام<div lang=de><p>Wort<img src=i.png></div><ul dir=rtl><li>x</ul>plain <bdi>ab</bdi> <bdo dir=rtl>cd</bdo>",
        expect![[r#"
            p span:fr[mot b[fort]]
            p span:rtl[سلام]
            p span:de[Wort]img(https://example.org/news/i.png,)
            ul 1
             -
              p span:rtl[x]
            p plain span:auto[ab] span:rtl[cd]
        "#]],
    );
    check(
        "<div dir=rtl lang=ar><p>سلام</p><h2>x</h2><p>y</p></div>",
        expect![[r#"
        p سلام
        h2 x
        p y
        ! body.html.direction
    "#]],
    );
    check(
        "<p lang=fr><img src=i.png></p>",
        expect![[r#"
        figure Image:https://example.org/news/i.png:- |  | -
    "#]],
    );
}

#[test]
fn readings_and_old_code() {
    check(
        "<ruby>漢<rt><b>kan</b><br>ji <x-y>z</x-y></rt></ruby> <ruby>字<rp>(</rp><rt>ji<rp>)</rp></ruby><xmp>\n<b>raw</b> &amp;\n</xmp>",
        expect![[r#"
            p ruby:kan ji z[漢] ruby:ji[字]
            code - "<b>raw</b> &amp;"
        "#]],
    );
}

#[test]
fn lists_whose_items_are_paragraphs_are_loose() {
    check(
        "<ul><li><p>a</p><li>b</ul><ul><li>c<ol><li>d</ol></ul>",
        expect![[r#"
        ul 1 loose
         -
          p a
         -
          p b
        ul 1
         -
          p c
          ol 1
           -
            p d
    "#]],
    );
}

#[test]
fn tangled_tags_are_read_as_browsers_read_them() {
    check(
        "<b>a<p>b</b>c</p>",
        expect![[r#"
        p b[a]
        p b[b]c
        ! body.html.nesting
    "#]],
    );
    check(
        "<a href=/1>one<p>two<a href=/2>three</a></p>",
        expect![[r#"
        p a:https://example.org/1[one]
        p a:https://example.org/1[two]a:https://example.org/2[three]
        ! body.html.nesting
    "#]],
    );
    check(
        "<table><tr>stray<td>a<td>b</table>",
        expect![[r#"
        p stray
        table head=0 
         row
          td 1x1 None
            p a
          td 1x1 None
            p b
        ! body.html.nesting
    "#]],
    );
    check(
        "<p>a</div>b <script>x</script><!-- c --></p>",
        expect![[r#"
        p ab
        ! body.html.removed
        ! body.html.nesting
        ! body.html.comment
    "#]],
    );
    let hostile = (0..20_000).map(|number| format!("<b id={number}><p>x")).collect::<String>();
    let (blocks, codes) = read(&hostile, None);
    hold(&blocks);
    assert!(codes.contains(&"body.html.tangle"), "{codes:?}");
}

#[test]
fn bases_of_elements_and_of_the_page_count() {
    let html = "<div xml:base='c/'><p xml:base='d/'><a href=x>1</a></p><p><a href=y>2</a> <img src=i.png xml:base='e/' width=9></p></div><p><a href=z>3</a></p>";
    let (blocks, _) = read(html, Some("https://example.org/a/b"));
    let out = blocks_to_html(&blocks);
    for address in ["a/c/d/x", "a/c/y", "a/c/e/i.png", "a/z"] {
        assert!(out.contains(&format!("\"https://example.org/{address}\"")), "{address}: {out}");
    }
    let (blocks, _) = read("<p><a href=x>1</a><base href='/q/'><b><p>2</b>", Some("https://example.org/a/b"));
    assert!(blocks_to_html(&blocks).contains("\"https://example.org/q/x\""));
}
