//! Pretty JSON that is safe inside a `script` element.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Appends `value` as indented JSON. The lines after the first are indented for a value that stands `depth` levels
/// deep.
pub(crate) fn write_json(value: &impl Serialize, depth: usize, out: &mut Vec<u8>) {
    // the types written are plain structs with string keys, and a vector takes every byte: this cannot fail
    let _ = value.serialize(&mut Serializer::with_formatter(out, Pretty { depth, filled: false }));
}

/// Appends a line feed and the indentation of `depth` levels.
pub(crate) fn new_line(depth: usize, out: &mut Vec<u8>) {
    out.push(b'\n');
    for _ in 0..depth {
        out.extend_from_slice(b"  ");
    }
}

struct Pretty {
    depth: usize,
    filled: bool,
}

impl Pretty {
    fn open<W: ?Sized + Write>(&mut self, bracket: &[u8], writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, bracket: &[u8], writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(writer)?;
        }
        writer.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&mut self, first: bool, writer: &mut W) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        self.line(writer)
    }

    fn line<W: ?Sized + Write>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }
}

impl Formatter for Pretty {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(b"[", writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(b"]", writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(first, writer)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(b"{", writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(b"}", writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(first, writer)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    /// Escapes what HTML or JavaScript would see something in.
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((before, sign, after)) = split_at_live(rest) {
            writer.write_all(before.as_bytes())?;
            writer.write_all(sign)?;
            rest = after;
        }
        writer.write_all(rest.as_bytes())
    }
}

/// The text before the first sign that must not stand as it is, that sign escaped, and the text after it.
fn split_at_live(text: &str) -> Option<(&str, &'static [u8], &str)> {
    let at = text.find(['<', '>', '&', '\u{2028}', '\u{2029}'])?;
    let (before, rest) = text.split_at_checked(at)?;
    let mut chars = rest.chars();
    let sign: &[u8] = match chars.next()? {
        '<' => br"\u003c",
        '>' => br"\u003e",
        '&' => br"\u0026",
        '\u{2028}' => br"\u2028",
        _ => br"\u2029",
    };
    Some((before, sign, chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn written(value: &Value, depth: usize) -> String {
        let mut out = Vec::new();
        write_json(value, depth, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn is_pretty_as_serde_json_has_it() {
        let value = json!({"a": [], "b": {}, "c": [1, {"d": "e", "f": [null, true]}], "g": "h\n\"i\""});
        assert_eq!(written(&value, 0), serde_json::to_string_pretty(&value).unwrap());
        assert_eq!(written(&value, 2), serde_json::to_string_pretty(&value).unwrap().replace('\n', "\n    "));
    }

    #[test]
    fn nothing_ends_a_script() {
        let value = json!({"</script>": "a<!--b&amp;\u{2028}\u{2029}]]>"});
        assert_eq!(
            written(&value, 0),
            "{\n  \"\\u003c/script\\u003e\": \"a\\u003c!--b\\u0026amp;\\u2028\\u2029]]\\u003e\"\n}"
        );
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text: String) {
            let json = written(&json!(text), 0);
            let live = json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
            prop_assert!(!live);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
