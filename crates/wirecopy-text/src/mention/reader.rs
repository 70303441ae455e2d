//! The names of a text: every paragraph is read, then it is settled what each name names.

use std::ops::Range;

use wirecopy_model::{Dateline, Person as Author, PersonKind, Quote};

use super::beside::{Beside, is_acronym};
use super::evidence::Sign;
use super::gazetteer::{Hints, Listed, listed};
use super::ledger::{Ledger, Looks, NameId};
use crate::lexicon::{Lexicon, Tags};
use crate::names::{Directory, Mention, Pages, Token};

/// A name where it stands.
#[derive(Clone, Debug)]
pub(super) struct Sighting {
    /// In the text.
    pub range: Range<usize>,
    id: NameId,
    /// What words next to it show.
    here: Option<Sign>,
    /// Whether a word before it says where.
    is_led: bool,
    /// Whether it counts only if it is known from elsewhere: it stands in a heading, where other words have capitals too.
    is_quiet: bool,
}

/// Reads the names of a text, paragraph by paragraph.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    lexicon: &'static Lexicon,
    hints: &'static Hints,
    directory: Directory<'t>,
    /// The paragraphs read so far, if the directory was handed over with the names of all.
    learned: Option<Vec<&'t str>>,
    ledger: Ledger<'t>,
    sightings: Vec<Sighting>,
    pages: Pages<'t>,
    most: usize,
    /// How many names there are beyond those that are kept.
    pub over: usize,
}

/// A paragraph longer than this is no paragraph of an article.
const LONGEST: usize = 1 << 17;

impl<'t> Reader<'t> {
    pub(super) fn new(
        lexicon: &'static Lexicon,
        hints: &'static Hints,
        is_english: bool,
        most: usize,
        pages: Pages<'t>,
    ) -> Self {
        Self {
            lexicon,
            hints,
            directory: Directory::default(),
            learned: None,
            ledger: Ledger::new(is_english),
            sightings: Vec::new(),
            pages,
            most,
            over: 0,
        }
    }

    /// Tells which paragraphs will be read that are no headings or the like, in order; their names may be known.
    pub(super) fn expect(&mut self, paragraphs: impl Iterator<Item = &'t str>) {
        let paragraphs = paragraphs.filter(|text| text.len() <= LONGEST);
        if let Some(directory) = self.pages.take_directory(paragraphs) {
            (self.directory, self.learned) = (directory, Some(Vec::new()));
        }
    }

    /// Learns the names of the paragraphs read so far, and of no others.
    fn learn_anew(&mut self) {
        let Some(learned) = self.learned.take() else { return };
        self.directory = Directory::default();
        for text in learned {
            let page = self.pages.take(text, self.lexicon);
            self.directory.learn(&page.tokens, &page.mentions, self.lexicon);
        }
    }

    /// Reads a paragraph that begins at `start`. `is_quiet`: it is a heading or the like.
    pub(super) fn read(&mut self, text: &'t str, start: usize, is_quiet: bool) {
        if text.len() > LONGEST {
            return;
        }
        let page = self.pages.take(text, self.lexicon);
        let (words, found) = (page.tokens, page.mentions);
        let is_shouted = !is_quiet && is_shouted(&words);
        if is_shouted {
            // those who handed over the directory learned its names too
            self.learn_anew();
        }
        let is_quiet = is_quiet || is_shouted;
        match &mut self.learned {
            _ if is_quiet => {}
            Some(learned) => learned.push(text),
            None => self.directory.learn(&words, &found, self.lexicon),
        }
        let beside = Beside { text, tokens: &words, lexicon: self.lexicon, hints: self.hints };
        let mut rest = found.iter();
        while let Some(mention) = rest.next() {
            self.prefixed(&beside, mention, start);
            // `Bosnia and Herzegovina`
            if let Some(next) = rest.as_slice().first()
                && let Some(joined) = joined(&beside, mention, next)
            {
                rest.next();
                self.one(&beside, &joined, start, is_quiet);
                continue;
            }
            self.one(&beside, mention, start, is_quiet);
        }
    }

