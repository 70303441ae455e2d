//! What stands below the story: end marks, credits, notes to editors, contacts, rights.

use super::form::Form;
use super::list_head::is_links_label;
use super::{Kind, Verdict};
use crate::front::{self, Back, Mark};
use crate::layout::Unit;
use crate::lines::Ending;

/// Back matter is looked for in so many units from the end.
const BOTTOM: usize = 60;
/// Lines that say little themselves count in so many units from the end.
const NEAR: usize = 14;

/// What the lines below a label are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    None,
    Note,
    Boilerplate,
    /// A list of sources.
    Sources,
}

/// Finds what stands below the story, and lines amid it that are no part of it.
pub(super) fn back_matter<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    let Some(lead) = verdicts.iter().position(Option::is_none) else { return };
    let first = lead + 1;
    let start = units.len().saturating_sub(BOTTOM).max(first);
    captions(units, forms, slice, first, verdicts);
    for ((unit, form), slot) in units.iter().zip(forms).zip(&mut *verdicts).skip(first) {
        if slot.is_none() && form.is_bare && form.words <= 14 && is_embargo(slice(unit)) {
            *slot = Some(
                Verdict::new(Kind::Embargo, 900, "embargo")
                    .because("says until when it may not be published"),
            );
        }
    }
    for at in first..start {
        let text = units.get(at).map(slice).unwrap_or_default();
        let found = front::certain(text);
        if let (Some(mark), Some(slot)) = (found, verdicts.get_mut(at).filter(|slot| slot.is_none())) {
            *slot = amid(mark);
        }
    }
    player_captions(units, forms, slice, verdicts);
    let marks: Vec<Option<Mark>> = units.iter().skip(start).map(|unit| front::back(slice(unit))).collect();
    let mut bottom = Bottom { units, forms, slice, marks: &marks, start, agency: None, authors: Vec::new() };
    bottom.agency =
        units.get(lead).map(slice).and_then(front::dateline).and_then(|found| found.dateline.agency);
    bottom.authors = units
        .iter()
        .zip(&*verdicts)
        .take(first + 1)
        .filter(|(_, slot)| slot.as_ref().is_some_and(|verdict| verdict.kind == Kind::Byline))
        .filter_map(|(unit, _)| front::read_byline(slice(unit)))
        .flat_map(|(_, byline)| byline.authors.into_iter().map(|author| author.name.to_lowercase()))
        .collect();
    bottom.read(verdicts);
}

/// Short lines between two hints to the reader are of the same box: `Sign up`, `Free newsletter`, `Enter your address`.
pub(super) fn amid_hints(forms: &[Form], verdicts: &mut [Option<Verdict>]) {
    let is_hint = |slot: &Option<Verdict>| {
        slot.as_ref().is_some_and(|verdict| {
            verdict.kind == Kind::Boilerplate && matches!(verdict.rule, "hint" | "back-matter" | "furniture")
        })
    };
    let mut last: Option<usize> = None;
    for at in 1..verdicts.len() {
        if verdicts.get(at).is_some_and(is_hint) {
            let between = last.map_or(at, |last| last + 1)..at;
            let is_box = (1..=BOX).contains(&between.len())
                && between.clone().all(|at| forms.get(at).is_some_and(|form| form.ending == Ending::Bare));
            for slot in verdicts.get_mut(between).unwrap_or_default().iter_mut().filter(|_| is_box) {
                *slot = Some(
                    Verdict::new(Kind::Boilerplate, 780, "amid-hints")
                        .because("ends like no sentence, between hints to the reader")
                        .or(Kind::Paragraph, 150),
                );
            }
            last = Some(at);
        } else if verdicts.get(at).is_some_and(Option::is_some) {
            last = None;
        }
    }
}

/// So many lines may stand between two hints of one box.
const BOX: usize = 3;

