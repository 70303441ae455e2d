//! The lines of a text with the marks on them.

use std::collections::BTreeMap;
use std::ops::Range;

use wirecopy_model::{Annotation, Join, Mention};

use super::View;
use super::head::{confidence, number};
use super::html::Html;
use crate::explain::mark::{Piece, Pieces, Sign};
use crate::explain::sheet::Line;
use crate::explain::table::shown;

/// A page shows so many lines; what has more is hardly an article, and no browser shows it.
const MOST: usize = 100_000;

/// Writes the lines of a sheet.
pub(super) struct Lines<'v> {
    view: &'v View<'v>,
    /// Annotations by place.
    annotations: Vec<(Range<usize>, &'v Annotation)>,
    mentions: Vec<&'v Mention>,
    /// Quotes by where they begin.
    quotes: BTreeMap<usize, Vec<usize>>,
    /// Where articles begin, where there are several.
    articles: BTreeMap<usize, usize>,
    language: Option<&'v str>,
}

impl<'v> Lines<'v> {
    pub(super) fn new(view: &'v View<'v>) -> Self {
        let sheet = view.sheet;
        let all = || sheet.articles.iter();
        let mut annotations: Vec<_> = all()
            .flat_map(|article| &article.annotations)
            .filter_map(|annotation| Some((sheet.range_of(annotation)?, annotation)))
            .collect();
        annotations.sort_by_key(|(range, _)| range.start);
        let mut quotes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, numbered) in view.quotes.iter().enumerate() {
            quotes.entry(sheet.original.place(numbered.quote.span.start)).or_default().push(at);
        }
        let mut articles = BTreeMap::new();
        if sheet.articles.len() > 1 {
            let start = |span: wirecopy_model::Span| sheet.original.place(span.start);
            articles
                .extend(all().enumerate().filter_map(|(at, article)| Some((start(article.span?), at + 1))));
        }
        let language = all().find_map(|article| article.language.as_deref());
        let is_tag = |tag: &&str| tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        Self {
            view,
            annotations,
            mentions: all().flat_map(|article| &article.mentions).collect(),
            quotes,
            articles,
            language: language.filter(is_tag),
        }
    }

    pub(super) fn write(&self, pieces: &mut Pieces<'_>, html: &mut Html) {
        html.raw(
            "<section class=\"sheet\"><h2 class=\"vh\">The text, line by line</h2>\n<ol role=\"list\">\n",
        );
        let mut next = 0;
        for line in self.view.sheet.lines.iter().take(MOST) {
            for (_, number) in self.articles.range(line.range.start..=line.range.end) {
                html.raw(&format!("<li class=\"part\"><h3>Article {number}</h3></li>\n"));
            }
            while self.annotations.get(next).is_some_and(|(range, _)| range.end <= line.range.start) {
                next += 1;
            }
            let found = self.annotations.get(next).filter(|(range, _)| range.start < line.range.end);
            let begins = found.is_some_and(|(range, _)| range.start >= line.range.start);
            self.line(line, found.map(|(_, annotation)| *annotation), begins, &pieces.of(&line.range), html);
        }
        let more = self.view.sheet.lines.len().saturating_sub(MOST);
        if more > 0 {
            html.raw(&format!("<li class=\"part\"><h3>{more} more lines are not shown</h3></li>\n"));
        }
        html.raw("</ol></section>\n");
    }

    fn line(
        &self,
        line: &Line,
        annotation: Option<&Annotation>,
        begins: bool,
        pieces: &[Piece],
        html: &mut Html,
    ) {
        let kind = annotation.map_or("blank", |annotation| &annotation.kind);
        let class = if begins { "" } else { " goes-on" };
        html.raw(&format!("<li id=\"{}-l{}\" class=\"line k-", self.view.id, line.number)).attribute(kind);
        html.raw(class).raw("\"><div class=\"margin\"><span class=\"no\"><span class=\"vh\">line </span>");
        html.raw(&line.number.to_string()).raw("</span>");
        match annotation {
            Some(annotation) if begins => reasons(annotation, html),
            Some(_) => {
                html.raw("<span class=\"vh\">goes on</span>");
            }
            None => {}
        }
        html.raw("</div>\n<p class=\"text\" dir=\"auto\"");
        if let Some(language) = self.language {
            html.raw(" lang=\"").attribute(language).raw("\"");
        }
        html.raw(">");
        for piece in pieces {
            self.piece(piece, html);
        }
        if let Some(annotation) = annotation {
            join(annotation, line.number, html);
        }
        html.raw("</p>\n<div class=\"notes\">");
        let end = line.range.end.max(line.range.start + 1);
        for &quote in self.quotes.range(line.range.start..end).flat_map(|(_, quotes)| quotes) {
            note(self.view, quote, html);
        }
        html.raw("</div></li>\n");
    }

    fn piece(&self, piece: &Piece, html: &mut Html) {
        let text = self.view.sheet.original.text.get(piece.range.clone()).unwrap_or_default();
        for sign in &piece.signs {
            self.open(*sign, html);
        }
        html.text(text);
        piece.signs.iter().for_each(|_| {
            html.raw("</span>");
        });
        for sign in &piece.ends {
            if let Sign::Quote(quote) = sign {
                number(self.view, *quote, html);
            }
        }
    }

    /// Opens the mark of a sign. What it says is in the notes too, so that no pointer is needed to read it.
    fn open(&self, sign: Sign, html: &mut Html) {
        let (class, quote, what) = match sign {
            Sign::Dateline => {
                html.raw("<span class=\"dateline\" title=\"dateline\">");
                return;
            }
            Sign::Mention(at) => {
                let Some(mention) = self.mentions.get(at) else {
                    html.raw("<span>");
                    return;
                };
                let kind = mention.kind.as_str();
                html.raw(&format!(
                    "<span class=\"name {kind}\" title=\"{kind}, {}",
                    shown(mention.certainty)
                ));
                if let Some(name) = &mention.name {
                    html.raw(": ").attribute(name);
                }
                if let Some(date) = mention.date.as_ref().and_then(|date| date.value) {
                    html.raw(": ").attribute(&date.to_string());
                }
                html.raw("\">");
                return;
            }
            Sign::Quote(quote) => {
                let kind = self.view.quotes.get(quote).map_or("quote", |found| found.quote.kind.as_str());
                html.raw(&format!("<span class=\"quote {kind} {}\">", self.view.colour(quote)));
                return;
            }
            Sign::Speaker(quote) => ("who", quote, "speaker"),
            Sign::Description(quote) => ("description", quote, "description of the speaker"),
            Sign::Cue(quote) => ("cue", quote, "attributes"),
        };
        let of = self.view.quotes.get(quote).map_or("", |numbered| &numbered.number);
        html.raw(&format!(
            "<span class=\"{class} {}\" title=\"{what}, quote {of}\">",
            self.view.colour(quote)
        ));
    }
}

