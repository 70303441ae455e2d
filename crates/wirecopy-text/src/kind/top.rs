//! What stands above the story: slug, embargo, headline, standfirst, byline, dates, captions.
//!
//! Lines that say themselves what they are mark the front matter; what is left between them is headline, standfirst and
//! kicker by its order. Without such a mark a first line is a headline only if form alone leaves little doubt.

use super::form::{CLAUSE, Form, Ground};
use super::{Kind, Verdict};
use crate::front::{self, BylineForm, Embargo};
use crate::layout::Unit;
use crate::lines::Ending;

/// Front matter is looked for in so many units.
const TOP: usize = 24;
/// A headline has no more words.
const LONG_TITLE: usize = 25;
/// A standfirst has no more words.
const LONG_DECK: usize = 48;
/// More lines than these, that do not say what they are, stand above no story.
const OPEN: usize = 4;

/// What a unit shows by itself.
#[derive(Clone, Debug)]
enum Face {
    /// It says what it is; whether it stands where a headline has just been.
    Mark(Verdict, Anchor),
    /// It may be headline, standfirst or kicker.
    Open,
    /// An item, put there by its marker.
    Item,
    /// The story begins.
    Story,
}

/// What a mark says of the lines above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anchor {
    /// A headline stands above it.
    Strong,
    /// It may.
    Weak,
    /// Nothing.
    None,
}

/// Finds what stands above the story.
pub(super) fn front_matter<'t>(
    units: &[Unit],
    forms: &[Form],
    ground: &Ground,
    slice: &impl Fn(&Unit) -> &'t str,
    verdicts: &mut [Option<Verdict>],
) {
    let top = Top { units, forms, ground, slice };
    let mut faces = top.faces(verdicts);
    top.name_sender(&mut faces);
    let mut opens: Vec<usize> = Vec::new();
    // open lines before and behind the first mark that has a headline above it
    let (mut before, mut anchor) = (0, Anchor::None);
    let mut anchored_at = None;
    let mut marks = 0_usize;
    for (at, face) in faces.iter().enumerate() {
        match face {
            Face::Open => opens.push(at),
            Face::Mark(_, found) => {
                marks += 1;
                if *found != Anchor::None && anchored_at.is_none() {
                    (before, anchor, anchored_at) = (opens.len(), *found, Some(at));
                }
            }
            Face::Item | Face::Story => {}
        }
    }
    let last = faces.iter().rposition(|face| matches!(face, Face::Mark(..))).unwrap_or_default();
    let story = faces.iter().position(|face| matches!(face, Face::Story));
    let item = |(at, face): (usize, &Face)| matches!(face, Face::Item).then_some(at);
    let items: Vec<usize> = faces.iter().enumerate().filter_map(item).collect();
    // what stands above must be followed by a story
    let has_story = |at: usize| (at + 1..units.len()).any(|at| top.is_body(at) || top.words(at) >= 8);
    let roles = if anchored_at.is_some_and(|at| before > 0 && !has_story(at)) {
        Vec::new()
    } else if anchored_at.is_some() && before > 0 {
        top.above_anchor(opens.get(..before).unwrap_or_default(), anchor, anchored_at)
    } else if marks > 0 || anchored_at.is_some() {
        top.below_marks(&opens, story, &faces)
    } else {
        top.by_form(&opens, story)
    };
    for (at, face) in faces.into_iter().enumerate() {
        if let (Face::Mark(verdict, _), Some(slot)) = (face, verdicts.get_mut(at)) {
            *slot = Some(verdict);
        }
    }
    // dates between paragraphs are headings of what happened then
    let is_void = roles.is_empty()
        && before > 0
        && opens.iter().take(before).any(|at| top.is_body(*at) && top.words(*at) >= 8);
    if is_void {
        let first = opens.first().copied().unwrap_or_default();
        for at in first..verdicts.len().min(TOP) {
            if let Some(slot) = verdicts.get_mut(at)
                && slot.as_ref().is_some_and(|verdict| {
                    matches!(verdict.kind, Kind::Date | Kind::Dateline | Kind::CreditLine)
                        || verdict.rule == "occupation"
                })
            {
                *slot = None;
            }
        }
    }
    let is_empty = roles.is_empty();
    let roles = if is_void { top.by_form(&opens, None) } else { roles };
    for (at, verdict) in roles {
        if let Some(slot) = verdicts.get_mut(at).filter(|slot| slot.is_none()) {
            *slot = Some(verdict);
        }
    }
    // short lines between those that say what they are
    for at in opens
        .iter()
        .copied()
        .filter(|at| anchored_at.is_some_and(|anchor| *at > anchor) && *at < last && top.is_bare(*at))
        // what stands above a list heads it
        .filter(|at| !items.contains(&(at + 1)))
    {
        if let Some(slot) = verdicts.get_mut(at).filter(|slot| slot.is_none()) {
            *slot = Some(
                Verdict::new(Kind::Paragraph, 500, "amid-front-matter")
                    .because("a short line amid the front matter")
                    .or(Kind::Heading, 200)
                    .or(Kind::Dateline, 100),
            );
        }
    }
    if is_empty && marks == 0 {
        top.doubt(verdicts);
    }
}

struct Top<'a, F> {
    units: &'a [Unit],
    forms: &'a [Form],
    ground: &'a Ground,
    slice: &'a F,
}

