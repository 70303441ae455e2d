//! Inlines as nearly all news has them: text that can mean nothing to a reader of Markdown, with links, pictures and
//! stress that stand apart. They are written as they are, without a look at each character's neighbours.
//!
//! Whatever is written here is what the long way would write; a test holds that.

use wirecopy_model::Inline;

use super::address::is_inert;
use super::escape::LONGEST_REFERENCE;
use super::inline::{NOTE_SIGNS, Place, is_autolink, push_tail};
use super::quiet::{is_quiet, next_odd};
use super::{MarkdownOptions, Signs};

/// Adds the inlines to `out` as Markdown. `None`: they need a closer look, and what was added means nothing.
pub(super) fn write(
    content: &[Inline],
    place: Place,
    options: MarkdownOptions,
    out: &mut String,
) -> Option<()> {
    let (first, last) = (content.first()?, content.last()?);
    // signs of notes are met in addresses too
    if options.signs == Signs::Obsidian
        && !matches!(content, [Inline::Text { value }] if !value.contains(NOTE_SIGNS))
    {
        return None;
    }
    if matches!(last, Inline::Text { value } if ends_in_space(value)) {
        return None;
    }
    let start = out.len();
    let begin = matches!(first, Inline::Text { .. }).then_some(Line::First);
    let mut row = Row { place, signs: options.signs, start, stressed: false, runs: Runs::default(), out };
    row.inlines(content, Within::Nothing, begin)?;
    (!row.stressed || !row.runs.any).then_some(())
}

/// What inlines stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Stress,
    Link,
    /// A link that stands in stress.
    StressedLink,
}

impl Within {
    fn is_stress(self) -> bool {
        matches!(self, Self::Stress | Self::StressedLink)
    }

    fn is_link(self) -> bool {
        matches!(self, Self::Link | Self::StressedLink)
    }
}

/// A line that a text begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    First,
    Other,
}

/// Runs of signs in text that could mark stress.
#[derive(Default)]
struct Runs {
    /// Whether there are any.
    any: bool,
    /// Whether one of `*`, `_` or `~` could open stress.
    open: [bool; 3],
}

/// A row of inlines being written.
struct Row<'o> {
    place: Place,
    signs: Signs,
    /// Where in `out` it begins.
    start: usize,
    /// Whether anything is stressed.
    stressed: bool,
    runs: Runs,
    out: &'o mut String,
}

