//! Whether the lines of a text were broken at a width, and which of them belong together.

mod block;
mod bounds;
mod detect;
mod measure;
mod prose;
#[cfg(test)]
mod recovery;
mod turn;

pub(crate) use bounds::bounds;
pub(crate) use detect::{detect, flowed, wrapped};
pub(crate) use measure::unquoted_start;

/// How a text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Every line is a paragraph (or heading, or other thing) of its own, with or without blank lines between.
    Line,
    /// Lines were broken at a width, so several make a paragraph.
    Wrapped(Wrap),
}

/// How lines were broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// The width in columns.
    pub width: usize,
    /// A line with this much room left is still full: none where a machine broke the lines, some where a hand did.
    slack: usize,
    /// Whether a space at its end says of a line that it goes on (RFC 3676, section 4).
    pub is_flowed: bool,
    /// What sets paragraphs apart besides short last lines.
    apart: Apart,
    /// Indentation of the lines that begin no paragraph.
    indent: usize,
    lead: Lead,
}

/// What sets paragraphs apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apart {
    /// Blank lines, or indented or hanging first lines.
    Marked,
    /// Nothing: a paragraph ends where a line is short.
    Unmarked,
}

/// How the first line of a paragraph stands to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    Flush,
    Indented,
    /// The others are indented.
    Hanging,
}

/// The layout of a text, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Detected {
    pub layout: Layout,
    /// The width at which the lines may or may not be broken. `None`: the layout is sure.
    pub doubt: Option<usize>,
}

/// Whether a line belongs to the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bound {
    pub joins: bool,
    pub is_doubtful: bool,
}

/// Widest line that counts as broken by hand or machine rather than a paragraph.
const MAX_WIDTH: usize = 120;
/// Narrowest width that lines are broken at.
const MIN_WIDTH: usize = 20;
/// So many lines that go on are needed to tell a habit from chance.
const HABIT: usize = 4;

/// Room that a full line may have left where a hand broke it.
fn slack(width: usize) -> usize {
    (width / 6).min(12)
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::units;
    use crate::lines::split;

    const TEXT: &[&str] = &[
        "The council of the town decided on Monday that the ferry to the outer islands will keep running through the \
         winter, whatever it costs.",
        "Two of the libraries close instead, and their books are moved to the school at the harbour before the month \
         is over.",
        "Island school wins prize for its boat made of reeds",
        "What changes",
        "The ferry leaves at six in the morning and at four in the afternoon, as it has done since the line was opened.",
        "A ticket costs two crowns, and children travel without paying. Dogs stay ashore, which the pilots regret.",
    ];

    /// Breaks at `width`, with `end` behind each line that goes on.
    fn wrap(text: &str, width: usize, end: &str) -> String {
        let (mut out, mut used) = (String::new(), 0);
        for word in text.split(' ') {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > width {
                out.push_str(end);
                used = 0;
            } else if used > 0 {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += length;
        }
        out
    }

    fn read(text: &str) -> (Vec<String>, Detected) {
        let (lines, _) = split(text, usize::MAX);
        let detected = detect(text, &lines);
        let units = units(text, &lines, detected.layout);
        (units.iter().map(|unit| unit.joined(text).into_owned()).collect(), detected)
    }

    fn check(width: usize, end: &str, between: &str) {
        let text: Vec<_> = TEXT.iter().map(|text| wrap(text, width, end)).collect();
        let (found, detected) = read(&text.join(between));
        assert_eq!(found, TEXT, "{width} {end:?} {between:?}");
        assert_eq!(detected.doubt, None);
    }

    #[test]
    fn paragraphs_end_at_short_lines() {
        for width in [30, 36, 40, 52, 60, 68, 72] {
            check(width, "\n", "\n");
        }
    }

    #[test]
    fn paragraphs_end_at_blank_lines_or_begin_indented() {
        for width in 25..=90 {
            check(width, "\n", "\n\n");
            check(width, "\n", "\n  ");
            check(width, "\r\n", "\r\n\t");
        }
    }

    #[test]
    fn a_space_at_the_end_says_that_the_line_goes_on() {
        for width in 25..=90 {
            check(width, " \n", "\n");
        }
    }

    #[test]
    fn few_lines_are_joined_in_doubt() {
        let text =
            "The ferry will keep running through\nthe winter, the council of the town\ndecided on Monday.";
        let (found, detected) = read(text);
        assert_eq!((found.len(), detected.doubt), (1, Some(35)));
        let text = "The ferry will keep running through\nthe winter.\nThe library closes, and its books\ngo to the \
                    school.\nNobody came to say farewell.\nIt rained.\nThe gulls stayed.\nThe end is near.";
        let (found, detected) = read(text);
        assert_eq!((found.len(), detected.doubt), (8, Some(35)));
    }

    #[test]
    fn a_full_line_that_ends_like_a_sentence_is_in_doubt() {
        let text = "The ferry to the outer islands keeps running\nthrough the winter, the council of the town\ndecided on \
                    Monday. Two libraries will close.\nTheir books are moved to the school which is\nat the harbour, \
                    and the pilots are not happy\nwith any of it, as the oldest of them said.";
        let (lines, _) = split(text, usize::MAX);
        let units = units(text, &lines, detect(text, &lines).layout);
        assert!(units.iter().any(|unit| unit.is_doubtful));
    }

    #[test]
    fn items_stay_apart() {
        let text = "The council of the town decided on Monday that:\n- the ferry to the outer islands keeps running\n  \
                    through the winter, whatever it may cost,\n- two of the libraries close instead, and all\n  of \
                    their books are moved to the school.\nThe council meets again in May, when the budget\nof the \
                    harbour is on the table.";
        let (found, _) = read(text);
        assert_eq!(found.len(), 4, "{found:#?}");
    }

    #[test]
    fn many_lines_are_one_pass() {
        let text = "The ferry sails at six in the morning.\nand at four. \n".repeat(50_000);
        assert!(!read(&text).0.is_empty());
        let text = "Full lines that end like one do.\n".repeat(50_000) + "and go on\nand on\nand on\nand on";
        let (lines, _) = split(&text, usize::MAX);
        assert!(!units(&text, &lines, wrapped(&text, &lines)).is_empty());
    }
}