impl<'t, F: Fn(&Unit) -> &'t str> Top<'_, F> {
    fn text(&self, at: usize) -> &'t str {
        self.units.get(at).map(self.slice).unwrap_or_default()
    }

    fn words(&self, at: usize) -> usize {
        self.forms.get(at).map_or(0, |form| form.words)
    }

    fn ending(&self, at: usize) -> Option<Ending> {
        self.forms.get(at).map(|form| form.ending)
    }

    fn is_bare(&self, at: usize) -> bool {
        self.forms.get(at).is_some_and(|form| form.is_bare)
    }

    /// Whether a unit is a paragraph by its form.
    fn is_body(&self, at: usize) -> bool {
        self.forms.get(at).is_some_and(|form| {
            !form.is_bare && matches!(form.ending, Ending::Stop | Ending::Question) && form.words >= 4
        })
    }

    /// The faces of the units up to the story. Marks behind the last line that can be front matter are left out.
    fn faces(&self, verdicts: &[Option<Verdict>]) -> Vec<Face> {
        let mut faces: Vec<Face> = Vec::new();
        let mut opens = 0_usize;
        let mut has_byline = false;
        let mut has_anchor = false;
        for (at, unit) in self.units.iter().enumerate().take(TOP) {
            let text = (self.slice)(unit);
            if verdicts.get(at).is_some_and(Option::is_some) {
                faces.push(Face::Item);
                continue;
            }
            let is_slug = at <= 1 && front::is_slug(text);
            if self.words(at) >= 8
                && !is_slug
                && !front::is_date_line(text)
                && front::dateline(text).is_some_and(|found| found.end < text.len())
            {
                faces.push(Face::Story);
                return faces;
            }
            let previous = faces.last();
            if let Some((verdict, anchor)) = self.mark(at, text, previous, opens, has_byline, has_anchor) {
                has_byline |= verdict.kind == Kind::Byline;
                has_anchor |= anchor == Anchor::Strong;
                faces.push(Face::Mark(verdict, anchor));
                continue;
            }
            let words = self.words(at);
            let is_title = opens == 0 && words <= LONG_TITLE;
            let is_deck = opens > 0 && words <= LONG_DECK;
            let is_over = has_anchor && (self.is_body(at) || faces.len() > opens + 6);
            if words == 0 || opens >= OPEN || is_over || !(is_title || is_deck) || unit.lines > 5 {
                faces.push(Face::Story);
                return faces;
            }
            opens += 1;
            faces.push(Face::Open);
        }
        faces
    }

    /// What a unit says it is.
    fn mark(
        &self,
        at: usize,
        text: &str,
        previous: Option<&Face>,
        opens: usize,
        has_byline: bool,
        has_anchor: bool,
    ) -> Option<(Verdict, Anchor)> {
        // `NOT FOR PUBLICATION: the pilot is ill` holds back what it says
        let is_note =
            matches!(front::note(text), Some(front::Note::Newsroom { is_head: false, is_certain: true }));
        if let Some(found) = front::embargo(text, false)
            .filter(|found| !is_note || *found != Embargo::Until(None) || says_until(text))
        {
            let why = match found {
                Embargo::Immediate => "says that it may be published at once",
                Embargo::Until(_) => "says until when it may not be published",
            };
            return Some((Verdict::new(Kind::Embargo, 960, "embargo").because(why), Anchor::None));
        }
        match front::note(text) {
            // a head below lines that may be the story labels what follows
            Some(front::Note::Newsroom { is_head, is_certain })
                if (is_certain || at <= 2 && !is_head) && (opens == 0 || !is_head) =>
            {
                let verdict = Verdict::new(Kind::Note, 930, "note").because("a note to newsrooms");
                return Some((verdict.or(Kind::Headline, 40), Anchor::None));
            }
            Some(front::Note::Readers { is_certain: true, is_head: false, .. })
                if at > 0 || self.is_body(at) =>
            {
                let verdict = Verdict::new(Kind::Boilerplate, 900, "remark")
                    .because("a word of the editors to readers");
                return Some((verdict.or(Kind::Paragraph, 60), Anchor::None));
            }
            _ => {}
        }
        if let Some(verdict) = self.furniture(at, text, previous, opens, has_anchor) {
            return Some((verdict, Anchor::None));
        }
        if front::is_press(text) {
            let verdict =
                Verdict::new(Kind::Kicker, 880, "press-label").because("the label of a press release");
            return Some((verdict.or(Kind::Boilerplate, 100), Anchor::None));
        }
        let is_first = opens == 0 && (at == 0 || matches!(previous, Some(Face::Mark(..))));
        if is_first && front::is_genre(text) && self.is_short(at + 1) && self.words(at + 2) > 0 {
            let verdict = Verdict::new(Kind::Kicker, 900, "genre").because("says of what kind the text is");
            return Some((verdict.or(Kind::Headline, 60), Anchor::None));
        }
        if is_score(text) && (is_score(self.text(at + 1)) || at > 0 && is_score(self.text(at - 1))) {
            let verdict =
                Verdict::new(Kind::Paragraph, 690, "score").because("a name and a number, twice: a score");
            return Some((verdict.or(Kind::Deck, 200), Anchor::None));
        }
        let below_slug =
            at <= 3 && matches!(previous, Some(Face::Mark(verdict, _)) if verdict.kind == Kind::Slug);
        if (at <= 1 || below_slug && is_key_line(text)) && front::is_slug(text) {
            return Some((
                Verdict::new(Kind::Slug, 930, "slug").because("the key of a wire story"),
                Anchor::None,
            ));
        }
        if let Some(dated) = front::read_date(text, false) {
            return Some(date_mark(&dated));
        }
        if opens > 0 && is_age(text) {
            let verdict = Verdict::new(Kind::Date, 900, "date-line")
                .because("how long ago, near the start")
                .because("the day is not known: kept as written");
            return Some((verdict.or(Kind::Heading, 50), Anchor::Weak));
        }
        let is_by_alone = opens > 0 && matches!(text, "By" | "BY" | "by");
        if is_by_alone && front::read_byline(self.text(at + 1)).is_some() {
            let verdict = Verdict::new(Kind::Byline, 900, "by-alone").because("a word for «by» above a name");
            return Some((verdict.or(Kind::Paragraph, 50), Anchor::Strong));
        }
        let is_press_top = matches!(previous, Some(Face::Mark(verdict, _)) if matches!(verdict.rule, "press-label" | "date-line" | "embargo" | "sender"));
        if opens == 0 && is_press_top && is_office_holder(text) && self.is_short(at + 1) {
            let verdict =
                Verdict::new(Kind::Boilerplate, 850, "sender").because("who holds an office, above a title");
            return Some((verdict.or(Kind::Headline, 100), Anchor::None));
        }
        if let Some(found) = self.credit_above_caption(at, text, previous, has_byline) {
            return Some(found);
        }
        if front::is_date_label(text) && front::read_date(self.text(at + 1), false).is_some() {
            let verdict =
                Verdict::new(Kind::Date, 900, "date-label").because("a label of dates, and a date follows");
            return Some((verdict, Anchor::Strong));
        }
        if let Some(found) = self.contact(at, text, previous) {
            return Some(found);
        }
        let below_by = matches!(previous, Some(Face::Mark(verdict, _)) if verdict.rule == "by-alone");
        if below_by {
            let verdict = Verdict::new(Kind::Byline, 930, "byline").because("a name below a word for «by»");
            return Some((verdict.or(Kind::Paragraph, 40), Anchor::Strong));
        }
        if let Some(found) = self.byline(at, text, opens, has_byline) {
            return Some(found);
        }
        let below_byline = matches!(previous, Some(Face::Mark(verdict, _)) if verdict.kind == Kind::Byline);
        if below_byline && front::is_place(text) && self.words(at) <= 4 {
            let verdict =
                Verdict::new(Kind::Dateline, 850, "place").because("a place that is known, below the byline");
            return Some((verdict.or(Kind::Heading, 80), Anchor::Weak));
        }
        if (front::is_agency(text) || front::is_source_line(text)) && at > 0 {
            let verdict =
                Verdict::new(Kind::CreditLine, 930, "agency").because("the name of an agency, alone");
            return Some((verdict, Anchor::Weak));
        }
        let is_service = opens > 0 && self.is_bare(at) && is_news_service(text);
        if is_service && front::dateline(self.text(at + 1)).is_some() {
            let verdict = Verdict::new(Kind::CreditLine, 880, "agency")
                .because("a name that ends like those of agencies, above a dateline");
            return Some((verdict.or(Kind::Deck, 60), Anchor::Strong));
        }
        if below_byline && front::is_handle(text) {
            let verdict =
                Verdict::new(Kind::Byline, 900, "handle").because("the address of the one named above");
            return Some((verdict, Anchor::Weak));
        }
        if front::is_version_note(text) {
            let verdict =
                Verdict::new(Kind::Note, 920, "version").because("says what is new in this version");
            return Some((verdict.or(Kind::Deck, 50), Anchor::Weak));
        }
        let is_placed_trade = self.is_bare(at) && is_trade_and_place(text);
        if below_byline && (front::is_occupation(text) || is_placed_trade || is_bureau(text)) {
            let verdict =
                Verdict::new(Kind::Byline, 930, "occupation").because("what the one named above does");
            return Some((verdict, Anchor::Weak));
        }
        if below_byline && self.is_bare(at) && self.words(at) <= 4 && is_desk(text) {
            let verdict = Verdict::new(Kind::CreditLine, 820, "agency").because("a name, below the byline");
            return Some((verdict.or(Kind::Byline, 150), Anchor::Weak));
        }
        if (opens > 0 || at == 0 || matches!(previous, Some(Face::Mark(..))))
            && front::whole_dateline(text).is_some()
            && !opens_span(text)
        {
            let verdict =
                Verdict::new(Kind::Dateline, 880, "dateline").because("a place with agency or date, alone");
            return Some((verdict.or(Kind::Byline, 60), Anchor::Strong));
        }
        let is_joined = self.units.get(at).is_some_and(|unit| !unit.after_blank);
        if below_byline && is_joined && front::is_picture_byline(text).is_some() {
            let verdict =
                Verdict::new(Kind::Byline, 900, "pictures").because("who took the pictures, below who wrote");
            return Some((verdict.or(Kind::Caption, 80), Anchor::Weak));
        }
        if let Some(certainty) = front::caption(text).filter(|certainty| at > 0 && *certainty >= 780) {
            let verdict =
                Verdict::new(Kind::Caption, certainty, "caption").because("the label or credit of a picture");
            return Some((verdict.or(Kind::Paragraph, (1000 - certainty) / 2), Anchor::Weak));
        }
        let is_hint = front::is_reading_time(text)
            || front::back(text).is_some_and(|mark| {
                mark.is_certain
                    && matches!(
                        mark.back,
                        front::Back::Promo | front::Back::Correction | front::Back::Copyright
                    )
            });
        if is_hint && (at > 0 || self.words(at) <= 4) {
            let verdict = Verdict::new(Kind::Boilerplate, 880, "hint")
                .because("a hint to the reader, no part of the story");
            return Some((verdict.or(Kind::Paragraph, 100), Anchor::None));
        }
        let below_label = at > 0 && front::is_caption_label(self.text(at - 1));
        if front::is_caption_label(text) && at > 0 && self.words(at + 1) > 0
            || below_label && self.words(at) <= 45
        {
            let verdict = Verdict::new(Kind::Caption, 880, "caption-label")
                .because("a label of captions, or below one");
            return Some((verdict.or(Kind::Paragraph, 80), Anchor::Weak));
        }
        // the caption above its credit
        let is_credit_next = front::caption(self.text(at + 1)).is_some_and(|certainty| certainty >= 900)
            && self.words(at + 1) <= 8;
        if has_anchor && is_credit_next && self.words(at) <= 45 {
            let verdict =
                Verdict::new(Kind::Caption, 850, "above-credit").because("the credit of a picture follows");
            return Some((verdict.or(Kind::Paragraph, 100), Anchor::None));
        }
        None
    }

    /// A name or agency, then a clause, between byline and story: who took a picture, and what it shows.
    fn credit_above_caption(
        &self,
        at: usize,
        text: &str,
        previous: Option<&Face>,
        has_byline: bool,
    ) -> Option<(Verdict, Anchor)> {
        let is_clause = |at: usize| self.is_bare(at) && (CLAUSE..=LONG_TITLE).contains(&self.words(at));
        let is_story = |at: usize| self.is_body(at) && self.words(at) >= 10;
        let verdict = |why| {
            let verdict = Verdict::new(Kind::Caption, 780, "credit-above").because(why);
            Some((verdict.or(Kind::Paragraph, 120), Anchor::None))
        };
        let below = matches!(previous, Some(Face::Mark(verdict, _)) if verdict.rule == "credit-above");
        if below && is_clause(at) && is_story(at + 1) {
            return verdict("below who took the picture, above the story");
        }
        let is_credit = has_byline
            && self.is_bare(at)
            && self.words(at) <= 4
            && is_name(text)
            && !front::is_occupation(text)
            && !is_bureau(text)
            && !front::is_place(text)
            && !is_age(text);
        let is_next = is_clause(at + 1)
            && is_story(at + 2)
            && !front::is_occupation(self.text(at + 1))
            && !is_trade_and_place(self.text(at + 1))
            && self.units.get(at + 1).is_some_and(|unit| unit.after_blank)
            && !is_name(self.text(at + 1));
        if is_credit && is_next { verdict("a name, then a clause, between byline and story") } else { None }
    }

    /// Names of those who publish above the label of a press release, where the title stands below it.
    fn name_sender(&self, faces: &mut [Face]) {
        let is_label = |face: &Face| matches!(face, Face::Mark(verdict, _) if matches!(verdict.rule, "press-label" | "embargo"));
        let Some(label) = faces.iter().position(is_label) else { return };
        let open = |(at, face): (usize, &Face)| matches!(face, Face::Open).then_some(at);
        let above: Vec<usize> = faces.iter().enumerate().take(label).filter_map(open).collect();
        let below = faces.iter().enumerate().skip(label).find_map(open);
        let is_title = |at: usize| {
            self.is_short(at)
                && self.words(at) >= CLAUSE
                && above.iter().all(|above| self.words(*above) < self.words(at))
        };
        let are_names = !above.is_empty()
            && above.iter().all(|at| self.words(*at) <= 5 && self.is_bare(*at) && is_name(self.text(*at)));
        if !are_names || !below.is_some_and(is_title) {
            return;
        }
        for at in above {
            if let Some(face) = faces.get_mut(at) {
                let verdict = Verdict::new(Kind::Boilerplate, 850, "sender")
                    .because(
                        "a name above the label or embargo of a press release, below which the title stands",
                    )
                    .or(Kind::Kicker, 100);
                *face = Face::Mark(verdict, Anchor::None);
            }
        }
    }

    /// What a page carries around every article: buttons, menus, the way to the page.
    fn furniture(
        &self,
        at: usize,
        text: &str,
        previous: Option<&Face>,
        opens: usize,
        has_anchor: bool,
    ) -> Option<Verdict> {
        let verdict = |certainty, rule, why: &'static str| {
            Some(Verdict::new(Kind::Boilerplate, certainty, rule).because(why).or(Kind::Paragraph, 60))
        };
        if front::is_furniture(text) || front::is_navigation(text) {
            return verdict(900, "furniture", "buttons, signs or menus of a page");
        }
        let is_heard = has_anchor
            && self.is_bare(at)
            && self.words(at) <= 7
            && ["Heard on ", "As heard on "].iter().any(|label| text.starts_with(label));
        if is_heard {
            return verdict(820, "furniture", "in which programme it was heard");
        }
        let has_below = self.words(at + 1) > 0;
        if !has_anchor && has_below && self.is_bare(at) && front::is_breadcrumb(text) {
            return verdict(860, "breadcrumb", "the way to the page");
        }
        // such a word may be a heading of the story: others must stand beside it
        let is_beside =
            |text: &str| front::is_furniture(text) || front::is_navigation(text) || front::is_menu(text);
        let below_menu = matches!(previous, Some(Face::Mark(verdict, _)) if matches!(verdict.rule, "furniture" | "breadcrumb" | "hint"));
        let is_amid = below_menu || opens == 0 && at == 0 || has_anchor;
        if is_amid
            && self.is_bare(at)
            && front::is_menu(text)
            && (below_menu || has_below && is_beside(self.text(at + 1)) || text.contains(' '))
        {
            return verdict(820, "furniture", "a word of menus, beside others");
        }
        None
    }

    /// Whom to ask, above a press release.
    fn contact(&self, at: usize, text: &str, previous: Option<&Face>) -> Option<(Verdict, Anchor)> {
        let Some(Face::Mark(before, _)) = previous else { return None };
        let is_press = matches!(before.rule, "press-label" | "embargo" | "date-line" | "top-contact");
        let is_contact = front::back(text).is_some_and(|mark| mark.back == front::Back::Contact);
        let is_below = before.rule == "top-contact"
            && self.units.get(at).is_some_and(|unit| !unit.after_blank)
            && self.words(at) <= 8;
        if !(is_press && is_contact || is_below) {
            return None;
        }
        let verdict = Verdict::new(Kind::Boilerplate, 880, "top-contact")
            .because("whom to ask, above the story")
            .or(Kind::Paragraph, 80);
        Some((verdict, Anchor::None))
    }

    fn byline(&self, at: usize, text: &str, opens: usize, has_byline: bool) -> Option<(Verdict, Anchor)> {
        let (form, byline) = front::read_byline(text)?;
        let verdict =
            |certainty, rule, why: &'static str| Verdict::new(Kind::Byline, certainty, rule).because(why);
        match form {
            BylineForm::Marked => {
                Some((verdict(960, "byline", "names after a word for «by», near the start"), Anchor::Strong))
            }
            // a text that speaks of the one named is rather about them
            BylineForm::Titled
                if opens > 0 && byline.authors.first().is_some_and(|author| self.is_about(author.name)) =>
            {
                None
            }
            BylineForm::Titled if opens > 0 => Some((
                verdict(
                    940,
                    "name-and-title",
                    "a name with an occupation, agency or date, below a line that may be a title",
                ),
                Anchor::Strong,
            )),
            BylineForm::Placed | BylineForm::Bare if opens > 0 && at > 0 => {
                let is_place_next = self.is_bare(at + 1) && self.words(at + 1) <= 3;
                let is_dated = is_place_next && front::read_date(self.text(at + 2), false).is_some();
                let is_below = self.is_story_next(at + 1) || is_dated;
                let (is_used, is_common) = self.use_of(text);
                let is_below_date = at > 0 && front::is_date_line(self.text(at - 1));
                if !is_below
                    || is_used
                    || is_common
                    || has_byline
                    || front::has_heading_word(text)
                    || form == BylineForm::Bare && front::names_place(text)
                {
                    return None;
                }
                // where headings follow, this may be the first: more than the form must speak for a name
                let is_marked = !self.is_body(at + 1) || text.contains(['.', '-', '’', '\'']);
                let headings = (at + 1..self.forms.len().min(at + 60))
                    .filter(|at| {
                        self.is_bare(*at) && self.words(*at) <= 6 && front::back(self.text(*at)).is_none()
                    })
                    .count();
                let is_marked = is_marked || is_below_date;
                if form == BylineForm::Bare && headings > 0 && !is_marked {
                    return None;
                }
                // `Ida Holm in Ostwick` says little itself: a title must stand before, and the story or a date behind
                let is_placed = form == BylineForm::Placed;
                let (certainty, rule, why) = if is_placed {
                    (860, "name-and-place", "a name and a place, below the title")
                } else {
                    (820, "name", "a name that the text does not use, between title and story")
                };
                Some((verdict(certainty, rule, why).or(Kind::Deck, (1000 - certainty) / 2), Anchor::Strong))
            }
            _ => None,
        }
    }

    /// Whether the story, or a line of front matter, follows.
    fn is_story_next(&self, at: usize) -> bool {
        let text = self.text(at);
        !text.is_empty()
            && (self.is_body(at) && self.words(at) >= 8
                || front::dateline(text).is_some()
                || front::whole_dateline(text).is_some()
                || front::read_date(text, false).is_some()
                || front::is_occupation(text)
                || is_trade_and_place(text)
                || is_bureau(text)
                || front::is_place(text)
                || front::is_agency(text)
                || front::is_credit(text)
                || front::is_reading_time(text))
    }

    /// Whether the first paragraphs speak of the one named.
    fn is_about(&self, name: &str) -> bool {
        let surname = name.split_whitespace().next_back().unwrap_or_default();
        self.units.iter().skip(2).take(6).map(self.slice).any(|text| {
            (60..20_000).contains(&text.len())
                && front::back(text).is_none()
                && text
                    .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'))
                    .any(|word| word == surname)
        })
    }

    /// Whether the text speaks of the one named in `name`, and whether it uses one of the words with a small letter: then
    /// it is no name.
    fn use_of(&self, name: &str) -> (bool, bool) {
        let names: Vec<&str> = name
            .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'))
            .filter(|word| word.chars().count() >= 3 && word.chars().any(char::is_uppercase))
            .collect();
        let Some(surname) = names.get(1).or(names.first()) else { return (false, false) };
        let smalls: Vec<String> = names.iter().map(|word| word.to_lowercase()).collect();
        let (mut is_used, mut is_common) = (false, false);
        for unit in self.units.iter().skip(2).take(60) {
            let text = (self.slice)(unit);
            // who the author is, at the end
            let is_bio = text.strip_prefix(name).is_some_and(|rest| {
                [" is ", " writes ", " covers ", " reports "].iter().any(|verb| rest.starts_with(verb))
            });
            if text == name || is_bio || text.len() > 20_000 || front::back(text).is_some() {
                continue;
            }
            for word in text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’')) {
                is_used |= word == *surname && text.len() > name.len() + 20;
                is_common |= smalls.iter().any(|small| small == word);
            }
        }
        (is_used, is_common)
    }

    /// Kicker, headline and standfirst above the first byline or date.
    fn above_anchor(
        &self,
        opens: &[usize],
        anchor: Anchor,
        anchored_at: Option<usize>,
    ) -> Vec<(usize, Verdict)> {
        let (Some(&first), Some(anchored_at)) = (opens.first(), anchored_at) else { return Vec::new() };
        if let Some(roles) = self.sentence_title(opens, anchored_at, anchor) {
            return roles;
        }
        let is_stopped = self.ending(first) == Some(Ending::Stop);
        // a sentence is a title only if what follows leaves no doubt
        let near = anchored_at == first + opens.len();
        if is_stopped && (anchor != Anchor::Strong || opens.len() > 2 || self.words(first) > 20 || !near) {
            return Vec::new();
        }
        // paragraphs stand above: a byline may end the text, a date may part it
        let sentences = opens.iter().skip(1).filter(|at| self.ending(**at) == Some(Ending::Stop)).count();
        if sentences >= 2 {
            return Vec::new();
        }
        if anchor == Anchor::Weak && (is_stopped || self.words(first) > 22) {
            return Vec::new();
        }
        let certainty = match (anchor, is_stopped) {
            (Anchor::Strong, false) => 970,
            (Anchor::Strong, true) => 880,
            _ => 860,
        };
        // something else stands above the title
        if let [above, title] = *opens
            && is_stopped
            && !self.is_body(title)
            && self.words(title) < self.words(above)
        {
            let doubt = Verdict::new(Kind::Paragraph, 500, "above-title")
                .because("a sentence above the title")
                .or(Kind::Note, 400);
            let mut roles = self.assign(&[title], certainty, "a byline or date follows");
            roles.push((above, doubt));
            return roles;
        }
        self.assign(opens, certainty, "a byline or date follows")
    }

    /// A label, a title that is a sentence and perhaps one more as standfirst, directly above a byline.
    fn sentence_title(
        &self,
        opens: &[usize],
        anchored_at: usize,
        anchor: Anchor,
    ) -> Option<Vec<(usize, Verdict)>> {
        let (&label, rest) = opens.split_first()?;
        let (&title, below) = rest.split_first()?;
        let is_byline = front::read_byline(self.text(anchored_at))
            .is_some_and(|(form, _)| form == BylineForm::Marked)
            && anchor == Anchor::Strong;
        let is_label = self.is_bare(label)
            && self.words(label) <= 4
            && (self.words(label) <= 2 || self.forms.get(label).is_some_and(|form| form.is_caps));
        let is_title =
            self.ending(title) == Some(Ending::Stop) && (CLAUSE..=LONG_DECK / 3).contains(&self.words(title));
        let is_run = anchored_at == label + opens.len() && below.len() <= 1;
        if !(is_byline && is_label && is_title && is_run) {
            return None;
        }
        let kicker = Verdict::new(Kind::Kicker, 850, "above-title")
            .because("a label above the title")
            .or(Kind::Headline, 80);
        let mut roles = vec![(label, kicker)];
        roles.extend(self.assign(rest, 860, "a label stands above, a byline follows"));
        Some(roles)
    }

    /// Headline and standfirst below the lines that mark a press release or a dated text.
    fn below_marks(&self, opens: &[usize], story: Option<usize>, faces: &[Face]) -> Vec<(usize, Verdict)> {
        let Some(&first) = opens.first() else { return Vec::new() };
        // only a run of lines next to each other, directly above the story or its captions
        let is_sentence = matches!(self.ending(first), Some(Ending::Stop));
        let is_title = self.words(first) <= LONG_TITLE && !is_sentence && self.is_short(first);
        if !is_title || faces.iter().take(first).any(|face| matches!(face, Face::Item)) {
            return Vec::new();
        }
        let has_dateline = story.is_some_and(|at| front::dateline(self.text(at)).is_some());
        let mut run: Vec<usize> = Vec::new();
        for &at in opens {
            let is_deck = self.is_bare(at) || has_dateline || matches!(self.ending(at), Some(Ending::Bare));
            if run.last().is_some_and(|last| at != last + 1) || (!run.is_empty() && !is_deck) {
                break;
            }
            run.push(at);
        }
        let next = run.last().map_or(first + 1, |last| last + 1);
        let next = (next..self.units.len())
            .find(|at| !matches!(faces.get(*at), Some(Face::Mark(..) | Face::Item)))
            .unwrap_or(next);
        let has_story = has_dateline || self.is_body(next);
        if !has_story || run.len() > 3 {
            return Vec::new();
        }
        let certainty = if has_dateline { 950 } else { 880 };
        self.assign(&run, certainty, "below the marks of the front matter, above the story")
    }

    /// By form and order alone.
    fn by_form(&self, opens: &[usize], story: Option<usize>) -> Vec<(usize, Verdict)> {
        if !self.ground.is_punctuated || opens.first() != Some(&0) {
            return Vec::new();
        }
        let has_dateline = story.is_some_and(|at| front::dateline(self.text(at)).is_some());
        let is_next = |at: usize| story == Some(at);
        let first = self.words(0);
        if has_dateline && self.is_short(0) {
            if is_next(1) {
                return self.assign(&[0], 960, "a dateline follows");
            }
            if is_next(2) && self.is_short(1) | self.is_body(1) {
                return self.assign(&[0, 1], 900, "a second line, then a dateline follow");
            }
            if is_next(3) && self.is_short(1) {
                return self.assign(&[0, 1, 2], 820, "lines before a dateline");
            }
        }
        if self.is_quotation(0) {
            let is_story = |at: usize| self.is_body(at) && self.words(at) > first;
            let is_title = is_story(1) || self.is_bare(1) && self.words(1) <= 4 && is_story(2);
            return if is_title {
                self.assign(&[0], 800, "a quotation, and the story follows")
            } else {
                Vec::new()
            };
        }
        if !self.is_bare(0) || front::is_place(self.text(0)) {
            return Vec::new();
        }
        let fields = (1..=4).take_while(|at| is_field(self.text(*at))).count();
        if fields > 0 && first >= 4 && self.is_body(1 + fields) && self.words(1 + fields) > first {
            let mut roles = self.assign(&[0], 820, "labelled facts, then the story follow");
            roles.extend((1..=fields).map(|at| {
                let verdict = Verdict::new(Kind::Paragraph, 690, "field").because("a label and a fact");
                (at, verdict.or(Kind::Deck, 100))
            }));
            return roles;
        }
        if self.is_body(1) && self.words(1) > first {
            return self.assign(&[0], 870, "a longer line, ended like a sentence, follows");
        }
        if self.is_bare(1)
            && first >= 3
            && self.words(1) >= CLAUSE
            && self.is_body(2)
            && self.words(2) > first
        {
            let mut roles =
                self.assign(&[0, 1], 800, "a second line, then a longer one, ended like a sentence, follow");
            for (_, verdict) in &mut roles {
                if verdict.kind == Kind::Deck {
                    verdict.certainty = 650;
                }
            }
            return roles;
        }
        Vec::new()
    }

    /// Whether a line is one quotation that does not end like a sentence, as a title may.
    fn is_quotation(&self, at: usize) -> bool {
        let text = self.text(at);
        let inner =
            text.char_indices().nth(1).map(|(at, _)| at).and_then(|at| text.get(at..)).unwrap_or_default();
        let inner = inner.char_indices().next_back().and_then(|(at, _)| inner.get(..at)).unwrap_or_default();
        self.forms.get(at).is_some_and(|form| form.is_quote && (3..=16).contains(&form.words))
            && !inner.contains(['"', '“', '”', '„', '«', '»'])
            && !inner.ends_with(['.', ',', ';'])
    }

    /// Whether a line can be a title: not ended like a sentence, and short.
    fn is_short(&self, at: usize) -> bool {
        self.words(at) <= LONG_TITLE && self.words(at) > 0 && self.ending(at) != Some(Ending::Stop)
    }

    /// Gives the lines above a story their roles by their order.
    fn assign(&self, opens: &[usize], certainty: u16, why: &'static str) -> Vec<(usize, Verdict)> {
        let mut rest = opens;
        let mut roles = Vec::new();
        while let [first, second, ..] = *rest
            && (self.is_kicker(first, second, rest.len()) || self.is_label_of(first, rest))
        {
            let kicker = Verdict::new(Kind::Kicker, certainty.min(900), "above-title")
                .because("a label above the title")
                .or(Kind::Headline, 80);
            roles.push((first, kicker));
            rest = rest.get(1..).unwrap_or_default();
        }
        let Some((&title, mut below)) = rest.split_first() else { return roles };
        let headline = |at: usize| {
            Verdict::new(Kind::Headline, certainty, "first-line")
                .because(if at == 0 { "the first line" } else { "the first line below the label" })
                .because(format!("{} words", self.words(at)))
                .because(why)
                .or(Kind::Heading, (1000 - certainty) / 2)
        };
        roles.push((title, headline(title)));
        let mut last = title;
        while let Some((&next, further)) = below.split_first() {
            if next != last + 1 || !self.is_continued(last, next) {
                break;
            }
            roles.push((next, headline(next).because("goes on from the line above")));
            (last, below) = (next, further);
        }
        for &at in below {
            if self.words(at) < 3 {
                let doubt = Verdict::new(Kind::Paragraph, 500, "below-title")
                    .because("a short line between the title and the front matter")
                    .or(Kind::Deck, 250)
                    .or(Kind::Byline, 200);
                roles.push((at, doubt));
                continue;
            }
            let deck = Verdict::new(Kind::Deck, certainty.min(900), "below-title")
                .because("between the title and the front matter or story")
                .or(Kind::Heading, 50)
                .or(Kind::Paragraph, 50);
            roles.push((at, deck));
        }
        roles
    }

    /// Whether a line of one or two words stands above others, one of which is long enough for a title.
    fn is_label_of(&self, first: usize, rest: &[usize]) -> bool {
        rest.len() >= 3
            && self.words(first) <= 2
            && rest.iter().skip(1).all(|at| self.ending(*at) != Some(Ending::Stop))
            && rest.iter().skip(1).any(|at| self.words(*at) >= 4)
            && rest.get(1).is_some_and(|at| self.words(*at) <= 2)
    }

    /// Whether the first of two lines is a label above the title.
    fn is_kicker(&self, first: usize, second: usize, count: usize) -> bool {
        let (words, next) = (self.words(first), self.words(second));
        let text = self.text(first);
        // a bar of labels is no title where a clause follows
        if front::is_bar(text) && next >= CLAUSE && !front::is_bar(self.text(second)) {
            return true;
        }
        if words > 4 || next <= words || self.ending(first) == Some(Ending::Stop) {
            return false;
        }
        let is_upper =
            |text: &str| text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
        let is_joined = self.is_continued(first, second);
        !is_joined
            && (words <= 2 && (next >= 3 || count >= 3)
                || is_upper(text) && !is_upper(self.text(second)) && count >= 3 && words <= 3
                || count >= 3 && words <= 3 && next >= CLAUSE
                || text.ends_with([':', '|']) && words <= 3)
    }

    /// Whether a headline goes on in the next line.
    fn is_continued(&self, at: usize, next: usize) -> bool {
        const SMALL: &[&str] = &[
            "of", "to", "in", "the", "and", "for", "a", "an", "with", "on", "at", "by", "as", "from", "or",
            "der", "die", "das", "und", "in", "im", "von", "zu", "de", "la", "le", "les", "et", "du", "des",
            "à", "el", "los", "y", "del", "e", "il", "di", "da", "do", "het", "een", "van", "en", "is",
            "are", "his", "her", "its", "their", "that", "over", "after", "into",
        ];
        let (text, below) = (self.text(at), self.text(next));
        if self.units.get(next).is_none_or(|unit| unit.after_blank) {
            return false;
        }
        let last = text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let is_ended = matches!(self.ending(at), Some(Ending::Stop | Ending::Question));
        !is_ended
            && (below.starts_with(char::is_lowercase) && self.words(at) >= 3
                || SMALL.contains(&last.as_str())
                || text.ends_with(','))
            && self.words(next) <= 14
    }

    /// Short lines before the story that fit no pattern: they are not guessed at.
    fn doubt(&self, verdicts: &mut [Option<Verdict>]) {
        if !self.ground.is_punctuated || !self.is_bare(0) {
            return;
        }
        let run = self.forms.iter().take_while(|form| form.is_bare).count();
        for slot in verdicts.iter_mut().take(run).filter(|slot| slot.is_none()) {
            *slot = Some(
                Verdict::new(Kind::Paragraph, 500, "first-lines")
                    .because("short lines before the story, in no known order")
                    .or(Kind::Headline, 300)
                    .or(Kind::Heading, 200),
            );
        }
    }
}

