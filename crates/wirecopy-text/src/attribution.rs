//! Who said what stands between quotation marks: sieves from the surest to the least sure.
//!
//! A wrong name is worse than none. A sieve that finds that somebody without a name spoke ends the search; what no
//! sieve catches has no speaker. The names of all paragraphs are learned first, so that a surname stands for the
//! fullest name of the text, wherever that is.

mod ahead;
mod antecedent;
mod behind;
mod describe;
mod incise;
mod page;
mod phrase;
mod subject;

use std::collections::HashMap;
use std::ops::Range;

use wirecopy_model::PersonKind;

use crate::lexicon::{Lexicon, Tags};
use crate::names::{self, Directory, Mention, Pages, Person, Sort, Token, mentions, tokens_and_quotes};
use crate::quote::{Form, Pair};
use antecedent::{Before, Named, Spoken};
use page::{Lead, Page};

/// A speaker. Ranges count from the start of the paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub name: String,
    pub kind: Option<PersonKind>,
    pub mention: Option<Range<usize>>,
    pub description: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub addressee: Option<Range<usize>>,
    pub time: Option<Range<usize>>,
    /// In thousandths.
    pub certainty: u16,
    pub rule: &'static str,
}

/// Whether somebody is said to have spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Speech {
    /// By somebody with a name.
    By(Box<Found>),
    /// By somebody without one: `analysts say`.
    Unnamed,
    /// Nothing shows it.
    Silent,
}

/// A paragraph longer than this is no paragraph of an article; nobody is looked for in it.
const LONGEST: usize = 1 << 17;

/// Reads the paragraphs of a text: all of them [to learn](Self::learn) the names, then in order.
#[derive(Debug)]
pub(crate) struct Attribution<'t> {
    lexicon: &'static Lexicon,
    directory: Directory<'t>,
    /// Whether somebody was meant by `she`, or by a title that tells.
    feminine: HashMap<Person, bool>,
    before: Before,
    /// The paragraph before, if it holds no quotes and was not looked at yet.
    unread: Option<&'t str>,
    /// What was read without regard to quotes.
    pages: Pages<'t>,
    /// The paragraphs whose names were learned.
    learned: Vec<&'t str>,
    tokens: Vec<Token<'t>>,
    mentions: Vec<Mention>,
}

/// A pronoun that may mean somebody of paragraphs long before, less sure than this, names nobody.
const LEAST: u16 = 540;

/// In a quote longer than this nobody looks for who speaks.
const LONGEST_INSIDE: usize = 4_000;

impl<'t> Attribution<'t> {
    pub(crate) fn new(lexicon: &'static Lexicon) -> Self {
        Self {
            lexicon,
            directory: Directory::default(),
            feminine: HashMap::new(),
            before: Before::default(),
            unread: None,
            pages: Pages::default(),
            learned: Vec::new(),
            tokens: Vec::new(),
            mentions: Vec::new(),
        }
    }

    /// Learns the names of a paragraph, those in quotes too.
    pub(crate) fn learn(&mut self, text: &'t str) {
        if text.len() > LONGEST {
            return;
        }
        let page = names::Page::of(text, self.lexicon);
        self.directory.learn(&page.tokens, &page.mentions, self.lexicon);
        self.learned.push(text);
        self.pages.keep(text, page);
    }

