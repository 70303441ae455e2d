//! What must be escaped: the rules of CommonMark, by the neighbours of each character.
//!
//! | sign | escaped where |
//! | --- | --- |
//! | white space | at the ends of a line and of stressed text (by reference) |
//! | letters | next to a stress mark that could not open or close there (by reference) |
//! | `*` `_` `~` | where it could open what a later one closes, or be read along with a mark of the same sign |
//! | `` ` `` | where a run as long follows, in text or as code |
//! | `[` `]` | `](`; at the start of what reads as a definition or task; unbalanced within a link |
//! | `!` | before a link |
//! | `<` | before a letter, `/`, `!`, `?`, where a `>` follows or a block begins |
//! | `&` | where a whole character reference follows |
//! | `\` | before punctuation |
//! | `{` `%` `#` | after `{` |
//! | vertical bar | in a cell |
//! | `[` `%` `=` `#` `$` | for Obsidian, where they mean something there |
//! | `#` `>` `-` `+` `*` `=` `_` `~` digits | at the start of a line, where a block would begin |
//! | `:` `.` | of an address that GitHub's readers would link beyond its end |

use std::collections::{BTreeMap, BTreeSet};

use super::Signs;
use super::inline::{Cell, How, Layout, Mark, Place, begins_block, longest_run};

/// Longer ones are none: the longest name is 32 characters with its semicolon.
pub(super) const LONGEST_REFERENCE: usize = 40;

/// What a neighbour is to a stress mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    Punctuation,
    Word,
    /// Punctuation to some readers, not to others.
    Unsure,
}

fn class(c: char) -> Class {
    if c.is_ascii_punctuation() {
        Class::Punctuation
    } else if c.is_alphanumeric() {
        Class::Word
    } else if matches!(
        c,
        '\t' | '\n' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    ) {
        Class::Space
    } else {
        Class::Unsure
    }
}

/// Decides how every character is written.
pub(super) fn decide(layout: &mut Layout<'_>) {
    layout.edges();
    layout.openings();
    layout.closings();
    layout.runs();
    layout.ticks();
    layout.signs();
    layout.brackets();
    layout.lines();
    layout.backslashes();
    layout.addresses();
}

/// A run of one sign in text.
struct Run {
    start: usize,
    end: usize,
    opens: bool,
    closes: bool,
    /// Whether it might be read along with a mark.
    meets_mark: bool,
}

/// How long the runs of backticks in a text are.
fn runs_of_ticks(text: &str) -> BTreeSet<usize> {
    let others = text.split(|c| c != '`').map(str::len);
    others.filter(|length| *length > 0).collect()
}

fn is_blank(cell: &Cell) -> bool {
    cell.how == How::Plain && matches!(cell.ch, ' ' | '\t')
}