fn date_mark(dated: &front::Dated) -> (Verdict, Anchor) {
    let is_whole = dated.date.value.is_some();
    let verdict = match (is_whole, dated.is_labelled) {
        (true, _) => Verdict::new(Kind::Date, if dated.is_labelled { 970 } else { 950 }, "date-line")
            .because("nothing but a date, near the start"),
        (false, true) => Verdict::new(Kind::Date, 930, "date-line")
            .because("a label of dates")
            .because("the day is not known for sure: kept as written"),
        (false, false) => Verdict::new(Kind::Date, 870, "date-line")
            .because("nothing but a date, near the start")
            .because("the year, or the order of day and month, is not known: kept as written")
            .or(Kind::Heading, 100),
    };
    (verdict, if is_whole || dated.is_labelled { Anchor::Strong } else { Anchor::Weak })
}

/// `Parliamentary Bureau`, `Investigations Team`: the part of a newsroom.
fn is_bureau(text: &str) -> bool {
    const PARTS: &[&str] = &["bureau", "desk", "team", "unit", "staff", "newsroom", "department"];
    let last = text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    (2..=5).contains(&text.split_whitespace().take(6).count())
        && text.len() <= 60
        && is_name(text)
        && PARTS.contains(&last.as_str())
}

/// `Health reporter, West`: with the region behind it.
fn is_trade_and_place(text: &str) -> bool {
    text.split_once(", ").is_some_and(|(trade, place)| {
        front::is_occupation(trade)
            && !front::names_outlet(trade)
            && text.split_whitespace().count() <= 7
            && is_name(place)
    })
}

