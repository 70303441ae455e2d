use wirecopy_core::decode::{Hints, Window};
use wirecopy_core::{
    Confidence, Cx, Diagnostic, Error, ErrorKind, Format, Head, Importer, Input, Location, Options,
    RecordReader,
};
use wirecopy_model::{EncodingEvidence, Record, Shared, Source, Span};
use wirecopy_table::{BodyForm, Table, keep_cell};

use crate::export::{body_form, delimiter};
use crate::field::Field;
use crate::guard::undefuse;
use crate::header::{Header, is_ours, part_table};
use crate::record::{Fault, Records};
use crate::row::{Making, Manner};
use crate::sniff::{self, Evidence};
use crate::{Csv, FORMAT};

/// So much of the text is looked at for the delimiter, at most.
const SNIFFED_BYTES: usize = 64 << 10;

impl Importer for Csv {
    fn format(&self) -> &'static Format {
        &FORMAT
    }

    fn probe(&self, head: &Head<'_>) -> Confidence {
        let text = head.text.trim_start_matches('\u{feff}');
        let sniffed = sniff::delimiter(text);
        let text = match sniffed.evidence {
            Evidence::Line(length) => text.get(length..).unwrap_or_default(),
            _ => text,
        };
        let line = text.trim_start_matches(['\r', '\n']).split(['\r', '\n']).next().unwrap_or_default();
        let names: Vec<&str> =
            line.split(char::from(sniffed.byte)).map(|name| name.trim_matches('"')).collect();
        let is_known = names.len() > 1 && (is_ours(&names) || part_table(&names).is_some());
        let is_named = head.is_hinted(&FORMAT)
            || head.extension.as_deref() == Some("tsv")
            || head.media_type.as_deref() == Some("text/tab-separated-values");
        let is_markup = text.trim_start().starts_with(['<', '{']);
        if is_known || (is_named && !line.is_empty() && !is_markup) {
            Confidence::Likely
        } else if is_named {
            Confidence::Hinted
        } else {
            Confidence::No
        }
    }

    fn open<'a>(
        &self,
        input: Input<'a>,
        options: &Options,
        cx: &mut Cx<'_>,
    ) -> Result<Box<dyn RecordReader + 'a>, Error> {
        let name = input.source_name();
        let base = input.effective_base();
        let stated = options.text("encoding").map(|label| format!("text/csv; charset={label}"));
        let content_type = stated.as_deref().or(input.content_type.as_deref());
        let mut window = Window::open(input.bytes, &Hints::text(content_type), cx)?;
        while window.text().len() < SNIFFED_BYTES && !window.is_ended() {
            window.extend(cx)?;
        }
        if window.text().trim().is_empty() && window.is_ended() {
            return Err(Error::new(ErrorKind::Empty, format!("`{name}` is empty")));
        }
        report_encoding(&window, cx);
        let (byte, start) = settle_delimiter(&window, options, cx);
        let mut records = Records::new(window, byte, start);
        if !records.next(cx)? {
            return Err(Error::new(ErrorKind::Empty, format!("`{name}` has no header")));
        }
        let header = read_header(&records, options, cx)?;
        let mut source = Source {
            name: name.clone(),
            format: Shared::from(FORMAT.name),
            encoding: Some(records.encoding().clone()),
            base: base.as_ref().map(|base| Shared::from(base.as_str())),
            content_type: input.content_type.clone(),
            ..Source::default()
        };
        keep_cell(&mut source.extensions, "header", records.raw());
        let media_type = match body_form(options) {
            BodyForm::Markdown => "text/markdown",
            BodyForm::Html => "text/html",
            BodyForm::Text | BodyForm::None => "text/plain",
        };
        let manner = Manner {
            is_ours: header.is_ours,
            separator: options.text("separator").unwrap_or(";").to_owned(),
            media_type,
            base,
        };
        Ok(Box::new(CsvReader {
            name,
            source: Some(Box::new(source)),
            records,
            guard: header.is_ours && options.text("guard") != Some("false"),
            header,
            manner,
            position: 0,
            empty: 0,
            ended: false,
        }))
    }
}

/// Says which encoding was guessed: a table seldom states its own.
fn report_encoding(window: &Window<'_>, cx: &mut Cx<'_>) {
    let encoding = window.encoding();
    if encoding.evidence == EncodingEvidence::Guess {
        let message =
            format!("the encoding is taken for `{}`, by how often its letters occur", encoding.name);
        cx.report(
            Diagnostic::note("csv.encoding.guessed", message)
                .at(Span::at(window.original(0)))
                .located(Some(Location { line: 1, column: 1 }))
                .hint("say which it is with `--set csv.encoding=…`"),
        );
    }
}

