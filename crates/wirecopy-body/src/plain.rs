//! Plain text: in and out.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use wirecopy_core::Cx;
use wirecopy_model::{Block, Content, Inline, Text, TextKind};

use crate::html::{Element, Token, Tokens, decode, is_space, looks_like_html};
use crate::{clean_text, scripts};

/// The paragraphs of a plain text: blank lines separate them, line ends within are kept.
///
/// ```
/// use wirecopy_body::text_to_blocks;
/// use wirecopy_model::Block;
/// assert_eq!(text_to_blocks("One\r\n \r\nTwo\n"), [Block::paragraph("One"), Block::paragraph("Two")]);
/// ```
pub fn text_to_blocks(text: &str) -> Vec<Block> {
    let (text, _) = clean_text(text);
    by_blank_lines(&text).map(Block::paragraph).collect()
}

/// The parts of a text between blank lines, less white space at their ends.
pub(crate) fn by_blank_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let mut end = rest.len();
        let mut from = 0;
        while let Some(line) = rest.get(from..).and_then(|rest| memchr::memchr(b'\n', rest.as_bytes())) {
            let next = from + line + 1;
            let following = rest.get(next..).unwrap_or_default();
            let blank = following.split('\n').next().unwrap_or_default();
            if blank.trim().is_empty() {
                end = from + line;
                break;
            }
            from = next;
        }
        let (part, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(part.trim_end())
    })
}

pub(crate) fn has_blank_line(text: &str) -> bool {
    let mut parts = by_blank_lines(text);
    parts.next().is_some() && parts.next().is_some()
}

/// `text` with each run of white space as one space, none at the ends.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A text of the model as plain text on one line: tags and character references of HTML resolved, white space
/// folded.
///
/// A text whose kind is [`TextKind::Unstated`] counts as HTML only when it holds a tag of HTML or a whole character
/// reference: `AT&T` and `x<y` stay as they are.
///
/// ```
/// use wirecopy_body::plain_text_of;
/// use wirecopy_model::{Text, TextKind};
///
/// let text = |kind, value: &str| Text { kind, value: value.to_owned(), ..Text::default() };
/// assert_eq!(plain_text_of(&text(TextKind::Html, "Ports &amp; <b>piers</b>")), "Ports & piers");
/// assert_eq!(plain_text_of(&text(TextKind::Text, "a &amp; <b>")), "a &amp; <b>");
/// assert_eq!(plain_text_of(&text(TextKind::Unstated, "AT&T if x<y")), "AT&T if x<y");
/// ```
pub fn plain_text_of(text: &Text) -> String {
    let value = text.value.as_str();
    if memchr::memchr2(b'<', b'&', value.as_bytes()).is_none() {
        return fold(&clean_text(value).0);
    }
    let is_html = match &text.kind {
        TextKind::Html | TextKind::Xhtml => true,
        TextKind::Unstated => looks_like_html(value),
        TextKind::Text => false,
        TextKind::Other(kind) => kind.contains("html"),
    };
    if is_html { html_text(value) } else { fold(&clean_text(value).0) }
}

/// A content as text on one line, by its media type: see [`plain_text_of`].
pub fn plain_text_of_content(content: &Content) -> String {
    let kind = match &*content.media_type {
        "text/plain" => TextKind::Text,
        "application/xhtml+xml" => TextKind::Xhtml,
        "text/html" => TextKind::Html,
        _ => TextKind::Unstated,
    };
    plain_text_of(&Text { kind, value: content.value.clone(), ..Text::default() })
}

/// A content as text in paragraphs.
pub fn content_to_text(content: &Content, cx: &mut Cx<'_>) -> String {
    if content.media_type.starts_with("text/plain") {
        return clean_text(&content.value).0.trim().to_owned();
    }
    blocks_to_text(&crate::html_to_blocks(&content.value, &crate::HtmlOptions::default(), cx))
}

/// The text of HTML, on one line.
fn html_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut tokens = Tokens::new(html, 16);
    // where a `sub` or `sup` began in `out`
    let mut raised: Option<(Element, usize)> = None;
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => out.push_str(&decode(text, false)),
            Token::Start(element) if element.is_removed() => {
                tokens.skip_content(element);
            }
            Token::Start(element @ (Element::Sub | Element::Sup)) => raised = Some((element, out.len())),
            Token::End(element @ (Element::Sub | Element::Sup)) => {
                if let Some((_, at)) = raised.take().filter(|(open, _)| *open == element) {
                    let text = out.split_off(at.min(out.len()));
                    out.push_str(&scripts::write(&text, element == Element::Sup));
                }
            }
            Token::Start(Element::Img) => {
                if let Some(alt) = tokens.attribute("alt") {
                    out.push_str(&decode(alt, true));
                }
            }
            Token::Start(element) | Token::End(element)
                if !element.is_formatting() && !element.is_phrasing() && element != Element::Unknown =>
            {
                out.push(' ');
            }
            _ => {}
        }
    }
    fold(&clean_text(&out).0)
}

