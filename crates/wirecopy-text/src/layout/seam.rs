//! How lines are joined to one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use wirecopy_model::Join;

use crate::lines::is_dense;

/// Where two lines of a unit meet, as offsets into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seam {
    /// Where the words of the first line end. A hyphen that is left out stands behind it.
    pub from: usize,
    /// Where the words of the second begin.
    pub to: usize,
    pub join: Join,
}

/// The part `range` of `text` on one line, joined as `seams` say, which are in order.
pub(crate) fn joined<'t>(text: &'t str, range: Range<usize>, seams: &[Seam]) -> Cow<'t, str> {
    let begin = seams.partition_point(|seam| seam.to <= range.start);
    let end = seams.partition_point(|seam| seam.from < range.end);
    let inner = seams.get(begin..end.max(begin)).unwrap_or_default();
    if inner.is_empty() {
        return Cow::Borrowed(text.get(range).unwrap_or_default());
    }
    let mut out = String::with_capacity(range.len());
    let mut start = range.start;
    for seam in inner {
        out.push_str(text.get(start..seam.from.max(start)).unwrap_or_default());
        match seam.join {
            _ if seam.from <= range.start || seam.to >= range.end => {}
            Join::Tight | Join::Hyphen => {}
            Join::Break => {
                // the sign before a signature ends with a space
                out.truncate(out.trim_end_matches([' ', '\t']).len());
                out.push('\n');
            }
            _ => out.push(' '),
        }
        start = seam.to;
    }
    out.push_str(text.get(start..range.end.max(start)).unwrap_or_default());
    Cow::Owned(out)
}

/// How the line that ends at `from` and the one that begins at `to` are joined, as far as the two show it.
pub(super) fn seam(text: &str, from: usize, to: usize) -> Seam {
    let before = text.get(..from).unwrap_or_default();
    let after = text.get(to..).unwrap_or_default();
    let mut ends = before.chars().rev();
    let (last, last_but_one, next) = (ends.next(), ends.next(), after.chars().next());
    let is_in_word =
        last_but_one.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
    let join = match last {
        Some('\u{ad}') => return Seam { from: from - '\u{ad}'.len_utf8(), to, join: Join::Hyphen },
        Some('-' | '\u{2010}') if is_in_word && !is_suspended(after) => Join::Tight,
        Some('/') if is_in_word => Join::Tight,
        Some('–')
            if last_but_one.is_some_and(|c| c.is_ascii_digit())
                && next.is_some_and(|c| c.is_ascii_digit()) =>
        {
            Join::Tight
        }
        _ if is_dense_at(before.chars().rev()) && is_dense_at(after.chars()) => Join::Tight,
        _ => Join::Space,
    };
    Seam { from, to, join }
}

/// Whether a text written without spaces begins here, marks that it shares with others left aside.
fn is_dense_at(chars: impl Iterator<Item = char>) -> bool {
    let is_shared = |c: &char| matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·');
    chars.take(4).find(|c| !is_shared(c)).is_some_and(is_dense)
}

/// Whether a line goes on with a word behind which the rest of the compound follows: `pre- and post-war`.
fn is_suspended(after: &str) -> bool {
    const LINKS: &[&str] = &[
        "and", "or", "to", "und", "oder", "bis", "bzw.", "et", "ou", "y", "o", "e", "en", "of", "og", "och",
        "eller",
    ];
    LINKS.contains(&after.split_whitespace().next().unwrap_or_default())
}

/// A word broken at a hyphen.
#[derive(Clone, Debug)]
pub(super) struct Broken {
    /// Which of the seams it is.
    pub(super) seam: usize,
    whole: String,
    compound: String,
}