impl Row<'_> {
    fn last_byte(&self) -> Option<u8> {
        self.out.as_bytes().get(self.start..)?.last().copied()
    }

    fn inlines(&mut self, content: &[Inline], within: Within, begin: Option<Line>) -> Option<()> {
        let mut begin = begin;
        let mut before: Option<&Inline> = None;
        let mut rest = content.iter();
        while let Some(inline) = rest.next() {
            let after = rest.as_slice().first();
            match inline {
                // texts side by side are one, and not looked at as one here
                Inline::Text { .. } if matches!(before, Some(Inline::Text { .. })) => return None,
                Inline::Text { value } => {
                    // with nothing behind it that could get into it, an address in text is no matter
                    let is_last = within == Within::Nothing && after.is_none();
                    // a `!` makes a link a picture
                    if matches!(after, Some(Inline::Link { .. })) && value.ends_with('!') {
                        return None;
                    }
                    self.text(value, begin, is_last, within.is_link())?;
                }
                Inline::Strong { content } => self.stress("**", content, before, after, within)?,
                Inline::Emphasis { content } => self.stress("*", content, before, after, within)?,
                Inline::Link { href, title, content } if !within.is_link() && is_inert(href) => {
                    self.link(href, title.as_deref(), content, within)?;
                }
                Inline::Image { src, alt, title } if is_inert(src) && !src.is_empty() => {
                    self.out.push_str("![");
                    if !alt.is_empty() {
                        self.text(alt, None, false, true)?;
                    }
                    self.tail(src, title.as_deref())?;
                }
                Inline::Code { value } if !matches!(before, Some(Inline::Code { .. })) => self.code(value)?,
                Inline::Break => {
                    let stands = within == Within::Nothing
                        && !self.place.is_one_line()
                        && before.is_some_and(|before| !matches!(before, Inline::Break))
                        && after.is_some_and(|after| !matches!(after, Inline::Break))
                        && !ends_in_space(self.out);
                    if !stands {
                        return None;
                    }
                    self.out.push_str("\\\n");
                }
                _ => return None,
            }
            begin = matches!(inline, Inline::Break).then_some(Line::Other);
            before = Some(inline);
        }
        Some(())
    }

    /// Writes stress that opens and closes whatever stands beside it: its text begins and ends with a letter or digit,
    /// or what stands beside it is none.
    fn stress(
        &mut self,
        sign: &str,
        content: &[Inline],
        before: Option<&Inline>,
        after: Option<&Inline>,
        within: Within,
    ) -> Option<()> {
        let is_stress = |inline: &Inline| matches!(inline, Inline::Strong { .. } | Inline::Emphasis { .. });
        if within.is_stress() || before.is_some_and(is_stress) || after.is_some_and(is_stress) {
            return None;
        }
        self.stressed = true;
        let within = if within == Within::Link { Within::StressedLink } else { Within::Stress };
        let is_free = self.last_byte().is_none_or(parts);
        self.out.push_str(sign);
        let begin = self.out.len();
        self.inlines(content, within, None)?;
        let written = self.out.get(begin..)?;
        let (first, last) = (written.chars().next()?, written.chars().next_back()?);
        let opens = first.is_alphanumeric() || (is_free && !first.is_whitespace());
        let closes = last.is_alphanumeric()
            || (!last.is_whitespace()
                && match after {
                    Some(Inline::Text { value }) => value.bytes().next().is_some_and(parts),
                    _ => true,
                });
        if !opens || !closes {
            return None;
        }
        self.out.push_str(sign);
        Some(())
    }

    fn link(&mut self, href: &str, title: Option<&str>, content: &[Inline], within: Within) -> Option<()> {
        let title = title.filter(|title| title.chars().any(crate::is_carried));
        if title.is_none()
            && matches!(content, [Inline::Text { value }] if value == href)
            && self.place != Place::Cell
            && is_autolink(href)
        {
            self.out.push('<');
            self.out.push_str(href);
            self.out.push('>');
            return Some(());
        }
        self.out.push('[');
        let begin = self.out.len();
        self.inlines(
            content,
            if within == Within::Stress { Within::StressedLink } else { Within::Link },
            None,
        )?;
        if self.out.len() == begin {
            return None;
        }
        self.tail(href, title)
    }

    fn tail(&mut self, href: &str, title: Option<&str>) -> Option<()> {
        let begin = self.out.len();
        push_tail(href, title, self.signs, self.out);
        // a bar ends a cell wherever it stands
        let is_cell = self.place == Place::Cell;
        (!is_cell || !self.out.get(begin..)?.contains('|')).then_some(())
    }

    fn code(&mut self, value: &str) -> Option<()> {
        let is_plain = value
            .bytes()
            .all(|byte| (byte.is_ascii_graphic() && !matches!(byte, b'`' | b'{' | b'|')) || byte == b' ');
        if !is_plain || value.is_empty() || value.starts_with(' ') || value.ends_with(' ') {
            return None;
        }
        self.out.push('`');
        self.out.push_str(value);
        self.out.push('`');
        Some(())
    }

    /// Writes text. `begin`: it begins a line. `is_last`: nothing but text follows. `bracketed`: it stands between brackets.
    fn text(&mut self, text: &str, begin: Option<Line>, is_last: bool, bracketed: bool) -> Option<()> {
        if (!is_last && holds_address(last_word(text)))
            || (bracketed && text.starts_with('^'))
            // at the end of a heading it would be a part of the mark
            || (self.place == Place::Heading && text.ends_with('#'))
            || text.is_empty()
        {
            return None;
        }
        let mut rest = text;
        match begin.map_or(Begin::Plain, |line| begins(text, self.place, line)) {
            Begin::Plain => {}
            Begin::Sign(at) => {
                let (before, sign) = text.split_at_checked(at)?;
                self.out.push_str(before);
                self.out.push('\\');
                // a sign of one byte
                let (sign, after) = sign.split_at_checked(1)?;
                self.out.push_str(sign);
                rest = after;
            }
            Begin::Unsure => return None,
        }
        if is_quiet(rest) {
            self.out.push_str(rest);
            return Some(());
        }
        self.signs(rest, bracketed)
    }

    /// Writes text with a look at each sign and what stands next to it.
    fn signs(&mut self, text: &str, bracketed: bool) -> Option<()> {
        let mut written = 0;
        let outer = self.last_byte();
        let mut is_escaped = false;
        let mut depth = 0_usize;
        let mut from = 0;
        while let Some((at, byte)) = next_odd(text.as_bytes(), from) {
            from = at + 1;
            let before = at.checked_sub(1).map_or(outer, |before| text.as_bytes().get(before).copied());
            let next = text.as_bytes().get(at + 1).copied();
            let is_plain = match byte {
                b'&' | b'\\' => {
                    let is_live = match (byte, next) {
                        (b'&', _) => is_reference(text.get(at..)?),
                        (_, Some(next)) => next.is_ascii_punctuation(),
                        (_, None) => return None,
                    };
                    if is_live {
                        is_escaped = true;
                        self.out.push_str(text.get(written..at)?);
                        self.out.push('\\');
                        written = at;
                    }
                    true
                }
                b'*' | b'_' | b'~' => self.runs.may_stand(byte, before, next),
                b'[' => {
                    depth += 1;
                    true
                }
                b']' => {
                    // within a link they must be balanced
                    let is_balanced = depth > 0;
                    depth = depth.saturating_sub(1);
                    next != Some(b'(') && (!bracketed || is_balanced)
                }
                b'|' => self.place != Place::Cell,
                b'<' => next.is_some_and(|next| matches!(next, b' ' | b'0'..=b'9' | b'=' | b'-')),
                b'{' => !matches!(next, Some(b'{' | b'%' | b'#')),
                b'^' | b'}' => true,
                0xc2.. => {
                    let c = text.get(at..).and_then(|rest| rest.chars().next());
                    c.is_none_or(|c| crate::is_carried(c) && c != '\u{feff}')
                }
                _ => false,
            };
            if !is_plain {
                return None;
            }
        }
        if (bracketed && depth > 0) || (is_escaped && holds_address(text)) {
            return None;
        }
        self.out.push_str(text.get(written..)?);
        Some(())
    }
}

