use std::collections::BTreeMap;

use crate::{Error, Format, OptionKind, OptionSpec};

/// Values for options of any format, as `FORMAT.NAME` and value: what `--set` gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    values: BTreeMap<String, String>,
}

impl Settings {
    /// Sets `FORMAT.NAME` (such as `csv.excel`) to a value. It is checked by [`Settings::for_format`].
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.values.insert(key.into(), value.into());
    }

    /// All keys that were set, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The options of one format, checked.
    ///
    /// # Errors
    /// When the format has no such option, or the value is none of those it takes.
    pub fn for_format(&self, format: &Format) -> Result<Options, Error> {
        let mut options = Options { specs: format.options, values: BTreeMap::new() };
        for (key, value) in &self.values {
            let Some(name) = key.strip_prefix(format.name).and_then(|rest| rest.strip_prefix('.')) else {
                continue;
            };
            // `text.line.12` sets an option of a family: the part up to the last dot names it
            let spec = format
                .options
                .iter()
                .find(|spec| spec.name == name)
                .or_else(|| format.options.iter().find(|spec| is_family_of(spec.name, name)));
            let Some(spec) = spec else {
                let names: Vec<_> = format.options.iter().map(|spec| spec.name).collect();
                let hint = if names.is_empty() {
                    format!("`{}` has no options", format.name)
                } else {
                    format!("the options of `{}` are {}", format.name, names.join(", "))
                };
                return Err(Error::usage(format!("there is no option `{key}`")).hint(hint));
            };
            check(format, spec, value)?;
            options.values.insert(name.to_owned(), value.clone());
        }
        Ok(options)
    }
}

fn is_family_of(spec: &str, name: &str) -> bool {
    spec.strip_suffix(".*")
        .and_then(|family| name.strip_prefix(family))
        .is_some_and(|rest| rest.starts_with('.'))
}

fn check(format: &Format, spec: &OptionSpec, value: &str) -> Result<(), Error> {
    let wrong = |hint: String| {
        Err(Error::usage(format!("`{value}` is no value for `{}.{}`", format.name, spec.name)).hint(hint))
    };
    match spec.kind {
        OptionKind::Bool if !matches!(value, "true" | "false") => wrong("give `true` or `false`".to_owned()),
        OptionKind::Integer(low, high)
            if !value.parse().is_ok_and(|number| (low..=high).contains(&number)) =>
        {
            wrong(format!("give a whole number from {low} to {high}"))
        }
        OptionKind::Choice(words) if !words.contains(&value) => {
            wrong(format!("choose from {}", words.join(", ")))
        }
        _ => Ok(()),
    }
}

/// The options of one format, checked against its table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    specs: &'static [OptionSpec],
    values: BTreeMap<String, String>,
}

impl PartialEq for OptionSpec {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
impl Eq for OptionSpec {}

impl Options {
    /// The options of a format, none of them set.
    pub fn of(format: &Format) -> Self {
        Self { specs: format.options, values: BTreeMap::new() }
    }

    /// The value of an option, its default if it is not set. `None`: neither.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.values
            .get(name)
            .map(String::as_str)
            .or_else(|| self.specs.iter().find(|spec| spec.name == name).map(|spec| spec.default))
            .filter(|value| !value.is_empty())
    }

    /// Whether a [`OptionKind::Bool`] option is on.
    pub fn is_on(&self, name: &str) -> bool {
        self.text(name) == Some("true")
    }

    /// The value of an [`OptionKind::Integer`] option.
    pub fn integer(&self, name: &str) -> Option<i64> {
        self.text(name)?.parse().ok()
    }

    /// The words of an [`OptionKind::List`] option.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        self.text(name).unwrap_or_default().split(',').map(str::trim).filter(|word| !word.is_empty())
    }

    /// What was set, as name and value, defaults left out.
    pub fn set(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Carries, Parts};

    static FORMAT: Format = Format {
        name: "demo",
        title: "Demo",
        extensions: &[],
        media_types: &[],
        spec: "",
        options: &[
            OptionSpec { name: "loud", kind: OptionKind::Bool, default: "false", doc: "" },
            OptionSpec { name: "size", kind: OptionKind::Integer(1, 9), default: "3", doc: "" },
            OptionSpec { name: "line.*", kind: OptionKind::Text, default: "", doc: "" },
        ],
        public: false,
        parts: Parts::PerInput,
        carries: Carries::NOTHING,
    };

    fn options(pairs: &[(&str, &str)]) -> Result<Options, Error> {
        let mut settings = Settings::default();
        for (key, value) in pairs {
            settings.set(*key, *value);
        }
        settings.for_format(&FORMAT)
    }

    #[test]
    fn defaults_stand_until_set() {
        let unset = options(&[("other.size", "7")]).unwrap();
        assert_eq!((unset.is_on("loud"), unset.integer("size")), (false, Some(3)));
        let set = options(&[("demo.loud", "true"), ("demo.size", "7"), ("demo.line.12", "x")]).unwrap();
        assert_eq!((set.is_on("loud"), set.integer("size"), set.text("line.12")), (true, Some(7), Some("x")));
    }

    #[test]
    fn wrong_names_and_values_are_refused() {
        for (key, value) in [("demo.color", "1"), ("demo.loud", "yes"), ("demo.size", "10")] {
            assert!(options(&[(key, value)]).is_err(), "{key}={value}");
        }
    }
}
