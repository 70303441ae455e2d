//! Several articles in one file, parted by form feeds, end marks or rules.
//!
//! A mark alone is no evidence: press releases write `###` before what they say about themselves, and features part their
//! sections with `* * *`. So a file is cut only where running text stands on both sides and the right one opens like an
//! article, and either the same mark does so twice or both sides open like articles for sure.

use std::ops::Range;

use super::Fixed;
use crate::front;
use crate::kind::Kind;
use crate::lines::{Ending, ending, words};

/// So many articles are told apart; the rest is the last one.
pub(crate) const MOST: usize = 100_000;

/// A story has so many words.
const STORY_WORDS: usize = 25;
/// A brief that opens like an article has so many.
const FEW_WORDS: usize = 8;

/// When a text is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Where there is evidence.
    Auto,
    /// At every mark between two texts.
    Always,
}

/// A part of a text that is an article of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
    /// With the mark and the blank lines behind it.
    pub range: Range<usize>,
    /// Lines before it.
    pub lines_before: u32,
}

/// How a text falls into articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Several {
    /// At least two.
    pub slices: Vec<Slice>,
    /// What parts them, in words.
    pub by: &'static str,
    /// Whether there were more than [`MOST`].
    pub is_full: bool,
}

/// What may part articles, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    FormFeed,
    EndOfText,
    Hashes,
    Thirty,
    Ends,
    Stars,
    Equals,
    Dashes,
    Underscores,
    Tildes,
}

impl Class {
    const ALL: [Self; 10] = [
        Self::FormFeed,
        Self::EndOfText,
        Self::Hashes,
        Self::Thirty,
        Self::Ends,
        Self::Stars,
        Self::Equals,
        Self::Dashes,
        Self::Underscores,
        Self::Tildes,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::FormFeed => "form feeds",
            Self::EndOfText => "the sign ETX",
            Self::Hashes => "lines of `#`",
            Self::Thirty => "lines `-30-`",
            Self::Ends => "lines that say it ends",
            Self::Stars => "lines of stars",
            Self::Equals => "lines of `=`",
            Self::Dashes => "lines of dashes",
            Self::Underscores => "lines of `_`",
            Self::Tildes => "lines of `~`",
        }
    }

    /// Whether it marks an end, rather than any break.
    fn is_end(self) -> bool {
        matches!(self, Self::FormFeed | Self::EndOfText | Self::Hashes | Self::Thirty | Self::Ends)
    }

    fn of(line: &str) -> Option<Self> {
        let line = line.trim();
        if line.is_empty() || line.len() > 120 {
            return None;
        }
        let all = |is: fn(char) -> bool, least: usize| {
            let signs = line.chars().filter(|c| *c != ' ').count();
            signs >= least && line.chars().all(|c| c == ' ' || is(c))
        };
        if line.contains(char::is_alphanumeric) {
            return if line.len() <= 16 { Self::of_word(line) } else { None };
        }
        if all(|c| c == '#', 3) {
            Some(Self::Hashes)
        } else if all(|c| matches!(c, '*' | '⁂' | '•'), 3) || line == "⁂" {
            Some(Self::Stars)
        } else if all(|c| c == '=', 3) {
            Some(Self::Equals)
        } else if all(|c| matches!(c, '-' | '–' | '—' | '─'), 3) {
            Some(Self::Dashes)
        } else if all(|c| c == '_', 3) {
            Some(Self::Underscores)
        } else if all(|c| c == '~', 3) {
            Some(Self::Tildes)
        } else {
            None
        }
    }

    fn of_word(line: &str) -> Option<Self> {
        let is_around = |c: char| matches!(c, ' ' | '(' | ')' | '[' | ']' | '-' | '–' | '—' | '*');
        let word = line.trim_matches(is_around);
        let is_set_off = word.len() < line.len();
        match word.to_ascii_lowercase().as_str() {
            "30" if is_set_off => Some(Self::Thirty),
            "end" | "ends" | "ende" | "fin" if is_set_off || word.chars().all(char::is_uppercase) => {
                Some(Self::Ends)
            }
            _ => None,
        }
    }
}

/// A mark, with where the text behind it begins.
#[derive(Clone, Debug)]
struct Mark {
    class: Class,
    range: Range<usize>,
    after: usize,
    /// Lines before `after`.
    lines: u32,
}

