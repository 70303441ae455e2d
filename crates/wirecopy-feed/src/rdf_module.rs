//! Modules of RSS 1.0 that are written in RDF.
//!
//! | element | field | where specified |
//! | --- | --- | --- |
//! | `content:items` with `content:item`, `content:format`, `rdf:value` | `contents`, full, of the type of the format | RSS 1.0 module Content |
//! | `enc:enclosure` `@rdf:resource @enc:url @enc:type @enc:length`, or an `enc:Enclosure` in it | `media`, attachment | RSS 1.0 module Enclosure |
//! | `taxo:topics` with `rdf:li` `@rdf:resource` | `subjects` | RSS 1.0 module Taxonomy |
//! | `rss091:language` and the others | as in RSS 0.91, `origin` names the module | RSS 1.0 module RSS 0.91 |

use std::borrow::Cow;

use wirecopy_core::{Cx, Error};
use wirecopy_model::{
    Content, ContentKind, Extensions, Media, MediaRole, Node, NodeKind, Subject, SubjectKind,
};
use wirecopy_xml::Event;

use crate::meta::Meta;
use crate::modules::of_media_type;
use crate::namespace::Ns;
use crate::rss;
use crate::scan::{Level, Scan};

/// Whether the element is of one of these modules.
pub(crate) fn is_known(ns: Ns, local: &str) -> bool {
    match ns {
        Ns::Content => local == "items",
        Ns::Enclosure => local == "enclosure",
        Ns::Taxonomy => local == "topics",
        Ns::Rss091 => true,
        _ => false,
    }
}

/// Reads an element of these modules, the whole of it.
pub(crate) fn element(
    scan: &mut Scan<'_>,
    ns: Ns,
    meta: &mut Meta,
    level: Level,
    cx: &mut Cx<'_>,
) -> Result<(), Error> {
    match (ns, level) {
        (Ns::Content, Level::Item) => items(scan, meta, cx),
        (Ns::Enclosure, _) => enclosure(scan, meta, cx),
        (Ns::Taxonomy, _) => topics(scan, meta, cx),
        (Ns::Rss091, _) => of_rss_091(scan, meta, level, cx),
        _ => scan.keep(&mut meta.extensions, cx),
    }
}

/// A bag of bodies. What is not a body stays, each element as what is left of it.
fn items(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let start = scan.xml.span();
    let top = scan.xml.depth();
    let mut left = Extensions::default();
    // of the current `content:item`
    let mut media_type: Option<Cow<'static, str>> = None;
    let mut first = meta.contents.len();
    left.push(rest(scan, 0));
    loop {
        let event = scan.xml.next(cx)?;
        let depth = u32::try_from(scan.xml.depth().saturating_sub(top)).unwrap_or(u32::MAX);
        match event {
            Event::Start => {
                let ns = scan.ns();
                match (ns, scan.local()) {
                    (Ns::Content, "item") => {
                        media_type = None;
                        first = meta.contents.len();
                        left.push(rest(scan, depth));
                    }
                    (Ns::Rdf, "value") => {
                        left.push(rest(scan, depth));
                        let content = value(scan, media_type.clone(), &mut left, cx)?;
                        meta.contents.extend(content);
                    }
                    (Ns::Content, "format") => {
                        media_type = scan
                            .xml
                            .attributes()
                            .find(|attribute| attribute.name.local == "resource")
                            .map(|resource| of_format(resource.value));
                        // it may stand behind its value
                        for content in meta.contents.iter_mut().skip(first) {
                            if let Some(media_type) = &media_type {
                                content.media_type.clone_from(media_type);
                            }
                        }
                        scan.xml.read_subtree(depth, &mut left, cx)?;
                    }
                    (Ns::Rdf, _) => left.push(rest(scan, depth)),
                    _ => scan.xml.read_subtree(depth, &mut left, cx)?,
                }
            }
            Event::Text if !scan.xml.is_blank() => {
                left.push(Node::text(depth.saturating_add(1), scan.xml.text()));
            }
            Event::End if scan.xml.depth() <= top => break,
            Event::Eof => break,
            _ => {}
        }
        scan.check_room(start, left.nodes.len(), cx)?;
    }
    meta.extensions.nodes.append(&mut left.nodes);
    Ok(())
}

fn rest(scan: &mut Scan<'_>, depth: u32) -> Node {
    Node { kind: NodeKind::Rest, ..scan.xml.element_node(depth) }
}

/// The body itself: markup when its `parseType` says so, else text that holds it.
fn value(
    scan: &mut Scan<'_>,
    media_type: Option<Cow<'static, str>>,
    left: &mut Extensions,
    cx: &mut Cx<'_>,
) -> Result<Option<Content>, Error> {
    let (kind, origin) = (ContentKind::Full, Some("content:item"));
    let is_literal = scan.xml.attributes().any(|attribute| {
        attribute.name.local == "parseType" && attribute.value.eq_ignore_ascii_case("Literal")
    });
    // its attributes are kept already
    let mut attributes = Extensions::default();
    let content = if is_literal {
        scan.xhtml_content(&mut attributes, kind, origin, cx)?
    } else {
        scan.content(&mut attributes, kind, "text/html", origin, cx)?
    };
    left.nodes.extend(attributes.nodes.into_iter().filter(|node| node.kind == NodeKind::Text));
    Ok(content.map(|content| match media_type {
        Some(media_type) => Content { media_type, ..content },
        None => content,
    }))
}

