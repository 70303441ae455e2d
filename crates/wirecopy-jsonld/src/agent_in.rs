//! Nodes of people, bodies, files and places as parts of the model.

use wirecopy_core::Cx;
use wirecopy_model::{
    Id, IdOrigin, Media, MediaKind, MediaRole, Person, PersonKind, PersonRole, Place, Text,
};

use crate::given::absolute;
use crate::graph::{Document, Item};
use crate::import::Where;
use crate::kept::Taker;
use crate::tree::At;
use crate::vocabulary::is_a;

/// A person or body. `None`: the value is neither text nor node.
pub(crate) fn person(document: &Document, at: At, role: PersonRole) -> Option<Person> {
    let mut person = Person { role, ..Person::default() };
    let node = match document.item(at) {
        Item::Text(text) => {
            name_of(text, &mut person);
            return Some(person);
        }
        Item::Node(node) => node,
        Item::Number(_) | Item::Bool(_) => return None,
    };
    let mut taker = Taker::new(document, node);
    let classes = document.classes(node);
    let is = |class: &str| classes.iter().any(|stated| is_a(stated, class));
    if is("Person") {
        person.kind = Some(PersonKind::Person);
    } else if is("Organization") {
        person.kind = Some(PersonKind::Organization);
    }
    if !matches!(classes.as_slice(), [] | ["Person" | "Organization"]) {
        for class in &classes {
            taker.keep_text("@type", class);
        }
    }
    if let Some(id) = document.id(node).filter(|id| !id.starts_with("_:")) {
        taker.keep_text("@id", id);
    }
    for at in taker.take("name") {
        match document.item(at).text() {
            Some(name) if person.name.is_none() => name_of(name, &mut person),
            Some(name) => person.names.push(Text::plain(name)),
            None => taker.keep("name", at),
        }
    }
    person.url = address(&mut taker, "url");
    person.uris = taker.texts("sameAs");
    person.email = taker.text("email");
    person.avatar = address(&mut taker, "image");
    person.title = taker.text("jobTitle");
    person.affiliation = organization(&mut taker, "affiliation");
    if person.affiliation.is_none() {
        person.affiliation = organization(&mut taker, "worksFor");
    }
    person.extensions = taker.finish();
    Some(person)
}

/// A name alone, without the word before it; an address is no name.
fn name_of(text: &str, person: &mut Person) {
    let whole = text.trim();
    if whole.starts_with("http://") || whole.starts_with("https://") {
        person.url = Some(whole.to_owned());
        return;
    }
    let name =
        ["By ", "by ", "BY "].iter().find_map(|by| whole.strip_prefix(by)).unwrap_or(whole).trim_start();
    if name.len() < whole.len() {
        person.written = Some(text.to_owned());
    }
    person.name = Some(name.to_owned()).filter(|name| !name.is_empty());
}

/// The name of the first body of a property, if that is all that is said of it. What says more is kept.
fn organization(taker: &mut Taker<'_>, property: &'static str) -> Option<String> {
    let mut found = None;
    for at in taker.take(property) {
        let name = match taker.document.item(at) {
            Item::Node(node) => only_name(taker.document, node),
            item => item.text().map(str::to_owned),
        };
        match name.filter(|_| found.is_none()) {
            Some(name) => found = Some(name),
            None => taker.keep(property, at),
        }
    }
    found
}

fn only_name(document: &Document, node: At) -> Option<String> {
    let is_bare = document.said(node).all(|(name, _)| matches!(&**name, "@type" | "name"));
    let classes = document.classes(node);
    if !is_bare || !matches!(classes.as_slice(), [] | ["Organization"]) {
        return None;
    }
    match document.values(node, "name").as_slice() {
        [name] => document.item(*name).text().map(str::to_owned),
        _ => None,
    }
}