/// The marks of a text that may part articles.
pub(crate) struct Marks<'t> {
    text: &'t str,
    /// In order.
    all: Vec<Mark>,
}

impl<'t> Marks<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, all: marks(text) }
    }

    /// How the text falls into articles. `None`: it is one.
    pub(crate) fn find(&self, cut: Cut) -> Option<Several> {
        if self.all.is_empty() { None } else { find(self.text, &self.all, cut) }
    }

    /// Whether a text that is not cut looks like several articles.
    pub(crate) fn likely(&self) -> Option<Likely> {
        if self.all.is_empty() { None } else { likely(self.text, &self.all) }
    }
}

fn find(text: &str, marks: &[Mark], cut: Cut) -> Option<Several> {
    let mut best: Option<(Class, Vec<&Mark>)> = None;
    for class in Class::ALL {
        let own: Vec<&Mark> = marks.iter().filter(|mark| mark.class == class).collect();
        let found = accepted(text, class, &own, cut);
        if found.len() > best.as_ref().map_or(0, |(_, marks)| marks.len()) {
            best = Some((class, found));
        }
    }
    let (class, found) = best?;
    let is_full = found.len() >= MOST;
    let mut slices = Vec::with_capacity(found.len() + 1);
    let (mut start, mut lines) = (0, 0);
    for mark in found.iter().take(MOST - 1) {
        slices.push(Slice { range: start..mark.after, lines_before: lines });
        (start, lines) = (mark.after, mark.lines);
    }
    slices.push(Slice { range: start..text.len(), lines_before: lines });
    Some(Several { slices, by: class.name(), is_full })
}

/// The mark at the end of a slice. `None`: it has none, or one that is no line.
pub(crate) fn end_mark(text: &str) -> Option<Fixed> {
    let line = text.trim_end().rsplit(['\n', '\r']).next().filter(|line| Class::of(line).is_some())?;
    let end = text.trim_end().len();
    Some(Fixed {
        range: end - line.len()..end,
        kind: Kind::EndMark,
        rule: "several",
        because: "it parts articles",
    })
}

/// All marks, in order.
fn marks(text: &str) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    let (mut at, mut number, mut is_behind, mut before) = (0, 0_u32, true, "");
    let bytes = text.as_bytes();
    let has_signs = memchr::memchr2(b'\x0c', b'\x03', bytes).is_some();
    while at < bytes.len() && found.len() < 4 * MOST {
        let rest = bytes.get(at..).unwrap_or_default();
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(bytes.len(), |to| at + to);
        let is_pair = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        let next = (end + if is_pair { 2 } else { 1 }).min(bytes.len());
        let line = text.get(at..end).unwrap_or_default();
        number = number.saturating_add(1);
        let inner = line.trim();
        let is_blank = inner.is_empty();
        let is_bare = |line| !matches!(ending(line), Ending::Stop | Ending::Question);
        if is_blank && let Some(mark) = found.last_mut().filter(|mark| mark.after == at) {
            // blank lines go with the mark
            (mark.after, mark.lines) = (next, number);
        }
        let sign = if has_signs { memchr::memrchr2(b'\x0c', b'\x03', line.as_bytes()) } else { None };
        if let Some(sign) = sign {
            let class =
                if bytes.get(at + sign) == Some(&b'\x0c') { Class::FormFeed } else { Class::EndOfText };
            let is_last = line.get(sign + 1..).is_some_and(|rest| rest.trim().is_empty());
            found.push(Mark {
                class,
                range: at + sign..at + sign + 1,
                after: if is_last { next } else { at + sign + 1 },
                lines: if is_last { number } else { number.saturating_sub(1) },
            });
        } else if let Some(class) = Class::of(inner)
            // a line of signs right below a title underlines it
            && (class.is_end() || class == Class::Stars || is_behind || !is_bare(before))
        {
            let start = at + (line.len() - line.trim_start().len());
            found.push(Mark { class, range: start..start + line.trim().len(), after: next, lines: number });
        }
        (is_behind, before) = (is_blank, line);
        at = next;
    }
    found
}

