//! What a source in schema.org's words said and no field holds, given back: each property where it may stand, each value
//! where it is one the property may hold.

use serde_json::{Map, Number, Value};
use wirecopy_model::{Extensions, Moment, Name, Precision};

use crate::address::web_address;
use crate::context::SCHEMA;
use crate::graph::Item;
use crate::kept::{Kept, children, kept};
use crate::vocabulary::{Property, is_class, property};

/// Nodes are given back this deep.
const MOST_DEPTH: usize = 6;

/// Properties that go by name.
pub(crate) type Properties = Map<String, Value>;

/// What extensions hold that may stand on a node of `class`. Adds up in `lost` how many of their top elements are not
/// given back, keywords aside.
pub(crate) fn given(extensions: &Extensions, class: &str, lost: &mut usize) -> Properties {
    let mut properties = Properties::new();
    for index in extensions.top() {
        let Some(name) = extensions.nodes.get(index).and_then(|node| node.name.as_deref()) else {
            // text and comments beside elements
            *lost += 1;
            continue;
        };
        if name.local.starts_with('@') && name.uri.is_none() {
            continue;
        }
        match property_of(name).filter(|property| property.stands_on(class)) {
            Some(property) => match value(extensions, index, property, 0, lost) {
                Some(value) => add(&mut properties, property.name, value),
                None => *lost += 1,
            },
            None => *lost += 1,
        }
    }
    properties
}

fn property_of(name: &Name) -> Option<&'static Property> {
    name.uri.as_deref().filter(|uri| *uri == SCHEMA).and_then(|_| property(&name.local))
}

/// Adds a value to those a property has.
pub(crate) fn add(properties: &mut Properties, name: &str, value: Value) {
    match properties.get_mut(name) {
        None => {
            properties.insert(name.to_owned(), value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(single) => *single = Value::Array(vec![single.take(), value]),
    }
}

/// The value of an element, if the property may hold it.
fn value(
    extensions: &Extensions,
    index: usize,
    property: &Property,
    depth: usize,
    lost: &mut usize,
) -> Option<Value> {
    match kept(extensions, index) {
        Kept::Nothing => None,
        Kept::Value(item) => scalar(item, property),
        Kept::Node(_) if depth >= MOST_DEPTH => None,
        Kept::Node(index) => {
            let parts = || {
                children(extensions, index)
                    .filter_map(|(at, node)| node.name.as_deref().map(|name| (at, name)))
            };
            let keyword = |wanted: &str| {
                parts().filter(|(_, name)| name.uri.is_none() && &*name.local == wanted).find_map(
                    |(at, _)| match kept(extensions, at) {
                        Kept::Value(item) => item.text(),
                        _ => None,
                    },
                )
            };
            if parts().any(|(_, name)| &*name.local == "@value") {
                let (at, _) = parts().find(|(_, name)| &*name.local == "@value")?;
                return match kept(extensions, at) {
                    Kept::Value(item) => scalar(item, property),
                    _ => None,
                };
            }
            let class = keyword("@type").filter(|class| is_class(class) && property.holds(class));
            let id = keyword("@id").and_then(absolute);
            let Some(class) = class else {
                // a reference; where an address may stand bare it does
                let only = parts().all(|(_, name)| &*name.local == "@id");
                let id = id.filter(|_| only)?;
                let mut node = Properties::new();
                node.insert("@id".to_owned(), Value::String(id));
                return Some(Value::Object(node));
            };
            let mut node = Properties::new();
            let mut missing = 0;
            for (at, name) in parts().filter(|(_, name)| name.uri.is_some()) {
                let property = property_of(name).filter(|property| property.stands_on(class));
                match property
                    .and_then(|property| Some((property, value(extensions, at, property, depth + 1, lost)?)))
                {
                    Some((property, value)) => add(&mut node, property.name, value),
                    None => missing += 1,
                }
            }
            if node.is_empty() && id.is_none() {
                // told as a whole by the caller
                return None;
            }
            *lost += missing;
            node.insert("@type".to_owned(), Value::String(class.to_owned()));
            node.extend(id.map(|id| ("@id".to_owned(), Value::String(id))));
            Some(Value::Object(node))
        }
    }
}

/// An address that is one as it stands.
pub(crate) fn absolute(address: &str) -> Option<String> {
    web_address(address).filter(|whole| whole == address)
}

fn scalar(item: Item<'_>, property: &Property) -> Option<Value> {
    let holds = |kind: &str| property.ranges.contains(&kind);
    match item {
        Item::Bool(value) => holds("Boolean").then_some(Value::Bool(value)),
        Item::Number(number) if holds("Integer") || holds("Number") => {
            exact_number(number).filter(|number| number.is_u64() || holds("Number")).map(Value::Number)
        }
        // widths and heights are numbers of pixels
        Item::Number(number) if holds("Distance") => exact_number(number).map(Value::Number),
        Item::Number(text) => holds("Text").then(|| Value::String(text.to_owned())),
        Item::Node(_) => None,
        Item::Text(text) => {
            let text = text.trim();
            if text.is_empty() {
                return None;
            }
            let is_text = holds("Text") || holds("CssSelectorType");
            let fits = is_text
                || holds("URL") && absolute(text).is_some()
                || (holds("Date") || holds("DateTime")) && is_date(text, holds("Date"))
                || holds("Duration") && is_duration(text)
                || holds("Distance") && text.starts_with(|c: char| c.is_ascii_digit());
            if fits {
                return Some(Value::String(text.to_owned()));
            }
            let truth = match crate::context::local(text).unwrap_or(text) {
                "True" | "true" => Some(true),
                "False" | "false" => Some(false),
                _ => None,
            };
            let number = || exact_number(text).filter(|number| number.is_u64() || holds("Number"));
            match truth.filter(|_| holds("Boolean")) {
                Some(truth) => Some(Value::Bool(truth)),
                None if holds("Integer") || holds("Number") => number().map(Value::Number),
                None => None,
            }
        }
    }
}

/// A number that is written again as it was.
fn exact_number(text: &str) -> Option<Number> {
    let number: Number = serde_json::from_str(text).ok()?;
    (number.to_string() == text).then_some(number)
}

/// Whether it is a date of ISO 8601, or a time with its zone.
fn is_date(text: &str, day_is_enough: bool) -> bool {
    text.parse::<Moment>().is_ok_and(|moment| {
        if moment.precision() <= Precision::Day { day_is_enough } else { moment.offset().is_some() }
    })
}

/// Whether it is a duration of ISO 8601.
pub(crate) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P').filter(|rest| !rest.is_empty()) else { return false };
    let (days, time) = match rest.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (rest, None),
    };
    is_run(days, "YMWD", false) && time.is_none_or(|time| !time.is_empty() && is_run(time, "HMS", true))
}

