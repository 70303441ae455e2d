//! Where JSON-LD stands in an input: it is all of it, or within `script` elements.

use std::ops::Range;

use wirecopy_core::{Cx, Diagnostic, Error};

use crate::place::Places;

/// The JSON texts of an input.
///
/// # Errors
/// When it is markup that holds none.
pub(crate) fn scripts(places: &Places<'_>, cx: &mut Cx<'_>) -> Result<Vec<Range<usize>>, Error> {
    let text = places.text();
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    // a comment around JSON is passed over where that is read
    if !start.starts_with('<') || start.starts_with("<!-") && !text.contains("<script") {
        return Ok(std::iter::once(0..text.len()).collect());
    }
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut unread: Option<Range<usize>> = None;
    let mut from = 0;
    loop {
        let rest = lower.get(from..).unwrap_or_default();
        let tag = rest.find("<script").map_or(lower.len(), |at| from + at);
        let between = text.get(from..tag).unwrap_or_default();
        if unread.is_none() && !between.trim().is_empty() {
            unread = Some(from..tag);
        }
        if tag >= lower.len() {
            break;
        }
        let open = lower.get(tag..).and_then(|rest| rest.find('>')).map_or(lower.len(), |at| tag + at + 1);
        let close = lower.get(open..).and_then(|rest| rest.find("</script")).map(|at| open + at);
        let end = close.unwrap_or(lower.len());
        if lower.get(tag..open).is_some_and(|tag| tag.contains("ld+json")) {
            found.push(open..end);
        } else if unread.is_none() {
            unread = Some(tag..end);
        }
        if close.is_none() {
            let message = "a `script` element does not end";
            cx.report(places.on(Diagnostic::repair("jsonld.script.open", message), tag..open));
            break;
        }
        let after = lower.get(end..).and_then(|rest| rest.find('>')).map_or(lower.len(), |at| end + at + 1);
        from = after;
    }
    if found.is_empty() {
        return Err(places.error(Error::broken("this markup holds no JSON-LD"), 0));
    }
    if let Some(range) = unread {
        let message = "of this page only the JSON-LD is read";
        cx.report(places.on(Diagnostic::loss("jsonld.page.unread", message), range));
    }
    Ok(found)
}
