//! What each unit of a text is, by scored evidence.
//!
//! Nothing here knows a language, but for the labels in [`crate::front`]. What decides is form: whether a line ends
//! like a sentence, how long it is beside its neighbours, and what else in the text looks like it.

use std::borrow::Cow;

use wirecopy_model::{Alternative, Certainty};

use crate::front;
use crate::layout::Unit;
use crate::lines::{Ending, ending, words};
use crate::list::{Marker, marker};

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Lead,
    Paragraph,
    Heading,
    RelatedLink,
    ListItem,
    Headline,
    Deck,
    Byline,
    Date,
    Caption,
    EndMark,
    Boilerplate,
}

impl Kind {
    /// Kinds by the names under which annotations show them.
    pub(crate) const ALL: &'static [(&'static str, Self)] = &[
        ("lead", Self::Lead),
        ("paragraph", Self::Paragraph),
        ("heading", Self::Heading),
        ("related-link", Self::RelatedLink),
        ("list-item", Self::ListItem),
        ("headline", Self::Headline),
        ("deck", Self::Deck),
        ("byline", Self::Byline),
        ("date", Self::Date),
        ("caption", Self::Caption),
        ("end-mark", Self::EndMark),
        ("boilerplate", Self::Boilerplate),
    ];

    /// The name under which annotations show it.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("paragraph", |(name, _)| name)
    }
}

/// What a unit was taken for, and why.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub kind: Kind,
    /// In thousandths.
    pub certainty: u16,
    pub evidence: Vec<Cow<'static, str>>,
    pub alternatives: Vec<(Kind, u16)>,
    pub rule: &'static str,
}

impl Verdict {
    fn new(kind: Kind, certainty: u16, rule: &'static str) -> Self {
        Self { kind, certainty, evidence: Vec::new(), alternatives: Vec::new(), rule }
    }

    fn because(mut self, evidence: impl Into<Cow<'static, str>>) -> Self {
        self.evidence.push(evidence.into());
        self
    }

    fn by(mut self, rule: &'static str) -> Self {
        self.rule = rule;
        self
    }

    fn or(mut self, kind: Kind, certainty: u16) -> Self {
        self.alternatives.push((kind, certainty));
        self
    }

    /// What the caller says a unit is.
    pub(crate) fn given(kind: Kind) -> Self {
        Self::new(kind, 1000, "given").because("the caller says so")
    }

    /// A paragraph, because nothing more was asked for.
    pub(crate) fn plain() -> Self {
        Self::new(Kind::Paragraph, 1000, "structure-none").because("structure was not asked for")
    }

    /// The same, but a paragraph if it is less sure than `least`.
    pub(crate) fn at_least(self, least: u16) -> Self {
        if self.certainty >= least || matches!(self.kind, Kind::Paragraph | Kind::Lead) {
            return self;
        }
        Self::new(Kind::Paragraph, 1000 - self.certainty, "not-sure-enough")
            .because("another kind is likelier, but not sure enough")
            .or(self.kind, self.certainty)
    }

    /// The alternatives in the form of the model.
    pub(crate) fn alternatives(&self) -> Vec<Alternative> {
        let of = |&(kind, certainty): &(Kind, u16)| Alternative {
            kind: Cow::Borrowed(kind.name()),
            certainty: Certainty::thousandths(certainty),
        };
        self.alternatives.iter().map(of).collect()
    }
}

/// Words are counted up to this many: beyond it the length of a paragraph says no more.
const MANY_WORDS: usize = 64;
/// Longest line that may be a title or a link.
const LONG_LINE: usize = 20;
/// Longest line that may be a heading.
const LONG_HEADING: usize = 12;
/// Shortest line that may be a link: a clause.
const CLAUSE: usize = 5;
/// Front matter is looked for in so many units from the start, back matter from the end.
const MARGIN: usize = 6;

/// What the form of a unit shows.
#[derive(Clone, Copy, Debug)]
struct Form {
    words: usize,
    ending: Ending,
    /// Short and not ended like a sentence: a heading, a link or a title.
    is_bare: bool,
}