/// The text of inlines on one line: breaks as spaces, pictures as their alternative text.
///
/// ```
/// use wirecopy_body::inline_text;
/// use wirecopy_model::Inline;
/// let content = [Inline::text("Ice "), Inline::Strong { content: vec![Inline::text("breaks")] }];
/// assert_eq!(inline_text(&content), "Ice breaks");
/// ```
pub fn inline_text(content: &[Inline]) -> String {
    let mut out = String::new();
    push_inlines(content, &mut out, ' ');
    fold(&out)
}

/// Whether text struck out before `rest` is replaced by inserted text: side by side, unmarked, the two would say what
/// nobody wrote. Gives how many inlines of white space stand between.
pub(crate) fn replaced(rest: &[Inline]) -> Option<usize> {
    let space = rest
        .iter()
        .take_while(|inline| matches!(inline, Inline::Text { value } if value.trim().is_empty()))
        .count();
    matches!(rest.get(space), Some(Inline::Underline { .. })).then_some(space)
}

/// Adds the text of inlines, less what is struck out and [`replaced`]. Walks with a stack of its own, so depth is no matter.
pub(crate) fn push_inlines(content: &[Inline], out: &mut String, line_break: char) {
    enum Step<'i> {
        Inlines(std::slice::Iter<'i, Inline>),
        Write(Cow<'i, str>),
        Raise { at: usize, up: bool },
    }
    let mut stack = vec![Step::Inlines(content.iter())];
    while let Some(step) = stack.last_mut() {
        match step {
            Step::Write(text) => {
                out.push_str(text);
                stack.pop();
            }
            Step::Raise { at, up } => {
                let text = out.split_off((*at).min(out.len()));
                out.push_str(&scripts::write(&text, *up));
                stack.pop();
            }
            Step::Inlines(inlines) => {
                let Some(inline) = inlines.next() else {
                    stack.pop();
                    continue;
                };
                if matches!(inline, Inline::Strike { .. })
                    && let Some(space) = replaced(inlines.as_slice())
                {
                    inlines.by_ref().take(space).for_each(drop);
                    continue;
                }
                match inline {
                    Inline::Text { value } | Inline::Code { value } => out.push_str(value),
                    Inline::Break => out.push(line_break),
                    Inline::Image { alt, .. } => out.push_str(alt),
                    Inline::Quotation { content, .. } => {
                        out.push('“');
                        stack.push(Step::Write(Cow::Borrowed("”")));
                        stack.push(Step::Inlines(content.iter()));
                    }
                    Inline::Ruby { content, reading } => {
                        stack.push(Step::Write(Cow::Owned(format!("({reading})"))));
                        stack.push(Step::Inlines(content.iter()));
                    }
                    Inline::Sub { content } | Inline::Sup { content } => {
                        let up = matches!(inline, Inline::Sup { .. });
                        stack.push(Step::Raise { at: out.len(), up });
                        stack.push(Step::Inlines(content.iter()));
                    }
                    other => {
                        if let Some(content) = other.content() {
                            stack.push(Step::Inlines(content.iter()));
                        }
                    }
                }
            }
        }
    }
}

/// The text of blocks: paragraphs, headings, items and cells joined by blank lines.
///
/// Pointers to other stories ([`Block::RelatedLink`]) are no part of the text and left out, so are pictures and
/// embeds; captions stay. Text struck out in favour of inserted text right after it is left out.
pub fn blocks_to_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut part = |text: &str| {
        let text = text.trim_matches(|c: char| is_space(c));
        if !text.is_empty() {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(text);
        }
    };
    each_text(blocks, &mut part);
    out
}

/// How many words a text has, as word processors count them: stretches between white space. A stretch with Chinese
/// or Japanese signs, which are not set apart, counts its words by the boundaries of UAX #29.
///
/// ```
/// use wirecopy_body::word_count;
/// assert_eq!(word_count("Ida's 2,500 well-known piers: https://a.example/b"), 5);
/// assert_eq!(word_count("港口 open"), 3);
/// ```
pub fn word_count(text: &str) -> usize {
    text.split_whitespace()
        .map(|stretch| if stretch.contains(is_unspaced) { stretch.unicode_words().count().max(1) } else { 1 })
        .sum()
}

