//! The tables behind a text: its quotes, its names and times.

use super::View;
use super::head::{confidence, number};
use super::html::Html;
use crate::explain::names::named;
use crate::explain::table::LINES;

/// Longer lists of names are folded up.
const UNFOLDED: usize = 24;

pub(super) fn tables(view: &View<'_>, html: &mut Html) {
    if !view.quotes.is_empty() {
        quotes(view, html);
    }
    if view.sheet.articles.iter().any(|article| !article.mentions.is_empty()) {
        names(view, html);
    }
}

fn begin(name: &str, columns: &[&str], is_open: bool, html: &mut Html) {
    let open = if is_open { " open" } else { "" };
    html.raw(&format!("<details class=\"found\"{open}><summary><h2>{name}</h2></summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table><thead><tr>"));
    for column in columns {
        html.raw("<th scope=\"col\">").raw(column).raw("</th>");
    }
    html.raw("</tr></thead>\n<tbody>\n");
}

fn end(html: &mut Html) {
    html.raw("</tbody></table></div></details>\n");
}

fn quotes(view: &View<'_>, html: &mut Html) {
    begin("Quotes", &["no.", "line", "kind", "words", "speaker", "rule", "cue"], true, html);
    for (at, numbered) in view.quotes.iter().enumerate() {
        let quote = numbered.quote;
        html.raw("<tr><th scope=\"row\">");
        number(view, at, html);
        html.raw("</th><td>");
        line(view, view.sheet.line_at(quote.span.start), html);
        html.raw("</td><td class=\"kind-of\">").raw(quote.kind.as_str()).raw(" ");
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

/// Names and times. A long list is folded up: the text comes first.
fn names(view: &View<'_>, html: &mut Html) {
    let all = named(view.sheet);
    begin(
        "Names and times",
        &["name", "kind", "times", "lines", "rule", "meaning"],
        all.len() <= UNFOLDED,
        html,
    );
    for named in all {
        html.raw("<tr><th scope=\"row\"><bdi>").text(&named.name).raw("</bdi></th><td class=\"kind-of\">");
        html.raw(named.kind.as_str()).raw(" ");
        confidence(named.certainty, html);
        html.raw(&format!("</td><td>{}</td><td>", named.times));
        for (at, number) in named.lines.iter().take(LINES).enumerate() {
            html.raw(if at > 0 { " " } else { "" });
            line(view, Some(*number), html);
        }
        html.raw(if named.lines.len() > LINES { " …" } else { "" });
        html.raw("</td><td><code>").text(&named.rule).raw("</code></td><td>").text(&named.meaning);
        html.raw("</td></tr>\n");
    }
    end(html);
}

/// A number of a line, which leads there.
fn line(view: &View<'_>, number: Option<u32>, html: &mut Html) {
    if let Some(number) = number {
        html.raw(&format!("<a class=\"line-no\" href=\"#{}-l{number}\">{number}</a>", view.id));
    }
}