    /// Names that stand before another one and belong to its title: `US` in `US President Ida Holm`.
    fn prefixed(&mut self, beside: &Beside<'_, 't>, mention: &Mention, start: usize) {
        let known = Listed::COUNTRY | Listed::CITY | Listed::REGION | Listed::ORGANIZATION | Listed::AGENCY;
        let mut at = mention.from;
        while at < mention.tokens.start {
            let longest = (mention.tokens.start - at).min(3);
            let name = (1..=longest)
                .rev()
                .find(|length| beside.written(at..at + length).is_some_and(|name| listed(name).any(known)));
            let Some(length) = name else {
                at += 1;
                continue;
            };
            if !takes_in(beside, mention) {
                self.add(beside, at..at + length, Looks { is_body: false, opens: false }, start, None);
            }
            at += length;
        }
    }

    fn one(&mut self, beside: &Beside<'_, 't>, mention: &Mention, start: usize, is_quiet: bool) {
        let mut mention = mention.clone();
        if takes_in(beside, &mention) {
            mention.tokens.start = mention.from;
            (mention.has_title, mention.has_role) = (false, false);
        }
        // `Port Hollis I'd`, where a line break parts two sentences
        while mention.len() > 1
            && beside
                .tokens
                .get(mention.tokens.end - 1)
                .is_some_and(|last| last.text.starts_with("I'") || last.text.starts_with("I’"))
        {
            mention.tokens.end -= 1;
        }
        let Some(name) = beside.written(mention.tokens.clone()) else { return };
        let what = listed(name);
        if is_of_people(name, what) {
            return;
        }
        // `Neighbouring Turkey`
        if mention.is_first && mention.len() >= 2 && what == Listed::default() {
            let tail = mention.tokens.start + 1..mention.tokens.end;
            let known = Listed::COUNTRY | Listed::REGION | Listed::ORGANIZATION;
            let is_given = beside
                .tokens
                .get(mention.tokens.start)
                .is_some_and(|first| listed(first.text).any(Listed::GIVEN));
            if !is_given && beside.written(tail.clone()).is_some_and(|name| listed(name).any(known)) {
                mention.tokens = tail;
            }
        }
        // `The Hague`
        if let Some(left) = mention.tokens.start.checked_sub(1)
            && beside.tokens.get(left).is_some_and(|token| token.is_cap() && token.tags.any(Tags::ARTICLE))
            && beside.written(left..mention.tokens.end).is_some_and(|name| listed(name).any(Listed::CITY))
        {
            mention.tokens.start = left;
        }
        // `Stadt Ostwick`
        let has_kind = self.lexicon.grammar.has_capital_nouns
            && mention.len() == 2
            && beside.tokens.get(mention.tokens.start).is_some_and(|token| self.hints.kinds.has(token.text));
        if has_kind {
            mention.tokens.start += 1;
        }
        let looks = Looks { is_body: mention.is_body, opens: mention.is_first };
        let here = if is_quiet { None } else { beside.person(&mention).or_else(|| beside.place(&mention)) };
        let here = here.or(has_kind.then_some(Sign::place(950, "kind-of-place")));
        let Some(id) = self.add(beside, mention.tokens.clone(), looks, start, here) else { return };
        let is_led = beside.is_led(&mention);
        if let Some(sighting) = self.sightings.last_mut().filter(|sighting| sighting.id == id) {
            (sighting.is_led, sighting.is_quiet) = (is_led, is_quiet);
        }
        if is_quiet {
            return;
        }
        if is_led {
            self.ledger.is_somewhere(id);
        }
        if beside.speaks(&mention) {
            self.ledger.speaks(id);
        }
        for sign in [here, beside.form(&mention), beside.organization(&mention)].into_iter().flatten() {
            self.ledger.sign(id, sign);
        }
        if let Some(short) = beside.acronym(&mention) {
            let looks = Looks { is_body: false, opens: false };
            let range = short..short + 1;
            if let (Some(name), Some(token)) = (beside.written(range.clone()), beside.tokens.get(range))
                && let Some(short) = self.ledger.add(name, token, looks)
            {
                self.ledger.spells_out(short, id);
            }
        }
    }