fn form(text: &str) -> Form {
    let (words, ending) = (words(text, MANY_WORDS), ending(text));
    let first = text.chars().next().unwrap_or(' ');
    let is_item =
        matches!(first, '-' | '–' | '—' | '―' | '•' | '*' | '·' | '▪' | '◦' | '‣' | '+' | '#' | '|' | '>');
    let is_quote = matches!(first, '"' | '“' | '„' | '«' | '‘' | '\'' | '「' | '『')
        && text.chars().last().is_some_and(|c| matches!(c, '"' | '”' | '“' | '»' | '’' | '\'' | '」' | '』'));
    let is_address = !text.contains(char::is_whitespace) && (text.contains("://") || text.contains('@'));
    let is_bare = ending == Ending::Bare
        && (1..=LONG_LINE).contains(&words)
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !is_item
        && !is_quote
        && !is_address;
    Form { words, ending, is_bare }
}

/// What each of `units` is. One verdict a unit.
pub(crate) fn classify(text: &str, units: &[Unit]) -> Vec<Verdict> {
    let slice = |unit: &Unit| text.get(unit.range.clone()).unwrap_or_default();
    let forms: Vec<Form> = units.iter().map(|unit| form(slice(unit))).collect();
    let ground = Ground::of(&forms);
    let mut verdicts: Vec<Option<Verdict>> = units.iter().map(|_| None).collect();

    items(units, &slice, &mut verdicts);
    front_matter(units, &forms, &ground, &slice, &mut verdicts);
    for (at, unit) in units.iter().enumerate() {
        let words = slice(unit);
        let Some(slot) = verdicts.get_mut(at).filter(|slot| slot.is_none()) else { continue };
        if at + MARGIN >= units.len() && at > 0 {
            *slot = match front::back(words) {
                Some(front::Back::EndMark) => Some(
                    Verdict::new(Kind::EndMark, 980, "end-mark").because("a customary end mark, at the end"),
                ),
                Some(front::Back::Boilerplate) => Some(
                    Verdict::new(Kind::Boilerplate, 930, "boilerplate")
                        .because("opens like a credit, near the end"),
                ),
                None => None,
            };
        }
        if slot.is_none() && front::is_labelled_link(words) {
            *slot = Some(
                Verdict::new(Kind::RelatedLink, 970, "label").because("a label that points to another story"),
            );
        }
        if slot.is_none() && front::is_credit(words) {
            *slot = Some(
                Verdict::new(Kind::Caption, 850, "label")
                    .because("a label of pictures")
                    .or(Kind::Paragraph, 140),
            );
        }
    }
    runs(&forms, &ground, &mut verdicts);
    lone_links(&forms, &mut verdicts);
    finish(&forms, &ground, verdicts)
}

/// What the text as a whole shows.
#[derive(Clone, Copy, Debug)]
struct Ground {
    /// Whether paragraphs end like sentences here, so that a line that does not stands out.
    is_punctuated: bool,
    /// How many units are short and do not end like a sentence.
    bare: usize,
}

impl Ground {
    fn of(forms: &[Form]) -> Self {
        let count = |is: &dyn Fn(&Form) -> bool| forms.iter().filter(|form| is(form)).count();
        let ended = count(&|form| matches!(form.ending, Ending::Stop | Ending::Question));
        let long_ended = count(&|form| {
            form.words > LONG_HEADING && matches!(form.ending, Ending::Stop | Ending::Question)
        });
        let long_bare = count(&|form| form.words > LONG_HEADING && form.ending == Ending::Bare);
        Self {
            // short lines say nothing: a short text may hold more of them than of paragraphs
            is_punctuated: ended * 3 >= long_bare * 7
                && (long_ended > 0 || (ended > 0 && ended * 4 >= forms.len())),
            bare: forms.iter().filter(|form| form.is_bare).count(),
        }
    }
}

/// Two or more units in a row with the same marker, or numbers that count up, are the items of a list.
fn items<'t>(units: &[Unit], slice: &impl Fn(&Unit) -> &'t str, verdicts: &mut [Option<Verdict>]) {
    let mut before: Option<Marker> = None;
    let mut previous: Option<&mut Option<Verdict>> = None;
    for (unit, slot) in units.iter().zip(verdicts) {
        let found = marker(slice(unit)).map(|(marker, _)| marker);
        if let (Some(found), Some(before)) = (found, before)
            && found.follows(before)
        {
            let item = |found: Marker| {
                // a hyphen may also open speech, and speakers take turns
                let certainty = if found == Marker::Sign('-') { 850 } else { 950 };
                Some(
                    Verdict::new(Kind::ListItem, certainty, "marker")
                        .because("a marker of items, next to a line with the same")
                        .or(Kind::Paragraph, 1000 - certainty),
                )
            };
            if let Some(previous) = previous.filter(|slot| slot.is_none()) {
                *previous = item(before);
            }
            *slot = item(found);
        }
        (before, previous) = (found, Some(slot));
    }
}