/// What separates cells, and where the table begins.
fn settle_delimiter(window: &Window<'_>, options: &Options, cx: &mut Cx<'_>) -> (u8, usize) {
    let text = window.text();
    let sniffed = sniff::delimiter(text.get(..text.floor_char_boundary(SNIFFED_BYTES)).unwrap_or(text));
    let start = if let Evidence::Line(length) = sniffed.evidence { length } else { 0 };
    if let Some((_, asked)) = options.set().find(|(name, _)| *name == "delimiter") {
        return (delimiter(Some(asked)), start);
    }
    let cells = sniff::name(sniffed.byte);
    let message = match sniffed.evidence {
        Evidence::Line(_) => format!("cells are separated by {cells}: the first line says so"),
        Evidence::Header(count) if sniffed.byte != b',' => {
            let header =
                if count == 1 { "the header has one".to_owned() } else { format!("the header has {count}") };
            format!("cells are separated by {cells}: {header}")
        }
        Evidence::Header(_) | Evidence::None => return (sniffed.byte, start),
    };
    let at = Span::at(window.original(0));
    cx.report(
        Diagnostic::note("csv.delimiter.found", message)
            .at(at)
            .located(Some(Location { line: 1, column: 1 }))
            .hint("say otherwise with `--set csv.delimiter=…`"),
    );
    (sniffed.byte, start)
}

fn read_header(records: &Records<'_>, options: &Options, cx: &mut Cx<'_>) -> Result<Header, Error> {
    let names: Vec<String> =
        (0..records.len()).map(|index| records.cell(index).unwrap_or_default().to_owned()).collect();
    if let Some(table) = part_table(&names)
        && options.text("map").is_none()
    {
        return Err(not_articles(table).at(records.span()).located(Some(records.location())));
    }
    let mut sorted: Vec<_> = names.iter().enumerate().collect();
    // of equal names, the later ones are the second
    sorted.sort_by(|one, other| (one.1, one.0).cmp(&(other.1, other.0)));
    let twice = sorted.windows(2).filter_map(|pair| match pair {
        [(_, one), (index, other)] if one == other && !other.trim().is_empty() => Some(*index),
        _ => None,
    });
    let mut odd: Vec<(usize, bool)> = twice.map(|index| (index, true)).collect();
    odd.extend(
        names.iter().enumerate().filter(|(_, name)| name.trim().is_empty()).map(|(index, _)| (index, false)),
    );
    odd.sort_unstable();
    for (index, is_twice) in odd {
        let (span, location) = records.place(index);
        let column = index + 1;
        let finding = if is_twice {
            let name = names.get(index).map_or("", String::as_str);
            Diagnostic::note(
                "csv.header.twice",
                format!("column {column} is called `{name}`, as one before it"),
            )
        } else {
            let message = format!("column {column} has no name; it is kept as `column {column}`");
            Diagnostic::note("csv.header.unnamed", message)
        };
        cx.report(finding.at(span).located(Some(location)));
    }
    report_fault(records, cx);
    let mut header = Header::new(names, options)?;
    for (index, column) in header.columns.iter_mut().enumerate() {
        if column.name.trim().is_empty() {
            column.name = format!("column {}", index + 1);
        }
    }
    report_columns(&header, records, cx);
    Ok(header)
}

fn not_articles(table: Table) -> Error {
    Error::broken(format!("this is a table of {}, of which no articles can be made", table.name()))
        .hint("read the table `articles`, or say which column is which with `--set csv.map=title:COLUMN,…`")
}

/// Says what the columns of a foreign table are taken for, where the caller has not said it.
fn report_columns(header: &Header, records: &Records<'_>, cx: &mut Cx<'_>) {
    if header.is_ours || header.is_mapped {
        return;
    }
    let (read, kept): (Vec<_>, Vec<_>) =
        header.columns.iter().partition(|column| column.field != Field::Other);
    let names: Vec<_> = read.iter().take(20).map(|column| format!("`{}`", column.name)).collect();
    let kept = match kept.len() {
        0 => String::new(),
        1 => "; 1 column is kept in `extensions`".to_owned(),
        count => format!("; {count} columns are kept in `extensions`"),
    };
    let message = match names.as_slice() {
        [] => format!("no column is called like a field{kept}"),
        [one] => format!("the column {one} is read as the field it is called like{kept}"),
        _ => format!("the columns {} are read as the fields they are called like{kept}", names.join(", ")),
    };
    cx.report(
        Diagnostic::note("csv.header.foreign", message)
            .at(records.span())
            .located(Some(records.location()))
            .hint("say which column is which with `--set csv.map=title:COLUMN,…`"),
    );
}

