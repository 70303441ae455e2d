//! From lines to units: which lines belong together as one paragraph.

mod seam;

use std::borrow::Cow;
use std::ops::Range;

use wirecopy_model::Join;

use crate::lines::Line;
use crate::wrap::{Bound, Layout, bounds, unquoted_start};
use seam::{Elsewhere, broken, seam};
pub(crate) use seam::{Seam, joined};

/// A line, or the lines of a wrapped paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Number of its first line, from 1.
    pub line: u32,
    /// Number of its last line.
    pub last_line: u32,
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// How many lines it has.
    pub lines: usize,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
    /// Whether it may well end elsewhere: one of its lines is full and ends like a sentence, or it begins where
    /// nothing but the length of its first line says so.
    pub is_doubtful: bool,
    /// How its lines are joined.
    pub seams: Vec<Seam>,
    /// Why hyphens were left out.
    pub hyphens: Vec<String>,
}

impl Unit {
    /// Its text on one line.
    pub(crate) fn joined<'t>(&self, text: &'t str) -> Cow<'t, str> {
        joined(text, self.range.clone(), &self.seams)
    }

    /// How its lines are joined, a value for each but the last.
    pub(crate) fn joins(&self) -> Vec<Join> {
        self.seams.iter().map(|seam| seam.join).collect()
    }
}

/// Joins `lines` to units.
pub(crate) fn units(text: &str, lines: &[Line], layout: Layout) -> Vec<Unit> {
    let bounds = match layout {
        Layout::Wrapped(wrap) => bounds(text, lines, &wrap),
        Layout::Line => Vec::new(),
    };
    let mut units: Vec<Unit> = Vec::with_capacity(if bounds.is_empty() { lines.len() } else { 0 });
    for (at, line) in lines.iter().enumerate() {
        let bound = bounds.get(at).copied().unwrap_or(Bound { joins: false, is_doubtful: false });
        match units.last_mut() {
            Some(unit) if bound.joins => {
                let marks = text.get(line.range.clone()).map_or(0, unquoted_start);
                unit.seams.push(seam(text, unit.range.end, line.range.start + marks));
                unit.range.end = line.range.end;
                unit.last_line = line.number;
                unit.lines += 1;
                unit.is_doubtful |= bound.is_doubtful;
            }
            _ => units.push(Unit {
                line: line.number,
                last_line: line.number,
                range: line.range.clone(),
                lines: 1,
                after_blank: line.after_blank,
                is_doubtful: bound.is_doubtful,
                ..Unit::default()
            }),
        }
    }
    if !bounds.is_empty() {
        mend(text, lines, &mut units);
    }
    units
}

/// Leaves out the hyphens of words that stand whole elsewhere in the text.
fn mend(text: &str, lines: &[Line], units: &mut [Unit]) {
    let words = |unit: &Unit| -> Vec<_> {
        unit.seams.iter().enumerate().filter_map(|(index, seam)| broken(text, *seam, index)).collect()
    };
    let all: Vec<_> = units.iter().flat_map(words).collect();
    if all.is_empty() {
        return;
    }
    let elsewhere = Elsewhere::of(text, &all);
    for unit in units.iter_mut().filter(|unit| !unit.seams.is_empty()) {
        for word in words(unit) {
            let Some((whole, at)) = elsewhere.whole(&word) else { continue };
            let Some(seam) = unit.seams.get_mut(word.seam) else { continue };
            let hyphen = text.get(..seam.from).and_then(|head| head.chars().next_back());
            seam.from -= hyphen.map_or(0, char::len_utf8);
            seam.join = Join::Hyphen;
            let found = lines.partition_point(|line| line.range.start <= at).checked_sub(1);
            let number = found.and_then(|found| lines.get(found)).map_or(0, |line| line.number);
            unit.hyphens.push(format!("`{whole}` without its hyphen, as in line {number}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::split;
    use crate::wrap::detect;

    const WRAPPED: &str = "The ferry to the outer islands will keep running through the\n\
        winter, the council decided on Monday after a debate that went on\n\
        until midnight. Two libraries close instead, and their books move\n\
        to the school.\n\
        \n\
        What changes\n\
        \n\
        The ferry leaves at six in the morning and at four in the after-\n\
        noon. A ticket costs two crowns, and children travel without pay-\n\
        ing, as they have done since the line was opened.\n";

    fn read(text: &str) -> (Vec<Unit>, Vec<String>) {
        let (lines, _) = split(text, usize::MAX);
        let units = units(text, &lines, detect(text, &lines).layout);
        let found = units.iter().map(|unit| unit.joined(text).into_owned()).collect();
        (units, found)
    }

    fn check(text: &str, expect: &[&str]) {
        assert_eq!(read(text).1, expect);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        check(
            WRAPPED,
            &[
                "The ferry to the outer islands will keep running through the winter, the council decided on \
                 Monday after a debate that went on until midnight. Two libraries close instead, and their books \
                 move to the school.",
                "What changes",
                "The ferry leaves at six in the morning and at four in the after-noon. A ticket costs two crowns, \
                 and children travel without pay-ing, as they have done since the line was opened.",
            ],
        );
    }

    #[test]
    fn a_hyphen_is_left_out_where_the_whole_word_stands_elsewhere() {
        let text = format!("{WRAPPED}\nAfternoon boats are full.\n");
        let (units, found) = read(&text);
        assert!(found[2].contains("in the afternoon. A ticket") && found[2].contains("without pay-ing"));
        assert_eq!(units[2].joins(), [Join::Hyphen, Join::Tight]);
        assert_eq!(units[2].hyphens, ["`afternoon` without its hyphen, as in line 12"]);
        assert_eq!((units[2].line, units[2].last_line), (8, 10));
        let text = format!("{WRAPPED}\nAfternoon boats, or after-noon ones, are full.\n");
        assert_eq!(read(&text).0[2].joins(), [Join::Tight, Join::Tight]);
    }

    #[test]
    fn marks_of_a_quoted_mail_are_left_out_inside() {
        let text = format!("> {}", WRAPPED.replace('\n', "\n> "));
        let (units, found) = read(&text);
        assert!(
            found[0].starts_with("> The ferry to the outer islands will keep running through the winter,")
        );
        assert!(units.len() >= 3);
    }

    #[test]
    fn an_indented_line_begins_a_paragraph() {
        check(
            "   The price of bread will rise by a fifth in May, the guild\nof bakers said on Friday, and blamed the cost \
             of flour and\nthe third dry summer in a row. Nobody was surprised by it.\n   Mills have cut production by \
             half. Their owners say that\ngrain from abroad is cheaper than what grows on the island\nand will stay so.",
            &[
                "The price of bread will rise by a fifth in May, the guild of bakers said on Friday, and blamed the \
                 cost of flour and the third dry summer in a row. Nobody was surprised by it.",
                "Mills have cut production by half. Their owners say that grain from abroad is cheaper than what grows \
                 on the island and will stay so.",
            ],
        );
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        let text = "The ferry sails.\nThe library closes on Monday, said the mayor of the town.\nHe left.\nIt rained \
                    for most of the day.\nNobody came.\nThe end was near.";
        check(text, &text.split('\n').collect::<Vec<_>>());
    }

    #[test]
    fn verse_and_lists_stay_apart() {
        let text =
            "Apples from the north\nPears\nPlums of the late kind, in boxes\nCherries\nQuinces\nMedlars";
        check(text, &text.split('\n').collect::<Vec<_>>());
    }
}