/// The caption above a line that is nothing but the credit of a picture.
fn captions<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    first: usize,
    verdicts: &mut [Option<Verdict>],
) {
    let has_blank = units.iter().skip(first).any(|unit| unit.after_blank);
    for (at, pair) in units.windows(2).enumerate().skip(first) {
        let [label, credit] = pair else { continue };
        if front::is_caption_label(slice(label)) && forms.get(at + 1).is_some_and(|form| form.words <= 45) {
            for at in [at, at + 1] {
                if let Some(slot) = verdicts.get_mut(at).filter(|slot| slot.is_none()) {
                    *slot = Some(
                        Verdict::new(Kind::Caption, 880, "caption-label")
                            .because("a label of captions, or below one")
                            .or(Kind::Paragraph, 80),
                    );
                }
            }
            continue;
        }
        if credit.after_blank || forms.get(at).is_none_or(|form| form.words > 30) {
            continue;
        }
        // without blank lines a paragraph stands as near; and what names the source stands above the caption
        let is_text = forms.get(at).is_some_and(|form| form.words > 12 && form.ending == Ending::Stop);
        if is_text && !has_blank || slice(credit).starts_with("Image source") {
            continue;
        }
        let text = slice(credit);
        let is_credit = text.len() <= 100 && forms.get(at + 1).is_some_and(|form| form.words <= 8);
        if is_credit
            && front::caption(text).is_some_and(|certainty| certainty >= 900)
            && let Some(slot) = verdicts.get_mut(at).filter(|slot| slot.is_none())
        {
            *slot = Some(
                Verdict::new(Kind::Caption, 820, "above-credit")
                    .because("the credit of a picture follows")
                    .or(Kind::Paragraph, 150),
            );
        }
    }
}

/// The caption and its credit above the buttons that hide it.
fn player_captions<'t>(
    units: &[Unit],
    forms: &[Form],
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    for (at, unit) in units.iter().enumerate().skip(2) {
        let text = slice(unit);
        if !(text.eq_ignore_ascii_case("hide caption") || text.eq_ignore_ascii_case("toggle caption"))
            || forms.get(at - 1).is_none_or(|form| form.words > 10 || form.ending != Ending::Bare)
        {
            continue;
        }
        let is_button = |text: &str| text.len() == "hide caption".len() && text.ends_with("caption");
        if units.get(at - 1).is_some_and(|unit| is_button(slice(unit))) {
            continue;
        }
        // the credit is said once more below the buttons
        let credit = units.get(at - 1).map(slice).unwrap_or_default();
        for (unit, slot) in units.iter().zip(&mut *verdicts).skip(at + 1).take(2) {
            if slice(unit) == credit && slot.is_none() {
                *slot = Some(
                    Verdict::new(Kind::Caption, 880, "caption-button")
                        .because("the credit of the picture once more")
                        .or(Kind::Paragraph, 80),
                );
            }
        }
        let is_joined = forms.get(at - 2).is_some_and(|form| form.words <= 45)
            && units.get(at - 1).is_some_and(|unit| !unit.after_blank);
        for slot in verdicts.iter_mut().take(at).skip(if is_joined { at - 2 } else { at - 1 }) {
            if slot.as_ref().is_none_or(|verdict| verdict.kind == Kind::Paragraph) {
                *slot = Some(
                    Verdict::new(Kind::Caption, 880, "caption-button")
                        .because("above a button that hides the caption")
                        .or(Kind::Paragraph, 80),
                );
            }
        }
    }
}

/// A line amid the story that says itself that it is no part of it.
fn amid(mark: Mark) -> Option<Verdict> {
    if mark.is_certain && mark.back == Back::Notes {
        return Some(Verdict::new(Kind::Note, 930, "notes").because("the label of notes to newsrooms"));
    }
    (mark.is_certain && matches!(mark.back, Back::Promo | Back::Correction | Back::Editing | Back::Remark))
        .then(|| {
            Verdict::new(Kind::Boilerplate, 880, "hint")
                .because("a hint to the reader, no part of the story")
                .or(Kind::Paragraph, 100)
        })
}

struct Bottom<'a, F> {
    units: &'a [Unit],
    forms: &'a [Form],
    slice: &'a F,
    /// Of the units from `start` on.
    marks: &'a [Option<Mark>],
    start: usize,
    /// The agency of the dateline.
    agency: Option<String>,
    /// Whom the byline names.
    authors: Vec<String>,
}

