//! Until when it may not be published.

use wirecopy_model::Date;

use crate::wording::{Label, wording};

/// What may stand around it.
const AROUND: &[char] = &['*', '(', ')', '[', ']', '-', '–', '—', ' ', '_', '=', '!'];

/// What a line says of when the text may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Embargo {
    /// At once.
    Immediate,
    /// Not yet; until when, if that can be read.
    Until(Option<Date>),
}

/// Reads a line as an embargo. `None`: it is none. `day_first` as for dates.
pub(crate) fn embargo(text: &str, day_first: bool) -> Option<Embargo> {
    let text = text.trim().trim_matches(AROUND);
    if text.len() > 200 {
        return None;
    }
    // `Press release – embargoed until …`
    let labels = wording().labels(text);
    let below = labels.end(Label::Press).and_then(|end| text.get(end..));
    let (text, labels) = match below.map(|rest| rest.trim_start_matches(|c: char| !c.is_alphanumeric())) {
        Some(rest) => (rest, wording().labels(rest)),
        None => (text, labels),
    };
    let embargo = labels.end(Label::Embargo);
    if embargo.is_none() && !labels.has(Label::Immediate) {
        return None;
    }
    let words = text.split_whitespace().count();
    if let Some(end) = labels.end(Label::Immediate).filter(|end| embargo.is_none_or(|other| other <= *end)) {
        let rest = text.get(end..)?.trim_start_matches(|c: char| !c.is_alphanumeric());
        let is_whole = rest.is_empty()
            || super::date::opening(rest, true).is_some()
            || super::date::is_date(rest)
            || words <= 8 && is_upper(text);
        return is_whole.then_some(Embargo::Immediate);
    }
    let end = embargo?;
    let (label, rest) = (text.get(..end)?, text.get(end..)?);
    let date = super::date::opening(rest, day_first || labels.is_foreign);
    let has_digits = rest.chars().any(char::is_numeric);
    let is_marked = label.ends_with(':') || rest.trim_start().starts_with(':') || is_upper(text);
    // `Embargo on grain lifted` is a headline
    let is_one = date.is_some()
        || (rest.trim().is_empty() && (words >= 2 || is_marked))
        || (is_marked && words <= 14)
        || (has_digits && words <= 14 && label.split_whitespace().count() >= 2);
    is_one.then_some(Embargo::Until(date))
}

fn is_upper(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let found = embargo(text, false).map(|found| match found {
            Embargo::Immediate => "immediate".to_owned(),
            Embargo::Until(date) => {
                date.and_then(|date| date.value).map_or("open".to_owned(), |value| value.to_string())
            }
        });
        assert_eq!(found.as_deref(), expect, "{text}");
    }

    #[test]
    fn embargoes_hold_a_date_or_not() {
        check("EMBARGOED UNTIL 00:01 GMT, May 9, 2026", Some("2026-05-09T00:01Z"));
        check("Embargoed until 6pm on Thursday 14 May 2026", Some("2026-05-14T18:00"));
        check("*** STRICTLY EMBARGOED UNTIL 0001 HRS 12 MAY 2026 ***", Some("2026-05-12T00:01"));
        check("Sperrfrist: Freitag, 8. Mai 2026, 11.00 Uhr", Some("2026-05-08T11:00"));
        check("NOT FOR RELEASE BEFORE MONDAY", Some("open"));
        check("EMBARGOED", Some("open"));
        check("Embargoed until further notice", Some("open"));
        check("Not for publication", Some("open"));
        check("STRICT EMBARGO - NOT FOR PUBLICATION BEFORE 6PM, 8 MAY 2026", Some("open"));
        check("This press release is embargoed until 00:01 on 8 May 2026.", Some("2026-05-08T00:01"));
        check("Press release - embargoed until 8 May 2026", Some("2026-05-08"));
        check("FOR RELEASE: 8 MAY 2026", Some("2026-05-08"));
        check("Achtung Sperrfrist!", Some("open"));
        check("Press release: for immediate release", Some("immediate"));
        check("FOR RELEASE: IMMEDIATE", Some("immediate"));
        check("Press release", None);
        check("Not for publication in any form, the editors wrote to all readers", None);
        check("FOR IMMEDIATE RELEASE", Some("immediate"));
        check("For Immediate Release: May 8, 2026", Some("immediate"));
        check("Embargo on grain lifted", None);
        check("Embargo ends", None);
        check("For release on bail, he must pay", None);
    }
}
