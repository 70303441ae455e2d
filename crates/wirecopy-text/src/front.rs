//! Lines that are told by their words: byline, date, dateline, end mark, credits, labels of related stories.

use std::ops::Range;

use wirecopy_core::date;
use wirecopy_model::{Date, DateRole, Dateline, Place};

/// The names in a byline such as `By Ida Holm and Tor Vik`, `Par Ida Holm (Coastwire)` or `By Ida Holm in Ostwick`.
/// Places, agencies and occupations behind the names are left out. `None`: the line is none.
pub(crate) fn byline(text: &str) -> Option<Vec<&str>> {
    const WORDS: &[&str] = &["By", "BY", "by", "Par", "PAR", "Por", "POR", "Von", "VON"];
    let rest = WORDS.iter().find_map(|word| text.strip_prefix(word))?;
    let rest = rest.strip_prefix(':').unwrap_or(rest).strip_prefix([' ', '\u{a0}'])?;
    if text.len() > 160 {
        return None;
    }
    let rest = rest.trim();
    let rest = rest.split_once('|').map_or(rest, |(names, _)| names.trim_end());
    let rest = match rest.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((names, _)) => names.trim_end(),
        None => rest,
    };
    let rest = located(rest).map_or(rest, |(names, _)| names);
    let mut names = Vec::new();
    for (at, part) in rest.split(", ").enumerate() {
        let found = split_words(part, &[" and ", " & ", " et ", " y ", " und ", " AND "]);
        if found.iter().all(|name| is_person(name.trim())) {
            names.extend(found.into_iter().map(str::trim));
        } else if at > 0 && part.chars().next().is_some_and(char::is_lowercase) {
            // what the one named is: `harbour correspondent`
            break;
        } else {
            return None;
        }
    }
    (!names.is_empty()).then_some(names)
}

/// The name in a byline without a word for «by», `Ida Holm in Ostwick`. Other lines have this form too, so its place must
/// speak for it. `None`: the line is none.
pub(crate) fn placed_byline(text: &str) -> Option<Vec<&str>> {
    let (name, _) = located(text).filter(|_| text.len() <= 80)?;
    (is_person(name) && name.split_whitespace().count() <= 3).then(|| vec![name])
}

/// Splits `Ida Holm in Ostwick` at the word before the place.
fn located(text: &str) -> Option<(&str, &str)> {
    let (name, place) = [" in ", " à ", " en ", " IN "].iter().find_map(|word| text.split_once(word))?;
    let is_place = place.split_whitespace().count() <= 4
        && place.split_whitespace().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase) || crate::lexicon::is_particle(word)
        })
        && place.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '-' | '\'' | '’' | '.'));
    (is_place && !place.is_empty()).then_some((name, place))
}

/// Whether these are the words of a person's full name.
fn is_person(name: &str) -> bool {
    let is_name = name
        .split_whitespace()
        .all(|word| word.chars().next().is_some_and(char::is_uppercase) || crate::lexicon::is_particle(word));
    let is_plain = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.'));
    is_name && is_plain && (2..=5).contains(&name.split_whitespace().count())
}

fn split_words<'t>(text: &'t str, words: &[&str]) -> Vec<&'t str> {
    let mut parts = vec![text];
    for word in words {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    parts
}

/// Labels that say what a date is the date of.
const DATE_LABELS: &[(&str, DateRole)] = &[
    ("published on", DateRole::Published),
    ("published at", DateRole::Published),
    ("published", DateRole::Published),
    ("posted on", DateRole::Published),
    ("posted", DateRole::Published),
    ("issued", DateRole::Published),
    ("last updated on", DateRole::Updated),
    ("last updated", DateRole::Updated),
    ("updated on", DateRole::Updated),
    ("updated", DateRole::Updated),
    ("last modified", DateRole::Updated),
];

/// The date a line consists of, with its role by a label such as `Updated:`. `None`: the line is none, or it cannot
/// be read for sure.
pub(crate) fn dated(text: &str) -> Option<(DateRole, Date)> {
    if text.len() > 80 || !text.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (role, written) = DATE_LABELS
        .iter()
        .find_map(|(label, role)| {
            lower.strip_prefix(label)?;
            let rest = text.get(label.len()..)?;
            rest.starts_with([' ', ':', '\u{a0}'])
                .then(|| (role.clone(), rest.trim_start_matches(':').trim()))
        })
        .unwrap_or((DateRole::Published, text));
    let parsed = date::parse(written);
    let value = parsed.value?;
    // a bare year or number is no date line
    let is_day = value.precision() >= wirecopy_model::Precision::Day;
    let has_year = written.chars().any(char::is_alphabetic) || written.contains('-');
    (is_day && has_year).then(|| {
        (
            role,
            Date {
                written: written.to_owned(),
                value: parsed.value,
                zone: parsed.zone,
                precision: parsed.precision,
            },
        )
    })
}

