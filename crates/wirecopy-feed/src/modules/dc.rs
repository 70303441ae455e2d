//! Dublin Core, the elements of version 1.1 and the terms.
//!
//! | element | field | clause (DCMI Metadata Terms) |
//! | --- | --- | --- |
//! | `title` | `headlines`, after the format's own | § 3 `title` |
//! | `description`, `abstract` | `contents` (summary); of a feed `descriptions` | `description`, `abstract` |
//! | `creator` (and `author`), `contributor`, `publisher` | `people` | `creator`, … |
//! | `date`, `issued` | `dates`, published | `date`, `issued` |
//! | `created`, `modified` | `dates`, created, updated | `created`, `modified` |
//! | `available`, `valid`, `dateAccepted`, `dateCopyrighted`, `dateSubmitted` | `dates` of that name | `available`, … |
//! | `alternative` | `headlines`, `alternative` | `alternative` |
//! | `coverage`, `spatial` | `places` | `coverage`, `spatial` |
//! | `source`, `relation`, `references` with an address | `links`, via, related, and kept | `source`, … |
//! | `subject` | `subjects`, keyword | `subject` |
//! | `rights`, `accessRights`, `license`, `rightsHolder` | `rights` | `rights`, … |
//! | `identifier` | `alt_ids` of an article | `identifier` |
//! | `language` | `language`, where the format states none | `language` |
//!
//! All others stay in `extensions`.

use std::borrow::Cow;

use wirecopy_core::{Cx, Error};
use wirecopy_model::{
    ContentKind, DateRole, Description, Headline, HeadlineRole, Id, Link, LinkRel, Person, PersonRole, Place,
    Rights, Subject, SubjectKind, Text, TextKind,
};

use crate::meta::Meta;
use crate::modules::Element;
use crate::namespace::Ns;
use crate::scan::{Level, Scan};

/// The element as `origin` names it: in the namespace of terms and in that of elements.
struct Origin(&'static str, &'static str);

enum Use {
    Title(HeadlineRole),
    Place,
    Link(LinkRel),
    AccessRights,
    Description,
    Person(PersonRole),
    Date(DateRole),
    Subject,
    Rights,
    License,
    Holder,
    Id,
    Language,
}

fn of(local: &str) -> Option<(Use, Origin)> {
    Some(match local {
        "title" => (Use::Title(HeadlineRole::Main), Origin("dc:title", "dcterms:title")),
        "description" => (Use::Description, Origin("dc:description", "dcterms:description")),
        "abstract" => (Use::Description, Origin("dc:abstract", "dcterms:abstract")),
        "creator" => (Use::Person(PersonRole::Author), Origin("dc:creator", "dcterms:creator")),
        "author" => (Use::Person(PersonRole::Author), Origin("dc:author", "dcterms:author")),
        "contributor" => {
            (Use::Person(PersonRole::Contributor), Origin("dc:contributor", "dcterms:contributor"))
        }
        "publisher" => (Use::Person(PersonRole::Publisher), Origin("dc:publisher", "dcterms:publisher")),
        "date" => (Use::Date(DateRole::Published), Origin("dc:date", "dcterms:date")),
        "issued" => (Use::Date(DateRole::Published), Origin("dc:issued", "dcterms:issued")),
        "created" => (Use::Date(DateRole::Created), Origin("dc:created", "dcterms:created")),
        "modified" => (Use::Date(DateRole::Updated), Origin("dc:modified", "dcterms:modified")),
        "subject" => (Use::Subject, Origin("dc:subject", "dcterms:subject")),
        "rights" => (Use::Rights, Origin("dc:rights", "dcterms:rights")),
        "license" => (Use::License, Origin("dc:license", "dcterms:license")),
        "rightsHolder" => (Use::Holder, Origin("dc:rightsHolder", "dcterms:rightsHolder")),
        "identifier" => (Use::Id, Origin("dc:identifier", "dcterms:identifier")),
        "alternative" => (
            Use::Title(HeadlineRole::Other("alternative".to_owned())),
            Origin("dc:alternative", "dcterms:alternative"),
        ),
        "available" => other_date("available", Origin("dc:available", "dcterms:available")),
        "valid" => other_date("valid", Origin("dc:valid", "dcterms:valid")),
        "dateAccepted" => other_date("accepted", Origin("dc:dateAccepted", "dcterms:dateAccepted")),
        "dateCopyrighted" => {
            other_date("copyrighted", Origin("dc:dateCopyrighted", "dcterms:dateCopyrighted"))
        }
        "dateSubmitted" => other_date("submitted", Origin("dc:dateSubmitted", "dcterms:dateSubmitted")),
        "coverage" => (Use::Place, Origin("dc:coverage", "dcterms:coverage")),
        "spatial" => (Use::Place, Origin("dc:spatial", "dcterms:spatial")),
        "source" => (Use::Link(LinkRel::Via), Origin("dc:source", "dcterms:source")),
        "relation" => (Use::Link(LinkRel::Related), Origin("dc:relation", "dcterms:relation")),
        "references" => (Use::Link(LinkRel::Related), Origin("dc:references", "dcterms:references")),
        "accessRights" => (Use::AccessRights, Origin("dc:accessRights", "dcterms:accessRights")),
        "language" => (Use::Language, Origin("dc:language", "dcterms:language")),
        _ => return None,
    })
}