/// Reports what is odd about how the record is written.
fn report_fault(records: &Records<'_>, cx: &mut Cx<'_>) {
    let Some((cell, fault)) = records.fault() else { return };
    let (span, location) = records.place(cell);
    let finding = match fault {
        Fault::Unclosed => Diagnostic::repair(
            "csv.quote.unclosed",
            "a quoted cell does not end; it is read up to the end of the text",
        ),
        Fault::Behind => Diagnostic::repair(
            "csv.quote.early",
            "there is text behind the quote that ends a cell; it is read as part of the cell",
        ),
    };
    cx.report(finding.at(span).located(Some(location)));
}

struct CsvReader<'a> {
    name: Shared,
    /// What comes first. `None`: it was given.
    source: Option<Box<Source>>,
    records: Records<'a>,
    header: Header,
    manner: Manner,
    /// Whether apostrophes before what would be a formula are taken off.
    guard: bool,
    position: u64,
    /// Rows without any filled cell.
    empty: u64,
    ended: bool,
}

impl RecordReader for CsvReader<'_> {
    fn read(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        if let Some(source) = self.source.take() {
            return Ok(Some(Record::Source(source)));
        }
        if self.ended {
            return Ok(None);
        }
        let result = self.next_article(cx);
        self.ended = !matches!(result, Ok(Some(_)));
        if let Ok(None) = &result {
            self.report_empty(cx);
        }
        result
    }
}

impl CsvReader<'_> {
    fn next_article(&mut self, cx: &mut Cx<'_>) -> Result<Option<Record>, Error> {
        while self.records.next(cx)? {
            let cells = self.records.len();
            let is_empty =
                (0..cells).all(|index| self.records.cell(index).is_none_or(|cell| cell.trim().is_empty()));
            // a row that was written here has a meaning even if it is empty
            if is_empty && (!self.manner.is_ours || cells != self.header.columns.len()) {
                self.empty += 1;
                continue;
            }
            report_fault(&self.records, cx);
            self.report_width(cx);
            return Ok(Some(self.article(cx)));
        }
        Ok(None)
    }

    fn article(&mut self, cx: &mut Cx<'_>) -> Record {
        self.position += 1;
        let mut making = Making::new(&self.manner, &self.name, self.position, self.records.span());
        for index in 0..self.records.len() {
            let cell = self.records.cell(index).unwrap_or_default();
            let cell = if self.guard { undefuse(cell) } else { cell };
            if cell.is_empty() {
                continue;
            }
            let place = || self.records.place(index);
            if let Some(column) = self.header.columns.get(index) {
                making.add(&column.field, &column.name, cell, place, cx);
            } else {
                making.add(&Field::Other, &format!("column {}", index + 1), cell, place, cx);
            }
        }
        Record::Article(Box::new(making.finish()))
    }

    fn report_width(&self, cx: &mut Cx<'_>) {
        let (cells, columns) = (self.records.len(), self.header.columns.len());
        if cells == columns {
            return;
        }
        let (span, location) = self.records.place(cells.min(columns));
        let has = |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
        let finding = if cells < columns {
            let message =
                format!("the row has {} of {columns}; those that are missing count as empty", has(cells));
            Diagnostic::repair("csv.row.short", message)
        } else {
            let message = format!(
                "the row has {} for {columns} columns; the others are kept in `extensions`",
                has(cells)
            );
            Diagnostic::repair("csv.row.long", message)
        };
        cx.report(finding.at(span).located(Some(location)));
    }

    fn report_empty(&mut self, cx: &mut Cx<'_>) {
        if self.position == 0 {
            cx.report(Diagnostic::note("csv.table.empty", format!("the table `{}` has no rows", self.name)));
        }
        if self.empty > 0 {
            let rows =
                if self.empty == 1 { "1 row was".to_owned() } else { format!("{} rows were", self.empty) };
            let message = format!("{rows} passed over, for no cell is filled");
            cx.report(Diagnostic::note("csv.row.empty", message));
        }
    }
}