impl<'t, F: Fn(&Unit) -> &'t str> Bottom<'_, F> {
    fn text(&self, at: usize) -> &'t str {
        self.units.get(at).map(self.slice).unwrap_or_default()
    }

    fn mark(&self, at: usize) -> Option<Mark> {
        self.marks.get(at.checked_sub(self.start)?).copied().flatten()
    }

    fn words(&self, range: std::ops::Range<usize>) -> usize {
        self.forms.get(range).unwrap_or_default().iter().map(|form| form.words).sum()
    }

    /// The end mark below which nothing of the story stands.
    fn cut(&self) -> Option<usize> {
        let len = self.units.len();
        (self.start..len).find(|&at| {
            let Some(mark) = self.mark(at).filter(|mark| mark.back == Back::EndMark) else { return false };
            let below = self.words(at + 1..len);
            let is_marked = self.mark(at + 1).is_some() || at + 1 == len;
            let is_small = below * 4 <= self.words(0..at);
            // a word alone may be a heading
            (mark.is_certain || at + 1 == len || self.mark(at + 1).is_some()) && (is_marked || is_small)
        })
    }

    fn read(&self, verdicts: &mut [Option<Verdict>]) {
        let len = self.units.len();
        let cut = self.cut();
        // a press release says so at its top, or by what stands below it
        let is_press = cut.is_some()
            || verdicts
                .iter()
                .take(6)
                .flatten()
                .any(|verdict| matches!(verdict.rule, "embargo" | "press-label"))
            || self.marks.iter().flatten().any(|mark| mark.back == Back::Notes && mark.is_head)
            || (self.start..len).any(|at| {
                self.mark(at).is_some_and(|mark| mark.back == Back::Contact) && names_press(self.text(at))
            });
        let mut scope = Scope::None;
        for at in self.start..len {
            let is_below = cut.is_some_and(|cut| at > cut);
            let Some(slot) = verdicts.get_mut(at) else { continue };
            let is_item = slot.as_ref().is_some_and(|verdict| verdict.kind == Kind::ListItem);
            let is_owned = is_below || matches!(scope, Scope::Note | Scope::Boilerplate);
            if slot.is_some() && !(is_item && is_owned) {
                continue;
            }
            let is_near = at + NEAR >= len;
            // when it was first put on the page
            let dated = front::read_date(self.text(at), false).filter(|dated| dated.is_labelled);
            if is_near && scope != Scope::Note && dated.is_some() {
                *slot = Some(
                    Verdict::new(Kind::Date, 920, "last-date")
                        .because("a label of dates and a date, near the end")
                        .or(Kind::Boilerplate, 60),
                );
                continue;
            }
            let found = match self.mark(at) {
                Some(mark) if mark.back == Back::EndMark => {
                    scope = Scope::None;
                    let is_last = at + 1 == len;
                    (cut == Some(at) || is_below || (is_near && (mark.is_certain || is_last))).then(|| {
                        Verdict::new(Kind::EndMark, 980, "end-mark")
                            .because("a customary end mark, at the end")
                    })
                }
                Some(mark) => self.marked(at, mark, is_near, is_below, is_press, &mut scope),
                None => self.unmarked(at, is_near, is_below, is_press, &mut scope),
            };
            if found.is_some() {
                *slot = found;
            }
        }
        self.tags(verdicts);
        self.last_rule(verdicts);
    }

    /// Words by which pages are found, one a line, between the story and the buttons at the end.
    fn tags(&self, verdicts: &mut [Option<Verdict>]) {
        let is_back =
            |slot: &&Option<Verdict>| slot.as_ref().is_some_and(|verdict| verdict.kind == Kind::Boilerplate);
        let below = verdicts.iter().rev().take_while(is_back).count();
        let is_tag = |at: usize| {
            at >= self.start
                && verdicts.get(at).is_some_and(Option::is_none)
                && self.forms.get(at).is_some_and(|form| form.is_bare && form.words <= 3)
                && !self.text(at).bytes().any(|byte| byte.is_ascii_digit())
                && !is_links_label(self.text(at))
        };
        let end = self.units.len() - below;
        let count = (0..end).rev().take_while(|at| is_tag(*at)).count();
        let is_story = end
            .checked_sub(count + 1)
            .and_then(|at| self.forms.get(at))
            .is_some_and(|form| form.ending == Ending::Stop);
        if below == 0 || !(2..=12).contains(&count) || !is_story {
            return;
        }
        for slot in verdicts.iter_mut().take(end).skip(end - count) {
            *slot = Some(
                Verdict::new(Kind::Boilerplate, 780, "tags")
                    .because("short lines between the story and the buttons of the page")
                    .or(Kind::Paragraph, 150),
            );
        }
    }

    fn marked(
        &self,
        at: usize,
        mark: Mark,
        is_near: bool,
        is_below: bool,
        is_press: bool,
        scope: &mut Scope,
    ) -> Option<Verdict> {
        let left = self.units.len() - at - 1;
        let boilerplate = |certainty, why: &'static str| {
            Some(
                Verdict::new(Kind::Boilerplate, certainty, "back-matter")
                    .because(why)
                    .or(Kind::Paragraph, (1000 - certainty) / 2),
            )
        };
        // below the label all is a note, until another label
        let is_numbered = crate::list::marker(self.text(at)).is_some();
        let ends_notes = matches!(mark.back, Back::Notes | Back::About | Back::Copyright)
            || mark.back == Back::Contact && mark.is_certain;
        if *scope == Scope::Note && (is_numbered || !ends_notes) {
            return Some(below_notes());
        }
        match mark.back {
            Back::EndMark => None,
            // a press release means those whom it is sent to
            Back::Remark if is_below && mark.is_head => {
                *scope = Scope::Note;
                Some(below_notes())
            }
            Back::Remark => (is_near || is_below || mark.is_certain)
                .then(|| boilerplate(900, "a word of the editors to readers"))
                .flatten(),
            Back::Notes => {
                if !mark.is_certain && (!(is_near || is_below || is_press) || left > 30) {
                    return None;
                }
                if mark.is_head || is_below {
                    *scope = Scope::Note;
                }
                Some(
                    Verdict::new(
                        Kind::Note,
                        if mark.is_head || mark.is_certain { 930 } else { 800 },
                        "notes",
                    )
                    .because("the label of notes to newsrooms")
                    .or(Kind::Boilerplate, 60),
                )
            }
            Back::Contact => {
                // a head without anything below labels nothing
                if !(is_near || is_below || is_press && left <= 30) {
                    return None;
                }
                if mark.is_head && left > 0 {
                    *scope = Scope::Boilerplate;
                } else if *scope == Scope::Note && !is_below {
                    *scope = Scope::None;
                }
                boilerplate(if is_below || is_press || left < 4 { 930 } else { 860 }, "whom to ask")
            }
            Back::About => {
                let is_last = (1..=3).contains(&left);
                if !(is_below || is_press && left <= 12 || is_last && is_near && self.text(at).ends_with(':'))
                {
                    return None;
                }
                *scope = Scope::Boilerplate;
                boilerplate(if is_below { 930 } else { 860 }, "about the sender")
            }
            Back::Editing => (is_near || mark.is_certain || is_below)
                .then(|| {
                    boilerplate(if mark.is_certain { 970 } else { 900 }, "opens like a credit, near the end")
                })
                .flatten(),
            Back::Copyright => {
                if *scope == Scope::Note {
                    *scope = Scope::None;
                }
                (is_near || is_below || mark.is_certain && left <= 25)
                    .then(|| boilerplate(950, "a statement of rights"))
                    .flatten()
            }
            Back::Correction => (is_near || mark.is_certain)
                .then(|| boilerplate(900, "what was wrong in an earlier version"))
                .flatten(),
            Back::Promo => {
                if *scope == Scope::Note {
                    *scope = Scope::None;
                }
                // a heading above topics, one a line
                let is_topics = left > 0
                    && left <= 15
                    && self.forms.get(at).is_some_and(|form| {
                        form.is_bare
                            && (form.words <= 3
                                || mark.is_head
                                || form.words <= 6 && self.text(at).ends_with("topics"))
                    })
                    && self.has_topics_below(at);
                if is_topics {
                    *scope = Scope::Boilerplate;
                }
                (mark.is_certain || is_below || is_topics || at + 6 >= self.units.len())
                    .then(|| {
                        boilerplate(
                            if mark.is_certain { 910 } else { 800 },
                            "a hint to the reader, no part of the story",
                        )
                    })
                    .flatten()
            }
            Back::Sources => {
                let below = self.mark(at + 1);
                let has_entry = is_source(self.text(at + 1))
                    && below.is_none_or(|mark| mark.back == Back::Contact)
                    // `This article features first-hand journalism` names itself as the source
                    || left == 1 && below.is_some_and(|mark| mark.back == Back::Promo && mark.is_certain);
                *scope = if has_entry { Scope::Sources } else { *scope };
                (has_entry && !is_below).then(|| {
                    Verdict::new(Kind::Heading, 900, "sources")
                        .because("the heading of a list of sources")
                        .or(Kind::Boilerplate, 80)
                })
            }
            Back::Initials => (left <= 3 || is_below)
                .then(|| boilerplate(900, "signs of those who wrote and edited"))
                .flatten(),
        }
    }

    fn unmarked(
        &self,
        at: usize,
        is_near: bool,
        is_below: bool,
        is_press: bool,
        scope: &mut Scope,
    ) -> Option<Verdict> {
        let text = self.text(at);
        let form = self.forms.get(at)?;
        let left = self.units.len() - at - 1;
        let is_last = left <= 2;
        if (is_near && left <= 4 || is_below) && self.is_agency(text) {
            return Some(
                Verdict::new(Kind::CreditLine, 900, "agency")
                    .because("the name of an agency, alone, at the end")
                    .or(Kind::Boilerplate, 80),
            );
        }
        // a mail ends with a signature
        let is_sign = matches!(text, "--" | "—") || text.starts_with("--\n") || text.starts_with("-- \n");
        if is_sign && left <= 8 && self.words(at + 1..self.units.len()) <= 40 {
            *scope = Scope::Boilerplate;
            return Some(
                Verdict::new(Kind::Boilerplate, 900, "signature").because("the sign before a signature"),
            );
        }
        let boilerplate = |certainty, why: &'static str| {
            Some(
                Verdict::new(Kind::Boilerplate, certainty, "back-matter")
                    .because(why)
                    .or(Kind::Paragraph, (1000 - certainty) * 2 / 3),
            )
        };
        // a list of other stories begins anew
        if *scope == Scope::Boilerplate && left > 0 && is_links_label(text) {
            *scope = Scope::None;
            return None;
        }
        match *scope {
            Scope::Note => {
                return Some(below_notes());
            }
            Scope::Boilerplate if is_below || is_press || form.words <= 15 || left <= 2 => {
                return boilerplate(
                    if is_below || is_press { 900 } else { 820 },
                    "below a label of contacts",
                );
            }
            Scope::Sources if is_source(text) => {
                return Some(
                    Verdict::new(Kind::ListItem, 850, "source")
                        .because("an entry of a list of sources")
                        .or(Kind::Boilerplate, 100),
                );
            }
            Scope::Sources if !is_below => *scope = Scope::None,
            _ => {}
        }
        if is_below && left <= 3 && front::dated(text).is_some() {
            return Some(
                Verdict::new(Kind::Date, 880, "date-line")
                    .because("nothing but a date, below the end mark")
                    .or(Kind::Boilerplate, 100),
            );
        }
        if is_wire_code(text) && left <= 2 {
            return boilerplate(880, "the number and hour under which a wire was sent");
        }
        if is_below {
            return boilerplate(800, "below the end mark");
        }
        let is_call = left <= 5
            && form.words <= 40
            && !text.contains(['"', '“', '„', '”'])
            && front::has_newsletter(text);
        if is_call {
            return boilerplate(800, "asks to sign up");
        }
        // a byline at the end
        let is_signed = is_last
            && self.authors.is_empty()
            && form.words <= 14
            && front::byline(text).is_some_and(|byline| !byline.authors.is_empty());
        if is_signed {
            return Some(
                Verdict::new(Kind::Byline, 860, "last-line")
                    .because("names after a word for «by», at the end")
                    .or(Kind::Boilerplate, 100),
            );
        }
        // who the author is
        let is_bio = left <= 12
            && form.words <= 60
            && form.ending == Ending::Stop
            && !self.authors.is_empty()
            && text.len() <= 500
            && self.authors.iter().any(|name| {
                let text = text.to_lowercase();
                let surname = name.rsplit(' ').next().unwrap_or_default();
                let is_whole = text.starts_with(name.as_str());
                text.strip_prefix(name.as_str()).or_else(|| text.strip_prefix(surname)).is_some_and(|rest| {
                    is_last && is_whole
                        || (left <= 4 || is_whole)
                            && [" is a ", " is an ", " is the ", " is our ", " covers ", " writes "]
                                .iter()
                                .any(|verb| rest.starts_with(verb))
                })
            });
        // `Ida Holm` above it
        let is_sign =
            left <= 5 && form.is_bare && form.words <= 6 && self.authors.contains(&text.to_lowercase());
        if is_bio || is_sign {
            return boilerplate(840, "about the author, at the end");
        }
        // a sentence with an address, after the story; a line that is little else is marked
        if is_last && form.words <= 40 && text.contains('@') && !text.contains(['"', '“', '„', '«']) {
            return boilerplate(850, "an address, at the end");
        }
        None
    }

    /// Whether topics stand below, one a line, and then the end or another line of back matter.
    fn has_topics_below(&self, at: usize) -> bool {
        let is_topic = |at: &usize| {
            self.mark(*at).is_none()
                && self.forms.get(*at).is_some_and(|form| form.is_bare && form.words <= 5)
        };
        let count = (at + 1..self.units.len()).take_while(is_topic).count();
        let next = at + count + 1;
        count > 0 && (next == self.units.len() || self.mark(next).is_some())
    }

    /// The name of an agency, or of that which the dateline names.
    fn is_agency(&self, text: &str) -> bool {
        let inner = text.trim_matches(['(', ')', '–', '—', '-', ' ', '*', '[', ']']);
        front::is_agency(text) || self.agency.as_ref().is_some_and(|agency| agency == inner)
    }

    /// Stars or dashes as the last line end the text, and part no sections.
    fn last_rule(&self, verdicts: &mut [Option<Verdict>]) {
        let is_back = |verdict: &Option<Verdict>| {
            verdict.as_ref().is_some_and(|verdict| {
                matches!(verdict.kind, Kind::Boilerplate | Kind::Note | Kind::EndMark | Kind::CreditLine)
            })
        };
        let below = verdicts.iter().rev().take_while(|verdict| is_back(verdict)).count();
        let Some(at) = self.units.len().checked_sub(below + 1).filter(|at| *at >= self.start) else { return };
        let text = self.text(at);
        // agencies part what others contributed from the story
        if text.starts_with("__") && self.mark(at + 1).is_some_and(|mark| mark.back == Back::Editing) {
            if let Some(slot) = verdicts.get_mut(at) {
                *slot = Some(Verdict::new(Kind::Rule, 850, "last-rule").because("signs that part sections"));
            }
            return;
        }
        let is_rule = text.len() <= 40
            && text.chars().filter(|c| !c.is_whitespace()).count() >= 3
            && text.chars().all(|c| {
                c.is_whitespace() || matches!(c, '*' | '~' | '=' | '_' | '-' | '–' | '—' | '•' | '■')
            });
        if let (true, Some(slot)) = (is_rule, verdicts.get_mut(at)) {
            *slot = Some(
                Verdict::new(Kind::EndMark, 850, "last-rule")
                    .because("signs that part sections, as the last line")
                    .or(Kind::Rule, 150),
            );
        }
    }
}

