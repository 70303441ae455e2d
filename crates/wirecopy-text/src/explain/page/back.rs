//! The tables behind a text: its quotes, its names and times.

use std::collections::BTreeMap;

use wirecopy_model::{Certainty, MentionKind};

use super::View;
use super::head::{confidence, number};
use super::html::Html;
use crate::explain::quotes::kind_name;
use crate::explain::sheet::mention_name;

/// So many lines are named for a name.
const LINES: usize = 12;

pub(super) fn tables(view: &View<'_>, html: &mut Html) {
    if !view.quotes.is_empty() {
        quotes(view, html);
    }
    if view.sheet.articles.iter().any(|article| !article.mentions.is_empty()) {
        names(view, html);
    }
}

fn begin(name: &str, columns: &[&str], html: &mut Html) {
    html.raw(&format!("<details class=\"found\" open><summary><h2>{name}</h2></summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table><thead><tr>"));
    for column in columns {
        html.raw("<th scope=\"col\">").raw(column).raw("</th>");
    }
    html.raw("</tr></thead>\n<tbody>\n");
}

fn end(html: &mut Html) {
    html.raw("</tbody></table></div></details>\n");
}

fn quotes(view: &View<'_>, html: &mut Html) {
    begin("Quotes", &["no.", "line", "kind", "words", "speaker", "rule", "cue"], html);
    for (at, numbered) in view.quotes.iter().enumerate() {
        let quote = numbered.quote;
        html.raw("<tr><th scope=\"row\">");
        number(view, at, html);
        html.raw("</th><td>");
        line(view, view.sheet.line_at(quote.span.start), html);
        html.raw("</td><td class=\"kind-of\">").raw(kind_name(quote.kind)).raw(" ");
        confidence(quote.certainty, html);
        html.raw("</td><td class=\"words\" dir=\"auto\">").text(&quote.text).raw("</td><td>");
        match &quote.speaker {
            Some(speaker) => {
                html.raw("<bdi>").text(&speaker.name).raw("</bdi> ");
                confidence(speaker.certainty, html);
                html.raw("</td><td><code>").text(&speaker.rule).raw("</code></td><td dir=\"auto\">");
                html.text(speaker.cue.as_deref().unwrap_or_default());
            }
            None => {
                html.raw("<i>nobody named</i></td><td></td><td>");
            }
        }
        html.raw("</td></tr>\n");
    }
    end(html);
}

/// Names by what they stand for, each with the lines it is in.
fn names(view: &View<'_>, html: &mut Html) {
    #[derive(Default)]
    struct Found {
        lines: Vec<u32>,
        certainty: Option<Certainty>,
        rule: String,
    }
    let mut found: BTreeMap<(MentionKind, &str), Found> = BTreeMap::new();
    for mention in view.sheet.articles.iter().flat_map(|article| &article.mentions) {
        let name = mention.name.as_deref().unwrap_or(&mention.text);
        let entry = found.entry((mention.kind, name)).or_default();
        if entry.certainty.is_none_or(|known| known < mention.certainty) {
            entry.certainty = Some(mention.certainty);
            entry.rule = mention.rule.to_string();
        }
        entry.lines.extend(view.sheet.line_at(mention.span.start));
    }
    begin("Names and times", &["name", "kind", "times", "lines", "rule"], html);
    for ((kind, name), mut entry) in found {
        let times = entry.lines.len();
        entry.lines.dedup();
        html.raw("<tr><th scope=\"row\"><bdi>")
            .text(name)
            .raw("</bdi></th><td>")
            .raw(mention_name(kind))
            .raw(" ");
        confidence(entry.certainty.unwrap_or_default(), html);
        html.raw(&format!("</td><td>{times}</td><td>"));
        for (at, number) in entry.lines.iter().take(LINES).enumerate() {
            html.raw(if at > 0 { " " } else { "" });
            line(view, Some(*number), html);
        }
        html.raw(if entry.lines.len() > LINES { " …" } else { "" });
        html.raw("</td><td><code>").text(&entry.rule).raw("</code></td></tr>\n");
    }
    end(html);
}

/// A number of a line, which leads there.
fn line(view: &View<'_>, number: Option<u32>, html: &mut Html) {
    if let Some(number) = number {
        html.raw(&format!("<a class=\"line-no\" href=\"#{}-l{number}\">{number}</a>", view.id));
    }
}
