//! HTML in, HTML out that is safe to show: by allow-lists, its addresses resolved.
//!
//! Everything that is written was looked up in a list: elements, attributes, schemes of addresses, properties of CSS
//! ([`allow`]; [`Rules`] change them). Nothing is copied from the input but text, and that is escaped. No element is
//! written whose content a parser reads as anything but text and tags, so what is written means the same wherever it is
//! parsed.
//!
//! | input | output |
//! | --- | --- |
//! | elements of the lists | the same, their attributes by the lists, closed where a browser closes them |
//! | `script`, `style`, `template`, `title`, … | nothing, of what they hold neither |
//! | other elements | what they hold |
//! | `iframe`, `embed`, `object` | a link or nothing: [`Embeds`] |
//! | `svg`, `math` | themselves, by lists of their own |
//! | relative addresses, also in `srcset` | resolved against `xml:base`, `<base href>` and [`SanitizeOptions::base`] |
//! | comments, document types, processing instructions | nothing |
//! | character references | the characters, but for `&amp;`, `&lt;`, `&gt;`, `&nbsp;` and, in attributes, `&quot;` |
//!
//! 1. `clean` reads tokens and gives what may stay, attribute by attribute (`address`, `srcset`, `css`, `escape`);
//!    `foreign` does so for drawings and formulas.
//! 2. `nest` writes it as it comes, as long as tags are nested so that a tree would be the same.
//! 3. Where they are not, `tangle` has html5ever build the tree, and `nest` writes that.
//!
//! What is written is stable: sanitised again, it stays as it is.

mod address;
pub mod allow;
mod clean;
mod css;
mod escape;
mod foreign;
mod lookup;
mod nest;
mod report;
mod rules;
mod setting;
mod shape;
mod srcset;
mod tangle;
mod transform;

use std::borrow::Cow;

use wirecopy_core::Cx;
use wirecopy_model::{Field, Span};

pub use rules::{Embeds, Rules, RulesBuilder};
pub use setting::BODY;
pub use transform::Sanitize;

use clean::Cleaner;
use nest::Nester;
use report::Report;
use rules::Compiled;

/// How HTML is sanitised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SanitizeOptions {
    /// What may stay.
    pub rules: Rules,
    /// Address against which others are resolved. `None`: relative ones stay as they are, with a finding.
    pub base: Option<String>,
    /// Where the text stands in the input, for findings.
    pub span: Option<Span>,
    /// The field it stands in, for findings.
    pub field: Field,
}

impl Default for SanitizeOptions {
    fn default() -> Self {
        Self { rules: Rules::default(), base: None, span: None, field: "article.contents" }
    }
}

/// HTML that is safe to show: no script, no style sheet, no frame, no event handler, no address that runs something.
///
/// Each kind of thing removed or mended is one finding. Text without markup is not copied.
///
/// # Limits
/// [`wirecopy_core::Limits::html_depth`]: elements that are deeper are flattened.
/// [`wirecopy_core::Limits::attributes`]: those beyond are not read. Time is linear in the input whatever its tags.
///
/// ```
/// use wirecopy_body::{SanitizeOptions, sanitize_html};
/// use wirecopy_core::{Cx, Findings, Limits, Policy};
///
/// let (limits, policy, mut findings) = (Limits::default(), Policy::default(), Findings::default());
/// let mut cx = Cx::new(&limits, &policy, &mut findings);
/// let options = SanitizeOptions { base: Some("https://example.org/news/".to_owned()), ..SanitizeOptions::default() };
/// let html = r#"<p onclick="steal()">Tides: <a href="tides">table</a><script>track()</script>"#;
/// assert_eq!(
///     sanitize_html(html, &options, &mut cx),
///     r#"<p>Tides: <a href="https://example.org/news/tides">table</a></p>"#
/// );
/// assert_eq!(findings.kept()[0].code, "sanitize.element.removed");
/// ```
pub fn sanitize_html<'h>(html: &'h str, options: &SanitizeOptions, cx: &mut Cx<'_>) -> Cow<'h, str> {
    if escape::is_plain(html) {
        return Cow::Borrowed(html);
    }
    let number = |limit: u64| usize::try_from(limit).unwrap_or(usize::MAX);
    let limits = (number(cx.limits.attributes), number(cx.limits.html_depth).max(LEAST_DEPTH));
    let (out, report) = run(html, options.base.as_deref(), options.rules.get(), limits);
    report.send(options.field, options.span, cx);
    if out == html { Cow::Borrowed(html) } else { Cow::Owned(out) }
}

/// Whether addresses of a scheme stay by default.
pub(crate) fn is_listed_scheme(scheme: &str) -> bool {
    Rules::with_default(|rules| rules.get().allows_scheme(scheme))
}

/// The least depth that is a limit: a table takes four levels.
const LEAST_DEPTH: usize = 8;

fn run(html: &str, base: Option<&str>, rules: &Compiled, limits: (usize, usize)) -> (String, Report) {
    let cleaner = || Cleaner::new(html, base, rules, limits, false);
    let mut first = cleaner();
    if let Ok(out) = Nester::run(&mut first, false, html.len()) {
        return (out, report_of(first));
    }
    let mut second = cleaner();
    let Some(straight) = tangle::straighten(&mut second) else {
        let mut third = cleaner();
        let out = Nester::run(&mut third, true, html.len()).unwrap_or_default();
        let mut report = report_of(third);
        report.given_up = true;
        return (out, report);
    };
    let mut report = report_of(second);
    report.tangled = true;
    // trees there are that no HTML gives: what does not fit in it is left out
    for goes_on in [false, true] {
        let mut again = Cleaner::new(&straight, None, rules, limits, true);
        if let Ok(out) = Nester::run(&mut again, goes_on, straight.len()) {
            report.flattened += again.report.flattened;
            report.dropped_characters += again.report.dropped_characters;
            return (out, report);
        }
    }
    (String::new(), report)
}

fn report_of(cleaner: Cleaner<'_, '_>) -> Report {
    let mut report = cleaner.report;
    report.unended += cleaner.tokens.damage.unended;
    report.too_many += cleaner.tokens.damage.attributes;
    report
}