/// The media type of a format that is named by the address of its specification.
fn of_format(uri: &str) -> Cow<'static, str> {
    let lower = uri.trim().to_ascii_lowercase();
    let has = |part: &str| lower.contains(part);
    if has("xhtml") {
        "application/xhtml+xml".into()
    } else if has("svg") {
        "image/svg+xml".into()
    } else if has("mathml") {
        "application/mathml+xml".into()
    } else if has("html") {
        "text/html".into()
    } else if has("rec-xml") {
        "application/xml".into()
    } else if let Some((_, media_type)) = lower.split_once("media-types/") {
        Cow::Owned(media_type.to_owned())
    } else {
        "text/html".into()
    }
}

fn enclosure(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tree = scan.tree(cx)?;
    tree.know(0);
    let mut media = Media { role: MediaRole::Attachment, ..Media::default() };
    let mut url = tree.take_any_attribute(0, "resource");
    if url.is_none() {
        url = tree.take_any_attribute(0, "url");
    }
    media.media_type = tree.take_any_attribute(0, "type");
    media.length = tree.take_any_attribute(0, "length");
    // the longer form: a resource of its own
    for resource in tree.children(0) {
        if !tree.is(resource, Ns::Enclosure, "Enclosure") {
            continue;
        }
        tree.know(resource);
        for child in tree.children(resource) {
            if tree.space(child) != Ns::Enclosure {
                continue;
            }
            let place = match tree.local(child) {
                "url" => &mut url,
                "type" => &mut media.media_type,
                "length" => &mut media.length,
                _ => continue,
            };
            if place.is_none() {
                let text = tree.take_text(child);
                let resource =
                    if text.is_empty() { tree.take_any_attribute(child, "resource") } else { None };
                *place = resource.or(Some(text)).filter(|text| !text.is_empty());
            }
        }
        if url.is_none() {
            url = tree.take_any_attribute(resource, "about");
        }
    }
    media.kind = media.media_type.as_deref().and_then(of_media_type);
    if let Some(url) = url {
        let address = scan.address(url);
        (media.url, media.written) = (Some(address.href), address.written);
    }
    let is_empty = media == Media::default();
    tree.leave(if is_empty { &mut meta.extensions } else { &mut media.extensions });
    if !is_empty {
        media.origin = Some(Cow::Borrowed("enc:enclosure"));
        meta.media.push(media);
    }
    Ok(())
}

fn topics(scan: &mut Scan<'_>, meta: &mut Meta, cx: &mut Cx<'_>) -> Result<(), Error> {
    let mut tree = scan.tree(cx)?;
    tree.know(0);
    let mut containers = vec![0];
    // `rdf:li` stands in a container, or by itself
    for container in tree.children(0) {
        if tree.space(container) == Ns::Rdf && tree.local(container) != "li" {
            tree.know(container);
            containers.push(container);
        }
    }
    for container in containers {
        for member in tree.children(container) {
            if !tree.is(member, Ns::Rdf, "li") {
                continue;
            }
            let Some(resource) = tree.take_any_attribute(member, "resource") else { continue };
            tree.know(member);
            let origin = Some(Cow::Borrowed("taxo:topics"));
            let address = scan.address(resource);
            if let Some(written) = address.written {
                tree.put_attribute(member, "resource", written);
            }
            meta.subjects.push(Subject {
                kind: SubjectKind::Topic,
                uri: Some(address.href.clone()),
                term: address.href,
                origin,
                ..Subject::default()
            });
        }
    }
    tree.leave(&mut meta.extensions);
    Ok(())
}

/// An element of RSS 0.91 in a namespace of its own.
fn of_rss_091(scan: &mut Scan<'_>, meta: &mut Meta, level: Level, cx: &mut Cx<'_>) -> Result<(), Error> {
    let before = (
        meta.headlines.len(),
        meta.contents.len(),
        meta.people.len(),
        meta.dates.len(),
        meta.links.len(),
        meta.rights.len(),
    );
    let name = match scan.local() {
        "title" => "rss091:title",
        "link" => "rss091:link",
        "description" => "rss091:description",
        "copyright" => "rss091:copyright",
        "managingEditor" => "rss091:managingEditor",
        "webmaster" | "webMaster" => "rss091:webmaster",
        "pubDate" => "rss091:pubDate",
        "lastBuildDate" => "rss091:lastBuildDate",
        _ => "rss091",
    };
    rss::element(scan, meta, level, cx)?;
    let origin = || Some(Cow::Borrowed(name));
    let (headlines, contents, people, dates, links, rights) = before;
    meta.headlines.iter_mut().skip(headlines).for_each(|headline| headline.origin = origin());
    meta.contents.iter_mut().skip(contents).for_each(|content| content.origin = origin());
    meta.people.iter_mut().skip(people).for_each(|person| person.origin = origin());
    meta.dates.iter_mut().skip(dates).for_each(|date| date.origin = origin());
    meta.links.iter_mut().skip(links).for_each(|link| link.origin = origin());
    meta.rights.iter_mut().skip(rights).for_each(|rights| rights.origin = origin());
    Ok(())
}
