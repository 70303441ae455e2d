//! JSON as publishers write it, read into a flat tree with positions: nothing recurses, and what is slightly wrong is
//! repaired and told.

use std::collections::HashMap;
use std::ops::Range;

use wirecopy_core::{Cx, Diagnostic, Error};

use crate::place::Places;

/// Values nest at most this deep.
const MOST_DEPTH: usize = 256;

/// A document has at most this many values: they take more room than their text.
const MOST_VALUES: usize = 2_000_000;

/// Number of a value in a [`Tree`].
pub(crate) type At = u32;

/// A JSON text: values by number, those at the top listed.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    values: Vec<Entry>,
    /// The values at the top, as a rule one.
    pub(crate) roots: Vec<At>,
}

#[derive(Debug)]
struct Entry {
    value: Value,
    range: Range<usize>,
}

/// A JSON value.
#[derive(Debug)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// As written.
    Number(Box<str>),
    Text(Box<str>),
    Array(Vec<At>),
    Object(Vec<(Box<str>, At)>),
}

static NULL: Value = Value::Null;

impl Tree {
    /// A value.
    pub(crate) fn value(&self, at: At) -> &Value {
        self.values.get(at as usize).map_or(&NULL, |entry| &entry.value)
    }

    /// Where it stands in the text.
    pub(crate) fn range(&self, at: At) -> Range<usize> {
        self.values.get(at as usize).map_or(0..0, |entry| entry.range.clone())
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The members of an object; none of anything else.
    pub(crate) fn members(&self, at: At) -> &[(Box<str>, At)] {
        match self.value(at) {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The names of an object's members and the texts of arrays, to be replaced.
    pub(crate) fn value_mut(&mut self, at: At) -> Option<&mut Value> {
        self.values.get_mut(at as usize).map(|entry| &mut entry.value)
    }

    fn push(&mut self, value: Value, range: Range<usize>) -> At {
        let at = At::try_from(self.values.len()).unwrap_or(At::MAX);
        self.values.push(Entry { value, range });
        at
    }
}

/// Reads the JSON of `range` of a text.
///
/// # Errors
/// When it is broken past repair, or nests too deep, or holds too many values.
pub(crate) fn read_tree(places: &Places<'_>, range: Range<usize>, cx: &mut Cx<'_>) -> Result<Tree, Error> {
    let mut parser = Parser {
        text: places.text().get(..range.end).unwrap_or_default(),
        at: range.start,
        places,
        cx,
        open: Vec::new(),
        tree: Tree::default(),
    };
    parser.run()?;
    Ok(parser.tree)
}

/// An array or object that is being read.
struct Open {
    start: usize,
    values: Vec<At>,
    /// Of an object: the names of its values.
    names: Option<Vec<Box<str>>>,
}

struct Parser<'p, 'c, 'x> {
    text: &'p str,
    at: usize,
    places: &'p Places<'p>,
    cx: &'c mut Cx<'x>,
    open: Vec<Open>,
    tree: Tree,
}

impl Parser<'_, '_, '_> {
    fn run(&mut self) -> Result<(), Error> {
        loop {
            self.skip_space();
            let Some(byte) = self.peek() else { break };
            // between values at the top
            if !self.tree.roots.is_empty() {
                if matches!(byte, b',' | b';') {
                    self.repair(
                        "jsonld.text.stray",
                        format!("a stray `{}` is passed over", char::from(byte)),
                        1,
                    );
                    self.at += 1;
                    continue;
                }
                if !matches!(byte, b'{' | b'[') {
                    return Err(self.broken("there is something after the end of the JSON text"));
                }
                self.repair("jsonld.text.several", "there are several JSON texts one after the other", 1);
            }
            let root = self.tree_from_here()?;
            self.tree.roots.push(root);
        }
        if self.tree.roots.is_empty() {
            return Err(self.broken("there is no JSON here"));
        }
        Ok(())
    }

    /// Reads a value with all that is in it.
    fn tree_from_here(&mut self) -> Result<At, Error> {
        loop {
            // a value begins here
            let mut done = match self.begin()? {
                Some(value) => value,
                // an array or object was opened: to its first value
                None => match self.first()? {
                    Some(closed) => closed,
                    None => continue,
                },
            };
            // a value ended: put it where it belongs
            loop {
                let Some(open) = self.open.last_mut() else { return Ok(done) };
                open.values.push(done);
                match self.after()? {
                    Some(closed) => done = closed,
                    None => break,
                }
            }
        }
    }

    /// Begins a value. `None`: it is an array or object, now open.
    fn begin(&mut self) -> Result<Option<At>, Error> {
        self.skip_space();
        if self.tree.len() >= MOST_VALUES {
            return Err(self.limit(format!("there are more than {MOST_VALUES} values in one JSON text")));
        }
        let start = self.at;
        let value = match self.peek() {
            Some(b'"') => Value::Text(self.string()?.into_boxed_str()),
            Some(byte @ (b'{' | b'[')) => {
                if self.open.len() >= MOST_DEPTH {
                    return Err(self.limit(format!("values nest more than {MOST_DEPTH} deep")));
                }
                self.at += 1;
                let names = (byte == b'{').then(Vec::new);
                self.open.push(Open { start, values: Vec::new(), names });
                return Ok(None);
            }
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(_) if self.word("true") => Value::Bool(true),
            Some(_) if self.word("false") => Value::Bool(false),
            Some(_) if self.word("null") => Value::Null,
            Some(_) => return Err(self.broken("a value is expected here")),
            None => return Err(self.broken("the JSON text ends within a value")),
        };
        Ok(Some(self.tree.push(value, start..self.at)))
    }

    /// Goes to the first value of what was just opened. `Some`: it has none, and is closed.
    fn first(&mut self) -> Result<Option<At>, Error> {
        self.skip_space();
        if self.peek() == self.closing() {
            return Ok(Some(self.close()));
        }
        self.name()?;
        Ok(None)
    }

    /// Goes from one value to the next. `Some`: there is none, and what holds them is closed.
    fn after(&mut self) -> Result<Option<At>, Error> {
        self.skip_space();
        let closing = self.closing();
        match self.peek() {
            Some(b',') => {
                let comma = self.at;
                self.at += 1;
                self.skip_space();
                if self.peek() == closing {
                    self.at = comma;
                    self.repair(
                        "jsonld.comma.trailing",
                        "a comma before the closing bracket is passed over",
                        1,
                    );
                    self.at += 1;
                    self.skip_space();
                    return Ok(Some(self.close()));
                }
                self.name()?;
                Ok(None)
            }
            byte if byte.is_some() && byte == closing => Ok(Some(self.close())),
            Some(b'"') if closing == Some(b'}') => {
                self.repair("jsonld.comma.missing", "a comma is missing here", 1);
                self.name()?;
                Ok(None)
            }
            Some(_) if closing == Some(b'}') => Err(self.broken("`,` or `}` is expected here")),
            Some(_) => Err(self.broken("`,` or `]` is expected here")),
            None => Err(self.broken("the JSON text ends before its end")),
        }
    }

    /// Reads the name of the next value, if that is one of an object.
    fn name(&mut self) -> Result<(), Error> {
        if self.open.last().is_none_or(|open| open.names.is_none()) {
            return Ok(());
        }
        if self.peek() != Some(b'"') {
            return Err(self.broken("a name in double quotes is expected here"));
        }
        let name = self.string()?.into_boxed_str();
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.broken("`:` is expected here"));
        }
        self.at += 1;
        if let Some(names) = self.open.last_mut().and_then(|open| open.names.as_mut()) {
            names.push(name);
        }
        Ok(())
    }

    fn closing(&self) -> Option<u8> {
        self.open.last().map(|open| if open.names.is_some() { b'}' } else { b']' })
    }

    fn close(&mut self) -> At {
        self.at += 1;
        let Some(open) = self.open.pop() else { return 0 };
        let range = open.start..self.at;
        let value = match open.names {
            None => Value::Array(open.values),
            Some(names) => {
                let members = names.into_iter().zip(open.values).collect();
                Value::Object(self.without_duplicates(members))
            }
        };
        self.tree.push(value, range)
    }

    /// Of members with one name the last counts, as for other readers of JSON.
    fn without_duplicates(&mut self, members: Vec<(Box<str>, At)>) -> Vec<(Box<str>, At)> {
        let mut rest = members.as_slice();
        let mut apart = members.len() <= 16;
        while let Some(((name, _), others)) = rest.split_first().filter(|_| apart) {
            apart = others.iter().all(|(other, _)| other != name);
            rest = others;
        }
        if apart {
            return members;
        }
        let mut last: HashMap<&str, usize> = HashMap::with_capacity(members.len());
        for (index, (name, _)) in members.iter().enumerate() {
            last.insert(name, index);
        }
        if last.len() == members.len() {
            return members;
        }
        let keep: Vec<bool> =
            members.iter().enumerate().map(|(index, (name, _))| last.get(&**name) == Some(&index)).collect();
        let winner: HashMap<&str, At> = members
            .iter()
            .zip(&keep)
            .filter(|(_, keep)| **keep)
            .map(|((name, at), _)| (&**name, *at))
            .collect();
        for ((name, at), keep) in members.iter().zip(&keep) {
            if *keep {
                continue;
            }
            let written = |at: At| self.text.get(self.tree.range(at)).unwrap_or_default();
            let same = winner.get(&**name).is_some_and(|other| written(*other) == written(*at));
            let range = self.tree.range(*at);
            let message = format!("the name `{}` stands twice in one object; the last counts", shown(name));
            let finding = if same {
                Diagnostic::note("jsonld.name.twice", message)
            } else {
                Diagnostic::loss("jsonld.name.duplicate", message)
            };
            let finding = self.places.on(finding, range);
            self.cx.report(finding);
        }
        members.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(member, _)| member).collect()
    }

    fn string(&mut self) -> Result<String, Error> {
        let start = self.at;
        self.at += 1;
        let mut out = String::new();
        let (mut raw, mut odd) = (false, false);
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let length =
                rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(rest.len());
            out.push_str(self.text.get(self.at..self.at + length).unwrap_or_default());
            self.at += length;
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => odd |= !self.escape(&mut out),
                Some(byte) => {
                    out.push(char::from(byte));
                    raw = true;
                    self.at += 1;
                }
                None => {
                    self.at = start;
                    return Err(self.broken("a text that begins here does not end"));
                }
            }
        }
        self.at += 1;
        if raw {
            self.repair_at(
                "jsonld.text.control",
                "a text holds line ends or control characters as they are",
                start..self.at,
            );
        }
        if odd {
            self.repair_at(
                "jsonld.text.escape",
                "a text holds an escape that JSON does not know",
                start..self.at,
            );
        }
        Ok(out)
    }

    /// Reads an escape. `false`: it is none that JSON knows.
    fn escape(&mut self, out: &mut String) -> bool {
        let sign = self.text.as_bytes().get(self.at + 1).copied();
        let plain = match sign {
            Some(sign @ (b'"' | b'\\' | b'/')) => char::from(sign),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(out),
            // the backslash goes, what follows stays
            _ => {
                self.at += 1;
                return false;
            }
        };
        out.push(plain);
        self.at += 2;
        true
    }

    fn unicode(&mut self, out: &mut String) -> bool {
        let unit = |at: usize| {
            let digits = self.text.get(at + 2..at + 6)?;
            let escape =
                self.text.get(at..at + 2)? == "\\u" && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            escape.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
        };
        let Some(first) = unit(self.at) else {
            self.at += 1;
            return false;
        };
        let second = unit(self.at + 6).filter(|second| (0xdc00..0xe000).contains(second));
        if let (0xd800..0xdc00, Some(second)) = (first, second) {
            let joined = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            out.push(char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER));
            self.at += 12;
            return true;
        }
        self.at += 6;
        let sign = char::from_u32(first);
        out.push(sign.unwrap_or(char::REPLACEMENT_CHARACTER));
        sign.is_some()
    }

    fn number(&mut self) -> Result<Box<str>, Error> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .bytes()
            .position(|byte| !matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
            .unwrap_or(rest.len());
        let number = rest.get(..length).unwrap_or_default();
        if !is_number(number) {
            return Err(self.broken("this is no number"));
        }
        self.at += length;
        Ok(number.into())
    }

    fn word(&mut self, word: &str) -> bool {
        let found = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if found {
            self.at += word.len();
        }
        found
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over white space, and over comments and the brackets of comments, which are no JSON.
    fn skip_space(&mut self) {
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            self.at += rest.len() - trimmed.len();
            let length = if trimmed.starts_with("/*") {
                trimmed.find("*/").map(|end| end + 2)
            } else if trimmed.starts_with("//") {
                Some(trimmed.find('\n').unwrap_or(trimmed.len()))
            } else {
                ["<!--", "-->", "<![CDATA[", "]]>"]
                    .iter()
                    .find(|bracket| trimmed.starts_with(**bracket))
                    .map(|bracket| bracket.len())
            };
            let Some(length) = length else { return };
            self.repair("jsonld.text.comment", "a comment is passed over", length);
            self.at += length;
        }
    }

    fn repair(
        &mut self,
        code: &'static str,
        message: impl Into<std::borrow::Cow<'static, str>>,
        length: usize,
    ) {
        self.repair_at(code, message, self.at..self.at + length);
    }

    fn repair_at(
        &mut self,
        code: &'static str,
        message: impl Into<std::borrow::Cow<'static, str>>,
        range: Range<usize>,
    ) {
        let finding = self.places.on(Diagnostic::repair(code, message), range);
        self.cx.report(finding);
    }

    fn broken(&self, message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        self.places.error(Error::broken(message), self.at)
    }

    fn limit(&self, message: String) -> Error {
        self.places.error(Error::limit(message), self.at)
    }
}

