//! From lines to units: which lines belong together as one paragraph.

use std::ops::Range;

use crate::lines::{Line, is_ideograph};
use crate::wrap::{Bound, Layout, bounds};

/// A line, or the lines of a wrapped paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Number of its first line, from 1.
    pub line: u32,
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// How many lines it has.
    pub lines: usize,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
    /// Whether it may well end elsewhere: one of its lines is full and ends like a sentence, or it begins where
    /// nothing but the length of its first line says so.
    pub is_doubtful: bool,
}

/// Joins `lines` to units.
pub(crate) fn units(text: &str, lines: &[Line], layout: Layout) -> Vec<Unit> {
    let bounds = match layout {
        Layout::Wrapped(wrap) => bounds(text, lines, &wrap),
        Layout::Line => Vec::new(),
    };
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let bound = bounds.get(at).copied().unwrap_or(Bound { joins: false, is_doubtful: false });
        match units.last_mut() {
            Some(unit) if bound.joins => {
                unit.range.end = line.range.end;
                unit.lines += 1;
                unit.is_doubtful |= bound.is_doubtful;
            }
            _ => units.push(Unit {
                line: line.number,
                range: line.range.clone(),
                lines: 1,
                after_blank: line.after_blank,
                is_doubtful: bound.is_doubtful,
            }),
        }
    }
    units
}

/// The text of a unit on one line. White space at the line ends becomes one space; nothing at all after a hyphen
/// inside a word, or between ideographs.
pub(crate) fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split(['\n', '\r']).map(str::trim).filter(|piece| !piece.is_empty());
    if let Some(first) = pieces.next() {
        out.push_str(first);
    }
    for piece in pieces {
        let mut ends = out.chars().rev();
        let (last, last_but_one, next) = (ends.next(), ends.next(), piece.chars().next());
        let is_hyphen = matches!(last, Some('-' | '\u{2010}'))
            && last_but_one.is_some_and(char::is_alphabetic)
            && next.is_some_and(char::is_lowercase);
        let is_dense = last.is_some_and(is_dense) && next.is_some_and(is_dense);
        if !is_hyphen && !is_dense {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}

pub(crate) fn is_dense(c: char) -> bool {
    is_ideograph(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}')
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

    fn check(text: &str, expect: &[&str]) {
        let (lines, _) = split(text, usize::MAX);
        let units = units(text, &lines, detect(text, &lines).layout);
        let found: Vec<_> = units.iter().map(|unit| joined(text.get(unit.range.clone()).unwrap())).collect();
        assert_eq!(found, expect);
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

    #[test]
    fn ideographs_join_without_a_space() {
        assert_eq!(joined("临川港\n市政府"), "临川港市政府");
    }
}
