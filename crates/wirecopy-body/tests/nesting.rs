//! Bodies read in one pass against the same read by the tree of html5ever: both must give the same blocks.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests may panic")]

use proptest::prelude::*;
use wirecopy_body::{HtmlOptions, TreeUse, html_to_blocks};
use wirecopy_core::{Cx, Findings, Limits, Policy};
use wirecopy_model::Block;

/// The blocks, and whether a tree was built for them.
fn read(html: &str, tree: TreeUse) -> (Vec<Block>, bool) {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let options = HtmlOptions { tree, ..HtmlOptions::default() };
    let blocks = html_to_blocks(html, &options, &mut Cx::new(&limits, &policy, &mut findings));
    let codes: Vec<&str> = findings.kept().iter().map(|finding| finding.code).collect();
    assert!(!codes.contains(&"body.html.tangle"), "given up: {html}");
    (blocks, codes.contains(&"body.html.nesting"))
}

#[track_caller]
fn agree(html: &str) -> bool {
    let (one_pass, tree_used) = read(html, TreeUse::WhereNeeded);
    let (by_tree, _) = read(html, TreeUse::Always);
    assert!(one_pass == by_tree, "{html}\none pass: {one_pass:#?}\nby tree: {by_tree:#?}");
    tree_used
}

/// Tags in any order, most of them of the kinds feeds have.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(
        &[
            "<p>",
            "</p>",
            "<p dir=rtl>",
            "<div>",
            "</div>",
            "<div lang=fr>",
            "<ul>",
            "</ul>",
            "<ol>",
            "</ol>",
            "<li>",
            "</li>",
            "<blockquote>",
            "</blockquote>",
            "<h2>",
            "</h2>",
            "<h3>",
            "</h3>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<a href=https://a.example/>",
            "</a>",
            "<span style='font-weight:bold'>",
            "<span>",
            "</span>",
            "<br>",
            "<hr>",
            "<img src=https://a.example/i.png>",
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<th>",
            "</th>",
            "<tbody>",
            "</tbody>",
            "<thead>",
            "</thead>",
            "<caption>",
            "</caption>",
            "<col>",
            "<colgroup>",
            "</colgroup>",
            "<figure>",
            "</figure>",
            "<figcaption>",
            "</figcaption>",
            "<dl>",
            "</dl>",
            "<dt>",
            "</dt>",
            "<dd>",
            "</dd>",
            "<pre>",
            "</pre>",
            "<pre>\n",
            "<section>",
            "</section>",
            "<aside>",
            "</aside>",
            "<form>",
            "</form>",
            "<x-y>",
            "</x-y>",
            "<o:p/>",
            "<q>",
            "</q>",
            "<sup>",
            "</sup>",
            "<cite>",
            "</cite>",
            "<footer>",
            "</footer>",
            "<iframe src=https://a.example/f></iframe>",
            "<iframe src=x>",
            "<video src=https://a.example/v.mp4>x</video>",
            "<object data=https://a.example/o>",
            "</object>",
            "<ruby>",
            "<rt>",
            "</rt>",
            "</ruby>",
            "<rp>",
            "<nobr>",
            "<option>",
            "<math>",
            "</math>",
            "<select>",
            "</select>",
            "<script>x</script>",
            "<svg><p></svg>",
            "<body>",
            "</body>",
            "<legend>",
            "</legend>",
            "<center>",
            "</center>",
            "<summary>",
            "<details>",
            "</details>",
            "</summary>",
            "<code>",
            "</code>",
            "<del>",
            "</del>",
            "<font color=red>",
            "</font>",
            "<nav>",
            "<menu>",
            "</menu>",
            "<bdi>",
            "</bdi>",
            "<span class=credit>",
            "<br/>",
            "</br>",
            "<xmp><b></xmp>",
            "<!-- c -->",
            "one",
            "two ",
            " three",
            " ",
            "\n",
            "&amp;",
            "&lt;p&gt;",
            "&nbsp;",
            "a & b",
            "1 < 2",
            "]]>",
            "<![CDATA[",
        ][..],
    );
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// HTML as writers write it, with here and there an end tag left out.
fn written() -> impl Strategy<Value = String> {
    let text =
        prop::sample::select(&["Ice", "the quay ", " and ", "Ida Holm said", "&amp;", "<br>", " "][..]);
    let inline = text.prop_map(str::to_owned).prop_recursive(3, 12, 4, |inner| {
        let tag = prop::sample::select(&["b", "i", "a", "span", "sup", "code", "em", "q", "x"][..]);
        (tag, prop::collection::vec(inner, 0..4)).prop_map(|(tag, inner)| {
            let attributes = if tag == "a" { " href='https://a.example/'" } else { "" };
            format!("<{tag}{attributes}>{}</{tag}>", inner.concat())
        })
    });
    let line = prop::collection::vec(inline, 0..4).prop_map(|inlines| inlines.concat());
    let block =
        (prop::sample::select(&["p", "h2", "h3", "div", "pre", "figcaption", "dt"][..]), line, any::<bool>())
            .prop_map(|(tag, line, ends)| {
                let end = if ends || tag != "p" { format!("</{tag}>") } else { String::new() };
                format!("<{tag}>{line}{end}\n")
            });
    let nested = block.prop_recursive(4, 24, 4, |inner| {
        let tag = prop::sample::select(
            &[
                "ul li",
                "ol li",
                "blockquote",
                "div",
                "table tr td",
                "table tbody tr th",
                "figure",
                "dl dd",
                "aside",
            ][..],
        );
        (tag, prop::collection::vec((inner, any::<bool>()), 1..4)).prop_map(|(tags, inner)| {
            let tags: Vec<&str> = tags.split(' ').collect();
            let (outer, items) = tags.split_first().unwrap();
            let mut out = format!("<{outer}>");
            for (inner, ends) in inner {
                out.extend(items.iter().map(|tag| format!("<{tag}>")));
                out.push_str(&inner);
                if ends {
                    out.extend(items.iter().rev().map(|tag| format!("</{tag}>")));
                }
            }
            out + &format!("</{outer}>")
        })
    });
    prop::collection::vec(nested, 0..4).prop_map(|blocks| blocks.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: ProptestConfig::default().cases.max(2000), ..ProptestConfig::default() })]
    #[test]
    fn any_tags(html in soup()) {
        agree(&html);
    }

    #[test]
    fn tags_as_people_write_them(html in written()) {
        agree(&html);
    }
}

