//! Figures for people, one a line, so that two reports can be compared.

use std::fmt::Write;

use super::measure::{Found, Scores};

/// A figure may be so much worse before it counts as a drop.
const SLACK: f64 = 0.0005;

/// The figures, a name and a number a line. Those that are better when lower say so.
pub(crate) fn report(scores: &Scores, documents: usize) -> String {
    let mut out = format!("# {documents} annotated texts; made by `cargo xtask score text --keep`\n");
    let mut line = |name: &str, value: f64, of: u32| {
        // a `String` takes everything
        let _ = writeln!(out, "{name:<42} {value:.4}   of {of}");
    };
    let of = |found: Found| found.right + found.missed;
    line("line kinds, accuracy", scores.lines.ratio(), scores.lines.of);
    line("headings, precision", scores.headings.precision(), of(scores.headings));
    line("headings, recall", scores.headings.recall(), of(scores.headings));
    line("headings, F1", scores.headings.f1(), of(scores.headings));
    line("related links, precision", scores.links.precision(), of(scores.links));
    line("related links, recall", scores.links.recall(), of(scores.links));
    line("related links, F1", scores.links.f1(), of(scores.links));
    line("list items, F1", scores.items.f1(), of(scores.items));
    line("turns of interviews, F1", scores.turns.f1(), of(scores.turns));
    line("wrapped paragraphs, F1", scores.wrapped.f1(), of(scores.wrapped));
    line("titles, F1", scores.titles.f1(), of(scores.titles));
    line("standfirsts, F1", scores.decks.f1(), of(scores.decks));
    line("authors, F1", scores.authors.f1(), of(scores.authors));
    line("dates, F1", scores.published.f1(), of(scores.published));
    line("datelines, F1", scores.datelines.f1(), of(scores.datelines));
    line("quotes, exact span, F1", scores.quotes.f1(), of(scores.quotes));
    line("direct quotes, exact span, F1", scores.direct.f1(), of(scores.direct));
    line("quotes, kind, accuracy", scores.quote_kinds.ratio(), scores.quote_kinds.of);
    line("speakers, accuracy of all", scores.speakers.ratio(), scores.speakers.of);
    line("speakers, accuracy of the sure", scores.sure.ratio(), scores.sure.of);
    let sure = f64::from(scores.sure.right) / f64::from(scores.speakers.of.max(1));
    line("speakers, surely right, share of all", sure, scores.speakers.of);
    line("speakers, false (lower is better)", scores.false_names.ratio(), scores.false_names.of);
    line("invented facts (lower is better)", f64::from(scores.invented), scores.invented);
    line("calibration error, lines (lower is better)", scores.line_certainty.error(), scores.lines.of);
    line(
        "calibration error, speakers (lower is better)",
        scores.speaker_certainty.error(),
        scores.false_names.of,
    );
    out
}

/// What is worse than it was, and figures that are no longer there.
pub(crate) fn drops(before: &str, now: &str) -> Vec<String> {
    let figures = |text: &str| -> Vec<(String, f64)> {
        let figure = |line: &str| {
            let (rest, _) = line.rsplit_once("   of ")?;
            let (name, value) = rest.trim_end().rsplit_once(' ')?;
            Some((name.trim_end().to_owned(), value.parse().ok()?))
        };
        text.lines().filter_map(figure).collect()
    };
    let now = figures(now);
    figures(before)
        .into_iter()
        .filter_map(|(name, was)| {
            let Some((_, is)) = now.iter().find(|(other, _)| *other == name) else {
                return Some(format!("{name}: no longer measured"));
            };
            let drop = if name.contains("lower is better") { is - was } else { was - is };
            (drop > SLACK).then(|| format!("{name}: {is:.4}, and was {was:.4}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_worse_is_a_drop() {
        let before =
            "# 2 texts\nheadings, F1    0.9000   of 4\ninvented facts (lower is better)   0.0000   of 0\n";
        assert!(drops(before, before).is_empty());
        assert!(drops(before, &before.replace("0.9000", "0.9100")).is_empty());
        assert_eq!(
            drops(before, &before.replace("0.9000", "0.8000")),
            ["headings, F1: 0.8000, and was 0.9000"]
        );
        assert_eq!(drops(before, &before.replace("   0.0000", "   1.0000")).len(), 1);
        assert_eq!(drops(before, "").len(), 2);
    }

    #[test]
    fn a_report_can_be_read_back() {
        let text = report(&Scores::default(), 0);
        assert!(drops(&text, &text).is_empty());
        assert_eq!(drops(&text, "").len(), 25);
    }
}
