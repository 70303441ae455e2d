//! Words of the text that are set large, and headings that are quotations.

use memchr::memmem;

use super::form::{Form, LONG_HEADING, LONG_LINE};
use super::{Kind, Verdict};
use crate::layout::Unit;
use crate::lines::Ending;

/// So many lines are looked for elsewhere in the text: each takes a pass over it.
const MANY: usize = 40;
/// Fewest words that are no chance repetition.
const FEW: usize = 4;
/// So many places where the words stand are looked at.
const PLACES: usize = 3;
/// So many bytes of the words are sought first.
const START: usize = 24;
/// If other words stand behind them so often, all are sought.
const CHANCES: usize = 50;

/// Finds quotations and bare lines whose words stand in another paragraph too.
pub(super) fn pull_quotes<'t>(
    text: &str,
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    let mut left = MANY;
    // above the story stand titles, whose words may well come again
    let story = forms.iter().position(|form| form.words > LONG_HEADING && form.ending == Ending::Stop);
    for (at, unit) in units.iter().enumerate().skip(story.unwrap_or(units.len())) {
        let Some(form) = forms.get(at) else { continue };
        let is_open = verdicts.get(at).is_some_and(Option::is_none);
        let fewest = if form.is_quote { FEW } else { FEW * 2 };
        if !is_open || !(fewest..=LONG_LINE * 2).contains(&form.words) || !(form.is_quote || form.is_bare) {
            continue;
        }
        if left == 0 {
            return;
        }
        left -= 1;
        let words = slice(unit).trim_matches(is_edge);
        if words.len() < 12 || !stands_elsewhere(text, words, units, at) {
            continue;
        }
        // a few quoted words that text follows head it, as tabloids do
        let heads = form.is_quote && form.ending == Ending::Bare && form.words <= 7;
        if heads && forms.get(at + 1).is_some_and(|next| next.words >= 12 && next.ending == Ending::Stop) {
            continue;
        }
        if let Some(slot) = verdicts.get_mut(at) {
            *slot = Some(
                Verdict::new(Kind::PullQuote, 950, "repeated-words")
                    .because("the same words stand in another paragraph")
                    .or(Kind::Heading, 40),
            );
        }
        // who said it, on the line below
        let names = form.is_quote
            && forms.get(at + 1).is_some_and(|next| next.is_bare && next.words <= 8)
            && units.get(at + 1).is_some_and(|next| opens_with_name(slice(next)));
        if let Some(slot) = verdicts.get_mut(at + 1).filter(|slot| slot.is_none() && names) {
            *slot = Some(
                Verdict::new(Kind::PullQuote, 800, "below-pull-quote")
                    .because("a short line below words that are set large")
                    .or(Kind::Heading, 200),
            );
        }
    }
}

/// Whether a line begins like `Ida Holm, pilot` or `— the pilot`.
fn opens_with_name(line: &str) -> bool {
    let is_large = |word: &str| word.starts_with(char::is_uppercase) || !word.contains(char::is_alphabetic);
    line.starts_with(['–', '—', '-', '―']) || line.split_whitespace().take(2).all(is_large)
}

/// Whether words stand in another unit that is longer than they are.
fn stands_elsewhere(text: &str, words: &str, units: &[Unit], own: usize) -> bool {
    let is_other = |place: usize| {
        let index = units.partition_point(|unit| unit.range.end <= place);
        index != own && units.get(index).is_some_and(|unit| unit.range.len() > words.len() * 5 / 4)
    };
    let (text, words) = (text.as_bytes(), words.as_bytes());
    // the first bytes are sought faster, and elsewhere other words mostly stand behind them
    let finder = memmem::Finder::new(words.get(..START).unwrap_or(words));
    let (mut from, mut found) = (0, 0);
    for _ in 0..CHANCES {
        let Some(place) = text.get(from..).and_then(|rest| finder.find(rest)).map(|at| from + at) else {
            return false;
        };
        if text.get(place..).is_some_and(|rest| rest.starts_with(words)) {
            if is_other(place) {
                return true;
            }
            found += 1;
            if found == PLACES {
                return false;
            }
            from = place + words.len();
        } else {
            from = place + 1;
        }
    }
    memmem::find_iter(text, words).take(PLACES).any(is_other)
}

/// Marks and stops that differ between the two places.
fn is_edge(c: char) -> bool {
    !c.is_alphanumeric()
}

/// A short quotation that does not end like a sentence, before text, is a heading.
pub(super) fn quoted_headings(forms: &[Form], verdicts: &mut [Option<Verdict>]) {
    for at in 1..forms.len() {
        let (Some(form), Some(next)) = (forms.get(at), forms.get(at + 1)) else { continue };
        let is_short = form.is_quote && form.ending == Ending::Bare && (1..=8).contains(&form.words);
        let is_text = next.words >= 12 && matches!(next.ending, Ending::Stop | Ending::Question);
        let after_link = at
            .checked_sub(1)
            .and_then(|before| verdicts.get(before))
            .is_some_and(|slot| slot.as_ref().is_some_and(|verdict| verdict.kind == Kind::RelatedLink));
        let after_text = after_link || forms.get(at - 1).is_some_and(|before| before.ending == Ending::Stop);
        if let Some(slot) = verdicts.get_mut(at).filter(|slot| slot.is_none())
            && is_short
            && is_text
            && after_text
        {
            *slot = Some(
                Verdict::new(Kind::Heading, 780, "quotation")
                    .because("a short quotation, not ended like a sentence")
                    .because("text follows")
                    .or(Kind::Paragraph, 150)
                    .or(Kind::PullQuote, 70),
            );
        }
    }
}
