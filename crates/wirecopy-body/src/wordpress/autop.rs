//! Paragraphs that blank lines stand for.

use super::link;

/// What stands in an open element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// Blocks: text in it is in paragraphs.
    Blocks,
    /// Text or blocks: text in it is in paragraphs when there are several.
    Either,
    /// Text: a paragraph.
    Paragraph,
    /// Text of another kind, a heading.
    Text,
    /// Parts only, of a list or table.
    Parts,
}

/// Elements that end a paragraph, and what they hold.
const BLOCKS: [(&str, Holds); 46] = [
    ("address", Holds::Either),
    ("article", Holds::Blocks),
    ("aside", Holds::Blocks),
    ("blockquote", Holds::Blocks),
    ("caption", Holds::Text),
    ("center", Holds::Blocks),
    ("col", Holds::Parts),
    ("colgroup", Holds::Parts),
    ("dd", Holds::Either),
    ("details", Holds::Blocks),
    ("dir", Holds::Parts),
    ("div", Holds::Blocks),
    ("dl", Holds::Parts),
    ("dt", Holds::Text),
    ("fieldset", Holds::Blocks),
    ("figcaption", Holds::Text),
    ("figure", Holds::Either),
    ("footer", Holds::Blocks),
    ("form", Holds::Blocks),
    ("h1", Holds::Text),
    ("h2", Holds::Text),
    ("h3", Holds::Text),
    ("h4", Holds::Text),
    ("h5", Holds::Text),
    ("h6", Holds::Text),
    ("header", Holds::Blocks),
    ("hgroup", Holds::Blocks),
    ("hr", Holds::Parts),
    ("legend", Holds::Text),
    ("li", Holds::Either),
    ("main", Holds::Blocks),
    ("menu", Holds::Parts),
    ("nav", Holds::Blocks),
    ("ol", Holds::Parts),
    ("p", Holds::Paragraph),
    ("section", Holds::Blocks),
    ("summary", Holds::Text),
    ("table", Holds::Parts),
    ("tbody", Holds::Parts),
    ("td", Holds::Either),
    ("tfoot", Holds::Parts),
    ("th", Holds::Either),
    ("thead", Holds::Parts),
    ("tr", Holds::Parts),
    ("ul", Holds::Parts),
    ("noscript", Holds::Blocks),
];

/// Elements whose inside is as it is.
const RAW: [&str; 8] = ["pre", "script", "style", "textarea", "svg", "math", "select", "object"];

const PARAGRAPH: usize = 34;

/// Adds a text to `html` with its paragraphs marked.
pub(super) fn paragraphs(text: &str, html: &mut String) {
    if text.trim().is_empty() {
        return;
    }
    let mut state = State { html, open: Vec::new(), counts: [0; BLOCKS.len()], run: Run::default() };
    let mut rest = text;
    // how far there is an end of a tag at all
    let last_end = memchr::memrchr(b'>', text.as_bytes()).unwrap_or(0);
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (before, tag) = rest.split_at_checked(at).unwrap_or((rest, ""));
        state.run.text(before);
        let offset = text.len() - tag.len();
        if let Some(comment) = tag.strip_prefix("<!--") {
            // comments show nothing
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let name = name_of(tag);
        let end = if name.is_empty() || offset > last_end { None } else { end_of(tag) };
        let Some((markup, after)) = end.and_then(|end| tag.split_at_checked(end)) else {
            state.run.text("<");
            rest = tag.get(1..).unwrap_or_default();
            continue;
        };
        rest = after;
        let is_end = markup.starts_with("</");
        if let Some(block) = BLOCKS.iter().position(|(block, _)| name.eq_ignore_ascii_case(block)) {
            state.block(block, markup, is_end);
        } else if RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) && !is_end {
            let (inside, after) = raw(after, name);
            if name.eq_ignore_ascii_case("pre") {
                state.flush();
                state.leave_paragraph();
                state.html.push_str(markup);
                state.html.push_str(inside);
                state.html.push('\n');
            } else {
                state.run.inline(markup);
                state.run.inline(inside);
            }
            rest = after;
        } else if name.eq_ignore_ascii_case("br") {
            state.run.line_break(markup);
        } else {
            state.run.inline(markup);
        }
    }
    state.run.text(rest);
    state.flush();
}

/// Whether a text is an address and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && text.len() > 10
        && !text.contains(|char: char| char.is_whitespace() || matches!(char, '<' | '>' | '"' | '[' | ']'))
}

/// The name of the element of a tag. Empty: it is no tag.
fn name_of(tag: &str) -> &str {
    let name = tag.get(1..).unwrap_or_default();
    let name = name.strip_prefix('/').unwrap_or(name);
    if !name.starts_with(|char: char| char.is_ascii_alphabetic()) {
        return "";
    }
    let end = name.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    name.get(..end).unwrap_or_default()
}

/// Where a tag ends: at the first `>` that stands in no quotes, or, when that is far away, at the first.
fn end_of(tag: &str) -> Option<usize> {
    const NEAR: usize = 4096;
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate().take(NEAR) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    memchr::memchr(b'>', tag.as_bytes()).map(|at| at + 1)
}

