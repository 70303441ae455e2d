//! Inputs made to hurt, as streams: they take no memory, however long they are.
//!
//! Each is a [`Repeat`]: a beginning, a piece repeated, an end. [`ALL`] lists them with the format they attack, so that a
//! test can put every one of them through every importer, at any size.
//!
//! ```
//! use std::io::Read;
//! use wirecopy_testkit::hostile;
//!
//! let mut deep = String::new();
//! hostile::deep_nesting(3).read_to_string(&mut deep)?;
//! assert!(deep.contains("<d><d><d>"));
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, BufRead, Read};

/// A beginning, a piece repeated so many times, an end; read as a stream.
#[derive(Clone, Debug)]
pub struct Repeat {
    head: &'static str,
    block: Vec<u8>,
    /// Bytes of the repeated part that are still to come.
    left: u64,
    tail: &'static str,
    stage: Stage,
    at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Head,
    Middle,
    Tail,
}

impl Repeat {
    /// `head`, `piece` so many `times`, `tail`.
    pub fn new(head: &'static str, piece: &str, times: u64, tail: &'static str) -> Self {
        // whole pieces up to 64 KiB at once, so that reading is quick and `at` stays on their grid
        let per_block = (64 << 10) / piece.len().max(1) + 1;
        let left = times * piece.len() as u64;
        Self { head, block: piece.repeat(per_block).into_bytes(), left, tail, stage: Stage::Head, at: 0 }
    }

    fn current(&self) -> &[u8] {
        match self.stage {
            Stage::Head => self.head.as_bytes().get(self.at..).unwrap_or_default(),
            Stage::Tail => self.tail.as_bytes().get(self.at..).unwrap_or_default(),
            Stage::Middle => {
                let rest = self.block.get(self.at..).unwrap_or_default();
                usize::try_from(self.left).ok().and_then(|left| rest.get(..left)).unwrap_or(rest)
            }
        }
    }
}

impl BufRead for Repeat {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        loop {
            if !self.current().is_empty() {
                break;
            }
            self.at = 0;
            match self.stage {
                Stage::Head => self.stage = Stage::Middle,
                Stage::Middle if self.left > 0 => {}
                Stage::Middle => self.stage = Stage::Tail,
                Stage::Tail => {
                    self.at = self.tail.len();
                    break;
                }
            }
        }
        Ok(self.current())
    }

    fn consume(&mut self, amount: usize) {
        if self.stage == Stage::Middle {
            self.left = self.left.saturating_sub(amount as u64);
        }
        self.at += amount;
    }
}

impl Read for Repeat {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(available) {
            *to = *from;
        }
        self.consume(length);
        Ok(length)
    }
}

/// An attack with its name.
#[derive(Clone, Copy, Debug)]
pub struct Attack {
    /// What it is called.
    pub name: &'static str,
    /// Name of the format it attacks.
    pub format: &'static str,
    /// Makes it, so many pieces long.
    pub make: fn(u64) -> Repeat,
}

/// All of them.
pub const ALL: &[Attack] = &[
    Attack { name: "deep-nesting", format: "rss", make: deep_nesting },
    Attack { name: "deep-html", format: "rss", make: deep_html },
    Attack { name: "deep-xhtml", format: "atom", make: deep_xhtml },
    Attack { name: "unclosed-cdata", format: "rss", make: unclosed_cdata },
    Attack { name: "unclosed-comment", format: "rss", make: unclosed_comment },
    Attack { name: "unclosed-attribute", format: "rss", make: unclosed_attribute },
    Attack { name: "unclosed-cdata-each", format: "rss", make: unclosed_cdata_each },
    Attack { name: "bare-ampersands", format: "rss", make: bare_ampersands },
    Attack { name: "bare-less-thans", format: "rss", make: bare_less_thans },
    Attack { name: "many-attributes", format: "rss", make: many_attributes },
    Attack { name: "many-namespaces", format: "rss", make: many_namespaces },
    Attack { name: "entity-references", format: "rss", make: entity_references },
    Attack { name: "end-tags", format: "rss", make: end_tags },
    Attack { name: "empty-items", format: "rss", make: empty_items },
    Attack { name: "empty-entries", format: "atom", make: empty_entries },
    Attack { name: "metadata-forever", format: "rss", make: metadata_forever },
    Attack { name: "titles-without-end", format: "rss", make: titles_without_end },
    Attack { name: "contents-forever", format: "rdf", make: contents_forever },
    Attack { name: "bodies-forever", format: "rdf", make: bodies_forever },
    Attack { name: "channels-in-channels", format: "cdf", make: channels_in_channels },
    Attack { name: "channels-in-a-channel", format: "cdf", make: channels_in_a_channel },
    Attack { name: "empty-lines", format: "text", make: empty_lines },
    Attack { name: "long-line", format: "text", make: long_line },
    Attack { name: "open-quotes", format: "text", make: open_quotes },
    Attack { name: "brackets", format: "text", make: brackets },
    Attack { name: "bad-bytes", format: "text", make: bad_bytes },
    Attack { name: "deep-json", format: "jsonl", make: deep_json },
    Attack { name: "blank-records", format: "jsonl", make: empty_lines },
    Attack { name: "deep-members", format: "json-feed", make: deep_members },
    Attack { name: "empty-json-items", format: "json-feed", make: empty_json_items },
    Attack { name: "crossed-brackets", format: "json-feed", make: crossed_brackets },
    Attack { name: "open-json-string", format: "json-feed", make: open_json_string },
];

