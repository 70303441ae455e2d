//! Rows of tables: cells set apart by white space, or mostly figures.

use crate::lines::has_digit;

/// Longer lines are no rows.
const LONG: usize = 200;

/// Whether a line is a row of a table.
pub(crate) fn is_row(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONG || !has_digit(text) || text.contains('\n') {
        return false;
    }
    let cells = cells(text);
    let figures = cells.iter().filter(|cell| is_figure(cell)).count();
    if cells.len() >= 2 {
        let is_short = cells.iter().all(|cell| cell.split_whitespace().count() <= 5);
        let is_last = cells.last().is_some_and(|cell| is_figure(cell));
        return is_short && cells.len() >= 3 || figures > 0 && is_last;
    }
    let words = text.split_whitespace().count();
    let figures = text.split_whitespace().filter(|word| is_figure(word)).count();
    // a telephone number has neither
    let has_mark = text.contains(['.', '%']);
    words >= 4 && figures * 4 >= words * 3 && has_mark && !has_month(text)
}

fn has_month(text: &str) -> bool {
    text.split_whitespace().any(|word| crate::wording::wording().month(&word.to_lowercase()).is_some())
}

/// The parts between tabs, or two spaces and more that are not the gap behind a sentence.
fn cells(text: &str) -> Vec<&str> {
    let parts = text.split('\t').flat_map(|part| part.split("  "));
    let mut cells: Vec<&str> = Vec::new();
    let mut is_ended = false;
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        if !is_ended {
            cells.push(part);
        }
        is_ended = part.ends_with(['.', '?', '!', ':', '"', '”']);
    }
    cells
}

/// `412.3`, `+9.3%`, `$1.2bn`, `(3)`, `58.9 mln`.
fn is_figure(cell: &str) -> bool {
    let bare = cell.trim_start_matches(['+', '-', '−', '–', '(', '$', '£', '€', '¥', '~', '<', '>']);
    cell.split_whitespace().count() <= 2
        && bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.bytes().filter(u8::is_ascii_digit).count() <= 9
        && bare.chars().filter(|c| c.is_alphabetic()).count() <= 4
}

#[cfg(test)]
mod tests {
    use super::is_row;

    #[test]
    fn rows_have_cells() {
        for text in [
            "Revenue                 412.3      377.1     +9.3%",
            "Revenue\t412.3\t377.1",
            "EPS (crowns)             1.27       1.03",
            "London  Cloudy  15",
            "Vellmar Fog     14",
            "Revenue 412.3 377.1 +9.3%",
            "                      Q1 2026    Q1 2025    Change",
        ] {
            assert!(is_row(text), "{text}");
        }
        for text in [
            "The ferry sails at 9.  It returns at 10.",
            "Tel:  +44 1632 960 001",
            "Ida Holm    +44 1632 960 001",
            "12 May 2026 18.04",
            "Ferry keeps running",
            "Q    When?",
        ] {
            assert!(!is_row(text), "{text}");
        }
    }
}
