//! Prints the JSON Schema of a record: `cargo run -p wirecopy-model --features schema --example schema`.

use std::io::{self, Write};

use wirecopy_model::{Record, SCHEMA_VERSION};

fn main() -> io::Result<()> {
    let mut schema = schemars::schema_for!(Record);
    schema.insert("title".to_owned(), format!("wirecopy record, version {SCHEMA_VERSION}").into());
    let text = serde_json::to_string_pretty(&schema)?;
    writeln!(io::stdout().lock(), "{text}")
}
