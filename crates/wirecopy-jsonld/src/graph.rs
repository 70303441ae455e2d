//! The nodes of a JSON-LD document: names in full, references followed, values in their order.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use wirecopy_core::{Cx, Diagnostic, Error};

use crate::context::Contexts;
use crate::place::Places;
use crate::tree::{At, Tree, Value, read_tree};
use crate::vocabulary::is_a;

/// Following references may cost this many times the length of the document: many may lead to one large node.
const MOST_FOLLOWED: usize = 64;

/// A JSON-LD document.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) tree: Tree,
    /// Where the node of an `@id` is described.
    ids: HashMap<Box<str>, At>,
    /// Nodes that are parts of articles.
    parts: HashSet<At>,
    /// Languages that contexts state for articles.
    languages: HashMap<At, Box<str>>,
    /// Nodes all of whose properties are taken.
    used: RefCell<HashSet<At>>,
    /// Bytes of nodes that references may still lead to.
    budget: Cell<usize>,
}

/// A value of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item<'d> {
    Text(&'d str),
    /// As written.
    Number(&'d str),
    Bool(bool),
    Node(At),
}

impl<'d> Item<'d> {
    /// As text, if it is no node.
    pub(crate) fn text(self) -> Option<&'d str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            Self::Node(_) => None,
        }
    }
}

impl Document {
    /// Reads the JSON-LD of `range` of a text.
    ///
    /// # Errors
    /// When it is broken past repair or over a limit.
    pub(crate) fn read(places: &Places<'_>, range: Range<usize>, cx: &mut Cx<'_>) -> Result<Self, Error> {
        let budget = range.len().saturating_mul(MOST_FOLLOWED);
        let tree = read_tree(places, range.clone(), cx)?;
        let mut document = Self {
            tree,
            ids: HashMap::new(),
            parts: HashSet::new(),
            languages: HashMap::new(),
            used: RefCell::new(HashSet::new()),
            budget: Cell::new(budget),
        };
        if document.name_in_full(places, cx) {
            let message = "no `@context` says what the names mean; they are read as those of schema.org";
            let note = Diagnostic::note("jsonld.context.missing", message);
            cx.report(places.on(note, range.start..range.start));
        }
        document.find_parts();
        Ok(document)
    }

    /// Puts names in full in the place of names. Gives whether some were taken for those of schema.org.
    fn name_in_full(&mut self, places: &Places<'_>, cx: &mut Cx<'_>) -> bool {
        let mut contexts = Contexts::new();
        let mut open: Vec<(At, usize)> = self.tree.roots.iter().rev().map(|root| (*root, 0)).collect();
        while let Some((at, outer)) = open.pop() {
            let stated =
                self.tree.members(at).iter().find(|(name, _)| &**name == "@context").map(|(_, at)| *at);
            let number = match stated {
                Some(stated) => contexts.enter(outer, &self.tree, stated, places, cx),
                None => outer,
            };
            let mut class_lists = Vec::new();
            match self.tree.value_mut(at) {
                Some(Value::Array(values)) => open.extend(values.iter().rev().map(|at| (*at, number))),
                Some(Value::Object(members)) => {
                    for (name, value) in members.iter_mut() {
                        if let Some(full) = contexts.name(number, name) {
                            *name = full;
                        }
                        match &**name {
                            "@context" => {}
                            "@type" => class_lists.push(*value),
                            _ => open.push((*value, number)),
                        }
                    }
                    let count = members.len();
                    // what was pushed is to be taken in its order
                    let tail = open.len().saturating_sub(count);
                    if let Some(tail) = open.get_mut(tail..) {
                        tail.reverse();
                    }
                }
                _ => {}
            }
            for list in class_lists {
                for class in self.flat(list) {
                    if let Some(Value::Text(name)) = self.tree.value_mut(class)
                        && let Some(full) = contexts.class(number, name)
                    {
                        *name = full;
                    }
                }
            }
            self.note_node(at, contexts.language(number));
        }
        contexts.assumed
    }

    fn note_node(&mut self, at: At, language: Option<&str>) {
        let id = self.id(at).filter(|_| self.tree.members(at).len() > 1).map(Box::<str>::from);
        if let Some(id) = id {
            let length = |at: At| self.tree.members(at).len();
            let known = self.ids.get(&id).copied();
            if known.is_none_or(|known| length(known) < length(at)) {
                self.ids.insert(id, at);
            }
        }
        if let Some(language) = language.filter(|_| self.is_article(at)) {
            self.languages.insert(at, language.into());
        }
    }

    /// Finds the nodes that are parts of others wherever they stand: updates of a live blog and the like.
    fn find_parts(&mut self) {
        let mut parts = HashSet::new();
        for at in 0..At::try_from(self.tree.len()).unwrap_or(At::MAX) {
            for (name, value) in self.tree.members(at) {
                if matches!(&**name, "liveBlogUpdate" | "hasPart" | "comment") {
                    for value in self.flat(*value) {
                        parts.insert(self.described(value).unwrap_or(value));
                    }
                }
            }
        }
        self.parts = parts;
    }

    /// The `@id` of a node.
    pub(crate) fn id(&self, at: At) -> Option<&str> {
        let (_, id) = self.tree.members(at).iter().find(|(name, _)| &**name == "@id")?;
        match self.tree.value(*id) {
            Value::Text(id) => Some(id),
            _ => None,
        }
    }