/// Whether it is a sign of a script that sets no spaces between words: Han, hiragana, katakana.
fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// Whether a line holds pictures, perhaps within links, and nothing else: what it says is for those who do not see.
fn is_only_pictures(content: &[Inline]) -> bool {
    let mut stack = vec![content.iter()];
    let mut found = false;
    while let Some(inlines) = stack.last_mut() {
        match inlines.next() {
            None => {
                stack.pop();
            }
            Some(Inline::Text { value } | Inline::Code { value }) if value.trim().is_empty() => {}
            Some(Inline::Text { .. } | Inline::Code { .. }) => return false,
            Some(Inline::Image { .. }) => found = true,
            Some(other) => stack.extend(other.content().map(<[Inline]>::iter)),
        }
    }
    found
}

/// Gives each stretch of text of the blocks, in order.
fn each_text(blocks: &[Block], take: &mut dyn FnMut(&str)) {
    let mut buffer = String::new();
    walk(blocks, &mut |content| {
        if is_only_pictures(content) {
            return;
        }
        buffer.clear();
        push_inlines(content, &mut buffer, '\n');
        take(&buffer);
    });
}

/// Walks blocks without recursion and gives their texts; code is given as a text.
fn walk(blocks: &[Block], take: &mut dyn FnMut(&[Inline])) {
    enum Step<'b> {
        Blocks(std::slice::Iter<'b, Block>),
        Text(&'b [Inline]),
    }
    let mut stack = vec![Step::Blocks(blocks.iter())];
    while let Some(step) = stack.last_mut() {
        let block = match step {
            Step::Text(content) => {
                take(content);
                stack.pop();
                continue;
            }
            Step::Blocks(blocks) => blocks.next(),
        };
        let Some(block) = block else {
            stack.pop();
            continue;
        };
        match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => take(content),
            Block::Code { value, .. } => take(&[Inline::text(value.as_str())]),
            Block::List { items, .. } => {
                stack.extend(items.iter().rev().map(|item| Step::Blocks(item.blocks.iter())));
            }
            Block::Definitions { items } => {
                for item in items.iter().rev() {
                    stack.push(Step::Blocks(item.blocks.iter()));
                    stack.extend(item.terms.iter().rev().map(|term| Step::Text(term)));
                }
            }
            Block::Quote { blocks, attribution, .. } => {
                stack.push(Step::Text(attribution));
                stack.push(Step::Blocks(blocks.iter()));
            }
            Block::Table { caption, rows, .. } => {
                take(caption);
                let cells = rows.iter().rev().flat_map(|row| row.cells.iter().rev());
                stack.extend(cells.map(|cell| Step::Blocks(cell.blocks.iter())));
            }
            Block::Figure { caption, .. } => take(caption),
            Block::Aside { blocks, .. } => stack.push(Step::Blocks(blocks.iter())),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unstated_text_is_html_only_when_it_holds_html() {
        #[track_caller]
        fn check(value: &str, expected: &str) {
            let text = Text { kind: TextKind::Unstated, value: value.to_owned(), ..Text::default() };
            assert_eq!(plain_text_of(&text), expected);
        }
        check("Rock &amp; roll", "Rock & roll");
        check("R&D at AT&T; x &copy y", "R&D at AT&T; x &copy y");
        check("<i>Ida</i> wins", "Ida wins");
        check("<Ida> wins, 3 < 4 > 2", "<Ida> wins, 3 < 4 > 2");
        check("one<br>two<script>x</script>", "one two");
        check(" much \n space ", "much space");
    }

    #[test]
    fn raised_digits_do_not_become_other_numbers() {
        let text = Text {
            kind: TextKind::Html,
            value: "10<sup>6</sup> CO<sub>2</sub> 1<sup>st</sup>".to_owned(),
            ..Text::default()
        };
        assert_eq!(plain_text_of(&text), "10⁶ CO₂ 1st");
    }

    #[test]
    fn blank_lines_separate() {
        assert_eq!(text_to_blocks("a\nb\n\n\n c \n\t\n"), [Block::paragraph("a\nb"), Block::paragraph("c")]);
        assert!(text_to_blocks(" \n \n").is_empty());
    }
}
