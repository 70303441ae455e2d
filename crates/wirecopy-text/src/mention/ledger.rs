//! The names of a text and what it shows of each.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use wirecopy_model::MentionKind;

use super::evidence::{Sign, Signs};
use super::gazetteer::{Listed, listed};
use crate::lexicon::Tags;
use crate::names::{Directory, Known, Token, words_of};

/// A name of the text, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct NameId(u32);

/// The names of a text and what it shows of each.
#[derive(Debug)]
pub(super) struct Ledger<'t> {
    ids: HashMap<Cow<'t, str>, NameId, RandomState>,
    entries: Vec<Entry<'t>>,
    /// The words of all names.
    words: Vec<&'t str>,
    /// Which names of the lists of places count.
    countries: Listed,
}

/// A name of the text.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not exclude one another")]
struct Entry<'t> {
    key: Cow<'t, str>,
    /// Where its words are.
    words: Range<usize>,
    is_body: bool,
    /// Whether it stands nowhere but at the start of sentences, where any word has a capital.
    opens: bool,
    /// Whether it is somewhere the subject of a verb of speech.
    speaks: bool,
    /// Whether it stands somewhere behind a word that says where.
    is_somewhere: bool,
    signs: Signs,
    /// The fullest form of it.
    full: Option<NameId>,
}

/// What a name looks like where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Looks {
    pub is_body: bool,
    pub opens: bool,
}

impl<'t> Ledger<'t> {
    /// A ledger without names. `is_english`: countries are called as in English.
    pub(super) fn new(is_english: bool) -> Self {
        let countries =
            if is_english { Listed::COUNTRY } else { Listed::COUNTRY | Listed::COUNTRY_ELSEWHERE };
        // what an article has
        let ids = HashMap::with_capacity_and_hasher(50, RandomState::default());
        Self { ids, countries, entries: Vec::with_capacity(50), words: Vec::with_capacity(100) }
    }

    /// The number of a name that stands as `written`, of `tokens`.
    pub(super) fn add(&mut self, written: &'t str, tokens: &[Token<'t>], looks: Looks) -> Option<NameId> {
        let key = one_line(written);
        if let Some(id) = self.ids.get(&key).copied() {
            let entry = self.entries.get_mut(id.0 as usize)?;
            entry.opens &= looks.opens;
            entry.is_body &= looks.is_body;
            return Some(id);
        }
        let id = NameId(u32::try_from(self.entries.len()).ok()?);
        let start = self.words.len();
        self.words.extend(words_of(tokens));
        let signs = signs_of(&key, tokens, self.countries);
        self.entries.push(Entry {
            key: key.clone(),
            words: start..self.words.len(),
            is_body: looks.is_body,
            opens: looks.opens,
            speaks: false,
            is_somewhere: false,
            signs,
            full: None,
        });
        self.ids.insert(key, id);
        Some(id)
    }

    pub(super) fn find(&self, name: &str) -> Option<NameId> {
        self.ids.get(name).copied()
    }

    pub(super) fn sign(&mut self, id: NameId, sign: Sign) {
        let Some(entry) = self.entries.get_mut(id.0 as usize) else { return };
        // what a list says of a whole name outdoes what its words look like
        let is_listed = entry.signs.place.is_some_and(|place| is_listed(&place));
        if !is_listed || sign.kind == MentionKind::Person {
            entry.signs.add(sign);
        }
    }

    pub(super) fn speaks(&mut self, id: NameId) {
        if let Some(entry) = self.entries.get_mut(id.0 as usize) {
            entry.speaks = true;
        }
    }

    pub(super) fn is_somewhere(&mut self, id: NameId) {
        if let Some(entry) = self.entries.get_mut(id.0 as usize) {
            entry.is_somewhere = true;
        }
    }

    /// States the long form of a short name.
    pub(super) fn spells_out(&mut self, short: NameId, long: NameId) {
        if let Some(entry) = self.entries.get_mut(short.0 as usize) {
            entry.full = Some(long);
        }
    }

    /// Works out which names are the same, once all are known.
    pub(super) fn settle(&mut self, directory: &Directory<'t>) {
        let mut name = String::new();
        for at in 0..self.entries.len() {
            let Some(entry) = self.entries.get(at) else { continue };
            if entry.full.is_some() {
                continue;
            }
            let words = self.words.get(entry.words.clone()).unwrap_or_default();
            let Known::One(person) = directory.find_words(words, entry.is_body) else { continue };
            directory.write_name(person, &mut name);
            if name == entry.key {
                continue;
            }
            let full = self.find(&name);
            let is_place = full
                .and_then(|full| self.entries.get(full.0 as usize))
                .is_some_and(|full| full.signs.place.is_some() && full.signs.person.is_none());
            let Some(full) = full.filter(|_| !is_place) else { continue };
            let (is_lone, speaks, signs) = (entry.words.len() == 1, entry.speaks, entry.signs);
            let is_bare = signs == Signs::default() && !entry.is_body;
            if let Some(long) = self.entries.get_mut(full.0 as usize) {
                // a person is called by the surname, a body is not
                let speaks = speaks || long.speaks;
                if is_lone
                    && is_bare
                    && long.could_be_person(&self.words)
                    && (speaks || long.is_plain(&self.words))
                {
                    long.signs.add(Sign::person(if speaks { 930 } else { 915 }, "surname"));
                }
                // a list means the short name by itself
                let known = Signs { place: None, ..signs };
                long.signs.add_all(known);
            }
            if let Some(entry) = self.entries.get_mut(at) {
                entry.full = Some(full);
            }
        }
    }

    /// What a mention of a name names, with what shows it there, and the name in full. `None`: nothing shows that it is
    /// a name at all.
    pub(super) fn kind(&self, id: NameId, here: Option<Sign>, is_led: bool) -> Option<(Sign, Option<&str>)> {
        let entry = self.entries.get(id.0 as usize)?;
        let full = entry.full.and_then(|full| self.entries.get(full.0 as usize));
        let own_place = entry.signs.place.filter(is_listed);
        // `in Washington`, where Jane Washington is spoken of
        if let (Some(place), None, true) = (own_place, here, is_led) {
            return Some((place, None));
        }
        let name = full.map(|full| full.key.as_ref());
        let mut signs = entry.signs;
        if let Some(full) = full {
            signs.add_all(full.signs);
        }
        let elsewhere = |sign: Sign| {
            let is_own = entry.signs == Signs::default() || full.is_some();
            if is_own { Sign { certainty: sign.certainty.saturating_sub(10), ..sign } } else { sign }
        };
        if let (Some(place), Some(person)) = (own_place, signs.person) {
            // `Mr. Jordan`
            if let Some(here) = here.filter(|here| here.certainty >= 960) {
                return Some((here, name));
            }
            // one that is called so in full elsewhere, and never is a place here
            let is_surname = full.is_some_and(|full| full.signs.person.is_some());
            if is_surname && !entry.is_somewhere {
                return Some((elsewhere(person), name));
            }
            let country = place.rule == "country" && !is_surname;
            return Some((if country { place } else { Sign::NAME }, None));
        }
        let here = here.filter(|_| own_place.is_none());
        let Some(sign) = here.or_else(|| signs.best().map(elsewhere)) else {
            let is_plain_word = entry.opens && entry.words.len() == 1;
            return (!is_plain_word).then_some((Sign::NAME, name));
        };
        let name = name.filter(|_| sign.kind != MentionKind::Place);
        Some((sign, name))
    }
}

