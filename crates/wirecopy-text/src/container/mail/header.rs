//! The header of a mail or of one of its parts (RFC 5322 § 2.2, RFC 2045).

use std::borrow::Cow;
use std::ops::Range;

use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, ContentType};

/// A longer header is none.
pub(super) const MOST: usize = 64 << 10;
/// So much of a field is looked into.
const MOST_OF_FIELD: usize = 4 << 10;

/// Fields that tell a header from other lines with colons.
const KNOWN: &[&str] = &[
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "received",
    "return-path",
    "reply-to",
    "sender",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "delivered-to",
    "in-reply-to",
    "references",
    "list-id",
    "newsgroups",
    "dkim-signature",
    "x-mailer",
    "user-agent",
];

/// A field, with its value as it stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'m> {
    pub(super) name: &'m str,
    value: &'m [u8],
    /// Where the field begins.
    pub(super) start: usize,
    /// Where its value ends, without line end.
    pub(super) end: usize,
}

/// A header, and where what it heads begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Header<'m> {
    pub(super) fields: Vec<Field<'m>>,
    /// Behind the blank line at its end.
    pub(super) body: usize,
    /// Whether it ends with a blank line, or with the input.
    pub(super) is_whole: bool,
}

impl<'m> Header<'m> {
    /// The header that begins at `start`. It ends before a line that is no field.
    pub(super) fn read(bytes: &'m [u8], start: usize) -> Self {
        let mut header = Self { body: start, ..Self::default() };
        let mut at = start;
        while at - start <= MOST {
            let rest = bytes.get(at..).unwrap_or_default();
            if rest.is_empty() {
                header.is_whole = true;
                break;
            }
            let next = memchr::memchr(b'\n', rest).map_or(bytes.len(), |end| at + end + 1);
            let line = bytes.get(at..next).unwrap_or_default();
            let text = trim_line_end(line);
            if text.is_empty() {
                header.is_whole = true;
                header.body = next;
                break;
            }
            if matches!(text.first(), Some(b' ' | b'\t')) {
                let Some(field) = header.fields.last_mut() else { break };
                field.end = at + text.len();
                field.value = bytes.get(field.start..field.end).map(behind_colon).unwrap_or_default();
            } else {
                let Some(name) = name(text) else { break };
                let end = at + text.len();
                header.fields.push(Field { name, value: behind_colon(text), start: at, end });
            }
            at = next;
            header.body = at;
        }
        header
    }

    /// Whether this is the header of a mail: it is whole, and `least` fields of it are known ones.
    pub(super) fn is_mail(&self, least: usize) -> bool {
        let known = KNOWN.iter().filter(|known| self.find(known).is_some()).count();
        self.is_whole && known >= least
    }

    /// The first field of this name.
    pub(super) fn find(&self, name: &str) -> Option<&Field<'m>> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }
}

impl Field<'_> {
    /// The value on one line, as written.
    pub(super) fn written(&self) -> String {
        self.readable()
            .split(['\n', '\r'])
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Where it stands.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The value as text for people: words that were encoded (RFC 2047) are decoded.
    pub(super) fn text(&self) -> String {
        let parse = |line: &[u8]| {
            let text = MessageStream::new(line).parse_unstructured().into_text();
            text.map(|text| text.trim().to_owned())
        };
        let is_damaged = |text: &Option<String>| text.as_deref().is_some_and(is_damaged);
        self.parsed(parse, is_damaged).unwrap_or_else(|| self.written())
    }

    /// The addresses, each as name and address.
    pub(super) fn addresses(&self) -> Vec<(Option<String>, Option<String>)> {
        let own = |text: &Option<Cow<'_, str>>| {
            text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let pair = |addr: &Addr<'_>| match (own(&addr.name), own(&addr.address)) {
            // a name alone is taken for an address
            (None, Some(text)) if !text.contains('@') => (Some(text), None),
            pair => pair,
        };
        let parse = |line: &[u8]| -> Vec<(Option<String>, Option<String>)> {
            let found = MessageStream::new(line).parse_address();
            found.as_address().map(|found| found.iter().map(pair).collect()).unwrap_or_default()
        };
        self.parsed(parse, |found| found.iter().any(|(name, _)| name.as_deref().is_some_and(is_damaged)))
    }

    /// The id or ids, without their brackets.
    pub(super) fn ids(&self) -> Vec<String> {
        let line = line(self.value);
        let found = MessageStream::new(&line).parse_id();
        let own = |id: &str| Some(id.trim().to_owned()).filter(|id| !id.is_empty());
        found.as_text_list().unwrap_or_default().iter().filter_map(|id| own(id)).collect()
    }

    /// The value as a media type or disposition with its parameters.
    pub(super) fn content_type(&self) -> Option<ContentType<'static>> {
        let line = line(self.value);
        let found = MessageStream::new(&line).parse_content_type();
        found.as_content_type().map(|found| ContentType {
            c_type: Cow::Owned(found.ctype().to_ascii_lowercase()),
            c_subtype: found.subtype().map(|subtype| Cow::Owned(subtype.to_ascii_lowercase())),
            attributes: found.attributes().map(|list| {
                list.iter()
                    .map(|attribute| mail_parser::Attribute {
                        name: Cow::Owned(attribute.name.to_ascii_lowercase()),
                        value: Cow::Owned(attribute.value.to_string()),
                    })
                    .collect()
            }),
        })
    }

    /// What `parse` makes of the bytes as they are, or, if that does damage and they are no UTF-8, as latin-1.
    fn parsed<T>(&self, parse: impl Fn(&[u8]) -> T, is_damaged: impl Fn(&T) -> bool) -> T {
        let found = parse(&line(self.value));
        if is_damaged(&found) && std::str::from_utf8(self.value).is_err() {
            return parse(&line(self.readable().as_bytes()));
        }
        found
    }

    fn readable(&self) -> Cow<'_, str> {
        match std::str::from_utf8(self.value) {
            Ok(text) => Cow::Borrowed(text),
            // a header may hold ASCII only; what breaks that rule is mostly latin-1
            Err(_) => Cow::Owned(self.value.iter().map(|&byte| char::from(byte)).collect()),
        }
    }
}

