//! What an Atom entry has from its source, else from its feed: authors and rights (RFC 4287 § 4.2.1, § 4.2.10).

use std::borrow::Cow;

use wirecopy_model::{Extensions, Person, PersonRole, Rights};

use crate::meta::Meta;

/// Bytes of names and addresses, and of notices, of a feed that its entries are given at most. Every entry gets a copy.
const ROOM: usize = 4 << 10;

/// Authors, and statements of rights, of a feed that its entries are given at most.
const MEMBERS: usize = 32;

/// Authors and rights of a feed, as its entries have them. What stands behind an entry does not reach it.
#[derive(Debug, Default)]
pub(crate) struct Inherited {
    people: Part<Person>,
    rights: Part<Rights>,
    /// Whether it was told that some entries go without.
    pub(crate) is_told: bool,
}

/// One sort of what is inherited.
#[derive(Debug)]
struct Part<T> {
    members: Vec<T>,
    /// How many of the feed's were looked at.
    seen: usize,
    room: usize,
    /// There is too much for every entry to have it.
    is_too_much: bool,
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self { members: Vec::new(), seen: 0, room: 0, is_too_much: false }
    }
}

impl<T> Part<T> {
    fn add(&mut self, member: T, room: usize) {
        self.room += room;
        self.is_too_much |= self.room > ROOM || self.members.len() == MEMBERS;
        if !self.is_too_much {
            self.members.push(member);
        }
    }

    /// What every entry is given.
    fn given(&self) -> impl Iterator<Item = &T> {
        self.members.iter().filter(|_| !self.is_too_much)
    }
}

impl Inherited {
    /// Looks at what the feed says by now.
    pub(crate) fn update(&mut self, feed: &Meta) {
        let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        for person in feed.people.iter().skip(self.people.seen).filter(|person| is_author(person)) {
            let texts = [&person.name, &person.email, &person.url, &person.avatar, &person.written];
            self.people.add(of_person(person, "feed"), texts.into_iter().map(length).sum());
        }
        for rights in feed.rights.iter().skip(self.rights.seen).filter(|rights| is_own(rights)) {
            let room = rights
                .notice
                .as_ref()
                .map_or(0, |notice| notice.value.len() + length(&notice.language) + length(&notice.base));
            self.rights.add(of_rights(rights, "feed"), room);
        }
        (self.people.seen, self.rights.seen) = (feed.people.len(), feed.rights.len());
    }

    /// Gives an entry the authors and rights that it does not state. Tells whether it goes without because the
    /// feed has too much of them.
    pub(crate) fn give(&self, entry: &mut Meta) -> bool {
        let source = entry.origin.as_deref();
        let mut is_without = false;
        if !entry.people.iter().any(|person| person.role == PersonRole::Author) {
            let people = source.map(|source| source.people.as_slice()).unwrap_or_default();
            let authors = people.iter().filter(|person| is_author(person));
            let before = entry.people.len();
            entry.people.extend(authors.map(|person| of_person(person, "source")));
            if entry.people.len() == before {
                is_without |= self.people.is_too_much;
                entry.people.extend(self.people.given().cloned());
            }
        }
        if !entry.rights.iter().any(is_own) {
            let before = entry.rights.len();
            let rights = source.map(|source| source.rights.as_slice()).unwrap_or_default();
            let rights = rights.iter().filter(|rights| is_own(rights));
            entry.rights.extend(rights.map(|rights| of_rights(rights, "source")));
            if entry.rights.len() == before {
                is_without |= self.rights.is_too_much;
                entry.rights.extend(self.rights.given().cloned());
            }
        }
        is_without
    }
}

/// Whether it is an `author` of Atom, or of JSON Feed in either version: the rule speaks of no other element.
fn is_author(person: &Person) -> bool {
    let is_named = person.name.is_some() || person.email.is_some() || person.url.is_some();
    let is_own = person.origin.as_deref().is_none_or(|origin| origin == "author");
    person.role == PersonRole::Author && is_own && is_named
}

/// Whether it is what `rights` says, or `copyright` of Atom 0.3.
fn is_own(rights: &Rights) -> bool {
    matches!(rights.origin.as_deref(), None | Some("rights" | "copyright"))
}

fn of_person(person: &Person, origin: &'static str) -> Person {
    let mut person = Person { extensions: Extensions::default(), ..person.clone() };
    person.origin = Some(Cow::Borrowed(origin));
    person
}

fn of_rights(rights: &Rights, origin: &'static str) -> Rights {
    Rights { origin: Some(Cow::Borrowed(origin)), ..rights.clone() }
}
