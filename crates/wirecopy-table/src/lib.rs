//! Articles as rows of tables: the columns every tabular format shares, what each holds, and the values in it.
//!
//! There are four tables: one row an article, one a quotation, one a file, one a link. Their columns are data
//! ([`Table::columns`]): name, datatype, property of schema.org and description, in one order. An article is put into a
//! table by [`Table::rows`], whose values are typed: absent, text, number, moment, list.
//!
//! ```
//! use wirecopy_body::Losses;
//! use wirecopy_model::{Article, Quote};
//! use wirecopy_table::{BodyForm, Table, Value};
//!
//! let quote = Quote { text: "We are open".to_owned(), ..Quote::default() };
//! let article = Article { quotes: vec![quote], ..Article::default() };
//! let text = Table::Quotes.columns().iter().position(|column| column.name == "text").unwrap_or_default();
//! let rows = Table::Quotes.rows(&article, BodyForm::Text);
//! assert_eq!(rows.value(0, text, &mut Losses::default()), Value::text("We are open"));
//! ```

mod about;
mod articles;
mod column;
mod kept;
mod links;
mod media;
mod quotes;
mod table;
mod value;

pub use column::{Column, Datatype};
pub use kept::{BODY_CELL, TABLE_NAMESPACE, keep_cell};
pub use table::{BodyForm, Rows, Table};
pub use value::{LIST_SEPARATOR, Value};
