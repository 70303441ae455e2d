//! Inlines as a row of cells: one for each character of text and one for each mark.
//!
//! Whether a character must be escaped depends on its neighbours, and whether a mark works depends on its neighbours
//! too; so all of it is laid out first, and then decided (see [`super::escape`]).

use wirecopy_model::Inline;

use super::address::is_inert;
use super::{Loss, Losses, MarkdownOptions, Signs};
use crate::plain::{push_inlines, replaced};
use crate::scan::{any, is};
use crate::scripts;

/// Inlines nested deeper are written as text: far beyond what the model allows.
const MAX_DEPTH: usize = 64;

/// Where inlines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    /// The first paragraph of an item.
    Item,
    Heading,
    /// A cell of a table.
    Cell,
}

impl Place {
    pub(super) fn is_one_line(self) -> bool {
        matches!(self, Self::Heading | Self::Cell)
    }
}

/// How a character is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Plain,
    Backslash,
    Reference,
    /// Not a character: the mark of this number.
    Mark(usize),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) ch: char,
    pub(super) how: How,
}

/// What encloses text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Strong,
    Emphasis,
    Strike,
}

#[derive(Clone, Debug)]
pub(super) enum Mark {
    Open(Style, char),
    Close(Style, char),
    LinkOpen,
    ImageOpen,
    /// The end of a link or picture: all from `]` on.
    LinkClose(String),
    Code(String),
    /// `<address>`.
    Address(String),
    /// HTML as it is.
    Raw(String),
    Break,
}

#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Within {
    strong: bool,
    emphasis: bool,
    strike: bool,
    link: bool,
    /// The sign of the innermost stress.
    sign: Option<char>,
    /// Whether there is stress of either sign around.
    both: bool,
    depth: usize,
}

impl Within {
    fn holds(self, style: Style) -> bool {
        match style {
            Style::Strong => self.strong,
            Style::Emphasis => self.emphasis,
            Style::Strike => self.strike,
        }
    }
}

/// Whether inlines begin with a letter or digit.
fn begins_with_word(content: &[Inline]) -> bool {
    matches!(content.first(), Some(Inline::Text { value }) if value.starts_with(char::is_alphanumeric))
}

pub(super) struct Layout<'l> {
    pub(super) cells: Vec<Cell>,
    pub(super) marks: Vec<Mark>,
    pub(super) place: Place,
    pub(super) options: MarkdownOptions,
    losses: &'l mut Losses,
}

/// The inlines as Markdown: lines separated by line feeds, without one at the end. Empty: nothing is left to write.
pub(super) fn write(
    content: &[Inline],
    place: Place,
    options: MarkdownOptions,
    losses: &mut Losses,
) -> String {
    let mut out = String::new();
    match super::ordinary::write(content, place, options, &mut out) {
        Some(()) => out,
        None => write_closely(content, place, options, losses),
    }
}

/// The same, with a look at every character's neighbours.
pub(super) fn write_closely(
    content: &[Inline],
    place: Place,
    options: MarkdownOptions,
    losses: &mut Losses,
) -> String {
    let mut layout = Layout { cells: Vec::new(), marks: Vec::new(), place, options, losses };
    layout.inlines(content, Within::default());
    layout.trim_breaks();
    super::escape::decide(&mut layout);
    layout.render()
}

/// Signs that can mean something in Obsidian.
pub(super) const NOTE_SIGNS: [char; 5] = ['[', '%', '=', '#', '$'];

