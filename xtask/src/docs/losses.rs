//! `docs/formats/losses.md`: what each target carries, from the declarations of the exporters, and what they report.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use anyhow::Result;
use wirecopy::{Exporter, Format, Settings};
use wirecopy_core::{Carries, OptionKind, Options};
use wirecopy_model::Fields;

use super::table::{row, words};
use super::{Document, findings};
use crate::lexer::{Token, code};
use crate::workspace::{files, packages, top};

const HEAD: &str = "# What each target carries

Made by `cargo xtask docs` from what the exporters declare; the tests hold them to it: an article in which every value is a word of
its own goes through every exporter, and each word must be in the output or under a finding that names its place.

A loss is a finding of severity `loss`, with the path of the field or part; `--deny loss` makes the command fail. What is left out
because an option says so is a note (`export.field.omitted`).

No loss is told of what no target needs: the element a value came from, the source's own words beside what they mean, base addresses
that are resolved, spans and certainties, what a paragraph or subject is taken for.

## Fields

`yes`: carried, whole or in the form the target has for it, less the parts below; `lost`: reported as `export.field.lost` whenever an
article has it; `–`: bookkeeping, which the target needs not.

";

pub(super) fn document() -> Result<Document> {
    let registry = wirecopy::registry();
    // a list of files is no target for articles
    let is_target = |exporter: &&dyn Exporter| exporter.format().name != "media";
    let mut exporters: Vec<&dyn Exporter> = registry.exporters().filter(is_target).collect();
    exporters.sort_by_key(|exporter| exporter.format().name);
    let mut text = HEAD.to_owned();
    let names = exporters.iter().map(|exporter| exporter.format().name);
    text.push_str(&row(std::iter::once("field").chain(names)));
    text.push_str(&row(std::iter::once("---").chain(exporters.iter().map(|_| "---"))));
    for field in Fields::ALL {
        let name = format!("`{field}`");
        let cells = exporters.iter().map(|exporter| match &exporter.format().carries {
            carries if carries.fields.contains(field) => "yes",
            carries if carries.immaterial.contains(field) => "–",
            _ => "lost",
        });
        text.push_str(&row(std::iter::once(name.as_str()).chain(cells)));
    }
    let found = findings::all()?;
    for exporter in exporters {
        let format = exporter.format();
        let _ = write!(text, "\n## {}\n\n", format.title);
        parts(exporter, &mut text)?;
        options(exporter, &mut text)?;
        let prefix = format!("{}.", format.name);
        let of_it = found.iter().filter(|(code, made)| {
            code.starts_with(&prefix) && matches!(made.severity.as_str(), "loss" | "")
        });
        let mut rows = String::new();
        for (code, made) in of_it {
            // the fields are put together elsewhere
            let message = match made.message.as_str() {
                "" if code.ends_with(".part.lost") => "parts of fields left out by case: those above",
                "" if code.ends_with(".feed.lost") => "what the feed says of itself, and has no place",
                message => message,
            };
            rows.push_str(&row([format!("`{code}`").as_str(), message]));
        }
        if !rows.is_empty() {
            let _ = write!(text, "\n| finding | what it means |\n| --- | --- |\n{rows}");
        }
    }
    Ok(Document { path: top().join("docs/formats/losses.md"), text })
}

/// Parts that are always lost, and those that are by case.
fn parts(exporter: &dyn Exporter, text: &mut String) -> Result<()> {
    let format = exporter.format();
    let declared = exporter.lost_parts(&Options::of(format));
    let short = |path: &str| path.strip_prefix("article.").unwrap_or(path).to_owned();
    let always: BTreeSet<String> = declared.iter().map(|path| short(path)).collect();
    let by_case: BTreeSet<String> =
        counted(format.name)?.iter().map(|path| short(path)).filter(|path| !always.contains(path)).collect();
    if always.is_empty() && by_case.is_empty() {
        text.push_str("Everything is carried.\n");
    }
    if !always.is_empty() {
        let parts = words(always.iter().map(String::as_str));
        let _ = writeln!(text, "Parts it has no place for (`export.part.lost`): {parts}.");
    }
    if !by_case.is_empty() {
        let parts = words(by_case.iter().map(String::as_str));
        let _ = write!(
            text,
            "\nLeft out by case (`{}.part.lost`), where there are more values than places or a value is of another kind: {parts}.\n",
            format.name
        );
    }
    Ok(())
}

/// What options change.
fn options(exporter: &dyn Exporter, text: &mut String) -> Result<()> {
    let format = exporter.format();
    let usual = Options::of(format);
    for option in format.options {
        let values: &[&str] = match option.kind {
            OptionKind::Bool => &["true", "false"],
            OptionKind::Choice(values) => values,
            _ => &[],
        };
        for value in values.iter().filter(|value| **value != option.default) {
            let (key, with) = with(format, option.name, value)?;
            let omitted = difference(&exporter.carries(&usual), &exporter.carries(&with));
            if !omitted.is_empty() {
                let _ = write!(text, "\n`{key}={value}` leaves out, as asked: {}.\n", words(omitted));
            }
            let (before, after) = (exporter.lost_parts(&usual), exporter.lost_parts(&with));
            let short = |path: &&'static str| path.strip_prefix("article.").unwrap_or(path);
            let gained = before.iter().filter(|part| !after.contains(part)).map(short);
            let lost = after.iter().filter(|part| !before.contains(part)).map(short);
            let (gained, lost) = (words(gained), words(lost));
            if gained != "none"
                && exporter.carries(&with).fields.len() == exporter.carries(&usual).fields.len()
            {
                let _ = write!(text, "\nWith `{key}={value}` there is place for: {gained}.\n");
            }
            if lost != "none" {
                let _ = write!(text, "\nWith `{key}={value}` there is no place for: {lost}.\n");
            }
        }
    }
    Ok(())
}

fn with(format: &'static Format, name: &str, value: &str) -> Result<(String, Options)> {
    let key = format!("{}.{name}", format.name);
    let mut settings = Settings::default();
    settings.set(key.as_str(), value);
    Ok((key, settings.for_format(format)?))
}

fn difference<'f>(usual: &Carries, with: &Carries) -> Vec<&'f str> {
    Fields::ALL.iter().copied().filter(|field| with.loses(field) && !usual.loses(field)).collect()
}

/// The paths that the sources of a format's crate count as left out: `drops.add("article.…"`.
fn counted(format: &str) -> Result<BTreeSet<String>> {
    // the columns of all tables are made in one place
    let crates = [
        format!("wirecopy-{format}"),
        if format == "csv" { "wirecopy-table".to_owned() } else { String::new() },
    ];
    let mut paths = BTreeSet::new();
    for package in packages()?.iter().filter(|package| crates.contains(&package.name)) {
        for file in files(&package.folder.join("src"), ".rs") {
            let tokens: Vec<Token> =
                code(&fs::read_to_string(&file)?).into_iter().map(|(_, token)| token).collect();
            for window in tokens.windows(3) {
                let [add, open, Token::Text(path)] = window else { continue };
                if add.is("add") && open.is_mark('(') && path.starts_with("article.") {
                    paths.insert(path.clone());
                }
            }
        }
    }
    Ok(paths)
}