    /// Hands out what was read, for others to look at.
    pub(crate) fn into_pages(mut self) -> Pages<'t> {
        self.pages.keep_directory(self.learned, self.directory);
        self.pages
    }

    /// All names were learned.
    pub(crate) fn learned(&mut self) {
        self.directory.join();
    }

    /// A heading or other line stands between the paragraphs: pronouns do not reach over it.
    pub(crate) fn interrupt(&mut self) {
        // who came up is still known, but nobody is likely
        let mut recent = std::mem::take(&mut self.before.recent);
        let last = self.before.speaker.map(|(person, _)| person);
        if let Some(last) = last {
            recent.retain(|other| *other != last);
            recent.insert(0, last);
        }
        self.before = Before { recent, ..Before::default() };
        self.unread = None;
    }

    /// Who said each of the quotes of a paragraph. `continues`: the first goes on from the paragraph before.
    /// `is_turn`: somebody speaks without marks, so that who is named there need not be who is quoted.
    pub(crate) fn paragraph(
        &mut self,
        text: &'t str,
        quotes: &[(Pair, Form)],
        continues: bool,
        is_turn: bool,
    ) -> Vec<Speech> {
        if text.len() > LONGEST {
            self.interrupt();
            return vec![Speech::Silent; quotes.len()];
        }
        if quotes.is_empty() {
            self.unread = Some(text);
            return Vec::new();
        }
        if let Some(unread) = self.unread.take() {
            self.before = self.behind_unread(unread);
        }
        self.read(text, quotes);
        let (out, before, learned) = self.speakers(quotes, continues, is_turn);
        self.before = before;
        for (person, is_feminine) in learned {
            self.feminine.entry(person).or_insert(is_feminine);
        }
        out
    }

    /// What a paragraph without quotes leaves behind.
    fn behind_unread(&self, text: &'t str) -> Before {
        let read;
        let kept = if let Some(kept) = self.pages.get(text) {
            kept
        } else {
            read = names::Page::of(text, self.lexicon);
            &read
        };
        let page = Page::new(self.lexicon, &self.directory, &kept.tokens, &kept.mentions);
        let subject = page.last_subject().or_else(|| page.opening_owner());
        let passed = self.before.passed(subject, page.topic(), page.last_body(usize::MAX));
        let (is_sole, is_stranger) = (page.is_about_one(), page.is_stranger(kept.tokens.len()));
        Before { is_sole, is_stranger, ..passed }.remembering(self.before.recent.clone(), &page)
    }

    fn read(&mut self, text: &'t str, quotes: &[(Pair, Form)]) {
        let ranges = quotes.iter().map(|(pair, _)| pair.outer.clone());
        let all = self.pages.get(text).map(|page| page.tokens.as_slice());
        tokens_and_quotes(text, all, ranges, self.lexicon, &mut self.tokens);
        mentions(&self.tokens, self.lexicon, &mut self.mentions);
    }

    fn page(&self) -> Page<'_, 't> {
        Page::new(self.lexicon, &self.directory, &self.tokens, &self.mentions)
    }

    fn speakers(
        &self,
        quotes: &[(Pair, Form)],
        continues: bool,
        is_turn: bool,
    ) -> (Vec<Speech>, Before, Vec<(Person, bool)>) {
        let page = self.page();
        let stands_alone = !self.tokens.iter().any(Token::is_word);
        let mut out: Vec<Speech> = Vec::with_capacity(quotes.len());
        let mut spoken: Option<Spoken> = None;
        let mut speakers = 0_usize;
        let mut learned: Vec<(Person, bool)> = Vec::new();
        // where somebody without a name spoke last
        let mut nobody: Option<u32> = None;
        // the speaker of the quote before, in the same sentence
        let mut same: Option<Spoken> = None;
        for (at, token) in self.tokens.iter().enumerate() {
            let Sort::Quote(index) = token.sort else { continue };
            let Some((_, form)) = quotes.get(index) else { continue };
            let is_statement = *form == Form::Statement;
            let has_colon = at.checked_sub(1).is_some_and(|left| page.sort(left) == Some(Sort::Colon));
            let lead = match form {
                Form::Statement if has_colon => page.ahead(at, true).or_else(|| page.behind(at, true)),
                Form::Statement => page.behind(at, true).or_else(|| page.ahead(at, true)),
                // `Holm told police he was "a fool," according to court papers`
                Form::Fragment if page.according(at + 1).is_some() => match page.behind(at, false) {
                    Lead::Unnamed => match page.ahead(at, false) {
                        lead if lead.is_named() => lead.at_most(880),
                        _ => Lead::Unnamed,
                    },
                    lead => lead,
                },
                Form::Fragment if page.is(at + 1, Tags::VIEWPOINT) && self.lexicon.grammar.is_romance => {
                    page.behind(at, false).or_else(|| page.ahead(at, false))
                }
                // `"stopped calling," as Holm put it`
                Form::Fragment if page.is(at + 1, Tags::AS) || page.is(at + 2, Tags::AS) => {
                    page.behind(at, false).or_else(|| page.ahead(at, false))
                }
                Form::Fragment => page.ahead(at, false).or_else(|| page.behind(at, false)),
                Form::Work => Lead::Silent,
            };
            let lead = if *form == Form::Work { lead } else { lead.or_else(|| page.sentence_end(at)) };
            let mut attributed = self.settle(&page, lead, spoken, &mut learned);
            let otherwise = |speech: Settled, other: &dyn Fn() -> Option<(Person, u16, &'static str)>| {
                if matches!(speech, Settled::Silent) {
                    other().map_or(Settled::Silent, |(person, certainty, rule)| {
                        Settled::By(person, Found { certainty, rule, ..Found::default() })
                    })
                } else {
                    speech
                }
            };
            if is_statement && index == 0 && (continues || stands_alone) {
                let (most, rule) = if continues { (950, "continued") } else { (860, "carried-over") };
                let answers = self.addresses(token.text);
                // `"Do you mean him?"` is put to who spoke, by somebody else
                if !continues
                    && self.before.may_be_asked()
                    && is_put(token.text)
                    && !self.lexicon.grammar.inverts
                {
                    attributed = match attributed {
                        Settled::Silent => Settled::Unnamed,
                        other => other,
                    };
                }
                attributed = otherwise(attributed, &|| self.before.carried(most, rule, answers));
            }
            // `An hour later came a second tweet: "…"`
            if is_statement && has_colon && at >= 2 && phrase::is_document(page.word(at - 2)) {
                attributed = otherwise(attributed, &|| {
                    let before = spoken.map(|spoken| (spoken.person, spoken.certainty, "carried-over"));
                    let (person, certainty, rule) =
                        before.or_else(|| self.before.carried(600, "carried-over", false))?;
                    Some((person, certainty.min(600), rule))
                });
            }
            if is_statement && self.lexicon.grammar.is_romance && matches!(attributed, Settled::Silent) {
                attributed = self.settle(&page, self.inside(token, at), spoken, &mut learned);
            }
            if *form == Form::Fragment {
                attributed = otherwise(attributed, &|| {
                    let here = same.filter(|same| same.sentence == token.sentence)?;
                    Some((here.person, here.certainty.min(880), "same-sentence"))
                });
                attributed = otherwise(attributed, &|| page.reported(at, spoken.filter(|_| !is_turn)));
                // `He offered to play in the street, "if somebody can find me a chair."`
                if matches!(attributed, Settled::Silent)
                    && let Some(lead) = page.goes_on(at)
                {
                    attributed = self.settle(&page, lead, spoken, &mut learned);
                }
            }
            if is_statement {
                attributed = otherwise(attributed, &|| {
                    let spoken = spoken
                        .filter(|spoken| !page.turns(spoken.sentence, token.sentence, spoken.person))?;
                    let is_next = token.sentence.saturating_sub(spoken.sentence) <= 1;
                    let most = if is_next && speakers <= 1 { 940 } else { 780 };
                    Some((spoken.person, spoken.certainty.min(most), "same-paragraph"))
                });
            }
            // `"…," a doctor told a reporter. "…"`
            let goes_on = nobody.is_some_and(|nobody| {
                token.sentence.saturating_sub(nobody) <= 1
                    && at.checked_sub(1).is_some_and(|left| page.sentence(left) == nobody)
            });
            if is_statement && goes_on && matches!(attributed, Settled::Silent) {
                attributed = Settled::Unnamed;
            }
            // `The banner said nothing new. “STILL HERE”`: a sign speaks for itself
            let is_sign = is_sign(token.text) && !stands_alone;
            if is_statement && !is_turn && !is_sign {
                if matches!(attributed, Settled::Silent)
                    && let Some(lead) = page.told_in_sentence_before(at)
                {
                    attributed = self.settle(&page, lead, spoken, &mut learned);
                }
                if matches!(attributed, Settled::Silent)
                    && let Some(lead) = page.pronoun_opening_before(at)
                {
                    attributed = self.settle(&page, lead, spoken, &mut learned);
                }
                attributed = otherwise(attributed, &|| page.sole_person(at));
                if matches!(attributed, Settled::Silent)
                    && let Some(lead) = page.body_in_sentence_before(at)
                {
                    attributed = self.settle(&page, lead, spoken, &mut learned);
                }
                // `Asked about it, the chancellor smiled. "…"`
                if matches!(attributed, Settled::Silent)
                    && let Some(lead) = page.described_in_sentence_before(at)
                {
                    attributed = self.settle(&page, lead, spoken, &mut learned);
                }
                if matches!(attributed, Settled::Silent)
                    && let Some(lead) = page.pronoun_in_sentence_before(at)
                {
                    attributed = self.settle(&page, lead, spoken, &mut learned);
                }
                attributed = otherwise(attributed, &|| self.before.paragraph_before(&page, at));
            }
            if matches!(&attributed, Settled::By(_, found) if found.rule == "pronoun" && found.certainty < LEAST)
            {
                attributed = Settled::Silent;
            }
            if let Settled::By(person, found) = &attributed {
                let now = Spoken { sentence: token.sentence, person: *person, certainty: found.certainty };
                if is_statement {
                    speakers += usize::from(spoken.is_none_or(|spoken| spoken.person != *person));
                }
                if is_statement || found.certainty >= 800 {
                    spoken = Some(now);
                }
                same = Some(now);
                nobody = None;
            } else if matches!(attributed, Settled::Unnamed) {
                same = None;
                if is_statement {
                    nobody = Some(token.sentence);
                    spoken = None;
                }
            }
            out.push(match attributed {
                Settled::By(person, found) => Speech::By(Box::new(Found {
                    name: self.directory.name(person),
                    certainty: calibrated(found.certainty),
                    kind: Some(if self.directory.is_body(person) {
                        PersonKind::Organization
                    } else {
                        PersonKind::Person
                    }),
                    ..found
                })),
                Settled::Unnamed => Speech::Unnamed,
                Settled::Silent => Speech::Silent,
            });
        }
        self.hand_back(&mut out);
        let before = Before {
            speaker: spoken.map(|spoken| (spoken.person, spoken.certainty)),
            earlier: self.before.speaker.map(|(person, _)| person).or(self.before.earlier),
            earliest: self.before.earlier,
            asks: self.asks(),
            subject: if stands_alone { self.before.subject } else { page.last_subject() },
            topic: page.topic(),
            is_sole: page.is_about_one(),
            body: page.last_body(usize::MAX).or(self.before.body),
            recent: Vec::new(),
            is_later: spoken.is_some_and(|spoken| {
                page.subjects.last().is_some_and(|(sentence, _)| *sentence > spoken.sentence)
            }),
            is_stranger: false,
        }
        .remembering(self.before.recent.clone(), &page);
        (out, before, learned)
    }

    /// Which of those who share a name the text spoke of last.
    fn settle_shared(
        &self,
        page: &Page<'_, 't>,
        index: usize,
        found: Found,
        spoken: Option<Spoken>,
    ) -> Settled {
        let Some(mention) = page.mention(index) else { return Settled::Unnamed };
        let at = mention.tokens.start;
        let title = page.tags(at.saturating_sub(1));
        let feminine = match (title.any(Tags::FEMININE), title.any(Tags::MASCULINE)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        };
        let named = page.mentions.get(index.saturating_sub(32)..index).unwrap_or_default();
        let named = named.iter().rev().find_map(|mention| page.person(mention)).map(|person| (person, 650));
        let candidates = self.before.candidates(page, at, spoken);
        let fits = |(person, _): &(Person, u16)| {
            let known = self.feminine.get(person).copied().or_else(|| self.directory.feminine(*person));
            self.directory.is_called(*person, page.word(at))
                && (known.is_none() || feminine.is_none() || known == feminine)
        };
        match named.into_iter().chain(candidates).find(fits) {
            Some((person, certainty)) => {
                Settled::By(person, Found { certainty: certainty.min(650).min(found.certainty), ..found })
            }
            None => Settled::Unnamed,
        }
    }

    /// Whether nobody else than `person` can be meant by a pronoun: the paragraph up to it, or the paragraph before,
    /// names nobody else.
    fn is_plain(&self, page: &Page<'_, 't>, at: usize, person: Person, spoken: Option<Spoken>) -> bool {
        match page.named_before(at) {
            _ if page.others_quoted(person, at)
                || page.others_described(at)
                || page.others_paraphrased(at)
                || self.directory.len(person) < 2 =>
            {
                false
            }
            Named::One(only) => {
                only == person
                    && (spoken.is_some_and(|spoken| spoken.person == person && spoken.certainty >= 900)
                        || page.earlier_subject(page.sentence(at)) == Some(person)
                        || page.subject_before(page.sentence(at), at) == Some(person))
            }
            Named::Nobody => {
                let was_sure = match (self.before.speaker, self.before.subject) {
                    (Some((speaker, certainty)), _) => speaker == person && certainty >= 900,
                    (None, subject) => subject == Some((person, true)),
                };
                was_sure && self.before.is_sole
            }
            Named::Several => false,
        }
    }

    /// What stands inside a quote about who speaks: `« Oui, dit-elle. Demain. »`
    fn inside(&self, quote: &Token<'t>, at: usize) -> Lead {
        if quote.text.len() > LONGEST_INSIDE {
            return Lead::Silent;
        }
        let inner = names::Page::of(quote.text, self.lexicon);
        Page::new(self.lexicon, &self.directory, &inner.tokens, &inner.mentions).incise(quote.range.start, at)
    }

    /// A quote that opens the paragraph and has but a guessed speaker is by whom the next one is surely by.
    fn hand_back(&self, out: &mut [Speech]) {
        let [first, second, ..] = out else { return };
        let is_guess = match first {
            Speech::By(found) => matches!(found.rule, "carried-over" | "turn" | "answer" | "next-sentence"),
            Speech::Silent => true,
            Speech::Unnamed => false,
        };
        let Speech::By(found) = &*second else { return };
        let quotes: Vec<&Token<'t>> =
            self.tokens.iter().filter(|token| matches!(token.sort, Sort::Quote(_))).take(2).collect();
        let [before, behind] = quotes.as_slice() else { return };
        let opens = self.tokens.first().is_some_and(|token| token.sort == Sort::Quote(0));
        let is_next = behind.sentence.saturating_sub(before.sentence) <= 2 && before.text.len() > 2;
        let is_statement = before.text.ends_with(|c: char| !c.is_alphanumeric());
        if is_guess && opens && is_next && is_statement && found.certainty >= 900 {
            *first = Speech::By(Box::new(Found {
                name: found.name.clone(),
                kind: found.kind,
                certainty: 760,
                rule: "said-behind",
                ..Found::default()
            }));
        }
    }

    /// Whether a quote opens by addressing somebody, as one does who answers: `Senator, I would not say that.`
    fn addresses(&self, quote: &str) -> bool {
        let words = quote.trim_start_matches(|c: char| !c.is_alphanumeric());
        let Some((first, _)) = words.split_once(',').filter(|(first, _)| first.len() <= 24) else {
            return false;
        };
        let word = first.split(' ').next().unwrap_or_default();
        matches!(first, "Sir" | "Madam" | "Ma'am" | "Ma’am" | "Your Honor" | "Your Honour" | "My Lord")
            || (first.split(' ').count() <= 2 && self.lexicon.tags(word, &mut String::new()).any(Tags::TITLE))
    }

    /// Whether the last quote of the paragraph is a question.
    fn asks(&self) -> bool {
        let last = self.tokens.iter().rev().find(|token| matches!(token.sort, Sort::Quote(_)));
        last.is_some_and(|token| {
            token.text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?')
        })
    }

    /// Who a lead leads to.
    fn settle(
        &self,
        page: &Page<'_, 't>,
        lead: Lead,
        spoken: Option<Spoken>,
        learned: &mut Vec<(Person, bool)>,
    ) -> Settled {
        let is_dropped = matches!(lead, Lead::Dropped { .. });
        let (at, feminine, found, least) = match lead {
            Lead::By(person, found) => return Settled::By(person, found),
            Lead::Unnamed => return Settled::Unnamed,
            Lead::Silent => return Settled::Silent,
            Lead::Pronoun { at, feminine, found } => (at, feminine, found, 1000),
            Lead::Described { head, definite, found } if phrase::is_document(page.word(head)) => {
                return match page.writer_before(head).filter(|_| definite) {
                    Some(person) => {
                        let certainty = found.certainty.min(660);
                        Settled::By(person, Found { certainty, rule: "document", ..found })
                    }
                    None => Settled::Unnamed,
                };
            }
            Lead::Described { head, definite, found } => {
                if let Some(person) = page.body_at(head).filter(|_| definite) {
                    let certainty = found.certainty.min(780);
                    return Settled::By(person, Found { certainty, rule: "role", ..found });
                }
                // `what the trade press called "…"`
                let is_english = !self.lexicon.grammar.inverts;
                let is_any = is_english
                    && page.is_small(head)
                    && page.is_neuter(head)
                    && self.directory.by_common(page.word(head)) == names::Known::None;
                if page.is_unknown_body(head) || (is_any && !names::is_body_noun(page.word(head))) {
                    return Settled::Unnamed;
                }
                if definite && page.is_introduced(head) {
                    return Settled::Unnamed;
                }
                // there are many `Ohio Republicans`
                let is_member = !page.is_small(head) && !self.lexicon.grammar.has_capital_nouns;
                match page.by_role(head) {
                    names::Known::One(person)
                        if definite && (!is_member || (is_english && page.is(head, Tags::ORIGIN))) =>
                    {
                        let certainty = found.certainty.min(if is_member { 700 } else { 760 });
                        return Settled::By(person, Found { certainty, rule: "role", ..found });
                    }
                    // there are many presidents
                    _ if !definite => return Settled::Unnamed,
                    // `said the keeper, who has worked there since 1980`
                    names::Known::None if page.is_introducing(head) && !page.is_neuter(head) => {
                        return Settled::Unnamed;
                    }
                    _ if page.is(head, Tags::TITLE) && !self.lexicon.grammar.has_capital_nouns => {
                        return Settled::Unnamed;
                    }
                    _ => {}
                }
                let tags = page.tags(head);
                let feminine = match (tags.any(Tags::FEMININE), tags.any(Tags::MASCULINE)) {
                    (true, false) => Some(true),
                    (false, true) => Some(false),
                    _ => None,
                };
                (head, feminine, Found { rule: "description", ..found }, 640)
            }
            Lead::Shared { index, found } => return self.settle_shared(page, index, found, spoken),
            Lead::Dropped { at, found } => {
                let is_short = found.certainty >= 900;
                (at, None, found, if is_short { 905 } else { 800 })
            }
        };
        if least == 1000
            && !page.is_neuter(at)
            && let Some((head, definite)) = page.described_before(at)
            // `His mother wept. "…," he said.`
            && !page.is(head, if feminine == Some(true) { Tags::MASCULINE } else { Tags::FEMININE })
        {
            match page.by_role(head) {
                names::Known::One(person) if definite => {
                    let known =
                        self.feminine.get(&person).copied().or_else(|| self.directory.feminine(person));
                    if known.is_none() || feminine.is_none() || known == feminine {
                        let certainty = found.certainty.min(760);
                        return Settled::By(person, Found { certainty, ..found });
                    }
                }
                names::Known::None => return Settled::Unnamed,
                _ if !definite => return Settled::Unnamed,
                _ => {}
            }
        }
        if let Some(head) = page.demonym_before(at).filter(|_| spoken.is_none() && least == 1000)
            && let names::Known::One(person) = page.by_role(head)
        {
            let known = self.feminine.get(&person).copied().or_else(|| self.directory.feminine(person));
            if known.is_none() || feminine.is_none() || known == feminine {
                return Settled::By(person, Found { certainty: found.certainty.min(700), ..found });
            }
        }
        let is_stranger = page.follows_demonym(at)
            || page.is_stranger(at)
            || (self.before.is_stranger && page.named_before(at) == Named::Nobody);
        if spoken.is_none() && is_stranger {
            return Settled::Unnamed;
        }
        let mut candidates = self.before.candidates(page, at, spoken);
        let is_neuter = page.is_neuter(at);
        if (page.is(at, Tags::IT) || (page.is_small(at) && names::is_body_noun(page.word(at))))
            && let Some(body) = page.body_subject(at)
        {
            candidates.insert(0, (body, 840));
        }
        let fits = |(person, certainty): &(Person, u16)| {
            if is_neuter {
                let may = *certainty >= 800
                    && (self.directory.may_be_body(*person)
                        || (*certainty == 840 && self.directory.is_unshown(*person)));
                return may || self.directory.is_body(*person);
            }
            if self.directory.is_body(*person) || (feminine.is_some() && self.directory.is_place(*person)) {
                return false;
            }
            let known = self.feminine.get(person).copied().or_else(|| self.directory.feminine(*person));
            let known =
                known.or_else(|| learned.iter().find(|(other, _)| other == person).map(|(_, is)| *is));
            known.is_none() || feminine.is_none() || known == feminine
        };
        // a lone word that nothing shows to be a person comes last
        let surely =
            |found: &(Person, u16)| fits(found) && (is_neuter || !self.directory.may_be_body(found.0));
        let found_person = candidates.iter().copied().find(surely);
        match found_person.or_else(|| candidates.iter().copied().find(fits)) {
            Some((person, certainty)) => {
                let is_pronoun = least == 1000 && feminine.is_some() && !is_neuter || is_dropped;
                let certainty =
                    if is_pronoun && self.is_plain(page, at, person, spoken) { 915 } else { certainty };
                if let Some(feminine) = feminine.filter(|_| certainty >= 800) {
                    learned.push((person, feminine));
                }
                let least = if is_neuter { least.min(700) } else { least };
                let certainty = certainty.min(least).min(found.certainty);
                Settled::By(person, Found { certainty, ..found })
            }
            None => Settled::Unnamed,
        }
    }
}

