//! Short lines between paragraphs: headings and pointers to other stories.

use super::form::{CLAUSE, Form, Ground, LONG_HEADING};
use super::{Kind, Verdict};
use crate::lines::Ending;

/// Shortest line that, beside another of such a length, is rather a second link than a heading.
const LONG_OF_PAIR: usize = 7;

/// What stands in the first so many units may be points of the story itself.
const TOP: usize = 6;

/// A headline stands among so many units.
const FRONT: usize = 24;

/// Short lines that do not end like a sentence, by what stands next to them.
pub(super) fn runs(forms: &[Form], ground: &Ground, verdicts: &mut [Option<Verdict>]) {
    let is_open = |verdicts: &[Option<Verdict>], at: usize| {
        forms.get(at).is_some_and(|form| form.is_bare) && verdicts.get(at).is_some_and(Option::is_none)
    };
    let story = forms.iter().position(|form| form.words >= 8 && form.ending == Ending::Stop);
    let has_title = verdicts.iter().take(FRONT).flatten().any(|verdict| verdict.kind == Kind::Headline);
    let mut at = 0;
    while at < forms.len() {
        if !is_open(verdicts, at) {
            at += 1;
            continue;
        }
        let mut end = at;
        while is_open(verdicts, end) {
            end += 1;
        }
        if end == at + 1 && points_above_question(forms, at, ground, verdicts) {
            at = end + 1;
            continue;
        }
        // a text follows if what stands next is a paragraph and not yet back matter
        let next = forms.get(end).filter(|form| {
            form.words > 0
                && !verdicts.get(end).is_some_and(|slot| {
                    slot.as_ref()
                        .is_some_and(|verdict| matches!(verdict.kind, Kind::EndMark | Kind::Boilerplate))
                })
        });
        let run = forms.get(at..end).unwrap_or_default();
        // the story has not begun: a clause below the marks of the front matter stands for a standfirst
        let has_story = story.is_some_and(|story| story < at);
        if let [only] = run
            && next.is_some_and(|next| next.words > only.words && next.ending == Ending::Stop)
            && only.words > CLAUSE
            && !has_story
            && has_title
        {
            if let Some(slot) = verdicts.get_mut(at) {
                *slot = Some(
                    Verdict::new(Kind::Deck, 720, "above-story")
                        .because("not ended like a sentence")
                        .because("below the title and what follows it, above the story")
                        .or(Kind::Heading, 140)
                        .or(Kind::RelatedLink, 140),
                );
            }
            at = end;
            continue;
        }
        if stands_above_link(run, verdicts.get(end)) && ground.is_punctuated && at > 0 {
            for slot in verdicts.iter_mut().skip(at).take(run.len()) {
                *slot = Some(
                    Verdict::new(Kind::RelatedLink, 780, "above-link")
                        .because("not ended like a sentence")
                        .because("clause-like, and directly above a pointer to another story")
                        .or(Kind::Heading, 150),
                );
            }
            at = end;
            continue;
        }
        for (slot, verdict) in verdicts.iter_mut().skip(at).zip(run_verdicts(run, next, at, ground)) {
            *slot = Some(verdict);
        }
        at = end;
    }
}

/// Whether lines are of one block with the labelled pointer below them. A heading may stand above one, so a single line
/// must be long for it.
fn stands_above_link(run: &[Form], below: Option<&Option<Verdict>>) -> bool {
    let is_link = below
        .and_then(Option::as_ref)
        .is_some_and(|verdict| verdict.kind == Kind::RelatedLink && verdict.rule == "label");
    let fewest = if run.len() > 1 { CLAUSE } else { LONG_OF_PAIR + 1 };
    is_link && run.iter().all(|form| form.words >= fewest && !form.is_caps && !form.is_small)
}

/// A clause above a short question that heads a text: it points to another story. Says whether it is so.
fn points_above_question(
    forms: &[Form],
    at: usize,
    ground: &Ground,
    verdicts: &mut [Option<Verdict>],
) -> bool {
    let (Some(clause), Some(question), Some(next)) = (forms.get(at), forms.get(at + 1), forms.get(at + 2))
    else {
        return false;
    };
    let is_question = question.ending == Ending::Question
        && (2..=LONG_HEADING).contains(&question.words)
        && !question.is_quote;
    let is_quotation =
        question.ending == Ending::Bare && (1..=8).contains(&question.words) && question.is_quote;
    let is_head = (is_question || is_quotation)
        && question.sentences == 1
        && next.words > question.words
        && next.ending == Ending::Stop
        && verdicts.get(at + 1).is_some_and(Option::is_none);
    let is_longer =
        if is_quotation { clause.words > question.words } else { clause.words * 2 >= question.words * 3 };
    let is_link = clause.words > CLAUSE && is_longer && !clause.is_caps;
    if !is_head || !is_link || !ground.is_punctuated || at == 0 {
        return false;
    }
    let verdict = [
        Verdict::new(Kind::RelatedLink, 800, "above-question")
            .because("not ended like a sentence")
            .because(format!("{} words", clause.words))
            .because("a clause above a short question or quotation, below which text follows")
            .or(Kind::Heading, 150),
        Verdict::new(Kind::Heading, 820, "question")
            .because("a short question or quotation, alone on its line")
            .because("text follows")
            .or(Kind::Paragraph, 180),
    ];
    for (slot, verdict) in verdicts.iter_mut().skip(at).zip(verdict) {
        *slot = Some(verdict);
    }
    true
}