    fn add(
        &mut self,
        beside: &Beside<'_, 't>,
        tokens: Range<usize>,
        looks: Looks,
        start: usize,
        here: Option<Sign>,
    ) -> Option<NameId> {
        if self.sightings.len() >= self.most {
            self.over += 1;
            return None;
        }
        let name = beside.written(tokens.clone())?;
        let words = beside.tokens.get(tokens)?;
        let at = start + words.first()?.range.start;
        let id = self.ledger.add(name, words, looks)?;
        let range = at..at + name.len();
        self.sightings.push(Sighting { range, id, here, is_led: false, is_quiet: false });
        Some(id)
    }

    /// Takes in what else is known of the article.
    pub(super) fn learn(&mut self, quotes: &[Quote], authors: &[Author], datelines: &[Dateline]) {
        for speaker in quotes.iter().filter_map(|quote| quote.speaker.as_ref()) {
            let is_sure =
                speaker.certainty.as_thousandths() >= 900 && speaker.kind == Some(PersonKind::Person);
            let Some(id) = self.ledger.find(&speaker.name).filter(|_| is_sure) else { continue };
            if speaker.name.contains(' ') && speaker.rule != "continued" {
                self.ledger.sign(id, Sign::person(920, "speaker"));
            }
        }
        for author in authors.iter().filter(|author| author.kind == Some(PersonKind::Person)) {
            if let Some(id) = author.name.as_deref().and_then(|name| self.ledger.find(name)) {
                self.ledger.sign(id, Sign::person(950, "byline"));
            }
        }
        for dateline in datelines {
            let place = dateline.place.as_ref().and_then(|place| place.name.as_deref()).unwrap_or_default();
            for part in place.split(',').map(str::trim) {
                for name in [part.to_owned(), titled(part)] {
                    if let Some(id) = self.ledger.find(&name) {
                        self.ledger.sign(id, Sign::place(955, "dateline"));
                    }
                }
            }
            if let Some(id) = dateline.agency.as_deref().and_then(|agency| self.ledger.find(agency)) {
                self.ledger.sign(id, Sign::organization(950, "dateline"));
            }
        }
    }

    /// What each name names, in order; with the name in full where that is another.
    pub(super) fn finish(mut self) -> Vec<(Range<usize>, Sign, Option<String>)> {
        if self.learned.is_none() {
            self.directory.join();
        }
        self.ledger.settle(&self.directory);
        let has_capital_nouns = self.lexicon.grammar.has_capital_nouns;
        let mut out = Vec::with_capacity(self.sightings.len());
        for sighting in self.sightings {
            let Some((sign, name)) = self.ledger.kind(sighting.id, sighting.here, sighting.is_led) else {
                continue;
            };
            if sign == Sign::NAME && (sighting.is_quiet || has_capital_nouns) {
                continue;
            }
            out.push((sighting.range, sign, name.map(str::to_owned)));
        }
        out
    }
}