/// Whether a text is nothing but the words and numbers of a date that cannot be read for sure: `Tuesday 12 May` has no
/// year, `05/12/2026` no known order.
pub(crate) fn is_partial_date(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ];
    if text.len() > 40 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let is_numeric = |text: &str| {
        text.split(['/', '.', '-']).filter(|part| !part.is_empty()).count() == 3
            && text.split(['/', '.', '-']).all(|part| part.parse::<u16>().is_ok())
    };
    let (mut names, mut others) = (0_usize, 0_usize);
    for word in text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()) {
        let lower = word.trim_end_matches('.').to_ascii_lowercase();
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| lower.strip_suffix(end)).unwrap_or(&lower);
        if NAMES.contains(&lower.as_str()) {
            names += 1;
        } else if bare.parse::<u16>().is_err() {
            others += 1;
        }
    }
    (names > 0 && others == 0) || is_numeric(text)
}

/// The dateline a paragraph opens with, `CITY (AGENCY) – ` or `CITY, Country (Agency) — `, and its length with the
/// dash. A city in small letters needs the agency.
pub(crate) fn dateline(text: &str) -> Option<(Dateline, Range<usize>)> {
    let head_end = text.char_indices().nth(90).map_or(text.len(), |(at, _)| at);
    let head = text.get(..head_end)?;
    let (dash, dash_len) = ["—", "–", "--", "-", "―", "_"]
        .iter()
        .filter_map(|mark| head.find(&format!(" {mark} ")).map(|at| (at, mark.len() + 1)))
        .min()?;
    let written = head.get(..dash)?.trim_end();
    let (place, agency) = match written.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((place, agency)) => (place.trim(), Some(agency.trim())),
        None => (written, None),
    };
    let (place, date) = placed_and_dated(place);
    let city = place.split(',').next()?.trim();
    let is_upper =
        city.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !city.chars().any(char::is_lowercase);
    let is_name = |text: &str, most: usize| {
        let words = text.split([' ', ',']).filter(|word| !word.is_empty());
        text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | ',' | '/'))
            && (1..=most).contains(&words.clone().count())
            && words.clone().all(|word| {
                word.chars().next().is_some_and(char::is_uppercase) || crate::lexicon::is_particle(word)
            })
    };
    let is_cased = city.chars().any(char::is_uppercase);
    let fits = is_cased && is_name(place, 7) && is_name(city, 4) && (is_upper || agency.is_some());
    if !fits || agency.is_some_and(|agency| !is_name(agency, 4)) || (agency.is_none() && place.contains(". "))
    {
        return None;
    }
    let dateline = Dateline {
        span: None,
        written: written.to_owned(),
        place: Some(Place { name: Some(place.to_owned()), ..Place::default() }),
        agency: agency.map(str::to_owned),
        date: date.map(|written| {
            let parsed = date::parse(written);
            Date {
                written: written.to_owned(),
                value: parsed.value,
                zone: parsed.zone,
                precision: parsed.precision,
            }
        }),
    };
    Some((dateline, 0..dash + dash_len))
}

/// Splits `OSTWICK, May 12` into place and date. The date begins behind the first comma after which nothing else stands.
fn placed_and_dated(text: &str) -> (&str, Option<&str>) {
    text.match_indices(", ")
        .filter_map(|(at, comma)| text.get(..at).zip(text.get(at + comma.len()..)))
        .find(|(_, rest)| is_partial_date(rest))
        .map_or((text, None), |(place, date)| (place, Some(date)))
}

/// What a line at the end of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Back {
    /// It marks the end: `-30-`.
    EndMark,
    /// It is not part of the story: who edited it, rights, contacts.
    Boilerplate,
}

/// Whether a line near the end is back matter.
pub(crate) fn back(text: &str) -> Option<Back> {
    const ENDS: &[&str] = &[
        "ends", "end", "(end)", "(ends)", "-30-", "- 30 -", "--30--", "###", "# # #", "-ends-", "- ends -",
        "-end-",
    ];
    const CREDITS: &[&str] = &[
        "reporting by ",
        "additional reporting by ",
        "editing by ",
        "writing by ",
        "edited by ",
        "written by ",
        "copyright ",
        "©",
        "all rights reserved",
        "notes to editors",
        "note to editors",
        "for more information contact",
        "media contact",
        "press contact",
    ];
    if text.len() > 400 {
        return None;
    }
    let lower = text.to_lowercase();
    if ENDS.contains(&lower.as_str()) {
        return Some(Back::EndMark);
    }
    let bare = lower.trim_start_matches(['(', '[', '*', ' ']);
    CREDITS.iter().any(|credit| bare.starts_with(credit)).then_some(Back::Boilerplate)
}

