//! Smaller modules that stay in `extensions` whole, of which an element or two feed a field as well.
//!
//! | element | field, with `origin` |
//! | --- | --- |
//! | `prism:doi` | `alt_ids` |
//! | `prism:publicationDate`, `creationDate`, `modificationDate`, `expirationDate`, `embargoDate`, `coverDate` | `dates` |
//! | `prism:keyword`, `section`, `genre`, `person`, `organization`, `event` | `subjects` of that kind |
//! | `prism:location`, `ev:location`, `xcal:location` | `places` |
//! | `prism:copyright` | `rights.notice` |
//! | `ev:startdate`, `ev:enddate`, `xcal:dtstart`, `xcal:dtend` | `dates`, `starts`, `ends` |
//! | `ev:organizer`, `xcal:organizer` | `people`, `organizer` |
//! | `admin:generatorAgent` `@rdf:resource` | `generator.url`, where the format names none |
//! | `admin:errorReportsTo` `@rdf:resource` | `people`, webmaster |
//! | `slash:section` | `subjects`, section |
//! | `foaf:maker` with `foaf:name`, `foaf:mbox`, `foaf:homepage` | `people`, author |
//! | `l:link` `@rdf:resource @l:rel @l:type @l:title` | `links` |
//! | `webfeeds:icon`, `logo`, `cover` `@image` | `images` of a feed: icon, logo, banner |

use std::borrow::Cow;

use wirecopy_core::{Cx, Error, date};
use wirecopy_model::{
    DateRole, FeedImage, Generator, Id, Link, Person, PersonRole, Place, Rights, RoleDate, Subject,
    SubjectKind, Text,
};

use crate::meta::Meta;
use crate::modules::element::{attribute, named};
use crate::modules::{Element, settle};
use crate::namespace::Ns;
use crate::scan::{Level, Scan};

