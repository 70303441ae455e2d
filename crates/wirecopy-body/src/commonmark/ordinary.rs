//! Inlines as nearly all news has them: text that can mean nothing to a reader of Markdown, with links, pictures and
//! stress that stand apart. They are written as they are, without a look at each character's neighbours.
//!
//! Whatever is written here is what the long way would write; a test holds that.

use memchr::memmem;
use wirecopy_model::Inline;

use super::address::is_inert;
use super::inline::{NOTE_SIGNS, Place, tail};
use super::{MarkdownOptions, Signs};

/// The inlines as Markdown. `None`: they need a closer look.
pub(super) fn write(content: &[Inline], place: Place, options: MarkdownOptions) -> Option<String> {
    let first = match content {
        [Inline::Text { value }] => {
            let is_plain = options.signs != Signs::Obsidian || !value.contains(NOTE_SIGNS);
            let may_stand = is_quiet(value, place) && begins_no_block(value) && !ends_in_space(value);
            return (is_plain && may_stand).then(|| value.clone());
        }
        [first, ..] => first,
        [] => return None,
    };
    // bars of cells and signs of notes are met in addresses too
    if place == Place::Cell || options.signs == Signs::Obsidian {
        return None;
    }
    if let Inline::Text { value } = first
        && !begins_no_block(value)
    {
        return None;
    }
    if let Some(Inline::Text { value }) = content.last()
        && ends_in_space(value)
    {
        return None;
    }
    let mut out = String::new();
    row(content, place, options, Within::Nothing, &mut out)?;
    Some(out)
}

/// What a row of inlines stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Stress,
    Link,
}

/// Writes inlines that stand apart from one another.
fn row(
    content: &[Inline],
    place: Place,
    options: MarkdownOptions,
    within: Within,
    out: &mut String,
) -> Option<()> {
    let (mut after_stress, mut after_break) = (false, false);
    for (index, inline) in content.iter().enumerate() {
        let is_inner_first = within != Within::Nothing && index == 0;
        let may_begin = !after_stress
            && (is_inner_first || matches!(out.bytes().next_back(), None | Some(b' ' | b'(' | b'\n')));
        match inline {
            Inline::Text { value } => {
                let parted = !after_stress || value.starts_with([' ', ',', '.', ';', ':', ')', '?']);
                if !parted || !is_text(value, place) || (after_break && !begins_no_block(value)) {
                    return None;
                }
                out.push_str(value);
            }
            Inline::Strong { content } if may_begin && within != Within::Stress => {
                stressed(content, "**", place, options, within, out)?;
            }
            Inline::Emphasis { content } if may_begin && within != Within::Stress => {
                stressed(content, "*", place, options, within, out)?;
            }
            Inline::Link { href, title, content }
                if may_begin && within != Within::Link && is_inert(href) =>
            {
                if content.is_empty()
                    || matches!(content.as_slice(), [Inline::Text { value }] if value == href)
                {
                    return None;
                }
                out.push('[');
                row(content, place, options, Within::Link, out)?;
                let title = title.as_deref().filter(|title| title.chars().any(crate::is_carried));
                out.push_str(&tail(href, title, options.signs));
            }
            Inline::Image { src, alt, title } if may_begin && is_inert(src) && !src.is_empty() => {
                if !(alt.is_empty() || is_text(alt, place)) {
                    return None;
                }
                out.push_str("![");
                out.push_str(alt);
                out.push_str(&tail(src, title.as_deref(), options.signs));
            }
            Inline::Break
                if within == Within::Nothing
                    && !place.is_one_line()
                    && (1..content.len() - 1).contains(&index)
                    && !after_break
                    && !out.ends_with(char::is_whitespace) =>
            {
                out.push_str("\\\n");
            }
            _ => return None,
        }
        after_stress = matches!(inline, Inline::Strong { .. } | Inline::Emphasis { .. });
        after_break = matches!(inline, Inline::Break);
    }
    Some(())
}

/// Writes stress that opens and closes whatever stands beside it: its text begins and ends with a letter or digit, or it
/// is that of a link, which nothing but space or a stop may follow.
fn stressed(
    content: &[Inline],
    sign: &str,
    place: Place,
    options: MarkdownOptions,
    within: Within,
    out: &mut String,
) -> Option<()> {
    let [only] = content else { return None };
    let holds = match only {
        Inline::Text { value } => {
            value.starts_with(char::is_alphanumeric) && value.ends_with(char::is_alphanumeric)
        }
        Inline::Link { content, .. } => {
            within == Within::Nothing && matches!(content.as_slice(), [Inline::Text { .. }])
        }
        _ => false,
    };
    if !holds {
        return None;
    }
    out.push_str(sign);
    row(content, place, options, Within::Stress, out)?;
    out.push_str(sign);
    Some(())
}

/// Whether nothing in a text beside marks can mean anything: an address could take a mark into itself.
fn is_text(text: &str, place: Place) -> bool {
    !text.is_empty()
        && is_quiet(text, place)
        && !text.ends_with('!')
        && memmem::find(text.as_bytes(), b"://").is_none()
        && !text.as_bytes().windows(4).any(|four| four.eq_ignore_ascii_case(b"www."))
}

/// Whether no character of a text, wherever it stands but at the start of a line, can mean anything.
fn is_quiet(text: &str, place: Place) -> bool {
    let quiet = |byte: &u8| {
        !matches!(
            byte,
            0..=0x1f | b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'&' | b'~' | b'{' | b'|' | 0x7f
        )
    };
    text.as_bytes().iter().all(quiet)
        // at the end of a heading it would be a part of the mark
        && !(place == Place::Heading && text.ends_with('#'))
        && (text.is_ascii() || text.chars().all(|c| crate::is_carried(c) && c != '\u{feff}'))
}

/// Whether a text at the start of a line begins no block.
fn begins_no_block(text: &str) -> bool {
    text.starts_with(|c: char| {
        c.is_alphabetic() || matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '(' | '—' | '–')
    })
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
            1 => prop::sample::select(vec!["1.", "#", "!", "(", ")", "www.x", "a://b", "“", ":", "-", "'", ".", "。", "?", "\u{3000}", "*", "]", "&amp;"]).prop_map(str::to_owned),
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
        ];
        let link = (address, inline.clone()).prop_map(|(href, inline)| Inline::Link {
            href: href.to_owned(),
            title: None,
            content: vec![inline],
        });
        let inline = prop_oneof![
            6 => inline.clone(),
            1 => link.clone(),
            1 => prop_oneof![inline.clone(), link.clone()].prop_map(|inline| Inline::Strong { content: vec![inline] }),
            1 => prop_oneof![inline, link].prop_map(|inline| Inline::Emphasis { content: vec![inline] }),
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
            if let Some(short) = write(&content, place, options) {
                prop_assert_eq!(short, inline::write_closely(&content, place, options, &mut Losses::default()));
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
        let written = write(&content, Place::Paragraph, MarkdownOptions::default());
        assert_eq!(
            written.as_deref(),
            Some("**Ostwick**: it is [the ferry](https://harbour.example/1), they say.")
        );
        assert_eq!(write(&[Inline::text("1. Ostwick")], Place::Paragraph, MarkdownOptions::default()), None);
    }
}