/// A value as the parsers want it: bounded, with a line end.
fn line(value: &[u8]) -> Vec<u8> {
    let mut line = value.get(..MOST_OF_FIELD).unwrap_or(value).trim_ascii().to_vec();
    line.push(b'\n');
    line
}

fn is_damaged(text: &str) -> bool {
    text.contains(char::REPLACEMENT_CHARACTER)
}

fn name(line: &[u8]) -> Option<&str> {
    let end = memchr::memchr(b':', line.get(..line.len().min(80)).unwrap_or(line))?;
    let name = line.get(..end)?.trim_ascii_end();
    let is_name = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    // `https://…` is no field
    let is_address = line.get(end + 1..).is_some_and(|rest| rest.starts_with(b"//"));
    (is_name && !is_address).then(|| std::str::from_utf8(name).ok()).flatten()
}

fn behind_colon(text: &[u8]) -> &[u8] {
    memchr::memchr(b':', text).and_then(|at| text.get(at + 1..)).unwrap_or_default()
}

fn trim_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, is_mail: bool, rest: &str) {
        let header = Header::read(text.as_bytes(), 0);
        assert_eq!((header.is_mail(2), text.get(header.body..).unwrap()), (is_mail, rest), "{text}");
    }

    #[test]
    fn headers_end_at_a_blank_line() {
        check("From: a@b.c\nSubject: x\n y\n\nText\n", true, "Text\n");
        check("From: a@b.c\r\nSubject: x\r\n\r\nText\r\n", true, "Text\r\n");
        check("From: a@b.c\nSubject: x\n", true, "");
        check("From: a@b.c\nSubject: x\nText\n\n", false, "Text\n\n");
        check("Title: x\nSource: y\n\nText", false, "Text");
        check("From: a\n\nText", false, "Text");
        check("The mayor said: no\n\nText", false, "The mayor said: no\n\nText");
        check("", false, "");
    }

    #[test]
    fn values_are_decoded() {
        let text = "Subject: =?utf-8?Q?F=C3=A4hre?= =?iso-8859-1?Q?_f=E4hrt?=\n weiter\n\
            From: \"Holm, Ida\" <ida@example.org>, =?utf-8?B?VG9yIFbDrWs=?= <tor@example.org>, Coastwire\n\
            Message-ID: <1@example.org>\n\
            Content-Type: Text/Plain; Charset=\"iso-8859-1\"; format=flowed\n\n";
        let header = Header::read(text.as_bytes(), 0);
        assert_eq!(header.find("subject").unwrap().text(), "Fähre fährt weiter");
        let pairs: Vec<_> = header.find("from").unwrap().addresses();
        assert_eq!(pairs.len(), 3);
        assert_eq!(pairs[0], (Some("Holm, Ida".to_owned()), Some("ida@example.org".to_owned())));
        assert_eq!(pairs[1].0.as_deref(), Some("Tor Vík"));
        assert_eq!(pairs[2], (Some("Coastwire".to_owned()), None));
        assert_eq!(header.find("message-id").unwrap().ids(), ["1@example.org"]);
        let kind = header.find("content-type").unwrap().content_type().unwrap();
        assert_eq!(
            (kind.ctype(), kind.subtype(), kind.attribute("charset")),
            ("text", Some("plain"), Some("iso-8859-1"))
        );
    }

    #[test]
    fn bytes_without_a_charset_are_latin_1() {
        for text in [
            &b"Subject: F\xe4hre\n\n"[..],
            b"Subject: =?iso-8859-1?Q?F\xe4hre?=\n\n",
            "Subject: F\u{e4}hre\n\n".as_bytes(),
        ] {
            assert_eq!(Header::read(text, 0).find("subject").unwrap().text(), "Fähre");
        }
        let header = Header::read(b"From: J\xf8rn Vik <j@example.org>\n\n", 0);
        assert_eq!(header.find("from").unwrap().addresses()[0].0.as_deref(), Some("Jørn Vik"));
    }

    #[test]
    fn bombs_are_one_pass() {
        let long = format!("From: a@b.c\nSubject: {}\n\n", "x ".repeat(1_000_000));
        assert!(!Header::read(long.as_bytes(), 0).is_mail(9));
        let many = format!("From: a\nSubject: b\n{}\n", "X: y\n".repeat(500_000));
        assert!(!Header::read(many.as_bytes(), 0).is_mail(2));
        let words = format!("Subject: {}\n\n", "=?utf-8?q?".repeat(5_000));
        let header = Header::read(words.as_bytes(), 0);
        header.find("subject").unwrap().text();
        let folded = format!("Subject: a\n{}\n\n", " b\n".repeat(20_000));
        Header::read(folded.as_bytes(), 0);
    }
}