/// Whether it is numbers with units, these in order and each at most once.
fn is_run(mut text: &str, mut units: &str, fraction: bool) -> bool {
    while !text.is_empty() {
        let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let Some((number, rest)) = text.split_at_checked(digits) else { return false };
        let mut rest = rest.chars();
        let Some((_, later)) = rest.next().and_then(|unit| units.split_once(unit)) else { return false };
        let whole = number.split('.').all(|part| !part.is_empty());
        let dots = number.matches('.').count();
        if !whole || dots > 1 || dots == 1 && !(fraction && later.is_empty()) {
            return false;
        }
        (text, units) = (rest.as_str(), later);
    }
    true
}

/// A duration as news formats write it (seconds, `mm:ss`, `hh:mm:ss`, ISO 8601) in ISO 8601.
pub(crate) fn duration(written: &str) -> Option<String> {
    let written = written.trim();
    if is_duration(written) {
        return Some(written.to_owned());
    }
    let parts: Option<Vec<u32>> = written
        .split(':')
        .map(|part| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit())))
        .collect();
    match *parts?.as_slice() {
        [seconds] => Some(format!("PT{seconds}S")),
        [minutes, seconds] if seconds < 60 => Some(format!("PT{minutes}M{seconds}S")),
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => {
            Some(format!("PT{hours}H{minutes}M{seconds}S"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_iso_8601() {
        for good in ["PT5M", "P1DT2H", "PT1H2M3.5S", "P2W"] {
            assert!(is_duration(good), "{good}");
        }
        for bad in ["", "P", "PT", "5M", "PT5", "PT3S2M", "P1.5D", "PT..S"] {
            assert!(!is_duration(bad), "{bad}");
        }
        assert_eq!(duration("95").as_deref(), Some("PT95S"));
        assert_eq!(duration("1:02:03").as_deref(), Some("PT1H2M3S"));
        assert_eq!(duration("an hour"), None);
    }

    #[test]
    fn dates_of_a_time_need_a_zone() {
        assert!(is_date("2026-03-09", true) && !is_date("2026-03-09", false));
        assert!(is_date("2026-03-09T10:00:00Z", false) && !is_date("2026-03-09T10:00:00", true));
    }
}