/// The marks of a class at which the text is to be cut.
fn accepted<'m>(text: &str, class: Class, marks: &[&'m Mark], cut: Cut) -> Vec<&'m Mark> {
    if marks.is_empty() {
        return Vec::new();
    }
    let segment = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let end_of = |at: usize| marks.get(at).map_or(text.len(), |mark| mark.range.start);
    let first = segment(0, end_of(0));
    let mut opens = opening(first);
    let mut has_story = is_story(first, cut, opens);
    // how surely the sides of each cut open like articles
    let (mut found, mut sides) = (Vec::new(), Vec::new());
    for (at, mark) in marks.iter().enumerate() {
        let right = segment(mark.after, end_of(at + 1));
        let right_opens = opening(right);
        let right_story = is_story(right, cut, right_opens);
        let least = if class.is_end() { Opening::Likely } else { Opening::Sure };
        let is_cut = match cut {
            Cut::Always => has_story && right_story,
            Cut::Auto => has_story && right_story && opens >= Opening::Likely && right_opens >= least,
        };
        if is_cut {
            found.push(*mark);
            sides.push((opens, right_opens));
            (has_story, opens) = (true, right_opens);
        } else {
            has_story |= right_story;
        }
    }
    let is_sure = |side: Opening| side >= Opening::Sure;
    let is_enough = match cut {
        Cut::Always => true,
        // the mark stands at the end of the last one, too
        Cut::Auto if class.is_end() && marks.len() >= 2 => true,
        Cut::Auto => found.len() >= 2 || sides.iter().all(|(left, right)| is_sure(*left) && is_sure(*right)),
    };
    if is_enough { found } else { Vec::new() }
}

/// A text that is not cut, though it may well be several articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Likely {
    pub count: usize,
    /// What stands between them, in words.
    pub by: &'static str,
    /// Where that stands first.
    pub at: usize,
}

/// Whatever stands between marks of one class must read like an article.
fn likely(text: &str, marks: &[Mark]) -> Option<Likely> {
    Class::ALL.into_iter().find_map(|class| {
        let own = || marks.iter().filter(|mark| mark.class == class);
        let at = own().next()?.range.start;
        let starts = std::iter::once(0).chain(own().map(|mark| mark.after));
        let ends = own().map(|mark| mark.range.start).chain(std::iter::once(text.len()));
        let (mut count, mut is_sure) = (0, false);
        for part in starts.zip(ends).filter_map(|(start, end)| text.get(start..end)) {
            if !part.contains(char::is_alphanumeric) {
                continue;
            }
            let opens = opening(part);
            if opens == Opening::No || !has_words(part, FEW_WORDS) {
                return None;
            }
            count += 1;
            is_sure |= opens >= Opening::Sure;
        }
        (count > 2 || count == 2 && is_sure).then_some(Likely { count, by: class.name(), at })
    })
}

/// How surely a text opens like an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Opening {
    /// Not at all.
    No,
    /// With a line that has the form of a headline.
    Likely,
    /// With a byline, date line, dateline or slug.
    Sure,
    /// With a headline, and a byline or date line right below it.
    Signed,
}

fn opening(text: &str) -> Opening {
    let mut before: Option<&str> = None;
    let (mut is_after_blank, mut found) = (false, Opening::No);
    let start = text.trim_start_matches(['\n', '\r']);
    let mut seen = 0;
    for line in start.lines().take(24) {
        let is_framed = line.starts_with(['\u{1}', '\u{2}']);
        let line = line.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if line.is_empty() || Class::of(line).is_some() {
            is_after_blank |= before.is_some() && line.is_empty();
            continue;
        }
        if is_framed || front::is_slug(line) {
            return Opening::Sure;
        }
        if seen == 0 && (is_back_matter(line) || front::back(line).is_some()) {
            return Opening::No;
        }
        // a paragraph is looked at only as far as a dateline goes
        let head = line.get(..line.floor_char_boundary(300)).unwrap_or(line);
        if line.len() <= 160 && (front::byline(line).is_some() || front::dated(line).is_some()) {
            return if before.is_some() { Opening::Signed } else { Opening::Sure };
        }
        if front::dateline(head).is_some() {
            return Opening::Sure;
        }
        let is_short = line.len() <= 400 && words(line, 21) <= 20 && line.chars().any(char::is_alphabetic);
        let is_bare = is_short && matches!(ending(line), Ending::Bare | Ending::Question);
        if let Some(title) = before {
            // what follows a title is set apart from it, or longer, or itself short
            if is_after_blank || line.len() > title.len() || is_bare {
                found = Opening::Likely;
            }
        } else if !is_bare {
            return Opening::No;
        }
        seen += 1;
        if !is_bare || seen >= 4 {
            break;
        }
        before = before.or(Some(line));
    }
    found
}

