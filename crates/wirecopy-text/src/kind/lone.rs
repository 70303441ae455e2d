//! Lone lines between paragraphs that point to another story rather than head a section.
//!
//! Both are short and end like no sentence. A pointer is longer than headings are as a rule, names those of whom the text
//! says nothing, or has the form of a headline: `\u2018We sail\u2019: crews of the island ferries speak`.

use std::sync::LazyLock;

use memchr::memmem;

use super::form::{Form, LONG_HEADING};
use super::{Kind, Verdict};
use crate::data::sections;
use crate::layout::Unit;
use crate::lines::Ending;
use crate::vocabulary::{self, Vocabulary};

/// Headings vary in length: up to so many words, one that is longer than the others is still a heading.
const LONG_CHAIN: usize = 8;
/// Shortest line that may point to another story.
const SHORTEST: usize = 6;
/// So many points make a pointer.
const ENOUGH: usize = 4;
/// So many lines are looked at: the names of each take a pass over the text.
const MANY: usize = 24;

/// Finds lone lines that point to other stories.
pub(super) fn lone_links<'t>(
    text: &str,
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    by_length(forms, verdicts);
    let mut left = MANY;
    let mut nouns = None;
    let mut is_large = None;
    for at in story_start(forms)..units.len() {
        let (Some(unit), Some(form)) = (units.get(at), forms.get(at)) else { continue };
        let is_open = verdicts.get(at).is_some_and(|slot| {
            slot.as_ref()
                .is_some_and(|verdict| verdict.kind == Kind::Heading && verdict.rule == "short-before-text")
        });
        if !is_open || form.words < SHORTEST || form.is_small {
            continue;
        }
        if left == 0 {
            return;
        }
        left -= 1;
        let line = slice(unit);
        let mut points = match form.words {
            ..9 => 1,
            9..11 => 2,
            _ => 3,
        };
        let mut why: Vec<&'static str> = Vec::new();
        let usual = usual_length(forms, verdicts, at);
        if let Some(usual) = usual
            && form.words >= usual * 2
        {
            points += if form.words >= usual * 3 { 2 } else { 1 };
            why.push("far longer than the headings of the text");
        }
        if form.is_caps {
            points += 3;
            why.push("long for a heading in capitals");
        }
        let is_title = is_title_case(line);
        let heads = *is_large.get_or_insert_with(|| headings_in_title_case(units, forms, slice, verdicts));
        if is_title.is_some() && heads.is_some() && is_title != heads {
            points += 2;
            why.push("capitals unlike those of the headings of the text");
        }
        if usual.is_some_and(|usual| form.words >= usual * 2) && tells(line) {
            points += 2;
            why.push("tells what happens, as a headline does");
        }
        match headline_form(line) {
            HeadlineForm::Quoted => {
                points += 3;
                why.push("a quotation, a colon and more, as in a headline");
            }
            HeadlineForm::Labelled => points += 1,
            HeadlineForm::None => {}
        }
        let has_nouns = *nouns.get_or_insert_with(|| writes_nouns_large(text));
        if !has_nouns && names_stranger(text, unit, line) {
            points += 2;
            why.push("names somebody or something of which the text says nothing");
        }
        let below = text.get(unit.range.end..).unwrap_or_default();
        if points < ENOUGH + shared(line, below) {
            continue;
        }
        if let Some(slot) = verdicts.get_mut(at) {
            let verdict = Verdict::new(Kind::RelatedLink, 700, "like-a-headline")
                .because("not ended like a sentence")
                .because(format!("{} words", form.words))
                .or(Kind::Heading, 250)
                .or(Kind::Paragraph, 50);
            *slot = Some(why.into_iter().fold(verdict, Verdict::because));
        }
    }
}

/// The first unit that is a paragraph by its form.
fn story_start(forms: &[Form]) -> usize {
    let story = forms.iter().position(|form| form.words >= 8 && form.ending == Ending::Stop);
    story.unwrap_or(forms.len())
}

fn is_sure(verdict: &Verdict) -> bool {
    verdict.kind == Kind::Heading && verdict.certainty >= 700
}

/// The length in words that half of the headings but the one at `own` do not exceed. `None`: there are no others.
fn usual_length(forms: &[Form], verdicts: &[Option<Verdict>], own: usize) -> Option<usize> {
    let mut lengths: Vec<usize> = forms
        .iter()
        .zip(verdicts)
        .enumerate()
        .filter(|(at, (_, slot))| *at != own && slot.as_ref().is_some_and(is_sure))
        .map(|(_, (form, _))| form.words)
        .collect();
    lengths.sort_unstable();
    lengths.get(lengths.len().saturating_sub(1) / 2).copied()
}