fn run_verdicts(run: &[Form], next: Option<&Form>, at: usize, ground: &Ground) -> Vec<Verdict> {
    let count = run.len();
    // key points may stand above or below the lead
    let (is_first, is_top) = (at == 0, at < TOP);
    match (run, next) {
        _ if is_first && next.is_none() => run.iter().map(|_| unsure("nothing but short lines")).collect(),
        ([only], Some(next)) => vec![lone(only, next, ground)],
        ([first, second], Some(next)) if first.is_caps != second.is_caps => {
            stacked(first, second, next, ground)
        }
        ([first, second], Some(next)) => pair(first, second, next, ground),
        (_, Some(next)) => {
            let (last, others) = run.split_last().map_or((None, run), |(last, others)| (Some(last), others));
            let shortest = others.iter().map(|form| form.words).min().unwrap_or_default();
            let heads = last.is_some_and(|last| shortest >= CLAUSE && shortest * 2 >= last.words * 3);
            let is_long = |form: &Form| form.words >= CLAUSE && !form.is_caps && !form.is_small;
            let sum: usize = run.iter().map(|form| form.words).sum();
            if !is_top && ground.is_punctuated && run.iter().all(is_long) && sum >= count * LONG_OF_PAIR {
                let link = |_: &Form| {
                    Verdict::new(Kind::RelatedLink, 650, "run")
                        .because(format!("one of {count} clause-like lines between paragraphs"))
                        .or(Kind::Paragraph, 200)
                        .or(Kind::ListItem, 150)
                };
                return run.iter().map(link).collect();
            }
            if !heads || !ground.is_punctuated {
                return run.iter().map(|_| unsure("several short lines in a row, much alike")).collect();
            }
            let link = |_: &Form| {
                Verdict::new(Kind::RelatedLink, 700, "run")
                    .because(format!("one of {} clause-like lines before a shorter one", count - 1))
                    .or(Kind::Heading, 150)
                    .or(Kind::Paragraph, 150)
            };
            let mut verdicts: Vec<_> = others.iter().map(link).collect();
            if let Some(last) = last {
                let head = heading(last, next, ground, 750).by("shortest-of-run");
                verdicts.push(head.because("the shortest of a run of lines, and the last"));
            }
            verdicts
        }
        (_, None) if count >= 2 && ends_with_links(run, ground) => run
            .iter()
            .map(|_| {
                Verdict::new(Kind::RelatedLink, 650, "last-lines")
                    .because("not ended like a sentence")
                    .because(format!("one of {count} clause-like lines at the end"))
                    .or(Kind::Paragraph, 250)
            })
            .collect(),
        (_, None) => run.iter().map(|form| trailing(form, ground)).collect(),
    }
}

fn unsure(why: &'static str) -> Verdict {
    Verdict::new(Kind::Paragraph, 600, "run")
        .because("not ended like a sentence")
        .because(why)
        .or(Kind::Heading, 200)
        .or(Kind::RelatedLink, 200)
}

/// Whether the lines at the end are a list of other stories: all of them are clauses.
fn ends_with_links(run: &[Form], ground: &Ground) -> bool {
    let is_clause = |form: &Form| form.words > CLAUSE && !form.is_small && !form.is_caps;
    ground.is_punctuated && run.iter().all(is_clause)
}

/// A short line at the end, with no text after it.
fn trailing(form: &Form, ground: &Ground) -> Verdict {
    // a sentence cut off looks the same, so the text must have such lines elsewhere
    if form.words > CLAUSE && ground.is_punctuated && ground.bare >= 2 {
        return Verdict::new(Kind::Paragraph, 550, "last-line")
            .because("clause-like, not ended like a sentence, and no text follows")
            .because("there are other lines of this form")
            .or(Kind::RelatedLink, 400);
    }
    Verdict::new(Kind::Paragraph, 600, "last-line")
        .because("not ended like a sentence, but no text follows")
        .or(Kind::Boilerplate, 250)
        .or(Kind::RelatedLink, 150)
}