/// The first address of a property: a text, an `@id`, or the `url` or `contentUrl` of a node that says nothing else.
pub(crate) fn address(taker: &mut Taker<'_>, property: &'static str) -> Option<String> {
    let mut found = None;
    for at in taker.take(property) {
        let document = taker.document;
        // of a picture, where it is matters; of a page, what it is called by
        let reference = (property != "image" && document.tree.members(at).len() == 1)
            .then(|| document.id(at).filter(|id| absolute(id).is_some()))
            .flatten();
        let stated = match (reference, document.item(at)) {
            (Some(id), _) => Some(id.to_owned()),
            (None, Item::Node(node)) => only_address(document, node),
            (None, item) => item.text().map(str::to_owned),
        };
        match stated.filter(|_| found.is_none()) {
            Some(stated) => found = Some(stated),
            None => taker.keep(property, at),
        }
    }
    found
}

fn only_address(document: &Document, node: At) -> Option<String> {
    let mut found = None;
    for (name, at) in document.said(node) {
        let value = document.item(*at).text();
        match (&**name, value, &found) {
            ("@type", ..) => {}
            ("@id" | "url" | "contentUrl", Some(value), None) => found = Some(value.to_owned()),
            // the same address in other words
            ("@id" | "url" | "contentUrl", Some(value), Some(known)) if known == value => {}
            ("@id", Some(value), Some(_)) if absolute(value).is_none() => {}
            _ => return None,
        }
    }
    found
}

/// An id: a text, or a `PropertyValue` with the name of its kind.
pub(crate) fn id(document: &Document, at: At) -> Option<Id> {
    let node = match document.item(at) {
        Item::Node(node) => node,
        item => return Some(stated_id(item.text()?, None)),
    };
    let text = |name: &str| match document.values(node, name).as_slice() {
        [value] => document.item(*value).text(),
        _ => None,
    };
    let known = |name: &str| matches!(name, "@type" | "propertyID" | "name" | "value");
    if !document.said(node).all(|(name, _)| known(name)) {
        return None;
    }
    let role = match (text("propertyID"), text("name")) {
        (Some(_), Some(_)) => return None,
        (role, None) | (None, role) => role,
    };
    Some(stated_id(text("value")?, role))
}

pub(crate) fn stated_id(value: &str, role: Option<&str>) -> Id {
    let role = role.map(|role| role.to_owned().into());
    Id { value: value.to_owned(), origin: IdOrigin::Stated, permalink: None, role }
}

/// A picture, film, sound or file. `None`: the value is neither an address nor a node.
pub(crate) fn media(document: &Document, at: At, kind: Option<MediaKind>) -> Option<Media> {
    let mut media = Media { role: MediaRole::Content, kind, ..Media::default() };
    let node = match document.item(at) {
        Item::Text(url) => {
            media.url = Some(url.trim().to_owned());
            return Some(media);
        }
        Item::Node(node) => node,
        Item::Number(_) | Item::Bool(_) => return None,
    };
    let mut taker = Taker::new(document, node);
    for (class, kind) in [
        ("ImageObject", MediaKind::Image),
        ("VideoObject", MediaKind::Video),
        ("AudioObject", MediaKind::Audio),
    ] {
        if document.is_a(node, class) {
            media.kind = Some(kind);
        }
    }
    let content = address(&mut taker, "contentUrl");
    let url = address(&mut taker, "url");
    let player = address(&mut taker, "embedUrl");
    let id = document.id(node);
    match (content, url) {
        (Some(content), Some(url)) => {
            if url != content {
                taker.keep_text("url", &url);
            }
            media.url = Some(content);
        }
        (content, url) => media.url = content.or(url),
    }
    match (&media.url, player) {
        (None, Some(player)) => {
            media.url = Some(player);
            media.role = MediaRole::Player;
        }
        (Some(_), Some(player)) => taker.keep_text("embedUrl", &player),
        (_, None) => {}
    }
    match id {
        Some(id) if media.url.is_none() && absolute(id).is_some() => media.url = Some(id.to_owned()),
        Some(id) if !id.starts_with("_:") && media.url.as_deref() != Some(id) => taker.keep_text("@id", id),
        _ => {}
    }
    media.media_type = taker.text("encodingFormat");
    media.length = taker.text("contentSize");
    media.width = pixels(&mut taker, "width");
    media.height = pixels(&mut taker, "height");
    media.duration = taker.text("duration");
    media.title = taker.text("name").map(Text::plain);
    let caption = taker.text("caption").map(Text::plain);
    let description = taker.text("description");
    if media.kind == Some(MediaKind::Image) {
        media.caption = caption;
        media.alt = description;
    } else {
        match (caption, description) {
            (Some(caption), Some(description)) => {
                media.caption = Some(Text::plain(description));
                taker.keep_text("caption", &caption.value);
            }
            (caption, description) => media.caption = caption.or_else(|| description.map(Text::plain)),
        }
    }
    media.credits = taker.texts("creditText");
    let notice = taker.text("copyrightNotice");
    let license = address(&mut taker, "license");
    match (notice, license) {
        (Some(notice), Some(license)) => {
            media.rights = Some(notice);
            taker.keep_text("license", &license);
        }
        (notice, license) => media.rights = notice.or(license),
    }
    media.extensions = taker.finish();
    Some(media)
}

