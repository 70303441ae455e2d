//! Whether a text is really Markdown or HTML. Weak evidence does not count: news copy has lists, rules and stars, too.

use std::collections::BTreeMap;

/// So many bytes are looked at.
const MOST: usize = 256 << 10;

/// Another format a text is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Markup {
    /// Its name.
    pub format: &'static str,
    /// What speaks for it, in words.
    pub why: String,
}

/// The markup that `text` is written in. `None`: none, or not surely.
pub(crate) fn find(text: &str) -> Option<Markup> {
    let text = text.get(..text.floor_char_boundary(MOST)).unwrap_or(text);
    html(text).or_else(|| markdown(text))
}

fn html(text: &str) -> Option<Markup> {
    const BLOCKS: &[&str] = &[
        "html",
        "body",
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "blockquote",
        "article",
        "section",
        "figure",
    ];
    const INLINES: &[&str] = &["a", "b", "i", "em", "strong", "span", "head", "title", "figcaption"];
    let mut opened: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let name_of = |tag: &str| {
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = tag.get(..end)?.to_ascii_lowercase();
        let is_tag = tag.get(end..)?.starts_with(['>', ' ', '\t', '\n', '\r', '/']);
        BLOCKS.iter().chain(INLINES).find(|known| is_tag && **known == name).copied()
    };
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let tag = text.get(at + 1..).unwrap_or_default();
        let tag = tag.get(..tag.floor_char_boundary(16)).unwrap_or_default();
        if let Some(name) = tag.strip_prefix('/').and_then(name_of) {
            opened.entry(name).or_default().1 += 1;
        } else if let Some(name) = name_of(tag) {
            opened.entry(name).or_default().0 += 1;
        }
    }
    let closed = |name: &str| opened.get(name).map_or(0, |(open, close)| *open.min(close));
    let names: Vec<&str> = opened.keys().copied().filter(|name| closed(name) > 0).collect();
    let pairs: u32 = names.iter().map(|name| closed(name)).sum();
    let blocks: u32 = names.iter().filter(|name| BLOCKS.contains(name)).map(|name| closed(name)).sum();
    let is_html = pairs >= 3 && blocks >= 1 && (names.len() >= 2 || blocks >= 4);
    is_html.then(|| {
        let shown: Vec<String> = names.iter().take(3).map(|name| format!("`<{name}>`")).collect();
        Markup {
            format: "html",
            why: format!("it holds {pairs} pairs of HTML tags, such as {}", shown.join(", ")),
        }
    })
}

fn markdown(text: &str) -> Option<Markup> {
    // most texts hold none of its signs
    let bytes = text.as_bytes();
    if memchr::memchr2(b'#', b'|', bytes).is_none()
        && (memchr::memchr3(b']', b'*', b'`', bytes).is_none()
            || ["](", "**", "```"].iter().all(|sign| memchr::memmem::find(bytes, sign.as_bytes()).is_none()))
    {
        return None;
    }
    let mut seen = Seen::default();
    let (mut before, mut is_fenced) = ("", false);
    for line in text.lines() {
        let inner = line.trim();
        if inner.starts_with("```") || inner.starts_with("~~~") && inner.len() == 3 {
            seen.fences += u32::from(is_fenced);
            is_fenced = !is_fenced && inner.starts_with("```");
        } else if !is_fenced {
            seen.line(line, inner, before);
        }
        before = inner;
    }
    let strong: Vec<&str> = [
        (seen.headings >= 1, "headings after `#`"),
        (seen.links >= 1, "links as `[text](address)`"),
        (seen.bold >= 2, "words between `**`"),
        (seen.fences >= 1, "fenced code"),
        (seen.tables >= 1, "tables"),
    ]
    .into_iter()
    .filter_map(|(is_there, what)| is_there.then_some(what))
    .collect();
    let weak: Vec<&str> = [
        (seen.underlined >= 2, "underlined headings"),
        (seen.quoted >= 1 && seen.items >= 2, "quotes and lists"),
    ]
    .into_iter()
    .filter_map(|(is_there, what)| is_there.then_some(what))
    .collect();
    let often =
        seen.headings >= 2 || seen.links >= 2 || seen.bold >= 4 || seen.fences >= 1 || seen.tables >= 1;
    let is_markdown = strong.len() >= 2 || (strong.len() == 1 && often && !weak.is_empty());
    is_markdown.then(|| {
        let all: Vec<&str> = strong.into_iter().chain(weak).collect();
        Markup { format: "markdown", why: format!("it holds {}", all.join(" and ")) }
    })
}

