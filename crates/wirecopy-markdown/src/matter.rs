//! Front matter: fields between two lines `---` (YAML) or `+++` (TOML) at the very start.

mod toml;
mod yaml;

use std::ops::Range;

/// Longer front matter is not read, in bytes.
const MOST: usize = 256 << 10;

/// Values nest at most this deep.
const MAX_DEPTH: u32 = 32;

/// So many values, at most, are in front matter, those that aliases repeat counted each time.
const MAX_LEAVES: usize = 20_000;

/// A value and those within it, each before what it holds: no operation on it recurses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// How deep it stands; 0: it is the value of a field.
    pub(crate) depth: u32,
    /// Its key. `None`: it is a member of a list.
    pub(crate) key: Option<String>,
    pub(crate) value: Value,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A string.
    Text(String),
    /// A number, a truth value, a date, or nothing, as written.
    Bare(String),
    List,
    Map,
}

/// A field of front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) key: String,
    /// Its value and all in it.
    pub(crate) leaves: Vec<Leaf>,
    /// Where its key stands in the text.
    pub(crate) place: Range<usize>,
}

/// The front matter of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Matter {
    /// The fields, in order.
    pub(crate) fields: Vec<Field>,
    /// Where the body begins.
    pub(crate) end: usize,
}

/// Why what stands between the marks is not read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    /// In words.
    pub(crate) why: String,
    /// Where in the text.
    pub(crate) place: Range<usize>,
}

/// Reads the front matter of a text. `None`: it has none.
pub(crate) fn read(text: &str) -> Option<Result<Matter, Broken>> {
    let (mark, inner, end) = part(text)?;
    let start = inner.start;
    let place = |range: Range<usize>| start + range.start..start + range.end;
    let inner_text = text.get(inner)?;
    if inner_text.len() > MOST {
        let why = format!("it is longer than {} KiB", MOST >> 10);
        return Some(Err(Broken { why, place: 0..end }));
    }
    let read = if mark == "+++" { toml::read(inner_text) } else { yaml::read(inner_text) };
    Some(match read {
        Ok(mut fields) => {
            for field in &mut fields {
                field.place = place(field.place.clone());
            }
            Ok(Matter { fields, end })
        }
        Err(broken) => Err(Broken { place: place(broken.place), ..broken }),
    })
}

/// Whether a text begins with what looks like front matter, by its first bytes alone.
pub(crate) fn is_likely(head: &str) -> bool {
    let mut lines = head.lines();
    let Some(first) = lines.next() else { return false };
    let (mark, sign) = match first.trim_end() {
        "---" => ("---", ':'),
        "+++" => ("+++", '='),
        _ => return false,
    };
    let mut keys = 0;
    for line in lines {
        if line.trim_end() == mark {
            return keys > 0;
        }
        let key = line.split(sign).next().unwrap_or_default().trim_end();
        let is_key = key.len() < line.trim_end().len()
            && !key.is_empty()
            && key.len() <= 60
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"'));
        let goes_on = line.is_empty() || line.starts_with([' ', '\t', '-', '#', ']', '[', '}']);
        if !is_key && !goes_on {
            return false;
        }
        keys += usize::from(is_key);
    }
    keys > 1
}

/// The mark, what stands between the marks, and where the text after them begins.
fn part(text: &str) -> Option<(&'static str, Range<usize>, usize)> {
    let first = text.split_inclusive('\n').next()?;
    let mark = match first.trim_end() {
        "---" => "---",
        "+++" => "+++",
        _ => return None,
    };
    let mut end = first.len();
    for line in text.get(end..)?.split_inclusive('\n') {
        let before = end;
        end += line.len();
        if line.trim_end() == mark || (mark == "---" && line.trim_end() == "...") {
            return Some((mark, first.len()..before, end));
        }
    }
    None
}

/// A value with those within it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'f>(&'f [Leaf]);

impl Field {
    /// Its value.
    pub(crate) fn view(&self) -> View<'_> {
        View(&self.leaves)
    }
}

impl<'f> View<'f> {
    fn own(self) -> Option<&'f Leaf> {
        self.0.first()
    }

    /// The value as text, a number as written. `None`: it is a list or a map, or nothing.
    pub(crate) fn text(self) -> Option<&'f str> {
        match &self.own()?.value {
            Value::Text(text) => Some(text).filter(|text| !text.is_empty()).map(String::as_str),
            Value::Bare(bare) => Some(bare.as_str()).filter(|bare| !is_null(bare)),
            Value::List | Value::Map => None,
        }
    }

    /// A truth value. `None`: it is none.
    pub(crate) fn truth(self) -> Option<bool> {
        match &self.own()?.value {
            Value::Bare(bare) | Value::Text(bare) => match bare.to_ascii_lowercase().as_str() {
                "true" | "yes" => Some(true),
                "false" | "no" => Some(false),
                _ => None,
            },
            Value::List | Value::Map => None,
        }
    }

    pub(crate) fn is_list(self) -> bool {
        self.own().is_some_and(|leaf| leaf.value == Value::List)
    }

    pub(crate) fn is_map(self) -> bool {
        self.own().is_some_and(|leaf| leaf.value == Value::Map)
    }

    /// Whether it says nothing: no value, an empty text, an empty list or map.
    pub(crate) fn is_empty(self) -> bool {
        match self.own().map(|leaf| &leaf.value) {
            None => true,
            Some(Value::Text(text)) => text.is_empty(),
            Some(Value::Bare(bare)) => is_null(bare),
            Some(Value::List | Value::Map) => self.0.len() == 1,
        }
    }

    /// The members of a list or map, with their keys.
    pub(crate) fn members(self) -> impl Iterator<Item = (Option<&'f str>, View<'f>)> {
        let depth = self.own().map_or(0, |leaf| leaf.depth);
        let mut rest = self.0.get(1..).unwrap_or_default();
        std::iter::from_fn(move || {
            let first = rest.first()?;
            let inner = rest.get(1..).unwrap_or_default();
            let end = 1 + inner.iter().take_while(|leaf| leaf.depth > depth + 1).count();
            let (own, after) = rest.split_at_checked(end)?;
            rest = after;
            Some((first.key.as_deref(), View(own)))
        })
    }

    /// A text, or the texts of a list. `None`: there is anything else in it.
    pub(crate) fn texts(self) -> Option<Vec<&'f str>> {
        if self.is_list() {
            return self.members().map(|(_, member)| member.text()).collect();
        }
        self.text().map(|text| vec![text])
    }

    /// The value and all in it, each before what it holds.
    pub(crate) fn leaves(self) -> &'f [Leaf] {
        self.0
    }
}