impl Layout<'_> {
    fn mark(&mut self, mark: Mark) {
        self.cells.push(Cell { ch: '\0', how: How::Mark(self.marks.len()) });
        self.marks.push(mark);
    }

    pub(super) fn mark_at(&self, index: usize) -> Option<&Mark> {
        match self.cells.get(index)?.how {
            How::Mark(number) => self.marks.get(number),
            _ => None,
        }
    }

    fn last_mark(&self) -> Option<&Mark> {
        self.mark_at(self.cells.len().checked_sub(1)?)
    }

    fn text(&mut self, text: &str) {
        let mut dropped = false;
        let mut chars = text.chars().peekable();
        while let Some(ch) = chars.next() {
            let ch = match ch {
                '\r' if chars.peek() == Some(&'\n') => continue,
                '\r' | '\u{85}' => '\n',
                ch if crate::is_carried(ch) => ch,
                _ => {
                    dropped = true;
                    continue;
                }
            };
            self.cells.push(Cell { ch, how: How::Plain });
        }
        if dropped {
            self.losses.add(Loss::Control);
        }
    }

    fn inlines(&mut self, content: &[Inline], within: Within) {
        if within.depth > MAX_DEPTH {
            let mut text = String::new();
            push_inlines(content, &mut text, ' ');
            self.text(&text);
            self.losses.add(Loss::Depth);
            return;
        }
        let mut rest = content.iter();
        while let Some(inline) = rest.next() {
            if !self.options.gfm
                && matches!(inline, Inline::Strike { .. })
                && let Some(space) = replaced(rest.as_slice())
            {
                self.losses.add(Loss::Replaced);
                rest.by_ref().take(space).for_each(drop);
                continue;
            }
            self.inline(inline, Within { depth: within.depth + 1, ..within });
        }
    }

    fn inline(&mut self, inline: &Inline, within: Within) {
        match inline {
            Inline::Text { value } => self.text(value),
            Inline::Strong { content } => {
                self.styled(content, Style::Strong, within);
            }
            Inline::Emphasis { content } => {
                self.styled(content, Style::Emphasis, within);
            }
            Inline::Strike { content } if self.options.gfm => {
                if within.strike {
                    self.inlines(content, within);
                } else {
                    self.styled(content, Style::Strike, Within { strike: true, ..within });
                }
            }
            Inline::Strike { content } => {
                self.losses.add(Loss::Strike);
                self.inlines(content, within);
            }
            Inline::Underline { content } => {
                self.losses.add(Loss::Underline);
                self.inlines(content, within);
            }
            Inline::Sub { content } | Inline::Sup { content } => {
                self.losses.add(Loss::Raised);
                match content.as_slice() {
                    [Inline::Text { value }] => {
                        let up = matches!(inline, Inline::Sup { .. });
                        self.text(&scripts::write(value, up));
                    }
                    _ => self.inlines(content, within),
                }
            }
            Inline::Code { value } => self.code(value),
            Inline::Link { href, title, content } => self.link(href, title.as_deref(), content, within),
            Inline::Image { src, alt, title } => {
                if is_inert(src) && !src.is_empty() {
                    self.mark(Mark::ImageOpen);
                    self.text(alt);
                    let tail = tail(src, title.as_deref(), self.options.signs);
                    self.mark(Mark::LinkClose(tail));
                } else {
                    self.losses.add(Loss::UnsafeTarget);
                    self.text(alt);
                }
            }
            Inline::Break if self.place.is_one_line() => {
                self.losses.add(Loss::Break);
                self.cells.push(Cell { ch: ' ', how: How::Plain });
            }
            Inline::Break => self.mark(Mark::Break),
            Inline::Quotation { content, .. } => {
                self.text("“");
                self.inlines(content, within);
                self.text("”");
            }
            Inline::Ruby { content, reading } => {
                self.losses.add(Loss::Ruby);
                self.inlines(content, within);
                self.text(&format!("({reading})"));
            }
            Inline::Span { content, .. } => {
                self.losses.add(Loss::Language);
                self.inlines(content, within);
            }
            Inline::Entity { content, .. } => {
                self.losses.add(Loss::Entity);
                self.inlines(content, within);
            }
            Inline::Raw { format, value } if self.options.html && format == "html" => {
                let value = if self.place.is_one_line() { value.replace('\n', " ") } else { value.clone() };
                self.mark(Mark::Raw(value));
            }
            Inline::Raw { .. } => self.losses.add(Loss::Raw),
            _ => {}
        }
    }

    fn styled(&mut self, content: &[Inline], style: Style, within: Within) {
        let last = self.last_mark();
        let mut sign = match (style, last, within.sign) {
            (Style::Strike, ..) => '~',
            // unlike the stress just before, else unlike the stress around it
            (_, Some(Mark::Close(_, '_')), _) => '*',
            (_, Some(Mark::Close(_, '*')), _) | (_, _, Some('*')) => '_',
            _ => '*',
        };
        let is_stuck = style != Style::Strike && !begins_with_word(content) && self.would_close(sign, within);
        match last {
            // right after one of its kind: where no other sign is left, the two are one
            Some(Mark::Close(before, other)) if *before == style && (style == Style::Strike || is_stuck) => {
                sign = *other;
                self.cells.pop();
            }
            _ if is_stuck => {
                // within its own kind it shows anyway
                if !within.holds(style) {
                    self.losses.add(Loss::Stress);
                }
                self.inlines(content, within);
                return;
            }
            _ => self.mark(Mark::Open(style, sign)),
        }
        let within = match style {
            Style::Strong => Within { strong: true, ..within },
            Style::Emphasis => Within { emphasis: true, ..within },
            Style::Strike => within,
        };
        let inner = if style == Style::Strike { within.sign } else { Some(sign) };
        let both = within.both || within.sign.is_some_and(|around| Some(around) != inner);
        self.inlines(content, Within { sign: inner, both, ..within });
        if matches!(self.last_mark(), Some(Mark::Open(last, _)) if *last == style) {
            self.cells.pop();
        } else {
            self.mark(Mark::Close(style, sign));
        }
    }

    /// Whether a mark put here, before what is no word, would be read as the end of the stress around it.
    fn would_close(&self, sign: char, within: Within) -> bool {
        if matches!(self.last_mark(), Some(Mark::Close(..))) {
            return within.sign == Some(sign);
        }
        if within.both && !self.is_behind_space() {
            return true;
        }
        (0..self.cells.len())
            .rev()
            .map_while(|index| match self.mark_at(index) {
                Some(Mark::Open(_, open)) => Some(*open),
                _ => None,
            })
            .any(|open| open == sign)
    }

    /// Whether what is put here stands behind white space or at the start.
    fn is_behind_space(&self) -> bool {
        self.cells.last().is_none_or(|cell| cell.how == How::Plain && cell.ch.is_whitespace())
    }

    fn code(&mut self, value: &str) {
        let value: String = value
            .chars()
            .map(|c| if c == '\n' { ' ' } else { c })
            .filter(|c| crate::is_carried(*c))
            .collect();
        let value = if self.options.signs == Signs::Hugo { parted(&value, self.losses) } else { value };
        if value.is_empty() {
            return;
        }
        if let Some(Cell { how: How::Mark(number), .. }) = self.cells.last()
            && let Some(Mark::Code(before)) = self.marks.get_mut(*number)
        {
            before.push_str(&value);
            return;
        }
        self.mark(Mark::Code(value));
    }

    fn link(&mut self, href: &str, title: Option<&str>, content: &[Inline], within: Within) {
        let safe = is_inert(href);
        if !safe {
            self.losses.add(Loss::UnsafeTarget);
        }
        if !safe || within.link {
            self.inlines(content, within);
            return;
        }
        let title = title.filter(|title| title.chars().any(crate::is_carried));
        let shows_itself = matches!(content, [Inline::Text { value }] if value == href);
        // in an address between angle brackets nothing can be made inert
        let is_plain = self.options.signs != Signs::Obsidian || !holds_note_signs(href);
        if shows_itself && title.is_none() && is_plain && is_autolink(href) {
            self.mark(Mark::Address(href.to_owned()));
            return;
        }
        self.mark(Mark::LinkOpen);
        self.inlines(content, Within { link: true, ..within });
        let tail = tail(href, title, self.options.signs);
        self.mark(Mark::LinkClose(tail));
    }

    /// A break at the end would be a backslash.
    fn trim_breaks(&mut self) {
        while matches!(self.last_mark(), Some(Mark::Break)) {
            self.cells.pop();
        }
    }

    fn render(&self) -> String {
        let mut out = String::with_capacity(self.cells.len() + 16);
        for cell in &self.cells {
            match cell.how {
                How::Plain => out.push(cell.ch),
                How::Backslash => {
                    out.push('\\');
                    out.push(cell.ch);
                }
                How::Reference => {
                    let code = u32::from(cell.ch);
                    let written = if code < 0x40 { format!("&#{code};") } else { format!("&#x{code:X};") };
                    out.push_str(&written);
                }
                How::Mark(number) => {
                    if let Some(mark) = self.marks.get(number) {
                        self.render_mark(mark, &mut out);
                    }
                }
            }
        }
        out
    }

    fn render_mark(&self, mark: &Mark, out: &mut String) {
        // in a table a bar ends the cell wherever it stands
        let put = |text: &str, out: &mut String| {
            if self.place == Place::Cell {
                out.push_str(&text.replace('|', "\\|"));
            } else {
                out.push_str(text);
            }
        };
        match mark {
            Mark::Open(style, sign) | Mark::Close(style, sign) => {
                out.push(*sign);
                if *style != Style::Emphasis {
                    out.push(*sign);
                }
            }
            Mark::LinkOpen => out.push('['),
            Mark::ImageOpen => out.push_str("!["),
            Mark::LinkClose(tail) => put(tail, out),
            Mark::Address(address) => {
                out.push('<');
                put(address, out);
                out.push('>');
            }
            Mark::Code(value) => {
                let ticks = "`".repeat(longest_run(value, '`') + 1);
                let edge = value.starts_with('`') || value.ends_with('`');
                let spaces =
                    value.starts_with(' ') && value.ends_with(' ') && value.chars().any(|c| c != ' ');
                let pad = if edge || spaces { " " } else { "" };
                out.push_str(&ticks);
                out.push_str(pad);
                put(value, out);
                out.push_str(pad);
                out.push_str(&ticks);
            }
            Mark::Raw(value) => {
                // so far in, it begins no block
                if out.ends_with('\n') && begins_block(value) {
                    out.push_str("    ");
                }
                put(value, out);
            }
            Mark::Break => out.push_str("\\\n"),
        }
    }
}