/// Whether a line heads what stands behind an article: about the company, contacts, notes.
fn is_back_matter(line: &str) -> bool {
    const STARTS: &[&str] = &[
        "about",
        "contact",
        "contacts",
        "media",
        "press",
        "for more",
        "for further",
        "notes",
        "note",
        "editor",
        "editors",
        "source",
        "sources",
        "copyright",
        "©",
        "(c)",
        "disclaimer",
        "related",
        "read more",
        "see also",
        "follow",
        "subscribe",
        "sign up",
        "forward-looking",
        "footnote",
        "reporting by",
        "categories",
        "tags",
        "über",
        "kontakt",
        "pressekontakt",
        "hinweis",
        "hinweise",
        "quelle",
        "à propos",
        "a propos",
        "acerca",
        "sobre",
        "contacto",
        "contatto",
        "contatti",
        "informazioni",
        "contato",
        "over",
        "noot",
        "advertisement",
    ];
    let lower: String = line.chars().take(24).flat_map(char::to_lowercase).collect();
    let is_label = line.contains(':') || words(line, 6) <= 5;
    is_label
        && STARTS.iter().any(|start| {
            lower.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
}

/// Whether a text has running text: sentences of some length, of which few will do below a headline and a byline.
fn is_story(text: &str, cut: Cut, opens: Opening) -> bool {
    if cut == Cut::Always {
        return text.contains(char::is_alphanumeric);
    }
    has_words(text, if opens == Opening::Signed { FEW_WORDS } else { STORY_WORDS })
}

/// Whether a text has lines of so many words, of which one ends like a sentence.
fn has_words(text: &str, least: usize) -> bool {
    let (mut count, mut has_end) = (0_usize, false);
    for line in text.lines() {
        let line = line.trim();
        if line.len() < 20 || Class::of(line).is_some() {
            continue;
        }
        let head = line.get(..line.floor_char_boundary(2000)).unwrap_or(line);
        count += words(head, 40);
        has_end |= matches!(ending(line), Ending::Stop | Ending::Question);
        if count >= least && has_end {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The ferry to the outer islands will keep running through the winter, the council decided on Monday after a \
        debate that went on until midnight.\n\nTwo of the libraries close instead, and their books move to the school.\n";

    /// How many articles, and that they are the whole text with right line numbers.
    fn check(text: &str, expect: usize) {
        let Some(several) = Marks::of(text).find(Cut::Auto) else {
            assert_eq!(1, expect, "{text}");
            return;
        };
        assert_eq!(several.slices.len(), expect, "{text}\n{several:?}");
        let mut end = 0;
        for slice in &several.slices {
            assert_eq!(slice.range.start, end);
            end = slice.range.end;
            let before = text.get(..slice.range.start).unwrap().matches('\n').count();
            assert_eq!(slice.lines_before as usize, before, "{slice:?}");
            assert!(!text.get(slice.range.clone()).unwrap().starts_with('\n'));
        }
        assert_eq!(end, text.len());
    }

    fn brief(title: &str, front: &str) -> String {
        format!("{title}\n{front}\n{STORY}\n")
    }

    #[test]
    fn briefs_with_bylines_are_told_apart() {
        let brief = |title: &str, name: &str| {
            format!(
                "{title}\nBy {name}\n\nThe ferry to the islands is back, its operator said.\n\n\"Good,\" she said.\n\n"
            )
        };
        let (one, two) =
            (brief("Ferry back in service", "Nell Vane"), brief("Mayor wants cats counted", "Bo Holm"));
        check(&format!("{one}-30-\n\n{two}-30-\n"), 2);
        check(&format!("{one}-30-\n\n{two}"), 2);
        check(&format!("{one}* * *\n\n{two}"), 2);
        check(&format!("{one}* * *\n\nThe ferry to the islands is back, its operator said.\n"), 1);
    }

    #[test]
    fn what_looks_like_several_is_told() {
        let brief =
            |title: &str| format!("{title}\n\nThe ferry to the islands is back, its operator said.\n\n");
        let (one, two, three) = (brief("FERRY BACK"), brief("CATS ARE COUNTED"), brief("FOG LIFTS"));
        let text = format!("{one}=====\n\n{two}=====\n\n{three}");
        check(&text, 1);
        let found = Marks::of(&text).likely().unwrap();
        assert_eq!((found.count, text.get(found.at..found.at + 5)), (3, Some("=====")));
        for text in [
            format!("{one}=====\n\n{two}"),
            format!(
                "{one}* * *\n\nThe next day was a Monday, and it rained on the harbour.\n\n* * *\n\n{two}"
            ),
            STORY.to_owned(),
            String::new(),
        ] {
            assert_eq!(Marks::of(&text).likely(), None, "{text}");
        }
    }

    #[test]
    fn end_marks_part_articles() {
        let (one, two) = (brief("Ferry sails", "By Ida Holm\n"), brief("Mill closes", ""));
        for mark in ["###", "-30-", "- 30 -", "ENDS", "-ENDS-", "(END)", "# # #"] {
            check(&format!("{one}{mark}\n\n{two}{mark}\n"), 2);
            check(&format!("{one}{mark}\n\n{two}{mark}\n\n{one}"), 3);
        }
        check(&format!("{one}\x0c{one}"), 2);
        check(&format!("{one}\x0c\n\n{two}\x0c\n{one}\x0c"), 3);
        check(&format!("\u{1}a0001\n\u{2}{one}\u{3}\n\n\u{1}a0002\n\u{2}{two}\u{3}\n"), 2);
    }

    #[test]
    fn rules_part_articles_only_with_bylines_or_datelines() {
        let (one, two) = (brief("Ferry sails", "By Ida Holm\n"), brief("Mill closes", "8 May 2026\n"));
        for rule in ["* * *", "=====", "----------", "~~~~"] {
            check(&format!("{one}\n{rule}\n\n{two}\n{rule}\n\n{one}"), 3);
            check(&format!("{one}\n{rule}\n\n{two}"), 2);
            check(&format!("{one}\n{rule}\n\n{STORY}\n{rule}\n\n{STORY}"), 1);
            check(&format!("{one}\n{rule}\n\nMill closes\n\n{STORY}\n{rule}\n\nSchool opens\n\n{STORY}"), 1);
        }
    }

    #[test]
    fn an_end_mark_before_back_matter_parts_nothing() {
        let one = brief("Ferry sails", "By Ida Holm\n");
        check(&format!("{one}###\n"), 1);
        check(&format!("{one}###\n\nAbout Coastwire\n\n{STORY}"), 1);
        check(&format!("{one}###\n\nAbout Coastwire\n\n{STORY}\n###\n\nMedia contact:\nIda Holm\n"), 1);
        check(&format!("{one}###\n\n{STORY}\n###\n"), 1);
        check(&format!("Ferry sails\n=====\n{one}\nMill closes\n=====\n{STORY}"), 1);
    }

    #[test]
    fn every_mark_parts_when_asked_to() {
        let text = "One.\n###\nTwo.\n\n###\n\nThree.\n###\n";
        let found = Marks::of(text).find(Cut::Always).unwrap();
        let slices: Vec<_> =
            found.slices.iter().map(|slice| text.get(slice.range.clone()).unwrap()).collect();
        assert_eq!(slices, ["One.\n###\n", "Two.\n\n###\n\n", "Three.\n###\n"]);
        assert_eq!(end_mark("Three.\n###\n").map(|mark| mark.range), Some(7..10));
        assert!(Marks::of("One.\n").find(Cut::Always).is_none());
    }

    #[test]
    fn many_marks_are_one_pass() {
        check(&"###\n".repeat(100_000), 1);
        check(&"\x0c".repeat(100_000), 1);
        check(&"###\n\n".repeat(50_000), 1);
        let many = "A\n\x0c".repeat(150_000);
        assert_eq!(
            Marks::of(&many).find(Cut::Always).map(|found| (found.slices.len(), found.is_full)),
            Some((MOST, true))
        );
    }
}
