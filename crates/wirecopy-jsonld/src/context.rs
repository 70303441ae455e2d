//! What names mean: the contexts of JSON-LD, as far as news has them. None is ever fetched.

use std::collections::HashMap;

use wirecopy_core::{Cx, Diagnostic};

use crate::place::Places;
use crate::tree::{At, Tree, Value, shown};

/// More contexts than this in one document are read as the last of them.
const MOST_CONTEXTS: usize = 256;

/// The namespace under which names of schema.org are kept.
pub(crate) const SCHEMA: &str = "https://schema.org/";

/// The contexts of a document by number; number 0 is that of a document that states none.
#[derive(Debug)]
pub(crate) struct Contexts {
    list: Vec<Context>,
    made: HashMap<(usize, String), usize>,
    /// Whether a name was read as one of schema.org though no context says so.
    pub(crate) assumed: bool,
}

#[derive(Clone, Debug, Default)]
struct Context {
    /// What names without a meaning of their own begin with. `None`: not stated.
    vocabulary: Option<Box<str>>,
    /// Names with a meaning of their own, and prefixes.
    terms: HashMap<Box<str>, Box<str>>,
    /// Language of the texts.
    language: Option<Box<str>>,
    /// Whether some context was stated.
    stated: bool,
}

impl Contexts {
    pub(crate) fn new() -> Self {
        Self { list: vec![Context::default()], made: HashMap::new(), assumed: false }
    }

    /// The language that context `number` states.
    pub(crate) fn language(&self, number: usize) -> Option<&str> {
        self.list.get(number)?.language.as_deref()
    }

    /// The context in force where `stated` is stated within context `outer`.
    pub(crate) fn enter(
        &mut self,
        outer: usize,
        tree: &Tree,
        stated: At,
        places: &Places<'_>,
        cx: &mut Cx<'_>,
    ) -> usize {
        let written = places.text().get(tree.range(stated)).unwrap_or_default();
        let key = (outer, written.to_owned());
        if let Some(number) = self.made.get(&key) {
            return *number;
        }
        if self.list.len() >= MOST_CONTEXTS {
            return outer;
        }
        let mut context = self.list.get(outer).cloned().unwrap_or_default();
        context.stated = true;
        let mut open = vec![stated];
        while let Some(at) = open.pop() {
            match tree.value(at) {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Null => context = Context { stated: true, ..Context::default() },
                Value::Text(address) if is_schema(address) => {
                    context.vocabulary = Some(SCHEMA.into());
                }
                Value::Text(address) => {
                    let message = format!(
                        "the context `{}` is not known and nothing is fetched; names are read as those of schema.org",
                        shown(address)
                    );
                    let note = Diagnostic::note("jsonld.context.unknown", message);
                    cx.report(places.on(note, tree.range(at)));
                }
                Value::Object(members) => context.define(tree, members),
                _ => {}
            }
        }
        self.list.push(context);
        let number = self.list.len() - 1;
        self.made.insert(key, number);
        number
    }

    /// A name in full: that of schema.org's bare, a keyword with its `@`, any other as its address.
    pub(crate) fn name(&mut self, number: usize, name: &str) -> Option<Box<str>> {
        let context = self.list.get(number)?;
        if name.starts_with('@') {
            return None;
        }
        if let Some(meaning) = context.terms.get(name) {
            return (**meaning != *name).then(|| meaning.clone());
        }
        if name.contains(':') {
            let full = context.expand(name);
            return (*full != *name).then(|| full.into_boxed_str());
        }
        match &context.vocabulary {
            Some(vocabulary) if **vocabulary != *SCHEMA => return Some(format!("{vocabulary}{name}").into()),
            Some(_) => {}
            None => self.assumed |= !context.stated,
        }
        match name {
            "id" => Some("@id".into()),
            "type" => Some("@type".into()),
            _ => None,
        }
    }

    /// The name of a class in full, as [`Contexts::name`] has it.
    pub(crate) fn class(&mut self, number: usize, name: &str) -> Option<Box<str>> {
        match name {
            "id" | "type" => None,
            _ => self.name(number, name),
        }
    }
}