#[test]
fn what_needs_no_tree() {
    for html in [
        "<p>One<p>Two <b>bold <i>both</i></b> <a href=https://a.example/>link</a></p>\n<ul><li>a<li>b</ul>",
        "<div><h2>Head</h2><p>text</div><blockquote><p>said<footer>Ida</footer></blockquote>",
        "<table><caption>Fares</caption><tr><th>Route<th>Fare<tr><td>Quay<td><p>9</table>",
        "<table><thead><tr><th>Route</th></tr></thead><tbody><tr><td><b>x</td></tr></tbody></table>",
        "<dl><dt>Port<dd>a place<dt>Quay<dd>a wall</dl><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
        "<figure><img src=https://a.example/i.png><figcaption>Ice. <span class=credit>Ida</span></figcaption></figure>",
        "<p>a</p></div><p>b</p>",
        "<p>a<o:p></o:p></p><p>text<span>more</p>",
    ] {
        assert!(!agree(html), "{html}");
    }
}

#[test]
fn what_only_a_tree_can_place() {
    for html in [
        "<b>a<p>b</b>c</p>",
        "<p><b>a</p><p>b</p>",
        "<b>1<i>2</b>3</i>",
        "<table>stray<tr><td>a</table>",
        "<table><tr>x<td>a</table>",
        "<a href=https://a.example/>a<a href=https://b.example/>b</a>",
        "<p>a</div>b</p>",
        "<form>a<form>b</form>c</form>",
        "<p><legend><span style='font-weight:bold'><p><img src=https://a.example/i.png>",
    ] {
        assert!(agree(html), "{html}");
    }
}

#[test]
fn what_ends_nothing_does_not_end_a_reading() {
    agree("<ruby><rp></object>&amp;");
    agree("<ruby>a<rt>b</canvas>c</rt></ruby>d");
    agree("<ruby><rp><col>&amp;");
}
