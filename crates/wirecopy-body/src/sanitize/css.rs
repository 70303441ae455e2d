//! Declarations of CSS in `style` attributes.
//!
//! A declaration is kept as it is written or not at all: its property is in the list, and its value holds nothing that
//! could load, run or break out: no address, no function but those that calculate, name colours or transform, no escape,
//! no `@`, no brace.

use std::borrow::Cow;

use super::allow::FUNCTIONS;
use super::rules::Compiled;

/// The declarations of `style` that are kept. Calls `removed` with the property of each that is not.
pub(crate) fn declarations<'s>(
    style: &'s str,
    rules: &Compiled,
    removed: &mut dyn FnMut(&str),
) -> Cow<'s, str> {
    let bare = without_comments(style);
    let mut kept = String::new();
    let mut is_changed = matches!(bare, Cow::Owned(_));
    for declaration in parts(&bare) {
        let declaration = declaration.trim();
        if declaration.is_empty() {
            continue;
        }
        let (property, value) = declaration.split_once(':').unwrap_or((declaration, ""));
        let (property, value) = (property.trim(), value.trim());
        if !value.is_empty() && rules.allows_property(property) && is_harmless(value, false) {
            if !kept.is_empty() {
                kept.push_str("; ");
            }
            kept.push_str(property);
            kept.push_str(": ");
            kept.push_str(value);
        } else {
            removed(property);
            is_changed = true;
        }
    }
    if is_changed || kept.is_empty() { Cow::Owned(kept) } else { Cow::Borrowed(style.trim()) }
}

/// Comments separate nothing here, so that nothing hides in pieces.
fn without_comments(style: &str) -> Cow<'_, str> {
    if !style.contains("/*") {
        return Cow::Borrowed(style);
    }
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The parts between semicolons that stand in no string and no brackets.
fn parts(style: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(style);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut quote = None;
        let mut depth = 0_usize;
        for (at, byte) in text.bytes().enumerate() {
            match (quote, byte) {
                (Some(open), _) if open == byte => quote = None,
                (Some(_), b'\n') => quote = None,
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'(') => depth += 1,
                (None, b')') => depth = depth.saturating_sub(1),
                (None, b';') if depth == 0 => {
                    rest = text.get(at + 1..);
                    return text.get(..at);
                }
                _ => {}
            }
        }
        rest = None;
        Some(text)
    })
}

/// Words no value may hold, whatever stands around them.
const REFUSED: &[&str] =
    &["expression", "javascript", "vbscript", "livescript", "binding", "behavior", "progid"];

/// Whether a value only styles. `drawing`: it may point to a part of the same drawing.
pub(crate) fn is_harmless(value: &str, drawing: bool) -> bool {
    let bytes = value.as_bytes();
    if bytes
        .iter()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'%' | b' ' | b'-' | b'+' | b','))
    {
        return true;
    }
    let (mut quote, mut depth, mut word) = (None, 0_usize, 0);
    for (at, byte) in bytes.iter().copied().enumerate() {
        if byte < b' ' && !matches!(byte, b'\t' | b'\n') {
            return false;
        }
        if let Some(open) = quote {
            match byte {
                _ if byte == open => quote = None,
                b'\\' | b'\n' | b'<' => return false,
                _ => {}
            }
            word = at + 1;
            continue;
        }
        match byte {
            b'"' | b'\'' => quote = Some(byte),
            b'\\' | b'{' | b'}' | b'@' | b'<' | b'`' | b'&' | b'$' => return false,
            b':' | b';' if !drawing => return false,
            b'(' => {
                let name = value.get(word..at).unwrap_or_default();
                let is_url = drawing && name.eq_ignore_ascii_case("url");
                if is_url {
                    let inner =
                        value.get(at + 1..).and_then(|rest| rest.split_once(')')).map(|(inner, _)| inner);
                    let inner = inner.map(|inner| {
                        inner.trim_matches(|c: char| matches!(c, '"' | '\'') || c.is_ascii_whitespace())
                    });
                    if !inner.is_some_and(|inner| inner.starts_with('#')) {
                        return false;
                    }
                } else if !(name.is_empty() && (depth > 0 || drawing) || is_function(name)) {
                    return false;
                }
                depth += 1;
            }
            b')' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
        if !(byte.is_ascii_alphanumeric() || byte >= 0x80 || matches!(byte, b'-' | b'_')) {
            word = at + 1;
        }
    }
    quote.is_none() && depth == 0 && !holds_refused(bytes)
}

fn is_function(name: &str) -> bool {
    FUNCTIONS.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(name))
}

fn holds_refused(value: &[u8]) -> bool {
    // the shortest has six letters
    value.len() >= 6
        && REFUSED
            .iter()
            .any(|word| value.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitize::Rules;

    #[track_caller]
    fn check(style: &str, expected: &str) {
        assert_eq!(declarations(style, Rules::default().get(), &mut |_| {}), expected, "{style}");
    }

    #[test]
    fn harmless_styles_stay_as_written() {
        for style in [
            "color: red",
            "COLOR:#F00;font-family:'Times New Roman', serif;",
            "width:calc(100% - (2px + 1em)) !important; margin: -1px auto 0 auto",
            "background-color: rgba(1, 2, 3, .5)",
            "font: bold 12px/1.5 \"a;b\"",
        ] {
            check(style, style);
        }
    }

    #[test]
    fn what_loads_or_runs_goes() {
        for bad in [
            "background: url(javascript:alert(1))",
            "background: url(https://example.org/x.png)",
            "width: expression(alert(1))",
            "width: exp/**/ression(alert(1))",
            "width: e\\78pression(alert(1))",
            "behavior: url(#default#time2)",
            "-moz-binding: url(https://example.org/x.xml#x)",
            "color: red\\",
            "font-family: 'a\\27 ; x",
            "position: fixed",
            "color: red</style><script>alert(1)</script>",
            "@import 'https://example.org/x.css'",
            "color: image-set('x.png' 1x)",
            "width: ｅｘｐｒｅｓｓｉｏｎ(alert(1))",
            "background-image: url(data:text/html,x)",
            "list-style-image: url(javascript:x)",
            "color: }*{color: red",
            "color: var(--x)",
            "--x: red",
            "color: 'red",
            "color",
            "color:",
        ] {
            check(bad, "");
            check(&format!("color: blue; {bad}"), "color: blue");
        }
        check("position:absolute; color : red ;top:0", "color: red");
        check("color: blue /* a; b */; width: 1px", "color: blue; width: 1px");
        check("  ", "");
    }

    #[test]
    fn the_removed_are_named() {
        let mut removed = Vec::new();
        declarations("position:fixed;color:red;zoom", Rules::default().get(), &mut |it| {
            removed.push(it.to_owned());
        });
        assert_eq!(removed, ["position", "zoom"]);
    }

    #[test]
    fn drawings_point_to_their_parts() {
        assert!(is_harmless("url(#shade)", true) && is_harmless("url('#shade') red", true));
        assert!(is_harmless("M 1,2 L 3 4z", true) && is_harmless("rotate(45 1 2)", true));
        assert!(!is_harmless("url(https://example.org/#x)", true) && !is_harmless("url(#shade)", false));
    }
}
