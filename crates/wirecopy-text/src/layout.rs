//! From lines to units: which lines belong together as one paragraph.

use std::ops::Range;

use crate::lines::{Ending, Line, ending, is_ideograph};

/// How a text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Every line is a paragraph (or heading, or other thing) of its own, with or without blank lines between.
    Line,
    /// Lines were broken at a width, so several make a paragraph.
    Wrapped {
        /// The width in characters.
        width: usize,
    },
}

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
}

/// Widest line that counts as broken by hand or machine rather than a paragraph.
const MAX_WIDTH: usize = 120;
/// Narrowest width that lines are broken at.
const MIN_WIDTH: usize = 30;
/// So many pairs of lines are needed to tell a habit from chance.
const MIN_PAIRS: usize = 4;

/// How `lines` are laid out. They are wrapped only if nearly every line that has a successor is full: the first
/// word of the next line would not have fitted. And most such lines must stop in the middle of a sentence.
pub(crate) fn detect(text: &str, lines: &[Line]) -> Layout {
    let inner: Vec<usize> = pairs(lines).map(|(line, _)| width(text, line)).collect();
    if inner.len() < MIN_PAIRS {
        return Layout::Line;
    }
    let mut sorted = inner.clone();
    sorted.sort_unstable();
    // an address or a table row may stick out
    let limit = if sorted.len() < 50 { sorted.len() - 1 } else { sorted.len() * 98 / 100 };
    let widest = sorted.get(limit).copied().unwrap_or_default();
    if !(MIN_WIDTH..=MAX_WIDTH).contains(&widest) {
        return Layout::Line;
    }
    let (mut full, mut open, mut lower) = (0_usize, 0_usize, 0_usize);
    for ((line, next), inner) in pairs(lines).zip(&inner) {
        let next_text = slice(text, next);
        if inner + 1 + first_word(next_text) + SLACK > widest {
            full += 1;
            open += usize::from(!matches!(ending(slice(text, line)), Ending::Stop | Ending::Question));
            lower +=
                usize::from(next_text.chars().next().is_some_and(|c| c.is_lowercase() || !c.is_uppercase()));
        }
    }
    // short last lines of paragraphs without blank lines between are not full
    let is_wrapped = full >= MIN_PAIRS && full * 100 >= inner.len() * 75 && open * 100 >= full * 60;
    if is_wrapped && lower * 100 >= full * 40 { Layout::Wrapped { width: widest } } else { Layout::Line }
}

/// Joins `lines` to units.
pub(crate) fn units(text: &str, lines: &[Line], layout: Layout) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    let mut before: Option<&Line> = None;
    for line in lines {
        let joins = match (layout, before) {
            (Layout::Wrapped { width: limit }, Some(before)) => {
                let room = limit.saturating_sub(width(text, before) + 1 + first_word(slice(text, line)));
                let ends = matches!(ending(slice(text, before)), Ending::Stop | Ending::Question);
                !line.after_blank
                    && line.indent <= before.indent
                    && room < if ends { NARROW_SLACK } else { SLACK }
            }
            _ => false,
        };
        before = Some(line);
        match units.last_mut() {
            Some(unit) if joins => {
                unit.range.end = line.range.end;
                unit.lines += 1;
            }
            _ => units.push(Unit {
                line: line.number,
                range: line.range.clone(),
                lines: 1,
                after_blank: line.after_blank,
            }),
        }
    }
    units
}

/// A line with this much room left is still full: many are broken by hand, or where a word could be divided.
const SLACK: usize = 12;
/// The same for a line that ends like a sentence, which may end the paragraph.
const NARROW_SLACK: usize = 3;

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

fn is_dense(c: char) -> bool {
    is_ideograph(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}')
}

/// Each line that has a successor without a blank line between, with that successor.
fn pairs(lines: &[Line]) -> impl Iterator<Item = (&Line, &Line)> {
    lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.after_blank)
}

fn slice<'t>(text: &'t str, line: &Line) -> &'t str {
    text.get(line.range.clone()).unwrap_or_default()
}

fn width(text: &str, line: &Line) -> usize {
    line.indent.saturating_add(slice(text, line).chars().count())
}

/// Characters of the first word, counted no further than matters.
fn first_word(text: &str) -> usize {
    text.chars().take(MAX_WIDTH).take_while(|c| !c.is_whitespace() && !is_dense(*c)).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::split;

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
        let units = units(text, &lines, detect(text, &lines));
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
