//! Dates without a zone, of which there are two: that of the place, and that of Greenwich.

use wirecopy_core::Cx;
use wirecopy_core::date::{self, parse};
use wirecopy_model::{Date, Moment, Precision, Span, Zone};

/// An offset is whole quarters of an hour, and no more than this.
const FARTHEST: i64 = 15 * 3600;

/// Whether a date says that there is none.
pub(super) fn is_none(written: &str) -> bool {
    written.is_empty()
        || written.starts_with("0000-00-00")
        || written.contains(" -0001 ")
        || written.starts_with("-0001-")
}

/// The two dates. The first has the offset that the second shows; without one it is a local time, which is told.
pub(super) fn pair(
    local: Option<(String, Span)>,
    gmt: Option<(String, Span)>,
    cx: &mut Cx<'_>,
) -> (Option<Date>, Option<Date>) {
    let value = |written: &str| parse(written).value.map(Moment::without_offset);
    let gmt_value = gmt.as_ref().and_then(|(written, _)| value(written));
    let local_value = local.as_ref().and_then(|(written, _)| value(written));
    let offset = local_value.zip(gmt_value).and_then(|(local, gmt)| offset(local, gmt));
    let local = local.map(|(written, span)| {
        match local_value.zip(offset).and_then(|(value, offset)| value.with_offset(offset)) {
            Some(value) => given(written, value),
            None => date::read(written, span, None, cx),
        }
    });
    let gmt = gmt.map(|(written, span)| match gmt_value.and_then(|value| value.with_offset(0)) {
        Some(value) => given(written, value),
        None => date::read(written, span, None, cx),
    });
    (local, gmt)
}

fn given(written: String, value: Moment) -> Date {
    let precision: Option<Precision> = Some(value.precision());
    Date { written, value: Some(value), zone: Zone::Given, precision }
}

fn offset(local: Moment, gmt: Moment) -> Option<i32> {
    let seconds = |moment: Moment| moment.with_offset(0).and_then(Moment::unix_seconds);
    let offset = seconds(local)? - seconds(gmt)?;
    (offset.abs() <= FARTHEST && offset % 900 == 0).then(|| i32::try_from(offset).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_core::{Findings, Limits, Policy};

    #[track_caller]
    fn check(local: &str, gmt: &str, expected: &str, findings: usize) {
        let (limits, policy, mut found) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut found);
        let some = |text: &str| (!is_none(text)).then(|| (text.to_owned(), Span::at(0)));
        let (local, gmt) = pair(some(local), some(gmt), &mut cx);
        let shown = |date: Option<Date>| {
            date.map_or("none".to_owned(), |date| {
                date.value.map_or("?".to_owned(), |value| value.to_string())
            })
        };
        assert_eq!(format!("{} {}", shown(local), shown(gmt)), expected);
        assert_eq!(cx.findings.total(), findings as u64);
    }

    #[test]
    fn two_dates_show_the_offset() {
        let none = "0000-00-00 00:00:00";
        check(
            "2026-03-09 00:30:00",
            "2026-03-08 23:30:00",
            "2026-03-09T00:30:00+01:00 2026-03-08T23:30:00Z",
            0,
        );
        check(
            "2026-03-09 00:30:00",
            "2026-03-08 18:45:00",
            "2026-03-09T00:30:00+05:45 2026-03-08T18:45:00Z",
            0,
        );
        check("2026-03-09 00:30:00", "2026-03-09 00:30:00", "2026-03-09T00:30:00Z 2026-03-09T00:30:00Z", 0);
        check("2026-03-09 00:30:00", "2026-03-07 00:30:00", "2026-03-09T00:30:00 2026-03-07T00:30:00Z", 1);
        check("2026-03-09 00:30:00", "2026-03-09 00:30:07", "2026-03-09T00:30:00 2026-03-09T00:30:07Z", 1);
        check("2026-03-09 00:30:00", none, "2026-03-09T00:30:00 none", 1);
        check(none, none, "none none", 0);
        check("soon", "2026-03-07 00:30:00", "? 2026-03-07T00:30:00Z", 1);
    }
}
