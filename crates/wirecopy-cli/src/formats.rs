//! The list of formats, from their own data.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::json;
use wirecopy::{Error, Exporter, Format, Importer, Registry};
use wirecopy_core::{OptionKind, OptionSpec};

use crate::args::FormatsArgs;
use crate::{FINE, show};

struct Row {
    format: &'static Format,
    reads: bool,
    writes: bool,
}

pub(crate) fn print(args: &FormatsArgs) -> anyhow::Result<u8> {
    let mut rows = rows(&wirecopy::registry());
    if let Some(name) = &args.format {
        let names = rows.keys().copied().collect::<Vec<_>>().join(", ");
        rows.retain(|known, _| known == name);
        if rows.is_empty() {
            return Err(Error::usage(format!("there is no format `{name}`"))
                .hint(format!("choose from {names}"))
                .into());
        }
    }
    let text = if args.json {
        format!("{:#}\n", json!(rows.values().map(as_json).collect::<Vec<_>>()))
    } else {
        as_text(&rows, args.format.is_some())
    };
    show::out(text.as_bytes())?;
    Ok(FINE)
}

fn rows(registry: &Registry) -> BTreeMap<&'static str, Row> {
    let mut rows = BTreeMap::new();
    for format in registry.importers().map(Importer::format) {
        rows.entry(format.name).or_insert(Row { format, reads: false, writes: false }).reads = true;
    }
    for format in registry.exporters().map(Exporter::format) {
        rows.entry(format.name).or_insert(Row { format, reads: false, writes: false }).writes = true;
    }
    rows
}

fn as_text(rows: &BTreeMap<&'static str, Row>, single: bool) -> String {
    let mut text = String::new();
    for Row { format, reads, writes } in rows.values() {
        let ways = match (reads, writes) {
            (true, true) => "reads, writes",
            (true, false) => "reads",
            (false, _) => "writes",
        };
        let extensions: Vec<_> = format.extensions.iter().map(|extension| format!(".{extension}")).collect();
        let _ = writeln!(text, "{:<10} {ways:<14} {} ({})", format.name, format.title, extensions.join(" "));
        if single {
            let _ = writeln!(text, "           {}", format.spec);
        }
        for option in format.options {
            let _ = writeln!(text, "  --set {}.{}={}", format.name, option.name, values(option));
            let _ = writeln!(text, "           {}", option.doc);
        }
    }
    text
}

fn values(option: &OptionSpec) -> String {
    let values = match option.kind {
        OptionKind::Bool => "true|false".to_owned(),
        OptionKind::Integer(low, high) => format!("{low}..{high}"),
        OptionKind::Choice(words) => words.join("|"),
        OptionKind::Text => "TEXT".to_owned(),
        OptionKind::List => "WORD,WORD,…".to_owned(),
    };
    if option.default.is_empty() { values } else { format!("{values}   (default {})", option.default) }
}

fn as_json(row: &Row) -> serde_json::Value {
    let format = row.format;
    json!({
        "name": format.name,
        "title": format.title,
        "reads": row.reads,
        "writes": row.writes,
        "extensions": format.extensions,
        "media_types": format.media_types,
        "specification": format.spec,
        "public": format.public,
        "options": format.options.iter().map(|option| json!({
            "name": option.name, "values": values(option), "default": option.default, "doc": option.doc,
        })).collect::<Vec<_>>(),
    })
}
