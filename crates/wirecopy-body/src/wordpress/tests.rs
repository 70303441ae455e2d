use proptest::prelude::*;
use wirecopy_core::{Findings, Limits, Policy};
use wirecopy_model::{Extensions, MediaKind, Node, Text};

use super::*;
use crate::{HtmlOptions, blocks_to_text, html_to_blocks};

fn html(stored: &str) -> String {
    wordpress_to_html(stored, Attachments::default()).html
}

#[track_caller]
fn check(stored: &str, expected: &str) {
    assert_eq!(html(stored).replace('\n', ""), expected, "{stored}");
}

#[test]
fn blank_lines_are_paragraphs_and_line_ends_breaks() {
    check("", "");
    check(" \n\n ", "");
    check("One", "<p>One</p>");
    check("One\n\nTwo\nThree\n", "<p>One</p><p>Two<br />Three</p>");
    check("One\r\n\r\nTwo\r\nThree", "<p>One</p><p>Two<br />Three</p>");
    check("One\r\rTwo", "<p>One</p><p>Two</p>");
    check("One\n \t\nTwo", "<p>One</p><p>Two</p>");
    check("One<br>\nTwo<br />Three", "<p>One<br>Two<br />Three</p>");
    check("<b>One</b>\n<i>Two</i>", "<p><b>One</b><br /><i>Two</i></p>");
    check("One <!-- note\n\nof nobody --> two", "<p>One  two</p>");
    check("One\n\n<!--more-->\n\nTwo", "<p>One</p><p>Two</p>");
    check("1 < 2\n\n3 > 2", "<p>1 < 2</p><p>3 > 2</p>");
    check("a <b", "<p>a <b</p>");
}

#[test]
fn blocks_are_no_paragraphs() {
    check("One\n<h2>Two</h2>\nThree", "<p>One</p><h2>Two</h2><p>Three</p>");
    check("<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>\nEnd", "<ul><li>a</li><li>b<br />c</li></ul><p>End</p>");
    check("<li>a\n\nb</li>", "<li><p>a</p><p>b</p></li>");
    check("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>");
    check("<p>a\n\nb</p>c", "<p>a</p><p>b</p><p>c</p>");
    check("<p>a<div>b</div></p>c", "<p>a<div><p>b</p></div><p>c</p>");
    check("a</p>b", "<p>a</p><p>b</p>");
    check("<table>\n<tr>\n<td>a</td>\n</tr>\n</table>", "<table><tr><td>a</td></tr></table>");
    check("a\n<hr />\nb", "<p>a</p><hr /><p>b</p>");
    check("<div>a</div></div></div>b", "<div><p>a</p></div></div></div><p>b</p>");
}

#[test]
fn what_is_preformatted_stays() {
    assert_eq!(html("a\n<pre>b\n\nc\n</pre>\nd"), "<p>a</p>\n<pre>b\n\nc\n</pre>\n<p>d</p>\n");
    assert_eq!(html("<script>\n\nx < 1\n\n</script>"), "<p><script>\n\nx < 1\n\n</script></p>\n");
    assert_eq!(html("<PRE>b\n\nc"), "<PRE>b\n\nc\n");
}

#[test]
fn addresses_alone_are_links() {
    check(
        "Look:\n\nhttps://film.example.org/w?a=1&amp;b=2\n\nhttps://a.example.org and more",
        "<p>Look:</p><p><a href=\"https://film.example.org/w?a=1&amp;b=2\">https://film.example.org/w?a=1&amp;b=2</a></p>\
         <p>https://a.example.org and more</p>",
    );
}

#[test]
fn captions_are_captions() {
    check(
        "[caption id=\"attachment_9\" align=\"left\" width=\"300\"]<a href=\"/b\"><img src=\"b.jpg\" /></a> The \"B\", by <em>us</em>[/caption]",
        "<figure><a href=\"/b\"><img src=\"b.jpg\" /></a><figcaption>The \"B\", by <em>us</em></figcaption></figure>",
    );
    check(
        "a [wp_caption caption='It [is] B']<img src=b>[/wp_caption] c",
        "<p>a</p><figure><img src=b><figcaption>It [is] B</figcaption></figure><p>c</p>",
    );
    check("[caption]only words[/caption]", "<p>only words</p>");
    check("[caption]", "<p>[caption]</p>");
    check("[caption]<img src=a>", "<p>[caption]<img src=a></p>");
    check("[caption][caption][caption]", "<p>[caption][caption][caption]</p>");
}

#[test]
fn players_and_embeds() {
    check(
        "[audio mp3=\"a.mp3\" ogg='a.ogg'][/audio]",
        "<figure><audio controls src=\"a.mp3\"></audio></figure>",
    );
    check(
        "[audio https://e.org/a.mp3]",
        "<figure><audio controls src=\"https://e.org/a.mp3\"></audio></figure>",
    );
    check(
        "[video width=\"640\" mp4=\"v.mp4\" poster=\"p\"&gt;\"]",
        "<figure><video controls src=\"v.mp4\" poster=\"p\"></video></figure>",
    );
    check("[embed width=3]https://e.org/v[/embed]", "<p><a href=\"https://e.org/v\">https://e.org/v</a></p>");
    check("[embed]no address[/embed]", "<p>[embed]no address[/embed]</p>");
}

fn attachment(id: &str, parent: &str, url: &str, caption: &str) -> Media {
    let mut extensions = Extensions::default();
    extensions.push(Node::element(0, None, None, "post_id"));
    extensions.push(Node::text(1, id));
    extensions.push(Node::element(0, None, None, "post_parent"));
    extensions.push(Node::text(1, parent));
    Media {
        url: Some(url.to_owned()),
        kind: Some(MediaKind::Image),
        caption: (!caption.is_empty()).then(|| Text::plain(caption)),
        extensions,
        ..Media::default()
    }
}