/// Whether what stands before a name in capitals belongs to it: `US` in `US State Department`, `Queen` in `Queen Ida
/// Hospital`.
fn takes_in(beside: &Beside<'_, '_>, mention: &Mention) -> bool {
    let before = mention.from..mention.tokens.start;
    if before.is_empty() {
        return false;
    }
    let known = Listed::COUNTRY | Listed::CITY | Listed::REGION;
    let is_known =
        |range: Range<usize>, what: Listed| beside.written(range).is_some_and(|name| listed(name).any(what));
    let is_before = |tags: Tags| {
        beside
            .tokens
            .get(before.clone())
            .is_some_and(|tokens| tokens.iter().any(|token| token.tags.any(tags)))
    };
    let ends_in_body = mention.len() >= 2
        && beside.tokens.get(mention.tokens.end - 1).is_some_and(|token| token.tags.any(Tags::BODY));
    let first = beside.tokens.get(mention.from).map_or("", |token| token.text);
    let last = beside.tokens.get(mention.tokens.end - 1).map_or("", |token| token.text);
    let is_general =
        ["National", "International", "Royal", "Federal", "United", "European", "Global"].contains(&first);
    // `an analyst at Standard Investment Bank`, `National Unity Platform`
    let is_part = before.len() == 1 && !is_before(Tags::TITLE | Tags::ROLE);
    if is_part && !beside.lexicon.grammar.has_capital_nouns && (ends_in_body || is_general) {
        return true;
    }
    if mention.has_title || mention.has_role {
        return is_known(mention.from..mention.tokens.end, known)
            || (before.len() == 1 && is_royal(first) && ends_in_body)
            || (ends_in_body && is_institution(last));
    }
    mention.is_body && is_known(before, known)
}

/// Whether a title is one that buildings and towns are named with.
fn is_royal(word: &str) -> bool {
    [
        "King",
        "Queen",
        "Prince",
        "Princess",
        "President",
        "Pope",
        "Lord",
        "Lady",
        "General",
        "Captain",
        "Emperor",
    ]
    .contains(&word)
}

/// Whether a word is the last of names of what is called after people, with their titles: `Judge Pell Center`.
fn is_institution(word: &str) -> bool {
    let known =
        ["Hospital", "University", "Foundation", "Institute", "School", "Center", "Centre", "College"];
    known.contains(&word) || matches!(word, "Library" | "Museum" | "Airport" | "Clinic")
}

/// Two names that are one place: `Trinidad and Tobago`.
fn joined(beside: &Beside<'_, '_>, mention: &Mention, next: &Mention) -> Option<Mention> {
    let gap = next.tokens.start.checked_sub(mention.tokens.end).filter(|gap| (1..=2).contains(gap))?;
    let small = beside.tokens.get(mention.tokens.end..mention.tokens.end + gap)?;
    let may = small.iter().all(|token| token.is_word() && !token.is_cap());
    let tokens = mention.tokens.start..next.tokens.end;
    let name = beside.written(tokens.clone()).filter(|_| may && !mention.possessive)?;
    let known =
        Listed::COUNTRY | Listed::REGION | Listed::CITY | Listed::ORGANIZATION | Listed::COUNTRY_ELSEWHERE;
    listed(name).any(known).then(|| Mention { tokens, possessive: next.possessive, ..mention.clone() })
}

/// Whether a name is of those who come from somewhere: `Turkish`, `Turkish-Israeli`. `what`: what lists say of it.
fn is_of_people(name: &str, what: Listed) -> bool {
    if name.as_bytes().contains(&b'-') {
        return name.split('-').all(|word| listed(word).any(Listed::DEMONYM));
    }
    what.any(Listed::DEMONYM)
}

/// Whether most words have capitals, so that those of names tell nothing.
fn is_shouted(tokens: &[Token<'_>]) -> bool {
    let words = tokens.iter().filter(|token| token.is_word());
    let (mut capitals, mut all) = (0_usize, 0_usize);
    for token in words {
        all += 1;
        capitals += usize::from(token.is_cap());
    }
    all >= 8 && capitals * 10 >= all * 8
}

/// A name in capitals as it is written in a sentence.
fn titled(name: &str) -> String {
    let mut is_inner = false;
    let chars = name.chars().flat_map(|c| {
        let small = is_inner && c.is_uppercase();
        is_inner = c.is_alphabetic();
        let kept = (!small).then_some(c);
        kept.into_iter().chain(small.then(|| c.to_lowercase()).into_iter().flatten())
    });
    if is_acronym(name) && name.len() <= 3 { name.to_owned() } else { chars.collect() }
}
