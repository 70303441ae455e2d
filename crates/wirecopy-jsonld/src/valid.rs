//! Everything that is written is a term of the vocabulary, stands on a class it may stand on and holds what it may hold.

use serde_json::Value;
use wirecopy_body::Blocks;
use wirecopy_core::{Cx, Exporter, Findings, Importer, Input, Limits, Memory, Policy, Settings, Transform};

use crate::vocabulary::{is_a, is_class, property};
use crate::{FORMAT, JsonLd};

const SOURCES: [&str; 6] = [
    include_str!("../../../fixtures/jsonld/yoast-graph.json"),
    include_str!("../../../fixtures/jsonld/single-article.json"),
    include_str!("../../../fixtures/jsonld/live-blog.json"),
    include_str!("../../../fixtures/jsonld/all-in-blocks.json"),
    include_str!("../../../fixtures/jsonld/array-of-scripts.htm"),
    include_str!("../../../fixtures/jsonld/feed.json"),
];

fn written(source: &str, style: &[(&str, &str)]) -> Value {
    let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
    let mut cx = Cx::new(&limits, &policy, &mut findings);
    let mut settings = Settings::default();
    for (key, value) in style {
        settings.set(*key, *value);
    }
    let options = settings.for_format(&FORMAT).unwrap();
    let mut memory = Memory::default();
    let mut sink = JsonLd.create(Box::new(&mut memory), &options).unwrap();
    let mut reader = JsonLd.open(Input::new(source.as_bytes()), &options, &mut cx).unwrap();
    while let Some(record) = reader.read(&mut cx).unwrap() {
        let record = Blocks.apply(record, &mut cx).unwrap().unwrap();
        sink.write(&record, &mut cx).unwrap();
    }
    sink.finish(&mut cx).unwrap();
    drop(sink);
    serde_json::from_slice(memory.parts().next().unwrap().1).unwrap()
}

fn classes(node: &Value) -> Vec<&str> {
    match &node["@type"] {
        Value::String(class) => vec![class],
        Value::Array(classes) => classes.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Checks a value below `name`; tests are not deep.
fn check(value: &Value, name: Option<&str>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| check(value, name)),
        Value::Object(members) => {
            let classes = classes(value);
            for class in &classes {
                assert!(is_class(class), "{class}");
            }
            if let Some(property) = name.and_then(property).filter(|_| !classes.is_empty()) {
                let fits = classes.iter().any(|class| property.holds(class));
                assert!(fits || property.ranges.contains(&"Thing"), "{name:?} holds {classes:?}");
            }
            for (name, value) in members {
                match name.as_str() {
                    "@type" | "@id" | "@context" => {}
                    "@graph" | "@included" => check(value, None),
                    _ => {
                        let property = property(name).unwrap_or_else(|| panic!("`{name}` is no term"));
                        let stands = classes.iter().any(|class| property.stands_on(class));
                        assert!(stands, "`{name}` on {classes:?}");
                        check(value, Some(name));
                    }
                }
            }
        }
        scalar => {
            let Some(property) = name.and_then(property) else { return };
            let fits = match scalar {
                Value::Bool(_) => property.ranges.contains(&"Boolean"),
                Value::Number(_) => property
                    .ranges
                    .iter()
                    .any(|range| matches!(*range, "Integer" | "Number" | "Text" | "Distance")),
                _ => property.ranges.iter().any(|range| {
                    matches!(
                        *range,
                        "Text" | "URL" | "Date" | "DateTime" | "Duration" | "CssSelectorType" | "Distance"
                    )
                }),
            };
            assert!(fits, "{name:?} holds {scalar}");
        }
    }
}

#[test]
fn every_term_stands_where_it_may_and_holds_what_it_may() {
    for style in [
        &[][..],
        &[("jsonld.body", "blocks")],
        &[("jsonld.graph", "true"), ("jsonld.feed", "itemlist")],
        &[("jsonld.feed", "itemlist")],
    ] {
        for source in SOURCES {
            check(&written(source, style), None);
        }
    }
    assert!(is_a("LiveBlogPosting", "Article"));
}

#[test]
fn a_context_in_the_document_says_the_same_of_every_address_and_date() {
    let document = written(SOURCES[1], &[("jsonld.context", "inline")]);
    let context = &document["@context"];
    assert_eq!(context["@vocab"], "http://schema.org/");
    assert_eq!(context["url"]["@type"], "@id");
    assert_eq!(context["datePublished"]["@type"], "Date");
    assert_eq!(context.get("headline"), None);
}