fn is_embargo(text: &str) -> bool {
    text.len() <= 200
        && matches!(front::embargo(text, false), Some(front::Embargo::Until(_)))
        && !matches!(front::note(text), Some(front::Note::Newsroom { is_head: false, .. }))
}

/// `CW-EU-05-12 0512EDT`: letters and figures with dashes, then the hour.
fn is_wire_code(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(code), Some(hour), None) = (words.next(), words.next(), words.next()) else { return false };
    let is_code = code.len() <= 24
        && code.contains('-')
        && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
        && code.bytes().any(|byte| byte.is_ascii_digit());
    let (number, zone) = hour.split_at_checked(4).unwrap_or_default();
    let is_zone =
        |zone: &str| (1..=4).contains(&zone.len()) && zone.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && is_zone(zone)
}

fn below_notes() -> Verdict {
    Verdict::new(Kind::Note, 880, "notes")
        .because("below the label of notes to newsrooms")
        .or(Kind::Boilerplate, 90)
}

/// Whether a line speaks of those whom newsrooms may ask.
fn names_press(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["press", "presse", "prensa", "stampa", "media", "pers", "imprensa", "medios"]
        .iter()
        .any(|word| lower.split(|c: char| !c.is_alphanumeric()).any(|found| found == *word))
}

