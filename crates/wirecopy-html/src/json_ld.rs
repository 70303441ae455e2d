//! The article that JSON-LD in a page describes, by the vocabulary of schema.org.

use serde_json::{Map, Value};

/// An object of JSON-LD.
pub(crate) type Object = Map<String, Value>;

/// Types of articles; all subtypes of `NewsArticle` end in that.
const ARTICLES: &[&str] = &[
    "Article",
    "AdvertiserContentArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "SatiricalArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "TechArticle",
];

/// Objects that are looked at; those beyond are not.
const MOST: usize = 4096;

/// The JSON of a script, also where it is wrapped for readers of old. `None`: it is broken.
pub(crate) fn parse(script: &str) -> Option<Value> {
    let mut text = script.trim();
    for (before, after) in
        [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")]
    {
        if let Some(inner) = text.strip_prefix(before) {
            text = inner.trim().strip_suffix(after).unwrap_or(inner).trim();
        }
    }
    let text = text.trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        // line ends within strings, as some systems write them
        let evened: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&evened).ok()
    })
}

/// Everything the scripts of a page describe.
#[derive(Debug, Default)]
pub(crate) struct Graph<'v> {
    /// Objects all.
    objects: Vec<&'v Value>,
}

impl<'v> Graph<'v> {
    /// All objects in the values, those within others after these.
    pub(crate) fn new(values: &'v [Value]) -> Self {
        let mut objects = Vec::new();
        let mut next: Vec<&Value> = values.iter().collect();
        while !next.is_empty() && objects.len() < MOST {
            let mut within = Vec::new();
            for value in next {
                match value {
                    Value::Array(list) => within.extend(list),
                    Value::Object(object) => {
                        objects.push(value);
                        within.extend(object.values());
                    }
                    _ => {}
                }
            }
            next = within;
        }
        Self { objects }
    }

    /// The object that describes the article: at `url` if one is, else the first.
    pub(crate) fn article(&self, url: Option<&str>) -> Option<&'v Object> {
        let articles = || {
            let objects = self.objects.iter().filter_map(|value| value.as_object());
            objects.filter(|object| types(object).any(is_article))
        };
        let at_url = |object: &&Object| {
            let addresses = [object.get("url"), object.get("@id"), object.get("mainEntityOfPage")];
            addresses.into_iter().flatten().filter_map(address).any(|found| Some(found) == url)
        };
        articles().find(at_url).or_else(|| articles().next())
    }

    /// What a value stands for: itself, or the object elsewhere that it names.
    pub(crate) fn resolve(&self, value: &'v Value) -> &'v Value {
        let Some(object) = value.as_object().filter(|object| object.len() == 1) else { return value };
        let Some(id) = object.get("@id") else { return value };
        let named = |other: &&&Value| {
            other.as_object().is_some_and(|other| other.len() > 1 && other.get("@id") == Some(id))
        };
        self.objects.iter().find(named).copied().unwrap_or(value)
    }
}

fn is_article(name: &str) -> bool {
    ARTICLES.contains(&name) || name.ends_with("NewsArticle")
}

/// The types of an object, without the vocabulary's address.
pub(crate) fn types(object: &Object) -> impl Iterator<Item = &str> {
    let names = object.get("@type").map(list).unwrap_or_default();
    names.iter().filter_map(Value::as_str).map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or(name))
}

/// A value as a list.
pub(crate) fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(list) => list,
        Value::Null => &[],
        other => std::slice::from_ref(other),
    }
}

/// A text: a string, a number, or what `@value` holds.
pub(crate) fn text(value: &Value) -> Option<String> {
    let found = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => object.get("@value")?.as_str()?.trim().to_owned(),
        Value::Array(list) => text_of_first(list)?,
        _ => return None,
    };
    Some(found).filter(|text| !text.is_empty())
}

fn text_of_first(list: &[Value]) -> Option<String> {
    list.iter().find_map(|value| value.as_str().map(|text| text.trim().to_owned()))
}

/// An address: a string, or the `url`, `contentUrl` or `@id` of an object.
pub(crate) fn address(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text.trim()),
        Value::Object(object) => {
            ["url", "contentUrl", "@id"].iter().find_map(|key| object.get(*key)?.as_str())
        }
        Value::Array(list) => list.iter().find_map(Value::as_str),
        _ => None,
    }
    .filter(|address| !address.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_wherever_it_stands() {
        #[track_caller]
        fn check(script: &str, headline: Option<&str>) {
            let values = parse(script).map(|value| vec![value]).unwrap_or_default();
            let graph = Graph::new(&values);
            let found = graph.article(Some("https://a.example/2")).and_then(|object| object.get("headline"));
            assert_eq!(found.and_then(Value::as_str), headline, "{script}");
        }
        check(r#"{"@type":"NewsArticle","headline":"Ice"}"#, Some("Ice"));
        check(
            r#"//<![CDATA[ [{"@type":"WebSite"},{"@type":["ReportageNewsArticle"],"headline":"Ice"}] //]]>"#,
            Some("Ice"),
        );
        check(
            r#"{"@graph":[{"@type":"Article","headline":"One"},{"@type":"Article","headline":"Two","url":"https://a.example/2"}]};"#,
            Some("Two"),
        );
        check(
            r#"{"@type":"WebPage","mainEntity":{"@type":"http://schema.org/BlogPosting","headline":"In"}}"#,
            Some("In"),
        );
        check("{\"@type\":\"Article\",\"headline\":\"Two\nlines\"}", Some("Two lines"));
        check(r#"{"@type":"Person","headline":"No"}"#, None);
        check("{broken", None);
    }

    #[test]
    fn references_are_resolved() {
        let script = r##"{"@graph":[{"@type":"Article","author":{"@id":"#ida"}},{"@id":"#ida","@type":"Person","name":"Ida"}]}"##;
        let values = vec![parse(script).unwrap()];
        let graph = Graph::new(&values);
        let author = graph.article(None).unwrap().get("author").unwrap();
        assert_eq!(graph.resolve(author).get("name").and_then(Value::as_str), Some("Ida"));
    }
}
