use wirecopy_body::Losses;
use wirecopy_core::{
    Carries, Cx, Diagnostic, Drops, Error, Exporter, FeedDrops, Format, MainPart, Needs, Options, Outputs,
    RecordSink,
};
use wirecopy_model::{PartName, Record};
use wirecopy_table::{BodyForm, Table};

use crate::cell::write_cell;
use crate::csvw::Metadata;
use crate::lost;
use crate::{Csv, FORMAT};

const BOM: &[u8] = b"\xef\xbb\xbf";

/// What the name of the metadata ends with, by the rules of CSV on the Web.
const METADATA: &str = "csv-metadata.json";

impl Exporter for Csv {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, options: &Options) -> Needs {
        let table = table(options);
        let all = || (0..table.columns().len()).collect();
        let columns: Vec<usize> = selected(table, options).unwrap_or_else(|_| all());
        Needs { blocks: columns.into_iter().any(|index| table.needs_blocks(index)) }
    }

    fn carries(&self, options: &Options) -> Carries {
        match (table(options), body_form(options)) {
            (Table::Articles, BodyForm::None) => lost::NO_BODY,
            (Table::Articles, _) => lost::IN_ROWS,
            // that they hold nothing else is told in one note
            _ => lost::PART_OF_ARTICLES,
        }
    }

    fn lost_parts(&self, options: &Options) -> Vec<PartName> {
        match table(options) {
            Table::Articles => lost::in_rows(body_form(options)),
            Table::Media => lost::IN_MEDIA.to_vec(),
            Table::Links => lost::IN_LINKS.to_vec(),
            Table::Quotes => Vec::new(),
        }
    }

    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error> {
        let table = table(options);
        let columns = selected(table, options)?;
        let form = body_form(options);
        let delimiter = delimiter(options.text("delimiter"));
        let metadata = options.is_on("csvw").then(|| {
            let guard = options.text("guard") != Some("false");
            Metadata::new(table, &columns, form, delimiter, guard)
        });
        let mut sink = CsvSink {
            part: MainPart::new(out, "csv"),
            table,
            columns,
            form,
            delimiter,
            guard: options.text("guard") != Some("false"),
            metadata,
            articles: 0,
            rows: 0,
            drops: Drops::new("csv.part.lost", FORMAT.name),
            feeds: FeedDrops::new("csv.feed.lost"),
            losses: Losses::default(),
            long: 0,
            unsafe_targets: 0,
            nul: 0,
        };
        if options.is_on("excel") {
            sink.part.buffer().extend_from_slice(BOM);
        }
        sink.header();
        Ok(Box::new(sink))
    }
}

fn table(options: &Options) -> Table {
    options.text("table").and_then(Table::named).unwrap_or_default()
}

pub(crate) fn body_form(options: &Options) -> BodyForm {
    match options.text("body") {
        Some("markdown") => BodyForm::Markdown,
        Some("html") => BodyForm::Html,
        Some("none") => BodyForm::None,
        _ => BodyForm::Text,
    }
}

pub(crate) fn delimiter(name: Option<&str>) -> u8 {
    match name {
        Some("semicolon") => b';',
        Some("tab") => b'\t',
        Some("pipe") => b'|',
        _ => b',',
    }
}

/// Numbers of the columns the options ask for.
///
/// # Errors
/// When there is no such column, or one is named twice.
fn selected(table: Table, options: &Options) -> Result<Vec<usize>, Error> {
    let mut columns = Vec::new();
    for name in options.list("columns") {
        let Some(index) = table.columns().iter().position(|column| column.name == name) else {
            let names: Vec<_> = table.columns().iter().map(|column| column.name).collect();
            return Err(Error::usage(format!("there is no column `{name}`")).hint(format!(
                "the columns of the table `{}` are {}",
                table.name(),
                names.join(", ")
            )));
        };
        if columns.contains(&index) {
            return Err(Error::usage(format!("the column `{name}` is named twice"))
                .hint("name each column once in `csv.columns`"));
        }
        columns.push(index);
    }
    Ok(if columns.is_empty() { (0..table.columns().len()).collect() } else { columns })
}

/// Writes articles as rows.
struct CsvSink<'a> {
    part: MainPart<'a>,
    table: Table,
    columns: Vec<usize>,
    form: BodyForm,
    delimiter: u8,
    guard: bool,
    /// What is learned for the metadata. `None`: none is asked for.
    metadata: Option<Metadata>,
    articles: u64,
    rows: u64,
    drops: Drops,
    feeds: FeedDrops,
    /// What Markdown could not hold.
    losses: Losses,
    /// Cells longer than Excel holds.
    long: u64,
    /// Addresses that no link may have.
    unsafe_targets: u64,
    /// Cells that held NUL.
    nul: u64,
}