/// An entry of a list of sources: an address, or a title in quotation marks or behind a dash, and no long text.
fn is_source(text: &str) -> bool {
    let is_long = text.len() > 400;
    let has_sign = text.contains(['"', '“', '«', '„', '—', '–'])
        || text.contains("http")
        || text.contains("www.")
        || text.contains(" - ")
        || text.contains(", 20");
    !is_long && has_sign && crate::lines::ending(text) != Ending::Question
}

#[cfg(test)]
mod tests {
    use crate::kind::classify;
    use crate::lines::split;
    use crate::{layout, wrap};

    const LEAD: &str =
        "The council of the town decided on Monday that the ferry will keep running through the winter.";
    const TEXT: &str = "Two of the libraries close instead, and their books are moved to the school.";

    /// The kinds of the lines of `back` below a story of three paragraphs.
    fn check(back: &str, expect: &str) {
        let text = format!("{LEAD}\n{TEXT}\n{TEXT}\n{back}\n");
        let (lines, _) = split(&text, usize::MAX);
        let units = layout::units(&text, &lines, wrap::Layout::Line);
        let verdicts = classify(&text, &units);
        let kinds: Vec<_> = verdicts.iter().map(|verdict| verdict.kind.name()).collect();
        let (story, back) = kinds.split_at(3);
        assert_eq!(
            (story, back.join(" ").as_str()),
            (&["lead", "paragraph", "paragraph"][..], expect),
            "{text}\n{verdicts:#?}"
        );
    }

