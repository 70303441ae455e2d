//! Dates with markup in them: escaped twice, in tags, in a CDATA section that was escaped itself.

/// Names and numbers of references that occur, and what they stand for. The first may make others.
const REFERENCES: [(&str, &str); 9] = [
    ("&amp;", "&"),
    ("&nbsp;", " "),
    ("&#160;", " "),
    ("&#xa0;", " "),
    ("&#32;", " "),
    ("&#43;", "+"),
    ("&plus;", "+"),
    ("&#58;", ":"),
    ("&colon;", ":"),
];

/// The text without its markup. `None`: there is none.
pub(super) fn without(text: &str) -> Option<String> {
    memchr::memchr2(b'<', b'&', text.as_bytes())?;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>")).unwrap_or(text);
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        plain.push(' ');
        let (_, after) = tag.split_once('>')?;
        rest = after;
    }
    plain.push_str(rest);
    for (reference, meaning) in REFERENCES {
        if plain.contains('&') {
            plain = plain.replace(reference, meaning);
        }
    }
    Some(plain)
}
