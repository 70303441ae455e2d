//! A feed as a `DataFeed` or an `ItemList`.

use wirecopy_body::plain_text_of;
use wirecopy_model::{Feed, LinkRel, PersonKind, PersonRole};

use crate::address::web_address;
use crate::agent::agent;
use crate::article::{day_or_instant, trimmed};
use crate::given::given;
use crate::node::{Context, DataFeed, Values, Whom};
use crate::style::{Listing, Style};

/// The node of a feed, without its elements. `context`: it is a document by itself.
pub(crate) fn data_feed(feed: &Feed, style: Style, context: Option<Context>) -> DataFeed<'_> {
    let texts = |values: Vec<String>| Values::of(values);
    let updated = feed.dates.iter().find(|date| date.role == wirecopy_model::DateRole::Updated);
    let built = feed.dates.iter().find(|date| date.role == wirecopy_model::DateRole::Built);
    let class = match style.listing {
        Listing::DataFeed => "DataFeed",
        Listing::ItemList => "CreativeWork",
    };
    let mut node = DataFeed {
        context,
        kind: match style.listing {
            Listing::DataFeed => Values::One("DataFeed"),
            // a list by itself says neither who publishes it nor when it was changed
            Listing::ItemList => Values::Several(vec!["ItemList", "CreativeWork"]),
        },
        id: None,
        url: feed
            .links
            .iter()
            .find(|link| matches!(link.rel, LinkRel::Alternate | LinkRel::Canonical))
            .and_then(|link| web_address(&link.href)),
        identifier: feed.id.as_ref().map(|id| id.value.as_str()).filter(|id| !id.is_empty()),
        name: feed.headlines.first().and_then(|headline| trimmed(&plain_text_of(&headline.text))),
        description: feed
            .descriptions
            .first()
            .and_then(|description| trimmed(&plain_text_of(&description.text))),
        in_language: feed.language.as_deref().filter(|language| !language.is_empty()),
        date_modified: updated
            .or(built)
            .and_then(|date| date.date.value)
            .map(|moment| day_or_instant(moment).to_string()),
        publisher: Values::of(
            feed.people
                .iter()
                .filter(|person| person.role == PersonRole::Publisher)
                .filter_map(|person| agent(person, PersonKind::Organization))
                .map(|agent| Whom::Agent(Box::new(agent)))
                .collect(),
        ),
        license: texts(
            feed.rights
                .iter()
                .filter_map(|rights| rights.license.as_deref())
                .filter_map(web_address)
                .collect(),
        ),
        copyright_notice: texts(
            feed.rights
                .iter()
                .filter_map(|rights| rights.notice.as_ref())
                .filter_map(|notice| trimmed(&plain_text_of(notice)))
                .collect(),
        ),
        rest: crate::given::Properties::new(),
    };
    if !feed.extensions.is_empty() {
        let mut rest = given(&feed.extensions, class, &mut 0);
        if let Ok(serde_json::Value::Object(written)) = serde_json::to_value(&node) {
            rest.retain(|name, _| !written.contains_key(name));
        }
        node.rest = rest;
    }
    node
}

/// How many values of a feed its node holds, by field.
pub(crate) fn held(feed: &Feed) -> [(&'static str, usize); 9] {
    let node = data_feed(feed, Style::default(), None);
    let one = |present: bool| usize::from(present);
    let publishers = feed
        .people
        .iter()
        .filter(|person| person.role == PersonRole::Publisher)
        .filter_map(|person| agent(person, PersonKind::Organization));
    let notices_and_licenses = feed.rights.iter().filter(|rights| {
        rights.notice.as_ref().is_some_and(|notice| trimmed(&plain_text_of(notice)).is_some())
            || rights.license.as_deref().and_then(web_address).is_some()
    });
    [
        ("headlines", one(node.name.is_some())),
        ("descriptions", one(node.description.is_some())),
        ("id", one(node.identifier.is_some())),
        ("links", one(node.url.is_some())),
        ("people", publishers.count()),
        ("dates", one(node.date_modified.is_some())),
        ("rights", notices_and_licenses.count()),
        ("language", one(node.in_language.is_some())),
        ("extensions", feed.extensions.top().count().min(node.rest.len())),
    ]
}