fn other_date(role: &str, origin: Origin) -> (Use, Origin) {
    (Use::Date(DateRole::Other(role.to_owned())), origin)
}

/// What an element is for, in whatever letter case it is written.
fn of_any_case(local: &str) -> Option<(Use, Origin)> {
    of(local).or_else(|| {
        let lower = local.to_ascii_lowercase();
        let name = match lower.as_str() {
            "rightsholder" => "rightsHolder",
            "accessrights" => "accessRights",
            "dateaccepted" => "dateAccepted",
            "datecopyrighted" => "dateCopyrighted",
            "datesubmitted" => "dateSubmitted",
            name => name,
        };
        of(name)
    })
}

pub(super) fn element(
    scan: &mut Scan<'_>,
    ns: Ns,
    meta: &mut Meta,
    level: Level,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let Some((purpose, Origin(element, term))) = of_any_case(scan.local()) else {
        return scan.keep(&mut meta.extensions, cx);
    };
    let name = if ns == Ns::DcTerms { term } else { element };
    let origin = Some(Cow::Borrowed(name));
    match purpose {
        Use::Title(role) => {
            let text = scan.plain_text(&mut meta.extensions, TextKind::Unstated, cx)?;
            if !text.value.is_empty() {
                meta.headlines.push(Headline { role, text, origin });
            }
        }
        Use::Description => match level {
            Level::Item => {
                let html = "text/html";
                if let Some(content) =
                    scan.content(&mut meta.extensions, ContentKind::Summary, html, Some(name), cx)?
                {
                    meta.contents.push(content);
                }
            }
            Level::Feed => {
                let text = scan.plain_text(&mut meta.extensions, TextKind::Unstated, cx)?;
                if !text.value.is_empty() {
                    meta.descriptions.push(Description { text, origin });
                }
            }
        },
        Use::Person(role) => scan.people(meta, &role, Some(name), cx)?,
        Use::Date(role) => {
            let date = scan.date(&mut meta.extensions, role, Some(name), cx)?;
            meta.dates.extend(date);
        }
        Use::Subject => {
            let term = scan.leaf(&mut meta.extensions, cx)?;
            if !term.is_empty() {
                meta.subjects.push(Subject {
                    kind: SubjectKind::Keyword,
                    term,
                    origin,
                    ..Subject::default()
                });
            }
        }
        Use::Rights => {
            let text = scan.plain_text(&mut meta.extensions, TextKind::Unstated, cx)?;
            if !text.value.is_empty() {
                meta.rights.push(Rights { notice: Some(text), origin, ..Rights::default() });
            }
        }
        Use::License => {
            let text = scan.leaf(&mut meta.extensions, cx)?;
            if crate::address::is_absolute(&text) {
                meta.rights.push(Rights { license: Some(text), origin, ..Rights::default() });
            } else if !text.is_empty() {
                let usage_terms = Some(Text::plain(text));
                meta.rights.push(Rights { usage_terms, origin, ..Rights::default() });
            }
        }
        Use::Holder => {
            let text = scan.leaf(&mut meta.extensions, cx)?;
            if !text.is_empty() {
                let holder = Person { role: PersonRole::Holder, name: Some(text), ..Person::default() };
                meta.rights.push(Rights { holder: Some(holder), origin, ..Rights::default() });
            }
        }
        Use::AccessRights => {
            let text = scan.plain_text(&mut meta.extensions, TextKind::Unstated, cx)?;
            if !text.value.is_empty() {
                meta.rights.push(Rights { usage_terms: Some(text), origin, ..Rights::default() });
            }
        }
        Use::Place => {
            let name = scan.leaf(&mut meta.extensions, cx)?;
            if !name.is_empty() {
                meta.places.push(Place { name: Some(name), origin, ..Place::default() });
            }
        }
        Use::Link(rel) => {
            // in RDF the address is an attribute
            let start = meta.extensions.nodes.len();
            scan.keep(&mut meta.extensions, cx)?;
            let kept = meta.extensions.nodes.get(start..).and_then(Element::first);
            let text = kept.and_then(|kept| kept.text()).filter(|text| crate::address::is_absolute(text));
            let resource = kept.and_then(|kept| kept.attribute("resource")).map(Cow::Borrowed);
            if let Some(written) = text.or(resource).map(Cow::into_owned) {
                let address = scan.address(written);
                let (href, written) = (address.href, address.written);
                meta.links.push(Link { href, written, rel, origin, ..Link::default() });
            }
        }
        Use::Id if level == Level::Item => {
            let value = scan.leaf(&mut meta.extensions, cx)?;
            if !value.is_empty() {
                meta.ids.push(Id { value, role: origin, ..Id::default() });
            }
        }
        Use::Language if meta.language.is_none() => {
            meta.language = scan.leaf_language(&mut meta.extensions, cx)?;
        }
        Use::Id | Use::Language => scan.keep(&mut meta.extensions, cx)?,
    }
    Ok(())
}
