//! Front matter: YAML that every reader reads alike.
//!
//! All strings are double-quoted, so none becomes a number, a date, `true` or nothing, by YAML 1.1 or 1.2, and none
//! begins a tag of a template.

use std::collections::BTreeSet;

use crate::kept;
use crate::matter::Leaf;
use crate::profile::Profile;

/// Front matter in the making. Keys are those of [`Profile::Plain`]; what they become is the profile's business.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    profile: Profile,
    /// Keys with the lines of their values: what stands behind the colon, then further lines.
    fields: Vec<(String, Vec<String>)>,
    /// Those within the table for fields of one's own.
    own: Vec<(String, Vec<String>)>,
    taken: BTreeSet<String>,
}

/// An entry of a list of mappings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    lines: Vec<String>,
}

impl Entry {
    /// Adds a string, unless it is empty.
    pub(crate) fn text(&mut self, key: &str, value: &str) -> &mut Self {
        if !value.is_empty() {
            self.lines.push(format!("{key}: {}", quoted(value)));
        }
        self
    }

    /// Whether it has no other keys than these.
    pub(crate) fn says_only(&self, keys: &[&str]) -> bool {
        let key = |line: &String| line.split(':').next().unwrap_or_default().to_owned();
        self.lines.iter().all(|line| keys.contains(&key(line).as_str()))
    }

    /// Adds a number.
    pub(crate) fn number(&mut self, key: &str, value: usize) -> &mut Self {
        self.lines.push(format!("{key}: {value}"));
        self
    }
}

impl FrontMatter {
    /// None yet.
    pub(crate) fn new(profile: Profile) -> Self {
        Self { profile, ..Self::default() }
    }

    fn put(&mut self, key: &str, lines: Vec<String>) {
        let (key, is_own) = self.profile.key(key);
        self.put_as(key, is_own, lines);
    }

    fn put_as(&mut self, key: &str, is_own: bool, lines: Vec<String>) {
        let fields = if is_own { &mut self.own } else { &mut self.fields };
        self.taken.insert(key.to_owned());
        fields.push((kept::key(key), lines));
    }

    /// Adds a string, unless it is empty.
    pub(crate) fn text(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.put(key, vec![quoted(value)]);
        }
    }

    /// Adds what is written without quotes: `true`, a date.
    pub(crate) fn bare(&mut self, key: &str, value: &str) {
        self.put(key, vec![value.to_owned()]);
    }

    /// Adds a list of strings, unless it is empty.
    pub(crate) fn list<S: AsRef<str>>(&mut self, key: &str, values: &[S]) {
        if values.is_empty() {
            return;
        }
        let values: Vec<String> = values.iter().map(|value| quoted(value.as_ref())).collect();
        self.put(key, vec![format!("[{}]", values.join(", "))]);
    }

    /// Adds a string if there is one value, a list if there are more.
    pub(crate) fn one_or_list<S: AsRef<str>>(&mut self, key: &str, values: &[S]) {
        match values {
            [value] => self.text(key, value.as_ref()),
            _ => self.list(key, values),
        }
    }

    /// Adds a mapping, unless it is empty.
    pub(crate) fn entry(&mut self, key: &str, entry: &Entry) {
        if !entry.lines.is_empty() {
            let lines = entry.lines.iter().map(|line| format!("  {line}"));
            self.put(key, std::iter::once(String::new()).chain(lines).collect());
        }
    }

    /// Adds a list of mappings, unless it is empty.
    pub(crate) fn entries(&mut self, key: &str, entries: &[Entry]) {
        let mut lines = vec![String::new()];
        for entry in entries {
            let marks = std::iter::once("  - ").chain(std::iter::repeat("    "));
            lines.extend(entry.lines.iter().zip(marks).map(|(line, mark)| format!("{mark}{line}")));
        }
        if lines.len() > 1 {
            self.put(key, lines);
        }
    }

    /// Adds a field that was kept, where one of ours stands.
    pub(crate) fn kept_as(&mut self, key: &str, lines: Vec<String>) {
        self.put(key, lines);
    }

    /// Adds a field that was kept, by its own key. `false`: there is one of that key.
    pub(crate) fn kept(&mut self, key: &str, leaves: &[Leaf]) -> bool {
        if self.profile.own_table() == Some(key) {
            // what a table had beside what is known goes back into the table
            let Some(members) = kept::members(leaves) else { return false };
            let mut all = true;
            for (name, value) in members {
                if self.taken.insert(name.clone()) {
                    self.own.push((kept::key(&name), vec![value]));
                } else {
                    all = false;
                }
            }
            return all;
        }
        if self.taken.contains(key) {
            return false;
        }
        self.put_as(key, false, kept::lines(leaves));
        true
    }

    /// The lines between the fences.
    pub(crate) fn write(&self) -> String {
        let mut out = String::new();
        let mut field = |indent: &str, key: &str, lines: &[String]| {
            out.push_str(indent);
            out.push_str(key);
            out.push(':');
            for (number, line) in lines.iter().enumerate() {
                if number > 0 {
                    out.push('\n');
                    out.push_str(indent);
                } else if !line.is_empty() {
                    out.push(' ');
                }
                out.push_str(line);
            }
            out.push('\n');
        };
        for (key, lines) in &self.fields {
            field("", key, lines);
        }
        if let Some(table) = self.profile.own_table().filter(|_| !self.own.is_empty()) {
            field("", table, &[]);
            for (key, lines) in &self.own {
                field("  ", key, lines);
            }
        }
        out
    }
}