/// How a line was joined to the next one, where that is not with a space.
fn join(annotation: &Annotation, line: u32, html: &mut Html) {
    let at = annotation.line.and_then(|first| usize::try_from(line.checked_sub(first)?).ok());
    let (sign, what) = match at.and_then(|at| annotation.joins.get(at)) {
        Some(Join::Hyphen) => ("⌫", "joined, the hyphen left out"),
        Some(Join::Tight) => ("⁀", "joined without a space"),
        Some(Join::Break) => ("↵", "the line break means something"),
        _ => return,
    };
    html.raw("<span class=\"join\" title=\"").raw(what).raw("\"><span aria-hidden=\"true\">").raw(sign);
    html.raw("</span><span class=\"vh\">").raw(what).raw("</span></span>");
}

/// What a line was taken for; on request, why.
fn reasons(annotation: &Annotation, html: &mut Html) {
    html.raw("<details class=\"why\"><summary><span class=\"kind\">").text(&annotation.kind).raw("</span> ");
    confidence(annotation.certainty, html);
    html.raw("</summary>\n<div class=\"reasons\">");
    if !annotation.evidence.is_empty() {
        html.raw("<ul>");
        for evidence in &annotation.evidence {
            html.raw("<li>").text(evidence).raw("</li>");
        }
        html.raw("</ul>");
    }
    if !annotation.alternatives.is_empty() {
        html.raw("<p>may be ");
        for (at, other) in annotation.alternatives.iter().enumerate() {
            html.raw(if at > 0 { ", " } else { "" }).raw("<b>").text(&other.kind).raw("</b> ");
            html.raw(&shown(other.certainty));
        }
        html.raw("</p>");
    }
    if let (Some(first), Some(last)) = (annotation.line, annotation.last_line)
        && last > first
    {
        html.raw(&format!("<p>lines {first} to {last}</p>"));
    }
    if let Some(rule) = &annotation.rule {
        html.raw("<p>rule <code>").text(rule).raw("</code></p>");
    }
    html.raw("</div></details>");
}

/// A quote: who said it and how sure that is; on request, why.
fn note(view: &View<'_>, quote: usize, html: &mut Html) {
    let Some(numbered) = view.quotes.get(quote) else { return };
    let found = numbered.quote;
    html.raw(&format!(
        "<details class=\"note {}\" id=\"{}\"><summary>",
        view.colour(quote),
        view.quote_id(quote)
    ));
    html.raw("<span class=\"vh\">quote </span><span class=\"number\">")
        .raw(&numbered.number)
        .raw("</span> <span>");
    match &found.speaker {
        Some(speaker) => {
            html.raw("<bdi class=\"name-of\">").text(&speaker.name).raw("</bdi> ");
            confidence(speaker.certainty, html);
        }
        None => {
            html.raw("<i>nobody named</i>");
        }
    }
    html.raw("</span></summary>\n<dl>");
    let mut fact = |term: &str, value: &str| {
        html.raw("<dt>").raw(term).raw("</dt><dd><bdi>").text(value).raw("</bdi></dd>");
    };
    fact("kind", &format!("{} ({})", found.kind.as_str(), shown(found.certainty)));
    if found.continues {
        fact("goes on", "from the quote before");
    }
    if let Some(speaker) = &found.speaker {
        fact("rule", &speaker.rule);
        let parts = [
            ("cue", &speaker.cue),
            ("described as", &speaker.description),
            ("said to", &speaker.addressee),
            ("when", &speaker.time),
        ];
        for (term, value) in parts {
            if let Some(value) = value {
                fact(term, value);
            }
        }
        if let Some(kind) = speaker.kind {
            let kind = serde_json::to_value(kind).ok();
            fact("is a", kind.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default());
        }
    }
    html.raw("</dl></details>");
}
