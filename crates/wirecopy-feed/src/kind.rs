//! Whether the only text of an item is its body, a summary or a cut-off beginning.

use wirecopy_model::{Certainty, ContentKind};

/// More words than this are a body rather than a summary.
const BODY_WORDS: usize = 150;

/// So many block elements are a body rather than a summary.
const BODY_BLOCKS: usize = 3;

/// What an RSS `description` is that has no `content:encoded` beside it.
///
/// RSS 2.0 calls it the item's synopsis, yet many feeds put the whole body there. `None` as certainty: it is
/// what the format says. Looks at no more than the first words and the end.
pub(crate) fn of_description(html: &str) -> (ContentKind, Option<Certainty>) {
    if is_cut_off(html) {
        return (ContentKind::Teaser, Some(Certainty::thousandths(900)));
    }
    let (words, blocks) = measure(html);
    if words > BODY_WORDS {
        (ContentKind::Full, Some(Certainty::thousandths(if blocks >= BODY_BLOCKS { 900 } else { 700 })))
    } else if blocks >= BODY_BLOCKS {
        (ContentKind::Full, Some(Certainty::thousandths(700)))
    } else {
        (ContentKind::Summary, None)
    }
}

/// Words outside of tags and block elements, each counted only until it decides.
fn measure(html: &str) -> (usize, usize) {
    const BLOCKS: [&str; 12] =
        ["p", "div", "ul", "ol", "h2", "h3", "h4", "blockquote", "figure", "table", "section", "pre"];
    let (mut words, mut blocks) = (0, 0);
    let mut rest = html;
    while words <= BODY_WORDS || blocks < BODY_BLOCKS {
        let (text, tag) = match rest.split_once('<') {
            Some((text, tag)) => (text, Some(tag)),
            None => (rest, None),
        };
        if words <= BODY_WORDS {
            words += text.split_whitespace().take(BODY_WORDS + 1 - words).count();
            words += wide_words(text);
        }
        let Some(tag) = tag else { break };
        let name_end = tag.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let name = tag.get(..name_end).unwrap_or_default();
        if BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)) {
            blocks += 1;
        }
        // a `<` without its `>` is a less-than sign
        rest = tag.split_once('>').map_or(tag, |(_, rest)| rest);
        if rest.len() == tag.len() && memchr::memchr(b'>', tag.as_bytes()).is_none() {
            words += tag.split_whitespace().take(BODY_WORDS + 1).count();
            break;
        }
    }
    (words, blocks)
}

/// Scripts without spaces: two of their characters count as a word.
fn wide_words(text: &str) -> usize {
    if text.is_ascii() {
        return 0;
    }
    let wide = |char: &char| matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}');
    text.chars().filter(wide).take(2 * BODY_WORDS + 2).count() / 2
}

/// What links to the rest of a text say.
const PHRASES: [&str; 12] = [
    "read more",
    "continue reading",
    "keep reading",
    "read the full story",
    "read full article",
    "weiterlesen",
    "mehr lesen",
    "lire la suite",
    "leer más",
    "leggi tutto",
    "lees meer",
    "читать далее",
];

/// Whether a text ends as texts do that go on elsewhere.
fn is_cut_off(html: &str) -> bool {
    let text = strip_end(html);
    if ends_with_any(
        text,
        &["…", "...", "[…]", "[...]", "(...)", "(…)", "&hellip;", "&#8230;", "&hellip;]", "&#8230;]"],
    ) {
        return true;
    }
    // the marker of a common publishing system, with its closing line behind it
    let tail_start = (text.len().saturating_sub(600)..text.len()).find(|at| text.is_char_boundary(*at));
    let tail = tail_start.and_then(|at| text.get(at..)).unwrap_or_default();
    if ["[&#8230;]", "[&hellip;]", "[…]"].iter().any(|marker| tail.contains(marker)) {
        return true;
    }
    let last = text.trim_end_matches(|char: char| !char.is_alphanumeric());
    PHRASES.iter().any(|phrase| {
        last.len()
            .checked_sub(phrase.len())
            .and_then(|at| last.get(at..))
            .is_some_and(|end| end.to_lowercase() == *phrase)
    })
}

fn ends_with_any(text: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| text.ends_with(end))
}

/// The text without the tags and white space at its end; at most eight tags are looked at.
fn strip_end(html: &str) -> &str {
    let mut text = html.trim_end();
    for _ in 0..8 {
        let Some(before) = text.strip_suffix('>').and_then(|text| {
            let at = memchr::memrchr2(b'<', b'>', text.as_bytes())?;
            text.get(at..).filter(|tag| tag.starts_with('<')).and_then(|_| text.get(..at))
        }) else {
            break;
        };
        text = before.trim_end();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: ContentKind, is_sure: bool) {
        let (kind, certainty) = of_description(html);
        assert_eq!((kind, certainty.is_none()), (expected, is_sure), "{html}");
    }

    #[test]
    fn the_shape_of_a_description_tells_what_it_is() {
        check("Fog closes the harbour.", ContentKind::Summary, true);
        check("", ContentKind::Summary, true);
        check("<p>Fog.</p>", ContentKind::Summary, true);
        check("<p>Fog.</p><p>Sun.</p><p>Rain.</p>", ContentKind::Full, false);
        check(&"fog ".repeat(151), ContentKind::Full, false);
        check(&"fog ".repeat(150), ContentKind::Summary, true);
        check(&"霧".repeat(400), ContentKind::Full, false);
        check(&"<".repeat(5000), ContentKind::Summary, true);
    }

    #[test]
    fn a_text_that_goes_on_elsewhere_is_a_teaser() {
        for html in [
            "Fog closes the […]",
            "Fog closes…",
            "<p>Fog closes&hellip;</p>",
            "Fog closes [&#8230;]</p>\n<p>The post <a href=\"x\">Fog</a> first stood in the Leaf.</p>",
            "Fog. <a href=\"https://example.org/1\">Read more</a>",
            "Fog. <a href=\"x\">Weiterlesen »</a></p>",
            "Туман. Читать далее",
        ] {
            check(html, ContentKind::Teaser, false);
        }
    }
}
