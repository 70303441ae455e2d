//! A table that fits a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::explain::visible::visible;

/// No column that gives way becomes narrower than this.
const NARROWEST: usize = 12;

/// What parts columns.
const GAP: &str = "  ";

/// A column of a [`Grid`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    head: &'static str,
    is_right: bool,
    /// Whether it gives way where there is not enough room.
    is_flexible: bool,
}

impl Column {
    pub(super) fn left(head: &'static str) -> Self {
        Self { head, is_right: false, is_flexible: false }
    }

    pub(super) fn right(head: &'static str) -> Self {
        Self { head, is_right: true, is_flexible: false }
    }

    pub(super) fn flexible(head: &'static str) -> Self {
        Self { head, is_right: false, is_flexible: true }
    }
}

/// Rows of cells, as wide as what is in them looks on a terminal.
#[derive(Debug)]
pub(super) struct Grid {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a row. Its texts may be of an input: what would steer the terminal is written out.
    pub(super) fn add(&mut self, row: Vec<String>) {
        self.rows.push(row.into_iter().map(|cell| visible(&cell).into_owned()).collect());
    }

    /// Writes head and rows, a line each. What does not fit is cut, the last columns first.
    pub(super) fn write(&self, width: Option<usize>, out: &mut String) {
        let widths = self.widths(width);
        let head: Vec<String> = self.columns.iter().map(|column| column.head.to_owned()).collect();
        for row in std::iter::once(&head).chain(&self.rows) {
            let from = out.len();
            for ((column, cell), width) in self.columns.iter().zip(row).zip(&widths) {
                let cell = cut(cell, *width);
                let space = " ".repeat(width.saturating_sub(cell.width()));
                let (before, after) =
                    if column.is_right { (space, String::new()) } else { (String::new(), space) };
                for part in [if out.len() > from { GAP } else { "" }, &before, &cell, &after] {
                    out.push_str(part);
                }
            }
            out.truncate(from + out.get(from..).map_or(0, |line| line.trim_end().len()));
            out.push('\n');
        }
    }

    fn widths(&self, room: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|column| column.head.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let Some(room) = room else { return widths };
        let gaps = GAP.len() * self.columns.len().saturating_sub(1);
        let mut over = (widths.iter().sum::<usize>() + gaps).saturating_sub(room);
        // those that give way come down to one another, then the others give what they can from the right
        while over > 0 {
            let flexible = || self.columns.iter().zip(&widths).filter(|(column, _)| column.is_flexible);
            let widest = flexible().map(|(_, width)| *width).max().unwrap_or(0);
            let next = flexible().map(|(_, width)| *width).filter(|width| *width < widest).max();
            let floor = next.unwrap_or(0).max(NARROWEST);
            let count = flexible().filter(|(_, width)| **width == widest).count();
            let given = over.div_ceil(count.max(1)).min(widest.saturating_sub(floor));
            if given == 0 {
                break;
            }
            for (column, width) in self.columns.iter().zip(&mut widths) {
                if column.is_flexible && *width == widest {
                    *width -= given;
                    over = over.saturating_sub(given);
                }
            }
        }
        for width in widths.iter_mut().skip(3).rev() {
            let given = over.min(width.saturating_sub(NARROWEST));
            *width -= given;
            over -= given;
        }
        widths
    }
}

/// A text cut to a width.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(width: Option<usize>, rows: &[[&str; 3]], expect: &str) {
        let mut grid =
            Grid::new(vec![Column::right("line"), Column::left("kind"), Column::flexible("evidence")]);
        for row in rows {
            grid.add(row.iter().map(|cell| (*cell).to_owned()).collect());
        }
        let mut out = String::new();
        grid.write(width, &mut out);
        assert_eq!(out, expect);
    }

    #[test]
    fn cells_stand_below_each_other_by_what_is_seen() {
        check(
            None,
            &[["1", "lead", "short"], ["12", "港口", "e\u{301}\u{1b}[0m"]],
            "line  kind  evidence\n   1  lead  short\n  12  港口  e\u{301}<U+001B>[0m\n",
        );
    }

    #[test]
    fn what_does_not_fit_is_cut_and_the_kind_stays() {
        check(
            Some(26),
            &[["1", "related-link", "before a heading, and long"]],
            "line  kind          evidence\n   1  related-link  before a he…\n",
        );
    }
}