/// What an element is for.
enum Use {
    Id,
    Date(DateRole),
    Subject(SubjectKind),
    Place,
    Copyright,
    Organizer,
    Generator,
    Reports,
    Maker,
    Link,
    Image(&'static str),
}

/// What an element is for, and its name as `origin` tells it.
/// The elements that feed a field.
const NAMES: [&str; 27] = [
    "copyright",
    "cover",
    "coverDate",
    "creationDate",
    "doi",
    "dtend",
    "dtstart",
    "embargoDate",
    "enddate",
    "errorReportsTo",
    "event",
    "expirationDate",
    "generatorAgent",
    "genre",
    "icon",
    "keyword",
    "link",
    "location",
    "logo",
    "maker",
    "modificationDate",
    "organization",
    "organizer",
    "person",
    "publicationDate",
    "section",
    "startdate",
];

fn of(ns: Ns, local: &str) -> Option<(Use, &'static str)> {
    let date = |name: &str| DateRole::Other(name.to_owned());
    Some(match (ns, named(local, &NAMES)) {
        (Ns::Prism, "doi") => (Use::Id, "prism:doi"),
        (Ns::Prism, "publicationDate") => (Use::Date(DateRole::Published), "prism:publicationDate"),
        (Ns::Prism, "creationDate") => (Use::Date(DateRole::Created), "prism:creationDate"),
        (Ns::Prism, "modificationDate") => (Use::Date(DateRole::Updated), "prism:modificationDate"),
        (Ns::Prism, "expirationDate") => (Use::Date(DateRole::Expires), "prism:expirationDate"),
        (Ns::Prism, "embargoDate") => (Use::Date(DateRole::Embargo), "prism:embargoDate"),
        (Ns::Prism, "coverDate") => (Use::Date(date("cover")), "prism:coverDate"),
        (Ns::Prism, "keyword") => (Use::Subject(SubjectKind::Keyword), "prism:keyword"),
        (Ns::Prism, "section") => (Use::Subject(SubjectKind::Section), "prism:section"),
        (Ns::Prism, "genre") => (Use::Subject(SubjectKind::Genre), "prism:genre"),
        (Ns::Prism, "person") => (Use::Subject(SubjectKind::Person), "prism:person"),
        (Ns::Prism, "organization") => (Use::Subject(SubjectKind::Organization), "prism:organization"),
        (Ns::Prism, "event") => (Use::Subject(SubjectKind::Event), "prism:event"),
        (Ns::Prism, "location") => (Use::Place, "prism:location"),
        (Ns::Prism, "copyright") => (Use::Copyright, "prism:copyright"),
        (Ns::Event, "startdate") => (Use::Date(date("starts")), "ev:startdate"),
        (Ns::Event, "enddate") => (Use::Date(date("ends")), "ev:enddate"),
        (Ns::Event, "location") => (Use::Place, "ev:location"),
        (Ns::Event, "organizer") => (Use::Organizer, "ev:organizer"),
        (Ns::Calendar, "dtstart") => (Use::Date(date("starts")), "xcal:dtstart"),
        (Ns::Calendar, "dtend") => (Use::Date(date("ends")), "xcal:dtend"),
        (Ns::Calendar, "location") => (Use::Place, "xcal:location"),
        (Ns::Calendar, "organizer") => (Use::Organizer, "xcal:organizer"),
        (Ns::Admin, "generatorAgent") => (Use::Generator, "admin:generatorAgent"),
        (Ns::Admin, "errorReportsTo") => (Use::Reports, "admin:errorReportsTo"),
        (Ns::Foaf, "maker") => (Use::Maker, "foaf:maker"),
        (Ns::Link, "link") => (Use::Link, "l:link"),
        (Ns::WebFeeds, "icon") => (Use::Image("icon"), "webfeeds:icon"),
        (Ns::WebFeeds, "logo") => (Use::Image("logo"), "webfeeds:logo"),
        (Ns::WebFeeds, "cover") => (Use::Image("banner"), "webfeeds:cover"),
        (Ns::Slash, "section") => (Use::Subject(SubjectKind::Section), "slash:section"),
        _ => return None,
    })
}

/// Keeps an element and copies what it says.
pub(super) fn element(
    scan: &mut Scan<'_>,
    ns: Ns,
    meta: &mut Meta,
    level: Level,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let Some((purpose, name)) = of(ns, scan.local()) else { return scan.keep(&mut meta.extensions, cx) };
    let (span, location) = (scan.xml.span(), scan.location());
    let start = meta.extensions.nodes.len();
    scan.keep(&mut meta.extensions, cx)?;
    let Some(kept) = meta.extensions.nodes.get(start..).and_then(Element::first) else { return Ok(()) };
    let text = kept.text().map(Cow::into_owned);
    let origin = Some(Cow::Borrowed(name));
    if matches!(purpose, Use::Maker) {
        if let Some(person) = maker(&kept, origin) {
            settle::person(person, meta);
        }
        return Ok(());
    }
    let resource = ["resource", "image", "href"].into_iter().find_map(|local| kept.attribute(local));
    let Some(said) = text.or(resource.map(str::to_owned)) else { return Ok(()) };
    match purpose {
        Use::Id if level == Level::Item => {
            meta.ids.push(Id { value: said, role: origin, ..Id::default() });
        }
        Use::Date(role) => {
            let date = date::read(said, scan.since(span), location, cx);
            meta.dates.push(RoleDate { role, date, origin });
        }
        Use::Subject(kind) => {
            settle::subject(Subject { kind, term: said, origin, ..Subject::default() }, meta);
        }
        Use::Place => meta.places.push(Place { name: Some(said), origin, ..Place::default() }),
        Use::Copyright => {
            let notice = Some(Text::plain(said));
            meta.rights.push(Rights { notice, origin, ..Rights::default() });
        }
        Use::Organizer => {
            let role = PersonRole::Other("organizer".to_owned());
            settle::person(Person { role, name: Some(said), origin, ..Person::default() }, meta);
        }
        Use::Generator if level == Level::Feed && meta.generator.is_none() => {
            let is_address = crate::address::is_absolute(&said);
            let (name, url) = if is_address { (String::new(), Some(said)) } else { (said, None) };
            meta.generator = Some(Generator { name, url, version: None });
        }
        Use::Reports => {
            let email = said.strip_prefix("mailto:").map(str::to_owned);
            let url = if email.is_none() { Some(said) } else { None };
            settle::person(
                Person { role: PersonRole::Webmaster, email, url, origin, ..Person::default() },
                meta,
            );
        }
        Use::Link => {
            let value = |local| kept.attribute(local).map(str::to_owned);
            // relations are addresses in the module's namespace
            let rel = kept.attribute("rel").and_then(|rel| rel.rsplit('#').next()).map(str::to_owned);
            let (media_type, title) = (value("type"), value("title"));
            let address = scan.address(said);
            meta.links.push(Link {
                href: address.href,
                written: address.written,
                rel: crate::atom::rel(rel),
                media_type,
                title,
                origin,
                ..Link::default()
            });
        }
        Use::Image(role) if level == Level::Feed => {
            let url = Some(scan.address(said).href);
            meta.images.push(FeedImage { role: role.to_owned(), url, origin, ..FeedImage::default() });
        }
        Use::Id | Use::Generator | Use::Maker | Use::Image(_) => {}
    }
    Ok(())
}

/// The person in a `foaf:maker`.
fn maker(element: &Element<'_>, origin: Option<Cow<'static, str>>) -> Option<Person> {
    let mut person = Person { origin, ..Person::default() };
    for (index, node) in element.nodes().iter().enumerate() {
        let Some(name) = &node.name else { continue };
        let text = || element.nodes().get(index + 1).and_then(|next| next.text.as_deref()).map(str::trim);
        let said = || attribute(node, "resource").or_else(text).map(str::to_owned);
        match &*name.local {
            "name" if person.name.is_none() => person.name = said(),
            "mbox" if person.email.is_none() => {
                person.email =
                    said().map(|said| said.strip_prefix("mailto:").map_or(said.clone(), str::to_owned));
            }
            "homepage" | "weblog" if person.url.is_none() => person.url = said(),
            "depiction" | "img" if person.avatar.is_none() => person.avatar = said(),
            // the properties may be attributes
            "Person" | "Agent" => {
                person.name = person.name.or_else(|| attribute(node, "name").map(str::to_owned));
            }
            _ => {}
        }
    }
    (person.name.is_some() || person.email.is_some()).then_some(person)
}
