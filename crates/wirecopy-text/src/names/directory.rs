//! The people and bodies a text names, and whom a shorter name stands for.

use std::borrow::Cow;
use std::ops::Range;

use super::sharing::{SHARE, Sharers, Sharing};
use super::{Mention, Token};
use crate::lexicon::{Lexicon, Tags};
use crate::mention::is_place_word;

/// Somebody a text names, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Person(u32);

/// What a directory knows of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// One of the text, by full name or surname.
    One(Person),
    /// The same, but the name may begin with a word that is no part of it, or stands for a first name.
    Perhaps(Person),
    /// Several share it.
    Several,
    /// Nobody was named like that.
    None,
}

/// The people and bodies a text names. First every paragraph is [learned](Self::learn), then they are
/// [joined](Self::join), then [found](Self::find).
#[derive(Debug, Default)]
pub(crate) struct Directory<'t> {
    entries: Vec<Entry>,
    /// The words of all entries.
    words: Vec<&'t str>,
    sharing: Sharing<'t>,
    /// Words for what people do in small letters, and who does it.
    roles: Vec<(Cow<'t, str>, u32)>,
    /// The bodies with several words.
    bodies: Vec<u32>,
}

#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not exclude one another")]
struct Entry {
    /// Where its words are.
    words: Range<usize>,
    is_body: bool,
    /// Whether all mentions open a sentence, where the first word may owe its capital to that.
    opens: bool,
    /// Whether a title or a word for what a person does stood before it.
    is_shown: bool,
    feminine: Option<bool>,
    /// Whether a preposition stands before all mentions, as before places.
    is_oblique: bool,
    /// Whether a word for bodies stands next to it: `the firm Holm Renn`, `Holm Renn, a lobby group`.
    is_shown_body: bool,
    /// Whether it is a lone word that lists know as a place.
    is_listed_place: bool,
    /// Whether it is in capitals for show, and elsewhere in ordinary letters.
    is_loud: bool,
    /// Whom it stands for, once all are known.
    full: Known,
}

/// So many bodies are looked through for the one that a common word means.
const BODIES: usize = 100;
/// So many names and roles are kept.
const MOST: usize = 20_000;
/// Names have seldom more words.
const FEW: usize = 8;