/// The word broken at `seam`, if a hyphen between letters stands there.
pub(super) fn broken(text: &str, seam: Seam, index: usize) -> Option<Broken> {
    if seam.join != Join::Tight {
        return None;
    }
    let head = text.get(..seam.from)?;
    let hyphen = head.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}'))?;
    let head = head.get(..head.len() - hyphen.len_utf8())?;
    let start = head.char_indices().rev().take(LONGEST).take_while(|(_, c)| c.is_alphabetic()).last()?.0;
    let one = head.get(start..)?;
    let tail = text.get(seam.to..)?;
    let end =
        tail.char_indices().take(LONGEST).find(|(_, c)| !c.is_alphabetic()).map_or(tail.len(), |(at, _)| at);
    let two = tail.get(..end)?;
    // a part of a longer compound stays as it is
    let is_compound = head.get(..start)?.ends_with('-') || tail.get(end..)?.starts_with('-');
    let begins_small = two.chars().next().is_some_and(char::is_lowercase);
    (!is_compound && begins_small && end < LONGEST * 4).then(|| Broken {
        seam: index,
        whole: format!("{one}{two}").to_lowercase(),
        compound: format!("{one}-{two}").to_lowercase(),
    })
}

/// Longest part of a word, in characters.
const LONGEST: usize = 40;

/// Where broken words stand whole.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    /// The broken words, whole and as compounds, and where each stands.
    words: BTreeMap<String, Option<usize>>,
}

impl Elsewhere {
    /// Looks for the words of `broken` in one pass over `text`.
    pub(super) fn of(text: &str, broken: &[Broken]) -> Self {
        let mut words: BTreeMap<String, Option<usize>> = broken
            .iter()
            .flat_map(|word| [word.whole.clone(), word.compound.clone()])
            .map(|word| (word, None))
            .collect();
        if words.is_empty() {
            return Self::default();
        }
        let is_word = |c: char| c.is_alphabetic() || matches!(c, '-' | '\u{2010}');
        let mut at = 0;
        for word in text.split(|c: char| !is_word(c)) {
            if (2..=8 * LONGEST).contains(&word.len()) {
                let lower = word.to_lowercase().replace('\u{2010}', "-");
                if let Some(found @ None) = words.get_mut(&lower) {
                    *found = Some(at);
                }
            }
            at += word.len()
                + text.get(at + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        Self { words }
    }

    /// The word itself and where it stands whole, if it does and nowhere with its hyphen.
    pub(super) fn whole<'b>(&self, broken: &'b Broken) -> Option<(&'b str, usize)> {
        let is_there = |word: &str| self.words.get(word).copied().flatten();
        if is_there(&broken.compound).is_some() {
            return None;
        }
        is_there(&broken.whole).map(|at| (broken.whole.as_str(), at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, two: &str, expect: &str) {
        let text = format!("{one}\n{two}");
        let seam = seam(&text, one.len(), one.len() + 1);
        assert_eq!(joined(&text, 0..text.len(), &[seam]), expect);
    }

    #[test]
    fn lines_are_joined_as_their_ends_show() {
        check("the ferry", "sails", "the ferry sails");
        check("the after-", "noon", "the after-noon");
        check("the pre-", "and post-war years", "the pre- and post-war years");
        check("Anglo-", "Aldean talks", "Anglo-Aldean talks");
        check("he paused -", "and left", "he paused - and left");
        check("after\u{ad}", "noon", "afternoon");
        check("and/", "or", "and/or");
        check("1914–", "18", "1914–18");
        check("临川港", "市政府", "临川港市政府");
        check("医生，", "”他说", "医生，”他说");
        check("ข่าว", "วันนี้", "ข่าววันนี้");
    }

    #[test]
    fn a_part_is_joined_like_the_whole() {
        let text = "one\ntwo\nthree\nfour";
        let seams = [seam(text, 3, 4), seam(text, 7, 8), seam(text, 13, 14)];
        for (range, expect) in [
            (0..18, "one two three four"),
            (4..7, "two"),
            (5..10, "wo th"),
            (2..3, "e"),
            (2..4, "e"),
            (3..5, "t"),
            (8..8, ""),
        ] {
            assert_eq!(joined(text, range.clone(), &seams), expect, "{range:?}");
        }
    }
}