/// What a rule is sure of, as the share in which it was right where that was counted, a little less to be safe. The
/// order of rules stays, and none becomes sure.
fn calibrated(certainty: u16) -> u16 {
    match certainty {
        560..620 => certainty + 60,
        620..700 => certainty + 140,
        700..800 => 870 + (certainty - 700) / 5,
        800..900 => 890 + (certainty - 800) / 11,
        900..970 => 950 + (certainty - 900) / 2,
        970.. => 985,
        _ => certainty,
    }
}

/// Whether a quote of several words has no small letter, as on signs.
fn is_sign(quote: &str) -> bool {
    quote.len() <= 80
        && quote.split_whitespace().nth(1).is_some()
        && quote.chars().any(char::is_uppercase)
        && !quote.chars().any(char::is_lowercase)
}

/// Whether a quote is a short question that somebody puts to another: `"Do you mean him?"`
fn is_put(quote: &str) -> bool {
    let words = quote.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?');
    let is_short = words.len() <= 120 && words.split_whitespace().nth(15).is_none();
    let mut words = words.strip_suffix('?').filter(|_| is_short).unwrap_or_default().split_whitespace();
    words.any(|word| {
        matches!(word.trim_matches(|c: char| !c.is_alphanumeric()), "you" | "You" | "your" | "Your")
    })
}

/// Who spoke, by number.
enum Settled {
    By(Person, Found),
    Unnamed,
    Silent,
}

#[cfg(test)]
mod tests;
