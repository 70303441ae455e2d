//! The rules of one sanitising: the lists, as the caller wants them.

use std::sync::{Arc, LazyLock};

use wirecopy_core::Error;

use super::allow::{self, Group, Value};
use super::lookup::Names;
use super::shape::Shape;

/// What sanitised HTML may hold: by default what the lists of [`super::allow`] name, changed with [`Rules::builder`].
///
/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Rules(Arc<Compiled>);

impl Rules {
    /// Begins rules that differ from the default.
    ///
    /// ```
    /// use wirecopy_body::sanitize::{Embeds, Rules};
    ///
    /// let rules = Rules::builder()
    ///     .allow_attributes(["data-*", "x-note@align-to"])
    ///     .allow_elements(["x-note"])
    ///     .deny_elements(["form", "input"])
    ///     .embeds(Embeds::Links)
    ///     .build()?;
    /// # let _ = rules;
    /// assert!(Rules::builder().allow_elements(["script"]).build().is_err());
    /// # Ok::<(), wirecopy_core::Error>(())
    /// ```
    pub fn builder() -> RulesBuilder {
        RulesBuilder::default()
    }

    pub(crate) fn get(&self) -> &Compiled {
        &self.0
    }

    pub(crate) fn with_default<T>(use_them: impl FnOnce(&Self) -> T) -> T {
        use_them(&DEFAULT)
    }
}

static DEFAULT: LazyLock<Rules> = LazyLock::new(|| Rules(Arc::new(Compiled::default())));

impl Default for Rules {
    fn default() -> Self {
        DEFAULT.clone()
    }
}

impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
impl Eq for Rules {}

/// What becomes of `iframe`, `embed` and `object`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Embeds {
    /// Those of the sites whose players and posts are embedded most become links, others are removed.
    #[default]
    Known,
    /// All become links.
    Links,
    /// All are removed.
    Remove,
    /// Frames of the sites whose players and posts are embedded most stay, sandboxed; others become links.
    Keep,
}

/// Makes [`Rules`].
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct RulesBuilder {
    elements: Changes,
    attributes: Changes,
    schemes: Changes,
    properties: Changes,
    embeds: Embeds,
    no_data_pictures: bool,
}

#[derive(Clone, Debug, Default)]
struct Changes {
    allowed: Vec<String>,
    denied: Vec<String>,
}

