//! `docs/sanitising.md`: what sanitised HTML may hold.

use std::fmt::Write as _;

use wirecopy_body::sanitize::BODY;
use wirecopy_body::sanitize::allow::{self, Group, Value};
use wirecopy_core::OptionKind;

use super::Document;
use super::table::{row, words};
use crate::workspace::top;

pub(super) fn document() -> Document {
    let mut text = String::from(
        "# Sanitising

Made by `cargo xtask docs` from the lists themselves.

A body is kept as its source gave it. Where HTML is shown, and with `--set body.html=sanitized` also in JSON Lines (as `sanitized`
beside the source), it is written anew: what is in these lists stays, addresses are resolved, all else goes, and what went is a finding.
Nothing that runs is ever written, whatever is set. What is written reads as it is written, in any place, and sanitised again it stays as
it is.

- Elements in no list lose their tags; what they hold stays. Some go with what they hold.
- Attributes are kept on every element. Event handlers (`on…`) are in no list and cannot be put there.
- Addresses are kept when they have a listed scheme or none; browsers' ways to overlook characters in a scheme do not hide one. Pictures
  may be within the text (`data:`) when they are nothing but points.
- Addresses are resolved against `xml:base` of the elements around, `<base href>`, the base of the text, of the article and of the feed,
  each candidate of `srcset` by itself. Absolute ones stay as they are.
- Declarations of style are kept when their property is listed and their value holds no address, no escape, no string that does not end
  and no function but the listed.
- Comments, document types, processing instructions and CDATA marks go.
- Frames and other embedded documents become links where they are of the usual sites, and go otherwise.
- Drawings (SVG) and formulas (MathML) have lists of their own. Addresses in drawings lead to parts of the same drawing, but for links and
  pictures.

## Options

",
    );
    text.push_str(&row(["option", "values", "default", "does"]));
    text.push_str(&row(["---"; 4]));
    for option in BODY.options {
        let values = match option.kind {
            OptionKind::Bool => "`true`, `false`".to_owned(),
            OptionKind::Choice(choices) => words(choices.iter().copied()),
            _ => "words separated by commas".to_owned(),
        };
        let name = format!("`body.{}`", option.name);
        text.push_str(&row([name.as_str(), &values, option.default, option.doc]));
    }
    groups(&mut text, "Elements", allow::ELEMENTS);
    groups(&mut text, "Elements that go with what they hold", allow::REMOVED);
    groups(&mut text, "Elements that cannot be allowed, of which the tags go", allow::UNWRAPPED);
    attributes(&mut text, "Attributes", allow::ATTRIBUTES);
    groups(&mut text, "Schemes", allow::SCHEMES);
    groups(&mut text, "Properties of CSS", allow::PROPERTIES);
    let _ = write!(text, "\nFunctions: {}.\n", words(allow::FUNCTIONS.split_ascii_whitespace()));
    groups(&mut text, "Elements of SVG", allow::SVG);
    attributes(&mut text, "Attributes of SVG", allow::SVG_ATTRIBUTES);
    groups(&mut text, "Elements of MathML", allow::MATHML);
    attributes(&mut text, "Attributes of MathML", allow::MATHML_ATTRIBUTES);
    Document { path: top().join("docs/sanitising.md"), text }
}

fn groups(text: &mut String, title: &str, groups: &[Group]) {
    let _ = write!(text, "\n## {title}\n\n");
    text.push_str(&row(["", ""]));
    text.push_str(&row(["---"; 2]));
    for group in groups {
        text.push_str(&row([group.title, words(group.iter()).as_str()]));
    }
}

fn attributes(text: &mut String, title: &str, groups: &[(Value, Group)]) {
    let _ = write!(text, "\n## {title}\n\n");
    text.push_str(&row(["", "", "values"]));
    text.push_str(&row(["---"; 3]));
    for (value, group) in groups {
        let values = match value {
            Value::Text => "as they are",
            Value::Address => "addresses",
            Value::Picture => "addresses, also `data:` pictures",
            Value::Candidates => "lists of addresses",
            Value::Style => "declarations",
            Value::Paint => "as they are, when they point to nothing outside the drawing",
            Value::Fragment => "`#id`; of `a` and `image` any address",
            Value::Animated => "a listed attribute that is no address",
        };
        text.push_str(&row([group.title, words(group.iter()).as_str(), values]));
    }
}
