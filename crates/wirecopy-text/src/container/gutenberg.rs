//! E-books of Project Gutenberg: what stands before the line that marks the start and after the one that marks the end is
//! no part of the text.

use std::ops::Range;

use super::{Fixed, Frame, stated};
use crate::kind::Kind;

/// The start is looked for in so many bytes.
const HEAD: usize = 64 << 10;
/// A mark may be broken into so many lines.
const MARK_LINES: usize = 4;
/// What is stated before the start.
const FIELDS: &[&str] = &["Title", "Author", "Release date", "Language"];

/// What the marks of an e-book say about the text. `None`: it has none.
pub(crate) fn frame(text: &str) -> Option<Frame> {
    let start = mark(text, b"START OF TH", |text, needle| {
        memchr::memmem::find(text.get(..HEAD).unwrap_or(text), needle)
    })?;
    let end = mark(text, b"END OF TH", memchr::memmem::rfind).filter(|end| end.start >= start.end);
    let mut frame = Frame::default();
    for (name, value) in fields(text.get(..start.start).unwrap_or_default()) {
        if !stated::take(&mut frame.stated, name, std::slice::from_ref(&value)) {
            stated::keep(&mut frame.stated, name, &[value]);
        }
    }
    let outside =
        |range: Range<usize>, because| Fixed { range, kind: Kind::Boilerplate, rule: "gutenberg", because };
    frame.fixed.push(outside(0..start.end, "before the line that marks the start of the e-book"));
    if let Some(end) = end {
        frame.fixed.push(outside(end.start..text.len(), "after the line that marks the end of the e-book"));
    }
    Some(frame)
}

/// The lines of a mark that holds `needle`.
fn mark(text: &str, needle: &[u8], find: impl Fn(&[u8], &[u8]) -> Option<usize>) -> Option<Range<usize>> {
    let at = find(text.as_bytes(), needle)?;
    let start = memchr::memrchr(b'\n', text.as_bytes().get(..at)?).map_or(0, |at| at + 1);
    let mut end = start;
    for line in text.get(start..)?.split_inclusive('\n').take(MARK_LINES) {
        end += line.len();
        if line.trim_end().ends_with("***") && end > at {
            let whole = text.get(start..end)?;
            let is_mark = whole.trim_start().starts_with("***") && whole.contains("PROJECT GUTENBERG");
            return is_mark.then_some(start..end);
        }
    }
    None
}

/// Fields stated in lines such as `Title: The Ferry`; what is indented goes on with the line before.
fn fields(head: &str) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    let mut is_open = false;
    for line in head.lines() {
        if is_open && line.starts_with([' ', '\t']) && !line.trim().is_empty() {
            if let Some((_, value)) = found.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        }
        let field = line.split_once(':').and_then(|(name, value)| {
            let name = FIELDS.iter().find(|field| field.eq_ignore_ascii_case(name.trim()))?;
            Some((*name, value.trim().to_owned()))
        });
        is_open = field.is_some();
        found.extend(
            field.filter(|(name, _)| *name == "Author" || !found.iter().any(|(known, _)| known == name)),
        );
    }
    // the number of the book stands behind the date
    for (name, value) in &mut found {
        if *name == "Release date"
            && let Some((date, _)) = value.split_once('[')
        {
            *value = date.trim().to_owned();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = "The Project Gutenberg eBook of The Ferry\n\nThis ebook is for the use of anyone.\n\n\
        Title: The Ferry:\n       A Report\n\nAuthor: Ida Holm\n\nRelease date: May 8, 2020 [eBook #1]\n\n\
        Language: English\n\n*** START OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\nIt sails.\n\n\
        *** END OF THE PROJECT GUTENBERG EBOOK THE FERRY ***\n\nUpdated editions will replace it.\n";

    #[test]
    fn what_is_outside_the_marks_is_boilerplate() {
        let frame = frame(BOOK).unwrap();
        let inside = frame.fixed[0].range.end..frame.fixed[1].range.start;
        assert_eq!(BOOK.get(inside).unwrap().trim(), "It sails.");
        assert_eq!(frame.stated.title(), Some("The Ferry: A Report"));
        assert_eq!(frame.stated.people[0].name.as_deref(), Some("Ida Holm"));
        assert_eq!(frame.stated.language.as_deref(), Some("en"));
        assert_eq!(frame.stated.published().map(|date| date.written.as_str()), Some("May 8, 2020"));
    }

    #[test]
    fn a_text_about_it_is_no_e_book() {
        assert!(frame("The START OF THE PROJECT GUTENBERG was in 1971.\n").is_none());
        assert!(frame("*** START OF THE RACE ***\n").is_none());
        assert!(frame("").is_none());
    }
}