/// Lines that are far longer than the headings of the text, whatever they say.
fn by_length(forms: &[Form], verdicts: &mut [Option<Verdict>]) {
    let count = verdicts.iter().filter(|slot| slot.as_ref().is_some_and(is_sure)).count();
    let Some(usual) = usual_length(forms, verdicts, usize::MAX) else { return };
    // what stands above the story points nowhere else
    for (form, slot) in forms.iter().zip(verdicts).skip(story_start(forms)) {
        let Some(verdict) = slot else { continue };
        let is_lone = matches!(verdict.rule, "short-before-text" | "lone-line");
        let others = count - usize::from(is_sure(verdict));
        if is_lone
            && matches!(verdict.kind, Kind::Heading | Kind::Paragraph)
            && others >= 2
            && form.words > LONG_CHAIN
            && form.words * 2 >= usual * 5
        {
            *verdict = Verdict::new(Kind::RelatedLink, 700, "longer-than-headings")
                .because("not ended like a sentence")
                .because(format!("{} words, where headings have {usual}", form.words))
                .or(Kind::Heading, 200)
                .or(Kind::Paragraph, 100);
        }
    }
}

/// Whether a line has capitals throughout, but for small words. `None`: it has too few long words to tell.
fn is_title_case(line: &str) -> Option<bool> {
    let long = line.split_whitespace().skip(1).filter(|word| word.chars().count() >= 4);
    let (mut large, mut all) = (0_usize, 0_usize);
    for word in long {
        all += 1;
        large += usize::from(word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase));
    }
    (all > 0 && (large == 0 || large == all)).then_some(large == all)
}

/// Whether the shorter headings have capitals throughout. `None`: they differ, or there are fewer than two.
fn headings_in_title_case<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &[Option<Verdict>],
) -> Option<bool> {
    let (mut large, mut small) = (0_usize, 0_usize);
    let all = units.iter().zip(forms).zip(verdicts).skip(story_start(forms));
    let headings =
        all.filter(|((_, form), slot)| form.words < SHORTEST && slot.as_ref().is_some_and(is_sure));
    for ((unit, _), _) in headings {
        match is_title_case(slice(unit)) {
            Some(true) => large += 1,
            Some(false) => small += 1,
            None => {}
        }
    }
    (large + small >= 2 && (large == 0 || small == 0)).then_some(small == 0)
}

/// Whether a line tells what somebody does: a verb of headlines stands behind its subject and before more words.
fn tells(line: &str) -> bool {
    const ASKING: &[&str] = &["why", "how", "what", "who", "where", "when", "which", "whose"];
    const BEFORE_NOUNS: &[&str] =
        &["a", "an", "the", "of", "to", "for", "in", "on", "at", "by", "and", "or", "no", "his", "her"];
    let small = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words = || line.split_whitespace();
    if words().next().is_some_and(|first| ASKING.contains(&small(first).as_str())) {
        return false;
    }
    words().zip(words().skip(1)).zip(words().skip(2)).any(|((before, word), _)| {
        VERBS.has(&small(word)) && !before.ends_with(',') && !BEFORE_NOUNS.contains(&small(before).as_str())
    })
}

static VERBS: LazyLock<Vocabulary<()>> = LazyLock::new(|| {
    let lines = sections(include_str!("../data/en/headline-verbs.txt"));
    vocabulary::set(lines.flat_map(|(_, line)| line.split_whitespace()))
});

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeadlineForm {
    None,
    /// Words, a colon, and a clause: `Ferries: why the crews are leaving`.
    Labelled,
    /// A quotation before the colon, or behind it.
    Quoted,
}

fn headline_form(line: &str) -> HeadlineForm {
    const OPEN: &[char] = &['"', '\u{201c}', '\u{2018}', '\'', '\u{201e}', '\u{ab}'];
    const CLOSE: &[char] = &['"', '\u{201d}', '\u{2019}', '\'', '\u{bb}'];
    let Some((head, tail)) = line.split_once(": ") else { return HeadlineForm::None };
    let is_quoted = head.starts_with(OPEN) && head.trim_end().ends_with(CLOSE) && head.contains(' ')
        || tail.starts_with(OPEN) && tail.ends_with(CLOSE) && tail.contains(' ');
    match () {
        () if is_quoted => HeadlineForm::Quoted,
        () if tail.split_whitespace().count() >= 3 => HeadlineForm::Labelled,
        () => HeadlineForm::None,
    }
}