impl Runs {
    /// Whether a sign between these bytes, of a run or alone, opens nothing that another closes. `None`: a mark or the
    /// end stands there.
    fn may_stand(&mut self, sign: u8, before: Option<u8>, next: Option<u8>) -> bool {
        let is_word = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
        if sign == b'_' && is_word(before) && is_word(next) {
            return true;
        }
        self.any = true;
        let number = match sign {
            b'*' => 0,
            b'_' => 1,
            _ => 2,
        };
        let Some(open) = self.open.get_mut(number) else { return false };
        // it might, where no space stands on that side
        let (opens, closes) = (next != Some(b' '), !matches!(before, None | Some(b' ' | b'\n')));
        // the signs of one run stand together
        if closes && *open && before != Some(sign) {
            return false;
        }
        *open |= opens;
        true
    }
}

/// Whether a text begins with a whole character reference.
fn is_reference(text: &str) -> bool {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
    end.and_then(|end| text.get(..=end)).is_some_and(crate::html::is_complete)
}

/// Whether stress may open or close next to a byte, whatever stands on its other side.
fn parts(byte: u8) -> bool {
    byte == b' ' || byte == b'\n' || byte.is_ascii_punctuation()
}

/// What follows the last space of a text.
fn last_word(text: &str) -> &str {
    let begin = text.bytes().rposition(|byte| byte.is_ascii_whitespace()).map_or(0, |at| at + 1);
    text.get(begin..).unwrap_or(text)
}

/// Whether a text may hold an address that GitHub's readers make a link: it could take a mark or an escape into itself.
fn holds_address(text: &str) -> bool {
    text.as_bytes().windows(2).any(|two| matches!(two, b":/" | b"ww" | b"WW" | b"wW" | b"Ww"))
}

/// What a text that begins a line begins with.
enum Begin {
    /// Nothing that could begin a block.
    Plain,
    /// With a sign, at this place, that would begin one.
    Sign(usize),
    Unsure,
}

fn begins(text: &str, place: Place, line: Line) -> Begin {
    let Some(begin) = text.chars().next() else { return Begin::Unsure };
    if begin.is_whitespace() || begin == '\u{feff}' {
        return Begin::Unsure;
    }
    if begin.is_alphabetic() || place.is_one_line() {
        return Begin::Plain;
    }
    let plain = |is_plain: bool| if is_plain { Begin::Plain } else { Begin::Unsure };
    let next = text.as_bytes().get(1).copied();
    match begin {
        '>' => Begin::Sign(0),
        '#' | '-' | '+' | '*' if next == Some(b' ') => Begin::Sign(0),
        '#' | '+' | '*' => plain(next.is_some_and(|next| next.is_ascii_alphanumeric())),
        '0'..='9' => {
            let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_mark = after.starts_with(". ") || after.starts_with(") ");
            if !is_mark {
                // what follows could be a mark
                return plain(!matches!(after, "." | ")"));
            }
            let number = text.get(..text.len() - after.len()).unwrap_or_default();
            // within a paragraph only a list that starts with 1 can begin
            let is_begin = line == Line::First || number.parse::<u32>() == Ok(1);
            if is_begin && number.len() <= 9 { Begin::Sign(number.len()) } else { Begin::Plain }
        }
        '[' if line == Line::First => {
            // the label of a definition ends at the first bracket; a task has one sign in brackets
            let end = text.bytes().skip(1).position(|byte| matches!(byte, b'[' | b']')).map(|end| end + 1);
            let may_be_task = place == Place::Item && matches!(next, Some(b' ' | b'x' | b'X'));
            plain(
                !may_be_task && end.is_some_and(|end| !text.get(end..).unwrap_or_default().starts_with("]:")),
            )
        }
        '=' | '|' | ':' => plain(line == Line::First),
        '~' => plain(!text.starts_with("~~~")),
        '-' | '_' | '`' | '<' => Begin::Unsure,
        _ => Begin::Plain,
    }
}