/// Whether it is a number by RFC 8259.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (base, exponent) = match text.split_once(['e', 'E']) {
        Some((base, exponent)) => (base, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let (whole, fraction) = match base.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (base, None),
    };
    // a leading zero says nothing: `007` is kept as written
    digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(digits)
}

/// A name as messages show it.
pub(crate) fn shown(name: &str) -> String {
    let line: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
    if line.len() < name.len() { format!("{line}…") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_core::{ErrorKind, Findings, Limits, Policy};

    /// A code with line and column.
    type Told = (&'static str, u64, u64);

    fn read(text: &str) -> (Result<Tree, Error>, Vec<Told>) {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let places = Places::plain(text);
        let tree = read_tree(&places, 0..text.len(), &mut Cx::new(&limits, &policy, &mut findings));
        let told = findings
            .kept()
            .iter()
            .map(|finding| {
                let location = finding.location.unwrap_or_default();
                (finding.code, location.line, location.column)
            })
            .collect();
        (tree, told)
    }

    /// The tree as JSON, by recursion: tests are not deep.
    fn json(tree: &Tree, at: At) -> String {
        match tree.value(at) {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(value) => value.to_string(),
            Value::Text(value) => serde_json::to_string(value).unwrap(),
            Value::Array(values) => {
                format!("[{}]", values.iter().map(|at| json(tree, *at)).collect::<Vec<_>>().join(","))
            }
            Value::Object(members) => {
                let members: Vec<_> =
                    members.iter().map(|(name, at)| format!("\"{name}\":{}", json(tree, *at))).collect();
                format!("{{{}}}", members.join(","))
            }
        }
    }

    fn check(text: &str, expect: &str, repairs: &[(&str, u64, u64)]) {
        let (tree, told) = read(text);
        let tree = tree.unwrap();
        assert_eq!(json(&tree, tree.roots[0]), expect, "{text}");
        assert_eq!(told, repairs, "{text}");
    }

    #[test]
    fn json_is_read_as_it_is() {
        check(
            r#" {"a":[1,-2.50e+3,{}],"b":"c\n\u00e9\ud83d\ude00\/","d":[],"e":null,"f":[true,false]} "#,
            r#"{"a":[1,-2.50e+3,{}],"b":"c\né😀/","d":[],"e":null,"f":[true,false]}"#,
            &[],
        );
    }

    #[test]
    fn what_is_slightly_wrong_is_repaired() {
        check("{\"a\":1,\n}", r#"{"a":1}"#, &[("jsonld.comma.trailing", 1, 7)]);
        check("{\"a\":1\n\"b\":2}", r#"{"a":1,"b":2}"#, &[("jsonld.comma.missing", 2, 1)]);
        check("{\"a\":\"b\nc\"}", r#"{"a":"b\nc"}"#, &[("jsonld.text.control", 1, 6)]);
        check(r#"["\'\ud800"]"#, "[\"'\u{fffd}\"]", &[("jsonld.text.escape", 1, 2)]);
        check(
            "<!-- {} -->;",
            "{}",
            &[("jsonld.text.comment", 1, 1), ("jsonld.text.comment", 1, 9), ("jsonld.text.stray", 1, 12)],
        );
        check("[1] [2]", "[1]", &[("jsonld.text.several", 1, 5)]);
        check(r#"{"a":1,"b":2,"a":3}"#, r#"{"b":2,"a":3}"#, &[("jsonld.name.duplicate", 1, 6)]);
        check(r#"{"a":1,"a":1}"#, r#"{"a":1}"#, &[("jsonld.name.twice", 1, 6)]);
    }

    #[test]
    fn what_is_broken_is_told_with_its_place() {
        for (text, line, column) in [
            ("", 1, 1),
            ("{\n  \"a\": x}", 2, 8),
            ("{\"a\":[1}", 1, 8),
            ("{a:1}", 1, 2),
            ("{\"a\" 1}", 1, 6),
            ("[1", 1, 3),
            ("[1] x", 1, 5),
            ("[1.]", 1, 2),
            ("{\"é\": \"b", 1, 7),
        ] {
            let error = read(text).0.unwrap_err();
            let location = error.location().unwrap();
            assert_eq!(
                (error.kind(), location.line, location.column),
                (ErrorKind::Broken, line, column),
                "{text}"
            );
        }
        assert_eq!(read(&"[".repeat(1_000_000)).0.unwrap_err().kind(), ErrorKind::Limit);
        assert_eq!(read(&format!("[{}1]", "0,".repeat(MOST_VALUES))).0.unwrap_err().kind(), ErrorKind::Limit);
    }
}