    #[test]
    fn a_numbered_note_is_one_whatever_it_says() {
        check(
            "ENDS\nNotes to editors:\n1. The trust was founded in 1902.\n2. Call Ida Holm on 020 7946 0000.\n\
            Contact: Ida Holm",
            "end-mark note note note boilerplate",
        );
    }

    #[test]
    fn credits_and_marks_end_a_story() {
        check("(Reporting by Ida Holm; Editing by Tor Vik)\n###", "boilerplate end-mark");
        check("-30-", "end-mark");
        check("***", "end-mark");
        check("___\nCopyright 2026 Coastwire. All rights reserved.", "end-mark boilerplate");
        check("skv/pbr\n© Coastwire", "boilerplate boilerplate");
        check("Tor Vik contributed to this report.", "boilerplate");
        check("(Coastwire)", "paragraph");
        check("Mit Material von Binnendienst\nnordpress", "boilerplate paragraph");
        check("(Reuters)", "credit-line");
        check("By Ida Holm", "byline");
        check("This story has been corrected to give the right name of the ferry.", "boilerplate");
        check("--\nIda Holm\nTel. +44 20 7946 0000", "boilerplate boilerplate boilerplate");
    }

    #[test]
    fn notes_last_until_the_contact() {
        check(
            "ENDS\nNotes to editors:\n1. The ferry was built in 1961.\n2. It is blue.\nFor further information, please contact:\nIda Holm, head of press\npress@ferry.example\nAbout the Ferry Trust\nThe Ferry Trust owns two ferries and a quay.\n© 2026 Ferry Trust.",
            "end-mark note note note boilerplate boilerplate boilerplate boilerplate boilerplate boilerplate",
        );
        check(
            "– Ende –\nHinweise für die Redaktionen:\nBilder gibt es auf Anfrage.\nPressekontakt:\nIda Holm",
            "end-mark note note boilerplate boilerplate",
        );
    }