#[test]
fn galleries_show_what_is_known() {
    let media = [attachment("7", "1", "a.jpg", "A < B"), attachment("9", "2", "b.jpg", "")];
    let attachments = Attachments { media: &media, post: Some("1") };
    let made = |stored: &str| wordpress_to_html(stored, attachments).html.replace('\n', "");
    let a = "<figure><img src=\"a.jpg\" alt=\"\"><figcaption>A &lt; B</figcaption></figure>";
    let b = "<figure><img src=\"b.jpg\" alt=\"\"></figure>";
    assert_eq!(made("[gallery ids=\"9,7,9,8\"]"), format!("{b}{a}"));
    assert_eq!(made("[gallery columns='2']"), a);
    assert_eq!(made("[gallery][gallery] [gallery ids='9'][gallery ids='9']"), format!("{a}{b}"));
    assert_eq!(made("[gallery ids=\"3\"]"), "<p>[gallery ids=\"3\"]</p>");
}

#[test]
fn other_shortcodes_stay_and_are_told() {
    let told = |stored: &str| {
        let made = wordpress_to_html(stored, Attachments::default());
        made.shortcodes.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(told("[poll id=1] [box]x[/box] [vc_row] [sic] [1] [ a=b] [x"), "box poll vc_row");
    assert_eq!(told("<a title=\"[poll id=1]\">[see note]</a><!-- [poll id=2] -->"), "");
    assert_eq!(told("[[caption]x[/caption]] [[gallery]]"), "");
    check("[[gallery ids=\"1\"]] [[caption]x[/caption]]", "<p>[gallery ids=\"1\"] [caption]x[/caption]</p>");
    check("[[note]]", "<p>[[note]]</p>");
}

#[test]
fn the_block_editor_has_its_paragraphs_already() {
    let stored = "<!-- wp:paragraph {\"align\":\"left\"} -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->\n\n\
        Loose\n\nwords\n\n\
        <!-- wp:embed {\"url\":\"https://e.org/v\"} -->\n<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n\
        https://e.org/v\n</div></figure>\n<!-- /wp:embed -->\n\
        <!-- wp:latest-posts {\"n\":3} /-->\n<!-- wp:spacer /--><!-- wp:core/list --><ul><!-- wp:list-item --><li>a</li>\
        <!-- /wp:list-item --></ul><!-- /wp:core/list -->";
    let made = wordpress_to_html(stored, Attachments::default());
    assert_eq!(made.blocks.iter().map(String::as_str).collect::<Vec<_>>(), ["latest-posts"]);
    assert_eq!(
        made.html.replace('\n', ""),
        "<p>Onetwo</p><p>Loose</p><p>words</p>\
         <figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\
         <a href=\"https://e.org/v\">https://e.org/v</a></div></figure><ul><li>a</li></ul>"
    );
    check("<!-- wp:paragraph --><p>a</p>", "<p>a</p>");
    check("<!-- wp:unfinished", "<!-- wp:unfinished");
}

#[test]
fn many_openings_take_no_longer_than_few() {
    for part in [
        "[caption]",
        "[caption ",
        "<pre>",
        "<div>",
        "</div>",
        "<",
        "[[caption]",
        "<!--",
        "[/a]",
        "<!-- wp:a -->",
        "<br>\n",
        "[gallery ids=1]",
        "wp-block-embed__wrapper",
        "</ul><ul>",
    ] {
        let stored = part.repeat(20_000);
        assert!(html(&stored).len() <= 3 * stored.len() + 100, "{part}");
        assert!(html(&format!("<!-- wp:x /-->{stored}")).len() <= 3 * stored.len() + 100, "{part}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(parts in prop::collection::vec(part(), 0..40)) {
        let stored = parts.concat();
        let made = wordpress_to_html(&stored, Attachments::default());
        prop_assert!(made.shortcodes.len() <= NAMES && made.blocks.len() <= NAMES);
        let _ = wordpress_galleries(&stored);
    }

    #[test]
    fn words_stay(words in prop::collection::vec("[a-z]{1,6}", 1..20), gaps in prop::collection::vec(0..6_usize, 20)) {
        const GAPS: [&str; 6] = [" ", "\n", "\n\n", "\r\n\r\n \n", "<br/>\n", "</p>\n<p>"];
        let stored: String = words.iter().zip(gaps).flat_map(|(word, gap)| [word.as_str(), GAPS[gap]]).collect();
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let text = blocks_to_text(&html_to_blocks(&html(&stored), &HtmlOptions::default(), &mut cx));
        prop_assert_eq!(text.split_whitespace().collect::<Vec<_>>(), words);
    }
}

fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        prop::sample::select(vec![
            "[",
            "]",
            "[[",
            "]]",
            "[caption]",
            "[/caption]",
            "[caption caption='",
            "\"",
            "'",
            "=",
            "[gallery ids=\"1,2\"]",
            "[embed]",
            "[/embed]",
            "[audio",
            "<img src=x>",
            "</a>",
            "<pre>",
            "</pre>",
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<!--",
            "-->",
            "<!-- wp:a -->",
            "<!-- /wp:a -->",
            "wp:b {} /-->",
            "\n",
            "\n\n",
            "\r",
            "é",
            "\u{2028}",
            "<",
            ">",
            "https://e.org/a",
            "wp-block-embed__wrapper\">",
            "<ul><li>",
            "</ul>",
            "[/x]",
            "[a b=c]",
            "<br>",
        ])
        .prop_map(str::to_owned),
    ]
}