pub(crate) fn is_null(bare: &str) -> bool {
    matches!(bare, "" | "~" | "null" | "Null" | "NULL")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(String, String)> {
        let matter = read(text).unwrap().unwrap();
        let show = |leaf: &Leaf| {
            let key = leaf.key.as_deref().map(|key| format!("{key}=")).unwrap_or_default();
            let value = match &leaf.value {
                Value::Text(text) => format!("{text:?}"),
                Value::Bare(bare) => bare.clone(),
                Value::List => "[]".to_owned(),
                Value::Map => "{}".to_owned(),
            };
            format!("{}{key}{value}", ">".repeat(leaf.depth as usize))
        };
        let shown = |field: &Field| field.leaves.iter().map(show).collect::<Vec<_>>().join(" ");
        matter.fields.iter().map(|field| (field.key.clone(), shown(field))).collect()
    }

    fn check(text: &str, expect: &[(&str, &str)]) {
        let found = fields(text);
        let found: Vec<_> = found.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn yaml_keeps_its_order_and_what_was_written() {
        check(
            "---\nb: \"No\"\na: 007\nlist: [x, 2026-05-08, {k: v}]\nmap:\n  c: &n ~\n  d: *n\n---\n",
            &[
                ("b", "\"No\""),
                ("a", "007"),
                ("list", "[] >x >2026-05-08 >{} >>k=v"),
                ("map", "{} >c=~ >d=~"),
            ],
        );
        check("---\r\ntext: |\r\n  one\r\n  two\r\n...\r\nx", &[("text", "\"one\\ntwo\\n\"")]);
        check("---\n---\n", &[]);
    }

    #[test]
    fn toml_keeps_its_order() {
        check(
            "+++\nz = \"x\"\ndate = 2026-05-08T10:00:00Z\nn = 1_000\n[extra]\nfew = true\nmany = ['a', 2.5]\n+++\nx",
            &[
                ("z", "\"x\""),
                ("date", "2026-05-08T10:00:00Z"),
                ("n", "1000"),
                ("extra", "{} >few=true >many=[] >>\"a\" >>2.5"),
            ],
        );
    }

    #[test]
    fn what_is_broken_is_told_with_its_place() {
        let broken = |text: &str| read(text).unwrap().unwrap_err();
        assert_eq!(broken("---\na: [\n---\nx").place.start, 7);
        assert_eq!(broken("---\nThe ferry sails.\n---\n").why, "it is no list of fields");
        assert!(broken("+++\na = \n+++\n").place.start >= 4);
        assert!(broken("---\n? [a]\n: b\n---\n").why.contains("key"));
        assert!(read("---\ntitle: x\n").is_none());
        assert!(read("- - -\na: b\n---\n").is_none());
    }

    #[test]
    fn depth_size_and_aliases_are_bounded() {
        for inner in [
            format!("a: {}{}", "[".repeat(50_000), "]".repeat(50_000)),
            format!("a: {}", "{b: ".repeat(50_000)),
            (0..40_000).map(|n| " ".repeat(n % 200) + "- x\n").collect(),
            format!(
                "a: &a [x]\n{}",
                (1..40).map(|n| n.to_string() + ": &a [*a, *a, *a]\n").collect::<String>()
            ),
            "a: b\n".repeat(100_000),
        ] {
            let _ = read(&format!("---\n{inner}\n---\n"));
        }
        let toml = format!("+++\na = {}{}\n+++\n", "[".repeat(50_000), "]".repeat(50_000));
        assert!(read(&toml).unwrap().is_err());
    }

    #[test]
    fn front_matter_is_told_by_its_look() {
        assert!(is_likely("---\ntitle: x\ntags:\n  - y\n---\n"));
        assert!(is_likely("+++\ntitle = 'x'\n+++\n"));
        for text in
            ["---\nThe ferry sails.\n---\n", "---\n---\n", "title: x\n", "---\nThe mayor said: no\n---\n"]
        {
            assert!(!is_likely(text), "{text}");
        }
    }
}