impl RulesBuilder {
    /// Keeps these elements, too. They are read as elements without rules of their own.
    pub fn allow_elements<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        add(&mut self.elements.allowed, names);
        self
    }

    /// Removes the tags of these elements; what they hold is kept.
    pub fn deny_elements<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        add(&mut self.elements.denied, names);
        self
    }

    /// Keeps these attributes, too: `name` on every element, `element@name` on one, `data-*` all that begin so.
    pub fn allow_attributes<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        add(&mut self.attributes.allowed, names);
        self
    }

    /// Removes these attributes.
    pub fn deny_attributes<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        add(&mut self.attributes.denied, names);
        self
    }

    /// Keeps addresses of these schemes, too.
    pub fn allow_schemes<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        add(&mut self.schemes.allowed, names);
        self
    }

    /// Removes addresses of these schemes.
    pub fn deny_schemes<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        add(&mut self.schemes.denied, names);
        self
    }

    /// Keeps these properties of CSS, too, where their values are harmless.
    pub fn allow_properties<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        add(&mut self.properties.allowed, names);
        self
    }

    /// Removes these properties of CSS.
    pub fn deny_properties<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        add(&mut self.properties.denied, names);
        self
    }

    /// Says what becomes of embedded documents.
    pub fn embeds(mut self, embeds: Embeds) -> Self {
        self.embeds = embeds;
        self
    }

    /// Whether pictures may be within the text itself (`data:image/png;base64,…`). They may by default.
    pub fn data_pictures(mut self, kept: bool) -> Self {
        self.no_data_pictures = !kept;
        self
    }

    /// The rules.
    ///
    /// # Errors
    /// When something is to be allowed that can run something: no rules let that through.
    pub fn build(self) -> Result<Rules, Error> {
        let mut rules =
            Compiled { embeds: self.embeds, data_pictures: !self.no_data_pictures, ..Compiled::default() };
        let refuse = |what: &str, name: &str| {
            Err(Error::usage(format!(
                "the {what} `{name}` cannot be allowed: it can run something or hide what does"
            )))
        };
        for name in &self.elements.allowed {
            let is_name = name.starts_with(|first: char| first.is_ascii_lowercase())
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            if !is_name || name.len() > LONGEST_NAME {
                return Err(Error::usage(format!("`{name}` is no name of an element")));
            }
            match rules.element(name) {
                None if name != "math" && name != "svg" => {
                    rules.elements.add(name.clone());
                    rules.fates.push(Fate::Keep(Shape::Ordinary));
                }
                None | Some((_, Fate::Keep(_))) => {}
                Some(_) => return refuse("element", name),
            }
        }
        for name in &self.elements.denied {
            match name.as_str() {
                "svg" => rules.svg = false,
                "math" => rules.mathml = false,
                _ => {
                    if let Some((place, Fate::Keep(_))) = rules.element(name)
                        && let Some(fate) = rules.fates.get_mut(place)
                    {
                        *fate = Fate::Unwrap;
                    }
                }
            }
        }
        for written in &self.attributes.allowed {
            let (element, name) = written
                .split_once('@')
                .map_or((None, written.as_str()), |(element, name)| (Some(element), name));
            let bare = name.strip_suffix('*').unwrap_or(name);
            let is_name = !bare.is_empty()
                && bare.bytes().all(|byte| {
                    byte.is_ascii_lowercase()
                        || byte.is_ascii_digit()
                        || matches!(byte, b'-' | b':' | b'_' | b'.')
                });
            if !is_name || bare.len() > LONGEST_NAME {
                return Err(Error::usage(format!("`{written}` is no name of an attribute")));
            }
            let harms = bare.starts_with("on")
                || (name.ends_with('*') && "on".starts_with(bare))
                || NEVER_ATTRIBUTES.contains(&bare)
                || bare.starts_with("xmlns");
            if harms {
                return refuse("attribute", name);
            }
            match (element, name.strip_suffix('*')) {
                (Some(element), _) => rules.on_elements.push((element.to_owned(), name.to_owned())),
                (None, Some(start)) => rules.beginnings.push(start.to_owned()),
                (None, None) => rules.allow_attribute(name.to_owned(), Value::Text),
            }
        }
        for name in &self.attributes.denied {
            match name.strip_suffix('*') {
                Some(start) => {
                    let names: Vec<String> = rules
                        .attributes
                        .iter()
                        .filter(|name| name.starts_with(start))
                        .map(str::to_owned)
                        .collect();
                    for name in &names {
                        rules.deny_attribute(name);
                    }
                    rules.beginnings.retain(|known| known != start);
                }
                None => rules.deny_attribute(name),
            }
        }
        for name in &self.schemes.allowed {
            if NEVER_SCHEMES.contains(&name.as_str()) {
                return refuse("scheme", name);
            }
            rules.schemes.add(name.clone());
        }
        rules.denied_schemes = self.schemes.denied;
        for name in &self.properties.allowed {
            if NEVER_PROPERTIES.contains(&name.as_str()) {
                return refuse("property", name);
            }
            rules.properties.add(name.clone());
        }
        rules.denied_properties = self.properties.denied;
        Ok(Rules(Arc::new(rules)))
    }
}

fn add<S: Into<String>>(list: &mut Vec<String>, names: impl IntoIterator<Item = S>) {
    list.extend(names.into_iter().map(|name| name.into().to_ascii_lowercase()));
}

/// Longer names are names of nothing.
const LONGEST_NAME: usize = 64;

const NEVER_ATTRIBUTES: &[&str] = &[
    "allow",
    "archive",
    "autoplay",
    "code",
    "datafld",
    "dataformatas",
    "datasrc",
    "http-equiv",
    "ping",
    "sandbox",
    "seeksegmenttime",
    "srcdoc",
];

const NEVER_SCHEMES: &[&str] = &[
    "about",
    "blob",
    "data",
    "file",
    "filesystem",
    "javascript",
    "jar",
    "livescript",
    "mhtml",
    "mocha",
    "res",
    "vbscript",
    "view-source",
    "ms-its",
    "mk",
    "resource",
    "chrome",
];

const NEVER_PROPERTIES: &[&str] =
    &["behavior", "-moz-binding", "-o-link", "-o-link-source", "-o-replace", "src"];

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Keep(Shape),
    /// Removed with all it holds.
    Remove,
    /// Its tags are removed.
    Unwrap,
    /// See [`Embeds`].
    Embed,
}

/// Rules, ready for use.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    elements: Names,
    fates: Vec<Fate>,
    attributes: Names,
    values: Vec<Option<Value>>,
    beginnings: Vec<String>,
    on_elements: Vec<(String, String)>,
    schemes: Names,
    denied_schemes: Vec<String>,
    properties: Names,
    denied_properties: Vec<String>,
    pub(crate) embeds: Embeds,
    pub(crate) data_pictures: bool,
    pub(crate) svg: bool,
    pub(crate) mathml: bool,
}

