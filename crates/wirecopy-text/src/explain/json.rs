//! An explanation for programs.

use serde_json::{Value, json};
use wirecopy_model::Article;

use super::Explanation;
use super::quotes::Numbered;
use super::sheet::Sheet;

pub(super) fn json(explanation: &Explanation) -> Value {
    let mut articles = Vec::new();
    for sheet in &explanation.sheets {
        let mut quotes = sheet.quotes().into_iter();
        for article in &sheet.articles {
            let own =
                article.quotes.len() + article.quotes.iter().map(|quote| quote.nested.len()).sum::<usize>();
            let own: Vec<_> = quotes.by_ref().take(own).collect();
            articles.push(of_article(sheet, article, &own));
        }
    }
    json!({
        "name": explanation.name,
        "format": explanation.format,
        "encoding": explanation.encoding,
        "articles": articles,
    })
}

fn of_article(sheet: &Sheet, article: &Article, quotes: &[Numbered<'_>]) -> Value {
    let outer = quotes.iter().filter(|quote| !quote.is_nested);
    json!({
        "position": article.position,
        "span": article.span,
        "language": article.language,
        "headlines": article.headlines,
        "bylines": article.bylines,
        "people": article.people,
        "dates": article.dates,
        "datelines": article.datelines,
        "lines": article.annotations,
        "quotes": outer.map(|quote| of_quote(sheet, quote)).collect::<Vec<_>>(),
        "names": article.mentions.iter().map(|mention| with(json!(mention), "line", json!(sheet.line_at(mention.span.start)))).collect::<Vec<_>>(),
        "fields": article.inferred,
        "given": article.given,
    })
}

fn of_quote(sheet: &Sheet, numbered: &Numbered<'_>) -> Value {
    let line = json!(sheet.line_at(numbered.quote.span.start));
    let mut value = with(json!(numbered.quote), "number", json!(numbered.number));
    if let Some(nested) = value.get_mut("nested").and_then(Value::as_array_mut) {
        for (at, quote) in nested.iter_mut().enumerate() {
            let number = json!(format!("{}.{}", numbered.number, at + 1));
            *quote = with(quote.take(), "number", number);
        }
    }
    with(value, "line", line)
}

/// An object with one more member.
fn with(mut object: Value, name: &str, value: Value) -> Value {
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
    object
}