/// Whether a line says itself that it points to another story.
pub(crate) fn is_labelled_link(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "read more",
        "read also",
        "also read",
        "see also",
        "related",
        "related story",
        "related stories",
        "related article",
        "more on this story",
        "watch",
        "listen",
        "lire aussi",
        "à lire aussi",
        "lesen sie auch",
        "mehr zum thema",
        "lea también",
        "leia também",
        "leggi anche",
        "lees ook",
        "läs också",
        "les også",
        "читайте также",
        "اقرأ أيضا",
        "اقرأ أيضًا",
        "ayrıca okuyun",
    ];
    if text.len() > 300 {
        return false;
    }
    let Some((label, rest)) = text.split_once([':', '：', '|']) else { return false };
    !rest.trim().is_empty() && LABELS.contains(&label.trim().to_lowercase().as_str())
}

/// Whether a line is the credit or caption of a picture.
pub(crate) fn is_credit(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "photo",
        "photos",
        "photograph",
        "picture",
        "image",
        "file photo",
        "photo by",
        "credit",
        "caption",
        "foto",
    ];
    if text.len() > 400 {
        return false;
    }
    text.split_once(':').is_some_and(|(label, _)| LABELS.contains(&label.trim().to_lowercase().as_str()))
        || text.starts_with('©')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        assert_eq!(
            byline("By Petra Lind and Amos van der Derry"),
            Some(vec!["Petra Lind", "Amos van der Derry"])
        );
        assert_eq!(byline("BY IDA HOLM"), Some(vec!["IDA HOLM"]));
        for (text, name) in [
            ("By: Ida Holm", "Ida Holm"),
            ("By Ida Holm in Ostwick", "Ida Holm"),
            ("by Ida Holm, harbour correspondent", "Ida Holm"),
            ("Par Ida Holm (Coastwire)", "Ida Holm"),
            ("Von Ida Holm", "Ida Holm"),
            ("Por Ida Holm | Coastwire", "Ida Holm"),
        ] {
            assert_eq!(byline(text), Some(vec![name]), "{text}");
        }
        assert_eq!(placed_byline("Ida Holm in Lantern Bay"), Some(vec!["Ida Holm"]));
        assert_eq!(placed_byline("Ships wait in Ostwick"), None);
        for text in
            ["By the river", "By noon the quay was empty", "By Ida", "Bypass opens", "By 2030 Ports Close"]
        {
            assert_eq!(byline(text), None, "{text}");
        }
    }

    #[test]
    fn date_lines() {
        let check = |text: &str, expect: Option<(DateRole, &str)>| {
            let found = dated(text).map(|(role, date)| (role, date.value.unwrap().to_string()));
            assert_eq!(found, expect.map(|(role, value)| (role, value.to_owned())), "{text}");
        };
        check("Friday, 8 May 2026", Some((DateRole::Published, "2026-05-08")));
        check("Updated: 8 May 2026", Some((DateRole::Updated, "2026-05-08")));
        check("2026", None);
        check("5 crowns", None);
        check("05/12/2026", None);
        check("Fewer than thirty of 1,900 dockers came", None);
    }

    #[test]
    fn dates_that_are_not_whole() {
        for text in ["Tuesday 12 May", "May 12", "12/05/2026", "Fri., May 12th"] {
            assert!(is_partial_date(text), "{text}");
        }
        for text in ["May", "12", "12 May concerts", "5 crowns", "1/2"] {
            assert!(!is_partial_date(text), "{text}");
        }
        let (found, _) = dateline("OSTWICK, Aldea, 12 May 2026 — Ships").unwrap();
        assert_eq!(found.place.unwrap().name.unwrap(), "OSTWICK, Aldea");
        assert_eq!(found.date.unwrap().value.unwrap().to_string(), "2026-05-12");
    }

    #[test]
    fn datelines() {
        let check = |text: &str, expect: Option<(&str, Option<&str>)>| {
            let found = dateline(text);
            let found = found.as_ref().map(|(line, _)| (line.written.as_str(), line.agency.as_deref()));
            assert_eq!(found, expect, "{text}");
        };
        check(
            "LANTERN BAY, Aldea (Coastwire) – The council",
            Some(("LANTERN BAY, Aldea (Coastwire)", Some("Coastwire"))),
        );
        check("OSTWICK — Ships", Some(("OSTWICK", None)));
        check("Ostwick (CW) - Ships", Some(("Ostwick (CW)", Some("CW"))));
        check("OSTWICK, May 12 (CW) - Ships", Some(("OSTWICK, May 12 (CW)", Some("CW"))));
        check("OSTWICK, Aldea, 12 May 2026 — Ships", Some(("OSTWICK, Aldea, 12 May 2026", None)));
        check("Ostwick — the harbour — sleeps.", None);
        check("The plan – long delayed – fails.", None);
        check("IT IS 5 O'CLOCK - go.", None);
        check("— No — he said.", None);
    }

    #[test]
    fn back_matter_and_labels() {
        assert_eq!(back("ENDS"), Some(Back::EndMark));
        assert_eq!(back("(Reporting by Ida Holm)"), Some(Back::Boilerplate));
        assert_eq!(back("The end of the line is near."), None);
        assert!(is_labelled_link("Read more: Ostwick dockers refuse to unload"));
        assert!(!is_labelled_link("Related: "));
        assert!(is_credit("Photo: Ida Holm"));
    }
}