/// Title, standfirst, byline and date at the start.
fn front_matter<'t>(
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

/// Short lines that do not end like a sentence, by what stands next to them.
fn runs(forms: &[Form], ground: &Ground, verdicts: &mut [Option<Verdict>]) {
    let is_open = |verdicts: &[Option<Verdict>], at: usize| {
        forms.get(at).is_some_and(|form| form.is_bare) && verdicts.get(at).is_some_and(Option::is_none)
    };
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
        // a text follows if what stands next is a paragraph and not yet back matter
        let next = forms.get(end).filter(|form| {
            form.words > 0
                && !verdicts.get(end).is_some_and(|slot| {
                    slot.as_ref()
                        .is_some_and(|verdict| matches!(verdict.kind, Kind::EndMark | Kind::Boilerplate))
                })
        });
        let run = forms.get(at..end).unwrap_or_default();
        for (slot, verdict) in verdicts.iter_mut().skip(at).zip(run_verdicts(run, next, at == 0, ground)) {
            *slot = Some(verdict);
        }
        at = end;
    }
}

fn run_verdicts(run: &[Form], next: Option<&Form>, is_first: bool, ground: &Ground) -> Vec<Verdict> {
    let count = run.len();
    match (run, next) {
        _ if is_first && next.is_none() => run.iter().map(|_| unsure("nothing but short lines")).collect(),
        ([only], Some(next)) => vec![lone(only, next, ground)],
        ([first, second], Some(next)) => pair(first, second, next, ground),
        (_, Some(next)) => {
            let (last, others) = run.split_last().map_or((None, run), |(last, others)| (Some(last), others));
            let shortest = others.iter().map(|form| form.words).min().unwrap_or_default();
            let heads = last.is_some_and(|last| shortest >= CLAUSE && shortest * 2 >= last.words * 3);
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

/// A short line at the end, with no text after it.
fn trailing(form: &Form, ground: &Ground) -> Verdict {
    // a sentence cut off looks the same, so the text must have such lines elsewhere
    if form.words > CLAUSE && ground.is_punctuated && ground.bare >= 2 {
        return Verdict::new(Kind::RelatedLink, 600, "last-line")
            .because("clause-like, not ended like a sentence, and no text follows")
            .because("there are other lines of this form")
            .or(Kind::Paragraph, 350);
    }
    Verdict::new(Kind::Paragraph, 600, "last-line")
        .because("not ended like a sentence, but no text follows")
        .or(Kind::Boilerplate, 250)
        .or(Kind::RelatedLink, 150)
}

/// One short line between texts.
fn lone(form: &Form, next: &Form, ground: &Ground) -> Verdict {
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
        return vec![head.or(Kind::Paragraph, 200), link(second, 600)];
    }
    // much alike: the last heads what follows, of the first nothing is sure
    let head = heading(second, next, ground, 600).by("last-of-two").or(Kind::RelatedLink, 300);
    vec![unsure("two short lines in a row, much alike"), head]
}

/// Lone lines that are far longer than the headings of the text: links between paragraphs.
fn lone_links(forms: &[Form], verdicts: &mut [Option<Verdict>]) {
    let is_sure = |verdict: &Verdict| verdict.kind == Kind::Heading && verdict.certainty >= 700;
    let mut lengths: Vec<usize> = forms
        .iter()
        .zip(&*verdicts)
        .filter(|(_, slot)| slot.as_ref().is_some_and(is_sure))
        .map(|(form, _)| form.words)
        .collect();
    lengths.sort_unstable();
    let Some(&usual) = lengths.get(lengths.len().saturating_sub(1) / 2) else { return };
    for (form, slot) in forms.iter().zip(verdicts) {
        let Some(verdict) = slot else { continue };
        let is_lone = matches!(verdict.rule, "short-before-text" | "lone-line");
        let others = lengths.len() - usize::from(is_sure(verdict));
        if is_lone
            && matches!(verdict.kind, Kind::Heading | Kind::Paragraph)
            && others >= 2
            && form.words > CLAUSE
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

/// All that is still open is a paragraph, and the first one is the lead.
fn finish(forms: &[Form], ground: &Ground, verdicts: Vec<Option<Verdict>>) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = forms
        .iter()
        .zip(verdicts)
        .map(|(form, verdict)| verdict.unwrap_or_else(|| paragraph(form, ground)))
        .collect();
    let first = verdicts.iter_mut().zip(forms).find(|(verdict, form)| {
        verdict.kind == Kind::Paragraph && verdict.certainty >= 700 && form.words > 0
    });
    if let Some((verdict, form)) = first {
        let certainty =
            if form.words >= 15 { verdict.certainty.min(950) } else { verdict.certainty.min(800) };
        verdict.kind = Kind::Lead;
        verdict.certainty = certainty;
        verdict.rule = "first-paragraph";
        verdict.evidence.push(Cow::Borrowed("the first paragraph"));
        verdict.alternatives.push((Kind::Paragraph, 1000 - certainty));
    }
    verdicts
}

fn paragraph(form: &Form, ground: &Ground) -> Verdict {
    let length: Cow<'static, str> = if form.words >= MANY_WORDS {
        Cow::Owned(format!("{MANY_WORDS} words or more"))
    } else {
        Cow::Owned(format!("{} words", form.words))
    };
    let verdict = |certainty, why| {
        Verdict::new(Kind::Paragraph, certainty, "text").because(why).because(length.clone())
    };
    match form.ending {
        Ending::Stop if form.words > LONG_LINE => verdict(990, "ended like a sentence"),
        Ending::Stop => verdict(970, "ended like a sentence"),
        Ending::Question if form.words <= LONG_HEADING => {
            verdict(720, "a short question").or(Kind::Heading, 280)
        }
        Ending::Question => verdict(960, "ended like a sentence"),
        Ending::Open if form.words <= LONG_HEADING => {
            verdict(750, "the sentence goes on").or(Kind::Heading, 250)
        }
        Ending::Open => verdict(930, "the sentence goes on"),
        Ending::Bare if form.words > LONG_LINE => {
            verdict(if ground.is_punctuated { 880 } else { 950 }, "long")
        }
        Ending::Bare => verdict(750, "none of the forms of a heading or link"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::split;
    use crate::{layout, wrap};

    /// One letter a line: `L`ead, `p`aragraph, `h`eading, `r`elated link, `T`itle, `d`eck, `b`yline, `D`ate, `c`aption,
    /// `e`nd mark, boi`l`erplate.
    fn check(text: &str, expect: &str) {
        let (lines, _) = split(text, usize::MAX);
        let units = layout::units(text, &lines, wrap::detect(text, &lines).layout);
        let verdicts = classify(text, &units);
        let letters: String = verdicts
            .iter()
            .map(|verdict| match verdict.kind {
                Kind::Lead => 'L',
                Kind::Paragraph => 'p',
                Kind::Heading => 'h',
                Kind::RelatedLink => 'r',
                Kind::ListItem => 'i',
                Kind::Headline => 'T',
                Kind::Deck => 'd',
                Kind::Byline => 'b',
                Kind::Date => 'D',
                Kind::Caption => 'c',
                Kind::EndMark => 'e',
                Kind::Boilerplate => 'l',
            })
            .collect();
        assert_eq!(letters, expect, "{text}\n{verdicts:#?}");
        assert!(verdicts.iter().all(|verdict| verdict.certainty <= 1000 && !verdict.evidence.is_empty()));
    }

    const LEAD: &str =
        "The council of the town decided on Monday that the ferry will keep running through the winter.";
    const TEXT: &str = "Two of the libraries close instead, and their books are moved to the school.";

    #[test]
    fn a_short_line_before_text_is_a_heading() {
        check(&format!("{LEAD}\n{TEXT}\nWhat changes\n{TEXT}\nWhat stays\n{TEXT}"), "Lphphp");
    }

    #[test]
    fn of_two_short_lines_the_longer_is_the_link() {
        let link = "Island school wins prize for its boat made of reeds";
        check(&format!("{LEAD}\n{TEXT}\n{link}\nWhat changes\n{TEXT}\n{TEXT}"), "Lprhpp");
        check(&format!("{LEAD}\n{link}\n{link}\nWhat changes\n{TEXT}\n{TEXT}"), "Lrrhpp");
    }

    #[test]
    fn a_line_far_longer_than_the_headings_is_a_link() {
        let link = "Island school wins prize for its boat made of reeds";
        check(&format!("{LEAD}\nWhat changes\n{TEXT}\n{link}\n{TEXT}\nWhat stays\n{TEXT}"), "Lhprphp");
        check(&format!("{LEAD}\n{TEXT}\nRead more: {link}\n{TEXT}"), "Lprp");
    }

    #[test]
    fn a_first_line_is_a_title_only_with_evidence() {
        check(&format!("Ferry keeps running\n{LEAD}\n{TEXT}"), "TLp");
        check(&format!("{LEAD}\n{TEXT}"), "Lp");
        check(&format!("Ferry keeps running\nBy Ida Holm\n8 May 2026\n{LEAD}"), "TbDL");
        check(&format!("Ferry keeps running\nLibraries close in both quarters\nBy Ida Holm\n{LEAD}"), "TdbL");
        check(&format!("Ports\nFerry keeps running through the winter\n{LEAD}\n{TEXT}"), "ppLp");
        check("Ferry keeps running", "p");
        let title = "Ferry keeps running through the winter";
        for front in ["By Ida Holm", "By: Ida Holm", "Von Ida Holm", "Por Ida Holm (Coastwire)"] {
            check(&format!("{title}\n\n{front}\n\nTuesday 12 May\n\n{LEAD}\n\n{TEXT}"), "TbDLp");
        }
        check(&format!("{title}\n\nIda Holm in Ostwick\n\n{LEAD}\n\n{TEXT}"), "TbLp");
        check(&format!("{title}\n\nTwo libraries close instead.\n\nBy Ida Holm\n\n{LEAD}"), "TdbL");
        check(&format!("Will the ferry run?\n\nBy Ida Holm\n\n{LEAD}"), "TbL");
        check(&format!("{}\n\nBy Ida Holm\n05/12/2026\n\n{LEAD}", title.to_uppercase()), "TbDL");
        check("Apples\nPears\nPlums", "ppp");
    }

    #[test]
    fn lines_with_the_same_marker_are_items() {
        check(&format!("{LEAD}\n- The ferry\n- Two libraries\n{TEXT}\n- A gull\n{TEXT}"), "Liippp");
        check(&format!("{LEAD}\n1. The ferry sails.\n2. It rains.\n4. Nobody came.\n{TEXT}"), "Liipp");
        check(&format!("{LEAD}\n1. What changes\n{TEXT}\n2. What stays\n{TEXT}"), "Lhphp");
        check("— Мы ждём, — сказал он.\n— Чего?\n— Денег.", "Lpp");
    }

    #[test]
    fn short_texts_have_sentences_too() {
        let text = format!("Harbour\nWhat changes\n{LEAD}\nWhat stays\nThe gulls\n{TEXT}\nWho pays\n{TEXT}");
        let (lines, _) = split(&text, usize::MAX);
        let units = layout::units(&text, &lines, wrap::Layout::Line);
        let verdicts = classify(&text, &units);
        assert!(
            !verdicts
                .iter()
                .any(|verdict| verdict.evidence.iter().any(|why| why.contains("not ended by marks")))
        );
        check(&text, "ppLphphp");
    }

    #[test]
    fn back_matter_is_found_at_the_end_alone() {
        check(&format!("{LEAD}\n{TEXT}\n(Editing by Rui Castane)\nENDS"), "Lple");
    }

    #[test]
    fn scripts_without_capitals_work_alike() {
        check(
            "市政府星期三宣布，将从明年春季起在老城区试行夜间公交，首批开通三条线路。\n居民反应\n摊贩说，她每天凌晨两点收摊。\n不过，也有居民担心噪音。",
            "Lhpp",
        );
        check(
            "أعلنت البلدية يوم الثلاثاء تأجيل افتتاح الجسر إلى الربيع المقبل بعد الفحص.\nأسئلة السكان\nوسأل سكان الحي في اجتماع عام: لماذا لم تعلن النتائج قبل الآن؟\nويبلغ طول الجسر ٨٤٠ مترا.",
            "Lhpp",
        );
        check(
            "В посёлке закрыли единственную школу: зимой лопнули трубы, а денег нет.\nДеньги есть, решения нет\nСредства выделили ещё в марте, но подрядчик отказался.\n— Мы ждём, — сказал он.",
            "Lhpp",
        );
    }

    #[test]
    fn text_without_stops_is_not_all_headings() {
        let line = "ข่าววันนี้จากท่าเรือเก่าของเมืองชายฝั่งเรือข้ามฟากจะยังคงวิ่งต่อไปตลอดฤดูหนาวตามที่สภาเมืองได้ตัดสินใจเมื่อวันจันทร์";
        check(&format!("{line}\n{line}\n{line}"), "Lpp");
    }

    #[test]
    fn many_short_lines_are_one_pass() {
        let text = "Pears\n".repeat(100_000);
        let (lines, _) = split(&text, usize::MAX);
        let units = layout::units(&text, &lines, wrap::Layout::Line);
        assert_eq!(classify(&text, &units).len(), 100_000);
    }
}