/// Elements `depth` deep, never closed.
pub fn deep_nesting(depth: u64) -> Repeat {
    Repeat::new("<rss version=\"2.0\"><channel><item><title>", "<d>", depth, "")
}

/// An escaped HTML body `depth` elements deep.
pub fn deep_html(depth: u64) -> Repeat {
    Repeat::new(
        "<rss version=\"2.0\"><channel><item><description>",
        "&lt;div&gt;x",
        depth,
        "</description></item></channel></rss>",
    )
}

/// An XHTML body `depth` elements deep, never closed.
pub fn deep_xhtml(depth: u64) -> Repeat {
    Repeat::new(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">",
        "<b>",
        depth,
        "",
    )
}

/// A CDATA section that never ends, over so many items.
pub fn unclosed_cdata(items: u64) -> Repeat {
    Repeat::new(
        "<rss version=\"2.0\"><channel><item><description><![CDATA[the harbour",
        "</description></item><item><title>Ferry</title><description>late",
        items,
        "</description></item></channel></rss>",
    )
}

/// Items that each begin a CDATA section and end none.
pub fn unclosed_cdata_each(items: u64) -> Repeat {
    Repeat::new(
        "<rss version=\"2.0\"><channel>",
        "<item><description><![CDATA[tide</description></item>",
        items,
        "</channel></rss>",
    )
}

/// A comment that never ends, over so many items.
pub fn unclosed_comment(items: u64) -> Repeat {
    Repeat::new(
        "<rss version=\"2.0\"><channel><!-- for later",
        "<item><title>Ferry - late</title></item>",
        items,
        "</channel></rss>",
    )
}

/// An attribute whose quote never closes, over so many items.
pub fn unclosed_attribute(items: u64) -> Repeat {
    Repeat::new(
        "<rss version=\"2.0\"><channel><item><enclosure url=\"https://example.org/a.mp3>",
        "</item><item><title>Ferry</title>",
        items,
        "</item></channel></rss>",
    )
}

/// So many ampersands that begin no reference.
pub fn bare_ampersands(times: u64) -> Repeat {
    Repeat::new(
        "<rss version=\"2.0\"><channel><item><title>",
        "&&x; ",
        times,
        "</title></item></channel></rss>",
    )
}

/// So many less-than signs that begin no tag.
pub fn bare_less_thans(times: u64) -> Repeat {
    Repeat::new(
        "<rss version=\"2.0\"><channel><item><title>",
        "1 < 2 ",
        times,
        "</title></item></channel></rss>",
    )
}

/// A tag with so many attributes, all of one name.
pub fn many_attributes(times: u64) -> Repeat {
    Repeat::new("<rss version=\"2.0\"><channel><item ", "a=\"1\" ", times, "/></channel></rss>")
}

/// Nested elements that each declare a namespace.
pub fn many_namespaces(depth: u64) -> Repeat {
    Repeat::new("<rss version=\"2.0\"><channel>", "<n:x xmlns:n=\"urn:n\">", depth, "")
}

/// An entity of a hundred bytes, referred to so many times.
pub fn entity_references(times: u64) -> Repeat {
    Repeat::new(
        "<!DOCTYPE rss [<!ENTITY long \"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\">]>\
         <rss version=\"2.0\"><channel><item><title>",
        "&long;",
        times,
        "</title></item></channel></rss>",
    )
}

/// So many end tags that end nothing.
pub fn end_tags(times: u64) -> Repeat {
    Repeat::new("<rss version=\"2.0\"><channel>", "</p>", times, "</channel></rss>")
}

/// So many items with nothing in them.
pub fn empty_items(times: u64) -> Repeat {
    Repeat::new("<rss version=\"2.0\"><channel>", "<item/>", times, "</channel></rss>")
}

/// So many entries with nothing in them.
pub fn empty_entries(times: u64) -> Repeat {
    Repeat::new("<feed xmlns=\"http://www.w3.org/2005/Atom\">", "<entry/>", times, "</feed>")
}