/// Names of tags that begin a block of HTML wherever they begin a line.
const BLOCK_TAGS: &[&str] = &[
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "pre",
    "script",
    "search",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

/// Whether HTML that begins a line would be a block there.
pub(super) fn begins_block(html: &str) -> bool {
    let Some(rest) = html.strip_prefix('<') else { return false };
    if rest.starts_with(['!', '?']) {
        return true;
    }
    let name: String = rest
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .take(12)
        .collect::<String>()
        .to_ascii_lowercase();
    BLOCK_TAGS.binary_search(&name.as_str()).is_ok()
}

/// Whether a sign of an address means something in Obsidian.
fn is_live_in_notes(before: char, sign: char, after: Option<char>) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    match sign {
        '[' => after == Some('['),
        '%' | '=' => before == sign,
        '#' => !in_word(before) && after.is_some_and(in_word),
        '$' => after.is_some_and(|c| !c.is_whitespace()),
        _ => false,
    }
}

fn holds_note_signs(address: &str) -> bool {
    let mut before = '\0';
    let mut chars = address.chars().peekable();
    while let Some(c) = chars.next() {
        if is_live_in_notes(before, c, chars.peek().copied()) {
            return true;
        }
        before = c;
    }
    false
}

/// Code with a space between the signs that open Hugo's shortcodes.
pub(super) fn parted(code: &str, losses: &mut Losses) -> String {
    let parted = code.replace("{{<", "{ {<").replace("{{%", "{ {%");
    if parted.len() > code.len() {
        losses.add(Loss::Shortcode);
    }
    parted
}