/// Whether a line has no word in small letters, as the lines of wires above a story.
fn is_key_line(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// `The Hon Ida Holm MP`, `Minister for Ports Ida Holm MP`: who sends a release.
fn is_office_holder(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    text.len() <= 90
        && is_name(text)
        && (matches!(last, "MP" | "MLA" | "MLC" | "MHA" | "MSP")
            || ["The Hon ", "The Hon. ", "Hon ", "Hon. ", "Senator the Hon "]
                .iter()
                .any(|title| text.starts_with(title)))
}

/// `2 hours ago`, `1 day ago`: when a page says it was put there.
fn is_age(text: &str) -> bool {
    const UNITS: &[&str] = &[
        "min", "mins", "minute", "minutes", "hr", "hrs", "hour", "hours", "day", "days", "week", "weeks",
        "month", "months",
    ];
    let Some((number, unit)) = text.strip_suffix(" ago").and_then(|text| text.split_once(' ')) else {
        return false;
    };
    (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && UNITS.contains(&unit.to_lowercase().as_str())
}

/// `Indian Ocean News Service`: a name that ends like those of agencies.
fn is_news_service(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "news service",
        "news agency",
        "press agency",
        "press association",
        "press service",
        "wire service",
        "news network",
    ];
    let lower = text.to_lowercase();
    let end = ENDS.iter().find(|end| lower.strip_suffix(**end).is_some_and(|head| head.ends_with(' ')));
    end.is_some() && text.len() <= 60 && is_name(text)
}

/// `HOLD FOR RELEASE until 6 p.m.`: what labels notes as well holds the text back where a time follows.
fn says_until(text: &str) -> bool {
    let head = text.split(':').next().unwrap_or_default().to_lowercase();
    [" until ", " till "]
        .iter()
        .filter_map(|word| head.split_once(word))
        .any(|(_, time)| time.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether all words but the small ones begin with capitals.
fn is_name(text: &str) -> bool {
    text.split_whitespace().all(|word| {
        word.chars().next().is_some_and(|c| !c.is_lowercase())
            || matches!(
                word,
                "of" | "the" | "for" | "and" | "de" | "des" | "du" | "für" | "und" | "der" | "van"
            )
    })
}

/// `Harbour Rovers 3`: names with capitals, then a small number.
fn is_score(text: &str) -> bool {
    let Some((name, number)) = text.trim().rsplit_once(' ') else { return false };
    (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && name.len() <= 60
        && (1..=4).contains(&name.split_whitespace().count())
        && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && !front::is_date_line(text)
}

/// `Born: 3 February 1932, Ostwick`.
fn is_field(text: &str) -> bool {
    text.len() <= 90
        && !text.ends_with(['.', '?', '!'])
        && text.split_once(": ").is_some_and(|(label, value)| {
            label.starts_with(char::is_uppercase)
                && label.split_whitespace().count() <= 2
                && (1..=9).contains(&value.split_whitespace().count())
        })
}

/// `Until 12 October` says how long, not where.
fn opens_span(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    matches!(
        first.as_str(),
        "until" | "till" | "from" | "since" | "through" | "bis" | "ab" | "seit" | "hasta" | "fino"
    )
}

/// Whether words are the name of a desk or paper: all with capitals, one of them a word of such names.
fn is_desk(text: &str) -> bool {
    front::names_outlet(text)
}

#[cfg(test)]
mod tests {
    use crate::kind::Kind::{self, Byline, Heading, Headline, Lead, Paragraph};
    use crate::kind::classify;
    use crate::lines::split;
    use crate::{layout, wrap};

    const LEAD: &str =
        "The council of the town decided on Monday that the ferry will keep running through the winter.";
    const TEXT: &str = "Two of the libraries close instead, and their books are moved to the school.";

    /// The kinds of the lines of `front`, each ended by `/`, above a story of two paragraphs.
    fn check(front: &str, expect: &str) {
        let text = format!("{front}\n{LEAD}\n{TEXT}\n");
        let (lines, _) = split(&text, usize::MAX);
        let units = layout::units(&text, &lines, wrap::Layout::Line);
        let verdicts = classify(&text, &units);
        let kinds: Vec<_> = verdicts.iter().map(|verdict| verdict.kind.name()).collect();
        let (front, story) = kinds.split_at(kinds.len() - 2);
        assert_eq!(front.join(" "), expect, "{text}\n{verdicts:#?}");
        assert_eq!(story, ["lead", "paragraph"], "{text}\n{verdicts:#?}");
    }

    #[test]
    fn titles_stand_above_what_says_what_it_is() {
        check("Ferry keeps running\nBy Ida Holm", "headline byline");
        check("The ferry runs. The school closes.\nBy Ida Holm", "headline byline");
        check("Will the ferry run?\nBy Ida Holm\n8 May 2026", "headline byline date");
        check("“We sail in winter too”\nInterview by Ida Holm", "headline byline");
        check(
            "FERRY KEEPS RUNNING\nTwo libraries close instead, council says\nBy Ida Holm",
            "headline deck byline",
        );
        check(
            "Ferry keeps running\nTwo libraries close. The school gets the books.\nBy Ida Holm",
            "headline deck byline",
        );
        check("Ports\nFerry keeps running through the winter\nBy Ida Holm", "kicker headline byline");
        check(
            "EXCLUSIVE\nFerry keeps running through winter\nTwo libraries close\nBy Ida Holm",
            "kicker headline deck byline",
        );
        check(
            "Ferry keeps running through\nthe winter, council says\nBy Ida Holm",
            "headline headline byline",
        );
        check(
            "Council votes to keep ferry to\nOuter Islands running\nBy Ida Holm",
            "headline headline byline",
        );
    }

    #[test]
    fn wires_and_releases_have_lines_of_their_own() {
        check(
            "BC-Harbour Ferry, 2nd Ld\nURGENT\nFerry keeps running through winter\nBy IDA HOLM\nAssociated Press Writer",
            "slug kicker headline byline byline",
        );
        check(
            "AMR-FERRY/ (UPDATE 2)\nFerry keeps running through winter\nEMBARGOED UNTIL 00:01 GMT, May 9, 2026\nBy Ida Holm",
            "slug headline embargo byline",
        );
        check(
            "FOR IMMEDIATE RELEASE\n8 May 2026\nFerry keeps running through the winter",
            "embargo date headline",
        );
        check(
            "PRESS RELEASE\nMay 8, 2026\nContact: Ida Holm\nTel: +44 20 7946 0000\n\nFerry keeps running through the winter\nTwo libraries close instead",
            "kicker date boilerplate boilerplate headline deck",
        );
        check(
            "Sperrfrist: 8. Mai 2026, 11 Uhr\nPressemitteilung\nFähre fährt auch im Winter",
            "embargo kicker headline",
        );
        check("UPDATE 2-Ferry keeps running\n(Adds details, quote)\nBy Ida Holm", "headline note byline");
    }

    #[test]
    fn numbers_of_stories_and_places_are_no_titles() {
        check(
            "r i BC-Harbour-Ferry 11-12 0512\nFerry keeps running through winter\nBy IDA HOLM",
            "slug headline byline",
        );
        check(
            "Home / Ports / Ostwick\nFerry keeps running through winter\nBy HT Correspondent, Ostwick\n8 May 2026",
            "boilerplate headline byline date",
        );
        check(
            "i0417 intl-ferry 1stld\nFerry keeps running through winter\nEds: UPDATES with quotes.",
            "slug headline note",
        );
        check(
            "FOR IMMEDIATE RELEASE\nJune 2, 2026\nFERRY KEEPS RUNNING THROUGH WINTER\nLANTERN GLEN, Calif.",
            "embargo date headline dateline",
        );
        check(
            "Ferry keeps running\nBy Ida Holm\n8 May 2026\nTown pays, libraries close, pilots wait for money",
            "headline byline date deck",
        );
    }

    #[test]
    fn notes_to_newsrooms_are_no_titles() {
        check("[Note to subs: please check Holm]\nFerry keeps running\nBy Ida Holm", "note headline byline");
        check(
            "BC-EU--Harbor Strike, 3rd Ld-Writethru,0412\nEds: UPDATES with quote.\nURGENT\nFerry keeps running through winter\nBy IDA HOLM\nAssociated Writer",
            "slug note kicker headline byline byline",
        );
        check("Editors: Please hold until noon.\nFerry keeps running\nBy Ida Holm", "note headline byline");
        check("ROUGH TRANSCRIPT - NOT CHECKED\nFerry keeps running\nBy Ida Holm", "note headline byline");
        check(
            "Ferry keeps running\nBy Ida Holm\nEditor's note: Holm owns a boat.",
            "headline byline boilerplate",
        );
    }

    #[test]
    fn kinds_of_text_and_scores_are_no_titles() {
        check(
            "OPINION | Comment is free\nWhy the ferry must run\nIda Holm\nSat 9 May 2026 09.00 BST",
            "kicker headline byline date",
        );
        check("LETTERS\nThe ferry must run", "kicker headline");
        check(
            "FOOTBALL\nHarbour Rovers 3\nIsland Athletic 2\nRovers win at the death\nTor Vik at Quayside",
            "kicker paragraph paragraph headline byline",
        );
        check("'We sail in any weather'\nThe Harbour Interview", "headline heading");
        check(
            "Ida Holm, pilot of the ferry, dies\nBorn: 3 February 1932, Ostwick\nDied: 21 April 2026, Ostwick",
            "headline paragraph paragraph",
        );
        check("Remarks at the opening of the tram\nLantern Harbour\n4 May 2026", "headline paragraph date");
        check(
            "The man who tunes the bells\nWords by Ida Holm\nPhotographs by Tor Vik",
            "headline byline byline",
        );
    }

    #[test]
    fn pages_have_labels_and_credits() {
        check(
            "Ferry keeps running\nBy Ida Holm\nBBC News, Ostwick\nPublished\n12 May 2026",
            "headline byline credit-line date date",
        );
        check(
            "Ferry keeps running\nIda Holm Political correspondent\n@idaholm\nTue 12 May 2026 18.04 BST",
            "headline byline byline date",
        );
        check(
            "Ferry keeps running\nBy Ida Holm\n4 min read\nThe quay at noon. Photo: Tor Vik",
            "headline byline boilerplate caption",
        );
        check(
            "Ferry keeps running\nBy Ida Holm\nImage source, Tor Vik\nImage caption,\nThe quay at noon",
            "headline byline caption caption caption",
        );
        check("Ferry keeps running\nBy Ida Holm\nParis\n12 May 2026", "headline byline dateline date");
        check(
            "Ferry keeps running\nDoor: redactie\n12 mei 2026, 18:04\nBron: ANP",
            "headline byline date credit-line",
        );
        check("Ferry keeps running\nIda Holm\n12 May 2026", "headline byline date");
        check("Ferry keeps running\nMay 12, 2026 6:04 PM\nIda Holm", "headline date byline");
        check("Ferry keeps running\n4 min read", "headline boilerplate");
        check(
            "SUBSCRIBE NOW\nFerry keeps running\nIda Holm, The Coast Times\nTuesday\nMay 12, 2026 at 6:04 PM",
            "boilerplate headline byline date date",
        );
        check(
            "Comunicato stampa\nRoma, 12 maggio 2026\nNuovi orari per i traghetti",
            "kicker dateline headline",
        );
        check("Ferry keeps running\nWASHINGTON —", "headline dateline");
        check("WASHINGTON —", "dateline");
        check("CAIRO, Egypt", "dateline");
    }

    #[test]
    fn keys_and_senders_of_many_forms_are_no_titles() {
        let title = "Ferry keeps running through the winter";
        for slug in [
            "URGENT: Harbour-Strike\nHAM104",
            "harbour-strike 0455",
            "HARBOUR-STRIKE/LEAD 2",
            "Harbour-Strike, 1st Lead",
            "r a AP-EU--Harbor Strike, 1st Ld-Writethru 05-07 0310",
            "ZCZC\nNNP0123 4 GEN 0210 INT\nHARBOUR-STRIKE-FERRY",
        ] {
            let slugs = vec!["slug"; slug.lines().count()].join(" ");
            check(&format!("{slug}\n{title}\nBy Ida Holm"), &format!("{slugs} headline byline"));
        }
        check(
            &format!("Harbour Ferries Corporation\nFOR IMMEDIATE RELEASE\nMay 19, 2026\n{title}"),
            "boilerplate embargo date headline",
        );
        check(
            &format!("Media release\n7 May 2026\nMinister for Ports Ida Holm MP\n{title}"),
            "kicker date boilerplate headline",
        );
        check(&format!("HOLD FOR RELEASE until 6 p.m. local\n{title}\n8 May 2026"), "embargo headline date");
    }

    #[test]
    fn names_and_ages_stand_above_the_story() {
        check(
            "Ferry keeps running\n1 day ago\nShare\nSave\nIda Holm\nTransport reporter, South East\n\nTor Vik\n\nThe ferry has sailed since 1961",
            "headline date boilerplate boilerplate byline byline caption caption",
        );
        check("Ferry keeps running\nBy\nIda Holm\n3 May 2026", "headline byline byline date");
        check("Ferry keeps running\nIda Holm with dpn and Nordpress\n3 May 2026", "headline byline date");
        check(
            "Ferry keeps running\n3 May 2026\nIda Holm\nVILNIUS, LITHUANIA —",
            "headline date byline dateline",
        );
    }

    #[test]
    fn menus_and_names_of_senders_are_no_titles() {
        check(
            "Skip to main content\nSubscribe | Log in\nFerry keeps running through the winter\nBy Ida Holm",
            "boilerplate boilerplate headline byline",
        );
        check(
            "Straits Ferry Agency\nNewsroom > Press releases\nPress release\n3 May 2026\nAgency keeps ferry running through the winter\nLibraries to benefit most",
            "boilerplate boilerplate kicker date headline deck",
        );
        check(
            "NON-LEAGUE FOOTBALL | NORTHERN PREMIER\nLate goal keeps Rovers afloat\nRovers 2 Athletic 1\nBy Ida Holm",
            "kicker headline deck byline",
        );
        check(
            "LAND & SEA\nA town said no to a ferry. Then it came.\nIts owner wants to know where the quay is.\nBy Ida Holm | March 4, 2026, 6:10 p.m.",
            "kicker headline deck byline",
        );
        check(
            "Ferry keeps running through the winter\nIda Vandermeer-Holm\nParliamentary Bureau\nMay 12, 2026",
            "headline byline byline date",
        );
        check("Ferry keeps running\nPress release\n3 May 2026", "headline kicker date");
        check(
            "Home\nSign in\nFerry keeps running through the winter\n12 May 2026",
            "boilerplate boilerplate headline date",
        );
    }

    #[test]
    fn a_date_may_stand_above_a_story_without_title() {
        check("Tuesday, March 10, 2026", "date");
        check("Story by Ida Holm", "byline");
    }

    #[test]
    fn stories_are_not_front_matter() {
        let check = |text: &str, expect: &[Kind]| {
            let (lines, _) = split(text, usize::MAX);
            let units = layout::units(text, &lines, wrap::Layout::Line);
            let verdicts = classify(text, &units);
            let kinds: Vec<_> = verdicts.iter().map(|verdict| verdict.kind).collect();
            assert_eq!(kinds, expect, "{text}\n{verdicts:#?}");
        };
        check(
            &format!("{LEAD}\n{TEXT}\nBy noon the quay was empty.\n{TEXT}"),
            &[Lead, Paragraph, Paragraph, Paragraph],
        );
        check(
            &format!("Storm hits town\n{LEAD}\n{TEXT}\nMay 12, 2026\n{TEXT}"),
            &[Headline, Lead, Paragraph, Heading, Paragraph],
        );
        check(&format!("{LEAD}\n{TEXT}\nBy Ida Holm"), &[Lead, Paragraph, Byline]);
    }

    #[test]
    fn words_with_capitals_are_no_authors() {
        let text = format!("What we know so far\nDeath Toll\n{LEAD}\nRescue Work\n{TEXT}");
        let (lines, _) = split(&text, usize::MAX);
        let units = layout::units(&text, &lines, wrap::Layout::Line);
        assert!(classify(&text, &units).iter().all(|verdict| verdict.kind != Byline));
        let text = format!(
            "Minister resigns over harbour deal\nIda Holm\n{LEAD}\nHolm said she had no choice but to go."
        );
        let (lines, _) = split(&text, usize::MAX);
        let units = layout::units(&text, &lines, wrap::Layout::Line);
        assert!(classify(&text, &units).iter().all(|verdict| verdict.kind != Byline));
    }
}