impl<'t> Directory<'t> {
    /// Remembers the names of a paragraph.
    pub(crate) fn learn(&mut self, tokens: &[Token<'t>], mentions: &[Mention], lexicon: &Lexicon) {
        for mention in mentions {
            let is_single = mention.len() == 1;
            // a lone word at the start of a sentence may be any word, and any noun where nouns have capitals
            if is_single && mention.is_modifier {
                continue;
            }
            if is_single && lexicon.grammar.has_capital_nouns && !mention.is_shown_person() {
                continue;
            }
            let Some(id) = with_words(tokens, mention, |words| self.add(words, mention)) else { continue };
            if !mention.is_body {
                self.note(id, tokens, mention, lexicon);
            }
        }
    }

    fn add(&mut self, words: &[&'t str], mention: &Mention) -> Option<u32> {
        let last = *words.last()?;
        if let Some(id) = self.sharing.of(last).find(|id| same_words(self.words(*id), words)) {
            let entry = self.entries.get_mut(id as usize)?;
            entry.opens &= mention.is_first;
            entry.is_shown |= mention.is_shown_person();
            entry.is_body &= mention.is_body;
            entry.is_oblique &= mention.is_oblique;
            entry.is_shown_body |= mention.is_shown_body;
            return Some(id);
        }
        if self.entries.len() >= MOST || self.sharing.is_full(last) {
            return None;
        }
        let id = u32::try_from(self.entries.len()).ok()?;
        for word in words.iter().filter(|word| word.len() > 1) {
            self.sharing.add(word, id);
        }
        let start = self.words.len();
        self.words.extend_from_slice(words);
        self.entries.push(Entry {
            words: start..self.words.len(),
            is_body: mention.is_body,
            opens: mention.is_first,
            is_shown: mention.is_shown_person(),
            feminine: None,
            is_oblique: mention.is_oblique,
            is_shown_body: mention.is_shown_body,
            is_listed_place: false,
            is_loud: false,
            full: Known::None,
        });
        Some(id)
    }

    fn entry(&self, id: u32) -> Option<&Entry> {
        self.entries.get(id as usize)
    }

    /// The words of a name.
    fn words(&self, id: u32) -> &[&'t str] {
        self.entry(id).map_or(&[], |entry| self.words_of(entry))
    }

    fn words_of(&self, entry: &Entry) -> &[&'t str] {
        self.words.get(entry.words.clone()).unwrap_or_default()
    }

    /// What stands next to a name about who that is.
    fn note(&mut self, id: u32, tokens: &[Token<'t>], mention: &Mention, lexicon: &Lexicon) {
        let sentence = tokens.get(mention.tokens.start).map_or(0, |token| token.sentence);
        let here = |at: usize| tokens.get(at).filter(|token| token.sentence == sentence && token.is_word());
        let start = mention.tokens.start;
        let (mut gender, mut is_shown) = (None, false);
        for at in (start.saturating_sub(6)..start).rev() {
            let Some(token) = here(at) else { break };
            if at < mention.from && token.tags.any(Tags::VERB | Tags::CONJUNCTION | Tags::RELATIVE) {
                break;
            }
            // a title or role belongs to the name only next to it
            if at + 2 >= start || at >= mention.from {
                gender = gender.or(gender_of(token.tags));
            }
            let _ = self.role(id, token, here(at.wrapping_sub(1)), lexicon);
            // `Norwegian Ida Holm`, later `the Norwegian`
            let is_next = (at + 1..start)
                .all(|at| here(at).is_some_and(|token| token.tags.any(Tags::ROLE | Tags::TITLE)));
            if at + 2 >= start && is_next && token.is_cap() && token.tags.any(Tags::ORIGIN) {
                self.called(id, token.text.to_lowercase().into());
            }
            // `the governor of the surrounding Ostwick province`
            if !lexicon.grammar.inverts && token.tags.any(Tags::ARTICLE) {
                break;
            }
        }
        let mut at = mention.tokens.end;
        if tokens.get(at).is_some_and(|token| matches!(token.sort, super::Sort::Comma)) && !mention.possessive
        {
            at += 1;
            let opens = here(at).is_some_and(|token| {
                token.tags.any(Tags::ARTICLE | Tags::INDEFINITE | Tags::ROLE)
                    || lexicon.is_compound_role(token.text)
            });
            // `In Ostwick, the senator relented.`
            let is_clause = |at: usize| {
                let definite =
                    here(at).is_some_and(|token| token.tags.any(Tags::ARTICLE)) && !lexicon.grammar.inverts;
                let ends = Tags::VERB | Tags::CONJUNCTION | Tags::RELATIVE | Tags::PREPOSITION;
                let roles =
                    (at + 1..at + 8).take_while(|&at| here(at).is_some_and(|token| !token.tags.any(ends)));
                let last = roles
                    .filter(|&at| here(at).is_some_and(|token| token.tags.any(Tags::ROLE | Tags::TITLE)));
                let next = last.last().and_then(|last| here(last + 1));
                let joins = ends | Tags::AND | Tags::OF | Tags::TO | Tags::TIME | Tags::AS;
                definite
                    && next.is_some_and(|next| {
                        !next.is_cap()
                            && !next.text.ends_with("ing")
                            && (!next.tags.any(joins)
                                || (next.tags.any(Tags::VERB) && !next.tags.any(Tags::ROLE)))
                    })
            };
            let opens = opens && !is_clause(at);
            for at in at..at + 8 {
                let Some(token) = here(at).filter(|_| opens) else { break };
                if token.tags.any(Tags::VERB | Tags::CONJUNCTION | Tags::RELATIVE | Tags::PREPOSITION) {
                    break;
                }
                gender = gender.or(gender_of(token.tags));
                is_shown |= self.role(id, token, here(at.wrapping_sub(1)), lexicon);
            }
        }
        // `the mayor of Ostwick, Ida Holm`
        if let Some(comma) = mention.from.checked_sub(1)
            && tokens.get(comma).is_some_and(|token| matches!(token.sort, super::Sort::Comma))
            && !opens_with_phrase(tokens, comma, mention)
        {
            for at in (comma.saturating_sub(10)..comma).rev() {
                let Some(token) = here(at) else { break };
                if token.tags.any(Tags::VERB | Tags::RELATIVE) {
                    break;
                }
                if at + 1 == comma {
                    gender = gender.or(gender_of(token.tags));
                }
                is_shown |= self.role(id, token, here(at.wrapping_sub(1)), lexicon);
            }
        }
        if let Some(entry) = self.entries.get_mut(id as usize) {
            entry.feminine = entry.feminine.or(gender);
            entry.is_shown |= is_shown;
        }
    }

    /// Remembers another word by which somebody is called.
    fn called(&mut self, id: u32, word: Cow<'t, str>) {
        if self.roles.len() < MOST {
            self.roles.push((word, id));
        }
    }

    fn role(&mut self, id: u32, token: &Token<'t>, before: Option<&Token<'_>>, lexicon: &Lexicon) -> bool {
        let is_role = token.tags.any(Tags::ROLE | Tags::TITLE) || lexicon.is_compound_role(token.text);
        if is_role && self.roles.len() < MOST {
            let role = token.text.trim_end_matches('.');
            let is_small = role.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
            let role: Cow<'t, str> = if is_small { role.into() } else { role.to_lowercase().into() };
            let role = match before.map(|before| before.text) {
                Some(before) if is_other_rank(before) => format!("{} {role}", before.to_lowercase()).into(),
                _ => role,
            };
            self.roles.push((role, id));
        }
        is_role
    }

    /// Works out whom each name stands for, once all are known.
    pub(crate) fn join(&mut self) {
        for entry in &mut self.entries {
            entry.is_body |= entry.is_shown_body && !entry.is_shown && entry.feminine.is_none();
        }
        let ids = || (0..self.entries.len()).filter_map(|id| u32::try_from(id).ok());
        self.bodies = ids()
            .filter(|id| self.entry(*id).is_some_and(|entry| entry.is_body && entry.words.len() >= 2))
            .take(BODIES)
            .collect();
        let longest = self.entries.iter().map(|entry| entry.words.len()).max().unwrap_or_default();
        // names have few words, so that this is quicker than to sort them
        for length in (1..=longest).rev() {
            for id in 0..u32::try_from(self.entries.len()).unwrap_or_default() {
                if self.entry(id).is_none_or(|entry| entry.words.len() != length) {
                    continue;
                }
                let full = self.fullest(id);
                let is_place = full == Known::One(Person(id))
                    && matches!(self.words(id), [word] if is_place_word(word))
                    && self.entry(id).is_some_and(|entry| !entry.is_shown);
                if let Some(entry) = self.entries.get_mut(id as usize) {
                    (entry.full, entry.is_listed_place) = (full, is_place);
                }
            }
        }
        self.roles.sort_unstable();
        self.roles.dedup();
        self.spell_out();
        self.small_capitals();
        self.hand_on();
    }

    /// Short names in capitals stand for bodies whose words begin so.
    fn spell_out(&mut self) {
        let words = &self.words;
        let words_of = |entry: &Entry| words.get(entry.words.clone()).unwrap_or_default();
        let bodies: Vec<(u32, &[&str])> = (0..)
            .zip(&self.entries)
            .filter(|(_, entry)| entry.is_body && entry.words.len() >= 2)
            .take(500)
            .map(|(id, entry)| (id, words_of(entry)))
            .collect();
        for entry in &mut self.entries {
            let [word] = words_of(entry) else { continue };
            if word.len() < 2 || !word.chars().all(char::is_uppercase) {
                continue;
            }
            let begins_so = |words: &[&str]| {
                let capitals = words.iter().filter_map(|word| word.chars().next());
                capitals.filter(|c| c.is_uppercase()).eq(word.chars())
            };
            if let Some((body, _)) = bodies.iter().find(|(_, words)| begins_so(words)) {
                entry.full = Known::One(Person(*body));
            }
        }
    }

    /// `HOLM` stands for whom `Holm` does.
    fn small_capitals(&mut self) {
        let (mut found, mut spoken_of) = (Vec::new(), Vec::new());
        for (id, entry) in self.entries.iter().enumerate() {
            let words = self.words_of(entry);
            let is_shouted = |word: &&str| {
                let is_loud = |c: char| c.is_uppercase() || matches!(c, '\'' | '’' | '-');
                word.chars().nth(3).is_some() && word.chars().all(is_loud)
            };
            let Some(last) = words.last().filter(|word| is_shouted(word)) else { continue };
            let mut small = String::with_capacity(last.len());
            push_ordinary(last, &mut small);
            let full = self.sharing.of(&small).find_map(|other| {
                let other = self.entry(other)?;
                let others = self.words_of(other);
                (others.len() >= words.len() && others.last() == Some(&small.as_str())).then_some(other.full)
            });
            found.extend(full.map(|full| (id, full)));
            // `IDA HOLM` opens the story, which goes on with `Holm`
            let lone = self.sharing.of(&small).find(|other| self.words(*other) == [small.as_str()]);
            let is_whole = words.len() >= 2 && full.is_none() && words.iter().all(|word| is_loud(word));
            if let (Some(lone), true, false, Ok(own)) = (lone, is_whole, entry.is_body, u32::try_from(id))
                && self.entry(lone).is_some_and(|entry| entry.full == Known::One(Person(lone)))
            {
                found.push((lone as usize, Known::One(Person(own))));
                spoken_of.push(id);
            }
        }
        for id in spoken_of {
            if let Some(entry) = self.entries.get_mut(id) {
                entry.is_loud = true;
            }
        }
        for (id, full) in found {
            if let Some(entry) = self.entries.get_mut(id) {
                entry.full = full;
            }
        }
    }

    /// What is known of a short name is known of the full one.
    fn hand_on(&mut self) {
        for id in 0..self.entries.len() {
            let Some(entry) = self.entries.get(id) else { continue };
            let (feminine, is_shown, is_body) = (entry.feminine, entry.is_shown, entry.is_body);
            let (Known::One(Person(full)) | Known::Perhaps(Person(full))) = entry.full else { continue };
            if let Some(full) = self.entries.get_mut(full as usize).filter(|full| full.is_body == is_body) {
                full.feminine = full.feminine.or(feminine);
                full.is_shown |= is_shown;
            }
        }
    }

    fn fullest(&self, id: u32) -> Known {
        let Some(entry) = self.entry(id) else { return Known::None };
        let words = self.words_of(entry);
        // `Outgoing Ida Holm`, where the text also has `Ida Holm`
        // and not `Marjorie Lone Elk`, who is never called `Elk`
        if entry.opens && words.len() >= 3 && self.is_called_by_last(words) {
            let tail = words.get(1..).unwrap_or_default();
            let is_known = |other: &Entry| same_words(self.words_of(other), tail) && !other.opens;
            if let Some(known) = self.candidates(tail).find(|id| self.entry(*id).is_some_and(is_known)) {
                return Known::One(Person(known));
            }
        }
        let own = if entry.opens && words.len() >= 3 && !entry.is_shown {
            Known::Perhaps(Person(id))
        } else {
            Known::One(Person(id))
        };
        match self.longer(words, entry.is_body) {
            Known::None => own,
            Known::Several if words.len() >= 2 => own,
            found => found,
        }
    }

    /// Whether the last word of a name stands alone somewhere.
    fn is_called_by_last(&self, words: &[&str]) -> bool {
        self.candidates(words)
            .map(|id| self.words(id))
            .any(|own| own.len() == 1 && same(surname(own), surname(words)))
    }

    fn candidates(&self, words: &[&str]) -> impl Iterator<Item = u32> + use<'_, 't> {
        let key = surname(words);
        // `Al-Tarifi` opens a sentence
        let small = match key.as_bytes() {
            [b'A' | b'E', b'l', b'-', ..] => {
                let first = if key.starts_with('A') { 'a' } else { 'e' };
                self.sharing.of(&format!("{first}{}", key.get(1..).unwrap_or_default()))
            }
            _ => Sharers::default(),
        };
        self.sharing.of(key).chain(small)
    }

    /// The one that a shorter name stands for.
    fn longer(&self, words: &[&str], is_body: bool) -> Known {
        let (mut by_last, mut by_other) = (Vec::new(), Vec::new());
        for id in self.candidates(words) {
            let Some(entry) = self.entry(id) else { continue };
            if entry.words.len() <= words.len() || entry.is_body != is_body {
                continue;
            }
            let own = self.words_of(entry);
            if !holds(own, words) {
                continue;
            }
            let list = if same(surname(own), surname(words)) { &mut by_last } else { &mut by_other };
            let full = match entry.full {
                Known::One(person) | Known::Perhaps(person) => person,
                _ => Person(id),
            };
            if !list.contains(&full) {
                list.push(full);
            }
        }
        let list = if by_last.is_empty() { &by_other } else { &by_last };
        match list.as_slice() {
            // `Larkspur`, of `Larkspur Systems Inc.`
            [] if !is_body && words.len() == 1 => self.company(words),
            [] => Known::None,
            [one] => {
                let opens = self.entry(one.0).is_some_and(|entry| {
                    let words = self.words_of(entry).iter();
                    let count = words.filter(|word| !is_suffix(word) && word.len() > 2).count();
                    entry.opens && count >= 3 && !entry.is_shown
                });
                if opens || (by_last.is_empty() && !is_body) {
                    Known::Perhaps(*one)
                } else {
                    Known::One(*one)
                }
            }
            _ => Known::Several,
        }
    }

    /// The company whose name begins with a word.
    fn company(&self, words: &[&str]) -> Known {
        let mut found = None;
        for id in self.candidates(words) {
            let Some(entry) = self.entry(id).filter(|entry| entry.is_body && entry.words.len() >= 2) else {
                continue;
            };
            let own = self.words_of(entry);
            if own.first() != words.first() || !own.last().is_some_and(|last| is_company_word(last)) {
                continue;
            }
            if found.is_some() {
                return Known::Several;
            }
            found = Some(match entry.full {
                Known::One(full) | Known::Perhaps(full) => full,
                _ => Person(id),
            });
        }
        found.map_or(Known::None, Known::One)
    }

    /// Whom a name means.
    pub(crate) fn find(&self, tokens: &[Token<'t>], mention: &Mention) -> Known {
        with_words(tokens, mention, |words| self.find_words(words, mention.is_body))
    }

    /// Whom a name of these words means.
    pub(crate) fn find_words(&self, words: &[&str], is_body: bool) -> Known {
        match self.candidates(words).find(|id| same_words(self.words(*id), words)) {
            Some(id) => self.entry(id).map_or(Known::None, |entry| entry.full),
            None => self.longer(words, is_body),
        }
    }

    /// The only body whose name holds a common word for it, or is of its kind: `the institute`, `the company`.
    pub(crate) fn by_common(&self, word: &str) -> Known {
        let is_company = matches!(word, "company" | "firm" | "business" | "corporation" | "manufacturer");
        let mut found = None;
        for id in &self.bodies {
            let Some(entry) = self.entry(*id) else { continue };
            let words = self.words_of(entry);
            let fits = words.iter().any(|own| own.eq_ignore_ascii_case(word))
                || (is_company && words.last().is_some_and(|last| is_company_word(last)));
            let (true, Known::One(full) | Known::Perhaps(full)) = (fits, entry.full) else { continue };
            if found.is_some_and(|found| found != full) {
                return Known::Several;
            }
            found = Some(full);
        }
        found.map_or(Known::None, Known::One)
    }

    /// Whether a lone word only stands behind prepositions, as places do.
    pub(crate) fn is_place(&self, person: Person) -> bool {
        self.entry(person.0).is_some_and(|entry| {
            entry.is_oblique && entry.words.len() == 1 && !entry.is_shown && entry.feminine.is_none()
        })
    }

    /// Whether a name is a lone word that lists know as a place, or as who comes from one.
    pub(crate) fn is_listed_place(&self, person: Person) -> bool {
        self.entry(person.0).is_some_and(|entry| entry.is_listed_place)
    }

    /// Whether nothing tells that a name is a person's.
    pub(crate) fn is_unshown(&self, person: Person) -> bool {
        self.entry(person.0)
            .is_some_and(|entry| !entry.is_shown && entry.feminine.is_none() && !entry.is_listed_place)
    }

    /// The only one a word for what a person does was said of. `Several`: it was said of more.
    pub(crate) fn by_role(&self, role: &str, lexicon: &Lexicon) -> Known {
        let role = role.to_lowercase();
        let exact = std::iter::once(role.as_str())
            .chain(titles_of(&role).iter().copied().filter(|_| !lexicon.grammar.inverts))
            .flat_map(|role| {
                let start = self.roles.partition_point(|(known, _)| **known < *role);
                self.roles.iter().skip(start).take_while(move |(known, _)| *known == role)
            });
        let compound = self.roles.iter().take(200).filter(|(known, _)| {
            lexicon.grammar.compounds && role.len() >= 4 && known.len() > role.len() && known.ends_with(&role)
        });
        let mut found = None;
        for (_, id) in exact.take(SHARE).chain(compound) {
            let full = self.entry(*id).map(|entry| entry.full);
            let Some(Known::One(full) | Known::Perhaps(full)) = full else { continue };
            if found.is_some_and(|other| other != full) {
                return Known::Several;
            }
            found = Some(full);
        }
        found.map_or(Known::None, Known::One)
    }

    /// The name in full.
    pub(crate) fn name(&self, person: Person) -> String {
        let mut out = String::new();
        self.write_name(person, &mut out);
        out
    }

    /// Puts the name in full into `out`.
    pub(crate) fn write_name(&self, person: Person, out: &mut String) {
        out.clear();
        let words = self.words(person.0);
        let is_loud = self.entry(person.0).is_some_and(|entry| entry.is_loud);
        out.reserve(words.iter().map(|word| word.len() + 1).sum());
        for word in words {
            // `d'Hauterive` is one word, `the Farmers' Union` is not
            let joins = out.ends_with(['\'', '’']) && !out.ends_with("s'") && !out.ends_with("s’");
            if !out.is_empty() && !joins {
                out.push(' ');
            }
            if is_loud {
                push_ordinary(word, out);
            } else {
                out.push_str(word);
            }
        }
    }

    /// Whether a word is part of the name.
    pub(crate) fn is_called(&self, person: Person, word: &str) -> bool {
        self.words(person.0).iter().any(|own| same(own, word))
    }

    /// Whether all mentions of a name open a sentence, and others of the text have the same surname: `Angry Holm` may
    /// be one of them.
    pub(crate) fn is_doubtful(&self, person: Person) -> bool {
        let Some(entry) = self.entry(person.0) else { return false };
        let words = self.words_of(entry);
        let is_open = entry.opens && !entry.is_shown && words.len() == 2;
        is_open
            && self.candidates(words).any(|id| {
                self.entry(id).is_some_and(|other| {
                    id != person.0
                        && other.words.len() >= 2
                        && !other.is_body
                        // `Gutted Ida`, of `Ida Holm`
                        && self.words_of(other).iter().any(|word| same(word, surname(words)))
                })
            })
    }

    /// Whether a word belongs to the name of another person of the text.
    pub(crate) fn names_other(&self, word: &str, person: Person) -> bool {
        self.sharing.of(word).any(|id| {
            self.entry(id).is_some_and(|entry| {
                let full = match entry.full {
                    Known::One(full) | Known::Perhaps(full) => full,
                    _ => Person(id),
                };
                full != person && !entry.is_body && entry.words.len() >= 2
            })
        })
    }

    /// How many words the name has.
    pub(crate) fn len(&self, person: Person) -> usize {
        self.entry(person.0).map_or(0, |entry| entry.words.len())
    }

    /// Whether a title or a word for what a person does stands before the name somewhere.
    pub(crate) fn is_shown(&self, person: Person) -> bool {
        self.entry(person.0).is_some_and(|entry| entry.is_shown)
    }

    pub(crate) fn is_body(&self, person: Person) -> bool {
        self.entry(person.0).is_some_and(|entry| entry.is_body)
    }

    /// Whether it may be a body, for all that is known.
    pub(crate) fn may_be_body(&self, person: Person) -> bool {
        self.entry(person.0).is_some_and(|entry| {
            let is_bare = entry.words.len() == 1 && !entry.is_shown && entry.feminine.is_none();
            entry.is_body || (is_bare && !entry.opens)
        })
    }

    /// Whether all mentions of the name open a sentence.
    pub(crate) fn opens(&self, person: Person) -> bool {
        self.entry(person.0).is_some_and(|entry| entry.opens)
    }

    /// Whether words next to the name tell a woman from a man.
    pub(crate) fn feminine(&self, person: Person) -> Option<bool> {
        self.entry(person.0).and_then(|entry| entry.feminine)
    }
}

/// Whether a comma ends a phrase that opens the sentence, so that the name behind it begins the clause: `In a letter to
/// the mayor, Ida Holm said …`.
fn opens_with_phrase(tokens: &[Token<'_>], comma: usize, mention: &Mention) -> bool {
    let sentence = tokens.get(comma).map_or(0, |token| token.sentence);
    let start = (comma.saturating_sub(14)..comma)
        .rev()
        .take_while(|&at| tokens.get(at).is_some_and(|token| token.sentence == sentence && token.is_word()));
    let Some(first) = start.last() else { return false };
    let opens = first
        .checked_sub(1)
        .is_none_or(|left| tokens.get(left).is_none_or(|token| token.sentence != sentence));
    let is_phrase =
        tokens.get(first).is_some_and(|token| token.tags.any(Tags::PREPOSITION) && token.is_cap());
    let is_closed =
        tokens.get(mention.tokens.end).is_some_and(|token| matches!(token.sort, super::Sort::Comma));
    opens && is_phrase && !is_closed
}

/// Calls `look` with the words of a name.
fn with_words<'t, R>(tokens: &[Token<'t>], mention: &Mention, look: impl FnOnce(&[&'t str]) -> R) -> R {
    let tokens = tokens.get(mention.tokens.clone()).unwrap_or_default();
    let words = words_of(tokens);
    let mut few = [""; FEW];
    let Some(room) = few.get_mut(..tokens.len()) else { return look(&words.collect::<Vec<_>>()) };
    for (slot, word) in room.iter_mut().zip(words) {
        *slot = word;
    }
    look(room)
}

/// The words of a name, of which only the last may be cut: `Sheriff's Office`.
pub(crate) fn words_of<'a, 't>(name: &'a [Token<'t>]) -> impl Iterator<Item = &'t str> + use<'a, 't> {
    let last = name.len().saturating_sub(1);
    name.iter().enumerate().map(move |(at, token)| if at < last { token.written } else { token.text })
}

/// Whether a word before a title makes it that of somebody else: `the shadow chancellor` is not `the chancellor`.
pub(crate) fn is_other_rank(word: &str) -> bool {
    matches!(word, "shadow" | "Shadow" | "deputy" | "Deputy" | "vice" | "Vice" | "assistant" | "Assistant")
        || matches!(word, "former" | "Former" | "ex" | "late" | "undersecretary" | "associate" | "Associate")
}

/// The titles by which those are called whom a common word means.
fn titles_of(role: &str) -> &'static [&'static str] {
    match role {
        "governor" => &["gov"],
        "senator" => &["sen"],
        "congressman" | "congresswoman" | "representative" => &["rep"],
        "lawmaker" => &["sen", "senator", "rep", "representative", "congressman", "congresswoman", "mp"],
        "judge" => &["justice", "magistrate"],
        "doctor" => &["dr"],
        "professor" => &["prof"],
        "general" => &["gen"],
        "colonel" => &["col"],
        "captain" => &["capt"],
        "lieutenant" => &["lt"],
        "sergeant" => &["sgt"],
        "detective" => &["det"],
        "inspector" => &["insp"],
        "superintendent" => &["supt"],
        "councillor" => &["cllr"],
        "priest" => &["fr", "father", "rev"],
        "spokesperson" => &["spokesman", "spokeswoman"],
        "chair" | "chairperson" => &["chairman", "chairwoman"],
        _ => &[],
    }
}

/// Whether a word ends the names of companies.
fn is_company_word(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    matches!(
        word,
        "Corp" | "Inc" | "Co" | "Ltd" | "Limited" | "plc" | "PLC" | "Plc" | "LLC" | "LLP" | "AG" | "SA"
    ) || matches!(
        word,
        "Company" | "Corporation" | "Group" | "Holdings" | "Industries" | "Enterprises" | "Systems"
    ) || matches!(
        word,
        "Technologies" | "Motors" | "Airlines" | "Airways" | "Pharmaceuticals" | "Energy" | "Labs"
    ) || matches!(word, "Software" | "Logistics" | "Partners" | "Mining" | "Foods" | "Stores" | "Electronics")
}

/// Whether a word has no small letter.
fn is_loud(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// Puts a word in capitals into `out` as names are written.
fn push_ordinary(word: &str, out: &mut String) {
    let mut is_inside = false;
    for c in word.chars() {
        if is_inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        is_inside = c.is_alphabetic();
    }
}

fn gender_of(tags: Tags) -> Option<bool> {
    match (tags.any(Tags::FEMININE), tags.any(Tags::MASCULINE)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

fn is_suffix(word: &str) -> bool {
    matches!(word.as_bytes(), [b'J' | b'S', b'r', ..] | [b'I', b'I' | b'V', ..])
        && matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

fn surname<'w>(words: &[&'w str]) -> &'w str {
    words.iter().rev().copied().find(|word| !is_suffix(word)).unwrap_or_default()
}

/// Whether two words of names are the same: `Van` and `van`.
fn same(left: &str, right: &str) -> bool {
    let may_differ = left.len() <= 4 || left.as_bytes().get(2) == Some(&b'-');
    left == right || (left.len() == right.len() && may_differ && left.eq_ignore_ascii_case(right))
}

fn same_words(left: &[&str], right: &[&str]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
}

/// Whether `long` holds all words of `short`, in order.
fn holds(long: &[&str], short: &[&str]) -> bool {
    let mut words = long.iter();
    short.iter().all(|word| words.any(|other| same(other, word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{mentions, tokens};

    /// What the last name of a text stands for.
    fn check(texts: &[&str], expect: &str) {
        let lexicon = Lexicon::of("en").unwrap();
        let mut directory = Directory::default();
        let (mut found, mut names) = (Vec::new(), Vec::new());
        for text in texts {
            tokens(text, lexicon, &mut found);
            mentions(&found, lexicon, &mut names);
            directory.learn(&found, &names, lexicon);
        }
        directory.join();
        let shown = match directory.find(&found, names.last().unwrap()) {
            Known::One(person) => directory.name(person),
            Known::Perhaps(person) => format!("{}?", directory.name(person)),
            Known::Several => "several".to_owned(),
            Known::None => "none".to_owned(),
        };
        assert_eq!(shown, expect, "{texts:?}");
    }

    #[test]
    fn a_surname_is_found_if_it_is_one_persons() {
        check(&["Then Ida Holm left.", "And so did Holm."], "Ida Holm");
        check(&["Then Ida Maria Holm left with Ida Holm."], "Ida Maria Holm");
        check(&["Ida Maria Holm, Ida Holm and Tor Holm left.", "Then Holm wept."], "several");
        check(&["Outgoing Osric Pell left.", "Then Pell wept."], "Outgoing Osric Pell?");
        check(&["Outgoing Osric Pell left, with Osric Pell.", "Then Pell wept."], "Osric Pell");
        check(&["Then Shen Yuheng left.", "Then Mr. Shen wept."], "Shen Yuheng?");
        check(&["Marjorie Lone Elk left.", "Then Lone Elk wept."], "Marjorie Lone Elk?");
        check(&["Dale J. McCandless Jr. left.", "Then McCandless wept."], "Dale J. McCandless Jr.");
        check(&["Then Diederik van Heemskerk left.", "Later Van Heemskerk wept."], "Diederik van Heemskerk");
    }
}