fn quoted(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    quote(value, &mut out);
    out
}

/// Adds `value` in double quotes, with the escapes that JSON, YAML 1.1 and YAML 1.2 share.
pub(crate) fn quote(value: &str, out: &mut String) {
    out.push('"');
    let mut before = '\0';
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' => escape(c, out),
            // never the signs that open a tag of a template
            '{' | '%' | '#' if before == '{' => escape(c, out),
            c if wirecopy_body::is_carried(c) => out.push(c),
            c => escape(c, out),
        }
        before = c;
    }
    out.push('"');
}

fn escape(c: char, out: &mut String) {
    let code = u32::from(c);
    let written = if code > 0xffff { format!("\\U{code:08X}") } else { format!("\\u{code:04X}") };
    out.push_str(&written);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_stay_strings() {
        let mut front = FrontMatter::default();
        front.text("title", "No: \"yes\" \\ é\u{85}\u{2028}\u{1fffe}\t# {{x}}");
        front.text("absent", "");
        front.list("tags", &["1_000", "~", "a, b]"]);
        front.one_or_list("section", &["No"]);
        let mut entry = Entry::default();
        entry.text("title", "x").number("after", 3);
        front.entries("related", &[entry, Entry::default()]);
        assert_eq!(
            front.write(),
            "title: \"No: \\\"yes\\\" \\\\ é\\u0085\\u2028\\U0001FFFE\\t# {\\u007Bx}}\"\n\
             tags: [\"1_000\", \"~\", \"a, b]\"]\n\
             section: \"No\"\n\
             related:\n  - title: \"x\"\n    after: 3\n"
        );
    }

    #[test]
    fn a_table_of_ones_own_stands_last() {
        let mut front = FrontMatter::new(Profile::Hugo);
        front.text("id", "n-1");
        front.text("title", "x");
        let matter = crate::matter::read("---\nweight: 3\ntitle: 4\nparams: {guid: 1, toc: true}\n---\n")
            .unwrap()
            .unwrap();
        let all: Vec<bool> = matter.fields.iter().map(|it| front.kept(&it.key, &it.leaves)).collect();
        assert_eq!(all, [true, false, false]);
        assert_eq!(front.write(), "title: \"x\"\nweight: 3\nparams:\n  guid: \"n-1\"\n  toc: true\n");
    }
}