/// A length in pixels. Anything but a whole number of them, bare or with `px`, is kept.
fn pixels(taker: &mut Taker<'_>, property: &'static str) -> Option<u32> {
    let mut found = None;
    for at in taker.take(property) {
        let document = taker.document;
        let value = match document.item(at) {
            Item::Node(node) => {
                let bare = document.said(node).all(|(name, _)| matches!(&**name, "@type" | "value"));
                let values = document.values(node, "value");
                values.first().filter(|_| bare).and_then(|at| document.item(*at).text())
            }
            item => item.text(),
        };
        let number = value.and_then(|value| value.trim().trim_end_matches("px").trim_end().parse().ok());
        match number.filter(|_| found.is_none()) {
            Some(number) => found = Some(number),
            None => taker.keep(property, at),
        }
    }
    found
}

/// A place. `None`: more is said of it than the model holds.
pub(crate) fn place(document: &Document, at: At, role: Option<&str>) -> Option<Place> {
    let mut place = Place { role: role.map(str::to_owned), ..Place::default() };
    let node = match document.item(at) {
        Item::Node(node) => node,
        item => {
            place.name = Some(item.text()?.to_owned());
            return Some(place);
        }
    };
    if !matches!(document.classes(node).as_slice(), ["Place"]) {
        return None;
    }
    let one = |node: At, name: &str| match document.values(node, name).as_slice() {
        [value] => Some(*value),
        _ => None,
    };
    let text =
        |node: At, name: &str| one(node, name).and_then(|at| document.item(at).text()).map(str::to_owned);
    for (name, _) in document.said(node) {
        match &**name {
            "@type" => {}
            "name" => place.name = Some(text(node, "name")?),
            "address" => match document.item(one(node, "address")?) {
                Item::Node(address) => {
                    for (name, _) in document.said(address) {
                        match &**name {
                            "@type" => {}
                            "addressLocality" => place.city = Some(text(address, name)?),
                            "addressRegion" => place.region = Some(text(address, name)?),
                            "addressCountry" => place.country = Some(text(address, name)?),
                            _ => return None,
                        }
                    }
                }
                _ => return None,
            },
            "geo" => match document.item(one(node, "geo")?) {
                Item::Node(geo) => {
                    let known = |name: &str| matches!(name, "@type" | "latitude" | "longitude");
                    if !document.said(geo).all(|(name, _)| known(name)) {
                        return None;
                    }
                    let (latitude, longitude) = (text(geo, "latitude")?, text(geo, "longitude")?);
                    place.shape = Some("point".to_owned());
                    place.coordinates = Some(format!("{latitude} {longitude}"));
                }
                _ => return None,
            },
            _ => return None,
        }
    }
    Some(place)
}

/// A date, and what is odd about it told.
pub(crate) fn date(
    document: &Document,
    at: At,
    whereabouts: &Where<'_>,
    cx: &mut Cx<'_>,
) -> Option<wirecopy_model::Date> {
    let written = document.item(at).text()?;
    let range = document.tree.range(at);
    let location = whereabouts.places.location(range.start);
    let span = whereabouts.places.span(range).unwrap_or_default();
    Some(wirecopy_core::date::read(written, span, Some(location), cx))
}
