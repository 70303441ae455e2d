//! What stands above the story.

use super::form::{CLAUSE, Form, Ground, LONG_LINE};
use super::{Kind, MARGIN, Verdict};
use crate::front;
use crate::layout::Unit;
use crate::lines::Ending;

/// Title, standfirst, byline and date at the start.
pub(super) fn front_matter<'t>(
    units: &[Unit],
    forms: &[Form],
    ground: &Ground,
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    let mut marked = None;
    let is_byline = |at: usize| units.get(at).is_some_and(|unit| front::byline(slice(unit)).is_some());
    for (at, unit) in units.iter().enumerate().take(MARGIN) {
        let words = slice(unit);
        let is_bare = |at: usize| forms.get(at).is_some_and(|form| form.is_bare);
        // `Ida Holm in Ostwick` says little itself: a title must stand before, and the story or a date behind
        let is_placed = || (1..=2).contains(&at) && is_bare(0) && marked.is_none() && !is_bare(at + 1);
        let verdict = if front::byline(words).is_some() {
            Verdict::new(Kind::Byline, 950, "byline").because("names after a word for «by», near the start")
        } else if front::dated(words).is_some() {
            Verdict::new(Kind::Date, 930, "date-line").because("nothing but a date, near the start")
        } else if front::is_partial_date(words) {
            Verdict::new(Kind::Date, 850, "date-line")
                .because("nothing but a date, near the start")
                .because("the year, or the order of day and month, is not known: kept as written")
                .or(Kind::Heading, 150)
        } else if front::placed_byline(words).is_some() && is_placed() {
            Verdict::new(Kind::Byline, 720, "name-and-place")
                .because("a name and a place, below the title")
                .or(Kind::Deck, 280)
        } else {
            // front matter ends where the story begins, but a title may be a question, and a standfirst a sentence
            let is_title = at == 0
                && forms.get(at).is_some_and(|form| form.words <= LONG_LINE && form.ending != Ending::Stop)
                && is_byline(at + 1);
            let is_deck = at == 1 && is_bare(0) && is_byline(at + 1);
            if !is_bare(at) && !is_title && !is_deck {
                break;
            }
            continue;
        };
        marked = marked.or(Some(at));
        if let Some(slot) = verdicts.get_mut(at) {
            *slot = Some(verdict);
        }
    }
    let (Some(first), Some(second)) = (forms.first(), forms.get(1)) else { return };
    // of a question or quotation only the line behind it shows that it is a title
    let is_title = first.is_bare || (marked == Some(1) && is_byline(1) && first.ending != Ending::Stop);
    if !is_title || !ground.is_punctuated || verdicts.first().is_some_and(Option::is_some) {
        return;
    }
    let second_text = units.get(1).map(slice).unwrap_or_default();
    let title = |certainty, why: &'static str| {
        Some(
            Verdict::new(Kind::Headline, certainty, "first-line")
                .because("the first line, not ended like a sentence")
                .because(format!("{} words", first.words))
                .because(why)
                .or(Kind::Heading, 1000 - certainty),
        )
    };
    let deck = |certainty| {
        Some(
            Verdict::new(Kind::Deck, certainty, "below-title")
                .because("between the title and the front matter or story")
                .or(Kind::Heading, 150)
                .or(Kind::RelatedLink, 50),
        )
    };
    let is_body = |form: &Form| !form.is_bare && matches!(form.ending, Ending::Stop | Ending::Question);
    let (headline, below) = if marked == Some(1) {
        (title(960, "a byline or date follows"), None)
    } else if front::dateline(second_text).is_some() {
        (title(960, "a dateline follows"), None)
    } else if marked == Some(2) && (second.is_bare || is_byline(2)) && first.words >= 3 {
        (title(920, "a second line, then a byline or date follow"), deck(800))
    } else if is_body(second) && second.words > first.words && marked.is_none() {
        (title(870, "a longer line, ended like a sentence, follows"), None)
    } else if second.is_bare
        && first.words >= 3
        && second.words >= CLAUSE
        && marked.is_none()
        && forms.get(2).is_some_and(|third| is_body(third) && third.words > first.words)
    {
        (title(800, "a second line, then a longer one, ended like a sentence, follow"), deck(650))
    } else {
        (None, None)
    };
    if headline.is_none() {
        // short lines before the story that fit no pattern: they are not guessed at
        let run = forms.iter().take_while(|form| form.is_bare).count();
        for slot in verdicts.iter_mut().take(run).filter(|slot| slot.is_none()) {
            *slot = Some(
                Verdict::new(Kind::Paragraph, 500, "first-lines")
                    .because("short lines before the story, in no known order")
                    .or(Kind::Headline, 300)
                    .or(Kind::Heading, 200),
            );
        }
        return;
    }
    for (slot, verdict) in verdicts.iter_mut().zip([headline, below]) {
        if verdict.is_some() {
            *slot = verdict;
        }
    }
}