/// Two headings in a row, one of them in capitals.
fn stacked(first: &Form, second: &Form, next: &Form, ground: &Ground) -> Vec<Verdict> {
    let head = |form: &Form| {
        heading(form, next, ground, 800)
            .by("stacked")
            .because("two short lines in a row, one of them in capitals")
    };
    // a clause below a label points elsewhere
    if second.words >= CLAUSE * 2 || first.words >= CLAUSE * 2 {
        return pair(first, second, next, ground);
    }
    vec![head(first).or(Kind::RelatedLink, 150), head(second).or(Kind::RelatedLink, 150)]
}

/// One short line between texts.
fn lone(form: &Form, next: &Form, ground: &Ground) -> Verdict {
    let is_clause = form.words + 2 > LONG_HEADING;
    if is_clause && ground.is_punctuated && !form.is_small && !form.is_caps && next.words >= form.words {
        return Verdict::new(Kind::RelatedLink, 720, "lone-clause")
            .because("not ended like a sentence, where paragraphs are")
            .because(format!("{} words, long for a heading", form.words))
            .or(Kind::Paragraph, 170)
            .or(Kind::Heading, 110);
    }
    if form.words > LONG_HEADING {
        return Verdict::new(Kind::Paragraph, 550, "lone-line")
            .because("not ended like a sentence, but long for a heading")
            .or(Kind::RelatedLink, 350)
            .or(Kind::Heading, 100);
    }
    if !ground.is_punctuated && (form.words > 6 || next.words < form.words * 4) {
        return unsure("sentences are not ended by marks in this text");
    }
    let verdict = heading(form, next, ground, 960);
    let rest = 1000 - verdict.certainty;
    verdict.or(Kind::RelatedLink, rest / 2).or(Kind::Paragraph, rest / 3)
}

/// A heading before `next`, at most as sure as `most`.
fn heading(form: &Form, next: &Form, ground: &Ground, most: u16) -> Verdict {
    let mut score = 800_u16;
    let mut verdict = Verdict::new(Kind::Heading, 0, "short-before-text")
        .because("not ended like a sentence")
        .because(format!("{} words", form.words))
        .because("text follows");
    if form.words <= 6 {
        score += 60;
    }
    if next.words >= form.words * 3 {
        score += 50;
        verdict = verdict.because("what follows is much longer");
    }
    if ground.bare >= 3 {
        score += 50;
        verdict = verdict.because(format!("{} lines of this form", ground.bare));
    } else if ground.bare == 1 {
        score -= 100;
        verdict = verdict.because("the only line of this form");
    }
    if form.words > 9 {
        score -= 100;
    }
    let cap = if ground.is_punctuated { most } else { 600 };
    verdict.certainty = score.min(cap);
    verdict
}

/// Two short lines in a row: the longer, if it reads like a clause, points to another story; the shorter heads the
/// section.
fn pair(first: &Form, second: &Form, next: &Form, ground: &Ground) -> Vec<Verdict> {
    let is_link = |longer: &Form, shorter: &Form| {
        longer.words >= CLAUSE && longer.words * 2 >= shorter.words * 3 && shorter.words <= LONG_HEADING
    };
    let link = |form: &Form, certainty: u16| {
        Verdict::new(Kind::RelatedLink, certainty, "longer-of-two")
            .because("not ended like a sentence")
            .because(format!("{} words", form.words))
            .because("the longer, clause-like one of two short lines in a row")
            .or(Kind::Heading, 1000 - certainty)
    };
    if !ground.is_punctuated {
        return vec![unsure("two short lines in a row"), unsure("two short lines in a row")];
    }
    if is_link(first, second) {
        let head = heading(second, next, ground, 800)
            .by("shorter-of-two")
            .because("the shorter of two short lines in a row, and the last")
            .or(Kind::RelatedLink, 200);
        return vec![link(first, 800), head];
    }
    if is_link(second, first) {
        let head = heading(first, next, ground, 650)
            .by("shorter-of-two")
            .because("the shorter of two short lines in a row");
        // not sure enough to take it out of the story
        let doubt = Verdict::new(Kind::Paragraph, 500, "longer-of-two")
            .because("the longer, clause-like one of two short lines in a row")
            .or(Kind::RelatedLink, 450);
        return vec![head.or(Kind::Paragraph, 200), doubt];
    }
    // two headings do not stand in a row, and few are that long
    let is_long = |form: &Form| form.words >= LONG_OF_PAIR && !form.is_caps && !form.is_small;
    if is_long(first) && is_long(second) && first.words + second.words > 2 * LONG_OF_PAIR {
        let alike = |form: &Form, certainty: u16| {
            link(form, certainty).by("both-of-two").because("the other one is as long")
        };
        return vec![alike(first, 700), alike(second, 640)];
    }
    // much alike: the last heads what follows, of the first nothing is sure
    let head = heading(second, next, ground, 600).by("last-of-two").or(Kind::RelatedLink, 300);
    vec![unsure("two short lines in a row, much alike"), head]
}