/// A channel of unknown elements only.
pub fn metadata_forever(times: u64) -> Repeat {
    Repeat::new("<rss version=\"2.0\"><channel>", "<x:y xmlns:x=\"urn:x\">z</x:y>", times, "</channel></rss>")
}

/// Titles that are not closed, each with an element in it that ends it.
pub fn titles_without_end(times: u64) -> Repeat {
    Repeat::new(
        "<rss version=\"2.0\"><channel>",
        "<item><title>x<link>y<guid>z</item>",
        times,
        "</channel></rss>",
    )
}

/// A table of contents that does not end.
pub fn contents_forever(times: u64) -> Repeat {
    Repeat::new(
        "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\"><channel><items><rdf:Seq>",
        "<rdf:li resource=\"urn:x\"/>",
        times,
        "",
    )
}

/// An item with a bag of bodies that does not end.
pub fn bodies_forever(times: u64) -> Repeat {
    Repeat::new(
        "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\"><item><content:items><rdf:Bag>",
        "<content:item><rdf:value>x</rdf:value></content:item>",
        times,
        "",
    )
}

/// Channels of CDF, each in the one before.
pub fn channels_in_channels(depth: u64) -> Repeat {
    Repeat::new("", "<CHANNEL HREF=\"x\" BASE=\"http://y/\"><TITLE>z</TITLE>", depth, "")
}

/// A channel with so many others in it.
pub fn channels_in_a_channel(times: u64) -> Repeat {
    Repeat::new("<CHANNEL>", "<CHANNEL HREF=\"x\"><ITEM/></CHANNEL>", times, "</CHANNEL>")
}

/// So many empty lines.
pub fn empty_lines(lines: u64) -> Repeat {
    Repeat::new("", "\n", lines, "")
}

/// One line of so many words.
pub fn long_line(words: u64) -> Repeat {
    Repeat::new("", "harbour ", words, "")
}

/// So many quotation marks that open and never close.
pub fn open_quotes(times: u64) -> Repeat {
    Repeat::new("The mayor said: ", "“we \"never ", times, "")
}

/// So many brackets and other marks of Markdown.
pub fn brackets(times: u64) -> Repeat {
    Repeat::new("", "[![**_`<a(", times, "")
}

/// Text in which every other byte is valid in no encoding of Unicode.
pub fn bad_bytes(times: u64) -> Repeat {
    let mut repeat = Repeat::new("The harbour ", "x", 1, " is open.");
    repeat.block = b"a\xff".repeat(32 << 10);
    repeat.left = times * 2;
    repeat
}

/// A value so many arrays deep.
pub fn deep_json(depth: u64) -> Repeat {
    Repeat::new("{\"record\":\"article\",\"source\":\"x\",\"extensions\":", "[", depth, "")
}

/// An item of a JSON Feed with objects so deep in it, of which none ends.
pub fn deep_members(depth: u64) -> Repeat {
    Repeat::new("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"_a\":", "{\"a\":", depth, "")
}

/// A JSON Feed with so many items with nothing in them.
pub fn empty_json_items(times: u64) -> Repeat {
    Repeat::new("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "{},", times, "{}]}")
}

/// A JSON Feed with so many arrays that objects close.
pub fn crossed_brackets(times: u64) -> Repeat {
    Repeat::new("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "[[{}},", times, "{}]}")
}

/// A string of a JSON Feed that never ends, of escapes.
pub fn open_json_string(times: u64) -> Repeat {
    Repeat::new("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"", "\\uD83D", times, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(mut repeat: Repeat) -> String {
        let mut text = String::new();
        repeat.read_to_string(&mut text).unwrap();
        assert_eq!(repeat.fill_buf().unwrap(), b"");
        text
    }

    #[test]
    fn a_repeat_is_what_it_says() {
        assert_eq!(text(Repeat::new("a", "bc", 3, "d")), "abcbcbcd");
        assert_eq!(text(Repeat::new("", "bc", 0, "d")), "d");
        assert_eq!(text(Repeat::new("a", "bc", 0, "")), "a");
        assert_eq!(text(Repeat::new("a", "bcd", 50_000, "e")).len(), 150_002);
    }

    #[test]
    fn attacks_have_distinct_names_and_the_length_asked_for() {
        let mut names: Vec<_> = ALL.iter().map(|attack| attack.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
        for attack in ALL {
            let length = |n| io::copy(&mut (attack.make)(n), &mut io::sink()).unwrap();
            let (one, two, three) = (length(70_000), length(140_000), length(210_000));
            assert!(one > 60_000, "{} is short", attack.name);
            assert_eq!(three - two, two - one, "{}", attack.name);
        }
    }
}