impl Default for Compiled {
    fn default() -> Self {
        let mut rules = Self {
            elements: Names::default(),
            fates: Vec::new(),
            attributes: Names::default(),
            values: Vec::new(),
            beginnings: Vec::new(),
            on_elements: Vec::new(),
            schemes: names(allow::SCHEMES),
            denied_schemes: Vec::new(),
            properties: names(allow::PROPERTIES),
            denied_properties: Vec::new(),
            embeds: Embeds::default(),
            data_pictures: true,
            svg: true,
            mathml: true,
        };
        let mut add = |groups: &[Group], fate: fn(&str) -> Fate| {
            for name in groups.iter().flat_map(Group::iter) {
                if rules.elements.add(name) == rules.fates.len() {
                    rules.fates.push(fate(name));
                }
            }
        };
        add(allow::ELEMENTS, |name| Fate::Keep(allow::shape(name)));
        add(allow::REMOVED, |_| Fate::Remove);
        add(allow::UNWRAPPED, |_| Fate::Unwrap);
        add(allow::EMBEDDING, |_| Fate::Embed);
        for (value, group) in allow::ATTRIBUTES {
            for name in group.iter() {
                match name.strip_suffix('*') {
                    Some(start) => rules.beginnings.push(start.to_owned()),
                    None => rules.allow_attribute(name, *value),
                }
            }
        }
        rules
    }
}

impl Compiled {
    /// The place of an element and what becomes of it. `None`: it is not in the lists.
    pub(crate) fn element(&self, name: &str) -> Option<(usize, Fate)> {
        let place = self.elements.find(name)?;
        Some((place, *self.fates.get(place)?))
    }

    /// The name of the element at a place.
    pub(crate) fn element_name(&self, place: usize) -> &str {
        self.elements.name(place)
    }

    fn allow_attribute(&mut self, name: impl Into<std::borrow::Cow<'static, str>>, value: Value) {
        let place = self.attributes.add(name);
        if place == self.values.len() {
            self.values.push(Some(value));
        }
    }

    fn deny_attribute(&mut self, name: &str) {
        if let Some(value) = self.attributes.find(name).and_then(|place| self.values.get_mut(place)) {
            *value = None;
        }
    }

    /// The place of an attribute, which is none for those told by their beginning, its name and what its value is.
    pub(crate) fn attribute<'n>(
        &'n self,
        element: &str,
        name: &'n str,
    ) -> Option<(Option<usize>, &'n str, Value)> {
        if let Some(place) = self.attributes.find(name) {
            let value = (*self.values.get(place)?)?;
            return Some((Some(place), self.attributes.name(place), value));
        }
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
        let begins = |start: &String| {
            name.len() > start.len()
                && name.len() <= LONGEST_NAME
                && name.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
        };
        let matches = |(on, allowed): &(String, String)| {
            on.eq_ignore_ascii_case(element) && allowed.eq_ignore_ascii_case(name)
        };
        ((self.beginnings.iter().any(begins) && name.bytes().all(is_name))
            || self.on_elements.iter().any(matches))
        .then_some((None, name, Value::Text))
    }

    pub(crate) fn allows_scheme(&self, scheme: &str) -> bool {
        self.schemes.find(scheme).is_some()
            && !self.denied_schemes.iter().any(|denied| denied.eq_ignore_ascii_case(scheme))
    }

    pub(crate) fn allows_property(&self, property: &str) -> bool {
        self.properties.find(property).is_some()
            && !self.denied_properties.iter().any(|denied| denied.eq_ignore_ascii_case(property))
    }
}

fn names(groups: &'static [Group]) -> Names {
    let mut names = Names::default();
    for name in groups.iter().flat_map(Group::iter) {
        names.add(name);
    }
    names
}

/// Elements and attributes of SVG or `MathML`.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub(crate) elements: Names,
    attributes: Names,
    values: Vec<Value>,
}

impl Vocabulary {
    fn new(elements: &'static [Group], attributes: &'static [(Value, Group)]) -> Self {
        let mut vocabulary =
            Self { elements: names(elements), attributes: Names::default(), values: Vec::new() };
        for (value, group) in attributes {
            for name in group.iter() {
                if vocabulary.attributes.add(name) == vocabulary.values.len() {
                    vocabulary.values.push(*value);
                }
            }
        }
        vocabulary
    }

    pub(crate) fn svg() -> &'static Self {
        static SVG: LazyLock<Vocabulary> =
            LazyLock::new(|| Vocabulary::new(allow::SVG, allow::SVG_ATTRIBUTES));
        &SVG
    }

    pub(crate) fn mathml() -> &'static Self {
        static MATHML: LazyLock<Vocabulary> =
            LazyLock::new(|| Vocabulary::new(allow::MATHML, allow::MATHML_ATTRIBUTES));
        &MATHML
    }

    /// The name of an attribute in its proper case, and what its value is.
    pub(crate) fn attribute(&self, name: &str) -> Option<(&str, Value)> {
        let place = self.attributes.find(name)?;
        Some((self.attributes.name(place), *self.values.get(place)?))
    }
}