impl Layout<'_> {
    fn plain(&self, index: usize) -> Option<char> {
        self.cells.get(index).filter(|cell| cell.how == How::Plain).map(|cell| cell.ch)
    }

    fn set(&mut self, index: usize, how: How) {
        if let Some(cell) = self.cells.get_mut(index)
            && cell.how == How::Plain
        {
            cell.how = how;
        }
    }

    fn is_line_end(&self, index: usize) -> bool {
        match self.cells.get(index) {
            None => true,
            Some(cell) => {
                (cell.how == How::Plain && cell.ch == '\n')
                    || matches!(self.mark_at(index), Some(Mark::Break))
            }
        }
    }

    /// Class of what is written first at `index`.
    fn after(&self, index: usize) -> Class {
        match self.cells.get(index) {
            None => Class::Space,
            Some(cell) => match cell.how {
                How::Plain => class(cell.ch),
                _ => Class::Punctuation,
            },
        }
    }

    /// Class of what is written last before `index`.
    fn before(&self, index: usize) -> Class {
        let Some(previous) = index.checked_sub(1) else { return Class::Space };
        match self.cells.get(previous) {
            None => Class::Space,
            Some(cell) => match cell.how {
                How::Plain => class(cell.ch),
                How::Mark(_) if matches!(self.mark_at(previous), Some(Mark::Break)) => Class::Space,
                _ => Class::Punctuation,
            },
        }
    }

    /// White space at the ends of lines, and line ends that would make a blank line.
    fn edges(&mut self) {
        let one_line = self.place.is_one_line();
        let mut line_start = true;
        for index in 0..self.cells.len() {
            let Some(ch) = self.plain(index) else {
                line_start = matches!(self.mark_at(index), Some(Mark::Break));
                continue;
            };
            if ch == '\n' {
                let last = index + 1 == self.cells.len();
                if one_line || line_start || last {
                    self.set(index, How::Reference);
                    line_start = false;
                } else {
                    line_start = true;
                }
                continue;
            }
            let line_end = self.is_line_end(index + 1);
            if ch == '\u{feff}' || (ch.is_whitespace() && (line_start || line_end)) {
                self.set(index, How::Reference);
            }
            line_start = false;
        }
    }

    /// Marks that open must be able to: from the end, for what is done before one can matter to the one before.
    fn openings(&mut self) {
        for index in (0..self.cells.len()).rev() {
            let Some(Mark::Open(_, sign)) = self.mark_at(index) else { continue };
            let sign = *sign;
            if self.plain(index + 1).is_some_and(char::is_whitespace) {
                self.set(index + 1, How::Reference);
            }
            let free = matches!(self.before(index), Class::Space | Class::Punctuation);
            if !free
                && (sign == '_' || self.after(index + 1) != Class::Word)
                && let Some(previous) = index.checked_sub(1)
            {
                self.set(previous, How::Reference);
            }
        }
    }

    /// Marks that close must be able to: from the start, for the same reason.
    fn closings(&mut self) {
        for index in 0..self.cells.len() {
            let Some(Mark::Close(_, sign)) = self.mark_at(index) else { continue };
            let sign = *sign;
            if let Some(previous) = index.checked_sub(1)
                && self.plain(previous).is_some_and(char::is_whitespace)
            {
                self.set(previous, How::Reference);
            }
            let free = matches!(self.after(index + 1), Class::Space | Class::Punctuation);
            if !free && (sign == '_' || self.before(index) != Class::Word) {
                self.set(index + 1, How::Reference);
            }
        }
    }

    /// Runs of `*`, `_` and `~` in text.
    fn runs(&mut self) {
        for sign in ['*', '_', '~'] {
            let runs = self.runs_of(sign);
            let last_close = runs.iter().rposition(|run| run.closes);
            for (number, run) in runs.iter().enumerate() {
                let is_opened = run.opens && last_close.is_some_and(|last| number < last);
                if is_opened || run.meets_mark {
                    for index in run.start..run.end {
                        self.set(index, How::Backslash);
                    }
                }
            }
        }
    }

    fn runs_of(&self, sign: char) -> Vec<Run> {
        // GitHub's readers lose stress around a `~` that stands alone
        let is_lax = sign == '~';
        let is_marked =
            is_lax && (0..self.cells.len()).any(|index| matches!(self.mark_at(index), Some(Mark::Open(..))));
        let mut runs = Vec::new();
        let mut index = 0;
        let mut depth = 0_usize;
        // an end before that could begin stress
        let mut open_end = false;
        while index < self.cells.len() {
            match self.mark_at(index) {
                Some(Mark::Open(_, it)) if *it == sign => depth += 1,
                Some(Mark::Close(_, it)) if *it == sign => {
                    depth = depth.saturating_sub(1);
                    open_end |= !self.only_closes(index);
                }
                _ => {}
            }
            if self.plain(index) != Some(sign) {
                index += 1;
                continue;
            }
            let start = index;
            while self.plain(index) == Some(sign) {
                index += 1;
            }
            let (before, after) = (self.before(start), self.after(index));
            // readers differ over a `~` next to punctuation
            let left =
                after != Class::Space && (is_lax || after != Class::Punctuation || before != Class::Word);
            let right =
                before != Class::Space && (is_lax || before != Class::Punctuation || after != Class::Word);
            let within_word = |other: Class| sign == '_' && other == Class::Word;
            let (opens, closes) = (left && !within_word(before), right && !within_word(after));
            let is_mark = |at: Option<usize>| {
                let mark = at.and_then(|at| self.mark_at(at));
                matches!(mark, Some(Mark::Open(_, it) | Mark::Close(_, it)) if *it == sign)
            };
            let is_within = depth > 0 || is_mark(start.checked_sub(1)) || is_mark(Some(index)) || is_marked;
            let meets_mark = (is_within && (opens || closes)) || (closes && open_end);
            runs.push(Run { start, end: index, opens, closes, meets_mark });
        }
        // a mark behind that could end stress
        let first_after = (0..self.cells.len()).rfind(|index| {
            matches!(self.mark_at(*index), Some(Mark::Open(_, it)) if *it == sign) && !self.only_opens(*index)
        });
        if let Some(last) = first_after {
            for run in runs.iter_mut().filter(|run| run.start < last) {
                run.meets_mark |= run.opens;
            }
        }
        runs
    }

    /// Whether the mark at `index`, which opens, can do nothing else.
    fn only_opens(&self, index: usize) -> bool {
        match self.before(index) {
            Class::Space => true,
            Class::Punctuation => self.after(index + 1) == Class::Word,
            Class::Word | Class::Unsure => false,
        }
    }

    /// Whether the mark at `index`, which closes, can do nothing else.
    fn only_closes(&self, index: usize) -> bool {
        match self.after(index + 1) {
            Class::Space => true,
            Class::Punctuation => self.before(index) == Class::Word,
            Class::Word | Class::Unsure => false,
        }
    }

    /// Runs of backticks: those that would begin code, for one as long follows. From the end, for what is done to one
    /// matters to those before: escaped ticks are runs of one each for a run that looks for its end.
    fn ticks(&mut self) {
        let mut later: BTreeSet<usize> = BTreeSet::new();
        // whether there are ticks further on in the line
        let mut ticked = false;
        let mut end = self.cells.len();
        while end > 0 {
            let index = end - 1;
            match self.mark_at(index) {
                Some(Mark::Code(value)) => {
                    later.extend(runs_of_ticks(value));
                    later.insert(longest_run(value, '`') + 1);
                    ticked = true;
                }
                Some(Mark::Raw(value)) => {
                    later.extend(runs_of_ticks(value));
                    ticked |= value.contains('`');
                }
                _ => {}
            }
            ticked &= !self.is_line_end(index);
            if self.plain(index) != Some('`') {
                end = index;
                continue;
            }
            let mut start = index;
            while start > 0 && self.plain(start - 1) == Some('`') {
                start -= 1;
            }
            let is_code = |mark: Option<&Mark>| matches!(mark, Some(Mark::Code(_)));
            let touches_next = is_code(self.mark_at(end));
            let touches =
                touches_next || start.checked_sub(1).is_some_and(|before| is_code(self.mark_at(before)));
            let starts_line = start.checked_sub(1).is_none_or(|before| self.is_line_end(before));
            // at the start of a line, with none behind, it would begin a block
            let is_fence = starts_line && end - start >= 3 && !ticked && !self.place.is_one_line();
            ticked = true;
            if touches || is_fence || later.contains(&(end - start)) {
                // one is enough where what is left begins no code either
                let is_one = !touches_next && !later.contains(&(end - start - 1));
                for tick in start..if is_one { start + 1 } else { end } {
                    self.set(tick, How::Backslash);
                }
                later.insert(if is_one { end - start } else { 1 });
                // who looks for an end sees the last of them and those that begin the code as one
                if let Some(Mark::Code(value)) = self.mark_at(end) {
                    let begin = longest_run(value, '`') + 1;
                    later.insert(begin + 1);
                }
            } else {
                later.insert(end - start);
            }
            end = start;
        }
    }

    /// Signs that depend on what stands next to them alone.
    fn signs(&mut self) {
        // what could end a tag: an end of one in text, or a mark that holds one
        let last_end = (0..self.cells.len()).rfind(|index| match self.mark_at(*index) {
            Some(Mark::LinkClose(text) | Mark::Raw(text) | Mark::Code(text)) => text.contains('>'),
            Some(Mark::Address(_)) => true,
            _ => self.plain(*index) == Some('>'),
        });
        for index in 0..self.cells.len() {
            let Some(ch) = self.plain(index) else { continue };
            let escape = match ch {
                '<' => {
                    let begins = self
                        .plain(index + 1)
                        .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
                        || matches!(self.mark_at(index + 1), Some(Mark::ImageOpen));
                    begins && (last_end.is_some_and(|end| index < end) || self.is_block_of_html(index))
                }
                '&' => self.is_reference(index),
                '!' => matches!(self.mark_at(index + 1), Some(Mark::LinkOpen)),
                ']' => self.plain(index + 1) == Some('('),
                '{' | '%' | '#' => {
                    index.checked_sub(1).and_then(|before| self.cells.get(before)).is_some_and(|before| {
                        before.ch == '{' && matches!(before.how, How::Plain | How::Backslash)
                    })
                }
                // some readers take it for the mark of a footnote
                '^' => index.checked_sub(1).is_some_and(|before| {
                    matches!(self.mark_at(before), Some(Mark::LinkOpen | Mark::ImageOpen))
                }),
                '|' => self.place == Place::Cell,
                _ => false,
            } || (self.options.signs == Signs::Obsidian && self.is_live_in_notes(index, ch));
            if escape {
                self.set(index, How::Backslash);
            }
        }
    }

    /// Whether `<` at the start of a line would begin a block of HTML, which needs no end.
    fn is_block_of_html(&self, index: usize) -> bool {
        let starts_line = match index.checked_sub(1) {
            None => true,
            Some(before) => self.is_line_end(before),
        };
        starts_line && {
            let text: String = (index..index + 16).map_while(|at| self.plain(at)).collect();
            begins_block(&text)
        }
    }

    /// Whether a sign means something in Obsidian beside what it means in Markdown: `[[`, `%%`, `==`, `#tag`, `$`.
    fn is_live_in_notes(&self, index: usize, ch: char) -> bool {
        let before = index.checked_sub(1);
        let is_next = |sign: char| self.plain(index + 1) == Some(sign);
        let follows =
            |sign: char| before.and_then(|at| self.cells.get(at)).is_some_and(|cell| cell.ch == sign);
        match ch {
            '[' => {
                let opens = |mark: Option<&Mark>| matches!(mark, Some(Mark::LinkOpen | Mark::ImageOpen));
                is_next('[')
                    || matches!(self.mark_at(index + 1), Some(Mark::LinkOpen))
                    || opens(before.and_then(|at| self.mark_at(at)))
            }
            '%' | '=' => follows(ch),
            '#' => {
                let in_word =
                    before.and_then(|at| self.plain(at)).is_some_and(|c| c.is_alphanumeric() || c == '_');
                !in_word && self.plain(index + 1).is_some_and(|c| c.is_alphanumeric() || c == '_')
            }
            '$' => match self.cells.get(index + 1) {
                Some(next) => next.how != How::Plain || !next.ch.is_whitespace(),
                None => false,
            },
            _ => false,
        }
    }

    fn is_reference(&self, index: usize) -> bool {
        let mut text = String::new();
        for at in index..index + LONGEST_REFERENCE {
            let Some(ch) = self.plain(at) else { return false };
            text.push(ch);
            if ch == ';' {
                return crate::html::is_complete(&text);
            }
            if at > index && !ch.is_ascii_alphanumeric() && ch != '#' {
                return false;
            }
        }
        false
    }

    /// Brackets within links, and at the start of a paragraph.
    fn brackets(&mut self) {
        // each open link with its brackets and whether they are balanced so far
        let mut open: Vec<(Vec<usize>, i64, bool)> = Vec::new();
        for index in 0..self.cells.len() {
            match self.mark_at(index) {
                Some(Mark::LinkOpen | Mark::ImageOpen) => {
                    open.push((Vec::new(), 0, true));
                    continue;
                }
                Some(Mark::LinkClose(_)) => {
                    if let Some((brackets, depth, balanced)) = open.pop()
                        && (depth != 0 || !balanced)
                    {
                        for bracket in brackets {
                            self.set(bracket, How::Backslash);
                        }
                    }
                    continue;
                }
                _ => {}
            }
            if let Some(bracket @ ('[' | ']')) = self.plain(index)
                && let Some((brackets, depth, balanced)) = open.last_mut()
            {
                brackets.push(index);
                *depth += if bracket == '[' { 1 } else { -1 };
                *balanced &= *depth >= 0;
            }
        }
        if self.place.is_one_line() || self.plain(0) != Some('[') {
            return;
        }
        let defines = self.is_definition();
        let is_task = self.place == Place::Item
            && matches!(self.plain(1), Some(' ' | 'x' | 'X'))
            && self.plain(2) == Some(']')
            && (self.is_line_end(3) || self.plain(3).is_some_and(char::is_whitespace));
        if defines || is_task {
            self.set(0, How::Backslash);
        }
    }

    /// Whether the bracket a paragraph begins with would begin the definition of a link.
    fn is_definition(&self) -> bool {
        for index in 1..self.cells.len() {
            match (self.plain(index), self.mark_at(index)) {
                (Some(']'), _) => return self.plain(index + 1) == Some(':'),
                // a label holds no bracket
                (Some('['), _) | (_, Some(Mark::LinkOpen | Mark::ImageOpen)) => return false,
                // but it is found before code is
                (_, Some(Mark::Code(value))) if value.contains(']') => return true,
                _ => {}
            }
        }
        false
    }

    /// What would begin a block at the start of a line.
    fn lines(&mut self) {
        if self.place.is_one_line() {
            if self.place == Place::Heading {
                self.heading_end();
            }
            return;
        }
        let mut signs = BTreeMap::new();
        for cell in
            self.cells.iter().filter(|cell| cell.how == How::Plain && matches!(cell.ch, '*' | '_' | '~'))
        {
            *signs.entry(cell.ch).or_default() += 1;
        }
        let mut start = 0;
        let mut first = true;
        while start < self.cells.len() {
            let end =
                (start..self.cells.len()).find(|index| self.is_line_end(*index)).unwrap_or(self.cells.len());
            if let Some(index) = self.block_sign(start, end, first) {
                self.set_sign(index, &signs);
            }
            start = end + 1;
            first = false;
        }
    }

    /// Escapes a sign that would begin a block. What is left of a run that could mark stress would be another run, and
    /// might meet one that stands elsewhere.
    fn set_sign(&mut self, index: usize, signs: &BTreeMap<char, usize>) {
        let Some(sign) = self.plain(index) else { return };
        let run = (index..self.cells.len()).take_while(|at| self.plain(*at) == Some(sign)).count();
        let meets = matches!(sign, '*' | '_' | '~') && signs.get(&sign).is_some_and(|count| *count > run);
        for at in index..index + if meets { run } else { 1 } {
            self.set(at, How::Backslash);
        }
    }

    /// The character of a line that makes it begin a block. `None`: the line begins none.
    fn block_sign(&self, start: usize, end: usize, first: bool) -> Option<usize> {
        let sign = self.plain(start)?;
        let run = (start..end).take_while(|index| self.plain(*index) == Some(sign)).count();
        let ends_word = |index: usize| index >= end || self.cells.get(index).is_some_and(is_blank);
        let all = |signs: &[char]| {
            (start..end)
                .all(|index| self.plain(index).is_some_and(|c| signs.contains(&c) || c == ' ' || c == '\t'))
        };
        let count = |sign: char| (start..end).filter(|index| self.plain(*index) == Some(sign)).count();
        let begins = match sign {
            '#' => run <= 6 && ends_word(start + run),
            '>' => true,
            '~' => run >= 3,
            '-' => {
                ends_word(start + 1)
                    || (all(&['-']) && count('-') >= 3)
                    || (!first && (all(&['-']) || self.is_table_line(start, end)))
                    // with the mark of the item before it, a thematic break
                    || (first && self.place == Place::Item && all(&['-']))
            }
            '+' => ends_word(start + 1) || (run == 3 && start + 3 == end),
            '*' => ends_word(start + 1) || (all(&['*']) && count('*') >= 3),
            '_' => all(&['_']) && count('_') >= 3,
            '=' => !first && run + (start + run..end).take_while(|i| ends_word(*i)).count() == end - start,
            '|' | ':' => !first && self.is_table_line(start, end),
            '0'..='9' => {
                let digits =
                    (start..end).take_while(|i| self.plain(*i).is_some_and(|c| c.is_ascii_digit())).count();
                let dot = start + digits;
                if digits > 9 || !matches!(self.plain(dot), Some('.' | ')')) || !ends_word(dot + 1) {
                    return None;
                }
                let number: String = (start..dot).filter_map(|index| self.plain(index)).collect();
                // within a paragraph only a list that starts with 1 can begin
                let begins = first || number.parse::<u32>() == Ok(1);
                return begins.then_some(dot);
            }
            _ => false,
        };
        begins.then_some(start)
    }

    /// Whether a line reads as the line below the head of a table.
    fn is_table_line(&self, start: usize, end: usize) -> bool {
        (start..end).all(|index| matches!(self.plain(index), Some('|' | ':' | '-' | ' ' | '\t')))
            && (start..end).any(|index| self.plain(index) == Some('-'))
    }

    /// A heading's last `#`s would be its end.
    fn heading_end(&mut self) {
        let run = (0..self.cells.len()).rev().take_while(|index| self.plain(*index) == Some('#')).count();
        let start = self.cells.len() - run;
        if run > 0 && start.checked_sub(1).and_then(|before| self.cells.get(before)).is_none_or(is_blank) {
            self.set(start, How::Backslash);
        }
    }

    fn backslashes(&mut self) {
        for index in 0..self.cells.len() {
            if self.plain(index) != Some('\\') {
                continue;
            }
            let live = match self.cells.get(index + 1) {
                None => false,
                Some(next) => next.how != How::Plain || next.ch.is_ascii_punctuation() || next.ch == '\n',
            };
            if live {
                self.set(index, How::Backslash);
            }
        }
    }

    /// GitHub's readers link addresses in text. That is harmless unless a mark or an escape is taken into the
    /// address; then the address is broken up.
    fn addresses(&mut self) {
        let mut taken_in = vec![false; self.cells.len() + 1];
        for (index, cell) in self.cells.iter().enumerate().rev() {
            // they know no other white space
            let ends = cell.how == How::Plain && (cell.ch.is_ascii_whitespace() || cell.ch == '<');
            let further = taken_in.get(index + 1).copied().unwrap_or_default();
            if let Some(place) = taken_in.get_mut(index) {
                *place = !ends && (cell.how != How::Plain || further);
            }
        }
        let reads = |layout: &Self, start: usize, text: &str| {
            text.chars()
                .enumerate()
                .all(|(offset, c)| layout.plain(start + offset).is_some_and(|it| it.eq_ignore_ascii_case(&c)))
        };
        for index in 0..self.cells.len() {
            if !taken_in.get(index).copied().unwrap_or_default() {
                continue;
            }
            match self.plain(index) {
                Some('w' | 'W') if reads(self, index, "www.") => self.set(index + 3, How::Backslash),
                Some(':') if reads(self, index, "://") => {
                    let known = ["http", "https", "ftp"].iter().any(|scheme| {
                        index.checked_sub(scheme.len()).is_some_and(|start| reads(self, start, scheme))
                    });
                    if known {
                        self.set(index, How::Backslash);
                    }
                }
                _ => {}
            }
        }
    }
}
