//! Everything that records and losses hold.

use std::collections::HashSet;

use quick_xml::escape::unescape;
use serde_json::Value;
use wirecopy_core::{Diagnostic, Severity};
use wirecopy_model::{Record, Span};

use crate::even;

/// Bytes that are looked through at most.
const BUDGET: u64 = 8 << 30;

/// Bytes around the place of the last find that are looked through first.
const NEAR: usize = 64 << 10;

/// Everything that records and losses hold. Takes some three times the room of the texts.
#[derive(Debug)]
pub struct Kept {
    /// Values, whole.
    whole: HashSet<String>,
    /// Words.
    words: HashSet<String>,
    /// All texts, one a line.
    all: String,
    /// Where something was found last.
    cursor: usize,
    budget: u64,
    losses: Vec<Span>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            whole: HashSet::new(),
            words: HashSet::new(),
            all: String::new(),
            cursor: 0,
            budget: BUDGET,
            losses: Vec::new(),
        }
    }
}

impl Kept {
    /// Adds a record, with all in it.
    pub fn record(&mut self, record: &Record) {
        let value = serde_json::to_value(record).unwrap_or_default();
        // walked without recursion
        let mut open = vec![&value];
        while let Some(value) = open.pop() {
            match value {
                Value::String(text) => self.text(text),
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(fields) => {
                    let first = open.len();
                    open.extend(fields.values());
                    if let Some(added) = open.get_mut(first..) {
                        added.reverse();
                    }
                }
                Value::Null => {}
                Value::Bool(_) | Value::Number(_) => {
                    self.whole.insert(value.to_string());
                }
            }
        }
    }

    /// Adds a finding: what a loss names, and where it stands. Others say nothing.
    pub fn finding(&mut self, finding: &Diagnostic) {
        if finding.severity == Severity::Loss {
            self.text(&finding.message);
            self.losses.extend(finding.span);
        }
    }

    /// Whether an offset in the source lies in a loss.
    pub fn is_in_a_loss(&self, offset: u64) -> bool {
        self.losses.iter().any(|span| span.start <= offset && offset <= span.end)
    }

    fn text(&mut self, text: &str) {
        self.keep(text);
        if text.contains('<') {
            // quoted values stand alone, too
            for part in text.split(['<', '>', '"']) {
                self.keep_resolved(part);
            }
        }
        if text.contains('&') {
            self.keep_resolved(text);
        }
    }

    fn keep_resolved(&mut self, text: &str) {
        match unescape(text) {
            Ok(resolved) => self.keep(&resolved),
            Err(_) => self.keep(text),
        }
    }

    fn keep(&mut self, text: &str) {
        let text = even(text);
        if text.is_empty() {
            return;
        }
        self.all.push('\n');
        self.all.push_str(&text);
        for word in text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if !self.words.contains(word) {
                self.words.insert(word.to_owned());
            }
        }
        self.whole.insert(text);
    }

    /// Whether a text is held. `None`: looking would take too long.
    pub(crate) fn holds(&mut self, text: &str) -> Option<bool> {
        if self.whole.contains(text) {
            return Some(true);
        }
        if text.chars().all(char::is_alphanumeric) {
            return Some(self.words.contains(text));
        }
        // every word of it must be there
        if text
            .split(|char: char| !char.is_alphanumeric())
            .any(|word| !(word.is_empty() || self.words.contains(word)))
        {
            return Some(false);
        }
        let near =
            floor(&self.all, self.cursor)..floor(&self.all, self.cursor.saturating_add(NEAR + text.len()));
        for range in [near, 0..self.all.len()] {
            let length = u64::try_from(range.len()).unwrap_or(u64::MAX);
            self.budget = self.budget.checked_sub(length)?;
            if let Some(at) = self.find(range, text) {
                self.cursor = at;
                return Some(true);
            }
        }
        Some(false)
    }

    /// Where a text stands between word boundaries.
    fn find(&self, range: std::ops::Range<usize>, text: &str) -> Option<usize> {
        let start = range.start;
        let part = self.all.get(range)?;
        let finder = memchr::memmem::Finder::new(text.as_bytes());
        let joins = |outer: Option<char>, inner: Option<char>| {
            outer.is_some_and(char::is_alphanumeric) && inner.is_some_and(char::is_alphanumeric)
        };
        finder.find_iter(part.as_bytes()).map(|at| start + at).find(|at| {
            let before = self.all.get(..*at).and_then(|before| before.chars().next_back());
            let after = self.all.get(at + text.len()..).and_then(|after| after.chars().next());
            !joins(before, text.chars().next()) && !joins(after, text.chars().next_back())
        })
    }
}

/// The last boundary of characters at or before a place.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
