use wirecopy_body::Losses;
use wirecopy_core::{
    Carries, Cx, Diagnostic, Drops, Error, Exporter, FeedDrops, Format, MainPart, Needs, Options, Outputs,
    RecordSink,
};
use wirecopy_model::{PartName, Record};

use crate::cell::write_cell;
use crate::column::Column;
use crate::lost;
use crate::row::{BodyForm, Row};
use crate::{Csv, FORMAT};

const BOM: &[u8] = b"\xef\xbb\xbf";

impl Exporter for Csv {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn needs(&self, options: &Options) -> Needs {
        let columns = Column::selected(options).unwrap_or_else(|_| Column::ALL.to_vec());
        Needs { blocks: columns.into_iter().any(Column::needs_blocks) }
    }

    fn carries(&self, options: &Options) -> Carries {
        if options.text("body") == Some("none") { lost::NO_BODY } else { FORMAT.carries }
    }

    fn lost_parts(&self, options: &Options) -> &'static [PartName] {
        match options.text("body") {
            Some("markdown") => lost::IN_MARKDOWN,
            Some("html") => lost::IN_HTML,
            Some("none") => lost::WITHOUT_BODY,
            _ => lost::IN_TEXT,
        }
    }

    fn create<'a>(
        &self,
        out: Box<dyn Outputs + 'a>,
        options: &Options,
    ) -> Result<Box<dyn RecordSink + 'a>, Error> {
        let mut sink = CsvSink {
            part: MainPart::new(out, "csv"),
            columns: Column::selected(options)?,
            form: match options.text("body") {
                Some("markdown") => BodyForm::Markdown,
                Some("html") => BodyForm::Html,
                Some("none") => BodyForm::None,
                _ => BodyForm::Text,
            },
            delimiter: match options.text("delimiter") {
                Some("semicolon") => b';',
                Some("tab") => b'\t',
                _ => b',',
            },
            guard: options.text("guard") != Some("false"),
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

/// Writes articles as rows.
struct CsvSink<'a> {
    part: MainPart<'a>,
    columns: Vec<Column>,
    form: BodyForm,
    delimiter: u8,
    guard: bool,
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
        let out = self.part.buffer();
        for (index, column) in self.columns.iter().enumerate() {
            if index > 0 {
                out.push(self.delimiter);
            }
            out.extend_from_slice(column.name().as_bytes());
        }
        out.extend_from_slice(b"\r\n");
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
        let row = Row::new(article, self.form);
        let out = self.part.buffer();
        for (index, &column) in self.columns.iter().enumerate() {
            if index > 0 {
                out.push(self.delimiter);
            }
            let noticed = write_cell(&row.cell(column, &mut self.losses), self.guard, out);
            self.long += u64::from(noticed.long);
            self.nul += u64::from(noticed.nul);
        }
        out.extend_from_slice(b"\r\n");
        self.unsafe_targets += row.unsafe_targets();
        row.count_drops(&mut self.drops);
        self.part.settle()
    }

    fn finish(&mut self, cx: &mut Cx<'_>) -> Result<(), Error> {
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
            let message = format!("{addresses} left out: not one of http, https, mailto, tel");
            cx.report(Diagnostic::loss("csv.target.unsafe", message).hint("`--to jsonl` keeps everything"));
        }
        if self.long > 0 {
            let message =
                format!("{} hold more than the 32,767 UTF-16 units of a spreadsheet cell", cells(self.long));
            cx.report(
                Diagnostic::note("csv.cell.long", message)
                    .hint("Excel would cut them; `--set csv.body=none` leaves the bodies out"),
            );
        }
        if self.nul > 0 {
            let message = format!("{} held NUL, now U+FFFD: no reader of CSV accepts it", cells(self.nul));
            cx.report(Diagnostic::loss("csv.cell.nul", message));
        }
        self.part.finish()
    }
}

fn cells(count: u64) -> String {
    if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
}