    /// What is said of a node: its members, less an id that means nothing outside the document.
    pub(crate) fn said(&self, at: At) -> impl Iterator<Item = &(Box<str>, At)> {
        let is_blank = self.id(at).is_some_and(|id| id.starts_with("_:"));
        self.tree.members(at).iter().filter(move |(name, _)| !(is_blank && &**name == "@id"))
    }

    /// The node that a reference by an id without a meaning leads to. `None`: it is none, or leads nowhere.
    pub(crate) fn nameless(&self, at: At) -> Option<At> {
        self.id(at).filter(|id| id.starts_with("_:"))?;
        self.described(at).filter(|to| self.follow(*to))
    }

    /// The classes of a node, in the order of the source.
    pub(crate) fn classes(&self, at: At) -> Vec<&str> {
        let lists = self.tree.members(at).iter().filter(|(name, _)| &**name == "@type");
        lists
            .flat_map(|(_, list)| self.flat(*list))
            .filter_map(|class| match self.tree.value(class) {
                Value::Text(name) => Some(&**name),
                _ => None,
            })
            .collect()
    }

    /// Whether a node is of `class` or one below it.
    pub(crate) fn is_a(&self, at: At, class: &str) -> bool {
        self.classes(at).iter().any(|stated| is_a(stated, class))
    }

    /// Whether a node is an article by itself.
    pub(crate) fn is_article(&self, at: At) -> bool {
        self.is_a(at, "Article")
    }

    /// Whether a node is part of another.
    pub(crate) fn is_part(&self, at: At) -> bool {
        self.parts.contains(&at)
    }

    /// The language that the context of an article states.
    pub(crate) fn language(&self, at: At) -> Option<&str> {
        self.languages.get(&at).map(|language| &**language)
    }

    /// The values of a property, lists made flat. Parts and elements of a list go by their `position` where each states one.
    pub(crate) fn values(&self, at: At, name: &str) -> Vec<At> {
        let lists = self.tree.members(at).iter().filter(|(member, _)| &**member == name);
        let mut values: Vec<At> = lists.flat_map(|(_, list)| self.flat(*list)).collect();
        if values.len() > 1 && matches!(name, "hasPart" | "itemListElement") {
            let positions: Option<Vec<f64>> = values.iter().map(|at| self.position(*at)).collect();
            if let Some(positions) = positions {
                let mut order: Vec<_> = values.into_iter().zip(positions).collect();
                order.sort_by(|one, other| one.1.total_cmp(&other.1));
                values = order.into_iter().map(|(at, _)| at).collect();
            }
        }
        values
    }

    fn position(&self, at: At) -> Option<f64> {
        let at = self.described(at).unwrap_or(at);
        let (_, value) = self.tree.members(at).iter().find(|(name, _)| &**name == "position")?;
        let value = self.flat(*value).first().map(|at| self.scalar(*at))??;
        value.text()?.parse().ok()
    }

    /// The values of arrays, lists and sets, however they nest; no nulls.
    fn flat(&self, at: At) -> Vec<At> {
        let mut out = Vec::new();
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            match self.tree.value(at) {
                Value::Null => {}
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(members) => match members.as_slice() {
                    [(name, list)] if matches!(&**name, "@list" | "@set") => open.push(*list),
                    _ => out.push(at),
                },
                _ => out.push(at),
            }
        }
        out
    }

    /// A value that is no node, whether bare or in a `@value`.
    fn scalar(&self, at: At) -> Option<Item<'_>> {
        let at = match self.tree.value(at) {
            Value::Object(members) => members.iter().find(|(name, _)| &**name == "@value")?.1,
            _ => at,
        };
        match self.tree.value(at) {
            Value::Text(text) => Some(Item::Text(text)),
            Value::Number(number) => Some(Item::Number(number)),
            Value::Bool(value) => Some(Item::Bool(*value)),
            _ => None,
        }
    }

    /// What a value is; a reference is the node it leads to, if the document describes that.
    pub(crate) fn item(&self, at: At) -> Item<'_> {
        match self.scalar(at) {
            Some(scalar) => scalar,
            None => Item::Node(self.described(at).filter(|to| self.follow(*to)).unwrap_or(at)),
        }
    }

    /// The node that a reference leads to, be it a bare one or one that says a name as well. `None`: it is no reference,
    /// or leads nowhere.
    pub(crate) fn described(&self, at: At) -> Option<At> {
        let members = self.tree.members(at);
        let is_reference = !members.is_empty()
            && members.iter().all(|(name, _)| matches!(&**name, "@id" | "@type" | "name"));
        if !is_reference {
            return None;
        }
        let to = self.ids.get(self.id(at)?).copied().filter(|to| *to != at)?;
        // what it says besides is said there, too
        let says =
            |node: At, name: &str| self.values(node, name).first().and_then(|value| self.scalar(*value));
        let same = members.len() == 1 || says(at, "name").is_none_or(|name| says(to, "name") == Some(name));
        same.then_some(to)
    }

    /// Whether a reference may still be followed.
    fn follow(&self, to: At) -> bool {
        let rest = self.budget.get().checked_sub(self.tree.range(to).len());
        rest.map(|rest| self.budget.set(rest)).is_some()
    }

    /// Remembers that all there is to a node is taken.
    pub(crate) fn mark_used(&self, at: At) {
        self.used.borrow_mut().insert(at);
    }

    /// Whether all there is to a node is taken.
    pub(crate) fn is_used(&self, at: At) -> bool {
        self.used.borrow().contains(&at)
    }
}
