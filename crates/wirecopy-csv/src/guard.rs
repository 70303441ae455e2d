//! The formula guard: no cell is a formula when a spreadsheet opens it, and every cell can be had back exactly.

use std::borrow::Cow;

/// What a formula may begin with, in one spreadsheet or another (OWASP, «CSV Injection»), full-width signs
/// included.
const TRIGGERS: &[char] =
    &['=', '+', '-', '@', '\t', '\r', '\n', '\0', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// What spreadsheets skip before a formula.
const SKIPPED: &[char] = &[' ', '\u{a0}', '\u{200b}', '\u{feff}'];

/// A cell that no spreadsheet takes for a formula: with `'` before it if it, less its leading `'`s, begins with a
/// sign that starts a formula (perhaps after spaces) and is no plain number.
///
/// ```
/// use wirecopy_csv::{defuse, undefuse};
///
/// assert_eq!(defuse("=1+1"), "'=1+1");
/// assert_eq!(defuse("'=1+1"), "''=1+1");
/// assert_eq!(defuse("-5"), "-5");
/// assert_eq!(defuse("'tis"), "'tis");
/// assert_eq!(undefuse("''=1+1"), "'=1+1");
/// ```
pub fn defuse(cell: &str) -> Cow<'_, str> {
    if needs_mark(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before [`defuse`].
pub fn undefuse(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if needs_mark(cell) => rest,
        _ => cell,
    }
}

/// Whether a cell gets a mark.
pub(crate) fn needs_mark(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    let starts = |text: &str| text.starts_with(TRIGGERS);
    (starts(cell) || starts(cell.trim_start_matches(SKIPPED))) && !is_number(cell)
}

/// Whether it is a plain number: sign, digits, decimal point, exponent, per cent sign.
fn is_number(cell: &str) -> bool {
    let cell = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let cell = cell.strip_suffix('%').unwrap_or(cell);
    let (mantissa, exponent) = match cell.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (cell, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_mantissa = match mantissa.split_once('.') {
        Some((whole, part)) => (whole.is_empty() || digits(whole)) && digits(part),
        None => digits(mantissa),
    };
    is_mantissa && exponent.is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(cell: &str, expect: &str) {
        assert_eq!(defuse(cell), expect);
        assert_eq!(undefuse(expect), cell);
    }

    #[test]
    fn formulas_are_marked() {
        for cell in [
            "=1",
            "+33 1 23",
            "-dash",
            "@handle",
            "\tx",
            "\rx",
            "\nx",
            "\0x",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            " =1",
            "\u{a0}\u{feff}=1",
            "-5 degrees",
            "+",
            "--1",
            "1e=".trim_start_matches("1e"),
            "-1.",
            "-.",
            "-1e",
            "-%",
        ] {
            check(cell, &format!("'{cell}"));
            check(&format!("'{cell}"), &format!("''{cell}"));
        }
    }

    #[test]
    fn what_is_no_formula_stays() {
        for cell in [
            "", "'", "''", "a=1", "-5", "+5.25", "-.5", "-1e9", "-1.5E-10", "-5%", "'tis", "' ", "   ", "−5",
            "(1)",
        ] {
            check(cell, cell);
        }
    }

    proptest! {
        #[test]
        fn any_cell_comes_back(cell in "['= \u{a0}\u{feff}+@\t0-9.e%＝a-]{0,8}") {
            let marked = defuse(&cell);
            prop_assert_eq!(undefuse(&marked), cell.as_str());
            prop_assert!(marked.starts_with('\'') || !needs_mark(&marked));
        }
    }
}