/// Length of the longest run of `sign`.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == sign { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Whether `<href>` is a link to `href` for every reader.
pub(super) fn is_autolink(href: &str) -> bool {
    let Some((scheme, _)) = href.split_once(':') else { return false };
    (2..=32).contains(&scheme.len())
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        && href
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'`' | b'\\' | b'{' | b'"'))
}

/// The end of a link: `](target "title")`.
fn tail(href: &str, title: Option<&str>, signs: Signs) -> String {
    let mut out = String::new();
    push_tail(href, title, signs, &mut out);
    out
}

/// Adds the end of a link.
pub(super) fn push_tail(href: &str, title: Option<&str>, signs: Signs, out: &mut String) {
    out.push_str("](");
    target(href, signs, out);
    if let Some(title) = title.filter(|title| title.chars().any(crate::is_carried)) {
        out.push_str(" \"");
        let mut rest = title;
        let mut before = '\0';
        while let Some(c) = rest.chars().next() {
            match c {
                '"' | '\\' => {
                    out.push('\\');
                    out.push(c);
                }
                '&' if crate::html::is_complete(rest) => out.push_str("\\&"),
                // a tick could end code that begins before the link
                '`' => out.push_str("&#96;"),
                '{' | '%' | '#' if before == '{' => {
                    out.push('\\');
                    out.push(c);
                }
                '<' => out.push_str("&#60;"),
                '\n' => out.push_str("&#10;"),
                c if signs == Signs::Obsidian && NOTE_SIGNS.contains(&c) => {
                    out.push('\\');
                    out.push(c);
                }
                c if crate::is_carried(c) => out.push(c),
                _ => {}
            }
            before = c;
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
        out.push('"');
    }
    out.push(')');
}

fn target(href: &str, signs: Signs, out: &mut String) {
    let is_bracket =
        |byte: u8| is(byte, b'(') | is(byte, b')') | is(byte, b'<') | is(byte, b'>') | is(byte, b'{');
    let is_live = || {
        // in two goes, for each is simple enough to be done for many bytes at once
        let bytes = href.as_bytes();
        any(bytes, |byte| u8::from(!byte.is_ascii_graphic()) | is(byte, b'\\') | is(byte, b'`'))
            || any(bytes, is_bracket)
    };
    let holds_reference = || {
        memchr::memchr_iter(b'&', href.as_bytes())
            .any(|at| href.get(at..).is_some_and(crate::html::is_complete))
    };
    if !href.is_empty() && signs != Signs::Obsidian && !is_live() && !holds_reference() {
        out.push_str(href);
        return;
    }
    let mut depth = 0_i32;
    let balanced = href.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        (0..=30).contains(&depth)
    }) && depth == 0;
    // white space at the ends of an address means nothing
    let href = href.trim();
    let angled = href.is_empty() || href.contains(' ') || href.starts_with('<');
    if angled {
        out.push('<');
    }
    let mut rest = href;
    let mut before = '\0';
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '(' | ')' if !balanced && !angled => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str("%5C"),
            '`' => out.push_str("%60"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            // never the sign that opens a tag of a template
            '{' if after.starts_with(['{', '%', '#']) || before == '{' => out.push_str("%7B"),
            '&' if crate::html::is_complete(rest) => out.push_str("\\&"),
            '=' | '#' | '$' | '['
                if signs == Signs::Obsidian && is_live_in_notes(before, c, after.chars().next()) =>
            {
                out.push('\\');
                out.push(c);
            }
            c if c.is_whitespace() && c != ' ' => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    let written = format!("%{byte:02X}");
                    out.push_str(&written);
                }
            }
            c if crate::is_carried(c) => out.push(c),
            _ => {}
        }
        before = c;
        rest = after;
    }
    if angled {
        out.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_autolink_is_plain() {
        assert!(is_autolink("https://example.org/a?b=c&d"));
        assert!(!is_autolink("https://example.org/é") && !is_autolink("x:y"));
    }
}
