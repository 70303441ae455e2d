use crate::Error;

/// What an input may cost. Size of the input and number of items are not limited by default.
///
/// Each limit has a name, under which `--limit NAME=VALUE` sets it: see [`Limits::SPECS`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of input. `u64::MAX`: no limit.
    pub input: u64,
    /// Articles of an input. `u64::MAX`: no limit.
    pub items: u64,
    /// Depth of XML elements.
    pub xml_depth: u64,
    /// Depth of HTML elements; deeper is flattened, with a finding.
    pub html_depth: u64,
    /// Attributes of a tag.
    pub attributes: u64,
    /// Bytes of a name.
    pub name: u64,
    /// Bytes of an attribute value.
    pub attribute_value: u64,
    /// Bytes of text of an article, and of any one token.
    pub text: u64,
    /// Bytes of a date.
    pub date: u64,
    /// Namespace bindings in force at once.
    pub namespaces: u64,
    /// Bytes that internal entities may expand to, in all.
    pub entities: u64,
}

/// Name and meaning of a limit.
#[derive(Clone, Copy, Debug)]
pub struct LimitSpec {
    /// Its name.
    pub name: &'static str,
    /// What it limits, with the unit.
    pub doc: &'static str,
    get: fn(&Limits) -> u64,
    get_mut: fn(&mut Limits) -> &mut u64,
}

impl LimitSpec {
    /// Its value in `limits`.
    pub fn value(&self, limits: &Limits) -> u64 {
        (self.get)(limits)
    }
}

macro_rules! specs {
    ($($name:literal $field:ident $doc:literal),* $(,)?) => {
        &[$(LimitSpec { name: $name, doc: $doc, get: |limits| limits.$field, get_mut: |limits| &mut limits.$field }),*]
    };
}

impl Limits {
    /// All limits.
    pub const SPECS: &'static [LimitSpec] = specs![
        "input" input "bytes of an input",
        "items" items "articles of an input",
        "xml-depth" xml_depth "depth of XML elements",
        "html-depth" html_depth "depth of HTML elements; deeper is flattened",
        "attributes" attributes "attributes of a tag",
        "name" name "bytes of a name",
        "attribute-value" attribute_value "bytes of an attribute value",
        "text" text "bytes of an article's text and of any one token",
        "date" date "bytes of a date",
        "namespaces" namespaces "namespace bindings in force at once",
        "entities" entities "bytes that internal entities may expand to",
    ];

    /// Sets the limit called `name`.
    ///
    /// # Errors
    /// When there is no such limit, or `value` is no number.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let Some(spec) = Self::SPECS.iter().find(|spec| spec.name == name) else {
            let names: Vec<_> = Self::SPECS.iter().map(|spec| spec.name).collect();
            return Err(Error::usage(format!("there is no limit `{name}`"))
                .hint(format!("the limits are {}", names.join(", "))));
        };
        let number = if value == "none" { Some(u64::MAX) } else { parse_size(value) };
        let Some(number) = number else {
            return Err(Error::usage(format!("`{value}` is no value for the limit `{name}`"))
                .hint("give a whole number, perhaps with K, M or G, or `none`"));
        };
        *(spec.get_mut)(self) = number;
        Ok(())
    }
}

fn parse_size(text: &str) -> Option<u64> {
    let (digits, unit) = match text.chars().last()? {
        'K' | 'k' => (text.strip_suffix(['K', 'k'])?, 1 << 10),
        'M' | 'm' => (text.strip_suffix(['M', 'm'])?, 1 << 20),
        'G' | 'g' => (text.strip_suffix(['G', 'g'])?, 1 << 30),
        _ => (text, 1),
    };
    digits.parse::<u64>().ok()?.checked_mul(unit)
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input: u64::MAX,
            items: u64::MAX,
            xml_depth: 256,
            html_depth: 512,
            attributes: 1024,
            name: 4 << 10,
            attribute_value: 16 << 20,
            text: 64 << 20,
            date: 128,
            namespaces: 128,
            entities: 64 << 10,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_set_by_name() {
        let mut limits = Limits::default();
        limits.set("text", "2M").unwrap();
        limits.set("items", "none").unwrap();
        assert_eq!((limits.text, limits.items), (2 << 20, u64::MAX));
        assert_eq!(
            limits.set("text", "lots").unwrap_err().to_string(),
            "`lots` is no value for the limit `text`"
        );
        assert_eq!(limits.set("size", "1").unwrap_err().to_string(), "there is no limit `size`");
    }

    #[test]
    fn have_distinct_names() {
        let mut names: Vec<_> = Limits::SPECS.iter().map(|spec| spec.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Limits::SPECS.len());
    }
}