/// How often each sort of Markdown was seen.
#[derive(Default)]
struct Seen {
    headings: u32,
    underlined: u32,
    links: u32,
    bold: u32,
    fences: u32,
    quoted: u32,
    items: u32,
    tables: u32,
}

impl Seen {
    fn line(&mut self, line: &str, inner: &str, before: &str) {
        let hashes = inner.len() - inner.trim_start_matches('#').len();
        let rest = inner.get(hashes..).unwrap_or_default();
        // indented further, it is an example
        let is_flush = line.len() - line.trim_start().len() <= 3;
        if is_flush
            && (1..=6).contains(&hashes)
            && rest.starts_with(' ')
            && rest.contains(char::is_alphabetic)
        {
            self.headings += 1;
        }
        let is_rule = |c: char| inner.len() >= 3 && inner.chars().all(|found| found == c);
        if (is_rule('=') || is_rule('-')) && !before.is_empty() && before.len() <= 100 {
            self.underlined += 1;
        }
        if inner.starts_with("> ") {
            self.quoted += 1;
        }
        if line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") {
            self.items += 1;
        }
        let cells = inner.trim_matches('|').split('|');
        if inner.contains('|')
            && cells.clone().count() >= 2
            && cells
                .map(str::trim)
                .all(|cell| cell.len() >= 3 && cell.trim_matches(':').chars().all(|c| c == '-'))
        {
            self.tables += 1;
        }
        for (at, _) in inner.match_indices("](") {
            let target = inner.get(at + 2..).unwrap_or_default();
            let target = target.get(..target.floor_char_boundary(400)).unwrap_or_default();
            let end = target.find([')', ' ']).unwrap_or(0);
            let target = target.get(..end).unwrap_or_default();
            let is_address = target.contains("://")
                || target.starts_with(['/', '#', '.'])
                || target.starts_with("mailto:");
            let is_opened = inner.get(..at).is_some_and(|text| {
                text.get(text.floor_char_boundary(text.len().saturating_sub(400))..)
                    .is_some_and(|text| text.contains('['))
            });
            self.links += u32::from(is_address && is_opened);
        }
        // between two marks, with letters right inside
        let mut open = false;
        let mut rest = inner;
        while let Some(at) = rest.find("**") {
            let after = rest.get(at + 2..).unwrap_or_default();
            let before = rest.get(..at).unwrap_or_default();
            if open && before.ends_with(|c: char| !c.is_whitespace() && c != '*') {
                self.bold += 1;
                open = false;
            } else {
                open = after.starts_with(|c: char| c.is_alphanumeric());
            }
            rest = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(find(text).map(|markup| markup.format), expect, "{text}\n{:?}", find(text));
    }

    #[test]
    fn markdown_is_told_by_two_kinds_of_it() {
        check("# Ferry\n\nIt [sails](https://example.org).\n", Some("markdown"));
        check("# Ferry\n\nIt **sails** and **sails**.\n", Some("markdown"));
        check("## One\n\n> a\n\n- b\n- c\n\n## Two\n", Some("markdown"));
        check("| a | b |\n|---|---|\n| 1 | 2 |\n\n## Two\n", Some("markdown"));
    }

    #[test]
    fn html_is_told_by_several_closed_tags() {
        check("Ferry\n<p>It <b>sails</b>.</p>\n<p>Daily.</p>", Some("html"));
        check("x <div class=\"a\"><p>a</p><p>b</p></div>", Some("html"));
    }

    #[test]
    fn news_copy_is_neither() {
        for text in [
            "Ferry sails\n\n* one\n* two\n* three\n\n* First published in May.\n",
            "# 4 in the world\nThe ferry sails.\n",
            "###\n\nFerry\n=====\n\n- one\n- two\n",
            "The <b>ferry</b> sails.\n",
            "He [the mayor] said (twice) it sails. See [1](2).\n",
            "The ferry ** sails ** and *** sails.\n\n***\n\n---\n\ntext\n---\n",
            "> quoted\n\n- one\n- two\n",
            "Ida Holm <ida@example.org> and <a lot> of </others>.\n",
            "",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn long_lines_are_one_pass() {
        for piece in ["](", "**", "<p", "# ", "|", "[a](/b)", "**a"] {
            find(&piece.repeat(200_000));
        }
    }
}
