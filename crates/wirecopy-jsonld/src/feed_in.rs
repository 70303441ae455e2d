//! The node of a feed or list as a feed.

use wirecopy_core::Cx;
use wirecopy_model::{
    DateRole, Feed, Headline, HeadlineRole, Link, LinkRel, PersonRole, Rights, RoleDate, Shared, Text,
};

use crate::agent_in::{address, date, id, person};
use crate::graph::Document;
use crate::import::Where;
use crate::kept::Taker;
use crate::plan::{ELEMENTS, article_of};
use crate::tree::At;

/// The feed that a node is, without its articles.
pub(crate) fn feed(document: &Document, at: At, here: &Where<'_>, cx: &mut Cx<'_>) -> Feed {
    let mut taker = Taker::new(document, at);
    let mut feed = Feed::default();
    for at in taker.take("identifier") {
        match id(document, at).filter(|id| feed.id.is_none() && id.role.is_none()) {
            Some(id) => feed.id = Some(id),
            None => taker.keep("identifier", at),
        }
    }
    feed.headlines =
        taker.texts("name").into_iter().map(|name| Headline::plain(HeadlineRole::Main, name)).collect();
    feed.descriptions = taker.texts("description").into_iter().map(|text| Text::plain(text).into()).collect();
    if let Some(href) = address(&mut taker, "url") {
        feed.links.push(Link { href, rel: LinkRel::Alternate, ..Link::default() });
    }
    for at in taker.take("dateModified") {
        match date(document, at, here, cx) {
            Some(date) => feed.dates.push(RoleDate { role: DateRole::Updated, date, origin: None }),
            None => taker.keep("dateModified", at),
        }
    }
    for at in taker.take("publisher") {
        match person(document, at, PersonRole::Publisher) {
            Some(person) => feed.people.push(person),
            None => taker.keep("publisher", at),
        }
    }
    feed.language = taker.text("inLanguage").map(Shared::from);
    let mut notices = taker.texts("copyrightNotice").into_iter();
    let mut license = address(&mut taker, "license");
    loop {
        let rights =
            Rights { notice: notices.next().map(Text::plain), license: license.take(), ..Rights::default() };
        if rights == Rights::default() {
            break;
        }
        feed.rights.push(rights);
    }
    for name in ELEMENTS {
        for at in taker.take(name) {
            if article_of(document, at).is_none() {
                taker.keep(name, at);
            }
        }
    }
    for class in document.classes(at) {
        if !matches!(class, "DataFeed" | "ItemList" | "CreativeWork") {
            taker.keep_text("@type", class);
        }
    }
    if let Some(id) = document.id(at).filter(|id| !id.starts_with("_:")) {
        taker.keep_text("@id", id);
    }
    feed.extensions = taker.finish();
    feed
}
