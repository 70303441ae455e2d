//! What stands round the text: what the input is, at a glance, and what the marks mean.

use std::collections::BTreeMap;

use wirecopy_model::{EncodingEvidence, MentionKind};

use super::html::Html;
use super::{View, colour};
use crate::explain::Explanation;
use crate::explain::names::named;
use crate::explain::table::{evidence_of, shown, value_of};

/// Links to inputs, where there are several.
pub(super) fn contents(explanations: &[Explanation], html: &mut Html) {
    html.raw("<nav aria-label=\"Inputs\"><ol>\n");
    for (at, explanation) in explanations.iter().enumerate() {
        html.raw(&format!("<li><a href=\"#i{}\" dir=\"auto\">", at + 1))
            .text(&explanation.name)
            .raw("</a></li>\n");
    }
    html.raw("</ol></nav>\n");
}

/// The name of an input, how it was read, what was found, who speaks.
pub(super) fn header(explanation: &Explanation, views: &[View<'_>], number: usize, html: &mut Html) {
    html.raw("<header>\n<p class=\"eyebrow\">wirecopy explain</p>\n");
    html.raw(&format!("<h1 id=\"i{number}-name\" dir=\"auto\">"))
        .text(&explanation.name)
        .raw("</h1>\n<p class=\"facts\">");
    html.raw("Read as <b>").text(&explanation.format).raw("</b>");
    if let Some(encoding) = &explanation.encoding {
        html.raw(", encoding <b>")
            .text(&encoding.name)
            .raw("</b> (")
            .raw(evidence(encoding.evidence))
            .raw(")");
    }
    html.raw(". <a href=\"#legend\">What the marks mean</a></p>\n");
    glance(views, html);
    speakers(views, html);
    fields(explanation, html);
    html.raw("</header>\n");
}

fn evidence(evidence: EncodingEvidence) -> &'static str {
    match evidence {
        EncodingEvidence::Bom => "by its byte order mark",
        EncodingEvidence::Caller => "as the caller says",
        EncodingEvidence::Declaration => "as the document declares",
        EncodingEvidence::Valid => "the bytes are valid in it",
        EncodingEvidence::Guess => "guessed from the bytes",
        _ => "the default",
    }
}

/// Counts: lines by kind, quotes, names.
fn glance(views: &[View<'_>], html: &mut Html) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names: BTreeMap<MentionKind, usize> = BTreeMap::new();
    let (mut lines, mut unsure, mut quotes, mut spoken, mut articles) = (0, 0, 0, 0, 0);
    for view in views {
        lines += view.sheet.lines.len();
        quotes += view.quotes.len();
        spoken += view.spoken_by.iter().flatten().count();
        for named in named(view.sheet) {
            *names.entry(named.kind).or_default() += 1;
        }
        for article in &view.sheet.articles {
            articles += 1;
            for annotation in &article.annotations {
                *kinds.entry(&annotation.kind).or_default() += 1;
                unsure += usize::from(annotation.certainty.as_thousandths() < 700);
            }
        }
    }
    html.raw("<dl class=\"glance\">\n");
    let mut fact = |term: &str, value: usize, more: &str| {
        html.raw("<div><dt>").raw(term).raw("</dt><dd><b>").raw(&value.to_string()).raw("</b> ");
        html.text(more).raw("</dd></div>\n");
    };
    if articles > 1 {
        fact("Articles", articles, "");
    }
    let counted: Vec<_> = kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    fact("Lines", lines, &counted.join(" · "));
    if unsure > 0 {
        fact("Unsure", unsure, "of these are less than 0.70 sure");
    }
    if quotes > 0 {
        fact("Quotes", quotes, &format!("{spoken} with a speaker, {} without", quotes - spoken));
    }
    if !names.is_empty() {
        let counted: Vec<_> =
            names.iter().map(|(kind, count)| format!("{} {count}", kind.as_str())).collect();
        fact("Names, times", names.values().sum(), &counted.join(" · "));
    }
    html.raw("</dl>\n");
}

fn speakers(views: &[View<'_>], html: &mut Html) {
    if views.iter().all(|view| view.speakers.is_empty()) {
        return;
    }
    html.raw("<section class=\"speakers\"><h2>Who speaks</h2>\n<ul>\n");
    for view in views {
        let mut of: Vec<Vec<usize>> = vec![Vec::new(); view.speakers.len()];
        for (quote, speaker) in view.spoken_by.iter().enumerate() {
            if let Some(list) = speaker.and_then(|speaker| of.get_mut(speaker)) {
                list.push(quote);
            }
        }
        for (at, (name, quotes)) in view.speakers.iter().zip(&of).enumerate() {
            html.raw(&format!("<li class=\"{}\"><bdi class=\"who\">", colour(Some(at))))
                .text(name)
                .raw("</bdi>");
            for &quote in quotes {
                number(view, quote, html);
            }
            html.raw("</li>\n");
        }
    }
    html.raw("</ul></section>\n");
}

/// The number of a quote, which leads to its note.
pub(super) fn number(view: &View<'_>, quote: usize, html: &mut Html) {
    let Some(numbered) = view.quotes.get(quote) else { return };
    let class = view.colour(quote);
    html.raw(&format!("<a class=\"number {class}\" href=\"#{}\" aria-label=\"", view.quote_id(quote)));
    html.raw("quote ").raw(&numbered.number).raw(", ");
    match numbered.name() {
        Some(name) => html.raw("said by ").attribute(name),
        None => html.raw("speaker not known"),
    };
    html.raw("\">").raw(&numbered.number).raw("</a>");
}

/// Fields of the article that were worked out.
fn fields(explanation: &Explanation, html: &mut Html) {
    if explanation.articles().all(|article| article.inferred.is_empty()) {
        return;
    }
    html.raw("<details class=\"fields\"><summary>Fields that were worked out</summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Fields that were worked out\"><table><thead><tr>");
    html.raw("<th scope=\"col\">field</th><th scope=\"col\">value</th><th scope=\"col\">confidence</th><th scope=\"col\">evidence</th></tr></thead>\n<tbody>\n");
    let is_several = explanation.articles().count() > 1;
    for (at, article) in explanation.articles().enumerate() {
        for inference in &article.inferred {
            html.raw("<tr><th scope=\"row\">").text(&inference.field);
            if is_several {
                html.raw(&format!(" of article {}", at + 1));
            }
            html.raw("</th><td dir=\"auto\">");
            html.text(&value_of(article, &inference.field)).raw("</td><td>");
            confidence(inference.certainty, html);
            html.raw("</td><td>").text(&evidence_of(inference)).raw("</td></tr>\n");
        }
    }
    html.raw("</tbody></table></div></details>\n");
}

/// How sure something is: a sign, which is not colour alone, and the number.
pub(super) fn confidence(certainty: wirecopy_model::Certainty, html: &mut Html) {
    let (class, sign) = match certainty.as_thousandths() {
        900.. => ("sure", "●"),
        700.. => ("fair", "◐"),
        _ => ("low", "○"),
    };
    html.raw(&format!("<span class=\"conf {class}\"><span aria-hidden=\"true\">{sign}</span><span class=\"vh\">confidence</span> "));
    html.raw(&shown(certainty)).raw("</span>");
}

/// What the marks mean.
pub(super) fn legend(html: &mut Html) {
    html.raw(include_str!("legend.html"));
}