    #[test]
    fn all_below_notes_is_for_newsrooms() {
        check(
            "ENDS\nNotes to editors\n1. The paper is at https://ferry.example/paper\n2. The trust owns a quay.\nMedia contact:\nIda Holm",
            "end-mark note note note boilerplate boilerplate",
        );
        check(&format!("(Eds: adds background)\n{TEXT}"), "note paragraph");
        check(&format!("NOT FOR PUBLICATION: the pilot is ill\n{TEXT}"), "note paragraph");
        check("EMBARGOED UNTIL 00:01 GMT, May 9, 2026", "embargo");
    }

    #[test]
    fn readers_may_see_what_is_told_to_them() {
        check("Editor's note: This article was amended on 29 April 2026 to correct a name.", "boilerplate");
        check("Editor's note: Ida Holm is the author of a book on ferries.", "boilerplate");
    }

    #[test]
    fn pages_end_with_dates_and_topics() {
        check("Posted 17 Aug 2026", "date");
        check("Originally Published: June 4, 2026 at 5:12 p.m.\nTags: ferries, pilots", "date boilerplate");
        let topics = "Explore more on these topics\nFerries\nTrade\nnews\nShare\nReuse this content";
        let text = format!("{TEXT}\n{TEXT}\n{TEXT}\n{topics}");
        check(&text, &["paragraph"; 3].into_iter().chain(["boilerplate"; 6]).collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn sources_are_a_list() {
        check(
            "Sources\nIda Holm. \"Ferry to run\" — Coastwire, May 11, 2026\n\"Books move to school\" — Northern Post, May 11, 2026",
            "heading list-item list-item",
        );
    }

    #[test]
    fn what_pages_carry_below_a_story_is_none() {
        check(
            "river crossings\nferries\nOstwick\nFacebook\nEmail",
            "boilerplate boilerplate boilerplate boilerplate boilerplate",
        );
        check(
            "___\nTor Vik in Ostwick contributed to this report.\nCW-EU-05-12 0512EDT",
            "rule boilerplate boilerplate",
        );
        check(
            "Contact for journalists\nPress office, Ferry Trust\nTel.: +44 1632 960 220\nRelated documents\nReport on the ferry (PDF, 2 MB)\nTimes from January: table",
            "boilerplate boilerplate boilerplate heading related-link related-link",
        );
        check(
            &format!(
                "The quay at noon on Monday.\nTor Vik for Coastwire\nhide caption\ntoggle caption\n{TEXT}"
            ),
            "caption caption boilerplate boilerplate paragraph",
        );
        check(
            &format!("READ MORE\nWhy the quays of the coast sink\nA night on the ferry to nowhere\n{TEXT}"),
            "related-link related-link related-link paragraph",
        );
    }

    #[test]
    fn hints_stand_amid_a_story_too() {
        check(&format!("Sign up for our morning newsletter\n{TEXT}"), "boilerplate paragraph");
        check(&format!("Follow us on Facebook and Instagram\n{TEXT}"), "boilerplate paragraph");
        check(&format!("ADVERTISEMENT\n{TEXT}"), "boilerplate paragraph");
    }

    #[test]
    fn sentences_stay_in_the_story() {
        check("About 200 people came to the quay.", "paragraph");
        check("Contact with the ship was lost at noon, he said.", "paragraph");
        check("The end of the line is near.", "paragraph");
        check("Editing the past is a sin, he said.", "paragraph");
        check(&format!("What ends\n{TEXT}"), "heading paragraph");
    }
}