/// Whether a line names, amid words with small letters, somebody or something that stands nowhere else in the text.
fn names_stranger(text: &str, unit: &Unit, line: &str) -> bool {
    let words = || line.split_whitespace().skip(1);
    let is_large = |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    let long = words().filter(|word| word.chars().count() >= 4).count();
    let large = words().filter(|word| word.chars().count() >= 4 && is_large(word)).count();
    // a headline in capitals throughout tells no names
    if large == 0 || large * 2 > long {
        return false;
    }
    let mut opens = false;
    words().zip(line.split_whitespace()).any(|(word, before)| {
        opens = before.ends_with([':', '.', '?', '!', '\u{2013}', '\u{2014}']);
        let name = word.trim_matches(|c: char| !c.is_alphanumeric());
        let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("\u{2019}s")).unwrap_or(name);
        let is_quote = word.starts_with(|c: char| !c.is_alphanumeric());
        is_large(word)
            && !opens
            && !is_quote
            && name.chars().count() >= 4
            && name.chars().all(|c| c.is_alphabetic() || c == '-')
            && !memmem::find_iter(text.as_bytes(), name.as_bytes())
                .take(3)
                .any(|at| !unit.range.contains(&at))
    })
}

/// Whether nouns are written with capitals, as in German: then capitals tell no names.
fn writes_nouns_large(text: &str) -> bool {
    let (mut large, mut all) = (0_usize, 0_usize);
    let words = text.split_whitespace();
    for (before, word) in words.clone().zip(words.skip(1)).take(SAMPLE) {
        if before.ends_with(|c: char| c.is_alphanumeric() || c == ',') && word.chars().count() >= 5 {
            all += 1;
            large += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    large * 100 > all * 38
}

/// So many words show how nouns are written.
const SAMPLE: usize = 1500;

/// How many words that say something stand in a line and in the text below it, at most two: a heading says what follows.
fn shared(line: &str, below: &str) -> usize {
    let end = below.char_indices().map(|(at, _)| at).nth(NEXT).unwrap_or(below.len());
    let below = below.get(..end).unwrap_or_default().to_lowercase();
    let stem = |word: &str| -> Option<String> {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        (word.chars().count() >= 5).then(|| word.chars().take(6).collect())
    };
    let stands = |stem: &String| {
        below
            .match_indices(stem.as_str())
            .any(|(at, _)| below.get(..at).is_some_and(|head| !head.ends_with(char::is_alphanumeric)))
    };
    line.split_whitespace().take(LONG_HEADING).filter_map(stem).filter(stands).take(2).count()
}

/// So much of the text below is looked at, in characters.
const NEXT: usize = 900;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_have_forms() {
        for (line, expect) in [
            ("\u{2018}We sail\u{2019}: crews of the island ferries speak", HeadlineForm::Quoted),
            ("\"We stay\": the town that won't move", HeadlineForm::Quoted),
            ("Ferries: why the crews are leaving", HeadlineForm::Labelled),
            ("The price of bread", HeadlineForm::None),
        ] {
            assert_eq!(headline_form(line), expect, "{line}");
        }
    }

    #[test]
    fn headlines_tell_what_happens() {
        for (line, expect) in [
            ("Harbour Pilots Warn of Longer Nights", true),
            ("Ostwick's bakers count the cost of frost", true),
            ("How the bakers count the cost", false),
            ("The Cost of the Open Sea", false),
            ("A Harbour Without Pilots", false),
        ] {
            assert_eq!(tells(line), expect, "{line}");
        }
        assert_eq!(is_title_case("Pilots Warn of Longer Nights"), Some(true));
        assert_eq!(is_title_case("Copying the model"), Some(false));
        assert_eq!(is_title_case("Pilots at sea"), None);
    }

    #[test]
    fn strangers_stand_nowhere_else() {
        let check = |line: &str, text: &str| {
            let whole = format!("{line}\n{text}");
            let unit = Unit { range: 0..line.len(), ..Unit::default() };
            names_stranger(&whole, &unit, line)
        };
        let text = "The ferry to Ostwick sails again, the council of the town said.";
        assert!(check("How a baker from Vellmar fed the island", text));
        assert!(!check("How a baker from Ostwick fed the island", text));
        assert!(!check("How A Baker From Vellmar Fed The Island", text));
        assert!(!check("How the island was fed: Nobody knows", text));
    }

    #[test]
    fn headings_share_words_with_the_text_below() {
        assert_eq!(shared("Why the pilots are leaving", "Pilots earn little, said one who is leaving."), 2);
        assert_eq!(shared("Why the pilots are leaving", "The price of bread will rise."), 0);
    }
}
