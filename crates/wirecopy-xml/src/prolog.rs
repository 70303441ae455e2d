//! What stands before the document's element: the XML declaration, and noise.

use wirecopy_core::{Cx, Error};

use crate::byte::{at, is_space, name_end, space_end};
use crate::fault::shown;
use crate::{Declaration, XmlReader};

/// How far noise may reach that stands before an XML declaration.
const NOISE: usize = 64 << 10;

/// Elements that a server's error messages are made of.
const MESSAGE: &[&[u8]] =
    &[b"b", b"br", b"code", b"div", b"font", b"i", b"p", b"pre", b"span", b"strong", b"table"];

impl XmlReader<'_> {
    /// Reads the XML declaration, past what should not be before it.
    pub(crate) fn prolog(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.look(NOISE, cx)?;
        let bytes = self.bytes();
        let blank = space_end(bytes, 0);
        let begins = |index: usize| begins_declaration(bytes.get(index..).unwrap_or_default());
        let begin = if begins(blank) { Some(blank) } else { noise(bytes.get(..NOISE).unwrap_or(bytes)) };
        let Some(begin) = begin else { return Ok(()) };
        if begin > blank {
            let noise = shown(self.window.text().get(..begin).unwrap_or_default().trim());
            let message = format!("what stands before the XML declaration was dropped: `{noise}`");
            self.lose(cx, "xml.document.noise", 0..begin, message);
        } else if blank > 0 {
            self.repair(
                cx,
                "xml.declaration.blank-before",
                0..blank,
                "white space stands before the XML declaration",
            );
        }
        self.start = begin;
        let bytes = self.bytes();
        // a declaration holds no angle bracket, so that this finds its end even when `?` is missing
        let Some(close) =
            memchr::memchr2(b'>', b'<', bytes.get(1..).unwrap_or_default()).map(|found| found + 1)
        else {
            self.repair(cx, "xml.declaration.unclosed", 0..bytes.len(), "the XML declaration has no end");
            self.at = self.window.text().len();
            return Ok(());
        };
        let whole = at(bytes, close) == b'>';
        let proper = whole && at(bytes, close - 1) == b'?';
        let inside = self.window.text().get(begin + 5..begin + close).unwrap_or_default();
        let declaration = read_declaration(inside.strip_suffix('?').unwrap_or(inside));
        if !proper {
            self.repair(
                cx,
                "xml.declaration.unclosed",
                0..close,
                "the XML declaration does not end with `?>`",
            );
        }
        self.declaration = Some(declaration);
        self.at = begin + close + usize::from(whole);
        Ok(())
    }
}

fn begins_declaration(bytes: &[u8]) -> bool {
    bytes.starts_with(b"<?xml") && is_space(at(bytes, 5))
}

/// Where the XML declaration begins behind noise: text and the elements of a server's message. `None`: there is no
/// declaration, or what is before it may belong to the document.
fn noise(bytes: &[u8]) -> Option<usize> {
    let begin = memchr::memmem::find_iter(bytes, b"<?xml")
        .find(|&index| begins_declaration(bytes.get(index..).unwrap_or_default()))?;
    let before = bytes.get(..begin)?;
    let message = memchr::memchr_iter(b'<', before).all(|index| match at(before, index + 1) {
        b'!' | b'?' => false,
        b'/' => true,
        _ => before.get(index + 1..name_end(before, index + 1)).is_some_and(|name| {
            MESSAGE.iter().any(|known| name.eq_ignore_ascii_case(known)) || name.is_empty()
        }),
    });
    message.then_some(begin)
}

/// Reads what stands between `<?xml` and `?>`.
fn read_declaration(inside: &str) -> Declaration {
    let mut declaration = Declaration::default();
    let mut rest = inside;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { break };
        let Some((value, next)) = after.strip_prefix(quote).and_then(|after| after.split_once(quote)) else {
            break;
        };
        match name.trim() {
            "version" => declaration.version = Some(value.to_owned()),
            "encoding" => declaration.encoding = Some(value.to_owned()),
            "standalone" => declaration.standalone = Some(value == "yes"),
            _ => {}
        }
        rest = next;
    }
    declaration
}
