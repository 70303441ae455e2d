//! The options of bodies: `--set body.…`.

use wirecopy_core::{Carries, Error, Format, OptionKind, OptionSpec, Options, Parts};

use super::{Embeds, Rules, Sanitize};

const fn list(name: &'static str, doc: &'static str) -> OptionSpec {
    OptionSpec { name, kind: OptionKind::List, default: "", doc }
}

/// What can be set of bodies, whatever format they come in: no format, but its options are checked like those of one.
pub static BODY: Format = Format {
    name: "body",
    title: "Bodies of HTML",
    extensions: &[],
    media_types: &[],
    spec: "",
    options: &[
        OptionSpec {
            name: "html",
            kind: OptionKind::Choice(&["source", "sanitized"]),
            default: "source",
            doc: "`sanitized`: each text of HTML has a safe copy beside it, its addresses resolved",
        },
        OptionSpec {
            name: "embeds",
            kind: OptionKind::Choice(&["known", "links", "remove", "keep"]),
            default: "known",
            doc: "embedded documents: `known` makes links of those of the usual sites and removes others, `links` makes links of \
                  all, `keep` leaves frames of the usual sites",
        },
        OptionSpec {
            name: "data-pictures",
            kind: OptionKind::Bool,
            default: "true",
            doc: "keep pictures that are within the text itself (`data:`)",
        },
        list("allow", "elements to keep, too"),
        list("deny", "elements whose tags to remove"),
        list("allow-attributes", "attributes to keep, too: `name`, `element@name`, `data-*`"),
        list("deny-attributes", "attributes to remove"),
        list("allow-schemes", "schemes of addresses to keep, too"),
        list("deny-schemes", "schemes of addresses to remove"),
        list("allow-properties", "properties of CSS to keep, too"),
        list("deny-properties", "properties of CSS to remove"),
    ],
    public: false,
    parts: Parts::PerInput,
    carries: Carries::NOTHING,
};

impl Rules {
    /// The rules that options of [`BODY`] ask for.
    ///
    /// # Errors
    /// When something is to be allowed that can run something.
    ///
    /// ```
    /// use wirecopy_body::sanitize::{BODY, Rules};
    /// use wirecopy_core::Settings;
    ///
    /// let mut settings = Settings::default();
    /// settings.set("body.allow-attributes", "data-*");
    /// assert!(Rules::from_options(&settings.for_format(&BODY)?).is_ok());
    /// settings.set("body.allow", "script");
    /// assert!(Rules::from_options(&settings.for_format(&BODY)?).is_err());
    /// # Ok::<(), wirecopy_core::Error>(())
    /// ```
    pub fn from_options(options: &Options) -> Result<Self, Error> {
        if options.set().all(|(name, _)| name == "html") {
            return Ok(Self::default());
        }
        let embeds = match options.text("embeds") {
            Some("links") => Embeds::Links,
            Some("remove") => Embeds::Remove,
            Some("keep") => Embeds::Keep,
            _ => Embeds::Known,
        };
        Self::builder()
            .allow_elements(options.list("allow"))
            .deny_elements(options.list("deny"))
            .allow_attributes(options.list("allow-attributes"))
            .deny_attributes(options.list("deny-attributes"))
            .allow_schemes(options.list("allow-schemes"))
            .deny_schemes(options.list("deny-schemes"))
            .allow_properties(options.list("allow-properties"))
            .deny_properties(options.list("deny-properties"))
            .embeds(embeds)
            .data_pictures(options.is_on("data-pictures"))
            .build()
    }
}

impl Sanitize {
    /// The transform that options of [`BODY`] ask for. `None`: they ask for none.
    ///
    /// # Errors
    /// See [`Rules::from_options`].
    pub fn from_options(options: &Options) -> Result<Option<Self>, Error> {
        let rules = Rules::from_options(options)?;
        Ok((options.text("html") == Some("sanitized")).then(|| Self::new(rules)))
    }
}
