//! An explanation as tables for a terminal.

mod grid;

use wirecopy_model::{Article, Certainty};

use super::Explanation;
use super::quotes::kind_name;
use super::sheet::{Sheet, mention_name};
use super::visible::visible;
use grid::{Column, Grid};

/// So much of the words of a quote is shown.
const EXCERPT: usize = 60;

pub(super) fn table(explanation: &Explanation, width: Option<usize>) -> String {
    let mut out = format!("{}\n", visible(&explanation.name));
    for sheet in &explanation.sheets {
        for grid in [lines(sheet), quotes(sheet), fields(sheet), names(sheet)] {
            if !grid.is_empty() {
                out.push('\n');
                grid.write(width, &mut out);
            }
        }
    }
    out
}

fn lines(sheet: &Sheet) -> Grid {
    let mut grid = Grid::new(vec![
        Column::right("line"),
        Column::left("kind"),
        Column::left("confidence"),
        Column::flexible("evidence"),
        Column::flexible("alternative"),
    ]);
    for annotation in sheet.articles.iter().flat_map(|article| &article.annotations) {
        let others: Vec<_> = annotation
            .alternatives
            .iter()
            .map(|other| format!("{} {}", other.kind, shown(other.certainty)))
            .collect();
        grid.add(vec![
            match (sheet.line_of(annotation), annotation.last_line) {
                (Some(first), Some(last)) if last > first => format!("{first}-{last}"),
                (first, _) => number(first),
            },
            annotation.kind.to_string(),
            shown(annotation.certainty),
            annotation.evidence.join("; "),
            others.join(", "),
        ]);
    }
    grid
}

fn quotes(sheet: &Sheet) -> Grid {
    let mut grid = Grid::new(vec![
        Column::right("quote"),
        Column::right("line"),
        Column::left("kind"),
        Column::left("confidence"),
        Column::left("speaker"),
        Column::left("confidence"),
        Column::flexible("rule"),
        Column::flexible("cue"),
        Column::flexible("words"),
    ]);
    for numbered in sheet.quotes() {
        let quote = numbered.quote;
        let speaker = quote.speaker.as_ref();
        grid.add(vec![
            numbered.number.clone(),
            number(sheet.line_at(quote.span.start)),
            kind_name(quote.kind).to_owned(),
            shown(quote.certainty),
            speaker.map_or("-", |speaker| &speaker.name).to_owned(),
            speaker.map(|speaker| shown(speaker.certainty)).unwrap_or_default(),
            speaker.map(|speaker| speaker.rule.to_string()).unwrap_or_default(),
            speaker.and_then(|speaker| speaker.cue.clone()).unwrap_or_default(),
            grid::cut(&visible(&quote.text), EXCERPT),
        ]);
    }
    grid
}

fn fields(sheet: &Sheet) -> Grid {
    let is_several = sheet.articles.len() > 1;
    let article = is_several.then(|| Column::right("article"));
    let mut columns: Vec<_> = article.into_iter().collect();
    columns.extend([
        Column::left("field"),
        Column::left("confidence"),
        Column::flexible("value"),
        Column::flexible("evidence"),
    ]);
    let mut grid = Grid::new(columns);
    for (at, article) in sheet.articles.iter().enumerate() {
        for inference in &article.inferred {
            let mut row: Vec<_> = is_several.then(|| (at + 1).to_string()).into_iter().collect();
            row.extend([
                inference.field.to_string(),
                shown(inference.certainty),
                grid::cut(&visible(&value_of(article, &inference.field)), EXCERPT),
                inference.evidence.join("; "),
            ]);
            grid.add(row);
        }
    }
    grid
}

fn names(sheet: &Sheet) -> Grid {
    let mut grid = Grid::new(vec![
        Column::right("line"),
        Column::left("name or time"),
        Column::left("kind"),
        Column::left("confidence"),
        Column::left("rule"),
        Column::flexible("meaning"),
    ]);
    for mention in sheet.articles.iter().flat_map(|article| &article.mentions) {
        let date = mention.date.as_ref().and_then(|date| date.value).map(|moment| moment.to_string());
        grid.add(vec![
            number(sheet.line_at(mention.span.start)),
            grid::cut(&visible(&mention.text), EXCERPT),
            mention_name(mention.kind).to_owned(),
            shown(mention.certainty),
            mention.rule.to_string(),
            mention.name.clone().or(date).unwrap_or_default(),
        ]);
    }
    grid
}

/// The value of a field that was worked out; empty for those that stand in the text in many places.
pub(super) fn value_of(article: &Article, field: &str) -> String {
    let dates = || article.dates.iter().map(|date| date.date.written.clone()).collect();
    let values: Vec<String> = match field {
        "title" => article.title().map(str::to_owned).into_iter().collect(),
        "deck" => {
            let is_deck = |role| role == wirecopy_model::HeadlineRole::Deck;
            let decks = article.headlines.iter().filter(|headline| is_deck(headline.role.clone()));
            decks.map(|headline| headline.text.value.clone()).collect()
        }
        "author" => article.authors().filter_map(|author| author.name.clone()).collect(),
        "published" | "updated" | "dates" => dates(),
        "language" => article.language.iter().map(ToString::to_string).collect(),
        "dateline" => article.datelines.iter().map(|dateline| dateline.written.clone()).collect(),
        _ => Vec::new(),
    };
    values.join("; ")
}

/// A certainty with two digits, never rounded up: what is not certain does not look so.
pub(super) fn shown(certainty: Certainty) -> String {
    let hundredths = certainty.as_thousandths() / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn number(line: Option<u32>) -> String {
    line.map(|line| line.to_string()).unwrap_or_default()
}
