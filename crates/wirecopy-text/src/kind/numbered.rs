//! Headings that are told by what stands before them or by their letters: numbers, capitals.

use super::form::{Form, LONG_HEADING, LONG_LINE, Shape};
use super::{Kind, Verdict};
use crate::layout::Unit;
use crate::lines::Ending;
use crate::list::{Marker, marker};

/// Short lines with numbers that count up, each with text of its own below, are headings, also if they end like
/// sentences.
pub(super) fn numbered<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    let mut found: Vec<(usize, u32)> = Vec::new();
    for (at, ((unit, form), slot)) in units.iter().zip(forms).zip(&*verdicts).enumerate() {
        if slot.is_some() || form.words > LONG_HEADING + 1 {
            continue;
        }
        let Some((Marker::Number(number, _), _)) = marker(slice(unit)) else { continue };
        let has_text = forms.get(at + 1).is_some() && verdicts.get(at + 1).is_some_and(Option::is_none);
        if has_text {
            found.push((at, number));
        }
    }
    let follows = |at: usize| {
        let number = |at: usize| found.get(at).map(|(_, number)| *number);
        let next = at.checked_add(1).and_then(number);
        let before = at.checked_sub(1).and_then(number);
        number(at).is_some_and(|is| {
            next == is.checked_add(1) || before.is_some_and(|before| before.checked_add(1) == Some(is))
        })
    };
    for (index, (at, _)) in found.iter().enumerate().filter(|(index, _)| follows(*index)) {
        // its own number must not be the only thing that sets it apart from a numbered paragraph
        let is_last = index + 1 == found.len();
        if let Some(slot) = verdicts.get_mut(*at) {
            let certainty = if is_last { 880 } else { 920 };
            *slot = Some(
                Verdict::new(Kind::Heading, certainty, "numbered")
                    .because("a number that counts up from heading to heading")
                    .because("text of its own stands below")
                    .or(Kind::ListItem, 1000 - certainty),
            );
        }
    }
}

/// Shortest question that may point to another story.
const LONG_QUESTION: usize = 7;

/// Short questions between paragraphs are headings where the text has others.
pub(super) fn questions(forms: &[Form], verdicts: &mut [Option<Verdict>]) {
    let is_text = |at: usize| {
        forms.get(at).is_some_and(|form| form.words >= 8)
            && verdicts.get(at).is_some_and(|slot| {
                slot.as_ref().is_none_or(|verdict| matches!(verdict.kind, Kind::Paragraph | Kind::Lead))
            })
    };
    // a picture or a hint may stand between
    let below = |at: usize| {
        let is_amid = |at: usize| {
            verdicts.get(at).and_then(Option::as_ref).is_some_and(|verdict| {
                matches!(verdict.kind, Kind::Caption | Kind::Boilerplate | Kind::RelatedLink)
            })
        };
        (at + 1..at + 4).find(|at| !is_amid(*at)).unwrap_or(at + 1)
    };
    let is_candidate = |at: usize| {
        forms.get(at).is_some_and(|form| {
            form.ending == Ending::Question
                && (2..=LONG_HEADING).contains(&form.words)
                && form.sentences == 1
                && !form.is_quote
                && form.shape == Shape::Plain
        }) && verdicts.get(at).is_some_and(Option::is_none)
            && is_text(below(at))
    };
    let mut found: Vec<usize> = (1..forms.len()).filter(|&at| is_candidate(at)).collect();
    // what a colon introduces is said by somebody, but for `Here is what we know:` above the first of many
    let is_open = |at: usize| forms.get(at - 1).is_some_and(|form| form.ending == Ending::Open);
    let plain = found.iter().filter(|at| !is_open(**at)).count();
    let is_short = |at: usize| forms.get(at - 1).is_some_and(|form| form.words <= LONG_QUESTION);
    let first = found.first().copied();
    found.retain(|&at| !is_open(at) || plain >= 2 && first == Some(at) && is_short(at));
    let others = verdicts
        .iter()
        .filter(|slot| {
            slot.as_ref().is_some_and(|verdict| verdict.kind == Kind::Heading && verdict.certainty >= 700)
        })
        .count();
    // a long question directly above the one that heads the text points elsewhere
    for above in found.iter().filter_map(|at| at.checked_sub(1)).filter(|at| *at > 0) {
        let (Some(form), Some(head)) = (forms.get(above), forms.get(above + 1)) else { continue };
        let is_link = form.ending == Ending::Question
            && (LONG_QUESTION..=LONG_LINE).contains(&form.words)
            && form.words * 2 >= head.words * 3
            && !form.is_quote
            && form.shape == Shape::Plain;
        if let Some(slot) = verdicts.get_mut(above).filter(|slot| slot.is_none() && is_link) {
            *slot = Some(
                Verdict::new(Kind::RelatedLink, 720, "above-question")
                    .because("the longer of two questions in a row")
                    .or(Kind::Heading, 180)
                    .or(Kind::Paragraph, 100),
            );
        }
    }
    for &at in &found {
        let Some(slot) = verdicts.get_mut(at) else { continue };
        let alike = others + found.len() - 1;
        *slot = Some(if alike == 0 {
            Verdict::new(Kind::Paragraph, 600, "lone-question")
                .because("a short question")
                .because("nothing else in the text looks like a heading")
                .or(Kind::Heading, 400)
        } else {
            let certainty = if alike == 1 { 800 } else { 880 };
            Verdict::new(Kind::Heading, certainty, "question")
                .because("a short question, alone on its line")
                .because("text follows")
                .because(format!("{alike} other headings in the text"))
                .or(Kind::Paragraph, 1000 - certainty)
        });
    }
}

/// The levels of headings: where two styles are told apart by number or capitals, the one that comes first is above the
/// other. Without that evidence all are alike.
pub(super) fn levels<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Verdict],
) {
    let style = |at: usize| -> Style {
        let text = units.get(at).map(slice).unwrap_or_default();
        match marker(text) {
            Some((Marker::Number(..), _)) => Style::Numbered,
            _ if forms.get(at).is_some_and(|form| form.is_caps) => Style::Capitals,
            _ => Style::Plain,
        }
    };
    let styles: Vec<(usize, Style)> = verdicts
        .iter()
        .enumerate()
        .filter(|(_, verdict)| verdict.kind == Kind::Heading)
        .map(|(at, _)| (at, style(at)))
        .collect();
    let count = |of: Style| styles.iter().filter(|(_, style)| *style == of).count();
    let Some((_, top)) = styles.first() else { return };
    if styles.iter().all(|(_, style)| style == top) || count(*top) < 2 {
        return;
    }
    // only what is found at least twice is a style; plain headings above those in capitals prove nothing
    for (at, style) in styles.iter().filter(|(_, style)| style != top && count(*style) >= 2) {
        if let Some(verdict) = verdicts.get_mut(*at) {
            verdict.level = 3;
            let why = match (top, style) {
                (Style::Numbered, _) => "no number, where the headings above have one",
                (_, Style::Numbered) => "a number, where the headings above have none",
                (Style::Capitals, _) => "no capitals, where the headings above have them",
                _ => "capitals, where the headings above have none",
            };
            verdict.evidence.push(std::borrow::Cow::Borrowed(why));
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Numbered,
    Capitals,
    Plain,
}
