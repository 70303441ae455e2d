//! Realistic feeds and articles of any size, the same bytes for the same seed, on every machine.
//!
//! An RSS item takes about 1.4 KB: title, link, guid, date, author, two categories, an escaped HTML description, an
//! HTML body in CDATA and, on one item in four, a picture. Nothing is held in memory: a feed of a gigabyte is written as fast
//! as one of a kilobyte, and takes no more room.
//!
//! ```
//! use wirecopy_testkit::generator::{Generator, Size};
//!
//! let mut feed = Vec::new();
//! Generator::new(7).rss(Size::Items(3), &mut feed)?;
//! assert_eq!(String::from_utf8_lossy(&feed).matches("<item>").count(), 3);
//! # Ok::<(), std::io::Error>(())
//! ```

mod words;

use std::io::{self, Write};

use crate::random::Random;
use words::{FAMILY, GIVEN, PLACES, SECTIONS, SENTENCES, SUBJECTS, WORLD};

/// How much to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// So many items.
    Items(u64),
    /// Items until at least so many bytes are written.
    Bytes(u64),
}

/// Writes documents, the same for the same seed.
#[derive(Clone, Debug)]
pub struct Generator {
    random: Random,
    item: u64,
}

impl Generator {
    /// A generator whose documents follow from `seed` alone.
    pub fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), item: 0 }
    }

    /// Writes an RSS 2.0 feed and says how many bytes it took.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn rss(&mut self, size: Size, out: impl Write) -> io::Result<u64> {
        let mut out = Counted { out, bytes: 0 };
        out.write_all(RSS_HEAD.as_bytes())?;
        self.items(size, &mut out, Self::rss_item)?;
        out.write_all(b"</channel>\n</rss>\n")?;
        Ok(out.bytes)
    }

    /// Writes an Atom 1.0 feed and says how many bytes it took.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn atom(&mut self, size: Size, out: impl Write) -> io::Result<u64> {
        let mut out = Counted { out, bytes: 0 };
        out.write_all(ATOM_HEAD.as_bytes())?;
        self.items(size, &mut out, Self::atom_entry)?;
        out.write_all(b"</feed>\n")?;
        Ok(out.bytes)
    }

    /// Writes a plain-text article, one paragraph a line, and says how many bytes it took. [`Size::Items`] counts paragraphs.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn text(&mut self, size: Size, out: impl Write) -> io::Result<u64> {
        let mut out = Counted { out, bytes: 0 };
        let title = self.title();
        writeln!(out, "{title}\n")?;
        self.items(size, &mut out, |generator, out| {
            let line = match generator.below(9) {
                0 => generator.title(),
                1 => {
                    let (sentence, who) = (generator.sentence(), generator.person());
                    format!("“{sentence}” {who} said.")
                }
                _ => generator.paragraph(4),
            };
            writeln!(out, "{line}\n")
        })?;
        Ok(out.bytes)
    }

    fn items<W: Write>(
        &mut self,
        size: Size,
        out: &mut Counted<W>,
        mut item: impl FnMut(&mut Self, &mut Counted<W>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut written = 0;
        while match size {
            Size::Items(items) => written < items,
            Size::Bytes(bytes) => out.bytes < bytes,
        } {
            self.item += 1;
            item(self, out)?;
            written += 1;
        }
        Ok(())
    }

    fn rss_item<W: Write>(&mut self, out: &mut Counted<W>) -> io::Result<()> {
        let number = self.item;
        let title = escaped(&self.title());
        let (author, section, subject) = (self.person(), self.pick(SECTIONS), self.pick(SUBJECTS));
        let date = rfc822(self.moment());
        let summary = escaped(&format!("<p>{}</p>", self.paragraph(2)));
        writeln!(
            out,
            "<item>\n  <title>{title}</title>\n  <link>https://harbour-courier.example.org/{section}/{number}</link>\n  \
             <guid isPermaLink=\"false\">tag:harbour-courier.example.org,2026:{number}</guid>\n  <pubDate>{date}</pubDate>\n  \
             <dc:creator>{author}</dc:creator>\n  <category>{section}</category>\n  <category>{subject}</category>\n  \
             <description>{summary}</description>\n  <content:encoded><![CDATA[{}]]></content:encoded>",
            self.html(),
        )?;
        if self.below(4) == 0 {
            let credit = self.person();
            writeln!(
                out,
                "  <media:content url=\"https://media.example.org/{number}.jpg\" type=\"image/jpeg\" medium=\"image\" \
                 width=\"1200\" height=\"800\"><media:credit role=\"photographer\">{credit}</media:credit></media:content>",
            )?;
        }
        out.write_all(b"</item>\n")
    }

    fn atom_entry<W: Write>(&mut self, out: &mut Counted<W>) -> io::Result<()> {
        let number = self.item;
        let title = escaped(&self.title());
        let (author, section) = (self.person(), self.pick(SECTIONS));
        let date = rfc3339(self.moment());
        let summary = escaped(&self.paragraph(2));
        let body = escaped(&self.html());
        writeln!(
            out,
            "<entry>\n  <id>tag:harbour-courier.example.org,2026:{number}</id>\n  <title>{title}</title>\n  \
             <link rel=\"alternate\" type=\"text/html\" href=\"https://harbour-courier.example.org/{section}/{number}\"/>\n  \
             <published>{date}</published>\n  <updated>{date}</updated>\n  <author><name>{author}</name></author>\n  \
             <category term=\"{section}\"/>\n  <summary>{summary}</summary>\n  <content type=\"html\">{body}</content>\n</entry>",
        )
    }

    /// A body in HTML: four paragraphs, a link, emphasis, now and then a heading and a quotation.
    fn html(&mut self) -> String {
        let mut html = String::new();
        for paragraph in 0..4 {
            if paragraph == 2 && self.below(3) == 0 {
                html.extend(["<h2>", &escaped(&self.title()), "</h2>\n"]);
            }
            let text = escaped(&self.paragraph(2));
            html.push_str("<p>");
            match self.below(4) {
                0 => {
                    let (number, place) = (self.below(90_000).to_string(), self.pick(PLACES));
                    let address = "https://harbour-courier.example.org";
                    html.extend([
                        &text,
                        " <a href=\"",
                        address,
                        "/",
                        place,
                        "/",
                        &number,
                        "\">More from ",
                        place,
                        "</a>",
                    ]);
                }
                1 => html.extend(["<strong>", self.pick(PLACES), ":</strong> ", &text]),
                _ => html.push_str(&text),
            }
            html.push_str("</p>\n");
        }
        html
    }

    fn title(&mut self) -> String {
        if self.below(12) == 0 {
            return self.pick(WORLD).to_owned();
        }
        let (subject, place) = (self.pick(SUBJECTS), self.pick(PLACES));
        let number = self.below(900) + 100;
        match self.below(4) {
            0 => format!("{place} council votes on {subject} plan & sets aside {number} million"),
            1 => format!("{subject}: what {number} families in {place} were told"),
            2 => format!("Inquiry into {subject} opens in {place}"),
            _ => format!("{place} counts the cost of {subject} after {number} days"),
        }
    }

    fn paragraph(&mut self, sentences: u64) -> String {
        let mut text = self.sentence();
        for _ in 1..sentences {
            text.push(' ');
            text.push_str(&self.sentence());
        }
        text
    }

    fn sentence(&mut self) -> String {
        let pattern = self.pick(SENTENCES);
        let mut sentence = String::with_capacity(pattern.len() + 32);
        // `{p}` a place, `{n}` a number, `{w}` a person, `{s}` a subject
        for (index, part) in pattern.split('{').enumerate() {
            let Some((kind, rest)) = part.split_once('}').filter(|_| index > 0) else {
                sentence.push_str(part);
                continue;
            };
            match kind {
                "p" => sentence.push_str(self.pick(PLACES)),
                "n" => sentence.push_str(&(self.below(880) + 20).to_string()),
                "w" => sentence.push_str(&self.person()),
                _ => sentence.push_str(self.pick(SUBJECTS)),
            }
            sentence.push_str(rest);
        }
        sentence
    }

    fn person(&mut self) -> String {
        format!("{} {}", self.pick(GIVEN), self.pick(FAMILY))
    }

    /// Seconds since 1970: newest item first, some minutes apart.
    fn moment(&mut self) -> u64 {
        const NEWEST: u64 = 1_773_064_800; // 2026-03-09T14:00:00Z
        NEWEST.saturating_sub(self.item * 613 + self.below(400))
    }

    fn pick(&mut self, list: &[&'static str]) -> &'static str {
        let index = self.below(list.len() as u64);
        usize::try_from(index).ok().and_then(|index| list.get(index)).copied().unwrap_or_default()
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.random.below(bound)
    }
}

const RSS_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>The Harbour Courier</title>
<link>https://harbour-courier.example.org/</link>
<description>News from the coast, every hour</description>
<language>en-GB</language>
<atom:link href="https://harbour-courier.example.org/rss.xml" rel="self" type="application/rss+xml"/>
<lastBuildDate>Mon, 09 Mar 2026 14:05:00 GMT</lastBuildDate>
"#;

const ATOM_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
<id>tag:harbour-courier.example.org,2026:feed</id>
<title>The Harbour Courier</title>
<link rel="self" href="https://harbour-courier.example.org/atom.xml"/>
<link href="https://harbour-courier.example.org/"/>
<updated>2026-03-09T14:05:00Z</updated>
"#;

/// Counts what is written through it.
struct Counted<W> {
    out: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Year, month, day, hour, minute, second of a Unix time (Howard Hinnant's civil-from-days).
fn civil(seconds: u64) -> (u64, u64, u64, u64, u64, u64) {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day, rest / 3_600, rest / 60 % 60, rest % 60)
}

fn rfc822(seconds: u64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, day, hour, minute, second) = civil(seconds);
    let name = |list: &'static [&'static str], index: u64| {
        usize::try_from(index).ok().and_then(|index| list.get(index)).copied().unwrap_or_default()
    };
    let weekday = name(&DAYS, seconds / 86_400 % 7);
    let month = name(&MONTHS, month - 1);
    format!("{weekday}, {day:02} {month} {year} {hour:02}:{minute:02}:{second:02} GMT")
}

fn rfc3339(seconds: u64) -> String {
    let (year, month, day, hour, minute, second) = civil(seconds);
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rss(seed: u64, size: Size) -> String {
        let mut bytes = Vec::new();
        let counted = Generator::new(seed).rss(size, &mut bytes).unwrap();
        assert_eq!(counted, bytes.len() as u64);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_seed_decides_every_byte() {
        assert_eq!(rss(1, Size::Items(20)), rss(1, Size::Items(20)));
        assert_ne!(rss(1, Size::Items(20)), rss(2, Size::Items(20)));
    }

    #[test]
    fn a_feed_has_the_size_asked_for() {
        assert_eq!(rss(1, Size::Items(7)).matches("<item>").count(), 7);
        let feed = rss(1, Size::Bytes(300_000));
        assert!((300_000..303_000).contains(&feed.len()), "{}", feed.len());
    }

    #[test]
    fn an_item_is_about_as_long_as_a_real_one() {
        let feed = rss(1, Size::Items(500));
        assert!((1_300..1_600).contains(&(feed.len() / 500)), "{}", feed.len() / 500);
    }

    #[test]
    fn feeds_are_well_formed_and_lose_no_end() {
        let mut atom = Vec::new();
        Generator::new(3).atom(Size::Items(50), &mut atom).unwrap();
        for feed in [rss(3, Size::Items(50)), String::from_utf8(atom).unwrap()] {
            let mut reader = quick_xml::Reader::from_str(&feed);
            let mut ends = 0;
            loop {
                match reader.read_event().unwrap() {
                    quick_xml::events::Event::Eof => break,
                    quick_xml::events::Event::End(_) => ends += 1,
                    _ => {}
                }
            }
            assert!(ends > 300, "{ends}");
        }
    }

    #[test]
    fn dates_are_right() {
        assert_eq!(rfc822(1_773_064_800), "Mon, 09 Mar 2026 14:00:00 GMT");
        assert_eq!(rfc3339(951_827_696), "2000-02-29T12:34:56Z");
        assert_eq!(rfc822(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    }

    #[test]
    fn a_text_has_paragraphs() {
        let mut text = Vec::new();
        Generator::new(1).text(Size::Items(12), &mut text).unwrap();
        assert_eq!(String::from_utf8(text).unwrap().lines().filter(|line| !line.is_empty()).count(), 13);
    }
}
