use super::*;

/// One line a date: what it means, its zone and precision, and its faults.
fn shown(text: &str) -> String {
    let parsed = parse(text);
    let value = parsed.value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    let precision = parsed.precision.filter(|precision| *precision != Precision::Second);
    let mut parts = vec![value, format!("{:?}", parsed.zone)];
    parts.extend(precision.map(|precision| format!("{precision:?}")));
    parts.extend(parsed.faults.iter().map(|fault| format!("{fault:?}")));
    parts.join(" ")
}

#[track_caller]
pub(super) fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| shown(text) != *expected)
        .map(|(text, expected)| format!("`{text}`\n  is       {}\n  expected {expected}", shown(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

pub(super) const GIVEN: &str = "2026-05-12T04:45:26Z Given";

#[test]
fn rfc_822_and_its_misspellings() {
    check(&[
        ("Tue, 12 May 2026 04:45:26 +0000", GIVEN),
        ("Tue, 12 May 2026 04:45:26 GMT", GIVEN),
        ("12 May 2026 04:45:26 UT", GIVEN),
        ("  Tue, 12 May 2026 04:45:26 Z\n", GIVEN),
        ("Tue,12 May 2026 04:45:26 GMT", GIVEN),
        ("TUE, 12 MAY 2026 04:45:26 gmt", GIVEN),
        ("Tuesday, 12 May 2026 04:45:26 GMT", GIVEN),
        ("Tues, 12 May, 2026 04:45:26 GMT", GIVEN),
        ("Tue 12-May-2026 04:45:26 GMT", GIVEN),
        ("Tue, 12 May 2026 04:45:26 GMT+0000", GIVEN),
        ("Tue, 12 May 2026 04:45:26 UTC+02:00", "2026-05-12T04:45:26+02:00 Given"),
        ("Tue, 12 May 2026 04:45:26 +02:00", "2026-05-12T04:45:26+02:00 Given"),
        ("Tue, 12 May 2026 04:45:26 +2", "2026-05-12T04:45:26+02:00 Given"),
        ("Tue, 12 May 2026 04:45:26 -0330", "2026-05-12T04:45:26-03:30 Given"),
        ("Tue, 12 May 2026 04:45:26 +0200 (CEST)", "2026-05-12T04:45:26+02:00 Given"),
        ("Tue, 12 May 2026 04:45 +0000", "2026-05-12T04:45Z Given Minute"),
        ("Tue, 12 May 2026 4:45:26 GMT", GIVEN),
        ("Tue, 12 May 26 04:45:26 GMT", "2026-05-12T04:45:26Z Given ShortYear"),
        ("Wed, 12 May 99 04:45:26 GMT", "1999-05-12T04:45:26Z Given ShortYear"),
        ("12 May 126 04:45:26 GMT", "2026-05-12T04:45:26Z Given ShortYear"),
        ("Sun, 12 May 2026 04:45:26 GMT", "2026-05-12T04:45:26Z Given Weekday"),
        ("Tue, 12 May 2026 04:45:26 EST", "2026-05-12T04:45:26-05:00 Given ObsoleteZone"),
        ("TUE,12 MAY 2026 04:45 PDT", "2026-05-12T04:45-07:00 Given Minute ObsoleteZone"),
        ("Tue, 12 May 2026 04:45:26 CEST", "2026-05-12T04:45:26+02:00 Given"),
        ("Tue, 12 May 2026 04:45:26 IST", "2026-05-12T04:45:26+05:30 Assumed OpenZone"),
        ("Tue, 12 May 2026 04:45:26 Q", "2026-05-12T04:45:26Z Assumed MilitaryZone"),
        ("Tue, 12 May 2026 04:45:26 A", "2026-05-12T04:45:26Z Assumed MilitaryZone"),
        ("Tue, 12 May 2026 04:45:26 J", "2026-05-12T04:45:26 None UnknownZone"),
        ("Tue, 12 May 2026 04:45:26 XYZT", "2026-05-12T04:45:26 None UnknownZone"),
        ("Tue, 12 May 2026 04:45:26 +9900", "2026-05-12T04:45:26 None UnknownZone"),
        ("Tue, 12 May 2026 04:45:26", "2026-05-12T04:45:26 None NoZone"),
        ("Tue, 12 May 2026", "2026-05-12 None Day"),
        ("Tue, 12 May 2026 24:00:00 GMT", "2026-05-13T00:00:00Z Given EndOfDay"),
        ("Wed, 31 Dec 2025 24:00 GMT", "2026-01-01T00:00Z Given Minute EndOfDay"),
        ("Tue, 12 May 2026 24:30:00 GMT", "- None Impossible"),
        ("Wed, 31 Dec 2025 23:59:60 GMT", "2025-12-31T23:59:59Z Given LeapSecond"),
        ("Mon, 30 Feb 2026 10:00:00 GMT", "- None Impossible"),
        ("Tue, 12 May 2026 25:00:00 GMT", "- None Impossible"),
    ]);
}

#[test]
fn iso_8601_and_its_kin() {
    check(&[
        ("2026-05-12T04:45:26Z", GIVEN),
        ("2026-05-12t04:45:26z", GIVEN),
        ("2026-05-12 04:45:26+00:00", GIVEN),
        ("2026-05-12 04:45:26 +0000", GIVEN),
        ("2026-05-12T04:45:26.5+02:00", "2026-05-12T04:45:26.5+02:00 Given Subsecond"),
        ("2026-05-12T04:45:26,050+02", "2026-05-12T04:45:26.05+02:00 Given Subsecond"),
        ("2026-05-12T04:45:26.0123456789Z", "2026-05-12T04:45:26.012345678Z Given Subsecond"),
        ("2026-05-12T04:45:26 EST", "2026-05-12T04:45:26-05:00 Given ObsoleteZone"),
        ("2026-05-12T04:45Z", "2026-05-12T04:45Z Given Minute"),
        ("2026-05-12T04Z", "2026-05-12T04:00Z Given Hour"),
        ("2026-05-12T04:45:26", "2026-05-12T04:45:26 None NoZone"),
        ("2026-05-12T24:00:00Z", "2026-05-13T00:00:00Z Given EndOfDay"),
        ("2026-05-12", "2026-05-12 None Day"),
        ("2026-5-2", "2026-05-02 None Day"),
        ("2026-05", "2026-05 None Month"),
        ("2026", "2026 None Year"),
        ("20260512", "2026-05-12 None Day"),
        ("20260512T044526Z", GIVEN),
        ("20260512T0445+0100", "2026-05-12T04:45+01:00 Given Minute"),
        ("20260512044526", "2026-05-12T04:45:26 None NoZone"),
        ("2026-132", "2026-05-12 None Day"),
        ("2026132", "2026-05-12 None Day"),
        ("2026-366", "- None Impossible"),
        ("2026-000", "- None Impossible"),
        ("2026-W20-2", "2026-05-12 None Day"),
        ("2026W202", "2026-05-12 None Day"),
        ("2026-W20-2T04:45:26Z", GIVEN),
        ("2026-W54-1", "- None Impossible"),
        ("2026-05-12T04:45:26+02:00[Europe/Paris]", "2026-05-12T04:45:26+02:00 Given"),
        ("2026-05-12 04:45:26 Europe/Paris", "2026-05-12T04:45:26+02:00 Given"),
        ("2026-10-25 02:30:00 Europe/Paris", "2026-10-25T02:30:00+02:00 Assumed"),
        ("2026-05-12 04:45:26 Europe/Nowhere", "2026-05-12T04:45:26 None UnknownZone"),
        ("0000-00-00 00:00:00", "- None Impossible"),
        ("2026/05/12 04:45:26 EDT", "2026-05-12T04:45:26-04:00 Given ObsoleteZone"),
    ]);
}

#[test]
fn other_orders() {
    check(&[
        ("Tue May 12 04:45:26 2026", "2026-05-12T04:45:26 None NoZone"),
        ("Tue May 12 04:45:26 UTC 2026", GIVEN),
        ("Tue, May 12 2026 04:45:26 +0000", GIVEN),
        ("May 25, 2020", "2020-05-25 None Day"),
        ("May 25th, 2020 at 4:05 PM EST", "2020-05-25T16:05-05:00 Given Minute ObsoleteZone"),
        ("May 25, 2020 12:00 a.m.", "2020-05-25T00:00 None Minute NoZone"),
        (
            "Tue May 12 2026 04:45:26 GMT+0200 (Central European Summer Time)",
            "2026-05-12T04:45:26+02:00 Given",
        ),
        ("2026 May 12", "2026-05-12 None Day"),
        ("May 2026", "2026-05 None Month"),
        ("05/12/2026 04:45", "- None OpenOrder"),
        ("05-12-2026", "- None OpenOrder"),
        ("05/25/2026", "2026-05-25 None Day"),
        ("25/05/2026", "2026-05-25 None Day"),
        ("05/05/2026", "2026-05-05 None Day"),
        ("25/25/2026", "- None Impossible"),
        ("12.05.2026 04:45", "2026-05-12T04:45 None Minute NoZone"),
        ("05/12/26", "- None OpenOrder"),
        ("1778561126", "2026-05-12T04:45:26Z Assumed"),
        ("1778561126000", "2026-05-12T04:45:26Z Assumed Subsecond".replace("26Z", "26.0Z").as_str()),
        ("1778561126.25", "2026-05-12T04:45:26.25Z Assumed Subsecond"),
    ]);
}

#[test]
fn other_languages() {
    check(&[
        ("18 Sept 2018", "2018-09-18 None Day"),
        ("Mo, 12 Jän 2026 08:00:00 +0100", "2026-01-12T08:00:00+01:00 Given"),
        ("12. März 2026, 16:45 Uhr", "2026-03-12T16:45 None Minute NoZone"),
        ("mar. 12 mai 2026 04:45:26 GMT", GIVEN),
        ("1er août 2026", "2026-08-01 None Day"),
        ("mar, 12 may 2026 04:45:26 GMT", GIVEN),
        ("12 de mayo de 2026", "2026-05-12 None Day"),
        ("mar 12 mag 2026 04:45:26 GMT", GIVEN),
        ("Ter, 12 Mai 2026 04:45:26 GMT", GIVEN),
        ("di 12 mei 2026 16h45", "2026-05-12T16:45 None Minute NoZone"),
        ("tis 12 maj 2026 kl. 16.45", "2026-05-12T16:45 None Minute NoZone"),
        ("12. toukokuuta 2026", "2026-05-12 None Day"),
        ("12 października 2026", "2026-10-12 None Day"),
        ("Вт, 12 мая 2026 04:45:26 GMT", GIVEN),
        ("Τρι, 12 Μαϊ 2026 04:45:26 GMT", GIVEN),
        ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T12:00:00-05:00 Given ObsoleteZone"),
        ("2004-július-13T9:15-05:00", "2004-07-13T09:15-05:00 Given Minute"),
        ("2026. május 12.", "2026-05-12 None Day"),
        ("2026년 05월 12일  16:45:26", "2026-05-12T16:45:26+09:00 Assumed ZoneOfCountry"),
        ("2026-05-12 오후 4:45:26", "2026-05-12T16:45:26+09:00 Assumed ZoneOfCountry"),
        ("2026年5月12日(火) 16時45分", "2026-05-12T16:45 None Minute NoZone"),
        ("2026年5月12日 星期三 16:45", "2026-05-12T16:45 None Minute Weekday NoZone"),
    ]);
}

#[test]
fn a_zone_that_is_given_is_better_than_that_of_the_country() {
    let (limits, mut policy) = (crate::Limits::default(), crate::Policy::default());
    policy.zone_given = true;
    let mut findings = crate::Findings::default();
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let date = read("2026년 05월 12일 16:45", Span::new(0, 25), None, &mut cx);
    let shown = date.value.map(|value| value.to_string());
    assert_eq!((shown.as_deref(), date.zone), (Some("2026-05-12T16:45"), Zone::None));
    assert!(findings.kept().is_empty());
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        " ",
        "last Tuesday",
        "12 May",
        "12:30",
        "12 May 2026 17",
        "May",
        "-1",
        "99999999999999999999",
        "6/2026/3/1",
        "((((",
        "2026-05-12-13",
        "12 May June 2026",
        "<b>",
        "May 12 2026 ?",
        "20:20:20:20",
        "2026W9",
    ] {
        let parsed = parse(text);
        assert_eq!((parsed.value, parsed.zone, parsed.precision), (None, Zone::None, None), "{text}");
        assert!(!parsed.faults.is_empty(), "{text}");
    }
}

#[test]
fn a_missing_zone_is_no_finding_where_one_is_given() {
    let (limits, mut policy) = (crate::Limits::default(), crate::Policy::default());
    policy.zone_given = true;
    let mut findings = crate::Findings::default();
    let date = read(
        "Tue, 12 May 2026 04:45:26",
        Span::new(0, 25),
        None,
        &mut Cx::new(&limits, &policy, &mut findings),
    );
    assert!(date.value.is_some() && findings.kept().is_empty());
}

#[test]
fn findings_name_the_date_and_long_ones_are_not_read() {
    let (limits, policy) = (crate::Limits::default(), crate::Policy::default());
    let mut findings = crate::Findings::default();
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let date = read("Sun, 12 May 2026 04:45:26", Span::new(3, 9), None, &mut cx);
    assert_eq!(date.written, "Sun, 12 May 2026 04:45:26");
    let long = read(format!("{}2026-05-12", " ".repeat(200)), Span::new(3, 9), None, &mut cx);
    assert_eq!((long.written.len(), long.value), (210, None));
    let codes: Vec<_> = findings.kept().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["date.weekday.wrong", "date.zone.missing", "date.value.unreadable"]);
    assert_eq!(
        findings.kept()[0].message,
        "the weekday in `Sun, 12 May 2026 04:45:26` is not that of the day; the day is taken as right"
    );
}

proptest::proptest! {
    #[test]
    fn never_panics(text in "\\PC{0,60}") {
        parse(&text);
    }

    #[test]
    fn never_panics_on_pieces(text in "([0-9]{1,4}|[-/.,:+ TWZ&<>]|May|Tue|mar|paz|lis|年|月|日|令和|GMT|ET|am|오후){0,16}") {
        parse(&text);
    }

    #[test]
    fn fast_and_loose_agree(seconds in 0_i64..=4_102_444_800) {
        let moment = Moment::from_unix_seconds(seconds).unwrap();
        let text = moment.to_string();
        proptest::prop_assert_eq!(parse(&text), loose::parse(&text));
        proptest::prop_assert_eq!(parse(&text).value, Some(moment));
    }
}
