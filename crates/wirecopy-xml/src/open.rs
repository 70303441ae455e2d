use crate::Ns;

/// The elements that are open, with their names and what they put in force.
#[derive(Default)]
pub(crate) struct OpenElements {
    elements: Vec<Element>,
    /// Their names as written, one behind the other.
    names: String,
    languages: Scope,
    bases: Scope,
}

#[derive(Clone, Copy)]
struct Element {
    name: usize,
    /// Length of the prefix with its colon.
    prefix: usize,
    ns: Ns,
    /// Namespace bindings in force before it.
    bound: usize,
}

impl OpenElements {
    pub(crate) fn depth(&self) -> usize {
        self.elements.len()
    }

    pub(crate) fn push(&mut self, name: &str, prefix: usize, ns: Ns, bound: usize) {
        self.elements.push(Element { name: self.names.len(), prefix, ns, bound });
        self.names.push_str(name);
    }

    /// Closes the innermost and gives the mark of bindings before it.
    pub(crate) fn pop(&mut self) -> Option<usize> {
        let element = self.elements.pop()?;
        self.names.truncate(element.name);
        self.languages.leave(self.elements.len());
        self.bases.leave(self.elements.len());
        Some(element.bound)
    }

    /// Name of the innermost as written.
    pub(crate) fn name(&self) -> &str {
        self.elements.last().and_then(|element| self.names.get(element.name..)).unwrap_or_default()
    }

    /// Prefix, local part and namespace of the innermost.
    pub(crate) fn parts(&self) -> (&str, &str, Ns) {
        let Some(element) = self.elements.last() else { return ("", "", Ns::NONE) };
        let prefix =
            self.names.get(element.name..element.name + element.prefix.saturating_sub(1)).unwrap_or_default();
        (prefix, self.local(), element.ns)
    }

    pub(crate) fn local(&self) -> &str {
        self.elements
            .last()
            .and_then(|element| self.names.get(element.name + element.prefix..))
            .unwrap_or_default()
    }

    pub(crate) fn ns(&self) -> Ns {
        self.elements.last().map_or(Ns::NONE, |element| element.ns)
    }

    /// Namespace of the outermost.
    pub(crate) fn root_ns(&self) -> Ns {
        self.elements.first().map_or(Ns::NONE, |element| element.ns)
    }

    /// Names from the innermost outwards.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let mut end = self.names.len();
        self.elements.iter().rev().map(move |element| {
            let name = self.names.get(element.name..end).unwrap_or_default();
            end = element.name;
            name
        })
    }

    pub(crate) fn set_language(&mut self, value: &str) {
        self.languages.enter(self.elements.len(), value);
    }

    pub(crate) fn set_base(&mut self, value: &str) {
        self.bases.enter(self.elements.len(), value);
    }

    pub(crate) fn language(&self) -> Option<&str> {
        self.languages.last()
    }

    /// How many bases are in force.
    pub(crate) fn base_count(&self) -> usize {
        self.bases.values.len()
    }

    /// The base in force at `index`, counted from the outermost, and its number.
    pub(crate) fn base_at(&self, index: usize) -> Option<(u64, &str)> {
        self.bases.values.get(index).map(|value| (value.number, value.text.as_str()))
    }

    pub(crate) fn base(&self) -> Option<&str> {
        self.bases.last()
    }
}

/// Values that hold from the element that states them inwards.
#[derive(Default)]
struct Scope {
    values: Vec<Held>,
    /// How many there were.
    count: u64,
}

struct Held {
    depth: usize,
    number: u64,
    text: String,
}

impl Scope {
    fn enter(&mut self, depth: usize, value: &str) {
        self.count += 1;
        self.values.push(Held { depth, number: self.count, text: value.to_owned() });
    }

    fn leave(&mut self, depth: usize) {
        while self.values.last().is_some_and(|held| held.depth > depth) {
            self.values.pop();
        }
    }

    fn last(&self) -> Option<&str> {
        self.values.last().map(|held| held.text.as_str())
    }
}