fn ends_in_space(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commonmark::{Losses, inline};

    fn inlines() -> impl Strategy<Value = Vec<Inline>> {
        let word = prop_oneof![
            6 => "[a-zé]{1,4}",
            1 => prop::sample::select(vec![
                "1.", "2)", "#", "!", "(", ")", "www.x", "a://b", "https://a.example/x_y", "“", ":", "-", "'", ".", "。", "?",
                "\u{3000}", "\u{a0}", "\u{feff}", "*", "[", "]", "](", "[x]", "]:", "&amp;", "&#000000000000000000000000000000000000000000000000065;", "&", ";", "_", "a_b", "|", "<", "< 3",
                "<b", ">", "{", "{{", "%", "\\", "\\a", "^", "}", "~", "`", "=", "+", "\n",
            ]).prop_map(str::to_owned),
        ];
        let text = prop::collection::vec((word, prop::bool::ANY), 1..6).prop_map(|words| {
            words.into_iter().fold(String::new(), |mut text, (word, space)| {
                if space {
                    text.push(' ');
                }
                text.push_str(&word);
                text
            })
        });
        let address = prop::sample::select(vec![
            "https://a.example/b(c)",
            "/x y",
            "javascript:x",
            "",
            "#a",
            "a?b&amp;c",
        ]);
        let inline = prop_oneof![
            4 => text.clone().prop_map(Inline::text),
            1 => text.clone().prop_map(|value| Inline::Strong { content: vec![Inline::text(value)] }),
            1 => text.clone().prop_map(|value| Inline::Emphasis { content: vec![Inline::text(value)] }),
            2 => (address.clone(), text.clone(), prop::option::of("[a\"]{0,3}")).prop_map(|(href, value, title)| {
                Inline::Link { href: href.to_owned(), title, content: vec![Inline::text(value)] }
            }),
            1 => (address.clone(), text.clone()).prop_map(|(src, alt)| Inline::Image { src: src.to_owned(), alt, title: None }),
            1 => Just(Inline::Break),
            1 => "[a-z`{| .>]{0,4}".prop_map(|value| Inline::Code { value }),
            1 => address.clone().prop_map(|href| Inline::Link {
                href: href.to_owned(),
                title: None,
                content: vec![Inline::text(href)],
            }),
        ];
        let link = (address, inline.clone()).prop_map(|(href, inline)| Inline::Link {
            href: href.to_owned(),
            title: None,
            content: vec![inline],
        });
        let inline = prop_oneof![
            6 => inline.clone(),
            1 => link.clone(),
            1 => prop::collection::vec(prop_oneof![inline.clone(), link.clone()], 0..3)
                .prop_map(|content| Inline::Strong { content }),
            1 => prop::collection::vec(prop_oneof![inline, link], 0..3)
                .prop_map(|content| Inline::Emphasis { content }),
        ];
        prop::collection::vec(inline, 1..6).prop_map(|all| {
            // texts side by side are one
            let mut out: Vec<Inline> = Vec::new();
            for inline in all {
                match (out.last_mut(), inline) {
                    (Some(Inline::Text { value }), Inline::Text { value: more }) => value.push_str(&more),
                    (_, inline) => out.push(inline),
                }
            }
            out
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn the_short_way_leads_where_the_long_one_does(content in inlines(), place in 0_usize..4, gfm in prop::bool::ANY) {
            let place = [Place::Paragraph, Place::Item, Place::Heading, Place::Cell][place];
            let options = MarkdownOptions { gfm, ..MarkdownOptions::default() };
            let mut short = String::from("> ");
            if write(&content, place, options, &mut short).is_some() {
                let long = inline::write_closely(&content, place, options, &mut Losses::default());
                prop_assert_eq!(short, format!("> {long}"));
            }
        }
    }

    #[test]
    fn ordinary_paragraphs_go_the_short_way() {
        let link = Inline::Link {
            href: "https://harbour.example/1".to_owned(),
            title: None,
            content: vec![Inline::text("the ferry")],
        };
        let content = [
            Inline::Strong { content: vec![Inline::text("Ostwick")] },
            Inline::text(": it is "),
            link,
            Inline::text(", they say."),
        ];
        let mut out = String::new();
        assert_eq!(write(&content, Place::Paragraph, MarkdownOptions::default(), &mut out), Some(()));
        assert_eq!(out, "**Ostwick**: it is [the ferry](https://harbour.example/1), they say.");
        let quoted = [Inline::text("*Ostwick* sails")];
        assert_eq!(write(&quoted, Place::Paragraph, MarkdownOptions::default(), &mut out), None);
    }
}
