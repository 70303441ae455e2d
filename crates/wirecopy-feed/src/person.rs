//! Persons of Atom (RFC 4287 § 3.2, Atom 0.3 § 3.2).
//!
//! | element | field |
//! | --- | --- |
//! | `name` | `name` |
//! | `email` | `email` |
//! | `uri`; `url`, `homepage` of Atom 0.3 and before | `url`, resolved |
//!
//! A person without any of them is read from its text. The first of each counts; all else, and an address as written
//! when resolving changed it, is in `extensions` of the person.

use std::borrow::Cow;

use wirecopy_core::{Cx, Error};
use wirecopy_model::{Extensions, Node, NodeKind, Person, PersonRole};
use wirecopy_xml::Event;

use crate::line::trimmed;
use crate::namespace::Ns;
use crate::people;
use crate::scan::Scan;
use crate::tree::Tree;

enum Part {
    Name,
    Email,
    Url,
}

fn part(local: &str) -> Option<Part> {
    let is = |name: &str| local.eq_ignore_ascii_case(name);
    if is("name") {
        Some(Part::Name)
    } else if is("email") {
        Some(Part::Email)
    } else if is("uri") || is("url") || is("homepage") {
        Some(Part::Url)
    } else {
        None
    }
}

/// Reads the person whose start tag is the current event to the end of `list`.
pub(crate) fn read(
    scan: &mut Scan<'_>,
    role: PersonRole,
    origin: Option<&'static str>,
    list: &mut Vec<Person>,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    let start = scan.xml.span();
    let mut left = Extensions::default();
    if scan.has_attributes() {
        scan.take([]).leave(&mut left);
    }
    let has_attributes = !left.is_empty();
    let mut loose = String::new();
    let (mut name, mut email, mut url) = (None, None, None);
    loop {
        match scan.xml.next(cx)? {
            Event::Start => {
                let is_ours = matches!(scan.ns(), Ns::Atom | Ns::Atom03 | Ns::None | Ns::Tombstone);
                match part(scan.local()).filter(|_| is_ours) {
                    Some(Part::Name) if name.is_none() => name = leaf(scan, &mut left, cx)?,
                    Some(Part::Email) if email.is_none() => email = leaf(scan, &mut left, cx)?,
                    Some(Part::Url) if url.is_none() => {
                        if let Some(text) = leaf(scan, &mut left, cx)? {
                            let address = scan.address(text);
                            if let Some(written) = address.written {
                                let name = Some(scan.xml.element_name());
                                left.push(Node { depth: 1, kind: NodeKind::Rest, name, ..Node::default() });
                                left.push(Node::text(2, written));
                            }
                            url = Some(address.href);
                        }
                    }
                    _ => {
                        scan.xml.read_subtree(1, &mut left, cx)?;
                        scan.check_room(start, left.nodes.len(), cx)?;
                    }
                }
            }
            Event::Text if !scan.xml.is_blank() => loose.push_str(scan.xml.text()),
            Event::End | Event::Eof => break,
            _ => {}
        }
    }
    let loose = trimmed(loose);
    if name.is_none() {
        name = Some(loose).filter(|text| !text.is_empty());
    } else if !loose.is_empty() {
        left.push(Node::text(1, loose));
    }
    let before = list.len();
    add(name, email, url, &role, origin, list);
    if !left.is_empty() {
        if !has_attributes {
            let name = Some(scan.xml.element_name());
            left.nodes.insert(0, Node { kind: NodeKind::Rest, name, ..Node::default() });
        }
        if list.len() == before {
            list.push(Person { role, origin: origin.map(Cow::Borrowed), ..Person::default() });
        }
        if let Some(last) = list.last_mut() {
            last.extensions = left;
        }
    }
    Ok(())
}

/// Adds the person, or those a name alone names.
fn add(
    name: Option<String>,
    email: Option<String>,
    url: Option<String>,
    role: &PersonRole,
    origin: Option<&'static str>,
    list: &mut Vec<Person>,
) {
    if email.is_none() {
        let before = list.len();
        let mut line = name.unwrap_or_default();
        if url.is_none() {
            people::add(line, role, origin, list);
            return;
        }
        people::add(line.clone(), role, origin, list);
        match list.get_mut(before..) {
            Some([person]) if person.url.is_none() => {
                person.url = url;
                return;
            }
            // an address has one owner
            _ => list.truncate(before),
        }
        line = trimmed(line);
        let name = Some(line).filter(|line| !line.is_empty());
        list.push(Person {
            role: role.clone(),
            name,
            url,
            origin: origin.map(Cow::Borrowed),
            ..Person::default()
        });
        return;
    }
    list.push(Person {
        role: role.clone(),
        name,
        email,
        url,
        origin: origin.map(Cow::Borrowed),
        ..Person::default()
    });
}

/// The text of a part. Its attributes, and elements in it, go to `left`. `None`: it is empty.
fn leaf(scan: &mut Scan<'_>, left: &mut Extensions, cx: &mut Cx<'_>) -> Result<Option<String>, Error> {
    let first = left.nodes.len();
    let text = scan.leaf(left, cx)?;
    for node in left.nodes.iter_mut().skip(first) {
        node.depth += 1;
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// The same of an element that was read, in a format that has people as text.
pub(crate) fn of_tree(
    scan: &mut Scan<'_>,
    mut tree: Tree,
    role: PersonRole,
    origin: Option<&'static str>,
    list: &mut Vec<Person>,
) {
    tree.know(0);
    let mut person = Person { role, origin: origin.map(Cow::Borrowed), ..Person::default() };
    for child in tree.children(0) {
        if !matches!(tree.space(child), Ns::Atom | Ns::Atom03 | Ns::None) {
            continue;
        }
        let place = match part(tree.local(child)) {
            Some(Part::Name) => &mut person.name,
            Some(Part::Email) => &mut person.email,
            Some(Part::Url) => &mut person.url,
            None => continue,
        };
        if place.is_some() {
            continue;
        }
        let text = tree.take_text(child);
        *place = Some(text).filter(|text| !text.is_empty());
        if matches!(part(tree.local(child)), Some(Part::Url))
            && let Some(written) = place.take()
        {
            let address = scan.address(written);
            *place = Some(address.href);
            if let Some(written) = address.written {
                tree.put_text(child, written);
            }
        }
    }
    tree.leave(&mut person.extensions);
    list.push(person);
}
