use std::collections::BTreeMap;
use std::fmt::Write as _;

use wirecopy_core::{Format, OptionKind, Parts};
use wirecopy_model::Fields;

use anyhow::Result;

use super::table::{row, words};
use super::{Document, elements, losses};
use crate::workspace::top;

/// A format with the directions it goes in.
struct Known {
    format: &'static Format,
    reads: bool,
    writes: bool,
}

/// A page for every format, a page over all of them, and one of what is lost.
pub(super) fn documents() -> Result<Vec<Document>> {
    let registry = wirecopy::registry();
    let mut known: BTreeMap<&str, Known> = BTreeMap::new();
    for importer in registry.importers() {
        let format = importer.format();
        known.entry(format.name).or_insert(Known { format, reads: false, writes: false }).reads = true;
    }
    for exporter in registry.exporters() {
        let format = exporter.format();
        let entry = known.entry(format.name).or_insert(Known { format, reads: false, writes: false });
        entry.writes = true;
        // where reading and writing differ, what is carried is the writer's to say
        entry.format = format;
    }
    let folder = top().join("docs/formats");
    let mut documents =
        vec![Document { path: folder.join("README.md"), text: overview(&known) }, losses::document()?];
    documents.push(elements::modules()?);
    for known in known.values() {
        let path = folder.join(format!("{}.md", known.format.name));
        documents.push(Document { path, text: page(known)? });
    }
    Ok(documents)
}

/// The format of which what was read is given back.
const GIVEN_BACK: &str = "text";

const MADE: &str = "Made by `cargo xtask docs` from the formats' own description.";

fn overview(known: &BTreeMap<&str, Known>) -> String {
    let mut text = format!("# Formats\n\n{MADE}\n\n");
    text.push_str("| name | format | reads | writes | extensions |\n| --- | --- | --- | --- | --- |\n");
    for known in known.values() {
        let Format { name, title, extensions, .. } = known.format;
        let yes = |is| if is { "yes" } else { "" };
        let (link, extensions) = (format!("[`{name}`]({name}.md)"), words(extensions.iter().copied()));
        text.push_str(&row([link.as_str(), title, yes(known.reads), yes(known.writes), &extensions]));
    }
    text.push_str("\nWhat each target carries and what is lost in it: [losses.md](losses.md). Modules of feeds: [modules.md](modules.md).\n");
    text
}

fn page(known: &Known) -> Result<String> {
    let Format { name, title, extensions, media_types, spec, options, public, parts, carries } = known.format;
    let directions = match (known.reads, known.writes) {
        (true, true) => "read and written",
        (true, false) => "read",
        _ => "written",
    };
    let mut text = format!("# {title}\n\n{MADE}\n\n`{name}` is {directions}.\n\n");
    let _ = writeln!(text, "- file name extensions: {}", words(extensions.iter().copied()));
    let _ = writeln!(text, "- media types: {}", words(media_types.iter().copied()));
    let _ = writeln!(text, "- specification: {}", if spec.is_empty() { "none" } else { spec });
    if known.writes {
        let cut = match parts {
            // both directions in one: what is given back is no page of ours
            _ if *name == GIVEN_BACK => {
                "a text that was read comes back as the one file it was (`text.parts=articles`: a file an article); \
                 an article of another format is a file of its own"
            }
            Parts::PerArticle => "one file an article",
            Parts::PerInput => "one file an input, or one for all with `--merge`",
        };
        let shown = if *name == GIVEN_BACK {
            "a text that was read comes back whole; articles of other formats that are held back are not written, \
             and of no article are its notes to editors"
        } else if *public {
            "held-back items and notes to editors do not reach it unless asked for"
        } else {
            "everything reaches it, held-back items and notes to editors too"
        };
        let _ = writeln!(text, "- files: {cut}\n- public: {}; {shown}", if *public { "yes" } else { "no" });
    }
    if let Some(tables) = if known.reads { elements::of_format(name)? } else { None } {
        let _ = write!(text, "\n## What is read of it\n\n{tables}");
    }
    text.push_str("\n## Options\n\n");
    if options.is_empty() {
        text.push_str("It has none.\n");
    } else {
        let _ = writeln!(
            text,
            "Set with `--set {name}.OPTION=VALUE`.\n\n| option | value | default | what it does |\n| --- | --- | --- | --- |"
        );
        for option in *options {
            let kind = match option.kind {
                OptionKind::Bool => "`true` or `false`".to_owned(),
                OptionKind::Integer(low, high) if high == i64::MAX => format!("a whole number from {low}"),
                OptionKind::Integer(low, high) => format!("a whole number from {low} to {high}"),
                OptionKind::Choice(choices) => words(choices.iter().copied()),
                OptionKind::Text => "text".to_owned(),
                OptionKind::List => "words, separated by commas".to_owned(),
            };
            let default =
                if option.default.is_empty() { "none".to_owned() } else { format!("`{}`", option.default) };
            let name = format!("`{}`", option.name);
            text.push_str(&row([name.as_str(), &kind, &default, option.doc]));
        }
    }
    if known.writes {
        let lost = Fields::ALL.iter().copied().filter(|field| carries.loses(field));
        let _ = write!(text, "\n## What it cannot carry\n\n{}\n", sentence(&words(lost)));
    }
    if *name == GIVEN_BACK {
        text.push_str(&text_itself());
    }
    Ok(text)
}

/// What is read from plain texts and how, with the kinds of line as the code has them.
fn text_itself() -> String {
    let mut kinds = "| kind | what it is |\n| --- | --- |\n".to_owned();
    for (name, what) in wirecopy_text::line_kinds() {
        kinds.push_str(&row([format!("`{name}`").as_str(), what]));
    }
    include_str!("text.md").replace("{kinds}\n", &kinds)
}

fn sentence(lost: &str) -> String {
    if lost == "none" {
        "Every field of an article is carried.".to_owned()
    } else {
        format!("These fields are reported as lost when an article has them: {lost}.")
    }
}
