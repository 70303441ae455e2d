//! Front matter: YAML that every reader reads alike.
//!
//! All strings are double-quoted, so none becomes a number, a date, `true` or nothing, by YAML 1.1 or 1.2.

/// Front matter in the making.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    out: String,
}

/// An entry of a list of mappings.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    lines: Vec<String>,
}

impl Entry {
    /// Adds a string, unless it is empty.
    pub(crate) fn text(&mut self, key: &str, value: &str) -> &mut Self {
        if !value.is_empty() {
            let mut line = format!("{key}: ");
            quote(value, &mut line);
            self.lines.push(line);
        }
        self
    }

    /// Adds a number.
    pub(crate) fn number(&mut self, key: &str, value: usize) -> &mut Self {
        self.lines.push(format!("{key}: {value}"));
        self
    }
}

impl FrontMatter {
    /// Adds a string, unless it is empty.
    pub(crate) fn text(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.out.push_str(key);
            self.out.push_str(": ");
            quote(value, &mut self.out);
            self.out.push('\n');
        }
    }

    /// Adds a list of strings, unless it is empty.
    pub(crate) fn list<S: AsRef<str>>(&mut self, key: &str, values: &[S]) {
        if values.is_empty() {
            return;
        }
        self.out.push_str(key);
        self.out.push_str(": [");
        for (number, value) in values.iter().enumerate() {
            if number > 0 {
                self.out.push_str(", ");
            }
            quote(value.as_ref(), &mut self.out);
        }
        self.out.push_str("]\n");
    }

    /// Adds a string if there is one value, a list if there are more.
    pub(crate) fn one_or_list<S: AsRef<str>>(&mut self, key: &str, values: &[S]) {
        match values {
            [value] => self.text(key, value.as_ref()),
            _ => self.list(key, values),
        }
    }

    /// Adds a list of mappings, unless it is empty.
    pub(crate) fn entries(&mut self, key: &str, entries: &[Entry]) {
        let mut begun = false;
        for entry in entries {
            let mut indent = "  - ";
            for line in &entry.lines {
                if !begun {
                    self.out.push_str(key);
                    self.out.push_str(":\n");
                    begun = true;
                }
                self.out.push_str(indent);
                self.out.push_str(line);
                self.out.push('\n');
                indent = "    ";
            }
        }
    }

    /// The lines between the fences.
    pub(crate) fn as_str(&self) -> &str {
        &self.out
    }
}

/// Adds `value` in double quotes, with the escapes that JSON, YAML 1.1 and YAML 1.2 share.
pub(crate) fn quote(value: &str, out: &mut String) {
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' => escape(c, out),
            c if wirecopy_body::is_carried(c) => out.push(c),
            c => escape(c, out),
        }
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
        front.text("title", "No: \"yes\" \\ é\u{85}\u{2028}\u{1fffe}\t#");
        front.text("absent", "");
        front.list("tags", &["1_000", "~", "a, b]"]);
        front.one_or_list("section", &["No"]);
        let mut entry = Entry::default();
        entry.text("title", "x").number("after", 3);
        front.entries("related", &[entry, Entry::default()]);
        assert_eq!(
            front.as_str(),
            "title: \"No: \\\"yes\\\" \\\\ é\\u0085\\u2028\\U0001FFFE\\t#\"\n\
             tags: [\"1_000\", \"~\", \"a, b]\"]\n\
             section: \"No\"\n\
             related:\n  - title: \"x\"\n    after: 3\n"
        );
    }
}
