//! An explanation as tables for a terminal.

mod grid;

use wirecopy_model::{Article, Certainty, DateRole, Inference};

use super::Explanation;
use super::names::named;
use super::sheet::Sheet;
use super::visible::visible;
use grid::{Column, Grid};

/// So much of the words of a quote is shown.
const EXCERPT: usize = 60;

/// So many lines are named for a name.
pub(super) const LINES: usize = 12;

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
            quote.kind.as_str().to_owned(),
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
                evidence_of(inference),
            ]);
            grid.add(row);
        }
    }
    grid
}

fn names(sheet: &Sheet) -> Grid {
    let mut grid = Grid::new(vec![
        Column::left("name or time"),
        Column::left("kind"),
        Column::left("confidence"),
        Column::right("times"),
        Column::flexible("lines"),
        Column::flexible("rule"),
        Column::flexible("meaning"),
    ]);
    for named in named(sheet) {
        let mut lines: Vec<_> = named.lines.iter().take(LINES).map(u32::to_string).collect();
        lines.extend((named.lines.len() > LINES).then(|| "…".to_owned()));
        grid.add(vec![
            grid::cut(&visible(&named.name), EXCERPT),
            named.kind.as_str().to_owned(),
            shown(named.certainty),
            named.times.to_string(),
            lines.join(" "),
            named.rule,
            named.meaning,
        ]);
    }
    grid
}

/// The value of a field that was worked out; empty for those that stand in the text in many places.
pub(super) fn value_of(article: &Article, field: &str) -> String {
    let dates = |is_meant: fn(&DateRole) -> bool| {
        let dates = article.dates.iter().filter(|date| is_meant(&date.role));
        dates.map(|date| date.date.written.clone()).collect()
    };
    let values: Vec<String> = match field {
        "title" => article.title().map(str::to_owned).into_iter().collect(),
        "deck" => {
            let is_deck = |role| role == wirecopy_model::HeadlineRole::Deck;
            let decks = article.headlines.iter().filter(|headline| is_deck(headline.role.clone()));
            decks.map(|headline| headline.text.value.clone()).collect()
        }
        "author" => article.authors().filter_map(|author| author.name.clone()).collect(),
        "published" => dates(|role| *role == DateRole::Published),
        "updated" => dates(|role| *role == DateRole::Updated),
        "dates" => dates(|role| !matches!(role, DateRole::Published | DateRole::Updated)),
        "language" => article.language.iter().map(ToString::to_string).collect(),
        "dateline" => article.datelines.iter().map(|dateline| dateline.written.clone()).collect(),
        _ => Vec::new(),
    };
    values.join("; ")
}

/// What speaks for a field. What the model calls `annotations` are lines here.
pub(super) fn evidence_of(inference: &Inference) -> String {
    inference.evidence.join("; ").replace("see `annotations`", "see the lines")
}

/// A certainty with two digits, never rounded up: what is not certain does not look so.
pub(super) fn shown(certainty: Certainty) -> String {
    let hundredths = certainty.as_thousandths() / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn number(line: Option<u32>) -> String {
    line.map(|line| line.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_model::{Content, Date, Mention, MentionKind, RoleDate, Source, Span};

    fn mention(kind: MentionKind, start: u64, text: &str) -> Mention {
        Mention {
            kind,
            span: Span::new(start, start + text.len() as u64),
            text: text.to_owned(),
            certainty: Certainty::thousandths(800),
            rule: "form".into(),
            ..Mention::default()
        }
    }

    #[test]
    fn a_name_is_one_row_however_often_it_is_mentioned() {
        let text = "Ida Holm\n".repeat(20);
        let content =
            Content { media_type: "text/plain".into(), value: text, span: None, ..Content::default() };
        let mut mentions = vec![mention(MentionKind::Time, 3, "Holm")];
        mentions.extend((0..20).map(|line| mention(MentionKind::Person, line * 9, "Ida Holm")));
        let article = Article { contents: vec![content], mentions, ..Article::default() };
        let explanation = Explanation::new(&Source::default(), vec![article], None);
        let rows: Vec<_> =
            explanation.table(None).lines().skip(3).map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(
            rows,
            [
                "Ida Holm      person  0.80           20  1 2 3 4 5 6 7 8 9 10 11 12 …  form",
                "Holm          time    0.80            1  1                             form"
            ]
        );
    }

    #[test]
    fn dates_are_told_apart_by_what_happened_then() {
        let date = |role, written: &str| RoleDate {
            role,
            date: Date { written: written.to_owned(), ..Date::default() },
            ..RoleDate::default()
        };
        let dates = vec![date(DateRole::Published, "8 May"), date(DateRole::Updated, "9 May")];
        let article = Article { dates, ..Article::default() };
        assert_eq!(value_of(&article, "published"), "8 May");
        assert_eq!(value_of(&article, "updated"), "9 May");
    }
}