impl CsvSink<'_> {
    fn header(&mut self) {
        let names = self.columns.iter().filter_map(|&index| self.table.columns().get(index));
        let out = self.part.buffer();
        for (index, column) in names.enumerate() {
            if index > 0 {
                out.push(self.delimiter);
            }
            out.extend_from_slice(column.name.as_bytes());
        }
        out.extend_from_slice(b"\r\n");
    }

    /// Says what a table that holds a part of articles holds.
    fn report_table(&self, cx: &mut Cx<'_>) {
        if self.table == Table::Articles || self.articles == 0 {
            return;
        }
        let rows = counted(self.rows, "row");
        let articles = counted(self.articles, "article");
        let message = format!(
            "the table `{}` holds {}, and nothing else of them: {rows} of {articles}",
            self.table.name(),
            self.table.description()
        );
        cx.report(
            Diagnostic::note("csv.table.part", message)
                .hint("the articles themselves are in the table `articles`, everything in `--to jsonl`"),
        );
    }

    /// Writes the metadata beside the table.
    fn describe(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        let Some(metadata) = self.metadata.take() else { return Ok(()) };
        if let Some(name) = self.part.name() {
            return self.part.sidecar(METADATA, &metadata.write(&name));
        }
        cx.report(
            Diagnostic::note(
                "csv.metadata.unwritten",
                "there is no place beside this output for the metadata",
            )
            .hint("give a file or folder with `-o`"),
        );
        Ok(())
    }
}

impl RecordSink for CsvSink<'_> {
    fn write(&mut self, record: &Record, _: &mut Cx<'_>) -> Result<(), Error> {
        let article = match record {
            Record::Article(article) => article,
            Record::Feed(feed) => {
                self.feeds.add(feed, &[]);
                return Ok(());
            }
            _ => return Ok(()),
        };
        self.articles += 1;
        let rows = self.table.rows(article, self.form);
        for row in 0..rows.len() {
            self.rows += 1;
            let out = self.part.buffer();
            let start = out.len();
            for (place, &column) in self.columns.iter().enumerate() {
                if place > 0 {
                    out.push(self.delimiter);
                }
                let value = rows.value(row, column, &mut self.losses);
                let noticed = write_cell(&value, self.guard, out);
                self.long += u64::from(noticed.long);
                self.nul += u64::from(noticed.nul);
                if let Some(metadata) = &mut self.metadata {
                    metadata.see(place, &value);
                }
            }
            if out.len() == start {
                // a line of nothing is no row to most readers
                out.extend_from_slice(b"\"\"");
            }
            out.extend_from_slice(b"\r\n");
            if let Some(metadata) = &mut self.metadata {
                metadata.see_language(article.text_language());
            }
            self.part.settle()?;
        }
        self.unsafe_targets += rows.unsafe_targets();
        rows.count_drops(&mut self.drops);
        Ok(())
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
        self.report_table(cx);
        self.drops.report(cx);
        self.feeds.report("rows of articles hold nothing of the feed itself", cx);
        for finding in std::mem::take(&mut self.losses).findings() {
            cx.report(finding);
        }
        if self.unsafe_targets > 0 {
            let addresses = if self.unsafe_targets == 1 {
                "1 address was".to_owned()
            } else {
                format!("{} addresses were", self.unsafe_targets)
            };
            let message = format!("{addresses} left out: links may not have their schemes");
            cx.report(Diagnostic::loss("csv.target.unsafe", message).hint("`--to jsonl` keeps everything"));
        }
        if self.long > 0 {
            let hold = if self.long == 1 { "holds" } else { "hold" };
            let message = format!(
                "{} {hold} more than the 32,767 UTF-16 units of a spreadsheet cell",
                counted(self.long, "cell")
            );
            cx.report(Diagnostic::note("csv.cell.long", message).hint(
                "Excel would cut them; `--set csv.body=none` leaves the bodies out, `--to jsonl` has no such limit",
            ));
        }
        if self.nul > 0 {
            let message =
                format!("{} held NUL, now U+FFFD: no reader of CSV accepts it", counted(self.nul, "cell"));
            cx.report(Diagnostic::loss("csv.cell.nul", message));
        }
        self.describe(cx)?;
        self.part.finish()
    }
}

fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
