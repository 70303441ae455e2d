//! People.

use wirecopy_model::{Person, PersonRole};

use super::sheet::{Dialect, Module, Sheet, child};
use super::xml::QName;

impl Sheet<'_, '_> {
    /// Writes people. `is_item`: of an article, which in Atom has the authors of its feed without saying so.
    pub(crate) fn people(&mut self, people: &[Person], is_item: bool) {
        self.begin_list();
        let mut rest = people.iter().peekable();
        while let Some(person) = rest.next() {
            let is_inherited = matches!(person.origin.as_deref(), Some("feed" | "source"));
            if is_inherited && is_item && self.page.dialect == Dialect::Atom {
                continue;
            }
            // people of one element
            let is_same = |next: &&Person| {
                person.written.is_some()
                    && next.written == person.written
                    && next.role == person.role
                    && next.origin == person.origin
            };
            let module = person.origin.as_deref().and_then(|origin| self.page.named(origin));
            // Atom has elements of its own for whom Dublin Core names
            let is_native = self.page.dialect == Dialect::Atom
                && !self.page.same
                && matches!(person.role, PersonRole::Author | PersonRole::Contributor)
                && module.as_ref().is_none_or(|module| !self.is_view(module));
            if is_native {
                self.page.drops.add("article.people.written", usize::from(person.written.is_some()));
                self.in_atom(person);
                continue;
            }
            if self.page.same || person.origin.is_some() {
                while rest.next_if(|next| is_same(next)).is_some() {}
            }
            if module.as_ref().is_some_and(|module| self.is_view(module)) {
                continue;
            }
            match (module, self.page.dialect) {
                (Some(module), _) if module.is_atom() => self.atom_person(module.name(), person),
                (Some(module), _) => self.line(&module, person),
                (None, Dialect::Atom) => self.in_atom(person),
                (None, Dialect::Rss) => self.in_rss(person, is_item),
            }
        }
    }

    fn in_atom(&mut self, person: &Person) {
        let local = match &person.role {
            PersonRole::Author => "author",
            PersonRole::Contributor => "contributor",
            _ => return self.as_module(person),
        };
        let name = self.page.own(local);
        self.atom_person(name, person);
    }

    fn in_rss(&mut self, person: &Person, is_item: bool) {
        let local = match &person.role {
            PersonRole::Author if self.page.same => "author",
            PersonRole::Author if is_item && person.email.is_some() => "author",
            PersonRole::Editor if !is_item && (self.page.same || person.email.is_some()) => "managingEditor",
            PersonRole::Webmaster if !is_item && (self.page.same || person.email.is_some()) => "webMaster",
            _ => return self.as_module(person),
        };
        let line = match (written(person), &person.email, &person.name) {
            (Some(written), ..) => written.to_owned(),
            (None, Some(email), Some(name)) => format!("{email} ({name})"),
            _ => known(person).to_owned(),
        };
        let has_url = person.url.is_some() && known(person) != person.url.as_deref().unwrap_or_default();
        self.page.drops.add("article.people.url", usize::from(has_url));
        self.left_out(person);
        let uri = self.page.xml.bound(None).map(str::to_owned);
        self.leaf(QName { uri: uri.as_deref(), prefix: None, local }, &[], &line);
    }

    /// Writes a person as an element of Dublin Core.
    fn as_module(&mut self, person: &Person) {
        let local = match &person.role {
            PersonRole::Author => "creator",
            PersonRole::Publisher | PersonRole::Provider => "publisher",
            PersonRole::Contributor => "contributor",
            _ => {
                self.page.drops.add("article.people.role", 1);
                "contributor"
            }
        };
        if person.role == PersonRole::Provider {
            self.page.drops.add("article.people.role", 1);
        }
        if let Some(module) = self.page.module("dc", local) {
            self.line(&module, person);
        }
    }

