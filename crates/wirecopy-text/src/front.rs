//! Lines that are told by their words: what stands above a story and below it.

mod back;
mod byline;
mod date;
mod dateline;
mod embargo;
mod furniture;
mod label;
mod navigation;
mod note;
mod person;
mod row;
mod slug;

use wirecopy_model::{Date, DateRole};

pub(crate) use back::{Back, Mark, back, certain, has_newsletter};
pub(crate) use byline::{Byline, Form as BylineForm, is_handle, is_occupation, read as read_byline};
pub(crate) use date::{Dated, is_label as is_date_label, read as read_date};
pub(crate) use dateline::{read as dateline, whole as whole_dateline};
pub(crate) use embargo::{Embargo, embargo};
pub(crate) use furniture::is_furniture;
pub(crate) use label::{
    caption, is_caption_label, is_credit, is_genre, is_labelled_link, is_picture_byline, is_press,
    is_reading_time, is_source_line, is_version_note,
};
pub(crate) use navigation::{is_bar, is_breadcrumb, is_menu, is_navigation};
pub(crate) use note::{Note, note};
pub(crate) use row::is_row;
pub(crate) use slug::is_slug;

pub(crate) use person::has_heading_word;

use crate::wording::wording;

/// The byline a line is by its own words. `None`: it is none, or only its place could tell.
pub(crate) fn byline(text: &str) -> Option<Byline<'_>> {
    read_byline(text)
        .filter(|(form, _)| matches!(form, BylineForm::Marked | BylineForm::Titled))
        .map(|(_, byline)| byline)
}

/// The whole date a line consists of, with its role by a label such as `Updated:`. `None`: the line is none, or it
/// cannot be read for sure.
pub(crate) fn dated(text: &str) -> Option<(DateRole, Date)> {
    read_date(text, false).filter(|dated| dated.date.value.is_some()).map(|dated| (dated.role, dated.date))
}

/// Whether a line may be the name of an agency or paper: one of its words is one of such names.
pub(crate) fn names_outlet(text: &str) -> bool {
    let has_word = text.split_whitespace().any(person::is_outlet_word);
    has_word && text.starts_with(char::is_uppercase) && text.split_whitespace().count() <= 5
}

/// Whether a line is a date and nothing else.
pub(crate) fn is_date_line(text: &str) -> bool {
    read_date(text, false).is_some()
}

/// Whether a name is rather that of a place: `Lantern Harbour`, `Quay Street`.
pub(crate) fn names_place(text: &str) -> bool {
    const PLACES: &[&str] = &[
        "harbour",
        "harbor",
        "bay",
        "street",
        "road",
        "avenue",
        "square",
        "airport",
        "station",
        "stadium",
        "beach",
        "island",
        "islands",
        "centre",
        "center",
        "county",
        "city",
        "village",
        "valley",
        "river",
        "lakes",
        "heights",
        "falls",
        "springs",
        "quay",
        "pier",
        "terminal",
        "gardens",
        "arena",
        "cathedral",
        "palace",
        "port",
        "theatre",
    ];
    let last = text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    PLACES.contains(&last.as_str()) || is_place(text)
}

/// Whether a line names a place that is known and nothing else.
pub(crate) fn is_place(text: &str) -> bool {
    text.len() <= 60 && text.starts_with(char::is_uppercase) && wording().is_place(text.trim())
}

/// Whether a paragraph ends with the name of an agency behind its last sentence: `… will not yield. EFE`, `… (dpa)`.
pub(crate) fn ends_with_agency(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches('.');
    let start = text
        .char_indices()
        .rev()
        .take(40)
        .find(|(_, c)| matches!(c, '.' | '!' | '?' | '"' | '”' | '»'))
        .map(|(at, c)| at + c.len_utf8());
    start
        .and_then(|at| text.get(at..))
        .is_some_and(|tail| tail.starts_with(char::is_whitespace) && is_agency(tail))
}

/// Whether a line marks the end: `-30-`.
pub(crate) fn is_end_mark(text: &str) -> bool {
    back(text).is_some_and(|mark| mark.back == Back::EndMark)
}

/// Whether a line names an agency and nothing else.
pub(crate) fn is_agency(text: &str) -> bool {
    let inner = text.trim().trim_matches(['(', ')', '[', ']', '–', '—', '-', '*', '/']).trim();
    text.len() <= 60 && wording().is_agency(inner)
}

/// The first `length` bytes of a text, or a little less: labels are looked for in no more.
fn head_of(text: &str, length: usize) -> &str {
    let end = text.len().min(length);
    let end = (end.saturating_sub(3)..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    text.get(..end).unwrap_or_default()
}
