//! `docs/formats/tables.md`: the columns of every table.

use std::fmt::Write as _;

use wirecopy_table::{Datatype, LIST_SEPARATOR, Table};

use super::Document;
use super::table::row;
use crate::workspace::top;

pub(super) fn document() -> Document {
    let mut text = format!(
        "# Tables

Made by `cargo xtask docs` from the columns themselves. Every tabular format has these tables; `--set csv.table=NAME` chooses one, and
`--set csv.columns=…` some of its columns. What an article does not have is absent: an empty cell. Where a format has no lists, their
texts are joined by `{LIST_SEPARATOR}`. The terms are those of <https://schema.org>.
"
    );
    for table in Table::ALL {
        let _ = write!(text, "\n## {}\n\n{}.\n\n", table.name(), capitalised(table.description()));
        text.push_str(&row(["column", "holds", "datatype", "term"]));
        text.push_str(&row(["---"; 4]));
        for column in table.columns() {
            let name = format!("`{}`", column.name);
            let term = column.term.map(|term| format!("`{term}`")).unwrap_or_default();
            text.push_str(&row([name.as_str(), column.description, datatype(column.datatype), &term]));
        }
    }
    Document { path: top().join("docs/formats/tables.md"), text }
}

fn datatype(datatype: Datatype) -> &'static str {
    match datatype {
        Datatype::Text => "text",
        Datatype::Number => "number",
        Datatype::Moment => "date or time",
        Datatype::Address => "address",
        Datatype::List => "list of texts",
        Datatype::Body => "text, Markdown or HTML",
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