/// The inside of an element with its end tag, and what follows. An element that does not end takes all.
fn raw<'t>(text: &'t str, name: &str) -> (&'t str, &'t str) {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| memchr::memmem::find(rest.as_bytes(), b"</")) {
        let start = from + at + 2;
        let end = start + name.len();
        if text.get(start..end).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            let close = text.get(end..).and_then(|rest| memchr::memchr(b'>', rest.as_bytes()));
            return text
                .split_at_checked(close.map_or(text.len(), |close| end + close + 1))
                .unwrap_or((text, ""));
        }
        from = start;
    }
    (text, "")
}

struct State<'h> {
    html: &'h mut String,
    /// Numbers of the open blocks.
    open: Vec<usize>,
    /// How often each block is open.
    counts: [usize; BLOCKS.len()],
    run: Run,
}

impl State<'_> {
    fn holds(&self) -> Holds {
        self.open.last().and_then(|block| BLOCKS.get(*block)).map_or(Holds::Blocks, |(_, holds)| *holds)
    }

    fn count(&mut self, block: usize) -> Option<&mut usize> {
        self.counts.get_mut(block)
    }

    fn pop(&mut self) -> Option<usize> {
        let block = self.open.pop()?;
        if let Some(count) = self.count(block) {
            *count = count.saturating_sub(1);
        }
        Some(block)
    }

    /// A start or end tag of a block.
    fn block(&mut self, block: usize, markup: &str, is_end: bool) {
        self.flush();
        if !is_end {
            self.leave_paragraph();
            self.html.push_str(markup);
            let is_void = BLOCKS.get(block).is_some_and(|(name, _)| matches!(*name, "hr" | "col"));
            if is_void || markup.ends_with("/>") {
                self.html.push('\n');
                return;
            }
            self.open.push(block);
            if let Some(count) = self.count(block) {
                *count += 1;
            }
            return;
        }
        let is_open = self.count(block).is_some_and(|count| *count > 0);
        if is_open {
            while self.pop().is_some_and(|popped| popped != block) {}
        }
        // the end of a paragraph that is none would make an empty one
        if is_open || block != PARAGRAPH {
            self.html.push_str(markup);
            self.html.push('\n');
        }
    }

    /// A block within a paragraph ends it.
    fn leave_paragraph(&mut self) {
        if self.holds() == Holds::Paragraph {
            self.pop();
        }
    }

    /// Writes the text that stands before a block.
    fn flush(&mut self) {
        let holds = self.holds();
        let mut run = std::mem::take(&mut self.run);
        run.end();
        let several = run.paragraphs.len() > 1;
        match holds {
            Holds::Paragraph => {
                for (index, paragraph) in run.paragraphs.iter().enumerate() {
                    self.html.push_str(if index > 0 { "</p>\n<p>" } else { "" });
                    self.html.push_str(paragraph);
                }
            }
            Holds::Blocks | Holds::Either if holds == Holds::Blocks || several => {
                for paragraph in &run.paragraphs {
                    let content = paragraph.trim();
                    self.html.push_str("<p>");
                    if is_address(content) {
                        self.html.push_str(&link(content));
                    } else {
                        self.html.push_str(content);
                    }
                    self.html.push_str("</p>\n");
                }
            }
            _ => {
                for (index, paragraph) in run.paragraphs.iter().enumerate() {
                    self.html.push_str(if index > 0 { "<br />\n" } else { "" });
                    self.html.push_str(paragraph);
                }
            }
        }
        run.paragraphs.clear();
    }
}

/// Text and inline elements between two blocks.
#[derive(Default)]
struct Run {
    paragraphs: Vec<String>,
    /// The paragraph that is being read.
    now: String,
    /// A line end that stands for a break when something follows.
    breaks: bool,
}

impl Run {
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
            let (line, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.words(line);
            let next = after.trim_start_matches(|char: char| char.is_ascii_whitespace());
            let space = after.get(..after.len() - next.len()).unwrap_or_default();
            let lines = space.bytes().filter(|byte| *byte == b'\n').count();
            let returns = space.bytes().filter(|byte| *byte == b'\r').count();
            if lines.max(returns) > 1 {
                self.end();
            } else {
                // behind a break that is written out a line end stands for none
                self.breaks = !self.now.ends_with('\n');
            }
            rest = next;
        }
        self.words(rest);
    }

    /// Text without line ends.
    fn words(&mut self, text: &str) {
        if text.trim().is_empty() && (self.breaks || self.now.is_empty() || self.now.ends_with('\n')) {
            return;
        }
        self.inline(text);
    }

    /// What does not end a paragraph.
    fn inline(&mut self, markup: &str) {
        if std::mem::take(&mut self.breaks) && !self.now.trim().is_empty() {
            self.now.push_str("<br />\n");
        }
        self.now.push_str(markup);
    }

    /// A break that is written out.
    fn line_break(&mut self, markup: &str) {
        self.breaks = false;
        self.now.push_str(markup);
        self.now.push('\n');
    }

    /// Ends the paragraph.
    fn end(&mut self) {
        self.breaks = false;
        let paragraph = std::mem::take(&mut self.now);
        if !paragraph.trim().is_empty() {
            self.paragraphs.push(paragraph);
        }
    }
}