impl Context {
    fn define(&mut self, tree: &Tree, members: &[(Box<str>, At)]) {
        // prefixes first: others may be written with them
        for (name, at) in members {
            if let Value::Text(address) = tree.value(*at) {
                match &**name {
                    "@vocab" if is_schema(address) => self.vocabulary = Some(SCHEMA.into()),
                    "@vocab" => self.vocabulary = Some(self.expand(address).into()),
                    "@language" => self.language = Some(address.clone()),
                    name if name.starts_with('@') => {}
                    _ if address.contains("://") && address.ends_with(['/', '#', '?', ':']) => {
                        self.terms.insert(name.clone(), address.clone());
                    }
                    _ => {}
                }
            }
        }
        for (name, at) in members.iter().filter(|(name, _)| !name.starts_with('@')) {
            let meaning = match tree.value(*at) {
                Value::Text(meaning) => Some(meaning),
                Value::Object(inner) => {
                    inner.iter().find(|(key, _)| &**key == "@id").and_then(|(_, at)| match tree.value(*at) {
                        Value::Text(meaning) => Some(meaning),
                        _ => None,
                    })
                }
                _ => None,
            };
            let is_prefix = self.terms.contains_key(name);
            if let Some(meaning) = meaning.filter(|_| !is_prefix) {
                let full = self.expand(meaning).into_boxed_str();
                self.terms.insert(name.clone(), full);
            }
        }
    }

    /// An address or a name with a prefix in full; that of a term of schema.org is its bare name.
    fn expand(&self, name: &str) -> String {
        let full = match name.split_once(':') {
            Some((prefix, rest)) if !rest.starts_with("//") => match self.terms.get(prefix) {
                Some(address) => format!("{address}{rest}"),
                None if prefix == "schema" => return rest.to_owned(),
                None => name.to_owned(),
            },
            _ => name.to_owned(),
        };
        local(&full).map(str::to_owned).unwrap_or(full)
    }
}

/// The name of schema.org that an address is. `None`: it is another.
pub(crate) fn local(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest).strip_prefix("schema.org/")?;
    (!rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(rest)
}

/// Whether it is the address of schema.org's context or vocabulary, in any of the ways it is written.
fn is_schema(address: &str) -> bool {
    let address = address.trim().trim_end_matches(['/', '#']);
    let rest = address.strip_prefix("https:").or_else(|| address.strip_prefix("http:")).unwrap_or(address);
    let rest = rest.trim_start_matches('/');
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    matches!(
        rest,
        "schema.org" | "schema.org/docs/jsonldcontext.jsonld" | "schema.org/docs/jsonldcontext.json"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::read_tree;
    use wirecopy_core::{Findings, Limits, Policy};

    fn check(context: &str, name: &str, expect: &str) {
        let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
        let mut cx = Cx::new(&limits, &policy, &mut findings);
        let places = Places::plain(context);
        let tree = read_tree(&places, 0..context.len(), &mut cx).unwrap();
        let mut contexts = Contexts::new();
        let number = contexts.enter(0, &tree, tree.roots[0], &places, &mut cx);
        let full = contexts.name(number, name);
        assert_eq!(full.as_deref().unwrap_or(name), expect, "{name} in {context}");
    }

    #[test]
    fn schema_org_is_known_however_it_is_written() {
        for context in [
            r#"["https://schema.org"]"#,
            r#"["http://schema.org/"]"#,
            r#"[{"@vocab":"https://schema.org/"}]"#,
            r#"[{"x":"http://example.org/x#"},"http://www.schema.org"]"#,
        ] {
            check(context, "headline", "headline");
            check(context, "schema:headline", "headline");
            check(context, "http://schema.org/headline", "headline");
            check(context, "type", "@type");
        }
        check(r#"{"s":"https://schema.org/"}"#, "s:headline", "headline");
        check(r#"{"title":"https://schema.org/headline"}"#, "title", "headline");
        check(r#"{"title":{"@id":"schema:headline"},"nr":"@id"}"#, "title", "headline");
        check(r#"{"nr":"@id"}"#, "nr", "@id");
    }

    #[test]
    fn other_names_are_addresses() {
        check(r#"{"dc":"http://purl.org/dc/terms/"}"#, "dc:rights", "http://purl.org/dc/terms/rights");
        check(r#"{"@vocab":"https://example.org/#"}"#, "headline", "https://example.org/#headline");
        check(r#"["https://schema.org"]"#, "x:y", "x:y");
    }
}
