//! People and bodies as nodes.

use wirecopy_core::Drops;
use wirecopy_model::{Person, PersonKind, PersonRole};

use crate::address::web_address;
use crate::given::{absolute, given};
use crate::kept::keyword;
use crate::node::{Agent, Named, Values};
use crate::vocabulary::{is_a, is_class};

/// Makes nodes of an article's people, and counts what is left out.
pub(crate) struct Agents<'a, 'd> {
    pub(crate) people: &'a [Person],
    /// Names written as a person's or an organization's though the source does not say which.
    pub(crate) assumed: u64,
    pub(crate) drops: &'d mut Drops,
}

impl<'a> Agents<'a, '_> {
    /// Those with a role, each name once. `kind` is what those are who are not said to be anything.
    pub(crate) fn of(&mut self, role: &PersonRole, kind: PersonKind) -> Vec<Agent<'a>> {
        let people = self.people;
        self.all(people.iter().filter(|person| person.role == *role), kind)
    }

    /// The same of people that are listed elsewhere.
    pub(crate) fn all(
        &mut self,
        people: impl Iterator<Item = &'a Person>,
        kind: PersonKind,
    ) -> Vec<Agent<'a>> {
        let mut agents: Vec<Agent<'a>> = Vec::new();
        for person in people {
            match agent(person, kind) {
                // schema.org knows only persons as editors, and only organizations as sources
                Some(agent)
                    if person.role == PersonRole::Editor && !is_a(agent.kind, "Person")
                        || person.role == PersonRole::Provider && !is_a(agent.kind, "Organization") =>
                {
                    self.drops.add("article.people", 1);
                }
                Some(agent) => {
                    self.count(person, &agent);
                    if let Some(same) = agents.iter_mut().find(|other| other.name == agent.name) {
                        merge(same, agent, self.drops);
                    } else {
                        self.assumed += u64::from(person.kind.is_none());
                        agents.push(agent);
                    }
                }
                None => self.drops.add("article.people", 1),
            }
        }
        agents
    }

    fn count(&mut self, person: &Person, agent: &Agent<'_>) {
        let lost = |stated: bool, held: bool| usize::from(stated && !held);
        let drops = &mut *self.drops;
        drops.add("article.people.avatar", lost(person.avatar.is_some(), agent.image.is_some()));
        drops.add("article.people.title", lost(person.title.is_some(), agent.job_title.is_some()));
        drops.add(
            "article.people.affiliation",
            lost(person.affiliation.is_some(), agent.affiliation.is_some()),
        );
        drops.add("article.people.url", lost(person.url.is_some(), agent.url.is_some()));
        let held = person.uris.iter().filter(|uri| web_address(uri).is_some()).count();
        drops.add("article.people.uris", person.uris.len() - held);
        let mut extensions = 0;
        given(&person.extensions, agent.kind, &mut extensions);
        drops.add("article.people.extensions", extensions);
    }
}

/// Adds what is said of someone a second time. Of what is said twice the first counts.
fn merge<'a>(first: &mut Agent<'a>, again: Agent<'a>, drops: &mut Drops) {
    fn fill<T>(first: &mut Option<T>, again: Option<T>) -> usize {
        let is_twice = first.is_some() && again.is_some();
        *first = first.take().or(again);
        usize::from(is_twice)
    }
    drops.add("article.people.url", fill(&mut first.url, again.url));
    drops.add("article.people.uris", fill(&mut first.same_as, again.same_as));
    drops.add("article.people.avatar", fill(&mut first.image, again.image));
    drops.add("article.people.title", fill(&mut first.job_title, again.job_title));
    drops.add("article.people.affiliation", fill(&mut first.affiliation, again.affiliation));
    drops.add("article.people.extensions", again.rest.len());
}

/// The node of someone with a name. `kind` is what they are if they are not said to be anything.
pub(crate) fn agent(person: &Person, kind: PersonKind) -> Option<Agent<'_>> {
    let name = person.name.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
    let usual = agent_type(person.kind.unwrap_or(kind));
    // the class as stated, where that says more
    let class = keyword(&person.extensions, "@type").find(|class| is_class(class) && is_a(class, usual));
    let kind = class.unwrap_or(usual);
    let is_person = is_a(kind, "Person");
    let text = |text: &'_ Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let mut agent = Agent {
        kind,
        id: keyword(&person.extensions, "@id").find_map(absolute),
        name,
        url: person.url.as_deref().and_then(web_address),
        same_as: Values::of(person.uris.iter().filter_map(|uri| web_address(uri)).collect()),
        image: person.avatar.as_deref().and_then(web_address),
        job_title: person.title.as_deref().filter(|_| is_person && text(&person.title)),
        affiliation: person
            .affiliation
            .as_deref()
            .filter(|_| is_person && text(&person.affiliation))
            .map(|name| Named { kind: "Organization", name }),
        rest: given(&person.extensions, kind, &mut 0),
    };
    for (name, written) in [
        ("name", true),
        ("url", agent.url.is_some()),
        ("sameAs", agent.same_as.is_some()),
        ("image", agent.image.is_some()),
        ("jobTitle", agent.job_title.is_some()),
        ("affiliation", agent.affiliation.is_some()),
    ] {
        if written {
            agent.rest.remove(name);
        }
    }
    Some(agent)
}

/// The schema.org type of a person or body.
pub(crate) fn agent_type(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Person => "Person",
        PersonKind::Organization => "Organization",
    }
}