    /// Writes a person as a line of text.
    fn line(&mut self, module: &Module, person: &Person) {
        let line = written(person).unwrap_or_else(|| known(person));
        self.page.drops.add(
            "article.people.written",
            usize::from(person.written.as_deref().is_some_and(|it| it != line)),
        );
        let is_in =
            |value: &Option<String>| value.as_ref().is_some_and(|value| !line.contains(value.as_str()));
        self.page.drops.add("article.people.email", usize::from(is_in(&person.email)));
        self.page.drops.add("article.people.url", usize::from(is_in(&person.url)));
        self.left_out(person);
        let (uri, local) = (Some(module.uri.as_str()), module.local.as_str());
        if !self.left.has_nested(uri, local) {
            return self.leaf(module.name(), &[], line);
        }
        // an element that holds others is the one that says this name, or none of this person
        let rest = self.left.take_saying(uri, local, line);
        let start = self.page.xml.out.len();
        let xml = &mut self.page.xml;
        xml.line();
        if let Some(rest) = rest {
            xml.start(module.name(), &[], rest.attributes);
            xml.nodes(rest.below, |_| false);
        } else {
            xml.start(module.name(), &[], &[]);
            xml.text(line);
        }
        xml.end();
        self.add(start, rest.and_then(|rest| rest.top));
    }

    /// RFC 4287 § 3.2.
    fn atom_person(&mut self, name: QName<'_>, person: &Person) {
        self.left_out_of_atom(person);
        let uri = name.uri;
        let prefix = name.prefix;
        let part = |local| QName { uri, prefix, local };
        let as_written = self.page.faithful && self.page.same;
        if let Some(written) = person.written.as_deref().filter(|_| self.page.same) {
            // read from one line: written as such
            self.owner(name, &[], &person.extensions, "article.people.extensions", |xml, below| {
                child(xml, below, part("name"), Some(written), as_written);
            });
            return;
        }
        let called = person.name.as_deref();
        // a name is required, and there is always something the person is known by
        let called = called.or_else(|| if self.page.same { None } else { person.known_as() });
        self.owner(name, &[], &person.extensions, "article.people.extensions", |xml, below| {
            child(xml, below, part("name"), called, as_written);
            child(xml, below, part("uri"), person.url.as_deref(), as_written);
            child(xml, below, part("email"), person.email.as_deref(), as_written);
        });
    }

    /// Who deleted an entry (RFC 6721 § 3).
    pub(crate) fn tombstone_by(&mut self, person: &Person) {
        let (Some(by), Some(part)) = (self.page.module("at", "by"), self.page.module("atom", "name")) else {
            return;
        };
        let name = by.name();
        let part = |local| QName { local, ..part.name() };
        let as_written = self.page.faithful && self.page.same;
        self.owner(name, &[], &person.extensions, "deleted.by.extensions", |xml, below| {
            child(xml, below, part("name"), person.written.as_deref().or(person.name.as_deref()), as_written);
            child(xml, below, part("uri"), person.url.as_deref(), as_written);
            child(
                xml,
                below,
                part("email"),
                person.email.as_deref().filter(|_| person.written.is_none()),
                as_written,
            );
        });
    }

    fn left_out(&mut self, person: &Person) {
        self.page.drops.add("article.people.extensions", person.extensions.top().count());
        self.left_out_of_atom(person);
    }

    fn left_out_of_atom(&mut self, person: &Person) {
        let drops = &mut self.page.drops;
        drops.add("article.people.names", person.names.len());
        drops.add("article.people.uris", person.uris.len());
        drops.add("article.people.avatar", usize::from(person.avatar.is_some()));
        drops.add("article.people.title", usize::from(person.title.is_some()));
        drops.add("article.people.affiliation", usize::from(person.affiliation.is_some()));
    }
}

fn known(person: &Person) -> &str {
    person.known_as().unwrap_or_default()
}

/// The written form of a person, where it says who it is: the name of an account does not.
fn written(person: &Person) -> Option<&str> {
    let written = person.written.as_deref()?;
    let says =
        person.name.as_deref().is_none_or(|name| written.to_lowercase().contains(&name.to_lowercase()));
    says.then_some(written)
}