impl Entry<'_> {
    /// Whether a name has the form of one of a person.
    fn could_be_person(&self, words: &[&str]) -> bool {
        !self.is_body
            && (2..=5).contains(&self.words.len())
            && self.signs.organization.is_none()
            && self.signs.place.is_none()
            && words.get(self.words.start).is_some_and(|first| !THINGS.contains(first))
    }

    /// Whether a name is two or three words in capitals, and not only at the start of sentences.
    fn is_plain(&self, words: &[&str]) -> bool {
        let words = words.get(self.words.clone()).unwrap_or_default();
        let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
        !self.opens && words.len() <= 3 && words.iter().all(is_capital)
    }
}

/// First words of what is called by its last word and is no person: `Hurricane Ida`.
const THINGS: &[&str] = &[
    "Hurricane",
    "Typhoon",
    "Cyclone",
    "Storm",
    "Tropical",
    "Operation",
    "Super",
    "Planet",
    "Mission",
    "Team",
    "Air",
    "Camp",
    "Project",
    "Apollo",
    "Tempête",
    "Ouragan",
    "Huracán",
    "Uragano",
    "Furacão",
    "Orkaan",
    "Hurrikan",
    "Taifun",
];

/// Whether a sign comes from a list of places.
fn is_listed(sign: &Sign) -> bool {
    matches!(sign.rule, "country" | "city" | "region")
}

/// What a name shows by itself, wherever it stands.
fn signs_of(key: &str, tokens: &[Token<'_>], countries: Listed) -> Signs {
    let mut signs = Signs::default();
    let what = listed(key);
    if what.any(countries) {
        signs.add(Sign::place(980, "country"));
    } else if what.any(Listed::REGION) {
        signs.add(Sign::place(940, "region"));
    } else if what.any(Listed::CITY) {
        signs.add(Sign::place(940, "city"));
    }
    if what.any(Listed::ORGANIZATION) {
        signs.add(Sign::organization(970, "organization"));
    } else if what.any(Listed::AGENCY) && signs.place.is_none() {
        signs.add(Sign::organization(960, "agency"));
    }
    // `Ida Holm`
    if let [first, .., last] = tokens
        && tokens.len() <= 4
        && tokens.iter().all(|token| {
            !token.tags.any(Tags::BODY | Tags::TITLE | Tags::ROLE)
                && (token.is_cap() || token.tags.any(Tags::PARTICLE))
        })
        && listed(first.text).any(Listed::GIVEN)
        && last.is_cap()
        && signs == Signs::default()
        && !listed(last.text).any(Listed::DEMONYM | Listed::ORGANIZATION)
    {
        signs.add(Sign::person(930, "given-name"));
    }
    // `King Osric`
    if let [first, second] = tokens
        && matches!(first.text, "King" | "Queen" | "Prince" | "Princess" | "Pope")
        && second.is_cap()
        && !second.tags.any(Tags::BODY)
        && signs == Signs::default()
    {
        signs.add(Sign::person(950, "title"));
    }
    signs
}

/// A name without the line breaks of its text.
pub(super) fn one_line(written: &str) -> Cow<'_, str> {
    let mut before = 0;
    let is_broken = written.bytes().any(|byte| {
        let is_second = byte == b' ' && before == b' ';
        before = byte;
        is_second || matches!(byte, b'\n' | b'\r' | b'\t')
    });
    if is_broken {
        Cow::Owned(written.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(written)
    }
}
